/** What went on within one line: its instructions, and under each what it did to the heap. */
import { h } from "../dom/element.ts";
import { STILL_RUN } from "../state/still.ts";
import type { Dispatch } from "../state/store.ts";
import type { State } from "../state/state.ts";
import type { HeapEvent } from "../state/wire.ts";

export function insideList(state: State, dispatch: Dispatch): HTMLElement {
  const { inside, moment } = state;
  if (!moment || moment.run === STILL_RUN || moment.step === 0) return h("p", { class: "quiet" }, "No line has run yet.");
  if (!inside || inside.run !== moment.run || inside.step !== moment.step - 1) return h("p", { class: "quiet" }, "Looking …");
  const found = inside.inside;
  if (!found) return h("p", { class: "quiet" }, "Nothing is known of the inside of this line.");
  return h("ol", { class: "inside" },
    ...found.instructions.map((instruction, index) =>
      h("li", {},
        h("code", {}, instruction.text), h("span", { class: "quiet" }, instruction.doing),
        h("ul", {}, ...found.events.filter((event) => event.instruction === index).map((event) => h("li", {}, ...eventWords(event, dispatch)))))),
    found.cut && h("li", { class: "quiet" }, "… and more"));
}

function eventWords({ object, title, what }: HeapEvent, dispatch: Dispatch): (Node | string)[] {
  const button = h("button", { type: "button", class: "object-link" }, title);
  button.addEventListener("pointerenter", () => dispatch({ type: "hint", object }));
  button.addEventListener("pointerleave", () => dispatch({ type: "hint", object: null }));
  button.addEventListener("click", () => dispatch({ type: "focus", object }));
  switch (what.type) {
    case "made":
      return [button, " made"];
    case "count":
      return [button, ` count ${what.value.from} to ${what.value.to}`];
    case "freed":
      return [button, what.value.by_collector ? " freed by the collector" : " freed"];
  }
}

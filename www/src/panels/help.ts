/** What the keys do and what the signs mean, in a dialog. */
import { h } from "../dom/element.ts";
import { icon } from "../dom/icons.ts";
import type { Dispatch } from "../state/store.ts";
import type { State } from "../state/state.ts";
import type { Panel } from "./panel.ts";

const KEYS: readonly (readonly [string, string])[] = [
  ["Ctrl Enter", "Run (⌘ Enter on a Mac)"],
  ["← →", "One step back, one step forward"],
  ["Home End", "First step, last step"],
  ["Space", "Play, pause"],
  ["P", "Be asked before each step, or not"],
  ["F7 F8", "Back and forward from anywhere, the editor too"],
  ["Esc, then Tab", "Leave the editor"],
  ["Arrows in the heap", "From box to box"],
  ["Shift → Shift ←", "In the heap: along an arrow, back to a holder"],
  ["Enter", "In the heap: why its count is what it is"],
  [", .", "In the heap: one step back, one step forward"],
  ["N", "In the heap: say what leads to this box and from it"],
  ["+ − 0", "In the heap: nearer, farther, all of it"],
  ["T", "In the heap: the diagram, or the same as a table"],
];

const SIGNS: readonly (readonly [string, string])[] = [
  ["●", "one counted reference that lasts: a name, a row of a container"],
  ["○", "one that passes: an argument, the evaluation stack"],
  ["∞", "immortal: never counted, never freed"],
  ["▏▏▏", "the collector's generation: one stroke young, two middle, three old; none if it isn't tracked"],
  ["┄", "a dashed outline: garbage that nothing reaches, or an object that was freed"],
  ["w", "a weak reference, dotted: it isn't counted"],
];

export function helpPanel(dispatch: Dispatch): Panel {
  const close = h("button", { type: "button", class: "button button-bare", "aria-label": "Close" }, icon("close"));
  const dom = h("dialog", { class: "help", "aria-labelledby": "help-title" },
    h("div", { class: "help-head" }, h("h2", { id: "help-title" }, "Keys and signs"), close),
    h("div", { class: "help-body" },
      h("section", {}, h("h3", {}, "Keys"), list(KEYS, "kbd")),
      h("section", {}, h("h3", {}, "Signs"), list(SIGNS, "span"))),
  );
  close.addEventListener("click", () => dom.close());
  dom.addEventListener("close", () => dispatch({ type: "help", open: false }));
  // A click beside the dialog closes it, as Escape does.
  dom.addEventListener("click", (event) => {
    if (event.target === dom) dom.close();
  });

  function update(state: State): void {
    if (state.look.help && !dom.open) dom.showModal();
    if (!state.look.help && dom.open) dom.close();
  }

  return { dom, update, destroy() {} };
}

function list(rows: readonly (readonly [string, string])[], sign: "kbd" | "span"): HTMLElement {
  return h("dl", { class: "help-list" }, ...rows.flatMap(([key, words]) => [h("dt", {}, h(sign, { class: "sign" }, key)), h("dd", {}, words)]));
}

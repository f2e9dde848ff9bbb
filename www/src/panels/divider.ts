/** The line between code and heap: dragged by pointer, moved by arrow keys, remembered. */
import { h } from "../dom/element.ts";
import type { Dispatch } from "../state/store.ts";
import { SPLIT, type State } from "../state/state.ts";
import type { Panel } from "./panel.ts";

const KEY_STEP = 0.02;

export function dividerPanel(dispatch: Dispatch): Panel {
  const dom = h("div", {
    class: "divider-line", role: "separator", tabindex: 0, "aria-orientation": "vertical",
    "aria-label": "Width of the code", "aria-valuemin": SPLIT.least * 100, "aria-valuemax": SPLIT.most * 100,
  });
  let split: number = SPLIT.usual;

  dom.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    dom.setPointerCapture(event.pointerId);
    dom.classList.add("is-dragged");
    event.preventDefault();
    dom.focus({ preventScroll: true });
  });
  dom.addEventListener("pointermove", (event) => {
    if (!dom.hasPointerCapture(event.pointerId)) return;
    dispatch({ type: "split", split: event.clientX / document.documentElement.clientWidth });
  });
  const release = () => dom.classList.remove("is-dragged");
  dom.addEventListener("pointerup", release);
  dom.addEventListener("pointercancel", release);
  dom.addEventListener("dblclick", () => dispatch({ type: "split", split: SPLIT.usual }));
  dom.addEventListener("keydown", (event) => {
    const to = { ArrowLeft: split - KEY_STEP, ArrowRight: split + KEY_STEP, Home: SPLIT.least, End: SPLIT.most }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    dispatch({ type: "split", split: to });
  });

  function update(state: State): void {
    split = state.look.split;
    document.documentElement.style.setProperty("--split", `${(split * 100).toFixed(2)}%`);
    dom.setAttribute("aria-valuenow", String(Math.round(split * 100)));
  }

  return { dom, update, destroy() {} };
}

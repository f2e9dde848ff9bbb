/** The keys that work wherever the focus is, unless something there wants them for itself. */
import type { Store } from "./state/store.ts";

export function listenToKeys(store: Store): void {
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || store.state().look.help || store.state().link.share) return;
    const { dispatch } = store;
    const plain = !event.ctrlKey && !event.metaKey && !event.altKey && !event.shiftKey;
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      dispatch({ type: "run", landing: "end" });
      return;
    }
    if (!plain) return;
    if (event.key === "F7" || event.key === "F8") {
      event.preventDefault();
      dispatch({ type: event.key === "F7" ? "back" : "forward" });
      return;
    }
    if (event.key === "F1") {
      event.preventDefault();
      dispatch({ type: "help", open: true });
      return;
    }
    if (takesKeys(event.target)) return;
    if (event.key === "Escape" && store.state().focus.object !== null) {
      dispatch({ type: "focus", object: null });
      return;
    }
    if (event.key.toLowerCase() === "p") {
      event.preventDefault();
      dispatch({ type: "predict", on: !store.state().predict.on });
      return;
    }
    const command = ({ ArrowLeft: "back", ArrowRight: "forward", Home: "first", End: "last" } as const)[event.key];
    if (command) {
      event.preventDefault();
      dispatch({ type: command });
    } else if (event.key === " " && !isPressable(event.target)) {
      event.preventDefault();
      dispatch({ type: store.state().time.playing ? "pause" : "play" });
    }
  });
}

/** Text fields, pickers, the slider, tabs and the heap have their own use for arrows and Space. */
function takesKeys(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest("input, select, textarea, [contenteditable=true], [data-own-keys], dialog") !== null;
}

function isPressable(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest("button, a, summary") !== null;
}

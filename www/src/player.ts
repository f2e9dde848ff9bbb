/** Plays: one step after the other, each only when the one before is on screen. */
import { isSettled } from "./state/select.ts";
import type { Store } from "./state/store.ts";

export function play(store: Store): void {
  let timer: ReturnType<typeof setTimeout> | undefined;

  function schedule(): void {
    const state = store.state();
    if (!state.time.playing) {
      clearTimeout(timer);
      timer = undefined;
      return;
    }
    if (timer !== undefined || !isSettled(state)) return;
    timer = setTimeout(() => {
      timer = undefined;
      store.dispatch({ type: "tick" });
    }, 1000 / state.time.speed);
  }

  store.subscribe((state, previous) => {
    if (state.time !== previous.time || state.moment !== previous.moment) schedule();
  });
}

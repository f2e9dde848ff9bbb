/** Keeps the draft and the arrangement of the page in this browser, where that is allowed. */
import { keepAside, keepDraft, keepLook, keepRunning } from "./state/drafts.ts";
import { isRunning } from "./state/select.ts";
import type { Store } from "./state/store.ts";

/** A keystroke more or less is not worth a write to the disk. */
const DRAFT_MS = 300;

/** The browser's storage, or null where it is forbidden (merely naming it may throw). */
export function browserStorage(): Storage | null {
  try {
    return window.localStorage;
  } catch {
    return null;
  }
}

export function keep(store: Store, storage: Storage): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let refused = false;

  function write(): void {
    clearTimeout(timer);
    timer = undefined;
    if (!keepDraft(storage, store.state()) && !refused) {
      refused = true;
      store.dispatch({ type: "notice", notice: { kind: "storage_refused" } });
    }
  }

  store.subscribe((state, previous) => {
    if (state.aside && state.aside !== previous.aside) keepAside(storage, state.aside);
    if (state.draft !== previous.draft || state.setup !== previous.setup || state.link.address !== previous.link.address) {
      clearTimeout(timer);
      timer = setTimeout(write, DRAFT_MS);
    }
    if (state.look.split !== previous.look.split || state.look.heapForm !== previous.look.heapForm || state.look.layers !== previous.look.layers || state.look.lessonOpen !== previous.look.lessonOpen || state.time.speed !== previous.time.speed) {
      keepLook(storage, state);
    }
    if (isRunning(state) !== isRunning(previous)) {
      if (timer !== undefined) write();
      keepRunning(storage, isRunning(state));
    }
  });
  // A page that goes away must not lose the last words; a run that it takes along has not crashed.
  window.addEventListener("pagehide", () => {
    if (timer !== undefined) write();
    keepRunning(storage, false);
  });
}

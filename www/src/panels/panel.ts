/** A part of the page: drawn from the state, and kept apart so that one that fails doesn't take the rest along. */
import { h } from "../dom/element.ts";
import type { Dispatch, Store } from "../state/store.ts";
import type { State } from "../state/state.ts";

export interface Panel {
  readonly dom: Element;
  /** `previous` is null the first time. */
  update(state: State, previous: State | null): void;
  destroy(): void;
}

export type MakePanel = (dispatch: Dispatch) => Panel;

/**
 * Puts a panel into `host` and keeps it up to date. If it throws, its place says so, names what it was and
 * offers to draw it anew; the state, the text and the other panels stay.
 */
export function mountPanel(host: Element, name: string, store: Store, make: MakePanel): () => void {
  let panel: Panel | null = null;

  function start(): void {
    host.replaceChildren();
    try {
      panel = make(store.dispatch);
      host.append(panel.dom);
      panel.update(store.state(), null);
    } catch (error) {
      crash(error);
    }
  }

  function crash(error: unknown): void {
    console.error(`${name} panel`, error);
    try {
      panel?.destroy();
    } catch {
      // It has failed already, and its place is cleared below whatever it leaves.
    }
    panel = null;
    const again = h("button", { type: "button", class: "button" }, "Draw it again");
    again.addEventListener("click", start);
    host.replaceChildren(
      h("div", { class: "crashed", role: "alert" },
        h("p", {}, `${name} crashed. Your text and the rest of the page are as they were.`),
        h("p", { class: "quiet" }, error instanceof Error ? error.message : String(error)),
        again),
    );
  }

  start();
  const unsubscribe = store.subscribe((state, previous) => {
    if (!panel) return;
    try {
      panel.update(state, previous);
    } catch (error) {
      crash(error);
    }
  });
  return () => {
    unsubscribe();
    panel?.destroy();
    panel = null;
  };
}

/** Holds the one state, takes actions one after the other, and tells whoever listens. */
import type { Action } from "./action.ts";
import { reduce } from "./reduce.ts";
import type { State } from "./state.ts";

export type Dispatch = (action: Action) => void;
export type Listener = (state: State, previous: State) => void;

export interface Store {
  readonly dispatch: Dispatch;
  state(): State;
  /** Tells `listener` of each change, in the order of subscribing; gives the way to end that. */
  subscribe(listener: Listener): () => void;
}

/** An action that comes while listeners are being told waits until all have heard of the one before. */
export function createStore(initial: State): Store {
  let state = initial;
  let telling = false;
  const waiting: Action[] = [];
  const listeners = new Set<Listener>();

  function dispatch(action: Action): void {
    waiting.push(action);
    if (telling) return;
    telling = true;
    try {
      for (let next = waiting.shift(); next; next = waiting.shift()) {
        const previous = state;
        state = reduce(previous, next);
        if (state === previous) continue;
        for (const listener of [...listeners]) listener(state, previous);
      }
    } finally {
      telling = false;
    }
  }

  return {
    dispatch,
    state: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

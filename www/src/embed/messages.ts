/**
 * What an embed and the page around it say to each other. Each message is `{ heaplens: 1, type, … }`. The embed tells
 * `ready` and `step`, and hears `goto` from the page that holds it, and from nobody else. No program and no output is
 * ever told.
 */
import { isSettled, stepCount } from "../state/select.ts";
import type { Store } from "../state/store.ts";

export function talkToHost(store: Store): void {
  const host = window.parent;
  if (host === window) return;
  const tell = (type: string, more: Readonly<Record<string, number>>) => host.postMessage({ heaplens: 1, type, ...more }, "*");
  let told = "";
  store.subscribe((state) => {
    if (!isSettled(state)) return;
    const steps = stepCount(state);
    const now = `${state.time.step} ${steps}`;
    if (now === told) return;
    tell(told === "" ? "ready" : "step", { step: state.time.step, steps });
    told = now;
  });
  window.addEventListener("message", (event) => {
    const message: unknown = event.data;
    if (event.source !== host || typeof message !== "object" || message === null) return;
    const { heaplens, type, step } = message as Record<string, unknown>;
    if (heaplens === 1 && type === "goto" && typeof step === "number") store.dispatch({ type: "went_to", step });
  });
}

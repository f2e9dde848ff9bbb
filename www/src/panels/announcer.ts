/** One polite live region: each change of the picture in words, once, and not more often than can be heard. */
import { plainWords } from "../state/select.ts";
import { statusWords } from "../state/status.ts";
import type { Store } from "../state/store.ts";
import type { State } from "../state/state.ts";

/** While playing or scrubbing, what is said waits until it has been quiet for this long. */
const SETTLE_MS = 400;
const PLAYING_MS = 1500;

export function announce(region: HTMLElement, store: Store): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let said = "";

  function say(): void {
    timer = undefined;
    const words = announcement(store.state());
    if (words === said) return;
    said = words;
    region.textContent = words;
  }

  const unsubscribe = store.subscribe((state, previous) => {
    if (state.moment === previous.moment && state.predict === previous.predict && state.run?.phase.kind === previous.run?.phase.kind && state.engine === previous.engine) return;
    // While it plays, a word every second and a half; else once things have settled.
    if (state.time.playing && timer !== undefined) return;
    clearTimeout(timer);
    timer = setTimeout(say, state.time.playing ? PLAYING_MS : SETTLE_MS);
  });

  return () => {
    clearTimeout(timer);
    unsubscribe();
  };
}

export function announcement(state: State): string {
  const status = statusWords(state);
  if (status.text !== null) return status.tone === "quiet" && state.run === null ? "" : status.text;
  const { moment, predict } = state;
  if (predict.held) return predict.held.question.words;
  if (predict.said && moment) return `${predict.said.words} ${plainWords(moment.view)}`;
  return moment ? plainWords(moment.view) : "";
}

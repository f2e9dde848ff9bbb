/** The sentence of the step, above the time bar: what happened, and why. Objects in it can be followed. */
import { h } from "../dom/element.ts";
import { statusWords } from "../state/status.ts";
import type { Dispatch } from "../state/store.ts";
import type { State } from "../state/state.ts";
import type { Sentence, Word } from "../state/wire.ts";
import type { Panel } from "./panel.ts";

export function wordsPanel(dispatch: Dispatch): Panel {
  const line = h("p", { class: "sentence" });
  const dom = h("div", { class: "words-panel" }, line);

  function update(state: State, previous: State | null): void {
    if (previous && state.run === previous.run && state.moment === previous.moment && state.draft === previous.draft
      && state.engine === previous.engine && state.time === previous.time && state.focus === previous.focus) return;
    const status = statusWords(state);
    dom.dataset.tone = status.tone;
    if (status.text !== null) {
      line.replaceChildren(status.text);
      return;
    }
    const sentences = state.moment?.view.words ?? [];
    line.replaceChildren(...sentences.flatMap((sentence, index) => [
      ...(index ? [document.createTextNode(" ")] : []),
      ...words(sentence, state.focus.object),
    ]));
  }

  function words(sentence: Sentence, chosen: number | null): Node[] {
    return sentence.words.map((word) => node(word, chosen));
  }

  function node(word: Word, chosen: number | null): Node {
    switch (word.type) {
      case "code":
        return h("code", {}, word.value);
      case "number":
        return h("b", {}, word.value);
      case "object": {
        const { id, title } = word.value;
        const button = h("button", { type: "button", class: "object-link", "aria-pressed": chosen === id ? "true" : "false" }, title);
        button.addEventListener("click", () => dispatch({ type: "focus", object: id }));
        return button;
      }
      default:
        return document.createTextNode(word.value);
    }
  }

  return { dom, update, destroy() {} };
}

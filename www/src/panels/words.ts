/** The sentence of the step, above the time bar: what happened, and why. Objects in it can be followed. */
import { h } from "../dom/element.ts";
import { statusWords } from "../state/status.ts";
import type { Dispatch } from "../state/store.ts";
import type { State } from "../state/state.ts";
import type { Sentence, Word } from "../state/wire.ts";
import type { Panel } from "./panel.ts";

/** Puts what is needed to mend a fault of the engine where the person can paste it; nothing is sent. */
function reportButton(report: string): HTMLElement {
  const button = h("button", { type: "button", class: "object-link" }, "Copy a report");
  button.addEventListener("click", () => {
    const told = (words: string) => () => void (button.textContent = words);
    Promise.resolve()
      .then(() => navigator.clipboard.writeText(report))
      .then(told("Copied"), told("This browser did not allow it"));
  });
  return button;
}

export function wordsPanel(dispatch: Dispatch): Panel {
  const line = h("p", { class: "sentence" });
  const dom = h("div", { class: "words-panel" }, line);

  function update(state: State, previous: State | null): void {
    if (previous && state.run === previous.run && state.moment === previous.moment && state.draft === previous.draft
      && state.engine === previous.engine && state.predict === previous.predict && state.time === previous.time && state.focus.object === previous.focus.object) return;
    const { held, said } = state.predict;
    if (held) {
      if (held === previous?.predict.held) return;
      dom.dataset.tone = "ask";
      line.replaceChildren(held.question.words, " ", ...held.question.choices.map((choice) => answerButton(choice, choice)), answerButton("Show", null));
      line.querySelector("button")?.focus({ preventScroll: true });
      return;
    }
    const status = statusWords(state);
    dom.dataset.tone = status.tone;
    if (status.text !== null) {
      line.replaceChildren(status.text, ...(status.report ? [" ", reportButton(status.report)] : []));
      return;
    }
    const sentences = state.moment?.view.words ?? [];
    line.replaceChildren(...(said ? [h("strong", { class: said.right ? "said-right" : "said-wrong" }, `${said.right ? "✓" : "✗"} ${said.words} `)] : []), ...sentences.flatMap((sentence, index) => [
      ...(index ? [document.createTextNode(" ")] : []),
      ...words(sentence, state.focus.object),
    ]));
  }

  function answerButton(words: string, choice: string | null): HTMLElement {
    const button = h("button", { type: "button", class: choice === null ? "button button-bare answer" : "button answer" }, words);
    button.addEventListener("click", () => dispatch({ type: "predicted", choice }));
    return button;
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
        button.addEventListener("pointerenter", () => dispatch({ type: "hint", object: id }));
        button.addEventListener("pointerleave", () => dispatch({ type: "hint", object: null }));
        return button;
      }
      default:
        return document.createTextNode(word.value);
    }
  }

  return { dom, update, destroy() {} };
}

/** What the program has printed by the step on screen; at its end, the traceback too. */
import { h } from "../dom/element.ts";
import { endedRun, isStale, outputSoFar } from "../state/select.ts";
import type { Dispatch } from "../state/store.ts";
import type { OutputChunk } from "../state/wire.ts";
import type { State } from "../state/state.ts";
import type { Panel } from "./panel.ts";
import { prompt } from "./prompt.ts";

/** More lines than this are cut at the head: a page is no terminal, and a million lines would stop it. */
const SHOWN_CHARACTERS = 60_000;

export function outputPanel(dispatch: Dispatch): Panel {
  const typing = prompt(dispatch);
  const text = h("pre", { class: "output-text", tabindex: 0, role: "group", "aria-label": "Output" });
  const title = h("h2", { class: "small-heading" }, "Output");
  const note = h("span", { class: "quiet output-note" });
  const dom = h("div", { class: "output-panel" }, h("div", { class: "output-head" }, title, note), text, typing.dom);
  let shown: readonly OutputChunk[] = [];

  function update(state: State): void {
    const chunks = outputSoFar(state);
    if (!sameChunks(chunks, shown)) {
      text.replaceChildren(...spans(chunks));
      shown = chunks;
      // Follow the latest line, as a terminal does.
      text.scrollTop = text.scrollHeight;
    }
    typing.update(state.setup.unit === "repl");
    note.textContent = noteOf(state, chunks.length === 0);
  }

  return { dom, update, destroy() {} };
}

function noteOf(state: State, empty: boolean): string {
  const ended = endedRun(state);
  if (!ended) return "";
  if (isStale(state)) return "of the program before your change";
  if (!empty || ended.summary.steps === 0) return "";
  return state.time.step < ended.summary.steps - 1 ? "nothing printed yet" : "the program printed nothing";
}

function sameChunks(a: readonly OutputChunk[], b: readonly OutputChunk[]): boolean {
  return a.length === b.length && a[0] === b[0] && a.at(-1) === b.at(-1);
}

function spans(chunks: readonly OutputChunk[]): Node[] {
  let length = 0;
  let first = chunks.length;
  while (first > 0 && length < SHOWN_CHARACTERS) length += chunks[--first]!.text.length;
  const nodes: Node[] = [];
  if (first > 0) nodes.push(h("span", { class: "quiet" }, `… ${first} earlier pieces are not shown …\n`));
  let stream = "";
  let text = "";
  const flush = () => {
    if (text) nodes.push(stream === "stderr" ? h("span", { class: "stderr" }, text) : document.createTextNode(text));
    text = "";
  };
  for (const chunk of chunks.slice(first)) {
    if (chunk.stream !== stream) flush();
    stream = chunk.stream;
    text += chunk.text;
  }
  flush();
  return nodes;
}

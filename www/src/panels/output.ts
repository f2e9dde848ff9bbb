/** What the program has printed by the step on screen, and how it ended. */
import { h } from "../dom/element.ts";
import { isStale, outputSoFar } from "../state/select.ts";
import type { OutputChunk } from "../state/wire.ts";
import type { State } from "../state/state.ts";
import { verdict } from "../state/verdict.ts";
import type { Panel } from "./panel.ts";

/** More lines than this are cut at the head: a page is no terminal, and a million lines would stop it. */
const SHOWN_CHARACTERS = 60_000;

export function outputPanel(): Panel {
  const text = h("pre", { class: "output-text", tabindex: 0, "aria-label": "Output" });
  const how = h("p", { class: "verdict", hidden: true });
  const title = h("h2", { class: "small-heading" }, "Output");
  const note = h("span", { class: "quiet output-note" });
  const dom = h("div", { class: "output-panel" }, h("div", { class: "output-head" }, title, note), text, how);
  let shown: readonly OutputChunk[] = [];
  let atEnd = false;

  function update(state: State, previous: State | null): void {
    const chunks = outputSoFar(state);
    const words = verdict(state);
    if (!sameChunks(chunks, shown)) {
      text.replaceChildren(...spans(chunks));
      shown = chunks;
      // Follow the latest line, as a terminal does.
      text.scrollTop = text.scrollHeight;
    }
    note.textContent = chunks.length === 0 ? (state.run?.phase.kind === "ended" ? "nothing printed yet" : "") : "";
    if (isStale(state) && state.run?.phase.kind === "ended") note.textContent = "of the program before your change";
    const now = words !== null;
    how.hidden = !now;
    if (words) {
      how.className = `verdict verdict-${words.tone}`;
      how.replaceChildren(h("b", {}, words.title), words.detail ? ` ${words.detail}` : "");
    }
    if (now && !atEnd && previous) how.scrollIntoView?.({ block: "nearest" });
    atEnd = now;
  }

  return { dom, update, destroy() {} };
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

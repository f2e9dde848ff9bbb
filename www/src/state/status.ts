/** What the page says in the place of the step's sentence while there is no sentence to say. */
import { endedRun, isSettled, isStale } from "./select.ts";
import type { State } from "./state.ts";
import { verdictOf } from "./verdict.ts";

export interface Status {
  readonly tone: "step" | "quiet" | "busy" | "bad" | "limit";
  /** null = the sentence of the step is said. */
  readonly text: string | null;
  /** What somebody who mends the engine needs to know, where it is at fault. */
  readonly report?: string;
}

export function statusWords(state: State): Status {
  const { engine, run } = state;
  if (engine.kind === "down") {
    return engine.how === "lost"
      ? { tone: "limit", text: `${engine.message} Your text is as it was. Run starts afresh.` }
      : { tone: "bad", text: `The engine crashed: ${engine.message} Your text is as it was, and nothing runs again by itself. Run starts a new engine.`, report: reportOf(state, engine.message) };
  }
  if (run && run.phase.kind === "running") {
    if (run.phase.stopping) return { tone: "busy", text: "Stopping …" };
    const at = run.phase.line ? `, line ${run.phase.line}` : "";
    if (run.phase.steps === 0) return { tone: "busy", text: "Running …" };
    return { tone: "busy", text: `Running: ${run.phase.steps.toLocaleString("en")} steps so far${at}. Stop keeps them to look at.` };
  }
  if (engine.kind === "loading") return { tone: "quiet", text: state.moment ? null : "Loading the engine …" };
  if (!run) return { tone: "quiet", text: state.draft.source.trim() === "" ? "Write a program, then press Run." : "Press Run to see it." };
  if (run.phase.kind === "waiting") return { tone: "quiet", text: state.moment ? null : "Starting …" };
  const ended = endedRun(state);
  if (isStale(state)) return { tone: "quiet", text: "The program has changed since this picture was made. Run shows the new one." };
  if (ended && (ended.summary.steps === 0 || state.time.step >= ended.summary.steps - 1)) {
    const words = verdictOf(ended.summary.outcome, ended.summary.steps);
    if (words && ended.summary.outcome.type === "failed") return { tone: "bad", text: `${words.title}. ${words.detail}`, report: reportOf(state, words.detail) };
    if (words) return { tone: words.tone === "bad" ? "bad" : words.tone === "limit" ? "limit" : "quiet", text: [words.title + (/[.!?]$/.test(words.title) ? "" : "."), words.detail].filter(Boolean).join(" ") };
  }
  if (run.source.trim() === "") return { tone: "quiet", text: "The program is empty: nothing ran, and the heap holds nothing of yours." };
  if (!isSettled(state) && !state.moment) return { tone: "quiet", text: "Drawing …" };
  return { tone: "step", text: null };
}

function reportOf(state: State, message: string): string {
  const { version, unit } = state.run?.setup ?? state.setup;
  const source = state.run?.source ?? state.draft.source;
  return `Heaplens: the engine failed\n${message}\nCPython ${version}, ${unit}, step ${state.time.step}\n\n${source}`;
}

/** What follows from the state: pure questions that several panels ask. */
import type { HeapForm, Run, State } from "./state.ts";
import type { OutputChunk, RunSummary, Sentence, View } from "./wire.ts";

/** The run on screen, once it has ended. */
export function endedRun(state: State): { readonly run: Run; readonly summary: RunSummary } | null {
  const run = state.run;
  return run && run.phase.kind === "ended" ? { run, summary: run.phase.summary } : null;
}

export function isRunning(state: State): boolean {
  return state.run !== null && state.run.phase.kind !== "ended";
}

/** The text has changed since it was run: lines no longer stand where the run saw them. */
export function isStale(state: State): boolean {
  return state.run !== null && state.run.source !== state.draft.source;
}

/** How many steps the run has; 0 while nothing can be looked at. */
export function stepCount(state: State): number {
  return endedRun(state)?.summary.steps ?? 0;
}

/** The moment on screen, if it is of this run. While a new run is on its way the old picture stays. */
export function shownView(state: State): View | null {
  return state.moment?.view ?? null;
}

/** Output that had been written at the step on screen, in order. */
export function outputSoFar(state: State): readonly OutputChunk[] {
  const phase = state.run?.phase;
  if (!phase || phase.kind === "waiting") return [];
  if (phase.kind === "running") return phase.output;
  return writtenBefore(phase.summary, openStep(state));
}

/** The step that the page may show: the one before, while a question stands. */
export function openStep(state: State): number {
  const { predict, moment, run, time } = state;
  if (predict.held) return predict.held.moment.step - 1;
  // Whether there is a question will be known when the next moment has come: until then nothing of it is shown.
  const waits = predict.on && time.manner === "step" && moment !== null && moment.run === run?.id && moment.step === time.step - 1;
  return waits ? moment.step : time.step;
}

/** A step is the pause before its line, so what that line writes isn't there yet; at the end all is. */
export function writtenBefore(summary: RunSummary, step: number): readonly OutputChunk[] {
  if (step >= summary.steps - 1) return wholeOutput(summary);
  return summary.output.filter((chunk) => chunk.step < step);
}

const whole = new WeakMap<RunSummary, readonly OutputChunk[]>();

/** With the traceback that the interpreter prints last, if the engine hasn't counted it as output already. */
function wholeOutput(summary: RunSummary): readonly OutputChunk[] {
  const { outcome, output } = summary;
  const traceback = outcome.type === "raised" || outcome.type === "syntax_error" ? outcome.value.traceback : "";
  const last = output.at(-1);
  if (traceback === "" || (last?.stream === "stderr" && last.text.endsWith(traceback))) return output;
  let known = whole.get(summary);
  if (!known) {
    known = [...output, { stream: "stderr", step: Math.max(0, summary.steps - 1), line: 0, text: traceback }];
    whole.set(summary, known);
  }
  return known;
}

/** What each line printed last, and how often it printed, up to the step on screen. */
export interface LineResult {
  readonly line: number;
  readonly text: string;
  readonly times: number;
}

export function lineResults(state: State): readonly LineResult[] {
  const ended = endedRun(state);
  if (!ended || isStale(state)) return [];
  const byLine = new Map<number, { text: string; step: number; times: number }>();
  for (const chunk of writtenBefore(ended.summary, openStep(state))) {
    if (chunk.line === 0 || chunk.stream !== "stdout") continue;
    const before = byLine.get(chunk.line);
    if (before && before.step === chunk.step) before.text += chunk.text;
    else byLine.set(chunk.line, { text: chunk.text, step: chunk.step, times: (before?.times ?? 0) + 1 });
  }
  return [...byLine]
    .map(([line, result]) => ({ line, text: oneLine(result.text), times: result.times }))
    .filter((result) => result.text !== "")
    .sort((a, b) => a.line - b.line);
}

function oneLine(text: string): string {
  const lines = text.replace(/\n$/, "").split("\n");
  return lines.length > 1 ? `${lines[0]} …` : lines[0]!;
}

/** The line marks in the editor at the step on screen. */
export interface LineMarks {
  /** The line whose running made the picture what it is; 0 for none. */
  readonly ran: number;
  /** The line that runs next; 0 for none. */
  readonly next: number;
  /** The line that an exception is leaving, or left at the end; 0 for none. */
  readonly raised: number;
}

const NO_MARKS: LineMarks = { ran: 0, next: 0, raised: 0 };

export function lineMarks(state: State): LineMarks {
  const ended = endedRun(state);
  const { moment } = state;
  if (!ended || isStale(state)) return NO_MARKS;
  if (!moment || moment.run !== ended.run.id) return { ...NO_MARKS, raised: lineOfFault(ended.summary) };
  const { view } = moment;
  const last = moment.step >= ended.summary.steps - 1;
  const raising = view.pause.type === "raising";
  const raised = (last && lineOfFault(ended.summary)) || (raising ? view.line || view.previous_line : 0);
  return {
    ran: raised || view.previous_line,
    next: last || raising ? 0 : view.line,
    raised,
  };
}

/** The line of the person's program at which the run failed, or was refused. */
export function lineOfFault(summary: RunSummary): number {
  const { outcome } = summary;
  if (outcome.type === "raised") return outcome.value.lines.at(-1)?.line ?? 0;
  if (outcome.type === "unsupported") return outcome.value.line;
  return 0;
}

export function plainSentence(sentence: Sentence): string {
  return sentence.words.map((word) => (word.type === "object" ? word.value.title : word.value)).join("");
}

export function plainWords(view: View): string {
  return view.words.map(plainSentence).join(" ");
}

/** Whether the scene of the wanted step is on screen. */
export function isSettled(state: State): boolean {
  const { moment, run, time } = state;
  return moment !== null && run !== null && moment.run === run.id && moment.step === time.step;
}

/** Diagram or table: as chosen, else the table on a phone. */
export function heapForm(state: State): HeapForm {
  return state.look.heapForm ?? (state.look.narrow ? "table" : "diagram");
}

/** Names the picture that is wanted of a moment: everything that it is asked with, but the step. */
export function wantedPicture(state: State): string {
  const { heapWidth, layers, unfolded, near } = state.look;
  return `${heapWidth} ${Object.values(layers).map(Number).join("")} ${unfolded.join()} ${near?.object ?? ""}`;
}

/** A name, and perhaps attributes and items of it: what the engine can find by its spelling. */
export function isExpression(text: string): boolean {
  return /^[^\W\d]\w*(\.[^\W\d]\w*|\[[^\]]+\])*$/u.test(text.trim());
}

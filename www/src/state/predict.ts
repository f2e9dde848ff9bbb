/** Questions before a step is shown, made from the run itself: what a line prints, what a count becomes, who dies. */
import { isStale, plainSentence } from "./select.ts";
import type { Moment, State } from "./state.ts";
import type { Change, OutputChunk, Question as EngineQuestion, View } from "./wire.ts";

export interface Question {
  readonly words: string;
  /** In an order that says nothing; each once. */
  readonly choices: readonly string[];
  readonly answer: string;
  /** Why each choice is right, or what who gives it takes for granted; "" where nothing is known of it. */
  readonly why: Readonly<Record<string, string>>;
}

/** A moment that has come and waits behind its question. */
export interface Held {
  readonly moment: Moment;
  readonly question: Question;
}

export interface Predict {
  readonly on: boolean;
  readonly held: Held | null;
  /** What was said to the last question, until the next step. */
  readonly said: { readonly right: boolean; readonly words: string } | null;
  /** What the engine has to ask about a run, where it has been asked for that. */
  readonly asked: { readonly run: number; readonly questions: readonly EngineQuestion[] } | null;
}

export const NO_PREDICT: Predict = { on: false, held: null, said: null, asked: null };

/** What is asked before `moment` is shown; null where there is nothing worth a guess. */
export function questionOf(state: State, moment: Moment): Question | null {
  const { run } = state;
  if (run?.phase.kind !== "ended" || isStale(state)) return null;
  const asked = state.predict.asked?.run === run.id ? state.predict.asked.questions.find((one) => one.answer_step === moment.step) : undefined;
  if (asked) return ofEngine(asked);
  const line = moment.view.previous_line;
  const source = run.source.split("\n")[line - 1] ?? "";
  return printed(run.phase.summary.output, moment.step - 1, line, source) ?? changed(moment.view, state.moment?.view ?? null, line);
}

function ofEngine(question: EngineQuestion): Question {
  return {
    words: plainSentence(question.text),
    choices: question.choices.map((choice) => choice.text),
    answer: question.choices.find((choice) => choice.correct)?.text ?? "",
    why: Object.fromEntries(question.choices.map((choice) => [choice.text, choice.why])),
  };
}

function printed(output: readonly OutputChunk[], step: number, line: number, source: string): Question | null {
  const text = output.filter((chunk) => chunk.step === step && chunk.stream === "stdout").map((chunk) => chunk.text).join("").trim();
  if (text === "" || text.includes("\n") || text.length > 40) return null;
  const words = `What does line ${line} print?`;
  if (text === "True" || text === "False") return { words, choices: ["True", "False"], answer: text, why: {} };
  if (!/^\d{1,7}$/.test(text)) return null;
  const right = Number(text);
  // What the comment says is the first wrong answer to think of.
  const claimed = /#\D*?(\d{1,7})\b/.exec(source)?.[1];
  return { words, choices: numbers(right, claimed === undefined ? [] : [Number(claimed)]), answer: text, why: {} };
}

function changed(view: View, before: View | null, line: number): Question | null {
  const freed = view.changes.find((change): change is Extract<Change, { type: "freed" }> => change.type === "freed" && knew(before, change.value.object));
  const title = (object: number) => before?.objects.find((one) => one.id === object)?.title ?? "";
  const dies = "It is freed";
  const stays = "It lives on";
  if (freed) return { words: `What does line ${line} do to ${title(freed.value.object)}?`, choices: [dies, stays, "It becomes garbage that waits"], answer: dies, why: {} };
  const garbage = view.changes.find((change): change is Extract<Change, { type: "became_garbage" }> => change.type === "became_garbage" && knew(before, change.value.object));
  if (garbage) return { words: `What does line ${line} do to ${title(garbage.value.object)}?`, choices: [dies, stays, "It becomes garbage that waits"], answer: "It becomes garbage that waits", why: {} };
  const counts = view.changes.filter((change): change is Extract<Change, { type: "count" }> => change.type === "count" && knew(before, change.value.object));
  const told = counts.find((change) => before?.objects.find((one) => one.id === change.value.object)?.layer === "data");
  if (!told) return null;
  const { object, from, to } = told.value;
  return { words: `${title(object)} has ${from} ${from === 1 ? "reference" : "references"}. How many after line ${line}?`, choices: numbers(to, [from]), answer: String(to), why: {} };
}

function knew(before: View | null, object: number): boolean {
  return before !== null && before.objects.some((one) => one.id === object && one.layer === "data");
}

/** Four numbers in their order: the right one, those that somebody may think of, and its neighbours. */
function numbers(right: number, likely: readonly number[]): readonly string[] {
  const found = new Set([right, ...likely]);
  for (const next of [right + 1, right - 1, right + 2, right - 2, right + 3]) if (found.size < 4 && next >= 0) found.add(next);
  return [...found].sort((a, b) => a - b).map(String);
}

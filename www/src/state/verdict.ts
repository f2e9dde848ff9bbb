/** How a run ended, in words: what happened, where, and what a person can do. Nothing to say after a plain end. */
import { endedRun, isStale } from "./select.ts";
import type { State } from "./state.ts";
import type { Limit, Outcome, Problem } from "./wire.ts";

export interface Verdict {
  readonly tone: "quiet" | "bad" | "limit";
  readonly title: string;
  readonly detail: string;
}

const LIMITS: Readonly<Record<Limit, string>> = {
  steps: "The run used up its steps",
  memory: "The program's memory reached its limit",
  output: "The program printed more than is kept",
  recursion: "Calls nested deeper than the engine carries",
  time: "Stopped",
};

/** Shown at the last step, where the run's end is what one looks at; a refused text has no steps and shows it at once. */
export function verdict(state: State): Verdict | null {
  const ended = endedRun(state);
  if (!ended || isStale(state)) return null;
  const { summary } = ended;
  if (state.time.step < summary.steps - 1) return null;
  return verdictOf(summary.outcome, summary.steps);
}

export function verdictOf(outcome: Outcome, steps: number): Verdict | null {
  const look = steps > 1 ? `The ${steps.toLocaleString("en")} steps until there can be looked at.` : "";
  switch (outcome.type) {
    case "finished":
      return null;
    case "exited":
      return { tone: "quiet", title: `The program left with status ${outcome.value.status}`, detail: "" };
    case "raised": {
      const line = outcome.value.lines.at(-1)?.line;
      return { tone: "bad", title: outcome.value.message, detail: line ? `Nobody caught it. It was raised on line ${line}; the heap is as it was then.` : "Nobody caught it." };
    }
    case "syntax_error":
      return { tone: "bad", title: `${outcome.value.exception}: ${outcome.value.message}`, detail: `Line ${outcome.value.line}. Nothing ran.` };
    case "unsupported":
      return { tone: "limit", title: `Not supported yet: ${outcome.value.what}`, detail: `Line ${outcome.value.line}. Heaplens stops there rather than show you something that isn't so.` };
    case "stopped":
      return { tone: "limit", title: LIMITS[outcome.value.limit] ?? "Stopped at a limit", detail: [outcome.value.line ? `On line ${outcome.value.line}.` : "", look].filter(Boolean).join(" ") };
    case "failed":
      return { tone: "bad", title: "The engine failed", detail: `${problemWords(outcome.value)} This is a fault of Heaplens, not of your program.` };
    default:
      return null;
  }
}

export function problemWords(problem: Problem): string {
  switch (problem.type) {
    case "unknown_version":
      return `Python ${problem.value.asked} is not modelled.`;
    case "malformed":
      return `${problem.value.what} could not be read: ${problem.value.message}.`;
    case "no_such_step":
      return `There is no step ${problem.value.asked}; the last one is ${problem.value.last}.`;
    case "no_such_object":
      return `There is no object ${problem.value.asked} at this step.`;
    case "still_running":
      return "The run has not ended yet.";
    case "engine":
      return problem.value.message;
    default:
      return "";
  }
}

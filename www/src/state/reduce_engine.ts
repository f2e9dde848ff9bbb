/** What the engine's reports do to the state. */
import { lessonById, type Lesson } from "../lessons/lessons.ts";
import type { EngineAction } from "./action.ts";
import { objectOfSlug, stepOfAim } from "./link.ts";
import { questionOf } from "./predict.ts";
import type { Moment, Run, State } from "./state.ts";
import type { Marks, RunSummary } from "./wire.ts";

export function reduceEngine(state: State, action: EngineAction): State {
  switch (action.type) {
    case "engine_ready":
      return { ...state, engine: { kind: "ready" } };
    case "engine_down":
      return {
        ...state,
        engine: { kind: "down", how: action.how, message: action.message },
        run: state.run && state.run.phase.kind !== "ended" ? null : state.run,
        time: { ...state.time, playing: false },
      };
    case "runs_long": {
      const run = current(state, action.run);
      if (run?.phase.kind !== "waiting") return state;
      return { ...state, run: { ...run, phase: { kind: "running", steps: 0, line: 0, bytes: 0, output: [], stopping: false } } };
    }
    case "progress": {
      const run = current(state, action.run);
      if (!run || run.phase.kind === "ended") return state;
      const before = run.phase.kind === "running" ? run.phase : null;
      const { progress } = action;
      const phase = {
        kind: "running" as const,
        steps: progress.steps,
        line: progress.line,
        bytes: progress.live_bytes,
        output: progress.output.length ? [...(before?.output ?? []), ...progress.output] : (before?.output ?? []),
        stopping: before?.stopping ?? false,
      };
      return { ...state, run: { ...run, phase } };
    }
    case "ended": {
      const run = current(state, action.run);
      if (!run) return state;
      const step = landed(run, state.time.step, action.summary, action.marks, lessonOf(state)?.opensAt ?? 0);
      return {
        ...state,
        run: { ...run, phase: { kind: "ended", summary: action.summary, marks: action.marks } },
        time: { ...state.time, step, playing: false, manner: "scrub" },
        // The same program names the same things by the same numbers; another one doesn't.
        focus: run.landing === "same" ? state.focus : { object: null, hinted: null, wanted: run.aim?.object ?? null },
        look: run.landing === "same" || state.look.unfolded.length === 0 ? state.look : { ...state.look, unfolded: [] },
        moment: action.summary.steps === 0 ? null : state.moment,
        predict: { ...state.predict, held: null, said: null },
        slow: null,
        seeking: null,
      };
    }
    case "studied":
      return current(state, action.run) ? { ...state, dossier: { ...action.dossier, run: action.run } } : state;
    case "surveyed":
      return current(state, action.run) ? { ...state, survey: { ...action.survey, run: action.run } } : state;
    case "told": {
      const { told } = action;
      if (!current(state, action.run)) return state;
      if (told.name === "inside") return { ...state, inside: { run: action.run, step: told.step, inside: told.inside } };
      if (told.name === "collection") return state.slow?.number === told.number ? { ...state, slow: told.collection && { ...state.slow, collection: told.collection } } : state;
      if (told.name === "questions") return { ...state, predict: { ...state.predict, asked: { run: action.run, questions: told.questions } } };
      if (told.name === "named") return { ...state, expression: { ...state.expression, of: told.expression, run: action.run, step: told.step, sizes: told.sizes } };
      if (told.name === "svg") return { ...state, drawing: state.drawing && { ...state.drawing, svg: told.svg } };
      if (told.name === "memory") return { ...state, memory: { run: action.run, step: told.step, asked: told.asked, view: told.view, picture: told.picture } };
      if (told.name === "memory_at") {
        const { pointed } = state.map;
        return pointed?.x === told.x && pointed.y === told.y ? { ...state, map: { ...state.map, pointed: { ...pointed, block: told.block } } } : state;
      }
      const sought: State = { ...state, seeking: null };
      return told.step === null ? sought : { ...sought, time: { ...state.time, step: told.step, playing: false, manner: "scrub" } };
    }
    case "claimed":
      return { ...state, claims: { source: action.source, claims: action.claims } };
    case "comparing":
      return { ...state, comparison: { source: action.source, unit: action.unit, rows: [], fault: null } };
    case "compared":
      return state.comparison ? { ...state, comparison: { ...state.comparison, rows: [...state.comparison.rows, action.row] } } : state;
    case "compare_failed":
      return state.comparison ? { ...state, comparison: { ...state.comparison, fault: action.fault } } : state;
    case "scene": {
      const run = current(state, action.run);
      if (!run) return state;
      const moment: Moment = { run: action.run, step: action.step, asked: action.asked, view: action.view, scene: action.scene };
      // The next step of somebody who wants to be asked waits behind its question.
      const next = state.moment?.run === run.id && state.moment.step === action.step - 1 && state.time.manner === "step" && state.time.step === action.step;
      const question = state.predict.on && next ? questionOf(state, moment) : null;
      if (question) return { ...state, predict: { ...state.predict, held: { moment, question } } };
      const { wanted } = state.focus;
      const focus = wanted === null || action.step !== state.time.step ? state.focus : { ...state.focus, object: objectOfSlug(action.view.objects, wanted), wanted: null };
      return { ...state, focus, moment };
    }
  }
}

function current(state: State, id: number): Run | null {
  return state.run && state.run.id === id ? state.run : null;
}

function landed(run: Run, step: number, summary: RunSummary, marks: Marks, opensAt: number): number {
  switch (run.landing) {
    case "end":
      return lastStep(summary);
    case "same":
      return Math.min(step, lastStep(summary));
    case "first_picture":
      return firstPicture(summary, marks, opensAt);
    case "linked":
      return (run.aim && stepOfAim(run.aim, marks, lastStep(summary))) ?? lastStep(summary);
  }
}

export function lastStep(summary: RunSummary): number {
  return Math.max(0, summary.steps - 1);
}

/** The first pause before that line; after the first line that ran, if it never comes to that one. */
export function firstPicture(summary: RunSummary, marks: Marks, opensAt: number): number {
  return Math.min(lastStep(summary), (opensAt === 0 ? null : stepOfLine(summary, marks, opensAt)) ?? 1);
}

/** The first step that is the pause before that line. In a long run, whose marks are coarse, what it printed is a help. */
export function stepOfLine(summary: RunSummary, marks: Marks, line: number): number | null {
  const printed = marks.steps_per_mark > 1 ? summary.output.find((chunk) => chunk.line === line) : undefined;
  if (printed) return printed.step;
  const mark = marks.line.indexOf(line);
  return mark < 0 ? null : mark * marks.steps_per_mark;
}

function lessonOf(state: State): Lesson | null {
  return state.draft.lesson === null ? null : lessonById(state.draft.lesson);
}

/** Moving in time. Every way in ends in a step that the run has. */
import type { TimeCommand } from "./action.ts";
import { lastStep, stepOfLine } from "./reduce_engine.ts";
import type { State, Time } from "./state.ts";

export function reduceTime(state: State, command: TimeCommand): State {
  if (command.type === "speed") return { ...state, time: { ...state.time, speed: command.speed } };
  if (command.type === "predict") return { ...reveal(state), predict: { ...state.predict, on: command.on, held: null, said: null } };
  if (command.type === "predicted") return answer(state, command.choice);
  const phase = state.run?.phase;
  if (phase?.kind !== "ended" || phase.summary.steps === 0) return state;
  const last = lastStep(phase.summary);
  const { time } = state;
  switch (command.type) {
    case "first":
      return to(state, 0, last, "scrub");
    case "last":
      return to(state, last, last, "scrub");
    case "forward":
      return state.predict.held ? answer(state, null) : to(state, time.step + 1, last, "step");
    case "back":
      return to(state, time.step - 1, last, "step");
    case "scrubbed":
    case "went_to":
      return to(state, command.step, last, "scrub");
    case "went_after_line": {
      const step = stepOfLine(phase.summary, phase.marks, command.line);
      if (step !== null) return to(state, step + 1, last, "scrub");
      // The marks of a long run are coarse: the engine knows the way.
      return phase.marks.steps_per_mark > 1 ? { ...state, seeking: { line: command.line } } : state;
    }
    case "play":
      // At the end there is nothing left to play: begin again, as every player does.
      return { ...reveal(state), time: { ...time, playing: last > 0, ...(time.step >= last ? { step: 0, manner: "scrub" } : {}) } };
    case "pause":
      return time.playing ? { ...state, time: { ...time, playing: false } } : state;
    case "tick": {
      if (!time.playing) return state;
      const step = Math.min(last, time.step + 1);
      return { ...state, time: { ...time, step, manner: "play", playing: step < last } };
    }
  }
}

function to(state: State, step: number, last: number, manner: Time["manner"]): State {
  const whole = Number.isFinite(step) ? Math.round(step) : 0;
  const clamped = Math.min(last, Math.max(0, whole));
  const same = clamped === state.time.step && !state.time.playing;
  if (same) return state;
  return forgotten(state, { ...state, time: { ...state.time, step: clamped, playing: false, manner } });
}

/** Whoever goes elsewhere has let the question be. */
function forgotten(state: State, next: State): State {
  return state.predict.held || state.predict.said ? { ...next, predict: { ...state.predict, held: null, said: null } } : next;
}

function reveal(state: State): State {
  const { held } = state.predict;
  return held ? { ...state, moment: held.moment, predict: { ...state.predict, held: null } } : state;
}

function answer(state: State, choice: string | null): State {
  const { held } = state.predict;
  if (!held) return state;
  const { answer: right, why } = held.question;
  const reason = (of: string) => (why[of] ? ` ${sentence(why[of])}` : "");
  const said = choice === null ? null : choice === right
    ? { right: true, words: `${right}: as you said.${reason(right)}` }
    : { right: false, words: `You said “${choice}”, it is “${right}”.${reason(right)}` };
  return { ...reveal(state), predict: { ...state.predict, held: null, said } };
}

function sentence(words: string): string {
  const whole = words.replace(/^./, (letter) => letter.toUpperCase());
  return /[.!?]$/.test(whole) ? whole : `${whole}.`;
}

/** Moving in time. Every way in ends in a step that the run has. */
import type { TimeCommand } from "./action.ts";
import { lastStep, stepOfLine } from "./reduce_engine.ts";
import type { State, Time } from "./state.ts";

export function reduceTime(state: State, command: TimeCommand): State {
  if (command.type === "speed") return { ...state, time: { ...state.time, speed: command.speed } };
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
      return to(state, time.step + 1, last, "step");
    case "back":
      return to(state, time.step - 1, last, "step");
    case "scrubbed":
    case "went_to":
      return to(state, command.step, last, "scrub");
    case "went_after_line": {
      const step = stepOfLine(phase.summary, phase.marks, command.line);
      return step === null ? state : to(state, step + 1, last, "scrub");
    }
    case "play":
      // At the end there is nothing left to play: begin again, as every player does.
      return { ...state, time: { ...time, playing: last > 0, ...(time.step >= last ? { step: 0, manner: "scrub" } : {}) } };
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
  return same ? state : { ...state, time: { ...state.time, step: clamped, playing: false, manner } };
}

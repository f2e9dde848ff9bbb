/** Time: the run's steps along one bar, always in the same place. */
import { h, setText } from "../dom/element.ts";
import { icon, swapIcon, type IconName } from "../dom/icons.ts";
import { plainWords, stepCount } from "../state/select.ts";
import type { TimeCommand } from "../state/action.ts";
import type { Dispatch } from "../state/store.ts";
import { SPEEDS, type State } from "../state/state.ts";
import type { Panel } from "./panel.ts";
import { timeMarks } from "./time_marks.ts";

export function timeBarPanel(dispatch: Dispatch): Panel {
  const button = (name: IconName, label: string, command: TimeCommand["type"] & ("first" | "back" | "forward" | "last")) => {
    const made = h("button", { type: "button", class: `button button-square time-${name}`, "aria-label": label, title: label }, icon(name));
    made.addEventListener("click", () => dispatch({ type: command }));
    return made;
  };
  const first = button("first", "First step (Home)", "first");
  const back = button("back", "One step back (←)", "back");
  const forward = button("forward", "One step forward (→)", "forward");
  const last = button("last", "Last step (End)", "last");
  const play = h("button", { type: "button", class: "button button-square time-play", "aria-label": "Play", title: "Play (Space)" }, icon("play"));
  let playing = false;
  play.addEventListener("click", () => dispatch({ type: playing ? "pause" : "play" }));

  const slider = h("input", { type: "range", class: "slider", min: 0, max: 0, step: 1, value: 0, "aria-label": "Step", disabled: true });
  slider.addEventListener("input", () => dispatch({ type: "scrubbed", step: slider.valueAsNumber }));
  const marks = timeMarks();
  const whereStep = h("span", {});
  const where = h("span", { class: "where" }, h("span", { class: "where-words" }, "step "), whereStep);
  const speed = h("select", { class: "pick", "aria-label": "Speed of playing" },
    ...SPEEDS.map((one) => h("option", { value: one }, one === 0.5 ? "½×" : `${one}×`)));
  speed.addEventListener("change", () => {
    const chosen = SPEEDS.find((one) => String(one) === speed.value);
    if (chosen) dispatch({ type: "speed", speed: chosen });
  });

  const predict = h("button", { type: "button", class: "button button-bare time-predict", "aria-pressed": "false", title: "Be asked before a step is shown (P)" }, icon("guess"), h("span", {}, "Predict"));
  let asking = false;
  predict.addEventListener("click", () => dispatch({ type: "predict", on: !asking }));

  const dom = h("div", { class: "time-panel", role: "group", "aria-label": "Time" },
    h("div", { class: "time-buttons" }, first, back, play, forward, last),
    h("div", { class: "track" }, marks.dom, slider),
    where,
    predict,
    h("span", { class: "picker picker-speed" }, speed));

  function update(state: State, previous: State | null): void {
    if (previous && state.run === previous.run && state.time === previous.time && state.moment === previous.moment && state.predict === previous.predict) return;
    const count = stepCount(state);
    const end = Math.max(0, count - 1);
    const step = Math.min(end, state.time.step);
    const idle = count === 0;
    slider.disabled = idle;
    slider.max = String(end);
    if (slider.valueAsNumber !== step) slider.value = String(step);
    slider.style.setProperty("--part", end ? String(step / end) : "0");
    first.disabled = back.disabled = idle || step === 0;
    last.disabled = forward.disabled = idle || step === end;
    play.disabled = idle || end === 0;
    playing = state.time.playing;
    asking = state.predict.on;
    predict.setAttribute("aria-pressed", String(asking));
    swapIcon(play, playing ? "pause" : "play");
    play.setAttribute("aria-label", playing ? "Pause" : "Play");
    play.title = playing ? "Pause (Space)" : "Play (Space)";
    where.classList.toggle("is-idle", idle);
    setText(whereStep, idle ? "no steps" : `${step.toLocaleString("en")} of ${end.toLocaleString("en")}`);
    slider.setAttribute("aria-valuetext", valueText(state, step, end));
    if (speed.value !== String(state.time.speed)) speed.value = String(state.time.speed);
    marks.update(state);
  }

  return { dom, update, destroy() {} };
}

/** What a screen reader says of the slider: where, and what happened there, once that is known. */
function valueText(state: State, step: number, end: number): string {
  if (stepCount(state) === 0) return "no steps";
  const where = `step ${step} of ${end}`;
  const { moment } = state;
  if (!moment || moment.run !== state.run?.id || moment.step !== step) return where;
  const words = plainWords(moment.view);
  return words ? `${where}. ${words}` : where;
}

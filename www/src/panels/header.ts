/** The head of the page: the lesson, the Python, and Run. */
import { h } from "../dom/element.ts";
import { icon, swapIcon } from "../dom/icons.ts";
import { CHAPTERS, lessonById, plainId } from "../lessons/lessons.ts";
import { UNITS, VERSIONS, isUnit, isVersion } from "../state/setup.ts";
import { isStale } from "../state/select.ts";
import type { Dispatch } from "../state/store.ts";
import type { State } from "../state/state.ts";
import type { Panel } from "./panel.ts";

export function headerPanel(dispatch: Dispatch): Panel {
  const none = h("option", { value: "", hidden: true }, "A program of your own");
  const lesson = h("select", { id: "lesson", class: "pick pick-lesson", "aria-label": "Lesson" }, none,
    ...CHAPTERS.map((chapter) =>
      h("optgroup", { label: chapter.title },
        ...chapter.lessons.map((one) => h("option", { value: one.id }, one.title)))),
  );
  lesson.addEventListener("change", () => lesson.value && dispatch({ type: "lesson_picked", id: lesson.value }));

  const version = h("select", { id: "version", class: "pick", "aria-label": "Python version" },
    ...[...VERSIONS].reverse().map((one) => h("option", { value: one }, `CPython ${one}`)));
  version.addEventListener("change", () => {
    if (isVersion(version.value)) dispatch({ type: "setup_changed", setup: { version: version.value } });
  });

  const unit = h("select", { id: "unit", class: "pick", "aria-label": "Run as" },
    ...UNITS.map((one) => h("option", { value: one.unit, title: one.title }, one.name)));
  unit.addEventListener("change", () => {
    if (isUnit(unit.value)) dispatch({ type: "setup_changed", setup: { unit: unit.value } });
  });

  const edited = h("span", { class: "edited quiet" });
  const runWords = h("span", {});
  const run = h("button", { type: "button", id: "run", class: "button button-main" }, icon("run"), runWords);
  let running = false;
  run.addEventListener("click", () => dispatch(running ? { type: "stop" } : { type: "run", landing: "end" }));
  const share = h("button", { type: "button", id: "share-button", class: "button button-bare", title: "Links to this, and code to embed it" }, icon("link"), h("span", { class: "share-words" }, "Share"));
  share.addEventListener("click", () => dispatch({ type: "share", open: true }));
  const help = h("button", { type: "button", id: "help-button", class: "button button-bare", "aria-label": "Help and keys" }, icon("help"));
  help.addEventListener("click", () => dispatch({ type: "help", open: true }));

  const dom = h("div", { class: "controls" },
    picker(lesson), edited, h("span", { class: "spring" }), picker(version), picker(unit), run, share, help);

  function update(state: State): void {
    const named = state.draft.lesson === null ? "" : plainId(state.draft.lesson);
    none.hidden = named !== "";
    if (lesson.value !== named) lesson.value = named;
    if (version.value !== state.setup.version) version.value = state.setup.version;
    if (unit.value !== state.setup.unit) unit.value = state.setup.unit;
    const original = state.draft.lesson === null ? null : lessonById(state.draft.lesson);
    edited.textContent = original && original.source !== state.draft.source ? "edited" : "";
    const stopping = state.run?.phase.kind === "running" && state.run.phase.stopping;
    // A run that is over at once needs no Stop: the button would only flash.
    running = state.run?.phase.kind === "running";
    swapIcon(run, running ? "stop" : "run");
    runWords.textContent = running ? "Stop" : "Run";
    run.disabled = stopping === true;
    run.classList.toggle("is-running", running);
    run.classList.toggle("is-due", !running && isStale(state));
    run.title = running ? "Stop, and keep the steps so far" : "Run from the start (Ctrl+Enter)";
  }

  return { dom, update, destroy() {} };
}

function picker(select: HTMLSelectElement): HTMLElement {
  return h("span", { class: "picker" }, select);
}

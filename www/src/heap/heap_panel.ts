/** The heap: as a diagram, or the same as tables, and the ledger of the object that is chosen. */
import { h, setText } from "../dom/element.ts";
import { icon, swapIcon } from "../dom/icons.ts";
import type { Panel } from "../panels/panel.ts";
import { sizeWords } from "../state/describe.ts";
import { STILL_RUN } from "../state/still.ts";
import { heapForm, shownView } from "../state/select.ts";
import type { Dispatch } from "../state/store.ts";
import type { State } from "../state/state.ts";
import type { Scene, SceneBox } from "../state/wire.ts";
import { around } from "./camera.ts";
import { drawers } from "./drawers.ts";
import { layersMenu } from "./layers_menu.ts";
import { createDiagram } from "./diagram.ts";
import { ledger } from "./ledger.ts";
import { objectTable } from "./object_table.ts";
import { createStage } from "./stage.ts";
import { along, nearest, neighbourWords, type Direction } from "./walk.ts";

/** How long a change takes to be seen; a fast player leaves it less. */
const CHANGE_MS = 220;
const NEARER = 1.25;
/** The picture is laid out for widths in steps of this, so that dragging the divider doesn't ask at every pixel. */
const WIDTH_STEP = 20;

export function heapPanel(dispatch: Dispatch): Panel {
  const table = objectTable(dispatch);
  const why = ledger(dispatch);
  const drawer = drawers(dispatch);
  const diagram = createDiagram();
  const formWords = h("span", { class: "form-words" });
  const form = h("button", { type: "button", class: "button button-bare button-tool", id: "heap-form" }, icon("table"), formWords);
  const totals = h("p", { class: "heap-totals quiet" });
  const layers = layersMenu(dispatch);
  const nearWords = h("span", {});
  const all = h("button", { type: "button", class: "button heap-near", hidden: true }, nearWords, icon("close"));
  all.addEventListener("click", () => dispatch({ type: "near", object: null }));
  const empty = h("p", { class: "heap-empty quiet" });
  const spoken = h("div", { class: "unseen", "aria-live": "polite" });
  const stage = createStage(diagram.dom, {
    resized({ width }) {
      dispatch({ type: "heap_width", width: Math.max(320, Math.floor(width / WIDTH_STEP) * WIDTH_STEP) });
    },
    looked: (window, zoom) => diagram.sight(window, zoom),
  });
  const dom = h("div", { class: "heap-panel" },
    h("div", { class: "heap-view", "data-own-keys": "" }, stage.dom, table.dom, empty, all),
    why.dom,
    drawer.dom,
    h("div", { class: "heap-bar" }, stage.tools, totals, h("span", { class: "spring" }), drawer.tools, layers.dom, form),
    spoken);
  const quiet = window.matchMedia("(prefers-reduced-motion: reduce)");

  let scene: Scene | null = null;
  let hovered: string | null = null;
  let focused: string | null = null;
  let chosen: number | null = null;
  let hinted: number | null = null;
  let shownForm: "diagram" | "table" = "diagram";

  form.addEventListener("click", () => dispatch({ type: "heap_form", form: shownForm === "diagram" ? "table" : "diagram" }));

  function update(state: State, previous: State | null): void {
    const now = heapForm(state);
    if (now !== shownForm || !previous) {
      shownForm = now;
      dom.dataset["form"] = now;
      swapIcon(form, now === "diagram" ? "table" : "diagram");
      formWords.textContent = now === "diagram" ? "Table" : "Diagram";
      form.title = now === "diagram" ? "The same as a table (T)" : "The same as a diagram (T)";
    }
    if (!previous || state.moment !== previous.moment) show(state, previous);
    if (state.focus.object !== chosen || !previous) {
      chosen = state.focus.object;
      const key = boxOf(chosen)?.key ?? null;
      diagram.choose(key);
      if (key && shownForm === "diagram") stage.show(around([boxOf(chosen)!.place]), true);
      strengthen();
    }
    if (state.focus.hinted !== hinted) {
      hinted = state.focus.hinted;
      strengthen();
    }
    layers.update(state.look.layers);
    const { near } = state.look;
    all.hidden = near === null;
    setText(nearWords, near ? `Only ${near.title} and its neighbours` : "");
    all.setAttribute("aria-label", near ? `Only ${near.title} and its neighbours are drawn: draw everything` : "");
    const words = totalsWords(state);
    if (totals.textContent !== words) totals.textContent = words;
    if (shownForm === "table") table.update(shownView(state), chosen);
    const { dossier, moment } = state;
    const fits = dossier !== null && moment !== null && dossier.run === moment.run && dossier.step === moment.step && dossier.object === chosen;
    why.update(shownView(state), chosen, fits ? dossier : null);
    drawer.update(state, previous);
    const nothing = emptyWords(state);
    empty.hidden = nothing === "";
    if (empty.textContent !== nothing) empty.textContent = nothing;
    dom.classList.toggle("is-old", state.moment !== null && state.run !== null && state.moment.run !== state.run.id && state.moment.run !== STILL_RUN);
  }

  function show(state: State, previous: State | null): void {
    const { moment } = state;
    const before = previous?.moment ?? null;
    if (!moment) {
      scene = null;
      diagram.draw({ step: 0, width: 0, height: 0, boxes: [], arrows: [] }, 0);
      focused = null;
      return;
    }
    scene = moment.scene;
    const neighbours = before !== null && before.run === moment.run && Math.abs(before.step - moment.step) === 1;
    const moves = neighbours && state.time.manner !== "scrub" && !quiet.matches;
    const time = state.time.manner === "play" ? Math.min(CHANGE_MS, 500 / state.time.speed) : CHANGE_MS;
    stage.sized(scene, before === null || before.run !== moment.run, moves);
    diagram.draw(scene, moves ? time : 0);
    if (focused !== null && !scene.boxes.some((box) => box.key === focused)) focused = null;
    diagram.choose(boxOf(chosen)?.key ?? null);
    diagram.reachable(focused ?? scene.boxes[0]?.key ?? null);
    // A run that has just come is seen from its beginning, a step from where it changed something.
    if (before !== null && before.run === moment.run) stage.show(around(scene.boxes.filter((box) => box.changed).map((box) => box.place)), moves);
    strengthen();
  }

  function strengthen(): void {
    const keys = new Set<string>();
    const own = boxOf(chosen)?.key;
    const hint = boxOf(hinted)?.key;
    if (hint) keys.add(hint);
    else if (hovered) keys.add(hovered);
    else if (focused && dom.contains(document.activeElement)) keys.add(focused);
    else if (own) keys.add(own);
    diagram.strengthen(keys);
  }

  function boxOf(object: number | null): SceneBox | null {
    return object === null ? null : (scene?.boxes.find((box) => box.object === object && box.role !== "stack") ?? null);
  }

  function keyAt(target: EventTarget | null): string | null {
    return target instanceof Element ? (target.closest<SVGGElement>("[data-key]")?.dataset["key"] ?? null) : null;
  }

  function go(key: string | null): void {
    if (key === null) return;
    focused = key;
    diagram.reachable(key);
    const box = scene?.boxes.find((one) => one.key === key);
    if (box) stage.show(box.place, true);
    diagram.element(key)?.focus({ preventScroll: true });
    strengthen();
  }

  function pick(key: string): void {
    const box = scene?.boxes.find((one) => one.key === key);
    const object = box?.object ?? null;
    if (box?.role === "stack" && object !== null) {
      dispatch({ type: "unfold", object });
      return;
    }
    dispatch({ type: "focus", object: object === chosen ? null : object });
  }

  stage.svg.addEventListener("pointerover", (event) => {
    const key = event.pointerType === "touch" ? null : keyAt(event.target);
    if (key === hovered) return;
    hovered = key;
    strengthen();
  });
  stage.svg.addEventListener("pointerleave", () => {
    hovered = null;
    strengthen();
  });
  stage.svg.addEventListener("click", (event) => {
    const key = keyAt(event.target);
    if (key) {
      focused = key;
      diagram.reachable(key);
      pick(key);
    } else {
      dispatch({ type: "focus", object: null });
    }
  });
  stage.svg.addEventListener("focusin", (event) => {
    focused = keyAt(event.target);
    const box = scene?.boxes.find((one) => one.key === focused);
    if (box) stage.show(box.place, true);
    strengthen();
  });
  stage.svg.addEventListener("focusout", () => requestAnimationFrame(strengthen));
  dom.addEventListener("keydown", (event) => onKey(event));

  let turn = 0;
  function follow(way: "out" | "in"): void {
    if (!scene || focused === null) return;
    const keys = along(scene, focused, way);
    if (keys.length) go(keys[turn++ % keys.length]!);
  }

  function onKey(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target instanceof HTMLInputElement) return;
    const inside = event.target instanceof Element && stage.svg.contains(event.target);
    const direction = ({ ArrowLeft: "left", ArrowRight: "right", ArrowUp: "up", ArrowDown: "down" } as const)[event.key] as Direction | undefined;
    if (inside && direction && scene) {
      if (event.shiftKey && (direction === "right" || direction === "left")) follow(direction === "right" ? "out" : "in");
      else if (!event.shiftKey) go(focused === null ? (scene.boxes[0]?.key ?? null) : nearest(scene, focused, direction));
    } else if (inside && (event.key === "Enter" || event.key === " ") && focused) pick(focused);
    else if (inside && event.key.toLowerCase() === "n" && focused && scene) spoken.textContent = neighbourWords(scene, focused);
    else if (inside && (event.key === "+" || event.key === "=")) stage.zoomBy(NEARER);
    else if (inside && event.key === "-") stage.zoomBy(1 / NEARER);
    else if (inside && event.key === "0") stage.fitAll();
    else if (event.key === ",") dispatch({ type: "back" });
    else if (event.key === ".") dispatch({ type: "forward" });
    else if (event.key.toLowerCase() === "t") dispatch({ type: "heap_form", form: shownForm === "diagram" ? "table" : "diagram" });
    else if (event.key === "Escape" && chosen !== null) dispatch({ type: "focus", object: null });
    else return;
    event.preventDefault();
  }

  return {
    dom,
    update,
    destroy() {
      diagram.destroy();
      drawer.destroy();
      layers.destroy();
      stage.destroy();
    },
  };
}

function totalsWords(state: State): string {
  const view = shownView(state);
  if (!view || view.totals.objects === 0) return "";
  const { objects, bytes, left_out } = view.totals;
  const all = `${objects.toLocaleString("en")} ${objects === 1 ? "object" : "objects"}, ${sizeWords(bytes)}`;
  return left_out > 0 ? `${all}, ${left_out.toLocaleString("en")} not drawn` : all;
}

function emptyWords(state: State): string {
  if (state.moment && state.moment.scene.boxes.length > 0) return "";
  if (state.engine.kind === "loading") return "Loading the engine …";
  if (state.run === null) return "The heap of your program is drawn here.";
  if (state.run.phase.kind !== "ended") return "Running …";
  return state.run.phase.summary.steps === 0 ? "Nothing ran, and so there is no heap to show." : "";
}

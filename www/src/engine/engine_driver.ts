/**
 * Keeps the engine doing what the state asks for. It has no will of its own: a run starts when the state has a
 * new one, a scene is asked for when the wanted step is not on screen, and a worker that failed stays down until
 * a person asks for a run.
 */
import { isExpression, wantedPicture } from "../state/select.ts";
import type { State } from "../state/state.ts";
import type { Store } from "../state/store.ts";
import type { Ask, LookOptions } from "../state/dossier.ts";
import { seenBy, type Seen } from "../state/patch.ts";
import type { FromWorker, ToWorker } from "../worker/messages.ts";
import { trustedScript } from "../dom/trusted.ts";
import { runSetupOf, SCENE_OPTIONS, VIEW_OPTIONS } from "./questions.ts";

/** The part of `Worker` that is used, so that a test can put another in its place. */
export interface WorkerLike {
  postMessage(message: ToWorker): void;
  terminate(): void;
  onmessage: ((event: { readonly data: FromWorker }) => void) | null;
  onerror: ((event: { readonly message?: string }) => void) | null;
  onmessageerror: ((event: unknown) => void) | null;
}

export interface EngineDriver {
  destroy(): void;
}

/** A run that has said nothing for so long gets its Stop. */
const LONG_MS = 300;
/** How long a soft stop may take before the worker is ended. */
const STOP_GRACE_MS = 150;

export function driveEngine(store: Store, makeWorker: () => WorkerLike): EngineDriver {
  const { dispatch } = store;
  let worker: WorkerLike | null = null;
  let started = 0;
  let asked = false;
  /** What the worker told of last: the next moment is told by it. */
  let last: (Seen & { readonly run: number }) | null = null;
  /** The question about an object that is on its way, and the run that was asked for its survey. */
  let studying = "";
  let surveyed = 0;
  let asking = "";
  let grace: ReturnType<typeof setTimeout> | undefined;
  let long: ReturnType<typeof setTimeout> | undefined;

  function spawn(): void {
    asked = false;
    studying = "";
    surveyed = 0;
    asking = "";
    try {
      worker = makeWorker();
    } catch (error) {
      worker = null;
      dispatch({ type: "engine_down", how: "broken", message: `the worker could not be started (${String(error)}).` });
      return;
    }
    const own = worker;
    own.onmessage = (event) => {
      if (own === worker) hear(event.data);
    };
    own.onerror = (event) => {
      if (own === worker) fail("broken", sentence(event.message ?? "the worker could not be loaded"));
    };
    own.onmessageerror = () => {
      if (own === worker) fail("broken", "a message of the engine could not be read.");
    };
  }

  function drop(): void {
    clearTimeout(grace);
    clearTimeout(long);
    worker?.terminate();
    worker = null;
    asked = false;
    last = null;
  }

  function fail(how: "lost" | "broken", message: string): void {
    drop();
    dispatch({ type: "engine_down", how, message });
  }

  /** The time that the engine takes to load is not the program's. */
  function watchLength(run: number): void {
    clearTimeout(long);
    long = setTimeout(() => dispatch({ type: "runs_long", run }), LONG_MS);
  }

  function hear(message: FromWorker): void {
    switch (message.type) {
      case "ready":
        dispatch({ type: "engine_ready" });
        watchLength(started);
        break;
      case "progress":
        dispatch({ type: "progress", run: message.run, progress: message.progress });
        break;
      case "ended":
        clearTimeout(grace);
        grace = undefined;
        dispatch({ type: "ended", run: message.run, summary: message.summary, marks: message.marks });
        break;
      case "seen": {
        asked = false;
        const { run, step } = message;
        const seen = "whole" in message ? message.whole : seenBy(last?.run === run ? last : null, message.look);
        last = { run, ...seen };
        dispatch({ type: "scene", run, step, asked: message.asked, ...seen });
        follow(store.state());
        break;
      }
      case "studied":
        studying = "";
        dispatch({ type: "studied", run: message.run, dossier: message.dossier });
        follow(store.state());
        break;
      case "told":
        asking = "";
        dispatch({ type: "told", run: message.run, told: message.told });
        follow(store.state());
        break;
      case "claimed":
        break;
      case "surveyed":
        dispatch({ type: "surveyed", run: message.run, survey: message.survey });
        break;
      case "broken":
        fail("broken", sentence(message.message));
        break;
    }
  }

  function follow(state: State): void {
    if (state.engine.kind === "down") return;
    if (!worker) spawn();
    const { run, time, moment } = state;
    if (!worker || !run) return;
    if (run.id !== started) {
      started = run.id;
      clearTimeout(grace);
      grace = undefined;
      if (state.engine.kind === "ready") watchLength(run.id);
      worker.postMessage({ type: "run", run: run.id, setup: runSetupOf(run.source, run.setup) });
      return;
    }
    if (run.phase.kind === "running" && run.phase.stopping && grace === undefined) {
      worker.postMessage({ type: "stop", run: run.id });
      grace = setTimeout(() => fail("lost", "The program was stopped. It did not answer, and so the engine had to be ended with it."), STOP_GRACE_MS);
    }
    if (run.phase.kind !== "ended" || run.phase.summary.steps === 0 || asked) return;
    // One question at a time: while one is on its way the wanted step may move on, and only the latest is asked.
    const picture = wantedPicture(state);
    const { held } = state.predict;
    if (held && held.moment.run === run.id && held.moment.step === time.step && held.moment.asked === picture) return;
    if (moment?.run === run.id && moment.step === time.step && moment.asked === picture) {
      askMore(state, run.id);
      return;
    }
    asked = true;
    worker.postMessage({ type: "look", run: run.id, step: time.step, options: lookOptions(state) });
  }

  /** Once the picture stands: what is known of the chosen object, and of the run as a whole. */
  function askMore(state: State, run: number): void {
    const { object } = state.focus;
    const { step, playing } = state.time;
    const { dossier } = state;
    if (object !== null && !playing && studying === "" && !(dossier?.run === run && dossier.step === step && dossier.object === object)) {
      studying = `${run} ${step} ${object}`;
      worker?.postMessage({ type: "study", run, step, object });
    }
    const ask = asking === "" ? ((playing ? null : nextAsk(state, run)) ?? nextMap(state, run)) : null;
    if (ask) {
      asking = ask.name;
      worker?.postMessage({ type: "ask", run, ask });
    }
    if (surveyed !== run) {
      surveyed = run;
      worker?.postMessage({ type: "survey", run });
    }
  }

  const unsubscribe = store.subscribe(follow);
  follow(store.state());
  return {
    destroy() {
      unsubscribe();
      drop();
    },
  };
}

/** The real worker, beside the page's own script. */
export function startWorker(): WorkerLike {
  const url = new URL(WORKER_NAME, import.meta.url).href;
  const worker = new Worker(trustedScript(url) as string, { type: "module", name: "heaplens engine" });
  return worker as unknown as WorkerLike;
}

/** What is drawn of a moment, and how. */
function lookOptions(state: State): LookOptions {
  const { heapWidth: width, layers, unfolded, near } = state.look;
  return { asked: wantedPicture(state), view: { ...VIEW_OPTIONS, ...layers, focus: near?.object ?? null, focus_distance: 1 }, scene: { ...SCENE_OPTIONS, width, opened: [...unfolded] } };
}

/** What has been asked for on the page and not been told yet. */
function nextAsk(state: State, run: number): Ask | null {
  const { seeking, slow, look, inside, predict, expression, drawing } = state;
  const { step } = state.time;
  if (seeking && "line" in seeking) return { name: "first_visit", line: seeking.line };
  if (seeking) return { name: "next_event", step, ...seeking };
  if (slow && slow.run === run && slow.collection === null) return { name: "collection", number: slow.number };
  // What led to a step is what its line before did.
  if (look.drawer === "inside" && step > 0 && !(inside?.run === run && inside.step === step - 1)) return { name: "inside", step: step - 1 };
  if (predict.on && predict.asked?.run !== run) return { name: "questions" };
  if (look.drawer === "find" && isExpression(expression.text) && !(expression.run === run && expression.step === step && expression.of === expression.text)) {
    return { name: "named", step, expression: expression.text };
  }
  if (drawing && drawing.svg === undefined) return { name: "svg", step, theme: "light", options: lookOptions(state) };
  return null;
}

/** The map of the memory is alive: it follows the steps while they play. */
function nextMap({ look, map, memory, moment, time }: State, run: number): Ask | null {
  if (look.drawer !== "memory" || !map.size) return null;
  const asked = (Object.values(map.size) as (number | boolean | string)[]).concat(map.object ?? -1, map.traced?.line ?? 0, map.traced?.file ?? "").join(" ");
  if (!(memory?.run === run && memory.step === time.step && memory.asked === asked)) return { name: "memory", step: time.step, asked, map: map.size, object: map.object, traced: map.traced };
  const { pointed } = map;
  return pointed && pointed.block === undefined && moment ? { name: "memory_at", x: pointed.x, y: pointed.y } : null;
}

function sentence(text: string): string {
  const trimmed = text.trim();
  return /[.!?]$/.test(trimmed) ? trimmed : `${trimmed}.`;
}


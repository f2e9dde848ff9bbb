/** The worker's loop: runs in slices, so that a word from the page is heard between two of them. */
import type { Ask, Picture, Told } from "../state/dossier.ts";
import type { BlockView, Claim, Collection, CollectionMark, History, Ledger, Look, Marks, MemoryView, ObjectBytes, Progress, Question, RunSetup, RunSummary, Scene, SceneOptions, Sizes, StepInside, View, ViewOptions, WhyAlive } from "../state/wire.ts";
import type { FromWorker, ToWorker } from "./messages.ts";

/** One run, as the engine's module gives it and as the mock does. */
export interface EngineRun {
  run_slice(fuel: number): Progress;
  stop(): void;
  summary(): RunSummary;
  marks(): Marks;
  view(step: number, options: ViewOptions): View;
  scene(step: number, view: ViewOptions, options: SceneOptions): Scene;
  free(): void;
  /** View and scene at once, told by the last ones; the mock gives them whole. */
  look?(step: number, view: ViewOptions, options: SceneOptions, afresh: boolean): Look;
  // What an engine may not answer yet, and the mock doesn't.
  ledger?(step: number, object: number): Ledger;
  why_alive?(step: number, object: number): WhyAlive;
  sizes?(step: number, object: number): Sizes;
  history?(object: number): History;
  bytes?(step: number, object: number): ObjectBytes;
  claims?(versions: readonly string[]): Claim[];
  inside?(step: number): StepInside;
  collection?(number: number): Collection;
  next_visit?(step: number, line: number, forward: boolean): number | null;
  next_event?(step: number, object: number, forward: boolean): number | null;
  collections?(): CollectionMark[];
  named?(step: number, name: string): number | null;
  questions?(): Question[];
  svg?(step: number, view: ViewOptions, options: SceneOptions, theme: string): string;
  memory?(step: number, object?: number | null, file?: string | null, line?: number | null): MemoryView;
  paint_memory?(width: number, height: number, scale: number, dark: boolean): Picture;
  memory_at?(x: number, y: number): BlockView | null;
}

export type StartRun = (setup: RunSetup) => EngineRun;

export interface Port {
  postMessage(message: FromWorker, transfer?: readonly Picture[]): void;
  onmessage: ((event: { readonly data: ToWorker }) => void) | null;
}

/** A slice is aimed to take this long: short enough to hear Stop, long enough to cost nothing. */
const SLICE_MS = 25;
const FIRST_FUEL = 200_000;
const LEAST_FUEL = 10_000;
const MOST_FUEL = 20_000_000;
/** How often the page is told how far a long run is. */
const REPORT_MS = 100;

/** Loads the engine and answers what comes over `port`. Whatever throws ends it: a panicked engine is poisoned. */
export function serve(port: Port, load: () => Promise<StartRun>): void {
  let start: StartRun | null = null;
  let run: { readonly id: number; readonly engine: EngineRun } | null = null;
  let fuel = FIRST_FUEL;
  let broken = false;
  const early: ToWorker[] = [];

  function guarded(act: () => void): void {
    if (broken) return;
    try {
      act();
    } catch (error) {
      broken = true;
      port.postMessage({ type: "broken", message: describe(error) });
    }
  }

  function hear(message: ToWorker): void {
    switch (message.type) {
      case "run": {
        run?.engine.free();
        run = null;
        run = { id: message.run, engine: start!(message.setup) };
        void advance(message.run);
        break;
      }
      case "stop":
        if (run?.id === message.run) {
          run.engine.stop();
          finish();
        }
        break;
      case "look":
        if (run?.id === message.run) {
          const { step, options } = message;
          const { engine } = run;
          const seen = engine.look
            ? { look: engine.look(step, options.view, options.scene, false) }
            : { whole: { view: engine.view(step, options.view), scene: engine.scene(step, options.view, options.scene) } };
          port.postMessage({ type: "seen", run: run.id, step, asked: options.asked, ...seen });
        }
        break;
      case "study":
        if (run?.id === message.run) {
          const { engine } = run;
          const { step, object } = message;
          const dossier = {
            step, object,
            ledger: answered(() => engine.ledger?.(step, object)),
            why: answered(() => engine.why_alive?.(step, object)),
            sizes: answered(() => engine.sizes?.(step, object)),
            history: answered(() => engine.history?.(object)),
            bytes: answered(() => engine.bytes?.(step, object)),
          };
          port.postMessage({ type: "studied", run: run.id, dossier });
        }
        break;
      case "survey":
        if (run?.id === message.run) {
          const { engine } = run;
          const survey = { collections: answered(() => engine.collections?.()) ?? [], answers: { inside: typeof engine.inside === "function", claims: typeof engine.claims === "function", memory: typeof engine.memory === "function" } };
          port.postMessage({ type: "surveyed", run: run.id, survey });
        }
        break;
      case "ask":
        if (run?.id === message.run) {
          const answer = told(run.engine, message.ask);
          // A picture is handed over, not copied.
          port.postMessage({ type: "told", run: run.id, told: answer }, answer.name === "memory" && answer.picture ? [answer.picture] : []);
        }
        break;
      case "claims": {
        const engine = start!(message.setup);
        const claims = answered(() => engine.claims?.(message.versions)) ?? [];
        engine.free();
        port.postMessage({ type: "claimed", claims });
        break;
      }
    }
  }

  let finished = 0;
  async function advance(id: number): Promise<void> {
    let reported = performance.now();
    let unsaid: Progress["output"] = [];
    while (!broken && run?.id === id && finished !== id) {
      const current = run;
      guarded(() => {
        const began = performance.now();
        const progress = current.engine.run_slice(fuel);
        const now = performance.now();
        adapt(now - began);
        unsaid = unsaid.concat(progress.output);
        if (progress.done) {
          finish();
        } else if (now - reported > REPORT_MS) {
          reported = now;
          port.postMessage({ type: "progress", run: id, progress: { ...progress, output: unsaid } });
          unsaid = [];
        }
      });
      await breath();
    }
  }

  function adapt(took: number): void {
    const factor = took < SLICE_MS / 2 ? 2 : took > SLICE_MS * 2 ? 0.5 : 1;
    fuel = Math.min(MOST_FUEL, Math.max(LEAST_FUEL, Math.round(fuel * factor)));
  }

  function finish(): void {
    if (!run || finished === run.id) return;
    finished = run.id;
    port.postMessage({ type: "ended", run: run.id, summary: run.engine.summary(), marks: run.engine.marks() });
  }

  port.onmessage = (event) => {
    if (!start) early.push(event.data);
    else guarded(() => hear(event.data));
  };
  load().then(
    (loaded) => {
      start = loaded;
      port.postMessage({ type: "ready" });
      for (const message of early.splice(0)) guarded(() => hear(message));
    },
    (error: unknown) => {
      broken = true;
      port.postMessage({ type: "broken", message: `the engine could not be loaded (${describe(error)})` });
    },
  );
}

function told(engine: EngineRun, ask: Ask): Told {
  switch (ask.name) {
    case "inside":
      return { ...ask, inside: answered(() => engine.inside?.(ask.step)) };
    case "collection":
      return { ...ask, collection: answered(() => engine.collection?.(ask.number)) };
    case "questions":
      return { ...ask, questions: answered(() => engine.questions?.()) ?? [] };
    case "named": {
      const { name, step, expression } = ask;
      const object = answered(() => engine.named?.(step, expression) ?? undefined);
      return { name, step, expression, sizes: object === null ? null : answered(() => engine.sizes?.(step, object)) };
    }
    case "svg": {
      const { name, step, theme, options } = ask;
      return { name, step, theme, svg: answered(() => engine.svg?.(step, options.view, options.scene, theme)) };
    }
    case "memory": {
      const { step, asked, map } = ask;
      const view = answered(() => engine.memory?.(step, ask.object, ask.traced?.file, ask.traced?.line));
      const picture = view && answered(() => engine.paint_memory?.(map.width, map.height, map.scale, map.dark));
      return { name: "memory", step, asked, view, picture };
    }
    case "memory_at":
      return { ...ask, block: answered(() => engine.memory_at?.(ask.x, ask.y) ?? undefined) };
    case "first_visit": {
      const step = answered(() => engine.next_visit?.(0, ask.line, true) ?? undefined);
      return { name: ask.name, step: step === null ? null : step + 1 };
    }
    case "next_event":
      return { name: ask.name, step: answered(() => engine.next_event?.(ask.step, ask.object, ask.forward) ?? undefined) };
  }
}

/** The answer; null where the engine says that there is none. Anything else that it throws has poisoned it. */
function answered<Answer>(ask: () => Answer | undefined): Answer | null {
  try {
    return ask() ?? null;
  } catch (error) {
    if (typeof error === "object" && error !== null && "type" in error && error.type !== "engine") return null;
    throw error;
  }
}

/** Lets messages in, without the delay that timers get. */
function breath(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}

function describe(error: unknown): string {
  if (error instanceof Error) return error.message;
  if (typeof error === "object" && error !== null) return JSON.stringify(error);
  return String(error);
}

/** Runs the program on screen in every version, one after the other, in a worker of its own: the first stays as it is. */
import { comparedOf } from "../state/compare.ts";
import { VERSIONS } from "../state/setup.ts";
import type { Store } from "../state/store.ts";
import type { WorkerLike } from "./engine_driver.ts";
import { runSetupOf } from "./questions.ts";

/** All versions together may take so long. */
const PATIENCE_MS = 20_000;
/** A program that is still running after so many instructions isn't one to compare. */
const FUEL = 40_000_000;

export function driveComparison(store: Store, makeWorker: () => WorkerLike): void {
  let worker: WorkerLike | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let wanted = "";

  function end(): void {
    clearTimeout(timer);
    worker?.terminate();
    worker = null;
  }

  function begin(source: string, unit: "script" | "repl"): void {
    end();
    store.dispatch({ type: "comparing", source, unit });
    const fail = (fault: string) => {
      end();
      store.dispatch({ type: "compare_failed", fault });
    };
    try {
      worker = makeWorker();
    } catch (error) {
      fail(String(error));
      return;
    }
    const own = worker;
    let at = -1;
    const next = () => {
      const version = VERSIONS[++at];
      if (version === undefined) end();
      else own.postMessage({ type: "run", run: at + 1, setup: { ...runSetupOf(source, { version, unit }), fuel: FUEL } });
    };
    own.onmessage = ({ data }) => {
      if (own !== worker) return;
      if (data.type === "ready") next();
      else if (data.type === "broken") fail(data.message);
      else if (data.type === "ended") {
        store.dispatch({ type: "compared", row: comparedOf(VERSIONS[at]!, data.summary) });
        next();
      }
    };
    own.onerror = () => fail("the engine could not be started");
    timer = setTimeout(() => fail("it takes too long"), PATIENCE_MS);
  }

  store.subscribe((state) => {
    if (state.look.drawer !== "versions") {
      if (worker) end();
      wanted = "";
      return;
    }
    // What is on screen, not what is being typed.
    const source = state.run?.source ?? state.draft.source;
    const { unit } = state.run?.setup ?? state.setup;
    const key = `${unit}\n${source}`;
    if (key === wanted) return;
    wanted = key;
    begin(source, unit);
  });
}

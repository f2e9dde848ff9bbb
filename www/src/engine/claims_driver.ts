/** Has a program's claims checked in all versions, in a worker of its own, once its picture stands and nobody waits. */
import { VERSIONS } from "../state/setup.ts";
import { isSettled } from "../state/select.ts";
import type { Store } from "../state/store.ts";
import type { WorkerLike } from "./engine_driver.ts";
import { runSetupOf } from "./questions.ts";

const QUIET_MS = 700;
const PATIENCE_MS = 30_000;
/** In each version; a program that runs longer has its claims left alone. */
const FUEL = 60_000_000;

export function driveClaims(store: Store, makeWorker: () => WorkerLike): void {
  let worker: WorkerLike | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let wanted = "";

  function end(): void {
    clearTimeout(timer);
    worker?.terminate();
    worker = null;
  }

  function begin(source: string, unit: "script" | "repl"): void {
    try {
      worker = makeWorker();
    } catch {
      return;
    }
    const own = worker;
    const setup = { ...runSetupOf(source, { version: VERSIONS[0], unit }), fuel: FUEL };
    own.onmessage = ({ data }) => {
      if (own !== worker) return;
      if (data.type === "ready") own.postMessage({ type: "claims", setup, versions: VERSIONS });
      if (data.type === "claimed") store.dispatch({ type: "claimed", source, claims: data.claims });
      // A claim that can't be checked is one that isn't marked: nothing else depends on it.
      if (data.type === "claimed" || data.type === "broken") end();
    };
    own.onerror = () => end();
    timer = setTimeout(end, PATIENCE_MS);
  }

  store.subscribe((state) => {
    const { run } = state;
    // Of a program that is gone, or with an engine that died, nothing is asked any more.
    if (wanted !== "" && (state.engine.kind === "down" || !run || `${run.setup.unit}\n${run.source}` !== wanted)) {
      end();
      wanted = "";
    }
    if (state.engine.kind === "down" || !run || run.phase.kind !== "ended" || !isSettled(state) || !state.survey?.answers.claims || !run.source.includes("#")) return;
    const key = `${run.setup.unit}\n${run.source}`;
    if (key === wanted) return;
    wanted = key;
    end();
    timer = setTimeout(() => begin(run.source, run.setup.unit), QUIET_MS);
  });
}

/** States and engine answers that several tests begin from. */
import { mockRun } from "../src/engine/mock/mock_run.ts";
import { reduce } from "../src/state/reduce.ts";
import { initialState, type State } from "../src/state/state.ts";
import { wantedPicture } from "../src/state/select.ts";
import type { Action } from "../src/state/action.ts";
import type { Marks, RunSetup, RunSummary } from "../src/state/wire.ts";

export function after(state: State, ...actions: readonly Action[]): State {
  return actions.reduce(reduce, state);
}

export function setupOf(source: string): RunSetup {
  return { source, file_name: "main.py", version: "3.15", unit: "script", fuel: 1e6, memory: 1e6, output: 1e6, mounts: [], stdin: "" };
}

export function ending(source: string): { readonly summary: RunSummary; readonly marks: Marks } {
  const run = mockRun(setupOf(source));
  run.run_slice(1000);
  return { summary: run.summary(), marks: run.marks() };
}

/** A state in which `source` has run to its end, at its last step. */
export function ranState(source: string): State {
  const state = after(initialState(), { type: "engine_ready" }, { type: "edited", source }, { type: "run", landing: "end" });
  return after(state, { type: "ended", run: state.run!.id, ...ending(source) });
}

/** The same, with the moment of its step on screen. */
export function seenState(source: string): State {
  const state = ranState(source);
  return seen(state);
}

export function seen(state: State): State {
  const run = mockRun(setupOf(state.run!.source));
  const { step } = state.time;
  const options = { definitions: true, modules: false, shared: false, machinery: false, objects_at_most: 100, rows_at_most: 16, text_at_most: 60, focus: null, focus_distance: 1 };
  const view = run.view(step, options);
  const scene = run.scene(step, options, { width: 800, opened: [], fold_from: 8, ghosts: true });
  return after(state, { type: "scene", run: state.run!.id, step, asked: wantedPicture(state), view, scene });
}

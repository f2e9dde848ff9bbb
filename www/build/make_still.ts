// The first lesson's first picture, made by the engine while the page is built: it stands in its place before the
// engine has been loaded, and the engine's own then comes without a jump.
import { runSetupOf, SCENE_OPTIONS, VIEW_OPTIONS } from "../src/engine/questions.ts";
import { FIRST_LESSON } from "../src/lessons/lessons.ts";
import { firstPicture } from "../src/state/reduce_engine.ts";
import { initialState } from "../src/state/state.ts";
import type { Still } from "../src/state/still.ts";
import type { StartRun } from "../src/worker/serve.ts";

/** Widths of the heap on a wide screen, a middling one, and a phone. */
const WIDTHS = [840, 560, 380];
const SLICE = 10_000_000;

export function makeStills(start: StartRun): readonly Still[] {
  const { draft, setup, look } = initialState();
  const run = start(runSetupOf(draft.source, setup));
  while (!run.run_slice(SLICE).done);
  const step = firstPicture(run.summary(), run.marks(), FIRST_LESSON.opensAt);
  const options = { ...VIEW_OPTIONS, ...look.layers };
  return WIDTHS.map((width) => ({ width, step, view: run.view(step, options), scene: run.scene(step, options, { ...SCENE_OPTIONS, width }) }));
}

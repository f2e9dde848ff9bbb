/** What the engine is asked with: limits of a run, and what a picture of a moment is to hold. */
import type { Setup } from "../state/setup.ts";
import type { Layers } from "../state/state.ts";
import type { RunSetup, SceneOptions, ViewOptions } from "../state/wire.ts";

/** Instructions, bytes of the modelled heap, and bytes of output. */
const LIMITS = { fuel: 200_000_000, memory: 2 ** 30, output: 4 * 2 ** 20 } as const;

/** What the diagram shows at most; what is left out is counted in the view's totals. */
export const VIEW_OPTIONS: Omit<ViewOptions, keyof Layers> = {
  objects_at_most: 600,
  rows_at_most: 16,
  text_at_most: 60,
  focus: null,
  focus_distance: 2,
};

export const SCENE_OPTIONS: Omit<SceneOptions, "width"> = { opened: [], fold_from: 8, ghosts: true };

export function runSetupOf(source: string, setup: Setup): RunSetup {
  return { source, file_name: "main.py", version: setup.version, unit: setup.unit, ...LIMITS, mounts: [], stdin: "" };
}

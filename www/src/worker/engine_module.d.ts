/** What the page uses of the engine's module, for a check of types where the engine has not been built. */
import type { Ledger, Marks, Progress, RunSetup, RunSummary, Scene, SceneOptions, Sizes, View, ViewOptions, WhyAlive } from "../state/wire.ts";

export default function init(options: { readonly module_or_path: URL | string }): Promise<unknown>;

export class Engine {
  constructor(setup: RunSetup);
  /** Runs for about so many instructions. */
  run_slice(fuel: number): Progress;
  /** Ends a run that is under way; what ran until now stays. */
  stop(): void;
  summary(): RunSummary;
  marks(): Marks;
  view(step: number, options: ViewOptions): View;
  scene(step: number, view: ViewOptions, options: SceneOptions): Scene;
  ledger(step: number, object: number): Ledger;
  why_alive(step: number, object: number): WhyAlive;
  sizes(step: number, object: number): Sizes;
  free(): void;
}

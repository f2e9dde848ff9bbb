/** What page and worker say to each other. Each word about a run bears that run's number. */
import type { Marks, Progress, RunSetup, RunSummary, Scene, View, ViewOptions } from "../state/wire.ts";

export type ToWorker =
  | { readonly type: "run"; readonly run: number; readonly setup: RunSetup }
  /** Ends the run softly: what ran until now stays to be looked at. */
  | { readonly type: "stop"; readonly run: number }
  | { readonly type: "look"; readonly run: number; readonly step: number; readonly options: ViewOptions };

export type FromWorker =
  | { readonly type: "ready" }
  | { readonly type: "progress"; readonly run: number; readonly progress: Progress }
  | { readonly type: "ended"; readonly run: number; readonly summary: RunSummary; readonly marks: Marks }
  | { readonly type: "seen"; readonly run: number; readonly step: number; readonly view: View; readonly scene: Scene }
  /** Nothing more comes from this worker: the engine could not be loaded, or panicked. */
  | { readonly type: "broken"; readonly message: string };

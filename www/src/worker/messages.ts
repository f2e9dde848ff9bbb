/** What page and worker say to each other. Each word about a run bears that run's number. */
import type { Ask, Dossier, LookOptions, Survey, Told } from "../state/dossier.ts";
import type { Seen } from "../state/patch.ts";
import type { Claim, Look, Marks, Progress, RunSetup, RunSummary } from "../state/wire.ts";

export type ToWorker =
  | { readonly type: "run"; readonly run: number; readonly setup: RunSetup }
  /** Ends the run softly: what ran until now stays to be looked at. */
  | { readonly type: "stop"; readonly run: number }
  | { readonly type: "look"; readonly run: number; readonly step: number; readonly options: LookOptions }
  | { readonly type: "study"; readonly run: number; readonly step: number; readonly object: number }
  | { readonly type: "survey"; readonly run: number }
  | { readonly type: "ask"; readonly run: number; readonly ask: Ask }
  /** The comments of a program that state a result, checked in these versions: its own runs, and no other. */
  | { readonly type: "claims"; readonly setup: RunSetup; readonly versions: readonly string[] };

export type FromWorker =
  | { readonly type: "ready" }
  | { readonly type: "progress"; readonly run: number; readonly progress: Progress }
  | { readonly type: "ended"; readonly run: number; readonly summary: RunSummary; readonly marks: Marks }
  /** A moment and its picture: whole, or told by the ones that this worker told last of this run. */
  | { readonly type: "seen"; readonly run: number; readonly step: number; readonly asked: string; readonly whole: Seen }
  | { readonly type: "seen"; readonly run: number; readonly step: number; readonly asked: string; readonly look: Look }
  | { readonly type: "studied"; readonly run: number; readonly dossier: Dossier }
  | { readonly type: "told"; readonly run: number; readonly told: Told }
  | { readonly type: "claimed"; readonly claims: readonly Claim[] }
  | { readonly type: "surveyed"; readonly run: number; readonly survey: Survey }
  /** Nothing more comes from this worker: the engine could not be loaded, or panicked. */
  | { readonly type: "broken"; readonly message: string };

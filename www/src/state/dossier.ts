/** What the engine says when it is asked more closely. */
import type { Collection, CollectionMark, History, Ledger, Sizes, StepInside, WhyAlive } from "./wire.ts";

/** All that is known of one object at one step; null = no answer, the object isn't alive there. */
export interface Dossier {
  readonly step: number;
  readonly object: number;
  readonly ledger: Ledger | null;
  readonly why: WhyAlive | null;
  readonly sizes: Sizes | null;
  readonly history: History | null;
}

/** What is asked of a run as a whole, once it has ended. */
export interface Survey {
  readonly collections: readonly CollectionMark[];
  /** What this engine can be asked further. */
  readonly answers: { readonly inside: boolean; readonly claims: boolean };
}

/** A single question beside those, and its answer; null = the engine has none. */
export type Ask =
  | { readonly name: "inside"; readonly step: number }
  | { readonly name: "collection"; readonly number: number }
  /** The next or previous moment at which something happens to the object. */
  | { readonly name: "next_event"; readonly step: number; readonly object: number; readonly forward: boolean }
  /** The moment after a line has run for the first time. */
  | { readonly name: "first_visit"; readonly line: number };

export type Told =
  | { readonly name: "inside"; readonly step: number; readonly inside: StepInside | null }
  | { readonly name: "collection"; readonly number: number; readonly collection: Collection | null }
  | { readonly name: "next_event" | "first_visit"; readonly step: number | null };

/** A collection that is gone through phase by phase. */
export interface SlowCollection {
  readonly run: number;
  readonly number: number;
  /** null = on its way. */
  readonly collection: Collection | null;
  readonly phase: number;
}

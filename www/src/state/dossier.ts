/** What the engine says when it is asked more closely. */
import type { Claim, CollectionMark, History, Ledger, Sizes, WhyAlive } from "./wire.ts";

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
  readonly claims: readonly Claim[];
  readonly collections: readonly CollectionMark[];
}

/** What the engine says when it is asked more closely. */
import type { BlockView, Collection, CollectionMark, History, Ledger, MemoryView, ObjectBytes, Question, SceneOptions, Sizes, StepInside, ViewOptions, WhyAlive } from "./wire.ts";

/** What a look at a moment is to hold, and how it is to be laid out. */
export interface LookOptions {
  /** Comes back with the answer. */
  readonly asked: string;
  readonly view: ViewOptions;
  readonly scene: SceneOptions;
}

/** All that is known of one object at one step; null = no answer, the object isn't alive there. */
export interface Dossier {
  readonly step: number;
  readonly object: number;
  readonly ledger: Ledger | null;
  readonly why: WhyAlive | null;
  readonly sizes: Sizes | null;
  readonly history: History | null;
  readonly bytes: ObjectBytes | null;
}

/** What is asked of a run as a whole, once it has ended. */
export interface Survey {
  readonly collections: readonly CollectionMark[];
  /** What this engine can be asked further. */
  readonly answers: { readonly inside: boolean; readonly claims: boolean; readonly memory: boolean };
}

/** A single question beside those, and its answer; null = the engine has none. */
export type Ask =
  | { readonly name: "inside"; readonly step: number }
  | { readonly name: "collection"; readonly number: number }
  /** The next or previous moment at which something happens to the object. */
  | { readonly name: "next_event"; readonly step: number; readonly object: number; readonly forward: boolean }
  /** The moment after a line has run for the first time. */
  | { readonly name: "first_visit"; readonly line: number }
  /** What can be asked of the run before a step is shown. */
  | { readonly name: "questions" }
  /** The object that an expression (`a.b[0]`) leads to at a step, and what it weighs. */
  | { readonly name: "named"; readonly step: number; readonly expression: string }
  /** The picture of a step as it is drawn for a book: an SVG that stands by itself. */
  | { readonly name: "svg"; readonly step: number; readonly theme: "light" | "dark" | "auto"; readonly options: LookOptions }
  /** The map of the memory, painted: `asked` comes back with the answer. */
  | { readonly name: "memory"; readonly step: number; readonly asked: string; readonly map: MapSize; readonly object: number | null; readonly traced: TracedAt | null }
  /** What lies at a dot of the map that was painted last. */
  | { readonly name: "memory_at"; readonly x: number; readonly y: number };

/** A line whose blocks are lit in the map. */
export interface TracedAt {
  readonly file: string;
  readonly line: number;
}

/** How large the map of the memory is to be, in dots, and in which theme. */
export interface MapSize {
  readonly width: number;
  readonly height: number;
  /** Dots of one pixel of the page. */
  readonly scale: number;
  readonly dark: boolean;
}

/** A picture that only the panel which shows it can read (an `ImageBitmap`). */
export interface Picture {
  readonly width: number;
  readonly height: number;
}

/** The map of the memory at one step. */
export interface MemoryMap {
  readonly run: number;
  readonly step: number;
  readonly asked: string;
  /** null = there is none to be had. */
  readonly view: MemoryView | null;
  readonly picture: Picture | null;
}

/** The dot of the map that was pointed at, and what lies there; undefined = not told yet, null = nothing. */
export interface Pointed {
  readonly x: number;
  readonly y: number;
  readonly block: BlockView | null | undefined;
}

export type Told =
  | { readonly name: "inside"; readonly step: number; readonly inside: StepInside | null }
  | { readonly name: "collection"; readonly number: number; readonly collection: Collection | null }
  | { readonly name: "memory"; readonly step: number; readonly asked: string; readonly view: MemoryView | null; readonly picture: Picture | null }
  | { readonly name: "memory_at"; readonly x: number; readonly y: number; readonly block: BlockView | null }
  | { readonly name: "questions"; readonly questions: readonly Question[] }
  | { readonly name: "named"; readonly step: number; readonly expression: string; readonly sizes: Sizes | null }
  | { readonly name: "svg"; readonly step: number; readonly theme: "light" | "dark" | "auto"; readonly svg: string | null }
  | { readonly name: "next_event" | "first_visit"; readonly step: number | null };

/** A collection that is gone through phase by phase. */
export interface SlowCollection {
  readonly run: number;
  readonly number: number;
  /** null = on its way. */
  readonly collection: Collection | null;
  readonly phase: number;
}

/** The page's whole state: one immutable value. Nothing in this folder knows the DOM. */
import { FIRST_LESSON, type Lesson } from "../lessons/lessons.ts";
import type { Comparison } from "./compare.ts";
import type { Dossier, MapSize, MemoryMap, Pointed, SlowCollection, Survey, TracedAt } from "./dossier.ts";
import type { Aim } from "./link.ts";
import { NO_PREDICT, type Predict } from "./predict.ts";
import { NEWEST, type Setup } from "./setup.ts";
import type { Claim, Marks, OutputChunk, RunSummary, Scene, Sizes, StepInside, View } from "./wire.ts";

/** The text in the editor, and where it came from. */
export interface Draft {
  readonly source: string;
  /** The lesson that was picked last. The text may have been changed since. */
  readonly lesson: string | null;
}

/** The engine in its worker. */
export type EngineState =
  | { readonly kind: "loading" }
  | { readonly kind: "ready" }
  /** `lost` = it was busy and had to be ended; `broken` = it failed by itself. Neither runs anything again by itself. */
  | { readonly kind: "down"; readonly how: "lost" | "broken"; readonly message: string };

/** What was run last: the text and setup it was started with, and how far it is. */
export interface Run {
  readonly id: number;
  readonly source: string;
  readonly setup: Setup;
  /** Where to go when it has ended. */
  readonly landing: Landing;
  /** The moment that a link means. */
  readonly aim: Aim | null;
  readonly phase: Phase;
}

/**
 * `first_picture` is a lesson's: the first step with something to see. `end` is a person's own run. `same` stays at
 * the step on screen: another version of the same program is compared best at the same place. `linked` is the moment
 * that a link means.
 */
export type Landing = "first_picture" | "end" | "same" | "linked";

export type Phase =
  | { readonly kind: "waiting" }
  | {
      readonly kind: "running";
      readonly steps: number;
      readonly line: number;
      readonly bytes: number;
      readonly output: readonly OutputChunk[];
      /** Stop was pressed, and the engine has not answered yet. */
      readonly stopping: boolean;
    }
  | { readonly kind: "ended"; readonly summary: RunSummary; readonly marks: Marks };

/** Where in the run's time the page is. */
export interface Time {
  /** The step that is wanted; the scene of it may be on its way. */
  readonly step: number;
  readonly playing: boolean;
  readonly speed: Speed;
  /** How the step was reached, which decides whether the picture moves or jumps. */
  readonly manner: "step" | "scrub" | "play";
}

/** Steps per second. */
export const SPEEDS = [0.5, 1, 2, 4] as const;
export type Speed = (typeof SPEEDS)[number];

/** A scene that has come, and the run and step it belongs to. */
export interface Moment {
  readonly run: number;
  readonly step: number;
  /** What it was asked with: another width or other layers make another picture of the same moment. */
  readonly asked: string;
  readonly view: View;
  readonly scene: Scene;
}

export type Tab = "code" | "heap" | "words";
/** What stands under the heap, one at a time. */
export type Drawer = "find" | "inside" | "collector" | "memory" | "versions";

export type HeapForm = "diagram" | "table";

/** Kinds of objects that clutter the picture of most programs, and whether each is drawn. */
export interface Layers {
  readonly definitions: boolean;
  readonly modules: boolean;
  readonly shared: boolean;
  readonly machinery: boolean;
}

export const LAYERS: Layers = { definitions: true, modules: false, shared: false, machinery: false };

/** What the person arranged; nothing of it changes what is true. */
export interface Look {
  /** The part of the width that the code takes, 0.2 to 0.75. */
  readonly split: number;
  readonly tab: Tab;
  /** `null` = by the width: the table on a phone, the diagram elsewhere. */
  readonly heapForm: HeapForm | null;
  readonly narrow: boolean;
  /** What the diagram has to fit into, in px. */
  readonly heapWidth: number;
  readonly layers: Layers;
  /** Objects whose stacks of many are drawn one by one. */
  readonly unfolded: readonly number[];
  /** Only this object is drawn, what holds it and what it holds; null = everything. */
  readonly near: { readonly object: number; readonly title: string } | null;
  readonly drawer: Drawer | null;
  readonly help: boolean;
  /** The lesson's words stand above the code. */
  readonly lessonOpen: boolean;
}

export interface Focus {
  /** The object that is chosen, by its number in the run. */
  readonly object: number | null;
  /** The object that a word or a row under the pointer speaks of. */
  readonly hinted: number | null;
  /** The object that a link means, by its `slug`, until the moment that has it has come. */
  readonly wanted: string | null;
}

/** What the page knows of links. */
export interface LinkState {
  /** The fragment that was opened or written last. A reload of that very address is no link from elsewhere. */
  readonly address: string | null;
  /** What stood in the link and isn't known here: it is written again as it came. */
  readonly unknown: Readonly<Record<string, string>>;
  readonly share: boolean;
}

/** A program that made place for one from a link. */
export interface Aside {
  readonly draft: Draft;
  readonly setup: Setup;
}

/** Something to be told once, above the editor, until it is dismissed. */
export type Notice =
  | { readonly kind: "draft_restored" }
  | { readonly kind: "draft_broken" }
  | { readonly kind: "not_run_after_crash" }
  | { readonly kind: "storage_refused" }
  | { readonly kind: "link_broken"; readonly fault: string; readonly salvaged: string | null }
  | { readonly kind: "link_opened"; readonly warnings: readonly string[]; readonly aside: boolean };

export interface State {
  readonly draft: Draft;
  readonly setup: Setup;
  readonly engine: EngineState;
  readonly run: Run | null;
  readonly time: Time;
  readonly moment: Moment | null;
  readonly look: Look;
  readonly focus: Focus;
  /** Of the chosen object, and the run it belongs to. */
  readonly dossier: (Dossier & { readonly run: number }) | null;
  readonly survey: (Survey & { readonly run: number }) | null;
  /** What went on within the line that led to the step, where it was asked for. */
  readonly inside: { readonly run: number; readonly step: number; readonly inside: StepInside | null } | null;
  readonly slow: SlowCollection | null;
  readonly memory: MemoryMap | null;
  /** What was typed to be found, and what the engine said of it as an expression: `of` is what it was asked. */
  readonly expression: { readonly text: string; readonly of: string; readonly run: number; readonly step: number; readonly sizes: Sizes | null };
  /** The picture is wanted as a file; it is on its way until `svg` is there. */
  readonly drawing: { readonly as: "svg" | "png"; readonly svg: string | null | undefined } | null;
  /** Of the map of the memory: how large it is on the page, the object that is marked in it, and what was pointed at. */
  readonly map: { readonly size: MapSize | null; readonly object: number | null; readonly pointed: Pointed | null; readonly traced: TracedAt | null };
  /** The next moment of this object, or the first of this line, is being looked for. */
  readonly seeking: { readonly object: number; readonly forward: boolean } | { readonly line: number } | null;
  /** The comments that state a result, and the program that they were checked in. */
  readonly claims: { readonly source: string; readonly claims: readonly Claim[] } | null;
  readonly comparison: Comparison | null;
  readonly predict: Predict;
  readonly link: LinkState;
  readonly aside: Aside | null;
  readonly notice: Notice | null;
}

export const SPLIT = { least: 0.2, most: 0.75, usual: 0.4 } as const;

export function initialState(lesson: Lesson = FIRST_LESSON): State {
  return {
    draft: { source: lesson.source, lesson: lesson.id },
    setup: { version: NEWEST, unit: "script" },
    engine: { kind: "loading" },
    run: null,
    time: { step: 0, playing: false, speed: 1, manner: "scrub" },
    moment: null,
    look: { split: SPLIT.usual, tab: "code", heapForm: null, narrow: false, heapWidth: 800, layers: { ...LAYERS, shared: lesson.showsShared }, unfolded: [], near: null, drawer: null, help: false, lessonOpen: true },
    focus: { object: null, hinted: null, wanted: null },
    dossier: null,
    survey: null,
    inside: null,
    slow: null,
    memory: null,
    expression: { text: "", of: "", run: -1, step: -1, sizes: null },
    drawing: null,
    map: { size: null, object: null, pointed: null, traced: null },
    seeking: null,
    claims: null,
    comparison: null,
    predict: NO_PREDICT,
    link: { address: null, unknown: {}, share: false },
    aside: null,
    notice: null,
  };
}

/** Everything that can happen to the page. */
import type { Setup } from "./setup.ts";
import type { Compared } from "./compare.ts";
import type { Dossier, MapSize, Survey, Told, TracedAt } from "./dossier.ts";
import type { BrokenLink, Link } from "./link.ts";
import type { Drawer, HeapForm, Landing, Layers, Notice, Speed, Tab } from "./state.ts";
import type { Claim, Marks, Progress, RunSummary, Scene, View } from "./wire.ts";

export type Action = PersonAction | EngineAction | TimeCommand | LookAction;

/** What a person does with text and runs. */
export type PersonAction =
  | { readonly type: "edited"; readonly source: string }
  /** At the prompt: a whole statement. It joins the program, which runs on from where it was. */
  | { readonly type: "typed"; readonly statement: string }
  | { readonly type: "lesson_picked"; readonly id: string }
  | { readonly type: "setup_changed"; readonly setup: Partial<Setup> }
  | { readonly type: "run"; readonly landing: Landing }
  | { readonly type: "stop" }
  | { readonly type: "restart_engine" }
  | { readonly type: "notice_dismissed" }
  | { readonly type: "link_opened"; readonly link: Link; readonly address: string; readonly runs: boolean }
  | { readonly type: "link_broken"; readonly broken: BrokenLink; readonly address: string }
  | { readonly type: "address_written"; readonly address: string }
  /** The program that made place for a link's comes back, and the link's takes its place aside. */
  | { readonly type: "aside_brought_back" }
  | { readonly type: "salvage_taken" }
  | { readonly type: "share"; readonly open: boolean };

/** What the engine reports. `run` says of which run it speaks: a late word about an older one is dropped. */
export type EngineAction =
  | { readonly type: "engine_ready" }
  | { readonly type: "engine_down"; readonly how: "lost" | "broken"; readonly message: string }
  /** It has been asked for a while ago and has said nothing yet: from now on it can be stopped. */
  | { readonly type: "runs_long"; readonly run: number }
  | { readonly type: "progress"; readonly run: number; readonly progress: Progress }
  | { readonly type: "ended"; readonly run: number; readonly summary: RunSummary; readonly marks: Marks }
  | { readonly type: "scene"; readonly run: number; readonly step: number; readonly asked: string; readonly view: View; readonly scene: Scene }
  | { readonly type: "studied"; readonly run: number; readonly dossier: Dossier }
  | { readonly type: "surveyed"; readonly run: number; readonly survey: Survey }
  | { readonly type: "told"; readonly run: number; readonly told: Told }
  | { readonly type: "claimed"; readonly source: string; readonly claims: readonly Claim[] }
  | { readonly type: "comparing"; readonly source: string; readonly unit: string }
  | { readonly type: "compared"; readonly row: Compared }
  | { readonly type: "compare_failed"; readonly fault: string };

/** One union for everything that moves in time. A drag is clamped; playing stops at the last step. */
export type TimeCommand =
  | { readonly type: "first" }
  | { readonly type: "last" }
  | { readonly type: "forward" }
  | { readonly type: "back" }
  | { readonly type: "scrubbed"; readonly step: number }
  | { readonly type: "went_to"; readonly step: number }
  /** To the moment after that line has run for the first time. */
  | { readonly type: "went_after_line"; readonly line: number }
  | { readonly type: "play" }
  | { readonly type: "pause" }
  | { readonly type: "tick" }
  | { readonly type: "speed"; readonly speed: Speed }
  /** Ask before each step, or don't. */
  | { readonly type: "predict"; readonly on: boolean }
  /** What the person expects; null = only show it. */
  | { readonly type: "predicted"; readonly choice: string | null };

export type LookAction =
  | { readonly type: "split"; readonly split: number }
  | { readonly type: "tab"; readonly tab: Tab }
  | { readonly type: "heap_form"; readonly form: HeapForm }
  | { readonly type: "narrow"; readonly narrow: boolean }
  | { readonly type: "heap_width"; readonly width: number }
  | { readonly type: "help"; readonly open: boolean }
  | { readonly type: "lesson_words"; readonly open: boolean }
  | { readonly type: "layers"; readonly layers: Partial<Layers> }
  /** A stack of many is drawn one by one, or as a stack again. */
  | { readonly type: "unfold"; readonly object: number }
  /** Only this object and its neighbours are drawn; null = everything again. */
  | { readonly type: "near"; readonly object: number; readonly title: string }
  | { readonly type: "near"; readonly object: null }
  | { readonly type: "drawer"; readonly drawer: Drawer | null }
  | { readonly type: "focus"; readonly object: number | null }
  | { readonly type: "seek"; readonly object: number; readonly forward: boolean }
  /** A collection in slow motion; null ends it. */
  | { readonly type: "slow"; readonly number: number | null }
  | { readonly type: "phase"; readonly phase: number }
  | { readonly type: "map_size"; readonly size: MapSize }
  /** Shows where in the memory an object lies; null = none. */
  | { readonly type: "map_object"; readonly object: number | null }
  /** The blocks that a traced line asked for are lit; null = none any more. */
  | { readonly type: "map_traced"; readonly at: TracedAt | null }
  /** Something to be found is typed. */
  | { readonly type: "expression"; readonly text: string }
  /** The picture on screen is wanted as a file; null = it has been handed over. */
  | { readonly type: "drawing"; readonly as: "svg" | "png" | null }
  /** A dot of the map is pointed at; null = none any more. */
  | { readonly type: "map_pointed"; readonly at: { readonly x: number; readonly y: number } | null }
  | { readonly type: "hint"; readonly object: number | null }
  | { readonly type: "notice"; readonly notice: Notice };

/**
 * What is kept of the person's work between visits: the text, the lesson it began from, the Python chosen, and
 * how the page was arranged. Reading distrusts every byte: a draft may be of another version, cut, or not ours.
 */
import { lessonById } from "../lessons/lessons.ts";
import { isUnit, isVersion } from "./setup.ts";
import { SPEEDS, SPLIT, type Aside, type Layers, type Notice, type State } from "./state.ts";

/** The part of `Storage` that is used. */
export interface Store {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
}

const DRAFT = "heaplens.draft.1";
const BROKEN = "heaplens.draft.broken";
const ASIDE = "heaplens.draft.aside";
const LOOK = "heaplens.look.1";
/** Set while a run is under way: if it is there at the start, the last one never came to its end. */
const RUNNING = "heaplens.running";

export interface Restored {
  readonly state: State;
  /** The page may start the program by itself: it is a lesson as it stands, and nothing crashed. */
  readonly runsByItself: boolean;
}

export function restore(storage: Store | null, initial: State): Restored {
  if (!storage) return { state: { ...initial, notice: notice("storage_refused") }, runsByItself: true };
  let text: string | null;
  let crashed: boolean;
  let look: string | null;
  let aside: string | null;
  try {
    text = storage.getItem(DRAFT);
    crashed = storage.getItem(RUNNING) !== null;
    look = storage.getItem(LOOK);
    aside = storage.getItem(ASIDE);
  } catch {
    return { state: { ...initial, notice: notice("storage_refused") }, runsByItself: true };
  }
  const arranged = { ...withLook(initial, look), aside: asideOf(aside, initial) };
  if (text === null) return finish(arranged, null, crashed, true);
  const draft = readDraft(text);
  if (!draft) {
    tryTo(() => storage.setItem(BROKEN, text));
    return finish(arranged, "draft_broken", crashed, true);
  }
  const state: State = {
    ...arranged,
    draft: { source: draft.source, lesson: draft.lesson },
    setup: { version: draft.version ?? initial.setup.version, unit: draft.unit ?? initial.setup.unit },
    link: { ...initial.link, address: draft.address },
  };
  const untouched = draft.lesson !== null && lessonById(draft.lesson)?.source === draft.source;
  return finish(state, untouched ? null : "draft_restored", crashed, untouched);
}

function finish(state: State, told: PlainNotice | null, crashed: boolean, untouched: boolean): Restored {
  const kind = crashed ? "not_run_after_crash" : told;
  return { state: { ...state, notice: kind ? notice(kind) : null }, runsByItself: untouched && !crashed };
}

/** True if it could be kept. */
export function keepDraft(storage: Store, state: State): boolean {
  const { draft, setup, link } = state;
  return tryTo(() => storage.setItem(DRAFT, JSON.stringify({ source: draft.source, lesson: draft.lesson, version: setup.version, unit: setup.unit, address: link.address })));
}

/** What made place for a link's program. */
export function keepAside(storage: Store, { draft, setup }: Aside): boolean {
  return tryTo(() => storage.setItem(ASIDE, JSON.stringify({ ...draft, ...setup })));
}

function asideOf(text: string | null, initial: State): Aside | null {
  const read = text === null ? null : readDraft(text);
  if (!read) return null;
  return { draft: { source: read.source, lesson: read.lesson }, setup: { version: read.version ?? initial.setup.version, unit: read.unit ?? initial.setup.unit } };
}

export function keepLook(storage: Store, state: State): boolean {
  return tryTo(() => storage.setItem(LOOK, JSON.stringify({ split: state.look.split, heapForm: state.look.heapForm, layers: state.look.layers, lessonOpen: state.look.lessonOpen, speed: state.time.speed })));
}

export function keepRunning(storage: Store, running: boolean): boolean {
  return tryTo(() => (running ? storage.setItem(RUNNING, "1") : storage.removeItem(RUNNING)));
}

/** A notice that says all by its kind. */
type PlainNotice = Exclude<Notice["kind"], "link_broken" | "link_opened">;

interface Draft {
  readonly source: string;
  readonly lesson: string | null;
  readonly version: State["setup"]["version"] | null;
  readonly unit: State["setup"]["unit"] | null;
  readonly address: string | null;
}

function readDraft(text: string): Draft | null {
  const value = readObject(text);
  if (!value || typeof value["source"] !== "string") return null;
  const lesson = typeof value["lesson"] === "string" && lessonById(value["lesson"]) ? value["lesson"] : null;
  const version = isVersion(value["version"]) ? value["version"] : null;
  const unit = isUnit(value["unit"]) ? value["unit"] : null;
  const address = typeof value["address"] === "string" ? value["address"] : null;
  return { source: value["source"], lesson, version, unit, address };
}

function withLook(state: State, text: string | null): State {
  const value = text === null ? null : readObject(text);
  if (!value) return state;
  const split = typeof value["split"] === "number" && value["split"] >= SPLIT.least && value["split"] <= SPLIT.most ? value["split"] : state.look.split;
  const form = value["heapForm"];
  const heapForm = form === "diagram" || form === "table" ? form : null;
  const speed = SPEEDS.find((one) => one === value["speed"]) ?? state.time.speed;
  return { ...state, look: { ...state.look, split, heapForm, layers: readLayers(value["layers"], state.look.layers), lessonOpen: value["lessonOpen"] !== false }, time: { ...state.time, speed } };
}

function readLayers(value: unknown, usual: Layers): Layers {
  if (typeof value !== "object" || value === null) return usual;
  const layers = { ...usual };
  for (const name of Object.keys(usual) as (keyof Layers)[]) {
    const kept = (value as Record<string, unknown>)[name];
    if (typeof kept === "boolean") layers[name] = kept;
  }
  return layers;
}

function readObject(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

function notice(kind: PlainNotice): Notice {
  return { kind };
}

function tryTo(act: () => void): boolean {
  try {
    act();
    return true;
  } catch {
    return false;
  }
}

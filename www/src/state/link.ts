/**
 * What a link says: a program, the Python it is for, and the moment of it that is looked at. Everything but the program
 * may be left out. How it is spelled is the business of ../link.
 */
import { lessonById } from "../lessons/lessons.ts";
import type { Setup, Version } from "./setup.ts";
import { LAYERS, type HeapForm, type Layers, type State } from "./state.ts";
import type { CompileUnit, ObjectView, Marks } from "./wire.ts";

export interface Link {
  /** A lesson by its name, or a text; a text may have begun as a lesson. */
  readonly lesson: string | null;
  readonly source: string | null;
  readonly version: Version | null;
  readonly unit: CompileUnit | null;
  readonly aim: Aim;
  readonly form: HeapForm | null;
  /** The layers that are drawn; null = as the lesson has it. */
  readonly layers: Layers | null;
  /** What this Heaplens doesn't know: kept, and written again as it came. */
  readonly unknown: Readonly<Record<string, string>>;
  /** What was asked for and can't be had, each as a sentence. */
  readonly warnings: readonly string[];
}

/** A moment of a run, by its number and by what it was when the link was made. */
export interface Aim {
  readonly step: number | null;
  /** The line that was about to run there: if steps are ever counted otherwise, the nearest such step is meant. */
  readonly line: number | null;
  /** The chosen object, as `slug` names it. */
  readonly object: string | null;
}

export const NO_AIM: Aim = { step: null, line: null, object: null };

/** A link that can't be opened: which part of it is at fault, in words, and what could be read of its program. */
export interface BrokenLink {
  readonly fault: string;
  readonly salvaged: string | null;
}

/** An object's title in a form that needs no escapes: `list #1` is `list.1`, `function f` is `function.f`. */
export function slug(title: string): string {
  return title.replace(/[\s#]+/g, ".");
}

export function objectOfSlug(objects: readonly ObjectView[], wanted: string): number | null {
  return objects.find((object) => slug(object.title) === wanted)?.id ?? null;
}

/** The link to what is on screen. */
export function linkOf(state: State): Link {
  const { draft, setup, look, time, moment, focus } = state;
  const lesson = draft.lesson === null ? null : lessonById(draft.lesson);
  const untouched = lesson !== null && lesson.source === draft.source;
  const settled = moment !== null && state.run !== null && moment.run === state.run.id && moment.step === time.step && state.run.source === draft.source;
  const object = settled && focus.object !== null ? moment.view.objects.find((one) => one.id === focus.object) : undefined;
  return {
    lesson: draft.lesson,
    source: untouched ? null : draft.source,
    version: setup.version,
    unit: setup.unit,
    aim: settled ? { step: time.step, line: moment.view.line, object: object ? slug(object.title) : null } : NO_AIM,
    form: look.heapForm,
    layers: sameLayers(look.layers, usualLayers(draft.lesson)) ? null : look.layers,
    unknown: state.link.unknown,
    warnings: [],
  };
}

/** The same program, wherever one looks at it. */
export function withoutMoment(link: Link): Link {
  return { ...link, aim: NO_AIM, form: null, layers: null };
}

export function usualLayers(lesson: string | null): Layers {
  return { ...LAYERS, shared: (lesson === null ? null : lessonById(lesson))?.showsShared ?? false };
}

export function setupOfLink(link: Link, usual: Setup): Setup {
  return { version: link.version ?? usual.version, unit: link.unit ?? "script" };
}

/** The step that is meant: by its number if its line is still the same, else the nearest one before that line. */
export function stepOfAim(aim: Aim, marks: Marks, last: number): number | null {
  if (aim.step === null) return null;
  const step = Math.min(last, Math.max(0, aim.step));
  if (aim.line === null || aim.line === 0 || marks.line.length === 0) return step;
  const at = Math.floor(step / marks.steps_per_mark);
  if (marks.steps_per_mark > 1 || (marks.line[at] === aim.line && step === aim.step)) return step;
  let best = -1;
  marks.line.forEach((line, mark) => {
    if (line === aim.line && (best < 0 || Math.abs(mark - at) < Math.abs(best - at))) best = mark;
  });
  return best < 0 ? step : best;
}

function sameLayers(a: Layers, b: Layers): boolean {
  return (Object.keys(a) as (keyof Layers)[]).every((name) => a[name] === b[name]);
}

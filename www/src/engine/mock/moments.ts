/** Hand-made moments for the development page and the tests: short to write, whole enough to draw. */
import type { Change, FrameView, Ghost, Held, ObjectView, Reference, Row, Sentence, StackRole, View, Word } from "../../state/wire.ts";

const BASE = 0x7f3a5c2a0000;

/** An object with the usual things filled in. */
export function object(id: number, title: string, more: Partial<ObjectView> = {}): ObjectView {
  return {
    id,
    type_name: title.split(" ")[0] ?? "object",
    title,
    kind: "container",
    layer: "data",
    value: { type: "none" },
    address: BASE + id * 0x40,
    size: 56,
    count: { type: "references", value: 1 },
    generation: 0,
    garbage: false,
    badges: ["tracked"],
    rows: [],
    row_count: 0,
    rows_cut_after: null,
    same_address_as: null,
    ...more,
  };
}

export function text(value: string): ObjectView["value"] {
  return { type: "text", value: { parts: [value], length: value.length } };
}

export function held(id: number | null, words: string): Held {
  return { object: id, text: words };
}

export function row(index: number, what: Held, changed = false): Row {
  return { label: { type: "index", value: index }, label_object: null, held: what, weak: false, changed };
}

export function attribute(name: string, what: Held, changed = false): Row {
  return { label: { type: "attribute", value: name }, label_object: null, held: what, weak: false, changed };
}

export function frame(id: number, name: string, line: number, variables: readonly (readonly [string, Held, boolean?])[], stack: readonly (readonly [StackRole, Held])[] = []): FrameView {
  return {
    id,
    name,
    kind: id === 0 ? "module" : "function",
    line,
    file: "main.py",
    variables: variables.map(([variable, what, changed]) => ({ name: variable, kind: id === 0 ? "global" : "local", held: what, changed: changed ?? false })),
    left_out: [],
    stack: stack.map(([role, what]) => ({ role, held: what, strength: "passing" })),
  };
}

/** `The |code| of *list #1:3* is !2!` → a sentence: code between bars, an object between stars, a number between bangs. */
export function say(line: string): Sentence {
  const words: Word[] = line.split(/(\|[^|]*\||\*[^*]*\*|![^!]*!)/).filter(Boolean).map((part): Word => {
    const inner = part.slice(1, -1);
    if (part.startsWith("|")) return { type: "code", value: inner };
    if (part.startsWith("!")) return { type: "number", value: inner };
    if (part.startsWith("*")) {
      const [title, id] = inner.split(":");
      return { type: "object", value: { id: Number(id), title: title! } };
    }
    return { type: "text", value: part };
  });
  return { words };
}

/** The references that names, stacks and rows of a moment make, as the engine would list them. */
function referencesOf(frames: readonly FrameView[], objects: readonly ObjectView[]): Reference[] {
  const drawn = new Set(objects.map((one) => one.id));
  const references: Reference[] = [];
  for (const one of frames) {
    for (const variable of one.variables) {
      if (variable.held.object !== null && drawn.has(variable.held.object)) {
        references.push({ from: { type: "variable", value: { frame: one.id, name: variable.name } }, to: variable.held.object, strength: "lasting", label: `${variable.name} in ${one.name}`, since: null });
      }
    }
    one.stack.forEach((slot, index) => {
      if (slot.held.object !== null && drawn.has(slot.held.object)) {
        references.push({ from: { type: "stack", value: { frame: one.id, index } }, to: slot.held.object, strength: slot.strength, label: `${slot.role} in ${one.name}`, since: null });
      }
    });
  }
  for (const one of objects) {
    one.rows.forEach((each, index) => {
      if (each.held.object !== null && drawn.has(each.held.object)) {
        references.push({ from: { type: "row", value: { object: one.id, row: index } }, to: each.held.object, strength: each.weak ? "weak" : "lasting", label: `${one.title} [${index}]`, since: null });
      }
    });
  }
  return references;
}

export interface Sketch {
  readonly line: number;
  readonly previous: number;
  readonly frames: readonly FrameView[];
  readonly objects?: readonly ObjectView[];
  readonly ghosts?: readonly Ghost[];
  readonly changes?: readonly Change[];
  readonly words: string;
  readonly printed?: number;
  readonly pause?: View["pause"];
}

export function moment(step: number, sketch: Sketch): View {
  const objects = [...(sketch.objects ?? [])];
  return {
    step,
    pause: sketch.pause ?? { type: "line" },
    line: sketch.line,
    previous_line: sketch.previous,
    file: "main.py",
    frames: [...sketch.frames],
    objects,
    references: referencesOf(sketch.frames, objects),
    ghosts: [...(sketch.ghosts ?? [])],
    changes: [...(sketch.changes ?? [])],
    words: [say(sketch.words)],
    output_chunks: sketch.printed ?? 0,
    totals: { objects: objects.length, bytes: objects.reduce((sum, one) => sum + one.size, 0), left_out: 0, blocks: 30_000, gc_counts: [12, 0, 0], gc_thresholds: [700, 10, 10] },
  };
}

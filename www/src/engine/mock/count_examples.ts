/** The block "Reference count examples" as hand-made moments, with a call, a cycle and a ghost in it. */
import { attribute, frame, held, moment, object, row, text, type Sketch } from "./moments.ts";
import type { ObjectView, OutputChunk, View } from "../../state/wire.ts";

const process = (more: Partial<ObjectView> = {}) =>
  object(1, "function process", { type_name: "function", kind: "function", layer: "definition", value: text("process(obj)"), size: 160, ...more });
const data = (count: number, more: Partial<ObjectView> = {}) =>
  object(2, "list #1", { value: text("[]"), count: { type: "references", value: count }, ...more });
const a = (count: number, more: Partial<ObjectView> = {}) =>
  object(3, "list #2", { value: text("[]"), count: { type: "references", value: count }, ...more });
const b = (more: Partial<ObjectView> = {}) =>
  object(4, "list #3", { rows: [row(0, held(3, "[]"), true)], row_count: 1, size: 64, ...more });
const obj = (count: number) =>
  object(5, "object #1", { type_name: "object", kind: "instance", value: text("<object object>"), size: 16, generation: null, badges: [], count: { type: "references", value: count } });
const d = () =>
  object(6, "dict #1", { rows: [{ label: { type: "key", value: "<object object>" }, label_object: 5, held: held(null, "'value'"), weak: false, changed: true }], row_count: 1, size: 232, badges: ["tracked"] });
const left = object(7, "Node #1", { kind: "instance", rows: [attribute("ref", held(8, "Node"))], row_count: 1, size: 48, garbage: true, generation: 1, badges: ["tracked"] });
const right = object(8, "Node #2", { kind: "instance", rows: [attribute("ref", held(7, "Node"))], row_count: 1, size: 48, garbage: true, generation: 1, badges: ["tracked", "weakly_referenced"] });

const sys = ["sys", held(null, "<module 'sys'>")] as const;
const named = (name: string, id: number, words = "[]", changed = false) => [name, held(id, words), changed] as const;

const SKETCHES: readonly Sketch[] = [
  { line: 1, previous: 0, frames: [frame(0, "<module>", 1, [])], words: "The program is about to run line 1." },
  { line: 4, previous: 1, frames: [frame(0, "<module>", 4, [[...sys, true]])], words: "Line 1: |sys| now names the module |sys|." },
  { line: 7, previous: 4, frames: [frame(0, "<module>", 7, [sys, named("process", 1, "function process", true)])], objects: [process()],
    changes: [{ type: "appeared", value: { object: 1 } }], words: "Line 4: |def| made *function process:1* and bound |process| to it." },
  { line: 8, previous: 7, frames: [frame(0, "<module>", 8, [sys, named("process", 1, "function process"), named("data", 2, "[]", true)])], objects: [process(), data(1)],
    changes: [{ type: "appeared", value: { object: 2 } }], words: "Line 7: |[]| made *list #1:2*; |data| holds it, so its count is !1!." },
  { line: 9, previous: 8, frames: [frame(0, "<module>", 9, [sys, named("process", 1, "function process"), named("data", 2)])], objects: [process(), data(1)], printed: 1,
    ghosts: [{ id: 40, type_name: "int", title: "int 1000", kind: "number", value: null, address: 0x7f3a5c2a51f0, size: 28, cause: { type: "count_reached_zero", value: { line: 8 } }, step: 4, address_taken_by: null }],
    changes: [{ type: "freed", value: { object: 40, cause: { type: "count_reached_zero", value: { line: 8 } } } }],
    words: "Line 8: |getrefcount| counted *list #1:2* twice, for |data| and for its own argument, and printed !2!." },
  { line: 5, previous: 9, frames: [frame(0, "<module>", 9, [sys, named("process", 1, "function process"), named("data", 2)], [["argument", held(2, "[]")]]), frame(1, "process", 5, [named("obj", 2, "[]", true)])],
    objects: [process(), data(3)], printed: 1,
    changes: [{ type: "frame_entered", value: { frame: 1 } }, { type: "count", value: { object: 2, from: 1, to: 3 } }],
    words: "Line 9: the call of |process| holds *list #1:2* twice more: as the argument and as |obj|. Its count goes from 1 to !3!." },
  { line: 10, previous: 5, frames: [frame(0, "<module>", 10, [sys, named("process", 1, "function process"), named("data", 2)])], objects: [process(), data(1)], printed: 2,
    changes: [{ type: "frame_left", value: { frame: 1, name: "process" } }, { type: "count", value: { object: 2, from: 3, to: 1 } }],
    words: "|process| returned and let go of *list #1:2*: its count is !1! again." },
  { line: 13, previous: 10, frames: [frame(0, "<module>", 13, [sys, named("process", 1, "function process"), named("data", 2)])], objects: [process(), data(1)], printed: 3, words: "Line 10: printed !2!, for |data| and the argument." },
  { line: 14, previous: 13, frames: [frame(0, "<module>", 14, [sys, named("process", 1, "function process"), named("data", 2), named("a", 3, "[]", true)])], objects: [process(), data(1), a(1)], printed: 3,
    changes: [{ type: "appeared", value: { object: 3 } }], words: "Line 13: |a| holds a new list, *list #2:3*." },
  { line: 15, previous: 14, frames: [frame(0, "<module>", 15, [sys, named("process", 1, "function process"), named("data", 2), named("a", 3), named("b", 4, "[[]]", true)])], objects: [process(), data(1), a(2), b()], printed: 3,
    changes: [{ type: "appeared", value: { object: 4 } }, { type: "count", value: { object: 3, from: 1, to: 2 } }], words: "Line 14: *list #3:4* holds *list #2:3* in its row 0, so the count of *list #2:3* is !2!." },
  { line: 0, previous: 20, pause: { type: "ended" },
    frames: [frame(0, "<module>", 20, [sys, named("process", 1, "function process"), named("data", 2), named("a", 3), named("b", 4, "[[]]"), named("obj", 5, "<object object>"), named("d", 6, "{…}", true)])],
    objects: [process({ generation: 2 }), data(1, { generation: 1 }), a(2, { generation: 1 }), b({ generation: 1 }), obj(2), d(), left, right], printed: 5,
    changes: [{ type: "appeared", value: { object: 6 } }, { type: "count", value: { object: 5, from: 1, to: 2 } }, { type: "became_garbage", value: { object: 7 } }],
    words: "The program has come to its end. *dict #1:6* holds *object #1:5* as a key; nothing reaches *Node #1:7* and *Node #2:8* any more." },
];

export const VIEWS: readonly View[] = SKETCHES.map((sketch, step) => moment(step, sketch));

const printed = (step: number, line: number, words: string): OutputChunk => ({ stream: "stdout", step, line, text: words });
export const OUTPUT: readonly OutputChunk[] = [printed(3, 8, "2\n"), printed(5, 5, "3\n"), printed(7, 10, "2\n"), printed(9, 15, "3\n"), printed(9, 20, "3\n")];

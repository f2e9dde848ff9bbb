/** One moment with every kind of box, mark and arrow in it, for looking at. */
import { attribute, frame, held, moment, object, row, text } from "./moments.ts";
import type { ObjectView, Reference, View } from "../../state/wire.ts";

const floats = Array.from({ length: 12 }, (_none, index): ObjectView =>
  object(100 + index, `float #${index + 1}`, { type_name: "float", kind: "number", value: text(String(index + 0.5)), size: 24, generation: null, badges: ["untracked"] }));

const objects: readonly ObjectView[] = [
  object(1, "class Node", { type_name: "type", kind: "class", layer: "definition", value: text("Node"), size: 1072, generation: 2, count: { type: "references", value: 7 } }),
  object(2, "Node #1", { type_name: "Node", kind: "instance", rows: [attribute("ref", held(3, "Node")), attribute("name", held(null, "'first'"))], row_count: 2, size: 48, badges: ["tracked", "weakly_referenced", "finalized"], count: { type: "references", value: 2 } }),
  object(3, "Node #2", { type_name: "Node", kind: "instance", rows: [attribute("ref", held(2, "Node"), true)], row_count: 1, size: 48, count: { type: "references", value: 1 } }),
  object(4, "weakref #1", { type_name: "weakref", kind: "other", rows: [{ ...row(0, held(2, "Node")), label: { type: "field", value: "referent" }, weak: true }], row_count: 1, size: 72 }),
  object(5, "str #1", { type_name: "str", kind: "text", value: { type: "text", value: { parts: ["'a very long text that goes on", "and on", "until its end'"], length: 4711 } }, size: 4760, generation: null, badges: ["interned"], count: { type: "immortal", value: 4294967295 } }),
  object(6, "str #2", { type_name: "str", kind: "text", value: text("'שלום עולם 🐍 日本語'"), size: 110, generation: null, badges: ["untracked"] }),
  object(7, "bytearray #1", { type_name: "bytearray", kind: "buffer", value: text("bytearray(b'abc')"), size: 60, generation: null, badges: ["exported"] }),
  object(8, "list #1", { rows: floats.map((one, index) => row(index, held(one.id, String(index + 0.5)))), row_count: 12, size: 184, count: { type: "references", value: 23 }, badges: ["tracked", "frozen"] }),
  object(9, "list #2", { rows: [row(0, held(null, "1")), row(1, held(null, "2"), true), row(99, held(null, "100"))], row_count: 100, rows_cut_after: 2, size: 920, same_address_as: "list #7" }),
  object(10, "dict #1", { type_name: "dict", rows: [{ label: { type: "key", value: "'key'" }, label_object: null, held: held(9, "[…]"), weak: false, changed: false }], row_count: 1, size: 232, generation: 1 }),
  ...floats,
];

const names = [["Node", 1], ["node", 2], ["watch", 4], ["long", 5], ["hello", 6], ["buffer", 7], ["numbers", 8], ["table", 10]] as const;

const view = moment(0, {
  line: 3, previous: 2,
  frames: [frame(0, "<module>", 3, names.map(([name, id]) => [name, held(id, name), name === "table"] as const)), frame(1, "visit", 8, [["node", held(3, "Node")], ["depth", held(null, "3")]], [["iterator", held(8, "[…]")], ["callee", held(1, "Node")]])],
  objects,
  ghosts: [
    { id: 90, type_name: "list", title: "list #7", kind: "container", value: { parts: ["[1, 2]"], length: 6 }, address: 0x7f3a5c2a0240, size: 72, cause: { type: "collected", value: { generation: 1, line: 2 } }, step: 0, address_taken_by: 9 },
  ],
  changes: [{ type: "appeared", value: { object: 10 } }, { type: "count", value: { object: 2, from: 1, to: 2 } }],
  words: "Every kind of box, mark and arrow stands in this picture.",
});

const outside: Reference = { from: { type: "native" }, to: 7, strength: "lasting", label: "the memoryview's buffer", since: null };

export const KINDS: readonly View[] = [{ ...view, references: [...view.references, outside] }];

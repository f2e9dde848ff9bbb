// A moment that is told by the one before is the moment, and what is as it was is the same object.
import assert from "node:assert/strict";
import { test } from "node:test";
import { patched, seenBy } from "../src/state/patch.ts";
import type { Look, ObjectView } from "../src/state/wire.ts";

test("a list is told by the one before", () => {
  const before = ["a", "b", "c", "d"];
  assert.deepEqual(patched(before, []), []);
  assert.deepEqual(patched(before, [{ type: "same", value: { from: 1, count: 2 } }, { type: "new", value: "x" }, { type: "same", value: { from: 3, count: 1 } }]), ["b", "c", "x", "d"]);
  assert.deepEqual(patched([], [{ type: "new", value: "x" }]), ["x"]);
});

test("what is as it was stays the same object", () => {
  const one = { id: 1 } as ObjectView;
  const rest = { view: { step: 1, objects: [], references: [] }, scene: { step: 1, boxes: [], arrows: [] } };
  const look = (objects: Look["view"]["objects"]) =>
    ({ view: { rest: rest.view, objects, references: [] }, scene: { rest: rest.scene, boxes: [], arrows: [] } }) as unknown as Look;
  const first = seenBy(null, look([{ type: "new", value: one }]));
  const next = seenBy(first, look([{ type: "same", value: { from: 0, count: 1 } }]));
  assert.equal(next.view.objects[0], one);
  assert.equal(next.view.step, 1);
});

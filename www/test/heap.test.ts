import assert from "node:assert/strict";
import { test } from "node:test";
import { VIEWS } from "../src/engine/mock/count_examples.ts";
import { sceneOf } from "../src/engine/mock/placed.ts";
import { curveBetween, curvePath, tipPath } from "../src/heap/arrow.ts";
import { looksSame } from "../src/heap/box.ts";
import { around, fit, kept, opening, showing, zoomAt } from "../src/heap/camera.ts";
import { createMotion, easeOut } from "../src/heap/motion.ts";
import { along, nearest, neighbourWords } from "../src/heap/walk.ts";

test("zooming keeps the point under the pointer where it is", () => {
  const camera = { x: 30, y: -20, zoom: 1 };
  const near = zoomAt(camera, 2, 100, 50);
  assert.equal(near.zoom, 2);
  // The scene's point that was under (100, 50) is there still.
  assert.equal(((100 - 30) / 1) * near.zoom + near.x, 100);
  assert.equal(((50 + 20) / 1) * near.zoom + near.y, 50);
  assert.equal(zoomAt(camera, 1000, 0, 0).zoom, 3);
});

test("the picture opens at its own size, or as much smaller as can still be read", () => {
  const panel = { width: 600, height: 400 };
  assert.equal(opening({ width: 300, height: 900 }, panel).zoom, 1);
  assert.equal(opening({ width: 750, height: 900 }, panel).zoom, 0.8);
  assert.equal(opening({ width: 9000, height: 900 }, panel).zoom, 0.85);
  assert.equal(fit({ width: 1200, height: 400 }, panel).zoom, 0.5);
});

test("nobody gets lost beside the picture", () => {
  const scene = { width: 1000, height: 1000 };
  const panel = { width: 500, height: 500 };
  assert.deepEqual(kept({ x: 900, y: -9000, zoom: 1 }, scene, panel), { x: 0, y: -500, zoom: 1 });
  assert.deepEqual(kept({ x: 100, y: 0, zoom: 0.1 }, scene, panel), { x: 100, y: 0, zoom: 0.1 });
});

test("showing moves as little as it can, and not at all for what is in sight", () => {
  const camera = { x: 0, y: 0, zoom: 1 };
  const panel = { width: 500, height: 500 };
  const place = { x: 10, y: 10, width: 100, height: 100 };
  assert.equal(showing(camera, place, panel), camera);
  assert.deepEqual(showing(camera, { ...place, y: 700 }, panel), { x: 0, y: 500 - 20 - 800, zoom: 1 });
  assert.deepEqual(showing({ x: -300, y: 0, zoom: 1 }, place, panel), { x: 10, y: 0, zoom: 1 });
  assert.equal(around([]), null);
  assert.deepEqual(around([place, { ...place, x: 200, y: 50 }]), { x: 10, y: 10, width: 290, height: 140 });
});

test("a curve is a start and Béziers; the tip stands at its end along its last direction", () => {
  const curve = [0, 0, 50, 0, 50, 100, 100, 100];
  assert.equal(curvePath(curve), "M0 0C50 0 50 100 100 100");
  assert.equal(tipPath(curve), "M100 100L93 103.2L93 96.8Z");
  assert.deepEqual(curveBetween([0, 0, 0, 0, 0, 0, 0, 0], curve, 0.5), [0, 0, 25, 0, 25, 50, 50, 50]);
  assert.equal(curveBetween([0, 0], curve, 0.5), curve);
});

test("what moves ends exactly on its final frame, and a new motion finishes the one before", () => {
  let now = 0;
  let frame: (() => void) | null = null;
  const motion = createMotion({ now: () => now, request: (next) => ((frame = next), 1), cancel: () => (frame = null) });
  const seen: number[] = [];
  motion.run([(part) => seen.push(part)], 200);
  now = 100;
  frame!();
  assert.deepEqual(seen, [0, easeOut(0.5)]);
  const next: number[] = [];
  motion.run([(part) => next.push(part)], 200);
  assert.equal(seen.at(-1), 1);
  now = 1000;
  frame!();
  assert.deepEqual(next, [0, 1]);
  assert.equal(frame, null);
  const still: number[] = [];
  motion.run([(part) => still.push(part)], 0);
  assert.deepEqual(still, [1]);
});

test("keys go to the nearest box that way, and along the arrows", () => {
  const scene = sceneOf(VIEWS[9]!);
  assert.equal(nearest(scene, "f0", "left"), null);
  const right = nearest(scene, "f0", "right");
  assert.ok(right !== null && right.startsWith("o"));
  assert.equal(nearest(scene, right, "left"), "f0");
  assert.deepEqual(along(scene, "f0", "out"), ["o1", "o2", "o3", "o4"]);
  assert.deepEqual(along(scene, "o3", "in"), ["f0", "o4"]);
  assert.match(neighbourWords(scene, "o3"), /^list #2\. In: a in <module>; list #3 \[0\]\./);
});

test("a box is drawn anew only when something of it but its place differs", () => {
  const [one] = sceneOf(VIEWS[5]!).boxes;
  const same = structuredClone(one!);
  assert.ok(looksSame(one!, same));
  same.place.x += 50;
  assert.ok(looksSame(one!, same));
  same.texts[0]!.text += "!";
  assert.ok(!looksSame(one!, same));
});

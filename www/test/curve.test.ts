import assert from "node:assert/strict";
import { test } from "node:test";
import { rangeOf, stairs, valueAt } from "../src/state/curve.ts";

test("a curve is a staircase: each value stands until the next mark, and falls from the highest to the lowest", () => {
  const values = [5, 10, 10, 30, 20];
  const range = rangeOf(values);
  assert.deepEqual(range, { low: 10, high: 30, highAt: 3 });
  assert.equal(stairs(values, range, 1, 5, 100, false), "M0 100H1V100H3V0H4V50H4");
  assert.equal(stairs(values, range, 2, 10, 100, true), "M0 100H2V100H6V0H8V50H9V100H0Z");
});

test("a quantity that never changes is a line at the foot, and nothing is drawn of nothing", () => {
  assert.equal(stairs([7, 7], rangeOf([7, 7]), 1, 2, 10, false), "M0 10H1");
  assert.equal(stairs([], rangeOf([]), 1, 0, 10, true), "");
});

test("a step's value is that of the mark it falls into", () => {
  const values = Float64Array.from([1, 2, 3]);
  assert.deepEqual([0, 3, 4, 11, 99].map((step) => valueAt(values, { steps_per_mark: 4 }, step)), [1, 1, 2, 3, 3]);
});

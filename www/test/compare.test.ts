import assert from "node:assert/strict";
import { test } from "node:test";
import { comparedOf, groupsOf, versionWords, type Compared } from "../src/state/compare.ts";
import { VERSIONS } from "../src/state/setup.ts";
import { initialState } from "../src/state/state.ts";
import { after } from "./fixtures.ts";

const row = (version: Compared["version"], ...lines: string[]): Compared => ({ version, lines });

test("versions that print the same stand together, and the lines in which they part are known", () => {
  const groups = groupsOf([row("3.8", "2", "4", "2"), row("3.9", "2", "4", "2"), row("3.11", "2", "3", "2"), row("3.12", "2", "4", "2"), row("3.13", "2")]);
  assert.deepEqual(groups.map((group) => group.versions), [["3.8", "3.9", "3.12"], ["3.11"], ["3.13"]]);
  assert.deepEqual([...groups[0]!.differs], [1, 2]);
  assert.deepEqual([...groupsOf([row("3.8", "1"), row("3.9", "1")])[0]!.differs], []);
});

test("neighbouring versions are named as a range", () => {
  assert.equal(versionWords(["3.8", "3.9", "3.10", "3.12"], VERSIONS), "3.8 to 3.10, 3.12");
  assert.equal(versionWords(["3.14", "3.15"], VERSIONS), "3.14, 3.15");
  assert.equal(versionWords([...VERSIONS], VERSIONS), "3.8 to 3.15");
});

test("how a run ended is compared too", () => {
  const summary = { steps: 1, instructions: 1, output: [{ stream: "stdout" as const, step: 0, line: 1, text: "1\n2\n" }] };
  assert.deepEqual(comparedOf("3.9", { ...summary, outcome: { type: "finished" } }).lines, ["1", "2"]);
  assert.deepEqual(comparedOf("3.9", { ...summary, outcome: { type: "stopped", value: { limit: "steps", line: 1 } } }).lines, ["1", "2", "stopped at its limit of steps"]);
});

test("a lesson's panel opens with it and goes with it; one that a person opened stays", () => {
  const drawerAfter = (...ids: readonly string[]) => after(initialState(), ...ids.map((id) => ({ type: "lesson_picked", id }) as const)).look.drawer;
  assert.deepEqual([drawerAfter("leak-before"), drawerAfter("generations"), drawerAfter("generations", "small-integers")], ["memory", "collector", null]);
  assert.equal(after(initialState(), { type: "drawer", drawer: "find" }, { type: "lesson_picked", id: "small-integers" }).look.drawer, "find");
});

test("what stands under the heap stands there alone", () => {
  const open = after(initialState(), { type: "focus", object: 3 }, { type: "drawer", drawer: "find" });
  assert.deepEqual([open.look.drawer, open.focus.object], ["find", null]);
  const chosen = after(open, { type: "focus", object: 4 });
  assert.deepEqual([chosen.look.drawer, chosen.focus.object], [null, 4]);
});

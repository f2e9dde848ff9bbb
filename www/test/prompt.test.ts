import assert from "node:assert/strict";
import { test } from "node:test";
import { isWhole } from "../src/panels/prompt.ts";
import { initialState } from "../src/state/state.ts";
import { after } from "./fixtures.ts";

test("a statement is whole when CPython's prompt would run it", () => {
  for (const lines of [["x = 1"], ["f(1)"], ["s = '('"], ["x # ("], ["for x in y:", "    print(x)", ""], ["f(", "1)"], ['t = """a', 'b"""'], ["x = {'a': 1}"]]) assert.ok(isWhole(lines), lines.join("|"));
  for (const lines of [["for x in y:"], ["for x in y:  # all"], ["for x in y:", "    print(x)"], ["f("], ["@g"], ["@g", "def f():"], ["x = \\"]]) assert.ok(!isWhole(lines), lines.join("|"));
});

test("what is typed at the prompt joins the program and runs to its end", () => {
  const state = after(initialState(), { type: "engine_ready" }, { type: "edited", source: "x = 1" }, { type: "typed", statement: "y = x" });
  assert.equal(state.draft.source, "x = 1\ny = x\n");
  assert.deepEqual([state.setup.unit, state.run?.landing, state.run?.source], ["repl", "end", state.draft.source]);
});

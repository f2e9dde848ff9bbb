import assert from "node:assert/strict";
import { test } from "node:test";
import { initialState } from "../src/state/state.ts";
import { heapForm, isStale, lineMarks, lineResults, outputSoFar } from "../src/state/select.ts";
import { statusWords } from "../src/state/status.ts";
import { verdict } from "../src/state/verdict.ts";
import { after, ranState, seen, seenState } from "./fixtures.ts";

test("output is there once its line has run, and all of it at the end", () => {
  const state = ranState("data = []");
  const text = (step: number) => outputSoFar(after(state, { type: "went_to", step })).map((chunk) => chunk.text).join("");
  assert.equal(text(3), "");
  assert.equal(text(4), "2\n");
  assert.equal(text(6), "2\n3\n");
  assert.equal(text(10), "2\n3\n2\n3\n3\n");
});

test("a line's result is what it printed last, by the step on screen", () => {
  const state = ranState("data = []");
  const results = (step: number) => lineResults(after(state, { type: "went_to", step })).map((one) => `${one.line}=${one.text}`);
  assert.deepEqual(results(4), ["8=2"]);
  assert.deepEqual(results(6), ["5=3", "8=2"]);
  assert.deepEqual(results(10), ["5=3", "8=2", "10=2", "15=3", "20=3"]);
});

test("a line that prints often shows its last and how often; several lines at once are cut", () => {
  const state = ranState("data = []");
  const phase = state.run!.phase;
  assert.ok(phase.kind === "ended");
  const chunk = (step: number, text: string) => ({ stream: "stdout" as const, step, line: 2, text });
  const summary = { ...phase.summary, output: [chunk(1, "a"), chunk(1, "\n"), chunk(2, "b\n"), chunk(3, "c\nd\n"), { ...chunk(4, "warning\n"), stream: "stderr" as const }] };
  const looped = { ...state, run: { ...state.run!, phase: { ...phase, summary } } };
  assert.deepEqual(lineResults(looped), [{ line: 2, text: "c …", times: 3 }]);
});

test("the line that ran and the line that runs next are told apart", () => {
  const state = seen(after(ranState("data = []"), { type: "went_to", step: 5 }));
  assert.deepEqual(lineMarks(state), { ran: 9, next: 5, raised: 0 });
  assert.deepEqual(lineMarks(seenState("data = []")), { ran: 20, next: 0, raised: 0 });
});

test("an uncaught exception marks its line at the end, and not before", () => {
  const state = seenState("RAISE");
  assert.deepEqual(lineMarks(state), { ran: 5, next: 0, raised: 5 });
  assert.deepEqual(lineMarks(seen(after(state, { type: "went_to", step: 2 }))).raised, 0);
});

test("after an edit no line is marked and nothing stands at line ends", () => {
  const state = after(seenState("data = []"), { type: "edited", source: "data = [1]" });
  assert.ok(isStale(state));
  assert.deepEqual(lineMarks(state), { ran: 0, next: 0, raised: 0 });
  assert.deepEqual(lineResults(state), []);
  assert.match(statusWords(state).text ?? "", /has changed/);
});

test("each end of a run is named, with what can be done", () => {
  assert.equal(verdict(ranState("data = []")), null);
  assert.equal(verdict(ranState("RAISE"))?.title, "ZeroDivisionError: division by zero");
  assert.equal(verdict(after(ranState("RAISE"), { type: "first" })), null);
  assert.match(verdict(ranState("SYNTAX"))!.title, /^SyntaxError: invalid syntax/);
  assert.match(verdict(ranState("UNSUPPORTED"))!.title, /match statement/);
  assert.match(verdict(ranState("LIMIT"))!.title, /memory reached its limit/);
});

test("the status says what is going on, and leaves the place to the sentence when there is one", () => {
  const state = initialState();
  assert.match(statusWords(state).text!, /Loading/);
  const ready = after(state, { type: "engine_ready" });
  assert.match(statusWords(ready).text!, /Press Run/);
  assert.match(statusWords(after(ready, { type: "edited", source: " \n" })).text!, /Write a program/);
  const running = after(ready, { type: "run", landing: "end" });
  const progress = { done: false, steps: 1234, instructions: 1, line: 7, live_bytes: 1, output: [] };
  assert.match(statusWords(after(running, { type: "progress", run: running.run!.id, progress })).text!, /1,234 steps so far, line 7/);
  assert.match(statusWords(after(running, { type: "engine_down", how: "broken", message: "it panicked." })).text!, /crashed.*text is as it was/);
  assert.equal(statusWords(seenState("data = []")).text, null);
});

test("a phone opens the heap as a table, unless another form was chosen", () => {
  const state = initialState();
  assert.equal(heapForm(state), "diagram");
  const phone = after(state, { type: "narrow", narrow: true });
  assert.equal(heapForm(phone), "table");
  assert.equal(heapForm(after(phone, { type: "heap_form", form: "diagram" })), "diagram");
});

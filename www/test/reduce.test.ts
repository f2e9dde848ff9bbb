import assert from "node:assert/strict";
import { test } from "node:test";
import { FIRST_LESSON, lessonById } from "../src/lessons/lessons.ts";
import { initialState } from "../src/state/state.ts";
import { createStore } from "../src/state/store.ts";
import { after, ending, ranState, seenState } from "./fixtures.ts";

test("a person's run lands at its end, a lesson's at its first picture", () => {
  const mine = ranState("data = []");
  assert.equal(mine.time.step, 10);
  const lesson = after(initialState(), { type: "engine_ready" }, { type: "lesson_picked", id: lessonById("count-examples")!.id });
  assert.equal(lesson.draft.source, lessonById("count-examples")!.source);
  const landed = after(lesson, { type: "ended", run: lesson.run!.id, ...ending(lesson.draft.source) });
  // It opens before line 8, which is where the mock's step 3 is.
  assert.equal(landed.time.step, 3);
  assert.equal(lesson.look.layers.shared, false);
  assert.equal(after(lesson, { type: "lesson_picked", id: "small-integers" }).look.layers.shared, true);
});

test("a late word about an older run changes nothing", () => {
  const first = after(initialState(), { type: "run", landing: "end" });
  const second = after(first, { type: "run", landing: "end" });
  const late = after(second, { type: "ended", run: first.run!.id, ...ending("x") });
  assert.equal(late, second);
  assert.notEqual(after(second, { type: "ended", run: second.run!.id, ...ending("x") }), second);
});

test("every way through time ends in a step that the run has", () => {
  const state = ranState("data = []");
  assert.equal(after(state, { type: "scrubbed", step: 99 }).time.step, 10);
  assert.equal(after(state, { type: "scrubbed", step: -3 }).time.step, 0);
  assert.equal(after(state, { type: "scrubbed", step: Number.NaN }).time.step, 0);
  assert.equal(after(state, { type: "scrubbed", step: 3.6 }).time.step, 4);
  assert.equal(after(state, { type: "forward" }).time.step, 10);
  assert.equal(after(state, { type: "first" }, { type: "back" }).time.step, 0);
  assert.equal(after(state, { type: "back" }, { type: "back" }, { type: "forward" }).time.step, 9);
});

test("nothing moves in time while there is no run to move in", () => {
  const state = initialState();
  assert.equal(after(state, { type: "forward" }), state);
  assert.equal(after(state, { type: "play" }), state);
  const refused = ranState("SYNTAX");
  assert.equal(after(refused, { type: "play" }), refused);
});

test("playing from the end begins again, stops by itself at the end, and any step by hand pauses it", () => {
  let state = after(ranState("data = []"), { type: "play" });
  assert.deepEqual([state.time.step, state.time.playing], [0, true]);
  for (let step = 1; step <= 10; step++) state = after(state, { type: "tick" });
  assert.deepEqual([state.time.step, state.time.playing], [10, false]);
  assert.equal(after(state, { type: "tick" }), state);
  const by_hand = after(state, { type: "play" }, { type: "tick" }, { type: "forward" });
  assert.deepEqual([by_hand.time.step, by_hand.time.playing], [2, false]);
});

test("the old picture stays while the new run is on its way", () => {
  const state = seenState("data = []");
  const again = after(state, { type: "run", landing: "end" });
  assert.equal(again.moment, state.moment);
  const refused = after(again, { type: "ended", run: again.run!.id, ...ending("SYNTAX") });
  assert.equal(refused.moment, null);
});

test("an engine that goes down takes the run along, and leaves the text", () => {
  const running = after(initialState(), { type: "engine_ready" }, { type: "edited", source: "while True: pass" }, { type: "run", landing: "end" });
  const down = after(running, { type: "engine_down", how: "broken", message: "it panicked." });
  assert.equal(down.run, null);
  assert.equal(down.draft.source, "while True: pass");
  assert.equal(down.engine.kind, "down");
  // Only a person starts it again.
  const switched = after(down, { type: "setup_changed", setup: { version: "3.8" } });
  assert.equal(switched.engine.kind, "down");
  assert.equal(after(down, { type: "run", landing: "end" }).engine.kind, "loading");
});

test("an engine that goes down after a run leaves its picture", () => {
  const state = seenState("data = []");
  const down = after(state, { type: "engine_down", how: "broken", message: "" });
  assert.equal(down.run, state.run);
  assert.equal(down.moment, state.moment);
});

test("another version of a run on screen runs at once; without a run it is only chosen", () => {
  const quiet = after(initialState(), { type: "setup_changed", setup: { version: "3.8" } });
  assert.deepEqual([quiet.run, quiet.setup.version], [null, "3.8"]);
  const ran = ranState("data = []");
  const switched = after(ran, { type: "setup_changed", setup: { unit: "repl" } });
  assert.equal(switched.run!.id, ran.run!.id + 1);
  assert.deepEqual(switched.run!.setup, { version: "3.15", unit: "repl" });
  const looking = after(ran, { type: "went_to", step: 4 }, { type: "setup_changed", setup: { version: "3.8" } });
  assert.equal(after(looking, { type: "ended", run: looking.run!.id, ...ending("data = []") }).time.step, 4, "the same place in another version");
  assert.equal(after(ran, { type: "setup_changed", setup: { unit: "script" } }), ran);
});

test("progress adds up, and a stop is remembered until the end", () => {
  const state = after(initialState(), { type: "run", landing: "end" });
  const run = state.run!.id;
  const chunk = { stream: "stdout", step: 0, line: 1, text: "x\n" } as const;
  const progress = { done: false, steps: 5, instructions: 50, line: 2, live_bytes: 100, output: [chunk] };
  const going = after(state, { type: "progress", run, progress }, { type: "stop" }, { type: "progress", run, progress });
  assert.ok(going.run!.phase.kind === "running");
  assert.equal(going.run!.phase.stopping, true);
  assert.deepEqual(going.run!.phase.output, [chunk, chunk]);
});

test("the divider stays within its bounds, and what changes nothing is the same state", () => {
  const state = initialState();
  assert.equal(after(state, { type: "split", split: 5 }).look.split, 0.75);
  assert.equal(after(state, { type: "split", split: 0 }).look.split, 0.2);
  for (const action of [{ type: "split", split: 0.4 }, { type: "tab", tab: "code" }, { type: "focus", object: null }, { type: "edited", source: FIRST_LESSON.source }, { type: "lesson_picked", id: "nonsense" }] as const) {
    assert.equal(after(state, action), state);
  }
});

test("an action from within a listener waits until all have heard of the one before", () => {
  const store = createStore(initialState());
  const heard: string[] = [];
  store.subscribe((state) => {
    heard.push(`a:${state.look.tab}`);
    if (state.look.tab === "heap") store.dispatch({ type: "tab", tab: "words" });
  });
  store.subscribe((state) => heard.push(`b:${state.look.tab}`));
  store.dispatch({ type: "tab", tab: "heap" });
  assert.deepEqual(heard, ["a:heap", "b:heap", "a:words", "b:words"]);
});

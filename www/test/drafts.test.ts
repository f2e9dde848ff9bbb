import assert from "node:assert/strict";
import { test } from "node:test";
import { LESSONS } from "../src/lessons/lessons.ts";
import { keepDraft, keepLook, keepRunning, restore, type Store } from "../src/state/drafts.ts";
import { initialState } from "../src/state/state.ts";
import { after } from "./fixtures.ts";

function storage(entries: Record<string, string> = {}): Store & { readonly entries: Map<string, string> } {
  const map = new Map(Object.entries(entries));
  return { entries: map, getItem: (key) => map.get(key) ?? null, setItem: (key, value) => void map.set(key, value), removeItem: (key) => void map.delete(key) };
}

const refusing: Store = {
  getItem: () => { throw new Error("denied"); },
  setItem: () => { throw new Error("full"); },
  removeItem: () => { throw new Error("denied"); },
};

test("what was written comes back, with its Python, and waits for a person to run it", () => {
  const store = storage();
  const state = after(initialState(), { type: "edited", source: "x = '🐍 ←'\n" }, { type: "setup_changed", setup: { version: "3.9", unit: "repl" } });
  assert.ok(keepDraft(store, state));
  const back = restore(store, initialState());
  assert.deepEqual(back.state.draft, state.draft);
  assert.deepEqual(back.state.setup, { version: "3.9", unit: "repl" });
  assert.equal(back.runsByItself, false);
  assert.equal(back.state.notice?.kind, "draft_restored");
});

test("an untouched lesson runs by itself", () => {
  const store = storage();
  keepDraft(store, after(initialState(), { type: "lesson_picked", id: LESSONS[3]!.id }));
  const back = restore(store, initialState());
  assert.equal(back.state.draft.lesson, LESSONS[3]!.id);
  assert.deepEqual([back.runsByItself, back.state.notice], [true, null]);
});

test("nothing runs by itself after a run that never came to its end", () => {
  const store = storage();
  keepRunning(store, true);
  const back = restore(store, initialState());
  assert.deepEqual([back.runsByItself, back.state.notice?.kind], [false, "not_run_after_crash"]);
  keepRunning(store, false);
  assert.equal(restore(store, initialState()).runsByItself, true);
});

test("a broken draft is said, set aside, and never stops the page", () => {
  for (const text of ["{", "null", "[]", "42", '{"source":7}', "", '{"lesson":"x"}']) {
    const store = storage({ "heaplens.draft.1": text });
    const back = restore(store, initialState());
    assert.equal(back.state.notice?.kind, "draft_broken", text);
    assert.equal(back.state.draft.source, initialState().draft.source);
    assert.equal(store.entries.get("heaplens.draft.broken"), text);
  }
});

test("a draft with strange fields keeps its text and forgets the rest", () => {
  const store = storage({ "heaplens.draft.1": '{"source":"pass","lesson":"gone","version":"4.0","unit":["x"]}' });
  const back = restore(store, initialState());
  assert.deepEqual(back.state.draft, { source: "pass", lesson: null });
  assert.deepEqual(back.state.setup, initialState().setup);
});

test("a browser that keeps nothing is told about once, and the page goes on", () => {
  for (const store of [refusing, null]) {
    const back = restore(store, initialState());
    assert.deepEqual([back.runsByItself, back.state.notice?.kind], [true, "storage_refused"]);
  }
  assert.equal(keepDraft(refusing, initialState()), false);
  assert.equal(keepRunning(refusing, true), false);
});

test("the arrangement of the page comes back, and nonsense in it doesn't", () => {
  const store = storage();
  keepLook(store, after(initialState(), { type: "split", split: 0.55 }, { type: "heap_form", form: "table" }, { type: "layers", layers: { shared: true } }));
  const back = restore(store, initialState()).state.look;
  assert.deepEqual([back.split, back.heapForm, back.layers.shared, back.layers.modules], [0.55, "table", true, false]);
  for (const text of ['{"split":9,"heapForm":"x","speed":77,"layers":[7]}', "{", "null"]) {
    const odd = restore(storage({ "heaplens.look.1": text }), initialState()).state;
    assert.deepEqual([odd.look.split, odd.look.heapForm, odd.time.speed], [0.4, null, 1]);
  }
});

import assert from "node:assert/strict";
import { test } from "node:test";
import { questionOf } from "../src/state/predict.ts";
import { lineResults, outputSoFar, wantedPicture } from "../src/state/select.ts";
import type { State } from "../src/state/state.ts";
import { after, ranState, seen } from "./fixtures.ts";

/** At `step`, with the moment on screen, and asked from now on. */
function at(step: number): State {
  return seen(after(ranState("# the mock's own program\n".repeat(30)), { type: "scrubbed", step }, { type: "predict", on: true }));
}

/** The first step forward at which something is asked. */
function asked(): State {
  for (let step = 0; step < 20; step++) {
    const state = seen(after(at(step), { type: "forward" }));
    if (state.predict.held) return state;
  }
  throw new Error("nothing is asked");
}

test("a step forward waits behind its question, and shows nothing of its answer", () => {
  const state = asked();
  const { held } = state.predict;
  assert.ok(held!.question.choices.includes(held!.question.answer));
  assert.equal(new Set(held!.question.choices).size, held!.question.choices.length);
  assert.ok(held!.question.choices.length >= 2);
  assert.equal(state.moment!.step, state.time.step - 1);
  assert.ok(outputSoFar(state).every((chunk) => chunk.step < state.time.step - 1));
  assert.ok(lineResults(state).length >= 0);
});

test("an answer shows the step and says whether it was right", () => {
  const state = asked();
  const { question } = state.predict.held!;
  const right = after(state, { type: "predicted", choice: question.answer });
  assert.deepEqual([right.predict.held, right.predict.said?.right, right.moment!.step], [null, true, state.time.step]);
  const wrong = after(state, { type: "predicted", choice: question.choices.find((choice) => choice !== question.answer)! });
  assert.equal(wrong.predict.said?.right, false);
  assert.match(wrong.predict.said!.words, new RegExp(question.answer));
  const shown = after(state, { type: "forward" });
  assert.deepEqual([shown.predict.held, shown.predict.said, shown.time.step], [null, null, state.time.step]);
});

test("going elsewhere or switching it off lets the question be", () => {
  const state = asked();
  assert.equal(after(state, { type: "first" }).predict.held, null);
  const off = after(state, { type: "predict", on: false });
  assert.deepEqual([off.predict.on, off.predict.held, off.moment!.step], [false, null, state.time.step]);
});

test("nothing is asked of a jump, of playing, or while it is off", () => {
  const state = asked();
  const step = state.time.step;
  assert.equal(seen(after(at(0), { type: "scrubbed", step })).predict.held, null);
  const off = seen(after(at(step - 1), { type: "predict", on: false }, { type: "forward" }));
  assert.deepEqual([off.predict.held, off.moment!.step], [null, step]);
});

test("a wrong comment is the first wrong answer", () => {
  const state = at(0);
  const run = state.run!;
  assert.ok(run.phase.kind === "ended");
  const source = "print(len([1]))  # 7 bytes\n";
  const summary = { ...run.phase.summary, output: [{ stream: "stdout" as const, step: 0, line: 1, text: "1\n" }] };
  const withIt: State = { ...state, draft: { ...state.draft, source }, run: { ...run, source, phase: { ...run.phase, summary } } };
  const moment = { ...state.moment!, step: 1, asked: wantedPicture(state), view: { ...state.moment!.view, previous_line: 1 } };
  const question = questionOf(withIt, moment)!;
  assert.equal(question.answer, "1");
  assert.ok(question.choices.includes("7"));
  assert.deepEqual(question.choices, [...question.choices].sort((a, b) => Number(a) - Number(b)));
});

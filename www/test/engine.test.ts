import assert from "node:assert/strict";
import { test, mock } from "node:test";
import { driveEngine, type WorkerLike } from "../src/engine/engine_driver.ts";
import { mockRun } from "../src/engine/mock/mock_run.ts";
import { initialState } from "../src/state/state.ts";
import { wantedPicture } from "../src/state/select.ts";
import { createStore } from "../src/state/store.ts";
import type { FromWorker, ToWorker } from "../src/worker/messages.ts";
import { serve, type Port } from "../src/worker/serve.ts";
import { makeStills } from "../build/make_still.ts";
import { stillMoment } from "../src/state/still.ts";
import { ending, setupOf } from "./fixtures.ts";

class FakeWorker implements WorkerLike {
  readonly sent: ToWorker[] = [];
  terminated = false;
  onmessage: WorkerLike["onmessage"] = null;
  onerror: WorkerLike["onerror"] = null;
  onmessageerror: WorkerLike["onmessageerror"] = null;
  postMessage(message: ToWorker): void {
    this.sent.push(message);
  }
  terminate(): void {
    this.terminated = true;
  }
  say(data: FromWorker): void {
    this.onmessage?.({ data });
  }
  types(): string[] {
    return this.sent.map((message) => message.type);
  }
}

function driven() {
  const store = createStore(initialState());
  const workers: FakeWorker[] = [];
  const driver = driveEngine(store, () => {
    workers.push(new FakeWorker());
    return workers.at(-1)!;
  });
  return { store, workers, driver };
}

test("a run, its end, and then one question at a time about the step that is wanted", () => {
  const { store, workers } = driven();
  const worker = workers[0]!;
  worker.say({ type: "ready" });
  store.dispatch({ type: "run", landing: "end" });
  const run = store.state().run!.id;
  assert.deepEqual(worker.types(), ["run"]);
  worker.say({ type: "ended", run, ...ending("x") });
  assert.deepEqual(worker.types(), ["run", "look"]);
  for (const step of [1, 2, 3]) store.dispatch({ type: "scrubbed", step });
  assert.deepEqual(worker.types(), ["run", "look"]);
  const engine = mockRun(setupOf("x"));
  const answer = (step: number) => worker.say({ type: "seen", run, step, asked: wantedPicture(store.state()), whole: { view: engine.view(step, null as never), scene: engine.scene(step, null as never, null as never) } });
  answer(10);
  assert.deepEqual(worker.sent.at(-1), { ...worker.sent.at(-1)!, type: "look", step: 3 });
  answer(3);
  assert.deepEqual(worker.types(), ["run", "look", "look", "survey"]);
  assert.equal(store.state().moment?.step, 3);
  // What is known of an object is asked when it is chosen, and once.
  const { id } = store.state().moment!.view.objects[0]!;
  store.dispatch({ type: "focus", object: id });
  store.dispatch({ type: "hint", object: id });
  assert.deepEqual(worker.sent.slice(4), [{ type: "study", run, step: 3, object: id }]);
  const dossier = { step: 3, object: id, ledger: null, why: null, sizes: null, history: null, bytes: null };
  worker.say({ type: "studied", run, dossier });
  assert.deepEqual(store.state().dossier, { ...dossier, run });
  assert.equal(worker.sent.length, 5);
});

test("a stop that is answered keeps the worker; one that isn't ends it and keeps the text", () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  const { store, workers } = driven();
  workers[0]!.say({ type: "ready" });
  store.dispatch({ type: "edited", source: "while True: pass" });
  store.dispatch({ type: "run", landing: "end" });
  const first = store.state().run!.id;
  mock.timers.tick(200);
  assert.equal(store.state().run!.phase.kind, "waiting");
  mock.timers.tick(200);
  assert.equal(store.state().run!.phase.kind, "running", "a worker that says nothing can be stopped too");
  store.dispatch({ type: "stop" });
  assert.deepEqual(workers[0]!.types(), ["run", "stop"]);
  workers[0]!.say({ type: "ended", run: first, ...ending("x") });
  mock.timers.tick(1000);
  assert.equal(workers[0]!.terminated, false);

  store.dispatch({ type: "run", landing: "end" });
  store.dispatch({ type: "stop" });
  mock.timers.tick(1000);
  assert.equal(workers[0]!.terminated, true);
  assert.deepEqual(store.state().engine.kind, "down");
  assert.equal(store.state().draft.source, "while True: pass");
  assert.equal(workers.length, 1, "nothing starts again by itself");
  store.dispatch({ type: "run", landing: "end" });
  assert.equal(workers.length, 2);
  assert.deepEqual(workers[1]!.types(), ["run"]);
  mock.timers.reset();
});

test("a worker that fails is ended and stays down; its last words are dropped", () => {
  const { store, workers } = driven();
  store.dispatch({ type: "run", landing: "end" });
  workers[0]!.say({ type: "broken", message: "it panicked" });
  assert.equal(workers[0]!.terminated, true);
  const { engine } = store.state();
  assert.deepEqual(engine, { kind: "down", how: "broken", message: "it panicked." });
  workers[0]!.say({ type: "ready" });
  assert.equal(store.state().engine.kind, "down");
});

test("a worker that can't even be made is told of", () => {
  const store = createStore(initialState());
  driveEngine(store, () => {
    throw new Error("no workers here");
  });
  const { engine } = store.state();
  assert.ok(engine.kind === "down" && /no workers here/.test(engine.message));
});

function port(): Port & { readonly said: FromWorker[]; send(message: ToWorker): void; until(type: FromWorker["type"]): Promise<FromWorker> } {
  const said: FromWorker[] = [];
  return {
    said,
    onmessage: null,
    postMessage(message) {
      said.push(message);
    },
    send(message) {
      this.onmessage!({ data: message });
    },
    async until(type) {
      for (let tries = 0; tries < 400; tries++) {
        const found = said.find((message) => message.type === type);
        if (found) return found;
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
      throw new Error(`never said ${type}: ${said.map((message) => message.type).join()}`);
    },
  };
}

test("the worker's loop: what came before the engine was there is not lost, and a run ends with its summary", async () => {
  const own = port();
  serve(own, () => Promise.resolve(mockRun));
  own.send({ type: "run", run: 1, setup: setupOf("data = []") });
  const ended = await own.until("ended");
  assert.equal(own.said[0]!.type, "ready");
  assert.ok(ended.type === "ended" && ended.summary.steps === 11);
});

test("the worker's loop: an endless run reports, hears a stop between two slices, and can be looked at", async () => {
  const own = port();
  serve(own, () => Promise.resolve(mockRun));
  own.send({ type: "run", run: 1, setup: setupOf("while True: pass") });
  await own.until("progress");
  own.send({ type: "stop", run: 1 });
  const ended = await own.until("ended");
  assert.ok(ended.type === "ended" && ended.summary.outcome.type === "stopped");
  const options = { view: null as never, scene: null as never, asked: "640" };
  own.send({ type: "look", run: 1, step: 2, options });
  const seen = await own.until("seen");
  assert.ok(seen.type === "seen" && seen.step === 2 && seen.asked === "640");
  const count = own.said.length;
  await new Promise((resolve) => setTimeout(resolve, 60));
  assert.equal(own.said.length, count, "a stopped run says nothing more");
});

test("the worker's loop: a panic is told once, and nothing is answered after it", async () => {
  const own = port();
  serve(own, () => Promise.resolve(mockRun));
  await own.until("ready");
  own.send({ type: "run", run: 1, setup: setupOf("PANIC") });
  const broken = await own.until("broken");
  assert.ok(broken.type === "broken" && /panicked/.test(broken.message));
  own.send({ type: "run", run: 2, setup: setupOf("data = []") });
  await new Promise((resolve) => setTimeout(resolve, 30));
  assert.equal(own.said.filter((message) => message.type !== "ready").length, 1);
});

test("the worker's loop: an engine that can't be loaded says why", async () => {
  const own = port();
  serve(own, () => Promise.reject(new Error("404")));
  const broken = await own.until("broken");
  assert.ok(broken.type === "broken" && /404/.test(broken.message));
});

test("the still that fits is the widest that isn't wider than the heap", () => {
  const stills = makeStills(mockRun);
  assert.deepEqual(stills.map((still) => still.step), [9, 9, 9]);
  const at = (width: number) => stills.findIndex((still) => still.scene === stillMoment(stills, width)?.scene);
  assert.deepEqual([at(1100), at(840), at(700), at(390), at(100)], [0, 0, 1, 2, 2]);
  assert.equal(stillMoment([], 800), null);
});

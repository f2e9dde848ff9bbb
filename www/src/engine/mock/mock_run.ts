/** A stand-in for the engine that answers from hand-made moments, for the development page and the tests. */
import type { Marks, Outcome, OutputChunk, Progress, RunSetup, RunSummary, Scene, View } from "../../state/wire.ts";
import type { EngineRun } from "../../worker/serve.ts";
import { OUTPUT, VIEWS } from "./count_examples.ts";
import { KINDS } from "./kinds.ts";
import { manyScene, manyView } from "./many.ts";
import { sceneOf } from "./placed.ts";

interface Story {
  readonly views: readonly View[];
  readonly output: readonly OutputChunk[];
  readonly outcome: Outcome;
}

/** Words in the program choose what becomes of it, so that each state of the page can be looked at. */
function storyOf(setup: RunSetup): Story {
  const { source } = setup;
  const whole = { views: VIEWS, output: OUTPUT, outcome: { type: "finished" } } as const;
  if (source.trim() === "") return { ...whole, views: VIEWS.slice(0, 1), output: [] };
  if (source.includes("SYNTAX")) {
    const lines = source.split("\n");
    const line = lines.findIndex((one) => one.includes("SYNTAX")) + 1;
    const column = lines[line - 1]!.indexOf("SYNTAX");
    return { views: [], output: [], outcome: { type: "syntax_error", value: { exception: "SyntaxError", message: "invalid syntax. Perhaps you forgot a comma?", file: "main.py", line, column, end_line: line, end_column: column + 6, text: lines[line - 1]!, traceback: "" } } };
  }
  if (source.includes("RAISE")) {
    const views = VIEWS.slice(0, 6).map((view, step) => (step === 5 ? { ...view, line: 0, previous_line: 5, pause: { type: "raising" as const, value: { object: null, text: "ZeroDivisionError" } } } : view));
    const traceback = 'Traceback (most recent call last):\n  File "main.py", line 9, in <module>\n    process(data)\n  File "main.py", line 5, in process\nZeroDivisionError: division by zero\n';
    return { views, output: [...OUTPUT.slice(0, 1), { stream: "stderr", step: 5, line: 5, text: traceback }], outcome: { type: "raised", value: { traceback, message: "ZeroDivisionError: division by zero", exception: "ZeroDivisionError", lines: [{ file: "main.py", line: 9, name: "<module>" }, { file: "main.py", line: 5, name: "process" }] } } };
  }
  if (source.includes("UNSUPPORTED")) return { views: VIEWS.slice(0, 3), output: [], outcome: { type: "unsupported", value: { what: "the match statement", file: "main.py", line: 4, column: 0 } } };
  if (source.includes("KINDS")) return { ...whole, output: [], views: KINDS };
  if (source.includes("MANY")) return { ...whole, output: [], views: Array.from({ length: 40 }, (_none, step) => manyView(step)) };
  if (source.includes("LIMIT")) return { ...whole, outcome: { type: "stopped", value: { limit: "memory", line: 14 } } };
  return whole;
}

export function mockRun(setup: RunSetup): EngineRun {
  const story = storyOf(setup);
  const endless = setup.source.includes("while True");
  let stopped = false;
  let steps = 0;
  if (setup.source.includes("PANIC")) throw new Error("panicked at 'the mock was asked to'");
  return {
    run_slice(fuel): Progress {
      steps += endless ? fuel >> 6 : story.views.length;
      if (endless) for (const until = performance.now() + 20; performance.now() < until; );
      return { done: !endless, steps, instructions: steps * 8, line: endless ? 2 : 0, live_bytes: 123_456, output: [] };
    },
    stop() {
      stopped = true;
    },
    summary(): RunSummary {
      const outcome: Outcome = stopped ? { type: "stopped", value: { limit: "time", line: 2 } } : story.outcome;
      return { outcome, steps: story.views.length, instructions: steps * 8, output: [...story.output] };
    },
    marks: () => marksOf(story),
    view: (step) => story.views[step]!,
    scene: (step): Scene => (setup.source.includes("MANY") ? manyScene : sceneOf)(story.views[step]!),
    free() {},
  };
}

function marksOf(story: Story): Marks {
  const count = story.views.length;
  const kinds = new Uint8Array(count);
  for (const chunk of story.output) kinds[chunk.step] = (kinds[chunk.step] ?? 0) | 4;
  const made = story.views.map((_view, step) => (story.views[step + 1]?.changes ?? []).filter((change) => change.type === "appeared").length);
  return {
    steps_per_mark: 1,
    line: Uint32Array.from(story.views, (view) => view.line),
    depth: Uint16Array.from(story.views, (view) => view.frames.length - 1),
    kinds,
    allocations: Uint32Array.from(made),
    frees: new Uint32Array(count),
    bytes: Float64Array.from(story.views, (view) => view.totals.bytes),
    alive: Uint32Array.from(story.views, (view) => view.totals.objects),
  };
}

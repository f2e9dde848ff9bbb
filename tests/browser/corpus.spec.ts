// The corpus and the document on the page's own engine: in Chromium, on the wasm, the scoreboard is the native one.
import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "./site.ts";
import { Playground } from "./playground.ts";
import { asRecorded, PROGRAM, withoutAddresses } from "./recorded.ts";

interface Result {
  readonly stdout?: string;
  readonly exit?: number;
  readonly varies?: boolean;
}
interface Group {
  readonly versions: readonly string[];
  readonly result: Result;
}
/** A program in one mode and version, with what CPython did. */
interface Case {
  readonly name: string;
  readonly unit: string;
  readonly version: string;
  readonly source: string;
}
interface Ran {
  readonly stdout: string;
  readonly exit: number | null;
}

const tests = new URL("../", import.meta.url);
const text = (path: string) => readFileSync(new URL(path, tests), "utf8");

/** What fails on the native engine, each as `gc/x.py repl in 3.8`; with why. */
function scoreboard(set: string): Map<string, string> {
  const failures = new Map<string, string>();
  for (const line of text(`scoreboard/${set}.md`).split("\n")) {
    const match = /^- (.*?) in ([\d. ]+) — (.*)$/.exec(line);
    if (!match) continue;
    for (const version of match[2]!.split(" ")) failures.set(`${match[1]!} in ${version}`, match[3]!);
  }
  return failures;
}

/** The sets: the corpus by topic, and the document. */
const SETS = [
  ...readdirSync(new URL("corpus/", tests)).map((topic) => ["corpus", "corpus", `${topic}/`] as const),
  ["document", "document/blocks", ""] as const,
];

// The page itself trusts no address of a script but its own.
test.use({ bypassCSP: true });

for (const [set, folder, topic] of SETS) {
  test(`${set}/${topic} runs in the browser as it does natively`, async ({ page, site }) => {
    const recorded = JSON.parse(text(`recorded/${set}.json`)) as Record<string, Record<string, readonly Group[]>>;
    const cases: Case[] = [];
    const wanted = new Map<string, Result>();
    for (const [name, units] of Object.entries(recorded)) {
      if (!name.startsWith(topic)) continue;
      const source = text(`${folder}/${name}`);
      for (const [unit, groups] of Object.entries(units)) {
        for (const { versions, result } of groups.filter((group) => !group.result.varies)) {
          for (const version of versions) {
            cases.push({ name, unit, version, source });
            wanted.set(`${name} ${unit} in ${version}`, result);
          }
        }
      }
    }
    const [first] = await Promise.all([page.waitForEvent("worker"), Playground.open(page, site)]);
    const address = first.url();
    const ran: Ran[] = await page.evaluate(runAll, { address, file: PROGRAM, cases });
    const board = scoreboard(set);
    const parted: string[] = [];
    cases.forEach(({ name, unit, version }, at) => {
      const label = `${name} ${unit} in ${version}`;
      const { stdout = "", exit = 0 } = wanted.get(label)!;
      const isRight = asRecorded(ran[at]!.stdout, version) === withoutAddresses(stdout) && (unit === "repl" || ran[at]!.exit === exit);
      const known = board.get(label);
      // What is written to standard error is held natively alone.
      const isKnownByStderr = known !== undefined && /^(errors|last line of stderr)/.test(known);
      if (!isKnownByStderr && isRight !== (known === undefined)) parted.push(`${label}: ${isRight ? "right" : "wrong"} in the browser alone`);
    });
    expect(cases.length).toBeGreaterThan(0);
    expect(parted).toEqual([]);
  });
}

/** Runs the cases one after the other in a worker of the page's kind; runs in the page. */
async function runAll({ address, file, cases }: { address: string; file: string; cases: Case[] }): Promise<Ran[]> {
  const ran: Ran[] = [];
  const worker = new Worker(address, { type: "module" });
  await new Promise<void>((done, fail) => {
    const next = (): void => {
      const now = cases[ran.length];
      if (!now) return done();
      const { source, version, unit } = now;
      const setup = { source, version, unit, file_name: file, fuel: 2e9, memory: 2 ** 30, output: 2 ** 22, mounts: [], stdin: "" };
      worker.postMessage({ type: "run", run: ran.length + 1, setup });
    };
    worker.onerror = (event) => fail(new Error(event.message));
    worker.onmessage = ({ data }) => {
      if (data.type === "broken") fail(new Error(`${JSON.stringify(cases[ran.length])}: ${data.message}`));
      if (data.type === "ended") {
        const { outcome, output } = data.summary;
        const stdout = output.filter((chunk: { stream: string }) => chunk.stream === "stdout").map((chunk: { text: string }) => chunk.text);
        const exits: Record<string, number | undefined> = { finished: 0, exited: outcome.value?.status, raised: 1, syntax_error: 1 };
        ran.push({ stdout: stdout.join(""), exit: exits[outcome.type] ?? null });
      }
      if (data.type === "ready" || data.type === "ended") next();
    };
  });
  worker.terminate();
  return ran;
}

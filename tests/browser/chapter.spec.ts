// The document's first chapter, as a person meets it: pick a block, run it, step it back and forth, read its numbers.
import { readFileSync } from "node:fs";
import { Playground, type Unit } from "./playground.ts";
import { withoutAddresses } from "./recorded.ts";
import { expect, test } from "./site.ts";

interface Recorded {
  readonly versions: readonly string[];
  readonly result: { readonly stdout: string };
}

/** What the real CPythons printed: block → unit → groups of versions that printed the same. */
const RECORDED = JSON.parse(readFileSync(new URL("../recorded/document.json", import.meta.url), "utf8")) as Record<string, Record<Unit, readonly Recorded[]>>;

const LESSONS: readonly (readonly [title: string, block: string])[] = [
  ["Memory architecture", "01-memory-architecture.py"],
  ["Object identity and references", "02-object-identity-and-references.py"],
  ["Small integer caching", "03-small-integer-caching.py"],
  ["How reference counting works", "04-how-reference-counting-works.py"],
  ["Reference count examples", "05-reference-count-examples.py"],
  ["Circular references", "06-circular-references.py"],
];

for (const [title, block] of LESSONS) {
  test(`${title} prints what each CPython printed`, async ({ page, site }) => {
    const playground = await Playground.open(page, site);
    await playground.pick(title);
    for (const unit of ["script", "repl"] as const) {
      for (const { versions, result } of RECORDED[block]![unit]) {
        for (const version of versions) {
          await test.step(`${version}, ${unit}`, async () => {
            await playground.setUp(version, unit);
            await playground.runToEnd();
            expect(withoutAddresses((await playground.output.textContent()) ?? "")).toBe(result.stdout);
          });
        }
      }
    }
  });
}

test("the counts of a list are read off the diagram, forwards and back", async ({ page, site }) => {
  const playground = await Playground.open(page, site);
  await playground.pick("How reference counting works");
  await playground.runToEnd();
  await playground.go("First step");
  const forwards: (number | null)[] = [await playground.count("list #1")];
  while ((await playground.stepNumber()) < (await playground.lastStep())) {
    await playground.go("One step forward");
    const count = await playground.count("list #1");
    forwards.push(count);
    if (count !== null) expect(await playground.dots("list #1"), "a dot for each reference").toBe(count);
  }
  // x; x and y; x, y and z; without y; without z. What `getrefcount` adds for itself is gone when its line is done.
  expect(forwards.filter((count, step) => count !== null && count !== forwards[step - 1])).toEqual([1, 2, 3, 2, 1]);

  const back: (number | null)[] = [await playground.count("list #1")];
  while ((await playground.stepNumber()) > 0) {
    await playground.go("One step back");
    back.push(await playground.count("list #1"));
  }
  expect(back.reverse()).toEqual(forwards);
});

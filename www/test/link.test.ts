import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { LESSONS } from "../src/lessons/lessons.ts";
import { fragmentOf, readFragment, type Opened } from "../src/link/fragment.ts";
import { pack } from "../src/link/payload.ts";
import { linkOf, NO_AIM, objectOfSlug, slug, stepOfAim, withoutMoment, type Link } from "../src/state/link.ts";
import { initialState } from "../src/state/state.ts";
import type { Marks } from "../src/state/wire.ts";
import { after, seenState } from "./fixtures.ts";

const BARE: Link = { lesson: null, source: "x = 1\n", version: "3.13", unit: "script", aim: NO_AIM, form: null, layers: null, unknown: {}, warnings: [] };

async function opened(fragment: string): Promise<Link> {
  const read = await readFragment(fragment);
  assert.equal(read.kind, "link", `${fragment}: ${JSON.stringify(read)}`);
  return (read as Extract<Opened, { kind: "link" }>).link;
}

async function fault(fragment: string): Promise<{ fault: string; salvaged: string | null }> {
  const read = await readFragment(fragment);
  assert.equal(read.kind, "broken", `${fragment}: ${JSON.stringify(read)}`);
  return (read as Extract<Opened, { kind: "broken" }>).broken;
}

test("what is written is read back, whatever the program is", async () => {
  const links: Link[] = [
    BARE,
    { ...BARE, source: "" },
    { ...BARE, source: "s = '🐍 ← \"&#=+%'\r\n\tpass\0", unit: "repl", version: "3.8" },
    { ...BARE, lesson: LESSONS[2]!.id, source: "# changed\n", aim: { step: 12, line: 3, object: "list.1" } },
    { ...BARE, source: null, lesson: LESSONS[4]!.id, aim: { step: 0, line: null, object: null } },
    { ...BARE, form: "table", layers: { definitions: false, modules: true, shared: false, machinery: true } },
    { ...BARE, layers: { definitions: false, modules: false, shared: false, machinery: false } },
    { ...BARE, unknown: { colour: "a b&c", "q[]": "" } },
  ];
  for (const link of links) {
    const fragment = await fragmentOf(link);
    const { warnings, ...back } = await opened(fragment);
    const { warnings: _none, ...want } = link;
    assert.deepEqual({ ...back, unit: back.unit ?? "script" }, want, fragment);
    assert.equal(warnings.length, Object.keys(link.unknown).length ? 1 : 0);
    assert.doesNotMatch(fragment, /[=_-]$/);
    assert.match(fragment.slice(1), /^[\w\-.~!$&'()*+,;=:@/?%]*$/, "only what a fragment may hold");
  }
});

test("links that were given away once open for ever", async () => {
  const old = JSON.parse(readFileSync(join(ROOT, "test/old_links.json"), "utf8")) as { fragment: string; opens: Partial<Link> }[];
  assert.ok(old.length >= 6);
  for (const { fragment, opens } of old) {
    const link = await opened(fragment);
    for (const [name, value] of Object.entries(opens)) assert.deepEqual(link[name as keyof Link], value, `${fragment}: ${name}`);
  }
});

test("a program written by hand needs no more than percent signs", async () => {
  const link = await opened("#code=a%20%3D%20%5B%5D%0Ab+=+a&py=3.9&step=2");
  assert.deepEqual([link.source, link.version, link.aim.step], ["a = []\nb+=+a", "3.9", 2]);
});

test("a broken link names what is wrong, and gives what could be read", async () => {
  const program = Array.from({ length: 40 }, (_none, line) => `name_${line} = [${line}, ${line * 7919}]\n`).join("");
  const whole = await fragmentOf({ ...BARE, source: program });
  const cut = await fault(whole.slice(0, Math.floor(whole.length * 0.7)));
  assert.match(cut.fault, /cut off/);
  assert.ok(cut.salvaged && cut.salvaged.length > 100 && program.startsWith(cut.salvaged));
  assert.match((await fault("#1%%%")).fault, /doesn't belong/);
  assert.match((await fault("#2abc")).fault, /format is number 2/);
  assert.match((await fault("#lesson=nothing-like-it")).fault, /no lesson called "nothing-like-it"/);
  assert.match((await fault("#py=3.9")).fault, /names no program/);
  assert.match((await fault("#code=%E0%A4")).fault, /percent/);
  assert.match((await fault("#src=https://example.org/x.py")).fault, /fetches nothing/);
  assert.match((await fault(`#1${await pack('["not", "a program"]')}`)).fault, /not a program/);
  assert.match((await fault(`#1${await pack("x".repeat(3_000_000))}`)).fault, /longer than a megabyte/);
  assert.match((await fault(`#1${await pack('{"py":"3.9","code":"half')}`)).fault, /incomplete/);
  assert.equal((await fault(`#1${await pack('{"py":"3.9","code":"half')}`)).salvaged, "half");
  for (const text of ["", "#", "#code", "#top"]) assert.equal((await readFragment(text)).kind, "none", text);
});

test("any bytes at all are read without harm", async () => {
  let seed = 7;
  const random = (below: number) => (seed = (seed * 48271) % 2147483647) % below;
  const whole = await fragmentOf({ ...BARE, source: "for x in range(10):\n    print(x)\n", aim: { step: 3, line: 2, object: "list.1" } });
  for (let round = 0; round < 300; round++) {
    const text = [...whole].map((character) => (random(12) === 0 ? String.fromCharCode(33 + random(94)) : character)).join("");
    await readFragment(text);
    await readFragment(`#${text.slice(random(text.length))}`);
  }
});

test("what can't be had is said, and the rest is opened", async () => {
  const link = await opened("#code=x&py=4.0&unit=notebook&step=ten&glow=1");
  assert.deepEqual([link.source, link.version, link.unit, link.aim.step], ["x", null, null, null]);
  assert.equal(link.warnings.length, 4);
  assert.deepEqual(link.unknown, { glow: "1" });
});

test("the link to what is on screen names the step by its number and its line", () => {
  const state = seenState("a = []\n");
  const link = linkOf(after(state, { type: "focus", object: state.moment!.view.objects[0]!.id }));
  assert.deepEqual([link.aim.step, link.aim.line, link.aim.object], [state.time.step, state.moment!.view.line, slug(state.moment!.view.objects[0]!.title)]);
  assert.equal(objectOfSlug(state.moment!.view.objects, link.aim.object!), state.moment!.view.objects[0]!.id);
  assert.deepEqual(withoutMoment(link).aim, NO_AIM);
  assert.deepEqual(linkOf(after(state, { type: "edited", source: "b = 1" })).aim, NO_AIM, "of a text that hasn't run there is no moment");
});

test("a step that is counted otherwise now is found by its line", () => {
  const marks: Marks = { steps_per_mark: 1, line: Uint32Array.from([1, 2, 3, 2, 3, 4, 0]), depth: new Uint16Array(7), kinds: new Uint8Array(7), allocations: new Uint32Array(7), frees: new Uint32Array(7), bytes: new Float64Array(7), alive: new Uint32Array(7) };
  assert.equal(stepOfAim({ step: 4, line: 3, object: null }, marks, 6), 4);
  assert.equal(stepOfAim({ step: 6, line: 4, object: null }, marks, 6), 5);
  assert.equal(stepOfAim({ step: 99, line: 3, object: null }, marks, 6), 4);
  assert.equal(stepOfAim({ step: 2, line: 77, object: null }, marks, 6), 2);
  assert.equal(stepOfAim(NO_AIM, marks, 6), null);
});

test("a link's program makes the person's own wait, and gives it back", () => {
  const mine = after(initialState(), { type: "engine_ready" }, { type: "edited", source: "mine = 1\n" });
  const state = after(mine, { type: "link_opened", link: BARE, address: "#x", runs: true });
  assert.equal(state.draft.source, "x = 1\n");
  assert.equal(state.setup.version, "3.13");
  assert.deepEqual(state.notice, { kind: "link_opened", warnings: [], aside: true });
  assert.equal(state.run?.landing, "linked");
  const back = after(state, { type: "aside_brought_back" });
  assert.deepEqual([back.draft, back.setup], [mine.draft, mine.setup]);
  assert.equal(back.aside?.draft.source, "x = 1\n");
  const broken = after(mine, { type: "link_broken", broken: { fault: "it is cut off", salvaged: "x" }, address: "#1x" });
  assert.deepEqual([broken.draft, broken.run], [mine.draft, mine.run]);
  assert.equal(after(broken, { type: "salvage_taken" }).draft.source, "x");
  assert.equal(after(initialState(), { type: "link_opened", link: BARE, address: "#x", runs: false }).aside, null, "a lesson as it stands needs no keeping");
});

test("links to small teaching programs are short enough for every place", async () => {
  const folder = join(ROOT, "../tests/corpus");
  const programs = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".py")).map((name) => readFileSync(join(folder, name), "utf8")).filter((source) => source.length < 1600);
  assert.ok(programs.length > 40);
  const lengths: number[] = [];
  for (const source of programs) lengths.push((await fragmentOf({ ...BARE, source, aim: { step: 12, line: 7, object: null } })).length);
  lengths.sort((a, b) => a - b);
  const median = lengths[Math.floor(lengths.length / 2)]!;
  assert.ok(median <= 560, `median ${median}`);
  assert.ok(lengths[Math.floor(lengths.length * 0.9)]! < 1900);
});

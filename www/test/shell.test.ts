import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { CHAPTERS, lessonById, LESSONS, preparedId } from "../src/lessons/lessons.ts";

const html = readFileSync(join(ROOT, "src/index.html"), "utf8");
const sources = readdirSync(join(ROOT, "src"), { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".ts"));
const read = (name: string) => readFileSync(join(ROOT, "src", name), "utf8");

test("the content policy allows no inline script or style, no eval, and no other host", () => {
  const policy = /Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1] ?? "";
  assert.match(policy, /default-src 'none'/);
  assert.doesNotMatch(policy, /unsafe-inline|unsafe-eval'(?<!'wasm-unsafe-eval')|https?:|\*/);
  assert.match(policy, /require-trusted-types-for 'script'/);
  assert.doesNotMatch(html, /<style|style=|<script(?![^>]*src=)|\son\w+=/);
});

test("the page asks no other host for anything, and finds its own files under any path", () => {
  for (const [, address] of html.matchAll(/(?:src|href)="([^"]*)"/g)) {
    assert.doesNotMatch(address!, /^(https?:|\/)/, address);
  }
});

test("every place that the code fills is in the shell", () => {
  const main = read("main.ts");
  const ids = [...main.matchAll(/\["([a-z-]+)", "The /g), ...main.matchAll(/slot\("([a-z-]+)"\)/g)].map((match) => match[1]!);
  assert.ok(ids.length > 8);
  for (const id of ids) assert.match(html, new RegExp(`id="${id}"`), id);
});

test("no HTML is made from strings", () => {
  for (const name of sources) assert.doesNotMatch(read(name), /\b(innerHTML|outerHTML|insertAdjacentHTML|document\.write|DOMParser)\b/, name);
});

test("the state and the lessons import nothing of the page, and nothing that is shipped imports the mock", () => {
  for (const name of sources) {
    const imports = [...read(name).matchAll(/from "([^"]+)"/g)].map((match) => match[1]!);
    if (name.startsWith("state/")) {
      for (const one of imports) assert.match(one, /^(\.\/|\.\.\/lessons\/|\.\.\/wire\/)/, `${name} imports ${one}`);
    }
    if (!name.startsWith("engine/mock/")) assert.ok(imports.every((one) => !one.includes("mock")), `${name} imports the mock`);
  }
});

test("the lessons are the document's blocks and their prepared forms, in its order, each under its heading", () => {
  const folder = join(ROOT, "../tests/document");
  const blocks = readdirSync(join(folder, "blocks")).filter((name) => name.endsWith(".py")).sort();
  const own = [...CHAPTERS[0]!.lessons, ...CHAPTERS.at(-1)!.lessons];
  const documents = LESSONS.filter((lesson) => !own.includes(lesson));
  const text = (name: string) => readFileSync(join(folder, name), "utf8");
  assert.deepEqual(documents.map((lesson) => lesson.source), blocks.map((name) => text(`blocks/${name}`)));
  const prepared = readdirSync(join(folder, "prepared")).sort().map((name) => text(`prepared/${name}`));
  assert.deepEqual(documents.flatMap((lesson) => lesson.prepared?.source ?? []), prepared);
  const headings = [...text("memory-management.md").matchAll(/^#{2,3} (.+)$/gm)].map((match) => match[1]!.toLowerCase());
  const ours = documents.map((lesson) => lesson.title.toLowerCase());
  assert.deepEqual(headings.filter((heading) => ours.includes(heading)), ours);
  assert.equal(new Set(LESSONS.map((lesson) => lesson.id)).size, LESSONS.length);
});

test("every lesson opens at a line that it has, and speaks of lines that it has", () => {
  for (const lesson of LESSONS) {
    const lines = lesson.source.split("\n");
    const isCode = (source: string, line: number) => /^[^#]*\S/.test((source.split("\n")[line - 1] ?? "").trim());
    assert.ok(lesson.opensAt === 0 || isCode(lesson.source, lesson.opensAt), `${lesson.id} opens at ${lesson.opensAt}`);
    if (lesson.prepared) assert.ok(lesson.prepared.opensAt === 0 || isCode(lesson.prepared.source, lesson.prepared.opensAt), lesson.id);
    assert.ok(lesson.text.length > 0, lesson.id);
    for (const paragraph of lesson.text) {
      assert.doesNotMatch(paragraph, /;\s*$|\s$/);
      assert.equal((paragraph.match(/`/g) ?? []).length % 2, 0, paragraph);
      for (const [, line] of paragraph.matchAll(/\bline (\d+)/g)) assert.ok(isCode(lesson.source, Number(line)), `${lesson.id}: line ${line} of ${lines.length} runs`);
    }
    assert.equal(lessonById(lesson.id), lesson);
    if (lesson.prepared) assert.equal(lessonById(preparedId(lesson.id))?.source, lesson.prepared.source);
    else assert.equal(lessonById(preparedId(lesson.id)), null);
  }
});

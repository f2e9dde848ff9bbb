import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { CHAPTERS, LESSONS } from "../src/lessons/lessons.ts";

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

test("the lessons are the document's blocks, in its order, each under its heading", () => {
  assert.deepEqual(CHAPTERS.map((chapter) => chapter.lessons.length), [3, 3]);
  assert.equal(new Set(LESSONS.map((lesson) => lesson.id)).size, 6);
  const files = readdirSync(join(ROOT, "src/lessons")).filter((name) => name.endsWith(".py")).sort();
  assert.deepEqual(LESSONS.map((lesson) => lesson.source), files.map((name) => read(`lessons/${name}`)));
});

// What goes wrong in a program, and what the page makes of it; and that it keeps what was typed.
import { Playground } from "./playground.ts";
import { expect, test } from "./site.ts";

test("a syntax error is told in CPython's words, at its place", async ({ page, site }) => {
  const playground = await Playground.open(page, site);
  await playground.write("x = 1\nprint('hi'");
  await playground.setUp("3.15", "script");
  await playground.run.click();
  await expect(playground.verdict).toContainText("SyntaxError: '(' was never closed");
  await expect(playground.verdict).toContainText("Line 2");
  await expect(playground.faultMark).toHaveText("(");
  await expect(playground.step).toBeDisabled();

  // An older parser only noticed at the end.
  await playground.setUp("3.8", "script");
  await playground.run.click();
  await expect(playground.verdict).toContainText("SyntaxError: unexpected EOF while parsing");
});

test("an uncaught exception is on its line, with the heap as it was", async ({ page, site }) => {
  const playground = await Playground.open(page, site);
  await playground.write("names = ['a']\nprint(len(names))\nprint(names[5])\n");
  await playground.setUp("3.15", "script");
  await playground.runToEnd();
  await expect(playground.output).toContainText("1\nTraceback (most recent call last):\n");
  await expect(playground.output).toContainText("line 3, in <module>");
  await expect(playground.output).toContainText("IndexError: list index out of range");
  await expect(playground.verdict).toContainText("IndexError: list index out of range");
  expect(await playground.count("list #1")).not.toBeNull();
});

test("an endless loop can be stopped, and what it did until then stepped through", async ({ page, site }) => {
  const playground = await Playground.open(page, site);
  const program = "n = 0\nwhile True:\n    n = n + 1\n";
  await playground.write(program);
  await playground.run.click();
  await page.getByRole("button", { name: "Stop", exact: true }).click();
  await expect(playground.run).toBeEnabled();
  await playground.settled();
  await expect(playground.verdict).toContainText("Stopped");
  expect(await playground.lastStep()).toBeGreaterThan(10);
  const end = await playground.stepNumber();
  await playground.go("One step back");
  expect(await playground.stepNumber()).toBe(end - 1);
  await playground.go("First step");
  expect(await playground.program()).toBe(program);
});

test("what was typed is there after a reload, and doesn't run by itself", async ({ page, site }) => {
  const playground = await Playground.open(page, site);
  const program = "mine = ['typed', 'by', 'hand']\nprint(mine)\n";
  await playground.write(program);
  await playground.runToEnd();
  await page.reload();
  await expect(playground.run).toBeEnabled();
  expect(await playground.program()).toBe(program);
  await expect(playground.output).toHaveText("");
});

test("without a mouse: run, step, and read the step", async ({ page, site }) => {
  const playground = await Playground.open(page, site);
  await playground.write("a = []\nb = a\n");
  await page.keyboard.press("ControlOrMeta+Enter");
  await playground.settled();
  const end = await playground.lastStep();
  expect(await playground.stepNumber()).toBe(end);
  await page.keyboard.press("F7");
  await playground.settled();
  expect(await playground.stepNumber()).toBe(end - 1);
  expect(await playground.count("list #1")).toBe(1);
  await page.keyboard.press("F8");
  await playground.settled();
  expect(await playground.stepNumber()).toBe(end);
  expect(await playground.count("list #1")).toBe(2);
});

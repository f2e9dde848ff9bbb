// Looking closer: finding an object, the collector, the other versions, the prompt, a stack of many opened.
import { Playground } from "./playground.ts";
import { expect, test } from "./site.ts";

test("an object is found by its name, its type and its value", async ({ page, site }) => {
  const playground = await Playground.open(page, site);
  await playground.write("first = ['apple']\nsecond = {'k': first}\n");
  await playground.runToEnd();
  await page.getByRole("button", { name: "Find" }).click();
  const drawer = page.getByRole("complementary", { name: "More about the heap" });
  const field = drawer.getByRole("searchbox");
  await expect(field).toBeFocused();
  for (const [wanted, title] of [["second", "dict #1"], ["list", "list #1"], ["dict #1", "dict #1"]] as const) {
    await field.fill(wanted);
    await expect(drawer.getByRole("listitem").first()).toContainText(title);
  }
  await field.fill("nothing like it");
  await expect(drawer).toContainText("None of the");
  await field.fill("");
  await page.keyboard.type("list, t.");
  await expect(field).toHaveValue("list, t.");
  await field.fill("list");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("complementary", { name: "The chosen object" })).toContainText("list #1");
  await expect(drawer).toBeHidden();
});

test("the collector's counters fill up, generation by generation", async ({ page, site }) => {
  const playground = await Playground.open(page, site);
  await playground.write("import gc\ngc.collect()\nkeep = [[] for _ in range(30)]\n");
  await playground.setUp("3.11", "script");
  await playground.runToEnd();
  await page.getByRole("button", { name: "Collector" }).click();
  const meter = page.getByRole("meter", { name: "Counter of generation 0" });
  await expect(meter).toHaveAttribute("max", "700");
  const full = Number(await meter.getAttribute("value"));
  expect(full).toBeGreaterThan(29);
  await playground.go("First step");
  await page.keyboard.press("Escape");
});

test("the same program in every version, with what differs", async ({ page, site }) => {
  const playground = await Playground.open(page, site);
  await playground.pick("Reference count examples");
  await playground.settled();
  await page.getByRole("button", { name: "Versions" }).click();
  const drawer = page.getByRole("complementary", { name: "More about the heap" });
  await expect(drawer.getByRole("group", { name: "Output in 3.8 to 3.10" })).toHaveText("2\n4\n2\n3\n3\n");
  await expect(drawer.getByRole("group", { name: "Output in 3.11 to 3.13" })).toHaveText("2\n3\n2\n3\n3\n");
  await expect(drawer.getByRole("group", { name: "Output in 3.14, 3.15" })).toHaveText("2\n2\n2\n3\n3\n");
  await expect(drawer.locator("mark")).toHaveText(["4", "3", "2"]);
  await drawer.getByRole("button", { name: "3.8 to 3.10" }).click();
  await expect(playground.version).toHaveValue("3.10");
  await drawer.getByRole("button", { name: "Close" }).click();
  await expect.poll(() => page.workers().length, "the second engine is gone").toBe(1);
});

test("a statement at the prompt is a step on the living heap", async ({ page, site }) => {
  const playground = await Playground.open(page, site);
  await playground.write("a = []\n");
  await playground.setUp("3.13", "repl");
  await playground.runToEnd();
  const line = page.getByLabel("Type a statement");
  await line.fill("b = [a, a]");
  await line.press("Enter");
  await expect.poll(() => playground.count("list #1")).toBe(3);
  await line.fill("len(b)");
  await line.press("Enter");
  await expect(playground.output).toHaveText("2\n");
  await line.fill("for x in b:");
  await line.press("Enter");
  await expect(line).toHaveValue("    ");
  await page.keyboard.type("x.append(1)");
  await line.press("Enter");
  await line.fill("");
  await line.press("Enter");
  await expect.poll(() => playground.program()).toBe("a = []\nb = [a, a]\nlen(b)\nfor x in b:\n    x.append(1)\n");
  await playground.settled();
  await line.fill("a");
  await line.press("Enter");
  await expect(playground.output).toHaveText("2\n[1, 1]\n");
  await line.press("ArrowUp");
  await expect(line).toHaveValue("a");
});

test("many of a kind are drawn as one, and one by one when they are asked for", async ({ page, site }) => {
  const playground = await Playground.open(page, site);
  await playground.write("many = [float(n) for n in range(12)]\n");
  await playground.runToEnd();
  const stack = playground.diagram.locator(".role-stack[role]");
  await expect(stack).toHaveCount(1);
  await stack.click();
  await expect(stack).toHaveCount(0);
  await expect(playground.diagram.locator('[role^="graphics-object"][aria-label^="float"]')).not.toHaveCount(0);
});

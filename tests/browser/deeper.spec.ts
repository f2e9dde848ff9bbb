// What the engine knows beyond the picture: claims, the inside of a line, a collection in slow motion, a life.
import AxeBuilder from "@axe-core/playwright";
import { Playground } from "./playground.ts";
import { ARTEFACTS, expect, test } from "./site.ts";

test("a comment that states a result is marked as it holds in this version, with the reason at a press", async ({ page, site }) => {
  const playground = await Playground.open(page, site);
  await playground.write("import sys\nx = []\nprint(len(x))  # 0\nprint(sys.getsizeof({}))  # 232 bytes\n");
  await playground.setUp("3.12", "script");
  await playground.runToEnd();
  const holds = page.getByRole("button", { name: /^The claim of line 3/ });
  const fails = page.getByRole("button", { name: /^The claim of line 4/ });
  await expect(holds).toHaveText("✓", { timeout: 25_000 });
  await expect(fails).toHaveText("✗");
  await fails.click();
  await expect(page.locator("#editor .claim-words")).toContainText("64");
  await page.screenshot({ path: `${ARTEFACTS}claims.png` });
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => ({ id, where: nodes.map((node) => node.html) }))).toEqual([]);
});

test("the inside of a line: its instructions, and what each did to the heap", async ({ page, site }) => {
  const playground = await Playground.open(page, site);
  await playground.write("a = []\nb = a\n");
  await playground.runToEnd();
  await page.getByRole("button", { name: "Inside" }).click();
  const drawer = page.getByRole("complementary", { name: "More about the heap" });
  await expect(drawer.getByRole("listitem").filter({ hasText: "list #1 count 1 to 2" }).first()).toBeVisible();
});

test("a collection in slow motion, phase by phase", async ({ page, site }) => {
  const playground = await Playground.open(page, site);
  await playground.write("import gc\nclass Node: pass\na = Node()\na.me = a\nb = Node()\ndel a\ngc.collect()\nprint('done')\n");
  await playground.setUp("3.12", "script");
  await playground.runToEnd();
  await page.getByRole("button", { name: "Collector" }).click();
  const drawer = page.getByRole("complementary", { name: "More about the heap" });
  await drawer.getByRole("listitem").filter({ hasText: "line 7" }).getByRole("button", { name: "slowly" }).click();
  await expect(drawer).toContainText(/1 of \d+:/);
  const seen: string[] = [];
  for (;;) {
    seen.push((await drawer.textContent()) ?? "");
    const next = drawer.getByRole("button", { name: "The next phase" });
    if (await next.isDisabled()) break;
    await next.click();
  }
  await page.screenshot({ path: `${ARTEFACTS}collection.png` });
  expect(seen.length).toBeGreaterThan(4);
  expect(seen.some((text) => text.includes("Counts copied") && /gc_refs \d/.test(text))).toBe(true);
  expect(seen.some((text) => text.includes("Unreachable") && text.includes("Node #1") && !text.includes("Node #2"))).toBe(true);
});

test("an object's life leads from change to change", async ({ page, site }) => {
  const playground = await Playground.open(page, site);
  await playground.write("a = []\nx = 1\ny = 2\nb = a\nz = 3\ndel b\n");
  await playground.runToEnd();
  await playground.box("list #1").click();
  const own = page.getByRole("complementary", { name: "The chosen object" });
  await own.getByRole("button", { name: "Its last change" }).click();
  await expect.poll(() => playground.stepNumber()).toBeLessThan(6);
  await own.getByRole("button", { name: "Its last change" }).click();
  await expect.poll(() => playground.stepNumber()).toBeLessThan(5);
});

// Where the bytes are: over time, and block by block.
import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { Playground } from "./playground.ts";
import { ARTEFACTS, expect, test } from "./site.ts";

const PROGRAM = "rows = []\nfor number in range(200):\n    rows.append([number])\ndel rows\n";

async function axe(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => ({ id, where: nodes.map((node) => node.html) }))).toEqual([]);
}

/** How many different colours the canvas shows. */
async function colours(page: Page): Promise<number> {
  return page.locator("canvas.memory-map").evaluate((canvas: HTMLCanvasElement) => {
    const copy = new OffscreenCanvas(canvas.width, canvas.height);
    const context = copy.getContext("2d")!;
    context.drawImage(canvas, 0, 0);
    const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
    const found = new Set<number>();
    for (let at = 0; at < data.length; at += 4) if (data[at + 3]) found.add((data[at]! << 16) | (data[at + 1]! << 8) | data[at + 2]!);
    return found.size;
  });
}

test("memory over time, and the map of arenas, pools and blocks, in a picture and in words", async ({ page, site }) => {
  const playground = await Playground.open(page, site);
  await playground.write(PROGRAM);
  await playground.runToEnd();
  await page.getByRole("button", { name: "Memory", exact: true }).click();
  const panel = page.getByRole("complementary", { name: "More about the heap" });
  await expect(panel).toContainText(/\d arenas? of 1 MiB, cut into pools of 16 KiB/);
  await expect.poll(() => colours(page)).toBeGreaterThan(2);
  await expect(panel).toContainText(/most: [\d,.]+ k?B at step/);
  // At its most there are more containers than at its end, where all are freed.
  const containers = panel.getByRole("listitem").filter({ hasText: "containers" });
  await panel.getByRole("button", { name: /^step/ }).first().click();
  await playground.settled();
  await expect(containers).toContainText(/20\d blocks/);
  await page.screenshot({ path: `${ARTEFACTS}memory.png` });
  await axe(page);
  await playground.go("Last step");
  await expect(containers).not.toContainText(/20\d blocks/);
  await panel.getByText("By size of block").click();
  await expect(panel.getByRole("row").nth(1)).toContainText("B");
  await axe(page);
});

test("an object shows its block, and a block its object", async ({ page, site }) => {
  const playground = await Playground.open(page, site);
  await playground.write("only = ['a', 'b']\n");
  await playground.runToEnd();
  await playground.box("list #1").click();
  await page.getByRole("button", { name: "Where it lies in the memory" }).click();
  const panel = page.getByRole("complementary", { name: "More about the heap" });
  await expect(panel.getByRole("status")).toHaveText(/^list #1 in a block of \d+ bytes at 0x[0-9a-f]+$/);
  await panel.getByRole("button", { name: "list #1" }).click();
  await expect(page.getByRole("complementary", { name: "The chosen object" })).toContainText("list #1");
});

test("what tracemalloc traced stands by line, and a line lights its blocks", async ({ page, site }) => {
  const playground = await Playground.open(page, site);
  await playground.write("import tracemalloc\ntracemalloc.start()\nkept = [[] for _ in range(50)]\n");
  await playground.runToEnd();
  await page.getByRole("button", { name: "Memory", exact: true }).click();
  const line = page.getByRole("button", { name: "main.py:3" });
  await expect(line).toHaveAttribute("aria-pressed", "false");
  await line.click();
  await expect(line).toHaveAttribute("aria-pressed", "true");
  await expect(page.getByRole("region", { name: "Traced by line" }).getByRole("row").filter({ has: line })).toContainText(/\d+\d,\d+ B|\d+ B/);
  await axe(page);
});

test("an expression is told with its three sizes", async ({ page, site }) => {
  const playground = await Playground.open(page, site);
  await playground.write("box = {'in': [[1000, 2000]]}\n");
  await playground.runToEnd();
  await page.getByRole("button", { name: "Find", exact: true }).click();
  await page.getByRole("searchbox").fill("box['in'][0]");
  await expect(page.getByRole("listitem").first()).toContainText(/box\['in'\]\[0\]\s*is\s*list #\d\s*\d+ B by itself; \d+ B in 3 objects with all it leads to; \d+ B/);
});

test("the picture is had as a file", async ({ page, site }) => {
  const playground = await Playground.open(page, site);
  await playground.write("a = [1]\n");
  await playground.runToEnd();
  await page.getByRole("button", { name: "Share" }).click();
  for (const kind of ["SVG", "PNG"]) {
    const coming = page.waitForEvent("download");
    await page.getByRole("button", { name: `Save as ${kind}` }).click();
    const file = await coming;
    expect(file.suggestedFilename()).toMatch(new RegExp(`^heap-step-\\d+\\.${kind.toLowerCase()}$`));
  }
});

test("the bytes of an object, field by field", async ({ page, site }) => {
  const playground = await Playground.open(page, site);
  await playground.write("pair = [1000, 2000]\n");
  await playground.setUp("3.11", "script");
  await playground.runToEnd();
  await playground.box("list #1").click();
  const ledger = page.getByRole("complementary", { name: "The chosen object" });
  await ledger.getByText("Its bytes").click();
  await expect(ledger.getByRole("row", { name: /^0 ob_refcnt Py_ssize_t 01 00 00 00 00 00 00 00 1$/ })).toBeVisible();
  await expect(ledger.getByRole("row", { name: /^16 ob_size Py_ssize_t 02 00/ })).toBeVisible();
  await axe(page);
  await playground.version.selectOption("3.14");
  await expect(ledger.getByRole("row", { name: /^0 ob_refcnt uint32_t 01 00 00 00 1$/ })).toBeVisible();
});

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });

    test("axe finds nothing in any panel", async ({ page, site }) => {
      const playground = await Playground.open(page, site);
      await playground.settled();
      for (const panel of ["Find", "Inside", "Collector", "Memory", "Versions"]) {
        await page.getByRole("button", { name: panel, exact: true }).click();
        await expect(page.getByRole("complementary", { name: "More about the heap" })).toBeVisible();
        await axe(page);
      }
      await page.keyboard.press("F1");
      await expect(page.getByRole("dialog")).toBeVisible();
      await axe(page);
    });
  });
}

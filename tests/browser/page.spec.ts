// The page itself: it doesn't jump while it loads, keeps what is typed through every fault, and fits small windows.
import { Playground } from "./playground.ts";
import { expect, test } from "./site.ts";

test("nothing jumps while it loads", async ({ page, site }) => {
  await page.addInitScript(() => {
    const jumps: number[] = [];
    Object.assign(window, { jumps });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) jumps.push((entry as PerformanceEntry & { value: number }).value);
    }).observe({ type: "layout-shift", buffered: true });
  });
  await Playground.open(page, site);
  await page.waitForLoadState("networkidle");
  await page.waitForTimeout(500);
  const jumps = await page.evaluate(() => (window as unknown as { jumps: number[] }).jumps);
  expect(jumps.reduce((sum, jump) => sum + jump, 0)).toBeLessThan(0.002);
});

test("the first lesson shows its first picture by itself, and waits", async ({ page, site }) => {
  const playground = await Playground.open(page, site);
  await playground.settled();
  const step = await playground.stepNumber();
  expect(step).toBeGreaterThan(0);
  expect(step).toBeLessThan(await playground.lastStep());
  await page.waitForTimeout(1500);
  expect(await playground.stepNumber()).toBe(step);
});

test("another version is looked at from the same step", async ({ page, site }) => {
  const playground = await Playground.open(page, site);
  await playground.pick("Reference count examples");
  await playground.runToEnd();
  await playground.go("One step back");
  const step = await playground.stepNumber();
  await playground.version.selectOption("3.8");
  await playground.settled();
  expect(await playground.stepNumber()).toBe(step);
});

test("it plays, and pauses", async ({ page, site }) => {
  const playground = await Playground.open(page, site);
  await playground.pick("Reference count examples");
  await playground.runToEnd();
  await page.getByLabel("Speed of playing").selectOption("4");
  await page.getByRole("button", { name: "Play", exact: true }).click();
  await expect.poll(() => playground.stepNumber()).toBeGreaterThan(2);
  await page.getByRole("button", { name: "Pause", exact: true }).click();
  const step = await playground.stepNumber();
  await page.waitForTimeout(700);
  expect(await playground.stepNumber()).toBe(step);
});

test("a draft that can't be read is said, and the page opens with the first lesson", async ({ page, site }) => {
  await page.addInitScript(() => localStorage.setItem("heaplens.draft.1", "{\"source\":"));
  const playground = await Playground.open(page, site);
  await expect(page.getByRole("status")).toContainText("could not be read");
  expect(await playground.program()).toContain("basket = ");
});

test("without storage the page works, and says that nothing is kept", async ({ page, site }) => {
  await page.addInitScript(() => {
    Object.defineProperty(window, "localStorage", { get: () => { throw new DOMException("denied", "SecurityError"); } });
  });
  const playground = await Playground.open(page, site);
  await expect(page.getByRole("status")).toContainText("keeps no drafts");
  await playground.runToEnd();
});

test("an engine that dies is told of; the text stays, nothing runs again by itself, and Run does", async ({ page, site }) => {
  const playground = await Playground.open(page, site);
  await playground.write("mine = []\n");
  await playground.runToEnd();
  await page.workers()[0]!.evaluate(() => void setTimeout(() => { throw new Error("killed by the test"); }));
  await expect(playground.verdict).toContainText("The engine crashed");
  await expect(playground.verdict).toContainText("killed by the test");
  expect(await playground.program()).toBe("mine = []\n");
  await page.waitForTimeout(300);
  expect(page.workers()).toHaveLength(0);
  await playground.runToEnd();
  expect(await playground.count("list #1")).toBe(1);
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

  test("every control is large enough for a thumb", async ({ page, site }) => {
    const playground = await Playground.open(page, site);
    await playground.settled();
    for (const tab of ["Code", "Heap", "Words and output"]) {
      await page.getByRole("tab", { name: tab }).click();
      const small = await page.locator("button:visible, select:visible").evaluateAll((controls) =>
        controls
          // A link within a sentence is as high as its line.
          .filter((control) => !control.matches(".object-link"))
          .map((control) => ({ name: control.getAttribute("aria-label") ?? control.textContent, box: control.getBoundingClientRect() }))
          .filter(({ box }) => box.height < 44 || box.width < 44)
          .map(({ name, box }) => `${name}: ${box.width}x${box.height}`));
      expect(small, tab).toEqual([]);
    }
  });

  test("the heap opens as a table, with the diagram one tap away", async ({ page, site }) => {
    const playground = await Playground.open(page, site);
    await playground.pick("Reference count examples");
    await playground.settled();
    await page.getByRole("tab", { name: "Heap" }).click();
    await expect(page.getByRole("table", { name: /^Names in <module>/ })).toBeVisible();
    await page.getByRole("button", { name: "Diagram" }).click();
    await expect(playground.diagram.locator("[data-key]").first()).toBeVisible();
  });
});

test.describe("at 200 % zoom", () => {
  test.use({ viewport: { width: 700, height: 450 } });

  test("everything can be reached", async ({ page, site }) => {
    const playground = await Playground.open(page, site);
    await playground.settled();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(700);
    await playground.run.click();
    await page.getByRole("tab", { name: "Words and output" }).click();
    await playground.output.scrollIntoViewIfNeeded();
    await expect(playground.output).toBeInViewport();
    await page.getByRole("button", { name: "One step back" }).click();
  });
});

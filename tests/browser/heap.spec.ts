// The heap on the page: looking closer at one object, the same as a table, by keys, and what is remembered of it all.
import { Playground } from "./playground.ts";
import { expect, test } from "./site.ts";

const COUNTS = "Reference count examples";

test("an object's count is explained holder by holder, and by as many dots", async ({ page, site }) => {
  const playground = await Playground.open(page, site);
  await playground.pick(COUNTS);
  await playground.runToEnd();
  await playground.box("list #2").click();
  const ledger = page.getByRole("complementary", { name: "The chosen object" });
  await expect(ledger.getByRole("heading", { name: "Why 2?" })).toBeVisible();
  const holders = ledger.locator(".ledger-why").getByRole("listitem");
  await expect(holders).toHaveCount(2);
  expect(await playground.dots("list #2")).toBe(2);
  await expect(holders.filter({ hasText: "a in <module>" })).toHaveCount(1);
  await expect(holders.filter({ hasText: "list #3" })).toHaveCount(1);
  await expect(ledger.getByRole("heading", { name: "Why it is alive" })).toBeVisible();
  await expect(ledger.getByRole("list").filter({ hasText: "a in <module> list #2" })).toHaveCount(1);
  await expect(ledger.getByText("Would go with it")).toBeVisible();
  await holders.filter({ hasText: "list #3" }).getByRole("button", { name: /^since step/ }).click();
  await playground.settled();
  expect(await playground.count("list #2"), "that step is the first with this holder").toBe(2);
  await playground.go("One step back");
  expect(await playground.count("list #2")).toBe(1);
  await page.keyboard.press("Escape");
  await expect(ledger).toBeHidden();
  await playground.box("list #2").click();
  await page.getByRole("button", { name: "Let go of the object" }).click();
  await expect(ledger).toBeHidden();
});

test("the table has the diagram's rows", async ({ page, site }) => {
  const playground = await Playground.open(page, site);
  await playground.pick(COUNTS);
  await playground.runToEnd();
  const counts = new Map<string, number | null>();
  for (const title of ["list #1", "list #2", "list #3"]) counts.set(title, await playground.count(title));
  await page.getByRole("button", { name: "Table" }).click();
  const table = page.getByRole("table", { name: "Objects" });
  for (const [title, count] of counts) {
    const row = table.getByRole("row").filter({ has: page.getByRole("rowheader", { name: new RegExp(`^${title}`) }) });
    await expect(row.getByRole("cell").nth(1)).toHaveText(String(count));
  }
  await page.getByRole("button", { name: "Diagram" }).click();
  await expect(playground.box("list #1")).toBeVisible();
});

test("keys go from box to box, along the arrows, and through time", async ({ page, site }) => {
  const playground = await Playground.open(page, site);
  await playground.pick(COUNTS);
  await playground.runToEnd();
  await playground.diagram.locator('[tabindex="0"]').focus();
  const focused = () => page.evaluate(() => document.activeElement?.getAttribute("aria-label") ?? "");
  expect(await focused()).toMatch(/^Names of <module>/);
  await page.keyboard.press("ArrowRight");
  expect(await focused()).not.toMatch(/^Names/);
  await page.keyboard.press("Shift+ArrowLeft");
  expect(await focused()).toMatch(/^Names of <module>/);
  const step = await playground.stepNumber();
  await page.keyboard.press(",");
  await playground.settled();
  expect(await playground.stepNumber()).toBe(step - 1);
  expect(await focused(), "the focus stays where it was").toMatch(/^Names of <module>/);
});

test("what clutters can be hidden, and stays so after a reload", async ({ page, site }) => {
  const playground = await Playground.open(page, site);
  await playground.pick(COUNTS);
  await playground.runToEnd();
  await expect(playground.box("function process")).toHaveCount(1);
  await page.getByText("Show", { exact: true }).click();
  await page.getByLabel(/^Functions and classes/).uncheck();
  await expect(playground.box("function process")).toHaveCount(0);
  await expect(playground.box("list #1")).toHaveCount(1);
  await page.reload();
  await playground.runToEnd();
  await expect(playground.box("function process")).toHaveCount(0);
});

test("the divider goes where it is dragged, by mouse and by keys, and is there after a reload", async ({ page, site }) => {
  await Playground.open(page, site);
  const divider = page.getByRole("separator", { name: "Width of the code" });
  const width = () => divider.getAttribute("aria-valuenow").then(Number);
  expect(await width()).toBe(40);
  const place = (await divider.boundingBox())!;
  await page.mouse.move(place.x + place.width / 2, place.y + 100);
  await page.mouse.down();
  await page.mouse.move(840, place.y + 140, { steps: 4 });
  await page.mouse.up();
  expect(await width()).toBe(60);
  await divider.focus();
  await page.keyboard.press("ArrowLeft");
  expect(await width()).toBe(58);
  await page.reload();
  await expect(divider).toHaveAttribute("aria-valuenow", "58");
});

test("a change is announced once, in words", async ({ page, site }) => {
  const playground = await Playground.open(page, site);
  await playground.pick(COUNTS);
  await playground.runToEnd();
  await playground.go("One step back");
  const words = (await page.locator("#words").textContent())!.trim();
  expect(words).not.toBe("");
  await expect(page.locator("#announcer")).toHaveText(words);
});

test.describe("with motion", () => {
  test.use({ contextOptions: { reducedMotion: "no-preference" } });

  test("what moved ends where the same step without motion has it", async ({ page, site }) => {
    const playground = await Playground.open(page, site);
    await playground.pick(COUNTS);
    await playground.runToEnd();
    const places = () =>
      playground.diagram.locator(".boxes > [data-key], .arrows .line").evaluateAll((elements) =>
        elements.map((element) => `${element.getAttribute("data-key")} ${element.getAttribute("transform")} ${element.getAttribute("d")} ${element.getAttribute("opacity")}`).sort());
    await playground.go("One step back");
    await playground.go("One step forward");
    await expect.poll(async () => (await page.evaluate(() => document.getAnimations().length)) === 0 && (await playground.diagram.locator("[opacity]").count()) === 0).toBe(true);
    const moved = await places();
    await playground.go("First step");
    await playground.go("Last step");
    expect(await places()).toEqual(moved);
  });
});

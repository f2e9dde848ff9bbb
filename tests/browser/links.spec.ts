// Links: the address bar is the link, one is shared by a button, and a broken one harms nothing.
import { Playground } from "./playground.ts";
import { expect, test } from "./site.ts";

test.use({ permissions: ["clipboard-read", "clipboard-write"] });

const PROGRAM = "a = ['shared', '🐍']\nb = a\nc = [a, b]\nprint(len(c))\n";

test("a shared link opens the same moment elsewhere: program, Python, step and object", async ({ page, browser, site }) => {
  const playground = await Playground.open(page, site);
  await playground.write(PROGRAM);
  await playground.setUp("3.12", "script");
  await playground.runToEnd();
  await playground.go("One step back");
  await playground.box("list #1").click();
  const label = await playground.label("list #1");
  await page.getByRole("button", { name: "Share" }).click();
  const dialog = page.getByRole("dialog", { name: "Share" });
  await dialog.getByRole("button", { name: "Copy" }).first().click();
  await expect(dialog.getByRole("status")).toHaveText("Copied");
  const link = await page.evaluate(() => navigator.clipboard.readText());
  expect(link).toMatch(/#1[\w-]+&on=list\.1&line=4&step=3$/);
  await page.keyboard.press("Escape");
  await expect.poll(() => page.evaluate(() => location.href), "the address bar says the same").toBe(link);

  const elsewhere = await (await browser.newContext()).newPage();
  const theirs = await Playground.open(elsewhere, link);
  await theirs.settled();
  expect(await theirs.program()).toBe(PROGRAM);
  await expect(theirs.version).toHaveValue("3.12");
  expect(await theirs.stepNumber()).toBe(3);
  expect(await theirs.label("list #1")).toBe(label);
  await expect(elsewhere.getByRole("complementary", { name: "The chosen object" })).toContainText("list #1");
  await expect.poll(() => elsewhere.evaluate(() => location.href)).toBe(link);
  await elsewhere.context().close();
});

test("a link written by hand opens, and what it says too much stays in it", async ({ page, site }) => {
  const playground = await Playground.open(page, `${site}#code=${encodeURIComponent("x = []\ny = [x]\n")}&py=3.9&step=1&glow=2`);
  await playground.settled();
  await expect(playground.version).toHaveValue("3.9");
  expect(await playground.stepNumber()).toBe(1);
  await expect(page.getByRole("status")).toContainText("glow");
  await playground.go("One step forward");
  await expect.poll(() => page.evaluate(() => location.hash)).toMatch(/&glow=2&.*step=2$/);
});

test("a mangled link is said, what could be read is offered, and nothing is lost", async ({ page, site }) => {
  const playground = await Playground.open(page, site);
  const mine = "mine = 1\n";
  await playground.write(mine);
  await playground.runToEnd();
  const long = Array.from({ length: 30 }, (_none, line) => `theirs_${line} = [${line * 7919}]\n`).join("");
  await page.goto(`${site}#code=${encodeURIComponent(long)}`);
  await playground.settled();
  await expect(page.getByRole("status")).toContainText("the one you had is kept");
  await page.getByRole("button", { name: "Back to mine" }).click();
  expect(await playground.program()).toBe(mine);
  await page.getByRole("button", { name: "Share" }).click();
  await page.keyboard.press("Escape");
  const whole = await page.evaluate(async (text) => {
    const bytes = await new Response(new Blob([JSON.stringify({ py: "3.13", code: text })]).stream().pipeThrough(new CompressionStream("deflate-raw"))).arrayBuffer();
    return btoa(String.fromCharCode(...new Uint8Array(bytes))).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
  }, long);
  await page.evaluate((hash) => void (location.hash = hash), `1${whole.slice(0, Math.floor(whole.length * 0.8))}`);
  const told = page.getByRole("status").filter({ hasText: "This link can't be opened" });
  await expect(told).toContainText("cut off");
  expect(await playground.program()).toBe(mine);
  await page.getByRole("button", { name: "Show what could be read" }).click();
  expect(long.startsWith((await playground.program()).trimEnd().slice(0, 200))).toBe(true);
  expect((await playground.program()).length).toBeGreaterThan(200);
});

test("a reload stays where it was", async ({ page, site }) => {
  const playground = await Playground.open(page, site);
  await playground.pick("Reference count examples");
  await playground.runToEnd();
  await playground.go("One step back");
  const step = await playground.stepNumber();
  await expect.poll(() => page.evaluate(() => location.hash)).toContain(`step=${step}`);
  await page.reload();
  await playground.settled();
  expect(await playground.stepNumber()).toBe(step);
});

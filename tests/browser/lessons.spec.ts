// Every lesson from its start to its end, by the keyboard alone; as each opens and ends is kept as a picture.
import AxeBuilder from "@axe-core/playwright";
import { Playground } from "./playground.ts";
import { ARTEFACTS, expect, test } from "./site.ts";

const CHAPTERS = [
  "Start here", "Python memory model", "Reference counting", "Garbage collection", "Memory optimization", "Memory profiling",
  "Best practices", "Debugging memory issues", "Gallery",
];
/** Steps that are gone through one by one; of a longer lesson its last is gone to at once. */
const WALKED = 5;

test("these are all the chapters", async ({ page, site }) => {
  const playground = await Playground.open(page, site);
  expect(await playground.lesson.locator("optgroup").evaluateAll((groups) => groups.map((group) => group.getAttribute("label")))).toEqual(CHAPTERS);
});

for (const chapter of CHAPTERS) {
  test(`${chapter}: each lesson from start to end without a mouse`, async ({ page, site }) => {
    const playground = await Playground.open(page, site);
    const titles = await playground.lesson.locator(`optgroup[label="${chapter}"] option`).allTextContents();
    await playground.lesson.focus();
    for (const [number, title] of titles.entries()) {
      // In the list of lessons a person types the name; what is pressed here is the next one's button.
      if (number === 0) await playground.pick(title);
      else await page.getByRole("button", { name: "The next lesson" }).press("Enter");
      await expect(page.getByRole("heading", { level: 2, name: title, exact: true })).toBeVisible();
      await expect(playground.run).toBeEnabled();
      await playground.settled();
      const name = `lesson-${title.toLowerCase().replace(/[^a-z0-9]+/g, "-")}`;
      await page.screenshot({ path: `${ARTEFACTS}${name}-opens.png` });
      await page.getByRole("button", { name: "The lesson before" }).or(page.getByRole("button", { name: "The next lesson" })).and(page.locator(":enabled")).first().focus();
      await page.keyboard.press("Home");
      await expect.poll(() => playground.stepNumber()).toBe(0);
      const last = await playground.lastStep();
      for (let step = 1; step <= Math.min(WALKED, last); step++) {
        await page.keyboard.press("ArrowRight");
        await expect.poll(() => playground.stepNumber()).toBe(step);
        await playground.settled();
        await expect(page.locator("#words .sentence")).not.toHaveText("");
      }
      await page.keyboard.press("End");
      await expect.poll(() => playground.stepNumber()).toBe(last);
      await playground.settled();
      await page.screenshot({ path: `${ARTEFACTS}${name}-ends.png` });
    }
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => ({ id, where: nodes.map((node) => node.html) }))).toEqual([]);
  });
}

// How it looks, for a person to see (screenshots in tests/artefacts), and what axe finds wrong with it.
import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { Playground } from "./playground.ts";
import { ARTEFACTS, expect, test } from "./site.ts";

const SIZES = [
  { name: "wide", width: 1400, height: 900 },
  { name: "narrow", width: 390, height: 844 },
] as const;

/** Takes the picture, and holds the page against what every state of it has to keep. */
async function look(page: Page, picture: string): Promise<void> {
  await page.screenshot({ path: `${ARTEFACTS}${picture}.png` });
  const overhang = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(overhang, `${picture}: pixels to scroll sideways`).toBe(0);
  const { violations } = await new AxeBuilder({ page }).analyze();
  const found = violations.map(({ id, nodes }) => ({ id, where: nodes.map((node) => node.html) }));
  expect(found, `${picture}: what axe finds`).toEqual([]);
}

for (const { name, width, height } of SIZES) {
  for (const colorScheme of ["light", "dark"] as const) {
    test.describe(`${name}, ${colorScheme}`, () => {
      test.use({ viewport: { width, height }, colorScheme, hasTouch: name === "narrow" });

      test("as it opens", async ({ page, site }) => {
        await Playground.open(page, site);
        await page.waitForLoadState("networkidle");
        await look(page, `open-${name}-${colorScheme}`);
      });

      test("in the middle of a run", async ({ page, site }) => {
        const playground = await Playground.open(page, site);
        await playground.pick("Reference count examples");
        await playground.runToEnd();
        await playground.go("One step back");
        for (const tab of name === "narrow" ? ["Code", "Heap", "Words and output"] : [null]) {
          if (tab !== null) await page.getByRole("tab", { name: tab }).click();
          await look(page, `run-${name}-${colorScheme}${tab === null ? "" : `-${tab.split(" ")[0]!.toLowerCase()}`}`);
        }
      });

      test("after an exception", async ({ page, site }) => {
        const playground = await Playground.open(page, site);
        await playground.write("names = []\nprint(names[0])\n");
        await playground.runToEnd();
        await look(page, `raised-${name}-${colorScheme}`);
      });
    });
  }
}

test("the gallery of the diagram's cases", async ({ page, site }) => {
  await page.goto(`${site}gallery/`);
  const pictures = page.getByRole("img");
  expect(await pictures.count()).toBeGreaterThan(8);
  for (const picture of await pictures.all()) {
    await picture.scrollIntoViewIfNeeded();
    await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(10);
  }
  await look(page, "gallery");
});

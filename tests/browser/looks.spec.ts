// How it looks, for a person to see (screenshots in tests/artefacts), and what axe finds wrong with it.
import AxeBuilder from "@axe-core/playwright";
import { ARTEFACTS, expect, test } from "./site.ts";

const SIZES = [
  { name: "wide", width: 1400, height: 900 },
  { name: "narrow", width: 390, height: 844 },
] as const;

for (const { name, width, height } of SIZES) {
  for (const colorScheme of ["light", "dark"] as const) {
    test.describe(`${name}, ${colorScheme}`, () => {
      test.use({ viewport: { width, height }, colorScheme, hasTouch: name === "narrow" });

      test("nothing sticks out, and axe finds nothing", async ({ page, site }) => {
        await page.goto(site);
        await expect(page.getByRole("button", { name: "Run", exact: true })).toBeEnabled();
        await page.waitForLoadState("networkidle");
        await page.screenshot({ path: `${ARTEFACTS}first-${name}-${colorScheme}.png` });
        const overhang = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        expect(overhang, "pixels to scroll sideways").toBe(0);
        const { violations } = await new AxeBuilder({ page }).analyze();
        expect(violations.map(({ id, nodes }) => ({ id, where: nodes.map((node) => node.html) }))).toEqual([]);
      });
    });
  }
}

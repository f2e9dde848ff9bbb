// The page comes up, whole and from one place.
import { expect, test } from "./site.ts";

test("the page loads, is called Heaplens, and complains of nothing", async ({ page, site }) => {
  await page.goto(site);
  await expect(page).toHaveTitle(/^Heaplens\b/);
  await expect(page.getByRole("heading", { level: 1, name: "Heaplens" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Run", exact: true })).toBeEnabled();
  // What it fetches late, it has fetched by now.
  await page.waitForLoadState("networkidle");
});

test("the engine is downloaded once, as wasm", async ({ page, site }) => {
  const engines: { url: string; type: string | undefined }[] = [];
  page.context().on("response", (response) => {
    // The copy for visits without a network is taken from the browser's cache.
    if (response.url().endsWith(".wasm") && !response.request().serviceWorker()) engines.push({ url: response.url(), type: response.headers()["content-type"] });
  });
  await page.goto(site);
  await expect.poll(() => engines.length).toBeGreaterThan(0);
  await page.waitForLoadState("networkidle");
  expect(engines.map((engine) => engine.type)).toEqual(["application/wasm"]);
});

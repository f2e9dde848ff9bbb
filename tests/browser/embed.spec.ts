// The small view inside somebody else's page.
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import AxeBuilder from "@axe-core/playwright";
import type { FrameLocator, Page } from "@playwright/test";
import { Playground } from "./playground.ts";
import { ARTEFACTS, expect, test } from "./site.ts";

let server: Server;
let host: string;
let html = "";

test.beforeAll(async () => {
  server = createServer((_request, response) => response.writeHead(200, { "content-type": "text/html" }).end(html));
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  host = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
});
test.afterAll(() => void server.close());

const PROGRAM = "a = []\nb = [a]\nc = b\ndel b\n";

/** A page of another origin, with the embed in it; it keeps what the embed tells. */
async function hosted(page: Page, site: string, troubles: string[], width = 800): Promise<FrameLocator> {
  const address = `${site}embed/#code=${encodeURIComponent(PROGRAM)}&py=3.12&step=2`;
  html = `<!doctype html><html lang="en"><title>A course</title><link rel="icon" href="data:,"><main><h1>A course</h1><iframe title="A heap" src="${address.replaceAll("&", "&amp;")}" width="${width}" height="420"></iframe></main>
    <script>window.told = []; addEventListener("message", (event) => told.push(event.data));</script></html>`;
  await page.goto(host);
  const frame = page.frameLocator("iframe");
  await expect(frame.getByRole("slider", { name: "Step" })).toHaveAttribute("aria-valuetext", /^step 2 of 4\. \S/);
  // The course's own page is the one foreign address that is fetched, and by the test itself.
  expect(troubles.splice(0)).toEqual([`a request to ${host}`]);
  return frame;
}

test("an embed opens at its moment, steps, and takes edited code and step along to the playground", async ({ page, site, troubles, context }) => {
  const frame = await hosted(page, site, troubles);
  await expect(frame.locator('#heap [aria-label^="list #2"]')).toBeVisible();
  await frame.getByRole("button", { name: "One step forward" }).click();
  await expect(frame.getByRole("slider", { name: "Step" })).toHaveAttribute("aria-valuetext", /^step 3 of 4/);
  await frame.locator("#editor [contenteditable=true]").click();
  await page.keyboard.press("ControlOrMeta+End");
  await page.keyboard.type("d = c");
  await frame.getByRole("button", { name: "Run", exact: true }).click();
  await expect(frame.getByRole("slider", { name: "Step" })).toHaveAttribute("aria-valuetext", /^step 5 of 5/);
  await frame.getByRole("button", { name: "One step back" }).click();
  await expect(frame.getByRole("slider", { name: "Step" })).toHaveAttribute("aria-valuetext", /^step 4 of 5/);
  await expect(frame.getByRole("link", { name: "Open in the playground" })).toHaveAttribute("href", /&step=4$/);
  const [opened] = await Promise.all([context.waitForEvent("page"), frame.getByRole("link", { name: "Open in the playground" }).click()]);
  const playground = new Playground(opened);
  await playground.settled();
  expect(await playground.program()).toBe(`${PROGRAM}d = c`);
  expect(await playground.stepNumber()).toBe(4);
  await expect(playground.version).toHaveValue("3.12");
});

test("the page around it hears of steps and can go to one; nobody else can", async ({ page, site, troubles }) => {
  const frame = await hosted(page, site, troubles);
  const slider = frame.getByRole("slider", { name: "Step" });
  await expect.poll(() => page.evaluate(() => (window as unknown as { told: unknown[] }).told)).toEqual([{ heaplens: 1, type: "ready", step: 2, steps: 5 }]);
  const inner = page.frames()[1]!;
  await page.evaluate(() => document.querySelector("iframe")!.contentWindow!.postMessage({ heaplens: 1, type: "goto", step: 1 }, "*"));
  await expect(slider).toHaveAttribute("aria-valuetext", /^step 1 of 4/);
  await inner.evaluate(() => window.postMessage({ heaplens: 1, type: "goto", step: 3 }, "*"));
  await page.waitForTimeout(300);
  await expect(slider).toHaveAttribute("aria-valuetext", /^step 1 of 4/);
  expect(await inner.evaluate(() => location.hash)).toMatch(/^#code=.*step=2$/);
});

for (const width of [800, 390]) {
  test(`it fits ${width} px, and axe finds nothing`, async ({ page, site, troubles }) => {
    const frame = await hosted(page, site, troubles, width);
    await frame.locator("#heap svg").first().waitFor();
    await page.screenshot({ path: `${ARTEFACTS}embed-${width}.png` });
    const inner = page.frames()[1]!;
    expect(await inner.evaluate(() => [document.documentElement.scrollWidth - innerWidth, document.documentElement.scrollHeight - innerHeight])).toEqual([0, 0]);
    const { violations } = await new AxeBuilder({ page }).include("iframe").analyze();
    expect(violations.map(({ id, nodes }) => ({ id, where: nodes.map((node) => node.html) }))).toEqual([]);
  });
}

// After one visit the page works without a network.
import { Playground } from "./playground.ts";
import { expect, test } from "./site.ts";

test("a second visit needs no network", async ({ page, site, context, troubles }) => {
  const playground = await Playground.open(page, site);
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await expect.poll(() => page.evaluate(() => navigator.serviceWorker.getRegistration().then((one) => one?.active?.state))).toBe("activated");
  await context.setOffline(true);
  await page.goto(`${site}#lesson=reference-counting&py=3.12`);
  await page.reload();
  await playground.settled();
  await playground.runToEnd();
  await expect(playground.output).toHaveText("2\n3\n4\n3\n2\n");
  await context.setOffline(false);
  // The newest page was asked for, and in vain.
  expect(troubles.splice(0).filter((trouble) => !trouble.startsWith("net::ERR_INTERNET_DISCONNECTED"))).toEqual([]);
});

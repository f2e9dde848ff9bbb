// Asked before it is shown.
import { Playground } from "./playground.ts";
import { expect, test } from "./site.ts";

test("a step asks first, hides its answer until then, and says whether one was right", async ({ page, site }) => {
  const playground = await Playground.open(page, site);
  await playground.pick("How reference counting works");
  await playground.settled();
  await playground.go("First step");
  await page.getByRole("button", { name: "Predict" }).click();
  const words = page.locator("#words");
  for (let step = 0; step < 4 && !(await words.textContent())!.includes("print?"); step++) {
    if (await words.getByRole("button", { name: "Show" }).isVisible()) await words.getByRole("button", { name: "Show" }).click();
    await page.getByRole("button", { name: "One step forward" }).click();
    await page.waitForTimeout(300);
  }
  await expect(words).toContainText("What does line 5 print?");
  await expect(playground.output).toHaveText("");
  await words.getByRole("button", { name: "3", exact: true }).click();
  await expect(words).toContainText("You said “3”, it is “2”.");
  await expect(playground.output).toHaveText("2\n");
  await page.getByRole("button", { name: "One step forward" }).click();
  await expect(words).toContainText("How many references are there to the object that x names after line 8?");
  const before = await playground.count("list #1");
  expect(before).toBe(1);
  await words.getByRole("button", { name: "2", exact: true }).click();
  await expect(words).toContainText("as you said");
  expect(await playground.count("list #1")).toBe(2);
});

// A thousand objects: what is drawn of them, how one looks about among them, and how long a frame takes.
import { Playground } from "./playground.ts";
import { expect, test } from "./site.ts";

/** A thousand instances, each with a list of its own; the last lines change a few of them. */
const PROGRAM = "class Node:\n    def __init__(self, number):\n        self.number = number\n        self.next = None\nnodes = [Node(number) for number in range(1000)]\nfor index in range(999): nodes[index].next = nodes[index + 1]\nfor index in range(20): nodes[index].number = [index]\ndone = True\n";

test("what is left out of a large heap is counted; one object and its neighbours can be seen alone", async ({ page, site }) => {
  const playground = await Playground.open(page, site);
  await playground.write(PROGRAM);
  await playground.runToEnd();
  await expect(page.locator(".heap-totals")).toContainText(/[\d,]+ objects, .*, [\d,]+ not drawn/);
  const boxes = playground.diagram.locator('.boxes > [role^="graphics-object"]');
  await page.getByRole("button", { name: "Find", exact: true }).click();
  await page.getByRole("searchbox").fill("nodes[5]");
  await page.getByRole("listitem").getByRole("button", { name: "Node #6" }).first().click();
  await page.getByRole("button", { name: "Only this and its neighbours" }).click();
  await expect.poll(() => boxes.count()).toBeLessThan(12);
  await expect(playground.box("Node #6")).toHaveCount(1);
  await page.getByRole("button", { name: "Only Node #6 and its neighbours are drawn: draw everything" }).click();
  await expect(page.getByRole("button", { name: /neighbours are drawn/ })).toBeHidden();
});

test("the picture comes nearer, goes farther and moves, by buttons, keys, wheel and drag", async ({ page, site }) => {
  const playground = await Playground.open(page, site);
  await playground.write("chain = []\nfor number in range(30): chain = [chain]\n");
  await playground.runToEnd();
  const camera = async () => {
    const [, x, y, zoom] = /translate\(([-\d.e]+) ([-\d.e]+)\) scale\(([-\d.e]+)\)/.exec((await playground.diagram.locator(".camera").getAttribute("transform"))!)!;
    return { x: Number(x), y: Number(y), zoom: Number(zoom) };
  };
  const opened = await camera();
  await page.getByRole("button", { name: "Nearer (+)" }).click();
  await expect.poll(async () => (await camera()).zoom).toBeGreaterThan(opened.zoom);
  await page.getByRole("button", { name: "All of it (0)" }).click();
  await expect.poll(async () => (await camera()).zoom).toBeLessThan(opened.zoom);
  const whole = await camera();
  await playground.diagram.locator("[tabindex='0']").first().focus();
  await page.keyboard.press("+");
  await expect.poll(async () => (await camera()).zoom).toBeGreaterThan(whole.zoom);
  const frame = (await playground.diagram.boundingBox())!;
  await page.mouse.move(frame.x + frame.width * 0.9, frame.y + frame.height * 0.5);
  await page.keyboard.down("Control");
  await page.mouse.wheel(0, -400);
  await page.keyboard.up("Control");
  const near = await camera();
  expect(near.zoom).toBeGreaterThan(whole.zoom);
  await page.mouse.wheel(120, 0);
  await expect.poll(async () => (await camera()).x).toBeLessThan(near.x);
  const before = await camera();
  await page.mouse.down();
  await page.mouse.move(frame.x + frame.width * 0.9 + 30, frame.y + frame.height * 0.5, { steps: 4 });
  await page.mouse.up();
  await expect.poll(async () => (await camera()).x).toBeGreaterThan(before.x);
});

test.describe("with motion", () => {
  test.use({ contextOptions: { reducedMotion: "no-preference" } });

  test("a step among a thousand objects moves at sixty frames a second", async ({ page, site }) => {
    const playground = await Playground.open(page, site);
    await playground.write(PROGRAM);
    await playground.runToEnd();
    for (let step = 0; step < 8; step++) await playground.go("One step back");
    // In the main thread's own time, for the machine is shared: all that a step costs, spread over its frames.
    const session = await page.context().newCDPSession(page);
    await session.send("Performance.enable", { timeDomain: "threadTicks" });
    const spent = async () => (await session.send("Performance.getMetrics")).metrics.find((metric) => metric.name === "TaskDuration")!.value * 1000;
    const before = await spent();
    const frames = await page.evaluate(async () => {
      let count = 0;
      for (let round = 0; round < 6; round++) {
        document.querySelector<HTMLButtonElement>(".time-forward")!.click();
        for (const until = performance.now() + 400; performance.now() < until; count++) await new Promise(requestAnimationFrame);
      }
      return count;
    });
    const took = (await spent()) - before;
    console.log(`six steps among a thousand objects: ${took.toFixed(0)} ms of the main thread over ${frames} frames`);
    expect(frames).toBeGreaterThan(0);
    // A change takes 220 ms to be seen, which is 13 frames of 16 ms.
    expect(took / 6).toBeLessThan(13 * 16);
  });
});

// The page as somebody uses it: by what its controls are called, never by how it is made.
import { expect, type Locator, type Page } from "@playwright/test";

/** How CPython takes the program in, as the page names it. */
export type Unit = "script" | "repl";

export class Playground {
  readonly lesson: Locator;
  readonly version: Locator;
  readonly unit: Locator;
  readonly run: Locator;
  readonly output: Locator;
  readonly step: Locator;
  readonly diagram: Locator;
  /** How the run ended, in words, where it didn't simply come to its end. */
  readonly verdict: Locator;
  /** The underlined place of a fault in the text. */
  readonly faultMark: Locator;

  constructor(readonly page: Page) {
    this.lesson = page.getByLabel("Lesson", { exact: true });
    this.version = page.getByLabel("Python version", { exact: true });
    this.unit = page.getByLabel("Run as", { exact: true });
    this.run = page.getByRole("button", { name: "Run", exact: true });
    this.output = page.getByLabel("Output", { exact: true });
    this.step = page.getByRole("slider", { name: "Step", exact: true });
    this.diagram = page.locator("#heap svg").first();
    this.verdict = page.locator("#words");
    this.faultMark = page.locator("#editor .fault");
  }

  /** Opens the page, and waits until it can run something. */
  static async open(page: Page, site: string): Promise<Playground> {
    await page.goto(site);
    const playground = new Playground(page);
    await expect(playground.run).toBeEnabled();
    return playground;
  }

  /** Picks a lesson by its title. */
  async pick(title: string): Promise<void> {
    await this.lesson.selectOption({ label: title });
  }

  /** Pastes a program into the editor, over what is there; typing it would be up to the editor's own indentation. */
  async write(program: string): Promise<void> {
    const editor = this.page.locator("#editor [contenteditable=true]");
    await editor.click();
    await this.page.keyboard.press("ControlOrMeta+a");
    await editor.evaluate((element, text) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData("text/plain", text);
      element.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
    }, program);
  }

  /** The text in the editor. */
  async program(): Promise<string> {
    const lines = await this.page.locator("#editor .cm-line").allTextContents();
    return lines.join("\n");
  }

  /** Says which Python, and which unit is compiled at once. */
  async setUp(version: string, unit: Unit): Promise<void> {
    await this.version.selectOption(version);
    await this.unit.selectOption(unit);
  }

  /** Presses Run, and waits for the run's last moment to be on screen. */
  async runToEnd(): Promise<void> {
    // A lesson opens with a run of its own, which takes a press of Run that comes while it is under way along.
    await expect(async () => {
      // What the slider said of an earlier run must not pass for this one's.
      await this.step.evaluate((slider) => slider.removeAttribute("aria-valuetext"));
      await this.run.click();
      await this.settled();
      expect(await this.stepNumber()).toBe(await this.lastStep());
    }).toPass();
  }

  /** Waits until the step that the slider stands at is what the page shows: it is then told in words. */
  async settled(): Promise<void> {
    await expect(this.step).toHaveAttribute("aria-valuetext", /^step \d+ of \d+\. \S/);
  }

  async stepNumber(): Promise<number> {
    return Number(await this.step.inputValue());
  }

  async lastStep(): Promise<number> {
    return Number(await this.step.getAttribute("max"));
  }

  /** One press of a button of the time bar. */
  async go(where: "First step" | "One step back" | "One step forward" | "Last step"): Promise<void> {
    await this.page.getByRole("button", { name: where }).click();
    await this.settled();
  }

  /** The box of the diagram that is called so (`list #1`): its accessible name begins with its title. */
  box(title: string): Locator {
    const named = [",", ":", " "].map((after) => `[role^="graphics-object"][aria-label^="${title}${after}"]`);
    return this.diagram.locator([...named, `[role^="graphics-object"][aria-label="${title}"]`].join(", "));
  }

  /** The reference count that a box bears at its foot; `null` where there is no such box, or only its ghost. */
  async count(title: string): Promise<number | null> {
    const label = await this.label(title);
    const number = label === null ? null : /, ([\d,]+) references?\b/.exec(label);
    return number === null ? null : Number(number[1]!.replaceAll(",", ""));
  }

  /** How many references stand on a box's left edge as dots. */
  async dots(title: string): Promise<number> {
    // They lie above the arrows, in a layer of their own, and bear the box's key.
    const key = await this.box(title).getAttribute("data-key");
    return this.diagram.locator(`.pins > [data-key="${key}"] > .dot`).count();
  }

  /** What a screen reader says of a box. */
  async label(title: string): Promise<string | null> {
    const box = this.box(title);
    return (await box.count()) === 0 ? null : box.getAttribute("aria-label");
  }
}

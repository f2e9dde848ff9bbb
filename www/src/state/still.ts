/** The first lesson's first picture, made while the page was built. */
import type { Moment } from "./state.ts";
import type { Scene, View } from "./wire.ts";

export interface Still {
  readonly width: number;
  readonly step: number;
  readonly view: View;
  readonly scene: Scene;
}

/** No run of a person's has this number. */
export const STILL_RUN = 0;

/** The still that fits a heap of that width, as a moment; null if none was made. */
export function stillMoment(stills: readonly Still[], width: number): Moment | null {
  const fitting = stills.filter((still) => still.width <= width + 20);
  const still = fitting.length ? fitting.reduce((a, b) => (b.width > a.width ? b : a)) : stills.at(-1);
  return still ? { run: STILL_RUN, step: still.step, asked: "still", view: still.view, scene: still.scene } : null;
}

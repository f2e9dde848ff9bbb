/** A quantity over the steps of a run, as a curve: for the bar of time and for the panel of the memory. */
import type { Marks } from "./wire.ts";

/** The lowest and the highest value, and the first place of each. */
export interface Range {
  readonly low: number;
  readonly high: number;
  readonly highAt: number;
}

/** Of all but the first value, where there are some: before its first line a program has nothing, and all else would be flat. */
export function rangeOf(values: ArrayLike<number>): Range {
  let [low, high, highAt] = [Infinity, -Infinity, 0];
  for (let at = values.length > 3 ? 1 : 0; at < values.length; at++) {
    const value = values[at]!;
    low = Math.min(low, value);
    if (value > high) [high, highAt] = [value, at];
  }
  return { low, high, highAt };
}

/**
 * The path of a staircase: each value stands from its own mark to the next. Across it has one unit for each step of
 * the run, down it goes from 0 (the highest) to `height` (the lowest). With `closed` it is an area down to `height`.
 */
export function stairs(values: ArrayLike<number>, { low, high }: Range, stepsPerMark: number, steps: number, height: number, closed: boolean): string {
  if (values.length === 0) return "";
  const down = (value: number) => round(high === low ? height : height * (1 - (Math.max(low, value) - low) / (high - low)));
  let path = `M0 ${down(values[0]!)}`;
  for (let at = 1; at < values.length; at++) {
    if (values[at] !== values[at - 1]) path += `H${at * stepsPerMark}V${down(values[at]!)}`;
  }
  path += `H${Math.max(1, steps - 1)}`;
  return closed ? `${path}V${height}H0Z` : path;
}

/** The value of the mark that a step falls into. */
export function valueAt(values: ArrayLike<number>, marks: Pick<Marks, "steps_per_mark">, step: number): number {
  return values[Math.min(values.length - 1, Math.floor(step / marks.steps_per_mark))] ?? 0;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

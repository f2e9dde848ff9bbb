/** Draws one arrow of the scene: a curve, and a small tip where it ends in its dot. */
import type { Arrow, Place } from "../state/wire.ts";
import { between } from "./motion.ts";

const TIP_LENGTH = 7;
const TIP_HALF = 3.2;

/** The curve as an SVG path: a start point and then three points for each cubic Bézier. */
export function curvePath(curve: readonly number[]): string {
  let path = `M${round(curve[0] ?? 0)} ${round(curve[1] ?? 0)}`;
  for (let at = 2; at + 5 < curve.length; at += 6) {
    path += `C${curve.slice(at, at + 6).map(round).join(" ")}`;
  }
  return path;
}

/** A rectangle that the curve stays within: that of its points and the handles. */
export function curvePlace(curve: readonly number[]): Place {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let at = 0; at + 1 < curve.length; at += 2) {
    left = Math.min(left, curve[at]!);
    right = Math.max(right, curve[at]!);
    top = Math.min(top, curve[at + 1]!);
    bottom = Math.max(bottom, curve[at + 1]!);
  }
  return { x: left, y: top, width: right - left, height: bottom - top };
}

/** The tip: a triangle at the curve's end, along its last direction. */
export function tipPath(curve: readonly number[]): string {
  const x = curve.at(-2) ?? 0;
  const y = curve.at(-1) ?? 0;
  const [dx, dy] = lastDirection(curve);
  const bx = x - dx * TIP_LENGTH;
  const by = y - dy * TIP_LENGTH;
  return `M${round(x)} ${round(y)}L${round(bx - dy * TIP_HALF)} ${round(by + dx * TIP_HALF)}L${round(bx + dy * TIP_HALF)} ${round(by - dx * TIP_HALF)}Z`;
}

/** The curve part of the way between two; a curve of another number of bends is there at once. */
export function curveBetween(from: readonly number[], to: readonly number[], part: number): readonly number[] {
  if (from.length !== to.length) return to;
  return to.map((value, index) => between(from[index]!, value, part));
}

export function sameCurve(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((value, index) => value === b[index]);
}

export function arrowClass(arrow: Arrow): string {
  return `arrow is-${arrow.strength}${arrow.new ? " is-new" : ""}${arrow.garbage ? " is-garbage" : ""}`;
}

function lastDirection(curve: readonly number[]): readonly [number, number] {
  const x = curve.at(-2) ?? 0;
  const y = curve.at(-1) ?? 0;
  for (let at = curve.length - 4; at >= 0; at -= 2) {
    const dx = x - curve[at]!;
    const dy = y - curve[at + 1]!;
    const length = Math.hypot(dx, dy);
    if (length > 0.01) return [dx / length, dy / length];
  }
  return [1, 0];
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

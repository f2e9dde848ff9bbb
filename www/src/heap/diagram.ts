/**
 * Draws scenes. Boxes and arrows are joined by their keys, so that what moves is the same thing; only what differs
 * from the scene before is touched. Where things are comes from the scene alone, never from the document.
 */
import { s, setAttributes } from "../dom/element.ts";
import type { Arrow, Scene, SceneBox } from "../state/wire.ts";
import { arrowClass, curveBetween, curvePath, sameCurve, tipPath } from "./arrow.ts";
import { boxClass, boxContent, dotShape, looksSame } from "./box.ts";
import { between, createMotion, type Motion, type Tween } from "./motion.ts";

/** New things grow from this size. */
const GROW_FROM = 0.96;

interface DrawnBox {
  box: SceneBox;
  readonly group: SVGGElement;
  readonly inside: SVGGElement;
  x: number;
  y: number;
}

interface DrawnArrow {
  arrow: Arrow;
  readonly group: SVGGElement;
  readonly line: SVGPathElement;
  readonly tip: SVGPathElement;
  curve: readonly number[];
}

export interface Diagram {
  /** The layer that the camera moves. */
  readonly dom: SVGGElement;
  /** Draws the scene; what changed takes so long to get there. */
  draw(scene: Scene, milliseconds: number): void;
  /** The arrows of these boxes stay strong, the others recede; none = all are alike. */
  strengthen(keys: ReadonlySet<string>): void;
  /** The box that is chosen, if one is. */
  choose(key: string | null): void;
  /** The box that the Tab key reaches. */
  reachable(key: string | null): void;
  element(key: string): SVGGElement | null;
  destroy(): void;
}

export function createDiagram(motion: Motion = createMotion()): Diagram {
  const arrowLayer = s("g", { class: "arrows", "aria-hidden": "true" });
  const boxLayer = s("g", { class: "boxes" });
  const dom = s("g", { class: "camera" }, arrowLayer, boxLayer);
  const boxes = new Map<string, DrawnBox>();
  const arrows = new Map<string, DrawnArrow>();
  let strong: ReadonlySet<string> = new Set();
  let chosen: string | null = null;
  let tabbed: string | null = null;

  function draw(scene: Scene, milliseconds: number): void {
    motion.finish();
    const tweens: Tween[] = [];
    drawBoxes(scene, tweens, milliseconds > 0);
    drawArrows(scene, tweens, milliseconds > 0);
    motion.run(tweens, milliseconds);
  }

  function drawBoxes(scene: Scene, tweens: Tween[], moves: boolean): void {
    const gone = new Set(boxes.keys());
    let before: SVGGElement | null = null;
    for (const box of scene.boxes) {
      gone.delete(box.key);
      const drawn = boxes.get(box.key);
      if (drawn) updateBox(drawn, box, tweens, moves);
      else addBox(box, before, tweens);
      before = boxes.get(box.key)!.group;
    }
    for (const key of gone) {
      const { group, inside } = boxes.get(key)!;
      boxes.delete(key);
      group.removeAttribute("tabindex");
      group.setAttribute("aria-hidden", "true");
      tweens.push(leave(group, inside));
    }
  }

  function addBox(box: SceneBox, before: SVGGElement | null, tweens: Tween[]): void {
    const inside = s("g", { class: "inside", "aria-hidden": "true" }, ...boxContent(box));
    const group = s("g", { "data-key": box.key, role: "graphics-object group", tabindex: box.key === tabbed ? 0 : -1 }, inside);
    const drawn: DrawnBox = { box, group, inside, x: box.place.x, y: box.place.y };
    describe(drawn);
    place(drawn, box.place.x, box.place.y);
    if (before) before.after(group);
    else boxLayer.prepend(group);
    boxes.set(box.key, drawn);
    tweens.push(grow(inside, box));
  }

  function updateBox(drawn: DrawnBox, box: SceneBox, tweens: Tween[], moves: boolean): void {
    const old = drawn.box;
    if (!looksSame(old, box)) {
      drawn.box = box;
      drawn.inside.replaceChildren(...boxContent(box));
      describe(drawn);
      if (moves) tickDots(drawn, old, box, tweens);
    } else {
      drawn.box = box;
    }
    const { x, y } = box.place;
    const [fromX, fromY] = [drawn.x, drawn.y];
    if (fromX === x && fromY === y) return;
    tweens.push((part) => place(drawn, between(fromX, x, part), between(fromY, y, part)));
  }

  function describe({ box, group }: DrawnBox): void {
    setAttributes(group, {
      class: boxClass(box) + (box.key === chosen ? " is-chosen" : ""),
      "aria-label": box.label,
      "aria-current": box.key === chosen ? "true" : null,
    });
  }

  function drawArrows(scene: Scene, tweens: Tween[], moves: boolean): void {
    const gone = new Set(arrows.keys());
    for (const arrow of scene.arrows) {
      gone.delete(arrow.key);
      const drawn = arrows.get(arrow.key);
      if (!drawn) addArrow(arrow, tweens);
      else updateArrow(drawn, arrow, tweens, moves);
    }
    for (const key of gone) {
      const { group } = arrows.get(key)!;
      arrows.delete(key);
      tweens.push((part) => (part === 1 ? group.remove() : group.setAttribute("opacity", String(1 - part))));
    }
  }

  function addArrow(arrow: Arrow, tweens: Tween[]): void {
    const line = s("path", { class: "line" });
    const tip = s("path", { class: "tip" });
    const group = s("g", {}, line, tip);
    const drawn: DrawnArrow = { arrow, group, line, tip, curve: arrow.curve };
    dress(drawn);
    shape(drawn, arrow.curve);
    arrowLayer.append(group);
    arrows.set(arrow.key, drawn);
    tweens.push((part) => fade(group, part));
  }

  function updateArrow(drawn: DrawnArrow, arrow: Arrow, tweens: Tween[], moves: boolean): void {
    drawn.arrow = arrow;
    dress(drawn);
    const from = drawn.curve;
    if (sameCurve(from, arrow.curve)) return;
    if (!moves) shape(drawn, arrow.curve);
    else tweens.push((part) => shape(drawn, part === 1 ? arrow.curve : curveBetween(from, arrow.curve, part)));
  }

  function dress({ arrow, group }: DrawnArrow): void {
    const own = strong.has(arrow.from) || strong.has(arrow.to);
    setAttributes(group, { class: arrowClass(arrow) + (own ? " is-own" : "") });
  }

  function strengthen(keys: ReadonlySet<string>): void {
    if (sameSet(keys, strong)) return;
    strong = keys;
    dom.classList.toggle("has-own", strong.size > 0);
    for (const drawn of arrows.values()) dress(drawn);
  }

  function choose(key: string | null): void {
    if (key === chosen) return;
    const before = chosen;
    chosen = key;
    for (const one of [before, key]) {
      const drawn = one === null ? undefined : boxes.get(one);
      if (drawn) describe(drawn);
    }
  }

  function reachable(key: string | null): void {
    if (key === tabbed) return;
    if (tabbed !== null) boxes.get(tabbed)?.group.setAttribute("tabindex", "-1");
    tabbed = key;
    if (key !== null) boxes.get(key)?.group.setAttribute("tabindex", "0");
  }

  return {
    dom, draw, strengthen, choose, reachable,
    element: (key) => boxes.get(key)?.group ?? null,
    destroy: () => motion.finish(),
  };
}

function place(drawn: DrawnBox, x: number, y: number): void {
  drawn.x = x;
  drawn.y = y;
  drawn.group.setAttribute("transform", `translate(${x} ${y})`);
}

function shape(drawn: DrawnArrow, curve: readonly number[]): void {
  drawn.curve = curve;
  drawn.line.setAttribute("d", curvePath(curve));
  drawn.tip.setAttribute("d", tipPath(curve));
}

function fade(element: SVGElement, part: number): void {
  if (part === 1) element.removeAttribute("opacity");
  else element.setAttribute("opacity", String(part));
}

/** Appears: from a little smaller, about its middle. */
function grow(inside: SVGGElement, box: SceneBox): Tween {
  const { width, height } = box.place;
  return (part) => {
    fade(inside, part);
    if (part === 1) {
      inside.removeAttribute("transform");
      return;
    }
    const size = between(GROW_FROM, 1, part);
    inside.setAttribute("transform", `translate(${((1 - size) * width) / 2} ${((1 - size) * height) / 2}) scale(${size})`);
  };
}

function leave(group: SVGGElement, inside: SVGGElement): Tween {
  return (part) => {
    if (part === 1) group.remove();
    else inside.setAttribute("opacity", String(1 - part));
  };
}

/** The count ticks: a reference that came grows its dot, one that went takes its dot along. */
function tickDots(drawn: DrawnBox, old: SceneBox, box: SceneBox, tweens: Tween[]): void {
  const dots = drawn.inside.querySelectorAll<SVGElement>(":scope > .dot");
  const known = new Set(old.dots.map((dot) => dot.arrow ?? dot.label));
  box.dots.forEach((dot, index) => {
    const element = dots[index];
    if (element && !known.has(dot.arrow ?? dot.label)) tweens.push((part) => scaleDot(element, dot.y, part));
  });
  const kept = new Set(box.dots.map((dot) => dot.arrow ?? dot.label));
  for (const dot of old.dots) {
    if (kept.has(dot.arrow ?? dot.label)) continue;
    const leaving = dotShape(dot);
    drawn.inside.append(leaving);
    tweens.push((part) => (part === 1 ? leaving.remove() : scaleDot(leaving, dot.y, 1 - part)));
  }
}

function scaleDot(element: SVGElement, y: number, size: number): void {
  if (size === 1) element.removeAttribute("transform");
  else element.setAttribute("transform", `translate(0 ${y * (1 - size)}) scale(${size})`);
}

function sameSet(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return a.size === b.size && [...a].every((key) => b.has(key));
}

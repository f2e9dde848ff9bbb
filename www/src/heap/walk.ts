/** Going from box to box by keys: to the nearest one in a direction, or along the arrows. */
import type { Place, Scene, SceneBox } from "../state/wire.ts";

export type Direction = "left" | "right" | "up" | "down";

/** The nearest box whose middle lies that way; what is off to the side counts double. Null at the rim. */
export function nearest(scene: Scene, from: string, direction: Direction): string | null {
  const start = scene.boxes.find((box) => box.key === from);
  if (!start) return scene.boxes[0]?.key ?? null;
  const [x, y] = middle(start.place);
  let best: string | null = null;
  let least = Infinity;
  for (const box of scene.boxes) {
    if (box.key === from) continue;
    const [bx, by] = middle(box.place);
    const [ahead, aside] = aheadAndAside(bx - x, by - y, direction);
    if (ahead <= 1) continue;
    const cost = ahead + 2 * Math.abs(aside);
    if (cost < least) {
      least = cost;
      best = box.key;
    }
  }
  return best;
}

/** The boxes that this one's arrows lead to, or those whose arrows lead to it, in the picture's order, each once. */
export function along(scene: Scene, from: string, way: "out" | "in"): readonly string[] {
  const keys = scene.arrows
    .filter((arrow) => (way === "out" ? arrow.from : arrow.to) === from)
    .map((arrow) => (way === "out" ? arrow.to : arrow.from));
  return [...new Set(keys)];
}

/** What a key can say of a box: who holds it and what it holds. */
export function neighbourWords(scene: Scene, key: string): string {
  const box = scene.boxes.find((one) => one.key === key);
  if (!box) return "";
  const into = scene.arrows.filter((arrow) => arrow.to === key).map((arrow) => arrow.label);
  const out = scene.arrows.filter((arrow) => arrow.from === key).map((arrow) => arrow.label);
  const held = into.length ? `In: ${into.join("; ")}.` : "Nothing drawn leads to it.";
  const holds = out.length ? `Out: ${out.join("; ")}.` : "It leads to nothing that is drawn.";
  return `${titleOf(box)}. ${held} ${holds}`;
}

export function titleOf(box: SceneBox): string {
  return box.texts.find((text) => text.style === "title" || text.style === "caption")?.text ?? box.label;
}

function middle(place: Place): readonly [number, number] {
  return [place.x + place.width / 2, place.y + place.height / 2];
}

function aheadAndAside(dx: number, dy: number, direction: Direction): readonly [number, number] {
  switch (direction) {
    case "left":
      return [-dx, dy];
    case "right":
      return [dx, dy];
    case "up":
      return [-dy, dx];
    case "down":
      return [dy, dx];
  }
}

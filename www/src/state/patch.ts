/** Moments are told by the one before: what is as it was stays the same object, so that nobody looks at it again. */
import type { Look, Part, Scene, View } from "./wire.ts";

export interface Seen {
  readonly view: View;
  readonly scene: Scene;
}

/** What `look` tells, by what was seen last; null if it is the first of its engine. */
export function seenBy(last: Seen | null, { view, scene }: Look): Seen {
  return {
    view: {
      ...view.rest,
      objects: patched(last?.view.objects ?? [], view.objects),
      references: patched(last?.view.references ?? [], view.references),
    },
    scene: {
      ...scene.rest,
      boxes: patched(last?.scene.boxes ?? [], scene.boxes),
      arrows: patched(last?.scene.arrows ?? [], scene.arrows),
    },
  };
}

/** The list that `parts` tell by `before`. */
export function patched<Item>(before: readonly Item[], parts: readonly Part<Item>[]): Item[] {
  const after: Item[] = [];
  for (const part of parts) {
    if (part.type === "new") after.push(part.value);
    else for (let at = part.value.from; at < part.value.from + part.value.count; at++) after.push(before[at]!);
  }
  return after;
}

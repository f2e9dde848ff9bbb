import manualCollection from "../../../tests/document/blocks/07-manual-garbage-collection.py";
import generations from "../../../tests/document/blocks/08-garbage-collection-generations.py";
import trackingObjects from "../../../tests/document/blocks/09-tracking-objects.py";
import weakReferences from "../../../tests/document/blocks/10-weak-references.py";
import { lesson, type Chapter } from "./lesson.ts";

export const GARBAGE_COLLECTION: Chapter = {
  title: "Garbage collection",
  lessons: [
    lesson({
      id: "manual-collection", title: "Manual garbage collection", source: manualCollection, opensAt: 13, panel: "collector",
      text: [
        "The collector runs by itself, from time to time, whenever enough new containers have been made. `gc.disable` and `gc.enable` switch only that off and on: counting goes on regardless, and so does `gc.collect()` when you call it.",
        "`gc.get_count()` doesn't give thresholds, whatever the comment says: it gives how far the three counters are that lead to the next collection. `gc.get_stats()` is what each generation has done so far.",
        "`gc.get_objects()` is the list of all that the collector looks at. Numbers and strings aren't in it, as they can hold nothing, and so can't be part of a cycle.",
      ],
    }),
    lesson({
      id: "generations", title: "Garbage collection generations", source: generations, opensAt: 18, panel: "collector",
      text: [
        "Most objects die young, so the collector looks at the young ones often and at the old ones seldom. What survives a collection moves one generation up: the strokes at the foot of a box say where it is.",
        "The thresholds say when: a collection of the youngest once so many more containers were made than freed, the middle one after so many of those, and so on. line 9 prints them, and they are not the same in all versions: 3.12 and before say 700, later ones 2000.",
        "What a generation means has changed as well, in 3.14 most of all. Switch the version and watch line 18.",
      ],
    }),
    lesson({
      id: "tracking-objects", title: "Tracking objects", source: trackingObjects, opensAt: 10,
      text: [
        "`gc.get_referrers` goes against the arrows, to all tracked objects that hold this one; `gc.get_referents` goes along them. For a list in a global name the referrer is the module's own dict of names.",
        "The collector tracks only what can hold something. A list is tracked from its birth, an integer never (line 21). Some containers change sides: a tuple of numbers is left alone once a collection has seen that it can't be in a cycle.",
      ],
    }),
    lesson({
      id: "weak-references", title: "Weak references", source: weakReferences, opensAt: 18,
      text: [
        "A weak reference can find an object without keeping it alive. It is drawn dotted, with no filled dot at its end: it isn't counted.",
        "After line 21 nothing counted is left, so the object is freed then and there, its `__del__` has its say, and line 23 gets `None` from the weak reference.",
        "A `WeakValueDictionary` is a cache that never keeps its values alive: when the last other reference goes, the entry goes with it.",
      ],
    }),
  ],
};

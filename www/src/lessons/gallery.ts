/** Beyond the document: what nothing else can show. The programs are our own. */
import addressAgain from "./gallery/address_again.py";
import callbackCache from "./gallery/callback_cache.py";
import closureHolds from "./gallery/closure_holds.py";
import countsOfNone from "./gallery/counts_of_none.py";
import dictNeverShrinks from "./gallery/dict_never_shrinks.py";
import exceptionsHoldFrames from "./gallery/exceptions_hold_frames.py";
import keySharingLost from "./gallery/key_sharing_lost.py";
import leakAfter from "./gallery/leak_after.py";
import leakBefore from "./gallery/leak_before.py";
import resurrection from "./gallery/resurrection.py";
import { lesson, type Chapter } from "./lesson.ts";

export const GALLERY: Chapter = {
  title: "Gallery",
  lessons: [
    lesson({
      id: "leak-before", title: "A leak, before its fix", source: leakBefore, opensAt: 12, panel: "memory", prepared: { source: leakAfter, opensAt: 13, what: "is mended" },
      text: [
        "Nothing is lost here, and yet it leaks: every request is still reachable, from a list that nobody empties. The collector can't help, as nothing is garbage. Play it and watch the memory grow below the picture.",
        "Click a request and ask who holds it. Then choose the mended form: the same step of the same loop, and each request is freed as `handle` returns.",
      ],
    }),
    lesson({
      id: "resurrection", title: "Resurrection", source: resurrection, opensAt: 15,
      text: [
        "line 13 takes the last reference away. The finaliser runs while the object is still whole, and puts it into a list: its count is 1 again, and nothing is freed.",
        "A finaliser runs once in an object's life. When line 16 empties the list, the bird is freed without another word.",
      ],
    }),
    lesson({
      id: "address-again", title: "The address that comes back", source: addressAgain, opensAt: 7,
      text: [
        "line 4 frees the object, and its block goes back to the allocator, which hands it to the next that needs one of that size: line 6 gets the same address.",
        "In line 10 the first object dies before the second is born. Two equal `id`s say something only while both objects live.",
      ],
    }),
    lesson({
      id: "dict-never-shrinks", title: "The dict that never shrinks", source: dictNeverShrinks, opensAt: 8,
      text: [
        "Deleting a key leaves a hole in the table: the table itself becomes no smaller. A dict that was large once is large until it is replaced, or grows again.",
        "line 14 copies it, and the copy takes only what it needs.",
      ],
    }),
    lesson({
      id: "key-sharing-lost", title: "Key sharing lost", source: keySharingLost, opensAt: 10,
      text: [
        "All instances that set the same attributes in the same order share one table of names; each then needs room for its values alone.",
        "Deleting an attribute leaves the common path. The instance gets a table of its own, and keeps it. What that costs differs between versions: compare 3.8, 3.11 and 3.15.",
      ],
    }),
    lesson({
      id: "callback-cache", title: "The callback that keeps a window", source: callbackCache, opensAt: 15,
      text: [
        "`self.redraw` makes a bound method, and a bound method holds its `self`. Whoever keeps callbacks keeps the objects behind them.",
        "After line 13 no name leads to the window. Look at it: what holds it now is the method, and what holds the method is the list. `weakref.WeakMethod` is made for such lists.",
      ],
    }),
    lesson({
      id: "closure-holds", title: "The closure that holds too much", source: closureHolds, opensAt: 8,
      text: [
        "The inner function uses `rows`, so the variable lives in a cell that the function holds for as long as it lives itself: all the rows, for the sake of their number.",
        "The second form takes the number out first. When it returns, the rows are freed.",
      ],
    }),
    lesson({
      id: "exceptions-hold-frames", title: "Exceptions hold frames", source: exceptionsHoldFrames, opensAt: 12,
      text: [
        "A caught exception remembers where it came from: its traceback leads to the frames it went through, and each frame holds its variables. Whoever stores an exception stores all of that.",
        "line 14 lets the traceback go. Turn on “The interpreter's own” under Show to see the frame that held the list.",
      ],
    }),
    lesson({
      id: "counts-of-none", title: "Why None is counted so often", source: countsOfNone, opensAt: 6, showsShared: true,
      text: [
        "There is one `None`, and everything that says nothing refers to it: default values, empty fields, the interpreter's own tables. Before 3.12 each of them is counted, and the count is in the thousands in a real process.",
        "From 3.12 on it is immortal: its count is a fixed huge number that nobody changes, marked with ∞. That saves the writing, and lets several interpreters share it.",
      ],
    }),
  ],
};

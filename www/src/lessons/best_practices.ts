import avoidLeaks from "../../../tests/document/blocks/19-avoid-memory-leaks.py";
import dataStructures from "../../../tests/document/blocks/20-memory-efficient-data-structures.py";
import contextManagers from "../../../tests/document/blocks/21-context-managers-for-cleanup.py";
import debugging from "../../../tests/document/blocks/22-debugging-memory-issues.py";
import avoidLeaksPrepared from "../../../tests/document/prepared/19-avoid-memory-leaks.py";
import dataStructuresPrepared from "../../../tests/document/prepared/20-memory-efficient-data-structures.py";
import contextManagersPrepared from "../../../tests/document/prepared/21-context-managers-for-cleanup.py";
import debuggingPrepared from "../../../tests/document/prepared/22-debugging-memory-issues.py";
import { lesson, type Chapter } from "./lesson.ts";

export const BEST_PRACTICES: Chapter = {
  title: "Best practices",
  lessons: [
    lesson({
      id: "avoid-leaks", title: "Avoid memory leaks", source: avoidLeaks, opensAt: 12,
      prepared: { source: avoidLeaksPrepared, opensAt: 15, what: "makes the file first" },
      text: [
        "A child that knows its parent makes a cycle of every tree. Let the way up be weak, and a tree is freed the moment that its root is let go.",
        "`with` closes a file when its block is left, by an exception as well. Without it the file stays open until its object is freed, which is soon in CPython, and later wherever something else still holds it.",
        "A large list that a long-lived name holds stays as long as the name does: clear it, or delete the name. As it stands the block stops for want of `file.txt`; the prepared form writes it first.",
      ],
    }),
    lesson({
      id: "data-structures", title: "Memory-efficient data structures", source: dataStructures, opensAt: 5,
      prepared: { source: dataStructuresPrepared, opensAt: 9, what: "gives x a value" },
      text: [
        "To look something up, a list is gone through from its head; a set goes to the place at once. It pays with memory: its table has room to spare.",
        "A list of numbers holds references, eight bytes each, to objects elsewhere. An `array` holds the numbers themselves, four bytes each here, and nothing else.",
        "A `namedtuple` has no dict, and neither has a dataclass with `slots=True` (3.10 and later). As it stands the block fails at line 5, where nobody has said what `x` is.",
      ],
    }),
    lesson({
      id: "context-managers", title: "Context managers for cleanup", source: contextManagers, opensAt: 12,
      prepared: { source: contextManagersPrepared, opensAt: 23, what: "has a resource" },
      text: [
        "`contextmanager` makes a `with` block of a generator: what stands before `yield` runs on the way in, what stands in `finally` on the way out, however one leaves.",
        "While the block runs, the generator is paused at its `yield`, and its frame holds the resource: look for it among the holders. As it stands the block needs functions that it doesn't define; the prepared form has small ones.",
      ],
    }),
  ],
};

export const DEBUGGING: Chapter = {
  title: "Debugging memory issues",
  lessons: [
    lesson({
      id: "debugging", title: "Debugging memory issues", source: debugging, opensAt: 41,
      prepared: { source: debuggingPrepared, opensAt: 41, what: "sorts by size alone" },
      text: [
        "When memory grows and nobody knows why: count the objects by type, twice, and see which type has become more. Then ask for the largest ones.",
        "The list of all objects holds every one of them while you look, itself included: an observer that disturbs. The picture here is taken from outside and adds no reference to anything.",
        "Sorting whole tuples compares the objects themselves where sizes are equal, which fails for types without an order. The prepared form sorts by the size alone.",
      ],
    }),
  ],
};

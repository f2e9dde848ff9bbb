import referenceCounting from "../../../tests/document/blocks/04-how-reference-counting-works.py";
import countExamples from "../../../tests/document/blocks/05-reference-count-examples.py";
import circularReferences from "../../../tests/document/blocks/06-circular-references.py";
import { lesson, type Chapter } from "./lesson.ts";

export const REFERENCE_COUNTING: Chapter = {
  title: "Reference counting",
  lessons: [
    lesson({
      id: "reference-counting", title: "How reference counting works", source: referenceCounting, opensAt: 5,
      text: [
        "Each object counts the references that lead to it. A new one adds 1, one that goes away takes 1 off, and when none is left the object is freed at once, not some time later.",
        "`sys.getrefcount(x)` says one more than you might expect: its own argument is a reference too, for as long as the call lasts. The dots on the list's left edge are the references; click the list to hear who each of them is.",
        "line 8 and line 11 let two more names hold it, line 15 and line 18 take them away again. `del` removes a name, never an object.",
      ],
    }),
    lesson({
      id: "count-examples", title: "Reference count examples", source: countExamples, opensAt: 8,
      text: [
        "Calling a function lends it references. While `process` runs, the list is held by `data`, by the parameter `obj`, by the argument of `getrefcount`, and, in most versions, by the caller's own stack: step to line 5 and count the dots. A ring is a reference that only passes.",
        "How many of those the interpreter really takes has changed: run it as 3.8, 3.11 and 3.14 and watch what line 5 prints.",
        "Containers hold what is in them just as names do: a list by its rows (line 14), a dict by its keys and its values (line 19).",
      ],
    }),
    lesson({
      id: "circular-references", title: "Circular references", source: circularReferences, opensAt: 10,
      text: [
        "Two nodes that hold each other: after line 11 each is held by a name and by the other one.",
        "line 17 removes both names. Neither count reaches 0, since the nodes still count each other, and nothing in the program leads to them any more. That is garbage that counting can't see: a dashed outline, paler, and still in its place.",
        "It stays until the collector comes by, which here is only when the interpreter ends. The next chapter calls it by hand.",
      ],
    }),
  ],
};

/** What the page opens with: a small program of our own, in which each sign of the picture is to be seen. */
import whichThree from "./gallery/which_three.py";
import { lesson, type Chapter } from "./lesson.ts";

export const START: Chapter = {
  title: "Start here",
  lessons: [
    lesson({
      id: "which-three", title: "Which three?", source: whichThree, opensAt: 15,
      text: [
        "This is the memory of a small program, as CPython holds it right before line 15. Each box is an object, each arrow a reference. The arrow keys go from line to line, there and back.",
        "line 5 prints 3. Which three? A dot on the left edge of a box is one of the references that its count is made of. Click the list, and they are told by name; the third was there only while `getrefcount` ran, as its argument.",
        "`ann` and `bob` like each other. Go one step on, to where line 15 has run: no name leads to them, and yet each has a count of 1, from the other. Counting never frees such a pair. Another step, and the collector has.",
      ],
    }),
  ],
};

import slots from "../../../tests/document/blocks/11-slots.py";
import generators from "../../../tests/document/blocks/12-generators-and-iterators.py";
import memoryViews from "../../../tests/document/blocks/13-memory-views.py";
import interning from "../../../tests/document/blocks/14-interning-strings.py";
import { lesson, type Chapter } from "./lesson.ts";

export const MEMORY_OPTIMIZATION: Chapter = {
  title: "Memory optimization",
  lessons: [
    lesson({
      id: "slots", title: "Slots", source: slots, opensAt: 23,
      text: [
        "An ordinary instance keeps its attributes in a dict of its own. With `__slots__` the class sets aside a fixed place for each, and the instance needs no dict at all.",
        "Beware of the sum in line 23: by asking for `p1.__dict__` it may bring a dict into being that wasn't there before. Since 3.11 attributes lie beside the instance until somebody asks. Compare the box of `p1` before and after.",
        "The price is that no other attribute can be added: take the `#` off the line that sets `p2.z` and see.",
      ],
    }),
    lesson({
      id: "generators", title: "Generators and iterators", source: generators, opensAt: 9,
      text: [
        "A list of a million numbers needs eight megabytes for its row of pointers alone, and the numbers come on top. A generator is a frame that pauses: a couple of hundred bytes, however much it will give.",
        "An iterator of your own has `__iter__` and `__next__`. line 36 leaves the loop after a few rounds, and the rest of the million is never made.",
        "Many of a kind are drawn as one stack, so the million fits the page.",
      ],
    }),
    lesson({
      id: "memory-views", title: "Memory views", source: memoryViews, opensAt: 13,
      text: [
        "Slicing bytes copies them. A `memoryview` is a window onto somebody else's buffer: slicing it makes another window and copies nothing.",
        "line 13 writes through the window, and the `bytearray` itself says `Jello World`. While a window is open, the buffer can't change its size: it is marked as exported.",
        "`cast` reads the same bytes as another type: five four-byte integers are twenty bytes, lowest byte first.",
      ],
    }),
    lesson({
      id: "interning", title: "Interning strings", source: interning, opensAt: 7, showsShared: true,
      text: [
        "Two long strings that were made at run time are two objects, though they say the same. (Was it made at run time? A compiler may fold `\"hello\" * 100` into a constant; it does so only up to a certain length.)",
        "`sys.intern` looks the text up in the table of interned strings and gives the one that is there. Comparing interned strings is comparing addresses, which is what makes attribute names quick to look up.",
      ],
    }),
  ],
};

import memoryArchitecture from "../../../tests/document/blocks/01-memory-architecture.py";
import objectIdentity from "../../../tests/document/blocks/02-object-identity-and-references.py";
import smallIntegers from "../../../tests/document/blocks/03-small-integer-caching.py";
import { lesson, type Chapter } from "./lesson.ts";

export const MEMORY_MODEL: Chapter = {
  title: "Python memory model",
  lessons: [
    lesson({
      id: "memory-architecture", title: "Memory architecture", source: memoryArchitecture, opensAt: 10, showsShared: true,
      text: [
        "Everything a program works with, even the number 42, is an object in a heap that Python keeps for itself. Three parts of CPython look after it: an allocator that hands out the bytes, a count in each object of how many references lead to it, and a collector for the knots that counts alone can't undo.",
        "Each object pays for its own head, a count and a pointer to its type, before its first byte of data: that is why an `int` weighs 28 bytes. The box at the right says the size at its foot; each `print` asks for the same number by `sys.getsizeof`.",
        "Compare what line 20 prints with its comment. An empty `dict` weighed 232 bytes long ago; every version that you can choose here says 64, and the number beside the line is the one that real CPythons print.",
      ],
    }),
    lesson({
      id: "object-identity", title: "Object identity and references", source: objectIdentity, opensAt: 11,
      text: [
        "A name is not a box that holds a value: it is an arrow to an object. line 9 copies no list, it lets a second arrow end where the first one does, and the list's count goes up by one.",
        "`==` asks whether two objects say the same; `is` asks whether both arrows end in one object. `id()` is that object's address, and so it is the number at the right of its head.",
        "Addresses here are those of a fresh CPython without randomised memory: they come out the same at each run, so that you can compare them.",
      ],
    }),
    lesson({
      id: "small-integers", title: "Small integer caching", source: smallIntegers, opensAt: 4, showsShared: true,
      text: [
        "CPython makes the integers from -5 to 256 once, when it starts, and gives out the same ones ever after. No program can hold two different objects 42.",
        "What about 1000? As a script the whole file is compiled at once, equal constants become one object, and line 8 prints True whatever its comment says. Choose “prompt” above, where each statement is compiled by itself, and it is False in all versions but 3.15, which keeps more integers ready.",
        "Strings that look like names are interned: kept in a table, one object for all that are spelled alike. One with spaces in it isn't, and line 17 differs between script and prompt for the same reason as 1000 does.",
      ],
    }),
  ],
};

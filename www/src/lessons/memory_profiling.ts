import tracemallocUse from "../../../tests/document/blocks/15-using-tracemalloc.py";
import snapshots from "../../../tests/document/blocks/16-comparing-snapshots.py";
import memoryProfiler from "../../../tests/document/blocks/18-memory-profiler-tool.py";
import memoryProfilerPrepared from "../../../tests/document/prepared/18-memory-profiler-tool.py";
import { lesson, type Chapter } from "./lesson.ts";

export const MEMORY_PROFILING: Chapter = {
  title: "Memory profiling",
  lessons: [
    lesson({
      id: "tracemalloc", title: "Using tracemalloc", source: tracemallocUse, opensAt: 15,
      text: [
        "From `start` on, `tracemalloc` writes down for each block of memory which line asked for it. A snapshot sums the living blocks by line, the largest first.",
        "The list of line 7 shows up as its own row: the numbers in it from 257 on, each an object, and the row of pointers to them.",
        "The peak can be higher than what is left: a growing list is sometimes copied to a larger place, and then both are there for a moment.",
      ],
    }),
    lesson({
      id: "snapshots", title: "Comparing snapshots", source: snapshots, opensAt: 17,
      text: [
        "One snapshot says what is there. The difference of two says what came between them, which is the way to find what grows without end.",
        "What tracing itself allots between the snapshots is in the difference too, as small rows below the large one.",
      ],
    }),
    lesson({
      id: "memory-profiler", title: "Memory profiler tool", source: memoryProfiler, opensAt: 0,
      text: [
        "`memory_profiler` is a package of its own, installed by `pip install memory_profiler`; it asks the operating system how large the process is after each line of a decorated function. There is no such package here, and so the import fails as it does on a machine without it.",
        "What it would show can be seen without it: a list of twenty million references, 160 MB, comes with one line and is gone with `del b`.",
      ],
      prepared: { source: memoryProfilerPrepared, opensAt: 0, what: "calls the function" },
    }),
  ],
};

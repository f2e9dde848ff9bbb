/** The document's blocks as lessons: in its order, under its headings, each source as it stands there. */
import memoryArchitecture from "./01-memory-architecture.py";
import objectIdentity from "./02-object-identity-and-references.py";
import smallIntegers from "./03-small-integer-caching.py";
import referenceCounting from "./04-how-reference-counting-works.py";
import countExamples from "./05-reference-count-examples.py";
import circularReferences from "./06-circular-references.py";

export interface Lesson {
  /** Stays for ever: drafts and links name a lesson by it. */
  readonly id: string;
  readonly title: string;
  readonly source: string;
  /** It opens at the pause before this line: the first moment with something to see of what it is about. */
  readonly opensAt: number;
  /** It is about values that are one for all (small integers, interned strings), and so they are drawn as objects. */
  readonly showsShared: boolean;
}

export interface Chapter {
  readonly title: string;
  readonly lessons: readonly Lesson[];
}

export const CHAPTERS: readonly Chapter[] = [
  {
    title: "Python memory model",
    lessons: [
      { id: "memory-architecture", title: "Memory architecture", source: memoryArchitecture, opensAt: 10, showsShared: true },
      { id: "object-identity", title: "Object identity and references", source: objectIdentity, opensAt: 11, showsShared: false },
      { id: "small-integers", title: "Small integer caching", source: smallIntegers, opensAt: 4, showsShared: true },
    ],
  },
  {
    title: "Reference counting",
    lessons: [
      { id: "reference-counting", title: "How reference counting works", source: referenceCounting, opensAt: 5, showsShared: false },
      { id: "count-examples", title: "Reference count examples", source: countExamples, opensAt: 8, showsShared: false },
      { id: "circular-references", title: "Circular references", source: circularReferences, opensAt: 10, showsShared: false },
    ],
  },
];

export const LESSONS: readonly Lesson[] = CHAPTERS.flatMap((chapter) => chapter.lessons);

export const FIRST_LESSON: Lesson = LESSONS[0]!;

export function lessonById(id: string): Lesson | null {
  return LESSONS.find((lesson) => lesson.id === id) ?? null;
}

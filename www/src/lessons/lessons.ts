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
}

export interface Chapter {
  readonly title: string;
  readonly lessons: readonly Lesson[];
}

export const CHAPTERS: readonly Chapter[] = [
  {
    title: "Python memory model",
    lessons: [
      { id: "memory-architecture", title: "Memory architecture", source: memoryArchitecture },
      { id: "object-identity", title: "Object identity and references", source: objectIdentity },
      { id: "small-integers", title: "Small integer caching", source: smallIntegers },
    ],
  },
  {
    title: "Reference counting",
    lessons: [
      { id: "reference-counting", title: "How reference counting works", source: referenceCounting },
      { id: "count-examples", title: "Reference count examples", source: countExamples },
      { id: "circular-references", title: "Circular references", source: circularReferences },
    ],
  },
];

export const LESSONS: readonly Lesson[] = CHAPTERS.flatMap((chapter) => chapter.lessons);

export const FIRST_LESSON: Lesson = LESSONS[0]!;

export function lessonById(id: string): Lesson | null {
  return LESSONS.find((lesson) => lesson.id === id) ?? null;
}

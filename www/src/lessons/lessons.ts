/** All lessons: one to start with; the document's blocks in its order, under its headings, each source as it stands there; then our gallery. */
import { BEST_PRACTICES, DEBUGGING } from "./best_practices.ts";
import { GALLERY } from "./gallery.ts";
import { GARBAGE_COLLECTION } from "./garbage_collection.ts";
import type { Chapter, Lesson } from "./lesson.ts";
import { MEMORY_MODEL } from "./memory_model.ts";
import { MEMORY_OPTIMIZATION } from "./memory_optimization.ts";
import { MEMORY_PROFILING } from "./memory_profiling.ts";
import { REFERENCE_COUNTING } from "./reference_counting.ts";
import { START } from "./start.ts";

export type { Chapter, Lesson } from "./lesson.ts";

export const CHAPTERS: readonly Chapter[] = [
  START, MEMORY_MODEL, REFERENCE_COUNTING, GARBAGE_COLLECTION, MEMORY_OPTIMIZATION, MEMORY_PROFILING, BEST_PRACTICES, DEBUGGING, GALLERY,
];

export const LESSONS: readonly Lesson[] = CHAPTERS.flatMap((chapter) => chapter.lessons);

export const FIRST_LESSON: Lesson = LESSONS[0]!;

/** What follows a lesson's name in that of its prepared form. */
const PREPARED = ".prepared";

/** The lesson of that name; its prepared form is a lesson too, named `avoid-leaks.prepared`. */
export function lessonById(id: string): Lesson | null {
  const plain = plainId(id);
  const lesson = LESSONS.find((one) => one.id === plain) ?? null;
  if (plain === id || !lesson) return lesson;
  return lesson.prepared && { ...lesson, id, source: lesson.prepared.source, opensAt: lesson.prepared.opensAt };
}

/** The name of the lesson that a form belongs to. */
export function plainId(id: string): string {
  return id.endsWith(PREPARED) ? id.slice(0, -PREPARED.length) : id;
}

export function preparedId(id: string): string {
  return plainId(id) + PREPARED;
}

/** The lessons before and after, in the order of the document. */
export function neighboursOf(id: string): { readonly before: Lesson | null; readonly after: Lesson | null } {
  const at = LESSONS.findIndex((one) => one.id === plainId(id));
  return { before: LESSONS[at - 1] ?? null, after: at < 0 ? null : (LESSONS[at + 1] ?? null) };
}

/** What a lesson is. */

export interface Lesson {
  /** Stays for ever: drafts and links name a lesson by it. */
  readonly id: string;
  readonly title: string;
  readonly source: string;
  /** Paragraphs. What stands between backticks is code, and `line 12` leads to the moment after that line has run. */
  readonly text: readonly string[];
  /** It opens at the pause before this line: the first moment with something to see of what it is about. 0 = after its first. */
  readonly opensAt: number;
  /** It is about values that are one for all (small integers, interned strings), and so they are drawn as objects. */
  readonly showsShared: boolean;
  /** What stands open under the heap, where the picture alone doesn't show what the lesson is about. */
  readonly panel: "collector" | "memory" | null;
  /** The same block with what it needs to run, where it needs something. */
  readonly prepared: Prepared | null;
}

export interface Prepared {
  readonly source: string;
  readonly opensAt: number;
  /** What was added, in a few words. */
  readonly what: string;
}

export interface Chapter {
  readonly title: string;
  readonly lessons: readonly Lesson[];
}

type Needed = Pick<Lesson, "id" | "title" | "source" | "text" | "opensAt">;

export function lesson(given: Needed & Partial<Lesson>): Lesson {
  return { showsShared: false, panel: null, prepared: null, ...given };
}

/** The bits of `Marks.kinds`; the same as `MarkKinds::BITS` of heaplens-session, which the worker compares at its start. */
import type { MarkKinds } from "./wire.ts";

export const MARK_BITS: MarkKinds = { call: 1, returned: 2, print: 4, exception: 8, collection: 16 };

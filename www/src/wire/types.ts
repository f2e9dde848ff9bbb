// Generated from the Rust types of heaplens-session and heaplens-scene. Do not edit:
// HEAPLENS_BLESS=1 cargo test -p heaplens-tests --test wire_types

/**
 * Who lives at an address now.
 */
export type AddressTaker = { object: ObjectId, type_name: string, at: LifeEvent, };

/**
 * Which end of a text its `x` is.
 */
export type Anchor = "start" | "end";

/**
 * One arena: memory got from the system in one piece.
 */
export type ArenaView = { address: number, 
/**
 * Pools that have a block in use.
 */
pools_in_use: number, 
/**
 * Pools that had one, and are empty again: they serve any size next.
 */
pools_empty: number, 
/**
 * Pools that were never used.
 */
pools_untouched: number, blocks_in_use: number, };

/**
 * A reference, drawn.
 */
export type Arrow = { 
/**
 * What a drawer joins arrows by: the holder's key and place, and what it holds.
 */
key: string, 
/**
 * The boxes that it joins.
 */
from: string, to: string, strength: Strength, 
/**
 * The step made it.
 */
new: boolean, 
/**
 * Its holder is garbage, or what it holds is.
 */
garbage: boolean, 
/**
 * A start point and then three points for each cubic Bézier: `x, y` each.
 */
curve: Array<number>, 
/**
 * `x holds list #1`.
 */
label: string, };

/**
 * Something to know about an object, shown as a small mark with words.
 */
export type Badge = "tracked" | "untracked" | "immortal" | "interned" | "cached" | "constant" | "weakly_referenced" | "exported" | "frozen" | "finalized";

/**
 * What a small block is used for.
 */
export type BlockUse = { "type": "free" } | { "type": "kept" } | { "type": "part" } | { "type": "object", "value": Kind };

/**
 * One block, pointed at.
 */
export type BlockView = { address: number, block_bytes: number, used_for: BlockUse, 
/**
 * The object that lies in it.
 */
object: ObjectId | null, 
/**
 * What that object is called.
 */
title: string, 
/**
 * Who asked for it, where allocations are traced; its `bytes` and `blocks` are the block's own.
 */
asked_by: TracedLine | null, };

/**
 * A box that differs from what it was.
 */
export type BoxUpdate = { 
/**
 * It as it is now, whole.
 */
box: SceneBox, 
/**
 * Its place differs: it glides there.
 */
moved: boolean, 
/**
 * More than its place differs: its texts, dots, ports or marks.
 */
content: boolean, 
/**
 * Its role differs: a living object has become a ghost, or the other way round.
 */
role: boolean, };

/**
 * One field.
 */
export type ByteField = { 
/**
 * Bytes from the object's address on; negative in the headers before it.
 */
offset: number, bytes: number, 
/**
 * As C has it: `ob_refcnt`, `ob_item[2]`.
 */
name: string, 
/**
 * `Py_ssize_t`; empty where the field stands for several that aren't told apart.
 */
c_type: string, 
/**
 * Its bytes in hexadecimal, lowest address first; `None` where the model doesn't know them.
 */
memory: string | null, 
/**
 * What they say: a number, or what they point to.
 */
value: string, 
/**
 * The object that they point to.
 */
object: ObjectId | null, };

/**
 * What ended an object's life.
 */
export type Cause = { "type": "count_reached_zero", "value": { line: number, } } | { "type": "collected", "value": { generation: number, line: number, } } | { "type": "interpreter_end" };

/**
 * One step of a chain.
 */
export type ChainLink = { 
/**
 * The place that holds, in words.
 */
label: string, kind: HolderKind, 
/**
 * What it holds.
 */
object: ObjectId, title: string, 
/**
 * Whether `gc.get_referrers` of the held object would give the holder: not where the holder isn't an object
 * that the collector tracks.
 */
seen_by_get_referrers: boolean, };

/**
 * One difference from the step before, in the order of the picture.
 */
export type Change = { "type": "appeared", "value": { object: ObjectId, } } | { "type": "freed", "value": { object: ObjectId, cause: Cause, } } | { "type": "count", "value": { object: ObjectId, from: number, to: number, } } | { "type": "resized", "value": { object: ObjectId, from: number, to: number, } } | { "type": "generation", "value": { object: ObjectId, from: number | null, to: number | null, } } | { "type": "became_garbage", "value": { object: ObjectId, } } | { "type": "value", "value": { object: ObjectId, } } | { "type": "row", "value": { object: ObjectId, row: number | null, } } | { "type": "name", "value": { frame: FrameId, name: string, from: Held | null, to: Held | null, } } | { "type": "frame_entered", "value": { frame: FrameId, } } | { "type": "frame_left", "value": { frame: FrameId, name: string, } } | { "type": "collection", "value": { generation: number, collected: number, by_threshold: boolean, } };

/**
 * A possible answer.
 */
export type Choice = { text: string, correct: boolean, 
/**
 * Why it is right, or what who gives it takes for granted.
 */
why: string, };

/**
 * A comment that states a result, and how it fares.
 */
export type Claim = { 
/**
 * The line of the text that it stands on.
 */
line: number, 
/**
 * Where the comment begins, in code points.
 */
column: number, 
/**
 * The statement that it is about.
 */
code: string, 
/**
 * The claim as it is written, without the `#`.
 */
text: string, expects: Expectation, 
/**
 * One verdict for each version asked for, oldest first.
 */
verdicts: Array<Verdict>, 
/**
 * All of them in a few words: `holds`, `holds in 3.8 to 3.10 only`, `never holds`.
 */
summary: string, };

/**
 * One collection, phase by phase, on the person's own objects.
 */
export type Collection = { 
/**
 * Which one of the run, counted from 0.
 */
number: number, mark: CollectionMark, 
/**
 * `gc.get_count()` when it began.
 */
counts: [number, number, number], 
/**
 * `gc.get_threshold()`.
 */
thresholds: [number, number, number], 
/**
 * How many objects it looked at; the interpreter's own among them.
 */
candidates: number, 
/**
 * How many of those are the person's.
 */
own_candidates: number, phases: Array<CollectionPhase>, 
/**
 * The generation that the survivors are in afterwards.
 */
promoted_to: number, };

/**
 * That a collection ran, and when.
 */
export type CollectionMark = { 
/**
 * The step that was running.
 */
step: Step, line: number, generation: number, 
/**
 * How many objects it found unreachable.
 */
collected: number, 
/**
 * The counters passed the threshold; else somebody called `gc.collect()`.
 */
by_threshold: boolean, };

/**
 * One phase.
 */
export type CollectionPhase = { kind: PhaseKind, 
/**
 * The person's objects that it is about, at most some hundreds.
 */
objects: Array<PhaseObject>, 
/**
 * How many there are in all.
 */
count: number, 
/**
 * What the phase does, in words.
 */
words: string, };

/**
 * Two runs side by side, until they part.
 */
export type Comparison = { 
/**
 * What the two runs are called: `3.10 script`.
 */
names: [string, string], 
/**
 * Steps in which both agree.
 */
common_steps: number, 
/**
 * Where they part; `null` if they never do.
 */
parting: Parting | null, };

/**
 * How the text is cut into code objects, which decides what constants share.
 */
export type CompileUnit = "script" | "repl";

/**
 * The reference count, as `sys.getrefcount` would say if asking added nothing.
 */
export type Count = { "type": "references", "value": number } | { "type": "immortal", "value": number };

/**
 * One change of a count.
 */
export type CountChange = { at: LifeEvent, from: number, to: number, };

/**
 * One reference to a box, or all of them if they are too many to draw.
 */
export type Dot = { 
/**
 * The arrow that ends here; a dot without one is held from outside of the picture.
 */
arrow: string | null, 
/**
 * From the box's top; its centre is on the left edge.
 */
y: number, radius: number, style: DotStyle, 
/**
 * The step made this reference.
 */
new: boolean, 
/**
 * Who holds it, in words.
 */
label: string, 
/**
 * What stands in a pill: the count, or `∞`.
 */
text: string | null, };

/**
 * How firmly the reference holds.
 */
export type DotStyle = "lasting" | "passing" | "uncounted" | "all";

/**
 * What a claim says will be seen.
 */
export type Expectation = { "type": "text", "value": string } | { "type": "number", "value": number } | { "type": "about", "value": number } | { "type": "truth", "value": boolean } | { "type": "says", "value": string } | { "type": "raises", "value": string } | { "type": "more", "value": number } | { "type": "same_as", "value": string } | { "type": "frees" } | { "type": "fine" };

/**
 * A place within a line: before one of its instructions, with so many of its heap events behind.
 */
export type Fine = { 
/**
 * The pause before the line.
 */
step: Step, 
/**
 * The instruction, by its place in `StepInside::instructions`; 0 is the beginning of the line.
 */
instruction: number, 
/**
 * How many of `StepInside::events` have happened.
 */
event: number, };

/**
 * A call's number in a run; no other call bears it.
 */
export type FrameId = number;

/**
 * What kind of code a frame runs.
 */
export type FrameKind = "module" | "function" | "class_body" | "generator" | "coroutine" | "comprehension";

/**
 * One call of the person's code.
 */
export type FrameView = { id: FrameId, 
/**
 * `<module>`, or the function's qualified name.
 */
name: string, kind: FrameKind, 
/**
 * The line that it is at.
 */
line: number, file: string, variables: Array<Variable>, 
/**
 * Names that are left out with the layer of what they are bound to: modules, mostly.
 */
left_out: Array<Variable>, 
/**
 * Its temporaries, from the bottom.
 */
stack: Array<StackSlot>, };

/**
 * An object that died lately: its place stays for a moment.
 */
export type Ghost = { id: ObjectId, type_name: string, title: string, kind: Kind, value: Slice | null, address: number, size: number, cause: Cause, 
/**
 * The first step at which it is gone.
 */
step: Step, 
/**
 * The object that took its address since, if one did.
 */
address_taken_by: ObjectId | null, };

/**
 * One thing that happened within a line: the smallest step of time.
 */
export type HeapEvent = { 
/**
 * The instruction of the step that it belongs to, counted from 0.
 */
instruction: number, object: ObjectId, title: string, what: HeapEventKind, };

/**
 * What happened to an object.
 */
export type HeapEventKind = { "type": "made", "value": { address: number, } } | { "type": "count", "value": { from: number, to: number, } } | { "type": "freed", "value": { by_collector: boolean, } };

/**
 * What a place holds.
 */
export type Held = { 
/**
 * The object; `null` when the place is empty (an unbound local, a deleted slot).
 */
object: ObjectId | null, 
/**
 * It in a few characters, for when it isn't drawn as a box of its own.
 */
text: string, };

/**
 * An object's life.
 */
export type History = { object: ObjectId, title: string, 
/**
 * Its birth; `null` for what was there before the program.
 */
born: LifeEvent | null, 
/**
 * Changes of its count, oldest first.
 */
changes: Array<CountChange>, 
/**
 * Some changes are left out: there are more than anybody reads.
 */
cut: boolean, 
/**
 * Its death, if it died.
 */
died: LifeEnd | null, 
/**
 * The object that took its address afterwards.
 */
address_taken_by: AddressTaker | null, 
/**
 * The life in a few sentences.
 */
words: Array<Sentence>, };

/**
 * What holds a reference.
 */
export type Holder = { "type": "variable", "value": { frame: FrameId, name: string, } } | { "type": "stack", "value": { frame: FrameId, index: number, } } | { "type": "row", "value": { object: ObjectId, row: number, } } | { "type": "row_label", "value": { object: ObjectId, row: number, } } | { "type": "inside", "value": { object: ObjectId, } } | { "type": "elsewhere" } | { "type": "native" };

/**
 * What sort of place holds a reference.
 */
export type HolderKind = "name" | "parameter" | "cell" | "attribute" | "item" | "element" | "key" | "value" | "field" | "class" | "dict" | "argument" | "callee" | "iterator" | "operand" | "suspended" | "constant" | "exception" | "native_call" | "interpreter" | "weak";

/**
 * One instruction that ran.
 */
export type InstructionView = { 
/**
 * The frame that ran it.
 */
frame: string, line: number, 
/**
 * Its name, as the engine calls it: `load_fast x`.
 */
text: string, 
/**
 * What it does, in words.
 */
doing: string, };

/**
 * What an object is, for tint and icon.
 */
export type Kind = "number" | "text" | "container" | "instance" | "class" | "function" | "buffer" | "frame" | "module" | "other";

/**
 * Why somebody might not want to see an object.
 */
export type Layer = "data" | "definition" | "module" | "shared" | "machinery";

/**
 * Every reference that makes up an object's count, by name. The entries' counts sum to the count.
 */
export type Ledger = { step: Step, object: ObjectId, title: string, type_name: string, address: number, count: Count, 
/**
 * The counted references, names first. Of an immortal object they are those that would count.
 */
entries: Array<LedgerEntry>, 
/**
 * References that don't count: weak ones, and what the evaluation stack borrows (3.14 on).
 */
uncounted: Array<LedgerEntry>, 
/**
 * The sum of the entries' counts.
 */
sum: number, 
/**
 * What to know about the number, in words: that it never changes, that asking for it adds one.
 */
notes: Array<Sentence>, };

/**
 * One holder.
 */
export type LedgerEntry = { kind: HolderKind, 
/**
 * Where it is drawn, if it is.
 */
holder: Holder, 
/**
 * The object that holds, where one does.
 */
by: ObjectId | null, 
/**
 * The holder in words: `x in <module>`, `list #1[0]`, `argument obj of process`.
 */
label: string, 
/**
 * How many references it stands for: more than 1 only where the interpreter's own are told together.
 */
count: number, strength: Strength, 
/**
 * The first step at which it is there, without a break until now; `null` if that is not known.
 */
since: Step | null, };

/**
 * A death.
 */
export type LifeEnd = { at: LifeEvent, cause: Cause, };

/**
 * Where something happened.
 */
export type LifeEvent = { 
/**
 * The step that was running: its line had begun, and not ended.
 */
step: Step, line: number, 
/**
 * The frame that ran: `<module>`, or a function's qualified name.
 */
frame: string, 
/**
 * What the instruction was doing: `makes a list`, `calls process`.
 */
doing: string, };

/**
 * What stopped a run.
 */
export type Limit = "steps" | "memory" | "output" | "recursion" | "time";

/**
 * A view and its scene.
 */
export type Look = { view: ViewPatch, scene: ScenePatch, };

/**
 * A small mark beside a title, with its words for hover.
 */
export type Mark = { badge: Badge, 
/**
 * The top left corner of its 14 px square.
 */
x: number, y: number, 
/**
 * One character.
 */
sign: string, label: string, };

/**
 * The bits of [`Marks::kinds`], sent along so that no reader has to know them by heart.
 */
export type MarkKinds = { 
/**
 * A call of the person's own function began.
 */
call: number, 
/**
 * One returned.
 */
returned: number, 
/**
 * Something was printed.
 */
print: number, 
/**
 * An exception was raised.
 */
exception: number, 
/**
 * The collector ran.
 */
collection: number, };

/**
 * The run's shape in time, as columns: one entry for each mark, at most some thousands of them.
 *
 * Mark `i` stands for the steps from `i * steps_per_mark` on; in a short run each step has its own.
 */
export type Marks = { 
/**
 * How many steps one mark stands for.
 */
steps_per_mark: number, 
/**
 * The line that the mark's first step is about to run; 0 for the last step of a run that ended.
 */
line: Uint32Array, 
/**
 * The deepest call depth within it: 0 in the module itself.
 */
depth: Uint16Array, 
/**
 * What happened within it: bits of `MarkKinds`.
 */
kinds: Uint8Array, 
/**
 * Objects that came into being within it.
 */
allocations: Uint32Array, 
/**
 * Objects that were freed within it.
 */
frees: Uint32Array, 
/**
 * The most bytes of the modelled heap that were in use at the start of one of its steps.
 */
bytes: Float64Array, 
/**
 * The most objects born since the program began that were alive at the start of one of its steps.
 */
alive: Uint32Array, };

/**
 * The memory of the process at one step, as the allocators account for it.
 */
export type MemoryView = { step: Step, 
/**
 * Bytes of an arena in this version, and of the pools it is cut into.
 */
arena_bytes: number, pool_bytes: number, 
/**
 * In the order in which they were got.
 */
arenas: Array<ArenaView>, 
/**
 * The sizes of blocks that any pool serves, smallest first.
 */
classes: Array<SizeClassView>, 
/**
 * What the small blocks in use are, most bytes first.
 */
uses: Array<UseView>, 
/**
 * Bytes asked for and not given back, in small blocks and large ones.
 */
bytes_in_use: number, 
/**
 * Bytes in chunks of the system's allocator, which serves requests above 512 bytes.
 */
large_bytes: number, 
/**
 * The block of the object that was asked for, if it lies in a small one.
 */
marked: BlockView | null, 
/**
 * The lines that asked for the memory in use, most bytes first; none where the program traces no allocations.
 */
traced: Array<TracedLine>, };

/**
 * A file of the in-memory file system.
 */
export type Mount = { 
/**
 * Its path, relative to the program's folder.
 */
name: string, 
/**
 * Its text; encoded as UTF-8 when opened as bytes.
 */
text: string, };

/**
 * An object's memory, as CPython's C declares it.
 */
export type ObjectBytes = { step: Step, object: ObjectId, title: string, address: number, 
/**
 * The name of its C struct: `PyListObject`.
 */
struct_name: string, 
/**
 * Bytes from the object's address on, and of the headers before it.
 */
bytes: number, bytes_before: number, 
/**
 * In the order of their offsets. They touch, and fill all of it.
 */
fields: Array<ByteField>, };

/**
 * An object's number in a run: no other object of that run bears it, before or after its life.
 */
export type ObjectId = number;

/**
 * An object at a step.
 */
export type ObjectView = { id: ObjectId, 
/**
 * The name of its type: `list`.
 */
type_name: string, 
/**
 * The name that it keeps for its life: `list #1`, `function process`, `class Node`.
 */
title: string, kind: Kind, layer: Layer, 
/**
 * What its box says before or instead of rows.
 */
value: Value, 
/**
 * `id()` of it.
 */
address: number, 
/**
 * `sys.getsizeof` of it, in bytes.
 */
size: number, count: Count, 
/**
 * The collector's generation, 0 to 2; `null` for what the collector doesn't track.
 */
generation: number | null, 
/**
 * Nothing reaches it any more, and it has not been freed yet.
 */
garbage: boolean, badges: Array<Badge>, 
/**
 * What it holds, in its own order; cut to what the view's options allow.
 */
rows: Array<Row>, 
/**
 * How many rows it has in all.
 */
row_count: number, 
/**
 * How many of them were left out between the first and the last that are shown, and after which.
 */
rows_cut_after: number | null, 
/**
 * The title of an object freed shortly before whose address this one took.
 */
same_address_as: string | null, };

/**
 * How a run ended.
 */
export type Outcome = { "type": "finished" } | { "type": "exited", "value": { status: number, } } | { "type": "raised", "value": { 
/**
 * The whole traceback, as this version of CPython lays it out.
 */
traceback: string, 
/**
 * Its last line: type and message.
 */
message: string, 
/**
 * The type's name.
 */
exception: string, 
/**
 * Where it was raised, outermost call first: those lines that lie in the person's own files.
 */
lines: Array<TracebackLine>, } } | { "type": "syntax_error", "value": SyntaxProblem } | { "type": "unsupported", "value": { what: string, file: string, line: number, column: number | null, } } | { "type": "stopped", "value": { limit: Limit, line: number, } } | { "type": "failed", "value": Problem };

/**
 * A piece of output, and the moment it was written.
 */
export type OutputChunk = { stream: Stream, 
/**
 * The step that was running when it was written.
 */
step: Step, 
/**
 * The line of the person's program that wrote it; 0 if none did (a finaliser at the end).
 */
line: number, text: string, };

/**
 * A stretch of a list, told by the list before it.
 */
export type Part<T> = { "type": "same", "value": { from: number, count: number, } } | { "type": "new", "value": T };

/**
 * Where two runs part.
 */
export type Parting = { 
/**
 * The first step at which they differ, in each.
 */
steps: [Step, Step], 
/**
 * The line that led there.
 */
line: number, 
/**
 * What differs: `what is printed`, `the size of list #1`.
 */
what: string, 
/**
 * It, in each.
 */
values: [string, string], 
/**
 * The fact about CPython that explains it, where one is known.
 */
fact: string | null, };

/**
 * What a moment is the pause before or after.
 */
export type Pause = { "type": "line" } | { "type": "returning", "value": Held } | { "type": "raising", "value": Held } | { "type": "ended" } | { "type": "stopped" };

/**
 * The collector's phases, in order.
 */
export type PhaseKind = "candidates" | "refs_copied" | "refs_subtracted" | "tentatively_unreachable" | "rescued" | "unreachable" | "weak_references_cleared" | "finalized" | "resurrected" | "freed" | "promoted";

/**
 * An object in a phase.
 */
export type PhaseObject = { object: ObjectId, title: string, count: number, 
/**
 * What the collector's own copy of the count is in this phase.
 */
gc_refs: number | null, };

/**
 * A rectangle: its top left corner and its extent.
 */
export type Place = { x: number, y: number, width: number, height: number, };

/**
 * Where an arrow leaves a box.
 */
export type Port = { x: number, y: number, 
/**
 * Drawn as a ring (passing) and not filled.
 */
ring: boolean, 
/**
 * The step changed what it holds.
 */
new: boolean, 
/**
 * The row that it belongs to; `null` for the row that stands for those left out.
 */
row: number | null, 
/**
 * It belongs to the row's label (a dict's key), not to what the row holds.
 */
of_label: boolean, };

/**
 * A question that has no answer, and why.
 */
export type Problem = { "type": "unknown_version", "value": { asked: string, known: Array<string>, } } | { "type": "malformed", "value": { what: string, message: string, } } | { "type": "no_such_step", "value": { asked: number, last: number, } } | { "type": "no_such_object", "value": { asked: number, } } | { "type": "still_running" } | { "type": "engine", "value": { message: string, } };

/**
 * Where a run is that has been given some of its fuel.
 */
export type Progress = { 
/**
 * Nothing is left to run: the summary can be asked for.
 */
done: boolean, 
/**
 * Line steps so far.
 */
steps: number, 
/**
 * Instructions so far.
 */
instructions: number, 
/**
 * The line of the person's program that runs now; 0 before the first.
 */
line: number, 
/**
 * Bytes of the modelled heap in use now.
 */
live_bytes: number, 
/**
 * What was printed since the last report.
 */
output: Array<OutputChunk>, };

/**
 * A question made from a run.
 */
export type Question = { kind: QuestionKind, 
/**
 * The moment at which it is put: the pause before the line that it asks about.
 */
step: Step, 
/**
 * The line that it asks about.
 */
line: number, 
/**
 * The moment that shows the answer.
 */
answer_step: Step, text: Sentence, 
/**
 * Each is another; one is right.
 */
choices: Array<Choice>, 
/**
 * The object that it is about.
 */
object: ObjectId | null, };

/**
 * What is asked.
 */
export type QuestionKind = "prints" | "count" | "same" | "freed" | "generation" | "collected";

/**
 * One reference. All the counted ones to an object sum to its count.
 */
export type Reference = { from: Holder, to: ObjectId, strength: Strength, 
/**
 * The holder in words, as the ledger says it: `x in <module>`, `list #1 [0]`, `argument of f`.
 */
label: string, 
/**
 * The first step at which it is there, where that is known.
 */
since: Step | null, };

/**
 * What a box stands for.
 */
export type Role = "names" | "evaluation_stack" | "object" | "stack" | "ghost";

/**
 * One line of a box: what one place in the object holds.
 */
export type Row = { label: RowLabel, 
/**
 * The object that the label itself is and that is held by it: a dict's key.
 */
label_object: ObjectId | null, held: Held, 
/**
 * The object doesn't keep alive what it names here.
 */
weak: boolean, 
/**
 * Set, rebound or added by the step that led here.
 */
changed: boolean, };

/**
 * What a row is called.
 */
export type RowLabel = { "type": "index", "value": number } | { "type": "key", "value": string } | { "type": "attribute", "value": string } | { "type": "field", "value": string } | { "type": "element" };

/**
 * Everything that a run depends on.
 */
export type RunSetup = { 
/**
 * The program's text.
 */
source: string, 
/**
 * The name that tracebacks give it, and `sys.argv[0]`.
 */
file_name: string, 
/**
 * The CPython that is modelled: `3.8` to `3.15`.
 */
version: string, 
/**
 * One code object for the whole text, or one for each top-level statement.
 */
unit: CompileUnit, 
/**
 * The most instructions that the run may take before it is stopped.
 */
fuel: number, 
/**
 * The most bytes that the modelled heap may hold.
 */
memory: number, 
/**
 * The most bytes of output that are kept before the run is stopped.
 */
output: number, 
/**
 * Files that the program can import and open, beside itself.
 */
mounts: Array<Mount>, 
/**
 * What `input()` and `sys.stdin` read.
 */
stdin: string, };

/**
 * A finished (or stopped) run.
 */
export type RunSummary = { outcome: Outcome, 
/**
 * How many moments can be looked at: steps `0` to `steps - 1`. At least one, unless nothing ran.
 */
steps: number, 
/**
 * Instructions that the virtual machine carried out.
 */
instructions: number, 
/**
 * Everything printed, in order, each piece with the step that printed it.
 */
output: Array<OutputChunk>, };

/**
 * A picture of one moment.
 */
export type Scene = { step: Step, 
/**
 * The smallest rectangle from (0, 0) that holds everything, margins included.
 */
width: number, height: number, 
/**
 * Names first, then objects in the order of the view, then stacks, then ghosts.
 */
boxes: Array<SceneBox>, arrows: Array<Arrow>, };

/**
 * Anything with a place of its own: the names of a frame, an object, a stack of many, a ghost.
 */
export type SceneBox = { 
/**
 * What a drawer joins boxes by from scene to scene: `o12` an object (and its ghost), `f3` the names of a
 * frame, `e3` its evaluation stack, `s12:float` the floats that object 12 holds.
 */
key: string, role: Role, 
/**
 * The object that it is, or was; the holder for a stack.
 */
object: ObjectId | null, 
/**
 * What it is, for the band at its head.
 */
kind: Kind | null, place: Place, 
/**
 * The step made it or changed something of it: outlined.
 */
changed: boolean, 
/**
 * Nothing reaches it: dashed and paler.
 */
garbage: boolean, 
/**
 * The accessible name: everything that the box shows, as one sentence.
 */
label: string, texts: Array<SceneText>, 
/**
 * Rows that the step changed, to be marked behind their texts.
 */
highlights: Array<Place>, 
/**
 * Its references, on its left edge.
 */
dots: Array<Dot>, 
/**
 * Where its own arrows start.
 */
ports: Array<Port>, marks: Array<Mark>, 
/**
 * Strokes of the generation at the foot: `generation + 1` of them, 0 for none.
 */
strokes: number, 
/**
 * Where the first stroke's lower end stands; the next ones follow to its right, 4 px apart.
 */
strokes_x: number, strokes_y: number, };

/**
 * What a scene is asked for.
 */
export type SceneOptions = { 
/**
 * The width that the picture is to fit if it can: the columns take their measure from it.
 */
width: number, 
/**
 * Objects whose folds are opened: each member of a stack of theirs is drawn by itself.
 */
opened: Array<ObjectId>, 
/**
 * How many leaves of one type one object must hold before they are drawn as a stack; 0 for never.
 */
fold_from: number, 
/**
 * Draw those that died lately.
 */
ghosts: boolean, };

/**
 * A scene, told by the one that the same engine gave last.
 */
export type ScenePatch = { 
/**
 * All of it but its boxes and arrows, which are empty here.
 */
rest: Scene, boxes: Array<Part<SceneBox>>, arrows: Array<Part<Arrow>>, };

/**
 * A run of text on one line.
 */
export type SceneText = { 
/**
 * Where it starts or ends, by its anchor.
 */
x: number, 
/**
 * Its baseline.
 */
y: number, text: string, style: TextStyle, anchor: Anchor, 
/**
 * The row of the object (or the name's place in the frame) that it belongs to.
 */
row: number | null, };

/**
 * One plain sentence.
 */
export type Sentence = { words: Array<Word>, };

/**
 * Something that an object shares with others.
 */
export type SharedPart = { object: ObjectId, title: string, size: number, 
/**
 * Another holder of it, in words.
 */
held_by: string, };

/**
 * How far a step goes.
 */
export type Size = "line" | "instruction" | "event";

/**
 * All pools of one size of blocks.
 */
export type SizeClassView = { 
/**
 * Bytes of a block: a multiple of 16.
 */
block_bytes: number, pools: number, blocks_in_use: number, blocks_free: number, };

/**
 * What an object weighs, counted in three ways. Bytes are `getsizeof`'s.
 */
export type Sizes = { step: Step, object: ObjectId, title: string, 
/**
 * The object alone: `sys.getsizeof` of it.
 */
own: number, 
/**
 * It and all data that it leads to, each object once; classes, functions and modules left out.
 */
deep: number, deep_objects: number, 
/**
 * What would be freed with it: it and what nothing else keeps alive.
 */
retained: number, retained_objects: number, 
/**
 * Of the deep size, what others keep alive too.
 */
shared: number, shared_objects: number, 
/**
 * The heaviest of those that are shared, and who else holds them.
 */
shared_with: Array<SharedPart>, };

/**
 * A text, cut if it is long.
 */
export type Slice = { 
/**
 * One part if the text is whole; head, middle and tail (or head and tail) if it is cut.
 */
parts: Array<string>, 
/**
 * Code points of the whole.
 */
length: number, };

/**
 * What a temporary is there for.
 */
export type StackRole = "argument" | "callee" | "iterator" | "manager" | "exception" | "operand";

/**
 * A temporary of a frame's evaluation stack.
 */
export type StackSlot = { role: StackRole, held: Held, 
/**
 * Counted while it lies there, or borrowed.
 */
strength: Strength, };

/**
 * A moment of a run, counted in lines of the person's own program: step `n` is the pause before the
 * line that runs as number `n`, counted from 0; the last step is the pause after everything.
 */
export type Step = number;

/**
 * The instructions of one step, with what each did to the heap.
 */
export type StepInside = { step: Step, instructions: Array<InstructionView>, events: Array<HeapEvent>, 
/**
 * The step has more than these.
 */
cut: boolean, };

/**
 * Which of the two outputs.
 */
export type Stream = "stdout" | "stderr";

/**
 * How firmly a reference holds.
 */
export type Strength = "lasting" | "passing" | "weak" | "borrowed";

/**
 * A `SyntaxError` (or `IndentationError`, `TabError`) and its place, in CPython's words.
 */
export type SyntaxProblem = { 
/**
 * `SyntaxError`, `IndentationError` or `TabError`.
 */
exception: string, 
/**
 * CPython's own message, without the type.
 */
message: string, file: string, line: number, 
/**
 * Where the mark starts, counted from 0.
 */
column: number, 
/**
 * Where the mark ends; equal to `line` and `column` if CPython gives only a point.
 */
end_line: number, end_column: number, 
/**
 * The line of the program that it speaks of.
 */
text: string, 
/**
 * All that CPython prints for it on standard error.
 */
traceback: string, };

/**
 * How a text is set, which is also what it says.
 */
export type TextStyle = "caption" | "title" | "address" | "value" | "name" | "label" | "held" | "size" | "count" | "count_changed" | "count_word" | "generation" | "note";

/**
 * The heap as a whole.
 */
export type Totals = { 
/**
 * Objects of the person's program, shown or not.
 */
objects: number, 
/**
 * What they weigh by `getsizeof`.
 */
bytes: number, 
/**
 * Objects that the options or the limit left out of the view.
 */
left_out: number, 
/**
 * What `sys.getallocatedblocks()` would say.
 */
blocks: number, 
/**
 * `gc.get_count()`.
 */
gc_counts: [number, number, number], 
/**
 * `gc.get_threshold()`.
 */
gc_thresholds: [number, number, number], };

/**
 * One level of a traceback.
 */
export type TracebackLine = { file: string, line: number, 
/**
 * The function's name, or `<module>`.
 */
name: string, };

/**
 * What one line asked for and has not been given back (`tracemalloc`).
 */
export type TracedLine = { file: string, line: number, blocks: number, bytes: number, };

/**
 * The way from one scene to another. Applied to the first it gives the second.
 */
export type Transition = { step: Step, 
/**
 * The extent of the second scene.
 */
width: number, height: number, 
/**
 * Boxes that are new: they grow in.
 */
enter: Array<SceneBox>, 
/**
 * Boxes that are in both and differ.
 */
update: Array<BoxUpdate>, 
/**
 * The keys of boxes that are gone: they fade.
 */
leave: Array<string>, 
/**
 * Arrows that are new: they are drawn from their start.
 */
arrows_enter: Array<Arrow>, 
/**
 * Arrows that are in both and differ.
 */
arrows_update: Array<Arrow>, 
/**
 * The keys of arrows that are gone.
 */
arrows_leave: Array<string>, };

/**
 * What some of the small blocks are used for.
 */
export type UseView = { used_for: BlockUse, blocks: number, bytes: number, };

/**
 * An object's own value, as text.
 */
export type Value = { "type": "none" } | { "type": "text", "value": Slice };

/**
 * A name, and what it is bound to.
 */
export type Variable = { name: string, kind: VariableKind, held: Held, 
/**
 * Bound, rebound or deleted by the step that led here.
 */
changed: boolean, };

/**
 * Where a name lives.
 */
export type VariableKind = "global" | "local" | "cell" | "free";

/**
 * How a claim fares in one version.
 */
export type Verdict = { version: string, outcome: VerdictKind, 
/**
 * What was printed (or is the value) instead.
 */
printed: string | null, 
/**
 * Why, where it is known.
 */
why: string | null, };

/**
 * A verdict's sort.
 */
export type VerdictKind = "holds" | "fails" | "not_reached" | "cannot_run";

/**
 * A moment, with its frames, objects and references, and what led to it.
 */
export type View = { step: Step, pause: Pause, 
/**
 * The line that is about to run, or that ran last; 0 if there is none.
 */
line: number, 
/**
 * The line whose running led here; 0 at the first step.
 */
previous_line: number, 
/**
 * The file that `line` belongs to: the program itself, or a mounted one.
 */
file: string, 
/**
 * Frames of the person's own code, outermost first. The last one runs.
 */
frames: Array<FrameView>, 
/**
 * The objects, nearest to the names first.
 */
objects: Array<ObjectView>, 
/**
 * Every reference to an object of the view, its own holders in order; those of an object that
 * has very many are cut to the ones with a drawn holder.
 */
references: Array<Reference>, 
/**
 * Those that died lately, the latest last.
 */
ghosts: Array<Ghost>, changes: Array<Change>, 
/**
 * What happened and why, in one or two sentences.
 */
words: Array<Sentence>, 
/**
 * How many chunks of output had been written by now.
 */
output_chunks: number, totals: Totals, };

/**
 * What a view is to hold. Everything left out keeps its references, as held "elsewhere".
 */
export type ViewOptions = { 
/**
 * Show functions, classes and what belongs to them as boxes.
 */
definitions: boolean, 
/**
 * Show modules as boxes.
 */
modules: boolean, 
/**
 * Show small integers, interned strings and the like as boxes; else their value stands in the row.
 */
shared: boolean, 
/**
 * Show the interpreter's own objects as boxes.
 */
machinery: boolean, 
/**
 * The most objects; those nearest to the names come first.
 */
objects_at_most: number, 
/**
 * The most rows of one object; the first and the last of them are kept.
 */
rows_at_most: number, 
/**
 * The most code points of a value; its head, middle and tail are kept.
 */
text_at_most: number, 
/**
 * Only this object, what holds it and what it holds, that many references far.
 */
focus: ObjectId | null, focus_distance: number, };

/**
 * A view, told by the one that the same engine gave last.
 */
export type ViewPatch = { 
/**
 * All of it but its objects and references, which are empty here.
 */
rest: View, objects: Array<Part<ObjectView>>, references: Array<Part<Reference>>, };

/**
 * The shortest chain of references from a root to an object.
 */
export type WhyAlive = { step: Step, object: ObjectId, title: string, 
/**
 * From the root to the object; empty if nothing leads to it: then it is garbage that waits for the collector.
 */
chain: Array<ChainLink>, 
/**
 * The chain in one sentence.
 */
words: Sentence, };

/**
 * A part of a sentence.
 */
export type Word = { "type": "text", "value": string } | { "type": "code", "value": string } | { "type": "object", "value": { id: ObjectId, title: string, } } | { "type": "number", "value": string };

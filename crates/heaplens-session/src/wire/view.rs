//! One moment of a run: everything that a picture of it needs, and nothing about pictures.

use super::{Change, Ghost, Held, ObjectId, ObjectView, Reference, Sentence, Slice, Strength};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A moment of a run, counted in lines of the person's own program: step `n` is the pause before the
/// line that runs as number `n`, counted from 0; the last step is the pause after everything.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS,
)]
pub struct Step(pub u64);

/// A call's number in a run; no other call bears it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
pub struct FrameId(pub u64);

/// What a view is to hold. Everything left out keeps its references, as held "elsewhere".
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct ViewOptions {
    /// Show functions, classes and what belongs to them as boxes.
    pub definitions: bool,
    /// Show modules as boxes.
    pub modules: bool,
    /// Show small integers, interned strings and the like as boxes; else their value stands in the row.
    pub shared: bool,
    /// Show the interpreter's own objects as boxes.
    pub machinery: bool,
    /// The most objects; those nearest to the names come first.
    pub objects_at_most: u32,
    /// The most rows of one object; the first and the last of them are kept.
    pub rows_at_most: u32,
    /// The most code points of a value; its head, middle and tail are kept.
    pub text_at_most: u32,
    /// Only this object, what holds it and what it holds, that many references far.
    pub focus: Option<ObjectId>,
    pub focus_distance: u32,
}

impl Default for ViewOptions {
    fn default() -> Self {
        Self {
            definitions: true,
            modules: false,
            shared: false,
            machinery: false,
            objects_at_most: 5000,
            rows_at_most: 24,
            text_at_most: 72,
            focus: None,
            focus_distance: 2,
        }
    }
}

/// A moment, with its frames, objects and references, and what led to it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct View {
    pub step: Step,
    pub pause: Pause,
    /// The line that is about to run, or that ran last; 0 if there is none.
    pub line: u32,
    /// The line whose running led here; 0 at the first step.
    pub previous_line: u32,
    /// The file that `line` belongs to: the program itself, or a mounted one.
    pub file: String,
    /// Frames of the person's own code, outermost first. The last one runs.
    pub frames: Vec<FrameView>,
    /// The objects, nearest to the names first.
    pub objects: Vec<ObjectView>,
    /// Every reference to an object of the view, its own holders in order; those of an object that
    /// has very many are cut to the ones with a drawn holder.
    pub references: Vec<Reference>,
    /// Those that died lately, the latest last.
    pub ghosts: Vec<Ghost>,
    pub changes: Vec<Change>,
    /// What happened and why, in one or two sentences.
    pub words: Vec<Sentence>,
    /// How many chunks of output had been written by now.
    pub output_chunks: u64,
    pub totals: Totals,
}

/// What a moment is the pause before or after.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "type", content = "value", rename_all = "snake_case")]
pub enum Pause {
    /// About to run a line.
    Line,
    /// About to leave a call; what it gives back.
    Returning(Held),
    /// An exception is on its way out of the line; it, as `repr` spells it.
    Raising(Held),
    /// Everything has run; the names are still there.
    Ended,
    /// A limit stopped the run here.
    Stopped,
}

/// One call of the person's code.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct FrameView {
    pub id: FrameId,
    /// `<module>`, or the function's qualified name.
    pub name: String,
    pub kind: FrameKind,
    /// The line that it is at.
    pub line: u32,
    pub file: String,
    pub variables: Vec<Variable>,
    /// Names that are left out with the layer of what they are bound to: modules, mostly.
    pub left_out: Vec<Variable>,
    /// Its temporaries, from the bottom.
    pub stack: Vec<StackSlot>,
}

/// What kind of code a frame runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum FrameKind {
    Module,
    Function,
    ClassBody,
    Generator,
    Coroutine,
    Comprehension,
}

/// A name, and what it is bound to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Variable {
    pub name: String,
    pub kind: VariableKind,
    pub held: Held,
    /// Bound, rebound or deleted by the step that led here.
    pub changed: bool,
}

/// Where a name lives.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum VariableKind {
    /// In the module's dict.
    Global,
    /// In the frame itself.
    Local,
    /// In a cell that this call made for functions inside it.
    Cell,
    /// In a cell of a function around it.
    Free,
}

/// A temporary of a frame's evaluation stack.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct StackSlot {
    pub role: StackRole,
    pub held: Held,
    /// Counted while it lies there, or borrowed.
    pub strength: Strength,
}

/// What a temporary is there for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum StackRole {
    Argument,
    /// What is being called.
    Callee,
    /// What a `for` walks.
    Iterator,
    /// What a `with` will leave.
    Manager,
    /// The exception that is being handled.
    Exception,
    Operand,
}

/// The heap as a whole.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, TS)]
pub struct Totals {
    /// Objects of the person's program, shown or not.
    pub objects: u64,
    /// What they weigh by `getsizeof`.
    pub bytes: u64,
    /// Objects that the options or the limit left out of the view.
    pub left_out: u64,
    /// What `sys.getallocatedblocks()` would say.
    pub blocks: u64,
    /// `gc.get_count()`.
    pub gc_counts: [u32; 3],
    /// `gc.get_threshold()`.
    pub gc_thresholds: [u32; 3],
}

impl View {
    /// The words of the step as one line of text.
    #[must_use]
    pub fn plain_words(&self) -> String {
        self.words
            .iter()
            .map(Sentence::plain)
            .collect::<Vec<_>>()
            .join(" ")
    }

    /// A value that is cut or whole, as one text with `…` at the cuts.
    #[must_use]
    pub fn plain_slice(slice: &Slice) -> String {
        slice.parts.join(" … ")
    }
}

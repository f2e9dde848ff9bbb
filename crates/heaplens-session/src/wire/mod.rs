//! Plain data about a run, as a page, a JSON reader and a scene take it.
//!
//! Conventions, which the generated TypeScript shares:
//! - A sum type crosses as `{ "type": …, "value": … }`, a choice without data as a string.
//! - A missing value is `null`, never left out.
//! - A modelled number (address, size, count, step) is a JavaScript `number`: an address stays below
//!   2^47 and every count and step below 2^53, so all of them are exact.
//! - Lines count from 1. Columns count from 0, in code points here and in UTF-16 units once the
//!   boundary crate has passed them on.
//! - New fields and new variants may come; nothing changes its meaning. A reader keeps a default for
//!   a variant that it does not know.

mod bytes;
mod change;
mod claim;
mod collection;
mod history;
mod ledger;
mod memory;
mod object;
mod patch;
mod problem;
mod reference;
mod setup;
mod summary;
mod view;
mod words;

pub use bytes::{ByteField, ObjectBytes};
pub use change::{Cause, Change, Ghost};
pub use claim::{
    Choice, Claim, Comparison, Expectation, Parting, Question, QuestionKind, Verdict, VerdictKind,
};
pub use collection::{Collection, CollectionMark, CollectionPhase, PhaseKind, PhaseObject};
pub use history::{
    AddressTaker, CountChange, Fine, HeapEvent, HeapEventKind, History, InstructionView, LifeEnd,
    LifeEvent, Size, StepInside,
};
pub use ledger::{ChainLink, HolderKind, Ledger, LedgerEntry, SharedPart, Sizes, WhyAlive};
pub use memory::{ArenaView, BlockUse, BlockView, MemoryView, SizeClassView, TracedLine, UseView};
pub use object::{
    Badge, Count, Held, Kind, Layer, ObjectId, ObjectView, Row, RowLabel, Slice, Value,
};
pub use patch::{Part, ViewPatch, parts, patched};
pub use problem::Problem;
pub use reference::{Holder, Reference, Strength};
pub use setup::{CompileUnit, Mount, RunSetup};
pub use summary::{
    Limit, MarkKinds, Marks, Outcome, OutputChunk, Progress, RunSummary, Stream, SyntaxProblem,
    TracebackLine,
};
pub use view::{
    FrameId, FrameKind, FrameView, Pause, StackRole, StackSlot, Step, Totals, Variable,
    VariableKind, View, ViewOptions,
};
pub use words::{Sentence, Word};

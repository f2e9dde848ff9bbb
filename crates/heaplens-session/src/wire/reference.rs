//! References: who holds whom, and how.

use super::{FrameId, ObjectId, Step};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// One reference. All the counted ones to an object sum to its count.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Reference {
    pub from: Holder,
    pub to: ObjectId,
    pub strength: Strength,
    /// The holder in words, as the ledger says it: `x in <module>`, `list #1 [0]`, `argument of f`.
    pub label: String,
    /// The first step at which it is there, where that is known.
    pub since: Option<Step>,
}

/// What holds a reference.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(tag = "type", content = "value", rename_all = "snake_case")]
pub enum Holder {
    /// A name of a frame in the view.
    Variable { frame: FrameId, name: String },
    /// A temporary on a frame's evaluation stack, by its place from the bottom.
    Stack { frame: FrameId, index: u32 },
    /// The value of a row of an object in the view.
    Row { object: ObjectId, row: u32 },
    /// The label (a dict's key) of a row of an object in the view.
    RowLabel { object: ObjectId, row: u32 },
    /// Something of an object that its box has no row for: its type, a function's code, a cut part.
    Inside { object: ObjectId },
    /// A holder that the view leaves out: an object of another layer, a constant, a module's dict.
    Elsewhere,
    /// The interpreter itself: an intern table, a cache, an iterator's own state.
    Native,
}

/// How firmly a reference holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Strength {
    /// Counted, and there until somebody lets go.
    Lasting,
    /// Counted, for the length of an operation: an argument, an iterator on the stack.
    Passing,
    /// Not counted: a weak reference.
    Weak,
    /// Not counted: the evaluation stack borrows what a local holds anyway (3.14 on).
    Borrowed,
}

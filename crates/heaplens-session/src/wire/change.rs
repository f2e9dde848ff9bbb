//! What a step changed, and those that died of it.

use super::{FrameId, Held, Kind, ObjectId, Slice, Step};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// One difference from the step before, in the order of the picture.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "type", content = "value", rename_all = "snake_case")]
pub enum Change {
    /// A new object, made by this line.
    Appeared { object: ObjectId },
    /// An object is gone.
    Freed { object: ObjectId, cause: Cause },
    /// Its reference count differs.
    Count {
        object: ObjectId,
        from: u64,
        to: u64,
    },
    /// Its size differs.
    Resized {
        object: ObjectId,
        from: u64,
        to: u64,
    },
    /// The collector moved it, or began or ceased to track it.
    Generation {
        object: ObjectId,
        from: Option<u8>,
        to: Option<u8>,
    },
    /// Nothing reaches it any more.
    BecameGarbage { object: ObjectId },
    /// Its own value changed in place.
    Value { object: ObjectId },
    /// A row of it was added, set or removed; `row` is its place now, `null` if it is gone.
    Row { object: ObjectId, row: Option<u32> },
    /// A name was bound, bound anew (`from` is what it held) or deleted (`to` is `null`).
    Name {
        frame: FrameId,
        name: String,
        from: Option<Held>,
        to: Option<Held>,
    },
    /// A call began.
    FrameEntered { frame: FrameId },
    /// A call is over.
    FrameLeft { frame: FrameId, name: String },
    /// The collector ran: how many it found unreachable.
    Collection {
        generation: u8,
        collected: u64,
        by_threshold: bool,
    },
}

/// What ended an object's life.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "type", content = "value", rename_all = "snake_case")]
pub enum Cause {
    /// Its last reference was dropped while this line ran.
    CountReachedZero { line: u32 },
    /// The collector found that nothing reaches it.
    Collected { generation: u8, line: u32 },
    /// The interpreter's end took everything down.
    InterpreterEnd,
}

/// An object that died lately: its place stays for a moment.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Ghost {
    pub id: ObjectId,
    pub type_name: String,
    pub title: String,
    pub kind: Kind,
    pub value: Option<Slice>,
    pub address: u64,
    pub size: u64,
    pub cause: Cause,
    /// The first step at which it is gone.
    pub step: Step,
    /// The object that took its address since, if one did.
    pub address_taken_by: Option<ObjectId>,
}

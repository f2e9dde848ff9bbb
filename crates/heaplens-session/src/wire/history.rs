//! The life of one object: its birth, every change of its count, its death, and what came after.

use super::{Cause, ObjectId, Sentence, Step};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// An object's life.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct History {
    pub object: ObjectId,
    pub title: String,
    /// Its birth; `null` for what was there before the program.
    pub born: Option<LifeEvent>,
    /// Changes of its count, oldest first.
    pub changes: Vec<CountChange>,
    /// Some changes are left out: there are more than anybody reads.
    pub cut: bool,
    /// Its death, if it died.
    pub died: Option<LifeEnd>,
    /// The object that took its address afterwards.
    pub address_taken_by: Option<AddressTaker>,
    /// The life in a few sentences.
    pub words: Vec<Sentence>,
}

/// Where something happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct LifeEvent {
    /// The step that was running: its line had begun, and not ended.
    pub step: Step,
    pub line: u32,
    /// The frame that ran: `<module>`, or a function's qualified name.
    pub frame: String,
    /// What the instruction was doing: `makes a list`, `calls process`.
    pub doing: String,
}

/// One change of a count.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CountChange {
    pub at: LifeEvent,
    pub from: u64,
    pub to: u64,
}

/// A death.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct LifeEnd {
    pub at: LifeEvent,
    pub cause: Cause,
}

/// Who lives at an address now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct AddressTaker {
    pub object: ObjectId,
    pub type_name: String,
    pub at: LifeEvent,
}

/// One thing that happened within a line: the smallest step of time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct HeapEvent {
    /// The instruction of the step that it belongs to, counted from 0.
    pub instruction: u32,
    pub object: ObjectId,
    pub title: String,
    pub what: HeapEventKind,
}

/// What happened to an object.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "type", content = "value", rename_all = "snake_case")]
pub enum HeapEventKind {
    /// Its block was allotted.
    Made { address: u64 },
    /// References were taken or dropped.
    Count { from: u64, to: u64 },
    /// Its block was given back.
    Freed { by_collector: bool },
}

/// The instructions of one step, with what each did to the heap.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct StepInside {
    pub step: Step,
    pub instructions: Vec<InstructionView>,
    pub events: Vec<HeapEvent>,
    /// The step has more than these.
    pub cut: bool,
}

/// One instruction that ran.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct InstructionView {
    /// The frame that ran it.
    pub frame: String,
    pub line: u32,
    /// Its name, as the engine calls it: `load_fast x`.
    pub text: String,
    /// What it does, in words.
    pub doing: String,
}

/// A place within a line: before one of its instructions, with so many of its heap events behind.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS,
)]
pub struct Fine {
    /// The pause before the line.
    pub step: Step,
    /// The instruction, by its place in `StepInside::instructions`; 0 is the beginning of the line.
    pub instruction: u32,
    /// How many of `StepInside::events` have happened.
    pub event: u32,
}

/// How far a step goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Size {
    /// To the next line of the person's own program.
    Line,
    /// To the next instruction.
    Instruction,
    /// To the next reference taken or dropped, object made or freed.
    Event,
}

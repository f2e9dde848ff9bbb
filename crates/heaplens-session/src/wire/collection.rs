//! The collector in slow motion.

use super::{ObjectId, Step};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// That a collection ran, and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CollectionMark {
    /// The step that was running.
    pub step: Step,
    pub line: u32,
    pub generation: u8,
    /// How many objects it found unreachable.
    pub collected: u64,
    /// The counters passed the threshold; else somebody called `gc.collect()`.
    pub by_threshold: bool,
}

/// One collection, phase by phase, on the person's own objects.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Collection {
    /// Which one of the run, counted from 0.
    pub number: u64,
    pub mark: CollectionMark,
    /// `gc.get_count()` when it began.
    pub counts: [u32; 3],
    /// `gc.get_threshold()`.
    pub thresholds: [u32; 3],
    /// How many objects it looked at; the interpreter's own among them.
    pub candidates: u64,
    /// How many of those are the person's.
    pub own_candidates: u64,
    pub phases: Vec<CollectionPhase>,
    /// The generation that the survivors are in afterwards.
    pub promoted_to: u8,
}

/// One phase.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CollectionPhase {
    pub kind: PhaseKind,
    /// The person's objects that it is about, at most some hundreds.
    pub objects: Vec<PhaseObject>,
    /// How many there are in all.
    pub count: u64,
    /// What the phase does, in words.
    pub words: String,
}

/// The collector's phases, in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum PhaseKind {
    /// The younger generations are merged: these are looked at.
    Candidates,
    /// `gc_refs` of each is a copy of its count.
    RefsCopied,
    /// References from one candidate to another are taken off.
    RefsSubtracted,
    /// Those whose `gc_refs` fell to 0.
    TentativelyUnreachable,
    /// Those of them that something reachable leads to after all.
    Rescued,
    /// What is left: unreachable.
    Unreachable,
    /// Weak references to them were cleared.
    WeakReferencesCleared,
    /// Their finalisers were called.
    Finalized,
    /// Those that a finaliser brought back.
    Resurrected,
    /// Freed.
    Freed,
    /// Who survived, and is a generation older.
    Promoted,
}

/// An object in a phase.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PhaseObject {
    pub object: ObjectId,
    pub title: String,
    pub count: u64,
    /// What the collector's own copy of the count is in this phase.
    pub gc_refs: Option<u64>,
}

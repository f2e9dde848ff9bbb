//! Who holds an object, why it is alive, and what it weighs.

use super::{Count, Holder, ObjectId, Sentence, Step, Strength};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Every reference that makes up an object's count, by name. The entries' counts sum to the count.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Ledger {
    pub step: Step,
    pub object: ObjectId,
    pub title: String,
    pub type_name: String,
    pub address: u64,
    pub count: Count,
    /// The counted references, names first. Of an immortal object they are those that would count.
    pub entries: Vec<LedgerEntry>,
    /// References that don't count: weak ones, and what the evaluation stack borrows (3.14 on).
    pub uncounted: Vec<LedgerEntry>,
    /// The sum of the entries' counts.
    pub sum: u64,
    /// What to know about the number, in words: that it never changes, that asking for it adds one.
    pub notes: Vec<Sentence>,
}

/// One holder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct LedgerEntry {
    pub kind: HolderKind,
    /// Where it is drawn, if it is.
    pub holder: Holder,
    /// The object that holds, where one does.
    pub by: Option<ObjectId>,
    /// The holder in words: `x in <module>`, `list #1[0]`, `argument obj of process`.
    pub label: String,
    /// How many references it stands for: more than 1 only where the interpreter's own are told together.
    pub count: u64,
    pub strength: Strength,
    /// The first step at which it is there, without a break until now; `null` if that is not known.
    pub since: Option<Step>,
}

/// What sort of place holds a reference.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum HolderKind {
    /// A name of a module, class body or function.
    Name,
    /// The parameter of a running call.
    Parameter,
    /// A cell that inner functions share.
    Cell,
    /// An attribute of an instance or class.
    Attribute,
    /// An item of a list or tuple.
    Item,
    /// An element of a set.
    Element,
    /// A dict's key.
    Key,
    /// A dict's value.
    Value,
    /// A field of a built-in structure: an iterator's own, a function's, a class's.
    Field,
    /// An instance's hold on its class.
    Class,
    /// The instance's own dict.
    Dict,
    /// An argument of a call under way, on the caller's stack.
    Argument,
    /// What is being called.
    Callee,
    /// An iterator that a `for` walks.
    Iterator,
    /// Another temporary.
    Operand,
    /// A local or temporary of a suspended generator.
    Suspended,
    /// A constant of a code object.
    Constant,
    /// The exception on its way or being handled.
    Exception,
    /// A native function in the middle of its work.
    NativeCall,
    /// The interpreter's own: its tables and caches.
    Interpreter,
    /// A weak reference: not counted.
    Weak,
}

/// The shortest chain of references from a root to an object.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct WhyAlive {
    pub step: Step,
    pub object: ObjectId,
    pub title: String,
    /// From the root to the object; empty if nothing leads to it: then it is garbage that waits for the collector.
    pub chain: Vec<ChainLink>,
    /// The chain in one sentence.
    pub words: Sentence,
}

/// One step of a chain.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ChainLink {
    /// The place that holds, in words.
    pub label: String,
    pub kind: HolderKind,
    /// What it holds.
    pub object: ObjectId,
    pub title: String,
    /// Whether `gc.get_referrers` of the held object would give the holder: not where the holder isn't an object
    /// that the collector tracks.
    pub seen_by_get_referrers: bool,
}

/// What an object weighs, counted in three ways. Bytes are `getsizeof`'s.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Sizes {
    pub step: Step,
    pub object: ObjectId,
    pub title: String,
    /// The object alone: `sys.getsizeof` of it.
    pub own: u64,
    /// It and all data that it leads to, each object once; classes, functions and modules left out.
    pub deep: u64,
    pub deep_objects: u64,
    /// What would be freed with it: it and what nothing else keeps alive.
    pub retained: u64,
    pub retained_objects: u64,
    /// Of the deep size, what others keep alive too.
    pub shared: u64,
    pub shared_objects: u64,
    /// The heaviest of those that are shared, and who else holds them.
    pub shared_with: Vec<SharedPart>,
}

/// Something that an object shares with others.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SharedPart {
    pub object: ObjectId,
    pub title: String,
    pub size: u64,
    /// Another holder of it, in words.
    pub held_by: String,
}

//! One object, as a box shows it.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// An object's number in a run: no other object of that run bears it, before or after its life.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
pub struct ObjectId(pub u64);

/// An object at a step.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct ObjectView {
    pub id: ObjectId,
    /// The name of its type: `list`.
    pub type_name: String,
    /// The name that it keeps for its life: `list #1`, `function process`, `class Node`.
    pub title: String,
    pub kind: Kind,
    pub layer: Layer,
    /// What its box says before or instead of rows.
    pub value: Value,
    /// `id()` of it.
    pub address: u64,
    /// `sys.getsizeof` of it, in bytes.
    pub size: u64,
    pub count: Count,
    /// The collector's generation, 0 to 2; `null` for what the collector doesn't track.
    pub generation: Option<u8>,
    /// Nothing reaches it any more, and it has not been freed yet.
    pub garbage: bool,
    pub badges: Vec<Badge>,
    /// What it holds, in its own order; cut to what the view's options allow.
    pub rows: Vec<Row>,
    /// How many rows it has in all.
    pub row_count: u64,
    /// How many of them were left out between the first and the last that are shown, and after which.
    pub rows_cut_after: Option<u32>,
    /// The title of an object freed shortly before whose address this one took.
    pub same_address_as: Option<String>,
}

/// What an object is, for tint and icon.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    Number,
    Text,
    Container,
    Instance,
    Class,
    Function,
    Buffer,
    Frame,
    Module,
    Other,
}

/// Why somebody might not want to see an object.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Layer {
    /// The person's own data: always shown.
    Data,
    /// Functions, classes and the cells and dicts that belong to them.
    Definition,
    /// Modules.
    Module,
    /// One for all: small integers, interned strings, `None`, `()`.
    Shared,
    /// The interpreter's own: frames, code, iterators, descriptors.
    Machinery,
}

/// An object's own value, as text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "type", content = "value", rename_all = "snake_case")]
pub enum Value {
    /// It is all in its rows (or has none to speak of).
    None,
    /// As `repr` spells it without running any of the program's code.
    Text(Slice),
}

/// A text, cut if it is long.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Slice {
    /// One part if the text is whole; head, middle and tail (or head and tail) if it is cut.
    pub parts: Vec<String>,
    /// Code points of the whole.
    pub length: u64,
}

impl Slice {
    /// A text that is short enough to be shown whole.
    #[must_use]
    pub fn whole(text: impl Into<String>) -> Self {
        let text = text.into();
        Self {
            length: text.chars().count() as u64,
            parts: vec![text],
        }
    }
}

/// The reference count, as `sys.getrefcount` would say if asking added nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "type", content = "value", rename_all = "snake_case")]
pub enum Count {
    References(u64),
    /// Never counted; the number that the field shows for ever.
    Immortal(u64),
}

/// Something to know about an object, shown as a small mark with words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Badge {
    /// The collector looks at it.
    Tracked,
    /// Of a type that the collector could track, and leaves alone.
    Untracked,
    Immortal,
    /// One string for all that are spelled alike.
    Interned,
    /// One of the objects that CPython makes once: small integers, single characters, empty tuple.
    Cached,
    /// A constant of a code object.
    Constant,
    WeaklyReferenced,
    /// A `memoryview` or another exporter's client keeps its buffer from moving.
    Exported,
    /// Moved to the permanent generation by `gc.freeze`.
    Frozen,
    /// Its finaliser has run.
    Finalized,
}

/// One line of a box: what one place in the object holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Row {
    pub label: RowLabel,
    /// The object that the label itself is and that is held by it: a dict's key.
    pub label_object: Option<ObjectId>,
    pub held: Held,
    /// The object doesn't keep alive what it names here.
    pub weak: bool,
    /// Set, rebound or added by the step that led here.
    pub changed: bool,
}

/// What a row is called.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "type", content = "value", rename_all = "snake_case")]
pub enum RowLabel {
    /// A position: `[3]`.
    Index(u64),
    /// A key, as `repr` spells it.
    Key(String),
    /// An attribute or slot: `.left`.
    Attribute(String),
    /// A field of the C structure: `__closure__`, `it_seq`.
    Field(String),
    /// An element without a place: a set's.
    Element,
}

/// What a place holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Held {
    /// The object; `null` when the place is empty (an unbound local, a deleted slot).
    pub object: Option<ObjectId>,
    /// It in a few characters, for when it isn't drawn as a box of its own.
    pub text: String,
}

//! How containers grow and shrink: pure functions on numbers, with what differs between versions as data.
//!
//! Nothing here holds a container: the heap does, and asks. Each function says which C function it is.

pub mod array;
pub mod bytearray;
pub mod deque;
pub mod dict;
pub mod list;
pub mod set;

use super::evidence::Fact;

/// The growth rules of one version.
#[derive(Clone, Copy, Debug)]
pub struct Growth {
    /// Lists.
    pub list: list::ListGrowth,
    /// Dicts, their keys tables and split tables.
    pub dict: dict::DictGrowth,
    /// Sets and frozensets.
    pub set: set::SetGrowth,
    /// `bytearray`.
    pub bytearray: bytearray::ByteArrayGrowth,
    /// `array.array`.
    pub array: array::ArrayGrowth,
    /// `collections.deque`.
    pub deque: deque::DequeGrowth,
}

/// The facts of this topic.
pub(super) fn facts() -> impl Iterator<Item = &'static Fact> {
    [
        list::ListGrowth::FACTS,
        dict::DictGrowth::FACTS,
        set::SetGrowth::FACTS,
        bytearray::ByteArrayGrowth::FACTS,
        array::ArrayGrowth::FACTS,
        deque::DequeGrowth::FACTS,
    ]
    .into_iter()
    .flatten()
}

macro_rules! growth_of {
    ($($name:ident $version:ident),+ $(,)?) => {
        $(
            #[doc = concat!("Growth in ", stringify!($version), ".")]
            pub const $name: Growth = Growth {
                list: list::$name,
                dict: dict::$name,
                set: set::$name,
                bytearray: bytearray::$name,
                array: array::$name,
                deque: deque::$name,
            };
        )+
    };
}

growth_of!(
    V3_8 V3_8, V3_9 V3_9, V3_10 V3_10, V3_11 V3_11, V3_12 V3_12, V3_13 V3_13, V3_14 V3_14, V3_15 V3_15,
);

//! The memory of a CPython: objects and their layouts, addresses, reference counts, the collector, and
//! the rules of each version. It must not know Python's syntax, steps, time or pictures.

pub mod attributes;
pub mod blobs;
pub mod buffer;
pub mod buffer_view;
pub mod classes;
pub mod dealloc;
pub mod deque;
pub mod dict;
pub mod fixed;
mod frame_blocks;
pub mod freelists;
pub mod gc;
pub mod hash;
pub mod heap;
pub mod holding;
pub mod holds;
pub mod inspect;
pub mod instances;
pub mod intern;
pub mod malloc;
pub mod memory;
pub mod object;
pub mod obmalloc;
pub mod odict;
pub mod reference;
pub mod residents;
pub mod rules;
pub mod scalars;
pub mod sequences;
pub mod set;
pub mod singletons;
pub mod sizeof;
pub mod text;
pub mod trace;
pub mod types;
pub mod version;
pub mod watch;
pub mod weak;

pub use heap::Heap;
pub use reference::{Owned, Ref};
pub use types::{TypeId, TypeInfo};
pub use version::Version;

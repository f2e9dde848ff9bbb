//! The memory of a CPython: objects and their layouts, addresses, reference counts, the collector, and
//! the rules of each version. It must not know Python's syntax, steps, time or pictures.

pub mod rules;
pub mod version;

pub use rules::{Rules, rules};
pub use version::Version;

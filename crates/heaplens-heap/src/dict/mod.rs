//! Dicts: compact, ordered hash tables, as `Objects/dictobject.c` keeps them.
//!
//! ```text
//! dict  word 1  ma_used (u32) | flags (u32)
//!       word 2  ma_keys: the place of the keys' block, 0 for the shared empty keys
//!       word 3  ma_values: the place of a split table's values, or 0
//! ```
//!
//! See [`keys`] for the keys' block, [`table`] for what is done with a dict.

pub(crate) mod hints;
pub mod keys;
pub mod table;

pub use table::{Found, Lookup};

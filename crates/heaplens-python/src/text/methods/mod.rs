//! The methods of str, bytes and bytearray as pure functions.
//!
//! Modelled: Objects/unicodeobject.c, Objects/bytes_methods.c and Objects/stringlib. What cuts text gives ranges of it,
//! so that the VM sees where the whole is meant (then CPython gives the same object). Bytes are text of narrow code
//! points here; a `Characters` says which of the two worlds' rules hold.

pub mod case;
pub mod hex;
pub mod pad;
pub mod predicates;
pub mod search;
pub mod split;
pub mod strip;
#[cfg(test)]
mod tests;
pub mod translate;

use super::unicode::{Unicode, is_line_break, is_space};

/// Whose idea of letters, spaces and lines holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Characters {
    /// A str's, of this database.
    Unicode(Unicode),
    /// That of bytes: ASCII.
    Bytes,
}

impl Characters {
    /// Whether `split()` and `strip()` take it for white space.
    pub fn is_space(self, cp: u32) -> bool {
        match self {
            Characters::Unicode(_) => is_space(cp),
            Characters::Bytes => matches!(cp, 0x09..=0x0d | 0x20),
        }
    }

    /// Whether `splitlines` ends a line there.
    pub fn is_line_break(self, cp: u32) -> bool {
        match self {
            Characters::Unicode(_) => is_line_break(cp),
            Characters::Bytes => matches!(cp, 0x0a | 0x0d),
        }
    }
}

/// `start` and `end` of a slice as methods take them (`ADJUST_INDICES`): negative ones count from the end, and `end` is
/// at most the length. `start` may lie beyond it, which a search finds empty.
pub fn adjust_indices(start: i64, end: i64, length: usize) -> (i64, i64) {
    let length = length as i64;
    let from_end = |at: i64| {
        if at < 0 {
            (at.saturating_add(length)).max(0)
        } else {
            at
        }
    };
    (from_end(start), from_end(end).min(length))
}

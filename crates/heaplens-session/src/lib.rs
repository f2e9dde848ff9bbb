//! One run of one program: fuel, stops, timeline, seek, and what can be asked about any moment of it.
//! It must not know JavaScript or pixels.
//!
//! What crosses the boundary to a page or to JSON is written here once, as plain data ([`wire`]); the
//! TypeScript in `www/src/wire/` is generated from it, and a test fails when the two part.

mod bytes;
pub mod claims;
mod collections;
pub mod compare;
pub mod doing;
pub mod expression;
pub mod facts;
mod finer;
mod history;
pub mod holders;
mod inside;
pub mod look;
mod mark_log;
pub mod memory;
pub mod moment;
mod outcome;
pub mod parting;
pub mod plain;
mod queries;
mod questions;
mod recorder;
mod session;
mod since;
mod travel;
pub mod wire;
pub mod words;

pub use session::Session;

/// The versions that are modelled, oldest first.
#[must_use]
pub fn versions() -> Vec<String> {
    heaplens_heap::Version::ALL
        .iter()
        .map(ToString::to_string)
        .collect()
}

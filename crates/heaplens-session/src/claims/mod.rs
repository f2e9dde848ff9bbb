//! Comments that state a result: found in a program's text, checked against runs of it, version by version.

mod check;
mod document;
mod parse;
mod why;

pub use check::{check_claims, check_document};
pub use document::{Block, blocks_of};
pub use parse::{Stated, stated_anywhere, stated_in};
pub use why::explain;

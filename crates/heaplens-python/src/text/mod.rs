//! Python's text as pure functions on Rust values: what the built-ins of str, bytes and formatting translate to.
//! It must not know the heap's objects, nor the VM.

mod py_text;
mod raise;
#[cfg(test)]
pub(crate) mod recorded;
pub mod repr;
mod rules;
pub mod unicode;

pub use py_text::{PyText, TextRef, push_wtf8};
pub use raise::{ExcClass, Raise};
pub use rules::{DIVISION_BY_ZERO, IntDigitLimit, TextRules, ZeroDivision};

//! Python's text as pure functions on Rust values: what the built-ins of str, bytes and formatting translate to.
//! It must not know the heap's objects, nor the VM.

pub mod codecs;
pub mod format_method;
pub mod format_spec;
pub mod methods;
pub mod percent;
mod py_text;
mod raise;
#[cfg(test)]
pub(crate) mod recorded;
pub mod repr;
mod rules;
pub mod unicode;

pub use py_text::{PyText, TextRef, push_wtf8};
pub use raise::{ExcClass, Raise};
pub use rules::{
    DIVISION_BY_ZERO, FormatRules, IntDigitLimit, PercentRules, TextRules, ZeroDivision,
};

/// How many code points a text may have: what 32 bits of wasm memory hold in four bytes each.
pub const MOST_CODE_POINTS: usize = 1 << 29;

/// Refuses a length that no text can have.
///
/// # Errors
/// MemoryError.
pub fn check_length(code_points: usize) -> Result<(), Raise> {
    if code_points > MOST_CODE_POINTS {
        return Err(Raise::new(ExcClass::MemoryError, ""));
    }
    Ok(())
}

/// A guest's count of code points as an index; one beyond `MOST_CODE_POINTS` stays beyond it.
fn saturated(count: u64) -> usize {
    usize::try_from(count).unwrap_or(usize::MAX)
}

/// The start of a name, as `%.200s` cuts it.
fn cut(name: &str, most: usize) -> &str {
    match name.char_indices().nth(most) {
        Some((at, _)) => &name[..at],
        None => name,
    }
}

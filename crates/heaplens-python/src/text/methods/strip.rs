//! `strip`, `lstrip`, `rstrip`, `removeprefix` and `removesuffix`: each gives the range that is left.

use super::Characters;
use crate::text::TextRef;
use std::ops::Range;

/// Which ends are stripped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ends {
    /// `lstrip`.
    Left,
    /// `rstrip`.
    Right,
    /// `strip`.
    Both,
}

/// `text.strip()` and its kin.
pub fn strip_spaces(text: TextRef<'_>, ends: Ends, of: Characters) -> Range<usize> {
    strip_by(text, ends, |cp| of.is_space(cp))
}

/// `text.strip(characters)` and its kin: each character of the second text.
pub fn strip(text: TextRef<'_>, characters: TextRef<'_>, ends: Ends) -> Range<usize> {
    if characters.len() == 1 {
        let only = characters.at(0);
        return strip_by(text, ends, |cp| cp == only);
    }
    let mut sorted: Vec<u32> = characters.iter().collect();
    sorted.sort_unstable();
    strip_by(text, ends, |cp| sorted.binary_search(&cp).is_ok())
}

fn strip_by(text: TextRef<'_>, ends: Ends, strips: impl Fn(u32) -> bool) -> Range<usize> {
    let (mut start, mut end) = (0, text.len());
    if ends != Ends::Right {
        while start < end && strips(text.at(start)) {
            start += 1;
        }
    }
    if ends != Ends::Left {
        while start < end && strips(text.at(end - 1)) {
            end -= 1;
        }
    }
    start..end
}

/// `text.removeprefix(prefix)`.
pub fn remove_prefix(text: TextRef<'_>, prefix: TextRef<'_>) -> Range<usize> {
    let has = text.len() >= prefix.len() && text.slice(0..prefix.len()) == prefix;
    let start = if has { prefix.len() } else { 0 };
    start..text.len()
}

/// `text.removesuffix(suffix)`.
pub fn remove_suffix(text: TextRef<'_>, suffix: TextRef<'_>) -> Range<usize> {
    let length = text.len();
    let has = length >= suffix.len() && text.slice(length - suffix.len()..length) == suffix;
    0..if has { length - suffix.len() } else { length }
}

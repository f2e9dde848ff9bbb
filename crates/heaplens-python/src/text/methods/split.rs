//! `split`, `rsplit`, `splitlines`, `partition`: each gives ranges of the text.

use super::Characters;
use super::search::{From, position};
use crate::text::{Raise, TextRef};
use std::ops::Range;

/// `text.split(None, most)` and `rsplit`; `most` below 0 is no limit.
pub fn split_spaces(text: TextRef<'_>, most: i64, from: From, of: Characters) -> Vec<Range<usize>> {
    let is_space = |at: usize| of.is_space(text.at(at));
    let mut out = Vec::new();
    let mut left = u64::try_from(most).unwrap_or(u64::MAX);
    let (mut start, mut end) = (0, text.len());
    match from {
        From::Left => loop {
            while start < end && is_space(start) {
                start += 1;
            }
            if start >= end {
                break;
            }
            if left == 0 {
                // The rest with the spaces behind it.
                out.push(start..end);
                break;
            }
            let word = (start..end).find(|&at| is_space(at)).unwrap_or(end);
            out.push(start..word);
            start = word;
            left -= 1;
        },
        From::Right => {
            loop {
                while start < end && is_space(end - 1) {
                    end -= 1;
                }
                if start >= end {
                    break;
                }
                if left == 0 {
                    out.push(start..end);
                    break;
                }
                let word = (start..end)
                    .rev()
                    .find(|&at| is_space(at))
                    .map_or(start, |at| at + 1);
                out.push(word..end);
                end = word;
                left -= 1;
            }
            out.reverse();
        }
    }
    out
}

/// `text.split(separator, most)` and `rsplit`.
///
/// # Errors
/// ValueError for an empty separator.
pub fn split_at(
    text: TextRef<'_>,
    separator: TextRef<'_>,
    most: i64,
    from: From,
) -> Result<Vec<Range<usize>>, Raise> {
    if separator.is_empty() {
        return Err(empty_separator());
    }
    let mut out = Vec::new();
    let mut left = u64::try_from(most).unwrap_or(u64::MAX);
    let (mut start, mut end) = (0, text.len());
    while left > 0 {
        let Some(found) = position(text.slice(start..end), separator, from) else {
            break;
        };
        let found = start + found;
        match from {
            From::Left => {
                out.push(start..found);
                start = found + separator.len();
            }
            From::Right => {
                out.push(found + separator.len()..end);
                end = found;
            }
        }
        left -= 1;
    }
    out.push(start..end);
    if from == From::Right {
        out.reverse();
    }
    Ok(out)
}

/// The place of the separator for `partition` and `rpartition`.
///
/// # Errors
/// ValueError for an empty separator.
pub fn partition(
    text: TextRef<'_>,
    separator: TextRef<'_>,
    from: From,
) -> Result<Option<usize>, Raise> {
    if separator.is_empty() {
        return Err(empty_separator());
    }
    Ok(position(text, separator, from))
}

fn empty_separator() -> Raise {
    Raise::value_error("empty separator")
}

/// `text.splitlines(keepends)`.
pub fn split_lines(text: TextRef<'_>, keep_ends: bool, of: Characters) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut start = 0;
    while start < text.len() {
        let end = (start..text.len())
            .find(|&at| of.is_line_break(text.at(at)))
            .unwrap_or(text.len());
        let mut next = end;
        if end < text.len() {
            let pair = text.at(end) == 0x0d && text.get(end + 1) == Some(0x0a);
            next += if pair { 2 } else { 1 };
        }
        out.push(start..if keep_ends { next } else { end });
        start = next;
    }
    out
}

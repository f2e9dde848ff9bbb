//! `find`, `count`, `startswith`, `replace` and what else looks for a part of a text.

use super::adjust_indices;
use crate::text::{PyText, Raise, TextRef, TextRules, check_length};
use memchr::memmem;
use std::ops::Range;

/// Which end a search starts from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum From {
    /// `find`, `index`, `split`, `partition`.
    Left,
    /// `rfind`, `rindex`, `rsplit`, `rpartition`.
    Right,
}

/// The place of `part` in `text[start:end]`, seen from the whole text.
pub fn find(
    text: TextRef<'_>,
    part: TextRef<'_>,
    start: i64,
    end: i64,
    from: From,
) -> Option<usize> {
    let range = searched(text, start, end)?;
    let first = range.start;
    position(text.slice(range), part, from).map(|at| first + at)
}

/// `text.count(part, start, end)`: without overlap; the empty part is found before each code point and at the end.
pub fn count(text: TextRef<'_>, part: TextRef<'_>, start: i64, end: i64) -> usize {
    match searched(text, start, end) {
        None => 0,
        Some(range) if part.is_empty() => range.len() + 1,
        Some(range) => Matches::new(text.slice(range), part).count(),
    }
}

/// `part in text`.
pub fn contains(text: TextRef<'_>, part: TextRef<'_>) -> bool {
    position(text, part, From::Left).is_some()
}

/// `text.startswith(part, start, end)`.
pub fn starts_with(text: TextRef<'_>, part: TextRef<'_>, start: i64, end: i64) -> bool {
    searched(text, start, end).is_some_and(|range| {
        range.len() >= part.len() && text.slice(range.start..range.start + part.len()) == part
    })
}

/// `text.endswith(part, start, end)`.
pub fn ends_with(text: TextRef<'_>, part: TextRef<'_>, start: i64, end: i64) -> bool {
    searched(text, start, end).is_some_and(|range| {
        range.len() >= part.len() && text.slice(range.end - part.len()..range.end) == part
    })
}

/// The part of the text that a search looks at; none if it ends before it starts.
fn searched(text: TextRef<'_>, start: i64, end: i64) -> Option<Range<usize>> {
    let (start, end) = adjust_indices(start, end, text.len());
    (start <= end).then_some(start as usize..end as usize)
}

/// `text.replace(old, new, most)`; `most` below 0 is no limit. `None` if nothing changes.
///
/// # Errors
/// MemoryError if the result is too long.
pub fn replace(
    text: TextRef<'_>,
    old: TextRef<'_>,
    new: TextRef<'_>,
    most: i64,
    rules: &TextRules,
) -> Result<Option<PyText>, Raise> {
    let most = match most {
        0 => return Ok(None),
        1.. if text.is_empty() && !rules.replaces_in_empty => return Ok(None),
        1.. => usize::try_from(most).unwrap_or(usize::MAX),
        _ => usize::MAX,
    };
    if old == new {
        return Ok(None);
    }
    let matches: Vec<usize> = if old.is_empty() {
        (0..=text.len()).take(most).collect()
    } else {
        Matches::new(text, old).take(most).collect()
    };
    if matches.is_empty() {
        return Ok(None);
    }
    let length = text.len() - matches.len() * old.len();
    check_length(length.saturating_add(matches.len().saturating_mul(new.len())))?;
    let mut out = PyText::with_capacity(length + matches.len() * new.len());
    let mut at = 0;
    for found in matches {
        out.push_text(text.slice(at..found));
        out.push_text(new);
        at = found + old.len();
    }
    out.push_text(text.slice(at..text.len()));
    // Where a wide code point was replaced, the text has become narrower: the builder began narrow.
    Ok(Some(out))
}

/// The place of the first or the last `part`.
pub fn position(text: TextRef<'_>, part: TextRef<'_>, from: From) -> Option<usize> {
    if part.len() > text.len() {
        return None;
    }
    let part = InWidth::of(part, text)?;
    let (text, part, width) = (units(text), part.units(), part.width());
    let mut rest = 0..text.len();
    loop {
        let within = &text[rest.clone()];
        let found = rest.start
            + match from {
                From::Left => memmem::find(within, part)?,
                From::Right => memmem::rfind(within, part)?,
            };
        if found % width == 0 {
            return Some(found / width);
        }
        // Between two code points: not a match.
        match from {
            From::Left => rest.start = found + 1,
            From::Right => rest.end = found + part.len() - 1,
        }
    }
}

/// The places of a part that isn't empty, without overlap.
pub struct Matches<'a> {
    text: TextRef<'a>,
    part: TextRef<'a>,
    at: usize,
}

impl<'a> Matches<'a> {
    /// Those of `part` in `text`.
    pub fn new(text: TextRef<'a>, part: TextRef<'a>) -> Matches<'a> {
        Matches { text, part, at: 0 }
    }
}

impl Iterator for Matches<'_> {
    type Item = usize;

    fn next(&mut self) -> Option<usize> {
        let rest = self.text.slice(self.at..self.text.len());
        let found = self.at + position(rest, self.part, From::Left)?;
        self.at = found + self.part.len();
        Some(found)
    }
}

/// A text in the width of another.
enum InWidth<'a> {
    One(&'a [u8]),
    OneOwned(Vec<u8>),
    Two(Vec<u16>),
    Four(Vec<u32>),
}

impl<'a> InWidth<'a> {
    /// `None` if it doesn't fit, and so can't occur there.
    fn of(part: TextRef<'a>, text: TextRef<'_>) -> Option<InWidth<'a>> {
        Some(match (text, part) {
            (TextRef::Ucs1(_), TextRef::Ucs1(units)) => InWidth::One(units),
            (TextRef::Ucs1(_), _) => InWidth::OneOwned(
                part.iter()
                    .map(|cp| u8::try_from(cp).ok())
                    .collect::<Option<_>>()?,
            ),
            (TextRef::Ucs2(_), _) => InWidth::Two(
                part.iter()
                    .map(|cp| u16::try_from(cp).ok())
                    .collect::<Option<_>>()?,
            ),
            (TextRef::Ucs4(_), _) => InWidth::Four(part.iter().collect()),
        })
    }

    fn units(&self) -> &[u8] {
        match self {
            InWidth::One(units) => units,
            InWidth::OneOwned(units) => units,
            InWidth::Two(units) => bytemuck::cast_slice(units),
            InWidth::Four(units) => bytemuck::cast_slice(units),
        }
    }

    const fn width(&self) -> usize {
        match self {
            InWidth::One(_) | InWidth::OneOwned(_) => 1,
            InWidth::Two(_) => 2,
            InWidth::Four(_) => 4,
        }
    }
}

fn units(text: TextRef<'_>) -> &[u8] {
    match text {
        TextRef::Ucs1(units) => units,
        TextRef::Ucs2(units) => bytemuck::cast_slice(units),
        TextRef::Ucs4(units) => bytemuck::cast_slice(units),
    }
}

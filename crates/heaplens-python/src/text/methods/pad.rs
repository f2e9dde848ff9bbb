//! `center`, `ljust`, `rjust`, `zfill`, `expandtabs`, and repetition. `None` is the text as it was.

use crate::text::{PyText, Raise, TextRef, check_length};

/// Where a text stands in its width.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// `ljust`.
    Left,
    /// `rjust`.
    Right,
    /// `center`: an odd space goes left in an even width, right in an odd one.
    Center,
}

/// `text.ljust(width, fill)` and its kin.
///
/// # Errors
/// MemoryError for a width that no text has.
pub fn justify(
    text: TextRef<'_>,
    width: i64,
    fill: u32,
    side: Side,
) -> Result<Option<PyText>, Raise> {
    let Some((width, padding)) = padding(text, width)? else {
        return Ok(None);
    };
    let before = match side {
        Side::Left => 0,
        Side::Right => padding,
        Side::Center => padding / 2 + (padding & width & 1),
    };
    let mut out = PyText::with_capacity(width);
    out.push_repeated(fill, before);
    out.push_text(text);
    out.push_repeated(fill, padding - before);
    Ok(Some(out))
}

/// `text.zfill(width)`: zeros behind a sign.
///
/// # Errors
/// MemoryError for a width that no text has.
pub fn zero_fill(text: TextRef<'_>, width: i64) -> Result<Option<PyText>, Raise> {
    let Some((width, padding)) = padding(text, width)? else {
        return Ok(None);
    };
    let signed = matches!(text.get(0), Some(0x2b | 0x2d));
    let sign = usize::from(signed);
    let mut out = PyText::with_capacity(width);
    out.push_text(text.slice(0..sign));
    out.push_repeated(b'0'.into(), padding);
    out.push_text(text.slice(sign..text.len()));
    Ok(Some(out))
}

/// The width and what is missing to it, if something is.
fn padding(text: TextRef<'_>, width: i64) -> Result<Option<(usize, usize)>, Raise> {
    let Ok(width) = u64::try_from(width) else {
        return Ok(None);
    };
    let width = usize::try_from(width).unwrap_or(usize::MAX);
    if width <= text.len() {
        return Ok(None);
    }
    check_length(width)?;
    Ok(Some((width, width - text.len())))
}

/// `text.expandtabs(size)`.
///
/// # Errors
/// OverflowError if the result is too long.
pub fn expand_tabs(text: TextRef<'_>, size: i64) -> Result<Option<PyText>, Raise> {
    if !text.contains_byte(b'\t') {
        return Ok(None);
    }
    let size = u64::try_from(size).unwrap_or(0);
    let mut out = PyText::with_capacity(text.len());
    let mut column = 0;
    for cp in text.iter() {
        if cp == u32::from(b'\t') {
            if size > 0 {
                let spaces = size - column % size;
                let spaces = usize::try_from(spaces).unwrap_or(usize::MAX);
                if check_length(out.len().saturating_add(spaces)).is_err() {
                    return Err(Raise::overflow("new string is too long"));
                }
                column += spaces as u64;
                out.push_repeated(b' '.into(), spaces);
            }
            continue;
        }
        column += 1;
        if matches!(cp, 0x0a | 0x0d) {
            column = 0;
        }
        out.push(cp);
    }
    Ok(Some(out))
}

/// `text * count`.
///
/// # Errors
/// MemoryError if the result is too long.
pub fn repeat(text: TextRef<'_>, count: usize) -> Result<PyText, Raise> {
    check_length(text.len().saturating_mul(count))?;
    Ok(match text {
        TextRef::Ucs1(units) => PyText::Ucs1(units.repeat(count)),
        _ if count == 0 => PyText::new(),
        _ => match text.to_text() {
            PyText::Ucs1(units) => PyText::Ucs1(units.repeat(count)),
            PyText::Ucs2(units) => PyText::Ucs2(units.repeat(count)),
            PyText::Ucs4(units) => PyText::Ucs4(units.repeat(count)),
        },
    })
}

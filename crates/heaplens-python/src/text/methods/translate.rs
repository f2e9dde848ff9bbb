//! `translate`, and what `maketrans` checks.

use crate::text::{PyText, Raise, TextRef};

/// What a table maps a code point to.
#[derive(Clone, Debug, PartialEq)]
pub enum Translated {
    /// The table has no entry (LookupError).
    Same,
    /// None: left out.
    Deleted,
    /// An int.
    Point(u32),
    /// A str.
    Text(PyText),
}

/// `str.translate`: `table` is asked for each code point, ASCII ones once each, as CPython does.
///
/// # Errors
/// What the table raises.
pub fn translate<E>(
    text: TextRef<'_>,
    mut table: impl FnMut(u32) -> Result<Translated, E>,
) -> Result<PyText, E> {
    let mut known: [Option<Translated>; 128] = [const { None }; 128];
    let mut out = PyText::with_capacity(text.len());
    for cp in text.iter() {
        let slot = known.get_mut(cp as usize);
        let fresh = match &slot {
            Some(Some(_)) => None,
            _ => Some(table(cp)?),
        };
        let translated = match (slot, fresh) {
            (Some(slot), Some(fresh)) => &*slot.insert(fresh),
            (Some(slot), None) => slot.as_ref().expect("an entry that isn't fresh is there"),
            (None, fresh) => &fresh.expect("what has no slot is always fresh"),
        };
        match translated {
            Translated::Same => out.push(cp),
            Translated::Deleted => {}
            Translated::Point(to) => out.push(*to),
            Translated::Text(to) => out.push_text(to.as_ref()),
        }
    }
    Ok(out)
}

/// The pairs of `str.maketrans(from, to)`, in order.
///
/// # Errors
/// ValueError if one is longer.
pub fn maketrans<'a>(
    from: TextRef<'a>,
    to: TextRef<'a>,
) -> Result<impl Iterator<Item = (u32, u32)> + 'a, Raise> {
    if from.len() != to.len() {
        return Err(Raise::value_error(
            "the first two maketrans arguments must have equal length",
        ));
    }
    Ok(from.iter().zip(to.iter()))
}

/// `bytes.translate(table, delete)`; without a table only deletes.
///
/// # Errors
/// ValueError for a table of another length than 256.
pub fn translate_bytes(
    bytes: &[u8],
    table: Option<&[u8]>,
    delete: &[u8],
) -> Result<Vec<u8>, Raise> {
    if table.is_some_and(|table| table.len() != 256) {
        return Err(Raise::value_error(
            "translation table must be 256 characters long",
        ));
    }
    let mut deleted = [false; 256];
    delete.iter().for_each(|&b| deleted[usize::from(b)] = true);
    let kept = bytes.iter().filter(|&&b| !deleted[usize::from(b)]);
    Ok(match table {
        Some(table) => kept.map(|&b| table[usize::from(b)]).collect(),
        None => kept.copied().collect(),
    })
}

/// `bytes.maketrans(from, to)`.
///
/// # Errors
/// ValueError if one is longer.
pub fn maketrans_bytes(from: &[u8], to: &[u8]) -> Result<Vec<u8>, Raise> {
    if from.len() != to.len() {
        return Err(Raise::value_error(
            "maketrans arguments must have same length",
        ));
    }
    let mut table: Vec<u8> = (0..=255).collect();
    for (&from, &to) in from.iter().zip(to) {
        table[usize::from(from)] = to;
    }
    Ok(table)
}

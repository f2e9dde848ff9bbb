//! `upper`, `lower`, `title`, `capitalize`, `swapcase` and `casefold`.

use super::Characters;
use crate::text::unicode::{Mapped, Unicode};
use crate::text::{PyText, TextRef};

/// `text.upper()`.
pub fn upper(text: TextRef<'_>, of: Characters) -> PyText {
    match ascii_or_db(text, of) {
        Err(bytes) => PyText::Ucs1(bytes.to_ascii_uppercase()),
        Ok(db) => map(text, |_, cp| db.to_upper(cp)),
    }
}

/// `text.lower()`: a capital sigma at the end of a word becomes ς.
pub fn lower(text: TextRef<'_>, of: Characters) -> PyText {
    match ascii_or_db(text, of) {
        Err(bytes) => PyText::Ucs1(bytes.to_ascii_lowercase()),
        Ok(db) => map(text, |at, cp| lower_at(text, at, cp, db)),
    }
}

/// `text.casefold()`, of a str only.
pub fn casefold(text: TextRef<'_>, db: Unicode) -> PyText {
    match text.as_ascii() {
        Some(bytes) => PyText::Ucs1(bytes.to_ascii_lowercase()),
        None => map(text, |_, cp| db.to_folded(cp)),
    }
}

/// `text.swapcase()`.
pub fn swapcase(text: TextRef<'_>, of: Characters) -> PyText {
    match ascii_or_db(text, of) {
        Err(bytes) => {
            let swap = |b: &u8| {
                if b.is_ascii_uppercase() {
                    b.to_ascii_lowercase()
                } else {
                    b.to_ascii_uppercase()
                }
            };
            PyText::Ucs1(bytes.iter().map(swap).collect())
        }
        Ok(db) => map(text, |at, cp| {
            if db.is_upper(cp) {
                lower_at(text, at, cp, db)
            } else if db.is_lower(cp) {
                db.to_upper(cp)
            } else {
                Mapped::one(cp)
            }
        }),
    }
}

/// `text.capitalize()`: the first character in title case, the others in lower case.
pub fn capitalize(text: TextRef<'_>, of: Characters) -> PyText {
    match ascii_or_db(text, of) {
        Err(bytes) => {
            let mut out = bytes.to_ascii_lowercase();
            if let Some(first) = out.first_mut() {
                first.make_ascii_uppercase();
            }
            PyText::Ucs1(out)
        }
        Ok(db) => map(text, |at, cp| match at {
            0 => db.to_title(cp),
            _ => lower_at(text, at, cp, db),
        }),
    }
}

/// `text.title()`: each first cased character after one that isn't in title case, the others in lower case.
pub fn title(text: TextRef<'_>, of: Characters) -> PyText {
    let mut in_word = false;
    match ascii_or_db(text, of) {
        Err(bytes) => {
            let mut turn = |b: &u8| {
                let out = if in_word {
                    b.to_ascii_lowercase()
                } else {
                    b.to_ascii_uppercase()
                };
                in_word = b.is_ascii_alphabetic();
                out
            };
            PyText::Ucs1(bytes.iter().map(&mut turn).collect())
        }
        Ok(db) => map(text, |at, cp| {
            let out = if in_word {
                lower_at(text, at, cp, db)
            } else {
                db.to_title(cp)
            };
            in_word = db.is_cased(cp);
            out
        }),
    }
}

/// The bytes where ASCII's rules are enough, else the database.
fn ascii_or_db(text: TextRef<'_>, of: Characters) -> Result<Unicode, &[u8]> {
    match (of, text) {
        (Characters::Bytes, TextRef::Ucs1(bytes)) => Err(bytes),
        (Characters::Bytes, _) => unreachable!("bytes are narrow"),
        (Characters::Unicode(db), _) => match text.as_ascii() {
            Some(bytes) => Err(bytes),
            None => Ok(db),
        },
    }
}

fn map(text: TextRef<'_>, mut to: impl FnMut(usize, u32) -> Mapped) -> PyText {
    let mut out = PyText::with_capacity(text.len());
    for (at, cp) in text.iter().enumerate() {
        to(at, cp).points().iter().for_each(|&cp| out.push(cp));
    }
    out
}

const CAPITAL_SIGMA: u32 = 0x3a3;
const SIGMA: u32 = 0x3c3;
const FINAL_SIGMA: u32 = 0x3c2;

/// `lower_ucs4`: as `to_lower`, but a capital sigma looks at its neighbours (`handle_capital_sigma`).
fn lower_at(text: TextRef<'_>, at: usize, cp: u32, db: Unicode) -> Mapped {
    if cp != CAPITAL_SIGMA {
        return db.to_lower(cp);
    }
    let cased = |mut others: &mut dyn Iterator<Item = u32>| {
        (&mut others)
            .find(|&cp| !db.is_case_ignorable(cp))
            .is_some_and(|cp| db.is_cased(cp))
    };
    let after_a_letter = cased(&mut text.slice(0..at).iter().rev());
    let before_a_letter = cased(&mut text.slice(at + 1..text.len()).iter());
    Mapped::one(if after_a_letter && !before_a_letter {
        FINAL_SIGMA
    } else {
        SIGMA
    })
}

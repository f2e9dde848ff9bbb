//! `isalpha`, `isdigit` and their kin.

use super::Characters;
use crate::text::TextRef;

/// A question of a whole text, named as the method.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Is {
    /// `isalpha`.
    Alpha,
    /// `isalnum`.
    Alnum,
    /// `isascii`.
    Ascii,
    /// `isdecimal`, of a str only.
    Decimal,
    /// `isdigit`.
    Digit,
    /// `isidentifier`, of a str only.
    Identifier,
    /// `islower`.
    Lower,
    /// `isnumeric`, of a str only.
    Numeric,
    /// `isprintable`, of a str only.
    Printable,
    /// `isspace`.
    Space,
    /// `istitle`.
    Title,
    /// `isupper`.
    Upper,
}

/// The answer of `text.is…()`.
pub fn is(question: Is, text: TextRef<'_>, of: Characters) -> bool {
    match question {
        Is::Ascii => text.is_ascii(),
        Is::Printable => text.iter().all(|cp| match of {
            Characters::Unicode(db) => db.is_printable(cp),
            Characters::Bytes => (0x20..0x7f).contains(&cp),
        }),
        Is::Lower => no_other_case(text, of, Case::Lower),
        Is::Upper => no_other_case(text, of, Case::Upper),
        Is::Title => is_title(text, of),
        Is::Identifier => is_identifier(text, of),
        _ => !text.is_empty() && text.iter().all(|cp| is_one(question, cp, of)),
    }
}

fn is_one(question: Is, cp: u32, of: Characters) -> bool {
    let db = match of {
        Characters::Unicode(db) => db,
        Characters::Bytes => {
            let Ok(byte) = u8::try_from(cp) else {
                return false;
            };
            return match question {
                Is::Alpha => byte.is_ascii_alphabetic(),
                Is::Alnum => byte.is_ascii_alphanumeric(),
                Is::Space => of.is_space(cp),
                _ => byte.is_ascii_digit(),
            };
        }
    };
    match question {
        Is::Alpha => db.is_alpha(cp),
        Is::Alnum => db.is_alnum(cp),
        Is::Decimal => db.decimal(cp).is_some(),
        Is::Digit => db.digit(cp).is_some(),
        Is::Numeric => db.is_numeric(cp),
        _ => of.is_space(cp),
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Case {
    Upper,
    Lower,
    Title,
    None,
}

fn case_of(cp: u32, of: Characters) -> Case {
    match of {
        Characters::Unicode(db) if cp >= 0x80 => {
            if db.is_upper(cp) {
                Case::Upper
            } else if db.is_lower(cp) {
                Case::Lower
            } else if db.is_title(cp) {
                Case::Title
            } else {
                Case::None
            }
        }
        _ => match cp {
            0x41..=0x5a => Case::Upper,
            0x61..=0x7a => Case::Lower,
            _ => Case::None,
        },
    }
}

/// At least one character of the case, and none of another.
fn no_other_case(text: TextRef<'_>, of: Characters, wanted: Case) -> bool {
    let mut found = false;
    for cp in text.iter() {
        match case_of(cp, of) {
            Case::None => {}
            case if case == wanted => found = true,
            _ => return false,
        }
    }
    found
}

/// Capitals after what has no case, small letters after what has, and at least one of them.
fn is_title(text: TextRef<'_>, of: Characters) -> bool {
    let mut found = false;
    let mut in_word = false;
    for cp in text.iter() {
        let case = case_of(cp, of);
        match case {
            Case::Upper | Case::Title if in_word => return false,
            Case::Lower if !in_word => return false,
            _ => {}
        }
        in_word = case != Case::None;
        found |= in_word;
    }
    found
}

fn is_identifier(text: TextRef<'_>, of: Characters) -> bool {
    let Characters::Unicode(db) = of else {
        return false;
    };
    let Some(first) = text.get(0) else {
        return false;
    };
    (first == u32::from(b'_') || db.is_xid_start(first))
        && text.iter().skip(1).all(|cp| db.is_xid_continue(cp))
}

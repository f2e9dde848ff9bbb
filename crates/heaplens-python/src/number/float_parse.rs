//! Floats from text, as `float(str)` reads them.
//!
//! Modelled: `PyFloat_FromString` (Objects/floatobject.c), `_Py_string_to_number_with_underscores` and
//! `_Py_parse_inf_or_nan` (Python/pystrtod.c), `_PyUnicode_TransformDecimalAndSpaceToASCII` (Objects/unicodeobject.c).

use crate::text::repr::{repr, repr_bytes};
use crate::text::unicode::{Unicode, is_space};
use crate::text::{PyText, Raise, TextRef};
use std::borrow::Cow;

/// `float(text)`.
///
/// # Errors
/// ValueError if the text is no number.
pub fn float_from_text(text: TextRef<'_>, db: Unicode) -> Result<f64, Raise> {
    let ascii = ascii_digits_and_spaces(text, db);
    number_with_underscores(trim_spaces(&ascii), plain_float)
        .ok_or_else(|| could_not_convert(repr(text, db)))
}

/// `float(bytes)`; also of a bytearray or another buffer, which then gives its own `repr`.
///
/// # Errors
/// ValueError if the bytes are no number.
pub fn float_from_bytes(bytes: &[u8]) -> Result<f64, Raise> {
    number_with_underscores(trim_spaces(bytes), plain_float)
        .ok_or_else(|| could_not_convert(repr_bytes(bytes)))
}

fn could_not_convert(shown: PyText) -> Raise {
    let mut message = PyText::from("could not convert string to float: ");
    message.push_text(shown.as_ref());
    Raise::value_error(message)
}

/// The text with every decimal digit and space of Unicode as its ASCII fellow; other characters beyond ASCII are `?`.
/// Text that is ASCII already stays as it is, separators such as U+001C included.
pub fn ascii_digits_and_spaces<'a>(text: TextRef<'a>, db: Unicode) -> Cow<'a, [u8]> {
    if let Some(bytes) = text.as_ascii() {
        return Cow::Borrowed(bytes);
    }
    text.iter()
        .map(|cp| match cp {
            0..=0x7e => cp as u8,
            _ if is_space(cp) => b' ',
            _ => db.decimal(cp).map_or(b'?', |value| b'0' + value as u8),
        })
        .collect()
}

/// Without the white space of C's `isspace` at both ends.
pub fn trim_spaces(text: &[u8]) -> &[u8] {
    let start = text.iter().take_while(|&&b| is_c_space(b)).count();
    let text = &text[start..];
    let end = text.iter().rev().take_while(|&&b| is_c_space(b)).count();
    &text[..text.len() - end]
}

/// `Py_ISSPACE`.
pub const fn is_c_space(byte: u8) -> bool {
    matches!(byte, b'\t'..=b'\r' | b' ')
}

/// Takes the underscores out, each of which must stand between two digits, and reads the rest with `parse`.
pub(super) fn number_with_underscores<T>(
    text: &[u8],
    parse: impl Fn(&[u8]) -> Option<T>,
) -> Option<T> {
    if !text.contains(&b'_') {
        return parse(text);
    }
    let digit = |at: Option<usize>| {
        at.and_then(|at| text.get(at))
            .is_some_and(u8::is_ascii_digit)
    };
    for (at, &byte) in text.iter().enumerate() {
        if byte == b'_' && !(digit(at.checked_sub(1)) && digit(Some(at + 1))) {
            return None;
        }
    }
    let plain: Vec<u8> = text.iter().copied().filter(|&b| b != b'_').collect();
    parse(&plain)
}

/// A whole text as a float, without spaces and underscores (`PyOS_string_to_double`).
pub(super) fn plain_float(text: &[u8]) -> Option<f64> {
    match leading_float(text) {
        Some((value, length)) if length == text.len() => Some(value),
        _ => None,
    }
}

/// The float that the text starts with, and how many bytes it takes.
pub(super) fn leading_float(text: &[u8]) -> Option<(f64, usize)> {
    let sign = usize::from(matches!(text.first(), Some(b'+' | b'-')));
    let negative = text.first() == Some(&b'-');
    let body = &text[sign..];
    let starts =
        |word: &[u8]| body.len() >= word.len() && body[..word.len()].eq_ignore_ascii_case(word);
    let (value, length) = if starts(b"infinity") {
        (f64::INFINITY, 8)
    } else if starts(b"inf") {
        (f64::INFINITY, 3)
    } else if starts(b"nan") {
        (f64::NAN, 3)
    } else {
        let length = decimal_length(body)?;
        let digits = std::str::from_utf8(&body[..length]).expect("a decimal number is ASCII");
        (
            digits.parse().expect("the grammar is a part of Rust's"),
            length,
        )
    };
    Some((if negative { -value } else { value }, sign + length))
}

/// How long the number `digits[.digits][e[+-]digits]` at the start is; one side of the point may be missing.
fn decimal_length(text: &[u8]) -> Option<usize> {
    let digits_at = |at: usize| text[at..].iter().take_while(|b| b.is_ascii_digit()).count();
    let whole = digits_at(0);
    let mut length = whole;
    let mut any = whole;
    if text.get(length) == Some(&b'.') {
        let fraction = digits_at(length + 1);
        any += fraction;
        length += 1 + fraction;
    }
    if any == 0 {
        return None;
    }
    if let Some(b'e' | b'E') = text.get(length) {
        let sign = usize::from(matches!(text.get(length + 1), Some(b'+' | b'-')));
        let digits = digits_at((length + 1 + sign).min(text.len()));
        if digits > 0 {
            length += 1 + sign + digits;
        }
    }
    Some(length)
}

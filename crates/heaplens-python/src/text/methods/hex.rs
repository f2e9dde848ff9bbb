//! `bytes.hex` and `bytes.fromhex`.
//!
//! Modelled: `_Py_strhex_impl` (Python/pystrhex.c) and `_PyBytes_FromHex` (Objects/bytesobject.c).

use super::Characters;
use crate::text::{PyText, Raise, TextRef, TextRules};

/// `bytes.hex(separator, group)`: a separator every `group` bytes, counted from the right, from the left if negative.
pub fn hex(bytes: &[u8], separator: Option<u8>, group: i64) -> PyText {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let mut out = Vec::with_capacity(bytes.len() * 3);
    let size = usize::try_from(group.unsigned_abs()).unwrap_or(usize::MAX);
    for (at, &byte) in bytes.iter().enumerate() {
        let offset = if group < 0 { at } else { bytes.len() - at };
        if let Some(separator) = separator
            && at > 0
            && size > 0
            && offset % size == 0
        {
            out.push(separator);
        }
        out.extend([
            DIGITS[usize::from(byte >> 4)],
            DIGITS[usize::from(byte & 15)],
        ]);
    }
    PyText::Ucs1(out)
}

/// `bytes.fromhex(text)`: white space may stand between the bytes.
///
/// # Errors
/// ValueError with the place of what is no digit.
pub fn from_hex(text: TextRef<'_>, rules: &TextRules) -> Result<Vec<u8>, Raise> {
    let wrong = |at: usize| {
        Raise::value_error(format!(
            "non-hexadecimal number found in fromhex() arg at position {at}"
        ))
    };
    let digit = |at: usize| {
        text.get(at)
            .and_then(char::from_u32)
            .and_then(|c| c.to_digit(16))
    };
    // What isn't ASCII is found first.
    if let Some(at) = text.iter().position(|cp| cp > 0x7f) {
        return Err(wrong(at));
    }
    let mut out = Vec::with_capacity(text.len() / 2);
    let mut at = 0;
    loop {
        while text
            .get(at)
            .is_some_and(|cp| Characters::Bytes.is_space(cp))
        {
            at += 1;
        }
        if at >= text.len() {
            return Ok(out);
        }
        let high = digit(at).ok_or_else(|| wrong(at))?;
        let Some(low) = digit(at + 1) else {
            if at + 1 >= text.len() && rules.fromhex_tells_odd {
                return Err(Raise::value_error(
                    "fromhex() arg must contain an even number of hexadecimal digits",
                ));
            }
            return Err(wrong(at + 1));
        };
        out.push((high << 4 | low) as u8);
        at += 2;
    }
}

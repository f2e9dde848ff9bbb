//! Backslashes: the codecs `unicode_escape` and `raw_unicode_escape`, and the escapes of bytes literals.
//!
//! Modelled: `_PyUnicode_DecodeUnicodeEscapeInternal`, `_PyUnicode_DecodeRawUnicodeEscapeStateful`,
//! `PyUnicode_AsUnicodeEscapeString` (Objects/unicodeobject.c), `_PyBytes_DecodeEscape` (Objects/bytesobject.c).

use super::names::character_named;
use super::{DecodeError, Decoder, escape_of};
use crate::text::unicode::Unicode;
use crate::text::{Raise, TextRef};

/// An escape that isn't one, which is left as it is with a warning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InvalidEscape {
    /// Where the character behind the backslash stands; for an octal escape, its first digit.
    pub at: usize,
    /// Whether it is an octal escape above `\377`, which is taken as a code point.
    pub is_octal: bool,
}

/// The bytes of `text.encode("unicode_escape")`.
pub fn escape_unicode(text: TextRef<'_>) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len());
    for cp in text.iter() {
        match cp {
            0x5c => out.extend(b"\\\\"),
            0x20..0x7f => out.push(cp as u8),
            0x09 => out.extend(b"\\t"),
            0x0a => out.extend(b"\\n"),
            0x0d => out.extend(b"\\r"),
            _ => out.extend(escape_of(cp).bytes()),
        }
    }
    out
}

/// The bytes of `text.encode("raw_unicode_escape")`.
pub(super) fn escape_raw(text: TextRef<'_>) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len());
    for cp in text.iter() {
        match u8::try_from(cp) {
            Ok(byte) => out.push(byte),
            Err(_) => out.extend(escape_of(cp).bytes()),
        }
    }
    out
}

/// The value of a simple escape: `\n` and its kin.
const fn simple(byte: u8) -> Option<u8> {
    Some(match byte {
        b'\\' | b'\'' | b'"' => byte,
        b'b' => 8,
        b'f' => 12,
        b't' => b'\t',
        b'n' => b'\n',
        b'r' => b'\r',
        b'v' => 11,
        b'a' => 7,
        _ => return None,
    })
}

/// Up to three octal digits from `at`: their value and number.
fn octal(bytes: &[u8], at: usize) -> (u32, usize) {
    let digits = bytes[at..]
        .iter()
        .take(3)
        .take_while(|b| matches!(b, b'0'..=b'7'));
    digits.fold((0, 0), |(n, count), b| {
        (n << 3 | u32::from(b - b'0'), count + 1)
    })
}

/// `count` hexadecimal digits from `at`: their value, or how many there are.
fn hexadecimal(bytes: &[u8], at: usize, count: usize) -> Result<u32, usize> {
    let rest = &bytes[at.min(bytes.len())..];
    let digits = rest
        .iter()
        .take(count)
        .map_while(|&b| (b as char).to_digit(16));
    let (value, found) = digits.fold((0u32, 0), |(n, found), d| (n << 4 | d, found + 1));
    if found == count {
        Ok(value)
    } else {
        Err(found)
    }
}

/// Reads escapes into the decoder, from `at` to the end or to an error.
pub(super) fn unescape_unicode(
    decoder: &mut Decoder<'_>,
    bytes: &[u8],
    mut at: usize,
    db: Unicode,
) -> Result<(), DecodeError> {
    while let Some(&byte) = bytes.get(at) {
        let start = at;
        at += 1;
        if byte != b'\\' {
            decoder.out.push(byte.into());
            continue;
        }
        let error = |end: usize, reason| DecodeError {
            encoding: "unicodeescape",
            start,
            end,
            reason,
        };
        let Some(&code) = bytes.get(at) else {
            return Err(error(at, "\\ at end of string"));
        };
        at += 1;
        let (digits, truncated) = match code {
            b'x' => (2, "truncated \\xXX escape"),
            b'u' => (4, "truncated \\uXXXX escape"),
            b'U' => (8, "truncated \\UXXXXXXXX escape"),
            b'\n' => continue,
            b'0'..=b'7' => {
                let (value, count) = octal(bytes, at - 1);
                at += count - 1;
                if value > 0o377 {
                    decoder.note_invalid(at - 3, true);
                }
                decoder.out.push(value);
                continue;
            }
            b'N' => {
                let (cp, end) = named(bytes, at, db).map_err(|(end, why)| error(end, why))?;
                decoder.out.push(cp);
                at = end;
                continue;
            }
            _ => {
                match simple(code) {
                    Some(value) => decoder.out.push(value.into()),
                    None => {
                        decoder.note_invalid(at - 1, false);
                        decoder.out.push(b'\\'.into());
                        decoder.out.push(code.into());
                    }
                }
                continue;
            }
        };
        let value = hexadecimal(bytes, at, digits).map_err(|found| error(at + found, truncated))?;
        at += digits;
        if value > 0x10ffff {
            return Err(error(at, "illegal Unicode character"));
        }
        decoder.out.push(value);
    }
    Ok(())
}

/// `{name}` from `at`: the character and where it ends, or where the error ends and what it is.
fn named(bytes: &[u8], at: usize, db: Unicode) -> Result<(u32, usize), (usize, &'static str)> {
    let malformed = "malformed \\N character escape";
    if bytes.get(at) != Some(&b'{') {
        return Err((at, malformed));
    }
    let start = at + 1;
    let Some(length) = bytes[start..].iter().position(|&b| b == b'}') else {
        return Err((bytes.len(), malformed));
    };
    let end = start + length;
    if length == 0 {
        return Err((end, malformed));
    }
    let name = std::str::from_utf8(&bytes[start..end]).ok();
    let found = name.and_then(|name| character_named(name, db));
    found
        .map(|cp| (cp, end + 1))
        .ok_or((end + 1, "unknown Unicode character name"))
}

impl Decoder<'_> {
    fn note_invalid(&mut self, at: usize, is_octal: bool) {
        self.invalid_escape
            .get_or_insert(InvalidEscape { at, is_octal });
    }
}

/// Reads `\u` and `\U` alone into the decoder.
pub(super) fn unescape_raw(
    decoder: &mut Decoder<'_>,
    bytes: &[u8],
    mut at: usize,
) -> Result<(), DecodeError> {
    while let Some(&byte) = bytes.get(at) {
        let start = at;
        at += 1;
        let (digits, truncated) = match (byte, bytes.get(at)) {
            (b'\\', Some(b'u')) => (4, "truncated \\uXXXX escape"),
            (b'\\', Some(b'U')) => (8, "truncated \\UXXXXXXXX escape"),
            (b'\\', Some(&other)) => {
                decoder.out.push(byte.into());
                decoder.out.push(other.into());
                at += 1;
                continue;
            }
            _ => {
                decoder.out.push(byte.into());
                continue;
            }
        };
        let error = |end: usize, reason| DecodeError {
            encoding: "rawunicodeescape",
            start,
            end,
            reason,
        };
        at += 1;
        let value = hexadecimal(bytes, at, digits).map_err(|found| error(at + found, truncated))?;
        at += digits;
        if value > 0x10ffff {
            return Err(error(at, "\\Uxxxxxxxx out of range"));
        }
        decoder.out.push(value);
    }
    Ok(())
}

/// The bytes of a bytes literal from what stands between its quotes (`codecs.escape_decode`), and the first escape that
/// isn't one.
///
/// # Errors
/// ValueError for a broken `\x` or a backslash at the end.
pub fn unescape_bytes(source: &[u8]) -> Result<(Vec<u8>, Option<InvalidEscape>), Raise> {
    let mut out = Vec::with_capacity(source.len());
    let mut invalid = None;
    let mut at = 0;
    while let Some(&byte) = source.get(at) {
        at += 1;
        if byte != b'\\' {
            out.push(byte);
            continue;
        }
        let Some(&code) = source.get(at) else {
            return Err(Raise::value_error("Trailing \\ in string"));
        };
        at += 1;
        match code {
            b'\n' => {}
            b'0'..=b'7' => {
                let (value, count) = octal(source, at - 1);
                at += count - 1;
                if value > 0o377 {
                    let at = at - 3;
                    invalid.get_or_insert(InvalidEscape { at, is_octal: true });
                }
                out.push(value as u8);
            }
            b'x' => match hexadecimal(source, at, 2) {
                Ok(value) => {
                    out.push(value as u8);
                    at += 2;
                }
                Err(_) => {
                    return Err(Raise::value_error(format!(
                        "invalid \\x escape at position {}",
                        at - 2
                    )));
                }
            },
            _ => match simple(code) {
                Some(value) => out.push(value),
                None => {
                    let at = at - 1;
                    invalid.get_or_insert(InvalidEscape {
                        at,
                        is_octal: false,
                    });
                    out.extend([b'\\', code]);
                }
            },
        }
    }
    Ok((out, invalid))
}

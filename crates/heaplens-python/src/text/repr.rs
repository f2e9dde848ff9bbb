//! `repr` of str, bytes and bytearray, and `ascii`.
//!
//! Modelled: `unicode_repr` (Objects/unicodeobject.c), `PyBytes_Repr` (Objects/bytesobject.c), `bytearray_repr`
//! (Objects/bytearrayobject.c), the same in all versions but for what each database calls printable.

use super::unicode::Unicode;
use super::{PyText, TextRef};

/// `repr(text)`.
pub fn repr(text: TextRef<'_>, db: Unicode) -> PyText {
    let quote = quote_for(|quote| text.contains_byte(quote));
    let mut out = PyText::with_capacity(text.len() + 2);
    out.push(quote.into());
    match text.as_ascii() {
        Some(bytes) if !bytes.iter().any(|&b| must_escape(b, quote)) => {
            out.push_text(TextRef::Ucs1(bytes));
        }
        _ => {
            for cp in text.iter() {
                if cp < 0x80 {
                    push_ascii(&mut out, cp as u8, quote);
                } else if db.is_printable(cp) {
                    out.push(cp);
                } else {
                    push_escape(&mut out, cp);
                }
            }
        }
    }
    out.push(quote.into());
    out
}

/// `ascii(x)` from `repr(x)`: what isn't ASCII becomes an escape.
pub fn ascii(repr: TextRef<'_>) -> PyText {
    if repr.is_ascii() {
        return repr.to_text();
    }
    let mut out = PyText::with_capacity(repr.len());
    for cp in repr.iter() {
        if cp < 0x80 {
            out.push(cp);
        } else {
            push_escape(&mut out, cp);
        }
    }
    out
}

/// `repr(bytes)`.
pub fn repr_bytes(bytes: &[u8]) -> PyText {
    bytes_literal(bytes, false)
}

/// `b'…'`; a bytearray's single quotes are escaped even between double ones.
fn bytes_literal(bytes: &[u8], escapes_single: bool) -> PyText {
    let quote = quote_for(|quote| bytes.contains(&quote));
    let mut out = PyText::with_capacity(bytes.len() + 3);
    out.push_str("b");
    out.push(quote.into());
    for &byte in bytes {
        if byte == b'\'' && escapes_single {
            out.push_str("\\'");
        } else if byte < 0x80 {
            push_ascii(&mut out, byte, quote);
        } else {
            push_escape(&mut out, byte.into());
        }
    }
    out.push(quote.into());
    out
}

/// `repr` of a bytearray whose class has this `__name__`.
pub fn repr_bytearray(class_name: &str, bytes: &[u8]) -> PyText {
    let mut out = PyText::from(class_name);
    out.push_str("(");
    out.push_text(bytes_literal(bytes, true).as_ref());
    out.push_str(")");
    out
}

/// The single quote, unless the text has one and no double quote.
fn quote_for(has: impl Fn(u8) -> bool) -> u8 {
    if has(b'\'') && !has(b'"') {
        b'"'
    } else {
        b'\''
    }
}

fn must_escape(byte: u8, quote: u8) -> bool {
    byte == quote || byte == b'\\' || !(0x20..0x7f).contains(&byte)
}

fn push_ascii(out: &mut PyText, byte: u8, quote: u8) {
    match byte {
        b'\t' => out.push_str("\\t"),
        b'\n' => out.push_str("\\n"),
        b'\r' => out.push_str("\\r"),
        _ if byte == quote || byte == b'\\' => {
            out.push(b'\\'.into());
            out.push(byte.into());
        }
        0x20..0x7f => out.push(byte.into()),
        _ => push_escape(out, byte.into()),
    }
}

/// Appends `\xNN`, `\uNNNN` or `\UNNNNNNNN`, whichever is the shortest.
pub(super) fn push_escape(out: &mut PyText, cp: u32) {
    match cp {
        0..=0xff => out.push_str(&format!("\\x{cp:02x}")),
        0x100..=0xffff => out.push_str(&format!("\\u{cp:04x}")),
        _ => out.push_str(&format!("\\U{cp:08x}")),
    }
}

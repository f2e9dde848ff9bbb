//! Escapes of literals that don't decode: what the codecs say of them.

use crate::text::TextRef;
use crate::text::codecs::{Codec, DecodeError, Decoder, unescape_bytes};
use crate::text::unicode::Unicode;

/// What is wrong with the first bad escape of a str literal's body (`_PyUnicode_DecodeUnicodeEscape`, behind
/// `decode_unicode_with_escapes` of Parser/string_parser.c). Positions count a character beyond ASCII as the ten bytes
/// that it becomes on the way to the codec.
pub(super) fn bad_text_escape(body: &str, db: Unicode) -> Option<String> {
    let spelled = spelled_in_ascii(body);
    let mut decoder = Decoder::new(&spelled, Codec::UnicodeEscape, db);
    let error = decoder.run().err()?;
    let message = DecodeError::message(
        TextRef::Ucs1(error.encoding.as_bytes()),
        &spelled,
        error.start,
        error.end,
        TextRef::Ucs1(error.reason.as_bytes()),
    );
    let message = message.as_ref().to_string_lossy();
    Some(format!("(unicode error) {message}"))
}

/// The body with `\UXXXXXXXX` for every character beyond ASCII; a backslash before one, or at the end, is itself spelled.
fn spelled_in_ascii(body: &str) -> Vec<u8> {
    let mut spelled = Vec::with_capacity(body.len());
    let mut is_escaping = false;
    for c in body.chars() {
        if c.is_ascii() {
            spelled.push(c as u8);
            is_escaping = c == '\\' && !is_escaping;
        } else {
            if is_escaping {
                spelled.extend_from_slice(b"u005c");
            }
            spelled.extend_from_slice(format!("\\U{:08x}", u32::from(c)).as_bytes());
            is_escaping = false;
        }
    }
    if is_escaping {
        spelled.extend_from_slice(b"u005c");
    }
    spelled
}

/// What is wrong with the first bad escape of a bytes literal's body (`_PyBytes_DecodeEscape`).
pub(super) fn bad_bytes_escape(body: &[u8]) -> Option<String> {
    let error = unescape_bytes(body).err()?;
    let message = error.message.as_ref().to_string_lossy();
    Some(format!("(value error) {message}"))
}

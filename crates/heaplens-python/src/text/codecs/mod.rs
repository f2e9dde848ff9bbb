//! Text to bytes and bytes to text: the codecs that CPython has in C, and the error handlers.
//!
//! Modelled: the encoders and decoders of Objects/unicodeobject.c, Objects/stringlib/codecs.h and the handlers of
//! Python/codecs.c. A coder runs up to what it can't code, and goes on with what a handler made of that; so the VM can
//! call a handler of the guest's between two steps. Left out: UTF-7 and most of the codecs of Python's library.

mod charmaps;
mod decode;
mod encode;
mod escapes;
mod handlers;
mod names;
#[cfg(test)]
mod tests;

pub use charmaps::CHARMAPS;
pub use decode::{Decoder, decode};
pub use encode::{Encoder, encode};
pub use escapes::{InvalidEscape, escape_unicode, unescape_bytes};
pub use handlers::{Handler, Replacement};
pub use names::{character_named, name_of};

use super::{PyText, Raise, TextRef};

/// The order of a number's bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// `utf-16`: as the mark at the start says, or little; encoding writes the mark.
    Marked,
    /// `utf-16-le`.
    Little,
    /// `utf-16-be`.
    Big,
}

/// A codec.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Codec {
    /// `utf-8`.
    Utf8,
    /// `utf-8-sig`: with a mark at the start.
    Utf8Sig,
    /// `utf-16` and its two orders.
    Utf16(Order),
    /// `utf-32` and its two orders.
    Utf32(Order),
    /// `latin-1`.
    Latin1,
    /// `ascii`.
    Ascii,
    /// One byte for each character, by a table of [`CHARMAPS`].
    Charmap(u8),
    /// `unicode_escape`.
    UnicodeEscape,
    /// `raw_unicode_escape`.
    RawUnicodeEscape,
}

impl Codec {
    /// The codec of that name (`encodings.normalize_encoding`, encodings/aliases.py).
    pub fn named(name: &str) -> Option<Codec> {
        let mut normal = String::with_capacity(name.len());
        let mut gap = false;
        for c in name.chars().flat_map(char::to_lowercase) {
            if c.is_alphanumeric() || c == '.' {
                if gap && !normal.is_empty() {
                    normal.push('_');
                }
                gap = false;
                normal.push(c);
            } else {
                gap = true;
            }
        }
        Some(match normal.as_str() {
            "utf_8" | "cp65001" | "u8" | "utf" | "utf8" | "utf8_ucs2" | "utf8_ucs4" => Codec::Utf8,
            "utf_8_sig" => Codec::Utf8Sig,
            "utf_16" | "u16" | "utf16" => Codec::Utf16(Order::Marked),
            "utf_16_le" | "unicodelittleunmarked" | "utf_16le" => Codec::Utf16(Order::Little),
            "utf_16_be" | "unicodebigunmarked" | "utf_16be" => Codec::Utf16(Order::Big),
            "utf_32" | "u32" | "utf32" => Codec::Utf32(Order::Marked),
            "utf_32_le" | "utf_32le" => Codec::Utf32(Order::Little),
            "utf_32_be" | "utf_32be" => Codec::Utf32(Order::Big),
            "latin_1" | "8859" | "cp819" | "csisolatin1" | "ibm819" | "iso8859" | "iso8859_1"
            | "iso_8859_1" | "iso_8859_1_1987" | "iso_ir_100" | "l1" | "latin" | "latin1" => {
                Codec::Latin1
            }
            "ascii" | "646" | "ansi_x3.4_1968" | "ansi_x3.4_1986" | "ansi_x3_4_1968" | "cp367"
            | "csascii" | "ibm367" | "iso646_us" | "iso_646.irv_1991" | "iso_ir_6" | "us"
            | "us_ascii" => Codec::Ascii,
            "unicode_escape" => Codec::UnicodeEscape,
            "raw_unicode_escape" => Codec::RawUnicodeEscape,
            name => {
                let at = CHARMAPS
                    .iter()
                    .position(|map| map.name == name || map.aliases.contains(&name))?;
                Codec::Charmap(at as u8)
            }
        })
    }
}

/// The data of a UnicodeEncodeError, its object (the text) aside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EncodeError {
    /// `encoding`.
    pub encoding: &'static str,
    /// `start`: the first code point that can't be encoded.
    pub start: usize,
    /// `end`: behind the last one.
    pub end: usize,
    /// `reason`.
    pub reason: &'static str,
}

/// The data of a UnicodeDecodeError, its object (the bytes) aside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecodeError {
    /// `encoding`.
    pub encoding: &'static str,
    /// `start`: the first byte that can't be decoded.
    pub start: usize,
    /// `end`: behind the last one.
    pub end: usize,
    /// `reason`.
    pub reason: &'static str,
}

/// Why bytes weren't decoded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DecodeFault {
    /// A UnicodeDecodeError.
    Undecodable(DecodeError),
    /// The handler is for encoding alone: a TypeError.
    Raise(Raise),
}

impl EncodeError {
    /// `str(error)` (`UnicodeEncodeError_str`); the fields may have been changed since.
    pub fn message(
        encoding: TextRef<'_>,
        object: TextRef<'_>,
        start: usize,
        end: usize,
        reason: TextRef<'_>,
    ) -> PyText {
        let what = match object.get(start) {
            Some(cp) if end == start + 1 => {
                format!("character '{}' in position {start}", escape_of(cp))
            }
            _ => format!("characters in position {start}-{}", end as i64 - 1),
        };
        codec_message(Some(encoding), "can't encode", &what, reason)
    }
}

impl DecodeError {
    /// `str(error)` (`UnicodeDecodeError_str`).
    pub fn message(
        encoding: TextRef<'_>,
        object: &[u8],
        start: usize,
        end: usize,
        reason: TextRef<'_>,
    ) -> PyText {
        let what = match object.get(start) {
            Some(byte) if end == start + 1 => format!("byte 0x{byte:02x} in position {start}"),
            _ => format!("bytes in position {start}-{}", end as i64 - 1),
        };
        codec_message(Some(encoding), "can't decode", &what, reason)
    }
}

/// `str` of a UnicodeTranslateError.
pub fn translate_message(
    object: TextRef<'_>,
    start: usize,
    end: usize,
    reason: TextRef<'_>,
) -> PyText {
    let what = match object.get(start) {
        Some(cp) if end == start + 1 => {
            format!("character '{}' in position {start}", escape_of(cp))
        }
        _ => format!("characters in position {start}-{}", end as i64 - 1),
    };
    codec_message(None, "can't translate", &what, reason)
}

fn codec_message(
    encoding: Option<TextRef<'_>>,
    verb: &str,
    what: &str,
    reason: TextRef<'_>,
) -> PyText {
    let mut out = PyText::new();
    if let Some(encoding) = encoding {
        out.push_str("'");
        out.push_text(encoding);
        out.push_str("' codec ");
    }
    out.push_str(&format!("{verb} {what}: "));
    out.push_text(reason);
    out
}

/// `\xNN`, `\uNNNN` or `\UNNNNNNNN`.
fn escape_of(cp: u32) -> String {
    match cp {
        0..=0xff => format!("\\x{cp:02x}"),
        0x100..=0xffff => format!("\\u{cp:04x}"),
        _ => format!("\\U{cp:08x}"),
    }
}

const fn is_surrogate(cp: u32) -> bool {
    matches!(cp, 0xd800..=0xdfff)
}

//! Decoders.

use super::escapes::{InvalidEscape, unescape_raw, unescape_unicode};
use super::{CHARMAPS, Codec, DecodeError, DecodeFault, Handler, Order, is_surrogate};
use crate::text::unicode::Unicode;
use crate::text::{PyText, TextRef};

/// `bytes.decode(codec, handler)`; the database serves `\N{…}`.
///
/// # Errors
/// What the handler lets pass.
pub fn decode(
    bytes: &[u8],
    codec: Codec,
    handler: Handler,
    db: Unicode,
) -> Result<PyText, DecodeFault> {
    let mut decoder = Decoder::new(bytes, codec, db);
    while let Err(error) = decoder.run() {
        let (replacement, next) = handler.on_decode(&error, decoder.bytes())?;
        decoder.resume(replacement.as_ref(), next);
    }
    Ok(decoder.finish())
}

/// Decodes up to what can't be decoded, and goes on behind it.
pub struct Decoder<'a> {
    bytes: &'a [u8],
    at: usize,
    codec: Codec,
    db: Unicode,
    pub(super) out: PyText,
    pub(super) invalid_escape: Option<InvalidEscape>,
}

impl<'a> Decoder<'a> {
    /// A decoder that has read the mark, if there is one.
    pub fn new(bytes: &'a [u8], codec: Codec, db: Unicode) -> Decoder<'a> {
        let (codec, mark) = match codec {
            Codec::Utf16(Order::Marked) => match bytes {
                [0xff, 0xfe, ..] => (Codec::Utf16(Order::Little), 2),
                [0xfe, 0xff, ..] => (Codec::Utf16(Order::Big), 2),
                _ => (Codec::Utf16(Order::Little), 0),
            },
            Codec::Utf32(Order::Marked) => match bytes {
                [0xff, 0xfe, 0, 0, ..] => (Codec::Utf32(Order::Little), 4),
                [0, 0, 0xfe, 0xff, ..] => (Codec::Utf32(Order::Big), 4),
                _ => (Codec::Utf32(Order::Little), 0),
            },
            other => (other, 0),
        };
        // `utf-8-sig` counts positions from behind its mark.
        let bytes = match (codec, bytes) {
            (Codec::Utf8Sig, [0xef, 0xbb, 0xbf, rest @ ..]) => rest,
            _ => bytes,
        };
        Decoder {
            bytes,
            at: mark,
            codec,
            db,
            out: PyText::new(),
            invalid_escape: None,
        }
    }

    /// The bytes that positions count in: the exception's `object`.
    pub fn bytes(&self) -> &'a [u8] {
        self.bytes
    }

    /// Decodes what is left.
    ///
    /// # Errors
    /// The first bytes that can't be decoded.
    pub fn run(&mut self) -> Result<(), DecodeError> {
        match self.codec {
            Codec::Utf8 | Codec::Utf8Sig => self.utf8(),
            Codec::Utf16(order) => self.utf16(order == Order::Big),
            Codec::Utf32(order) => self.utf32(order == Order::Big),
            Codec::Latin1 => {
                self.out.push_text(TextRef::Ucs1(&self.bytes[self.at..]));
                Ok(())
            }
            Codec::Ascii => {
                let rest = &self.bytes[self.at..];
                let plain = rest
                    .iter()
                    .position(|b| !b.is_ascii())
                    .unwrap_or(rest.len());
                self.out.push_text(TextRef::Ucs1(&rest[..plain]));
                if plain == rest.len() {
                    return Ok(());
                }
                let start = self.at + plain;
                Err(DecodeError {
                    encoding: "ascii",
                    start,
                    end: start + 1,
                    reason: "ordinal not in range(128)",
                })
            }
            Codec::Charmap(map) => {
                let map = &CHARMAPS[usize::from(map)];
                while let Some(&byte) = self.bytes.get(self.at) {
                    let Some(cp) = map.decode(byte) else {
                        return Err(DecodeError {
                            encoding: "charmap",
                            start: self.at,
                            end: self.at + 1,
                            reason: "character maps to <undefined>",
                        });
                    };
                    self.out.push(cp);
                    self.at += 1;
                }
                Ok(())
            }
            Codec::UnicodeEscape => unescape_unicode(self, self.bytes, self.at, self.db),
            Codec::RawUnicodeEscape => unescape_raw(self, self.bytes, self.at),
        }
    }

    /// Writes what a handler made of an error and goes on at `next`.
    pub fn resume(&mut self, replacement: TextRef<'_>, next: usize) {
        self.out.push_text(replacement);
        self.at = next;
    }

    /// The text.
    pub fn finish(self) -> PyText {
        self.out
    }

    /// The first escape of `unicode_escape` that isn't one, for the warning.
    pub fn invalid_escape(&self) -> Option<InvalidEscape> {
        self.invalid_escape
    }

    fn utf8(&mut self) -> Result<(), DecodeError> {
        let rest = &self.bytes[self.at..];
        let error = match std::str::from_utf8(rest) {
            Ok(text) => {
                self.out.push_str(text);
                return Ok(());
            }
            Err(error) => error,
        };
        let (valid, rest) = rest.split_at(error.valid_up_to());
        self.out
            .push_str(std::str::from_utf8(valid).expect("this much is valid"));
        let start = self.at + valid.len();
        let (length, reason) = match (error.error_len(), rest[0]) {
            (None, _) => (rest.len(), "unexpected end of data"),
            (Some(length), 0xc2..=0xf4) => (length, "invalid continuation byte"),
            (Some(length), _) => (length, "invalid start byte"),
        };
        Err(DecodeError {
            encoding: "utf-8",
            start,
            end: start + length,
            reason,
        })
    }

    fn utf16(&mut self, is_big: bool) -> Result<(), DecodeError> {
        let length = self.bytes.len();
        let error = |start, end, reason| DecodeError {
            encoding: if is_big { "utf-16-be" } else { "utf-16-le" },
            start,
            end,
            reason,
        };
        let unit = |at: usize| {
            let pair = [self.bytes[at], self.bytes[at + 1]];
            u32::from(if is_big {
                u16::from_be_bytes(pair)
            } else {
                u16::from_le_bytes(pair)
            })
        };
        while self.at + 2 <= length {
            let start = self.at;
            let first = unit(start);
            self.at += 2;
            if !is_surrogate(first) {
                self.out.push(first);
                continue;
            }
            if first >= 0xdc00 {
                return Err(error(start, start + 2, "illegal encoding"));
            }
            if start + 4 > length {
                return Err(error(start, length, "unexpected end of data"));
            }
            let second = unit(start + 2);
            if !(0xdc00..=0xdfff).contains(&second) {
                return Err(error(start, start + 2, "illegal UTF-16 surrogate"));
            }
            self.at += 2;
            self.out
                .push(0x10000 + ((first & 0x3ff) << 10 | second & 0x3ff));
        }
        if self.at < length {
            return Err(error(self.at, length, "truncated data"));
        }
        Ok(())
    }

    fn utf32(&mut self, is_big: bool) -> Result<(), DecodeError> {
        let error = |start, end, reason| DecodeError {
            encoding: if is_big { "utf-32-be" } else { "utf-32-le" },
            start,
            end,
            reason,
        };
        while let Some(unit) = self.bytes[self.at..].first_chunk::<4>() {
            let cp = if is_big {
                u32::from_be_bytes(*unit)
            } else {
                u32::from_le_bytes(*unit)
            };
            let (start, end) = (self.at, self.at + 4);
            if is_surrogate(cp) {
                let reason = "code point in surrogate code point range(0xd800, 0xe000)";
                return Err(error(start, end, reason));
            }
            if cp > 0x10ffff {
                return Err(error(start, end, "code point not in range(0x110000)"));
            }
            self.out.push(cp);
            self.at = end;
        }
        if self.at < self.bytes.len() {
            return Err(error(self.at, self.bytes.len(), "truncated data"));
        }
        Ok(())
    }
}

//! Encoders.

use super::escapes::{escape_raw, escape_unicode};
use super::{CHARMAPS, Codec, EncodeError, Handler, Order, Replacement, is_surrogate};
use crate::text::{TextRef, push_wtf8};

/// `text.encode(codec, handler)`.
///
/// # Errors
/// What the handler lets pass.
pub fn encode(text: TextRef<'_>, codec: Codec, handler: Handler) -> Result<Vec<u8>, EncodeError> {
    let mut encoder = Encoder::new(text, codec);
    while let Err(error) = encoder.run() {
        let (replacement, next) = handler.on_encode(&error, text)?;
        encoder.resume(&error, replacement, next)?;
    }
    Ok(encoder.finish())
}

/// Encodes up to what can't be encoded, and goes on behind it.
pub struct Encoder<'a> {
    text: TextRef<'a>,
    at: usize,
    codec: Codec,
    out: Vec<u8>,
}

impl<'a> Encoder<'a> {
    /// An encoder that has written the mark, if there is one.
    pub fn new(text: TextRef<'a>, codec: Codec) -> Encoder<'a> {
        let mut encoder = Encoder {
            text,
            at: 0,
            codec,
            out: Vec::with_capacity(text.len()),
        };
        match codec {
            Codec::Utf8Sig | Codec::Utf16(Order::Marked) | Codec::Utf32(Order::Marked) => {
                encoder.push(0xfeff);
            }
            _ => {}
        }
        encoder
    }

    /// Encodes what is left.
    ///
    /// # Errors
    /// The first code points that can't be encoded: for UTF-16 and UTF-32 one of them, else all that stand together.
    pub fn run(&mut self) -> Result<(), EncodeError> {
        match self.codec {
            Codec::UnicodeEscape => {
                self.out = escape_unicode(self.text);
                return Ok(());
            }
            Codec::RawUnicodeEscape => {
                self.out = escape_raw(self.text);
                return Ok(());
            }
            _ => {}
        }
        if self.at == 0
            && let Some(bytes) = self.text.as_ascii()
            && !matches!(self.codec, Codec::Utf16(_) | Codec::Utf32(_))
        {
            self.out.extend_from_slice(bytes);
            self.at = bytes.len();
        }
        while self.at < self.text.len() {
            let cp = self.text.at(self.at);
            if self.can(cp) {
                self.push(cp);
                self.at += 1;
                continue;
            }
            let start = self.at;
            let end = match self.codec {
                Codec::Utf16(_) | Codec::Utf32(_) => start + 1,
                _ => (start..self.text.len())
                    .find(|&at| self.can(self.text.at(at)))
                    .unwrap_or(self.text.len()),
            };
            return Err(self.error(start, end));
        }
        Ok(())
    }

    /// Writes what a handler made of an error and goes on at `next`.
    ///
    /// # Errors
    /// The same error if the replacement can't be encoded either.
    pub fn resume(
        &mut self,
        error: &EncodeError,
        replacement: Replacement,
        next: usize,
    ) -> Result<(), EncodeError> {
        match replacement {
            Replacement::Bytes(bytes) => {
                let unit = match self.codec {
                    Codec::Utf16(_) => 2,
                    Codec::Utf32(_) => 4,
                    _ => 1,
                };
                if bytes.len() % unit != 0 {
                    return Err(error.clone());
                }
                self.out.extend(bytes);
            }
            Replacement::Text(text) => {
                let most = match self.codec {
                    Codec::Latin1 => 0xff,
                    _ => 0x7f,
                };
                if text.as_ref().max_cp() > most {
                    return Err(error.clone());
                }
                text.as_ref().iter().for_each(|cp| self.push(cp));
            }
        }
        self.at = next;
        Ok(())
    }

    /// The bytes.
    pub fn finish(self) -> Vec<u8> {
        self.out
    }

    fn can(&self, cp: u32) -> bool {
        match self.codec {
            Codec::Latin1 => cp < 0x100,
            Codec::Ascii => cp < 0x80,
            Codec::Charmap(map) => CHARMAPS[usize::from(map)].encode(cp).is_some(),
            _ => !is_surrogate(cp),
        }
    }

    fn push(&mut self, cp: u32) {
        match self.codec {
            Codec::Utf8 | Codec::Utf8Sig => push_wtf8(&mut self.out, cp),
            Codec::Utf16(order) => {
                if cp < 0x10000 {
                    self.push_unit(cp as u16, order);
                } else {
                    let off = cp - 0x10000;
                    self.push_unit(0xd800 | (off >> 10) as u16, order);
                    self.push_unit(0xdc00 | (off & 0x3ff) as u16, order);
                }
            }
            Codec::Utf32(Order::Big) => self.out.extend(cp.to_be_bytes()),
            Codec::Utf32(_) => self.out.extend(cp.to_le_bytes()),
            Codec::Charmap(map) => self.out.extend(CHARMAPS[usize::from(map)].encode(cp)),
            _ => self.out.push(cp as u8),
        }
    }

    fn push_unit(&mut self, unit: u16, order: Order) {
        match order {
            Order::Big => self.out.extend(unit.to_be_bytes()),
            _ => self.out.extend(unit.to_le_bytes()),
        }
    }

    fn error(&self, start: usize, end: usize) -> EncodeError {
        let (encoding, reason) = match self.codec {
            Codec::Latin1 => ("latin-1", "ordinal not in range(256)"),
            Codec::Ascii => ("ascii", "ordinal not in range(128)"),
            Codec::Charmap(_) => ("charmap", "character maps to <undefined>"),
            Codec::Utf16(Order::Marked) => ("utf-16", "surrogates not allowed"),
            Codec::Utf16(Order::Little) => ("utf-16-le", "surrogates not allowed"),
            Codec::Utf16(Order::Big) => ("utf-16-be", "surrogates not allowed"),
            Codec::Utf32(Order::Marked) => ("utf-32", "surrogates not allowed"),
            Codec::Utf32(Order::Little) => ("utf-32-le", "surrogates not allowed"),
            Codec::Utf32(Order::Big) => ("utf-32-be", "surrogates not allowed"),
            _ => ("utf-8", "surrogates not allowed"),
        };
        EncodeError {
            encoding,
            start,
            end,
            reason,
        }
    }
}

//! The error handlers that CPython registers (Python/codecs.c).

use super::names::name_of;
use super::{DecodeError, DecodeFault, EncodeError, escape_of, is_surrogate};
use crate::text::{PyText, Raise, TextRef, push_wtf8};

/// A built-in error handler.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Handler {
    /// `strict`: raises.
    Strict,
    /// `ignore`.
    Ignore,
    /// `replace`: `?`, or U+FFFD when decoding.
    Replace,
    /// `backslashreplace`.
    BackslashReplace,
    /// `xmlcharrefreplace`: `&#N;`, for encoding alone.
    XmlCharRefReplace,
    /// `namereplace`: `\N{…}`, for encoding alone.
    NameReplace,
    /// `surrogateescape`: a byte that can't be decoded is U+DC80 and on.
    SurrogateEscape,
    /// `surrogatepass`: lone surrogates in UTF-8, UTF-16 and UTF-32.
    SurrogatePass,
}

/// What a handler puts in place of text that can't be encoded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Replacement {
    /// Text, to be encoded.
    Text(PyText),
    /// Bytes as they are.
    Bytes(Vec<u8>),
}

impl Handler {
    /// The handler of that name.
    pub fn named(name: &str) -> Option<Handler> {
        Some(match name {
            "strict" => Handler::Strict,
            "ignore" => Handler::Ignore,
            "replace" => Handler::Replace,
            "backslashreplace" => Handler::BackslashReplace,
            "xmlcharrefreplace" => Handler::XmlCharRefReplace,
            "namereplace" => Handler::NameReplace,
            "surrogateescape" => Handler::SurrogateEscape,
            "surrogatepass" => Handler::SurrogatePass,
            _ => return None,
        })
    }

    /// What stands for the text of the error, and where encoding goes on.
    ///
    /// # Errors
    /// The error to be raised: this one, or for `surrogateescape` one that starts at the first other character.
    pub fn on_encode(
        self,
        error: &EncodeError,
        text: TextRef<'_>,
    ) -> Result<(Replacement, usize), EncodeError> {
        let bad = text.slice(error.start..error.end);
        let each = |show: &dyn Fn(u32) -> String| {
            let shown: String = bad.iter().map(show).collect();
            Ok((Replacement::Text(shown.into()), error.end))
        };
        match self {
            Handler::Strict => Err(error.clone()),
            Handler::Ignore => each(&|_| String::new()),
            Handler::Replace => each(&|_| "?".to_owned()),
            Handler::BackslashReplace => each(&escape_of),
            Handler::XmlCharRefReplace => each(&|cp| format!("&#{cp};")),
            Handler::NameReplace => each(&|cp| match name_of(cp) {
                Some(name) => format!("\\N{{{name}}}"),
                None => escape_of(cp),
            }),
            Handler::SurrogateEscape => {
                let escaped = |cp: &u32| (0xdc80..=0xdcff).contains(cp);
                let bytes: Vec<u8> = bad.iter().take_while(escaped).map(|cp| cp as u8).collect();
                if bytes.len() < bad.len() {
                    return Err(EncodeError {
                        start: error.start + bytes.len(),
                        ..error.clone()
                    });
                }
                Ok((Replacement::Bytes(bytes), error.end))
            }
            Handler::SurrogatePass => {
                let form = Form::of(error.encoding).ok_or_else(|| error.clone())?;
                let mut bytes = Vec::new();
                for cp in bad.iter() {
                    if !is_surrogate(cp) {
                        return Err(error.clone());
                    }
                    form.push(&mut bytes, cp);
                }
                Ok((Replacement::Bytes(bytes), error.end))
            }
        }
    }

    /// What stands for the bytes of the error, and where decoding goes on.
    ///
    /// # Errors
    /// The error itself, or TypeError from a handler that is for encoding alone.
    pub fn on_decode(
        self,
        error: &DecodeError,
        bytes: &[u8],
    ) -> Result<(PyText, usize), DecodeFault> {
        let fail = || DecodeFault::Undecodable(error.clone());
        let bad = &bytes[error.start..error.end];
        match self {
            Handler::Strict => Err(fail()),
            Handler::Ignore => Ok((PyText::new(), error.end)),
            Handler::Replace => Ok((PyText::repeated(0xfffd, 1), error.end)),
            Handler::BackslashReplace => {
                let shown: String = bad.iter().map(|&b| escape_of(b.into())).collect();
                Ok((shown.into(), error.end))
            }
            Handler::XmlCharRefReplace | Handler::NameReplace => Err(DecodeFault::Raise(
                Raise::type_error("don't know how to handle UnicodeDecodeError in error callback"),
            )),
            Handler::SurrogateEscape => {
                let escaped = bad.iter().take(4).take_while(|b| !b.is_ascii());
                let text: PyText = escaped.map(|&b| 0xdc00 + u32::from(b)).collect();
                if text.is_empty() {
                    return Err(fail());
                }
                let next = error.start + text.len();
                Ok((text, next))
            }
            Handler::SurrogatePass => {
                let form = Form::of(error.encoding).ok_or_else(fail)?;
                let cp = form.read(&bytes[error.start..]).ok_or_else(fail)?;
                Ok((PyText::repeated(cp, 1), error.start + form.length()))
            }
        }
    }
}

/// An encoding that has a form for surrogates (`get_standard_encoding`).
#[derive(Clone, Copy)]
enum Form {
    Utf8,
    Utf16 { is_big: bool },
    Utf32 { is_big: bool },
}

impl Form {
    fn of(encoding: &str) -> Option<Form> {
        Some(match encoding {
            "utf-8" => Form::Utf8,
            "utf-16" | "utf-16-le" => Form::Utf16 { is_big: false },
            "utf-16-be" => Form::Utf16 { is_big: true },
            "utf-32" | "utf-32-le" => Form::Utf32 { is_big: false },
            "utf-32-be" => Form::Utf32 { is_big: true },
            _ => return None,
        })
    }

    const fn length(self) -> usize {
        match self {
            Form::Utf8 => 3,
            Form::Utf16 { .. } => 2,
            Form::Utf32 { .. } => 4,
        }
    }

    fn push(self, out: &mut Vec<u8>, cp: u32) {
        match self {
            Form::Utf8 => push_wtf8(out, cp),
            Form::Utf16 { is_big: true } => out.extend((cp as u16).to_be_bytes()),
            Form::Utf16 { is_big: false } => out.extend((cp as u16).to_le_bytes()),
            Form::Utf32 { is_big: true } => out.extend(cp.to_be_bytes()),
            Form::Utf32 { is_big: false } => out.extend(cp.to_le_bytes()),
        }
    }

    /// The surrogate at the start of the bytes.
    fn read(self, bytes: &[u8]) -> Option<u32> {
        let unit = bytes.get(..self.length())?;
        let number = |is_big: bool| {
            let order: &mut dyn Iterator<Item = &u8> = if is_big {
                &mut unit.iter()
            } else {
                &mut unit.iter().rev()
            };
            order.fold(0u32, |n, &b| n << 8 | u32::from(b))
        };
        let cp = match (self, unit) {
            (Form::Utf8, &[a, b, c]) => {
                if a & 0xf0 != 0xe0 || b & 0xc0 != 0x80 || c & 0xc0 != 0x80 {
                    return None;
                }
                u32::from(a & 0xf) << 12 | u32::from(b & 0x3f) << 6 | u32::from(c & 0x3f)
            }
            (Form::Utf16 { is_big } | Form::Utf32 { is_big }, _) => number(is_big),
            (Form::Utf8, _) => return None,
        };
        is_surrogate(cp).then_some(cp)
    }
}

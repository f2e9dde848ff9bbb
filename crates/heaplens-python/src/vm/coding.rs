//! `str.encode` and `bytes.decode`: codecs and error handlers by name, and the exceptions they raise.
//!
//! Modelled: `PyUnicode_AsEncodedString`, `PyUnicode_Decode`, `PyCodec_LookupError`. Left out: codecs that CPython's
//! library has in Python (tables of single bytes, UTF-7, transforms), which are said to be unsupported.

use heaplens_heap::{Owned, Ref};

use crate::text::codecs::{
    Codec, DecodeError, DecodeFault, Decoder, EncodeError, Encoder, Handler,
};
use crate::vm::exceptions::Exc;
use crate::vm::{Raised, Res, Vm};

/// Beginnings of the names of codecs that CPython's library has and the machine hasn't.
const ELSEWHERE: &[&str] = &[
    "cp",
    "iso8859",
    "iso_8859",
    "windows",
    "koi8",
    "mac",
    "big5",
    "gb",
    "euc",
    "shift",
    "sjis",
    "hz",
    "idna",
    "punycode",
    "rot",
    "base64",
    "bz2",
    "hex",
    "quopri",
    "uu",
    "zip",
    "zlib",
    "utf_7",
    "utf7",
    "mbcs",
    "oem",
    "charmap",
    "latin_2",
    "latin2",
    "ptcp",
    "tis",
    "undefined",
    "johab",
    "hp_roman8",
    "ibm",
];

impl Vm {
    /// The codec of that name.
    fn codec_named(&mut self, name: &str) -> Res<Codec> {
        if let Some(codec) = Codec::named(name) {
            return Ok(codec);
        }
        let lower = name.to_lowercase().replace(['-', ' '], "_");
        if ELSEWHERE.iter().any(|known| lower.starts_with(known)) {
            return Err(self.unsupported(&format!("the codec {name}")));
        }
        Err(self.raise_text(Exc::LookupError, &format!("unknown encoding: {name}")))
    }

    fn handler_named(&mut self, name: Option<&str>) -> Res<Handler> {
        let name = name.unwrap_or("strict");
        match Handler::named(name) {
            Some(handler) => Ok(handler),
            None => {
                let text = format!("unknown error handler name '{name}'");
                Err(self.raise_text(Exc::LookupError, &text))
            }
        }
    }

    /// `text.encode(encoding, errors)` of a str.
    pub fn encode_text(&mut self, text: Ref, encoding: &str, errors: Option<&str>) -> Res<Owned> {
        let codec = self.codec_named(encoding)?;
        let content = self.py_text(text);
        let mut encoder = Encoder::new(content.as_ref(), codec);
        while let Err(error) = encoder.run() {
            let handler = self.handler_named(errors)?;
            let resumed = handler
                .on_encode(&error, content.as_ref())
                .and_then(|(replacement, next)| encoder.resume(&error, replacement, next));
            if let Err(error) = resumed {
                return Err(self.encode_error(text, &error));
            }
        }
        let bytes = encoder.finish();
        Ok(self.heap.bytes(&bytes))
    }

    /// `bytes.decode(encoding, errors)`.
    pub fn decode_bytes(
        &mut self,
        bytes: &[u8],
        encoding: &str,
        errors: Option<&str>,
    ) -> Res<Owned> {
        if bytes.is_empty() {
            // Nothing is asked of a codec (`PyUnicode_FromEncodedObject`).
            return Ok(self.heap.str(""));
        }
        let codec = self.codec_named(encoding)?;
        let mut decoder = Decoder::new(bytes, codec, self.text_rules().unicode);
        while let Err(error) = decoder.run() {
            let handler = self.handler_named(errors)?;
            match handler.on_decode(&error, decoder.bytes()) {
                Ok((replacement, next)) => decoder.resume(replacement.as_ref(), next),
                Err(DecodeFault::Undecodable(error)) => {
                    return Err(self.decode_error(decoder.bytes(), &error));
                }
                Err(DecodeFault::Raise(raise)) => return Err(self.raise_data(raise)),
            }
        }
        let text = decoder.finish();
        Ok(self.new_text(&text))
    }

    fn encode_error(&mut self, text: Ref, error: &EncodeError) -> Raised {
        let parts = [
            self.heap.str(error.encoding),
            self.heap.own(text),
            self.heap.int(error.start as i64),
            self.heap.int(error.end as i64),
            self.heap.str(error.reason),
        ];
        let refs: Vec<Ref> = parts.iter().map(Owned::get).collect();
        self.raise_called(Exc::UnicodeEncodeError, &refs)
    }

    fn decode_error(&mut self, bytes: &[u8], error: &DecodeError) -> Raised {
        let parts = [
            self.heap.str(error.encoding),
            self.heap.bytes(bytes),
            self.heap.int(error.start as i64),
            self.heap.int(error.end as i64),
            self.heap.str(error.reason),
        ];
        let refs: Vec<Ref> = parts.iter().map(Owned::get).collect();
        self.raise_called(Exc::UnicodeDecodeError, &refs)
    }

    /// Raises what calling the class of the exception makes, `__init__` included.
    fn raise_called(&mut self, kind: Exc, args: &[Ref]) -> Raised {
        let class = self.exc_class(kind);
        match self.call(class, args) {
            Ok(exception) => self.raise(exception),
            Err(raised) => raised,
        }
    }

    /// A name (of an encoding, of an error handler) that must be a str.
    pub fn coding_name(
        &mut self,
        r: Option<Ref>,
        function: &str,
        place: &str,
    ) -> Res<Option<String>> {
        match r {
            None => Ok(None),
            Some(r) if self.is_str(r) => Ok(Some(self.heap.text(r))),
            Some(r) => {
                let text = format!(
                    "{function}() argument {place} must be str, not {}",
                    self.argument_type(r)
                );
                Err(self.type_error(&text))
            }
        }
    }
}

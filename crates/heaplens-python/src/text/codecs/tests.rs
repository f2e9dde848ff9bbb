//! The codecs against what CPython 3.11 gave and said (tests/record/codec_cases.py).

use super::*;
use crate::text::recorded::rows;
use crate::text::{ExcClass, TextRules};
use heaplens_heap::Version;

const RECORDED: &str = include_str!("../../../../../tests/recorded/codec_cases.tsv");

#[test]
fn codecs_as_in_cpython_3_11() {
    let db = TextRules::of(Version::V3_11).unicode;
    let mut held = 0;
    for row in rows(RECORDED) {
        let name = |at: usize| row.text(at).to_string_lossy();
        match row.operation().as_str() {
            "encode" => {
                let codec = Codec::named(&name(0)).unwrap();
                let handler = Handler::named(&name(1)).unwrap();
                row.expect_class(
                    "UnicodeEncodeError",
                    encode(row.text(2), codec, handler)
                        .map(PyText::Ucs1)
                        .map_err(|e| {
                            let (encoding, reason) =
                                (PyText::from(e.encoding), PyText::from(e.reason));
                            EncodeError::message(
                                encoding.as_ref(),
                                row.text(2),
                                e.start,
                                e.end,
                                reason.as_ref(),
                            )
                        }),
                );
            }
            "decode" => {
                let codec = Codec::named(&name(0)).unwrap();
                let handler = Handler::named(&name(1)).unwrap();
                let bytes = row.bytes(2);
                let object = match (codec, bytes.as_slice()) {
                    (Codec::Utf8Sig, [0xef, 0xbb, 0xbf, rest @ ..]) => rest,
                    (_, all) => all,
                };
                match decode(&bytes, codec, handler, db) {
                    Ok(text) => row.expect(Ok(text)),
                    Err(DecodeFault::Raise(raise)) => row.expect(Err::<PyText, _>(raise)),
                    Err(DecodeFault::Undecodable(e)) => {
                        let (encoding, reason) = (PyText::from(e.encoding), PyText::from(e.reason));
                        let message = DecodeError::message(
                            encoding.as_ref(),
                            object,
                            e.start,
                            e.end,
                            reason.as_ref(),
                        );
                        row.expect_class::<PyText>("UnicodeDecodeError", Err(message));
                    }
                }
            }
            "bytes" => {
                row.expect(unescape_bytes(&row.bytes(0)).map(|(bytes, _)| PyText::Ucs1(bytes)))
            }
            "named" => row.expect(match Codec::named(&name(0)) {
                Some(_) => Ok("yes"),
                None => Err(Raise::new(
                    ExcClass::LookupError,
                    format!("unknown encoding: {}", name(0)),
                )),
            }),
            other => panic!("no test for {other}"),
        }
        held += 1;
    }
    assert!(held > 4000, "only {held} rows");
}

#[test]
fn invalid_escapes_are_told() {
    let db = TextRules::of(Version::V3_11).unicode;
    let of = |source: &[u8]| {
        let mut decoder = Decoder::new(source, Codec::UnicodeEscape, db);
        decoder.run().unwrap();
        decoder.invalid_escape()
    };
    assert_eq!(of(b"a\\n"), None);
    assert_eq!(
        of(b"a\\q\\w"),
        Some(InvalidEscape {
            at: 2,
            is_octal: false
        })
    );
    assert_eq!(
        of(b"a\\777"),
        Some(InvalidEscape {
            at: 2,
            is_octal: true
        })
    );
    let bytes = unescape_bytes(b"\\400").unwrap();
    assert_eq!(
        bytes,
        (
            vec![0],
            Some(InvalidEscape {
                at: 1,
                is_octal: true
            })
        )
    );
}

#[test]
fn names_wait_for_the_version_that_knows_them() {
    // U+0CF3, assigned in Unicode 15.
    let name = "KANNADA SIGN COMBINING ANUSVARA ABOVE RIGHT";
    let by = |version| character_named(name, TextRules::of(version).unicode);
    assert_eq!(by(Version::V3_11), None);
    assert_eq!(by(Version::V3_12), Some(0xcf3));
}

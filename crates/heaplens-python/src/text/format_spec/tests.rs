//! The format mini-language against what CPython 3.11 said (tests/record/format_cases.py), and what other versions say.

use super::*;
use crate::number::complex::Complex;
use crate::number::int_text::DEFAULT_MAX_DIGITS;
use crate::text::recorded::rows;
use heaplens_heap::Version;
use num_bigint::BigInt;

const RECORDED: &str = include_str!("../../../../../tests/recorded/format_cases.tsv");

#[test]
fn values_in_their_specifications_as_in_cpython_3_11() {
    let rules = TextRules::of(Version::V3_11);
    let mut held = 0;
    for row in rows(RECORDED) {
        match row.operation().as_str() {
            "str" => row.expect(format_str(row.text(0), row.text(1), "str", rules)),
            "int" => {
                let x: BigInt = row.arg(0);
                row.expect(format_int(
                    &x,
                    row.text(1),
                    "int",
                    rules,
                    DEFAULT_MAX_DIGITS,
                ));
            }
            "float" => row.expect(format_float(row.float(0), row.text(1), "float", rules)),
            "complex" => {
                let z = Complex {
                    real: row.float(0),
                    imag: row.float(1),
                };
                row.expect(format_complex(z, row.text(2), "complex", rules));
            }
            other => panic!("no test for {other}"),
        }
        held += 1;
    }
    assert!(held > 5000, "only {held} rows");
}

/// Rust's own formatting takes no width or precision beyond 16 bits.
#[test]
fn widths_and_precisions_have_no_bound_of_rusts() {
    let rules = TextRules::of(Version::V3_11);
    let five = BigInt::from(5);
    for spec in ["70000", "070000", "069999,", "<70000_d", "^70000b"] {
        let text = format_int(
            &five,
            PyText::from(spec).as_ref(),
            "int",
            rules,
            DEFAULT_MAX_DIGITS,
        )
        .unwrap();
        assert_eq!(text.len(), if *spec == *"069999," { 69999 } else { 70000 });
    }
    for (spec, length) in [("70000", 70000), (".70000f", 70002), (".70000e", 70006)] {
        let spec = PyText::from(spec);
        let text = format_float(1.5, spec.as_ref(), "float", rules).unwrap();
        assert_eq!(text.len(), length);
    }
}

fn float_in(x: f64, spec: &str, version: Version) -> Result<PyText, PyText> {
    let spec = PyText::from(spec);
    format_float(x, spec.as_ref(), "float", TextRules::of(version)).map_err(|raise| raise.message)
}

/// Expectations: goldens strformat/64 and 67, and the documentation of 3.14.
#[test]
fn what_the_versions_differ_in() {
    let same = |version, spec, expect: &str| {
        let found = float_in(1234567.891, spec, version);
        let found = found.unwrap_or_else(|message| message);
        assert_eq!(found, *expect, "{spec} in {version}");
    };
    same(Version::V3_8, ",,", "Cannot specify both ',' and '_'.");
    same(Version::V3_9, ",,", "Cannot specify ',' with ','.");
    same(Version::V3_10, "10.5.2f", "Invalid format specifier");
    same(
        Version::V3_11,
        "10.5.2f",
        "Invalid format specifier '10.5.2f' for object of type 'float'",
    );
    same(
        Version::V3_13,
        ".6_f",
        "Invalid format specifier '.6_f' for object of type 'float'",
    );
    same(Version::V3_14, ",.8_f", "1,234,567.891_000_00");
    same(Version::V3_14, "._f", "1234567.891_000");
    same(Version::V3_14, ".,_f", "Cannot specify both ',' and '_'.");
    same(Version::V3_14, "020,.4_f", "00,001,234,567.891_0");
    same(Version::V3_14, ".,n", "Cannot specify ',' with 'n'.");
}

//! Every function of this folder, against what CPython 3.11 said (tests/record/number_cases.py).

use super::*;
use crate::text::recorded::{Row, rows};
use crate::text::{PyText, Raise, TextRef, TextRules};
use heaplens_heap::Version;
use num_bigint::BigInt;
use std::cmp::Ordering;
use std::collections::BTreeSet;

const RECORDED: &str = include_str!("../../../../tests/recorded/number_cases.tsv");

#[test]
fn numbers_as_in_cpython_3_11() {
    let rules = TextRules::of(Version::V3_11);
    let mut held = 0;
    for row in rows(RECORDED) {
        let done = floats(&row, rules)
            || ints(&row, rules)
            || hashes(&row, rules)
            || complexes(&row, rules)
            || bytes(&row);
        assert!(done, "no test for {}", row.operation());
        held += 1;
    }
    assert!(held > 5000, "only {held} rows");
}

fn hex(x: f64) -> String {
    float_hex::hex(x)
}

fn floats(row: &Row, rules: &TextRules) -> bool {
    let (a, b) = (|| row.float(0), || row.float(1));
    match row.operation().as_str() {
        "repr" => row.expect(Ok(float_repr::repr(a()))),
        "percent" => {
            use float_repr::{FloatFlags, FloatForm};
            let code: char = row.arg(0);
            let places = row.arg(1);
            let flags = row.text(2).to_string_lossy();
            let form = match code.to_ascii_lowercase() {
                'e' => FloatForm::Exponent(places),
                'f' => FloatForm::Fixed(places),
                _ => FloatForm::General(places),
            };
            let flags = FloatFlags {
                sign: flags.contains('+'),
                alternate: flags.contains('#'),
                upper: code.is_ascii_uppercase(),
                ..FloatFlags::default()
            };
            // `%` puts the sign before NaN itself.
            let text = float_repr::to_text(row.float(3), form, flags);
            let nan = row.float(3).is_nan() && flags.sign;
            row.expect(Ok(if nan { format!("+{text}") } else { text }));
        }
        "round" => row.expect(float_repr::round_to(a(), row.arg(1)).map(hex)),
        "hex" => row.expect(Ok(hex(a()))),
        "ratio" => row.expect(float_hex::as_integer_ratio(a()).map(|(n, d)| format!("{n} {d}"))),
        "trunc" => row.expect(int_float::truncated(a()).map(|n| n.to_string())),
        "rint" => row.expect(int_float::rounded_to_int(a()).map(|n| n.to_string())),
        "fromhex" => row.expect(float_hex::from_hex(&row.text(0).to_wtf8()).map(hex)),
        "float" => row.expect(float_parse::float_from_text(row.text(0), rules.unicode).map(hex)),
        "float_bytes" => row.expect(float_parse::float_from_bytes(&row.bytes(0)).map(hex)),
        "ffloor" => row.expect(float_arith::floor_div(a(), b(), rules).map(hex)),
        "fmod" => row.expect(float_arith::modulo(a(), b(), rules).map(hex)),
        "fdiv" => row.expect(float_arith::true_div(a(), b(), rules).map(hex)),
        "fdivmod" => {
            let both = float_arith::div_mod(a(), b(), rules);
            row.expect(both.map(|(q, r)| format!("{} {}", hex(q), hex(r))));
        }
        "fpow" => row.expect(
            float_arith::power(a(), b(), rules).map(|power| match power {
                float_arith::FloatPower::Real(x) => hex(x),
                float_arith::FloatPower::Complex => "complex".to_owned(),
            }),
        ),
        _ => return false,
    }
    true
}

fn ints(row: &Row, rules: &TextRules) -> bool {
    let most = int_text::DEFAULT_MAX_DIGITS;
    let (a, b) = (|| row.arg::<BigInt>(0), || row.arg::<BigInt>(1));
    let text = |n: BigInt| match n.bits() {
        0..=14000 => n.to_string(),
        _ => int_text::to_prefixed(&n, 16),
    };
    match row.operation().as_str() {
        "str" => match row.text(0).to_string_lossy() {
            hex if hex.contains("0x") => {
                let n = int_text::int_from_text(row.text(0), 16, rules, most).unwrap();
                row.expect(int_text::to_decimal(&n, rules, most).map(|s| s.len().to_string()));
            }
            _ => row.expect(int_text::to_decimal(&a(), rules, most)),
        },
        "bin" => row.expect(Ok(int_text::to_prefixed(&a(), 2))),
        "oct" => row.expect(Ok(int_text::to_prefixed(&a(), 8))),
        "hexint" => row.expect(Ok(int_text::to_prefixed(&a(), 16))),
        "tofloat" => row.expect(int_float::to_float(&a()).map(hex)),
        "int" => {
            let n = int_text::int_from_text(row.text(0), row.arg(1), rules, most);
            row.expect(n.map(text));
        }
        "int_bytes" => {
            row.expect(int_text::int_from_bytes(&row.bytes(0), 10, rules, most).map(text))
        }
        "base" => row.expect(int_text::check_base(row.arg(0)).map(|_| "0")),
        "floor" => row.expect(int_arith::floor_div(&a(), &b(), rules).map(text)),
        "mod" => row.expect(int_arith::modulo(&a(), &b(), rules).map(text)),
        "divmod" => {
            let both = int_arith::div_mod(&a(), &b(), rules);
            row.expect(both.map(|(q, r)| format!("{q} {r}")));
        }
        "true" => row.expect(int_float::true_div(&a(), &b()).map(hex)),
        "and" => row.expect(Ok(text(a() & b()))),
        "or" => row.expect(Ok(text(a() | b()))),
        "xor" => row.expect(Ok(text(a() ^ b()))),
        "pow" => row.expect(
            int_arith::power(&a(), &b(), rules).map(|power| match power {
                int_arith::Power::Int(n) => text(n),
                int_arith::Power::Float(x) => hex(x),
            }),
        ),
        "pow3" => row.expect(int_arith::power_modulo(&a(), &b(), &row.arg(2)).map(text)),
        "lshift" => row.expect(int_arith::shift_left(&a(), &b()).map(text)),
        "rshift" => row.expect(int_arith::shift_right(&a(), &b()).map(text)),
        "cmp" => row.expect(Ok(match int_float::compare(&a(), row.float(1)) {
            Some(Ordering::Less) => "lt",
            Some(Ordering::Greater) => "gt",
            Some(Ordering::Equal) => "eq",
            None => "none",
        })),
        _ => return false,
    }
    true
}

fn hashes(row: &Row, rules: &TextRules) -> bool {
    let many = || -> Vec<i64> {
        let text = row.text(0).to_string_lossy();
        text.split_whitespace()
            .map(|n| hash::of_i64(n.parse().unwrap()))
            .collect()
    };
    let hash = match row.operation().as_str() {
        "hash" => hash::of_int(&row.arg(0)),
        "fhash" => hash::of_float(row.float(0), 0, rules),
        "chash" => hash::of_complex(row.float(0), row.float(1), 0, rules),
        "qhash" => hash::of_fraction(&row.arg(0), &row.arg(1)),
        // The heap's own, which has no text of this form.
        "shash" => heaplens_heap::hash::hash_bytes(&buffer(row.text(0)), true),
        "bhash" => heaplens_heap::hash::hash_bytes(&row.bytes(0), true),
        "thash" => hash::of_tuple(many().into_iter()),
        "zhash" => hash::of_frozenset(many().into_iter().collect::<BTreeSet<_>>().into_iter()),
        _ => return false,
    };
    row.expect(Ok(hash.to_string()));
    true
}

fn complexes(row: &Row, rules: &TextRules) -> bool {
    use complex::{Complex, Operand};
    let z = |at: usize| Complex {
        real: row.float(at),
        imag: row.float(at + 1),
    };
    let (a, b) = (|| Operand::Complex(z(0)), || Operand::Complex(z(2)));
    let shown = |z: Complex| format!("{} {}", hex(z.real), hex(z.imag));
    match row.operation().as_str() {
        "crepr" => row.expect(Ok(complex::repr(z(0)))),
        "complex" => row.expect(complex::complex_from_text(row.text(0), rules).map(shown)),
        "cadd" => row.expect(Ok(shown(complex::add(a(), b(), rules)))),
        "csub" => row.expect(Ok(shown(complex::subtract(a(), b(), rules)))),
        "cmul" => row.expect(Ok(shown(complex::multiply(a(), b(), rules)))),
        "cdiv" => row.expect(complex::true_div(a(), b(), rules).map(shown)),
        "cpow" => row.expect(complex::power(z(0), z(2), rules).map(shown)),
        "cabs" => row.expect(complex::absolute(z(0)).map(hex)),
        _ => return false,
    }
    true
}

fn bytes(row: &Row) -> bool {
    use int_bytes::ByteOrder;
    let order = |at: usize| ByteOrder::named(&row.text(at).to_string_lossy());
    let signed = |at: usize| row.text(at).to_string_lossy() == "True";
    match row.operation().as_str() {
        "to_bytes" => row.expect(order(2).and_then(|order| {
            int_bytes::to_bytes(&row.arg(0), row.arg(1), order, signed(3))
                .map(|bytes| bytes.into_iter().map(u32::from).collect::<PyText>())
        })),
        "from_bytes" => row.expect(
            order(1)
                .map(|order| int_bytes::from_bytes(&row.bytes(0), order, signed(2)).to_string()),
        ),
        "bit_count" => row.expect(Ok(int_bytes::bit_count(&row.arg(0)).to_string())),
        _ => return false,
    }
    true
}

/// The bytes of a text as a str holds them.
fn buffer(text: TextRef<'_>) -> Vec<u8> {
    match text {
        TextRef::Ucs1(units) => units.to_vec(),
        TextRef::Ucs2(units) => units.iter().flat_map(|u| u.to_le_bytes()).collect(),
        TextRef::Ucs4(units) => units.iter().flat_map(|u| u.to_le_bytes()).collect(),
    }
}

#[test]
fn messages_change_with_the_version() {
    let message = |result: Result<f64, Raise>| result.unwrap_err().message;
    let by = |version| message(float_arith::modulo(1.0, 0.0, TextRules::of(version)));
    assert_eq!(by(Version::V3_8), "float modulo");
    assert_eq!(by(Version::V3_13), "float modulo by zero");
    assert_eq!(by(Version::V3_14), "division by zero");
}

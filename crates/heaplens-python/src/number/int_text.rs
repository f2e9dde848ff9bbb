//! Text from integers and integers from text.
//!
//! Modelled: `long_to_decimal_string_internal`, `long_format_binary`, `PyLong_FromString` and
//! `PyLong_FromUnicodeObject` (Objects/longobject.c), with the limit of `sys.set_int_max_str_digits`.

use super::float_parse::{ascii_digits_and_spaces, is_c_space};
use crate::text::repr::{repr, repr_bytes};
use crate::text::{PyText, Raise, TextRef, TextRules};
use num_bigint::BigInt;
use num_bigint::Sign;

/// Below this many digits nothing is refused, whatever the limit (`_PY_LONG_MAX_STR_DIGITS_THRESHOLD`).
pub const DIGITS_THRESHOLD: usize = 640;
/// What `sys.get_int_max_str_digits()` says at the start (`_PY_LONG_DEFAULT_MAX_STR_DIGITS`).
pub const DEFAULT_MAX_DIGITS: usize = 4300;

/// `str(x)`, `max_digits` being the limit now set (0: none).
///
/// # Errors
/// ValueError if the version has the limit and the number is longer.
pub fn to_decimal(x: &BigInt, rules: &TextRules, max_digits: usize) -> Result<String, Raise> {
    let refused = |digits: u64| {
        rules.int_digit_limit.is_some()
            && max_digits > 0
            && digits > max_digits.max(DIGITS_THRESHOLD) as u64
    };
    // A number of n bits has at least (n - 1) * log10(2) digits: enough to refuse a huge one without writing it.
    if refused(x.bits().saturating_sub(1) / 4 * 301 / 250 / 4) {
        return Err(too_many_digits(rules, max_digits, None));
    }
    let text = x.to_string();
    if refused((text.len() - usize::from(x.sign() == Sign::Minus)) as u64) {
        return Err(too_many_digits(rules, max_digits, None));
    }
    Ok(text)
}

/// `bin(x)`, `oct(x)`, `hex(x)` for base 2, 8 and 16, with the prefix.
pub fn to_prefixed(x: &BigInt, base: u32) -> String {
    let prefix = match base {
        2 => "0b",
        8 => "0o",
        _ => "0x",
    };
    let sign = if x.sign() == Sign::Minus { "-" } else { "" };
    format!("{sign}{prefix}{}", x.magnitude().to_str_radix(base))
}

/// `int(text, base)`: the base is 0 or 2 to 36 and has been checked with `check_base`.
///
/// # Errors
/// ValueError if the text is no number in this base, or too long a one.
pub fn int_from_text(
    text: TextRef<'_>,
    base: u32,
    rules: &TextRules,
    max_digits: usize,
) -> Result<BigInt, Raise> {
    let ascii = ascii_digits_and_spaces(text, rules.unicode);
    parse(&ascii, base, rules, max_digits)
        .map_err(|why| why.raise(base, rules, max_digits, || repr(text, rules.unicode)))
}

/// `int(bytes, base)`.
///
/// # Errors
/// As `int_from_text`.
pub fn int_from_bytes(
    bytes: &[u8],
    base: u32,
    rules: &TextRules,
    max_digits: usize,
) -> Result<BigInt, Raise> {
    parse(bytes, base, rules, max_digits)
        .map_err(|why| why.raise(base, rules, max_digits, || repr_bytes(bytes)))
}

/// The base that `int` was given, as a number that fits.
///
/// # Errors
/// ValueError if it isn't 0 or 2 to 36.
pub fn check_base(base: i64) -> Result<u32, Raise> {
    match base {
        0 | 2..=36 => Ok(base as u32),
        _ => Err(Raise::value_error(
            "int() base must be >= 2 and <= 36, or 0",
        )),
    }
}

enum NotInt {
    Invalid,
    TooLong(usize),
}

impl NotInt {
    fn raise(
        self,
        base: u32,
        rules: &TextRules,
        max_digits: usize,
        shown: impl FnOnce() -> PyText,
    ) -> Raise {
        match self {
            NotInt::Invalid => {
                let mut message =
                    PyText::from(format!("invalid literal for int() with base {base}: "));
                // `%.200R`: the repr is cut.
                let shown = shown();
                message.push_text(shown.as_ref().slice(0..shown.len().min(200)));
                Raise::value_error(message)
            }
            NotInt::TooLong(digits) => too_many_digits(rules, max_digits, Some(digits)),
        }
    }
}

fn too_many_digits(rules: &TextRules, max_digits: usize, has: Option<usize>) -> Raise {
    let unit = match rules.int_digit_limit {
        Some(limit) if limit.says_digits => " digits",
        _ => "",
    };
    let has = has.map_or(String::new(), |n| format!(": value has {n} digits"));
    Raise::value_error(format!(
        "Exceeds the limit ({max_digits}{unit}) for integer string conversion{has}; \
         use sys.set_int_max_str_digits() to increase the limit"
    ))
}

/// `PyLong_FromString` on a whole text.
fn parse(text: &[u8], base: u32, rules: &TextRules, max_digits: usize) -> Result<BigInt, NotInt> {
    let spaces = |text: &[u8]| text.iter().take_while(|&&b| is_c_space(b)).count();
    let mut rest = &text[spaces(text)..];
    let negative = rest.first() == Some(&b'-');
    if let Some(b'+' | b'-') = rest.first() {
        rest = &rest[1..];
    }
    let prefix = match rest {
        [b'0', b'x' | b'X', ..] => 16,
        [b'0', b'o' | b'O', ..] => 8,
        [b'0', b'b' | b'B', ..] => 2,
        _ => 0,
    };
    // In base 0 a number that starts with 0 has a prefix or is zero: C's octal is an error.
    let (radix, must_be_zero) = match (base, prefix, rest.first()) {
        (0, 0, Some(b'0')) => (10, true),
        (0, 0, _) => (10, false),
        (0, prefix, _) => (prefix, false),
        (base, ..) => (base, false),
    };
    if prefix != 0 && prefix == radix {
        rest = &rest[2..];
        // One underscore may follow the prefix.
        if rest.first() == Some(&b'_') {
            rest = &rest[1..];
        }
    }
    let value_of = |b: u8| (b as char).to_digit(36).filter(|&d| d < radix);
    let end = rest
        .iter()
        .position(|&b| b != b'_' && value_of(b).is_none())
        .unwrap_or(rest.len());
    let (number, after) = rest.split_at(end);
    let doubled = number.windows(2).any(|pair| pair == b"__");
    let at_end = number.first() == Some(&b'_') || number.last() == Some(&b'_');
    if number.is_empty() || doubled || at_end || spaces(after) < after.len() {
        return Err(NotInt::Invalid);
    }
    let digits: Vec<u8> = number
        .iter()
        .filter_map(|&b| value_of(b))
        .map(|d| d as u8)
        .collect();
    if rules.int_digit_limit.is_some()
        && !radix.is_power_of_two()
        && max_digits > 0
        && digits.len() > max_digits.max(DIGITS_THRESHOLD)
    {
        return Err(NotInt::TooLong(digits.len()));
    }
    let value = from_digits(&digits, radix);
    if must_be_zero && value.sign() != Sign::NoSign {
        return Err(NotInt::Invalid);
    }
    Ok(if negative { -value } else { value })
}

fn from_digits(digits: &[u8], radix: u32) -> BigInt {
    // Twelve digits of base 36 fit 64 bits.
    if digits.len() <= 12 {
        let small = digits
            .iter()
            .fold(0u64, |n, &d| n * u64::from(radix) + u64::from(d));
        return BigInt::from(small);
    }
    BigInt::from_radix_be(Sign::Plus, digits, radix).expect("every digit is below the base")
}

//! `float.hex`, `float.fromhex` and `float.as_integer_ratio`.
//!
//! Modelled: `float_hex_impl`, `float_fromhex_impl` and `float_as_integer_ratio_impl` (Objects/floatobject.c).

use super::float_parse::trim_spaces;
use super::float_repr;
use crate::text::{ExcClass, Raise};
use num_bigint::BigInt;

/// How many hexadecimal digits a double's fraction has (`TOHEX_NBITS` / 4).
const FRACTION_DIGITS: usize = 13;
/// `DBL_MIN_EXP`, `DBL_MAX_EXP` and `DBL_MANT_DIG`.
const MIN_EXPONENT: i64 = -1021;
const MAX_EXPONENT: i64 = 1024;
const MANTISSA_BITS: i64 = 53;

/// `x.hex()`.
pub fn hex(x: f64) -> String {
    if !x.is_finite() {
        return float_repr::repr(x);
    }
    let sign = if x.is_sign_negative() { "-" } else { "" };
    if x == 0.0 {
        return format!("{sign}0x0.0p+0");
    }
    let bits = x.to_bits();
    let fraction = bits & ((1 << 52) - 1);
    let (lead, exponent) = match bits >> 52 & 0x7ff {
        0 => (0, MIN_EXPONENT - 1),
        biased => (1, biased as i64 - 1023),
    };
    let exponent_sign = if exponent < 0 { '-' } else { '+' };
    format!(
        "{sign}0x{lead}.{fraction:0FRACTION_DIGITS$x}p{exponent_sign}{}",
        exponent.unsigned_abs()
    )
}

/// `float.fromhex(text)`; a character beyond ASCII makes the text invalid, so its UTF-8 bytes may be given.
///
/// # Errors
/// ValueError if the text is no such number, OverflowError if no float is that great.
pub fn from_hex(text: &[u8]) -> Result<f64, Raise> {
    let invalid = || Raise::value_error("invalid hexadecimal floating-point string");
    let text = trim_spaces(text);
    let negative = text.first() == Some(&b'-');
    let body = match text.first() {
        Some(b'+' | b'-') => &text[1..],
        _ => text,
    };
    let signed = |x: f64| if negative { -x } else { x };
    if body.eq_ignore_ascii_case(b"inf") || body.eq_ignore_ascii_case(b"infinity") {
        return Ok(signed(f64::INFINITY));
    }
    if body.eq_ignore_ascii_case(b"nan") {
        return Ok(signed(f64::NAN));
    }
    let body = match body {
        [b'0', b'x' | b'X', rest @ ..] => rest,
        _ => body,
    };
    let (number, exponent) = match body.iter().position(|b| matches!(b, b'p' | b'P')) {
        Some(at) => (&body[..at], exponent(&body[at + 1..]).ok_or_else(invalid)?),
        None => (body, 0),
    };
    let mut digits = Vec::with_capacity(number.len());
    let mut after_point = None;
    for &byte in number {
        match (byte as char).to_digit(16) {
            Some(digit) => {
                digits.push(digit as u8);
                after_point = after_point.map(|n: i64| n + 1);
            }
            None if byte == b'.' && after_point.is_none() => after_point = Some(0),
            None => return Err(invalid()),
        }
    }
    if digits.is_empty() {
        return Err(invalid());
    }
    let magnitude = assemble(
        &digits,
        exponent.saturating_sub(4 * after_point.unwrap_or(0)),
    );
    match magnitude {
        Some(x) => Ok(signed(x)),
        None => Err(Raise::overflow(
            "hexadecimal value too large to represent as a float",
        )),
    }
}

/// A decimal exponent with an optional sign; enormous ones are held at the bounds.
fn exponent(text: &[u8]) -> Option<i64> {
    let negative = text.first() == Some(&b'-');
    let digits = match text.first() {
        Some(b'+' | b'-') => &text[1..],
        _ => text,
    };
    if digits.is_empty() || !digits.iter().all(u8::is_ascii_digit) {
        return None;
    }
    let value = digits.iter().fold(0i64, |n, b| {
        n.saturating_mul(10).saturating_add(i64::from(b - b'0'))
    });
    let value = value.min(i64::MAX / 4);
    Some(if negative { -value } else { value })
}

/// The float `digits` (base 16, read as a whole number) times 2 to `exponent`, rounded half to even; `None` if too
/// great.
fn assemble(digits: &[u8], exponent: i64) -> Option<f64> {
    let leading = digits.iter().take_while(|&&d| d == 0).count();
    let digits = &digits[leading..];
    let Some(&first) = digits.first() else {
        return Some(0.0);
    };
    let bits = 4 * digits.len() as i64 - i64::from(first.leading_zeros()) + 4;
    // The number is below 2 to `top` and not below 2 to `top - 1`.
    let top = exponent.saturating_add(bits);
    if top > MAX_EXPONENT {
        return None;
    }
    if top < MIN_EXPONENT - MANTISSA_BITS {
        return Some(0.0);
    }
    // The value of the last bit that is kept, seen from the digits.
    let least = (top - MANTISSA_BITS).max(MIN_EXPONENT - MANTISSA_BITS) - exponent;
    let bit = |at: i64| {
        let digit = digits.len() as i64 - 1 - at.div_euclid(4);
        at >= 0 && digit >= 0 && digits[digit as usize] >> at.rem_euclid(4) & 1 == 1
    };
    let kept = (least..bits)
        .rev()
        .fold(0u64, |n, at| n << 1 | u64::from(bit(at)));
    let half = least > 0 && bit(least - 1);
    let rest = least > 1 && (0..least - 1).any(bit);
    let rounded = kept + u64::from(half && (rest || kept & 1 == 1));
    let x = scale(rounded, exponent + least);
    x.is_finite().then_some(x)
}

/// `mantissa` (at most 54 bits) times 2 to `exponent`, where the product is exact or too great.
pub(super) fn scale(mantissa: u64, exponent: i64) -> f64 {
    let mut x = mantissa as f64;
    let mut left = exponent;
    while left > 1000 {
        x *= 2f64.powi(1000);
        left -= 1000;
        if x.is_infinite() || x == 0.0 {
            return x;
        }
    }
    while left < -1000 {
        x *= 2f64.powi(-1000);
        left += 1000;
        if x == 0.0 {
            return x;
        }
    }
    x * 2f64.powi(left as i32)
}

/// `x.as_integer_ratio()`: numerator and denominator in lowest terms.
///
/// # Errors
/// OverflowError for an infinity, ValueError for NaN.
pub fn as_integer_ratio(x: f64) -> Result<(BigInt, BigInt), Raise> {
    if x.is_infinite() {
        return Err(Raise::overflow("cannot convert Infinity to integer ratio"));
    }
    if x.is_nan() {
        return Err(Raise::new(
            ExcClass::ValueError,
            "cannot convert NaN to integer ratio",
        ));
    }
    let (negative, mantissa, exponent) = parts(x);
    if mantissa == 0 {
        return Ok((BigInt::from(0), BigInt::from(1)));
    }
    let zeros = i64::from(mantissa.trailing_zeros());
    let (mantissa, exponent) = (mantissa >> zeros, exponent + zeros);
    let mut numerator = BigInt::from(mantissa);
    let mut denominator = BigInt::from(1);
    if exponent >= 0 {
        numerator <<= exponent as u64;
    } else {
        denominator <<= exponent.unsigned_abs();
    }
    Ok((if negative { -numerator } else { numerator }, denominator))
}

/// A finite float as (negative, mantissa, exponent): mantissa times 2 to exponent, exactly.
pub(super) fn parts(x: f64) -> (bool, u64, i64) {
    let bits = x.to_bits();
    let fraction = bits & ((1 << 52) - 1);
    match bits >> 52 & 0x7ff {
        0 => (x.is_sign_negative(), fraction, -1074),
        biased => (
            x.is_sign_negative(),
            fraction | 1 << 52,
            biased as i64 - 1075,
        ),
    }
}

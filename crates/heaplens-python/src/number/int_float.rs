//! Where integers and floats meet: conversion, comparison, true division.
//!
//! Modelled: `_PyLong_Frexp`, `PyLong_FromDouble`, `long_true_divide` (Objects/longobject.c), `float_richcompare`
//! (Objects/floatobject.c). All are exact, or rounded once, half to even.

use super::float_hex::{parts, scale};
use crate::text::{DIVISION_BY_ZERO, Raise};
use num_bigint::{BigInt, BigUint, Sign};
use num_traits::{ToPrimitive, Zero};
use std::cmp::Ordering;

/// `float(x)`, rounded half to even.
///
/// # Errors
/// OverflowError if no float is that great.
pub fn to_float(x: &BigInt) -> Result<f64, Raise> {
    if let Some(small) = x.to_i64() {
        return Ok(small as f64);
    }
    let drop = x.bits() - 64;
    let top = (x.magnitude() >> drop).to_u64().expect("64 bits are kept");
    let sticky = x
        .magnitude()
        .trailing_zeros()
        .is_some_and(|zeros| zeros < drop);
    rounded(top, sticky, drop as i64)
        .map(|value| {
            if x.sign() == Sign::Minus {
                -value
            } else {
                value
            }
        })
        .ok_or_else(|| Raise::overflow("int too large to convert to float"))
}

/// `mantissa` (with something more below it if `sticky`) times 2 to `exponent`, rounded half to even; `None` if too
/// great. A sticky mantissa has at least two bits more than are kept.
fn rounded(mantissa: u64, sticky: bool, exponent: i64) -> Option<f64> {
    let bits = 64 - i64::from(mantissa.leading_zeros());
    // The least exponent of a double's last bit is -1074.
    let drop = (bits - 53).max(-1074 - exponent).max(0);
    if drop > 64 {
        return Some(0.0);
    }
    let kept = if drop == 64 { 0 } else { mantissa >> drop };
    let dropped = mantissa
        & if drop == 64 {
            u64::MAX
        } else {
            (1 << drop) - 1
        };
    let half = if drop == 0 { 0 } else { 1 << (drop - 1) };
    let up = match dropped.cmp(&half) {
        _ if drop == 0 => false,
        Ordering::Equal => sticky || kept & 1 == 1,
        order => order.is_gt(),
    };
    let value = scale(kept + u64::from(up), exponent + drop);
    value.is_finite().then_some(value)
}

/// `int(x)`: towards zero.
///
/// # Errors
/// OverflowError for an infinity, ValueError for NaN.
pub fn truncated(x: f64) -> Result<BigInt, Raise> {
    if x.is_infinite() {
        return Err(Raise::overflow("cannot convert float infinity to integer"));
    }
    if x.is_nan() {
        return Err(Raise::value_error("cannot convert float NaN to integer"));
    }
    Ok(exact_int(x.trunc()))
}

/// `round(x)`: half to even.
///
/// # Errors
/// As `truncated`.
pub fn rounded_to_int(x: f64) -> Result<BigInt, Raise> {
    truncated(x.round_ties_even())
}

/// A finite float that is whole, as an integer.
fn exact_int(x: f64) -> BigInt {
    if x.abs() < 9.2e18 {
        return BigInt::from(x as i64);
    }
    let (negative, mantissa, exponent) = parts(x);
    let value = BigInt::from(mantissa) << exponent.unsigned_abs();
    if negative { -value } else { value }
}

/// How an integer and a float compare, exactly; `None` with NaN.
pub fn compare(a: &BigInt, x: f64) -> Option<Ordering> {
    if x.is_nan() {
        return None;
    }
    if x.is_infinite() {
        return Some(if x > 0.0 {
            Ordering::Less
        } else {
            Ordering::Greater
        });
    }
    let whole = exact_int(x.trunc());
    let order = a.cmp(&whole);
    // The float's fraction decides where its whole part is the integer.
    Some(order.then_with(|| 0.0f64.partial_cmp(&x.fract()).expect("neither is NaN")))
}

/// `a / b`, correctly rounded.
///
/// # Errors
/// ZeroDivisionError, or OverflowError if no float is that great.
pub fn true_div(a: &BigInt, b: &BigInt) -> Result<f64, Raise> {
    if b.is_zero() {
        return Err(Raise::zero_division(DIVISION_BY_ZERO));
    }
    if a.is_zero() {
        return Ok(if b.sign() == Sign::Minus { -0.0 } else { 0.0 });
    }
    // Both are floats already: one rounding.
    if a.bits() <= 53 && b.bits() <= 53 {
        let float = |x: &BigInt| x.to_i64().expect("53 bits") as f64;
        return Ok(float(a) / float(b));
    }
    let too_great = || Raise::overflow("integer division result too large for a float");
    let (n, d) = (a.magnitude(), b.magnitude());
    // The quotient of the shifted numbers has 62 or 63 bits.
    let shift = n.bits() as i64 - d.bits() as i64 - 62;
    if shift > 1100 {
        return Err(too_great());
    }
    let negative = (a.sign() == Sign::Minus) != (b.sign() == Sign::Minus);
    let signed = |x: f64| if negative { -x } else { x };
    if shift < -1300 {
        return Ok(signed(0.0));
    }
    let shifted = |x: &BigUint, by: i64| if by > 0 { x << by as u64 } else { x.clone() };
    let (n, d) = (shifted(n, -shift), shifted(d, shift));
    let quotient = &n / &d;
    let sticky = &quotient * &d != n;
    let quotient = quotient.to_u64().expect("63 bits");
    rounded(quotient, sticky, shift)
        .map(signed)
        .ok_or_else(too_great)
}

//! `int / int`, correctly rounded (`long_true_divide`).

use num_bigint::{BigInt, Sign};
use num_integer::Integer;
use num_traits::{Signed, ToPrimitive, Zero};

/// The quotient as the nearest float; `None` for a division by zero or a result out of range.
pub(super) fn true_divide(a: &BigInt, b: &BigInt) -> Option<f64> {
    if b.is_zero() {
        return None;
    }
    let exact = |int: &BigInt| int.bits() <= 53;
    if exact(a) && exact(b) {
        return Some(a.to_f64()? / b.to_f64()?);
    }
    if a.is_zero() {
        return Some(if b.is_negative() { -0.0 } else { 0.0 });
    }
    let negative = (a.sign() == Sign::Minus) != (b.sign() == Sign::Minus);
    let (a, b) = (a.abs(), b.abs());
    // Scale so that the quotient has at least 55 bits, then let the rest decide the last one.
    let shift = 56 + b.bits() as i64 - a.bits() as i64;
    let (a, b) = if shift > 0 {
        (a << shift, b)
    } else {
        (a, b << -shift)
    };
    let (mut quotient, rest) = a.div_rem(&b);
    if !rest.is_zero() {
        quotient |= BigInt::from(1);
    }
    let magnitude = scale(&quotient, -shift)?;
    Some(if negative { -magnitude } else { magnitude })
}

/// `mantissa * 2 ** exponent`, rounded to even once.
fn scale(mantissa: &BigInt, exponent: i64) -> Option<f64> {
    let bits = mantissa.bits() as i64;
    let top = bits + exponent;
    // Below the normal range fewer bits are left.
    let kept = if top < -1021 { 53 - (-1021 - top) } else { 53 };
    if kept < 0 {
        return Some(0.0);
    }
    let drop = bits - kept;
    let (rounded, exponent) = if drop > 0 {
        let half = BigInt::from(1) << (drop - 1);
        let mask = (BigInt::from(1) << drop) - 1;
        let rest = mantissa & &mask;
        let mut rounded = mantissa >> drop;
        if rest > half || (rest == half && rounded.is_odd()) {
            rounded += 1;
        }
        (rounded, exponent + drop)
    } else {
        (mantissa.clone(), exponent)
    };
    let float = rounded.to_f64()?;
    // In two steps, for 2 ** exponent alone may leave the range.
    let half = exponent / 2;
    let result = float * 2f64.powi(half as i32) * 2f64.powi((exponent - half) as i32);
    result.is_finite().then_some(result)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn large_quotients_round_to_nearest_even() {
        let divide = |a: &str, b: &str| true_divide(&a.parse().unwrap(), &b.parse().unwrap());
        assert_eq!(divide("1", "3"), Some(1.0 / 3.0));
        assert_eq!(
            divide("100000000000000000000000", "3"),
            Some(3.333333333333333e22)
        );
        assert_eq!(divide("9007199254740993", "1"), Some(9007199254740992.0));
        assert_eq!(divide("9007199254740995", "1"), Some(9007199254740996.0));
        assert_eq!(divide("-9007199254740993", "9007199254740992"), Some(-1.0));
        assert_eq!(divide("1", "0"), None);
        let huge = format!("1{}", "0".repeat(400));
        assert_eq!(divide(&huge, "1"), None);
        assert_eq!(divide(&huge, &huge), Some(1.0));
        assert_eq!(divide("1", &huge), Some(0.0));
    }
}

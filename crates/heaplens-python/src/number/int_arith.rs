//! Integer arithmetic with Python's signs and messages.
//!
//! Modelled: `long_div`, `long_mod`, `long_divmod`, `long_pow`, `long_lshift`, `long_rshift` and `long_bitwise`
//! (Objects/longobject.c). Sums, products and `&`, `|`, `^`, `~` are num-bigint's own operators, which treat negative
//! numbers as two's complement of infinite length, as Python does.

use super::float_arith::{self, FloatPower};
use super::int_float::to_float;
use crate::text::{ExcClass, Raise, TextRules};
use num_bigint::{BigInt, Sign};
use num_integer::Integer;
use num_traits::{One, Signed, ToPrimitive, Zero};

/// How many bits an integer may have: 1 GiB of them. CPython would go on until the memory ends.
pub const MOST_BITS: u64 = 1 << 33;

/// `a // b`.
///
/// # Errors
/// ZeroDivisionError.
pub fn floor_div(a: &BigInt, b: &BigInt, rules: &TextRules) -> Result<BigInt, Raise> {
    if b.is_zero() {
        return Err(Raise::zero_division(rules.zero_division.int_floor));
    }
    Ok(a.div_floor(b))
}

/// `a % b`: has the sign of `b`.
///
/// # Errors
/// ZeroDivisionError.
pub fn modulo(a: &BigInt, b: &BigInt, rules: &TextRules) -> Result<BigInt, Raise> {
    if b.is_zero() {
        return Err(Raise::zero_division(rules.zero_division.int_modulo));
    }
    Ok(a.mod_floor(b))
}

/// `divmod(a, b)`.
///
/// # Errors
/// ZeroDivisionError.
pub fn div_mod(a: &BigInt, b: &BigInt, rules: &TextRules) -> Result<(BigInt, BigInt), Raise> {
    if b.is_zero() {
        return Err(Raise::zero_division(rules.zero_division.int_divmod));
    }
    Ok(a.div_mod_floor(b))
}

/// What `int ** int` gives.
#[derive(Clone, Debug, PartialEq)]
pub enum Power {
    /// The exponent isn't negative.
    Int(BigInt),
    /// The exponent is negative.
    Float(f64),
}

/// `a ** b`.
///
/// # Errors
/// ZeroDivisionError for 0 to a negative power, OverflowError if that power needs floats that are too great, MemoryError
/// beyond `MOST_BITS`.
pub fn power(a: &BigInt, b: &BigInt, rules: &TextRules) -> Result<Power, Raise> {
    if b.is_negative() {
        let (x, y) = (to_float(a)?, to_float(b)?);
        return match float_arith::power(x, y, rules)? {
            FloatPower::Real(value) => Ok(Power::Float(value)),
            FloatPower::Complex => unreachable!("a whole exponent has a real power"),
        };
    }
    let small = a.magnitude().bits() <= 1;
    if small {
        // 0, 1 and -1 to any power.
        let value = if b.is_zero() {
            BigInt::one()
        } else if a.is_negative() && b.is_even() {
            -a
        } else {
            a.clone()
        };
        return Ok(Power::Int(value));
    }
    let exponent = b
        .to_u64()
        .filter(|&e| e.saturating_mul(a.bits() - 1) < MOST_BITS)
        .ok_or_else(out_of_memory)?;
    let exponent = u32::try_from(exponent).map_err(|_| out_of_memory())?;
    Ok(Power::Int(a.pow(exponent)))
}

fn out_of_memory() -> Raise {
    Raise::new(ExcClass::MemoryError, "")
}

/// `pow(a, b, m)`: has the sign of `m`.
///
/// # Errors
/// ValueError if `m` is 0, or if `b` is negative and `a` has no inverse.
pub fn power_modulo(a: &BigInt, b: &BigInt, m: &BigInt) -> Result<BigInt, Raise> {
    if m.is_zero() {
        return Err(Raise::value_error("pow() 3rd argument cannot be 0"));
    }
    let modulus = m.abs();
    let mut base = a.mod_floor(&modulus);
    let mut exponent = b.clone();
    if b.is_negative() {
        base = inverse(&base, &modulus)
            .ok_or_else(|| Raise::value_error("base is not invertible for the given modulus"))?;
        exponent = -exponent;
    }
    let value = if modulus.is_one() {
        BigInt::zero()
    } else {
        base.modpow(&exponent, &modulus)
    };
    Ok(value.mod_floor(m))
}

/// The inverse of `a` modulo `n`, by Euclid; `n` is positive.
fn inverse(a: &BigInt, n: &BigInt) -> Option<BigInt> {
    let found = a.extended_gcd(n);
    (found.gcd.is_one()).then(|| found.x.mod_floor(n))
}

/// `a << b`.
///
/// # Errors
/// ValueError if `b` is negative, OverflowError or MemoryError if the result is too long.
pub fn shift_left(a: &BigInt, b: &BigInt) -> Result<BigInt, Raise> {
    if b.is_negative() {
        return Err(Raise::value_error("negative shift count"));
    }
    if a.is_zero() {
        return Ok(BigInt::zero());
    }
    // A count that is no Py_ssize_t has its own message.
    let count = b
        .to_i64()
        .ok_or_else(|| Raise::overflow("too many digits in integer"))?
        .unsigned_abs();
    if a.bits() + count >= MOST_BITS {
        return Err(out_of_memory());
    }
    Ok(a << count)
}

/// `a >> b`: rounds down.
///
/// # Errors
/// ValueError if `b` is negative.
pub fn shift_right(a: &BigInt, b: &BigInt) -> Result<BigInt, Raise> {
    if b.is_negative() {
        return Err(Raise::value_error("negative shift count"));
    }
    match b.to_u64() {
        Some(count) if count < a.bits() => Ok(a >> count),
        _ if a.sign() == Sign::Minus => Ok(BigInt::from(-1)),
        _ => Ok(BigInt::zero()),
    }
}

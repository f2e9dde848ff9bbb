//! Float arithmetic with Python's signs and messages.
//!
//! Modelled: `float_div`, `_float_div_mod`, `float_rem`, `float_floor_div` and `float_pow` (Objects/floatobject.c).

use super::exp_log;
use crate::text::{ExcClass, Raise, TextRules};

/// What `x ** y` gives.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum FloatPower {
    /// A float.
    Real(f64),
    /// A negative number to a broken power: the complex power is asked for instead.
    Complex,
}

/// `x / y`.
///
/// # Errors
/// ZeroDivisionError.
pub fn true_div(x: f64, y: f64, rules: &TextRules) -> Result<f64, Raise> {
    if y == 0.0 {
        return Err(Raise::zero_division(rules.zero_division.float_true));
    }
    Ok(x / y)
}

/// `x // y`.
///
/// # Errors
/// ZeroDivisionError.
pub fn floor_div(x: f64, y: f64, rules: &TextRules) -> Result<f64, Raise> {
    if y == 0.0 {
        return Err(Raise::zero_division(rules.zero_division.float_floor));
    }
    Ok(quotient_and_rest(x, y).0)
}

/// `x % y`: has the sign of `y`.
///
/// # Errors
/// ZeroDivisionError.
pub fn modulo(x: f64, y: f64, rules: &TextRules) -> Result<f64, Raise> {
    if y == 0.0 {
        return Err(Raise::zero_division(rules.zero_division.float_modulo));
    }
    Ok(quotient_and_rest(x, y).1)
}

/// `divmod(x, y)`.
///
/// # Errors
/// ZeroDivisionError.
pub fn div_mod(x: f64, y: f64, rules: &TextRules) -> Result<(f64, f64), Raise> {
    if y == 0.0 {
        return Err(Raise::zero_division(rules.zero_division.float_divmod));
    }
    Ok(quotient_and_rest(x, y))
}

/// `_float_div_mod`.
fn quotient_and_rest(x: f64, y: f64) -> (f64, f64) {
    let mut rest = x % y;
    let mut quotient = (x - rest) / y;
    if rest == 0.0 {
        rest = 0f64.copysign(y);
    } else if (y < 0.0) != (rest < 0.0) {
        rest += y;
        quotient -= 1.0;
    }
    if quotient == 0.0 {
        return (0f64.copysign(x / y), rest);
    }
    let floor = quotient.floor();
    let floor = if quotient - floor > 0.5 {
        floor + 1.0
    } else {
        floor
    };
    (floor, rest)
}

/// `x ** y`.
///
/// # Errors
/// ZeroDivisionError for 0 to a negative power; OverflowError with the C library's number and words.
pub fn power(x: f64, y: f64, rules: &TextRules) -> Result<FloatPower, Raise> {
    let real = |value| Ok(FloatPower::Real(value));
    if y == 0.0 || x == 1.0 {
        return real(1.0);
    }
    if x.is_nan() || y.is_nan() {
        return real(if x.is_nan() { x } else { y });
    }
    let odd = y.is_finite() && (y.abs() % 2.0) == 1.0;
    if y.is_infinite() {
        let size = x.abs();
        return real(if size == 1.0 {
            1.0
        } else if (y > 0.0) == (size > 1.0) {
            f64::INFINITY
        } else {
            0.0
        });
    }
    if x.is_infinite() {
        let signed = |value: f64| if odd { value.copysign(x) } else { value };
        return real(if y > 0.0 {
            signed(f64::INFINITY)
        } else {
            signed(0.0)
        });
    }
    if x == 0.0 {
        if y < 0.0 {
            return Err(Raise::zero_division(rules.zero_division.negative_power));
        }
        return real(if odd { x } else { 0.0 });
    }
    let negative = x < 0.0;
    if negative && y != y.floor() {
        return Ok(FloatPower::Complex);
    }
    let size = x.abs();
    let value = if size == 1.0 {
        1.0
    } else {
        exp_log::pow(size, y)
    };
    if value.is_infinite() {
        return Err(out_of_range());
    }
    real(if negative && odd { -value } else { value })
}

/// `OverflowError(34, 'Numerical result out of range')`: `ERANGE` as glibc words it.
pub(super) fn out_of_range() -> Raise {
    Raise {
        number: Some(34),
        ..Raise::new(ExcClass::OverflowError, "Numerical result out of range")
    }
}

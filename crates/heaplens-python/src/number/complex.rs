//! Complex numbers: text, arithmetic, powers.
//!
//! Modelled: `_Py_c_prod`, `_Py_c_quot`, `_Py_c_pow`, `c_powi`, `complex_repr` and `complex_from_string_inner`
//! (Objects/complexobject.c). Up to 3.13 a real operand becomes a complex one first; from 3.14 it stays real, so that a
//! zero keeps its sign and an infinity makes no NaN of its own.

use super::exp_log;
use super::float_parse::{
    ascii_digits_and_spaces, is_c_space, leading_float, number_with_underscores,
};
use super::float_repr::{FloatFlags, FloatForm, to_text};
use crate::text::repr::repr as repr_text;
use crate::text::{PyText, Raise, TextRef, TextRules};

/// A complex number.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Complex {
    /// Its real part.
    pub real: f64,
    /// Its imaginary part.
    pub imag: f64,
}

/// One side of an operation of which at least one is complex; an int is converted to a float first.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Operand {
    /// An int or a float.
    Real(f64),
    /// A complex number.
    Complex(Complex),
}

const fn complex(real: f64, imag: f64) -> Complex {
    Complex { real, imag }
}

impl Operand {
    const fn complex(self) -> Complex {
        match self {
            Operand::Real(real) => complex(real, 0.0),
            Operand::Complex(z) => z,
        }
    }

    /// The operand as the version's arithmetic takes it.
    const fn seen_by(self, rules: &TextRules) -> Operand {
        if rules.complex_keeps_reals {
            self
        } else {
            Operand::Complex(self.complex())
        }
    }
}

/// `a + b`.
pub fn add(a: Operand, b: Operand, rules: &TextRules) -> Complex {
    match (a.seen_by(rules), b.seen_by(rules)) {
        (Operand::Complex(z), Operand::Real(x)) | (Operand::Real(x), Operand::Complex(z)) => {
            complex(z.real + x, z.imag)
        }
        (a, b) => {
            let (a, b) = (a.complex(), b.complex());
            complex(a.real + b.real, a.imag + b.imag)
        }
    }
}

/// `a - b`.
pub fn subtract(a: Operand, b: Operand, rules: &TextRules) -> Complex {
    match (a.seen_by(rules), b.seen_by(rules)) {
        (Operand::Complex(z), Operand::Real(x)) => complex(z.real - x, z.imag),
        (Operand::Real(x), Operand::Complex(z)) => complex(x - z.real, -z.imag),
        (a, b) => {
            let (a, b) = (a.complex(), b.complex());
            complex(a.real - b.real, a.imag - b.imag)
        }
    }
}

/// `a * b`.
pub fn multiply(a: Operand, b: Operand, rules: &TextRules) -> Complex {
    match (a.seen_by(rules), b.seen_by(rules)) {
        (Operand::Complex(z), Operand::Real(x)) | (Operand::Real(x), Operand::Complex(z)) => {
            complex(z.real * x, z.imag * x)
        }
        (a, b) => product(a.complex(), b.complex(), rules),
    }
}

/// `a / b`.
///
/// # Errors
/// ZeroDivisionError.
pub fn true_div(a: Operand, b: Operand, rules: &TextRules) -> Result<Complex, Raise> {
    let quotient = match (a.seen_by(rules), b.seen_by(rules)) {
        (Operand::Complex(z), Operand::Real(x)) => {
            (x != 0.0).then(|| complex(z.real / x, z.imag / x))
        }
        (Operand::Real(x), Operand::Complex(z)) => quotient_of_real(x, z),
        (a, b) => quotient(a.complex(), b.complex(), rules),
    };
    quotient.ok_or_else(|| Raise::zero_division(rules.zero_division.complex_true))
}

/// `a ** b`.
///
/// # Errors
/// ZeroDivisionError for 0 to a negative or complex power, OverflowError.
pub fn power(a: Complex, b: Complex, rules: &TextRules) -> Result<Complex, Raise> {
    let zero = || Raise::zero_division(rules.zero_division.complex_power);
    let whole = b.imag == 0.0 && b.real == b.real.floor();
    let value = if whole && b.real.abs() <= 100.0 {
        whole_power(a, b.real as i32, rules).ok_or_else(zero)?
    } else {
        polar_power(a, b).ok_or_else(zero)?
    };
    if value.real.is_infinite() || value.imag.is_infinite() {
        return Err(Raise::overflow("complex exponentiation"));
    }
    Ok(value)
}

/// `abs(z)`.
///
/// # Errors
/// OverflowError if no float is that great.
pub fn absolute(z: Complex) -> Result<f64, Raise> {
    if z.real.is_infinite() || z.imag.is_infinite() {
        return Ok(f64::INFINITY);
    }
    let size = exp_log::hypot(z.real, z.imag);
    if size.is_infinite() {
        return Err(Raise::overflow("absolute value too large"));
    }
    Ok(size)
}

fn product(a: Complex, b: Complex, rules: &TextRules) -> Complex {
    let plain = complex(
        a.real * b.real - a.imag * b.imag,
        a.real * b.imag + a.imag * b.real,
    );
    if !rules.complex_keeps_reals || !plain.real.is_nan() || !plain.imag.is_nan() {
        return plain;
    }
    recovered_product(a, b).unwrap_or(plain)
}

/// C11, Annex G.5.1: what was infinite stays so though both parts came out as NaN.
fn recovered_product(mut a: Complex, mut b: Complex) -> Option<Complex> {
    let boxed = |x: f64| (if x.is_infinite() { 1.0f64 } else { 0.0 }).copysign(x);
    let calmed = |x: f64| if x.is_nan() { 0f64.copysign(x) } else { x };
    let infinite = |z: Complex| z.real.is_infinite() || z.imag.is_infinite();
    let mut recover = false;
    if infinite(a) {
        a = complex(boxed(a.real), boxed(a.imag));
        b = complex(calmed(b.real), calmed(b.imag));
        recover = true;
    }
    if infinite(b) {
        b = complex(boxed(b.real), boxed(b.imag));
        a = complex(calmed(a.real), calmed(a.imag));
        recover = true;
    }
    let parts = [
        a.real * b.real,
        a.imag * b.imag,
        a.real * b.imag,
        a.imag * b.real,
    ];
    if !recover && parts.iter().any(|part| part.is_infinite()) {
        a = complex(calmed(a.real), calmed(a.imag));
        b = complex(calmed(b.real), calmed(b.imag));
        recover = true;
    }
    recover.then(|| {
        complex(
            f64::INFINITY * (a.real * b.real - a.imag * b.imag),
            f64::INFINITY * (a.real * b.imag + a.imag * b.real),
        )
    })
}

/// Smith's division; `None` by zero.
fn quotient(a: Complex, b: Complex, rules: &TextRules) -> Option<Complex> {
    let plain = if b.real.abs() >= b.imag.abs() {
        if b.real == 0.0 {
            return None;
        }
        let ratio = b.imag / b.real;
        let denominator = b.real + b.imag * ratio;
        complex(
            (a.real + a.imag * ratio) / denominator,
            (a.imag - a.real * ratio) / denominator,
        )
    } else if b.imag.abs() >= b.real.abs() {
        let ratio = b.real / b.imag;
        let denominator = b.real * ratio + b.imag;
        complex(
            (a.real * ratio + a.imag) / denominator,
            (a.imag * ratio - a.real) / denominator,
        )
    } else {
        complex(f64::NAN, f64::NAN)
    };
    if !rules.complex_keeps_reals || !plain.real.is_nan() || !plain.imag.is_nan() {
        return Some(plain);
    }
    let boxed = |x: f64| (if x.is_infinite() { 1.0f64 } else { 0.0 }).copysign(x);
    let infinite = |z: Complex| z.real.is_infinite() || z.imag.is_infinite();
    let finite = |z: Complex| z.real.is_finite() && z.imag.is_finite();
    if infinite(a) && finite(b) {
        let (x, y) = (boxed(a.real), boxed(a.imag));
        return Some(complex(
            f64::INFINITY * (x * b.real + y * b.imag),
            f64::INFINITY * (y * b.real - x * b.imag),
        ));
    }
    if infinite(b) && finite(a) {
        let (x, y) = (boxed(b.real), boxed(b.imag));
        return Some(complex(
            0.0 * (a.real * x + a.imag * y),
            0.0 * (a.imag * x - a.real * y),
        ));
    }
    Some(plain)
}

/// Smith's division of a real number (`_Py_rc_quot`, 3.14); `None` by zero.
fn quotient_of_real(a: f64, b: Complex) -> Option<Complex> {
    if b.real.abs() >= b.imag.abs() {
        if b.real == 0.0 {
            return None;
        }
        let ratio = b.imag / b.real;
        let denominator = b.real + b.imag * ratio;
        Some(complex(a / denominator, -a * ratio / denominator))
    } else if b.imag.abs() >= b.real.abs() {
        let ratio = b.real / b.imag;
        let denominator = b.real * ratio + b.imag;
        Some(complex(a * ratio / denominator, -a / denominator))
    } else {
        Some(complex(f64::NAN, f64::NAN))
    }
}

/// `c_powi`: by squaring; `None` for zero to a negative power.
fn whole_power(z: Complex, n: i32, rules: &TextRules) -> Option<Complex> {
    let one = complex(1.0, 0.0);
    let count = n.unsigned_abs();
    let (mut value, mut square) = (one, z);
    let mut left = count;
    while left > 0 {
        if left & 1 == 1 {
            value = product(value, square, rules);
        }
        square = product(square, square, rules);
        left >>= 1;
    }
    if n > 0 {
        Some(value)
    } else {
        quotient(one, value, rules)
    }
}

/// `_Py_c_pow`: by angle and length; `None` for zero to a negative or complex power.
fn polar_power(a: Complex, b: Complex) -> Option<Complex> {
    if b.real == 0.0 && b.imag == 0.0 {
        return Some(complex(1.0, 0.0));
    }
    if a.real == 0.0 && a.imag == 0.0 {
        return (b.imag == 0.0 && b.real >= 0.0).then_some(complex(0.0, 0.0));
    }
    let size = exp_log::hypot(a.real, a.imag);
    let angle = libm::atan2(a.imag, a.real);
    let mut length = exp_log::c_pow(size, b.real);
    let mut phase = angle * b.real;
    if b.imag != 0.0 {
        length /= exp_log::e_to(angle * b.imag);
        phase += b.imag * exp_log::natural_log(size);
    }
    Some(complex(
        length * libm::cos(phase),
        length * libm::sin(phase),
    ))
}

/// `repr(z)`.
pub fn repr(z: Complex) -> String {
    let form = FloatForm::Repr;
    if z.real == 0.0 && z.real.is_sign_positive() {
        return to_text(z.imag, form, FloatFlags::default()) + "j";
    }
    let signed = FloatFlags {
        sign: true,
        ..FloatFlags::default()
    };
    let mut imag = to_text(z.imag, form, signed);
    if z.imag.is_nan() {
        imag.insert(0, '+');
    }
    format!("({}{imag}j)", to_text(z.real, form, FloatFlags::default()))
}

/// `complex(text)`.
///
/// # Errors
/// ValueError if the text is no number.
pub fn complex_from_text(text: TextRef<'_>, rules: &TextRules) -> Result<Complex, Raise> {
    let ascii = ascii_digits_and_spaces(text, rules.unicode);
    let misplaced = || {
        let mut message = PyText::from("could not convert string to complex: ");
        message.push_text(repr_text(text, rules.unicode).as_ref());
        Raise::value_error(message)
    };
    // An underscore out of place is told apart from what is malformed without any.
    let parsed =
        number_with_underscores(&ascii, |plain| Some(parse(plain))).ok_or_else(misplaced)?;
    parsed.ok_or_else(|| Raise::value_error("complex() arg is a malformed string"))
}

/// `float`, `floatj`, `float±floatj`, `float±j`, `±j` or `j`, perhaps in brackets.
fn parse(text: &[u8]) -> Option<Complex> {
    let skip = |text: &'_ [u8]| text.iter().take_while(|&&b| is_c_space(b)).count();
    let mut rest = &text[skip(text)..];
    let bracket = rest.first() == Some(&b'(');
    if bracket {
        rest = &rest[1..];
        rest = &rest[skip(rest)..];
    }
    let is_j = |b: Option<&u8>| matches!(b, Some(b'j' | b'J'));
    let unit = |b: Option<&u8>| match b {
        Some(b'+') => Some((1.0, 1)),
        Some(b'-') => Some((-1.0, 1)),
        _ => None,
    };
    let value = match leading_float(rest) {
        Some((first, length)) => {
            rest = &rest[length..];
            if unit(rest.first()).is_some() {
                let (imag, length) = leading_float(rest).or_else(|| unit(rest.first()))?;
                rest = &rest[length..];
                if !is_j(rest.first()) {
                    return None;
                }
                rest = &rest[1..];
                complex(first, imag)
            } else if is_j(rest.first()) {
                rest = &rest[1..];
                complex(0.0, first)
            } else {
                complex(first, 0.0)
            }
        }
        None => {
            let (imag, length) = unit(rest.first()).unwrap_or((1.0, 0));
            rest = &rest[length..];
            if !is_j(rest.first()) {
                return None;
            }
            rest = &rest[1..];
            complex(0.0, imag)
        }
    };
    rest = &rest[skip(rest)..];
    if bracket {
        rest = rest.strip_prefix(b")")?;
        rest = &rest[skip(rest)..];
    }
    rest.is_empty().then_some(value)
}

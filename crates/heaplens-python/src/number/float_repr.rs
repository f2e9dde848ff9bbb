//! Text from floats: `repr`, the digits behind `%e`, `%f` and `%g`, `round` to decimals.
//!
//! Modelled: `PyOS_double_to_string` and `format_float_short` (Python/pystrtod.c), `float___round___impl`
//! (Objects/floatobject.c). The digits come from Rust's own formatting, which is exact and rounds half to even as
//! dtoa.c does; the layout is CPython's.

use crate::text::Raise;

/// Which digits of a number, and how they are laid out: the format codes of `PyOS_double_to_string`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FloatForm {
    /// `r`: the fewest digits that read back, exponent from 1e16.
    Repr,
    /// `e`: one digit, a point, and this many more, always with an exponent.
    Exponent(usize),
    /// `f`: this many digits after the point.
    Fixed(usize),
    /// `g`: this many significant digits (0 counts as 1), exponent where it is shorter.
    General(usize),
}

/// What `PyOS_double_to_string` is asked for besides the form.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FloatFlags {
    /// A `+` before what isn't negative (not before NaN).
    pub sign: bool,
    /// `.0` after a finite number that shows neither point nor exponent (`Py_DTSF_ADD_DOT_0`).
    pub dot_zero: bool,
    /// Keep trailing zeros and the point (`#`, `Py_DTSF_ALT`).
    pub alternate: bool,
    /// No minus before a zero (`z`, `Py_DTSF_NO_NEG_0`).
    pub no_negative_zero: bool,
    /// `INF`, `NAN`, `E`.
    pub upper: bool,
}

/// `repr(x)`.
pub fn repr(x: f64) -> String {
    let flags = FloatFlags {
        dot_zero: true,
        ..FloatFlags::default()
    };
    to_text(x, FloatForm::Repr, flags)
}

/// `PyOS_double_to_string`: ASCII.
pub fn to_text(x: f64, form: FloatForm, flags: FloatFlags) -> String {
    if !x.is_finite() {
        return not_finite(x, flags);
    }
    let digits = Digits::of(x.abs(), form);
    let negative = x.is_sign_negative() && !(flags.no_negative_zero && digits.is_zero());
    let mut out = String::with_capacity(24);
    if negative {
        out.push('-');
    } else if flags.sign {
        out.push('+');
    }
    digits.lay_out(form, flags, &mut out);
    out
}

/// Like `PyOS_double_to_string`, NaN never has a sign.
fn not_finite(x: f64, flags: FloatFlags) -> String {
    let text = if x.is_nan() {
        "nan"
    } else if x < 0.0 {
        "-inf"
    } else if flags.sign {
        "+inf"
    } else {
        "inf"
    };
    if flags.upper {
        text.to_ascii_uppercase()
    } else {
        text.to_owned()
    }
}

/// Beyond this many digits after the first or the point, a double has only zeros (the smallest has 1,074).
const MOST_DIGITS: usize = 1100;

/// Decimal digits without leading or trailing zeros, and where the point stands: 0.`digits` times 10 to `point`.
/// Zero has the one digit 0 and its point after it, as dtoa.c gives it; what rounds to zero has no digit.
struct Digits {
    digits: Vec<u8>,
    point: isize,
}

impl Digits {
    /// The digits of a finite `x` that isn't negative.
    fn of(x: f64, form: FloatForm) -> Digits {
        if x == 0.0 {
            return Digits {
                digits: vec![b'0'],
                point: 1,
            };
        }
        match form {
            FloatForm::Repr => Digits::shortest(x),
            FloatForm::Exponent(places) => {
                Digits::read(&format!("{x:.*e}", places.min(MOST_DIGITS)))
            }
            FloatForm::General(places) => {
                let places = places.max(1) - 1;
                Digits::read(&format!("{x:.*e}", places.min(MOST_DIGITS)))
            }
            FloatForm::Fixed(places) => Digits::read(&format!("{x:.*}", places.min(MOST_DIGITS))),
        }
    }

    /// The fewest digits that read back. Where two such texts are equally near, Rust takes the greater and dtoa.c the
    /// even one. That needs 15 digits or more, and an exact value of one more.
    fn shortest(x: f64) -> Digits {
        let digits = Digits::read(&format!("{x:e}"));
        let odd = digits.digits.last().is_some_and(|d| d % 2 == 1);
        if odd && digits.digits.len() >= 15 && x < 1e18 && (x * 262_144.0).fract() == 0.0 {
            let even = format!("{x:.*e}", digits.digits.len() - 1);
            if even.parse() == Ok(x) {
                return Digits::read(&even);
            }
        }
        digits
    }

    /// Reads Rust's `ddd.ddd` or `d.ddde-dd`.
    fn read(text: &str) -> Digits {
        let (mantissa, exponent) = text.split_once('e').unwrap_or((text, "0"));
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let exponent: isize = exponent.parse().expect("Rust writes a small exponent");
        let mut digits = Vec::with_capacity(mantissa.len());
        digits.extend_from_slice(whole.as_bytes());
        digits.extend_from_slice(fraction.as_bytes());
        let leading = digits.iter().take_while(|&&d| d == b'0').count();
        digits.drain(..leading);
        let point = whole.len() as isize + exponent - leading as isize;
        while digits.last() == Some(&b'0') {
            digits.pop();
        }
        Digits { digits, point }
    }

    fn is_zero(&self) -> bool {
        self.digits.is_empty() || self.digits == b"0"
    }

    /// The heart of `format_float_short`: `first..end` are the positions that are shown, the point standing at 1 with
    /// an exponent and at `self.point` without; outside of the digits there are zeros.
    fn lay_out(&self, form: FloatForm, flags: FloatFlags, out: &mut String) {
        let count = self.digits.len() as isize;
        let (with_exponent, end) = match form {
            FloatForm::Repr => (self.point <= -4 || self.point > 16, count),
            FloatForm::Exponent(places) => (true, places as isize + 1),
            FloatForm::Fixed(places) => (false, self.point.saturating_add(places as isize)),
            FloatForm::General(places) => {
                let places = places.max(1) as isize;
                let most = places - isize::from(flags.dot_zero);
                let end = if flags.alternate { places } else { count };
                (self.point <= -4 || self.point > most, end)
            }
        };
        // What rounds to zero with `f` has its (absent) digits just after the last shown place.
        let point = match form {
            FloatForm::Fixed(places) if self.digits.is_empty() => -(places as isize),
            _ if with_exponent => 1,
            _ => self.point,
        };
        let end = match form {
            FloatForm::Fixed(places) if self.digits.is_empty() => point + places as isize,
            _ => end,
        };
        let first = if point <= 0 { point - 1 } else { 0 };
        let end = end.max(point + isize::from(!with_exponent && flags.dot_zero));
        let digit = |at: isize| match usize::try_from(at) {
            Ok(at) if at < self.digits.len() => self.digits[at] as char,
            _ => '0',
        };
        out.extend((first..point).map(digit));
        if end > point || flags.alternate {
            out.push('.');
            out.extend((point..end).map(digit));
        }
        if with_exponent {
            let exponent = self.point - 1;
            out.push(if flags.upper { 'E' } else { 'e' });
            out.push(if exponent < 0 { '-' } else { '+' });
            out.push_str(&format!("{:02}", exponent.unsigned_abs()));
        }
    }
}

/// `round(x, places)`: correctly rounded, half to even.
///
/// # Errors
/// OverflowError if the rounded value is no float.
pub fn round_to(x: f64, places: i64) -> Result<f64, Raise> {
    if !x.is_finite() || x == 0.0 || places > MOST_PLACES {
        return Ok(x);
    }
    if places < -MOST_WHOLE_PLACES {
        return Ok(0.0 * x);
    }
    let text = match usize::try_from(places) {
        Ok(places) => format!("{x:.places$}"),
        Err(_) => round_whole(x, places.unsigned_abs() as usize),
    };
    let rounded: f64 = text.parse().expect("decimal digits");
    if rounded.is_infinite() {
        return Err(Raise::overflow("rounded value too large to represent"));
    }
    Ok(rounded)
}

/// `NDIGITS_MAX` of `float___round___impl`: beyond, every double is its own rounding.
const MOST_PLACES: i64 = 323;
/// Minus `NDIGITS_MIN`: beyond, every double rounds to zero.
const MOST_WHOLE_PLACES: i64 = 308;

/// Decimal text of `x` rounded at 10 to `zeros`, half to even, from all of its digits.
fn round_whole(x: f64, zeros: usize) -> String {
    // From 10/2 on, a double has at most 50 digits after the point; what is smaller rounds to zero anyway.
    let exact = format!("{:.50}", x.abs());
    let (whole, fraction) = exact.split_once('.').expect("fifty places were asked for");
    let cut = whole.len().saturating_sub(zeros);
    let kept = &whole[..cut];
    let dropped = format!("{}{whole}", "0".repeat(zeros.saturating_sub(whole.len())));
    let dropped = &dropped[dropped.len() - zeros..];
    let half = format!("5{}", "0".repeat(zeros - 1));
    let odd = kept.bytes().last().is_some_and(|d| (d - b'0') % 2 == 1);
    let up = match dropped.cmp(half.as_str()) {
        std::cmp::Ordering::Equal => odd || fraction.bytes().any(|d| d != b'0'),
        order => order.is_gt(),
    };
    let mut digits = format!("0{kept}").into_bytes();
    if up {
        let nines = digits.iter().rev().take_while(|&&d| d == b'9').count();
        let at = digits.len() - nines;
        digits[at..].fill(b'0');
        digits[at - 1] += 1;
    }
    let digits = String::from_utf8(digits).expect("decimal digits");
    let sign = if x < 0.0 { "-" } else { "" };
    format!("{sign}{digits}{}", "0".repeat(zeros))
}

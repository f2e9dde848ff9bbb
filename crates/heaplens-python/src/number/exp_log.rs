//! Powers of floats, rounded correctly but for about one in a million: in pairs of doubles.
//!
//! Why not the libm crate, which wasm's own `powf` is: one in eleven of its powers differs from glibc's in the last
//! digit (2 ** -0.5 among them), and glibc's are what the recordings print. And the same code must give the same digits
//! natively and in wasm, so the machine's library is out. Crates of correctly rounded functions weigh 29 kB of wasm
//! for this one.
//!
//! A logarithm is taken from a step of 128 whose reciprocal is short, the rest by its series; a power of e from one of
//! 64 roots of 2 and the series of the rest. Tables: tests/record/exp_log_tables.py.

use super::exp_log_tables::{LN_2, ROOTS, STEPS};

/// An unevaluated sum of a double and a much smaller one.
#[derive(Clone, Copy, Debug)]
struct Pair(f64, f64);

/// The exact sum, where the first is the greater.
fn sum_of_greater(a: f64, b: f64) -> Pair {
    let sum = a + b;
    Pair(sum, b - (sum - a))
}

/// The exact sum.
fn sum(a: f64, b: f64) -> Pair {
    let sum = a + b;
    let b_part = sum - a;
    Pair(sum, (a - (sum - b_part)) + (b - b_part))
}

/// The exact product; neither is near the ends of the range.
fn product(a: f64, b: f64) -> Pair {
    let halves = |x: f64| {
        let c = 134_217_729.0 * x;
        let high = c - (c - x);
        (high, x - high)
    };
    let ((ah, al), (bh, bl)) = (halves(a), halves(b));
    let p = a * b;
    Pair(p, ((ah * bh - p) + ah * bl + al * bh) + al * bl)
}

impl Pair {
    fn plus(self, other: Pair) -> Pair {
        let high = sum(self.0, other.0);
        let low = sum(self.1, other.1);
        let high = sum_of_greater(high.0, high.1 + low.0);
        sum_of_greater(high.0, high.1 + low.1)
    }

    fn times(self, other: Pair) -> Pair {
        let p = product(self.0, other.0);
        sum_of_greater(p.0, p.1 + (self.0 * other.1 + self.1 * other.0))
    }
}

/// `x` to the power `y`, for a finite positive `x` and a finite `y` other than 0; an infinity if it is too great.
pub(super) fn pow(x: f64, y: f64) -> f64 {
    // Where one operation of IEEE 754 gives the power, it is the nearest for certain.
    if y == 1.0 {
        return x;
    } else if y == 0.5 {
        return x.sqrt();
    } else if y == -1.0 {
        return 1.0 / x;
    }
    if let Some(exact) = short_power(x, y) {
        return exact;
    }
    // Half of the logarithm's size bounds the power's.
    let rough = y * rough_log2(x);
    if rough > 1100.0 {
        return f64::INFINITY;
    }
    if rough < -1200.0 {
        return 0.0;
    }
    exp(ln(x).times(Pair(y, 0.0)))
}

/// C's `pow` for a size, which isn't negative.
pub(crate) fn c_pow(x: f64, y: f64) -> f64 {
    if x == 0.0 || !x.is_finite() || !y.is_finite() || y == 0.0 || x == 1.0 {
        return libm::pow(x, y);
    }
    pow(x, y)
}

/// C's `exp`.
pub(crate) fn e_to(x: f64) -> f64 {
    if !x.is_finite() || x.abs() > 800.0 {
        return libm::exp(x);
    }
    exp(Pair(x, 0.0))
}

/// C's `log` for a size, which isn't negative.
pub(crate) fn natural_log(x: f64) -> f64 {
    if x == 0.0 || !x.is_finite() {
        return libm::log(x);
    }
    ln(x).0
}

/// C's `hypot`, by the corrected root of C. F. Borges ("An improved algorithm for hypot(a,b)", 2019), which glibc
/// takes; one in 150 isn't the nearest float, and those are to be the same ones.
pub(crate) fn hypot(x: f64, y: f64) -> f64 {
    let (x, y) = (x.abs(), y.abs());
    if x.is_infinite() || y.is_infinite() {
        return f64::INFINITY;
    }
    let (great, small) = if x < y { (y, x) } else { (x, y) };
    if great.is_nan() || small.is_nan() || small <= great * 2f64.powi(-54) {
        return great + small;
    }
    // Brought near 1, so that squares neither overflow nor lose their ends.
    let exponent = (great.to_bits() >> 52) as i32 - 1023;
    let (half, rest) = (-exponent / 2, -exponent - -exponent / 2);
    let scale = |x: f64| x * 2f64.powi(half) * 2f64.powi(rest);
    let (a, b) = (scale(great), scale(small));
    let root = (a * a + b * b).sqrt();
    let error = if root <= 2.0 * b {
        let off = root - b;
        a * (2.0 * off - a) + (off - 2.0 * (a - b)) * off
    } else {
        let off = root - a;
        2.0 * off * (a - 2.0 * b) + ((4.0 * off - b) * b + off * off)
    };
    (root - error / (2.0 * root)) * 2f64.powi(-half) * 2f64.powi(-rest)
}

/// A power whose exact value fits 128 bits, where one rounding (and its ties) is certain.
fn short_power(x: f64, y: f64) -> Option<f64> {
    if y == 2.0 && (1e-150..1e150).contains(&x) {
        return Some(x * x);
    }
    if y != y.trunc() || !(1.0..=64.0).contains(&y) || !(1e-30..1e30).contains(&x) {
        return None;
    }
    let (_, mantissa, exponent) = super::float_hex::parts(x);
    let zeros = mantissa.trailing_zeros();
    let (mantissa, exponent) = (u128::from(mantissa >> zeros), exponent + i64::from(zeros));
    let count = y as u32;
    let power = mantissa.checked_pow(count)?;
    let exponent = exponent * i64::from(count);
    // In range, so that scaling by a power of two is exact.
    (exponent.abs() < 800).then(|| power as f64 * 2f64.powi(exponent as i32))
}

fn rough_log2(x: f64) -> f64 {
    let bits = x.to_bits();
    match bits >> 52 {
        0 => -1074.0 + (64 - bits.leading_zeros()) as f64,
        biased => biased as f64 - 1023.0 + (bits << 12 >> 12) as f64 / (1u64 << 52) as f64,
    }
}

/// Where the steps of mantissas start: 0.705078125.
const OFFSET: u64 = 0x3fe6_9000_0000_0000;

/// The natural logarithm of a finite positive number.
fn ln(x: f64) -> Pair {
    let (bits, scaled) = if x < f64::MIN_POSITIVE {
        ((x * 2f64.powi(54)).to_bits(), -54.0)
    } else {
        (x.to_bits(), 0.0)
    };
    let off = bits.wrapping_sub(OFFSET) as i64;
    let exponent = (off >> 52) as f64 + scaled;
    let step = STEPS[(off as u64 >> 45) as usize & 127];
    let mantissa = f64::from_bits(bits.wrapping_sub((off as u64) >> 52 << 52));
    let near_one = product(mantissa, f64::from_bits(step[0]));
    let r = sum_of_greater(near_one.0 - 1.0, near_one.1);
    // ln(1 + r): the terms up to the third in pairs, the others by Horner's rule.
    let square = r.times(r);
    let cube = square.times(r);
    let tail = [11.0, 10.0, 9.0, 8.0, 7.0, 6.0, 5.0]
        .iter()
        .fold(1.0 / 12.0, |sum: f64, n| 1.0 / n - sum * r.0);
    let tail = (tail * r.0 - 0.25) * square.0 * square.0;
    let third = Pair(1.0 / 3.0, 1.850371707708594e-17);
    let series = r
        .plus(Pair(-0.5 * square.0, -0.5 * square.1))
        .plus(cube.times(third))
        .plus(Pair(tail, 0.0));
    let [high, middle, low] = LN_2.map(f64::from_bits);
    let whole = Pair(exponent * high, 0.0)
        .plus(Pair(exponent * middle, 0.0))
        .plus(Pair(exponent * low, 0.0));
    let step = Pair(f64::from_bits(step[1]), f64::from_bits(step[2]));
    whole.plus(step).plus(series)
}

/// e to the power of a pair, rounded once.
fn exp(x: Pair) -> f64 {
    let [high, middle, low] = LN_2.map(f64::from_bits);
    let steps = (x.0 * (64.0 / std::f64::consts::LN_2)).round_ties_even();
    let part = steps / 64.0;
    let r = Pair(-part * high, 0.0)
        .plus(x)
        .plus(Pair(-part * middle, 0.0))
        .plus(Pair(-part * low, 0.0));
    let square = r.times(r);
    let tail = [5040.0, 720.0, 120.0, 24.0, 6.0]
        .iter()
        .fold(1.0 / 40320.0, |sum: f64, n| sum * r.0 + 1.0 / n);
    let less_one = r
        .plus(Pair(0.5 * square.0, 0.5 * square.1))
        .plus(Pair(tail * square.0 * r.0, 0.0));
    let steps = steps as i64;
    let root = ROOTS[steps.rem_euclid(64) as usize].map(f64::from_bits);
    let root = Pair(root[0], root[1]);
    scaled(root.plus(root.times(less_one)), steps.div_euclid(64))
}

/// A pair between 0.9 and 2.1 times 2 to `exponent`, rounded once.
fn scaled(x: Pair, exponent: i64) -> f64 {
    let power = |n: i64| 2f64.powi(n as i32);
    if exponent > 1023 {
        return x.0 * 2.0 * power((exponent - 1).min(1023));
    }
    if exponent > -1021 {
        return x.0 * power(exponent);
    }
    // The last bit of the result stands at 2 to the -1074: round there, with the help of a great number.
    let least = -1074 - exponent;
    if least > 60 {
        return 0.0;
    }
    let great = 1.5 * power(52 + least);
    let rounded = sum_of_greater(great, x.0);
    let rounded = rounded.0 + (rounded.1 + x.1);
    (rounded - great) * power(-500) * power(exponent + 500)
}

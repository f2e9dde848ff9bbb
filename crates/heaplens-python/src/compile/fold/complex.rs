//! Complex arithmetic as in `Objects/complexobject.c`.

use crate::compile::value::Value;

/// A complex number.
#[derive(Clone, Copy, Debug)]
pub(super) struct Complex {
    pub(super) re: f64,
    pub(super) im: f64,
}

impl Complex {
    pub(super) fn value(self) -> Value {
        Value::Complex {
            re: self.re,
            im: self.im,
        }
    }

    /// `_Py_c_prod`
    pub(super) fn multiply(self, other: Complex) -> Complex {
        Complex {
            re: self.re * other.re - self.im * other.im,
            im: self.re * other.im + self.im * other.re,
        }
    }

    /// `_Py_c_quot`; `None` for a division by zero.
    pub(super) fn divide(self, other: Complex) -> Option<Complex> {
        let (a, b) = (self, other);
        if b.re.abs() >= b.im.abs() {
            if b.re == 0.0 {
                return None;
            }
            let ratio = b.im / b.re;
            let denominator = b.re + b.im * ratio;
            Some(Complex {
                re: (a.re + a.im * ratio) / denominator,
                im: (a.im - a.re * ratio) / denominator,
            })
        } else if b.im.abs() >= b.re.abs() {
            let ratio = b.re / b.im;
            let denominator = b.re * ratio + b.im;
            Some(Complex {
                re: (a.re * ratio + a.im) / denominator,
                im: (a.im * ratio - a.re) / denominator,
            })
        } else {
            Some(Complex {
                re: f64::NAN,
                im: f64::NAN,
            })
        }
    }

    /// `complex_pow`; `None` where it raises.
    pub(super) fn power(self, exponent: Complex) -> Option<Complex> {
        let whole = exponent.re.floor();
        let result = if exponent.im == 0.0 && exponent.re == whole && whole.abs() <= 100.0 {
            self.int_power(whole as i64)?
        } else {
            self.polar_power(exponent)?
        };
        let finite = |c: &Complex| c.re.is_finite() && c.im.is_finite();
        (finite(&result) || !finite(&self) || !finite(&exponent)).then_some(result)
    }

    /// `c_powi`
    fn int_power(self, exponent: i64) -> Option<Complex> {
        if exponent < 0 {
            return Complex { re: 1.0, im: 0.0 }
                .divide(self.positive_power(exponent.unsigned_abs()));
        }
        Some(self.positive_power(exponent.unsigned_abs()))
    }

    /// `c_powu`
    fn positive_power(self, exponent: u64) -> Complex {
        let mut result = Complex { re: 1.0, im: 0.0 };
        let mut factor = self;
        let mut mask = 1;
        while mask != 0 && exponent >= mask {
            if exponent & mask != 0 {
                result = result.multiply(factor);
            }
            mask <<= 1;
            factor = factor.multiply(factor);
        }
        result
    }

    /// `_Py_c_pow`
    fn polar_power(self, exponent: Complex) -> Option<Complex> {
        if exponent.re == 0.0 && exponent.im == 0.0 {
            return Some(Complex { re: 1.0, im: 0.0 });
        }
        if self.re == 0.0 && self.im == 0.0 {
            return (exponent.im == 0.0 && exponent.re >= 0.0)
                .then_some(Complex { re: 0.0, im: 0.0 });
        }
        let absolute = self.re.hypot(self.im);
        let mut length = absolute.powf(exponent.re);
        let angle = self.im.atan2(self.re);
        let mut phase = angle * exponent.re;
        if exponent.im != 0.0 {
            length *= (-angle * exponent.im).exp();
            phase += exponent.im * absolute.ln();
        }
        Some(Complex {
            re: length * phase.cos(),
            im: length * phase.sin(),
        })
    }
}

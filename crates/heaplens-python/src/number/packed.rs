//! Numbers as bytes: the formats of `struct`, `array` and `memoryview`, one letter each.
//!
//! Modelled: `Modules/_struct.c` (native and standard sizes), `Modules/arraymodule.c`, `PyFloat_Pack2`, `4`, `8`
//! (Objects/floatobject.c) on a little-endian machine of 64 bits.

use num_bigint::BigInt;
use num_traits::ToPrimitive;

/// A number read from bytes.
#[derive(Clone, Debug, PartialEq)]
pub enum Packed {
    /// An integer.
    Int(BigInt),
    /// An integer that fits in 64 bits.
    Small(i64),
    /// A floating-point number.
    Float(f64),
    /// A complex number.
    Complex(f64, f64),
    /// A truth value.
    Bool(bool),
    /// A single byte, as bytes.
    Char(u8),
}

/// What a letter stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// A signed integer.
    Signed,
    /// An unsigned integer.
    Unsigned,
    /// A floating-point number of 2, 4 or 8 bytes.
    Float,
    /// Two floating-point numbers.
    Complex,
    /// A truth value.
    Bool,
    /// A byte.
    Char,
}

/// What the letter stands for, and its size in bytes on this machine; `None` for no letter of a number.
pub const fn native(letter: u8) -> Option<(Form, u32)> {
    Some(match letter {
        b'b' => (Form::Signed, 1),
        b'B' => (Form::Unsigned, 1),
        b'c' => (Form::Char, 1),
        b'?' => (Form::Bool, 1),
        b'h' => (Form::Signed, 2),
        b'H' => (Form::Unsigned, 2),
        b'i' => (Form::Signed, 4),
        b'I' => (Form::Unsigned, 4),
        b'l' | b'q' | b'n' => (Form::Signed, 8),
        b'L' | b'Q' | b'N' | b'P' => (Form::Unsigned, 8),
        b'e' => (Form::Float, 2),
        b'f' => (Form::Float, 4),
        b'd' => (Form::Float, 8),
        b'F' => (Form::Complex, 8),
        b'D' => (Form::Complex, 16),
        _ => return None,
    })
}

/// The number that the bytes are.
pub fn unpack(form: Form, bytes: &[u8], is_big: bool) -> Packed {
    let mut little = bytes.to_vec();
    if is_big {
        little.reverse();
    }
    match form {
        Form::Char => Packed::Char(bytes[0]),
        Form::Bool => Packed::Bool(bytes.iter().any(|&b| b != 0)),
        Form::Signed => {
            let fill = if little.last().is_some_and(|b| b & 0x80 != 0) {
                0xff
            } else {
                0
            };
            let mut wide = [fill; 8];
            wide[..little.len()].copy_from_slice(&little);
            Packed::Small(i64::from_le_bytes(wide))
        }
        Form::Unsigned => {
            let mut wide = [0; 8];
            wide[..little.len()].copy_from_slice(&little);
            let value = u64::from_le_bytes(wide);
            match i64::try_from(value) {
                Ok(value) => Packed::Small(value),
                Err(_) => Packed::Int(value.into()),
            }
        }
        Form::Float => Packed::Float(float_from(&little)),
        Form::Complex => {
            let (a, b) = bytes.split_at(bytes.len() / 2);
            let part = |part: &[u8]| {
                let mut part = part.to_vec();
                if is_big {
                    part.reverse();
                }
                float_from(&part)
            };
            Packed::Complex(part(a), part(b))
        }
    }
}

fn float_from(little: &[u8]) -> f64 {
    match *little {
        [a, b] => half_to_float(u16::from_le_bytes([a, b])),
        [a, b, c, d] => f64::from(f32::from_le_bytes([a, b, c, d])),
        [a, b, c, d, e, f, g, h] => f64::from_le_bytes([a, b, c, d, e, f, g, h]),
        _ => 0.0,
    }
}

/// An integer in `size` bytes; `None` where it doesn't fit.
pub fn pack_int(value: &BigInt, size: u32, is_signed: bool, is_big: bool) -> Option<Vec<u8>> {
    let wide = value.to_i128()?;
    let bits = size * 8;
    let (low, high) = if is_signed {
        (-(1i128 << (bits - 1)), (1i128 << (bits - 1)) - 1)
    } else {
        (0, (1i128 << bits) - 1)
    };
    if !(low..=high).contains(&wide) {
        return None;
    }
    let mut bytes = wide.to_le_bytes()[..size as usize].to_vec();
    if is_big {
        bytes.reverse();
    }
    Some(bytes)
}

/// A floating-point number in `size` bytes; `None` where it is too great.
pub fn pack_float(value: f64, size: u32, is_big: bool) -> Option<Vec<u8>> {
    let mut bytes = match size {
        2 => float_to_half(value)?.to_le_bytes().to_vec(),
        4 => {
            let narrow = value as f32;
            if narrow.is_infinite() && value.is_finite() {
                return None;
            }
            narrow.to_le_bytes().to_vec()
        }
        _ => value.to_le_bytes().to_vec(),
    };
    if is_big {
        bytes.reverse();
    }
    Some(bytes)
}

fn half_to_float(half: u16) -> f64 {
    let sign = if half & 0x8000 != 0 { -1.0 } else { 1.0 };
    let (exponent, mantissa) = (i32::from(half >> 10 & 0x1f), f64::from(half & 0x3ff));
    let size = match exponent {
        0 => mantissa * 2f64.powi(-24),
        31 if mantissa == 0.0 => f64::INFINITY,
        31 => f64::NAN,
        _ => (1.0 + mantissa / 1024.0) * 2f64.powi(exponent - 15),
    };
    sign * size
}

/// Rounded half to even, as `PyFloat_Pack2` does.
fn float_to_half(value: f64) -> Option<u16> {
    let sign = if value.is_sign_negative() { 0x8000 } else { 0 };
    let size = value.abs();
    if size.is_nan() {
        return Some(sign | 0x7e00);
    }
    if size.is_infinite() {
        return Some(sign | 0x7c00);
    }
    if size == 0.0 {
        return Some(sign);
    }
    let exponent = (size.to_bits() >> 52) as i32 - 1023;
    let exponent = exponent.max(-14);
    // In units of the last place of the half.
    let units = libm::rint(size / 2f64.powi(exponent - 10));
    let bits = if exponent == -14 {
        units as u32
    } else {
        ((exponent + 14) as u32) * 1024 + units as u32
    };
    // A carry runs into the exponent by itself.
    if bits >= 0x7c00 {
        return None;
    }
    Some(sign | bits as u16)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves_go_there_and_back() {
        for bits in (0..0x7c00u16).chain(0x8000..0xfc00) {
            let value = half_to_float(bits);
            assert_eq!(float_to_half(value), Some(bits), "{bits:#x}");
        }
        assert_eq!(float_to_half(65519.0), Some(0x7bff));
        assert_eq!(float_to_half(65520.0), None);
    }

    #[test]
    fn integers_fit_or_do_not() {
        assert_eq!(pack_int(&(-1).into(), 2, true, false), Some(vec![255, 255]));
        assert_eq!(pack_int(&256.into(), 1, false, false), None);
        assert_eq!(pack_int(&258.into(), 2, false, true), Some(vec![1, 2]));
        assert_eq!(
            unpack(Form::Unsigned, &[255; 8], false),
            Packed::Int(u64::MAX.into())
        );
        assert_eq!(unpack(Form::Signed, &[255, 254], true), Packed::Small(-2));
    }
}

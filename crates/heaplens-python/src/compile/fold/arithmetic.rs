//! Operators on constants, as far as the compiler evaluates them: `PyNumber_*` under `safe_multiply`,
//! `safe_power`, `safe_lshift` and `safe_mod` (Python/ast_opt.c up to 3.13, Python/flowgraph.c later).
//!
//! What raises, and what would grow too large, is left for run time: the answer is `None`.

use std::rc::Rc;

use num_bigint::{BigInt, Sign};
use num_integer::Integer;
use num_traits::{Signed, ToPrimitive, Zero};

use super::complex::Complex;
use super::division::true_divide;
use crate::code::Wtf8;
use crate::compile::ast::UnaryOp;
use crate::compile::value::Value;
use crate::opcode::BinaryOperator;

/// Bits of the largest int that is computed (`MAX_INT_SIZE`).
const MAX_INT_SIZE: u64 = 128;
/// Items of the largest collection (`MAX_COLLECTION_SIZE`).
const MAX_COLLECTION_SIZE: usize = 256;
/// Characters of the longest text (`MAX_STR_SIZE`).
const MAX_STR_SIZE: usize = 4096;
/// Items including those of nested collections (`MAX_TOTAL_ITEMS`).
const MAX_TOTAL_ITEMS: i64 = 1024;

/// A number of the tower, the narrowest that it is.
enum Number {
    Int(Rc<BigInt>),
    Float(f64),
    Complex(Complex),
}

fn number(value: &Value) -> Option<Number> {
    Some(match value {
        Value::Bool(value) => Number::Int(Rc::new(BigInt::from(u8::from(*value)))),
        Value::Int(value) => Number::Int(value.clone()),
        Value::Float(value) => Number::Float(*value),
        Value::Complex { re, im } => Number::Complex(Complex { re: *re, im: *im }),
        _ => return None,
    })
}

/// The int as a float; `None` where Python raises OverflowError.
fn to_float(int: &BigInt) -> Option<f64> {
    int.to_f64().filter(|float| float.is_finite())
}

fn float(number: &Number) -> Option<f64> {
    match number {
        Number::Int(int) => to_float(int),
        Number::Float(float) => Some(*float),
        Number::Complex(_) => None,
    }
}

/// `op operand`
pub fn unary(op: UnaryOp, operand: &Value) -> Option<Value> {
    if op == UnaryOp::Not {
        return Some(Value::Bool(!operand.is_true()));
    }
    Some(match (op, number(operand)?) {
        (UnaryOp::UAdd, Number::Int(int)) => Value::Int(int),
        (UnaryOp::USub, Number::Int(int)) => Value::int(-&*int),
        (UnaryOp::Invert, Number::Int(int)) => Value::int(!&*int),
        (UnaryOp::UAdd, Number::Float(float)) => Value::Float(float),
        (UnaryOp::USub, Number::Float(float)) => Value::Float(-float),
        (UnaryOp::UAdd, Number::Complex(c)) => c.value(),
        (UnaryOp::USub, Number::Complex(c)) => Complex {
            re: -c.re,
            im: -c.im,
        }
        .value(),
        _ => return None,
    })
}

/// `left op right`; `mixed`: real and complex numbers mix as C's do (3.14+).
pub fn binary(op: BinaryOperator, left: &Value, right: &Value, mixed: bool) -> Option<Value> {
    if let Some(result) = sequences(op, left, right) {
        return result;
    }
    if let (Value::Bool(a), Value::Bool(b)) = (left, right) {
        match op {
            BinaryOperator::And => return Some(Value::Bool(a & b)),
            BinaryOperator::Or => return Some(Value::Bool(a | b)),
            BinaryOperator::Xor => return Some(Value::Bool(a ^ b)),
            _ => {}
        }
    }
    let (a, b) = (number(left)?, number(right)?);
    if let (Number::Int(a), Number::Int(b)) = (&a, &b) {
        return ints(op, a, b);
    }
    if matches!(a, Number::Complex(_)) || matches!(b, Number::Complex(_)) {
        return complexes(op, &a, &b, mixed);
    }
    floats(op, float(&a)?, float(&b)?)
}

fn ints(op: BinaryOperator, a: &BigInt, b: &BigInt) -> Option<Value> {
    let result = match op {
        BinaryOperator::Add => a + b,
        BinaryOperator::Subtract => a - b,
        BinaryOperator::Multiply => {
            if !a.is_zero() && !b.is_zero() && a.bits() + b.bits() > MAX_INT_SIZE {
                return None;
            }
            a * b
        }
        BinaryOperator::TrueDivide => return true_divide(a, b).map(Value::Float),
        BinaryOperator::FloorDivide if !b.is_zero() => a.div_floor(b),
        BinaryOperator::Remainder if !b.is_zero() => a.mod_floor(b),
        BinaryOperator::Power => return int_power(a, b),
        BinaryOperator::Lshift => {
            let shift = b.to_u64()?;
            let too_large = shift > MAX_INT_SIZE || a.bits() > MAX_INT_SIZE - shift;
            if !a.is_zero() && shift != 0 && too_large {
                return None;
            }
            if a.is_zero() {
                BigInt::zero()
            } else {
                a << shift
            }
        }
        BinaryOperator::Rshift => {
            if b.is_negative() {
                return None;
            }
            match b.to_u64() {
                Some(shift) if shift <= a.bits() => a >> shift,
                _ if a.is_negative() => BigInt::from(-1),
                _ => BigInt::zero(),
            }
        }
        BinaryOperator::And => a & b,
        BinaryOperator::Or => a | b,
        BinaryOperator::Xor => a ^ b,
        _ => return None,
    };
    Some(Value::int(result))
}

fn int_power(base: &BigInt, exponent: &BigInt) -> Option<Value> {
    if exponent.sign() == Sign::Minus {
        return floats(BinaryOperator::Power, to_float(base)?, to_float(exponent)?);
    }
    if !base.is_zero() && !exponent.is_zero() {
        let bits = exponent.to_u64()?;
        if base.bits() > MAX_INT_SIZE / bits {
            return None;
        }
    }
    // 0 to any power is 0 (or 1), whatever the exponent.
    let exponent = if base.is_zero() && !exponent.is_zero() {
        1
    } else {
        exponent.to_u32()?
    };
    Some(Value::int(base.pow(exponent)))
}

fn floats(op: BinaryOperator, a: f64, b: f64) -> Option<Value> {
    Some(Value::Float(match op {
        BinaryOperator::Add => a + b,
        BinaryOperator::Subtract => a - b,
        BinaryOperator::Multiply => a * b,
        BinaryOperator::TrueDivide if b != 0.0 => a / b,
        BinaryOperator::FloorDivide if b != 0.0 => floor_divide(a, b).0,
        BinaryOperator::Remainder if b != 0.0 => floor_divide(a, b).1,
        BinaryOperator::Power => return float_power(a, b),
        _ => return None,
    }))
}

/// `(a // b, a % b)` of floats (`_float_div_mod`).
fn floor_divide(a: f64, b: f64) -> (f64, f64) {
    let mut rest = a % b;
    let mut quotient = (a - rest) / b;
    if rest != 0.0 {
        if (b < 0.0) != (rest < 0.0) {
            rest += b;
            quotient -= 1.0;
        }
    } else {
        rest = 0.0f64.copysign(b);
    }
    let floor = if quotient != 0.0 {
        let floor = quotient.floor();
        if quotient - floor > 0.5 {
            floor + 1.0
        } else {
            floor
        }
    } else {
        0.0f64.copysign(a / b)
    };
    (floor, rest)
}

/// `a ** b` of floats (`float_pow`).
fn float_power(a: f64, b: f64) -> Option<Value> {
    if a == 0.0 && b < 0.0 {
        return None;
    }
    if a < 0.0 && a.is_finite() && b.is_finite() && b.floor() != b {
        // A fractional power of a negative number is complex.
        let power = Complex { re: a, im: 0.0 }.power(Complex { re: b, im: 0.0 })?;
        return Some(power.value());
    }
    let result = a.powf(b);
    if result.is_infinite() && a.is_finite() && b.is_finite() {
        return None;
    }
    Some(Value::Float(result))
}

fn complexes(op: BinaryOperator, a: &Number, b: &Number, mixed: bool) -> Option<Value> {
    let whole = |number: &Number| match number {
        Number::Complex(c) => Some(*c),
        other => float(other).map(|re| Complex { re, im: 0.0 }),
    };
    let (x, y) = (whole(a)?, whole(b)?);
    let (a_real, b_real) = (
        !matches!(a, Number::Complex(_)),
        !matches!(b, Number::Complex(_)),
    );
    if mixed && (a_real || b_real) {
        let result = match (op, a_real) {
            (BinaryOperator::Add, true) => Complex {
                re: x.re + y.re,
                im: y.im,
            },
            (BinaryOperator::Add, false) => Complex {
                re: x.re + y.re,
                im: x.im,
            },
            (BinaryOperator::Subtract, true) => Complex {
                re: x.re - y.re,
                im: -y.im,
            },
            (BinaryOperator::Subtract, false) => Complex {
                re: x.re - y.re,
                im: x.im,
            },
            (BinaryOperator::Multiply, true) => Complex {
                re: x.re * y.re,
                im: x.re * y.im,
            },
            (BinaryOperator::Multiply, false) => Complex {
                re: x.re * y.re,
                im: x.im * y.re,
            },
            (BinaryOperator::TrueDivide, false) if y.re != 0.0 => Complex {
                re: x.re / y.re,
                im: x.im / y.re,
            },
            (BinaryOperator::TrueDivide, true) => x.divide(y)?,
            (BinaryOperator::Power, _) => x.power(y)?,
            _ => return None,
        };
        return Some(result.value());
    }
    let result = match op {
        BinaryOperator::Add => Complex {
            re: x.re + y.re,
            im: x.im + y.im,
        },
        BinaryOperator::Subtract => Complex {
            re: x.re - y.re,
            im: x.im - y.im,
        },
        BinaryOperator::Multiply => x.multiply(y),
        BinaryOperator::TrueDivide => x.divide(y)?,
        BinaryOperator::Power => x.power(y)?,
        _ => return None,
    };
    Some(result.value())
}

/// Texts, bytes, tuples and sets; the outer `None`: no such operands.
fn sequences(op: BinaryOperator, left: &Value, right: &Value) -> Option<Option<Value>> {
    match (op, left, right) {
        (BinaryOperator::Remainder, Value::Str(_) | Value::Bytes(_), _) => Some(None),
        (BinaryOperator::Add, Value::Str(a), Value::Str(b)) => {
            let points = a.code_points().chain(b.code_points());
            Some(Some(Value::Str(Rc::new(Wtf8::from_code_points(points)))))
        }
        (BinaryOperator::Add, Value::Bytes(a), Value::Bytes(b)) => {
            Some(Some(Value::Bytes([&a[..], &b[..]].concat().into())))
        }
        (BinaryOperator::Add, Value::Tuple(a), Value::Tuple(b)) => {
            Some(Some(Value::tuple(a.iter().chain(b.iter()).cloned())))
        }
        (BinaryOperator::Multiply, Value::Str(_) | Value::Bytes(_) | Value::Tuple(_), _) => {
            Some(repeat(left, right))
        }
        (BinaryOperator::Multiply, _, Value::Str(_) | Value::Bytes(_) | Value::Tuple(_)) => {
            Some(repeat(right, left))
        }
        _ => None,
    }
}

fn repeat(sequence: &Value, times: &Value) -> Option<Value> {
    let times = match times {
        Value::Int(times) => times.clone(),
        Value::Bool(times) => Rc::new(BigInt::from(u8::from(*times))),
        _ => return None,
    };
    let len = match sequence {
        Value::Str(text) => text.code_points().count(),
        Value::Bytes(bytes) => bytes.len(),
        Value::Tuple(items) => items.len(),
        _ => return None,
    };
    if len == 0 {
        // Nothing is computed, so nothing is too large.
        return times.to_i64().map(|_| sequence.clone());
    }
    let limit = if matches!(sequence, Value::Tuple(_)) {
        MAX_COLLECTION_SIZE
    } else {
        MAX_STR_SIZE
    };
    let times = times.to_usize().filter(|times| *times <= limit / len)?;
    Some(match sequence {
        Value::Str(text) => {
            let points: Vec<u32> = text.code_points().collect();
            Value::Str(Rc::new(Wtf8::from_code_points(points.repeat(times))))
        }
        Value::Bytes(bytes) => Value::Bytes(bytes.repeat(times).into()),
        Value::Tuple(items) => {
            if times != 0 && complexity(sequence, MAX_TOTAL_ITEMS / times as i64) < 0 {
                return None;
            }
            let count = items.len() * times;
            Value::tuple(items.iter().cycle().take(count).cloned())
        }
        _ => return None,
    })
}

/// `limit` less the items of a collection and of those within (`check_complexity`).
fn complexity(value: &Value, limit: i64) -> i64 {
    let (Value::Tuple(items) | Value::FrozenSet(items)) = value else {
        return limit;
    };
    let mut left = limit - items.len() as i64;
    for item in items.iter() {
        if left < 0 {
            break;
        }
        left = complexity(item, left);
    }
    left
}

/// `container[index]` of constants; `None` where it raises.
pub fn subscript(container: &Value, index: &Value) -> Option<Value> {
    if let Value::Slice(parts) = index {
        return slice(container, parts);
    }
    let index = match index {
        Value::Int(index) => index.to_i64()?,
        Value::Bool(index) => i64::from(*index),
        _ => return None,
    };
    let at = |len: usize| {
        let at = if index < 0 { index + len as i64 } else { index };
        usize::try_from(at).ok().filter(|at| *at < len)
    };
    Some(match container {
        Value::Tuple(items) => items[at(items.len())?].clone(),
        Value::Bytes(bytes) => Value::int(bytes[at(bytes.len())?]),
        Value::Str(text) => {
            let points: Vec<u32> = text.code_points().collect();
            let point = points[at(points.len())?];
            Value::Str(Rc::new(Wtf8::from_code_points([point])))
        }
        _ => return None,
    })
}

fn slice(container: &Value, parts: &[Value; 3]) -> Option<Value> {
    let part = |value: &Value| match value {
        Value::None => Some(None),
        Value::Int(int) => Some(Some(int.to_i64().unwrap_or(if int.is_negative() {
            i64::MIN / 2
        } else {
            i64::MAX / 2
        }))),
        Value::Bool(value) => Some(Some(i64::from(*value))),
        _ => None,
    };
    let (start, stop, step) = (
        part(&parts[0])?,
        part(&parts[1])?,
        part(&parts[2])?.unwrap_or(1),
    );
    if step == 0 {
        return None;
    }
    let indices = |len: usize| {
        let len = len as i64;
        let clamp = |at: i64| {
            let at = if at < 0 { at + len } else { at };
            if step > 0 {
                at.clamp(0, len)
            } else {
                at.clamp(-1, len - 1)
            }
        };
        let mut at = start.map_or(if step > 0 { 0 } else { len - 1 }, clamp);
        let end = stop.map_or(if step > 0 { len } else { -1 }, clamp);
        let mut picked = Vec::new();
        while if step > 0 { at < end } else { at > end } {
            picked.push(at as usize);
            at = at.saturating_add(step);
        }
        picked
    };
    Some(match container {
        Value::Tuple(items) => {
            Value::tuple(indices(items.len()).into_iter().map(|at| items[at].clone()))
        }
        Value::Bytes(bytes) => Value::Bytes(
            indices(bytes.len())
                .into_iter()
                .map(|at| bytes[at])
                .collect(),
        ),
        Value::Str(text) => {
            let points: Vec<u32> = text.code_points().collect();
            let picked = indices(points.len()).into_iter().map(|at| points[at]);
            Value::Str(Rc::new(Wtf8::from_code_points(picked)))
        }
        _ => return None,
    })
}

//! Constants computed by the compiler: in the tree up to 3.13, in the flow graph from 3.14.

pub mod arithmetic;
mod complex;
mod division;
mod format;
mod tree;

pub use tree::fold;

use super::value::Value;

/// The frozenset of some values, in the order in which they are met.
pub fn frozenset(values: Vec<Value>) -> Value {
    let mut members: Vec<Value> = Vec::new();
    for value in values {
        if !members.iter().any(|member| equal(member, &value)) {
            members.push(value);
        }
    }
    Value::FrozenSet(members.into())
}

/// Python's `==` between constants.
pub fn equal(a: &Value, b: &Value) -> bool {
    use num_traits::ToPrimitive;
    let number = |value: &Value| match value {
        Value::Bool(value) => Some((f64::from(u8::from(*value)), 0.0)),
        Value::Int(value) => value.to_f64().map(|value| (value, 0.0)),
        Value::Float(value) => Some((*value, 0.0)),
        Value::Complex { re, im } => Some((*re, *im)),
        _ => None,
    };
    match (a, b) {
        (Value::Int(a), Value::Int(b)) => a == b,
        (Value::Str(a), Value::Str(b)) => a == b,
        (Value::Bytes(a), Value::Bytes(b)) => a == b,
        (Value::None, Value::None) | (Value::Ellipsis, Value::Ellipsis) => true,
        (Value::Tuple(a), Value::Tuple(b)) => {
            a.len() == b.len() && a.iter().zip(b.iter()).all(|(a, b)| equal(a, b))
        }
        (Value::FrozenSet(a), Value::FrozenSet(b)) => {
            a.len() == b.len() && a.iter().all(|a| b.iter().any(|b| equal(a, b)))
        }
        _ => matches!((number(a), number(b)), (Some(a), Some(b)) if a == b),
    }
}

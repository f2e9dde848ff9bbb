//! A constant's value while the compiler works on it.

use std::rc::Rc;

use num_bigint::BigInt;

use crate::code::{CodeBody, Wtf8};

/// A value that can stand in `co_consts`.
#[derive(Clone, Debug)]
pub enum Value {
    None,
    Ellipsis,
    Bool(bool),
    Int(Rc<BigInt>),
    Float(f64),
    Complex {
        re: f64,
        im: f64,
    },
    Str(Rc<Wtf8>),
    Bytes(Rc<[u8]>),
    Tuple(Rc<[Value]>),
    /// Members in the order in which they were added, duplicates left out.
    FrozenSet(Rc<[Value]>),
    Slice(Rc<[Value; 3]>),
    Code(Rc<CodeBody>),
}

impl Value {
    /// The int of a small number.
    pub fn int(number: impl Into<BigInt>) -> Value {
        Value::Int(Rc::new(number.into()))
    }

    /// The str of a text.
    pub fn str(text: &str) -> Value {
        Value::Str(Rc::new(Wtf8::from(text)))
    }

    /// A tuple.
    pub fn tuple(items: impl IntoIterator<Item = Value>) -> Value {
        Value::Tuple(items.into_iter().collect())
    }

    /// Its truth.
    pub fn is_true(&self) -> bool {
        match self {
            Value::None => false,
            Value::Ellipsis | Value::Slice(_) | Value::Code(_) => true,
            Value::Bool(value) => *value,
            Value::Int(value) => value.sign() != num_bigint::Sign::NoSign,
            Value::Float(value) => *value != 0.0,
            Value::Complex { re, im } => *re != 0.0 || *im != 0.0,
            Value::Str(text) => !text.as_bytes().is_empty(),
            Value::Bytes(bytes) => !bytes.is_empty(),
            Value::Tuple(items) | Value::FrozenSet(items) => !items.is_empty(),
        }
    }

    /// The name of its Python type.
    pub fn type_name(&self) -> &'static str {
        match self {
            Value::None => "NoneType",
            Value::Ellipsis => "ellipsis",
            Value::Bool(_) => "bool",
            Value::Int(_) => "int",
            Value::Float(_) => "float",
            Value::Complex { .. } => "complex",
            Value::Str(_) => "str",
            Value::Bytes(_) => "bytes",
            Value::Tuple(_) => "tuple",
            Value::FrozenSet(_) => "frozenset",
            Value::Slice(_) => "slice",
            Value::Code(_) => "code",
        }
    }
}

//! The constants of a compile unit, merged as CPython merges them (`merge_consts_recursive`, `const_cache`).
//!
//! Two constants are one object if their types and values agree all the way down: `1`, `1.0` and `True` differ,
//! and so do `0.0` and `-0.0`; a NaN equals nothing but itself.

use std::collections::BTreeMap;
use std::rc::Rc;

use num_bigint::BigInt;

use super::value::Value;
use crate::code::{CodeBody, Const, ConstId, Wtf8};

/// What makes a constant the same as another (`_PyCode_ConstantKey`).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    None,
    Ellipsis,
    Bool(bool),
    Int(Rc<BigInt>),
    Float(u64),
    Complex(u64, u64),
    Str(Rc<Wtf8>),
    Bytes(Rc<[u8]>),
    Tuple(Vec<ConstId>),
    FrozenSet(Vec<ConstId>),
    Slice([ConstId; 3]),
}

/// The table of a compile unit.
#[derive(Default)]
pub struct ConstPool {
    entries: Vec<(Value, Const)>,
    keys: BTreeMap<Key, ConstId>,
    codes: Vec<ConstId>,
}

impl ConstPool {
    /// The constant's number, the same for the same constant.
    pub fn intern(&mut self, value: &Value) -> ConstId {
        let (key, constant) = match value {
            Value::None => (Key::None, Const::None),
            Value::Ellipsis => (Key::Ellipsis, Const::Ellipsis),
            Value::Bool(true) => (Key::Bool(true), Const::True),
            Value::Bool(false) => (Key::Bool(false), Const::False),
            Value::Int(int) => (Key::Int(int.clone()), Const::Int((**int).clone())),
            Value::Float(float) if float.is_nan() => return self.push(value, Const::Float(*float)),
            Value::Float(float) => (Key::Float(float.to_bits()), Const::Float(*float)),
            Value::Complex { re, im } => {
                let constant = Const::Complex { re: *re, im: *im };
                if re.is_nan() || im.is_nan() {
                    return self.push(value, constant);
                }
                (Key::Complex(re.to_bits(), im.to_bits()), constant)
            }
            Value::Str(text) => (Key::Str(text.clone()), Const::Str((**text).clone())),
            Value::Bytes(bytes) => (Key::Bytes(bytes.clone()), Const::Bytes((**bytes).into())),
            Value::Tuple(items) => {
                let ids: Vec<ConstId> = items.iter().map(|item| self.intern(item)).collect();
                (Key::Tuple(ids.clone()), Const::Tuple(ids.into()))
            }
            Value::FrozenSet(items) => {
                let ids: Vec<ConstId> = items.iter().map(|item| self.intern(item)).collect();
                let mut sorted = ids.clone();
                sorted.sort();
                (Key::FrozenSet(sorted), Const::FrozenSet(ids.into()))
            }
            Value::Slice(parts) => {
                let [start, stop, step] = [0, 1, 2].map(|part| self.intern(&parts[part]));
                (
                    Key::Slice([start, stop, step]),
                    Const::Slice { start, stop, step },
                )
            }
            Value::Code(code) => return self.intern_code(value, code),
        };
        if let Some(&id) = self.keys.get(&key) {
            return id;
        }
        let id = self.push(value, constant);
        self.keys.insert(key, id);
        id
    }

    /// A constant of its own, merged with no other; a tuple's items are merged.
    pub fn apart(&mut self, value: &Value) -> ConstId {
        let merged = self.intern(value);
        let constant = self.entries[merged.0 as usize].1.clone();
        self.push(value, constant)
    }

    fn push(&mut self, value: &Value, constant: Const) -> ConstId {
        let id = ConstId(self.entries.len() as u32);
        self.entries.push((value.clone(), constant));
        id
    }

    /// A code object equal to one before is that one (the body of a `finally`, compiled twice).
    fn intern_code(&mut self, value: &Value, code: &Rc<CodeBody>) -> ConstId {
        let same = self
            .codes
            .iter()
            .find(|&&id| match &self.entries[id.0 as usize].1 {
                Const::Code(other) => is_same_code(other, code),
                _ => false,
            });
        if let Some(&id) = same {
            return id;
        }
        let id = self.push(value, Const::Code(code.clone()));
        self.codes.push(id);
        id
    }

    /// The value behind a number.
    pub fn value(&self, id: ConstId) -> &Value {
        &self.entries[id.0 as usize].0
    }

    /// All constants.
    pub fn into_consts(self) -> Vec<Const> {
        self.entries
            .into_iter()
            .map(|(_, constant)| constant)
            .collect()
    }
}

/// `code_richcompare`: everything but the file's name.
fn is_same_code(a: &CodeBody, b: &CodeBody) -> bool {
    a.name == b.name
        && a.firstlineno == b.firstlineno
        && a.argcount == b.argcount
        && a.posonlyargcount == b.posonlyargcount
        && a.kwonlyargcount == b.kwonlyargcount
        && a.flags == b.flags
        && a.consts == b.consts
        && a.names == b.names
        && a.localsplus == b.localsplus
        && a.instrs == b.instrs
        && a.exceptions == b.exceptions
        && a.positions == b.positions
}

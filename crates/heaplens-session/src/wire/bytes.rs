//! The memory of one object, field by field.

use super::{ObjectId, Step};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// An object's memory, as CPython's C declares it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ObjectBytes {
    pub step: Step,
    pub object: ObjectId,
    pub title: String,
    pub address: u64,
    /// The name of its C struct: `PyListObject`.
    pub struct_name: String,
    /// Bytes from the object's address on, and of the headers before it.
    pub bytes: u64,
    pub bytes_before: u64,
    /// In the order of their offsets. They touch, and fill all of it.
    pub fields: Vec<ByteField>,
}

/// One field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ByteField {
    /// Bytes from the object's address on; negative in the headers before it.
    pub offset: i64,
    pub bytes: u64,
    /// As C has it: `ob_refcnt`, `ob_item[2]`.
    pub name: String,
    /// `Py_ssize_t`; empty where the field stands for several that aren't told apart.
    pub c_type: String,
    /// Its bytes in hexadecimal, lowest address first; `None` where the model doesn't know them.
    pub memory: Option<String>,
    /// What they say: a number, or what they point to.
    pub value: String,
    /// The object that they point to.
    pub object: Option<ObjectId>,
}

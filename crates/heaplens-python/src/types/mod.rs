//! The methods of the built-in types, one file for each.

pub mod class;
pub mod exceptions;
pub mod object;
pub mod plain;
pub mod weakref;

use heaplens_heap::TypeId;

use crate::vm::native::Def;

/// Which type has which methods.
pub const TABLES: &[(TypeId, &[Def])] = &[
    (TypeId::OBJECT, object::METHODS),
    (TypeId::TYPE, class::METHODS),
    (TypeId::INT, plain::INT),
    (TypeId::BOOL, plain::BOOL),
    (TypeId::FLOAT, plain::FLOAT),
    (TypeId::STR, plain::STR),
    (TypeId::NONE, plain::NONE),
    (TypeId::LIST, plain::LIST),
    (TypeId::TUPLE, plain::TUPLE),
    (TypeId::DICT, plain::DICT),
    (TypeId::WEAKREF, weakref::REF),
    (TypeId::WEAKPROXY, weakref::PROXY),
    (TypeId::WEAKCALLABLEPROXY, weakref::PROXY),
];

//! The built-in functions.

pub mod iteration;
pub mod numbers;
pub mod objects;
pub mod output;
mod scopes;

use heaplens_heap::{Owned, TypeId};

use crate::vm::native::{Args, Arity, Def};
use crate::vm::{Res, Vm};

/// All of them.
pub const TABLES: &[&[Def]] = &[
    FUNCTIONS,
    scopes::FUNCTIONS,
    iteration::FUNCTIONS,
    numbers::FUNCTIONS,
    objects::FUNCTIONS,
    output::FUNCTIONS,
];

/// Names of the built-in types.
pub const TYPES: &[(&str, TypeId)] = &[
    ("object", TypeId::OBJECT),
    ("type", TypeId::TYPE),
    ("int", TypeId::INT),
    ("bool", TypeId::BOOL),
    ("float", TypeId::FLOAT),
    ("complex", TypeId::COMPLEX),
    ("str", TypeId::STR),
    ("bytes", TypeId::BYTES),
    ("tuple", TypeId::TUPLE),
    ("list", TypeId::LIST),
    ("dict", TypeId::DICT),
    ("set", TypeId::SET),
    ("frozenset", TypeId::FROZENSET),
    ("bytearray", TypeId::BYTEARRAY),
    ("memoryview", TypeId::MEMORYVIEW),
    ("range", TypeId::RANGE),
    ("slice", TypeId::SLICE),
    ("property", TypeId::PROPERTY),
    ("classmethod", TypeId::CLASSMETHOD),
    ("staticmethod", TypeId::STATICMETHOD),
    ("super", TypeId::SUPER),
    ("reversed", TypeId::REVERSED),
    ("enumerate", TypeId::ENUMERATE),
    ("zip", TypeId::ZIP),
    ("map", TypeId::MAP),
    ("filter", TypeId::FILTER),
];

const FUNCTIONS: &[Def] = &[
    Def::method("__build_class__", Arity::Free, build_class),
    Def::method("__import__", Arity::Free, import),
];

fn build_class(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    vm.build_class(args.pos, args.kw)
}

fn import(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let [name, _globals, _locals, fromlist, level] = args.bind(
        vm,
        "__import__",
        0,
        ["name", "globals", "locals", "fromlist", "level"],
        1,
    )?;
    let name = vm.heap.text(name.unwrap_or_default());
    let level = level.and_then(|r| vm.small_value(r)).unwrap_or(0);
    let fromlist = fromlist.unwrap_or(vm.heap.known.none);
    vm.import_from_statement(&name, level, fromlist)
}

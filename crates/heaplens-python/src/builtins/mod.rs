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
    let [name, globals, _locals, fromlist, level] = args.bind(
        vm,
        "__import__",
        0,
        ["name", "globals", "locals", "fromlist", "level"],
        1,
    )?;
    let name = name.unwrap_or_default();
    let level = match level {
        Some(level) => vm.index_value(level)?.unwrap_or(i64::MAX),
        None => 0,
    };
    if !vm.is_str(name) {
        return Err(vm.type_error("module name must be a string"));
    }
    if level < 0 {
        return Err(vm.value_error("level must be >= 0"));
    }
    let name = vm.heap.text(name);
    let none = vm.heap.known.none;
    let globals = globals.filter(|&globals| globals != none);
    if level > 0
        && let Some(globals) = globals
        && !vm.is_a(globals, TypeId::DICT)
    {
        return Err(vm.type_error("globals must be a dict"));
    }
    if level == 0 && name.is_empty() {
        return Err(vm.value_error("Empty module name"));
    }
    let fromlist = fromlist.unwrap_or(none);
    let globals = match globals {
        Some(globals) if level > 0 => globals,
        _ => vm.current_globals(),
    };
    vm.import_from_statement(&name, level, fromlist, globals)
}

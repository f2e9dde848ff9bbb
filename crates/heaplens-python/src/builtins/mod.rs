//! The built-in functions.

mod scopes;

use heaplens_heap::{Owned, TypeId};

use crate::vm::native::{Args, Arity, Def};
use crate::vm::{Res, Vm};

/// All of them.
pub const TABLES: &[&[Def]] = &[FUNCTIONS, scopes::FUNCTIONS];

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
    Def::method("print", Arity::Free, print),
    Def::method("id", Arity::One, id),
    Def::method("len", Arity::One, len),
    Def::method("repr", Arity::One, repr),
    Def::method("isinstance", Arity::Range(2, 2), isinstance),
    Def::method("__build_class__", Arity::Free, build_class),
    Def::method("__import__", Arity::Free, import),
];

fn print(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let mut line = Vec::new();
    for (index, &r) in args.pos.iter().enumerate() {
        if index > 0 {
            line.push(b' ');
        }
        let text = vm.str_of(r)?;
        line.extend_from_slice(vm.heap.text(text.get()).as_bytes());
    }
    line.push(b'\n');
    vm.write_stdout(&line)?;
    Ok(vm.none())
}

fn id(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let address = vm.heap.address(args.this());
    Ok(vm.heap.int(address as i64))
}

fn len(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let length = vm.length(args.this())?;
    Ok(vm.heap.int(length as i64))
}

fn repr(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    vm.repr(args.this())
}

fn isinstance(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let value = vm.is_instance(args.pos[0], args.pos[1])?;
    Ok(vm.heap.bool(value))
}

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

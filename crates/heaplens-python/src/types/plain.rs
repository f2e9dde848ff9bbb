//! The first methods of the built-in types; each type gets a file of its own.

use heaplens_heap::Owned;

use crate::vm::native::{Args, Def};
use crate::vm::{Res, Vm};

/// Methods of `int`.
pub const INT: &[Def] = &[Def::slot("__repr__", 0, int_repr)];
/// Methods of `bool`.
pub const BOOL: &[Def] = &[Def::slot("__repr__", 0, bool_repr)];
/// Methods of `float`.
pub const FLOAT: &[Def] = &[];
/// Methods of `str`.
pub const STR: &[Def] = &[
    Def::slot("__repr__", 0, str_repr),
    Def::slot("__str__", 0, str_str),
    Def::slot("__eq__", 1, str_eq),
];
/// Methods of `NoneType`.
pub const NONE: &[Def] = &[Def::slot("__repr__", 0, none_repr)];
fn int_repr(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let text = match vm.heap.int_small(args.this()) {
        Some(value) => value.to_string(),
        None => vm.heap.int_big(args.this()).to_string(),
    };
    Ok(vm.heap.str(&text))
}

fn bool_repr(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let text = if args.this() == vm.heap.known.true_ {
        "True"
    } else {
        "False"
    };
    Ok(vm.heap.intern_str(text))
}

fn none_repr(vm: &mut Vm, _args: &Args<'_>) -> Res<Owned> {
    Ok(vm.heap.intern_str("None"))
}

fn str_str(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    Ok(vm.heap.own(args.this()))
}

fn str_repr(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let text = format!("'{}'", vm.heap.text(args.this()));
    Ok(vm.heap.str(&text))
}

fn str_eq(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    match vm.heap.exact_eq(args.pos[0], args.pos[1]) {
        Some(value) => Ok(vm.heap.bool(value)),
        None => super::object::decline(vm),
    }
}

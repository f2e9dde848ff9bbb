//! The first methods of the built-in types; each type gets a file of its own.

use heaplens_heap::{Owned, Ref, TypeId};

use crate::opcode::Comparison;
use crate::vm::native::{Args, Arity, Def};
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
/// Methods of `list`.
pub const LIST: &[Def] = &[
    Def::slot("__repr__", 0, list_repr),
    Def::slot("__eq__", 1, list_eq),
    Def::method("append", Arity::One, list_append),
];
/// Methods of `tuple`.
pub const TUPLE: &[Def] = &[];
/// Methods of `dict`.
pub const DICT: &[Def] = &[];

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

fn list_repr(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let mut text = String::from("[");
    let mut index = 0;
    while index < vm.heap.list_len(args.this()) {
        if index > 0 {
            text.push_str(", ");
        }
        let item = vm.heap.list_item(args.this(), index);
        let shown = vm.repr(item)?;
        text.push_str(&vm.heap.text(shown.get()));
        index += 1;
    }
    text.push(']');
    Ok(vm.heap.str(&text))
}

fn list_eq(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let (a, b): (Ref, Ref) = (args.pos[0], args.pos[1]);
    if vm.heap.type_of(b) != TypeId::LIST {
        return super::object::decline(vm);
    }
    if vm.heap.list_len(a) != vm.heap.list_len(b) {
        return Ok(vm.heap.bool(false));
    }
    for index in 0..vm.heap.list_len(a) {
        let (x, y) = (vm.heap.list_item(a, index), vm.heap.list_item(b, index));
        if x != y && !vm.compare_truth(x, y, Comparison::Eq)? {
            return Ok(vm.heap.bool(false));
        }
    }
    Ok(vm.heap.bool(true))
}

fn list_append(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    vm.heap.incref(args.pos[1]);
    vm.heap.list_append(args.pos[0], args.pos[1]);
    Ok(vm.none())
}

//! `_engine`: what our own library modules ask of the machine where CPython's are written in C.

use heaplens_heap::types::flags;
use heaplens_heap::{Owned, Ref, TypeId};

use crate::modules::ModuleDef;
use crate::vm::native::{Args, Arity, Def};
use crate::vm::{Res, Vm};

/// The module.
pub const MODULE: ModuleDef = ModuleDef {
    name: "_engine",
    functions: &[FUNCTIONS],
    classes: &[],
    fill,
};

const FUNCTIONS: &[Def] = &[
    Def::method("static_type", Arity::One, static_type),
    Def::method("unsupported", Arity::One, unsupported),
];

fn fill(vm: &mut Vm, dict: Ref) -> Res<()> {
    let class = vm.heap.info(TypeId::SIMPLENAMESPACE).object;
    let class = vm.heap.own(class);
    vm.module_value(dict, "SimpleNamespace", class);
    Ok(())
}

/// `static_type(cls)`: makes a class look like a type of C's: messages name it with its module (`tp_name`), and its
/// attributes can't be set any more.
fn static_type(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let class = args.this();
    if !vm.is_a(class, TypeId::TYPE) {
        return Err(vm.type_error("static_type() takes a class"));
    }
    let id = vm.heap.type_id_of(class);
    let name = vm.names.module;
    let module = vm.get_attribute(class, name)?;
    let module = vm.heap.text(module.get());
    let info = vm.heap.info_mut(id);
    info.name = format!("{module}.{}", info.name).into();
    info.flags |= flags::IMMUTABLE;
    Ok(vm.heap.own(class))
}

/// `unsupported(what)`: ends the run; the program needs something that the engine does not know.
fn unsupported(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let what = vm.str_argument(args.this(), "unsupported", "1")?;
    Err(vm.unsupported(&what))
}

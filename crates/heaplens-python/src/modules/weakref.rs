//! `_weakref`: what `weakref` builds on.

use heaplens_heap::{Owned, Ref, TypeId};

use crate::modules::ModuleDef;
use crate::vm::native::{Args, Arity, Def};
use crate::vm::{Res, Vm};

/// The module.
pub const MODULE: ModuleDef = ModuleDef {
    name: "_weakref",
    functions: &[FUNCTIONS],
    classes: &[],
    fill,
};

const FUNCTIONS: &[Def] = &[
    Def::method("proxy", Arity::Range(1, 2), proxy),
    Def::method("getweakrefcount", Arity::One, getweakrefcount),
    Def::method("getweakrefs", Arity::One, getweakrefs),
    Def::method(
        "_remove_dead_weakref",
        Arity::Range(2, 2),
        remove_dead_weakref,
    ),
];

fn fill(vm: &mut Vm, dict: Ref) -> Res<()> {
    for (name, id) in [
        ("ref", TypeId::WEAKREF),
        ("ReferenceType", TypeId::WEAKREF),
        ("ProxyType", TypeId::WEAKPROXY),
        ("CallableProxyType", TypeId::WEAKCALLABLEPROXY),
    ] {
        let key = vm.heap.intern_str(name);
        let class = vm.heap.info(id).object;
        let class = vm.heap.own(class);
        vm.heap.dict_set_str(dict, key.get(), class);
    }
    Ok(())
}

fn proxy(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let object = args.pos[0];
    let call = vm.names.call;
    let is_callable = vm.lookup_special(object, call).is_some();
    let id = if is_callable {
        TypeId::WEAKCALLABLEPROXY
    } else {
        TypeId::WEAKPROXY
    };
    vm.weak_reference(id, object, args.get(1).unwrap_or_default())
}

fn weaks(vm: &Vm, object: Ref) -> Vec<Ref> {
    let mut found = Vec::new();
    let mut weak = vm.heap.first_weak(object);
    while !weak.is_null() {
        found.push(weak);
        weak = vm.heap.next_weak(weak);
    }
    found
}

fn getweakrefcount(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let count = weaks(vm, args.this()).len();
    Ok(vm.heap.int(count as i64))
}

fn getweakrefs(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let found = weaks(vm, args.this());
    for &weak in &found {
        vm.heap.incref(weak);
    }
    Ok(vm.heap.list_from(&found))
}

fn remove_dead_weakref(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let (dict, key) = (args.pos[0], args.pos[1]);
    if let Some(weak) = vm.dict_get(dict, key)?
        && vm.weak_target(weak).is_none()
        && let Some(value) = vm.dict_delete(dict, key)?
    {
        vm.release(value);
    }
    Ok(vm.none())
}

//! `type`.

use heaplens_heap::types::flags;
use heaplens_heap::{Owned, Ref, TypeId};

use crate::vm::classes::type_field;
use crate::vm::native::{Args, Arity, Def};
use crate::vm::{Res, Vm};

/// Methods of `type`.
pub const METHODS: &[Def] = &[
    Def::fixed("__new__", Arity::Free, new),
    Def::slot_free("__init__", init),
    Def::slot_free("__call__", call),
    Def::slot("__repr__", 0, repr),
    Def::slot("__or__", 1, super::union::or).since(10),
    Def::slot("__ror__", 1, super::union::ror).since(10),
    Def::method("mro", Arity::None, mro_method),
    Def::method("__subclasses__", Arity::None, subclasses),
    Def::method("__instancecheck__", Arity::One, instancecheck),
    Def::method("__subclasscheck__", Arity::One, subclasscheck),
    Def::class("__prepare__", Arity::Free, prepare),
    Def::getter("__base__", base),
    Def::getter("__mro__", mro),
    Def::getter("__dict__", dict),
    Def::getter("__basicsize__", basicsize),
    Def::getter("__itemsize__", itemsize),
];

fn new(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    match args.pos {
        [meta, name, bases, namespace] => {
            for (r, wanted, at) in [
                (*name, TypeId::STR, 1),
                (*bases, TypeId::TUPLE, 2),
                (*namespace, TypeId::DICT, 3),
            ] {
                if !vm.is_a(r, wanted) {
                    let text = format!(
                        "type.__new__() argument {at} must be {}, not {}",
                        vm.heap.info(wanted).name,
                        vm.type_name(r)
                    );
                    return Err(vm.type_error(&text));
                }
            }
            vm.type_new(*meta, *name, *bases, *namespace, args.kw)
        }
        _ => Err(vm.type_error("type() takes 1 or 3 arguments")),
    }
}

fn init(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    if !matches!(args.pos.len(), 2 | 4) {
        return Err(vm.type_error("type.__init__() takes 1 or 3 arguments"));
    }
    Ok(vm.none())
}

fn call(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    vm.type_call(args.this(), &args.pos[1..], args.kw)
}

/// The module of a type: its dict says it for a class of the program.
pub fn module_name(vm: &mut Vm, id: TypeId) -> Option<String> {
    let dict = vm.heap.info(id).dict;
    let key = vm.names.module;
    let Some(module) = vm.heap.dict_get_str(dict, key) else {
        let is_ours = vm.heap.info(id).has(flags::HEAPTYPE);
        return (!is_ours).then(|| "builtins".to_owned());
    };
    vm.heap
        .info_of(module)
        .has(flags::UNICODE_SUBCLASS)
        .then(|| vm.heap.text(module))
}

fn repr(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let id = vm.heap.type_id_of(args.this());
    let name = super::object::full_name(vm, id);
    Ok(vm.heap.str(&format!("<class '{name}'>")))
}

fn field(vm: &mut Vm, class: Ref, at: u32) -> Res<Owned> {
    let value = vm.heap.field(class, at);
    Ok(vm.heap.own(value))
}

fn mro(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    field(vm, args.this(), type_field::MRO)
}

fn mro_method(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let mro = vm.heap.field(args.this(), type_field::MRO);
    let items = vm.heap.tuple_items(mro);
    for &item in &items {
        vm.heap.incref(item);
    }
    Ok(vm.heap.list_from(&items))
}

fn base(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let id = vm.heap.type_id_of(args.this());
    if id == TypeId::OBJECT {
        return Ok(vm.none());
    }
    let base = vm.heap.info(id).base;
    let object = vm.heap.info(base).object;
    Ok(vm.heap.own(object))
}

/// `type.__module__`.
pub(super) fn module(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let id = vm.heap.type_id_of(args.this());
    let (dict, key) = (vm.heap.info(id).dict, vm.names.module);
    match vm.heap.dict_get_str(dict, key) {
        Some(module) if vm.heap.type_of(module) != TypeId::GETSET_DESCRIPTOR => {
            Ok(vm.heap.own(module))
        }
        None if vm.heap.info(id).has(flags::HEAPTYPE) => Err(vm.no_attribute(args.this(), key)),
        _ => Ok(vm.heap.intern_str("builtins")),
    }
}

fn dict(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let id = vm.heap.type_id_of(args.this());
    let dict = vm.heap.info(id).dict;
    let bytes = u64::from(vm.heap.info(TypeId::MAPPINGPROXY).basicsize);
    let proxy = vm.heap.new_instance_block(TypeId::MAPPINGPROXY, bytes, 1);
    vm.heap.incref(dict);
    vm.heap.set_field(proxy, 0, dict);
    vm.heap.track(proxy);
    Ok(Owned::adopt(proxy))
}

fn basicsize(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let id = vm.heap.type_id_of(args.this());
    let size = vm.heap.info(id).basicsize;
    Ok(vm.heap.int(i64::from(size)))
}

fn itemsize(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let id = vm.heap.type_id_of(args.this());
    let size = vm.heap.info(id).itemsize;
    Ok(vm.heap.int(i64::from(size)))
}

fn subclasses(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let id = vm.heap.type_id_of(args.this());
    let subclasses = std::rc::Rc::clone(&vm.states.subclasses);
    let items: Vec<Ref> = subclasses
        .get(&id)
        .into_iter()
        .flatten()
        .filter(|&&sub| vm.heap.info(sub).base == id || vm.heap.info(sub).mro.contains(&id))
        .map(|&sub| vm.heap.info(sub).object)
        .collect();
    for &item in &items {
        vm.heap.incref(item);
    }
    Ok(vm.heap.list_from(&items))
}

fn instancecheck(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let id = vm.heap.type_id_of(args.pos[0]);
    let value = vm.is_a(args.pos[1], id);
    Ok(vm.heap.bool(value))
}

fn subclasscheck(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    if !vm.heap.info_of(args.pos[1]).has(flags::TYPE_SUBCLASS) {
        return Err(vm.type_error("issubclass() arg 1 must be a class"));
    }
    let value = vm.heap.is_subtype(
        vm.heap.type_id_of(args.pos[1]),
        vm.heap.type_id_of(args.pos[0]),
    );
    Ok(vm.heap.bool(value))
}

fn prepare(vm: &mut Vm, _args: &Args<'_>) -> Res<Owned> {
    Ok(vm.heap.dict())
}

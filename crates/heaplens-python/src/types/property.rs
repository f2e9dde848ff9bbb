//! `property`. Source: Objects/descrobject.c.

use heaplens_heap::{Owned, Ref, TypeId};

use crate::vm::attributes::property_field as field;
use crate::vm::exceptions::Exc;
use crate::vm::native::{Args, Arity, Def};
use crate::vm::{Raised, Res, Vm};

/// Methods of `property`.
pub const METHODS: &[Def] = &[
    Def::fixed("__new__", Arity::Free, new),
    Def::slot_free("__init__", init),
    Def::slot_range("__get__", 1, 2, super::descriptor_get),
    Def::slot("__set__", 2, set),
    Def::slot("__delete__", 1, delete),
    Def::method("getter", Arity::One, getter),
    Def::method("setter", Arity::One, setter),
    Def::method("deleter", Arity::One, deleter),
    Def::method("__set_name__", Arity::Range(2, 2), set_name).since(10),
    Def::getter("fget", fget),
    Def::getter("fset", fset),
    Def::getter("fdel", fdel),
    Def::getter("__doc__", doc),
    Def::setter("__doc__", set_doc),
    Def::getter("__name__", name).since(13),
    Def::setter("__name__", set_own_name).since(13),
    Def::getter("__isabstractmethod__", is_abstract),
];

fn new(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let id = vm.heap.type_id_of(args.this());
    Ok(vm.new_record(id, &[Ref::NULL; 5], 1))
}

fn init(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let this = args.this();
    let [fget, fset, fdel, doc] =
        args.bind(vm, "property", 1, ["fget", "fset", "fdel", "doc"], 0)?;
    let none = vm.heap.known.none;
    let present = |r: Option<Ref>| r.filter(|&r| r != none).unwrap_or_default();
    let fget = present(fget);
    for (at, value) in [
        (field::FGET, fget),
        (field::FSET, present(fset)),
        (field::FDEL, present(fdel)),
        (field::DOC, present(doc)),
    ] {
        vm.store_field(this, at, value);
    }
    if present(doc).is_null() && !fget.is_null() {
        take_doc(vm, this, fget)?;
    }
    Ok(vm.none())
}

/// Without a text of its own a property has its getter's.
fn take_doc(vm: &mut Vm, this: Ref, fget: Ref) -> Res<()> {
    let key = vm.names.doc;
    let doc = match vm.get_attribute(fget, key) {
        Ok(doc) => doc,
        Err(Raised) if vm.catch(Exc::AttributeError) => return Ok(()),
        Err(raised) => return Err(raised),
    };
    if doc.get() != vm.heap.known.none {
        vm.store_field(this, field::DOC, doc.get());
        // 1: the text is the getter's.
        vm.heap.set_raw_half(this, 5, 1);
    }
    Ok(())
}

fn set(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    vm.descriptor_set(args.pos[0], args.pos[1], args.pos[2])?;
    Ok(vm.none())
}

fn delete(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    vm.descriptor_set(args.pos[0], args.pos[1], Ref::NULL)?;
    Ok(vm.none())
}

/// A copy with one function replaced (`property_copy`).
fn copy(vm: &mut Vm, this: Ref, at: u32, value: Ref) -> Res<Owned> {
    let none = vm.heap.known.none;
    let mut parts = [none; 4];
    for (index, part) in parts.iter_mut().enumerate() {
        if let Some(held) = vm.heap.field(this, index as u32).some() {
            *part = held;
        }
    }
    if value != none {
        parts[at as usize] = value;
    }
    if vm.heap.raw_half(this, 5) == 1 && parts[0] != none {
        parts[3] = none;
    }
    let class = vm.heap.info_of(this).object;
    let made = vm.call(class, &parts)?;
    if vm.is_a(made.get(), TypeId::PROPERTY) {
        let name = vm.heap.field(this, field::NAME);
        vm.store_field(made.get(), field::NAME, name);
    }
    Ok(made)
}

fn getter(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    copy(vm, args.pos[0], field::FGET, args.pos[1])
}

fn setter(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    copy(vm, args.pos[0], field::FSET, args.pos[1])
}

fn deleter(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    copy(vm, args.pos[0], field::FDEL, args.pos[1])
}

fn set_name(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    vm.store_field(args.pos[0], field::NAME, args.pos[2]);
    Ok(vm.none())
}

fn fget(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    Ok(vm.field_or_none(args.this(), field::FGET))
}

fn fset(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    Ok(vm.field_or_none(args.this(), field::FSET))
}

fn fdel(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    Ok(vm.field_or_none(args.this(), field::FDEL))
}

fn doc(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    Ok(vm.field_or_none(args.this(), field::DOC))
}

fn set_doc(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let value = args.get(1).unwrap_or_default();
    vm.store_field(args.this(), field::DOC, value);
    vm.heap.set_raw_half(args.this(), 5, 0);
    Ok(vm.none())
}

fn name(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let known = vm.heap.field(args.this(), field::NAME);
    if !known.is_null() {
        return Ok(vm.heap.own(known));
    }
    let key = vm.names.name;
    let fget = vm.heap.field(args.this(), field::FGET);
    if !fget.is_null() {
        match vm.get_attribute(fget, key) {
            Ok(name) => return Ok(name),
            Err(Raised) if vm.catch(Exc::AttributeError) => {}
            Err(raised) => return Err(raised),
        }
    }
    Err(vm.no_attribute(args.this(), key))
}

fn set_own_name(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let value = args.get(1).unwrap_or_default();
    vm.store_field(args.this(), field::NAME, value);
    Ok(vm.none())
}

fn is_abstract(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    for at in [field::FGET, field::FSET, field::FDEL] {
        let function = vm.heap.field(args.this(), at);
        if !function.is_null() && vm.is_abstract_method(function)? {
            return vm.bool_of(true);
        }
    }
    vm.bool_of(false)
}

impl Vm {
    /// Whether a function says of itself that it is abstract (`_PyObject_IsAbstract`).
    pub fn is_abstract_method(&mut self, function: Ref) -> Res<bool> {
        let key = self.names.isabstractmethod;
        match self.get_attribute(function, key) {
            Ok(value) => {
                let is = self.truth(value.get());
                self.release(value);
                is
            }
            Err(Raised) if self.catch(Exc::AttributeError) => Ok(false),
            Err(raised) => Err(raised),
        }
    }
}

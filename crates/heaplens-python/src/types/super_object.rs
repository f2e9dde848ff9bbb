//! `super`. Source: Objects/typeobject.c.

use heaplens_heap::{Owned, Ref, TypeId};

use crate::vm::classes::super_field as field;
use crate::vm::native::{Args, Arity, Def};
use crate::vm::{Res, Vm};

/// Methods of `super`.
pub const METHODS: &[Def] = &[
    Def::fixed("__new__", Arity::Free, new),
    Def::slot_free("__init__", init),
    Def::slot("__repr__", 0, repr),
    Def::slot_range("__get__", 1, 2, get),
    Def::slot("__getattribute__", 1, getattribute),
    Def::getter("__thisclass__", this_class),
    Def::getter("__self__", this),
    Def::getter("__self_class__", self_class),
];

fn new(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let id = vm.heap.type_id_of(args.this());
    Ok(vm.new_record(id, &[Ref::NULL; 3], 0))
}

fn init(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    args.no_keywords(vm, "super")?;
    let none = vm.heap.known.none;
    let (class, object) = match args.pos[1..] {
        [] => vm.super_arguments()?,
        [class] => (class, Ref::NULL),
        [class, object] if object == none => (class, Ref::NULL),
        [class, object] => (class, object),
        _ => {
            let text = format!(
                "super expected at most 2 arguments, got {}",
                args.pos.len() - 1
            );
            return Err(vm.type_error(&text));
        }
    };
    vm.fill_super(args.this(), class, object)?;
    Ok(vm.none())
}

fn repr(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let class = vm.heap.field(args.this(), field::TYPE);
    let obj_type = vm.heap.field(args.this(), field::OBJ_TYPE);
    let name = |vm: &Vm, class: Ref| {
        if class.is_null() {
            "NULL".to_owned()
        } else {
            vm.heap.info(vm.heap.type_id_of(class)).name.to_string()
        }
    };
    let text = if obj_type.is_null() {
        format!("<super: <class '{}'>, NULL>", name(vm, class))
    } else {
        format!(
            "<super: <class '{}'>, <{} object>>",
            name(vm, class),
            name(vm, obj_type)
        )
    };
    Ok(vm.heap.str(&text))
}

/// An unbound `super` binds to the object through which it is reached.
fn get(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let this = args.this();
    let object = args.get(1).unwrap_or_default();
    if object.is_null()
        || object == vm.heap.known.none
        || !vm.heap.field(this, field::OBJ).is_null()
    {
        return Ok(vm.heap.own(this));
    }
    let class = vm.heap.field(this, field::TYPE);
    if vm.heap.type_of(this) == TypeId::SUPER {
        return vm.new_super(class, object);
    }
    let own = vm.heap.info_of(this).object;
    vm.call(own, &[class, object])
}

fn getattribute(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    vm.super_getattribute(args.pos[0], args.pos[1])
}

fn this_class(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    Ok(vm.field_or_none(args.this(), field::TYPE))
}

fn this(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    Ok(vm.field_or_none(args.this(), field::OBJ))
}

fn self_class(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    Ok(vm.field_or_none(args.this(), field::OBJ_TYPE))
}

//! `builtin_function_or_method` and the descriptors of native functions. Source: Objects/methodobject.c,
//! Objects/descrobject.c.

use heaplens_heap::types::flags;
use heaplens_heap::{Owned, Ref, TypeId};

use crate::vm::call::{builtin_field, descr_field};
use crate::vm::native::{Args, Arity, Def};
use crate::vm::{Res, Vm};

/// Methods of `builtin_function_or_method`.
pub const BUILTIN: &[Def] = &[
    Def::slot("__repr__", 0, builtin_repr),
    Def::slot("__eq__", 1, builtin_eq),
    Def::slot("__hash__", 0, builtin_hash),
    Def::slot_free("__call__", super::call_itself),
    Def::getter("__name__", builtin_name),
    Def::getter("__qualname__", builtin_qualname),
    Def::getter("__self__", builtin_self),
    Def::getter("__doc__", nothing),
    Def::getter("__text_signature__", nothing),
    Def::getter("__module__", builtin_module),
    Def::method("__reduce__", Arity::None, builtin_reduce),
];

/// Methods of `method_descriptor` and `classmethod_descriptor`.
pub const METHOD: &[Def] = &[
    Def::slot("__repr__", 0, method_repr),
    Def::slot_free("__call__", super::call_itself),
    Def::slot_range("__get__", 1, 2, super::descriptor_get),
    Def::getter("__name__", name),
    Def::getter("__qualname__", qualname),
    Def::getter("__objclass__", objclass),
    Def::getter("__doc__", nothing),
    Def::getter("__text_signature__", nothing),
];

/// Methods of `wrapper_descriptor`.
pub const WRAPPER: &[Def] = &[
    Def::slot("__repr__", 0, wrapper_repr),
    Def::slot_free("__call__", super::call_itself),
    Def::slot_range("__get__", 1, 2, super::descriptor_get),
    Def::getter("__name__", name),
    Def::getter("__qualname__", qualname),
    Def::getter("__objclass__", objclass),
    Def::getter("__doc__", nothing),
    Def::getter("__text_signature__", nothing),
];

/// Methods of `method-wrapper`.
pub const METHOD_WRAPPER: &[Def] = &[
    Def::slot("__repr__", 0, bound_repr),
    Def::slot("__eq__", 1, bound_eq),
    Def::slot("__hash__", 0, bound_hash),
    Def::slot_free("__call__", super::call_itself),
    Def::getter("__self__", bound_self),
    Def::getter("__name__", bound_name),
    Def::getter("__qualname__", bound_qualname),
    Def::getter("__objclass__", bound_objclass),
    Def::getter("__doc__", nothing),
    Def::getter("__text_signature__", nothing),
];

/// Methods of `getset_descriptor` and `member_descriptor`.
pub const DATA: &[Def] = &[
    Def::slot("__repr__", 0, data_repr),
    Def::slot_range("__get__", 1, 2, super::descriptor_get),
    Def::slot("__set__", 2, data_set),
    Def::slot("__delete__", 1, data_delete),
    Def::getter("__name__", name),
    Def::getter("__qualname__", qualname),
    Def::getter("__objclass__", objclass),
    Def::getter("__doc__", nothing),
];

fn nothing(vm: &mut Vm, _args: &Args<'_>) -> Res<Owned> {
    Ok(vm.none())
}

fn builtin_repr(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let r = args.this();
    let name = vm.builtin_name(r);
    let this = vm.heap.field(r, builtin_field::SELF);
    let text = if this.is_null() || vm.heap.type_of(this) == TypeId::MODULE {
        format!("<built-in function {name}>")
    } else {
        format!(
            "<built-in method {name} of {} object at {:#x}>",
            vm.type_name(this),
            vm.heap.address(this)
        )
    };
    Ok(vm.heap.str(&text))
}

fn builtin_eq(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let (a, b) = (args.pos[0], args.pos[1]);
    if vm.heap.type_of(b) != TypeId::BUILTIN_FUNCTION {
        return super::object::decline(vm);
    }
    let is_equal = vm.heap.field(a, builtin_field::SELF) == vm.heap.field(b, builtin_field::SELF)
        && vm.heap.raw_half(a, builtin_field::NUMBER) == vm.heap.raw_half(b, builtin_field::NUMBER);
    vm.bool_of(is_equal)
}

fn builtin_hash(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let this = vm.heap.field(args.this(), builtin_field::SELF);
    let of_object = if this.is_null() {
        0
    } else {
        super::object::hash_address(vm.heap.address(this))
    };
    // The function's own address is C's; its number stands for it.
    let number = i64::from(vm.heap.raw_half(args.this(), builtin_field::NUMBER));
    Ok(vm.heap.int(of_object ^ (0x5000_0000_0000 + 64 * number)))
}

fn builtin_name(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let name = vm.builtin_name(args.this());
    Ok(vm.heap.intern_str(&name))
}

fn builtin_qualname(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let name = vm.builtin_name(args.this());
    let this = vm.heap.field(args.this(), builtin_field::SELF);
    if this.is_null() || vm.heap.type_of(this) == TypeId::MODULE {
        return Ok(vm.heap.intern_str(&name));
    }
    let class = if vm.heap.info_of(this).has(flags::TYPE_SUBCLASS) {
        this
    } else {
        vm.heap.info_of(this).object
    };
    let qualname = vm.heap.text(
        vm.heap
            .field(class, crate::vm::classes::type_field::QUALNAME),
    );
    Ok(vm.heap.str(&format!("{qualname}.{name}")))
}

fn builtin_self(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let this = vm.heap.field(args.this(), builtin_field::SELF);
    if !this.is_null() {
        return Ok(vm.heap.own(this));
    }
    let module = vm.heap.field(args.this(), builtin_field::MODULE);
    let modules = vm.modules;
    let found = if module.is_null() {
        None
    } else {
        vm.heap.dict_get_str(modules, module)
    };
    match found {
        Some(module) => Ok(vm.heap.own(module)),
        None => Ok(vm.none()),
    }
}

fn builtin_module(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    Ok(vm.field_or_none(args.this(), builtin_field::MODULE))
}

fn builtin_reduce(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let this = vm.heap.field(args.this(), builtin_field::SELF);
    let text = vm.builtin_name(args.this());
    let name = vm.heap.intern_str(&text);
    if this.is_null() || vm.heap.type_of(this) == TypeId::MODULE {
        return Ok(name);
    }
    let getattr = vm.builtin("getattr");
    let state = vm.heap.tuple_of(&[this, name.get()]);
    Ok(vm.heap.tuple_of(&[getattr, state.get()]))
}

fn name(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    Ok(vm.field_or_none(args.this(), descr_field::NAME))
}

fn objclass(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    Ok(vm.field_or_none(args.this(), descr_field::OBJCLASS))
}

fn qualname_of(vm: &mut Vm, descriptor: Ref) -> Owned {
    let class = vm.heap.field(descriptor, descr_field::OBJCLASS);
    let of = vm.heap.text(
        vm.heap
            .field(class, crate::vm::classes::type_field::QUALNAME),
    );
    let name = vm.heap.text(vm.heap.field(descriptor, descr_field::NAME));
    vm.heap.str(&format!("{of}.{name}"))
}

fn qualname(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    Ok(qualname_of(vm, args.this()))
}

fn shown(vm: &mut Vm, descriptor: Ref, kind: &str) -> Res<Owned> {
    let name = vm.heap.text(vm.heap.field(descriptor, descr_field::NAME));
    let text = format!(
        "<{kind} '{name}' of '{}' objects>",
        vm.descriptor_owner(descriptor)
    );
    Ok(vm.heap.str(&text))
}

fn method_repr(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    shown(vm, args.this(), "method")
}

fn wrapper_repr(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    shown(vm, args.this(), "slot wrapper")
}

fn data_repr(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let kind = if vm.heap.type_of(args.this()) == TypeId::MEMBER_DESCRIPTOR {
        "member"
    } else {
        "attribute"
    };
    shown(vm, args.this(), kind)
}

fn check_owner(vm: &mut Vm, args: &Args<'_>) -> Res<()> {
    check_owner_of(vm, args.pos[0], args.pos[1])
}

/// Fails where the object is none of the class that the descriptor is of (`descr_check`).
pub fn check_owner_of(vm: &mut Vm, descriptor: Ref, object: Ref) -> Res<()> {
    let class = vm.heap.field(descriptor, descr_field::OBJCLASS);
    let id = vm.heap.type_id_of(class);
    if vm.is_a(object, id) {
        return Ok(());
    }
    let text = format!(
        "descriptor '{}' for '{}' objects doesn't apply to a '{}' object",
        vm.heap.text(vm.heap.field(descriptor, descr_field::NAME)),
        vm.heap.info(id).name,
        vm.type_name(object)
    );
    Err(vm.type_error(&text))
}

fn data_set(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    check_owner(vm, args)?;
    vm.descriptor_set(args.pos[0], args.pos[1], args.pos[2])?;
    Ok(vm.none())
}

fn data_delete(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    check_owner(vm, args)?;
    vm.descriptor_set(args.pos[0], args.pos[1], Ref::NULL)?;
    Ok(vm.none())
}

fn bound_repr(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let (descriptor, this) = (vm.heap.field(args.this(), 0), vm.heap.field(args.this(), 1));
    let text = format!(
        "<method-wrapper '{}' of {} object at {:#x}>",
        vm.heap.text(vm.heap.field(descriptor, descr_field::NAME)),
        vm.type_name(this),
        vm.heap.address(this)
    );
    Ok(vm.heap.str(&text))
}

fn bound_eq(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let (a, b) = (args.pos[0], args.pos[1]);
    if vm.heap.type_of(b) != TypeId::METHOD_WRAPPER {
        return super::object::decline(vm);
    }
    let is_equal =
        vm.heap.field(a, 0) == vm.heap.field(b, 0) && vm.heap.field(a, 1) == vm.heap.field(b, 1);
    vm.bool_of(is_equal)
}

fn bound_hash(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let (descriptor, this) = (vm.heap.field(args.this(), 0), vm.heap.field(args.this(), 1));
    let hash = super::object::hash_address(vm.heap.address(this))
        ^ super::object::hash_address(vm.heap.address(descriptor));
    Ok(vm.heap.int(if hash == -1 { -2 } else { hash }))
}

fn bound_self(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    Ok(vm.field_or_none(args.this(), 1))
}

fn bound_name(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let descriptor = vm.heap.field(args.this(), 0);
    Ok(vm.field_or_none(descriptor, descr_field::NAME))
}

fn bound_qualname(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let descriptor = vm.heap.field(args.this(), 0);
    Ok(qualname_of(vm, descriptor))
}

fn bound_objclass(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let descriptor = vm.heap.field(args.this(), 0);
    Ok(vm.field_or_none(descriptor, descr_field::OBJCLASS))
}

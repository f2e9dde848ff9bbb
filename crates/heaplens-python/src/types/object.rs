//! `object`, and what all instances have.

use heaplens_heap::types::{Layout, flags};
use heaplens_heap::{Owned, Ref, TypeId};

use crate::vm::native::{Args, Arity, Def};
use crate::vm::{Res, Vm};

/// Methods of `object`.
pub const METHODS: &[Def] = &[
    Def::fixed("__new__", Arity::Free, new),
    Def::slot_free("__init__", init),
    Def::slot("__repr__", 0, repr),
    Def::slot("__str__", 0, str),
    Def::slot("__hash__", 0, hash),
    Def::slot("__eq__", 1, eq),
    Def::slot("__ne__", 1, ne),
    Def::slot("__lt__", 1, not_implemented),
    Def::slot("__le__", 1, not_implemented),
    Def::slot("__gt__", 1, not_implemented),
    Def::slot("__ge__", 1, not_implemented),
    Def::slot("__getattribute__", 1, getattribute),
    Def::slot("__setattr__", 2, setattr),
    Def::slot("__delattr__", 1, delattr),
    Def::method("__format__", Arity::One, format),
    Def::method("__sizeof__", Arity::None, plain_sizeof),
    Def::class("__init_subclass__", Arity::Free, init_subclass),
    Def::class("__subclasshook__", Arity::Free, subclasshook),
    Def::getter("__class__", class),
    Def::setter("__class__", set_class),
];

/// The types that know of more than their own block.
pub const SIZEOF: &[Def] = &[Def::method("__sizeof__", Arity::None, sizeof)];
/// The same, from the version on whose generators hold their frames.
pub const SIZEOF_11: &[Def] = &[Def::method("__sizeof__", Arity::None, sizeof).since(11)];

/// Computed attributes of the instances of classes that have such a field.
pub const INSTANCE: &[Def] = &[
    Def::getter("__dict__", instance_dict),
    Def::setter("__dict__", set_instance_dict),
    Def::getter("__weakref__", instance_weakref),
];

/// `object.__new__` makes no instances of built-in types: those with a `__new__` of their own want that (`tp_new_wrapper`),
/// the others are the machine's own.
fn check_safe_new(vm: &mut Vm, id: TypeId) -> Res<()> {
    let mro = std::rc::Rc::clone(&vm.heap.info(id).mro);
    let built_in = mro
        .iter()
        .copied()
        .find(|base| base.0 < heaplens_heap::types::FIXED_TYPES);
    let Some(base) = built_in.filter(|&base| base != TypeId::OBJECT) else {
        return Ok(());
    };
    let name = vm.names.new;
    let own = vm.lookup(base, name);
    let text = if own.is_some_and(|own| !vm.is_object_new(own)) {
        format!(
            "object.__new__({}) is not safe, use {}.__new__()",
            vm.heap.info(id).name,
            vm.heap.info(base).name
        )
    } else if id == base {
        format!("cannot create '{}' instances", vm.heap.info(id).name)
    } else {
        return Ok(());
    };
    Err(vm.type_error(&text))
}

fn new(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let class = args.this();
    let id = vm.heap.type_id_of(class);
    check_safe_new(vm, id)?;
    if args.pos.len() > 1 || !args.kw.is_empty() {
        let (new_name, init_name) = (vm.names.new, vm.names.init);
        let own_new = vm.lookup(id, new_name);
        let init = vm.lookup(id, init_name);
        let object_init = vm.lookup(TypeId::OBJECT, init_name);
        if own_new.is_some_and(|own| !vm.is_object_new(own)) {
            return Err(vm.type_error(
                "object.__new__() takes exactly one argument (the type to instantiate)",
            ));
        }
        if init == object_init {
            let text = format!("{}() takes no arguments", vm.heap.info(id).name);
            return Err(vm.type_error(&text));
        }
    }
    vm.new_instance_checked(id)
}

fn init(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    if args.pos.len() > 1 || !args.kw.is_empty() {
        let id = vm.heap.type_of(args.this());
        let (new_name, init_name) = (vm.names.new, vm.names.init);
        let own_init = vm.lookup(id, init_name);
        let object_init = vm.lookup(TypeId::OBJECT, init_name);
        if own_init != object_init {
            return Err(vm.type_error(
                "object.__init__() takes exactly one argument (the instance to initialize)",
            ));
        }
        let own_new = vm.lookup(id, new_name);
        if own_new.is_none_or(|own| vm.is_object_new(own)) {
            let text = format!(
                "{}.__init__() takes exactly one argument (the instance to initialize)",
                vm.heap.info(id).name
            );
            return Err(vm.type_error(&text));
        }
    }
    Ok(vm.none())
}

/// The qualified name of a type with its module, as `object.__repr__` has it.
pub fn full_name(vm: &mut Vm, id: TypeId) -> String {
    let class = vm.heap.info(id).object;
    let qualname = vm
        .heap
        .field(class, crate::vm::classes::type_field::QUALNAME);
    let qualname = vm.heap.text(qualname);
    match super::class::module_name(vm, id) {
        Some(module) if module != "builtins" => format!("{module}.{qualname}"),
        _ => qualname,
    }
}

fn repr(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let r = args.this();
    let name = full_name(vm, vm.heap.type_of(r));
    let text = format!("<{name} object at {:#x}>", vm.heap.address(r));
    Ok(vm.heap.str(&text))
}

fn str(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    vm.repr(args.this())
}

/// The hash of an address (`_Py_HashPointer`).
pub fn hash_address(address: u64) -> i64 {
    let hash = address.rotate_right(4) as i64;
    if hash == -1 { -2 } else { hash }
}

fn hash(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let hash = hash_address(vm.heap.address(args.this()));
    Ok(vm.heap.int(hash))
}

/// `NotImplemented`.
pub fn decline(vm: &mut Vm) -> Res<Owned> {
    let r = vm.heap.known.not_implemented;
    Ok(vm.heap.own(r))
}

fn not_implemented(vm: &mut Vm, _args: &Args<'_>) -> Res<Owned> {
    decline(vm)
}

fn eq(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    if args.pos[0] == args.pos[1] {
        Ok(vm.heap.bool(true))
    } else {
        decline(vm)
    }
}

fn ne(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let name = vm.names.eq;
    let Some(result) = vm.call_special(args.pos[0], name, &[args.pos[1]]) else {
        return decline(vm);
    };
    let result = result?;
    if result.get() == vm.heap.known.not_implemented {
        return Ok(result);
    }
    let value = vm.truth(result.get())?;
    Ok(vm.heap.bool(!value))
}

/// Refuses the name of an attribute that is no str.
fn check_attribute_name(vm: &mut Vm, name: Ref) -> Res<()> {
    if vm.is_str(name) {
        return Ok(());
    }
    let text = format!(
        "attribute name must be string, not '{}'",
        vm.type_name(name)
    );
    Err(vm.type_error(&text))
}

fn getattribute(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    check_attribute_name(vm, args.pos[1])?;
    vm.generic_getattribute(args.pos[0], args.pos[1])
}

fn setattr(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    check_attribute_name(vm, args.pos[1])?;
    vm.generic_set_attribute(args.pos[0], args.pos[1], args.pos[2])?;
    Ok(vm.none())
}

fn delattr(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    check_attribute_name(vm, args.pos[1])?;
    vm.generic_set_attribute(args.pos[0], args.pos[1], Ref::NULL)?;
    Ok(vm.none())
}

fn format(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    if !vm.is_str(args.pos[1]) {
        let text = format!(
            "__format__() argument must be str, not {}",
            vm.argument_type(args.pos[1])
        );
        return Err(vm.type_error(&text));
    }
    if vm.heap.str_len(args.pos[1]) > 0 {
        let text = format!(
            "unsupported format string passed to {}.__format__",
            vm.type_name(args.this())
        );
        return Err(vm.type_error(&text));
    }
    vm.str_of(args.this())
}

/// `object.__sizeof__`: the block alone.
fn plain_sizeof(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let r = args.this();
    let info = vm.heap.info_of(r);
    let size = match info.layout {
        Layout::List | Layout::Dict | Layout::Set | Layout::Str => u64::from(info.basicsize),
        _ => vm.heap.sizeof(r),
    };
    Ok(vm.heap.int(size as i64))
}

fn sizeof(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let size = vm.heap.sizeof(args.this());
    Ok(vm.heap.int(size as i64))
}

fn init_subclass(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    if !args.kw.is_empty() {
        let id = vm.heap.type_id_of(args.this());
        let owner = match vm.version.minor() {
            ..=8 => String::new(),
            _ => format!("{}.", vm.heap.info(id).name),
        };
        let text = format!("{owner}__init_subclass__() takes no keyword arguments");
        return Err(vm.type_error(&text));
    }
    Ok(vm.none())
}

fn subclasshook(vm: &mut Vm, _args: &Args<'_>) -> Res<Owned> {
    decline(vm)
}

fn class(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let class = vm.heap.info_of(args.this()).object;
    Ok(vm.heap.own(class))
}

pub(crate) fn instance_dict(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    match vm.heap.instance_dict(args.this()) {
        Some(dict) => Ok(vm.heap.own(dict)),
        None => {
            let name = vm.names.dict;
            Err(vm.no_attribute(args.this(), name))
        }
    }
}

pub(crate) fn set_instance_dict(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let Some(&value) = args.pos.get(1) else {
        // Exceptions and functions keep theirs; what a program's class made gets a new one when it is asked for.
        if !vm.heap.info_of(args.this()).has(flags::HEAPTYPE)
            || vm.is_a(args.this(), TypeId::BASE_EXCEPTION)
        {
            return Err(vm.type_error("cannot delete __dict__"));
        }
        let empty = vm.heap.dict();
        vm.heap.set_instance_dict(args.this(), empty);
        return Ok(vm.none());
    };
    if vm.heap.type_of(value) != TypeId::DICT {
        let text = format!(
            "__dict__ must be set to a dictionary, not a '{}'",
            vm.type_name(value)
        );
        return Err(vm.type_error(&text));
    }
    let value = vm.heap.own(value);
    vm.heap.set_instance_dict(args.this(), value);
    Ok(vm.none())
}

fn set_class(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let Some(&class) = args.pos.get(1) else {
        return Err(vm.type_error("can't delete __class__ attribute"));
    };
    vm.set_class(args.this(), class)?;
    Ok(vm.none())
}

fn instance_weakref(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    match vm.heap.first_weak(args.this()).some() {
        Some(weak) => Ok(vm.heap.own(weak)),
        None => Ok(vm.none()),
    }
}

//! `defaultdict`.

use heaplens_heap::{Owned, Ref, TypeId};

use crate::vm::native::{Args, Arity, Def};
use crate::vm::{Res, Vm};

/// Where the reference to the factory lies: behind the dict.
const FACTORY: u32 = 10;

/// Methods.
pub const METHODS: &[Def] = &[
    Def::slot_free("__init__", init),
    Def::method("__missing__", Arity::One, missing),
    Def::slot("__repr__", 0, repr),
    Def::method("copy", Arity::None, copy),
    Def::method("__copy__", Arity::None, copy),
    Def::method("__reduce__", Arity::None, reduce),
    Def::slot("__or__", 1, |vm, args| {
        merge(vm, args.pos[0], args.pos[1], args.pos[0])
    })
    .since(9),
    Def::slot("__ror__", 1, |vm, args| {
        merge(vm, args.pos[1], args.pos[0], args.pos[0])
    })
    .since(9),
    Def::getter("default_factory", |vm, args| {
        Ok(vm.field_or_none(args.this(), FACTORY))
    }),
    Def::setter("default_factory", |vm, args| {
        let none = vm.heap.known.none;
        let value = args
            .get(1)
            .filter(|&value| value != none)
            .unwrap_or_default();
        vm.store_field(args.this(), FACTORY, value);
        Ok(vm.none())
    }),
    Def::class(
        "__class_getitem__",
        Arity::One,
        crate::types::generic_alias::class_getitem,
    )
    .since(9),
];

fn init(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let none = vm.heap.known.none;
    let factory = args.get(1).unwrap_or(none);
    if factory != none && !vm.is_callable(factory) {
        return Err(vm.type_error("first argument must be callable or None"));
    }
    let factory = if factory == none { Ref::NULL } else { factory };
    vm.store_field(args.this(), FACTORY, factory);
    let mut pos = vec![args.this()];
    pos.extend(args.pos.iter().skip(2));
    let rest = Args {
        pos: &pos,
        kw: args.kw,
        native: args.native,
    };
    vm.dict_update_args("dict", &rest)?;
    Ok(vm.none())
}

fn missing(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let (this, key) = (args.pos[0], args.pos[1]);
    let factory = vm.heap.field(this, FACTORY);
    if factory.is_null() {
        return Err(vm.key_error(key));
    }
    let value = vm.call(factory, &[])?;
    vm.set_item(this, key, value.get())?;
    Ok(value)
}

fn repr(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let this = args.this();
    let method = vm.names.repr;
    let base = vm.lookup(TypeId::DICT, method).unwrap_or_default();
    let entries = vm.call(base, &[this])?;
    let factory = vm.heap.field(this, FACTORY);
    let factory = if factory.is_null() {
        "None".to_owned()
    } else if vm.repr_enter(factory) {
        "...".to_owned()
    } else {
        let text = vm.repr(factory);
        vm.repr_leave(factory);
        let text = text?;
        vm.heap.text(text.get())
    };
    let name = crate::modules::short_type_name(vm, this);
    let text = format!("{name}({factory}, {})", vm.heap.text(entries.get()));
    Ok(vm.heap.str(&text))
}

fn copy(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let this = args.this();
    copy_of(vm, this, this)
}

fn copy_of(vm: &mut Vm, this: Ref, source: Ref) -> Res<Owned> {
    let class = vm.heap.info_of(this).object;
    let factory = vm.field_or_none(this, FACTORY);
    vm.call(class, &[factory.get(), source])
}

fn merge(vm: &mut Vm, left: Ref, right: Ref, this: Ref) -> Res<Owned> {
    if !vm.is_a(left, TypeId::DICT) || !vm.is_a(right, TypeId::DICT) {
        let declined = vm.heap.known.not_implemented;
        return Ok(vm.heap.own(declined));
    }
    let new = copy_of(vm, this, left)?;
    let result = vm.call_named(new.get(), "update", &[right])?;
    vm.release(result);
    Ok(new)
}

fn reduce(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let this = args.this();
    let class = vm.heap.info_of(this).object;
    let factory = vm.heap.field(this, FACTORY);
    let arguments = if factory.is_null() {
        vm.heap.tuple_of(&[])
    } else {
        vm.heap.tuple_of(&[factory])
    };
    let items = vm.call_named(this, "items", &[])?;
    let items = vm.get_iter(items.get())?;
    let none = vm.heap.known.none;
    Ok(vm
        .heap
        .tuple_of(&[class, arguments.get(), none, none, items.get()]))
}

//! `itemgetter`, `attrgetter` and `methodcaller`.

use heaplens_heap::rules::sizes::BuiltinType;
use heaplens_heap::{Owned, Ref};

use crate::modules::native_class::NativeClass;
use crate::vm::native::{Args, Arity, Def};
use crate::vm::{Res, Vm};

/// The types.
pub const CLASSES: &[NativeClass] = &[
    NativeClass::record(
        "operator.itemgetter",
        BuiltinType::OperatorItemgetter,
        &["item"],
        &[ITEM],
    ),
    NativeClass::record(
        "operator.attrgetter",
        BuiltinType::OperatorAttrgetter,
        &["attr"],
        &[ATTR],
    ),
    NativeClass::record(
        "operator.methodcaller",
        BuiltinType::OperatorMethodcaller,
        &["name", "args", "kwargs"],
        &[METHOD],
    ),
];

const ITEM: &[Def] = &[
    Def::fixed("__new__", Arity::Free, new_item),
    Def::slot_free("__call__", call_item),
    Def::slot("__repr__", 0, |vm, args| {
        repr_getter(vm, args, "itemgetter")
    }),
    Def::method("__reduce__", Arity::None, reduce_getter),
];
const ATTR: &[Def] = &[
    Def::fixed("__new__", Arity::Free, new_attr),
    Def::slot_free("__call__", call_attr),
    Def::slot("__repr__", 0, |vm, args| {
        repr_getter(vm, args, "attrgetter")
    }),
    Def::method("__reduce__", Arity::None, reduce_getter),
];
const METHOD: &[Def] = &[
    Def::fixed("__new__", Arity::Free, new_method),
    Def::slot_free("__call__", call_method),
    Def::slot("__repr__", 0, repr_method),
];

/// The one argument that a getter is called with.
fn subject(vm: &mut Vm, args: &Args<'_>, name: &str) -> Res<Ref> {
    Ok(args.positional(vm, name, 1, 1)?[0])
}

/// What is asked for: one thing, or a tuple of them. A getter of one keeps that alone, marked by the word.
const COUNT: u32 = 1;

fn new_item(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    args.no_keywords(vm, "itemgetter")?;
    let items = &args.pos[1..];
    if items.is_empty() {
        return Err(vm.type_error("itemgetter expected 1 argument, got 0"));
    }
    let id = vm.heap.type_id_of(args.this());
    let held = if let [item] = items {
        vm.heap.own(*item)
    } else {
        vm.heap.tuple_of(items)
    };
    let getter = vm.new_native(id, &[held.get()]);
    vm.heap
        .set_raw_word(getter.get(), COUNT, items.len() as u64);
    Ok(getter)
}

fn asked(vm: &Vm, getter: Ref) -> Vec<Ref> {
    let held = vm.heap.field(getter, 0);
    if vm.heap.raw_word(getter, COUNT) == 1 {
        vec![held]
    } else {
        vm.heap.tuple_items(held)
    }
}

fn call_item(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let object = subject(vm, args, "itemgetter")?;
    let items = asked(vm, args.this());
    if let [item] = items[..] {
        return vm.get_item(object, item);
    }
    let mut results = Vec::new();
    for item in items {
        results.push(vm.get_item(object, item)?);
    }
    Ok(vm.tuple_owned(results))
}

fn new_attr(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    args.no_keywords(vm, "attrgetter")?;
    let names = &args.pos[1..];
    if names.is_empty() {
        return Err(vm.type_error("attrgetter expected 1 argument, got 0"));
    }
    for &name in names {
        if !vm.is_str(name) {
            return Err(vm.type_error("attribute name must be a string"));
        }
    }
    let id = vm.heap.type_id_of(args.this());
    let held = if let [name] = names {
        vm.heap.own(*name)
    } else {
        vm.heap.tuple_of(names)
    };
    let getter = vm.new_native(id, &[held.get()]);
    vm.heap
        .set_raw_word(getter.get(), COUNT, names.len() as u64);
    Ok(getter)
}

fn dotted(vm: &mut Vm, object: Ref, name: Ref) -> Res<Owned> {
    let text = vm.heap.text(name);
    if !text.contains('.') {
        return vm.get_attribute(object, name);
    }
    let mut value = vm.heap.own(object);
    for part in text.split('.') {
        value = vm.attribute(value.get(), part)?;
    }
    Ok(value)
}

fn call_attr(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let object = subject(vm, args, "attrgetter")?;
    let names = asked(vm, args.this());
    if let [name] = names[..] {
        return dotted(vm, object, name);
    }
    let mut results = Vec::new();
    for name in names {
        results.push(dotted(vm, object, name)?);
    }
    Ok(vm.tuple_owned(results))
}

fn repr_getter(vm: &mut Vm, args: &Args<'_>, name: &str) -> Res<Owned> {
    let mut parts = Vec::new();
    for item in asked(vm, args.this()) {
        let text = vm.repr(item)?;
        parts.push(vm.heap.text(text.get()));
    }
    let text = format!("operator.{name}({})", parts.join(", "));
    Ok(vm.heap.str(&text))
}

fn reduce_getter(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let items = asked(vm, args.this());
    let class = vm.heap.info_of(args.this()).object;
    let items = vm.heap.tuple_of(&items);
    Ok(vm.heap.tuple_of(&[class, items.get()]))
}

fn new_method(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let Some(&name) = args.pos.get(1) else {
        return Err(vm.type_error("methodcaller needs at least one argument, the method name"));
    };
    if !vm.is_str(name) {
        return Err(vm.type_error("method name must be a string"));
    }
    let id = vm.heap.type_id_of(args.this());
    let rest = vm.heap.tuple_of(&args.pos[2..]);
    let kwargs = if args.kw.is_empty() {
        None
    } else {
        let dict = vm.heap.dict();
        for &(key, value) in args.kw {
            vm.dict_set(dict.get(), key, value)?;
        }
        Some(dict)
    };
    let kwargs = kwargs.as_ref().map_or(Ref::NULL, Owned::get);
    Ok(vm.new_native(id, &[name, rest.get(), kwargs]))
}

fn call_method(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let object = subject(vm, args, "methodcaller")?;
    let caller = args.this();
    let method = vm.get_attribute(object, vm.heap.field(caller, 0))?;
    let pos = vm.heap.tuple_items(vm.heap.field(caller, 1));
    let kw = pairs(vm, vm.heap.field(caller, 2));
    vm.call_with(method.get(), &pos, &kw)
}

/// The entries of a dict of keywords; none of a null one.
pub(in crate::modules) fn pairs(vm: &Vm, dict: Ref) -> Vec<(Ref, Ref)> {
    if dict.is_null() {
        return Vec::new();
    }
    vm.heap
        .dict_entries(dict)
        .into_iter()
        .map(|(_, key, value)| (key, value))
        .collect()
}

fn repr_method(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let caller = args.this();
    let mut parts = vec![vm.heap.field(caller, 0)];
    parts.extend(vm.heap.tuple_items(vm.heap.field(caller, 1)));
    let mut texts = Vec::new();
    for part in parts {
        let text = vm.repr(part)?;
        texts.push(vm.heap.text(text.get()));
    }
    for (key, value) in pairs(vm, vm.heap.field(caller, 2)) {
        let text = vm.repr(value)?;
        texts.push(format!(
            "{}={}",
            vm.heap.text(key),
            vm.heap.text(text.get())
        ));
    }
    let text = format!("operator.methodcaller({})", texts.join(", "));
    Ok(vm.heap.str(&text))
}

//! `OrderedDict`, its views and its iterator.

use heaplens_heap::{Owned, Ref, TypeId};

use super::is_of;
use crate::text::PyText;
use crate::vm::exceptions::Exc;
use crate::vm::native::{Args, Arity, Def};
use crate::vm::{Res, Vm};

/// Methods.
pub const METHODS: &[Def] = &[
    Def::slot_free("__init__", |vm, args| {
        update(vm, args, "OrderedDict")?;
        Ok(vm.none())
    }),
    Def::slot("__setitem__", 2, |vm, args| {
        set(vm, args.pos[0], args.pos[1], args.pos[2])?;
        Ok(vm.none())
    }),
    Def::slot("__delitem__", 1, |vm, args| {
        match remove(vm, args.pos[0], args.pos[1])? {
            Some(_) => Ok(vm.none()),
            None => Err(vm.key_error(args.pos[1])),
        }
    }),
    Def::slot("__repr__", 0, repr),
    Def::slot("__iter__", 0, |vm, args| iterator(vm, args.this(), KEYS)),
    Def::method("__reversed__", Arity::None, |vm, args| {
        iterator(vm, args.this(), KEYS | REVERSED)
    }),
    Def::slot("__eq__", 1, |vm, args| compare(vm, args, true)),
    Def::slot("__ne__", 1, |vm, args| compare(vm, args, false)),
    Def::slot("__or__", 1, |vm, args| {
        merge(vm, args.pos[0], args.pos[1], args.pos[0])
    })
    .since(9),
    Def::slot("__ror__", 1, |vm, args| {
        merge(vm, args.pos[1], args.pos[0], args.pos[0])
    })
    .since(9),
    Def::slot("__ior__", 1, |vm, args| {
        update_from(vm, args.pos[0], args.pos[1])?;
        Ok(vm.heap.own(args.pos[0]))
    })
    .since(9),
    Def::method("update", Arity::Free, |vm, args| {
        update(vm, args, "update")?;
        Ok(vm.none())
    }),
    Def::method("keys", Arity::None, |vm, args| {
        view(vm, args.this(), "odict_keys")
    }),
    Def::method("values", Arity::None, |vm, args| {
        view(vm, args.this(), "odict_values")
    }),
    Def::method("items", Arity::None, |vm, args| {
        view(vm, args.this(), "odict_items")
    }),
    Def::method("pop", Arity::Free, pop),
    Def::method("popitem", Arity::Free, popitem),
    Def::method("setdefault", Arity::Free, setdefault),
    Def::method("move_to_end", Arity::Free, move_to_end),
    Def::method("clear", Arity::None, |vm, args| {
        vm.heap.odict_clear_nodes(args.this());
        vm.heap.dict_clear(args.this());
        Ok(vm.none())
    }),
    Def::method("copy", Arity::None, |vm, args| copy(vm, args.this())),
    Def::method("__copy__", Arity::None, |vm, args| copy(vm, args.this())),
    Def::method("__reduce__", Arity::None, reduce),
    Def::class("fromkeys", Arity::Free, fromkeys),
];

/// Methods of the views.
pub const VIEW: &[Def] = &[
    Def::slot("__iter__", 0, |vm, args| view_iterator(vm, args, 0)),
    Def::method("__reversed__", Arity::None, |vm, args| {
        view_iterator(vm, args, REVERSED)
    }),
];

/// `od[key] = value`.
fn set(vm: &mut Vm, this: Ref, key: Ref, value: Ref) -> Res<()> {
    let hash = vm.hash(key)?;
    let value = vm.heap.own(value);
    match vm.dict_find(this, key, hash)? {
        Some(found) => {
            let old = vm.heap.dict_replace(this, found, value);
            vm.release(old);
        }
        None => {
            let held = vm.heap.own(key);
            vm.heap.dict_insert_new(this, held, hash, value);
            let entry = vm.heap.dict_nentries(this) - 1;
            vm.heap.odict_add(this, key, hash, entry);
        }
    }
    Ok(())
}

fn remove(vm: &mut Vm, this: Ref, key: Ref) -> Res<Option<Owned>> {
    let hash = vm.hash(key)?;
    let Some(found) = vm.dict_find(this, key, hash)? else {
        return Ok(None);
    };
    vm.heap.odict_remove(this, found.entry);
    let (key, value) = vm.heap.dict_remove(this, found);
    vm.release(key);
    Ok(Some(value))
}

fn value_of(vm: &mut Vm, this: Ref, key: Ref, hash: i64) -> Res<Ref> {
    match vm.dict_find(this, key, hash)? {
        Some(found) => Ok(found.value),
        None => Err(vm.key_error(key)),
    }
}

/// Sets an item as a subclass has it.
fn put(vm: &mut Vm, this: Ref, key: Ref, value: Ref) -> Res<()> {
    let id = vm.native_class("collections.OrderedDict");
    if vm.heap.type_of(this) == id {
        set(vm, this, key, value)
    } else {
        vm.set_item(this, key, value)
    }
}

fn update(vm: &mut Vm, args: &Args<'_>, name: &str) -> Res<()> {
    if args.pos.len() > 2 {
        let text = format!(
            "{name}() takes at most 1 positional argument ({} given)",
            args.pos.len() - 1
        );
        let text = if name == "OrderedDict" {
            format!("expected at most 1 arguments, got {}", args.pos.len() - 1)
        } else {
            text
        };
        return Err(vm.type_error(&text));
    }
    if let Some(other) = args.get(1) {
        update_from(vm, args.this(), other)?;
    }
    for &(key, value) in args.kw {
        put(vm, args.this(), key, value)?;
    }
    Ok(())
}

/// `mutablemapping_update_arg`.
fn update_from(vm: &mut Vm, this: Ref, other: Ref) -> Res<()> {
    if vm.heap.type_of(other) == TypeId::DICT {
        for (_, key, value) in vm.heap.dict_entries(other) {
            let held = (vm.heap.own(key), vm.heap.own(value));
            put(vm, this, key, value)?;
            drop(held);
        }
        return Ok(());
    }
    let (keys, items) = (vm.names.keys, vm.names.items);
    if let Some(method) = vm.find_attribute(other, keys)? {
        let keys = vm.call(method.get(), &[])?;
        let iter = vm.get_iter(keys.get())?;
        while let Some(key) = vm.next(iter.get())? {
            let value = vm.get_item(other, key.get())?;
            put(vm, this, key.get(), value.get())?;
        }
        return Ok(());
    }
    let source = match vm.find_attribute(other, items)? {
        Some(method) => vm.call(method.get(), &[])?,
        None => vm.heap.own(other),
    };
    let iter = vm.get_iter(source.get())?;
    while let Some(pair) = vm.next(iter.get())? {
        let pair = vm.list_from_iterable(pair.get())?;
        let length = vm.heap.list_len(pair.get());
        if length != 2 {
            let text = if length < 2 {
                format!(
                    "need more than {length} value{} to unpack",
                    if length == 1 { "" } else { "s" }
                )
            } else {
                "too many values to unpack (expected 2)".to_owned()
            };
            return Err(vm.value_error(&text));
        }
        let (key, value) = (
            vm.heap.list_item(pair.get(), 0),
            vm.heap.list_item(pair.get(), 1),
        );
        put(vm, this, key, value)?;
    }
    Ok(())
}

/// Key and value of each item, in order.
fn entries(vm: &mut Vm, this: Ref) -> Res<Vec<(Owned, Owned)>> {
    let mut all = Vec::new();
    let mut node = vm.heap.odict_first(this);
    let mut keys = Vec::new();
    while node != 0 {
        let (key, hash) = vm.heap.odict_key(node);
        keys.push((vm.heap.own(key), hash));
        node = vm.heap.odict_next(node);
    }
    for (key, hash) in keys {
        let value = value_of(vm, this, key.get(), hash)?;
        let value = vm.heap.own(value);
        all.push((key, value));
    }
    Ok(all)
}

fn repr(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let this = args.this();
    let name = crate::modules::short_type_name(vm, this);
    if vm.heap.dict_len(this) == 0 {
        return Ok(vm.heap.str(&format!("{name}()")));
    }
    if vm.repr_enter(this) {
        return Ok(vm.heap.str("..."));
    }
    let shown = shown(vm, this);
    vm.repr_leave(this);
    let shown = shown?;
    let mut text = PyText::new();
    text.push_str(&format!("{name}("));
    text.push_text(shown.as_ref());
    text.push_str(")");
    Ok(vm.str_from_text(&text))
}

fn shown(vm: &mut Vm, this: Ref) -> Res<PyText> {
    let mut text = PyText::new();
    let is_dict = vm.version.minor() >= 12;
    text.push_str(if is_dict { "{" } else { "[" });
    for (at, (key, value)) in entries(vm, this)?.into_iter().enumerate() {
        if at > 0 {
            text.push_str(", ");
        }
        if !is_dict {
            text.push_str("(");
        }
        vm.push_repr(&mut text, key.get())?;
        text.push_str(if is_dict { ": " } else { ", " });
        vm.push_repr(&mut text, value.get())?;
        if !is_dict {
            text.push_str(")");
        }
    }
    text.push_str(if is_dict { "}" } else { "]" });
    Ok(text)
}

fn compare(vm: &mut Vm, args: &Args<'_>, wants_equal: bool) -> Res<Owned> {
    let (a, b) = (args.pos[0], args.pos[1]);
    if !vm.is_a(b, TypeId::DICT) {
        let declined = vm.heap.known.not_implemented;
        return Ok(vm.heap.own(declined));
    }
    let name = vm.names.eq;
    let base = vm.lookup(TypeId::DICT, name).unwrap_or_default();
    let result = vm.call(base, &[a, b])?;
    let mut same = vm.truth(result.get())?;
    if same && is_of(vm, b, "collections.OrderedDict") {
        let (left, right) = (vm.heap.odict_keys(a), vm.heap.odict_keys(b));
        for (x, y) in left.into_iter().zip(right) {
            same = same && vm.same_items(x, y)?;
        }
    }
    vm.bool_of(same == wants_equal)
}

fn copy(vm: &mut Vm, this: Ref) -> Res<Owned> {
    let class = vm.heap.info_of(this).object;
    let new = vm.call(class, &[])?;
    for (key, value) in entries(vm, this)? {
        put(vm, new.get(), key.get(), value.get())?;
    }
    Ok(new)
}

fn merge(vm: &mut Vm, left: Ref, right: Ref, this: Ref) -> Res<Owned> {
    if !vm.is_a(left, TypeId::DICT) || !vm.is_a(right, TypeId::DICT) {
        let declined = vm.heap.known.not_implemented;
        return Ok(vm.heap.own(declined));
    }
    let class = vm.heap.info_of(this).object;
    let new = vm.call(class, &[left])?;
    update_from(vm, new.get(), right)?;
    Ok(new)
}

fn pop(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let [key, default] = args.bind(vm, "pop", 1, ["key", "default"], 1)?;
    let key = key.unwrap_or_default();
    if let Some(value) = remove(vm, args.this(), key)? {
        return Ok(value);
    }
    let missing = vm.names.missing;
    if default.is_none() && vm.lookup_special(args.this(), missing).is_some() {
        return vm.get_item(args.this(), key);
    }
    match default {
        Some(default) => Ok(vm.heap.own(default)),
        None => Err(vm.key_error(key)),
    }
}

fn popitem(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let [last] = args.bind(vm, "popitem", 1, ["last"], 0)?;
    let last = match last {
        Some(last) => vm.truth(last)?,
        None => true,
    };
    let this = args.this();
    let node = if last {
        vm.heap.odict_last(this)
    } else {
        vm.heap.odict_first(this)
    };
    if node == 0 {
        return Err(vm.raise_text(Exc::KeyError, "dictionary is empty"));
    }
    let (key, _) = vm.heap.odict_key(node);
    let key = vm.heap.own(key);
    match remove(vm, this, key.get())? {
        Some(value) => Ok(vm.tuple_owned(vec![key, value])),
        None => Err(vm.key_error(key.get())),
    }
}

fn setdefault(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let [key, default] = args.bind(vm, "setdefault", 1, ["key", "default"], 1)?;
    let key = key.unwrap_or_default();
    let hash = vm.hash(key)?;
    if let Some(found) = vm.dict_find(args.this(), key, hash)? {
        return Ok(vm.heap.own(found.value));
    }
    let default = default.unwrap_or(vm.heap.known.none);
    put(vm, args.this(), key, default)?;
    Ok(vm.heap.own(default))
}

fn move_to_end(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let [key, last] = args.bind(vm, "move_to_end", 1, ["key", "last"], 1)?;
    let key = key.unwrap_or_default();
    let last = match last {
        Some(last) => vm.truth(last)?,
        None => true,
    };
    let hash = vm.hash(key)?;
    let Some(found) = vm.dict_find(args.this(), key, hash)? else {
        return Err(vm.key_error(key));
    };
    let node = vm.heap.odict_node(args.this(), found.entry);
    vm.heap.odict_move(args.this(), node, last);
    Ok(vm.none())
}

fn reduce(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let this = args.this();
    let class = vm.heap.info_of(this).object;
    let none = vm.heap.known.none;
    let empty = vm.heap.tuple_of(&[]);
    let items = vm.call_named(this, "items", &[])?;
    let items = vm.get_iter(items.get())?;
    Ok(vm
        .heap
        .tuple_of(&[class, empty.get(), none, none, items.get()]))
}

fn fromkeys(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let [iterable, value] = args.bind(vm, "fromkeys", 1, ["iterable", "value"], 1)?;
    let value = value.unwrap_or(vm.heap.known.none);
    let new = vm.call(args.this(), &[])?;
    let iter = vm.get_iter(iterable.unwrap_or_default())?;
    while let Some(key) = vm.next(iter.get())? {
        vm.set_item(new.get(), key.get(), value)?;
    }
    Ok(new)
}

fn view(vm: &mut Vm, this: Ref, name: &'static str) -> Res<Owned> {
    let id = vm.native_class(name);
    Ok(vm.new_native(id, &[this]))
}

const KEYS: u64 = 1;
const VALUES: u64 = 2;
const REVERSED: u64 = 4;
/// Words of the iterator: what it gives, the dict's length and state when it was made.
const KIND: u32 = 2;
const SIZE: u32 = 3;
const STATE: u32 = 4;
const CURRENT: u32 = 2;

fn view_iterator(vm: &mut Vm, args: &Args<'_>, direction: u64) -> Res<Owned> {
    let dict = vm.heap.field(args.this(), 0);
    let kind = match &*crate::modules::short_type_name(vm, args.this()) {
        "odict_keys" => KEYS,
        "odict_values" => VALUES,
        _ => KEYS | VALUES,
    };
    iterator(vm, dict, kind | direction)
}

fn iterator(vm: &mut Vm, dict: Ref, kind: u64) -> Res<Owned> {
    let id = vm.native_class("odict_iterator");
    let node = if kind & REVERSED == 0 {
        vm.heap.odict_first(dict)
    } else {
        vm.heap.odict_last(dict)
    };
    let key = if node == 0 {
        Ref::NULL
    } else {
        vm.heap.odict_key(node).0
    };
    let result = if kind & 3 == KEYS | VALUES {
        let none = vm.heap.known.none;
        Some(vm.heap.tuple_of(&[none, none]))
    } else {
        None
    };
    let result = result.as_ref().map_or(Ref::NULL, Owned::get);
    let iter = vm.new_native(id, &[dict, result, key]);
    let (size, state) = (vm.heap.dict_len(dict), vm.heap.odict_state(dict));
    vm.heap.set_raw_word(iter.get(), KIND, kind);
    vm.heap.set_raw_word(iter.get(), SIZE, u64::from(size));
    vm.heap.set_raw_word(iter.get(), STATE, u64::from(state));
    Ok(iter)
}

pub(super) fn next(vm: &mut Vm, iter: Ref) -> Res<Option<Owned>> {
    let dict = vm.heap.field(iter, 0);
    let current = vm.heap.field(iter, CURRENT);
    if dict.is_null() || current.is_null() {
        return Ok(None);
    }
    if vm.heap.raw_word(iter, STATE) != u64::from(vm.heap.odict_state(dict)) {
        return Err(vm.raise_text(Exc::RuntimeError, "OrderedDict mutated during iteration"));
    }
    if vm.heap.raw_word(iter, SIZE) != u64::from(vm.heap.dict_len(dict)) {
        vm.heap.set_raw_word(iter, SIZE, u64::MAX);
        return Err(vm.raise_text(
            Exc::RuntimeError,
            "OrderedDict changed size during iteration",
        ));
    }
    let kind = vm.heap.raw_word(iter, KIND);
    let key = vm.heap.own(current);
    let hash = vm.hash(current)?;
    let Some(found) = vm.dict_find(dict, current, hash)? else {
        return Err(vm.key_error(current));
    };
    let value = vm.heap.own(found.value);
    let node = vm.heap.odict_node(dict, found.entry);
    let following = if kind & REVERSED == 0 {
        vm.heap.odict_next(node)
    } else {
        vm.heap.odict_previous(node)
    };
    let following = if following == 0 {
        Ref::NULL
    } else {
        vm.heap.odict_key(following).0
    };
    vm.store_field(iter, CURRENT, following);
    Ok(Some(match kind & 3 {
        KEYS => key,
        VALUES => value,
        _ => vm.reuse_pair(iter, key, value),
    }))
}

//! `_collections` (Modules/_collectionsmodule.c) and `OrderedDict` (Objects/odictobject.c).

mod defaultdict;
mod deque;
mod deque_items;
mod ordered_dict;

use heaplens_heap::rules::sizes::BuiltinType;
use heaplens_heap::types::Layout;
use heaplens_heap::{Owned, Ref, TypeId};

use crate::modules::ModuleDef;
use crate::modules::native_class::{NativeClass, no_new};
use crate::opcode::BinaryOperator;
use crate::types::iterators;
use crate::vm::native::{Args, Arity, Def};
use crate::vm::{Res, Vm};

/// The module.
pub const MODULE: ModuleDef = ModuleDef {
    name: "_collections",
    functions: &[&[Def::method(
        "_count_elements",
        Arity::Range(2, 2),
        count_elements,
    )]],
    classes: CLASSES,
    fill: |_, _| Ok(()),
};

const ITERATOR: &[Def] = &[
    Def::fixed("__new__", Arity::Free, no_new),
    Def::slot("__iter__", 0, iterators::itself),
    Def::slot("__next__", 0, iterators::next),
];

const CLASSES: &[NativeClass] = &[
    NativeClass::record(
        "collections.deque",
        BuiltinType::CollectionsDeque,
        &[],
        &[deque::METHODS, deque_items::METHODS],
    )
    .layout(Layout::Deque)
    .base(),
    NativeClass::record(
        "_collections._deque_iterator",
        BuiltinType::CollectionsDequeIterator,
        &["deque"],
        &[ITERATOR, deque::HINT],
    )
    .iterator(deque::next_forward),
    NativeClass::record(
        "_collections._deque_reverse_iterator",
        BuiltinType::CollectionsDequeReverseIterator,
        &["deque"],
        &[ITERATOR, deque::HINT],
    )
    .iterator(deque::next_backward),
    NativeClass::record(
        "collections.defaultdict",
        BuiltinType::CollectionsDefaultdict,
        &["default_factory"],
        &[defaultdict::METHODS],
    )
    .layout(Layout::Dict)
    .extends("dict")
    .base(),
    NativeClass::record(
        "collections.OrderedDict",
        BuiltinType::CollectionsOrderedDict,
        &[],
        &[ordered_dict::METHODS],
    )
    .layout(Layout::OrderedDict)
    .extends("dict")
    .base(),
    NativeClass::record(
        "odict_keys",
        BuiltinType::OdictKeys,
        &["dv_dict"],
        &[ordered_dict::VIEW],
    )
    .extends("dict_keys")
    .private(),
    NativeClass::record(
        "odict_values",
        BuiltinType::OdictKeys,
        &["dv_dict"],
        &[ordered_dict::VIEW],
    )
    .extends("dict_values")
    .private(),
    NativeClass::record(
        "odict_items",
        BuiltinType::OdictItems,
        &["dv_dict"],
        &[ordered_dict::VIEW],
    )
    .extends("dict_items")
    .private(),
    NativeClass::record(
        "odict_iterator",
        BuiltinType::OdictIterator,
        &["di_odict", "di_result", "di_current"],
        &[ITERATOR],
    )
    .iterator(ordered_dict::next)
    .private(),
    NativeClass::record(
        "_collections._tuplegetter",
        BuiltinType::CollectionsTuplegetter,
        &["doc"],
        &[TUPLEGETTER],
    ),
];

const TUPLEGETTER: &[Def] = &[
    Def::fixed("__new__", Arity::Free, new_tuplegetter),
    Def::slot_range("__get__", 1, 2, get_tuple_item),
    Def::slot("__set__", 2, |vm, args| {
        let text = if args.pos.len() < 3 {
            "can't delete attribute"
        } else {
            "can't set attribute"
        };
        Err(vm.raise_text(crate::vm::exceptions::Exc::AttributeError, text))
    }),
    Def::slot("__delete__", 1, |vm, _| {
        Err(vm.raise_text(
            crate::vm::exceptions::Exc::AttributeError,
            "can't delete attribute",
        ))
    }),
    Def::getter("__doc__", |vm, args| Ok(vm.field_or_none(args.this(), 0))),
    Def::setter("__doc__", |vm, args| {
        let value = args.get(1).unwrap_or_default();
        vm.store_field(args.this(), 0, value);
        Ok(vm.none())
    }),
    Def::slot("__repr__", 0, |vm, args| {
        let index = vm.heap.raw_word(args.this(), 1) as i64;
        let doc = vm.heap.field(args.this(), 0);
        let doc = vm.repr(doc)?;
        let text = format!("_tuplegetter({index}, {})", vm.heap.text(doc.get()));
        Ok(vm.heap.str(&text))
    }),
];

fn new_tuplegetter(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let rest = args.positional(vm, "_tuplegetter", 2, 2)?;
    let (index, doc) = (rest[0], rest[1]);
    let index = vm.ssize_argument(index)?;
    let id = vm.heap.type_id_of(args.this());
    let getter = vm.new_native(id, &[doc]);
    vm.heap.set_raw_word(getter.get(), 1, index as u64);
    Ok(getter)
}

fn get_tuple_item(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let this = args.this();
    let index = vm.heap.raw_word(this, 1) as i64;
    let object = args.get(1).unwrap_or_default();
    if object.is_null() || object == vm.heap.known.none {
        return Ok(vm.heap.own(this));
    }
    if !vm.is_a(object, TypeId::TUPLE) {
        let text = format!(
            "descriptor for index '{index}' for tuple subclasses doesn't apply to '{}' object",
            vm.type_name(object)
        );
        return Err(vm.type_error(&text));
    }
    match u32::try_from(index) {
        Ok(at) if at < vm.heap.tuple_len(object) => {
            let item = vm.heap.tuple_item(object, at);
            Ok(vm.heap.own(item))
        }
        _ => Err(vm.index_error("tuple index out of range")),
    }
}

/// Counts the items of an iterable in a mapping (`_collections__count_elements`).
fn count_elements(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let (mapping, iterable) = (args.pos[0], args.pos[1]);
    let iter = vm.get_iter(iterable)?;
    let one = vm.heap.int(1);
    let (get, set) = (vm.heap.intern_str("get"), vm.names.setitem);
    let id = vm.heap.type_of(mapping);
    let is_plain = vm.is_a(mapping, TypeId::DICT)
        && vm.lookup(id, get.get()) == vm.lookup(TypeId::DICT, get.get())
        && vm.lookup(id, set) == vm.lookup(TypeId::DICT, set);
    let zero = vm.heap.int(0);
    while let Some(key) = vm.next(iter.get())? {
        if is_plain {
            let old = vm.dict_get(mapping, key.get())?.unwrap_or(zero.get());
            let old = vm.heap.own(old);
            let new = vm.binary_op(old.get(), one.get(), BinaryOperator::Add, false)?;
            vm.dict_set(mapping, key.get(), new.get())?;
        } else {
            let old = vm.call_attribute(mapping, get.get(), &[key.get(), zero.get()])?;
            let new = vm.binary_op(old.get(), one.get(), BinaryOperator::Add, false)?;
            vm.set_item(mapping, key.get(), new.get())?;
        }
        vm.release(key);
    }
    Ok(vm.none())
}

/// Whether `r` is (really) an instance of the native class `name`.
fn is_of(vm: &mut Vm, r: Ref, name: &'static str) -> bool {
    let id = vm.native_class(name);
    vm.is_a(r, id)
}

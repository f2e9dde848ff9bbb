//! `__reduce__` and `__setstate__` of iterators, what `copy` and `pickle` go by (the `_reduce` and `_setstate`
//! functions of Objects/*object.c), and of exceptions.

use heaplens_heap::{Owned, Ref, TypeId};

use crate::vm::exceptions::exc_field;
use crate::vm::iterate::range_iter;
use crate::vm::native::{Args, Arity, Def};
use crate::vm::{Res, Vm};

/// Of iterators over sequences, by an index.
pub const INDEXED: &[Def] = &[
    Def::method("__reduce__", Arity::None, reduce_indexed),
    Def::method("__setstate__", Arity::One, set_index),
];
/// Of a range's iterator.
pub const RANGE: &[Def] = &[
    Def::method("__reduce__", Arity::None, reduce_range),
    Def::method("__setstate__", Arity::One, |vm, args| {
        let iter = args.this();
        let left = vm.heap.raw_word(iter, range_iter::LEFT) as i64;
        let by = vm.clamped_index(args.pos[1])?.clamp(0, left);
        let next = vm.heap.raw_word(iter, range_iter::NEXT) as i64;
        let step = vm.heap.raw_word(iter, range_iter::STEP) as i64;
        vm.heap
            .set_raw_word(iter, range_iter::NEXT, (next + by * step) as u64);
        vm.heap
            .set_raw_word(iter, range_iter::LEFT, (left - by) as u64);
        Ok(vm.none())
    }),
];
/// Of iterators over dicts and sets: what is left, as a list.
pub const LISTED: &[Def] = &[Def::method("__reduce__", Arity::None, reduce_listed)];
/// Of `iter(callable, sentinel)`.
pub const CALLABLE: &[Def] = &[Def::method("__reduce__", Arity::None, |vm, args| {
    let iter = args.this();
    let (callable, sentinel) = (vm.heap.field(iter, 0), vm.heap.field(iter, 1));
    if callable.is_null() {
        return empty(vm);
    }
    let function = builtin(vm, "iter")?;
    let arguments = vm.heap.tuple_of(&[callable, sentinel]);
    Ok(vm.heap.tuple_of(&[function.get(), arguments.get()]))
})];
/// Of `zip`, `map` and `filter`.
pub const COMBINED: &[Def] = &[Def::method("__reduce__", Arity::None, |vm, args| {
    let this = args.this();
    let id = vm.heap.type_of(this);
    let class = vm.heap.info(id).object;
    let (first, second) = (vm.heap.field(this, 0), vm.heap.field(this, 1));
    let arguments = if vm.heap.is_subtype(id, TypeId::ZIP) {
        vm.heap.own(first)
    } else if vm.heap.is_subtype(id, TypeId::MAP) {
        let mut all = vec![first];
        all.extend(vm.heap.tuple_items(second));
        vm.heap.tuple_of(&all)
    } else {
        vm.heap.tuple_of(&[first, second])
    };
    Ok(vm.heap.tuple_of(&[class, arguments.get()]))
})];
/// Of an exception.
pub const EXCEPTION: &[Def] = &[
    Def::method("__reduce__", Arity::None, |vm, args| {
        let this = args.this();
        let class = vm.heap.info_of(this).object;
        let given = vm.heap.field(this, exc_field::ARGS);
        let name = vm.names.dict;
        let dict = match vm.find_attribute(this, name)? {
            Some(dict) if vm.is_a(dict.get(), TypeId::DICT) && vm.heap.dict_len(dict.get()) > 0 => {
                dict
            }
            _ => return Ok(vm.heap.tuple_of(&[class, given])),
        };
        Ok(vm.heap.tuple_of(&[class, given, dict.get()]))
    }),
    Def::method("__setstate__", Arity::One, |vm, args| {
        let (this, state) = (args.pos[0], args.pos[1]);
        if state == vm.heap.known.none {
            return Ok(vm.none());
        }
        if !vm.is_a(state, TypeId::DICT) {
            return Err(vm.type_error("state is not a dictionary"));
        }
        for (_, key, value) in vm.heap.dict_entries(state) {
            vm.set_attribute(this, key, value)?;
        }
        Ok(vm.none())
    }),
];

fn builtin(vm: &mut Vm, name: &str) -> Res<Owned> {
    let (dict, key) = (vm.builtins, vm.heap.intern_str(name));
    match vm.heap.dict_get_str(dict, key.get()) {
        Some(function) => Ok(vm.heap.own(function)),
        None => Err(vm.raise_text(crate::vm::exceptions::Exc::AttributeError, name)),
    }
}

/// The state of an iterator that has ended: `(iter, ((),))`.
fn empty(vm: &mut Vm) -> Res<Owned> {
    let function = builtin(vm, "iter")?;
    let nothing = vm.heap.tuple_of(&[]);
    let arguments = vm.heap.tuple_of(&[nothing.get()]);
    Ok(vm.heap.tuple_of(&[function.get(), arguments.get()]))
}

fn reduce_indexed(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let iter = args.this();
    let over = vm.heap.field(iter, 0);
    let id = vm.heap.type_of(iter);
    if over.is_null() {
        let nothing = match id {
            TypeId::LIST_ITERATOR | TypeId::LIST_REVERSEITERATOR => {
                Owned::adopt(vm.heap.new_list(TypeId::LIST))
            }
            TypeId::STR_ITERATOR | TypeId::STR_ASCII_ITERATOR => vm.heap.str(""),
            _ => vm.heap.tuple_of(&[]),
        };
        let is_reversed = id == TypeId::LIST_REVERSEITERATOR && vm.version.minor() >= 13;
        let function = builtin(vm, if is_reversed { "reversed" } else { "iter" })?;
        let arguments = vm.heap.tuple_of(&[nothing.get()]);
        return Ok(vm.heap.tuple_of(&[function.get(), arguments.get()]));
    }
    let name = if id == TypeId::LIST_REVERSEITERATOR {
        "reversed"
    } else {
        "iter"
    };
    let function = builtin(vm, name)?;
    let arguments = vm.heap.tuple_of(&[over]);
    let index = vm.heap.int(vm.heap.raw_word(iter, 1) as i64);
    Ok(vm
        .heap
        .tuple_of(&[function.get(), arguments.get(), index.get()]))
}

fn set_index(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let (iter, state) = (args.pos[0], args.pos[1]);
    let over = vm.heap.field(iter, 0);
    let index = vm.clamped_index(state)?;
    if over.is_null() {
        return Ok(vm.none());
    }
    let id = vm.heap.type_of(iter);
    let index = if id == TypeId::LIST_REVERSEITERATOR {
        index.clamp(-1, i64::from(vm.heap.list_len(over)) - 1)
    } else if id == TypeId::SEQ_ITERATOR {
        index.max(0)
    } else {
        let length = vm.length(over)? as i64;
        index.clamp(0, length)
    };
    vm.heap.set_raw_word(iter, 1, index as u64);
    Ok(vm.none())
}

fn reduce_range(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let iter = args.this();
    let next = vm.heap.raw_word(iter, range_iter::NEXT) as i64;
    let step = vm.heap.raw_word(iter, range_iter::STEP) as i64;
    let left = vm.heap.raw_word(iter, range_iter::LEFT) as i64;
    let parts = [next, next + left * step, step].map(|value| vm.heap.int(value));
    let refs: Vec<Ref> = parts.iter().map(Owned::get).collect();
    let class = vm.heap.info(TypeId::RANGE).object;
    let range = vm.call(class, &refs)?;
    let function = builtin(vm, "iter")?;
    let arguments = vm.heap.tuple_of(&[range.get()]);
    let state = if vm.version.minor() >= 12 {
        vm.none()
    } else {
        vm.heap.int(0)
    };
    Ok(vm
        .heap
        .tuple_of(&[function.get(), arguments.get(), state.get()]))
}

fn reduce_listed(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let iter = args.this();
    // What is left is looked at with a copy of the iterator's numbers.
    let kept: Vec<u64> = (1..4).map(|word| vm.heap.raw_word(iter, word)).collect();
    let over = vm.heap.field(iter, 0);
    let held = if over.is_null() {
        None
    } else {
        Some(vm.heap.own(over))
    };
    let items = vm.collect_items(iter);
    if let Some(over) = held {
        if vm.heap.field(iter, 0).is_null() {
            let over = over.into_ref();
            vm.heap.set_field(iter, 0, over);
        } else {
            vm.release(over);
        }
        for (at, word) in kept.into_iter().enumerate() {
            vm.heap.set_raw_word(iter, at as u32 + 1, word);
        }
    }
    let items: Vec<Owned> = items?.into_iter().map(Owned::adopt).collect();
    let list = vm.list_owned(items);
    let function = builtin(vm, "iter")?;
    let arguments = vm.heap.tuple_of(&[list.get()]);
    Ok(vm.heap.tuple_of(&[function.get(), arguments.get()]))
}

//! `set` and `frozenset` (Objects/setobject.c).

use heaplens_heap::{Owned, Ref, TypeId};

use crate::opcode::Comparison;
use crate::text::PyText;
use crate::types::object::decline;
use crate::vm::exceptions::Exc;
use crate::vm::native::{Args, Arity, Def};
use crate::vm::{Res, Vm};

macro_rules! common {
    ($($extra:expr,)*) => {
        &[
            Def::slot("__repr__", 0, repr),
            Def::slot("__len__", 0, |vm, args| {
                let length = vm.heap.set_len(args.this());
                Ok(vm.heap.int(i64::from(length)))
            }),
            Def::method("__contains__", Arity::One, |vm, args| {
                let found = vm.set_contains(args.pos[0], args.pos[1])?;
                Ok(vm.heap.bool(found))
            }),
            Def::slot("__iter__", 0, |vm, args| Ok(vm.new_set_iterator(args.this()))),
            Def::slot("__lt__", 1, |vm, args| compare(vm, args, Comparison::Lt)),
            Def::slot("__le__", 1, |vm, args| compare(vm, args, Comparison::Le)),
            Def::slot("__eq__", 1, |vm, args| compare(vm, args, Comparison::Eq)),
            Def::slot("__ne__", 1, |vm, args| compare(vm, args, Comparison::Ne)),
            Def::slot("__gt__", 1, |vm, args| compare(vm, args, Comparison::Gt)),
            Def::slot("__ge__", 1, |vm, args| compare(vm, args, Comparison::Ge)),
            Def::slot("__and__", 1, |vm, args| operate(vm, args.pos[0], args.pos[1], Vm::set_intersection)),
            Def::slot("__rand__", 1, |vm, args| operate(vm, args.pos[1], args.pos[0], Vm::set_intersection)),
            Def::slot("__or__", 1, |vm, args| operate(vm, args.pos[0], args.pos[1], Vm::set_union)),
            Def::slot("__ror__", 1, |vm, args| operate(vm, args.pos[1], args.pos[0], Vm::set_union)),
            Def::slot("__sub__", 1, |vm, args| operate(vm, args.pos[0], args.pos[1], Vm::set_difference)),
            Def::slot("__rsub__", 1, |vm, args| operate(vm, args.pos[1], args.pos[0], Vm::set_difference)),
            Def::slot("__xor__", 1, |vm, args| operate(vm, args.pos[0], args.pos[1], Vm::set_symmetric_difference)),
            Def::slot("__rxor__", 1, |vm, args| operate(vm, args.pos[1], args.pos[0], Vm::set_symmetric_difference)),
            Def::method("copy", Arity::None, copy),
            Def::method("union", Arity::Range(0, 255), |vm, args| fold(vm, args, Vm::set_union)),
            Def::method("intersection", Arity::Range(0, 255), |vm, args| fold(vm, args, Vm::set_intersection)),
            Def::method("difference", Arity::Range(0, 255), |vm, args| fold(vm, args, Vm::set_difference)),
            Def::method("symmetric_difference", Arity::One, |vm, args| {
                vm.set_symmetric_difference(args.pos[0], args.pos[1])
            }),
            Def::method("isdisjoint", Arity::One, isdisjoint),
            Def::method("issubset", Arity::One, |vm, args| {
                let value = is_subset(vm, args.pos[0], args.pos[1])?;
                Ok(vm.heap.bool(value))
            }),
            Def::method("issuperset", Arity::One, |vm, args| {
                let value = is_superset(vm, args.pos[0], args.pos[1])?;
                Ok(vm.heap.bool(value))
            }),
            Def::method("__reduce__", Arity::None, reduce),
            $($extra,)*
        ]
    };
}

/// Methods of `set`.
pub const SET: &[Def] = common!(
    Def::fixed("__new__", Arity::Free, |vm, args| {
        let id = vm.heap.type_id_of(args.this());
        Ok(Owned::adopt(vm.heap.new_set(id)))
    }),
    Def::slot_free("__init__", init),
    Def::slot("__iand__", 1, |vm, args| update_in_place(
        vm,
        args,
        Vm::set_intersection_update
    )),
    Def::slot("__ior__", 1, |vm, args| update_in_place(
        vm,
        args,
        Vm::set_update
    )),
    Def::slot("__isub__", 1, |vm, args| update_in_place(
        vm,
        args,
        Vm::set_difference_update
    )),
    Def::slot("__ixor__", 1, |vm, args| update_in_place(
        vm,
        args,
        Vm::set_symmetric_difference_update
    )),
    Def::method("add", Arity::One, |vm, args| {
        let hash = vm.hash_element(args.pos[1])?;
        let key = vm.heap.own(args.pos[1]);
        vm.set_add_key(args.pos[0], key, hash)?;
        Ok(vm.none())
    }),
    Def::method("clear", Arity::None, |vm, args| {
        vm.heap.set_clear(args.this());
        vm.settle();
        Ok(vm.none())
    }),
    Def::method("discard", Arity::One, |vm, args| {
        vm.set_discard(args.pos[0], args.pos[1])?;
        Ok(vm.none())
    }),
    Def::method("remove", Arity::One, |vm, args| {
        if vm.set_discard(args.pos[0], args.pos[1])? {
            Ok(vm.none())
        } else {
            Err(vm.key_error(args.pos[1]))
        }
    }),
    Def::method("pop", Arity::None, |vm, args| {
        match vm.heap.set_pop(args.this()) {
            Some(key) => Ok(key),
            None => Err(vm.raise_text(Exc::KeyError, "pop from an empty set")),
        }
    }),
    Def::method("update", Arity::Range(0, 255), |vm, args| each(
        vm,
        args,
        Vm::set_update
    )),
    Def::method("difference_update", Arity::Range(0, 255), |vm, args| each(
        vm,
        args,
        Vm::set_difference_update
    )),
    Def::method("intersection_update", Arity::Range(0, 255), |vm, args| {
        let result = fold(vm, args, Vm::set_intersection)?;
        vm.heap.set_swap(args.this(), result.get());
        Ok(vm.none())
    }),
    Def::method("symmetric_difference_update", Arity::One, |vm, args| {
        vm.set_symmetric_difference_update(args.pos[0], args.pos[1])?;
        Ok(vm.none())
    }),
);

/// Methods of `frozenset`.
pub const FROZENSET: &[Def] = common!(
    Def::fixed("__new__", Arity::Free, new_frozen),
    Def::slot("__hash__", 0, hash),
);

fn init(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    args.no_keywords(vm, "set")?;
    let given = args.pos.len() - 1;
    if given > 1 {
        let text = format!("set expected at most 1 argument, got {given}");
        return Err(vm.type_error(&text));
    }
    vm.heap.set_clear(args.this());
    vm.settle();
    if let Some(iterable) = args.get(1) {
        vm.set_update(args.this(), iterable)?;
    }
    Ok(vm.none())
}

fn new_frozen(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let id = vm.heap.type_id_of(args.this());
    if id == TypeId::FROZENSET {
        args.no_keywords(vm, "frozenset")?;
    }
    let given = args.pos.len() - 1;
    if given > 1 {
        let text = format!("frozenset expected at most 1 argument, got {given}");
        return Err(vm.type_error(&text));
    }
    if id != TypeId::FROZENSET {
        let set = Owned::adopt(vm.heap.new_set(id));
        if let Some(iterable) = args.get(1) {
            vm.set_update(set.get(), iterable)?;
        }
        return Ok(set);
    }
    if let Some(iterable) = args.get(1) {
        if vm.heap.type_of(iterable) == TypeId::FROZENSET {
            return Ok(vm.heap.own(iterable));
        }
        let set = Owned::adopt(vm.heap.new_set(TypeId::FROZENSET));
        vm.set_update(set.get(), iterable)?;
        untrack_plain(vm, set.get());
        if vm.heap.set_len(set.get()) > 0 || !has_one_empty_frozenset(vm) {
            return Ok(set);
        }
    } else if !has_one_empty_frozenset(vm) {
        let set = Owned::adopt(vm.heap.new_set(TypeId::FROZENSET));
        untrack_plain(vm, set.get());
        return Ok(set);
    }
    if vm.states.empty_frozenset.is_null() {
        vm.states.empty_frozenset = vm.heap.new_set(TypeId::FROZENSET);
    }
    let empty = vm.states.empty_frozenset;
    Ok(vm.heap.own(empty))
}

/// A new frozenset of which no item can be in a cycle is none of the collector's business (3.15).
fn untrack_plain(vm: &mut Vm, set: Ref) {
    if vm.heap.rules.gc.frozensets_ask_items
        && !vm
            .heap
            .set_keys_of(set)
            .iter()
            .any(|&(_, item)| vm.heap.may_be_tracked(item))
    {
        vm.heap.untrack(set);
    }
}

/// Whether there is but one empty frozenset (`emptyfrozenset`, up to 3.9).
fn has_one_empty_frozenset(vm: &Vm) -> bool {
    vm.version.minor() < 10
}

fn hash(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let set = args.this();
    let mut hash = vm.heap.set_hash(set);
    if hash == -1 {
        let hashes: Vec<i64> = vm
            .heap
            .set_keys_of(set)
            .into_iter()
            .map(|(hash, _)| hash)
            .collect();
        hash = crate::number::hash::of_frozenset(hashes.into_iter());
        vm.heap.keep_set_hash(set, hash);
    }
    Ok(vm.heap.int(hash))
}

fn repr(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let set = args.this();
    let name = vm.type_name(set);
    if vm.repr_enter(set) {
        return Ok(vm.heap.str(&format!("{name}(...)")));
    }
    if vm.heap.set_len(set) == 0 {
        vm.repr_leave(set);
        return Ok(vm.heap.str(&format!("{name}()")));
    }
    let is_plain = vm.heap.type_of(set) == TypeId::SET;
    let mut text = PyText::new();
    if !is_plain {
        text.push_str(&format!("{name}("));
    }
    text.push_str("{");
    let keys = vm.heap.set_keys_of(set);
    let held: Vec<Owned> = keys.iter().map(|&(_, key)| vm.heap.own(key)).collect();
    let mut shown = Ok(());
    for (at, key) in held.iter().enumerate() {
        if at > 0 {
            text.push_str(", ");
        }
        shown = vm.push_repr(&mut text, key.get());
        if shown.is_err() {
            break;
        }
    }
    vm.repr_leave(set);
    shown?;
    for key in held {
        vm.release(key);
    }
    text.push_str("}");
    if !is_plain {
        text.push_str(")");
    }
    Ok(vm.str_from_text(&text))
}

fn copy(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    if vm.heap.type_of(args.this()) == TypeId::FROZENSET {
        return Ok(vm.heap.own(args.this()));
    }
    vm.set_copy(args.this())
}

fn reduce(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let class = vm.heap.info_of(args.this()).object;
    let list = vm.list_from_iterable(args.this())?;
    let arguments = vm.heap.tuple_from(&[list.into_ref()]);
    let name = vm.names.dict;
    let state = match vm.get_attribute(args.this(), name) {
        Ok(state) => state,
        Err(_) if vm.catch(Exc::AttributeError) => vm.none(),
        Err(raised) => return Err(raised),
    };
    vm.heap.incref(class);
    Ok(vm
        .heap
        .tuple_from(&[class, arguments.into_ref(), state.into_ref()]))
}

/// An operation on two sets; anything else declines.
fn operate(
    vm: &mut Vm,
    a: Ref,
    b: Ref,
    operation: fn(&mut Vm, Ref, Ref) -> Res<Owned>,
) -> Res<Owned> {
    if vm.is_a_set(a) && vm.is_a_set(b) {
        operation(vm, a, b)
    } else {
        decline(vm)
    }
}

/// A method that combines the set with each of its arguments; without any it copies.
fn fold(
    vm: &mut Vm,
    args: &Args<'_>,
    operation: fn(&mut Vm, Ref, Ref) -> Res<Owned>,
) -> Res<Owned> {
    let Some((&first, rest)) = args.pos[1..].split_first() else {
        return vm.set_copy(args.this());
    };
    let mut result = operation(vm, args.this(), first)?;
    for &other in rest {
        let next = operation(vm, result.get(), other)?;
        vm.release(std::mem::replace(&mut result, next));
    }
    Ok(result)
}

fn each(vm: &mut Vm, args: &Args<'_>, operation: fn(&mut Vm, Ref, Ref) -> Res<()>) -> Res<Owned> {
    for &other in &args.pos[1..] {
        operation(vm, args.this(), other)?;
    }
    Ok(vm.none())
}

fn update_in_place(
    vm: &mut Vm,
    args: &Args<'_>,
    operation: fn(&mut Vm, Ref, Ref) -> Res<()>,
) -> Res<Owned> {
    if !vm.is_a_set(args.pos[1]) {
        return decline(vm);
    }
    operation(vm, args.pos[0], args.pos[1])?;
    Ok(vm.heap.own(args.pos[0]))
}

fn isdisjoint(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let (set, other) = (args.pos[0], args.pos[1]);
    if set == other {
        let value = vm.heap.set_len(set) == 0;
        return Ok(vm.heap.bool(value));
    }
    if vm.is_a_set(other) {
        let (small, large) = if vm.heap.set_len(other) > vm.heap.set_len(set) {
            (set, other)
        } else {
            (other, set)
        };
        for (hash, key) in vm.heap.set_keys_of(small) {
            if vm.set_find(large, key, hash)?.is_ok() {
                return Ok(vm.heap.bool(false));
            }
        }
        return Ok(vm.heap.bool(true));
    }
    let iter = vm.get_iter(other)?;
    while let Some(key) = vm.next(iter.get())? {
        let found = vm.set_has(set, key.get())?;
        vm.release(key);
        if found {
            return Ok(vm.heap.bool(false));
        }
    }
    Ok(vm.heap.bool(true))
}

fn is_subset(vm: &mut Vm, a: Ref, b: Ref) -> Res<bool> {
    let temporary;
    let b = if vm.is_a_set(b) {
        b
    } else {
        // `set_issubset` makes a set of what is common.
        temporary = vm.set_intersection(a, b)?;
        return Ok(vm.heap.set_len(temporary.get()) == vm.heap.set_len(a));
    };
    if vm.heap.set_len(a) > vm.heap.set_len(b) {
        return Ok(false);
    }
    for (hash, key) in vm.heap.set_keys_of(a) {
        if vm.set_find(b, key, hash)?.is_err() {
            return Ok(false);
        }
    }
    Ok(true)
}

fn is_superset(vm: &mut Vm, a: Ref, b: Ref) -> Res<bool> {
    if vm.is_a_set(b) {
        return is_subset(vm, b, a);
    }
    let iter = vm.get_iter(b)?;
    while let Some(key) = vm.next(iter.get())? {
        let found = vm.set_has(a, key.get())?;
        vm.release(key);
        if !found {
            return Ok(false);
        }
    }
    Ok(true)
}

fn compare(vm: &mut Vm, args: &Args<'_>, op: Comparison) -> Res<Owned> {
    let (a, b) = (args.pos[0], args.pos[1]);
    if !vm.is_a_set(b) {
        return decline(vm);
    }
    let (x, y) = (vm.heap.set_len(a), vm.heap.set_len(b));
    let value = match op {
        Comparison::Eq | Comparison::Ne => {
            let (p, q) = (vm.heap.set_hash(a), vm.heap.set_hash(b));
            let is_equal = x == y && (p == -1 || q == -1 || p == q) && is_subset(vm, a, b)?;
            is_equal == (op == Comparison::Eq)
        }
        Comparison::Le => is_subset(vm, a, b)?,
        Comparison::Ge => is_subset(vm, b, a)?,
        Comparison::Lt => x < y && is_subset(vm, a, b)?,
        Comparison::Gt => x > y && is_subset(vm, b, a)?,
    };
    Ok(vm.heap.bool(value))
}

//! `deque` by index and by value: look-up, insertion, removal, rotation, repetition.

use heaplens_heap::deque::End;
use heaplens_heap::{Owned, Ref};

use super::deque::{copy, extend, push_item};
use super::is_of;
use crate::vm::exceptions::Exc;
use crate::vm::native::{Args, Arity, Def};
use crate::vm::{Raised, Res, Vm};

/// Methods.
pub const METHODS: &[Def] = &[
    Def::slot("__getitem__", 1, |vm, args| {
        let at = index(vm, args.pos[0], args.pos[1])?;
        let item = vm.heap.deque_item(args.pos[0], at);
        Ok(vm.heap.own(item))
    }),
    Def::slot("__setitem__", 2, |vm, args| {
        let at = index(vm, args.pos[0], args.pos[1])?;
        let old = vm.heap.deque_item(args.pos[0], at);
        vm.heap.incref(args.pos[2]);
        vm.heap.set_deque_item(args.pos[0], at, args.pos[2]);
        vm.drop_ref(old);
        Ok(vm.none())
    }),
    Def::slot("__delitem__", 1, |vm, args| {
        let at = index(vm, args.pos[0], args.pos[1])?;
        delete(vm, args.pos[0], at);
        Ok(vm.none())
    }),
    Def::slot("__contains__", 1, |vm, args| {
        let (this, item) = (args.pos[0], args.pos[1]);
        let length = vm.heap.deque_len(this);
        let found = find(vm, this, item, 0, length)?;
        vm.bool_of(found.is_some())
    }),
    Def::slot("__add__", 1, add),
    Def::slot("__iadd__", 1, |vm, args| {
        extend(vm, args.pos[0], args.pos[1], End::Right)?;
        Ok(vm.heap.own(args.pos[0]))
    }),
    Def::slot("__mul__", 1, multiply),
    Def::slot("__rmul__", 1, multiply),
    Def::slot("__imul__", 1, |vm, args| {
        let count = vm.ssize_argument(args.pos[1])?;
        repeat(vm, args.pos[0], count)?;
        Ok(vm.heap.own(args.pos[0]))
    }),
    Def::method("count", Arity::One, count),
    Def::method("index", Arity::Range(1, 3), index_of),
    Def::method("insert", Arity::Range(2, 2), insert),
    Def::method("remove", Arity::One, remove),
    Def::method("reverse", Arity::None, reverse),
    Def::method("rotate", Arity::Range(0, 1), |vm, args| {
        let n = match args.get(1) {
            Some(n) => vm.ssize_argument(n)?,
            None => 1,
        };
        rotate(vm, args.this(), n);
        Ok(vm.none())
    }),
];

fn index(vm: &mut Vm, this: Ref, r: Ref) -> Res<u32> {
    let name = vm.names.index;
    if vm.lookup_special(r, name).is_none() {
        let text = format!("sequence index must be integer, not '{}'", vm.type_name(r));
        return Err(vm.type_error(&text));
    }
    let length = i64::from(vm.heap.deque_len(this));
    let Some(at) = vm.index_value(r)? else {
        let text = format!(
            "cannot fit '{}' into an index-sized integer",
            vm.type_name(r)
        );
        return Err(vm.index_error(&text));
    };
    let at = if at < 0 { at + length } else { at };
    if (0..length).contains(&at) {
        Ok(at as u32)
    } else {
        Err(vm.index_error("deque index out of range"))
    }
}

fn mutated(vm: &mut Vm) -> Raised {
    vm.raise_text(Exc::RuntimeError, "deque mutated during iteration")
}

fn find(vm: &mut Vm, this: Ref, item: Ref, start: u32, stop: u32) -> Res<Option<u32>> {
    let state = vm.heap.deque_state(this);
    for at in start..stop {
        let each = vm.heap.deque_item(this, at);
        let each = vm.heap.own(each);
        let same = vm.same_items(each.get(), item)?;
        vm.release(each);
        if same {
            return Ok(Some(at));
        }
        if vm.heap.deque_state(this) != state {
            return Err(mutated(vm));
        }
    }
    Ok(None)
}

fn rotate(vm: &mut Vm, this: Ref, n: i64) {
    let length = i64::from(vm.heap.deque_len(this));
    if length <= 1 {
        return;
    }
    let half = length / 2;
    let mut n = n;
    if n > half || n < -half {
        n %= length;
        if n > half {
            n -= length;
        } else if n < -half {
            n += length;
        }
    }
    let (from, to) = if n > 0 {
        (End::Right, End::Left)
    } else {
        (End::Left, End::Right)
    };
    for _ in 0..n.abs() {
        if let Some(item) = vm.heap.deque_pop(this, from) {
            vm.heap.deque_push(this, to, item);
        }
    }
}

/// Removes an item (`deque_del_item`).
fn delete(vm: &mut Vm, this: Ref, at: u32) {
    rotate(vm, this, -i64::from(at));
    let item = vm.heap.deque_pop(this, End::Left);
    rotate(vm, this, i64::from(at));
    if let Some(item) = item {
        vm.drop_ref(item);
    }
}

fn add(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let (this, other) = (args.pos[0], args.pos[1]);
    if !is_of(vm, other, "collections.deque") {
        let text = format!(
            "can only concatenate deque (not \"{}\") to deque",
            vm.type_name(other)
        );
        return Err(vm.type_error(&text));
    }
    let result = copy(vm, this)?;
    extend(vm, result.get(), other, End::Right)?;
    Ok(result)
}

fn multiply(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let name = vm.names.index;
    if vm.lookup_special(args.pos[1], name).is_none() {
        let text = format!(
            "can't multiply sequence by non-int of type '{}'",
            vm.type_name(args.pos[1])
        );
        return Err(vm.type_error(&text));
    }
    let count = vm.ssize_argument(args.pos[1])?;
    let result = copy(vm, args.pos[0])?;
    repeat(vm, result.get(), count)?;
    Ok(result)
}

fn repeat(vm: &mut Vm, this: Ref, count: i64) -> Res<()> {
    if count <= 0 {
        vm.heap.deque_clear(this);
        return Ok(());
    }
    let items = vm.heap.deque_items(this);
    let total = items.len() as i64 * (count - 1);
    if total > 1 << 28 {
        return Err(vm.raise_with(Exc::MemoryError, &[]));
    }
    for _ in 1..count {
        for &item in &items {
            vm.heap.incref(item);
            push_item(vm, this, End::Right, item);
        }
    }
    Ok(())
}

fn count(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let (this, item) = (args.pos[0], args.pos[1]);
    let state = vm.heap.deque_state(this);
    let mut total = 0;
    for at in 0..vm.heap.deque_len(this) {
        let each = vm.heap.deque_item(this, at);
        let each = vm.heap.own(each);
        if vm.same_items(each.get(), item)? {
            total += 1;
        }
        vm.release(each);
        if vm.heap.deque_state(this) != state {
            return Err(mutated(vm));
        }
    }
    Ok(vm.heap.int(total))
}

/// A bound as of a slice.
fn bound(vm: &mut Vm, r: Option<Ref>, default: i64, length: i64) -> Res<i64> {
    let Some(r) = r else {
        return Ok(default);
    };
    let value = vm.index_value(r)?.unwrap_or(i64::MAX);
    Ok(if value < 0 {
        (value + length).max(0)
    } else {
        value.min(length)
    })
}

fn index_of(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let (this, item) = (args.pos[0], args.pos[1]);
    let length = i64::from(vm.heap.deque_len(this));
    let start = bound(vm, args.get(2), 0, length)?;
    let stop = bound(vm, args.get(3), length, length)?;
    match find(vm, this, item, start as u32, stop.max(start) as u32)? {
        Some(at) => Ok(vm.heap.int(i64::from(at))),
        None => {
            let text = format!("{} is not in deque", vm.repr_text(item));
            let text = if vm.version.minor() >= 14 {
                "deque.index(x): x not in deque".to_owned()
            } else {
                text
            };
            Err(vm.value_error(&text))
        }
    }
}

fn insert(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let (this, item) = (args.pos[0], args.pos[2]);
    let at = vm.ssize_argument(args.pos[1])?;
    let length = i64::from(vm.heap.deque_len(this));
    if vm.heap.deque_maxlen(this) == length {
        return Err(vm.index_error("deque already at its maximum size"));
    }
    vm.heap.incref(item);
    if at >= length {
        push_item(vm, this, End::Right, item);
    } else if at <= -length || at == 0 {
        push_item(vm, this, End::Left, item);
    } else {
        rotate(vm, this, -at);
        let end = if at < 0 { End::Right } else { End::Left };
        push_item(vm, this, end, item);
        rotate(vm, this, at);
    }
    Ok(vm.none())
}

fn remove(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let (this, item) = (args.pos[0], args.pos[1]);
    let length = vm.heap.deque_len(this);
    match find(vm, this, item, 0, length) {
        Ok(Some(at)) => {
            delete(vm, this, at);
            Ok(vm.none())
        }
        Ok(None) => {
            let names_item = (10..=13).contains(&vm.version.minor());
            let text = if names_item {
                format!("{} is not in deque", vm.repr_text(item))
            } else {
                "deque.remove(x): x not in deque".to_owned()
            };
            Err(vm.value_error(&text))
        }
        Err(Raised) if vm.heap.deque_len(this) != length && vm.raised_is(Exc::RuntimeError) => {
            vm.catch(Exc::RuntimeError);
            Err(vm.index_error("deque mutated during remove()."))
        }
        Err(raised) => Err(raised),
    }
}

fn reverse(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let this = args.this();
    let items = vm.heap.deque_items(this);
    for (at, &item) in items.iter().rev().enumerate() {
        vm.heap.set_deque_item(this, at as u32, item);
    }
    Ok(vm.none())
}

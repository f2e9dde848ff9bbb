//! `product`, `permutations`, `combinations`, `combinations_with_replacement` and `zip_longest`: those that fill a
//! result tuple over and over, and reuse it while nobody else holds it.

use heaplens_heap::types::Layout;
use heaplens_heap::{Owned, Ref};

use crate::vm::native::{Args, Arity, Def};
use crate::vm::{Raised, Res, Vm};

/// Methods of `product`.
pub const PRODUCT: &[Def] = &[
    Def::fixed("__new__", Arity::Free, new_product),
    Def::method("__sizeof__", Arity::None, sizeof),
];
/// Methods of `permutations`.
pub const PERMUTATIONS: &[Def] = &[
    Def::fixed("__new__", Arity::Free, new_permutations),
    Def::method("__sizeof__", Arity::None, sizeof),
];
/// Methods of `combinations`.
pub const COMBINATIONS: &[Def] = &[
    Def::fixed("__new__", Arity::Free, |vm, args| {
        new_combinations(vm, args, "combinations", false)
    }),
    Def::method("__sizeof__", Arity::None, sizeof),
];
/// Methods of `combinations_with_replacement`.
pub const REPLACEMENT: &[Def] = &[
    Def::fixed("__new__", Arity::Free, |vm, args| {
        new_combinations(vm, args, "combinations_with_replacement", true)
    }),
    Def::method("__sizeof__", Arity::None, sizeof),
];
/// Methods of `zip_longest`.
pub const ZIP_LONGEST: &[Def] = &[Def::fixed("__new__", Arity::Free, new_zip_longest)];

/// A pool and the result, with the indices (and cycles) in blocks of their own.
pub const INDICES: Layout = Layout::Holding { refs: 2, blocks: 2 };
const POOL: u32 = 0;
const RESULT: u32 = 1;
/// Length of each result.
const R: u32 = 3;
const STOPPED: u32 = 4;

/// The struct and its indices; cycles aren't counted, for no one has added them.
fn sizeof(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let this = args.this();
    let cycles = if super::endless::short_class(vm, this) == "permutations" {
        vm.heap.held_bytes(this, 1)
    } else {
        0
    };
    let size = u64::from(vm.heap.info_of(this).basicsize)
        + u64::from(vm.heap.held_bytes(this, 0) + cycles);
    Ok(vm.heap.int(size as i64))
}

fn index(vm: &Vm, this: Ref, at: u32) -> u32 {
    vm.heap.held_word(this, 0, at) as u32
}

fn set_index(vm: &mut Vm, this: Ref, at: u32, value: u32) {
    vm.heap.set_held_word(this, 0, at, u64::from(value));
}

fn stop(vm: &mut Vm, this: Ref) -> Option<Owned> {
    vm.heap.set_raw_word(this, STOPPED, 1);
    None
}

/// The result so far, this object's alone: copied where somebody else holds it too.
fn own_result(vm: &mut Vm, this: Ref) -> Ref {
    let result = vm.heap.field(this, RESULT);
    if vm.heap.refcount(result) > 1 {
        let items = vm.heap.tuple_items(result);
        let copy = vm.heap.tuple_of(&items).into_ref();
        vm.heap.set_field(this, RESULT, copy);
        vm.drop_ref(result);
        return copy;
    }
    if !vm.heap.is_tracked(result) {
        vm.heap.track(result);
    }
    result
}

fn set_item(vm: &mut Vm, tuple: Ref, at: u32, item: Ref) {
    vm.heap.incref(item);
    let old = vm.heap.tuple_item(tuple, at);
    vm.heap.set_tuple_item(tuple, at, item);
    vm.drop_ref(old);
}

fn hand_out(vm: &mut Vm, this: Ref) -> Res<Option<Owned>> {
    let result = vm.heap.field(this, RESULT);
    Ok(Some(vm.heap.own(result)))
}

/// A new object over a pool (counted once more), with `count` indices and `cycles` cycles.
fn new_indexed(vm: &mut Vm, class: Ref, pool: Ref, count: u32, cycles: u32, r: i64) -> Owned {
    let id = vm.heap.type_id_of(class);
    let this = vm.new_native(id, &[pool]);
    vm.heap.hold_block(this.get(), 0, count * 8);
    vm.heap.hold_block(this.get(), 1, cycles * 8);
    vm.heap.set_raw_word(this.get(), R, r as u64);
    this
}

fn tuple_of_iterable(vm: &mut Vm, iterable: Ref) -> Res<Owned> {
    if vm.heap.type_of(iterable) == heaplens_heap::TypeId::TUPLE {
        return Ok(vm.heap.own(iterable));
    }
    let items = vm.collect_items(iterable)?;
    Ok(vm.heap.tuple_from(&items))
}

fn new_product(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let [repeat] = args.keywords(vm, "product", ["repeat"])?;
    let repeat = match repeat {
        Some(repeat) => vm.ssize_argument(repeat)?,
        None => 1,
    };
    if repeat < 0 {
        return Err(vm.value_error("repeat argument cannot be negative"));
    }
    let mut pools = Vec::new();
    if repeat > 0 {
        for &iterable in &args.pos[1..] {
            pools.push(tuple_of_iterable(vm, iterable)?);
        }
    }
    let total = pools.len() as i64 * repeat;
    if total > 1 << 24 {
        return Err(vm.raise_text(
            crate::vm::exceptions::Exc::OverflowError,
            "repeat argument too large",
        ));
    }
    let refs: Vec<Ref> = (0..total as usize)
        .map(|at| pools[at % pools.len()].get())
        .collect();
    let pools = vm.heap.tuple_of(&refs);
    let count = total as u32;
    Ok(new_indexed(vm, args.this(), pools.get(), count, 0, total))
}

pub(super) fn next_product(vm: &mut Vm, this: Ref) -> Res<Option<Owned>> {
    if vm.heap.raw_word(this, STOPPED) != 0 {
        return Ok(None);
    }
    let pools = vm.heap.field(this, POOL);
    let count = vm.heap.tuple_len(pools);
    if vm.heap.field(this, RESULT).is_null() {
        let mut items = Vec::new();
        for at in 0..count {
            let pool = vm.heap.tuple_item(pools, at);
            if vm.heap.tuple_len(pool) == 0 {
                return Ok(stop(vm, this));
            }
            items.push(vm.heap.tuple_item(pool, 0));
        }
        let result = vm.heap.tuple_of(&items).into_ref();
        vm.heap.set_field(this, RESULT, result);
        return hand_out(vm, this);
    }
    let result = own_result(vm, this);
    let mut at = count;
    loop {
        if at == 0 {
            return Ok(stop(vm, this));
        }
        at -= 1;
        let pool = vm.heap.tuple_item(pools, at);
        let next = index(vm, this, at) + 1;
        let is_over = next == vm.heap.tuple_len(pool);
        let next = if is_over { 0 } else { next };
        set_index(vm, this, at, next);
        let item = vm.heap.tuple_item(pool, next);
        set_item(vm, result, at, item);
        if !is_over {
            return hand_out(vm, this);
        }
    }
}

fn length_argument(vm: &mut Vm, r: Ref) -> Res<i64> {
    let value = vm.ssize_argument(r)?;
    if value < 0 {
        return Err(vm.value_error("r must be non-negative"));
    }
    Ok(value)
}

fn new_combinations(vm: &mut Vm, args: &Args<'_>, name: &str, has_replacement: bool) -> Res<Owned> {
    let [iterable, r] = args.bind(vm, name, 1, ["iterable", "r"], 2)?;
    let pool = tuple_of_iterable(vm, iterable.unwrap_or_default())?;
    let r = length_argument(vm, r.unwrap_or_default())?;
    let n = i64::from(vm.heap.tuple_len(pool.get()));
    let stopped = if has_replacement {
        n == 0 && r > 0
    } else {
        r > n
    };
    let count = if stopped { 0 } else { r as u32 };
    let this = new_indexed(vm, args.this(), pool.get(), count, 0, r);
    if !has_replacement {
        for at in 0..count {
            set_index(vm, this.get(), at, at);
        }
    }
    vm.heap
        .set_raw_word(this.get(), STOPPED, u64::from(stopped));
    Ok(this)
}

/// The first result: the items at the first indices.
fn first_result(vm: &mut Vm, this: Ref, r: u32) -> Res<Option<Owned>> {
    let pool = vm.heap.field(this, POOL);
    let items: Vec<Ref> = (0..r)
        .map(|at| vm.heap.tuple_item(pool, index(vm, this, at)))
        .collect();
    let result = vm.heap.tuple_of(&items).into_ref();
    vm.heap.set_field(this, RESULT, result);
    hand_out(vm, this)
}

fn refill(vm: &mut Vm, this: Ref, result: Ref, from: u32, r: u32) {
    let pool = vm.heap.field(this, POOL);
    for at in from..r {
        let item = vm.heap.tuple_item(pool, index(vm, this, at));
        set_item(vm, result, at, item);
    }
}

pub(super) fn next_combinations(vm: &mut Vm, this: Ref) -> Res<Option<Owned>> {
    if vm.heap.raw_word(this, STOPPED) != 0 {
        return Ok(None);
    }
    let r = vm.heap.raw_word(this, R) as u32;
    if vm.heap.field(this, RESULT).is_null() {
        return first_result(vm, this, r);
    }
    let n = vm.heap.tuple_len(vm.heap.field(this, POOL));
    let result = own_result(vm, this);
    let Some(at) = (0..r).rev().find(|&at| index(vm, this, at) != at + n - r) else {
        return Ok(stop(vm, this));
    };
    let first = index(vm, this, at) + 1;
    for (next, place) in (at..r).enumerate() {
        set_index(vm, this, place, first + next as u32);
    }
    refill(vm, this, result, at, r);
    hand_out(vm, this)
}

pub(super) fn next_replacement(vm: &mut Vm, this: Ref) -> Res<Option<Owned>> {
    if vm.heap.raw_word(this, STOPPED) != 0 {
        return Ok(None);
    }
    let r = vm.heap.raw_word(this, R) as u32;
    if vm.heap.field(this, RESULT).is_null() {
        return first_result(vm, this, r);
    }
    let n = vm.heap.tuple_len(vm.heap.field(this, POOL));
    let result = own_result(vm, this);
    let Some(at) = (0..r).rev().find(|&at| index(vm, this, at) + 1 != n) else {
        return Ok(stop(vm, this));
    };
    let next = index(vm, this, at) + 1;
    for place in at..r {
        set_index(vm, this, place, next);
    }
    refill(vm, this, result, at, r);
    hand_out(vm, this)
}

fn new_permutations(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let [iterable, r] = args.bind(vm, "permutations", 1, ["iterable", "r"], 1)?;
    let pool = tuple_of_iterable(vm, iterable.unwrap_or_default())?;
    let n = i64::from(vm.heap.tuple_len(pool.get()));
    let none = vm.heap.known.none;
    let r = match r.filter(|&r| r != none) {
        Some(r) if !vm.is_int(r) => return Err(vm.type_error("Expected int as r")),
        Some(r) => length_argument(vm, r)?,
        None => n,
    };
    let stopped = r > n;
    let (count, cycles) = (n as u32, if stopped { 0 } else { r as u32 });
    let this = new_indexed(vm, args.this(), pool.get(), count, cycles, r);
    for at in 0..count {
        set_index(vm, this.get(), at, at);
    }
    for at in 0..cycles {
        vm.heap
            .set_held_word(this.get(), 1, at, (n - i64::from(at)) as u64);
    }
    vm.heap
        .set_raw_word(this.get(), STOPPED, u64::from(stopped));
    Ok(this)
}

pub(super) fn next_permutations(vm: &mut Vm, this: Ref) -> Res<Option<Owned>> {
    if vm.heap.raw_word(this, STOPPED) != 0 {
        return Ok(None);
    }
    let r = vm.heap.raw_word(this, R) as u32;
    if vm.heap.field(this, RESULT).is_null() {
        return first_result(vm, this, r);
    }
    let n = vm.heap.tuple_len(vm.heap.field(this, POOL));
    if n == 0 {
        return Ok(stop(vm, this));
    }
    let result = own_result(vm, this);
    for at in (0..r).rev() {
        let cycle = vm.heap.held_word(this, 1, at) as u32 - 1;
        if cycle == 0 {
            let first = index(vm, this, at);
            for place in at..n - 1 {
                let next = index(vm, this, place + 1);
                set_index(vm, this, place, next);
            }
            set_index(vm, this, n - 1, first);
            vm.heap.set_held_word(this, 1, at, u64::from(n - at));
        } else {
            vm.heap.set_held_word(this, 1, at, u64::from(cycle));
            let (a, b) = (index(vm, this, at), index(vm, this, n - cycle));
            set_index(vm, this, at, b);
            set_index(vm, this, n - cycle, a);
            refill(vm, this, result, at, r);
            return hand_out(vm, this);
        }
    }
    Ok(stop(vm, this))
}

/// `numactive`, of a zip_longest.
const ACTIVE: u32 = 2;
const FILL: u32 = 2;

fn new_zip_longest(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let none = vm.heap.known.none;
    let mut fill = none;
    for &(name, value) in args.kw {
        if !vm.heap.str_is(name, "fillvalue") {
            return Err(vm.type_error("zip_longest() got an unexpected keyword argument"));
        }
        fill = value;
    }
    let mut iters = Vec::new();
    for &iterable in &args.pos[1..] {
        iters.push(vm.get_iter(iterable)?);
    }
    let count = iters.len();
    let iters = vm.tuple_owned(iters);
    let result = vm.heap.tuple_of(&vec![none; count]);
    let id = vm.heap.type_id_of(args.this());
    let this = vm.new_native(id, &[iters.get(), result.get(), fill]);
    vm.heap.set_raw_word(this.get(), ACTIVE, count as u64);
    Ok(this)
}

pub(super) fn next_zip_longest(vm: &mut Vm, this: Ref) -> Res<Option<Owned>> {
    let iters = vm.heap.field(this, 0);
    let count = vm.heap.tuple_len(iters);
    if count == 0 || vm.heap.raw_word(this, ACTIVE) == 0 {
        return Ok(None);
    }
    let result = vm.heap.field(this, RESULT);
    let reuses = vm.heap.refcount(result) == 1;
    let held = reuses.then(|| vm.heap.own(result));
    let mut fresh: Vec<Owned> = Vec::new();
    for at in 0..count {
        let iter = vm.heap.tuple_item(iters, at);
        let fill = vm.heap.field(this, FILL);
        let item = if iter.is_null() || iter == vm.heap.known.none {
            vm.heap.own(fill)
        } else {
            match vm.next(iter) {
                Ok(Some(item)) => item,
                Ok(None) => {
                    let active = vm.heap.raw_word(this, ACTIVE) - 1;
                    vm.heap.set_raw_word(this, ACTIVE, active);
                    if active == 0 {
                        return Ok(None);
                    }
                    let none = vm.heap.known.none;
                    vm.heap.incref(none);
                    vm.heap.set_tuple_item(iters, at, none);
                    vm.drop_ref(iter);
                    vm.heap.own(fill)
                }
                Err(Raised) => {
                    vm.heap.set_raw_word(this, ACTIVE, 0);
                    return Err(Raised);
                }
            }
        };
        if reuses {
            let old = vm.heap.tuple_item(result, at);
            vm.heap.set_tuple_item(result, at, item.into_ref());
            vm.drop_ref(old);
        } else {
            fresh.push(item);
        }
    }
    match held {
        Some(held) => {
            if !vm.heap.is_tracked(result) {
                vm.heap.track(result);
            }
            Ok(Some(held))
        }
        None => Ok(Some(vm.tuple_owned(fresh))),
    }
}

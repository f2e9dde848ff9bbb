//! `accumulate`, `compress`, `dropwhile`, `filterfalse`, `islice`, `starmap`, `takewhile`.

use heaplens_heap::{Owned, Ref, TypeId};

use crate::modules::arguments::check_count;
use crate::opcode::BinaryOperator;
use crate::vm::native::{Args, Arity, Def};
use crate::vm::{Res, Vm};

/// Methods of `accumulate`.
pub const ACCUMULATE: &[Def] = &[Def::fixed("__new__", Arity::Free, new_accumulate)];
/// Methods of `compress`.
pub const COMPRESS: &[Def] = &[Def::fixed("__new__", Arity::Free, new_compress)];
/// Methods of `dropwhile`.
pub const DROPWHILE: &[Def] = &[Def::fixed("__new__", Arity::Free, |vm, args| {
    new_pair(vm, args, "dropwhile")
})];
/// Methods of `filterfalse`.
pub const FILTERFALSE: &[Def] = &[Def::fixed("__new__", Arity::Free, |vm, args| {
    new_pair(vm, args, "filterfalse")
})];
/// Methods of `islice`.
pub const ISLICE: &[Def] = &[Def::fixed("__new__", Arity::Free, new_islice)];
/// Methods of `starmap`.
pub const STARMAP: &[Def] = &[Def::fixed("__new__", Arity::Free, |vm, args| {
    new_pair(vm, args, "starmap")
})];
/// Methods of `takewhile`.
pub const TAKEWHILE: &[Def] = &[Def::fixed("__new__", Arity::Free, |vm, args| {
    new_pair(vm, args, "takewhile")
})];

/// `NAME(function, iterable)`.
fn new_pair(vm: &mut Vm, args: &Args<'_>, name: &str) -> Res<Owned> {
    let rest = args.positional(vm, name, 2, 2)?;
    let it = vm.get_iter(rest[1])?;
    let id = vm.heap.type_id_of(args.this());
    Ok(vm.new_native(id, &[rest[0], it.get()]))
}

const TOTAL: u32 = 0;
const INITIAL: u32 = 3;

fn new_accumulate(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    if args.pos.len() > 3 {
        let text = format!(
            "accumulate() takes at most 2 positional arguments ({} given)",
            args.pos.len() - 1
        );
        return Err(vm.type_error(&text));
    }
    let [iterable, func, initial] =
        args.bind(vm, "accumulate", 1, ["iterable", "func", "initial"], 1)?;
    let it = vm.get_iter(iterable.unwrap_or_default())?;
    let none = vm.heap.known.none;
    let binop = func.filter(|&func| func != none).unwrap_or_default();
    let initial = initial.filter(|&value| value != none).unwrap_or_default();
    let id = vm.heap.type_id_of(args.this());
    Ok(vm.new_native(id, &[Ref::NULL, it.get(), binop, initial]))
}

pub(super) fn next_accumulate(vm: &mut Vm, this: Ref) -> Res<Option<Owned>> {
    let initial = vm.heap.field(this, INITIAL);
    if !initial.is_null() {
        vm.heap.set_field(this, INITIAL, Ref::NULL);
        vm.store_field(this, TOTAL, initial);
        return Ok(Some(Owned::adopt(initial)));
    }
    let (it, binop) = (vm.heap.field(this, 1), vm.heap.field(this, 2));
    let Some(value) = vm.next(it)? else {
        return Ok(None);
    };
    let total = vm.heap.field(this, TOTAL);
    if total.is_null() {
        vm.store_field(this, TOTAL, value.get());
        return Ok(Some(value));
    }
    let total = vm.heap.own(total);
    let sum = if binop.is_null() {
        vm.binary_op(total.get(), value.get(), BinaryOperator::Add, false)?
    } else {
        vm.call(binop, &[total.get(), value.get()])?
    };
    vm.release(value);
    vm.store_field(this, TOTAL, sum.get());
    vm.release(total);
    Ok(Some(sum))
}

fn new_compress(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let [data, selectors] = args.bind(vm, "compress", 1, ["data", "selectors"], 2)?;
    let data = vm.get_iter(data.unwrap_or_default())?;
    let selectors = vm.get_iter(selectors.unwrap_or_default())?;
    let id = vm.heap.type_id_of(args.this());
    Ok(vm.new_native(id, &[data.get(), selectors.get()]))
}

pub(super) fn next_compress(vm: &mut Vm, this: Ref) -> Res<Option<Owned>> {
    let (data, selectors) = (vm.heap.field(this, 0), vm.heap.field(this, 1));
    loop {
        let Some(datum) = vm.next(data)? else {
            return Ok(None);
        };
        let Some(selector) = vm.next(selectors)? else {
            return Ok(None);
        };
        let chosen = vm.truth(selector.get())?;
        vm.release(selector);
        if chosen {
            return Ok(Some(datum));
        }
        vm.release(datum);
    }
}

/// Word that says that the beginning is over (`start`, `stop`).
const FLAG: u32 = 1;

/// Whether `func(item)` is true; `None` and `bool` ask the item itself where `by_truth`.
fn passes(vm: &mut Vm, func: Ref, item: Ref, by_truth: bool) -> Res<bool> {
    if by_truth && (func == vm.heap.known.none || func == vm.heap.info(TypeId::BOOL).object) {
        return vm.truth(item);
    }
    let result = vm.call(func, &[item])?;
    let value = vm.truth(result.get())?;
    vm.release(result);
    Ok(value)
}

pub(super) fn next_dropwhile(vm: &mut Vm, this: Ref) -> Res<Option<Owned>> {
    let (func, it) = (vm.heap.field(this, 0), vm.heap.field(this, 1));
    loop {
        let Some(item) = vm.next(it)? else {
            return Ok(None);
        };
        if vm.heap.raw_word(this, FLAG) == 1 {
            return Ok(Some(item));
        }
        if !passes(vm, func, item.get(), false)? {
            vm.heap.set_raw_word(this, FLAG, 1);
            return Ok(Some(item));
        }
        vm.release(item);
    }
}

pub(super) fn next_takewhile(vm: &mut Vm, this: Ref) -> Res<Option<Owned>> {
    if vm.heap.raw_word(this, FLAG) == 1 {
        return Ok(None);
    }
    let (func, it) = (vm.heap.field(this, 0), vm.heap.field(this, 1));
    let Some(item) = vm.next(it)? else {
        return Ok(None);
    };
    if passes(vm, func, item.get(), false)? {
        return Ok(Some(item));
    }
    vm.heap.set_raw_word(this, FLAG, 1);
    vm.release(item);
    Ok(None)
}

pub(super) fn next_filterfalse(vm: &mut Vm, this: Ref) -> Res<Option<Owned>> {
    let (func, it) = (vm.heap.field(this, 0), vm.heap.field(this, 1));
    while let Some(item) = vm.next(it)? {
        if !passes(vm, func, item.get(), true)? {
            return Ok(Some(item));
        }
        vm.release(item);
    }
    Ok(None)
}

pub(super) fn next_starmap(vm: &mut Vm, this: Ref) -> Res<Option<Owned>> {
    let (func, it) = (vm.heap.field(this, 0), vm.heap.field(this, 1));
    let Some(arguments) = vm.next(it)? else {
        return Ok(None);
    };
    let arguments = if vm.heap.type_of(arguments.get()) == TypeId::TUPLE {
        arguments
    } else {
        let items = vm.collect_items(arguments.get())?;
        vm.heap.tuple_from(&items)
    };
    let items = vm.heap.tuple_items(arguments.get());
    let result = vm.call(func, &items)?;
    vm.release(arguments);
    Ok(Some(result))
}

mod islice {
    pub const NEXT: u32 = 1;
    pub const STOP: u32 = 2;
    pub const STEP: u32 = 3;
    pub const CNT: u32 = 4;
}

const INDICES: &str = "Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize.";

/// A bound of an islice: None, or an integer from 0 on.
fn bound(vm: &mut Vm, r: Option<Ref>, default: i64) -> Res<Option<i64>> {
    let Some(r) = r.filter(|&r| r != vm.heap.known.none) else {
        return Ok(Some(default));
    };
    let has_index = vm.names.index;
    if vm.lookup_special(r, has_index).is_none() {
        return Ok(None);
    }
    vm.index_value(r)
}

fn new_islice(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    args.no_keywords(vm, "islice")?;
    let rest = &args.pos[1..];
    check_count(vm, "islice", rest.len(), 2, 4)?;
    let (start, stop) = if rest.len() == 2 {
        (None, Some(rest[1]))
    } else {
        (Some(rest[1]), Some(rest[2]))
    };
    let stop_value = match bound(vm, stop, i64::MIN)? {
        Some(i64::MIN) => -1,
        Some(-1) | None => {
            return Err(vm.value_error(
                "Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize.",
            ));
        }
        Some(value) if value < -1 => return Err(vm.value_error(INDICES)),
        Some(value) => value,
    };
    let Some(start) = bound(vm, start, 0)?.filter(|&start| start >= 0) else {
        return Err(vm.value_error(INDICES));
    };
    let step = bound(vm, rest.get(3).copied(), 1)?;
    let Some(step) = step.filter(|&step| step >= 1) else {
        return Err(vm.value_error("Step for islice() must be a positive integer or None."));
    };
    let it = vm.get_iter(rest[0])?;
    let id = vm.heap.type_id_of(args.this());
    let this = vm.new_native(id, &[it.get()]);
    for (word, value) in [
        (islice::NEXT, start),
        (islice::STOP, stop_value),
        (islice::STEP, step),
    ] {
        vm.heap.set_raw_word(this.get(), word, value as u64);
    }
    Ok(this)
}

pub(super) fn next_islice(vm: &mut Vm, this: Ref) -> Res<Option<Owned>> {
    let it = vm.heap.field(this, 0);
    if it.is_null() {
        return Ok(None);
    }
    let word = |vm: &Vm, at: u32| vm.heap.raw_word(this, at) as i64;
    let (next, stop, step) = (
        word(vm, islice::NEXT),
        word(vm, islice::STOP),
        word(vm, islice::STEP),
    );
    while word(vm, islice::CNT) < next {
        match vm.next(it)? {
            Some(item) => vm.release(item),
            None => {
                vm.forget_field(this, 0);
                return Ok(None);
            }
        }
        let cnt = word(vm, islice::CNT) + 1;
        vm.heap.set_raw_word(this, islice::CNT, cnt as u64);
    }
    if stop != -1 && word(vm, islice::CNT) >= stop {
        vm.forget_field(this, 0);
        return Ok(None);
    }
    let Some(item) = vm.next(it)? else {
        vm.forget_field(this, 0);
        return Ok(None);
    };
    let cnt = word(vm, islice::CNT) + 1;
    vm.heap.set_raw_word(this, islice::CNT, cnt as u64);
    let mut following = next.saturating_add(step);
    if stop != -1 && following > stop {
        following = stop;
    }
    vm.heap.set_raw_word(this, islice::NEXT, following as u64);
    Ok(Some(item))
}

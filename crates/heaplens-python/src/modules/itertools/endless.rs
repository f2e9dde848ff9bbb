//! `count`, `cycle`, `repeat` and `chain`.

use heaplens_heap::types::flags;
use heaplens_heap::{Owned, Ref};

use crate::opcode::BinaryOperator;
use crate::vm::native::{Args, Arity, Def};
use crate::vm::{Res, Vm};

/// Methods of `count`.
pub const COUNT: &[Def] = &[
    Def::fixed("__new__", Arity::Free, new_count),
    Def::slot("__repr__", 0, repr_count),
];
/// Methods of `cycle`.
pub const CYCLE: &[Def] = &[Def::fixed("__new__", Arity::Free, new_cycle)];
/// Methods of `repeat`.
pub const REPEAT: &[Def] = &[
    Def::fixed("__new__", Arity::Free, new_repeat),
    Def::slot("__repr__", 0, repr_repeat),
    Def::method("__length_hint__", Arity::None, hint_repeat),
];
/// Methods of `chain`.
pub const CHAIN: &[Def] = &[
    Def::fixed("__new__", Arity::Free, new_chain),
    Def::class("from_iterable", Arity::One, from_iterable),
    Def::class(
        "__class_getitem__",
        Arity::One,
        crate::types::generic_alias::class_getitem,
    )
    .since(9),
];

/// `cnt` of a count in fast mode; `i64::MAX` in slow mode.
const CNT: u32 = 1;
const LONG_CNT: u32 = 0;
const LONG_STEP: u32 = 1;

/// Whether an object is a number for `PyNumber_Check`.
fn is_number(vm: &mut Vm, r: Ref) -> bool {
    let names = [
        vm.names.index,
        vm.names.int,
        vm.names.float,
        vm.names.complex,
    ];
    names
        .into_iter()
        .any(|name| vm.lookup_special(r, name).is_some())
}

fn new_count(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let [start, step] = args.bind(vm, "count", 1, ["start", "step"], 0)?;
    for value in [start, step].into_iter().flatten() {
        if !is_number(vm, value) {
            return Err(vm.type_error("a number is required"));
        }
    }
    let id = vm.heap.type_id_of(args.this());
    let one = vm.heap.int(1);
    let zero = vm.heap.int(0);
    let start = start.unwrap_or(zero.get());
    let step = step.unwrap_or(one.get());
    let first = vm
        .heap
        .info_of(start)
        .has(flags::LONG_SUBCLASS)
        .then(|| vm.small_value(start))
        .flatten()
        .filter(|&first| first != i64::MAX);
    let is_one = vm.is_int(step) && vm.small_value(step) == Some(1);
    let is_fast = first.is_some() && is_one;
    let count = vm.new_native(id, &[if is_fast { Ref::NULL } else { start }, step]);
    let cnt = if is_fast {
        first.unwrap_or(0)
    } else {
        i64::MAX
    };
    vm.heap.set_raw_word(count.get(), CNT, cnt as u64);
    Ok(count)
}

pub(super) fn next_count(vm: &mut Vm, count: Ref) -> Res<Option<Owned>> {
    let cnt = vm.heap.raw_word(count, CNT) as i64;
    if cnt != i64::MAX {
        vm.heap.set_raw_word(count, CNT, (cnt + 1) as u64);
        return Ok(Some(vm.heap.int(cnt)));
    }
    let now = vm.heap.field(count, LONG_CNT);
    let now = if now.is_null() {
        vm.heap.int(i64::MAX)
    } else {
        vm.heap.own(now)
    };
    let step = vm.heap.field(count, LONG_STEP);
    let next = vm.binary_op(now.get(), step, BinaryOperator::Add, false)?;
    let old = vm.heap.field(count, LONG_CNT);
    vm.heap.set_field(count, LONG_CNT, next.into_ref());
    if !old.is_null() {
        vm.drop_ref(old);
    }
    Ok(Some(now))
}

fn repr_count(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let count = args.this();
    let name = short_class(vm, count);
    let cnt = vm.heap.raw_word(count, CNT) as i64;
    if cnt != i64::MAX {
        return Ok(vm.heap.str(&format!("{name}({cnt})")));
    }
    let now = vm.heap.field(count, LONG_CNT);
    let now = if now.is_null() {
        vm.heap.int(i64::MAX)
    } else {
        vm.heap.own(now)
    };
    let step = vm.heap.field(count, LONG_STEP);
    let start = vm.repr(now.get())?;
    let start = vm.heap.text(start.get());
    if vm.is_int(step) && vm.small_value(step) == Some(1) {
        return Ok(vm.heap.str(&format!("{name}({start})")));
    }
    let step = vm.repr(step)?;
    let step = vm.heap.text(step.get());
    Ok(vm.heap.str(&format!("{name}({start}, {step})")))
}

/// The name of an object's class without its module (`_PyType_Name`).
pub(super) fn short_class(vm: &Vm, r: Ref) -> String {
    let name = vm.type_name(r);
    name.rsplit('.').next().unwrap_or(&name).to_owned()
}

fn new_cycle(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let rest = args.positional(vm, "cycle", 1, 1)?;
    let it = vm.get_iter(rest[0])?;
    let saved = vm.heap.list_from(&[]);
    let id = vm.heap.type_id_of(args.this());
    Ok(vm.new_native(id, &[it.get(), saved.get()]))
}

pub(super) fn next_cycle(vm: &mut Vm, cycle: Ref) -> Res<Option<Owned>> {
    const INDEX: u32 = 1;
    let it = vm.heap.field(cycle, 0);
    let saved = vm.heap.field(cycle, 1);
    if !it.is_null() {
        if let Some(item) = vm.next(it)? {
            vm.heap.incref(item.get());
            vm.heap.list_append(saved, item.get());
            return Ok(Some(item));
        }
        vm.heap.set_field(cycle, 0, Ref::NULL);
        vm.drop_ref(it);
    }
    let length = vm.heap.list_len(saved);
    if length == 0 {
        return Ok(None);
    }
    let at = vm.heap.raw_word(cycle, INDEX) as u32;
    let item = vm.heap.list_item(saved, at.min(length - 1));
    let next = if at + 1 >= length { 0 } else { at + 1 };
    vm.heap.set_raw_word(cycle, INDEX, u64::from(next));
    Ok(Some(vm.heap.own(item)))
}

/// How many are left; negative for without end.
const LEFT: u32 = 1;

fn new_repeat(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let [object, times] = args.bind(vm, "repeat", 1, ["object", "times"], 1)?;
    let left = match times {
        Some(times) => vm.ssize_argument(times)?.max(0),
        None => -1,
    };
    let id = vm.heap.type_id_of(args.this());
    let repeat = vm.new_native(id, &[object.unwrap_or_default()]);
    vm.heap.set_raw_word(repeat.get(), LEFT, left as u64);
    Ok(repeat)
}

pub(super) fn next_repeat(vm: &mut Vm, repeat: Ref) -> Res<Option<Owned>> {
    let left = vm.heap.raw_word(repeat, LEFT) as i64;
    if left == 0 {
        return Ok(None);
    }
    if left > 0 {
        vm.heap.set_raw_word(repeat, LEFT, (left - 1) as u64);
    }
    let element = vm.heap.field(repeat, 0);
    Ok(Some(vm.heap.own(element)))
}

fn repr_repeat(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let repeat = args.this();
    let name = short_class(vm, repeat);
    let left = vm.heap.raw_word(repeat, LEFT) as i64;
    let element = vm.heap.field(repeat, 0);
    let element = vm.repr(element)?;
    let element = vm.heap.text(element.get());
    let text = if left < 0 {
        format!("{name}({element})")
    } else {
        format!("{name}({element}, {left})")
    };
    Ok(vm.heap.str(&text))
}

fn hint_repeat(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let left = vm.heap.raw_word(args.this(), LEFT) as i64;
    if left < 0 {
        return Err(vm.type_error("len() of unsized object"));
    }
    Ok(vm.heap.int(left))
}

fn new_chain(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    args.no_keywords(vm, "chain")?;
    let id = vm.heap.type_id_of(args.this());
    let all = vm.heap.tuple_of(&args.pos[1..]);
    let source = vm.get_iter(all.get())?;
    Ok(vm.new_native(id, &[source.get()]))
}

fn from_iterable(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let id = vm.heap.type_id_of(args.this());
    let source = vm.get_iter(args.pos[1])?;
    Ok(vm.new_native(id, &[source.get()]))
}

pub(super) fn next_chain(vm: &mut Vm, chain: Ref) -> Res<Option<Owned>> {
    loop {
        let source = vm.heap.field(chain, 0);
        if source.is_null() {
            return Ok(None);
        }
        let active = vm.heap.field(chain, 1);
        if active.is_null() {
            match vm.next(source) {
                Ok(Some(iterable)) => match vm.get_iter(iterable.get()) {
                    Ok(iter) => vm.heap.set_field(chain, 1, iter.into_ref()),
                    Err(raised) => {
                        vm.forget_field(chain, 0);
                        return Err(raised);
                    }
                },
                Ok(None) => {
                    vm.forget_field(chain, 0);
                    return Ok(None);
                }
                Err(raised) => {
                    vm.forget_field(chain, 0);
                    return Err(raised);
                }
            }
            continue;
        }
        if let Some(item) = vm.next(active)? {
            return Ok(Some(item));
        }
        vm.forget_field(chain, 1);
    }
}

impl Vm {
    /// Empties a field and gives back what it held.
    pub(in crate::modules) fn forget_field(&mut self, r: Ref, at: u32) {
        let held = self.heap.field(r, at);
        self.heap.set_field(r, at, Ref::NULL);
        if !held.is_null() {
            self.drop_ref(held);
        }
    }
}

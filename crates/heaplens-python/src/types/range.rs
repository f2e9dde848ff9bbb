//! `range` (Objects/rangeobject.c): its parts are ints of any size.

use heaplens_heap::scalars::IntValue;
use heaplens_heap::types::flags;
use heaplens_heap::{Owned, Ref, TypeId};
use num_bigint::{BigInt, Sign};
use num_integer::Integer;
use num_traits::{One, ToPrimitive, Zero};

use crate::opcode::BinaryOperator;
use crate::text::PyText;
use crate::types::object::decline;
use crate::types::slice::long_indices;
use crate::vm::native::{Args, Arity, Def};
use crate::vm::{Res, Vm};

/// Methods of `range`.
pub const METHODS: &[Def] = &[
    Def::fixed("__new__", Arity::Free, new),
    Def::slot("__repr__", 0, repr),
    Def::slot("__hash__", 0, hash),
    Def::slot("__eq__", 1, |vm, args| {
        if vm.heap.type_of(args.pos[1]) != TypeId::RANGE {
            return decline(vm);
        }
        let value = equal(vm, args.pos[0], args.pos[1])?;
        Ok(vm.heap.bool(value))
    }),
    Def::slot("__ne__", 1, |vm, args| {
        if vm.heap.type_of(args.pos[1]) != TypeId::RANGE {
            return decline(vm);
        }
        let value = equal(vm, args.pos[0], args.pos[1])?;
        Ok(vm.heap.bool(!value))
    }),
    Def::slot("__len__", 0, len),
    Def::slot("__bool__", 0, |vm, args| {
        let length = vm.heap.field(args.this(), field::LENGTH);
        let value = vm.heap.int_small(length) != Some(0);
        Ok(vm.heap.bool(value))
    }),
    Def::slot("__getitem__", 1, getitem),
    Def::slot("__contains__", 1, contains),
    Def::slot("__iter__", 0, |vm, args| vm.range_iter(args.this())),
    Def::method("__reversed__", Arity::None, reversed),
    Def::method("__reduce__", Arity::None, |vm, args| {
        let class = vm.heap.info(TypeId::RANGE).object;
        let items = [0, 1, 2].map(|at| vm.heap.field(args.this(), at));
        let tuple = vm.heap.tuple_of(&items);
        vm.heap.incref(class);
        Ok(vm.heap.tuple_from(&[class, tuple.into_ref()]))
    }),
    Def::method("count", Arity::One, count),
    Def::method("index", Arity::One, index),
    Def::getter("start", |vm, args| part(vm, args, field::START)),
    Def::getter("stop", |vm, args| part(vm, args, field::STOP)),
    Def::getter("step", |vm, args| part(vm, args, field::STEP)),
];

/// References of a range.
pub mod field {
    /// `start`
    pub const START: u32 = 0;
    /// `stop`
    pub const STOP: u32 = 1;
    /// `step`
    pub const STEP: u32 = 2;
    /// The length, an int.
    pub const LENGTH: u32 = 3;
}

fn part(vm: &mut Vm, args: &Args<'_>, at: u32) -> Res<Owned> {
    let value = vm.heap.field(args.this(), at);
    Ok(vm.heap.own(value))
}

fn new(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    args.no_keywords(vm, "range")?;
    let given = &args.pos[1..];
    match *given {
        [stop] => {
            let stop = vm.index_object(stop)?;
            let (start, step) = (vm.heap.int(0), vm.heap.int(1));
            vm.new_range(start, stop, step)
        }
        [start, stop] | [start, stop, _] => {
            let start = vm.index_object(start)?;
            let stop = vm.index_object(stop)?;
            let step = match given.get(2) {
                Some(&step) => vm.index_object(step)?,
                None => vm.heap.int(1),
            };
            if vm.heap.int_small(step.get()) == Some(0) {
                return Err(vm.value_error("range() arg 3 must not be zero"));
            }
            vm.new_range(start, stop, step)
        }
        [] => Err(vm.type_error("range expected at least 1 argument, got 0")),
        _ => {
            let text = format!("range expected at most 3 arguments, got {}", given.len());
            Err(vm.type_error(&text))
        }
    }
}

/// How many items there are (`compute_range_length`).
fn length_of(start: &BigInt, stop: &BigInt, step: &BigInt) -> BigInt {
    let (low, high, by) = if step.sign() == Sign::Minus {
        (stop, start, -step)
    } else {
        (start, stop, step.clone())
    };
    if low >= high {
        return BigInt::ZERO;
    }
    (high - low - BigInt::one()) / by + BigInt::one()
}

/// A range's parts as numbers that fit in 64 bits: start, step, length.
fn small_parts(vm: &Vm, range: Ref) -> Option<(i64, i64, i64)> {
    let part = |at: u32| vm.heap.int_small(vm.heap.field(range, at));
    Some((
        part(field::START)?,
        part(field::STEP)?,
        part(field::LENGTH)?,
    ))
}

fn big(vm: &Vm, range: Ref, at: u32) -> BigInt {
    vm.heap.int_big(vm.heap.field(range, at))
}

fn repr(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let mut text = PyText::new();
    text.push_str("range(");
    let shown = if vm.heap.int_small(vm.heap.field(args.this(), field::STEP)) == Some(1) {
        2
    } else {
        3
    };
    for at in 0..shown {
        if at > 0 {
            text.push_str(", ");
        }
        let part = vm.heap.field(args.this(), at);
        vm.push_repr(&mut text, part)?;
    }
    text.push_str(")");
    Ok(vm.str_from_text(&text))
}

/// The hash of (length, start, step), with None for what doesn't matter (`range_hash`).
fn hash(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let range = args.this();
    let none = vm.heap.known.none;
    let length = vm.heap.field(range, field::LENGTH);
    let (start, step) = match vm.heap.int_small(length) {
        Some(0) => (none, none),
        Some(1) => (vm.heap.field(range, field::START), none),
        _ => (
            vm.heap.field(range, field::START),
            vm.heap.field(range, field::STEP),
        ),
    };
    let mut hashes = Vec::with_capacity(3);
    for r in [length, start, step] {
        hashes.push(vm.hash(r)?);
    }
    let hash = crate::number::hash::of_tuple(hashes.into_iter());
    Ok(vm.heap.int(hash))
}

fn equal(vm: &mut Vm, a: Ref, b: Ref) -> Res<bool> {
    if a == b {
        return Ok(true);
    }
    let length = big(vm, a, field::LENGTH);
    if length != big(vm, b, field::LENGTH) {
        return Ok(false);
    }
    if length.is_zero() {
        return Ok(true);
    }
    if big(vm, a, field::START) != big(vm, b, field::START) {
        return Ok(false);
    }
    Ok(length.is_one() || big(vm, a, field::STEP) == big(vm, b, field::STEP))
}

fn len(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let length = vm.heap.field(args.this(), field::LENGTH);
    if vm.small_value(length).is_none() {
        return Err(vm.overflow_error("Python int too large to convert to C ssize_t"));
    }
    Ok(vm.heap.own(length))
}

fn getitem(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let (range, index) = (args.pos[0], args.pos[1]);
    if vm.heap.type_of(index) == TypeId::SLICE {
        return slice(vm, range, index);
    }
    if !vm.has_index(index) {
        let text = format!(
            "range indices must be integers or slices, not {}",
            vm.type_name(index)
        );
        return Err(vm.type_error(&text));
    }
    let index = vm.index_object(index)?;
    if let Some((start, step, length)) = small_parts(vm, range)
        && let Some(at) = vm.heap.int_small(index.get())
    {
        let at = if at < 0 { at + length } else { at };
        if at < 0 || at >= length {
            return Err(vm.index_error("range object index out of range"));
        }
        return Ok(vm.heap.int(start + at * step));
    }
    let at = vm.heap.int_big(index.get());
    let length = big(vm, range, field::LENGTH);
    let at = if at.sign() == Sign::Minus {
        at + &length
    } else {
        at
    };
    if at.sign() == Sign::Minus || at >= length {
        return Err(vm.index_error("range object index out of range"));
    }
    let value = big(vm, range, field::START) + at * big(vm, range, field::STEP);
    Ok(vm.heap.int_from_big(&value))
}

fn slice(vm: &mut Vm, range: Ref, slice: Ref) -> Res<Owned> {
    let length = big(vm, range, field::LENGTH);
    let [start, stop, step] = long_indices(vm, slice, &length)?;
    let (first, by) = (big(vm, range, field::START), big(vm, range, field::STEP));
    let parts = [&first + start * &by, &first + stop * &by, step * &by];
    let [start, stop, step] = parts.map(|value| vm.heap.int_from_big(&value));
    vm.new_range(start, stop, step)
}

/// The place of an int in the range, if it is there (`range_contains_long`).
fn place(vm: &Vm, range: Ref, value: Ref) -> Option<BigInt> {
    let value = vm.heap.int_big(value);
    let (start, stop, step) = (
        big(vm, range, field::START),
        big(vm, range, field::STOP),
        big(vm, range, field::STEP),
    );
    let is_inside = if step.sign() == Sign::Minus {
        value <= start && value > stop
    } else {
        value >= start && value < stop
    };
    let (quotient, rest) = (value - start).div_mod_floor(&step);
    (is_inside && rest.is_zero()).then_some(quotient)
}

fn is_plain_int(vm: &Vm, r: Ref) -> bool {
    matches!(vm.heap.type_of(r), TypeId::INT | TypeId::BOOL)
}

fn contains(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let (range, value) = (args.pos[0], args.pos[1]);
    if is_plain_int(vm, value) {
        let found = match (small_parts(vm, range), vm.heap.int_small(value)) {
            (Some((start, step, length)), Some(value)) => {
                let distance = value - start;
                distance % step == 0 && (0..length).contains(&(distance / step))
            }
            _ => place(vm, range, value).is_some(),
        };
        return Ok(vm.heap.bool(found));
    }
    let found = search(vm, range, value)?.is_some();
    Ok(vm.heap.bool(found))
}

/// Looks for an object that is no int, item by item.
fn search(vm: &mut Vm, range: Ref, value: Ref) -> Res<Option<i64>> {
    let iter = vm.range_iter(range)?;
    let mut at = 0;
    while let Some(item) = vm.next(iter.get())? {
        let is_equal = vm.same_items(item.get(), value)?;
        vm.release(item);
        if is_equal {
            return Ok(Some(at));
        }
        at += 1;
    }
    Ok(None)
}

fn count(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let (range, value) = (args.pos[0], args.pos[1]);
    if is_plain_int(vm, value) {
        let count = i64::from(place(vm, range, value).is_some());
        return Ok(vm.heap.int(count));
    }
    let iter = vm.range_iter(range)?;
    let mut count = 0;
    while let Some(item) = vm.next(iter.get())? {
        count += i64::from(vm.same_items(item.get(), value)?);
        vm.release(item);
    }
    Ok(vm.heap.int(count))
}

fn index(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let (range, value) = (args.pos[0], args.pos[1]);
    if !is_plain_int(vm, value) {
        return match search(vm, range, value)? {
            Some(at) => Ok(vm.heap.int(at)),
            None => Err(vm.value_error("sequence.index(x): x not in sequence")),
        };
    }
    match place(vm, range, value) {
        Some(at) => Ok(vm.heap.int_from_big(&at)),
        None => {
            let shown = vm.repr(value)?;
            let text = format!("{} is not in range", vm.heap.text(shown.get()));
            Err(vm.value_error(&text))
        }
    }
}

fn reversed(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let range = args.this();
    let (start, step, length) = (
        big(vm, range, field::START),
        big(vm, range, field::STEP),
        big(vm, range, field::LENGTH),
    );
    let last = start + (&length - BigInt::one()) * &step;
    vm.range_iter_of(&last, &-step, &length)
}

impl Vm {
    /// A range of three ints, whose counts are taken over.
    pub fn new_range(&mut self, start: Owned, stop: Owned, step: Owned) -> Res<Owned> {
        let values = [start.get(), stop.get(), step.get()].map(|r| self.heap.int_value(r));
        let length = match values {
            [
                IntValue::Small(start),
                IntValue::Small(stop),
                IntValue::Small(step),
            ] => {
                let (low, high) = if step < 0 {
                    (stop, start)
                } else {
                    (start, stop)
                };
                self.heap.int(if low >= high {
                    0
                } else {
                    (high - low - 1) / step.abs() + 1
                })
            }
            _ => {
                let [start, stop, step] =
                    [start.get(), stop.get(), step.get()].map(|r| self.heap.int_big(r));
                self.heap.int_from_big(&length_of(&start, &stop, &step))
            }
        };
        let bytes = u64::from(self.heap.info(TypeId::RANGE).basicsize);
        let range = self.heap.new_instance_block(TypeId::RANGE, bytes, 2);
        for (at, part) in [start, stop, step, length].into_iter().enumerate() {
            let part = if self.heap.type_of(part.get()) == TypeId::INT {
                part
            } else {
                self.plain_int(part)
            };
            self.heap.set_field(range, at as u32, part.into_ref());
        }
        Ok(Owned::adopt(range))
    }

    /// An exact int of the value of a bool or of a subclass's instance, from 3.10 on (`PyNumber_Index`).
    fn plain_int(&mut self, r: Owned) -> Owned {
        if self.version.minor() < 10 || !self.heap.info_of(r.get()).has(flags::LONG_SUBCLASS) {
            return r;
        }
        let value = self.heap.int_value(r.get());
        self.heap.int_from(&value)
    }

    /// `iter(range)`.
    pub fn range_iter(&mut self, range: Ref) -> Res<Owned> {
        if let Some((start, step, length)) = small_parts(self, range) {
            return Ok(self.new_range_iter(start, step, length as u64));
        }
        let (start, step, length) = (
            big(self, range, field::START),
            big(self, range, field::STEP),
            big(self, range, field::LENGTH),
        );
        self.range_iter_of(&start, &step, &length)
    }

    fn range_iter_of(&mut self, start: &BigInt, step: &BigInt, length: &BigInt) -> Res<Owned> {
        let end = start + step * length;
        if let (Some(start), Some(step), Some(length), Some(_)) =
            (start.to_i64(), step.to_i64(), length.to_i64(), end.to_i64())
        {
            return Ok(self.new_range_iter(start, step, length as u64));
        }
        let bytes = u64::from(self.heap.info(TypeId::LONGRANGE_ITERATOR).basicsize);
        let iter = self
            .heap
            .new_instance_block(TypeId::LONGRANGE_ITERATOR, bytes, 2);
        for (at, value) in [&BigInt::ZERO, start, step, length].into_iter().enumerate() {
            let value = self.heap.int_from_big(value);
            self.heap.set_field(iter, at as u32, value.into_ref());
        }
        Ok(Owned::adopt(iter))
    }

    /// The next int of a `longrange_iterator`.
    pub fn next_long_range(&mut self, iter: Ref) -> Option<Owned> {
        let [index, start, step, length] =
            [0, 1, 2, 3].map(|at| self.heap.int_big(self.heap.field(iter, at)));
        if index >= length {
            return None;
        }
        let offset = &index * step;
        let operands = [&start, &offset].map(|value| (value.bits(), value.sign() == Sign::Minus));
        let room = crate::types::int::room_of_result(BinaryOperator::Add, operands[0], operands[1]);
        let value = start + offset;
        let next = self.heap.int_from_big(&(index + 1));
        self.heap.replace_field(iter, 0, next);
        Some(self.heap.int_with_room(&value, room))
    }
}

//! What sequences share: indices and slices, comparison item by item, `repr` with a guard against recursion.

use heaplens_heap::types::flags;
use heaplens_heap::{Owned, Ref, TypeId};
use num_bigint::Sign;

use crate::opcode::Comparison;
use crate::text::PyText;
use crate::vm::compare::holds;
use crate::vm::exceptions::Exc;
use crate::vm::{Raised, Res, Vm};

/// The parts of a slice as numbers, before a length is known (`PySlice_Unpack`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SliceParts {
    /// Where it begins, perhaps negative.
    pub start: i64,
    /// Where it ends, perhaps negative.
    pub stop: i64,
    /// How far from one item to the next; never 0.
    pub step: i64,
}

/// The items that a slice picks from a sequence of known length (`PySlice_AdjustIndices`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Picked {
    /// The first item's index.
    pub start: i64,
    /// Where the slice ends, as adjusted.
    pub stop: i64,
    /// How far from one item to the next.
    pub step: i64,
    /// How many items.
    pub count: u32,
}

impl SliceParts {
    /// What the slice picks from a sequence of `length` items.
    pub fn adjust(self, length: i64) -> Picked {
        let SliceParts { start, stop, step } = self;
        let clip = |at: i64| {
            if at < 0 {
                (at + length).max(if step < 0 { -1 } else { 0 })
            } else {
                at.min(if step < 0 { length - 1 } else { length })
            }
        };
        let (start, stop) = (clip(start), clip(stop));
        let count = if step < 0 {
            if stop < start {
                (start - stop - 1) / -step + 1
            } else {
                0
            }
        } else if start < stop {
            (stop - start - 1) / step + 1
        } else {
            0
        };
        Picked {
            start,
            stop,
            step,
            count: count as u32,
        }
    }
}

impl Picked {
    /// The index of picked item `at`.
    pub fn index(&self, at: u32) -> u32 {
        (self.start + i64::from(at) * self.step) as u32
    }
}

impl Vm {
    /// An index clamped to 64 bits: the value of `r` by `__index__`.
    pub fn clamped_index(&mut self, r: Ref) -> Res<i64> {
        let index = self.index_object(r)?;
        let value = match self.small_value(index.get()) {
            Some(value) => value,
            None if self.heap.int_big(index.get()).sign() == Sign::Minus => -i64::MAX,
            None => i64::MAX,
        };
        self.release(index);
        Ok(value)
    }

    /// `operator.index(r)` as an object (`PyNumber_Index`).
    pub fn index_object(&mut self, r: Ref) -> Res<Owned> {
        if self.heap.info_of(r).has(flags::LONG_SUBCLASS) {
            return Ok(self.heap.own(r));
        }
        let name = self.names.index;
        let Some(result) = self.call_special(r, name, &[]) else {
            let text = format!(
                "'{}' object cannot be interpreted as an integer",
                self.type_name(r)
            );
            return Err(self.type_error(&text));
        };
        let result = result?;
        if !self.heap.info_of(result.get()).has(flags::LONG_SUBCLASS) {
            return Err(self.bad_index_result(r, result.get()));
        }
        Ok(result)
    }

    /// The error of an `__index__` that gives no int.
    #[cold]
    pub fn bad_index_result(&mut self, r: Ref, result: Ref) -> Raised {
        let text = if self.version.minor() >= 15 {
            format!(
                "{}.__index__() must return an int, not {}",
                self.type_name(r),
                self.type_name(result)
            )
        } else {
            format!(
                "__index__ returned non-int (type {})",
                self.type_name(result)
            )
        };
        self.type_error(&text)
    }

    /// The error of a slice's part that is neither an integer nor None.
    #[cold]
    pub fn bad_slice_index(&mut self) -> Raised {
        self.type_error(if self.version.minor() >= 15 {
            "slice indices must be integers or have an __index__ method"
        } else {
            "slice indices must be integers or None or have an __index__ method"
        })
    }

    /// Whether `r` can be an index (`PyIndex_Check`).
    pub fn has_index(&mut self, r: Ref) -> bool {
        let name = self.names.index;
        self.heap.info_of(r).has(flags::LONG_SUBCLASS) || self.lookup_special(r, name).is_some()
    }

    /// An index that must fit in 64 bits; `IndexError` where it doesn't (`PyNumber_AsSsize_t`).
    pub fn exact_index(&mut self, r: Ref) -> Res<i64> {
        match self.index_value(r)? {
            Some(value) => Ok(value),
            None => {
                let text = format!(
                    "cannot fit '{}' into an index-sized integer",
                    self.type_name(r)
                );
                Err(self.index_error(&text))
            }
        }
    }

    /// A count that must fit in 64 bits; `OverflowError` where it doesn't (Argument Clinic's `Py_ssize_t`).
    pub fn exact_count(&mut self, r: Ref) -> Res<i64> {
        match self.index_value(r)? {
            Some(value) => Ok(value),
            None => Err(self.overflow_error("Python int too large to convert to C ssize_t")),
        }
    }

    /// One part of a slice: `_PyEval_SliceIndex`.
    fn slice_part(&mut self, r: Ref, default: i64) -> Res<i64> {
        if r == self.heap.known.none {
            return Ok(default);
        }
        if !self.has_index(r) {
            return Err(self.bad_slice_index());
        }
        self.clamped_index(r)
    }

    /// The parts of a slice object as numbers.
    pub fn slice_parts(&mut self, slice: Ref) -> Res<SliceParts> {
        let part = |vm: &Vm, at: u32| vm.heap.field(slice, at);
        let step = self.slice_part(part(self, 2), 1)?;
        if step == 0 {
            return Err(self.value_error("slice step cannot be zero"));
        }
        let step = step.max(-i64::MAX);
        let (low, high) = if step < 0 {
            (i64::MAX, i64::MIN)
        } else {
            (0, i64::MAX)
        };
        let start = self.slice_part(part(self, 0), low)?;
        let stop = self.slice_part(part(self, 1), high)?;
        Ok(SliceParts { start, stop, step })
    }

    /// The length of a list or tuple, or of an instance of a subclass.
    #[inline]
    pub fn items_len(&self, r: Ref) -> u32 {
        if self.heap.info_of(r).has(flags::LIST_SUBCLASS) {
            self.heap.list_len(r)
        } else {
            self.heap.tuple_len(r)
        }
    }

    /// Item `index` of a list or tuple.
    #[inline]
    pub fn item_at(&self, r: Ref, index: u32) -> Ref {
        if self.heap.info_of(r).has(flags::LIST_SUBCLASS) {
            self.heap.list_item(r, index)
        } else {
            self.heap.tuple_item(r, index)
        }
    }

    /// `a == b` for two items that the comparison might change or free.
    pub fn same_items(&mut self, a: Ref, b: Ref) -> Res<bool> {
        if let Some(value) = self.heap.exact_eq(a, b) {
            return Ok(value);
        }
        let held = [self.heap.own(a), self.heap.own(b)];
        let value = self.compare_truth(a, b, Comparison::Eq);
        for owned in held {
            self.release(owned);
        }
        value
    }

    /// Whether the `repr` of `r` is being made already (`Py_ReprEnter`); notes it if not.
    pub fn repr_enter(&mut self, r: Ref) -> bool {
        if self.states.showing.contains(&r) {
            return true;
        }
        self.states.showing.push(r);
        false
    }

    /// The `repr` of `r` is made (`Py_ReprLeave`).
    pub fn repr_leave(&mut self, r: Ref) {
        if let Some(at) = self.states.showing.iter().rposition(|&shown| shown == r) {
            self.states.showing.remove(at);
        }
    }

    /// Appends a guest's str to a text that is being built.
    pub fn push_str_of(&self, text: &mut PyText, r: Ref) {
        let chars = self.heap.chars(r);
        match chars.ascii() {
            Some(ascii) => text.push_str(ascii),
            None => chars.iter().for_each(|point| text.push(point)),
        }
    }

    /// Appends `repr(r)` to a text that is being built.
    pub fn push_repr(&mut self, text: &mut PyText, r: Ref) -> Res<()> {
        let held = self.heap.own(r);
        let shown = self.repr(r)?;
        self.push_str_of(text, shown.get());
        self.release(shown);
        self.release(held);
        Ok(())
    }

    /// A guest's str of a built text.
    pub fn str_from_text(&mut self, text: &PyText) -> Owned {
        match text {
            PyText::Ucs1(units) => {
                let is_ascii = units.is_ascii();
                self.heap.str_from_latin1(units, is_ascii)
            }
            wide => {
                let points: Vec<u32> = wide.as_ref().iter().collect();
                self.heap.str_from_points(&points)
            }
        }
    }
}

/// `repr` of a list or tuple between brackets.
pub fn repr_items(vm: &mut Vm, r: Ref, open: &str, close: &str) -> Res<Owned> {
    if vm.items_len(r) == 0 {
        let text = format!("{open}{close}");
        return Ok(vm.heap.str(&text));
    }
    if vm.repr_enter(r) {
        let text = format!("{open}...{close}");
        return Ok(vm.heap.str(&text));
    }
    let mut text = PyText::new();
    text.push_str(open);
    let mut index = 0;
    while index < vm.items_len(r) {
        if index > 0 {
            text.push_str(", ");
        }
        let item = vm.item_at(r, index);
        if let Err(raised) = vm.push_repr(&mut text, item) {
            vm.repr_leave(r);
            return Err(raised);
        }
        index += 1;
    }
    vm.repr_leave(r);
    if open == "(" && index == 1 {
        text.push_str(",");
    }
    text.push_str(close);
    Ok(vm.str_from_text(&text))
}

/// Comparison of two lists or two tuples (`list_richcompare`, `tuple_richcompare`).
pub fn compare_items(vm: &mut Vm, a: Ref, b: Ref, base: TypeId, op: Comparison) -> Res<Owned> {
    if !vm.is_a(a, base) || !vm.is_a(b, base) {
        return super::object::decline(vm);
    }
    let is_equality = matches!(op, Comparison::Eq | Comparison::Ne);
    if base == TypeId::LIST && is_equality && vm.items_len(a) != vm.items_len(b) {
        return Ok(vm.heap.bool(op == Comparison::Ne));
    }
    let mut at = 0;
    while at < vm.items_len(a) && at < vm.items_len(b) {
        let (x, y) = (vm.item_at(a, at), vm.item_at(b, at));
        if !vm.same_items(x, y)? {
            break;
        }
        at += 1;
    }
    let (len_a, len_b) = (vm.items_len(a), vm.items_len(b));
    if at >= len_a || at >= len_b {
        return Ok(vm.heap.bool(holds(op, len_a.cmp(&len_b))));
    }
    if is_equality {
        return Ok(vm.heap.bool(op == Comparison::Ne));
    }
    let (x, y) = (vm.item_at(a, at), vm.item_at(b, at));
    let held = [vm.heap.own(x), vm.heap.own(y)];
    let result = vm.compare(x, y, op);
    for owned in held {
        vm.release(owned);
    }
    result
}

/// `list.index` and `tuple.index`: the arguments are the value, a first index and one to stop before.
pub fn index_in(vm: &mut Vm, args: &[Ref]) -> Res<Option<u32>> {
    let length = i64::from(vm.items_len(args[0]));
    let clip = |vm: &mut Vm, r: Option<&Ref>, default: i64| -> Res<i64> {
        let Some(&r) = r else { return Ok(default) };
        if !vm.has_index(r) {
            return Err(vm.type_error("slice indices must be integers or have an __index__ method"));
        }
        let at = vm.clamped_index(r)?;
        Ok(if at < 0 { (at + length).max(0) } else { at })
    };
    let start = clip(vm, args.get(2), 0)?;
    let stop = clip(vm, args.get(3), i64::MAX)?;
    let mut at = start;
    while at < stop && at < i64::from(vm.items_len(args[0])) {
        let item = vm.item_at(args[0], at as u32);
        if vm.same_items(item, args[1])? {
            return Ok(Some(at as u32));
        }
        at += 1;
    }
    Ok(None)
}

/// `list.count` and `tuple.count`.
pub fn count_in(vm: &mut Vm, r: Ref, value: Ref) -> Res<Owned> {
    let (mut count, mut at) = (0, 0);
    while at < vm.items_len(r) {
        let item = vm.item_at(r, at);
        count += i64::from(vm.same_items(item, value)?);
        at += 1;
    }
    Ok(vm.heap.int(count))
}

/// How often a sequence is to be repeated by `*`: `None` where `r` is no integer, so that `*` declines.
pub fn times(vm: &mut Vm, r: Ref) -> Res<Option<u32>> {
    if !vm.has_index(r) {
        if matches!(
            vm.heap.type_of(r),
            TypeId::LIST | TypeId::TUPLE | TypeId::STR | TypeId::BYTES | TypeId::BYTEARRAY
        ) {
            // Two sequences: the left one says so, before the right one is asked.
            let text = format!(
                "can't multiply sequence by non-int of type '{}'",
                vm.type_name(r)
            );
            return Err(vm.type_error(&text));
        }
        return Ok(None);
    }
    match vm.index_value(r)? {
        Some(value) if value <= 0 => Ok(Some(0)),
        Some(value) => match u32::try_from(value) {
            Ok(value) => Ok(Some(value)),
            Err(_) => Ok(Some(u32::MAX)),
        },
        None => {
            let text = format!(
                "cannot fit '{}' into an index-sized integer",
                vm.type_name(r)
            );
            Err(vm.overflow_error(&text))
        }
    }
}

/// The number of items of a sequence of `length` repeated `times` times; `MemoryError` where that is too many.
pub fn repeated_length(vm: &mut Vm, length: u32, times: u32) -> Res<u32> {
    let total = u64::from(length) * u64::from(times);
    if total > 1 << 28 || 8 * total > vm.heap.memory_limit {
        return Err(vm.memory_error());
    }
    Ok(total as u32)
}

impl Vm {
    /// Raises `MemoryError`.
    #[cold]
    pub fn memory_error(&mut self) -> Raised {
        self.raise_with(Exc::MemoryError, &[])
    }
}

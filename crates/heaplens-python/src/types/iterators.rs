//! The iterators of the built-in types: what `next()` does with each, their length hints.
//!
//! ```text
//! list, tuple, str, bytes, sequence iterators   field 0 what they go over, word 1 the next index
//! dict iterators                                field 0 the dict, field 1 the result tuple of items(),
//!                                               word 1 the next entry, word 2 the length it must have, word 3 left
//! set iterator                                  field 0 the set, word 1 the next slot, word 2 the length, word 3 left
//! callable iterator                             field 0 the callable, field 1 the sentinel
//! ```

use heaplens_heap::types::flags;
use heaplens_heap::{Owned, Ref, TypeId};

use crate::vm::exceptions::Exc;
use crate::vm::iterate::range_iter;
use crate::vm::native::{Args, Arity, Def};
use crate::vm::{Raised, Res, Vm};

/// What all iterators have; `__length_hint__` too.
pub const HINTED: &[Def] = &[
    Def::slot("__iter__", 0, itself),
    Def::slot("__next__", 0, next),
    Def::method("__length_hint__", Arity::None, |vm, args| {
        let left = vm.iterator_hint(args.this()).unwrap_or(0);
        Ok(vm.heap.int(left as i64))
    }),
];

/// What iterators without a length hint have.
pub const PLAIN: &[Def] = &[
    Def::slot("__iter__", 0, itself),
    Def::slot("__next__", 0, next),
];

/// `iter(iterator)`.
pub fn itself(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    Ok(vm.heap.own(args.this()))
}

/// `next(iterator)`.
pub fn next(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let iter = args.this();
    if let Some(next) = vm.native_next(iter) {
        return match next(vm, iter)? {
            Some(item) => Ok(item),
            None => Err(vm.stop_iteration(Ref::NULL)),
        };
    }
    let Some(id) = vm.iterator_kind(iter) else {
        return Err(vm.unsupported("next() of this iterator"));
    };
    match vm.iterator_next(iter, id)? {
        Some(item) => Ok(item),
        None => Err(vm.stop_iteration(Ref::NULL)),
    }
}

/// The words of dict and set iterators.
pub mod table_iter {
    /// The next entry or slot.
    pub const AT: u32 = 1;
    /// The length that the table must have; another one is an error.
    pub const USED: u32 = 2;
    /// How many are left.
    pub const LEFT: u32 = 3;
}

const CHANGED: u64 = u64::MAX;

impl Vm {
    /// Which of the machine's own iterators `r` is: its type, or the one that its class extends.
    pub fn iterator_kind(&self, r: Ref) -> Option<TypeId> {
        let id = self.heap.type_of(r);
        if is_iterator(id) {
            return Some(id);
        }
        [
            TypeId::ENUMERATE,
            TypeId::ZIP,
            TypeId::MAP,
            TypeId::FILTER,
            TypeId::REVERSED,
        ]
        .into_iter()
        .find(|&base| self.heap.is_subtype(id, base))
    }

    /// The next item of an iterator of kind `id`, or `None` at its end.
    pub fn iterator_next(&mut self, iter: Ref, id: TypeId) -> Res<Option<Owned>> {
        match id {
            TypeId::LIST_ITERATOR | TypeId::TUPLE_ITERATOR | TypeId::RANGE_ITERATOR => {
                self.next(iter)
            }
            TypeId::LIST_REVERSEITERATOR => Ok(self.next_list_reverse(iter)),
            TypeId::STR_ITERATOR | TypeId::STR_ASCII_ITERATOR => Ok(self.next_char(iter)),
            TypeId::BYTES_ITERATOR | TypeId::BYTEARRAY_ITERATOR => Ok(self.next_byte(iter)),
            TypeId::LONGRANGE_ITERATOR => Ok(self.next_long_range(iter)),
            TypeId::DICT_KEYITERATOR
            | TypeId::DICT_VALUEITERATOR
            | TypeId::DICT_ITEMITERATOR
            | TypeId::DICT_REVERSEKEYITERATOR
            | TypeId::DICT_REVERSEVALUEITERATOR
            | TypeId::DICT_REVERSEITEMITERATOR => self.next_of_dict(iter, id),
            TypeId::SET_ITERATOR => self.next_of_set(iter),
            TypeId::SEQ_ITERATOR => self.next_of_sequence(iter),
            TypeId::CALLABLE_ITERATOR => self.next_of_callable(iter),
            TypeId::ENUMERATE => self.next_enumerate(iter),
            TypeId::ZIP => self.next_zip(iter),
            TypeId::MAP => self.next_map(iter),
            TypeId::FILTER => self.next_filter(iter),
            TypeId::REVERSED => self.next_reversed(iter),
            _ => Err(self.unsupported("next() of this iterator")),
        }
    }

    /// `iter(str)`: one of ASCII has an iterator type of its own from 3.11 on (`unicode_iter`).
    pub fn str_iter(&mut self, text: Ref) -> Owned {
        let is_ascii = self.heap.chars(text).ascii().is_some();
        let id = if is_ascii && self.version.minor() >= 11 {
            TypeId::STR_ASCII_ITERATOR
        } else {
            TypeId::STR_ITERATOR
        };
        self.new_iterator(id, text, 0)
    }

    /// The index of an iterator over a sequence, moved on; `None` where it is exhausted.
    fn step(&mut self, iter: Ref, length: impl FnOnce(&Vm, Ref) -> usize) -> Option<(Ref, usize)> {
        let over = self.heap.field(iter, 0);
        if over.is_null() {
            return None;
        }
        let at = self.heap.raw_word(iter, 1);
        if (at as usize) < length(self, over) {
            self.heap.set_raw_word(iter, 1, at + 1);
            return Some((over, at as usize));
        }
        self.exhaust(iter, over);
        None
    }

    fn next_list_reverse(&mut self, iter: Ref) -> Option<Owned> {
        let list = self.heap.field(iter, 0);
        if list.is_null() {
            return None;
        }
        let at = self.heap.raw_word(iter, 1) as i64;
        if at >= 0 && at < i64::from(self.heap.list_len(list)) {
            self.heap.set_raw_word(iter, 1, (at - 1) as u64);
            let item = self.heap.list_item(list, at as u32);
            return Some(self.heap.own(item));
        }
        self.heap.set_raw_word(iter, 1, u64::MAX);
        self.exhaust(iter, list);
        None
    }

    fn next_char(&mut self, iter: Ref) -> Option<Owned> {
        let (text, at) = self.step(iter, |vm, text| vm.heap.str_len(text))?;
        Some(self.heap.str_slice(text, at, at + 1))
    }

    fn next_byte(&mut self, iter: Ref) -> Option<Owned> {
        let is_bytes = self.heap.type_of(iter) == TypeId::BYTES_ITERATOR;
        let (over, at) = self.step(iter, |vm, over| {
            if is_bytes {
                vm.heap.bytes_value(over).len()
            } else {
                vm.heap.buffer_len(over) as usize
            }
        })?;
        let byte = if is_bytes {
            self.heap.bytes_value(over)[at]
        } else {
            self.heap.buffer_byte(over, at as u32)
        };
        Some(self.heap.int(i64::from(byte)))
    }

    fn next_of_sequence(&mut self, iter: Ref) -> Res<Option<Owned>> {
        let over = self.heap.field(iter, 0);
        if over.is_null() {
            return Ok(None);
        }
        let at = self.heap.raw_word(iter, 1);
        let index = self.heap.int(at as i64);
        let getitem = self.names.getitem;
        let result = match self.call_special(over, getitem, &[index.get()]) {
            Some(result) => result,
            None => {
                let text = format!("'{}' object is not subscriptable", self.type_name(over));
                Err(self.type_error(&text))
            }
        };
        self.release(index);
        match result {
            Ok(item) => {
                self.heap.set_raw_word(iter, 1, at + 1);
                Ok(Some(item))
            }
            Err(Raised) if self.catch(Exc::IndexError) || self.catch(Exc::StopIteration) => {
                if !self.heap.field(iter, 0).is_null() {
                    self.exhaust(iter, over);
                }
                Ok(None)
            }
            Err(raised) => Err(raised),
        }
    }

    fn next_of_callable(&mut self, iter: Ref) -> Res<Option<Owned>> {
        let callable = self.heap.field(iter, 0);
        if callable.is_null() {
            return Ok(None);
        }
        let result = match self.call(callable, &[]) {
            Ok(result) => result,
            Err(Raised) if self.catch(Exc::StopIteration) => {
                self.forget_callable(iter);
                return Ok(None);
            }
            Err(raised) => return Err(raised),
        };
        let sentinel = self.heap.field(iter, 1);
        if sentinel.is_null() {
            return Ok(None);
        }
        if self.same_items(sentinel, result.get())? {
            self.release(result);
            self.forget_callable(iter);
            return Ok(None);
        }
        Ok(Some(result))
    }

    fn forget_callable(&mut self, iter: Ref) {
        for at in [0, 1] {
            let held = self.heap.field(iter, at);
            self.heap.set_field(iter, at, Ref::NULL);
            if !held.is_null() {
                self.drop_ref(held);
            }
        }
    }

    /// An iterator over a dict's keys, values or items, forwards or backwards.
    pub fn new_dict_iterator(&mut self, id: TypeId, dict: Ref) -> Owned {
        let is_reverse = matches!(
            id,
            TypeId::DICT_REVERSEKEYITERATOR
                | TypeId::DICT_REVERSEVALUEITERATOR
                | TypeId::DICT_REVERSEITEMITERATOR
        );
        let used = u64::from(self.heap.dict_len(dict));
        let first = if is_reverse {
            u64::from(self.heap.dict_nentries(dict))
        } else {
            0
        };
        let iter = self.new_iterator(id, dict, first);
        self.heap.set_raw_word(iter.get(), table_iter::USED, used);
        self.heap.set_raw_word(iter.get(), table_iter::LEFT, used);
        if matches!(
            id,
            TypeId::DICT_ITEMITERATOR | TypeId::DICT_REVERSEITEMITERATOR
        ) {
            let none = self.heap.known.none;
            let result = self.heap.tuple_of(&[none, none]);
            self.heap.set_field(iter.get(), 1, result.into_ref());
        }
        iter
    }

    fn next_of_dict(&mut self, iter: Ref, id: TypeId) -> Res<Option<Owned>> {
        let dict = self.heap.field(iter, 0);
        if dict.is_null() {
            return Ok(None);
        }
        let used = u64::from(self.heap.dict_len(dict));
        if self.heap.raw_word(iter, table_iter::USED) != used {
            self.heap.set_raw_word(iter, table_iter::USED, CHANGED);
            return Err(self.raise_text(
                Exc::RuntimeError,
                "dictionary changed size during iteration",
            ));
        }
        let is_reverse = matches!(
            id,
            TypeId::DICT_REVERSEKEYITERATOR
                | TypeId::DICT_REVERSEVALUEITERATOR
                | TypeId::DICT_REVERSEITEMITERATOR
        );
        let end = self.heap.dict_nentries(dict);
        let mut at = self.heap.raw_word(iter, table_iter::AT) as u32;
        let found = loop {
            if is_reverse {
                at = at.min(end);
                if at == 0 {
                    break None;
                }
                at -= 1;
                if let Some(entry) = self.heap.dict_entry(dict, at) {
                    break Some(entry);
                }
            } else {
                if at >= end {
                    break None;
                }
                at += 1;
                if let Some(entry) = self.heap.dict_entry(dict, at - 1) {
                    break Some(entry);
                }
            }
        };
        let left = self.heap.raw_word(iter, table_iter::LEFT);
        let Some((_, key, value)) = found else {
            self.exhaust(iter, dict);
            return Ok(None);
        };
        if left == 0 && !is_reverse {
            self.exhaust(iter, dict);
            return Err(self.raise_text(
                Exc::RuntimeError,
                "dictionary keys changed during iteration",
            ));
        }
        self.heap.set_raw_word(iter, table_iter::AT, u64::from(at));
        self.heap
            .set_raw_word(iter, table_iter::LEFT, left.saturating_sub(1));
        Ok(Some(match id {
            TypeId::DICT_KEYITERATOR | TypeId::DICT_REVERSEKEYITERATOR => self.heap.own(key),
            TypeId::DICT_VALUEITERATOR | TypeId::DICT_REVERSEVALUEITERATOR => self.heap.own(value),
            _ => {
                let (key, value) = (self.heap.own(key), self.heap.own(value));
                self.reuse_pair(iter, key, value)
            }
        }))
    }

    /// A pair in the iterator's own result tuple (field 1) if nobody else holds that, else in a new one.
    pub fn reuse_pair(&mut self, iter: Ref, first: Owned, second: Owned) -> Owned {
        let result = self.heap.field(iter, 1);
        if self.heap.refcount(result) != 1 {
            return self.heap.tuple_from(&[first.into_ref(), second.into_ref()]);
        }
        self.heap.incref(result);
        let old = [0, 1].map(|at| self.heap.tuple_item(result, at));
        self.heap.set_tuple_item(result, 0, first.into_ref());
        self.heap.set_tuple_item(result, 1, second.into_ref());
        for item in old {
            self.drop_ref(item);
        }
        if !self.heap.is_tracked(result) {
            self.heap.track(result);
        }
        Owned::adopt(result)
    }

    fn next_of_set(&mut self, iter: Ref) -> Res<Option<Owned>> {
        let set = self.heap.field(iter, 0);
        if set.is_null() {
            return Ok(None);
        }
        if self.heap.raw_word(iter, table_iter::USED) != u64::from(self.heap.set_len(set)) {
            self.heap.set_raw_word(iter, table_iter::USED, CHANGED);
            return Err(self.raise_text(Exc::RuntimeError, "Set changed size during iteration"));
        }
        let mut slot = self.heap.raw_word(iter, table_iter::AT) as u32;
        let mask = self.heap.set_mask(set);
        while slot <= mask {
            if let Some((_, key)) = self.heap.set_slot(set, slot) {
                self.heap
                    .set_raw_word(iter, table_iter::AT, u64::from(slot) + 1);
                let left = self.heap.raw_word(iter, table_iter::LEFT);
                self.heap
                    .set_raw_word(iter, table_iter::LEFT, left.saturating_sub(1));
                return Ok(Some(self.heap.own(key)));
            }
            slot += 1;
        }
        self.exhaust(iter, set);
        Ok(None)
    }

    /// An iterator over a set.
    pub fn new_set_iterator(&mut self, set: Ref) -> Owned {
        let used = u64::from(self.heap.set_len(set));
        let iter = self.new_iterator(TypeId::SET_ITERATOR, set, 0);
        self.heap.set_raw_word(iter.get(), table_iter::USED, used);
        self.heap.set_raw_word(iter.get(), table_iter::LEFT, used);
        iter
    }

    /// How many items one of the machine's own iterators still has, where it knows.
    pub fn iterator_hint(&self, iter: Ref) -> Option<u64> {
        let id = self.heap.type_of(iter);
        if id == TypeId::RANGE_ITERATOR {
            return Some(self.heap.raw_word(iter, range_iter::LEFT));
        }
        let over = self.heap.field(iter, 0);
        let at = || self.heap.raw_word(iter, 1);
        let rest = |length: u64| Some(length.saturating_sub(at()));
        if over.is_null() {
            return is_hinted(id).then_some(0);
        }
        match id {
            TypeId::LIST_ITERATOR => rest(u64::from(self.heap.list_len(over))),
            TypeId::TUPLE_ITERATOR => rest(u64::from(self.heap.tuple_len(over))),
            TypeId::STR_ITERATOR | TypeId::STR_ASCII_ITERATOR => {
                rest(self.heap.str_len(over) as u64)
            }
            TypeId::BYTES_ITERATOR => rest(self.heap.bytes_value(over).len() as u64),
            TypeId::BYTEARRAY_ITERATOR => rest(u64::from(self.heap.buffer_len(over))),
            TypeId::LIST_REVERSEITERATOR => {
                let left = at() as i64 + 1;
                Some(if left > i64::from(self.heap.list_len(over)) {
                    0
                } else {
                    left as u64
                })
            }
            TypeId::DICT_KEYITERATOR
            | TypeId::DICT_VALUEITERATOR
            | TypeId::DICT_ITEMITERATOR
            | TypeId::DICT_REVERSEKEYITERATOR
            | TypeId::DICT_REVERSEVALUEITERATOR
            | TypeId::DICT_REVERSEITEMITERATOR => {
                let used = u64::from(self.heap.dict_len(over));
                let same = self.heap.raw_word(iter, table_iter::USED) == used;
                Some(if same {
                    self.heap.raw_word(iter, table_iter::LEFT)
                } else {
                    0
                })
            }
            TypeId::SET_ITERATOR => {
                let used = u64::from(self.heap.set_len(over));
                let same = self.heap.raw_word(iter, table_iter::USED) == used;
                Some(if same {
                    self.heap.raw_word(iter, table_iter::LEFT)
                } else {
                    0
                })
            }
            TypeId::LONGRANGE_ITERATOR => {
                let [index, length] = [0, 3].map(|at| self.heap.int_big(self.heap.field(iter, at)));
                u64::try_from(length - index).ok()
            }
            _ => None,
        }
    }

    /// How many items an iterable says that it has, else `default` (`PyObject_LengthHint`).
    pub fn length_hint(&mut self, r: Ref, default: u64) -> Res<u64> {
        if let Some(left) = self.iterator_hint(r) {
            return Ok(left);
        }
        let (len, hint) = (self.names.len, self.names.length_hint);
        if self.lookup_special(r, len).is_some() {
            match self.length(r) {
                Ok(length) => return Ok(length),
                Err(Raised) if self.catch(Exc::TypeError) => {}
                Err(raised) => return Err(raised),
            }
        }
        let result = match self.call_special(r, hint, &[]) {
            None => return Ok(default),
            Some(Ok(result)) => result,
            Some(Err(Raised)) if self.catch(Exc::TypeError) => return Ok(default),
            Some(Err(raised)) => return Err(raised),
        };
        if result.get() == self.heap.known.not_implemented {
            return Ok(default);
        }
        if !self.heap.info_of(result.get()).has(flags::LONG_SUBCLASS) {
            let text = format!(
                "__length_hint__ must be an integer, not {}",
                self.type_name(result.get())
            );
            return Err(self.type_error(&text));
        }
        match self.small_value(result.get()) {
            Some(value) if value >= 0 => Ok(value as u64),
            Some(_) => Err(self.value_error("__length_hint__() should return >= 0")),
            None => Err(self.overflow_error("Python int too large to convert to C ssize_t")),
        }
    }
}

fn is_iterator(id: TypeId) -> bool {
    (TypeId::LIST_ITERATOR.0..=TypeId::FILTER.0).contains(&id.0)
}

fn is_hinted(id: TypeId) -> bool {
    (TypeId::LIST_ITERATOR.0..=TypeId::SET_ITERATOR.0).contains(&id.0)
        && id != TypeId::LONGRANGE_ITERATOR
}

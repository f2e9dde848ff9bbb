//! Iteration: making iterators and asking them on.

use heaplens_heap::{Owned, Ref, TypeId};

use crate::vm::exceptions::{Exc, exc_field};
use crate::vm::frame::Slot;
use crate::vm::{Raised, Res, Vm};

/// Numbers of a range iterator (words of its payload): next value, step, how many are left.
pub mod range_iter {
    /// The next value.
    pub const NEXT: u32 = 0;
    /// What is added each time.
    pub const STEP: u32 = 1;
    /// How many are left.
    pub const LEFT: u32 = 2;
}

impl Vm {
    /// A new iterator of a fixed type over `over`, its number set to `index`.
    pub fn new_iterator(&mut self, id: TypeId, over: Ref, index: u64) -> Owned {
        let bytes = u64::from(self.heap.info(id).basicsize);
        let iter = self.heap.new_instance_block(id, bytes, 3);
        self.heap.incref(over);
        self.heap.set_field(iter, 0, over);
        self.heap.set_raw_word(iter, 1, index);
        if self.heap.info(id).has(heaplens_heap::types::flags::HAVE_GC) {
            self.heap.track(iter);
        }
        Owned::adopt(iter)
    }

    /// `iter(r)`.
    pub fn get_iter(&mut self, r: Ref) -> Res<Owned> {
        match self.heap.type_of(r) {
            TypeId::LIST => return Ok(self.new_iterator(TypeId::LIST_ITERATOR, r, 0)),
            TypeId::TUPLE => return Ok(self.new_iterator(TypeId::TUPLE_ITERATOR, r, 0)),
            TypeId::RANGE => return self.range_iter(r),
            TypeId::GENERATOR => return Ok(self.heap.own(r)),
            TypeId::DICT => return Ok(self.new_dict_iterator(TypeId::DICT_KEYITERATOR, r)),
            TypeId::SET | TypeId::FROZENSET => return Ok(self.new_set_iterator(r)),
            TypeId::STR => return Ok(self.str_iter(r)),
            TypeId::BYTES => return Ok(self.new_iterator(TypeId::BYTES_ITERATOR, r, 0)),
            _ => {}
        }
        let name = self.names.iter;
        if let Some(method) = self.lookup_special(r, name) {
            if method == self.heap.known.none {
                let text = format!("'{}' object is not iterable", self.type_name(r));
                return Err(self.type_error(&text));
            }
            let iter = self.call_method(method, r, &[])?;
            let next = self.names.next;
            if self.lookup_special(iter.get(), next).is_none() {
                let text = if self.version.minor() >= 15 {
                    format!(
                        "{}.__iter__() must return an iterator, not {}",
                        self.type_name(r),
                        self.type_name(iter.get())
                    )
                } else {
                    format!(
                        "iter() returned non-iterator of type '{}'",
                        self.type_name(iter.get())
                    )
                };
                return Err(self.type_error(&text));
            }
            return Ok(iter);
        }
        let getitem = self.names.getitem;
        let is_mapping = self
            .heap
            .info_of(r)
            .has(heaplens_heap::types::flags::DICT_SUBCLASS);
        if !is_mapping && self.lookup_special(r, getitem).is_some() {
            return Ok(self.new_iterator(TypeId::SEQ_ITERATOR, r, 0));
        }
        let text = format!("'{}' object is not iterable", self.type_name(r));
        Err(self.type_error(&text))
    }

    /// The next item of the iterator `iter`, or `None` at its end.
    #[inline]
    pub fn next(&mut self, iter: Ref) -> Res<Option<Owned>> {
        match self.heap.type_of(iter) {
            TypeId::RANGE_ITERATOR => {
                let left = self.heap.raw_word(iter, range_iter::LEFT);
                if left == 0 {
                    return Ok(None);
                }
                let value = self.heap.raw_word(iter, range_iter::NEXT) as i64;
                let step = self.heap.raw_word(iter, range_iter::STEP) as i64;
                self.heap
                    .set_raw_word(iter, range_iter::NEXT, value.wrapping_add(step) as u64);
                self.heap.set_raw_word(iter, range_iter::LEFT, left - 1);
                Ok(Some(self.heap.int(value)))
            }
            TypeId::LIST_ITERATOR => {
                let list = self.heap.field(iter, 0);
                if list.is_null() {
                    return Ok(None);
                }
                let index = self.heap.raw_word(iter, 1) as u32;
                if index < self.heap.list_len(list) {
                    self.heap.set_raw_word(iter, 1, u64::from(index) + 1);
                    let item = self.heap.list_item(list, index);
                    return Ok(Some(self.heap.own(item)));
                }
                self.exhaust(iter, list);
                Ok(None)
            }
            TypeId::TUPLE_ITERATOR => {
                let tuple = self.heap.field(iter, 0);
                if tuple.is_null() {
                    return Ok(None);
                }
                let index = self.heap.raw_word(iter, 1) as u32;
                if index < self.heap.tuple_len(tuple) {
                    self.heap.set_raw_word(iter, 1, u64::from(index) + 1);
                    let item = self.heap.tuple_item(tuple, index);
                    return Ok(Some(self.heap.own(item)));
                }
                self.exhaust(iter, tuple);
                Ok(None)
            }
            _ => self.next_slow(iter),
        }
    }

    /// An exhausted iterator lets go of what it went over.
    pub fn exhaust(&mut self, iter: Ref, over: Ref) {
        self.heap.set_field(iter, 0, Ref::NULL);
        self.drop_ref(over);
    }

    /// A `StopIteration` out of what an iterator called (`map`'s function, say) ends it as its own would.
    fn ended_by_stop_iteration(&mut self, result: Res<Option<Owned>>) -> Res<Option<Owned>> {
        match result {
            Err(Raised) if self.catch(Exc::StopIteration) => Ok(None),
            result => result,
        }
    }

    fn next_slow(&mut self, iter: Ref) -> Res<Option<Owned>> {
        if let Some(id) = self.iterator_kind(iter)
            && id == self.heap.type_of(iter)
        {
            self.enter_native()?;
            let result = self.iterator_next(iter, id);
            self.native_depth -= 1;
            return self.ended_by_stop_iteration(result);
        }
        if let Some(&next) = self.states.nexts.get(&self.heap.type_of(iter)) {
            self.enter_native()?;
            let result = next(self, iter);
            self.native_depth -= 1;
            return self.ended_by_stop_iteration(result);
        }
        let name = self.names.next;
        let Some(method) = self.lookup_special(iter, name) else {
            let text = format!("'{}' object is not an iterator", self.type_name(iter));
            return Err(self.type_error(&text));
        };
        match self.call_method(method, iter, &[]) {
            Ok(value) => Ok(Some(value)),
            Err(Raised) if self.catch(Exc::StopIteration) => Ok(None),
            Err(raised) => Err(raised),
        }
    }

    /// Raises `StopIteration` with this value (null for none).
    pub fn stop_iteration(&mut self, value: Ref) -> Raised {
        if value.is_null() || value == self.heap.known.none {
            return self.raise_with(Exc::StopIteration, &[]);
        }
        self.raise_with(Exc::StopIteration, &[value])
    }

    /// The value of the `StopIteration` on its way, which is swallowed.
    pub fn take_stop_value(&mut self) -> Owned {
        let value = self.heap.field(self.raised, exc_field::OWN);
        let value = if value.is_null() {
            self.none()
        } else {
            self.heap.own(value)
        };
        self.catch(Exc::StopIteration);
        value
    }

    /// A range iterator.
    pub fn new_range_iter(&mut self, start: i64, step: i64, length: u64) -> Owned {
        let bytes = u64::from(self.heap.info(TypeId::RANGE_ITERATOR).basicsize);
        let iter = self
            .heap
            .new_instance_block(TypeId::RANGE_ITERATOR, bytes, 3);
        self.heap.set_raw_word(iter, range_iter::NEXT, start as u64);
        self.heap.set_raw_word(iter, range_iter::STEP, step as u64);
        self.heap.set_raw_word(iter, range_iter::LEFT, length);
        Owned::adopt(iter)
    }

    /// Calls `each` with every item of an iterable.
    pub fn for_each(
        &mut self,
        iterable: Ref,
        mut each: impl FnMut(&mut Vm, Owned) -> Res<()>,
    ) -> Res<()> {
        let iter = self.get_iter(iterable)?;
        while let Some(item) = self.next(iter.get())? {
            each(self, item)?;
        }
        self.release(iter);
        Ok(())
    }

    /// All items of an iterable; their counts are the caller's.
    pub fn collect_items(&mut self, iterable: Ref) -> Res<Vec<Ref>> {
        let items = match self.heap.type_of(iterable) {
            TypeId::LIST => self.heap.list_items(iterable),
            TypeId::TUPLE => self.heap.tuple_items(iterable),
            _ => {
                let mut items = Vec::new();
                let result = self.for_each(iterable, |_, item| {
                    items.push(item.into_ref());
                    Ok(())
                });
                if let Err(raised) = result {
                    for item in items {
                        self.heap.decref(item);
                    }
                    return Err(raised);
                }
                return Ok(items);
            }
        };
        for &item in &items {
            self.heap.incref(item);
        }
        Ok(items)
    }

    /// `UNPACK_SEQUENCE`.
    pub(crate) fn unpack_sequence(&mut self, count: u32) -> Res<()> {
        let r = self.stack[self.stack.len() - 1].get();
        let items = match self.heap.type_of(r) {
            TypeId::TUPLE if self.heap.tuple_len(r) == count => Some(self.heap.tuple_items(r)),
            TypeId::LIST if self.heap.list_len(r) == count => Some(self.heap.list_items(r)),
            _ => None,
        };
        if let Some(items) = items {
            for &item in &items {
                self.heap.incref(item);
            }
            self.replace_top_by(&items);
            return Ok(());
        }
        let known = match self.heap.type_of(r) {
            TypeId::TUPLE => Some(self.heap.tuple_len(r)),
            TypeId::LIST => Some(self.heap.list_len(r)),
            _ => None,
        };
        let iter = self.unpack_iter(r)?;
        let mut items = Vec::new();
        while items.len() <= count as usize {
            match self.next(iter.get())? {
                Some(item) => items.push(item),
                None => break,
            }
        }
        if items.len() == count as usize {
            let items: Vec<Ref> = items.into_iter().map(Owned::into_ref).collect();
            self.replace_top_by(&items);
            return Ok(());
        }
        let text = if items.len() < count as usize {
            format!(
                "not enough values to unpack (expected {count}, got {})",
                items.len()
            )
        } else if self.version.minor() >= 14
            && let Some(got) = known
        {
            format!("too many values to unpack (expected {count}, got {got})")
        } else {
            format!("too many values to unpack (expected {count})")
        };
        Err(self.value_error(&text))
    }

    fn unpack_iter(&mut self, r: Ref) -> Res<Owned> {
        match self.get_iter(r) {
            Err(Raised)
                if self.raised_is(Exc::TypeError) && {
                    let name = self.names.iter;
                    self.lookup_special(r, name).is_none()
                } =>
            {
                self.catch(Exc::TypeError);
                let text = format!("cannot unpack non-iterable {} object", self.type_name(r));
                Err(self.type_error(&text))
            }
            other => other,
        }
    }

    /// Replaces the top by these items, the first one on top; takes their counts over.
    fn replace_top_by(&mut self, items: &[Ref]) {
        let old = self.stack.pop().unwrap_or_default();
        for &item in items.iter().rev() {
            self.stack.push(Slot::counted(item));
        }
        if !old.is_borrowed() {
            self.drop_ref(old.get());
        }
    }

    /// `UNPACK_EX`.
    pub(crate) fn unpack_ex(&mut self, arg: u32) -> Res<()> {
        let (before, after) = ((arg & 0xff) as usize, (arg >> 8) as usize);
        let r = self.stack[self.stack.len() - 1].get();
        let iter = self.unpack_iter(r)?;
        let mut items = Vec::new();
        while let Some(item) = self.next(iter.get())? {
            items.push(item);
        }
        self.release(iter);
        if items.len() < before + after {
            let text = format!(
                "not enough values to unpack (expected at least {}, got {})",
                before + after,
                items.len()
            );
            return Err(self.value_error(&text));
        }
        let items: Vec<Ref> = items.into_iter().map(Owned::into_ref).collect();
        let rest = self.heap.list_from(&items[before..items.len() - after]);
        let mut all: Vec<Ref> = items[..before].to_vec();
        all.push(rest.into_ref());
        all.extend_from_slice(&items[items.len() - after..]);
        self.replace_top_by(&all);
        Ok(())
    }
}

//! Comparison, hashing, membership.

use heaplens_heap::dict::{Found, Lookup};
use heaplens_heap::set::{SetLookup, SetProbe};
use heaplens_heap::{Owned, Ref, TypeId};

use crate::opcode::Comparison;
use crate::vm::{Res, Vm};

impl Vm {
    /// `left OP right`: whatever the special method gives.
    #[inline]
    pub fn compare(&mut self, left: Ref, right: Ref, op: Comparison) -> Res<Owned> {
        let (tl, tr) = (self.heap.type_of(left), self.heap.type_of(right));
        if tl == TypeId::INT
            && tr == TypeId::INT
            && let (Some(a), Some(b)) = (self.heap.int_small(left), self.heap.int_small(right))
        {
            return Ok(self.heap.bool(holds(op, a.cmp(&b))));
        }
        if tl == TypeId::FLOAT && tr == TypeId::FLOAT {
            let (a, b) = (self.heap.float_value(left), self.heap.float_value(right));
            let value = match a.partial_cmp(&b) {
                Some(order) => holds(op, order),
                None => op == Comparison::Ne,
            };
            return Ok(self.heap.bool(value));
        }
        self.compare_slow(left, right, op)
    }

    fn compare_slow(&mut self, left: Ref, right: Ref, op: Comparison) -> Res<Owned> {
        self.enter_native()?;
        let result = self.rich_compare(left, right, op);
        self.native_depth -= 1;
        result
    }

    /// `do_richcompare` (Objects/object.c).
    fn rich_compare(&mut self, left: Ref, right: Ref, op: Comparison) -> Res<Owned> {
        let (tl, tr) = (self.heap.type_of(left), self.heap.type_of(right));
        let (name, swapped) = self.comparison_names(op);
        let not_implemented = self.heap.known.not_implemented;
        let mut tried_right = false;
        if tl != tr
            && self.heap.is_subtype(tr, tl)
            && let Some(method) = self.lookup(tr, swapped)
        {
            tried_right = true;
            let result = self.call_method(method, right, &[left])?;
            if result.get() != not_implemented {
                return Ok(result);
            }
            self.release(result);
        }
        if let Some(method) = self.lookup(tl, name) {
            let result = self.call_method(method, left, &[right])?;
            if result.get() != not_implemented {
                return Ok(result);
            }
            self.release(result);
        }
        if !tried_right && let Some(method) = self.lookup(tr, swapped) {
            let result = self.call_method(method, right, &[left])?;
            if result.get() != not_implemented {
                return Ok(result);
            }
            self.release(result);
        }
        match op {
            Comparison::Eq => Ok(self.heap.bool(left == right)),
            Comparison::Ne => Ok(self.heap.bool(left != right)),
            _ => {
                let symbol = match op {
                    Comparison::Lt => "<",
                    Comparison::Le => "<=",
                    Comparison::Gt => ">",
                    _ => ">=",
                };
                let text = format!(
                    "'{symbol}' not supported between instances of '{}' and '{}'",
                    self.type_name(left),
                    self.type_name(right)
                );
                Err(self.type_error(&text))
            }
        }
    }

    fn comparison_names(&self, op: Comparison) -> (Ref, Ref) {
        let names = &self.names;
        match op {
            Comparison::Lt => (names.lt, names.gt),
            Comparison::Le => (names.le, names.ge),
            Comparison::Eq => (names.eq, names.eq),
            Comparison::Ne => (names.ne, names.ne),
            Comparison::Gt => (names.gt, names.lt),
            Comparison::Ge => (names.ge, names.le),
        }
    }

    /// The truth of `left OP right`.
    pub fn compare_truth(&mut self, left: Ref, right: Ref, op: Comparison) -> Res<bool> {
        let result = self.compare(left, right, op)?;
        let value = self.truth(result.get());
        self.release(result);
        value
    }

    /// `left is right or left == right` (`PyObject_RichCompareBool`).
    #[inline]
    pub fn equal(&mut self, left: Ref, right: Ref) -> Res<bool> {
        match self.heap.exact_eq(left, right) {
            Some(value) => Ok(value),
            None => self.compare_truth(left, right, Comparison::Eq),
        }
    }

    /// `hash(r)`.
    pub fn hash(&mut self, r: Ref) -> Res<i64> {
        match self.heap.type_of(r) {
            TypeId::STR => Ok(self.heap.str_hash(r)),
            TypeId::INT | TypeId::BOOL => Ok(match self.heap.int_small(r) {
                Some(value) => hash_small(value),
                None => crate::number::hash::of_int(&self.heap.int_big(r)),
            }),
            TypeId::TUPLE => self.tuple_hash(r),
            _ => self.hash_slow(r),
        }
    }

    fn hash_slow(&mut self, r: Ref) -> Res<i64> {
        let name = self.names.hash;
        let method = self.lookup_special(r, name);
        let Some(method) = method.filter(|&method| method != self.heap.known.none) else {
            let text = format!("unhashable type: '{}'", self.type_name(r));
            return Err(self.type_error(&text));
        };
        self.enter_native()?;
        let result = self.call_method(method, r, &[]);
        self.native_depth -= 1;
        let result = result?;
        if !self
            .heap
            .info_of(result.get())
            .has(heaplens_heap::types::flags::LONG_SUBCLASS)
        {
            return Err(self.type_error("__hash__ method should return an integer"));
        }
        let hash = match self.small_value(result.get()) {
            Some(-1) => -2,
            Some(value) => value,
            None => crate::number::hash::of_int(&self.heap.int_big(result.get())),
        };
        self.release(result);
        Ok(hash)
    }

    /// Looks a key up in a dict, comparing as the language does.
    pub fn dict_find(&mut self, dict: Ref, key: Ref, hash: i64) -> Res<Option<Found>> {
        let mut lookup = self.heap.dict_lookup(dict, key, hash);
        loop {
            match lookup {
                Lookup::Found(found) => return Ok(Some(found)),
                Lookup::Absent => return Ok(None),
                Lookup::Compare {
                    key: other,
                    found,
                    probe,
                } => {
                    let keys = self.heap.dict_keys(dict);
                    let held = self.heap.own(other);
                    let is_equal = self.compare_truth(other, key, Comparison::Eq)?;
                    self.release(held);
                    let unchanged = self.heap.dict_keys(dict) == keys
                        && self.heap.dict_nentries(dict) > found.entry
                        && self
                            .heap
                            .dict_entry(dict, found.entry)
                            .is_some_and(|(_, now, _)| now == other);
                    if !unchanged {
                        lookup = self.heap.dict_lookup(dict, key, hash);
                    } else if is_equal {
                        let value = self
                            .heap
                            .dict_entry(dict, found.entry)
                            .map_or(found.value, |entry| entry.2);
                        return Ok(Some(Found { value, ..found }));
                    } else {
                        lookup = self.heap.dict_lookup_on(dict, key, hash, probe);
                    }
                }
            }
        }
    }

    /// `dict.get(key)`, borrowed.
    pub fn dict_get(&mut self, dict: Ref, key: Ref) -> Res<Option<Ref>> {
        let hash = self.hash_key(key)?;
        Ok(self.dict_find(dict, key, hash)?.map(|found| found.value))
    }

    /// `dict[key] = value`.
    pub fn dict_set(&mut self, dict: Ref, key: Ref, value: Ref) -> Res<()> {
        let hash = self.hash_key(key)?;
        let found = self.dict_find(dict, key, hash)?;
        let value = self.heap.own(value);
        match found {
            Some(found) => {
                let old = self.heap.dict_replace(dict, found, value);
                self.release(old);
            }
            None => {
                let key = self.heap.own(key);
                self.heap.dict_insert_new(dict, key, hash, value);
            }
        }
        Ok(())
    }

    /// `del dict[key]`; gives the value, or `None` where there is no such key.
    pub fn dict_delete(&mut self, dict: Ref, key: Ref) -> Res<Option<Owned>> {
        let hash = self.hash_key(key)?;
        let Some(found) = self.dict_find(dict, key, hash)? else {
            return Ok(None);
        };
        let (key, value) = self.heap.dict_remove(dict, found);
        self.release(key);
        Ok(Some(value))
    }

    /// Looks a key up in a set: its slot, or the unused one where it would go.
    pub fn set_find(&mut self, set: Ref, key: Ref, hash: i64) -> Res<Result<u32, u32>> {
        let mut lookup =
            self.heap
                .set_lookup(set, key, hash, SetProbe::new(hash, self.heap.set_mask(set)));
        loop {
            match lookup {
                SetLookup::Found(slot) => return Ok(Ok(slot)),
                SetLookup::Absent(slot) => return Ok(Err(slot)),
                SetLookup::Compare {
                    key: other,
                    slot,
                    at,
                } => {
                    let (mask, fill) = (self.heap.set_mask(set), self.heap.set_fill(set));
                    let held = self.heap.own(other);
                    let is_equal = self.compare_truth(other, key, Comparison::Eq)?;
                    self.release(held);
                    let unchanged = self.heap.set_mask(set) == mask
                        && self.heap.set_fill(set) == fill
                        && self
                            .heap
                            .set_slot(set, slot)
                            .is_some_and(|(_, now)| now == other);
                    if !unchanged {
                        lookup = self.heap.set_lookup(
                            set,
                            key,
                            hash,
                            SetProbe::new(hash, self.heap.set_mask(set)),
                        );
                    } else if is_equal {
                        return Ok(Ok(slot));
                    } else {
                        lookup = self.heap.set_lookup(set, key, hash, at);
                    }
                }
            }
        }
    }

    /// Adds a key with a known hash to a set; false where it was there.
    pub fn set_add_key(&mut self, set: Ref, key: Owned, hash: i64) -> Res<bool> {
        match self.set_find(set, key.get(), hash)? {
            Ok(_) => {
                self.release(key);
                Ok(false)
            }
            Err(slot) => {
                self.heap.set_insert(set, key, hash, slot);
                Ok(true)
            }
        }
    }

    /// `item in container`.
    pub fn contains(&mut self, container: Ref, item: Ref) -> Res<bool> {
        match self.heap.type_of(container) {
            TypeId::LIST => {
                let mut index = 0;
                while index < self.heap.list_len(container) {
                    let other = self.heap.list_item(container, index);
                    if self.equal_held(other, item)? {
                        return Ok(true);
                    }
                    index += 1;
                }
                Ok(false)
            }
            TypeId::TUPLE => {
                for index in 0..self.heap.tuple_len(container) {
                    let other = self.heap.tuple_item(container, index);
                    if self.equal_held(other, item)? {
                        return Ok(true);
                    }
                }
                Ok(false)
            }
            TypeId::DICT => Ok(self.dict_get(container, item)?.is_some()),
            TypeId::SET | TypeId::FROZENSET => self.set_contains(container, item),
            _ => self.contains_slow(container, item),
        }
    }

    /// Compares an item of a container that the comparison might change.
    pub fn equal_held(&mut self, item: Ref, other: Ref) -> Res<bool> {
        if let Some(value) = self.heap.exact_eq(item, other) {
            return Ok(value);
        }
        let held = self.heap.own(item);
        let value = self.compare_truth(item, other, Comparison::Eq);
        self.release(held);
        value
    }

    fn contains_slow(&mut self, container: Ref, item: Ref) -> Res<bool> {
        let name = self.names.contains;
        if let Some(method) = self.lookup_special(container, name) {
            if method == self.heap.known.none {
                let text = format!("'{}' object is not a container", self.type_name(container));
                return Err(self.type_error(&text));
            }
            let result = self.call_method(method, container, &[item])?;
            let value = self.truth(result.get());
            self.release(result);
            return value;
        }
        let iter_name = self.names.iter;
        let getitem = self.names.getitem;
        if self.lookup_special(container, iter_name).is_none()
            && self.lookup_special(container, getitem).is_none()
        {
            let text = if self.version.minor() >= 14 {
                format!(
                    "argument of type '{}' is not a container or iterable",
                    self.type_name(container)
                )
            } else {
                format!(
                    "argument of type '{}' is not iterable",
                    self.type_name(container)
                )
            };
            return Err(self.type_error(&text));
        }
        let iter = self.get_iter(container)?;
        while let Some(other) = self.next(iter.get())? {
            let is_equal = self.equal(other.get(), item)?;
            self.release(other);
            if is_equal {
                self.release(iter);
                return Ok(true);
            }
        }
        self.release(iter);
        Ok(false)
    }
}

/// The hash of an int below 2^60 in size (`long_hash`): the remainder by 2^61 - 1, signed; -1 becomes -2.
pub fn hash_small(value: i64) -> i64 {
    if value == -1 { -2 } else { value }
}

/// Whether a comparison holds for this order.
pub fn holds(op: Comparison, order: std::cmp::Ordering) -> bool {
    match op {
        Comparison::Lt => order.is_lt(),
        Comparison::Le => order.is_le(),
        Comparison::Eq => order.is_eq(),
        Comparison::Ne => order.is_ne(),
        Comparison::Gt => order.is_gt(),
        Comparison::Ge => order.is_ge(),
    }
}

//! What sets do with each other and with iterables (Objects/setobject.c), for `set`, `frozenset` and dicts' views.

use heaplens_heap::{Owned, Ref, TypeId};

use crate::vm::exceptions::Exc;
use crate::vm::{Res, Vm};

impl Vm {
    /// Whether `r` is a set or a frozenset, or of a class that extends one.
    pub fn is_a_set(&self, r: Ref) -> bool {
        self.is_a(r, TypeId::SET) || self.is_a(r, TypeId::FROZENSET)
    }

    /// The plain type of a set's results: `set` or `frozenset` (`make_new_set_basetype`).
    fn base_of_set(&self, r: Ref) -> TypeId {
        if self.is_a(r, TypeId::FROZENSET) {
            TypeId::FROZENSET
        } else {
            TypeId::SET
        }
    }

    /// An empty set of the plain type of `like`.
    fn set_like(&mut self, like: Ref) -> Owned {
        let id = self.base_of_set(like);
        Owned::adopt(self.heap.new_set(id))
    }

    /// A copy of a set, of its plain type.
    pub fn set_copy(&mut self, set: Ref) -> Res<Owned> {
        let copy = self.set_like(set);
        self.set_merge(copy.get(), set)?;
        Ok(copy)
    }

    /// Whether a key is in a set.
    pub fn set_has(&mut self, set: Ref, key: Ref) -> Res<bool> {
        let hash = self.hash_element(key)?;
        Ok(self.set_find(set, key, hash)?.is_ok())
    }

    /// The same for `in`, which takes an unhashable set for a frozenset of its keys.
    pub fn set_contains(&mut self, set: Ref, key: Ref) -> Res<bool> {
        let (hash, held) = self.hash_or_freeze(key)?;
        let key = held.as_ref().map_or(key, Owned::get);
        Ok(self.set_find(set, key, hash)?.is_ok())
    }

    fn hash_or_freeze(&mut self, key: Ref) -> Res<(i64, Option<Owned>)> {
        match self.hash_element(key) {
            Ok(hash) => Ok((hash, None)),
            Err(_) if self.is_a(key, TypeId::SET) && self.catch(Exc::TypeError) => {
                let frozen = Owned::adopt(self.heap.new_set(TypeId::FROZENSET));
                self.set_merge(frozen.get(), key)?;
                let hash = self.hash(frozen.get())?;
                Ok((hash, Some(frozen)))
            }
            Err(raised) => Err(raised),
        }
    }

    /// Removes a key from a set; false where it wasn't there.
    pub fn set_discard(&mut self, set: Ref, key: Ref) -> Res<bool> {
        let (hash, held) = self.hash_or_freeze(key)?;
        let key = held.as_ref().map_or(key, Owned::get);
        self.set_discard_hashed(set, key, hash)
    }

    fn set_discard_hashed(&mut self, set: Ref, key: Ref, hash: i64) -> Res<bool> {
        match self.set_find(set, key, hash)? {
            Ok(slot) => {
                let key = self.heap.set_remove(set, slot);
                self.release(key);
                Ok(true)
            }
            Err(_) => Ok(false),
        }
    }

    /// Adds the keys of another set (`set_merge`).
    pub fn set_merge(&mut self, set: Ref, other: Ref) -> Res<()> {
        let used = self.heap.set_len(other);
        if set == other || used == 0 {
            return Ok(());
        }
        self.heap.set_prepare_merge(set, used);
        if self.heap.set_fill(set) == 0 {
            if self.heap.set_mask(set) == self.heap.set_mask(other)
                && self.heap.set_fill(other) == used
            {
                self.heap.set_copy_slots(set, other);
                return Ok(());
            }
            for (hash, key) in self.heap.set_keys_of(other) {
                let key = self.heap.own(key);
                self.heap.set_insert_clean(set, key, hash);
            }
            return Ok(());
        }
        let keys = self.heap.set_keys_of(other);
        let held: Vec<(i64, Owned)> = keys
            .into_iter()
            .map(|(hash, key)| (hash, self.heap.own(key)))
            .collect();
        for (hash, key) in held {
            self.set_add_key(set, key, hash)?;
        }
        Ok(())
    }

    /// Adds all items of an iterable to a set (`set_update_internal`).
    pub fn set_update(&mut self, set: Ref, iterable: Ref) -> Res<()> {
        if self.is_a_set(iterable) {
            return self.set_merge(set, iterable);
        }
        if self.heap.type_of(iterable) == TypeId::DICT {
            let used = self.heap.dict_len(iterable);
            self.heap.set_prepare_merge(set, used);
            for (hash, key) in self.held_keys(iterable) {
                self.set_add_key(set, key, hash)?;
            }
            return Ok(());
        }
        let iter = self.get_iter(iterable)?;
        while let Some(item) = self.next(iter.get())? {
            let hash = self.hash_element(item.get())?;
            self.set_add_key(set, item, hash)?;
        }
        self.release(iter);
        Ok(())
    }

    /// The keys of a dict with their hashes, held.
    fn held_keys(&mut self, dict: Ref) -> Vec<(i64, Owned)> {
        self.heap
            .dict_entries(dict)
            .into_iter()
            .map(|(hash, key, _)| (hash, self.heap.own(key)))
            .collect()
    }

    /// `a | b`.
    pub fn set_union(&mut self, a: Ref, b: Ref) -> Res<Owned> {
        let result = self.set_copy(a)?;
        if a != b {
            self.set_update(result.get(), b)?;
        }
        Ok(result)
    }

    /// `a & b` (`set_intersection`).
    pub fn set_intersection(&mut self, a: Ref, b: Ref) -> Res<Owned> {
        if a == b {
            return self.set_copy(a);
        }
        let result = self.set_like(a);
        if self.is_a_set(b) {
            let (large, small) = if self.heap.set_len(b) > self.heap.set_len(a) {
                (b, a)
            } else {
                (a, b)
            };
            for (hash, key) in self.heap.set_keys_of(small) {
                let key = self.heap.own(key);
                if self.set_find(large, key.get(), hash)?.is_ok() {
                    self.set_add_key(result.get(), key, hash)?;
                } else {
                    self.release(key);
                }
            }
            return Ok(result);
        }
        let iter = self.get_iter(b)?;
        while let Some(key) = self.next(iter.get())? {
            let hash = self.hash_element(key.get())?;
            if self.set_find(a, key.get(), hash)?.is_ok() {
                self.set_add_key(result.get(), key, hash)?;
            } else {
                self.release(key);
            }
        }
        self.release(iter);
        Ok(result)
    }

    /// `a &= b`.
    pub fn set_intersection_update(&mut self, a: Ref, b: Ref) -> Res<()> {
        let result = self.set_intersection(a, b)?;
        self.heap.set_swap(a, result.get());
        self.release(result);
        Ok(())
    }

    /// `a - b` (`set_difference`).
    pub fn set_difference(&mut self, a: Ref, b: Ref) -> Res<Owned> {
        let is_dict = self.is_a(b, TypeId::DICT);
        let others = if self.is_a_set(b) {
            self.heap.set_len(b)
        } else if is_dict {
            self.heap.dict_len(b)
        } else {
            let result = self.set_copy(a)?;
            self.set_difference_update(result.get(), b)?;
            return Ok(result);
        };
        let used = self.heap.set_len(a);
        if self
            .heap
            .growth()
            .set
            .difference_copies(u64::from(used), u64::from(others))
        {
            let result = self.set_copy(a)?;
            self.set_difference_update(result.get(), b)?;
            return Ok(result);
        }
        let result = self.set_like(a);
        for (hash, key) in self.heap.set_keys_of(a) {
            let key = self.heap.own(key);
            let found = if is_dict {
                self.dict_find(b, key.get(), hash)?.is_some()
            } else {
                self.set_find(b, key.get(), hash)?.is_ok()
            };
            if found {
                self.release(key);
            } else {
                self.set_add_key(result.get(), key, hash)?;
            }
        }
        Ok(result)
    }

    /// `a -= b`, for any iterable `b` (`set_difference_update_internal`).
    pub fn set_difference_update(&mut self, a: Ref, b: Ref) -> Res<()> {
        if a == b {
            self.heap.set_clear(a);
            self.settle();
            return Ok(());
        }
        if self.is_a_set(b) {
            for (hash, key) in self.heap.set_keys_of(b) {
                let key = self.heap.own(key);
                self.set_discard_hashed(a, key.get(), hash)?;
                self.release(key);
            }
        } else {
            let iter = self.get_iter(b)?;
            while let Some(key) = self.next(iter.get())? {
                let hash = self.hash_element(key.get())?;
                self.set_discard_hashed(a, key.get(), hash)?;
                self.release(key);
            }
            self.release(iter);
        }
        let (fill, used) = (self.heap.set_fill(a), self.heap.set_len(a));
        if fill - used > self.heap.set_mask(a) / 4 {
            let wanted = if used > 50_000 { used * 2 } else { used * 4 };
            self.heap.set_resize(a, wanted);
        }
        Ok(())
    }

    /// `a ^ b` (`set_symmetric_difference`).
    pub fn set_symmetric_difference(&mut self, a: Ref, b: Ref) -> Res<Owned> {
        let result = self.set_like(a);
        self.set_update(result.get(), b)?;
        self.set_symmetric_difference_update(result.get(), a)?;
        Ok(result)
    }

    /// `a ^= b`, for any iterable `b` (`set_symmetric_difference_update`).
    pub fn set_symmetric_difference_update(&mut self, a: Ref, b: Ref) -> Res<()> {
        if a == b {
            self.heap.set_clear(a);
            self.settle();
            return Ok(());
        }
        let keys = if self.heap.type_of(b) == TypeId::DICT {
            self.held_keys(b)
        } else {
            let temporary;
            let other = if self.is_a_set(b) {
                b
            } else {
                temporary = self.set_like(a);
                self.set_update(temporary.get(), b)?;
                temporary.get()
            };
            self.heap
                .set_keys_of(other)
                .into_iter()
                .map(|(hash, key)| (hash, self.heap.own(key)))
                .collect()
        };
        for (hash, key) in keys {
            if self.set_discard_hashed(a, key.get(), hash)? {
                self.release(key);
            } else {
                self.set_add_key(a, key, hash)?;
            }
        }
        Ok(())
    }
}

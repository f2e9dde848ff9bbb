//! Attributes of instances: where their values lie, and how the `__dict__` comes to be.
//!
//! A class keeps one table of keys for all its instances (PEP 412); an instance keeps values alone. Up to 3.10
//! they hang on a dict that is made with the first attribute. From 3.11 on they have a block of their own, from
//! 3.13 on they lie in the instance itself; a dict is made only when somebody looks, and shares them.
//!
//! ```text
//! before the object, 3.11 on (bytes from its start)
//!   -32  dict, or null (u32) | -28  place of the values, or 0 (u32)
//!   -24  weak references (u32) | -20  capacity of the values (u16), room for so many more (u16)
//! values
//!   half i              the value for the key number i of the class's table, or null
//!   byte 4 * capacity   how many are set; behind it their numbers in the order in which they were set
//! ```
//!
//! Modelled on `Objects/dictobject.c` @ v3.10.15, v3.12.6, v3.13.0: `_PyObjectDict_SetItem`,
//! `_PyObject_StoreInstanceAttribute`, `make_dict_from_instance_attributes`, `_PyDict_DetachFromObject`.

use crate::dict::Lookup;
use crate::dict::keys::{GENERAL, SPLIT, UNICODE};
use crate::heap::Heap;
use crate::reference::{Owned, Ref};
use crate::rules::sizes::classes::{ClassSizes, NewPlace, Values};
use crate::types::{Layout, TypeId, TypeInfo, flags};

const VALUES: i32 = -28;
const CAPACITY: i32 = -20;
/// Above the capacity stands how many more values inline ones have room for.
const SPARE_SHIFT: u32 = 16;
const CAPACITY_MASK: u32 = (1 << SPARE_SHIFT) - 1;

impl Heap {
    /// The rules of classes and instances.
    fn classes(&self) -> &'static ClassSizes {
        &self.rules.sizes.classes
    }

    /// Gives a new class the keys that its instances will share, where they have a dict.
    pub(crate) fn make_shared_keys(&mut self, id: TypeId) {
        let info = self.info(id);
        let is_unmanaged =
            self.classes().new_dict != NewPlace::InObject && !info.has(flags::MANAGED_DICT);
        if info.dictoffset == 0 || is_unmanaged {
            return;
        }
        let classes = self.classes();
        let (log2, room) = (
            classes.shared_keys_log2,
            classes.shared_keys_first_room as u32,
        );
        let keys = self.new_keys(log2, SPLIT);
        self.set_keys_counts(keys, room, 0);
        self.info_mut(id).cached_keys = keys;
    }

    /// Whether instances of a type are made with values beside them or inside.
    fn has_values(&self, info: &TypeInfo) -> bool {
        if info.cached_keys == 0 || !info.has(flags::MANAGED_DICT) {
            return false;
        }
        let is_bare = info.layout == Layout::Record { refs: 0 };
        match self.classes().values {
            Values::InDict => false,
            Values::InBlock => is_bare,
            Values::InlineIfBare => info.basicsize == 16 && is_bare,
            Values::InlineUnlessSized => info.itemsize == 0,
        }
    }

    /// Keys that instances of a type made now can have, and the bytes for them in the instance's own block.
    pub(crate) fn inline_room(&self, id: TypeId) -> (u32, u64) {
        let info = self.info(id);
        if !self.has_values(info) || !self.classes().values_are_inline() {
            return (0, 0);
        }
        // The block is asked for before the class's keys give a part of their room away.
        let keys = info.cached_keys;
        let room = self.keys_nentries(keys) + self.keys_usable(keys);
        (room, self.classes().values_bytes(u64::from(room)))
    }

    /// The room of a class's keys as the next instance finds it: each takes one from what is left.
    fn room_for_next(&self, keys: u32) -> u32 {
        let usable = self.keys_usable(keys);
        let left = if usable > 1 && self.classes().instances_use_up_room {
            usable - 1
        } else {
            usable
        };
        self.keys_nentries(keys) + left
    }

    /// Gives a new instance its values; `inline` is their place in its own block, or 0.
    pub(crate) fn make_values(&mut self, r: Ref, inline: u32) {
        let info = std::rc::Rc::clone(&self.types[self.type_of(r).0 as usize]);
        if !self.has_values(&info) {
            return;
        }
        let keys = info.cached_keys;
        let capacity = self.room_for_next(keys);
        let nentries = self.keys_nentries(keys);
        let spare = nentries + self.keys_usable(keys) - capacity;
        self.set_keys_counts(keys, capacity - nentries, nentries);
        let words = values_words(capacity);
        let place = if inline != 0 {
            inline
        } else {
            let bytes = self.classes().values_bytes(u64::from(capacity));
            self.alloc_block(bytes, words)
        };
        for word in 0..words {
            self.memory.set_word(place + word, 0);
        }
        self.set_ref_at(r, VALUES, Ref(place));
        self.set_ref_at(r, CAPACITY, Ref(spare << SPARE_SHIFT | capacity));
    }

    /// The place and the capacity of the values that an instance has outside of any dict.
    fn values_of(&self, r: Ref) -> Option<(u32, u32)> {
        if !self.info_of(r).has(flags::MANAGED_DICT) {
            return None;
        }
        let place = self.ref_at(r, VALUES).0;
        (place != 0).then(|| (place, self.ref_at(r, CAPACITY).0 & CAPACITY_MASK))
    }

    /// The values that are set, as numbers of keys, in the order in which they were set.
    fn values_order(&self, place: u32, capacity: u32) -> Vec<u32> {
        let count = u32::from(self.memory.byte(place, 4 * capacity));
        (0..count)
            .map(|at| u32::from(self.memory.byte(place, 4 * capacity + 1 + at)))
            .collect()
    }

    fn push_value_order(&mut self, place: u32, capacity: u32, index: u32) {
        let count = self.memory.byte(place, 4 * capacity);
        self.memory.set_byte(place, 4 * capacity, count + 1);
        self.memory
            .set_byte(place, 4 * capacity + 1 + u32::from(count), index as u8);
    }

    fn remove_value_order(&mut self, place: u32, capacity: u32, index: u32) {
        let order = self.values_order(place, capacity);
        let kept: Vec<u32> = order.into_iter().filter(|&other| other != index).collect();
        self.memory.set_byte(place, 4 * capacity, kept.len() as u8);
        for (at, other) in kept.into_iter().enumerate() {
            self.memory
                .set_byte(place, 4 * capacity + 1 + at as u32, other as u8);
        }
    }

    /// The number of a str key in a class's table.
    fn shared_key(&mut self, keys: u32, name: Ref) -> Option<u32> {
        if keys != 0
            && let Some((entry, _)) = self.hinted(keys, name)
        {
            return Some(entry);
        }
        let hash = self.str_hash(name);
        match self.keys_find(keys, name, hash) {
            Lookup::Found(found) => {
                self.hint(keys, name, found.entry);
                Some(found.entry)
            }
            _ => None,
        }
    }

    /// Adds a str key to a class's table, if there is room.
    fn add_shared_key(&mut self, keys: u32, name: Ref) -> Option<u32> {
        let usable = self.keys_usable(keys);
        if usable == 0 || self.type_of(name) != TypeId::STR {
            return None;
        }
        let hash = self.str_hash(name);
        let entry = self.keys_nentries(keys);
        self.keys_link(keys, hash, entry);
        self.incref(name);
        self.set_keys_entry(keys, entry, hash, name, Ref::NULL);
        self.set_keys_counts(keys, usable - 1, entry + 1);
        Some(entry)
    }

    /// The attribute `name` in the instance `r` itself.
    pub fn attribute(&mut self, r: Ref, name: Ref) -> Option<Ref> {
        let offset = self.dict_offset(r)?;
        if let Some(dict) = self.ref_at(r, offset).some() {
            return self.dict_get_str(dict, name);
        }
        let (place, _) = self.values_of(r)?;
        let keys = self.info_of(r).cached_keys;
        let index = self.shared_key(keys, name)?;
        Ref(self.memory.half(place, index)).some()
    }

    /// Stores the attribute `name` in the instance `r`. Gives `value` back where instances have no attributes.
    pub fn set_attribute(&mut self, r: Ref, name: Ref, value: Owned) -> Result<(), Owned> {
        let Some(offset) = self.dict_offset(r) else {
            return Err(value);
        };
        if self.ref_at(r, offset).is_null()
            && let Some((place, capacity)) = self.values_of(r)
        {
            let keys = self.info_of(r).cached_keys;
            let index = match self.shared_key(keys, name) {
                Some(index) => Some(index),
                None => self.add_shared_key(keys, name),
            };
            if let Some(index) = index.filter(|&index| index < capacity) {
                let old = Ref(self.memory.half(place, index));
                self.memory.set_half(place, index, value.into_ref().0);
                if old.is_null() {
                    self.push_value_order(place, capacity, index);
                } else {
                    self.decref(old);
                }
                return Ok(());
            }
        }
        let Some(dict) = self.instance_dict(r) else {
            return Err(value);
        };
        let shared = self.dict_keys(dict);
        let was_shared =
            shared != 0 && shared == self.info_of(r).cached_keys && self.dict_values(dict) != 0;
        if let Some(old) = self.dict_set_str(dict, name, value) {
            self.release(old);
        }
        if was_shared && self.dict_keys(dict) != shared && self.classes().values == Values::InDict {
            self.reshare_keys(r, dict, shared);
        }
        Ok(())
    }

    /// A dict outgrew the keys of its class: if it was the only one to use them, the class takes its new table
    /// for the instances to come, else it gives up sharing (up to 3.10).
    fn reshare_keys(&mut self, r: Ref, dict: Ref, shared: u32) {
        let id = self.type_of(r);
        let keys = self.dict_keys(dict);
        let is_alone = self.keys_refcount(shared) == 1;
        if is_alone
            && self.keys_nentries(keys) == self.dict_len(dict)
            && self.dict_has_only_strs(dict)
        {
            let room = self.keys_nentries(keys) + self.keys_usable(keys);
            let place = self.alloc_block(8 * u64::from(room), values_words(room));
            for word in 0..values_words(room) {
                self.memory.set_word(place + word, 0);
            }
            for entry in 0..self.keys_nentries(keys) {
                let (_, _, value) = self.keys_entry(keys, entry);
                self.memory.set_half(place, entry, value.0);
                self.set_keys_value(keys, entry, Ref::NULL);
            }
            self.set_keys_kind(keys, SPLIT);
            self.set_keys_refcount(keys, 2);
            self.set_dict_values(dict, place, room, false);
            self.info_mut(id).cached_keys = keys;
        } else {
            self.info_mut(id).cached_keys = 0;
        }
        self.release_shared_keys(shared);
    }

    fn dict_has_only_strs(&self, dict: Ref) -> bool {
        self.dict_entries(dict)
            .iter()
            .all(|&(_, key, _)| self.type_of(key) == TypeId::STR)
    }

    /// Removes the attribute `name` from the instance `r`; false where there is none.
    pub fn remove_attribute(&mut self, r: Ref, name: Ref) -> bool {
        let Some(offset) = self.dict_offset(r) else {
            return false;
        };
        let Some(dict) = self.ref_at(r, offset).some() else {
            let Some((place, capacity)) = self.values_of(r) else {
                return false;
            };
            let keys = self.info_of(r).cached_keys;
            let Some(index) = self.shared_key(keys, name) else {
                return false;
            };
            let old = Ref(self.memory.half(place, index));
            if old.is_null() {
                return false;
            }
            self.memory.set_half(place, index, 0);
            self.remove_value_order(place, capacity, index);
            self.decref(old);
            return true;
        };
        let hash = self.str_hash(name);
        let Lookup::Found(found) = self.dict_lookup(dict, name, hash) else {
            return false;
        };
        let (key, value) = self.dict_remove(dict, found);
        self.release(value);
        self.release(key);
        if self.classes().values == Values::InDict {
            // A class whose instances lose attributes stops sharing keys.
            let id = self.type_of(r);
            let shared = std::mem::take(&mut self.info_mut(id).cached_keys);
            if shared != 0 {
                self.release_shared_keys(shared);
            }
        }
        true
    }

    /// The instance's `__dict__`, made if there is none yet; `None` where instances have none.
    pub fn instance_dict(&mut self, r: Ref) -> Option<Ref> {
        let offset = self.dict_offset(r)?;
        if let Some(dict) = self.ref_at(r, offset).some() {
            return Some(dict);
        }
        let dict = self.new_dict(TypeId::DICT);
        let keys = self.info_of(r).cached_keys;
        if keys != 0 {
            let count = self.keys_refcount(keys);
            if let Some((place, capacity)) = self.values_of(r) {
                let is_inline = self.classes().values_are_inline();
                self.set_keys_refcount(keys, count + 1);
                self.set_dict_shared_keys(dict, keys);
                self.set_dict_values(dict, place, capacity, is_inline);
                let order = self.values_order(place, capacity);
                self.set_dict_len(dict, order.len() as u32);
                let tracks = order
                    .iter()
                    .any(|&index| self.may_be_tracked(Ref(self.memory.half(place, index))));
                if tracks && !self.is_tracked(dict) {
                    self.track(dict);
                }
                if !is_inline {
                    self.set_ref_at(r, VALUES, Ref::NULL);
                }
            } else {
                // No values yet: a dict of its own, which shares the keys (`new_dict_with_shared_keys`).
                let room = self.keys_nentries(keys) + self.keys_usable(keys);
                let bytes = self.classes().values_bytes(u64::from(room));
                let place = self.alloc_block(bytes, values_words(room));
                for word in 0..values_words(room) {
                    self.memory.set_word(place + word, 0);
                }
                self.set_keys_refcount(keys, count + 1);
                self.set_dict_shared_keys(dict, keys);
                self.set_dict_values(dict, place, room, false);
            }
        }
        self.set_ref_at(r, offset, dict);
        Some(dict)
    }

    /// The instance's attributes in order, looked at without effect: name and value.
    pub fn attributes(&self, r: Ref) -> Vec<(Ref, Ref)> {
        let dict = self
            .dict_offset(r)
            .map_or(Ref::NULL, |offset| self.ref_at(r, offset));
        if !dict.is_null() {
            return self
                .dict_entries(dict)
                .into_iter()
                .map(|(_, key, value)| (key, value))
                .collect();
        }
        let Some((place, capacity)) = self.values_of(r) else {
            return Vec::new();
        };
        let keys = self.info_of(r).cached_keys;
        self.values_order(place, capacity)
            .into_iter()
            .map(|index| {
                (
                    self.keys_entry(keys, index).1,
                    Ref(self.memory.half(place, index)),
                )
            })
            .collect()
    }

    /// Gives the next reference of the instance's attributes back; false where there are no more.
    pub(crate) fn clear_attributes(&mut self, r: Ref, at: u32) -> bool {
        let Some(offset) = self.dict_offset(r) else {
            return false;
        };
        let dict = self.ref_at(r, offset);
        if !dict.is_null() {
            if self.dict_is_embedded(dict) && self.refcount(dict) > 1 {
                self.detach_values(dict);
            }
            self.set_ref_at(r, offset, Ref::NULL);
            if self.dict_is_embedded(dict) {
                // The values are in the instance: the dict gives them back now, before the instance goes.
                self.clear_embedded_dict(dict);
            }
            self.decref(dict);
            return true;
        }
        let Some((place, capacity)) = self.values_of(r) else {
            return false;
        };
        if at < capacity {
            let held = Ref(self.memory.half(place, at));
            self.memory.set_half(place, at, 0);
            self.xdecref(held);
            return true;
        }
        self.memory.set_byte(place, 4 * capacity, 0);
        if !self.classes().values_are_inline() {
            let bytes = self.classes().values_bytes(u64::from(capacity));
            self.free_block(place, bytes);
            self.set_ref_at(r, VALUES, Ref::NULL);
        }
        false
    }

    /// A dict outlives the instance whose values it shows: it gets a copy of them (`_PyDict_DetachFromObject`).
    fn detach_values(&mut self, dict: Ref) {
        let (place, capacity) = (self.dict_values(dict), self.dict_capacity(dict));
        let bytes = self.classes().values_bytes(u64::from(capacity));
        let words = values_words(capacity);
        let copy = self.alloc_block(bytes, words);
        for word in 0..words {
            let value = self.memory.word(place + word);
            self.memory.set_word(copy + word, value);
            self.memory.set_word(place + word, 0);
        }
        self.set_dict_values(dict, copy, capacity, false);
    }

    fn clear_embedded_dict(&mut self, dict: Ref) {
        let (place, capacity, keys) = (
            self.dict_values(dict),
            self.dict_capacity(dict),
            self.dict_keys(dict),
        );
        self.set_dict_values(dict, 0, 0, false);
        self.set_dict_shared_keys(dict, 0);
        self.set_dict_len(dict, 0);
        for index in 0..capacity {
            let held = Ref(self.memory.half(place, index));
            self.memory.set_half(place, index, 0);
            self.xdecref(held);
        }
        self.memory.set_byte(place, 4 * capacity, 0);
        self.release_shared_keys(keys);
    }

    /// Gives the instance another `__dict__`.
    pub fn set_instance_dict(&mut self, r: Ref, dict: Owned) {
        let Some(offset) = self.dict_offset(r) else {
            return;
        };
        if self.ref_at(r, offset).is_null() {
            let _ = self.instance_dict(r);
        }
        let old = self.ref_at(r, offset);
        if self.dict_is_embedded(old) {
            self.detach_values(old);
        }
        self.set_ref_at(r, VALUES.min(offset), Ref::NULL);
        self.set_ref_at(r, offset, dict.into_ref());
        if self.info_of(r).has(flags::MANAGED_DICT) {
            self.set_ref_at(r, VALUES, Ref::NULL);
        }
        self.xdecref(old);
    }

    /// Visits what the instance's attributes hold.
    pub(crate) fn traverse_attributes(&self, r: Ref, visit: &mut dyn FnMut(Ref)) {
        let Some(offset) = self.dict_offset(r) else {
            return;
        };
        let dict = self.ref_at(r, offset);
        if !dict.is_null() {
            visit(dict);
        } else if let Some((place, capacity)) = self.values_of(r) {
            for index in 0..capacity {
                visit(Ref(self.memory.half(place, index)));
            }
        }
    }

    /// The instance gives all its attributes and slots back (`subtype_clear`).
    pub(crate) fn clear_instance_attributes(&mut self, r: Ref) {
        let mro = std::rc::Rc::clone(&self.info_of(r).mro);
        for &base in mro.iter() {
            let info = std::rc::Rc::clone(&self.types[base.0 as usize]);
            if !info.has(flags::HEAPTYPE) {
                continue;
            }
            for member in info.members.iter() {
                let held = self.ref_at(r, member.offset as i32);
                self.set_ref_at(r, member.offset as i32, Ref::NULL);
                self.xdecref(held);
            }
        }
        let Some(offset) = self.dict_offset(r) else {
            return;
        };
        let dict = self.ref_at(r, offset);
        if dict.is_null() {
            if let Some((place, capacity)) = self.values_of(r) {
                for index in 0..capacity {
                    let held = Ref(self.memory.half(place, index));
                    self.memory.set_half(place, index, 0);
                    self.xdecref(held);
                }
                self.memory.set_byte(place, 4 * capacity, 0);
            }
            return;
        }
        self.clear_attributes(r, 0);
    }

    /// Bytes behind the object for inline values.
    pub(crate) fn inline_values_bytes(&self, r: Ref) -> u64 {
        let info = self.info_of(r);
        if !info.has(flags::MANAGED_DICT) || !self.classes().values_are_inline() {
            return 0;
        }
        match self.ref_at(r, CAPACITY).0 {
            0 => 0,
            stored => {
                let room = (stored & CAPACITY_MASK) + (stored >> SPARE_SHIFT);
                self.classes().values_bytes(u64::from(room))
            }
        }
    }

    /// Frees the values' block of a split table, unless the values lie in an instance.
    pub(crate) fn free_split_values(&mut self, dict: Ref) {
        let (place, capacity) = (self.dict_values(dict), self.dict_capacity(dict));
        if !self.dict_is_embedded(dict) && place != 0 {
            let bytes = self.classes().values_bytes(u64::from(capacity));
            self.free_block(place, bytes);
        }
        self.set_dict_values(dict, 0, 0, false);
    }

    /// Makes the empty dict `to` a copy of the split dict `r`: it shares the keys, and has values of its own
    /// (`PyDict_Copy`).
    pub(crate) fn dict_split_copy(&mut self, to: Ref, r: Ref) {
        let (place, capacity, keys) = (
            self.dict_values(r),
            self.dict_capacity(r),
            self.dict_keys(r),
        );
        let words = values_words(capacity);
        let bytes = self.classes().values_bytes(u64::from(capacity));
        let copy = self.alloc_block(bytes, words);
        for word in 0..words {
            let value = self.memory.word(place + word);
            self.memory.set_word(copy + word, value);
        }
        for index in 0..capacity {
            if let Some(held) = Ref(self.memory.half(copy, index)).some() {
                self.incref(held);
            }
        }
        let count = self.keys_refcount(keys);
        self.set_keys_refcount(keys, count + 1);
        self.set_dict_shared_keys(to, keys);
        self.set_dict_values(to, copy, capacity, false);
        let length = self.dict_len(r);
        self.set_dict_len(to, length);
        if self.is_tracked(r) && !self.is_tracked(to) {
            self.track(to);
        }
    }

    /// Gives one count of shared keys back.
    pub(crate) fn release_shared_keys(&mut self, keys: u32) {
        let count = self.keys_refcount(keys) - 1;
        self.set_keys_refcount(keys, count);
        if count == 0 {
            for entry in 0..self.keys_nentries(keys) {
                let (_, key, _) = self.keys_entry(keys, entry);
                self.xdecref(key);
            }
            self.free_keys(keys);
        }
    }

    // --- split tables of dicts ---

    /// Stores a value in a split table under a str that has none there. Gives it back where the table can't take
    /// it and has to be made a combined one first.
    pub(crate) fn split_insert(&mut self, dict: Ref, key: Ref, value: Owned) -> Result<(), Owned> {
        let (keys, place, capacity) = (
            self.dict_keys(dict),
            self.dict_values(dict),
            self.dict_capacity(dict),
        );
        if self.type_of(key) != TypeId::STR {
            return Err(value);
        }
        let in_order = self.classes().values == Values::InDict;
        let used = self.dict_len(dict);
        let index = match self.shared_key(keys, key) {
            Some(index) if in_order && index != used => return Err(value),
            Some(index) => index,
            None if in_order && used != self.keys_nentries(keys) => return Err(value),
            None => match self.add_shared_key(keys, key) {
                Some(index) => index,
                None => return Err(value),
            },
        };
        if index >= capacity {
            return Err(value);
        }
        self.memory.set_half(place, index, value.into_ref().0);
        if !in_order {
            self.push_value_order(place, capacity, index);
        }
        self.set_dict_len(dict, used + 1);
        Ok(())
    }

    /// Takes a value out of a split table; `None` where the version's can't lose any (up to 3.10).
    pub(crate) fn split_remove(&mut self, dict: Ref, index: u32) -> Option<Owned> {
        if self.classes().values == Values::InDict {
            return None;
        }
        let (place, capacity) = (self.dict_values(dict), self.dict_capacity(dict));
        let value = Ref(self.memory.half(place, index));
        self.memory.set_half(place, index, 0);
        self.remove_value_order(place, capacity, index);
        let used = self.dict_len(dict);
        self.set_dict_len(dict, used - 1);
        Some(Owned::adopt(value))
    }

    /// Bytes that a split table's values add to the dict's `__sizeof__`.
    pub(crate) fn split_sizeof(&self, dict: Ref) -> u64 {
        let keys = self.dict_keys(dict);
        let room = if self.classes().values == Values::InDict {
            u64::from(self.dict_capacity(dict))
        } else {
            u64::from(self.keys_nentries(keys) + self.keys_usable(keys))
        };
        let own = if self.keys_refcount(keys) == 1 {
            self.keys_bytes(self.keys_log2_size(keys), self.keys_kind(keys))
        } else {
            0
        };
        self.classes().split_dict_extra(room) + own
    }

    /// The entries of a split table in order: numbers of keys.
    pub(crate) fn split_order(&self, dict: Ref) -> Vec<u32> {
        let (place, capacity) = (self.dict_values(dict), self.dict_capacity(dict));
        if self.classes().values == Values::InDict {
            return (0..capacity)
                .filter(|&index| self.memory.half(place, index) != 0)
                .collect();
        }
        self.values_order(place, capacity)
    }

    /// The kind of the combined table that a split one becomes.
    pub(crate) fn combined_kind(&self) -> u8 {
        if self.rules.growth.dict.widens_on_other_key {
            UNICODE
        } else {
            GENERAL
        }
    }
}

/// Words in the store for values with this capacity.
fn values_words(capacity: u32) -> u32 {
    (4 * capacity + 1 + capacity).div_ceil(8)
}

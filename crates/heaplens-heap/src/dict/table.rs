//! Looking up, inserting, removing, growing.
//!
//! The heap can compare only what it knows (strs, ints, and the like, exactly of these types); for other keys a
//! look-up stops at each candidate with an equal hash, and the language compares and goes on.

use crate::dict::keys::{DKIX_DUMMY, DKIX_EMPTY, GENERAL, Probe, SPLIT, UNICODE, usable_fraction};
use crate::heap::Heap;
use crate::reference::{Owned, Ref};
use crate::rules::growth::dict::{Copy, DictTable, KeysKind, Merge};
use crate::scalars::IntValue;
use crate::types::TypeId;

/// The flag of a dict whose values lie in an instance.
const EMBEDDED: u32 = 1;

/// An entry that was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    /// Its number in the table.
    pub entry: u32,
    /// Its slot in the index.
    pub slot: u32,
    /// Its value.
    pub value: Ref,
}

/// The outcome of a look-up.
#[derive(Clone, Copy, Debug)]
pub enum Lookup {
    /// The key is there.
    Found(Found),
    /// It isn't.
    Absent,
    /// A key with the same hash, which the language has to compare.
    Compare {
        /// That key.
        key: Ref,
        /// What it is, if it is equal.
        found: Found,
        /// Where to go on, if it isn't.
        probe: Probe,
    },
}

impl Heap {
    /// Whether two objects are equal, where both are exactly of types that the heap can compare.
    pub fn exact_eq(&self, a: Ref, b: Ref) -> Option<bool> {
        if a == b {
            return Some(true);
        }
        let (ta, tb) = (self.type_of(a), self.type_of(b));
        match (ta, tb) {
            (TypeId::STR, TypeId::STR) => Some(self.str_eq(a, b)),
            (TypeId::INT | TypeId::BOOL, TypeId::INT | TypeId::BOOL) => {
                Some(match (self.int_small(a), self.int_small(b)) {
                    (Some(a), Some(b)) => a == b,
                    (None, None) => self.int_big(a) == self.int_big(b),
                    _ => false,
                })
            }
            (TypeId::FLOAT, TypeId::FLOAT) => Some(self.float_value(a) == self.float_value(b)),
            (TypeId::INT | TypeId::BOOL, TypeId::FLOAT) => match self.int_value(a) {
                IntValue::Small(value) if value.unsigned_abs() < 1 << 53 => {
                    Some(value as f64 == self.float_value(b))
                }
                _ => None,
            },
            (TypeId::FLOAT, TypeId::INT | TypeId::BOOL) => self.exact_eq(b, a),
            (TypeId::BYTES, TypeId::BYTES) => Some(self.bytes_value(a) == self.bytes_value(b)),
            (TypeId::NONE, _) | (_, TypeId::NONE)
                if ta.0 < TypeId::BYTEARRAY.0 && tb.0 < TypeId::BYTEARRAY.0 =>
            {
                Some(false)
            }
            (
                TypeId::STR,
                TypeId::INT | TypeId::BOOL | TypeId::FLOAT | TypeId::BYTES | TypeId::TUPLE,
            )
            | (TypeId::INT | TypeId::BOOL | TypeId::FLOAT | TypeId::TUPLE, TypeId::STR)
            | (TypeId::TUPLE, TypeId::INT | TypeId::BOOL | TypeId::FLOAT | TypeId::BYTES)
            | (TypeId::INT | TypeId::BOOL | TypeId::FLOAT, TypeId::TUPLE | TypeId::BYTES) => {
                Some(false)
            }
            (TypeId::TYPE | TypeId::FUNCTION | TypeId::BUILTIN_FUNCTION | TypeId::OBJECT, _)
                if ta == tb =>
            {
                (ta != TypeId::BUILTIN_FUNCTION).then_some(false)
            }
            _ => None,
        }
    }

    /// A new, empty dict of type `id` with the shared empty keys, not tracked.
    pub fn new_dict(&mut self, id: TypeId) -> Ref {
        let bytes = u64::from(self.info(id).basicsize);
        let r = if id == TypeId::DICT {
            self.new_listed(|lists| &mut lists.dicts, id, bytes, 3)
        } else {
            self.new_instance_block(id, bytes, 3)
        };
        for word in 1..4 {
            self.memory.set_word(r.0 + word, 0);
        }
        if !self.rules.gc.dicts_are_tracked_lazily || id != TypeId::DICT {
            self.track(r);
        }
        r
    }

    /// A new, empty, plain dict.
    pub fn dict(&mut self) -> Owned {
        Owned::adopt(self.new_dict(TypeId::DICT))
    }

    /// How many entries the dict `r` has.
    #[inline]
    pub fn dict_len(&self, r: Ref) -> u32 {
        self.memory.half(r.0 + 1, 0)
    }

    #[inline]
    pub(crate) fn set_dict_len(&mut self, r: Ref, used: u32) {
        self.memory.set_half(r.0 + 1, 0, used);
    }

    /// The place of the keys' block, or 0 for the shared empty keys.
    #[inline]
    pub fn dict_keys(&self, r: Ref) -> u32 {
        self.memory.word(r.0 + 2) as u32
    }

    /// The place of a split table's values, or 0.
    #[inline]
    pub fn dict_values(&self, r: Ref) -> u32 {
        self.memory.word(r.0 + 3) as u32
    }

    /// How many values a split table has room for.
    pub(crate) fn dict_capacity(&self, r: Ref) -> u32 {
        self.memory.half(r.0 + 3, 1)
    }

    /// Whether a split table's values lie in an instance.
    pub(crate) fn dict_is_embedded(&self, r: Ref) -> bool {
        self.memory.half(r.0 + 1, 1) & EMBEDDED != 0
    }

    /// Sets a split table's values.
    pub(crate) fn set_dict_values(&mut self, r: Ref, place: u32, capacity: u32, is_embedded: bool) {
        self.memory
            .set_word(r.0 + 3, u64::from(capacity) << 32 | u64::from(place));
        self.memory
            .set_half(r.0 + 1, 1, if is_embedded { EMBEDDED } else { 0 });
    }

    /// Gives a dict keys that it shares.
    pub(crate) fn set_dict_shared_keys(&mut self, r: Ref, keys: u32) {
        self.set_dict_keys(r, keys);
    }

    #[inline]
    fn set_dict_keys(&mut self, r: Ref, keys: u32) {
        self.memory.set_word(r.0 + 2, u64::from(keys));
    }

    /// Looks `key` up, whose hash is `hash`.
    #[inline]
    pub fn dict_lookup(&self, r: Ref, key: Ref, hash: i64) -> Lookup {
        let keys = self.dict_keys(r);
        if keys == 0 {
            return Lookup::Absent;
        }
        self.keys_lookup(
            self.dict_values(r),
            keys,
            key,
            hash,
            Probe::new(hash, self.keys_log2_size(keys)),
        )
    }

    /// Goes on with a look-up after a comparison that said no. The dict must not have changed since.
    pub fn dict_lookup_on(&self, r: Ref, key: Ref, hash: i64, probe: Probe) -> Lookup {
        let keys = self.dict_keys(r);
        if keys == 0 {
            return Lookup::Absent;
        }
        self.keys_lookup(self.dict_values(r), keys, key, hash, probe)
    }

    fn keys_lookup(&self, values: u32, keys: u32, key: Ref, hash: i64, mut probe: Probe) -> Lookup {
        loop {
            let entry = self.keys_index(keys, probe.slot);
            if entry == DKIX_EMPTY {
                return Lookup::Absent;
            }
            if entry >= 0 {
                let (its_hash, its_key, value) = self.keys_entry(keys, entry as u32);
                if its_key == key || its_hash == hash {
                    let found = Found {
                        entry: entry as u32,
                        slot: probe.slot,
                        value,
                    };
                    if its_key == key {
                        return self.found_in(values, found);
                    }
                    match self.exact_eq(its_key, key) {
                        Some(true) => return self.found_in(values, found),
                        Some(false) => {}
                        None => {
                            probe.next();
                            return Lookup::Compare {
                                key: its_key,
                                found,
                                probe,
                            };
                        }
                    }
                }
            }
            probe.next();
        }
    }

    /// Looks a key up in a table of keys alone, whatever values there are.
    pub(crate) fn keys_find(&self, keys: u32, key: Ref, hash: i64) -> Lookup {
        let probe = Probe::new(hash, self.keys_log2_size(keys));
        self.keys_lookup(0, keys, key, hash, probe)
    }

    #[inline]
    fn found_in(&self, values: u32, found: Found) -> Lookup {
        if values == 0 {
            return Lookup::Found(found);
        }
        match Ref(self.memory.half(values, found.entry)) {
            Ref::NULL => Lookup::Absent,
            value => Lookup::Found(Found { value, ..found }),
        }
    }

    /// The value for the str `key`, if it is there: no comparison by the language can be needed among strs.
    #[inline]
    pub fn dict_get_str(&mut self, r: Ref, key: Ref) -> Option<Ref> {
        let keys = self.dict_keys(r);
        if keys == 0 {
            return None;
        }
        if let Some((entry, value)) = self.hinted(keys, key) {
            return match self.dict_values(r) {
                0 => Some(value),
                values => Ref(self.memory.half(values, entry)).some(),
            };
        }
        let hash = self.str_hash(key);
        match self.dict_lookup(r, key, hash) {
            Lookup::Found(found) => {
                self.hint(keys, key, found.entry);
                Some(found.value)
            }
            Lookup::Absent => None,
            Lookup::Compare { probe, .. } => self.dict_get_str_on(r, key, hash, probe),
        }
    }

    /// Skips keys that are not strs: a str is equal to none of those that the heap cannot compare, except to
    /// instances of classes that say so, which a name's look-up may ignore as CPython's own fast paths do.
    #[cold]
    fn dict_get_str_on(&self, r: Ref, key: Ref, hash: i64, mut probe: Probe) -> Option<Ref> {
        loop {
            match self.dict_lookup_on(r, key, hash, probe) {
                Lookup::Found(found) => return Some(found.value),
                Lookup::Absent => return None,
                Lookup::Compare { probe: next, .. } => probe = next,
            }
        }
    }

    /// Stores `value` under the str `key`; takes a new count of the key if it is new, and over that of the value.
    /// Returns the old value, whose count is the caller's.
    pub fn dict_set_str(&mut self, r: Ref, key: Ref, value: Owned) -> Option<Owned> {
        let hash = self.str_hash(key);
        match self.dict_lookup(r, key, hash) {
            Lookup::Found(found) => Some(self.dict_replace(r, found, value)),
            _ => {
                let key = self.own(key);
                self.dict_insert_new(r, key, hash, value);
                None
            }
        }
    }

    /// Puts another value into an entry that is there. Returns the old one.
    pub fn dict_replace(&mut self, r: Ref, found: Found, value: Owned) -> Owned {
        self.dict_maybe_track(r, Ref::NULL, value.get());
        let values = self.dict_values(r);
        let value = value.into_ref();
        if values == 0 {
            let keys = self.dict_keys(r);
            self.set_keys_value(keys, found.entry, value);
        } else {
            self.memory.set_half(values, found.entry, value.0);
        }
        Owned::adopt(found.value)
    }

    /// Adds an entry for a key that is not there (`insertdict`).
    pub fn dict_insert_new(&mut self, r: Ref, key: Owned, hash: i64, mut value: Owned) {
        self.dict_maybe_track(r, key.get(), value.get());
        let is_str = self.type_of(key.get()) == TypeId::STR;
        let mut keys = self.dict_keys(r);
        if keys == 0 {
            let kind = if is_str && self.rules.growth.dict.widens_on_other_key {
                UNICODE
            } else {
                GENERAL
            };
            keys = self.new_keys(3, kind);
            self.set_dict_keys(r, keys);
        } else if self.dict_values(r) != 0 {
            match self.split_insert(r, key.get(), value) {
                Ok(()) => {
                    self.release(key);
                    return;
                }
                Err(back) => value = back,
            }
            let log2 = self
                .growth()
                .dict
                .log2_after_full(u64::from(self.dict_len(r)));
            self.dict_unsplit_to(r, log2);
            keys = self.dict_keys(r);
        }
        if self.keys_usable(keys) == 0 {
            self.dict_grow(r, is_str);
            keys = self.dict_keys(r);
        } else if !is_str && self.keys_kind(keys) == UNICODE {
            // The first key that is no str asks for room as a full table does (`insertdict`).
            self.dict_grow(r, false);
            keys = self.dict_keys(r);
        }
        let entry = self.keys_nentries(keys);
        self.keys_link(keys, hash, entry);
        self.set_keys_entry(keys, entry, hash, key.into_ref(), value.into_ref());
        let usable = self.keys_usable(keys);
        self.set_keys_counts(keys, usable - 1, entry + 1);
        let used = self.dict_len(r);
        self.set_dict_len(r, used + 1);
    }

    fn dict_grow(&mut self, r: Ref, with_str: bool) {
        let keys = self.dict_keys(r);
        let kind = self.keys_kind(keys);
        let kind = if with_str || kind == GENERAL {
            kind
        } else {
            GENERAL
        };
        let log2 = self
            .growth()
            .dict
            .log2_after_full(u64::from(self.dict_len(r)));
        self.dict_resize(r, log2, kind);
    }

    /// Gives the dict `r` a table of so many slots and this kind, its removed entries left behind (`dictresize`).
    pub fn dict_resize(&mut self, r: Ref, log2_size: u8, kind: u8) {
        let old = self.dict_keys(r);
        let keys = self.new_keys(log2_size, kind);
        let mut count = 0;
        if old != 0 {
            for entry in 0..self.keys_nentries(old) {
                let (hash, key, value) = self.keys_entry(old, entry);
                if !key.is_null() {
                    self.set_keys_entry(keys, count, hash, key, value);
                    self.keys_link(keys, hash, count);
                    count += 1;
                }
            }
            self.free_keys(old);
        }
        self.set_keys_counts(keys, usable_fraction(1 << log2_size) - count, count);
        self.set_dict_keys(r, keys);
    }

    /// Makes room for `extra` more entries before a bulk insertion, as the version's `dict_merge` and literals do.
    pub fn dict_presize(&mut self, r: Ref, log2_size: u8, is_unicode: bool) {
        let kind = if is_unicode && self.rules.growth.dict.widens_on_other_key {
            UNICODE
        } else {
            GENERAL
        };
        self.dict_resize(r, log2_size, kind);
    }

    /// Removes an entry that is there. Returns its key and its value.
    pub fn dict_remove(&mut self, r: Ref, found: Found) -> (Owned, Owned) {
        if self.dict_values(r) != 0 {
            if let Some(value) = self.split_remove(r, found.entry) {
                let key = self.keys_entry(self.dict_keys(r), found.entry).1;
                return (self.own(key), value);
            }
            // Up to 3.10 a split table can't lose an entry: it becomes a combined one, where the entry's number
            // may be another.
            let (hash, key, _) = self.keys_entry(self.dict_keys(r), found.entry);
            self.dict_unsplit(r);
            let Lookup::Found(found) = self.dict_lookup(r, key, hash) else {
                return (self.own(key), Owned::adopt(Ref::NULL));
            };
            return self.dict_remove(r, found);
        }
        let keys = self.dict_keys(r);
        let (_, key, value) = self.keys_entry(keys, found.entry);
        let slot = self.slot_of(keys, found.entry);
        self.set_keys_index(keys, slot, DKIX_DUMMY);
        self.set_keys_entry(keys, found.entry, 0, Ref::NULL, Ref::NULL);
        let used = self.dict_len(r);
        self.set_dict_len(r, used - 1);
        (Owned::adopt(key), Owned::adopt(value))
    }

    fn slot_of(&self, keys: u32, entry: u32) -> u32 {
        let (hash, ..) = self.keys_entry(keys, entry);
        let mut probe = Probe::new(hash, self.keys_log2_size(keys));
        while self.keys_index(keys, probe.slot) != entry as i32 {
            probe.next();
        }
        probe.slot
    }

    /// Entries ever added since the last growth, removed ones too: the bound for [`Heap::dict_entry`].
    pub fn dict_nentries(&self, r: Ref) -> u32 {
        match self.dict_keys(r) {
            0 => 0,
            _ if self.dict_values(r) != 0 => self.split_order(r).len() as u32,
            keys => self.keys_nentries(keys),
        }
    }

    /// Hash, key and value of entry `entry`; `None` where it was removed.
    #[inline]
    pub fn dict_entry(&self, r: Ref, entry: u32) -> Option<(i64, Ref, Ref)> {
        let keys = self.dict_keys(r);
        let values = self.dict_values(r);
        if values != 0 {
            let index = *self.split_order(r).get(entry as usize)?;
            let (hash, key, _) = self.keys_entry(keys, index);
            return Some((hash, key, Ref(self.memory.half(values, index))));
        }
        let (hash, key, value) = self.keys_entry(keys, entry);
        if key.is_null() || value.is_null() {
            None
        } else {
            Some((hash, key, value))
        }
    }

    /// Takes an entry off the end (`popitem`): the last that is there.
    pub fn dict_pop_last(&mut self, r: Ref) -> Option<(Owned, Owned)> {
        if self.dict_values(r) != 0 {
            self.dict_unsplit(r);
        }
        let keys = self.dict_keys(r);
        let mut entry = self.dict_nentries(r);
        while entry > 0 {
            entry -= 1;
            if let Some((_, _, value)) = self.dict_entry(r, entry) {
                let pair = self.dict_remove(
                    r,
                    Found {
                        entry,
                        slot: 0,
                        value,
                    },
                );
                // popitem, alone, gives the entry's place back but not its usable count.
                let usable = self.keys_usable(keys);
                self.set_keys_counts(keys, usable, entry);
                return Some(pair);
            }
        }
        None
    }

    /// All entries in order, copied out: hash, key, value.
    pub fn dict_entries(&self, r: Ref) -> Vec<(i64, Ref, Ref)> {
        (0..self.dict_nentries(r))
            .filter_map(|entry| self.dict_entry(r, entry))
            .collect()
    }

    /// Empties the dict `r` (`PyDict_Clear`): keys and values are given back.
    pub fn dict_clear(&mut self, r: Ref) {
        let keys = self.dict_keys(r);
        if keys == 0 {
            return;
        }
        if self.dict_values(r) != 0 {
            self.dict_unsplit(r);
            return self.dict_clear(r);
        }
        self.set_dict_keys(r, 0);
        self.set_dict_len(r, 0);
        for entry in 0..self.keys_nentries(keys) {
            let (_, key, value) = self.keys_entry(keys, entry);
            if !key.is_null() {
                self.decref(value);
                self.decref(key);
            }
        }
        self.free_keys(keys);
    }

    /// What the rules of growth see of the dict `r`.
    pub fn dict_table(&self, r: Ref) -> DictTable {
        let keys = self.dict_keys(r);
        if keys == 0 {
            return DictTable::EMPTY;
        }
        DictTable {
            log2_size: Some(self.keys_log2_size(keys)),
            kind: match self.keys_kind(keys) {
                UNICODE => KeysKind::Unicode,
                SPLIT => KeysKind::Split,
                _ => KeysKind::General,
            },
            used: u64::from(self.dict_len(r)),
            nentries: u64::from(self.keys_nentries(keys)),
            has_values: self.dict_values(r) != 0,
        }
    }

    /// A new plain dict with the entries of `r` (`PyDict_Copy`). A table without (many) removed entries is cloned
    /// whole (`clone_combined_dict_keys`), another is filled anew.
    pub fn dict_copy(&mut self, r: Ref) -> Owned {
        let copy = Owned::adopt(self.new_dict(TypeId::DICT));
        let table = self.dict_table(r);
        match self.growth().dict.copy(table) {
            Copy::Empty => {}
            Copy::CloneTable => self.dict_clone_table(copy.get(), r),
            Copy::Split => self.dict_split_copy(copy.get(), r),
            Copy::Merge => {
                let kind = if table.kind != KeysKind::General
                    && self.rules.growth.dict.widens_on_other_key
                {
                    UNICODE
                } else {
                    GENERAL
                };
                let log2 = match table.log2_size {
                    Some(log2) if table.has_values => log2,
                    _ => self.growth().dict.log2_for_items(table.used),
                };
                self.dict_resize(copy.get(), log2, kind);
                for entry in 0..self.dict_nentries(r) {
                    if let Some((hash, key, value)) = self.dict_entry(r, entry) {
                        let (key, value) = (self.own(key), self.own(value));
                        self.dict_insert_new(copy.get(), key, hash, value);
                    }
                }
            }
        }
        copy
    }

    /// Gives the empty dict `to` a copy of the table of `r`, holes and all (`clone_combined_dict_keys`).
    pub fn dict_clone_table(&mut self, to: Ref, r: Ref) {
        let keys = self.dict_keys(r);
        let (log2, kind) = (self.keys_log2_size(keys), self.keys_kind(keys));
        let old = self.dict_keys(to);
        let clone = self.new_keys(log2, kind);
        for slot in 0..1u32 << log2 {
            let entry = self.keys_index(keys, slot);
            if entry != DKIX_EMPTY {
                self.set_keys_index(clone, slot, entry);
            }
        }
        let nentries = self.keys_nentries(keys);
        for entry in 0..nentries {
            let (hash, key, value) = self.keys_entry(keys, entry);
            if !key.is_null() {
                self.incref(key);
                self.incref(value);
            }
            self.set_keys_entry(clone, entry, hash, key, value);
        }
        let usable = self.keys_usable(keys);
        self.set_keys_counts(clone, usable, nentries);
        self.set_dict_keys(to, clone);
        let used = self.dict_len(r);
        self.set_dict_len(to, used);
        if self.is_tracked(r) && !self.is_tracked(to) {
            self.track(to);
        }
        if old != 0 {
            self.free_keys(old);
        }
    }

    /// What merging the dict `other` into `r` does first (`dict_merge`): true where that was all.
    pub fn dict_merge_begin(&mut self, r: Ref, other: Ref) -> bool {
        let (mine, table) = (self.dict_table(r), self.dict_table(other));
        match self.growth().dict.merge(mine, table) {
            Merge::Nothing => true,
            Merge::Clone => {
                if self.dict_values(r) != 0 {
                    self.dict_unsplit(r);
                }
                self.dict_clone_table(r, other);
                true
            }
            Merge::ResizeThenInsert(log2) => {
                if self.dict_values(r) != 0 {
                    self.dict_unsplit(r);
                }
                let is_unicode = mine.kind != KeysKind::General && table.kind != KeysKind::General;
                self.dict_presize(r, log2, is_unicode);
                false
            }
            Merge::Insert => false,
        }
    }

    /// Turns a split table into a combined one of its own, with as many slots.
    pub fn dict_unsplit(&mut self, r: Ref) {
        let log2 = self.keys_log2_size(self.dict_keys(r));
        self.dict_unsplit_to(r, log2);
    }

    /// Turns a split table into a combined one of its own with so many slots (`dictresize` of a split dict).
    fn dict_unsplit_to(&mut self, r: Ref, log2: u8) {
        let (keys, values) = (self.dict_keys(r), self.dict_values(r));
        let combined = self.new_keys(log2, self.combined_kind());
        let mut count = 0;
        for index in self.split_order(r) {
            let (hash, key, _) = self.keys_entry(keys, index);
            let value = Ref(self.memory.half(values, index));
            self.incref(key);
            self.set_keys_entry(combined, count, hash, key, value);
            self.keys_link(combined, hash, count);
            count += 1;
        }
        self.set_keys_counts(combined, usable_fraction(1 << log2) - count, count);
        if self.dict_is_embedded(r) {
            let capacity = self.dict_capacity(r);
            for index in 0..capacity {
                self.memory.set_half(values, index, 0);
            }
            self.memory.set_byte(values, 4 * capacity, 0);
        }
        self.free_split_values(r);
        self.set_dict_keys(r, combined);
        self.release_shared_keys(keys);
    }

    /// Up to 3.13 a dict is tracked only once it holds something that can be tracked (`MAINTAIN_TRACKING`).
    #[inline]
    fn dict_maybe_track(&mut self, r: Ref, key: Ref, value: Ref) {
        if !self.is_tracked(r)
            && (self.may_be_tracked(value) || (!key.is_null() && self.may_be_tracked(key)))
        {
            self.track(r);
        }
    }

    /// Whether `r` is something that a container has to be tracked for (`_PyObject_GC_MAY_BE_TRACKED`).
    pub fn may_be_tracked(&self, r: Ref) -> bool {
        let info = self.info_of(r);
        info.has(crate::types::flags::HAVE_GC) && (info.id != TypeId::TUPLE || self.is_tracked(r))
    }
}

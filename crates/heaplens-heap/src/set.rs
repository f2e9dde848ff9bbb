//! Sets and frozensets: open addressing with linear runs (Objects/setobject.c).
//!
//! ```text
//! set  word 1  fill (u32) | used (u32)
//!      word 2  mask (u32) | the place of the table, or 0 for the small one
//!      word 3  the frozenset's hash
//!      word 4  finger (u32)
//!      word 5  the small table: eight entries of two words, the hash and the key (u32) | DUMMY
//! ```

use crate::heap::Heap;
use crate::reference::{Owned, Ref};
use crate::types::TypeId;

const SMALL_TABLE: u32 = 5;
/// `PySet_MINSIZE`.
const MINSIZE: u32 = 8;
const LINEAR_PROBES: u32 = 9;
const DUMMY: u64 = 1 << 32;

/// The outcome of a look-up in a set.
#[derive(Clone, Copy, Debug)]
pub enum SetLookup {
    /// The key is at this slot.
    Found(u32),
    /// It isn't there; this is the slot where it would go (the version may reuse a removed key's).
    Absent(u32),
    /// A key with the same hash, which the language has to compare; where to go on if it says no.
    Compare {
        /// That key.
        key: Ref,
        /// Its slot.
        slot: u32,
        /// Where to go on.
        at: SetProbe,
    },
}

/// How far a look-up in a set is.
#[derive(Clone, Copy, Debug)]
pub struct SetProbe {
    start: u32,
    step: u32,
    perturb: u64,
    freed: Option<u32>,
}

impl SetProbe {
    /// The beginning of the look-up of `hash`.
    pub fn new(hash: i64, mask: u32) -> SetProbe {
        SetProbe {
            start: (hash as u64 & u64::from(mask)) as u32,
            step: 0,
            perturb: hash as u64,
            freed: None,
        }
    }
}

impl Heap {
    /// A new, empty set of type `id`, tracked.
    pub fn new_set(&mut self, id: TypeId) -> Ref {
        let bytes = u64::from(self.info(id).basicsize);
        let r = self.new_instance_block(id, bytes, SMALL_TABLE - 1 + 2 * MINSIZE);
        self.init_set(r);
        self.track(r);
        r
    }

    /// Makes a zeroed block an empty set.
    pub(crate) fn init_set(&mut self, r: Ref) {
        self.memory.set_word(r.0 + 2, u64::from(MINSIZE - 1));
        self.memory.set_word(r.0 + 3, u64::MAX);
    }

    /// How many keys the set `r` has.
    #[inline]
    pub fn set_len(&self, r: Ref) -> u32 {
        self.memory.half(r.0 + 1, 1)
    }

    /// Slots less one.
    #[inline]
    pub fn set_mask(&self, r: Ref) -> u32 {
        self.memory.half(r.0 + 2, 0)
    }

    /// Slots ever used since the table was made, removed ones too.
    pub fn set_fill(&self, r: Ref) -> u32 {
        self.memory.half(r.0 + 1, 0)
    }

    fn set_table(&self, r: Ref) -> u32 {
        match self.memory.half(r.0 + 2, 1) {
            0 => r.0 + SMALL_TABLE,
            table => table,
        }
    }

    /// The bytes of the set's own block for its table, 0 where the small one serves.
    pub fn set_table_bytes(&self, r: Ref) -> u64 {
        match self.memory.half(r.0 + 2, 1) {
            0 => 0,
            _ => (u64::from(self.set_mask(r)) + 1) * 16,
        }
    }

    /// Hash and key in slot `slot`, if there is one.
    #[inline]
    pub fn set_slot(&self, r: Ref, slot: u32) -> Option<(i64, Ref)> {
        let place = self.set_table(r) + slot * 2;
        let word = self.memory.word(place + 1);
        match word {
            0 | DUMMY => None,
            _ => Some((self.memory.word(place) as i64, Ref(word as u32))),
        }
    }

    /// All keys in the order of the table, copied out.
    pub fn set_keys_of(&self, r: Ref) -> Vec<(i64, Ref)> {
        (0..=self.set_mask(r))
            .filter_map(|slot| self.set_slot(r, slot))
            .collect()
    }

    /// The frozenset's hash, -1 where it is not computed yet.
    pub fn set_hash(&self, r: Ref) -> i64 {
        self.memory.word(r.0 + 3) as i64
    }

    /// Keeps the frozenset's hash.
    pub fn keep_set_hash(&mut self, r: Ref, hash: i64) {
        self.memory.set_word(r.0 + 3, hash as u64);
    }

    /// Looks `key` up, from `at` on.
    pub fn set_lookup(&self, r: Ref, key: Ref, hash: i64, at: SetProbe) -> SetLookup {
        let mask = self.set_mask(r);
        let table = self.set_table(r);
        let mut at = at;
        let reuses = self.growth().set.reuses_dummies;
        loop {
            let run = if at.start + LINEAR_PROBES <= mask {
                LINEAR_PROBES
            } else {
                0
            };
            while at.step <= run {
                let slot = at.start + at.step;
                let word = self.memory.word(table + slot * 2 + 1);
                if word == 0 {
                    return SetLookup::Absent(at.freed.filter(|_| reuses).unwrap_or(slot));
                }
                at.step += 1;
                if word == DUMMY {
                    at.freed = Some(slot);
                    continue;
                }
                let its = Ref(word as u32);
                if its == key {
                    return SetLookup::Found(slot);
                }
                if self.memory.word(table + slot * 2) as i64 == hash {
                    match self.exact_eq(its, key) {
                        Some(true) => return SetLookup::Found(slot),
                        Some(false) => {}
                        None => return SetLookup::Compare { key: its, slot, at },
                    }
                }
            }
            at.perturb >>= 5;
            let next = u64::from(at.start)
                .wrapping_mul(5)
                .wrapping_add(1)
                .wrapping_add(at.perturb);
            at.start = (next & u64::from(mask)) as u32;
            at.step = 0;
        }
    }

    /// Stores a key that is not there in the unused slot that its look-up ended at, and grows the table where it
    /// is more than three fifths full (`set_add_entry`).
    pub fn set_insert(&mut self, r: Ref, key: Owned, hash: i64, slot: u32) {
        let place = self.set_table(r) + slot * 2;
        let was_dummy = self.memory.word(place + 1) == DUMMY;
        self.memory.set_word(place, hash as u64);
        self.memory.set_word(place + 1, u64::from(key.into_ref().0));
        let (fill, used) = (
            self.set_fill(r) + u32::from(!was_dummy),
            self.set_len(r) + 1,
        );
        self.memory
            .set_word(r.0 + 1, u64::from(used) << 32 | u64::from(fill));
        if was_dummy {
            return;
        }
        let entries = u64::from(self.set_mask(r)) + 1;
        let room = self
            .growth()
            .set
            .entries_after_add(entries, u64::from(fill), u64::from(used));
        if let Some(entries) = room {
            self.set_resize(r, entries as u32 - 1);
        }
    }

    /// Removes the key in slot `slot` and returns it.
    pub fn set_remove(&mut self, r: Ref, slot: u32) -> Owned {
        let place = self.set_table(r) + slot * 2;
        let key = Ref(self.memory.word(place + 1) as u32);
        self.memory.set_word(place, u64::MAX);
        self.memory.set_word(place + 1, DUMMY);
        let used = self.set_len(r) - 1;
        self.memory.set_half(r.0 + 1, 1, used);
        Owned::adopt(key)
    }

    /// Removes some key, from the finger on (`set_pop`).
    pub fn set_pop(&mut self, r: Ref) -> Option<Owned> {
        if self.set_len(r) == 0 {
            return None;
        }
        let mask = self.set_mask(r);
        let mut slot = self.memory.word(r.0 + 4) as u32 & mask;
        while self.set_slot(r, slot).is_none() {
            slot = if slot == mask { 0 } else { slot + 1 };
        }
        self.memory.set_word(r.0 + 4, u64::from(slot) + 1);
        Some(self.set_remove(r, slot))
    }

    /// Makes room for `others` keys of a set or a dict, as the version does before a merge.
    pub fn set_prepare_merge(&mut self, r: Ref, others: u32) {
        let room = self.growth().set.entries_before_merge(
            u64::from(self.set_mask(r)) + 1,
            u64::from(self.set_fill(r)),
            u64::from(self.set_len(r)),
            u64::from(others),
        );
        if let Some(entries) = room {
            self.set_resize(r, entries as u32 - 1);
        }
    }

    /// Copies the slots of `other` into the empty set `r`, whose table has as many (`set_merge`); new counts are
    /// taken.
    pub fn set_copy_slots(&mut self, r: Ref, other: Ref) {
        for slot in 0..=self.set_mask(other) {
            if let Some((hash, key)) = self.set_slot(other, slot) {
                self.incref(key);
                let place = self.set_table(r) + slot * 2;
                self.memory.set_word(place, hash as u64);
                self.memory.set_word(place + 1, u64::from(key.0));
            }
        }
        let used = u64::from(self.set_len(other));
        self.memory.set_word(r.0 + 1, used << 32 | used);
    }

    /// Stores a key that is known to be absent into the first free slot of its probe sequence
    /// (`set_insert_clean`): its count is taken over; the table must have room.
    pub fn set_insert_clean(&mut self, r: Ref, key: Owned, hash: i64) {
        let table = self.set_table(r);
        let slot = self.set_clean_slot(table, self.set_mask(r), hash);
        self.memory.set_word(table + slot * 2, hash as u64);
        self.memory
            .set_word(table + slot * 2 + 1, u64::from(key.into_ref().0));
        let word = self.memory.word(r.0 + 1);
        self.memory.set_word(r.0 + 1, word + (1 << 32) + 1);
    }

    /// Exchanges the contents of two sets (`set_swap_bodies`); both are of the same layout.
    pub fn set_swap(&mut self, a: Ref, b: Ref) {
        for word in [1, 2, 4] {
            let (x, y) = (self.memory.word(a.0 + word), self.memory.word(b.0 + word));
            self.memory.set_word(a.0 + word, y);
            self.memory.set_word(b.0 + word, x);
        }
        for word in 0..MINSIZE * 2 {
            let at = SMALL_TABLE + word;
            let (x, y) = (self.memory.word(a.0 + at), self.memory.word(b.0 + at));
            self.memory.set_word(a.0 + at, y);
            self.memory.set_word(b.0 + at, x);
        }
    }

    /// Gives the set a table with more slots than `minimum` (`set_table_resize`).
    pub fn set_resize(&mut self, r: Ref, minimum: u32) {
        let mut size = MINSIZE;
        while size <= minimum {
            size *= 2;
        }
        let keys = self.set_keys_of(r);
        let old = (self.memory.half(r.0 + 2, 1), self.set_table_bytes(r));
        let table = if size == MINSIZE {
            0
        } else {
            self.alloc_block(u64::from(size) * 16, size * 2)
        };
        self.memory
            .set_word(r.0 + 2, u64::from(table) << 32 | u64::from(size - 1));
        let place = self.set_table(r);
        for word in 0..size * 2 {
            self.memory.set_word(place + word, 0);
        }
        for &(hash, key) in &keys {
            let slot = self.set_clean_slot(place, size - 1, hash);
            self.memory.set_word(place + slot * 2, hash as u64);
            self.memory.set_word(place + slot * 2 + 1, u64::from(key.0));
        }
        let count = keys.len() as u64;
        self.memory.set_word(r.0 + 1, count << 32 | count);
        if old.0 != 0 {
            self.free_block(old.0, old.1);
        }
    }

    /// The first free slot for a hash in a table without removed keys (`set_insert_clean`).
    fn set_clean_slot(&self, table: u32, mask: u32, hash: i64) -> u32 {
        let mut at = SetProbe::new(hash, mask);
        loop {
            let run = if at.start + LINEAR_PROBES <= mask {
                LINEAR_PROBES
            } else {
                0
            };
            for step in 0..=run {
                if self.memory.word(table + (at.start + step) * 2 + 1) == 0 {
                    return at.start + step;
                }
            }
            at.perturb >>= 5;
            let next = u64::from(at.start)
                .wrapping_mul(5)
                .wrapping_add(1)
                .wrapping_add(at.perturb);
            at.start = (next & u64::from(mask)) as u32;
        }
    }

    /// Empties the set: its keys are given back.
    pub fn set_clear(&mut self, r: Ref) {
        let keys = self.set_keys_of(r);
        let old = (self.memory.half(r.0 + 2, 1), self.set_table_bytes(r));
        self.memory.set_word(r.0 + 1, 0);
        self.memory.set_word(r.0 + 2, u64::from(MINSIZE - 1));
        for word in 0..MINSIZE * 2 {
            self.memory.set_word(r.0 + SMALL_TABLE + word, 0);
        }
        for (_, key) in keys {
            self.decref(key);
        }
        if old.0 != 0 {
            self.free_block(old.0, old.1);
        }
    }

    pub(crate) fn clear_set_step(&mut self, r: Ref, at: u32) -> bool {
        if at > self.set_mask(r) {
            let bytes = self.set_table_bytes(r);
            if bytes > 0 {
                let table = self.memory.half(r.0 + 2, 1);
                self.free_block(table, bytes);
            }
            return false;
        }
        if let Some((_, key)) = self.set_slot(r, at) {
            self.decref(key);
        }
        true
    }
}

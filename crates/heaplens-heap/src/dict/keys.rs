//! The keys' block of a dict (`PyDictKeysObject`): a header, the index, and the entries in order of insertion.
//!
//! ```text
//! word 0   dk_refcnt (u32) | dk_log2_size (u8), log2 of bytes for an index (u8), dk_kind (u8)
//! word 1   dk_usable (u32) | dk_nentries (u32)
//! byte 32  the index: -1 empty, -2 dummy, else the number of an entry; 1, 2 or 4 bytes each
//! behind   the entries: hash (a word), key and value (half a word each)
//! ```

use crate::heap::Heap;
use crate::reference::Ref;

/// Any keys: entries of 24 bytes (`DICT_KEYS_GENERAL`; all tables up to 3.10).
pub const GENERAL: u8 = 0;
/// Only strs: entries of 16 bytes (`DICT_KEYS_UNICODE`, 3.11 on).
pub const UNICODE: u8 = 1;
/// Only strs, shared by the dicts of a class's instances (`DICT_KEYS_SPLIT`).
pub const SPLIT: u8 = 2;

const INDEX_BYTE: u32 = 32;
/// No entry ever lay here.
pub const DKIX_EMPTY: i32 = -1;
/// An entry was removed here.
pub const DKIX_DUMMY: i32 = -2;

/// How many entries a table of `size` slots takes (`USABLE_FRACTION`).
pub fn usable_fraction(size: u32) -> u32 {
    ((u64::from(size) << 1) / 3) as u32
}

impl Heap {
    /// Bytes of a keys' block.
    pub fn keys_bytes(&self, log2_size: u8, kind: u8) -> u64 {
        let size = 1u64 << log2_size;
        let index = size << index_log2(log2_size);
        let usable = u64::from(usable_fraction(size as u32));
        let rules = &self.rules.growth.dict;
        let entry = if kind == GENERAL {
            rules.general_entry_bytes
        } else {
            rules.unicode_entry_bytes
        };
        rules.keys_header_bytes + index + usable * entry
    }

    /// A new block of keys with nothing in it, its count 1.
    pub fn new_keys(&mut self, log2_size: u8, kind: u8) -> u32 {
        let bytes = self.keys_bytes(log2_size, kind);
        let size = 1u32 << log2_size;
        let index_bytes = size << index_log2(log2_size);
        let usable = usable_fraction(size);
        let words = INDEX_BYTE / 8 + index_bytes.div_ceil(8) + usable * 2;
        let listed = if log2_size == 3 && kind != SPLIT && bytes == self.keys_bytes_listed() {
            self.freelists.dict_keys.pop(&self.memory)
        } else {
            None
        };
        let place = match listed {
            Some(place) => place,
            None => self.alloc_block(bytes, words),
        };
        let shape =
            u64::from(log2_size) | u64::from(index_log2(log2_size)) << 8 | u64::from(kind) << 16;
        self.memory.set_word(place, shape << 32 | 1);
        self.memory.set_word(place + 1, u64::from(usable));
        for word in 0..index_bytes.div_ceil(8) {
            self.memory
                .set_word(place + INDEX_BYTE / 8 + word, u64::MAX);
        }
        place
    }

    /// Bytes of the blocks in the free list of keys: those of the smallest size, of the kind that it keeps.
    pub(crate) fn keys_bytes_listed(&self) -> u64 {
        let kind = if self.rules.freelists.dict_keys_are_unicode {
            UNICODE
        } else {
            GENERAL
        };
        self.keys_bytes(3, kind)
    }

    /// Frees a block of keys whose entries are given back already.
    pub fn free_keys(&mut self, keys: u32) {
        let bytes = self.keys_bytes(self.keys_log2_size(keys), self.keys_kind(keys));
        let limit = self.rules.freelists.dict_keys;
        if self.keys_log2_size(keys) == 3
            && self.keys_kind(keys) != SPLIT
            && bytes == self.keys_bytes_listed()
        {
            let Heap {
                freelists, memory, ..
            } = self;
            if freelists.dict_keys.push(memory, keys, limit) {
                return;
            }
        }
        self.free_block(keys, bytes);
    }

    #[inline]
    fn keys_shape(&self, keys: u32) -> u32 {
        (self.memory.word(keys) >> 32) as u32
    }

    /// Log2 of the number of slots.
    #[inline]
    pub fn keys_log2_size(&self, keys: u32) -> u8 {
        self.keys_shape(keys) as u8
    }

    /// What the keys are: [`GENERAL`], [`UNICODE`] or [`SPLIT`].
    #[inline]
    pub fn keys_kind(&self, keys: u32) -> u8 {
        (self.keys_shape(keys) >> 16) as u8
    }

    /// Changes the kind without changing the block (only between kinds with entries of one size).
    pub fn set_keys_kind(&mut self, keys: u32, kind: u8) {
        let shape = self.keys_shape(keys) & 0xffff | u32::from(kind) << 16;
        self.memory.set_half(keys, 1, shape);
    }

    /// `dk_refcnt`.
    #[inline]
    pub fn keys_refcount(&self, keys: u32) -> u32 {
        self.memory.half(keys, 0)
    }

    /// Sets `dk_refcnt`.
    #[inline]
    pub fn set_keys_refcount(&mut self, keys: u32, count: u32) {
        self.memory.set_half(keys, 0, count);
    }

    /// `dk_usable`: how many entries more it takes.
    #[inline]
    pub fn keys_usable(&self, keys: u32) -> u32 {
        self.memory.half(keys, 2)
    }

    /// `dk_nentries`: entries ever added, removed ones too.
    #[inline]
    pub fn keys_nentries(&self, keys: u32) -> u32 {
        self.memory.half(keys, 3)
    }

    #[inline]
    pub(crate) fn set_keys_counts(&mut self, keys: u32, usable: u32, nentries: u32) {
        self.memory
            .set_word(keys + 1, u64::from(nentries) << 32 | u64::from(usable));
    }

    /// What the index has in slot `slot`.
    #[inline]
    pub fn keys_index(&self, keys: u32, slot: u32) -> i32 {
        match (self.keys_shape(keys) >> 8) as u8 {
            0 => i32::from(self.memory.byte(keys, INDEX_BYTE + slot) as i8),
            1 => {
                let word = self.memory.word(keys + INDEX_BYTE / 8 + (slot >> 2));
                i32::from((word >> ((slot & 3) * 16)) as i16)
            }
            _ => self.memory.half(keys + INDEX_BYTE / 8, slot) as i32,
        }
    }

    /// Stores an entry's number, or a mark, in slot `slot` of the index.
    #[inline]
    pub fn set_keys_index(&mut self, keys: u32, slot: u32, entry: i32) {
        match (self.keys_shape(keys) >> 8) as u8 {
            0 => self.memory.set_byte(keys, INDEX_BYTE + slot, entry as u8),
            1 => {
                let at = keys + INDEX_BYTE / 8 + (slot >> 2);
                let shift = (slot & 3) * 16;
                let word =
                    self.memory.word(at) & !(0xffff << shift) | u64::from(entry as u16) << shift;
                self.memory.set_word(at, word);
            }
            _ => self
                .memory
                .set_half(keys + INDEX_BYTE / 8, slot, entry as u32),
        }
    }

    #[inline]
    fn entry_place(&self, keys: u32, entry: u32) -> u32 {
        let shape = self.keys_shape(keys);
        let index_bytes = 1u32 << ((shape & 0xff) + (shape >> 8 & 0xff));
        keys + INDEX_BYTE / 8 + index_bytes.div_ceil(8) + entry * 2
    }

    /// Hash, key and value of an entry; a removed one's key is null.
    #[inline]
    pub fn keys_entry(&self, keys: u32, entry: u32) -> (i64, Ref, Ref) {
        let place = self.entry_place(keys, entry);
        let pair = self.memory.word(place + 1);
        (
            self.memory.word(place) as i64,
            Ref(pair as u32),
            Ref((pair >> 32) as u32),
        )
    }

    /// Stores an entry; counts are the caller's.
    #[inline]
    pub fn set_keys_entry(&mut self, keys: u32, entry: u32, hash: i64, key: Ref, value: Ref) {
        let place = self.entry_place(keys, entry);
        self.memory.set_word(place, hash as u64);
        self.memory
            .set_word(place + 1, u64::from(value.0) << 32 | u64::from(key.0));
    }

    /// Stores an entry's value; counts are the caller's.
    #[inline]
    pub fn set_keys_value(&mut self, keys: u32, entry: u32, value: Ref) {
        let place = self.entry_place(keys, entry);
        self.memory.set_half(place + 1, 1, value.0);
    }

    /// Puts entry `entry` with hash `hash` into the first empty slot of its probe sequence.
    pub(crate) fn keys_link(&mut self, keys: u32, hash: i64, entry: u32) {
        let mut probe = Probe::new(hash, self.keys_log2_size(keys));
        while self.keys_index(keys, probe.slot) >= 0 {
            probe.next();
        }
        self.set_keys_index(keys, probe.slot, entry as i32);
    }
}

/// The order in which a table's slots are tried for a hash.
#[derive(Clone, Copy, Debug)]
pub struct Probe {
    /// The slot to try.
    pub slot: u32,
    perturb: u64,
    mask: u64,
}

impl Probe {
    /// The first slot for `hash` in a table of so many slots.
    #[inline]
    pub fn new(hash: i64, log2_size: u8) -> Probe {
        let mask = (1u64 << log2_size) - 1;
        Probe {
            slot: (hash as u64 & mask) as u32,
            perturb: hash as u64,
            mask,
        }
    }

    /// On to the next slot (`PERTURB_SHIFT` is 5).
    #[inline]
    pub fn next(&mut self) {
        self.perturb >>= 5;
        let slot = u64::from(self.slot)
            .wrapping_mul(5)
            .wrapping_add(self.perturb)
            .wrapping_add(1);
        self.slot = (slot & self.mask) as u32;
    }
}

/// Log2 of the bytes for an index entry in a table of so many slots.
pub fn index_log2(log2_size: u8) -> u8 {
    match log2_size {
        0..8 => 0,
        8..16 => 1,
        _ => 2,
    }
}

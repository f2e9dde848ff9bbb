//! Blocks of instances: free lists, zeroed payloads, attribute slots, dict and weak-reference fields.
//!
//! A class made by the program lies as CPython lays it: `__slots__` members, dict and list of weak references
//! stand at CPython's own offsets (bytes from the object's start, negative before it), half a word each.

use crate::freelists::{FreeList, FreeLists};
use crate::heap::Heap;
use crate::reference::Ref;
use crate::types::{Layout, TypeId, flags};

/// Where the dict of an instance of a class made from `bytes` lies: behind the number of its blob.
const BYTES_DICT: i32 = 28;

impl Heap {
    /// A block from a free list, else a new one. Counted as an allocation by neither; not tracked.
    #[inline]
    pub(crate) fn new_listed(
        &mut self,
        list: impl Fn(&mut FreeLists) -> &mut FreeList,
        id: TypeId,
        bytes: u64,
        words: u32,
    ) -> Ref {
        let Heap {
            freelists, memory, ..
        } = self;
        match list(freelists).pop(memory) {
            Some(place) => self.reuse_block(place, id),
            None => self.new_object(id, bytes, words),
        }
    }

    /// Makes the kept block at `place` an object of type `id` again.
    #[inline]
    pub(crate) fn reuse_block(&mut self, place: u32, id: TypeId) -> Ref {
        let r = Ref(place);
        if self.info(id).has(flags::HAVE_GC) {
            self.set_gc_links(r, Ref::NULL, Ref::NULL);
            self.memory.set_word(r.0 - 1, 0);
        }
        self.memory.set_word(r.0, u64::from(id.0) << 32 | 1);
        self.note_birth(r, id);
        r
    }

    /// A new object of `bytes` bytes with its whole payload zeroed. `words` is what the payload needs at least.
    pub fn new_instance_block(&mut self, id: TypeId, bytes: u64, words: u32) -> Ref {
        let (capacity, inline) = self.inline_room(id);
        let basic = bytes;
        let bytes = bytes + inline;
        let modelled = (bytes / 8) as u32;
        let words = words.max(modelled.saturating_sub(1));
        let r = self.new_object(id, bytes, words);
        let room = if bytes + u64::from(self.info(id).pre_bytes) <= 512 {
            modelled.saturating_sub(1)
        } else {
            words
        };
        for word in 0..room {
            self.memory.set_word(r.0 + 1 + word, 0);
        }
        let place = if capacity > 0 {
            r.0 + basic.div_ceil(8) as u32
        } else {
            0
        };
        if self.info(id).cached_keys != 0 {
            self.make_values(r, place);
        }
        r
    }

    /// Bytes that CPython adds behind a variable-sized object for its dict (and weak references).
    pub(crate) fn var_trailer(&self, id: TypeId) -> u64 {
        let info = self.info(id);
        if info.dictoffset < 0 && !info.has(flags::MANAGED_DICT) {
            8
        } else {
            0
        }
    }

    /// The half-word, counted from the object's start, that byte offset `offset` names.
    #[inline]
    fn half_at(&self, r: Ref, offset: i32) -> (u32, u32) {
        let place = (r.0 as i32 + offset.div_euclid(8)) as u32;
        (place, (offset.rem_euclid(8) / 4) as u32)
    }

    /// The reference at byte `offset` from the object's start (negative: before it).
    #[inline]
    pub fn ref_at(&self, r: Ref, offset: i32) -> Ref {
        let (place, half) = self.half_at(r, offset);
        Ref(self.memory.half(place, half))
    }

    /// Stores a reference there; counts are the caller's.
    #[inline]
    pub fn set_ref_at(&mut self, r: Ref, offset: i32, value: Ref) {
        let (place, half) = self.half_at(r, offset);
        self.memory.set_half(place, half, value.0);
    }

    /// The byte offset of the object's `__dict__` field, where its type has one.
    pub fn dict_offset(&self, r: Ref) -> Option<i32> {
        let info = self.info_of(r);
        match info.dictoffset {
            0 => None,
            offset if offset > 0 || info.has(flags::MANAGED_DICT) => Some(offset),
            // The model keeps the content of such bytes in a blob, and the digits of such an int where they fit.
            _ if info.has(flags::BYTES_SUBCLASS) => Some(BYTES_DICT),
            _ if info.has(flags::LONG_SUBCLASS) => Some(self.int_dict_offset(r)),
            _ => Some(self.var_end(r) as i32 - 8),
        }
    }

    /// The byte offset of the object's field for weak references, where its type has one.
    pub fn weaklist_offset(&self, r: Ref) -> Option<i32> {
        let info = self.info_of(r);
        match (info.weaklistoffset, info.layout) {
            (0, _) => None,
            // Behind the run, whose length is the object's own.
            (_, Layout::Run { refs }) => {
                let run = u32::from(refs) + 1 + self.raw_half(r, u32::from(refs));
                Some(crate::fixed::field_offset(
                    run + crate::sizeof::SLOTS_BEHIND_RUN + 1,
                ))
            }
            (offset, _) => Some(offset),
        }
    }

    fn var_end(&self, r: Ref) -> u64 {
        let info = self.info_of(r);
        let count = u64::from(self.tuple_len(r));
        (u64::from(info.basicsize) + u64::from(info.itemsize) * count).next_multiple_of(8) + 8
    }
}

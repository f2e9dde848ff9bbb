//! Free lists: blocks of dead objects that a type keeps for its next ones, last in, first out.
//!
//! A block in a free list stays in use for the allocator. Which types keep how many is a rule of the version.

use crate::heap::Heap;
use crate::memory::Memory;
use crate::rules::freelists as limits;
use crate::types::{TypeId, flags};

/// One list, linked through the first word of each block.
#[derive(Clone, Copy, Default, Debug)]
pub struct FreeList {
    head: u32,
    /// Blocks in the list.
    pub count: u32,
}

impl FreeList {
    /// Keeps the block at `place`, unless the list has `limit` of them already.
    #[inline]
    pub fn push(&mut self, memory: &mut Memory, place: u32, limit: u64) -> bool {
        if u64::from(self.count) >= limit {
            return false;
        }
        memory.set_word(place, u64::from(self.head));
        self.head = place;
        self.count += 1;
        true
    }

    /// The places of all its blocks, the one kept last first.
    pub fn places(&self, memory: &Memory) -> Vec<u32> {
        let mut places = Vec::with_capacity(self.count as usize);
        let mut at = self.head;
        while at != 0 {
            places.push(at);
            at = memory.word(at) as u32;
        }
        places
    }

    /// The block kept last.
    #[inline]
    pub fn pop(&mut self, memory: &Memory) -> Option<u32> {
        if self.head == 0 {
            return None;
        }
        let place = self.head;
        self.head = memory.word(place) as u32;
        self.count -= 1;
        Some(place)
    }
}

/// All free lists.
#[derive(Clone, Debug, Default)]
pub struct FreeLists {
    /// Floats.
    pub floats: FreeList,
    /// Tuples by length, from 1 (or 0 for the empty one's slot).
    pub tuples: [FreeList; 21],
    /// Lists.
    pub lists: FreeList,
    /// Dicts.
    pub dicts: FreeList,
    /// Keys of dicts, of the smallest size.
    pub dict_keys: FreeList,
    /// Blocks of deques, where all share them.
    pub deque_blocks: FreeList,
    /// Frames of any size, where each call has one.
    pub frames: FreeList,
    /// Ints of one digit.
    pub ints: FreeList,
    /// The types of [`KEPT`], each by its place there.
    pub others: [FreeList; KEPT.len()],
}

impl FreeLists {
    /// A place within each block that is kept.
    pub fn places(&self, memory: &Memory) -> Vec<u32> {
        let FreeLists {
            floats,
            tuples,
            lists,
            dicts,
            dict_keys,
            deque_blocks,
            frames,
            ints,
            others,
        } = self;
        let single = [floats, lists, dicts, dict_keys, deque_blocks, frames, ints];
        let all = single.into_iter().chain(tuples).chain(others);
        all.flat_map(|list| list.places(memory)).collect()
    }
}

/// A type whose objects of one size are kept, and how the rules name the number.
type Kept = (TypeId, fn(&limits::FreeLists) -> u64);

/// Types with a free list beside those that have a list of their own in [`FreeLists`].
pub const KEPT: [Kept; 9] = [
    (TypeId::METHOD, |rules| rules.methods),
    (TypeId::BUILTIN_FUNCTION, |rules| rules.builtin_methods),
    (TypeId::LIST_ITERATOR, |rules| rules.list_iterators),
    (TypeId::TUPLE_ITERATOR, |rules| rules.tuple_iterators),
    (TypeId::RANGE, |rules| rules.ranges),
    (TypeId::RANGE_ITERATOR, |rules| rules.range_iterators),
    (TypeId::SLICE, |rules| rules.slices),
    (TypeId::ASYNC_GEN_ASEND, |rules| rules.async_generator_parts),
    (TypeId::ASYNC_GEN_WRAPPED, |rules| {
        rules.async_generator_parts
    }),
];
/// The place of the slices among [`KEPT`].
const SLICES: usize = 6;

impl FreeLists {
    /// Whether the block at `place` is kept.
    pub fn holds(&self, memory: &Memory, place: u32) -> bool {
        let single = [
            self.floats,
            self.lists,
            self.dicts,
            self.dict_keys,
            self.deque_blocks,
            self.ints,
        ];
        let all = single.iter().chain(&self.tuples).chain(&self.others);
        all.into_iter().any(|list| {
            let mut list = *list;
            std::iter::from_fn(|| list.pop(memory)).any(|kept| kept == place)
        })
    }
}

impl Heap {
    /// Marks the types whose objects are kept in this version.
    pub(crate) fn mark_kept_types(&mut self) {
        for (id, limit) in KEPT {
            if limit(&self.rules.freelists) > 0 {
                self.info_mut(id).flags |= flags::LISTED;
            }
        }
    }

    /// A block of a type with [`flags::LISTED`] that is kept, if there is one.
    #[inline]
    pub(crate) fn pop_kept(&mut self, id: TypeId) -> Option<u32> {
        let slot = KEPT.iter().position(|&(kept, _)| kept == id)?;
        self.freelists.others[slot].pop(&self.memory)
    }

    /// Keeps the block of a dead object where the rules say so; false where it is to be freed.
    pub(crate) fn keep_block(&mut self, place: u32, id: TypeId) -> bool {
        let rules = &self.rules.freelists;
        let is_listed = self.info(id).has(flags::LISTED);
        let is_one_digit =
            id == TypeId::INT && rules.ints > 0 && self.int_bits(crate::Ref(place)) <= 30;
        let Heap {
            freelists, memory, ..
        } = self;
        match id {
            TypeId::FLOAT => freelists.floats.push(memory, place, rules.floats),
            TypeId::INT => is_one_digit && freelists.ints.push(memory, place, rules.ints),
            TypeId::LIST => freelists.lists.push(memory, place, rules.lists),
            TypeId::DICT => freelists.dicts.push(memory, place, rules.dicts),
            TypeId::TUPLE => {
                let length = memory.word(place + 1);
                let limit = rules.tuples(length & 0xffff_ffff);
                limit > 0 && freelists.tuples[length as u32 as usize].push(memory, place, limit)
            }
            _ if is_listed => KEPT
                .iter()
                .position(|&(kept, _)| kept == id)
                .is_some_and(|slot| {
                    freelists.others[slot].push(memory, place, KEPT[slot].1(rules))
                }),
            _ => false,
        }
    }

    /// Gives the blocks of all free lists back, as a full collection does (`clear_freelists`).
    pub fn clear_freelists(&mut self) {
        if !self.rules.freelists.full_collection_clears {
            return;
        }
        let mut lists = std::mem::take(&mut self.freelists);
        self.freelists.deque_blocks = lists.deque_blocks;
        for (length, tuples) in lists.tuples.into_iter().enumerate().rev() {
            self.drain(tuples, TypeId::TUPLE, 8 * length as u64);
        }
        self.clear_frame_list(lists.frames);
        self.drain(lists.floats, TypeId::FLOAT, 0);
        self.drain(lists.lists, TypeId::LIST, 0);
        self.drain(lists.dicts, TypeId::DICT, 0);
        let bytes = self.keys_bytes_listed();
        while let Some(place) = lists.dict_keys.pop(&self.memory) {
            self.free_block(place, bytes);
        }
        self.drain(lists.ints, TypeId::INT, 4);
        for (slot, list) in lists.others.into_iter().enumerate() {
            if slot == SLICES && !self.rules.freelists.full_collection_clears_slices {
                self.freelists.others[slot] = list;
            } else {
                self.drain(list, KEPT[slot].0, 0);
            }
        }
    }

    fn drain(&mut self, mut list: FreeList, id: TypeId, items: u64) {
        let info = self.info(id);
        let (pre, bytes) = (info.pre_words(), u64::from(info.basicsize));
        while let Some(place) = list.pop(&self.memory) {
            self.free_block(place - pre, bytes + u64::from(pre) * 8 + items);
        }
    }
}

//! Free lists: blocks of dead objects that a type keeps for its next ones, last in, first out.
//!
//! A block in a free list stays in use for the allocator. Which types keep how many is a rule of the version.

use crate::memory::Memory;

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
    pub fn push(&mut self, memory: &mut Memory, place: u32, limit: u32) -> bool {
        if self.count >= limit {
            return false;
        }
        memory.set_word(place, u64::from(self.head));
        self.head = place;
        self.count += 1;
        true
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
    /// Ints of one digit.
    pub ints: FreeList,
    /// Ranges, range iterators, and so on: by place in the version's table.
    pub others: [FreeList; 24],
}

impl crate::heap::Heap {
    /// Gives the blocks of all free lists back, as a full collection does (`clear_freelists`).
    pub fn clear_freelists(&mut self) {
        let lists = std::mem::take(&mut self.freelists);
        let (float, list, dict) = (24, 40 + 16, 48 + 16);
        let drain = |heap: &mut Self, mut from: FreeList, pre: u32, bytes: u64| {
            while let Some(place) = from.pop(&heap.memory) {
                heap.free_block(place - pre, bytes);
            }
        };
        drain(self, lists.floats, 0, float);
        drain(self, lists.lists, 2, list);
        drain(self, lists.dicts, 2, dict);
        let tuple_basic = u64::from(self.info(crate::types::TypeId::TUPLE).basicsize) + 16;
        for (length, tuples) in lists.tuples.into_iter().enumerate() {
            drain(self, tuples, 2, tuple_basic + 8 * length as u64);
        }
        self.freelists.dict_keys = lists.dict_keys;
        self.freelists.deque_blocks = lists.deque_blocks;
    }
}

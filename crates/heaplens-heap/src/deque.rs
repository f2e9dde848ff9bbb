//! Deques: a chain of blocks of 64 items, filled from the middle (Modules/_collectionsmodule.c).
//!
//! ```text
//! deque  word 1  length (u32) | state (u32), which counts the changes
//!        word 2  the first block's place (u32) | the last one's (u32)
//!        word 3  index of the first item in its block (u32) | of the last one in its block (u32)
//!        word 4  the greatest length, or -1
//!        word 5  spare blocks: how many (u32) | the first one's place (u32)
//! block  word 0  the block before (u32) | the one behind (u32)
//!        word 1  unused
//!        word 2… the items
//! ```
//!
//! Invariant: `(first index + length - 1) mod 64 == last index`; an empty deque has one block.

use crate::heap::Heap;
use crate::reference::Ref;
use crate::rules::growth::deque::SpareBlocks;
use crate::types::TypeId;

const ITEMS: u32 = 2;

/// Which end of a deque.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum End {
    /// The left end.
    Left,
    /// The right end.
    Right,
}

impl Heap {
    /// A new, empty deque of type `id`, tracked.
    pub fn new_deque(&mut self, id: TypeId, maxlen: i64) -> Ref {
        let bytes = u64::from(self.info(id).basicsize);
        let r = self.new_instance_block(id, bytes, 5);
        let block = self.new_deque_block(r);
        let center = self.growth().deque.center() as u32;
        self.memory.set_half(r.0 + 2, 0, block);
        self.memory.set_half(r.0 + 2, 1, block);
        self.set_deque_indices(r, center + 1, center);
        self.memory.set_word(r.0 + 4, maxlen as u64);
        self.track(r);
        r
    }

    fn set_deque_indices(&mut self, r: Ref, left: u32, right: u32) {
        self.memory.set_half(r.0 + 3, 0, left);
        self.memory.set_half(r.0 + 3, 1, right);
    }

    /// How many items the deque has.
    pub fn deque_len(&self, r: Ref) -> u32 {
        self.memory.half(r.0 + 1, 0)
    }

    /// Counts the changes: an iterator sees by it that the deque was changed.
    pub fn deque_state(&self, r: Ref) -> u32 {
        self.memory.half(r.0 + 1, 1)
    }

    /// One more change.
    pub fn deque_changed(&mut self, r: Ref) {
        let state = self.deque_state(r).wrapping_add(1);
        self.memory.set_half(r.0 + 1, 1, state);
    }

    /// The greatest length, or -1.
    pub fn deque_maxlen(&self, r: Ref) -> i64 {
        self.memory.word(r.0 + 4) as i64
    }

    /// Sets the greatest length, -1 for none.
    pub fn set_deque_maxlen(&mut self, r: Ref, maxlen: i64) {
        self.memory.set_word(r.0 + 4, maxlen as u64);
    }

    fn deque_ends(&self, r: Ref) -> (u32, u32) {
        (self.memory.half(r.0 + 2, 0), self.memory.half(r.0 + 2, 1))
    }

    fn deque_indices(&self, r: Ref) -> (u32, u32) {
        (self.memory.half(r.0 + 3, 0), self.memory.half(r.0 + 3, 1))
    }

    fn block_items(&self) -> u32 {
        self.growth().deque.block_items as u32
    }

    /// Where item `index` lies: block and word.
    fn deque_place(&self, r: Ref, index: u32) -> u32 {
        let (left, right) = self.deque_ends(r);
        let size = self.block_items();
        let first = self.deque_indices(r).0;
        let at = first + index;
        let (hops, slot) = (at / size, at % size);
        let last = (first + self.deque_len(r).max(1) - 1) / size;
        let mut block;
        if hops * 2 <= last {
            block = left;
            for _ in 0..hops {
                block = self.memory.half(block, 1);
            }
        } else {
            block = right;
            for _ in hops..last {
                block = self.memory.half(block, 0);
            }
        }
        block + ITEMS + slot
    }

    /// Item `index`, which must be in range.
    pub fn deque_item(&self, r: Ref, index: u32) -> Ref {
        Ref(self.memory.half(self.deque_place(r, index), 0))
    }

    /// Stores item `index`; counts are the caller's.
    pub fn set_deque_item(&mut self, r: Ref, index: u32, item: Ref) {
        let place = self.deque_place(r, index);
        self.memory.set_word(place, u64::from(item.0));
    }

    /// All items.
    pub fn deque_items(&self, r: Ref) -> Vec<Ref> {
        let size = self.block_items();
        let mut block = self.deque_ends(r).0;
        let mut slot = self.deque_indices(r).0;
        let mut items = Vec::with_capacity(self.deque_len(r) as usize);
        for _ in 0..self.deque_len(r) {
            if slot == size {
                block = self.memory.half(block, 1);
                slot = 0;
            }
            items.push(Ref(self.memory.half(block + ITEMS + slot, 0)));
            slot += 1;
        }
        items
    }

    fn new_deque_block(&mut self, r: Ref) -> u32 {
        let rules = self.growth().deque;
        let spare = match rules.spare_blocks {
            SpareBlocks::Shared => {
                let Heap {
                    freelists, memory, ..
                } = self;
                freelists.deque_blocks.pop(memory)
            }
            SpareBlocks::PerDeque => {
                let (count, head) = (self.memory.half(r.0 + 5, 0), self.memory.half(r.0 + 5, 1));
                (count > 0).then(|| {
                    let next = self.memory.word(head) as u32;
                    self.memory.set_half(r.0 + 5, 0, count - 1);
                    self.memory.set_half(r.0 + 5, 1, next);
                    head
                })
            }
        };
        let bytes = rules.block_bytes();
        let block = spare.unwrap_or_else(|| self.alloc_block(bytes, (bytes / 8) as u32));
        self.memory.set_word(block, 0);
        block
    }

    fn free_deque_block(&mut self, r: Ref, block: u32) {
        let rules = self.growth().deque;
        let most = rules.spare_blocks_max;
        match rules.spare_blocks {
            SpareBlocks::Shared => {
                let Heap {
                    freelists, memory, ..
                } = self;
                if freelists.deque_blocks.push(memory, block, most) {
                    return;
                }
            }
            SpareBlocks::PerDeque => {
                let (count, head) = (self.memory.half(r.0 + 5, 0), self.memory.half(r.0 + 5, 1));
                if u64::from(count) < most {
                    self.memory.set_word(block, u64::from(head));
                    self.memory.set_half(r.0 + 5, 0, count + 1);
                    self.memory.set_half(r.0 + 5, 1, block);
                    return;
                }
            }
        }
        self.free_block(block, rules.block_bytes());
    }

    /// Before an empty deque is extended: it is filled from one end of its block (`deque_extend`).
    pub fn deque_prepare_extend(&mut self, r: Ref, end: End) {
        if self.deque_len(r) > 0 {
            return;
        }
        let rules = self.growth().deque;
        match end {
            End::Right => {
                let start = rules.extend_start() as u32;
                self.set_deque_indices(r, start, start - 1);
            }
            End::Left => {
                let start = rules.extend_left_start() as u32;
                self.set_deque_indices(r, start + 1, start);
            }
        }
    }

    /// Puts an item, whose count is given away, at an end.
    pub fn deque_push(&mut self, r: Ref, end: End, item: Ref) {
        let size = self.block_items();
        let (first, last) = self.deque_ends(r);
        let (left, right) = self.deque_indices(r);
        match end {
            End::Right => {
                let (mut block, mut slot) = (last, right.wrapping_add(1));
                if right == size - 1 {
                    block = self.new_deque_block(r);
                    self.memory.set_half(block, 0, last);
                    self.memory.set_half(last, 1, block);
                    self.memory.set_half(r.0 + 2, 1, block);
                    slot = 0;
                }
                self.memory
                    .set_word(block + ITEMS + slot, u64::from(item.0));
                self.memory.set_half(r.0 + 3, 1, slot);
            }
            End::Left => {
                let (mut block, mut slot) = (first, left.wrapping_sub(1));
                if left == 0 {
                    block = self.new_deque_block(r);
                    self.memory.set_half(block, 1, first);
                    self.memory.set_half(first, 0, block);
                    self.memory.set_half(r.0 + 2, 0, block);
                    slot = size - 1;
                }
                self.memory
                    .set_word(block + ITEMS + slot, u64::from(item.0));
                self.memory.set_half(r.0 + 3, 0, slot);
            }
        }
        let length = self.deque_len(r) + 1;
        self.memory.set_half(r.0 + 1, 0, length);
        self.deque_changed(r);
    }

    /// Takes an item, with its count, from an end.
    pub fn deque_pop(&mut self, r: Ref, end: End) -> Option<Ref> {
        let length = self.deque_len(r);
        if length == 0 {
            return None;
        }
        let size = self.block_items();
        let (first, last) = self.deque_ends(r);
        let (left, right) = self.deque_indices(r);
        let center = self.growth().deque.center() as u32;
        self.memory.set_half(r.0 + 1, 0, length - 1);
        self.deque_changed(r);
        let item;
        match end {
            End::Right => {
                item = self.memory.half(last + ITEMS + right, 0);
                let right = right.wrapping_sub(1);
                self.memory.set_half(r.0 + 3, 1, right);
                if right == u32::MAX {
                    if length > 1 {
                        let before = self.memory.half(last, 0);
                        self.free_deque_block(r, last);
                        self.memory.set_half(before, 1, 0);
                        self.memory.set_half(r.0 + 2, 1, before);
                        self.memory.set_half(r.0 + 3, 1, size - 1);
                    } else {
                        self.set_deque_indices(r, center + 1, center);
                    }
                }
            }
            End::Left => {
                item = self.memory.half(first + ITEMS + left, 0);
                self.memory.set_half(r.0 + 3, 0, left + 1);
                if left + 1 == size {
                    if length > 1 {
                        let behind = self.memory.half(first, 1);
                        self.free_deque_block(r, first);
                        self.memory.set_half(behind, 0, 0);
                        self.memory.set_half(r.0 + 2, 0, behind);
                        self.memory.set_half(r.0 + 3, 0, 0);
                    } else {
                        self.set_deque_indices(r, center + 1, center);
                    }
                }
            }
        }
        Some(Ref(item))
    }

    /// Empties the deque; the items' counts are given back.
    pub fn deque_clear(&mut self, r: Ref) {
        if self.deque_len(r) == 0 {
            return;
        }
        let items = self.deque_items(r);
        let fresh = self.new_deque_block(r);
        let mut block = self.deque_ends(r).0;
        let center = self.growth().deque.center() as u32;
        self.memory.set_half(r.0 + 1, 0, 0);
        self.memory.set_half(r.0 + 2, 0, fresh);
        self.memory.set_half(r.0 + 2, 1, fresh);
        self.set_deque_indices(r, center + 1, center);
        self.deque_changed(r);
        while block != 0 {
            let next = self.memory.half(block, 1);
            self.free_deque_block(r, block);
            block = next;
        }
        for item in items {
            self.decref(item);
        }
    }

    /// What `__sizeof__` of a deque gives.
    pub(crate) fn deque_sizeof(&self, r: Ref) -> u64 {
        let rules = &self.growth().deque;
        let left = u64::from(self.deque_indices(r).0);
        let blocks = rules.blocks(left, u64::from(self.deque_len(r)));
        u64::from(self.info_of(r).basicsize) + blocks * rules.block_bytes()
    }

    /// Gives the next item of a dead deque back; its blocks when there are no more.
    pub(crate) fn clear_deque_step(&mut self, r: Ref) -> bool {
        if let Some(item) = self.deque_pop(r, End::Left) {
            self.decref(item);
            return true;
        }
        let bytes = self.growth().deque.block_bytes();
        let block = self.deque_ends(r).0;
        if block != 0 {
            self.memory.set_half(r.0 + 2, 0, 0);
            self.free_deque_block(r, block);
        }
        while self.memory.half(r.0 + 5, 0) > 0 {
            let (count, head) = (self.memory.half(r.0 + 5, 0), self.memory.half(r.0 + 5, 1));
            let next = self.memory.word(head) as u32;
            self.memory.set_half(r.0 + 5, 0, count - 1);
            self.memory.set_half(r.0 + 5, 1, next);
            self.free_block(head, bytes);
        }
        false
    }
}

//! Records that own blocks of raw memory besides their references: indices of `itertools.combinations`, buffers.
//!
//! ```text
//! holding  fields 0..refs  references, half a word each, rounded up to whole words
//!          then a word for each block: its place (u32, 0 for none) | its bytes (u32)
//! ```
//!
//! The blocks hold no references; they go when the object does.

use crate::heap::Heap;
use crate::reference::Ref;
use crate::types::Layout;

impl Heap {
    fn held_slot(&self, r: Ref, block: u32) -> u32 {
        let refs = match self.info_of(r).layout {
            Layout::Holding { refs, .. } => u32::from(refs),
            _ => 0,
        };
        r.0 + 1 + refs.div_ceil(2) + block
    }

    /// Bytes of block `block`.
    pub fn held_bytes(&self, r: Ref, block: u32) -> u32 {
        self.memory.half(self.held_slot(r, block), 1)
    }

    /// Gives the object a block of `bytes` zeroed bytes in the place of what it has there; 0 for none.
    pub fn hold_block(&mut self, r: Ref, block: u32, bytes: u32) {
        let slot = self.held_slot(r, block);
        let (place, old) = (self.memory.half(slot, 0), self.memory.half(slot, 1));
        if place != 0 {
            self.free_block(place, u64::from(old));
        }
        let place = if bytes == 0 {
            0
        } else {
            let words = bytes.div_ceil(8);
            let place = self.alloc_block(u64::from(bytes), words);
            for word in 0..words {
                self.memory.set_word(place + word, 0);
            }
            place
        };
        self.memory.set_half(slot, 0, place);
        self.memory.set_half(slot, 1, bytes);
    }

    /// Word `at` of block `block`.
    pub fn held_word(&self, r: Ref, block: u32, at: u32) -> u64 {
        let place = self.memory.half(self.held_slot(r, block), 0);
        self.memory.word(place + at)
    }

    /// Stores word `at` of block `block`.
    pub fn set_held_word(&mut self, r: Ref, block: u32, at: u32, value: u64) {
        let place = self.memory.half(self.held_slot(r, block), 0);
        self.memory.set_word(place + at, value);
    }

    /// Bytes `from..from + count` of block `block`, copied out.
    pub fn held_part(&self, r: Ref, block: u32, from: u32, count: u32) -> Vec<u8> {
        let place = self.memory.half(self.held_slot(r, block), 0);
        let mut out = Vec::with_capacity(count as usize);
        let (mut at, end) = (from, from + count);
        while at < end {
            let word = self.memory.word(place + (at >> 3)).to_le_bytes();
            let stop = (at | 7).min(end - 1);
            out.extend_from_slice(&word[(at & 7) as usize..=(stop & 7) as usize]);
            at = stop + 1;
        }
        out
    }

    /// Writes `bytes` into block `block` from byte `at` on; they must fit.
    pub fn set_held_part(&mut self, r: Ref, block: u32, at: u32, bytes: &[u8]) {
        let place = self.memory.half(self.held_slot(r, block), 0);
        let (mut at, mut rest) = (at, bytes);
        while !rest.is_empty() {
            let (word, start) = (place + (at >> 3), (at & 7) as usize);
            let count = (8 - start).min(rest.len());
            let mut content = self.memory.word(word).to_le_bytes();
            content[start..start + count].copy_from_slice(&rest[..count]);
            self.memory.set_word(word, u64::from_le_bytes(content));
            at += count as u32;
            rest = &rest[count..];
        }
    }

    /// Makes block `block` so many bytes large, keeping what it holds (`PyMem_Realloc`); new bytes are anything.
    pub fn resize_held(&mut self, r: Ref, block: u32, bytes: u32) {
        let slot = self.held_slot(r, block);
        let (place, old) = (self.memory.half(slot, 0), self.memory.half(slot, 1));
        if place == 0 || bytes == 0 {
            self.hold_block(r, block, bytes);
            return;
        }
        let words = bytes.div_ceil(8);
        let kept = old.div_ceil(8).min(words);
        let place = self.resize_block(place, u64::from(old), u64::from(bytes), kept, words);
        self.memory.set_half(slot, 0, place);
        self.memory.set_half(slot, 1, bytes);
    }

    pub(crate) fn free_held(&mut self, r: Ref, blocks: u32) {
        for block in 0..blocks {
            self.hold_block(r, block, 0);
        }
    }
}

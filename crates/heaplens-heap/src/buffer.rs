//! Mutable buffers: bytearray and array.
//!
//! ```text
//! buffer  word 1  length in bytes (u32) | bytes allotted (u32)
//!         word 2  the place of the block, or 0
//!         word 3  exports (u32) | bytes skipped at the block's start (u32)
//! ```

use crate::heap::Heap;
use crate::reference::Ref;

impl Heap {
    /// Length in bytes.
    pub fn buffer_len(&self, r: Ref) -> u32 {
        self.memory.half(r.0 + 1, 0)
    }

    /// Bytes allotted.
    pub fn buffer_allotted(&self, r: Ref) -> u32 {
        self.memory.half(r.0 + 1, 1)
    }

    /// The place of the block, or 0.
    pub fn buffer_place(&self, r: Ref) -> u32 {
        self.memory.word(r.0 + 2) as u32
    }

    /// How many views are exported.
    pub fn buffer_exports(&self, r: Ref) -> u32 {
        self.memory.half(r.0 + 3, 0)
    }

    /// Sets how many views are exported.
    pub fn set_buffer_exports(&mut self, r: Ref, exports: u32) {
        self.memory.set_half(r.0 + 3, 0, exports);
    }

    /// The byte at `index`.
    pub fn buffer_byte(&self, r: Ref, index: u32) -> u8 {
        self.memory
            .byte(self.buffer_place(r), self.memory.half(r.0 + 3, 1) + index)
    }

    /// Writes the byte at `index`.
    pub fn set_buffer_byte(&mut self, r: Ref, index: u32, value: u8) {
        let place = self.buffer_place(r);
        let at = self.memory.half(r.0 + 3, 1) + index;
        self.memory.set_byte(place, at, value);
    }

    /// All bytes, copied out.
    pub fn buffer_bytes(&self, r: Ref) -> Vec<u8> {
        (0..self.buffer_len(r))
            .map(|index| self.buffer_byte(r, index))
            .collect()
    }

    /// Gives the buffer a block of exactly `allotted` bytes; what it holds is kept as far as it fits.
    pub fn buffer_reallocate(&mut self, r: Ref, allotted: u32) {
        let (old, place) = (self.buffer_allotted(r), self.buffer_place(r));
        let words = allotted.div_ceil(8);
        let to = match (old, allotted) {
            (0, 0) => 0,
            (0, _) => self.alloc_block(u64::from(allotted), words),
            (_, 0) => {
                self.free_block(place, u64::from(old));
                0
            }
            _ => self.resize_block(
                place,
                u64::from(old),
                u64::from(allotted),
                old.min(allotted).div_ceil(8),
                words,
            ),
        };
        self.memory.set_word(r.0 + 2, u64::from(to));
        self.memory.set_half(r.0 + 1, 1, allotted);
    }

    /// Sets the length; the room is the caller's.
    pub fn set_buffer_len(&mut self, r: Ref, length: u32) {
        self.memory.set_half(r.0 + 1, 0, length);
    }

    pub(crate) fn free_buffer(&mut self, r: Ref) {
        self.buffer_reallocate(r, 0);
    }
}

//! Mutable buffers: bytearray and array.
//!
//! Modelled: `PyByteArrayObject`, `arrayobject` (Objects/bytearrayobject.c, Modules/arraymodule.c). How much room they
//! take as they grow and shrink is in `rules::growth`; an array's numbers count items there and bytes here.
//!
//! ```text
//! buffer  word 1  length in bytes (u32) | bytes allotted (u32)
//!         word 2  the place of the block, or 0
//!         word 3  exports (u32) | bytes skipped at the block's start (u32)
//!         word 4  an array's typecode
//! ```

use crate::heap::Heap;
use crate::reference::Ref;
use crate::rules::growth::bytearray::ByteBuffer;

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
        self.buffer_part(r, 0, self.buffer_len(r))
    }

    /// `count` bytes from `from` on, copied out.
    pub fn buffer_part(&self, r: Ref, from: u32, count: u32) -> Vec<u8> {
        if count == 0 {
            return Vec::new();
        }
        let (place, skipped) = (self.buffer_place(r), self.memory.half(r.0 + 3, 1));
        let mut out = Vec::with_capacity(count as usize);
        let (mut at, end) = (skipped + from, skipped + from + count);
        while at < end {
            let word = self.memory.word(place + (at >> 3)).to_le_bytes();
            let stop = (at | 7).min(end - 1);
            out.extend_from_slice(&word[(at & 7) as usize..=(stop & 7) as usize]);
            at = stop + 1;
        }
        out
    }

    /// Writes `bytes` from index `at` on; they must fit.
    pub fn buffer_write(&mut self, r: Ref, at: u32, bytes: &[u8]) {
        for (offset, &byte) in bytes.iter().enumerate() {
            self.set_buffer_byte(r, at + offset as u32, byte);
        }
    }

    /// Fills the buffer anew, with exactly the room that `content` needs.
    pub fn buffer_fill(&mut self, r: Ref, content: &[u8]) {
        let allotted = if self.type_of_base_is_bytearray(r) {
            let growth = &self.growth().bytearray;
            if content.is_empty() {
                0
            } else {
                growth.buffer_bytes(growth.exact(content.len() as u64)) as u32
            }
        } else {
            content.len() as u32
        };
        self.set_buffer_len(r, 0);
        self.buffer_reallocate(r, allotted);
        self.memory.set_half(r.0 + 3, 1, 0);
        self.set_buffer_len(r, content.len() as u32);
        self.buffer_write(r, 0, content);
    }

    fn type_of_base_is_bytearray(&self, r: Ref) -> bool {
        self.is_subtype(self.type_of(r), crate::types::TypeId::BYTEARRAY)
    }

    /// Makes a bytearray's content `size` bytes long (`PyByteArray_Resize`); new bytes are 0.
    pub fn bytearray_resize(&mut self, r: Ref, size: u32) {
        let growth = &self.growth().bytearray;
        let (length, before) = (self.buffer_len(r), self.byte_buffer(r));
        let after = growth.resize(before, u64::from(length), u64::from(size));
        self.change_byte_buffer(r, before, after, size);
    }

    /// `del b[:count]`, which only moves the start (`bytearray_setslice_linear`).
    pub fn bytearray_cut_front(&mut self, r: Ref, count: u32) {
        let growth = &self.growth().bytearray;
        let length = self.buffer_len(r);
        let before = self.byte_buffer(r);
        let after = growth.delete_front(before, u64::from(length), u64::from(count));
        self.memory
            .set_half(r.0 + 3, 1, (before.offset as u32) + count);
        self.set_buffer_len(r, length - count);
        let moved = ByteBuffer {
            offset: before.offset + u64::from(count),
            ..before
        };
        self.change_byte_buffer(r, moved, after, length - count);
    }

    fn byte_buffer(&self, r: Ref) -> ByteBuffer {
        let overhead = self.growth().bytearray.buffer_overhead_bytes;
        ByteBuffer {
            allocated: u64::from(self.buffer_allotted(r)).saturating_sub(overhead),
            offset: u64::from(self.memory.half(r.0 + 3, 1)),
        }
    }

    fn change_byte_buffer(&mut self, r: Ref, before: ByteBuffer, after: ByteBuffer, size: u32) {
        let length = self.buffer_len(r);
        if after != before {
            let bytes = self.growth().bytearray.buffer_bytes(after) as u32;
            if before.offset > 0 {
                let content = self.buffer_part(r, 0, length.min(size));
                self.set_buffer_len(r, 0);
                self.buffer_reallocate(r, 0);
                self.buffer_reallocate(r, bytes);
                self.memory.set_half(r.0 + 3, 1, 0);
                self.buffer_write(r, 0, &content);
            } else {
                self.buffer_reallocate(r, bytes);
            }
        }
        self.set_buffer_len(r, size);
        for at in length..size {
            self.set_buffer_byte(r, at, 0);
        }
    }

    /// Makes an array's content `count` items of `itemsize` bytes long (`array_resize`); new bytes are 0.
    pub fn array_resize(&mut self, r: Ref, itemsize: u32, count: u32) {
        let length = self.buffer_len(r);
        let allotted = self.buffer_allotted(r) / itemsize;
        let to = self.growth().array.resize(
            u64::from(allotted),
            u64::from(length / itemsize),
            u64::from(count),
        ) as u32;
        if to != allotted {
            self.buffer_reallocate(r, to * itemsize);
        }
        self.set_buffer_len(r, count * itemsize);
        for at in length..count * itemsize {
            self.set_buffer_byte(r, at, 0);
        }
    }

    /// The typecode of an array.
    pub fn array_typecode(&self, r: Ref) -> u8 {
        self.raw_half(r, 6) as u8
    }

    /// A new, empty bytearray or array of type `id`; `typecode` is an array's.
    pub fn new_buffer(&mut self, id: crate::types::TypeId, typecode: u8) -> Ref {
        let bytes = u64::from(self.info(id).basicsize);
        let r = self.new_instance_block(id, bytes, 4);
        self.set_raw_half(r, 6, u32::from(typecode));
        if self.info(id).has(crate::types::flags::HAVE_GC) {
            self.track(r);
        }
        r
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

//! The memory of frames, in the versions where each call has a frame object: a code object keeps the last frame that
//! ran it for its next run (`co_zombieframe`), others wait in a free list whatever their size, and only what is left
//! is made and freed (`_PyFrame_New_NoTrack` and `frame_dealloc`, Objects/frameobject.c @ v3.8.20).
//!
//! ```text
//! block  word 0  the next one in the free list
//!        word 1  its slots: locals, cells, free variables and places of the stack
//! ```
//! What lies in a frame is the machine's; here it is a block and one of the collector's counted allocations.

use crate::heap::Heap;
use crate::reference::Ref;
use crate::types::TypeId;

/// Where a code object names the frame that it keeps, behind the number of its bytes.
const CODE_FRAME: u32 = 8;

impl Heap {
    /// A frame for a run of the code object `code` with so many slots, by its place; 0 where runs have none.
    #[inline]
    pub fn take_frame(&mut self, code: Ref, slots: u32) -> u32 {
        if !self.rules.freelists.code_keeps_frame {
            return 0;
        }
        let kept = self.raw_half(code, CODE_FRAME);
        if kept != 0 {
            self.set_raw_half(code, CODE_FRAME, 0);
            return kept;
        }
        let Heap {
            freelists, memory, ..
        } = self;
        match freelists.frames.pop(memory) {
            Some(place) if self.memory.word(place + 1) >= u64::from(slots) => place,
            Some(place) => {
                self.free_frame_block(place);
                self.new_frame_block(slots)
            }
            None => {
                self.count_gc_allocation();
                self.new_frame_block(slots)
            }
        }
    }

    /// The run is over: its code keeps the frame, or the free list does, or it is freed.
    #[inline]
    pub fn give_frame(&mut self, code: Ref, place: u32) {
        if place == 0 {
            return;
        }
        if self.raw_half(code, CODE_FRAME) == 0 {
            self.set_raw_half(code, CODE_FRAME, place);
            return;
        }
        let limit = self.rules.freelists.frames;
        let Heap {
            freelists, memory, ..
        } = self;
        if !freelists.frames.push(memory, place, limit) {
            self.drop_frame(place);
        }
    }

    /// Makes a frame with room for so many slots and keeps it in the free list.
    pub(crate) fn keep_spare_frame(&mut self, slots: u32) {
        if !self.rules.freelists.code_keeps_frame {
            return;
        }
        let place = self.new_frame_block(slots);
        let limit = self.rules.freelists.frames;
        let Heap {
            freelists, memory, ..
        } = self;
        if !freelists.frames.push(memory, place, limit) {
            self.free_frame_block(place);
        }
    }

    /// Frees a frame.
    pub fn drop_frame(&mut self, place: u32) {
        if place != 0 {
            self.gc.counts[0] = self.gc.counts[0].saturating_sub(1);
            self.free_frame_block(place);
        }
    }

    /// A code object dies, and with it the frame that it kept.
    pub(crate) fn drop_kept_frame(&mut self, code: Ref) {
        let kept = self.raw_half(code, CODE_FRAME);
        self.set_raw_half(code, CODE_FRAME, 0);
        self.drop_frame(kept);
    }

    /// Frees the frames of the free list, as a full collection does.
    pub(crate) fn clear_frame_list(&mut self, mut list: crate::freelists::FreeList) {
        while let Some(place) = list.pop(&self.memory) {
            self.drop_frame(place);
        }
    }

    fn new_frame_block(&mut self, slots: u32) -> u32 {
        let bytes = self.frame_block_bytes(u64::from(slots));
        // Nobody traces them: a fresh interpreter has frames to spare, which its calls use up first.
        let place = self.alloc_quietly(bytes, 2);
        self.memory.set_word(place + 1, u64::from(slots));
        place
    }

    fn free_frame_block(&mut self, place: u32) {
        let bytes = self.frame_block_bytes(self.memory.word(place + 1));
        self.free_plain(place, bytes);
    }

    fn frame_block_bytes(&self, slots: u64) -> u64 {
        let head = u64::from(self.info(TypeId::FRAME).pre_bytes);
        head + self.rules.sizes.frames.frame_sizeof(slots)
    }
}

//! Headers: reference count and type in an object's first word, and the collector's header before it.
//!
//! ```text
//! word -2  _gc_next (place, u32) | _gc_prev (place, u32)     } objects of a type with HAVE_GC
//! word -1  gc_refs (u32)         | collector's flags (u32)   }
//! word  0  ob_refcnt (u32)       | ob_type (TypeId, u32)
//! ```
//!
//! A count whose highest bit is set never changes: an immortal (PEP 683, 3.12 on). Older versions count all.

use crate::heap::Heap;
use crate::reference::{Owned, Ref};
use crate::rules::gc::CollectAt;
use crate::types::{TypeId, TypeInfo, flags};

/// The bit that makes a count immortal.
pub const IMMORTAL: u32 = 0x8000_0000;

impl Heap {
    /// The stored count; see [`Heap::is_immortal`].
    #[inline]
    pub fn refcount(&self, r: Ref) -> u32 {
        self.memory.word(r.0) as u32
    }

    /// Whether the count of `r` never changes.
    #[inline]
    pub fn is_immortal(&self, r: Ref) -> bool {
        self.refcount(r) & IMMORTAL != 0
    }

    /// The type of `r`.
    #[inline]
    pub fn type_of(&self, r: Ref) -> TypeId {
        TypeId((self.memory.word(r.0) >> 32) as u32)
    }

    /// What the heap knows of a type.
    #[inline]
    pub fn info(&self, id: TypeId) -> &TypeInfo {
        &self.types[id.0 as usize]
    }

    /// What the heap knows of the type of `r`.
    #[inline]
    pub fn info_of(&self, r: Ref) -> &TypeInfo {
        self.info(self.type_of(r))
    }

    /// Takes one more reference.
    #[inline]
    pub fn incref(&mut self, r: Ref) {
        let word = self.memory.word(r.0);
        if word as u32 & IMMORTAL == 0 {
            self.memory.set_word(r.0, word + 1);
        }
    }

    /// Takes `count` more references.
    #[inline]
    pub fn incref_by(&mut self, r: Ref, count: u32) {
        let word = self.memory.word(r.0);
        if word as u32 & IMMORTAL == 0 {
            self.memory.set_word(r.0, word + u64::from(count));
        }
    }

    /// Takes one more reference, as an owner.
    #[inline]
    pub fn own(&mut self, r: Ref) -> Owned {
        self.incref(r);
        Owned::adopt(r)
    }

    /// Gives one reference back. An object whose count reaches 0 is queued: [`Heap::reap`] deallocates it.
    #[inline]
    pub fn decref(&mut self, r: Ref) {
        let word = self.memory.word(r.0);
        let count = word as u32;
        if count & IMMORTAL == 0 {
            debug_assert!(count != 0, "{r:?} has no reference left to give back");
            self.memory.set_word(r.0, word - 1);
            if count == 1 {
                self.zeroed.push(r);
            }
        }
    }

    /// Gives one reference back where there is an object.
    #[inline]
    pub fn xdecref(&mut self, r: Ref) {
        if !r.is_null() {
            self.decref(r);
        }
    }

    /// Gives an owned reference back at once (and not at the next settling).
    #[inline]
    pub fn release(&mut self, owned: Owned) {
        let r = owned.into_ref();
        self.decref(r);
    }

    /// Makes `r` immortal.
    pub fn make_immortal(&mut self, r: Ref) {
        self.memory.set_half(r.0, 0, IMMORTAL);
    }

    /// Gives `r` another type, as an assignment to `__class__` does. Counts of the types are the caller's.
    pub fn set_type(&mut self, r: Ref, id: TypeId) {
        self.memory.set_half(r.0, 1, id.0);
    }

    /// Half-word `index` of the payload (0 is the low half of the word behind the header) as a reference.
    #[inline]
    pub fn field(&self, r: Ref, index: u32) -> Ref {
        Ref(self.memory.half(r.0, index + 2))
    }

    /// Stores a reference there, as it is: counts are the caller's.
    #[inline]
    pub fn set_field(&mut self, r: Ref, index: u32, value: Ref) {
        self.memory.set_half(r.0, index + 2, value.0);
    }

    /// Stores an owned reference there and gives back what the field held.
    #[inline]
    pub fn replace_field(&mut self, r: Ref, index: u32, value: Owned) {
        let old = self.field(r, index);
        self.set_field(r, index, value.into_ref());
        self.xdecref(old);
    }

    /// Half-word `index` of the payload as a number.
    #[inline]
    pub fn raw_half(&self, r: Ref, index: u32) -> u32 {
        self.memory.half(r.0, index + 2)
    }

    /// Stores a number there.
    #[inline]
    pub fn set_raw_half(&mut self, r: Ref, index: u32, value: u32) {
        self.memory.set_half(r.0, index + 2, value);
    }

    /// Word `index` of the payload (0 is the word behind the header) as a number.
    #[inline]
    pub fn raw_word(&self, r: Ref, index: u32) -> u64 {
        self.memory.word(r.0 + 1 + index)
    }

    /// Stores a number there.
    #[inline]
    pub fn set_raw_word(&mut self, r: Ref, index: u32, value: u64) {
        self.memory.set_word(r.0 + 1 + index, value);
    }

    /// The modelled address of the object: what `id()` gives.
    pub fn address(&self, r: Ref) -> u64 {
        let page = self.memory.page_address(r.0);
        if page != 0 {
            return page + u64::from(r.0 & (crate::memory::PAGE_WORDS - 1)) * 8;
        }
        let pre = self.info_of(r).pre_words();
        self.block_address(r.0 - pre) + u64::from(pre) * 8
    }

    /// The modelled address of the block at `place`.
    pub fn block_address(&self, place: u32) -> u64 {
        let page = self.memory.page_address(place);
        if page != 0 {
            return page + u64::from(place & (crate::memory::PAGE_WORDS - 1)) * 8;
        }
        self.large_address(place)
    }

    /// A new object of type `id`: `bytes` is what CPython asks for from the object's start on (headers before it
    /// are added here), `words` what the payload needs in the store where that block is a large one. Its count
    /// is 1; the payload's content is not cleared. Heap types get a reference. Not tracked yet.
    pub fn new_object(&mut self, id: TypeId, bytes: u64, words: u32) -> Ref {
        let info = self.info(id);
        let pre = info.pre_words();
        let is_heap_type = info.has(flags::HEAPTYPE);
        let type_object = info.object;
        let total = bytes + u64::from(info.pre_bytes);
        let has_gc = info.has(flags::HAVE_GC);
        if info.has(flags::LISTED)
            && let Some(place) = self.pop_kept(id)
        {
            return self.reuse_block(place, id);
        }
        if has_gc {
            self.count_gc_allocation();
        }
        let place = self.alloc_block(total, words + 1 + pre);
        for word in 0..pre {
            self.memory.set_word(place + word, 0);
        }
        let r = Ref(place + pre);
        self.memory.set_word(r.0, u64::from(id.0) << 32 | 1);
        if is_heap_type {
            self.incref(type_object);
        }
        self.note_birth(r, id);
        r
    }

    /// Gives back the block of the object `r`, that CPython asked `bytes` for from the object's start on.
    pub fn free_object(&mut self, r: Ref, bytes: u64) {
        let info = self.info_of(r);
        let pre = info.pre_words();
        if info.has(flags::HAVE_GC) && self.gc.counts[0] > 0 {
            self.gc.counts[0] -= 1;
        }
        self.free_block(r.0 - pre, bytes + u64::from(pre) * 8);
    }
}

/// The collector's header.
impl Heap {
    /// One more object that the collector knows: a collection is due where that passes the threshold.
    #[inline]
    pub(crate) fn count_gc_allocation(&mut self) {
        let gc = &mut self.gc;
        gc.counts[0] += 1;
        if gc.counts[0] as i32 > gc.thresholds[0]
            && gc.is_enabled
            && gc.thresholds[0] != 0
            && !gc.is_collecting
        {
            self.note_due();
        }
    }

    /// Remembers that a collection is due, and what is tracked by now.
    #[cold]
    fn note_due(&mut self) {
        if !self.gc.is_due {
            self.gc.is_due = true;
            if self.rules.gc.collect_at == CollectAt::Allocation {
                self.gc.due_tail = self.gc_prev(self.gc.heads[0]);
            }
        }
    }

    /// Whether the collector tracks `r` (`_PyObject_GC_IS_TRACKED`).
    #[inline]
    pub fn is_tracked(&self, r: Ref) -> bool {
        self.info_of(r).has(flags::HAVE_GC) && self.memory.word(r.0 - 2) as u32 != 0
    }

    /// Puts `r` at the end of the youngest generation (`_PyObject_GC_TRACK`).
    #[inline]
    pub fn track(&mut self, r: Ref) {
        let head = self.gc.heads[0];
        let last = self.gc_prev(head);
        self.set_gc_links(r, head, last);
        self.set_gc_next(last, r);
        self.set_gc_prev(head, r);
    }

    /// Takes `r` out of its generation (`_PyObject_GC_UNTRACK`).
    #[inline]
    pub fn untrack(&mut self, r: Ref) {
        let (next, prev) = (self.gc_next(r), self.gc_prev(r));
        if next.is_null() {
            return;
        }
        if self.gc.due_tail == r {
            self.gc.due_tail = prev;
        }
        self.set_gc_next(prev, next);
        self.set_gc_prev(next, prev);
        self.set_gc_links(r, Ref::NULL, Ref::NULL);
        let kept = self.gc_bits(r) & crate::gc::bits::FINALIZED;
        self.set_gc_bits(r, kept);
    }

    /// The next object of the generation, or its head.
    #[inline]
    pub fn gc_next(&self, r: Ref) -> Ref {
        Ref(self.memory.word(r.0 - 2) as u32)
    }

    /// The object before in the generation, or its head.
    #[inline]
    pub fn gc_prev(&self, r: Ref) -> Ref {
        Ref((self.memory.word(r.0 - 2) >> 32) as u32)
    }

    #[inline]
    pub(crate) fn set_gc_links(&mut self, r: Ref, next: Ref, prev: Ref) {
        self.memory
            .set_word(r.0 - 2, u64::from(prev.0) << 32 | u64::from(next.0));
    }

    #[inline]
    pub(crate) fn set_gc_next(&mut self, r: Ref, next: Ref) {
        self.memory.set_half(r.0 - 2, 0, next.0);
    }

    #[inline]
    pub(crate) fn set_gc_prev(&mut self, r: Ref, prev: Ref) {
        self.memory.set_half(r.0 - 2, 1, prev.0);
    }
}

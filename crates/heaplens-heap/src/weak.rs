//! Weak references: the list that hangs on an object, and what happens to it when the object dies.
//!
//! ```text
//! weakref  word 1  wr_callback (counted, half a word) | wr_object (not counted)
//!          word 2  hash
//!          word 3  wr_next (half a word) | wr_prev; the object's field for weak references names the first
//! ```

use crate::dealloc::Reap;
use crate::heap::Heap;
use crate::reference::{Owned, Ref};
use crate::types::{Layout, TypeId, TypeInfo};

impl Heap {
    /// The object that the weak reference `w` is to, or null.
    pub fn weak_object(&self, w: Ref) -> Ref {
        self.field(w, 1)
    }

    /// The first weak reference to `r`, or null.
    pub fn first_weak(&self, r: Ref) -> Ref {
        match self.weaklist_offset(r) {
            Some(offset) => self.ref_at(r, offset),
            None => Ref::NULL,
        }
    }

    /// The weak reference behind `w` in its object's list, or null.
    pub fn next_weak(&self, w: Ref) -> Ref {
        Ref(self.memory.half(w.0 + 3, 0))
    }

    /// A new weak reference of type `id` to `object`, whose type must allow it: at the front of the list where it
    /// has no callback (it is the one that is shared), else behind the shared ones.
    pub fn new_weak(&mut self, id: TypeId, object: Ref, callback: Option<Owned>) -> Owned {
        let bytes = u64::from(self.info(id).basicsize);
        let w = self.new_instance_block(id, bytes, 3);
        let is_shared =
            callback.is_none() && self.types[id.0 as usize].id.0 < crate::types::FIXED_TYPES;
        self.set_field(w, 0, callback.map_or(Ref::NULL, Owned::into_ref));
        self.set_field(w, 1, object);
        self.memory.set_word(w.0 + 2, u64::MAX);
        let offset = self
            .weaklist_offset(object)
            .expect("the object's type allows weak references");
        let mut before = Ref::NULL;
        let mut next = self.ref_at(object, offset);
        while !is_shared
            && !next.is_null()
            && self.field(next, 0).is_null()
            && self.type_of(next).0 < crate::types::FIXED_TYPES
        {
            before = next;
            next = self.next_weak(next);
        }
        if is_shared
            && self.type_of(w) != TypeId::WEAKREF
            && !next.is_null()
            && self.type_of(next) == TypeId::WEAKREF
            && self.field(next, 0).is_null()
        {
            // A shared proxy stands behind the shared reference.
            before = next;
            next = self.next_weak(next);
        }
        self.memory
            .set_word(w.0 + 3, u64::from(before.0) << 32 | u64::from(next.0));
        if !next.is_null() {
            self.memory.set_half(next.0 + 3, 1, w.0);
        }
        if before.is_null() {
            self.set_ref_at(object, offset, w);
        } else {
            self.memory.set_half(before.0 + 3, 0, w.0);
        }
        self.track(w);
        Owned::adopt(w)
    }

    /// Takes `w` out of its object's list: it is to nothing from now on (`clear_weakref`, the callback apart).
    pub fn unlink_weak(&mut self, w: Ref) {
        let object = self.weak_object(w);
        if object.is_null() {
            return;
        }
        let word = self.memory.word(w.0 + 3);
        let (next, prev) = (Ref(word as u32), Ref((word >> 32) as u32));
        if !next.is_null() {
            self.memory.set_half(next.0 + 3, 1, prev.0);
        }
        if prev.is_null() {
            let offset = self.weaklist_offset(object).expect("it has a list");
            self.set_ref_at(object, offset, next);
        } else {
            self.memory.set_half(prev.0 + 3, 0, next.0);
        }
        self.memory.set_word(w.0 + 3, 0);
        self.set_field(w, 1, Ref::NULL);
    }

    /// Takes a dying weak reference or proxy out of its object's list (`weakref_dealloc`).
    #[inline]
    pub(crate) fn leave_weak_list(&mut self, dying: Ref, info: &TypeInfo) {
        if info.layout == (Layout::Record { refs: 1 })
            && [
                TypeId::WEAKREF,
                TypeId::WEAKPROXY,
                TypeId::WEAKCALLABLEPROXY,
            ]
            .iter()
            .any(|&id| self.is_subtype(info.id, id))
        {
            self.unlink_weak(dying);
        }
    }

    /// Clears one weak reference to the dying `object`. `None`: there are no more. `Some(None)`: there may be more.
    pub(crate) fn clear_one_weak_reference(&mut self, object: Ref) -> Option<Option<Reap>> {
        let w = self.first_weak(object);
        if w.is_null() {
            return None;
        }
        self.unlink_weak(w);
        if self.field(w, 0).is_null() || self.refcount(w) == 0 {
            return Some(None);
        }
        self.incref(w);
        Some(Some(Reap::Callback(w)))
    }
}

//! References to objects: plain ones, and ones that own a count.
//!
//! A [`Ref`] names an object by the place of its header in the store (in words of 8 bytes); copying it changes
//! nothing. An [`Owned`] stands for one counted reference: dropping it gives the count back. A drop cannot reach
//! the heap, so it leaves a note in a queue of its thread, which [`Heap::settle`](crate::Heap::settle) works off
//! at the end of each native operation, in the order of the drops.

use std::cell::RefCell;
use std::fmt;

/// The place of an object's header in the store, in words of 8 bytes; 0 is no object.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Ref(pub u32);

impl Ref {
    /// No object: C's `NULL`.
    pub const NULL: Ref = Ref(0);

    /// Whether this names no object.
    #[inline]
    pub fn is_null(self) -> bool {
        self.0 == 0
    }

    /// This reference, or `None` where it names no object.
    #[inline]
    pub fn some(self) -> Option<Ref> {
        if self.0 == 0 { None } else { Some(self) }
    }
}

impl fmt::Debug for Ref {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "@{:x}", self.0)
    }
}

thread_local! {
    static DROPPED: RefCell<Vec<Ref>> = const { RefCell::new(Vec::new()) };
}

/// Takes the references whose owners were dropped on this thread since the last call, oldest first.
pub(crate) fn take_dropped(into: &mut Vec<Ref>) {
    DROPPED.with_borrow_mut(|dropped| into.append(dropped));
}

/// Puts references back at the head of the queue.
pub(crate) fn give_back_dropped(from: &mut Vec<Ref>) {
    DROPPED.with_borrow_mut(|dropped| {
        from.append(dropped);
        std::mem::swap(from, dropped);
    });
}

/// Calls `visit` with each reference in the queue, oldest first.
pub(crate) fn each_dropped(visit: &mut dyn FnMut(Ref)) {
    DROPPED.with_borrow(|dropped| dropped.iter().for_each(|r| visit(*r)));
}

/// Whether any owner was dropped on this thread since the queue was last taken.
#[inline]
pub(crate) fn any_dropped() -> bool {
    DROPPED.with_borrow(|dropped| !dropped.is_empty())
}

/// One counted reference to an object. Dropping it gives the count back at the next settling of the heap.
#[must_use]
#[derive(PartialEq, Eq)]
pub struct Owned(Ref);

impl Owned {
    /// Takes over one count of `reference` that the caller owns.
    #[inline]
    pub fn adopt(reference: Ref) -> Owned {
        Owned(reference)
    }

    /// The object, without giving up the count.
    #[inline]
    pub fn get(&self) -> Ref {
        self.0
    }

    /// Gives the count to the caller, who has to store it or to give it back by `Heap::decref`.
    #[inline]
    pub fn into_ref(self) -> Ref {
        let reference = self.0;
        std::mem::forget(self);
        reference
    }
}

impl Drop for Owned {
    #[inline]
    fn drop(&mut self) {
        if !self.0.is_null() {
            DROPPED.with_borrow_mut(|dropped| dropped.push(self.0));
        }
    }
}

impl fmt::Debug for Owned {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "owned {:?}", self.0)
    }
}

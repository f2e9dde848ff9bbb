//! The collector of cycles (Modules/gcmodule.c, Python/gc.c from 3.12 on): three generations, in lists through
//! the objects' own headers.
//!
//! A collection is a sequence of phases that the language drives, for weak references' callbacks and finalizers
//! are guest code: [`Heap::gc_begin`] finds what is unreachable and promotes the rest;
//! [`Heap::gc_weak_references`] says which callbacks are due; the finalizers run; [`Heap::gc_still_unreachable`]
//! rescues what they brought back; [`Heap::gc_clear_next`] breaks the cycles.

pub mod clear;
pub mod collect;
pub mod traverse;

use crate::heap::Heap;
use crate::reference::Ref;

/// Bits of the collector's flags in an object's header.
pub mod bits {
    /// The finalizer has been called.
    pub const FINALIZED: u32 = 1;
    /// In the generations that are being collected.
    pub const COLLECTING: u32 = 2;
    /// Tentatively unreachable.
    pub const UNREACHABLE: u32 = 4;
    /// Where the number of the generation stands.
    pub const GENERATION_SHIFT: u32 = 4;
    /// The generation's two bits.
    pub const GENERATION: u32 = 3 << GENERATION_SHIFT;
}

/// What `gc.get_stats()` says of one generation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct GenerationStats {
    /// Collections of it.
    pub collections: u64,
    /// Objects collected.
    pub collected: u64,
    /// Objects found that could not be freed.
    pub uncollectable: u64,
    /// Objects looked at (3.15).
    pub candidates: u64,
}

/// Moments of a collection, for whoever watches it in slow motion.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// The younger generations are merged; these are the candidates.
    Candidates,
    /// `gc_refs` of each candidate is its reference count.
    RefsCopied,
    /// References between candidates are subtracted.
    RefsSubtracted,
    /// What is reachable from outside has been rescued.
    UnreachableFound,
    /// Weak references to the unreachable are cleared, callbacks called.
    WeakReferencesCleared,
    /// Finalizers were called.
    Finalized,
    /// What the finalizers brought back is rescued.
    ResurrectedRescued,
    /// The cycles are broken, the objects freed.
    Freed,
}

/// The collector's lists, counters and settings.
#[derive(Clone, Debug)]
pub struct Gc {
    /// The heads of the generations, youngest first, of the unreachable, of the permanent generation,
    /// and of what stands for residents.
    pub heads: [Ref; 6],
    /// `generations[i].count`.
    pub counts: [u32; 3],
    /// `generations[i].threshold`.
    pub thresholds: [i32; 3],
    /// Statistics by generation.
    pub stats: [GenerationStats; 3],
    /// Objects that survived a full collection.
    pub long_lived_total: u64,
    /// Objects that survived a collection of the middle generation since the last full one.
    pub long_lived_pending: u64,
    /// Whether automatic collection is on.
    pub is_enabled: bool,
    /// Set where the youngest generation's count passed its threshold and a collection is due.
    pub is_due: bool,
    /// The youngest object that was tracked when the collection became due: it looks at none younger (up to 3.11 it
    /// runs within the allocation, before the new object is tracked).
    pub due_tail: Ref,
    /// Whether a collection is running.
    pub is_collecting: bool,
    /// `gc.set_debug` flags.
    pub debug: u32,
    /// Whether the collection that runs, or ran last, was set off by a threshold.
    pub by_threshold: bool,
    /// Which generation it is of.
    pub generation: usize,
    /// What the search for the unreachable did, where somebody watches it in slow motion.
    pub trace: Option<Box<DeduceTrace>>,
}

/// The search for the unreachable in slow motion: objects with the collector's copy of their counts.
#[derive(Clone, Debug, Default)]
pub struct DeduceTrace {
    /// The candidates, with `gc_refs` copied from their counts.
    pub copied: Vec<(Ref, u32)>,
    /// The same, once references between candidates are taken off.
    pub subtracted: Vec<(Ref, u32)>,
    /// Those set aside as unreachable at first.
    pub tentative: Vec<Ref>,
    /// Those of them that something reachable led to after all.
    pub rescued: Vec<Ref>,
}

/// The place of the list of unreachable objects among the heads.
pub const UNREACHABLE: usize = 3;
/// The place of the permanent generation (`gc.freeze`) among the heads.
pub const PERMANENT: usize = 4;
/// The place of the objects that stand for residents among the heads: they are counted there, and never die.
pub const RESIDENTS: usize = 5;

impl Gc {
    /// A collector without lists yet.
    pub fn new(thresholds: [i32; 3]) -> Gc {
        Gc {
            heads: [Ref::NULL; 6],
            counts: [0; 3],
            thresholds,
            stats: [GenerationStats::default(); 3],
            long_lived_total: 0,
            long_lived_pending: 0,
            is_enabled: true,
            is_due: false,
            due_tail: Ref::NULL,
            is_collecting: false,
            debug: 0,
            by_threshold: false,
            generation: 0,
            trace: None,
        }
    }
}

impl Heap {
    /// The collector's flags of `r`.
    #[inline]
    pub(crate) fn gc_bits(&self, r: Ref) -> u32 {
        self.memory.half(r.0 - 1, 1)
    }

    #[inline]
    pub(crate) fn set_gc_bits(&mut self, r: Ref, bits: u32) {
        self.memory.set_half(r.0 - 1, 1, bits);
    }

    #[inline]
    pub(crate) fn gc_refs(&self, r: Ref) -> u32 {
        self.memory.half(r.0 - 1, 0)
    }

    #[inline]
    pub(crate) fn set_gc_refs(&mut self, r: Ref, refs: u32) {
        self.memory.set_half(r.0 - 1, 0, refs);
    }

    /// The generation that the tracked object `r` is in.
    pub fn generation(&self, r: Ref) -> Option<u8> {
        self.is_tracked(r)
            .then(|| ((self.gc_bits(r) & bits::GENERATION) >> bits::GENERATION_SHIFT) as u8)
    }

    /// The objects of one list of the collector, in its order.
    pub fn gc_objects(&self, list: usize) -> Vec<Ref> {
        let head = self.gc.heads[list];
        let mut objects = Vec::new();
        let mut at = self.gc_next(head);
        while at != head {
            objects.push(at);
            at = self.gc_next(at);
        }
        objects
    }

    /// Moves `r`, which is in some list, to the end of another.
    pub(crate) fn gc_move(&mut self, r: Ref, list: usize) {
        let (next, prev) = (self.gc_next(r), self.gc_prev(r));
        self.set_gc_next(prev, next);
        self.set_gc_prev(next, prev);
        let head = self.gc.heads[list];
        let last = self.gc_prev(head);
        self.set_gc_links(r, head, last);
        self.set_gc_next(last, r);
        self.set_gc_prev(head, r);
    }

    /// Puts the tracked object `r` at the end of a generation.
    pub(crate) fn put_in_generation(&mut self, r: Ref, generation: usize) {
        self.gc_move(r, generation);
        let flags =
            self.gc_bits(r) & !bits::GENERATION | (generation as u32) << bits::GENERATION_SHIFT;
        self.set_gc_bits(r, flags);
    }

    /// Appends all of list `from` to list `to`.
    pub(crate) fn gc_merge(&mut self, from: usize, to: usize) {
        let (from, to) = (self.gc.heads[from], self.gc.heads[to]);
        let first = self.gc_next(from);
        if first == from {
            return;
        }
        let last = self.gc_prev(from);
        let tail = self.gc_prev(to);
        self.set_gc_next(tail, first);
        self.set_gc_prev(first, tail);
        self.set_gc_next(last, to);
        self.set_gc_prev(to, last);
        self.set_gc_links(from, from, from);
    }

    /// Moves everything that is tracked to the permanent generation (`gc.freeze`).
    pub fn gc_freeze(&mut self) {
        for generation in 0..3 {
            self.gc_merge(generation, PERMANENT);
            self.gc.counts[generation] = 0;
        }
    }

    /// Moves the permanent generation to the oldest (`gc.unfreeze`).
    pub fn gc_unfreeze(&mut self) {
        for r in self.gc_objects(PERMANENT) {
            let flags = self.gc_bits(r) & !bits::GENERATION | 2 << bits::GENERATION_SHIFT;
            self.set_gc_bits(r, flags);
        }
        self.gc_merge(PERMANENT, 2);
    }

    /// Moves the unreachable to the generation of the survivors: they are kept as garbage.
    pub fn gc_keep_unreachable(&mut self, generation: usize) {
        self.gc_merge(UNREACHABLE, (generation + 1).min(2));
    }
}

//! Finding the unreachable.

use crate::gc::{UNREACHABLE, bits};
use crate::heap::Heap;
use crate::object::IMMORTAL;
use crate::reference::Ref;
use crate::types::{TypeId, flags};

/// What a collection has found out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// Objects looked at.
    pub candidates: u64,
    /// Objects that nothing outside refers to.
    pub unreachable: u64,
}

impl Heap {
    /// The oldest generation whose count passed its threshold, with the rule that a full collection waits until
    /// a quarter as many objects are pending as there are (`collect_generations`).
    pub fn gc_generation_due(&self) -> Option<usize> {
        let gc = &self.gc;
        for generation in (0..3).rev() {
            if gc.counts[generation] as i32 > gc.thresholds[generation] {
                if generation == 2
                    && gc.long_lived_pending
                        < gc.long_lived_total / self.rules.gc.full_collection_divisor
                {
                    continue;
                }
                return Some(generation);
            }
        }
        None
    }

    /// Merges the generations up to `generation` and splits them: what is reachable from outside is promoted, the
    /// rest is in the list of the unreachable (`deduce_unreachable`).
    ///
    /// What was tracked after the collection became due stays in the youngest generation.
    pub fn gc_begin(&mut self, generation: usize) -> Found {
        let younger = self.gc_take_younger();
        let found = self.gc_begin_with_all(generation);
        for r in younger {
            self.track(r);
        }
        found
    }

    /// Takes what was tracked after the due collection's last object out of the youngest generation.
    fn gc_take_younger(&mut self) -> Vec<Ref> {
        let tail = std::mem::take(&mut self.gc.due_tail);
        let mut taken = Vec::new();
        if tail.is_null() {
            return taken;
        }
        let head = self.gc.heads[0];
        let mut at = self.gc_next(tail);
        while at != head {
            taken.push(at);
            at = self.gc_next(at);
        }
        for &r in &taken {
            self.untrack(r);
        }
        taken
    }

    fn gc_begin_with_all(&mut self, generation: usize) -> Found {
        if generation + 1 < 3 {
            self.gc.counts[generation + 1] += 1;
        }
        for younger in 0..=generation {
            self.gc.counts[younger] = 0;
        }
        for younger in 0..generation {
            self.gc_merge(younger, generation);
        }
        let residents = self.collect_residents(generation);
        let candidates = self.gc_objects(generation);
        self.gc_deduce(&candidates, generation);
        self.gc_untrack_tuples(generation);
        let target = (generation + 1).min(2);
        let survivors = self.gc_objects(generation);
        if generation == 2 {
            if self.version.minor() <= 13 {
                self.gc_untrack_dicts(&survivors);
            }
            self.gc.long_lived_pending = 0;
            self.gc.long_lived_total = self.gc_objects(2).len() as u64 + self.residents.numbers[2];
        } else {
            for &r in &survivors {
                let flags =
                    self.gc_bits(r) & !bits::GENERATION | (target as u32) << bits::GENERATION_SHIFT;
                self.set_gc_bits(r, flags);
            }
            if generation == 1 {
                self.gc.long_lived_pending += survivors.len() as u64 + residents;
            }
            self.gc_merge(generation, target);
        }
        Found {
            candidates: candidates.len() as u64 + residents,
            unreachable: self.gc_objects(UNREACHABLE).len() as u64,
        }
    }

    /// Moves those of `candidates` (all of list `list`) that nothing else refers to into the unreachable.
    fn gc_deduce(&mut self, candidates: &[Ref], list: usize) {
        for &r in candidates {
            let count = self.refcount(r);
            self.set_gc_refs(r, count);
            let flags = self.gc_bits(r) | bits::COLLECTING;
            self.set_gc_bits(r, flags);
        }
        if let Some(trace) = self.trace_of(candidates) {
            self.gc.trace = Some(Box::new(crate::gc::DeduceTrace {
                copied: trace,
                ..Default::default()
            }));
        }
        let mut held = Vec::new();
        for &r in candidates {
            held.clear();
            self.traverse(r, &mut |other| held.push(other));
            for &other in &held {
                if self.is_collecting(other) {
                    let refs = self.gc_refs(other);
                    if refs & IMMORTAL == 0 {
                        debug_assert!(refs > 0, "more references to {other:?} than its count");
                        self.set_gc_refs(other, refs.saturating_sub(1));
                    }
                }
            }
        }
        if let Some(trace) = self.trace_of(candidates)
            && let Some(into) = &mut self.gc.trace
        {
            into.subtracted = trace;
        }
        // move_unreachable: scan in order; what has no reference from outside is set aside, and brought back to
        // the end of the list when something reachable turns out to refer to it.
        let head = self.gc.heads[list];
        let mut at = self.gc_next(head);
        while at != head {
            if self.gc_refs(at) != 0 {
                held.clear();
                self.traverse(at, &mut |other| held.push(other));
                let flags = self.gc_bits(at) & !bits::COLLECTING;
                self.set_gc_bits(at, flags);
                for &other in &held {
                    if !self.is_collecting(other) {
                        continue;
                    }
                    if self.gc_bits(other) & bits::UNREACHABLE != 0 {
                        if let Some(trace) = &mut self.gc.trace {
                            trace.rescued.push(other);
                        }
                        let flags = self.gc_bits(other) & !bits::UNREACHABLE;
                        self.set_gc_bits(other, flags);
                        self.gc_move(other, list);
                        self.set_gc_refs(other, 1);
                    } else if self.gc_refs(other) == 0 {
                        self.set_gc_refs(other, 1);
                    }
                }
                at = self.gc_next(at);
            } else {
                let next = self.gc_next(at);
                let flags = self.gc_bits(at) | bits::UNREACHABLE;
                self.set_gc_bits(at, flags);
                self.gc_move(at, UNREACHABLE);
                if let Some(trace) = &mut self.gc.trace {
                    trace.tentative.push(at);
                }
                at = next;
            }
        }
        for r in self.gc_objects(UNREACHABLE) {
            let flags = self.gc_bits(r) & !(bits::COLLECTING | bits::UNREACHABLE);
            self.set_gc_bits(r, flags);
        }
    }

    /// The collector's copies of the counts, where they are watched.
    fn trace_of(&self, objects: &[Ref]) -> Option<Vec<(Ref, u32)>> {
        self.gc.trace.as_ref()?;
        Some(objects.iter().map(|r| (*r, self.gc_refs(*r))).collect())
    }

    #[inline]
    fn is_collecting(&self, r: Ref) -> bool {
        self.is_tracked(r) && self.gc_bits(r) & bits::COLLECTING != 0
    }

    /// Tuples that hold nothing trackable are untracked (`untrack_tuples`).
    fn gc_untrack_tuples(&mut self, list: usize) {
        for r in self.gc_objects(list) {
            if self.type_of(r) == TypeId::TUPLE {
                let may = self
                    .tuple_items(r)
                    .iter()
                    .any(|&item| item.is_null() || self.may_be_tracked(item));
                if !may {
                    self.untrack(r);
                }
            }
        }
    }

    /// Dicts that hold nothing trackable are untracked (`untrack_dicts`, full collections).
    fn gc_untrack_dicts(&mut self, objects: &[Ref]) {
        for &r in objects {
            if self.type_of(r) != TypeId::DICT || !self.is_tracked(r) {
                continue;
            }
            let may = self
                .dict_entries(r)
                .iter()
                .any(|&(_, key, value)| self.may_be_tracked(value) || self.may_be_tracked(key));
            if !may {
                self.untrack(r);
            }
        }
    }

    /// Clears the weak references to the unreachable objects; gives those whose callbacks are due (they outlive
    /// the objects), each with a count that is the caller's.
    pub fn gc_weak_references(&mut self) -> Vec<Ref> {
        let unreachable = self.gc_objects(UNREACHABLE);
        for &r in &unreachable {
            let flags = self.gc_bits(r) | bits::UNREACHABLE;
            self.set_gc_bits(r, flags);
        }
        let mut due = Vec::new();
        for &r in &unreachable {
            loop {
                let weak = self.first_weak(r);
                if weak.is_null() {
                    break;
                }
                self.unlink_weak(weak);
                let is_doomed =
                    self.is_tracked(weak) && self.gc_bits(weak) & bits::UNREACHABLE != 0;
                if !self.field(weak, 0).is_null() && !is_doomed {
                    self.incref(weak);
                    due.push(weak);
                }
            }
        }
        for &r in &unreachable {
            let flags = self.gc_bits(r) & !bits::UNREACHABLE;
            self.set_gc_bits(r, flags);
        }
        due
    }

    /// The unreachable objects whose finalizers have not been called yet, in order.
    pub fn gc_finalizable(&self) -> Vec<Ref> {
        self.gc_objects(UNREACHABLE)
            .into_iter()
            .filter(|&r| {
                self.info_of(r).has(flags::HAS_DEL) && self.gc_bits(r) & bits::FINALIZED == 0
            })
            .collect()
    }

    /// Looks at the unreachable again after the finalizers ran: what they brought back goes to the generation
    /// that the survivors went to (`handle_resurrected_objects`). Says how many are still unreachable.
    pub fn gc_still_unreachable(&mut self, generation: usize) -> u64 {
        let objects = self.gc_objects(UNREACHABLE);
        for &r in &objects {
            let count = self.refcount(r);
            self.set_gc_refs(r, count);
            let flags = self.gc_bits(r) | bits::COLLECTING;
            self.set_gc_bits(r, flags);
        }
        let mut held = Vec::new();
        for &r in &objects {
            held.clear();
            self.traverse(r, &mut |other| held.push(other));
            for &other in &held {
                if self.is_collecting(other) {
                    let refs = self.gc_refs(other);
                    self.set_gc_refs(other, refs.saturating_sub(1));
                }
            }
        }
        let mut alive: Vec<Ref> = objects
            .iter()
            .copied()
            .filter(|&r| self.gc_refs(r) != 0)
            .collect();
        let target = (generation + 1).min(2);
        let mut at = 0;
        while at < alive.len() {
            let r = alive[at];
            at += 1;
            if self.gc_bits(r) & bits::COLLECTING == 0 {
                continue;
            }
            let flags = self.gc_bits(r) & !(bits::COLLECTING | bits::GENERATION)
                | (target as u32) << bits::GENERATION_SHIFT;
            self.set_gc_bits(r, flags);
            self.gc_move(r, target);
            held.clear();
            self.traverse(r, &mut |other| held.push(other));
            alive.extend(
                held.iter()
                    .copied()
                    .filter(|&other| self.is_collecting(other)),
            );
        }
        let rest = self.gc_objects(UNREACHABLE);
        for &r in &rest {
            let flags = self.gc_bits(r) & !bits::COLLECTING;
            self.set_gc_bits(r, flags);
        }
        rest.len() as u64
    }
}

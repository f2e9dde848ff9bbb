//! Garbage: objects that nothing reaches any more and that the collector has not come upon yet.
//!
//! Found as the collector finds it, over the objects that were born since the program began and that no frame or
//! module leads to: what others of them hold is subtracted from each one's count, and who has references left is
//! held from elsewhere and rescued, with all that it leads to.

use super::frames::FrameNow;
use crate::holders::RefSet;
use crate::look::visit;
use heaplens_heap::{Heap, Ref};
use heaplens_python::vm::Vm;
use std::collections::{BTreeMap, BTreeSet};

/// The garbage now, in the order of the collector's lists.
pub fn find(vm: &Vm, frames: &[FrameNow]) -> Vec<Ref> {
    let heap = &vm.heap;
    let reached = reached_from_roots(vm, frames);
    let candidates: Vec<Ref> = (0..3)
        .flat_map(|generation| heap.gc_objects(generation))
        .filter(|r| heap.ordinal(*r) != 0 && !reached.has(*r))
        .collect();
    if candidates.is_empty() {
        return candidates;
    }
    let mut refs: BTreeMap<Ref, u32> = candidates.iter().map(|r| (*r, heap.refcount(*r))).collect();
    for r in &candidates {
        heap.traverse(*r, &mut |held| {
            if let Some(count) = refs.get_mut(&held) {
                *count = count.saturating_sub(1);
            }
        });
    }
    let mut open: Vec<Ref> = refs
        .iter()
        .filter(|(_, count)| **count > 0)
        .map(|(r, _)| *r)
        .collect();
    let mut rescued: BTreeSet<Ref> = open.iter().copied().collect();
    while let Some(r) = open.pop() {
        heap.traverse(r, &mut |held| {
            if refs.contains_key(&held) && rescued.insert(held) {
                open.push(held);
            }
        });
    }
    let garbage: Vec<Ref> = candidates
        .into_iter()
        .filter(|r| !rescued.contains(r))
        .collect();
    // A dict that is its instance's own affair is part of the instance.
    let parts: BTreeSet<Ref> = garbage
        .iter()
        .filter_map(|r| visit(heap, *r, 0).folded_dict)
        .collect();
    garbage.into_iter().filter(|r| !parts.contains(r)).collect()
}

/// What frames and own modules lead to, through objects that were born since the program began.
fn reached_from_roots(vm: &Vm, frames: &[FrameNow]) -> RefSet {
    let heap = &vm.heap;
    let mut reached = RefSet::default();
    let mut open: Vec<Ref> = Vec::new();
    let mut root = |r: Ref, open: &mut Vec<Ref>| {
        if !r.is_null() && heap.ordinal(r) != 0 && reached.insert(r) {
            open.push(r);
        }
    };
    for slot in &vm.stack {
        root(slot.get(), &mut open);
    }
    for frame in &vm.frames {
        for r in [
            frame.function,
            frame.globals,
            frame.locals,
            frame.object,
            frame.generator,
        ] {
            root(r, &mut open);
        }
    }
    for name in frames.iter().flat_map(|frame| &frame.names) {
        root(name.object, &mut open);
    }
    for r in vm.handled.iter().copied().chain([vm.raised, vm.main]) {
        root(r, &mut open);
    }
    while let Some(r) = open.pop() {
        follow(heap, r, &mut reached, &mut open);
    }
    reached
}

fn follow(heap: &Heap, r: Ref, reached: &mut RefSet, open: &mut Vec<Ref>) {
    heap.traverse(r, &mut |held| {
        if heap.ordinal(held) != 0 && reached.insert(held) {
            open.push(held);
        }
    });
}

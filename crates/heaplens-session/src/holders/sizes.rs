//! Three sizes of an object: alone, with all that it leads to, and what its death would free.

use super::census::{By, Census, RefSet};
use super::naming::Namer;
use crate::look::{id_of, layer_of, title_of};
use crate::wire::{Layer, SharedPart, Sizes, Step};
use heaplens_heap::{Heap, Ref};

/// How many of the shared parts are named.
const MOST_SHARED: usize = 12;

/// The sizes of `r`.
#[must_use]
pub fn sizes_of(census: &Census<'_>, r: Ref, step: Step) -> Sizes {
    let heap = census.heap();
    let deep = reached(heap, r, &|held| is_data(heap, held));
    let elsewhere = reached_without(census, r);
    let all = reached(heap, r, &|_| true);
    let retained: Vec<Ref> = all
        .iter()
        .copied()
        .filter(|one| *one == r || !elsewhere.has(*one))
        .collect();
    let mut shared: Vec<Ref> = deep
        .iter()
        .copied()
        .filter(|one| *one != r && elsewhere.has(*one))
        .collect();
    let weigh = |all: &[Ref]| all.iter().map(|one| size_of(heap, *one)).sum();
    let (shared_bytes, shared_objects) = (weigh(&shared), shared.len() as u64);
    shared.sort_by_key(|one| (std::cmp::Reverse(size_of(heap, *one)), *one));
    shared.truncate(MOST_SHARED);
    Sizes {
        step,
        object: id_of(heap, r),
        title: title_of(heap, r),
        own: size_of(heap, r),
        deep: weigh(&deep),
        deep_objects: deep.len() as u64,
        retained: weigh(&retained),
        retained_objects: retained.len() as u64,
        shared: shared_bytes,
        shared_objects,
        shared_with: shared_parts(census, &shared, &all),
    }
}

/// `sys.getsizeof`.
fn size_of(heap: &Heap, r: Ref) -> u64 {
    heap.sizeof(r) + u64::from(heap.info_of(r).pre_bytes)
}

fn is_data(heap: &Heap, r: Ref) -> bool {
    matches!(layer_of(heap, r), Layer::Data | Layer::Shared)
}

/// `r` and what it leads to through objects that `follows` accepts.
fn reached(heap: &Heap, r: Ref, follows: &dyn Fn(Ref) -> bool) -> Vec<Ref> {
    let mut seen = RefSet::default();
    seen.insert(r);
    let mut all = vec![r];
    let mut at = 0;
    while let Some(one) = all.get(at).copied() {
        at += 1;
        heap.holds(one, &mut |_, held| {
            if follows(held) && seen.insert(held) {
                all.push(held);
            }
        });
    }
    all
}

/// What the machine leads to if `r` isn't followed.
fn reached_without(census: &Census<'_>, r: Ref) -> RefSet {
    let heap = census.heap();
    let mut seen = RefSet::default();
    let mut open = Vec::new();
    seen.insert(r);
    census.each_lasting(&mut |held| {
        if seen.insert(held) {
            open.push(held);
        }
    });
    while let Some(one) = open.pop() {
        heap.holds(one, &mut |_, held| {
            if seen.insert(held) {
                open.push(held);
            }
        });
    }
    seen
}

/// The heaviest shared parts, each with a holder that isn't among `own`.
fn shared_parts(census: &Census<'_>, shared: &[Ref], own: &[Ref]) -> Vec<SharedPart> {
    let heap = census.heap();
    let own: RefSet = own.iter().copied().collect();
    let holders = census.holders_of(shared);
    let others: Vec<(Ref, By)> = shared
        .iter()
        .filter_map(|one| {
            let of_other = |by: &&By| match by {
                By::Object(holder, _) => !own.has(*holder),
                By::Root(_) | By::Table(_) => true,
            };
            let by = holders.get(one)?.iter().find(of_other)?;
            Some((*one, *by))
        })
        .collect();
    let namer = Namer::new(census, others.iter().map(|(_, by)| by));
    others
        .iter()
        .map(|(one, by)| SharedPart {
            object: id_of(heap, *one),
            title: title_of(heap, *one),
            size: size_of(heap, *one),
            held_by: namer.name(*by).label,
        })
        .collect()
}

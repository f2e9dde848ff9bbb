//! Why an object is alive: the shortest chain from a root to it.

use super::census::{By, Census, RefSet};
use super::naming::Namer;
use crate::look::{id_of, title_of};
use crate::wire::{ChainLink, HolderKind, Sentence, Step, WhyAlive, Word};
use heaplens_heap::Ref;
use heaplens_heap::holds::Place;
use heaplens_python::vm::roots::Root;
use std::collections::BTreeMap;

/// The shortest chain from a name, a frame, a module or the machine to `r`.
#[must_use]
pub fn why_alive(census: &Census<'_>, r: Ref, step: Step) -> WhyAlive {
    let heap = census.heap();
    let path = shortest(census, r);
    let holders: Vec<By> = path.iter().map(|(by, _)| *by).collect();
    let namer = Namer::new(census, holders.iter());
    let chain: Vec<ChainLink> = path
        .iter()
        .map(|(by, held)| {
            let named = namer.name(*by);
            ChainLink {
                kind: named.kind,
                label: named.label,
                object: id_of(heap, *held),
                title: title_of(heap, *held),
                seen_by_get_referrers: match by {
                    By::Object(holder, _) => heap.is_tracked(*holder),
                    By::Root(_) | By::Table(_) => false,
                },
            }
        })
        .collect();
    // The main module's dict is a part of the frame: names alone are told.
    let chain = without_parts(chain);
    WhyAlive {
        step,
        object: id_of(heap, r),
        title: title_of(heap, r),
        words: sentence(&title_of(heap, r), &chain),
        chain,
    }
}

/// The holders on the shortest way to `r`, from a root on, each with what it holds.
fn shortest(census: &Census<'_>, r: Ref) -> Vec<(By, Ref)> {
    let heap = census.heap();
    let mut via: BTreeMap<Ref, By> = BTreeMap::new();
    let mut seen = RefSet::default();
    let mut edge = Vec::new();
    let mut tables = std::collections::BTreeSet::new();
    // A chain begins at a name of the program where one leads there.
    if let Some(main) = census.vm.main.some() {
        let dict = heap.field(main, 0);
        heap.holds(dict, &mut |place, held| {
            if matches!(place, Place::Value(_)) && seen.insert(held) {
                via.insert(held, By::Object(dict, place));
                edge.push(held);
            }
        });
    }
    for is_far in [false, true] {
        census.each_root(&mut |root, held| {
            // A frame's own names come before what the interpreter keeps for itself.
            if is_far_root(root) == is_far && seen.insert(held) {
                via.insert(held, By::Root(root));
                edge.push(held);
            }
        });
    }
    while !edge.is_empty() && !seen.has(r) {
        let mut next = Vec::new();
        for at in edge {
            if let Some(table) = heap.shared_table(at)
                && tables.insert(table)
            {
                heap.shared_table_holds(table, &mut |_, held| {
                    if seen.insert(held) {
                        via.insert(held, By::Table(table));
                        next.push(held);
                    }
                });
            }
            heap.holds(at, &mut |place, held| {
                if seen.insert(held) {
                    via.insert(held, By::Object(at, place));
                    next.push(held);
                }
            });
        }
        edge = next;
    }
    let names = census.vm.main.some().map(|main| heap.field(main, 0));
    let mut path = Vec::new();
    let mut at = r;
    while let Some(by) = via.get(&at).copied() {
        path.push((by, at));
        if matches!(by, By::Object(holder, _) if Some(holder) == names) {
            break;
        }
        match by {
            By::Object(holder, _) => at = holder,
            By::Root(_) | By::Table(_) => break,
        }
    }
    path.reverse();
    path
}

fn is_far_root(root: Root) -> bool {
    matches!(root, Root::Kept(_) | Root::Program)
}

/// Leaves out the way to a module's or an instance's dict where the name in it says it all.
fn without_parts(chain: Vec<ChainLink>) -> Vec<ChainLink> {
    let last_name = chain
        .iter()
        .rposition(|link| link.kind == HolderKind::Name && link.label.ends_with("in <module>"));
    let chain: Vec<ChainLink> = chain.into_iter().skip(last_name.unwrap_or(0)).collect();
    let mut kept: Vec<ChainLink> = Vec::new();
    for link in chain {
        let says_it_all = matches!(link.kind, HolderKind::Attribute | HolderKind::Name);
        if says_it_all
            && kept
                .last()
                .is_some_and(|last| last.kind == HolderKind::Dict)
        {
            kept.pop();
        }
        kept.push(link);
    }
    kept
}

fn sentence(title: &str, chain: &[ChainLink]) -> Sentence {
    let mut words = vec![Word::Text(title.to_owned())];
    if chain.is_empty() {
        words.push(Word::Text(
            " is garbage: nothing leads to it, and the collector hasn't come yet.".to_owned(),
        ));
        return Sentence { words };
    }
    words.push(Word::Text(" is alive because of ".to_owned()));
    for (at, link) in chain.iter().enumerate() {
        if at > 0 {
            words.push(Word::Text(", then ".to_owned()));
        }
        words.push(Word::Code(link.label.clone()));
    }
    words.push(Word::Text(".".to_owned()));
    Sentence { words }
}

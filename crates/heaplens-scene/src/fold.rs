//! Which objects are drawn by themselves, and which stand together in a stack ("1,000 int").
//!
//! A stack gathers objects of one type that one and the same object holds, and nobody else. Leaves
//! fold wholly, for their values can be read in their holder's rows; objects with rows of their own
//! fold only when they are many, and what hangs on them alone goes with them.

use crate::scene::SceneOptions;
use heaplens_session::wire::{Holder, Kind, ObjectId, ObjectView, Reference, Strength, View};
use std::collections::{BTreeMap, BTreeSet};

/// Many of a kind, held by one object.
#[derive(Debug, Clone, PartialEq)]
pub struct Stack {
    pub owner: ObjectId,
    pub type_name: String,
    pub kind: Kind,
    pub members: Vec<ObjectId>,
    pub bytes: u64,
    /// They hold objects of their own that were put away with them.
    pub with_contents: bool,
}

/// A view's objects, sorted into drawn and folded.
pub struct Folded<'v> {
    pub drawn: Vec<&'v ObjectView>,
    pub stacks: Vec<Stack>,
    /// The objects of `drawn`, by number.
    pub is_drawn: BTreeSet<ObjectId>,
    /// The stack (by its place in `stacks`) that a folded object is in.
    pub stack_of: BTreeMap<ObjectId, usize>,
}

/// Sorts a view's objects. `known` are the stacks of the picture before, by owner and type: those dissolve
/// late, so that a list that grows and shrinks about the bound doesn't flicker.
pub fn fold<'v>(
    view: &'v View,
    options: &SceneOptions,
    known: &BTreeSet<(ObjectId, String)>,
) -> Folded<'v> {
    let mut stacks = Vec::new();
    let mut stack_of = BTreeMap::new();
    if options.fold_from > 0 {
        for ((owner, type_name), members) in candidates(view, options) {
            let leaves = members.iter().all(|object| object.rows.is_empty());
            let from = options.fold_from as usize * if leaves { 1 } else { 2 };
            let stays = known.contains(&(owner, type_name.to_owned())) && members.len() * 2 >= from;
            if members.len() < from && !stays {
                continue;
            }
            for member in &members {
                stack_of.insert(member.id, stacks.len());
            }
            stacks.push(Stack {
                owner,
                type_name: type_name.to_owned(),
                kind: members[0].kind,
                bytes: members.iter().map(|object| object.size).sum(),
                members: members.iter().map(|object| object.id).collect(),
                with_contents: false,
            });
        }
    }
    put_contents_away(view, &mut stacks, &mut stack_of);
    let drawn: Vec<_> = view
        .objects
        .iter()
        .filter(|object| !stack_of.contains_key(&object.id))
        .collect();
    let is_drawn = drawn.iter().map(|object| object.id).collect();
    Folded {
        drawn,
        stacks,
        is_drawn,
        stack_of,
    }
}

/// The object that a counted reference comes from, if it is one.
pub fn holding_object(reference: &Reference) -> Option<ObjectId> {
    match reference.from {
        Holder::Row { object, .. }
        | Holder::RowLabel { object, .. }
        | Holder::Inside { object } => Some(object),
        Holder::Variable { .. } | Holder::Stack { .. } | Holder::Elsewhere | Holder::Native => None,
    }
}

type Groups<'v> = BTreeMap<(ObjectId, &'v str), Vec<&'v ObjectView>>;

/// Objects with one reference in all, from an object that isn't opened: by that object and by type.
fn candidates<'v>(view: &'v View, options: &SceneOptions) -> Groups<'v> {
    let mut only_holder: BTreeMap<ObjectId, Option<ObjectId>> = BTreeMap::new();
    for reference in &view.references {
        if reference.strength == Strength::Weak {
            continue;
        }
        only_holder
            .entry(reference.to)
            .and_modify(|holder| *holder = None)
            .or_insert_with(|| holding_object(reference));
    }
    let mut groups = Groups::new();
    for object in view.objects.iter().filter(|object| !object.garbage) {
        let Some(Some(owner)) = only_holder.get(&object.id).copied() else {
            continue;
        };
        if owner != object.id && !options.opened.contains(&owner) {
            groups
                .entry((owner, object.type_name.as_str()))
                .or_default()
                .push(object);
        }
    }
    groups
}

/// Folds what only folded objects hold: into the stack of the first that reaches it.
fn put_contents_away(view: &View, stacks: &mut [Stack], stack_of: &mut BTreeMap<ObjectId, usize>) {
    if stacks.is_empty() {
        return;
    }
    let mut held_by: BTreeMap<ObjectId, Vec<ObjectId>> = BTreeMap::new();
    let mut reached = BTreeSet::new();
    let mut open = Vec::new();
    for reference in &view.references {
        match holding_object(reference) {
            Some(holder) => held_by.entry(holder).or_default().push(reference.to),
            None => open.push(reference.to),
        }
    }
    open.extend(
        view.objects
            .iter()
            .filter(|object| object.garbage)
            .map(|object| object.id),
    );
    while let Some(id) = open.pop() {
        if !stack_of.contains_key(&id) && reached.insert(id) {
            open.extend(held_by.get(&id).into_iter().flatten());
        }
    }
    let mut open: Vec<(ObjectId, usize)> =
        stack_of.iter().map(|(id, stack)| (*id, *stack)).collect();
    while let Some((id, stack)) = open.pop() {
        for inner in held_by.get(&id).into_iter().flatten() {
            if !reached.contains(inner) && !stack_of.contains_key(inner) {
                stack_of.insert(*inner, stack);
                stacks[stack].with_contents = true;
                open.push((*inner, stack));
            }
        }
    }
}

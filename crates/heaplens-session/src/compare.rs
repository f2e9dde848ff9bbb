//! What differs between two moments of a run, one step apart.

use crate::wire::{
    Cause, Change, Count, FrameView, Held, ObjectId, ObjectView, Row, RowLabel, Variable, View,
};
use std::collections::BTreeMap;

/// What is known of the time between two moments, beside the moments themselves.
#[derive(Debug, Clone, Default)]
pub struct Between {
    /// Who died, of what.
    pub deaths: BTreeMap<ObjectId, Cause>,
    /// The collector's runs.
    pub collections: Vec<Change>,
}

/// The changes from `before` to `after`, in the order of the picture: calls, names, objects, deaths. Rows and
/// names of `after` that changed are marked. `is_newborn` says whether an object was made in between, and not
/// only out of sight before.
pub fn compare(
    before: &View,
    after: &mut View,
    between: &Between,
    is_newborn: &dyn Fn(ObjectId) -> bool,
) -> Vec<Change> {
    let mut changes = Vec::new();
    frames(before, after, &mut changes);
    let old: BTreeMap<ObjectId, &ObjectView> = before
        .objects
        .iter()
        .map(|object| (object.id, object))
        .collect();
    for object in &mut after.objects {
        match old.get(&object.id) {
            Some(was) => object_changes(was, object, &mut changes),
            None if is_newborn(object.id) => changes.push(Change::Appeared { object: object.id }),
            None => {}
        }
    }
    for object in &before.objects {
        if let Some(cause) = between.deaths.get(&object.id) {
            changes.push(Change::Freed {
                object: object.id,
                cause: cause.clone(),
            });
        }
    }
    changes.extend(between.collections.iter().cloned());
    changes
}

fn frames(before: &View, after: &mut View, changes: &mut Vec<Change>) {
    for frame in &before.frames {
        if after.frames.iter().all(|now| now.id != frame.id) {
            changes.push(Change::FrameLeft {
                frame: frame.id,
                name: frame.name.clone(),
            });
        }
    }
    for frame in &mut after.frames {
        let Some(was) = before.frames.iter().find(|was| was.id == frame.id) else {
            changes.push(Change::FrameEntered { frame: frame.id });
            for variable in &mut frame.variables {
                variable.changed = variable.held.object.is_some();
            }
            continue;
        };
        let name_changes = |name: &str, from: Option<&Held>, to: Option<&Held>| Change::Name {
            frame: frame.id,
            name: name.to_owned(),
            from: from.cloned(),
            to: to.cloned(),
        };
        let all_of = |one: &'_ FrameView| -> Vec<Variable> {
            one.variables.iter().chain(&one.left_out).cloned().collect()
        };
        let (old, new) = (all_of(was), all_of(frame));
        for variable in frame.variables.iter_mut().chain(&mut frame.left_out) {
            let before = old.iter().find(|one| one.name == variable.name);
            let was_bound = before
                .map(|one| &one.held)
                .filter(|held| held.object.is_some());
            let is_bound = Some(&variable.held).filter(|held| held.object.is_some());
            if was_bound.map(|held| held.object) != is_bound.map(|held| held.object) {
                variable.changed = true;
                changes.push(name_changes(&variable.name, was_bound, is_bound));
            }
        }
        for gone in old.iter().filter(|one| one.held.object.is_some()) {
            if new.iter().all(|now| now.name != gone.name) {
                changes.push(name_changes(&gone.name, Some(&gone.held), None));
            }
        }
    }
}

fn object_changes(was: &ObjectView, now: &mut ObjectView, changes: &mut Vec<Change>) {
    // Most objects are as they were: nothing of them needs to be gone through.
    if was == now {
        return;
    }
    let object = now.id;
    let old: BTreeMap<String, &Row> = was.rows.iter().map(|row| (label_key(row), row)).collect();
    for (at, row) in now.rows.iter_mut().enumerate() {
        let same = old
            .get(&label_key(row))
            .is_some_and(|old| old.held == row.held);
        // Of a container that is cut, what comes into sight at the cut has not changed.
        let came_into_sight = now.rows_cut_after.is_some()
            && !old.contains_key(&label_key(row))
            && was.row_count == now.row_count;
        if !same && !came_into_sight {
            row.changed = true;
            changes.push(Change::Row {
                object,
                row: Some(at as u32),
            });
        }
    }
    let gone = was.row_count > now.row_count
        || (was.rows_cut_after.is_none()
            && now.rows_cut_after.is_none()
            && was
                .rows
                .iter()
                .any(|old| now.rows.iter().all(|row| label_key(row) != label_key(old))));
    if gone {
        changes.push(Change::Row { object, row: None });
    }
    if was.value != now.value && was.rows.is_empty() && now.rows.is_empty() {
        changes.push(Change::Value { object });
    }
    if let (Count::References(from), Count::References(to)) = (was.count, now.count)
        && from != to
    {
        changes.push(Change::Count { object, from, to });
    }
    if was.size != now.size {
        changes.push(Change::Resized {
            object,
            from: was.size,
            to: now.size,
        });
    }
    if was.generation != now.generation {
        changes.push(Change::Generation {
            object,
            from: was.generation,
            to: now.generation,
        });
    }
    if now.garbage && !was.garbage {
        changes.push(Change::BecameGarbage { object });
    }
}

/// What a row is known by: its label, and, for an element without a place, what it is.
fn label_key(row: &Row) -> String {
    match &row.label {
        RowLabel::Index(index) => format!("[{index}]"),
        RowLabel::Key(key) => match row.label_object {
            Some(object) => format!("k{}", object.0),
            None => format!("k{key}"),
        },
        RowLabel::Attribute(name) => format!(".{name}"),
        RowLabel::Field(name) => format!("f{name}"),
        RowLabel::Element => match row.held.object {
            Some(object) => format!("e{}", object.0),
            None => format!("e{}", row.held.text),
        },
    }
}

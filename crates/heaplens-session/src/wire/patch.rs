//! What differs between two lists that are mostly alike: a step changes a few objects of a thousand, and only those
//! need to cross.

use super::{ObjectView, Reference, View};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// How far ahead an item of the list before is looked for.
const LOOK_AHEAD: usize = 64;

/// A stretch of a list, told by the list before it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "type", content = "value", rename_all = "snake_case")]
pub enum Part<T> {
    /// So many items as they were, from that place of the list before on.
    Same { from: u32, count: u32 },
    /// An item that is new, or is no longer as it was.
    New(T),
}

/// A view, told by the one that the same engine gave last.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct ViewPatch {
    /// All of it but its objects and references, which are empty here.
    pub rest: View,
    pub objects: Vec<Part<ObjectView>>,
    pub references: Vec<Part<Reference>>,
}

impl ViewPatch {
    /// `after`, told by `before`.
    #[must_use]
    pub fn between(before: Option<&View>, after: &View) -> Self {
        let objects = before.map_or(&[][..], |view| &view.objects);
        let references = before.map_or(&[][..], |view| &view.references);
        Self {
            rest: View {
                step: after.step,
                pause: after.pause.clone(),
                line: after.line,
                previous_line: after.previous_line,
                file: after.file.clone(),
                frames: after.frames.clone(),
                objects: Vec::new(),
                references: Vec::new(),
                ghosts: after.ghosts.clone(),
                changes: after.changes.clone(),
                words: after.words.clone(),
                output_chunks: after.output_chunks,
                totals: after.totals.clone(),
            },
            objects: parts(objects, &after.objects),
            references: parts(references, &after.references),
        }
    }
}

/// `after`, told by `before`: items that are alike and in the same order are the same.
#[must_use]
pub fn parts<T: PartialEq + Clone>(before: &[T], after: &[T]) -> Vec<Part<T>> {
    let mut parts = Vec::new();
    let mut at = 0;
    for item in after {
        let ahead = before.iter().skip(at).take(LOOK_AHEAD);
        let Some(found) = ahead.clone().position(|was| was == item) else {
            parts.push(Part::New(item.clone()));
            continue;
        };
        let from = (at + found) as u32;
        at += found + 1;
        match parts.last_mut() {
            Some(Part::Same { from: start, count }) if *start + *count == from => *count += 1,
            _ => parts.push(Part::Same { from, count: 1 }),
        }
    }
    parts
}

/// The list that `parts` tell by `before`.
#[must_use]
pub fn patched<T: Clone>(before: &[T], parts: &[Part<T>]) -> Vec<T> {
    let mut after = Vec::new();
    for part in parts {
        match part {
            Part::Same { from, count } => {
                let from = *from as usize;
                after.extend_from_slice(&before[from..from + *count as usize]);
            }
            Part::New(item) => after.push(item.clone()),
        }
    }
    after
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_comes_back_from_its_parts() {
        let before: Vec<u32> = (0..200).collect();
        let mut changed = before.clone();
        changed[7] = 1000;
        changed.remove(20);
        changed.insert(50, 2000);
        let told = parts(&before, &changed);
        assert_eq!(patched(&before, &told), changed);
        assert_eq!(told.len(), 6, "{told:?}");
        for after in [vec![], before.clone(), vec![5, 4, 3], vec![199, 0, 1]] {
            assert_eq!(patched(&before, &parts(&before, &after)), after);
            assert_eq!(patched(&[], &parts(&[], &after)), after);
        }
    }
}

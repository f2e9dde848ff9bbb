//! The references of a view as edges between the boxes of a picture.

use crate::content::{Draft, RIGHT};
use crate::fold::Folded;
use crate::placement::BoxKey;
use crate::scene::Port;
use heaplens_session::wire::{Holder, ObjectId, Reference, Strength, View};
use std::collections::BTreeMap;

/// A reference that has an arrow.
#[derive(Debug, Clone, PartialEq)]
pub struct Edge {
    pub from: BoxKey,
    pub row: Option<u32>,
    pub of_label: bool,
    pub to: BoxKey,
    pub strength: Strength,
    pub new: bool,
    /// Who holds it, in words.
    pub label: String,
    /// How many references it stands for: those that start at no row of their own share an arrow.
    pub times: usize,
}

impl Edge {
    /// Where it starts and ends: rows from the top, the one that stands for the rest last.
    fn place(&self) -> (&BoxKey, bool, Option<u32>, bool, &BoxKey) {
        (
            &self.from,
            self.row.is_none(),
            self.row,
            !self.of_label,
            &self.to,
        )
    }
}

/// A reference from outside of the picture: a dot without an arrow.
#[derive(Debug, Clone, PartialEq)]
pub struct Unseen {
    pub strength: Strength,
    pub label: String,
}

/// All of them, by where they start.
pub struct Edges {
    edges: Vec<Edge>,
    pub unseen: BTreeMap<ObjectId, Vec<Unseen>>,
}

impl Edges {
    pub fn of(view: &View, folded: &Folded<'_>) -> Self {
        let mut names: BTreeMap<(u64, &str), u32> = BTreeMap::new();
        for frame in &view.frames {
            for (at, variable) in frame.variables.iter().enumerate() {
                names.insert((frame.id.0, &variable.name), at as u32);
            }
        }
        let boxes = Boxes {
            view,
            folded,
            names,
            rows: RowFacts::of(view),
        };
        let mut edges = Vec::with_capacity(view.references.len());
        let mut unseen: BTreeMap<ObjectId, Vec<Unseen>> = BTreeMap::new();
        for reference in &view.references {
            if !folded.is_drawn.contains(&reference.to) {
                continue;
            }
            match boxes.start(reference) {
                Some((from, row, of_label)) => edges.push(Edge {
                    from,
                    row,
                    of_label,
                    to: BoxKey::Object(reference.to),
                    strength: reference.strength,
                    new: boxes.is_new(reference),
                    label: reference.label.clone(),
                    times: 1,
                }),
                None => {
                    let one = Unseen {
                        strength: reference.strength,
                        label: reference.label.clone(),
                    };
                    unseen.entry(reference.to).or_default().push(one);
                }
            }
        }
        for stack in &folded.stacks {
            edges.push(Edge {
                from: boxes.object_or_stack(stack.owner),
                row: None,
                of_label: false,
                to: BoxKey::Stack(stack.owner, stack.type_name.clone()),
                strength: Strength::Lasting,
                new: false,
                label: "one reference to each".to_owned(),
                times: 1,
            });
        }
        edges.sort_by(|a, b| a.place().cmp(&b.place()));
        edges.dedup_by(|again, first| {
            let same = again.row.is_none()
                && again.place() == first.place()
                && again.strength == first.strength;
            first.times += usize::from(same);
            same
        });
        Self { edges, unseen }
    }

    /// The edges that start at a box, in the order of its rows.
    pub fn from(&self, key: &BoxKey) -> &[Edge] {
        let first = self.edges.partition_point(|edge| edge.from < *key);
        let count = self.edges[first..].partition_point(|edge| edge.from == *key);
        &self.edges[first..first + count]
    }

    /// Every edge, by where it starts.
    pub fn all(&self) -> &[Edge] {
        &self.edges
    }

    /// Boxes whose edges start at no row in particular get one port for all of those.
    pub fn give_ports(&self, drafts: &mut [(BoxKey, Draft)]) {
        for (key, draft) in drafts {
            let wants = self.from(key).iter().any(|edge| edge.row.is_none());
            if wants && draft.port(None, false).is_none() {
                // At the line that says how many are left out, or else in the middle of the rows.
                let cut = draft
                    .texts
                    .iter()
                    .find(|text| text.text.starts_with('…') && text.text.ends_with("more"));
                let y = cut.map_or(((34.0 + draft.height - 24.0) / 2.0).max(20.0), |text| {
                    text.y - 4.0
                });
                draft.ports.push(Port {
                    x: draft.width - RIGHT,
                    y,
                    ring: false,
                    new: false,
                    row: None,
                    of_label: false,
                });
            }
        }
    }
}

/// What is asked of rows when arrows start at them.
struct RowFacts {
    /// For each object with rows: whether some are left out, and which of them the step changed.
    by_object: BTreeMap<ObjectId, (bool, Vec<bool>)>,
}

impl RowFacts {
    fn of(view: &View) -> Self {
        let facts = view.objects.iter().map(|object| {
            let changed = object.rows.iter().map(|row| row.changed).collect();
            (object.id, (object.rows_cut_after.is_some(), changed))
        });
        Self {
            by_object: facts.collect(),
        }
    }
}

struct Boxes<'v> {
    view: &'v View,
    folded: &'v Folded<'v>,
    names: BTreeMap<(u64, &'v str), u32>,
    rows: RowFacts,
}

impl Boxes<'_> {
    /// The box, row and side that a reference's arrow starts at, if its holder is in the picture.
    fn start(&self, reference: &Reference) -> Option<(BoxKey, Option<u32>, bool)> {
        match &reference.from {
            Holder::Variable { frame, name } => {
                let row = self.names.get(&(frame.0, name.as_str()))?;
                Some((BoxKey::Names(*frame), Some(*row), false))
            }
            Holder::Stack { frame, index } => {
                self.view
                    .frames
                    .iter()
                    .find(|one| one.id == *frame && (*index as usize) < one.stack.len())?;
                Some((BoxKey::EvaluationStack(*frame), Some(*index), false))
            }
            Holder::Row { object, row } => self.row(*object, *row, false),
            Holder::RowLabel { object, row } => self.row(*object, *row, true),
            Holder::Inside { object } => {
                let (cut, _) = self.rows.by_object.get(object)?;
                let stacked = self.folded.stack_of.contains_key(object);
                (*cut && !stacked).then_some((BoxKey::Object(*object), None, false))
            }
            Holder::Elsewhere | Holder::Native => None,
        }
    }

    fn row(
        &self,
        object: ObjectId,
        row: u32,
        of_label: bool,
    ) -> Option<(BoxKey, Option<u32>, bool)> {
        let (_, rows) = self.rows.by_object.get(&object)?;
        match self.object_or_stack(object) {
            key @ BoxKey::Stack(..) => Some((key, None, false)),
            key => ((row as usize) < rows.len()).then_some((key, Some(row), of_label)),
        }
    }

    fn object_or_stack(&self, object: ObjectId) -> BoxKey {
        match self.folded.stack_of.get(&object) {
            Some(stack) => {
                let stack = &self.folded.stacks[*stack];
                BoxKey::Stack(stack.owner, stack.type_name.clone())
            }
            None => BoxKey::Object(object),
        }
    }

    fn is_new(&self, reference: &Reference) -> bool {
        let marked = match &reference.from {
            Holder::Variable { frame, name } => {
                let frame = self.view.frames.iter().find(|one| one.id == *frame);
                frame.is_some_and(|frame| {
                    frame
                        .variables
                        .iter()
                        .any(|one| one.name == *name && one.changed)
                })
            }
            Holder::Row { object, row } | Holder::RowLabel { object, row } => {
                let rows = self.rows.by_object.get(object).map(|(_, rows)| rows);
                rows.and_then(|rows| rows.get(*row as usize).copied())
                    .unwrap_or(false)
            }
            Holder::Stack { .. } | Holder::Inside { .. } | Holder::Elsewhere | Holder::Native => {
                false
            }
        };
        marked || (reference.since == Some(self.view.step) && self.view.step.0 > 0)
    }
}

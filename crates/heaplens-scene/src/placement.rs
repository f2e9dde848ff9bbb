//! Where each box goes: the places of the living are kept, the new ones go where there is room.
//!
//! Invariants: no two boxes of a column overlap; a box that was in the picture before keeps its
//! column, and its top unless one above it outgrew the gap.

use crate::column::{Column, GAP, Grid, MARGIN};
use heaplens_session::wire::{FrameId, ObjectId, Step};
use std::collections::{BTreeMap, BTreeSet};

/// What a box is joined by, from scene to scene.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum BoxKey {
    Names(FrameId),
    EvaluationStack(FrameId),
    Object(ObjectId),
    /// The objects of a type that an object holds.
    Stack(ObjectId, String),
}

impl BoxKey {
    /// It as it crosses the boundary.
    pub fn wire(&self) -> String {
        match self {
            Self::Names(frame) => format!("f{}", frame.0),
            Self::EvaluationStack(frame) => format!("e{}", frame.0),
            Self::Object(object) => format!("o{}", object.0),
            Self::Stack(object, type_name) => format!("s{}:{type_name}", object.0),
        }
    }
}

/// The place of a box: its column, its top, and the height that is kept for it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Spot {
    pub column: usize,
    pub top: f32,
    pub height: f32,
    pub width: f32,
}

/// A box that wants a place.
#[derive(Debug, Clone)]
pub struct Wish {
    pub key: BoxKey,
    pub width: f32,
    pub height: f32,
    /// Where it would stand best, if it has no place yet.
    pub column: usize,
    pub top: f32,
}

/// However few the boxes, a column is filled at least that far down, in px.
const LEAST_FLOOR: f32 = 860.0;

/// How many places of boxes that are gone are remembered, for when somebody steps back to them.
const REMEMBERED: usize = 20_000;

/// How many steps' arrangements are remembered.
const REMEMBERED_STEPS: usize = 400;

/// The places of all boxes that were ever seen.
#[derive(Debug, Clone, Default)]
pub struct Places {
    spots: BTreeMap<BoxKey, Spot>,
    present: BTreeSet<BoxKey>,
    /// The arrangements of the steps that were looked at, so that who comes back finds the same picture.
    seen: BTreeMap<Step, Vec<(BoxKey, Spot)>>,
}

/// One arrangement in the making.
pub struct Placing<'p> {
    places: &'p mut Places,
    columns: Vec<Column>,
    /// Columns are filled down to here before the next one is begun.
    floor: f32,
    now: BTreeSet<BoxKey>,
    step: Step,
}

impl Places {
    /// Forgets the arrangements of steps (not the places of objects): the picture is asked for otherwise.
    pub fn forget_steps(&mut self) {
        self.seen.clear();
    }

    /// The keys of the picture before.
    pub fn present(&self) -> impl Iterator<Item = &BoxKey> {
        self.present.iter()
    }

    /// The width that the box had when it was last seen.
    pub fn former_width(&self, key: &BoxKey) -> Option<f32> {
        self.spots.get(key).map(|spot| spot.width)
    }

    /// Begins an arrangement. At a step that was looked at before everything goes back to where it was
    /// then. At another, those of `living` that were in the picture before keep their places, and those
    /// that were there earlier go back to theirs if they are free.
    pub fn begin(&mut self, step: Step, grid: &Grid, living: &[(BoxKey, f32, f32)]) -> Placing<'_> {
        let total: f32 = living.iter().map(|(_, _, height)| height + GAP).sum();
        let floor = MARGIN + (total * grid.pitch / 1.6).sqrt().max(LEAST_FLOOR);
        if self.spots.len() > REMEMBERED {
            let present = &self.present;
            self.spots.retain(|key, _| present.contains(key));
        }
        if let Some(seen) = self.seen.get(&step) {
            self.present = seen.iter().map(|(key, _)| key.clone()).collect();
            self.spots.extend(seen.iter().cloned());
        }
        let mut placing = Placing {
            places: self,
            columns: Vec::new(),
            floor,
            now: BTreeSet::new(),
            step,
        };
        placing.keep(living);
        placing.restore(living);
        placing
    }
}

impl Placing<'_> {
    /// Puts back what was in the picture before, pushing down only what a box above outgrew.
    fn keep(&mut self, living: &[(BoxKey, f32, f32)]) {
        let mut kept: Vec<(&BoxKey, Spot)> = Vec::new();
        for (key, width, height) in living {
            if let (true, Some(spot)) = (
                self.places.present.contains(key),
                self.places.spots.get(key),
            ) {
                let height = height.max(spot.height);
                kept.push((
                    key,
                    Spot {
                        height,
                        width: *width,
                        ..*spot
                    },
                ));
            }
        }
        kept.sort_by(|a, b| {
            a.1.column
                .cmp(&b.1.column)
                .then(a.1.top.total_cmp(&b.1.top))
        });
        let mut free_from = (usize::MAX, MARGIN);
        for (key, mut spot) in kept {
            if free_from.0 != spot.column {
                free_from = (spot.column, MARGIN);
            }
            spot.top = spot.top.max(free_from.1);
            free_from.1 = spot.top + spot.height + GAP;
            self.take(key.clone(), spot);
        }
    }

    /// Puts those that come back where they were, if nobody stands there.
    fn restore(&mut self, living: &[(BoxKey, f32, f32)]) {
        for (key, width, height) in living {
            if self.now.contains(key) {
                continue;
            }
            let Some(spot) = self.places.spots.get(key).copied() else {
                continue;
            };
            let spot = Spot {
                width: *width,
                height: *height,
                ..spot
            };
            if self
                .columns
                .get(spot.column)
                .is_none_or(|column| column.is_free(spot.top, spot.height))
            {
                self.take(key.clone(), spot);
            }
        }
    }

    /// Where the box stands, if it has its place.
    pub fn spot(&self, key: &BoxKey) -> Option<Spot> {
        if self.now.contains(key) {
            self.places.spots.get(key).copied()
        } else {
            None
        }
    }

    /// Gives a box its place as near as may be to where it would stand best.
    pub fn place(&mut self, wish: Wish) -> Spot {
        const NEXT_COLUMN: f32 = 500.0;
        let mut best: Option<(f32, usize, f32)> = None;
        for column in wish.column..=wish.column.max(self.columns.len()) {
            let aside = (column - wish.column) as f32 * NEXT_COLUMN;
            if best.is_some_and(|(cost, ..)| cost <= aside) {
                break;
            }
            let empty = Column::default();
            let here = self.columns.get(column).unwrap_or(&empty);
            if let Some(top) = here.nearest(
                wish.top.min(self.floor - wish.height),
                wish.height,
                self.floor,
            ) {
                let cost = aside + (top - wish.top).abs();
                if best.is_none_or(|(least, ..)| cost < least) {
                    best = Some((cost, column, top));
                }
            }
        }
        let (column, top) = match best {
            Some((_, column, top)) => (column, top),
            None => (
                wish.column,
                self.columns.get(wish.column).map_or(MARGIN, Column::end),
            ),
        };
        let spot = Spot {
            column,
            top,
            height: wish.height,
            width: wish.width,
        };
        self.take(wish.key, spot);
        spot
    }

    /// Ends the arrangement: what stands now is the picture before, next time.
    pub fn finish(self) {
        let Places {
            spots,
            present,
            seen,
        } = self.places;
        let now = self
            .now
            .iter()
            .filter_map(|key| Some((key.clone(), *spots.get(key)?)));
        seen.insert(self.step, now.collect());
        // The steps farthest from here go first.
        while seen.len() > REMEMBERED_STEPS {
            let last = seen
                .keys()
                .next_back()
                .filter(|last| **last != self.step)
                .copied();
            let first = seen.keys().next().copied();
            let (Some(first), Some(last)) = (first, last.or(first)) else {
                break;
            };
            let farthest = if self.step.0.abs_diff(first.0) > self.step.0.abs_diff(last.0) {
                first
            } else {
                last
            };
            seen.remove(&farthest);
        }
        *present = self.now;
    }

    fn take(&mut self, key: BoxKey, spot: Spot) {
        if self.columns.len() <= spot.column {
            self.columns.resize_with(spot.column + 1, Column::default);
        }
        self.columns[spot.column].take(spot.top, spot.height);
        self.now.insert(key.clone());
        self.places.spots.insert(key, spot);
    }
}

//! The rows of an object: one below the other when arrows start at them, or side by side when they
//! are the written-out elements of a sequence.

use super::figure::grouped;
use super::{Draft, LEFT, RIGHT, ROW, half};
use crate::metrics;
use crate::scene::{Place, Port, TextStyle};
use heaplens_session::wire::{ObjectId, ObjectView, Row, RowLabel};

/// The widest that a label may be before what it labels.
const WIDEST_LABEL: f32 = 104.0;
/// Between a label and what it labels.
const AFTER_LABEL: f32 = 14.0;
/// Between two elements side by side.
const BETWEEN_CELLS: f32 = 12.0;
/// The fewest elements that are worth a line of their own with others.
const FEWEST_CELLS: usize = 4;

/// An object's rows, measured.
pub struct Rows<'o> {
    object: &'o ObjectView,
    is_drawn: &'o dyn Fn(ObjectId) -> bool,
    labels: f32,
    /// The width of an element, if they stand side by side.
    cell: Option<f32>,
}

impl<'o> Rows<'o> {
    pub fn of(object: &'o ObjectView, is_drawn: &'o dyn Fn(ObjectId) -> bool) -> Self {
        let widest = object
            .rows
            .iter()
            .map(|row| metrics::mono(&label_text(&row.label)))
            .fold(0.0, f32::max);
        let rows = Self {
            object,
            is_drawn,
            labels: widest.min(WIDEST_LABEL),
            cell: None,
        };
        let cell = rows.are_cells().then(|| {
            object
                .rows
                .iter()
                .map(|row| metrics::mono(&row.held.text))
                .fold(8.0, f32::max)
        });
        Self {
            cell: cell.filter(|width| *width <= 72.0),
            ..rows
        }
    }

    /// Elements of a sequence or set, none of which is drawn as a box.
    fn are_cells(&self) -> bool {
        let rows = &self.object.rows;
        let is_cell = |row: &Row| {
            matches!(row.label, RowLabel::Index(_) | RowLabel::Element)
                && !self.has_port(row)
                && !row.weak
        };
        rows.len() >= FEWEST_CELLS && rows.iter().all(is_cell)
    }

    fn has_port(&self, row: &Row) -> bool {
        row.held.object.is_some_and(self.is_drawn)
    }

    /// The width that the rows would like.
    pub fn width(&self) -> f32 {
        let rows = &self.object.rows;
        if rows.is_empty() {
            return 0.0;
        }
        let held = match self.cell {
            Some(cell) => (cell + BETWEEN_CELLS) * rows.len().min(8) as f32,
            None => {
                let held = |row: &Row| {
                    if self.has_port(row) {
                        28.0
                    } else {
                        metrics::mono(&row.held.text).min(180.0)
                    }
                };
                rows.iter().map(held).fold(0.0, f32::max)
            }
        };
        LEFT + self.labels + AFTER_LABEL + held + RIGHT
    }

    /// Writes them from `y` down; gives the height below which the next line goes.
    pub fn put(&self, draft: &mut Draft, mut y: f32) -> f32 {
        let rows = &self.object.rows;
        if rows.is_empty() {
            return y;
        }
        let first = self
            .object
            .rows_cut_after
            .map_or(rows.len(), |row| (row as usize + 1).min(rows.len()));
        y = self.put_run(draft, 0, first, y);
        if self.object.rows_cut_after.is_some() {
            y = self.put_cut(draft, y);
        }
        self.put_run(draft, first, rows.len(), y) + 2.0
    }

    fn put_run(&self, draft: &mut Draft, from: usize, to: usize, mut y: f32) -> f32 {
        if let Some(cell) = self.cell {
            return self.put_cells(draft, from, to, cell, y);
        }
        for at in from..to {
            self.put_row(draft, at, y);
            y += ROW;
        }
        y
    }

    /// Elements side by side, each line led by the index of its first.
    fn put_cells(&self, draft: &mut Draft, from: usize, to: usize, cell: f32, mut y: f32) -> f32 {
        let start = LEFT + self.labels + AFTER_LABEL;
        let step = cell + BETWEEN_CELLS;
        let fit = (((draft.width - RIGHT - start + BETWEEN_CELLS) / step).floor() as usize).max(1);
        // A round number of them, so that an index is found by counting.
        let fit = [10, 8, 5, 4]
            .into_iter()
            .find(|round| fit >= *round)
            .unwrap_or(fit);
        for line in (from..to).step_by(fit) {
            let label = label_text(&self.object.rows[line].label);
            draft.row_text(LEFT, y + 15.0, label, TextStyle::Label, line as u32);
            for at in line..to.min(line + fit) {
                let row = &self.object.rows[at];
                let x = start + (at - line) as f32 * step;
                if row.changed {
                    let place = Place {
                        x: half(x - 4.0),
                        y: y + 1.0,
                        width: half(cell + 8.0),
                        height: ROW - 2.0,
                    };
                    draft.highlights.push(place);
                }
                draft.row_text(
                    x,
                    y + 15.0,
                    row.held.text.clone(),
                    TextStyle::Held,
                    at as u32,
                );
            }
            y += ROW;
        }
        y
    }

    fn put_row(&self, draft: &mut Draft, at: usize, y: f32) {
        let row = &self.object.rows[at];
        let (baseline, middle) = (y + 15.0, y + 11.0);
        if row.changed {
            draft.highlights.push(Place {
                x: 8.0,
                y: y + 1.0,
                width: draft.width - 16.0,
                height: ROW - 2.0,
            });
        }
        let label = metrics::fit_mono(&label_text(&row.label), self.labels + 1.0);
        draft.row_text(LEFT, baseline, label, TextStyle::Label, at as u32);
        let has_port = self.has_port(row);
        let has_label_port = row.label_object.is_some_and(self.is_drawn);
        let mut port = |y: f32, of_label: bool| {
            let (x, row_at) = (draft.width - RIGHT, Some(at as u32));
            draft.ports.push(Port {
                x,
                y,
                ring: false,
                new: row.changed,
                row: row_at,
                of_label,
            });
        };
        // A key's arrow leaves above its value's.
        let apart = if has_label_port && has_port { 5.0 } else { 0.0 };
        if has_label_port {
            port(middle - apart, true);
        }
        if has_port {
            port(middle + apart, false);
        } else {
            let x = LEFT + self.labels + AFTER_LABEL;
            let taken = if row.weak || has_label_port {
                16.0
            } else {
                0.0
            };
            let held = metrics::fit_mono(&row.held.text, draft.width - RIGHT - x - taken);
            draft.row_text(x, baseline, held, TextStyle::Held, at as u32);
        }
        if row.weak {
            let inset = if has_port { RIGHT + 12.0 } else { RIGHT };
            draft.text_at_right(inset, baseline, "w", TextStyle::Note);
        }
    }

    /// The row that stands for those left out; the arrows of what they hold start at it.
    fn put_cut(&self, draft: &mut Draft, y: f32) -> f32 {
        let left_out = self
            .object
            .row_count
            .saturating_sub(self.object.rows.len() as u64);
        draft.text(
            LEFT,
            y + 15.0,
            format!("… {} more", grouped(left_out)),
            TextStyle::Note,
        );
        y + ROW
    }
}

/// A row's label, as it is written.
fn label_text(label: &RowLabel) -> String {
    match label {
        RowLabel::Index(index) => index.to_string(),
        RowLabel::Key(key) => key.clone(),
        RowLabel::Attribute(name) => format!(".{name}"),
        RowLabel::Field(name) => name.clone(),
        RowLabel::Element => "∈".to_owned(),
    }
}

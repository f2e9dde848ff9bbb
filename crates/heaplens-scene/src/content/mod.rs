//! What stands in a box: its texts and ports, placed from the box's own corner, and the width and
//! height that they need.

mod figure;
mod ghost;
mod names;
mod object;
mod rows;
mod stack;

pub use ghost::ghost_box;
pub use names::{CAPTION, evaluation_stack_box, names_box};
pub use object::{News, object_box};
pub use stack::stack_box;

use crate::scene::{Anchor, Mark, Place, Port, Role, SceneText, TextStyle};
use heaplens_session::wire::{Kind, ObjectId};

/// The height of a row, in px.
pub const ROW: f32 = 22.0;
/// Where texts start, right of the dots.
pub const LEFT: f32 = 18.0;
/// How far from the right edge texts end and ports stand.
pub const RIGHT: f32 = 14.0;
/// The narrowest object, in px.
pub const LEAST_WIDTH: f32 = 144.0;
/// Widths grow in steps of this, so that a digit more doesn't widen a box.
const WIDTH_STEP: f32 = 12.0;

/// A box that has its contents and its measure, but no place yet.
#[derive(Debug, Clone)]
pub struct Draft {
    pub role: Role,
    pub object: Option<ObjectId>,
    pub kind: Option<Kind>,
    pub width: f32,
    pub height: f32,
    pub changed: bool,
    pub garbage: bool,
    pub label: String,
    pub texts: Vec<SceneText>,
    pub highlights: Vec<Place>,
    pub ports: Vec<Port>,
    pub marks: Vec<Mark>,
    pub strokes: u8,
    pub strokes_x: f32,
    pub strokes_y: f32,
}

impl Draft {
    fn new(role: Role, width: f32, label: String) -> Self {
        Self {
            role,
            object: None,
            kind: None,
            width,
            height: 0.0,
            changed: false,
            garbage: false,
            label,
            texts: Vec::new(),
            highlights: Vec::new(),
            ports: Vec::new(),
            marks: Vec::new(),
            strokes: 0,
            strokes_x: 0.0,
            strokes_y: 0.0,
        }
    }

    fn text(&mut self, x: f32, y: f32, text: impl Into<String>, style: TextStyle) {
        let x = half(x);
        self.texts.push(SceneText {
            x,
            y,
            text: text.into(),
            style,
            anchor: Anchor::Start,
            row: None,
        });
    }

    fn text_at_right(&mut self, inset: f32, y: f32, text: impl Into<String>, style: TextStyle) {
        let x = self.width - inset;
        self.texts.push(SceneText {
            x,
            y,
            text: text.into(),
            style,
            anchor: Anchor::End,
            row: None,
        });
    }

    fn row_text(&mut self, x: f32, y: f32, text: String, style: TextStyle, row: u32) {
        let x = half(x);
        self.texts.push(SceneText {
            x,
            y,
            text,
            style,
            anchor: Anchor::Start,
            row: Some(row),
        });
    }

    /// The port of a row (or of its label), if it has one.
    pub fn port(&self, row: Option<u32>, of_label: bool) -> Option<&Port> {
        self.ports
            .iter()
            .find(|port| port.row == row && port.of_label == of_label)
    }
}

/// A width rounded up to the next step, within what the column allows.
fn settle_width(needed: f32, widest: f32) -> f32 {
    ((needed / WIDTH_STEP).ceil() * WIDTH_STEP)
        .max(LEAST_WIDTH)
        .min(widest)
}

/// To half a pixel: shorter on the wire, and nobody sees the difference.
fn half(value: f32) -> f32 {
    (value * 2.0).round() / 2.0
}

//! The names of a frame, and the temporaries on its evaluation stack.

use super::{Draft, ROW};
use crate::metrics;
use crate::scene::{Anchor, Place, Port, Role, SceneText, TextStyle};
use heaplens_session::wire::{FrameView, Held, ObjectId, StackRole, Strength};

/// The height of the caption above the box.
pub const CAPTION: f32 = 24.0;
const LEFT: f32 = 14.0;
const PORT_INSET: f32 = 14.0;

/// The box of a frame's names; `is_current` for the frame that runs.
pub fn names_box(
    frame: &FrameView,
    is_current: bool,
    width: f32,
    is_drawn: &dyn Fn(ObjectId) -> bool,
) -> Draft {
    let count = frame.variables.len();
    let label = format!("Names of {}, line {}: {count}", frame.name, frame.line);
    let mut draft = Draft::new(Role::Names, width, label);
    draft.changed = is_current && frame.name != "<module>";
    draft.text(2.0, -9.0, caption(frame, width), TextStyle::Caption);
    let widest = frame
        .variables
        .iter()
        .map(|variable| metrics::mono(&variable.name))
        .fold(0.0, f32::max);
    for (at, variable) in frame.variables.iter().enumerate() {
        let row = Line {
            at: at as u32,
            name: &variable.name,
            held: &variable.held,
            ring: false,
            new: variable.changed,
        };
        row.put(&mut draft, widest, TextStyle::Name, is_drawn);
    }
    finish(&mut draft, count);
    draft
}

/// The box of a frame's temporaries.
pub fn evaluation_stack_box(
    frame: &FrameView,
    width: f32,
    is_drawn: &dyn Fn(ObjectId) -> bool,
) -> Draft {
    let label = format!("Evaluation stack of {}: {}", frame.name, frame.stack.len());
    let mut draft = Draft::new(Role::EvaluationStack, width, label);
    draft.text(2.0, -9.0, "evaluation stack", TextStyle::Caption);
    let widest = frame
        .stack
        .iter()
        .map(|slot| metrics::mono(role_name(slot.role)))
        .fold(0.0, f32::max);
    for (at, slot) in frame.stack.iter().enumerate() {
        let ring = slot.strength != Strength::Lasting;
        let row = Line {
            at: at as u32,
            name: role_name(slot.role),
            held: &slot.held,
            ring,
            new: false,
        };
        row.put(&mut draft, widest, TextStyle::Label, is_drawn);
    }
    finish(&mut draft, frame.stack.len());
    draft
}

/// One name (or temporary) and what it holds.
struct Line<'a> {
    at: u32,
    name: &'a str,
    held: &'a Held,
    ring: bool,
    new: bool,
}

impl Line<'_> {
    fn put(
        &self,
        draft: &mut Draft,
        widest: f32,
        style: TextStyle,
        is_drawn: &dyn Fn(ObjectId) -> bool,
    ) {
        let top = 5.0 + self.at as f32 * ROW;
        let (baseline, middle) = (top + 15.0, top + 11.0);
        if self.new {
            draft.highlights.push(Place {
                x: 6.0,
                y: top + 1.0,
                width: draft.width - 12.0,
                height: ROW - 2.0,
            });
        }
        if self.held.object.is_some_and(is_drawn) {
            let room = draft.width - LEFT - PORT_INSET - 10.0;
            draft.row_text(
                LEFT,
                baseline,
                metrics::fit_mono(self.name, room),
                style,
                self.at,
            );
            let x = draft.width - PORT_INSET;
            draft.ports.push(Port {
                x,
                y: middle,
                ring: self.ring,
                new: self.new,
                row: Some(self.at),
                of_label: false,
            });
            return;
        }
        // Written out, the value shares the line with the name: each gets what the other leaves.
        let room = draft.width - 2.0 * LEFT - 12.0;
        let wanted = metrics::mono(&self.held.text);
        let name_room = widest.min((room - wanted).max(room * 0.5));
        let name = metrics::fit_mono(self.name, name_room.max(metrics::mono("m")));
        let held = metrics::fit_mono(&self.held.text, room - name_room);
        draft.row_text(LEFT, baseline, name, style, self.at);
        let x = draft.width - LEFT;
        let row = Some(self.at);
        draft.texts.push(SceneText {
            x,
            y: baseline,
            text: held,
            style: TextStyle::Held,
            anchor: Anchor::End,
            row,
        });
    }
}

fn finish(draft: &mut Draft, rows: usize) {
    if rows == 0 {
        draft.text(LEFT, 20.0, "no names yet", TextStyle::Note);
    }
    draft.height = 10.0 + rows.max(1) as f32 * ROW;
}

fn role_name(role: StackRole) -> &'static str {
    match role {
        StackRole::Argument => "argument",
        StackRole::Callee => "callee",
        StackRole::Iterator => "iterator",
        StackRole::Manager => "manager",
        StackRole::Exception => "exception",
        StackRole::Operand => "operand",
    }
}

/// Whose names they are and where it is; of a name that is too long the end counts.
fn caption(frame: &FrameView, width: f32) -> String {
    if frame.name == "<module>" {
        return frame.name.clone();
    }
    let line = format!(", line {}", frame.line);
    let room = width - metrics::sans(&line);
    let last = frame.name.rsplit('.').next().unwrap_or(&frame.name);
    let name = if metrics::sans(&frame.name) <= room {
        &frame.name
    } else {
        last
    };
    metrics::fit_sans(name, room) + &line
}

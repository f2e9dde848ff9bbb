//! The box that stands for many of a kind.

use super::figure::{bytes, grouped};
use super::{Draft, LEFT, RIGHT, settle_width};
use crate::fold::Stack;
use crate::metrics;
use crate::scene::{Port, Role, TextStyle};

/// The box of `stack`, whose holder is called `owner`.
pub fn stack_box(stack: &Stack, owner: &str, changed: bool, widest: f32) -> Draft {
    let number = grouped(stack.members.len() as u64);
    let title = format!("{number} {}", stack.type_name);
    let size = bytes(stack.bytes);
    let note = if stack.with_contents {
        "and what they alone hold"
    } else {
        "each held once"
    };
    let line = LEFT + metrics::title(&title) + 16.0 + metrics::sans(&size) + RIGHT;
    let needed = line.max(LEFT + metrics::sans(note) + RIGHT + 24.0);
    let label = format!(
        "{number} objects of type {}, {size} in all, held by {owner}; folded",
        stack.type_name
    );
    let mut draft = Draft::new(Role::Stack, settle_width(needed, widest), label);
    draft.object = Some(stack.owner);
    draft.kind = Some(stack.kind);
    draft.changed = changed;
    let room = draft.width - LEFT - RIGHT - 16.0 - metrics::sans(&size);
    draft.text(
        LEFT,
        23.0,
        metrics::fit_title(&title, room),
        TextStyle::Title,
    );
    draft.text_at_right(RIGHT, 23.0, size, TextStyle::Size);
    draft.text(
        LEFT,
        44.0,
        metrics::fit_sans(note, draft.width - LEFT - RIGHT),
        TextStyle::Note,
    );
    if stack.with_contents {
        draft.ports.push(Port {
            x: draft.width - RIGHT,
            y: 40.0,
            ring: false,
            new: false,
            row: None,
            of_label: false,
        });
    }
    draft.height = 56.0;
    draft
}

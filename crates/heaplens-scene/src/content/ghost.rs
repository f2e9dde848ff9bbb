//! What stays of an object for a moment after its death: where it was, and what ended it.

use super::figure::short_address;
use super::{Draft, LEFT, RIGHT, settle_width};
use crate::metrics;
use crate::scene::{Role, TextStyle};
use heaplens_session::wire::{Cause, Ghost};

/// The box of `ghost`, as wide as the object was if that is known.
pub fn ghost_box(ghost: &Ghost, former_width: Option<f32>, widest: f32) -> Draft {
    let cause = cause_words(&ghost.cause);
    let address = short_address(ghost.address);
    let title_line = LEFT + metrics::title(&ghost.title) + 16.0 + metrics::sans(&address) + RIGHT;
    let needed = title_line.max(LEFT + metrics::sans(&cause) + RIGHT);
    let width = settle_width(needed, widest)
        .max(former_width.unwrap_or(0.0))
        .min(widest);
    let label = format!(
        "{}, freed: {cause}, was at {:#x}",
        ghost.title, ghost.address
    );
    let mut draft = Draft::new(Role::Ghost, width, label);
    draft.object = Some(ghost.id);
    draft.kind = Some(ghost.kind);
    let room = width - LEFT - RIGHT;
    draft.text(
        LEFT,
        23.0,
        metrics::fit_title(&ghost.title, room - 16.0 - metrics::sans(&address)),
        TextStyle::Title,
    );
    draft.text_at_right(RIGHT, 23.0, address, TextStyle::Address);
    draft.text(LEFT, 44.0, metrics::fit_sans(&cause, room), TextStyle::Note);
    draft.height = 56.0;
    draft
}

fn cause_words(cause: &Cause) -> String {
    match cause {
        Cause::CountReachedZero { line: 0 } => "count reached 0".to_owned(),
        Cause::CountReachedZero { line } => format!("count reached 0, line {line}"),
        Cause::Collected {
            generation,
            line: 0,
        } => format!("collected, generation {generation}"),
        Cause::Collected { generation, line } => {
            format!("collected, generation {generation}, line {line}")
        }
        Cause::InterpreterEnd => "the interpreter ended".to_owned(),
    }
}

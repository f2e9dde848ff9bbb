//! The lines that frame the members of an exception group: the same in both printers.

use super::{ExceptionId, GROUP_WIDTH};

/// A member of a group, or the line that stands for those that are not shown.
pub(super) struct Member {
    /// The line above it, without its indentation.
    pub heading: String,
    /// Whether nothing of the group follows.
    pub is_last: bool,
    /// What is shown.
    pub shown: Content,
}

/// What stands below a member's heading.
pub(super) enum Content {
    /// An exception.
    Exception(ExceptionId),
    /// The line that counts the rest.
    Rest(String),
}

/// The line below the last member, without its indentation.
pub(super) const CLOSING: &str = "+------------------------------------\n";

/// How many entries of a group of `members` exceptions are shown, the one that counts the rest included.
pub(super) fn shown(members: usize) -> usize {
    members.min(GROUP_WIDTH + 1)
}

/// Entry `at` of a group, counted from 0 (`print_exception_group` of Python/pythonrun.c,
/// `TracebackException.format` of Lib/traceback.py).
pub(super) fn member(members: &[ExceptionId], at: usize) -> Member {
    let corner = if at == 0 { "+-" } else { "  " };
    let title = if at < GROUP_WIDTH {
        (at + 1).to_string()
    } else {
        "...".to_owned()
    };
    Member {
        heading: format!("{corner}+---------------- {title} ----------------\n"),
        is_last: at + 1 == shown(members.len()),
        shown: if at < GROUP_WIDTH {
            Content::Exception(members[at])
        } else {
            let more = members.len() - GROUP_WIDTH;
            let plural = if more > 1 { "s" } else { "" };
            Content::Rest(format!("and {more} more exception{plural}\n"))
        },
    }
}

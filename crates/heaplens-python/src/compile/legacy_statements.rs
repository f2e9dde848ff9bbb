//! What `SyntaxError` itself makes of `print` and `exec` statements in 3.8 and 3.9.
//!
//! Modelled: `_report_missing_parentheses` and its kin, `Objects/exceptions.c` @ v3.8.20.

use super::error::{SyntaxError, SyntaxErrorKind};

/// Gives an error on a line with a `print` or `exec` statement the message about it.
pub(super) fn name_missing_parentheses(error: &mut SyntaxError) {
    let Some(text) = &error.text else { return };
    if error.kind != SyntaxErrorKind::SyntaxError || text.contains('(') {
        return;
    }
    let after_colon = text.find(':').map(|colon| &text[colon + 1..]);
    let found = message(text).or_else(|| after_colon.and_then(message));
    if let Some(found) = found {
        error.msg = found;
    }
}

/// The message for text that begins with such a statement.
fn message(text: &str) -> Option<String> {
    let text = text.trim_start();
    if text.starts_with("exec ") {
        return Some("Missing parentheses in call to 'exec'".to_owned());
    }
    let printed = text.strip_prefix("print ")?;
    let printed = printed.split(';').next().unwrap_or_default();
    let printed = printed.trim_matches([' ', '\t', '\r', '\n']);
    let end = if printed.ends_with(',') {
        " end=\" \""
    } else {
        ""
    };
    Some(format!(
        "Missing parentheses in call to 'print'. Did you mean print({printed}{end})?"
    ))
}

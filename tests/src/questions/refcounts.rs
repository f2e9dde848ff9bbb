//! `refcounts`: what `sys.getrefcount` says at a place.

use super::prelude::needed;
use super::{Question, body, lines};

const PRELUDE: &str = include_str!("../../facts/prelude/refcounts.py");

pub fn question(name: &str) -> Option<Question> {
    let (mode, code) = name.split_once(": ")?;
    if depends_on_process(mode, code) {
        return None;
    }
    let code_lines = lines(code);
    let prelude = needed(PRELUDE, code);
    match mode {
        "module" => Question::new(format!("{prelude}\n{code_lines}\n"), "r"),
        "function" | "function after 60 calls" => {
            let calls = if mode == "function" { 1 } else { 61 };
            let body = body(code);
            Question::new(
                format!(
                    "{prelude}\ndef _fact():\n{body}  return r\nfor _i in range({calls}): r=_fact()\n"
                ),
                "r",
            )
        }
        _ => None,
    }
}

/// Counts of objects that the whole process shares, and strings that earlier facts had interned.
fn depends_on_process(mode: &str, code: &str) -> bool {
    const SHARED: [&str; 20] = [
        "None",
        "True",
        "False",
        "...",
        "NotImplemented",
        "()",
        "\"\"",
        "b\"\"",
        "\"a\"",
        "\"z\"",
        "5",
        "-5",
        "255",
        "256",
        "b\"a\"",
        "\"\\xe9\"",
        "sys",
        "rc",
        "f1.__code__",
        "frozenset()",
    ];
    let is_shared = SHARED
        .iter()
        .any(|shared| code == format!("r=rc({shared})") || code == format!("x={shared}; r=rc(x)"));
    let is_late = mode != "module" && ["uniq", "uq"].iter().any(|part| code.contains(part));
    // Interned twice: once by the literal before, in the recorder's own code.
    let is_twice = code.contains("y=sys.intern(");
    is_shared || is_late || is_twice
}

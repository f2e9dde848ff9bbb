//! Facts as programs: for a fact's name, a set-up to execute and an expression whose `repr` is the fact's value.
//!
//! The set-ups were rebuilt from the names and held against real interpreters (see `real_python`): a fact whose
//! value hangs on what else the recorder's process had done is left out here, with the reason.

mod collector;
mod constants;
mod growth;
mod prelude;
mod refcounts;
mod reuse;
mod sizes;
mod traced;

/// What to ask an interpreter for a fact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// A program, executed first at the top level of a module.
    pub setup: String,
    /// Evaluated then, in the same module; its `repr` is the answer.
    pub expr: String,
}

impl Question {
    fn new(setup: impl Into<String>, expr: impl Into<String>) -> Option<Question> {
        Some(Question {
            setup: setup.into(),
            expr: expr.into(),
        })
    }
}

/// The question for a fact of a file; `None` for the few that aren't asked.
pub fn question(file: &str, name: &str) -> Option<Question> {
    match file {
        "sizes" => sizes::question(name),
        "growth" => growth::question(name),
        "traced" => traced::question(name),
        "freelists_and_ids" => reuse::question(name),
        "identity_constants" => constants::question(name),
        "refcounts" => refcounts::question(name),
        "tracked_and_collected" => collector::question(name),
        _ => None,
    }
}

/// The lines that a name writes on one: ` \n ` stands for a line's end.
fn lines(code: &str) -> String {
    code.replace(" \\n ", "\n")
}

/// Code as the body of a function.
fn body(code: &str) -> String {
    let mut text = String::new();
    for line in lines(code).lines() {
        text.push_str("  ");
        text.push_str(line);
        text.push('\n');
    }
    text
}

/// The name's set-up and expression, where it has both.
fn parts(name: &str) -> (String, String) {
    match name.rsplit_once("  =>  ") {
        Some((setup, expr)) => (lines(setup), lines(expr)),
        None => (String::new(), lines(name)),
    }
}

/// A text as a Python literal.
fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            _ => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

//! `growth`: sizes as containers grow and shrink.

mod buffers;
mod instances;
mod lists;
mod tables;

use super::Question;

const PRELUDE: &str = "\
import sys
S=sys.getsizeof
r=[]
def note(n, s):
  if not r or r[-1][1] != s: r.append([n, s])
";

pub fn question(name: &str) -> Option<Question> {
    lists::list(name)
        .or_else(|| lists::made(name))
        .or_else(|| tables::dict(name))
        .or_else(|| tables::set(name))
        .or_else(|| buffers::buffer(name))
        .or_else(|| instances::instance(name))
}

fn asked(code: &str) -> Option<Question> {
    Question::new(format!("{PRELUDE}{code}\n"), "r")
}

/// Sizes of what `make` gives for each `n` of a range.
fn each(range: &str, make: &str) -> Option<Question> {
    asked(&format!(
        "def make(n): return {make}\nfor n in range({range}): r.append(S(make(n)))"
    ))
}

/// `x` made, then a step repeated while a condition holds; `[len, size]` at each change.
fn changes(make: &str, condition: &str, step: &str) -> Option<Question> {
    asked(&format!(
        "x={make}\nnote(len(x),S(x))\nwhile {condition}:\n  {step}\n  note(len(x),S(x))"
    ))
}

fn between<'a>(text: &'a str, before: &str, after: &str) -> Option<&'a str> {
    text.strip_prefix(before)?.strip_suffix(after)
}

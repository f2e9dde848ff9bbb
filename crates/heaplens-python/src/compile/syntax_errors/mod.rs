//! What each version says of a text that isn't Python, and where it points.
//!
//! The library that parses correct programs has words and places of its own for wrong ones, so a wrong text is
//! read again in CPython's way: by a tokenizer and a grammar that take the same steps as each version's, with the
//! alternatives that are only there to say what is wrong. Modelled: `Parser/pegen.c`, `Parser/pegen_errors.c`,
//! `Parser/action_helpers.c`, `Parser/string_parser.c` and `Grammar/python.gram` at each version's tag.

mod actions;
mod errors;
mod escapes;
mod fstrings;
mod grammar;
mod literals;
mod machine;
mod nesting;
mod nodes;
mod one_ahead;
mod rules;
mod scan;
mod tokenizer;
mod tokens;

use heaplens_heap::Version;

use super::Mode;
use super::error::{SyntaxError, SyntaxErrorKind};
use machine::{Machine, Stop};
use rules::Rules;
pub(super) use scan::scan;
use tokenizer::{Done, LexRules, Tokenizer};
use tokens::{Kind, Token};

/// The error that `version` raises for `text` (whose lines end in `\n`); None if its grammar accepts it.
pub(super) fn diagnose(text: &str, mode: Mode, version: Version) -> Option<SyntaxError> {
    let rules = Rules::of(version);
    if rules.looks_one_ahead {
        return one_ahead::diagnose(text, mode);
    }
    let program = grammar::of(version);
    let tokenizer = Tokenizer::new(text.as_bytes(), LexRules::of(version));
    let mut machine = Machine::new(program, &rules, tokenizer);
    let start = match mode {
        Mode::Script => "file",
        Mode::Single => "interactive",
        Mode::Eval => "eval",
    };
    match error_of(&mut machine, start) {
        Ok(()) | Err(Stop::TooLong) => None,
        Err(Stop::Error(error)) => Some(*error),
        Err(Stop::TooDeep) => Some(SyntaxError {
            kind: SyntaxErrorKind::MemoryError,
            msg: if rules.names_overflow {
                "Parser stack overflowed - Python source too complex to parse".to_owned()
            } else {
                String::new()
            },
            lineno: None,
            offset: None,
            end_lineno: None,
            end_offset: None,
            text: None,
            is_of_file: false,
        }),
    }
}

/// Runs a grammar's rule over a text, twice if it fails (`_PyPegen_run_parser`).
fn error_of(machine: &mut Machine<'_>, start: &str) -> Result<(), Stop> {
    let rule = machine.program.rule(start);
    match machine.run(rule) {
        Ok(Some(_)) => return Ok(()),
        Ok(None) => {}
        Err(stop) => return Err(give_way(machine, stop)),
    }
    let last = machine.tokens.last().copied();
    machine.again();
    if let Err(stop) = machine.run(rule) {
        return Err(give_way(machine, stop));
    }
    Err(generic(machine, last))
}

/// An error of the parser gives way to one of the tokenizer further on, and to a bracket left open before.
fn give_way(machine: &mut Machine<'_>, stop: Stop) -> Stop {
    let well = machine.tokenizer.done == Done::Reading;
    if !matches!(stop, Stop::Error(_)) || !machine.rules.looks_for_open_brackets || !well {
        return stop;
    }
    let line = machine.tokens.last().map_or(0, |token| token.line);
    loop {
        let token = machine.tokenizer.token();
        match token.kind {
            Kind::Error => break,
            Kind::End => return stop,
            _ => {}
        }
    }
    let better = match machine.tokenizer.raised.take() {
        Some(raised) => Some(*raised),
        None => machine.open_bracket(line),
    };
    match better {
        Some(error) if !machine.tokenizer.inside_quoted() => Stop::Error(Box::new(error)),
        _ => stop,
    }
}

/// The error for a text of which nothing better can be said (`_Pypegen_set_syntax_error`).
fn generic(machine: &mut Machine<'_>, first_last: Option<Token>) -> Stop {
    let plain = SyntaxErrorKind::SyntaxError;
    let last = machine.tokens.last().copied();
    if machine.rules.says_end_of_text && machine.tokenizer.done == Done::End {
        let error = machine.error_here(plain, "unexpected EOF while parsing");
        return Stop::Error(Box::new(error));
    }
    let indented = if machine.rules.looks_at_first_layout {
        first_last
    } else {
        last
    };
    let unexpected = match indented.map(|token| token.kind) {
        Some(Kind::Indent) => Some("unexpected indent"),
        Some(Kind::Dedent) => Some("unexpected unindent"),
        _ => None,
    };
    if let Some(msg) = unexpected {
        let error = machine.error_here(SyntaxErrorKind::IndentationError, msg);
        return Stop::Error(Box::new(error));
    }
    let error = match first_last {
        Some(token) if machine.rules.keeps_first_place => {
            machine.error_at_token("invalid syntax", &token)
        }
        _ => machine.error_here(plain, "invalid syntax"),
    };
    give_way(machine, Stop::Error(Box::new(error)))
}

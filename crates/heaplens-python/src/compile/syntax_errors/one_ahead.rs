//! 3.8's parser: it looks one token ahead, and what it lets pass is refused while the tree is built.
//!
//! Modelled: `Parser/parsetok.c`, `Parser/tokenizer.c`, `err_input` of `Python/pythonrun.c` and the complaints of
//! `Python/ast.c` @ v3.8.20. The latter are asked of the later grammar's alternatives for wrong texts, which
//! stand in for them: where they point differs, and is put right here and in the grammar.

use super::super::Mode;
use super::super::error::{SyntaxError, SyntaxErrorKind};
use super::errors::characters;
use super::grammar;
use super::machine::{Machine, Stop};
use super::rules::Rules;
use super::tokenizer::{Done, LexRules, Tokenizer};
use super::tokens::Kind;
use heaplens_heap::Version;

/// The error for `text`; None if it is fine.
pub(super) fn diagnose(text: &str, mode: Mode) -> Option<SyntaxError> {
    let start = match mode {
        Mode::Script => "file",
        Mode::Single => "interactive",
        Mode::Eval => "eval",
    };
    let version = Version::V3_8;
    let rules = Rules::of(version);
    let tokenizer = || Tokenizer::new(text.as_bytes(), LexRules::of(version));
    let mut machine = Machine::new(grammar::one_ahead(), &rules, tokenizer());
    match refusal(&mut machine, start) {
        Ok(None) => {}
        Ok(Some(error)) => return Some(error),
        Err(_) => return None,
    }
    let mut machine = Machine::new(grammar::of(version), &rules, tokenizer());
    complaint(&mut machine, start)
}

/// What the parser refuses.
pub(super) fn refusal(machine: &mut Machine<'_>, start: &str) -> Result<Option<SyntaxError>, Stop> {
    let rule = machine.program.rule(start);
    match machine.run(rule) {
        Ok(Some(_)) => Ok(None),
        Ok(None) => Ok(Some(unexpected(machine))),
        Err(Stop::Error(error)) => Ok(Some(*error)),
        Err(Stop::TooDeep) => Ok(Some(SyntaxError {
            kind: SyntaxErrorKind::MemoryError,
            msg: String::new(),
            lineno: None,
            offset: None,
            end_lineno: None,
            end_offset: None,
            text: None,
            is_of_file: false,
        })),
        Err(Stop::TooLong) => Err(Stop::TooLong),
    }
}

/// What is found while the tree is built.
fn complaint(machine: &mut Machine<'_>, start: &str) -> Option<SyntaxError> {
    let rule = machine.program.rule(start);
    let stop = match machine.run(rule) {
        Ok(Some(_)) => return None,
        Ok(None) => {
            machine.again();
            machine.run(rule).err()?
        }
        Err(stop) => stop,
    };
    match stop {
        Stop::Error(error) => Some(*error),
        Stop::TooDeep | Stop::TooLong => None,
    }
}

/// The error at the token that can't follow what was read before it.
fn unexpected(machine: &Machine<'_>) -> SyntaxError {
    let mut last = machine.tokens.iter().rev();
    let token = last.next().expect("the first token was read");
    let before = [last.next(), last.next()];
    let at_block = matches!(before, [Some(newline), Some(colon)]
        if newline.kind == Kind::Newline && machine.text(colon) == ":");
    let (kind, msg) = if machine.tokenizer.done == Done::End {
        (SyntaxErrorKind::SyntaxError, "unexpected EOF while parsing")
    } else if at_block {
        (
            SyntaxErrorKind::IndentationError,
            "expected an indented block",
        )
    } else if token.kind == Kind::Indent {
        (SyntaxErrorKind::IndentationError, "unexpected indent")
    } else if token.kind == Kind::Dedent {
        (SyntaxErrorKind::IndentationError, "unexpected unindent")
    } else {
        (SyntaxErrorKind::SyntaxError, "invalid syntax")
    };
    // The token `<>` is refused before its place is known.
    let known = token.column != -1 && machine.text(token) != "<>";
    machine.error_of_parser(kind, msg, known.then_some(token.column + 1))
}

impl Machine<'_> {
    /// An error of 3.8's parser or tokenizer, at a column of bytes from 1 or where reading stands.
    pub(super) fn error_of_parser(
        &self,
        kind: SyntaxErrorKind,
        msg: &str,
        column: Option<i64>,
    ) -> SyntaxError {
        let tokenizer = &self.tokenizer;
        let text = &tokenizer.text[tokenizer.buffer..tokenizer.taken];
        let text = String::from_utf8_lossy(text).into_owned();
        let column = column.unwrap_or((tokenizer.cur - tokenizer.buffer) as i64);
        SyntaxError {
            kind,
            msg: msg.to_owned(),
            lineno: Some(tokenizer.line),
            offset: Some(characters(&text, column)),
            end_lineno: None,
            end_offset: None,
            text: Some(text),
            is_of_file: false,
        }
    }
}

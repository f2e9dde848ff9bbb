//! The text as tokens, one at a time, with each version's own complaints about what is no token.
//!
//! Modelled on `tok_get` (`Parser/tokenizer.c`, from 3.13 `Parser/lexer/lexer.c`) as it reads a string: reading
//! stops exactly where CPython's does, since messages are placed by how far it had got. Left out: type comments,
//! the prompt.

mod brackets;
mod formatted;
mod layout;
mod numbers;
mod rules;
mod strings;
mod words;

pub(super) use rules::LexRules;

use super::super::error::{SyntaxError, SyntaxErrorKind};
use super::tokens::{Kind, Token};
use formatted::Quoted;

/// How reading stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Done {
    /// There is more.
    Reading,
    /// At the end of the text.
    End,
    /// The error is in `raised`.
    Raised,
    /// A dedent to a column that no line has.
    Dedent,
    /// Tabs and spaces disagree.
    Tabs,
    /// 100 levels of indentation.
    TooDeep,
    /// Something after a backslash at the end of a line.
    LineContinuation,
    /// A quote without its partner on the line (up to 3.9).
    OpenString,
    /// Three quotes without their partners (up to 3.9).
    OpenTripleString,
    /// A character that no name holds (3.8).
    BadName,
}

/// Brackets that may be open at once (`MAXLEVEL`).
const MAX_BRACKETS: usize = 200;
/// Levels of indentation (`MAXINDENT`).
const MAX_INDENTS: usize = 100;
/// Formatted strings within each other (`MAXFSTRINGLEVEL`).
const MAX_QUOTED: usize = 150;

/// An open bracket.
#[derive(Clone, Copy, Debug)]
pub(super) struct Open {
    pub(super) mark: u8,
    pub(super) line: i64,
    pub(super) column: i64,
}

/// Reads tokens.
pub(super) struct Tokenizer<'a> {
    pub(super) text: &'a [u8],
    pub(super) rules: LexRules,
    /// The next byte to read.
    pub(super) cur: usize,
    /// The end of what has been taken in: whole lines.
    pub(super) taken: usize,
    /// Where the line (or the token that spans lines) began that is shown with an error.
    pub(super) buffer: usize,
    /// Where the current line begins.
    pub(super) line_start: usize,
    /// Where the current token begins.
    start: Option<usize>,
    /// Bytes read on the current line.
    read: i64,
    starting_column: i64,
    /// The current line, from 1.
    pub(super) line: i64,
    first_line: i64,
    multi_line_start: usize,
    pub(super) done: Done,
    pub(super) raised: Option<Box<SyntaxError>>,
    /// Brackets open now.
    pub(super) open: Vec<Open>,
    at_line_begin: bool,
    /// Indents (positive) or dedents to give out.
    pub(super) pending: i64,
    /// Columns of the open blocks, by tabs of 8 and of 1.
    pub(super) indents: Vec<(i64, i64)>,
    /// Formatted strings open now.
    quoted: Vec<Quoted>,
    /// Literals with a keyword right after them: (kind of literal, line).
    pub(super) joined_literals: Vec<(&'static str, i64)>,
}

impl<'a> Tokenizer<'a> {
    /// Starts at the beginning of `text`, whose lines end in `\n`.
    pub(super) fn new(text: &'a [u8], rules: LexRules) -> Tokenizer<'a> {
        Tokenizer {
            text,
            rules,
            cur: 0,
            taken: 0,
            buffer: 0,
            line_start: 0,
            start: None,
            read: 0,
            starting_column: -1,
            line: 0,
            first_line: 0,
            multi_line_start: 0,
            done: Done::Reading,
            raised: None,
            open: Vec::new(),
            at_line_begin: true,
            pending: 0,
            indents: vec![(0, 0)],
            quoted: Vec::new(),
            joined_literals: Vec::new(),
        }
    }

    /// The next token. After `Kind::Error`, `done` says why.
    pub(super) fn token(&mut self) -> Token {
        if self.quoted.last().is_some_and(|q| !q.in_expression) {
            return self.quoted_text();
        }
        self.plain_token()
    }

    /// Whether a formatted string is open.
    pub(super) fn inside_quoted(&self) -> bool {
        !self.quoted.is_empty()
    }

    /// `f` or `t`, for messages about the innermost formatted string.
    pub(super) fn quoted_letter(&self) -> char {
        self.quoted.last().map_or('f', |q| q.letter)
    }

    /// Reads a byte, or None at the end.
    fn next(&mut self) -> Option<u8> {
        if self.cur == self.taken {
            if self.done != Done::Reading {
                return None;
            }
            if self.taken >= self.text.len() {
                self.done = Done::End;
                return None;
            }
            let rest = &self.text[self.taken..];
            let length = rest
                .iter()
                .position(|b| *b == b'\n')
                .map_or(rest.len(), |at| at + 1);
            if self.start.is_none() {
                self.buffer = self.cur;
            }
            self.line_start = self.cur;
            self.line += 1;
            self.read = 0;
            self.taken += length;
        }
        self.read += 1;
        self.cur += 1;
        Some(self.text[self.cur - 1])
    }

    /// Puts what `next` gave back.
    fn back(&mut self, byte: Option<u8>) {
        if byte.is_some() {
            self.cur -= 1;
            self.read -= 1;
        }
    }

    /// Reads a byte and puts it back.
    fn peek(&mut self) -> Option<u8> {
        let byte = self.next();
        self.back(byte);
        byte
    }

    /// The token from `start` to here.
    fn give(&mut self, kind: Kind) -> Token {
        let start = self.start.unwrap_or(self.cur);
        self.give_range(kind, start, self.cur)
    }

    /// The token with a text range of its own.
    fn give_range(&mut self, kind: Kind, start: usize, end: usize) -> Token {
        let string = matches!(kind, Kind::String | Kind::FMiddle | Kind::TMiddle);
        let line = if string { self.first_line } else { self.line };
        let (column, end_column) = if self.rules.columns_are_counted {
            (self.starting_column, self.read)
        } else {
            let from = if string {
                self.multi_line_start
            } else {
                self.line_start
            };
            let column = |at: usize, from: usize| if at >= from { (at - from) as i64 } else { -1 };
            (column(start, from), column(end, self.line_start))
        };
        Token {
            kind,
            start,
            end,
            line,
            column,
            end_line: self.line,
            end_column,
            depth: self.open.len(),
        }
    }

    /// A token without a place.
    fn give_nowhere(&mut self, kind: Kind) -> Token {
        Token {
            kind,
            start: self.cur,
            end: self.cur,
            line: self.line,
            column: -1,
            end_line: self.line,
            end_column: -1,
            depth: self.open.len(),
        }
    }

    /// The error token for a state.
    fn stop(&mut self, done: Done) -> Token {
        self.done = done;
        self.give_nowhere(Kind::Error)
    }

    /// An error at the byte just read.
    fn refuse(&mut self, msg: impl Into<String>) -> Token {
        let column = self.characters(self.line_start, self.cur);
        self.refuse_range(msg, column, column)
    }

    /// An error at columns of the current line.
    fn refuse_range(&mut self, msg: impl Into<String>, column: i64, end_column: i64) -> Token {
        if self.done != Done::Raised {
            let rest = &self.text[self.line_start..];
            let length = rest.iter().position(|b| *b == b'\n').unwrap_or(rest.len());
            let ends = self.rules.errors_have_ends;
            self.raised = Some(Box::new(SyntaxError {
                kind: SyntaxErrorKind::SyntaxError,
                msg: msg.into(),
                lineno: Some(self.line),
                offset: Some(column),
                end_lineno: ends.then_some(self.line),
                end_offset: ends.then_some(end_column),
                text: Some(String::from_utf8_lossy(&rest[..length]).into_owned()),
                is_of_file: false,
            }));
        }
        self.stop(Done::Raised)
    }

    /// How many characters stand between two bytes.
    fn characters(&self, from: usize, to: usize) -> i64 {
        String::from_utf8_lossy(&self.text[from.min(to)..to])
            .chars()
            .count() as i64
    }
}

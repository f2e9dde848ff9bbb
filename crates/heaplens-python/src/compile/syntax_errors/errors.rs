//! Errors with their places, as `_PyPegen_raise_error` and its kin compute them.

use super::super::error::{SyntaxError, SyntaxErrorKind};
use super::grammar::notation::{Path, Place};
use super::grammar::program::Word;
use super::machine::{Machine, Stop};
use super::nodes::{Node, NodeId};
use super::tokenizer::Done;
use super::tokens::Token;

/// Columns of an error: bytes from 1; 0 and -1 stand for themselves.
#[derive(Clone, Copy, Debug)]
pub(super) struct Span {
    pub(super) line: i64,
    pub(super) column: i64,
    pub(super) end_line: i64,
    pub(super) end_column: i64,
}

impl Span {
    /// From the beginning of one node to the end of another.
    pub(super) fn of(start: &Node, end: &Node) -> Span {
        Span {
            line: start.line,
            column: start.column + 1,
            end_line: end.end_line,
            end_column: end.end_column + 1,
        }
    }

    fn of_token(token: &Token) -> Span {
        Span {
            line: token.line,
            column: token.column + 1,
            end_line: token.end_line,
            end_column: token.end_column + 1,
        }
    }
}

const TABS: &str = "inconsistent use of tabs and spaces in indentation";

impl Machine<'_> {
    /// An error at a place.
    pub(super) fn error_at(&self, kind: SyntaxErrorKind, msg: String, span: Span) -> SyntaxError {
        let msg = match &self.nested {
            Some(_) if !self.rules.looks_one_ahead => format!("f-string: {msg}"),
            _ => msg,
        };
        let text = self.shown_text(span.line);
        let shift = match &self.nested {
            Some(nested) if !self.rules.looks_one_ahead => nested.column,
            _ => 0,
        };
        let column = characters(&text, span.column - shift);
        let end_column = if span.end_column - shift > 0 {
            characters(&text, span.end_column - shift)
        } else {
            span.end_column - shift
        };
        let ends = self.rules.errors_have_ends;
        SyntaxError {
            kind,
            msg,
            lineno: Some(span.line),
            offset: Some(column),
            end_lineno: ends.then_some(span.end_line),
            end_offset: ends.then_some(end_column),
            text: Some(text),
            is_of_file: self.rules.looks_one_ahead,
        }
    }

    /// The line that an error shows.
    fn shown_text(&self, line: i64) -> String {
        let tokenizer = &self.tokenizer;
        let held = tokenizer.taken > tokenizer.buffer;
        if self.rules.shows_buffer || tokenizer.line <= line && held {
            let start = if self.rules.shows_last_line {
                tokenizer.line_start
            } else {
                tokenizer.buffer
            };
            return String::from_utf8_lossy(&tokenizer.text[start..tokenizer.taken]).into_owned();
        }
        let line = line - self.nested.as_ref().map_or(0, |nested| nested.line - 1);
        tokenizer
            .text
            .split(|byte| *byte == b'\n')
            .nth((line - 1).max(0) as usize)
            .map(|line| String::from_utf8_lossy(line).into_owned())
            .unwrap_or_default()
    }

    /// An error at a node.
    pub(super) fn error_at_node(&self, msg: impl Into<String>, node: NodeId) -> Stop {
        self.error_at_range(msg, node, node)
    }

    /// An error from one node to another.
    pub(super) fn error_at_range(
        &self,
        msg: impl Into<String>,
        start: NodeId,
        end: NodeId,
    ) -> Stop {
        let span = Span::of(self.nodes.get(start), self.nodes.get(end));
        self.stop(msg, span)
    }

    /// An error from a node to where reading stands.
    pub(super) fn error_from(&self, msg: impl Into<String>, node: NodeId) -> Stop {
        let node = self.nodes.get(node);
        let tokenizer = &self.tokenizer;
        let span = Span {
            line: node.line,
            column: node.column + 1,
            end_line: tokenizer.line,
            end_column: tokenizer.cur as i64 - tokenizer.line_start as i64,
        };
        self.stop(msg, span)
    }

    fn stop(&self, msg: impl Into<String>, span: Span) -> Stop {
        let error = self.error_at(SyntaxErrorKind::SyntaxError, msg.into(), span);
        Stop::Error(Box::new(error))
    }

    /// An error at a token.
    pub(super) fn error_at_token(&self, msg: impl Into<String>, token: &Token) -> SyntaxError {
        let span = Span::of_token(token);
        self.error_at(SyntaxErrorKind::SyntaxError, msg.into(), span)
    }

    /// An error at the last token that was read, or where reading stands if it has no place.
    pub(super) fn error_here(&self, kind: SyntaxErrorKind, msg: impl Into<String>) -> SyntaxError {
        self.error_near(kind, msg, self.tokens.last().copied())
    }

    fn error_near(
        &self,
        kind: SyntaxErrorKind,
        msg: impl Into<String>,
        token: Option<Token>,
    ) -> SyntaxError {
        let Some(token) = token else {
            let span = Span {
                line: 0,
                column: 0,
                end_line: 0,
                end_column: -1,
            };
            return self.error_at(kind, msg.into(), span);
        };
        let tokenizer = &self.tokenizer;
        let column = if token.column != -1 {
            token.column + 1
        } else if self.rules.counts_from_buffer {
            (tokenizer.cur - tokenizer.buffer) as i64
        } else if tokenizer.cur == tokenizer.buffer {
            0
        } else {
            tokenizer.cur as i64 - tokenizer.line_start as i64
        };
        let end_column = if token.end_column != -1 {
            token.end_column + 1
        } else {
            -1
        };
        let span = Span {
            line: token.line,
            column,
            end_line: token.end_line,
            end_column,
        };
        self.error_at(kind, msg.into(), span)
    }

    /// A word must follow and doesn't (`_PyPegen_expect_forced_token`).
    pub(super) fn missing(&mut self, word: Word) -> Result<Stop, Stop> {
        self.fill()?;
        let msg = format!("expected '{}'", self.program.text(word));
        let token = self.tokens[self.mark];
        Ok(Stop::Error(Box::new(self.error_at_token(msg, &token))))
    }

    /// What an error token means (`tokenizer_error`).
    pub(super) fn tokenizer_error(&mut self) -> SyntaxError {
        use SyntaxErrorKind::{IndentationError, SyntaxError, TabError};
        if let Some(raised) = self.tokenizer.raised.take() {
            return *raised;
        }
        if self.rules.looks_one_ahead {
            let (kind, msg) = match self.tokenizer.done {
                Done::OpenTripleString => (
                    SyntaxError,
                    "EOF while scanning triple-quoted string literal",
                ),
                Done::OpenString => (SyntaxError, "EOL while scanning string literal"),
                Done::Dedent => (
                    IndentationError,
                    "unindent does not match any outer indentation level",
                ),
                Done::Tabs => (TabError, TABS),
                Done::TooDeep => (IndentationError, "too many levels of indentation"),
                Done::LineContinuation => (
                    SyntaxError,
                    "unexpected character after line continuation character",
                ),
                Done::BadName => (SyntaxError, "invalid character in identifier"),
                _ => (SyntaxError, "unexpected EOF while parsing"),
            };
            return self.error_of_parser(kind, msg, None);
        }
        let tokenizer = &self.tokenizer;
        let at_line = |column: i64| Span {
            line: tokenizer.line,
            column: column + 1,
            end_line: tokenizer.line,
            end_column: 0,
        };
        match tokenizer.done {
            Done::OpenTripleString => self.error_here(
                SyntaxError,
                "EOF while scanning triple-quoted string literal",
            ),
            Done::OpenString => self.error_here(SyntaxError, "EOL while scanning string literal"),
            Done::Dedent => self.error_here(
                IndentationError,
                "unindent does not match any outer indentation level",
            ),
            // 3.9 knows no place, and leaves the text to whoever can read the file.
            Done::Tabs if self.rules.shows_buffer => super::super::error::SyntaxError {
                offset: Some(0),
                is_of_file: true,
                ..self.error_at(TabError, TABS.to_owned(), at_line(0))
            },
            Done::Tabs => self.error_at(TabError, TABS.to_owned(), at_line(0)),
            Done::TooDeep => self.error_at(
                IndentationError,
                "too many levels of indentation".to_owned(),
                at_line(0),
            ),
            Done::LineContinuation => self.error_at(
                SyntaxError,
                "unexpected character after line continuation character".to_owned(),
                at_line((tokenizer.cur - tokenizer.buffer) as i64 - 1),
            ),
            _ => self.end_of_text(),
        }
    }

    /// The text ended too early.
    pub(super) fn end_of_text(&self) -> SyntaxError {
        if self.rules.looks_for_open_brackets
            && let Some(error) = self.open_bracket(i64::MAX)
        {
            return error;
        }
        self.error_here(SyntaxErrorKind::SyntaxError, "unexpected EOF while parsing")
    }

    /// The innermost open bracket, if it stands on a line before `line`.
    pub(super) fn open_bracket(&self, line: i64) -> Option<SyntaxError> {
        let open = self.tokenizer.open.last()?;
        let open_line = open.line;
        let span = Span {
            line: open_line,
            column: open.column + 1,
            end_line: open_line,
            end_column: 0,
        };
        let msg = format!("'{}' was never closed", char::from(open.mark));
        (line > open_line).then(|| self.error_at(SyntaxErrorKind::SyntaxError, msg, span))
    }

    /// The error of an alternative.
    pub(super) fn made_error(
        &mut self,
        indentation: bool,
        msg: &str,
        place: &Place,
        names: &[(String, usize)],
    ) -> Result<Stop, Stop> {
        let kind = if indentation {
            SyntaxErrorKind::IndentationError
        } else {
            SyntaxErrorKind::SyntaxError
        };
        let msg = self.filled_in(msg, names);
        let error = match place {
            Place::Last => self.error_here(kind, msg),
            Place::Next => {
                self.fill()?;
                let token = self.tokens[self.mark];
                self.error_near(kind, msg, Some(token))
            }
            Place::Start => {
                let token = self.first_token();
                self.error_near(kind, msg, Some(token))
            }
            Place::Range(start, end) => {
                let (start, end) = (self.step(start), self.step(end));
                return Ok(self.error_at_range(msg, start, end));
            }
            Place::From(start) => return Ok(self.error_from(msg, self.step(start))),
            Place::BeforeEnd(path) => {
                let node = self.nodes.get(self.step(path));
                let span = Span {
                    line: node.line,
                    column: node.end_column,
                    end_line: node.end_line,
                    end_column: 0,
                };
                return Ok(self.stop(msg, span));
            }
        };
        Ok(Stop::Error(Box::new(error)))
    }

    /// The node at a path.
    fn step(&self, path: &Path) -> NodeId {
        let mut id = self.items()[path.item];
        for last in &path.steps {
            let items = &self.nodes.get(id).items;
            let next = if *last { items.last() } else { items.first() };
            id = next.copied().unwrap_or(id);
        }
        id
    }

    /// A message with what it says of items.
    fn filled_in(&self, msg: &str, names: &[(String, usize)]) -> String {
        if !msg.contains('{') {
            return msg.to_owned();
        }
        let mut out = msg.to_owned();
        for (name, item) in names {
            let node = self.nodes.get(self.items()[*item]);
            let text = self
                .tokens
                .get(node.token as usize)
                .map_or("", |token| self.text(token));
            for (what, value) in [
                ("kind", node.shape.name(&self.rules.words).to_owned()),
                ("line", node.line.to_string()),
                ("text", text.to_owned()),
            ] {
                out = out.replace(&format!("{{{name}.{what}}}"), &value);
            }
        }
        out
    }
}

/// How many characters the first `bytes` of a text are; one more beyond its end.
pub(super) fn characters(text: &str, bytes: i64) -> i64 {
    let length = text.len() as i64;
    let beyond = i64::from(bytes > length);
    let bytes = bytes.clamp(0, length) as usize;
    String::from_utf8_lossy(&text.as_bytes()[..bytes])
        .chars()
        .count() as i64
        + beyond
}

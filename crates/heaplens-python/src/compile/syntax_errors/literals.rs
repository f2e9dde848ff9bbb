//! Numbers and strings that are tokens, and yet wrong.

use super::super::error::SyntaxErrorKind;
use super::errors::Span;
use super::escapes::{bad_bytes_escape, bad_text_escape};
use super::machine::{Machine, Stop};
use super::nodes::{NodeId, Shape};
use super::tokens::Token;
use crate::text::unicode::Unicode;

/// Digits that `int` converts at most (`sys.int_info.default_max_str_digits`).
pub(super) const MAX_DIGITS: usize = 4300;

/// A string literal taken apart.
#[derive(Clone, Copy)]
pub(super) struct Parts<'a> {
    pub(super) body: &'a str,
    pub(super) bytes: bool,
    pub(super) raw: bool,
    pub(super) formatted: bool,
}

impl<'a> Parts<'a> {
    /// Takes the text of a string token apart.
    pub(super) fn of(text: &'a str) -> Parts<'a> {
        let start = text.find(['"', '\'']).unwrap_or(0);
        let prefix = text[..start].to_ascii_lowercase();
        let rest = &text[start..];
        let quote = &rest[..1];
        let size = if rest.len() >= 6 && rest.starts_with(&quote.repeat(3)) {
            3
        } else {
            1
        };
        Parts {
            body: &rest[size..rest.len() - size],
            bytes: prefix.contains('b'),
            raw: prefix.contains('r'),
            formatted: prefix.contains('f'),
        }
    }
}

impl<'a> Machine<'a> {
    /// Refuses a decimal integer that is too long to convert.
    pub(super) fn check_number(&self, token: &Token) -> Result<(), Stop> {
        let text = self.text(token);
        let digits = text.bytes().filter(u8::is_ascii_digit).count();
        let decimal = text.bytes().all(|b| b.is_ascii_digit() || b == b'_');
        if !self.rules.limits_digits || !decimal || digits <= MAX_DIGITS {
            return Ok(());
        }
        let count = if self.rules.names_digit_count {
            format!(
                ": value has {digits} digits; use sys.set_int_max_str_digits() to increase the limit"
            )
        } else {
            "; use sys.set_int_max_str_digits() to increase the limit".to_owned()
        };
        let msg = format!(
            "Exceeds the limit ({MAX_DIGITS} digits) for integer string conversion{count} - Consider hexadecimal \
             for huge integer literals to avoid decimal conversion limits."
        );
        let span = Span {
            line: token.line,
            column: 0,
            end_line: token.end_line,
            end_column: 0,
        };
        let error = self.error_at(SyntaxErrorKind::SyntaxError, msg, span);
        Err(Stop::Error(Box::new(error)))
    }

    /// A number of a complex literal in a pattern.
    pub(super) fn number_of_kind(
        &self,
        number: NodeId,
        imaginary: bool,
    ) -> Result<Option<NodeId>, Stop> {
        let is_imaginary = self.node_text(number).ends_with(['j', 'J']);
        if is_imaginary == imaginary {
            return Ok(Some(number));
        }
        let kind = if imaginary { "imaginary" } else { "real" };
        let msg = format!("{kind} number required in complex literal");
        Err(self.error_at_node(msg, number))
    }

    /// An error at the last token that was read.
    pub(super) fn refuse(&self, msg: impl Into<String>) -> Stop {
        if let Some(token) = &self.literal {
            return Stop::Error(Box::new(self.error_at_token(msg, token)));
        }
        Stop::Error(Box::new(self.error_here(SyntaxErrorKind::SyntaxError, msg)))
    }

    /// Checks a literal that isn't formatted; whether it is bytes.
    fn check_string(&self, parts: &Parts<'_>, token: &Token) -> Result<(), Stop> {
        if parts.bytes {
            if !parts.body.is_ascii() {
                let stop = if self.rules.dotted_bytes_message {
                    "."
                } else {
                    ""
                };
                let msg = format!("bytes can only contain ASCII literal characters{stop}");
                return Err(if self.rules.places_strings {
                    Stop::Error(Box::new(self.error_at_token(msg, token)))
                } else {
                    self.refuse(msg)
                });
            }
            if parts.raw {
                return Ok(());
            }
            return match bad_bytes_escape(parts.body.as_bytes()) {
                Some(msg) => Err(self.refuse(msg)),
                None => Ok(()),
            };
        }
        if parts.raw {
            return Ok(());
        }
        self.check_text(parts.body)
    }

    /// Checks the escapes of a piece of text.
    pub(super) fn check_text(&self, body: &str) -> Result<(), Stop> {
        match bad_text_escape(body, Unicode::of(self.rules.version)) {
            Some(msg) => Err(self.refuse(msg)),
            None => Ok(()),
        }
    }

    /// One literal (3.12+).
    pub(super) fn string(&mut self, node: NodeId) -> Result<NodeId, Stop> {
        let token = self.node_token(node);
        let parts = Parts::of(self.text(&token));
        self.check_string(&parts, &token)?;
        let shape = if parts.bytes {
            Shape::Bytes
        } else {
            Shape::Literal
        };
        Ok(self.spanning(shape, Vec::new()))
    }

    /// Literals side by side (3.12+).
    pub(super) fn joined(&mut self, parts: NodeId) -> Result<NodeId, Stop> {
        let parts = self.nodes.get(parts).items.clone();
        let is = |shape: Shape| parts.iter().any(|id| self.nodes.get(*id).shape == shape);
        let (bytes, text, formatted) = (is(Shape::Bytes), is(Shape::Literal), is(Shape::Formatted));
        if bytes && (text || formatted) {
            return Err(self.refuse("cannot mix bytes and nonbytes literals"));
        }
        let shape = if formatted {
            Shape::Formatted
        } else {
            Shape::Literal
        };
        Ok(self.spanning(shape, Vec::new()))
    }

    /// Literals side by side (up to 3.11).
    pub(super) fn strings(&mut self, tokens: NodeId) -> Result<NodeId, Stop> {
        let tokens = self.nodes.get(tokens).items.clone();
        let mut bytes = None;
        let mut formatted = false;
        for node in tokens {
            let token = self.node_token(node);
            let parts = Parts::of(self.text(&token));
            if self.rules.looks_one_ahead {
                let own = parts.bytes && !parts.body.is_ascii();
                self.literal = if own {
                    Some(token)
                } else {
                    self.literal.or(Some(token))
                };
            }
            if !parts.formatted {
                self.check_string(&parts, &token)?;
            }
            if bytes.is_some_and(|bytes| bytes != parts.bytes) {
                return Err(self.refuse("cannot mix bytes and nonbytes literals"));
            }
            bytes = Some(parts.bytes);
            if parts.formatted {
                formatted = true;
                self.check_formatted(&parts, &token)?;
            }
        }
        self.literal = None;
        let shape = if formatted {
            Shape::Formatted
        } else {
            Shape::Literal
        };
        Ok(self.spanning(shape, Vec::new()))
    }

    /// A piece of a formatted string's text (3.12+): its escapes are checked at the end of the literal.
    pub(super) fn middle(&mut self, node: NodeId) -> NodeId {
        let token = self.node_token(node);
        let place = self.nodes.get(node).token as usize;
        self.nodes.token(Shape::Text, place, &token)
    }

    /// A piece of a format specification's text (3.12+).
    pub(super) fn spec_text(&mut self, node: NodeId) -> Result<NodeId, Stop> {
        let token = self.node_token(node);
        self.check_text(self.text(&token))?;
        Ok(node)
    }

    /// A formatted string (3.12+), of its start and its pieces.
    pub(super) fn formatted(
        &mut self,
        shape: Shape,
        start: NodeId,
        pieces: NodeId,
    ) -> Result<NodeId, Stop> {
        let raw = self.node_text(start).contains(['r', 'R']);
        for piece in &self.nodes.get(pieces).items {
            if !raw && self.nodes.get(*piece).shape == Shape::Text {
                self.check_text(self.node_text(*piece))?;
            }
        }
        Ok(self.spanning(shape, Vec::new()))
    }

    /// The conversion of a replacement field (3.12+).
    pub(super) fn conversion(
        &mut self,
        mark: NodeId,
        name: NodeId,
    ) -> Result<Option<NodeId>, Stop> {
        let (first, second) = (self.nodes.get(mark), self.nodes.get(name));
        let letter = self.tokenizer.quoted_letter();
        if first.line != second.line || first.end_column != second.column {
            let msg = format!(
                "{letter}-string: conversion type must come right after the exclamation mark"
            );
            let msg = if self.rules.misspells_exclamation {
                msg.replace("exclamation", "exclamanation")
            } else {
                msg
            };
            return Err(self.error_at_range(msg, mark, name));
        }
        let text = self.node_text(name);
        if !matches!(text, "s" | "r" | "a") {
            let msg = format!(
                "{letter}-string: invalid conversion character '{text}': expected 's', 'r', or 'a'"
            );
            return Err(self.error_at_node(msg, name));
        }
        Ok(Some(name))
    }
}

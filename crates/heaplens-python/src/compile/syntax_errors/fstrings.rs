//! f-strings up to 3.11: a string token whose replacement fields are found by hand, and whose expressions are
//! parsed as texts of their own, in parentheses.

use super::error_of;
use super::grammar;
use super::literals::Parts;
use super::machine::{Machine, Stop};
use super::one_ahead::refusal;
use super::tokenizer::{LexRules, Tokenizer};
use super::tokens::Token;

/// Where the text of an expression stands in the program.
#[derive(Clone, Copy, Debug)]
pub(super) struct Nested {
    /// The program's line on which the text begins.
    pub(super) line: i64,
    /// What is added to the columns of the text's first line.
    pub(super) column: i64,
    /// 3.9: what is added to a token's line; from 3.10 on the tokenizer counts from `line`.
    shift: i64,
}

impl Nested {
    /// Gives a token its place in the program; `line` is the tokenizer's.
    pub(super) fn place(&self, token: &mut Token, line: i64) {
        let first = if self.shift == 0 { self.line } else { 1 };
        if line == first {
            token.column += self.column;
            token.end_column += self.column;
        }
        token.line += self.shift;
        token.end_line += self.shift;
    }
}

/// Brackets that may be open in an expression.
const MAX_BRACKETS: usize = 200;

/// Walks through the body of an f-string.
struct Walk<'m, 'a> {
    machine: &'m Machine<'a>,
    token: Token,
    /// The token's text, and where in it the walk stands and ends.
    text: &'a str,
    at: usize,
    end: usize,
    raw: bool,
    /// Whether the expressions are parsed too.
    parses: bool,
}

impl<'a> Machine<'a> {
    /// Checks an f-string's text and expressions.
    pub(super) fn check_formatted(&self, parts: &Parts<'a>, token: &Token) -> Result<(), Stop> {
        self.walk(parts, token, true)
    }

    /// Checks where the fields of an f-string begin and end.
    pub(super) fn check_fields(&self, parts: &Parts<'a>, token: &Token) -> Result<(), Stop> {
        self.walk(parts, token, false)
    }

    fn walk(&self, parts: &Parts<'a>, token: &Token, parses: bool) -> Result<(), Stop> {
        let text = self.text(token);
        let start = parts.body.as_ptr() as usize - text.as_ptr() as usize;
        let mut walk = Walk {
            machine: self,
            token: *token,
            text,
            at: start,
            end: start + parts.body.len(),
            raw: parts.raw,
            parses,
        };
        walk.body(0)
    }
}

impl Walk<'_, '_> {
    fn refuse(&self, msg: impl Into<String>) -> Stop {
        self.machine.refuse(format!("f-string: {}", msg.into()))
    }

    fn byte(&self, ahead: usize) -> Option<u8> {
        let at = self.at + ahead;
        (at < self.end).then(|| self.text.as_bytes()[at])
    }

    fn expecting_brace(&self) -> Stop {
        self.refuse("expecting '}'")
    }

    /// Text and fields, up to the end or (within a format specification) a closing brace.
    fn body(&mut self, level: usize) -> Result<(), Stop> {
        loop {
            if self.literal(level)? {
                continue;
            }
            if self.byte(0) != Some(b'{') {
                break;
            }
            self.field(level)?;
        }
        if level != 0 && self.byte(0) != Some(b'}') {
            return Err(self.expecting_brace());
        }
        Ok(())
    }

    /// A piece of text; true if it ended at a doubled brace.
    fn literal(&mut self, level: usize) -> Result<bool, Stop> {
        let start = self.at;
        let mut doubled = None;
        while let Some(byte) = self.byte(0) {
            self.at += 1;
            let mut byte = byte;
            if !self.raw && byte == b'\\' && self.at < self.end {
                byte = self.text.as_bytes()[self.at];
                self.at += 1;
                if byte == b'N' {
                    let brace = self.byte(0) == Some(b'{');
                    self.at = (self.at + 1).min(self.end);
                    while brace && self.byte(0).is_some() {
                        self.at += 1;
                        if self.text.as_bytes()[self.at - 1] == b'}' {
                            break;
                        }
                    }
                    continue;
                }
            }
            if !matches!(byte, b'{' | b'}') {
                continue;
            }
            if level == 0 {
                if self.byte(0) == Some(byte) {
                    doubled = Some(self.at);
                    self.at += 1;
                    break;
                }
                if byte == b'}' {
                    return Err(self.refuse("single '}' is not allowed"));
                }
            }
            self.at -= 1;
            break;
        }
        let end = doubled.unwrap_or(self.at);
        if !self.raw && self.text.is_char_boundary(end) {
            self.machine.check_text(&self.text[start..end])?;
        }
        Ok(doubled.is_some())
    }

    /// A replacement field.
    fn field(&mut self, level: usize) -> Result<(), Stop> {
        if level >= 2 {
            return Err(self.refuse("expressions nested too deeply"));
        }
        self.at += 1;
        let start = self.at;
        self.find_end()?;
        if self.at >= self.end {
            return Err(self.expecting_brace());
        }
        self.expression(start, self.at)?;
        if self.byte(0) == Some(b'=') {
            self.at += 1;
            while self
                .byte(0)
                .is_some_and(|b| b.is_ascii_whitespace() || b == 0x0b)
            {
                self.at += 1;
            }
        }
        if self.byte(0) == Some(b'!') {
            self.at += 1;
            let Some(conversion) = self.byte(0) else {
                return Err(self.expecting_brace());
            };
            self.at += 1;
            if !matches!(conversion, b's' | b'r' | b'a') {
                let msg = "invalid conversion character: expected 's', 'r', or 'a'";
                return Err(self.refuse(msg));
            }
        }
        if self.byte(0) == Some(b':') {
            self.at += 1;
            if self.at >= self.end {
                return Err(self.expecting_brace());
            }
            self.body(level + 1)?;
        }
        if self.byte(0) != Some(b'}') {
            return Err(self.expecting_brace());
        }
        self.at += 1;
        Ok(())
    }

    /// Goes to the end of a field's expression.
    fn find_end(&mut self) -> Result<(), Stop> {
        let mut open: Vec<u8> = Vec::new();
        let mut quote: Option<(u8, usize)> = None;
        while let Some(byte) = self.byte(0) {
            if byte == b'\\' {
                let msg = "f-string expression part cannot include a backslash";
                return Err(self.machine.refuse(msg));
            }
            let tripled = self.byte(1) == Some(byte) && self.byte(2) == Some(byte);
            if let Some((mark, size)) = quote {
                if byte == mark && (size == 1 || tripled) {
                    quote = None;
                    self.at += size - 1;
                }
            } else {
                match byte {
                    b'\'' | b'"' => {
                        let size = if tripled { 3 } else { 1 };
                        quote = Some((byte, size));
                        self.at += size - 1;
                    }
                    b'[' | b'{' | b'(' => {
                        if open.len() >= MAX_BRACKETS {
                            return Err(self.refuse("too many nested parenthesis"));
                        }
                        open.push(byte);
                    }
                    b'#' => {
                        let msg = "f-string expression part cannot include '#'";
                        return Err(self.machine.refuse(msg));
                    }
                    b'!' | b':' | b'}' | b'=' | b'>' | b'<' if open.is_empty() => {
                        let compares = matches!(byte, b'!' | b'=' | b'<' | b'>');
                        if compares && self.byte(1) == Some(b'=') {
                            self.at += 1;
                        } else if !matches!(byte, b'>' | b'<') {
                            return Ok(());
                        }
                    }
                    b']' | b'}' | b')' => self.close(byte, &mut open)?,
                    _ => {}
                }
            }
            self.at += 1;
        }
        if quote.is_some() {
            return Err(self.refuse("unterminated string"));
        }
        match open.last() {
            Some(mark) => Err(self.refuse(format!("unmatched '{}'", char::from(*mark)))),
            None => Ok(()),
        }
    }

    fn close(&self, byte: u8, open: &mut Vec<u8>) -> Result<(), Stop> {
        let close = char::from(byte);
        let Some(mark) = open.pop() else {
            return Err(self.refuse(format!("unmatched '{close}'")));
        };
        if matches!((mark, byte), (b'(', b')') | (b'[', b']') | (b'{', b'}')) {
            return Ok(());
        }
        let mark = char::from(mark);
        Err(self.refuse(format!(
            "closing parenthesis '{close}' does not match opening parenthesis '{mark}'"
        )))
    }

    /// Parses a field's expression.
    fn expression(&self, start: usize, end: usize) -> Result<(), Stop> {
        let bytes = self.text.as_bytes();
        let blank = |b: &u8| matches!(b, b' ' | b'\t' | b'\n' | 0x0c);
        if bytes[start..end].iter().all(blank) {
            let after = char::from(bytes[end]);
            if self.machine.rules.names_missing_expression && after != '}' {
                return Err(self.refuse(format!("expression required before '{after}'")));
            }
            return Err(self.refuse("empty expression not allowed"));
        }
        if !self.parses {
            return Ok(());
        }
        let text = format!("({})\n", &self.text[start..end]);
        if self.machine.rules.looks_one_ahead {
            let tokenizer =
                Tokenizer::new(text.as_bytes(), LexRules::of(self.machine.rules.version));
            let mut parser = Machine::new(grammar::one_ahead(), self.machine.rules, tokenizer);
            if let Some(mut error) = refusal(&mut parser, "fstring_expression")? {
                error.text = error
                    .text
                    .map(|text| text.trim_end_matches('\n').to_owned());
                return Err(Stop::Error(Box::new(error)));
            }
        }
        let lines = bytes[..start - 1].iter().filter(|b| **b == b'\n').count() as i64;
        let columns = self.columns_before(start - 1);
        let rules = self.machine.rules;
        let mut tokenizer = Tokenizer::new(text.as_bytes(), LexRules::of(rules.version));
        let nested = if rules.counts_from_buffer {
            let shift = self.token.line + lines - 1;
            Nested {
                line: self.token.line + lines,
                column: self.token.column + columns,
                shift,
            }
        } else {
            let line = self.token.line + lines;
            tokenizer.line = line - 1;
            let column = if lines == 0 { self.token.column } else { 0 };
            Nested {
                line,
                column: column + columns,
                shift: 0,
            }
        };
        let program = self.machine.program;
        let mut machine = Machine::new(program, rules, tokenizer);
        machine.nested = Some(nested);
        error_of(&mut machine, "fstring_expression")
    }

    /// How far the brace at `at` stands from the beginning of its line, unless a newline follows it.
    fn columns_before(&self, at: usize) -> i64 {
        let bytes = self.text.as_bytes();
        let rest = &bytes[at + 1..];
        let first = rest.iter().find(|b| !matches!(b, b' ' | b'\t' | 0x0c));
        if matches!(first, Some(b'\n' | b'}')) {
            return 0;
        }
        let line_start = bytes[..at].iter().rposition(|b| *b == b'\n');
        match line_start {
            None => at as i64,
            // 3.9 counts the newline too.
            Some(newline) => {
                (at - newline) as i64 - i64::from(!self.machine.rules.counts_from_buffer)
            }
        }
    }
}

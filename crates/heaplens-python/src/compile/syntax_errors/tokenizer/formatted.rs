//! f-strings and t-strings as tokens (3.12+): start, pieces of text, end, and plain tokens in the braces.

use super::super::tokens::{Kind, Token};
use super::{MAX_QUOTED, Tokenizer};

/// Replacement fields within each other (`MAX_EXPR_NESTING`).
const MAX_FIELDS: i64 = 3;

/// An open formatted string.
#[derive(Clone, Copy, Debug)]
pub(super) struct Quoted {
    pub(super) letter: char,
    pub(super) quote: u8,
    pub(super) size: usize,
    raw: bool,
    /// Where the literal begins.
    start: usize,
    line: i64,
    line_start: usize,
    /// Brackets open within it.
    pub(super) depth: i64,
    /// `depth` before the innermost replacement field; -1 outside.
    pub(super) expression_depth: i64,
    /// Whether tokens are read now, not text.
    pub(super) in_expression: bool,
    /// Whether the text is that of a format specification.
    pub(super) in_spec: bool,
    /// Whether the field has a `=`.
    pub(super) debug: bool,
}

impl Quoted {
    /// Within a replacement field.
    pub(super) fn in_expression(&self) -> bool {
        self.expression_depth >= 0
    }

    fn kind(&self, f: Kind, t: Kind) -> Kind {
        if self.letter == 't' { t } else { f }
    }
}

impl Tokenizer<'_> {
    /// The start of a formatted string, whose first quote was read.
    pub(super) fn quoted_start(&mut self, quote: u8) -> Token {
        if !self.rules.splits_f_strings {
            return self.string(quote);
        }
        self.first_line = self.line;
        self.multi_line_start = self.line_start;
        let mut size = 1;
        let second = self.next();
        if second == Some(quote) {
            let third = self.next();
            if third == Some(quote) {
                size = 3;
            } else {
                self.back(third);
                self.back(second);
            }
        } else {
            self.back(second);
        }
        if self.quoted.len() + 1 >= MAX_QUOTED {
            let what = if self.rules.has_t_strings {
                "f-strings or t-strings"
            } else {
                "f-strings"
            };
            return self.refuse(format!("too many nested {what}"));
        }
        let start = self.start.unwrap_or(self.cur);
        let prefix = self.text[start..self.cur - size].to_ascii_lowercase();
        let quoted = Quoted {
            letter: if prefix.contains(&b't') { 't' } else { 'f' },
            quote,
            size,
            raw: prefix.contains(&b'r'),
            start,
            line: self.line,
            line_start: self.line_start,
            depth: 0,
            expression_depth: -1,
            in_expression: false,
            in_spec: false,
            debug: false,
        };
        self.quoted.push(quoted);
        self.give(quoted.kind(Kind::FStart, Kind::TStart))
    }

    /// A colon that begins a format specification.
    pub(super) fn format_colon(&mut self, byte: u8) -> Option<Token> {
        if byte != b':' {
            return None;
        }
        let quoted = self.quoted.last_mut()?;
        if !quoted.in_expression() || quoted.depth - 1 != quoted.expression_depth {
            return None;
        }
        quoted.in_expression = false;
        quoted.in_spec = true;
        Some(self.give(Kind::Mark))
    }

    fn innermost(&mut self) -> &mut Quoted {
        self.quoted.last_mut().expect("within a formatted string")
    }

    /// The next token where text is read.
    pub(super) fn quoted_text(&mut self) -> Token {
        self.start = Some(self.cur);
        self.first_line = self.line;
        self.starting_column = self.read;
        let first = self.next();
        if first == Some(b'{') {
            let second = self.peek();
            self.back(first);
            if second != Some(b'{') {
                return match self.field() {
                    Ok(()) => self.plain_token(),
                    Err(token) => token,
                };
            }
        } else {
            self.back(first);
        }
        let quoted = *self.innermost();
        let mut quotes = 0;
        while quotes < quoted.size {
            let byte = self.next();
            if byte != Some(quoted.quote) {
                self.back(byte);
                break;
            }
            quotes += 1;
        }
        if quotes == quoted.size {
            self.quoted.pop();
            return self.give(quoted.kind(Kind::FEnd, Kind::TEnd));
        }
        self.quoted_middle(quoted, quotes)
    }

    /// Goes into a replacement field.
    fn field(&mut self) -> Result<(), Token> {
        let quoted = self.innermost();
        quoted.expression_depth += 1;
        if quoted.expression_depth >= MAX_FIELDS {
            let letter = quoted.letter;
            return Err(self.refuse(format!("{letter}-string: expressions nested too deeply")));
        }
        self.innermost().in_expression = true;
        Ok(())
    }

    /// A piece of text; some quotes of it may have been read already.
    fn quoted_middle(&mut self, quoted: Quoted, read: usize) -> Token {
        let middle = quoted.kind(Kind::FMiddle, Kind::TMiddle);
        // CPython forgets how many quotes it has passed; they count again only from here.
        let _ = read;
        let start = self.start.unwrap_or(self.cur);
        self.multi_line_start = self.line_start;
        let (mut closing, mut named) = (0, false);
        while closing != quoted.size {
            let byte = self.next();
            let in_spec = quoted.in_spec && quoted.in_expression();
            let Some(byte) = byte.filter(|b| quoted.size == 3 || *b != b'\n') else {
                return self.open_quoted(quoted, byte, in_spec);
            };
            if byte == quoted.quote {
                closing += 1;
                continue;
            }
            closing = 0;
            match byte {
                b'{' => {
                    let second = self.next();
                    if second != Some(b'{') || in_spec {
                        self.back(second);
                        self.back(Some(byte));
                        if let Err(token) = self.field() {
                            return token;
                        }
                        self.innermost().in_spec = false;
                        return self.give_range(middle, start, self.cur);
                    }
                    return self.give_range(middle, start, self.cur - 1);
                }
                b'}' if named => return self.give_range(middle, start, self.cur),
                b'}' => {
                    let second = self.next();
                    if second == Some(b'}') && !in_spec && quoted.depth == 0 {
                        return self.give_range(middle, start, self.cur - 1);
                    }
                    self.back(second);
                    self.back(Some(byte));
                    let quoted = self.innermost();
                    quoted.in_expression = true;
                    quoted.in_spec = false;
                    return self.give_range(middle, start, self.cur);
                }
                b'\\' => {
                    let escaped = self.next();
                    if matches!(escaped, Some(b'{' | b'}')) {
                        self.back(escaped);
                    } else if escaped == Some(b'N') && !quoted.raw {
                        let brace = self.next();
                        if brace == Some(b'{') {
                            named = true;
                        } else {
                            self.back(brace);
                        }
                    }
                }
                _ => {}
            }
        }
        for _ in 0..quoted.size {
            self.back(Some(quoted.quote));
        }
        self.give_range(middle, start, self.cur)
    }

    /// A formatted string that doesn't end on its line, or at all.
    fn open_quoted(&mut self, quoted: Quoted, byte: Option<u8>, in_spec: bool) -> Token {
        if in_spec && byte == Some(b'\n') {
            if self.rules.has_t_strings && quoted.size == 1 {
                return self.refuse(
                    "f-string: newlines are not allowed in format specifiers for single quoted f-strings",
                );
            }
            self.back(byte);
            let kind = quoted.kind(Kind::FMiddle, Kind::TMiddle);
            let inner = self.innermost();
            inner.in_expression = true;
            inner.in_spec = false;
            return self.give(kind);
        }
        let line = self.line;
        self.cur = quoted.start + 1;
        self.line_start = quoted.line_start;
        self.line = quoted.line;
        let letter = quoted.letter;
        let triple = if quoted.size == 3 {
            "triple-quoted "
        } else {
            ""
        };
        self.refuse(format!(
            "unterminated {triple}{letter}-string literal (detected at line {line})"
        ))
    }
}

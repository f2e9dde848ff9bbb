//! Lines: indentation, blank lines, comments, continued lines.

use super::super::tokens::{Kind, Token};
use super::{Done, MAX_INDENTS, Tokenizer};

/// How wide a tab is for the column that counts.
const TAB: i64 = 8;

impl Tokenizer<'_> {
    /// The next token outside the text of formatted strings.
    pub(super) fn plain_token(&mut self) -> Token {
        loop {
            self.start = None;
            self.starting_column = -1;
            let mut blank = false;
            if self.at_line_begin {
                self.at_line_begin = false;
                match self.indentation() {
                    Ok(is_blank) => blank = is_blank,
                    Err(token) => return token,
                }
            }
            self.start = Some(self.cur);
            self.starting_column = self.read;
            if self.pending < 0 {
                self.pending += 1;
                return self.give_nowhere(Kind::Dedent);
            }
            if self.pending > 0 {
                self.pending -= 1;
                return self.give_nowhere(Kind::Indent);
            }
            self.peek();
            if let Some(token) = self.in_line(blank) {
                return token;
            }
        }
    }

    /// A token of the current line; None where the line goes on to the next one without a token.
    fn in_line(&mut self, blank: bool) -> Option<Token> {
        loop {
            self.start = None;
            let mut byte = self.next();
            while matches!(byte, Some(b' ' | b'\t' | 0x0c)) {
                byte = self.next();
            }
            // At the end of the text CPython's token starts one byte before it; it is never given out.
            self.start = Some(self.cur.saturating_sub(1));
            self.starting_column = self.read - 1;
            if byte == Some(b'#') {
                while !matches!(byte, None | Some(b'\n')) {
                    byte = self.next();
                }
            }
            let Some(byte) = byte else {
                let kind = if self.open.is_empty() && self.done == Done::End {
                    Kind::End
                } else {
                    Kind::Error
                };
                return Some(self.give_nowhere(kind));
            };
            return Some(match byte {
                b'\n' => {
                    self.at_line_begin = true;
                    if blank || !self.open.is_empty() {
                        return None;
                    }
                    let start = self.start.unwrap_or(self.cur);
                    // After a comment the token spans it, as in CPython: only its end is moved back.
                    self.give_range(Kind::Newline, start, self.cur - 1)
                }
                b'\\' => {
                    if let Err(token) = self.continued_line() {
                        return Some(token);
                    }
                    continue;
                }
                b'.' => self.dot(),
                b'0'..=b'9' => self.number(byte),
                b'"' | b'\'' => self.string(byte),
                _ if is_word_start(byte) => self.word(byte),
                _ => self.mark(byte),
            });
        }
    }

    /// Measures a line's indentation; whether nothing counts on it.
    fn indentation(&mut self) -> Result<bool, Token> {
        let (mut column, mut narrow, mut continued) = (0, 0, 0);
        let byte = loop {
            let byte = self.next();
            match byte {
                Some(b' ') => {
                    column += 1;
                    narrow += 1;
                }
                Some(b'\t') => {
                    column = (column / TAB + 1) * TAB;
                    narrow += 1;
                }
                Some(0x0c) => {
                    column = 0;
                    narrow = 0;
                }
                Some(b'\\') if self.rules.indentation_is_continued => {
                    if continued == 0 {
                        continued = column;
                    }
                    self.continued_line()?;
                }
                _ => break byte,
            }
        };
        self.back(byte);
        let blank = matches!(byte, Some(b'#' | b'\n'))
            || self.rules.backslash_line_is_blank && byte == Some(b'\\');
        if blank || !self.open.is_empty() {
            return Ok(blank);
        }
        if continued != 0 {
            (column, narrow) = (continued, continued);
        }
        self.compare_indentation(column, narrow)?;
        Ok(false)
    }

    /// Notes the indents and dedents that a line's columns make.
    fn compare_indentation(&mut self, column: i64, narrow: i64) -> Result<(), Token> {
        let top = *self.indents.last().expect("the outermost level stays");
        if column > top.0 {
            if self.indents.len() >= MAX_INDENTS {
                self.cur = self.taken;
                return Err(self.stop(Done::TooDeep));
            }
            if narrow <= top.1 {
                return Err(self.tabs_disagree());
            }
            self.pending += 1;
            self.indents.push((column, narrow));
            return Ok(());
        }
        while self.indents.len() > 1 && column < self.indents[self.indents.len() - 1].0 {
            self.pending -= 1;
            self.indents.pop();
        }
        let top = *self.indents.last().expect("the outermost level stays");
        if column != top.0 {
            self.cur = self.taken;
            return Err(self.stop(Done::Dedent));
        }
        if narrow != top.1 {
            return Err(self.tabs_disagree());
        }
        Ok(())
    }

    fn tabs_disagree(&mut self) -> Token {
        self.cur = self.taken;
        self.stop(Done::Tabs)
    }

    /// After a backslash: goes on to the next line.
    fn continued_line(&mut self) -> Result<(), Token> {
        if self.next() != Some(b'\n') {
            if !self.rules.stops_after_backslash {
                self.cur = self.taken;
            }
            return Err(self.stop(Done::LineContinuation));
        }
        let byte = self.next();
        if byte.is_none() {
            self.cur = self.taken;
            return Err(self.stop(Done::End));
        }
        self.back(byte);
        Ok(())
    }
}

/// Whether a byte may begin a name; all of UTF-8 beyond ASCII may, for now.
pub(super) fn is_word_start(byte: u8) -> bool {
    byte.is_ascii_alphabetic() || byte == b'_' || byte >= 0x80
}

/// Whether a byte may stand in a name.
pub(super) fn is_word(byte: u8) -> bool {
    is_word_start(byte) || byte.is_ascii_digit()
}

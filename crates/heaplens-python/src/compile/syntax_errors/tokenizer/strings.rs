//! String literals that are one token.

use super::super::tokens::{Kind, Token};
use super::{Done, Tokenizer};

impl Tokenizer<'_> {
    /// A string whose opening quote was read.
    pub(super) fn string(&mut self, quote: u8) -> Token {
        self.first_line = self.line;
        self.multi_line_start = self.line_start;
        let quote = Some(quote);
        let (mut size, mut closing) = (1, 0);
        let mut byte = self.next();
        if byte == quote {
            byte = self.next();
            if byte == quote {
                size = 3;
            } else {
                closing = 1;
            }
        }
        if byte != quote {
            self.back(byte);
        }
        let mut escaped_quote = false;
        while closing != size {
            let byte = self.next();
            if byte.is_none() || size == 1 && byte == Some(b'\n') {
                return self.open_string(quote, size, escaped_quote);
            }
            if byte == quote {
                closing += 1;
            } else {
                closing = 0;
                if byte == Some(b'\\') {
                    escaped_quote |= self.next() == quote;
                }
            }
        }
        self.give(Kind::String)
    }

    /// The error for a string that doesn't end.
    fn open_string(&mut self, quote: Option<u8>, size: usize, escaped_quote: bool) -> Token {
        if !self.rules.open_string_at_start {
            self.cur = self.taken;
            return self.stop(if size == 3 {
                Done::OpenTripleString
            } else {
                Done::OpenString
            });
        }
        let line = self.line;
        self.cur = self.start.unwrap_or(self.cur) + 1;
        self.line_start = self.multi_line_start;
        self.line = self.first_line;
        if let Some(around) = self.quoted.last()
            && Some(around.quote) == quote
            && around.size == size
        {
            let letter = around.letter;
            return self.refuse(format!("{letter}-string: expecting '}}'"));
        }
        let triple = if size == 3 { "triple-quoted " } else { "" };
        let mut msg = format!("unterminated {triple}string literal (detected at line {line})");
        if size == 1 && escaped_quote && self.rules.asks_about_escaped_quote {
            msg.push_str("; perhaps you escaped the end quote?");
        }
        self.refuse(msg)
    }
}

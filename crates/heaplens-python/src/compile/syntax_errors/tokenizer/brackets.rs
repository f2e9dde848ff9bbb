//! Operators and brackets.

use super::super::tokens::{Kind, Token};
use super::{MAX_BRACKETS, Open, Tokenizer};

/// Marks of two and three bytes, and what longer ones begin with.
const PAIRS: [&[u8]; 24] = [
    b"!=", b"%=", b"&=", b"**", b"*=", b"+=", b"-=", b"->", b"//", b"/=", b":=", b"<<", b"<=",
    b"<>", b"==", b">=", b">>", b"@=", b"^=", b"|=", b"**=", b"//=", b"<<=", b">>=",
];

impl Tokenizer<'_> {
    /// Any other mark; `byte` was read.
    pub(super) fn mark(&mut self, byte: u8) -> Token {
        if let Some(token) = self.format_colon(byte) {
            return token;
        }
        let second = self.next();
        let two = second.map(|b| [byte, b]);
        if two.is_some_and(|two| PAIRS.contains(&&two[..])) {
            let third = self.next();
            let three = second.zip(third).map(|(b, c)| [byte, b, c]);
            if !three.is_some_and(|three| PAIRS.contains(&&three[..])) {
                self.back(third);
            }
            return self.give(Kind::Mark);
        }
        self.back(second);
        match byte {
            b'(' | b'[' | b'{' => {
                if let Err(token) = self.open_bracket(byte) {
                    return token;
                }
            }
            b')' | b']' | b'}' => {
                if let Err(token) = self.close_bracket(byte) {
                    return token;
                }
            }
            _ => {}
        }
        if self.rules.names_control_characters && !self.rules.unicode.is_printable(u32::from(byte))
        {
            return self.refuse(format!("invalid non-printable character U+{byte:04X}"));
        }
        if byte == b'='
            && let Some(quoted) = self.quoted.last_mut()
            && quoted.in_expression()
        {
            quoted.debug = true;
        }
        self.give(Kind::Mark)
    }

    fn open_bracket(&mut self, byte: u8) -> Result<(), Token> {
        if self.open.len() >= MAX_BRACKETS {
            return Err(self.refuse("too many nested parentheses"));
        }
        let column = self.start.unwrap_or(self.cur) as i64 - self.line_start as i64;
        self.open.push(Open {
            mark: byte,
            line: self.line,
            column,
        });
        if let Some(quoted) = self.quoted.last_mut() {
            quoted.depth += 1;
        }
        Ok(())
    }

    fn close_bracket(&mut self, byte: u8) -> Result<(), Token> {
        let close = char::from(byte);
        let letter = self.quoted_letter();
        if byte == b'}' && self.quoted.last().is_some_and(|q| q.depth == 0) {
            return Err(self.refuse(format!("{letter}-string: single '}}' is not allowed")));
        }
        let Some(open) = self.open.pop() else {
            return Err(self.refuse(format!("unmatched '{close}'")));
        };
        let fits = matches!(
            (open.mark, byte),
            (b'(', b')') | (b'[', b']') | (b'{', b'}')
        );
        if !fits {
            let of_field = open.mark == b'{'
                && self
                    .quoted
                    .last()
                    .is_some_and(|q| q.depth - 1 == q.expression_depth);
            if of_field {
                return Err(self.refuse(format!("{letter}-string: unmatched '{close}'")));
            }
            let mark = char::from(open.mark);
            let mut msg = format!(
                "closing parenthesis '{close}' does not match opening parenthesis '{mark}'"
            );
            if open.line != self.line {
                msg.push_str(&format!(" on line {}", open.line));
            }
            return Err(self.refuse(msg));
        }
        let Some(quoted) = self.quoted.last_mut() else {
            return Ok(());
        };
        quoted.depth -= 1;
        if quoted.depth < 0 {
            return Err(self.refuse(format!("{letter}-string: unmatched '{close}'")));
        }
        if byte == b'}' && quoted.depth == quoted.expression_depth {
            quoted.expression_depth -= 1;
            quoted.in_expression = false;
            quoted.in_spec = false;
            quoted.debug = false;
        }
        Ok(())
    }
}

//! Numbers.

use super::super::tokens::{Kind, Token};
use super::Tokenizer;
use super::layout::{is_word, is_word_start};

/// What reading a part of a number gives: the byte after it, or the error token.
type Tail = Result<Option<u8>, Token>;

fn digit(byte: Option<u8>) -> bool {
    byte.is_some_and(|b| b.is_ascii_digit())
}

impl Tokenizer<'_> {
    /// A number whose first digit was read.
    pub(super) fn number(&mut self, first: u8) -> Token {
        let read = if first == b'0' {
            self.zero()
        } else {
            self.decimal_tail()
                .and_then(|byte| self.after_integer(byte))
        };
        self.finish_number(read)
    }

    /// A dot, three dots, or a number that begins with its point.
    pub(super) fn dot(&mut self) -> Token {
        let byte = self.next();
        if digit(byte) {
            let read = self.fraction(byte);
            return self.finish_number(read);
        }
        if byte == Some(b'.') {
            let third = self.next();
            if third == Some(b'.') {
                return self.give(Kind::Mark);
            }
            self.back(third);
        }
        self.back(byte);
        self.give(Kind::Mark)
    }

    fn finish_number(&mut self, read: Tail) -> Token {
        match read {
            Ok(byte) => {
                self.back(byte);
                self.give(Kind::Number)
            }
            Err(token) => token,
        }
    }

    /// Digits with single underscores between them; the byte after them.
    fn decimal_tail(&mut self) -> Tail {
        loop {
            let mut byte = self.next();
            while digit(byte) {
                byte = self.next();
            }
            if byte != Some(b'_') {
                return Ok(byte);
            }
            let byte = self.next();
            if !digit(byte) {
                self.back(byte);
                return Err(self.refuse("invalid decimal literal"));
            }
        }
    }

    /// What may follow an integer: a fraction, an exponent, `j`.
    fn after_integer(&mut self, byte: Option<u8>) -> Tail {
        if byte == Some(b'.') {
            let byte = self.next();
            return self.fraction(byte);
        }
        self.exponent(byte)
    }

    fn fraction(&mut self, byte: Option<u8>) -> Tail {
        let byte = if digit(byte) {
            self.decimal_tail()?
        } else {
            byte
        };
        self.exponent(byte)
    }

    fn exponent(&mut self, byte: Option<u8>) -> Tail {
        if !matches!(byte, Some(b'e' | b'E')) {
            return self.imaginary(byte);
        }
        let mut after = self.next();
        if matches!(after, Some(b'+' | b'-')) {
            after = self.next();
            if !digit(after) {
                self.back(after);
                return Err(self.refuse("invalid decimal literal"));
            }
        } else if !digit(after) {
            self.back(after);
            self.check_end(byte, "decimal")?;
            return Ok(byte);
        }
        let byte = self.decimal_tail()?;
        self.imaginary(byte)
    }

    fn imaginary(&mut self, byte: Option<u8>) -> Tail {
        if matches!(byte, Some(b'j' | b'J')) {
            let byte = self.next();
            self.check_end(byte, "imaginary")?;
            return Ok(byte);
        }
        self.check_end(byte, "decimal")?;
        Ok(byte)
    }

    /// A number that begins with a zero.
    fn zero(&mut self) -> Tail {
        let mut byte = self.next();
        match byte {
            Some(b'x' | b'X') => return self.radix("hexadecimal", 16),
            Some(b'o' | b'O') => return self.radix("octal", 8),
            Some(b'b' | b'B') => return self.radix("binary", 2),
            _ => {}
        }
        loop {
            if byte == Some(b'_') {
                byte = self.next();
                if !digit(byte) {
                    self.back(byte);
                    return Err(self.refuse("invalid decimal literal"));
                }
            }
            if byte != Some(b'0') {
                break;
            }
            byte = self.next();
        }
        let zeros_end = self.cur;
        let nonzero = digit(byte);
        if nonzero {
            byte = self.decimal_tail()?;
        }
        if nonzero && !matches!(byte, Some(b'.' | b'e' | b'E' | b'j' | b'J')) {
            self.back(byte);
            let msg = "leading zeros in decimal integer literals are not permitted; \
                       use an 0o prefix for octal integers";
            if !self.rules.errors_have_ends {
                return Err(self.refuse(msg));
            }
            let column = (self.start.unwrap_or(self.cur) + 1 - self.line_start) as i64;
            let end = (zeros_end - self.line_start) as i64;
            return Err(self.refuse_range(msg, column, end));
        }
        self.after_integer(byte)
    }

    /// Digits after `0x`, `0o` or `0b`.
    fn radix(&mut self, kind: &'static str, radix: u32) -> Tail {
        let fits = |byte: Option<u8>| byte.is_some_and(|b| char::from(b).is_digit(radix));
        let mut byte = self.next();
        loop {
            if byte == Some(b'_') {
                byte = self.next();
            }
            if !fits(byte) {
                if let Some(b) = byte.filter(u8::is_ascii_digit) {
                    return Err(self.bad_digit(b, kind));
                }
                self.back(byte);
                return Err(self.refuse(format!("invalid {kind} literal")));
            }
            while fits(byte) {
                byte = self.next();
            }
            if byte != Some(b'_') {
                break;
            }
        }
        if let Some(b) = byte.filter(u8::is_ascii_digit) {
            return Err(self.bad_digit(b, kind));
        }
        self.check_end(byte, kind)?;
        Ok(byte)
    }

    fn bad_digit(&mut self, byte: u8, kind: &str) -> Token {
        let digit = char::from(byte);
        self.refuse(format!("invalid digit '{digit}' in {kind} literal"))
    }

    /// Refuses a name right after a number, unless it may be a keyword that can follow (3.10+).
    fn check_end(&mut self, byte: Option<u8>, kind: &'static str) -> Result<(), Token> {
        if !self.rules.checks_end_of_number {
            return Ok(());
        }
        let keyword = match byte {
            Some(b'a') => self.ahead("nd"),
            Some(b'e') => self.ahead("lse"),
            Some(b'f') => self.ahead("or"),
            Some(b'i') => matches!(self.peek(), Some(b'f' | b'n' | b's')),
            Some(b'o') => self.ahead("r"),
            Some(b'n') => self.ahead("ot"),
            _ => false,
        };
        if keyword {
            self.joined_literals.push((kind, self.line));
            return Ok(());
        }
        let wrong = byte.is_some_and(|b| {
            is_word(b) && (b.is_ascii() || !self.rules.number_ends_before_non_ascii)
        });
        if wrong {
            self.back(byte);
            return Err(self.refuse(format!("invalid {kind} literal")));
        }
        Ok(())
    }

    /// Whether `rest` and the end of a word come next.
    fn ahead(&self, rest: &str) -> bool {
        let line = &self.text[self.cur..self.taken];
        line.strip_prefix(rest.as_bytes()).is_some_and(|after| {
            !after
                .first()
                .is_some_and(|b| is_word_start(*b) || b.is_ascii_digit())
        })
    }
}

//! Names and keywords, and the prefixes of strings.

use super::super::tokens::{Kind, Token};
use super::layout::is_word;
use super::{Done, Tokenizer};

/// Letters seen before a quote.
#[derive(Clone, Copy, Default)]
struct Prefix {
    b: bool,
    r: bool,
    u: bool,
    f: bool,
    t: bool,
}

impl Tokenizer<'_> {
    /// A name, or a string with a prefix; `byte` was read.
    pub(super) fn word(&mut self, byte: u8) -> Token {
        let mut byte = Some(byte);
        let mut prefix = Prefix::default();
        while let Some(letter) = byte.map(|b| b.to_ascii_lowercase()) {
            if !self.prefix_letter(&mut prefix, letter) {
                break;
            }
            byte = self.next();
            if let Some(quote @ (b'"' | b'\'')) = byte {
                if let Some((first, second)) = self.clash(prefix) {
                    let column = (self.start.unwrap_or(self.cur) + 1 - self.line_start) as i64;
                    let end = (self.cur - self.line_start) as i64;
                    let msg = format!("'{first}' and '{second}' prefixes are incompatible");
                    return self.refuse_range(msg, column, end);
                }
                return if prefix.f || prefix.t {
                    self.quoted_start(quote)
                } else {
                    self.string(quote)
                };
            }
        }
        let mut ascii = true;
        while let Some(b) = byte.filter(|b| is_word(*b)) {
            ascii &= b.is_ascii();
            byte = self.next();
        }
        self.back(byte);
        if !ascii && let Some(error) = self.bad_name() {
            return error;
        }
        self.give(Kind::Name)
    }

    /// Whether `letter` may go on a string's prefix, and notes it.
    fn prefix_letter(&self, seen: &mut Prefix, letter: u8) -> bool {
        let Prefix { b, r, u, f, t } = *seen;
        let splits = self.rules.splits_f_strings;
        if self.rules.names_bad_prefixes {
            let flag = match letter {
                b'b' => &mut seen.b,
                b'u' => &mut seen.u,
                b'r' => &mut seen.r,
                b'f' => &mut seen.f,
                b't' if self.rules.has_t_strings => &mut seen.t,
                _ => return false,
            };
            return !std::mem::replace(flag, true);
        }
        match letter {
            b'b' if !(b || u || f) => seen.b = true,
            b'u' if !(b || u || r || f) => seen.u = true,
            b'r' if !(r || u) => seen.r = true,
            // Up to 3.11 an f-string is one token like any other.
            b'f' if !(f || b || u || t) && splits => seen.f = true,
            b'f' if !(f || b || u) => return !std::mem::replace(&mut seen.f, true) && !splits,
            _ => return false,
        }
        true
    }

    /// Two prefixes that exclude each other (3.14+).
    fn clash(&self, seen: Prefix) -> Option<(char, char)> {
        if !self.rules.names_bad_prefixes {
            return None;
        }
        [
            ('u', seen.u, 'b', seen.b),
            ('u', seen.u, 'r', seen.r),
            ('u', seen.u, 'f', seen.f),
            ('u', seen.u, 't', seen.t),
            ('b', seen.b, 'f', seen.f),
            ('b', seen.b, 't', seen.t),
            ('f', seen.f, 't', seen.t),
        ]
        .into_iter()
        .find(|(_, one, _, other)| *one && *other)
        .map(|(first, _, second, _)| (first, second))
    }

    /// Checks a name beyond ASCII.
    fn bad_name(&mut self) -> Option<Token> {
        let start = self.start.unwrap_or(self.cur);
        let name = String::from_utf8_lossy(&self.text[start..self.cur]).into_owned();
        let unicode = self.rules.unicode;
        let (at, wrong) = name.char_indices().enumerate().find_map(|(nth, (at, c))| {
            let code = u32::from(c);
            let fits = if nth == 0 {
                c == '_' || unicode.is_xid_start(code)
            } else {
                unicode.is_xid_continue(code)
            };
            (!fits).then_some((at, c))
        })?;
        if !self.rules.names_bad_characters {
            return Some(self.stop(Done::BadName));
        }
        self.cur = start + at + wrong.len_utf8();
        let code = u32::from(wrong);
        Some(if unicode.is_printable(code) {
            self.refuse(format!("invalid character '{wrong}' (U+{code:04X})"))
        } else {
            self.refuse(format!("invalid non-printable character U+{code:04X}"))
        })
    }
}

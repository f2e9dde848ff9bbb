//! What printf-style formatting says when it fails; from 3.15 with the argument and the position.

use super::Target;
use super::convert::Directive;
use crate::text::repr::{repr, repr_bytes};
use crate::text::{ExcClass, PyText, Raise};

/// A type as messages name it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TypeNames {
    /// `tp_name`, as `%.200s` shows it: for a class of Python's, its `__name__`.
    pub name: PyText,
    /// As `%T` shows it: module and qualified name, without `builtins` and `__main__`.
    pub full_name: PyText,
}

impl TypeNames {
    /// `before`, the first `most` code points of the short name, `after`.
    pub(super) fn cut(&self, before: &str, most: usize, after: &str) -> PyText {
        let mut out = PyText::from(before);
        let name = self.name.as_ref();
        out.push_text(name.slice(0..name.len().min(most)));
        out.push_str(after);
        out
    }
}

impl Directive {
    fn is_detailed(&self) -> bool {
        self.rules.percent.is_detailed
    }

    fn code_text(&self) -> String {
        char::from_u32(self.code).map_or(String::new(), String::from)
    }

    /// `format argument N: ` and the message (`FORMAT_ERROR`, 3.15).
    fn of_argument(&self, class: ExcClass, message: &str, names: Option<&TypeNames>) -> Raise {
        let mut text = PyText::from("format argument");
        if let Some(key) = &self.key {
            text.push_str(" ");
            text.push_text(self.shown_key(key).as_ref());
        } else if let Some(number) = self.argument {
            text.push_str(&format!(" {number}"));
        }
        text.push_str(": ");
        text.push_str(message);
        if let Some(names) = names {
            text.push_text(names.full_name.as_ref());
        }
        Raise::new(class, text)
    }

    fn shown_key(&self, key: &PyText) -> PyText {
        match (self.target, key) {
            (Target::Bytes, PyText::Ucs1(bytes)) => repr_bytes(bytes),
            _ => repr(key.as_ref(), self.rules.unicode),
        }
    }

    pub(super) fn not_enough(&self, count: i64) -> Raise {
        Raise::type_error(if self.is_detailed() {
            let count = if count < 0 { 1 } else { count };
            format!("not enough arguments for format string (got {count})")
        } else {
            "not enough arguments for format string".to_owned()
        })
    }

    pub(super) fn not_all_converted(&self, count: i64, taken: i64) -> Raise {
        let what = match self.target {
            Target::Str => "string",
            Target::Bytes => "bytes",
        };
        let mut message = format!("not all arguments converted during {what} formatting");
        if self.is_detailed() {
            let (taken, count) = if count < 0 { (0, 1) } else { (taken, count) };
            message += &format!(" (required {taken}, got {count})");
        }
        Raise::type_error(message)
    }

    pub(super) fn mapping_required(&self, names: &TypeNames) -> Raise {
        let mut message = PyText::from("format requires a mapping");
        if self.is_detailed() {
            message.push_str(", not ");
            message.push_text(names.full_name.as_ref());
        }
        Raise::type_error(message)
    }

    pub(super) fn key_missing(&self) -> Raise {
        Raise::value_error(format!(
            "format requires a parenthesised mapping key at position {}",
            self.start
        ))
    }

    pub(super) fn incomplete_key(&self) -> Raise {
        Raise::value_error(if self.is_detailed() {
            format!(
                "stray % or incomplete format key at position {}",
                self.start
            )
        } else {
            "incomplete format key".to_owned()
        })
    }

    pub(super) fn incomplete(&self) -> Raise {
        Raise::value_error(if self.is_detailed() {
            format!("stray % at position {}", self.start)
        } else {
            "incomplete format".to_owned()
        })
    }

    pub(super) fn star_with_key(&self) -> Raise {
        Raise::value_error(format!(
            "* cannot be used with a parenthesised mapping key at position {}",
            self.start
        ))
    }

    pub(super) fn star_wants_int(&self, names: &TypeNames) -> Raise {
        if self.is_detailed() {
            return self.of_argument(ExcClass::TypeError, "* requires int, not ", Some(names));
        }
        Raise::type_error("* wants int")
    }

    pub(super) fn star_too_big_for_width(&self) -> Raise {
        if self.is_detailed() {
            return self.of_argument(ExcClass::OverflowError, "too big for width", None);
        }
        Raise::overflow("Python int too large to convert to C ssize_t")
    }

    pub(super) fn star_too_big_for_precision(&self) -> Raise {
        if self.is_detailed() {
            return self.of_argument(ExcClass::OverflowError, "too big for precision", None);
        }
        Raise::overflow("Python int too large to convert to C int")
    }

    pub(super) fn width_too_big(&self) -> Raise {
        self.too_big("width")
    }

    pub(super) fn precision_too_big(&self) -> Raise {
        self.too_big(match self.target {
            Target::Bytes if !self.is_detailed() => "prec",
            _ => "precision",
        })
    }

    fn too_big(&self, what: &str) -> Raise {
        Raise::value_error(if self.is_detailed() {
            format!("{what} too big at position {}", self.start)
        } else {
            format!("{what} too big")
        })
    }

    /// A code that there isn't, standing at `at`.
    pub(super) fn unsupported(&self, at: usize) -> Raise {
        let (code, start) = (self.code, self.start);
        let shown = self.code_text();
        // The C code reads a signed char, but behind digits an unsigned one; `%c` of a negative number then fails.
        if self.target == Target::Bytes
            && code > 0x7f
            && !self.is_after_digits
            && !self.is_detailed()
        {
            return Raise::overflow("character argument not in range(0x110000)");
        }
        let stray = format!("stray % at position {start} or unexpected format character");
        Raise::value_error(if !self.is_detailed() {
            let shown = match (self.target, code) {
                (Target::Str, 31..=126) => shown,
                (Target::Str, _) => "?".to_owned(),
                (Target::Bytes, _) => shown,
            };
            format!("unsupported format character '{shown}' (0x{code:x}) at index {at}")
        } else {
            match code {
                0x41..=0x5a | 0x61..=0x7a => {
                    format!("unsupported format %{shown} at position {start}")
                }
                0x27 => format!("{stray} \"'\" at position {at}"),
                0x20..=0x7e => format!("{stray} '{shown}' at position {at}"),
                _ if self.target == Target::Str && self.rules.unicode.is_printable(code) => {
                    format!("{stray} '{shown}' (U+{code:04X}) at position {at}")
                }
                _ if self.target == Target::Bytes => {
                    format!("{stray} with code 0x{code:02x} at position {at}")
                }
                _ => format!("{stray} U+{code:04X} at position {at}"),
            }
        })
    }

    pub(super) fn integer_required(&self, names: &TypeNames) -> Raise {
        let code = self.code_text();
        if self.is_detailed() {
            let message = format!("%{code} requires an integer, not ");
            return self.of_argument(ExcClass::TypeError, &message, Some(names));
        }
        let message = format!("%{code} format: an integer is required, not ");
        Raise::type_error(names.cut(&message, 200, ""))
    }

    pub(super) fn real_required(&self, names: &TypeNames) -> Raise {
        let code = match (self.target, self.code_text()) {
            // `formatlong` of bytes makes `d` of `i` first.
            (Target::Bytes, code) if code == "i" && !self.is_detailed() => "d".to_owned(),
            (_, code) => code,
        };
        if self.is_detailed() {
            let message = format!("%{code} requires a real number, not ");
            return self.of_argument(ExcClass::TypeError, &message, Some(names));
        }
        let real = self.rules.percent.real_number;
        let message = format!("%{code} format: a {real} is required, not ");
        Raise::type_error(names.cut(&message, 200, ""))
    }

    pub(super) fn float_required(&self, names: &TypeNames) -> Raise {
        if self.is_detailed() {
            let message = format!("%{} requires a real number, not ", self.code_text());
            return self.of_argument(ExcClass::TypeError, &message, Some(names));
        }
        Raise::type_error(match self.target {
            // What `PyFloat_AsDouble` says.
            Target::Str => names.cut("must be real number, not ", 50, ""),
            Target::Bytes => names.cut("float argument required, not ", 200, ""),
        })
    }

    pub(super) fn character_required(&self, names: &TypeNames) -> Raise {
        if self.is_detailed() {
            let message = format!("%c requires {}, not ", self.character_kinds());
            return self.of_argument(ExcClass::TypeError, &message, Some(names));
        }
        let mut message = PyText::from(self.plain_character_message());
        if self.rules.percent.character_names_type {
            message.push_str(", not ");
            message.push_text(names.full_name.as_ref());
        }
        Raise::type_error(message)
    }

    pub(super) fn not_one_character(&self, length: usize) -> Raise {
        self.wrong_length("string", length)
    }

    pub(super) fn not_one_byte(&self, class: &str, length: usize) -> Raise {
        self.wrong_length(&format!("{class} object"), length)
    }

    fn wrong_length(&self, what: &str, length: usize) -> Raise {
        let but = format!("not a {what} of length {length}");
        if self.is_detailed() {
            let message = format!("%c requires {}, {but}", self.character_kinds());
            return self.of_argument(ExcClass::TypeError, &message, None);
        }
        let message = self.plain_character_message();
        Raise::type_error(if self.rules.percent.character_names_type {
            format!("{message}, {but}")
        } else {
            message.to_owned()
        })
    }

    const fn character_kinds(&self) -> &'static str {
        match self.target {
            Target::Str => "an integer or a unicode character",
            Target::Bytes => "an integer in range(256) or a single byte",
        }
    }

    const fn plain_character_message(&self) -> &'static str {
        match self.target {
            Target::Str if self.rules.percent.character_names_type => {
                "%c requires an int or a unicode character"
            }
            Target::Str => "%c requires int or char",
            Target::Bytes => "%c requires an integer in range(256) or a single byte",
        }
    }

    pub(super) fn character_out_of_range(&self) -> Raise {
        let range = match self.target {
            Target::Str => "0x110000",
            Target::Bytes => "256",
        };
        if self.is_detailed() {
            let message = format!("%c argument not in range({range})");
            return self.of_argument(ExcClass::OverflowError, &message, None);
        }
        Raise::overflow(format!("%c arg not in range({range})"))
    }
}

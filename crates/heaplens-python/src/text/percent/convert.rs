//! One directive: its flags, and what it makes of a converted value.

use super::{Target, TypeNames};
use crate::number::float_repr::{FloatFlags, FloatForm, to_text};
use crate::number::int_text::to_decimal;
use crate::text::{PyText, Raise, TextRef, TextRules, check_length};
use num_bigint::{BigInt, Sign};
use num_traits::ToPrimitive;

/// The flags of a directive.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Flags {
    pub left: bool,
    sign: bool,
    blank: bool,
    alternate: bool,
    zero: bool,
}

/// A directive such as `%-10.3f`.
#[derive(Clone, Debug)]
pub struct Directive {
    /// The conversion's character: one of `srcaidouxXeEfFgG`, and for bytes `b`.
    pub code: u32,
    pub(super) flags: Flags,
    pub(super) width: Option<usize>,
    pub(super) precision: Option<usize>,
    /// Where its `%` stands.
    pub(super) start: usize,
    /// The key that its value was found under.
    pub(super) key: Option<PyText>,
    /// Which argument it has taken, from 1.
    pub(super) argument: Option<usize>,
    /// Whether a digit stands right before its code.
    pub(super) is_after_digits: bool,
    pub(super) target: Target,
    pub(super) rules: &'static TextRules,
}

impl Directive {
    pub(super) fn new(target: Target, rules: &'static TextRules) -> Directive {
        Directive {
            code: 0,
            flags: Flags::default(),
            width: None,
            precision: None,
            start: 0,
            key: None,
            argument: None,
            is_after_digits: false,
            target,
            rules,
        }
    }

    pub(super) fn take_flag(&mut self, c: char) -> bool {
        match c {
            '-' => self.flags.left = true,
            '+' => self.flags.sign = true,
            ' ' => self.flags.blank = true,
            '#' => self.flags.alternate = true,
            '0' => self.flags.zero = true,
            _ => return false,
        }
        true
    }

    fn code_char(&self) -> char {
        char::from_u32(self.code).expect("the code has been checked")
    }

    /// `%s`, `%r`, `%a` and `%b` of the text that the conversion gave (bytes as code points below 0x100).
    ///
    /// # Errors
    /// MemoryError for a width that no text has.
    pub fn text(&self, text: TextRef<'_>) -> Result<PyText, Raise> {
        let length = self
            .precision
            .map_or(text.len(), |most| most.min(text.len()));
        self.pad(text.slice(0..length), false)
    }

    /// `%c` of a str: its only character.
    ///
    /// # Errors
    /// TypeError if it has not one.
    pub fn character_of_text(&self, text: TextRef<'_>) -> Result<PyText, Raise> {
        if text.len() != 1 {
            return Err(self.not_one_character(text.len()));
        }
        self.pad(text, false)
    }

    /// `%c` of bytes or a bytearray (which of them, `class` says) in a bytes format: its only byte.
    ///
    /// # Errors
    /// TypeError if it has not one.
    pub fn character_of_bytes(&self, bytes: &[u8], class: &str) -> Result<PyText, Raise> {
        if bytes.len() != 1 {
            return Err(self.not_one_byte(class, bytes.len()));
        }
        self.pad(TextRef::Ucs1(bytes), false)
    }

    /// `%c` of an int.
    ///
    /// # Errors
    /// OverflowError if there is no such character.
    pub fn character_of_int(&self, number: &BigInt) -> Result<PyText, Raise> {
        let most = match self.target {
            Target::Str => 0x10ffff,
            Target::Bytes => 0xff,
        };
        match number.to_u32() {
            Some(cp) if cp <= most => self.pad(PyText::repeated(cp, 1).as_ref(), false),
            _ => Err(self.character_out_of_range()),
        }
    }

    /// `%d`, `%i`, `%u`, `%o`, `%x` and `%X` of an int; `max_digits` as for `to_decimal`.
    ///
    /// # Errors
    /// ValueError for too long a number, OverflowError for too great a precision.
    pub fn int(&self, number: &BigInt, max_digits: usize) -> Result<PyText, Raise> {
        if self.precision.is_some_and(|n| n > i32::MAX as usize - 3) {
            return Err(Raise::overflow("precision too large"));
        }
        let least = self.precision.unwrap_or(0);
        check_length(least)?;
        let (prefix, digits) = match self.code_char() {
            'o' => ("0o", number.magnitude().to_str_radix(8)),
            'x' => ("0x", number.magnitude().to_str_radix(16)),
            'X' => ("0X", number.magnitude().to_str_radix(16).to_uppercase()),
            _ => ("", to_decimal(number, self.rules, max_digits)?),
        };
        let prefix = if self.flags.alternate { prefix } else { "" };
        let sign = if number.sign() == Sign::Minus {
            "-"
        } else {
            ""
        };
        let digits = digits.trim_start_matches('-');
        let zeros = "0".repeat(least.saturating_sub(digits.len()));
        let text = format!("{sign}{prefix}{zeros}{digits}");
        self.pad(TextRef::Ucs1(text.as_bytes()), true)
    }

    /// `%e`, `%f`, `%g` and their capitals of a float.
    ///
    /// # Errors
    /// MemoryError for a width or precision that no text has.
    pub fn float(&self, number: f64) -> Result<PyText, Raise> {
        let precision = self.precision.unwrap_or(6);
        check_length(precision)?;
        let code = self.code_char();
        let form = match code.to_ascii_lowercase() {
            'e' => FloatForm::Exponent(precision),
            'f' => FloatForm::Fixed(precision),
            _ => FloatForm::General(precision),
        };
        let flags = FloatFlags {
            alternate: self.flags.alternate,
            upper: code.is_ascii_uppercase(),
            ..FloatFlags::default()
        };
        let text = to_text(number, form, flags);
        self.pad(TextRef::Ucs1(text.as_bytes()), true)
    }

    /// The value in its width; a number's sign and base come before zeros and after spaces.
    fn pad(&self, text: TextRef<'_>, is_number: bool) -> Result<PyText, Raise> {
        let own_sign = is_number && text.get(0) == Some(u32::from(b'-'));
        let sign = match is_number {
            true if own_sign => "-",
            true if self.flags.sign => "+",
            true if self.flags.blank => " ",
            _ => "",
        };
        let text = text.slice(usize::from(own_sign)..text.len());
        let has_base =
            is_number && self.flags.alternate && matches!(self.code_char(), 'o' | 'x' | 'X');
        let (base, digits) = (
            text.slice(0..if has_base { 2 } else { 0 }),
            text.slice(if has_base { 2 } else { 0 }..text.len()),
        );
        let width = self.width.unwrap_or(0);
        check_length(width)?;
        let padding = width.saturating_sub(sign.len() + text.len());
        let zeros = is_number && self.flags.zero;
        let mut out = PyText::with_capacity(sign.len() + text.len() + padding);
        if !self.flags.left && !zeros {
            out.push_repeated(b' '.into(), padding);
        }
        out.push_str(sign);
        out.push_text(base);
        if !self.flags.left && zeros {
            out.push_repeated(b'0'.into(), padding);
        }
        out.push_text(digits);
        if self.flags.left {
            out.push_repeated(b' '.into(), padding);
        }
        Ok(out)
    }

    /// The error of a value that the conversion can't take: `d`, `i` and `u` want a real number, `o` and `x` an integer,
    /// `e`, `f` and `g` a float, `c` an int or a character, `b` and `s` in bytes a buffer.
    pub fn wrong_type(&self, names: &TypeNames) -> Raise {
        match self.code_char() {
            'o' | 'x' | 'X' => self.integer_required(names),
            'd' | 'i' | 'u' => self.real_required(names),
            'c' => self.character_required(names),
            'b' | 's' => Raise::type_error(names.cut(
                "%b requires a bytes-like object, or an object that implements __bytes__, not '",
                100,
                "'",
            )),
            _ => self.float_required(names),
        }
    }
}

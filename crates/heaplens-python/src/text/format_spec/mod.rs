//! The format mini-language of `format()`, f-strings and `str.format`: `[[fill]align][sign][z][#][0][width][grouping]
//! [.precision][grouping][type]`.
//!
//! Modelled: Python/formatter_unicode.c, whole. Left out: the locale, which is C's (so `n` groups nothing).

mod layout;
mod render;
#[cfg(test)]
mod tests;

pub use render::{format_complex, format_float, format_int, format_str};

use super::{PyText, Raise, TextRef, TextRules};

/// Where the padding goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    /// `<`: after the text.
    Left,
    /// `>`: before the text.
    Right,
    /// `^`: half before, the greater half after.
    Center,
    /// `=`: between sign and digits.
    AfterSign,
}

impl Align {
    fn of(cp: u32) -> Option<Align> {
        match char::from_u32(cp)? {
            '<' => Some(Align::Left),
            '>' => Some(Align::Right),
            '^' => Some(Align::Center),
            '=' => Some(Align::AfterSign),
            _ => None,
        }
    }
}

/// What shows that a number isn't negative.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignOption {
    /// `-`: nothing.
    Minus,
    /// `+`: a plus.
    Plus,
    /// A space.
    Space,
}

/// A separator between groups of digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grouping {
    /// `,` every three digits.
    Comma,
    /// `_` every three digits.
    Underscore,
    /// `_` every four digits: with `b`, `o`, `x` and `X`.
    UnderscoreByFour,
}

/// A format specification that has been read (`InternalFormatSpec`).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FormatSpec {
    /// What fills the width: a space unless said otherwise, `0` with the zero flag.
    pub fill: u32,
    /// Where it goes.
    pub align: Align,
    /// The sign option, if there is one.
    pub sign: Option<SignOption>,
    /// `z`: no minus before a zero.
    pub no_negative_zero: bool,
    /// `#`.
    pub alternate: bool,
    /// The least width, in code points.
    pub width: Option<usize>,
    /// The separator before the point.
    pub grouping: Option<Grouping>,
    /// The precision.
    pub precision: Option<usize>,
    /// The separator after the point.
    pub fraction_grouping: Option<Grouping>,
    /// The type's character, 0 if there is none and the value has no default.
    pub code: u32,
}

/// What a value's type brings to the reading of its specification.
#[derive(Clone, Copy, Debug)]
struct Defaults<'a> {
    code: u32,
    align: Align,
    /// The `__name__` of the value's class, for messages.
    class_name: &'a str,
}

/// Reads a specification (`parse_internal_render_format_spec`).
fn parse(
    spec: TextRef<'_>,
    defaults: Defaults<'_>,
    rules: &TextRules,
) -> Result<FormatSpec, Raise> {
    let mut out = FormatSpec {
        fill: b' '.into(),
        align: defaults.align,
        sign: None,
        no_negative_zero: false,
        alternate: false,
        width: None,
        grouping: None,
        precision: None,
        fraction_grouping: None,
        code: defaults.code,
    };
    let mut reader = Reader { spec, at: 0 };
    let mut has_fill = false;
    let mut has_align = true;
    if let Some(align) = spec.get(1).and_then(Align::of) {
        out.fill = spec.at(0);
        out.align = align;
        has_fill = true;
        reader.at = 2;
    } else if let Some(align) = spec.get(0).and_then(Align::of) {
        out.align = align;
        reader.at = 1;
    } else {
        has_align = false;
    }
    out.sign = match reader.peek() {
        Some(' ') => Some(SignOption::Space),
        Some('+') => Some(SignOption::Plus),
        Some('-') => Some(SignOption::Minus),
        _ => None,
    };
    reader.at += usize::from(out.sign.is_some());
    out.no_negative_zero = rules.format.z_option && reader.take('z');
    out.alternate = reader.take('#');
    if !has_fill && reader.take('0') {
        out.fill = b'0'.into();
        if !has_align && (rules.format.zero_aligns_text || defaults.align == Align::Right) {
            out.align = Align::AfterSign;
        }
    }
    out.width = reader.number(rules)?;
    out.grouping = reader.grouping(rules)?;
    if reader.take('.') {
        out.precision = reader.number(rules)?;
        if rules.format.fraction_grouping {
            out.fraction_grouping = reader.grouping(rules)?;
        }
        if out.precision.is_none() && out.fraction_grouping.is_none() {
            return Err(Raise::value_error("Format specifier missing precision"));
        }
    }
    match spec.len() - reader.at {
        0 => {}
        1 => out.code = spec.at(reader.at),
        _ if rules.format.invalid_names_type => {
            let mut message = PyText::from("Invalid format specifier '");
            message.push_text(spec);
            message.push_str(&format!(
                "' for object of type '{}'",
                super::cut(defaults.class_name, 200)
            ));
            return Err(Raise::value_error(message));
        }
        _ => return Err(Raise::value_error("Invalid format specifier")),
    }
    check_groupings(&mut out)?;
    Ok(out)
}

/// Which types may have separators; with those of base 2, 8 and 16 the underscore comes every four digits.
fn check_groupings(spec: &mut FormatSpec) -> Result<(), Raise> {
    let code = char::from_u32(spec.code).unwrap_or(char::REPLACEMENT_CHARACTER);
    if let Some(grouping) = spec.grouping {
        match code {
            'd' | 'e' | 'f' | 'g' | 'E' | 'G' | '%' | 'F' | '\0' => {}
            'b' | 'o' | 'x' | 'X' if grouping == Grouping::Underscore => {
                spec.grouping = Some(Grouping::UnderscoreByFour);
            }
            _ => return Err(separator_not_allowed(grouping, spec.code)),
        }
    }
    match spec.fraction_grouping {
        Some(grouping) if code == 'n' => Err(separator_not_allowed(grouping, spec.code)),
        _ => Ok(()),
    }
}

fn separator_not_allowed(grouping: Grouping, code: u32) -> Raise {
    let separator = grouping.separator();
    Raise::value_error(format!(
        "Cannot specify '{separator}' with '{}'.",
        shown_code(code)
    ))
}

impl Grouping {
    /// The separator itself.
    const fn separator(self) -> char {
        match self {
            Grouping::Comma => ',',
            Grouping::Underscore | Grouping::UnderscoreByFour => '_',
        }
    }

    /// How many digits stand together.
    const fn group(self) -> usize {
        match self {
            Grouping::UnderscoreByFour => 4,
            _ => 3,
        }
    }
}

/// A type's character as messages show it.
fn shown_code(code: u32) -> String {
    match code {
        33..=127 => (code as u8 as char).to_string(),
        _ => format!("\\x{code:x}"),
    }
}

fn unknown_code(code: u32, class_name: &str) -> Raise {
    Raise::value_error(format!(
        "Unknown format code '{}' for object of type '{}'",
        shown_code(code),
        super::cut(class_name, 200)
    ))
}

struct Reader<'a> {
    spec: TextRef<'a>,
    at: usize,
}

impl Reader<'_> {
    fn peek(&self) -> Option<char> {
        self.spec.get(self.at).and_then(char::from_u32)
    }

    fn take(&mut self, c: char) -> bool {
        let taken = self.peek() == Some(c);
        self.at += usize::from(taken);
        taken
    }

    /// Decimal digits of any script, if there are some.
    fn number(&mut self, rules: &TextRules) -> Result<Option<usize>, Raise> {
        let mut value: Option<u64> = None;
        while let Some(digit) = self
            .spec
            .get(self.at)
            .and_then(|cp| rules.unicode.decimal(cp))
        {
            let next = value
                .unwrap_or(0)
                .checked_mul(10)
                .and_then(|n| n.checked_add(digit.into()))
                .filter(|&n| n <= i64::MAX as u64)
                .ok_or_else(too_many_digits)?;
            value = Some(next);
            self.at += 1;
        }
        Ok(value.map(super::saturated))
    }

    /// `,` or `_`, but not both.
    fn grouping(&mut self, rules: &TextRules) -> Result<Option<Grouping>, Raise> {
        let both = || Raise::value_error("Cannot specify both ',' and '_'.");
        let mut found = self.take(',').then_some(Grouping::Comma);
        if self.take('_') {
            if found.is_some() {
                return Err(both());
            }
            found = Some(Grouping::Underscore);
        }
        let again = self.peek() == Some(',');
        if again && (rules.format.double_comma_is_both || found == Some(Grouping::Underscore)) {
            return Err(both());
        }
        Ok(found)
    }
}

/// A number of more digits than a `Py_ssize_t` holds.
pub(super) fn too_many_digits() -> Raise {
    Raise::value_error("Too many decimal digits in format string")
}

//! The field syntax of `str.format`: `{name.attr[item]!conversion:spec}`, read piece by piece.
//!
//! Modelled: `MarkupIterator`, `FieldNameIterator`, `field_name_split` and `AutoNumber`
//! (Objects/stringlib/unicode_format.h), the same in all versions. The VM fetches and formats one field before it asks
//! for the next piece, since an error further on must not hide what fetching does.

use super::format_spec::too_many_digits;
use super::unicode::Unicode;
use super::{PyText, Raise, TextRef};

/// How deep fields may nest: a field in the specification of a field, and no deeper.
pub const FIELD_DEPTH: u32 = 2;

/// Literal text, and the field that follows it, if one does.
#[derive(Clone, Copy, Debug)]
pub struct Piece<'a> {
    /// Text to be shown as it is; may be empty.
    pub literal: TextRef<'a>,
    /// The field.
    pub field: Option<Field<'a>>,
}

/// A replacement field.
#[derive(Clone, Copy, Debug)]
pub struct Field<'a> {
    /// What stands before `!` and `:`, for `split_name`.
    pub name: TextRef<'a>,
    /// The character after `!`.
    pub conversion: Option<u32>,
    /// What follows the colon.
    pub spec: TextRef<'a>,
    /// Whether the specification has fields of its own, to be formatted first.
    pub spec_has_fields: bool,
}

/// Takes a format string apart.
pub struct Markup<'a> {
    text: TextRef<'a>,
    at: usize,
}

impl<'a> Markup<'a> {
    /// The pieces of a format string.
    pub fn new(text: TextRef<'a>) -> Markup<'a> {
        Markup { text, at: 0 }
    }

    fn take(&mut self) -> Option<u32> {
        let cp = self.text.get(self.at)?;
        self.at += 1;
        Some(cp)
    }

    /// `MarkupIterator_next`: literal text up to a doubled brace (one is shown) or to a field.
    fn piece(&mut self) -> Result<Piece<'a>, Raise> {
        let start = self.at;
        let mut last = 0;
        while let Some(cp) = self.take() {
            last = cp;
            if is(cp, '{') || is(cp, '}') {
                break;
            }
        }
        let brace = is(last, '{') || is(last, '}');
        let next = self.text.get(self.at);
        if is(last, '}') && next != Some(last) {
            return Err(Raise::value_error(
                "Single '}' encountered in format string",
            ));
        }
        if is(last, '{') && next.is_none() {
            return Err(Raise::value_error(
                "Single '{' encountered in format string",
            ));
        }
        if !brace || next == Some(last) {
            let literal = self.text.slice(start..self.at);
            // The second of two braces is skipped. Only a brace can end the literal before the text ends.
            self.at += usize::from(next.is_some());
            return Ok(Piece {
                literal,
                field: None,
            });
        }
        let literal = self.text.slice(start..self.at - 1);
        Ok(Piece {
            literal,
            field: Some(self.field()?),
        })
    }

    /// `parse_field`, from behind the opening brace.
    fn field(&mut self) -> Result<Field<'a>, Raise> {
        let error = |message: &str| Err(Raise::value_error(message));
        let start = self.at;
        let end = loop {
            match self.take().and_then(char::from_u32) {
                Some('{') => return error("unexpected '{' in field name"),
                Some('[') => {
                    while self.text.get(self.at).is_some_and(|cp| !is(cp, ']')) {
                        self.at += 1;
                    }
                }
                Some(c @ ('}' | ':' | '!')) => break c,
                None if self.at >= self.text.len() => {
                    return error("expected '}' before end of string");
                }
                _ => {}
            }
        };
        let mut field = Field {
            name: self.text.slice(start..self.at - 1),
            conversion: None,
            spec: self.text.slice(0..0),
            spec_has_fields: false,
        };
        if end == '}' {
            return Ok(field);
        }
        if end == '!' {
            field.conversion = self.take();
            if field.conversion.is_none() {
                return error("end of string while looking for conversion specifier");
            }
            match self.take() {
                Some(cp) if is(cp, '}') => return Ok(field),
                Some(cp) if !is(cp, ':') => {
                    return error("expected ':' after conversion specifier");
                }
                _ => {}
            }
        }
        let start = self.at;
        let mut depth = 1;
        while let Some(cp) = self.take() {
            if is(cp, '{') {
                field.spec_has_fields = true;
                depth += 1;
            } else if is(cp, '}') {
                depth -= 1;
                if depth == 0 {
                    field.spec = self.text.slice(start..self.at - 1);
                    return Ok(field);
                }
            }
        }
        error("unmatched '{' in format spec")
    }
}

impl<'a> Iterator for Markup<'a> {
    type Item = Result<Piece<'a>, Raise>;

    fn next(&mut self) -> Option<Self::Item> {
        (self.at < self.text.len()).then(|| self.piece())
    }
}

fn is(cp: u32, c: char) -> bool {
    cp == u32::from(c)
}

/// Whether the fields of one format string number themselves (`AutoNumberState`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum AutoNumber {
    /// No numbered field has been seen.
    #[default]
    Undecided,
    /// `{}`: the next number.
    Automatic(usize),
    /// `{0}`.
    Manual,
}

/// Which argument a field starts from.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum FieldStart<'a> {
    /// A positional argument.
    Index(i64),
    /// A keyword argument.
    Name(TextRef<'a>),
}

/// One step from a field's argument to its value.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Accessor<'a> {
    /// `.name`.
    Attribute(TextRef<'a>),
    /// `[number]`.
    Index(i64),
    /// `[key]`, a str.
    Key(TextRef<'a>),
}

/// The accessors of a field; an error comes where its accessor would.
pub struct Accessors<'a> {
    text: TextRef<'a>,
    at: usize,
    db: Unicode,
}

/// Splits a field's name into where it starts and how it goes on (`field_name_split`). An empty or numeric start
/// advances `numbering`, which `string.Formatter` leaves out.
///
/// # Errors
/// ValueError where automatic and manual numbers mix, or for a number of too many digits.
pub fn split_name<'a>(
    name: TextRef<'a>,
    numbering: Option<&mut AutoNumber>,
    db: Unicode,
) -> Result<(FieldStart<'a>, Accessors<'a>), Raise> {
    let end = name
        .iter()
        .position(|cp| is(cp, '.') || is(cp, '['))
        .unwrap_or(name.len());
    let first = name.slice(0..end);
    let rest = Accessors {
        text: name,
        at: end,
        db,
    };
    let index = whole_number(first, db)?;
    let Some(numbering) = numbering else {
        return Ok((
            index.map_or(FieldStart::Name(first), FieldStart::Index),
            rest,
        ));
    };
    if !first.is_empty() && index.is_none() {
        return Ok((FieldStart::Name(first), rest));
    }
    if *numbering == AutoNumber::Undecided {
        *numbering = match index {
            None => AutoNumber::Automatic(0),
            Some(_) => AutoNumber::Manual,
        };
    }
    match (numbering, index) {
        (AutoNumber::Automatic(next), None) => {
            *next += 1;
            Ok((FieldStart::Index(*next as i64 - 1), rest))
        }
        (AutoNumber::Manual, Some(index)) => Ok((FieldStart::Index(index), rest)),
        (AutoNumber::Manual, None) => Err(Raise::value_error(
            "cannot switch from manual field specification to automatic field numbering",
        )),
        _ => Err(Raise::value_error(
            "cannot switch from automatic field numbering to manual field specification",
        )),
    }
}

impl<'a> Accessors<'a> {
    fn accessor(&mut self) -> Result<Accessor<'a>, Raise> {
        let opening = self.text.at(self.at);
        self.at += 1;
        let (text, start) = (self.text, self.at);
        let find =
            |end: &[char]| (start..text.len()).find(|&at| end.iter().any(|&c| is(text.at(at), c)));
        let not_empty = |name: TextRef<'a>| {
            if name.is_empty() {
                return Err(Raise::value_error("Empty attribute in format string"));
            }
            Ok(name)
        };
        if is(opening, '.') {
            self.at = find(&['.', '[']).unwrap_or(text.len());
            return not_empty(text.slice(start..self.at)).map(Accessor::Attribute);
        }
        if !is(opening, '[') {
            self.at = text.len();
            return Err(Raise::value_error(
                "Only '.' or '[' may follow ']' in format field specifier",
            ));
        }
        let Some(end) = find(&[']']) else {
            self.at = text.len();
            return Err(Raise::value_error("Missing ']' in format string"));
        };
        self.at = end + 1;
        let key = text.slice(start..end);
        match whole_number(key, self.db)? {
            Some(index) => Ok(Accessor::Index(index)),
            None => not_empty(key).map(Accessor::Key),
        }
    }
}

impl<'a> Iterator for Accessors<'a> {
    type Item = Result<Accessor<'a>, Raise>;

    fn next(&mut self) -> Option<Self::Item> {
        (self.at < self.text.len()).then(|| self.accessor())
    }
}

/// A text that is decimal digits alone, as a number (`get_integer`).
fn whole_number(text: TextRef<'_>, db: Unicode) -> Result<Option<i64>, Raise> {
    let mut value = None;
    for cp in text.iter() {
        let Some(digit) = db.decimal(cp) else {
            return Ok(None);
        };
        let next = value
            .unwrap_or(0i64)
            .checked_mul(10)
            .and_then(|n| n.checked_add(digit.into()))
            .ok_or_else(too_many_digits)?;
        value = Some(next);
    }
    Ok(value)
}

/// The error of a conversion other than `r`, `s` and `a`.
pub fn unknown_conversion(conversion: u32) -> Raise {
    let shown = match conversion {
        33..=126 => (conversion as u8 as char).to_string(),
        _ => format!("\\x{conversion:x}"),
    };
    Raise::value_error(format!("Unknown conversion specifier {shown}"))
}

/// The error of a positional argument that isn't there.
pub fn index_out_of_range(index: i64) -> Raise {
    Raise::new(
        super::ExcClass::IndexError,
        format!("Replacement index {index} out of range for positional args tuple"),
    )
}

/// The error of fields nested deeper than `FIELD_DEPTH`.
pub fn nested_too_deep() -> Raise {
    Raise::value_error("Max string recursion exceeded")
}

/// The error of `str.format_map` with a positional field.
pub fn positional_in_map() -> Raise {
    Raise::value_error(PyText::from("Format string contains positional fields"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::TextRules;
    use crate::text::recorded::rows;
    use heaplens_heap::Version;

    const RECORDED: &str = include_str!("../../../../tests/recorded/field_cases.tsv");

    /// `_string.formatter_parser` and `formatter_field_name_split` show CPython's own pieces.
    #[test]
    fn pieces_and_names_as_in_cpython_3_11() {
        let db = TextRules::of(Version::V3_11).unicode;
        let mut held = 0;
        for row in rows(RECORDED) {
            let text = row.text(0);
            row.expect(match row.operation().as_str() {
                "pieces" => pieces(text),
                "name" => name(text, db),
                _ => numbers(text, db),
            });
            held += 1;
        }
        assert!(held > 1000, "only {held} rows");
    }

    fn pieces(text: TextRef<'_>) -> Result<PyText, Raise> {
        let mut out = PyText::new();
        for piece in Markup::new(text) {
            let piece = piece?;
            out.push_text(piece.literal);
            out.push_str("|");
            if let Some(field) = piece.field {
                out.push_text(field.name);
                out.push_str("|");
                out.push_text(field.spec);
                out.push_str("|");
                out.extend(field.conversion);
            }
            out.push_str("\n");
        }
        Ok(out)
    }

    fn name(text: TextRef<'_>, db: Unicode) -> Result<PyText, Raise> {
        let mut out = PyText::new();
        let (start, accessors) = split_name(text, None, db)?;
        match start {
            FieldStart::Index(n) => out.push_str(&n.to_string()),
            FieldStart::Name(name) => {
                out.push_str("=");
                out.push_text(name);
            }
        }
        for accessor in accessors {
            match accessor? {
                Accessor::Attribute(name) => {
                    out.push_str("|.");
                    out.push_text(name);
                }
                Accessor::Index(n) => out.push_str(&format!("|{n}")),
                Accessor::Key(key) => {
                    out.push_str("|=");
                    out.push_text(key);
                }
            }
        }
        Ok(out)
    }

    /// The arguments that a format string asks for.
    fn numbers(text: TextRef<'_>, db: Unicode) -> Result<PyText, Raise> {
        let mut numbering = AutoNumber::default();
        let mut out = PyText::new();
        for piece in Markup::new(text) {
            let piece = piece?;
            out.push_text(piece.literal);
            if let Some(field) = piece.field {
                match split_name(field.name, Some(&mut numbering), db)?.0 {
                    FieldStart::Index(n) if n > 4 => return Err(index_out_of_range(n)),
                    FieldStart::Index(n) => out.push_str(&n.to_string()),
                    FieldStart::Name(name) => {
                        return Err(Raise::new(
                            crate::text::ExcClass::KeyError,
                            crate::text::repr::repr(name, db),
                        ));
                    }
                }
            }
        }
        Ok(out)
    }
}

//! Literals from the text to their values.
//!
//! Texts are decoded here and not taken from the parser, for a lone surrogate (`"\ud800"`) must survive and
//! invalid escapes have to be warned about.

use std::rc::Rc;

use num_bigint::BigInt;
use num_traits::Num;
use ruff_python_ast as ast;
use ruff_text_size::{Ranged, TextSize};

use super::Lowerer;
use crate::code::Wtf8;
use crate::compile::error::Fault;
use crate::compile::value::Value;

impl Lowerer<'_> {
    /// A number.
    pub(super) fn number(&self, number: &ast::ExprNumberLiteral) -> Result<Value, Fault> {
        Ok(match &number.value {
            ast::Number::Int(int) => match int.as_u64() {
                Some(small) => Value::int(small),
                None => {
                    let digits = self.source.slice(number.range()).replace('_', "");
                    let (digits, radix) = match digits.get(..2) {
                        Some("0x" | "0X") => (&digits[2..], 16),
                        Some("0o" | "0O") => (&digits[2..], 8),
                        Some("0b" | "0B") => (&digits[2..], 2),
                        _ => (&digits[..], 10),
                    };
                    let value = BigInt::from_str_radix(digits, radix)
                        .expect("the parser checked the digits");
                    Value::Int(Rc::new(value))
                }
            },
            ast::Number::Float(value) => Value::Float(*value),
            ast::Number::Complex { real, imag } => Value::Complex {
                re: *real,
                im: *imag,
            },
        })
    }

    /// A plain text, of one or more adjacent literals.
    pub(super) fn string(&mut self, string: &ast::ExprStringLiteral) -> Result<Value, Fault> {
        let mut points = Vec::new();
        for part in &string.value {
            self.string_part(part, &mut points)?;
        }
        Ok(Value::Str(Rc::new(Wtf8::from_code_points(points))))
    }

    /// Appends the code points of one literal.
    pub(super) fn string_part(
        &mut self,
        part: &ast::StringLiteral,
        points: &mut Vec<u32>,
    ) -> Result<(), Fault> {
        use ast::StringFlags;
        let start = part.range().start() + part.flags.opener_len();
        let end = part.range().end() - part.flags.closer_len();
        let raw = part.flags.prefix().is_raw();
        self.decode(start, end, raw, Braces::Plain, points)
    }

    /// Bytes of one or more adjacent literals.
    pub(super) fn bytes(&mut self, bytes: &ast::ExprBytesLiteral) -> Value {
        let mut all = Vec::new();
        for part in &bytes.value {
            use ast::StringFlags;
            if !part.flags.prefix().is_raw() {
                let start = part.range().start() + part.flags.opener_len();
                let end = part.range().end() - part.flags.closer_len();
                self.check_bytes_escapes(start, end);
            }
            all.extend_from_slice(&part.value);
        }
        Value::Bytes(all.into())
    }

    /// Appends the code points that the text from `start` to `end` stands for.
    pub(super) fn decode(
        &mut self,
        start: TextSize,
        end: TextSize,
        raw: bool,
        braces: Braces,
        points: &mut Vec<u32>,
    ) -> Result<(), Fault> {
        self.literal = Some(start);
        let text = &self.source.text()[start.to_usize()..end.to_usize()];
        let mut chars = text.char_indices().peekable();
        while let Some((at, c)) = chars.next() {
            if braces == Braces::Doubled && (c == '{' || c == '}') {
                // Each brace of a literal piece is doubled.
                chars.next_if(|(_, next)| *next == c);
                points.push(c as u32);
                continue;
            }
            if c != '\\' || raw {
                points.push(c as u32);
                continue;
            }
            let Some((_, escape)) = chars.next() else {
                // Before a field of an f-string.
                self.invalid_escape(start + TextSize::new(at as u32), '{');
                points.push(c as u32);
                break;
            };
            let mut hex = |digits: usize| -> u32 {
                let mut value = 0;
                for _ in 0..digits {
                    match chars.peek().and_then(|(_, c)| c.to_digit(16)) {
                        Some(digit) => value = value << 4 | digit,
                        None => break,
                    }
                    chars.next();
                }
                value
            };
            match escape {
                '\n' => {}
                '\\' | '\'' | '"' => points.push(escape as u32),
                'a' => points.push(7),
                'b' => points.push(8),
                'f' => points.push(12),
                'n' => points.push(10),
                'r' => points.push(13),
                't' => points.push(9),
                'v' => points.push(11),
                'x' => points.push(hex(2)),
                'u' => points.push(hex(4)),
                'U' => points.push(hex(8)),
                '0'..='7' => {
                    let mut value = escape as u32 - '0' as u32;
                    for _ in 0..2 {
                        let Some((_, digit)) = chars.next_if(|(_, c)| ('0'..='7').contains(c))
                        else {
                            break;
                        };
                        value = value << 3 | (digit as u32 - '0' as u32);
                    }
                    if value > 0o377 {
                        self.invalid_octal(start + TextSize::new(at as u32), value);
                    }
                    points.push(value);
                }
                'N' => {
                    let rest = &text[at..];
                    let len = rest.find('}').map_or(rest.len(), |close| close + 1);
                    while chars.next_if(|(i, _)| *i < at + len).is_some() {}
                    points.push(
                        self.named_character(&rest[..len], start + TextSize::new(at as u32))?,
                    );
                }
                other => {
                    self.invalid_escape(start + TextSize::new(at as u32), other);
                    points.push('\\' as u32);
                    points.push(other as u32);
                }
            }
        }
        Ok(())
    }

    /// The character of `\N{name}`: the parser's own table knows it.
    fn named_character(&self, escape: &str, at: TextSize) -> Result<u32, Fault> {
        let literal = format!("'{escape}'");
        let parsed = ruff_python_parser::parse_expression(&literal);
        let value = parsed.ok().and_then(|parsed| match parsed.expr() {
            ast::Expr::StringLiteral(string) => string.value.chars().next(),
            _ => None,
        });
        value.map(|c| c as u32).ok_or_else(|| Fault::Unsupported {
            what: format!("the character {escape}"),
            position: self
                .source
                .position(ruff_text_size::TextRange::at(at, TextSize::of(escape))),
        })
    }

    fn check_bytes_escapes(&mut self, start: TextSize, end: TextSize) {
        self.literal = Some(start);
        let text = self.source.text()[start.to_usize()..end.to_usize()].to_owned();
        let mut chars = text.char_indices().peekable();
        while let Some((at, c)) = chars.next() {
            if c != '\\' {
                continue;
            }
            let Some((_, escape)) = chars.next() else {
                break;
            };
            match escape {
                '\n' | '\\' | '\'' | '"' | 'a' | 'b' | 'f' | 'n' | 'r' | 't' | 'v' | 'x' => {}
                '0'..='7' => {
                    let mut value = escape as u32 - '0' as u32;
                    for _ in 0..2 {
                        let Some((_, digit)) = chars.next_if(|(_, c)| ('0'..='7').contains(c))
                        else {
                            break;
                        };
                        value = value << 3 | (digit as u32 - '0' as u32);
                    }
                    if value > 0o377 {
                        self.invalid_octal(start + TextSize::new(at as u32), value);
                    }
                }
                other => self.invalid_escape(start + TextSize::new(at as u32), other),
            }
        }
    }
}

/// Whether `{{` stands for one brace.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Braces {
    /// A plain literal: braces are characters.
    Plain,
    /// The literal piece of an f-string or t-string.
    Doubled,
}

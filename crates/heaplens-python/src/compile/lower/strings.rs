//! f-strings and t-strings: pieces of text and replacement fields, adjacent pieces of text joined.

use std::rc::Rc;

use ruff_python_ast as ast;
use ruff_text_size::{Ranged, TextRange, TextSize};

use super::Lowerer;
use super::literals::Braces;
use crate::code::{Position, Wtf8};
use crate::compile::ast::{Expr, ExprKind};
use crate::compile::error::Fault;
use crate::compile::value::Value;
use crate::opcode::Conversion;

/// Collects the values of a `JoinedStr` or `TemplateStr`.
#[derive(Default)]
struct Pieces {
    values: Vec<Expr>,
    text: Vec<u32>,
    text_range: Option<TextRange>,
}

/// Which of the two kinds of string a replacement field stands in.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Format,
    Template,
}

impl Pieces {
    fn note_text(&mut self, range: TextRange) {
        self.text_range = Some(self.text_range.map_or(range, |before| before.cover(range)));
    }
}

impl Lowerer<'_> {
    pub(super) fn fstring(&mut self, string: &ast::ExprFString) -> Result<Expr, Fault> {
        let whole = self.pos(string);
        let mut pieces = Pieces::default();
        for part in string.value.iter() {
            match part {
                ast::FStringPart::Literal(literal) => {
                    self.string_part(literal, &mut pieces.text)?;
                    pieces.note_text(literal.range());
                }
                ast::FStringPart::FString(part) => {
                    let raw = part.flags.prefix().is_raw();
                    self.elements(&part.elements, raw, Kind::Format, whole, &mut pieces)?;
                }
            }
        }
        self.flush(&mut pieces, whole);
        Ok(Expr {
            pos: whole,
            kind: ExprKind::JoinedStr {
                values: pieces.values,
            },
        })
    }

    pub(super) fn tstring(&mut self, string: &ast::ExprTString) -> Result<Expr, Fault> {
        let whole = self.pos(string);
        let mut pieces = Pieces::default();
        for part in string.value.iter() {
            let raw = part.flags.prefix().is_raw();
            self.elements(&part.elements, raw, Kind::Template, whole, &mut pieces)?;
        }
        self.flush(&mut pieces, whole);
        Ok(Expr {
            pos: whole,
            kind: ExprKind::TemplateStr {
                values: pieces.values,
            },
        })
    }

    /// Ends the piece of text that was being collected; an empty one is none.
    fn flush(&mut self, pieces: &mut Pieces, whole: Position) {
        let range = pieces.text_range.take();
        if pieces.text.is_empty() {
            return;
        }
        let pos = match range {
            Some(range) if self.rules.fstring_pieces_have_places => self.source.position(range),
            _ => whole,
        };
        let text = Wtf8::from_code_points(pieces.text.drain(..));
        pieces.values.push(Expr {
            pos,
            kind: ExprKind::Constant(Value::Str(Rc::new(text))),
        });
    }

    fn elements(
        &mut self,
        elements: &ast::InterpolatedStringElements,
        raw: bool,
        kind: Kind,
        whole: Position,
        pieces: &mut Pieces,
    ) -> Result<(), Fault> {
        for element in elements {
            match element {
                ast::InterpolatedStringElement::Literal(literal) => {
                    let range = literal.range();
                    self.decode(
                        range.start(),
                        range.end(),
                        raw,
                        Braces::Doubled,
                        &mut pieces.text,
                    )?;
                    pieces.note_text(range);
                }
                ast::InterpolatedStringElement::Interpolation(field) => {
                    self.field(field, raw, kind, whole, pieces)?;
                }
            }
        }
        Ok(())
    }

    fn field(
        &mut self,
        field: &ast::InterpolatedElement,
        raw: bool,
        kind: Kind,
        whole: Position,
        pieces: &mut Pieces,
    ) -> Result<(), Fault> {
        let mut conversion = match field.conversion {
            ast::ConversionFlag::None => Conversion::None,
            ast::ConversionFlag::Str => Conversion::Str,
            ast::ConversionFlag::Repr => Conversion::Repr,
            ast::ConversionFlag::Ascii => Conversion::Ascii,
        };
        if let Some(debug) = &field.debug_text {
            let expression = self.source.slice(field.expression.range());
            let text = format!("{}{expression}{}", debug.leading(), debug.trailing());
            pieces.text.extend(text.chars().map(u32::from));
            pieces.note_text(field.range());
            if conversion == Conversion::None && field.format_spec.is_none() {
                conversion = Conversion::Repr;
            }
        }
        self.flush(pieces, whole);
        let value = self.boxed(&field.expression)?;
        let spec = match &field.format_spec {
            Some(spec) => {
                let pos = if self.rules.fstring_pieces_have_places {
                    // The colon belongs to it.
                    let range = spec.range();
                    self.source.position(TextRange::new(
                        range.start() - TextSize::new(1),
                        range.end(),
                    ))
                } else {
                    whole
                };
                let mut inner = Pieces::default();
                self.elements(&spec.elements, raw, Kind::Format, pos, &mut inner)?;
                self.flush(&mut inner, pos);
                Some(Box::new(Expr {
                    pos,
                    kind: ExprKind::JoinedStr {
                        values: inner.values,
                    },
                }))
            }
            None => None,
        };
        let pos = if self.rules.fstring_pieces_have_places {
            self.pos(field)
        } else {
            whole
        };
        let kind = match kind {
            Kind::Format => ExprKind::FormattedValue {
                value,
                conversion,
                spec,
            },
            Kind::Template => {
                let text = Value::str(self.interpolation_text(field));
                ExprKind::Interpolation {
                    value,
                    text,
                    conversion,
                    spec,
                }
            }
        };
        pieces.values.push(Expr { pos, kind });
        Ok(())
    }

    /// The text of an interpolation's expression: all between the brace and what ends the expression.
    fn interpolation_text(&self, field: &ast::InterpolatedElement) -> &str {
        let start = field.range().start().to_usize() + 1;
        let rest = &self.source.text()[field.expression.range().end().to_usize()..];
        let mut end = field.expression.range().end().to_usize();
        for (at, c) in rest.char_indices() {
            if c == ')' || c.is_whitespace() {
                continue;
            }
            end += rest[..at].rfind(')').map_or(0, |close| close + 1);
            break;
        }
        self.source.text()[start..end].trim()
    }
}

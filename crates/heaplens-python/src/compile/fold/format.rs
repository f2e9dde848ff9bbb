//! `'%s and %r' % (a, b)` is an f-string (`optimize_format`, 3.11+).

use std::rc::Rc;

use crate::code::{Position, Wtf8};
use crate::compile::ast::{Expr, ExprKind};
use crate::compile::value::Value;
use crate::opcode::Conversion;

const MAX_DIGITS: usize = 3;
const PERCENT: u32 = b'%' as u32;

/// The f-string for a format and the elements of a tuple, if all of it can be one.
pub(super) fn format(text: &Wtf8, elts: &[Expr]) -> Option<ExprKind> {
    if elts.iter().any(Expr::is_starred) {
        return None;
    }
    let points: Vec<u32> = text.code_points().collect();
    let mut at = 0;
    let mut values = Vec::new();
    let mut rest = elts.iter();
    loop {
        if let Some(literal) = literal(&points, &mut at) {
            let text = Rc::new(Wtf8::from_code_points(literal));
            values.push(Expr {
                pos: Position::NONE,
                kind: ExprKind::Constant(Value::Str(text)),
            });
        }
        if at >= points.len() {
            break;
        }
        let elt = rest.next()?;
        at += 1;
        values.push(field(&points, &mut at, elt)?);
    }
    rest.next()
        .is_none()
        .then_some(ExprKind::JoinedStr { values })
}

fn literal(points: &[u32], at: &mut usize) -> Option<Vec<u32>> {
    let mut literal = Vec::new();
    let start = *at;
    while let Some(&point) = points.get(*at) {
        if point != PERCENT {
            *at += 1;
        } else if points.get(*at + 1) == Some(&PERCENT) {
            *at += 2;
        } else {
            break;
        }
        literal.push(point);
    }
    (*at > start).then_some(literal)
}

fn field(points: &[u32], at: &mut usize, elt: &Expr) -> Option<Expr> {
    let mut next = || {
        let point = points.get(*at).copied().and_then(char::from_u32);
        *at += 1;
        point
    };
    let mut left_justified = false;
    let mut c = next()?;
    while matches!(c, '-' | '+' | ' ' | '#' | '0') {
        left_justified |= c == '-';
        c = next()?;
    }
    let mut number = |c: &mut char| -> Option<Option<u32>> {
        let mut value = None;
        let mut digits = 0;
        while let Some(digit) = c.to_digit(10) {
            value = Some(value.unwrap_or(0) * 10 + digit);
            *c = next()?;
            digits += 1;
            if digits >= MAX_DIGITS {
                return None;
            }
        }
        Some(value)
    };
    let width = number(&mut c)?;
    let mut precision = None;
    if c == '.' {
        c = next()?;
        let mut number = |c: &mut char| -> Option<u32> {
            let mut value = 0;
            let mut digits = 0;
            while let Some(digit) = c.to_digit(10) {
                value = value * 10 + digit;
                *c = next()?;
                digits += 1;
                if digits >= MAX_DIGITS {
                    return None;
                }
            }
            Some(value)
        };
        precision = Some(number(&mut c)?);
    }
    let conversion = match c {
        's' => Conversion::Str,
        'r' => Conversion::Repr,
        'a' => Conversion::Ascii,
        _ => return None,
    };
    let mut spec = String::new();
    if !left_justified && width.is_some_and(|width| width > 0) {
        spec.push('>');
    }
    if let Some(width) = width {
        spec.push_str(&width.to_string());
    }
    if let Some(precision) = precision {
        spec.push_str(&format!(".{precision}"));
    }
    let spec = (!spec.is_empty()).then(|| {
        let kind = ExprKind::Constant(Value::str(&spec));
        Box::new(Expr {
            pos: Position::NONE,
            kind,
        })
    });
    let kind = ExprKind::FormattedValue {
        value: Box::new(elt.clone()),
        conversion,
        spec,
    };
    Some(Expr { pos: elt.pos, kind })
}

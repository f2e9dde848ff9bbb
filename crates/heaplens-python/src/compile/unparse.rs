//! Expressions back to text, for annotations that stay text: `Python/ast_unparse.c`.

use std::fmt::Write;

use super::ast::{Arguments, BoolOp, CmpOp, CompKind, Comprehension, Expr, ExprKind, UnaryOp};
use super::rules::Rules;
use super::value::Value;
use crate::Version;
use crate::code::Wtf8;
use crate::opcode::{BinaryOperator, Conversion};
use crate::text::unicode::Unicode;

/// The text of an expression.
pub fn unparse(expr: &Expr, rules: &Rules) -> String {
    let mut unparser = Unparser {
        out: String::new(),
        rules,
    };
    unparser.expr(expr, Level::Test);
    unparser.out
}

/// `repr()` of a constant.
pub fn repr(value: &Value, rules: &Rules) -> String {
    let mut unparser = Unparser {
        out: String::new(),
        rules,
    };
    unparser.value(value);
    unparser.out
}

/// How tightly the place around an expression binds (`PR_*`).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Level {
    Tuple,
    Test,
    Or,
    And,
    Not,
    Cmp,
    Bor,
    Bxor,
    Band,
    Shift,
    Arith,
    Term,
    Factor,
    Power,
    Await,
    Atom,
}

struct Unparser<'a> {
    out: String,
    rules: &'a Rules,
}

impl Unparser<'_> {
    fn put(&mut self, text: &str) {
        self.out.push_str(text);
    }

    fn parenthesized(&mut self, needed: bool, inner: impl FnOnce(&mut Self)) {
        if needed {
            self.put("(");
        }
        inner(self);
        if needed {
            self.put(")");
        }
    }

    fn list(&mut self, exprs: &[Expr]) {
        for (i, expr) in exprs.iter().enumerate() {
            if i > 0 {
                self.put(", ");
            }
            self.expr(expr, Level::Test);
        }
    }

    fn expr(&mut self, expr: &Expr, level: Level) {
        match &expr.kind {
            ExprKind::BoolOp { op, values } => {
                let (text, own) = match op {
                    BoolOp::And => (" and ", Level::And),
                    BoolOp::Or => (" or ", Level::Or),
                };
                let inner = if own == Level::And {
                    Level::Not
                } else {
                    Level::And
                };
                self.parenthesized(level > own, |u| {
                    for (i, value) in values.iter().enumerate() {
                        if i > 0 {
                            u.put(text);
                        }
                        u.expr(value, inner);
                    }
                });
            }
            ExprKind::BinOp { left, op, right } => self.bin_op(left, *op, right, level),
            ExprKind::UnaryOp { op, operand } => {
                let (text, own) = match op {
                    UnaryOp::Invert => ("~", Level::Factor),
                    UnaryOp::Not => ("not ", Level::Not),
                    UnaryOp::UAdd => ("+", Level::Factor),
                    UnaryOp::USub => ("-", Level::Factor),
                };
                self.parenthesized(level > own, |u| {
                    u.put(text);
                    u.expr(operand, own);
                });
            }
            ExprKind::Lambda { args, body, .. } => self.parenthesized(level > Level::Test, |u| {
                u.put("lambda");
                if args.all().next().is_some() {
                    u.put(" ");
                }
                u.arguments(args);
                u.put(": ");
                u.expr(body, Level::Test);
            }),
            ExprKind::IfExp { test, body, orelse } => {
                self.parenthesized(level > Level::Test, |u| {
                    u.expr(body, Level::Or);
                    u.put(" if ");
                    u.expr(test, Level::Or);
                    u.put(" else ");
                    u.expr(orelse, Level::Test);
                })
            }
            ExprKind::Dict { keys, values } => {
                self.put("{");
                for (i, (key, value)) in keys.iter().zip(values).enumerate() {
                    if i > 0 {
                        self.put(", ");
                    }
                    match key {
                        Some(key) => {
                            self.expr(key, Level::Test);
                            self.put(": ");
                            self.expr(value, Level::Test);
                        }
                        None => {
                            self.put("**");
                            self.expr(value, Level::Bor);
                        }
                    }
                }
                self.put("}");
            }
            ExprKind::Set { elts } => {
                self.put("{");
                self.list(elts);
                self.put("}");
            }
            ExprKind::Comp(comp) => {
                let (open, close) = match comp.kind {
                    CompKind::Generator => ("(", ")"),
                    CompKind::List => ("[", "]"),
                    CompKind::Set | CompKind::Dict => ("{", "}"),
                };
                self.put(open);
                self.expr(&comp.elt, Level::Test);
                if let Some(value) = &comp.value {
                    self.put(": ");
                    self.expr(value, Level::Test);
                }
                self.generators(&comp.generators);
                self.put(close);
            }
            ExprKind::Await { value } => self.parenthesized(level > Level::Await, |u| {
                u.put("await ");
                u.expr(value, Level::Atom);
            }),
            ExprKind::Yield { value } => {
                self.put("(yield");
                if let Some(value) = value {
                    self.put(" ");
                    self.expr(value, Level::Test);
                }
                self.put(")");
            }
            ExprKind::YieldFrom { value } => {
                self.put("(yield from ");
                self.expr(value, Level::Test);
                self.put(")");
            }
            ExprKind::Compare {
                left,
                ops,
                comparators,
            } => self.parenthesized(level > Level::Cmp, |u| {
                u.expr(left, Level::Bor);
                for (op, comparator) in ops.iter().zip(comparators) {
                    u.put(match op {
                        CmpOp::Eq => " == ",
                        CmpOp::NotEq => " != ",
                        CmpOp::Lt => " < ",
                        CmpOp::LtE => " <= ",
                        CmpOp::Gt => " > ",
                        CmpOp::GtE => " >= ",
                        CmpOp::Is => " is ",
                        CmpOp::IsNot => " is not ",
                        CmpOp::In => " in ",
                        CmpOp::NotIn => " not in ",
                    });
                    u.expr(comparator, Level::Bor);
                }
            }),
            ExprKind::Call {
                func,
                args,
                keywords,
            } => {
                self.expr(func, Level::Atom);
                if let ([only], []) = (args.as_slice(), keywords.as_slice())
                    && matches!(&only.kind, ExprKind::Comp(comp) if comp.kind == CompKind::Generator)
                {
                    return self.expr(only, Level::Test);
                }
                self.put("(");
                self.list(args);
                for (i, keyword) in keywords.iter().enumerate() {
                    if i > 0 || !args.is_empty() {
                        self.put(", ");
                    }
                    match &keyword.arg {
                        Some(name) => {
                            self.put(name);
                            self.put("=");
                        }
                        None => self.put("**"),
                    }
                    self.expr(&keyword.value, Level::Test);
                }
                self.put(")");
            }
            ExprKind::JoinedStr { .. } | ExprKind::FormattedValue { .. } => {
                let mut text = String::new();
                self.fstring_text(expr, &mut text);
                self.put("f");
                let quoted = quote(text.chars().map(u32::from), self.rules.version);
                self.put(&quoted);
            }
            ExprKind::TemplateStr { values } => {
                let mut text = String::new();
                for value in values {
                    self.fstring_text(value, &mut text);
                }
                self.put("t");
                let quoted = quote(text.chars().map(u32::from), self.rules.version);
                self.put(&quoted);
            }
            ExprKind::Interpolation { .. } => {}
            ExprKind::Constant(Value::Ellipsis) => self.put("..."),
            ExprKind::Constant(value) => self.value(value),
            ExprKind::Attribute { value, attr, .. } => {
                self.expr(value, Level::Atom);
                // `1 .real`
                let is_int = matches!(&value.kind, ExprKind::Constant(Value::Int(_)));
                self.put(if is_int { " ." } else { "." });
                self.put(attr);
            }
            ExprKind::Starred { value, .. } => {
                self.put("*");
                self.expr(value, Level::Bor);
            }
            ExprKind::Name { id, .. } => self.put(id),
            ExprKind::List { elts, .. } => {
                self.put("[");
                self.list(elts);
                self.put("]");
            }
            ExprKind::Tuple { elts, .. } if elts.is_empty() => self.put("()"),
            ExprKind::Tuple { elts, .. } => self.parenthesized(level > Level::Tuple, |u| {
                u.list(elts);
                if elts.len() == 1 {
                    u.put(",");
                }
            }),
            ExprKind::Subscript { value, slice, .. } => {
                self.expr(value, Level::Atom);
                self.put("[");
                self.expr(slice, Level::Tuple);
                self.put("]");
            }
            ExprKind::Slice { lower, upper, step } => {
                if let Some(lower) = lower {
                    self.expr(lower, Level::Test);
                }
                self.put(":");
                if let Some(upper) = upper {
                    self.expr(upper, Level::Test);
                }
                if let Some(step) = step {
                    self.put(":");
                    self.expr(step, Level::Test);
                }
            }
            ExprKind::Named { target, value } => self.parenthesized(level > Level::Tuple, |u| {
                u.expr(target, Level::Atom);
                u.put(" := ");
                u.expr(value, Level::Atom);
            }),
        }
    }

    fn bin_op(&mut self, left: &Expr, op: BinaryOperator, right: &Expr, level: Level) {
        let (own, next) = match op {
            BinaryOperator::Or => (Level::Bor, Level::Bxor),
            BinaryOperator::Xor => (Level::Bxor, Level::Band),
            BinaryOperator::And => (Level::Band, Level::Shift),
            BinaryOperator::Lshift | BinaryOperator::Rshift => (Level::Shift, Level::Arith),
            BinaryOperator::Add | BinaryOperator::Subtract => (Level::Arith, Level::Term),
            BinaryOperator::Power => (Level::Power, Level::Await),
            _ => (Level::Term, Level::Factor),
        };
        let right_assoc = op == BinaryOperator::Power;
        self.parenthesized(level > own, |u| {
            u.expr(left, if right_assoc { next } else { own });
            u.put(" ");
            u.put(op.symbol());
            u.put(" ");
            u.expr(right, if right_assoc { own } else { next });
        });
    }

    fn generators(&mut self, generators: &[Comprehension]) {
        for generator in generators {
            self.put(if generator.is_async {
                " async for "
            } else {
                " for "
            });
            self.expr(&generator.target, Level::Tuple);
            self.put(" in ");
            self.expr(&generator.iter, Level::Or);
            for condition in &generator.ifs {
                self.put(" if ");
                self.expr(condition, Level::Or);
            }
        }
    }

    fn arguments(&mut self, args: &Arguments) {
        let mut first = true;
        let positional = args.posonlyargs.len() + args.args.len();
        let no_default = positional - args.defaults.len();
        let mut comma = |u: &mut Self| {
            if !std::mem::replace(&mut first, false) {
                u.put(", ");
            }
        };
        for (i, arg) in args.posonlyargs.iter().chain(&args.args).enumerate() {
            comma(self);
            self.put(&arg.arg);
            if i >= no_default {
                self.put("=");
                self.expr(&args.defaults[i - no_default], Level::Test);
            }
            if i + 1 == args.posonlyargs.len() {
                self.put(", /");
            }
        }
        if args.vararg.is_some() || !args.kwonlyargs.is_empty() {
            comma(self);
            self.put("*");
            if let Some(arg) = &args.vararg {
                self.put(&arg.arg);
            }
        }
        for (arg, default) in args.kwonlyargs.iter().zip(&args.kw_defaults) {
            comma(self);
            self.put(&arg.arg);
            if let Some(default) = default {
                self.put("=");
                self.expr(default, Level::Test);
            }
        }
        if let Some(arg) = &args.kwarg {
            comma(self);
            self.put("**");
            self.put(&arg.arg);
        }
    }

    fn fstring_text(&self, expr: &Expr, out: &mut String) {
        match &expr.kind {
            ExprKind::Constant(Value::Str(text)) => {
                let text: String = text.code_points().filter_map(char::from_u32).collect();
                out.push_str(&text.replace('{', "{{").replace('}', "}}"));
            }
            ExprKind::JoinedStr { values } => values
                .iter()
                .for_each(|value| self.fstring_text(value, out)),
            ExprKind::FormattedValue {
                value,
                conversion,
                spec,
            }
            | ExprKind::Interpolation {
                value,
                conversion,
                spec,
                ..
            } => {
                let mut inner = Unparser {
                    out: String::new(),
                    rules: self.rules,
                };
                inner.expr(value, Level::Or);
                out.push_str(if inner.out.starts_with('{') {
                    "{ "
                } else {
                    "{"
                });
                out.push_str(&inner.out);
                match conversion {
                    Conversion::None => {}
                    Conversion::Str => out.push_str("!s"),
                    Conversion::Repr => out.push_str("!r"),
                    Conversion::Ascii => out.push_str("!a"),
                }
                if let Some(spec) = spec {
                    out.push(':');
                    self.fstring_text(spec, out);
                }
                out.push('}');
            }
            _ => {}
        }
    }

    fn value(&mut self, value: &Value) {
        match value {
            Value::None => self.put("None"),
            Value::Ellipsis => self.put("Ellipsis"),
            Value::Bool(true) => self.put("True"),
            Value::Bool(false) => self.put("False"),
            Value::Int(int) => {
                let _ = write!(self.out, "{int}");
            }
            // In source text infinity can only be written as a number too large.
            Value::Float(float) => {
                let text = float_repr(*float);
                self.put(&text);
            }
            Value::Complex { re, im } => {
                let text = complex_repr(*re, *im);
                self.put(&text);
            }
            Value::Str(text) => {
                let quoted = quote(text.code_points(), self.rules.version);
                self.put(&quoted);
            }
            Value::Bytes(bytes) => {
                let text = bytes_repr(bytes);
                self.put(&text);
            }
            Value::Tuple(items) => {
                self.put("(");
                self.values(items);
                self.put(if items.len() == 1 { ",)" } else { ")" });
            }
            Value::FrozenSet(items) => {
                self.put("frozenset({");
                self.values(items);
                self.put("})");
            }
            Value::Slice(parts) => {
                self.put("slice(");
                self.values(&parts[..]);
                self.put(")");
            }
            Value::Code(code) => {
                let _ = write!(self.out, "<code object {}>", code.name);
            }
        }
    }

    fn values(&mut self, values: &[Value]) {
        for (i, value) in values.iter().enumerate() {
            if i > 0 {
                self.put(", ");
            }
            self.value(value);
        }
    }
}

/// `repr()` of a float.
pub fn float_repr(value: f64) -> String {
    if value.is_nan() {
        return "nan".to_owned();
    }
    if value.is_infinite() {
        return if value > 0.0 { "inf" } else { "-inf" }.to_owned();
    }
    // Shortest digits that read back as the same number, as `d.ddde±x`.
    let scientific = format!("{value:e}");
    let (mantissa, exponent) = scientific
        .split_once('e')
        .expect("scientific notation has an exponent");
    let exponent: i32 = exponent.parse().expect("an exponent is a number");
    if !(-4..16).contains(&exponent) {
        let sign = if exponent < 0 { '-' } else { '+' };
        return format!("{mantissa}e{sign}{:02}", exponent.abs());
    }
    let plain = format!("{value}");
    if plain.contains('.') {
        plain
    } else {
        format!("{plain}.0")
    }
}

/// `repr()` of a complex number.
pub fn complex_repr(re: f64, im: f64) -> String {
    let short = |value: f64| {
        let text = float_repr(value);
        text.strip_suffix(".0").map_or(text.clone(), str::to_owned)
    };
    let imaginary = short(im);
    if re == 0.0 && re.is_sign_positive() {
        return format!("{imaginary}j");
    }
    let sign = if imaginary.starts_with('-') { "" } else { "+" };
    format!("({}{sign}{imaginary}j)", short(re))
}

/// `repr()` of bytes.
pub fn bytes_repr(bytes: &[u8]) -> String {
    let double = bytes.contains(&b'\'') && !bytes.contains(&b'"');
    let quote = if double { '"' } else { '\'' };
    let mut out = format!("b{quote}");
    for &byte in bytes {
        match byte {
            b'\\' => out.push_str("\\\\"),
            b'\t' => out.push_str("\\t"),
            b'\n' => out.push_str("\\n"),
            b'\r' => out.push_str("\\r"),
            b' '..=b'~' if byte as char == quote => {
                out.push('\\');
                out.push(quote);
            }
            b' '..=b'~' => out.push(byte as char),
            _ => {
                let _ = write!(out, "\\x{byte:02x}");
            }
        }
    }
    out.push(quote);
    out
}

/// `repr()` of a text.
pub fn text_repr(text: &Wtf8, version: Version) -> String {
    quote(text.code_points(), version)
}

/// `repr()` of a text's code points.
fn quote(points: impl Iterator<Item = u32>, version: Version) -> String {
    let unicode = Unicode::of(version);
    let points: Vec<u32> = points.collect();
    let has = |c: char| points.contains(&(c as u32));
    let quote = if has('\'') && !has('"') { '"' } else { '\'' };
    let mut out = String::from(quote);
    for &point in &points {
        let Some(c) = char::from_u32(point) else {
            let _ = write!(out, "\\u{point:04x}");
            continue;
        };
        match c {
            '\\' => out.push_str("\\\\"),
            '\t' => out.push_str("\\t"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            c if c == quote => {
                out.push('\\');
                out.push(c);
            }
            ' '..='~' => out.push(c),
            c if unicode.is_printable(point) => out.push(c),
            _ if point <= 0xFF => {
                let _ = write!(out, "\\x{point:02x}");
            }
            _ if point <= 0xFFFF => {
                let _ = write!(out, "\\u{point:04x}");
            }
            _ => {
                let _ = write!(out, "\\U{point:08x}");
            }
        }
    }
    out.push(quote);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn floats_look_as_python_shows_them() {
        for (value, text) in [
            (1.0, "1.0"),
            (0.1, "0.1"),
            (1e16, "1e+16"),
            (1e15, "1000000000000000.0"),
            (1.5e-5, "1.5e-05"),
            (0.0001, "0.0001"),
            (-0.0, "-0.0"),
            (f64::INFINITY, "inf"),
            (1e300, "1e+300"),
        ] {
            assert_eq!(float_repr(value), text);
        }
    }
}

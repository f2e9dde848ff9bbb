//! Expressions.

use ruff_python_ast as ast;
use ruff_text_size::{Ranged, TextRange, TextSize};

use super::{Lowerer, name};
use crate::compile::ast::{
    BoolOp, CmpOp, Comp, CompKind, Comprehension, Ctx, Expr, ExprKind, Keyword, UnaryOp,
};
use crate::compile::error::Fault;
use crate::compile::value::Value;
use crate::opcode::BinaryOperator;

impl Lowerer<'_> {
    pub(super) fn exprs<'e>(
        &mut self,
        exprs: impl IntoIterator<Item = &'e ast::Expr>,
    ) -> Result<Vec<Expr>, Fault> {
        exprs.into_iter().map(|expr| self.expr(expr)).collect()
    }

    pub(super) fn boxed(&mut self, expr: &ast::Expr) -> Result<Box<Expr>, Fault> {
        self.expr(expr).map(Box::new)
    }

    pub(super) fn optional(&mut self, expr: Option<&ast::Expr>) -> Result<Option<Expr>, Fault> {
        expr.map(|expr| self.expr(expr)).transpose()
    }

    fn optional_boxed(&mut self, expr: Option<&ast::Expr>) -> Result<Option<Box<Expr>>, Fault> {
        Ok(self.optional(expr)?.map(Box::new))
    }

    pub(super) fn expr(&mut self, expr: &ast::Expr) -> Result<Expr, Fault> {
        let mut pos = self.pos(expr);
        let kind = match expr {
            ast::Expr::BoolOp(e) => ExprKind::BoolOp {
                op: match e.op {
                    ast::BoolOp::And => BoolOp::And,
                    ast::BoolOp::Or => BoolOp::Or,
                },
                values: self.exprs(&e.values)?,
            },
            ast::Expr::Named(e) => ExprKind::Named {
                target: self.boxed(&e.target)?,
                value: self.boxed(&e.value)?,
            },
            ast::Expr::BinOp(e) => ExprKind::BinOp {
                left: self.boxed(&e.left)?,
                op: operator(e.op),
                right: self.boxed(&e.right)?,
            },
            ast::Expr::UnaryOp(e) => ExprKind::UnaryOp {
                op: match e.op {
                    ast::UnaryOp::Invert => UnaryOp::Invert,
                    ast::UnaryOp::Not => UnaryOp::Not,
                    ast::UnaryOp::UAdd => UnaryOp::UAdd,
                    ast::UnaryOp::USub => UnaryOp::USub,
                },
                operand: self.boxed(&e.operand)?,
            },
            ast::Expr::Lambda(e) => {
                let id = self.id();
                let args = match &e.parameters {
                    Some(parameters) => self.arguments(parameters)?,
                    None => Default::default(),
                };
                ExprKind::Lambda {
                    id,
                    args: Box::new(args),
                    body: self.boxed(&e.body)?,
                }
            }
            ast::Expr::If(e) => ExprKind::IfExp {
                test: self.boxed(&e.test)?,
                body: self.boxed(&e.body)?,
                orelse: self.boxed(&e.orelse)?,
            },
            ast::Expr::Dict(e) => {
                let (mut keys, mut values) = (Vec::new(), Vec::new());
                for item in &e.items {
                    keys.push(self.optional(item.key.as_ref())?);
                    values.push(self.expr(&item.value)?);
                }
                ExprKind::Dict { keys, values }
            }
            ast::Expr::Set(e) => ExprKind::Set {
                elts: self.exprs(&e.elts)?,
            },
            ast::Expr::ListComp(e) => self.comp(CompKind::List, &e.elt, None, &e.generators)?,
            ast::Expr::SetComp(e) => self.comp(CompKind::Set, &e.elt, None, &e.generators)?,
            ast::Expr::DictComp(e) => {
                let Some(key) = &e.key else {
                    return self.unsupported("unpacking in a comprehension", e.range());
                };
                self.comp(CompKind::Dict, key, Some(&e.value), &e.generators)?
            }
            ast::Expr::Generator(e) => {
                self.comp(CompKind::Generator, &e.elt, None, &e.generators)?
            }
            ast::Expr::Await(e) => ExprKind::Await {
                value: self.boxed(&e.value)?,
            },
            ast::Expr::Yield(e) => ExprKind::Yield {
                value: self.optional_boxed(e.value.as_deref())?,
            },
            ast::Expr::YieldFrom(e) => ExprKind::YieldFrom {
                value: self.boxed(&e.value)?,
            },
            ast::Expr::Compare(e) => ExprKind::Compare {
                left: self.boxed(&e.left)?,
                ops: e.ops.iter().map(|op| comparison(*op)).collect(),
                comparators: self.exprs(&e.comparators)?,
            },
            ast::Expr::Call(e) => {
                let func = self.boxed(&e.func)?;
                let (args, keywords) = self.call_arguments(&e.arguments)?;
                ExprKind::Call {
                    func,
                    args,
                    keywords,
                }
            }
            ast::Expr::FString(e) => return self.fstring(e),
            ast::Expr::TString(e) => return self.tstring(e),
            ast::Expr::StringLiteral(e) => ExprKind::Constant(self.string(e)?),
            ast::Expr::BytesLiteral(e) => ExprKind::Constant(self.bytes(e)),
            ast::Expr::NumberLiteral(e) => ExprKind::Constant(self.number(e)?),
            ast::Expr::BooleanLiteral(e) => ExprKind::Constant(Value::Bool(e.value)),
            ast::Expr::NoneLiteral(_) => ExprKind::Constant(Value::None),
            ast::Expr::EllipsisLiteral(_) => ExprKind::Constant(Value::Ellipsis),
            ast::Expr::Attribute(e) => ExprKind::Attribute {
                value: self.boxed(&e.value)?,
                attr: name(&e.attr),
                ctx: context(e.ctx),
            },
            ast::Expr::Subscript(e) => ExprKind::Subscript {
                value: self.boxed(&e.value)?,
                slice: self.boxed(&e.slice)?,
                ctx: context(e.ctx),
            },
            ast::Expr::Starred(e) => ExprKind::Starred {
                value: self.boxed(&e.value)?,
                ctx: context(e.ctx),
            },
            ast::Expr::Name(e) => ExprKind::Name {
                id: name(&e.id),
                ctx: context(e.ctx),
            },
            ast::Expr::List(e) => ExprKind::List {
                elts: self.exprs(&e.elts)?,
                ctx: context(e.ctx),
            },
            ast::Expr::Tuple(e) => ExprKind::Tuple {
                elts: self.exprs(&e.elts)?,
                ctx: context(e.ctx),
            },
            ast::Expr::Slice(e) => ExprKind::Slice {
                lower: self.optional_boxed(e.lower.as_deref())?,
                upper: self.optional_boxed(e.upper.as_deref())?,
                step: self.optional_boxed(e.step.as_deref())?,
            },
            ast::Expr::IpyEscapeCommand(e) => {
                return self.unsupported("an IPython escape command", e.range());
            }
        };
        if let ast::Expr::Generator(e) = expr
            && !e.parenthesized
        {
            pos = self.source.position(self.call_parentheses(e.range()));
        }
        Ok(Expr { pos, kind })
    }

    /// A lone generator argument owns the parentheses of its call.
    fn call_parentheses(&self, inner: TextRange) -> TextRange {
        let text = self.source.text();
        let before = &text[..inner.start().to_usize()];
        let start = before
            .trim_end()
            .strip_suffix('(')
            .map_or(before.len(), str::len);
        let after = &text[inner.end().to_usize()..];
        let skipped = after.len() - after.trim_start().len();
        let end = inner.end().to_usize()
            + if after[skipped..].starts_with(')') {
                skipped + 1
            } else {
                0
            };
        TextRange::new(TextSize::new(start as u32), TextSize::new(end as u32))
    }

    fn comp(
        &mut self,
        kind: CompKind,
        elt: &ast::Expr,
        value: Option<&ast::Expr>,
        generators: &[ast::Comprehension],
    ) -> Result<ExprKind, Fault> {
        if let ast::Expr::Starred(starred) = elt {
            return self.unsupported("unpacking in a comprehension", starred.range());
        }
        let id = self.id();
        let elt = self.expr(elt)?;
        let value = self.optional(value)?;
        let generators = generators
            .iter()
            .map(|generator| {
                Ok(Comprehension {
                    target: self.expr(&generator.target)?,
                    iter: self.expr(&generator.iter)?,
                    ifs: self.exprs(&generator.ifs)?,
                    is_async: generator.is_async,
                })
            })
            .collect::<Result<_, Fault>>()?;
        Ok(ExprKind::Comp(Box::new(Comp {
            id,
            kind,
            elt,
            value,
            generators,
        })))
    }

    /// The arguments of a call or the bases of a class.
    pub(super) fn call_arguments(
        &mut self,
        arguments: &ast::Arguments,
    ) -> Result<(Vec<Expr>, Vec<Keyword>), Fault> {
        let args = self.exprs(&arguments.args)?;
        let keywords = arguments
            .keywords
            .iter()
            .map(|keyword| {
                Ok(Keyword {
                    pos: self.pos(keyword),
                    arg: keyword.arg.as_ref().map(|arg| name(arg)),
                    value: self.expr(&keyword.value)?,
                })
            })
            .collect::<Result<_, Fault>>()?;
        Ok((args, keywords))
    }
}

/// The operator of a binary operation.
pub(super) fn operator(op: ast::Operator) -> BinaryOperator {
    match op {
        ast::Operator::Add => BinaryOperator::Add,
        ast::Operator::Sub => BinaryOperator::Subtract,
        ast::Operator::Mult => BinaryOperator::Multiply,
        ast::Operator::MatMult => BinaryOperator::MatrixMultiply,
        ast::Operator::Div => BinaryOperator::TrueDivide,
        ast::Operator::Mod => BinaryOperator::Remainder,
        ast::Operator::Pow => BinaryOperator::Power,
        ast::Operator::LShift => BinaryOperator::Lshift,
        ast::Operator::RShift => BinaryOperator::Rshift,
        ast::Operator::BitOr => BinaryOperator::Or,
        ast::Operator::BitXor => BinaryOperator::Xor,
        ast::Operator::BitAnd => BinaryOperator::And,
        ast::Operator::FloorDiv => BinaryOperator::FloorDivide,
    }
}

fn comparison(op: ast::CmpOp) -> CmpOp {
    match op {
        ast::CmpOp::Eq => CmpOp::Eq,
        ast::CmpOp::NotEq => CmpOp::NotEq,
        ast::CmpOp::Lt => CmpOp::Lt,
        ast::CmpOp::LtE => CmpOp::LtE,
        ast::CmpOp::Gt => CmpOp::Gt,
        ast::CmpOp::GtE => CmpOp::GtE,
        ast::CmpOp::Is => CmpOp::Is,
        ast::CmpOp::IsNot => CmpOp::IsNot,
        ast::CmpOp::In => CmpOp::In,
        ast::CmpOp::NotIn => CmpOp::NotIn,
    }
}

fn context(ctx: ast::ExprContext) -> Ctx {
    match ctx {
        ast::ExprContext::Store => Ctx::Store,
        ast::ExprContext::Del => Ctx::Del,
        ast::ExprContext::Load | ast::ExprContext::Invalid => Ctx::Load,
    }
}

//! Expressions.

use super::Compiler;
use super::unit::UnitKind;
use crate::code::Position;
use crate::compile::ast::{BoolOp, CmpOp, Ctx, Expr, ExprKind, UnaryOp};
use crate::compile::error::Fault;
use crate::compile::value::Value;
use crate::opcode::{Comparison, Op};

/// Above this many items a display is built piece by piece (`_PY_STACK_USE_GUIDELINE`).
pub(super) const STACK_USE_GUIDELINE: usize = 30;

impl<'a> Compiler<'a> {
    pub(super) fn exprs(&mut self, exprs: &'a [Expr]) -> Result<(), Fault> {
        exprs.iter().try_for_each(|expr| self.expr(expr))
    }

    pub(super) fn expr(&mut self, expr: &'a Expr) -> Result<(), Fault> {
        self.deeper(|c| c.expr_inner(expr))
    }

    fn expr_inner(&mut self, expr: &'a Expr) -> Result<(), Fault> {
        let loc = expr.pos;
        match &expr.kind {
            ExprKind::Named { target, value } => {
                self.expr(value)?;
                self.op_i(loc, Op::Copy, 1);
                self.expr(target)
            }
            ExprKind::BoolOp { op, values } => self.bool_op(*op, values, loc),
            ExprKind::BinOp { left, op, right } => {
                self.expr(left)?;
                self.expr(right)?;
                self.op_i(loc, Op::BinaryOp, *op as u32);
                Ok(())
            }
            ExprKind::UnaryOp { op, operand } => {
                self.expr(operand)?;
                let op = match op {
                    UnaryOp::Invert => Op::UnaryInvert,
                    UnaryOp::Not => Op::UnaryNot,
                    UnaryOp::UAdd => Op::UnaryPositive,
                    UnaryOp::USub => Op::UnaryNegative,
                };
                self.op(loc, op);
                Ok(())
            }
            ExprKind::Lambda { id, args, body } => self.lambda(*id, args, body, loc),
            ExprKind::IfExp { test, body, orelse } => {
                let end = self.new_label();
                let next = self.new_label();
                self.jump_if(loc, test, next, false)?;
                self.expr(body)?;
                self.jump(Position::NONE, Op::Jump, end);
                self.use_label(next);
                self.expr(orelse)?;
                self.use_label(end);
                Ok(())
            }
            ExprKind::Dict { keys, values } => self.dict(keys, values, loc),
            ExprKind::Set { elts } => self.display(elts, loc, Display::Set),
            ExprKind::Comp(comp) => self.comp(comp, loc),
            ExprKind::Yield { value } => {
                if !self.is_function_like() {
                    return Err(Fault::syntax("'yield' outside function", loc));
                }
                match value {
                    Some(value) => self.expr(value)?,
                    None => self.load_const(loc, Value::None),
                }
                self.yield_value(loc);
                Ok(())
            }
            ExprKind::YieldFrom { value } => {
                if !self.is_function_like() {
                    return Err(Fault::syntax(self.rules.yield_from_outside_message(), loc));
                }
                if self.unit().kind == UnitKind::AsyncFunction {
                    return Err(Fault::syntax("'yield from' inside async function", loc));
                }
                self.expr(value)?;
                self.op(loc, Op::GetYieldFromIter);
                self.load_const(loc, Value::None);
                self.yield_from(loc);
                Ok(())
            }
            ExprKind::Await { value } => {
                self.check_await(loc)?;
                self.expr(value)?;
                self.op_i(loc, Op::GetAwaitable, 0);
                self.load_const(loc, Value::None);
                self.yield_from(loc);
                Ok(())
            }
            ExprKind::Compare {
                left,
                ops,
                comparators,
            } => self.compare(left, ops, comparators, loc),
            ExprKind::Call {
                func,
                args,
                keywords,
            } => self.call(func, args, keywords, loc),
            ExprKind::Constant(value) => {
                self.load_const(loc, value.clone());
                Ok(())
            }
            ExprKind::JoinedStr { values } => self.joined_str(values, loc),
            ExprKind::FormattedValue {
                value,
                conversion,
                spec,
            } => self.formatted_value(value, *conversion, spec.as_deref(), loc),
            ExprKind::TemplateStr { values } => self.template_str(values, loc),
            ExprKind::Interpolation {
                value,
                text,
                conversion,
                spec,
            } => self.interpolation(value, text, *conversion, spec.as_deref(), loc),
            ExprKind::Attribute { value, attr, ctx } => self.attribute(value, attr, *ctx, loc),
            ExprKind::Subscript { value, slice, ctx } => self.subscript(value, slice, *ctx, loc),
            ExprKind::Starred { ctx, .. } => Err(Fault::syntax(
                match ctx {
                    Ctx::Store => "starred assignment target must be in a list or tuple",
                    _ => "can't use starred expression here",
                },
                loc,
            )),
            ExprKind::Slice { lower, upper, step } => {
                self.slice(lower.as_deref(), upper.as_deref(), step.as_deref(), loc)
            }
            ExprKind::Name { id, ctx } => self.nameop(loc, id, *ctx),
            ExprKind::List { elts, ctx } => match ctx {
                Ctx::Load => self.display(elts, loc, Display::List),
                Ctx::Store => self.unpack_to(elts, loc),
                Ctx::Del => self.exprs(elts),
            },
            ExprKind::Tuple { elts, ctx } => match ctx {
                Ctx::Load => self.display(elts, loc, Display::Tuple),
                Ctx::Store => self.unpack_to(elts, loc),
                Ctx::Del => self.exprs(elts),
            },
        }
    }

    fn bool_op(&mut self, op: BoolOp, values: &'a [Expr], loc: Position) -> Result<(), Fault> {
        let end = self.new_label();
        let (last, first) = values.split_last().expect("a boolean operation has values");
        for value in first {
            self.expr(value)?;
            if self.rules.jump_if_or_pop {
                let jump = match op {
                    BoolOp::And => Op::JumpIfFalseOrPop,
                    BoolOp::Or => Op::JumpIfTrueOrPop,
                };
                self.jump(loc, jump, end);
            } else {
                let jump = match op {
                    BoolOp::And => Op::PopJumpIfFalse,
                    BoolOp::Or => Op::PopJumpIfTrue,
                };
                self.op_i(loc, Op::Copy, 1);
                self.jump(loc, jump, end);
                self.op(loc, Op::PopTop);
            }
        }
        self.expr(last)?;
        self.use_label(end);
        Ok(())
    }

    pub(super) fn compare_op(&mut self, loc: Position, op: CmpOp) {
        let (op, arg) = match op {
            CmpOp::Eq => (Op::CompareOp, Comparison::Eq as u32),
            CmpOp::NotEq => (Op::CompareOp, Comparison::Ne as u32),
            CmpOp::Lt => (Op::CompareOp, Comparison::Lt as u32),
            CmpOp::LtE => (Op::CompareOp, Comparison::Le as u32),
            CmpOp::Gt => (Op::CompareOp, Comparison::Gt as u32),
            CmpOp::GtE => (Op::CompareOp, Comparison::Ge as u32),
            CmpOp::Is => (Op::IsOp, 0),
            CmpOp::IsNot => (Op::IsOp, 1),
            CmpOp::In => (Op::ContainsOp, 0),
            CmpOp::NotIn => (Op::ContainsOp, 1),
        };
        self.op_i(loc, op, arg);
    }

    fn compare(
        &mut self,
        left: &'a Expr,
        ops: &'a [CmpOp],
        comparators: &'a [Expr],
        loc: Position,
    ) -> Result<(), Fault> {
        self.check_compare(loc, left, ops, comparators)?;
        self.expr(left)?;
        let last = ops.len() - 1;
        if last == 0 {
            self.expr(&comparators[0])?;
            self.compare_op(loc, ops[0]);
            return Ok(());
        }
        let cleanup = self.new_label();
        for (op, comparator) in ops[..last].iter().zip(comparators) {
            self.expr(comparator)?;
            self.op_i(loc, Op::Swap, 2);
            self.op_i(loc, Op::Copy, 2);
            self.compare_op(loc, *op);
            if self.rules.jump_if_or_pop {
                self.jump(loc, Op::JumpIfFalseOrPop, cleanup);
            } else {
                self.op_i(loc, Op::Copy, 1);
                self.jump(loc, Op::PopJumpIfFalse, cleanup);
                self.op(loc, Op::PopTop);
            }
        }
        self.expr(&comparators[last])?;
        self.compare_op(loc, ops[last]);
        let end = self.new_label();
        self.jump(Position::NONE, Op::Jump, end);
        self.use_label(cleanup);
        self.op_i(loc, Op::Swap, 2);
        self.op(loc, Op::PopTop);
        self.use_label(end);
        Ok(())
    }

    fn attribute(
        &mut self,
        value: &'a Expr,
        attr: &'a str,
        ctx: Ctx,
        loc: Position,
    ) -> Result<(), Fault> {
        if ctx == Ctx::Load
            && let Some(two_args) = self.can_optimize_super(value, attr)?
        {
            self.load_super_args(value)?;
            let name = self.name_index(attr);
            self.op_i(loc, Op::LoadSuperAttr, name << 1 | u32::from(two_args));
            let pos = self.attribute_line(loc, loc, attr);
            self.op(pos, Op::Nop);
            return Ok(());
        }
        if ctx == Ctx::Store {
            self.note_static_attribute(value, attr);
        }
        self.expr(value)?;
        let pos = self.attribute_line(loc, loc, attr);
        self.check_forbidden_name(attr, ctx, pos)?;
        let op = match ctx {
            Ctx::Load => Op::LoadAttr,
            Ctx::Store => Op::StoreAttr,
            Ctx::Del => Op::DeleteAttr,
        };
        self.op_name(pos, op, attr);
        Ok(())
    }

    /// Where an access that spans lines counts as standing: at the attribute's name
    /// (`update_start_location_to_match_attr`).
    pub(super) fn attribute_line(
        &self,
        loc: Position,
        attribute: Position,
        attr: &str,
    ) -> Position {
        let mut loc = loc;
        if !self.rules.attribute_line || loc.line == attribute.end_line {
            return loc;
        }
        loc.line = attribute.end_line;
        let chars = attr.chars().count() as u32;
        loc.col = attribute.end_col.saturating_sub(chars).max(1);
        loc.end_line = loc.end_line.max(loc.line);
        if loc.line == loc.end_line {
            loc.end_col = loc.end_col.max(loc.col);
        }
        loc
    }

    pub(super) fn subscript(
        &mut self,
        value: &'a Expr,
        slice: &'a Expr,
        ctx: Ctx,
        loc: Position,
    ) -> Result<(), Fault> {
        if ctx == Ctx::Load {
            self.check_subscripter(value)?;
            self.check_index(value, slice)?;
        }
        self.expr(value)?;
        if ctx != Ctx::Del
            && let Some((lower, upper)) = self.two_part_slice(slice)
        {
            self.slice_parts(lower, upper, slice.pos)?;
            self.op(
                loc,
                if ctx == Ctx::Load {
                    Op::BinarySlice
                } else {
                    Op::StoreSlice
                },
            );
            return Ok(());
        }
        self.expr(slice)?;
        self.op(
            loc,
            match ctx {
                Ctx::Load => Op::BinarySubscr,
                Ctx::Store => Op::StoreSubscr,
                Ctx::Del => Op::DeleteSubscr,
            },
        );
        Ok(())
    }

    /// The parts of a slice that needs no slice object.
    pub(super) fn two_part_slice(
        &self,
        slice: &'a Expr,
    ) -> Option<(Option<&'a Expr>, Option<&'a Expr>)> {
        let ExprKind::Slice {
            lower,
            upper,
            step: None,
        } = &slice.kind
        else {
            return None;
        };
        let (lower, upper) = (lower.as_deref(), upper.as_deref());
        let constant = |part: Option<&Expr>| part.is_none_or(Expr::is_constant);
        let as_constant = self.rules.constant_slices && constant(lower) && constant(upper);
        (self.rules.slice_instructions && !as_constant).then_some((lower, upper))
    }

    pub(super) fn slice_parts(
        &mut self,
        lower: Option<&'a Expr>,
        upper: Option<&'a Expr>,
        loc: Position,
    ) -> Result<(), Fault> {
        for part in [lower, upper] {
            match part {
                Some(part) => self.expr(part)?,
                None => self.load_const(loc, Value::None),
            }
        }
        Ok(())
    }

    fn slice(
        &mut self,
        lower: Option<&'a Expr>,
        upper: Option<&'a Expr>,
        step: Option<&'a Expr>,
        loc: Position,
    ) -> Result<(), Fault> {
        let parts = [lower, upper, step];
        if self.rules.constant_slices && parts.iter().all(|part| part.is_none_or(Expr::is_constant))
        {
            let values = parts.map(|part| {
                part.and_then(Expr::as_constant)
                    .cloned()
                    .unwrap_or(Value::None)
            });
            self.load_const(loc, Value::Slice(values.into()));
            return Ok(());
        }
        self.slice_parts(lower, upper, loc)?;
        let mut count = 2;
        if let Some(step) = step {
            self.expr(step)?;
            count = 3;
        }
        self.op_i(loc, Op::BuildSlice, count);
        Ok(())
    }

    pub(super) fn yield_value(&mut self, loc: Position) {
        let block = self.block();
        if block.generator && block.coroutine {
            self.op(loc, Op::AsyncGenWrap);
        }
        self.op_i(loc, Op::YieldValue, 0);
    }

    /// `receiver None -- result`: hands on what the receiver yields until it returns.
    pub(super) fn yield_from(&mut self, loc: Position) {
        use super::ir::IrOp;
        let send = self.new_label();
        let fail = self.new_label();
        let exit = self.new_label();
        self.use_label(send);
        self.jump(loc, Op::Send, exit);
        self.jump(loc, IrOp::SetupFinally, fail);
        self.op_i(loc, Op::YieldValue, 1);
        self.pop_block(Position::NONE);
        self.jump(loc, Op::Jump, send);
        self.use_label(fail);
        self.op(loc, Op::CleanupThrow);
        self.use_label(exit);
        self.op(loc, Op::EndSend);
    }

    /// Misplaced `await`, found here up to 3.13.
    fn check_await(&self, loc: Position) -> Result<(), Fault> {
        if self.rules.symtable_checks_async {
            return Ok(());
        }
        if !self.is_function_like() {
            return Err(Fault::syntax("'await' outside function", loc));
        }
        if !matches!(
            self.unit().kind,
            UnitKind::AsyncFunction | UnitKind::Comprehension
        ) {
            return Err(Fault::syntax("'await' outside async function", loc));
        }
        Ok(())
    }

    /// Misplaced `async for` and `async with`, found here up to 3.13.
    pub(super) fn require_async(&self, message: &str, loc: Position) -> Result<(), Fault> {
        if !self.rules.symtable_checks_async && self.unit().kind != UnitKind::AsyncFunction {
            return Err(Fault::syntax(message, loc));
        }
        Ok(())
    }
}

/// The displays that `starunpack_helper` builds.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Display {
    List,
    Tuple,
    Set,
}

//! Loops, and the jumps that conditions make.

use super::Compiler;
use super::ir::{IrOp, Label};
use super::unit::FBlockKind;
use crate::code::Position;
use crate::compile::ast::{BoolOp, Expr, ExprKind, Stmt, UnaryOp};
use crate::compile::error::Fault;
use crate::compile::value::Value;
use crate::opcode::Op;

impl<'a> Compiler<'a> {
    pub(super) fn for_(
        &mut self,
        target: &'a Expr,
        iter: &'a Expr,
        body: &'a [Stmt],
        orelse: &'a [Stmt],
        loc: Position,
    ) -> Result<(), Fault> {
        let start = self.new_label();
        let cleanup = self.new_label();
        let end = self.new_label();
        self.push_fblock(FBlockKind::ForLoop, start, end, loc)?;
        self.expr(iter)?;
        let loc = if self.rules.for_iter_at_iterable {
            iter.pos
        } else {
            loc
        };
        self.op(loc, Op::GetIter);
        self.use_label(start);
        self.jump(loc, Op::ForIter, cleanup);
        if self.rules.nop_at_for_target {
            self.op(target.pos, Op::Nop);
        }
        self.expr(target)?;
        self.stmts(body)?;
        self.jump(Position::NONE, Op::Jump, start);
        self.use_label(cleanup);
        self.pop_fblock();
        self.stmts(orelse)?;
        self.use_label(end);
        Ok(())
    }

    pub(super) fn async_for(
        &mut self,
        target: &'a Expr,
        iter: &'a Expr,
        body: &'a [Stmt],
        orelse: &'a [Stmt],
        loc: Position,
    ) -> Result<(), Fault> {
        self.require_async("'async for' outside async function", loc)?;
        let start = self.new_label();
        let except = self.new_label();
        let end = self.new_label();
        self.expr(iter)?;
        self.op(iter.pos, Op::GetAiter);
        self.use_label(start);
        self.push_fblock(FBlockKind::AsyncForLoop, start, end, loc)?;
        self.jump(loc, IrOp::SetupFinally, except);
        self.op(loc, Op::GetAnext);
        self.load_const(loc, Value::None);
        self.yield_from(loc);
        self.pop_block(loc);
        self.expr(target)?;
        self.stmts(body)?;
        self.jump(Position::NONE, Op::Jump, start);
        self.pop_fblock();
        self.use_label(except);
        self.op(iter.pos, Op::EndAsyncFor);
        self.stmts(orelse)?;
        self.use_label(end);
        Ok(())
    }

    pub(super) fn while_(
        &mut self,
        test: &'a Expr,
        body: &'a [Stmt],
        orelse: &'a [Stmt],
        loc: Position,
    ) -> Result<(), Fault> {
        let start = self.new_label();
        let end = self.new_label();
        let anchor = self.new_label();
        let decided = match test.as_constant() {
            Some(value) if self.rules.constant_tests_decided => Some(value.is_true()),
            _ => None,
        };
        if decided == Some(false) {
            self.push_fblock(FBlockKind::WhileLoop, start, end, loc)?;
            self.without_emitting(|c| c.stmts(body))?;
            self.pop_fblock();
            return self.stmts(orelse);
        }
        self.use_label(start);
        self.push_fblock(FBlockKind::WhileLoop, start, end, loc)?;
        if decided.is_none() {
            self.jump_if(loc, test, anchor, false)?;
        }
        let again = self.new_label();
        self.use_label(again);
        self.stmts(body)?;
        if self.rules.duplicates_while_test {
            // The test stands at the end of the loop once more.
            self.jump_if(loc, test, again, true)?;
        } else {
            self.jump(Position::NONE, Op::Jump, start);
        }
        self.pop_fblock();
        self.use_label(anchor);
        self.stmts(orelse)?;
        self.use_label(end);
        Ok(())
    }

    /// Where what follows a condition stands: in 3.10 and 3.11 its last comparison leaves its place behind.
    pub(super) fn place_after_jump(&self, condition: &Expr, loc: Position) -> Position {
        if !self.rules.comparison_sets_place {
            return loc;
        }
        match &condition.kind {
            ExprKind::UnaryOp {
                op: UnaryOp::Not,
                operand,
            } => self.place_after_jump(operand, loc),
            ExprKind::BoolOp { values, .. } => values
                .iter()
                .fold(loc, |loc, value| self.place_after_jump(value, loc)),
            ExprKind::IfExp { test, body, orelse } => [test, body, orelse]
                .into_iter()
                .fold(loc, |loc, part| self.place_after_jump(part, loc)),
            ExprKind::Compare { .. } => condition.pos,
            _ => loc,
        }
    }

    /// Jumps to `next` if the truth of `expr` is `cond` (`codegen_jump_if`).
    pub(super) fn jump_if(
        &mut self,
        loc: Position,
        expr: &'a Expr,
        next: Label,
        cond: bool,
    ) -> Result<(), Fault> {
        self.deeper(|c| c.jump_if_inner(loc, expr, next, cond))
    }

    fn jump_if_inner(
        &mut self,
        loc: Position,
        expr: &'a Expr,
        next: Label,
        cond: bool,
    ) -> Result<(), Fault> {
        match &expr.kind {
            ExprKind::UnaryOp {
                op: UnaryOp::Not,
                operand,
            } => return self.jump_if(loc, operand, next, !cond),
            ExprKind::BoolOp { op, values } => {
                let inner_cond = *op == BoolOp::Or;
                let inner_next = if inner_cond == cond {
                    next
                } else {
                    self.new_label()
                };
                let (last, first) = values.split_last().expect("a boolean operation has values");
                for value in first {
                    self.jump_if(loc, value, inner_next, inner_cond)?;
                }
                self.jump_if(loc, last, next, cond)?;
                if inner_next != next {
                    self.use_label(inner_next);
                }
                return Ok(());
            }
            ExprKind::IfExp { test, body, orelse } => {
                let end = self.new_label();
                let otherwise = self.new_label();
                self.jump_if(loc, test, otherwise, false)?;
                self.jump_if(loc, body, next, cond)?;
                self.jump(Position::NONE, Op::Jump, end);
                self.use_label(otherwise);
                self.jump_if(loc, orelse, next, cond)?;
                self.use_label(end);
                return Ok(());
            }
            ExprKind::Compare {
                left,
                ops,
                comparators,
            } if ops.len() > 1 => {
                self.check_compare(expr.pos, left, ops, comparators)?;
                let cleanup = self.new_label();
                self.expr(left)?;
                let last = ops.len() - 1;
                for (op, comparator) in ops[..last].iter().zip(comparators) {
                    self.expr(comparator)?;
                    self.op_i(expr.pos, Op::Swap, 2);
                    self.op_i(expr.pos, Op::Copy, 2);
                    self.compare_op(expr.pos, *op);
                    self.jump(expr.pos, Op::PopJumpIfFalse, cleanup);
                }
                self.expr(&comparators[last])?;
                self.compare_op(expr.pos, ops[last]);
                self.jump(expr.pos, pop_jump(cond), next);
                let end = self.new_label();
                self.jump(Position::NONE, Op::Jump, end);
                self.use_label(cleanup);
                self.op(expr.pos, Op::PopTop);
                if !cond {
                    self.jump(Position::NONE, Op::Jump, next);
                }
                self.use_label(end);
                return Ok(());
            }
            _ => {}
        }
        self.expr(expr)?;
        self.jump(expr.pos, pop_jump(cond), next);
        Ok(())
    }
}

fn pop_jump(cond: bool) -> Op {
    if cond {
        Op::PopJumpIfTrue
    } else {
        Op::PopJumpIfFalse
    }
}

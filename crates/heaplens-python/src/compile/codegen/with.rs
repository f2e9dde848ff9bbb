//! `with` and `async with`.

use super::Compiler;
use super::ir::{IrOp, Label};
use super::unit::FBlockKind;
use crate::code::Position;
use crate::compile::ast::{Stmt, WithItem};
use crate::compile::error::Fault;
use crate::compile::value::Value;
use crate::opcode::{Op, SpecialMethod};

impl<'a> Compiler<'a> {
    pub(super) fn with(
        &mut self,
        items: &'a [WithItem],
        body: &'a [Stmt],
        is_async: bool,
        loc: Position,
    ) -> Result<(), Fault> {
        if is_async {
            self.require_async("'async with' outside async function", loc)?;
        }
        self.deeper(|c| c.with_items(items, body, is_async, loc))
    }

    fn with_items(
        &mut self,
        items: &'a [WithItem],
        body: &'a [Stmt],
        is_async: bool,
        stmt: Position,
    ) -> Result<(), Fault> {
        let (item, rest) = items.split_first().expect("a with statement has items");
        let block = self.new_label();
        let handler = self.new_label();
        let exit = self.new_label();
        let cleanup = self.new_label();
        self.expr(&item.context_expr)?;
        let loc = if self.rules.with_at_item {
            item.context_expr.pos
        } else {
            stmt
        };
        self.enter_context(loc, is_async);
        if is_async {
            self.op_i(loc, Op::GetAwaitable, 1);
            self.load_const(loc, Value::None);
            self.yield_from(loc);
        }
        self.jump(loc, IrOp::SetupWith, handler);
        self.use_label(block);
        let kind = if is_async {
            FBlockKind::AsyncWith
        } else {
            FBlockKind::With
        };
        self.push_fblock(kind, block, handler, loc)?;
        match &item.optional_vars {
            Some(target) => self.expr(target)?,
            None => self.op(loc, Op::PopTop),
        }
        if rest.is_empty() {
            self.stmts(body)?;
        } else {
            self.with(rest, body, is_async, stmt)?;
        }
        self.pop_fblock();
        let pos = if is_async { loc } else { Position::NONE };
        // The way out has the line of the body's end (3.8, 3.9).
        let loc = if self.rules.every_instruction_has_a_line {
            Position::NONE
        } else {
            loc
        };
        self.pop_block(pos);
        self.call_exit_with_nones(loc);
        if is_async {
            self.op_i(loc, Op::GetAwaitable, 2);
            self.load_const(loc, Value::None);
            self.yield_from(loc);
        }
        self.op(loc, Op::PopTop);
        self.jump(loc, Op::Jump, exit);
        self.use_label(handler);
        self.jump(loc, IrOp::SetupCleanup, cleanup);
        self.op(loc, Op::PushExcInfo);
        self.op_i(loc, Op::WithExceptStart, u32::from(self.rules.load_special));
        if is_async {
            self.op_i(loc, Op::GetAwaitable, 2);
            self.load_const(loc, Value::None);
            self.yield_from(loc);
        }
        self.with_except_finish(cleanup);
        self.use_label(exit);
        Ok(())
    }

    fn enter_context(&mut self, loc: Position, is_async: bool) {
        if !self.rules.load_special {
            self.op(
                loc,
                if is_async {
                    Op::BeforeAsyncWith
                } else {
                    Op::BeforeWith
                },
            );
            return;
        }
        let (exit, enter) = if is_async {
            (SpecialMethod::Aexit, SpecialMethod::Aenter)
        } else {
            (SpecialMethod::Exit, SpecialMethod::Enter)
        };
        self.op_i(loc, Op::Copy, 1);
        self.op_i(loc, Op::LoadSpecial, exit as u32);
        self.op_i(loc, Op::Swap, 2);
        self.op_i(loc, Op::Swap, 3);
        self.op_i(loc, Op::LoadSpecial, enter as u32);
        self.op_i(loc, Op::Call, 0);
    }

    /// `exit(None, None, None)`: the first None stands where a bound `__exit__` has no self.
    pub(super) fn call_exit_with_nones(&mut self, loc: Position) {
        for _ in 0..3 {
            self.load_none(loc);
        }
        self.op_i(loc, Op::Call, if self.rules.load_special { 3 } else { 2 });
    }

    /// Brings what `with` left on the stack above the value to return.
    pub(super) fn raise_exit_to_top(&mut self, loc: Position) {
        if self.rules.load_special {
            self.op_i(loc, Op::Swap, 3);
        }
        self.op_i(loc, Op::Swap, 2);
    }

    fn with_except_finish(&mut self, cleanup: Label) {
        let none = Position::NONE;
        let suppress = self.new_label();
        let exit = self.new_label();
        self.jump(none, Op::PopJumpIfTrue, suppress);
        self.op_i(none, Op::Reraise, 2);
        self.use_label(suppress);
        self.op(none, Op::PopTop);
        self.pop_block(none);
        self.op(none, Op::PopExcept);
        for _ in 0..if self.rules.load_special { 3 } else { 2 } {
            self.op(none, Op::PopTop);
        }
        self.jump(none, Op::Jump, exit);
        self.use_label(cleanup);
        self.pop_except_and_reraise(none);
        self.use_label(exit);
    }
}

//! `try`, with `except`, `except*` and `finally`.

use super::Compiler;
use super::ir::{IrOp, Label};
use super::unit::FBlockKind;
use super::unwind::NO_LABEL;
use crate::code::Position;
use crate::compile::ast::{Ctx, ExceptHandler, Name, Try};
use crate::compile::error::Fault;
use crate::compile::value::Value;
use crate::opcode::Op;

const NONE: Position = Position::NONE;

impl<'a> Compiler<'a> {
    pub(super) fn try_(&mut self, s: &'a Try, loc: Position) -> Result<(), Fault> {
        if s.finalbody.is_empty() {
            self.try_handlers(s, loc)
        } else {
            self.try_finally(s, loc)
        }
    }

    fn try_handlers(&mut self, s: &'a Try, loc: Position) -> Result<(), Fault> {
        if s.is_star {
            self.try_star_except(s, loc)
        } else {
            self.try_except(s, loc)
        }
    }

    /// `finally` is there twice: for the way out without an exception and with one.
    fn try_finally(&mut self, s: &'a Try, loc: Position) -> Result<(), Fault> {
        let body = self.new_label();
        let end = self.new_label();
        let exit = self.new_label();
        let cleanup = self.new_label();
        if self.rules.finally_first {
            self.push_fblock(FBlockKind::FinallyEnd, end, NO_LABEL, NONE)?;
            self.rehearse(|c| c.stmts(&s.finalbody))?;
            self.pop_fblock();
        }
        self.jump(loc, IrOp::SetupFinally, end);
        self.use_label(body);
        self.push_fblock(FBlockKind::FinallyTry(&s.finalbody), body, end, loc)?;
        if s.handlers.is_empty() {
            self.stmts(&s.body)?;
        } else {
            self.try_handlers(s, loc)?;
        }
        self.pop_block(NONE);
        self.pop_fblock();
        self.stmts(&s.finalbody)?;
        self.jump(NONE, Op::Jump, exit);

        self.use_label(end);
        self.jump(NONE, IrOp::SetupCleanup, cleanup);
        self.op(NONE, Op::PushExcInfo);
        self.push_fblock(FBlockKind::FinallyEnd, end, NO_LABEL, NONE)?;
        self.stmts(&s.finalbody)?;
        self.pop_fblock();
        self.op_i(NONE, Op::Reraise, 0);
        self.use_label(cleanup);
        self.pop_except_and_reraise(NONE);
        self.use_label(exit);
        Ok(())
    }

    /// `[previous lasti exc] --`: the handler itself raised.
    pub(super) fn pop_except_and_reraise(&mut self, loc: Position) {
        self.op_i(loc, Op::Copy, 3);
        self.op(loc, Op::PopExcept);
        self.op_i(loc, Op::Reraise, 1);
    }

    fn try_except(&mut self, s: &'a Try, loc: Position) -> Result<(), Fault> {
        let body = self.new_label();
        let except = self.new_label();
        let end = self.new_label();
        let cleanup = self.new_label();
        self.jump(loc, IrOp::SetupFinally, except);
        self.use_label(body);
        self.push_fblock(FBlockKind::TryExcept, body, NO_LABEL, loc)?;
        self.stmts(&s.body)?;
        self.pop_fblock();
        self.pop_block(NONE);
        let orelse = self.new_label();
        if self.rules.else_after_handlers {
            self.jump(NONE, Op::Jump, orelse);
        } else {
            self.stmts(&s.orelse)?;
            self.jump(NONE, Op::Jump, end);
        }

        self.use_label(except);
        self.jump(NONE, IrOp::SetupCleanup, cleanup);
        self.op(NONE, Op::PushExcInfo);
        self.push_fblock(FBlockKind::ExceptionHandler, NO_LABEL, NO_LABEL, loc)?;
        for (i, handler) in s.handlers.iter().enumerate() {
            if handler.type_.is_none() && i + 1 < s.handlers.len() {
                let place = if self.rules.errors_at_last_statement() {
                    self.unit().last_statement
                } else {
                    handler.pos
                };
                return Err(Fault::syntax("default 'except:' must be last", place));
            }
            let next = self.new_label();
            if let Some(type_) = &handler.type_ {
                self.expr(type_)?;
                self.op(handler.pos, Op::CheckExcMatch);
                self.jump(handler.pos, Op::PopJumpIfFalse, next);
            }
            self.handler(handler, end)?;
            self.use_label(next);
        }
        self.pop_fblock();
        self.op_i(NONE, Op::Reraise, 0);
        self.use_label(cleanup);
        self.pop_except_and_reraise(NONE);
        if self.rules.else_after_handlers {
            self.use_label(orelse);
            self.stmts(&s.orelse)?;
        }
        self.use_label(end);
        Ok(())
    }

    fn unbind(&mut self, name: &Name) -> Result<(), Fault> {
        self.load_const(NONE, Value::None);
        self.nameop(NONE, name, Ctx::Store)?;
        self.nameop(NONE, name, Ctx::Del)
    }

    fn try_star_except(&mut self, s: &'a Try, loc: Position) -> Result<(), Fault> {
        let body = self.new_label();
        let except = self.new_label();
        let orelse = self.new_label();
        let end = self.new_label();
        let cleanup = self.new_label();
        let reraise_star = self.new_label();
        self.jump(loc, IrOp::SetupFinally, except);
        self.use_label(body);
        self.push_fblock(FBlockKind::TryExcept, body, NO_LABEL, loc)?;
        self.stmts(&s.body)?;
        self.pop_fblock();
        self.pop_block(NONE);
        self.jump(NONE, Op::Jump, orelse);

        self.use_label(except);
        self.jump(NONE, IrOp::SetupCleanup, cleanup);
        self.op(NONE, Op::PushExcInfo);
        self.push_fblock(FBlockKind::ExceptionGroupHandler, NO_LABEL, NO_LABEL, loc)?;
        for (i, handler) in s.handlers.iter().enumerate() {
            if i == 0 {
                // [orig results rest]: what the handlers raise is collected, the rest is what none took.
                self.op_i(handler.pos, Op::BuildList, 0);
                self.op_i(handler.pos, Op::Copy, 2);
            }
            let with_error = self.star_handler(handler)?;
            self.use_label(with_error);
        }
        self.op_i(NONE, Op::ListAppend, 1);
        self.jump(NONE, Op::Jump, reraise_star);
        self.pop_fblock();
        let reraise = self.new_label();
        self.use_label(reraise_star);
        self.op(NONE, Op::PrepReraiseStar);
        self.op_i(NONE, Op::Copy, 1);
        self.jump(NONE, Op::PopJumpIfNotNone, reraise);
        self.op(NONE, Op::PopTop);
        self.pop_block(NONE);
        self.op(NONE, Op::PopExcept);
        self.jump(NONE, Op::Jump, end);
        self.use_label(reraise);
        self.pop_block(NONE);
        self.op_i(NONE, Op::Swap, 2);
        self.op(NONE, Op::PopExcept);
        self.op_i(NONE, Op::Reraise, 0);
        self.use_label(cleanup);
        self.pop_except_and_reraise(NONE);
        self.use_label(orelse);
        self.stmts(&s.orelse)?;
        self.use_label(end);
        Ok(())
    }

    /// One `except*`; gives the label where the next one begins.
    fn star_handler(&mut self, handler: &'a ExceptHandler) -> Result<Label, Fault> {
        let loc = handler.pos;
        let next = self.new_label();
        let with_error = self.new_label();
        let no_match = self.new_label();
        let cleanup_end = self.new_label();
        let cleanup_body = self.new_label();
        if let Some(type_) = &handler.type_ {
            self.expr(type_)?;
            self.op(loc, Op::CheckEgMatch);
            self.op_i(loc, Op::Copy, 1);
            self.jump(loc, Op::PopJumpIfNone, no_match);
        }
        match &handler.name {
            Some(name) => self.nameop(loc, name, Ctx::Store)?,
            None => self.op(loc, Op::PopTop),
        }
        self.jump(loc, IrOp::SetupCleanup, cleanup_end);
        self.use_label(cleanup_body);
        let kind = FBlockKind::HandlerCleanup(handler.name.as_ref());
        self.push_fblock(kind, cleanup_body, NO_LABEL, loc)?;
        self.stmts(&handler.body)?;
        self.pop_fblock();
        self.pop_block(NONE);
        if let Some(name) = &handler.name {
            self.unbind(name)?;
        }
        self.jump(NONE, Op::Jump, next);
        self.use_label(cleanup_end);
        if let Some(name) = &handler.name {
            self.unbind(name)?;
        }
        self.op_i(NONE, Op::ListAppend, 3);
        self.op(NONE, Op::PopTop);
        self.jump(NONE, Op::Jump, with_error);
        self.use_label(next);
        self.op(NONE, Op::Nop);
        self.jump(NONE, Op::Jump, with_error);
        self.use_label(no_match);
        self.op(loc, Op::PopTop);
        Ok(with_error)
    }

    /// The body of an `except`, after the match: `[previous exc] --`, and on to `end`.
    fn handler(&mut self, handler: &'a ExceptHandler, end: Label) -> Result<(), Fault> {
        let loc = handler.pos;
        let raised = self.new_label();
        let body = self.new_label();
        match &handler.name {
            Some(name) => {
                self.nameop(loc, name, Ctx::Store)?;
                self.jump(loc, IrOp::SetupCleanup, raised);
            }
            None => self.op(loc, Op::PopTop),
        }
        self.use_label(body);
        self.push_fblock(
            FBlockKind::HandlerCleanup(handler.name.as_ref()),
            body,
            NO_LABEL,
            loc,
        )?;
        self.stmts(&handler.body)?;
        self.pop_fblock();
        if handler.name.is_some() {
            self.pop_block(NONE);
        }
        self.pop_block(NONE);
        self.op(NONE, Op::PopExcept);
        if let Some(name) = &handler.name {
            self.unbind(name)?;
        }
        self.jump(NONE, Op::Jump, end);
        self.use_label(raised);
        if let Some(name) = &handler.name {
            // The body raised: the name goes all the same.
            self.unbind(name)?;
            self.op_i(NONE, Op::Reraise, 1);
        }
        Ok(())
    }
}

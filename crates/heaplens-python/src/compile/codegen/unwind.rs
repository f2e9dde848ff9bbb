//! Getting out of loops, `try` and `with`: `break`, `continue`, `return`.

use super::Compiler;
use super::ir::Label;
use super::unit::{FBlock, FBlockKind};
use crate::code::Position;
use crate::compile::ast::Ctx;
use crate::compile::error::Fault;
use crate::compile::value::Value;
use crate::opcode::Op;

/// A label of a block that has none.
pub(super) const NO_LABEL: Label = Label(u32::MAX);

impl<'a> Compiler<'a> {
    /// Emits what leaving one block takes; with `preserve_tos` the value on top survives.
    fn unwind_fblock(
        &mut self,
        loc: &mut Position,
        info: &FBlock<'a>,
        preserve_tos: bool,
    ) -> Result<(), Fault> {
        match info.kind {
            FBlockKind::WhileLoop
            | FBlockKind::ExceptionHandler
            | FBlockKind::ExceptionGroupHandler
            | FBlockKind::AsyncComprehension
            | FBlockKind::StopIteration => {}
            FBlockKind::ForLoop | FBlockKind::AsyncForLoop | FBlockKind::PopValue => {
                if preserve_tos {
                    self.op_i(*loc, Op::Swap, 2);
                }
                self.op(*loc, Op::PopTop);
            }
            FBlockKind::TryExcept => self.pop_block(*loc),
            FBlockKind::FinallyTry(finalbody) => {
                self.pop_block(*loc);
                if preserve_tos {
                    self.push_fblock(FBlockKind::PopValue, NO_LABEL, NO_LABEL, *loc)?;
                }
                self.stmts(finalbody)?;
                if preserve_tos {
                    self.pop_fblock();
                }
                if self.rules.unwinding_is_artificial {
                    *loc = Position::NONE;
                }
            }
            FBlockKind::FinallyEnd => {
                if preserve_tos {
                    self.op_i(*loc, Op::Swap, 2);
                }
                self.op(*loc, Op::PopTop);
                if preserve_tos {
                    self.op_i(*loc, Op::Swap, 2);
                }
                self.pop_block(*loc);
                self.op(*loc, Op::PopExcept);
            }
            FBlockKind::With | FBlockKind::AsyncWith => {
                if self.rules.unwinding_is_artificial {
                    *loc = info.pos;
                }
                self.pop_block(*loc);
                if preserve_tos {
                    self.raise_exit_to_top(*loc);
                }
                self.call_exit_with_nones(*loc);
                if matches!(info.kind, FBlockKind::AsyncWith) {
                    self.op_i(*loc, Op::GetAwaitable, 2);
                    self.load_const(*loc, Value::None);
                    self.yield_from(*loc);
                }
                self.op(*loc, Op::PopTop);
                if self.rules.unwinding_is_artificial {
                    *loc = Position::NONE;
                }
            }
            FBlockKind::HandlerCleanup(name) => {
                if name.is_some() {
                    self.pop_block(*loc);
                }
                if preserve_tos {
                    self.op_i(*loc, Op::Swap, 2);
                }
                self.pop_block(*loc);
                self.op(*loc, Op::PopExcept);
                if let Some(name) = name {
                    self.load_none(*loc);
                    self.nameop(*loc, name, Ctx::Store)?;
                    self.nameop(*loc, name, Ctx::Del)?;
                }
            }
        }
        Ok(())
    }

    /// Unwinds blocks from the innermost on; with `to_loop` up to the first loop, which is given.
    fn unwind_stack(
        &mut self,
        loc: &mut Position,
        preserve_tos: bool,
        to_loop: bool,
    ) -> Result<Option<FBlock<'a>>, Fault> {
        let Some(top) = self.unit().fblocks.last().copied() else {
            return Ok(None);
        };
        if matches!(top.kind, FBlockKind::ExceptionGroupHandler) {
            let msg = "'break', 'continue' and 'return' cannot appear in an except* block";
            return Err(Fault::syntax(msg, *loc));
        }
        let is_loop = matches!(
            top.kind,
            FBlockKind::WhileLoop | FBlockKind::ForLoop | FBlockKind::AsyncForLoop
        );
        if to_loop && is_loop {
            return Ok(Some(top));
        }
        self.pop_fblock();
        self.unwind_fblock(loc, &top, preserve_tos)?;
        let found = self.unwind_stack(loc, preserve_tos, to_loop)?;
        self.unit_mut().fblocks.push(top);
        Ok(found)
    }

    pub(super) fn unwind_all(
        &mut self,
        loc: &mut Position,
        preserve_tos: bool,
    ) -> Result<(), Fault> {
        self.unwind_stack(loc, preserve_tos, false)?;
        Ok(())
    }

    pub(super) fn break_(&mut self, origin: Position) -> Result<(), Fault> {
        let mut loc = origin;
        self.line_nop(loc);
        let Some(target) = self.unwind_stack(&mut loc, false, true)? else {
            return Err(Fault::syntax("'break' outside loop", origin));
        };
        self.unwind_fblock(&mut loc, &target, false)?;
        self.jump(loc, Op::Jump, target.exit);
        Ok(())
    }

    pub(super) fn continue_(&mut self, origin: Position) -> Result<(), Fault> {
        let mut loc = origin;
        self.line_nop(loc);
        let Some(target) = self.unwind_stack(&mut loc, false, true)? else {
            return Err(Fault::syntax("'continue' not properly in loop", origin));
        };
        self.jump(loc, Op::Jump, target.block);
        Ok(())
    }
}

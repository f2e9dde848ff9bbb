//! Statements, as far as they aren't a topic of their own.

use super::Compiler;
use super::unit::UnitKind;
use crate::code::Position;
use crate::compile::Mode;
use crate::compile::ast::{Branch, Expr, ExprKind, Stmt, StmtKind, docstring};
use crate::compile::error::Fault;
use crate::compile::value::Value;
use crate::opcode::{CommonConstant, Op};

impl<'a> Compiler<'a> {
    /// The body of a module or class (`codegen_body`).
    pub(super) fn body(
        &mut self,
        loc: Position,
        body: &'a [Stmt],
        interactive: bool,
    ) -> Result<(), Fault> {
        let eager = self.future.annotations || !self.rules.defers_annotations;
        let annotated = if self.rules.defers_annotations {
            self.block().annotations_used
        } else {
            super::annotations::has_annotations(body)
        };
        if eager && annotated {
            self.op(loc, Op::SetupAnnotations);
        }
        let mut rest = body;
        if !interactive && let Some((expr, text)) = docstring(body) {
            rest = &body[1..];
            let text = self.clean_docstring(text);
            self.load_const(expr.pos, Value::Str(text));
            let store = if self.rules.code_has_qualname {
                Position::NONE
            } else {
                expr.pos
            };
            self.nameop(store, &"__doc__".into(), crate::compile::ast::Ctx::Store)?;
        }
        self.stmts(rest)?;
        if self.rules.defers_annotations && !self.future.annotations {
            self.process_deferred_annotations(loc)?;
        }
        Ok(())
    }

    pub(super) fn stmts(&mut self, body: &'a [Stmt]) -> Result<(), Fault> {
        body.iter().try_for_each(|stmt| self.stmt(stmt))
    }

    pub(super) fn stmt(&mut self, stmt: &'a Stmt) -> Result<(), Fault> {
        self.deeper(|c| c.stmt_inner(stmt))
    }

    /// A statement within which annotations may or may not be reached.
    fn conditional(
        &mut self,
        inner: impl FnOnce(&mut Self) -> Result<(), Fault>,
    ) -> Result<(), Fault> {
        let before = std::mem::replace(&mut self.unit_mut().in_conditional_block, true);
        inner(self)?;
        self.unit_mut().in_conditional_block = before;
        Ok(())
    }

    fn stmt_inner(&mut self, stmt: &'a Stmt) -> Result<(), Fault> {
        let loc = stmt.pos;
        self.unit_mut().last_statement = loc;
        match &stmt.kind {
            StmtKind::FunctionDef(def) => self.function_def(def, loc),
            StmtKind::ClassDef(def) => self.class_def(def, loc),
            StmtKind::TypeAlias {
                id,
                name,
                type_params,
                value,
            } => self.type_alias(*id, name, type_params, value, loc),
            StmtKind::Return(value) => self.return_(value.as_ref(), loc),
            StmtKind::Delete(targets) => self.exprs(targets),
            StmtKind::Assign { targets, value } => {
                self.expr(value)?;
                let last = targets.len() - 1;
                for (i, target) in targets.iter().enumerate() {
                    if i < last {
                        self.op_i(loc, Op::Copy, 1);
                    }
                    self.expr(target)?;
                }
                Ok(())
            }
            StmtKind::AugAssign { target, op, value } => self.aug_assign(target, *op, value, loc),
            StmtKind::AnnAssign {
                target,
                annotation,
                value,
                simple,
            } => self.ann_assign(stmt, target, annotation, value.as_ref(), *simple),
            StmtKind::For {
                is_async: false,
                target,
                iter,
                body,
                orelse,
            } => self.conditional(|c| c.for_(target, iter, body, orelse, loc)),
            StmtKind::For {
                is_async: true,
                target,
                iter,
                body,
                orelse,
            } => self.conditional(|c| c.async_for(target, iter, body, orelse, loc)),
            StmtKind::While { test, body, orelse } => {
                self.conditional(|c| c.while_(test, body, orelse, loc))
            }
            StmtKind::If { branches, orelse } => self.conditional(|c| c.if_(branches, orelse)),
            StmtKind::Match { subject, cases } => self.conditional(|c| c.match_(subject, cases)),
            StmtKind::Raise { exc, cause } => {
                let mut count = 0;
                for part in exc.iter().chain(cause) {
                    self.expr(part)?;
                    count += 1;
                }
                self.op_i(loc, Op::RaiseVarargs, count);
                Ok(())
            }
            StmtKind::Try(s) => self.conditional(|c| c.try_(s, loc)),
            StmtKind::Assert { test, msg } => self.assert(test, msg.as_ref(), loc),
            StmtKind::Import { names, is_lazy } => {
                self.forbid_lazy(*is_lazy, loc)?;
                self.import(names, loc)
            }
            StmtKind::ImportFrom {
                module,
                names,
                level,
                is_lazy,
            } => {
                self.forbid_lazy(*is_lazy, loc)?;
                self.import_from(module.as_ref(), names, *level, loc)
            }
            StmtKind::Global(_) | StmtKind::Nonlocal(_) => Ok(()),
            StmtKind::Expr(value) => self.expr_stmt(value, loc),
            StmtKind::Pass => {
                self.line_nop(loc);
                Ok(())
            }
            StmtKind::Break => self.break_(loc),
            StmtKind::Continue => self.continue_(loc),
            StmtKind::With {
                is_async,
                items,
                body,
            } => self.conditional(|c| c.with(items, body, *is_async, loc)),
        }
    }

    fn forbid_lazy(&self, is_lazy: bool, position: Position) -> Result<(), Fault> {
        if is_lazy {
            return Err(Fault::Unsupported {
                what: "a lazy import".to_owned(),
                position,
            });
        }
        Ok(())
    }

    fn expr_stmt(&mut self, value: &'a Expr, loc: Position) -> Result<(), Fault> {
        let top_level = self.units.len() == 1;
        if self.mode == Mode::Single && top_level {
            self.expr(value)?;
            self.op(loc, Op::PrintExpr);
            return Ok(());
        }
        if value.is_constant() {
            self.line_nop(loc);
            return Ok(());
        }
        self.expr(value)?;
        let pos = if self.rules.artificial_pop {
            Position::NONE
        } else {
            loc
        };
        self.op(pos, Op::PopTop);
        Ok(())
    }

    fn if_(&mut self, branches: &'a [Branch], orelse: &'a [Stmt]) -> Result<(), Fault> {
        let end = self.new_label();
        for (i, branch) in branches.iter().enumerate() {
            let is_last = i + 1 == branches.len();
            let next = if is_last && orelse.is_empty() {
                end
            } else {
                self.new_label()
            };
            if self.jumps_on_constant_tests(&branch.test) {
                let value = branch
                    .test
                    .as_constant()
                    .expect("it was just seen to be one")
                    .is_true();
                self.constant_if(branch, value, next, end, is_last && orelse.is_empty())?;
                continue;
            }
            self.jump_if(branch.pos, &branch.test, next, false)?;
            self.stmts(&branch.body)?;
            if next != end {
                self.jump(Position::NONE, Op::Jump, end);
                self.use_label(next);
            }
        }
        self.stmts(orelse)?;
        self.use_label(end);
        Ok(())
    }

    /// `if 0:` and `if 1:` where the compiler decides (3.8, 3.9): the dead branch is compiled for its errors only.
    fn constant_if(
        &mut self,
        branch: &'a Branch,
        value: bool,
        next: super::ir::Label,
        end: super::ir::Label,
        is_last: bool,
    ) -> Result<(), Fault> {
        if value {
            self.stmts(&branch.body)?;
            if !is_last {
                self.jump(Position::NONE, Op::Jump, end);
            }
        } else {
            self.without_emitting(|c| c.stmts(&branch.body))?;
        }
        if !is_last {
            self.use_label(next);
        }
        Ok(())
    }

    fn jumps_on_constant_tests(&self, test: &Expr) -> bool {
        self.rules.constant_tests_decided && test.is_constant()
    }

    fn return_(&mut self, value: Option<&'a Expr>, stmt: Position) -> Result<(), Fault> {
        let mut loc = stmt;
        let preserve_tos = value.is_some_and(|value| !value.is_constant());
        if !self.is_function_like() {
            return Err(Fault::syntax("'return' outside function", loc));
        }
        let block = self.block();
        if value.is_some() && block.coroutine && block.generator {
            return Err(Fault::syntax("'return' with value in async generator", loc));
        }
        if let Some(value) = value {
            if preserve_tos {
                self.expr(value)?;
            } else {
                loc = value.pos;
                self.line_nop(loc);
            }
        }
        if value.is_none_or(|value| value.pos.line != stmt.line) {
            loc = stmt;
            self.line_nop(loc);
        }
        self.unwind_all(&mut loc, preserve_tos)?;
        match value {
            None => self.load_const(loc, Value::None),
            Some(Expr {
                kind: ExprKind::Constant(value),
                ..
            }) => self.load_const(loc, value.clone()),
            Some(_) => {}
        }
        self.op(loc, Op::ReturnValue);
        if self.rules.return_starts_block {
            let next = self.new_label();
            self.use_label(next);
        }
        Ok(())
    }

    fn assert(
        &mut self,
        test: &'a Expr,
        msg: Option<&'a Expr>,
        loc: Position,
    ) -> Result<(), Fault> {
        let always = match &test.kind {
            ExprKind::Tuple { elts, .. } => !elts.is_empty(),
            ExprKind::Constant(Value::Tuple(items)) => !items.is_empty(),
            _ => false,
        };
        if always {
            self.warn(
                loc,
                "assertion is always true, perhaps remove parentheses?".to_owned(),
            );
        }
        let end = self.new_label();
        self.jump_if(loc, test, end, true)?;
        let loc = self.place_after_jump(test, loc);
        if self.rules.assert_by_global {
            self.op_name(loc, Op::LoadGlobal, "AssertionError");
        } else {
            self.op_i(
                loc,
                Op::LoadCommonConstant,
                CommonConstant::AssertionError as u32,
            );
        }
        if let Some(msg) = msg {
            // The message stands where a method's self would: one argument.
            self.expr(msg)?;
            self.op_i(loc, Op::Call, 0);
        }
        let pos = if self.rules.assert_raises_at_test {
            test.pos
        } else {
            loc
        };
        self.op_i(pos, Op::RaiseVarargs, 1);
        self.use_label(end);
        Ok(())
    }

    /// Attributes that a method sets on its first parameter are known to the class (3.13+).
    pub(super) fn note_static_attribute(&mut self, value: &Expr, attr: &str) {
        if !self.rules.class_has_firstlineno {
            return;
        }
        let Some(name) = value.as_name() else { return };
        if &**name != "self" {
            return;
        }
        let class = self
            .units
            .iter_mut()
            .rev()
            .find(|unit| unit.kind == UnitKind::Class);
        if let Some(class) = class {
            class.static_attributes.add(&attr.into());
        }
    }
}

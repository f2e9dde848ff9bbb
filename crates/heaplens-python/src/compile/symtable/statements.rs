//! The first pass over statements and patterns.

use super::BlockKind;
use super::build::Builder;
use super::flags::{DEF_ANNOT, DEF_GLOBAL, DEF_IMPORT, DEF_LOCAL, DEF_NONLOCAL, DEF_PARAM, USE};
use crate::code::Position;
use crate::compile::ast::{Alias, Ctx, ExprKind, Name, Pattern, PatternKind, Stmt, StmtKind};
use crate::compile::error::Fault;

impl Builder<'_> {
    pub(super) fn stmts(&mut self, body: &[Stmt]) -> Result<(), Fault> {
        body.iter().try_for_each(|stmt| self.stmt(stmt))
    }

    /// Bodies whose annotations may or may not be reached.
    fn conditional(
        &mut self,
        inner: impl FnOnce(&mut Self) -> Result<(), Fault>,
    ) -> Result<(), Fault> {
        let before = std::mem::replace(&mut self.block_mut().in_conditional_block, true);
        inner(self)?;
        self.block_mut().in_conditional_block = before;
        Ok(())
    }

    fn stmt(&mut self, stmt: &Stmt) -> Result<(), Fault> {
        self.deeper(|b| b.stmt_inner(stmt))
    }

    fn stmt_inner(&mut self, stmt: &Stmt) -> Result<(), Fault> {
        match &stmt.kind {
            StmtKind::FunctionDef(def) => self.function_def(def, stmt.pos),
            StmtKind::ClassDef(def) => self.class_def(def, stmt.pos),
            StmtKind::TypeAlias {
                id,
                name,
                type_params,
                value,
            } => self.type_alias(*id, name, type_params, value, stmt.pos),
            StmtKind::Return(value) => self.optional(value.as_ref()),
            StmtKind::Delete(targets) => self.exprs(targets),
            StmtKind::Assign { targets, value } => {
                self.exprs(targets)?;
                self.expr(value)
            }
            StmtKind::AugAssign { target, value, .. } => {
                self.expr(target)?;
                self.expr(value)
            }
            StmtKind::AnnAssign { .. } => self.ann_assign(stmt),
            StmtKind::For {
                is_async,
                target,
                iter,
                body,
                orelse,
            } => {
                if *is_async {
                    self.require_coroutine("'async for' outside async function", stmt.pos)?;
                }
                self.expr(target)?;
                self.expr(iter)?;
                self.conditional(|b| {
                    b.stmts(body)?;
                    b.stmts(orelse)
                })
            }
            StmtKind::While { test, body, orelse } => {
                self.expr(test)?;
                self.conditional(|b| {
                    b.stmts(body)?;
                    b.stmts(orelse)
                })
            }
            StmtKind::If { branches, orelse } => {
                for branch in branches {
                    // The first test is reached always, the others perhaps: none holds annotations.
                    self.expr(&branch.test)?;
                    self.conditional(|b| b.stmts(&branch.body))?;
                }
                self.conditional(|b| b.stmts(orelse))
            }
            StmtKind::Match { subject, cases } => {
                self.expr(subject)?;
                self.conditional(|b| {
                    for case in cases {
                        b.pattern(&case.pattern)?;
                        b.optional(case.guard.as_ref())?;
                        b.stmts(&case.body)?;
                    }
                    Ok(())
                })
            }
            StmtKind::Raise { exc, cause } => {
                self.optional(exc.as_ref())?;
                self.optional(cause.as_ref())
            }
            StmtKind::Try(s) => self.conditional(|b| {
                // CPython up to 3.12 visits the else before the handlers; only the order of names tells.
                b.stmts(&s.body)?;
                for handler in &s.handlers {
                    b.optional(handler.type_.as_ref())?;
                    if let Some(name) = &handler.name {
                        b.add_def(name, DEF_LOCAL, handler.pos)?;
                    }
                    b.stmts(&handler.body)?;
                }
                b.stmts(&s.orelse)?;
                b.stmts(&s.finalbody)
            }),
            StmtKind::Assert { test, msg } => {
                self.expr(test)?;
                self.optional(msg.as_ref())
            }
            StmtKind::Import { names, .. } => {
                names.iter().try_for_each(|a| self.alias(a, stmt.pos))
            }
            StmtKind::ImportFrom {
                names,
                module,
                level,
                ..
            } => {
                names.iter().try_for_each(|a| self.alias(a, stmt.pos))?;
                if self.rules.symtable_checks_future
                    && *level == 0
                    && module.as_deref() == Some("__future__")
                    && self.future.is_after(stmt.pos)
                {
                    return Err(Fault::syntax(
                        "from __future__ imports must occur at the beginning of the file",
                        stmt.pos,
                    ));
                }
                Ok(())
            }
            StmtKind::Global(names) => self.declare(names, DEF_GLOBAL, "global", stmt.pos),
            StmtKind::Nonlocal(names) => self.declare(names, DEF_NONLOCAL, "nonlocal", stmt.pos),
            StmtKind::Expr(value) => self.expr(value),
            StmtKind::Pass | StmtKind::Break | StmtKind::Continue => Ok(()),
            StmtKind::With {
                is_async,
                items,
                body,
            } => {
                if *is_async {
                    self.require_coroutine("'async with' outside async function", stmt.pos)?;
                }
                self.conditional(|b| {
                    for item in items {
                        b.expr(&item.context_expr)?;
                        b.optional(item.optional_vars.as_ref())?;
                    }
                    b.stmts(body)
                })
            }
        }
    }

    fn require_coroutine(&mut self, message: &str, pos: Position) -> Result<(), Fault> {
        if self.rules.symtable_checks_async && !self.is_async_def() {
            return Err(Fault::syntax(message, pos));
        }
        Ok(())
    }

    fn declare(
        &mut self,
        names: &[Name],
        flag: u32,
        word: &str,
        pos: Position,
    ) -> Result<(), Fault> {
        for name in names {
            let known = self.lookup(name);
            let problem = if known & DEF_PARAM != 0 {
                format!("name '{name}' is parameter and {word}")
            } else if known & USE != 0 {
                format!("name '{name}' is used prior to {word} declaration")
            } else if known & DEF_ANNOT != 0 {
                format!("annotated name '{name}' can't be {word}")
            } else if known & DEF_LOCAL != 0 {
                format!("name '{name}' is assigned to before {word} declaration")
            } else {
                self.add_def(name, flag, pos)?;
                self.record_directive(name, pos);
                continue;
            };
            return Err(Fault::syntax(problem, pos));
        }
        Ok(())
    }

    fn ann_assign(&mut self, stmt: &Stmt) -> Result<(), Fault> {
        let StmtKind::AnnAssign {
            target,
            annotation,
            value,
            simple,
        } = &stmt.kind
        else {
            return Ok(());
        };
        self.block_mut().annotations_used = true;
        if let ExprKind::Name { id, .. } = &target.kind {
            let known = self.lookup(id);
            if known & (DEF_GLOBAL | DEF_NONLOCAL) != 0
                && self.block().kind != BlockKind::Module
                && *simple
            {
                let word = if known & DEF_GLOBAL != 0 {
                    "global"
                } else {
                    "nonlocal"
                };
                return Err(Fault::syntax(
                    format!("annotated name '{id}' can't be {word}"),
                    stmt.pos,
                ));
            }
            if *simple {
                self.add_def(id, DEF_ANNOT | DEF_LOCAL, target.pos)?;
            } else if value.is_some() {
                self.add_def(id, DEF_LOCAL, target.pos)?;
            }
        } else {
            self.expr(target)?;
        }
        self.variable_annotation(annotation)?;
        self.optional(value.as_ref())
    }

    fn alias(&mut self, alias: &Alias, stmt: Position) -> Result<(), Fault> {
        let bound = alias.asname.as_ref().unwrap_or(&alias.name);
        let pos = if self.rules.aliases_have_places {
            alias.pos
        } else {
            stmt
        };
        if &**bound == "*" {
            if self.block().kind != BlockKind::Module {
                let pos = if self.rules.aliases_have_places {
                    alias.pos
                } else {
                    self.block().pos
                };
                return Err(Fault::syntax("import * only allowed at module level", pos));
            }
            return Ok(());
        }
        let bound = match bound.split_once('.') {
            Some((first, _)) => Name::from(first),
            None => bound.clone(),
        };
        self.add_def(&bound, DEF_IMPORT, pos)
    }

    fn pattern(&mut self, pattern: &Pattern) -> Result<(), Fault> {
        self.deeper(|b| b.pattern_inner(pattern))
    }

    fn pattern_inner(&mut self, pattern: &Pattern) -> Result<(), Fault> {
        match &pattern.kind {
            PatternKind::Value(value) => self.expr(value),
            PatternKind::Singleton(_) => Ok(()),
            PatternKind::Sequence(patterns) | PatternKind::Or(patterns) => {
                patterns.iter().try_for_each(|p| self.pattern(p))
            }
            PatternKind::Star(name) => self.bind(name.as_ref(), pattern.pos),
            PatternKind::Mapping {
                keys,
                patterns,
                rest,
            } => {
                self.exprs(keys)?;
                patterns.iter().try_for_each(|p| self.pattern(p))?;
                self.bind(rest.as_ref(), pattern.pos)
            }
            PatternKind::Class {
                cls,
                patterns,
                kwd_attrs,
                kwd_patterns,
            } => {
                self.expr(cls)?;
                patterns.iter().try_for_each(|p| self.pattern(p))?;
                for (attr, p) in kwd_attrs.iter().zip(kwd_patterns) {
                    self.check_name(attr, p.pos, Ctx::Store)?;
                }
                kwd_patterns.iter().try_for_each(|p| self.pattern(p))
            }
            PatternKind::As {
                pattern: inner,
                name,
            } => {
                if let Some(inner) = inner {
                    self.pattern(inner)?;
                }
                self.bind(name.as_ref(), pattern.pos)
            }
        }
    }

    fn bind(&mut self, name: Option<&Name>, pos: Position) -> Result<(), Fault> {
        name.map_or(Ok(()), |name| self.add_def(name, DEF_LOCAL, pos))
    }
}

//! Statements.

use ruff_python_ast as ast;
use ruff_text_size::Ranged;

use super::expressions::operator;
use super::{Lowerer, name};
use crate::compile::ast::{Alias, Branch, ExceptHandler, MatchCase, Stmt, StmtKind, Try, WithItem};
use crate::compile::error::Fault;

impl Lowerer<'_> {
    pub(super) fn body(&mut self, body: &[ast::Stmt]) -> Result<Vec<Stmt>, Fault> {
        body.iter().map(|stmt| self.stmt(stmt)).collect()
    }

    fn stmt(&mut self, stmt: &ast::Stmt) -> Result<Stmt, Fault> {
        let pos = self.pos(stmt);
        let kind = match stmt {
            ast::Stmt::FunctionDef(s) => return self.function_def(s),
            ast::Stmt::ClassDef(s) => return self.class_def(s),
            ast::Stmt::Return(s) => StmtKind::Return(self.optional(s.value.as_deref())?),
            ast::Stmt::Delete(s) => StmtKind::Delete(self.exprs(&s.targets)?),
            ast::Stmt::TypeAlias(s) => StmtKind::TypeAlias {
                id: self.id(),
                name: self.expr(&s.name)?,
                type_params: self.type_params(s.type_params.as_deref())?,
                value: self.expr(&s.value)?,
            },
            ast::Stmt::Assign(s) => StmtKind::Assign {
                targets: self.exprs(&s.targets)?,
                value: self.expr(&s.value)?,
            },
            ast::Stmt::AugAssign(s) => StmtKind::AugAssign {
                target: self.expr(&s.target)?,
                op: operator(s.op),
                value: self.expr(&s.value)?,
            },
            ast::Stmt::AnnAssign(s) => StmtKind::AnnAssign {
                target: self.expr(&s.target)?,
                annotation: self.expr(&s.annotation)?,
                value: self.optional(s.value.as_deref())?,
                simple: s.simple,
            },
            ast::Stmt::For(s) => StmtKind::For {
                is_async: s.is_async,
                target: self.expr(&s.target)?,
                iter: self.expr(&s.iter)?,
                body: self.body(&s.body)?,
                orelse: self.body(&s.orelse)?,
            },
            ast::Stmt::While(s) => StmtKind::While {
                test: self.expr(&s.test)?,
                body: self.body(&s.body)?,
                orelse: self.body(&s.orelse)?,
            },
            ast::Stmt::If(s) => self.if_(s)?,
            ast::Stmt::With(s) => StmtKind::With {
                is_async: s.is_async,
                items: s
                    .items
                    .iter()
                    .map(|item| {
                        Ok(WithItem {
                            context_expr: self.expr(&item.context_expr)?,
                            optional_vars: self.optional(item.optional_vars.as_deref())?,
                        })
                    })
                    .collect::<Result<_, Fault>>()?,
                body: self.body(&s.body)?,
            },
            ast::Stmt::Match(s) => StmtKind::Match {
                subject: self.expr(&s.subject)?,
                cases: s
                    .cases
                    .iter()
                    .map(|case| {
                        Ok(MatchCase {
                            pattern: self.pattern(&case.pattern)?,
                            guard: self.optional(case.guard.as_deref())?,
                            body: self.body(&case.body)?,
                        })
                    })
                    .collect::<Result<_, Fault>>()?,
            },
            ast::Stmt::Raise(s) => StmtKind::Raise {
                exc: self.optional(s.exc.as_deref())?,
                cause: self.optional(s.cause.as_deref())?,
            },
            ast::Stmt::Try(s) => StmtKind::Try(Box::new(Try {
                is_star: s.is_star,
                body: self.body(&s.body)?,
                handlers: s
                    .handlers
                    .iter()
                    .map(|h| self.handler(h))
                    .collect::<Result<_, _>>()?,
                orelse: self.body(&s.orelse)?,
                finalbody: self.body(&s.finalbody)?,
            })),
            ast::Stmt::Assert(s) => StmtKind::Assert {
                test: self.expr(&s.test)?,
                msg: self.optional(s.msg.as_deref())?,
            },
            ast::Stmt::Import(s) => StmtKind::Import {
                names: self.aliases(&s.names),
                is_lazy: s.is_lazy,
            },
            ast::Stmt::ImportFrom(s) => StmtKind::ImportFrom {
                module: s.module.as_ref().map(|module| name(module)),
                names: self.aliases(&s.names),
                level: s.level,
                is_lazy: s.is_lazy,
            },
            ast::Stmt::Global(s) => StmtKind::Global(s.names.iter().map(|n| name(n)).collect()),
            ast::Stmt::Nonlocal(s) => StmtKind::Nonlocal(s.names.iter().map(|n| name(n)).collect()),
            ast::Stmt::Expr(s) => StmtKind::Expr(self.expr(&s.value)?),
            ast::Stmt::Pass(_) => StmtKind::Pass,
            ast::Stmt::Break(_) => StmtKind::Break,
            ast::Stmt::Continue(_) => StmtKind::Continue,
            ast::Stmt::IpyEscapeCommand(s) => {
                return self.unsupported("an IPython escape command", s.range());
            }
        };
        Ok(Stmt { pos, kind })
    }

    fn if_(&mut self, s: &ast::StmtIf) -> Result<StmtKind, Fault> {
        let whole = self.pos(s);
        let mut branches = vec![Branch {
            pos: whole,
            test: self.expr(&s.test)?,
            body: self.body(&s.body)?,
        }];
        let mut orelse = Vec::new();
        for clause in &s.elif_else_clauses {
            match &clause.test {
                Some(test) => {
                    // An `elif` reaches to the end of the whole statement: CPython nests them.
                    let mut pos = self.pos(clause);
                    (pos.end_line, pos.end_col) = (whole.end_line, whole.end_col);
                    branches.push(Branch {
                        pos,
                        test: self.expr(test)?,
                        body: self.body(&clause.body)?,
                    });
                }
                None => orelse = self.body(&clause.body)?,
            }
        }
        Ok(StmtKind::If { branches, orelse })
    }

    fn handler(&mut self, handler: &ast::ExceptHandler) -> Result<ExceptHandler, Fault> {
        let ast::ExceptHandler::ExceptHandler(handler) = handler;
        Ok(ExceptHandler {
            pos: self.pos(handler),
            type_: self.optional(handler.type_.as_deref())?,
            name: handler.name.as_ref().map(|n| name(n)),
            body: self.body(&handler.body)?,
        })
    }

    fn aliases(&mut self, aliases: &[ast::Alias]) -> Vec<Alias> {
        aliases
            .iter()
            .map(|alias| Alias {
                pos: self.pos(alias),
                name: name(&alias.name),
                asname: alias.asname.as_ref().map(|n| name(n)),
            })
            .collect()
    }
}

//! `super().name` without a super object (3.12+).

use super::Compiler;
use crate::compile::ast::{Ctx, Expr, ExprKind, Name};
use crate::compile::error::Fault;
use crate::compile::symtable::Scope;

impl<'a> Compiler<'a> {
    /// Whether `value.attr` is an attribute of a plain `super` call; if so, whether of one with both arguments.
    pub(super) fn can_optimize_super(
        &self,
        value: &Expr,
        attr: &str,
    ) -> Result<Option<bool>, Fault> {
        if !self.rules.super_attr || attr == "__class__" {
            return Ok(None);
        }
        let ExprKind::Call {
            func,
            args,
            keywords,
        } = &value.kind
        else {
            return Ok(None);
        };
        if func.as_name().is_none_or(|name| &**name != "super") || !keywords.is_empty() {
            return Ok(None);
        }
        let top = &self.symtable[self.symtable.top()];
        if self.scope_of("super") != Some(Scope::GlobalImplicit) || top.scope("super").is_some() {
            return Ok(None);
        }
        match args.len() {
            2 if !args.iter().any(Expr::is_starred) => Ok(Some(true)),
            0 => {
                let unit = self.unit();
                let has_self = unit.argcount > 0 || unit.posonlyargcount > 0;
                let has_class = self.scope_of("__class__") == Some(Scope::Free);
                Ok((has_self && has_class).then_some(false))
            }
            _ => Ok(None),
        }
    }

    /// Loads `super`, the class and self.
    pub(super) fn load_super_args(&mut self, value: &'a Expr) -> Result<(), Fault> {
        let ExprKind::Call { func, args, .. } = &value.kind else {
            return Ok(());
        };
        let loc = value.pos;
        self.nameop(func.pos, &Name::from("super"), Ctx::Load)?;
        if let [class, object] = args.as_slice() {
            self.expr(class)?;
            return self.expr(object);
        }
        self.nameop(loc, &Name::from("__class__"), Ctx::Load)?;
        let first = self.unit().varnames.names().next().cloned();
        self.nameop(
            loc,
            &first.expect("the function has a parameter"),
            Ctx::Load,
        )
    }
}

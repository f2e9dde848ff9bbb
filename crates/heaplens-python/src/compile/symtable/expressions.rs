//! The first pass over expressions.

use super::build::Builder;
use super::flags::{DEF_COMP_ITER, DEF_GLOBAL, DEF_LOCAL, DEF_NONLOCAL, DEF_PARAM, USE};
use super::{BlockId, BlockKind};
use crate::code::Position;
use crate::compile::ast::{Comp, CompKind, Comprehension, Ctx, Expr, ExprKind, Name};
use crate::compile::error::Fault;

impl Builder<'_> {
    pub(super) fn exprs(&mut self, exprs: &[Expr]) -> Result<(), Fault> {
        exprs.iter().try_for_each(|expr| self.expr(expr))
    }

    pub(super) fn optional(&mut self, expr: Option<&Expr>) -> Result<(), Fault> {
        expr.map_or(Ok(()), |expr| self.expr(expr))
    }

    pub(super) fn expr(&mut self, expr: &Expr) -> Result<(), Fault> {
        self.deeper(|b| b.expr_inner(expr))
    }

    fn expr_inner(&mut self, expr: &Expr) -> Result<(), Fault> {
        match &expr.kind {
            ExprKind::Named { target, value } => {
                self.forbid_in_annotation("named expression", expr.pos)?;
                self.named_expr(expr, target, value)
            }
            ExprKind::BoolOp { values, .. }
            | ExprKind::JoinedStr { values }
            | ExprKind::TemplateStr { values } => self.exprs(values),
            ExprKind::BinOp { left, right, .. } => {
                self.expr(left)?;
                self.expr(right)
            }
            ExprKind::UnaryOp { operand, .. } => self.expr(operand),
            ExprKind::Lambda { id, args, body } => {
                self.exprs(&args.defaults)?;
                args.kw_defaults
                    .iter()
                    .flatten()
                    .try_for_each(|default| self.expr(default))?;
                self.enter("lambda", BlockKind::Function, Some(*id), expr.pos)?;
                self.parameters(args)?;
                self.expr(body)?;
                self.exit();
                Ok(())
            }
            ExprKind::IfExp { test, body, orelse } => {
                self.expr(test)?;
                self.expr(body)?;
                self.expr(orelse)
            }
            ExprKind::Dict { keys, values } => {
                keys.iter().flatten().try_for_each(|key| self.expr(key))?;
                self.exprs(values)
            }
            ExprKind::Set { elts } | ExprKind::List { elts, .. } | ExprKind::Tuple { elts, .. } => {
                self.exprs(elts)
            }
            ExprKind::Comp(comp) => self.comp(comp, expr.pos),
            ExprKind::Yield { value } => {
                self.forbid_in_annotation("yield expression", expr.pos)?;
                self.optional(value.as_deref())?;
                self.yields(expr.pos)
            }
            ExprKind::YieldFrom { value } => {
                self.forbid_in_annotation("yield expression", expr.pos)?;
                self.expr(value)?;
                self.yields(expr.pos)
            }
            ExprKind::Await { value } => {
                self.forbid_in_annotation("await expression", expr.pos)?;
                if self.rules.symtable_checks_async {
                    if !self.block().is_function_like() {
                        return Err(Fault::syntax("'await' outside function", expr.pos));
                    }
                    if !self.is_async_def() && self.block().comprehension.is_none() {
                        return Err(Fault::syntax("'await' outside async function", expr.pos));
                    }
                }
                self.expr(value)?;
                self.block_mut().coroutine = true;
                Ok(())
            }
            ExprKind::Compare {
                left, comparators, ..
            } => {
                self.expr(left)?;
                self.exprs(comparators)
            }
            ExprKind::Call {
                func,
                args,
                keywords,
            } => {
                self.expr(func)?;
                self.exprs(args)?;
                self.keywords(keywords)
            }
            ExprKind::FormattedValue { value, spec, .. }
            | ExprKind::Interpolation { value, spec, .. } => {
                self.expr(value)?;
                self.optional(spec.as_deref())
            }
            ExprKind::Constant(_) => Ok(()),
            ExprKind::Attribute { value, attr, ctx } => {
                if self.rules.symtable_checks_keywords {
                    self.check_name(attr, expr.pos, *ctx)?;
                }
                self.expr(value)
            }
            ExprKind::Subscript { value, slice, .. } => {
                self.expr(value)?;
                self.expr(slice)
            }
            ExprKind::Starred { value, .. } => self.expr(value),
            ExprKind::Slice { lower, upper, step } => {
                for part in [lower, upper, step] {
                    self.optional(part.as_deref())?;
                }
                Ok(())
            }
            ExprKind::Name { id, ctx } => self.name(id, *ctx, expr.pos),
        }
    }

    fn name(&mut self, id: &Name, ctx: Ctx, pos: Position) -> Result<(), Fault> {
        if self.block().in_unevaluated_annotation {
            return Ok(());
        }
        let flag = if ctx == Ctx::Load { USE } else { DEF_LOCAL };
        self.add_def_ctx(id, flag, pos, ctx)?;
        // `super` counts as a use of `__class__`.
        let super_scope = match self.rules.super_in_annotation_scopes {
            true => self.block().is_function_like(),
            false => self.block().kind == BlockKind::Function,
        };
        if ctx == Ctx::Load && super_scope && &**id == "super" {
            self.add_def(&Name::from("__class__"), USE, pos)?;
        }
        Ok(())
    }

    fn yields(&mut self, pos: Position) -> Result<(), Fault> {
        self.block_mut().generator = true;
        let place = match self.block().comprehension {
            None => return Ok(()),
            Some(CompKind::List) => "list comprehension",
            Some(CompKind::Set) => "set comprehension",
            Some(CompKind::Dict) => "dict comprehension",
            Some(CompKind::Generator) => "generator expression",
        };
        Err(Fault::syntax(format!("'yield' inside {place}"), pos))
    }

    fn forbid_in_annotation(&self, what: &str, pos: Position) -> Result<(), Fault> {
        let block = self.block();
        let place = match block.kind {
            BlockKind::Annotation => "an annotation",
            BlockKind::TypeVariable if self.rules.type_param_defaults => block.scope_info,
            BlockKind::TypeVariable => "a TypeVar bound",
            BlockKind::TypeAlias => "a type alias",
            BlockKind::TypeParameters => "the definition of a generic",
            _ => return Ok(()),
        };
        Err(Fault::syntax(
            self.rules.not_in_annotation_message(what, place),
            pos,
        ))
    }

    fn named_expr(&mut self, expr: &Expr, target: &Expr, value: &Expr) -> Result<(), Fault> {
        if self.block().comp_iter_expr > 0 {
            let msg = "assignment expression cannot be used in a comprehension iterable expression";
            return Err(Fault::syntax(msg, self.rules.walrus_place(expr.pos)));
        }
        if self.block().comprehension.is_some() {
            self.extend_named_expr_scope(target)?;
        }
        self.expr(value)?;
        self.expr(target)
    }

    /// A walrus within a comprehension binds in the scope around it.
    fn extend_named_expr_scope(&mut self, target: &Expr) -> Result<(), Fault> {
        let Some(name) = target.as_name() else {
            return Ok(());
        };
        let pos = target.pos;
        let place = self.rules.walrus_place(pos);
        let around: Vec<BlockId> = self.stack.iter().rev().copied().collect();
        for block in around {
            let in_class =
                "assignment expression within a comprehension cannot be used in a class body";
            if self.table[block].comprehension.is_some() {
                let known = self.lookup_in(block, name);
                if known & DEF_COMP_ITER != 0 && known & DEF_LOCAL != 0 {
                    return Err(Fault::syntax(
                        format!(
                            "assignment expression cannot rebind comprehension iteration variable '{name}'"
                        ),
                        place,
                    ));
                }
                continue;
            }
            match self.table[block].kind {
                BlockKind::Function => {
                    let global = self.lookup_in(block, name) & DEF_GLOBAL != 0;
                    self.add_def(name, if global { DEF_GLOBAL } else { DEF_NONLOCAL }, pos)?;
                    self.record_directive(name, pos);
                    return self.add_def_in(block, name, DEF_LOCAL, pos);
                }
                BlockKind::Module => {
                    self.add_def(name, DEF_GLOBAL, pos)?;
                    self.record_directive(name, pos);
                    return self.add_def_in(block, name, DEF_GLOBAL, pos);
                }
                BlockKind::Annotation => {}
                BlockKind::Class => return Err(Fault::syntax(in_class, place)),
                BlockKind::TypeParameters | BlockKind::TypeAlias | BlockKind::TypeVariable => {
                    let place = match self.table[block].kind {
                        BlockKind::TypeParameters => "within the definition of a generic",
                        BlockKind::TypeAlias => "in a type alias",
                        _ => "in a TypeVar bound",
                    };
                    return Err(Fault::syntax(
                        format!(
                            "assignment expression within a comprehension cannot be used {place}"
                        ),
                        pos,
                    ));
                }
            }
        }
        Ok(())
    }

    fn comp(&mut self, comp: &Comp, pos: Position) -> Result<(), Fault> {
        let is_generator = comp.kind == CompKind::Generator;
        let (outermost, rest) = comp
            .generators
            .split_first()
            .expect("a comprehension has a for");
        self.block_mut().comp_iter_expr += 1;
        self.expr(&outermost.iter)?;
        self.block_mut().comp_iter_expr -= 1;
        let name = match comp.kind {
            CompKind::Generator => "genexpr",
            CompKind::List => "listcomp",
            CompKind::Set => "setcomp",
            CompKind::Dict => "dictcomp",
        };
        self.enter(name, BlockKind::Function, Some(comp.id), pos)?;
        self.block_mut().comprehension = Some(comp.kind);
        self.block_mut().coroutine |= outermost.is_async;
        self.add_def(&Name::from(".0"), DEF_PARAM, pos)?;
        self.comp_target(&outermost.target)?;
        self.exprs(&outermost.ifs)?;
        rest.iter()
            .try_for_each(|generator| self.comprehension(generator))?;
        self.optional(comp.value.as_ref())?;
        self.expr(&comp.elt)?;
        self.block_mut().generator = is_generator;
        let is_async = self.block().coroutine && !is_generator;
        self.exit();
        if is_async {
            if self.rules.symtable_checks_async
                && !self.is_async_def()
                && (self.block().comprehension.is_none() || !self.rules.async_comp_in_comp)
            {
                let msg = "asynchronous comprehension outside of an asynchronous function";
                return Err(Fault::syntax(msg, pos));
            }
            if self.rules.async_comp_in_comp || self.block().comprehension.is_none() {
                self.block_mut().coroutine = true;
            }
        }
        Ok(())
    }

    fn comp_target(&mut self, target: &Expr) -> Result<(), Fault> {
        self.block_mut().comp_iter_target = true;
        self.expr(target)?;
        self.block_mut().comp_iter_target = false;
        Ok(())
    }

    fn comprehension(&mut self, generator: &Comprehension) -> Result<(), Fault> {
        self.comp_target(&generator.target)?;
        self.block_mut().comp_iter_expr += 1;
        self.expr(&generator.iter)?;
        self.block_mut().comp_iter_expr -= 1;
        self.exprs(&generator.ifs)?;
        self.block_mut().coroutine |= generator.is_async;
        Ok(())
    }
}

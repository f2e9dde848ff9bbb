//! Folding in the tree: `Python/ast_opt.c` (3.8-3.13), `Python/ast_preprocess.c` (3.14+).

use crate::code::Position;
use crate::compile::ast::{
    Arg, Arguments, CmpOp, Comp, Ctx, Expr, ExprKind, Module, Pattern, PatternKind, Stmt, StmtKind,
    TypeParams, UnaryOp, docstring,
};
use crate::compile::error::{Fault, SyntaxWarning};
use crate::compile::future::Future;
use crate::compile::rules::Rules;
use crate::compile::value::Value;
use crate::opcode::BinaryOperator;

use super::arithmetic::{binary, subscript, unary};

/// Folds a program's constants as far as that version does so in the tree.
pub fn fold(
    module: &mut Module,
    interactive: bool,
    future: &Future,
    rules: &'static Rules,
) -> Result<Vec<SyntaxWarning>, Fault> {
    let mut folder = Folder {
        rules,
        keep_annotations: future.annotations && rules.future_annotations_unfolded,
        depth: 0,
        leaving: Leaving::default(),
        warnings: Vec::new(),
    };
    match module {
        Module::Body(body) if interactive => folder.stmts(body),
        Module::Body(body) => folder.body(body),
        Module::Expression(expr) => folder.expr(expr),
    }?;
    Ok(folder.warnings)
}

/// How deep expressions and statements may nest.
const MAX_DEPTH: u32 = 3000;

struct Folder {
    rules: &'static Rules,
    keep_annotations: bool,
    depth: u32,
    leaving: Leaving,
    warnings: Vec<SyntaxWarning>,
}

/// Which statements would leave a `finally` block here.
#[derive(Clone, Copy, Default)]
struct Leaving {
    by_return: bool,
    by_loop_exit: bool,
}

type Done = Result<(), Fault>;

impl Folder {
    fn in_tree(&self) -> bool {
        !self.rules.folds_in_flow_graph
    }

    fn body(&mut self, body: &mut [Stmt]) -> Done {
        let had = docstring(body).is_some();
        self.stmts(body)?;
        if !had
            && docstring(body).is_some()
            && let Some(Stmt {
                kind: StmtKind::Expr(expr),
                ..
            }) = body.first_mut()
        {
            // A text that only folding made is no docstring.
            let inner = expr.clone();
            expr.kind = ExprKind::JoinedStr {
                values: vec![inner],
            };
        }
        Ok(())
    }

    /// Folds what `finally` and `return` look at in another way than what is around it.
    fn within(&mut self, leaving: Leaving, fold: impl FnOnce(&mut Self) -> Done) -> Done {
        let before = std::mem::replace(&mut self.leaving, leaving);
        fold(self)?;
        self.leaving = before;
        Ok(())
    }

    fn loop_body(&mut self, body: &mut [Stmt]) -> Done {
        let leaving = Leaving {
            by_loop_exit: false,
            ..self.leaving
        };
        self.within(leaving, |folder| folder.stmts(body))
    }

    fn finally_body(&mut self, body: &mut [Stmt]) -> Done {
        let leaving = Leaving {
            by_return: true,
            by_loop_exit: true,
        };
        self.within(leaving, |folder| folder.stmts(body))
    }

    /// Warns of a statement that leaves a `finally` block (PEP 765).
    fn leaves(&mut self, keyword: &str, leaves: bool, pos: Position) {
        if leaves && self.rules.warns_of_leaving_finally() {
            self.warnings.push(SyntaxWarning {
                category: "SyntaxWarning",
                message: format!("'{keyword}' in a 'finally' block"),
                lineno: pos.line,
            });
        }
    }

    fn stmts(&mut self, body: &mut [Stmt]) -> Done {
        body.iter_mut().try_for_each(|stmt| self.stmt(stmt))
    }

    fn exprs<'e>(&mut self, exprs: impl IntoIterator<Item = &'e mut Expr>) -> Done {
        exprs.into_iter().try_for_each(|expr| self.expr(expr))
    }

    fn annotation(&mut self, annotation: Option<&mut Expr>) -> Done {
        match annotation {
            Some(annotation) if !self.keep_annotations => self.expr(annotation),
            _ => Ok(()),
        }
    }

    fn arguments(&mut self, args: &mut Arguments) -> Done {
        let Arguments {
            id: _,
            posonlyargs,
            args,
            vararg,
            kwonlyargs,
            kw_defaults,
            kwarg,
            defaults,
        } = args;
        let all = posonlyargs
            .iter_mut()
            .chain(args)
            .chain(vararg)
            .chain(kwonlyargs)
            .chain(kwarg);
        for Arg { annotation, .. } in all {
            self.annotation(annotation.as_mut())?;
        }
        self.exprs(kw_defaults.iter_mut().flatten())?;
        self.exprs(defaults)
    }

    fn type_params(&mut self, params: &mut TypeParams) -> Done {
        for param in &mut params.params {
            self.exprs(param.bound.iter_mut().chain(&mut param.default))?;
        }
        Ok(())
    }

    fn stmt(&mut self, stmt: &mut Stmt) -> Done {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err(Fault::TooDeep);
        }
        match &mut stmt.kind {
            StmtKind::FunctionDef(def) => {
                self.type_params(&mut def.type_params)?;
                self.arguments(&mut def.args)?;
                self.within(Leaving::default(), |folder| folder.body(&mut def.body))?;
                self.exprs(&mut def.decorators)?;
                self.annotation(def.returns.as_mut())?;
            }
            StmtKind::ClassDef(def) => {
                self.type_params(&mut def.type_params)?;
                self.exprs(&mut def.bases)?;
                self.exprs(def.keywords.iter_mut().map(|keyword| &mut keyword.value))?;
                self.body(&mut def.body)?;
                self.exprs(&mut def.decorators)?;
            }
            StmtKind::Return(value) => {
                self.leaves("return", self.leaving.by_return, stmt.pos);
                self.exprs(value)?;
            }
            StmtKind::Delete(targets) => self.exprs(targets)?,
            StmtKind::Assign { targets, value } => {
                self.exprs(targets)?;
                self.expr(value)?;
            }
            StmtKind::TypeAlias {
                type_params, value, ..
            } => {
                self.type_params(type_params)?;
                self.expr(value)?;
            }
            StmtKind::AugAssign { target, value, .. } => self.exprs([target, value])?,
            StmtKind::AnnAssign {
                target,
                annotation,
                value,
                ..
            } => {
                self.expr(target)?;
                self.annotation(Some(annotation))?;
                self.exprs(value)?;
            }
            StmtKind::For {
                is_async,
                target,
                iter,
                body,
                orelse,
            } => {
                self.exprs([target, &mut *iter])?;
                self.loop_body(body)?;
                self.stmts(orelse)?;
                if !*is_async {
                    self.iter(iter);
                }
            }
            StmtKind::While { test, body, orelse } => {
                self.expr(test)?;
                self.loop_body(body)?;
                self.stmts(orelse)?;
            }
            StmtKind::If { branches, orelse } => {
                for branch in branches {
                    self.expr(&mut branch.test)?;
                    self.stmts(&mut branch.body)?;
                }
                self.stmts(orelse)?;
            }
            StmtKind::With { items, body, .. } => {
                for item in items {
                    self.expr(&mut item.context_expr)?;
                    self.exprs(&mut item.optional_vars)?;
                }
                self.stmts(body)?;
            }
            StmtKind::Match { subject, cases } => {
                self.expr(subject)?;
                for case in cases {
                    self.pattern(&mut case.pattern)?;
                    self.exprs(&mut case.guard)?;
                    self.stmts(&mut case.body)?;
                }
            }
            StmtKind::Raise { exc, cause } => self.exprs(exc.iter_mut().chain(cause))?,
            StmtKind::Try(s) => {
                self.stmts(&mut s.body)?;
                for handler in &mut s.handlers {
                    self.exprs(&mut handler.type_)?;
                    self.stmts(&mut handler.body)?;
                }
                self.stmts(&mut s.orelse)?;
                self.finally_body(&mut s.finalbody)?;
            }
            StmtKind::Assert { test, msg } => {
                self.expr(test)?;
                self.exprs(msg)?;
            }
            StmtKind::Expr(value) => self.expr(value)?,
            StmtKind::Import { .. }
            | StmtKind::ImportFrom { .. }
            | StmtKind::Global(_)
            | StmtKind::Nonlocal(_)
            | StmtKind::Pass => {}
            StmtKind::Break => self.leaves("break", self.leaving.by_loop_exit, stmt.pos),
            StmtKind::Continue => self.leaves("continue", self.leaving.by_loop_exit, stmt.pos),
        }
        self.depth -= 1;
        Ok(())
    }

    fn expr(&mut self, expr: &mut Expr) -> Done {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err(Fault::TooDeep);
        }
        self.expr_inner(expr)?;
        self.depth -= 1;
        Ok(())
    }

    fn expr_inner(&mut self, expr: &mut Expr) -> Done {
        match &mut expr.kind {
            ExprKind::BoolOp { values, .. }
            | ExprKind::JoinedStr { values }
            | ExprKind::TemplateStr { values } => self.exprs(values)?,
            ExprKind::Named { value, .. } if self.rules.folds_named_expressions => {
                self.expr(value)?
            }
            ExprKind::Named { .. } => {}
            ExprKind::BinOp { left, right, .. } => {
                self.exprs([&mut **left, &mut **right])?;
                self.bin_op(expr);
            }
            ExprKind::UnaryOp { operand, .. } => {
                self.expr(operand)?;
                self.unary_op(expr);
            }
            ExprKind::Lambda { args, body, .. } => {
                self.arguments(args)?;
                self.expr(body)?;
            }
            ExprKind::IfExp { test, body, orelse } => {
                self.exprs([&mut **test, &mut **body, &mut **orelse])?;
            }
            ExprKind::Dict { keys, values } => {
                self.exprs(keys.iter_mut().flatten())?;
                self.exprs(values)?;
            }
            ExprKind::Set { elts } | ExprKind::List { elts, .. } => self.exprs(elts)?,
            ExprKind::Comp(comp) => self.comp(comp)?,
            ExprKind::Await { value } | ExprKind::YieldFrom { value } => self.expr(value)?,
            ExprKind::Yield { value } => self.exprs(value.as_deref_mut())?,
            ExprKind::Compare {
                left,
                comparators,
                ops,
            } => {
                self.expr(left)?;
                self.exprs(comparators.iter_mut())?;
                if let (Some(CmpOp::In | CmpOp::NotIn), Some(last)) =
                    (ops.last(), comparators.last_mut())
                {
                    self.iter(last);
                }
            }
            ExprKind::Call {
                func,
                args,
                keywords,
            } => {
                self.expr(func)?;
                self.exprs(args)?;
                self.exprs(keywords.iter_mut().map(|keyword| &mut keyword.value))?;
            }
            ExprKind::FormattedValue { value, spec, .. }
            | ExprKind::Interpolation { value, spec, .. } => {
                self.expr(value)?;
                self.exprs(spec.as_deref_mut())?;
            }
            ExprKind::Constant(_) => {}
            ExprKind::Attribute { value, .. } | ExprKind::Starred { value, .. } => {
                self.expr(value)?
            }
            ExprKind::Subscript { value, slice, ctx } => {
                self.exprs([&mut **value, &mut **slice])?;
                let folded = match (value.as_constant(), slice.as_constant()) {
                    (Some(value), Some(index)) if *ctx == Ctx::Load && self.in_tree() => {
                        subscript(value, index)
                    }
                    _ => None,
                };
                replace(expr, folded);
            }
            ExprKind::Slice { lower, upper, step } => {
                self.exprs(
                    [lower, upper, step]
                        .into_iter()
                        .filter_map(|part| part.as_deref_mut()),
                )?;
            }
            ExprKind::Tuple { elts, ctx } => {
                self.exprs(elts.iter_mut())?;
                if *ctx == Ctx::Load && self.in_tree() {
                    let folded = constant_tuple(elts);
                    replace(expr, folded);
                }
            }
            ExprKind::Name { id, ctx } => {
                let load = *ctx == Ctx::Load || self.rules.folds_stored_debug;
                if load && &**id == "__debug__" {
                    expr.kind = ExprKind::Constant(Value::Bool(true));
                }
            }
        }
        Ok(())
    }

    fn bin_op(&mut self, expr: &mut Expr) {
        let ExprKind::BinOp { left, op, right } = &expr.kind else {
            return;
        };
        let Some(left) = left.as_constant() else {
            return;
        };
        if let (BinaryOperator::Remainder, Value::Str(text), ExprKind::Tuple { elts, .. }) =
            (op, left, &right.kind)
            && self.rules.formats_become_fstrings
        {
            if let Some(kind) = super::format::format(text, elts) {
                expr.kind = kind;
            }
            return;
        }
        if !self.in_tree() {
            return;
        }
        let folded = right
            .as_constant()
            .and_then(|right| binary(*op, left, right, false));
        replace(expr, folded);
    }

    fn unary_op(&mut self, expr: &mut Expr) {
        if !self.in_tree() {
            return;
        }
        let ExprKind::UnaryOp { op, operand } = &mut expr.kind else {
            return;
        };
        let (op, operand) = (*op, &mut **operand);
        if let Some(value) = operand.as_constant() {
            let folded = unary(op, value);
            return replace(expr, folded);
        }
        if op == UnaryOp::Not
            && let ExprKind::Compare { ops, .. } = &mut operand.kind
            && let [only] = ops.as_mut_slice()
        {
            *only = match only {
                CmpOp::Is => CmpOp::IsNot,
                CmpOp::IsNot => CmpOp::Is,
                CmpOp::In => CmpOp::NotIn,
                CmpOp::NotIn => CmpOp::In,
                _ => return,
            };
            *expr = operand.clone();
        }
    }

    fn comp(&mut self, comp: &mut Comp) -> Done {
        self.expr(&mut comp.elt)?;
        self.exprs(&mut comp.value)?;
        for generator in &mut comp.generators {
            self.exprs([&mut generator.target, &mut generator.iter])?;
            self.exprs(&mut generator.ifs)?;
            self.iter(&mut generator.iter);
        }
        Ok(())
    }

    /// A display that is only run through, or only looked into, may be a tuple or a frozenset (`fold_iter`).
    fn iter(&self, expr: &mut Expr) {
        if !self.in_tree() {
            return;
        }
        let folded = match &mut expr.kind {
            ExprKind::List { elts, ctx } if !elts.iter().any(Expr::is_starred) => {
                let folded = constant_tuple(elts);
                let (elts, ctx) = (std::mem::take(elts), *ctx);
                expr.kind = ExprKind::Tuple { elts, ctx };
                folded
            }
            ExprKind::Set { elts } => constant_tuple(elts).and_then(|tuple| match tuple {
                Value::Tuple(items) => Some(super::frozenset(items.to_vec())),
                _ => None,
            }),
            _ => None,
        };
        replace(expr, folded);
    }

    /// Numbers in patterns: `-1`, `1 + 2j`.
    fn pattern(&mut self, pattern: &mut Pattern) -> Done {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err(Fault::TooDeep);
        }
        match &mut pattern.kind {
            PatternKind::Value(value) => self.pattern_value(value)?,
            PatternKind::Singleton(_) | PatternKind::Star(_) => {}
            PatternKind::Sequence(patterns) | PatternKind::Or(patterns) => {
                patterns
                    .iter_mut()
                    .try_for_each(|pattern| self.pattern(pattern))?;
            }
            PatternKind::Mapping { keys, patterns, .. } => {
                keys.iter_mut()
                    .try_for_each(|key| self.pattern_value(key))?;
                patterns
                    .iter_mut()
                    .try_for_each(|pattern| self.pattern(pattern))?;
            }
            PatternKind::Class {
                cls,
                patterns,
                kwd_patterns,
                ..
            } => {
                self.expr(cls)?;
                patterns
                    .iter_mut()
                    .chain(kwd_patterns)
                    .try_for_each(|pattern| self.pattern(pattern))?;
            }
            PatternKind::As { pattern, .. } => {
                pattern
                    .iter_mut()
                    .try_for_each(|pattern| self.pattern(pattern))?;
            }
        }
        self.depth -= 1;
        Ok(())
    }

    fn pattern_value(&mut self, value: &mut Expr) -> Done {
        if self.in_tree() {
            return self.expr(value);
        }
        fold_number(value);
        Ok(())
    }
}

/// A signed or complex number literal becomes a constant (`fold_const_match_patterns`).
fn fold_number(expr: &mut Expr) {
    let folded = match &mut expr.kind {
        ExprKind::UnaryOp { op, operand } => {
            operand.as_constant().and_then(|value| unary(*op, value))
        }
        ExprKind::BinOp { left, op, right } => {
            fold_number(left);
            match (left.as_constant(), right.as_constant()) {
                (Some(left), Some(right)) => binary(*op, left, right, true),
                _ => None,
            }
        }
        _ => None,
    };
    replace(expr, folded);
}

fn constant_tuple(elts: &[Expr]) -> Option<Value> {
    let values: Option<Vec<Value>> = elts.iter().map(|elt| elt.as_constant().cloned()).collect();
    values.map(Value::tuple)
}

fn replace(expr: &mut Expr, value: Option<Value>) {
    if let Some(value) = value {
        expr.kind = ExprKind::Constant(value);
    }
}

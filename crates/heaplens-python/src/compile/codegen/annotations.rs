//! Annotations: evaluated at once (3.8-3.13), kept as text (the future import), or deferred (3.14+).

use std::rc::Rc;

use super::Compiler;
use super::unit::UnitKind;
use crate::code::{CodeBody, Position};
use crate::compile::ast::{Arg, Arguments, Ctx, Expr, ExprKind, Name, Stmt, StmtKind};
use crate::compile::error::Fault;
use crate::compile::symtable::BlockId;
use crate::compile::unparse::unparse;
use crate::compile::value::Value;
use crate::opcode::{CommonConstant, Comparison, Op, make_function};

impl<'a> Compiler<'a> {
    /// An annotation as text.
    fn annotation_text(&mut self, annotation: &Expr) {
        self.load_const(annotation.pos, Value::str(&unparse(annotation, self.rules)));
    }

    /// Pushes what carries a function's annotations, if it has any; gives the flag.
    pub(super) fn function_annotations(
        &mut self,
        args: &'a Arguments,
        returns: Option<&'a Expr>,
        loc: Position,
    ) -> Result<u32, Fault> {
        if self.rules.defers_annotations {
            let id = args.id.expect("a function's parameters have a number");
            let block = self.block_of(id);
            if !self.symtable[block].annotations_used {
                return Ok(0);
            }
            self.enter_annotation_scope("__annotate__", block, loc);
            let names = self.annotations(args, returns, loc)?;
            self.op_i(loc, Op::BuildMap, names.len() as u32);
            self.leave_annotation_scope(loc)?;
            return Ok(make_function::ANNOTATE);
        }
        let names = self.annotations(args, returns, loc)?;
        if names.is_empty() {
            return Ok(0);
        }
        if self.rules.annotations_as_tuple {
            self.op_i(loc, Op::BuildTuple, 2 * names.len() as u32);
        } else {
            let keys = Value::tuple(names.iter().map(|name| Value::str(name)));
            self.load_const(loc, keys);
            self.op_i(loc, Op::BuildConstKeyMap, names.len() as u32);
        }
        Ok(make_function::ANNOTATIONS)
    }

    /// Pushes annotations (each after its name, unless a tuple of the names follows); gives the names.
    fn annotations(
        &mut self,
        args: &'a Arguments,
        returns: Option<&'a Expr>,
        loc: Position,
    ) -> Result<Vec<Name>, Fault> {
        let mut names = Vec::new();
        let in_order = args
            .args
            .iter()
            .chain(&args.posonlyargs)
            .chain(&args.vararg);
        for Arg {
            arg, annotation, ..
        } in in_order.chain(&args.kwonlyargs).chain(&args.kwarg)
        {
            self.annotation(arg, annotation.as_ref(), loc, &mut names)?;
        }
        self.annotation(&Name::from("return"), returns, loc, &mut names)?;
        Ok(names)
    }

    fn annotation(
        &mut self,
        name: &Name,
        annotation: Option<&'a Expr>,
        loc: Position,
        names: &mut Vec<Name>,
    ) -> Result<(), Fault> {
        let Some(annotation) = annotation else {
            return Ok(());
        };
        let mangled = self.mangle(name);
        if self.rules.annotations_as_tuple || self.rules.defers_annotations {
            self.load_const(loc, Value::str(&mangled));
        }
        names.push(mangled);
        if self.future.annotations {
            self.annotation_text(annotation);
            return Ok(());
        }
        match &annotation.kind {
            // `*args: *Ts`
            ExprKind::Starred { value, .. } => {
                self.expr(value)?;
                self.op_i(loc, Op::UnpackSequence, 1);
                Ok(())
            }
            _ => self.expr(annotation),
        }
    }

    /// Opens a function that evaluates something later: it takes the format and refuses unknown ones.
    pub(super) fn enter_annotation_scope(&mut self, name: &str, block: BlockId, loc: Position) {
        self.enter_scope(name, UnitKind::Annotations, block, loc.line, None);
        self.unit_mut().posonlyargcount = 1;
        self.unit_mut().argcount = 1;
        let body = self.new_label();
        self.op_i(loc, Op::LoadFast, 0);
        self.load_const(loc, Value::int(2));
        self.op_i(loc, Op::CompareOp, Comparison::Gt as u32);
        self.jump(loc, Op::PopJumpIfFalse, body);
        self.op_i(
            loc,
            Op::LoadCommonConstant,
            CommonConstant::NotImplementedError as u32,
        );
        self.op_i(loc, Op::RaiseVarargs, 1);
        self.use_label(body);
    }

    /// Closes it and makes the function. Its parameter shows as `format`.
    fn leave_annotation_scope(&mut self, loc: Position) -> Result<(), Fault> {
        self.op(loc, Op::ReturnValue);
        let code = self.finish_scope(true)?;
        let mut renamed = CodeBody::clone(&code);
        if let Some(first) = renamed.localsplus.first_mut() {
            first.name = Name::from("format");
        }
        self.make_closure(Rc::new(renamed), 0, loc);
        Ok(())
    }

    /// The `__annotate__` function of a module or class (3.14+).
    pub(super) fn process_deferred_annotations(&mut self, loc: Position) -> Result<(), Fault> {
        let deferred = std::mem::take(&mut self.unit_mut().deferred_annotations);
        if deferred.is_empty() {
            return Ok(());
        }
        let in_class = self.unit().kind == UnitKind::Class;
        let at_start = !in_class;
        // A module's function is made before its first statement runs.
        let body = at_start.then(|| std::mem::take(&mut self.unit_mut().seq));
        let block = self
            .block()
            .annotation_block
            .expect("an annotated block has a scope for its annotations");
        self.enter_annotation_scope("__annotate__", block, loc);
        self.op_i(loc, Op::BuildMap, 0);
        for (stmt, index) in deferred {
            let StmtKind::AnnAssign {
                target, annotation, ..
            } = &stmt.kind
            else {
                continue;
            };
            let Some(name) = target.as_name() else {
                continue;
            };
            let pos = stmt.pos;
            let not_set = self.new_label();
            if let Some(index) = index {
                self.load_const(pos, Value::int(index));
                if in_class {
                    let cell = self.deref_index("__conditional_annotations__");
                    self.op_i(pos, Op::LoadDeref, cell);
                } else {
                    self.op_name(pos, Op::LoadGlobal, "__conditional_annotations__");
                }
                self.op_i(pos, Op::ContainsOp, 0);
                self.jump(pos, Op::PopJumpIfFalse, not_set);
            }
            self.expr(annotation)?;
            self.op_i(pos, Op::Copy, 2);
            let mangled = self.mangle(name);
            self.load_const(pos, Value::str(&mangled));
            self.op(loc, Op::StoreSubscr);
            self.use_label(not_set);
        }
        self.leave_annotation_scope(loc)?;
        let stored = if in_class {
            "__annotate_func__"
        } else {
            "__annotate__"
        };
        self.nameop(loc, &Name::from(stored), Ctx::Store)?;
        if let Some(body) = body {
            self.unit_mut().seq.append_relabelled(body);
        }
        Ok(())
    }

    pub(super) fn ann_assign(
        &mut self,
        stmt: &'a Stmt,
        target: &'a Expr,
        annotation: &'a Expr,
        value: Option<&'a Expr>,
        simple: bool,
    ) -> Result<(), Fault> {
        let loc = stmt.pos;
        if let Some(value) = value {
            self.expr(value)?;
            self.expr(target)?;
        }
        match &target.kind {
            ExprKind::Name { id, .. } => {
                self.check_forbidden_name(id, Ctx::Store, loc)?;
                if simple && self.keeps_annotations() {
                    self.variable_annotation(stmt, id, annotation)?;
                }
            }
            ExprKind::Attribute {
                value: object,
                attr,
                ..
            } => {
                self.check_forbidden_name(attr, Ctx::Store, loc)?;
                if value.is_none() {
                    self.evaluate(object)?;
                }
            }
            ExprKind::Subscript {
                value: object,
                slice,
                ..
            } => {
                if value.is_none() {
                    self.evaluate(object)?;
                    self.evaluate_index(slice)?;
                }
            }
            _ => return Err(Fault::syntax("illegal target for annotation", target.pos)),
        }
        if !simple
            && !self.future.annotations
            && !self.rules.defers_annotations
            && self.keeps_annotations()
        {
            self.evaluate(annotation)?;
        }
        Ok(())
    }

    fn variable_annotation(
        &mut self,
        stmt: &'a Stmt,
        name: &Name,
        annotation: &'a Expr,
    ) -> Result<(), Fault> {
        let loc = stmt.pos;
        if self.future.annotations || !self.rules.defers_annotations {
            if self.future.annotations {
                self.annotation_text(annotation);
            } else {
                self.expr(annotation)?;
            }
            self.op_name(loc, Op::LoadName, "__annotations__");
            let mangled = self.mangle(name);
            self.load_const(loc, Value::str(&mangled));
            self.op(loc, Op::StoreSubscr);
            return Ok(());
        }
        let unit = self.unit_mut();
        let conditional = unit.kind == UnitKind::Module || unit.in_conditional_block;
        let index = conditional.then_some(unit.next_conditional_annotation);
        unit.deferred_annotations.push((stmt, index));
        if let Some(index) = index {
            unit.next_conditional_annotation += 1;
            if self.unit().kind == UnitKind::Class {
                let cell = self.deref_index("__conditional_annotations__");
                self.op_i(loc, Op::LoadDeref, cell);
            } else {
                self.op_name(loc, Op::LoadName, "__conditional_annotations__");
            }
            self.load_const(loc, Value::int(index));
            self.op_i(loc, Op::SetAdd, 1);
            self.op(loc, Op::PopTop);
        }
        Ok(())
    }

    /// Evaluates for effect: a target that is only annotated must still make sense.
    fn evaluate(&mut self, expr: &'a Expr) -> Result<(), Fault> {
        self.expr(expr)?;
        self.op(expr.pos, Op::PopTop);
        Ok(())
    }

    fn evaluate_index(&mut self, index: &'a Expr) -> Result<(), Fault> {
        match &index.kind {
            ExprKind::Slice { lower, upper, step } => [lower, upper, step]
                .into_iter()
                .flatten()
                .try_for_each(|part| self.evaluate(part)),
            ExprKind::Tuple { elts, .. } => {
                elts.iter().try_for_each(|elt| self.evaluate_index(elt))
            }
            _ => self.evaluate(index),
        }
    }
}

/// Whether a body holds annotated assignments, however deep within other statements (`find_ann`).
pub(super) fn has_annotations(body: &[Stmt]) -> bool {
    body.iter().any(|stmt| match &stmt.kind {
        StmtKind::AnnAssign { .. } => true,
        StmtKind::For { body, orelse, .. } | StmtKind::While { body, orelse, .. } => {
            has_annotations(body) || has_annotations(orelse)
        }
        StmtKind::If { branches, orelse } => {
            branches.iter().any(|branch| has_annotations(&branch.body)) || has_annotations(orelse)
        }
        StmtKind::With { body, .. } => has_annotations(body),
        StmtKind::Match { cases, .. } => cases.iter().any(|case| has_annotations(&case.body)),
        StmtKind::Try(s) => {
            s.handlers
                .iter()
                .any(|handler| has_annotations(&handler.body))
                || has_annotations(&s.body)
                || has_annotations(&s.finalbody)
                || has_annotations(&s.orelse)
        }
        _ => false,
    })
}

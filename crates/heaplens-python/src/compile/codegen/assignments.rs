//! Displays of lists, tuples, sets and dicts; unpacking; augmented assignment.

use super::Compiler;
use super::expressions::{Display, STACK_USE_GUIDELINE};
use crate::code::Position;
use crate::compile::ast::{Ctx, Expr, ExprKind, Name};
use crate::compile::error::Fault;
use crate::compile::value::Value;
use crate::opcode::{BinaryOperator, Op};

impl<'a> Compiler<'a> {
    pub(super) fn display(
        &mut self,
        elts: &'a [Expr],
        loc: Position,
        kind: Display,
    ) -> Result<(), Fault> {
        self.star_unpack(elts, None, 0, loc, kind)
    }

    /// Builds a display of `pushed` items that are on the stack, the elements, and a name's value
    /// (`starunpack_helper`).
    pub(super) fn star_unpack(
        &mut self,
        elts: &'a [Expr],
        injected: Option<&Name>,
        pushed: u32,
        loc: Position,
        kind: Display,
    ) -> Result<(), Fault> {
        let (build, add, extend) = match kind {
            Display::List | Display::Tuple => (Op::BuildList, Op::ListAppend, Op::ListExtend),
            Display::Set => (Op::BuildSet, Op::SetAdd, Op::SetUpdate),
        };
        if let Some(constant) = self.constant_display(elts, pushed, kind) {
            return self.extend_constant(constant, elts.len(), loc, build, extend, kind);
        }
        let total = elts.len() + pushed as usize + usize::from(injected.is_some());
        let big = self.rules.big_displays_grow && total > STACK_USE_GUIDELINE;
        if !big && !elts.iter().any(Expr::is_starred) {
            self.exprs(elts)?;
            if let Some(name) = injected {
                self.nameop(loc, name, Ctx::Load)?;
            }
            let op = if kind == Display::Tuple {
                Op::BuildTuple
            } else {
                build
            };
            self.op_i(loc, op, total as u32);
            return Ok(());
        }
        if self.rules.unpacks_at_end {
            return self.star_unpack_at_end(elts, pushed, loc, kind);
        }
        let mut built = big;
        if big {
            self.op_i(loc, build, pushed);
        }
        for (i, elt) in elts.iter().enumerate() {
            if let ExprKind::Starred { value, .. } = &elt.kind {
                if !built {
                    self.op_i(loc, build, i as u32 + pushed);
                    built = true;
                }
                self.expr(value)?;
                self.op_i(loc, extend, 1);
            } else {
                self.expr(elt)?;
                if built {
                    self.op_i(loc, add, 1);
                }
            }
        }
        if let Some(name) = injected {
            self.nameop(loc, name, Ctx::Load)?;
            self.op_i(loc, add, 1);
        }
        if kind == Display::Tuple {
            self.op(loc, Op::ListToTuple);
        }
        Ok(())
    }

    /// Evaluates the parts of a display, each run of plain elements as a tuple, and then unpacks them all.
    fn star_unpack_at_end(
        &mut self,
        elts: &'a [Expr],
        pushed: u32,
        loc: Position,
        kind: Display,
    ) -> Result<(), Fault> {
        let mut parts = 0;
        let mut plain = pushed;
        for elt in elts {
            if let ExprKind::Starred { value, .. } = &elt.kind {
                if plain > 0 {
                    self.op_i(loc, Op::BuildTuple, plain);
                    (parts, plain) = (parts + 1, 0);
                }
                self.expr(value)?;
                parts += 1;
            } else {
                self.expr(elt)?;
                plain += 1;
            }
        }
        if plain > 0 {
            self.op_i(loc, Op::BuildTuple, plain);
            parts += 1;
        }
        let (build, extend) = match kind {
            Display::List | Display::Tuple => (Op::BuildList, Op::ListExtend),
            Display::Set => (Op::BuildSet, Op::SetUpdate),
        };
        self.op_i(loc, build, 0);
        for part in (0..parts).rev() {
            self.op_i(loc, Op::Copy, part + 2);
            self.op_i(loc, extend, 1);
        }
        if kind == Display::Tuple {
            self.op(loc, Op::ListToTuple);
        }
        for _ in 0..parts {
            self.op_i(loc, Op::Swap, 2);
            self.op(loc, Op::PopTop);
        }
        Ok(())
    }

    /// The tuple or frozenset of three or more constant elements that makes a display in one go
    /// (3.9-3.13; from 3.14 the flow graph sees to it).
    fn constant_display(&self, elts: &[Expr], pushed: u32, kind: Display) -> Option<Value> {
        let wanted = self.rules.extends_constant_literals && !self.rules.folds_in_flow_graph;
        if !wanted || elts.len() <= 2 || pushed != 0 || !elts.iter().all(Expr::is_constant) {
            return None;
        }
        let values: Vec<Value> = elts
            .iter()
            .filter_map(|elt| elt.as_constant().cloned())
            .collect();
        Some(match kind {
            Display::List | Display::Tuple => Value::tuple(values),
            Display::Set => crate::compile::fold::frozenset(values),
        })
    }

    fn extend_constant(
        &mut self,
        constant: Value,
        count: usize,
        loc: Position,
        build: Op,
        extend: Op,
        kind: Display,
    ) -> Result<(), Fault> {
        let _ = count;
        if kind == Display::Tuple {
            self.load_const(loc, constant);
            return Ok(());
        }
        self.op_i(loc, build, 0);
        self.load_const(loc, constant);
        self.op_i(loc, extend, 1);
        Ok(())
    }

    pub(super) fn dict(
        &mut self,
        keys: &'a [Option<Expr>],
        values: &'a [Expr],
        loc: Position,
    ) -> Result<(), Fault> {
        let mut have_dict = false;
        let mut elements = 0;
        for (i, (key, value)) in keys.iter().zip(values).enumerate() {
            if key.is_none() {
                if elements > 0 {
                    self.sub_dict(&keys[i - elements..i], &values[i - elements..i], loc)?;
                    if have_dict {
                        self.op_i(loc, Op::DictUpdate, 1);
                    }
                    have_dict = true;
                    elements = 0;
                }
                if !have_dict {
                    self.op_i(loc, Op::BuildMap, 0);
                    have_dict = true;
                }
                self.expr(value)?;
                self.op_i(loc, Op::DictUpdate, 1);
            } else if self.dict_chunk_is_full(elements) {
                let from = i - elements;
                self.sub_dict(&keys[from..=i], &values[from..=i], loc)?;
                if have_dict {
                    self.op_i(loc, Op::DictUpdate, 1);
                }
                have_dict = true;
                elements = 0;
            } else {
                elements += 1;
            }
        }
        if elements > 0 {
            let from = keys.len() - elements;
            self.sub_dict(&keys[from..], &values[from..], loc)?;
            if have_dict {
                self.op_i(loc, Op::DictUpdate, 1);
            }
            have_dict = true;
        }
        if !have_dict {
            self.op_i(loc, Op::BuildMap, 0);
        }
        Ok(())
    }

    fn dict_chunk_is_full(&self, elements: usize) -> bool {
        if self.rules.big_displays_grow {
            elements * 2 > STACK_USE_GUIDELINE
        } else {
            elements == 0xFFFF
        }
    }

    fn sub_dict(
        &mut self,
        keys: &'a [Option<Expr>],
        values: &'a [Expr],
        loc: Position,
    ) -> Result<(), Fault> {
        let count = keys.len();
        let keys = || keys.iter().flatten();
        let constant = keys().all(Expr::is_constant);
        let big = self.rules.big_displays_grow && count * 2 > STACK_USE_GUIDELINE;
        if self.rules.const_key_maps && count > 1 && !big && constant {
            self.exprs(values)?;
            let names = Value::tuple(keys().filter_map(|key| key.as_constant().cloned()));
            self.load_const(loc, names);
            self.op_i(loc, Op::BuildConstKeyMap, count as u32);
            return Ok(());
        }
        if big {
            self.op_i(loc, Op::BuildMap, 0);
        }
        for (key, value) in keys().zip(values) {
            self.expr(key)?;
            self.expr(value)?;
            if big {
                self.op_i(loc, Op::MapAdd, 1);
            }
        }
        if !big {
            self.op_i(loc, Op::BuildMap, count as u32);
        }
        Ok(())
    }

    /// Takes the value on top apart into targets.
    pub(super) fn unpack_to(&mut self, elts: &'a [Expr], loc: Position) -> Result<(), Fault> {
        let star = elts.iter().position(Expr::is_starred);
        match star {
            Some(star) => {
                if star >= 1 << 8 || elts.len() - star > (i32::MAX >> 8) as usize {
                    return Err(Fault::syntax(
                        "too many expressions in star-unpacking assignment",
                        loc,
                    ));
                }
                if elts[star + 1..].iter().any(Expr::is_starred) {
                    return Err(Fault::syntax(self.rules.multiple_stars_message(), loc));
                }
                self.op_i(
                    loc,
                    Op::UnpackEx,
                    (star + ((elts.len() - star - 1) << 8)) as u32,
                );
            }
            None => self.op_i(loc, Op::UnpackSequence, elts.len() as u32),
        }
        for elt in elts {
            match &elt.kind {
                ExprKind::Starred { value, .. } => self.expr(value)?,
                _ => self.expr(elt)?,
            }
        }
        Ok(())
    }

    pub(super) fn aug_assign(
        &mut self,
        target: &'a Expr,
        op: BinaryOperator,
        value: &'a Expr,
        stmt: Position,
    ) -> Result<(), Fault> {
        let loc = target.pos;
        match &target.kind {
            ExprKind::Attribute {
                value: object,
                attr,
                ..
            } => {
                self.expr(object)?;
                self.op_i(loc, Op::Copy, 1);
                let pos = self.attribute_line(loc, loc, attr);
                self.op_name(pos, Op::LoadAttr, attr);
            }
            ExprKind::Subscript {
                value: object,
                slice,
                ..
            } => {
                self.expr(object)?;
                if let Some((lower, upper)) = self.two_part_slice(slice) {
                    self.slice_parts(lower, upper, slice.pos)?;
                    for _ in 0..3 {
                        self.op_i(loc, Op::Copy, 3);
                    }
                    self.op(loc, Op::BinarySlice);
                } else {
                    self.expr(slice)?;
                    self.op_i(loc, Op::Copy, 2);
                    self.op_i(loc, Op::Copy, 2);
                    self.op(loc, Op::BinarySubscr);
                }
            }
            ExprKind::Name { id, .. } => self.nameop(loc, id, Ctx::Load)?,
            _ => {
                return Err(Fault::syntax(
                    "illegal expression for augmented assignment",
                    loc,
                ));
            }
        }
        self.expr(value)?;
        self.op_i(stmt, Op::BinaryOp, op as u32 + BinaryOperator::INPLACE);
        match &target.kind {
            ExprKind::Attribute { attr, .. } => {
                let pos = self.attribute_line(loc, loc, attr);
                self.op_i(pos, Op::Swap, 2);
                self.check_forbidden_name(attr, Ctx::Store, pos)?;
                self.op_name(pos, Op::StoreAttr, attr);
            }
            ExprKind::Subscript { slice, .. } => {
                if self.two_part_slice(slice).is_some() {
                    self.op_i(loc, Op::Swap, 4);
                    self.op_i(loc, Op::Swap, 3);
                    self.op_i(loc, Op::Swap, 2);
                    self.op(loc, Op::StoreSlice);
                } else {
                    self.op_i(loc, Op::Swap, 3);
                    self.op_i(loc, Op::Swap, 2);
                    self.op(loc, Op::StoreSubscr);
                }
            }
            ExprKind::Name { id, .. } => self.nameop(loc, id, Ctx::Store)?,
            _ => {}
        }
        Ok(())
    }
}

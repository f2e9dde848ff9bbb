//! `match`: each pattern takes the subject from the top of the stack; what it captures waits below until the
//! whole pattern has matched.

use super::Compiler;
use super::ir::{Label, NEXT_LOCATION};
use crate::code::Position;
use crate::compile::ast::{CmpOp, Ctx, Expr, ExprKind, MatchCase, Name, Pattern, PatternKind};
use crate::compile::error::Fault;
use crate::compile::value::Value;
use crate::opcode::{BinaryOperator, Op};

/// The state of one `case`.
#[derive(Clone, Default)]
struct Context {
    /// Captured names, in the order in which they lie on the stack.
    stores: Vec<Name>,
    allow_irrefutable: bool,
    /// `fail_pop[n]` pops n items and fails.
    fail_pop: Vec<Label>,
    /// Items on top of the stack that belong to the patterns around.
    on_top: usize,
}

fn is_wildcard(pattern: &Pattern) -> bool {
    matches!(
        pattern.kind,
        PatternKind::As {
            pattern: None,
            name: None
        }
    )
}

impl<'a> Compiler<'a> {
    pub(super) fn match_(
        &mut self,
        subject: &'a Expr,
        cases: &'a [MatchCase],
    ) -> Result<(), Fault> {
        self.expr(subject)?;
        let end = self.new_label();
        let (last, first) = cases.split_last().expect("a match statement has cases");
        let has_default = is_wildcard(&last.pattern) && !first.is_empty();
        let tested = if has_default { first } else { cases };
        for (i, case) in tested.iter().enumerate() {
            let keep_subject = i + 1 != tested.len();
            let loc = case.pattern.pos;
            if keep_subject {
                self.op_i(loc, Op::Copy, 1);
            }
            let is_last = !has_default && i + 1 == tested.len();
            let mut context = Context {
                allow_irrefutable: case.guard.is_some() || is_last,
                ..Context::default()
            };
            self.pattern(&case.pattern, &mut context)?;
            for name in std::mem::take(&mut context.stores) {
                self.nameop(loc, &name, Ctx::Store)?;
            }
            if let Some(guard) = &case.guard {
                self.ensure_fail_pop(&mut context, 0);
                self.jump_if(loc, guard, context.fail_pop[0], false)?;
            }
            if keep_subject {
                let pos = if self.rules.match_pop_at_next {
                    NEXT_LOCATION
                } else {
                    loc
                };
                self.op(pos, Op::PopTop);
            }
            self.stmts(&case.body)?;
            self.jump(Position::NONE, Op::Jump, end);
            self.emit_fail_pop(&mut context, loc);
        }
        if has_default {
            let loc = last.pattern.pos;
            self.op(loc, Op::Nop);
            if let Some(guard) = &last.guard {
                self.jump_if(loc, guard, end, false)?;
            }
            self.stmts(&last.body)?;
        }
        self.use_label(end);
        Ok(())
    }

    fn ensure_fail_pop(&mut self, context: &mut Context, n: usize) {
        while context.fail_pop.len() <= n {
            let label = self.new_label();
            context.fail_pop.push(label);
        }
    }

    fn jump_to_fail(&mut self, context: &mut Context, loc: Position, op: Op) {
        let pops = context.on_top + context.stores.len();
        self.ensure_fail_pop(context, pops);
        self.jump(loc, op, context.fail_pop[pops]);
    }

    fn emit_fail_pop(&mut self, context: &mut Context, loc: Position) {
        let labels = std::mem::take(&mut context.fail_pop);
        for (n, label) in labels.into_iter().enumerate().rev() {
            self.use_label(label);
            if n > 0 {
                self.op(loc, Op::PopTop);
            }
        }
    }

    /// Brings the top below the `count - 1` items under it.
    fn rotate(&mut self, loc: Position, count: usize) {
        for n in (2..=count).rev() {
            self.op_i(loc, Op::Swap, n as u32);
        }
    }

    fn store(
        &mut self,
        name: Option<&Name>,
        context: &mut Context,
        loc: Position,
    ) -> Result<(), Fault> {
        let Some(name) = name else {
            self.op(loc, Op::PopTop);
            return Ok(());
        };
        self.check_forbidden_name(name, Ctx::Store, loc)?;
        if context.stores.contains(name) {
            return Err(duplicate_store(name, self.pattern_place(loc)));
        }
        self.rotate(loc, context.on_top + context.stores.len() + 1);
        context.stores.push(name.clone());
        Ok(())
    }

    fn sub_pattern(&mut self, pattern: &'a Pattern, context: &mut Context) -> Result<(), Fault> {
        let before = std::mem::replace(&mut context.allow_irrefutable, true);
        self.pattern(pattern, context)?;
        context.allow_irrefutable = before;
        Ok(())
    }

    fn pattern(&mut self, pattern: &'a Pattern, context: &mut Context) -> Result<(), Fault> {
        self.deeper(|c| c.pattern_inner(pattern, context))
    }

    fn pattern_inner(&mut self, pattern: &'a Pattern, context: &mut Context) -> Result<(), Fault> {
        let loc = pattern.pos;
        self.unit_mut().last_pattern = loc;
        match &pattern.kind {
            PatternKind::Value(value) => {
                if !matches!(
                    value.kind,
                    ExprKind::Constant(_) | ExprKind::Attribute { .. }
                ) && !is_folded_number(value)
                {
                    let msg = "patterns may only match literals and attribute lookups";
                    return Err(Fault::syntax(msg, loc));
                }
                self.expr(value)?;
                self.compare_op(loc, CmpOp::Eq);
                self.jump_to_fail(context, loc, Op::PopJumpIfFalse);
                Ok(())
            }
            PatternKind::Singleton(value) => {
                self.load_const(loc, value.clone());
                self.compare_op(loc, CmpOp::Is);
                self.jump_to_fail(context, loc, Op::PopJumpIfFalse);
                Ok(())
            }
            PatternKind::Sequence(patterns) => self.sequence_pattern(patterns, context, loc),
            PatternKind::Mapping {
                keys,
                patterns,
                rest,
            } => self.mapping_pattern(keys, patterns, rest.as_ref(), context, loc),
            PatternKind::Class {
                cls,
                patterns,
                kwd_attrs,
                kwd_patterns,
            } => self.class_pattern(cls, patterns, kwd_attrs, kwd_patterns, context, loc),
            PatternKind::Star(name) => self.store(name.as_ref(), context, loc),
            PatternKind::As {
                pattern: None,
                name,
            } => {
                if !context.allow_irrefutable {
                    let msg = match name {
                        Some(name) => {
                            format!("name capture '{name}' makes remaining patterns unreachable")
                        }
                        None => "wildcard makes remaining patterns unreachable".to_owned(),
                    };
                    return Err(Fault::syntax(msg, loc));
                }
                self.store(name.as_ref(), context, loc)
            }
            PatternKind::As {
                pattern: Some(inner),
                name,
            } => {
                context.on_top += 1;
                self.op_i(loc, Op::Copy, 1);
                self.pattern(inner, context)?;
                context.on_top -= 1;
                self.store(name.as_ref(), context, loc)
            }
            PatternKind::Or(alternatives) => self.or_pattern(alternatives, context, loc),
        }
    }

    fn sequence_pattern(
        &mut self,
        patterns: &'a [Pattern],
        context: &mut Context,
        loc: Position,
    ) -> Result<(), Fault> {
        let is_star = |pattern: &Pattern| matches!(pattern.kind, PatternKind::Star(_));
        let is_star_wildcard = |pattern: &Pattern| matches!(pattern.kind, PatternKind::Star(None));
        let star = patterns.iter().position(is_star);
        if patterns.iter().filter(|pattern| is_star(pattern)).count() > 1 {
            return Err(Fault::syntax(
                "multiple starred names in sequence pattern",
                loc,
            ));
        }
        let only_wildcard = patterns
            .iter()
            .all(|p| is_wildcard(p) || is_star_wildcard(p));
        let star_wildcard = patterns.iter().any(is_star_wildcard);
        context.on_top += 1;
        self.op(loc, Op::MatchSequence);
        self.jump_to_fail(context, loc, Op::PopJumpIfFalse);
        let length_check = match star {
            None => Some((patterns.len(), CmpOp::Eq)),
            Some(_) if patterns.len() > 1 => Some((patterns.len() - 1, CmpOp::GtE)),
            Some(_) => None,
        };
        if let Some((len, op)) = length_check {
            self.op(loc, Op::GetLen);
            self.load_const(loc, Value::int(len));
            self.compare_op(loc, op);
            self.jump_to_fail(context, loc, Op::PopJumpIfFalse);
        }
        context.on_top -= 1;
        if only_wildcard {
            self.op(loc, Op::PopTop);
            return Ok(());
        }
        if let (Some(star), true) = (star, star_wildcard) {
            return self.subscript_patterns(patterns, star, context, loc);
        }
        match star {
            Some(star) => {
                if star >= 1 << 8 {
                    let msg = "too many expressions in star-unpacking sequence pattern";
                    return Err(Fault::syntax(msg, loc));
                }
                self.op_i(
                    loc,
                    Op::UnpackEx,
                    (star + ((patterns.len() - star - 1) << 8)) as u32,
                );
            }
            None => self.op_i(loc, Op::UnpackSequence, patterns.len() as u32),
        }
        context.on_top += patterns.len();
        for pattern in patterns {
            context.on_top -= 1;
            self.sub_pattern(pattern, context)?;
        }
        Ok(())
    }

    /// `[first, *_, last]`: by index, for nothing keeps the rest.
    fn subscript_patterns(
        &mut self,
        patterns: &'a [Pattern],
        star: usize,
        context: &mut Context,
        loc: Position,
    ) -> Result<(), Fault> {
        context.on_top += 1;
        for (i, pattern) in patterns.iter().enumerate() {
            if is_wildcard(pattern) || i == star {
                continue;
            }
            self.op_i(loc, Op::Copy, 1);
            if i < star {
                self.load_const(loc, Value::int(i));
            } else {
                self.op(loc, Op::GetLen);
                self.load_const(loc, Value::int(patterns.len() - i));
                self.op_i(loc, Op::BinaryOp, BinaryOperator::Subtract as u32);
            }
            self.op(loc, Op::BinarySubscr);
            self.sub_pattern(pattern, context)?;
        }
        context.on_top -= 1;
        self.op(loc, Op::PopTop);
        Ok(())
    }

    fn class_pattern(
        &mut self,
        cls: &'a Expr,
        patterns: &'a [Pattern],
        kwd_attrs: &'a [Name],
        kwd_patterns: &'a [Pattern],
        context: &mut Context,
        loc: Position,
    ) -> Result<(), Fault> {
        for (i, attr) in kwd_attrs.iter().enumerate() {
            self.check_forbidden_name(attr, Ctx::Store, kwd_patterns[i].pos)?;
            if let Some(j) = kwd_attrs[i + 1..].iter().position(|other| other == attr) {
                let msg = format!("attribute name repeated in class pattern: {attr}");
                return Err(Fault::syntax(msg, kwd_patterns[i + 1 + j].pos));
            }
        }
        self.expr(cls)?;
        self.load_const(
            loc,
            Value::tuple(kwd_attrs.iter().map(|attr| Value::str(attr))),
        );
        self.op_i(loc, Op::MatchClass, patterns.len() as u32);
        self.check_matched(context, loc);
        let count = patterns.len() + kwd_patterns.len();
        if self.rules.patterns_by_index {
            return self.indexed_patterns(patterns.iter().chain(kwd_patterns), context, loc);
        }
        self.op_i(loc, Op::UnpackSequence, count as u32);
        context.on_top += count;
        context.on_top -= 1;
        for pattern in patterns.iter().chain(kwd_patterns) {
            context.on_top -= 1;
            if is_wildcard(pattern) {
                self.op(loc, Op::PopTop);
            } else {
                self.sub_pattern(pattern, context)?;
            }
        }
        Ok(())
    }

    /// Matches the items of the tuple on top one by one, and drops it (3.10).
    fn indexed_patterns(
        &mut self,
        patterns: impl Iterator<Item = &'a Pattern>,
        context: &mut Context,
        loc: Position,
    ) -> Result<(), Fault> {
        for (i, pattern) in patterns.enumerate() {
            if is_wildcard(pattern) {
                continue;
            }
            self.op_i(loc, Op::Copy, 1);
            self.load_const(loc, Value::int(i));
            self.op(loc, Op::BinarySubscr);
            self.sub_pattern(pattern, context)?;
        }
        context.on_top -= 1;
        self.op(loc, Op::PopTop);
        Ok(())
    }

    /// Fails if the top is None; counts it as on top.
    fn check_matched(&mut self, context: &mut Context, loc: Position) {
        self.op_i(loc, Op::Copy, 1);
        if self.rules.patterns_by_index {
            context.on_top += 1;
            self.jump_to_fail(context, loc, Op::PopJumpIfNone);
            return;
        }
        self.load_const(loc, Value::None);
        self.op_i(loc, Op::IsOp, 1);
        context.on_top += 1;
        self.jump_to_fail(context, loc, Op::PopJumpIfFalse);
    }

    fn mapping_pattern(
        &mut self,
        keys: &'a [Expr],
        patterns: &'a [Pattern],
        rest: Option<&Name>,
        context: &mut Context,
        loc: Position,
    ) -> Result<(), Fault> {
        context.on_top += 1;
        self.op(loc, Op::MatchMapping);
        self.jump_to_fail(context, loc, Op::PopJumpIfFalse);
        if keys.is_empty() && rest.is_none() {
            context.on_top -= 1;
            self.op(loc, Op::PopTop);
            return Ok(());
        }
        if !keys.is_empty() {
            self.op(loc, Op::GetLen);
            self.load_const(loc, Value::int(keys.len()));
            self.compare_op(loc, CmpOp::GtE);
            self.jump_to_fail(context, loc, Op::PopJumpIfFalse);
        }
        self.check_mapping_keys(keys, loc)?;
        self.exprs(keys)?;
        self.op_i(loc, Op::BuildTuple, keys.len() as u32);
        self.op(loc, Op::MatchKeys);
        context.on_top += 1;
        self.check_matched(context, loc);
        if self.rules.patterns_by_index {
            self.indexed_patterns(patterns.iter(), context, loc)?;
            context.on_top += 1;
        } else {
            self.op_i(loc, Op::UnpackSequence, keys.len() as u32);
            context.on_top += keys.len();
            context.on_top -= 1;
            for pattern in patterns {
                context.on_top -= 1;
                self.sub_pattern(pattern, context)?;
            }
        }
        context.on_top -= 2;
        let Some(rest) = rest else {
            self.op(loc, Op::PopTop);
            self.op(loc, Op::PopTop);
            return Ok(());
        };
        // [subject keys] -- [copy keys…] -- [copy]: the subject without the keys that were matched.
        self.op_i(loc, Op::BuildMap, 0);
        self.op_i(loc, Op::Swap, 3);
        self.op_i(loc, Op::DictUpdate, 2);
        self.op_i(loc, Op::UnpackSequence, keys.len() as u32);
        for left in (1..=keys.len()).rev() {
            self.op_i(loc, Op::Copy, 1 + left as u32);
            self.op_i(loc, Op::Swap, 2);
            self.op(loc, Op::DeleteSubscr);
        }
        self.store(Some(rest), context, loc)
    }

    fn check_mapping_keys(&self, keys: &[Expr], loc: Position) -> Result<(), Fault> {
        for (i, key) in keys.iter().enumerate() {
            match &key.kind {
                ExprKind::Constant(value) => {
                    let seen = keys[..i].iter().filter_map(Expr::as_constant);
                    if seen
                        .into_iter()
                        .any(|other| crate::compile::fold::equal(other, value))
                    {
                        let repr = crate::compile::unparse::repr(value, self.rules);
                        let msg = format!("mapping pattern checks duplicate key ({repr})");
                        return Err(Fault::syntax(msg, loc));
                    }
                }
                ExprKind::Attribute { .. } => {}
                _ if is_folded_number(key) => {}
                _ => {
                    let msg = "mapping pattern keys may only match literals and attribute lookups";
                    return Err(Fault::syntax(msg, loc));
                }
            }
        }
        Ok(())
    }

    /// Where a complaint about the pattern at `loc` points.
    fn pattern_place(&self, loc: Position) -> Position {
        if self.rules.patterns_leave_place() {
            self.unit().last_pattern
        } else {
            loc
        }
    }

    fn or_pattern(
        &mut self,
        alternatives: &'a [Pattern],
        context: &mut Context,
        loc: Position,
    ) -> Result<(), Fault> {
        let end = self.new_label();
        let mut control: Vec<Name> = Vec::new();
        let differ = "alternative patterns bind different names";
        for (i, alternative) in alternatives.iter().enumerate() {
            let is_last = i + 1 == alternatives.len();
            let mut inner = Context {
                allow_irrefutable: is_last && context.allow_irrefutable,
                ..Context::default()
            };
            self.op_i(alternative.pos, Op::Copy, 1);
            self.pattern(alternative, &mut inner)?;
            if i == 0 {
                control = inner.stores.clone();
            } else if inner.stores.len() != control.len() {
                return Err(Fault::syntax(differ, self.pattern_place(loc)));
            } else {
                for wanted in (0..control.len()).rev() {
                    let found = inner
                        .stores
                        .iter()
                        .position(|name| *name == control[wanted]);
                    let place = self.pattern_place(loc);
                    let found = found.ok_or_else(|| Fault::syntax(differ, place))?;
                    if found == wanted {
                        continue;
                    }
                    // Bring the names into the order of the first alternative, here and on the stack.
                    let rotations = found + 1;
                    let moved: Vec<Name> = inner.stores.drain(..rotations).collect();
                    let at = wanted - found;
                    inner.stores.splice(at..at, moved);
                    for _ in 0..rotations {
                        self.rotate(alternative.pos, wanted + 1);
                    }
                }
            }
            self.jump(alternative.pos, Op::Jump, end);
            self.emit_fail_pop(&mut inner, alternative.pos);
        }
        self.op(loc, Op::PopTop);
        self.jump_to_fail(context, loc, Op::Jump);
        self.use_label(end);
        let rotations = control.len() + 1 + context.on_top + context.stores.len();
        for name in control {
            self.rotate(loc, rotations);
            if context.stores.contains(&name) {
                return Err(duplicate_store(&name, self.pattern_place(loc)));
            }
            context.stores.push(name);
        }
        self.op(loc, Op::PopTop);
        Ok(())
    }
}

fn duplicate_store(name: &str, loc: Position) -> Fault {
    Fault::syntax(
        format!("multiple assignments to name '{name}' in pattern"),
        loc,
    )
}

/// `-1`, `1 + 2j`, `-1 - 2j`: literals that are no constants before they are folded.
fn is_folded_number(expr: &Expr) -> bool {
    match &expr.kind {
        ExprKind::UnaryOp { operand, .. } => operand.is_constant(),
        ExprKind::BinOp { left, right, .. } => {
            right.is_constant() && (left.is_constant() || is_folded_number(left))
        }
        _ => false,
    }
}

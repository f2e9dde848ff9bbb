//! Comprehensions and generator expressions: a function of their own, or in the frame around (3.12+).

use std::collections::BTreeSet;

use super::Compiler;
use super::ir::{IrOp, Label};
use super::unit::{FBlockKind, UnitKind};
use super::unwind::NO_LABEL;
use crate::code::Position;
use crate::compile::ast::{Comp, CompKind, Expr, ExprKind, Name};
use crate::compile::error::Fault;
use crate::compile::symtable::flags::{DEF_LOCAL, DEF_NONLOCAL};
use crate::compile::symtable::{Block, BlockKind, Scope};
use crate::compile::value::Value;
use crate::opcode::Op;

/// What running a comprehension in the frame around it changed for the while.
#[derive(Default)]
struct Inlined {
    pushed_locals: Vec<Name>,
    overridden: Vec<(Name, Option<Option<Scope>>)>,
    hidden: BTreeSet<Name>,
    cleanup: Option<Label>,
}

impl<'a> Compiler<'a> {
    pub(super) fn comp(&mut self, comp: &'a Comp, loc: Position) -> Result<(), Fault> {
        let block_id = self.block_of(comp.id);
        let block = &self.symtable[block_id];
        let (name, build) = match comp.kind {
            CompKind::Generator => ("<genexpr>", None),
            CompKind::List => ("<listcomp>", Some(Op::BuildList)),
            CompKind::Set => ("<setcomp>", Some(Op::BuildSet)),
            CompKind::Dict => ("<dictcomp>", Some(Op::BuildMap)),
        };
        let is_async = block.coroutine;
        let outermost = &comp.generators[0];
        let is_async_comp = is_async && comp.kind != CompKind::Generator;
        if is_async_comp && !self.rules.symtable_checks_async && !self.allows_async_comp() {
            let msg = "asynchronous comprehension outside of an asynchronous function";
            return Err(Fault::syntax(
                msg,
                self.rules.async_comprehension_place(loc),
            ));
        }
        if block.comp_inlined {
            self.expr(&outermost.iter)?;
            if self.rules.iter_before_inlining {
                let get = if outermost.is_async {
                    Op::GetAiter
                } else {
                    Op::GetIter
                };
                self.op(outermost.iter.pos, get);
            }
            let mut inlined = Inlined::default();
            self.push_inlined(block, loc, &mut inlined);
            if let Some(build) = build {
                self.op_i(loc, build, 0);
                self.op_i(loc, Op::Swap, 2);
            }
            self.generators(comp, 0, 0, loc, true)?;
            self.pop_inlined(loc, inlined);
            return Ok(());
        }
        self.enter_scope(name, UnitKind::Comprehension, block_id, loc.line, None);
        self.unit_mut().argcount = 1;
        let handler = comp.kind == CompKind::Generator && self.rules.stopiteration_handler;
        if handler {
            self.push_fblock(
                FBlockKind::StopIteration,
                NO_LABEL,
                NO_LABEL,
                Position::NONE,
            )?;
        }
        // Its own instructions have the line of what went before (3.8, 3.9).
        let inner = if self.rules.every_instruction_has_a_line {
            Position::NONE
        } else {
            loc
        };
        if let Some(build) = build {
            self.op_i(inner, build, 0);
        }
        self.generators(comp, 0, 0, inner, false)?;
        if comp.kind != CompKind::Generator {
            self.op(inner, Op::ReturnValue);
        }
        if handler {
            self.wrap_in_stopiteration_handler();
            self.pop_fblock();
        }
        let code = self.finish_scope(true)?;
        self.make_closure(code, 0, loc);
        self.expr(&outermost.iter)?;
        if self.rules.calls_iter_outside {
            let pos = if self.rules.for_iter_at_iterable {
                outermost.iter.pos
            } else {
                loc
            };
            self.op(
                pos,
                if outermost.is_async {
                    Op::GetAiter
                } else {
                    Op::GetIter
                },
            );
        } else if comp.kind == CompKind::Generator && !outermost.is_async {
            // Looks whether it can be iterated over; a list or tuple stays itself (3.15).
            self.op_i(outermost.iter.pos, Op::GetIter, 1);
        }
        // The iterator stands where a method's self would: one argument.
        self.op_i(loc, Op::Call, 0);
        if is_async && comp.kind != CompKind::Generator {
            self.op_i(loc, Op::GetAwaitable, 0);
            self.load_const(loc, Value::None);
            self.yield_from(loc);
        }
        Ok(())
    }

    /// Whether an async comprehension may stand here (checked here up to 3.13).
    fn allows_async_comp(&self) -> bool {
        match self.unit().kind {
            UnitKind::AsyncFunction => true,
            UnitKind::Comprehension => self.rules.async_comp_in_comp || self.block().coroutine,
            _ => false,
        }
    }

    fn generators(
        &mut self,
        comp: &'a Comp,
        index: usize,
        depth: u32,
        loc: Position,
        iter_on_stack: bool,
    ) -> Result<(), Fault> {
        self.deeper(|c| {
            if comp.generators[index].is_async {
                c.async_generator(comp, index, depth, loc, iter_on_stack)
            } else {
                c.sync_generator(comp, index, depth, loc, iter_on_stack)
            }
        })
    }

    fn sync_generator(
        &mut self,
        comp: &'a Comp,
        index: usize,
        depth: u32,
        loc: Position,
        iter_on_stack: bool,
    ) -> Result<(), Fault> {
        let generator = &comp.generators[index];
        let start = self.new_label();
        let if_cleanup = self.new_label();
        let anchor = self.new_label();
        let mut is_loop = true;
        let mut needs_iter = !(iter_on_stack && self.rules.iter_before_inlining);
        if !iter_on_stack {
            if index == 0 {
                self.op_i(loc, Op::LoadFast, 0);
                needs_iter = !self.rules.calls_iter_outside;
            } else if let Some(only) = self.single_element(&generator.iter) {
                // `for y in [f(x)]` binds and doesn't loop.
                self.expr(only)?;
                is_loop = false;
            } else {
                self.expr(&generator.iter)?;
            }
        }
        let mut depth = depth;
        let iter_pos = if self.rules.for_iter_at_iterable {
            generator.iter.pos
        } else {
            loc
        };
        if is_loop {
            depth += 1;
            if needs_iter {
                self.op(iter_pos, Op::GetIter);
            }
            self.use_label(start);
            self.jump(iter_pos, Op::ForIter, anchor);
        }
        self.expr(&generator.target)?;
        let mut loc = loc;
        for condition in &generator.ifs {
            self.jump_if(loc, condition, if_cleanup, false)?;
            loc = self.place_after_jump(condition, loc);
        }
        let elt_loc = self.element(comp, index, depth, loc)?;
        self.use_label(if_cleanup);
        if is_loop {
            self.jump(elt_loc, Op::Jump, start);
            self.use_label(anchor);
        }
        Ok(())
    }

    fn single_element(&self, iter: &'a Expr) -> Option<&'a Expr> {
        if !self.rules.binds_single_elements {
            return None;
        }
        match &iter.kind {
            ExprKind::List { elts, .. } | ExprKind::Tuple { elts, .. } => match elts.as_slice() {
                [only] if !only.is_starred() => Some(only),
                _ => None,
            },
            _ => None,
        }
    }

    /// The next `for`, or after the last the element itself; gives the element's place.
    fn element(
        &mut self,
        comp: &'a Comp,
        index: usize,
        depth: u32,
        loc: Position,
    ) -> Result<Position, Fault> {
        let elt_loc = if self.rules.elements_have_places {
            comp.elt.pos
        } else {
            loc
        };
        if index + 1 < comp.generators.len() {
            self.generators(comp, index + 1, depth, loc, false)?;
            return Ok(elt_loc);
        }
        match (comp.kind, &comp.value) {
            (CompKind::Generator, _) => {
                self.expr(&comp.elt)?;
                self.yield_value(elt_loc);
                self.op(elt_loc, Op::PopTop);
            }
            (CompKind::List, _) => {
                self.expr(&comp.elt)?;
                self.op_i(elt_loc, Op::ListAppend, depth + 1);
            }
            (CompKind::Set, _) => {
                self.expr(&comp.elt)?;
                self.op_i(elt_loc, Op::SetAdd, depth + 1);
            }
            (CompKind::Dict, value) => {
                let value = value.as_ref().expect("a dict comprehension has a value");
                self.expr(&comp.elt)?;
                self.expr(value)?;
                let mut pos = elt_loc;
                if self.rules.elements_have_places {
                    (pos.end_line, pos.end_col) = (value.pos.end_line, value.pos.end_col);
                }
                self.op_i(pos, Op::MapAdd, depth + 1);
                return Ok(pos);
            }
        }
        Ok(elt_loc)
    }

    fn async_generator(
        &mut self,
        comp: &'a Comp,
        index: usize,
        depth: u32,
        loc: Position,
        iter_on_stack: bool,
    ) -> Result<(), Fault> {
        let generator = &comp.generators[index];
        let start = self.new_label();
        let except = self.new_label();
        let if_cleanup = self.new_label();
        let mut needs_aiter = !(iter_on_stack && self.rules.iter_before_inlining);
        if !iter_on_stack {
            if index == 0 {
                self.op_i(loc, Op::LoadFast, 0);
                needs_aiter = !self.rules.calls_iter_outside;
            } else {
                self.expr(&generator.iter)?;
            }
        }
        if needs_aiter {
            self.op(generator.iter.pos, Op::GetAiter);
        }
        self.use_label(start);
        self.push_fblock(FBlockKind::AsyncComprehension, start, NO_LABEL, loc)?;
        self.jump(loc, IrOp::SetupFinally, except);
        self.op(loc, Op::GetAnext);
        self.load_const(loc, Value::None);
        self.yield_from(loc);
        self.pop_block(loc);
        self.expr(&generator.target)?;
        for condition in &generator.ifs {
            self.jump_if(loc, condition, if_cleanup, false)?;
        }
        let elt_loc = self.element(comp, index, depth + 1, loc)?;
        self.use_label(if_cleanup);
        self.jump(elt_loc, Op::Jump, start);
        self.pop_fblock();
        self.use_label(except);
        self.op(loc, Op::EndAsyncFor);
        Ok(())
    }

    /// Makes room for the comprehension's own variables in the frame around it.
    fn push_inlined(&mut self, comp: &'a Block, loc: Position, inlined: &mut Inlined) {
        let in_class = self.block().kind == BlockKind::Class && self.unit().in_inlined_comp == 0;
        self.unit_mut().in_inlined_comp += 1;
        let mut pushed = Vec::new();
        for (name, symbol) in comp.symbols.iter() {
            let outer = self.scope_of(name);
            let inner = symbol.scope;
            let differs = inner != outer
                && inner != Some(Scope::Free)
                && !(inner == Some(Scope::Cell) && outer == Some(Scope::Free));
            if differs || in_class {
                let before = self.unit_mut().scope_overrides.insert(name.clone(), inner);
                inlined.overridden.push((name.clone(), before));
            }
            let is_own = symbol.flags & DEF_LOCAL != 0 && symbol.flags & DEF_NONLOCAL == 0;
            if !is_own && !in_class {
                continue;
            }
            if !self.is_function_like() && self.unit().fast_hidden.get(name) != Some(&true) {
                self.unit_mut().fast_hidden.insert(name.clone(), true);
                inlined.hidden.insert(name.clone());
            }
            pushed.push((name.clone(), inner, outer));
        }
        for (name, inner, _) in pushed {
            let arg = self.unit_mut().varnames.add(&name) as u32;
            self.op_i(loc, Op::LoadFastAndClear, arg);
            if inner == Some(Scope::Cell) {
                let cell = self.deref_index(&name);
                self.op_i(loc, Op::MakeCell, cell);
            }
            inlined.pushed_locals.push(name);
        }
        if !inlined.pushed_locals.is_empty() {
            self.op_i(loc, Op::Swap, inlined.pushed_locals.len() as u32 + 1);
            let cleanup = self.new_label();
            inlined.cleanup = Some(cleanup);
            self.jump(loc, IrOp::SetupFinally, cleanup);
        }
    }

    fn pop_inlined(&mut self, loc: Position, inlined: Inlined) {
        let none = Position::NONE;
        if let Some(cleanup) = inlined.cleanup {
            self.pop_block(none);
            let end = self.new_label();
            self.jump(none, Op::Jump, end);
            self.use_label(cleanup);
            // The unfinished result below the exception.
            self.op_i(none, Op::Swap, 2);
            self.op(none, Op::PopTop);
            self.restore_locals(loc, &inlined.pushed_locals);
            self.op_i(none, Op::Reraise, 0);
            self.use_label(end);
            self.restore_locals(loc, &inlined.pushed_locals);
        }
        self.unit_mut().in_inlined_comp -= 1;
        for (name, before) in inlined.overridden.into_iter().rev() {
            let overrides = &mut self.unit_mut().scope_overrides;
            match before {
                Some(before) => overrides.insert(name, before),
                None => overrides.remove(&name),
            };
        }
        for name in inlined.hidden {
            // Not removed: that it was there once makes the slot a hidden one.
            self.unit_mut().fast_hidden.insert(name, false);
        }
    }

    fn restore_locals(&mut self, loc: Position, names: &[Name]) {
        self.op_i(loc, Op::Swap, names.len() as u32 + 1);
        for name in names.iter().rev() {
            let arg = self.unit_mut().varnames.add(name) as u32;
            self.ir(loc, IrOp::StoreFastMaybeNull, arg);
        }
    }
}

//! Emitting instructions, entering scopes.

use std::collections::BTreeMap;

use super::Compiler;
use super::ir::{Ins, IrOp, Label};
use super::unit::{CodeUnit, FBlock, FBlockKind, UnitKind};
use crate::code::Position;
use crate::compile::ast::{Name, Stmt};
use crate::compile::error::Fault;
use crate::compile::names::NameTable;
use crate::compile::symtable::flags::{DEF_COMP_CELL, DEF_FREE_CLASS, DEF_PARAM};
use crate::compile::symtable::{Block, BlockId, BlockKind, Scope};
use crate::compile::value::Value;
use crate::opcode::{CommonConstant, Op};

impl<'a> Compiler<'a> {
    pub(super) fn unit(&self) -> &CodeUnit<'a> {
        self.units.last().expect("a scope is open")
    }

    pub(super) fn unit_mut(&mut self) -> &mut CodeUnit<'a> {
        self.units.last_mut().expect("a scope is open")
    }

    /// The scope of the innermost unit.
    pub(super) fn block(&self) -> &'a Block {
        &self.symtable[self.unit().block]
    }

    pub(super) fn is_function_like(&self) -> bool {
        self.block().is_function_like()
    }

    /// Opens a code object.
    pub(super) fn enter_scope(
        &mut self,
        name: &str,
        kind: UnitKind,
        block: BlockId,
        firstlineno: u32,
        private: Option<Name>,
    ) {
        let table = &self.symtable[block];
        let mut varnames = NameTable::default();
        for (name, symbol) in table.symbols.iter() {
            if symbol.flags & DEF_PARAM != 0 {
                varnames.add(name);
            }
        }
        let sorted = |wanted: &dyn Fn(u32, Option<Scope>) -> bool| {
            let mut names: Vec<&Name> = table
                .symbols
                .iter()
                .filter(|(_, symbol)| wanted(symbol.flags, symbol.scope))
                .map(|(name, _)| name)
                .collect();
            names.sort_by(|a, b| a.chars().cmp(b.chars()));
            let mut sorted = NameTable::default();
            for name in names {
                sorted.add(name);
            }
            sorted
        };
        let mut cellvars =
            sorted(&|flags, scope| scope == Some(Scope::Cell) || flags & DEF_COMP_CELL != 0);
        if table.needs_class_closure {
            cellvars.add(&Name::from("__class__"));
        }
        if table.needs_classdict {
            cellvars.add(&Name::from("__classdict__"));
        }
        if table.kind == BlockKind::Class && table.has_conditional_annotations {
            cellvars.add(&Name::from("__conditional_annotations__"));
        }
        let freevars =
            sorted(&|flags, scope| scope == Some(Scope::Free) || flags & DEF_FREE_CLASS != 0);
        let private = private.or_else(|| self.units.last().and_then(|outer| outer.private.clone()));
        let qualname = self.qualname(name, kind);
        self.units.push(CodeUnit {
            kind,
            block,
            name: Name::from(name),
            qualname,
            private,
            firstlineno,
            argcount: 0,
            posonlyargcount: 0,
            kwonlyargcount: 0,
            seq: Default::default(),
            names: NameTable::default(),
            varnames,
            cellvars,
            freevars,
            consts: Vec::new(),
            const_places: BTreeMap::new(),
            pinned_consts: Vec::new(),
            fblocks: Vec::new(),
            docstring: None,
            static_attributes: NameTable::default(),
            in_inlined_comp: 0,
            fast_hidden: BTreeMap::new(),
            scope_overrides: BTreeMap::new(),
            deferred_annotations: Vec::new(),
            in_conditional_block: false,
            last_statement: Position::NONE,
            last_pattern: Position::NONE,
            next_conditional_annotation: 0,
        });
    }

    /// The qualified name of a scope about to be entered (`compiler_set_qualname`).
    fn qualname(&self, name: &str, kind: UnitKind) -> Name {
        let parent = match self.units.as_slice() {
            [] | [_] => return Name::from(name),
            // A scope of type parameters is no part of the name.
            [_, parent] if parent.kind == UnitKind::Annotations => return Name::from(name),
            [.., grandparent, parent] if parent.kind == UnitKind::Annotations => grandparent,
            [.., parent] => parent,
        };
        if matches!(
            kind,
            UnitKind::Function | UnitKind::AsyncFunction | UnitKind::Class
        ) {
            let mangled =
                self.symtable[parent.block].mangle(parent.private.as_deref(), &Name::from(name));
            if self.symtable[parent.block].scope(&mangled) == Some(Scope::GlobalExplicit) {
                return Name::from(name);
            }
        }
        match parent.kind {
            UnitKind::Function | UnitKind::AsyncFunction | UnitKind::Lambda => {
                Name::from(format!("{}.<locals>.{name}", parent.qualname))
            }
            _ => Name::from(format!("{}.{name}", parent.qualname)),
        }
    }

    fn push(&mut self, op: IrOp, arg: u32, target: Option<Label>, pos: Position) {
        if self.muted > 0 {
            return;
        }
        self.unit_mut().seq.instrs.push(Ins {
            op,
            arg,
            target,
            pos,
        });
    }

    pub(super) fn op(&mut self, pos: Position, op: Op) {
        self.push(IrOp::Real(op), 0, None, pos);
    }

    pub(super) fn op_i(&mut self, pos: Position, op: Op, arg: u32) {
        self.push(IrOp::Real(op), arg, None, pos);
    }

    pub(super) fn ir(&mut self, pos: Position, op: IrOp, arg: u32) {
        self.push(op, arg, None, pos);
    }

    pub(super) fn jump(&mut self, pos: Position, op: impl Into<IrOp>, target: Label) {
        self.push(op.into(), 0, Some(target), pos);
    }

    pub(super) fn pop_block(&mut self, pos: Position) {
        self.push(IrOp::PopBlock, 0, None, pos);
    }

    /// A no-op that keeps a line for the tracer, where the version leaves one.
    pub(super) fn line_nop(&mut self, pos: Position) {
        if self.rules.nops_for_lines {
            self.op(pos, Op::Nop);
        }
    }

    pub(super) fn new_label(&mut self) -> Label {
        self.unit_mut().seq.new_label()
    }

    pub(super) fn use_label(&mut self, label: Label) {
        self.unit_mut().seq.use_label(label);
    }

    /// The place of a constant in this code's table.
    pub(super) fn add_const(&mut self, value: &Value) -> u32 {
        if self.muted > 0 {
            return 0;
        }
        let id = self.pool.intern(value);
        let unit = self.unit_mut();
        let next = unit.consts.len() as u32;
        let place = *unit.const_places.entry(id).or_insert(next);
        if place == next {
            unit.consts.push(id);
        }
        place
    }

    /// None for the way out of a block.
    pub(super) fn load_none(&mut self, pos: Position) {
        if self.rules.cleanup_needs_no_none {
            self.op_i(pos, Op::LoadCommonConstant, CommonConstant::None as u32);
        } else {
            self.load_const(pos, Value::None);
        }
    }

    pub(super) fn load_const(&mut self, pos: Position, value: Value) {
        let place = self.add_const(&value);
        self.op_i(pos, Op::LoadConst, place);
    }

    /// The place of a name, mangled where it is private, in `co_names`.
    pub(super) fn name_index(&mut self, name: &str) -> u32 {
        let mangled = self.mangle(&Name::from(name));
        self.add_name(&mangled)
    }

    /// The place of a mangled name in `co_names`.
    pub(super) fn add_name(&mut self, mangled: &Name) -> u32 {
        if self.muted > 0 {
            return 0;
        }
        self.unit_mut().names.add(mangled) as u32
    }

    /// Compiles a part for the names and constants that it brings in; its instructions come later.
    pub(super) fn rehearse(
        &mut self,
        inner: impl FnOnce(&mut Self) -> Result<(), Fault>,
    ) -> Result<(), Fault> {
        let count = self.unit().seq.instrs.len();
        inner(self)?;
        let seq = &mut self.unit_mut().seq;
        seq.instrs.truncate(count);
        let end = count as u32;
        for place in seq.labels.iter_mut().flatten() {
            *place = (*place).min(end);
        }
        Ok(())
    }

    /// Compiles a part that is never reached, for its errors only (3.8, 3.9).
    pub(super) fn without_emitting(
        &mut self,
        inner: impl FnOnce(&mut Self) -> Result<(), Fault>,
    ) -> Result<(), Fault> {
        self.muted += 1;
        inner(self)?;
        self.muted -= 1;
        Ok(())
    }

    pub(super) fn mangle(&self, name: &Name) -> Name {
        self.block().mangle(self.unit().private.as_deref(), name)
    }

    pub(super) fn op_name(&mut self, pos: Position, op: Op, name: &str) {
        let place = self.name_index(name);
        self.op_i(pos, op, place);
    }

    pub(super) fn push_fblock(
        &mut self,
        kind: FBlockKind<'a>,
        block: Label,
        exit: Label,
        pos: Position,
    ) -> Result<(), Fault> {
        if self.unit().fblocks.len() >= self.rules.max_blocks() {
            return Err(Fault::syntax("too many statically nested blocks", pos));
        }
        self.unit_mut().fblocks.push(FBlock {
            kind,
            block,
            exit,
            pos,
        });
        Ok(())
    }

    pub(super) fn pop_fblock(&mut self) {
        self.unit_mut().fblocks.pop();
    }

    /// Where the code of a module begins.
    pub(super) fn module_location(&self, body: &[Stmt]) -> Position {
        if self.rules.code_has_qualname {
            return Position {
                line: 0,
                ..Position::NONE
            };
        }
        body.first().map_or(Position::NONE, |stmt| Position {
            line: stmt.pos.line,
            ..Position::NONE
        })
    }
}

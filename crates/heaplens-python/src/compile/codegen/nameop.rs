//! Loading, storing and deleting names: which of the scopes' instructions a name takes.

use super::Compiler;
use super::unit::UnitKind;
use crate::code::Position;
use crate::compile::ast::{Ctx, Name};
use crate::compile::error::Fault;
use crate::compile::symtable::{BlockKind, Scope};
use crate::opcode::Op;

/// The four families of instructions.
enum Family {
    Deref(u32),
    Fast,
    Global,
    Name,
}

impl Compiler<'_> {
    /// What a mangled name is here and now.
    pub(super) fn scope_of(&self, mangled: &str) -> Option<Scope> {
        match self.unit().scope_overrides.get(mangled) {
            Some(scope) => *scope,
            None => self.block().scope(mangled),
        }
    }

    /// The place of a cell or free variable among both.
    pub(super) fn deref_index(&self, mangled: &str) -> u32 {
        let unit = self.unit();
        let place = match unit.cellvars.place(mangled) {
            Some(place) => place,
            None => {
                let free = unit
                    .freevars
                    .place(mangled)
                    .expect("a cell or free variable is in one of the tables");
                unit.cellvars.len() + free
            }
        };
        place as u32
    }

    fn family(&self, mangled: &str) -> Family {
        match self.scope_of(mangled) {
            Some(Scope::Free) => {
                let unit = self.unit();
                let free = unit
                    .freevars
                    .place(mangled)
                    .expect("a free variable is in its table");
                Family::Deref((unit.cellvars.len() + free) as u32)
            }
            Some(Scope::Cell) => Family::Deref(self.deref_index(mangled)),
            Some(Scope::Local) => {
                if self.is_function_like() || self.unit().fast_hidden.get(mangled) == Some(&true) {
                    Family::Fast
                } else {
                    Family::Name
                }
            }
            Some(Scope::GlobalImplicit) if self.is_function_like() => Family::Global,
            Some(Scope::GlobalExplicit) => Family::Global,
            Some(Scope::GlobalImplicit) | None => Family::Name,
        }
    }

    pub(super) fn nameop(&mut self, pos: Position, name: &Name, ctx: Ctx) -> Result<(), Fault> {
        self.check_forbidden_name(name, ctx, pos)?;
        let mangled = self.mangle(name);
        let in_class = self.block().kind == BlockKind::Class;
        match self.family(&mangled) {
            Family::Deref(arg) => {
                let op = match ctx {
                    Ctx::Load if in_class && self.unit().in_inlined_comp == 0 => {
                        self.op(pos, Op::LoadLocals);
                        Op::LoadFromDictOrDeref
                    }
                    Ctx::Load if self.block().can_see_class_scope => {
                        self.load_classdict(pos);
                        Op::LoadFromDictOrDeref
                    }
                    Ctx::Load => Op::LoadDeref,
                    Ctx::Store => Op::StoreDeref,
                    Ctx::Del => Op::DeleteDeref,
                };
                self.op_i(pos, op, arg);
            }
            Family::Fast => {
                let op = match ctx {
                    Ctx::Load => Op::LoadFast,
                    Ctx::Store => Op::StoreFast,
                    Ctx::Del => Op::DeleteFast,
                };
                let arg = self.unit_mut().varnames.add(&mangled) as u32;
                self.op_i(pos, op, arg);
            }
            Family::Global => {
                let implicit = self.scope_of(&mangled) == Some(Scope::GlobalImplicit);
                let op = match ctx {
                    Ctx::Load if self.block().can_see_class_scope && implicit => {
                        self.add_name(&mangled);
                        self.load_classdict(pos);
                        Op::LoadFromDictOrGlobals
                    }
                    Ctx::Load => Op::LoadGlobal,
                    Ctx::Store => Op::StoreGlobal,
                    Ctx::Del => Op::DeleteGlobal,
                };
                let arg = self.add_name(&mangled);
                self.op_i(pos, op, arg);
            }
            Family::Name => {
                let op = match ctx {
                    Ctx::Load if in_class && self.unit().in_inlined_comp > 0 => Op::LoadGlobal,
                    Ctx::Load => Op::LoadName,
                    Ctx::Store => Op::StoreName,
                    Ctx::Del => Op::DeleteName,
                };
                let arg = self.add_name(&mangled);
                self.op_i(pos, op, arg);
            }
        }
        Ok(())
    }

    pub(super) fn load_classdict(&mut self, pos: Position) {
        let arg = self.deref_index("__classdict__");
        self.op_i(pos, Op::LoadDeref, arg);
    }

    /// `__debug__` is nobody's to bind; found here up to 3.13, with the scopes later.
    pub(super) fn check_forbidden_name(
        &self,
        name: &str,
        ctx: Ctx,
        pos: Position,
    ) -> Result<(), Fault> {
        if name == "__debug__" {
            match ctx {
                Ctx::Store => return Err(Fault::syntax("cannot assign to __debug__", pos)),
                Ctx::Del if self.rules.cannot_delete_debug => {
                    return Err(Fault::syntax("cannot delete __debug__", pos));
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// Whether the code is that of a module or class, whose annotations are kept.
    pub(super) fn keeps_annotations(&self) -> bool {
        matches!(self.unit().kind, UnitKind::Module | UnitKind::Class)
    }
}

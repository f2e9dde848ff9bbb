//! Classes.

use super::Compiler;
use super::ir::IrOp;
use super::unit::UnitKind;
use crate::code::Position;
use crate::compile::ast::{ClassDef, Ctx, Name};
use crate::compile::error::Fault;
use crate::compile::value::Value;
use crate::opcode::Op;

const NONE: Position = Position::NONE;

impl<'a> Compiler<'a> {
    pub(super) fn class_def(&mut self, def: &'a ClassDef, loc: Position) -> Result<(), Fault> {
        self.exprs(&def.decorators)?;
        let firstlineno = def
            .decorators
            .first()
            .map_or(loc.line, |decorator| decorator.pos.line);
        let generic = !def.type_params.params.is_empty();
        let type_params = Name::from(".type_params");
        if generic {
            self.enter_type_params(
                &def.name,
                &def.type_params,
                firstlineno,
                Some(def.name.clone()),
            )?;
            self.nameop(loc, &type_params, Ctx::Store)?;
        }
        self.class_body(def, firstlineno, loc)?;
        if generic {
            let generic_base = Name::from(".generic_base");
            self.nameop(loc, &type_params, Ctx::Load)?;
            self.op(loc, Op::SubscriptGeneric);
            self.nameop(loc, &generic_base, Ctx::Store)?;
            self.call_helper(&def.bases, &def.keywords, 2, Some(&generic_base), loc)?;
            let code = self.finish_scope(false)?;
            self.make_closure(code, 0, loc);
            self.op(loc, Op::PushNull);
            self.op_i(loc, Op::Call, 0);
        } else {
            self.call_helper(&def.bases, &def.keywords, 2, None, loc)?;
        }
        self.apply_decorators(&def.decorators, loc);
        self.nameop(loc, &def.name, Ctx::Store)
    }

    /// The code of the body, then `__build_class__`, the function and the name on the stack.
    fn class_body(
        &mut self,
        def: &'a ClassDef,
        firstlineno: u32,
        stmt: Position,
    ) -> Result<(), Fault> {
        self.enter_scope(
            &def.name,
            UnitKind::Class,
            self.block_of(def.id),
            firstlineno,
            Some(def.name.clone()),
        );
        let loc = if self.rules.code_has_qualname {
            Position {
                line: firstlineno,
                end_line: firstlineno,
                col: 1,
                end_col: 1,
            }
        } else {
            Position {
                line: firstlineno,
                end_line: firstlineno,
                col: 0,
                end_col: 0,
            }
        };
        self.nameop(loc, &Name::from("__name__"), Ctx::Load)?;
        self.nameop(loc, &Name::from("__module__"), Ctx::Store)?;
        let qualname = self.unit().qualname.clone();
        self.load_const(loc, Value::str(&qualname));
        self.nameop(loc, &Name::from("__qualname__"), Ctx::Store)?;
        if self.rules.class_has_firstlineno {
            self.load_const(loc, Value::int(firstlineno));
            self.nameop(loc, &Name::from("__firstlineno__"), Ctx::Store)?;
        }
        if !def.type_params.params.is_empty() {
            self.nameop(loc, &Name::from(".type_params"), Ctx::Load)?;
            self.nameop(loc, &Name::from("__type_params__"), Ctx::Store)?;
        }
        if self.block().needs_classdict {
            self.op(loc, Op::LoadLocals);
            let cell = self.deref_index("__classdict__");
            self.op_i(loc, Op::StoreDeref, cell);
        }
        if self.block().has_conditional_annotations && self.rules.defers_annotations {
            self.op_i(loc, Op::BuildSet, 0);
            let cell = self.deref_index("__conditional_annotations__");
            self.op_i(loc, Op::StoreDeref, cell);
        }
        self.body(loc, &def.body, false)?;
        if self.rules.class_has_firstlineno {
            let mut attributes: Vec<Name> =
                self.unit().static_attributes.names().cloned().collect();
            attributes.sort_by(|a, b| a.chars().cmp(b.chars()));
            self.load_const(
                NONE,
                Value::tuple(attributes.iter().map(|name| Value::str(name))),
            );
            self.nameop(NONE, &Name::from("__static_attributes__"), Ctx::Store)?;
        }
        if self.block().needs_classdict {
            let cell = self.deref_index("__classdict__");
            self.ir(NONE, IrOp::LoadClosure, cell);
            self.nameop(NONE, &Name::from("__classdictcell__"), Ctx::Store)?;
        }
        if self.block().needs_class_closure {
            let cell = self.deref_index("__class__");
            self.ir(NONE, IrOp::LoadClosure, cell);
            self.op_i(NONE, Op::Copy, 1);
            self.nameop(NONE, &Name::from("__classcell__"), Ctx::Store)?;
        } else {
            self.load_const(NONE, Value::None);
        }
        self.op(NONE, Op::ReturnValue);
        let code = self.finish_scope(true)?;
        self.op(stmt, Op::LoadBuildClass);
        self.op(stmt, Op::PushNull);
        self.make_closure(code, 0, stmt);
        self.load_const(stmt, Value::str(&def.name));
        Ok(())
    }
}

//! Functions and lambdas.

use std::rc::Rc;

use super::Compiler;
use super::ir::{Ins, IrOp};
use super::unit::{FBlockKind, UnitKind};
use super::unwind::NO_LABEL;
use crate::code::{CodeBody, Position, Wtf8, co_flags};
use crate::compile::ast::{Arguments, Ctx, Expr, FunctionDef, Name, NodeId, docstring};
use crate::compile::error::Fault;
use crate::compile::symtable::BlockId;
use crate::compile::value::Value;
use crate::opcode::{Op, make_function};

impl<'a> Compiler<'a> {
    pub(super) fn block_of(&self, node: NodeId) -> BlockId {
        self.symtable
            .lookup(node)
            .expect("the symbol table knows each scope of the tree")
    }

    pub(super) fn function_def(
        &mut self,
        def: &'a FunctionDef,
        loc: Position,
    ) -> Result<(), Fault> {
        self.exprs(&def.decorators)?;
        let firstlineno = def
            .decorators
            .first()
            .map_or(loc.line, |decorator| decorator.pos.line);
        let mut flags = self.default_arguments(&def.args, loc)?;
        let generic = !def.type_params.params.is_empty();
        let mut outer_args = 0;
        if generic {
            outer_args =
                (flags & (make_function::DEFAULTS | make_function::KWDEFAULTS)).count_ones();
            if outer_args == 2 {
                self.op_i(loc, Op::Swap, 2);
            }
            self.enter_type_params(&def.name, &def.type_params, firstlineno, None)?;
            self.unit_mut().argcount = outer_args;
            for i in 0..outer_args {
                self.op_i(loc, Op::LoadFast, i);
            }
        }
        flags |= self.function_annotations(&def.args, def.returns.as_ref(), loc)?;
        self.function_body(def, flags, firstlineno, loc)?;
        if generic {
            self.op_i(loc, Op::Swap, 2);
            self.op(loc, Op::SetFunctionTypeParams);
            let code = self.finish_scope(false)?;
            self.make_closure(code, 0, loc);
            if outer_args > 0 {
                // The first default stands where a method's self would.
                self.op_i(loc, Op::Swap, outer_args + 1);
                self.op_i(loc, Op::Call, outer_args - 1);
            } else {
                self.op(loc, Op::PushNull);
                self.op_i(loc, Op::Call, 0);
            }
        }
        self.apply_decorators(&def.decorators, loc);
        self.nameop(loc, &def.name, Ctx::Store)
    }

    /// Calls the decorators, innermost first. The decorated thing stands where a method's self would.
    pub(super) fn apply_decorators(&mut self, decorators: &[Expr], loc: Position) {
        for decorator in decorators.iter().rev() {
            let pos = if self.rules.decorator_calls_at_decorator {
                decorator.pos
            } else {
                loc
            };
            self.op_i(pos, Op::Call, 0);
        }
    }

    fn function_body(
        &mut self,
        def: &'a FunctionDef,
        flags: u32,
        firstlineno: u32,
        loc: Position,
    ) -> Result<(), Fault> {
        let kind = if def.is_async {
            UnitKind::AsyncFunction
        } else {
            UnitKind::Function
        };
        self.enter_scope(&def.name, kind, self.block_of(def.id), firstlineno, None);
        self.take_parameters(&def.args);
        let mut body = &def.body[..];
        match docstring(body) {
            Some((_, text)) => {
                body = &body[1..];
                let text = Value::Str(self.clean_docstring(text));
                self.add_const(&text);
                self.unit_mut().docstring = Some(self.pool.intern(&text));
            }
            None if self.rules.none_without_docstring => {
                self.add_const(&Value::None);
            }
            None => {}
        }
        let block = self.block();
        let handler = (block.generator || block.coroutine) && self.rules.stopiteration_handler;
        if handler {
            self.push_fblock(
                FBlockKind::StopIteration,
                NO_LABEL,
                NO_LABEL,
                Position::NONE,
            )?;
        }
        self.stmts(body)?;
        if handler {
            self.wrap_in_stopiteration_handler();
            self.pop_fblock();
        }
        let code = self.finish_scope(true)?;
        self.make_closure(code, flags, loc);
        Ok(())
    }

    pub(super) fn take_parameters(&mut self, args: &Arguments) {
        let unit = self.unit_mut();
        unit.posonlyargcount = args.posonlyargs.len() as u32;
        unit.argcount = unit.posonlyargcount + args.args.len() as u32;
        unit.kwonlyargcount = args.kwonlyargs.len() as u32;
    }

    /// A StopIteration that leaves the generator becomes a RuntimeError.
    pub(super) fn wrap_in_stopiteration_handler(&mut self) {
        let none = Position::NONE;
        let handler = self.new_label();
        let first = Ins {
            op: IrOp::SetupCleanup,
            arg: 0,
            target: Some(handler),
            pos: none,
        };
        self.unit_mut().seq.insert_first(first);
        self.load_const(none, Value::None);
        self.op(none, Op::ReturnValue);
        self.use_label(handler);
        self.op(none, Op::StopIterationError);
        self.op_i(none, Op::Reraise, 1);
    }

    pub(super) fn lambda(
        &mut self,
        id: NodeId,
        args: &'a Arguments,
        body: &'a Expr,
        loc: Position,
    ) -> Result<(), Fault> {
        let flags = self.default_arguments(args, loc)?;
        self.enter_scope(
            "<lambda>",
            UnitKind::Lambda,
            self.block_of(id),
            loc.line,
            None,
        );
        self.take_parameters(args);
        if self.rules.none_in_lambdas {
            // So that no text can be taken for a docstring.
            self.add_const(&Value::None);
        }
        let generator = self.block().generator;
        if generator && self.rules.stopiteration_handler {
            self.push_fblock(
                FBlockKind::StopIteration,
                NO_LABEL,
                NO_LABEL,
                Position::NONE,
            )?;
        }
        self.expr(body)?;
        let code = if generator {
            if self.rules.stopiteration_handler && self.rules.lambda_generators_have_handler {
                self.op(body.pos, Op::ReturnValue);
                self.wrap_in_stopiteration_handler();
            }
            self.finish_scope(false)?
        } else {
            let pos = if self.rules.every_instruction_has_a_line {
                Position::NONE
            } else {
                body.pos
            };
            self.op(pos, Op::ReturnValue);
            self.finish_scope(true)?
        };
        self.make_closure(code, flags, loc);
        Ok(())
    }

    /// Pushes the tuple of defaults and the dict of keyword-only ones, if there are any.
    fn default_arguments(&mut self, args: &'a Arguments, loc: Position) -> Result<u32, Fault> {
        let mut flags = 0;
        for arg in args.all() {
            self.check_forbidden_name(&arg.arg, Ctx::Store, arg.pos)?;
        }
        if !args.defaults.is_empty() {
            flags |= make_function::DEFAULTS;
            self.exprs(&args.defaults)?;
            self.op_i(loc, Op::BuildTuple, args.defaults.len() as u32);
        }
        let keywords: Vec<(Name, &'a Expr)> = args
            .kwonlyargs
            .iter()
            .zip(&args.kw_defaults)
            .filter_map(|(arg, default)| Some((self.mangle(&arg.arg), default.as_ref()?)))
            .collect();
        if keywords.is_empty() {
            return Ok(flags);
        }
        flags |= make_function::KWDEFAULTS;
        let count = keywords.len() as u32;
        if self.rules.const_key_maps {
            for (_, default) in &keywords {
                self.expr(default)?;
            }
            let names = Value::tuple(keywords.iter().map(|(name, _)| Value::str(name)));
            self.load_const(loc, names);
            self.op_i(loc, Op::BuildConstKeyMap, count);
        } else {
            for (name, default) in &keywords {
                self.load_const(loc, Value::str(name));
                self.expr(default)?;
            }
            self.op_i(loc, Op::BuildMap, count);
        }
        Ok(flags)
    }

    /// Makes a function of a code object: its closure, the code, and what `flags` says is on the stack.
    pub(super) fn make_closure(&mut self, code: Rc<CodeBody>, flags: u32, loc: Position) {
        if self.muted > 0 {
            return;
        }
        let mut flags = flags;
        if code.nfreevars > 0 {
            for slot in &code.localsplus[code.free_slots()] {
                let arg = self.closure_index(&slot.name);
                self.ir(loc, IrOp::LoadClosure, arg);
            }
            flags |= make_function::CLOSURE;
            self.op_i(loc, Op::BuildTuple, code.nfreevars);
        }
        // A class body's function goes by the class's own name.
        let is_class = code.flags & co_flags::OPTIMIZED == 0;
        let qualname = if is_class {
            code.name.clone()
        } else {
            code.qualname.clone()
        };
        self.load_const(loc, Value::Code(code));
        if !self.rules.code_has_qualname {
            let place = self.add_const(&Value::str(&qualname));
            self.unit_mut().pinned_consts.push(place);
        }
        self.op_i(loc, Op::MakeFunction, flags);
    }

    /// Where the cell for a free variable of an inner function is (`_PyCompile_LookupArg`).
    fn closure_index(&self, name: &str) -> u32 {
        let unit = self.unit();
        match unit.cellvars.place(name) {
            // A class's own `__class__` and the like are cells of the class.
            Some(place) if self.is_cell_here(name) => place as u32,
            _ => match unit.freevars.place(name) {
                Some(place) => (unit.cellvars.len() + place) as u32,
                None => unit
                    .cellvars
                    .place(name)
                    .expect("an inner free variable is known here") as u32,
            },
        }
    }

    fn is_cell_here(&self, name: &str) -> bool {
        use crate::compile::symtable::Scope;
        match name {
            "__class__" | "__classdict__" | "__conditional_annotations__"
                if self.unit().kind == UnitKind::Class =>
            {
                true
            }
            _ => {
                self.scope_of(name) == Some(Scope::Cell)
                    || self.unit().freevars.place(name).is_none()
            }
        }
    }

    /// A docstring without its common indentation, where the version takes that away (`inspect.cleandoc`).
    pub(super) fn clean_docstring(&self, text: &Rc<Wtf8>) -> Rc<Wtf8> {
        if !self.rules.cleans_docstrings {
            return text.clone();
        }
        crate::compile::docstring::clean(text)
    }
}

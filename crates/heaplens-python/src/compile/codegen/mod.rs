//! From the tree to instructions: `Python/compile.c` up to 3.13, `Python/codegen.c` from 3.14.
//!
//! The order of the emitted instructions, of constants and of names is CPython's own; where versions differ, a
//! named rule chooses.

mod annotations;
mod assignments;
mod calls;
mod classes;
mod comprehensions;
mod emit;
mod exceptions;
mod expressions;
mod fstrings;
mod functions;
mod imports;
pub mod ir;
mod loops;
mod nameop;
mod patterns;
mod statements;
mod super_calls;
mod type_params;
pub mod unit;
mod unwind;
mod warnings;
mod with;

use std::rc::Rc;

use super::ast::Module;
use super::constants::ConstPool;
use super::error::{Fault, SyntaxWarning};
use super::future::Future;
use super::rules::Rules;
use super::symtable::Symtable;
use super::value::Value;
use super::{Mode, assemble};
use crate::code::{CodeBody, Position};
use crate::opcode::Op;
use unit::{CodeUnit, UnitKind};

/// The state of a compilation.
pub struct Compiler<'a> {
    symtable: &'a Symtable,
    rules: &'static Rules,
    future: &'a Future,
    filename: Rc<str>,
    mode: Mode,
    pool: ConstPool,
    units: Vec<CodeUnit<'a>>,
    warnings: Vec<SyntaxWarning>,
    depth: u32,
    /// Above 0 nothing is emitted: what is compiled is never reached.
    muted: u32,
}

/// What comes of it.
pub struct Generated {
    /// The outermost code object.
    pub code: Rc<CodeBody>,
    /// All constants.
    pub pool: ConstPool,
    /// Warnings.
    pub warnings: Vec<SyntaxWarning>,
}

/// Compiles a program.
pub fn generate<'a>(
    module: &'a Module,
    symtable: &'a Symtable,
    future: &'a Future,
    filename: &str,
    mode: Mode,
    rules: &'static Rules,
) -> Result<Generated, Fault> {
    let mut compiler = Compiler {
        symtable,
        rules,
        future,
        filename: Rc::from(filename),
        mode,
        pool: ConstPool::default(),
        units: Vec::new(),
        warnings: Vec::new(),
        depth: 0,
        muted: 0,
    };
    let code = compiler.module(module)?;
    Ok(Generated {
        code,
        pool: compiler.pool,
        warnings: compiler.warnings,
    })
}

impl<'a> Compiler<'a> {
    fn module(&mut self, module: &'a Module) -> Result<Rc<CodeBody>, Fault> {
        let top = self.symtable.top();
        self.enter_scope("<module>", UnitKind::Module, top, 1, None);
        match module {
            Module::Body(body) => {
                let loc = self.module_location(body);
                if self.block().has_conditional_annotations && self.rules.defers_annotations {
                    self.op_i(loc, Op::BuildSet, 0);
                    let name = self.name_index("__conditional_annotations__");
                    self.op_i(loc, Op::StoreName, name);
                }
                self.body(loc, body, self.mode == Mode::Single)?;
                self.finish_scope(true)
            }
            Module::Expression(expr) => {
                self.expr(expr)?;
                self.finish_scope(false)
            }
        }
    }

    /// Runs `inner` one level deeper.
    fn deeper<T>(&mut self, inner: impl FnOnce(&mut Self) -> Result<T, Fault>) -> Result<T, Fault> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err(Fault::TooDeep);
        }
        let result = inner(self);
        self.depth -= 1;
        result
    }

    /// Adds the return at the end, assembles the innermost unit and leaves it.
    fn finish_scope(&mut self, add_none: bool) -> Result<Rc<CodeBody>, Fault> {
        if self.rules.always_returns_at_end || !self.unit().seq.ends_in_return() {
            if add_none {
                self.load_const(Position::NONE, Value::None);
            }
            self.op(Position::NONE, Op::ReturnValue);
        }
        let unit = self.units.pop().expect("a scope is open");
        assemble::assemble(
            unit,
            self.symtable,
            &mut self.pool,
            self.rules,
            self.future,
            &self.filename,
        )
    }
}

/// How deep expressions and statements may nest.
const MAX_DEPTH: u32 = 3000;

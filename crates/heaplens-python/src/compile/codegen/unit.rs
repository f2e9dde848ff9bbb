//! One code object under construction.

use std::collections::BTreeMap;

use super::ir::{Label, Sequence};
use crate::code::{ConstId, Position};
use crate::compile::ast::{Name, Stmt};
use crate::compile::names::NameTable;
use crate::compile::symtable::{BlockId, Scope};

/// What kind of code it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnitKind {
    Module,
    Class,
    Function,
    AsyncFunction,
    Lambda,
    Comprehension,
    Annotations,
}

/// A statement or loop that `break`, `continue` or `return` has to get out of.
#[derive(Clone, Copy, Debug)]
pub enum FBlockKind<'a> {
    /// `while`
    WhileLoop,
    /// `for`
    ForLoop,
    /// `async for`
    AsyncForLoop,
    /// The body of a `try` with handlers.
    TryExcept,
    /// The body of a `try` with this `finally`.
    FinallyTry(&'a [Stmt]),
    /// The `finally` of an exception.
    FinallyEnd,
    /// `with`
    With,
    /// `async with`
    AsyncWith,
    /// The body of a handler, with the name that it bound.
    HandlerCleanup(Option<&'a Name>),
    /// A value on the stack that is not wanted.
    PopValue,
    /// The dispatch between handlers.
    ExceptionHandler,
    /// The dispatch of `except*`.
    ExceptionGroupHandler,
    /// The body of an async comprehension.
    AsyncComprehension,
    /// A generator's own handler.
    StopIteration,
}

/// One of them.
#[derive(Clone, Copy, Debug)]
pub struct FBlock<'a> {
    /// What it is.
    pub kind: FBlockKind<'a>,
    /// Where `continue` goes.
    pub block: Label,
    /// Where `break` goes.
    pub exit: Label,
    /// Its place.
    pub pos: Position,
}

/// The state of one code object.
pub struct CodeUnit<'a> {
    pub(in crate::compile) kind: UnitKind,
    pub(in crate::compile) block: BlockId,
    pub(in crate::compile) name: Name,
    pub(in crate::compile) qualname: Name,
    pub(in crate::compile) private: Option<Name>,
    pub(in crate::compile) firstlineno: u32,
    pub(in crate::compile) argcount: u32,
    pub(in crate::compile) posonlyargcount: u32,
    pub(in crate::compile) kwonlyargcount: u32,
    pub(in crate::compile) seq: Sequence,
    pub(in crate::compile) names: NameTable<()>,
    pub(in crate::compile) varnames: NameTable<()>,
    pub(in crate::compile) cellvars: NameTable<()>,
    pub(in crate::compile) freevars: NameTable<()>,
    pub(in crate::compile) consts: Vec<ConstId>,
    pub(in crate::compile) const_places: BTreeMap<ConstId, u32>,
    /// Constants that stay though no instruction loads them.
    pub(in crate::compile) pinned_consts: Vec<u32>,
    pub(in crate::compile) fblocks: Vec<FBlock<'a>>,
    pub(in crate::compile) docstring: Option<ConstId>,
    /// Attributes that methods set on `self`, of a class (3.13+).
    pub(in crate::compile) static_attributes: NameTable<()>,
    pub(in crate::compile) in_inlined_comp: u32,
    /// Variables of inlined comprehensions in a module or class: true while inside.
    pub(in crate::compile) fast_hidden: BTreeMap<Name, bool>,
    /// What names are inside of inlined comprehensions, where it differs from the scope's own.
    pub(in crate::compile) scope_overrides: BTreeMap<Name, Option<Scope>>,
    pub(in crate::compile) deferred_annotations: Vec<(&'a Stmt, Option<u32>)>,
    pub(in crate::compile) in_conditional_block: bool,
    /// The statement that was begun last.
    pub(in crate::compile) last_statement: Position,
    /// The pattern that was looked at last.
    pub(in crate::compile) last_pattern: Position,
    pub(in crate::compile) next_conditional_annotation: u32,
}

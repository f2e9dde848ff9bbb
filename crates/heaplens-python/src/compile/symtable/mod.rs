//! Which scope each name of a program belongs to: `Python/symtable.c`.
//!
//! One pass over the tree collects raw facts (a name is bound, used, declared here); a second pass over the
//! scopes decides what each name is. Errors of scope (`nonlocal` without a binding, …) come from both.

mod analyze;
mod build;
mod definitions;
mod expressions;
mod statements;

use std::collections::{BTreeMap, BTreeSet};

pub use build::build;

use super::ast::{Name, NodeId};
use super::names::NameTable;
use crate::code::Position;

/// What is known of a name in a scope: CPython's `DEF_*` and `USE` bits.
pub mod flags {
    pub const DEF_GLOBAL: u32 = 1;
    pub const DEF_LOCAL: u32 = 2;
    pub const DEF_PARAM: u32 = 2 << 1;
    pub const DEF_NONLOCAL: u32 = 2 << 2;
    pub const USE: u32 = 2 << 3;
    pub const DEF_FREE_CLASS: u32 = 2 << 5;
    pub const DEF_IMPORT: u32 = 2 << 6;
    pub const DEF_ANNOT: u32 = 2 << 7;
    pub const DEF_COMP_ITER: u32 = 2 << 8;
    pub const DEF_TYPE_PARAM: u32 = 2 << 9;
    pub const DEF_COMP_CELL: u32 = 2 << 10;
    pub const DEF_BOUND: u32 = DEF_LOCAL | DEF_PARAM | DEF_IMPORT | DEF_TYPE_PARAM;
}

/// What a name is in a scope.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    Local,
    GlobalExplicit,
    GlobalImplicit,
    Free,
    Cell,
}

/// A name in a scope.
#[derive(Clone, Copy, Debug, Default)]
pub struct Symbol {
    /// The raw facts.
    pub flags: u32,
    /// The decision.
    pub scope: Option<Scope>,
}

/// The kinds of scope.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlockKind {
    Function,
    Class,
    Module,
    Annotation,
    TypeVariable,
    TypeAlias,
    TypeParameters,
}

/// The number of a scope.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct BlockId(usize);

/// One scope.
#[derive(Clone, Debug)]
pub struct Block {
    /// What kind it is.
    pub kind: BlockKind,
    /// Its name, for whoever debugs the table.
    #[expect(dead_code, reason = "read in a debugger's output")]
    pub name: Name,
    /// Its names in the order in which they were met.
    pub symbols: NameTable<Symbol>,
    /// The scopes within.
    pub children: Vec<BlockId>,
    /// Within a function.
    pub nested: bool,
    /// Has a `yield`, or is a generator expression.
    pub generator: bool,
    /// Is async, or awaits.
    pub coroutine: bool,
    /// The comprehension that it is.
    pub comprehension: Option<super::ast::CompKind>,
    /// The comprehension runs in the frame around it.
    pub comp_inlined: bool,
    /// A function right within a class.
    pub method: bool,
    /// Has `*args`.
    pub varargs: bool,
    /// Has `**kwargs`.
    pub varkeywords: bool,
    /// A class whose methods use `__class__`.
    pub needs_class_closure: bool,
    /// A class whose inner annotation scopes look names up in its namespace.
    pub needs_classdict: bool,
    /// An annotation scope right within a class.
    pub can_see_class_scope: bool,
    /// Has annotations.
    pub annotations_used: bool,
    /// Has annotations that only some paths set (3.14+).
    pub has_conditional_annotations: bool,
    /// The scope of its annotations (3.14+).
    pub annotation_block: Option<BlockId>,
    /// Where the scope begins.
    pub pos: Position,
    comp_iter_target: bool,
    comp_iter_expr: u32,
    in_conditional_block: bool,
    in_unevaluated_annotation: bool,
    directives: Vec<(Name, Position)>,
    mangled_names: Option<BTreeSet<Name>>,
    scope_info: &'static str,
}

impl Block {
    /// Whether its names live in slots.
    pub fn is_function_like(&self) -> bool {
        !matches!(self.kind, BlockKind::Class | BlockKind::Module)
    }

    /// What is known of a name.
    pub fn flags(&self, name: &str) -> u32 {
        self.symbols.get(name).map_or(0, |symbol| symbol.flags)
    }

    /// What a name is.
    pub fn scope(&self, name: &str) -> Option<Scope> {
        self.symbols.get(name)?.scope
    }

    /// A name as it stands in this scope.
    pub fn mangle(&self, class: Option<&str>, name: &Name) -> Name {
        match &self.mangled_names {
            Some(mangled) if !mangled.contains(name) => name.clone(),
            _ => super::names::mangle(class, name),
        }
    }
}

/// The scopes of a program.
#[derive(Clone, Debug)]
pub struct Symtable {
    blocks: Vec<Block>,
    by_node: BTreeMap<NodeId, BlockId>,
    top: BlockId,
}

impl Symtable {
    /// The module's scope.
    pub fn top(&self) -> BlockId {
        self.top
    }

    /// The scope that a node opens, if it opens one in this version.
    pub fn lookup(&self, node: NodeId) -> Option<BlockId> {
        self.by_node.get(&node).copied()
    }
}

impl std::ops::Index<BlockId> for Symtable {
    type Output = Block;

    fn index(&self, id: BlockId) -> &Block {
        &self.blocks[id.0]
    }
}

impl std::ops::IndexMut<BlockId> for Symtable {
    fn index_mut(&mut self, id: BlockId) -> &mut Block {
        &mut self.blocks[id.0]
    }
}

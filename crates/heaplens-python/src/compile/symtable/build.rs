//! The first pass: its state, scopes entered and left, names entered.

use std::collections::BTreeMap;

use super::flags::{
    DEF_COMP_ITER, DEF_GLOBAL, DEF_IMPORT, DEF_LOCAL, DEF_NONLOCAL, DEF_PARAM, DEF_TYPE_PARAM, USE,
};
use super::{Block, BlockId, BlockKind, Symbol, Symtable};
use crate::code::Position;
use crate::compile::ast::{Ctx, Module, Name, NodeId};
use crate::compile::error::Fault;
use crate::compile::future::Future;
use crate::compile::names::NameTable;
use crate::compile::rules::Rules;

/// Builds the symbol table of a program.
pub fn build(module: &Module, future: &Future, rules: &'static Rules) -> Result<Symtable, Fault> {
    let mut builder = Builder {
        table: Symtable {
            blocks: Vec::new(),
            by_node: BTreeMap::new(),
            top: BlockId(0),
        },
        stack: Vec::new(),
        private: None,
        rules,
        future,
        depth: 0,
    };
    builder.enter(
        "top",
        BlockKind::Module,
        None,
        Position {
            line: 0,
            ..Position::NONE
        },
    )?;
    match module {
        Module::Body(body) => builder.stmts(body)?,
        Module::Expression(expr) => builder.expr(expr)?,
    }
    builder.exit();
    super::analyze::analyze(&mut builder.table, rules)?;
    Ok(builder.table)
}

/// How deep expressions and statements may nest (`recursion_limit * COMPILER_STACK_FRAME_SCALE`).
const MAX_DEPTH: u32 = 3000;

pub(super) struct Builder<'a> {
    pub(super) table: Symtable,
    pub(super) stack: Vec<BlockId>,
    pub(super) private: Option<Name>,
    pub(super) rules: &'static Rules,
    pub(super) future: &'a Future,
    depth: u32,
}

impl Builder<'_> {
    pub(super) fn current(&self) -> BlockId {
        *self
            .stack
            .last()
            .expect("the module's scope is entered first")
    }

    pub(super) fn block(&self) -> &Block {
        &self.table[self.current()]
    }

    pub(super) fn block_mut(&mut self) -> &mut Block {
        let current = self.current();
        &mut self.table[current]
    }

    /// Runs `inner` one level deeper.
    pub(super) fn deeper<T>(
        &mut self,
        inner: impl FnOnce(&mut Self) -> Result<T, Fault>,
    ) -> Result<T, Fault> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err(Fault::TooDeep);
        }
        let result = inner(self);
        self.depth -= 1;
        result
    }

    /// A scope that nobody has entered yet (`ste_new`).
    pub(super) fn new_block(
        &mut self,
        name: &str,
        kind: BlockKind,
        node: Option<NodeId>,
        pos: Position,
    ) -> BlockId {
        let nested = self.stack.last().is_some_and(|&outer| {
            let outer = &self.table[outer];
            outer.nested || outer.is_function_like()
        });
        let id = BlockId(self.table.blocks.len());
        self.table.blocks.push(Block {
            kind,
            name: Name::from(name),
            symbols: NameTable::default(),
            children: Vec::new(),
            nested,
            generator: false,
            coroutine: false,
            comprehension: None,
            comp_inlined: false,
            method: kind == BlockKind::Function
                && self
                    .stack
                    .last()
                    .is_some_and(|&outer| self.table[outer].kind == BlockKind::Class),
            varargs: false,
            varkeywords: false,
            needs_class_closure: false,
            needs_classdict: false,
            can_see_class_scope: false,
            annotations_used: false,
            has_conditional_annotations: false,
            annotation_block: None,
            pos,
            comp_iter_target: false,
            comp_iter_expr: 0,
            in_conditional_block: false,
            in_unevaluated_annotation: false,
            directives: Vec::new(),
            mangled_names: None,
            scope_info: "",
        });
        if let Some(node) = node {
            self.table.by_node.insert(node, id);
        }
        id
    }

    pub(super) fn enter(
        &mut self,
        name: &str,
        kind: BlockKind,
        node: Option<NodeId>,
        pos: Position,
    ) -> Result<BlockId, Fault> {
        let id = self.new_block(name, kind, node, pos);
        self.enter_existing(id, true);
        let lazy = matches!(
            kind,
            BlockKind::Annotation | BlockKind::TypeVariable | BlockKind::TypeAlias
        );
        if lazy && self.rules.defers_annotations {
            self.add_def(&Name::from(".format"), DEF_PARAM, pos)?;
            self.add_def(&Name::from(".format"), USE, pos)?;
        }
        Ok(id)
    }

    pub(super) fn enter_existing(&mut self, id: BlockId, add_to_children: bool) {
        let outer = self.stack.last().copied();
        if let Some(outer) = outer {
            self.table[id].comp_iter_expr = self.table[outer].comp_iter_expr;
            if self.table[id].kind != BlockKind::Class && self.table[outer].mangled_names.is_some()
            {
                self.table[id].mangled_names = self.table[outer].mangled_names.clone();
            }
        }
        self.stack.push(id);
        // Under the future import annotations are text: their names mean nothing.
        if self.future.annotations && self.table[id].kind == BlockKind::Annotation {
            return;
        }
        if let Some(outer) = outer
            && add_to_children
        {
            self.table[outer].children.push(id);
        }
    }

    pub(super) fn exit(&mut self) {
        self.stack.pop();
    }

    /// What is known of a name here.
    pub(super) fn lookup(&self, name: &Name) -> u32 {
        self.lookup_in(self.current(), name)
    }

    pub(super) fn lookup_in(&self, block: BlockId, name: &Name) -> u32 {
        let block = &self.table[block];
        block.flags(&block.mangle(self.private.as_deref(), name))
    }

    pub(super) fn add_def(&mut self, name: &Name, flag: u32, pos: Position) -> Result<(), Fault> {
        let ctx = if flag == USE { Ctx::Load } else { Ctx::Store };
        self.add_def_ctx(name, flag, pos, ctx)
    }

    pub(super) fn add_def_ctx(
        &mut self,
        name: &Name,
        flag: u32,
        pos: Position,
        ctx: Ctx,
    ) -> Result<(), Fault> {
        let checked_later = flag & DEF_IMPORT != 0 && !self.rules.symtable_checks_keywords;
        if flag & (DEF_PARAM | DEF_LOCAL | DEF_IMPORT) != 0 && !checked_later {
            self.check_name(name, pos, ctx)?;
        }
        if flag & DEF_TYPE_PARAM != 0
            && let Some(mangled) = &mut self.block_mut().mangled_names
        {
            mangled.insert(name.clone());
        }
        self.add_def_in(self.current(), name, flag, pos)
    }

    pub(super) fn add_def_in(
        &mut self,
        block: BlockId,
        name: &Name,
        flag: u32,
        pos: Position,
    ) -> Result<(), Fault> {
        let mangled = self.block().mangle(self.private.as_deref(), name);
        let comp_iter_target = self.table[block].comp_iter_target;
        let before = self.table[block].flags(&mangled);
        if flag & DEF_PARAM != 0 && before & DEF_PARAM != 0 {
            let msg = self.rules.duplicate_parameter_message(name);
            return Err(Fault::syntax(msg, pos));
        }
        if flag & DEF_TYPE_PARAM != 0 && before & DEF_TYPE_PARAM != 0 {
            return Err(Fault::syntax(
                format!("duplicate type parameter '{name}'"),
                pos,
            ));
        }
        let mut flags = before | flag;
        if comp_iter_target {
            // An iteration variable of a comprehension, and also bound by a walrus within it.
            if flags & (DEF_GLOBAL | DEF_NONLOCAL) != 0 {
                return Err(Fault::syntax(
                    format!(
                        "comprehension inner loop cannot rebind assignment expression target '{name}'"
                    ),
                    pos,
                ));
            }
            flags |= DEF_COMP_ITER;
        }
        self.table[block]
            .symbols
            .insert(mangled.clone(), Symbol { flags, scope: None });
        if flag & DEF_GLOBAL != 0 && flag & DEF_PARAM == 0 {
            let top = self.table.top;
            let flags = self.table[top].flags(&mangled) | flag;
            self.table[top]
                .symbols
                .insert(mangled, Symbol { flags, scope: None });
        }
        Ok(())
    }

    /// `__debug__` is nobody's to bind.
    pub(super) fn check_name(&self, name: &str, pos: Position, ctx: Ctx) -> Result<(), Fault> {
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

    pub(super) fn record_directive(&mut self, name: &Name, pos: Position) {
        let mangled = self.block().mangle(self.private.as_deref(), name);
        self.block_mut().directives.push((mangled, pos));
    }
}

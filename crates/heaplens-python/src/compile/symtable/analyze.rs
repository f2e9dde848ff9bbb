//! The second pass: what each name is.

use std::collections::{BTreeMap, BTreeSet};

use super::flags::{
    DEF_BOUND, DEF_COMP_CELL, DEF_FREE_CLASS, DEF_GLOBAL, DEF_NONLOCAL, DEF_PARAM, DEF_TYPE_PARAM,
};
use super::{BlockId, BlockKind, Scope, Symbol, Symtable};
use crate::compile::ast::{CompKind, Name};
use crate::compile::error::Fault;
use crate::compile::rules::Rules;

type Names = BTreeSet<Name>;

/// Decides all names of all scopes.
pub(super) fn analyze(table: &mut Symtable, rules: &Rules) -> Result<(), Fault> {
    let top = table.top;
    let mut globals = Names::new();
    let mut type_params = Names::new();
    Analyzer { table, rules }.block(top, None, &mut globals, &mut type_params, None)?;
    Ok(())
}

struct Analyzer<'a> {
    table: &'a mut Symtable,
    rules: &'a Rules,
}

/// The sets that `analyze_name` reads and fills.
struct Around<'a> {
    bound: Option<&'a mut Names>,
    local: &'a mut Names,
    free: &'a mut Names,
    globals: &'a mut Names,
    type_params: &'a mut Names,
    class: Option<BlockId>,
}

impl Analyzer<'_> {
    /// Decides the names of a scope and of those within; gives the names that are free in it.
    fn block(
        &mut self,
        id: BlockId,
        mut bound: Option<Names>,
        globals: &mut Names,
        type_params: &mut Names,
        class: Option<BlockId>,
    ) -> Result<Names, Fault> {
        let mut scopes = BTreeMap::new();
        let mut local = Names::new();
        let mut own_free = Names::new();
        let is_class = self.table[id].kind == BlockKind::Class;
        // A class's own names are not seen by what is defined in it.
        let outer = is_class.then(|| (bound.clone().unwrap_or_default(), globals.clone()));
        let symbols: Vec<(Name, u32)> = self.table[id]
            .symbols
            .iter()
            .map(|(name, symbol)| (name.clone(), symbol.flags))
            .collect();
        for (name, flags) in symbols {
            let mut around = Around {
                bound: bound.as_mut(),
                local: &mut local,
                free: &mut own_free,
                globals,
                type_params,
                class,
            };
            let scope = self.name(id, &name, flags, &mut around)?;
            scopes.insert(name, scope);
        }
        let (mut child_bound, child_globals) = match outer {
            Some(outer) => outer,
            None => {
                let mut child_bound = bound.clone().unwrap_or_default();
                if self.table[id].is_function_like() {
                    child_bound.extend(local.iter().cloned());
                }
                (child_bound, globals.clone())
            }
        };
        if is_class {
            for special in ["__class__", "__classdict__", "__conditional_annotations__"] {
                child_bound.insert(Name::from(special));
            }
        }

        let mut free = Names::new();
        let mut inlined_cells = Names::new();
        for child in self.table[id].children.clone() {
            let child_class = match self.table[child].can_see_class_scope {
                true if is_class => Some(id),
                true => class,
                false => None,
            };
            let mut globals = child_globals.clone();
            let mut params = type_params.clone();
            let mut child_free = self.block(
                child,
                Some(child_bound.clone()),
                &mut globals,
                &mut params,
                child_class,
            )?;
            if self.inlines(id, child) {
                self.inline(id, child, &mut scopes, &mut child_free, &mut inlined_cells);
                self.table[child].comp_inlined = true;
            }
            free.extend(child_free);
        }
        self.splice_inlined(id);

        if self.table[id].is_function_like() {
            cells(&mut scopes, &mut free, &inlined_cells);
        } else if is_class {
            self.drop_class_free(id, &mut free);
        }
        self.update(id, &scopes, bound.as_ref(), &free, &inlined_cells);
        free.extend(own_free);
        Ok(free)
    }

    /// What one name is (`analyze_name`).
    fn name(
        &mut self,
        id: BlockId,
        name: &Name,
        flags: u32,
        around: &mut Around<'_>,
    ) -> Result<Scope, Fault> {
        if flags & DEF_GLOBAL != 0 {
            if flags & DEF_NONLOCAL != 0 {
                return Err(self.at_directive(
                    id,
                    name,
                    format!("name '{name}' is nonlocal and global"),
                ));
            }
            around.globals.insert(name.clone());
            if let Some(bound) = &mut around.bound {
                bound.remove(name);
            }
            return Ok(Scope::GlobalExplicit);
        }
        if flags & DEF_NONLOCAL != 0 {
            let Some(bound) = &around.bound else {
                let msg = "nonlocal declaration not allowed at module level".to_owned();
                return Err(self.at_directive(id, name, msg));
            };
            if !bound.contains(name) {
                return Err(self.at_directive(
                    id,
                    name,
                    format!("no binding for nonlocal '{name}' found"),
                ));
            }
            if around.type_params.contains(name) {
                let msg = format!("nonlocal binding not allowed for type parameter '{name}'");
                return Err(self.at_directive(id, name, msg));
            }
            around.free.insert(name.clone());
            return Ok(Scope::Free);
        }
        if flags & DEF_BOUND != 0 {
            around.local.insert(name.clone());
            around.globals.remove(name);
            if flags & DEF_TYPE_PARAM != 0 {
                around.type_params.insert(name.clone());
            } else {
                around.type_params.remove(name);
            }
            return Ok(Scope::Local);
        }
        if let Some(class) = around.class {
            let class_flags = self.table[class].flags(name);
            if class_flags & DEF_GLOBAL != 0 {
                return Ok(Scope::GlobalExplicit);
            }
            if class_flags & DEF_BOUND != 0 && class_flags & DEF_NONLOCAL == 0 {
                return Ok(Scope::GlobalImplicit);
            }
        }
        if around
            .bound
            .as_ref()
            .is_some_and(|bound| bound.contains(name))
        {
            around.free.insert(name.clone());
            return Ok(Scope::Free);
        }
        Ok(Scope::GlobalImplicit)
    }

    fn at_directive(&self, id: BlockId, name: &Name, msg: String) -> Fault {
        let directives = &self.table[id].directives;
        let pos = directives
            .iter()
            .find(|(declared, _)| declared == name)
            .map(|(_, pos)| *pos);
        Fault::syntax(msg, pos.unwrap_or(self.table[id].pos))
    }

    fn inlines(&self, outer: BlockId, comp: BlockId) -> bool {
        let comp = &self.table[comp];
        self.rules.inlines_comprehensions
            && comp
                .comprehension
                .is_some_and(|kind| kind != CompKind::Generator)
            && !comp.generator
            && !self.table[outer].can_see_class_scope
    }

    /// Takes the names of a comprehension into the scope around it (`inline_comprehension`).
    fn inline(
        &mut self,
        outer: BlockId,
        comp: BlockId,
        scopes: &mut BTreeMap<Name, Scope>,
        comp_free: &mut Names,
        inlined_cells: &mut Names,
    ) {
        let mut remove_dunder_class = false;
        let symbols: Vec<(Name, Symbol)> = self.table[comp]
            .symbols
            .iter()
            .map(|(name, symbol)| (name.clone(), *symbol))
            .collect();
        for (name, symbol) in symbols {
            if symbol.flags & DEF_PARAM != 0 {
                continue;
            }
            let mut scope = symbol.scope.expect("the comprehension was analyzed before");
            if scope == Scope::Cell || symbol.flags & DEF_COMP_CELL != 0 {
                inlined_cells.insert(name.clone());
            }
            if scope == Scope::Free
                && self.table[outer].kind == BlockKind::Class
                && &*name == "__class__"
            {
                scope = Scope::GlobalImplicit;
                comp_free.remove(&name);
                remove_dunder_class = true;
            }
            match self.table[outer].symbols.get(&name) {
                None => {
                    let flags = symbol.flags;
                    self.table[outer]
                        .symbols
                        .insert(name.clone(), Symbol { flags, scope: None });
                    scopes.insert(name, scope);
                }
                Some(existing) => {
                    let bound = existing.flags & DEF_BOUND != 0;
                    if bound
                        && self.table[outer].kind != BlockKind::Class
                        && !self.is_free_in_any_child(comp, &name)
                    {
                        comp_free.remove(&name);
                    }
                }
            }
        }
        if remove_dunder_class {
            self.table[comp].symbols.remove("__class__");
        }
    }

    fn is_free_in_any_child(&self, comp: BlockId, name: &str) -> bool {
        self.table[comp]
            .children
            .iter()
            .any(|&child| self.table[child].scope(name) == Some(Scope::Free))
    }

    /// The children of inlined comprehensions become the scope's own.
    fn splice_inlined(&mut self, id: BlockId) {
        let children = std::mem::take(&mut self.table[id].children);
        let mut spliced = Vec::new();
        for child in children {
            if self.table[child].comp_inlined {
                spliced.extend(self.table[child].children.iter().copied());
            } else {
                spliced.push(child);
            }
        }
        self.table[id].children = spliced;
    }

    fn drop_class_free(&mut self, id: BlockId, free: &mut Names) {
        if free.remove("__class__") {
            self.table[id].needs_class_closure = true;
        }
        if free.remove("__classdict__") {
            self.table[id].needs_classdict = true;
        }
        if free.remove("__conditional_annotations__") {
            self.table[id].has_conditional_annotations = true;
        }
    }

    /// Enters the decisions (`update_symbols`).
    fn update(
        &mut self,
        id: BlockId,
        scopes: &BTreeMap<Name, Scope>,
        bound: Option<&Names>,
        free: &Names,
        inlined_cells: &Names,
    ) {
        let block = &mut self.table[id];
        let see_class = block.kind == BlockKind::Class || block.can_see_class_scope;
        for (name, scope) in scopes {
            if let Some(symbol) = block.symbols.get_mut(name) {
                symbol.scope = Some(*scope);
                if inlined_cells.contains(name) {
                    symbol.flags |= DEF_COMP_CELL;
                }
            }
        }
        for name in free {
            if let Some(symbol) = block.symbols.get_mut(name) {
                if see_class {
                    symbol.flags |= DEF_FREE_CLASS;
                }
            } else if bound.is_none_or(|bound| bound.contains(name)) {
                block.symbols.insert(
                    name.clone(),
                    Symbol {
                        flags: 0,
                        scope: Some(Scope::Free),
                    },
                );
            }
        }
    }
}

/// A local name that is free in a scope within becomes a cell (`analyze_cells`).
fn cells(scopes: &mut BTreeMap<Name, Scope>, free: &mut Names, inlined_cells: &Names) {
    for (name, scope) in scopes {
        if *scope == Scope::Local && (free.contains(name) || inlined_cells.contains(name)) {
            *scope = Scope::Cell;
            free.remove(name);
        }
    }
}

//! Imports.

use super::Compiler;
use crate::code::Position;
use crate::compile::ast::{Alias, Ctx, Name};
use crate::compile::error::Fault;
use crate::compile::value::Value;
use crate::opcode::Op;

impl Compiler<'_> {
    pub(super) fn import(&mut self, names: &[Alias], loc: Position) -> Result<(), Fault> {
        for alias in names {
            self.load_const(loc, Value::int(0));
            self.load_const(loc, Value::None);
            self.op_name(loc, Op::ImportName, &alias.name);
            match &alias.asname {
                Some(asname) => self.import_as(&alias.name, asname, loc)?,
                None => {
                    let first = alias.name.split('.').next().unwrap_or(&alias.name);
                    self.nameop(loc, &Name::from(first), Ctx::Store)?;
                }
            }
        }
        Ok(())
    }

    /// `import a.b.c as d`: from the outermost module to the one that is wanted.
    fn import_as(&mut self, name: &str, asname: &Name, loc: Position) -> Result<(), Fault> {
        let mut attributes = name.split('.').skip(1).peekable();
        if attributes.peek().is_none() {
            return self.nameop(loc, asname, Ctx::Store);
        }
        while let Some(attribute) = attributes.next() {
            let index = self.add_name(&Name::from(attribute));
            self.op_i(loc, Op::ImportFrom, index);
            if attributes.peek().is_some() {
                self.op_i(loc, Op::Swap, 2);
                self.op(loc, Op::PopTop);
            }
        }
        self.nameop(loc, asname, Ctx::Store)?;
        self.op(loc, Op::PopTop);
        Ok(())
    }

    pub(super) fn import_from(
        &mut self,
        module: Option<&Name>,
        names: &[Alias],
        level: u32,
        loc: Position,
    ) -> Result<(), Fault> {
        self.load_const(loc, Value::int(level));
        self.load_const(
            loc,
            Value::tuple(names.iter().map(|alias| Value::str(&alias.name))),
        );
        if !self.rules.symtable_checks_future
            && module.is_some_and(|module| &**module == "__future__")
            && self.future.is_after(loc)
        {
            let msg = "from __future__ imports must occur at the beginning of the file";
            return Err(Fault::syntax(msg, loc));
        }
        self.op_name(loc, Op::ImportName, module.map_or("", |module| module));
        for alias in names {
            if &*alias.name == "*" {
                self.op(loc, Op::ImportStar);
                return Ok(());
            }
            self.op_name(loc, Op::ImportFrom, &alias.name);
            let stored = alias.asname.as_ref().unwrap_or(&alias.name);
            self.nameop(loc, stored, Ctx::Store)?;
        }
        self.op(loc, Op::PopTop);
        Ok(())
    }
}

//! From the parser library's tree to CPython's.

mod expressions;
mod functions;
mod literals;
mod patterns;
mod statements;
mod strings;

use ruff_python_ast as ast;
use ruff_text_size::{Ranged, TextRange, TextSize};

use super::ast::{Module, Name, NodeId};
use super::error::{Fault, SyntaxWarning};
use super::rules::Rules;
use super::source::Source;
use crate::code::Position;

/// What the lowering gives.
pub struct Lowered {
    /// The tree.
    pub module: Module,
    /// Warnings about escapes.
    pub warnings: Vec<SyntaxWarning>,
}

/// Lowers a parsed program.
pub fn lower(module: &ast::Mod, source: &Source, rules: &'static Rules) -> Result<Lowered, Fault> {
    let mut lowerer = Lowerer {
        source,
        rules,
        next_id: 0,
        warnings: Vec::new(),
        literal: None,
    };
    let module = match module {
        ast::Mod::Module(module) => Module::Body(lowerer.body(&module.body)?),
        ast::Mod::Expression(expression) => {
            Module::Expression(Box::new(lowerer.expr(&expression.body)?))
        }
    };
    Ok(Lowered {
        module,
        warnings: lowerer.warnings,
    })
}

struct Lowerer<'a> {
    source: &'a Source,
    rules: &'static Rules,
    next_id: u32,
    warnings: Vec<SyntaxWarning>,
    /// Where the literal whose escapes are read begins, until its first bad one was warned of.
    literal: Option<TextSize>,
}

impl Lowerer<'_> {
    fn id(&mut self) -> NodeId {
        let id = NodeId(self.next_id);
        self.next_id += 1;
        id
    }

    fn pos(&self, node: &impl Ranged) -> Position {
        self.source.position(node.range())
    }

    fn unsupported<T>(&self, what: &str, range: TextRange) -> Result<T, Fault> {
        Err(Fault::Unsupported {
            what: what.to_owned(),
            position: self.source.position(range),
        })
    }

    fn invalid_escape(&mut self, at: TextSize, escape: char) {
        let message = self.rules.invalid_escape_message(escape);
        self.warn_escape(at, message);
    }

    fn invalid_octal(&mut self, at: TextSize, value: u32) {
        if let Some(message) = self.rules.invalid_octal_message(value) {
            self.warn_escape(at, message);
        }
    }

    fn warn_escape(&mut self, at: TextSize, message: String) {
        // Of each literal only the first is told.
        let Some(literal) = self.literal.take() else {
            return;
        };
        let place = if self.rules.escapes_have_lines() {
            at
        } else {
            literal
        };
        let lineno = self.source.line_col(place).0;
        let category = self.rules.invalid_escape_category;
        self.warnings.push(SyntaxWarning {
            category,
            message,
            lineno,
        });
    }
}

fn name(id: &str) -> Name {
    Name::from(id)
}

//! Python source text to code objects, as each version's compiler makes them.

mod error;

pub use error::{CompileError, SyntaxError, SyntaxErrorKind, SyntaxWarning};

use crate::Version;
use crate::code::Unit;

/// What kind of program text it is: the third argument of Python's `compile()`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// A whole file (`exec`).
    Script,
    /// One statement at the prompt (`single`): the value of an expression statement is printed.
    Single,
    /// One expression; the code returns its value (`eval`).
    Eval,
}

/// A compiled unit and what the compiler had to say about it.
#[derive(Clone, Debug)]
pub struct Compiled {
    /// The code.
    pub unit: Unit,
    /// Warnings in the order in which they were issued.
    pub warnings: Vec<SyntaxWarning>,
}

/// Compiles `source` as `version` would, naming it `filename`.
pub fn compile(
    source: &str,
    filename: &str,
    mode: Mode,
    version: Version,
) -> Result<Compiled, CompileError> {
    let _ = (source, filename, mode, version);
    Err(CompileError::Unsupported {
        what: "everything: the compiler is being written".to_owned(),
        position: crate::code::Position::NONE,
    })
}

//! Python source text to code objects, as each version's compiler makes them.
//!
//! Text → the parser library's tree → CPython's tree (`lower`) → folded constants (`fold`) → scopes
//! (`symtable`) → instructions (`codegen`) → flow graph (`flow`) → code object (`assemble`).
//! Modelled on `Python/compile.c` and its kin at each version's tag; the instruction set is one for all
//! ([`crate::opcode`]). Nothing here knows the heap.

mod assemble;
mod ast;
mod codegen;
mod constants;
mod docstring;
mod error;
mod flow;
mod fold;
mod future;
mod legacy_statements;
pub mod listing;
mod lower;
mod names;
mod rules;
mod source;
mod statements;
mod symtable;
mod syntax_errors;
mod unparse;
mod value;

pub use error::{CompileError, SyntaxError, SyntaxErrorKind, SyntaxWarning};
pub use statements::statements;

use ruff_python_parser::{Mode as ParserMode, ParseOptions};

use crate::Version;
use crate::code::Unit;
use error::Fault;
use rules::Rules;
use source::Source;

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

/// Compiles `text` as `version` would, naming it `filename`.
pub fn compile(
    text: &str,
    filename: &str,
    mode: Mode,
    version: Version,
) -> Result<Compiled, CompileError> {
    if text.contains('\0') {
        return Err(error::null_bytes(version));
    }
    let source = Source::new(text);
    let result = compile_source(&source, filename, mode, version).map_err(|fault| match fault {
        // A parser's complaint comes before a compiler's; the parser here accepts some texts that CPython's doesn't.
        Fault::Syntax { .. } | Fault::Unsupported { .. } => {
            match syntax_errors::diagnose(source.text(), mode, version) {
                Some(error) => Fault::Raised(Box::new(error)),
                None => fault,
            }
        }
        fault => fault,
    });
    result.map_err(|fault| error::report(fault, &source, filename, version))
}

/// How deeply a program may be nested: each level takes room on the stack, of which wasm has a megabyte.
const MAX_NESTING: usize = if cfg!(target_family = "wasm") {
    300
} else {
    CPYTHON_NESTING
};

/// How deep CPython's compiler goes (the recursion limit of 1000, times `COMPILER_STACK_FRAME_SCALE`).
const CPYTHON_NESTING: usize = 3000;

/// What is said of a program that is nested too deeply, but isn't wrong.
fn too_deep() -> Fault {
    if MAX_NESTING == CPYTHON_NESTING {
        return Fault::TooDeep;
    }
    Fault::Unsupported {
        what: format!("a program that is nested more than {MAX_NESTING} levels deep"),
        position: crate::code::Position::NONE,
    }
}

fn compile_source(
    source: &Source,
    filename: &str,
    mode: Mode,
    version: Version,
) -> Result<Compiled, Fault> {
    let rules = Rules::of(version);
    let parser_mode = match mode {
        Mode::Script | Mode::Single => ParserMode::Module,
        Mode::Eval => ParserMode::Expression,
    };
    let scan = syntax_errors::scan(source.text(), version);
    if scan.nesting > MAX_NESTING {
        let refused = syntax_errors::diagnose(source.text(), mode, version);
        return Err(match refused {
            Some(error) => Fault::Raised(Box::new(error)),
            None => too_deep(),
        });
    }
    let options = ParseOptions::from(parser_mode).with_target_version(rules.parser_version());
    let parsed = ruff_python_parser::parse_unchecked(source.text(), options);
    // Whether the version accepts what is wrong or newer is for its own grammar to say.
    if (scan.is_doubtful || parsed.has_syntax_errors())
        && let Some(error) = syntax_errors::diagnose(source.text(), mode, version)
    {
        return Err(Fault::Raised(Box::new(error)));
    }
    if let Some(error) = parsed.errors().first() {
        return Err(Fault::Unsupported {
            what: format!("a text that the parser refuses: {}", error.error),
            position: source.position(error.location),
        });
    }
    let lowered = lower::lower(parsed.syntax(), source, rules)?;
    let mut module = lowered.module;
    let future = future::future(&module, mode == Mode::Single, rules)?;
    // Both come while the text is read.
    let mut warnings = scan.warnings;
    warnings.extend(lowered.warnings);
    warnings.sort_by_key(|warning| warning.lineno);
    warnings.extend(fold::fold(
        &mut module,
        mode == Mode::Single,
        &future,
        rules,
    )?);
    let symtable = symtable::build(&module, &future, rules)?;
    let generated = codegen::generate(&module, &symtable, &future, filename, mode, rules)?;
    warnings.extend(generated.warnings);
    Ok(Compiled {
        unit: Unit {
            consts: generated.pool.into_consts(),
            code: generated.code,
            version,
        },
        warnings,
    })
}

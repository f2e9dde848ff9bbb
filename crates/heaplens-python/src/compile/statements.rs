//! A program as the prompt takes it: each top-level statement a unit of its own.

use ruff_python_ast::Mod;
use ruff_python_parser::{Mode as ParserMode, ParseOptions};
use ruff_text_size::Ranged;

use super::{CompileError, Compiled, Mode, compile};
use crate::Version;

/// Compiles each top-level statement of `text` by itself in [`Mode::Single`], at its own lines. The whole text is
/// compiled first, so that a syntax error anywhere is the same as for a script.
pub fn statements(
    text: &str,
    filename: &str,
    version: Version,
) -> Result<Vec<Compiled>, CompileError> {
    compile(text, filename, Mode::Script, version)?;
    let parsed = ruff_python_parser::parse_unchecked(text, ParseOptions::from(ParserMode::Module));
    let Mod::Module(module) = parsed.syntax() else {
        return Ok(Vec::new());
    };
    module
        .body
        .iter()
        .map(|statement| {
            let (start, end) = (statement.start().to_usize(), statement.end().to_usize());
            let lines_before = text[..start].matches('\n').count();
            let piece = format!("{}{}\n", "\n".repeat(lines_before), &text[start..end]);
            compile(&piece, filename, Mode::Single, version)
        })
        .collect()
}

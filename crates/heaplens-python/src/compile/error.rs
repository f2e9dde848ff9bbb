//! What a compilation can end in.

use std::fmt;

use super::legacy_statements::name_missing_parentheses;
use super::source::Source;
use crate::Version;
use crate::code::Position;

/// Which exception class a refused program raises.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "Python's own classes")]
pub enum SyntaxErrorKind {
    SyntaxError,
    IndentationError,
    TabError,
    /// Not a SyntaxError: too deep for the parser ("s_push: parser stack overflow", "too many nested …").
    MemoryError,
    /// Not a SyntaxError: too deep for the compiler.
    RecursionError,
    /// Not a SyntaxError: `source code string cannot contain null bytes` (3.8-3.11).
    ValueError,
    /// Not a SyntaxError: an assertion or overflow inside the compiler.
    OverflowError,
}

impl SyntaxErrorKind {
    /// The class's name.
    pub const fn name(self) -> &'static str {
        match self {
            SyntaxErrorKind::SyntaxError => "SyntaxError",
            SyntaxErrorKind::IndentationError => "IndentationError",
            SyntaxErrorKind::TabError => "TabError",
            SyntaxErrorKind::MemoryError => "MemoryError",
            SyntaxErrorKind::RecursionError => "RecursionError",
            SyntaxErrorKind::ValueError => "ValueError",
            SyntaxErrorKind::OverflowError => "OverflowError",
        }
    }
}

/// A refused program, with the fields of Python's exception object.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SyntaxError {
    /// The exception's class.
    pub kind: SyntaxErrorKind,
    /// Its `msg`.
    pub msg: String,
    /// Line from 1; None = unknown.
    pub lineno: Option<i64>,
    /// Column from 1, in characters; 0 and -1 occur.
    pub offset: Option<i64>,
    /// Last line (3.10+).
    pub end_lineno: Option<i64>,
    /// End column (3.10+).
    pub end_offset: Option<i64>,
    /// The line's text as the exception holds it.
    pub text: Option<String>,
    /// Whether `text` is what the named file holds: None where there is no such file.
    pub is_of_file: bool,
}

impl fmt::Display for SyntaxError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.kind.name(), self.msg)
    }
}

/// A warning that the compiler issued.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SyntaxWarning {
    /// `SyntaxWarning` or `DeprecationWarning`.
    pub category: &'static str,
    /// What it says.
    pub message: String,
    /// Line from 1.
    pub lineno: u32,
}

/// Why there is no code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CompileError {
    /// The program is wrong Python for that version: the guest sees this exception.
    Syntax(Box<SyntaxError>),
    /// The program is Python that this compiler doesn't know.
    Unsupported {
        /// What it is, in a person's words.
        what: String,
        /// Where it stands.
        position: Position,
    },
}

impl fmt::Display for CompileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            CompileError::Syntax(error) => error.fmt(f),
            CompileError::Unsupported { what, position } => {
                write!(f, "line {}: not supported: {what}", position.line)
            }
        }
    }
}

impl std::error::Error for CompileError {}

/// A refusal within the compiler, before it has the text of its line.
#[derive(Clone, Debug)]
pub(super) enum Fault {
    /// Wrong Python.
    Syntax {
        /// What is wrong.
        msg: String,
        /// Where. An end column of 0 is none.
        pos: Position,
    },
    /// Python that isn't known here.
    Unsupported {
        /// What it is.
        what: String,
        /// Where it stands.
        position: Position,
    },
    /// The error as the guest sees it.
    Raised(Box<SyntaxError>),
    /// Nested too deeply for the compiler.
    TooDeep,
}

impl Fault {
    /// A syntax error.
    pub(super) fn syntax(msg: impl Into<String>, pos: Position) -> Fault {
        Fault::Syntax {
            msg: msg.into(),
            pos,
        }
    }
}

/// A text with null bytes, as `compile()` refuses it (`source_as_string`).
pub(super) fn null_bytes(version: Version) -> CompileError {
    CompileError::Syntax(Box::new(SyntaxError {
        kind: if version >= Version::V3_12 {
            SyntaxErrorKind::SyntaxError
        } else {
            SyntaxErrorKind::ValueError
        },
        msg: "source code string cannot contain null bytes".to_owned(),
        lineno: None,
        offset: None,
        end_lineno: None,
        end_offset: None,
        text: None,
        is_of_file: false,
    }))
}

/// A refusal as the caller sees it, with the text of its line.
pub(super) fn report(
    fault: Fault,
    source: &Source,
    filename: &str,
    version: Version,
) -> CompileError {
    let mut error = without_legacy(fault, source, filename, version);
    if let CompileError::Syntax(error) = &mut error
        && version <= Version::V3_9
    {
        name_missing_parentheses(error);
    }
    error
}

fn without_legacy(fault: Fault, source: &Source, filename: &str, version: Version) -> CompileError {
    let readable = !(filename.starts_with('<') && filename.ends_with('>'));
    match fault {
        Fault::Unsupported { what, position } => CompileError::Unsupported { what, position },
        Fault::Raised(mut error) => {
            if error.is_of_file && !readable {
                error.text = None;
            }
            CompileError::Syntax(error)
        }
        Fault::TooDeep => CompileError::Syntax(Box::new(SyntaxError {
            kind: SyntaxErrorKind::RecursionError,
            msg: "maximum recursion depth exceeded during compilation".to_owned(),
            lineno: None,
            offset: None,
            end_lineno: None,
            end_offset: None,
            text: None,
            is_of_file: false,
        })),
        Fault::Syntax { msg, pos } => {
            // The compiler counts bytes, and reads the line's text from the file anew (`PyErr_ProgramTextObject`).
            let ends = version >= Version::V3_10;
            CompileError::Syntax(Box::new(SyntaxError {
                kind: SyntaxErrorKind::SyntaxError,
                msg,
                lineno: Some(i64::from(pos.line)),
                offset: Some(i64::from(pos.col)),
                end_lineno: ends.then_some(i64::from(pos.end_line)),
                end_offset: (ends && pos.end_col != 0).then_some(i64::from(pos.end_col)),
                text: readable.then(|| source.line(pos.line).to_owned()),
                is_of_file: true,
            }))
        }
    }
}

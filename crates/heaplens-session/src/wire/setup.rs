//! What a run is started with. The same setup gives the same run, to the byte, everywhere.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Everything that a run depends on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RunSetup {
    /// The program's text.
    pub source: String,
    /// The name that tracebacks give it, and `sys.argv[0]`.
    pub file_name: String,
    /// The CPython that is modelled: `3.8` to `3.15`.
    pub version: String,
    /// One code object for the whole text, or one for each top-level statement.
    pub unit: CompileUnit,
    /// The most instructions that the run may take before it is stopped.
    pub fuel: u64,
    /// The most bytes that the modelled heap may hold.
    pub memory: u64,
    /// The most bytes of output that are kept before the run is stopped.
    pub output: u64,
    /// Files that the program can import and open, beside itself.
    pub mounts: Vec<Mount>,
    /// What `input()` and `sys.stdin` read.
    pub stdin: String,
}

impl RunSetup {
    /// A run of `source` with the limits that the page and the command line start from.
    #[must_use]
    pub fn new(source: impl Into<String>, version: impl Into<String>, unit: CompileUnit) -> Self {
        Self {
            source: source.into(),
            file_name: "main.py".to_owned(),
            version: version.into(),
            unit,
            fuel: 200_000_000,
            memory: 1 << 30,
            output: 4 << 20,
            mounts: Vec::new(),
            stdin: String::new(),
        }
    }
}

/// How the text is cut into code objects, which decides what constants share.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum CompileUnit {
    /// As `python FILE`: the whole text is one code object.
    Script,
    /// As at the prompt: each top-level statement by itself, an expression's value echoed.
    Repl,
}

/// A file of the in-memory file system.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Mount {
    /// Its path, relative to the program's folder.
    pub name: String,
    /// Its text; encoded as UTF-8 when opened as bytes.
    pub text: String,
}

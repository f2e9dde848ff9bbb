//! A run that nobody looks at: no steps, no keyframes, no marks. What `heaplens run` does.

use crate::wire::{CompileUnit, Limit, Problem};
use heaplens_heap::Version;
use heaplens_python::vm::program::{Outcome, Unit};
use heaplens_python::vm::stop::{Limits, Stop};
use heaplens_python::vm::{Inputs, Vm};
use std::collections::BTreeMap;
use std::rc::Rc;

/// What a plain run is given.
#[derive(Debug, Clone, Default)]
pub struct PlainRun {
    pub source: String,
    /// The name that tracebacks give the program.
    pub file_name: String,
    pub argv: Vec<String>,
    /// Files that can be imported and opened, by their path relative to the program's folder.
    pub files: BTreeMap<String, Vec<u8>>,
    /// Bounds; `None` for none.
    pub fuel: Option<u64>,
    pub memory: Option<u64>,
    pub output: Option<u64>,
}

/// What takes a stream's bytes.
pub type Writer = Box<dyn FnMut(&[u8])>;

/// Where a plain run's standard output goes, as it is written, and its standard input comes from: some more each
/// time, a line if it can, nothing at the end.
pub struct Streams {
    pub stdout: Writer,
    pub stdin: Box<dyn FnMut() -> Vec<u8>>,
}

/// How a plain run ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PlainEnd {
    /// With this exit status; a traceback, if there was one, stands in `stderr`.
    Exit(i32),
    /// A limit stopped it, at this line of the program (0 if none ran).
    Stopped { limit: Limit, line: u32 },
    /// It needs something that the engine doesn't know.
    Unsupported { what: String, line: u32 },
}

/// What a plain run leaves behind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlainOutcome {
    pub end: PlainEnd,
    pub stderr: Vec<u8>,
    /// Instructions carried out.
    pub instructions: u64,
}

/// Runs a program to its end.
///
/// # Errors
/// If the version isn't modelled.
pub fn run_plain(
    run: PlainRun,
    version: &str,
    unit: CompileUnit,
    streams: Streams,
) -> Result<PlainOutcome, Problem> {
    let version = version_of(version)?;
    let limits = Limits {
        fuel: run.fuel.unwrap_or(u64::MAX),
        memory: run.memory.unwrap_or(u64::MAX),
        output: run.output.unwrap_or(u64::MAX),
    };
    let files = run
        .files
        .into_iter()
        .map(|(name, content)| (name, Rc::new(content)));
    let inputs = Inputs {
        argv: run.argv,
        files: files.collect(),
        ..Inputs::default()
    };
    let mut vm = Vm::new(version, limits, inputs);
    vm.set_stdout_sink(streams.stdout);
    vm.set_stdin_reader(streams.stdin);
    let end = match vm.run_program(&run.source, &run.file_name, unit_of(unit)) {
        Outcome::Exit(status) => PlainEnd::Exit(status),
        Outcome::Stopped { stop, line } => match limit_of(stop) {
            Ok(limit) => PlainEnd::Stopped { limit, line },
            Err(what) => PlainEnd::Unsupported { what, line },
        },
    };
    Ok(PlainOutcome {
        end,
        stderr: std::mem::take(&mut vm.output.stderr),
        instructions: vm.time,
    })
}

/// The version that `text` names.
pub(crate) fn version_of(text: &str) -> Result<Version, Problem> {
    text.parse().map_err(|_| Problem::UnknownVersion {
        asked: text.to_owned(),
        known: Version::ALL.iter().map(ToString::to_string).collect(),
    })
}

pub(crate) fn unit_of(unit: CompileUnit) -> Unit {
    match unit {
        CompileUnit::Script => Unit::Script,
        CompileUnit::Repl => Unit::Repl,
    }
}

/// The limit that a stop was, or what the engine doesn't know.
pub(crate) fn limit_of(stop: Stop) -> Result<Limit, String> {
    match stop {
        Stop::Fuel => Ok(Limit::Steps),
        Stop::Memory => Ok(Limit::Memory),
        Stop::Output => Ok(Limit::Output),
        // A switch never leaves the machine.
        Stop::Watcher { .. } | Stop::Switch => Ok(Limit::Time),
        Stop::Unsupported(what) => Err(what),
    }
}

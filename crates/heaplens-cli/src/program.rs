//! What all commands that look at a run are given: the program, the Python, the moment.

use crate::at::At;
use crate::files;
use crate::run::{UnitArg, usage};
use clap::Args;
use heaplens_session::Session;
use heaplens_session::wire::{Mount, Outcome, RunSetup, Step, ViewOptions};
use std::process::ExitCode;

/// Instructions between two looks at how far the run is.
const SLICE: u64 = 50_000_000;
/// Instructions after which a run that is looked at is stopped if nothing else is said.
const DEFAULT_FUEL: u64 = 2_000_000_000;

#[derive(Args, Clone)]
pub struct ProgramArgs {
    /// The CPython to model: 3.8 to 3.15
    #[arg(long, value_name = "VERSION", default_value = "3.15")]
    pub python: String,
    /// One code object for the whole file, or one for each statement as at the prompt
    #[arg(long, value_enum, default_value = "script")]
    pub unit: UnitArg,
    /// Stop after so many instructions; what ran until then can be looked at
    #[arg(long, value_name = "STEPS", default_value_t = DEFAULT_FUEL)]
    pub fuel: u64,
    /// A file that the program can import and open as NAME; may be given again
    #[arg(long, value_name = "NAME=PATH")]
    pub mount: Vec<String>,
}

impl ProgramArgs {
    /// The set-up of a run of `file`.
    ///
    /// # Errors
    /// If a file can't be read.
    pub fn setup(&self, file: &str) -> Result<RunSetup, String> {
        let program = files::read_program(file)?;
        let source =
            String::from_utf8(program.text).map_err(|_| format!("'{file}' is not UTF-8 text"))?;
        let mut mounted = files::beside(file);
        for spec in &self.mount {
            files::mount(spec, &mut mounted)?;
        }
        let texts = mounted.into_iter().filter_map(|(name, content)| {
            let text = String::from_utf8(content).ok()?;
            Some(Mount { name, text })
        });
        let mut setup = RunSetup::new(source, self.python.clone(), self.unit.into());
        setup.file_name = program.name;
        setup.mounts = texts.collect();
        setup.fuel = self.fuel;
        Ok(setup)
    }

    /// The run of `file`, to its end or its limit.
    ///
    /// # Errors
    /// If a file can't be read, the version isn't modelled, or nothing of the program can run.
    pub fn session(&self, file: &str) -> Result<Session, String> {
        run(self.setup(file)?)
    }
}

/// Runs a program to its end or its limit.
///
/// # Errors
/// If the version isn't modelled or nothing of the program can run.
pub fn run(setup: RunSetup) -> Result<Session, String> {
    let mut session = Session::new(setup).map_err(|problem| problem.to_string())?;
    while !session.run_slice(SLICE).done {}
    let summary = session.summary().map_err(|problem| problem.to_string())?;
    match summary.outcome {
        Outcome::SyntaxError(problem) => Err(problem.traceback.trim_end().to_owned()),
        Outcome::Unsupported { what, line, .. } => {
            Err(format!("not supported: {what}, line {line}"))
        }
        Outcome::Failed(problem) => Err(problem.to_string()),
        Outcome::Finished
        | Outcome::Exited { .. }
        | Outcome::Raised { .. }
        | Outcome::Stopped { .. } => Ok(session),
    }
}

/// The step that a moment is.
///
/// # Errors
/// If the run has no such moment.
pub fn step_at(session: &mut Session, at: At) -> Result<Step, String> {
    let summary = session.summary().map_err(|problem| problem.to_string())?;
    let marks = session.marks();
    let options = ViewOptions::default();
    let line_of = |step| {
        session
            .view(Step(step), &options)
            .map_or(0, |view| view.line)
    };
    at.step(summary.steps, &marks, line_of)
}

/// Prints an answer, or says what is wrong.
pub fn print(answer: Result<String, String>) -> ExitCode {
    match answer {
        Ok(text) => {
            print!("{text}");
            ExitCode::SUCCESS
        }
        Err(message) => usage(&message),
    }
}

/// An answer as JSON, for programs to read: the forms are the wire types of `heaplens-session`.
pub fn json<T: serde::Serialize>(value: &T) -> Result<String, String> {
    serde_json::to_string_pretty(value)
        .map(|text| text + "\n")
        .map_err(|error| error.to_string())
}

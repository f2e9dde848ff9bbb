//! How a run ended, in the words of the wire.

use crate::plain::{limit_of, version_of};
use crate::wire::{CompileUnit, Held, Outcome, Pause, RunSetup, SyntaxProblem, TracebackLine};
use heaplens_python::compile::{self, CompileError, Mode, SyntaxError, SyntaxErrorKind};
use heaplens_python::vm::Vm;
use heaplens_python::vm::program;
use heaplens_python::vm::report::Uncaught;

/// What the last step is the pause after.
pub fn pause_at_the_end(vm: &Vm) -> Pause {
    match &vm.output.uncaught {
        Some(uncaught) => Pause::Raising(Held {
            object: None,
            text: uncaught
                .message
                .lines()
                .next()
                .unwrap_or_default()
                .to_owned(),
        }),
        None => Pause::Ended,
    }
}

/// The outcome of a run that took `steps` steps.
pub fn outcome_of(ended: program::Outcome, vm: &Vm, setup: &RunSetup, steps: u64) -> Outcome {
    match ended {
        program::Outcome::Stopped { stop, line } => match limit_of(stop) {
            Ok(limit) => Outcome::Stopped { limit, line },
            Err(what) => Outcome::Unsupported {
                what,
                file: setup.file_name.clone(),
                line,
                column: None,
            },
        },
        program::Outcome::Exit(_) if steps <= 1 && syntax_error(setup).is_some() => {
            let error = syntax_error(setup).expect("just asked");
            Outcome::SyntaxError(syntax_problem(&error, vm, setup))
        }
        program::Outcome::Exit(status) => match &vm.output.uncaught {
            Some(uncaught) if status == 1 && setup.unit == CompileUnit::Script => raised(uncaught),
            _ if status == 0 => Outcome::Finished,
            _ => Outcome::Exited { status },
        },
    }
}

/// What is wrong with the program's text, if anything is.
fn syntax_error(setup: &RunSetup) -> Option<SyntaxError> {
    let version = version_of(&setup.version).ok()?;
    let error = match setup.unit {
        CompileUnit::Script => {
            compile::compile(&setup.source, &setup.file_name, Mode::Script, version).err()
        }
        CompileUnit::Repl => compile::statements(&setup.source, &setup.file_name, version).err(),
    };
    match error {
        Some(CompileError::Syntax(error)) => Some(*error),
        Some(CompileError::Unsupported { .. }) | None => None,
    }
}

fn syntax_problem(error: &SyntaxError, vm: &Vm, setup: &RunSetup) -> SyntaxProblem {
    let exception = match error.kind {
        SyntaxErrorKind::SyntaxError => "SyntaxError",
        SyntaxErrorKind::IndentationError => "IndentationError",
        SyntaxErrorKind::TabError => "TabError",
        SyntaxErrorKind::MemoryError => "MemoryError",
        SyntaxErrorKind::RecursionError => "RecursionError",
        SyntaxErrorKind::ValueError => "ValueError",
        SyntaxErrorKind::OverflowError => "OverflowError",
    };
    // CPython counts columns from 1, and says 0 or -1 where it knows none.
    let column = |offset: Option<i64>| u32::try_from(offset.unwrap_or(1) - 1).unwrap_or(0);
    let line_of = |line: Option<i64>| u32::try_from(line.unwrap_or(1)).unwrap_or(1);
    let line = line_of(error.lineno);
    let start = column(error.offset);
    let end_line = error
        .end_lineno
        .filter(|end| *end > 0)
        .map_or(line, |end| line_of(Some(end)));
    let end_column = error
        .end_offset
        .filter(|end| *end > 0)
        .map_or(start, |end| column(Some(end)));
    SyntaxProblem {
        exception: exception.to_owned(),
        message: error.msg.clone(),
        file: setup.file_name.clone(),
        line,
        column: start,
        end_line,
        end_column,
        text: setup
            .source
            .lines()
            .nth(line as usize - 1)
            .unwrap_or_default()
            .to_owned(),
        traceback: String::from_utf8_lossy(&vm.output.stderr).into_owned(),
    }
}

fn raised(uncaught: &Uncaught) -> Outcome {
    let lines = uncaught.lines.iter().map(|place| TracebackLine {
        file: place.file.clone(),
        line: place.line,
        name: place.name.clone(),
    });
    Outcome::Raised {
        message: uncaught.message.clone(),
        exception: uncaught.exception.clone(),
        lines: lines.collect(),
        traceback: uncaught.report.clone(),
    }
}

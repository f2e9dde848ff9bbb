//! `heaplens run`.
//!
//! Exit status: the program's own; 1 after an uncaught exception; 2 for bad usage or an unreadable file;
//! 3 when a limit stopped the run; 4 when the engine doesn't know something that the program needs.

use crate::files;
use clap::{Args, ValueEnum};
use heaplens_session::plain::{PlainEnd, PlainOutcome, PlainRun, Streams, run_plain};
use heaplens_session::wire::{CompileUnit, Limit};
use std::io::{BufRead, IsTerminal, Write};
use std::process::ExitCode;

/// How much the modelled heap may hold if nothing else is said.
const DEFAULT_MEMORY: u64 = 4 << 30;

#[derive(Args)]
pub struct RunArgs {
    /// The CPython to model: 3.8 to 3.15
    #[arg(long, value_name = "VERSION", default_value = "3.15")]
    python: String,
    /// One code object for the whole file, or one for each statement as at the prompt
    #[arg(long, value_enum, default_value = "script")]
    unit: UnitArg,
    /// Stop after so many instructions
    #[arg(long, value_name = "STEPS")]
    fuel: Option<u64>,
    /// Stop when the modelled heap holds more
    #[arg(long, value_name = "BYTES", default_value_t = DEFAULT_MEMORY)]
    memory: u64,
    /// A file that the program can import and open as NAME; may be given again
    #[arg(long, value_name = "NAME=PATH")]
    mount: Vec<String>,
    /// The program; `-` reads it from standard input
    file: String,
    /// What the program finds in `sys.argv` after its own name
    #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
    args: Vec<String>,
}

#[derive(Clone, Copy, ValueEnum)]
pub enum UnitArg {
    Script,
    Repl,
}

impl From<UnitArg> for CompileUnit {
    fn from(unit: UnitArg) -> Self {
        match unit {
            UnitArg::Script => Self::Script,
            UnitArg::Repl => Self::Repl,
        }
    }
}

/// Runs the program.
pub fn run(args: &RunArgs) -> ExitCode {
    let program = match files::read_program(&args.file) {
        Ok(program) => program,
        Err(message) => return usage(&message),
    };
    let mut mounted = files::beside(&args.file);
    for spec in &args.mount {
        if let Err(message) = files::mount(spec, &mut mounted) {
            return usage(&message);
        }
    }
    let source = match String::from_utf8(program.text) {
        Ok(source) => source,
        Err(error) => {
            return not_utf8(
                &program.name,
                error.as_bytes(),
                error.utf8_error().valid_up_to(),
            );
        }
    };
    let own_name = if args.file == "-" {
        "-".to_owned()
    } else {
        args.file.clone()
    };
    let run = PlainRun {
        source,
        file_name: program.name.clone(),
        argv: std::iter::once(own_name)
            .chain(args.args.iter().cloned())
            .collect(),
        files: mounted,
        fuel: args.fuel,
        memory: Some(args.memory),
        output: None,
    };
    let unit = args.unit.into();
    // Whole lines go out as they come to a terminal; into a pipe or a file, in large pieces.
    let mut out = std::io::BufWriter::with_capacity(1 << 16, std::io::stdout());
    let is_terminal = std::io::stdout().is_terminal();
    let stdout = Box::new(move |bytes: &[u8]| {
        let written = out
            .write_all(bytes)
            .and_then(|()| if is_terminal { out.flush() } else { Ok(()) });
        if written.is_err() {
            // Nobody reads any more: CPython ends so too (Python/pylifecycle.c, flush_std_files).
            std::process::exit(120);
        }
    });
    // A program that came by standard input has none left.
    let has_stdin = args.file != "-";
    let stdin = Box::new(move || {
        let mut line = Vec::new();
        if has_stdin {
            // An unreadable standard input is an empty one.
            let _unreadable = std::io::stdin().lock().read_until(b'\n', &mut line);
        }
        line
    });
    let outcome = run_plain(run, &args.python, unit, Streams { stdout, stdin });
    match outcome {
        Ok(outcome) => report(&outcome, &program.name),
        Err(problem) => usage(&problem.to_string()),
    }
}

fn report(outcome: &PlainOutcome, name: &str) -> ExitCode {
    let mut stderr = std::io::stderr().lock();
    // Nothing can be said where standard error is closed.
    let _closed = stderr.write_all(&outcome.stderr);
    let line = |line: u32| {
        if line == 0 {
            String::new()
        } else {
            format!(", line {line}")
        }
    };
    match &outcome.end {
        PlainEnd::Exit(status) => ExitCode::from(*status as u8),
        PlainEnd::Stopped { limit, line: at } => {
            let what = match limit {
                Limit::Steps => "steps (--fuel)",
                Limit::Memory => "memory (--memory)",
                Limit::Output => "output",
                Limit::Recursion => "recursion",
                Limit::Time => "time",
            };
            let _closed = writeln!(
                stderr,
                "heaplens: stopped at the limit of {what}, in {name}{}",
                line(*at)
            );
            ExitCode::from(3)
        }
        PlainEnd::Unsupported { what, line: at } => {
            let _closed = writeln!(
                stderr,
                "heaplens: not supported: {what}, in {name}{}",
                line(*at)
            );
            ExitCode::from(4)
        }
    }
}

/// Says on standard error what can't be done; status 2.
pub fn usage(message: &str) -> ExitCode {
    eprintln!("heaplens: {message}");
    ExitCode::from(2)
}

/// What CPython says of a file that isn't UTF-8 and doesn't name its encoding (Parser/tokenizer.c).
fn not_utf8(name: &str, text: &[u8], at: usize) -> ExitCode {
    let line = text[..at].iter().filter(|byte| **byte == b'\n').count() + 1;
    eprintln!("  File \"{name}\", line {line}");
    eprintln!(
        "SyntaxError: Non-UTF-8 code starting with '\\x{:02x}' on line {line}, but no encoding declared; \
         see https://peps.python.org/pep-0263/ for details",
        text[at]
    );
    ExitCode::from(1)
}

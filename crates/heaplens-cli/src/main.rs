//! The `heaplens` program: everything of the engine without a browser.

mod at;
mod claims;
mod diff;
mod facts;
mod files;
mod look;
mod program;
mod run;
mod step;
mod svg;
mod told;

use clap::{Parser, Subcommand};
use std::process::ExitCode;

/// Runs Python on a faithful model of CPython's memory.
#[derive(Parser)]
#[command(name = "heaplens", version)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Run a program: it prints, fails and exits as CPython would.
    Run(run::RunArgs),
    /// Draw the heap at a moment of a run, as an SVG on standard output.
    Svg(svg::SvgArgs),
    /// Go through a run by commands from standard input, forward and back.
    Step(step::StepArgs),
    /// Show the heap at a moment of a run.
    Show(look::ShowArgs),
    /// Say who holds an object, why it is alive, what it weighs, and tell its life.
    Why(look::WhyArgs),
    /// Show each collection of a run, phase by phase.
    Gc(look::GcArgs),
    /// Check the comments that state a result, in a program or a Markdown document.
    Claims(claims::ClaimsArgs),
    /// Tell a whole run in words.
    Transcript(look::TranscriptArgs),
    /// Compare two moments of a run, or one program in two Pythons.
    Diff(diff::DiffArgs),
    /// List the Pythons that are modelled.
    Versions(facts::VersionsArgs),
    /// List the facts that the Pythons differ in, each with what proves it.
    Facts(facts::FactsArgs),
}

/// The stack of the thread that runs a program: native functions that call back nest up to 400 deep.
const STACK_BYTES: usize = 512 << 20;

fn main() -> ExitCode {
    let cli = Cli::parse();
    let work = move || match cli.command {
        Command::Run(args) => run::run(&args),
        Command::Svg(args) => svg::run(&args),
        Command::Step(args) => step::run(&args),
        Command::Show(args) => look::show(&args),
        Command::Why(args) => look::why(&args),
        Command::Gc(args) => look::gc(&args),
        Command::Claims(args) => claims::run(&args),
        Command::Transcript(args) => look::transcript(&args),
        Command::Diff(args) => diff::diff(&args),
        Command::Versions(args) => facts::versions(&args),
        Command::Facts(args) => facts::list(&args),
    };
    let thread = std::thread::Builder::new()
        .stack_size(STACK_BYTES)
        .spawn(work);
    match thread.map(std::thread::JoinHandle::join) {
        Ok(Ok(code)) => code,
        Ok(Err(_panic)) => ExitCode::from(70),
        Err(error) => {
            eprintln!("heaplens: no thread could be started: {error}");
            ExitCode::from(71)
        }
    }
}

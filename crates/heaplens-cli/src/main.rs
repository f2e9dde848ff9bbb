//! The `heaplens` program: everything of the engine without a browser.

mod at;
mod files;
mod run;
mod svg;

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
}

/// The stack of the thread that runs a program: native functions that call back nest up to 400 deep.
const STACK_BYTES: usize = 512 << 20;

fn main() -> ExitCode {
    let cli = Cli::parse();
    let work = move || match cli.command {
        Command::Run(args) => run::run(&args),
        Command::Svg(args) => svg::run(&args),
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

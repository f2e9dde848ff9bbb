//! Set-up, build, serve, check, test: the only place with build logic. It knows nothing of Python and of heaps.
//!
//! Every command sets up what it needs first, so that on a fresh machine one command is enough; a set-up that finds
//! everything in place takes a fraction of a second.

mod bench;
mod build;
mod command;
mod fuzz;
mod project;
mod serve;
mod setup;
mod stopwatch;
mod test;

use std::process::ExitCode;

use anyhow::{Result, bail};

use crate::project::Project;

const USAGE: &str = "\
cargo xtask COMMAND

  setup             install what the other commands need (they do it themselves)
  build             build the page into www/dist, a folder for any static host
  serve [--port N]  build, then serve www/dist on this machine, and print the address
  check             format, lints and types: everything that needs no test run
  bench [--quick]   measure what looking costs, natively and in Chromium, and print a table
  test [STAGE...]   run all tests, or those of some stages; the last line counts them
  fuzz [MINUTES]    search for a program that makes the engine panic (30 minutes if none are given)

Stages of test: fmt clippy rust wasm page browser types";

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    match run(&args) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("\nxtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}

/// Does what the command line asks; an `Err` is a command that couldn't be carried out.
fn run(args: &[String]) -> Result<ExitCode> {
    let words: Vec<&str> = args.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["setup"] => setup::everything(&Project::find()?, setup::WasmCompiler::Any)?,
        // To try the road of a machine that rustup's server can't be reached from, on one where it can.
        ["setup", "--debian-compiler"] => {
            setup::everything(&Project::find()?, setup::WasmCompiler::Debian)?
        }
        ["build"] => build::page(&Project::find()?)?,
        ["serve"] => serve::page(&Project::find()?, None)?,
        ["serve", "--port", port] => serve::page(&Project::find()?, Some(port.parse()?))?,
        ["bench"] => bench::run(&Project::find()?, "release")?,
        // The profile of the tests: built sooner, with checks that cost time.
        ["bench", "--quick"] => bench::run(&Project::find()?, "quick")?,
        ["check"] => return test::run(&Project::find()?, test::Stage::WITHOUT_RUNS),
        ["test"] => return test::run(&Project::find()?, test::Stage::ALL),
        ["test", names @ ..] => {
            let stages = names
                .iter()
                .map(|name| test::Stage::by_name(name))
                .collect::<Result<Vec<_>>>()?;
            return test::run(&Project::find()?, &stages);
        }
        ["fuzz"] => fuzz::search(&Project::find()?, fuzz::MINUTES)?,
        ["fuzz", minutes] => fuzz::search(&Project::find()?, minutes.parse()?)?,
        [] | ["help" | "--help" | "-h"] => println!("{USAGE}"),
        _ => bail!("no such command: {}\n\n{USAGE}", words.join(" ")),
    }
    Ok(ExitCode::SUCCESS)
}

//! The search for a program that makes the engine panic: libFuzzer over the compiler and the VM, with coverage counters.
//!
//! It needs no cargo-fuzz and no nightly compiler: the counters are a pass of LLVM that rustc passes on, and libFuzzer
//! comes as a crate that builds with the machine's C++ compiler.

use std::fs;
use std::process::Command;

use anyhow::{Context, Result};

use crate::command;
use crate::project::Project;

/// How long a search takes if nobody says otherwise: half an hour.
pub const MINUTES: u32 = 30;

/// What makes rustc count edges and comparisons for libFuzzer.
const COUNTERS: &[&str] = &[
    "-Cpasses=sancov-module",
    "-Cllvm-args=-sanitizer-coverage-level=4",
    "-Cllvm-args=-sanitizer-coverage-inline-8bit-counters",
    "-Cllvm-args=-sanitizer-coverage-pc-table",
    "-Cllvm-args=-sanitizer-coverage-trace-compares",
    "--cfg=fuzzing",
];

/// Builds the search and runs it; a program that makes the engine panic ends it and is left in the artefacts.
pub fn search(project: &Project, minutes: u32) -> Result<()> {
    let folder = project.root.join("tests/fuzz");
    let target = project.target().join("fuzz");
    let host = host_triple()?;
    // Built for a named target, so that build scripts and macros go without counters.
    command::run(
        Command::new("cargo")
            .args(["build", "--release", "--locked", "--target", &host])
            .arg("--target-dir")
            .arg(&target)
            .current_dir(&folder)
            .env("RUSTFLAGS", COUNTERS.join(" ")),
    )?;
    let found = target.join("found");
    let artefacts = project.artefacts();
    fs::create_dir_all(&found)?;
    fs::create_dir_all(&artefacts)?;
    command::run(
        Command::new(target.join(host).join("release/heaplens-fuzz"))
            // What is new goes into the first folder; the others are read.
            .arg(&found)
            .arg(folder.join("corpus"))
            .arg(project.root.join("tests/programs"))
            .arg(format!("-max_total_time={}", minutes * 60))
            .arg(format!("-artifact_prefix={}/fuzz-", artefacts.display()))
            .args(["-max_len=4096", "-timeout=60", "-rss_limit_mb=4096"]),
    )
}

/// What rustc compiles for by itself.
fn host_triple() -> Result<String> {
    let told = command::output_of(Command::new("rustc").arg("-vV"))?;
    let host = told.lines().find_map(|line| line.strip_prefix("host: "));
    Ok(host.context("rustc -vV names its host")?.to_owned())
}

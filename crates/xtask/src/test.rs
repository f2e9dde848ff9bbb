//! All tests of the project, stage by stage, and one line at the end that counts them.
//!
//! A stage that fails doesn't stop the next. A runner that ran no test has failed: a suite that silently isn't there
//! would otherwise look like one that passes.

mod stage;
mod tally;

use std::process::ExitCode;

use anyhow::Result;

pub use stage::Stage;
use tally::Tally;

use crate::project::Project;
use crate::stopwatch::Stopwatch;

/// Runs the stages; prints a section for each, a table of them, and as the last line `N passed, N failed`.
pub fn run(project: &Project, stages: &[Stage]) -> Result<ExitCode> {
    let watch = Stopwatch::start();
    let mut sum = Tally::default();
    let mut table = Vec::new();
    for stage in stages {
        let watch = Stopwatch::start();
        println!("\n== {}: {}", stage.name(), stage.describe());
        let tally = stage.run(project).unwrap_or_else(|error| {
            println!("{error:#}");
            Tally::ONE_FAILED
        });
        println!("== {}: {tally} ({watch})", stage.name());
        table.push(format!(
            "{:8} {:>6} passed {:>4} failed {:>4} skipped  {watch}",
            stage.name(),
            tally.passed,
            tally.failed,
            tally.skipped
        ));
        sum = sum + tally;
    }
    println!("\n{}\nin all {watch}\n\n{sum}", table.join("\n"));
    Ok(if sum.failed == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

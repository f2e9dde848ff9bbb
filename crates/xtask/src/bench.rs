//! `bench`: what looking costs, natively and in Chromium, as a table.

use std::process::Command;

use anyhow::Result;

use crate::command;
use crate::project::Project;
use crate::setup::{self, WasmCompiler};

/// Runs the benches with this profile of cargo's.
pub fn run(project: &Project, profile: &str) -> Result<()> {
    let mut native = Command::new("cargo");
    native.current_dir(&project.root).args([
        "bench",
        "--locked",
        "--package",
        "heaplens-tests",
        "--bench",
        "time",
        "--profile",
        profile,
    ]);
    command::run(&mut native)?;
    let tools = setup::wasm_tools(project, WasmCompiler::Any)?;
    let browser = setup::browser_tests(project)?;
    println!();
    let mut chromium = tools.command("wasm-pack");
    chromium
        .args([
            "test",
            "--headless",
            "--chrome",
            "--mode",
            "no-install",
            "--chromedriver",
        ])
        .arg(&browser.chromedriver)
        .arg(project.wasm_crate())
        .args([
            "--locked",
            "--profile",
            profile,
            "--test",
            "speed",
            "--",
            "--nocapture",
        ])
        .env("WASM_BINDGEN_TEST_TIMEOUT", "600");
    command::run(&mut chromium)
}

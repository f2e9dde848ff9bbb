//! The stages of a test run.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail};

use super::tally::Tally;
use crate::project::Project;
use crate::setup::{self, WasmCompiler};
use crate::{build, command};

/// One stage, with a runner of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// The sources are as rustfmt would have them.
    Fmt,
    /// clippy has nothing to say, natively and for wasm.
    Clippy,
    /// The unit tests of every crate, and the recordings of real CPython.
    Rust,
    /// The boundary, and a part of the recordings, in a real browser.
    Wasm,
    /// The page's own unit tests.
    Page,
    /// The built page in a real browser.
    Browser,
    /// The TypeScript of the page and of the browser tests.
    Types,
}

impl Stage {
    /// In the order in which they tell most for the least waiting; but the types last, for they are then those of the
    /// engine that the browser's stage has built, where without it the page's own declaration has to do.
    pub const ALL: &[Self] = &[
        Self::Fmt,
        Self::Clippy,
        Self::Rust,
        Self::Wasm,
        Self::Page,
        Self::Browser,
        Self::Types,
    ];
    /// Those that look at the sources only.
    pub const WITHOUT_RUNS: &[Self] = &[Self::Fmt, Self::Clippy, Self::Types];

    /// As it is typed.
    pub fn name(self) -> &'static str {
        match self {
            Self::Fmt => "fmt",
            Self::Clippy => "clippy",
            Self::Rust => "rust",
            Self::Wasm => "wasm",
            Self::Page => "page",
            Self::Browser => "browser",
            Self::Types => "types",
        }
    }

    /// The stage that is called so.
    pub fn by_name(name: &str) -> Result<Self> {
        let names: Vec<&str> = Self::ALL.iter().map(|stage| stage.name()).collect();
        let found = Self::ALL.iter().copied().find(|stage| stage.name() == name);
        found.with_context(|| {
            format!(
                "there is no stage {name}; the stages are {}",
                names.join(", ")
            )
        })
    }

    /// For the section's head.
    pub fn describe(self) -> &'static str {
        match self {
            Self::Fmt => "the sources are as rustfmt would have them",
            Self::Clippy => "clippy has nothing to say",
            Self::Rust => "unit tests, and the recordings of real CPython",
            Self::Wasm => "the wasm module in a real browser",
            Self::Page => "the page's own unit tests",
            Self::Browser => "the built page in a real browser",
            Self::Types => "the TypeScript of the page and of its tests",
        }
    }

    /// Sets up what the stage needs, and runs it. An `Err` is a stage that couldn't be run.
    pub fn run(self, project: &Project) -> Result<Tally> {
        match self {
            Self::Fmt => fmt(project),
            Self::Clippy => clippy(project),
            Self::Rust => rust(project),
            Self::Wasm => wasm(project),
            Self::Page => page(project),
            Self::Browser => browser(project),
            Self::Types => types(project),
        }
    }
}

fn fmt(project: &Project) -> Result<Tally> {
    setup::lint_tools()?;
    command::run(cargo(project).args(["fmt", "--all", "--check"]))?;
    Ok(Tally::ONE_PASSED)
}

fn clippy(project: &Project) -> Result<Tally> {
    setup::lint_tools()?;
    let denied = lints_are_denied(project)?;
    let level = if denied { "-Dwarnings" } else { "-Wwarnings" };
    command::run(cargo(project).args([
        "clippy",
        "--locked",
        "--workspace",
        "--all-targets",
        "--",
        level,
    ]))?;
    let mut tally = Tally::ONE_PASSED;
    let tools = setup::wasm_tools(project, WasmCompiler::Any)?;
    if tools.compiler_is_the_projects {
        let target = [
            "clippy",
            "--locked",
            "--package",
            "heaplens-wasm",
            "--all-targets",
            "--target",
            setup::WASM_TARGET,
            "--",
            level,
        ];
        command::run(cargo(project).args(target))?;
        tally = tally + Tally::ONE_PASSED;
    } else {
        println!("Debian's compiler for wasm has no clippy: the wasm-only code isn't linted here.");
    }
    Ok(tally)
}

/// Whether a warning fails the stage: it does under the compiler that the project names. A newer one's new lints are shown.
fn lints_are_denied(project: &Project) -> Result<bool> {
    let manifest = fs::read_to_string(project.root.join("Cargo.toml"))?;
    let named = manifest
        .lines()
        .find_map(|line| line.strip_prefix("rust-version = \"")?.strip_suffix('"'));
    let named = named.context("Cargo.toml names the project's compiler in rust-version")?;
    let actual = command::output_of(Command::new("rustc").arg("--version"))?;
    let denied = actual.starts_with(&format!("rustc {named}."));
    if !denied {
        println!(
            "The project names Rust {named}, this is {actual}: warnings are shown but fail nothing."
        );
    }
    Ok(denied)
}

/// Optimised, for the recordings are many; with overflow checks and debug assertions, which the profile turns on.
fn rust(project: &Project) -> Result<Tally> {
    let mut tests = cargo(project);
    tests.args([
        "test",
        "--locked",
        "--workspace",
        "--profile",
        "quick",
        "--no-fail-fast",
    ]);
    counted(&mut tests, Tally::of_test_result)
}

fn wasm(project: &Project) -> Result<Tally> {
    let tools = setup::wasm_tools(project, WasmCompiler::Any)?;
    let browser = setup::browser_tests(project)?;
    let mut tests = tools.command("wasm-pack");
    tests
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
        .args(["--locked", "--profile", "quick"])
        // The runner gives up after twenty seconds by itself, which a slow machine needs for the recordings.
        .env("WASM_BINDGEN_TEST_TIMEOUT", "600");
    counted(&mut tests, Tally::of_test_result)
}

fn page(project: &Project) -> Result<Tally> {
    setup::page_packages(project)?;
    // Node's own test runner, wherever the script calls it.
    let mut tests = npm_run(&project.www(), "test");
    counted(
        tests.env("NODE_OPTIONS", "--test-reporter=tap"),
        Tally::of_tap,
    )
}

fn browser(project: &Project) -> Result<Tally> {
    let browser = setup::browser_tests(project)?;
    build::page(project)?;
    let report = project.artefacts().join("playwright.json");
    fs::create_dir_all(project.artefacts())?;
    if report.exists() {
        fs::remove_file(&report)?;
    }
    let mut tests = npm_run(&project.browser_tests(), "test");
    tests
        .env("CHROMIUM", &browser.chromium)
        .env("PLAYWRIGHT_JSON_OUTPUT_FILE", &report);
    let status = command::run_and_read(&mut tests, |_| ())?;
    let Some(tally) = fs::read_to_string(&report)
        .ok()
        .and_then(|text| Tally::of_playwright(&text))
    else {
        bail!("Playwright left no report in {}", report.display());
    };
    Ok(tally.ended(status.success()))
}

fn types(project: &Project) -> Result<Tally> {
    setup::page_packages(project)?;
    setup::browser_test_packages(project)?;
    let mut tally = Tally::default();
    for folder in [project.www(), project.browser_tests()] {
        let checked = command::run(&mut npm_run(&folder, "check"));
        if let Err(error) = &checked {
            println!("{}: {error:#}", folder.display());
        }
        tally = tally
            + if checked.is_ok() {
                Tally::ONE_PASSED
            } else {
                Tally::ONE_FAILED
            };
    }
    Ok(tally)
}

/// Runs a runner, and counts what its lines report.
fn counted(command: &mut Command, read: fn(&str) -> Tally) -> Result<Tally> {
    let mut tally = Tally::default();
    let status = command::run_and_read(command, |line| tally = tally + read(line))?;
    Ok(tally.ended(status.success()))
}

fn cargo(project: &Project) -> Command {
    let mut command = Command::new("cargo");
    command.current_dir(&project.root);
    command
}

/// A script of an npm package of the project.
fn npm_run(folder: &Path, script: &str) -> Command {
    let mut command = Command::new("npm");
    command
        .args(["run", "--silent", script])
        .current_dir(folder);
    command
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_stage_answers_to_its_name() {
        for stage in Stage::ALL {
            assert_eq!(Stage::by_name(stage.name()).unwrap(), *stage);
        }
        let error = Stage::by_name("brwoser").unwrap_err().to_string();
        assert!(
            error.contains("no stage brwoser") && error.contains("browser"),
            "{error}"
        );
    }
}

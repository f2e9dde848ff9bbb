//! What the project needs of a machine, and how it gets there. Each part looks first and says a line only when it
//! has something to do.
//!
//! Three places hold what is installed: the machine itself (Debian's packages, rustup's target and components), the
//! user's cache (programs that cargo builds, the private sysroot), and `node_modules` folders in the clone.

mod apt;
mod browser;
mod cargo_tools;
mod debian_compiler;
mod node;
mod wasm_compiler;

use std::ffi::OsString;
use std::fs::{self, File, TryLockError};
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result};

pub use browser::Browser;
pub use wasm_compiler::{TARGET as WASM_TARGET, WasmCompiler};

use crate::command;
use crate::project::Project;
use crate::stopwatch::Stopwatch;

/// What the build of the page runs with: the compiler for wasm and the programs around it.
pub struct WasmTools {
    /// Folders that go before PATH: the compiler's, wasm-pack's, wasm-bindgen's.
    dirs: Vec<PathBuf>,
    /// Whether the compiler is the one that everything else is built with, clippy and all.
    pub compiler_is_the_projects: bool,
}

impl WasmTools {
    /// A command of the wasm tool chain: `cargo` for the wasm target, or `wasm-pack`.
    pub fn command(&self, program: &str) -> Command {
        let dirs: Vec<_> = self.dirs.iter().map(PathBuf::as_path).collect();
        let path: OsString = command::path_with(&dirs);
        // The PATH of the child isn't looked at for the child itself on every system: so name it in full.
        let found = self
            .dirs
            .iter()
            .map(|dir| dir.join(program))
            .find(|file| file.is_file());
        let mut command = Command::new(found.unwrap_or_else(|| program.into()));
        command.env("PATH", path);
        if !self.compiler_is_the_projects {
            command.env_remove("RUSTUP_TOOLCHAIN");
        }
        command
    }
}

/// Sets up all that any command needs.
pub fn everything(project: &Project, compiler: WasmCompiler) -> Result<()> {
    let watch = Stopwatch::start();
    wasm_tools(project, compiler)?;
    page_packages(project)?;
    lint_tools()?;
    browser_tests(project)?;
    println!("Everything is in place ({watch})");
    Ok(())
}

/// Sets up what makes the wasm module.
pub fn wasm_tools(project: &Project, compiler: WasmCompiler) -> Result<WasmTools> {
    let _lock = lock(project)?;
    let private_compiler = wasm_compiler::ensure(project, compiler)?;
    let wasm_bindgen = cargo_tools::ensure(
        project,
        "wasm-bindgen-cli",
        &project.locked_version("wasm-bindgen")?,
    )?;
    let wasm_pack = cargo_tools::ensure(project, "wasm-pack", cargo_tools::WASM_PACK_VERSION)?;
    cargo_tools::clear_build_folder(project)?;
    let compiler_is_the_projects = private_compiler.is_none();
    Ok(WasmTools {
        dirs: private_compiler
            .into_iter()
            .chain([wasm_bindgen, wasm_pack])
            .collect(),
        compiler_is_the_projects,
    })
}

/// Sets up the npm packages of the page, and wasm-opt.
pub fn page_packages(project: &Project) -> Result<()> {
    let _lock = lock(project)?;
    node::ensure()?;
    node::ensure_packages(&project.build_tools())?;
    node::ensure_packages(&project.www())
}

/// Sets up rustfmt and clippy, which a minimal Rust comes without.
pub fn lint_tools() -> Result<()> {
    for (program, component) in [("rustfmt", "rustfmt"), ("clippy-driver", "clippy")] {
        if command::output_of(Command::new(program).arg("--version")).is_ok() {
            continue;
        }
        say(&format!("adding {component} to the Rust toolchain"));
        command::run(Command::new("rustup").args(["component", "add", component]))
            .with_context(|| format!("{component} is missing: install it for your Rust by hand"))?;
    }
    Ok(())
}

/// Sets up the npm packages of the browser tests: Playwright and axe.
pub fn browser_test_packages(project: &Project) -> Result<()> {
    let _lock = lock(project)?;
    node::ensure()?;
    node::ensure_packages(&project.browser_tests())
}

/// Sets up a browser and its driver, and what tests the page in it.
pub fn browser_tests(project: &Project) -> Result<Browser> {
    browser_test_packages(project)?;
    let _lock = lock(project)?;
    browser::ensure()
}

/// One line on what set-up is about to do.
fn say(what: &str) {
    println!("Setting up: {what}");
}

/// Keeps other set-ups of this user waiting until the file is dropped.
fn lock(project: &Project) -> Result<File> {
    fs::create_dir_all(&project.cache)
        .with_context(|| format!("making {}", project.cache.display()))?;
    let path = project.cache.join("setup.lock");
    let file = File::create(&path).with_context(|| format!("making {}", path.display()))?;
    match file.try_lock() {
        Err(TryLockError::WouldBlock) => {
            say("waiting for another set-up to end");
            file.lock()?;
        }
        other => other?,
    }
    Ok(file)
}

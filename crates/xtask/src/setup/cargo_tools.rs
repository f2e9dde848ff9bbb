//! Programs that cargo builds from crates.io, each version in its own folder of the user's cache.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result};

use super::say;
use crate::command;
use crate::project::Project;
use crate::stopwatch::Stopwatch;

/// The wasm-pack that the project is built with.
pub const WASM_PACK_VERSION: &str = "0.15.1";

/// The folder that holds the programs of this crate at exactly this version; builds them when they aren't there.
pub fn ensure(project: &Project, name: &str, version: &str) -> Result<PathBuf> {
    let folder = project.cache.join(format!("{name}-{version}"));
    // Written by cargo after everything else: a half-done install doesn't have it.
    let complete = folder.join(".crates.toml");
    if !complete.is_file() {
        say(&format!(
            "building {name} {version} (minutes, once for this user)"
        ));
        let watch = Stopwatch::start();
        // With the versions that its authors tested, or, where a registry doesn't have one of these, with what it has.
        command::run(&mut install(project, name, version, true))
            .or_else(|_| {
                say(&format!("{name} can't be had as locked: building it with the versions that can"));
                command::run(&mut install(project, name, version, false))
            })
            .with_context(|| format!("install {name} {version} by hand: cargo install {name} --version {version} --root {}", folder.display()))?;
        say(&format!("{name} took {watch}"));
    }
    Ok(folder.join("bin"))
}

/// Removes what the builds of such programs left behind; a later one would hardly share any of it.
pub fn clear_build_folder(project: &Project) -> Result<()> {
    let folder = build_folder(project);
    if folder.exists() {
        fs::remove_dir_all(&folder).with_context(|| format!("removing {}", folder.display()))?;
    }
    Ok(())
}

/// `cargo install`, quick to build rather than quick to run: these programs work for seconds, not for hours.
fn install(project: &Project, name: &str, version: &str, locked: bool) -> Command {
    let mut command = Command::new("cargo");
    command.args([
        "install",
        "--quiet",
        name,
        "--version",
        version,
        "--force",
        "--root",
    ]);
    command.arg(project.cache.join(format!("{name}-{version}")));
    if locked {
        command.arg("--locked");
    }
    command
        .env("CARGO_TARGET_DIR", build_folder(project))
        .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1")
        .env("CARGO_PROFILE_RELEASE_LTO", "off")
        .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16")
        .env("CARGO_PROFILE_RELEASE_DEBUG", "false")
        .current_dir(&project.cache);
    command
}

/// Shared by the programs, for they share dependencies.
fn build_folder(project: &Project) -> PathBuf {
    project.cache.join("build")
}

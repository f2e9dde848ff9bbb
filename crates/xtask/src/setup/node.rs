//! Node.js, and the packages of a folder as its `package-lock.json` has them.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail};

use super::{apt, say};
use crate::command;

/// The oldest Node.js that the page's tools run on.
const OLDEST_MAJOR: u32 = 20;

/// Makes sure of Node.js and npm.
pub fn ensure() -> Result<()> {
    if command::in_path("node").is_none() || command::in_path("npm").is_none() {
        apt::install(&["nodejs", "npm"], "building the page")?;
    }
    let version = command::output_of(Command::new("node").arg("--version")).with_context(|| {
        format!("building the page needs Node.js {OLDEST_MAJOR} or newer: install it by hand")
    })?;
    let major = version
        .trim_start_matches('v')
        .split('.')
        .next()
        .and_then(|major| major.parse::<u32>().ok());
    if major.is_none_or(|major| major < OLDEST_MAJOR) {
        bail!(
            "building the page needs Node.js {OLDEST_MAJOR} or newer, and this machine's is {version}: install a newer one by hand"
        );
    }
    Ok(())
}

/// Installs a folder's npm packages, unless those of this very lock file are in place.
pub fn ensure_packages(folder: &Path) -> Result<()> {
    let lock_path = folder.join("package-lock.json");
    let lock = fs::read(&lock_path).with_context(|| format!("reading {}", lock_path.display()))?;
    // A copy of the lock file that was installed from: npm's own record of it is written in another form.
    let installed_path = folder.join("node_modules/.installed-from");
    if fs::read(&installed_path).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    say(&format!(
        "installing the npm packages of {}",
        folder.display()
    ));
    command::run(
        Command::new("npm")
            .args(["ci", "--no-audit", "--no-fund", "--loglevel=error"])
            .current_dir(folder),
    )
    .with_context(|| {
        format!(
            "the npm packages of {} couldn't be installed: is the npm registry within reach?",
            folder.display()
        )
    })?;
    fs::write(&installed_path, lock)
        .with_context(|| format!("writing {}", installed_path.display()))
}

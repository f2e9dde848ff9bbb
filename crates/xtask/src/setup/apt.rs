//! Debian's and Ubuntu's packages: asked for only where the machine has apt.

use std::process::Command;

use anyhow::{Context, Result, bail};

use super::say;
use crate::command;

/// Installs those of the packages that are missing; `why` completes "… is needed for". An `Err` says what to install by hand.
pub fn install(packages: &[&str], why: &str) -> Result<()> {
    let missing: Vec<&str> = packages
        .iter()
        .copied()
        .filter(|package| !is_installed(package))
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    let list = missing.join(" ");
    if command::in_path("apt-get").is_none() {
        bail!(
            "{why} needs what Debian calls {list}: install it by hand (this machine has no apt-get)"
        );
    }
    say(&format!("installing {list} with apt-get, for {why}"));
    // A machine's package lists may be too old to download by; a failed update is told by the install that follows.
    if let Err(error) = command::run(apt_get()?.args(["update", "-qq"])) {
        say(&format!("{error:#}; trying with the lists that are there"));
    }
    command::run(
        apt_get()?
            .args(["install", "-y", "-qq", "--no-install-recommends"])
            .args(&missing),
    )
    .with_context(|| format!("{why} needs {list}: install it by hand (apt-get install {list})"))
}

/// Whether dpkg has the package in place.
fn is_installed(package: &str) -> bool {
    command::output_of(Command::new("dpkg-query").args(["-W", "-f=${db:Status-Status}", package]))
        .is_ok_and(|status| status == "installed")
}

/// `apt-get` as root: with sudo for anybody else, which may ask for a password on the terminal.
fn apt_get() -> Result<Command> {
    let user = command::output_of(Command::new("id").arg("-u"))?;
    let mut command = if user == "0" {
        Command::new("env")
    } else {
        let mut sudo = Command::new("sudo");
        sudo.arg("env");
        sudo
    };
    command.args(["DEBIAN_FRONTEND=noninteractive", "apt-get"]);
    Ok(command)
}

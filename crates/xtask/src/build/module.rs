//! The wasm module: wasm-pack compiles it and writes its JavaScript, wasm-opt makes it smaller and faster.
//!
//! wasm-pack could run wasm-opt too, but would download one of its own choosing, and says little when it has none.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::command;
use crate::project::Project;
use crate::setup::WasmTools;

/// The module's file in `www/pkg`, named by wasm-pack after the crate.
const MODULE: &str = "heaplens_wasm_bg.wasm";

/// The proposals that Rust's wasm target takes for granted; wasm-opt has to be told.
const FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];

/// Builds `www/pkg`, with the module optimised.
pub fn build(project: &Project, tools: &WasmTools) -> Result<()> {
    println!("Building the wasm module");
    let pkg = project.www().join("pkg");
    command::run(
        tools
            .command("wasm-pack")
            .args([
                "--quiet",
                "--log-level",
                "warn",
                "build",
                "--release",
                "--target",
                "web",
                "--mode",
                "no-install",
                "--no-pack",
                "--out-dir",
            ])
            .arg(&pkg)
            .arg(project.wasm_crate()),
    )?;
    optimise(project, &pkg.join(MODULE))
}

/// Runs wasm-opt over the module in its place; the same module is optimised once only.
fn optimise(project: &Project, module: &Path) -> Result<()> {
    let kept = project.target().join("wasm-opt");
    let (kept_before, kept_after) = (kept.join("before.wasm"), kept.join("after.wasm"));
    let before =
        fs::read(module).with_context(|| format!("wasm-pack left no {}", module.display()))?;
    if !kept_after.is_file() || !fs::read(&kept_before).is_ok_and(|kept| kept == before) {
        println!("Optimising it (wasm-opt -O3)");
        fs::create_dir_all(&kept)?;
        if kept_after.exists() {
            fs::remove_file(&kept_after)?;
        }
        fs::write(&kept_before, &before)?;
        let unchecked = kept.join("unchecked.wasm");
        command::run(
            Command::new("node")
                .arg(
                    project
                        .build_tools()
                        .join("node_modules/binaryen/bin/wasm-opt"),
                )
                .args(["-O3", "--strip-debug", "--strip-producers"])
                .args(FEATURES)
                .arg(&kept_before)
                .arg("-o")
                .arg(&unchecked),
        )?;
        check_smaller(before.len(), fs::metadata(&unchecked)?.len())?;
        fs::rename(&unchecked, &kept_after)?;
    }
    fs::copy(&kept_after, module)?;
    Ok(())
}

/// A module that didn't shrink wasn't optimised, whatever the exit status says.
fn check_smaller(before_bytes: usize, after_bytes: u64) -> Result<()> {
    if after_bytes == 0 || after_bytes >= before_bytes as u64 {
        bail!("wasm-opt ran but didn't optimise: {before_bytes} bytes before, {after_bytes} after");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_module_that_did_not_shrink_is_an_error() {
        assert!(check_smaller(1000, 900).is_ok());
        assert!(check_smaller(1000, 1000).is_err());
        assert!(check_smaller(1000, 0).is_err());
    }
}

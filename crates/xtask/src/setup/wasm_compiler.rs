//! A Rust compiler with a standard library for wasm.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use super::{debian_compiler, say};
use crate::command;
use crate::project::Project;

/// What the module is compiled for.
pub const TARGET: &str = "wasm32-unknown-unknown";

/// Which compilers may be taken.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum WasmCompiler {
    /// The project's own, with rustup's target; Debian's where that can't be had.
    Any,
    /// Debian's alone.
    Debian,
}

/// Makes sure of a compiler; `None` is the one that is in PATH already, `Some` the folder of another one's programs.
pub fn ensure(project: &Project, choice: WasmCompiler) -> Result<Option<PathBuf>> {
    if choice == WasmCompiler::Debian {
        return debian_compiler::ensure(project).map(Some);
    }
    let sysroot = command::output_of(Command::new("rustc").args(["--print", "sysroot"]))?;
    if has_std(Path::new(&sysroot)) {
        return Ok(None);
    }
    if let Some(bin) = debian_compiler::installed(project) {
        return Ok(Some(bin));
    }
    if command::in_path("rustup").is_some() {
        say(&format!(
            "adding {TARGET} to the Rust toolchain (rustup target add)"
        ));
        match command::run(Command::new("rustup").args(["target", "add", TARGET])) {
            Ok(()) if has_std(Path::new(&sysroot)) => return Ok(None),
            Ok(()) => say("rustup added it to another toolchain than the one in use"),
            Err(error) => say(&format!("{error:#}")),
        }
    }
    if command::in_path("apt-get").is_none() {
        bail!(
            "the standard library for {TARGET} is missing, and can't be had from here: install it for the Rust in PATH by hand"
        );
    }
    say("taking Debian's compiler for wasm instead");
    debian_compiler::ensure(project).map(Some).with_context(|| {
        format!("install the standard library for {TARGET} by hand (rustup target add {TARGET})")
    })
}

/// Whether a sysroot holds the core library for wasm.
pub fn has_std(sysroot: &Path) -> bool {
    let lib = sysroot.join("lib/rustlib").join(TARGET).join("lib");
    let Ok(entries) = fs::read_dir(lib) else {
        return false;
    };
    entries.flatten().any(|entry| {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        name.starts_with("libcore-") && name.ends_with(".rlib")
    })
}

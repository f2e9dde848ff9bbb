//! A wasm compiler where rustup's server can't be reached: the recent Rust that Debian keeps for its browsers, and
//! a standard library for wasm that it builds once from Debian's copy of the sources.
//!
//! Debian ships no such library of that compiler, and writing into `/usr` isn't ours: so a private sysroot in the
//! user's cache holds the library, links to the rest, and wrappers named `rustc` and `cargo` that use it.

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use super::wasm_compiler::{TARGET, has_std};
use super::{apt, say};
use crate::command;
use crate::project::Project;
use crate::stopwatch::Stopwatch;

const RUSTC: &str = "/usr/bin/rustc";
const CARGO: &str = "/usr/bin/cargo";

/// Compiler, cargo, the standard library's sources, and the linker for wasm.
const PACKAGES: [&str; 4] = ["rustc-web", "cargo-web", "rust-web-src", "lld-19"];

/// The private sysroot's programs, if it was made from the compiler that is installed now.
pub fn installed(project: &Project) -> Option<PathBuf> {
    let sysroot = sysroot_dir(project, &Compiler::probe().ok()?);
    has_std(&sysroot).then(|| sysroot.join("bin"))
}

/// Installs the packages and builds the library where that isn't done yet; gives the folder of the programs.
pub fn ensure(project: &Project) -> Result<PathBuf> {
    apt::install(&PACKAGES, "compiling to wasm")?;
    let compiler = Compiler::probe()?;
    let sysroot = sysroot_dir(project, &compiler);
    if !has_std(&sysroot) {
        say(&format!(
            "building the standard library for {TARGET} with Debian's Rust {} (about a minute)",
            compiler.release
        ));
        let watch = Stopwatch::start();
        let work = project.cache.join("wasm-std-build");
        remove(&work)?;
        build_std(&work)?;
        remove(&sysroot)?;
        assemble(
            &work.join("target").join(TARGET).join("release/deps"),
            &sysroot,
            &compiler,
        )?;
        remove(&work)?;
        say(&format!("the standard library took {watch}"));
    }
    Ok(sysroot.join("bin"))
}

/// What Debian's compiler says of itself.
struct Compiler {
    release: String,
    host: String,
    /// The whole of `rustc -vV`, which changes with each build of the package.
    identity: String,
}

impl Compiler {
    fn probe() -> Result<Self> {
        let identity = command::output_of(Command::new(RUSTC).arg("-vV"))?;
        let field = |name: &str| {
            identity
                .lines()
                .find_map(|line| line.strip_prefix(name))
                .map(str::to_owned)
        };
        let (Some(release), Some(host)) = (field("release: "), field("host: ")) else {
            bail!("{RUSTC} -vV doesn't tell its release and host");
        };
        Ok(Self {
            release,
            host,
            identity,
        })
    }
}

/// One folder for each compiler version: a library fits its own compiler alone.
fn sysroot_dir(project: &Project, compiler: &Compiler) -> PathBuf {
    let commit = compiler
        .identity
        .lines()
        .find_map(|line| line.strip_prefix("commit-hash: "))
        .unwrap_or("unknown");
    let commit = commit.get(..9).unwrap_or(commit);
    project
        .cache
        .join(format!("wasm-sysroot-{}-{commit}", compiler.release))
}

/// Builds std, panic_abort and test (for the tests in the browser) of the target, as dependencies of an empty crate.
fn build_std(work: &Path) -> Result<()> {
    let empty = work.join("empty");
    fs::create_dir_all(empty.join("src"))?;
    fs::write(empty.join("src/lib.rs"), "")?;
    fs::write(
        empty.join("Cargo.toml"),
        "[package]\nname = \"empty\"\nversion = \"0.0.0\"\nedition = \"2024\"\n[profile.release]\ndebug = false\n[workspace]\n",
    )?;
    command::run(
        Command::new(CARGO)
            .args([
                "build",
                "--release",
                "--quiet",
                "--target",
                TARGET,
                "-Zbuild-std=std,panic_abort,test",
            ])
            .current_dir(&empty)
            .env("CARGO_TARGET_DIR", work.join("target"))
            .env("RUSTC", RUSTC)
            // -Zbuild-std asks for a nightly; this lets a stable compiler pass for one.
            .env("RUSTC_BOOTSTRAP", "1")
            // Gives the library the crate hashes of a shipped one, which no crate of the project can collide with.
            .env("__CARGO_DEFAULT_LIB_METADATA", "stablestd")
            .env_remove("RUSTFLAGS")
            .env_remove("CARGO_ENCODED_RUSTFLAGS")
            .env_remove("RUSTUP_TOOLCHAIN"),
    )
}

/// Lays the sysroot: the new library, links to the host's library, sources and linker, and the programs.
fn assemble(libraries: &Path, sysroot: &Path, compiler: &Compiler) -> Result<()> {
    let rustlib = sysroot.join("lib/rustlib");
    let bin = sysroot.join("bin");
    let wasm_lib = rustlib.join(TARGET).join("lib");
    let host_bin = rustlib.join(&compiler.host).join("bin");
    for folder in [&bin, &wasm_lib, &host_bin] {
        fs::create_dir_all(folder)?;
    }
    symlink(
        format!("/usr/lib/rustlib/{}/lib", compiler.host),
        rustlib.join(&compiler.host).join("lib"),
    )?;
    symlink("/usr/lib/rustlib/src", rustlib.join("src"))?;
    symlink(newest_lld()?, host_bin.join("rust-lld"))?;
    symlink(CARGO, bin.join("cargo"))?;
    for program in ["rustc", "rustdoc"] {
        let wrapper = bin.join(program);
        fs::write(
            &wrapper,
            format!(
                "#!/bin/sh\nexec /usr/bin/{program} --sysroot \"{}\" \"$@\"\n",
                sysroot.display()
            ),
        )?;
        fs::set_permissions(&wrapper, fs::Permissions::from_mode(0o755))?;
    }
    // Last, for the core library is what tells a finished sysroot; and libcore itself last of all.
    let mut files: Vec<PathBuf> = fs::read_dir(libraries)?
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| is_std_library(path))
        .collect();
    files.sort_by_key(|path| file_name(path).starts_with("libcore-"));
    for file in files {
        fs::copy(&file, wasm_lib.join(file_name(&file)))?;
    }
    if !has_std(sysroot) {
        bail!(
            "the build of the standard library left no libcore in {}",
            libraries.display()
        );
    }
    Ok(())
}

/// A library of the standard one's, not that of the empty crate.
fn is_std_library(path: &Path) -> bool {
    let name = file_name(path);
    name.starts_with("lib") && name.ends_with(".rlib") && !name.starts_with("libempty-")
}

fn file_name(path: &Path) -> String {
    path.file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default()
}

/// LLVM's linker of the highest version that is installed.
fn newest_lld() -> Result<PathBuf> {
    let llvm_version = |path: &Path| {
        file_name(path)
            .strip_prefix("llvm-")
            .and_then(|version| version.parse::<u32>().ok())
    };
    fs::read_dir("/usr/lib")?
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.join("bin/lld").exists())
        .max_by_key(|path| llvm_version(path))
        .map(|path| path.join("bin/lld"))
        .context("lld is installed, yet isn't in /usr/lib/llvm-*/bin")
}

fn remove(folder: &Path) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder).with_context(|| format!("removing {}", folder.display()))?;
    }
    Ok(())
}

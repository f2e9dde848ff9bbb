//! The page, built: one folder of static files that works under any path of any host.

mod module;
mod sizes;

use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::command;
use crate::project::Project;
use crate::setup::{self, WasmCompiler};
use crate::stopwatch::Stopwatch;

/// Builds the wasm module and the page around it into `www/dist`, and prints the sizes.
pub fn page(project: &Project) -> Result<()> {
    let watch = Stopwatch::start();
    let tools = setup::wasm_tools(project, WasmCompiler::Any)?;
    setup::page_packages(project)?;
    module::build(project, &tools)?;
    println!("Building the page");
    command::run(
        Command::new("npm")
            .args(["run", "--silent", "build"])
            .current_dir(project.www()),
    )?;
    let files = sizes::of_files(project)?;
    for wanted in ["index.html", ".wasm"] {
        if !files.iter().any(|file| file.path.ends_with(wanted)) {
            bail!(
                "the page's build left no {wanted} in {}",
                project.dist().display()
            );
        }
    }
    sizes::print(&files);
    println!(
        "Built {} ({watch})",
        project
            .dist()
            .strip_prefix(&project.root)
            .context("dist lies in the project")?
            .display()
    );
    Ok(())
}

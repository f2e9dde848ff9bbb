//! What a visitor downloads: each file of the site, as it is and as a host would compress it.

use std::process::Command;

use anyhow::{Context, Result};
use serde_json::Value;

use crate::command;
use crate::project::Project;

/// One file of `www/dist`.
pub struct SiteFile {
    /// Below `www/dist`, with `/`.
    pub path: String,
    /// As it lies there.
    pub bytes: u64,
    /// With brotli at its best.
    pub brotli_bytes: u64,
}

/// Measures every file. Node has brotli built in, and the page's build needs Node anyway.
pub fn of_files(project: &Project) -> Result<Vec<SiteFile>> {
    let script = project.root.join("crates/xtask/npm/sizes.mjs");
    let kept = project.target().join("site-sizes.json");
    let json = command::output_of(
        Command::new("node")
            .arg(script)
            .arg(project.dist())
            .arg(kept),
    )?;
    read(&json).context("sizes.mjs prints a list of [path, bytes, brotli bytes]")
}

fn read(json: &str) -> Option<Vec<SiteFile>> {
    let rows: Vec<Value> = serde_json::from_str(json).ok()?;
    let file = |row: &Value| {
        Some(SiteFile {
            path: row[0].as_str()?.to_owned(),
            bytes: row[1].as_u64()?,
            brotli_bytes: row[2].as_u64()?,
        })
    };
    rows.iter().map(file).collect()
}

/// A table of the files, and their sum.
pub fn print(files: &[SiteFile]) {
    println!("{:>10}  {:>10}", "bytes", "brotli");
    for file in files {
        println!(
            "{:>10}  {:>10}  {}",
            file.bytes, file.brotli_bytes, file.path
        );
    }
    let sum = |of: fn(&SiteFile) -> u64| files.iter().map(of).sum::<u64>();
    println!(
        "{:>10}  {:>10}  in all",
        sum(|file| file.bytes),
        sum(|file| file.brotli_bytes)
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_become_files() {
        let files = read(r#"[["index.html", 120, 80], ["a/b.wasm", 5, 4]]"#).unwrap();
        assert_eq!(
            (
                files[1].path.as_str(),
                files[1].bytes,
                files[1].brotli_bytes
            ),
            ("a/b.wasm", 5, 4)
        );
        assert!(read(r#"[["index.html"]]"#).is_none());
    }
}

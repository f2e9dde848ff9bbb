//! Where things are: the folders of the project, and the cache that outlives a clone of it.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// One clone of the project, and the user's cache folder that all clones share.
pub struct Project {
    /// The clone's top folder.
    pub root: PathBuf,
    /// What set-up installs that isn't the machine's own: `$XDG_CACHE_HOME/heaplens`.
    pub cache: PathBuf,
}

impl Project {
    /// The project that this xtask was built from. Fails where the user has no home folder to cache in.
    pub fn find() -> Result<Self> {
        let manifest_dir = env::var_os("CARGO_MANIFEST_DIR")
            .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
        let root = manifest_dir
            .ancestors()
            .nth(2)
            .context("xtask lies in crates/xtask of the project")?
            .to_owned();
        let cache = match (
            env::var_os("XDG_CACHE_HOME"),
            env::var_os("HOME").or_else(|| env::var_os("USERPROFILE")),
        ) {
            (Some(cache), _) if Path::new(&cache).is_absolute() => PathBuf::from(cache),
            (_, Some(home)) => PathBuf::from(home).join(".cache"),
            _ => anyhow::bail!(
                "neither XDG_CACHE_HOME nor HOME is set: there is no place to keep the tools in"
            ),
        };
        Ok(Self {
            root,
            cache: cache.join("heaplens"),
        })
    }

    /// The page's sources; its `dist` and `pkg` are made by the build.
    pub fn www(&self) -> PathBuf {
        self.root.join("www")
    }

    /// The static site that the build leaves.
    pub fn dist(&self) -> PathBuf {
        self.www().join("dist")
    }

    /// The crate that becomes the wasm module.
    pub fn wasm_crate(&self) -> PathBuf {
        self.root.join("crates/heaplens-wasm")
    }

    /// The Playwright tests, an npm package.
    pub fn browser_tests(&self) -> PathBuf {
        self.root.join("tests/browser")
    }

    /// The npm package of the build's own tools.
    pub fn build_tools(&self) -> PathBuf {
        self.root.join("crates/xtask/npm")
    }

    /// Screenshots and reports of a test run, for a person to look at.
    pub fn artefacts(&self) -> PathBuf {
        self.root.join("tests/artefacts")
    }

    /// Where cargo puts what it builds.
    pub fn target(&self) -> PathBuf {
        env::var_os("CARGO_TARGET_DIR")
            .map_or_else(|| self.root.join("target"), |dir| self.root.join(dir))
    }

    /// The version of a crate in `Cargo.lock`.
    pub fn locked_version(&self, package: &str) -> Result<String> {
        let path = self.root.join("Cargo.lock");
        let lock =
            fs::read_to_string(&path).with_context(|| format!("reading {}", path.display()))?;
        version_in_lock(&lock, package)
            .with_context(|| format!("{package} isn't in {}", path.display()))
    }
}

/// The version that follows a package's name in the text of a `Cargo.lock`.
fn version_in_lock(lock: &str, package: &str) -> Option<String> {
    let name = format!("name = \"{package}\"");
    let mut lines = lock.lines().skip_while(|line| *line != name);
    let version = lines
        .nth(1)?
        .strip_prefix("version = \"")?
        .strip_suffix('"')?;
    Some(version.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_locked_version_is_that_of_the_whole_name() {
        let lock = "[[package]]\nname = \"wasm-bindgen-macro\"\nversion = \"9.9.9\"\n\n[[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\n";
        assert_eq!(
            version_in_lock(lock, "wasm-bindgen").as_deref(),
            Some("0.2.130")
        );
        assert_eq!(version_in_lock(lock, "wasm"), None);
    }

    #[test]
    fn this_project_locks_wasm_bindgen() {
        let version = Project::find()
            .unwrap()
            .locked_version("wasm-bindgen")
            .unwrap();
        assert!(version.starts_with("0."), "{version}");
    }
}

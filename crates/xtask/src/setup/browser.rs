//! A Chromium (or Chrome) and its ChromeDriver: the machine's own, or Debian's.
//! Browsers that test tools download for themselves aren't used: a machine behind a closed network can't get them.

use std::env;
use std::path::PathBuf;

use anyhow::{Context, Result};

use super::apt;
use crate::command;

/// The names under which the browser is installed, best first.
const BROWSERS: [&str; 4] = [
    "chromium",
    "chromium-browser",
    "google-chrome-stable",
    "google-chrome",
];

/// The browser that the tests run in.
pub struct Browser {
    /// The browser itself, for Playwright.
    pub chromium: PathBuf,
    /// The WebDriver server for it, for wasm-bindgen's test runner.
    pub chromedriver: PathBuf,
}

/// Finds both programs, or installs Debian's.
pub fn ensure() -> Result<Browser> {
    if let (Some(chromium), Some(chromedriver)) = (find_chromium(), find_chromedriver()) {
        return Ok(Browser {
            chromium,
            chromedriver,
        });
    }
    apt::install(&["chromium", "chromium-driver"], "the browser tests")?;
    let by_hand = "install Chromium or Chrome and the ChromeDriver of the same version, and put both in PATH \
                   (or their places into CHROMIUM and CHROMEDRIVER)";
    Ok(Browser {
        chromium: find_chromium()
            .with_context(|| format!("the browser tests need a browser: {by_hand}"))?,
        chromedriver: find_chromedriver()
            .with_context(|| format!("the browser tests need chromedriver: {by_hand}"))?,
    })
}

fn find_chromium() -> Option<PathBuf> {
    let mac = PathBuf::from("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome");
    from_environment("CHROMIUM")
        .or_else(|| BROWSERS.iter().find_map(|name| command::in_path(name)))
        .or_else(|| Some(mac).filter(|path| path.is_file()))
}

fn find_chromedriver() -> Option<PathBuf> {
    from_environment("CHROMEDRIVER").or_else(|| command::in_path("chromedriver"))
}

/// A program that the user named in a variable, if it is there.
fn from_environment(variable: &str) -> Option<PathBuf> {
    env::var_os(variable)
        .map(PathBuf::from)
        .filter(|path| path.is_file())
}

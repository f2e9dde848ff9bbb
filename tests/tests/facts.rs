//! The facts of `tests/facts`, asked of the engine. By default a sample; `HEAPLENS_FACTS_EVERY=1` asks all,
//! `HEAPLENS_FACTS=sizes,traced` those files only, `HEAPLENS_FACTS_VERSIONS=3.12` those versions only,
//! `HEAPLENS_SHOWN=50` shows more of what differs.

use std::fmt::Write as _;
use std::io::Write as _;

use heaplens_heap::Version;
use heaplens_tests::engine::{Engine, hold};
use heaplens_tests::facts::{FILES, Score, load};

fn wanted(variable: &str) -> impl Fn(&str) -> bool {
    let list = std::env::var(variable).ok();
    move |name| {
        list.as_ref()
            .is_none_or(|list| list.split(',').any(|w| w == name))
    }
}

/// Appends every fact that is wrong or undecided to a file, for a look at what they have in common.
fn report(path: &std::ffi::OsStr, score: &Score, file: &str) {
    let mut text = String::new();
    for (version, name, recorded, got) in &score.wrong {
        let _ = writeln!(text, "WRONG\t{file}\t{version}\t{name}\t{recorded}\t{got}");
    }
    for (version, name) in &score.undecided {
        let _ = writeln!(text, "OPEN\t{file}\t{version}\t{name}");
    }
    let mut report = std::fs::OpenOptions::new()
        .create(true)
        .append(true)
        .open(path)
        .expect("the report can be opened");
    report
        .write_all(text.as_bytes())
        .expect("the report can be written");
}

#[test]
fn the_engine_answers_as_recorded() {
    let number = |variable: &str| std::env::var(variable).ok().and_then(|n| n.parse().ok());
    let every = number("HEAPLENS_FACTS_EVERY").unwrap_or(97);
    let (is_file, is_version) = (wanted("HEAPLENS_FACTS"), wanted("HEAPLENS_FACTS_VERSIONS"));
    for file in FILES.into_iter().filter(|file| is_file(file)) {
        let facts = load(file);
        for version in Version::ALL {
            if is_version(&version.to_string()) {
                let mut score = hold(&mut Engine, &facts, file, version, every);
                if let Some(path) = std::env::var_os("HEAPLENS_REPORT") {
                    report(&path, &score, file);
                }
                score.shown = Some(number("HEAPLENS_SHOWN").unwrap_or(0));
                println!("{file} {version}: {score}");
            }
        }
    }
}

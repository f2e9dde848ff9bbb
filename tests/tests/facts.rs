//! The facts of `tests/facts`, asked of the engine. By default a sample; `HEAPLENS_FACTS_EVERY=1` asks all,
//! `HEAPLENS_FACTS=sizes,traced` those files only, `HEAPLENS_FACTS_VERSIONS=3.12` those versions only,
//! `HEAPLENS_SHOWN=50` shows more of what differs; `HEAPLENS_UPDATE=1` writes `tests/scoreboard/facts.md`.

use std::collections::{BTreeMap, BTreeSet};
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

/// The least share of the sample's facts, in percent, that must be right by file.
const FLOORS: [(&str, f64); 7] = [
    ("sizes", 90.0),
    ("growth", 85.0),
    ("traced", 50.0),
    ("freelists_and_ids", 50.0),
    ("identity_constants", 90.0),
    ("refcounts", 85.0),
    ("tracked_and_collected", 65.0),
];

/// The scoreboard: the share that is right by file and version, and the facts that aren't, by name.
fn board(every: usize, scores: &[(&str, Vec<(Version, Score)>)]) -> String {
    let mut text = format!(
        "# facts: recorded one by one; which of them the engine answers as CPython did\n\n\
         Of every {every}th fact of each file: right answers in percent of the facts that don't vary; those that aren't \
         asked count as wrong.\n\n| file |"
    );
    for version in Version::ALL {
        let _ = write!(text, " {version} |");
    }
    text.push_str("\n|---|");
    text.push_str(&"---|".repeat(Version::ALL.len()));
    for (file, scores) in scores {
        let _ = write!(text, "\n| {file} |");
        for (_, score) in scores {
            let share = 100.0 * score.right as f64 / score.facts.max(1) as f64;
            let _ = write!(text, " {share:.1} |");
        }
    }
    for (file, scores) in scores {
        let mut wrong: BTreeMap<&str, Vec<String>> = BTreeMap::new();
        let mut open: BTreeSet<&str> = BTreeSet::new();
        for (version, score) in scores {
            for (_, name, _, _) in &score.wrong {
                wrong.entry(name).or_default().push(version.to_string());
            }
            open.extend(score.undecided.iter().map(|(_, name)| name.as_str()));
        }
        let _ = write!(
            text,
            "\n\n## {file}\n\n{} facts aren't asked.\n",
            open.len()
        );
        for (name, versions) in wrong {
            let _ = write!(text, "\n- `{name}` in {}", versions.join(" "));
        }
    }
    text.push('\n');
    text
}

#[test]
fn the_engine_answers_as_recorded() {
    let number = |variable: &str| std::env::var(variable).ok().and_then(|n| n.parse().ok());
    let every = number("HEAPLENS_FACTS_EVERY").unwrap_or(97);
    let (is_file, is_version) = (wanted("HEAPLENS_FACTS"), wanted("HEAPLENS_FACTS_VERSIONS"));
    let mut scores = Vec::new();
    for file in FILES.into_iter().filter(|file| is_file(file)) {
        let facts = load(file);
        let mut of_file = Vec::new();
        for version in Version::ALL {
            if is_version(&version.to_string()) {
                let mut score = hold(&mut Engine, &facts, file, version, every);
                if let Some(path) = std::env::var_os("HEAPLENS_REPORT") {
                    report(&path, &score, file);
                }
                score.shown = Some(number("HEAPLENS_SHOWN").unwrap_or(0));
                println!("{file} {version}: {score}");
                of_file.push((version, score));
            }
        }
        scores.push((file, of_file));
    }
    if std::env::var_os("HEAPLENS_UPDATE").is_some() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/scoreboard/facts.md");
        std::fs::write(path, board(every, &scores)).expect("the scoreboard can be written");
    }
    for (file, scores) in &scores {
        let floor = FLOORS.iter().find(|(name, _)| name == file);
        let floor = floor.map_or(0.0, |(_, floor)| *floor);
        let asked: usize = scores.iter().map(|(_, score)| score.decided()).sum();
        let right: usize = scores.iter().map(|(_, score)| score.right).sum();
        assert!(
            right as f64 * 100.0 >= asked as f64 * floor,
            "{file}: {right} of {asked} asked are right"
        );
    }
}

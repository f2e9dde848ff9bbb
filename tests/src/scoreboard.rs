//! A committed scoreboard: by version and topic, how many recorded programs the engine runs as CPython did, then
//! every one that it doesn't, by name. A test fails where the engine and the scoreboard part, either way.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;

use heaplens_heap::Version;
use heaplens_python::vm::program::Unit;

use crate::recordings::{Case, differences, tests_folder};

/// Runs the cases and compares with `scoreboard/NAME.md`. With `HEAPLENS_UPDATE=1` the file is written anew.
///
/// # Panics
/// Where the engine does not do what the scoreboard says.
pub fn hold(name: &str, cases: &[Case]) {
    let failed = differences(cases);
    let text = render(name, cases, &failed);
    let path = tests_folder().join("scoreboard").join(format!("{name}.md"));
    if std::env::var_os("HEAPLENS_UPDATE").is_some() {
        fs::create_dir_all(path.parent().expect("the file lies in a folder"))
            .expect("the folder can be made");
        fs::write(&path, &text).expect("the scoreboard can be written");
        return;
    }
    let known = fs::read_to_string(&path).unwrap_or_default();
    let (was, is) = (failures(&known), failures(&text));
    let worse: Vec<&String> = is.difference(&was).collect();
    let better: Vec<&String> = was.difference(&is).collect();
    for (case, why) in &failed {
        let line = label(case);
        if worse.iter().any(|bad| bad.starts_with(&line)) {
            eprintln!("{line}: {why}");
        }
    }
    assert!(
        worse.is_empty(),
        "{} recorded programs no longer run as CPython did:\n{worse:#?}",
        worse.len()
    );
    if !better.is_empty() {
        eprintln!(
            "{} now run as CPython did; write the scoreboard anew: {better:#?}",
            better.len()
        );
    }
}

/// What a scoreboard says that fails, each in one version: `gc/x.py repl in 3.8`.
pub fn failures(text: &str) -> BTreeSet<String> {
    let mut failures = BTreeSet::new();
    for line in text.lines().filter_map(|line| line.strip_prefix("- ")) {
        let line = line.split(" — ").next().unwrap_or(line);
        let (label, versions) = line.split_once(" in ").unwrap_or((line, ""));
        let each = versions.split(' ');
        failures.extend(each.map(|version| format!("{label} in {version}")));
    }
    failures
}

fn label(case: &Case) -> String {
    let unit = if case.unit == Unit::Repl {
        "repl"
    } else {
        "script"
    };
    format!("{} {unit}", case.name)
}

fn render(name: &str, cases: &[Case], failed: &[(Case, String)]) -> String {
    let topic = |case: &Case| {
        case.name
            .split_once('/')
            .map_or(name, |(topic, _)| topic)
            .to_owned()
    };
    let mut counts: BTreeMap<(String, Version), (u32, u32)> = BTreeMap::new();
    for case in cases {
        counts.entry((topic(case), case.version)).or_default().1 += 1;
        counts
            .entry(("all".to_owned(), case.version))
            .or_default()
            .1 += 1;
    }
    let mut by_label: BTreeMap<String, (Vec<Version>, String)> = BTreeMap::new();
    for (case, why) in failed {
        counts.entry((topic(case), case.version)).or_default().0 += 1;
        counts
            .entry(("all".to_owned(), case.version))
            .or_default()
            .0 += 1;
        let entry = by_label
            .entry(label(case))
            .or_insert_with(|| (Vec::new(), why.clone()));
        entry.0.push(case.version);
    }
    let mut text =
        format!("# {name}: recorded programs that the engine runs as CPython did\n\n| topic |");
    for version in Version::ALL {
        let _ = write!(text, " {version} |");
    }
    text.push_str("\n|---|");
    text.push_str(&"---|".repeat(Version::ALL.len()));
    text.push('\n');
    let mut topics: Vec<String> = counts.keys().map(|(topic, _)| topic.clone()).collect();
    topics.dedup();
    for topic in topics {
        let _ = write!(text, "| {topic} |");
        for version in Version::ALL {
            match counts.get(&(topic.clone(), version)) {
                Some((bad, all)) => {
                    let _ = write!(text, " {}/{all} |", all - bad);
                }
                None => text.push_str(" – |"),
            }
        }
        text.push('\n');
    }
    text.push_str("\n## Where they part\n\n");
    for (label, (versions, why)) in by_label {
        let versions: Vec<String> = versions.iter().map(ToString::to_string).collect();
        let why: String = why.chars().take(160).collect();
        let _ = writeln!(
            text,
            "- {label} in {} — {}",
            versions.join(" "),
            why.replace('\n', " ")
        );
    }
    text
}

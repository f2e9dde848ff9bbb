//! What each version's compiler said of the programs in `recorded/language/syntax_errors.json`: the error with its
//! places and text, or the warnings. The scoreboard lists every one on which the engine parts from CPython.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use heaplens_heap::Version;
use heaplens_python::compile::{CompileError, Mode, compile};
use serde::Deserialize;
use serde_json::{Value, json};

#[derive(Deserialize)]
struct Program {
    source: String,
    results: Vec<Group>,
}

#[derive(Deserialize)]
struct Group {
    versions: Vec<String>,
    result: Value,
}

/// What the engine says, in the recording's form.
fn result(source: &str, version: Version) -> Value {
    match compile(source, "<src>", Mode::Script, version) {
        Ok(compiled) if compiled.warnings.is_empty() => json!({"status": "ok"}),
        Ok(compiled) => {
            let warnings = compiled.warnings.iter();
            let warnings: Vec<Value> = warnings
                .map(|warning| json!([warning.category, warning.message, warning.lineno]))
                .collect();
            json!({"status": "ok", "warnings": warnings})
        }
        Err(CompileError::Syntax(error)) => json!({
            "status": "error",
            "type": error.kind.name(),
            "message": error.msg,
            "lineno": error.lineno,
            "offset": error.offset,
            "end_lineno": error.end_lineno,
            "end_offset": error.end_offset,
            "text": error.text,
        }),
        Err(error) => json!({"status": error.to_string()}),
    }
}

/// Whether the engine says what was recorded. Warnings before an error aren't compared, and errors of other
/// classes are recorded by message alone.
fn agrees(ours: &Value, recorded: &Value) -> bool {
    let (Some(ours), Some(recorded)) = (ours.as_object(), recorded.as_object()) else {
        return false;
    };
    let failed = recorded["status"] == "error";
    recorded
        .iter()
        .filter(|(name, _)| !(failed && *name == "warnings"))
        .all(|(name, value)| ours.get(name) == Some(value))
        && ours.contains_key("warnings") == (!failed && recorded.contains_key("warnings"))
}

fn render(counts: &BTreeMap<Version, (u32, u32)>, wrong: &[String]) -> String {
    let mut text = "# Syntax errors and compiler warnings that are CPython's to the column\n\n| version | right | of |\n|---|---|---|\n".to_owned();
    for (version, (right, all)) in counts {
        let _ = writeln!(text, "| {version} | {right} | {all} |");
    }
    text.push_str("\n## Where they part\n\n");
    for line in wrong {
        let _ = writeln!(text, "- {line}");
    }
    text
}

#[test]
fn wrong_programs_are_refused_as_recorded() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let recorded = fs::read_to_string(folder.join("recorded/language/syntax_errors.json"))
        .expect("the recording is there");
    let programs: BTreeMap<String, Program> =
        serde_json::from_str(&recorded).expect("the recording is JSON");
    let mut counts: BTreeMap<Version, (u32, u32)> = BTreeMap::new();
    let mut wrong = Vec::new();
    for (name, program) in &programs {
        for group in &program.results {
            for version in &group.versions {
                let version: Version = version.parse().expect("a known version");
                let ours = result(&program.source, version);
                let count = counts.entry(version).or_default();
                count.1 += 1;
                if agrees(&ours, &group.result) {
                    count.0 += 1;
                } else {
                    wrong.push(format!("{name} in {version}"));
                    eprintln!("{name} in {version}: {ours}\n  recorded {}", group.result);
                }
            }
        }
    }
    let text = render(&counts, &wrong);
    let path = folder.join("scoreboard/syntax_errors.md");
    if std::env::var_os("HEAPLENS_UPDATE").is_some() {
        fs::write(&path, &text).expect("the scoreboard can be written");
    }
    let known = fs::read_to_string(&path).unwrap_or_default();
    let new: Vec<&String> = wrong
        .iter()
        .filter(|line| !known.contains(&format!("- {line}\n")))
        .collect();
    assert!(new.is_empty(), "no longer as CPython: {new:#?}");
    for (version, (right, all)) in counts {
        assert!(right * 100 >= all * 97, "{version}: {right} of {all}");
    }
}

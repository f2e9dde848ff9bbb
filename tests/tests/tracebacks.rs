//! The traceback printer against what eight CPythons printed (tests/record/tracebacks.py).
//!
//! The data of each exception is CPython 3.11's. A version is held to it where its frames and messages are the same:
//! then every character must be. Where only the words or lines differ, there is nothing to hold.

use heaplens_python::Version;
use heaplens_python::report::{
    Exception, ExceptionId, Frame, Notes, Options, ReportRules, Shown, Sources, Span,
    SyntaxDetails, print,
};
use heaplens_python::text::{PyText, TextRef};
use serde::Deserialize;
use std::collections::BTreeMap;

const RECORDED: &str = include_str!("../recorded/traceback_cases.json");

#[derive(Deserialize)]
struct Case {
    exceptions: Vec<Known>,
    lines: BTreeMap<String, BTreeMap<u32, String>>,
    limit: Option<i64>,
    source: String,
    stderr: Vec<(Vec<String>, String)>,
}

/// What the recorder found of one exception.
#[derive(Deserialize)]
struct Known {
    module: Option<String>,
    qualname: String,
    name: String,
    text: Option<String>,
    traceback: Option<Vec<KnownFrame>>,
    cause: Option<usize>,
    context: Option<usize>,
    suppress: bool,
    notes: Option<KnownNotes>,
    syntax: Option<KnownSyntax>,
    members: Option<Vec<usize>>,
}

type KnownFrame = (String, u32, String, [Option<u32>; 4]);

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum KnownNotes {
    Str(String),
    Each(Vec<Option<String>>),
    Other(Option<String>),
}

#[derive(Deserialize)]
struct KnownSyntax {
    msg: Option<String>,
    filename: Option<String>,
    lineno: Option<i64>,
    offset: Option<i64>,
    end_lineno: Option<i64>,
    end_offset: Option<i64>,
    text: Option<String>,
}

struct Files<'a>(&'a Case);

impl Sources for Files<'_> {
    fn line(&self, filename: TextRef<'_>, lineno: u32) -> Option<PyText> {
        let filename = filename.to_string_lossy();
        let line = if filename == "/program.py" {
            self.0.source.split('\n').nth(lineno as usize - 1)
        } else {
            self.0
                .lines
                .get(&filename)?
                .get(&lineno)
                .map(String::as_str)
        };
        line.filter(|_| !filename.starts_with('<'))
            .map(PyText::from)
    }

    fn compiles(&self, _source: &str) -> bool {
        false
    }
}

fn shown(text: &Option<String>) -> Shown {
    match text {
        Some(text) => Shown::Text(text.as_str().into()),
        None => Shown::Failed,
    }
}

/// The exception as the VM would give it; what stands behind its message is taken from the expectation.
fn exception(known: &Known, expected: &str) -> Exception {
    let text = |text: &Option<String>| text.as_deref().map(PyText::from);
    let end = format!("{}: {}", known.name, known.text.as_deref().unwrap_or(""));
    let hint = expected
        .lines()
        .filter_map(|line| line.split_once(&end))
        .map(|(_, hint)| hint)
        .find(|hint| hint.starts_with(". Did you "))
        .unwrap_or("");
    Exception {
        module: text(&known.module),
        qualname: Some(known.qualname.as_str().into()),
        name: known.name.as_str().into(),
        text: shown(&known.text),
        hint: hint.into(),
        traceback: known
            .traceback
            .as_ref()
            .map(|frames| frames.iter().map(frame).collect()),
        cause: known.cause.map(ExceptionId),
        context: known.context.map(ExceptionId),
        suppress_context: known.suppress,
        notes: match &known.notes {
            None => Notes::None,
            Some(KnownNotes::Str(text)) => Notes::Str(text.as_str().into()),
            Some(KnownNotes::Each(notes)) => Notes::Each(notes.iter().map(shown).collect()),
            Some(KnownNotes::Other(text)) => Notes::Other(shown(text)),
        },
        syntax: known.syntax.as_ref().map(|details| SyntaxDetails {
            is_exact: known.name == "SyntaxError",
            msg: text(&details.msg),
            filename: text(&details.filename),
            lineno: details.lineno,
            offset: details.offset,
            end_lineno: details.end_lineno,
            end_offset: details.end_offset,
            text: text(&details.text),
            typos: None,
        }),
        members: known
            .members
            .as_ref()
            .map(|members| members.iter().copied().map(ExceptionId).collect()),
    }
}

fn frame((filename, lineno, name, positions): &KnownFrame) -> Frame {
    let span = match *positions {
        [
            Some(lineno),
            Some(end_lineno),
            Some(column),
            Some(end_column),
        ] => Some(Span {
            lineno,
            end_lineno,
            column,
            end_column,
        }),
        _ => None,
    };
    Frame {
        filename: filename.as_str().into(),
        lineno: *lineno,
        name: name.as_str().into(),
        span,
    }
}

/// The lines that say where and what, without sources and carets.
fn facts(text: &str) -> Vec<&str> {
    let is_fact = |line: &&str| {
        let line = line.trim_start_matches([' ', '|', '+']);
        line.starts_with("File \"")
            || line.starts_with("[Previous line")
            || line
                .split_once(": ")
                .is_some_and(|(name, _)| is_class(name))
    };
    text.lines().filter(is_fact).collect()
}

fn is_class(name: &str) -> bool {
    let name = name.rsplit('.').next().unwrap_or(name);
    name.starts_with(char::is_uppercase) && name.chars().all(char::is_alphanumeric)
}

/// Where the same words point to another place than in 3.11: the compiler's doing, not the printer's.
fn points_elsewhere(name: &str, version: Version) -> bool {
    match name {
        // Instructions got the positions of a part.
        "caret_for_iter" | "caret_fstring_format" | "context_manager_exit_raises" => {
            version >= Version::V3_12
        }
        // The parser before the PEG one, and its first year.
        "syn_default_order" | "syn_leading_zero" | "syn_walrus" => version <= Version::V3_9,
        "syn_fstring_empty" | "tab_error" | "tab_error_reverse" => version == Version::V3_8,
        _ => false,
    }
}

#[test]
fn tracebacks_as_eight_versions_print_them() {
    let cases: BTreeMap<String, Case> = serde_json::from_str(RECORDED).expect("the recording");
    let mut held = BTreeMap::new();
    let mut wrong = Vec::new();
    for (name, case) in &cases {
        for (versions, expected) in &case.stderr {
            for version in versions {
                let version: Version = version.parse().expect("a version");
                let exceptions: Vec<Exception> = case
                    .exceptions
                    .iter()
                    .map(|known| exception(known, expected))
                    .collect();
                let rules = ReportRules::of(version);
                let options = Options { limit: case.limit };
                let top = ExceptionId(0);
                let printed = print(&exceptions, top, &Files(case), rules, options);
                let printed = printed.as_ref().to_string_lossy();
                if facts(&printed) != facts(expected) || points_elsewhere(name, version) {
                    continue;
                }
                *held.entry(version).or_insert(0) += 1;
                if printed != *expected {
                    wrong.push(format!(
                        "== {name} in {version}\n{printed}-- expected\n{expected}"
                    ));
                }
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "{} wrong:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
    println!("{held:?}");
    for version in Version::ALL {
        assert!(
            held.get(&version).is_some_and(|&n| n > 80),
            "{version}: {held:?}"
        );
    }
}

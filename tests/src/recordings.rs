//! What real CPython printed, and running the same on the engine.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use heaplens_heap::Version;
use heaplens_python::vm::program::{Outcome, Unit};
use heaplens_python::vm::stop::Limits;
use heaplens_python::vm::{Inputs, Vm};
use serde::Deserialize;

/// What one version did in one mode.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
pub struct Recorded {
    /// Standard output, normalised.
    #[serde(default)]
    pub stdout: String,
    /// The exit status (`script`).
    #[serde(default)]
    pub exit: i32,
    /// The last line of standard error (`script`).
    #[serde(default)]
    pub stderr_last: String,
    /// Uncaught exceptions, as `Type: message` (`repl`).
    #[serde(default)]
    pub errors: Vec<String>,
    /// All of standard error, where it was recorded whole (`language/tracebacks`).
    #[serde(default)]
    pub stderr: Option<String>,
    /// What is printed below the frames of an uncaught exception (`language/messages`).
    #[serde(default)]
    pub shown: Option<String>,
    /// Whether it failed (`language/messages`).
    #[serde(default)]
    pub status: Option<String>,
    /// `str` of the exception (`language/messages`).
    #[serde(default)]
    pub message: Option<String>,
    /// Not a fact to hold.
    #[serde(default)]
    pub varies: bool,
}

#[derive(Deserialize)]
struct Group {
    versions: Vec<String>,
    result: Recorded,
}

/// One program in one mode and version, with what CPython did.
#[derive(Clone, Debug)]
pub struct Case {
    /// The program's name in its set.
    pub name: String,
    /// How it is compiled.
    pub unit: Unit,
    /// The version.
    pub version: Version,
    /// The program's text.
    pub source: String,
    /// What CPython did.
    pub recorded: Recorded,
}

/// The file that a program with a whole traceback is said to lie in.
const PROGRAM: &str = "/recorded/program.py";

/// The folder of this crate.
pub fn tests_folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The cases of a set: `recorded/SET.json` with its programs in `folder`.
///
/// # Panics
/// Where a file is missing or malformed.
pub fn cases(set: &str, folder: &str) -> Vec<Case> {
    let text = read(&tests_folder().join("recorded").join(format!("{set}.json")));
    let all: BTreeMap<String, BTreeMap<String, Vec<Group>>> =
        serde_json::from_str(&text).expect("a recording is JSON");
    let mut cases = Vec::new();
    for (name, modes) in all {
        let source = read(&tests_folder().join(folder).join(&name));
        for (mode, groups) in modes {
            let unit = if mode == "repl" {
                Unit::Repl
            } else {
                Unit::Script
            };
            for group in groups {
                for version in &group.versions {
                    if group.result.varies {
                        continue;
                    }
                    cases.push(Case {
                        name: name.clone(),
                        unit,
                        version: version.parse().expect("a recording names its version"),
                        source: source.clone(),
                        recorded: group.result.clone(),
                    });
                }
            }
        }
    }
    cases
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

#[derive(Deserialize)]
struct Program {
    source: String,
    results: Vec<Group>,
}

/// The cases of `recorded/language/KIND.json`, whose sources lie in it. A program that a signal ended isn't one of them.
///
/// # Panics
/// Where the file is missing or malformed.
pub fn language_cases(kind: &str) -> Vec<Case> {
    let text = read(&tests_folder().join(format!("recorded/language/{kind}.json")));
    let all: BTreeMap<String, Program> = serde_json::from_str(&text).expect("a recording is JSON");
    let mut cases = Vec::new();
    for (name, program) in all {
        for group in program.results {
            let mut recorded = group.result;
            if recorded.exit < 0 {
                continue;
            }
            if recorded.status.as_deref() == Some("error") {
                recorded.exit = 1;
                if recorded.shown.is_none() {
                    // A group's members are not recorded: its own line must do.
                    recorded.stderr_last = recorded.message.clone().unwrap_or_default();
                }
            }
            for version in &group.versions {
                cases.push(Case {
                    name: name.clone(),
                    unit: Unit::Script,
                    version: version.parse().expect("a recording names its version"),
                    source: program.source.clone(),
                    recorded: recorded.clone(),
                });
            }
        }
    }
    cases
}

/// Runs a case and says how the engine differs from the recording, if it does.
pub fn difference(case: &Case) -> Option<String> {
    let limits = Limits {
        fuel: 2_000_000_000,
        ..Limits::default()
    };
    let inputs = Inputs {
        // Only whole tracebacks were recorded with warnings on.
        ignores_warnings: case.recorded.stderr.is_none(),
        ..Inputs::default()
    };
    let mut vm = Vm::new(case.version, limits, inputs);
    // Not `<program>`: a file whose name is in brackets has no lines to show.
    let outcome = vm.run_program(&case.source, PROGRAM, case.unit);
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).replace(PROGRAM, "<program>");
    let stdout = normalise(&normalise_run(&text(&vm.output.stdout), case.version));
    let mut stderr = text(&vm.output.stderr);
    if case.recorded.status.is_some() {
        // The messages were recorded without warnings, and without the end of the interpreter.
        let report = vm
            .output
            .uncaught
            .as_ref()
            .map(|uncaught| uncaught.report.clone());
        stderr = report.unwrap_or_default();
    }
    let exit = match outcome {
        Outcome::Exit(exit) => exit,
        Outcome::Stopped { stop, line } => {
            return Some(format!("stopped at line {line}: {stop:?}"));
        }
    };
    let wanted = &case.recorded;
    if stdout != normalise(&wanted.stdout) {
        return Some(first_difference(&stdout, &wanted.stdout, &stderr));
    }
    if case.unit == Unit::Script {
        if exit != wanted.exit {
            return Some(format!("exit {exit}, not {}", wanted.exit));
        }
        if let Some(whole) = &wanted.stderr {
            let whole = normalise(&whole.replace("<address>", "0xADDR"));
            let stderr = normalise(&stderr);
            return (stderr != whole).then(|| first_difference(&stderr, &whole, ""));
        }
        if wanted.status.is_some() {
            return message_difference(wanted, &normalise(&stderr));
        }
        let last = stderr
            .lines()
            .rfind(|line| !line.is_empty())
            .unwrap_or_default();
        if normalise(last) != normalise(&wanted.stderr_last)
            && !wanted.stderr_last.contains("<driver>")
        {
            return Some(format!(
                "last line of stderr {last:?}, not {:?}",
                wanted.stderr_last
            ));
        }
        return None;
    }
    let errors: Vec<String> = vm
        .output
        .errors
        .iter()
        .map(|error| normalise(error))
        .collect();
    let expected: Vec<String> = wanted.errors.iter().map(|error| normalise(error)).collect();
    (errors != expected).then(|| format!("errors {errors:?}, not {expected:?}"))
}

/// How what is printed of an exception differs from what CPython prints below its frames.
fn message_difference(wanted: &Recorded, stderr: &str) -> Option<String> {
    let stderr = stderr.trim_end_matches('\n');
    let is_right = match &wanted.shown {
        Some(shown) => {
            let shown = normalise(&shown.replace("<address>", "0xADDR"));
            let shown = shown.trim_end_matches('\n');
            let before = stderr.strip_suffix(shown);
            before.is_some_and(|before| before.is_empty() || before.ends_with('\n'))
        }
        None => stderr.contains(&wanted.stderr_last),
    };
    let last = stderr.lines().next_back().unwrap_or_default();
    let shown = wanted.shown.as_ref().unwrap_or(&wanted.stderr_last);
    (!is_right).then(|| format!("{last:?}, not {shown:?}"))
}

fn first_difference(got: &str, wanted: &str, stderr: &str) -> String {
    let mut text = String::new();
    let (mut got_lines, mut wanted_lines) = (got.lines(), wanted.lines());
    for number in 1.. {
        let (got, wanted) = (got_lines.next(), wanted_lines.next());
        if got != wanted {
            let _ = write!(text, "output line {number}: {got:?}, not {wanted:?}");
            break;
        }
        if got.is_none() {
            break;
        }
    }
    if let Some(last) = stderr.lines().rfind(|line| !line.is_empty()) {
        let _ = write!(text, " ({last})");
    }
    text
}

/// Puts in place what the recorder did: the library's folder is `<stdlib>`, how long a collection took `<seconds>`.
fn normalise_run(text: &str, version: Version) -> String {
    let mut rest = text.replace(
        &heaplens_python::modules::python::folder(version),
        "<stdlib>",
    );
    let mut out = String::new();
    while let Some(at) = rest.find(DURATION) {
        let from = at + DURATION.len();
        let digits = rest[from..]
            .bytes()
            .take_while(|byte| byte.is_ascii_digit() || b".e-".contains(byte))
            .count();
        out.push_str(&rest[..from]);
        out.push_str("<seconds>");
        rest.drain(..from + digits);
    }
    out + &rest
}

const DURATION: &str = "'duration': ";

/// Puts addresses in place as the recorder did: `0x…` is `0xADDR`, a line that is an address alone `<id1>`, ….
pub fn normalise(text: &str) -> String {
    let mut seen: Vec<&str> = Vec::new();
    let mut lines = Vec::new();
    for line in text.split('\n') {
        let is_address =
            (9..=16).contains(&line.len()) && line.bytes().all(|byte| byte.is_ascii_digit());
        if is_address {
            let number = seen
                .iter()
                .position(|known| *known == line)
                .unwrap_or_else(|| {
                    seen.push(line);
                    seen.len() - 1
                });
            lines.push(format!("<id{}>", number + 1));
        } else {
            lines.push(without_addresses(line));
        }
    }
    lines.join("\n")
}

fn without_addresses(line: &str) -> String {
    let mut out = String::new();
    let mut rest = line;
    while let Some(at) = rest.find("0x") {
        let digits = rest[at + 2..]
            .bytes()
            .take_while(u8::is_ascii_hexdigit)
            .count();
        out.push_str(&rest[..at]);
        if digits >= 6 {
            out.push_str("0xADDR");
        } else {
            out.push_str(&rest[at..at + 2 + digits]);
        }
        rest = &rest[at + 2 + digits..];
    }
    out + rest
}

/// Runs all cases on as many threads as there are processors and gives those that differ, in order.
pub fn differences(cases: &[Case]) -> Vec<(Case, String)> {
    let next = std::sync::atomic::AtomicUsize::new(0);
    let found = std::sync::Mutex::new(Vec::new());
    let threads = std::thread::available_parallelism().map_or(2, usize::from);
    std::thread::scope(|scope| {
        for _ in 0..threads {
            let run = || {
                loop {
                    let index = next.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
                    let Some(case) = cases.get(index) else { return };
                    let outcome = std::panic::catch_unwind(|| difference(case));
                    let outcome =
                        outcome.unwrap_or_else(|_| Some("the engine panicked".to_owned()));
                    if let Some(text) = outcome {
                        found
                            .lock()
                            .expect("no thread panics while it holds this")
                            .push((index, text));
                    }
                }
            };
            // Deep recursion of the guest's through native functions wants room.
            std::thread::Builder::new()
                .stack_size(256 << 20)
                .spawn_scoped(scope, run)
                .expect("a thread can be started");
        }
    });
    let mut found = found
        .into_inner()
        .expect("no thread panicked while it held this");
    found.sort();
    found
        .into_iter()
        .map(|(index, text)| (cases[index].clone(), text))
        .collect()
}

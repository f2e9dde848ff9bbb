//! Which crate may use which, as a list; and what no file of the project may be or hold.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

/// Each crate of the workspace, and which others of it it may use. A new crate needs a line here.
const MAY_USE: &[(&str, &[&str])] = &[
    ("heaplens-heap", &[]),
    ("heaplens-python", &["heaplens-heap"]),
    ("heaplens-session", &["heaplens-heap", "heaplens-python"]),
    // The session's views, and of the heap and the language what those hold.
    ("heaplens-scene", &["heaplens-session"]),
    ("heaplens-wasm", &["heaplens-session", "heaplens-scene"]),
    ("heaplens-cli", &["heaplens-session", "heaplens-scene"]),
    ("xtask", &[]),
    (
        "heaplens-tests",
        &[
            "heaplens-heap",
            "heaplens-python",
            "heaplens-session",
            "heaplens-scene",
        ],
    ),
];

/// Libraries that belong to one room: the crates whose names start so, and who alone may use them.
const ONLY_FOR: &[(&str, &str)] = &[
    ("ruff_", "heaplens-python"),
    ("wasm-bindgen", "heaplens-wasm"),
    ("serde-wasm-bindgen", "heaplens-wasm"),
    ("js-sys", "heaplens-wasm"),
    ("web-sys", "heaplens-wasm"),
];

/// File names that say nothing of what is in the file.
const EMPTY_NAMES: &[&str] = &["util", "utils", "helper", "helpers", "misc", "common"];

/// Past this many lines a file wants splitting, unless its head says why not.
const LONGEST: usize = 800;

/// The words in a long file's head that say why it is long.
const REASONS_FOR_LENGTH: &[&str] = &["flat table", "generated", "long because"];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .expect("tests lies in the project")
        .to_owned()
}

/// The standard output of a command in the project's top folder.
fn output_of(program: &str, args: &[&str]) -> String {
    let output = Command::new(program)
        .args(args)
        .current_dir(root())
        .output()
        .expect("the program is installed");
    let complaint = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{program} {args:?}: {complaint}");
    String::from_utf8(output.stdout).expect("it prints UTF-8")
}

/// Every crate of the workspace with all that its Cargo.toml names, for tests and builds too.
fn dependencies() -> BTreeMap<String, BTreeSet<String>> {
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    let args = [
        "metadata",
        "--no-deps",
        "--offline",
        "--format-version",
        "1",
    ];
    let metadata: Value = serde_json::from_str(&output_of(&cargo, &args)).expect("it is JSON");
    let list = |value: &Value| {
        value
            .as_array()
            .expect("a list in cargo's metadata")
            .clone()
    };
    let name = |value: &Value| value["name"].as_str().expect("a name in it").to_owned();
    list(&metadata["packages"])
        .iter()
        .map(|package| {
            (
                name(package),
                list(&package["dependencies"]).iter().map(name).collect(),
            )
        })
        .collect()
}

/// What of these dependencies the lists above forbid, in words.
fn forbidden(dependencies: &BTreeMap<String, BTreeSet<String>>) -> Vec<String> {
    let mut found = Vec::new();
    for (user, used) in dependencies {
        let Some((_, allowed)) = MAY_USE.iter().find(|(name, _)| name == user) else {
            found.push(format!(
                "{user} isn't in the list of crates: add what it may use"
            ));
            continue;
        };
        for used in used {
            let is_ours = dependencies.contains_key(used);
            if is_ours && !allowed.contains(&used.as_str()) {
                found.push(format!("{user} may not use {used}; it may use {allowed:?}"));
            }
            if let Some((_, owner)) = ONLY_FOR
                .iter()
                .find(|(start, owner)| used.starts_with(start) && owner != user)
            {
                found.push(format!(
                    "{user} may not use {used}: that is for {owner} alone"
                ));
            }
        }
    }
    found
}

/// Every file that git knows, with its content; bytes that are no text become replacement characters.
fn tracked_files() -> Vec<(String, String)> {
    let names = output_of("git", &["ls-files", "-z"]);
    let names = names.split('\0').filter(|name| !name.is_empty());
    // A file that was just removed is still listed.
    let read = |name: &str| {
        Some((
            name.to_owned(),
            String::from_utf8_lossy(&fs::read(root().join(name)).ok()?).into_owned(),
        ))
    };
    names.filter_map(read).collect()
}

fn assert_none(found: &[String], what: &str) {
    assert!(found.is_empty(), "{what}:\n  {}", found.join("\n  "));
}

#[test]
fn crates_use_only_what_they_may() {
    assert_none(&forbidden(&dependencies()), "the architecture forbids");
}

#[test]
fn a_forbidden_use_would_be_found() {
    let mut dependencies = dependencies();
    assert_eq!(
        dependencies.len(),
        MAY_USE.len(),
        "the list names a crate that isn't there"
    );
    dependencies
        .get_mut("heaplens-heap")
        .unwrap()
        .insert("heaplens-python".to_owned());
    dependencies
        .get_mut("heaplens-scene")
        .unwrap()
        .insert("heaplens-heap".to_owned());
    dependencies
        .get_mut("heaplens-session")
        .unwrap()
        .insert("js-sys".to_owned());
    dependencies.insert("heaplens-new".to_owned(), BTreeSet::new());
    assert_eq!(forbidden(&dependencies).len(), 4);
}

#[test]
fn no_file_is_too_long() {
    let is_source = |name: &str| {
        [".rs", ".ts", ".mjs", ".css", ".py"]
            .iter()
            .any(|end| name.ends_with(end))
    };
    let is_excused = |text: &str| {
        let head = text.lines().take_while(|line| {
            line.starts_with("//") || line.starts_with("/*") || line.starts_with('#')
        });
        let head = head.collect::<Vec<_>>().join(" ").to_lowercase();
        REASONS_FOR_LENGTH
            .iter()
            .any(|reason| head.contains(reason))
    };
    let files = tracked_files();
    let long = files.iter().filter(|(name, text)| {
        is_source(name) && text.lines().count() > LONGEST && !is_excused(text)
    });
    let long: Vec<String> = long
        .map(|(name, text)| format!("{name}: {} lines", text.lines().count()))
        .collect();
    assert_none(
        &long,
        &format!(
            "past {LONGEST} lines, and the file's head doesn't say why (one of {REASONS_FOR_LENGTH:?})"
        ),
    );
}

#[test]
fn every_file_name_says_what_is_in_it() {
    let says_nothing = |name: &str| {
        name.split('/')
            .any(|part| EMPTY_NAMES.contains(&part.split('.').next().unwrap_or(part)))
    };
    let empty: Vec<String> = tracked_files()
        .into_iter()
        .map(|(name, _)| name)
        .filter(|name| says_nothing(name))
        .collect();
    assert_none(&empty, "these names say nothing");
}

/// A path or host of one machine works on no other. The patterns are put together here, or this file would hold them.
#[test]
fn no_file_names_a_machine() {
    let places = ["work", "farm", "root", "tmp"].map(|folder| format!("/{folder}/"));
    let hosts = [
        "registry.npmjs",
        "registry.yarnpkg",
        "index.crates",
        "static.crates",
        "files.pythonhosted",
        "deb.debian",
    ];
    let hosts = hosts.map(|host| format!("{host}."));
    let resolved = format!("\"{}\":", "resolved");
    let mut found = Vec::new();
    for (name, text) in tracked_files() {
        for (index, line) in text.lines().enumerate() {
            let place = places.iter().any(|place| names_folder(line, place));
            let host = hosts.iter().any(|host| line.contains(host))
                || (name.ends_with("package-lock.json") && line.contains(&resolved));
            if place || host {
                found.push(format!(
                    "{name}:{}: {}",
                    index + 1,
                    line.trim().chars().take(120).collect::<String>()
                ));
            }
        }
    }
    assert_none(&found, "places of one machine");
}

/// Whether a line holds a path that starts with this folder, rather than one that has a folder of that name inside.
fn names_folder(line: &str, folder: &str) -> bool {
    line.match_indices(folder).any(|(at, _)| {
        !line[..at].ends_with(|before: char| before.is_alphanumeric() || "._-/}".contains(before))
    })
}

#[test]
fn a_path_of_a_machine_is_told_from_a_part_of_another() {
    for line in ["/play/main", "see /play/main", "(\"/play/x\")"] {
        assert!(names_folder(line, "/play/"), "{line}");
    }
    for line in [
        "docs/play/main",
        "../play/main",
        "https://host/play/",
        "/player/x",
    ] {
        assert!(!names_folder(line, "/play/"), "{line}");
    }
}

//! Where the engine parts from CPython is written down, with the reason, and nowhere else does it.

use std::collections::BTreeSet;
use std::fs;

use heaplens_tests::recordings::{cases, tests_folder};
use heaplens_tests::scoreboard::failures;

/// The sets, with the folder of their programs.
const SETS: [(&str, &str); 3] = [
    ("corpus", "corpus"),
    ("document", "document/blocks"),
    ("prepared", "document/prepared"),
];

/// `gc/x.py in 3.8`: a label without its unit.
fn without_unit(label: &str) -> String {
    label
        .replacen(" script in ", " in ", 1)
        .replacen(" repl in ", " in ", 1)
}

fn read(path: &str) -> String {
    fs::read_to_string(tests_folder().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

#[test]
fn each_divergence_is_listed_with_its_reason() {
    for (set, _) in SETS {
        let listed: BTreeSet<String> = failures(&read(&format!("divergences/{set}.md")));
        let board = failures(&read(&format!("scoreboard/{set}.md")));
        let known: BTreeSet<String> = board.iter().map(|label| without_unit(label)).collect();
        let unlisted: Vec<&String> = known.difference(&listed).collect();
        let mended: Vec<&String> = listed.difference(&known).collect();
        assert!(
            unlisted.is_empty(),
            "no reason is given in divergences/{set}.md: {unlisted:#?}"
        );
        assert!(
            mended.is_empty(),
            "these run right, by scoreboard/{set}.md: {mended:#?}"
        );
    }
}

#[test]
fn at_most_one_run_of_a_hundred_of_the_corpus_parts() {
    let all = cases("corpus", "corpus").len();
    let parted = failures(&read("scoreboard/corpus.md")).len();
    assert!(parted * 100 <= all, "{parted} of {all}");
}

#[test]
fn each_reason_says_something() {
    for (set, _) in SETS {
        for line in read(&format!("divergences/{set}.md")).lines() {
            let Some(line) = line.strip_prefix("- ") else {
                continue;
            };
            let reason = line.split_once(" — ").map_or("", |(_, reason)| reason);
            assert!(reason.len() > 40, "divergences/{set}.md: {line}");
        }
    }
}

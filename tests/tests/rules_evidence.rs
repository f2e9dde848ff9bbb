//! Each fact of the rules names a recording that is there, or a place in CPython's source.

use std::collections::{BTreeMap, BTreeSet};

use heaplens_heap::rules::evidence::{Evidence, evidence};
use heaplens_heap::{Version, rules};
use heaplens_tests::facts::{FILES, load};

#[test]
fn each_fact_has_evidence_that_exists() {
    let recorded: BTreeMap<&str, BTreeSet<String>> = FILES
        .into_iter()
        .map(|file| (file, load(file).into_iter().map(|fact| fact.name).collect()))
        .collect();
    let mut missing = vec![];
    for fact in rules::facts() {
        let at = format!("{}.{}", fact.topic, fact.name);
        if fact.evidence.is_empty() {
            missing.push(format!("{at}: no evidence"));
        }
        for text in fact.evidence {
            match evidence(text) {
                Some(Evidence::Source { .. }) => {}
                // Recordings of whole programs lie elsewhere in `tests`.
                Some(Evidence::Recorded {
                    file: "corpus" | "boot" | "document",
                    ..
                }) => {}
                Some(Evidence::Recorded { file, fact })
                    if recorded
                        .get(file)
                        .is_some_and(|names| names.contains(&fact.replace('\n', "\\n"))) => {}
                Some(Evidence::Recorded { .. }) => {
                    missing.push(format!("{at}: no such recording: {text:?}"));
                }
                None => missing.push(format!("{at}: neither recording nor source: {text:?}")),
            }
        }
    }
    assert!(missing.is_empty(), "{}", missing.join("\n"));
}

#[test]
fn no_two_facts_bear_one_name_and_each_can_be_printed() {
    let mut seen = BTreeSet::new();
    for fact in rules::facts() {
        assert!(
            seen.insert((fact.topic, fact.name)),
            "{}.{}",
            fact.topic,
            fact.name
        );
        assert!(!fact.about.is_empty());
        for version in Version::ALL {
            assert!(!(fact.value)(rules::rules(version)).is_empty());
        }
    }
    assert!(seen.len() > 20);
}

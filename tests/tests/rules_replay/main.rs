//! `growth` and `sizes` replayed by the rules alone: each fact whose name can be read is simulated on numbers.

mod buffers;
mod dicts;
mod instances;
mod lists;
mod sets;
mod sizes;

use heaplens_heap::Version;
use heaplens_heap::rules::{Rules, rules};
use heaplens_tests::facts;
use serde_json::{Value, json};

#[test]
fn growth_facts_are_replayed() {
    let score = facts::score("growth", |version, name| {
        decide(rules(version), version, name)
    });
    println!("growth: {score}");
    for (version, name) in score.undecided.iter().filter(|(v, _)| *v == Version::V3_12) {
        println!("undecided {version} {name}");
    }
    assert!(score.wrong.is_empty());
    assert!(score.decided() * 100 >= score.facts * 94);
}

#[test]
fn sizes_facts_are_replayed() {
    let score = facts::score("sizes", |version, name| sizes::decide(rules(version), name));
    println!("sizes: {score}");
    for (version, name) in score.undecided.iter().filter(|(v, _)| *v == Version::V3_12) {
        println!("undecided sizes {version} {name}");
    }
    assert!(score.wrong.is_empty());
    assert!(score.decided() * 100 >= score.facts * 75);
}

fn decide(rules: &Rules, _version: Version, name: &str) -> Option<Value> {
    lists::decide(rules, name)
        .or_else(|| dicts::decide(rules, name))
        .or_else(|| sets::decide(rules, name))
        .or_else(|| buffers::decide(rules, name))
        .or_else(|| instances::decide(rules, name))
}

/// The list of `[length, size]` at each change of size.
#[derive(Default)]
struct Changes(Vec<Value>, Option<u64>);

impl Changes {
    fn note(&mut self, at: u64, size: u64) {
        if self.1 != Some(size) {
            self.1 = Some(size);
            self.0.push(json!([at, size]));
        }
    }

    fn value(self) -> Option<Value> {
        Some(Value::Array(self.0))
    }
}

/// A list of sizes for each number in a range.
fn each(range: std::ops::RangeInclusive<u64>, size: impl FnMut(u64) -> u64) -> Option<Value> {
    Some(Value::Array(range.map(size).map(Value::from).collect()))
}

/// The number before `end` in a text, from its start.
fn number(text: &str) -> Option<(u64, &str)> {
    let end = text
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(text.len());
    Some((text[..end].parse().ok()?, &text[end..]))
}

/// The number between two texts that make up the whole of a third.
fn between(text: &str, before: &str, after: &str) -> Option<u64> {
    text.strip_prefix(before)?.strip_suffix(after)?.parse().ok()
}

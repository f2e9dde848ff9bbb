//! The questions of `questions` are held against real interpreters, where some are named:
//! `HEAPLENS_PYTHONS="3.8=path,3.12=path" cargo test -p heaplens-tests --test facts_of_real_pythons -- --nocapture`.
//! `HEAPLENS_FACTS=sizes,traced` asks those files only, `HEAPLENS_SHOWN=100` shows more of what differs. Without interpreters there is nothing to hold.

use std::path::Path;

use heaplens_heap::Version;
use heaplens_tests::facts::{FILES, RecordedFact, Score, load};
use heaplens_tests::questions::{Question, question};
use heaplens_tests::{literal, real_python};

#[test]
fn real_interpreters_answer_as_recorded() {
    let Ok(pythons) = std::env::var("HEAPLENS_PYTHONS") else {
        return;
    };
    let wanted = std::env::var("HEAPLENS_FACTS").unwrap_or_else(|_| FILES.join(","));
    let mut wrong = 0;
    for file in FILES
        .into_iter()
        .filter(|file| wanted.split(',').any(|w| w == *file))
    {
        let facts = load(file);
        for python in pythons.split(',') {
            let (version, path) = python.split_once('=').expect("VERSION=PATH");
            let version: Version = version.parse().expect("a modelled version");
            let score = hold(&facts, file, version, Path::new(path));
            println!("{file} {version}: {score}");
            wrong += score.wrong.len();
        }
    }
    println!("{wrong} differ in all");
}

fn hold(facts: &[RecordedFact], file: &str, version: Version, python: &Path) -> Score {
    let held: Vec<_> = facts
        .iter()
        .filter_map(|fact| Some((fact, fact.value(version)?, question(file, &fact.name))))
        .collect();
    let questions: Vec<Question> = held.iter().filter_map(|(_, _, q)| q.clone()).collect();
    let mut answers = real_python::ask(python, &questions)
        .expect("the interpreter answers")
        .into_iter();
    let shown = std::env::var("HEAPLENS_SHOWN")
        .ok()
        .and_then(|n| n.parse().ok());
    let mut score = Score {
        shown,
        ..Score::default()
    };
    for (fact, recorded, question) in held {
        let got = question
            .map(|_| literal::value(&answers.next().expect("one answer for each question")));
        score.note(version, &fact.name, recorded, got);
    }
    score
}

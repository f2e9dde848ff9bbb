//! Runs looked at from outside: steps, moments, seeking, words.

use heaplens_session::Session;
use heaplens_session::plain::{PlainRun, Streams, run_plain};
use heaplens_session::wire::{
    Change, CompileUnit, Count, Holder, Outcome, RunSetup, Step, Stream, Strength, View,
    ViewOptions,
};
use std::cell::RefCell;
use std::rc::Rc;

const VERSIONS: [&str; 8] = ["3.8", "3.9", "3.10", "3.11", "3.12", "3.13", "3.14", "3.15"];

const SHARING: &str = "\
a = [1, 2]
b = a
c = [b]
del a
b = None
print(len(c))
c = None
";

const CALLS: &str = "\
class Node:
    def __init__(self, value):
        self.value = value
        self.next = None

def grow(node, n):
    if n == 0:
        return node
    fresh = Node(n)
    fresh.next = node
    return grow(fresh, n - 1)

head = grow(None, 4)
total = 0
while head is not None:
    total = total + head.value
    head = head.next
print(total)
x = Node(1)
y = Node(2)
x.next = y
y.next = x
del x
del y
print('end')
";

fn session(source: &str, version: &str, unit: CompileUnit) -> Session {
    let mut session =
        Session::new(RunSetup::new(source, version, unit)).expect("the test's set-up works");
    while !session.run_slice(5_000).done {}
    session
}

fn steps(session: &Session) -> u64 {
    session.summary().expect("the test's set-up works").steps
}

fn view(session: &mut Session, step: u64) -> View {
    session
        .view(Step(step), &ViewOptions::default())
        .expect("the test's set-up works")
}

fn stdout(session: &Session) -> String {
    let output = session.summary().expect("the test's set-up works").output;
    output
        .iter()
        .filter(|chunk| chunk.stream == Stream::Stdout)
        .map(|chunk| chunk.text.as_str())
        .collect()
}

#[test]
fn each_line_is_a_step_and_the_last_one_is_the_pause_after_everything() {
    let mut session = session(SHARING, "3.13", CompileUnit::Script);
    let lines: Vec<u32> = (0..steps(&session))
        .map(|step| view(&mut session, step).line)
        .collect();
    assert_eq!(lines, [1, 2, 3, 4, 5, 6, 7, 0]);
    assert_eq!(session.marks().line, lines);
    let summary = session.summary().expect("the test's set-up works");
    assert_eq!(summary.outcome, Outcome::Finished);
    assert_eq!(
        (
            summary.output.len(),
            summary.output[0].line,
            summary.output[0].step
        ),
        (1, 6, Step(5))
    );
}

#[test]
fn names_lead_to_one_object_and_its_count_is_the_sum_of_its_holders() {
    let mut session = session(SHARING, "3.13", CompileUnit::Script);
    let now = view(&mut session, 3);
    let list = now
        .objects
        .iter()
        .find(|object| object.title == "list #1")
        .expect("the test's set-up works");
    assert_eq!(list.count, Count::References(3));
    let labels: Vec<&str> = now
        .references
        .iter()
        .filter(|one| one.to == list.id)
        .map(|one| one.label.as_str())
        .collect();
    assert_eq!(labels, ["a in <module>", "b in <module>", "list #2[0]"]);
    assert_eq!(
        list.rows
            .iter()
            .map(|row| row.held.text.as_str())
            .collect::<Vec<_>>(),
        ["1", "2"]
    );
}

#[test]
fn the_words_say_what_the_line_did() {
    let mut session = session(SHARING, "3.13", CompileUnit::Script);
    let words: Vec<String> = (0..steps(&session))
        .map(|step| view(&mut session, step).plain_words())
        .collect();
    assert_eq!(
        words,
        [
            "Nothing has run yet: line 1 comes first.",
            "Line 1, a = [1, 2]: a is bound to list #1.",
            "Line 2, b = a: b is bound to list #1; list #1 goes from 1 to 2, held now by a in <module> and b in <module>.",
            "Line 3, c = [b]: c is bound to list #2; list #1 goes from 2 to 3, held now by a in <module>, b in <module> and list #2[0].",
            "Line 4, del a: the name a is gone; list #1 goes from 3 to 2, held now by b in <module> and list #2[0].",
            "Line 5, b = None: b is bound to None, no longer to list #1; list #1 goes from 2 to 1, held now by list #2[0] alone.",
            "Line 6, print(len(c)): it prints 1.",
            "Line 7, c = None: c is bound to None, no longer to list #2; list #2 is freed: its count reached 0; list #1 is freed: its count reached 0. The program has ended; its names are still there.",
        ]
    );
}

#[test]
fn the_freed_leave_ghosts_with_their_cause_for_some_steps() {
    let mut session = session(
        "a = [1]\nb = 1\ndel a\nb = 2\nb = 3\nb = 4\n",
        "3.13",
        CompileUnit::Script,
    );
    let ghosts = |session: &mut Session, step| view(session, step).ghosts.len();
    let counts: Vec<usize> = (0..steps(&session))
        .map(|step| ghosts(&mut session, step))
        .collect();
    assert_eq!(counts, [0, 0, 0, 1, 1, 1, 0]);
}

#[test]
fn every_object_of_every_moment_is_held_as_often_as_it_counts() {
    for version in VERSIONS {
        for unit in [CompileUnit::Script, CompileUnit::Repl] {
            for source in [SHARING, CALLS] {
                let mut session = session(source, version, unit);
                for step in 0..steps(&session) {
                    let now = view(&mut session, step);
                    for object in &now.objects {
                        let Count::References(count) = object.count else {
                            continue;
                        };
                        let is_counted = |one: &&heaplens_session::wire::Reference| {
                            one.to == object.id
                                && matches!(one.strength, Strength::Lasting | Strength::Passing)
                        };
                        let holders: Vec<_> = now.references.iter().filter(is_counted).collect();
                        assert_eq!(
                            holders.len() as u64,
                            count,
                            "{version} {unit:?} step {step}: {} {holders:?}",
                            object.title
                        );
                        // The program's own data has no holder that can't be named.
                        let unnamed = holders
                            .iter()
                            .filter(|one| one.from == Holder::Native)
                            .count();
                        let is_data = object.type_name == "list" || object.type_name == "Node";
                        assert!(
                            !is_data || unnamed == 0,
                            "{version} {unit:?} step {step}: {} {holders:?}",
                            object.title
                        );
                    }
                }
            }
        }
    }
}

#[test]
fn to_seek_is_to_run_from_the_start() {
    for version in ["3.8", "3.11", "3.15"] {
        let mut walked = session(CALLS, version, CompileUnit::Script);
        let count = steps(&walked);
        let forward: Vec<View> = (0..count).map(|step| view(&mut walked, step)).collect();
        let mut jumped = session(CALLS, version, CompileUnit::Script);
        let mut at = 7;
        for _ in 0..80 {
            at = (at * 31 + 17) % count;
            let seen = view(&mut jumped, at);
            assert_eq!(seen, forward[at as usize], "{version}, step {at}");
        }
    }
}

#[test]
fn garbage_is_seen_until_it_is_freed() {
    let mut session = session(CALLS, "3.13", CompileUnit::Script);
    let last = steps(&session) - 1;
    let end = view(&mut session, last);
    let garbage: Vec<&str> = end
        .objects
        .iter()
        .filter(|object| object.garbage)
        .map(|object| object.title.as_str())
        .collect();
    assert_eq!(garbage.len(), 2, "{garbage:?}");
    let became = (0..=last).find(|step| {
        view(&mut session, *step)
            .changes
            .iter()
            .any(|change| matches!(change, Change::BecameGarbage { .. }))
    });
    let line = view(&mut session, became.expect("the test's set-up works")).previous_line;
    assert_eq!(CALLS.lines().nth(line as usize - 1), Some("del y"));
}

#[test]
fn a_watched_run_prints_what_an_unwatched_one_does() {
    for version in VERSIONS {
        for unit in [CompileUnit::Script, CompileUnit::Repl] {
            for source in [
                SHARING,
                CALLS,
                "print(id([]))\nx = [1]\nprint(id(x))\n",
                "1 / 0\n",
            ] {
                let watched = session(source, version, unit);
                let printed = Rc::new(RefCell::new(Vec::new()));
                let sink = Rc::clone(&printed);
                let run = PlainRun {
                    source: source.to_owned(),
                    file_name: "main.py".to_owned(),
                    argv: vec!["main.py".to_owned()],
                    ..PlainRun::default()
                };
                let streams = Streams {
                    stdout: Box::new(move |bytes| sink.borrow_mut().extend_from_slice(bytes)),
                    stdin: Box::new(Vec::new),
                };
                run_plain(run, version, unit, streams).expect("the test's set-up works");
                let printed =
                    String::from_utf8(printed.borrow().clone()).expect("the test's set-up works");
                assert_eq!(stdout(&watched), printed, "{version} {unit:?}");
            }
        }
    }
}

#[test]
fn a_run_that_a_limit_stopped_has_its_whole_history() {
    let mut setup = RunSetup::new(
        "x = []\nwhile True:\n    x = [x]\n",
        "3.13",
        CompileUnit::Script,
    );
    setup.fuel = 2_000;
    let mut session = Session::new(setup).expect("the test's set-up works");
    while !session.run_slice(300).done {}
    let summary = session.summary().expect("the test's set-up works");
    assert!(
        matches!(summary.outcome, Outcome::Stopped { line: 2 | 3, .. }),
        "{:?}",
        summary.outcome
    );
    assert!(summary.steps > 100);
    let last = view(&mut session, summary.steps - 1);
    assert_eq!(last.pause, heaplens_session::wire::Pause::Stopped);
}

#[test]
fn an_exception_and_a_syntax_error_are_told_with_their_places() {
    let raised = session(
        "def f():\n    return missing\nf()\n",
        "3.13",
        CompileUnit::Script,
    );
    let Outcome::Raised {
        exception,
        lines,
        message,
        ..
    } = raised.summary().expect("the test's set-up works").outcome
    else {
        panic!("it raises")
    };
    assert_eq!(
        (exception.as_str(), message.as_str()),
        ("NameError", "NameError: name 'missing' is not defined")
    );
    let places: Vec<(u32, &str)> = lines
        .iter()
        .map(|line| (line.line, line.name.as_str()))
        .collect();
    assert_eq!(places, [(3, "<module>"), (2, "f")]);
    let wrong = session("x = 1\ny = = 2\n", "3.13", CompileUnit::Script);
    let Outcome::SyntaxError(problem) = wrong.summary().expect("the test's set-up works").outcome
    else {
        panic!("it is no Python")
    };
    assert_eq!(
        (problem.line, problem.column, problem.text.as_str()),
        (2, 4, "y = = 2")
    );
}

#[test]
fn an_import_is_told_though_modules_are_not_drawn() {
    let mut session = session("import sys\nx = sys\n", "3.13", CompileUnit::Script);
    let after = view(&mut session, 1);
    assert!(after.frames[0].variables.is_empty() && after.frames[0].left_out.len() == 1);
    assert_eq!(
        after.plain_words(),
        "Line 1, import sys: sys is bound to module sys."
    );
}

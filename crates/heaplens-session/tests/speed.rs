//! What looking costs: a run with keyframes against one without, a jump to a random step, a step forward and back.
//!
//! The bars are those of an optimised build on a quiet machine; the tests allow for one that is neither.
#![expect(
    clippy::disallowed_types,
    reason = "a test of speed has a clock; the model has none"
)]

use heaplens_session::Session;
use heaplens_session::plain::{PlainRun, Streams, run_plain};
use heaplens_session::wire::{CompileUnit, RunSetup, Step, ViewOptions};
use std::time::Instant;

/// How much slower than the bar a run may be here.
const PATIENCE: f64 = if cfg!(debug_assertions) { 60.0 } else { 4.0 };

const LOOP: &str =
    "total = 0\ni = 0\nwhile i < 300000:\n    total = total + i\n    i = i + 1\nprint(total)\n";

fn ms<T>(work: impl FnOnce() -> T) -> (f64, T) {
    let start = Instant::now();
    let done = work();
    (start.elapsed().as_secs_f64() * 1e3, done)
}

fn session(source: &str) -> Session {
    let mut setup = RunSetup::new(source, "3.13", CompileUnit::Script);
    setup.fuel = u64::MAX;
    let mut session = Session::new(setup).expect("a program that compiles");
    while !session.run_slice(10_000_000).done {}
    session
}

#[test]
fn keyframes_cost_little_and_any_step_is_near() {
    let plain = || {
        let run = PlainRun {
            source: LOOP.to_owned(),
            file_name: "main.py".to_owned(),
            ..PlainRun::default()
        };
        let streams = Streams {
            stdout: Box::new(|_| ()),
            stdin: Box::new(Vec::new),
        };
        run_plain(run, "3.13", CompileUnit::Script, streams).unwrap()
    };
    let (unwatched, _) = ms(plain);
    let (watched, mut session) = ms(|| session(LOOP));
    let steps = session.summary().unwrap().steps;
    println!(
        "{steps} steps: {unwatched:.0} ms unwatched, {watched:.0} ms watched ({:.2}x)",
        watched / unwatched
    );
    let mut at = 12345;
    let mut times: Vec<f64> = (0..15)
        .map(|_| {
            at = (at * 7919 + 104_729) % steps;
            ms(|| session.view(Step(at), &ViewOptions::default()).unwrap()).0
        })
        .collect();
    times.sort_by(f64::total_cmp);
    println!(
        "a random step: {:.1} ms in the middle, {:.1} ms at worst",
        times[7], times[14]
    );
    assert!(times[7] < 100.0 * PATIENCE, "{times:?}");
}

#[test]
fn a_step_forward_or_back_is_quick_with_many_objects_alive() {
    for (count, bar) in [(100, 5.0), (1000, 16.0)] {
        let source = format!(
            "class Node:\n    pass\nhead = None\ni = 0\nwhile i < {count}:\n    node = Node()\n    node.next = head\n    \
             head = node\n    i = i + 1\nx = 1\ny = 2\nx = []\ny = x\nx = 0\ny = 0\nx = 1\ny = 1\n"
        );
        let mut session = session(&source);
        let last = session.summary().unwrap().steps - 1;
        let options = ViewOptions::default();
        let first = session.view(Step(last - 7), &options).unwrap();
        assert!(
            first.objects.len() as u64 >= count,
            "{} objects",
            first.objects.len()
        );
        let forward: Vec<f64> = (last - 6..=last)
            .map(|step| ms(|| session.view(Step(step), &options).unwrap()).0)
            .collect();
        let back: Vec<f64> = (last - 6..last)
            .rev()
            .map(|step| ms(|| session.view(Step(step), &options).unwrap()).0)
            .collect();
        let middle = |mut times: Vec<f64>| {
            times.sort_by(f64::total_cmp);
            times[times.len() / 2]
        };
        let (forward, back) = (middle(forward), middle(back));
        println!("{count} objects: {forward:.2} ms a step forward, {back:.2} ms a step back");
        assert!(
            forward < bar * PATIENCE && back < bar * PATIENCE,
            "{count}: {forward} {back}"
        );
    }
}

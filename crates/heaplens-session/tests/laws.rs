//! Laws, held on random programs: what holds an object sums to its count at the steps looked at; and whatever the
//! collector does, a program that doesn't ask sees the same.

use std::fmt::Write as _;
use std::sync::{Arc, Mutex};

use heaplens_session::Session;
use heaplens_session::plain::{PlainEnd, PlainRun, Streams, run_plain};
use heaplens_session::wire::{CompileUnit, RunSetup, Step};

const VERSIONS: [&str; 8] = ["3.8", "3.9", "3.10", "3.11", "3.12", "3.13", "3.14", "3.15"];
/// More instructions than any of the programs takes.
const FUEL: u64 = 3_000_000;

fn session(source: &str, version: &str) -> Session {
    let mut setup = RunSetup::new(source, version, CompileUnit::Script);
    setup.fuel = FUEL;
    let mut session = Session::new(setup).expect("the version is modelled");
    while !session.run_slice(1_000_000).done {}
    session
}

/// What the audit says of a program, by step.
fn audit(source: &str, version: &str, looked_at: u64) -> Vec<String> {
    let mut session = session(source, version);
    let Ok(steps) = session.summary().map(|summary| summary.steps) else {
        return Vec::new();
    };
    let stride = (steps / looked_at).max(1);
    let mut wrong = Vec::new();
    for step in (0..steps).step_by(stride as usize) {
        match session.audit(Step(step)) {
            Ok(said) => wrong.extend(said.into_iter().map(|what| format!("step {step}: {what}"))),
            Err(problem) => wrong.push(format!("step {step}: {problem:?}")),
        }
    }
    wrong
}

/// Numbers in a fixed order that looks like none.
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % bound
    }
}

const HEAD: &str = "\
import gc, _weakref as weakref
class Node:
    pass
class Slim:
    __slots__ = ('left', 'right', '__weakref__')
refs = []
";

/// A program over five names: lists, dicts, instances, cycles, weak references, deletions.
fn random_program(seed: u64, length: usize) -> String {
    let mut dice = Dice(seed);
    let mut text = HEAD.to_owned();
    let names = ["a", "b", "c", "d", "e"];
    let mut kinds = [0u64; 5];
    for name in names {
        let _ = writeln!(text, "{name} = []");
    }
    for line in 0..length {
        let (at, other) = (dice.below(5) as usize, dice.below(5) as usize);
        let (name, value) = (names[at], names[other]);
        match dice.below(10) {
            0 | 1 => {
                kinds[at] = dice.below(4);
                let made = ["[]", "{}", "Node()", "Slim()"][kinds[at] as usize];
                let _ = writeln!(text, "{name} = {made}");
            }
            2 => {
                kinds[at] = kinds[other];
                let _ = writeln!(text, "{name} = {value}");
            }
            3 if kinds[at] >= 2 => {
                let _ = writeln!(text, "refs.append(weakref.ref({name}))");
            }
            4 if kinds[at] == 0 => {
                let _ = writeln!(
                    text,
                    "{name} = [{value}, ({name}, {value})]\nprint(len({name}))"
                );
            }
            5 if kinds[at] == 0 => {
                let _ = writeln!(text, "if {name}: print(type({name}.pop()).__name__)");
            }
            6 if kinds[at] == 1 => {
                let _ = writeln!(text, "print(sorted({name})); {name}.clear()");
            }
            7 if name != value => {
                kinds[at] = 0;
                let _ = writeln!(
                    text,
                    "del {name}\n{name} = list(({value},) * {})",
                    dice.below(4)
                );
            }
            _ => {
                let stored = match kinds[at] {
                    0 => format!("{name}.append({value})"),
                    1 => format!("{name}[{line}] = {value}"),
                    2 => format!("{name}.x{} = {value}", dice.below(4)),
                    _ => format!(
                        "{name}.{} = {value}",
                        ["left", "right"][dice.below(2) as usize]
                    ),
                };
                let _ = writeln!(text, "{stored}");
            }
        }
    }
    text.push_str("gc.collect()\nprint([r() is None for r in refs])\n");
    text.push_str(
        "del a, b, c, d, e\ngc.collect()\nprint(len(refs), [r() is None for r in refs])\n",
    );
    text
}

#[test]
fn the_accounts_of_random_programs_close() {
    for seed in 0..32 {
        let source = random_program(seed, 60);
        let version = VERSIONS[seed as usize % 8];
        let said = audit(&source, version, 12);
        assert!(
            said.is_empty(),
            "seed {seed} in {version}: {said:#?}\n{source}"
        );
    }
}

fn printed(source: &str, version: &str) -> String {
    let taken = Arc::new(Mutex::new(Vec::new()));
    let into = Arc::clone(&taken);
    let streams = Streams {
        stdout: Box::new(move |bytes| into.lock().expect("one thread").extend_from_slice(bytes)),
        stdin: Box::new(Vec::new),
    };
    let run = PlainRun {
        source: source.to_owned(),
        file_name: "main.py".to_owned(),
        ..PlainRun::default()
    };
    let outcome = run_plain(run, version, CompileUnit::Script, streams).expect("it is modelled");
    let stderr = String::from_utf8_lossy(&outcome.stderr).into_owned();
    assert_eq!(outcome.end, PlainEnd::Exit(0), "{stderr}\n{source}");
    let taken = taken.lock().expect("one thread").clone();
    String::from_utf8(taken).expect("it prints text")
}

#[test]
fn a_program_does_not_see_when_the_collector_runs() {
    for seed in 100..132 {
        let source = random_program(seed, 200);
        let version = VERSIONS[seed as usize % 8];
        let plain = printed(&source, version);
        assert!(plain.ends_with("]\n"), "{plain}");
        for mode in [
            "gc.disable()",
            "gc.set_threshold(1)",
            "gc.set_threshold(7, 2, 2)",
        ] {
            let other = source.replacen("refs = []", &format!("{mode}\nrefs = []"), 1);
            assert_eq!(
                plain,
                printed(&other, version),
                "{mode}, seed {seed} in {version}\n{source}"
            );
        }
    }
}

//! Lives of objects, the inside of lines, collections in slow motion.

use heaplens_session::Session;
use heaplens_session::wire::{
    Cause, CompileUnit, HeapEventKind, PhaseKind, RunSetup, Step, ViewOptions,
};

const VERSIONS: [&str; 8] = ["3.8", "3.9", "3.10", "3.11", "3.12", "3.13", "3.14", "3.15"];

fn session(source: &str, version: &str) -> Session {
    let setup = RunSetup::new(source, version, CompileUnit::Script);
    let mut session = Session::new(setup).expect("the version is modelled");
    while !session.run_slice(100_000).done {}
    session
}

const LIFE: &str = "\
a = [1, 2]
b = a
def f(x):
    return len(x)
f(a)
del a
b = None
c = [3]
";

#[test]
fn the_life_of_an_object_is_told_from_birth_to_the_taker_of_its_address() {
    for version in VERSIONS {
        let mut session = session(LIFE, version);
        let list = session
            .named(Step(1), "a")
            .expect("a step")
            .expect("a is bound");
        let life = session.history(list).expect("it lived");
        assert_eq!(life.title, "list #1", "{version}");
        let born = life.born.as_ref().expect("it was born");
        assert_eq!((born.step, born.line), (Step(0), 1), "{version}");
        let died = life.died.as_ref().expect("it died");
        assert_eq!(died.cause, Cause::CountReachedZero { line: 7 }, "{version}");
        let taker = life
            .address_taken_by
            .as_ref()
            .expect("its block is given again");
        assert_eq!(
            (taker.type_name.as_str(), taker.at.line),
            ("list", 8),
            "{version}"
        );
        // The changes are a chain from 1 to 0.
        let mut count = 1;
        for change in &life.changes {
            assert_eq!(change.from, count, "{version}: {life:#?}");
            count = change.to;
        }
        assert_eq!(count, 0, "{version}");
        let binds_b = life.changes.iter().any(|change| {
            change.at.line == 2
                && change.at.doing == "reads a"
                && (change.from, change.to) == (1, 2)
        });
        assert!(binds_b, "{version}: {life:#?}");
        // Asking again, and seeking in between, changes nothing.
        session
            .view(Step(3), &ViewOptions::default())
            .expect("a step");
        assert_eq!(session.history(list).expect("it lived"), life, "{version}");
        assert_eq!(
            session
                .next_event(Step(2), list, true)
                .expect("a step")
                .map(|step| step.0 > 2),
            Some(true)
        );
    }
}

#[test]
fn the_inside_of_a_line_tells_every_reference() {
    let mut session = session("a = [1]\nb = [a, a]\ndel b\n", "3.13");
    let inside = session.inside(Step(1)).expect("a step");
    let told: Vec<String> = inside
        .events
        .iter()
        .filter(|event| event.title.starts_with("list"))
        .map(|event| match event.what {
            HeapEventKind::Made { .. } => format!("{} made", event.title),
            HeapEventKind::Count { from, to } => format!("{} {from} to {to}", event.title),
            HeapEventKind::Freed { .. } => format!("{} freed", event.title),
        })
        .collect();
    assert_eq!(told, ["list #1 1 to 2", "list #1 2 to 3", "list #2 made"]);
    let inside = session.inside(Step(2)).expect("a step");
    let freed = inside.events.iter().any(|event| {
        event.title == "list #2"
            && event.what
                == HeapEventKind::Freed {
                    by_collector: false,
                }
    });
    assert!(freed, "{inside:#?}");
}

const CYCLE: &str = "\
import gc
gc.collect()
class Node:
    def __del__(self):
        print('gone')
x = Node()
y = Node()
x.other = y
y.other = x
keep = [x]
del x, y
gc.collect()
keep = None
gc.collect()
";

#[test]
fn a_collection_goes_phase_by_phase() {
    for version in VERSIONS {
        let mut session = session(CYCLE, version);
        let marks = session.collections();
        assert!(!marks.is_empty(), "{version}: {:?}", session.summary());
        let asked: Vec<u64> = (0..marks.len() as u64)
            .filter(|at| marks[*at as usize].line == 14)
            .collect();
        let number = *asked.first().expect("gc.collect() ran on line 14");
        assert!(!marks[number as usize].by_threshold);
        let collection = session.collection(number).expect("it ran");
        let phase = |kind: PhaseKind| {
            let phase = collection.phases.iter().find(|phase| phase.kind == kind);
            let mut titles: Vec<String> = phase
                .unwrap_or_else(|| panic!("{version}: no {kind:?}"))
                .objects
                .iter()
                .map(|object| object.title.clone())
                .filter(|title| title.starts_with("Node #"))
                .collect();
            titles.sort();
            titles
        };
        let both = ["Node #1", "Node #2"];
        assert_eq!(phase(PhaseKind::Candidates), both, "{version}");
        assert_eq!(phase(PhaseKind::Unreachable), both, "{version}");
        assert_eq!(phase(PhaseKind::Finalized), both, "{version}");
        assert_eq!(phase(PhaseKind::Freed), both, "{version}");
        let earlier = marks
            .iter()
            .position(|mark| mark.line == 12)
            .expect("it ran") as u64;
        let earlier = session.collection(earlier).expect("it ran");
        let found = earlier
            .phases
            .iter()
            .find(|phase| phase.kind == PhaseKind::Unreachable);
        let nodes = found
            .expect("each has one")
            .objects
            .iter()
            .filter(|one| one.title.starts_with("Node #"));
        assert_eq!(nodes.count(), 0, "{version}: keep still leads to them");
    }
}

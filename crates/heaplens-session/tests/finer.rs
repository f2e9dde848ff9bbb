//! Steps smaller than a line: there and back again, and what is seen on the way.

use heaplens_session::Session;
use heaplens_session::wire::{CompileUnit, Count, Fine, RunSetup, Size, Step, ViewOptions};

const PROGRAM: &str = "def f(obj):\n    return [obj, obj]\na = [1]\nb = f(a)\ndel a\nb = None\n";

fn session(version: &str) -> Session {
    let setup = RunSetup::new(PROGRAM, version, CompileUnit::Script);
    let mut session = Session::new(setup).expect("the version is modelled");
    while !session.run_slice(100_000).done {}
    session
}

/// All places that steps of this size come to, to the end.
fn walk(session: &mut Session, size: Size) -> Vec<Fine> {
    let mut places = vec![Fine::default()];
    while let Some(next) = session
        .next_place(places[places.len() - 1], size, true)
        .expect("the run has ended")
    {
        assert!(next > places[places.len() - 1], "{size:?}: {next:?}");
        places.push(next);
    }
    places
}

#[test]
fn steps_of_each_size_lead_through_the_run_and_back() {
    for version in ["3.8", "3.11", "3.14"] {
        let mut session = session(version);
        let steps = session.summary().expect("it has ended").steps;
        let mut counts = Vec::new();
        for size in [Size::Line, Size::Instruction, Size::Event] {
            let mut places = walk(&mut session, size);
            counts.push(places.len() as u64);
            let mut at = places.pop().expect("there is one");
            while let Some(before) = session
                .next_place(at, size, false)
                .expect("the run has ended")
            {
                assert_eq!(Some(before), places.pop(), "{version}, {size:?}");
                at = before;
            }
            assert!(places.is_empty(), "{version}, {size:?}: {places:?}");
        }
        assert_eq!(counts[0], steps, "{version}");
        assert!(counts[1] > 2 * steps && counts[2] > 2 * steps, "{counts:?}");
    }
}

#[test]
fn a_moment_within_a_line_shows_what_lies_on_the_stack() {
    let mut session = session("3.10");
    let options = ViewOptions::default();
    // Before `return [obj, obj]`: the list is made by the third instruction.
    let start = session.view(Step(3), &options).expect("it is there");
    assert_eq!(start.line, 2);
    let list = session
        .named(Step(3), "obj")
        .expect("it is there")
        .expect("obj is bound");
    let count = |session: &mut Session, instruction| {
        let at = Fine {
            step: Step(3),
            instruction,
            event: 0,
        };
        let view = session.view_inside(at, &options).expect("it is there");
        let object = view.objects.iter().find(|object| object.id == list);
        let count = object.expect("it is shown").count;
        let frame = view.frames.last().expect("a frame runs");
        (count, frame.stack.len(), view.changes.is_empty())
    };
    let held = |times| Count::References(times);
    // a, the argument on the caller's stack, obj; then one more for each that is pushed.
    assert_eq!(count(&mut session, 0), (held(3), 0, false));
    assert_eq!(count(&mut session, 1), (held(4), 1, false));
    assert_eq!(count(&mut session, 2), (held(5), 2, false));
    let (_, stack, _) = count(&mut session, 3);
    assert_eq!(stack, 1, "the list that is given back");
    let beyond = Fine {
        step: Step(3),
        instruction: 99,
        event: 0,
    };
    assert!(session.view_inside(beyond, &options).is_err());
}

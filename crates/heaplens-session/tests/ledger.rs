//! The law of the ledger: at every step each object's holders, by name, sum to its count.

use heaplens_session::Session;
use heaplens_session::wire::{CompileUnit, RunSetup, Step, ViewOptions};

const VERSIONS: [&str; 8] = ["3.8", "3.9", "3.10", "3.11", "3.12", "3.13", "3.14", "3.15"];

fn session(source: &str, version: &str) -> Session {
    let setup = RunSetup::new(source, version, CompileUnit::Script);
    let mut session = Session::new(setup).expect("the version is modelled");
    while !session.run_slice(100_000).done {}
    session
}

const PROGRAM: &str = r#"
import sys
class Node:
    kind = 'node'
    def __init__(self, value):
        self.value = value
        self.next = None

class Slotted:
    __slots__ = ('a', 'b')

def outer():
    shared = [1]
    def inner():
        shared.append(2)
        return shared
    return inner

def process(obj, other=()):
    local = [obj, other]
    return len(local)

def numbers(data):
    for one in data:
        yield one

a = [1, 2]
b = a
d = {'key': a, 'other': {1: a}}
s = {(1, 2), 'text'}
node = Node(a)
node.next = Node(b)
node.__dict__['extra'] = d
slotted = Slotted()
slotted.a = a
f = outer()
f()
process(a, other=b)
g = numbers(a)
next(g)
for x in a:
    y = [x for x in a]
try:
    raise ValueError(a)
except ValueError as e:
    z = e.args
t = sorted([3, 1, 2], key=lambda v: -v)
with open('f.txt', 'w') if False else memoryview(b'x') as m:
    pass
c = Node.__init__
method = node.__init__
del node
x = Node(1)
x.next = x
del x
print(sys.getrefcount(a))
"#;

#[test]
fn every_ledger_of_a_program_sums_to_the_count() {
    for version in VERSIONS {
        let mut session = session(PROGRAM, version);
        let steps = session.summary().expect("it has run").steps;
        assert!(steps > 40, "{version}: {:?}", session.summary());
        for step in 0..steps {
            let wrong = session.audit(Step(step)).expect("the step is there");
            assert!(wrong.is_empty(), "{version}, step {step}: {wrong:#?}");
        }
    }
}

#[test]
fn a_ledger_names_its_holders_and_since_when() {
    let source = "a = [1]\nb = a\nd = {'k': a}\ndef f(obj):\n    x = obj\n    return x\nf(a)\n";
    let mut session = session(source, "3.10");
    // Before `return x`: the names, the dict, the parameter, the local, the argument on the caller's stack.
    let view = session
        .view(Step(6), &ViewOptions::default())
        .expect("it is there");
    assert_eq!(view.line, 6);
    let list = session
        .named(Step(6), "a")
        .expect("it is there")
        .expect("a is bound");
    let ledger = session.ledger(Step(6), list).expect("it is there");
    let told: Vec<(String, Option<u64>)> = ledger
        .entries
        .iter()
        .map(|entry| (entry.label.clone(), entry.since.map(|step| step.0)))
        .collect();
    let expected = [
        ("x in f", 6),
        ("a in <module>", 1),
        ("b in <module>", 2),
        ("obj in f", 5),
        ("dict #1['k']", 3),
        ("argument obj of f, on the stack of <module>", 5),
    ];
    assert_eq!(
        told,
        expected.map(|(label, step)| (label.to_owned(), Some(step)))
    );
    assert_eq!(ledger.sum, 6);
}

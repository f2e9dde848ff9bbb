//! The claims of the document and of a program of our own, against verdicts worked out by hand from the recordings
//! of the eight real interpreters.

use heaplens_session::claims::{blocks_of, check_claims, check_document};
use heaplens_session::versions;
use heaplens_session::wire::{Claim, CompileUnit, RunSetup};

/// Line of the document, and how its claim fares in 3.8 to 3.15.
const OF_THE_DOCUMENT: &[(u32, &str)] = &[
    (17, "holds"),
    (20, "holds"),
    (21, "holds"),
    (22, "holds"),
    (23, "holds in 3.8 to 3.11 only"),
    (24, "holds in 3.8 to 3.11 only"),
    (25, "holds"),
    (26, "holds in 3.8 only"),
    (27, "never holds"),
    (43, "holds"),
    (44, "holds"),
    (45, "holds"),
    (49, "holds"),
    (58, "holds"),
    (62, "never holds"),
    (67, "holds"),
    (71, "never holds"),
    (83, "holds"),
    (87, "holds"),
    (90, "holds"),
    (94, "holds"),
    (97, "holds"),
    (109, "holds in 3.11 to 3.13 only"),
    (112, "holds"),
    (113, "holds in 3.11 to 3.13 only"),
    (114, "holds"),
    (119, "holds"),
    (124, "holds"),
    (166, "holds"),
    (191, "holds in 3.8 to 3.12 only"),
    (227, "holds"),
    (231, "holds"),
    (254, "holds"),
    (257, "holds"),
    (259, "holds"),
    (267, "holds"),
    (269, "holds"),
    (300, "holds in 3.8 to 3.10 only"),
    (301, "holds"),
    (307, "holds"),
    (367, "holds"),
    (389, "never holds"),
    (395, "holds"),
];

#[test]
fn every_claim_of_the_document_has_its_verdict() {
    let text = include_str!("../document/memory-management.md");
    let claims = check_document(&blocks_of(text), CompileUnit::Script, &versions())
        .expect("the versions are modelled");
    agree(&claims, OF_THE_DOCUMENT);
}

const PROGRAM: &str = "\
import sys, gc
print(sys.getsizeof(()))  # 40 bytes
print(sys.getsizeof((1,)))  # 48 bytes
print(sys.getsizeof(b''))  # 33 bytes
print(sys.getsizeof(2 ** 30))  # 32 bytes
print(sys.getsizeof(set()))  # 216 bytes
a = []
def f(obj):
    return sys.getrefcount(obj)
print(f(a))  # 4
print(f(a))  # 3
b = [a, a]
print(sys.getrefcount(a))  # 4 (a, b twice, temp)
print(a in b)  # True
print(a is b[0] is b[1])  # False
print(len(b))  # ~2 items
print(repr(b))  # [[], []]
del b  # list freed
print(gc.isenabled())  # False
1 / 0  # ZeroDivisionError
print('never')  # never
";

const OF_THE_PROGRAM: &[(u32, &str)] = &[
    (2, "holds in 3.8 to 3.13 only"),
    (3, "holds in 3.8 to 3.13 only"),
    (4, "holds"),
    (5, "holds"),
    (6, "holds"),
    (10, "holds in 3.8 to 3.10 only"),
    (11, "holds in 3.11 to 3.13 only"),
    (13, "holds"),
    (14, "holds"),
    (15, "never holds"),
    (16, "holds"),
    (17, "holds"),
    (18, "holds"),
    (19, "never holds"),
    (20, "holds"),
];

#[test]
fn claims_of_a_program_hold_where_they_do() {
    let setup = RunSetup::new(PROGRAM, "3.13", CompileUnit::Script);
    let claims = check_claims(&setup, &versions()).expect("the versions are modelled");
    agree(&claims, OF_THE_PROGRAM);
    let failing = claims
        .iter()
        .find(|claim| claim.line == 10)
        .expect("it is one");
    let verdict = failing.verdicts.last().expect("3.15 was asked for");
    assert_eq!(verdict.printed.as_deref(), Some("2"));
    let why = verdict.why.as_deref();
    assert_eq!(why, None, "the line itself names no object");
}

fn agree(claims: &[Claim], expected: &[(u32, &str)]) {
    let found: Vec<(u32, &str)> = claims
        .iter()
        .map(|claim| (claim.line, claim.summary.as_str()))
        .collect();
    assert_eq!(found, expected);
}

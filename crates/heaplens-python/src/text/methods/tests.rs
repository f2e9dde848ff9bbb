//! Every method of this folder, and `repr`, against what CPython 3.11 said (tests/record/method_cases.py).

use super::*;
use crate::text::recorded::{Row, rows};
use crate::text::{PyText, Raise, TextRef, TextRules, repr};
use heaplens_heap::Version;
use std::ops::Range;

const RECORDED: &str = include_str!("../../../../../tests/recorded/method_cases.tsv");

#[test]
fn methods_as_in_cpython_3_11() {
    let rules = TextRules::of(Version::V3_11);
    let mut held = 0;
    for row in rows(RECORDED) {
        let of = match row.text(0) == *"str" {
            true => Characters::Unicode(rules.unicode),
            false => Characters::Bytes,
        };
        let done = whole_text(&row, of)
            || predicates(&row, of)
            || searches(&row, rules)
            || cuts(&row, of)
            || pads(&row)
            || tables(&row, of, rules)
            || shown(&row, of, rules);
        assert!(done, "no test for {}", row.operation());
        held += 1;
    }
    assert!(held > 9000, "only {held} rows");
}

fn truth(answer: bool) -> Result<&'static str, Raise> {
    Ok(if answer { "True" } else { "False" })
}

fn whole_text(row: &Row, of: Characters) -> bool {
    let text = row.text(1);
    row.expect(Ok(match (row.operation().as_str(), of) {
        ("upper", _) => case::upper(text, of),
        ("lower", _) => case::lower(text, of),
        ("title", _) => case::title(text, of),
        ("capitalize", _) => case::capitalize(text, of),
        ("swapcase", _) => case::swapcase(text, of),
        ("casefold", Characters::Unicode(db)) => case::casefold(text, db),
        _ => return false,
    }));
    true
}

fn predicates(row: &Row, of: Characters) -> bool {
    use predicates::{Is, is};
    let question = match row.operation().as_str() {
        "isalpha" => Is::Alpha,
        "isalnum" => Is::Alnum,
        "isascii" => Is::Ascii,
        "isdecimal" => Is::Decimal,
        "isdigit" => Is::Digit,
        "isidentifier" => Is::Identifier,
        "islower" => Is::Lower,
        "isnumeric" => Is::Numeric,
        "isprintable" => Is::Printable,
        "isspace" => Is::Space,
        "istitle" => Is::Title,
        "isupper" => Is::Upper,
        _ => return false,
    };
    row.expect(truth(is(question, row.text(1), of)));
    true
}

fn searches(row: &Row, rules: &TextRules) -> bool {
    use search::From;
    let text = row.text(1);
    let place = |found: Option<usize>| Ok(found.map_or("-1".to_owned(), |at| at.to_string()));
    let (part, start, end) = (|| row.text(2), || row.arg(3), || row.arg(4));
    match row.operation().as_str() {
        "find" => row.expect(place(search::find(
            text,
            part(),
            start(),
            end(),
            From::Left,
        ))),
        "rfind" => row.expect(place(search::find(
            text,
            part(),
            start(),
            end(),
            From::Right,
        ))),
        "count" => row.expect(Ok(search::count(text, part(), start(), end()).to_string())),
        "startswith" => row.expect(truth(search::starts_with(text, part(), start(), end()))),
        "endswith" => row.expect(truth(search::ends_with(text, part(), start(), end()))),
        "contains" => row.expect(truth(search::contains(text, part()))),
        "replace" => {
            let new = search::replace(text, part(), row.text(3), row.arg(4), rules);
            row.expect(new.map(|new| new.unwrap_or(text.to_text())));
        }
        _ => return false,
    }
    true
}

/// Parts of a text between bars, and their number.
fn bars(text: TextRef<'_>, ranges: &[Range<usize>]) -> PyText {
    let mut out = PyText::new();
    for (at, range) in ranges.iter().enumerate() {
        if at > 0 {
            out.push_str("|");
        }
        out.push_text(text.slice(range.clone()));
    }
    out.push_str(&format!("#{}", ranges.len()));
    out
}

fn cuts(row: &Row, of: Characters) -> bool {
    use search::From;
    use strip::Ends;
    let text = row.text(1);
    let operation = row.operation();
    let from = if operation.starts_with('r') {
        From::Right
    } else {
        From::Left
    };
    let ends = match &operation[..1] {
        "l" => Ends::Left,
        "r" => Ends::Right,
        _ => Ends::Both,
    };
    let part = |range: Range<usize>| Ok(text.slice(range).to_text());
    match operation.as_str() {
        "partition" | "rpartition" => {
            let separator = row.text(2);
            let found = split::partition(text, separator, from);
            let end = text.len();
            row.expect(found.map(|found| {
                let ranges = match (found, from) {
                    (Some(at), _) => [0..at, at..at + separator.len(), at + separator.len()..end],
                    (None, From::Left) => [0..end, end..end, end..end],
                    (None, From::Right) => [0..0, 0..0, 0..end],
                };
                bars(text, &ranges)
            }));
        }
        "split" | "rsplit" => {
            let found = split::split_at(text, row.text(2), row.arg(3), from);
            row.expect(found.map(|ranges| bars(text, &ranges)));
        }
        "split_spaces" | "rsplit_spaces" => {
            let ranges = split::split_spaces(text, row.arg(2), from, of);
            row.expect(Ok(bars(text, &ranges)));
        }
        "splitlines" => {
            let ranges = split::split_lines(text, row.text(2) == *"True", of);
            row.expect(Ok(bars(text, &ranges)));
        }
        "strip" | "lstrip" | "rstrip" => row.expect(part(strip::strip(text, row.text(2), ends))),
        "strip_spaces" | "lstrip_spaces" | "rstrip_spaces" => {
            row.expect(part(strip::strip_spaces(text, ends, of)));
        }
        "removeprefix" => row.expect(part(strip::remove_prefix(text, row.text(2)))),
        "removesuffix" => row.expect(part(strip::remove_suffix(text, row.text(2)))),
        _ => return false,
    }
    true
}

fn pads(row: &Row) -> bool {
    use pad::Side;
    let text = row.text(1);
    let justified = |side| pad::justify(text, row.arg(2), row.text(3).at(0), side);
    let padded = match row.operation().as_str() {
        "center" => justified(Side::Center),
        "ljust" => justified(Side::Left),
        "rjust" => justified(Side::Right),
        "zfill" => pad::zero_fill(text, row.arg(2)),
        "expandtabs" => pad::expand_tabs(text, row.arg(2)),
        "repeat" => {
            let count = usize::try_from(row.arg::<i64>(2)).unwrap_or(0);
            pad::repeat(text, count).map(Some)
        }
        _ => return false,
    };
    row.expect(padded.map(|padded| padded.unwrap_or(text.to_text())));
    true
}

fn tables(row: &Row, of: Characters, rules: &TextRules) -> bool {
    let narrow = |bytes: Vec<u8>| PyText::Ucs1(bytes);
    match (row.operation().as_str(), of) {
        ("hex", _) => {
            let separator = row.text(2).at(0) as u8;
            row.expect(Ok(hex::hex(&row.bytes(1), Some(separator), row.arg(3))));
        }
        ("fromhex", _) => row.expect(hex::from_hex(row.text(1), rules).map(narrow)),
        ("translate", Characters::Bytes) => {
            let (table, delete) = (row.bytes(2), row.bytes(3));
            let out = translate::translate_bytes(&row.bytes(1), Some(&table), &delete);
            row.expect(out.map(narrow));
        }
        ("maketrans", _) => {
            row.expect(translate::maketrans_bytes(&row.bytes(1), &row.bytes(2)).map(narrow));
        }
        ("translate", _) => {
            let pairs = translate::maketrans(row.text(2), row.text(3));
            row.expect(pairs.and_then(|pairs| {
                let pairs: Vec<_> = pairs.collect();
                translate::translate(row.text(1), |cp| {
                    let entry = pairs.iter().rev().find(|pair| pair.0 == cp);
                    Ok(match entry {
                        Some(&(_, to)) => translate::Translated::Point(to),
                        None => translate::Translated::Same,
                    })
                })
            }));
        }
        _ => return false,
    }
    true
}

fn shown(row: &Row, of: Characters, rules: &TextRules) -> bool {
    let text = row.text(1);
    row.expect(Ok(match (row.operation().as_str(), of) {
        ("repr", Characters::Unicode(db)) => repr::repr(text, db),
        ("repr", Characters::Bytes) => repr::repr_bytes(&row.bytes(1)),
        ("ascii", _) => repr::ascii(repr::repr(text, rules.unicode).as_ref()),
        ("bytearray", _) => repr::repr_bytearray("bytearray", &row.bytes(1)),
        _ => return false,
    }));
    true
}

//! What replaces a match: text with references to groups (`re._parser.parse_template`).

use heaplens_heap::{Owned, Ref};

use super::objects::part;
use super::{compiled, raise_error, subject};
use crate::vm::{Res, Vm};

/// A piece of a replacement.
#[derive(Clone, Debug)]
pub enum Piece {
    /// Characters.
    Text(Vec<u32>),
    /// What a group matched.
    Group(u32),
}

/// Takes a replacement apart.
pub fn parse(vm: &mut Vm, pattern: Ref, template: Ref) -> Res<Vec<Piece>> {
    let (points, _) = subject(vm, template)?;
    let compiled = compiled(vm, pattern);
    let groups = compiled.program.groups;
    let mut pieces = Vec::new();
    let mut text = Vec::new();
    let mut at = 0;
    let char_at = |at: usize| points.get(at).and_then(|&point| char::from_u32(point));
    while at < points.len() {
        if points[at] != 92 {
            text.push(points[at]);
            at += 1;
            continue;
        }
        let here = at;
        let Some(c) = char_at(at + 1) else {
            let wrong = "bad escape (end of pattern)";
            return Err(raise_error(vm, wrong, template, Some(here)));
        };
        at += 2;
        let group = match c {
            'g' => {
                if char_at(at) != Some('<') {
                    return Err(raise_error(vm, "missing <", template, Some(at)));
                }
                let from = at + 1;
                let Some(end) = (from..points.len()).find(|&at| points[at] == 62) else {
                    let wrong = if from >= points.len() {
                        "missing group name"
                    } else {
                        "missing >, unterminated name"
                    };
                    return Err(raise_error(vm, wrong, template, Some(from)));
                };
                if end == from {
                    return Err(raise_error(vm, "missing group name", template, Some(from)));
                }
                let name: String = points[from..end]
                    .iter()
                    .map(|&point| char::from_u32(point).unwrap_or('?'))
                    .collect();
                at = end + 1;
                match name.parse::<u32>() {
                    Ok(group) if group <= groups => group,
                    Ok(group) => {
                        let wrong = format!("invalid group reference {group}");
                        return Err(raise_error(vm, &wrong, template, Some(from)));
                    }
                    Err(_) => match compiled.names.get(&name) {
                        Some(&group) => group,
                        None if name.chars().all(|c| c.is_alphanumeric() || c == '_') => {
                            return Err(vm.index_error(&format!("unknown group name '{name}'")));
                        }
                        None => {
                            let wrong = format!("bad character in group name '{name}'");
                            return Err(raise_error(vm, &wrong, template, Some(from)));
                        }
                    },
                }
            }
            '0' => {
                let from = at;
                while at < from + 2 && char_at(at).is_some_and(|c| c.is_digit(8)) {
                    at += 1;
                }
                let value = points[from..at]
                    .iter()
                    .fold(0, |value, point| value * 8 + point - 48);
                text.push(value & 0xff);
                continue;
            }
            '1'..='9' => {
                let mut group = c as u32 - 48;
                if let Some(digit) = char_at(at).and_then(|c| c.to_digit(10)) {
                    let third = char_at(at + 1).and_then(|c| c.to_digit(8));
                    if let (true, true, Some(third)) = (c.is_digit(8), digit < 8, third) {
                        text.push((group * 64 + digit * 8 + third) & 0xff);
                        at += 2;
                        continue;
                    }
                    group = group * 10 + digit;
                    at += 1;
                }
                if group > groups {
                    let wrong = format!("invalid group reference {group}");
                    return Err(raise_error(vm, &wrong, template, Some(here + 1)));
                }
                group
            }
            _ => {
                let plain = match c {
                    'a' => Some(7),
                    'b' => Some(8),
                    'f' => Some(12),
                    'n' => Some(10),
                    'r' => Some(13),
                    't' => Some(9),
                    'v' => Some(11),
                    '\\' => Some(92),
                    _ => None,
                };
                match plain {
                    Some(point) => text.push(point),
                    None if c.is_ascii_alphabetic() => {
                        let wrong = format!("bad escape \\{c}");
                        return Err(raise_error(vm, &wrong, template, Some(here)));
                    }
                    None => text.extend([92, points[at - 1]]),
                }
                continue;
            }
        };
        if !text.is_empty() {
            pieces.push(Piece::Text(std::mem::take(&mut text)));
        }
        pieces.push(Piece::Group(group));
    }
    if !text.is_empty() {
        pieces.push(Piece::Text(text));
    }
    Ok(pieces)
}

/// The replacement for one match, as code points.
pub fn points(vm: &mut Vm, pieces: &[Piece], found: Ref) -> Res<Vec<u32>> {
    let mut out = Vec::new();
    for piece in pieces {
        match piece {
            Piece::Text(text) => out.extend(text),
            Piece::Group(group) => {
                let none = vm.heap.known.none;
                let value = part(vm, found, *group, none)?;
                if value.get() != none {
                    out.extend(subject(vm, value.get())?.0);
                }
            }
        }
    }
    Ok(out)
}

/// The same as an object of the kind of the subject.
pub fn fill(vm: &mut Vm, pieces: &[Piece], found: Ref) -> Res<Owned> {
    let string = vm.heap.field(found, 0);
    let out = points(vm, pieces, found)?;
    let is_text = vm.is_str(string);
    Ok(joined(vm, &out, is_text))
}

/// A str or bytes of these.
pub fn joined(vm: &mut Vm, points: &[u32], is_text: bool) -> Owned {
    if is_text {
        return vm.heap.str_from_points(points);
    }
    let bytes: Vec<u8> = points.iter().map(|&point| point as u8).collect();
    vm.heap.bytes(&bytes)
}

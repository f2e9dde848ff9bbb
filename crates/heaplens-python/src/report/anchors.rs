//! What within the source of an instruction is to blame: the operator, or the brackets of a subscript or a call.

use ruff_python_ast::{Expr, Stmt};
use ruff_python_parser::parse_module;
use ruff_text_size::Ranged;

/// Where the blamed part lies, in bytes of the segment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Anchors {
    pub left: usize,
    pub right: usize,
}

const fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | 0x0c)
}

/// `extract_anchors_from_line` of 3.11, or with `skips_brackets` that of 3.12: the segment is one expression statement.
pub(super) fn of_statement(segment: &str, skips_brackets: bool) -> Option<Anchors> {
    let parsed = parse_module(segment).ok()?;
    let [Stmt::Expr(statement)] = parsed.suite().as_slice() else {
        return None;
    };
    let bytes = segment.as_bytes();
    let offset = |size: ruff_text_size::TextSize| size.to_usize();
    match &*statement.value {
        Expr::BinOp(operation) => {
            let end = offset(operation.right.start());
            let mut blamed = None;
            for at in offset(operation.left.end())..end {
                if is_space(bytes[at]) {
                    continue;
                }
                let before_end = at + 1 < end;
                if skips_brackets && before_end && bytes[at] == b')' {
                    continue;
                }
                let two = before_end && !is_space(bytes[at + 1]);
                blamed = Some(Anchors {
                    left: at,
                    right: at + if two { 2 } else { 1 },
                });
                break;
            }
            blamed
        }
        Expr::Subscript(subscript) => {
            let mut left = offset(subscript.value.end());
            let mut right = offset(subscript.slice.end()) + 1;
            if skips_brackets {
                while left < bytes.len() && bytes[left] != b'[' {
                    left += 1;
                }
                while right < bytes.len() && bytes[right] != b']' {
                    right += 1;
                }
                if right < bytes.len() {
                    right += 1;
                }
            }
            Some(Anchors { left, right })
        }
        _ => None,
    }
}

/// A place in the lines of a segment: line, from 0, and character.
pub(super) type Place = (usize, usize);

/// `_extract_caret_anchors_from_line_segment` (Lib/traceback.py, 3.13): from the first blamed character to behind the
/// last one.
pub(super) fn of_lines(lines: &[Vec<char>]) -> Option<(Place, Place)> {
    let text: String = lines
        .iter()
        .map(|line| line.iter().collect::<String>())
        .collect::<Vec<_>>()
        .join("\n");
    // In brackets the segment may go over several lines.
    let source = format!("(\n{text}\n)");
    let parsed = parse_module(&source).ok()?;
    let [Stmt::Expr(statement)] = parsed.suite().as_slice() else {
        return None;
    };
    let segment = Segment {
        lines,
        source: &source,
    };
    match &*statement.value {
        Expr::BinOp(operation) => {
            let end = segment.place(operation.left.end());
            let (line, column) = segment.until(end, |c| !c.is_whitespace() && c != ')')?;
            let right = segment.place(operation.right.start());
            let next = lines[line].get(column + 1);
            let two = (right.0 > line || column + 1 < right.1)
                && next.is_some_and(|&c| !c.is_whitespace() && c != '\\' && c != '#');
            Some(((line, column), (line, column + if two { 2 } else { 1 })))
        }
        Expr::Subscript(subscript) => {
            let end = segment.place(subscript.value.end());
            let left = segment.until(end, |c| c == '[')?;
            Some((left, segment.place(subscript.end())))
        }
        Expr::Call(call) => {
            let end = segment.place(call.func.end());
            let left = segment.until(end, |c| c == '(')?;
            Some((left, segment.place(call.end())))
        }
        _ => None,
    }
}

struct Segment<'a> {
    lines: &'a [Vec<char>],
    source: &'a str,
}

impl Segment<'_> {
    /// A place from an offset in the source, which has a line before the segment's first.
    fn place(&self, offset: ruff_text_size::TextSize) -> Place {
        let before = &self.source[..offset.to_usize()];
        let line = before.matches('\n').count();
        let column = before.chars().rev().take_while(|&c| c != '\n').count();
        (line.saturating_sub(1), column)
    }

    /// The first character from a place on for which the question holds; comments and line ends are passed over.
    fn until(&self, from: Place, stop: impl Fn(char) -> bool) -> Option<Place> {
        let (mut line, mut column) = from;
        loop {
            match self.lines.get(line)?.get(column) {
                None => (line, column) = (line + 1, 0),
                Some('\\' | '#') => (line, column) = (line + 1, 0),
                Some(&c) if stop(c) => return Some((line, column)),
                Some(_) => column += 1,
            }
        }
    }
}

//! The source of an entry as Lib/traceback.py shows it from 3.13 on: all lines of the instruction that matter, each with
//! its carets (`StackSummary.format_frame_summary`).

use super::anchors::of_lines;
use super::width::{characters_before, columns};
use super::{Frame, ReportRules, Sources, Span};
use crate::text::PyText;
use crate::text::methods::Characters;
use crate::text::methods::split::split_lines;
use crate::text::methods::strip::{Ends, strip_spaces};
use ruff_python_ast::{Expr, ExprCall, Stmt};
use ruff_python_parser::parse_module;
use ruff_text_size::Ranged;
use std::collections::BTreeSet;

/// Appends the lines and carets of an entry, each indented by four.
pub(super) fn source(frame: &Frame, sources: &dyn Sources, rules: &ReportRules, out: &mut PyText) {
    let of = Characters::Unicode(rules.text.unicode);
    let span = frame.span;
    let first = span.map_or(frame.lineno, |span| span.lineno);
    let last = span.map_or(first, |span| span.end_lineno.max(span.lineno));
    let original: Vec<PyText> = (first..=last)
        .map(|lineno| {
            let line = sources
                .line(frame.filename.as_ref(), lineno)
                .unwrap_or_default();
            let kept = strip_spaces(line.as_ref(), Ends::Right, of);
            line.as_ref().slice(kept).to_text()
        })
        .collect();
    if original.iter().all(PyText::is_empty) {
        return;
    }
    let Some(span) = span else {
        let line = original[0].as_ref();
        out.push_str("    ");
        out.push_text(line.slice(strip_spaces(line, Ends::Both, of)));
        out.push_str("\n");
        return;
    };
    let dedented = dedent(&original);
    // A line may hold what `splitlines` takes for its end.
    let (original, dedented) = (resplit(&original, of), resplit(&dedented, of));
    let count = (last - first) as usize + 1;
    if dedented.len() < count || original.len() < count {
        return;
    }
    let mut excerpt = Excerpt::new(&original, &dedented[..count], span, rules);
    let lines = excerpt.show();
    for line in dedent(&lines) {
        out.push_str("    ");
        out.push_text(line.as_ref());
        out.push_str("\n");
    }
}

fn resplit(lines: &[PyText], of: Characters) -> Vec<PyText> {
    let mut joined = PyText::new();
    for line in lines {
        joined.push_text(line.as_ref());
        joined.push_str("\n");
    }
    let joined = joined.as_ref();
    let ranges = split_lines(joined, false, of);
    ranges
        .into_iter()
        .map(|range| joined.slice(range).to_text())
        .collect()
}

/// `textwrap.dedent`: the spaces and tabs that all lines start with taken away; lines of nothing else become empty.
fn dedent(lines: &[PyText]) -> Vec<PyText> {
    let is_blank = |line: &PyText| line.as_ref().iter().all(|cp| matches!(cp, 0x20 | 0x09));
    let indent = |line: &PyText| -> Vec<u32> {
        line.as_ref()
            .iter()
            .take_while(|cp| matches!(cp, 0x20 | 0x09))
            .collect()
    };
    let margin = lines
        .iter()
        .filter(|line| !is_blank(line))
        .map(indent)
        .reduce(|a, b| {
            a.iter()
                .zip(&b)
                .take_while(|(a, b)| a == b)
                .map(|(&a, _)| a)
                .collect()
        })
        .map_or(0, |margin| margin.len());
    let shortened = |line: &PyText| match is_blank(line) {
        true => PyText::new(),
        false => line.as_ref().slice(margin..line.len()).to_text(),
    };
    lines.iter().map(shortened).collect()
}

/// The lines of one instruction, and where in them it lies.
struct Excerpt<'a> {
    lines: &'a [PyText],
    rules: &'a ReportRules,
    /// Characters before it in the first line, and up to its end in the last.
    start: usize,
    end: usize,
    /// The blamed part: line and column of its start and of its end.
    blamed: Option<((usize, usize), (usize, usize))>,
    has_carets: bool,
    shown: Vec<PyText>,
}

impl<'a> Excerpt<'a> {
    fn new(
        original: &[PyText],
        lines: &'a [PyText],
        span: Span,
        rules: &'a ReportRules,
    ) -> Excerpt<'a> {
        let last = lines.len() - 1;
        let removed = original[0].len().saturating_sub(lines[0].len());
        let start = characters_before(original[0].as_ref(), span.column);
        let end = characters_before(original[last].as_ref(), span.end_column);
        let (start, end) = (start.saturating_sub(removed), end.saturating_sub(removed));
        let mut excerpt = Excerpt {
            lines,
            rules,
            start,
            end,
            blamed: None,
            has_carets: false,
            shown: Vec::new(),
        };
        let anchors = of_lines(&excerpt.segment());
        excerpt.has_carets = excerpt.should_have_carets(anchors.is_some());
        excerpt.blamed = anchors.map(|(left, right)| {
            let place = |(line, column): (usize, usize)| {
                let column = if line == 0 { column + start } else { column };
                (line, excerpt.columns(line, column))
            };
            (place(left), place(right))
        });
        excerpt
    }

    /// The instruction's own text, as lines of characters.
    fn segment(&self) -> Vec<Vec<char>> {
        let last = self.lines.len() - 1;
        let part = |(at, line): (usize, &PyText)| {
            let from = if at == 0 {
                self.start.min(line.len())
            } else {
                0
            };
            let to = if at == last {
                self.end.min(line.len())
            } else {
                line.len()
            };
            let part = line.as_ref().slice(from..to.max(from));
            part.to_string_lossy().chars().collect()
        };
        self.lines.iter().enumerate().map(part).collect()
    }

    fn columns(&self, line: usize, characters: usize) -> usize {
        self.lines.get(line).map_or(characters, |text| {
            columns(text.as_ref(), characters, self.rules)
        })
    }

    /// `_should_show_carets`: not where they would underline all there is, nor the whole of `return f()` and `x = f()`
    /// behind its keyword or name.
    fn should_have_carets(&self, has_anchors: bool) -> bool {
        let text: Vec<String> = self
            .lines
            .iter()
            .map(|line| line.as_ref().to_string_lossy())
            .collect();
        let text = text.join("\n");
        if let Ok(parsed) = parse_module(&text) {
            match parsed.suite().first() {
                None => return false,
                Some(statement) => {
                    if plain_call(statement).is_some_and(|call| self.is_whole(call, &text)) {
                        return false;
                    }
                }
            }
        }
        if has_anchors {
            return true;
        }
        let is_space = |cp: u32| Characters::Unicode(self.rules.text.unicode).is_space(cp);
        let first = self.lines[0].as_ref();
        let last = self.lines[self.lines.len() - 1].as_ref();
        !first.iter().take(self.start).all(is_space) || !last.iter().skip(self.end).all(is_space)
    }

    /// Whether a call goes from the start to the end of the instruction, counted in bytes as the syntax tree does.
    fn is_whole(&self, call: &ExprCall, text: &str) -> bool {
        let place = |offset: usize| {
            let before = &text[..offset];
            let line = before.matches('\n').count();
            (line, offset - before.rfind('\n').map_or(0, |at| at + 1))
        };
        place(call.start().to_usize()) == (0, self.start)
            && place(call.end().to_usize()) == (self.lines.len() - 1, self.end)
    }

    /// The lines that matter: the first, the last, and those around the ends of the blamed part.
    fn show(&mut self) -> Vec<PyText> {
        let last = self.lines.len() - 1;
        let mut lines = BTreeSet::from([0, last]);
        if let Some((left, right)) = self.blamed {
            for line in [left.0, right.0] {
                lines.extend(line.saturating_sub(1)..=line + 1);
            }
        }
        let mut before: Option<usize> = None;
        for line in lines.into_iter().filter(|&line| line <= last) {
            match before.map(|before| line - before) {
                Some(2) => self.show_line(line - 1),
                Some(gap @ 3..) => {
                    self.shown
                        .push(PyText::from(format!("...<{} lines>...", gap - 1)));
                }
                _ => {}
            }
            self.show_line(line);
            before = Some(line);
        }
        std::mem::take(&mut self.shown)
    }

    fn show_line(&mut self, at: usize) {
        let text = self.lines[at].as_ref();
        self.shown.push(text.to_text());
        if !self.has_carets {
            return;
        }
        let of = Characters::Unicode(self.rules.text.unicode);
        let spaces = strip_spaces(text, Ends::Left, of).start;
        let start = if at == 0 {
            self.columns(0, self.start)
        } else {
            0
        };
        let end = if at == self.lines.len() - 1 {
            self.columns(at, self.end)
        } else {
            self.columns(at, text.len())
        };
        let carets: PyText = (0..end)
            .map(|column| {
                u32::from(match self.blamed {
                    _ if column < spaces.max(start) => b' ',
                    None => b'^',
                    Some((left, right)) if (at, column) >= left && (at, column) < right => b'^',
                    Some(_) => b'~',
                })
            })
            .collect();
        self.shown.push(carets);
    }
}

/// The call of `return name(…)` or `name = name(…)`; in the second any function may be called.
fn plain_call(statement: &Stmt) -> Option<&ExprCall> {
    match statement {
        Stmt::Return(statement) => match statement.value.as_deref()? {
            Expr::Call(call) if call.func.is_name_expr() => Some(call),
            _ => None,
        },
        Stmt::Assign(statement) => match (&statement.targets[..], &*statement.value) {
            ([Expr::Name(_)], Expr::Call(call)) => Some(call),
            _ => None,
        },
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dedent_takes_the_common_margin_and_empties_blank_lines() {
        let lines: Vec<PyText> = ["    a", "  ", "      b", "    \tc"]
            .map(PyText::from)
            .to_vec();
        assert_eq!(dedent(&lines), ["a", "", "  b", "\tc"].map(PyText::from));
        let lines: Vec<PyText> = ["\ta", "    b"].map(PyText::from).to_vec();
        assert_eq!(dedent(&lines), lines);
    }
}

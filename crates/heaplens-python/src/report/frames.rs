//! The entries of a traceback, the same one in a row folded.

use super::anchors::{Anchors, of_statement};
use super::library_carets;
use super::rules::Carets;
use super::width::{characters_before, columns, indentation};
use super::{Frame, Options, ReportRules, Sources};
use crate::text::{PyText, TextRef};

/// How many equal entries in a row are shown (`TB_RECURSIVE_CUTOFF`).
const CUTOFF: usize = 3;

/// The text of each entry, or of the line that stands for several; each ends in a line break.
pub(super) fn lines(
    frames: &[Frame],
    sources: &dyn Sources,
    rules: &ReportRules,
    options: Options,
) -> Vec<PyText> {
    let mut out = Vec::new();
    let mut last: Option<&Frame> = None;
    let mut count = 0;
    for frame in within_limit(frames, options) {
        let same = last.is_some_and(|last| {
            last.filename == frame.filename
                && last.lineno == frame.lineno
                && last.name == frame.name
        });
        if !same {
            out.extend(repeated(count));
            last = Some(frame);
            count = 0;
        }
        count += 1;
        if count <= CUTOFF {
            out.push(entry(frame, sources, rules));
        }
    }
    out.extend(repeated(count));
    out
}

/// The innermost frames, as many as `sys.tracebacklimit` says.
pub(super) fn within_limit(frames: &[Frame], options: Options) -> &[Frame] {
    let most = match options.limit {
        Some(limit) => usize::try_from(limit).unwrap_or(0),
        None => usize::MAX,
    };
    &frames[frames.len().saturating_sub(most)..]
}

fn repeated(count: usize) -> Option<PyText> {
    let more = count.checked_sub(CUTOFF).filter(|&more| more > 0)?;
    let plural = if more > 1 { "s" } else { "" };
    Some(PyText::from(format!(
        "  [Previous line repeated {more} more time{plural}]\n"
    )))
}

/// `File "…", line …, in …`, the source line, and its carets.
fn entry(frame: &Frame, sources: &dyn Sources, rules: &ReportRules) -> PyText {
    let mut out = PyText::from("  File \"");
    out.push_text(frame.filename.as_ref());
    out.push_str(&format!("\", line {}, in ", frame.lineno));
    out.push_text(frame.name.as_ref());
    out.push_str("\n");
    if rules.carets == Carets::Lines {
        library_carets::source(frame, sources, rules, &mut out);
        return out;
    }
    // The C code opens no file such as <string>.
    let name = frame.filename.as_ref();
    let in_brackets =
        name.get(0) == Some(u32::from(b'<')) && name.iter().last() == Some(u32::from(b'>'));
    if in_brackets {
        return out;
    }
    if let Some(line) = sources.line(name, frame.lineno) {
        let line = line.as_ref();
        out.push_str("    ");
        out.push_text(line.slice(indentation(line)..line.len()));
        out.push_str("\n");
        if rules.carets != Carets::None
            && let Some(carets) = c_carets(frame, line, rules)
        {
            out.push_text(carets.as_ref());
        }
    }
    out
}

/// The line of carets of `tb_displayline` (Python/traceback.c, 3.11 and 3.12); none if they would underline it all.
fn c_carets(frame: &Frame, line: TextRef<'_>, rules: &ReportRules) -> Option<PyText> {
    let span = frame.span?;
    let indent = indentation(line);
    let start = characters_before(line, span.column);
    let mut end = characters_before(line, span.end_column);
    let mut anchors = None;
    if span.lineno == span.end_lineno {
        anchors = operator(line, start, end, rules);
    } else {
        end = last_visible(line);
    }
    if anchors.is_none() && end.checked_sub(start) == Some(line.len() - indent) {
        return None;
    }
    let place = |characters: usize| match rules.carets {
        Carets::Columns => columns(line, characters, rules),
        _ => characters,
    };
    let (start, end) = (place(start), place(end));
    let inside = anchors.map(|(left, right)| place(left)..place(right));
    let mut out = PyText::new();
    // The indentation of the line gives way to four spaces.
    let first = indent as isize - 4;
    for at in first..end as isize {
        let at = usize::try_from(at).ok();
        out.push_str(match (at, &inside) {
            (at, _) if at.is_none_or(|at| at < start) => " ",
            (_, None) => "^",
            (Some(at), Some(inside)) if inside.contains(&at) => "^",
            _ => "~",
        });
    }
    out.push_str("\n");
    Some(out)
}

/// The characters of a line up to its last that isn't white space: as the C code does, the line is searched from the
/// byte whose number is the line's length in characters.
fn last_visible(line: TextRef<'_>) -> usize {
    let bytes = line.to_wtf8();
    bytes[..line.len()]
        .iter()
        .rposition(|b| !matches!(b, b' ' | b'\t' | 0x0c))
        .map_or(0, |at| at + 1)
}

/// Where the operator or the subscript's brackets stand, in characters of the line.
fn operator(
    line: TextRef<'_>,
    start: usize,
    end: usize,
    rules: &ReportRules,
) -> Option<(usize, usize)> {
    let segment = line.slice(start.min(end)..end);
    let text = segment.to_string_lossy();
    let Anchors { left, right } = of_statement(&text, rules.carets == Carets::Columns)?;
    let place = |bytes: usize| start + characters_before(segment, bytes as u32);
    Some((place(left), place(right)))
}

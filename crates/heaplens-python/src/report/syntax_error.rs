//! The place of a SyntaxError: `File …, line …`, the line, the carets.
//!
//! Modelled: `print_error_text` (Python/pythonrun.c), `TracebackException._format_syntax_error` (Lib/traceback.py).

use super::rules::SyntaxStyle;
use super::width::columns;
use super::{ReportRules, TypoSearch};
use crate::text::methods::Characters;
use crate::text::{PyText, TextRef};

/// The attributes of a SyntaxError; what is neither None nor of its type is left out.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SyntaxDetails {
    /// Whether the class is SyntaxError itself: of a subclass the C code doesn't look where the error ends.
    pub is_exact: bool,
    /// `msg`, as `str` shows it.
    pub msg: Option<PyText>,
    /// `filename`.
    pub filename: Option<PyText>,
    /// `lineno`.
    pub lineno: Option<i64>,
    /// `offset`: from 1, in characters.
    pub offset: Option<i64>,
    /// `end_lineno` (3.10).
    pub end_lineno: Option<i64>,
    /// `end_offset` (3.10).
    pub end_offset: Option<i64>,
    /// `text`.
    pub text: Option<PyText>,
    /// Where to look for misspelt keywords (`_metadata`, 3.14).
    pub typos: Option<TypoSearch>,
}

impl SyntaxDetails {
    /// What the C code prints before the message, or nothing if there is no line number: then the message is
    /// `str(e)`. Each item is a line, the first to be shown with a margin.
    pub(super) fn c_lines(&self, rules: &ReportRules) -> Option<Vec<PyText>> {
        let lineno = self.lineno?;
        let mut out = vec![file_line(self.filename.as_ref(), lineno)];
        if let Some(text) = &self.text {
            let bytes = text.as_ref().to_wtf8();
            let offset = self.offset.unwrap_or(-1);
            let mut end = self.end_offset.filter(|_| self.is_exact).unwrap_or(-1);
            if self.is_exact && self.end_lineno.unwrap_or(lineno) > lineno {
                end = bytes.len() as i64;
            }
            let end = end.min(bytes.len() as i64 + 1);
            match rules.syntax {
                SyntaxStyle::Counted => counted(&bytes, offset, &mut out),
                style => {
                    let count = match style {
                        SyntaxStyle::Ranged if end > 0 && end > offset => end - offset,
                        _ => 1,
                    };
                    clipped(&bytes, offset, count, &mut out);
                }
            }
        }
        Some(out)
    }

    /// What the library prints before the message, and what it puts behind it.
    pub(super) fn library_lines(&self, rules: &ReportRules) -> (Vec<PyText>, PyText) {
        let mut out = Vec::new();
        let mut behind = PyText::new();
        match (self.lineno, &self.filename) {
            (Some(lineno), filename) => {
                let filename = filename.as_ref().filter(|name| !name.is_empty());
                out.push(file_line(filename, lineno));
            }
            (None, Some(filename)) => {
                behind.push_str(" (");
                behind.push_text(filename.as_ref());
                behind.push_str(")");
            }
            _ => {}
        }
        if let Some(text) = &self.text {
            self.library_text(text.as_ref(), rules, &mut out);
        }
        (out, behind)
    }

    fn library_text(&self, text: TextRef<'_>, rules: &ReportRules, out: &mut Vec<PyText>) {
        let breaks = text.iter().rev().take_while(|&cp| cp == 0x0a).count();
        let trimmed = text.slice(0..text.len() - breaks);
        let spaces = trimmed
            .iter()
            .take_while(|&cp| matches!(cp, 0x20 | 0x0a | 0x0c))
            .count();
        let line = trimmed.slice(spaces..trimmed.len());
        let mut shown = PyText::from("    ");
        shown.push_text(line);
        shown.push_str("\n");
        out.push(shown);
        let Some(mut start) = self.offset else {
            return;
        };
        let behind_line = trimmed.len() as i64 + 1;
        let mut end = if self.lineno == self.end_lineno {
            self.end_offset.filter(|&end| end != 0).unwrap_or(start)
        } else {
            behind_line
        };
        if !text.is_empty() {
            if start > text.len() as i64 {
                start = behind_line;
            }
            if end > text.len() as i64 {
                end = behind_line;
            }
        }
        if start >= end || end < 0 {
            end = start + 1;
        }
        // From characters of the text, counted from 1, to characters of the line.
        let (start, end) = (start - 1 - spaces as i64, end - 1 - spaces as i64);
        let (Ok(start), Ok(end)) = (usize::try_from(start), usize::try_from(end)) else {
            return;
        };
        let mut carets = PyText::from("    ");
        let count = if rules.syntax == SyntaxStyle::Columns {
            carets.push_repeated(b' '.into(), columns(line, start, rules));
            let marked = line.slice(start.min(line.len())..end.min(line.len()));
            match marked.len() {
                0 => end - start,
                count => columns(marked, count, rules),
            }
        } else {
            let is_space = |cp| Characters::Unicode(rules.text.unicode).is_space(cp);
            let before = line.iter().take(start);
            carets.extend(before.map(|cp| if is_space(cp) { cp } else { b' '.into() }));
            end - start
        };
        carets.push_repeated(b'^'.into(), count);
        carets.push_str("\n");
        out.push(carets);
    }
}

fn file_line(filename: Option<&PyText>, lineno: i64) -> PyText {
    let mut out = PyText::from("  File \"");
    match filename {
        Some(name) => out.push_text(name.as_ref()),
        None => out.push_str("<string>"),
    }
    out.push_str(&format!("\", line {lineno}\n"));
    out
}

const fn is_indent(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | 0x0c)
}

fn text_of(bytes: &[u8]) -> PyText {
    PyText::from_wtf8(bytes).unwrap_or_else(|| String::from_utf8_lossy(bytes).into_owned().into())
}

fn caret_line(spaces: i64, count: i64) -> PyText {
    let mut out = PyText::from("    ");
    out.push_repeated(b' '.into(), usize::try_from(spaces).unwrap_or(0));
    out.push_repeated(b'^'.into(), usize::try_from(count).unwrap_or(0));
    out.push_str("\n");
    out
}

fn push_line(bytes: &[u8], ends: bool, out: &mut Vec<PyText>) {
    let mut line = PyText::from("    ");
    line.push_text(text_of(bytes).as_ref());
    if !ends {
        line.push_str("\n");
    }
    out.push(line);
}

/// `print_error_text` of 3.8: the offset counts from 1, and -1 is none.
fn counted(text: &[u8], offset: i64, out: &mut Vec<PyText>) {
    let (mut text, mut offset) = (text, offset);
    if offset >= 0 {
        if offset > 0 && offset == text.len() as i64 && text[offset as usize - 1] == b'\n' {
            offset -= 1;
        }
        while let Some(at) = text.iter().position(|&b| b == b'\n') {
            if at as i64 >= offset {
                break;
            }
            offset -= at as i64 + 1;
            text = &text[at + 1..];
        }
        while text.first().is_some_and(|&b| is_indent(b)) {
            text = &text[1..];
            offset -= 1;
        }
    }
    push_line(text, text.last() == Some(&b'\n'), out);
    if offset != -1 {
        out.push(caret_line(offset - 1, 1));
    }
}

/// `print_error_text` from 3.9 on.
fn clipped(text: &[u8], offset: i64, count: i64, out: &mut Vec<PyText>) {
    let (mut text, mut offset) = (text, offset - 1);
    while text.first().is_some_and(|&b| is_indent(b)) {
        text = &text[1..];
        offset -= 1;
    }
    let mut length = text.len() as i64 - i64::from(text.last() == Some(&b'\n'));
    offset = offset.min(length);
    while let Some(at) = text.iter().position(|&b| b == b'\n') {
        if at as i64 >= offset {
            break;
        }
        let skipped = at as i64 + 1;
        text = &text[skipped as usize..];
        length -= skipped;
        offset -= skipped;
    }
    push_line(text, text.get(length.max(0) as usize) == Some(&b'\n'), out);
    if offset >= 0 {
        out.push(caret_line(offset, count));
    }
}

//! The program text as CPython's tokenizer reads it, and where its lines begin.

use ruff_text_size::{TextRange, TextSize};

use crate::code::Position;

/// A program's text, normalised: no byte-order mark, `\n` at the end of each line and of the text.
#[derive(Clone, Debug)]
pub struct Source {
    text: String,
    line_starts: Vec<u32>,
}

impl Source {
    /// Takes a text in as `Parser/tokenizer` does (`translate_newlines`).
    pub fn new(text: &str) -> Source {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let mut text = if text.contains('\r') {
            text.replace("\r\n", "\n").replace('\r', "\n")
        } else {
            text.to_owned()
        };
        if !text.is_empty() && !text.ends_with('\n') {
            text.push('\n');
        }
        let mut line_starts = vec![0];
        line_starts.extend(
            text.bytes()
                .enumerate()
                .filter(|(_, b)| *b == b'\n')
                .map(|(i, _)| i as u32 + 1),
        );
        Source { text, line_starts }
    }

    /// The whole text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text in a range.
    pub fn slice(&self, range: TextRange) -> &str {
        &self.text[range]
    }

    /// Line (from 1) and byte column (from 0) of an offset.
    pub fn line_col(&self, offset: TextSize) -> (u32, u32) {
        let offset = offset.to_u32();
        let line = self.line_starts.partition_point(|start| *start <= offset);
        (line as u32, offset - self.line_starts[line - 1])
    }

    /// The place of a range.
    pub fn position(&self, range: TextRange) -> Position {
        let (line, col) = self.line_col(range.start());
        let (end_line, end_col) = self.line_col(range.end());
        Position {
            line,
            end_line,
            col: col + 1,
            end_col: end_col + 1,
        }
    }

    /// A line's text (from 1) with its newline; empty past the end.
    pub fn line(&self, line: u32) -> &str {
        let index = line as usize;
        let Some(&start) = index.checked_sub(1).and_then(|i| self.line_starts.get(i)) else {
            return "";
        };
        let end = self
            .line_starts
            .get(index)
            .map_or(self.text.len(), |end| *end as usize);
        &self.text[start as usize..end]
    }
}

//! How deeply a text's expressions are nested at most, by its tokens alone: asked before anything walks down its tree.

use super::tokens::{Kind, Token};

/// Operators and trailers at one level of brackets, since its last comma.
#[derive(Clone, Copy, Debug, Default)]
struct Level {
    operators: usize,
}

/// Counts on while tokens come.
#[derive(Clone, Debug)]
pub(super) struct Nesting {
    levels: Vec<Level>,
    /// The operators of all levels.
    sum: usize,
    blocks: usize,
    /// The deepest so far.
    pub(super) deepest: usize,
}

impl Nesting {
    /// Before the first token.
    pub(super) fn new() -> Nesting {
        Nesting {
            levels: vec![Level::default()],
            sum: 0,
            blocks: 0,
            deepest: 0,
        }
    }

    /// Takes the next token in.
    pub(super) fn note(&mut self, token: &Token, text: &str) {
        match token.kind {
            Kind::Newline => self.restart(),
            Kind::Indent => self.blocks += 1,
            Kind::Dedent => self.blocks = self.blocks.saturating_sub(1),
            Kind::Mark | Kind::Name => self.word(text),
            // Up to 3.11 an f-string is one token: whatever might be an operator in it counts.
            Kind::String if is_formatted(text) => {
                let marks = text
                    .bytes()
                    .filter(|b| b"+-~*/.([{|&^%@".contains(b))
                    .count();
                let words = text.matches("not").count() + text.matches("lambda").count();
                let around = self.sum + self.levels.len() + self.blocks;
                self.deepest = self
                    .deepest
                    .max(around + marks + words + text.matches("if").count());
            }
            _ => {}
        }
    }

    fn word(&mut self, text: &str) {
        match text {
            "(" | "[" | "{" => {
                self.count();
                self.levels.push(Level::default());
            }
            ")" | "]" | "}" if self.levels.len() > 1 => {
                let level = self.levels.pop().unwrap_or_default();
                self.sum -= level.operators;
            }
            "," | ";" | "=" => self.restart(),
            "+" | "-" | "*" | "/" | "//" | "%" | "@" | "**" | "~" | "<<" | ">>" | "&" | "|"
            | "^" | "." | "not" | "lambda" | "if" | "await" | ":=" => self.count(),
            _ => {}
        }
    }

    fn count(&mut self) {
        let level = self.levels.last_mut().expect("the outermost level stays");
        level.operators += 1;
        self.sum += 1;
        let deep = self.sum + self.levels.len() + self.blocks;
        self.deepest = self.deepest.max(deep);
    }

    fn restart(&mut self) {
        let level = self.levels.last_mut().expect("the outermost level stays");
        self.sum -= std::mem::take(&mut level.operators);
    }
}

/// Whether a string's token is that of an f-string.
fn is_formatted(text: &str) -> bool {
    let mut prefix = text.chars().take_while(|c| c.is_ascii_alphabetic());
    prefix.any(|c| matches!(c, 'f' | 'F'))
}

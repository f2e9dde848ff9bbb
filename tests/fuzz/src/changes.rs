//! Changes of a Python text that leave most of it Python.

use crate::pieces::{EXPRESSIONS, NAMES, STATEMENTS, VERSIONS};

/// A stream of numbers from a seed (SplitMix64).
struct Dice(u64);

impl Dice {
    fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, limit: usize) -> usize {
        (self.roll() % limit.max(1) as u64) as usize
    }

    fn one_of<'a>(&mut self, list: &[&'a str]) -> &'a str {
        list[self.below(list.len())]
    }
}

/// The text with one to three changes that the seed decides.
pub fn changed(text: &str, seed: u64) -> String {
    let mut dice = Dice(seed);
    let mut text = text.to_owned();
    for _ in 0..=dice.below(3) {
        text = change(&text, &mut dice);
    }
    text
}

fn change(text: &str, dice: &mut Dice) -> String {
    match dice.below(12) {
        0 => manner(text, dice),
        1..=4 => lines(text, dice),
        5..=9 => words(text, dice),
        _ => statement(text, dice),
    }
}

/// Another version, or the other unit.
fn manner(text: &str, dice: &mut Dice) -> String {
    let rest = match text.split_once('\n') {
        Some((head, rest)) if head.starts_with("# Python ") => rest,
        _ => text,
    };
    let unit = if dice.below(4) == 0 { " repl" } else { "" };
    format!("# Python {}{unit}\n{rest}", dice.one_of(VERSIONS))
}

fn indent_of(line: &str) -> &str {
    &line[..line.len() - line.trim_start_matches(' ').len()]
}

/// A line dropped, doubled, moved, indented, or put under a new head.
fn lines(text: &str, dice: &mut Dice) -> String {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    if lines.is_empty() {
        return dice.one_of(STATEMENTS).to_owned();
    }
    let at = dice.below(lines.len());
    let other = dice.below(lines.len());
    match dice.below(6) {
        0 => {
            lines.remove(at);
        }
        1 => lines.insert(other, lines[at].clone()),
        2 => lines.swap(at, other),
        3 => {
            let end = (at + 1 + dice.below(6)).min(lines.len());
            let block: Vec<String> = lines[at..end].to_vec();
            let to = dice.below(lines.len());
            lines.splice(to..to, block);
        }
        4 => {
            let end = (at + 1 + dice.below(4)).min(lines.len());
            let indent = indent_of(&lines[at]).to_owned();
            for line in &mut lines[at..end] {
                line.insert_str(0, "    ");
            }
            let heads = [
                "if 1:",
                "for i in range(3):",
                "while 1:",
                "def f(*a, **k):",
                "class C:",
                "with open as f:",
                "async def f():",
            ];
            lines.insert(at, format!("{indent}{}", dice.one_of(&heads)));
        }
        _ => {
            let end = (at + 1 + dice.below(3)).min(lines.len());
            let indent = indent_of(&lines[at]).to_owned();
            for line in &mut lines[at..end] {
                line.insert_str(0, "    ");
            }
            let tails = [
                "except Exception as e:",
                "finally:",
                "except* ValueError:",
                "except:",
            ];
            lines.insert(end, format!("{indent}    pass"));
            lines.insert(end, format!("{indent}{}", dice.one_of(&tails)));
            lines.insert(at, format!("{indent}try:"));
        }
    }
    lines.join("\n") + "\n"
}

/// A statement put between two lines.
fn statement(text: &str, dice: &mut Dice) -> String {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let at = dice.below(lines.len() + 1);
    let indent = lines.get(at).map_or("", |line| indent_of(line)).to_owned();
    let new = dice.one_of(STATEMENTS).lines();
    let new: Vec<String> = new.map(|line| format!("{indent}{line}")).collect();
    lines.splice(at..at, new);
    lines.join("\n") + "\n"
}

/// A name or a number exchanged for another thing, or with another of the text's words.
fn words(text: &str, dice: &mut Dice) -> String {
    let spans = word_spans(text);
    if spans.is_empty() {
        return statement(text, dice);
    }
    let (start, end) = spans[dice.below(spans.len())];
    let new = match dice.below(5) {
        0 | 1 => dice.one_of(EXPRESSIONS).to_owned(),
        2 => dice.one_of(NAMES).to_owned(),
        3 => {
            let (from, to) = spans[dice.below(spans.len())];
            text[from..to].to_owned()
        }
        _ => format!("({}, {})", &text[start..end], dice.one_of(EXPRESSIONS)),
    };
    format!("{}{new}{}", &text[..start], &text[end..])
}

/// Where the text's names and numbers are.
fn word_spans(text: &str) -> Vec<(usize, usize)> {
    let mut spans = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        let in_word = c.is_alphanumeric() || c == '_';
        match (start, in_word) {
            (None, true) => start = Some(at),
            (Some(from), false) => {
                spans.push((from, at));
                start = None;
            }
            _ => {}
        }
    }
    spans
}

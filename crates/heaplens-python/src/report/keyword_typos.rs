//! `invalid syntax. Did you mean 'for'?`: a misspelt keyword found by trying (`_find_keyword_typos`, 3.14).

use super::suggestions::closest;
use super::{ReportRules, Sources, SyntaxDetails};
use crate::text::{PyText, TextRef};

/// Where to look: what the parser leaves in a SyntaxError's `_metadata`.
#[derive(Clone, Debug, PartialEq)]
pub struct TypoSearch {
    /// The line where the last statement before the error starts, from 1; 0 if there is none.
    pub line: usize,
    /// The source, unless it is a file's.
    pub source: Option<PyText>,
}

/// A SyntaxError with a better message and place.
pub(super) struct Mended {
    pub details: SyntaxDetails,
    pub message: PyText,
}

/// `keyword.kwlist`.
const KEYWORDS: [&str; 35] = [
    "False", "None", "True", "and", "as", "assert", "async", "await", "break", "class", "continue",
    "def", "del", "elif", "else", "except", "finally", "for", "from", "global", "if", "import",
    "in", "is", "lambda", "nonlocal", "not", "or", "pass", "raise", "return", "try", "while",
    "with", "yield",
];
/// How many names are looked at.
const MOST_NAMES: usize = 10;
/// How many keywords are tried for each.
const MOST_KEYWORDS: usize = 3;
/// From this length on the source isn't looked at.
const LONGEST: usize = 1024;

pub(super) fn mended(
    details: &SyntaxDetails,
    sources: &dyn Sources,
    rules: &ReportRules,
) -> Option<Mended> {
    if !rules.finds_keyword_typos || details.text.is_none() {
        return None;
    }
    let message = match &details.msg {
        Some(message) => message.as_ref().to_string_lossy(),
        None => return None,
    };
    if message != "invalid syntax" && !message.contains("Perhaps you forgot a comma") {
        return None;
    }
    let search = details.typos.as_ref()?;
    let place = Excerpt::of(details, search, sources)?;
    if place.code.chars().count() > LONGEST
        || (rules.typos_want_an_error && sources.compiles(&place.code))
    {
        return None;
    }
    let lines: Vec<&str> = place.code.lines().collect();
    let mut left = MOST_NAMES;
    for name in names(&place.code) {
        if place.row.is_some_and(|row| row != name.row) || KEYWORDS.contains(&name.text) {
            continue;
        }
        left = left.checked_sub(1)?;
        for keyword in candidates(name.text) {
            let mut mended: Vec<String> = lines.iter().map(|&line| line.to_owned()).collect();
            mended[name.row - 1] = format!(
                "{}{keyword}{}",
                &lines[name.row - 1][..name.start],
                &lines[name.row - 1][name.start + name.text.len()..]
            );
            if !sources.compiles(&mended.join("\n")) {
                continue;
            }
            let start = lines[name.row - 1][..name.start].chars().count() as i64;
            return Some(Mended {
                details: SyntaxDetails {
                    text: Some(PyText::from(lines[name.row - 1])),
                    offset: Some(start + 1),
                    end_offset: Some(start + 1 + name.text.chars().count() as i64),
                    // The library puts the row here, but after the line with the number is printed.
                    end_lineno: details.lineno,
                    ..details.clone()
                },
                message: PyText::from(format!("invalid syntax. Did you mean '{keyword}'?")),
            });
        }
    }
    None
}

/// The statement that has the error, and the row of it that counts, from 1; all rows if it comes from no file.
struct Excerpt {
    code: String,
    row: Option<usize>,
}

impl Excerpt {
    fn of(details: &SyntaxDetails, search: &TypoSearch, sources: &dyn Sources) -> Option<Excerpt> {
        let mut line = search.line;
        let mut end = usize::try_from(details.lineno.unwrap_or(0)).ok()?;
        let mut row = None;
        let lines: Vec<String> = match (&search.source, &details.filename) {
            (Some(source), _) => lines_of(source.as_ref()),
            (None, Some(name)) if sources.line(name.as_ref(), 1).is_some() => {
                let the_end = if line == 0 { end } else { end + 1 };
                row = Some(the_end.checked_sub(line)?);
                let text = |n: usize| sources.line(name.as_ref(), n as u32);
                (1..=end)
                    .map_while(text)
                    .map(|line| line.as_ref().to_string_lossy())
                    .collect()
            }
            _ => {
                (line, end) = (0, 1);
                lines_of(details.text.as_ref()?.as_ref())
            }
        };
        let start = line.saturating_sub(1).min(lines.len());
        let end = end.clamp(start, lines.len());
        Some(Excerpt {
            code: dedented(&lines[start..end]),
            row,
        })
    }
}

fn lines_of(text: TextRef<'_>) -> Vec<String> {
    text.to_string_lossy().lines().map(str::to_owned).collect()
}

fn dedented(lines: &[String]) -> String {
    let indent = |line: &&String| line.len() - line.trim_start_matches([' ', '\t']).len();
    let margin = lines
        .iter()
        .filter(|line| !line.trim().is_empty())
        .map(|l| indent(&l))
        .min();
    let shortened = lines.iter().map(|line| match line.trim().is_empty() {
        true => "",
        false => &line[margin.unwrap_or(0)..],
    });
    shortened.collect::<Vec<_>>().join("\n")
}

/// A name in a source: its row, from 1, and the byte where it starts there.
struct Name<'a> {
    text: &'a str,
    row: usize,
    start: usize,
}

/// The names of a source up to an unterminated string, strings and comments left out.
fn names(code: &str) -> Vec<Name<'_>> {
    let mut out = Vec::new();
    let mut rest = 0;
    while let Some(c) = code[rest..].chars().next() {
        let length = match c {
            '#' => code[rest..].find('\n').unwrap_or(code.len() - rest),
            '\'' | '"' => match string_length(&code[rest..]) {
                Some(length) => length,
                None => return out,
            },
            _ if c.is_ascii_digit() => word_length(&code[rest..]),
            _ if c == '_' || c.is_alphabetic() => {
                let length = word_length(&code[rest..]);
                let before = &code[..rest];
                // A prefix belongs to its string.
                if !code[rest + length..].starts_with(['\'', '"']) {
                    out.push(Name {
                        text: &code[rest..rest + length],
                        row: before.matches('\n').count() + 1,
                        start: rest - before.rfind('\n').map_or(0, |at| at + 1),
                    });
                }
                length
            }
            _ => c.len_utf8(),
        };
        rest += length;
    }
    out
}

fn word_length(code: &str) -> usize {
    code.find(|c: char| c != '_' && !c.is_alphanumeric())
        .unwrap_or(code.len())
}

/// How long the string literal at the start is, if it ends.
fn string_length(code: &str) -> Option<usize> {
    let quote = &code[..1];
    let triple = quote.repeat(3);
    let is_triple = code.starts_with(&triple);
    let end = if is_triple { triple.as_str() } else { quote };
    let mut at = end.len();
    while at < code.len() {
        if code[at..].starts_with(end) {
            return Some(at + end.len());
        }
        match code[at..].chars().next() {
            Some('\n') if !is_triple => return None,
            Some('\\') => at += 1 + code[at + 1..].chars().next().map_or(0, char::len_utf8),
            Some(c) => at += c.len_utf8(),
            None => return None,
        }
    }
    None
}

/// The keywords that a name may be meant for, the likeliest first.
fn candidates(name: &str) -> Vec<&'static str> {
    let texts: Vec<PyText> = KEYWORDS
        .iter()
        .map(|&keyword| PyText::from(keyword))
        .collect();
    let refs: Vec<TextRef<'_>> = texts.iter().map(PyText::as_ref).collect();
    let mut out: Vec<&'static str> = Vec::new();
    out.extend(closest(&refs, PyText::from(name).as_ref()).map(|at| KEYWORDS[at]));
    out.extend(close_matches(name));
    out.truncate(MOST_KEYWORDS);
    out
}

/// `difflib.get_close_matches` with a cutoff of a half.
fn close_matches(name: &str) -> Vec<&'static str> {
    let mut close: Vec<(f64, &'static str)> = KEYWORDS
        .iter()
        .map(|&keyword| (ratio(keyword, name), keyword))
        .filter(|(ratio, _)| *ratio >= 0.5)
        .collect();
    close.sort_by(|a, b| b.partial_cmp(a).expect("a ratio is a number"));
    close
        .iter()
        .take(MOST_KEYWORDS)
        .map(|(_, keyword)| *keyword)
        .collect()
}

/// `difflib.SequenceMatcher(None, a, b).ratio()`.
fn ratio(a: &str, b: &str) -> f64 {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    2.0 * matching(&a, &b) as f64 / (a.len() + b.len()) as f64
}

/// The length of the longest common part, and of those to its left and right.
fn matching(a: &[char], b: &[char]) -> usize {
    let (mut best, mut size) = ((0, 0), 0);
    for at in 0..a.len() {
        for other in 0..b.len() {
            let same = a[at..]
                .iter()
                .zip(&b[other..])
                .take_while(|(a, b)| a == b)
                .count();
            if same > size {
                (best, size) = ((at, other), same);
            }
        }
    }
    if size == 0 {
        return 0;
    }
    let (at, other) = best;
    size + matching(&a[..at], &b[..other]) + matching(&a[at + size..], &b[other + size..])
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Expectations: `difflib.get_close_matches(name, keyword.kwlist, n=3, cutoff=0.5)` of CPython 3.11.
    #[test]
    fn keywords_close_to_a_name() {
        for (name, close) in [
            ("fro", &["from", "for"][..]),
            ("whille", &["while"]),
            ("retrun", &["return"]),
            ("prnt", &["import", "not"]),
            ("esle", &["else", "del", "elif"]),
            ("deff", &["def", "del", "elif"]),
            ("wth", &["with", "while", "await"]),
            ("xyzzy", &[]),
        ] {
            assert_eq!(close_matches(name), close, "{name}");
        }
    }

    #[test]
    fn names_without_strings_and_comments() {
        let found: Vec<_> = names("fro x in f'a b': # c\n  pritn")
            .into_iter()
            .map(|n| (n.text, n.row, n.start))
            .collect();
        assert_eq!(
            found,
            [("fro", 1, 0), ("x", 1, 4), ("in", 1, 6), ("pritn", 2, 2)]
        );
    }
}

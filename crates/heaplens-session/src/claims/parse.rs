//! Which comments are claims, and what they say.
//!
//! A comment behind code is a claim if it begins with what Python could print: a number (`28 bytes`, `3 (a, b[0],
//! …)`, `~152 bytes`), `True` or `False`, `None`, a literal, `<Data object>`; if it quotes an output (`"Data(42)
//! deleted" printed`); if it names an exception; or if it says that a line is fine or frees its object. An example
//! (`e.g., 140234567890`) is none, unless it says whose value it is the same as.

use crate::wire::Expectation;

/// A comment that states a result.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stated {
    /// From 1.
    pub line: u32,
    /// Of the `#`, in code points.
    pub column: u32,
    pub code: String,
    pub text: String,
    pub expects: Expectation,
}

/// The claims in a program's text.
#[must_use]
pub fn stated_in(source: &str) -> Vec<Stated> {
    let mut found = Vec::new();
    let mut within: Option<&str> = None;
    for (number, line) in source.lines().enumerate() {
        let (comment, open) = comment_of(line, within);
        within = open;
        let Some(at) = comment else { continue };
        let (code, text) = (line[..at].trim(), line[at + 1..].trim());
        if code.is_empty() || text.is_empty() {
            continue;
        }
        if let Some(expects) = expectation(code, text) {
            found.push(Stated {
                line: number as u32 + 1,
                column: line[..at].chars().count() as u32,
                code: code.to_owned(),
                text: text.to_owned(),
                expects,
            });
        }
    }
    found
}

/// A line as if its comment said what the line prints: to ask why it does.
#[must_use]
pub fn stated_anywhere(source: &str, line: u32) -> Option<Stated> {
    let code = source.lines().nth((line as usize).checked_sub(1)?)?;
    let end = comment_of(code, None).0.unwrap_or(code.len());
    Some(Stated {
        line,
        column: end as u32,
        code: code[..end].trim().to_owned(),
        text: String::new(),
        expects: Expectation::Fine,
    })
}

/// Where the comment of a line begins, and the triple quote that is open at its end.
fn comment_of<'q>(line: &str, within: Option<&'q str>) -> (Option<usize>, Option<&'q str>) {
    let mut open: Option<&'q str> = within;
    let mut at = 0;
    while at < line.len() {
        let rest = &line[at..];
        let step = rest.chars().next().map_or(1, char::len_utf8);
        match open {
            Some(_) if rest.starts_with('\\') => {
                at += 1 + rest[1..].chars().next().map_or(0, char::len_utf8);
                continue;
            }
            Some(quote) if rest.starts_with(quote) => {
                open = None;
                at += quote.len();
                continue;
            }
            Some(_) => {}
            None if rest.starts_with('#') => return (Some(at), None),
            None => {
                let opening = ["\"\"\"", "'''", "\"", "'"]
                    .into_iter()
                    .find(|quote| rest.starts_with(quote));
                if let Some(quote) = opening {
                    open = Some(quote);
                    at += quote.len();
                    continue;
                }
            }
        }
        at += step;
    }
    (None, open.filter(|quote| quote.len() == 3))
}

fn expectation(code: &str, text: &str) -> Option<Expectation> {
    let text = strip_marker(text);
    let first = text.split([' ', ',', ';']).next().unwrap_or_default();
    let word = first.trim_end_matches(['.', ':', '!']);
    match word {
        "True" => return Some(Expectation::Truth(true)),
        "False" => return Some(Expectation::Truth(false)),
        "None" => return Some(Expectation::Text("None".to_owned())),
        "OK" | "ok" | "Ok" => return Some(Expectation::Fine),
        _ => {}
    }
    if let Some(same) = text.find("same as ") {
        let name = text[same + 8..].trim_end_matches([')', '.']).trim();
        let is_name = !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || c == '_');
        return (is_name && code.contains("id(")).then(|| Expectation::SameAs(name.to_owned()));
    }
    if text.starts_with("e.g.") || text.starts_with("for example") {
        return None;
    }
    if let Some(number) = leading_number(text.strip_prefix('~').unwrap_or(text)) {
        let prints = code.contains("print(") || code.ends_with(')');
        return match (text.starts_with('~'), prints) {
            (true, true) => Some(Expectation::About(number)),
            (false, true) => Some(Expectation::Number(number)),
            _ => None,
        };
    }
    if let Some(more) = text.strip_prefix('+').and_then(leading_number) {
        return code.contains("print(").then_some(Expectation::More(more));
    }
    let is_exception = (word.ends_with("Error")
        || word.ends_with("Exception")
        || word == "StopIteration"
        || word == "KeyboardInterrupt")
        && word.chars().all(char::is_alphanumeric);
    if is_exception {
        return Some(Expectation::Raises(word.to_owned()));
    }
    literal(code, text)
}

/// A literal or a representation at the beginning of the comment; a quoted output.
fn literal(code: &str, text: &str) -> Option<Expectation> {
    let first = text.chars().next()?;
    if matches!(first, '"' | '\'') {
        let end = text[1..].find(first)? + 1;
        let inner = &text[1..end];
        let behind = text[end + 1..].trim();
        if behind.starts_with("printed") || behind.starts_with("is printed") {
            return Some(Expectation::Says(inner.to_owned()));
        }
        return code
            .starts_with("print(")
            .then(|| Expectation::Text(inner.to_owned()));
    }
    let prints = code.starts_with("print(") || !code.contains('=');
    if let Some(inner) = text
        .strip_suffix(" deleted")
        .or_else(|| text.strip_suffix(" freed"))
        && inner.ends_with(')')
        && inner.contains('(')
    {
        return Some(Expectation::Says(text.to_owned()));
    }
    if matches!(first, '(' | '[' | '{' | '<') && prints {
        let end = closing(text)?;
        let whole = &text[..end];
        let is_words = first == '('
            && whole[1..whole.len() - 1]
                .split(',')
                .any(|part| !is_value(part.trim()));
        return (!is_words).then(|| Expectation::Text(whole.to_owned()));
    }
    // A call's representation: `bytearray(b'Jello World')`, `Point(x=1, y=2)`.
    let name = text.split('(').next().unwrap_or_default();
    let is_call = !name.is_empty()
        && name
            .chars()
            .all(|c| c.is_alphanumeric() || c == '_' || c == '.')
        && text[name.len()..].starts_with('(');
    if is_call && code.starts_with("print(") {
        let end = name.len() + closing(&text[name.len()..])?;
        return text[end..]
            .trim()
            .is_empty()
            .then(|| Expectation::Text(text[..end].to_owned()));
    }
    let frees = ["deleted", "freed", "destroyed", "collected"];
    let is_free = code.starts_with("del ")
        && text
            .to_lowercase()
            .split_whitespace()
            .last()
            .is_some_and(|last| frees.contains(&last.trim_end_matches('.')));
    is_free.then_some(Expectation::Frees)
}

/// Whether a part of a tuple is a value rather than a word that describes one.
fn is_value(part: &str) -> bool {
    part.is_empty()
        || part.starts_with(|c: char| c.is_ascii_digit() || "-'\"([{<".contains(c))
        || matches!(part, "True" | "False" | "None")
}

/// Without `→`, `->`, `=>`, `Output:`, `prints`.
fn strip_marker(text: &str) -> &str {
    let mut text = text.trim();
    for marker in [
        "→", "->", "=>", "Output:", "output:", "prints ", "Prints ", "prints: ",
    ] {
        text = text.strip_prefix(marker).unwrap_or(text).trim_start();
    }
    text
}

/// The number that a text begins with, if what comes behind leaves it one.
fn leading_number(text: &str) -> Option<i64> {
    let end = text
        .find(|c: char| !(c.is_ascii_digit() || c == '_' || c == ','))
        .unwrap_or(text.len());
    let digits = text[..end].trim_end_matches(',');
    let behind = &text[digits.len()..];
    let is_apart = behind.is_empty() || behind.starts_with([' ', ',', ';', ':', '(', '.']);
    let is_list = behind.starts_with('.') && behind[1..].starts_with(|c: char| c.is_ascii_digit());
    let is_place = behind.trim_start().starts_with(". ");
    let number: String = digits.chars().filter(char::is_ascii_digit).collect();
    (is_apart && !is_list && !is_place)
        .then(|| number.parse().ok())
        .flatten()
}

/// The end of the bracket that a text begins with.
fn closing(text: &str) -> Option<usize> {
    let mut depth = 0;
    for (at, c) in text.char_indices() {
        match c {
            '(' | '[' | '{' | '<' => depth += 1,
            ')' | ']' | '}' | '>' => {
                depth -= 1;
                if depth == 0 {
                    return Some(at + c.len_utf8());
                }
            }
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn only(line: &str) -> Option<Expectation> {
        stated_in(line).pop().map(|stated| stated.expects)
    }

    #[test]
    fn comments_that_state_a_result_are_recognised() {
        use Expectation::*;
        let text = |text: &str| Some(Text(text.to_owned()));
        for (line, expects) in [
            (
                "print(sys.getsizeof(x))  # 28 bytes (on 64-bit Python)",
                Some(Number(28)),
            ),
            (
                "print(a is b)  # True (same cached object)",
                Some(Truth(true)),
            ),
            ("print(id(x))  # e.g., 140234567890", None),
            (
                "print(id(c))   # e.g., 140234567891 (same as a)",
                Some(SameAs("a".to_owned())),
            ),
            (
                "    print(sys.getrefcount(obj))  # +1 for parameter",
                Some(More(1)),
            ),
            (
                "process(data)                  # 3 during call",
                Some(Number(3)),
            ),
            ("b = [a]  # b holds reference to a", None),
            ("gc.collect()  # Returns number of objects collected", None),
            ("gc.collect(0)  # Collect generation 0", None),
            (
                "print(gc.get_count())    # (threshold1, threshold2, threshold3)",
                None,
            ),
            (
                "print(gc.get_threshold())  # (700, 10, 10)",
                text("(700, 10, 10)"),
            ),
            ("print(weak_ref())  # <Data object>", text("<Data object>")),
            (
                "del obj  # \"Data(42) deleted\" printed",
                Some(Says("Data(42) deleted".to_owned())),
            ),
            (
                "print(weak_ref())  # None (object was collected)",
                text("None"),
            ),
            ("del obj  # Object is deleted", Some(Frees)),
            ("print(p)  # ~152 bytes", Some(About(152))),
            ("p2.x = 10  # OK", Some(Fine)),
            (
                "p2.z = 10  # AttributeError: no such slot",
                Some(Raises("AttributeError".to_owned())),
            ),
            (
                "print(data)  # bytearray(b'Jello World')",
                text("bytearray(b'Jello World')"),
            ),
            ("x in items  # O(n) lookup", None),
            ("s = '# 3'", None),
            ("x = 5  # 3. step", None),
            ("# 28 bytes", None),
        ] {
            assert_eq!(only(line), expects, "{line}");
        }
    }

    #[test]
    fn nothing_within_a_long_string_is_a_claim() {
        assert_eq!(
            stated_in("s = '''\nprint(1)  # 2\n'''\nprint(1)  # 1\n").len(),
            1
        );
    }
}

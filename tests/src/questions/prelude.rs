//! Of a file of definitions, those that some code needs: so a question holds nothing that it isn't about.

use std::collections::BTreeSet;

/// The blocks of `prelude` whose names occur in `code`, or in a block that is needed, in their order.
///
/// A block is an unindented line with the indented ones after it, and the decorators before it. It defines what
/// it imports, what it is the `def` or `class` of, or the name before `=`.
pub fn needed(prelude: &str, code: &str) -> String {
    let blocks = blocks(prelude);
    let mut words: BTreeSet<&str> = words(code).collect();
    let mut is_needed = vec![false; blocks.len()];
    loop {
        let mut is_done = true;
        for (block, is_needed) in blocks.iter().zip(&mut is_needed) {
            if !*is_needed && names(block).iter().any(|name| words.contains(name)) {
                *is_needed = true;
                is_done = false;
                words.extend(self::words(block));
            }
        }
        if is_done {
            break;
        }
    }
    let chosen = blocks
        .iter()
        .zip(is_needed)
        .filter(|(_, is_needed)| *is_needed);
    chosen.map(|(block, _)| *block).collect()
}

fn blocks(prelude: &str) -> Vec<&str> {
    let mut starts = vec![];
    let mut at = 0;
    let mut is_decorated = false;
    for line in prelude.split_inclusive('\n') {
        let is_start = !line.starts_with([' ', '\n', '#']);
        if is_start && !is_decorated {
            starts.push(at);
        }
        if is_start {
            is_decorated = line.starts_with('@');
        }
        at += line.len();
    }
    starts.push(prelude.len());
    starts
        .windows(2)
        .map(|ends| &prelude[ends[0]..ends[1]])
        .collect()
}

fn names(block: &str) -> Vec<&str> {
    let head = block
        .lines()
        .find(|line| !line.starts_with('@'))
        .unwrap_or_default();
    if let Some(modules) = head.strip_prefix("import ") {
        return modules
            .split(", ")
            .map(|m| m.split('.').next().unwrap_or(m))
            .collect();
    }
    let head = ["async def ", "def ", "class "]
        .iter()
        .find_map(|word| head.strip_prefix(word))
        .unwrap_or(head);
    words(head).take(1).collect()
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !(c.is_alphanumeric() || c == '_'))
        .filter(|word| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_named_comes_along() {
        let prelude = "import sys\nimport a.b\nrc = sys.getrefcount\ndef _d(f):\n    return f\n@_d\ndef g(x):\n    return rc(x)\n\nclass C: pass\n";
        assert_eq!(
            needed(prelude, "r=g(1)"),
            "import sys\nrc = sys.getrefcount\ndef _d(f):\n    return f\n@_d\ndef g(x):\n    return rc(x)\n\n"
        );
        assert_eq!(needed(prelude, "a.b"), "import a.b\n");
        assert_eq!(needed(prelude, "C()"), "class C: pass\n");
    }
}

//! Programs in Markdown: the fenced blocks of Python, each with its line in the document.

/// A block of Python.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// The line of the document before the block's first, so that the sum is the line in the document.
    pub before: u32,
    pub source: String,
}

/// The Python blocks of a Markdown text.
#[must_use]
pub fn blocks_of(markdown: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut open: Option<(String, Option<Block>)> = None;
    for (number, line) in markdown.lines().enumerate() {
        let trimmed = line.trim_start();
        match &mut open {
            None => {
                let ticks: String = trimmed
                    .chars()
                    .take_while(|c| *c == '`' || *c == '~')
                    .collect();
                if ticks.len() >= 3 {
                    let language = trimmed[ticks.len()..].trim().to_lowercase();
                    let is_python = ["python", "py", "heap"]
                        .iter()
                        .any(|name| language.split([' ', ',', '{']).next() == Some(name));
                    let block = is_python.then(|| Block {
                        before: number as u32 + 1,
                        source: String::new(),
                    });
                    open = Some((ticks, block));
                }
            }
            Some((ticks, _))
                if trimmed.starts_with(ticks.as_str())
                    && trimmed.trim_end().len() == ticks.len() =>
            {
                if let Some((_, Some(block))) = open.take() {
                    blocks.push(block);
                }
            }
            Some((_, block)) => {
                if let Some(block) = block {
                    block.source.push_str(line);
                    block.source.push('\n');
                }
            }
        }
    }
    blocks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fenced_python_is_found_with_its_lines() {
        let text = "# Title\n\n```python\na = 1\nb = 2\n```\n\n```sh\nls\n```\n~~~py\nc\n~~~\n";
        let blocks = blocks_of(text);
        let told: Vec<(u32, &str)> = blocks
            .iter()
            .map(|block| (block.before, block.source.as_str()))
            .collect();
        assert_eq!(told, [(3, "a = 1\nb = 2\n"), (11, "c\n")]);
    }
}

//! Text positions: Python and the engine count code points, JavaScript and its editors count UTF-16 units. This is
//! the one place where the one becomes the other.

use heaplens_session::wire::{Outcome, RunSummary};

/// The column `code_points` of `line`, in UTF-16 units. Beyond the line's end each further one counts as one.
fn column(line: &str, code_points: u32) -> u32 {
    let (mut units, mut seen) = (0, 0);
    for c in line.chars().take(code_points as usize) {
        units += c.len_utf16() as u32;
        seen += 1;
    }
    units + (code_points - seen)
}

/// The line `number` of `text`, counted from 1.
fn line(text: &str, number: u32) -> &str {
    text.lines()
        .nth((number as usize).saturating_sub(1))
        .unwrap_or_default()
}

/// The summary of a run of `source` with its columns in UTF-16 units.
pub fn summary(mut summary: RunSummary, source: &str) -> RunSummary {
    match &mut summary.outcome {
        Outcome::SyntaxError(problem) => {
            problem.end_column = if problem.end_line == problem.line {
                column(&problem.text, problem.end_column)
            } else {
                column(line(source, problem.end_line), problem.end_column)
            };
            problem.column = column(&problem.text, problem.column);
        }
        Outcome::Unsupported {
            line: at,
            column: Some(points),
            ..
        } => *points = column(line(source, *at), *points),
        Outcome::Unsupported { column: None, .. }
        | Outcome::Finished
        | Outcome::Exited { .. }
        | Outcome::Raised { .. }
        | Outcome::Stopped { .. }
        | Outcome::Failed(_) => {}
    }
    summary
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn astral_characters_count_twice() {
        assert_eq!(column("x = '😀' + y", 0), 0);
        assert_eq!(column("x = '😀' + y", 5), 5);
        assert_eq!(column("x = '😀' + y", 6), 7);
        assert_eq!(column("é", 1), 1);
        assert_eq!(column("ab", 5), 5);
    }
}

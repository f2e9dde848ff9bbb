//! `--at`: a moment of a run, as a person names it.

use heaplens_session::wire::{Marks, Step};

/// A moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum At {
    /// This step.
    Step(u64),
    /// The pause before this line runs for the `visit`-th time, counted from 1.
    Line { line: u32, visit: u64 },
    /// The pause after everything.
    End,
}

impl std::str::FromStr for At {
    type Err = String;

    /// Reads `STEP`, `line:N`, `line:N:VISIT` and `end`.
    fn from_str(text: &str) -> Result<Self, String> {
        let wrong =
            || format!("'{text}' is no moment: give a step's number, line:N, line:N:VISIT or end");
        if text == "end" {
            return Ok(Self::End);
        }
        let Some(place) = text.strip_prefix("line:") else {
            return text.parse().map(Self::Step).map_err(|_| wrong());
        };
        let (line, visit) = place.split_once(':').unwrap_or((place, "1"));
        match (line.parse(), visit.parse()) {
            (Ok(line), Ok(visit)) if line > 0 && visit > 0 => Ok(Self::Line { line, visit }),
            _ => Err(wrong()),
        }
    }
}

impl At {
    /// The step that it is in a run of so many `steps`; `line_of` gives the line of a step.
    ///
    /// # Errors
    /// If the run has no such moment.
    pub fn step(
        self,
        steps: u64,
        marks: &Marks,
        mut line_of: impl FnMut(u64) -> u32,
    ) -> Result<Step, String> {
        let last = steps
            .checked_sub(1)
            .ok_or("nothing ran: there is no moment to look at")?;
        match self {
            Self::End => Ok(Step(last)),
            Self::Step(step) if step <= last => Ok(Step(step)),
            Self::Step(step) => Err(format!("there is no step {step}: the last one is {last}")),
            Self::Line { line, visit } => {
                let is_it = |step: &u64| match marks.steps_per_mark {
                    1 => marks.line.get(*step as usize) == Some(&line),
                    _ => line_of(*step) == line,
                };
                let found = (0..=last).filter(is_it).nth(visit as usize - 1);
                found
                    .map(Step)
                    .ok_or_else(|| format!("line {line} doesn't run {visit} times"))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_a_step_a_line_or_the_end() {
        assert_eq!("12".parse(), Ok(At::Step(12)));
        assert_eq!("line:3".parse(), Ok(At::Line { line: 3, visit: 1 }));
        assert_eq!("line:3:7".parse(), Ok(At::Line { line: 3, visit: 7 }));
        assert_eq!("end".parse(), Ok(At::End));
        for wrong in ["", "x", "line:", "line:0", "line:1:0", "line:a"] {
            assert!(wrong.parse::<At>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_line_is_found_by_its_visit() {
        let marks = Marks {
            steps_per_mark: 1,
            line: vec![1, 2, 3, 2, 3, 0],
            ..Marks::default()
        };
        let step = |text: &str| text.parse::<At>().and_then(|at| at.step(6, &marks, |_| 0));
        assert_eq!(step("line:2:2"), Ok(Step(3)));
        assert_eq!(step("end"), Ok(Step(5)));
        assert!(step("line:2:3").is_err());
        assert!(step("6").is_err());
    }
}

//! Two runs side by side until they part, and two moments of one run.

use crate::claims::{explain, stated_anywhere};
use crate::compare::{Between, compare};
use crate::session::Session;
use crate::wire::{Comparison, OutputChunk, Parting, Problem, Sentence, Step, ViewOptions};
use crate::words::clauses_of;

/// Goes through two runs of one program until they print, or run, something different.
///
/// # Errors
/// While one of them is going.
pub fn compare_runs(
    a: &mut Session,
    b: &mut Session,
    names: [String; 2],
) -> Result<Comparison, Problem> {
    let (of_a, of_b) = (a.summary()?, b.summary()?);
    let (lines_a, lines_b) = (a.marks(), b.marks());
    let line_parts = if lines_a.steps_per_mark == 1 && lines_b.steps_per_mark == 1 {
        let both = lines_a.line.iter().zip(&lines_b.line);
        let common = both.take_while(|(a, b)| a == b).count();
        let is_all = common == lines_a.line.len() && common == lines_b.line.len();
        (!is_all).then_some(common as u64)
    } else {
        None
    };
    let same = of_a
        .output
        .iter()
        .zip(&of_b.output)
        .take_while(|(a, b)| (a.step, &a.text, a.stream) == (b.step, &b.text, b.stream))
        .count();
    let (next_a, next_b) = (of_a.output.get(same), of_b.output.get(same));
    let print_parts = next_a.iter().chain(&next_b).map(|chunk| chunk.step.0).min();
    let common = of_a.steps.min(of_b.steps);
    let parting = match (print_parts, line_parts) {
        (Some(step), at) if at.is_none_or(|at| step < at) => {
            Some(printed(a, b, step, next_a, next_b)?)
        }
        (_, Some(at)) => Some(led_elsewhere(a, b, at)?),
        _ => None,
    };
    Ok(Comparison {
        names,
        common_steps: parting
            .as_ref()
            .map_or(common, |parting| parting.steps[0].0),
        parting,
    })
}

fn printed(
    a: &mut Session,
    b: &mut Session,
    step: u64,
    of_a: Option<&OutputChunk>,
    of_b: Option<&OutputChunk>,
) -> Result<Parting, Problem> {
    let text = |chunk: Option<&OutputChunk>| {
        chunk.filter(|chunk| chunk.step.0 == step).map_or_else(
            || "nothing".to_owned(),
            |chunk| chunk.text.trim_end().to_owned(),
        )
    };
    let line = of_a.or(of_b).map_or(0, |chunk| chunk.line);
    let values = [text(of_a), text(of_b)];
    let mut facts = Vec::new();
    for (session, value) in [(a, &values[0]), (b, &values[1])] {
        let Some(stated) = stated_anywhere(&session.setup().source, line) else {
            continue;
        };
        if let Some(why) = explain(session, &stated, step, value)? {
            facts.push(format!("In {}, {why}.", session.setup().version));
        }
    }
    facts.dedup();
    Ok(Parting {
        steps: [Step(step); 2],
        line,
        what: "what is printed".to_owned(),
        values,
        fact: (!facts.is_empty()).then(|| facts.join(" ")),
    })
}

fn led_elsewhere(a: &mut Session, b: &mut Session, at: u64) -> Result<Parting, Problem> {
    let next = |session: &Session| match session.marks().line.get(at as usize) {
        Some(0) => "the program ends".to_owned(),
        Some(line) => format!("line {line} runs"),
        None => "the run is over".to_owned(),
    };
    let line = at
        .checked_sub(1)
        .and_then(|before| a.marks().line.get(before as usize).copied());
    Ok(Parting {
        steps: [Step(at); 2],
        line: line.unwrap_or(0),
        what: "which line comes next".to_owned(),
        values: [next(a), next(b)],
        fact: None,
    })
}

impl Session {
    /// What differs between two moments of the run, in words.
    ///
    /// # Errors
    /// While the run is going, or if it has no such step.
    pub fn between_moments(
        &mut self,
        a: Step,
        b: Step,
        options: &ViewOptions,
    ) -> Result<Vec<Sentence>, Problem> {
        let before = self.view(a, options)?;
        let mut after = self.view(b, options)?;
        after.changes = compare(&before, &mut after, &Between::default(), &|_| true);
        Ok(clauses_of(&before, &after))
    }
}

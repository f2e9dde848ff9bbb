//! Claims against runs.

use super::document::Block;
use super::parse::{Stated, stated_in};
use super::why;
use crate::session::Session;
use crate::wire::{
    Claim, CompileUnit, Expectation, Outcome, Problem, RunSetup, Step, Stream, Verdict, VerdictKind,
};
use heaplens_heap::Version;

/// Instructions of one slice of a run.
const SLICE: u64 = 50_000_000;
/// The most visits of a line that are checked.
const MOST_VISITS: usize = 200;

/// Runs the program of `setup` in each of `versions` and says of each claim in it how it fares.
///
/// # Errors
/// If a version isn't modelled.
pub fn check_claims(setup: &RunSetup, versions: &[String]) -> Result<Vec<Claim>, Problem> {
    let stated = stated_in(&setup.source);
    let mut claims: Vec<Claim> = stated
        .iter()
        .map(|one| Claim {
            line: one.line,
            column: one.column,
            code: one.code.clone(),
            text: one.text.clone(),
            expects: one.expects.clone(),
            verdicts: Vec::new(),
            summary: String::new(),
        })
        .collect();
    if claims.is_empty() {
        return Ok(claims);
    }
    for version in versions {
        let mut runs = Runs::new(setup, version)?;
        for (claim, stated) in claims.iter_mut().zip(&stated) {
            let mut verdict = runs.judge(stated)?;
            version.clone_into(&mut verdict.version);
            claim.verdicts.push(verdict);
        }
    }
    for claim in &mut claims {
        claim.summary = summary(&claim.verdicts);
    }
    Ok(claims)
}

/// Checks the claims of a document's blocks. A block that uses what earlier blocks import gets their imports.
///
/// # Errors
/// If a version isn't modelled.
pub fn check_document(
    blocks: &[Block],
    unit: CompileUnit,
    versions: &[String],
) -> Result<Vec<Claim>, Problem> {
    let mut claims = Vec::new();
    let mut imports: Vec<&str> = Vec::new();
    for block in blocks {
        let own: Vec<&str> = block
            .source
            .lines()
            .filter(|line| line.starts_with("import ") || line.starts_with("from "))
            .collect();
        let missing: Vec<&str> = imports
            .iter()
            .copied()
            .filter(|line| !own.contains(line))
            .collect();
        let mut source = String::new();
        for line in &missing {
            source.push_str(line);
            source.push('\n');
        }
        source.push_str(&block.source);
        let setup = RunSetup::new(source, Version::NEWEST.to_string(), unit);
        for mut claim in check_claims(&setup, versions)? {
            claim.line = claim.line - missing.len() as u32 + block.before;
            claims.push(claim);
        }
        imports.extend(
            own.into_iter()
                .filter(|line| !imports.contains(line))
                .collect::<Vec<_>>(),
        );
    }
    Ok(claims)
}

/// The run of one version; and one statement by statement, for what only the prompt shows.
struct Runs {
    script: Session,
    prompt: Option<Session>,
}

impl Runs {
    fn new(setup: &RunSetup, version: &str) -> Result<Self, Problem> {
        Ok(Self {
            script: run(setup, version, setup.unit)?,
            prompt: None,
        })
    }

    fn judge(&mut self, stated: &Stated) -> Result<Verdict, Problem> {
        let visits = visits(&self.script, stated.line);
        let mut verdict = judge_in(&mut self.script, stated, &visits)?;
        if verdict.outcome == VerdictKind::NotReached
            && !visits.is_empty()
            && self.script.setup().unit == CompileUnit::Script
            && is_expression(&stated.code)
        {
            let setup = self.script.setup().clone();
            if self.prompt.is_none() {
                self.prompt = Some(run(&setup, &setup.version, CompileUnit::Repl)?);
            }
            if let Some(prompt) = &mut self.prompt {
                let again = self::visits(prompt, stated.line);
                verdict = judge_in(prompt, stated, &again)?;
            }
        }
        Ok(verdict)
    }
}

fn is_expression(code: &str) -> bool {
    let keywords = [
        "del ", "import ", "from ", "for ", "while ", "if ", "def ", "class ",
    ];
    !code.contains(" = ") && !keywords.iter().any(|keyword| code.starts_with(keyword))
}

fn run(setup: &RunSetup, version: &str, unit: CompileUnit) -> Result<Session, Problem> {
    let mut setup = setup.clone();
    version.clone_into(&mut setup.version);
    setup.unit = unit;
    let mut session = Session::new(setup)?;
    while !session.run_slice(SLICE).done {}
    Ok(session)
}

/// The steps that are about to run a line.
fn visits(session: &Session, line: u32) -> Vec<u64> {
    let marks = session.marks();
    if marks.steps_per_mark != 1 {
        return Vec::new();
    }
    let all = marks.line.iter().enumerate();
    all.filter(|(_, at)| **at == line)
        .map(|(step, _)| step as u64)
        .take(MOST_VISITS)
        .collect()
}

/// What the line printed at one visit: itself, or what it called.
fn printed_at(session: &Session, step: u64) -> String {
    let marks = session.marks();
    let depth = marks.depth.get(step as usize).copied().unwrap_or(0);
    let end = (step as usize + 1..marks.depth.len())
        .find(|at| marks.depth[*at] <= depth)
        .unwrap_or(marks.depth.len()) as u64;
    let Ok(summary) = session.summary() else {
        return String::new();
    };
    summary
        .output
        .iter()
        .filter(|chunk| chunk.stream == Stream::Stdout)
        .filter(|chunk| (step..end.max(step + 1)).contains(&chunk.step.0))
        .map(|chunk| chunk.text.as_str())
        .collect()
}

/// The last number that was printed before a step.
fn number_before(session: &Session, step: u64) -> Option<i64> {
    let summary = session.summary().ok()?;
    let mut before = summary
        .output
        .iter()
        .filter(|chunk| chunk.step.0 < step && chunk.stream == Stream::Stdout);
    before
        .rfind(|_| true)?
        .text
        .trim()
        .lines()
        .last()?
        .trim()
        .parse()
        .ok()
}

fn verdict(outcome: VerdictKind, printed: Option<String>, why: Option<String>) -> Verdict {
    Verdict {
        version: String::new(),
        outcome,
        printed,
        why,
    }
}

fn judge_in(session: &mut Session, stated: &Stated, visits: &[u64]) -> Result<Verdict, Problem> {
    let outcome = session.summary()?.outcome;
    let (raised_at, message) = match &outcome {
        Outcome::SyntaxError(problem) => {
            let why = Some(format!("{}: {}", problem.exception, problem.message));
            return Ok(verdict(VerdictKind::CannotRun, None, why));
        }
        Outcome::Unsupported { what, .. } if visits.is_empty() => {
            let why = Some(format!("the engine doesn't know {what}"));
            return Ok(verdict(VerdictKind::CannotRun, None, why));
        }
        Outcome::Raised { lines, message, .. } => (
            lines.iter().map(|line| line.line).collect(),
            message.clone(),
        ),
        _ => (Vec::new(), String::new()),
    };
    if visits.is_empty() {
        let why = (!message.is_empty()).then(|| format!("it ended before: {message}"));
        return Ok(verdict(VerdictKind::NotReached, None, why));
    }
    let is_raised_here = raised_at.contains(&stated.line);
    if let Expectation::Raises(name) = &stated.expects {
        let is_it = is_raised_here && message.starts_with(name.as_str());
        let printed: String = visits
            .iter()
            .map(|step| printed_at(session, *step))
            .collect();
        let holds = is_it || printed.contains(name.as_str());
        let seen = if is_raised_here { message } else { printed };
        return Ok(judged(holds, seen.trim().to_owned(), None));
    }
    if is_raised_here {
        return Ok(verdict(VerdictKind::Fails, Some(message), None));
    }
    let mut seen = None;
    for step in visits {
        let printed = printed_at(session, *step);
        let holds = match &stated.expects {
            Expectation::Fine => Some(true),
            Expectation::Frees => Some(frees_at(session, stated, *step)?),
            Expectation::SameAs(name) => same_as(session, stated, *step, name)?,
            expects if printed.is_empty() => match expects {
                Expectation::Says(_) => Some(false),
                _ => None,
            },
            expects => Some(is_as_said(expects, &printed, number_before(session, *step))),
        };
        match holds {
            Some(false) => {
                let why = why::explain(session, stated, *step, printed.trim())?;
                return Ok(judged(false, printed.trim().to_owned(), why));
            }
            Some(true) => seen = Some(printed.trim().to_owned()),
            None => {}
        }
    }
    Ok(match seen {
        Some(printed) => judged(true, printed, None),
        None => verdict(
            VerdictKind::NotReached,
            None,
            Some("the line prints nothing".to_owned()),
        ),
    })
}

fn judged(holds: bool, printed: String, why: Option<String>) -> Verdict {
    let kind = if holds {
        VerdictKind::Holds
    } else {
        VerdictKind::Fails
    };
    verdict(kind, Some(printed), why)
}

fn is_as_said(expects: &Expectation, printed: &str, before: Option<i64>) -> bool {
    let printed = printed.trim();
    let last = printed.lines().last().unwrap_or_default().trim();
    let number = || {
        last.split([' ', ','])
            .next()
            .unwrap_or_default()
            .parse::<i64>()
    };
    match expects {
        Expectation::Text(text) => printed == text || last == text || is_address_form(text, last),
        Expectation::Number(wanted) => {
            number() == Ok(*wanted) || last.rsplit(' ').next() == Some(&wanted.to_string())
        }
        Expectation::About(wanted) => {
            number().is_ok_and(|seen| (seen - wanted).abs() * 10 <= *wanted)
        }
        Expectation::More(more) => before.is_some_and(|before| number() == Ok(before + more)),
        Expectation::Truth(truth) => {
            last.rsplit(' ').next() == Some(if *truth { "True" } else { "False" })
        }
        Expectation::Says(text) => printed.contains(text.as_str()),
        Expectation::SameAs(_)
        | Expectation::Frees
        | Expectation::Fine
        | Expectation::Raises(_) => false,
    }
}

/// Whether `<Data object>` is said of `<__main__.Data object at 0x…>`.
fn is_address_form(said: &str, printed: &str) -> bool {
    let Some(name) = said
        .strip_prefix('<')
        .and_then(|rest| rest.strip_suffix(" object>"))
    else {
        return false;
    };
    let Some((shown, address)) = printed.split_once(" object at 0x") else {
        return false;
    };
    let shown = shown.trim_start_matches('<');
    let shown = shown.rsplit('.').next().unwrap_or(shown);
    shown == name && address.ends_with('>')
}

/// Whether the line, a `del`, frees the object that its name is bound to: itself, or once the finaliser that it set
/// off has run.
fn frees_at(session: &mut Session, stated: &Stated, step: u64) -> Result<bool, Problem> {
    let Some(name) = stated.code.strip_prefix("del ") else {
        return Ok(false);
    };
    let Some(object) = session.named(Step(step), name)? else {
        return Ok(false);
    };
    let end = end_of(session, step);
    let died = session.history(object)?.died;
    Ok(died.is_some_and(|died| (step..end).contains(&died.at.step.0)))
}

/// The pause after what runs at `step`, calls and all.
fn end_of(session: &Session, step: u64) -> u64 {
    let marks = session.marks();
    let depth = marks.depth.get(step as usize).copied().unwrap_or(0);
    let end = (step as usize + 1..marks.depth.len()).find(|at| marks.depth[*at] <= depth);
    end.unwrap_or(marks.depth.len().saturating_sub(1)) as u64
}

/// Whether what the line shows by `id(x)` is the same object as `name`.
fn same_as(
    session: &mut Session,
    stated: &Stated,
    step: u64,
    name: &str,
) -> Result<Option<bool>, Problem> {
    let Some(shown) = argument_of(&stated.code, "id(") else {
        return Ok(None);
    };
    let (one, other) = (
        session.named(Step(step), shown)?,
        session.named(Step(step), name)?,
    );
    Ok(one.zip(other).map(|(one, other)| one == other))
}

/// The argument of the first call of `function` in `code`, where it is a plain name or place.
pub fn argument_of<'c>(code: &'c str, function: &str) -> Option<&'c str> {
    let from = code.find(function)? + function.len();
    let end = code[from..].find(')')? + from;
    let argument = code[from..end].trim();
    (!argument.is_empty()
        && argument
            .chars()
            .all(|c| c.is_alphanumeric() || "_.[]'\"".contains(c)))
    .then_some(argument)
}

/// All verdicts in a few words.
fn summary(verdicts: &[Verdict]) -> String {
    let ran: Vec<&Verdict> = verdicts
        .iter()
        .filter(|one| matches!(one.outcome, VerdictKind::Holds | VerdictKind::Fails))
        .collect();
    let holds = |one: &Verdict| one.outcome == VerdictKind::Holds;
    if ran.is_empty() {
        return match verdicts.first().map(|one| one.outcome) {
            Some(VerdictKind::CannotRun) => "can't be run".to_owned(),
            _ => "never comes to it".to_owned(),
        };
    }
    if verdicts.iter().all(holds) {
        return "holds".to_owned();
    }
    if !ran.iter().any(|one| holds(one)) {
        return "never holds".to_owned();
    }
    // Stretches of neighbouring versions in which it holds.
    let mut stretches: Vec<(String, String)> = Vec::new();
    let mut was_held = false;
    for one in verdicts {
        if holds(one) {
            match stretches.last_mut() {
                Some(last) if was_held => last.1.clone_from(&one.version),
                _ => stretches.push((one.version.clone(), one.version.clone())),
            }
        }
        was_held = holds(one);
    }
    let told: Vec<String> = stretches
        .into_iter()
        .map(|(from, to)| {
            if from == to {
                from
            } else {
                format!("{from} to {to}")
            }
        })
        .collect();
    format!("holds in {} only", told.join(", "))
}

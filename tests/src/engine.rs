//! Facts asked of an engine: the trait that one implements, and ours.

use heaplens_heap::Version;
use heaplens_python::vm::program::{Outcome, Unit};
use heaplens_python::vm::stop::Limits;
use heaplens_python::vm::{Inputs, Vm};

use crate::facts::{RecordedFact, Score};
use crate::literal;
use crate::questions::question;

/// Something that runs Python.
pub trait FactEngine {
    /// Executes `setup` at the top level of a script and gives the `repr` of `expr` there; `error:Name` for an
    /// uncaught exception, and any other text for what the engine can't do.
    fn eval(&mut self, version: Version, setup: &str, expr: &str) -> String;
}

/// The engine of this project: a new machine for each question.
pub struct Engine;

impl FactEngine for Engine {
    fn eval(&mut self, version: Version, setup: &str, expr: &str) -> String {
        let limits = Limits {
            fuel: 20_000_000,
            ..Limits::default()
        };
        let source = format!("{setup}\nprint(repr({expr}))\n");
        // A machine that breaks answers wrongly; the others are asked on.
        let run = std::panic::catch_unwind(|| answer(version, limits, &source));
        run.unwrap_or_else(|_| "the machine broke".to_owned())
    }
}

fn answer(version: Version, limits: Limits, source: &str) -> String {
    let mut vm = Vm::new(version, limits, Inputs::default());
    match vm.run_program(source, "<fact>", Unit::Script) {
        Outcome::Exit(0) => {
            let stdout = String::from_utf8_lossy(&vm.output.stdout);
            stdout.lines().last().unwrap_or_default().to_owned()
        }
        Outcome::Exit(_) => {
            let stderr = String::from_utf8_lossy(&vm.output.stderr);
            let last = stderr
                .lines()
                .rfind(|line| !line.is_empty())
                .unwrap_or_default();
            let name = last.split(':').next().unwrap_or_default();
            format!("error:{}", name.rsplit('.').next().unwrap_or_default())
        }
        Outcome::Stopped { stop, line } => format!("stopped at line {line}: {stop:?}"),
    }
}

/// Holds facts of one file in one version against an engine; `every` asks only every so many-th.
pub fn hold(
    engine: &mut dyn FactEngine,
    facts: &[RecordedFact],
    file: &str,
    version: Version,
    every: usize,
) -> Score {
    let mut score = Score::default();
    for fact in facts.iter().step_by(every) {
        let Some(recorded) = fact.value(version) else {
            continue;
        };
        let got = question(file, &fact.name)
            .map(|q| literal::value(&engine.eval(version, &q.setup, &q.expr)));
        score.note(version, &fact.name, recorded, got);
    }
    score
}

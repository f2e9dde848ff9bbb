//! `heaplens diff`: two moments of a run, or one program in two Pythons.

use crate::at::At;
use crate::program::{ProgramArgs, json, print, run, step_at};
use crate::told;
use clap::Args;
use heaplens_session::parting::compare_runs;
use heaplens_session::wire::{CompileUnit, ViewOptions};
use std::process::ExitCode;

#[derive(Args)]
pub struct DiffArgs {
    #[command(flatten)]
    program: ProgramArgs,
    /// As JSON: a `Comparison` of two Pythons, a list of `Sentence` of two moments
    #[arg(long)]
    json: bool,
    /// A version (`3.10`), a unit (`script`, `repl`), both (`3.10:repl`), or a moment (`line:3`, `7`, `end`)
    a: String,
    /// Another one
    b: String,
    /// The program; `-` reads it from standard input
    file: String,
}

/// Says where the two differ.
pub fn diff(args: &DiffArgs) -> ExitCode {
    print(answer(args))
}

fn answer(args: &DiffArgs) -> Result<String, String> {
    if let (Ok(a), Ok(b)) = (args.a.parse::<At>(), args.b.parse::<At>())
        && (python(&args.a, args).is_none() || python(&args.b, args).is_none())
    {
        let mut session = args.program.session(&args.file)?;
        let (a, b) = (step_at(&mut session, a)?, step_at(&mut session, b)?);
        let sentences = session
            .between_moments(a, b, &ViewOptions::default())
            .map_err(|problem| problem.to_string())?;
        return if args.json {
            json(&sentences)
        } else {
            Ok(told::sentences(&sentences))
        };
    }
    let one = |text: &String| {
        let (version, unit) = python(text, args)
            .ok_or_else(|| format!("'{text}' is neither a moment nor a Python"))?;
        let mut setup = args.program.setup(&args.file)?;
        setup.version.clone_from(&version);
        setup.unit = unit;
        let name = format!(
            "{version} {}",
            match unit {
                CompileUnit::Script => "script",
                CompileUnit::Repl => "repl",
            }
        );
        Ok::<_, String>((run(setup)?, name))
    };
    let ((mut a, of_a), (mut b, of_b)) = (one(&args.a)?, one(&args.b)?);
    let comparison = compare_runs(&mut a, &mut b, [of_a, of_b]).map_err(|p| p.to_string())?;
    if args.json {
        return json(&comparison);
    }
    let [a, b] = &comparison.names;
    Ok(match &comparison.parting {
        None => format!(
            "{a} and {b} agree in all {} steps\n",
            comparison.common_steps
        ),
        Some(parting) => {
            let [of_a, of_b] = &parting.values;
            let fact = parting
                .fact
                .as_ref()
                .map_or(String::new(), |fact| format!("{fact}\n"));
            format!(
                "{a} and {b} agree for {} steps, then part at line {}: {}\n  {a}: {of_a}\n  {b}: {of_b}\n{fact}",
                comparison.common_steps, parting.line, parting.what
            )
        }
    })
}

/// The version and unit that `text` names.
fn python(text: &str, args: &DiffArgs) -> Option<(String, CompileUnit)> {
    let unit_of = |text: &str| match text {
        "script" => Some(CompileUnit::Script),
        "repl" => Some(CompileUnit::Repl),
        _ => None,
    };
    if let Some(unit) = unit_of(text) {
        return Some((args.program.python.clone(), unit));
    }
    let (version, unit) = text.split_once(':').unwrap_or((text, ""));
    let is_version = heaplens_session::versions()
        .iter()
        .any(|known| known == version);
    is_version.then(|| {
        let unit = unit_of(unit).unwrap_or_else(|| args.program.unit.into());
        (version.to_owned(), unit)
    })
}

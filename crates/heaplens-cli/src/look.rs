//! `heaplens show`, `why`, `gc`, `transcript`: questions about one run.

use crate::at::At;
use crate::program::{ProgramArgs, json, print, step_at};
use crate::told;
use clap::Args;
use heaplens_session::Session;
use heaplens_session::wire::{Step, Stream, ViewOptions};
use serde::Serialize;
use std::process::ExitCode;

#[derive(Args)]
pub struct ShowArgs {
    #[command(flatten)]
    program: ProgramArgs,
    /// The moment: a step's number, line:N (before line N runs first), line:N:VISIT, or end
    #[arg(long, value_name = "MOMENT", default_value = "end")]
    at: At,
    /// As JSON: a `View`
    #[arg(long)]
    json: bool,
    /// Small integers and other shared values as objects too
    #[arg(long)]
    shared: bool,
    /// The program; `-` reads it from standard input
    file: String,
}

/// Shows the heap at a moment.
pub fn show(args: &ShowArgs) -> ExitCode {
    let answer = || {
        let mut session = args.program.session(&args.file)?;
        let step = step_at(&mut session, args.at)?;
        let options = ViewOptions {
            shared: args.shared,
            ..ViewOptions::default()
        };
        let view = session.view(step, &options).map_err(|p| p.to_string())?;
        if args.json {
            json(&view)
        } else {
            Ok(told::view(&view))
        }
    };
    print(answer())
}

#[derive(Args)]
pub struct WhyArgs {
    #[command(flatten)]
    program: ProgramArgs,
    /// The moment: a step's number, line:N (before line N runs first), line:N:VISIT, or end
    #[arg(long, value_name = "MOMENT", default_value = "end")]
    at: At,
    /// As JSON: `{ledger: Ledger, chain: WhyAlive, sizes: Sizes, history: History}`
    #[arg(long)]
    json: bool,
    /// The object: a name, `node.next`, `data[0]`, or a title (`list#1`)
    name: String,
    /// The program; `-` reads it from standard input
    file: String,
}

/// All that is known of one object.
#[derive(Serialize)]
struct Why {
    ledger: heaplens_session::wire::Ledger,
    chain: heaplens_session::wire::WhyAlive,
    sizes: heaplens_session::wire::Sizes,
    history: heaplens_session::wire::History,
}

/// Says who holds an object, why it is alive, what it weighs, and tells its life.
pub fn why(args: &WhyArgs) -> ExitCode {
    let answer = || {
        let mut session = args.program.session(&args.file)?;
        let step = step_at(&mut session, args.at)?;
        let why = why_of(&mut session, step, &args.name)?;
        if args.json {
            return json(&why);
        }
        Ok([
            told::ledger(&why.ledger),
            told::chain(&why.chain),
            told::sizes(&why.sizes),
            told::history(&why.history),
        ]
        .concat())
    };
    print(answer())
}

fn why_of(session: &mut Session, step: Step, name: &str) -> Result<Why, String> {
    let tell = |problem: heaplens_session::wire::Problem| problem.to_string();
    let object = session
        .named(step, name)
        .map_err(tell)?
        .ok_or_else(|| format!("nothing is called '{name}' at step {}", step.0))?;
    Ok(Why {
        ledger: session.ledger(step, object).map_err(tell)?,
        chain: session.why_alive(step, object).map_err(tell)?,
        sizes: session.sizes(step, object).map_err(tell)?,
        history: session.history(object).map_err(tell)?,
    })
}

#[derive(Args)]
pub struct GcArgs {
    #[command(flatten)]
    program: ProgramArgs,
    /// As JSON: a list of `Collection`
    #[arg(long)]
    json: bool,
    /// No more than so many collections, phase by phase
    #[arg(long, value_name = "COUNT", default_value_t = 50)]
    most: usize,
    /// The program; `-` reads it from standard input
    file: String,
}

/// Shows each collection, phase by phase.
pub fn gc(args: &GcArgs) -> ExitCode {
    let answer = || {
        let mut session = args.program.session(&args.file)?;
        let count = session.collections().len();
        let collections: Result<Vec<_>, String> = (0..count.min(args.most))
            .map(|number| session.collection(number as u64).map_err(|p| p.to_string()))
            .collect();
        let collections = collections?;
        if args.json {
            return json(&collections);
        }
        let mut text: String = collections.iter().map(told::collection).collect();
        if count > args.most {
            text += &format!("and {} more collections\n", count - args.most);
        }
        Ok(text)
    };
    print(answer())
}

#[derive(Args)]
pub struct TranscriptArgs {
    #[command(flatten)]
    program: ProgramArgs,
    /// As JSON: a list of `{step, line, words, printed}`
    #[arg(long)]
    json: bool,
    /// No more than so many steps
    #[arg(long, value_name = "COUNT", default_value_t = 1000)]
    most: u64,
    /// The program; `-` reads it from standard input
    file: String,
}

/// One step of a transcript.
#[derive(Serialize)]
struct Told {
    step: u64,
    line: u32,
    words: String,
    printed: String,
}

/// Tells a whole run in words.
pub fn transcript(args: &TranscriptArgs) -> ExitCode {
    let answer = || {
        let mut session = args.program.session(&args.file)?;
        let summary = session.summary().map_err(|p| p.to_string())?;
        let mut told = Vec::new();
        for step in 0..summary.steps.min(args.most) {
            let view = session
                .view(Step(step), &ViewOptions::default())
                .map_err(|p| p.to_string())?;
            let printed = summary
                .output
                .iter()
                .filter(|chunk| chunk.step.0 + 1 == step && chunk.stream == Stream::Stdout)
                .map(|chunk| chunk.text.as_str())
                .collect();
            told.push(Told {
                step,
                line: view.previous_line,
                words: view.plain_words(),
                printed,
            });
        }
        if args.json {
            return json(&told);
        }
        let mut text: String = told
            .iter()
            .map(|one| format!("{}. {}\n", one.step, one.words))
            .collect();
        if summary.steps > args.most {
            text += &format!("and {} more steps\n", summary.steps - args.most);
        }
        Ok(text)
    };
    print(answer())
}

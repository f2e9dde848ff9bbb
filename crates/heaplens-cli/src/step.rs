//! `heaplens step`: a session that reads commands, one on a line, from standard input and answers each: a text file
//! in, a text file out.

use crate::program::{ProgramArgs, step_at};
use crate::run::usage;
use crate::told;
use clap::Args;
use heaplens_session::Session;
use heaplens_session::wire::{Fine, ObjectId, Problem, Size, Step, ViewOptions};
use std::io::BufRead;
use std::process::ExitCode;

const HELP: &str = "\
next [N], back [N]      N lines on or back
i [N], i back [N]       N instructions on or back, within a line
e [N], e back [N]       N events of the heap on or back, within a line
go MOMENT               to a step, line:N, line:N:VISIT, end
line N, line back N     to the next or previous visit of a line
event NAME, event back NAME
                        to the next or previous event of an object
gc, gc back             to the next or previous collection
uncaught                to the exception that nobody caught
show                    frames and objects
marks                   the run as a whole: its lines, and how much was made and freed
questions               questions about the run, each with its answers
words                   what happened, in words
inside                  the instructions of the next line, and what each does to the heap
who NAME                who holds an object
why NAME                why it is alive
size NAME               what it weighs
life NAME               its whole life
quit
";

#[derive(Args)]
pub struct StepArgs {
    #[command(flatten)]
    program: ProgramArgs,
    /// The program
    file: String,
}

/// Answers commands until there are no more.
pub fn run(args: &StepArgs) -> ExitCode {
    let mut session = match args.program.session(&args.file) {
        Ok(session) => session,
        Err(message) => return usage(&message),
    };
    let mut at = Fine::default();
    print!("{}", place(&mut session, at.step));
    for line in std::io::stdin().lock().lines() {
        let Ok(line) = line else { break };
        let line = line.trim();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        println!("> {line}");
        if line == "quit" || line == "q" {
            break;
        }
        match obey(&mut session, &mut at, line) {
            Ok(text) => print!("{text}"),
            Err(message) => println!("{message}"),
        }
    }
    ExitCode::SUCCESS
}

fn tell(problem: Problem) -> String {
    problem.to_string()
}

/// Where the session stands, and how it came there.
fn place(session: &mut Session, at: Step) -> String {
    match session.view(at, &ViewOptions::default()) {
        Ok(view) => {
            let before = if view.line > 0 {
                format!(", before line {}", view.line)
            } else {
                String::new()
            };
            format!("step {}{before}\n{}", at.0, told::sentences(&view.words))
        }
        Err(problem) => format!("{problem}\n"),
    }
}

fn obey(session: &mut Session, at: &mut Fine, line: &str) -> Result<String, String> {
    let (command, rest) = line.split_once(' ').unwrap_or((line, ""));
    let (is_back, rest) = match rest.trim().strip_prefix("back") {
        Some(rest) => (true, rest.trim()),
        None => (false, rest.trim()),
    };
    let last = session.summary().map_err(tell)?.steps.saturating_sub(1);
    let count = || -> Result<u64, String> {
        if rest.is_empty() {
            return Ok(1);
        }
        rest.parse().map_err(|_| format!("'{rest}' is no number"))
    };
    let to = match command {
        "i" | "instruction" => return finer(session, at, Size::Instruction, !is_back, count()?),
        "e" => return finer(session, at, Size::Event, !is_back, count()?),
        "next" | "n" => Some(Step((at.step.0 + count()?).min(last))),
        "back" | "b" => Some(Step(at.step.0.saturating_sub(count()?))),
        "go" => Some(step_at(session, rest.parse()?)?),
        "line" => {
            let line = count()? as u32;
            session.next_visit(at.step, line, !is_back).map_err(tell)?
        }
        "event" => {
            let object = object(session, at.step, rest)?;
            session
                .next_event(at.step, object, !is_back)
                .map_err(tell)?
        }
        "gc" => session.next_collection(at.step, !is_back),
        "uncaught" => session.uncaught(),
        _ => return question(session, *at, command, rest),
    };
    match to {
        Some(to) => {
            *at = Fine::at(to);
            Ok(place(session, to))
        }
        None => Ok("there is none\n".to_owned()),
    }
}

fn object(session: &mut Session, at: Step, name: &str) -> Result<ObjectId, String> {
    session
        .named(at, name)
        .map_err(tell)?
        .ok_or_else(|| format!("nothing is called '{name}' here"))
}

/// Goes on (or back) by steps smaller than a line.
fn finer(
    session: &mut Session,
    at: &mut Fine,
    size: Size,
    forward: bool,
    count: u64,
) -> Result<String, String> {
    for _ in 0..count {
        match session.next_place(*at, size, forward).map_err(tell)? {
            Some(to) => *at = to,
            None => return Ok("there is none\n".to_owned()),
        }
    }
    let inside = session.inside(at.step).map_err(tell)?;
    Ok(told::place_inside(&inside, *at))
}

fn question(session: &mut Session, at: Fine, command: &str, rest: &str) -> Result<String, String> {
    let fine = at;
    let at = at.step;
    match command {
        "marks" => Ok(told::marks(&session.marks())),
        "questions" => session
            .questions()
            .map(|questions| told::questions(&questions))
            .map_err(tell),
        "show" => session
            .view_inside(fine, &ViewOptions::default())
            .map(|view| told::view(&view))
            .map_err(tell),
        "words" => Ok(place(session, at)),
        "inside" => session
            .inside(at)
            .map(|inside| told::inside(&inside))
            .map_err(tell),
        "who" => {
            let object = object(session, at, rest)?;
            session
                .ledger(at, object)
                .map(|ledger| told::ledger(&ledger))
                .map_err(tell)
        }
        "why" => {
            let object = object(session, at, rest)?;
            session
                .why_alive(at, object)
                .map(|why| told::chain(&why))
                .map_err(tell)
        }
        "size" => {
            let object = object(session, at, rest)?;
            session
                .sizes(at, object)
                .map(|sizes| told::sizes(&sizes))
                .map_err(tell)
        }
        "life" => {
            let object = object(session, at, rest)?;
            session
                .history(object)
                .map(|life| told::history(&life))
                .map_err(tell)
        }
        "help" => Ok(HELP.to_owned()),
        _ => Err(format!(
            "'{command}' is no command; there are:\n{}",
            HELP.trim_end()
        )),
    }
}

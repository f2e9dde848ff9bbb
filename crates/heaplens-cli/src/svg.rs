//! `heaplens svg`: the heap at a moment, as the page draws it.

use crate::at::At;
use crate::files;
use crate::run::{UnitArg, usage};
use clap::{Args, ValueEnum};
use heaplens_scene::{Layout, SceneOptions, Theme, svg};
use heaplens_session::Session;
use heaplens_session::wire::{Mount, Outcome, RunSetup, Step, ViewOptions};
use std::process::ExitCode;

/// Instructions between two looks at how far the run is.
const SLICE: u64 = 50_000_000;

#[derive(Args)]
pub struct SvgArgs {
    /// The CPython to model: 3.8 to 3.15
    #[arg(long, value_name = "VERSION", default_value = "3.15")]
    python: String,
    /// One code object for the whole file, or one for each statement as at the prompt
    #[arg(long, value_enum, default_value = "script")]
    unit: UnitArg,
    /// The moment: a step's number, line:N (before line N runs first), line:N:VISIT, or end
    #[arg(long, value_name = "MOMENT", default_value = "end")]
    at: At,
    /// Inks: light, dark, or as the reader's system has it
    #[arg(long, value_enum, default_value = "auto")]
    theme: ThemeArg,
    /// The width that the picture is to fit, in px
    #[arg(long, value_name = "PX", default_value_t = 800)]
    width: u16,
    /// Show small integers and other shared values as boxes too
    #[arg(long)]
    shared: bool,
    /// Leave functions and classes out
    #[arg(long)]
    no_definitions: bool,
    /// A file that the program can import and open as NAME; may be given again
    #[arg(long, value_name = "NAME=PATH")]
    mount: Vec<String>,
    /// The program; `-` reads it from standard input
    file: String,
}

#[derive(Clone, Copy, ValueEnum)]
enum ThemeArg {
    Light,
    Dark,
    Auto,
}

/// Writes the picture to standard output.
pub fn run(args: &SvgArgs) -> ExitCode {
    match draw(args) {
        Ok(drawn) => {
            print!("{drawn}");
            ExitCode::SUCCESS
        }
        Err(message) => usage(&message),
    }
}

fn draw(args: &SvgArgs) -> Result<String, String> {
    let mut session = Session::new(setup(args)?).map_err(|problem| problem.to_string())?;
    while !session.run_slice(SLICE).done {}
    let summary = session.summary().map_err(|problem| problem.to_string())?;
    match &summary.outcome {
        Outcome::SyntaxError(problem) => return Err(problem.traceback.trim_end().to_owned()),
        Outcome::Unsupported { what, line, .. } => {
            return Err(format!("not supported: {what}, line {line}"));
        }
        Outcome::Failed(problem) => return Err(problem.to_string()),
        Outcome::Finished
        | Outcome::Exited { .. }
        | Outcome::Raised { .. }
        | Outcome::Stopped { .. } => {}
    }
    let options = ViewOptions {
        shared: args.shared,
        definitions: !args.no_definitions,
        ..ViewOptions::default()
    };
    let marks = session.marks();
    let line_of = |step| {
        session
            .view(Step(step), &options)
            .map_or(0, |view| view.line)
    };
    let step = args.at.step(summary.steps, &marks, line_of)?;
    let view = session
        .view(step, &options)
        .map_err(|problem| problem.to_string())?;
    let scene_options = SceneOptions {
        width: f32::from(args.width),
        ..SceneOptions::default()
    };
    let scene = Layout::default().arrange(&view, &scene_options);
    let theme = match args.theme {
        ThemeArg::Light => Theme::Light,
        ThemeArg::Dark => Theme::Dark,
        ThemeArg::Auto => Theme::Auto,
    };
    Ok(svg(&scene, theme))
}

fn setup(args: &SvgArgs) -> Result<RunSetup, String> {
    let program = files::read_program(&args.file)?;
    let source = String::from_utf8(program.text)
        .map_err(|_| format!("'{}' is not UTF-8 text", args.file))?;
    let mut mounted = files::beside(&args.file);
    for spec in &args.mount {
        files::mount(spec, &mut mounted)?;
    }
    let texts = mounted.into_iter().filter_map(|(name, content)| {
        let text = String::from_utf8(content).ok()?;
        Some(Mount { name, text })
    });
    let mut setup = RunSetup::new(source, args.python.clone(), args.unit.into());
    setup.file_name = program.name;
    setup.mounts = texts.collect();
    setup.fuel = u64::MAX;
    Ok(setup)
}

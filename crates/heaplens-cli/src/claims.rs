//! `heaplens claims`: comments that state a result, checked.
//!
//! Exit status: 0 if every claim that was come to holds in every version asked for, 1 if one doesn't.

use crate::files;
use crate::program::{ProgramArgs, json};
use crate::run::usage;
use clap::Args;
use heaplens_session::claims::{blocks_of, check_claims, check_document};
use heaplens_session::wire::{Claim, VerdictKind};
use std::fmt::Write as _;
use std::process::ExitCode;

#[derive(Args)]
pub struct ClaimsArgs {
    #[command(flatten)]
    program: ProgramArgs,
    /// Check in all versions, and not in that of `--python` alone
    #[arg(long)]
    all: bool,
    /// As JSON: a list of `Claim`
    #[arg(long)]
    json: bool,
    /// A program, or a Markdown document with Python in it
    file: String,
}

/// Checks the claims.
pub fn run(args: &ClaimsArgs) -> ExitCode {
    match claims(args) {
        Ok(claims) => {
            let text = if args.json {
                json(&claims)
            } else {
                Ok(told(&claims))
            };
            match text {
                Ok(text) => print!("{text}"),
                Err(message) => return usage(&message),
            }
            let fails = claims
                .iter()
                .flat_map(|claim| &claim.verdicts)
                .any(|verdict| verdict.outcome == VerdictKind::Fails);
            ExitCode::from(u8::from(fails))
        }
        Err(message) => usage(&message),
    }
}

fn claims(args: &ClaimsArgs) -> Result<Vec<Claim>, String> {
    let versions = if args.all || args.program.python == "all" {
        heaplens_session::versions()
    } else {
        vec![args.program.python.clone()]
    };
    let tell = |problem: heaplens_session::wire::Problem| problem.to_string();
    let is_document = [".md", ".markdown"]
        .iter()
        .any(|ending| args.file.ends_with(ending));
    if !is_document {
        let setup = args.program.setup(&args.file)?;
        return check_claims(&setup, &versions).map_err(tell);
    }
    let text = String::from_utf8(files::read_program(&args.file)?.text)
        .map_err(|_| format!("'{}' is not UTF-8 text", args.file))?;
    check_document(&blocks_of(&text), args.program.unit.into(), &versions).map_err(tell)
}

fn told(claims: &[Claim]) -> String {
    let mut text = String::new();
    for claim in claims {
        let _ = writeln!(
            text,
            "line {}: {}  # {}\n  {}",
            claim.line, claim.code, claim.text, claim.summary
        );
        let mut last = String::new();
        for verdict in &claim.verdicts {
            let mut said = match verdict.outcome {
                VerdictKind::Holds => continue,
                VerdictKind::Fails => {
                    "prints ".to_owned()
                        + &verdict
                            .printed
                            .clone()
                            .unwrap_or_default()
                            .replace('\n', "⏎")
                }
                VerdictKind::NotReached => "isn't come to".to_owned(),
                VerdictKind::CannotRun => "can't be run".to_owned(),
            };
            if let Some(why) = &verdict.why {
                said += &format!(" ({why})");
            }
            let is_new = said != last;
            if is_new {
                let _ = writeln!(text, "    {}: {said}", verdict.version);
            }
            last = said;
        }
    }
    text
}

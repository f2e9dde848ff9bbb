//! `heaplens versions` and `heaplens facts`: what is modelled, and what proves it.

use crate::program::{json, print};
use clap::Args;
use heaplens_session::facts::{FactView, facts, versions_modelled};
use std::fmt::Write as _;
use std::process::ExitCode;

#[derive(Args)]
pub struct VersionsArgs {
    /// As JSON: a list of `{version, recorded}`
    #[arg(long)]
    json: bool,
}

/// Lists the versions, each with the build that it was recorded from.
pub fn versions(args: &VersionsArgs) -> ExitCode {
    let all = versions_modelled();
    if args.json {
        return print(json(&all));
    }
    let text = all
        .iter()
        .map(|one| format!("{} (recorded from CPython {})\n", one.version, one.recorded))
        .collect();
    print(Ok(text))
}

#[derive(Args)]
pub struct FactsArgs {
    /// As JSON: a list of `{topic, name, about, values, evidence}`
    #[arg(long)]
    json: bool,
    /// Only facts whose topic or name has this in it
    about: Option<String>,
}

/// Lists the facts that differ, or might differ, between the versions.
pub fn list(args: &FactsArgs) -> ExitCode {
    let is_wanted = |fact: &FactView| {
        args.about
            .as_ref()
            .is_none_or(|about| format!("{}.{}", fact.topic, fact.name).contains(about.as_str()))
    };
    let all: Vec<FactView> = facts().into_iter().filter(is_wanted).collect();
    if args.json {
        return print(json(&all));
    }
    let mut text = String::new();
    for fact in &all {
        let _ = writeln!(text, "{}.{}:{}", fact.topic, fact.name, fact.about);
        let mut from = 0;
        for to in 1..=fact.values.len() {
            if to < fact.values.len() && fact.values[to].value == fact.values[from].value {
                continue;
            }
            let (first, last) = (&fact.values[from], &fact.values[to - 1]);
            let stretch = if to - from == 1 {
                first.version.clone()
            } else {
                format!("{} to {}", first.version, last.version)
            };
            let _ = writeln!(text, "  {stretch}: {}", first.value);
            from = to;
        }
        let _ = writeln!(text, "  shown by {}", fact.evidence.join("; "));
    }
    print(Ok(text))
}

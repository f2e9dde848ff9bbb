//! Why a claim fails: what is known at that moment, in words.

use super::check::argument_of;
use super::parse::Stated;
use crate::session::Session;
use crate::wire::{CompileUnit, Count, Expectation, Problem, Step};

/// An explanation of what was printed instead, where one is at hand.
pub fn explain(
    session: &mut Session,
    stated: &Stated,
    step: u64,
    printed: &str,
) -> Result<Option<String>, Problem> {
    let version = session.setup().version.clone();
    if let Some(name) = argument_of(&stated.code, "getrefcount(") {
        return refcount(session, step, name, printed);
    }
    if stated.code.contains(" is ") {
        return Ok(Some(identity(session, printed, &version)));
    }
    if stated.code.contains("getsizeof(") {
        return Ok(Some(format!(
            "CPython {version} on a 64-bit machine lays it out in {printed} bytes"
        )));
    }
    if let Expectation::Frees | Expectation::Says(_) = stated.expects {
        let Some(name) = stated.code.strip_prefix("del ") else {
            return Ok(None);
        };
        let Some(object) = session.named(Step(step), name.trim())? else {
            return Ok(None);
        };
        let ledger = session.ledger(Step(step), object)?;
        let others: Vec<String> = ledger
            .entries
            .iter()
            .filter(|entry| !entry.label.starts_with(&format!("{} in ", name.trim())))
            .map(|entry| entry.label.clone())
            .collect();
        return Ok((!others.is_empty()).then(|| format!("still held by {}", others.join(", "))));
    }
    if stated.code.contains("get_threshold") {
        return Ok(Some(format!(
            "CPython {version} begins with these thresholds"
        )));
    }
    Ok(None)
}

fn refcount(
    session: &mut Session,
    step: u64,
    name: &str,
    printed: &str,
) -> Result<Option<String>, Problem> {
    let Some(object) = session.named(Step(step), name)? else {
        return Ok(None);
    };
    let ledger = session.ledger(Step(step), object)?;
    if let Count::Immortal(_) = ledger.count {
        return Ok(Some(format!(
            "it is immortal in this version: the number is always {printed}"
        )));
    }
    let mut holders: Vec<String> = ledger
        .entries
        .iter()
        .map(|entry| match entry.count {
            1 => entry.label.clone(),
            count => format!("{count} times {}", entry.label),
        })
        .collect();
    holders.push("getrefcount's own argument".to_owned());
    Ok(Some(format!("it is held by {}", holders.join(", "))))
}

fn identity(session: &Session, printed: &str, version: &str) -> String {
    match (printed, session.setup().unit) {
        ("True", CompileUnit::Script) => "the whole file is one code object, whose equal constants are one \
                                          object; at the prompt, statement by statement, they are two"
            .to_owned(),
        ("True", CompileUnit::Repl) => format!("CPython {version} keeps one object for all such values"),
        _ => format!("CPython {version} makes an object of its own for each of them"),
    }
}

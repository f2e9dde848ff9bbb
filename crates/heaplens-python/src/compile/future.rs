//! `from __future__ import …`: `Python/future.c`.

use super::ast::{Module, StmtKind, docstring};
use super::error::Fault;
use super::rules::Rules;
use crate::code::Position;

/// The features that a program asked for.
#[derive(Clone, Debug, Default)]
pub struct Future {
    /// `annotations`: they stay text.
    pub annotations: bool,
    /// The last of the imports.
    last: Option<Position>,
}

impl Future {
    /// Whether a place is past the last future import that counts.
    pub fn is_after(&self, pos: Position) -> bool {
        self.last
            .is_none_or(|last| (pos.line, pos.col) > (last.line, last.col))
    }
}

/// Features that are long since always on.
const MANDATORY: [&str; 8] = [
    "nested_scopes",
    "generators",
    "division",
    "absolute_import",
    "with_statement",
    "print_function",
    "unicode_literals",
    "generator_stop",
];

/// Reads the future imports at the top of a program.
pub fn future(module: &Module, interactive: bool, rules: &Rules) -> Result<Future, Fault> {
    let mut future = Future::default();
    let Module::Body(body) = module else {
        return Ok(future);
    };
    let (mut done, mut line) = (false, 0);
    let skip = usize::from(!interactive && docstring(body).is_some());
    for stmt in &body[skip..] {
        // A late one on a later line is the next pass's to find.
        if done && stmt.pos.line > line {
            break;
        }
        line = stmt.pos.line;
        let StmtKind::ImportFrom {
            module: Some(module),
            names,
            level: 0,
            ..
        } = &stmt.kind
        else {
            done = true;
            continue;
        };
        if &**module != "__future__" {
            done = true;
            continue;
        }
        if done {
            let msg = "from __future__ imports must occur at the beginning of the file";
            return Err(Fault::syntax(msg, rules.late_future_place(stmt.pos)));
        }
        for alias in names {
            match &*alias.name {
                "annotations" => future.annotations = true,
                "barry_as_FLUFL" => {
                    return Err(Fault::Unsupported {
                        what: "from __future__ import barry_as_FLUFL".to_owned(),
                        position: stmt.pos,
                    });
                }
                "braces" => {
                    let place = rules.unknown_feature_place(stmt.pos, alias.pos);
                    return Err(Fault::syntax("not a chance", place));
                }
                feature if MANDATORY.contains(&feature) => {}
                feature => {
                    return Err(Fault::syntax(
                        format!("future feature {feature} is not defined"),
                        rules.unknown_feature_place(stmt.pos, alias.pos),
                    ));
                }
            }
        }
        future.last = Some(stmt.pos);
    }
    Ok(future)
}

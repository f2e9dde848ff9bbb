//! The patterns of `match`.

use ruff_python_ast as ast;

use super::{Lowerer, name};
use crate::compile::ast::{Pattern, PatternKind};
use crate::compile::error::Fault;
use crate::compile::value::Value;

impl Lowerer<'_> {
    fn patterns(&mut self, patterns: &[ast::Pattern]) -> Result<Vec<Pattern>, Fault> {
        patterns
            .iter()
            .map(|pattern| self.pattern(pattern))
            .collect()
    }

    pub(super) fn pattern(&mut self, pattern: &ast::Pattern) -> Result<Pattern, Fault> {
        let pos = self.pos(pattern);
        let kind = match pattern {
            ast::Pattern::MatchValue(p) => PatternKind::Value(self.expr(&p.value)?),
            ast::Pattern::MatchSingleton(p) => PatternKind::Singleton(match p.value {
                ast::Singleton::None => Value::None,
                ast::Singleton::True => Value::Bool(true),
                ast::Singleton::False => Value::Bool(false),
            }),
            ast::Pattern::MatchSequence(p) => PatternKind::Sequence(self.patterns(&p.patterns)?),
            ast::Pattern::MatchMapping(p) => PatternKind::Mapping {
                keys: self.exprs(&p.keys)?,
                patterns: self.patterns(&p.patterns)?,
                rest: p.rest.as_ref().map(|n| name(n)),
            },
            ast::Pattern::MatchClass(p) => PatternKind::Class {
                cls: self.expr(&p.cls)?,
                patterns: self.patterns(&p.arguments.patterns)?,
                kwd_attrs: p.arguments.keywords.iter().map(|k| name(&k.attr)).collect(),
                kwd_patterns: p
                    .arguments
                    .keywords
                    .iter()
                    .map(|k| self.pattern(&k.pattern))
                    .collect::<Result<_, _>>()?,
            },
            ast::Pattern::MatchStar(p) => PatternKind::Star(p.name.as_ref().map(|n| name(n))),
            ast::Pattern::MatchAs(p) => PatternKind::As {
                pattern: p
                    .pattern
                    .as_deref()
                    .map(|p| self.pattern(p))
                    .transpose()?
                    .map(Box::new),
                name: p.name.as_ref().map(|n| name(n)),
            },
            ast::Pattern::MatchOr(p) => PatternKind::Or(self.patterns(&p.patterns)?),
        };
        Ok(Pattern { pos, kind })
    }
}

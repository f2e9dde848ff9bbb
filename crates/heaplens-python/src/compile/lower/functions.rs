//! Parameters, type parameters, definitions.

use ruff_python_ast as ast;
use ruff_text_size::{Ranged, TextRange, TextSize};

use super::{Lowerer, name};
use crate::code::Position;
use crate::compile::ast::{
    Arg, Arguments, ClassDef, Expr, FunctionDef, Stmt, StmtKind, TypeParam, TypeParamKind,
    TypeParams,
};
use crate::compile::error::Fault;

impl Lowerer<'_> {
    pub(super) fn arguments(&mut self, parameters: &ast::Parameters) -> Result<Arguments, Fault> {
        let mut arguments = Arguments {
            id: Some(self.id()),
            ..Arguments::default()
        };
        for (from, to) in [
            (&parameters.posonlyargs, &mut arguments.posonlyargs),
            (&parameters.args, &mut arguments.args),
            (&parameters.kwonlyargs, &mut arguments.kwonlyargs),
        ] {
            for parameter in from {
                to.push(self.arg(&parameter.parameter)?);
            }
        }
        for parameter in parameters.posonlyargs.iter().chain(&parameters.args) {
            if let Some(default) = &parameter.default {
                arguments.defaults.push(self.expr(default)?);
            }
        }
        for parameter in &parameters.kwonlyargs {
            let default = self.optional(parameter.default.as_deref())?;
            arguments.kw_defaults.push(default);
        }
        arguments.vararg = parameters
            .vararg
            .as_deref()
            .map(|arg| self.arg(arg))
            .transpose()?;
        arguments.kwarg = parameters
            .kwarg
            .as_deref()
            .map(|arg| self.arg(arg))
            .transpose()?;
        Ok(arguments)
    }

    fn arg(&mut self, parameter: &ast::Parameter) -> Result<Arg, Fault> {
        // A starred parameter's place begins at its name.
        let range = TextRange::new(parameter.name.range().start(), parameter.range().end());
        Ok(Arg {
            pos: self.source.position(range),
            arg: name(&parameter.name),
            annotation: self.optional(parameter.annotation.as_deref())?,
        })
    }

    pub(super) fn type_params(
        &mut self,
        params: Option<&ast::TypeParams>,
    ) -> Result<TypeParams, Fault> {
        let id = self.id();
        let mut lowered = Vec::new();
        for param in params.iter().flat_map(|params| &params.type_params) {
            let (kind, param_name, bound, default) = match param {
                ast::TypeParam::TypeVar(p) => (
                    TypeParamKind::TypeVar,
                    &p.name,
                    p.bound.as_deref(),
                    p.default.as_deref(),
                ),
                ast::TypeParam::ParamSpec(p) => (
                    TypeParamKind::ParamSpec,
                    &p.name,
                    None,
                    p.default.as_deref(),
                ),
                ast::TypeParam::TypeVarTuple(p) => (
                    TypeParamKind::TypeVarTuple,
                    &p.name,
                    None,
                    p.default.as_deref(),
                ),
            };
            lowered.push(TypeParam {
                id: self.id(),
                default_id: self.id(),
                pos: self.pos(param),
                name: name(param_name),
                kind,
                bound: self.optional(bound)?,
                default: self.optional(default)?,
            });
        }
        Ok(TypeParams {
            id,
            params: lowered,
        })
    }

    fn decorators(&mut self, decorators: &[ast::Decorator]) -> Result<Vec<Expr>, Fault> {
        decorators
            .iter()
            .map(|decorator| self.expr(&decorator.expression))
            .collect()
    }

    /// The place of a definition: from its own keyword, not from its first decorator.
    fn definition_pos(&self, range: TextRange, decorators: &[ast::Decorator]) -> Position {
        let Some(last) = decorators.last() else {
            return self.source.position(range);
        };
        let mut at = last.range().end().to_usize();
        loop {
            let rest = &self.source.text()[at..];
            let skipped = rest.len() - rest.trim_start().len();
            at += skipped;
            match rest[skipped..].strip_prefix('#') {
                Some(comment) => at += 1 + comment.find('\n').unwrap_or(comment.len()),
                None => break,
            }
        }
        self.source
            .position(TextRange::new(TextSize::new(at as u32), range.end()))
    }

    pub(super) fn function_def(&mut self, def: &ast::StmtFunctionDef) -> Result<Stmt, Fault> {
        let pos = self.definition_pos(def.range(), &def.decorator_list);
        let lowered = FunctionDef {
            id: self.id(),
            is_async: def.is_async,
            name: name(&def.name),
            decorators: self.decorators(&def.decorator_list)?,
            type_params: self.type_params(def.type_params.as_deref())?,
            args: self.arguments(&def.parameters)?,
            returns: self.optional(def.returns.as_deref())?,
            body: self.body(&def.body)?,
        };
        Ok(Stmt {
            pos,
            kind: StmtKind::FunctionDef(Box::new(lowered)),
        })
    }

    pub(super) fn class_def(&mut self, def: &ast::StmtClassDef) -> Result<Stmt, Fault> {
        let pos = self.definition_pos(def.range(), &def.decorator_list);
        let id = self.id();
        let decorators = self.decorators(&def.decorator_list)?;
        let type_params = self.type_params(def.type_params.as_deref())?;
        let (bases, keywords) = match &def.arguments {
            Some(arguments) => self.call_arguments(arguments)?,
            None => Default::default(),
        };
        let body = self.body(&def.body)?;
        let lowered = ClassDef {
            id,
            name: name(&def.name),
            bases,
            keywords,
            body,
            decorators,
            type_params,
        };
        Ok(Stmt {
            pos,
            kind: StmtKind::ClassDef(Box::new(lowered)),
        })
    }
}

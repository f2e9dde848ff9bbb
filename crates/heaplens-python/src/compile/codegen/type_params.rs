//! Type parameters and type aliases (3.12+, PEP 695).

use super::Compiler;
use super::unit::UnitKind;
use crate::code::Position;
use crate::compile::ast::{
    Ctx, Expr, ExprKind, Name, NodeId, TypeParam, TypeParamKind, TypeParams,
};
use crate::compile::error::Fault;
use crate::compile::value::Value;
use crate::opcode::{Op, make_function};

impl<'a> Compiler<'a> {
    /// Opens the scope of a definition's type parameters and leaves their tuple on its stack.
    pub(super) fn enter_type_params(
        &mut self,
        name: &str,
        params: &'a TypeParams,
        firstlineno: u32,
        private: Option<Name>,
    ) -> Result<(), Fault> {
        self.open_type_params(name, params, firstlineno, private);
        self.type_params(params)
    }

    fn open_type_params(
        &mut self,
        name: &str,
        params: &TypeParams,
        firstlineno: u32,
        private: Option<Name>,
    ) {
        let scope_name = format!("<generic parameters of {name}>");
        let block = self.block_of(params.id);
        self.enter_scope(
            &scope_name,
            UnitKind::Annotations,
            block,
            firstlineno,
            private,
        );
    }

    fn type_params(&mut self, params: &'a TypeParams) -> Result<(), Fault> {
        let mut seen_default = false;
        for param in &params.params {
            let loc = param.pos;
            self.load_const(loc, Value::str(&param.name));
            match (&param.bound, param.kind) {
                (Some(bound), _) => {
                    self.lazy_part(bound, param, param.id, false)?;
                    let constraints = matches!(bound.kind, ExprKind::Tuple { .. })
                        || matches!(bound.kind, ExprKind::Constant(Value::Tuple(_)));
                    self.op(
                        loc,
                        if constraints {
                            Op::TypeVarWithConstraints
                        } else {
                            Op::TypeVarWithBound
                        },
                    );
                }
                (None, TypeParamKind::TypeVar) => self.op(loc, Op::TypeVar),
                (None, TypeParamKind::ParamSpec) => self.op(loc, Op::ParamSpec),
                (None, TypeParamKind::TypeVarTuple) => self.op(loc, Op::TypeVarTuple),
            }
            if let Some(default) = &param.default {
                seen_default = true;
                let starred = param.kind == TypeParamKind::TypeVarTuple;
                self.lazy_part(default, param, param.default_id, starred)?;
                self.op(loc, Op::SetTypeparamDefault);
            } else if seen_default {
                let name = &param.name;
                let msg =
                    format!("non-default type parameter '{name}' follows default type parameter");
                return Err(Fault::syntax(msg, loc));
            }
            self.op_i(loc, Op::Copy, 1);
            self.nameop(loc, &param.name, Ctx::Store)?;
        }
        let loc = params
            .params
            .first()
            .map_or(Position::NONE, |param| param.pos);
        self.op_i(loc, Op::BuildTuple, params.params.len() as u32);
        Ok(())
    }

    /// A function that gives a bound or a default when it is asked for.
    fn lazy_part(
        &mut self,
        part: &'a Expr,
        param: &TypeParam,
        id: NodeId,
        allow_starred: bool,
    ) -> Result<(), Fault> {
        let flags = self.enter_lazy(&param.name, id, part.pos);
        match &part.kind {
            ExprKind::Starred { value, .. } if allow_starred => {
                self.expr(value)?;
                self.op_i(part.pos, Op::UnpackSequence, 1);
            }
            _ => self.expr(part)?,
        }
        self.op(part.pos, Op::ReturnValue);
        let code = self.finish_scope(true)?;
        self.make_closure(code, flags, part.pos);
        Ok(())
    }

    /// Opens the scope of something evaluated later; gives the flags of its function.
    fn enter_lazy(&mut self, name: &Name, id: NodeId, loc: Position) -> u32 {
        if self.rules.defers_annotations {
            self.load_const(loc, Value::tuple([Value::int(1)]));
            self.enter_annotation_scope(name, self.block_of(id), loc);
            make_function::DEFAULTS
        } else {
            self.enter_scope(
                name,
                UnitKind::Annotations,
                self.block_of(id),
                loc.line,
                None,
            );
            0
        }
    }

    pub(super) fn type_alias(
        &mut self,
        id: NodeId,
        name: &'a Expr,
        params: &'a TypeParams,
        value: &'a Expr,
        loc: Position,
    ) -> Result<(), Fault> {
        let ExprKind::Name { id: alias, .. } = &name.kind else {
            return Err(Fault::syntax("invalid syntax", name.pos));
        };
        let generic = !params.params.is_empty();
        if generic {
            self.open_type_params(alias, params, loc.line, None);
            self.load_const(loc, Value::str(alias));
            self.type_params(params)?;
        } else {
            self.load_const(loc, Value::str(alias));
            self.load_const(loc, Value::None);
        }
        let flags = self.enter_lazy(alias, id, loc);
        if self.rules.none_in_lambdas {
            self.add_const(&Value::None);
        }
        self.expr(value)?;
        self.op(loc, Op::ReturnValue);
        let code = self.finish_scope(false)?;
        self.make_closure(code, flags, loc);
        self.op_i(loc, Op::BuildTuple, 3);
        self.op(loc, Op::TypeAlias);
        if generic {
            let code = self.finish_scope(false)?;
            self.make_closure(code, 0, loc);
            self.op(loc, Op::PushNull);
            self.op_i(loc, Op::Call, 0);
        }
        self.nameop(loc, alias, Ctx::Store)
    }
}

//! The first pass over functions, classes, annotations and type parameters.

use std::collections::BTreeSet;

use super::build::Builder;
use super::flags::{DEF_LOCAL, DEF_PARAM, DEF_TYPE_PARAM, USE};
use super::{Block, BlockId, BlockKind};
use crate::code::Position;
use crate::compile::ast::{
    Arg, Arguments, ClassDef, Ctx, Expr, ExprKind, FunctionDef, Keyword, Name, NodeId, TypeParam,
    TypeParamKind, TypeParams,
};
use crate::compile::error::Fault;

impl Builder<'_> {
    pub(super) fn is_async_def(&self) -> bool {
        let block: &Block = self.block();
        block.is_function_like() && block.coroutine
    }

    pub(super) fn function_def(&mut self, def: &FunctionDef, pos: Position) -> Result<(), Fault> {
        self.add_def(&def.name, DEF_LOCAL, pos)?;
        self.exprs(&def.args.defaults)?;
        for default in def.args.kw_defaults.iter().flatten() {
            self.expr(default)?;
        }
        let early_annotations = !self.rules.annotations_after_decorators;
        if early_annotations {
            self.function_annotations(def, pos)?;
        }
        self.exprs(&def.decorators)?;
        let generic = !def.type_params.params.is_empty();
        if generic {
            self.enter_type_params(&def.name, &def.type_params, pos)?;
            // With defaults or without: CPython asks only whether there is a list of them.
            self.add_def(&Name::from(".defaults"), DEF_PARAM, pos)?;
            if def.args.kw_defaults.iter().any(Option::is_some) {
                self.add_def(&Name::from(".kwdefaults"), DEF_PARAM, pos)?;
            }
            self.type_params(&def.type_params)?;
        }
        if self.rules.defers_annotations {
            let function = self.new_block(&def.name, BlockKind::Function, Some(def.id), pos);
            self.deferred_function_annotations(def, pos)?;
            self.enter_existing(function, true);
        } else {
            if !early_annotations {
                self.function_annotations(def, pos)?;
            }
            self.enter(&def.name, BlockKind::Function, Some(def.id), pos)?;
        }
        self.block_mut().coroutine = def.is_async;
        self.parameters(&def.args)?;
        self.stmts(&def.body)?;
        self.exit();
        if generic {
            self.exit();
        }
        Ok(())
    }

    pub(super) fn class_def(&mut self, def: &ClassDef, pos: Position) -> Result<(), Fault> {
        self.add_def(&def.name, DEF_LOCAL, pos)?;
        let bases_first = !self.rules.type_params_known;
        if bases_first {
            self.bases(&def.bases, &def.keywords)?;
        }
        self.exprs(&def.decorators)?;
        let outer_private = self.private.clone();
        let generic = !def.type_params.params.is_empty();
        if generic {
            self.enter_type_params(&def.name, &def.type_params, pos)?;
            for dotted in [".type_params", ".generic_base"] {
                self.add_def(&Name::from(dotted), DEF_LOCAL, pos)?;
                self.add_def(&Name::from(dotted), USE, pos)?;
            }
            self.private = Some(def.name.clone());
            if self.rules.mangles_only_type_params {
                self.block_mut().mangled_names = Some(BTreeSet::new());
            }
            self.type_params(&def.type_params)?;
        }
        if !bases_first {
            self.bases(&def.bases, &def.keywords)?;
        }
        self.enter(&def.name, BlockKind::Class, Some(def.id), pos)?;
        self.private = Some(def.name.clone());
        if generic {
            self.add_def(&Name::from("__type_params__"), DEF_LOCAL, pos)?;
            self.add_def(&Name::from(".type_params"), USE, pos)?;
        }
        self.stmts(&def.body)?;
        self.exit();
        if generic {
            self.exit();
        }
        self.private = outer_private;
        Ok(())
    }

    fn bases(&mut self, bases: &[Expr], keywords: &[Keyword]) -> Result<(), Fault> {
        self.exprs(bases)?;
        self.keywords(keywords)
    }

    pub(super) fn keywords(&mut self, keywords: &[Keyword]) -> Result<(), Fault> {
        for keyword in keywords {
            if let Some(name) = &keyword.arg
                && self.rules.symtable_checks_keywords
            {
                self.check_name(name, keyword.pos, Ctx::Store)?;
            }
        }
        keywords
            .iter()
            .try_for_each(|keyword| self.expr(&keyword.value))
    }

    pub(super) fn type_alias(
        &mut self,
        id: NodeId,
        name: &Expr,
        params: &TypeParams,
        value: &Expr,
        pos: Position,
    ) -> Result<(), Fault> {
        self.expr(name)?;
        let ExprKind::Name { id: alias, .. } = &name.kind else {
            return Ok(());
        };
        let in_class = self.block().kind == BlockKind::Class;
        let generic = !params.params.is_empty();
        if generic {
            self.enter_type_params(alias, params, pos)?;
            self.type_params(params)?;
        }
        self.enter(alias, BlockKind::TypeAlias, Some(id), pos)?;
        self.see_class(in_class, value.pos)?;
        self.expr(value)?;
        self.exit();
        if generic {
            self.exit();
        }
        Ok(())
    }

    /// Names in the scope being entered are looked up in the class around it first.
    fn see_class(&mut self, in_class: bool, pos: Position) -> Result<(), Fault> {
        self.block_mut().can_see_class_scope = in_class;
        if in_class {
            self.add_def(&Name::from("__classdict__"), USE, pos)?;
        }
        Ok(())
    }

    fn enter_type_params(
        &mut self,
        name: &Name,
        params: &TypeParams,
        pos: Position,
    ) -> Result<BlockId, Fault> {
        let in_class = self.block().kind == BlockKind::Class;
        let id = self.enter(name, BlockKind::TypeParameters, Some(params.id), pos)?;
        self.see_class(in_class, pos)?;
        Ok(id)
    }

    fn type_params(&mut self, params: &TypeParams) -> Result<(), Fault> {
        params
            .params
            .iter()
            .try_for_each(|param| self.type_param(param))
    }

    fn type_param(&mut self, param: &TypeParam) -> Result<(), Fault> {
        self.add_def(&param.name, DEF_TYPE_PARAM | DEF_LOCAL, param.pos)?;
        let constraints = matches!(
            &param.bound,
            Some(Expr {
                kind: ExprKind::Tuple { .. },
                ..
            })
        );
        let bound_info = if constraints {
            "a TypeVar constraint"
        } else {
            "a TypeVar bound"
        };
        self.type_param_part(param, param.bound.as_ref(), param.id, bound_info)?;
        let default_info = match param.kind {
            TypeParamKind::TypeVar => "a TypeVar default",
            TypeParamKind::ParamSpec => "a ParamSpec default",
            TypeParamKind::TypeVarTuple => "a TypeVarTuple default",
        };
        self.type_param_part(
            param,
            param.default.as_ref(),
            param.default_id,
            default_info,
        )
    }

    fn type_param_part(
        &mut self,
        param: &TypeParam,
        part: Option<&Expr>,
        id: NodeId,
        info: &'static str,
    ) -> Result<(), Fault> {
        if self.rules.reserves_classdict && &*param.name == "__classdict__" {
            let msg = "reserved name '__classdict__' cannot be used for type parameter";
            return Err(Fault::syntax(msg, param.pos));
        }
        let Some(part) = part else { return Ok(()) };
        let in_class = self.block().can_see_class_scope;
        self.enter(&param.name, BlockKind::TypeVariable, Some(id), part.pos)?;
        self.see_class(in_class, part.pos)?;
        self.block_mut().scope_info = info;
        self.expr(part)?;
        self.exit();
        Ok(())
    }

    pub(super) fn parameters(&mut self, args: &Arguments) -> Result<(), Fault> {
        for arg in args.all() {
            let pos = if self.rules.parameters_have_places {
                arg.pos
            } else {
                self.block().pos
            };
            let place = if self.rules.debug_parameter_has_place() {
                arg.pos
            } else {
                self.block().pos
            };
            self.check_name(&arg.arg, place, Ctx::Store)?;
            self.add_def(&arg.arg, DEF_PARAM, pos)?;
        }
        self.block_mut().varargs = args.vararg.is_some();
        self.block_mut().varkeywords = args.kwarg.is_some();
        Ok(())
    }

    /// A function's annotations where they are evaluated at once (3.8-3.13).
    fn function_annotations(&mut self, def: &FunctionDef, pos: Position) -> Result<(), Fault> {
        let apart = self.future.annotations && self.rules.future_annotations_apart;
        if apart {
            self.enter("_annotation", BlockKind::Annotation, None, pos)?;
        }
        self.annotations(def)?;
        if apart {
            self.exit();
        }
        Ok(())
    }

    fn annotations(&mut self, def: &FunctionDef) -> Result<(), Fault> {
        let args = &def.args;
        let in_order = args
            .posonlyargs
            .iter()
            .chain(&args.args)
            .chain(&args.vararg)
            .chain(&args.kwarg);
        for Arg { annotation, .. } in in_order.chain(&args.kwonlyargs) {
            self.annotation_expr(annotation.as_ref())?;
        }
        self.annotation_expr(def.returns.as_ref())
    }

    fn annotation_expr(&mut self, annotation: Option<&Expr>) -> Result<(), Fault> {
        let Some(annotation) = annotation else {
            return Ok(());
        };
        if self.rules.defers_annotations {
            self.block_mut().annotations_used = true;
        }
        self.expr(annotation)
    }

    /// A function's annotations in a function of their own (3.14+).
    fn deferred_function_annotations(
        &mut self,
        def: &FunctionDef,
        pos: Position,
    ) -> Result<(), Fault> {
        let in_class = self.block().can_see_class_scope || self.block().kind == BlockKind::Class;
        self.enter("__annotate__", BlockKind::Annotation, def.args.id, pos)?;
        self.see_class(in_class, pos)?;
        self.annotations(def)?;
        self.exit();
        Ok(())
    }

    /// The annotation of a variable.
    pub(super) fn variable_annotation(&mut self, annotation: &Expr) -> Result<(), Fault> {
        if !self.rules.defers_annotations {
            let apart = self.future.annotations && self.rules.future_annotations_apart;
            if apart {
                self.enter("_annotation", BlockKind::Annotation, None, annotation.pos)?;
            }
            self.expr(annotation)?;
            if apart {
                self.exit();
            }
            return Ok(());
        }
        let unevaluated = self.block().kind == BlockKind::Function;
        let conditional = match self.block().kind {
            BlockKind::Class => self.block().in_conditional_block,
            BlockKind::Module => true,
            _ => false,
        };
        if conditional && !self.block().has_conditional_annotations {
            self.block_mut().has_conditional_annotations = true;
            self.add_def(
                &Name::from("__conditional_annotations__"),
                USE,
                annotation.pos,
            )?;
        }
        let outer = self.current();
        match self.block().annotation_block {
            Some(existing) => self.enter_existing(existing, false),
            None => {
                let in_class = self.block().kind == BlockKind::Class && !self.future.annotations;
                let id = self.enter("__annotate__", BlockKind::Annotation, None, annotation.pos)?;
                self.table[outer].annotation_block = Some(id);
                if in_class {
                    self.see_class(true, annotation.pos)?;
                }
            }
        }
        self.block_mut().in_unevaluated_annotation = unevaluated;
        self.expr(annotation)?;
        self.block_mut().in_unevaluated_annotation = false;
        self.exit();
        Ok(())
    }
}

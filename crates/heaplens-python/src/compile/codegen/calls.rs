//! Calls.

use super::Compiler;
use super::expressions::{Display, STACK_USE_GUIDELINE};
use super::ir::Label;
use crate::code::Position;
use crate::compile::ast::{CmpOp, Comp, CompKind, Ctx, Expr, ExprKind, Keyword, Name};
use crate::compile::error::Fault;
use crate::compile::symtable::flags::DEF_IMPORT;
use crate::compile::value::Value;
use crate::opcode::{CommonConstant, Op};

impl<'a> Compiler<'a> {
    pub(super) fn call(
        &mut self,
        func: &'a Expr,
        args: &'a [Expr],
        keywords: &'a [Keyword],
        loc: Position,
    ) -> Result<(), Fault> {
        self.validate_keywords(keywords, loc)?;
        if self.method_call(func, args, keywords, loc)? {
            return Ok(());
        }
        self.check_caller(func)?;
        self.expr(func)?;
        let skip = self.new_label();
        self.generator_call(func, args, keywords, skip)?;
        self.op(func.pos, Op::PushNull);
        self.call_helper(args, keywords, 0, None, loc)?;
        self.use_label(skip);
        Ok(())
    }

    pub(super) fn validate_keywords(
        &self,
        keywords: &[Keyword],
        loc: Position,
    ) -> Result<(), Fault> {
        for (i, keyword) in keywords.iter().enumerate() {
            let Some(name) = &keyword.arg else { continue };
            let place = if self.rules.debug_parameter_has_place() {
                keyword.pos
            } else {
                loc
            };
            self.check_forbidden_name(name, Ctx::Store, place)?;
            for other in &keywords[i + 1..] {
                if other.arg.as_ref() == Some(name) {
                    return Err(Fault::syntax(
                        self.rules.repeated_keyword_message(name),
                        other.pos,
                    ));
                }
            }
        }
        Ok(())
    }

    /// Calls a method without making a bound method of it, where the version does so
    /// (`maybe_optimize_method_call`).
    fn method_call(
        &mut self,
        func: &'a Expr,
        args: &'a [Expr],
        keywords: &'a [Keyword],
        loc: Position,
    ) -> Result<bool, Fault> {
        let ExprKind::Attribute {
            value,
            attr,
            ctx: Ctx::Load,
        } = &func.kind
        else {
            return Ok(false);
        };
        if !keywords.is_empty() && !self.rules.method_calls_with_keywords {
            return Ok(false);
        }
        if self.rules.plain_calls_on_imports
            && let ExprKind::Name { id, .. } = &value.kind
            && self.symtable[self.symtable.top()].flags(id) & DEF_IMPORT != 0
        {
            return Ok(false);
        }
        let stacked = args.len() + keywords.len() + usize::from(!keywords.is_empty());
        if self.rules.big_calls_go_by_tuple && stacked >= STACK_USE_GUIDELINE {
            return Ok(false);
        }
        if args.iter().any(Expr::is_starred) || keywords.iter().any(|keyword| keyword.arg.is_none())
        {
            return Ok(false);
        }
        let mut at = func.pos;
        if let Some(two_args) = self.can_optimize_super(value, attr)? {
            self.load_super_args(value)?;
            let name = self.name_index(attr);
            self.op_i(at, Op::LoadSuperMethod, name << 1 | u32::from(two_args));
            at = self.attribute_line(at, func.pos, attr);
            self.op(at, Op::Nop);
        } else {
            self.expr(value)?;
            at = self.method_line(at, func.pos, attr);
            self.op_name(at, Op::LoadMethod, attr);
        }
        self.exprs(args)?;
        let call_at = self.method_line(loc, func.pos, attr);
        self.plain_call(args.len() as u32, keywords, at, call_at)?;
        Ok(true)
    }

    /// The line of a method's call: that of its name where the version says so.
    fn method_line(&self, loc: Position, func: Position, attr: &str) -> Position {
        match (self.rules.attribute_line, self.rules.method_call_line) {
            (true, _) => self.attribute_line(loc, func, attr),
            (false, true) => Position {
                line: func.end_line,
                ..loc
            },
            (false, false) => loc,
        }
    }

    /// The keywords' values and the call itself, with `positional` arguments on the stack.
    fn plain_call(
        &mut self,
        positional: u32,
        keywords: &'a [Keyword],
        names_at: Position,
        call_at: Position,
    ) -> Result<(), Fault> {
        if keywords.is_empty() {
            self.op_i(call_at, Op::Call, positional);
            return Ok(());
        }
        for keyword in keywords {
            self.expr(&keyword.value)?;
        }
        let names = keywords.iter().filter_map(|keyword| keyword.arg.as_ref());
        let names = Value::tuple(names.map(|name| Value::str(name)));
        self.load_const(names_at, names);
        self.op_i(call_at, Op::CallKw, positional + keywords.len() as u32);
        Ok(())
    }

    /// Arguments and the call, with `pushed` arguments on the stack (`codegen_call_helper_impl`).
    pub(super) fn call_helper(
        &mut self,
        args: &'a [Expr],
        keywords: &'a [Keyword],
        pushed: u32,
        injected: Option<&Name>,
        loc: Position,
    ) -> Result<(), Fault> {
        self.validate_keywords(keywords, loc)?;
        let too_many = self.rules.big_calls_go_by_tuple
            && args.len() + keywords.len() * 2 > STACK_USE_GUIDELINE;
        let plain = !too_many
            && !args.iter().any(Expr::is_starred)
            && keywords.iter().all(|keyword| keyword.arg.is_some());
        if plain {
            self.exprs(args)?;
            let mut count = pushed + args.len() as u32;
            if let Some(name) = injected {
                self.nameop(loc, name, Ctx::Load)?;
                count += 1;
            }
            return self.plain_call(count, keywords, loc, loc);
        }
        match (args, pushed) {
            (
                [
                    Expr {
                        kind: ExprKind::Starred { value, .. },
                        ..
                    },
                ],
                0,
            ) => self.expr(value)?,
            _ => self.star_unpack(args, injected, pushed, loc, Display::Tuple)?,
        }
        if !keywords.is_empty() {
            self.keyword_dict(keywords, loc)?;
        }
        self.op_i(loc, Op::CallFunctionEx, u32::from(!keywords.is_empty()));
        Ok(())
    }

    fn keyword_dict(&mut self, keywords: &'a [Keyword], loc: Position) -> Result<(), Fault> {
        if let (
            [
                Keyword {
                    arg: None, value, ..
                },
            ],
            true,
        ) = (keywords, self.rules.lone_mapping_is_passed_on)
        {
            return self.expr(value);
        }
        let mut have_dict = false;
        let mut seen = 0;
        for (i, keyword) in keywords.iter().enumerate() {
            if keyword.arg.is_some() {
                seen += 1;
                continue;
            }
            if seen > 0 {
                self.sub_kwargs(&keywords[i - seen..i], loc)?;
                if have_dict {
                    self.op_i(loc, Op::DictMerge, 1);
                }
                have_dict = true;
                seen = 0;
            }
            if !have_dict {
                self.op_i(loc, Op::BuildMap, 0);
                have_dict = true;
            }
            self.expr(&keyword.value)?;
            self.op_i(loc, Op::DictMerge, 1);
        }
        if seen > 0 {
            self.sub_kwargs(&keywords[keywords.len() - seen..], loc)?;
            if have_dict {
                self.op_i(loc, Op::DictMerge, 1);
            }
        }
        Ok(())
    }

    fn sub_kwargs(&mut self, keywords: &'a [Keyword], loc: Position) -> Result<(), Fault> {
        let count = keywords.len();
        let big = self.rules.big_displays_grow && count * 2 > STACK_USE_GUIDELINE;
        let names = || {
            keywords
                .iter()
                .filter_map(|keyword| keyword.arg.as_ref())
                .map(|name| Value::str(name))
        };
        if self.rules.const_key_maps && count > 1 && !big {
            for keyword in keywords {
                self.expr(&keyword.value)?;
            }
            self.load_const(loc, Value::tuple(names()));
            self.op_i(loc, Op::BuildConstKeyMap, count as u32);
            return Ok(());
        }
        if big {
            self.op_i(Position::NONE, Op::BuildMap, 0);
        }
        for (keyword, name) in keywords.iter().zip(names()) {
            self.load_const(loc, name);
            self.expr(&keyword.value)?;
            if big {
                self.op_i(Position::NONE, Op::MapAdd, 1);
            }
        }
        if !big {
            self.op_i(loc, Op::BuildMap, count as u32);
        }
        Ok(())
    }

    /// `all(… for …)` and its kin run the generator in place if the name means the builtin
    /// (`maybe_optimize_function_call`, 3.14+). The function is on the stack.
    fn generator_call(
        &mut self,
        func: &'a Expr,
        args: &'a [Expr],
        keywords: &[Keyword],
        end: Label,
    ) -> Result<(), Fault> {
        let (ExprKind::Name { id, .. }, [arg], []) = (&func.kind, args, keywords) else {
            return Ok(());
        };
        let ExprKind::Comp(comp) = &arg.kind else {
            return Ok(());
        };
        if comp.kind != CompKind::Generator || !self.rules.inlines_all_any_tuple {
            return Ok(());
        }
        let _: &Comp = comp;
        let constant = match &**id {
            "all" => CommonConstant::All,
            "any" => CommonConstant::Any,
            "tuple" => CommonConstant::Tuple,
            "list" if self.rules.inlines_list_set => CommonConstant::List,
            "set" if self.rules.inlines_list_set => CommonConstant::Set,
            _ => return Ok(()),
        };
        let loc = func.pos;
        let skip = self.new_label();
        self.op_i(loc, Op::Copy, 1);
        self.op_i(loc, Op::LoadCommonConstant, constant as u32);
        self.compare_op(loc, CmpOp::Is);
        self.jump(loc, Op::PopJumpIfFalse, skip);
        self.op(loc, Op::PopTop);
        let add = match constant {
            CommonConstant::Tuple | CommonConstant::List => Some((Op::BuildList, Op::ListAppend)),
            CommonConstant::Set => Some((Op::BuildSet, Op::SetAdd)),
            _ => None,
        };
        if let Some((build, _)) = add {
            self.op_i(loc, build, 0);
        }
        self.expr(arg)?;
        let start = self.new_label();
        let cleanup = self.new_label();
        self.use_label(start);
        self.jump(loc, Op::ForIter, cleanup);
        if let Some((_, add)) = add {
            self.op_i(loc, add, 2);
            self.jump(loc, Op::Jump, start);
        } else {
            let all = constant == CommonConstant::All;
            self.jump(
                loc,
                if all {
                    Op::PopJumpIfTrue
                } else {
                    Op::PopJumpIfFalse
                },
                start,
            );
            self.op(Position::NONE, Op::PopTop);
            self.load_const(loc, Value::Bool(!all));
            self.jump(loc, Op::Jump, end);
        }
        self.use_label(cleanup);
        match constant {
            CommonConstant::Tuple => self.op(loc, Op::ListToTuple),
            CommonConstant::All => self.load_const(loc, Value::Bool(true)),
            CommonConstant::Any => self.load_const(loc, Value::Bool(false)),
            _ => {}
        }
        self.jump(loc, Op::Jump, end);
        self.use_label(skip);
        Ok(())
    }
}

//! f-strings and t-strings.

use super::Compiler;
use super::expressions::STACK_USE_GUIDELINE;
use crate::code::Position;
use crate::compile::ast::{Expr, ExprKind};
use crate::compile::error::Fault;
use crate::compile::value::Value;
use crate::opcode::{BinaryOperator, Conversion, Op};

impl<'a> Compiler<'a> {
    pub(super) fn joined_str(&mut self, values: &'a [Expr], loc: Position) -> Result<(), Fault> {
        if self.rules.big_displays_grow && values.len() > STACK_USE_GUIDELINE {
            self.load_const(loc, Value::str(""));
            self.op_name(loc, Op::LoadMethod, "join");
            self.op_i(loc, Op::BuildList, 0);
            for value in values {
                self.expr(value)?;
                self.op_i(loc, Op::ListAppend, 1);
            }
            self.op_i(loc, Op::Call, 1);
            return Ok(());
        }
        self.exprs(values)?;
        if values.is_empty() && self.rules.empty_fstring_is_constant {
            self.load_const(loc, Value::str(""));
        } else if values.len() != 1 {
            self.op_i(loc, Op::BuildString, values.len() as u32);
        }
        Ok(())
    }

    pub(super) fn formatted_value(
        &mut self,
        value: &'a Expr,
        conversion: Conversion,
        spec: Option<&'a Expr>,
        loc: Position,
    ) -> Result<(), Fault> {
        self.expr(value)?;
        let convert = conversion != Conversion::None;
        if convert && self.rules.converts_before_spec {
            self.op_i(loc, Op::ConvertValue, conversion as u32);
        }
        match spec {
            Some(spec) => {
                self.expr(spec)?;
                if convert && !self.rules.converts_before_spec {
                    // Converted after the format was evaluated, by the same instruction.
                    self.op_i(loc, Op::Swap, 2);
                    self.op_i(loc, Op::ConvertValue, conversion as u32);
                    self.op_i(loc, Op::Swap, 2);
                }
                self.op(loc, Op::FormatWithSpec);
            }
            None => {
                if convert && !self.rules.converts_before_spec {
                    self.op_i(loc, Op::ConvertValue, conversion as u32);
                }
                self.op(loc, Op::FormatSimple);
            }
        }
        Ok(())
    }

    pub(super) fn template_str(&mut self, values: &'a [Expr], loc: Position) -> Result<(), Fault> {
        let mut last_was_interpolation = true;
        let mut strings = 0;
        for value in values {
            if matches!(value.kind, ExprKind::Interpolation { .. }) {
                if last_was_interpolation {
                    self.load_const(loc, Value::str(""));
                    strings += 1;
                }
                last_was_interpolation = true;
            } else {
                self.expr(value)?;
                if last_was_interpolation {
                    strings += 1;
                } else {
                    self.op_i(
                        loc,
                        Op::BinaryOp,
                        BinaryOperator::Add as u32 + BinaryOperator::INPLACE,
                    );
                }
                last_was_interpolation = false;
            }
        }
        if last_was_interpolation {
            self.load_const(loc, Value::str(""));
            strings += 1;
        }
        self.op_i(loc, Op::BuildTuple, strings);
        let mut interpolations = 0;
        for value in values {
            if matches!(value.kind, ExprKind::Interpolation { .. }) {
                self.expr(value)?;
                interpolations += 1;
            }
        }
        self.op_i(loc, Op::BuildTuple, interpolations);
        self.op(loc, Op::BuildTemplate);
        Ok(())
    }

    pub(super) fn interpolation(
        &mut self,
        value: &'a Expr,
        text: &Value,
        conversion: Conversion,
        spec: Option<&'a Expr>,
        loc: Position,
    ) -> Result<(), Fault> {
        self.expr(value)?;
        self.load_const(loc, text.clone());
        let mut arg = (conversion as u32) << 2;
        if let Some(spec) = spec {
            self.expr(spec)?;
            arg |= 1;
        }
        self.op_i(loc, Op::BuildInterpolation, arg);
        Ok(())
    }
}

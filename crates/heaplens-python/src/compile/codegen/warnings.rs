//! What the compiler warns about.

use super::Compiler;
use crate::code::Position;
use crate::compile::ast::{CmpOp, CompKind, Expr, ExprKind};
use crate::compile::error::{Fault, SyntaxWarning};
use crate::compile::value::Value;

impl Compiler<'_> {
    pub(super) fn warn(&mut self, loc: Position, message: String) {
        if self.muted > 0 && self.rules.muted_code_does_not_warn {
            return;
        }
        self.warnings.push(SyntaxWarning {
            category: "SyntaxWarning",
            message,
            lineno: loc.line,
        });
    }

    /// `x is 1`
    pub(super) fn check_compare(
        &mut self,
        loc: Position,
        left: &Expr,
        ops: &[CmpOp],
        comparators: &[Expr],
    ) -> Result<(), Fault> {
        let mut left = left;
        for (op, right) in ops.iter().zip(comparators) {
            if matches!(op, CmpOp::Is | CmpOp::IsNot) {
                let literal = [left, right]
                    .into_iter()
                    .find(|operand| !self.is_fit_for_is(operand));
                if let Some(literal) = literal {
                    let message = self.rules.is_literal_message(
                        *op == CmpOp::IsNot,
                        infer_type(literal).unwrap_or_default(),
                    );
                    self.warn(loc, message);
                    return Ok(());
                }
            }
            left = right;
        }
        Ok(())
    }

    /// Whether identity with the operand can make sense (`check_is_arg`).
    fn is_fit_for_is(&self, operand: &Expr) -> bool {
        match &operand.kind {
            ExprKind::Constant(value) => {
                matches!(value, Value::None | Value::Bool(_) | Value::Ellipsis)
            }
            ExprKind::Tuple { elts, .. } if self.rules.folds_in_flow_graph => {
                !elts.iter().all(Expr::is_constant)
            }
            _ => true,
        }
    }

    /// `1(2)`
    pub(super) fn check_caller(&mut self, func: &Expr) -> Result<(), Fault> {
        let known = matches!(
            func.kind,
            ExprKind::Constant(_)
                | ExprKind::Tuple { .. }
                | ExprKind::List { .. }
                | ExprKind::Dict { .. }
                | ExprKind::Set { .. }
                | ExprKind::Comp(_)
                | ExprKind::JoinedStr { .. }
                | ExprKind::TemplateStr { .. }
        );
        if known && let Some(name) = infer_type(func) {
            let message = format!("'{name}' object is not callable; perhaps you missed a comma?");
            self.warn(func.pos, message);
        }
        Ok(())
    }

    /// `1[2]`
    pub(super) fn check_subscripter(&mut self, value: &Expr) -> Result<(), Fault> {
        let wrong = match &value.kind {
            ExprKind::Constant(value) => matches!(
                value,
                Value::None
                    | Value::Ellipsis
                    | Value::Bool(_)
                    | Value::Int(_)
                    | Value::Float(_)
                    | Value::Complex { .. }
                    | Value::FrozenSet(_)
            ),
            ExprKind::Set { .. } | ExprKind::Lambda { .. } => true,
            ExprKind::Comp(comp) => matches!(comp.kind, CompKind::Set | CompKind::Generator),
            _ => false,
        };
        if wrong && let Some(name) = infer_type(value) {
            let message =
                format!("'{name}' object is not subscriptable; perhaps you missed a comma?");
            self.warn(value.pos, message);
        }
        Ok(())
    }

    /// `"text"["key"]`
    pub(super) fn check_index(&mut self, value: &Expr, index: &Expr) -> Result<(), Fault> {
        let Some(index_type) = infer_type(index) else {
            return Ok(());
        };
        if matches!(index_type, "int" | "bool" | "slice") {
            return Ok(());
        }
        let wrong = match &value.kind {
            ExprKind::Constant(value) => {
                matches!(value, Value::Str(_) | Value::Bytes(_) | Value::Tuple(_))
            }
            ExprKind::Tuple { .. }
            | ExprKind::List { .. }
            | ExprKind::JoinedStr { .. }
            | ExprKind::TemplateStr { .. } => true,
            ExprKind::Comp(comp) => comp.kind == CompKind::List,
            _ => false,
        };
        if wrong && let Some(name) = infer_type(value) {
            let message = format!(
                "{name} indices must be integers or slices, not {index_type}; perhaps you missed a comma?"
            );
            self.warn(value.pos, message);
        }
        Ok(())
    }
}

/// The type that an expression surely has.
fn infer_type(expr: &Expr) -> Option<&'static str> {
    Some(match &expr.kind {
        ExprKind::Tuple { .. } => "tuple",
        ExprKind::List { .. } => "list",
        ExprKind::Dict { .. } => "dict",
        ExprKind::Set { .. } => "set",
        ExprKind::Comp(comp) => match comp.kind {
            CompKind::Generator => "generator",
            CompKind::List => "list",
            CompKind::Set => "set",
            CompKind::Dict => "dict",
        },
        ExprKind::Lambda { .. } => "function",
        ExprKind::JoinedStr { .. } | ExprKind::TemplateStr { .. } => "str",
        ExprKind::Constant(value) => value.type_name(),
        _ => return None,
    })
}

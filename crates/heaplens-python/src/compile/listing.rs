//! Code objects as text, for developers and for tests: one instruction a line, like `dis`.

use std::fmt::Write;

use super::unparse::{bytes_repr, float_repr, text_repr};
use crate::code::{CodeBody, Const, ConstId, Unit};
use crate::opcode::{BinaryOperator, CommonConstant, Comparison, Op, SpecialMethod};

/// The listing of a unit's code and of all code within, outermost first.
pub fn listing(unit: &Unit) -> String {
    let mut out = String::new();
    code(unit, &unit.code, &mut out);
    out
}

/// `repr()` of a constant, code objects by name.
pub fn constant(unit: &Unit, id: ConstId) -> String {
    let many = |ids: &[ConstId]| {
        ids.iter()
            .map(|&id| constant(unit, id))
            .collect::<Vec<_>>()
            .join(", ")
    };
    match unit.constant(id) {
        Const::None => "None".to_owned(),
        Const::Ellipsis => "Ellipsis".to_owned(),
        Const::True => "True".to_owned(),
        Const::False => "False".to_owned(),
        Const::Int(int) => int.to_string(),
        Const::Float(float) => float_repr(*float),
        Const::Complex { re, im } => super::unparse::complex_repr(*re, *im),
        Const::Str(text) => text_repr(text, unit.version),
        Const::Bytes(bytes) => bytes_repr(bytes),
        Const::Tuple(items) if items.len() == 1 => format!("({},)", constant(unit, items[0])),
        Const::Tuple(items) => format!("({})", many(items)),
        Const::FrozenSet(items) if items.is_empty() => "frozenset()".to_owned(),
        Const::FrozenSet(items) => {
            let mut members: Vec<String> = items.iter().map(|&id| constant(unit, id)).collect();
            members.sort();
            format!("frozenset({{{}}})", members.join(", "))
        }
        Const::Slice { start, stop, step } => format!("slice({})", many(&[*start, *stop, *step])),
        Const::Code(code) => format!("<code {}>", code.name),
    }
}

fn code(unit: &Unit, body: &CodeBody, out: &mut String) {
    let _ = writeln!(
        out,
        "{} (line {}, stack {})",
        body.qualname, body.firstlineno, body.stacksize
    );
    let mut line = 0;
    for (index, (instr, pos)) in body.instrs.iter().zip(&body.positions).enumerate() {
        let shown = if pos.line == line {
            String::new()
        } else {
            pos.line.to_string()
        };
        line = pos.line;
        let argument = argument(unit, body, instr.op, instr.arg);
        let text = format!("{shown:>4} {index:>4} {:?} {argument}", instr.op);
        let _ = writeln!(out, "{}", text.trim_end());
    }
    for entry in &body.exceptions {
        let lasti = if entry.lasti { " lasti" } else { "" };
        let _ = writeln!(
            out,
            "  {}..{} -> {} [{}]{lasti}",
            entry.start, entry.end, entry.target, entry.depth
        );
    }
    for &id in &body.consts {
        if let Const::Code(inner) = unit.constant(id) {
            out.push('\n');
            code(unit, inner, out);
        }
    }
}

/// The argument of an instruction as the listing shows it.
pub fn argument_of(unit: &Unit, body: &CodeBody, index: usize) -> String {
    let instr = body.instrs[index];
    argument(unit, body, instr.op, instr.arg)
}

fn argument(unit: &Unit, body: &CodeBody, op: Op, arg: u32) -> String {
    let index = arg as usize;
    match op {
        Op::LoadConst => constant(unit, body.consts[index]),
        Op::LoadFast
        | Op::LoadFastCheck
        | Op::LoadFastBorrow
        | Op::LoadFastAndClear
        | Op::StoreFast
        | Op::DeleteFast
        | Op::MakeCell
        | Op::LoadDeref
        | Op::StoreDeref
        | Op::DeleteDeref
        | Op::LoadFromDictOrDeref => body.localsplus[index].name.to_string(),
        Op::LoadName
        | Op::StoreName
        | Op::DeleteName
        | Op::LoadGlobal
        | Op::StoreGlobal
        | Op::DeleteGlobal
        | Op::LoadFromDictOrGlobals
        | Op::LoadAttr
        | Op::LoadMethod
        | Op::StoreAttr
        | Op::DeleteAttr
        | Op::ImportName
        | Op::ImportFrom => body.names[index].to_string(),
        Op::LoadSuperAttr | Op::LoadSuperMethod => {
            let form = if arg & 1 == 0 { "zero" } else { "two" };
            format!("{} ({form})", body.names[index >> 1])
        }
        Op::BinaryOp => {
            let (operator, inplace) = BinaryOperator::from_arg(arg);
            format!("{}{}", operator.symbol(), if inplace { "=" } else { "" })
        }
        Op::CompareOp => Comparison::from_arg(arg).symbol().to_owned(),
        Op::LoadCommonConstant => format!("{:?}", CommonConstant::from_arg(arg)),
        Op::LoadSpecial => format!("{:?}", SpecialMethod::from_arg(arg)),
        Op::Copy
        | Op::Swap
        | Op::LoadSmallInt
        | Op::CopyFreeVars
        | Op::BuildSlice
        | Op::IsOp
        | Op::ContainsOp
        | Op::YieldValue
        | Op::GetAwaitable
        | Op::BuildTuple
        | Op::BuildList
        | Op::BuildSet
        | Op::BuildMap
        | Op::BuildConstKeyMap
        | Op::BuildString
        | Op::ListAppend
        | Op::SetAdd
        | Op::MapAdd
        | Op::ListExtend
        | Op::SetUpdate
        | Op::DictUpdate
        | Op::DictMerge
        | Op::ConvertValue
        | Op::BuildInterpolation
        | Op::UnpackSequence
        | Op::UnpackEx
        | Op::MakeFunction
        | Op::Call
        | Op::CallKw
        | Op::CallFunctionEx
        | Op::RaiseVarargs
        | Op::Reraise
        | Op::WithExceptStart
        | Op::MatchClass => arg.to_string(),
        op if op.has_target() => format!("to {arg}"),
        _ => String::new(),
    }
}

//! What an instruction does, in words.

use heaplens_python::opcode::{Instr, Op};
use heaplens_python::vm::load::Code;

/// What the instruction number `pc` of `code` does: `reads x`, `makes a list`, `returns from f`.
#[must_use]
pub fn doing(code: &Code, pc: u32) -> String {
    let Some(Instr { op, arg }) = code.instrs().get(pc as usize).copied() else {
        return String::new();
    };
    let local = || {
        let slot = code.body.localsplus.get(arg as usize);
        slot.map_or_else(|| "a name".to_owned(), |slot| slot.name.to_string())
    };
    let name = || {
        let name = code.body.names.get(arg as usize);
        name.map_or_else(|| "a name".to_owned(), ToString::to_string)
    };
    match op {
        Op::LoadFast | Op::LoadFastCheck | Op::LoadFastBorrow | Op::LoadFastAndClear => {
            format!("reads {}", local())
        }
        Op::LoadDeref | Op::LoadFromDictOrDeref => format!("reads {}", local()),
        Op::LoadName | Op::LoadGlobal | Op::LoadFromDictOrGlobals => format!("reads {}", name()),
        Op::StoreFast | Op::StoreDeref => format!("binds {}", local()),
        Op::StoreName | Op::StoreGlobal => format!("binds {}", name()),
        Op::DeleteFast | Op::DeleteDeref => format!("deletes {}", local()),
        Op::DeleteName | Op::DeleteGlobal => format!("deletes {}", name()),
        Op::LoadAttr | Op::LoadMethod => format!("looks up .{}", name()),
        Op::StoreAttr => format!("sets .{}", name()),
        Op::DeleteAttr => format!("deletes .{}", name()),
        Op::LoadConst | Op::LoadSmallInt => "takes a constant".to_owned(),
        Op::BinarySubscr | Op::BinarySlice => "takes an item".to_owned(),
        Op::StoreSubscr | Op::StoreSlice => "stores an item".to_owned(),
        Op::DeleteSubscr => "deletes an item".to_owned(),
        Op::BinaryOp => "works an operator".to_owned(),
        Op::CompareOp | Op::IsOp | Op::ContainsOp => "compares".to_owned(),
        Op::BuildTuple | Op::ListToTuple => "makes a tuple".to_owned(),
        Op::BuildList => "makes a list".to_owned(),
        Op::BuildSet => "makes a set".to_owned(),
        Op::BuildMap | Op::BuildConstKeyMap => "makes a dict".to_owned(),
        Op::BuildString => "makes a string".to_owned(),
        Op::BuildSlice => "makes a slice".to_owned(),
        Op::MakeFunction => "makes a function".to_owned(),
        Op::ListAppend | Op::SetAdd | Op::MapAdd => "adds an element".to_owned(),
        Op::Call | Op::CallKw | Op::CallFunctionEx => "calls".to_owned(),
        Op::ReturnValue => format!("returns from {}", code.body.qualname),
        Op::PopTop => "drops a value".to_owned(),
        Op::GetIter => "begins an iteration".to_owned(),
        Op::ForIter => "takes the next one".to_owned(),
        Op::YieldValue => "yields".to_owned(),
        Op::UnpackSequence | Op::UnpackEx => "unpacks".to_owned(),
        Op::ImportName => format!("imports {}", name()),
        Op::ImportFrom => format!("imports {} from it", name()),
        Op::RaiseVarargs | Op::Reraise => "raises".to_owned(),
        Op::PopExcept => "has handled the exception".to_owned(),
        Op::LoadBuildClass => "begins a class".to_owned(),
        other => plain_name(other),
    }
}

/// `MatchKeys` as `match keys`.
fn plain_name(op: Op) -> String {
    let mut words = String::new();
    for c in format!("{op:?}").chars() {
        if c.is_uppercase() && !words.is_empty() {
            words.push(' ');
        }
        words.extend(c.to_lowercase());
    }
    words
}

/// The instruction as a listing has it: `load_fast x`.
#[must_use]
pub fn listed(code: &Code, pc: u32) -> String {
    let Some(Instr { op, arg }) = code.instrs().get(pc as usize).copied() else {
        return String::new();
    };
    let name = plain_name(op).replace(' ', "_");
    let done = doing(code, pc);
    match done.split_once(' ') {
        Some(("reads" | "binds" | "deletes" | "imports", what)) => format!("{name} {what}"),
        Some(_) if done.contains('.') => {
            format!("{name} {}", done.rsplit('.').next().unwrap_or_default())
        }
        _ => format!("{name} {arg}"),
    }
}

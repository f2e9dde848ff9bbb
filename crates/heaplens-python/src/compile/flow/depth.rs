//! How deep the stack gets (`calculate_stackdepth`).

use super::blocks::{BlockIndex, Graph, Node};
use crate::Version;
use crate::compile::codegen::ir::IrOp;
use crate::opcode::{Op, make_function};

/// What an instruction does to the height of the stack; `jump`: on the way to its target.
pub fn stack_effect(node: &Node, jump: bool) -> i32 {
    let arg = node.arg as i32;
    let op = match node.op {
        IrOp::SetupFinally => return i32::from(jump),
        IrOp::SetupCleanup => return if jump { 2 } else { 0 },
        IrOp::SetupWith => return i32::from(jump),
        IrOp::PopBlock => return 0,
        IrOp::LoadClosure => return 1,
        IrOp::StoreFastMaybeNull => return -1,
        IrOp::Real(op) => op,
    };
    match op {
        Op::Nop | Op::Swap | Op::DeleteFast | Op::MakeCell | Op::CopyFreeVars | Op::DeleteDeref => {
            0
        }
        Op::DeleteName | Op::DeleteGlobal | Op::SetupAnnotations | Op::LoadAttr => 0,
        Op::LoadFromDictOrDeref | Op::LoadFromDictOrGlobals => 0,
        Op::UnaryNegative | Op::UnaryNot | Op::UnaryInvert | Op::UnaryPositive => 0,
        Op::Jump | Op::GetIter | Op::GetYieldFromIter | Op::GetAwaitable | Op::GetAiter => 0,
        Op::AsyncGenWrap | Op::StopIterationError | Op::ListToTuple | Op::ConvertValue => 0,
        Op::FormatSimple | Op::ImportFrom => i32::from(op == Op::ImportFrom),
        Op::YieldValue
        | Op::CheckExcMatch
        | Op::CheckEgMatch
        | Op::SubscriptGeneric
        | Op::TypeAlias => 0,
        Op::TypeVar | Op::ParamSpec | Op::TypeVarTuple => 0,
        Op::PopTop | Op::StoreFast | Op::StoreDeref | Op::StoreName | Op::StoreGlobal => -1,
        Op::Copy | Op::PushNull | Op::LoadConst | Op::LoadSmallInt | Op::LoadCommonConstant => 1,
        Op::LoadFast
        | Op::LoadFastCheck
        | Op::LoadFastBorrow
        | Op::LoadFastAndClear
        | Op::LoadDeref => 1,
        Op::LoadName | Op::LoadGlobal | Op::LoadBuildClass | Op::LoadLocals | Op::GetLen => 1,
        Op::LoadMethod | Op::LoadSpecial | Op::GetAnext | Op::PushExcInfo | Op::ReturnGenerator => {
            1
        }
        Op::BeforeWith | Op::BeforeAsyncWith | Op::WithExceptStart => 1,
        Op::MatchMapping | Op::MatchSequence | Op::MatchKeys => 1,
        Op::LoadSuperAttr => -2,
        Op::LoadSuperMethod => -1,
        Op::StoreAttr | Op::DeleteSubscr | Op::BinarySlice => -2,
        Op::DeleteAttr
        | Op::BinarySubscr
        | Op::BinaryOp
        | Op::CompareOp
        | Op::IsOp
        | Op::ContainsOp => -1,
        Op::StoreSubscr => -3,
        Op::StoreSlice => -4,
        Op::BuildSlice => 1 - arg,
        Op::PopJumpIfFalse | Op::PopJumpIfTrue | Op::PopJumpIfNone | Op::PopJumpIfNotNone => -1,
        Op::JumpIfFalseOrPop | Op::JumpIfTrueOrPop => {
            if jump {
                0
            } else {
                -1
            }
        }
        Op::ForIter => {
            if jump {
                -1
            } else {
                1
            }
        }
        Op::Send => 0,
        Op::EndSend | Op::CleanupThrow => -1,
        Op::EndAsyncFor => -2,
        Op::BuildTuple | Op::BuildList | Op::BuildSet | Op::BuildString => 1 - arg,
        Op::BuildMap => 1 - 2 * arg,
        Op::BuildConstKeyMap => -arg,
        Op::ListAppend
        | Op::SetAdd
        | Op::ListExtend
        | Op::SetUpdate
        | Op::DictUpdate
        | Op::DictMerge => -1,
        Op::MapAdd => -2,
        Op::FormatWithSpec | Op::BuildTemplate | Op::PrepReraiseStar => -1,
        Op::BuildInterpolation => -1 - (arg & 1),
        Op::UnpackSequence => arg - 1,
        Op::UnpackEx => (arg & 0xFF) + (arg >> 8),
        Op::MakeFunction => -((node.arg & all_make_function()).count_ones() as i32),
        Op::Call => -1 - arg,
        Op::CallKw => -2 - arg,
        Op::CallFunctionEx => -2 - (arg & 1),
        Op::ReturnValue | Op::Reraise | Op::PopExcept | Op::ImportName | Op::ImportStar => -1,
        Op::RaiseVarargs => -arg,
        Op::MatchClass => -2,
        Op::PrintExpr => -1,
        Op::TypeVarWithBound | Op::TypeVarWithConstraints | Op::SetTypeparamDefault => -1,
        Op::SetFunctionTypeParams => -1,
    }
}

fn all_make_function() -> u32 {
    make_function::DEFAULTS
        | make_function::KWDEFAULTS
        | make_function::ANNOTATIONS
        | make_function::CLOSURE
        | make_function::ANNOTATE
}

/// Notes the depth at each block's start; gives the greatest depth.
pub fn real_depths(graph: &mut Graph) -> u32 {
    walk(graph, &|node, jump| stack_effect(node, jump), &|_| 0)
}

/// The greatest depth as that version's compiler counts it: its own instructions differ in a few places.
pub fn modelled_depth(graph: &Graph, version: Version) -> u32 {
    let mut graph = graph.clone();
    for block in &mut graph.blocks {
        block.start_depth = None;
        model_keyword_names(&mut block.nodes, version);
        model_returned_constants(&mut block.nodes, version);
    }
    if version < Version::V3_12 {
        // Nothing catches what is thrown in at a `yield from`.
        drop_throw_handlers(&mut graph);
    }
    let peak = move |node: &Node| match node.real() {
        // The qualified name is on the stack too.
        Some(Op::MakeFunction) if version < Version::V3_11 => 1,
        _ => 0,
    };
    if version < Version::V3_15 {
        return walk(&mut graph, &|node, jump| stack_effect(node, jump), &peak);
    }
    walk(
        &mut graph,
        &|node, jump| stack_effect(node, jump) + iteration_effect(node, jump),
        &peak,
    )
}

/// What an instruction does to the height of the stack beside its [`stack_effect`] where an iteration has a second
/// item there: how far it is, or nothing (3.15 on).
fn iteration_effect(node: &Node, jump: bool) -> i32 {
    match node.real() {
        Some(Op::GetIter | Op::GetYieldFromIter | Op::GetAwaitable | Op::GetAnext) => 1,
        Some(Op::ForIter) if jump => -1,
        Some(Op::EndSend | Op::CleanupThrow) => -1,
        _ => 0,
    }
}

/// The names of keywords were no stack item in 3.11 and 3.12 (`KW_NAMES`).
fn model_keyword_names(nodes: &mut [Node], version: Version) {
    if !matches!(version, Version::V3_11 | Version::V3_12) {
        return;
    }
    for i in 1..nodes.len() {
        if nodes[i].is(Op::CallKw) {
            nodes[i].op = IrOp::Real(Op::Call);
            nodes[i - 1].set_nop();
        }
    }
}

/// A constant that is returned was no stack item in 3.12 and 3.13 (`RETURN_CONST`).
fn model_returned_constants(nodes: &mut [Node], version: Version) {
    if !matches!(version, Version::V3_12 | Version::V3_13) {
        return;
    }
    for i in 1..nodes.len() {
        if nodes[i].is(Op::ReturnValue) && nodes[i - 1].is(Op::LoadConst) {
            nodes[i - 1].set_nop();
            // Leaves the frame and takes nothing.
            nodes[i].op = IrOp::Real(Op::RaiseVarargs);
            nodes[i].arg = 0;
        }
    }
}

fn drop_throw_handlers(graph: &mut Graph) {
    let is_throw = |graph: &Graph, block: BlockIndex| {
        graph[block]
            .nodes
            .first()
            .is_some_and(|node| node.is(Op::CleanupThrow))
    };
    for index in graph.order() {
        for i in 0..graph[index].nodes.len() {
            let node = graph[index].nodes[i];
            if node.op == IrOp::SetupFinally
                && node.target.is_some_and(|target| is_throw(graph, target))
            {
                graph[index].nodes[i].set_nop();
            }
        }
    }
}

fn walk(
    graph: &mut Graph,
    effect: &dyn Fn(&Node, bool) -> i32,
    peak: &dyn Fn(&Node) -> i32,
) -> u32 {
    let mut max = 0;
    graph[Graph::ENTRY].start_depth = Some(0);
    let mut todo = vec![Graph::ENTRY];
    while let Some(at) = todo.pop() {
        let mut depth = graph[at]
            .start_depth
            .expect("a block is visited with its depth known") as i32;
        let reach =
            |graph: &mut Graph, block: BlockIndex, depth: i32, todo: &mut Vec<BlockIndex>| {
                debug_assert!(depth >= 0, "the stack never runs below its bottom");
                let known = &mut graph[block].start_depth;
                if known.is_none() {
                    *known = Some(depth.max(0) as u32);
                    todo.push(block);
                }
            };
        let mut ended = false;
        for i in 0..graph[at].nodes.len() {
            let node = graph[at].nodes[i];
            let after = depth + effect(&node, false);
            max = max.max(after).max(depth + peak(&node));
            if let Some(target) = node.target {
                let jump_depth = depth + effect(&node, true);
                max = max.max(jump_depth);
                reach(graph, target, jump_depth, &mut todo);
            }
            depth = after;
            if node.is_terminator() {
                ended = true;
                break;
            }
        }
        if !ended && let Some(next) = graph[at].next {
            reach(graph, next, depth, &mut todo);
        }
    }
    max.max(0) as u32
}

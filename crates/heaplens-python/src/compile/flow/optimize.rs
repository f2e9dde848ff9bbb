//! The passes over the flow graph, in the order of `_PyCfg_OptimizeCodeUnit`.

use super::blocks::{BlockIndex, Graph, Node};
use super::consts::ConstTable;
use super::fold::Folder;
use super::{handlers, jumps, lines, locals, prune, swaps};
use crate::compile::ast::UnaryOp;
use crate::compile::codegen::ir::IrOp;
use crate::compile::rules::Rules;
use crate::compile::value::Value;
use crate::opcode::Op;

/// How many locals a code object has, and how many of them are arguments.
#[derive(Clone, Copy)]
pub struct Locals {
    /// Slots.
    pub count: usize,
    /// Those bound from the start.
    pub arguments: usize,
    /// The first line of the code.
    pub firstlineno: u32,
}

/// Optimises a graph as that version does, as far as a program can tell; notes depths and handlers.
pub fn optimize(
    graph: &mut Graph,
    consts: &mut ConstTable<'_>,
    locals: Locals,
    rules: &'static Rules,
) {
    handlers::label_handlers(graph);
    lines::resolve_next(graph);
    jumps::inline_exits(graph, rules);
    prune::prune_unreachable(graph);
    graph.skip_empty_targets();
    if rules.lines_before_folding {
        lines::resolve(graph, locals.firstlineno, rules);
    }
    let mut folder = Folder {
        graph,
        consts,
        rules,
    };
    if rules.load_small_int {
        folder.untabled();
    }
    for index in folder.graph.order() {
        load_consts(&mut folder, index);
    }
    for index in folder.graph.order() {
        block(&mut folder, index);
        while jumps::thread(folder.graph, index) {}
    }
    if rules.common_constants {
        folder.common();
    }
    if rules.drops_unused_loads {
        jumps::remove_pairs(graph, rules);
    }
    prune::prune_unreachable(graph);
    jumps::remove_redundant(graph);
    graph.skip_empty_targets();
    if rules.removes_unused_consts {
        consts.remove_unused(graph);
    } else if rules.trims_unused_consts {
        consts.trim(graph);
    }
    locals::mark_checked_loads(graph, locals.count, locals.arguments);
    super::real_depths(graph);
    if rules.borrows_locals {
        locals::borrow_loads(graph);
    }
    lines::resolve(graph, locals.firstlineno, rules);
}

/// Constants before conditional jumps and `is` (`basicblock_optimize_load_const`).
fn load_consts(folder: &mut Folder<'_, '_>, index: BlockIndex) {
    let rules = folder.rules;
    let mut loaded: Option<Value> = None;
    for i in 0..folder.graph[index].nodes.len() {
        let node = folder.graph[index].nodes[i];
        let copy = node.is(Op::Copy) && node.arg == 1 && loaded.is_some();
        if !copy {
            loaded = folder.consts.value(&node);
        }
        let Some(value) = &loaded else { continue };
        let next = folder.graph[index].nodes.get(i + 1).and_then(Node::real);
        match next {
            Some(op @ (Op::PopJumpIfFalse | Op::PopJumpIfTrue)) => {
                let jumps = value.is_true() == (op == Op::PopJumpIfTrue);
                folder.node(index, i).set_nop();
                decide(folder, index, i + 1, jumps);
            }
            Some(op @ (Op::JumpIfFalseOrPop | Op::JumpIfTrueOrPop)) => {
                let jumps = value.is_true() == (op == Op::JumpIfTrueOrPop);
                if !jumps {
                    folder.node(index, i).set_nop();
                }
                decide(folder, index, i + 1, jumps);
            }
            Some(Op::IsOp) if rules.none_jumps && matches!(value, Value::None) && !copy => {
                let nodes = &mut folder.graph[index].nodes;
                let inverted = nodes[i + 1].arg == 1;
                let Some(jump) = nodes.get(i + 2) else {
                    continue;
                };
                let if_none = match jump.real() {
                    Some(Op::PopJumpIfTrue) => !inverted,
                    Some(Op::PopJumpIfFalse) => inverted,
                    _ => continue,
                };
                nodes[i].set_nop();
                nodes[i + 1].set_nop();
                let op = if if_none {
                    Op::PopJumpIfNone
                } else {
                    Op::PopJumpIfNotNone
                };
                nodes[i + 2].op = IrOp::Real(op);
            }
            Some(Op::UnaryNot) if rules.folds_in_flow_graph && !copy => {
                // The truth of the constant takes its place; the negation is folded later.
                let truth = Value::Bool(value.is_true());
                let place = folder.consts.add(&truth);
                let node = folder.node(index, i);
                (node.op, node.arg) = (IrOp::Real(Op::LoadConst), place);
            }
            _ => {}
        }
    }
}

/// A conditional jump whose condition is known.
fn decide(folder: &mut Folder<'_, '_>, index: BlockIndex, i: usize, jumps: bool) {
    let node = folder.node(index, i);
    if jumps {
        node.op = IrOp::Real(Op::Jump);
    } else {
        node.set_nop();
    }
}

fn block(folder: &mut Folder<'_, '_>, index: BlockIndex) {
    let rules = folder.rules;
    for i in 0..folder.graph[index].nodes.len() {
        let nodes = &mut folder.graph[index].nodes;
        let node = nodes[i];
        let Some(op) = node.real() else { continue };
        let next = nodes.get(i + 1).copied();
        let next_op = next.and_then(|next| next.real());
        match op {
            Op::BuildTuple => {
                if next_op == Some(Op::UnpackSequence)
                    && next.is_some_and(|next| next.arg == node.arg)
                {
                    match node.arg {
                        1 => {
                            nodes[i].set_nop();
                            nodes[i + 1].set_nop();
                            continue;
                        }
                        2 | 3 => {
                            nodes[i].set_nop();
                            nodes[i + 1].op = IrOp::Real(Op::Swap);
                            continue;
                        }
                        _ => {}
                    }
                }
                folder.tuple(index, i);
            }
            Op::BuildList | Op::BuildSet if rules.folds_in_flow_graph => {
                folder.list_or_set(index, i)
            }
            Op::StoreFast if rules.drops_dead_stores => {
                // Of two stores to the same place only the second matters.
                if let Some(next) = next
                    && next.is(Op::StoreFast)
                    && next.arg == node.arg
                    && next.pos.line == node.pos.line
                {
                    nodes[i].op = IrOp::Real(Op::PopTop);
                    nodes[i].arg = 0;
                }
            }
            Op::ContainsOp | Op::IsOp
                if rules.folds_in_flow_graph && next_op == Some(Op::UnaryNot) =>
            {
                nodes[i].set_nop();
                nodes[i + 1].op = IrOp::Real(op);
                nodes[i + 1].arg = node.arg ^ 1;
            }
            Op::UnaryNot if rules.folds_in_flow_graph => folder.not(index, i),
            Op::UnaryNegative if rules.folds_in_flow_graph => folder.unary(index, i, UnaryOp::USub),
            Op::UnaryInvert if rules.folds_in_flow_graph => folder.unary(index, i, UnaryOp::Invert),
            Op::UnaryPositive if rules.folds_in_flow_graph => folder.unary(index, i, UnaryOp::UAdd),
            Op::ListToTuple if rules.folds_in_flow_graph => {
                if next_op == Some(Op::GetIter) {
                    nodes[i].set_nop();
                } else {
                    folder.list_to_tuple(index, i);
                }
            }
            Op::BinaryOp | Op::BinarySubscr if rules.folds_in_flow_graph => folder.binary(index, i),
            _ => {}
        }
    }
    if !rules.orders_stores {
        return;
    }
    let mut i = 0;
    while i < folder.graph[index].nodes.len() {
        if folder.graph[index].nodes[i].is(Op::Swap) {
            i = swaps::shorten(&mut folder.graph[index], i);
            swaps::apply_statically(&mut folder.graph[index], i);
        }
        i += 1;
    }
}

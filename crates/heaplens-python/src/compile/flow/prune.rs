//! Unreachable blocks go; instructions without a place get one where control shows it.

use super::blocks::{BlockIndex, Graph};
use crate::code::Position;
use crate::compile::codegen::ir::{IrOp, NEXT_LOCATION};
use crate::opcode::Op;

/// Marks what can be reached, empties the rest and takes it out of the order.
pub fn prune_unreachable(graph: &mut Graph) {
    for block in &mut graph.blocks {
        block.reachable = false;
    }
    let mut todo = vec![Graph::ENTRY];
    while let Some(at) = todo.pop() {
        if std::mem::replace(&mut graph[at].reachable, true) {
            continue;
        }
        if let Some(end) = graph[at].nodes.iter().position(|node| node.is_terminator()) {
            graph[at].nodes.truncate(end + 1);
        }
        todo.extend(graph[at].nodes.iter().filter_map(|node| node.target));
        if graph[at].falls_through() {
            todo.extend(graph[at].next);
        }
    }
    let mut last: Option<BlockIndex> = None;
    for index in graph.order() {
        if graph[index].reachable {
            if let Some(last) = last {
                graph[last].next = Some(index);
            }
            last = Some(index);
        } else {
            graph[index].nodes.clear();
        }
    }
    if let Some(last) = last {
        graph[last].next = None;
    }
}

/// Gives instructions without a place that of the one before in their block, and a block entered by one way
/// only that of its predecessor (`propagate_line_numbers`).
pub fn resolve_lines(graph: &mut Graph) {
    let mut predecessors = vec![0u32; graph.blocks.len()];
    predecessors[0] = 1;
    for index in graph.order() {
        for node in &graph[index].nodes {
            if let Some(target) = node.target {
                predecessors[target.0 as usize] += 1;
            }
        }
        if graph[index].falls_through()
            && let Some(next) = graph[index].next
        {
            predecessors[next.0 as usize] += 1;
        }
    }
    for index in graph.order() {
        let mut last = Position::NONE;
        let count = graph[index].nodes.len();
        for i in 0..count {
            if graph[index].nodes[i].pos == NEXT_LOCATION {
                let following = graph[index]
                    .nodes
                    .get(i + 1)
                    .map_or(Position::NONE, |node| node.pos);
                graph[index].nodes[i].pos = following;
            }
            let node = &mut graph[index].nodes[i];
            if node.pos.line == 0 && node.pos == Position::NONE {
                node.pos = last;
            } else {
                last = node.pos;
            }
        }
        if last == Position::NONE {
            continue;
        }
        let lend = |graph: &mut Graph, block: BlockIndex| {
            if predecessors[block.0 as usize] == 1
                && let Some(first) = graph[block].nodes.first_mut()
                && first.pos == Position::NONE
            {
                first.pos = last;
            }
        };
        if graph[index].falls_through()
            && let Some(next) = graph[index].next
        {
            lend(graph, next);
        }
        let jump = graph[index]
            .nodes
            .last()
            .filter(|node| is_jump(node.op))
            .and_then(|node| node.target);
        if let Some(target) = jump {
            lend(graph, target);
        }
    }
}

fn is_jump(op: IrOp) -> bool {
    matches!(op, IrOp::Real(op) if op.has_target() && op != Op::Send)
}

//! Instructions without a place get one where control shows it (`resolve_line_numbers`).

use super::blocks::{BlockIndex, Graph};
use crate::code::Position;
use crate::compile::codegen::ir::NEXT_LOCATION;
use crate::compile::rules::Rules;

/// The place of what follows, for instructions that asked for it.
pub(super) fn resolve_next(graph: &mut Graph) {
    for index in graph.order() {
        let following = graph
            .non_empty(graph[index].next)
            .and_then(|next| graph[next].nodes.first())
            .map_or(Position::NONE, |node| node.pos);
        for i in (0..graph[index].nodes.len()).rev() {
            if graph[index].nodes[i].pos == NEXT_LOCATION {
                let pos = graph[index]
                    .nodes
                    .get(i + 1)
                    .map_or(following, |node| node.pos);
                graph[index].nodes[i].pos = pos;
            }
        }
    }
}

fn predecessors(graph: &Graph) -> Vec<u32> {
    let mut counts = vec![0u32; graph.blocks.len()];
    counts[0] = 1;
    for index in graph.order() {
        for target in graph[index].nodes.iter().filter_map(|node| node.target) {
            counts[target.0 as usize] += 1;
        }
        if graph[index].falls_through()
            && let Some(next) = graph[index].next
        {
            counts[next.0 as usize] += 1;
        }
    }
    counts
}

fn is_lineless_exit(graph: &Graph, index: BlockIndex, rules: &Rules) -> bool {
    let block = &graph[index];
    let exits = block.nodes.last().is_some_and(|last| {
        last.real().is_some_and(|op| {
            op.is_scope_exit() || (rules.copies_lineless_jumps && op == crate::opcode::Op::Jump)
        })
    });
    exits && block.has_no_line()
}

/// Exits without a line that several jumps lead to are copied for each (`duplicate_exits_without_lineno`).
fn duplicate_exits(graph: &mut Graph, rules: &Rules) {
    let mut counts = predecessors(graph);
    for index in graph.order() {
        let Some((_, target)) = graph[index].last_jump() else {
            continue;
        };
        let Some(target) = graph.non_empty(Some(target)) else {
            continue;
        };
        if counts[target.0 as usize] > 1 && is_lineless_exit(graph, target, rules) {
            let pos = graph[index]
                .nodes
                .last()
                .map_or(Position::NONE, |node| node.pos);
            let mut copy = graph[target].clone();
            copy.nodes[0].pos = pos;
            let new = BlockIndex(graph.blocks.len() as u32);
            graph.blocks.push(copy);
            graph[target].next = Some(new);
            let last = graph[index]
                .nodes
                .last_mut()
                .expect("the block ends in a jump");
            last.target = Some(new);
            counts[target.0 as usize] -= 1;
            counts.push(1);
        }
    }
    for index in graph.order() {
        let block = &graph[index];
        let (Some(next), Some(last), true) =
            (block.next, block.nodes.last(), block.falls_through())
        else {
            continue;
        };
        let pos = last.pos;
        if is_lineless_exit(graph, next, rules) {
            graph[next].nodes[0].pos = pos;
        }
    }
}

/// Lends places forward: within a block, and to a block with one way in.
fn propagate(graph: &mut Graph) {
    let counts = predecessors(graph);
    for index in graph.order() {
        let mut last = Position::NONE;
        for node in &mut graph[index].nodes {
            if node.pos.line == 0 {
                node.pos = last;
            } else {
                last = node.pos;
            }
        }
        if graph[index].nodes.is_empty() {
            continue;
        }
        let lend = |graph: &mut Graph, block: BlockIndex| {
            if counts[block.0 as usize] == 1
                && let Some(first) = graph[block].nodes.first_mut()
                && first.pos.line == 0
            {
                first.pos = last;
            }
        };
        if graph[index].falls_through()
            && let Some(next) = graph[index].next
        {
            lend(graph, next);
        }
        if let Some((_, target)) = graph[index].last_jump() {
            lend(graph, target);
        }
    }
}

/// Gives each instruction a place that can have one.
pub(super) fn resolve(graph: &mut Graph, firstlineno: u32, rules: &Rules) {
    if rules.every_instruction_has_a_line {
        let mut last = Position {
            line: firstlineno,
            ..Position::NONE
        };
        for index in graph.order() {
            for node in &mut graph[index].nodes {
                if node.pos.line == 0 {
                    node.pos = last;
                } else {
                    last = node.pos;
                }
            }
        }
        return;
    }
    duplicate_exits(graph, rules);
    propagate(graph);
}

//! Runs of `SWAP` made short, and done away with by ordering the stores (3.11+).

use super::blocks::{BasicBlock, Node};
use crate::compile::codegen::ir::IrOp;
use crate::opcode::Op;

/// Replaces the run of swaps that begins at `at` by the shortest with the same effect; gives its last place
/// (`swaptimize`).
pub(super) fn shorten(block: &mut BasicBlock, at: usize) -> usize {
    let nodes = &mut block.nodes[at..];
    let len = nodes
        .iter()
        .take_while(|node| node.is(Op::Swap) || node.is(Op::Nop))
        .count();
    let depth = nodes[..len]
        .iter()
        .filter(|node| node.is(Op::Swap))
        .map(|node| node.arg as usize)
        .max();
    let (Some(depth), true) = (depth, nodes[1..len].iter().any(|node| node.is(Op::Swap))) else {
        return at;
    };
    let mut stack: Vec<Option<usize>> = (0..depth).map(Some).collect();
    for node in nodes[..len].iter().filter(|node| node.is(Op::Swap)) {
        stack.swap(0, node.arg as usize - 1);
    }
    // From the end backwards: each cycle of displaced items is put in order by way of the top.
    let mut free = len;
    for i in 0..depth {
        if stack[i].is_none() || stack[i] == Some(i) {
            continue;
        }
        let mut j = i;
        loop {
            if j != 0 {
                free -= 1;
                (nodes[free].op, nodes[free].arg) = (IrOp::Real(Op::Swap), j as u32 + 1);
            }
            match stack[j].take() {
                Some(next) => j = next,
                None => break,
            }
        }
    }
    nodes[..free].iter_mut().for_each(Node::set_nop);
    at + len - 1
}

fn is_swappable(node: &Node) -> bool {
    matches!(
        node.op,
        IrOp::Real(Op::StoreFast | Op::PopTop) | IrOp::StoreFastMaybeNull
    )
}

fn stores_to(node: &Node) -> Option<u32> {
    match node.op {
        IrOp::Real(Op::StoreFast) | IrOp::StoreFastMaybeNull => Some(node.arg),
        _ => None,
    }
}

fn next_swappable(nodes: &[Node], from: usize, line: Option<u32>) -> Option<usize> {
    for (at, node) in nodes.iter().enumerate().skip(from + 1) {
        if line.is_some_and(|line| node.pos.line != line) {
            return None;
        }
        if is_swappable(node) {
            return Some(at);
        }
        if !node.is(Op::Nop) {
            return None;
        }
    }
    None
}

/// Exchanges instructions to the right instead of items on the stack, for the swaps up to `at`
/// (`apply_static_swaps`).
pub(super) fn apply_statically(block: &mut BasicBlock, at: usize) {
    let nodes = &mut block.nodes;
    for i in (0..=at).rev() {
        if !nodes[i].is(Op::Swap) {
            if nodes[i].is(Op::Nop) || is_swappable(&nodes[i]) {
                continue;
            }
            return;
        }
        let Some(first) = next_swappable(nodes, i, None) else {
            return;
        };
        let line = nodes[first].pos.line;
        let mut last = first;
        for _ in 1..nodes[i].arg {
            match next_swappable(nodes, last, (line != 0).then_some(line)) {
                Some(next) => last = next,
                None => return,
            }
        }
        let ends = [stores_to(&nodes[first]), stores_to(&nodes[last])];
        if ends.iter().any(Option::is_some) {
            if ends[0] == ends[1] {
                return;
            }
            let between = nodes[first + 1..last].iter().filter_map(stores_to);
            if between.into_iter().any(|slot| ends.contains(&Some(slot))) {
                return;
            }
        }
        nodes[i].set_nop();
        nodes.swap(first, last);
    }
}

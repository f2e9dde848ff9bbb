//! Which handler each instruction has (`label_exception_targets`).

use super::blocks::{BlockIndex, Graph, Node};
use crate::compile::codegen::ir::IrOp;

/// Follows the `Setup…`/`PopBlock` pseudo-instructions along all paths, notes each instruction's handler, and
/// turns them into no-ops.
pub(super) fn label_handlers(graph: &mut Graph) {
    let mut stacks: Vec<Option<Vec<BlockIndex>>> = vec![None; graph.blocks.len()];
    stacks[0] = Some(Vec::new());
    let mut todo = vec![Graph::ENTRY];
    while let Some(at) = todo.pop() {
        let mut stack = stacks[at.0 as usize]
            .clone()
            .expect("a block is visited with its handlers known");
        let mut reach = |block: BlockIndex, stack: &[BlockIndex], todo: &mut Vec<BlockIndex>| {
            let known = &mut stacks[block.0 as usize];
            if known.is_none() {
                *known = Some(stack.to_vec());
                todo.push(block);
            }
        };
        for i in 0..graph[at].nodes.len() {
            let node = graph[at].nodes[i];
            match node.op {
                IrOp::SetupFinally | IrOp::SetupCleanup | IrOp::SetupWith => {
                    let handler = node.target.expect("a block has a handler");
                    reach(handler, &stack, &mut todo);
                    graph[handler].is_handler = true;
                    if node.op != IrOp::SetupFinally {
                        graph[handler].preserve_lasti = true;
                    }
                    stack.push(handler);
                }
                IrOp::PopBlock => {
                    stack.pop();
                    graph[at].nodes[i].set_nop();
                }
                IrOp::Real(op) => {
                    graph[at].nodes[i].handler = stack.last().copied();
                    if op.has_target()
                        && let Some(target) = node.target
                    {
                        reach(target, &stack, &mut todo);
                    }
                }
                IrOp::LoadClosure | IrOp::StoreFastMaybeNull => {
                    graph[at].nodes[i].handler = stack.last().copied();
                }
            }
        }
        if graph[at].falls_through()
            && let Some(next) = graph[at].next
        {
            reach(next, &stack, &mut todo);
        }
    }
}

/// Takes out the pseudo-instructions that opened blocks, once depths are known, and what is then redundant.
pub fn drop_block_pushes(graph: &mut Graph) {
    for block in &mut graph.blocks {
        block
            .nodes
            .iter_mut()
            .filter(|node| node.is_block_push())
            .for_each(Node::set_nop);
    }
    super::jumps::remove_redundant(graph);
    graph.skip_empty_targets();
}

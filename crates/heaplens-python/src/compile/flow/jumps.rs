//! Jumps to jumps, jumps to small exits, jumps and no-ops that change nothing.

use super::blocks::{BasicBlock, BlockIndex, Graph, Node};
use crate::compile::codegen::ir::IrOp;
use crate::compile::rules::{ExitCopies, Rules};
use crate::opcode::Op;

/// Largest block that is copied.
const MAX_COPY_SIZE: usize = 4;

impl BasicBlock {
    pub(super) fn last_jump(&self) -> Option<(Op, BlockIndex)> {
        let last = self.nodes.last()?;
        let op = last.real().filter(|op| op.has_target())?;
        Some((op, last.target?))
    }

    pub(super) fn has_no_line(&self) -> bool {
        self.nodes.iter().all(|node| node.pos.line == 0)
    }

    fn exits_scope(&self) -> bool {
        self.nodes
            .last()
            .and_then(Node::real)
            .is_some_and(Op::is_scope_exit)
    }
}

impl Graph {
    /// The first block from here on that holds something.
    pub(super) fn non_empty(&self, from: Option<BlockIndex>) -> Option<BlockIndex> {
        let mut at = from;
        while let Some(index) = at {
            if !self[index].nodes.is_empty() {
                break;
            }
            at = self[index].next;
        }
        at
    }

    /// For each block whether something jumps to it.
    fn jump_targets(&self) -> Vec<bool> {
        let mut targets = vec![false; self.blocks.len()];
        for block in &self.blocks {
            for target in block.nodes.iter().filter_map(|node| node.target) {
                targets[target.0 as usize] = true;
            }
        }
        targets
    }

    /// Leads each jump past empty blocks.
    pub(super) fn skip_empty_targets(&mut self) {
        for index in self.order() {
            for i in 0..self[index].nodes.len() {
                if let Some(target) = self[index].nodes[i].target {
                    let target = self.non_empty(Some(target)).unwrap_or(target);
                    self[index].nodes[i].target = Some(target);
                }
            }
        }
    }
}

/// Appends small exits to the blocks that jump to them (`inline_small_or_no_lineno_blocks`).
pub(super) fn inline_exits(graph: &mut Graph, rules: &Rules) {
    loop {
        let mut changed = false;
        for index in graph.order() {
            let Some((Op::Jump, target)) = graph[index].last_jump() else {
                continue;
            };
            let block = &graph[target];
            let small_exit = block.exits_scope() && block.nodes.len() <= MAX_COPY_SIZE;
            let lineless = block.has_no_line();
            let copies = match rules.exit_copies {
                ExitCopies::None => false,
                ExitCopies::Small => small_exit,
                ExitCopies::SmallWithoutLine => small_exit && lineless,
                ExitCopies::SmallOrWithoutLine => {
                    small_exit || (lineless && !block.falls_through() && target != index)
                }
            };
            if !copies {
                continue;
            }
            let copied = block.nodes.clone();
            let last = graph[index]
                .nodes
                .last_mut()
                .expect("the block ends in a jump");
            last.set_nop();
            graph[index].nodes.extend(copied);
            changed = true;
        }
        if !changed || rules.exit_copies != ExitCopies::SmallOrWithoutLine {
            return;
        }
    }
}

/// A jump that leads to an unconditional jump goes where that goes; gives whether it did (`jump_thread`).
pub(super) fn thread(graph: &mut Graph, index: BlockIndex) -> bool {
    let Some((op, target)) = graph[index].last_jump() else {
        return false;
    };
    let threadable = matches!(
        op,
        Op::Jump
            | Op::PopJumpIfFalse
            | Op::PopJumpIfTrue
            | Op::PopJumpIfNone
            | Op::PopJumpIfNotNone
            | Op::JumpIfFalseOrPop
            | Op::JumpIfTrueOrPop
    );
    let Some(target) = graph.non_empty(Some(target)) else {
        return false;
    };
    let Some(&first) = graph[target].nodes.first() else {
        return false;
    };
    let (Some(further), true) = (first.target, threadable) else {
        return false;
    };
    let further = graph.non_empty(Some(further)).unwrap_or(further);
    let new_op = match (op, first.real()) {
        (_, Some(Op::Jump)) => op,
        (Op::JumpIfFalseOrPop, Some(Op::JumpIfFalseOrPop | Op::PopJumpIfFalse))
        | (Op::JumpIfTrueOrPop, Some(Op::JumpIfTrueOrPop | Op::PopJumpIfTrue)) => {
            first.real().expect("it was just matched")
        }
        (Op::JumpIfFalseOrPop, Some(Op::JumpIfTrueOrPop | Op::PopJumpIfTrue)) => {
            return invert(graph, index, target, Op::PopJumpIfFalse);
        }
        (Op::JumpIfTrueOrPop, Some(Op::JumpIfFalseOrPop | Op::PopJumpIfFalse)) => {
            return invert(graph, index, target, Op::PopJumpIfTrue);
        }
        _ => return false,
    };
    if further == target {
        return false;
    }
    let last = graph[index]
        .nodes
        .last_mut()
        .expect("the block ends in a jump");
    let node = Node {
        op: IrOp::Real(new_op),
        target: Some(further),
        pos: first.pos,
        ..*last
    };
    if last.pos.line == first.pos.line || first.pos.line == 0 {
        let pos = last.pos;
        *last = Node { pos, ..node };
    } else {
        last.set_nop();
        graph[index].nodes.push(node);
    }
    true
}

/// The opposite test would fail: on to what follows it.
fn invert(graph: &mut Graph, index: BlockIndex, target: BlockIndex, op: Op) -> bool {
    if graph[target].nodes.len() != 1 {
        return false;
    }
    let same_line =
        graph[target].nodes[0].pos.line == graph[index].nodes.last().map_or(0, |n| n.pos.line);
    let Some(next) = graph[target].next.filter(|_| same_line) else {
        return false;
    };
    let last = graph[index]
        .nodes
        .last_mut()
        .expect("the block ends in a jump");
    last.op = IrOp::Real(op);
    last.target = Some(next);
    true
}

/// Takes out no-ops that hold no line of their own, and jumps to what follows anyway.
pub(super) fn remove_redundant(graph: &mut Graph) {
    loop {
        let mut changed = false;
        for index in graph.order() {
            changed |= remove_nops(graph, index);
        }
        for index in graph.order() {
            let Some((Op::Jump, target)) = graph[index].last_jump() else {
                continue;
            };
            let target = graph.non_empty(Some(target));
            if target.is_some() && target == graph.non_empty(graph[index].next) {
                graph[index]
                    .nodes
                    .last_mut()
                    .expect("the block ends in a jump")
                    .set_nop();
                changed = true;
            }
        }
        if !changed {
            return;
        }
    }
}

fn remove_nops(graph: &mut Graph, index: BlockIndex) -> bool {
    let following = graph.non_empty(graph[index].next).and_then(|next| {
        let mut nodes = graph[next].nodes.iter();
        nodes
            .find(|node| !(node.is(Op::Nop) && node.pos.line == 0))
            .map(|node| node.pos.line)
    });
    let nodes = std::mem::take(&mut graph[index].nodes);
    let count = nodes.len();
    let mut kept: Vec<Node> = Vec::with_capacity(count);
    let mut pending: Option<Node> = None;
    for (i, node) in nodes.iter().enumerate() {
        let mut node = *node;
        if let Some(before) = pending.take()
            && node.pos.line == 0
        {
            node.pos = before.pos;
        }
        let previous = kept.last().map_or(0, |node: &Node| node.pos.line);
        let line = node.pos.line;
        if node.is(Op::Nop) {
            if line == 0 || (line == previous && !kept.is_empty()) {
                continue;
            }
            match nodes.get(i + 1) {
                Some(next) if next.pos.line == line => continue,
                Some(next) if next.pos.line == 0 => {
                    pending = Some(node);
                    continue;
                }
                Some(_) => {}
                None if following == Some(line) => continue,
                None => {}
            }
        }
        kept.push(node);
    }
    let changed = kept.len() != count;
    graph[index].nodes = kept;
    changed
}

/// `LOAD_CONST`, `POP_TOP` and `COPY 1`, `POP_TOP` cancel out (3.12+).
pub(super) fn remove_pairs(graph: &mut Graph, rules: &Rules) {
    loop {
        let mut changed = false;
        let targets = graph.jump_targets();
        // The instruction before, across blocks that are only fallen into.
        let mut last: Option<(BlockIndex, usize)> = None;
        for index in graph.order() {
            remove_nops(graph, index);
            if targets[index.0 as usize] {
                last = None;
            }
            for i in 0..graph[index].nodes.len() {
                let before = last.map(|(block, at)| graph[block].nodes[at]);
                let redundant = before.is_some_and(|before| {
                    let constant = before.is(Op::LoadConst) || before.is(Op::LoadSmallInt);
                    constant || (before.is(Op::Copy) && before.arg == 1 && rules.drops_copies)
                });
                if let (Some((block, at)), true) =
                    (last, redundant && graph[index].nodes[i].is(Op::PopTop))
                {
                    graph[block].nodes[at].set_nop();
                    graph[index].nodes[i].set_nop();
                    changed = true;
                }
                last = Some((index, i));
            }
            if graph[index].last_jump().is_some() || !graph[index].falls_through() {
                last = None;
            }
        }
        if !changed {
            return;
        }
    }
}

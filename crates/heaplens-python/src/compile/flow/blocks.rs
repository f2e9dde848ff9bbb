//! Instructions in basic blocks.

use super::super::codegen::ir::{Ins, IrOp, Sequence};
use crate::code::Position;
use crate::opcode::Op;

/// The number of a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BlockIndex(pub u32);

/// An instruction within a block.
#[derive(Clone, Copy, Debug)]
pub struct Node {
    /// What to do.
    pub op: IrOp,
    /// Its argument.
    pub arg: u32,
    /// The block that it jumps to, or its handler.
    pub target: Option<BlockIndex>,
    /// Its place.
    pub pos: Position,
    /// The handler for an exception that it raises.
    pub handler: Option<BlockIndex>,
}

/// A basic block.
#[derive(Clone, Debug, Default)]
pub struct BasicBlock {
    /// Its instructions.
    pub nodes: Vec<Node>,
    /// The block that follows in the text.
    pub next: Option<BlockIndex>,
    /// Handlers of this block get the place of the raising instruction.
    pub preserve_lasti: bool,
    /// An exception may lead here.
    pub is_handler: bool,
    /// Control or an exception may lead here.
    pub reachable: bool,
    /// Items on the stack at its start.
    pub start_depth: Option<u32>,
}

/// All blocks of a code object, in the order of the text from `entry` by `next`.
#[derive(Clone, Debug)]
pub struct Graph {
    /// By number.
    pub blocks: Vec<BasicBlock>,
}

impl Graph {
    /// The first block.
    pub const ENTRY: BlockIndex = BlockIndex(0);

    /// Cuts a sequence into blocks: at labels and after jumps.
    pub fn new(sequence: &Sequence) -> Graph {
        let count = sequence.instrs.len();
        let mut starts = vec![false; count + 1];
        starts[0] = true;
        for place in sequence.labels.iter().flatten() {
            starts[*place as usize] = true;
        }
        for (i, ins) in sequence.instrs.iter().enumerate() {
            if ins.ends_block() {
                starts[i + 1] = true;
            }
        }
        let mut block_of = vec![BlockIndex(0); count + 1];
        let mut blocks: Vec<BasicBlock> = Vec::new();
        for i in 0..=count {
            if starts[i] {
                blocks.push(BasicBlock::default());
            }
            block_of[i] = BlockIndex(blocks.len() as u32 - 1);
        }
        for (i, ins) in sequence.instrs.iter().enumerate() {
            let target = ins.target.map(|label| {
                let place =
                    sequence.labels[label.0 as usize].expect("a label that is jumped to was used");
                block_of[place as usize]
            });
            let node = Node {
                op: ins.op,
                arg: ins.arg,
                target,
                pos: ins.pos,
                handler: None,
            };
            blocks[block_of[i].0 as usize].nodes.push(node);
        }
        let last = blocks.len() - 1;
        for (i, block) in blocks.iter_mut().enumerate() {
            block.next = (i < last).then_some(BlockIndex(i as u32 + 1));
        }
        Graph { blocks }
    }

    /// The blocks' numbers in the order of the text.
    pub fn order(&self) -> Vec<BlockIndex> {
        let mut order = Vec::new();
        let mut at = Some(Graph::ENTRY);
        while let Some(block) = at {
            order.push(block);
            at = self[block].next;
        }
        order
    }
}

impl std::ops::Index<BlockIndex> for Graph {
    type Output = BasicBlock;

    fn index(&self, index: BlockIndex) -> &BasicBlock {
        &self.blocks[index.0 as usize]
    }
}

impl std::ops::IndexMut<BlockIndex> for Graph {
    fn index_mut(&mut self, index: BlockIndex) -> &mut BasicBlock {
        &mut self.blocks[index.0 as usize]
    }
}

impl BasicBlock {
    /// Whether control can run off its end into the next.
    pub fn falls_through(&self) -> bool {
        self.nodes.last().is_none_or(|node| !node.is_terminator())
    }
}

impl Ins {
    fn ends_block(&self) -> bool {
        match self.op {
            IrOp::Real(op) => op.has_target() || op.is_terminator(),
            _ => false,
        }
    }
}

impl Node {
    /// The op, unless it is a pseudo-instruction.
    pub fn real(&self) -> Option<Op> {
        match self.op {
            IrOp::Real(op) => Some(op),
            _ => None,
        }
    }

    /// Whether it is this op.
    pub fn is(&self, op: Op) -> bool {
        self.op == IrOp::Real(op)
    }

    /// Whether control never goes on to the next instruction.
    pub fn is_terminator(&self) -> bool {
        self.real().is_some_and(Op::is_terminator)
    }

    /// Whether it opens a block with a handler.
    pub fn is_block_push(&self) -> bool {
        matches!(
            self.op,
            IrOp::SetupFinally | IrOp::SetupCleanup | IrOp::SetupWith
        )
    }

    /// Makes it do nothing, at the same place.
    pub fn set_nop(&mut self) {
        self.op = IrOp::Real(Op::Nop);
        self.arg = 0;
        self.target = None;
    }
}

//! Instructions before they have places: jumps go to labels, `try` blocks are pseudo-instructions.

use crate::code::Position;
use crate::opcode::Op;

/// A place in the code that jumps go to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Label(pub u32);

/// An operation of the intermediate code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IrOp {
    /// One that stays.
    Real(Op),
    /// From here on exceptions go to the label.
    SetupFinally,
    /// The same, and the handler gets the raising instruction's place.
    SetupCleanup,
    /// The same for `with`: the result of `__enter__` is not kept for the handler.
    SetupWith,
    /// The innermost such block ends.
    PopBlock,
    /// The cell in a slot (becomes [`Op::LoadFast`]).
    LoadClosure,
    /// Puts back what [`Op::LoadFastAndClear`] took (becomes [`Op::StoreFast`]).
    StoreFastMaybeNull,
}

impl From<Op> for IrOp {
    fn from(op: Op) -> IrOp {
        IrOp::Real(op)
    }
}

/// One instruction of the intermediate code.
#[derive(Clone, Copy, Debug)]
pub struct Ins {
    /// What to do.
    pub op: IrOp,
    /// Its argument, unless it jumps.
    pub arg: u32,
    /// Where it jumps or where its handler is.
    pub target: Option<Label>,
    /// Where it comes from.
    pub pos: Position,
}

/// The place of the instruction that follows.
pub const NEXT_LOCATION: Position = Position {
    line: u32::MAX,
    end_line: 0,
    col: 0,
    end_col: 0,
};

/// A sequence under construction.
#[derive(Clone, Debug, Default)]
pub struct Sequence {
    /// The instructions.
    pub instrs: Vec<Ins>,
    /// For each label the index of the instruction that it stands before.
    pub labels: Vec<Option<u32>>,
}

impl Sequence {
    /// A new label, nowhere yet.
    pub fn new_label(&mut self) -> Label {
        self.labels.push(None);
        Label(self.labels.len() as u32 - 1)
    }

    /// Puts a label here.
    pub fn use_label(&mut self, label: Label) {
        self.labels[label.0 as usize] = Some(self.instrs.len() as u32);
    }

    /// Whether the last instruction returns and nothing jumps to what would follow.
    pub fn ends_in_return(&self) -> bool {
        let end = Some(self.instrs.len() as u32);
        self.instrs
            .last()
            .is_some_and(|ins| ins.op == IrOp::Real(Op::ReturnValue))
            && !self.labels.contains(&end)
    }

    /// Puts another sequence behind this one.
    pub fn append_relabelled(&mut self, other: Sequence) {
        let labels = self.labels.len() as u32;
        let instrs = self.instrs.len() as u32;
        self.labels.extend(
            other
                .labels
                .into_iter()
                .map(|place| place.map(|place| place + instrs)),
        );
        self.instrs.extend(other.instrs.into_iter().map(|mut ins| {
            ins.target = ins.target.map(|label| Label(label.0 + labels));
            ins
        }));
    }

    /// Puts an instruction before all others; labels at the start stay behind it.
    pub fn insert_first(&mut self, ins: Ins) {
        self.instrs.insert(0, ins);
        for place in self.labels.iter_mut().flatten() {
            *place += 1;
        }
    }
}

impl Op {
    /// Whether its argument is a place.
    pub fn has_target(self) -> bool {
        matches!(
            self,
            Op::Jump
                | Op::PopJumpIfFalse
                | Op::PopJumpIfTrue
                | Op::PopJumpIfNone
                | Op::PopJumpIfNotNone
                | Op::JumpIfFalseOrPop
                | Op::JumpIfTrueOrPop
                | Op::ForIter
                | Op::Send
        )
    }

    /// Whether control never goes on to the next instruction.
    pub fn is_terminator(self) -> bool {
        matches!(
            self,
            Op::Jump | Op::ReturnValue | Op::RaiseVarargs | Op::Reraise
        )
    }

    /// Whether control leaves the frame.
    pub fn is_scope_exit(self) -> bool {
        matches!(self, Op::ReturnValue | Op::RaiseVarargs | Op::Reraise)
    }
}

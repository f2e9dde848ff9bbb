//! Instructions whose day has not come: each ends the run with what is missing, never with a wrong answer.

use crate::opcode::Op;
use crate::vm::{Res, Vm};

impl Vm {
    pub(crate) fn rare_op(&mut self, op: Op, _arg: u32) -> Res<()> {
        Err(self.unsupported(&format!("{op:?}")))
    }
}

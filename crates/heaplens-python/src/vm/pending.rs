//! Instructions whose day has not come: each ends the run with what is missing, never with a wrong answer.

use crate::opcode::Op;
use crate::vm::{Res, Vm};

macro_rules! pending {
    ($($name:ident => $what:literal),* $(,)?) => {
        impl Vm {
            $(#[doc = concat!("Not supported yet: ", $what, ".")]
            pub(crate) fn $name(&mut self) -> Res<()> {
                Err(self.unsupported($what))
            })*
        }
    };
}

pending! {
    get_aiter => "async for",
    get_anext => "async for",
    end_async_for => "async for",
    async_gen_wrap => "async generators",
    check_eg_match => "except*",
    prep_reraise_star => "except*",
    before_async_with => "async with",
    match_keys => "mapping patterns",
}

impl Vm {
    pub(crate) fn get_awaitable(&mut self, _arg: u32) -> Res<()> {
        Err(self.unsupported("await"))
    }

    pub(crate) fn match_class(&mut self, _count: u32) -> Res<()> {
        Err(self.unsupported("class patterns"))
    }

    pub(crate) fn rare_op(&mut self, op: Op, _arg: u32) -> Res<()> {
        Err(self.unsupported(&format!("{op:?}")))
    }

    pub(crate) fn match_kind(&mut self, _op: Op) {
        let _ = self.unsupported("match statements");
    }
}

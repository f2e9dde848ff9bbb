//! The flow graph of one code object: blocks, what is reachable, folding, handlers, stack depths
//! (`Python/flowgraph.c`; the tail of `Python/compile.c` up to 3.11, `Python/peephole.c` up to 3.9).
//!
//! Left out, for no program can tell: the order of rarely run blocks, super-instructions.

mod blocks;
mod consts;
mod depth;
mod fold;
mod handlers;
mod jumps;
mod lines;
mod locals;
mod optimize;
mod prune;
mod swaps;

pub use blocks::{Graph, Node};
pub use consts::ConstTable;
pub use depth::{modelled_depth, real_depths};
pub use handlers::drop_block_pushes;
pub use optimize::{Locals, optimize};

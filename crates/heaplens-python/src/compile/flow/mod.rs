//! The flow graph of one code object: blocks, what is reachable, handlers, stack depths, and back to a list.

pub mod blocks;
mod depth;
mod handlers;
mod prune;

pub use blocks::{Graph, Node};
pub use depth::{modelled_depth, real_depths};
pub use handlers::{drop_block_pushes, label_handlers};
pub use prune::{prune_unreachable, resolve_lines};

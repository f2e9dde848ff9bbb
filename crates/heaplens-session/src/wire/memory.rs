//! Where the bytes are: the accounts of the two allocators at one step.

use super::{Kind, ObjectId, Step};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The memory of the process at one step, as the allocators account for it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct MemoryView {
    pub step: Step,
    /// Bytes of an arena in this version, and of the pools it is cut into.
    pub arena_bytes: u64,
    pub pool_bytes: u64,
    /// In the order in which they were got.
    pub arenas: Vec<ArenaView>,
    /// The sizes of blocks that any pool serves, smallest first.
    pub classes: Vec<SizeClassView>,
    /// What the small blocks in use are, most bytes first.
    pub uses: Vec<UseView>,
    /// Bytes asked for and not given back, in small blocks and large ones.
    pub bytes_in_use: u64,
    /// Bytes in chunks of the system's allocator, which serves requests above 512 bytes.
    pub large_bytes: u64,
    /// The block of the object that was asked for, if it lies in a small one.
    pub marked: Option<BlockView>,
    /// The lines that asked for the memory in use, most bytes first; none where the program traces no allocations.
    pub traced: Vec<TracedLine>,
}

/// What one line asked for and has not been given back (`tracemalloc`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TracedLine {
    pub file: String,
    pub line: u32,
    pub blocks: u64,
    pub bytes: u64,
}

/// One arena: memory got from the system in one piece.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ArenaView {
    pub address: u64,
    /// Pools that have a block in use.
    pub pools_in_use: u64,
    /// Pools that had one, and are empty again: they serve any size next.
    pub pools_empty: u64,
    /// Pools that were never used.
    pub pools_untouched: u64,
    pub blocks_in_use: u64,
}

/// All pools of one size of blocks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SizeClassView {
    /// Bytes of a block: a multiple of 16.
    pub block_bytes: u64,
    pub pools: u64,
    pub blocks_in_use: u64,
    pub blocks_free: u64,
}

/// What some of the small blocks are used for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct UseView {
    pub used_for: BlockUse,
    pub blocks: u64,
    pub bytes: u64,
}

/// What a small block is used for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(tag = "type", content = "value", rename_all = "snake_case")]
pub enum BlockUse {
    /// For nothing.
    Free,
    /// A dead object's block, which its type keeps for the next one: in use, as the allocator sees it.
    Kept,
    /// For a part of an object that lies elsewhere: the items of a list, the table of a dict.
    Part,
    /// For an object.
    Object(Kind),
}

/// One block, pointed at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct BlockView {
    pub address: u64,
    pub block_bytes: u64,
    pub used_for: BlockUse,
    /// The object that lies in it.
    pub object: Option<ObjectId>,
    /// What that object is called.
    pub title: String,
    /// Who asked for it, where allocations are traced; its `bytes` and `blocks` are the block's own.
    pub asked_by: Option<TracedLine>,
}

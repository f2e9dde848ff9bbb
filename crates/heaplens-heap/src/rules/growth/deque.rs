//! How a deque takes and gives back its blocks of 64 items.
//!
//! Modelled after `Modules/_collectionsmodule.c`. A block is two links and 64 pointers; an empty deque has one,
//! entered in the middle. Invariant: `(left + len - 1) % 64 == right`.

use crate::rules::evidence::fact_table;

/// Where spare blocks wait.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SpareBlocks {
    /// In one list for all deques.
    Shared,
    /// In each deque's own array.
    PerDeque,
}

fact_table! {
    /// The rules for deques in one version.
    pub struct DequeGrowth at growth.deque {
        /// Items in a block.
        pub block_items: u64 = [
            "growth: deque append to 20000: changes",
            "Modules/_collectionsmodule.c @ v3.8.20, BLOCKLEN",
        ],
        /// Blocks kept for the next need.
        pub spare_blocks_max: u64 = [
            "Modules/_collectionsmodule.c @ v3.8.20, MAXFREEBLOCKS",
        ],
        /// Where those are kept.
        pub spare_blocks: SpareBlocks = [
            "growth: deque append to 20000: changes",
            "Modules/_collectionsmodule.c @ v3.11.2, dequeobject",
        ],
    }
}

/// Deques in 3.8.
pub const V3_8: DequeGrowth = DequeGrowth {
    block_items: 64,
    spare_blocks_max: 16,
    spare_blocks: SpareBlocks::Shared,
};
/// Deques in 3.9.
pub const V3_9: DequeGrowth = V3_8;
/// Deques in 3.10.
pub const V3_10: DequeGrowth = V3_9;
/// Deques in 3.11.
pub const V3_11: DequeGrowth = DequeGrowth {
    spare_blocks: SpareBlocks::PerDeque,
    ..V3_10
};
/// Deques in 3.12.
pub const V3_12: DequeGrowth = V3_11;
/// Deques in 3.13.
pub const V3_13: DequeGrowth = V3_12;
/// Deques in 3.14.
pub const V3_14: DequeGrowth = V3_13;
/// Deques in 3.15.
pub const V3_15: DequeGrowth = V3_14;

impl DequeGrowth {
    /// Bytes of one block: two links and its items.
    pub fn block_bytes(&self) -> u64 {
        (self.block_items + 2) * 8
    }

    /// The index in its block at which the first item of an empty deque goes when it is appended at the left;
    /// one more when at the right.
    pub fn center(&self) -> u64 {
        (self.block_items - 1) / 2
    }

    /// The index in its block at which the first item goes when an empty deque is extended, as by its constructor
    /// (`deque_extend`).
    pub fn extend_start(&self) -> u64 {
        1
    }

    /// The same for `extendleft`, which fills downwards (`deque_extendleft`).
    pub fn extend_left_start(&self) -> u64 {
        self.block_items - 2
    }

    /// The blocks that a deque of `len` items has whose first lies at `left` in its block.
    pub fn blocks(&self, left: u64, len: u64) -> u64 {
        (left + len).div_ceil(self.block_items)
    }
}

//! How an `array.array`'s buffer grows and shrinks.
//!
//! Modelled after `Modules/arraymodule.c`. Invariant: `allocated >= size`; both count items, not bytes.

use crate::rules::evidence::fact_table;

fact_table! {
    /// The rules for `array.array` in one version.
    pub struct ArrayGrowth at growth.array {
        /// Items that a fresh over-allocation adds to its sixteenth while the array holds fewer than 8.
        pub small_margin: u64 = [
            "growth: array('b') append to 100000: changes",
            "Modules/arraymodule.c @ v3.8.20, array_resize",
        ],
        /// The same from 8 items on.
        pub margin: u64 = [
            "growth: array('b') append to 100000: changes",
            "Modules/arraymodule.c @ v3.8.20, array_resize",
        ],
        /// The buffer stays while the array falls by fewer items than this at once.
        pub shrinks_by: u64 = [
            "growth: array('b',[0]*1000) pop to empty: changes",
            "Modules/arraymodule.c @ v3.8.20, array_resize",
        ],
    }
}

/// `array.array` in 3.8.
pub const V3_8: ArrayGrowth = ArrayGrowth {
    small_margin: 3,
    margin: 7,
    shrinks_by: 16,
};
/// `array.array` in 3.9.
pub const V3_9: ArrayGrowth = V3_8;
/// `array.array` in 3.10.
pub const V3_10: ArrayGrowth = V3_9;
/// `array.array` in 3.11.
pub const V3_11: ArrayGrowth = V3_10;
/// `array.array` in 3.12.
pub const V3_12: ArrayGrowth = V3_11;
/// `array.array` in 3.13.
pub const V3_13: ArrayGrowth = V3_12;
/// `array.array` in 3.14.
pub const V3_14: ArrayGrowth = V3_13;
/// `array.array` in 3.15.
pub const V3_15: ArrayGrowth = V3_14;

impl ArrayGrowth {
    /// Items allocated after the array of `size` items becomes one of `newsize` (`array_resize`); equal to
    /// `allocated` when the buffer serves as it is. `allocated == 0` stands for no buffer.
    pub fn resize(&self, allocated: u64, size: u64, newsize: u64) -> u64 {
        if allocated > 0 && allocated >= newsize && size < newsize + self.shrinks_by {
            allocated
        } else if newsize == 0 {
            0
        } else {
            let margin = if size < 8 {
                self.small_margin
            } else {
                self.margin
            };
            newsize + (newsize >> 4) + margin
        }
    }
}

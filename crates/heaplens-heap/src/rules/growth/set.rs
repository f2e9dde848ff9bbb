//! How a set's table grows.
//!
//! Modelled after `Objects/setobject.c`. The first eight entries lie in the object itself; a larger table is a
//! block of 16-byte entries. `fill` counts entries in use and dummies, `used` only those in use.
//! Invariant: `used <= fill <= mask`, and an addition leaves `fill*5 < mask*3`.

use crate::rules::evidence::fact_table;

fact_table! {
    /// The rules for sets in one version.
    pub struct SetGrowth at growth.set {
        /// Entries inside the object.
        pub small_table: u64 = [
            "growth: set add int to 1000000: [len,size] at each change",
            "Include/setobject.h @ v3.8.20, PySet_MINSIZE",
        ],
        /// Bytes of an entry (key and hash).
        pub entry_bytes: u64 = [
            "growth: set add int to 1000000: [len,size] at each change",
            "Include/setobject.h @ v3.8.20, setentry",
        ],
        /// Above this many items a full table asks for twice the items, otherwise for four times.
        pub doubles_above: u64 = [
            "growth: set add int to 1000000: [len,size] at each change",
            "Objects/setobject.c @ v3.8.20, set_add_entry",
        ],
        /// Entries looked at one after the other before the next jump.
        pub linear_probes: u64 = [
            "growth: set of 100 int, discard 50, add 500 new: [len,size] changes",
            "Objects/setobject.c @ v3.8.20, LINEAR_PROBES",
        ],
        /// An addition that passes a dummy puts the key there (otherwise dummies stay until the next resize).
        pub reuses_dummies: bool = [
            "growth: set of 10 int: rolling discard-oldest/add-new x3000: [round,size] changes",
            "Objects/setobject.c @ v3.8.20, set_add_entry",
            "Objects/setobject.c @ v3.9.2, set_add_entry",
        ],
    }
}

/// Sets in 3.8.
pub const V3_8: SetGrowth = SetGrowth {
    small_table: 8,
    entry_bytes: 16,
    doubles_above: 50_000,
    linear_probes: 9,
    reuses_dummies: true,
};
/// Sets in 3.9.
pub const V3_9: SetGrowth = SetGrowth {
    reuses_dummies: false,
    ..V3_8
};
/// Sets in 3.10.
pub const V3_10: SetGrowth = SetGrowth {
    reuses_dummies: true,
    ..V3_9
};
/// Sets in 3.11.
pub const V3_11: SetGrowth = V3_10;
/// Sets in 3.12.
pub const V3_12: SetGrowth = V3_11;
/// Sets in 3.13.
pub const V3_13: SetGrowth = V3_12;
/// Sets in 3.14.
pub const V3_14: SetGrowth = V3_13;
/// Sets in 3.15.
pub const V3_15: SetGrowth = V3_14;

impl SetGrowth {
    /// Entries of the table for more than `minused` items (`set_table_resize`).
    pub fn entries_for(&self, minused: u64) -> u64 {
        let mut entries = self.small_table;
        while entries <= minused {
            entries <<= 1;
        }
        entries
    }

    /// After an addition filled a virgin entry: the new number of entries, if the table must be made anew.
    pub fn entries_after_add(&self, entries: u64, fill: u64, used: u64) -> Option<u64> {
        let is_crowded = fill * 5 >= (entries - 1) * 3;
        is_crowded.then(|| {
            self.entries_for(if used > self.doubles_above {
                used * 2
            } else {
                used * 4
            })
        })
    }

    /// Before `others` items of a set or a dict go in: the new number of entries, if the table must be made anew
    /// (`set_merge`, `set_update_internal`).
    pub fn entries_before_merge(
        &self,
        entries: u64,
        fill: u64,
        used: u64,
        others: u64,
    ) -> Option<u64> {
        let is_crowded = (fill + others) * 5 >= (entries - 1) * 3;
        is_crowded.then(|| self.entries_for((used + others) * 2))
    }

    /// Bytes of the table outside the object: none while the small one serves.
    pub fn table_bytes(&self, entries: u64) -> u64 {
        if entries == self.small_table {
            0
        } else {
            entries * self.entry_bytes
        }
    }

    /// Whether `s - other` copies `s` and takes away, rather than building up a new set (`set_difference`).
    pub fn difference_copies(&self, used: u64, others: u64) -> bool {
        used >> 2 > others
    }
}

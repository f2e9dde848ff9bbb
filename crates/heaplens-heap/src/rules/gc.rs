//! The collector: when it runs, what it tracks, what it says.
//!
//! Modelled after `Modules/gcmodule.c` (from 3.13 on `Python/gc.c`). All recorded builds collect by generations;
//! 3.14.0 to 3.14.4, which were incremental, aren't modelled.

use crate::rules::evidence::fact_table;

/// When a collection that has come due runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CollectAt {
    /// Within the allocation that made it due, before the new object is tracked.
    Allocation,
    /// At the next place where the evaluation loop looks up: the start of a function, a jump backwards, the end
    /// of a call of a built-in.
    EvalBreaker,
}

/// Which fresh tuples are tracked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TrackTuples {
    /// All but the empty one; a collection untracks those that can't be in a cycle.
    Always,
    /// Those with an item of a type that the collector knows: tuples made from ready items ask for that, others
    /// (`PyTuple_New` and filling) are tracked and untracked as before.
    IfAnItemMayBe,
}

fact_table! {
    /// The collector in one version.
    pub struct Gc at gc {
        /// The thresholds at the start.
        pub thresholds: [u64; 3] = [
            "tracked_and_collected: gc.get_threshold()",
        ],
        /// When a due collection runs.
        pub collect_at: CollectAt = [
            "tracked_and_collected: automatic collections while creating 60000 held []: [first 25 [generation, index], total]",
            "Modules/gcmodule.c @ v3.11.2, _PyObject_GC_Alloc",
            "Modules/gcmodule.c @ v3.12.6, _PyObject_GC_Link",
        ],
        /// A full collection waits until what came into the oldest generation since the last one exceeds what was
        /// there then, divided by this.
        pub full_collection_divisor: u64 = [
            "Modules/gcmodule.c @ v3.8.20, collect_generations",
        ],
        /// Dicts aren't tracked until they hold something that may be in a cycle, and a full collection untracks
        /// those that don't (any more).
        pub dicts_are_tracked_lazily: bool = [
            "tracked_and_collected: is_tracked [fresh, after collect, after 2nd]: {}",
            "Objects/dictobject.c @ v3.8.20, MAINTAIN_TRACKING",
        ],
        /// Which fresh tuples are tracked.
        pub tuples: TrackTuples = [
            "tracked_and_collected: is_tracked [fresh, after collect, after 2nd]: (n,s)",
            "Objects/tupleobject.c @ v3.14.0, maybe_tracked",
        ],
        /// `divmod` and others that make pairs ask too.
        pub pairs_ask_items: bool = [
            "tracked_and_collected: is_tracked [then, after collect]: x=divmod(7,2)",
        ],
        /// A frozenset isn't tracked when none of its items may be in a cycle.
        pub frozensets_ask_items: bool = [
            "tracked_and_collected: is_tracked [fresh, after collect, after 2nd]: frozenset([1])",
        ],
        /// Each dict in `gc.get_stats()` has these keys, in this order.
        pub stats_keys: &'static [&'static str] = [
            "corpus: doc_like/manual_collection.py",
            "boot: get_stats",
        ],
    }
}

/// The collector in 3.8.
pub const V3_8: Gc = Gc {
    thresholds: [700, 10, 10],
    collect_at: CollectAt::Allocation,
    full_collection_divisor: 4,
    dicts_are_tracked_lazily: true,
    tuples: TrackTuples::Always,
    pairs_ask_items: false,
    frozensets_ask_items: false,
    stats_keys: &["collections", "collected", "uncollectable"],
};
/// The collector in 3.9.
pub const V3_9: Gc = V3_8;
/// The collector in 3.10.
pub const V3_10: Gc = V3_9;
/// The collector in 3.11.
pub const V3_11: Gc = V3_10;
/// The collector in 3.12.
pub const V3_12: Gc = Gc {
    collect_at: CollectAt::EvalBreaker,
    ..V3_11
};
/// The collector in 3.13.
pub const V3_13: Gc = Gc {
    thresholds: [2000, 10, 10],
    ..V3_12
};
/// The collector in 3.14.
pub const V3_14: Gc = Gc {
    dicts_are_tracked_lazily: false,
    tuples: TrackTuples::IfAnItemMayBe,
    ..V3_13
};
/// The collector in 3.15.
pub const V3_15: Gc = Gc {
    pairs_ask_items: true,
    frozensets_ask_items: true,
    stats_keys: &[
        "collections",
        "collected",
        "uncollectable",
        "candidates",
        "duration",
    ],
    ..V3_14
};

/// What the collector counts, by generation: objects in the youngest, collections of the one before in the others.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// `gc.get_count()`.
    pub counts: [u64; 3],
    /// `gc.get_threshold()`.
    pub thresholds: [u64; 3],
    /// Objects that came into the oldest generation since the last full collection.
    pub long_lived_pending: u64,
    /// Objects that were left in it then.
    pub long_lived_total: u64,
}

impl Gc {
    /// Whether one more tracked-to-be object makes a collection due: `counts[0]` counts it already.
    pub fn is_due(&self, counts: &Counts) -> bool {
        counts.thresholds[0] != 0 && counts.counts[0] > counts.thresholds[0]
    }

    /// The generation to collect, the oldest that is due: with a full collection put off while too little is new.
    pub fn generation_due(&self, counts: &Counts) -> Option<usize> {
        (0..3).rev().find(|&generation| {
            counts.counts[generation] > counts.thresholds[generation]
                && !(generation == 2
                    && counts.long_lived_pending
                        < counts.long_lived_total / self.full_collection_divisor)
        })
    }

    /// The counts as a collection of a generation sets them when it starts (`gc_collect_main`).
    pub fn counts_after_start(&self, mut counts: [u64; 3], generation: usize) -> [u64; 3] {
        if generation + 1 < counts.len() {
            counts[generation + 1] += 1;
        }
        counts[..=generation].fill(0);
        counts
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_collection_waits_for_a_quarter() {
        let counts = Counts {
            counts: [701, 11, 11],
            thresholds: V3_8.thresholds,
            long_lived_pending: 249,
            long_lived_total: 1000,
        };
        assert!(V3_8.is_due(&counts));
        assert_eq!(V3_8.generation_due(&counts), Some(1));
        let enough = Counts {
            long_lived_pending: 250,
            ..counts
        };
        assert_eq!(V3_8.generation_due(&enough), Some(2));
        assert_eq!(V3_8.counts_after_start([701, 11, 4], 1), [0, 0, 5]);
    }
}

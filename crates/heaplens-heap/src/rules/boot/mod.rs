//! The fresh interpreter: what a script finds on its first line, before it has made anything of its own.
//!
//! The numbers are those that real CPython printed; what the model itself makes when it starts stands for a part
//! of them, and the rest are opaque residents ([`crate::residents`]).

use crate::Version;
use crate::rules::evidence::fact_table;

fact_table! {
    /// The collector and the allocator when a script begins.
    pub struct Boot at boot {
        /// `gc.get_count()` before the script is compiled.
        pub counts: [u32; 3] = [
            "document: 08-garbage-collection-generations.py",
            "boot: get_count",
        ],
        /// Collections of the youngest generation so far.
        pub collections: u64 = [
            "document: 07-manual-garbage-collection.py",
            "boot: get_stats",
        ],
        /// What they collected.
        pub collected: u64 = [
            "document: 07-manual-garbage-collection.py",
            "boot: get_stats",
        ],
        /// What they looked at, where that is counted.
        pub candidates: u64 = [
            "document: 07-manual-garbage-collection.py",
        ],
        /// Objects in the census that are the recorder's own.
        pub recorder_objects: u64 = [
            "document: 07-manual-garbage-collection.py",
        ],
        /// Objects of the interpreter that are tracked after a full collection.
        pub tracked_after_collection: u64 = [
            "document: 07-manual-garbage-collection.py",
        ],
        /// Dicts among them.
        pub dicts_after_collection: u64 = [
            "document: 22-debugging-memory-issues.py",
        ],
        /// Functions among them, where the census has more (its recorder's own).
        pub functions_after_collection: u64 = [
            "document: 22-debugging-memory-issues.py",
        ],
        /// Built-in functions among them: the census has those of `gc` too, which it imports.
        pub builtin_functions_after_collection: u64 = [
            "document: 22-debugging-memory-issues.py",
        ],
        /// Lists among them, where the census has more.
        pub lists_after_collection: u64 = [
            "document: 22-debugging-memory-issues.py",
        ],
        /// Tuples among them.
        pub tuples_after_collection: u64 = [
            "document: 22-debugging-memory-issues.py",
        ],
        /// Objects that `gc.get_freeze_count()` counts.
        pub frozen: u64 = [
            "boot: frozen",
        ],
        /// `sys.getallocatedblocks()`.
        pub allocated_blocks: u64 = [
            "boot: allocated_blocks",
        ],
    }
}

/// The fresh interpreter of 3.8.
pub const V3_8: Boot = Boot {
    counts: [397, 9, 0],
    collections: 9,
    collected: 0,
    candidates: 0,
    recorder_objects: 14,
    tracked_after_collection: 4464,
    dicts_after_collection: 436,
    functions_after_collection: 542,
    builtin_functions_after_collection: 576,
    lists_after_collection: u64::MAX,
    tuples_after_collection: 188,
    frozen: 0,
    allocated_blocks: 21_997,
};
/// The fresh interpreter of 3.9.
pub const V3_9: Boot = Boot {
    counts: [523, 9, 0],
    tracked_after_collection: 4560,
    dicts_after_collection: 430,
    functions_after_collection: 551,
    builtin_functions_after_collection: 563,
    lists_after_collection: u64::MAX,
    tuples_after_collection: 198,
    allocated_blocks: 22_281,
    ..V3_8
};
/// The fresh interpreter of 3.10.
pub const V3_10: Boot = Boot {
    counts: [18, 10, 0],
    collections: 10,
    tracked_after_collection: 4699,
    dicts_after_collection: 480,
    functions_after_collection: 567,
    builtin_functions_after_collection: 569,
    lists_after_collection: u64::MAX,
    tuples_after_collection: 188,
    allocated_blocks: 22_941,
    ..V3_9
};
/// The fresh interpreter of 3.11.
pub const V3_11: Boot = Boot {
    counts: [17, 8, 0],
    collections: 8,
    collected: 24,
    tracked_after_collection: 4767,
    dicts_after_collection: 448,
    functions_after_collection: 568,
    builtin_functions_after_collection: 576,
    lists_after_collection: 67,
    tuples_after_collection: 195,
    allocated_blocks: 17_769,
    ..V3_10
};
/// The fresh interpreter of 3.12.
pub const V3_12: Boot = Boot {
    counts: [659, 4, 0],
    collections: 4,
    tracked_after_collection: 4875,
    dicts_after_collection: 450,
    functions_after_collection: u64::MAX,
    builtin_functions_after_collection: 596,
    lists_after_collection: u64::MAX,
    tuples_after_collection: 228,
    frozen: 375,
    allocated_blocks: 17_824,
    ..V3_11
};
/// The fresh interpreter of 3.13.
pub const V3_13: Boot = Boot {
    counts: [9, 3, 0],
    collections: 3,
    tracked_after_collection: 5033,
    dicts_after_collection: 462,
    functions_after_collection: u64::MAX,
    builtin_functions_after_collection: 622,
    lists_after_collection: u64::MAX,
    tuples_after_collection: 250,
    frozen: 0,
    allocated_blocks: 24_046,
    ..V3_12
};
/// The fresh interpreter of 3.14.
pub const V3_14: Boot = Boot {
    counts: [1913, 2, 0],
    collections: 2,
    collected: 23,
    tracked_after_collection: 5346,
    dicts_after_collection: 578,
    functions_after_collection: u64::MAX,
    builtin_functions_after_collection: 636,
    lists_after_collection: u64::MAX,
    tuples_after_collection: 260,
    allocated_blocks: 24_547,
    ..V3_13
};
/// The fresh interpreter of 3.15.
pub const V3_15: Boot = Boot {
    counts: [8, 3, 0],
    collections: 3,
    candidates: 7080,
    recorder_objects: 36,
    tracked_after_collection: 5403,
    dicts_after_collection: 597,
    functions_after_collection: u64::MAX,
    builtin_functions_after_collection: 647,
    lists_after_collection: u64::MAX,
    tuples_after_collection: 275,
    allocated_blocks: 25_052,
    ..V3_14
};

/// So many objects of one type and size, tracked when a script begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Residents {
    /// The type's name.
    pub type_name: &'static str,
    /// What `sys.getsizeof` says of each.
    pub bytes: u64,
    /// How many are in the youngest generation.
    pub young: u64,
    /// How many are in the middle one.
    pub middle: u64,
}

/// All that is tracked when a script begins, by type and size.
pub fn census(version: Version) -> impl Iterator<Item = Residents> {
    let wanted = version.to_string();
    include_str!("census.tsv").lines().filter_map(move |line| {
        let mut fields = line.split('\t');
        if fields.next()? != wanted {
            return None;
        }
        let type_name = fields.next()?;
        let mut number = || fields.next()?.parse().ok();
        Some(Residents {
            type_name,
            bytes: number()?,
            young: number()?,
            middle: number()?,
        })
    })
}

//! The few rules that the heap asks for until the tables of `rules` answer them; to be replaced by those.

use crate::version::Version;

/// What the small-block allocator asks.
#[derive(Clone, Copy, Debug)]
pub struct AllocatorRules {
    /// `ARENA_SIZE`.
    pub arena_bytes: u32,
    /// `POOL_SIZE`.
    pub pool_bytes: u32,
}

/// What the collector asks.
#[derive(Clone, Copy, Debug)]
pub struct GcRules {
    /// Default thresholds.
    pub thresholds: [u32; 3],
    /// An empty dict is tracked from its birth.
    pub tracks_empty_dicts: bool,
}

/// What is immortal, cached, hashed how.
#[derive(Clone, Copy, Debug)]
pub struct IdentityRules {
    /// PEP 683.
    pub has_immortals: bool,
    /// The largest cached int.
    pub small_int_max: i64,
    /// SipHash-1-3 instead of 2-4.
    pub is_siphash13: bool,
    /// What `sys.getrefcount` prints for an immortal.
    pub immortal_refcount: u64,
}

/// Sizes that differ.
#[derive(Clone, Copy, Debug)]
pub struct SizeRules {
    /// `sizeof(PyASCIIObject)`.
    pub ascii_header: u32,
    /// `sizeof(PyCompactUnicodeObject)`.
    pub compact_header: u32,
    keys_header: u32,
    unicode_entry: u32,
}

impl SizeRules {
    /// Bytes of a keys' header and of an entry.
    pub fn dict_keys(&self, is_unicode: bool) -> (u32, u32) {
        (
            self.keys_header,
            if is_unicode { self.unicode_entry } else { 24 },
        )
    }
}

/// How containers grow.
#[derive(Clone, Copy, Debug)]
pub struct GrowthRules {
    /// Tables of str keys have smaller entries.
    pub has_unicode_keys: bool,
}

/// Limits of the free lists.
#[derive(Clone, Copy, Debug)]
pub struct FreeListRules {
    /// Floats.
    pub floats: u32,
    /// Tuples of each length.
    pub tuples: u32,
    /// Longest tuples that are kept.
    pub tuple_max_length: u32,
    /// Lists.
    pub lists: u32,
    /// Dicts.
    pub dicts: u32,
    /// Keys of dicts.
    pub keys: u32,
    /// The keys kept are those of tables of strs.
    pub keys_are_unicode: bool,
}

/// All of them.
#[derive(Clone, Copy, Debug)]
pub struct Interim {
    /// The small-block allocator.
    pub allocator: AllocatorRules,
    /// The collector.
    pub gc: GcRules,
    /// Identity.
    pub identity: IdentityRules,
    /// Sizes.
    pub sizes: SizeRules,
    /// Growth.
    pub growth: GrowthRules,
    /// Free lists.
    pub freelists: FreeListRules,
}

const fn of(minor: u8) -> Interim {
    Interim {
        allocator: AllocatorRules {
            arena_bytes: if minor >= 10 { 1 << 20 } else { 256 << 10 },
            pool_bytes: if minor >= 10 { 16 << 10 } else { 4 << 10 },
        },
        gc: GcRules {
            thresholds: if minor >= 13 {
                [2000, 10, 10]
            } else {
                [700, 10, 10]
            },
            tracks_empty_dicts: minor >= 14,
        },
        identity: IdentityRules {
            has_immortals: minor >= 12,
            small_int_max: if minor >= 15 { 1024 } else { 256 },
            is_siphash13: minor >= 11,
            immortal_refcount: if minor >= 14 {
                3_221_225_472
            } else {
                4_294_967_295
            },
        },
        sizes: SizeRules {
            ascii_header: if minor >= 12 { 40 } else { 48 },
            compact_header: if minor >= 12 { 56 } else { 72 },
            keys_header: if minor >= 11 { 32 } else { 40 },
            unicode_entry: if minor >= 11 { 16 } else { 24 },
        },
        growth: GrowthRules {
            has_unicode_keys: minor >= 11,
        },
        freelists: FreeListRules {
            floats: 100,
            tuples: 2000,
            tuple_max_length: if minor >= 11 { 20 } else { 19 },
            lists: 80,
            dicts: 80,
            keys: 80,
            keys_are_unicode: minor >= 11,
        },
    }
}

static ALL: [Interim; 8] = [of(8), of(9), of(10), of(11), of(12), of(13), of(14), of(15)];

/// The rules of a version.
pub fn interim(version: Version) -> &'static Interim {
    &ALL[version.index()]
}

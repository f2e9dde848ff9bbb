//! How a dict's table of keys grows, is made beforehand, copied and merged.
//!
//! Modelled after `Objects/dictobject.c`. A keys object is a header, `2**log2_size` indices of 1, 2, 4 or 8
//! bytes, and room for two thirds as many entries:
//!
//! ```text
//! | header 40/32 | indices 8 x 1, 256 x 2, ... | entries: usable x 24 (hash, key, value) or 16 (key, value) |
//! ```
//!
//! Tables never shrink by deletion: only a resize on insertion looks at how many items are left.
//! `popitem` takes entries off the end (`nentries` falls) but gives no room back.
//! Invariant: `used <= nentries` and `nentries + room left <= usable(log2_size)` for every combined table.

use crate::rules::evidence::fact_table;

/// What the entries of a keys object can hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeysKind {
    /// Any key: entries carry the hash.
    General,
    /// Only exact strings so far: from 3.11 on entries do without the hash.
    Unicode,
    /// Shared between the instances of a class; only exact strings.
    Split,
}

/// How the smallest table for a number of slots is found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Log2Of {
    /// The smallest power of two that isn't smaller.
    Smallest,
    /// By the bits of `(slots | 8) - 1`: 16 for fewer than 8 slots, and one power too many for 16, 32, 64 and so on.
    BitsOfOrEight,
}

/// What a split table does when keys come in another order than the class's, or one is deleted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SplitTable {
    /// The dict gets a table of its own.
    SameOrderOnly,
    /// Each dict notes its own order in bytes beside the values, so any order and any hole is fine.
    OwnOrder,
}

fact_table! {
    /// The rules for dicts in one version.
    pub struct DictGrowth at growth.dict {
        /// Bytes before the indices of a keys object.
        pub keys_header_bytes: u64 = [
            "growth: dict insert int keys to 1000000: [len,size] at each change",
            "Objects/dict-common.h @ v3.8.20, _dictkeysobject",
            "Include/internal/pycore_dict.h @ v3.11.2, _dictkeysobject",
        ],
        /// Bytes of an entry that carries its hash.
        pub general_entry_bytes: u64 = [
            "growth: dict insert int keys to 1000000: [len,size] at each change",
            "Include/internal/pycore_dict.h @ v3.11.2, PyDictKeyEntry",
        ],
        /// Bytes of an entry of a table that has seen only exact strings.
        pub unicode_entry_bytes: u64 = [
            "growth: dict insert str keys to 1000000: [len,size] at each change",
            "Include/internal/pycore_dict.h @ v3.11.2, PyDictUnicodeEntry",
        ],
        /// The first key that isn't an exact string makes a table of the wider entries (`insertdict`).
        pub widens_on_other_key: bool = [
            "growth: dict insert first str then int keys to 100000: [len,size] at each change",
            "Objects/dictobject.c @ v3.11.2, insertdict",
        ],
        /// A full table asks for this many slots per item in use.
        pub growth_rate: u64 = [
            "growth: dict insert int keys to 1000000: [len,size] at each change",
            "Objects/dictobject.c @ v3.8.20, GROWTH_RATE",
        ],
        /// How a number of slots becomes a table.
        pub log2_of: Log2Of = [
            "growth: {}.update(dict of n int keys): size for n=0..200",
            "Objects/dictobject.c @ v3.10.15, calculate_keysize",
        ],
        /// `dict()` has a table of 8 from the start; `{}` never has.
        pub call_makes_table: bool = [
            "sizes: dict()",
            "Objects/dictobject.c @ v3.8.20, dict_new",
            "Objects/dictobject.c @ v3.10.15, dict_new",
        ],
        /// `dict(a=1)` puts its keywords in one by one (before: as a presized dict that is merged).
        pub call_inserts_keywords_one_by_one: bool = [
            "growth: dict(**n keywords): size n=0..100",
            "Objects/dictobject.c @ v3.9.2, dict_vectorcall",
        ],
        /// Merging into an empty dict copies the other's table when that is without holes and not too big.
        pub merge_clones: bool = [
            "growth: {}.update(dict of n int keys): size for n=0..200",
            "Objects/dictobject.c @ v3.10.15, dict_merge",
        ],
        /// Cloning by a merge needs an empty dict that has no values of its own (an instance's has).
        pub merge_clone_wants_combined: bool = [
            "sizes: class C: pass \n c=C(); c.__dict__.update(a=1,b=2)  =>  c.__dict__",
            "Objects/dictobject.c @ v3.13.0, dict_dict_merge",
        ],
        /// A literal of more items than this is put together from groups of as many, each merged into the first.
        pub literal_group: u64 = [
            "growth: dict literal of n int keys: size n=0..100",
            "Python/compile.c @ v3.10.15, compiler_dict",
        ],
        /// A group of at most this many items is made with a table for them; a larger one is filled one by one.
        pub literal_presized_max: u64 = [
            "growth: dict literal of n int keys: size n=0..100",
            "Python/compile.c @ v3.10.15, compiler_subdict",
        ],
        /// A dict made for a known number of items gets at most this table (log2).
        pub presize_max_log2: u8 = [
            "growth: {i:i for i in range(n)} n at 2^k-1,2^k,2^k+1, 2^k*2/3 (k<=20): [n,size]",
            "Objects/dictobject.c @ v3.8.20, _PyDict_NewPresized",
        ],
        /// What a split table stands.
        pub split_table: SplitTable = [
            "growth: third instance with n attrs after del a0: getsizeof(__dict__) n=1..40",
            "Objects/dictobject.c @ v3.11.2, _PyDictValues_AddToInsertionOrder",
        ],
        /// Bytes of the node that an `OrderedDict` keeps for each item, beside 8 for each index of its table.
        pub ordered_node_bytes: u64 = [
            "growth: OrderedDict by inserting n int keys: size n=0..200",
            "Objects/odictobject.c @ v3.8.20, odict_sizeof",
        ],
        /// The most keys that the instances of a class share; none where the first instance's table decides.
        pub shared_keys_max: Option<u64> = [
            "growth: getsizeof(__dict__) of the 1st..50th instance, class with 0 attrs in __init__",
            "Include/internal/pycore_dict.h @ v3.11.2, SHARED_KEYS_MAX_SIZE",
        ],
    }
}

/// Dicts in 3.8.
pub const V3_8: DictGrowth = DictGrowth {
    keys_header_bytes: 40,
    general_entry_bytes: 24,
    unicode_entry_bytes: 24,
    widens_on_other_key: false,
    growth_rate: 3,
    log2_of: Log2Of::Smallest,
    call_makes_table: true,
    call_inserts_keywords_one_by_one: false,
    merge_clones: false,
    merge_clone_wants_combined: false,
    literal_group: 0xFFFF,
    literal_presized_max: 0xFFFF,
    presize_max_log2: 17,
    split_table: SplitTable::SameOrderOnly,
    ordered_node_bytes: 32,
    shared_keys_max: None,
};
/// Dicts in 3.9.
pub const V3_9: DictGrowth = DictGrowth {
    call_inserts_keywords_one_by_one: true,
    ..V3_8
};
/// Dicts in 3.10.
pub const V3_10: DictGrowth = DictGrowth {
    log2_of: Log2Of::BitsOfOrEight,
    call_makes_table: false,
    literal_group: 17,
    literal_presized_max: 15,
    merge_clones: true,
    ..V3_9
};
/// Dicts in 3.11.
pub const V3_11: DictGrowth = DictGrowth {
    keys_header_bytes: 32,
    unicode_entry_bytes: 16,
    widens_on_other_key: true,
    split_table: SplitTable::OwnOrder,
    shared_keys_max: Some(30),
    ..V3_10
};
/// Dicts in 3.12.
pub const V3_12: DictGrowth = V3_11;
/// Dicts in 3.13.
pub const V3_13: DictGrowth = DictGrowth {
    merge_clone_wants_combined: true,
    log2_of: Log2Of::Smallest,
    ..V3_12
};
/// Dicts in 3.14.
pub const V3_14: DictGrowth = V3_13;
/// Dicts in 3.15.
pub const V3_15: DictGrowth = V3_14;

/// The smallest table: `2**3` indices, five entries.
pub const MIN_LOG2: u8 = 3;

/// The entries that a table of `2**log2_size` indices has room for (`USABLE_FRACTION`).
pub const fn usable(log2_size: u8) -> u64 {
    ((1u64 << log2_size) << 1) / 3
}

/// What merging one dict into another does to the first one's table before any item is put in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Merge {
    /// There is nothing to merge.
    Nothing,
    /// The table is replaced by a copy of the other's, items and all.
    Clone,
    /// A table of this size (log2) is made first, then the items are put in one by one.
    ResizeThenInsert(u8),
    /// The items are put in one by one.
    Insert,
}

/// How `copy` makes the new dict.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Copy {
    /// An empty dict without a table.
    Empty,
    /// The values are copied and the keys go on being shared.
    Split,
    /// The table is copied as it is, holes and all.
    CloneTable,
    /// An empty dict into which the old one is merged: that packs the items.
    Merge,
}

/// A dict as the rules see it when it is merged from or into.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DictTable {
    /// log2 of the number of indices; `None` for the shared empty table.
    pub log2_size: Option<u8>,
    /// What the entries can hold; the empty table is [`KeysKind::Unicode`].
    pub kind: KeysKind,
    /// Items in the dict.
    pub used: u64,
    /// Entries that were ever filled since the table was made, holes included.
    pub nentries: u64,
    /// The dict has values of its own beside shared keys.
    pub has_values: bool,
}

impl DictTable {
    /// `{}`.
    pub const EMPTY: DictTable = DictTable {
        log2_size: None,
        kind: KeysKind::Unicode,
        used: 0,
        nentries: 0,
        has_values: false,
    };

    /// Entries that the table has room for: none in the shared empty one.
    pub const fn usable(self) -> u64 {
        match self.log2_size {
            Some(log2_size) => usable(log2_size),
            None => 0,
        }
    }
}

impl DictGrowth {
    /// log2 of the table for `slots` indices (`calculate_log2_keysize`).
    pub fn log2_for_slots(&self, slots: u64) -> u8 {
        let bits = match self.log2_of {
            Log2Of::Smallest => slots.max(8) - 1,
            Log2Of::BitsOfOrEight => ((slots | 8) - 1) | 7,
        };
        (u64::BITS - bits.leading_zeros()) as u8
    }

    /// log2 of the table that takes `items` without growing (`estimate_log2_keysize`).
    pub fn log2_for_items(&self, items: u64) -> u8 {
        self.log2_for_slots((items * 3).div_ceil(2))
    }

    /// log2 of the table that takes the place of a full one with `used` items (`insertion_resize`).
    pub fn log2_after_full(&self, used: u64) -> u8 {
        self.log2_for_slots(used * self.growth_rate)
    }

    /// log2 of the table of a dict made for `items` items; `None`: it starts without a table, as for five or
    /// fewer (`_PyDict_NewPresized`, `_PyDict_FromItems`).
    pub fn presized_log2(&self, items: u64) -> Option<u8> {
        if items <= usable(MIN_LOG2) {
            None
        } else if items > usable(self.presize_max_log2) {
            Some(self.presize_max_log2)
        } else {
            Some(self.log2_for_items(items).max(MIN_LOG2 + 1))
        }
    }

    /// Bytes of the indices of a table.
    pub fn index_bytes(&self, log2_size: u8) -> u64 {
        let width = match log2_size {
            0..=7 => 1,
            8..=15 => 2,
            16..=31 => 4,
            _ => 8,
        };
        width << log2_size
    }

    /// Bytes of one entry of a table of this kind.
    pub fn entry_bytes(&self, kind: KeysKind) -> u64 {
        match kind {
            KeysKind::General => self.general_entry_bytes,
            KeysKind::Unicode | KeysKind::Split => self.unicode_entry_bytes,
        }
    }

    /// Bytes of a keys object, as asked of the allocator and as `__sizeof__` counts it (`_PyDict_KeysSize`).
    pub fn keys_bytes(&self, log2_size: u8, kind: KeysKind) -> u64 {
        self.keys_header_bytes
            + self.index_bytes(log2_size)
            + usable(log2_size) * self.entry_bytes(kind)
    }

    /// The kind of a table after a key goes in.
    pub fn kind_with_key(&self, kind: KeysKind, is_exact_str: bool) -> KeysKind {
        match kind {
            KeysKind::General => KeysKind::General,
            _ if is_exact_str => kind,
            _ => KeysKind::General,
        }
    }

    /// What a merge of `other` (an exact dict, or one whose iteration isn't overridden) into `mine` does first
    /// (`dict_merge`).
    pub fn merge(&self, mine: DictTable, other: DictTable) -> Merge {
        if other.used == 0 {
            return Merge::Nothing;
        }
        if let Some(log2_size) = other.log2_size
            && self.merge_clones
            && mine.used == 0
            && !(self.merge_clone_wants_combined && mine.has_values)
            && !other.has_values
            && other.used == other.nentries
            && (log2_size == MIN_LOG2 || usable(log2_size - 1) < other.used)
        {
            return Merge::Clone;
        }
        if mine.usable() < other.used {
            Merge::ResizeThenInsert(self.log2_for_items(mine.used + other.used))
        } else {
            Merge::Insert
        }
    }

    /// How `copy` goes about a dict (`PyDict_Copy`); a subclass's is cloned only where its iteration is dict's own.
    pub fn copy(&self, table: DictTable) -> Copy {
        if table.used == 0 {
            Copy::Empty
        } else if table.has_values {
            Copy::Split
        } else if table.used >= table.nentries * 2 / 3 {
            Copy::CloneTable
        } else {
            Copy::Merge
        }
    }

    /// log2 of the table that `dict.fromkeys` makes at once for a dict or a set of `items` keys.
    pub fn fromkeys_log2(&self, fresh_log2: Option<u8>, items: u64, is_from_dict: bool) -> u8 {
        let log2_size = self.log2_for_items(items);
        match fresh_log2 {
            Some(fresh) if is_from_dict => log2_size.max(fresh),
            _ => log2_size,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_middle_versions_take_a_power_too_many() {
        assert_eq!(V3_9.log2_for_slots(32), 5);
        assert_eq!(V3_12.log2_for_slots(32), 6);
        assert_eq!(V3_14.log2_for_slots(32), 5);
        assert_eq!(V3_9.log2_for_slots(3), 3);
        assert_eq!(V3_12.log2_for_slots(3), 4);
        for rules in [V3_9, V3_12, V3_14] {
            assert_eq!(rules.log2_for_slots(8), 3);
            assert_eq!(rules.log2_for_slots(9), 4);
            assert_eq!(rules.log2_for_slots(33), 6);
        }
    }

    #[test]
    fn bytes_of_the_smallest_tables() {
        assert_eq!(V3_8.keys_bytes(3, KeysKind::Unicode), 232 - 64);
        assert_eq!(V3_11.keys_bytes(3, KeysKind::Unicode), 184 - 64);
        assert_eq!(V3_11.keys_bytes(3, KeysKind::General), 224 - 64);
    }
}

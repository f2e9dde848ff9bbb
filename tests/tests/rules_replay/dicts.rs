//! Facts about dicts: a table on numbers, with the kinds of the keys that go in.

use heaplens_heap::rules::Rules;
use heaplens_heap::rules::growth::dict::{
    Copy, DictGrowth, DictTable, KeysKind, MIN_LOG2, Merge, usable,
};
use serde_json::{Value, json};

use super::{Changes, between, each};

/// A combined dict on numbers.
#[derive(Clone)]
pub struct Dict<'a> {
    g: &'a DictGrowth,
    pub table: DictTable,
    /// Entries that the table can still take.
    room: u64,
    /// The keys in order of insertion: is each an exact string?
    pub keys: Vec<bool>,
}

impl<'a> Dict<'a> {
    /// `{}`.
    pub fn new(g: &'a DictGrowth) -> Self {
        Dict {
            g,
            table: DictTable::EMPTY,
            room: 0,
            keys: vec![],
        }
    }

    /// `dict()`, or a subclass's.
    pub fn called(g: &'a DictGrowth) -> Self {
        let mut dict = Dict::new(g);
        if g.call_makes_table {
            dict.resize(MIN_LOG2, KeysKind::Unicode);
        }
        dict
    }

    pub(super) fn presized(g: &'a DictGrowth, items: u64, kind: KeysKind) -> Self {
        let mut dict = Dict::new(g);
        if let Some(log2_size) = g.presized_log2(items) {
            dict.resize(log2_size, kind);
        }
        dict
    }

    pub(super) fn filled(g: &'a DictGrowth, keys: impl Iterator<Item = bool>) -> Self {
        let mut dict = Dict::new(g);
        keys.for_each(|is_str| dict.insert(is_str));
        dict
    }

    pub fn resize(&mut self, log2_size: u8, kind: KeysKind) {
        self.table.kind = if self.table.kind == KeysKind::General {
            KeysKind::General
        } else {
            kind
        };
        self.table.log2_size = Some(log2_size);
        self.table.nentries = self.table.used;
        self.room = usable(log2_size) - self.table.used;
    }

    pub fn insert(&mut self, is_str: bool) {
        let kind = self.g.kind_with_key(self.table.kind, is_str);
        if self.table.log2_size.is_none() {
            self.resize(MIN_LOG2, kind);
        } else if self.g.widens_on_other_key && kind != self.table.kind {
            self.resize(self.g.log2_after_full(self.table.used), kind);
        }
        self.table.kind = kind;
        if self.room == 0 {
            self.resize(self.g.log2_after_full(self.table.used), kind);
        }
        self.room -= 1;
        self.table.used += 1;
        self.table.nentries += 1;
        self.keys.push(is_str);
    }

    pub(super) fn delete_first(&mut self) {
        self.table.used -= 1;
        self.keys.remove(0);
    }

    pub(super) fn pop_last(&mut self) {
        self.table.used -= 1;
        self.table.nentries -= 1;
        self.keys.pop();
    }

    pub(super) fn merge(&mut self, other: &Dict) {
        match self.g.merge(self.table, other.table) {
            Merge::Nothing => return,
            Merge::Clone => {
                self.clone_table(other);
                return;
            }
            Merge::ResizeThenInsert(log2_size) => self.resize(log2_size, other.table.kind),
            Merge::Insert => {}
        }
        other.keys.iter().for_each(|is_str| self.insert(*is_str));
    }

    /// Inserts a key into a table that was made for any key.
    pub fn insert_wide(&mut self, is_str: bool) {
        if self.table.log2_size.is_none() {
            self.resize(MIN_LOG2, KeysKind::General);
        }
        self.insert(is_str);
    }

    /// Merges a dict of the same keys: the table is looked at, no key is new.
    pub(super) fn update_same(&mut self, other: &Dict) {
        if let Merge::ResizeThenInsert(log2_size) = self.g.merge(self.table, other.table) {
            self.resize(log2_size, other.table.kind);
        }
    }

    pub(super) fn clone_table(&mut self, other: &Dict) {
        self.table = other.table;
        self.room = other.room;
        self.keys.clone_from(&other.keys);
    }

    pub(super) fn copied(&self) -> Self {
        let mut copy = Dict::new(self.g);
        match self.g.copy(self.table) {
            Copy::Empty => {}
            Copy::CloneTable => copy.clone_table(self),
            Copy::Merge => copy.merge(self),
            Copy::Split => unreachable!("a combined dict"),
        }
        copy
    }

    pub fn keys_bytes(&self) -> u64 {
        self.table
            .log2_size
            .map_or(0, |log2_size| self.g.keys_bytes(log2_size, self.table.kind))
    }

    pub fn size(&self) -> u64 {
        64 + self.keys_bytes()
    }
}

/// The n-th key of a family: is it an exact string?
fn key_of(family: &str) -> Option<fn(u64) -> bool> {
    Some(match family {
        "int" | "tuple" => |_| false,
        "str" => |_| true,
        "mixed int/str" => |n| n % 2 == 0,
        "first int then str" => |n| n != 0,
        "first str then int" => |n| n == 0,
        _ => return None,
    })
}

const FAMILIES: [&str; 6] = [
    "first int then str",
    "first str then int",
    "mixed int/str",
    "int",
    "str",
    "tuple",
];

pub fn decide(rules: &Rules, name: &str) -> Option<Value> {
    let g = &rules.growth.dict;
    special(g, name).or_else(|| {
        let family = FAMILIES
            .into_iter()
            .find(|f| name.contains(&format!("{f} ")))?;
        of_family(g, &name.replacen(family, "KIND", 1), key_of(family)?)
    })
}

fn of_family(g: &DictGrowth, name: &str, key: fn(u64) -> bool) -> Option<Value> {
    let filled = |n: u64| Dict::filled(g, (0..n).map(key));
    let to_200 = |dict: &dyn Fn(u64) -> u64| each(0..=200, dict);
    let insert_to = |mut dict: Dict, from: u64, to: u64| {
        let mut changes = Changes::default();
        changes.note(dict.table.used, dict.size());
        for n in from..to {
            dict.insert(key(n));
            changes.note(dict.table.used, dict.size());
        }
        changes.value()
    };
    if let Some(to) = between(
        name,
        "dict insert KIND keys to ",
        ": [len,size] at each change",
    )
    .or_else(|| between(name, "dict setdefault KIND keys to ", ""))
    .or_else(|| between(name, "dict insert KIND keys to ", " after {}.clear()"))
    {
        return insert_to(Dict::new(g), 0, to);
    }
    if let Some(to) = between(
        name,
        "dict insert KIND keys to ",
        " starting from literal with 5",
    ) {
        return insert_to(Dict::filled(g, (0..5).map(|_| false)), 5, to);
    }
    match name {
        "{}.update(dict of n KIND keys): size for n=0..200"
        | "{**d} of n KIND keys: size for n=0..200" => to_200(&|n| {
            let mut dict = Dict::new(g);
            dict.merge(&filled(n));
            dict.size()
        }),
        "{\"zz\":1}.update(dict of n KIND keys): size for n=0..200" => to_200(&|n| {
            let mut dict = Dict::filled(g, std::iter::once(true));
            dict.merge(&filled(n));
            dict.size()
        }),
        "{}.update(list of n KIND pairs): size for n=0..200"
        | "{k:v comprehension} of n KIND keys: size for n=0..200" => to_200(&|n| filled(n).size()),
        "dict(dict of n KIND keys): size for n=0..200" => to_200(&|n| {
            let mut dict = Dict::called(g);
            dict.merge(&filled(n));
            dict.size()
        }),
        "dict(list of n KIND pairs): size for n=0..200"
        | "dict.fromkeys(list of n KIND keys): size for n=0..200" => to_200(&|n| {
            let mut dict = Dict::called(g);
            (0..n).for_each(|n| dict.insert(key(n)));
            dict.size()
        }),
        "dict.copy of n KIND keys: size for n=0..200" => to_200(&|n| filled(n).copied().size()),
        "d|d2 (10 + n KIND keys, disjoint): size for n=0..200" => to_200(&|n| {
            let mut dict = Dict::filled(g, (0..10).map(|_| false)).copied();
            dict.merge(&Dict::filled(g, (0..n).map(|i| key(1000 + i))));
            dict.size()
        }),
        "dict.fromkeys(dict of n KIND keys): size for n=0..200" => to_200(&|n| {
            let mut dict = Dict::called(g);
            let from = filled(n);
            dict.resize(
                g.fromkeys_log2(dict.table.log2_size, n, true),
                from.table.kind,
            );
            from.keys.iter().for_each(|is_str| dict.insert(*is_str));
            dict.size()
        }),
        "size of copy() of 100-entry KIND dict after deleting the first m, m=0..100" => {
            each(0..=100, |m| {
                let mut dict = filled(100);
                (0..m).for_each(|_| dict.delete_first());
                dict.copied().size()
            })
        }
        _ => deleting(g, name, key),
    }
}

fn deleting(g: &DictGrowth, name: &str, key: fn(u64) -> bool) -> Option<Value> {
    let filled = |n: u64| Dict::filled(g, (0..n).map(key));
    if let Some(m) = between(
        name,
        "100-entry KIND dict, delete first ",
        ", then insert 300 new: [len,size] changes",
    ) {
        let mut dict = filled(100);
        (0..m).for_each(|_| dict.delete_first());
        let mut changes = Changes::default();
        changes.note(dict.table.used, dict.size());
        for n in 0..300 {
            dict.insert(key(1000 + n));
            changes.note(dict.table.used, dict.size());
        }
        return changes.value();
    }
    if let Some(n) = between(
        name,
        "KIND dict of ",
        ": rolling delete-oldest/insert-new x 3000: [round,size] changes",
    ) {
        let mut dict = filled(n);
        let mut changes = Changes::default();
        for round in 0..3000 {
            changes.note(round, dict.size());
            dict.delete_first();
            dict.insert(key(n + round));
        }
        return changes.value();
    }
    if let Some(n) = between(name, "KIND dict of ", ", popitem to empty: changes") {
        let mut dict = filled(n);
        let mut changes = Changes::default();
        changes.note(n, dict.size());
        while dict.table.used > 0 {
            dict.pop_last();
            changes.note(dict.table.used, dict.size());
        }
        return changes.value();
    }
    let n = between(
        name,
        "KIND dict of ",
        ", popitem to 1, then insert 2000 new: changes",
    )?;
    let mut dict = filled(n);
    while dict.table.used > 1 {
        dict.pop_last();
    }
    let mut changes = Changes::default();
    changes.note(dict.table.used, dict.size());
    for i in 0..2000 {
        dict.insert(key(n + i));
        changes.note(dict.table.used, dict.size());
    }
    changes.value()
}

fn special(g: &DictGrowth, name: &str) -> Option<Value> {
    let ints = |n: u64| Dict::filled(g, (0..n).map(|_| false));
    let literal = |is_str: bool| each(0..=100, |n| literal_of(g, n, is_str).size());
    let steps = " n at 2^k-1,2^k,2^k+1, 2^k*2/3 (k<=20): [n,size]";
    if let Some(what) = name.strip_suffix(steps) {
        let size = |n: u64| {
            let mut dict = Dict::called(g);
            match what {
                "{i:i for i in range(n)}" => dict = ints(n),
                "dict.fromkeys(range(n))" => (0..n).for_each(|_| dict.insert(false)),
                _ => {
                    dict = Dict::new(g);
                    dict.merge(&ints(n));
                }
            }
            dict.size()
        };
        let seen: Vec<Value> = (3..=20u32)
            .flat_map(|k| {
                let slots = 1u64 << k;
                [
                    slots - 1,
                    slots,
                    slots + 1,
                    slots * 2 / 3,
                    slots * 2 / 3 + 1,
                ]
            })
            .map(|n| json!([n, size(n)]))
            .collect();
        return Some(Value::Array(seen));
    }
    match name {
        "dict(zip(range(n),range(n))) n=0..200" => each(0..=200, |n| {
            let mut dict = Dict::called(g);
            (0..n).for_each(|_| dict.insert(false));
            dict.size()
        }),
        "**kwargs dict of n keywords: size n=0..100" => {
            each(0..=100, |n| Dict::filled(g, (0..n).map(|_| true)).size())
        }
        "dict(**n keywords): size n=0..100" => each(0..=100, |n| {
            let mut dict = Dict::called(g);
            if g.call_inserts_keywords_one_by_one {
                (0..n).for_each(|_| dict.insert(true));
            } else {
                let mut keywords = Dict::presized(g, n, KeysKind::Unicode);
                (0..n).for_each(|_| keywords.insert(true));
                dict.merge(&keywords);
            }
            dict.size()
        }),
        "dict literal of n str keys: size n=0..100"
        | "dict literal of n str keys, non-constant values: size n=0..100" => literal(true),
        "dict literal of n int keys: size n=0..100"
        | "dict literal of n int keys, non-constant values: size n=0..100"
        | "dict literal of n non-constant int keys: size n=0..100" => literal(false),
        _ => subclasses(g, name),
    }
}

pub(super) fn literal_of(g: &DictGrowth, n: u64, is_str: bool) -> Dict<'_> {
    let kind = if is_str {
        KeysKind::Unicode
    } else {
        KeysKind::General
    };
    let mut whole: Option<Dict> = None;
    let mut left = n;
    while left > 0 {
        let count = left.min(g.literal_group);
        let mut group = if count <= g.literal_presized_max {
            Dict::presized(g, count, kind)
        } else {
            Dict::new(g)
        };
        (0..count).for_each(|_| group.insert(is_str));
        match &mut whole {
            None => whole = Some(group),
            Some(whole) => whole.merge(&group),
        }
        left -= count;
    }
    whole.unwrap_or_else(|| Dict::new(g))
}

fn subclasses(g: &DictGrowth, name: &str) -> Option<Value> {
    let ordered = |n: u64, is_str: bool| {
        let mut dict = Dict::called(g);
        (0..n).for_each(|_| dict.insert(is_str));
        dict
    };
    // The 64 bytes beyond a dict's are the type's own, not growth.
    let ordered_size = |dict: &Dict, nodes_log2: Option<u8>, items: u64| {
        let fast_nodes = nodes_log2.map_or(0, |log2_size| 8 << log2_size);
        64 + dict.size() + fast_nodes + items * g.ordered_node_bytes
    };
    let of_ordered = |is_str: bool| {
        each(0..=200, |n| {
            let dict = ordered(n, is_str);
            let nodes = if n == 0 { None } else { dict.table.log2_size };
            ordered_size(&dict, nodes, n)
        })
    };
    match name {
        "OrderedDict by inserting n int keys: size n=0..200" => of_ordered(false),
        "OrderedDict by inserting n str keys: size n=0..200" => of_ordered(true),
        "OrderedDict of 100, popitem(False) to empty: sizes" => {
            let dict = ordered(100, false);
            let size = |n: u64| ordered_size(&dict, dict.table.log2_size, 100 - n);
            each(0..=100, size)
        }
        "OrderedDict of 100, move_to_end x5, del 50, insert 50: size" => {
            let mut dict = ordered(100, false);
            (0..50).for_each(|_| dict.delete_first());
            (0..50).for_each(|_| dict.insert(false));
            Some(ordered_size(&dict, dict.table.log2_size, 100).into())
        }
        _ => None,
    }
}

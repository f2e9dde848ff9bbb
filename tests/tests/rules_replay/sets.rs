//! Facts about sets: a real table of hashes, so that dummies are passed or not as they are.

use std::collections::VecDeque;

use heaplens_heap::rules::Rules;
use heaplens_heap::rules::growth::set::SetGrowth;
use serde_json::{Value, json};

use super::{Changes, between, each, number};

#[derive(Clone, Copy, PartialEq, Eq)]
enum Entry {
    Virgin,
    Dummy,
    Key(u64),
}

/// A set of small integers, whose hashes are themselves.
#[derive(Clone)]
pub(super) struct Set<'a> {
    g: &'a SetGrowth,
    table: Vec<Entry>,
    fill: u64,
    used: u64,
}

impl<'a> Set<'a> {
    pub(super) fn new(g: &'a SetGrowth) -> Self {
        Set {
            g,
            table: vec![Entry::Virgin; g.small_table as usize],
            fill: 0,
            used: 0,
        }
    }

    pub(super) fn built(g: &'a SetGrowth, keys: impl Iterator<Item = u64>) -> Self {
        let mut set = Set::new(g);
        keys.for_each(|key| set.add(key));
        set
    }

    pub(super) fn size(&self) -> u64 {
        216 + self.g.table_bytes(self.table.len() as u64)
    }

    /// The places that the key is looked for, up to the first virgin entry.
    pub(super) fn probe(&self, key: u64) -> (Option<usize>, Option<usize>, usize) {
        let mask = self.table.len() - 1;
        let (mut at, mut perturb) = (key as usize & mask, key as usize);
        let mut dummy = None;
        loop {
            let run = if at + self.g.linear_probes as usize <= mask {
                self.g.linear_probes as usize
            } else {
                0
            };
            for i in at..=at + run {
                match self.table[i] {
                    Entry::Virgin => return (None, dummy, i),
                    Entry::Dummy => dummy = Some(i),
                    Entry::Key(k) if k == key => return (Some(i), dummy, i),
                    Entry::Key(_) => {}
                }
            }
            perturb >>= 5;
            at = (at * 5 + 1 + perturb) & mask;
        }
    }

    pub(super) fn add(&mut self, key: u64) {
        let (found, dummy, virgin) = self.probe(key);
        if found.is_some() {
            return;
        }
        self.used += 1;
        if let Some(dummy) = dummy
            && self.g.reuses_dummies
        {
            self.table[dummy] = Entry::Key(key);
            return;
        }
        self.fill += 1;
        self.table[virgin] = Entry::Key(key);
        let entries = self.table.len() as u64;
        if let Some(entries) = self.g.entries_after_add(entries, self.fill, self.used) {
            self.remake(entries);
        }
    }

    pub(super) fn remake(&mut self, entries: u64) {
        let old = std::mem::replace(&mut self.table, vec![Entry::Virgin; entries as usize]);
        self.fill = self.used;
        for entry in old {
            if let Entry::Key(key) = entry {
                let (_, _, virgin) = self.probe(key);
                self.table[virgin] = Entry::Key(key);
            }
        }
    }

    pub(super) fn discard(&mut self, key: u64) {
        if let (Some(at), _, _) = self.probe(key) {
            self.table[at] = Entry::Dummy;
            self.used -= 1;
        }
    }

    pub(super) fn keys(&self) -> Vec<u64> {
        let keys = self.table.iter().filter_map(|entry| match entry {
            Entry::Key(key) => Some(*key),
            _ => None,
        });
        keys.collect()
    }

    pub(super) fn merge(&mut self, keys: &[u64]) {
        if keys.is_empty() {
            return;
        }
        let entries = self.table.len() as u64;
        let others = keys.len() as u64;
        if let Some(entries) = self
            .g
            .entries_before_merge(entries, self.fill, self.used, others)
        {
            self.remake(entries);
        }
        for key in keys {
            if self.fill == 0 || self.used < others {
                self.insert_clean(*key);
            } else {
                self.add(*key);
            }
        }
    }

    pub(super) fn insert_clean(&mut self, key: u64) {
        let (found, _, virgin) = self.probe(key);
        if found.is_none() {
            self.table[virgin] = Entry::Key(key);
            self.fill += 1;
            self.used += 1;
        }
    }

    pub(super) fn copied(&self) -> Self {
        let mut copy = Set::new(self.g);
        copy.merge(&self.keys());
        copy
    }
}

pub fn decide(rules: &Rules, name: &str) -> Option<Value> {
    let g = &rules.growth.set;
    let is_of_int = name.contains(" int");
    let of = |n: u64| Set::built(g, 0..n);
    let to_200 = |set: &dyn Fn(u64) -> Set<'static>| each(0..=200, |n| set(n).size());
    // The table of strings differs from that of integers in where things lie, not in how many there are.
    let plain = name
        .replace(" of n str", " of n int")
        .replace("itself str", "itself int");
    let g: &'static SetGrowth = Box::leak(Box::new(*g));
    let of_static = |n: u64| Set::built(g, 0..n);
    match plain.as_str() {
        "set add int to 1000000: [len,size] at each change"
        | "set add str to 1000000: [len,size] at each change" => {
            let mut set = Counted::new(g);
            let mut changes = Changes::default();
            changes.note(0, set.size());
            for n in 1..=1_000_000 {
                set.add();
                changes.note(n, set.size());
            }
            changes.value()
        }
        "set(list of n int): size for n=0..200"
        | "frozenset(list of n int): size for n=0..200"
        | "{i for i in range(n)} & itself int: size for n=0..200" => to_200(&of_static),
        "set(set of n int): size for n=0..200"
        | "frozenset(set of n int): size for n=0..200"
        | "set.copy of n int: size for n=0..200"
        | "set().update(set of n int): size for n=0..200" => to_200(&|n| of_static(n).copied()),
        "set(dict of n int): size for n=0..200" => to_200(&|n| {
            let mut set = Set::new(g);
            set.merge(&(0..n).collect::<Vec<_>>());
            set
        }),
        "set.union(list of n int) with 5: size for n=0..200" => to_200(&|n| {
            let mut set = Set::built(g, 1000..1005).copied();
            (0..n).for_each(|key| set.add(key));
            set
        }),
        "set | set of n int with 5: size for n=0..200" => to_200(&|n| {
            let mut set = Set::built(g, 1000..1005).copied();
            set.merge(&of_static(n).keys());
            set
        }),
        "{-1,-2,-3}.update(set of n int): size for n=0..200" => to_200(&|n| {
            let mut set = Set::built(g, 1000..1003);
            set.merge(&of_static(n).keys());
            set
        }),
        "s - {one} of n int: size for n=0..200" => to_200(&|n| {
            let set = of_static(n);
            if g.difference_copies(set.used, 1) {
                set.copied()
            } else {
                Set::built(g, set.keys().into_iter().filter(|key| *key != 0))
            }
        }),
        "s ^ {one} of n int: size for n=0..200" if is_of_int => to_200(&|n| {
            let mut one = Set::built(g, 0..1).copied();
            for key in of_static(n).keys() {
                if one.keys().contains(&key) {
                    one.discard(key);
                } else {
                    one.add(key);
                }
            }
            one
        }),
        "set literal of n ints: size n=1..100" | "set literal of n variables: size n=1..100" => {
            None
        }
        "set from range(n), n at 2^k*3/5 (k<=20): [n,size]" => {
            let seen: Vec<Value> = (3..=20u32)
                .flat_map(|k| {
                    let size = 1u64 << k;
                    let part = size * 3 / 5;
                    [size, part - 1, part, part + 1]
                })
                .map(|n| {
                    let mut set = Counted::new(g);
                    (0..n).for_each(|_| set.add());
                    json!([n, set.size()])
                })
                .collect();
            Some(Value::Array(seen))
        }
        _ => {
            if let Some(n) = between(&plain, "set of ", " int, pop to empty: changes")
                .or_else(|| between(&plain, "set of ", " str, pop to empty: changes"))
            {
                return Some(json!([[n, of(n).size()]]));
            }
            if let Some(rest) = plain.strip_prefix("set of 100 int, discard ") {
                let (dropped, _) = number(rest)?;
                let mut set = of(100);
                (0..dropped).for_each(|key| set.discard(key));
                let mut changes = Changes::default();
                changes.note(set.used, set.size());
                for key in 0..500 {
                    set.add(1000 + key);
                    changes.note(set.used, set.size());
                }
                return changes.value();
            }
            if let Some(n) = between(
                &plain,
                "set of ",
                " int: rolling discard-oldest/add-new x3000: [round,size] changes",
            ) {
                let mut set = of(n);
                let mut queue: VecDeque<u64> = (0..n).collect();
                let mut changes = Changes::default();
                for round in 0..3000 {
                    changes.note(round, set.size());
                    set.discard(queue.pop_front()?);
                    let key = n + round;
                    queue.push_back(key);
                    set.add(key);
                }
                return changes.value();
            }
            None
        }
    }
}

/// A set that only grows, for which counts are enough.
struct Counted<'a> {
    g: &'a SetGrowth,
    entries: u64,
    used: u64,
}

impl<'a> Counted<'a> {
    pub(super) fn new(g: &'a SetGrowth) -> Self {
        Counted {
            g,
            entries: g.small_table,
            used: 0,
        }
    }

    pub(super) fn add(&mut self) {
        self.used += 1;
        if let Some(entries) = self.g.entries_after_add(self.entries, self.used, self.used) {
            self.entries = entries;
        }
    }

    pub(super) fn size(&self) -> u64 {
        216 + self.g.table_bytes(self.entries)
    }
}

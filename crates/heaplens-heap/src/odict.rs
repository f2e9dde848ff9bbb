//! `OrderedDict`: a dict with a chain of nodes beside it that keeps the order (Objects/odictobject.c).
//!
//! ```text
//! odict  words 1-5  as in a dict
//!        word 6  the table of nodes by entry: its place (u32) | how many it has (u32)
//!        word 7  the first node's place (u32) | the last one's (u32)
//!        word 8  the keys for which the table of nodes was made (u32) | state (u32), which counts the changes
//! node   word 0  the key (counted)
//!        word 1  its hash
//!        word 2  the next node (u32) | the one before (u32)
//!        word 3  unused
//! ```

use std::collections::BTreeMap;

use crate::heap::Heap;
use crate::reference::Ref;

/// `sizeof(_ODictNode)`.
const NODE_BYTES: u64 = 32;

impl Heap {
    /// The first node, or 0.
    pub fn odict_first(&self, r: Ref) -> u32 {
        self.memory.half(r.0 + 7, 0)
    }

    /// The last node, or 0.
    pub fn odict_last(&self, r: Ref) -> u32 {
        self.memory.half(r.0 + 7, 1)
    }

    /// The node behind, or 0.
    pub fn odict_next(&self, node: u32) -> u32 {
        self.memory.half(node + 2, 0)
    }

    /// The node before, or 0.
    pub fn odict_previous(&self, node: u32) -> u32 {
        self.memory.half(node + 2, 1)
    }

    /// A node's key and hash.
    pub fn odict_key(&self, node: u32) -> (Ref, i64) {
        (
            Ref(self.memory.half(node, 0)),
            self.memory.word(node + 1) as i64,
        )
    }

    /// Counts the changes of the order.
    pub fn odict_state(&self, r: Ref) -> u32 {
        self.memory.half(r.0 + 8, 1)
    }

    fn odict_changed(&mut self, r: Ref) {
        let state = self.odict_state(r).wrapping_add(1);
        self.memory.set_half(r.0 + 8, 1, state);
    }

    /// All keys, in order.
    pub fn odict_keys(&self, r: Ref) -> Vec<Ref> {
        let mut keys = Vec::new();
        let mut node = self.odict_first(r);
        while node != 0 {
            keys.push(self.odict_key(node).0);
            node = self.odict_next(node);
        }
        keys
    }

    /// Makes the table of nodes anew where the dict's keys were (`_odict_resize`).
    pub fn odict_sync(&mut self, r: Ref) {
        let keys = self.dict_keys(r);
        let size = if keys == 0 {
            1
        } else {
            1 << self.keys_log2_size(keys)
        };
        let (table, have) = (self.memory.half(r.0 + 6, 0), self.memory.half(r.0 + 6, 1));
        if self.memory.half(r.0 + 8, 0) == keys && have == size {
            return;
        }
        let fresh = self.alloc_block(8 * u64::from(size), size);
        for at in 0..size {
            self.memory.set_word(fresh + at, 0);
        }
        let entries: BTreeMap<Ref, u32> = (0..self.dict_nentries(r))
            .filter_map(|entry| self.dict_entry(r, entry).map(|(_, key, _)| (key, entry)))
            .collect();
        let mut node = self.odict_first(r);
        while node != 0 {
            if let Some(&entry) = entries.get(&self.odict_key(node).0) {
                self.memory.set_word(fresh + entry, u64::from(node));
            }
            node = self.odict_next(node);
        }
        if table != 0 {
            self.free_block(table, 8 * u64::from(have));
        }
        self.memory.set_half(r.0 + 6, 0, fresh);
        self.memory.set_half(r.0 + 6, 1, size);
        self.memory.set_half(r.0 + 8, 0, keys);
    }

    /// The node of an entry of the dict, or 0.
    pub fn odict_node(&mut self, r: Ref, entry: u32) -> u32 {
        self.odict_sync(r);
        let table = self.memory.half(r.0 + 6, 0);
        self.memory.word(table + entry) as u32
    }

    /// Adds a node for a key (counted once more) that is new in the dict, at its entry.
    pub fn odict_add(&mut self, r: Ref, key: Ref, hash: i64, entry: u32) {
        self.odict_sync(r);
        self.incref(key);
        let node = self.alloc_block(NODE_BYTES, 4);
        self.memory.set_word(node, u64::from(key.0));
        self.memory.set_word(node + 1, hash as u64);
        let table = self.memory.half(r.0 + 6, 0);
        self.memory.set_word(table + entry, u64::from(node));
        self.odict_link(r, node, true);
        self.odict_changed(r);
    }

    fn odict_link(&mut self, r: Ref, node: u32, at_end: bool) {
        let other = if at_end {
            self.odict_last(r)
        } else {
            self.odict_first(r)
        };
        let (towards, away) = if at_end { (0, 1) } else { (1, 0) };
        self.memory.set_half(node + 2, towards, 0);
        self.memory.set_half(node + 2, away, other);
        if other == 0 {
            self.memory.set_half(r.0 + 7, 1 - away, node);
        } else {
            self.memory.set_half(other + 2, towards, node);
        }
        self.memory.set_half(r.0 + 7, away, node);
        if other == 0 {
            self.memory.set_half(r.0 + 7, 0, node);
            self.memory.set_half(r.0 + 7, 1, node);
        }
    }

    fn odict_unlink(&mut self, r: Ref, node: u32) {
        let (next, previous) = (self.odict_next(node), self.odict_previous(node));
        if previous == 0 {
            self.memory.set_half(r.0 + 7, 0, next);
        } else {
            self.memory.set_half(previous + 2, 0, next);
        }
        if next == 0 {
            self.memory.set_half(r.0 + 7, 1, previous);
        } else {
            self.memory.set_half(next + 2, 1, previous);
        }
    }

    /// Moves a node to an end.
    pub fn odict_move(&mut self, r: Ref, node: u32, to_end: bool) {
        let here = if to_end {
            self.odict_last(r)
        } else {
            self.odict_first(r)
        };
        if here != node {
            self.odict_unlink(r, node);
            self.odict_link(r, node, to_end);
        }
        self.odict_changed(r);
    }

    /// Removes the node of an entry that is about to leave the dict.
    pub fn odict_remove(&mut self, r: Ref, entry: u32) {
        let node = self.odict_node(r, entry);
        if node == 0 {
            return;
        }
        let table = self.memory.half(r.0 + 6, 0);
        self.memory.set_word(table + entry, 0);
        self.odict_unlink(r, node);
        self.odict_changed(r);
        let (key, _) = self.odict_key(node);
        self.free_block(node, NODE_BYTES);
        self.decref(key);
    }

    /// Removes all nodes and their table.
    pub fn odict_clear_nodes(&mut self, r: Ref) {
        let (table, have) = (self.memory.half(r.0 + 6, 0), self.memory.half(r.0 + 6, 1));
        if table != 0 {
            self.free_block(table, 8 * u64::from(have));
        }
        self.memory.set_word(r.0 + 6, 0);
        self.memory.set_half(r.0 + 8, 0, 0);
        let mut node = self.odict_first(r);
        self.memory.set_word(r.0 + 7, 0);
        while node != 0 {
            let next = self.odict_next(node);
            let (key, _) = self.odict_key(node);
            self.free_block(node, NODE_BYTES);
            self.decref(key);
            node = next;
        }
        self.odict_changed(r);
    }

    /// What the nodes add to `__sizeof__`.
    pub(crate) fn odict_extra_bytes(&self, r: Ref) -> u64 {
        8 * u64::from(self.memory.half(r.0 + 6, 1)) + NODE_BYTES * u64::from(self.dict_len(r))
    }
}

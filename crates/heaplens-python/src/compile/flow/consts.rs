//! The constants of a code object while its flow is optimised.

use super::blocks::{Graph, Node};
use crate::code::ConstId;
use crate::compile::constants::ConstPool;
use crate::compile::value::Value;
use crate::opcode::Op;

/// `co_consts` under construction.
pub struct ConstTable<'p> {
    /// The unit's constants.
    pub pool: &'p mut ConstPool,
    /// Those of this code object, in order.
    pub ids: Vec<ConstId>,
    /// Places that stay though no instruction loads them.
    pub pinned: Vec<u32>,
}

impl ConstTable<'_> {
    /// The value that an instruction loads, if it loads a constant.
    pub fn value(&self, node: &Node) -> Option<Value> {
        match node.real()? {
            Op::LoadConst => Some(self.pool.value(self.ids[node.arg as usize]).clone()),
            Op::LoadSmallInt => Some(Value::int(node.arg)),
            _ => None,
        }
    }

    /// The place of a constant, which is put at the end if it is new.
    pub fn add(&mut self, value: &Value) -> u32 {
        let id = self.pool.intern(value);
        let place = self
            .ids
            .iter()
            .position(|known| *known == id)
            .unwrap_or_else(|| {
                self.ids.push(id);
                self.ids.len() - 1
            });
        place as u32
    }

    /// The place of a constant that is merged with no other.
    pub fn add_apart(&mut self, value: &Value) -> u32 {
        self.ids.push(self.pool.apart(value));
        self.ids.len() as u32 - 1
    }

    fn used(&self, graph: &Graph) -> Vec<bool> {
        let mut used = vec![false; self.ids.len()];
        // The first may be a docstring.
        if let Some(first) = used.first_mut() {
            *first = true;
        }
        for &place in &self.pinned {
            used[place as usize] = true;
        }
        for index in graph.order() {
            for node in graph[index]
                .nodes
                .iter()
                .filter(|node| node.is(Op::LoadConst))
            {
                used[node.arg as usize] = true;
            }
        }
        used
    }

    /// Cuts unused constants off the end (`trim_unused_consts`, 3.10 and 3.11).
    pub fn trim(&mut self, graph: &Graph) {
        let keep = self
            .used(graph)
            .iter()
            .rposition(|used| *used)
            .map_or(0, |last| last + 1);
        self.ids.truncate(keep);
    }

    /// Takes all unused constants out but the first (`remove_unused_consts`, 3.12+).
    pub fn remove_unused(&mut self, graph: &mut Graph) {
        let used = self.used(graph);
        let mut places = vec![0u32; used.len()];
        let mut kept = Vec::new();
        for (place, used) in used.iter().enumerate() {
            if *used {
                places[place] = kept.len() as u32;
                kept.push(self.ids[place]);
            }
        }
        self.ids = kept;
        for index in graph.order() {
            for node in graph[index]
                .nodes
                .iter_mut()
                .filter(|node| node.is(Op::LoadConst))
            {
                node.arg = places[node.arg as usize];
            }
        }
    }
}

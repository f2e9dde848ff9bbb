//! Folding of constants in the flow graph: tuples in all versions, everything from 3.14 on.

use num_traits::ToPrimitive;

use super::blocks::{BlockIndex, Graph, Node};
use super::consts::ConstTable;
use crate::code::Position;
use crate::compile::ast::UnaryOp;
use crate::compile::codegen::ir::IrOp;
use crate::compile::fold::{arithmetic, frozenset};
use crate::compile::rules::Rules;
use crate::compile::value::Value;
use crate::opcode::{BinaryOperator, CommonConstant, Op};

/// Longest display that is folded (`_PY_STACK_USE_GUIDELINE`).
const STACK_USE_GUIDELINE: usize = 30;
/// Shortest list or set display that becomes a constant and an extend.
const MIN_CONST_SEQUENCE_SIZE: usize = 3;

/// Folds within one block.
pub(super) struct Folder<'a, 'p> {
    pub(super) graph: &'a mut Graph,
    pub(super) consts: &'a mut ConstTable<'p>,
    pub(super) rules: &'static Rules,
}

impl Folder<'_, '_> {
    pub(super) fn node(&mut self, block: BlockIndex, i: usize) -> &mut Node {
        &mut self.graph[block].nodes[i]
    }

    /// The places of the last `count` instructions before `end`, if all load constants; no-ops between them are
    /// passed over where the version does so.
    fn loads_before(&self, block: BlockIndex, end: usize, count: usize) -> Option<Vec<usize>> {
        let nodes = &self.graph[block].nodes;
        let mut places = Vec::new();
        let mut at = end;
        while places.len() < count {
            at = at.checked_sub(1)?;
            let node = &nodes[at];
            if node.is(Op::Nop) && self.rules.folds_in_flow_graph {
                continue;
            }
            self.consts.value(node)?;
            places.push(at);
        }
        places.reverse();
        Some(places)
    }

    fn values(&self, block: BlockIndex, places: &[usize]) -> Vec<Value> {
        let nodes = &self.graph[block].nodes;
        places
            .iter()
            .filter_map(|&at| self.consts.value(&nodes[at]))
            .collect()
    }

    /// Makes instructions do nothing (and, from 3.14, hold no line).
    fn nop_out(&mut self, block: BlockIndex, places: &[usize]) {
        let unplaced = self.rules.folds_in_flow_graph;
        for &at in places {
            let node = self.node(block, at);
            node.set_nop();
            if unplaced {
                node.pos = Position::NONE;
            }
        }
    }

    fn load(&mut self, block: BlockIndex, i: usize, value: &Value) {
        if let Some(small) = self
            .rules
            .load_small_int
            .then(|| small_int(value, self.rules))
            .flatten()
        {
            let node = self.node(block, i);
            (node.op, node.arg) = (IrOp::Real(Op::LoadSmallInt), small);
            return;
        }
        let place = self.consts.add(value);
        let node = self.node(block, i);
        (node.op, node.arg) = (IrOp::Real(Op::LoadConst), place);
    }

    /// `LOAD_CONST`s and `BUILD_TUPLE`.
    pub(super) fn tuple(&mut self, block: BlockIndex, i: usize) {
        let count = self.graph[block].nodes[i].arg as usize;
        if self.rules.folds_in_flow_graph && count > STACK_USE_GUIDELINE {
            return;
        }
        if count == 0 && !self.rules.folds_empty_tuples {
            return;
        }
        let Some(places) = self.loads_before(block, i, count) else {
            return;
        };
        let tuple = Value::tuple(self.values(block, &places));
        self.nop_out(block, &places);
        if !self.rules.merges_folded_tuples {
            let place = self.consts.add_apart(&tuple);
            let node = self.node(block, i);
            (node.op, node.arg) = (IrOp::Real(Op::LoadConst), place);
            return;
        }
        self.load(block, i, &tuple);
    }

    /// `BUILD_LIST 0`, each constant appended, and `LIST_TO_TUPLE`.
    pub(super) fn list_to_tuple(&mut self, block: BlockIndex, i: usize) {
        let nodes = &self.graph[block].nodes;
        let mut values = Vec::new();
        let mut expect_append = true;
        for at in (0..i).rev() {
            let node = &nodes[at];
            if node.is(Op::Nop) {
                continue;
            }
            if node.is(Op::BuildList) && node.arg == 0 {
                if !expect_append {
                    return;
                }
                values.reverse();
                let places: Vec<usize> = (at..i).filter(|&at| !nodes[at].is(Op::Nop)).collect();
                self.nop_out(block, &places);
                self.load(block, i, &Value::tuple(values));
                return;
            }
            if expect_append {
                if !(node.is(Op::ListAppend) && node.arg == 1) {
                    return;
                }
            } else {
                let Some(value) = self.consts.value(node) else {
                    return;
                };
                values.push(value);
            }
            expect_append = !expect_append;
        }
    }

    /// A list or set of constants, or one that is only run through or looked into.
    pub(super) fn list_or_set(&mut self, block: BlockIndex, i: usize) {
        let nodes = &self.graph[block].nodes;
        let node = nodes[i];
        let next = nodes.get(i + 1).and_then(Node::real);
        // An iterable that a generator expression is only asked about (`GetIter` with 1) is handed on as it is.
        let handed_on = nodes.get(i + 1).is_some_and(|next| next.arg == 1);
        let only_read = match next {
            Some(Op::GetIter) => !handed_on,
            Some(Op::ContainsOp) => true,
            _ => false,
        };
        let count = node.arg as usize;
        if count > STACK_USE_GUIDELINE || (count < MIN_CONST_SEQUENCE_SIZE && !only_read) {
            return;
        }
        let is_list = node.is(Op::BuildList);
        let Some(places) = self.loads_before(block, i, count) else {
            if only_read && is_list {
                self.node(block, i).op = IrOp::Real(Op::BuildTuple);
            }
            return;
        };
        let values = self.values(block, &places);
        let constant = if is_list {
            Value::tuple(values)
        } else {
            frozenset(values)
        };
        let place = self.consts.add(&constant);
        self.nop_out(block, &places);
        if only_read {
            let node = self.node(block, i);
            (node.op, node.arg) = (IrOp::Real(Op::LoadConst), place);
            return;
        }
        let (build, extend) = if is_list {
            (Op::BuildList, Op::ListExtend)
        } else {
            (Op::BuildSet, Op::SetUpdate)
        };
        let pos = node.pos;
        for (at, op, arg) in [
            (i - 2, build, 0),
            (i - 1, Op::LoadConst, place),
            (i, extend, 1),
        ] {
            let node = self.node(block, at);
            (node.op, node.arg) = (IrOp::Real(op), arg);
        }
        self.node(block, i - 2).pos = pos;
    }

    pub(super) fn binary(&mut self, block: BlockIndex, i: usize) {
        let Some(places) = self.loads_before(block, i, 2) else {
            return;
        };
        let node = self.graph[block].nodes[i];
        let operands = self.values(block, &places);
        let [left, right] = operands.as_slice() else {
            return;
        };
        let result = if node.is(Op::BinarySubscr) {
            arithmetic::subscript(left, right)
        } else {
            match BinaryOperator::from_arg(node.arg) {
                (operator, false) => arithmetic::binary(operator, left, right, true),
                (_, true) => None,
            }
        };
        let Some(result) = result else { return };
        self.nop_out(block, &places);
        self.load(block, i, &result);
    }

    /// `not` of a truth value; of anything else the truth is asked for at run time.
    pub(super) fn not(&mut self, block: BlockIndex, i: usize) {
        let operand = self
            .loads_before(block, i, 1)
            .map(|places| self.values(block, &places));
        if let Some([Value::Bool(_)]) = operand.as_deref() {
            self.unary(block, i, UnaryOp::Not);
        }
    }

    pub(super) fn unary(&mut self, block: BlockIndex, i: usize, op: UnaryOp) {
        let Some(places) = self.loads_before(block, i, 1) else {
            return;
        };
        let operands = self.values(block, &places);
        let [operand] = operands.as_slice() else {
            return;
        };
        let Some(result) = arithmetic::unary(op, operand) else {
            return;
        };
        self.nop_out(block, &places);
        self.load(block, i, &result);
    }

    /// Constants that need no table.
    pub(super) fn untabled(&mut self) {
        for index in self.graph.order() {
            for i in 0..self.graph[index].nodes.len() {
                let node = self.graph[index].nodes[i];
                if !node.is(Op::LoadConst) {
                    continue;
                }
                let Some(value) = self.consts.value(&node) else {
                    continue;
                };
                if let Some(small) = small_int(&value, self.rules) {
                    let node = self.node(index, i);
                    (node.op, node.arg) = (IrOp::Real(Op::LoadSmallInt), small);
                }
            }
        }
    }

    /// `None` and its kin, which the interpreter keeps (3.15).
    pub(super) fn common(&mut self) {
        for index in self.graph.order() {
            for i in 0..self.graph[index].nodes.len() {
                let node = self.graph[index].nodes[i];
                if !node.is(Op::LoadConst) {
                    continue;
                }
                let common = match self.consts.value(&node) {
                    Some(Value::None) => CommonConstant::None,
                    Some(Value::Bool(true)) => CommonConstant::True,
                    Some(Value::Bool(false)) => CommonConstant::False,
                    Some(Value::Str(text)) if text.as_bytes().is_empty() => {
                        CommonConstant::EmptyStr
                    }
                    Some(Value::Int(int)) if int.to_i8() == Some(-1) => CommonConstant::MinusOne,
                    _ => continue,
                };
                let node = self.node(index, i);
                (node.op, node.arg) = (IrOp::Real(Op::LoadCommonConstant), common as u32);
            }
        }
    }
}

/// The number, if `LOAD_SMALL_INT` can hold it.
fn small_int(value: &Value, rules: &Rules) -> Option<u32> {
    match value {
        Value::Int(int) => int
            .to_u32()
            .filter(|small| *small <= rules.largest_small_int),
        _ => None,
    }
}

//! From a finished unit to a code object: slots, flow, exception table.

use std::rc::Rc;

use super::codegen::ir::{Ins, IrOp};
use super::codegen::unit::{CodeUnit, UnitKind};
use super::constants::ConstPool;
use super::error::Fault;
use super::flow::{self, ConstTable, Graph, Locals, Node};
use super::future::Future;
use super::rules::Rules;
use super::symtable::flags::DEF_PARAM;
use super::symtable::{Block, Symtable};
use crate::Version;
use crate::code::{CodeBody, ExceptionEntry, Position, Slot, SlotKind, co_flags};
use crate::opcode::{Instr, Op};

/// Makes the code object of a unit.
pub(super) fn assemble(
    unit: CodeUnit<'_>,
    symtable: &Symtable,
    pool: &mut ConstPool,
    rules: &'static Rules,
    future: &Future,
    filename: &Rc<str>,
) -> Result<Rc<CodeBody>, Fault> {
    let block = &symtable[unit.block];
    let mut unit = unit;
    let slots = Slots::new(&unit);
    slots.fix(&mut unit.seq.instrs);
    prefix(&mut unit, block, &slots);
    let flags = flags(&unit, block, rules, future);
    let mut graph = Graph::new(&unit.seq);
    let before = rules
        .depth_before_folding
        .then(|| flow::modelled_depth(&graph, rules.version));
    let mut consts = ConstTable {
        pool,
        ids: unit.consts,
        pinned: unit.pinned_consts,
    };
    let locals = Locals {
        count: slots.slots.len(),
        arguments: arguments(block),
        firstlineno: unit.firstlineno,
    };
    flow::optimize(&mut graph, &mut consts, locals, rules);
    let depth = flow::real_depths(&mut graph);
    let modelled = before.unwrap_or_else(|| flow::modelled_depth(&graph, rules.version));
    let consts = consts.ids;
    let lines = Linear::new(&mut graph);
    if unit.kind == UnitKind::Module && rules.module_begins_at_code {
        unit.firstlineno = lines
            .positions
            .iter()
            .map(|pos| pos.line)
            .find(|line| *line != 0)
            .unwrap_or(1);
    }

    Ok(Rc::new(CodeBody {
        name: unit.name.clone(),
        qualname: unit.qualname.clone(),
        filename: filename.clone(),
        firstlineno: unit.firstlineno,
        argcount: unit.argcount,
        posonlyargcount: unit.posonlyargcount,
        kwonlyargcount: unit.kwonlyargcount,
        flags,
        instrs: lines.instrs.into(),
        positions: lines.positions.into(),
        nlocals: unit.varnames.len() as u32,
        cellvars: slots.cells.clone().into(),
        nfreevars: unit.freevars.len() as u32,
        localsplus: slots.slots.into(),
        co_stacksize: modelled.max(least_depth(&unit.name, rules.version)),
        stacksize: depth.max(modelled).max(1),
        names: unit.names.names().cloned().collect(),
        consts: consts.into(),
        exceptions: lines.exceptions.into(),
        docstring: unit.docstring,
        co_code_bytes: None,
        linetable_bytes: None,
        exceptiontable_bytes: None,
    }))
}

/// The least depth of a stack: one place from 3.13 on; a generator expression of 3.15 has four (recorded as
/// `sizes: (x for x in [])`).
fn least_depth(name: &str, version: Version) -> u32 {
    match version {
        Version::V3_15 if name == "<genexpr>" => 4,
        _ => u32::from(version >= Version::V3_13),
    }
}

/// How many slots a call fills.
fn arguments(block: &Block) -> usize {
    block
        .symbols
        .iter()
        .filter(|(_, symbol)| symbol.flags & DEF_PARAM != 0)
        .count()
}

/// Where each variable lives.
struct Slots {
    slots: Vec<Slot>,
    /// The slot of each cell, then of each free variable.
    derefs: Vec<u32>,
    cells: Vec<u32>,
}

impl Slots {
    fn new(unit: &CodeUnit<'_>) -> Slots {
        let mut slots: Vec<Slot> = unit
            .varnames
            .names()
            .map(|name| {
                let hidden = unit.fast_hidden.contains_key(name);
                let kind = if hidden {
                    SlotKind::LOCAL.with(SlotKind::HIDDEN)
                } else {
                    SlotKind::LOCAL
                };
                Slot {
                    name: name.clone(),
                    kind,
                }
            })
            .collect();
        let mut derefs = Vec::new();
        for name in unit.cellvars.names() {
            // An argument that is a cell keeps its slot.
            match unit.varnames.place(name) {
                Some(place) => {
                    slots[place].kind = slots[place].kind.with(SlotKind::CELL);
                    derefs.push(place as u32);
                }
                None => {
                    derefs.push(slots.len() as u32);
                    slots.push(Slot {
                        name: name.clone(),
                        kind: SlotKind::CELL,
                    });
                }
            }
        }
        let cells = derefs.clone();
        for name in unit.freevars.names() {
            derefs.push(slots.len() as u32);
            slots.push(Slot {
                name: name.clone(),
                kind: SlotKind::FREE,
            });
        }
        Slots {
            slots,
            derefs,
            cells,
        }
    }

    fn fix(&self, instrs: &mut [Ins]) {
        for ins in instrs {
            let is_deref = matches!(
                ins.op,
                IrOp::LoadClosure
                    | IrOp::Real(
                        Op::LoadDeref
                            | Op::StoreDeref
                            | Op::DeleteDeref
                            | Op::LoadFromDictOrDeref
                            | Op::MakeCell
                    )
            );
            if is_deref {
                ins.arg = self.derefs[ins.arg as usize];
            }
        }
    }
}

/// What a frame does first: `COPY_FREE_VARS`, `MAKE_CELL`s, `RETURN_GENERATOR`.
fn prefix(unit: &mut CodeUnit<'_>, block: &Block, slots: &Slots) {
    let pos = Position {
        line: unit.firstlineno,
        end_line: unit.firstlineno,
        col: 0,
        end_col: 0,
    };
    let mut first: Vec<Ins> = Vec::new();
    let mut push = |op: Op, arg: u32, pos: Position| {
        first.push(Ins {
            op: IrOp::Real(op),
            arg,
            target: None,
            pos,
        });
    };
    if !unit.freevars.is_empty() {
        push(Op::CopyFreeVars, unit.freevars.len() as u32, Position::NONE);
    }
    let mut cells = slots.cells.clone();
    cells.sort_unstable();
    for cell in cells {
        push(Op::MakeCell, cell, Position::NONE);
    }
    if (block.generator || block.coroutine) && block.is_function_like() {
        push(Op::ReturnGenerator, 0, pos);
        push(Op::PopTop, 0, pos);
    }
    for ins in first.into_iter().rev() {
        unit.seq.insert_first(ins);
    }
}

fn flags(unit: &CodeUnit<'_>, block: &Block, rules: &Rules, future: &Future) -> u32 {
    let mut flags = 0;
    if block.is_function_like() {
        flags |= co_flags::NEWLOCALS | co_flags::OPTIMIZED;
        if block.nested {
            flags |= co_flags::NESTED;
        }
        flags |= match (block.generator, block.coroutine) {
            (true, false) => co_flags::GENERATOR,
            (false, true) => co_flags::COROUTINE,
            (true, true) => co_flags::ASYNC_GENERATOR,
            (false, false) => 0,
        };
        if block.varargs {
            flags |= co_flags::VARARGS;
        }
        if block.varkeywords {
            flags |= co_flags::VARKEYWORDS;
        }
    }
    if future.annotations {
        flags |= if rules.version == Version::V3_8 {
            co_flags::FUTURE_ANNOTATIONS_3_8
        } else {
            co_flags::FUTURE_ANNOTATIONS
        };
    }
    if rules.version < Version::V3_11 && unit.cellvars.is_empty() && unit.freevars.is_empty() {
        flags |= co_flags::NOFREE;
    }
    if rules.version >= Version::V3_14 && unit.docstring.is_some() {
        flags |= co_flags::HAS_DOCSTRING;
    }
    if rules.version >= Version::V3_14 && block.method {
        flags |= co_flags::METHOD;
    }
    flags
}

/// The blocks as one list.
struct Linear {
    instrs: Vec<Instr>,
    positions: Vec<Position>,
    exceptions: Vec<ExceptionEntry>,
}

impl Linear {
    fn new(graph: &mut Graph) -> Linear {
        flow::drop_block_pushes(graph);
        let order = graph.order();
        let mut starts = vec![0u32; graph.blocks.len()];
        let mut count = 0;
        let mut kept: Vec<Vec<Node>> = Vec::new();
        for &index in &order {
            starts[index.0 as usize] = count;
            let nodes = std::mem::take(&mut graph[index].nodes);
            count += nodes.len() as u32;
            kept.push(nodes);
        }
        let mut linear = Linear {
            instrs: Vec::new(),
            positions: Vec::new(),
            exceptions: Vec::new(),
        };
        let mut handlers = Vec::new();
        for node in kept.into_iter().flatten() {
            let op = match node.op {
                IrOp::Real(op) => op,
                IrOp::LoadClosure => Op::LoadFast,
                IrOp::StoreFastMaybeNull => Op::StoreFast,
                _ => Op::Nop,
            };
            let arg = node
                .target
                .map_or(node.arg, |target| starts[target.0 as usize]);
            linear.instrs.push(Instr { op, arg });
            linear.positions.push(node.pos);
            handlers.push(node.handler);
        }
        let mut start = 0;
        for end in 1..=handlers.len() {
            if end < handlers.len() && handlers[end] == handlers[start] {
                continue;
            }
            if let Some(handler) = handlers[start] {
                let block = &graph[handler];
                let depth = block.start_depth.expect("a handler's depth was computed");
                linear.exceptions.push(ExceptionEntry {
                    start: start as u32,
                    end: end as u32,
                    target: starts[handler.0 as usize],
                    depth: depth - 1 - u32::from(block.preserve_lasti),
                    lasti: block.preserve_lasti,
                });
            }
            start = end;
        }
        linear
    }
}

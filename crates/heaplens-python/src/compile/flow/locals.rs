//! Which loads of locals may find nothing, and which need no reference of their own.

use super::blocks::{BlockIndex, Graph, Node};
use super::depth::stack_effect;
use crate::compile::codegen::ir::IrOp;
use crate::opcode::Op;

/// Marks loads that may find an empty slot (`add_checks_for_loads_of_uninitialized_variables`). Arguments are
/// bound from the start.
pub(super) fn mark_checked_loads(graph: &mut Graph, locals: usize, arguments: usize) {
    if locals == 0 {
        return;
    }
    let mut unsafe_at: Vec<Option<Vec<bool>>> = vec![None; graph.blocks.len()];
    unsafe_at[0] = Some((0..locals).map(|slot| slot >= arguments).collect());
    let mut todo = vec![Graph::ENTRY];
    while let Some(index) = todo.pop() {
        let mut state = unsafe_at[index.0 as usize]
            .clone()
            .expect("a block is visited with its state known");
        let mut reach = |target: BlockIndex, state: &[bool], todo: &mut Vec<BlockIndex>| {
            let known = unsafe_at[target.0 as usize].get_or_insert_with(|| {
                todo.push(target);
                vec![false; locals]
            });
            let mut changed = false;
            for (known, new) in known.iter_mut().zip(state) {
                if *new && !*known {
                    *known = true;
                    changed = true;
                }
            }
            if changed && !todo.contains(&target) {
                todo.push(target);
            }
        };
        for i in 0..graph[index].nodes.len() {
            let node = graph[index].nodes[i];
            if let Some(handler) = node.handler {
                reach(handler, &state, &mut todo);
            }
            step(&mut graph[index].nodes[i], &mut state);
        }
        if graph[index].falls_through()
            && let Some(next) = graph[index].next
        {
            reach(next, &state, &mut todo);
        }
        if let Some((_, target)) = graph[index].last_jump() {
            reach(target, &state, &mut todo);
        }
    }
}

fn step(node: &mut Node, state: &mut [bool]) {
    let slot = node.arg as usize;
    match node.op {
        IrOp::Real(Op::DeleteFast | Op::LoadFastAndClear) | IrOp::StoreFastMaybeNull => {
            state[slot] = true
        }
        IrOp::Real(Op::StoreFast | Op::LoadFastCheck) => state[slot] = false,
        IrOp::Real(Op::LoadFast) => {
            if state[slot] {
                node.op = IrOp::Real(Op::LoadFastCheck);
            }
            state[slot] = false;
        }
        _ => {}
    }
}

/// A reference on the modelled stack: which instruction pushed it and from which local.
#[derive(Clone, Copy)]
struct Ref {
    instr: Option<usize>,
    local: Option<u32>,
}

/// Turns loads of locals whose reference is consumed within their block, before the local changes, into borrowed
/// ones (`optimize_load_fast`, 3.14+).
pub(super) fn borrow_loads(graph: &mut Graph) {
    for index in graph.order() {
        let Some(depth) = graph[index].start_depth else {
            continue;
        };
        let keeps = unsafe_loads(&graph[index].nodes, depth as usize);
        for (node, keep) in graph[index].nodes.iter_mut().zip(keeps) {
            if node.is(Op::LoadFast) && !keep {
                node.op = IrOp::Real(Op::LoadFastBorrow);
            }
        }
    }
}

/// For each instruction whether a reference that it pushed outlives its use.
fn unsafe_loads(nodes: &[Node], depth: usize) -> Vec<bool> {
    let mut flags = vec![false; nodes.len()];
    let mut refs = vec![
        Ref {
            instr: None,
            local: None
        };
        depth
    ];
    let kill = |flags: &mut [bool], refs: &[Ref], local: u32| {
        for held in refs.iter().filter(|held| held.local == Some(local)) {
            if let Some(instr) = held.instr {
                flags[instr] = true;
            }
        }
    };
    for (i, node) in nodes.iter().enumerate() {
        let own = Ref {
            instr: Some(i),
            local: None,
        };
        match node.op {
            IrOp::Real(Op::DeleteFast) => kill(&mut flags, &refs, node.arg),
            IrOp::Real(Op::LoadFast) => refs.push(Ref {
                instr: Some(i),
                local: Some(node.arg),
            }),
            IrOp::Real(Op::LoadFastAndClear) => {
                kill(&mut flags, &refs, node.arg);
                refs.push(Ref {
                    instr: Some(i),
                    local: Some(node.arg),
                });
            }
            IrOp::Real(Op::StoreFast) => {
                let stored = refs.pop();
                kill(&mut flags, &refs, node.arg);
                if let Some(instr) = stored.and_then(|stored| stored.instr) {
                    flags[instr] = true;
                }
            }
            IrOp::Real(Op::Copy) => {
                let at = refs.len().saturating_sub(node.arg as usize);
                let copied = refs.get(at).copied().unwrap_or(own);
                refs.push(copied);
            }
            IrOp::Real(Op::Swap) => {
                if let (Some(top), Some(other)) = (
                    refs.len().checked_sub(1),
                    refs.len().checked_sub(node.arg as usize),
                ) {
                    refs.swap(top, other);
                }
            }
            IrOp::SetupFinally | IrOp::SetupCleanup | IrOp::SetupWith => {}
            _ => consume(node, own, &mut refs),
        }
    }
    for held in refs {
        if let Some(instr) = held.instr {
            flags[instr] = true;
        }
    }
    flags
}

/// What an instruction takes off the modelled stack and puts there.
fn consume(node: &Node, own: Ref, refs: &mut Vec<Ref>) {
    let effect = stack_effect(node, false);
    let op = node.real();
    // Instructions that leave some of their inputs where they are.
    let keeps_inputs = matches!(
        op,
        Some(
            Op::GetAnext
                | Op::GetIter
                | Op::GetLen
                | Op::ImportFrom
                | Op::MatchKeys
                | Op::MatchMapping
                | Op::MatchSequence
                | Op::WithExceptStart
                | Op::DictMerge
                | Op::DictUpdate
                | Op::ListAppend
                | Op::ListExtend
                | Op::MapAdd
                | Op::Reraise
                | Op::SetAdd
                | Op::SetUpdate
                | Op::ForIter
        )
    );
    if keeps_inputs {
        change(refs, effect, own);
        return;
    }
    match op {
        Some(Op::CheckExcMatch | Op::Send) => {
            refs.pop();
            refs.push(own);
        }
        Some(Op::LoadMethod) => {
            // Self may come back onto the stack.
            let receiver = refs.pop().unwrap_or(own);
            refs.push(own);
            refs.push(receiver);
        }
        Some(Op::LoadSuperMethod) => {
            let receiver = refs.pop().unwrap_or(own);
            refs.truncate(refs.len().saturating_sub(2));
            refs.push(own);
            refs.push(receiver);
        }
        _ => {
            let pushed = pushes(node);
            let popped = pushed - effect;
            refs.truncate(refs.len().saturating_sub(popped.max(0) as usize));
            for _ in 0..pushed {
                refs.push(own);
            }
        }
    }
}

fn change(refs: &mut Vec<Ref>, effect: i32, own: Ref) {
    for _ in 0..effect {
        refs.push(own);
    }
    let popped = (-effect).max(0) as usize;
    refs.truncate(refs.len().saturating_sub(popped));
}

/// How many items an instruction that consumes all its inputs pushes.
fn pushes(node: &Node) -> i32 {
    match node.real() {
        Some(
            Op::Nop
            | Op::PopTop
            | Op::StoreDeref
            | Op::StoreName
            | Op::StoreGlobal
            | Op::DeleteDeref
            | Op::DeleteName
            | Op::DeleteGlobal
            | Op::MakeCell
            | Op::CopyFreeVars
            | Op::SetupAnnotations
            | Op::StoreAttr
            | Op::DeleteAttr
            | Op::StoreSubscr
            | Op::StoreSlice
            | Op::DeleteSubscr
            | Op::Jump
            | Op::PopJumpIfFalse
            | Op::PopJumpIfTrue
            | Op::PopJumpIfNone
            | Op::PopJumpIfNotNone
            | Op::ReturnValue
            | Op::RaiseVarargs
            | Op::EndAsyncFor
            | Op::PopExcept
            | Op::ImportStar
            | Op::PrintExpr,
        ) => 0,
        Some(Op::UnpackSequence) => node.arg as i32,
        Some(Op::UnpackEx) => (node.arg & 0xFF) as i32 + 1 + (node.arg >> 8) as i32,
        Some(Op::LoadSpecial | Op::PushExcInfo | Op::CleanupThrow | Op::CheckEgMatch) => 2,
        None => match node.op {
            IrOp::LoadClosure => 1,
            _ => 0,
        },
        _ => 1,
    }
}

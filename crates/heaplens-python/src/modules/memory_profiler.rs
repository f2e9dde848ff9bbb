//! `_memory_profiler`: what our `memory_profiler` (modules/python/memory_profiler.py) asks the machine: measuring the
//! lines of functions, and how large the process is.

use std::rc::Rc;

use heaplens_heap::{Owned, Ref, TypeId};

use crate::modules::ModuleDef;
use crate::vm::native::{Args, Arity, Def};
use crate::vm::{Res, Vm};

/// The module.
pub const MODULE: ModuleDef = ModuleDef {
    name: "_memory_profiler",
    functions: &[FUNCTIONS],
    classes: &[],
    fill: |_, _| Ok(()),
};

const FUNCTIONS: &[Def] = &[
    Def::method("memory", Arity::None, memory),
    Def::method("add", Arity::One, add),
    Def::method("begin", Arity::One, begin),
    Def::method("end", Arity::None, end),
    Def::method("table", Arity::One, table),
    Def::method("not_here", Arity::One, not_here),
];

const MIB: f64 = (1 << 20) as f64;

/// `memory()`: how large the process is, in MiB.
fn memory(vm: &mut Vm, _args: &Args<'_>) -> Res<Owned> {
    let bytes = vm.process_bytes();
    Ok(vm.heap.float(bytes as f64 / MIB))
}

fn code_number(vm: &mut Vm, r: Ref) -> Res<u32> {
    if vm.heap.type_of(r) != TypeId::CODE {
        return Err(vm.type_error("a code object is wanted"));
    }
    Ok(vm.code_of(r).number)
}

/// `add(code)`: the lines of a code object, and those of the functions in it, are measured together.
fn add(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let table = code_number(vm, args.this())?;
    let mut open = vec![args.this()];
    while let Some(r) = open.pop() {
        let code = Rc::clone(&vm.code_of(r));
        vm.states.profiler.add(code.number, table);
        let inner = code.consts.iter().copied();
        open.extend(inner.filter(|&held| vm.heap.type_of(held) == TypeId::CODE));
    }
    Ok(vm.none())
}

/// `begin(code)`: a measured function is about to be called.
fn begin(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let table = code_number(vm, args.this())?;
    vm.states.profiler.forget(table);
    vm.profile_on(true);
    Ok(vm.none())
}

/// `end()`: it has ended.
fn end(vm: &mut Vm, _args: &Args<'_>) -> Res<Owned> {
    vm.profile_on(false);
    Ok(vm.none())
}

/// `table(code)`: what was measured: line to growth in MiB, size in MiB, how often.
fn table(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let table = code_number(vm, args.this())?;
    let lines: Vec<_> = vm.states.profiler.table(table).collect();
    let result = vm.heap.dict();
    for (line, measure) in lines {
        let items = [
            vm.heap.float(measure.grew as f64 / MIB).into_ref(),
            vm.heap.float(measure.most as f64 / MIB).into_ref(),
            vm.heap.int(measure.times as i64).into_ref(),
        ];
        let value = vm.heap.tuple_from(&items);
        let key = vm.heap.int(i64::from(line));
        vm.dict_set(result.get(), key.get(), value.get())?;
    }
    Ok(result)
}

/// `not_here(what)`: ends the run.
fn not_here(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let what = vm.str_argument(args.this(), "not_here", "1")?;
    Err(vm.unsupported(&what))
}

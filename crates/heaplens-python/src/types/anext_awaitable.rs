//! `anext_awaitable`: what `anext(iterator, default)` gives. Source: Objects/iterobject.c @ v3.12.6.

use heaplens_heap::{Owned, Ref, TypeId};

use crate::types::iterators;
use crate::vm::exceptions::Exc;
use crate::vm::native::{Args, Arity, Def};
use crate::vm::{Raised, Res, Vm};

/// Its methods: each goes on to what the wrapped awaitable iterates over.
pub const METHODS: &[Def] = &[
    Def::slot("__await__", 0, iterators::itself),
    Def::slot("__iter__", 0, iterators::itself),
    Def::slot("__next__", 0, |vm, args| pass_on(vm, args, "__next__")),
    Def::method("send", Arity::One, |vm, args| pass_on(vm, args, "send")),
    Def::method("throw", Arity::Range(1, 3), |vm, args| {
        pass_on(vm, args, "throw")
    }),
    Def::method("close", Arity::None, |vm, args| pass_on(vm, args, "close")),
];

const WRAPPED: u32 = 0;
const DEFAULT: u32 = 1;

/// What the wrapped awaitable iterates over (`anextawaitable_getiter`).
fn iterator(vm: &mut Vm, this: Ref) -> Res<Owned> {
    let wrapped = vm.heap.field(this, WRAPPED);
    let Some(iter) = vm.awaitable_iter(wrapped)? else {
        return Err(vm.cannot_await(wrapped));
    };
    if vm.heap.type_of(iter.get()) != TypeId::COROUTINE {
        return Ok(iter);
    }
    // A coroutine has no `__next__`; what its own `__await__` gives has.
    let name = vm.names.await_;
    vm.call_special(iter.get(), name, &[]).unwrap_or(Ok(iter))
}

/// Calls the iterator's method; the end of the asynchronous iteration becomes the default value.
fn pass_on(vm: &mut Vm, args: &Args<'_>, method: &str) -> Res<Owned> {
    let iter = iterator(vm, args.this())?;
    match vm.call_named(iter.get(), method, &args.pos[1..]) {
        Err(Raised) if vm.catch(Exc::StopAsyncIteration) => {
            let default = vm.heap.field(args.this(), DEFAULT);
            Err(vm.stop_iteration_with(default))
        }
        result => result,
    }
}

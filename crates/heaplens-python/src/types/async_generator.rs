//! `async_generator`, and the awaitables that its methods give. Source: Objects/genobject.c.

use heaplens_heap::{Owned, Ref, TypeId};

use super::generator;
use crate::vm::exceptions::Exc;
use crate::vm::generators::GenState;
use crate::vm::native::{Args, Arity, Def};
use crate::vm::{Raised, Res, Vm};

/// Methods of `async_generator`.
pub const METHODS: &[Def] = &[
    Def::slot("__repr__", 0, generator::repr),
    Def::slot("__aiter__", 0, generator::itself),
    Def::slot("__anext__", 0, anext),
    Def::slot("__del__", 0, generator::finalize),
    Def::method("asend", Arity::One, asend),
    Def::method("athrow", Arity::Range(1, 3), athrow),
    Def::method("aclose", Arity::None, aclose),
    Def::getter("__name__", generator::name),
    Def::setter("__name__", generator::set_name),
    Def::getter("__qualname__", generator::qualname),
    Def::setter("__qualname__", generator::set_qualname),
    Def::getter("ag_code", generator::code),
    Def::getter("ag_frame", generator::frame),
    Def::getter("ag_running", generator::running),
    Def::getter("ag_suspended", generator::suspended).since(12),
    Def::getter("ag_await", generator::delegate),
];

/// Methods of `async_generator_asend`.
pub const ASEND: &[Def] = &[
    Def::slot("__await__", 0, generator::itself),
    Def::slot("__iter__", 0, generator::itself),
    Def::slot("__next__", 0, asend_next),
    Def::method("send", Arity::One, asend_send),
    Def::method("throw", Arity::Range(1, 3), asend_throw),
    Def::method("close", Arity::None, close),
];

/// Methods of `async_generator_athrow`.
pub const ATHROW: &[Def] = &[
    Def::slot("__await__", 0, generator::itself),
    Def::slot("__iter__", 0, generator::itself),
    Def::slot("__next__", 0, athrow_next),
    Def::method("send", Arity::One, athrow_send),
    Def::method("throw", Arity::Range(1, 3), athrow_throw),
    Def::method("close", Arity::None, close),
];

/// Where an awaitable is, behind its references: 0 at the beginning, 1 in the middle, 2 at its end.
const ASEND_STATE: u32 = 2;
const ATHROW_STATE: u32 = 4;
const BEGUN: u32 = 1;
const ENDED: u32 = 2;

/// Tells the hook of a generator that is about to begin (`async_gen_init_hooks`).
fn tell_of_beginning(vm: &mut Vm, generator: Ref) -> Res<()> {
    let hook = vm.states.asyncgen_hooks[0];
    if !hook.is_null() && vm.gen_state(generator) == GenState::Created {
        let told = vm.call(hook, &[generator])?;
        vm.release(told);
    }
    Ok(())
}

fn anext(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    tell_of_beginning(vm, args.this())?;
    Ok(vm.new_record(TypeId::ASYNC_GEN_ASEND, &[args.this(), Ref::NULL], 1))
}

fn asend(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    tell_of_beginning(vm, args.this())?;
    Ok(vm.new_record(TypeId::ASYNC_GEN_ASEND, &[args.pos[0], args.pos[1]], 1))
}

fn athrow(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    tell_of_beginning(vm, args.this())?;
    let mut fields = [Ref::NULL; 4];
    for (field, &arg) in fields.iter_mut().zip(args.pos) {
        *field = arg;
    }
    Ok(vm.new_record(TypeId::ASYNC_GEN_ATHROW, &fields, 1))
}

fn aclose(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    tell_of_beginning(vm, args.this())?;
    let fields = [args.this(), Ref::NULL, Ref::NULL, Ref::NULL];
    Ok(vm.new_record(TypeId::ASYNC_GEN_ATHROW, &fields, 1))
}

/// What the generator gave: a wrapped value ends the waiting (`async_gen_unwrap_value`).
fn unwrap(vm: &mut Vm, this: Ref, state: u32, result: Res<Owned>) -> Res<Owned> {
    match result {
        Ok(value) if vm.heap.type_of(value.get()) == TypeId::ASYNC_GEN_WRAPPED => {
            vm.heap.set_raw_half(this, state, ENDED);
            let content = vm.heap.field(value.get(), 0);
            let content = vm.heap.own(content);
            vm.release(value);
            Err(vm.stop_iteration_with(content.get()))
        }
        Ok(value) => Ok(value),
        Err(Raised) => {
            vm.heap.set_raw_half(this, state, ENDED);
            // The generator's return is the end of the iteration.
            if vm.catch(Exc::StopIteration) {
                return Err(vm.raise_with(Exc::StopAsyncIteration, &[]));
            }
            Err(Raised)
        }
    }
}

fn asend_step(vm: &mut Vm, this: Ref, value: Ref) -> Res<Owned> {
    let state = vm.heap.raw_half(this, ASEND_STATE);
    let generator = vm.heap.field(this, 0);
    if state == ENDED {
        return Err(vm.raise_text(
            Exc::RuntimeError,
            "cannot reuse already awaited __anext__()/asend()",
        ));
    }
    let mut value = value;
    if state == 0 {
        if vm.gen_state(generator) == GenState::Running {
            return Err(vm.raise_text(
                Exc::RuntimeError,
                "anext(): asynchronous generator is already running",
            ));
        }
        if value == vm.heap.known.none
            && let Some(given) = vm.heap.field(this, 1).some()
        {
            value = given;
        }
        vm.heap.set_raw_half(this, ASEND_STATE, BEGUN);
    }
    let result = vm.gen_send(generator, value);
    unwrap(vm, this, ASEND_STATE, result)
}

fn asend_next(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let none = vm.heap.known.none;
    asend_step(vm, args.this(), none)
}

fn asend_send(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    asend_step(vm, args.pos[0], args.pos[1])
}

fn asend_throw(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let this = args.this();
    if vm.heap.raw_half(this, ASEND_STATE) == ENDED {
        return Err(vm.raise_text(
            Exc::RuntimeError,
            "cannot reuse already awaited __anext__()/asend()",
        ));
    }
    vm.heap.set_raw_half(this, ASEND_STATE, BEGUN);
    vm.warn_of_old_throw(&args.pos[1..])?;
    vm.prepare_throw(&args.pos[1..])?;
    let generator = vm.heap.field(this, 0);
    let result = vm.gen_throw(generator);
    unwrap(vm, this, ASEND_STATE, result)
}

fn close(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let at = if vm.heap.type_of(args.this()) == TypeId::ASYNC_GEN_ASEND {
        ASEND_STATE
    } else {
        ATHROW_STATE
    };
    vm.heap.set_raw_half(args.this(), at, ENDED);
    Ok(vm.none())
}

/// What a generator that was told to close or got an exception gave.
fn thrown(vm: &mut Vm, this: Ref, result: Res<Owned>) -> Res<Owned> {
    let is_close = vm.heap.field(this, 1).is_null();
    if !is_close {
        return unwrap(vm, this, ATHROW_STATE, result);
    }
    match result {
        Ok(value) if vm.heap.type_of(value.get()) == TypeId::ASYNC_GEN_WRAPPED => {
            vm.heap.set_raw_half(this, ATHROW_STATE, ENDED);
            vm.release(value);
            Err(vm.raise_text(Exc::RuntimeError, "async generator ignored GeneratorExit"))
        }
        Ok(value) => Ok(value),
        Err(Raised) => {
            vm.heap.set_raw_half(this, ATHROW_STATE, ENDED);
            let is_end = vm.catch(Exc::StopIteration)
                || vm.catch(Exc::StopAsyncIteration)
                || vm.catch(Exc::GeneratorExit);
            if is_end {
                return Err(vm.stop_iteration(Ref::NULL));
            }
            Err(Raised)
        }
    }
}

fn athrow_step(vm: &mut Vm, this: Ref, value: Ref) -> Res<Owned> {
    let generator = vm.heap.field(this, 0);
    match vm.heap.raw_half(this, ATHROW_STATE) {
        0 => {
            let is_close = vm.heap.field(this, 1).is_null();
            let what = if is_close { "aclose" } else { "athrow" };
            if vm.gen_state(generator) == GenState::Running {
                let text = format!("{what}(): asynchronous generator is already running");
                return Err(vm.raise_text(Exc::RuntimeError, &text));
            }
            if value != vm.heap.known.none {
                return Err(vm.raise_text(
                    Exc::RuntimeError,
                    "can't send non-None value to a just-started coroutine",
                ));
            }
            if vm.gen_state(generator) == GenState::Completed {
                vm.heap.set_raw_half(this, ATHROW_STATE, ENDED);
                return Err(if is_close {
                    vm.stop_iteration(Ref::NULL)
                } else {
                    vm.raise_with(Exc::StopAsyncIteration, &[])
                });
            }
            vm.heap.set_raw_half(this, ATHROW_STATE, BEGUN);
            if is_close {
                let id = vm.exc.id(Exc::GeneratorExit);
                let exit = vm.new_exception(id, &[]);
                vm.set_raised(exit);
            } else {
                let args: Vec<Ref> = (1..4)
                    .map(|at| vm.heap.field(this, at))
                    .take_while(|arg| !arg.is_null())
                    .collect();
                vm.warn_of_old_throw(&args)?;
                vm.prepare_throw(&args)?;
            }
            let result = vm.gen_throw(generator);
            thrown(vm, this, result)
        }
        BEGUN => {
            let result = vm.gen_send(generator, value);
            thrown(vm, this, result)
        }
        _ => Err(vm.raise_text(
            Exc::RuntimeError,
            "cannot reuse already awaited aclose()/athrow()",
        )),
    }
}

fn athrow_next(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let none = vm.heap.known.none;
    athrow_step(vm, args.this(), none)
}

fn athrow_send(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    athrow_step(vm, args.pos[0], args.pos[1])
}

fn athrow_throw(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let this = args.this();
    if vm.heap.raw_half(this, ATHROW_STATE) == ENDED {
        return Err(vm.raise_text(
            Exc::RuntimeError,
            "cannot reuse already awaited aclose()/athrow()",
        ));
    }
    vm.heap.set_raw_half(this, ATHROW_STATE, BEGUN);
    vm.warn_of_old_throw(&args.pos[1..])?;
    vm.prepare_throw(&args.pos[1..])?;
    let generator = vm.heap.field(this, 0);
    let result = vm.gen_throw(generator);
    thrown(vm, this, result)
}

impl Vm {
    /// Raises `StopIteration` with this value, None included, so that a tuple stays one value.
    pub(crate) fn stop_iteration_with(&mut self, value: Ref) -> Raised {
        self.raise_with(Exc::StopIteration, &[value])
    }
}

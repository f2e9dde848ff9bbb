//! `generator`, `coroutine` and the wrapper that `coroutine.__await__()` gives; what all three kinds of
//! generators share. Source: Objects/genobject.c.

use heaplens_heap::{Owned, Ref, TypeId};

use crate::vm::exceptions::Exc;
use crate::vm::generators::{GenState, gen_field};
use crate::vm::native::{Args, Arity, Def};
use crate::vm::{Raised, Res, Vm};

/// Methods of `generator`.
pub const GENERATOR: &[Def] = &[
    Def::slot("__repr__", 0, repr),
    Def::slot("__iter__", 0, itself),
    Def::slot("__next__", 0, next),
    Def::slot("__del__", 0, finalize),
    Def::method("send", Arity::One, send),
    Def::method("throw", Arity::Range(1, 3), throw),
    Def::method("close", Arity::None, close),
    Def::getter("__name__", name),
    Def::setter("__name__", set_name),
    Def::getter("__qualname__", qualname),
    Def::setter("__qualname__", set_qualname),
    Def::getter("gi_code", code),
    Def::getter("gi_frame", frame),
    Def::getter("gi_running", running),
    Def::getter("gi_suspended", suspended).since(11),
    Def::getter("gi_yieldfrom", delegate),
];

/// Methods of `coroutine`.
pub const COROUTINE: &[Def] = &[
    Def::slot("__repr__", 0, repr),
    Def::slot("__await__", 0, await_),
    Def::slot("__del__", 0, finalize),
    Def::method("send", Arity::One, send),
    Def::method("throw", Arity::Range(1, 3), throw),
    Def::method("close", Arity::None, close),
    Def::getter("__name__", name),
    Def::setter("__name__", set_name),
    Def::getter("__qualname__", qualname),
    Def::setter("__qualname__", set_qualname),
    Def::getter("cr_code", code),
    Def::getter("cr_frame", frame),
    Def::getter("cr_running", running),
    Def::getter("cr_suspended", suspended).since(11),
    Def::getter("cr_await", delegate),
    Def::getter("cr_origin", origin),
];

/// Methods of `coroutine_wrapper`.
pub const COROUTINE_WRAPPER: &[Def] = &[
    Def::slot("__iter__", 0, itself),
    Def::slot("__next__", 0, wrapper_next),
    Def::method("send", Arity::One, wrapper_send),
    Def::method("throw", Arity::Range(1, 3), wrapper_throw),
    Def::method("close", Arity::None, wrapper_close),
];

/// An object that is its own iterator.
pub(super) fn itself(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    Ok(vm.heap.own(args.this()))
}

pub(super) fn repr(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let r = args.this();
    let name = vm.heap.text(vm.heap.field(r, gen_field::QUALNAME));
    let text = format!(
        "<{} object {name} at {:#x}>",
        vm.type_name(r),
        vm.heap.address(r)
    );
    Ok(vm.heap.str(&text))
}

fn next(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let none = vm.heap.known.none;
    vm.gen_send(args.this(), none)
}

fn send(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    vm.gen_send(args.pos[0], args.pos[1])
}

fn throw(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    vm.warn_of_old_throw(&args.pos[1..])?;
    vm.gen_throw_args(args.this(), &args.pos[1..])
}

fn close(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    vm.gen_close(args.this())
}

pub(super) fn finalize(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    vm.finalize_generator(args.this());
    Ok(vm.none())
}

pub(super) fn name(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    Ok(vm.field_or_none(args.this(), gen_field::NAME))
}

pub(super) fn qualname(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    Ok(vm.field_or_none(args.this(), gen_field::QUALNAME))
}

fn set_text(vm: &mut Vm, args: &Args<'_>, at: u32, what: &str) -> Res<Owned> {
    match args.get(1) {
        Some(value) if vm.is_a(value, TypeId::STR) => {
            vm.store_field(args.this(), at, value);
            Ok(vm.none())
        }
        _ => Err(vm.type_error(&format!("{what} must be set to a string object"))),
    }
}

pub(super) fn set_name(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    set_text(vm, args, gen_field::NAME, "__name__")
}

pub(super) fn set_qualname(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    set_text(vm, args, gen_field::QUALNAME, "__qualname__")
}

pub(super) fn code(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    Ok(vm.field_or_none(args.this(), gen_field::CODE))
}

pub(super) fn frame(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    match vm.generator_frame_object(args.this()) {
        Some(frame) => Ok(vm.heap.own(frame)),
        None => Ok(vm.none()),
    }
}

pub(super) fn running(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let value = vm.gen_state(args.this()) == GenState::Running;
    vm.bool_of(value)
}

pub(super) fn suspended(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let value = vm.gen_state(args.this()) == GenState::Suspended;
    vm.bool_of(value)
}

pub(super) fn delegate(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    match vm.gen_delegate(args.this()) {
        Some(delegate) => Ok(vm.heap.own(delegate)),
        None => Ok(vm.none()),
    }
}

fn origin(vm: &mut Vm, _args: &Args<'_>) -> Res<Owned> {
    Ok(vm.none())
}

fn await_(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    Ok(vm.new_record(TypeId::COROUTINE_WRAPPER, &[args.this()], 0))
}

fn wrapper_next(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let (coroutine, none) = (vm.heap.field(args.this(), 0), vm.heap.known.none);
    vm.gen_send(coroutine, none)
}

fn wrapper_send(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let coroutine = vm.heap.field(args.this(), 0);
    vm.gen_send(coroutine, args.pos[1])
}

fn wrapper_throw(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    vm.warn_of_old_throw(&args.pos[1..])?;
    let coroutine = vm.heap.field(args.this(), 0);
    vm.gen_throw_args(coroutine, &args.pos[1..])
}

fn wrapper_close(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let coroutine = vm.heap.field(args.this(), 0);
    vm.gen_close(coroutine)
}

impl Vm {
    /// From 3.12 on, `throw` with more than the exception is deprecated.
    pub fn warn_of_old_throw(&mut self, args: &[Ref]) -> Res<()> {
        if args.len() > 1 && self.version.minor() >= 12 {
            self.warn(
                Exc::DeprecationWarning,
                "the (type, exc, tb) signature of throw() is deprecated, use the single-arg signature instead.",
                1,
            )?;
        }
        Ok(())
    }

    /// Makes the exception that `throw(type[, value[, traceback]])` names the one on its way, its context not
    /// set (`_gen_throw`).
    pub fn prepare_throw(&mut self, args: &[Ref]) -> Res<()> {
        let none = self.heap.known.none;
        let given = args[0];
        let value = args.get(1).copied().filter(|&value| value != none);
        let traceback = args.get(2).copied().filter(|&traceback| traceback != none);
        if let Some(traceback) = traceback
            && self.heap.type_of(traceback) != TypeId::TRACEBACK
        {
            return Err(self.type_error("throw() third argument must be a traceback object"));
        }
        let base = self.exc.id(Exc::BaseException);
        let exception = if self.is_a(given, base) {
            if value.is_some() {
                return Err(self.type_error("instance exception may not have a separate value"));
            }
            self.heap.own(given)
        } else if self.is_exception_class(given) {
            let class = self.heap.type_id_of(given);
            let made = match value {
                Some(value) if self.is_a(value, class) => Ok(self.heap.own(value)),
                Some(value) if self.is_a(value, TypeId::TUPLE) => {
                    let items = self.heap.tuple_items(value);
                    self.call(given, &items)
                }
                Some(value) => self.call(given, &[value]),
                None => self.call(given, &[]),
            };
            // What goes wrong while the exception is made is thrown in its place (`PyErr_NormalizeException`).
            let Ok(made) = made else {
                return if self.stop.is_some() {
                    Err(Raised)
                } else {
                    Ok(())
                };
            };
            if !self.is_a(made.get(), base) {
                let text = format!(
                    "calling {} should have returned an instance of BaseException, not {}",
                    self.repr_text(given),
                    self.type_name(made.get())
                );
                let Raised = self.type_error(&text);
                return Ok(());
            }
            made
        } else {
            let text = format!(
                "exceptions must be classes or instances deriving from BaseException, not {}",
                self.type_name(given)
            );
            return Err(self.type_error(&text));
        };
        if let Some(traceback) = traceback {
            self.store_field(
                exception.get(),
                crate::vm::exceptions::exc_field::TRACEBACK,
                traceback,
            );
        }
        self.set_raised(exception);
        Ok(())
    }

    /// `_PyGen_Finalize`: a generator that is suspended is closed; a coroutine that never ran is told of.
    pub fn finalize_generator(&mut self, generator: Ref) {
        let state = self.gen_state(generator);
        if !matches!(state, GenState::Created | GenState::Suspended) {
            return;
        }
        let saved = self.take_raised();
        let id = self.heap.type_of(generator);
        let finalizer = self.states.asyncgen_hooks[1];
        if id == TypeId::ASYNC_GENERATOR && state == GenState::Suspended && !finalizer.is_null() {
            match self.call(finalizer, &[generator]) {
                Ok(value) => self.release(value),
                Err(Raised) if self.stop.is_some() => {}
                Err(Raised) => self.report_unraisable("closing generator", generator),
            }
        } else if id == TypeId::COROUTINE && state == GenState::Created {
            self.warn_never_awaited(generator);
            self.set_gen_state(generator, GenState::Completed);
            self.clear_generator(generator);
        } else {
            match self.gen_close(generator) {
                Ok(value) => self.release(value),
                Err(Raised) if self.stop.is_some() => self.stop_soon(),
                Err(Raised) => self.report_unraisable("closing generator", generator),
            }
        }
        self.heap.settle();
        if let Some(saved) = saved {
            self.set_raised(saved);
        }
    }

    fn warn_never_awaited(&mut self, coroutine: Ref) {
        let name = self
            .heap
            .text(self.heap.field(coroutine, gen_field::QUALNAME));
        let text = format!("coroutine '{name}' was never awaited");
        if self.warn(Exc::RuntimeWarning, &text, 1).is_err() && self.stop.is_none() {
            self.report_unraisable("finalizing coroutine", coroutine);
        }
    }
}

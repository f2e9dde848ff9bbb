//! Generators: their frames leave the stack and come back.
//!
//! A generator is a run of references: the fixed ones below, then the saved locals and evaluation stack of its
//! frame, as many as the code asks for. Its numbers (instruction, how much of the stack is in use, state) lie
//! behind the run.

use std::rc::Rc;

use heaplens_heap::{Owned, Ref, TypeId};

use crate::code::co_flags;
use crate::vm::exceptions::Exc;
use crate::vm::frame::{Frame, FrameKind, Slot};
use crate::vm::load::{Code, code_field};
use crate::vm::{Raised, Res, Vm};

/// A generator's references, by field.
#[expect(missing_docs, reason = "each is the attribute of that name")]
pub mod gen_field {
    pub const NAME: u32 = 0;
    pub const QUALNAME: u32 = 1;
    pub const CODE: u32 = 2;
    /// The function, whose globals and closure the frame uses.
    pub const FUNCTION: u32 = 3;
    /// The exception that the generator was handling when it was left, or null.
    pub const HANDLED: u32 = 4;
    /// The frame object, if somebody asked for it.
    pub const FRAME: u32 = 5;
    /// How many references follow (not a reference).
    pub const COUNT: u32 = 6;
    /// The first of them.
    pub const RUN: u32 = 7;
}

/// What a generator is doing; stands behind its run.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u32)]
pub enum GenState {
    /// Not started.
    Created = 0,
    /// At a yield.
    Suspended = 1,
    /// Its frame is on the stack.
    Running = 2,
    /// Finished.
    Completed = 3,
}

/// Which number behind a generator's run is the place of its frame, where that has a block of its own. The one before
/// it is the list of weak references.
pub(super) const BLOCK: u32 = heaplens_heap::sizeof::SLOTS_BEHIND_RUN + 2;

impl Vm {
    pub(super) fn gen_number_at(&self, generator: Ref, which: u32) -> u32 {
        gen_field::RUN + self.heap.raw_half(generator, gen_field::COUNT) + which
    }

    /// What a generator is doing.
    pub fn gen_state(&self, generator: Ref) -> GenState {
        match self
            .heap
            .raw_half(generator, self.gen_number_at(generator, 2))
        {
            0 => GenState::Created,
            1 => GenState::Suspended,
            2 => GenState::Running,
            _ => GenState::Completed,
        }
    }

    pub(crate) fn set_gen_state(&mut self, generator: Ref, state: GenState) {
        let at = self.gen_number_at(generator, 2);
        self.heap.set_raw_half(generator, at, state as u32);
    }

    /// `RETURN_GENERATOR`: makes the generator of the frame on top and returns it to the caller.
    pub(crate) fn return_generator(&mut self) -> Res<Option<Owned>> {
        let frame = self.top().clone();
        let flags = frame.code.body.flags;
        let id = if flags & co_flags::COROUTINE != 0 {
            TypeId::COROUTINE
        } else if flags & co_flags::ASYNC_GENERATOR != 0 {
            TypeId::ASYNC_GENERATOR
        } else {
            TypeId::GENERATOR
        };
        let locals = frame.code.body.localsplus.len() as u32;
        let room = locals + frame.code.body.stacksize + 2;
        let basic = u64::from(self.heap.info(id).basicsize);
        let generator = self
            .heap
            .new_instance_block(id, basic + 8 * u64::from(room), 6 + room / 2);
        self.heap.set_raw_half(generator, gen_field::COUNT, room);
        let code_object = frame.code.object;
        let (name, qualname) = if frame.function.is_null() {
            (
                self.heap.field(code_object, code_field::NAME),
                self.heap.field(code_object, code_field::QUALNAME),
            )
        } else {
            use crate::vm::functions::field;
            (
                self.heap.field(frame.function, field::NAME),
                self.heap.field(frame.function, field::QUALNAME),
            )
        };
        for (at, value) in [
            (gen_field::NAME, name),
            (gen_field::QUALNAME, qualname),
            (gen_field::CODE, code_object),
            (gen_field::FUNCTION, frame.function),
        ] {
            if !value.is_null() {
                self.heap.incref(value);
                self.heap.set_field(generator, at, value);
            }
        }
        // The locals move into the generator; what the caller only lent is counted now.
        for index in 0..locals {
            let slot = std::mem::take(&mut self.stack[frame.base as usize + index as usize]);
            if slot.is_borrowed() {
                self.heap.incref(slot.get());
            }
            self.heap
                .set_field(generator, gen_field::RUN + index, slot.get());
        }
        let at = self.gen_number_at(generator, 0);
        self.heap.set_raw_half(generator, at, frame.pc);
        self.heap.set_raw_half(generator, at + 1, locals);
        let slots = locals + frame.code.body.co_stacksize;
        let behind = heaplens_heap::sizeof::SLOTS_BEHIND_RUN;
        self.heap.set_raw_half(generator, at + behind, slots);
        self.set_gen_state(generator, GenState::Created);
        // The frame is the generator's from now on.
        let block_at = self.gen_number_at(generator, BLOCK);
        self.heap.set_raw_half(generator, block_at, frame.block);
        self.top_mut().block = 0;
        self.heap.track(generator);
        let kind = frame.kind;
        self.pop_frame();
        match kind {
            FrameKind::Call => {
                self.stack.push(Slot::counted(generator));
                Ok(None)
            }
            _ => Ok(Some(Owned::adopt(generator))),
        }
    }

    /// Puts a generator's frame back on the stack with `value` sent in (null for a thrown-in exception, which
    /// lies in `raised`).
    pub(crate) fn push_generator_frame(&mut self, generator: Ref, value: Ref, kind: FrameKind) {
        let start = self.stack.len() as u32;
        self.heap.incref(generator);
        self.stack.push(Slot::counted(generator));
        let code: Rc<Code> = self.code_of(self.heap.field(generator, gen_field::CODE));
        let numbers = self.gen_number_at(generator, 0);
        let (pc, used) = (
            self.heap.raw_half(generator, numbers),
            self.heap.raw_half(generator, numbers + 1),
        );
        let base = self.stack.len() as u32;
        for index in 0..used {
            let r = self.heap.field(generator, gen_field::RUN + index);
            self.heap
                .set_field(generator, gen_field::RUN + index, Ref::NULL);
            self.stack.push(Slot::counted(r));
        }
        self.set_gen_state(generator, GenState::Running);
        let function = self.heap.field(generator, gen_field::FUNCTION);
        let (globals, builtins) = self.generator_globals(generator);
        let handled = self.heap.field(generator, gen_field::HANDLED);
        self.heap
            .set_field(generator, gen_field::HANDLED, Ref::NULL);
        self.handled.push(handled);
        let object = self.resume_frame_object(generator, self.frames.len());
        let block_at = self.gen_number_at(generator, BLOCK);
        let block = self.heap.raw_half(generator, block_at);
        self.heap.set_raw_half(generator, block_at, 0);
        self.frames.push(Frame {
            block,
            code,
            pc,
            base,
            start,
            kind,
            function,
            globals,
            builtins,
            locals: Ref::NULL,
            last_line: 0,
            object,
            reraised_from: None,
            generator,
            called_at: self.time,
        });
        if !value.is_null() {
            self.heap.incref(value);
            self.stack.push(Slot::counted(value));
        }
    }

    /// Takes the frame of the generator on top off the stack, saving it in the generator.
    fn save_generator_frame(&mut self) {
        let frame = self.top();
        let (generator, base, pc) = (frame.generator, frame.base as usize, frame.pc);
        let used = (self.stack.len() - base) as u32;
        for index in 0..used {
            let slot = self.stack[base + index as usize];
            if slot.is_borrowed() {
                self.heap.incref(slot.get());
            }
            self.heap
                .set_field(generator, gen_field::RUN + index, slot.get());
        }
        self.stack.truncate(base);
        let numbers = self.gen_number_at(generator, 0);
        self.heap.set_raw_half(generator, numbers, pc);
        self.heap.set_raw_half(generator, numbers + 1, used);
        self.set_gen_state(generator, GenState::Suspended);
        let handled = self.handled.pop().unwrap_or_default();
        self.heap.set_field(generator, gen_field::HANDLED, handled);
        let frame = self.frames.pop().expect("the generator's frame is on top");
        let block_at = self.gen_number_at(generator, BLOCK);
        self.heap.set_raw_half(generator, block_at, frame.block);
        if !frame.object.is_null() {
            self.suspend_frame_object(frame.object, generator);
        }
        if !frame.locals.is_null() {
            self.drop_ref(frame.locals);
        }
        self.drop_stack_to(frame.start as usize);
    }

    /// The globals and built-ins of a generator's function.
    pub(crate) fn generator_globals(&self, generator: Ref) -> (Ref, Ref) {
        use crate::vm::functions::field;
        let function = self.heap.field(generator, gen_field::FUNCTION);
        if function.is_null() {
            let frame = self.top();
            return (frame.globals, frame.builtins);
        }
        let builtins = self.heap.field(function, field::BUILTINS);
        let builtins = if builtins.is_null() {
            self.builtins
        } else {
            builtins
        };
        (self.heap.field(function, field::GLOBALS), builtins)
    }

    /// `f_lasti` of a suspended generator: in bytes, -1 before it begins.
    pub(crate) fn generator_lasti(&self, generator: Ref) -> i64 {
        if self.gen_state(generator) == GenState::Created {
            return -1;
        }
        let place = self.gen_number_at(generator, 0);
        let pc = self.heap.raw_half(generator, place);
        2 * i64::from(pc.saturating_sub(1))
    }

    /// The line that a suspended generator is at.
    pub(crate) fn generator_line(&self, generator: Ref) -> u32 {
        let pc = self
            .heap
            .raw_half(generator, self.gen_number_at(generator, 0));
        let code = self.code_of(self.heap.field(generator, gen_field::CODE));
        code.line(pc.saturating_sub(1))
    }

    /// `YIELD_VALUE`.
    pub(crate) fn yield_value(&mut self, _delegates: u32) -> Res<Option<Owned>> {
        let value = self.pop_owned();
        let kind = self.top().kind;
        self.save_generator_frame();
        match kind {
            FrameKind::Generator => {
                self.stack.push(Slot::counted(value.into_ref()));
                Ok(None)
            }
            _ => Ok(Some(value)),
        }
    }

    /// The generator's frame on top returned: the resumer learns of its end.
    pub(crate) fn generator_returned(&mut self, value: Owned) -> Res<Option<Owned>> {
        let kind = self.top().kind;
        self.finish_generator_frame();
        match kind {
            FrameKind::Generator => {
                // Resumed by an instruction: it jumps, the value of a delegate below it.
                self.generator_ended(value);
                Ok(None)
            }
            _ => Err(self.stop_iteration(value.get())),
        }
    }

    /// An exception left the generator's frame on top.
    pub(crate) fn generator_raised(&mut self) {
        let code = Rc::clone(&self.top().code);
        self.finish_generator_frame();
        // PEP 479, where the generator's own exception table doesn't see to it (up to 3.11).
        if self.version.minor() <= 11 && self.raised_is(Exc::StopIteration) {
            let what = if code.body.flags & co_flags::COROUTINE != 0 {
                "coroutine"
            } else {
                "generator"
            };
            self.replace_by_runtime_error(&format!("{what} raised StopIteration"));
        }
    }

    /// Replaces the exception on its way by a `RuntimeError` that it is the cause and the context of.
    pub(crate) fn replace_by_runtime_error(&mut self, text: &str) {
        use crate::vm::exceptions::exc_field;
        let Some(old) = self.take_raised() else {
            return;
        };
        let _ = self.raise_text(Exc::RuntimeError, text);
        let exception = self.raised;
        let context = self.heap.own(old.get());
        self.heap
            .replace_field(exception, exc_field::CONTEXT, context);
        self.heap.replace_field(exception, exc_field::CAUSE, old);
        self.heap.set_raw_half(exception, exc_field::SUPPRESS, 1);
    }

    fn finish_generator_frame(&mut self) {
        let generator = self.top().generator;
        self.set_gen_state(generator, GenState::Completed);
        let handled = self.handled.pop().unwrap_or_default();
        if !handled.is_null() {
            self.drop_ref(handled);
        }
        let numbers = self.gen_number_at(generator, 0);
        self.heap.set_raw_half(generator, numbers + 1, 0);
        self.top_mut().generator = Ref::NULL;
        let function = self.heap.field(generator, gen_field::FUNCTION);
        self.heap
            .set_field(generator, gen_field::FUNCTION, Ref::NULL);
        self.pop_frame();
        if !function.is_null() {
            self.drop_ref(function);
        }
    }

    /// The instruction that resumed a generator (its pc is behind it) learns that the generator returned `value`.
    fn generator_ended(&mut self, value: Owned) {
        use crate::opcode::Op;
        let at = self.top().last_pc() as usize;
        let instr = self.top().code.body.instrs[at];
        match instr.op {
            Op::ForIter => {
                self.release(value);
                self.drop_top();
                self.top_mut().pc = instr.arg;
            }
            _ => {
                // Send: the receiver stays below its result.
                self.stack.push(Slot::counted(value.into_ref()));
                self.top_mut().pc = instr.arg;
            }
        }
    }

    pub(super) fn check_resumable(&mut self, generator: Ref) -> Res<bool> {
        match self.gen_state(generator) {
            GenState::Running => {
                let what = match self.heap.type_of(generator) {
                    TypeId::COROUTINE => "coroutine already executing",
                    TypeId::ASYNC_GENERATOR => "async generator already executing",
                    _ => "generator already executing",
                };
                Err(self.value_error(what))
            }
            GenState::Completed => Ok(false),
            _ => {
                if self.frames.len() >= self.states.recursion_limit.0 {
                    return Err(
                        self.raise_text(Exc::RecursionError, "maximum recursion depth exceeded")
                    );
                }
                Ok(true)
            }
        }
    }

    /// `FOR_ITER` over a generator: its frame goes on in this loop.
    pub(crate) fn resume_for_loop(&mut self, generator: Ref) -> Res<()> {
        if !self.check_resumable(generator)? {
            let none = self.none();
            self.generator_ended(none);
            return Ok(());
        }
        let none = self.heap.known.none;
        self.push_generator_frame(generator, none, FrameKind::Generator);
        Ok(())
    }

    /// `SEND`: true where a generator's frame goes on in this loop.
    pub(crate) fn send_op(&mut self) -> Res<bool> {
        let top = self.stack.len();
        let (receiver, value) = (self.stack[top - 2].get(), self.stack[top - 1].get());
        if matches!(
            self.heap.type_of(receiver),
            TypeId::GENERATOR | TypeId::COROUTINE
        ) {
            let is_fresh = self.gen_state(receiver) == GenState::Created;
            if is_fresh && value != self.heap.known.none {
                return Err(self.cannot_send_to_fresh(receiver));
            }
            if !self.check_resumable(receiver)? {
                if self.heap.type_of(receiver) == TypeId::COROUTINE {
                    return Err(self
                        .raise_text(Exc::RuntimeError, "cannot reuse already awaited coroutine"));
                }
                self.drop_top();
                let none = self.none();
                self.generator_ended(none);
                return Ok(true);
            }
            let value = self.pop_owned();
            self.push_generator_frame(receiver, value.get(), FrameKind::Generator);
            self.release(value);
            return Ok(true);
        }
        let result = if value == self.heap.known.none {
            self.next_or_stop(receiver)
        } else {
            let name = self.names.send;
            self.call_attribute(receiver, name, &[value])
        };
        match result {
            Ok(yielded) => {
                self.drop_top();
                self.stack.push(Slot::counted(yielded.into_ref()));
            }
            Err(Raised) if self.raised_is(Exc::StopIteration) => {
                let value = self.take_stop_value();
                self.drop_top();
                self.generator_ended(value);
            }
            Err(raised) => return Err(raised),
        }
        Ok(false)
    }

    /// `next(iter)`, its end an exception that keeps its value.
    fn next_or_stop(&mut self, iter: Ref) -> Res<Owned> {
        let name = self.names.next;
        match self.call_special(iter, name, &[]) {
            Some(result) => result,
            None => {
                let text = format!("'{}' object is not an iterator", self.type_name(iter));
                Err(self.type_error(&text))
            }
        }
    }

    fn cannot_send_to_fresh(&mut self, generator: Ref) -> Raised {
        let what = match self.heap.type_of(generator) {
            TypeId::COROUTINE => "coroutine",
            TypeId::ASYNC_GENERATOR => "async generator",
            _ => "generator",
        };
        self.type_error(&format!(
            "can't send non-None value to a just-started {what}"
        ))
    }

    /// `generator.send(value)` from a native function: what it yields, or `StopIteration` raised.
    pub fn gen_send(&mut self, generator: Ref, value: Ref) -> Res<Owned> {
        if self.gen_state(generator) == GenState::Created && value != self.heap.known.none {
            return Err(self.cannot_send_to_fresh(generator));
        }
        if !self.check_resumable(generator)? {
            if self.heap.type_of(generator) == TypeId::COROUTINE {
                return Err(
                    self.raise_text(Exc::RuntimeError, "cannot reuse already awaited coroutine")
                );
            }
            return Err(self.stop_iteration(Ref::NULL));
        }
        self.enter_native()?;
        let floor = self.frames.len();
        self.push_generator_frame(generator, value, FrameKind::GeneratorEntry);
        let result = self.run(floor);
        self.native_depth -= 1;
        result
    }

    /// `GET_YIELD_FROM_ITER`.
    pub(crate) fn get_yield_from_iter(&mut self) -> Res<()> {
        let r = self.stack[self.stack.len() - 1].get();
        match self.heap.type_of(r) {
            TypeId::GENERATOR => Ok(()),
            TypeId::COROUTINE => {
                let flags = self.top().code.body.flags;
                if flags & (co_flags::COROUTINE | co_flags::ITERABLE_COROUTINE) != 0 {
                    return Ok(());
                }
                Err(self.type_error(
                    "cannot 'yield from' a coroutine object in a non-coroutine generator",
                ))
            }
            _ => {
                let iter = self.get_iter(r)?;
                self.drop_top();
                self.stack.push(Slot::counted(iter.into_ref()));
                Ok(())
            }
        }
    }

    /// `CLEANUP_THROW`.
    pub(crate) fn cleanup_throw(&mut self) -> Res<()> {
        let exception = self.stack[self.stack.len() - 1].get();
        // Up to 3.11 what is thrown past a delegate without `throw` is no end of it.
        let is_foreign = std::mem::take(&mut self.states.throws_past_delegate);
        if is_foreign || !self.is_a(exception, self.exc.id(Exc::StopIteration)) {
            let exception = self.pop_owned();
            let at = self.top().last_pc();
            self.top_mut().reraised_from = Some(at);
            self.set_raised(exception);
            return Err(Raised);
        }
        let value = self
            .heap
            .field(exception, crate::vm::exceptions::exc_field::OWN);
        let value = if value.is_null() {
            self.none()
        } else {
            self.heap.own(value)
        };
        for _ in 0..3 {
            self.drop_top();
        }
        self.stack.push(Slot::NULL);
        self.stack.push(Slot::counted(value.into_ref()));
        Ok(())
    }

    /// `STOPITERATION_ERROR`.
    pub(crate) fn stop_iteration_error(&mut self) -> Res<()> {
        let exception = self.stack[self.stack.len() - 1].get();
        let flags = self.top().code.body.flags;
        let what = if flags & co_flags::COROUTINE != 0 {
            "coroutine"
        } else if flags & co_flags::ASYNC_GENERATOR != 0 {
            "async generator"
        } else {
            "generator"
        };
        let kind = if self.is_a(exception, self.exc.id(Exc::StopIteration)) {
            "StopIteration"
        } else if flags & co_flags::ASYNC_GENERATOR != 0
            && self.is_a(exception, self.exc.id(Exc::StopAsyncIteration))
        {
            "StopAsyncIteration"
        } else {
            return Ok(());
        };
        let old = self.pop_owned();
        self.set_raised(old);
        self.replace_by_runtime_error(&format!("{what} raised {kind}"));
        let new = std::mem::take(&mut self.raised);
        self.stack.push(Slot::counted(new));
        Ok(())
    }
}

//! Throwing into a generator, and what it delegates to; closing it, and letting go of what it holds.

use heaplens_heap::{Owned, Ref, TypeId};

use crate::vm::exceptions::Exc;
use crate::vm::frame::FrameKind;
use crate::vm::generators::{BLOCK, GenState, gen_field};
use crate::vm::load::code_field;
use crate::vm::{Raised, Res, Vm};

impl Vm {
    /// Throws the exception on its way into a generator: what it yields then, or an exception.
    pub fn gen_throw(&mut self, generator: Ref) -> Res<Owned> {
        match self.gen_state(generator) {
            GenState::Running => {
                self.check_resumable(generator)?;
                Err(Raised)
            }
            GenState::Completed => Err(Raised),
            GenState::Created => {
                // The exception is raised where the generator begins; nothing of its body runs.
                self.raise_in_generator(generator, Ref::NULL)
            }
            GenState::Suspended => {
                if let Some(delegate) = self.gen_delegate(generator) {
                    return self.throw_into_delegate(generator, delegate);
                }
                self.raise_at_yield(generator)
            }
        }
    }

    /// The exception on its way is raised at the yield that the generator is at. As with `send`, None lies on its
    /// stack meanwhile: what handles an exception of `yield from` counts on it.
    fn raise_at_yield(&mut self, generator: Ref) -> Res<Owned> {
        let none = self.heap.known.none;
        self.raise_in_generator(generator, none)
    }

    /// `generator.throw(type, value, traceback)`: what the generator delegates to gets the arguments as they are, if
    /// it has a `throw` (`_gen_throw`).
    pub fn gen_throw_args(&mut self, generator: Ref, args: &[Ref]) -> Res<Owned> {
        let exit = self.exc.id(Exc::GeneratorExit);
        let given = args[0];
        let is_exit = self.is_a(given, exit)
            || (self.is_exception_class(given)
                && self.heap.is_subtype(self.heap.type_id_of(given), exit));
        let delegate = self.gen_delegate(generator).filter(|_| !is_exit);
        let Some(delegate) = delegate else {
            self.prepare_throw(args)?;
            return self.gen_throw(generator);
        };
        let held = self.heap.own(delegate);
        let result = if matches!(
            self.heap.type_of(delegate),
            TypeId::GENERATOR | TypeId::COROUTINE
        ) {
            self.set_gen_state(generator, GenState::Running);
            let result = self.gen_throw_args(delegate, args);
            self.set_gen_state(generator, GenState::Suspended);
            result
        } else {
            let name = self.names.throw;
            match self.get_attribute(delegate, name) {
                Ok(method) => {
                    self.set_gen_state(generator, GenState::Running);
                    let result = self.call(method.get(), args);
                    self.set_gen_state(generator, GenState::Suspended);
                    self.release(method);
                    result
                }
                Err(Raised) if self.catch(Exc::AttributeError) => {
                    self.release(held);
                    self.prepare_throw(args)?;
                    self.states.throws_past_delegate = self.version.minor() <= 11;
                    return self.raise_at_yield(generator);
                }
                Err(raised) => return Err(raised),
            }
        };
        self.release(held);
        match result {
            Err(Raised) if self.stop.is_none() => self.raise_at_yield(generator),
            result => result,
        }
    }

    fn raise_in_generator(&mut self, generator: Ref, value: Ref) -> Res<Owned> {
        let thrown = self.take_raised();
        self.enter_native()?;
        if let Some(thrown) = thrown {
            self.set_raised(thrown);
        }
        let floor = self.frames.len();
        self.push_generator_frame(generator, value, FrameKind::GeneratorEntry);
        let raised = self.raised;
        self.chain_thrown(raised);
        let result = self.unwind(floor).and_then(|()| self.run(floor));
        self.native_depth -= 1;
        result
    }

    fn chain_thrown(&mut self, exception: Ref) {
        if let Some(owned) = exception.some() {
            let owned = self.heap.own(owned);
            let _ = self.raise(owned);
        }
    }

    /// What a suspended generator delegates to (`yield from`, `await`), if it does.
    pub fn gen_delegate(&self, generator: Ref) -> Option<Ref> {
        use crate::opcode::Op;
        if self.gen_state(generator) != GenState::Suspended {
            return None;
        }
        let numbers = self.gen_number_at(generator, 0);
        let (pc, used) = (
            self.heap.raw_half(generator, numbers),
            self.heap.raw_half(generator, numbers + 1),
        );
        let code = &self.codes[self.heap.raw_half(
            self.heap.field(generator, gen_field::CODE),
            code_field::NUMBER,
        ) as usize];
        let instr = code.body.instrs[pc as usize - 1];
        if instr.op == Op::YieldValue && instr.arg == 1 && used > 0 {
            return self.heap.field(generator, gen_field::RUN + used - 1).some();
        }
        None
    }

    fn throw_into_delegate(&mut self, generator: Ref, delegate: Ref) -> Res<Owned> {
        let held = self.heap.own(delegate);
        let result = if self.raised_is(Exc::GeneratorExit) {
            // close() the delegate, then raise GeneratorExit here.
            let exit = self.take_raised();
            self.set_gen_state(generator, GenState::Running);
            let closed = self.close_delegate(delegate);
            self.set_gen_state(generator, GenState::Suspended);
            match closed {
                Ok(()) => {
                    if let Some(exit) = exit {
                        self.set_raised(exit);
                    }
                }
                Err(Raised) => drop(exit),
            }
            Err(Raised)
        } else if matches!(
            self.heap.type_of(delegate),
            TypeId::GENERATOR | TypeId::COROUTINE
        ) {
            self.set_gen_state(generator, GenState::Running);
            let result = self.gen_throw(delegate);
            self.set_gen_state(generator, GenState::Suspended);
            result
        } else {
            let name = self.names.throw;
            let exception = self.take_raised();
            let method = self.get_attribute(delegate, name);
            match (method, exception) {
                (Ok(method), Some(exception)) => {
                    self.set_gen_state(generator, GenState::Running);
                    let result = self.call(method.get(), &[exception.get()]);
                    self.set_gen_state(generator, GenState::Suspended);
                    self.release(method);
                    self.release(exception);
                    result
                }
                (Err(Raised), Some(exception)) if self.catch(Exc::AttributeError) => {
                    self.set_raised(exception);
                    Err(Raised)
                }
                _ => Err(Raised),
            }
        };
        self.release(held);
        match result {
            Ok(yielded) => Ok(yielded),
            Err(Raised) => self.raise_at_yield(generator),
        }
    }

    fn close_delegate(&mut self, delegate: Ref) -> Res<()> {
        if matches!(
            self.heap.type_of(delegate),
            TypeId::GENERATOR | TypeId::COROUTINE
        ) {
            let value = self.gen_close(delegate)?;
            self.release(value);
            return Ok(());
        }
        let name = self.names.close;
        match self.get_attribute(delegate, name) {
            Ok(method) => {
                let result = self.call(method.get(), &[])?;
                self.release(method);
                self.release(result);
                Ok(())
            }
            Err(Raised) if self.catch(Exc::AttributeError) => Ok(()),
            Err(raised) => Err(raised),
        }
    }

    /// `generator.close()`: its value (3.13 on: what it returned, else None).
    pub fn gen_close(&mut self, generator: Ref) -> Res<Owned> {
        match self.gen_state(generator) {
            GenState::Completed => return Ok(self.none()),
            GenState::Created => {
                self.set_gen_state(generator, GenState::Completed);
                // In 3.12 it goes on holding its arguments until it dies itself.
                if self.version.minor() != 12 {
                    self.clear_generator(generator);
                }
                return Ok(self.none());
            }
            _ => {}
        }
        let exit = self.new_exception(self.exc.id(Exc::GeneratorExit), &[]);
        self.set_raised(exit);
        match self.gen_throw(generator) {
            Ok(yielded) => {
                self.release(yielded);
                let what = match self.heap.type_of(generator) {
                    TypeId::COROUTINE => "coroutine ignored GeneratorExit",
                    TypeId::ASYNC_GENERATOR => "async generator ignored GeneratorExit",
                    _ => "generator ignored GeneratorExit",
                };
                Err(self.raise_text(Exc::RuntimeError, what))
            }
            Err(Raised) if self.raised_is(Exc::StopIteration) => {
                let value = self.take_stop_value();
                if self.version.minor() >= 13 {
                    return Ok(value);
                }
                self.release(value);
                Ok(self.none())
            }
            Err(Raised) if self.catch(Exc::GeneratorExit) => Ok(self.none()),
            Err(raised) => Err(raised),
        }
    }

    /// Gives back what a generator that never ran, or never will again, holds of its frame.
    pub(crate) fn clear_generator(&mut self, generator: Ref) {
        self.forget_generator_frame(generator);
        let count = self.heap.raw_half(generator, gen_field::COUNT);
        let last_first = self.heap.rules.eval.locals_go_last_first;
        for at in 0..count {
            let index = if last_first { count - 1 - at } else { at };
            let held = self.heap.field(generator, gen_field::RUN + index);
            self.heap
                .set_field(generator, gen_field::RUN + index, Ref::NULL);
            if !held.is_null() {
                self.drop_ref(held);
            }
        }
        let block_at = self.gen_number_at(generator, BLOCK);
        let block = self.heap.raw_half(generator, block_at);
        self.heap.set_raw_half(generator, block_at, 0);
        let code = self.heap.field(generator, gen_field::CODE);
        self.heap.give_frame(code, block);
        self.let_generator_function_go(generator);
    }

    /// A generator that has ended needs its function no more.
    fn let_generator_function_go(&mut self, generator: Ref) {
        let function = self.heap.field(generator, gen_field::FUNCTION);
        if !function.is_null() {
            self.heap
                .set_field(generator, gen_field::FUNCTION, Ref::NULL);
            self.drop_ref(function);
        }
    }
}

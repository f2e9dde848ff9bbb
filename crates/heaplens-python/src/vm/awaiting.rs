//! `await`, `async for`, `async with`: what is awaited, and what stands between. Sources: Python/ceval.c,
//! Objects/genobject.c (`_PyCoro_GetAwaitableIter`).

use heaplens_heap::{Owned, Ref, TypeId};

use crate::code::co_flags;
use crate::vm::exceptions::{Exc, exc_field};
use crate::vm::frame::Slot;
use crate::vm::generators::gen_field;
use crate::vm::{Raised, Res, Vm};

impl Vm {
    fn replace_top(&mut self, value: Owned) {
        self.drop_top();
        self.stack.push(Slot::counted(value.into_ref()));
    }

    /// Whether `r` is a coroutine, or a generator that `types.coroutine` marked.
    fn is_coroutine(&self, r: Ref) -> bool {
        match self.heap.type_of(r) {
            TypeId::COROUTINE => true,
            TypeId::GENERATOR => {
                let code = self.code_of(self.heap.field(r, gen_field::CODE));
                code.body.flags & co_flags::ITERABLE_COROUTINE != 0
            }
            _ => false,
        }
    }

    /// What `await r` iterates over; `None` where `r` can't be awaited.
    pub fn awaitable_iter(&mut self, r: Ref) -> Res<Option<Owned>> {
        if self.is_coroutine(r) {
            return Ok(Some(self.heap.own(r)));
        }
        let name = self.names.await_;
        let Some(result) = self.call_special(r, name, &[]) else {
            return Ok(None);
        };
        let result = result?;
        if self.is_coroutine(result.get()) {
            return Err(self.type_error("__await__() returned a coroutine"));
        }
        let next = self.names.next;
        if self.lookup_special(result.get(), next).is_none() {
            let text = format!(
                "__await__() returned non-iterator of type '{}'",
                self.type_name(result.get())
            );
            return Err(self.type_error(&text));
        }
        Ok(Some(result))
    }

    /// The error of an object that `await` can't take.
    pub(crate) fn cannot_await(&mut self, r: Ref) -> Raised {
        let text = if self.version.minor() >= 14 {
            format!("'{}' object can't be awaited", self.type_name(r))
        } else {
            format!(
                "object {} can't be used in 'await' expression",
                self.type_name(r)
            )
        };
        self.type_error(&text)
    }

    /// `GET_AWAITABLE`.
    pub(crate) fn get_awaitable(&mut self, arg: u32) -> Res<()> {
        let r = self.stack[self.stack.len() - 1].get();
        let Some(iter) = self.awaitable_iter(r)? else {
            let from = match arg {
                1 => "__aenter__",
                2 => "__aexit__",
                _ => return Err(self.cannot_await(r)),
            };
            let text = format!(
                "'async with' received an object from {from} that does not implement __await__: {}",
                self.type_name(r)
            );
            return Err(self.type_error(&text));
        };
        if self.heap.type_of(iter.get()) == TypeId::COROUTINE
            && self.gen_delegate(iter.get()).is_some()
        {
            return Err(self.raise_text(Exc::RuntimeError, "coroutine is being awaited already"));
        }
        self.replace_top(iter);
        Ok(())
    }

    /// `GET_AITER`.
    pub(crate) fn get_aiter(&mut self) -> Res<()> {
        let r = self.stack[self.stack.len() - 1].get();
        let name = self.names.aiter;
        let Some(iter) = self.call_special(r, name, &[]) else {
            let text = format!(
                "'async for' requires an object with __aiter__ method, got {}",
                self.type_name(r)
            );
            return Err(self.type_error(&text));
        };
        let iter = iter?;
        let next = self.names.anext;
        if self.lookup_special(iter.get(), next).is_none() {
            let text = format!(
                "'async for' received an object from __aiter__ that does not implement __anext__: {}",
                self.type_name(iter.get())
            );
            return Err(self.type_error(&text));
        }
        self.replace_top(iter);
        Ok(())
    }

    /// `GET_ANEXT`: `aiter -- aiter awaitable`.
    pub(crate) fn get_anext(&mut self) -> Res<()> {
        let aiter = self.stack[self.stack.len() - 1].get();
        let name = self.names.anext;
        let Some(next) = self.call_special(aiter, name, &[]) else {
            let text = format!(
                "'async for' requires an iterator with __anext__ method, got {}",
                self.type_name(aiter)
            );
            return Err(self.type_error(&text));
        };
        let next = next?;
        if matches!(
            self.heap.type_of(next.get()),
            TypeId::ASYNC_GEN_ASEND | TypeId::ASYNC_GEN_ATHROW
        ) {
            self.stack.push(Slot::counted(next.into_ref()));
            return Ok(());
        }
        let iter = match self.awaitable_iter(next.get()) {
            Ok(Some(iter)) => iter,
            failed => {
                let text = format!(
                    "'async for' received an invalid object from __anext__: {}",
                    self.type_name(next.get())
                );
                let cause = match failed {
                    Err(Raised) if self.stop.is_some() => return Err(Raised),
                    Err(Raised) => self.take_raised(),
                    _ => {
                        let _ = self.cannot_await(next.get());
                        self.take_raised()
                    }
                };
                let raised = self.type_error(&text);
                if let Some(cause) = cause {
                    let exception = self.raised;
                    let context = self.heap.own(cause.get());
                    self.heap
                        .replace_field(exception, exc_field::CONTEXT, context);
                    self.heap.replace_field(exception, exc_field::CAUSE, cause);
                    self.heap.set_raw_half(exception, exc_field::SUPPRESS, 1);
                }
                return Err(raised);
            }
        };
        self.stack.push(Slot::counted(iter.into_ref()));
        Ok(())
    }

    /// `END_ASYNC_FOR`: `aiter exc --`.
    pub(crate) fn end_async_for(&mut self) -> Res<()> {
        let exception = self.pop_owned();
        let kind = self.exc.id(Exc::StopAsyncIteration);
        if self.is_a(exception.get(), kind) {
            self.release(exception);
            self.drop_top();
            return Ok(());
        }
        let at = self.top().last_pc();
        self.top_mut().reraised_from = Some(at);
        self.set_raised(exception);
        Err(Raised)
    }

    /// `ASYNC_GEN_WRAP`.
    pub(crate) fn async_gen_wrap(&mut self) -> Res<()> {
        let value = self.stack[self.stack.len() - 1].get();
        let wrapped = self.new_record(TypeId::ASYNC_GEN_WRAPPED, &[value], 0);
        self.replace_top(wrapped);
        Ok(())
    }

    /// `BEFORE_ASYNC_WITH`: `mgr -- exit awaitable`.
    pub(crate) fn before_async_with(&mut self) -> Res<()> {
        let manager = self.stack[self.stack.len() - 1].get();
        let (enter_name, exit_name) = (self.names.aenter, self.names.aexit);
        let Some(enter) = self.lookup_special(manager, enter_name) else {
            return Err(self.no_context_manager(manager, 2));
        };
        let enter = self.bind_special(enter, manager)?;
        let Some(exit) = self.lookup_special(manager, exit_name) else {
            return Err(self.no_context_manager(manager, 3));
        };
        let exit = self.bind_special(exit, manager)?;
        self.replace_top(exit);
        let entered = self.call(enter.get(), &[])?;
        self.release(enter);
        self.stack.push(Slot::counted(entered.into_ref()));
        Ok(())
    }
}

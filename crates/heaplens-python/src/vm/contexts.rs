//! `with`: the instructions up to 3.13 (`BEFORE_WITH`), and leaving by an exception.

use heaplens_heap::{Ref, TypeId};

use crate::vm::exceptions::{Exc, exc_field};
use crate::vm::frame::Slot;
use crate::vm::{Raised, Res, Vm};

impl Vm {
    /// `BEFORE_WITH`: `mgr -- exit entered`.
    pub(crate) fn before_with(&mut self) -> Res<()> {
        let manager = self.stack[self.stack.len() - 1].get();
        let (enter_name, exit_name) = (self.names.enter, self.names.exit);
        let Some(enter) = self.lookup_special(manager, enter_name) else {
            return Err(self.no_context_manager(manager, 0));
        };
        let enter = self.bind_special(enter, manager)?;
        let Some(exit) = self.lookup_special(manager, exit_name) else {
            return Err(self.no_context_manager(manager, 1));
        };
        let exit = self.bind_special(exit, manager)?;
        let old = self.stack.pop().unwrap_or_default();
        self.stack.push(Slot::counted(exit.into_ref()));
        if !old.is_borrowed() {
            self.drop_ref(old.get());
        }
        let entered = if self.heap.type_of(enter.get()) == TypeId::BUILTIN_FUNCTION {
            // It is the instruction that calls: a lock may wait here as in a call.
            self.native_depth -= 1;
            let entered = self.call(enter.get(), &[]);
            self.native_depth += 1;
            entered?
        } else {
            self.call(enter.get(), &[])?
        };
        self.release(enter);
        self.stack.push(Slot::counted(entered.into_ref()));
        Ok(())
    }

    /// The error for a thing that can't be used in `with`; `which` is 0 for enter, 1 for exit, 2 and 3 for async.
    pub(crate) fn no_context_manager(&mut self, manager: Ref, which: u32) -> Raised {
        let is_async = which >= 2;
        let class = self.type_name(manager);
        if self.version.minor() < 11 {
            let name = ["__enter__", "__exit__", "__aenter__", "__aexit__"][which as usize];
            return self.raise_text(Exc::AttributeError, name);
        }
        let kind = if is_async {
            "asynchronous context manager"
        } else {
            "context manager"
        };
        let missed = match which {
            0 if self.version.minor() >= 14 => " (missed __enter__ method)",
            2 if self.version.minor() >= 14 => " (missed __aenter__ method)",
            1 => " (missed __exit__ method)",
            3 => " (missed __aexit__ method)",
            _ => "",
        };
        let mut text = format!("'{class}' object does not support the {kind} protocol{missed}");
        if self.version.minor() >= 14 {
            let (other, hint, other_kind) = if is_async {
                (self.names.enter, "with", "context manager")
            } else {
                (
                    self.names.aenter,
                    "async with",
                    "asynchronous context manager",
                )
            };
            if self.lookup_special(manager, other).is_some() {
                text.push_str(&format!(
                    " but it supports the {other_kind} protocol. Did you mean to use '{hint}'?"
                ));
            }
        }
        self.type_error(&text)
    }

    /// `WITH_EXCEPT_START`: calls exit(type, exception, traceback); the callee is below what `PUSH_EXC_INFO` and
    /// the handler pushed.
    pub(crate) fn with_except_start(&mut self, arg: u32) -> Res<()> {
        let top = self.stack.len();
        let exception = self.stack[top - 1].get();
        // exit [self] lasti previous exc
        let (exit, this) = if arg == 1 {
            (self.stack[top - 5].get(), self.stack[top - 4].get())
        } else {
            (self.stack[top - 4].get(), Ref::NULL)
        };
        let class = self.heap.info_of(exception).object;
        let traceback = self.heap.field(exception, exc_field::TRACEBACK);
        let traceback = if traceback.is_null() {
            self.heap.known.none
        } else {
            traceback
        };
        let mut args = Vec::with_capacity(4);
        if !this.is_null() {
            args.push(this);
        }
        args.extend([class, exception, traceback]);
        let result = self.call(exit, &args)?;
        self.stack.push(Slot::counted(result.into_ref()));
        Ok(())
    }

    /// Whether `r` is a function, native or not.
    pub fn is_function(&self, r: Ref) -> bool {
        matches!(
            self.heap.type_of(r),
            TypeId::FUNCTION | TypeId::BUILTIN_FUNCTION
        )
    }
}

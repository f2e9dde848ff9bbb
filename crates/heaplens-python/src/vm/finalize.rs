//! What the heap asks the language to do when objects die: `__del__` and the callbacks of weak references; and
//! the end of the interpreter.

use heaplens_heap::dealloc::Reap;
use heaplens_heap::rules::gc::CollectAt;
use heaplens_heap::{Owned, Ref};

use crate::opcode::Op;
use crate::vm::{Raised, Vm};

impl Vm {
    /// Deallocates all that has died, running what it asks for.
    pub fn reap(&mut self) {
        let mark = self.heap.reap_mark();
        loop {
            match self.heap.reap(mark) {
                Reap::Done => return,
                Reap::Finalize(object) => self.call_finalizer(object),
                Reap::Callback(weak) => {
                    // The reference gives its callback up before the call (`PyObject_ClearWeakRefs`).
                    let callback = Owned::adopt(self.heap.field(weak, 0));
                    self.heap.set_field(weak, 0, Ref::NULL);
                    self.call_weak_callback(weak, callback.get());
                    self.release(callback);
                    self.heap.decref(weak);
                }
            }
        }
    }

    /// Calls an object's `__del__`; an exception in it is reported, not raised.
    pub fn call_finalizer(&mut self, object: Ref) {
        if self.stop.is_some() {
            return;
        }
        let name = self.names.del;
        let Some(method) = self.lookup_special(object, name) else {
            return;
        };
        let saved = self.take_raised();
        let result = self.call_method(method, object, &[]);
        match result {
            Ok(value) => self.heap.release(value),
            Err(Raised) if self.stop.is_some() => self.stop_soon(),
            Err(Raised) => self.report_unraisable("calling deallocator", method),
        }
        self.heap.settle();
        if let Some(saved) = saved {
            self.set_raised(saved);
        }
    }

    /// Calls the callback of a dead object's weak reference with it.
    pub fn call_weak_callback(&mut self, weak: Ref, callback: Ref) {
        if self.stop.is_some() {
            return;
        }
        let saved = self.take_raised();
        let result = self.call(callback, &[weak]);
        match result {
            Ok(value) => self.heap.release(value),
            Err(Raised) if self.stop.is_some() => self.stop_soon(),
            Err(Raised) => self.report_unraisable("calling weakref callback", callback),
        }
        self.heap.settle();
        if let Some(saved) = saved {
            self.set_raised(saved);
        }
    }

    /// Has the loop look up before its next instruction: what was stopped ran where no error comes back from.
    pub(crate) fn stop_soon(&mut self) {
        self.heap.gc.is_due = true;
    }

    /// Whether a collection that is due may run before this instruction: at once up to 3.11 (the allocation that
    /// passed the threshold was in the instruction before), at the loop's own checks from 3.12 on.
    pub(crate) fn may_collect_now(&self, op: Op, arg: u32, pc: usize) -> bool {
        match self.heap.rules.gc.collect_at {
            CollectAt::Allocation => true,
            // At the start of a function, at a jump backwards, after a call of a built-in.
            CollectAt::EvalBreaker => {
                pc == 1
                    || (op == Op::Jump && (arg as usize) < pc)
                    || self.native_called_at + 1 == self.time
            }
        }
    }
}

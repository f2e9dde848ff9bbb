//! The end of the interpreter: what is collected, in which order modules and their names go, who is told.
//! Source: Python/pylifecycle.c (`Py_FinalizeEx`, `finalize_modules`) @ v3.11.

use heaplens_heap::{Owned, Ref, TypeId};

use crate::vm::Vm;

impl Vm {
    /// Ends the program's modules: garbage first, then `sys.modules` is emptied, then what is garbage by that,
    /// then the names of the modules that something still holds.
    pub(crate) fn finalize_modules(&mut self) {
        if self.main.is_null() {
            return;
        }
        self.run_at_exit();
        if self.stop.is_some() {
            return;
        }
        self.settle();
        if self.heap.gc.is_enabled {
            self.collect(2);
        }
        if self.stop.is_some() {
            return;
        }
        let modules = self.remove_modules();
        self.settle();
        self.collect(2);
        for module in modules.iter().rev() {
            let alive = self.heap.weak_object(module.get());
            if !alive.is_null() && self.stop.is_none() {
                self.clear_module(alive);
            }
        }
        // Before the last settling: what is dropped later would be settled in the next machine of this thread.
        drop(modules);
        let (builtins, last) = (self.builtins, self.names.underscore);
        self.remove_str_key(builtins, last);
        self.settle();
    }

    /// Takes all modules but `builtins` and `sys` out of `sys.modules`; gives weak references to them, in order.
    fn remove_modules(&mut self) -> Vec<Owned> {
        let modules = self.modules;
        let mut watched = Vec::new();
        let main = self.main;
        self.main = Ref::NULL;
        let mut removed: Vec<Ref> = Vec::new();
        for (_, key, module) in self.heap.dict_entries(modules) {
            let name = self.heap.text(key);
            if name == "builtins" || name == "sys" {
                continue;
            }
            if self
                .heap
                .is_subtype(self.heap.type_of(module), TypeId::MODULE)
            {
                watched.push(self.heap.new_weak(TypeId::WEAKREF, module, None));
            }
            self.heap.incref(key);
            removed.push(key);
        }
        debug_assert!(removed.is_empty() || !main.is_null());
        for key in removed {
            self.remove_str_key(modules, key);
            self.drop_ref(key);
        }
        watched
    }

    /// `_PyModule_Clear`: the names of a module become None, those with one underscore first.
    fn clear_module(&mut self, module: Ref) {
        let module = self.heap.own(module);
        let dict = self.heap.field(module.get(), 0);
        if dict.is_null() {
            return;
        }
        let dict = self.heap.own(dict);
        for is_private in [true, false] {
            for (_, key, value) in self.heap.dict_entries(dict.get()) {
                if !self.is_a(key, TypeId::STR) || value == self.heap.known.none {
                    continue;
                }
                let name = self.heap.text(key);
                let has_one_underscore = name.starts_with('_') && !name.starts_with("__");
                if has_one_underscore != is_private
                    || name == "__builtins__"
                    || self.heap.dict_get_str(dict.get(), key) != Some(value)
                {
                    continue;
                }
                let none = self.none();
                if let Some(old) = self.heap.dict_set_str(dict.get(), key, none) {
                    self.release(old);
                }
                self.settle();
                if self.stop.is_some() {
                    return;
                }
            }
        }
    }
}

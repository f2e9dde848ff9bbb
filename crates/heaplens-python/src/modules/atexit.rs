//! `atexit`: what is called when the interpreter ends. Source: Modules/atexitmodule.c @ v3.11.

use heaplens_heap::{Owned, Ref};

use crate::modules::ModuleDef;
use crate::vm::native::{Args, Arity, Def};
use crate::vm::{Raised, Res, Vm};

/// The module.
pub const MODULE: ModuleDef = ModuleDef {
    name: "atexit",
    functions: &[FUNCTIONS],
    classes: &[],
    fill,
};

const FUNCTIONS: &[Def] = &[
    Def::method("register", Arity::Free, register),
    Def::method("unregister", Arity::One, unregister),
    Def::method("_run_exitfuncs", Arity::None, run),
    Def::method("_clear", Arity::None, clear),
    Def::method("_ncallbacks", Arity::None, count),
];

fn fill(_vm: &mut Vm, _dict: Ref) -> Res<()> {
    Ok(())
}

/// The list of what is registered; one count is held for good.
fn list(vm: &mut Vm) -> Ref {
    if vm.states.at_exit.is_null() {
        let list = vm.heap.list_from(&[]).into_ref();
        vm.heap.untrack(list);
        vm.states.at_exit = list;
    }
    vm.states.at_exit
}

fn register(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let Some(&function) = args.pos.first() else {
        return Err(vm.type_error("register() takes at least 1 argument (0 given)"));
    };
    if !vm.is_callable(function) {
        return Err(vm.type_error("the first argument must be callable"));
    }
    let positional = vm.heap.tuple_of(&args.pos[1..]);
    let keywords = if args.kw.is_empty() {
        vm.none()
    } else {
        let dict = vm.heap.dict();
        for &(name, value) in args.kw {
            let value = vm.heap.own(value);
            let old = vm.heap.dict_set_str(dict.get(), name, value);
            drop(old);
        }
        dict
    };
    let entry = vm
        .heap
        .tuple_of(&[function, positional.get(), keywords.get()]);
    vm.heap.untrack(entry.get());
    vm.release(positional);
    vm.release(keywords);
    let list = list(vm);
    vm.heap.list_append(list, entry.into_ref());
    Ok(vm.heap.own(function))
}

fn unregister(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let list = list(vm);
    let mut index = 0;
    while index < vm.heap.list_len(list) {
        let entry = vm.heap.list_item(list, index);
        let entry = vm.heap.own(entry);
        let function = vm.heap.tuple_item(entry.get(), 0);
        let is_it = vm.equal(function, args.this())?;
        // The comparison may have changed the list.
        let is_there =
            index < vm.heap.list_len(list) && vm.heap.list_item(list, index) == entry.get();
        if is_it && is_there {
            let array = vm.heap.list_array(list);
            for removed in vm.heap.list_splice(list, index, index + 1, &[], array) {
                vm.drop_ref(removed);
            }
        } else {
            index += 1;
        }
        vm.release(entry);
    }
    Ok(vm.none())
}

fn clear(vm: &mut Vm, _args: &Args<'_>) -> Res<Owned> {
    let list = list(vm);
    for entry in vm.heap.list_take(list) {
        vm.drop_ref(entry);
    }
    Ok(vm.none())
}

fn count(vm: &mut Vm, _args: &Args<'_>) -> Res<Owned> {
    let list = list(vm);
    let count = vm.heap.list_len(list);
    Ok(vm.heap.int(count as i64))
}

fn run(vm: &mut Vm, _args: &Args<'_>) -> Res<Owned> {
    vm.run_at_exit();
    if vm.stop.is_some() {
        return Err(Raised);
    }
    Ok(vm.none())
}

impl Vm {
    /// Calls what was registered with `atexit`, the last first; what one of them raises is reported.
    pub fn run_at_exit(&mut self) {
        if self.states.at_exit.is_null() {
            return;
        }
        let list = self.states.at_exit;
        loop {
            let length = self.heap.list_len(list);
            if length == 0 {
                return;
            }
            let entry = Owned::adopt(self.heap.list_item(list, length - 1));
            self.heap.list_resize(list, length - 1);
            let [function, positional, keywords] =
                [0, 1, 2].map(|index| self.heap.tuple_item(entry.get(), index));
            let pos: Vec<Ref> = self.heap.tuple_items(positional);
            let kw: Vec<(Ref, Ref)> = if keywords == self.heap.known.none {
                Vec::new()
            } else {
                let entries = self.heap.dict_entries(keywords);
                entries.iter().map(|entry| (entry.1, entry.2)).collect()
            };
            match self.call_with(function, &pos, &kw) {
                Ok(value) => self.release(value),
                Err(Raised) if self.stop.is_some() => return,
                Err(Raised) => self.report_at_exit(function),
            }
            self.release(entry);
            self.settle();
        }
    }

    /// Source: `atexit_callfuncs` @ v3.9 (a traceback under a line of its own), v3.10 (unraisable).
    fn report_at_exit(&mut self, function: Ref) {
        let head = if self.version.minor() >= 10 {
            let shown = self.repr_text(function);
            if self.version.minor() >= 13 {
                format!("Exception ignored in atexit callback {shown}:\n")
            } else {
                format!("Exception ignored in atexit callback: {shown}\n")
            }
        } else {
            "Error in atexit._run_exitfuncs:\n".to_owned()
        };
        let Some(exception) = self.take_raised() else {
            return;
        };
        if self.system_exit_status(exception.get()).is_some() && self.version.minor() <= 9 {
            self.release(exception);
            return;
        }
        let report = self.exception_report(exception.get());
        let text = format!("{head}{report}");
        self.output.stderr.extend_from_slice(text.as_bytes());
        self.release(exception);
    }
}

//! The hooks of `sys`: what is done with a value at the prompt, with an exception that nobody catches, with one that
//! can't be caught. Sources: Python/sysmodule.c, Python/pythonrun.c, Python/errors.c.

use heaplens_heap::{Owned, Ref};

use crate::vm::exceptions::{Exc, exc_field};
use crate::vm::native::{Args, Arity, Def};
use crate::vm::{Raised, Res, Vm};

/// The hooks' first functions.
pub const FUNCTIONS: &[Def] = &[
    Def::method("displayhook", Arity::One, displayhook),
    Def::method("excepthook", Arity::Range(3, 3), excepthook),
    Def::method("unraisablehook", Arity::One, unraisablehook),
    Def::method("breakpointhook", Arity::Free, breakpointhook),
    Def::method("get_asyncgen_hooks", Arity::None, get_asyncgen_hooks),
    Def::method("set_asyncgen_hooks", Arity::Free, set_asyncgen_hooks),
];

/// Binds the hooks under their second names.
pub fn fill(vm: &mut Vm, dict: Ref) {
    for name in [
        "displayhook",
        "excepthook",
        "unraisablehook",
        "breakpointhook",
    ] {
        let key = vm.heap.intern_str(name);
        if let Some(hook) = vm.heap.dict_get_str(dict, key.get()) {
            let hook = vm.heap.own(hook);
            vm.module_value(dict, &format!("__{name}__"), hook);
        }
    }
}

fn get_asyncgen_hooks(vm: &mut Vm, _args: &Args<'_>) -> Res<Owned> {
    let none = vm.heap.known.none;
    let hooks = vm.states.asyncgen_hooks;
    let hooks = hooks.map(|hook| if hook.is_null() { none } else { hook });
    Ok(vm.heap.tuple_of(&hooks))
}

/// `set_asyncgen_hooks(firstiter=…, finalizer=…)`: one that isn't given stays.
fn set_asyncgen_hooks(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let given = args.bind(vm, "set_asyncgen_hooks", 0, ["firstiter", "finalizer"], 0)?;
    let none = vm.heap.known.none;
    for (at, name) in ["firstiter", "finalizer"].into_iter().enumerate() {
        let Some(hook) = given[at] else { continue };
        if hook != none && !vm.is_callable(hook) {
            let text = format!("callable {name} expected, got {}", vm.type_name(hook));
            return Err(vm.type_error(&text));
        }
        let hook = if hook == none { Ref::NULL } else { hook };
        if !hook.is_null() {
            vm.heap.incref(hook);
        }
        let old = std::mem::replace(&mut vm.states.asyncgen_hooks[at], hook);
        if !old.is_null() {
            vm.drop_ref(old);
        }
    }
    Ok(vm.none())
}

fn displayhook(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    vm.display(args.this())?;
    Ok(vm.none())
}

fn excepthook(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let (value, traceback) = (args.pos[1], args.pos[2]);
    if !vm.is_a(value, vm.exc.id(Exc::BaseException)) {
        let text = format!(
            "print_exception(): Exception expected for value, {} found",
            vm.type_name(value)
        );
        vm.write_stderr(&text)?;
        return Ok(vm.none());
    }
    if vm.heap.field(value, exc_field::TRACEBACK).is_null() && traceback != vm.heap.known.none {
        vm.store_field(value, exc_field::TRACEBACK, traceback);
    }
    let report = vm.exception_report(value);
    vm.write_stderr(&report)?;
    Ok(vm.none())
}

fn unraisablehook(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let items = vm.heap.tuple_items(args.this());
    let [_, value, _, message, object] = items[..] else {
        return Err(vm.type_error("sys.unraisablehook argument type must be UnraisableHookArgs"));
    };
    let none = vm.heap.known.none;
    let message = (message != none).then(|| vm.heap.text(message));
    let object = (object != none).then(|| vm.repr_text(object));
    vm.print_unraisable(value, message.as_deref(), object.as_deref());
    Ok(vm.none())
}

fn breakpointhook(vm: &mut Vm, _args: &Args<'_>) -> Res<Owned> {
    Err(vm.unsupported("the debugger that breakpoint() starts"))
}

impl Vm {
    /// A hook of `sys` that the program has put in place of the first one.
    fn replaced_hook(&mut self, name: &str) -> Option<Owned> {
        let now = self.sys_attribute(name)?;
        let first = self.sys_attribute(&format!("__{name}__"))?;
        (now != first).then(|| self.heap.own(now))
    }

    /// What `sys.displayhook` is now, if the program has replaced it.
    pub(crate) fn replaced_displayhook(&mut self) -> Option<Owned> {
        self.replaced_hook("displayhook")
    }

    /// `sys.displayhook`: shows a value at the prompt and keeps it in `_`.
    pub(crate) fn display(&mut self, value: Ref) -> Res<()> {
        if value == self.heap.known.none {
            return Ok(());
        }
        // `_` lets the last value go before this one is shown (`sys_displayhook`).
        let (builtins, name) = (self.builtins, self.names.underscore);
        let none = self.none();
        if let Some(old) = self.heap.dict_set_str(builtins, name, none) {
            self.release(old);
        }
        let text = self.repr(value)?;
        match self.replaced_stream("stdout", 1) {
            Some(r) if r == self.heap.known.none => {
                return Err(self.raise_text(Exc::RuntimeError, "lost sys.stdout"));
            }
            Some(stream) => {
                let stream = self.heap.own(stream);
                let (write, end) = (self.names.write, self.heap.str("\n"));
                for piece in [text.get(), end.get()] {
                    let done = self.call_attribute(stream.get(), write, &[piece])?;
                    self.release(done);
                }
            }
            None => {
                let mut line = self.strict_utf8(text.get())?;
                line.push(b'\n');
                self.write_stdout(&line)?;
            }
        }
        drop(text);
        let value = self.heap.own(value);
        if let Some(old) = self.heap.dict_set_str(builtins, name, value) {
            self.release(old);
        }
        Ok(())
    }

    /// Gives an exception that nobody caught to `sys.excepthook`, if the program has put one there; false if not.
    pub(crate) fn call_excepthook(&mut self, exception: Ref) -> bool {
        let Some(hook) = self.replaced_hook("excepthook") else {
            return false;
        };
        let none = self.heap.known.none;
        let class = self.heap.info_of(exception).object;
        let traceback = self.heap.field(exception, exc_field::TRACEBACK);
        let traceback = traceback.some().unwrap_or(none);
        match self.call(hook.get(), &[class, exception, traceback]) {
            Ok(done) => self.release(done),
            Err(Raised) => {
                let Some(second) = self.take_raised() else {
                    return true;
                };
                let second_report = self.exception_report(second.get());
                let report = self.exception_report(exception);
                let text = format!(
                    "Error in sys.excepthook:\n{second_report}\nOriginal exception was:\n{report}"
                );
                if self.write_stderr(&text).is_err() {
                    self.swallow();
                }
            }
        }
        true
    }

    /// Reports an exception that nobody can catch, on standard error: `doing` says what was being done, as 3.14 on
    /// has it; before, only where (`_PyErr_WriteUnraisableMsg`, Python/errors.c).
    pub fn report_unraisable(&mut self, doing: &str, what: Ref) {
        if !self.raised.is_null() && self.heap.field(self.raised, exc_field::TRACEBACK).is_null() {
            self.add_traceback_entry();
        }
        let Some(exception) = self.take_raised() else {
            return;
        };
        let says_what = self.version.minor() >= 14;
        if let Some(hook) = self.replaced_hook("unraisablehook") {
            let none = self.heap.known.none;
            let class = self.heap.info_of(exception.get()).object;
            let traceback = self.heap.field(exception.get(), exc_field::TRACEBACK);
            let traceback = traceback.some().unwrap_or(none);
            let message = if says_what {
                self.heap.str(&format!("Exception ignored while {doing}"))
            } else {
                self.none()
            };
            let items =
                [class, exception.get(), traceback, message.get(), what].map(|r| self.heap.own(r));
            let given = self.struct_sequence("sys.UnraisableHookArgs", items.into());
            match self.call(hook.get(), &[given.get()]) {
                Ok(done) => self.release(done),
                Err(Raised) => {
                    if let Some(second) = self.take_raised() {
                        let place = self.repr_text(hook.get());
                        let head = "Exception ignored in sys.unraisablehook";
                        self.print_unraisable(second.get(), Some(head), Some(&place));
                        self.release(second);
                    }
                }
            }
            self.release(exception);
            return;
        }
        let place = self.repr_text(what);
        let message = says_what.then(|| format!("Exception ignored while {doing}"));
        self.print_unraisable(exception.get(), message.as_deref(), Some(&place));
        self.release(exception);
    }

    /// Prints an exception that nobody can catch (`write_unraisable_exc_file`).
    fn print_unraisable(&mut self, exception: Ref, message: Option<&str>, place: Option<&str>) {
        // Up to 3.14 the C code prints it, which doesn't go back to what was handled.
        let report = if self.version.minor() >= 15 {
            self.exception_report(exception)
        } else {
            self.ignored_report(exception)
        };
        let head = match (message, place) {
            (Some(message), Some(place)) if self.version.minor() >= 14 => {
                format!("{message} {place}:\n")
            }
            (Some(message), Some(place)) => format!("{message}: {place}\n"),
            (Some(message), None) => format!("{message}:\n"),
            (None, Some(place)) => format!("Exception ignored in: {place}\n"),
            (None, None) => String::new(),
        };
        if self.write_stderr(&format!("{head}{report}")).is_err() {
            self.swallow();
        }
    }
}

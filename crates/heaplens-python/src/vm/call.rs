//! Calling: what a callable is, where its arguments go, which references are held meanwhile.

use heaplens_heap::types::flags;
use heaplens_heap::{Owned, Ref, TypeId};

use crate::vm::frame::{FrameKind, Slot};
use crate::vm::{Raised, Res, Vm};

/// What an instruction has to do after it asked for a call.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Called {
    /// The result is on the stack.
    Done,
    /// A frame was pushed: the loop goes on in it.
    Frame,
}

/// References of a method object.
pub mod method_field {
    /// `__func__`
    pub const FUNC: u32 = 0;
    /// `__self__`
    pub const SELF: u32 = 1;
}

/// References of a `builtin_function_or_method`.
pub mod builtin_field {
    /// `__self__`: the object of a bound method, or the module.
    pub const SELF: u32 = 0;
    /// `__module__`
    pub const MODULE: u32 = 1;
    /// The native function's number (not a reference).
    pub const NUMBER: u32 = 2;
    /// 1 where `__self__` is passed as the first argument (not a reference).
    pub const PASSES_SELF: u32 = 3;
}

/// References of the descriptors of native functions.
pub mod descr_field {
    /// `__objclass__`
    pub const OBJCLASS: u32 = 0;
    /// `__name__`
    pub const NAME: u32 = 1;
    /// `__qualname__`
    pub const QUALNAME: u32 = 2;
    /// The native function's number, or a getter's (not a reference).
    pub const NUMBER: u32 = 3;
    /// A setter's number plus 1, or 0 (not a reference).
    pub const SETTER: u32 = 4;
    /// A slot's offset in bytes, for member descriptors (not a reference).
    pub const OFFSET: u32 = 3;
}

const KEEP: usize = 16;

impl Vm {
    /// Calls what lies on the stack: callable, self or null, `count` arguments, the last ones named by the tuple
    /// `names` (or null). Native ones run at once; a Python function gets a frame of kind `kind`.
    pub fn call_on_stack(&mut self, count: u32, names: Ref, kind: FrameKind) -> Res<Called> {
        let start = self.stack.len() - count as usize - 2;
        let callable = self.stack[start].get();
        match self.heap.type_of(callable) {
            TypeId::FUNCTION => self
                .push_function_frame(start, names, kind)
                .map(|()| Called::Frame),
            TypeId::BUILTIN_FUNCTION => {
                let number = self.heap.raw_half(callable, builtin_field::NUMBER);
                let this = if self.heap.raw_half(callable, builtin_field::PASSES_SELF) == 1 {
                    self.heap.field(callable, builtin_field::SELF)
                } else {
                    let class = self.heap.field(callable, builtin_field::SELF);
                    if !class.is_null() && self.natives[number as usize].name == "__new__" {
                        let first = start + 1 + usize::from(self.stack[start + 1].is_null());
                        let first = self.stack.get(first).map(|slot| slot.get());
                        self.check_new(class, number, first)?;
                    }
                    Ref::NULL
                };
                self.call_native_on_stack(start, number, this, names)
            }
            TypeId::METHOD_DESCRIPTOR
            | TypeId::WRAPPER_DESCRIPTOR
            | TypeId::CLASSMETHOD_DESCRIPTOR => {
                self.check_descriptor_call(start, callable, names)?;
                let number = self.heap.raw_half(callable, descr_field::NUMBER);
                self.call_native_on_stack(start, number, Ref::NULL, names)
            }
            TypeId::METHOD_WRAPPER => {
                let descriptor = self.heap.field(callable, 0);
                let this = self.heap.field(callable, 1);
                let number = self.heap.raw_half(descriptor, descr_field::NUMBER);
                self.call_native_on_stack(start, number, this, names)
            }
            TypeId::METHOD if self.stays_bound(start, callable) => {
                let function = self.heap.field(callable, method_field::FUNC);
                let this = self.heap.field(callable, method_field::SELF);
                self.heap.incref(this);
                self.stack.insert(start + 1, Slot::counted(this));
                self.check_depth()?;
                self.enter_function(start, function, start + 1, names, kind)
                    .map(|()| Called::Frame)
            }
            TypeId::METHOD => {
                self.unwrap_method(start, callable);
                self.call_on_stack(self.stack.len() as u32 - start as u32 - 2, names, kind)
            }
            id if self.heap.info(id).has(flags::TYPE_SUBCLASS) => {
                self.call_type(start, callable, names, kind)
            }
            _ => self.call_object(start, callable, names, kind),
        }
    }

    /// Whether a bound method of a Python function stays on the caller's stack while the function runs: the
    /// `__exit__` of a `with` statement, which is called as if it were a method of its first argument.
    fn stays_bound(&self, start: usize, method: Ref) -> bool {
        let function = self.heap.field(method, method_field::FUNC);
        self.heap.rules.eval.exit_stays_bound
            && !self.stack[start + 1].is_null()
            && self.heap.type_of(function) == TypeId::FUNCTION
    }

    /// Replaces a bound method on the stack by its function and its object (3.11 on: `CALL` does; before, the
    /// arguments are shifted in C, with the same references held).
    fn unwrap_method(&mut self, start: usize, method: Ref) {
        let function = self.heap.field(method, method_field::FUNC);
        let this = self.heap.field(method, method_field::SELF);
        self.heap.incref(function);
        self.heap.incref(this);
        let was_borrowed = self.stack[start].is_borrowed();
        self.stack[start] = Slot::counted(function);
        if self.stack[start + 1].is_null() {
            self.stack[start + 1] = Slot::counted(this);
        } else {
            // A bound method called as a method of something else: its own object goes first.
            let other = self.stack[start + 1];
            self.stack[start + 1] = Slot::counted(this);
            self.stack.insert(start + 2, other);
        }
        if !was_borrowed {
            self.drop_ref(method);
        }
    }

    fn check_descriptor_call(&mut self, start: usize, callable: Ref, names: Ref) -> Res<()> {
        let first = if self.stack[start + 1].is_null() {
            start + 2
        } else {
            start + 1
        };
        let class = self.heap.field(callable, descr_field::OBJCLASS);
        let id = self.heap.type_id_of(class);
        let name = self.heap.field(callable, descr_field::NAME);
        let named = match names.is_null() {
            true => 0,
            false => self.heap.tuple_len(names) as usize,
        };
        let positional = &self.stack[..self.stack.len() - named];
        let Some(slot) = positional.get(first).copied() else {
            let text = if self.heap.type_of(callable) == TypeId::WRAPPER_DESCRIPTOR {
                format!(
                    "descriptor '{}' of '{}' object needs an argument",
                    self.heap.text(name),
                    self.heap.info(id).name
                )
            } else {
                format!(
                    "unbound method {}.{}() needs an argument",
                    self.heap.info(id).name,
                    self.heap.text(name)
                )
            };
            return Err(self.type_error(&text));
        };
        let this = slot.get();
        if self.heap.type_of(callable) == TypeId::CLASSMETHOD_DESCRIPTOR || self.is_a(this, id) {
            return Ok(());
        }
        let text = if self.heap.type_of(callable) == TypeId::WRAPPER_DESCRIPTOR {
            format!(
                "descriptor '{}' requires a '{}' object but received a '{}'",
                self.heap.text(name),
                self.heap.info(id).name,
                self.type_name(this)
            )
        } else {
            format!(
                "descriptor '{}' for '{}' objects doesn't apply to a '{}' object",
                self.heap.text(name),
                self.heap.info(id).name,
                self.type_name(this)
            )
        };
        Err(self.type_error(&text))
    }

    fn call_native_on_stack(
        &mut self,
        start: usize,
        number: u32,
        this: Ref,
        names: Ref,
    ) -> Res<Called> {
        let mut kept = [Ref::NULL; KEEP];
        let mut long;
        let first = if self.stack[start + 1].is_null() {
            start + 2
        } else {
            start + 1
        };
        let has_this = usize::from(!this.is_null());
        let total = self.stack.len() - first + has_this;
        let all: &mut [Ref] = if total <= KEEP {
            &mut kept[..total]
        } else {
            long = vec![Ref::NULL; total];
            &mut long
        };
        if has_this == 1 {
            all[0] = this;
        }
        for (to, slot) in all[has_this..].iter_mut().zip(&self.stack[first..]) {
            *to = slot.get();
        }
        let result = if names.is_null() {
            let all = &*all;
            match has_this {
                0 => self.call_native(number, all, &[]),
                _ => self.call_bound_native(number, all, &[]),
            }
        } else {
            let named = self.heap.tuple_len(names);
            let (pos, values) = all.split_at(total - named as usize);
            let kw: Vec<(Ref, Ref)> = (0..named)
                .map(|index| (self.heap.tuple_item(names, index), values[index as usize]))
                .collect();
            match has_this {
                0 => self.call_native(number, pos, &kw),
                _ => self.call_bound_native(number, pos, &kw),
            }
        };
        let result = result?;
        self.drop_stack_to(start);
        self.stack.push(Slot::counted(result.into_ref()));
        self.settle();
        self.native_called_at = self.time;
        Ok(Called::Done)
    }

    /// Calls an object through its type's `__call__`.
    fn call_object(
        &mut self,
        start: usize,
        callable: Ref,
        names: Ref,
        kind: FrameKind,
    ) -> Res<Called> {
        let name = self.names.call;
        let Some(method) = self.lookup_special(callable, name) else {
            let text = format!("'{}' object is not callable", self.type_name(callable));
            return Err(self.type_error(&text));
        };
        if self.heap.type_of(method) == TypeId::FUNCTION && self.stack[start + 1].is_null() {
            self.heap.incref(method);
            return self
                .enter_special(start, method, callable, names, kind)
                .map(|()| Called::Frame);
        }
        let bound = self.bind_special(method, callable)?;
        let (pos, kw) = self.split_arguments(start, names);
        let id = self.heap.type_of(callable);
        let packed = self.pack_for_type(id, &pos, &kw);
        let result = self.call_with(bound.get(), &pos, &kw);
        self.unpack(packed);
        let result = result?;
        self.release(bound);
        self.finish_call(start, result);
        Ok(Called::Done)
    }

    /// The arguments of the call that begins at `start`, borrowed: positional, and by name.
    pub fn split_arguments(&self, start: usize, names: Ref) -> (Vec<Ref>, Vec<(Ref, Ref)>) {
        let first = if self.stack[start + 1].is_null() {
            start + 2
        } else {
            start + 1
        };
        let mut pos: Vec<Ref> = self.stack[first..].iter().map(|slot| slot.get()).collect();
        if names.is_null() {
            return (pos, Vec::new());
        }
        let named = self.heap.tuple_len(names);
        let values = pos.split_off(pos.len() - named as usize);
        let kw = (0..named)
            .map(|index| (self.heap.tuple_item(names, index), values[index as usize]))
            .collect();
        (pos, kw)
    }

    /// Gives the references of a finished call back, the last argument first, and pushes its result.
    pub fn finish_call(&mut self, start: usize, result: Owned) {
        self.drop_stack_to(start);
        self.stack.push(Slot::counted(result.into_ref()));
        self.settle();
        self.native_called_at = self.time;
    }

    /// Cuts the stack to `length`, giving the references back from the top down.
    #[inline]
    pub fn drop_stack_to(&mut self, length: usize) {
        while self.stack.len() > length {
            self.drop_top();
        }
    }

    /// Pops one place and gives its reference back.
    #[inline]
    pub fn drop_top(&mut self) {
        if let Some(slot) = self.stack.pop()
            && !slot.is_null()
            && !slot.is_borrowed()
        {
            self.drop_ref(slot.get());
        }
    }

    /// Calls a type: `type.__call__`, unless its metatype has one of its own.
    fn call_type(
        &mut self,
        start: usize,
        callable: Ref,
        names: Ref,
        kind: FrameKind,
    ) -> Res<Called> {
        let meta = self.heap.type_of(callable);
        if meta != TypeId::TYPE {
            let name = self.names.call;
            if let Some(method) = self.lookup(meta, name)
                && self.heap.type_of(method) != TypeId::WRAPPER_DESCRIPTOR
            {
                return self.call_object(start, callable, names, kind);
            }
        }
        let id = self.heap.type_id_of(callable);
        let (new_name, init_name) = (self.names.new, self.names.init);
        let new = self.lookup(id, new_name);
        let init = self.lookup(id, init_name);
        if let (Some(new), Some(init)) = (new, init)
            && self.is_object_new(new)
            && self.heap.type_of(init) == TypeId::FUNCTION
            && kind == FrameKind::Call
        {
            let instance = self.new_instance_checked(id)?;
            let given =
                self.stack.len() - start - 2 + usize::from(!self.stack[start + 1].is_null());
            if !self.inits_in_place(init, names, given) {
                // The instance takes the class's place, for it will be the result; the caller's stack holds the class on.
                let this = instance.into_ref();
                let class = std::mem::replace(&mut self.stack[start], Slot::counted(this));
                self.stack.insert(start + 1, class);
                self.heap.incref(init);
                self.enter_special(start + 1, init, this, names, FrameKind::Init)?;
                return Ok(Called::Frame);
            }
            self.heap.incref(init);
            self.heap.incref(instance.get());
            // The class's place holds the instance that will be the result; above it lies the call of __init__.
            let class = self.stack[start];
            self.stack[start] = Slot::counted(instance.get());
            self.stack.insert(start + 1, Slot::counted(init));
            if self.stack[start + 2].is_null() {
                self.stack[start + 2] = Slot::counted(instance.into_ref());
            } else {
                self.stack
                    .insert(start + 2, Slot::counted(instance.into_ref()));
            }
            if !class.is_borrowed() {
                self.drop_ref(class.get());
            }
            self.push_function_frame(start + 1, names, FrameKind::Init)?;
            return Ok(Called::Frame);
        }
        let (pos, kw) = self.split_arguments(start, names);
        let is_question = id == TypeId::TYPE && pos.len() == 1 && self.version.minor() >= 10;
        let packed = if is_question {
            Default::default()
        } else {
            self.pack_for_type(id, &pos, &kw)
        };
        let result = self.type_call(callable, &pos, &kw);
        self.unpack(packed);
        self.finish_call(start, result?);
        Ok(Called::Done)
    }

    /// `type.__call__`: `__new__`, then `__init__` where the result is an instance.
    pub fn type_call(&mut self, class: Ref, pos: &[Ref], kw: &[(Ref, Ref)]) -> Res<Owned> {
        let id = self.heap.type_id_of(class);
        if id == TypeId::TYPE && pos.len() == 1 && kw.is_empty() {
            let of = self.heap.type_of(pos[0]);
            let object = self.heap.info(of).object;
            return Ok(self.heap.own(object));
        }
        let (new_name, init_name) = (self.names.new, self.names.init);
        let new = self.lookup(id, new_name);
        let Some(new) = new else {
            let text = format!("cannot create '{}' instances", self.heap.info(id).name);
            return Err(self.type_error(&text));
        };
        let new = self.unwrap_static(new);
        let mut with_class = Vec::with_capacity(pos.len() + 1);
        with_class.push(class);
        with_class.extend_from_slice(pos);
        let instance = self.call_with(new, &with_class, kw)?;
        if !self.is_a(instance.get(), id) {
            return Ok(instance);
        }
        let of = self.heap.type_of(instance.get());
        if let Some(init) = self.lookup(of, init_name) {
            let mut with_self = with_class;
            with_self[0] = instance.get();
            let done = self.call_with(init, &with_self, kw)?;
            if done.get() != self.heap.known.none {
                let text = format!(
                    "__init__() should return None, not '{}'",
                    self.type_name(done.get())
                );
                return Err(self.type_error(&text));
            }
            self.release(done);
        }
        Ok(instance)
    }

    /// Whether the native `__new__` of `class` may make an instance of its first argument (`tp_new_wrapper`).
    fn check_new(&mut self, class: Ref, number: u32, first: Option<Ref>) -> Res<()> {
        if first == Some(class) {
            return Ok(());
        }
        let id = self.heap.type_id_of(class);
        let name = self.heap.info(id).name.to_string();
        let Some(first) = first else {
            let text = format!("{name}.__new__(): not enough arguments");
            return Err(self.type_error(&text));
        };
        if !self.heap.info_of(first).has(flags::TYPE_SUBCLASS) {
            let text = format!(
                "{name}.__new__(X): X is not a type object ({})",
                self.type_name(first)
            );
            return Err(self.type_error(&text));
        }
        let wanted = self.heap.type_id_of(first);
        let wanted_name = self.heap.info(wanted).name.to_string();
        if !self.heap.is_subtype(wanted, id) {
            let text =
                format!("{name}.__new__({wanted_name}): {wanted_name} is not a subtype of {name}");
            return Err(self.type_error(&text));
        }
        // The nearest base whose `__new__` is native must have this one.
        let new_name = self.names.new;
        let mut base = wanted;
        loop {
            let Some(found) = self.lookup(base, new_name) else {
                return Ok(());
            };
            let found = self.unwrap_static(found);
            if self.heap.type_of(found) == TypeId::BUILTIN_FUNCTION {
                let other = self.heap.raw_half(found, builtin_field::NUMBER);
                if other == number {
                    return Ok(());
                }
                let safe = self.heap.info(base).name.to_string();
                let text =
                    format!("{name}.__new__({wanted_name}) is not safe, use {safe}.__new__()");
                return Err(self.type_error(&text));
            }
            if base == TypeId::OBJECT {
                return Ok(());
            }
            base = self.heap.info(base).base;
        }
    }

    /// What a `__new__` in a class's dict calls: a staticmethod's function, or itself.
    fn unwrap_static(&self, r: Ref) -> Ref {
        if self.heap.type_of(r) == TypeId::STATICMETHOD {
            self.heap.field(r, 0)
        } else {
            r
        }
    }

    /// Calls `callable` from a native function, and runs what it takes until it returns.
    pub fn call_with(&mut self, callable: Ref, pos: &[Ref], kw: &[(Ref, Ref)]) -> Res<Owned> {
        if let Some(number) = self.native_number(callable, pos) {
            if self.natives[number as usize].name == "__new__"
                && self.heap.type_of(callable) == TypeId::BUILTIN_FUNCTION
            {
                let class = self.heap.field(callable, builtin_field::SELF);
                if !class.is_null() {
                    self.check_new(class, number, pos.first().copied())?;
                }
            }
            // C calls C: the arguments stay the caller's.
            self.enter_native()?;
            let result = if self.heap.type_of(callable) == TypeId::BUILTIN_FUNCTION
                && self.heap.raw_half(callable, builtin_field::PASSES_SELF) == 1
            {
                let mut all = Vec::with_capacity(pos.len() + 1);
                all.push(self.heap.field(callable, builtin_field::SELF));
                all.extend_from_slice(pos);
                self.call_bound_native(number, &all, kw)
            } else {
                self.call_native(number, pos, kw)
            };
            self.native_depth -= 1;
            return result;
        }
        let start = self.stack.len();
        self.heap.incref(callable);
        self.stack.push(Slot::counted(callable));
        self.stack.push(Slot::NULL);
        for &arg in pos {
            self.heap.incref(arg);
            self.stack.push(Slot::counted(arg));
        }
        let names = if kw.is_empty() {
            None
        } else {
            for &(_, value) in kw {
                self.heap.incref(value);
                self.stack.push(Slot::counted(value));
            }
            let names: Vec<Ref> = kw.iter().map(|&(name, _)| name).collect();
            Some(self.heap.tuple_of(&names))
        };
        let count = (pos.len() + kw.len()) as u32;
        let called = self.call_nested(count, names.as_ref().map_or(Ref::NULL, Owned::get));
        match called {
            Ok(result) => {
                debug_assert_eq!(self.stack.len(), start, "a call leaves the stack as it was");
                Ok(result)
            }
            Err(raised) => {
                self.drop_stack_to(start);
                Err(raised)
            }
        }
    }

    /// The number of the native function that a call from Rust may run at once: a built-in function, or a method of
    /// a type with an object of that type.
    fn native_number(&self, callable: Ref, pos: &[Ref]) -> Option<u32> {
        match self.heap.type_of(callable) {
            TypeId::BUILTIN_FUNCTION => Some(self.heap.raw_half(callable, builtin_field::NUMBER)),
            TypeId::METHOD_DESCRIPTOR | TypeId::WRAPPER_DESCRIPTOR => {
                let class = self.heap.field(callable, descr_field::OBJCLASS);
                let id = self.heap.type_id_of(class);
                pos.first()
                    .is_some_and(|&this| self.is_a(this, id))
                    .then(|| self.heap.raw_half(callable, descr_field::NUMBER))
            }
            _ => None,
        }
    }

    /// Calls with positional arguments alone.
    pub fn call(&mut self, callable: Ref, pos: &[Ref]) -> Res<Owned> {
        self.call_with(callable, pos, &[])
    }

    fn call_nested(&mut self, count: u32, names: Ref) -> Res<Owned> {
        self.enter_native()?;
        let floor = self.frames.len();
        let called = self.call_on_stack(count, names, FrameKind::Entry);
        let result = match called {
            Ok(Called::Done) => Ok(self.pop_owned()),
            Ok(Called::Frame) => self.run(floor),
            Err(raised) => Err(raised),
        };
        self.native_depth -= 1;
        result
    }

    /// One level deeper on the Rust stack; `RecursionError` where that is too deep.
    pub fn enter_native(&mut self) -> Res<()> {
        self.native_depth += 1;
        if self.native_depth > 400 {
            self.native_depth -= 1;
            return Err(self.raise_text(
                crate::vm::exceptions::Exc::RecursionError,
                "maximum recursion depth exceeded",
            ));
        }
        Ok(())
    }

    /// Pops a counted reference.
    #[inline]
    pub fn pop_owned(&mut self) -> Owned {
        let slot = self.stack.pop().unwrap_or_default();
        self.owned_of(slot)
    }

    /// An owned reference of a popped place: a borrowed one is counted now.
    #[inline]
    pub fn owned_of(&mut self, slot: Slot) -> Owned {
        if slot.is_borrowed() {
            self.heap.own(slot.get())
        } else {
            Owned::adopt(slot.get())
        }
    }

    /// Calls the special method `name` of the type of `this`; `None` where there is none.
    pub fn call_special(&mut self, this: Ref, name: Ref, args: &[Ref]) -> Option<Res<Owned>> {
        let method = self.lookup_special(this, name)?;
        Some(self.call_method(method, this, args))
    }

    /// Calls `method`, found in the type of `this`, as a method of it.
    pub fn call_method(&mut self, method: Ref, this: Ref, args: &[Ref]) -> Res<Owned> {
        match self.heap.type_of(method) {
            TypeId::FUNCTION | TypeId::METHOD_DESCRIPTOR | TypeId::WRAPPER_DESCRIPTOR => {
                let mut all = Vec::with_capacity(args.len() + 1);
                all.push(this);
                all.extend_from_slice(args);
                self.call(method, &all)
            }
            _ => {
                let bound = self.bind_special(method, this)?;
                let result = self.call(bound.get(), args);
                self.release(bound);
                result
            }
        }
    }

    /// Calls the method `name` of `this`, looked up as an attribute.
    pub fn call_attribute(&mut self, this: Ref, name: Ref, args: &[Ref]) -> Res<Owned> {
        let method = self.get_attribute(this, name)?;
        let result = self.call(method.get(), args);
        self.release(method);
        result
    }

    /// The error of a run that needs what the engine does not know: it ends the run.
    pub fn unsupported(&mut self, what: &str) -> Raised {
        self.stop = Some(crate::vm::stop::Stop::Unsupported(what.to_owned()));
        Raised
    }
}

//! Exceptions: their types, raising, chaining, tracebacks, finding the handler.

use heaplens_heap::types::Layout;
use heaplens_heap::{Owned, Ref, TypeId};

use crate::vm::frame::{FrameKind, Slot};
use crate::vm::{Raised, Res, Vm};

/// References of an exception, by field. Those of subclasses follow.
#[expect(missing_docs, reason = "each is the attribute of that name")]
pub mod exc_field {
    pub const ARGS: u32 = 0;
    pub const TRACEBACK: u32 = 1;
    pub const CONTEXT: u32 = 2;
    pub const CAUSE: u32 = 3;
    pub const NOTES: u32 = 4;
    pub const DICT: u32 = 5;
    /// The first field of a subclass's own: see the table of types.
    pub const OWN: u32 = 6;
    /// The half-word that says whether the context is suppressed (not a reference), behind all fields.
    pub const SUPPRESS: u32 = 13;
}

/// References of a traceback, and its numbers.
#[expect(missing_docs, reason = "each is the attribute of that name")]
pub mod tb_field {
    pub const NEXT: u32 = 0;
    pub const FRAME: u32 = 1;
    pub const LASTI: u32 = 2;
    pub const LINENO: u32 = 3;
}

macro_rules! exceptions {
    ($($name:ident($base:ident) $([$($own:literal),*])? $(since $since:literal)?;)*) => {
        /// The built-in exceptions.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[expect(missing_docs, reason = "CPython's own names")]
        pub enum Exc { BaseException, $($name),* }

        /// Name, base, own fields, first version, of each built-in exception in the order of [`Exc`].
        pub const EXCEPTIONS: &[(&str, Exc, &[&str], u8)] = &[
            ("BaseException", Exc::BaseException, &[], 0),
            $((stringify!($name), Exc::$base, &[$($($own),*)?], 0 $(+ $since)?)),*
        ];
    };
}

exceptions! {
    SystemExit(BaseException) ["code"];
    KeyboardInterrupt(BaseException);
    GeneratorExit(BaseException);
    BaseExceptionGroup(BaseException) ["message", "exceptions"] since 11;
    Exception(BaseException);
    StopAsyncIteration(Exception);
    StopIteration(Exception) ["value"];
    ArithmeticError(Exception);
    FloatingPointError(ArithmeticError);
    OverflowError(ArithmeticError);
    ZeroDivisionError(ArithmeticError);
    AssertionError(Exception);
    AttributeError(Exception) ["name", "obj"];
    BufferError(Exception);
    EOFError(Exception);
    ImportError(Exception) ["msg", "name", "path", "name_from"];
    ModuleNotFoundError(ImportError);
    ImportCycleError(ImportError) since 15;
    LookupError(Exception);
    IndexError(LookupError);
    KeyError(LookupError);
    MemoryError(Exception);
    NameError(Exception) ["name"];
    UnboundLocalError(NameError);
    OSError(Exception) ["errno", "strerror", "filename", "filename2", "written"];
    BlockingIOError(OSError);
    ChildProcessError(OSError);
    ConnectionError(OSError);
    BrokenPipeError(ConnectionError);
    ConnectionAbortedError(ConnectionError);
    ConnectionRefusedError(ConnectionError);
    ConnectionResetError(ConnectionError);
    FileExistsError(OSError);
    FileNotFoundError(OSError);
    InterruptedError(OSError);
    IsADirectoryError(OSError);
    NotADirectoryError(OSError);
    PermissionError(OSError);
    ProcessLookupError(OSError);
    TimeoutError(OSError);
    ReferenceError(Exception);
    RuntimeError(Exception);
    NotImplementedError(RuntimeError);
    RecursionError(RuntimeError);
    PythonFinalizationError(RuntimeError) since 13;
    SyntaxError(Exception) ["msg", "filename", "lineno", "offset", "text", "print_file_and_line", "end"];
    IndentationError(SyntaxError);
    TabError(IndentationError);
    SystemError(Exception);
    TypeError(Exception);
    ValueError(Exception);
    UnicodeError(ValueError);
    UnicodeDecodeError(UnicodeError) ["encoding", "object", "start", "end", "reason"];
    UnicodeEncodeError(UnicodeError) ["encoding", "object", "start", "end", "reason"];
    UnicodeTranslateError(UnicodeError) ["encoding", "object", "start", "end", "reason"];
    Warning(Exception);
    BytesWarning(Warning);
    DeprecationWarning(Warning);
    EncodingWarning(Warning) since 10;
    FutureWarning(Warning);
    ImportWarning(Warning);
    PendingDeprecationWarning(Warning);
    ResourceWarning(Warning);
    RuntimeWarning(Warning);
    SyntaxWarning(Warning);
    UnicodeWarning(Warning);
    UserWarning(Warning);
    ExceptionGroup(BaseExceptionGroup) since 11;
}

/// The type of each built-in exception.
#[derive(Debug, Clone)]
pub struct ExcTypes(pub Vec<TypeId>);

impl ExcTypes {
    /// The type of one.
    #[inline]
    pub fn id(&self, kind: Exc) -> TypeId {
        self.0[kind as usize]
    }
}

impl Vm {
    /// The type object of a built-in exception.
    pub fn exc_class(&self, kind: Exc) -> Ref {
        self.heap.info(self.exc.id(kind)).object
    }

    /// Raises an exception of this type with this text as its argument.
    pub fn raise_text(&mut self, kind: Exc, text: &str) -> Raised {
        let argument = self.heap.str(text);
        self.raise_with(kind, &[argument.get()])
    }

    /// Raises an exception of this type with these arguments.
    pub fn raise_with(&mut self, kind: Exc, args: &[Ref]) -> Raised {
        let id = self.exc.id(kind);
        let exception = self.new_exception(id, args);
        self.raise(exception)
    }

    /// Raises a `TypeError`.
    #[cold]
    pub fn type_error(&mut self, text: &str) -> Raised {
        self.raise_text(Exc::TypeError, text)
    }

    /// Raises a `ValueError`.
    #[cold]
    pub fn value_error(&mut self, text: &str) -> Raised {
        self.raise_text(Exc::ValueError, text)
    }

    /// Raises a `KeyError` for this key.
    #[cold]
    pub fn key_error(&mut self, key: Ref) -> Raised {
        self.raise_with(Exc::KeyError, &[key])
    }

    /// Raises an `IndexError`.
    #[cold]
    pub fn index_error(&mut self, text: &str) -> Raised {
        self.raise_text(Exc::IndexError, text)
    }

    /// Raises an `OverflowError`.
    #[cold]
    pub fn overflow_error(&mut self, text: &str) -> Raised {
        self.raise_text(Exc::OverflowError, text)
    }

    /// A new exception object of a type (built in or a subclass), its `__init__` not called: as
    /// `BaseException.__new__` leaves it, and with a value's or code's field filled as the built-in `__init__` does.
    pub fn new_exception(&mut self, id: TypeId, args: &[Ref]) -> Owned {
        let bytes = u64::from(self.heap.info(id).basicsize);
        let words = match self.heap.info(id).layout {
            Layout::Record { refs } => u32::from(refs).div_ceil(2),
            _ => 0,
        };
        let exception = self.heap.new_instance_block(id, bytes, words);
        let tuple = self.heap.tuple_of(args);
        self.heap
            .set_field(exception, exc_field::ARGS, tuple.into_ref());
        self.heap.track(exception);
        self.fill_exception(exception, args);
        Owned::adopt(exception)
    }

    /// Fills the fields that a built-in exception's `__init__` takes from its arguments.
    pub fn fill_exception(&mut self, exception: Ref, args: &[Ref]) {
        let is = |vm: &Vm, kind: Exc| vm.is_a(exception, vm.exc.id(kind));
        if is(self, Exc::StopIteration) {
            let value = args.first().copied().unwrap_or(self.heap.known.none);
            let value = self.heap.own(value);
            self.heap.replace_field(exception, exc_field::OWN, value);
        } else if is(self, Exc::SystemExit) {
            let value = match args {
                [] => self.none(),
                [one] => self.heap.own(*one),
                many => self.heap.tuple_of(many),
            };
            self.heap.replace_field(exception, exc_field::OWN, value);
        } else {
            self.fill_other_exception(exception, args);
        }
    }

    /// Makes `exception` the one on its way. Its context is what is being handled.
    pub fn raise(&mut self, exception: Owned) -> Raised {
        self.chain_context(exception.get());
        self.set_raised(exception);
        Raised
    }

    /// Makes `exception` the one on its way, as it is.
    pub fn set_raised(&mut self, exception: Owned) {
        let old = std::mem::replace(&mut self.raised, exception.into_ref());
        if !old.is_null() {
            self.drop_ref(old);
        }
    }

    /// Takes the exception on its way.
    pub fn take_raised(&mut self) -> Option<Owned> {
        let raised = std::mem::take(&mut self.raised);
        raised.some().map(Owned::adopt)
    }

    /// The innermost exception that is being handled, or null.
    pub fn handled_now(&self) -> Ref {
        self.handled
            .iter()
            .rev()
            .copied()
            .find(|r| !r.is_null())
            .unwrap_or_default()
    }

    fn chain_context(&mut self, exception: Ref) {
        let context = self.handled_now();
        if context.is_null() || context == exception {
            return;
        }
        // Avoid a circle: cut the chain where it comes back to the new one (`_PyErr_SetObject`).
        let mut at = context;
        loop {
            let next = self.heap.field(at, exc_field::CONTEXT);
            if next.is_null() {
                break;
            }
            if next == exception {
                self.heap.set_field(at, exc_field::CONTEXT, Ref::NULL);
                self.drop_ref(next);
                break;
            }
            at = next;
        }
        let context = self.heap.own(context);
        self.heap
            .replace_field(exception, exc_field::CONTEXT, context);
    }

    /// Whether the exception on its way is of this built-in type.
    pub fn raised_is(&self, kind: Exc) -> bool {
        !self.raised.is_null() && self.is_a(self.raised, self.exc.id(kind))
    }

    /// Swallows the exception on its way if it is of this type; tells whether it was.
    pub fn catch(&mut self, kind: Exc) -> bool {
        if !self.raised_is(kind) {
            return false;
        }
        if let Some(raised) = self.take_raised() {
            self.release(raised);
        }
        true
    }

    /// Finds the handler of the exception on its way, leaving frames down to `floor`.
    pub fn unwind(&mut self, floor: usize) -> Res<()> {
        loop {
            // A pause is a stop from which the run goes on: nothing may be settled by it.
            if self.stop.is_some() {
                return self.abandon(floor);
            }
            self.heap.settle();
            if self.frames.len() <= floor {
                // The generator that raised this was resumed by a native function: its frame is gone already.
                return Err(Raised);
            }
            self.add_traceback_entry();
            let reraised_from = self.top_mut().reraised_from.take();
            let frame = self.top();
            let at = frame.last_pc();
            let handler = frame.code.body.handler(at).copied();
            if let Some(handler) = handler {
                let depth = frame.values() + handler.depth as usize;
                self.drop_stack_to(depth);
                if handler.lasti {
                    let lasti = self.heap.int(i64::from(reraised_from.unwrap_or(at)));
                    self.stack.push(Slot::counted(lasti.into_ref()));
                }
                let raised = std::mem::take(&mut self.raised);
                self.stack.push(Slot::counted(raised));
                self.top_mut().pc = handler.target;
                return Ok(());
            }
            let kind = self.top().kind;
            let is_generator = !self.top().generator.is_null();
            if is_generator {
                self.generator_raised();
            } else {
                self.pop_frame();
                if kind == FrameKind::Init {
                    // The instance that was being initialised.
                    self.drop_top();
                }
            }
            if matches!(
                kind,
                FrameKind::Entry | FrameKind::Module | FrameKind::GeneratorEntry
            ) || self.frames.len() <= floor
            {
                debug_assert!(self.frames.len() <= floor);
                return Err(Raised);
            }
        }
    }

    /// Leaves all frames of a run that a limit stopped, running no handler.
    fn abandon(&mut self, floor: usize) -> Res<()> {
        let _ = floor;
        Err(Raised)
    }

    /// Adds the frame on top to the traceback of the exception on its way (`PyTraceBack_Here`).
    pub(crate) fn add_traceback_entry(&mut self) {
        if self.raised.is_null() || self.frames.is_empty() {
            return;
        }
        let at = self.top().last_pc();
        if self.top().reraised_from.is_some() || self.top().code.stands_for_c {
            return;
        }
        let line = self.top().code.line(at);
        let frame = self.frame_object(self.frames.len() - 1);
        let exception = self.raised;
        let next = self.heap.field(exception, exc_field::TRACEBACK);
        let bytes = u64::from(self.heap.info(TypeId::TRACEBACK).basicsize);
        let entry = self.heap.new_instance_block(TypeId::TRACEBACK, bytes, 2);
        self.heap.set_field(entry, tb_field::NEXT, next);
        self.heap.incref(frame);
        self.heap.set_field(entry, tb_field::FRAME, frame);
        self.heap.set_raw_half(entry, tb_field::LASTI, at);
        self.heap.set_raw_half(entry, tb_field::LINENO, line);
        self.heap.track(entry);
        // The new entry takes over the exception's count of the old one.
        self.heap.set_field(exception, exc_field::TRACEBACK, entry);
    }

    /// `RAISE_VARARGS`.
    pub(crate) fn raise_varargs(&mut self, arg: u32) -> Raised {
        if arg == 0 {
            let handled = self.handled_now();
            if handled.is_null() {
                return self.raise_text(Exc::RuntimeError, "No active exception to reraise");
            }
            let handled = self.heap.own(handled);
            self.set_raised(handled);
            return Raised;
        }
        let cause = (arg == 2).then(|| self.pop_owned());
        let exception = self.pop_owned();
        let exception =
            match self.exception_instance(exception, "exceptions must derive from BaseException") {
                Ok(exception) => exception,
                Err(raised) => return raised,
            };
        if let Some(cause) = cause {
            let cause = if cause.get() == self.heap.known.none {
                None
            } else {
                match self
                    .exception_instance(cause, "exception causes must derive from BaseException")
                {
                    Ok(cause) => Some(cause),
                    Err(raised) => return raised,
                }
            };
            let old = self.heap.field(exception.get(), exc_field::CAUSE);
            self.heap.set_field(
                exception.get(),
                exc_field::CAUSE,
                cause.map_or(Ref::NULL, Owned::into_ref),
            );
            self.heap
                .set_raw_half(exception.get(), exc_field::SUPPRESS, 1);
            self.heap.xdecref(old);
        }
        self.raise(exception)
    }

    /// An exception itself, or a new instance of the exception class.
    fn exception_instance(&mut self, given: Owned, problem: &str) -> Res<Owned> {
        let base = self.exc.id(Exc::BaseException);
        if self.is_a(given.get(), base) {
            return Ok(given);
        }
        if self.is_exception_class(given.get()) {
            let instance = self.call(given.get(), &[])?;
            self.release(given);
            if self.is_a(instance.get(), base) {
                return Ok(instance);
            }
            let text = format!(
                "calling {} should have returned an instance of BaseException, not {}",
                "the class",
                self.type_name(instance.get())
            );
            return Err(self.type_error(&text));
        }
        Err(self.type_error(problem))
    }

    /// Whether `r` is a class derived from `BaseException`.
    pub fn is_exception_class(&self, r: Ref) -> bool {
        self.heap
            .info_of(r)
            .has(heaplens_heap::types::flags::TYPE_SUBCLASS)
            && self
                .heap
                .is_subtype(self.heap.type_id_of(r), self.exc.id(Exc::BaseException))
    }

    /// `RERAISE`: the exception on top is on its way again, without a new entry for this frame.
    pub(crate) fn reraise(&mut self, arg: u32) -> Raised {
        let exception = self.pop_owned();
        let at = if arg > 0 {
            let lasti = self.stack[self.stack.len() - arg as usize].get();
            self.small_value(lasti).unwrap_or(0) as u32
        } else {
            self.top().last_pc()
        };
        self.top_mut().reraised_from = Some(at);
        self.set_raised(exception);
        Raised
    }

    /// `PUSH_EXC_INFO`: the exception on top becomes the handled one.
    pub(crate) fn push_exc_info(&mut self) {
        let exception = self.stack.pop().unwrap_or_default();
        let previous = self.handled.last().copied().unwrap_or_default();
        self.heap.incref(exception.get());
        if let Some(now) = self.handled.last_mut() {
            *now = exception.get();
        }
        let shown = if previous.is_null() {
            let none = self.heap.known.none;
            self.heap.incref(none);
            none
        } else {
            previous
        };
        self.stack.push(Slot::counted(shown));
        self.stack.push(exception);
    }

    /// `POP_EXCEPT`: the previous exception becomes the handled one again.
    pub(crate) fn pop_except(&mut self) {
        let previous = self.stack.pop().unwrap_or_default().get();
        let previous = if previous == self.heap.known.none {
            self.heap.decref(previous);
            Ref::NULL
        } else {
            previous
        };
        let now = match self.handled.last_mut() {
            Some(now) => std::mem::replace(now, previous),
            None => Ref::NULL,
        };
        if !now.is_null() {
            self.drop_ref(now);
        }
    }

    /// `CHECK_EXC_MATCH`.
    pub(crate) fn check_exc_match(&mut self) -> Res<()> {
        let (exception, wanted) = (
            self.stack[self.stack.len() - 2].get(),
            self.stack[self.stack.len() - 1].get(),
        );
        let is_tuple = self
            .heap
            .info_of(wanted)
            .has(heaplens_heap::types::flags::TUPLE_SUBCLASS);
        let classes = if is_tuple {
            self.heap.tuple_items(wanted)
        } else {
            vec![wanted]
        };
        if !classes.iter().all(|&class| self.is_exception_class(class)) {
            return Err(self.type_error(
                "catching classes that do not inherit from BaseException is not allowed",
            ));
        }
        let matches = classes
            .iter()
            .any(|&class| self.is_a(exception, self.heap.type_id_of(class)));
        self.drop_top();
        let result = self.heap.bool(matches);
        self.stack.push(Slot::counted(result.into_ref()));
        Ok(())
    }
}

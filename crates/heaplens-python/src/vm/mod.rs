//! The virtual machine: frames, the loop over instructions, calls, look-ups, exceptions.
//!
//! Invariants: a guest's exception is data (`Vm::raised`), and [`Raised`] only says that there is one; a native
//! function borrows its arguments and gives an [`Owned`] back; nothing but [`Heap`] changes a count; guest code
//! called by an instruction runs in the same loop, guest code called by a native function in a nested one.

pub mod attributes;
pub mod awaiting;
pub mod boot;
pub mod call;
pub mod class_shape;
pub mod classes;
pub mod coding;
pub mod collect;
pub mod compare;
pub mod contexts;
pub mod display;
pub mod driver;
pub mod ending;
pub mod eval;
pub mod exceptions;
pub mod file_system;
pub mod finalize;
pub mod frame;
pub mod frames;
pub mod functions;
mod generator_ends;
pub mod generators;
pub mod imports;
pub mod items;
pub mod iterate;
pub mod keyframe;
pub mod load;
pub mod lookup;
pub mod membership;
pub mod names;
pub mod native;
pub mod operators;
pub mod packing;
pub mod patterns;
pub mod plain_text;
pub mod profiled;
pub mod program;
pub mod report;
pub mod roots;
pub mod stop;
pub mod streams;
pub mod suggest;
pub mod supers;
pub mod threads;
pub mod traced;
pub mod variables;
pub mod warn;

use std::collections::BTreeMap;
use std::rc::Rc;

use heaplens_heap::{Heap, Owned, Ref, TypeId, Version};

use crate::vm::exceptions::ExcTypes;
use crate::vm::frame::{Frame, Slot};
use crate::vm::load::Code;
use crate::vm::lookup::MethodCache;
use crate::vm::names::Names;
use crate::vm::native::Native;
use crate::vm::stop::{Limits, Stop};

/// An exception is on its way: it lies in [`Vm::raised`], or [`Vm::stop`] says why the run ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Raised;

/// A result whose error is a guest's exception.
pub type Res<T = Owned> = Result<T, Raised>;

/// What the program gives out.
#[derive(Clone, Default, Debug)]
pub struct Output {
    /// Standard output, byte for byte.
    pub stdout: Vec<u8>,
    /// Standard error.
    pub stderr: Vec<u8>,
    /// Uncaught exceptions at the prompt, as `Type: message`.
    pub errors: Vec<String>,
    /// The exception that ended the program.
    pub uncaught: Option<report::Uncaught>,
}

/// What the program may read.
#[derive(Clone, Default, Debug)]
pub struct Inputs {
    /// Standard input.
    pub stdin: Rc<Vec<u8>>,
    /// How far standard input has been read, in bytes.
    pub stdin_at: usize,
    /// `sys.argv`.
    pub argv: Vec<String>,
    /// `-W ignore`.
    pub ignores_warnings: bool,
    /// Files by their path in the in-memory file system.
    pub files: BTreeMap<String, Rc<Vec<u8>>>,
}

/// A watcher of lines: sees the machine before each line runs, and may stop it.
pub type LineHook = Box<dyn FnMut(&Vm, LineEvent) -> bool>;

/// A watcher of instructions: sees the machine before each one runs, and says whether to be told of the next.
pub type InstructionHook = Box<dyn FnMut(&mut Vm) -> bool>;

/// A watcher of the collector's phases.
pub type GcHook = Box<dyn FnMut(&Vm, heaplens_heap::gc::Phase)>;
/// Takes what is written to standard output, at once.
pub type Sink = Box<dyn FnMut(&[u8])>;

/// What a watcher of lines is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LineEvent {
    /// The line that is about to run, from 1.
    pub line: u32,
    /// How many frames there are.
    pub depth: u32,
    /// Instructions executed before.
    pub time: u64,
}

/// A Python.
pub struct Vm {
    /// The memory.
    pub heap: Heap,
    /// Which CPython.
    pub version: Version,
    /// The frames, outermost first.
    pub frames: Vec<Frame>,
    /// All frames' locals and evaluation stacks, one behind the other.
    pub stack: Vec<Slot>,
    /// Code objects' bodies by number.
    pub codes: Vec<Rc<Code>>,
    /// Native functions by number.
    pub natives: Rc<Vec<Native>>,
    /// Interned names that the machine itself uses.
    pub names: Rc<Names>,
    /// The exception types by kind.
    pub exc: Rc<ExcTypes>,
    /// Dict of the module `builtins`.
    pub builtins: Ref,
    /// `sys.modules`.
    pub modules: Ref,
    /// The module `__main__`, or null before it is made.
    pub main: Ref,
    /// The exception on its way, or null; one count is held.
    pub raised: Ref,
    /// The exceptions being handled, innermost last: one entry for the main stack and one for each running
    /// generator; null where there is none. Counts are held.
    pub handled: Vec<Ref>,
    /// Why the run ends, where a limit or the watcher said so.
    pub stop: Option<Stop>,
    /// Instructions executed.
    pub time: u64,
    /// When a call of a built-in function ended last.
    pub(crate) native_called_at: u64,
    /// Limits of the run.
    pub limits: Limits,
    /// What the program has given out.
    pub output: Output,
    /// What the program may read.
    pub inputs: Inputs,
    /// Depth of nested loops and native recursion on the Rust stack.
    pub native_depth: u32,
    /// State of library modules, by the module's own key.
    pub states: crate::modules::States,
    cache: MethodCache,
    line_hook: Option<LineHook>,
    gc_hook: Option<GcHook>,
    instruction_hook: Option<InstructionHook>,
    /// The limit of instructions, while each instruction is attended to and [`Limits::fuel`] says 0.
    held_fuel: Option<u64>,
    sink: Option<Sink>,
    stdin_reader: Option<crate::vm::streams::Reader>,
    /// Bytes that went into the sink.
    sunk: u64,
    /// The file name of the main program, for messages.
    pub program: Rc<str>,
    /// The program's text by file name, for tracebacks.
    pub sources: BTreeMap<Rc<str>, Rc<str>>,
}

impl Vm {
    /// Gives one counted reference back at once, and deallocates what dies of it.
    #[inline]
    pub fn drop_ref(&mut self, r: Ref) {
        self.heap.decref(r);
        if self.heap.has_zeroed() {
            self.reap();
        }
    }

    /// Gives an owned reference back at once, and deallocates what dies of it.
    #[inline]
    pub fn release(&mut self, owned: Owned) {
        self.drop_ref(owned.into_ref());
    }

    /// Works off dropped owners and deallocates what has died.
    #[inline]
    pub fn settle(&mut self) {
        self.heap.settle();
        if self.heap.has_zeroed() {
            self.reap();
        }
    }

    /// A new reference to `None`.
    #[inline]
    pub fn none(&mut self) -> Owned {
        let none = self.heap.known.none;
        self.heap.own(none)
    }

    /// The name of the type of `r`, as messages have it.
    pub fn type_name(&self, r: Ref) -> Rc<str> {
        Rc::clone(&self.heap.info_of(r).name)
    }

    /// Whether `r` is an instance of type `id` (really, not by `__instancecheck__`).
    #[inline]
    pub fn is_a(&self, r: Ref, id: TypeId) -> bool {
        self.heap.is_subtype(self.heap.type_of(r), id)
    }

    /// Gives standard output away as it is written, and keeps none of it.
    pub fn set_stdout_sink(&mut self, sink: Sink) {
        self.sink = Some(sink);
    }

    /// Watches every instruction from now on. Costs nothing where nobody does: it goes by the limit of instructions.
    pub fn set_instruction_hook(&mut self, hook: Option<InstructionHook>) {
        self.instruction_hook = hook;
        self.attend_to_each();
    }

    /// Sees to it that each instruction is attended to where somebody watches, allocations are traced or threads
    /// take turns; none else.
    pub(crate) fn attend_to_each(&mut self) {
        let fuel = self.held_fuel.take().unwrap_or(self.limits.fuel);
        if self.instruction_hook.is_some()
            || self.heap.is_tracing()
            || self.states.profiler.is_on()
            || self.states.threads.take_turns()
        {
            self.held_fuel = Some(fuel);
            self.limits.fuel = 0;
        } else {
            self.limits.fuel = fuel;
        }
    }

    /// Watches lines from now on.
    pub fn set_line_hook(&mut self, hook: Option<LineHook>) {
        self.line_hook = hook;
    }
}

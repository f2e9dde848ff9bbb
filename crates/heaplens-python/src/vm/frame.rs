//! Frames and the stack they share.
//!
//! A call lies on the stack as CPython 3.11 lays it: callable, self or null, arguments; then, in the callee, its
//! locals (the arguments first) and its evaluation stack.
//!
//! ```text
//! … | callable | self/null | args… locals | evaluation stack …
//!     ^ start                ^ base
//! ```
//!
//! From `start` to `base` lies what the caller's stack holds during the call: the callable, and up to 3.10 the
//! arguments too, which are copied (`fast_function`, Python/ceval.c @ v3.8); from 3.11 they move into the frame.

use std::rc::Rc;

use heaplens_heap::Ref;

use crate::vm::load::Code;

/// A place on the stack: a reference, counted or borrowed, or nothing.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Slot(u32);

const BORROWED: u32 = 0x8000_0000;

impl Slot {
    /// Nothing.
    pub const NULL: Slot = Slot(0);

    /// A counted reference.
    #[inline]
    pub fn counted(r: Ref) -> Slot {
        Slot(r.0)
    }

    /// A reference that is not counted (`LOAD_FAST_BORROW`, 3.14 on).
    #[inline]
    pub fn borrowed(r: Ref) -> Slot {
        Slot(r.0 | BORROWED)
    }

    /// The object.
    #[inline]
    pub fn get(self) -> Ref {
        Ref(self.0 & !BORROWED)
    }

    /// Whether there is nothing.
    #[inline]
    pub fn is_null(self) -> bool {
        self.0 == 0
    }

    /// Whether the reference is not counted.
    #[inline]
    pub fn is_borrowed(self) -> bool {
        self.0 & BORROWED != 0
    }
}

/// What happens with the value that a frame returns.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum FrameKind {
    /// It is pushed onto the caller's stack.
    Call,
    /// It is given to the native function that called.
    Entry,
    /// It is dropped and the instance, which lies at `start`, is pushed instead: an `__init__` called by its type.
    Init,
    /// The frame belongs to this generator, resumed by an instruction that wants `StopIteration` as a jump
    /// (`ForIter`, `Send`).
    Generator,
    /// The same, resumed by a native function (`next`, `send`, `throw`).
    GeneratorEntry,
    /// It is the class's namespace that counts: `__build_class__` called it and waits.
    Module,
}

/// A running frame.
#[derive(Clone, Debug)]
pub struct Frame {
    /// What it runs.
    pub code: Rc<Code>,
    /// The instruction to run next.
    pub pc: u32,
    /// Where on the stack its locals begin.
    pub base: u32,
    /// Where on the stack the call that made it begins.
    pub start: u32,
    /// What becomes of its value.
    pub kind: FrameKind,
    /// The function, or null; borrowed from the stack below.
    pub function: Ref,
    /// `f_globals`, a dict.
    pub globals: Ref,
    /// `f_builtins`, a dict.
    pub builtins: Ref,
    /// `f_locals` of a module or class body, or null; counted.
    pub locals: Ref,
    /// The line that ran last, for the watcher of lines.
    pub last_line: u32,
    /// The frame object, where somebody asked for it, or null; counted.
    pub object: Ref,
    /// The exception is being raised again, as from this instruction: it gets no new traceback entry here.
    pub reraised_from: Option<u32>,
    /// The generator whose frame this is, or null; borrowed from the stack below.
    pub generator: Ref,
    /// The frame's block of memory, in the versions where it has one, or 0.
    pub block: u32,
    /// Instructions executed before the call (or resumption): with its depth no other frame bears the same.
    pub called_at: u64,
}

impl Frame {
    /// Where on the stack the evaluation stack begins.
    #[inline]
    pub fn values(&self) -> usize {
        self.base as usize + self.code.body.localsplus.len()
    }

    /// The instruction that ran last.
    pub fn last_pc(&self) -> u32 {
        self.pc.saturating_sub(1)
    }

    /// The line that is running, or 0.
    pub fn line(&self) -> u32 {
        self.code.line(self.last_pc())
    }
}

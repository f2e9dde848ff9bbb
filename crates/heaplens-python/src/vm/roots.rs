//! What the machine itself holds, outside of the heap's objects: each counted reference with its name.
//!
//! Native functions in the middle of a call hold references too, in Rust's own variables: those can't be listed,
//! only inferred, and only while [`Vm::native_calls`] names such a call.

use heaplens_heap::Ref;

use crate::opcode::Op;
use crate::vm::Vm;
use crate::vm::frame::FrameKind;

/// A place in the machine that holds a counted reference.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Root {
    /// A place of the stack: a local variable or a temporary of frame `frame`, at this index of the whole stack.
    Stack {
        /// Which frame, from the outermost.
        frame: usize,
        /// Which place of the stack.
        place: usize,
    },
    /// The namespace of a module's or class's frame.
    Namespace {
        /// Which frame.
        frame: usize,
    },
    /// A frame's own frame object.
    FrameObject {
        /// Which frame.
        frame: usize,
    },
    /// The exception on its way.
    Raised,
    /// An exception that is being handled.
    Handled,
    /// The code that the interpreter runs.
    Program,
    /// Something that a part of the interpreter keeps, by its name.
    Kept(&'static str),
}

impl Vm {
    /// Calls `visit` with each counted reference that the machine holds since the program began.
    pub fn roots(&self, visit: &mut dyn FnMut(Root, Ref)) {
        let mut see = |root: Root, r: Ref| {
            if !r.is_null() {
                visit(root, r);
            }
        };
        for (at, frame) in self.frames.iter().enumerate() {
            see(Root::Namespace { frame: at }, frame.locals);
            see(Root::FrameObject { frame: at }, frame.object);
        }
        let mut frame = 0;
        for (place, slot) in self.stack.iter().enumerate() {
            // The call that makes a frame lies on its caller's stack, up to where its locals begin.
            while self
                .frames
                .get(frame + 1)
                .is_some_and(|next| next.base as usize <= place)
            {
                frame += 1;
            }
            if !slot.is_borrowed() {
                see(Root::Stack { frame, place }, slot.get());
            }
        }
        see(Root::Raised, self.raised);
        for handled in &self.handled {
            see(Root::Handled, *handled);
        }
        // The driver holds the code of the frame at the bottom, as `PyRun_FileEx` does.
        if let Some(bottom) = self.frames.first()
            && bottom.function.is_null()
        {
            see(Root::Program, bottom.code.object);
        }
        self.roots_of_threads(&mut |r| see(Root::Kept("a thread"), r));
        see(Root::Kept("sys.modules"), self.modules);
        for hook in self.states.asyncgen_hooks {
            see(Root::Kept("sys.set_asyncgen_hooks"), hook);
        }
        see(Root::Kept("gc.garbage"), self.states.garbage);
        see(Root::Kept("gc.callbacks"), self.states.gc_callbacks);
        for (name, &stream) in [
            "the first sys.stdin",
            "the first sys.stdout",
            "the first sys.stderr",
        ]
        .into_iter()
        .zip(&self.states.streams)
        {
            see(Root::Kept(name), stream);
        }
        see(Root::Kept("empty frozenset"), self.states.empty_frozenset);
        self.heap
            .each_dropped(&mut |r| see(Root::Kept("a call that has just ended"), r));
    }

    /// The native calls that are under way, outermost first: between which frame and the next one, and what calls,
    /// as far as the frame's instruction tells (`sorted`, `the operator`, `iteration`).
    pub fn native_calls(&self) -> Vec<(usize, Ref, Op)> {
        let entered = self.frames.iter().enumerate().skip(1).filter(|(_, frame)| {
            matches!(
                frame.kind,
                FrameKind::Entry | FrameKind::GeneratorEntry | FrameKind::Module
            )
        });
        entered
            .map(|(at, frame)| {
                let caller = &self.frames[at - 1];
                let op = caller
                    .code
                    .instrs()
                    .get(caller.last_pc() as usize)
                    .map_or(Op::Nop, |instr| instr.op);
                (
                    at - 1,
                    self.callable_below(at - 1, frame.start as usize),
                    op,
                )
            })
            .collect()
    }

    /// The callable of the native call on the stack of frame `frame` below place `end`, or null: the lowest
    /// built-in callable followed by arguments.
    fn callable_below(&self, frame: usize, end: usize) -> Ref {
        let from = self.frames[frame].values();
        let places = self.stack.get(from..end).unwrap_or_default();
        let is_native = |r: Ref| {
            let id = self.heap.type_of(r);
            !r.is_null()
                && (self
                    .heap
                    .info(id)
                    .has(heaplens_heap::types::flags::TYPE_SUBCLASS)
                    || matches!(
                        id,
                        heaplens_heap::TypeId::BUILTIN_FUNCTION
                            | heaplens_heap::TypeId::METHOD_DESCRIPTOR
                            | heaplens_heap::TypeId::WRAPPER_DESCRIPTOR
                            | heaplens_heap::TypeId::CLASSMETHOD_DESCRIPTOR
                            | heaplens_heap::TypeId::METHOD_WRAPPER
                    ))
        };
        places
            .iter()
            .map(|slot| slot.get())
            .filter(|r| !r.is_null())
            .rfind(|r| is_native(*r))
            .unwrap_or_default()
    }
}

//! Frame objects: made when somebody asks, for tracebacks and `sys._getframe`. While the frame runs, the object
//! looks at the stack; when it ends, its locals move into the object.

use std::rc::Rc;

use heaplens_heap::{Ref, TypeId};

use crate::vm::Vm;
use crate::vm::frame::Slot;
use crate::vm::load::Code;

/// A frame object's references, by field.
#[expect(missing_docs, reason = "each is the attribute of that name")]
pub mod frame_field {
    pub const BACK: u32 = 0;
    pub const CODE: u32 = 1;
    pub const GLOBALS: u32 = 2;
    pub const BUILTINS: u32 = 3;
    pub const LOCALS: u32 = 4;
    pub const TRACE: u32 = 5;
    /// How many locals follow (not a reference).
    pub const COUNT: u32 = 6;
    /// The first of them.
    pub const RUN: u32 = 7;
}

impl Vm {
    /// The frame object of frame `index`, borrowed.
    pub fn frame_object(&mut self, index: usize) -> Ref {
        let known = self.frames[index].object;
        if !known.is_null() {
            return known;
        }
        let back = if index > 0 {
            Some(self.frame_object(index - 1))
        } else {
            None
        };
        let frame = &self.frames[index];
        let (globals, builtins, locals) = (frame.globals, frame.builtins, frame.locals);
        let code = Rc::clone(&frame.code);
        let count = code.body.localsplus.len() as u32;
        let room = count + code.body.stacksize;
        let basic = u64::from(self.heap.info(TypeId::FRAME).basicsize);
        let object =
            self.heap
                .new_instance_block(TypeId::FRAME, basic + 8 * u64::from(room), 6 + room / 2);
        self.heap.set_raw_half(object, frame_field::COUNT, room);
        for (at, value) in [
            (frame_field::BACK, back.unwrap_or_default()),
            (frame_field::CODE, code.object),
            (frame_field::GLOBALS, globals),
            (frame_field::BUILTINS, builtins),
            (frame_field::LOCALS, locals),
        ] {
            if !value.is_null() {
                self.heap.incref(value);
                self.heap.set_field(object, at, value);
            }
        }
        let numbers = frame_field::RUN + room;
        self.heap.set_raw_half(object, numbers, index as u32 + 1);
        self.heap.track(object);
        self.frames[index].object = object;
        object
    }

    /// The code of a frame object.
    pub fn frame_code(&self, frame: Ref) -> Rc<Code> {
        self.code_of(self.heap.field(frame, frame_field::CODE))
    }

    /// The running frame that a frame object belongs to, as an index, or `None` where it has ended.
    pub fn frame_index(&self, frame: Ref) -> Option<usize> {
        let room = self.heap.raw_half(frame, frame_field::COUNT);
        let index = self.heap.raw_half(frame, frame_field::RUN + room);
        (index > 0).then(|| index as usize - 1)
    }

    /// The frame on top is ending: its object, where others still hold it, takes the locals over.
    pub(crate) fn detach_frame_object(&mut self) {
        let frame = self.top();
        let (object, base, values) = (frame.object, frame.base as usize, frame.values());
        let line = frame.line();
        let room = self.heap.raw_half(object, frame_field::COUNT);
        let numbers = frame_field::RUN + room;
        self.heap.set_raw_half(object, numbers, 0);
        self.heap.set_raw_half(object, numbers + 1, line);
        if self.heap.refcount(object) > 1 {
            for (index, place) in (base..values.min(self.stack.len())).enumerate() {
                let slot = std::mem::take(&mut self.stack[place]);
                if slot.is_borrowed() {
                    self.heap.incref(slot.get());
                }
                self.heap
                    .set_field(object, frame_field::RUN + index as u32, slot.get());
            }
        }
        self.top_mut().object = Ref::NULL;
        self.heap.decref(object);
        if self.heap.has_zeroed() {
            self.reap();
        }
    }

    /// A local variable of a frame object, by slot: from the running frame, or kept in the object.
    pub fn frame_local(&self, frame: Ref, slot: u32) -> Ref {
        match self.frame_index(frame) {
            Some(index) => {
                let base = self.frames[index].base as usize;
                self.stack
                    .get(base + slot as usize)
                    .copied()
                    .map_or(Ref::NULL, Slot::get)
            }
            None => self.heap.field(frame, frame_field::RUN + slot),
        }
    }
}

//! Frame objects: made when somebody asks, for tracebacks and `sys._getframe`. While the frame runs, the object
//! looks at the stack; while its generator is suspended, at the generator; when it ends, its locals move into the
//! object.

use std::rc::Rc;

use heaplens_heap::{Owned, Ref, TypeId};

use crate::code::co_flags;
use crate::vm::frame::Slot;
use crate::vm::generators::{GenState, gen_field};
use crate::vm::load::Code;
use crate::vm::{Res, Vm};

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

/// Numbers behind a frame object's run: where it runs (index plus 1, or 0), its last line, its suspended generator.
mod number {
    pub const INDEX: u32 = 0;
    pub const LINE: u32 = 1;
    pub const GENERATOR: u32 = 2;
    /// Slots of the frame in CPython.
    pub const SLOTS: u32 = heaplens_heap::sizeof::SLOTS_BEHIND_RUN;
}

impl Vm {
    /// The frame object of frame `index`, borrowed.
    pub fn frame_object(&mut self, index: usize) -> Ref {
        let known = self.frames[index].object;
        if !known.is_null() {
            return known;
        }
        let back = if index > 0 {
            self.frame_object(index - 1)
        } else {
            Ref::NULL
        };
        let frame = &self.frames[index];
        let (globals, builtins, locals) = (frame.globals, frame.builtins, frame.locals);
        let code = Rc::clone(&frame.code);
        let object = self.new_frame_object(&code, back, globals, builtins, locals);
        self.set_frame_number(object, number::INDEX, index as u32 + 1);
        self.frames[index].object = object;
        // Where the frame had a block of its own, the object is in its place.
        let block = std::mem::take(&mut self.frames[index].block);
        self.heap.drop_frame(block);
        object
    }

    /// A frame object that runs nowhere.
    fn new_frame_object(
        &mut self,
        code: &Code,
        back: Ref,
        globals: Ref,
        builtins: Ref,
        locals: Ref,
    ) -> Ref {
        let count = code.body.localsplus.len() as u32;
        let room = count + code.body.stacksize;
        let basic = u64::from(self.heap.info(TypeId::FRAME).basicsize);
        let object =
            self.heap
                .new_instance_block(TypeId::FRAME, basic + 8 * u64::from(room), 6 + room / 2);
        self.heap.set_raw_half(object, frame_field::COUNT, room);
        for (at, value) in [
            (frame_field::BACK, back),
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
        self.set_frame_number(object, number::SLOTS, count + code.body.co_stacksize);
        self.heap.track(object);
        object
    }

    /// The running thread is put aside: its frame objects keep their lines, and look at nothing meanwhile.
    pub(crate) fn keep_frame_lines(&mut self) {
        for at in 0..self.frames.len() {
            let (object, line) = (self.frames[at].object, self.frames[at].line());
            if !object.is_null() {
                self.set_frame_number(object, number::INDEX, 0);
                self.set_frame_number(object, number::LINE, line);
            }
        }
    }

    /// A thread goes on: its frame objects look at its frames again.
    pub(crate) fn find_frame_objects(&mut self) {
        for at in 0..self.frames.len() {
            let object = self.frames[at].object;
            if !object.is_null() {
                self.set_frame_number(object, number::INDEX, at as u32 + 1);
            }
        }
    }

    fn frame_number(&self, frame: Ref, which: u32) -> u32 {
        let room = self.heap.raw_half(frame, frame_field::COUNT);
        self.heap.raw_half(frame, frame_field::RUN + room + which)
    }

    fn set_frame_number(&mut self, frame: Ref, which: u32, value: u32) {
        let room = self.heap.raw_half(frame, frame_field::COUNT);
        self.heap
            .set_raw_half(frame, frame_field::RUN + room + which, value);
    }

    /// The frame object of a generator that has not ended, borrowed.
    pub fn generator_frame_object(&mut self, generator: Ref) -> Option<Ref> {
        match self.gen_state(generator) {
            GenState::Completed => return None,
            GenState::Running => {
                let index = self
                    .frames
                    .iter()
                    .rposition(|frame| frame.generator == generator)?;
                return Some(self.frame_object(index));
            }
            _ => {}
        }
        if let Some(known) = self.heap.field(generator, gen_field::FRAME).some() {
            return Some(known);
        }
        let code = self.code_of(self.heap.field(generator, gen_field::CODE));
        let (globals, builtins) = self.generator_globals(generator);
        let object = self.new_frame_object(&code, Ref::NULL, globals, builtins, Ref::NULL);
        self.suspend_frame_object(object, generator);
        Some(object)
    }

    /// A frame object's generator is suspended: its locals lie there now, and the object with it.
    pub(crate) fn suspend_frame_object(&mut self, object: Ref, generator: Ref) {
        let line = self.generator_line(generator);
        self.set_frame_number(object, number::INDEX, 0);
        self.set_frame_number(object, number::LINE, line);
        self.set_frame_number(object, number::GENERATOR, generator.0);
        self.heap.set_field(generator, gen_field::FRAME, object);
    }

    /// Takes a resumed generator's frame object out of it; null where there is none.
    pub(crate) fn resume_frame_object(&mut self, generator: Ref, index: usize) -> Ref {
        let object = self.heap.field(generator, gen_field::FRAME);
        if !object.is_null() {
            self.heap.set_field(generator, gen_field::FRAME, Ref::NULL);
            self.set_frame_number(object, number::INDEX, index as u32 + 1);
            self.set_frame_number(object, number::GENERATOR, 0);
        }
        object
    }

    /// The suspended generator that a frame object belongs to, or null.
    pub fn frame_generator(&self, frame: Ref) -> Ref {
        Ref(self.frame_number(frame, number::GENERATOR))
    }

    /// The frame object of a generator that ends without running: it looks at nothing any more.
    pub(crate) fn forget_generator_frame(&mut self, generator: Ref) {
        let object = self.heap.field(generator, gen_field::FRAME);
        if !object.is_null() {
            self.set_frame_number(object, number::GENERATOR, 0);
            self.heap.set_field(generator, gen_field::FRAME, Ref::NULL);
            self.drop_ref(object);
        }
    }

    /// The code of a frame object.
    pub fn frame_code(&self, frame: Ref) -> Rc<Code> {
        self.code_of(self.heap.field(frame, frame_field::CODE))
    }

    /// The line that a frame object is at, or was at last; 0 for none.
    pub fn frame_line(&self, frame: Ref) -> u32 {
        match self.frame_index(frame) {
            Some(index) => self.frames[index].line(),
            None => self.frame_number(frame, number::LINE),
        }
    }

    /// The running frame that a frame object belongs to, as an index, or `None` where it has ended.
    pub fn frame_index(&self, frame: Ref) -> Option<usize> {
        let index = self.frame_number(frame, number::INDEX);
        (index > 0).then(|| index as usize - 1)
    }

    /// The frame on top is ending: its object, where others still hold it, takes the locals over.
    pub(crate) fn detach_frame_object(&mut self) {
        let frame = self.top();
        let (object, base, values) = (frame.object, frame.base as usize, frame.values());
        let (line, locals) = (frame.line(), frame.locals);
        if !locals.is_null() && self.heap.field(object, frame_field::LOCALS).is_null() {
            self.store_field(object, frame_field::LOCALS, locals);
        }
        self.set_frame_number(object, number::INDEX, 0);
        self.set_frame_number(object, number::LINE, line);
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

    /// `frame.clear()`: lets the locals of an ended frame go.
    pub fn clear_frame_object(&mut self, frame: Ref) {
        let count = self.heap.raw_half(frame, frame_field::COUNT);
        for index in 0..count {
            self.store_field(frame, frame_field::RUN + index, Ref::NULL);
        }
    }

    /// A local variable of a frame object, by slot: from the running frame, its suspended generator, or kept in the
    /// object.
    pub fn frame_local(&self, frame: Ref, slot: u32) -> Ref {
        let generator = self.frame_generator(frame);
        match self.frame_index(frame) {
            Some(index) => {
                let base = self.frames[index].base as usize;
                self.stack
                    .get(base + slot as usize)
                    .copied()
                    .map_or(Ref::NULL, Slot::get)
            }
            None if !generator.is_null() => self.heap.field(generator, gen_field::RUN + slot),
            None => self.heap.field(frame, frame_field::RUN + slot),
        }
    }

    /// The variables of a frame object that have a value, in the version's order: name and value, borrowed.
    pub fn frame_variables(&self, frame: Ref) -> Vec<(Ref, Ref)> {
        let code = self.frame_code(frame);
        self.variables_of(&code, |slot| self.frame_local(frame, slot))
    }

    /// The variables of a running frame that have a value, likewise.
    pub fn running_variables(&self, index: usize) -> Vec<(Ref, Ref)> {
        let frame = &self.frames[index];
        let base = frame.base as usize;
        self.variables_of(&frame.code, |slot| {
            let slot = self.stack.get(base + slot as usize).copied();
            slot.map_or(Ref::NULL, Slot::get)
        })
    }

    fn variables_of(&self, code: &Code, local: impl Fn(u32) -> Ref) -> Vec<(Ref, Ref)> {
        let slots = &code.body.localsplus;
        let order: Vec<usize> = if self.version.minor() >= 11 {
            (0..slots.len()).collect()
        } else {
            // `co_varnames` that are no cells, then `co_cellvars`, then `co_freevars`.
            let plain = (0..slots.len())
                .filter(|&at| !slots[at].kind.is_cell() && !slots[at].kind.is_free());
            plain
                .chain(code.body.cellvars.iter().map(|&slot| slot as usize))
                .chain(code.body.free_slots())
                .collect()
        };
        let is_function = code.body.flags & co_flags::OPTIMIZED != 0;
        let mut variables = Vec::new();
        for slot in order {
            let kind = slots[slot].kind;
            if kind.is_hidden() || (kind.is_free() && !is_function) {
                continue;
            }
            let mut value = local(slot as u32);
            if (kind.is_cell() || kind.is_free())
                && !value.is_null()
                && self.heap.type_of(value) == TypeId::CELL
            {
                value = self.heap.field(value, 0);
            }
            if !value.is_null() {
                variables.push((code.locals[slot], value));
            }
        }
        variables
    }

    /// The one dict of a running function's locals (up to 3.12), filled anew.
    pub(crate) fn frame_locals_dict(&mut self, index: usize) -> Owned {
        let known = self.frames[index].locals;
        let dict = if known.is_null() {
            let object = self.frames[index].object;
            let kept = if object.is_null() {
                Ref::NULL
            } else {
                self.heap.field(object, frame_field::LOCALS)
            };
            let dict = match kept.some() {
                Some(kept) => self.heap.own(kept),
                None => self.heap.dict(),
            };
            self.heap.incref(dict.get());
            self.frames[index].locals = dict.get();
            dict
        } else {
            self.heap.own(known)
        };
        let variables = self.running_variables(index);
        let code = Rc::clone(&self.frames[index].code);
        self.fill_locals(&code, variables, dict.get());
        dict
    }

    /// `frame.f_locals`: the mapping of a module or class body; for a function a dict that is filled anew (up to
    /// 3.12), or a proxy (from 3.13).
    pub fn frame_locals(&mut self, frame: Ref) -> Res<Owned> {
        let is_function = self.frame_code(frame).body.flags & co_flags::OPTIMIZED != 0;
        let known = self.heap.field(frame, frame_field::LOCALS);
        if !is_function && !known.is_null() {
            return Ok(self.heap.own(known));
        }
        if self.has_locals_proxies() {
            return Ok(self.new_record(TypeId::FRAME_LOCALS_PROXY, &[frame], 0));
        }
        if let Some(index) = self.frame_index(frame) {
            return Ok(self.frame_locals_dict(index));
        }
        let dict = if known.is_null() {
            let dict = self.heap.dict();
            self.store_field(frame, frame_field::LOCALS, dict.get());
            dict
        } else {
            self.heap.own(known)
        };
        let variables = self.frame_variables(frame);
        let code = self.frame_code(frame);
        self.fill_locals(&code, variables, dict.get());
        Ok(dict)
    }

    /// Whether `f_locals` of a function writes through (PEP 667, 3.13 on).
    pub fn has_locals_proxies(&self) -> bool {
        self.version.minor() >= 13
    }

    /// Makes a dict say what a frame's variables are; those without a value go (`PyFrame_FastToLocals`).
    fn fill_locals(&mut self, code: &Code, variables: Vec<(Ref, Ref)>, dict: Ref) {
        for &name in &code.locals {
            if !variables.iter().any(|&(known, _)| known == name) {
                self.remove_str_key(dict, name);
            }
        }
        for (name, value) in variables {
            let value = self.heap.own(value);
            if let Some(old) = self.heap.dict_set_str(dict, name, value) {
                self.release(old);
            }
        }
    }
}

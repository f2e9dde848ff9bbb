//! Breaking cycles: `tp_clear` of each layout.

use crate::gc::UNREACHABLE;
use crate::heap::Heap;
use crate::reference::Ref;
use crate::types::{Layout, flags};

impl Heap {
    /// Makes the first unreachable object give its references back, with one count of it held by the caller, who
    /// reaps and then calls [`Heap::gc_cleared`]. `None` where none is left.
    pub fn gc_clear_next(&mut self) -> Option<Ref> {
        let head = self.gc.heads[UNREACHABLE];
        let r = self.gc_next(head);
        if r == head {
            return None;
        }
        self.incref(r);
        self.clear_object(r);
        Some(r)
    }

    /// Gives the count of a cleared object back; one that lives on goes to the generation of the survivors.
    pub fn gc_cleared(&mut self, r: Ref, generation: usize) {
        let head = self.gc.heads[UNREACHABLE];
        let is_first = self.gc_next(head) == r;
        self.decref(r);
        if is_first && self.refcount(r) > 0 {
            self.gc_move(r, (generation + 1).min(2));
        }
    }

    /// `tp_clear`.
    fn clear_object(&mut self, r: Ref) {
        let id = self.type_of(r);
        let info = std::rc::Rc::clone(&self.types[id.0 as usize]);
        match info.layout {
            Layout::List => {
                for item in self.list_take(r).into_iter().rev() {
                    self.xdecref(item);
                }
            }
            Layout::Dict => {
                for at in 0..info.fields.len() as u32 {
                    let at = crate::dealloc::DICT_FIELDS + at;
                    let held = self.field(r, at);
                    self.set_field(r, at, crate::reference::Ref::NULL);
                    self.xdecref(held);
                }
                self.dict_clear(r);
            }
            Layout::OrderedDict => {
                self.odict_clear_nodes(r);
                self.dict_clear(r);
            }
            Layout::Deque => self.deque_clear(r),
            Layout::Set => self.set_clear(r),
            Layout::Record { refs } | Layout::Holding { refs, .. } if self.has_clear(id) => {
                for index in 0..u32::from(refs) {
                    let held = self.field(r, index);
                    self.set_field(r, index, Ref::NULL);
                    self.xdecref(held);
                }
            }
            Layout::Run { refs } if self.has_clear(id) => {
                let fixed = u32::from(refs);
                for index in 0..self.raw_half(r, fixed) {
                    let held = self.field(r, fixed + 1 + index);
                    self.set_field(r, fixed + 1 + index, Ref::NULL);
                    self.xdecref(held);
                }
            }
            Layout::Type => {
                let of = self.type_id_of(r);
                let dict = self.info(of).dict;
                if !dict.is_null() {
                    self.dict_clear(dict);
                }
                let mro = self.field(r, 3);
                self.set_field(r, 3, Ref::NULL);
                self.xdecref(mro);
            }
            _ => {}
        }
        if info.has(flags::HEAPTYPE) {
            self.clear_instance_attributes(r);
        }
    }
}

//! Fields of records as attributes: what reads None where nothing is, and what is stored with its count.

use heaplens_heap::{Owned, Ref, TypeId};

use crate::vm::{Raised, Res, Vm};

impl Vm {
    /// The reference in field `at` of a record; None where it is empty.
    pub fn field_or_none(&mut self, r: Ref, at: u32) -> Owned {
        match self.heap.field(r, at).some() {
            Some(value) => self.heap.own(value),
            None => self.none(),
        }
    }

    /// Stores `value` (null for nothing) in field `at` and gives back what was there.
    pub fn store_field(&mut self, r: Ref, at: u32, value: Ref) {
        if !value.is_null() {
            self.heap.incref(value);
        }
        let old = self.heap.field(r, at);
        self.heap.set_field(r, at, value);
        if !old.is_null() {
            self.drop_ref(old);
        }
    }

    /// A new record of a type with these references, each counted once more; null ones stay empty. `numbers` is
    /// how many half-words follow them.
    pub fn new_record(&mut self, id: TypeId, fields: &[Ref], numbers: u32) -> Owned {
        let bytes = u64::from(self.heap.info(id).basicsize);
        let words = (fields.len() as u32 + numbers).div_ceil(2);
        let r = self.heap.new_instance_block(id, bytes, words);
        for (at, &value) in fields.iter().enumerate() {
            if !value.is_null() {
                self.heap.incref(value);
                self.heap.set_field(r, at as u32, value);
            }
        }
        if self.heap.info(id).has(heaplens_heap::types::flags::HAVE_GC) {
            self.heap.track(r);
        }
        Owned::adopt(r)
    }

    /// Raises `AttributeError: readonly attribute`.
    pub fn readonly_attribute(&mut self) -> Raised {
        self.raise_text(
            crate::vm::exceptions::Exc::AttributeError,
            "readonly attribute",
        )
    }

    /// A bool by its truth.
    pub fn bool_of(&mut self, value: bool) -> Res<Owned> {
        Ok(self.heap.bool(value))
    }
}

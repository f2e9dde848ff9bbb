//! Visiting what an object refers to: `tp_traverse` of each layout.

use crate::heap::Heap;
use crate::reference::Ref;
use crate::types::{Layout, TypeId, flags};

impl Heap {
    /// Calls `visit` with every object that `r` holds a counted reference to and tells the collector of, in the
    /// order of the type's `tp_traverse`. The type itself comes last, for classes made by the program (3.9 on).
    pub fn traverse(&self, r: Ref, visit: &mut dyn FnMut(Ref)) {
        let info = self.info_of(r);
        let mut see = |held: Ref| {
            if !held.is_null() {
                visit(held);
            }
        };
        if info.has(flags::HEAPTYPE) {
            for &base in info.mro.iter() {
                let base = self.info(base);
                if base.has(flags::HEAPTYPE) {
                    for member in base.members.iter() {
                        see(self.ref_at(r, member.offset as i32));
                    }
                }
            }
        }
        self.traverse_attributes(r, &mut see);
        match info.layout {
            Layout::Record { refs } | Layout::Holding { refs, .. } => {
                let dict = info.dictoffset;
                for index in 0..u32::from(refs) {
                    if dict <= 0 || crate::fixed::field_offset(index) != dict {
                        see(self.field(r, index));
                    }
                }
            }
            Layout::Run { refs } => {
                let fixed = u32::from(refs);
                for index in 0..fixed {
                    see(self.field(r, index));
                }
                for index in 0..self.raw_half(r, fixed) {
                    see(self.field(r, fixed + 1 + index));
                }
            }
            Layout::Tuple => {
                for index in (0..self.tuple_len(r)).rev() {
                    see(self.tuple_item(r, index));
                }
            }
            Layout::Deque => {
                for index in 0..self.deque_len(r) {
                    see(self.deque_item(r, index));
                }
            }
            Layout::List => {
                for index in (0..self.list_len(r)).rev() {
                    see(self.list_item(r, index));
                }
            }
            Layout::Dict | Layout::OrderedDict => {
                if info.layout == Layout::OrderedDict {
                    for key in self.odict_keys(r) {
                        see(key);
                    }
                } else {
                    for at in 0..info.fields.len() as u32 {
                        see(self.field(r, crate::dealloc::DICT_FIELDS + at));
                    }
                }
                for entry in 0..self.dict_nentries(r) {
                    if let Some((_, key, value)) = self.dict_entry(r, entry) {
                        see(value);
                        if self.dict_values(r) == 0 {
                            see(key);
                        }
                    }
                }
            }
            Layout::Set => {
                for slot in 0..=self.set_mask(r) {
                    if let Some((_, key)) = self.set_slot(r, slot) {
                        see(key);
                    }
                }
            }
            Layout::Type => {
                let id = self.type_id_of(r);
                see(self.info(id).dict);
                for field in [3, 2, crate::classes::TYPE_BASE] {
                    see(self.field(r, field));
                }
            }
            Layout::Int
            | Layout::Float
            | Layout::Complex
            | Layout::Str
            | Layout::Bytes
            | Layout::Buffer => {}
        }
        // `subtype_traverse` visits the class in every version.
        if info.has(flags::HEAPTYPE) {
            see(info.object);
        }
    }

    /// Everything that `r` refers to for `gc.get_referents`.
    pub fn referents(&self, r: Ref) -> Vec<Ref> {
        let mut found = Vec::new();
        if self.info_of(r).has(flags::HAVE_GC) {
            self.traverse(r, &mut |held| found.push(held));
        }
        found
    }

    /// Whether a type's objects give their references back when the collector clears them (`tp_clear`).
    pub(crate) fn has_clear(&self, id: TypeId) -> bool {
        if self.info(id).has(flags::NO_CLEAR) {
            return false;
        }
        !matches!(
            id,
            TypeId::TUPLE
                | TypeId::METHOD
                | TypeId::BUILTIN_FUNCTION
                | TypeId::GENERATOR
                | TypeId::COROUTINE
                | TypeId::ASYNC_GENERATOR
                | TypeId::SUPER
                | TypeId::METHOD_DESCRIPTOR
                | TypeId::WRAPPER_DESCRIPTOR
                | TypeId::GETSET_DESCRIPTOR
                | TypeId::MEMBER_DESCRIPTOR
                | TypeId::METHOD_WRAPPER
                | TypeId::MAPPINGPROXY
                | TypeId::SLICE
                | TypeId::LIST_ITERATOR
                | TypeId::TUPLE_ITERATOR
                | TypeId::ENUMERATE
                | TypeId::ZIP
                | TypeId::MAP
                | TypeId::FILTER
                | TypeId::REVERSED
        )
    }
}

//! Every counted reference that an object holds, by its place in it: what a ledger is made of.
//!
//! [`Heap::traverse`] tells what the collector is told; this tells what the counts are made of, which is more
//! (a range's ends, a code object's constants, the keys of split tables) and never less.

use crate::heap::Heap;
use crate::reference::Ref;
use crate::types::{Layout, TypeId, flags};

/// A place in an object that holds a counted reference.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// An item of a list or a tuple.
    Item(u32),
    /// An element of a set.
    Element,
    /// The key of a dict's entry, with the value that belongs to it.
    Key(Ref),
    /// The value of a dict's entry, with its key.
    Value(Ref),
    /// An attribute whose value lies in the instance itself or beside it, by its name.
    Attribute(Ref),
    /// A member that `__slots__` names: the type that adds it, and which of that type's.
    Slot(TypeId, u32),
    /// A field of a built-in structure.
    Field(&'static str),
    /// The instance's `__dict__`.
    Dict,
    /// A local or temporary of a suspended frame.
    Saved(u32),
    /// The object's class, which a class made by the program counts.
    Type,
    /// The class's own `__dict__`.
    ClassDict,
    /// A name in the table of keys that a class's instances share.
    SharedKey,
}

/// Fields of a type object behind its number, by place: `type_field` of the language names the same.
const TYPE_FIELDS: [&str; 4] = ["__bases__", "__mro__", "__qualname__", "__name__"];

impl Heap {
    /// Calls `visit` with each counted reference of `r` and its place. The names in a shared table of keys are not
    /// among them, for many objects share it: see [`Heap::shared_table`].
    pub fn holds(&self, r: Ref, visit: &mut dyn FnMut(Place, Ref)) {
        let info = self.info_of(r);
        let mut see = |place: Place, held: Ref| {
            if !held.is_null() {
                visit(place, held);
            }
        };
        let dict = if info.layout == Layout::Type {
            None
        } else {
            self.dict_offset(r)
        };
        match info.layout {
            Layout::List => {
                for at in 0..self.list_len(r) {
                    see(Place::Item(at), self.list_item(r, at));
                }
            }
            Layout::Tuple => {
                for at in 0..self.tuple_len(r) {
                    see(Place::Item(at), self.tuple_item(r, at));
                }
            }
            Layout::Dict => {
                for (at, name) in info.fields.iter().enumerate() {
                    let held = self.field(r, crate::dealloc::DICT_FIELDS + at as u32);
                    see(Place::Field(name), held);
                }
                self.dict_holds(r, &mut see);
            }
            Layout::OrderedDict => {
                for key in self.odict_keys(r) {
                    see(Place::Field("node"), key);
                }
                self.dict_holds(r, &mut see);
            }
            Layout::Set => {
                for slot in 0..=self.set_mask(r) {
                    if let Some((_, key)) = self.set_slot(r, slot) {
                        see(Place::Element, key);
                    }
                }
            }
            Layout::Deque => {
                for (at, item) in self.deque_items(r).into_iter().enumerate() {
                    see(Place::Item(at as u32), item);
                }
            }
            Layout::Record { refs } | Layout::Holding { refs, .. } => {
                self.field_holds(r, u32::from(refs), dict, &mut see)
            }
            Layout::Run { refs } => {
                let fixed = u32::from(refs);
                self.field_holds(r, fixed, dict, &mut see);
                for at in 0..self.raw_half(r, fixed) {
                    see(Place::Saved(at), self.field(r, fixed + 1 + at));
                }
            }
            Layout::Type => {
                let own = self.info(self.type_id_of(r));
                see(Place::ClassDict, own.dict);
                // A static type's name is a C string.
                let counted = if own.has(flags::HEAPTYPE) { 4 } else { 2 };
                for (at, name) in TYPE_FIELDS.into_iter().enumerate().take(counted) {
                    see(Place::Field(name), self.field(r, at as u32 + 2));
                }
                if own.has(flags::HEAPTYPE) {
                    let base = self.field(r, crate::classes::TYPE_BASE);
                    see(Place::Field("__base__"), base);
                }
            }
            Layout::Int
            | Layout::Float
            | Layout::Complex
            | Layout::Str
            | Layout::Bytes
            | Layout::Buffer => {}
        }
        if info.layout != Layout::Type {
            self.slot_holds(r, &mut see);
        }
        if let Some(offset) = dict {
            let own = self.ref_at(r, offset);
            if own.is_null() {
                for (name, value) in self.attributes(r) {
                    see(Place::Attribute(name), value);
                }
            } else {
                see(Place::Dict, own);
            }
        }
        if info.has(flags::HEAPTYPE) {
            see(Place::Type, info.object);
        }
    }

    /// The table of keys that `r` shares with others (a class with its instances, a dict with its instance's
    /// class), a place that names it; its names are counted once for all who share it.
    pub fn shared_table(&self, r: Ref) -> Option<u32> {
        let keys = match self.info_of(r).layout {
            Layout::Type => self.info(self.type_id_of(r)).cached_keys,
            Layout::Dict if self.dict_values(r) != 0 => self.dict_keys(r),
            _ => 0,
        };
        (keys != 0).then_some(keys)
    }

    /// Calls `visit` with each name that a shared table of keys holds.
    pub fn shared_table_holds(&self, keys: u32, visit: &mut dyn FnMut(Place, Ref)) {
        for entry in 0..self.keys_nentries(keys) {
            let (_, key, _) = self.keys_entry(keys, entry);
            if !key.is_null() {
                visit(Place::SharedKey, key);
            }
        }
    }

    fn dict_holds(&self, r: Ref, see: &mut dyn FnMut(Place, Ref)) {
        if self.dict_keys(r) == 0 {
            return;
        }
        if self.dict_values(r) != 0 {
            for (_, key, value) in self.dict_entries(r) {
                see(Place::Value(key), value);
            }
            return;
        }
        for entry in 0..self.dict_nentries(r) {
            if let Some((_, key, value)) = self.dict_entry(r, entry) {
                see(Place::Key(value), key);
                see(Place::Value(key), value);
            }
        }
    }

    fn field_holds(&self, r: Ref, refs: u32, dict: Option<i32>, see: &mut dyn FnMut(Place, Ref)) {
        let fields = self.info_of(r).fields;
        for at in 0..refs {
            // The instance's own dict is told as such.
            if dict != Some(crate::fixed::field_offset(at)) {
                let name = fields.get(at as usize).copied().unwrap_or("field");
                see(Place::Field(name), self.field(r, at));
            }
        }
    }

    fn slot_holds(&self, r: Ref, see: &mut dyn FnMut(Place, Ref)) {
        let info = self.info_of(r);
        if !info.has(flags::HEAPTYPE) {
            return;
        }
        for id in info.mro.iter() {
            for (at, member) in self.info(*id).members.iter().enumerate() {
                see(
                    Place::Slot(*id, at as u32),
                    self.ref_at(r, member.offset as i32),
                );
            }
        }
    }
}

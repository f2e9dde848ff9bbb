//! Attributes of instances: where their values lie, and how the `__dict__` comes to be.
//!
//! Interim: every instance with attributes has a dict of its own, made when the first attribute is stored.

use crate::dict::Lookup;
use crate::heap::Heap;
use crate::reference::{Owned, Ref};
use crate::types::TypeId;

impl Heap {
    /// The attribute `name` in the instance `r` itself.
    pub fn attribute(&mut self, r: Ref, name: Ref) -> Option<Ref> {
        let offset = self.dict_offset(r)?;
        let dict = self.ref_at(r, offset).some()?;
        self.dict_get_str(dict, name)
    }

    /// Stores the attribute `name` in the instance `r`. Gives `value` back where instances have no attributes.
    pub fn set_attribute(&mut self, r: Ref, name: Ref, value: Owned) -> Result<(), Owned> {
        let Some(dict) = self.instance_dict(r) else {
            return Err(value);
        };
        let old = self.dict_set_str(dict, name, value);
        if let Some(old) = old {
            self.release(old);
        }
        Ok(())
    }

    /// Removes the attribute `name` from the instance `r`; false where there is none.
    pub fn remove_attribute(&mut self, r: Ref, name: Ref) -> bool {
        let Some(offset) = self.dict_offset(r) else {
            return false;
        };
        let Some(dict) = self.ref_at(r, offset).some() else {
            return false;
        };
        let hash = self.str_hash(name);
        let Lookup::Found(found) = self.dict_lookup(dict, name, hash) else {
            return false;
        };
        let (key, value) = self.dict_remove(dict, found);
        self.release(value);
        self.release(key);
        true
    }

    /// The instance's `__dict__`, made if there is none yet; `None` where instances have none.
    pub fn instance_dict(&mut self, r: Ref) -> Option<Ref> {
        let offset = self.dict_offset(r)?;
        if let Some(dict) = self.ref_at(r, offset).some() {
            return Some(dict);
        }
        let dict = self.new_dict(TypeId::DICT);
        self.set_ref_at(r, offset, dict);
        Some(dict)
    }

    /// The instance's attributes in order, looked at without effect: name and value.
    pub fn attributes(&self, r: Ref) -> Vec<(Ref, Ref)> {
        let dict = self
            .dict_offset(r)
            .map_or(Ref::NULL, |offset| self.ref_at(r, offset));
        match dict {
            Ref::NULL => Vec::new(),
            dict => self
                .dict_entries(dict)
                .into_iter()
                .map(|(_, key, value)| (key, value))
                .collect(),
        }
    }

    /// Gives the next reference of the instance's attributes back; false where there are no more.
    pub(crate) fn clear_attributes(&mut self, r: Ref, at: u32) -> bool {
        if at > 0 {
            return false;
        }
        let Some(offset) = self.dict_offset(r) else {
            return false;
        };
        let dict = self.ref_at(r, offset);
        if dict.is_null() {
            return false;
        }
        self.set_ref_at(r, offset, Ref::NULL);
        self.decref(dict);
        true
    }

    /// Visits what the instance's attributes hold.
    pub(crate) fn traverse_attributes(&self, r: Ref, visit: &mut dyn FnMut(Ref)) {
        if let Some(offset) = self.dict_offset(r) {
            visit(self.ref_at(r, offset));
        }
    }

    /// The instance gives all its attributes and slots back (`subtype_clear`).
    pub(crate) fn clear_instance_attributes(&mut self, r: Ref) {
        let mro = std::rc::Rc::clone(&self.info_of(r).mro);
        for &base in mro.iter() {
            let info = std::rc::Rc::clone(&self.types[base.0 as usize]);
            if !info.has(crate::types::flags::HEAPTYPE) {
                continue;
            }
            for member in info.members.iter() {
                let held = self.ref_at(r, member.offset as i32);
                self.set_ref_at(r, member.offset as i32, Ref::NULL);
                self.xdecref(held);
            }
        }
        self.clear_attributes(r, 0);
    }

    /// Bytes behind the object for inline values.
    pub(crate) fn inline_values_bytes(&self, _id: TypeId) -> u64 {
        0
    }

    /// Frees the values' block of a split table.
    pub(crate) fn free_split_values(&mut self, _values: u32, _keys: u32) {}

    /// Gives one count of shared keys back.
    pub(crate) fn release_shared_keys(&mut self, keys: u32) {
        let count = self.keys_refcount(keys) - 1;
        self.set_keys_refcount(keys, count);
        if count == 0 {
            for entry in 0..self.keys_nentries(keys) {
                let (_, key, _) = self.keys_entry(keys, entry);
                self.xdecref(key);
            }
            self.free_keys(keys);
        }
    }
}

//! Finding attributes in types: the order of resolution, and a cache of it.

use heaplens_heap::{Ref, TypeId};

use crate::vm::Vm;

const CACHE_SIZE: usize = 4096;

#[derive(Clone, Copy, Debug, Default)]
struct Entry {
    type_id: u32,
    name: u32,
    epoch: u32,
    value: u32,
}

/// What look-ups found last (`type_cache`, Objects/typeobject.c). Only interned names are cached; every change of
/// any type makes all of it stale.
#[derive(Clone, Debug)]
pub struct MethodCache {
    entries: Box<[Entry]>,
    epoch: u32,
}

impl Default for MethodCache {
    fn default() -> Self {
        MethodCache {
            entries: vec![Entry::default(); CACHE_SIZE].into(),
            epoch: 1,
        }
    }
}

impl Vm {
    /// The attribute `name` in the type `id` or its bases (`_PyType_Lookup`), borrowed.
    #[inline]
    pub fn lookup(&mut self, id: TypeId, name: Ref) -> Option<Ref> {
        let at = (id.0.wrapping_mul(0x9e37).wrapping_add(name.0)) as usize % CACHE_SIZE;
        let entry = self.cache.entries[at];
        if entry.type_id == id.0 && entry.name == name.0 && entry.epoch == self.cache.epoch {
            return Ref(entry.value).some();
        }
        self.lookup_slow(id, name, at)
    }

    fn lookup_slow(&mut self, id: TypeId, name: Ref, at: usize) -> Option<Ref> {
        let mro = std::rc::Rc::clone(&self.heap.info(id).mro);
        let mut found = None;
        for &base in mro.iter() {
            let dict = self.heap.info(base).dict;
            if dict.is_null() {
                continue;
            }
            found = self.heap.dict_get_str(dict, name);
            if found.is_some() {
                break;
            }
        }
        if self.heap.is_interned(name) {
            self.cache.entries[at] = Entry {
                type_id: id.0,
                name: name.0,
                epoch: self.cache.epoch,
                value: found.unwrap_or_default().0,
            };
        }
        found
    }

    /// The special method `name` of the type of `r`, borrowed.
    #[inline]
    pub fn lookup_special(&mut self, r: Ref, name: Ref) -> Option<Ref> {
        let id = self.heap.type_of(r);
        self.lookup(id, name)
    }

    /// Makes all cached look-ups stale: a type has changed (`PyType_Modified`).
    pub fn type_modified(&mut self) {
        self.cache.epoch = self.cache.epoch.wrapping_add(1);
        if self.cache.epoch == 0 {
            self.cache = MethodCache::default();
        }
    }
}

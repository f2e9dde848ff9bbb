//! The table of interned strings: a dict from each to itself, whose two references are not counted
//! (`PyUnicode_InternInPlace`, Objects/unicodeobject.c).

use crate::dict::Lookup;
use crate::heap::Heap;
use crate::reference::{Owned, Ref};
use crate::types::TypeId;

impl Heap {
    /// The interned str with the characters of `text`: itself, if there was none yet.
    pub fn intern(&mut self, text: Owned) -> Owned {
        let r = text.get();
        if self.is_interned(r) {
            return text;
        }
        let table = self.interned;
        let hash = self.str_hash(r);
        if let Lookup::Found(found) = self.dict_lookup(table, r, hash) {
            let known = self.own(found.value);
            self.release(text);
            return known;
        }
        self.set_interned(r, true);
        if self.rules.identity.has_immortals {
            self.make_immortal(r);
        }
        self.dict_insert_new(table, Owned::adopt(r), hash, Owned::adopt(r));
        text
    }

    /// The interned str of these characters.
    pub fn intern_str(&mut self, text: &str) -> Owned {
        let text = self.str(text);
        self.intern(text)
    }

    /// An interned str in static memory: a name that the interpreter itself knows. Not counted by anybody.
    pub fn static_str(&mut self, text: &str) -> Ref {
        debug_assert!(text.is_ascii());
        if text.len() <= 1 {
            return self
                .known
                .short_str(text.bytes().next())
                .expect("short strs are cached");
        }
        let probe = self.str(text);
        let hash = self.str_hash(probe.get());
        let table = self.interned;
        if let Lookup::Found(found) = self.dict_lookup(table, probe.get(), hash) {
            self.release(probe);
            return found.value;
        }
        let r = self.new_static_text(TypeId::STR, text.as_bytes());
        self.set_text_hash(r, hash);
        self.dict_insert_new(table, Owned::adopt(r), hash, Owned::adopt(r));
        self.release(probe);
        r
    }

    /// Takes a dying interned str out of the table.
    pub(crate) fn forget_interned(&mut self, r: Ref) {
        let table = self.interned;
        let hash = self.str_hash(r);
        if let Lookup::Found(found) = self.dict_lookup(table, r, hash)
            && found.value == r
        {
            let (key, value) = self.dict_remove(table, found);
            let _ = (key.into_ref(), value.into_ref());
        }
    }
}

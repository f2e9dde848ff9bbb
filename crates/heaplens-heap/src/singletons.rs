//! Objects that every program finds: None, the small integers, the single characters, the empty containers.

use std::rc::Rc;

use crate::heap::Heap;
use crate::reference::Ref;
use crate::types::TypeId;

/// Where the well-known objects are.
#[derive(Clone, Debug, Default)]
pub struct Singletons {
    /// `None`.
    pub none: Ref,
    /// `True`.
    pub true_: Ref,
    /// `False`.
    pub false_: Ref,
    /// `...`.
    pub ellipsis: Ref,
    /// `NotImplemented`.
    pub not_implemented: Ref,
    /// `()`.
    pub empty_tuple: Ref,
    /// `frozenset()`, where the version has only one.
    pub empty_frozenset: Ref,
    /// The first small int, -5; the others follow at equal distances.
    small_ints: Ref,
    small_int_limit: i64,
    latin1: Vec<Ref>,
    empty_str: Ref,
    bytes: Vec<Ref>,
    empty_bytes: Ref,
}

const SMALL_INT_MIN: i64 = -5;
/// Words between two cached ints: 32 bytes, as `sizeof(PyLongObject)` rounds up.
const SMALL_INT_WORDS: u32 = 4;

impl Singletons {
    /// The cached int of this value, where the version caches it.
    #[inline]
    pub fn small_int(&self, value: i64) -> Option<Ref> {
        if value >= SMALL_INT_MIN && value <= self.small_int_limit {
            Some(Ref(
                self.small_ints.0 + (value - SMALL_INT_MIN) as u32 * SMALL_INT_WORDS
            ))
        } else {
            None
        }
    }

    /// All of them, but for the types.
    pub fn each(&self, visit: &mut dyn FnMut(Ref)) {
        let single = [
            self.none,
            self.true_,
            self.false_,
            self.ellipsis,
            self.not_implemented,
            self.empty_tuple,
            self.empty_frozenset,
            self.empty_str,
            self.empty_bytes,
        ];
        let small =
            (SMALL_INT_MIN..=self.small_int_limit).filter_map(|value| self.small_int(value));
        single
            .into_iter()
            .chain(small)
            .chain(self.latin1.iter().copied())
            .chain(self.bytes.iter().copied())
            .filter(|r| !r.is_null())
            .for_each(visit);
    }

    /// The cached str of one Latin-1 character, or the empty one.
    #[inline]
    pub fn short_str(&self, char: Option<u8>) -> Option<Ref> {
        let r = match char {
            Some(char) => self.latin1.get(char as usize).copied().unwrap_or_default(),
            None => self.empty_str,
        };
        r.some()
    }

    /// The cached bytes object of one byte, or the empty one.
    #[inline]
    pub fn short_bytes(&self, byte: Option<u8>) -> Option<Ref> {
        let r = match byte {
            Some(byte) => self.bytes.get(byte as usize).copied().unwrap_or_default(),
            None => self.empty_bytes,
        };
        r.some()
    }
}

impl Heap {
    /// An object of a fixed type in static memory, with `words` words behind its header. Its count starts at 1,
    /// or is immortal where the version has immortals.
    pub fn new_static(&mut self, id: TypeId, words: u32) -> Ref {
        let pre = self.info(id).pre_words();
        let place = self.alloc_static((pre + 1 + words) * 8);
        for word in 0..pre + 1 + words {
            self.memory.set_word(place + word, 0);
        }
        let r = Ref(place + pre);
        let count = if self.rules.identity.has_immortals {
            crate::object::IMMORTAL
        } else {
            1
        };
        self.memory
            .set_word(r.0, u64::from(id.0) << 32 | u64::from(count));
        r
    }

    pub(crate) fn make_singletons(&mut self) {
        let none = self.new_static(TypeId::NONE, 1);
        let false_ = self.new_static(TypeId::BOOL, 3);
        let true_ = self.new_static(TypeId::BOOL, 3);
        self.memory.set_word(true_.0 + 1, 1);
        let ellipsis = self.new_static(TypeId::ELLIPSIS, 1);
        let not_implemented = self.new_static(TypeId::NOT_IMPLEMENTED, 1);
        let limit = self.rules.identity.small_int_max;
        let count = (limit - SMALL_INT_MIN + 1) as u32;
        let place = self.alloc_static(count * SMALL_INT_WORDS * 8);
        for index in 0..count {
            let r = Ref(place + index * SMALL_INT_WORDS);
            self.memory.set_word(r.0, u64::from(TypeId::INT.0) << 32);
            self.start_static_count(r);
            self.memory
                .set_word(r.0 + 1, (i64::from(index) + SMALL_INT_MIN) as u64);
        }
        let empty_tuple = self.new_static(TypeId::TUPLE, 3);
        self.start_static_count(empty_tuple);
        let empty_str = self.new_static_text(TypeId::STR, &[]);
        let latin1: Vec<Ref> = (0..=255u8)
            .map(|char| self.new_static_text(TypeId::STR, &[char]))
            .collect();
        let empty_bytes = self.new_static_text(TypeId::BYTES, &[]);
        let bytes: Vec<Ref> = (0..=255u8)
            .map(|byte| self.new_static_text(TypeId::BYTES, &[byte]))
            .collect();
        for &text in [empty_str, empty_bytes].iter().chain(&latin1).chain(&bytes) {
            self.start_static_count(text);
        }
        self.known = Rc::new(Singletons {
            none,
            true_,
            false_,
            ellipsis,
            not_implemented,
            empty_tuple,
            empty_frozenset: Ref::NULL,
            small_ints: Ref(place),
            small_int_limit: limit,
            latin1,
            empty_str,
            bytes,
            empty_bytes,
        });
    }

    pub(crate) fn new_static_text(&mut self, id: TypeId, content: &[u8]) -> Ref {
        let r = self.new_static(id, 7 + content.len().div_ceil(8) as u32);
        let state = if id == TypeId::STR {
            1 | crate::text::state::INTERNED
                | if content.is_ascii() {
                    crate::text::state::ASCII
                } else {
                    0
                }
        } else {
            0
        };
        self.memory
            .set_word(r.0 + 1, u64::from(state) << 32 | content.len() as u64);
        self.memory
            .bytes_mut(r.0, 24, content.len() as u32)
            .copy_from_slice(content);
        r
    }

    /// What lies in the interpreter's own data starts from the version's number.
    fn start_static_count(&mut self, r: Ref) {
        let identity = &self.rules.identity;
        let count = if identity.has_immortals {
            crate::object::IMMORTAL
        } else {
            identity.static_refcount_start as u32
        };
        self.memory.set_half(r.0, 0, count);
    }
}

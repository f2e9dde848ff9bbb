//! Memory as a debugger sees it: which object lies at an address, and the bytes of an object as CPython lays it out.
//!
//! Modelled after `Include/object.h` (`PyObject`, `PyVarObject`), `Include/cpython/listobject.h`, `tupleobject.h`,
//! `longintrepr.h` and `unicodeobject.h` @ v3.8.20, v3.12.6 and v3.14.0. Bytes that the model does not know (hashes,
//! flags of text) are left out: whoever reads them must say so.
//!
//! ```text
//!  0  ob_refcnt    up to 3.13 a word; from 3.14 on count (u32), overflow (u16), flags (u16)
//!  8  ob_type      the address of the type object
//! 16  ob_size      of objects with items; lv_tag of an int from 3.12 on
//! ```

use crate::heap::{Heap, STATIC_END};
use crate::memory::PAGE_WORDS;
use crate::obmalloc::POOL_OVERHEAD;
use crate::reference::Ref;
use crate::types::{Layout, TypeId};

/// What lies at an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AtAddress {
    /// An object begins there.
    Object(Ref),
    /// A block that is in use no longer.
    Freed {
        /// If an object began there, its count still stands there, and it is 0.
        is_count_left: bool,
    },
    /// Nothing that the model knows.
    Unknown,
}

/// `_Py_IMMORTAL_FLAGS`: never counted (3.14 on).
const IMMORTAL_FLAG: u64 = 1 << 48;
/// `_Py_STATICALLY_ALLOCATED_FLAG`: part of the interpreter itself (3.14 on).
const STATIC_FLAG: u64 = 4 << 48;

impl Heap {
    /// What lies at an address.
    pub fn at_address(&self, address: u64) -> AtAddress {
        match self.memory.place_at(address) {
            Some(place) if address < STATIC_END => self.object_at_place(place, None),
            Some(place) => self.small_at(place),
            None => self.large_at(address),
        }
    }

    fn small_at(&self, place: u32) -> AtAddress {
        let pool = self.obmalloc.pool_of(place);
        let header = self.obmalloc.pool_header(&self.memory, pool);
        let size = 2 * (header.szidx + 1);
        let first = pool + POOL_OVERHEAD / 8;
        if place < first {
            return AtAddress::Unknown;
        }
        let block = first + (place - first) / size * size;
        // The allocator writes into the first word of a free block alone.
        let is_count_left = place != block;
        if (block - pool) * 8 >= header.nextoffset {
            return AtAddress::Unknown;
        }
        let mut free = self.obmalloc.first_free(&self.memory, pool);
        while free != 0 {
            if free == block {
                return AtAddress::Freed { is_count_left };
            }
            free = self.memory.word(free) as u32;
        }
        self.object_at_place(place, Some(block))
    }

    /// The object at `place`, if its block is what it says.
    fn object_at_place(&self, place: u32, block: Option<u32>) -> AtAddress {
        if self.freelists.holds(&self.memory, place) {
            let is_count_left = !self.rules.freelists.links_by_first_word;
            return AtAddress::Freed { is_count_left };
        }
        let id = (self.memory.word(place) >> 32) as usize;
        let Some(info) = self.types.get(id).filter(|_| id != 0) else {
            return AtAddress::Unknown;
        };
        let is_whole = block.is_none_or(|block| place == block + info.pre_words());
        if is_whole && self.refcount(Ref(place)) != 0 {
            AtAddress::Object(Ref(place))
        } else {
            AtAddress::Unknown
        }
    }

    /// A large block bears its address before it; those of the store's pages that hold large blocks are searched.
    fn large_at(&self, address: u64) -> AtAddress {
        for page in self.memory.large_pages() {
            for at in (0..PAGE_WORDS).step_by(crate::heap::BIN_WORDS as usize) {
                let place = page + at;
                let begin = self.memory.word(place);
                if begin == 0 || begin > address || address - begin > 64 {
                    continue;
                }
                let object = place + crate::heap::LARGE_PREFIX + ((address - begin) / 8) as u32;
                let block = place + crate::heap::LARGE_PREFIX;
                if let found @ AtAddress::Object(_) = self.object_at_place(object, Some(block)) {
                    return found;
                }
            }
        }
        AtAddress::Unknown
    }

    /// `ob_refcnt` as it lies in memory, with the flags beside it.
    fn refcount_word(&self, r: Ref) -> u64 {
        if !self.is_immortal(r) {
            return u64::from(self.refcount(r));
        }
        let count = self.rules.identity.immortal_refcount;
        if !self.rules.identity.has_refcount_flags {
            return count;
        }
        let is_static = self.address(r) < STATIC_END;
        count | IMMORTAL_FLAG | if is_static { STATIC_FLAG } else { 0 }
    }

    /// `length` bytes of the object `r` from byte `offset` on; `None` where the model does not know them all.
    pub fn object_memory(&self, r: Ref, offset: u64, length: u64) -> Option<Vec<u8>> {
        let pieces = self.known_pieces(r);
        let mut bytes = Vec::new();
        while (bytes.len() as u64) < length {
            let at = offset + bytes.len() as u64;
            let (start, piece) = pieces
                .iter()
                .find(|(start, piece)| (*start..*start + piece.len() as u64).contains(&at))?;
            let rest = &piece[(at - start) as usize..];
            let wanted = (length as usize - bytes.len()).min(rest.len());
            bytes.extend_from_slice(&rest[..wanted]);
        }
        Some(bytes)
    }

    /// Where in the object which bytes lie, as far as the model knows.
    fn known_pieces(&self, r: Ref) -> Vec<(u64, Vec<u8>)> {
        let info = self.info_of(r);
        let mut pieces = vec![
            (0, word(self.refcount_word(r))),
            (8, word(self.address(info.object))),
        ];
        match info.layout {
            Layout::List => {
                let items = match self.list_place(r) {
                    0 => 0,
                    place => self.block_address(place),
                };
                pieces.push((16, word(u64::from(self.list_len(r)))));
                pieces.push((24, word(items)));
                pieces.push((32, word(u64::from(self.list_allocated(r)))));
            }
            Layout::Tuple => {
                pieces.push((16, word(u64::from(self.tuple_len(r)))));
                let addresses = self.tuple_items(r);
                let items = addresses.iter().flat_map(|&item| word(self.address(item)));
                let tuple = u64::from(self.info(TypeId::TUPLE).basicsize);
                pieces.push((tuple, items.collect()));
            }
            Layout::Int => pieces.extend(self.int_pieces(r)),
            Layout::Float => pieces.push((16, word(self.float_value(r).to_bits()))),
            Layout::Complex => {
                let (real, imag) = self.complex_value(r);
                pieces.push((16, word(real.to_bits())));
                pieces.push((24, word(imag.to_bits())));
            }
            Layout::Bytes => {
                let content = self.bytes_value(r);
                pieces.push((16, word(content.len() as u64)));
                pieces.push((32, [content, &[0]].concat()));
            }
            Layout::Str => {
                pieces.push((16, word(self.str_len(r) as u64)));
                let sizes = &self.rules.sizes.text;
                let text = self.text(r);
                if text.is_ascii() && info.id == TypeId::STR {
                    let start = sizes.str_ascii_header_bytes;
                    pieces.push((start, [text.as_bytes(), &[0]].concat()));
                }
            }
            Layout::Dict | Layout::OrderedDict => {
                pieces.push((16, word(self.dict_len(r) as u64)));
            }
            _ => {}
        }
        pieces
    }

    fn int_pieces(&self, r: Ref) -> Vec<(u64, Vec<u8>)> {
        let value = self.int_big(r);
        let mut rest = value.magnitude().clone();
        let mut digits: Vec<u32> = Vec::new();
        while rest.bits() > 0 {
            let low = rest.iter_u32_digits().next().unwrap_or(0);
            digits.push(low & ((1 << 30) - 1));
            rest >>= 30;
        }
        let count = digits.len() as u64;
        if count == 0 {
            digits.push(0);
        }
        let is_negative = value.sign() == num_bigint::Sign::Minus;
        let content = digits.iter().flat_map(|digit| digit.to_le_bytes());
        let mut pieces = vec![(24, content.collect())];
        if !self.rules.identity.has_immortals {
            let size = if is_negative {
                count.wrapping_neg()
            } else {
                count
            };
            pieces.push((16, word(size)));
        } else if !self.is_immortal(r) {
            // lv_tag: the count of digits, and 0, 1 or 2 for positive, zero, negative. That of a cached int bears one
            // more bit in some versions: it is left out.
            let sign = if is_negative {
                2
            } else {
                u64::from(count == 0)
            };
            pieces.push((16, word(count << 3 | sign)));
        }
        pieces
    }
}

fn word(value: u64) -> Vec<u8> {
    value.to_le_bytes().to_vec()
}

//! Text and bytes.
//!
//! Text is stored as PEP 393 has it, in one, two or four bytes for each code point, lone surrogates included.
//!
//! ```text
//! str    word 1  length in code points (u32) | state (u32): kind (1, 2, 4), ASCII, interned, BLOB
//!        word 2  hash, 0 where not computed yet
//!        word 3  the code points, or the number of the blob that holds them
//! bytes  word 1  length (u32) | state (u32): BLOB
//!        word 2  hash, 0 where not computed yet
//!        word 3  the bytes, or the number of the blob that holds them
//! ```

use crate::heap::Heap;
use crate::obmalloc::SMALL_REQUEST_THRESHOLD;
use crate::reference::{Owned, Ref};
use crate::types::{TypeId, flags};

/// Bits of the state of a str; the lowest three are its kind.
pub mod state {
    /// Bytes for each code point.
    pub const KIND: u32 = 7;
    /// All code points are below 128.
    pub const ASCII: u32 = 8;
    /// In the table of interned strings (`SSTATE_INTERNED_MORTAL`).
    pub const INTERNED: u32 = 16;
    /// The content lies in a blob.
    pub const BLOB: u32 = 32;
}

const DATA_OFFSET: u32 = 24;

/// The code points of a str, as they lie in memory.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Chars<'h> {
    /// All below 256; the flag says that all are below 128.
    One(&'h [u8], bool),
    /// All below 65,536.
    Two(&'h [u16]),
    /// Any.
    Four(&'h [u32]),
}

impl<'h> Chars<'h> {
    /// How many code points.
    pub fn len(&self) -> usize {
        match self {
            Chars::One(chars, _) => chars.len(),
            Chars::Two(chars) => chars.len(),
            Chars::Four(chars) => chars.len(),
        }
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The code point at `index`.
    #[inline]
    pub fn at(&self, index: usize) -> u32 {
        match self {
            Chars::One(chars, _) => u32::from(chars[index]),
            Chars::Two(chars) => u32::from(chars[index]),
            Chars::Four(chars) => chars[index],
        }
    }

    /// All code points in order.
    pub fn iter(self) -> impl DoubleEndedIterator<Item = u32> + Clone + 'h {
        (0..self.len()).map(move |index| self.at(index))
    }

    /// The text as ASCII, if it is that.
    pub fn ascii(self) -> Option<&'h str> {
        match self {
            Chars::One(chars, true) => std::str::from_utf8(chars).ok(),
            _ => None,
        }
    }
}

/// The kind (bytes for each code point) that a largest code point asks for, and whether it is ASCII.
pub fn kind_of(maxchar: u32) -> (u32, bool) {
    match maxchar {
        0..=0x7f => (1, true),
        0x80..=0xff => (1, false),
        0x100..=0xffff => (2, false),
        _ => (4, false),
    }
}

impl Heap {
    /// Length in code points.
    #[inline]
    pub fn str_len(&self, r: Ref) -> usize {
        self.memory.word(r.0 + 1) as u32 as usize
    }

    #[inline]
    pub(crate) fn str_state(&self, r: Ref) -> u32 {
        (self.memory.word(r.0 + 1) >> 32) as u32
    }

    /// The bytes of the code points of the str `r`, in the machine's order.
    #[inline]
    pub fn str_raw(&self, r: Ref) -> &[u8] {
        let word = self.memory.word(r.0 + 1);
        let (length, state) = (word as u32, (word >> 32) as u32);
        if state & state::BLOB != 0 {
            self.blobs.get(self.memory.word(r.0 + 3) as u32)
        } else {
            self.memory
                .bytes(r.0, DATA_OFFSET, length * (state & state::KIND))
        }
    }

    /// The code points of the str `r`.
    #[inline]
    pub fn chars(&self, r: Ref) -> Chars<'_> {
        let state = self.str_state(r);
        let raw = self.str_raw(r);
        match state & state::KIND {
            1 => Chars::One(raw, state & state::ASCII != 0),
            2 => Chars::Two(bytemuck::cast_slice(raw)),
            _ => Chars::Four(bytemuck::cast_slice(raw)),
        }
    }

    /// The str `r` as a Rust string; lone surrogates become U+FFFD.
    pub fn text(&self, r: Ref) -> String {
        match self.chars(r) {
            chars if chars.ascii().is_some() => chars.ascii().unwrap_or_default().to_owned(),
            chars => chars
                .iter()
                .map(|c| char::from_u32(c).unwrap_or('\u{fffd}'))
                .collect(),
        }
    }

    /// Whether the str `r` has these very characters.
    pub fn str_is(&self, r: Ref, text: &str) -> bool {
        match self.chars(r) {
            Chars::One(chars, true) => chars == text.as_bytes(),
            chars => chars.iter().eq(text.chars().map(u32::from)),
        }
    }

    /// Whether two strs have the same characters.
    #[inline]
    pub fn str_eq(&self, a: Ref, b: Ref) -> bool {
        a == b
            || (self.str_len(a) == self.str_len(b)
                && (self.str_state(a) ^ self.str_state(b)) & state::KIND == 0
                && self.str_raw(a) == self.str_raw(b))
    }

    /// A str of these characters; the cached one where it is empty or a single Latin-1 character.
    pub fn str(&mut self, text: &str) -> Owned {
        if text.is_ascii() {
            return self.str_from_latin1(text.as_bytes(), true);
        }
        let points: Vec<u32> = text.chars().map(u32::from).collect();
        self.str_from_points(&points)
    }

    /// A str of Latin-1 characters.
    pub fn str_from_latin1(&mut self, bytes: &[u8], is_ascii: bool) -> Owned {
        if bytes.len() <= 1
            && let Some(r) = self.known.short_str(bytes.first().copied())
        {
            return self.own(r);
        }
        let is_ascii = is_ascii || bytes.is_ascii();
        let r = self.new_str_block(TypeId::STR, bytes.len(), 1, is_ascii);
        self.write_payload(r, bytes);
        Owned::adopt(r)
    }

    /// A str of these code points, in the narrowest kind that holds them.
    pub fn str_from_points(&mut self, points: &[u32]) -> Owned {
        let (kind, is_ascii) = kind_of(points.iter().copied().max().unwrap_or(0));
        match kind {
            1 => {
                let bytes: Vec<u8> = points.iter().map(|&point| point as u8).collect();
                self.str_from_latin1(&bytes, is_ascii)
            }
            2 => {
                let units: Vec<u16> = points.iter().map(|&point| point as u16).collect();
                self.str_from_raw(TypeId::STR, bytemuck::cast_slice(&units), 2, false)
            }
            _ => self.str_from_raw(TypeId::STR, bytemuck::cast_slice(points), 4, false),
        }
    }

    /// A new str object of type `id` with this very content; never a cached one.
    pub fn str_from_raw(&mut self, id: TypeId, raw: &[u8], kind: u32, is_ascii: bool) -> Owned {
        let r = self.new_str_block(id, raw.len() / kind as usize, kind, is_ascii);
        self.write_payload(r, raw);
        Owned::adopt(r)
    }

    /// A part of the str `r`, from code point `start` to before `end` (both in range); itself where it is all.
    pub fn str_slice(&mut self, r: Ref, start: usize, end: usize) -> Owned {
        if start == 0 && end == self.str_len(r) && self.type_of(r) == TypeId::STR {
            return self.own(r);
        }
        match self.chars(r) {
            Chars::One(chars, is_ascii) => {
                let part = chars[start..end].to_vec();
                self.str_from_latin1(&part, is_ascii)
            }
            chars => {
                let part: Vec<u32> = (start..end).map(|index| chars.at(index)).collect();
                self.str_from_points(&part)
            }
        }
    }

    fn new_str_block(&mut self, id: TypeId, length: usize, kind: u32, is_ascii: bool) -> Ref {
        let bytes = self.str_bytes(id, length as u64, kind, is_ascii);
        if id != TypeId::STR {
            // Slots and the like follow the head, so the characters lie in a blob.
            let r = self.new_subclass_block(id, bytes);
            let state = kind | state::BLOB | if is_ascii { state::ASCII } else { 0 };
            self.memory
                .set_word(r.0 + 1, u64::from(state) << 32 | length as u64);
            return r;
        }
        let is_large = bytes > u64::from(SMALL_REQUEST_THRESHOLD);
        let words = if is_large {
            3
        } else {
            2 + (length as u32 * kind).div_ceil(8)
        };
        let r = self.new_object(id, bytes, words.max(3));
        let mut state = kind | if is_ascii { state::ASCII } else { 0 };
        if is_large {
            state |= state::BLOB;
        }
        self.memory
            .set_word(r.0 + 1, u64::from(state) << 32 | length as u64);
        self.memory.set_word(r.0 + 2, 0);
        r
    }

    /// Bytes that a str asks for (what `sys.getsizeof` says of it, headers before it apart).
    pub fn str_bytes(&self, id: TypeId, length: u64, kind: u32, is_ascii: bool) -> u64 {
        let exact = id == TypeId::STR;
        let header = if is_ascii && exact {
            self.rules.sizes.text.str_ascii_header_bytes
        } else {
            self.rules.sizes.text.str_compact_header_bytes
        };
        if exact {
            return header + (length + 1) * u64::from(kind);
        }
        // An instance of a subclass is not compact: its characters lie in a block of their own; the model keeps
        // the two together and answers for their sum.
        u64::from(self.info(id).basicsize) + (length + 1) * u64::from(kind)
    }

    /// An object of a class made from `str`, `bytes` or `int`, its head zeroed.
    pub(crate) fn new_subclass_block(&mut self, id: TypeId, bytes: u64) -> Ref {
        let head = self.info(id).basicsize.div_ceil(8).max(4);
        let bytes = bytes.max(8 * u64::from(head));
        let r = self.new_object(id, bytes, head);
        for word in 1..head {
            self.memory.set_word(r.0 + word, 0);
        }
        r
    }

    fn write_payload(&mut self, r: Ref, raw: &[u8]) {
        if self.memory.word(r.0 + 1) >> 32 & u64::from(state::BLOB) != 0 {
            let blob = self.blobs.add(raw.to_vec());
            self.memory.set_half(r.0 + 3, 0, blob);
        } else {
            self.memory
                .bytes_mut(r.0, DATA_OFFSET, raw.len() as u32)
                .copy_from_slice(raw);
        }
    }

    /// The cached hash of the str or bytes `r`; 0 where it is not computed yet.
    #[inline]
    pub fn text_hash(&self, r: Ref) -> i64 {
        self.memory.word(r.0 + 2) as i64
    }

    /// Keeps the hash of the str or bytes `r`.
    #[inline]
    pub fn set_text_hash(&mut self, r: Ref, hash: i64) {
        self.memory.set_word(r.0 + 2, hash as u64);
    }

    /// Whether the str `r` is interned.
    #[inline]
    pub fn is_interned(&self, r: Ref) -> bool {
        self.str_state(r) & state::INTERNED != 0
    }

    /// Marks the str `r` as interned, or not.
    pub fn set_interned(&mut self, r: Ref, is_interned: bool) {
        let state =
            self.str_state(r) & !state::INTERNED | if is_interned { state::INTERNED } else { 0 };
        self.memory.set_half(r.0 + 1, 1, state);
    }

    /// The content of the bytes object `r`.
    pub fn bytes_value(&self, r: Ref) -> &[u8] {
        let word = self.memory.word(r.0 + 1);
        if word >> 32 & u64::from(state::BLOB) != 0 {
            self.blobs.get(self.memory.word(r.0 + 3) as u32)
        } else {
            self.memory.bytes(r.0, DATA_OFFSET, word as u32)
        }
    }

    /// A bytes object with this content; the cached one where it is empty or a single byte.
    pub fn bytes(&mut self, content: &[u8]) -> Owned {
        if content.len() <= 1
            && let Some(r) = self.known.short_bytes(content.first().copied())
        {
            return self.own(r);
        }
        self.bytes_of(TypeId::BYTES, content)
    }

    /// A new bytes object of type `id`; never a cached one.
    pub fn bytes_of(&mut self, id: TypeId, content: &[u8]) -> Owned {
        let bytes = u64::from(self.info(id).basicsize) + content.len() as u64;
        let is_subclass = id != TypeId::BYTES;
        let is_large = is_subclass || bytes > u64::from(SMALL_REQUEST_THRESHOLD);
        let words = if is_large {
            3
        } else {
            (2 + (content.len() as u32).div_ceil(8)).max(3)
        };
        let r = if is_subclass {
            self.new_subclass_block(id, bytes)
        } else {
            self.new_object(id, bytes, words)
        };
        let state = if is_large { state::BLOB } else { 0 };
        self.memory
            .set_word(r.0 + 1, u64::from(state) << 32 | content.len() as u64);
        self.memory.set_word(r.0 + 2, 0);
        self.write_payload(r, content);
        Owned::adopt(r)
    }

    /// The blob of the str or bytes `r`, if its content lies in one.
    pub(crate) fn text_blob(&self, r: Ref) -> Option<u32> {
        let word = self.memory.word(r.0 + 1);
        (word >> 32 & u64::from(state::BLOB) != 0).then(|| self.memory.word(r.0 + 3) as u32)
    }

    /// Appends `other` to the str `r` in place, where `r` is unshared, exact, not interned, at least as wide, and
    /// `other` is not empty (`unicode_modifiable`, Objects/unicodeobject.c). Returns the object then, which may
    /// have moved, or `None` where that can't be done. Takes over the count of `r` on success.
    pub fn str_append(&mut self, r: Ref, other: Ref) -> Option<Ref> {
        let state = self.str_state(r);
        let is_modifiable = self.refcount(r) == 1
            && self.type_of(r) == TypeId::STR
            && state & state::INTERNED == 0
            && self.info_of(other).has(flags::UNICODE_SUBCLASS)
            && self.str_state(other) & state::KIND <= state & state::KIND
            && (state & state::ASCII == 0 || self.str_state(other) & state::ASCII != 0);
        if !is_modifiable || r == other {
            return None;
        }
        let kind = state & state::KIND;
        let (old, more) = (self.str_len(r), self.str_len(other));
        let is_ascii = state & state::ASCII != 0;
        let old_bytes = self.str_bytes(TypeId::STR, old as u64, kind, is_ascii);
        let new_bytes = self.str_bytes(TypeId::STR, (old + more) as u64, kind, is_ascii);
        let tail: Vec<u8> = match (kind, self.chars(other)) {
            (1, Chars::One(chars, _)) => chars.to_vec(),
            (2, chars) => chars
                .iter()
                .flat_map(|c| (c as u16).to_ne_bytes())
                .collect(),
            (_, chars) => chars.iter().flat_map(u32::to_ne_bytes).collect(),
        };
        let was_blob = state & state::BLOB != 0;
        let is_large = new_bytes > u64::from(SMALL_REQUEST_THRESHOLD);
        let words = if is_large {
            4
        } else {
            3 + ((old + more) as u32 * kind).div_ceil(8)
        };
        let mut to_blob = None;
        if is_large && !was_blob {
            let mut content = self.str_raw(r).to_vec();
            content.extend_from_slice(&tail);
            to_blob = Some(self.blobs.add(content));
        }
        let kept = if was_blob || is_large {
            4
        } else {
            3 + (old as u32 * kind).div_ceil(8)
        };
        let kept = kept.min((old_bytes.next_multiple_of(16) / 8) as u32);
        let place = self.resize_block(r.0, old_bytes, new_bytes, kept, words);
        let moved = Ref(place);
        let mut state = state;
        if let Some(blob) = to_blob {
            state |= state::BLOB;
            self.memory.set_word(place + 3, u64::from(blob));
        } else if was_blob {
            let blob = self.memory.word(place + 3) as u32;
            self.blobs.get_mut(blob).extend_from_slice(&tail);
        } else {
            self.memory
                .bytes_mut(place, DATA_OFFSET + old as u32 * kind, tail.len() as u32)
                .copy_from_slice(&tail);
        }
        self.memory
            .set_word(place + 1, u64::from(state) << 32 | (old + more) as u64);
        self.memory.set_word(place + 2, 0);
        self.note_move(r, moved);
        Some(moved)
    }
}

//! `__sizeof__`: what an object says of its own size, in bytes, headers before it apart.

use crate::fixed::{FRAME_REFS, GENERATOR_REFS};
use crate::heap::Heap;
use crate::reference::Ref;
use crate::rules::sizes::text::{StrKind, int_digits};
use crate::types::{Layout, TypeId, flags};

/// Where, behind the run of a frame or a generator, the number of its slots in CPython stands: one for each local,
/// cell and free variable, and for each place of the stack.
pub const SLOTS_BEHIND_RUN: u32 = 3;

impl Heap {
    /// What `sys.getsizeof` adds to `__sizeof__`: the bytes before the object. A type that is compiled in has none
    /// (`type_is_gc`), which some versions don't ask.
    pub fn bytes_before(&self, r: Ref) -> u64 {
        let info = self.info_of(r);
        if info.layout == Layout::Type
            && !self.info(self.type_id_of(r)).has(flags::HEAPTYPE)
            && !self.rules.sizes.classes.static_types_count_head
        {
            return 0;
        }
        u64::from(info.pre_bytes)
    }

    /// The size that the object's `__sizeof__` gives, in bytes; `sys.getsizeof` adds [`Heap::bytes_before`].
    pub fn sizeof(&self, r: Ref) -> u64 {
        if let Some(bytes) = self.resident_bytes(r) {
            return bytes.saturating_sub(self.bytes_before(r));
        }
        let sizes = &self.rules.sizes;
        let id = self.type_of(r);
        let info = self.info(id);
        let basic = u64::from(info.basicsize);
        match info.layout {
            Layout::List => basic + 8 * u64::from(self.list_allocated(r)),
            Layout::Dict | Layout::OrderedDict => {
                let basic = if info.layout == Layout::OrderedDict {
                    basic + self.odict_extra_bytes(r)
                } else {
                    basic
                };
                let keys = self.dict_keys(r);
                if keys == 0 {
                    return basic;
                }
                if self.dict_values(r) != 0 {
                    return basic + self.split_sizeof(r);
                }
                basic + self.keys_bytes(self.keys_log2_size(keys), self.keys_kind(keys))
            }
            Layout::Deque => self.deque_sizeof(r),
            Layout::Set => basic + self.set_table_bytes(r),
            Layout::Int => sizes.text.int_sizeof(int_digits(self.int_bits(r))),
            Layout::Str => self.str_sizeof(r),
            Layout::Bytes => basic + self.bytes_value(r).len() as u64 + self.var_trailer(id),
            Layout::Tuple => basic + 8 * u64::from(self.tuple_len(r)) + self.var_trailer(id),
            Layout::Buffer => basic + u64::from(self.buffer_allotted(r)),
            Layout::Type => self.class_sizeof(r),
            Layout::Run { refs } => {
                let count = self.raw_half(r, u32::from(refs));
                let slots = self.raw_half(r, u32::from(refs) + 1 + count + SLOTS_BEHIND_RUN);
                if u32::from(refs) == FRAME_REFS && id == TypeId::FRAME {
                    return sizes.frames.frame_sizeof(u64::from(slots));
                }
                debug_assert_eq!(u32::from(refs), GENERATOR_REFS);
                basic + 8 * sizes.frames.generator_items(u64::from(slots))
            }
            Layout::Record { .. } | Layout::Holding { .. } | Layout::Float | Layout::Complex => {
                if id == TypeId::CODE || id == TypeId::MEMORYVIEW {
                    return self.object_bytes(r);
                }
                basic
            }
        }
    }

    fn str_sizeof(&self, r: Ref) -> u64 {
        let text = &self.rules.sizes.text;
        let length = self.str_len(r) as u64;
        let state = (self.memory.word(r.0 + 1) >> 32) as u32;
        let kind = match state & crate::text::state::KIND {
            _ if state & crate::text::state::ASCII != 0 => StrKind::Ascii,
            1 => StrKind::Latin1,
            2 => StrKind::Ucs2,
            _ => StrKind::Ucs4,
        };
        if self.type_of(r) != TypeId::STR {
            return text.str_subclass_sizeof(kind, length);
        }
        let is_cached = kind == StrKind::Latin1
            && length == 1
            && self
                .known
                .short_str(self.str_raw(r).first().copied())
                .is_some_and(|cached| cached == r);
        let utf8 = if is_cached {
            text.cached_character_utf8_bytes(kind)
        } else {
            0
        };
        text.str_sizeof(kind, length) + utf8
    }

    fn class_sizeof(&self, r: Ref) -> u64 {
        let classes = &self.rules.sizes.classes;
        let info = self.info(self.type_id_of(r));
        if !info.has(flags::HEAPTYPE) {
            return classes.static_type_bytes;
        }
        let keys = info.cached_keys;
        let shared = (keys != 0).then(|| self.keys_log2_size(keys));
        classes.class_sizeof(&self.rules.growth.dict, shared)
    }
}

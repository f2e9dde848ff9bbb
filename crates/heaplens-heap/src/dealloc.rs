//! Deallocation, without recursion: depth first, in the order in which each type's `tp_dealloc` gives its
//! references back.
//!
//! What only the language can do (call a `__del__`, a weak reference's callback) is handed out as an event by
//! [`Heap::reap`]; the language does it and calls again.

use crate::heap::Heap;
use crate::reference::Ref;
use crate::types::{Layout, TypeId, flags};

/// Where a code object says how many bytes of instructions it holds, behind its references and its number.
pub const CODE_BYTES: u32 = 7;
/// Where a class of dicts has references of its own: behind the dict (`default_factory`).
pub(crate) const DICT_FIELDS: u32 = 10;

/// An object on its way out.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Dying {
    object: Ref,
    phase: Phase,
    at: u32,
}

/// How far the deallocation of one object is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Phase {
    /// Its finalizer hasn't been asked for.
    Finalizer,
    /// The finalizer is running, or has run.
    Finalized,
    /// Weak references to it are being cleared, and their callbacks called.
    WeakReferences,
    /// The slots of its class, and of the bases.
    Slots,
    /// Its `__dict__`.
    Dict,
    /// What its built-in layout holds.
    Payload,
    /// Its block.
    Block,
}

/// What a reaping has come upon.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Reap {
    /// Nothing is left to do.
    Done,
    /// This object's `__del__` is to be called; its count is 1 for that time. Then reap again.
    Finalize(Ref),
    /// This weak reference (a count of which is the caller's now) has lost its object: its callback is to be
    /// called with it, unless the weak reference is dead itself.
    Callback(Ref),
}

impl Heap {
    /// Where a reaping that is nested in another begins: pass it to [`Heap::reap`].
    pub fn reap_mark(&self) -> usize {
        self.dying.len()
    }

    /// Deallocates what waits, until all is done or the language is needed.
    pub fn reap(&mut self, mark: usize) -> Reap {
        loop {
            if self.zeroed.len() == 1 && self.free_leaf(self.zeroed[0]) {
                self.zeroed.clear();
            }
            while let Some(object) = self.zeroed.pop() {
                self.dying.push(Dying {
                    object,
                    phase: Phase::Finalizer,
                    at: 0,
                });
            }
            if self.dying.len() <= mark {
                return Reap::Done;
            }
            if let Some(event) = self.reap_step() {
                return event;
            }
        }
    }

    /// Frees a dead object that holds nothing and that nothing watches die; false where it isn't such a one.
    #[inline]
    fn free_leaf(&mut self, object: Ref) -> bool {
        let id = self.type_of(object);
        if id == TypeId::FLOAT || id == TypeId::INT {
            self.free_dead(object, id);
            return true;
        }
        false
    }

    /// Takes the topmost dying object on, until another dies by it, the language is needed, or it is gone.
    fn reap_step(&mut self) -> Option<Reap> {
        let last = self.dying.len() - 1;
        let Dying {
            object,
            mut phase,
            mut at,
        } = self.dying[last];
        let id = self.type_of(object);
        let info = std::rc::Rc::clone(&self.types[id.0 as usize]);
        loop {
            match phase {
                Phase::Finalizer => {
                    if info.has(flags::HAS_DEL) && !self.is_finalized(object) {
                        self.memory.set_half(object.0, 0, 1);
                        self.set_finalized(object);
                        self.dying[last].phase = Phase::Finalized;
                        return Some(Reap::Finalize(object));
                    }
                    if info.has(flags::HAVE_GC) {
                        self.untrack(object);
                    }
                    self.leave_weak_list(object, &info);
                    phase = if info.weaklistoffset != 0 {
                        Phase::WeakReferences
                    } else {
                        Phase::Slots
                    };
                }
                Phase::Finalized => {
                    let count = self.refcount(object) - 1;
                    self.memory.set_half(object.0, 0, count);
                    if count > 0 {
                        // Resurrected.
                        self.dying.pop();
                        return None;
                    }
                    if info.has(flags::HAVE_GC) {
                        self.untrack(object);
                    }
                    self.leave_weak_list(object, &info);
                    phase = Phase::WeakReferences;
                }
                Phase::WeakReferences => {
                    if let Some(event) = self.clear_one_weak_reference(object) {
                        self.dying[last].phase = phase;
                        return event;
                    }
                    phase = Phase::Slots;
                }
                Phase::Slots => {
                    if info.has(flags::HEAPTYPE) && self.clear_slot(object, &info.mro, at) {
                        at += 1;
                    } else {
                        at = 0;
                        phase = Phase::Dict;
                    }
                }
                Phase::Dict => {
                    if self.clear_attributes(object, at) {
                        at += 1;
                    } else {
                        at = 0;
                        phase = Phase::Payload;
                    }
                }
                Phase::Payload => {
                    if self.clear_payload(object, info.layout, at) {
                        at += 1;
                    } else {
                        phase = Phase::Block;
                    }
                }
                Phase::Block => {
                    self.dying.pop();
                    self.free_dead(object, id);
                    if info.has(flags::HEAPTYPE) {
                        self.decref(info.object);
                    }
                    return None;
                }
            }
            if !self.zeroed.is_empty() {
                self.dying[last] = Dying { object, phase, at };
                return None;
            }
        }
    }

    /// Gives slot `at` back, counted over the class and its bases; false where there are no more.
    fn clear_slot(&mut self, object: Ref, mro: &[TypeId], mut at: u32) -> bool {
        for &id in mro {
            let info = self.info(id);
            let count = info.members.len() as u32;
            if at < count {
                if info.has(flags::HEAPTYPE) {
                    let offset = info.members[at as usize].offset as i32;
                    let held = self.ref_at(object, offset);
                    self.set_ref_at(object, offset, Ref::NULL);
                    self.xdecref(held);
                }
                return true;
            }
            at -= count;
        }
        false
    }

    /// Gives the next reference of the payload back; false where there are no more.
    fn clear_payload(&mut self, object: Ref, layout: Layout, at: u32) -> bool {
        match layout {
            Layout::Record { refs } => {
                if at == 0 {
                    self.let_buffer_go(object);
                }
                self.clear_field(object, at, u32::from(refs))
            }
            Layout::Holding { refs, blocks } => {
                if at < u32::from(refs) {
                    return self.clear_field(object, at, u32::from(refs));
                }
                self.free_held(object, u32::from(blocks));
                false
            }
            Layout::Deque => self.clear_deque_step(object),
            Layout::Run { refs } => {
                let fixed = u32::from(refs);
                let count = self.raw_half(object, fixed);
                if at < fixed {
                    return self.clear_field(object, at, fixed);
                }
                self.clear_field(object, at + 1, fixed + 1 + count)
            }
            Layout::Tuple => {
                let length = self.tuple_len(object);
                if at >= length {
                    return false;
                }
                let item = self.tuple_item(object, length - 1 - at);
                self.set_tuple_item(object, length - 1 - at, Ref::NULL);
                self.xdecref(item);
                true
            }
            Layout::List => {
                let length = self.list_len(object);
                if length > 0 {
                    let item = self.list_item(object, length - 1);
                    self.memory.set_half(object.0 + 1, 0, length - 1);
                    self.xdecref(item);
                    return true;
                }
                let place = self.list_place(object);
                if place != 0 {
                    let bytes =
                        crate::sequences::array_bytes(u64::from(self.list_allocated(object)));
                    self.free_block(place, bytes);
                }
                false
            }
            Layout::Dict => {
                let own = self.info_of(object).fields.len() as u32;
                if at < own {
                    let held = self.field(object, DICT_FIELDS + at);
                    self.set_field(object, DICT_FIELDS + at, Ref::NULL);
                    self.xdecref(held);
                    return true;
                }
                self.clear_dict_step(object, at - own)
            }
            Layout::OrderedDict => {
                if at == 0 {
                    self.odict_clear_nodes(object);
                    return true;
                }
                self.clear_dict_step(object, at - 1)
            }
            Layout::Set => self.clear_set_step(object, at),
            Layout::Str | Layout::Bytes => {
                if layout == Layout::Str && self.is_interned(object) {
                    self.forget_interned(object);
                }
                false
            }
            Layout::Buffer => {
                self.free_buffer(object);
                false
            }
            Layout::Type => self.clear_type_step(object, at),
            Layout::Int | Layout::Float | Layout::Complex => false,
        }
    }

    fn clear_field(&mut self, object: Ref, at: u32, count: u32) -> bool {
        if at >= count {
            return false;
        }
        let held = self.field(object, at);
        self.set_field(object, at, Ref::NULL);
        self.xdecref(held);
        true
    }

    fn clear_dict_step(&mut self, object: Ref, at: u32) -> bool {
        let keys = self.dict_keys(object);
        if keys == 0 {
            return false;
        }
        let values = self.dict_values(object);
        if values != 0 {
            if at < self.dict_capacity(object) && !self.dict_is_embedded(object) {
                let value = Ref(self.memory.half(values, at));
                self.memory.set_half(values, at, 0);
                self.xdecref(value);
                return true;
            }
            self.free_split_values(object);
            self.release_shared_keys(keys);
            return false;
        }
        // Two steps for each entry: the value goes before the key (free_keys_object decrefs key then value).
        let (entry, is_value) = (at / 2, at % 2 == 1);
        if entry < self.keys_nentries(keys) {
            let (hash, key, value) = self.keys_entry(keys, entry);
            if is_value {
                self.set_keys_entry(keys, entry, hash, Ref::NULL, Ref::NULL);
                self.xdecref(value);
            } else {
                self.set_keys_entry(keys, entry, hash, Ref::NULL, value);
                self.xdecref(key);
            }
            return true;
        }
        self.free_keys(keys);
        false
    }

    /// Gives the block of a dead object back: to a free list, or to the allocator.
    fn free_dead(&mut self, object: Ref, id: TypeId) {
        self.note_death(object);
        if id == TypeId::CODE {
            self.drop_kept_frame(object);
        }
        if !self.keep_block(object.0, id) {
            // The size may be read off the blob: that goes last.
            let bytes = self.object_bytes(object);
            let blob = match self.info(id).layout {
                Layout::Int => self.int_blob(object),
                Layout::Str | Layout::Bytes => self.text_blob(object),
                _ => None,
            };
            if let Some(blob) = blob {
                self.blobs.remove(blob);
            }
            self.free_object(object, bytes);
        }
    }

    /// The bytes that CPython asked for when it made this object, headers before it apart.
    pub fn object_bytes(&self, r: Ref) -> u64 {
        let id = self.type_of(r);
        let info = self.info(id);
        let basic = u64::from(info.basicsize);
        match info.layout {
            Layout::Int => {
                let digits = crate::scalars::digits_of_bits(self.int_bits(r)).max(1);
                basic + 4 * digits + if info.dictoffset < 0 { 16 } else { 0 }
            }
            Layout::Str => {
                let word = self.memory.word(r.0 + 1) >> 32;
                let kind = word as u32 & crate::text::state::KIND;
                let is_ascii = word as u32 & crate::text::state::ASCII != 0;
                self.str_bytes(id, self.str_len(r) as u64, kind, is_ascii)
            }
            Layout::Bytes => basic + self.bytes_value(r).len() as u64,
            Layout::Tuple => self.tuple_bytes(id, self.tuple_len(r)),
            Layout::Run { refs } => self.run_bytes(r, refs),
            Layout::Type => self.type_object_bytes(r),
            _ if id == crate::types::TypeId::MEMORYVIEW => {
                basic + 24 * u64::from(self.view_ndim(r))
            }
            Layout::Record { .. } if id == TypeId::CODE => {
                basic + u64::from(self.raw_half(r, CODE_BYTES))
            }
            _ => basic + self.inline_values_bytes(r),
        }
    }

    /// A run bears its own size in the half behind its length, in words.
    fn run_bytes(&self, r: Ref, refs: u8) -> u64 {
        let count = self.raw_half(r, u32::from(refs));
        let basic = u64::from(self.info_of(r).basicsize);
        basic + 8 * u64::from(count)
    }

    /// Whether the finalizer of `r` has been called.
    pub fn is_finalized(&self, r: Ref) -> bool {
        self.info_of(r).has(flags::HAVE_GC)
            && self.memory.word(r.0 - 1) >> 32 & u64::from(FINALIZED) != 0
    }

    /// Marks that the finalizer of `r` has been called (`_PyGC_SET_FINALIZED`).
    pub fn set_finalized(&mut self, r: Ref) {
        if self.info_of(r).has(flags::HAVE_GC) {
            let word = self.memory.word(r.0 - 1) | u64::from(FINALIZED) << 32;
            self.memory.set_word(r.0 - 1, word);
        }
    }
}

use crate::gc::bits::FINALIZED;

//! Tuples and lists.
//!
//! ```text
//! tuple  word 1  ob_size (u32) | spare; the items follow, half a word each
//! list   word 1  ob_size (u32) | allocated (u32)
//!        word 2  ob_item: the place of the items' block, or 0
//! ```

use crate::heap::Heap;
use crate::reference::{Owned, Ref};
use crate::rules::gc::TrackTuples;
use crate::rules::growth::list::ListArray;
use crate::types::{TypeId, flags};

const TUPLE_ITEMS: u32 = 2;

impl Heap {
    /// How many items the tuple `r` has.
    #[inline]
    pub fn tuple_len(&self, r: Ref) -> u32 {
        self.memory.word(r.0 + 1) as u32
    }

    /// Item `index` of the tuple `r`.
    #[inline]
    pub fn tuple_item(&self, r: Ref, index: u32) -> Ref {
        self.field(r, TUPLE_ITEMS + index)
    }

    /// The items of the tuple `r`, copied out.
    pub fn tuple_items(&self, r: Ref) -> Vec<Ref> {
        (0..self.tuple_len(r))
            .map(|index| self.tuple_item(r, index))
            .collect()
    }

    /// Stores item `index` of a tuple that is being built; counts are the caller's.
    #[inline]
    pub fn set_tuple_item(&mut self, r: Ref, index: u32, item: Ref) {
        self.set_field(r, TUPLE_ITEMS + index, item);
    }

    /// Bytes that a tuple of `length` asks for from its start on.
    pub fn tuple_bytes(&self, id: TypeId, length: u32) -> u64 {
        let info = self.info(id);
        let spare = u64::from(id != TypeId::TUPLE);
        u64::from(info.basicsize) + 8 * (u64::from(length) + spare) + self.var_trailer(id)
    }

    /// A new tuple object of type `id` and this length, its items null, not tracked.
    pub fn new_tuple(&mut self, id: TypeId, length: u32) -> Ref {
        let words = 1 + length.div_ceil(2);
        let r = if id == TypeId::TUPLE && (1..=20).contains(&length) {
            self.new_listed(
                |lists| &mut lists.tuples[length as usize],
                id,
                u64::from(self.info(id).basicsize) + 8 * u64::from(length),
                words,
            )
        } else {
            let bytes = self.tuple_bytes(id, length);
            self.new_instance_block(id, bytes, words)
        };
        self.memory.set_word(r.0 + 1, u64::from(length));
        for word in 0..length.div_ceil(2) {
            self.memory.set_word(r.0 + 2 + word, 0);
        }
        r
    }

    /// A tuple that takes over one count of each of `items`; the empty one is cached.
    pub fn tuple_from(&mut self, items: &[Ref]) -> Owned {
        if items.is_empty() {
            let empty = self.known.empty_tuple;
            return self.own(empty);
        }
        let r = self.new_tuple(TypeId::TUPLE, items.len() as u32);
        for (index, &item) in items.iter().enumerate() {
            self.set_tuple_item(r, index as u32, item);
        }
        let may_be_in_cycle = self.rules.gc.tuples == TrackTuples::Always
            || items
                .iter()
                .any(|&item| self.info_of(item).has(flags::HAVE_GC));
        if may_be_in_cycle {
            self.track(r);
        }
        Owned::adopt(r)
    }

    /// A tuple that takes new counts of `items`.
    pub fn tuple_of(&mut self, items: &[Ref]) -> Owned {
        for &item in items {
            self.incref(item);
        }
        self.tuple_from(items)
    }

    /// A new, empty list of type `id`, tracked.
    pub fn new_list(&mut self, id: TypeId) -> Ref {
        let bytes = self.info(id).basicsize;
        let r = if id == TypeId::LIST {
            self.new_listed(|lists| &mut lists.lists, id, u64::from(bytes), 2)
        } else {
            self.new_instance_block(id, u64::from(bytes), 2)
        };
        self.memory.set_word(r.0 + 1, 0);
        self.memory.set_word(r.0 + 2, 0);
        self.track(r);
        r
    }

    /// A list that takes over one count of each of `items`, with exactly that much room (`PyList_New`).
    pub fn list_from(&mut self, items: &[Ref]) -> Owned {
        let r = self.new_list(TypeId::LIST);
        self.list_fill(r, items, items.len() as u32);
        Owned::adopt(r)
    }

    /// Gives the empty list `r` room for `allocated` items and stores `items`, taking over their counts.
    pub fn list_fill(&mut self, r: Ref, items: &[Ref], allocated: u32) {
        if allocated > 0 {
            self.list_reallocate(r, allocated);
        }
        let place = self.list_place(r);
        for (index, &item) in items.iter().enumerate() {
            self.memory.set_half(place, index as u32, item.0);
        }
        self.memory.set_half(r.0 + 1, 0, items.len() as u32);
    }

    /// How many items the list `r` has.
    #[inline]
    pub fn list_len(&self, r: Ref) -> u32 {
        self.memory.word(r.0 + 1) as u32
    }

    /// Room for how many items the list `r` has.
    #[inline]
    pub fn list_allocated(&self, r: Ref) -> u32 {
        (self.memory.word(r.0 + 1) >> 32) as u32
    }

    /// The place of the items' block of the list `r`, or 0.
    #[inline]
    pub fn list_place(&self, r: Ref) -> u32 {
        self.memory.word(r.0 + 2) as u32
    }

    /// Item `index` of the list `r`.
    #[inline]
    pub fn list_item(&self, r: Ref, index: u32) -> Ref {
        Ref(self.memory.half(self.list_place(r), index))
    }

    /// Stores item `index`; counts are the caller's.
    #[inline]
    pub fn set_list_item(&mut self, r: Ref, index: u32, item: Ref) {
        let place = self.list_place(r);
        self.memory.set_half(place, index, item.0);
    }

    /// The items of the list `r`, copied out.
    pub fn list_items(&self, r: Ref) -> Vec<Ref> {
        (0..self.list_len(r))
            .map(|index| self.list_item(r, index))
            .collect()
    }

    /// The array of the list `r` as the rules of growth see it.
    #[inline]
    pub fn list_array(&self, r: Ref) -> ListArray {
        ListArray {
            allocated: u64::from(self.list_allocated(r)),
            present: self.list_place(r) != 0,
        }
    }

    /// Gives the list `r` this array, keeping the items that fit in it.
    pub fn list_set_array(&mut self, r: Ref, array: ListArray) {
        let old = self.list_array(r);
        if old == array {
            return;
        }
        let place = self.list_place(r);
        let allocated = array.allocated as u32;
        let (old_bytes, bytes) = (array_bytes(old.allocated), array_bytes(array.allocated));
        let words = allocated.div_ceil(2);
        let to = match (old.present, array.present) {
            (_, false) => {
                if old.present {
                    self.free_block(place, old_bytes);
                }
                0
            }
            (false, true) => self.alloc_block(bytes, words),
            (true, true) => {
                let kept = self.list_len(r).min(allocated).div_ceil(2);
                self.resize_block(place, old_bytes, bytes, kept, words)
            }
        };
        self.memory.set_word(r.0 + 2, u64::from(to));
        self.memory.set_half(r.0 + 1, 1, allocated);
    }

    /// Gives the list `r` room for exactly `allocated` items.
    pub fn list_reallocate(&mut self, r: Ref, allocated: u32) {
        self.list_set_array(r, ListArray::of(u64::from(allocated)));
    }

    /// Sets the length to `length`, reallocating as the version's `list_resize` does. New items are garbage; the
    /// items beyond are the caller's already.
    pub fn list_resize(&mut self, r: Ref, length: u32) {
        let size = u64::from(self.list_len(r));
        let growth = self.growth().list;
        let array = growth.resize(self.list_array(r), size, u64::from(length));
        self.list_become(r, length, array);
    }

    /// Sets the length to `length` and gives the list this array.
    pub fn list_become(&mut self, r: Ref, length: u32, array: ListArray) {
        if length < self.list_len(r) {
            self.memory.set_half(r.0 + 1, 0, length);
        }
        self.list_set_array(r, array);
        self.memory.set_half(r.0 + 1, 0, length);
    }

    /// Appends an item, taking over its count.
    #[inline]
    pub fn list_append(&mut self, r: Ref, item: Ref) {
        let word = self.memory.word(r.0 + 1);
        let (length, allocated) = (word as u32, (word >> 32) as u32);
        if length < allocated {
            self.memory.set_word(r.0 + 1, word + 1);
        } else {
            self.list_resize(r, length + 1);
        }
        let place = self.list_place(r);
        self.memory.set_half(place, length, item.0);
    }

    /// Inserts an item before `index` (at most the length), taking over its count.
    pub fn list_insert(&mut self, r: Ref, index: u32, item: Ref) {
        let length = self.list_len(r);
        self.list_resize(r, length + 1);
        for at in (index..length).rev() {
            let moved = self.list_item(r, at);
            self.set_list_item(r, at + 1, moved);
        }
        self.set_list_item(r, index, item);
    }

    /// Replaces items `start` to before `end` by `items`, whose counts are taken over; the array becomes `array`.
    /// Returns the removed items, whose counts are the caller's.
    pub fn list_splice(
        &mut self,
        r: Ref,
        start: u32,
        end: u32,
        items: &[Ref],
        array: ListArray,
    ) -> Vec<Ref> {
        let length = self.list_len(r);
        let removed: Vec<Ref> = (start..end).map(|index| self.list_item(r, index)).collect();
        let (old, new) = (end - start, items.len() as u32);
        if new < old {
            for index in end..length {
                let item = self.list_item(r, index);
                self.set_list_item(r, index - old + new, item);
            }
            self.list_become(r, length - old + new, array);
        } else if new > old {
            self.list_become(r, length - old + new, array);
            for index in (end..length).rev() {
                let item = self.list_item(r, index);
                self.set_list_item(r, index - old + new, item);
            }
        }
        for (index, &item) in items.iter().enumerate() {
            self.set_list_item(r, start + index as u32, item);
        }
        removed
    }

    /// Takes all items and the room from the list `r`; their counts are the caller's (`list_clear`).
    pub fn list_take(&mut self, r: Ref) -> Vec<Ref> {
        let items = self.list_items(r);
        self.list_become(r, 0, ListArray::NONE);
        items
    }

    /// Sets a list's length without touching its room; the items beyond are the caller's.
    pub fn list_truncate(&mut self, r: Ref, length: u32) {
        self.memory.set_half(r.0 + 1, 0, length);
    }

    /// Takes the array off the list, which is empty then, without freeing it: while it is sorted (`list_sort_impl`).
    pub fn list_hide(&mut self, r: Ref) -> HiddenList {
        let hidden = HiddenList {
            header: self.memory.word(r.0 + 1),
            place: self.memory.word(r.0 + 2),
        };
        self.memory.set_word(r.0 + 1, 0);
        self.memory.set_word(r.0 + 2, 0);
        hidden
    }

    /// Gives the list its array back. Returns the items and frees the array that it got meanwhile.
    pub fn list_unhide(&mut self, r: Ref, hidden: HiddenList) -> Vec<Ref> {
        let others = self.list_take(r);
        self.memory.set_word(r.0 + 1, hidden.header);
        self.memory.set_word(r.0 + 2, hidden.place);
        others
    }
}

/// What [`Heap::list_hide`] took.
#[derive(Debug)]
pub struct HiddenList {
    header: u64,
    place: u64,
}

/// Bytes that an array of so many slots asks for: an emptied one stays as a block of one byte (`PyMem_Realloc`).
pub(crate) fn array_bytes(allocated: u64) -> u64 {
    (8 * allocated).max(1)
}

//! How a list's array of pointers grows and shrinks.
//!
//! Modelled after `Objects/listobject.c`. Left out: that `list.sort` hides the array while it runs (its
//! allocation is the same before and after). Invariant: `allocated >= size`, and `allocated == 0` when there
//! is no array.

use crate::rules::evidence::fact_table;

/// The number of slots that a list of `newsize` asks for when its array must be made anew.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Overallocation {
    /// `newsize + newsize/8 + 3` under nine items, else `+ 6`.
    EighthAndThreeOrSix,
    /// `newsize + newsize/8 + 6` cut to a multiple of four; when `newsize` is nearer to that than to the old
    /// size, `newsize` rounded up to a multiple of four.
    EighthAndSixByFours,
}

/// What `del l[i]` does to the array.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DeleteItem {
    /// It is `l[i:i+1] = ()`: shrinks as slices do, and frees the array with the last item.
    AsSlice,
    /// Only the size falls; the array stays for good.
    KeepsArray,
    /// `list_resize` to one less: shrinks by halves, but doesn't free the array with the last item.
    Resizes,
}

fact_table! {
    /// The rules for lists in one version.
    pub struct ListGrowth at growth.list {
        /// How many slots a grown or shrunk array gets.
        pub overallocation: Overallocation = [
            "growth: list append to 2000000: [len,size] at each change",
            "Objects/listobject.c @ v3.8.20, list_resize",
            "Objects/listobject.c @ v3.9.2, list_resize",
        ],
        /// An array of at most this many slots isn't given back when the list falls below half of it.
        pub keeps_slots_up_to: u64 = [
            "growth: list [0]*n n=50, pop() to empty",
            "growth: list [0]*n n=100, pop() to empty",
        ],
        /// An array made for an exact number of items is rounded up to a multiple of this many slots.
        pub exact_multiple: u64 = [
            "growth: list(range(n)): size for n=0..300",
            "Objects/listobject.c @ v3.10.15, list_preallocate_exact",
        ],
        /// `list(x)` asks `len(x)` and makes an exact array before it extends.
        pub init_preallocates_len: bool = [
            "growth: list(dict of n): size for n=0..300",
            "Objects/listobject.c @ v3.9.2, list___init___impl",
        ],
        /// Extending a list without an array makes an exact one (otherwise it grows like any other).
        pub extends_empty_exactly: bool = [
            "growth: list [].extend([0]*n): size for n=0..300",
            "Objects/listobject.c @ v3.10.15, list_extend",
        ],
        /// A set, a dict or a dict's view gives its items without an iterator, into an array from `list_resize`.
        pub extends_by_hash_tables_without_iterator: bool = [
            "growth: list(set of n): size for n=0..300",
            "Objects/listobject.c @ v3.13.0, list_extend_set",
        ],
        /// `pop` of the only item frees the array.
        pub pop_frees_last: bool = [
            "growth: list [0]*n n=10, pop() to empty",
            "Objects/listobject.c @ v3.12.6, list_pop_impl",
        ],
        /// What `del l[i]` does.
        pub delete_item: DeleteItem = [
            "growth: list [0]*n n=100, remove(l[0])/del l[0] to empty",
            "Objects/listobject.c @ v3.13.0, list_ass_item_lock_held",
        ],
        /// `str.split` and its kin start with an array of one slot more than the most splits there can be, at most
        /// this many slots.
        pub split_preallocates: u64 = [
            "growth: (\"x,\"*n).split(\",\"): size for n=0..300",
            "Objects/stringlib/split.h @ v3.8.20, MAX_PREALLOC",
        ],
        /// `str.split` without a limit takes the string's length for how many splits there can be (bytes don't).
        pub split_limit_from_length: bool = [
            "growth: (\"x \"*n).split(): size for n=0..300",
            "Objects/unicodeobject.c @ v3.12.6, split",
        ],
    }
}

/// Lists in 3.8.
pub const V3_8: ListGrowth = ListGrowth {
    overallocation: Overallocation::EighthAndThreeOrSix,
    keeps_slots_up_to: 0,
    exact_multiple: 1,
    init_preallocates_len: true,
    extends_empty_exactly: false,
    extends_by_hash_tables_without_iterator: false,
    pop_frees_last: false,
    delete_item: DeleteItem::AsSlice,
    split_preallocates: 12,
    split_limit_from_length: false,
};
/// Lists in 3.9.
pub const V3_9: ListGrowth = ListGrowth {
    overallocation: Overallocation::EighthAndSixByFours,
    ..V3_8
};
/// Lists in 3.10.
pub const V3_10: ListGrowth = ListGrowth {
    exact_multiple: 2,
    init_preallocates_len: false,
    extends_empty_exactly: true,
    ..V3_9
};
/// Lists in 3.11.
pub const V3_11: ListGrowth = V3_10;
/// Lists in 3.12.
pub const V3_12: ListGrowth = ListGrowth {
    pop_frees_last: true,
    split_limit_from_length: true,
    ..V3_11
};
/// Lists in 3.13.
pub const V3_13: ListGrowth = ListGrowth {
    extends_by_hash_tables_without_iterator: true,
    delete_item: DeleteItem::KeepsArray,
    ..V3_12
};
/// Lists in 3.14.
pub const V3_14: ListGrowth = ListGrowth {
    keeps_slots_up_to: 32,
    delete_item: DeleteItem::Resizes,
    ..V3_13
};
/// Lists in 3.15.
pub const V3_15: ListGrowth = V3_14;

/// A list's array as the rules see it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ListArray {
    /// Slots in the array.
    pub allocated: u64,
    /// There is an array, be it of no slots: one that `list_resize` emptied stays as a block of one byte.
    pub present: bool,
}

impl ListArray {
    /// No array: a fresh or cleared list.
    pub const NONE: ListArray = ListArray {
        allocated: 0,
        present: false,
    };

    /// An array of `allocated` slots; none when that is 0.
    pub const fn of(allocated: u64) -> ListArray {
        ListArray {
            allocated,
            present: allocated > 0,
        }
    }
}

impl ListGrowth {
    /// The array after the list of `size` items in `array` becomes one of `newsize`. Equal to `array` when the
    /// array serves as it is; a different one means a `realloc` (`list_resize`).
    pub fn resize(&self, array: ListArray, size: u64, newsize: u64) -> ListArray {
        let fits = array.allocated >= newsize;
        let is_filled_enough = newsize >= array.allocated >> 1;
        if fits && (is_filled_enough || array.allocated <= self.keeps_slots_up_to) {
            return array;
        }
        let allocated = if newsize == 0 {
            0
        } else {
            self.overallocated(size, newsize)
        };
        ListArray {
            allocated,
            present: true,
        }
    }

    fn overallocated(&self, size: u64, newsize: u64) -> u64 {
        match self.overallocation {
            Overallocation::EighthAndThreeOrSix => {
                newsize + (newsize >> 3) + if newsize < 9 { 3 } else { 6 }
            }
            Overallocation::EighthAndSixByFours => {
                let allocated = (newsize + (newsize >> 3) + 6) & !3;
                if newsize > size && newsize - size > allocated - newsize {
                    (newsize + 3) & !3
                } else {
                    allocated
                }
            }
        }
    }

    /// The array made at once for `size` items where there was none (`list_preallocate_exact`).
    pub fn preallocate(&self, size: u64) -> ListArray {
        ListArray::of(size.next_multiple_of(self.exact_multiple))
    }

    /// The array of a list made with its size known: a literal of variables, a slice, a copy, `+`, `*`,
    /// `sorted`'s result of a tuple (`PyList_New`).
    pub fn exact(&self, size: u64) -> ListArray {
        ListArray::of(size)
    }

    /// `append` and `insert`, the next item of a comprehension.
    pub fn append(&self, array: ListArray, size: u64) -> ListArray {
        self.resize(array, size, size + 1)
    }

    /// `extend`, `+=` and a literal of constants: `count` items from a list or a tuple (`list_extend`).
    pub fn extend_by_sequence(&self, array: ListArray, size: u64, count: u64) -> ListArray {
        if count == 0 {
            array
        } else if self.extends_empty_exactly && !array.present {
            self.preallocate(count)
        } else {
            self.resize(array, size, size + count)
        }
    }

    /// `extend` by a set, a dict or a dict's view of `count` items that announces its length.
    pub fn extend_by_hash_table(&self, array: ListArray, size: u64, count: u64) -> ListArray {
        if self.extends_by_hash_tables_without_iterator {
            self.resize(array, size, size + count)
        } else {
            self.extend_by_iterator(array, size, count, count)
        }
    }

    /// `extend` by any other iterable that hints at `hint` items (8 when it has no hint) and then gives `count`.
    pub fn extend_by_iterator(
        &self,
        array: ListArray,
        size: u64,
        hint: u64,
        count: u64,
    ) -> ListArray {
        let mut array = self.extend_begin(array, size, hint);
        for at in size..size + count {
            if at >= array.allocated {
                array = self.append(array, at);
            }
        }
        self.extend_end(array, size + count)
    }

    /// The array before the first item is asked of an iterator that hints at `hint` items.
    pub fn extend_begin(&self, array: ListArray, size: u64, hint: u64) -> ListArray {
        if self.extends_empty_exactly && !array.present {
            if hint == 0 {
                array
            } else {
                self.preallocate(hint)
            }
        } else {
            self.resize(array, size, size + hint)
        }
    }

    /// The array after the iterator's last item: cut back if the hint was too high.
    pub fn extend_end(&self, array: ListArray, size: u64) -> ListArray {
        if size < array.allocated {
            self.resize(array, size, size)
        } else {
            array
        }
    }

    /// The array of `list(x)` for a list or tuple of `count` items.
    pub fn of_sequence(&self, count: u64) -> ListArray {
        let array = self.before_init(Some(count));
        self.extend_by_sequence(array, 0, count)
    }

    /// The array of `list(x)` for a set, dict or view of `count` items.
    pub fn of_hash_table(&self, count: u64) -> ListArray {
        let array = self.before_init(Some(count));
        self.extend_by_hash_table(array, 0, count)
    }

    /// The array of `list(x)` for any other iterable: its `len()` if it has one, its length hint, its items.
    pub fn of_iterator(&self, len: Option<u64>, hint: u64, count: u64) -> ListArray {
        let array = self.before_init(len);
        self.extend_by_iterator(array, 0, hint, count)
    }

    fn before_init(&self, len: Option<u64>) -> ListArray {
        match len {
            Some(len) if self.init_preallocates_len && len > 0 => self.preallocate(len),
            _ => ListArray::NONE,
        }
    }

    /// `pop(i)` of a list of `size` items.
    pub fn pop(&self, array: ListArray, size: u64, is_last_index: bool) -> ListArray {
        if size == 1 && (self.pop_frees_last || !is_last_index) {
            ListArray::NONE
        } else {
            self.resize(array, size, size - 1)
        }
    }

    /// `del l[i]` of a list of `size` items.
    pub fn delete_item(&self, array: ListArray, size: u64) -> ListArray {
        match self.delete_item {
            DeleteItem::AsSlice => self.assign_slice(array, size, 1, 0),
            DeleteItem::KeepsArray => array,
            DeleteItem::Resizes => self.resize(array, size, size - 1),
        }
    }

    /// `l[i:j] = x`, `del l[i:j]` and `remove`: `removed` items out, `added` items in (`list_ass_slice`).
    pub fn assign_slice(&self, array: ListArray, size: u64, removed: u64, added: u64) -> ListArray {
        let newsize = size - removed + added;
        if newsize == 0 {
            ListArray::NONE
        } else if removed == added {
            array
        } else {
            self.resize(array, size, newsize)
        }
    }

    /// `del l[i:j:k]` with a step: `removed` items out. The size is set before the array is looked at.
    pub fn delete_steps(&self, array: ListArray, size: u64, removed: u64) -> ListArray {
        if removed == 0 {
            array
        } else {
            self.resize(array, size - removed, size - removed)
        }
    }

    /// `l *= times` (`list_inplace_repeat`).
    pub fn repeat_in_place(&self, array: ListArray, size: u64, times: u64) -> ListArray {
        if size == 0 || times == 1 {
            array
        } else if times == 0 {
            ListArray::NONE
        } else {
            self.resize(array, size, size * times)
        }
    }

    /// The array of `split`'s and `rsplit`'s result of `pieces` pieces, when at most `maxsplit` splits were asked
    /// for ([`ListGrowth::str_maxsplit`] or the caller's limit; `None` for no limit).
    ///
    /// A string shorter than its separator is the only piece of an exact list.
    pub fn split(&self, pieces: u64, maxsplit: Option<u64>) -> ListArray {
        let first = match maxsplit {
            Some(maxsplit) if maxsplit < self.split_preallocates => maxsplit + 1,
            _ => self.split_preallocates,
        };
        let mut array = ListArray::of(first);
        for at in self.split_preallocates..pieces {
            array = self.append(array, at);
        }
        array
    }

    /// The most splits that `str.split` without a limit reckons with: by the lengths of the string and of the
    /// separator (`None`: white space), in characters.
    pub fn str_maxsplit(&self, len: u64, separator_len: Option<u64>) -> Option<u64> {
        self.split_limit_from_length.then(|| match separator_len {
            None => len.saturating_sub(1) / 2 + 1,
            Some(separator_len) => len / separator_len + 1,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn growth_patterns_of_the_sources() {
        let pattern = |rules: ListGrowth| {
            let mut array = ListArray::NONE;
            let mut seen = vec![];
            for size in 0..90 {
                array = rules.append(array, size);
                if seen.last() != Some(&array.allocated) {
                    seen.push(array.allocated);
                }
            }
            seen
        };
        assert_eq!(pattern(V3_8), [4, 8, 16, 25, 35, 46, 58, 72, 88, 106]);
        assert_eq!(pattern(V3_9), [4, 8, 16, 24, 32, 40, 52, 64, 76, 92]);
    }

    #[test]
    fn an_emptied_array_is_still_there() {
        let rules = V3_10;
        let popped = (0..3).fold(ListArray::of(3), |a, i| rules.pop(a, 3 - i, true));
        assert_eq!(popped.allocated, 0);
        assert!(popped.present);
        assert_eq!(rules.extend_by_sequence(popped, 0, 3).allocated, 8);
        assert_eq!(rules.extend_by_sequence(ListArray::NONE, 0, 1).allocated, 2);
    }
}

//! Free lists: blocks of dead objects that a type keeps for its next ones, last in, first out.
//!
//! Modelled after the types' `dealloc` functions; from 3.14 on after `Include/internal/pycore_freelist_state.h`.
//! Only objects of exactly the type are kept. A block in a free list stays in use for the allocator, and is
//! traced on from its first owner's line; it isn't counted by the collector. All lists are emptied by a full
//! collection ([`FreeLists::full_collection_clears`]), the last block in first out.

use crate::rules::evidence::fact_table;

fact_table! {
    /// How many blocks each type keeps, in one version; 0 where it keeps none.
    pub struct FreeLists at freelists {
        /// Floats.
        pub floats: u64 = [
            "traced: float(i)",
            "Objects/floatobject.c @ v3.8.20, PyFloat_MAXFREELIST",
        ],
        /// Integers of one digit, of either sign.
        pub ints: u64 = [
            "traced: ~(i+1000)",
            "Include/internal/pycore_freelist_state.h @ v3.14.0, Py_ints_MAXFREELIST",
        ],
        /// Tuples of each length.
        pub tuples_of_each_length: u64 = [
            "traced: (i,i)",
            "Objects/tupleobject.c @ v3.8.20, PyTuple_MAXFREELIST",
        ],
        /// The longest tuples that are kept; empty ones never are.
        pub longest_tuple: u64 = [
            "traced: (i,)*20",
            "Objects/tupleobject.c @ v3.8.20, tupledealloc",
        ],
        /// Lists (without their array).
        pub lists: u64 = [
            "traced: []",
            "Objects/listobject.c @ v3.8.20, PyList_MAXFREELIST",
        ],
        /// Dicts (without their table).
        pub dicts: u64 = [
            "traced: {}",
            "Objects/dictobject.c @ v3.8.20, PyDict_MAXFREELIST",
        ],
        /// Keys tables of the smallest size.
        pub dict_keys: u64 = [
            "traced: {\"a\":i}",
            "Objects/dictobject.c @ v3.8.20, free_keys_object",
        ],
        /// Only keys tables that take nothing but strings are kept.
        pub dict_keys_are_unicode: bool = [
            "traced: {i:i}",
            "Objects/dictobject.c @ v3.11.2, free_keys_object",
        ],
        /// Slices.
        pub slices: u64 = [
            "Objects/sliceobject.c @ v3.8.20, slice_cache",
        ],
        /// Frames, beside the one that each code object keeps.
        pub frames: u64 = [
            "traced: g3()",
            "Objects/frameobject.c @ v3.8.20, PyFrame_MAXFREELIST",
        ],
        /// Each code object keeps the last frame that ran it (`co_zombieframe`).
        pub code_keeps_frame: bool = [
            "traced: g3()",
            "Objects/frameobject.c @ v3.8.20, frame_dealloc",
        ],
        /// Bound methods.
        pub methods: u64 = [
            "traced: Cinst[i].m",
            "Objects/classobject.c @ v3.8.20, PyMethod_MAXFREELIST",
        ],
        /// Built-in functions and methods bound to an object.
        pub builtin_methods: u64 = [
            "traced: l3.append",
            "Objects/methodobject.c @ v3.8.20, PyCFunction_MAXFREELIST",
        ],
        /// Iterators over lists.
        pub list_iterators: u64 = [
            "traced: iter(l3)",
            "Include/internal/pycore_freelist_state.h @ v3.14.0, Py_list_iters_MAXFREELIST",
        ],
        /// Iterators over tuples.
        pub tuple_iterators: u64 = [
            "traced: iter(t3)",
            "Include/internal/pycore_freelist_state.h @ v3.14.0, Py_tuple_iters_MAXFREELIST",
        ],
        /// Ranges.
        pub ranges: u64 = [
            "traced: range(10)",
            "Include/internal/pycore_freelist_state.h @ v3.14.0, Py_ranges_MAXFREELIST",
        ],
        /// Iterators over ranges of machine words.
        pub range_iterators: u64 = [
            "traced: iter(range(3))",
            "Include/internal/pycore_freelist_state.h @ v3.14.0, Py_range_iters_MAXFREELIST",
        ],
        /// Blocks of deques, for all deques together; from 3.11 on each deque keeps its own.
        pub deque_blocks: u64 = [
            "traced: collections.deque()",
            "Modules/_collectionsmodule.c @ v3.8.20, MAXFREEBLOCKS",
        ],
        /// Contexts (`contextvars`).
        pub contexts: u64 = [
            "Python/context.c @ v3.8.20, CONTEXT_FREELIST_MAXLEN",
        ],
        /// Values wrapped by asynchronous generators, and the awaitables of their `asend`, each.
        pub async_generator_parts: u64 = [
            "Objects/genobject.c @ v3.8.20, _PyAsyncGen_MAXFREELIST",
        ],
        /// Iterators over `asyncio` futures.
        pub future_iterators: u64 = [
            "Modules/_asynciomodule.c @ v3.8.20, FI_FREELIST_MAXLEN",
        ],
        /// A full collection empties the lists (those of slices and of deques' blocks: see their own facts).
        pub full_collection_clears: bool = [
            "Modules/gcmodule.c @ v3.8.20, clear_freelists",
        ],
        /// A block in a list points at the next one with its first word, where the count was.
        pub links_by_first_word: bool = [
            "Include/internal/pycore_freelist.h @ v3.14.0, _PyFreeList_Push",
        ],
        /// A full collection empties the slot of the slice too.
        pub full_collection_clears_slices: bool = [
            "Objects/object.c @ v3.13.0, _PyObject_ClearFreeLists",
        ],
    }
}

/// Free lists in 3.8.
pub const V3_8: FreeLists = FreeLists {
    floats: 100,
    ints: 0,
    tuples_of_each_length: 2000,
    longest_tuple: 19,
    lists: 80,
    dicts: 80,
    dict_keys: 80,
    dict_keys_are_unicode: false,
    slices: 1,
    frames: 200,
    code_keeps_frame: true,
    methods: 256,
    builtin_methods: 256,
    list_iterators: 0,
    tuple_iterators: 0,
    ranges: 0,
    range_iterators: 0,
    deque_blocks: 16,
    contexts: 255,
    async_generator_parts: 80,
    future_iterators: 255,
    full_collection_clears: true,
    full_collection_clears_slices: false,
    links_by_first_word: false,
};
/// Free lists in 3.9.
pub const V3_9: FreeLists = FreeLists {
    methods: 0,
    builtin_methods: 0,
    ..V3_8
};
/// Free lists in 3.10.
pub const V3_10: FreeLists = V3_9;
/// Free lists in 3.11: frames lie on the thread's stack.
pub const V3_11: FreeLists = FreeLists {
    dict_keys_are_unicode: true,
    frames: 0,
    code_keeps_frame: false,
    deque_blocks: 0,
    ..V3_10
};
/// Free lists in 3.12.
pub const V3_12: FreeLists = FreeLists {
    longest_tuple: 20,
    ..V3_11
};
/// Free lists in 3.13.
pub const V3_13: FreeLists = FreeLists {
    full_collection_clears_slices: true,
    ..V3_12
};
/// Free lists in 3.14.
pub const V3_14: FreeLists = FreeLists {
    links_by_first_word: true,
    ints: 100,
    methods: 20,
    builtin_methods: 16,
    list_iterators: 10,
    tuple_iterators: 10,
    ranges: 6,
    range_iterators: 6,
    ..V3_13
};
/// Free lists in 3.15.
pub const V3_15: FreeLists = V3_14;

impl FreeLists {
    /// How many tuples of this length are kept.
    pub fn tuples(&self, length: u64) -> u64 {
        if (1..=self.longest_tuple).contains(&length) {
            self.tuples_of_each_length
        } else {
            0
        }
    }
}

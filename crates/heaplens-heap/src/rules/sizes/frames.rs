//! Code objects, frames, generators and coroutines.
//!
//! Modelled after `Objects/codeobject.c`, `Objects/frameobject.c`, `Objects/genobject.c`. A frame has one slot for
//! each local, cell and free variable and for each place of the stack. Up to 3.10 every call has a frame object;
//! from 3.11 on frames lie in chunks of the thread's stack, and in their generator.

use crate::rules::evidence::fact_table;

fact_table! {
    /// Sizes of code and frames in one version.
    pub struct FrameSizes at sizes.frames {
        /// Bytes of a frame object before its slots.
        pub frame_header_bytes: u64 = [
            "sizes: def f(): 0 local assigns; return sys._getframe()  =>  f() (frame after return)",
            "Objects/frameobject.c @ v3.8.20, frame_sizeof",
            "Objects/frameobject.c @ v3.12.6, frame_sizeof",
        ],
        /// A generator holds its frame inside (otherwise it holds a frame object).
        pub generator_holds_frame: bool = [
            "sizes: (x for x in [])",
            "Objects/genobject.c @ v3.11.2, gen_sizeof",
        ],
        /// A code object holds its instructions inside (otherwise they are a `bytes` object).
        pub code_holds_instructions: bool = [
            "sizes: def f(): pass  =>  f.__code__",
            "Objects/codeobject.c @ v3.11.2, code_sizeof",
        ],
        /// Bytes that a code object weighs more for each of its cells, once an argument is one.
        pub cell_to_argument_bytes: u64 = [
            "Objects/codeobject.c @ v3.8.20, code_sizeof",
        ],
        /// Bytes of one instruction, or of one cache entry after it.
        pub code_unit_bytes: u64 = [
            "sizes: compile('pass',\"<m>\",\"exec\").co_code",
            "Include/internal/pycore_code.h @ v3.12.6, _Py_CODEUNIT",
        ],
        /// Bytes of the first chunk of the thread's stack of frames, in which all frames lie that aren't a
        /// generator's; 0 where each frame is an object.
        pub stack_chunk_bytes: u64 = [
            "Python/pystate.c @ v3.11.2, DATA_STACK_CHUNK_SIZE",
        ],
    }
}

/// Frames in 3.8.
pub const V3_8: FrameSizes = FrameSizes {
    frame_header_bytes: 360,
    generator_holds_frame: false,
    code_holds_instructions: false,
    cell_to_argument_bytes: 8,
    code_unit_bytes: 2,
    stack_chunk_bytes: 0,
};
/// Frames in 3.9.
pub const V3_9: FrameSizes = V3_8;
/// Frames in 3.10.
pub const V3_10: FrameSizes = FrameSizes {
    frame_header_bytes: 352,
    ..V3_9
};
/// Frames in 3.11.
pub const V3_11: FrameSizes = FrameSizes {
    frame_header_bytes: 120,
    generator_holds_frame: true,
    code_holds_instructions: true,
    cell_to_argument_bytes: 0,
    stack_chunk_bytes: 16 * 1024,
    ..V3_10
};
/// Frames in 3.12.
pub const V3_12: FrameSizes = V3_11;
/// Frames in 3.13.
pub const V3_13: FrameSizes = FrameSizes {
    frame_header_bytes: 136,
    ..V3_12
};
/// Frames in 3.14.
pub const V3_14: FrameSizes = FrameSizes {
    frame_header_bytes: 152,
    ..V3_13
};
/// Frames in 3.15.
pub const V3_15: FrameSizes = V3_14;

impl FrameSizes {
    /// `frame.__sizeof__` for a code with so many locals, cells, free variables and places of the stack in all.
    pub fn frame_sizeof(&self, slots: u64) -> u64 {
        self.frame_header_bytes + slots * 8
    }

    /// The items of a generator, coroutine or asynchronous generator: its frame's slots where it holds them.
    pub fn generator_items(&self, slots: u64) -> u64 {
        if self.generator_holds_frame { slots } else { 0 }
    }

    /// The items of a code object: its code units (instructions and caches) where it holds them.
    pub fn code_items(&self, code_units: u64) -> u64 {
        if self.code_holds_instructions {
            code_units
        } else {
            0
        }
    }

    /// What a code object's `__sizeof__` counts beside its layout: cells, if an argument is a cell.
    pub fn code_extra(&self, cells: u64, has_argument_cell: bool) -> u64 {
        if has_argument_cell {
            cells * self.cell_to_argument_bytes
        } else {
            0
        }
    }
}

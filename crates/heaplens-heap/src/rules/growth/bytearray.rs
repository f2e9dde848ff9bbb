//! How a `bytearray`'s buffer grows and shrinks.
//!
//! Modelled after `Objects/bytearrayobject.c`. Up to 3.14 the buffer is a plain block whose length counts the
//! closing NUL; in 3.15 it is a `bytes` object whose length doesn't. Cutting off bytes at the front only moves
//! the start: those bytes are the buffer's `offset` until the next `realloc`.
//! Invariant: `offset + size + closing NUL <= allocated` when there is a buffer.

use crate::rules::evidence::fact_table;

fact_table! {
    /// The rules for `bytearray` in one version.
    pub struct ByteArrayGrowth at growth.bytearray {
        /// Bytes at the buffer's end that the allocated length counts beside the content: the closing NUL, or none.
        pub counted_nul: u64 = [
            "growth: bytearray append to 100000: changes",
            "Objects/bytearrayobject.c @ v3.8.20, PyByteArray_Resize",
        ],
        /// Bytes that the buffer weighs beyond its allocated length: none, or a `bytes` object's head and NUL.
        pub buffer_overhead_bytes: u64 = [
            "sizes: bytearray(1)",
            "sizes: b=bytearray(b\"abc\")  =>  b.take_bytes()",
        ],
        /// A buffer that shrank to nothing is dropped (otherwise it keeps the NUL).
        pub drops_empty_buffer: bool = [
            "sizes: b=bytearray(100); b.clear()  =>  b",
            "Objects/bytearrayobject.c @ v3.8.20, PyByteArray_Resize",
        ],
    }
}

/// `bytearray` in 3.8.
pub const V3_8: ByteArrayGrowth = ByteArrayGrowth {
    counted_nul: 1,
    buffer_overhead_bytes: 0,
    drops_empty_buffer: false,
};
/// `bytearray` in 3.9.
pub const V3_9: ByteArrayGrowth = V3_8;
/// `bytearray` in 3.10.
pub const V3_10: ByteArrayGrowth = V3_9;
/// `bytearray` in 3.11.
pub const V3_11: ByteArrayGrowth = V3_10;
/// `bytearray` in 3.12.
pub const V3_12: ByteArrayGrowth = V3_11;
/// `bytearray` in 3.13.
pub const V3_13: ByteArrayGrowth = V3_12;
/// `bytearray` in 3.14.
pub const V3_14: ByteArrayGrowth = V3_13;
/// `bytearray` in 3.15.
pub const V3_15: ByteArrayGrowth = ByteArrayGrowth {
    counted_nul: 0,
    buffer_overhead_bytes: 33,
    drops_empty_buffer: true,
};

/// A bytearray's buffer as the rules see it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ByteBuffer {
    /// Bytes allocated, as the version counts them; 0 is no buffer.
    pub allocated: u64,
    /// Bytes cut off at the front that the buffer still holds.
    pub offset: u64,
}

impl ByteArrayGrowth {
    /// The buffer made at once for `size` bytes; none for an empty one made of nothing.
    pub fn exact(&self, size: u64) -> ByteBuffer {
        ByteBuffer {
            allocated: size + self.counted_nul,
            offset: 0,
        }
    }

    /// The buffer after the content of `size` bytes becomes one of `newsize`; unchanged when it serves as it is
    /// (`PyByteArray_Resize`).
    pub fn resize(&self, buffer: ByteBuffer, size: u64, newsize: u64) -> ByteBuffer {
        if newsize == size {
            return buffer;
        }
        if newsize == 0 && self.drops_empty_buffer {
            return ByteBuffer::default();
        }
        let allocated = buffer.allocated;
        if newsize + buffer.offset + self.counted_nul <= allocated {
            if newsize >= allocated / 2 {
                return buffer;
            }
            return self.exact(newsize);
        }
        if newsize * 8 <= allocated * 9 {
            ByteBuffer {
                allocated: newsize + (newsize >> 3) + if newsize < 9 { 3 } else { 6 },
                offset: 0,
            }
        } else {
            self.exact(newsize)
        }
    }

    /// `del b[:count]`: the start moves, then the buffer is looked at (`bytearray_setslice_linear`).
    pub fn delete_front(&self, buffer: ByteBuffer, size: u64, count: u64) -> ByteBuffer {
        let moved = ByteBuffer {
            offset: buffer.offset + count,
            ..buffer
        };
        self.resize(moved, size, size - count)
    }

    /// The length of the `bytes` object that `io.BytesIO` writes into after it must hold `size` bytes, when it held
    /// `allocated` (`Modules/_io/bytesio.c`, `resize_buffer`: alike in all versions). Unchanged when it serves.
    pub fn bytes_io_resize(&self, allocated: u64, size: u64) -> u64 {
        if size <= allocated {
            allocated
        } else if size * 8 <= allocated * 9 {
            size + (size >> 3) + if size < 9 { 3 } else { 6 }
        } else {
            size + 1
        }
    }

    /// Bytes that the buffer adds to `__sizeof__`.
    pub fn buffer_bytes(&self, buffer: ByteBuffer) -> u64 {
        if buffer.allocated == 0 {
            0
        } else {
            buffer.allocated + self.buffer_overhead_bytes
        }
    }
}

//! The allocators: CPython's own for small blocks, the C library's for the rest.
//!
//! Modelled after `Objects/obmalloc.c` and, above 512 bytes, glibc's `malloc` (`malloc/malloc.c`). An arena is a
//! mapping of its own, cut into pools; a pool serves one size class:
//!
//! ```text
//! | pool header 48 | block | block | ... | rest too small for one |
//! ```
//!
//! The model is for one thread: neither glibc's per-thread arenas nor its caches' checks are modelled.

use crate::rules::evidence::fact_table;

fact_table! {
    /// The allocators of one version.
    pub struct Allocator at allocator {
        /// Bytes of an arena (`ARENA_SIZE`).
        pub arena_bytes: u64 = [
            "freelists_and_ids: object() | 10000 creations: address deltas",
            "Objects/obmalloc.c @ v3.8.20, ARENA_SIZE",
            "Objects/obmalloc.c @ v3.10.15, ARENA_BITS",
        ],
        /// Bytes of a pool (`POOL_SIZE`), to a multiple of which its address is rounded up.
        pub pool_bytes: u64 = [
            "freelists_and_ids: object() | 10000 creations: address deltas",
            "Objects/obmalloc.c @ v3.8.20, POOL_SIZE",
            "Objects/obmalloc.c @ v3.10.15, POOL_BITS",
        ],
        /// Bytes at a pool's start that aren't given out (`POOL_OVERHEAD`).
        pub pool_overhead_bytes: u64 = [
            "Objects/obmalloc.c @ v3.8.20, POOL_OVERHEAD",
        ],
        /// Blocks are a multiple of this many bytes long, and aligned so (`ALIGNMENT`).
        pub alignment_bytes: u64 = [
            "freelists_and_ids: object() | 10000 creations: address deltas",
            "Objects/obmalloc.c @ v3.8.20, ALIGNMENT",
        ],
        /// The longest request that a pool serves; a longer one goes to `malloc` (`SMALL_REQUEST_THRESHOLD`).
        pub small_request_max_bytes: u64 = [
            "Objects/obmalloc.c @ v3.8.20, SMALL_REQUEST_THRESHOLD",
        ],
        /// Arena objects in the first table of them; it doubles when all are in use (`INITIAL_ARENA_OBJECTS`).
        pub first_arena_objects: u64 = [
            "Objects/obmalloc.c @ v3.8.20, INITIAL_ARENA_OBJECTS",
        ],
        /// Which block belongs to an arena is asked of a radix tree of addresses (before: of the pool's header).
        pub has_radix_tree: bool = [
            "Objects/obmalloc.c @ v3.10.15, address_in_range",
        ],
    }
}

/// The allocators in 3.8.
pub const V3_8: Allocator = Allocator {
    arena_bytes: 256 << 10,
    pool_bytes: 4 << 10,
    pool_overhead_bytes: 48,
    alignment_bytes: 16,
    small_request_max_bytes: 512,
    first_arena_objects: 16,
    has_radix_tree: false,
};
/// The allocators in 3.9.
pub const V3_9: Allocator = V3_8;
/// The allocators in 3.10.
pub const V3_10: Allocator = Allocator {
    arena_bytes: 1 << 20,
    pool_bytes: 16 << 10,
    has_radix_tree: true,
    ..V3_9
};
/// The allocators in 3.11.
pub const V3_11: Allocator = V3_10;
/// The allocators in 3.12.
pub const V3_12: Allocator = V3_11;
/// The allocators in 3.13.
pub const V3_13: Allocator = V3_12;
/// The allocators in 3.14.
pub const V3_14: Allocator = V3_13;
/// The allocators in 3.15.
pub const V3_15: Allocator = V3_14;

/// glibc's `malloc` on 64-bit Linux: the same under all versions of CPython.
pub mod malloc {
    /// A chunk's length is a multiple of this, and so is the address that it gives (`MALLOC_ALIGNMENT`).
    pub const ALIGNMENT_BYTES: u64 = 16;
    /// Bytes of a chunk that aren't given out: its length, just before the address given (`SIZE_SZ`).
    pub const CHUNK_OVERHEAD_BYTES: u64 = 8;
    /// The shortest chunk (`MINSIZE`).
    pub const MIN_CHUNK_BYTES: u64 = 32;
    /// Requests from here on get a mapping of their own (`DEFAULT_MMAP_THRESHOLD`)...
    pub const MMAP_THRESHOLD_BYTES: u64 = 128 << 10;
    /// ...until one such is freed: its length becomes the threshold, up to here (`DEFAULT_MMAP_THRESHOLD_MAX`).
    pub const MMAP_THRESHOLD_MAX_BYTES: u64 = 32 << 20;
    /// The top of the heap grows by this much more than is asked for (`DEFAULT_TOP_PAD`).
    pub const TOP_PAD_BYTES: u64 = 128 << 10;
    /// Bytes of a page, to which mappings and the heap's end are rounded up.
    pub const PAGE_BYTES: u64 = 4096;
    /// Bytes of a mapped chunk that aren't given out.
    pub const MAPPED_CHUNK_OVERHEAD_BYTES: u64 = 16;

    /// The length of the chunk for a request, on the heap.
    pub const fn chunk_bytes(request: u64) -> u64 {
        let chunk = (request + CHUNK_OVERHEAD_BYTES).next_multiple_of(ALIGNMENT_BYTES);
        if chunk < MIN_CHUNK_BYTES {
            MIN_CHUNK_BYTES
        } else {
            chunk
        }
    }

    /// The length of the mapping for a request that gets one.
    pub const fn mapping_bytes(request: u64) -> u64 {
        (request + MAPPED_CHUNK_OVERHEAD_BYTES).next_multiple_of(PAGE_BYTES)
    }
}

impl Allocator {
    /// The bytes of the block that serves a request from a pool: at least one block's worth, even for 0.
    pub fn block_bytes(&self, request: u64) -> u64 {
        request.max(1).next_multiple_of(self.alignment_bytes)
    }

    /// The size class of a request (`szidx`): 0 for the shortest blocks.
    pub fn size_class(&self, request: u64) -> u64 {
        (request.max(1) - 1) / self.alignment_bytes
    }

    /// Whether a request goes to a pool: requests of 0 bytes do.
    pub fn is_small(&self, request: u64) -> bool {
        request <= self.small_request_max_bytes
    }

    /// Blocks in a pool of this size class.
    pub fn blocks_in_pool(&self, size_class: u64) -> u64 {
        let block = (size_class + 1) * self.alignment_bytes;
        (self.pool_bytes - self.pool_overhead_bytes) / block
    }

    /// Pools in an arena that starts at `address`: one fewer where the first isn't aligned.
    pub fn pools_in_arena(&self, address: u64) -> u64 {
        let pools = self.arena_bytes / self.pool_bytes;
        if address.is_multiple_of(self.pool_bytes) {
            pools
        } else {
            pools - 1
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_and_chunks() {
        assert_eq!(V3_8.block_bytes(28), 32);
        assert_eq!(V3_8.size_class(512), 31);
        assert_eq!(V3_8.blocks_in_pool(1), 126);
        assert_eq!(V3_10.blocks_in_pool(1), 510);
        assert_eq!(V3_10.pools_in_arena(0x7f00_0000_1000), 63);
        assert_eq!(malloc::chunk_bytes(513), 528);
        assert_eq!(malloc::chunk_bytes(1), 32);
        assert_eq!(malloc::mapping_bytes(128 << 10), (128 << 10) + 4096);
    }
}

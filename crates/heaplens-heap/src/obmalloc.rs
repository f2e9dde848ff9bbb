//! Small blocks: arenas, pools and size classes, as `Objects/obmalloc.c` keeps them.
//!
//! Requests of 1 to 512 bytes are rounded up to 16 and served from pools of one size class; pools are cut from
//! arenas. A pool's header lies in its own first 48 bytes, here as in CPython:
//!
//! ```text
//! word 0   ref.count (u32) | szidx (u32)
//! word 1   freeblock (place, u32) | nextoffset (bytes, u32)
//! word 2   nextpool (place, u32) | prevpool (place, u32)
//! word 3   arenaindex (u32) | maxnextoffset (bytes, u32)
//! ```
//!
//! The order in which pools and arenas are used, filled, emptied and reused is CPython's
//! (`Objects/obmalloc.c @ v3.12.6, pymalloc_alloc, pymalloc_free, insert_to_freepool`), for addresses depend on it.
//! Left out: the radix tree (`address_in_range`), which nothing can observe.

use crate::memory::{Memory, PAGE_WORDS};
use crate::rules::allocator::Allocator;

/// Requests above this many bytes go to the system's allocator (`SMALL_REQUEST_THRESHOLD`).
pub const SMALL_REQUEST_THRESHOLD: u32 = 512;
/// Bytes between two block starts are a multiple of this (`ALIGNMENT`).
pub const ALIGNMENT: u32 = 16;
/// Size classes: 16, 32, … 512 bytes (`NB_SMALL_SIZE_CLASSES`).
pub const NB_SMALL_SIZE_CLASSES: usize = 32;
/// Bytes of a pool's header (`POOL_OVERHEAD`).
pub const POOL_OVERHEAD: u32 = 48;
const DUMMY_SIZE_IDX: u32 = 0xffff;

const COUNT: u32 = 0;
const SZIDX: u32 = 1;
const FREEBLOCK: u32 = 2;
const NEXTOFFSET: u32 = 3;
const NEXTPOOL: u32 = 4;
const PREVPOOL: u32 = 5;
const ARENAINDEX: u32 = 6;
const MAXNEXTOFFSET: u32 = 7;

/// One arena (`struct arena_object`); its pools lie side by side in the store from `place` on.
#[derive(Clone, Debug)]
pub struct Arena {
    /// The modelled address of the arena's first byte; 0 for a slot without an arena.
    pub address: u64,
    /// The first pool's place in the store.
    pub place: u32,
    /// Pools cut so far; the next one starts behind them.
    pub cut_pools: u32,
    /// The first of the pools that were used and are empty again, or 0.
    freepools: u32,
    /// Pools that can be had (`nfreepools`), cut or not.
    pub nfreepools: u32,
    /// Pools in all (`ntotalpools`).
    pub ntotalpools: u32,
}

/// What a pool looks like from outside, for maps and statistics.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PoolHeader {
    /// Blocks in use.
    pub count: u32,
    /// The size class: blocks are `(szidx + 1) * 16` bytes.
    pub szidx: u32,
    /// Bytes from the pool's start to the first block never given out.
    pub nextoffset: u32,
}

/// The small-block allocator. Its own fields are few; the pools' headers lie in the store.
#[derive(Clone)]
pub struct Obmalloc {
    pool_words: u32,
    arena_pools: u32,
    /// Per size class, the first pool with a block to give, or 0 (`usedpools`).
    usedpools: [u32; NB_SMALL_SIZE_CLASSES],
    /// All arena slots; an unused one has address 0.
    pub arenas: Vec<Arena>,
    /// Indices of the arenas with pools to give, fullest first (`usable_arenas`).
    usable_arenas: Vec<u32>,
    unused_slots: Vec<u32>,
    /// Blocks in use (`sys.getallocatedblocks()` counts these and nothing else).
    pub allocated_blocks: u64,
    /// Arenas ever got (`ntimes_arena_allocated`).
    pub arenas_ever: u64,
}

/// The index of the size class for a request of `bytes` (1 to 512).
#[inline]
pub fn size_class(bytes: u32) -> usize {
    ((bytes - 1) >> 4) as usize
}

impl Obmalloc {
    /// An allocator without an arena yet.
    pub fn new(rules: &Allocator) -> Self {
        Obmalloc {
            pool_words: (rules.pool_bytes / 8) as u32,
            arena_pools: (rules.arena_bytes / rules.pool_bytes) as u32,
            usedpools: [0; NB_SMALL_SIZE_CLASSES],
            arenas: Vec::new(),
            usable_arenas: Vec::new(),
            unused_slots: Vec::new(),
            allocated_blocks: 0,
            arenas_ever: 0,
        }
    }

    /// A block of size class `szidx`; `new_arena` gives the address of an arena of so many bytes.
    #[inline]
    pub fn alloc(
        &mut self,
        memory: &mut Memory,
        szidx: usize,
        new_arena: &mut dyn FnMut(u64) -> u64,
    ) -> u32 {
        self.allocated_blocks += 1;
        let pool = self.usedpools[szidx];
        if pool == 0 {
            return self.alloc_from_new_pool(memory, szidx as u32, new_arena);
        }
        let block = memory.half(pool, FREEBLOCK);
        let count = memory.half(pool, COUNT);
        memory.set_half(pool, COUNT, count + 1);
        let next = memory.word(block) as u32;
        memory.set_half(pool, FREEBLOCK, next);
        if next == 0 {
            self.pymalloc_pool_extend(memory, pool, szidx);
        }
        block
    }

    #[cold]
    fn pymalloc_pool_extend(&mut self, memory: &mut Memory, pool: u32, szidx: usize) {
        let nextoffset = memory.half(pool, NEXTOFFSET);
        if nextoffset <= memory.half(pool, MAXNEXTOFFSET) {
            let block = pool + nextoffset / 8;
            memory.set_half(pool, FREEBLOCK, block);
            memory.set_half(
                pool,
                NEXTOFFSET,
                nextoffset + (szidx as u32 + 1) * ALIGNMENT,
            );
            memory.set_word(block, 0);
            return;
        }
        // The pool is full: it leaves the list of used pools.
        let next = memory.half(pool, NEXTPOOL);
        self.usedpools[szidx] = next;
        if next != 0 {
            memory.set_half(next, PREVPOOL, 0);
        }
    }

    #[cold]
    fn alloc_from_new_pool(
        &mut self,
        memory: &mut Memory,
        szidx: u32,
        new_arena: &mut dyn FnMut(u64) -> u64,
    ) -> u32 {
        if self.usable_arenas.is_empty() {
            self.new_arena(memory, new_arena);
        }
        let index = self.usable_arenas[0];
        let arena = &mut self.arenas[index as usize];
        let pool;
        if arena.freepools != 0 {
            pool = arena.freepools;
            arena.freepools = memory.half(pool, NEXTPOOL);
        } else {
            pool = arena.place + arena.cut_pools * self.pool_words;
            memory.fill_page(pool);
            memory.set_page_address(
                pool,
                arena.address
                    + u64::from(pool - arena.place) / u64::from(PAGE_WORDS)
                        * u64::from(PAGE_WORDS)
                        * 8,
            );
            arena.cut_pools += 1;
            memory.set_half(pool, ARENAINDEX, index);
            memory.set_half(pool, SZIDX, DUMMY_SIZE_IDX);
        }
        arena.nfreepools -= 1;
        if arena.nfreepools == 0 {
            self.usable_arenas.remove(0);
        }
        // init_pool
        let head = self.usedpools[szidx as usize];
        memory.set_half(pool, NEXTPOOL, head);
        memory.set_half(pool, PREVPOOL, 0);
        if head != 0 {
            memory.set_half(head, PREVPOOL, pool);
        }
        self.usedpools[szidx as usize] = pool;
        memory.set_half(pool, COUNT, 1);
        if memory.half(pool, SZIDX) == szidx {
            // Last used for this very size: its blocks are linked already.
            let block = memory.half(pool, FREEBLOCK);
            let next = memory.word(block) as u32;
            memory.set_half(pool, FREEBLOCK, next);
            if next == 0 {
                self.pymalloc_pool_extend(memory, pool, szidx as usize);
            }
            return block;
        }
        let size = (szidx + 1) * ALIGNMENT;
        let first = pool + POOL_OVERHEAD / 8;
        memory.set_half(pool, SZIDX, szidx);
        memory.set_half(pool, NEXTOFFSET, POOL_OVERHEAD + 2 * size);
        memory.set_half(pool, MAXNEXTOFFSET, self.pool_words * 8 - size);
        memory.set_half(pool, FREEBLOCK, first + size / 8);
        memory.set_word(first + size / 8, 0);
        first
    }

    fn new_arena(&mut self, memory: &mut Memory, new_arena: &mut dyn FnMut(u64) -> u64) {
        let words = self.arena_pools * self.pool_words;
        let arena = Arena {
            address: new_arena(u64::from(words) * 8),
            place: memory.reserve_pages(words / PAGE_WORDS, false),
            cut_pools: 0,
            freepools: 0,
            nfreepools: self.arena_pools,
            ntotalpools: self.arena_pools,
        };
        self.arenas_ever += 1;
        let index = match self.unused_slots.pop() {
            Some(slot) => {
                self.arenas[slot as usize] = arena;
                slot
            }
            None => {
                self.arenas.push(arena);
                self.arenas.len() as u32 - 1
            }
        };
        self.usable_arenas.push(index);
    }

    /// The pool that `block` lies in.
    #[inline]
    pub fn pool_of(&self, block: u32) -> u32 {
        block & !(self.pool_words - 1)
    }

    /// Gives `block` back. Returns the address and the bytes of an arena that became empty and was given back.
    #[inline]
    pub fn free(&mut self, memory: &mut Memory, block: u32) -> Option<(u64, u64)> {
        self.allocated_blocks -= 1;
        let pool = self.pool_of(block);
        let lastfree = memory.half(pool, FREEBLOCK);
        memory.set_word(block, u64::from(lastfree));
        memory.set_half(pool, FREEBLOCK, block);
        let count = memory.half(pool, COUNT) - 1;
        memory.set_half(pool, COUNT, count);
        if lastfree == 0 {
            self.insert_to_usedpool(memory, pool);
            // A full pool of one block becomes used, never empty at once (`pymalloc_free`).
            return None;
        }
        if count != 0 {
            return None;
        }
        self.insert_to_freepool(memory, pool)
    }

    #[cold]
    fn insert_to_usedpool(&mut self, memory: &mut Memory, pool: u32) {
        let szidx = memory.half(pool, SZIDX) as usize;
        let head = self.usedpools[szidx];
        memory.set_half(pool, NEXTPOOL, head);
        memory.set_half(pool, PREVPOOL, 0);
        if head != 0 {
            memory.set_half(head, PREVPOOL, pool);
        }
        self.usedpools[szidx] = pool;
    }

    #[cold]
    fn insert_to_freepool(&mut self, memory: &mut Memory, pool: u32) -> Option<(u64, u64)> {
        let (next, prev) = (memory.half(pool, NEXTPOOL), memory.half(pool, PREVPOOL));
        if next != 0 {
            memory.set_half(next, PREVPOOL, prev);
        }
        if prev == 0 {
            self.usedpools[memory.half(pool, SZIDX) as usize] = next;
        } else {
            memory.set_half(prev, NEXTPOOL, next);
        }
        let index = memory.half(pool, ARENAINDEX);
        let arena = &mut self.arenas[index as usize];
        memory.set_half(pool, NEXTPOOL, arena.freepools);
        arena.freepools = pool;
        arena.nfreepools += 1;
        let nf = arena.nfreepools;
        let at = self.usable_arenas.iter().position(|&other| other == index);
        let is_last = at == Some(self.usable_arenas.len().wrapping_sub(1));
        if nf == arena.ntotalpools && at.is_some() && !is_last {
            let (address, place) = (arena.address, arena.place);
            let words = self.arena_pools * self.pool_words;
            memory.release_pages(place, words / PAGE_WORDS);
            self.arenas[index as usize].address = 0;
            self.usable_arenas.retain(|&other| other != index);
            self.unused_slots.push(index);
            return Some((address, u64::from(words) * 8));
        }
        // Keep the usable arenas sorted by nfreepools, ascending; among equals this one comes last.
        if let Some(at) = at {
            self.usable_arenas.remove(at);
        }
        let to = if nf == 1 {
            0
        } else {
            let arenas = &self.arenas;
            self.usable_arenas
                .partition_point(|&other| arenas[other as usize].nfreepools <= nf)
        };
        self.usable_arenas.insert(to, index);
        None
    }

    /// The header of the pool at `pool`.
    pub fn pool_header(&self, memory: &Memory, pool: u32) -> PoolHeader {
        PoolHeader {
            count: memory.half(pool, COUNT),
            szidx: memory.half(pool, SZIDX),
            nextoffset: memory.half(pool, NEXTOFFSET),
        }
    }

    /// Bytes of the pools that blocks lie in or have lain in, in the arenas that are there.
    pub fn touched_bytes(&self) -> u64 {
        let arenas = self.arenas.iter().filter(|arena| arena.address != 0);
        let pools: u64 = arenas.map(|arena| u64::from(arena.cut_pools)).sum();
        pools * u64::from(self.pool_words) * 8
    }

    /// The first block of the pool's list of free ones that were used before, a place, or 0.
    pub fn first_free(&self, memory: &Memory, pool: u32) -> u32 {
        memory.half(pool, FREEBLOCK)
    }

    /// Words of a pool.
    pub fn pool_words(&self) -> u32 {
        self.pool_words
    }

    /// Pools of an arena.
    pub fn arena_pools(&self) -> u32 {
        self.arena_pools
    }

    /// For each block of the pool at `pool`, in the order of their addresses, whether it is given out. Those in the
    /// pool's list of freed blocks are not, nor those behind `nextoffset`, which never were.
    pub fn blocks_in_use(&self, memory: &Memory, pool: u32) -> Vec<bool> {
        let header = self.pool_header(memory, pool);
        let size = (header.szidx + 1) * ALIGNMENT;
        let blocks = |bytes: u32| ((bytes - POOL_OVERHEAD) / size) as usize;
        let mut in_use = vec![true; blocks(header.nextoffset)];
        in_use.resize(blocks(self.pool_words * 8), false);
        let mut free = memory.half(pool, FREEBLOCK);
        while free != 0 {
            in_use[self.block_index(memory, free)] = false;
            free = memory.word(free) as u32;
        }
        in_use
    }

    /// The how-manieth block of its pool `place` lies in, counted from 0.
    pub fn block_index(&self, memory: &Memory, place: u32) -> usize {
        let pool = self.pool_of(place);
        let size = (memory.half(pool, SZIDX) + 1) * ALIGNMENT;
        (((place - pool) * 8 - POOL_OVERHEAD) / size) as usize
    }
}

//! Large blocks: the system's allocator, as glibc's `malloc` serves the requests above 512 bytes.
//!
//! A model of addresses, not of bins: chunks are 16-byte aligned with a header of 8 bytes; free chunks merge with
//! free neighbours and with the top; a request takes the smallest free chunk that fits, the lowest of equals, else
//! the top of the program break; from the mmap threshold on it gets pages of its own. Left out: tcache, fastbins
//! and the order of the unsorted bin.

use std::collections::BTreeMap;

const MINSIZE: u64 = 32;
const PAGE_BYTES: u64 = 4096;
/// `DEFAULT_MMAP_THRESHOLD_MAX` on 64 bits (malloc/malloc.c @ glibc-2.36).
const MMAP_THRESHOLD_MAX: u64 = 32 << 20;

/// The model of the system's allocator and of the address space.
#[derive(Clone)]
pub struct Malloc {
    /// Free chunks: start address to length in bytes.
    free: BTreeMap<u64, u64>,
    top: u64,
    /// The lowest address given out by mmap; the next mapping ends there.
    mmap_floor: u64,
    unmapped: BTreeMap<u64, u64>,
    mmap_threshold: u64,
    /// Bytes in use in chunks, headers included.
    pub in_use: u64,
    /// Those of them that are mappings of their own.
    mapped: u64,
}

/// Where the program break begins.
const BREAK_START: u64 = 0x5555_5590_0000;

impl Default for Malloc {
    fn default() -> Self {
        Malloc {
            free: BTreeMap::new(),
            top: BREAK_START,
            mmap_floor: 0x7fff_f7c0_0000,
            unmapped: BTreeMap::new(),
            mmap_threshold: 128 << 10,
            in_use: 0,
            mapped: 0,
        }
    }
}

fn chunk_bytes(bytes: u64) -> u64 {
    ((bytes + 8 + 15) & !15).max(MINSIZE)
}

impl Malloc {
    /// An address for `bytes` bytes.
    pub fn alloc(&mut self, bytes: u64) -> u64 {
        if bytes >= self.mmap_threshold {
            let length = (bytes + 16).next_multiple_of(PAGE_BYTES);
            self.in_use += length;
            self.mapped += length;
            return self.map(length, PAGE_BYTES) + 16;
        }
        let need = chunk_bytes(bytes);
        self.in_use += need;
        let fit = self
            .free
            .iter()
            .filter(|&(_, &length)| length >= need)
            .min_by_key(|&(&start, &length)| (length, start))
            .map(|(&start, &length)| (start, length));
        let start = match fit {
            Some((start, length)) => {
                self.free.remove(&start);
                if length - need >= MINSIZE {
                    self.free.insert(start + need, length - need);
                }
                start
            }
            None => {
                let start = self.top;
                self.top += need;
                start
            }
        };
        start + 16
    }

    /// Gives back the block at `address` that was asked for with `bytes` bytes.
    pub fn free(&mut self, address: u64, bytes: u64) {
        let start = address - 16;
        if self.is_mapped(address) {
            let length = (bytes + 16).next_multiple_of(PAGE_BYTES);
            self.in_use -= length;
            self.mapped -= length;
            self.unmap(start, length);
            // A freed mapping raises the threshold to its own size (M_MMAP_THRESHOLD is dynamic).
            if length > self.mmap_threshold && length <= MMAP_THRESHOLD_MAX {
                self.mmap_threshold = length;
            }
            return;
        }
        let mut start = start;
        let mut length = chunk_bytes(bytes);
        self.in_use -= length;
        if let Some((&before, &its)) = self.free.range(..start).next_back()
            && before + its == start
        {
            self.free.remove(&before);
            start = before;
            length += its;
        }
        if let Some(&its) = self.free.get(&(start + length)) {
            self.free.remove(&(start + length));
            length += its;
        }
        if start + length == self.top {
            self.top = start;
        } else {
            self.free.insert(start, length);
        }
    }

    /// Resizes the block at `address` from `old` to `new` bytes and returns its address then, in place if it can.
    pub fn realloc(&mut self, address: u64, old: u64, new: u64) -> u64 {
        if !self.is_mapped(address) && new < self.mmap_threshold {
            let (have, need) = (chunk_bytes(old), chunk_bytes(new));
            let start = address - 16;
            if need == have {
                return address;
            }
            if start + have == self.top {
                self.top = start + need;
                self.in_use = self.in_use - have + need;
                return address;
            }
            if need < have {
                if have - need >= MINSIZE {
                    self.in_use -= have - need;
                    self.give(start + need, have - need);
                }
                return address;
            }
        } else if self.is_mapped(address)
            && (new + 16).next_multiple_of(PAGE_BYTES) == (old + 16).next_multiple_of(PAGE_BYTES)
        {
            return address;
        }
        let to = self.alloc(new);
        self.free(address, old);
        to
    }

    /// Bytes of the address space that blocks lie in or have lain in: the program break up to its top, and mappings.
    pub fn touched_bytes(&self) -> u64 {
        (self.top - BREAK_START).next_multiple_of(PAGE_BYTES) + self.mapped
    }

    fn give(&mut self, start: u64, length: u64) {
        let mut length = length;
        if let Some(&its) = self.free.get(&(start + length)) {
            self.free.remove(&(start + length));
            length += its;
        }
        self.free.insert(start, length);
    }

    /// Whether `address` lies in a mapping of its own.
    fn is_mapped(&self, address: u64) -> bool {
        address >= 0x7000_0000_0000
    }

    /// An address for a mapping of `length` bytes, aligned to `alignment` (a power of two).
    pub fn map(&mut self, length: u64, alignment: u64) -> u64 {
        let hole = self
            .unmapped
            .iter()
            .rev()
            .map(|(&start, &its)| (start, its))
            .find(|&(start, its)| {
                its >= length && ((start + its - length) & !(alignment - 1)) >= start
            });
        if let Some((start, its)) = hole {
            let at = (start + its - length) & !(alignment - 1);
            self.unmapped.remove(&start);
            if at > start {
                self.unmapped.insert(start, at - start);
            }
            if at + length < start + its {
                self.unmapped.insert(at + length, start + its - at - length);
            }
            return at;
        }
        let at = (self.mmap_floor - length) & !(alignment - 1);
        if at + length < self.mmap_floor {
            self.unmapped
                .insert(at + length, self.mmap_floor - at - length);
        }
        self.mmap_floor = at;
        at
    }

    /// Gives back a mapping.
    pub fn unmap(&mut self, start: u64, length: u64) {
        let mut start = start;
        let mut length = length;
        if let Some((&before, &its)) = self.unmapped.range(..start).next_back()
            && before + its == start
        {
            self.unmapped.remove(&before);
            start = before;
            length += its;
        }
        if let Some(&its) = self.unmapped.get(&(start + length)) {
            self.unmapped.remove(&(start + length));
            length += its;
        }
        self.unmapped.insert(start, length);
    }
}

//! Allocation tracing: for each block in use that was asked for while tracing was on, how many bytes were asked
//! for and which site asked. A site is a number that the language gives; what it stands for is none of ours.
//!
//! Modelled after `Modules/_tracemalloc.c @ v3.8.20` (`tracemalloc_alloc`, `tracemalloc_realloc`,
//! `tracemalloc_free`): a block keeps its trace until it is freed; a block that is resized belongs to the site that
//! resized it, and old and new size are never counted both. Left out: the tracer's own memory, which CPython takes
//! from `malloc` without tracing it.
//!
//! The traces lie in the store's pages, a word for each two words of the store (a block begins at an even word),
//! so that keyframes keep them by copy-on-write:
//!
//! ```text
//! site (24 bits) | bytes asked for (40 bits)       0: not traced
//! ```

use crate::heap::{Heap, Mode};
use crate::reference::Ref;

/// Words of the store whose traces lie in one page.
const WORDS_PER_PAGE_SHIFT: u32 = 12;
const BYTES_BITS: u32 = 40;
/// The most sites that can be told apart; the language gives later ones the last number.
pub const MOST_SITES: u32 = (1 << (64 - BYTES_BITS)) - 1;

/// What the tracer knows beside the traces.
#[derive(Clone, Debug, Default)]
pub struct Trace {
    /// The site that asks for memory now; more than 0.
    site: u32,
    is_suspended: bool,
    /// The pages of traces, by the part of the store that they tell of; 0 where there is none.
    pages: Vec<u32>,
    bytes: u64,
    peak_bytes: u64,
    blocks: u64,
}

/// The trace of one block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TracedBlock {
    /// Where the block begins in the store. An object begins behind its collector's header.
    pub place: u32,
    /// Bytes asked for, headers before an object among them.
    pub bytes: u64,
    /// The site that asked.
    pub site: u32,
}

impl Heap {
    /// Whether allocations are traced.
    #[inline]
    pub fn is_tracing(&self) -> bool {
        self.mode == Mode::Traced
    }

    /// Begins to trace, from nothing. [`Heap::set_trace_site`] says who asks from then on.
    pub fn start_tracing(&mut self) {
        if self.mode == Mode::Plain {
            self.mode = Mode::Traced;
        }
    }

    /// Traces no more, and forgets what was traced.
    pub fn stop_tracing(&mut self) {
        if self.mode == Mode::Traced {
            self.mode = Mode::Plain;
            self.clear_traces();
        }
    }

    /// Forgets what was traced so far.
    pub fn clear_traces(&mut self) {
        for page in std::mem::take(&mut self.trace.pages) {
            if page != 0 {
                self.memory.release_pages(page, 1);
            }
        }
        self.trace = Trace {
            site: self.trace.site,
            is_suspended: self.trace.is_suspended,
            ..Trace::default()
        };
    }

    /// New blocks belong to this site from now on; it is a number from 1 to [`MOST_SITES`].
    pub fn set_trace_site(&mut self, site: u32) {
        self.trace.site = site;
    }

    /// Leaves new blocks out from now on, or no longer: what the tracer itself makes. Gives what was so before.
    pub fn suspend_tracing(&mut self, is_suspended: bool) -> bool {
        std::mem::replace(&mut self.trace.is_suspended, is_suspended)
    }

    /// Bytes of the traced blocks in use, and the most that they ever were (`tracemalloc.get_traced_memory`).
    pub fn traced_bytes(&self) -> (u64, u64) {
        (self.trace.bytes, self.trace.peak_bytes)
    }

    /// The most is from now on what is in use now (`tracemalloc.reset_peak`).
    pub fn reset_traced_peak(&mut self) {
        self.trace.peak_bytes = self.trace.bytes;
    }

    /// How many traced blocks are in use.
    pub fn traced_blocks(&self) -> u64 {
        self.trace.blocks
    }

    /// The trace of the block at `place`, if it has one.
    pub fn trace_at(&self, place: u32) -> Option<TracedBlock> {
        let page = self
            .trace
            .pages
            .get((place >> WORDS_PER_PAGE_SHIFT) as usize);
        let page = page.copied().filter(|&page| page != 0)?;
        unpack(place, self.memory.word(page + index(place)))
    }

    /// The trace of the block that the object `r` lies in, if it has one.
    pub fn object_trace(&self, r: Ref) -> Option<TracedBlock> {
        self.trace_at(r.0 - self.info_of(r).pre_words())
    }

    /// All traced blocks in use, by place.
    pub fn traces(&self) -> impl Iterator<Item = TracedBlock> + '_ {
        let pages = self.trace.pages.iter().zip(0u32..);
        pages
            .filter(|&(&page, _)| page != 0)
            .flat_map(move |(&page, part)| {
                let first = part << WORDS_PER_PAGE_SHIFT;
                (0..1 << (WORDS_PER_PAGE_SHIFT - 1))
                    .filter_map(move |at| unpack(first + 2 * at, self.memory.word(page + at)))
            })
    }

    /// Traces the new block at `place`.
    pub(crate) fn note_block(&mut self, place: u32, bytes: u64) {
        debug_assert!(place.is_multiple_of(2), "a block begins at an even word");
        let Heap { trace, memory, .. } = self;
        if trace.is_suspended {
            return;
        }
        let part = (place >> WORDS_PER_PAGE_SHIFT) as usize;
        if trace.pages.len() <= part {
            trace.pages.resize(part + 1, 0);
        }
        if trace.pages[part] == 0 {
            trace.pages[part] = memory.reserve_pages(1, true);
        }
        let entry = u64::from(trace.site) << BYTES_BITS | bytes;
        memory.set_word(trace.pages[part] + index(place), entry);
        trace.blocks += 1;
        trace.bytes += bytes;
        trace.peak_bytes = trace.peak_bytes.max(trace.bytes);
    }

    /// Forgets the block at `place`, which is given back or moves; whether it was traced.
    pub(crate) fn forget_block(&mut self, place: u32) -> bool {
        let Some(block) = self.trace_at(place) else {
            return false;
        };
        let page = self.trace.pages[(place >> WORDS_PER_PAGE_SHIFT) as usize];
        self.memory.set_word(page + index(place), 0);
        self.trace.blocks -= 1;
        self.trace.bytes -= block.bytes;
        true
    }

    /// The new block at `place` was asked for with so many bytes, and not with what it needs.
    #[inline]
    pub(crate) fn note_request(&mut self, place: u32, bytes: u64) {
        if self.mode == Mode::Traced && self.forget_block(place) {
            self.note_block(place, bytes);
        }
    }
}

/// The word of its page that tells of the block at `place`.
fn index(place: u32) -> u32 {
    (place & ((1 << WORDS_PER_PAGE_SHIFT) - 1)) >> 1
}

fn unpack(place: u32, entry: u64) -> Option<TracedBlock> {
    (entry != 0).then_some(TracedBlock {
        place,
        bytes: entry & ((1 << BYTES_BITS) - 1),
        site: (entry >> BYTES_BITS) as u32,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::types::TypeId;
    use crate::version::Version;

    fn heap() -> Heap {
        let mut heap = Heap::new(Version::V3_11);
        heap.end_static();
        heap.start_tracing();
        heap.set_trace_site(7);
        heap
    }

    #[test]
    fn a_block_is_traced_from_its_making_to_its_end() {
        let mut heap = heap();
        let list = heap.new_list(TypeId::LIST);
        let block = heap.object_trace(list).expect("the list is traced");
        assert_eq!((block.bytes, block.site), (56, 7));
        assert_eq!(heap.traced_bytes(), (56, 56));
        heap.set_trace_site(8);
        let none = heap.known.none;
        for _ in 0..5 {
            heap.incref(none);
            heap.list_append(list, none);
        }
        // The items' block is asked for anew as it grows, by who lets it grow.
        let sites: Vec<(u64, u32)> = heap.traces().map(|b| (b.bytes, b.site)).collect();
        assert_eq!(sites.iter().map(|s| s.0).sum::<u64>(), 56 + 64);
        assert!(sites.contains(&(64, 8)));
        assert_eq!(heap.traced_bytes(), (120, 120));
        heap.decref(list);
        heap.reap(0);
        // The list's own block is kept for the next one.
        assert_eq!(heap.traced_bytes(), (56, 120));
        heap.reset_traced_peak();
        assert_eq!(heap.traced_bytes(), (56, 56));
        heap.stop_tracing();
        assert_eq!((heap.traced_bytes(), heap.traces().count()), ((0, 0), 0));
    }

    #[test]
    fn large_blocks_and_suspension() {
        let mut heap = heap();
        let large = heap.alloc_block(100_000, 12_500);
        let large = heap.resize_block(large, 100_000, 300_000, 12_500, 37_500);
        assert_eq!(heap.traced_bytes(), (300_000, 300_000));
        assert!(!heap.suspend_tracing(true));
        let own = heap.alloc_block(64, 8);
        assert!(heap.suspend_tracing(false));
        heap.free_block(own, 64);
        heap.free_block(large, 300_000);
        assert_eq!(heap.traced_bytes(), (0, 300_000));
    }

    #[test]
    fn a_keyframe_brings_the_traces_back() {
        let mut heap = heap();
        let block = heap.alloc_block(48, 6);
        let (number, small) = heap.keep_keyframe();
        heap.free_block(block, 48);
        heap.stop_tracing();
        heap.seek_keyframe(number, &small);
        assert!(heap.is_tracing());
        assert_eq!(heap.trace_at(block).map(|b| b.bytes), Some(48));
        assert_eq!(heap.traced_bytes(), (48, 48));
    }
}

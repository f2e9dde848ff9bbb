//! The heap: the one door to the store, the allocators and the table of types.

use std::rc::Rc;

use crate::blobs::Blobs;
use crate::dealloc::Dying;
use crate::gc::Gc;
use crate::malloc::Malloc;
use crate::memory::{Memory, PAGE_WORDS};
use crate::obmalloc::{Obmalloc, SMALL_REQUEST_THRESHOLD, size_class};
use crate::reference::{Ref, any_dropped, each_dropped, give_back_dropped, take_dropped};
use crate::rules::{Rules, rules};
use crate::singletons::Singletons;
use crate::types::TypeInfo;
use crate::version::Version;

/// Words before a large block in the store: its address, the bytes asked for, its storage, and one spare.
pub(crate) const LARGE_PREFIX: u32 = 4;
/// Large blocks with more words than this get pages of their own.
const SHARED_PAGE_LIMIT: u32 = 1020;
/// Storage of large blocks that share a page begins at a multiple of this.
pub(crate) const BIN_WORDS: u32 = 32;
/// Where static memory begins and ends: the interpreter's own data segment.
const STATIC_START: u64 = 0x5555_5570_0000;
/// Everything below lies in static memory.
pub(crate) const STATIC_END: u64 = 0x5555_5590_0000;
const BINS: usize = (PAGE_WORDS / BIN_WORDS) as usize;

/// Everything about the heap that is not in the store's pages; small, and cloned with each keyframe.
#[derive(Clone)]
pub struct Small {
    obmalloc: Obmalloc,
    malloc: Malloc,
    types: Vec<Rc<TypeInfo>>,
    blobs: Blobs,
    gc: Gc,
    bins: [u32; BINS],
    bin_page: (u32, u32),
    static_page: (u32, u32),
    bytes_in_use: u64,
    free_types: Vec<u32>,
    page_map: crate::memory::PageMap,
    freelists: crate::freelists::FreeLists,
    watch: crate::watch::Watch,
    residents: crate::residents::Residents,
    mode: Mode,
    trace: crate::trace::Trace,
    zeroed: Vec<Ref>,
    dropped: Vec<Ref>,
}

/// Where blocks come from, and who is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mode {
    /// From static memory: the interpreter is being made.
    Static,
    /// From the allocators.
    Plain,
    /// From the allocators, and each is traced.
    Traced,
}

impl Small {
    /// How many objects of each type had been born by then, by type.
    pub fn born_of_type(&self) -> &[u32] {
        self.watch.born_by_type()
    }

    /// How many objects had been born quietly by then.
    pub fn born_quietly(&self) -> u32 {
        self.watch.born_in_quiet()
    }
}

/// A CPython's memory.
pub struct Heap {
    /// Which CPython.
    pub version: Version,
    /// Its rules.
    pub rules: &'static Rules,
    /// The store.
    pub memory: Memory,
    /// Small blocks.
    pub obmalloc: Obmalloc,
    /// Large blocks.
    pub malloc: Malloc,
    /// The table of types, by `TypeId`.
    pub types: Vec<Rc<TypeInfo>>,
    pub(crate) free_types: Vec<u32>,
    /// Payloads of large immutable text and bytes.
    pub blobs: Blobs,
    /// The collector.
    pub gc: Gc,
    /// None, True, the small integers, the single characters, and so on.
    pub known: Rc<Singletons>,
    /// The table of interned strings.
    pub interned: Ref,
    /// Blocks of dead objects kept for the next of their type.
    pub freelists: crate::freelists::FreeLists,
    pub(crate) hints: crate::dict::hints::Hints,
    /// Objects whose count reached 0 since the last reaping, oldest first.
    pub(crate) zeroed: Vec<Ref>,
    /// Objects being deallocated, innermost last.
    pub(crate) dying: Vec<Dying>,
    dropped: Vec<Ref>,
    bins: [u32; BINS],
    bin_page: (u32, u32),
    static_page: (u32, u32),
    pub(crate) mode: Mode,
    pub(crate) trace: crate::trace::Trace,
    /// Modelled bytes in use: blocks as asked for.
    pub bytes_in_use: u64,
    /// Births and deaths, where somebody watches.
    pub watch: crate::watch::Watch,
    /// What the interpreter holds that the model does not make.
    pub residents: crate::residents::Residents,
    /// No more modelled bytes than this: a request beyond it fails with `MemoryError`.
    pub memory_limit: u64,
}

impl Heap {
    /// A heap with its singletons and fixed types, and nothing else.
    pub fn new(version: Version) -> Heap {
        // Owners that another heap of this thread left behind are none of this one's.
        take_dropped(&mut Vec::new());
        let rules = rules(version);
        let mut heap = Heap {
            version,
            rules,
            memory: Memory::new(),
            obmalloc: Obmalloc::new(&rules.allocator),
            malloc: Malloc::default(),
            types: Vec::new(),
            free_types: Vec::new(),
            blobs: Blobs::default(),
            gc: Gc::new(rules.gc.thresholds.map(|threshold| threshold as i32)),
            known: Rc::new(Singletons::default()),
            interned: Ref::NULL,
            freelists: crate::freelists::FreeLists::default(),
            hints: crate::dict::hints::Hints::default(),
            zeroed: Vec::new(),
            dying: Vec::new(),
            dropped: Vec::new(),
            bins: [0; BINS],
            bin_page: (0, 0),
            static_page: (0, 0),
            mode: Mode::Static,
            trace: crate::trace::Trace::default(),
            bytes_in_use: 0,
            watch: crate::watch::Watch::default(),
            residents: crate::residents::Residents::default(),
            memory_limit: u64::MAX,
        };
        // What an earlier heap of this thread left undone is no business of this one.
        take_dropped(&mut heap.dropped);
        heap.dropped.clear();
        for generation in 0..heap.gc.heads.len() {
            let head = Ref(heap.alloc_static(8 * 4) + 2);
            heap.set_gc_links(head, head, head);
            heap.gc.heads[generation] = head;
        }
        heap.make_fixed_types();
        heap.make_singletons();
        heap.interned = heap.new_dict(crate::types::TypeId::DICT);
        heap.untrack(heap.interned);
        heap
    }

    /// How containers grow in this version.
    #[inline]
    pub fn growth(&self) -> &'static crate::rules::growth::Growth {
        &self.rules.growth
    }

    /// A block of `bytes` bytes (more than 0); `words` is what a large one needs in the store (a small one lies
    /// in the store as it is). Returns its place. Its content is not cleared.
    #[inline]
    pub fn alloc_block(&mut self, bytes: u64, words: u32) -> u32 {
        if self.mode == Mode::Plain {
            return self.alloc_plain(bytes, words);
        }
        let place = self.alloc_quietly(bytes, words);
        if self.mode == Mode::Traced {
            self.note_block(place, bytes);
        }
        place
    }

    /// The same, and nobody is told.
    pub(crate) fn alloc_quietly(&mut self, bytes: u64, words: u32) -> u32 {
        if self.mode == Mode::Static {
            return self.alloc_static((words * 8).max(bytes as u32));
        }
        self.alloc_plain(bytes, words)
    }

    #[inline]
    fn alloc_plain(&mut self, bytes: u64, words: u32) -> u32 {
        self.bytes_in_use += bytes;
        if bytes <= u64::from(SMALL_REQUEST_THRESHOLD) {
            debug_assert!(
                u64::from(words) <= bytes.next_multiple_of(16) / 8,
                "{words} words in {bytes} bytes"
            );
            let Heap {
                obmalloc,
                memory,
                malloc,
                ..
            } = self;
            return obmalloc.alloc(memory, size_class(bytes as u32), &mut |length| {
                malloc.map(length, length)
            });
        }
        self.alloc_large(bytes, words)
    }

    /// Gives back the block at `place` that was asked for with `bytes` bytes.
    #[inline]
    pub fn free_block(&mut self, place: u32, bytes: u64) {
        if self.mode == Mode::Traced {
            self.forget_block(place);
        }
        self.free_plain(place, bytes);
    }

    #[inline]
    pub(crate) fn free_plain(&mut self, place: u32, bytes: u64) {
        let address = self.memory.page_address(place);
        if address != 0 {
            if address < STATIC_END {
                return;
            }
            self.bytes_in_use -= bytes;
            if let Some((address, length)) = self.obmalloc.free(&mut self.memory, place) {
                self.malloc.unmap(address, length);
            }
            return;
        }
        self.bytes_in_use -= bytes;
        self.free_large(place);
    }

    /// Resizes the block at `place` from `old` to `new` bytes, keeping its first `kept_words` words of content,
    /// as `PyMem_Realloc` does: in place where the block still fits and is not too large by a quarter.
    pub fn resize_block(
        &mut self,
        place: u32,
        old: u64,
        new: u64,
        kept_words: u32,
        new_words: u32,
    ) -> u32 {
        if self.mode != Mode::Traced {
            return self.resize_plain(place, old, new, kept_words, new_words);
        }
        self.forget_block(place);
        let to = self.resize_plain(place, old, new, kept_words, new_words);
        self.note_block(to, new);
        to
    }

    fn resize_plain(
        &mut self,
        place: u32,
        old: u64,
        new: u64,
        kept_words: u32,
        new_words: u32,
    ) -> u32 {
        let address = self.memory.page_address(place);
        if address == 0 {
            return self.resize_large(place, old, new, new_words);
        }
        if address < STATIC_END {
            let to = self.alloc_quietly(new, new_words);
            for word in 0..kept_words {
                let value = self.memory.word(place + word);
                self.memory.set_word(to + word, value);
            }
            return to;
        }
        let pool = self.obmalloc.pool_of(place);
        let size = u64::from(self.obmalloc.pool_header(&self.memory, pool).szidx + 1) * 16;
        if new <= size && 4 * new > 3 * size {
            self.bytes_in_use = self.bytes_in_use - old + new;
            return place;
        }
        let to = self.alloc_quietly(new, new_words);
        for word in 0..kept_words {
            let value = self.memory.word(place + word);
            self.memory.set_word(to + word, value);
        }
        self.free_plain(place, old);
        to
    }

    #[cold]
    fn alloc_large(&mut self, bytes: u64, words: u32) -> u32 {
        let address = self.malloc.alloc(bytes);
        let place = self.alloc_storage(words + LARGE_PREFIX);
        self.memory.set_word(place, address);
        self.memory.set_word(place + 1, bytes);
        self.memory
            .set_word(place + 2, u64::from(words + LARGE_PREFIX));
        place + LARGE_PREFIX
    }

    #[cold]
    fn free_large(&mut self, block: u32) {
        let place = block - LARGE_PREFIX;
        let address = self.memory.word(place);
        let bytes = self.memory.word(place + 1);
        let words = self.memory.word(place + 2) as u32;
        self.malloc.free(address, bytes);
        self.free_storage(place, words);
    }

    #[cold]
    fn resize_large(&mut self, block: u32, old: u64, new: u64, new_words: u32) -> u32 {
        let place = block - LARGE_PREFIX;
        let address = self.malloc.realloc(self.memory.word(place), old, new);
        self.bytes_in_use = self.bytes_in_use - old + new;
        let old_words = self.memory.word(place + 2) as u32;
        let wanted = new_words + LARGE_PREFIX;
        let to = self.resize_storage(place, old_words, wanted);
        self.memory.set_word(to, address);
        self.memory.set_word(to + 1, new);
        self.memory.set_word(to + 2, u64::from(wanted));
        to + LARGE_PREFIX
    }

    /// The address of the large block at `block`.
    pub(crate) fn large_address(&self, block: u32) -> u64 {
        self.memory.word(block - LARGE_PREFIX)
    }

    fn alloc_storage(&mut self, words: u32) -> u32 {
        if words > SHARED_PAGE_LIMIT {
            return self.memory.reserve_pages(words.div_ceil(PAGE_WORDS), true);
        }
        let bin = words.div_ceil(BIN_WORDS) as usize;
        let free = self.bins[bin];
        if free != 0 {
            self.bins[bin] = self.memory.word(free) as u32;
            return free;
        }
        let need = bin as u32 * BIN_WORDS;
        let (next, end) = self.bin_page;
        if next + need > end {
            let page = self.memory.reserve_pages(1, true);
            self.bin_page = (page + need, page + PAGE_WORDS);
            return page;
        }
        self.bin_page.0 += need;
        next
    }

    fn free_storage(&mut self, place: u32, words: u32) {
        if words > SHARED_PAGE_LIMIT {
            self.memory.release_pages(place, words.div_ceil(PAGE_WORDS));
            return;
        }
        let bin = words.div_ceil(BIN_WORDS) as usize;
        self.memory.set_word(place, u64::from(self.bins[bin]));
        self.bins[bin] = place;
    }

    fn resize_storage(&mut self, place: u32, old: u32, new: u32) -> u32 {
        let is_paged = |words: u32| words > SHARED_PAGE_LIMIT;
        if is_paged(old) && is_paged(new) {
            let (have, need) = (old.div_ceil(PAGE_WORDS), new.div_ceil(PAGE_WORDS));
            if need <= have {
                if need < have {
                    self.memory
                        .release_pages(place + need * PAGE_WORDS, have - need);
                }
                return place;
            }
            return self.memory.grow_pages(place, have, need);
        }
        if !is_paged(old) && !is_paged(new) && old.div_ceil(BIN_WORDS) == new.div_ceil(BIN_WORDS) {
            return place;
        }
        let to = self.alloc_storage(new);
        for word in 0..old.min(new) {
            let value = self.memory.word(place + word);
            self.memory.set_word(to + word, value);
        }
        self.free_storage(place, old);
        to
    }

    /// `bytes` bytes of static memory: never freed, never counted as allocated.
    pub fn alloc_static(&mut self, bytes: u32) -> u32 {
        let words = bytes.next_multiple_of(16) / 8;
        let (mut next, end) = self.static_page;
        if words <= PAGE_WORDS && next % PAGE_WORDS + words > PAGE_WORDS {
            // Small objects never lie across two pages.
            next = next.next_multiple_of(PAGE_WORDS);
        }
        if next + words <= end {
            self.static_page.0 = next + words;
            return next;
        }
        let pages = words.div_ceil(PAGE_WORDS).max(16);
        let first = self.memory.reserve_pages(pages, true);
        for page in 0..pages {
            let place = first + page * PAGE_WORDS;
            self.memory
                .set_page_address(place, STATIC_START + u64::from(place) * 8);
        }
        self.static_page = (first + words, first + pages * PAGE_WORDS);
        first
    }

    /// Ends the making of what the interpreter itself consists of: it lies in static memory, and the collector
    /// does not know it. From now on blocks come from the allocators.
    pub fn end_static(&mut self) {
        for head in self.gc.heads {
            let mut at = self.gc_next(head);
            while at != head {
                let next = self.gc_next(at);
                self.set_gc_links(at, Ref::NULL, Ref::NULL);
                at = next;
            }
            self.set_gc_links(head, head, head);
        }
        self.gc.counts = [0; 3];
        self.gc.is_due = false;
        self.gc.due_tail = Ref::NULL;
        self.mode = Mode::Plain;
    }

    /// Bytes of memory that the allocators have taken from the system and written to: by so much the process has
    /// grown since it started.
    pub fn touched_bytes(&self) -> u64 {
        self.obmalloc.touched_bytes() + self.malloc.touched_bytes()
    }

    /// Gives back the counts of the owners that were dropped since the last settling, oldest first.
    #[inline]
    pub fn settle(&mut self) {
        if any_dropped() {
            self.settle_dropped();
        }
    }

    #[cold]
    fn settle_dropped(&mut self) {
        let mut dropped = std::mem::take(&mut self.dropped);
        take_dropped(&mut dropped);
        for r in dropped.drain(..) {
            self.decref(r);
        }
        self.dropped = dropped;
    }

    /// Takes the queue of dropped owners off the thread, where another machine of it must find none: nothing is given
    /// back yet, so that a pause changes nothing.
    pub fn put_by_dropped(&mut self) {
        take_dropped(&mut self.dropped);
    }

    /// Puts what [`Heap::put_by_dropped`] took back into the queue.
    pub fn take_up_dropped(&mut self) {
        if !self.dropped.is_empty() {
            give_back_dropped(&mut self.dropped);
        }
    }

    /// Calls `visit` with each owner that was dropped and whose count has not been given back yet.
    pub fn each_dropped(&self, visit: &mut dyn FnMut(Ref)) {
        self.dropped.iter().for_each(|r| visit(*r));
        each_dropped(visit);
    }

    /// Whether any object's count reached 0 and waits for [`Heap::reap`].
    #[inline]
    pub fn has_zeroed(&self) -> bool {
        !self.zeroed.is_empty()
    }

    /// Registers a type and returns its id; `info.id` is set here.
    pub fn add_type(&mut self, mut info: TypeInfo) -> crate::types::TypeId {
        let id = match self.free_types.pop() {
            Some(id) => id,
            None => {
                self.types.push(Rc::new(info.clone()));
                self.types.len() as u32 - 1
            }
        };
        info.id = crate::types::TypeId(id);
        self.types[id as usize] = Rc::new(info);
        crate::types::TypeId(id)
    }

    /// The type's entry, to change.
    pub fn info_mut(&mut self, id: crate::types::TypeId) -> &mut TypeInfo {
        Rc::make_mut(&mut self.types[id.0 as usize])
    }
}

/// Keyframes.
impl Heap {
    /// Keeps the present as a keyframe and returns its number in the store and what lies outside the pages.
    /// No deallocation may be under way.
    pub fn keep_keyframe(&mut self) -> (usize, Small) {
        debug_assert!(
            self.dying.is_empty(),
            "a keyframe lies between two operations"
        );
        let number = self.memory.keep_keyframe();
        let small = Small {
            obmalloc: self.obmalloc.clone(),
            malloc: self.malloc.clone(),
            types: self.types.clone(),
            blobs: self.blobs.clone(),
            gc: self.gc.clone(),
            bins: self.bins,
            bin_page: self.bin_page,
            static_page: self.static_page,
            bytes_in_use: self.bytes_in_use,
            free_types: self.free_types.clone(),
            page_map: self.memory.page_map(),
            freelists: self.freelists.clone(),
            watch: self.watch.clone(),
            residents: self.residents.clone(),
            mode: self.mode,
            trace: self.trace.clone(),
            zeroed: self.zeroed.clone(),
            dropped: self.dropped.clone(),
        };
        (number, small)
    }

    /// Goes to a keyframe.
    pub fn seek_keyframe(&mut self, number: usize, small: &Small) {
        self.memory.seek_keyframe(number);
        self.memory.set_page_map(&small.page_map);
        self.obmalloc = small.obmalloc.clone();
        self.malloc = small.malloc.clone();
        self.types.clone_from(&small.types);
        self.blobs = small.blobs.clone();
        self.gc = small.gc.clone();
        self.bins = small.bins;
        self.bin_page = small.bin_page;
        self.static_page = small.static_page;
        self.bytes_in_use = small.bytes_in_use;
        self.free_types.clone_from(&small.free_types);
        self.freelists = small.freelists.clone();
        self.watch = small.watch.clone();
        self.residents = small.residents.clone();
        self.mode = small.mode;
        self.trace = small.trace.clone();
        self.dying.clear();
        self.dropped.clear();
        take_dropped(&mut self.dropped);
        self.zeroed.clone_from(&small.zeroed);
        self.dropped.clone_from(&small.dropped);
    }
}

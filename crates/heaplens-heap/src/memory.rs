//! The store: words of 8 bytes in pages of 16 KiB, and keyframes of it by copy-on-write.
//!
//! A place in the store is the index of a word. Pages keep their place for ever; the bytes behind one can be
//! given back and come again as zeros. While a keyframe is held, the first write to a page after it saves the
//! page's old content to the segment of time that runs since then; to go to a keyframe is to exchange the pages
//! of the segments between with what was saved, which moves pointers, not bytes.

use std::collections::BTreeSet;

use bytemuck::cast_slice;

/// Words in a page. A page is one pool of CPython 3.10 and newer (16 KiB), four of an older one.
pub const PAGE_WORDS: u32 = 2048;
const PAGE_SHIFT: u32 = 11;
const PAGE_MASK: u32 = PAGE_WORDS - 1;

/// The content of one page.
pub type Page = [u64; PAGE_WORDS as usize];

struct Entry {
    words: Option<Box<Page>>,
    /// True where the running segment holds the page's old content already, or nobody keeps a keyframe.
    is_saved: bool,
}

/// What the pages that changed in one segment of time held at the segment's other end.
#[derive(Default)]
struct Segment {
    pages: Vec<(u32, Option<Box<Page>>)>,
}

/// The paged store.
pub struct Memory {
    pages: Vec<Entry>,
    /// The modelled address of each page's first byte; 0 where the page holds large blocks, which bear their own.
    addresses: Vec<u64>,
    /// Runs of free page places, as (first, count), by first.
    free_runs: Vec<(u32, u32)>,
    /// Segment k runs from keyframe k to keyframe k + 1, the last one to the frontier.
    segments: Vec<Segment>,
    /// The segment that is being written, where keyframes are kept.
    running: Option<Running>,
    resident_pages: usize,
    /// Notes writes, where somebody replays to see them.
    trap: Option<Box<Trap>>,
}

/// Writes that are noted: the pages in question are kept unsaved, so that each write comes by the slow way.
#[derive(Default)]
struct Trap {
    /// The one page that is watched, or all of them.
    only: Option<usize>,
    /// Pages whose old content is saved in truth.
    saved: Vec<bool>,
    /// Places about to be written, with what they held, oldest first.
    log: Vec<(u32, u64)>,
}

impl Trap {
    fn covers(&self, index: usize) -> bool {
        self.only.is_none_or(|only| only == index)
    }

    fn is_saved(&self, index: usize) -> bool {
        self.saved.get(index).copied().unwrap_or(false)
    }

    fn set_saved(&mut self, index: usize) {
        if self.saved.len() <= index {
            self.saved.resize(index + 1, false);
        }
        self.saved[index] = true;
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Running {
    /// At the newest end of time: writes belong to the last segment.
    Frontier,
    /// Replaying after keyframe `k`: writes are taken back before moving on.
    Replay { keyframe: usize },
}

impl Default for Memory {
    fn default() -> Self {
        Self::new()
    }
}

fn zeroed_page() -> Box<Page> {
    vec![0u64; PAGE_WORDS as usize]
        .into_boxed_slice()
        .try_into()
        .expect("the vector has a page's length")
}

impl Memory {
    /// An empty store; page 0 is never given out, so that place 0 is nothing.
    pub fn new() -> Self {
        let mut memory = Memory {
            pages: Vec::new(),
            addresses: Vec::new(),
            free_runs: Vec::new(),
            segments: Vec::new(),
            running: None,
            resident_pages: 0,
            trap: None,
        };
        memory.pages.push(Entry {
            words: None,
            is_saved: true,
        });
        memory.addresses.push(0);
        memory
    }

    /// Whether `place` lies in a page that is in use.
    pub fn has_content(&self, place: u32) -> bool {
        let entry = self.pages.get((place >> PAGE_SHIFT) as usize);
        entry.is_some_and(|entry| entry.words.is_some())
    }

    /// Reads the word at `place`.
    #[inline]
    pub fn word(&self, place: u32) -> u64 {
        self.page(place)[(place & PAGE_MASK) as usize]
    }

    /// Writes the word at `place`.
    #[inline]
    pub fn set_word(&mut self, place: u32, value: u64) {
        self.page_mut(place)[(place & PAGE_MASK) as usize] = value;
    }

    /// Reads half `half` (0, the low one, or 1; further halves lie in the words behind) counted from `place`.
    #[inline]
    pub fn half(&self, place: u32, half: u32) -> u32 {
        let at = place * 2 + half;
        cast_slice::<u64, u32>(self.page(at >> 1).as_slice())[(at & (2 * PAGE_MASK + 1)) as usize]
    }

    /// Writes half `half`, counted from `place`.
    #[inline]
    pub fn set_half(&mut self, place: u32, half: u32, value: u32) {
        let at = place * 2 + half;
        bytemuck::cast_slice_mut::<u64, u32>(self.page_mut(at >> 1).as_mut_slice())
            [(at & (2 * PAGE_MASK + 1)) as usize] = value;
    }

    /// The page that holds `place`, to read.
    #[inline]
    pub fn page(&self, place: u32) -> &Page {
        self.pages[(place >> PAGE_SHIFT) as usize]
            .words
            .as_deref()
            .expect("a place in use lies in a page with content")
    }

    /// The page that holds `place`, to write; saves its old content first where a keyframe needs it.
    #[inline]
    pub fn page_mut(&mut self, place: u32) -> &mut Page {
        let index = (place >> PAGE_SHIFT) as usize;
        if !self.pages[index].is_saved {
            self.save_for(place, index);
        }
        self.pages[index]
            .words
            .as_deref_mut()
            .expect("a place in use lies in a page with content")
    }

    /// `count` words from `place` on; they must lie in one page.
    #[inline]
    pub fn words(&self, place: u32, count: u32) -> &[u64] {
        let at = (place & PAGE_MASK) as usize;
        &self.page(place)[at..at + count as usize]
    }

    /// `count` words from `place` on, to write; they must lie in one page.
    #[inline]
    pub fn words_mut(&mut self, place: u32, count: u32) -> &mut [u64] {
        let at = (place & PAGE_MASK) as usize;
        &mut self.page_mut(place)[at..at + count as usize]
    }

    /// `count` bytes from byte `offset` after `place`; they must lie in one page.
    #[inline]
    pub fn bytes(&self, place: u32, offset: u32, count: u32) -> &[u8] {
        let at = (place & PAGE_MASK) as usize * 8 + offset as usize;
        &cast_slice::<u64, u8>(self.page(place).as_slice())[at..at + count as usize]
    }

    /// `count` bytes from byte `offset` after `place`, to write; they must lie in one page.
    #[inline]
    pub fn bytes_mut(&mut self, place: u32, offset: u32, count: u32) -> &mut [u8] {
        let at = (place & PAGE_MASK) as usize * 8 + offset as usize;
        &mut bytemuck::cast_slice_mut::<u64, u8>(self.page_mut(place).as_mut_slice())
            [at..at + count as usize]
    }

    /// Reads the byte at byte `offset` after `place`, which may lie pages further on.
    #[inline]
    pub fn byte(&self, place: u32, offset: u32) -> u8 {
        let word = self.word(place + (offset >> 3));
        (word >> ((offset & 7) * 8)) as u8
    }

    /// Writes the byte at byte `offset` after `place`, which may lie pages further on.
    #[inline]
    pub fn set_byte(&mut self, place: u32, offset: u32, value: u8) {
        let at = place + (offset >> 3);
        let shift = (offset & 7) * 8;
        let word = self.word(at) & !(0xff << shift) | u64::from(value) << shift;
        self.set_word(at, word);
    }

    /// Reserves `count` neighbouring page places and returns the first place (a word index); their content is
    /// zeros where `with_content`, otherwise it comes by [`Memory::fill_page`].
    pub fn reserve_pages(&mut self, count: u32, with_content: bool) -> u32 {
        let found = self
            .free_runs
            .iter()
            .position(|&(_, length)| length >= count);
        let first = match found {
            Some(at) => {
                let (first, length) = self.free_runs[at];
                if length == count {
                    self.free_runs.remove(at);
                } else {
                    self.free_runs[at] = (first + count, length - count);
                }
                first
            }
            None => self.append_pages(count),
        };
        if with_content {
            for page in first..first + count {
                self.fill_page(page << PAGE_SHIFT);
            }
        }
        first << PAGE_SHIFT
    }

    /// Adds `count` page places without content behind all others and returns the first one's number.
    fn append_pages(&mut self, count: u32) -> u32 {
        let first = self.pages.len() as u32;
        for _ in 0..count {
            self.pages.push(Entry {
                words: None,
                is_saved: self.running.is_none(),
            });
            self.addresses.push(0);
        }
        first
    }

    /// Gives the page at `place` zeroed content, where it has none.
    pub fn fill_page(&mut self, place: u32) {
        let index = (place >> PAGE_SHIFT) as usize;
        if !self.pages[index].is_saved {
            self.save(index);
        }
        if self.pages[index].words.is_none() {
            self.pages[index].words = Some(zeroed_page());
            self.resident_pages += 1;
        }
    }

    /// Gives back `count` page places from `place` on, and their content.
    pub fn release_pages(&mut self, place: u32, count: u32) {
        let first = place >> PAGE_SHIFT;
        for page in first..first + count {
            self.drop_content(page << PAGE_SHIFT);
            self.addresses[page as usize] = 0;
        }
        let at = self.free_runs.partition_point(|&(start, _)| start < first);
        self.free_runs.insert(at, (first, count));
        if at + 1 < self.free_runs.len() && first + count == self.free_runs[at + 1].0 {
            self.free_runs[at].1 += self.free_runs.remove(at + 1).1;
        }
        if at > 0 && self.free_runs[at - 1].0 + self.free_runs[at - 1].1 == first {
            self.free_runs[at - 1].1 += self.free_runs.remove(at).1;
        }
    }

    /// Gives back the content of the page at `place`, not the place.
    pub fn drop_content(&mut self, place: u32) {
        let index = (place >> PAGE_SHIFT) as usize;
        if self.pages[index].words.is_none() {
            return;
        }
        self.resident_pages -= 1;
        let is_saved = self.trap.as_ref().is_some_and(|trap| trap.is_saved(index));
        if self.pages[index].is_saved || is_saved {
            self.pages[index].words = None;
        } else {
            let old = self.pages[index].words.take();
            self.remember(index, old);
        }
    }

    /// The modelled address of the page's first byte; 0 where the page holds large blocks.
    #[inline]
    pub fn page_address(&self, place: u32) -> u64 {
        self.addresses[(place >> PAGE_SHIFT) as usize]
    }

    /// The place of the word at a modelled address in a page of small blocks or static memory.
    pub fn place_at(&self, address: u64) -> Option<u32> {
        let page_bytes = u64::from(PAGE_WORDS) * 8;
        let page = self
            .addresses
            .iter()
            .position(|&start| start != 0 && (start..start + page_bytes).contains(&address))?;
        let word = ((address - self.addresses[page]) / 8) as u32;
        (address.is_multiple_of(8) && self.pages[page].words.is_some())
            .then_some(((page as u32) << PAGE_SHIFT) + word)
    }

    /// The pages in use that hold large blocks (and what the model keeps for itself).
    pub fn large_pages(&self) -> impl Iterator<Item = u32> + '_ {
        let pages = self.pages.iter().zip(&self.addresses).zip(0u32..);
        pages
            .filter(|((entry, address), _)| **address == 0 && entry.words.is_some())
            .map(|(_, page)| page << PAGE_SHIFT)
    }

    /// Says which address the page at `place` begins at.
    pub fn set_page_address(&mut self, place: u32, address: u64) {
        self.addresses[(place >> PAGE_SHIFT) as usize] = address;
    }

    /// Bytes of real memory behind the pages in use (keyframes apart).
    pub fn resident_bytes(&self) -> usize {
        self.resident_pages * size_of::<Page>()
    }

    /// Bytes of real memory that the keyframes hold.
    pub fn keyframe_bytes(&self) -> usize {
        let pages: usize = self
            .segments
            .iter()
            .map(|segment| {
                let held = segment.pages.iter().filter(|(_, page)| page.is_some());
                held.count()
            })
            .sum();
        pages * size_of::<Page>()
    }

    /// Notes the write where it is to be noted, and saves the page where it isn't yet.
    #[cold]
    fn save_for(&mut self, place: u32, index: usize) {
        if let Some(trap) = &mut self.trap
            && trap.covers(index)
            && let Some(words) = &self.pages[index].words
        {
            trap.log.push((place, words[(place & PAGE_MASK) as usize]));
        }
        self.save(index);
    }

    #[cold]
    fn save(&mut self, index: usize) {
        if self.trap.as_ref().is_some_and(|trap| trap.is_saved(index)) {
            return;
        }
        let old = self.pages[index].words.clone();
        self.remember(index, old);
    }

    fn remember(&mut self, index: usize, old: Option<Box<Page>>) {
        self.pages[index].is_saved = true;
        if let Some(trap) = &mut self.trap
            && trap.covers(index)
        {
            trap.set_saved(index);
            self.pages[index].is_saved = false;
        }
        self.segments
            .last_mut()
            .expect("a page is unsaved only while a segment runs")
            .pages
            .push((index as u32, old));
    }
}

/// Where pages are free and what addresses they bear: kept with each keyframe.
#[derive(Clone)]
pub struct PageMap {
    addresses: Vec<u64>,
    free_runs: Vec<(u32, u32)>,
}

/// Page places.
impl Memory {
    /// Makes the run of `have` pages at `place` one of `need`: in place where the pages behind are free, else the
    /// contents move (by pointer) to a new run. Returns where the run is then.
    pub fn grow_pages(&mut self, place: u32, have: u32, need: u32) -> u32 {
        let (first, more) = (place >> PAGE_SHIFT, need - have);
        let behind = first + have;
        if behind as usize == self.pages.len() {
            for page in self.append_pages(more)..behind + more {
                self.fill_page(page << PAGE_SHIFT);
            }
            return place;
        }
        if let Ok(at) = self.free_runs.binary_search_by_key(&behind, |run| run.0)
            && self.free_runs[at].1 >= more
        {
            let (start, length) = self.free_runs[at];
            if length == more {
                self.free_runs.remove(at);
            } else {
                self.free_runs[at] = (start + more, length - more);
            }
            for page in behind..behind + more {
                self.fill_page(page << PAGE_SHIFT);
            }
            return place;
        }
        let to = self.reserve_pages(need, false);
        for page in 0..have {
            self.move_content(
                (first + page) as usize,
                ((to >> PAGE_SHIFT) + page) as usize,
            );
        }
        for page in have..need {
            self.fill_page(to + (page << PAGE_SHIFT));
        }
        self.release_pages(place, have);
        to
    }

    fn move_content(&mut self, from: usize, to: usize) {
        if !self.pages[from].is_saved {
            self.save(from);
        }
        if !self.pages[to].is_saved {
            self.save(to);
        }
        let words = self.pages[from].words.take();
        self.pages[to].words = words;
    }

    /// The page map as it is.
    pub fn page_map(&self) -> PageMap {
        PageMap {
            addresses: self.addresses.clone(),
            free_runs: self.free_runs.clone(),
        }
    }

    /// Puts a page map back; pages that came later are free.
    pub fn set_page_map(&mut self, map: &PageMap) {
        let known = map.addresses.len();
        self.addresses[..known].copy_from_slice(&map.addresses);
        self.free_runs.clone_from(&map.free_runs);
        let later = self.addresses.len() - known;
        if later > 0 {
            self.addresses[known..].fill(0);
            match self.free_runs.last_mut() {
                Some(last) if (last.0 + last.1) as usize == known => last.1 += later as u32,
                _ => self.free_runs.push((known as u32, later as u32)),
            }
        }
    }
}

/// Writes, as they happen: for whoever replays.
impl Memory {
    /// Notes each write to the page of `place`, or to all pages, from now on, until [`Memory::end_trap`]. Where no
    /// keyframe is kept nothing is noted.
    pub fn trap_writes(&mut self, place: Option<u32>) {
        self.end_trap();
        if self.running.is_none() {
            return;
        }
        let only = place.map(|place| (place >> PAGE_SHIFT) as usize);
        let mut trap = Trap {
            only,
            ..Trap::default()
        };
        for (index, entry) in self.pages.iter_mut().enumerate() {
            if trap.covers(index) && entry.is_saved {
                trap.set_saved(index);
                entry.is_saved = false;
            }
        }
        self.trap = Some(Box::new(trap));
    }

    /// What was noted since it was last taken: places, and what each held before the write.
    pub fn take_writes(&mut self) -> Vec<(u32, u64)> {
        self.trap
            .as_mut()
            .map(|trap| std::mem::take(&mut trap.log))
            .unwrap_or_default()
    }

    /// Notes no more.
    pub fn end_trap(&mut self) {
        if let Some(trap) = self.trap.take() {
            for (index, _) in trap.saved.iter().enumerate().filter(|(_, saved)| **saved) {
                self.pages[index].is_saved = true;
            }
        }
    }
}

/// Keyframes: moments of the store that can be gone back to.
impl Memory {
    /// Keeps the present as the next keyframe and returns its number. Only at the frontier.
    pub fn keep_keyframe(&mut self) -> usize {
        assert!(self.running != Some(Running::Replay { keyframe: 0 }) || self.segments.is_empty());
        match self.running {
            None => {
                for entry in &mut self.pages {
                    entry.is_saved = false;
                }
            }
            Some(_) => self.forget_saved(self.segments.len() - 1),
        }
        self.running = Some(Running::Frontier);
        self.segments.push(Segment::default());
        self.segments.len() - 1
    }

    /// Forgets keyframe `number`, neither the first nor the newest: those behind it move up. Only at the frontier.
    pub fn forget_keyframe(&mut self, number: usize) {
        assert!(
            self.running == Some(Running::Frontier)
                && (1..self.segments.len() - 1).contains(&number),
            "a keyframe between the first and the newest"
        );
        let gone = self.segments.remove(number);
        let before = &mut self.segments[number - 1];
        // What was not written between the two was the same at both.
        let known: BTreeSet<u32> = before.pages.iter().map(|(page, _)| *page).collect();
        let others = gone
            .pages
            .into_iter()
            .filter(|(page, _)| !known.contains(page));
        before.pages.extend(others);
    }

    /// Goes to keyframe `number`, from wherever the store is. What was written after the frontier's last
    /// keyframe is kept the first time it is left, so that the frontier can be come back to by replay alone.
    pub fn seek_keyframe(&mut self, number: usize) {
        self.end_trap();
        let at = match self.running {
            None => return,
            Some(Running::Frontier) => self.segments.len() - 1,
            Some(Running::Replay { keyframe }) => {
                self.exchange(self.segments.len() - 1);
                let scratch = self.segments.len() - 1;
                self.forget_saved(scratch);
                self.segments.pop();
                for segment in keyframe..number {
                    self.exchange(segment);
                }
                for segment in (number..keyframe).rev() {
                    self.exchange(segment);
                }
                self.begin_replay(number);
                return;
            }
        };
        self.forget_saved(at);
        for segment in (number..=at).rev() {
            self.exchange(segment);
        }
        self.begin_replay(number);
    }

    /// The number of keyframes kept.
    pub fn keyframe_count(&self) -> usize {
        match self.running {
            Some(Running::Replay { .. }) => self.segments.len() - 1,
            _ => self.segments.len(),
        }
    }

    fn begin_replay(&mut self, keyframe: usize) {
        self.segments.push(Segment::default());
        self.running = Some(Running::Replay { keyframe });
    }

    fn forget_saved(&mut self, segment: usize) {
        let Memory {
            pages, segments, ..
        } = self;
        for (page, _) in &segments[segment].pages {
            pages[*page as usize].is_saved = false;
        }
    }

    fn exchange(&mut self, segment: usize) {
        let Memory {
            pages,
            segments,
            resident_pages,
            ..
        } = self;
        for (page, other) in &mut segments[segment].pages {
            let entry = &mut pages[*page as usize];
            *resident_pages += usize::from(other.is_some());
            *resident_pages -= usize::from(entry.words.is_some());
            std::mem::swap(&mut entry.words, other);
        }
    }
}

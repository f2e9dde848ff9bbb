//! Who asks for memory: while allocations are traced (`tracemalloc`), the heap is told before each instruction
//! which site runs, that is, which lines of which files, the innermost first.
//!
//! Modelled after `traceback_get_frames` (`Modules/_tracemalloc.c @ v3.9.2`): a site has at most so many frames as
//! `start()` was told, and the number of all that there were. Left out: files whose names aren't text.

use std::collections::BTreeMap;
use std::rc::Rc;

use crate::vm::Vm;

/// Where memory was asked for: a file and a line.
pub type Line = (Rc<str>, u32);

/// The lines that a site stands for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Site {
    /// Lines of the frames, the innermost first.
    pub lines: Vec<Line>,
    /// How many frames there were in all.
    pub depth: u32,
}

/// A site by what the machine knows without looking anything up: code objects' numbers and lines, and the depth.
type Key = (Vec<(u32, u32)>, u32);

/// All sites that asked, by their numbers.
#[derive(Clone, Debug, Default)]
pub struct Sites {
    /// How many frames a site has at most (`tracemalloc.get_traceback_limit`).
    pub limit: u32,
    table: Rc<Table>,
    /// What the heap was told last: depth, when the frame was called, its code's number and its line.
    last: Option<(usize, u64, u32, u32)>,
}

#[derive(Clone, Debug, Default)]
struct Table {
    sites: Vec<Site>,
    by_key: BTreeMap<Key, u32>,
    by_lines: BTreeMap<Site, u32>,
}

impl Table {
    fn add(&mut self, site: Site) -> u32 {
        let Table {
            sites, by_lines, ..
        } = self;
        *by_lines.entry(site.clone()).or_insert_with(|| {
            if (sites.len() as u32) < heaplens_heap::trace::MOST_SITES {
                sites.push(site);
            }
            sites.len() as u32
        })
    }
}

impl Sites {
    /// The site of a number.
    ///
    /// # Panics
    /// Where no site bears that number.
    pub fn site(&self, number: u32) -> &Site {
        &self.table.sites[number as usize - 1]
    }

    /// How many there are: their numbers begin at 1.
    pub fn count(&self) -> u32 {
        self.table.sites.len() as u32
    }

    /// The number of the site that stands for these lines.
    pub fn number(&mut self, site: Site) -> u32 {
        Rc::make_mut(&mut self.table).add(site)
    }
}

impl Vm {
    /// Begins to trace allocations, with so many frames for each.
    pub(crate) fn start_tracing(&mut self, limit: u32) {
        self.states.traced.limit = limit;
        self.states.traced.last = None;
        self.heap.start_tracing();
        self.attend_to_each();
        self.note_site();
    }

    /// Traces no more.
    pub(crate) fn stop_tracing(&mut self) {
        self.heap.stop_tracing();
        self.attend_to_each();
    }

    /// Tells the heap which lines run, where they are others than before.
    #[inline]
    pub(crate) fn note_site(&mut self) {
        let Some(frame) = self.frames.last() else {
            return;
        };
        let now = (
            self.frames.len(),
            frame.called_at,
            frame.code.number,
            frame.line(),
        );
        if self.states.traced.last != Some(now) {
            self.states.traced.last = Some(now);
            self.find_site();
        }
    }

    fn find_site(&mut self) {
        let limit = self.states.traced.limit as usize;
        let shown = self.frames.iter().rev().take(limit);
        let lines = shown.map(|frame| (frame.code.number, frame.traced_line()));
        let key = (lines.collect(), self.frames.len() as u32);
        let known = self.states.traced.table.by_key.get(&key).copied();
        let number = known.unwrap_or_else(|| {
            let shown = self.frames.iter().rev().take(limit);
            let site = Site {
                lines: shown
                    .map(|frame| (Rc::clone(&frame.code.body.filename), frame.traced_line()))
                    .collect(),
                depth: key.1,
            };
            let table = Rc::make_mut(&mut self.states.traced.table);
            let number = table.add(site);
            table.by_key.insert(key, number);
            number
        });
        self.heap.set_trace_site(number);
    }
}

impl crate::vm::frame::Frame {
    /// The line that runs; of what stands in no line, the line where the code begins.
    fn traced_line(&self) -> u32 {
        match self.line() {
            0 => self.code.body.firstlineno,
            line => line,
        }
    }
}

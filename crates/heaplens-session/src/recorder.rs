//! What the watcher of lines writes down: at the first run the marks and the output by step, in a replay the
//! moments that were asked for.

use crate::collections::SlowMotion;
use crate::holders::ledger::Baseline;
use crate::mark_log::{InUse, MarkLog};
use crate::moment::{self, OwnFiles};
use crate::wire::{CollectionMark, MarkKinds, OutputChunk, Pause, Step, Stream, View, ViewOptions};
use heaplens_heap::Ref;
use heaplens_heap::gc::{Phase, UNREACHABLE};
use heaplens_heap::watch::Death;
use heaplens_python::vm::{LineEvent, Vm};
use std::cell::Cell;
use std::ops::Range;
use std::rc::Rc;

/// A moment as it was read, with what is needed to compare it with the one before.
#[derive(Debug, Clone)]
pub struct Raw {
    pub view: View,
    /// Who died since the moment before; `None` where that wasn't read on the way.
    pub deaths: Option<Vec<Death>>,
    /// How many objects of each type had been born by now.
    pub born_of_type: Vec<u32>,
    /// Collections and what they freed so far, by generation.
    pub collections: [(u64, u64); 3],
}

/// The most collections that are listed.
const MOST_COLLECTIONS: usize = 100_000;

/// What is asked of the machine at each line of a replay: at which step it stands is told along.
pub type Watcher = Box<dyn FnMut(&Vm, u64)>;

/// The state of the watcher.
pub struct Recorder {
    pub own: Rc<OwnFiles>,
    /// The file name last asked about, by where its text lies, and whether it is the person's own.
    last_file: (*const u8, bool),
    /// The number of the next line.
    pub next: u64,
    /// The line before it.
    pub previous_line: u32,
    /// How many steps have been written down: a replay doesn't write them again.
    pub frontier: u64,
    pub marks: MarkLog,
    pub chunks: Vec<OutputChunk>,
    seen: Seen,
    /// Pause before this step, and go no further even if it can't be gone on from there.
    pub pause_at: Option<u64>,
    /// Pause at the first line that allows it from this time on.
    pub pause_from_time: u64,
    /// The steps whose moments are read, how, and those that were.
    pub wanted: Range<u64>,
    pub options: ViewOptions,
    pub read: Vec<(u64, Raw)>,
    /// The last step that was read on this way, and how many had died by then.
    pub last_read: Option<u64>,
    died_before: u64,
    /// How many objects the collection under way has found.
    found: u64,
    /// The step and the line at which it began.
    collection_began: (u64, u32),
    /// What nobody could be named for when the program began.
    pub baseline: Rc<Baseline>,
    /// Asked at each line, where somebody wants to know more than moments.
    pub watcher: Option<Watcher>,
    /// How many collections there had been before the program began.
    pub collections_before: u64,
    /// Every collection so far.
    pub collections: Vec<CollectionMark>,
    /// Where a replay watches collections in slow motion.
    pub slow_motion: Option<SlowMotion>,
    /// Pause at the next line, where a watcher has seen enough.
    pub abort: Option<Rc<Cell<bool>>>,
    /// The step that is the pause after everything; what comes behind it runs at the interpreter's end.
    pub over_at: Option<u64>,
    /// The last step before the first exception that came out at the prompt.
    pub uncaught_at: Option<u64>,
}

/// What the watcher saw at the line before, to tell what it did.
#[derive(Debug, Clone, Copy, Default)]
struct Seen {
    stdout: usize,
    stderr: usize,
    born: u64,
    died: u64,
    depth: u32,
    collections: u64,
    handled: Ref,
    /// Exceptions that came out at the prompt.
    errors: usize,
}

impl Recorder {
    pub fn new(own: Rc<OwnFiles>) -> Self {
        Self {
            own,
            last_file: (std::ptr::null(), false),
            next: 0,
            previous_line: 0,
            frontier: 0,
            marks: MarkLog::default(),
            chunks: Vec::new(),
            seen: Seen::default(),
            pause_at: None,
            pause_from_time: u64::MAX,
            wanted: 0..0,
            options: ViewOptions::default(),
            read: Vec::new(),
            last_read: None,
            died_before: 0,
            found: 0,
            collection_began: (0, 0),
            baseline: Rc::default(),
            watcher: None,
            abort: None,
            collections_before: 0,
            collections: Vec::new(),
            slow_motion: None,
            over_at: None,
            uncaught_at: None,
        }
    }

    /// A line is about to run. Says whether the machine goes on.
    pub fn line(&mut self, vm: &Vm, event: LineEvent) -> bool {
        if !self.is_own(vm) {
            return true;
        }
        let step = self.next;
        self.next += 1;
        let depth = event.depth - 1;
        if step >= self.frontier {
            self.write_down(vm, step, event.line, depth);
        }
        if self.wanted.contains(&step) {
            self.read_moment(vm, step, event.line, Pause::Line);
        }
        if let Some(watcher) = &mut self.watcher {
            watcher(vm, step);
        }
        self.previous_line = event.line;
        if self.is_aborted() && vm.can_keep() {
            return false;
        }
        !(self.pause_at == Some(step) || (event.time >= self.pause_from_time && vm.can_keep()))
    }

    /// The collector has come to a phase.
    pub fn phase(&mut self, vm: &Vm, phase: Phase) {
        let gc = &vm.heap.gc;
        let all = gc.stats.iter().map(|stats| stats.collections).sum::<u64>();
        let number = all - self.collections_before;
        if let Some(slow) = &mut self.slow_motion {
            slow.phase(vm, number, phase);
            if let Some(abort) = self.abort.as_ref().filter(|_| slow.is_over()) {
                abort.set(true);
            }
        }
        let is_new = number as usize >= self.collections.len();
        if !is_new || self.collections.len() >= MOST_COLLECTIONS {
            return;
        }
        match phase {
            // A finaliser's lines are not where it began.
            Phase::Candidates => {
                self.collection_began = (self.next.saturating_sub(1), self.previous_line);
            }
            Phase::ResurrectedRescued => self.found = vm.heap.gc_objects(UNREACHABLE).len() as u64,
            Phase::Freed => self.collections.push(CollectionMark {
                step: Step(self.collection_began.0),
                line: self.collection_began.1,
                generation: gc.generation as u8,
                collected: self.found,
                by_threshold: gc.by_threshold,
            }),
            _ => {}
        }
    }

    /// Whether a watcher has seen enough.
    pub fn is_aborted(&self) -> bool {
        self.abort.as_ref().is_some_and(|abort| abort.get())
    }

    fn is_own(&mut self, vm: &Vm) -> bool {
        let Some(frame) = vm.frames.last() else {
            return false;
        };
        let file = &frame.code.body.filename;
        if self.last_file.0 != file.as_ptr() {
            self.last_file = (file.as_ptr(), self.own.contains(&**file));
        }
        self.last_file.1
    }

    /// Notes what the line before did, and the new step.
    fn write_down(&mut self, vm: &Vm, step: u64, line: u32, depth: u32) {
        self.note_effects(vm, depth);
        let in_use = InUse {
            bytes: vm.heap.bytes_in_use,
            objects: vm.heap.watch.born.saturating_sub(vm.heap.watch.died),
        };
        self.marks.step(line, depth, in_use);
        self.frontier = step + 1;
    }

    /// Notes what was done since the step before began: its output, its calls, births and deaths.
    fn note_effects(&mut self, vm: &Vm, depth: u32) {
        let gc = &vm.heap.gc;
        let now = Seen {
            stdout: vm.output.stdout.len(),
            stderr: vm.output.stderr.len(),
            born: vm.heap.watch.born,
            died: vm.heap.watch.died,
            depth,
            collections: gc.stats.iter().map(|stats| stats.collections).sum(),
            handled: vm.handled.last().copied().unwrap_or_default(),
            errors: vm.output.errors.len(),
        };
        let was = self.seen;
        if now.errors > was.errors {
            let step = self.frontier.saturating_sub(1);
            self.uncaught_at.get_or_insert(step);
        }
        self.seen = now;
        let is_first = self.frontier == 0;
        let kinds = MarkKinds::bits(
            now.depth > was.depth,
            now.depth < was.depth,
            now.stdout > was.stdout,
            now.handled != was.handled && !now.handled.is_null(),
            now.collections > was.collections,
        );
        if !is_first {
            self.marks
                .did(kinds, now.born - was.born, now.died - was.died);
        }
        let step = Step(self.frontier.saturating_sub(1));
        let mut piece = |stream, bytes: &[u8]| {
            if !bytes.is_empty() {
                let text = String::from_utf8_lossy(bytes).into_owned();
                self.chunks.push(OutputChunk {
                    stream,
                    step,
                    line: self.previous_line,
                    text,
                });
            }
        };
        piece(Stream::Stdout, &vm.output.stdout[was.stdout..]);
        piece(Stream::Stderr, &vm.output.stderr[was.stderr..]);
    }

    /// The program is over: its last step is the pause after everything.
    pub fn over(&mut self, vm: &Vm, pause: Pause) {
        let step = self.next;
        self.next += 1;
        self.over_at = Some(step);
        if step >= self.frontier {
            self.write_down(vm, step, 0, 0);
        }
        if self.wanted.contains(&step) {
            self.read_moment(vm, step, 0, pause);
        }
        if let Some(watcher) = &mut self.watcher {
            watcher(vm, step);
        }
        self.previous_line = 0;
    }

    /// Nothing more will run: what was printed last belongs to the last step.
    pub fn end(&mut self, vm: &Vm) {
        self.note_effects(vm, self.seen.depth);
    }

    /// The output written by the time `step` begins.
    pub fn chunks_before(&self, step: u64) -> usize {
        self.chunks.partition_point(|chunk| chunk.step.0 < step)
    }

    fn read_moment(&mut self, vm: &Vm, step: u64, line: u32, pause: Pause) {
        let place = moment::Place {
            step: Step(step),
            pause,
            line,
            previous_line: self.previous_line,
            output_chunks: self.chunks_before(step) as u64,
        };
        let follows = step > 0 && self.last_read == Some(step - 1);
        let raw = Raw {
            view: moment::view_now(vm, &self.own, &self.baseline, place, &self.options),
            deaths: follows.then(|| vm.heap.deaths_since(self.died_before).to_vec()),
            born_of_type: vm.heap.born_of_type().to_vec(),
            collections: vm
                .heap
                .gc
                .stats
                .map(|stats| (stats.collections, stats.collected)),
        };
        self.last_read = Some(step);
        self.died_before = vm.heap.watch.died;
        self.read.push((step, raw));
    }

    /// Prepares a replay whose next line is `next`, that reads the moments `wanted`.
    pub fn replay(
        &mut self,
        next: u64,
        previous_line: u32,
        wanted: Range<u64>,
        options: &ViewOptions,
    ) {
        self.last_file = (std::ptr::null(), false);
        self.next = next;
        self.previous_line = previous_line;
        self.go_on(wanted, options);
        self.last_read = None;
    }

    /// Prepares to go on from where it is.
    pub fn go_on(&mut self, wanted: Range<u64>, options: &ViewOptions) {
        self.pause_at = wanted.end.checked_sub(1);
        self.pause_from_time = u64::MAX;
        self.wanted = wanted;
        self.options = options.clone();
    }
}

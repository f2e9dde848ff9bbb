//! Threads that take turns: each has its own frames and stack, and only one runs. They switch where one waits, and
//! else after a fixed number of instructions, so that a run is the same each time. Source of the words: Python/ceval_gil.c,
//! Modules/_threadmodule.c @ v3.11; the order of turns is our own.
//!
//! A thread that waits in the loop of the driver is set aside and gone on with later; its call has then returned
//! already, as if it had got what it waits for. A thread that waits in the middle of a built-in function can't be set
//! aside: the others run on top of it, until it may go on.

use std::collections::BTreeMap;

use heaplens_heap::{Owned, Ref};

use crate::vm::call::Called;
use crate::vm::exceptions::Exc;
use crate::vm::frame::{Frame, FrameKind, Slot};
use crate::vm::stop::Stop;
use crate::vm::{Raised, Res, Vm};

/// How many instructions a thread runs at a stretch: those of 5 milliseconds (`sys.getswitchinterval()`).
const SLICE: u64 = 125_000;

/// All threads but what the running one has in the machine itself.
#[derive(Clone, Default)]
pub struct Threads {
    /// All there are, by their numbers; the main thread is 0.
    known: BTreeMap<u64, Thread>,
    /// The one that runs.
    current: u64,
    /// How many were started.
    started: u64,
    /// Who holds each lock that somebody holds, by the lock's reference: thread and how often.
    pub(crate) locks: BTreeMap<u32, (u64, u32)>,
    /// The running one waits: it stops at its next instruction.
    must_switch: bool,
    /// When its turn is over, in instructions.
    turn_ends: u64,
    /// The depth of the native stack at which threads can be set aside; 0 stands for the driver's, 1.
    base_depth: u32,
    /// There is more than one: each instruction is attended to.
    take_turns: bool,
}

#[derive(Clone, Default)]
struct Thread {
    frames: Vec<Frame>,
    stack: Vec<Slot>,
    handled: Vec<Ref>,
    /// What it will call: function, a tuple, a dict or null; counts are held until it begins.
    begins_with: Option<[Ref; 3]>,
    waits: Wait,
    /// It waits in the middle of a built-in function.
    is_pinned: bool,
    /// The program doesn't wait for it at its end.
    is_daemon: bool,
}

/// What a thread waits for.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub(crate) enum Wait {
    /// Nothing: it may run.
    #[default]
    Nothing,
    /// A lock, perhaps only until a time (nanoseconds of the steady clock).
    Lock(Ref, Option<u64>),
    /// A time.
    Until(u64),
}

/// Whose turn it is.
enum Turn {
    /// This thread's; whether it got what it waited for.
    Of(u64, bool),
    /// Nobody's, ever.
    Nobody,
}

impl Threads {
    /// Whether there is more than one.
    pub(crate) fn take_turns(&self) -> bool {
        self.take_turns
    }
}

impl Vm {
    /// The number of the thread that runs; the main thread's is 0.
    pub fn current_thread(&self) -> u64 {
        self.states.threads.current
    }

    /// How many threads were started and have not ended, the main one not counted.
    pub fn thread_count(&self) -> usize {
        self.states
            .threads
            .known
            .keys()
            .filter(|&&number| number != 0)
            .count()
    }

    /// Makes a thread that will call this. Gives its number.
    pub(crate) fn start_thread(
        &mut self,
        function: Ref,
        args: Ref,
        kwargs: Ref,
        is_daemon: bool,
    ) -> u64 {
        for r in [function, args, kwargs] {
            if !r.is_null() {
                self.heap.incref(r);
            }
        }
        let threads = &mut self.states.threads;
        threads.known.entry(0).or_default();
        threads.started += 1;
        let number = threads.started;
        let thread = Thread {
            begins_with: Some([function, args, kwargs]),
            is_daemon,
            ..Thread::default()
        };
        threads.known.insert(number, thread);
        threads.turn_ends = self.time + SLICE;
        if !std::mem::replace(&mut threads.take_turns, true) {
            self.attend_to_each();
        }
        number
    }

    /// Looks between two instructions whether another thread's turn has come: the running loop is left then.
    pub(crate) fn attend_threads(&mut self) -> Res<()> {
        let threads = &self.states.threads;
        if !threads.take_turns {
            return Ok(());
        }
        let is_due = threads.must_switch
            || self.time >= threads.turn_ends
                && self.can_set_aside()
                && !self.top().code.stands_for_c;
        if !is_due {
            return Ok(());
        }
        self.states.threads.must_switch = false;
        // The instruction has not begun: it is counted when it does.
        self.time -= 1;
        self.top_mut().pc -= 1;
        self.stop = Some(Stop::Switch);
        Err(Raised)
    }

    fn can_set_aside(&self) -> bool {
        self.native_depth == self.states.threads.base_depth.max(1)
    }

    /// Lets the running thread wait. Whether it got what it waits for; where it is set aside only then, that isn't
    /// known yet, and the answer on its stack is put right later.
    pub(crate) fn wait(&mut self, wait: Wait) -> Res<bool> {
        let current = self.states.threads.current;
        let thread = self.states.threads.known.entry(current).or_default();
        thread.waits = wait;
        if self.states.threads.take_turns && self.can_set_aside() {
            self.states.threads.must_switch = true;
            return Ok(true);
        }
        self.wait_here(current)
    }

    /// Runs other threads on top of the native stack until the waiting one may go on.
    fn wait_here(&mut self, waiting: u64) -> Res<bool> {
        if let Some(thread) = self.states.threads.known.get_mut(&waiting) {
            thread.is_pinned = true;
        }
        self.enter_native()?;
        let outer = std::mem::replace(&mut self.states.threads.base_depth, self.native_depth);
        let got = loop {
            match self.next_turn(Some(waiting)) {
                Turn::Nobody => break Err(self.nobody()),
                Turn::Of(number, got) if number == waiting => {
                    self.change_to(waiting);
                    break Ok(got);
                }
                Turn::Of(number, got) => {
                    if let Some(Err(raised)) = self.run_turn(number, got) {
                        break Err(raised);
                    }
                }
            }
        };
        self.states.threads.base_depth = outer;
        self.native_depth -= 1;
        if let Some(thread) = self.states.threads.known.get_mut(&waiting) {
            thread.is_pinned = false;
        }
        got
    }

    /// One turn of a thread on the native stack as it is; an error where the whole run stops.
    fn run_turn(&mut self, number: u64, got: bool) -> Option<Res<()>> {
        if !self.begin_turn(number, got) {
            return None;
        }
        let result = self.run(0);
        match self.stop {
            Some(Stop::Switch) => {
                self.stop = None;
                None
            }
            Some(_) => Some(Err(Raised)),
            None => {
                self.end_thread(result);
                None
            }
        }
    }

    fn nobody(&mut self) -> Raised {
        self.unsupported("threads that all wait for each other, for ever")
    }

    /// Goes on with the thread whose turn is next, in the driver's loop: an error where there is none.
    pub(crate) fn switch_thread(&mut self) -> Res<()> {
        loop {
            match self.next_turn(None) {
                Turn::Nobody => return Err(self.nobody()),
                Turn::Of(number, got) => {
                    if self.begin_turn(number, got) {
                        return Ok(());
                    }
                }
            }
        }
    }

    /// Whether the program, at its end, has threads to wait for.
    pub(crate) fn has_threads_to_join(&self) -> bool {
        let known = &self.states.threads.known;
        known
            .iter()
            .any(|(&number, thread)| number != 0 && !thread.is_daemon)
    }

    /// The main thread has ended: nothing waits for it, and it has no more turns.
    pub(crate) fn leave_main_thread(&mut self) {
        self.states.threads.known.remove(&0);
    }

    /// No thread has another turn.
    pub(crate) fn end_threads(&mut self) {
        self.states.threads.known.clear();
        self.states.threads.current = 0;
        self.end_turns();
    }

    fn end_turns(&mut self) {
        if std::mem::take(&mut self.states.threads.take_turns) {
            self.attend_to_each();
        }
    }

    /// Puts the running thread aside and makes this one the running one. Whether there is something to run: a thread
    /// that ends as it begins has ended.
    fn begin_turn(&mut self, number: u64, got: bool) -> bool {
        self.change_to(number);
        self.states.threads.turn_ends = self.time + SLICE;
        let begins_with = self
            .states
            .threads
            .known
            .get_mut(&number)
            .and_then(|thread| thread.begins_with.take());
        if let Some(parts) = begins_with {
            return self.begin_thread(parts);
        }
        if !got && let Some(slot) = self.stack.last_mut() {
            // Its call returned True, as if it had got the lock.
            let old = std::mem::replace(slot, Slot::counted(self.heap.known.false_));
            let no = self.heap.known.false_;
            self.heap.incref(no);
            if !old.is_borrowed() {
                self.drop_ref(old.get());
            }
        }
        true
    }

    fn begin_thread(&mut self, [function, args, kwargs]: [Ref; 3]) -> bool {
        self.handled = vec![Ref::NULL];
        self.stack.push(Slot::counted(function));
        self.stack.push(Slot::NULL);
        let positional = self.heap.tuple_items(args);
        let named = if kwargs.is_null() {
            Vec::new()
        } else {
            self.heap.dict_entries(kwargs)
        };
        let values = named.iter().map(|entry| entry.2);
        for value in positional.iter().copied().chain(values) {
            self.heap.incref(value);
            self.stack.push(Slot::counted(value));
        }
        let count = (positional.len() + named.len()) as u32;
        let names: Vec<Ref> = named.iter().map(|entry| entry.1).collect();
        let names = (!names.is_empty()).then(|| self.heap.tuple_of(&names));
        let called = self.call_on_stack(
            count,
            names.as_ref().map_or(Ref::NULL, Owned::get),
            FrameKind::Entry,
        );
        self.drop_ref(args);
        if !kwargs.is_null() {
            self.drop_ref(kwargs);
        }
        match called {
            Ok(Called::Frame) => return true,
            Ok(Called::Done) => {
                let result = self.pop_owned();
                self.end_thread(Ok(result));
            }
            Err(raised) => self.end_thread(Err(raised)),
        }
        false
    }

    /// The running thread has returned or raised.
    pub(crate) fn end_thread(&mut self, result: Res) {
        match result {
            Ok(value) => self.release(value),
            Err(Raised) => {
                self.drop_stack_to(0);
                if !self.catch(Exc::SystemExit) && self.stop.is_none() {
                    let none = self.heap.known.none;
                    self.report_unraisable("in thread", none);
                }
            }
        }
        self.settle();
        let threads = &mut self.states.threads;
        threads.known.remove(&threads.current);
        if threads.known.keys().all(|&number| number == 0) && threads.base_depth == 0 {
            self.end_turns();
        }
    }

    /// Puts the frames of the running thread aside and takes those of another in.
    fn change_to(&mut self, number: u64) {
        let current = self.states.threads.current;
        if number == current {
            return;
        }
        self.keep_frame_lines();
        let frames = std::mem::take(&mut self.frames);
        let stack = std::mem::take(&mut self.stack);
        let handled = std::mem::take(&mut self.handled);
        if let Some(thread) = self.states.threads.known.get_mut(&current) {
            thread.frames = frames;
            thread.stack = stack;
            thread.handled = handled;
        }
        let threads = &mut self.states.threads;
        if let Some(thread) = threads.known.get_mut(&number) {
            self.frames = std::mem::take(&mut thread.frames);
            self.stack = std::mem::take(&mut thread.stack);
            self.handled = std::mem::take(&mut thread.handled);
        }
        threads.current = number;
        self.find_frame_objects();
    }

    /// Whose turn is next: of those that may run the first one behind the running one; else the clock goes on to when
    /// the first of those that wait for a time may. Only `on_top` of the pinned ones may go on.
    fn next_turn(&mut self, on_top: Option<u64>) -> Turn {
        let now = self.clock().steady_nanos;
        let threads = &self.states.threads;
        let can_run = |number: u64, thread: &Thread| !thread.is_pinned || on_top == Some(number);
        let current = threads.current;
        let after = threads
            .known
            .range(current + 1..)
            .chain(threads.known.range(..=current));
        let mut found = None;
        for (&number, thread) in after.filter(|&(&number, thread)| can_run(number, thread)) {
            let got = match thread.waits {
                Wait::Nothing => true,
                Wait::Lock(lock, _) if !threads.locks.contains_key(&lock.0) => true,
                Wait::Lock(_, Some(until)) if until <= now => false,
                Wait::Until(until) if until <= now => true,
                _ => continue,
            };
            found = Some((number, got));
            break;
        }
        if found.is_none() {
            let timed = threads
                .known
                .iter()
                .filter(|&(&number, thread)| can_run(number, thread));
            let first = timed.filter_map(|(&number, thread)| match thread.waits {
                Wait::Until(until) => Some((until, number, true)),
                Wait::Lock(_, Some(until)) => Some((until, number, false)),
                _ => None,
            });
            if let Some((until, number, got)) = first.min() {
                self.states.slept_nanos += until.saturating_sub(now);
                found = Some((number, got));
            }
        }
        let Some((number, got)) = found else {
            return Turn::Nobody;
        };
        let threads = &mut self.states.threads;
        if let Some(thread) = threads.known.get_mut(&number) {
            if let Wait::Lock(lock, _) = thread.waits
                && got
            {
                threads.locks.insert(lock.0, (number, 1));
            }
            thread.waits = Wait::Nothing;
        }
        Turn::Of(number, got)
    }

    /// What threads that are set aside hold.
    pub(crate) fn roots_of_threads(&self, see: &mut dyn FnMut(Ref)) {
        for thread in self.states.threads.known.values() {
            for frame in &thread.frames {
                see(frame.locals);
                see(frame.object);
            }
            for slot in &thread.stack {
                if !slot.is_borrowed() {
                    see(slot.get());
                }
            }
            for r in thread
                .handled
                .iter()
                .chain(thread.begins_with.iter().flatten())
            {
                see(*r);
            }
        }
    }
}

//! One run of one program, from its start to its end, and any moment of it afterwards.
//!
//! The first run goes forward in slices, keeps a keyframe now and then, and notes what each line did. A moment is
//! then read by going to the keyframe before it and running forward; going on to the next one starts from where
//! the machine stands.

use crate::compare::{Between, compare};
use crate::holders::ledger::Baseline;
use crate::look::identity::id_of_dead;
use crate::moment::OwnFiles;
use crate::outcome;
use crate::plain::{unit_of, version_of};
use crate::recorder::{Raw, Recorder};
use crate::wire::{
    Cause, Change, Ghost, Limit, Marks, ObjectId, Outcome, OutputChunk, Pause, Problem, Progress,
    RunSetup, RunSummary, Step, StepInside, Stream, Value, View, ViewOptions,
};
use crate::words::words_of;
use heaplens_heap::watch::QUIET;
use heaplens_python::vm::driver::{Advance, Driver};
use heaplens_python::vm::keyframe::Keyframe;
use heaplens_python::vm::stop::Limits;
use heaplens_python::vm::{Inputs, Output, Vm};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

/// Instructions between keyframes at first; where there are too many, every second one goes and the distance doubles.
const FIRST_DISTANCE: u64 = 250_000;
/// The most keyframes.
const MOST_KEYFRAMES: usize = 128;
/// The most bytes of the heap that keyframes may hold.
const MOST_KEYFRAME_BYTES: usize = 48 << 20;
/// For how many steps a ghost stays.
const GHOST_STEPS: u64 = 3;
/// How many moments are remembered as they were read.
const REMEMBERED: usize = 64;

/// A run.
pub struct Session {
    pub(crate) setup: RunSetup,
    pub(crate) vm: Vm,
    pub(crate) driver: Driver,
    pub(crate) recorder: Rc<RefCell<Recorder>>,
    pub(crate) keyframes: Vec<Kept>,
    /// Instructions from one keyframe to the next.
    distance: u64,
    pub(crate) end: Option<Outcome>,
    /// All that was printed, once the run has ended.
    whole: Output,
    /// The chunks of output that progress has told of.
    told: usize,
    /// The step before which the machine is paused, if it can go on from there.
    pub(crate) position: Option<u64>,
    /// Moments as they were read under `options`.
    moments: BTreeMap<u64, Rc<Raw>>,
    pub(crate) options: ViewOptions,
    /// What nobody could be named for when the program began, once somebody asked.
    pub(crate) baseline: Option<Rc<Baseline>>,
    /// The line that was looked into last.
    pub(crate) last_inside: Option<Rc<StepInside>>,
}

/// A keyframe, and where in the program it lies.
pub(crate) struct Kept {
    pub(crate) keyframe: Keyframe,
    driver: Driver,
    /// The number of the next line that the watcher will be told of.
    pub(crate) next: u64,
    previous_line: u32,
}

impl Session {
    /// Sets a run up. Nothing runs yet.
    ///
    /// # Errors
    /// If the version isn't modelled.
    pub fn new(setup: RunSetup) -> Result<Self, Problem> {
        let version = version_of(&setup.version)?;
        let limits = Limits {
            fuel: setup.fuel,
            memory: setup.memory,
            output: setup.output,
        };
        let files = setup
            .mounts
            .iter()
            .map(|mount| (mount.name.clone(), Rc::new(mount.text.clone().into_bytes())));
        let inputs = Inputs {
            stdin: Rc::new(setup.stdin.clone().into_bytes()),
            argv: vec![setup.file_name.clone()],
            files: files.collect(),
            ..Inputs::default()
        };
        let mut own: OwnFiles = setup
            .mounts
            .iter()
            .map(|mount| mount.name.clone())
            .collect();
        own.insert(setup.file_name.clone());
        let recorder = Rc::new(RefCell::new(Recorder::new(Rc::new(own))));
        let mut vm = Vm::new(version, limits, inputs);
        let watcher = Rc::clone(&recorder);
        vm.set_line_hook(Some(Box::new(move |vm, event| {
            watcher.borrow_mut().line(vm, event)
        })));
        let collector = Rc::clone(&recorder);
        vm.set_gc_hook(Some(Box::new(move |vm, phase| {
            // A collection at a line's own hook is none.
            if let Ok(mut recorder) = collector.try_borrow_mut() {
                recorder.phase(vm, phase);
            }
        })));
        vm.prepare_main(&setup.file_name);
        vm.heap.watch_births();
        let before = vm.heap.gc.stats.iter().map(|stats| stats.collections);
        recorder.borrow_mut().collections_before = before.sum();
        let driver = vm.begin(&setup.source, &setup.file_name, unit_of(setup.unit));
        let mut session = Self {
            setup,
            vm,
            driver,
            recorder,
            keyframes: Vec::new(),
            distance: FIRST_DISTANCE,
            end: None,
            whole: Output::default(),
            told: 0,
            position: None,
            moments: BTreeMap::new(),
            options: ViewOptions::default(),
            baseline: None,
            last_inside: None,
        };
        session.keep();
        Ok(session)
    }

    /// Runs for about so many instructions, or to the end.
    pub fn run_slice(&mut self, fuel: u64) -> Progress {
        let until = self.vm.time.saturating_add(fuel.max(1));
        while self.end.is_none() && self.vm.time < until {
            self.recorder.borrow_mut().pause_from_time = until.min(self.next_keyframe_time());
            match self.vm.advance(&mut self.driver) {
                Advance::Paused => {
                    if self.vm.time >= self.next_keyframe_time() {
                        self.keep();
                    }
                }
                Advance::Over => {
                    let pause = outcome::pause_at_the_end(&self.vm);
                    self.recorder.borrow_mut().over(&self.vm, pause);
                    self.keep();
                }
                Advance::Ended(ended) => {
                    self.recorder.borrow_mut().end(&self.vm);
                    let steps = self.recorder.borrow().frontier;
                    self.finish(outcome::outcome_of(ended, &self.vm, &self.setup, steps));
                }
            }
        }
        self.progress()
    }

    /// Ends a run that is under way: what ran until now can be looked at.
    pub fn stop(&mut self) {
        if self.end.is_none() {
            let line = self.recorder.borrow().previous_line;
            self.recorder.borrow_mut().end(&self.vm);
            self.finish(Outcome::Stopped {
                limit: Limit::Time,
                line,
            });
        }
    }

    fn finish(&mut self, outcome: Outcome) {
        self.end = Some(outcome);
        self.whole = self.vm.output.clone();
        self.position = None;
    }

    /// Keeps keyframes so many instructions apart at first, and no longer as far as is good for speed. For who holds
    /// a short run against the law that any way to a moment shows the same; to be said before anything runs.
    pub fn keep_every(&mut self, instructions: u64) {
        self.distance = instructions.max(1);
    }

    /// Forgets the moments that were read: they are read anew when they are asked for.
    pub fn forget_moments(&mut self) {
        self.moments.clear();
        self.position = None;
    }

    /// Bytes of real memory that the keyframes hold, of the heap's pages.
    #[must_use]
    pub fn keyframe_bytes(&self) -> usize {
        self.vm.heap.memory.keyframe_bytes()
    }

    fn next_keyframe_time(&self) -> u64 {
        let last = self.keyframes.last().map_or(0, |kept| kept.keyframe.time);
        last.saturating_add(self.distance)
    }

    fn keep(&mut self) {
        let recorder = self.recorder.borrow();
        let (next, previous_line) = (recorder.next, recorder.previous_line);
        drop(recorder);
        let keyframe = self.vm.keep();
        self.keyframes.push(Kept {
            keyframe,
            driver: self.driver.clone(),
            next,
            previous_line,
        });
        let is_too_much = |session: &Self| {
            session.keyframes.len() > MOST_KEYFRAMES
                || session.vm.heap.memory.keyframe_bytes() > MOST_KEYFRAME_BYTES
        };
        while is_too_much(self) {
            if self.keyframes.len() <= 2 {
                // The program writes so much that no more can be kept.
                self.distance = u64::MAX;
                break;
            }
            let kept = std::mem::take(&mut self.keyframes);
            self.keyframes = self.vm.thin_out(kept, |kept| &mut kept.keyframe);
            self.distance = self.distance.saturating_mul(2);
        }
    }

    fn progress(&mut self) -> Progress {
        let recorder = self.recorder.borrow();
        let output = recorder
            .chunks
            .get(self.told..)
            .unwrap_or_default()
            .to_vec();
        self.told = recorder.chunks.len();
        Progress {
            done: self.end.is_some(),
            steps: recorder.frontier,
            instructions: self.vm.time,
            line: recorder.previous_line,
            live_bytes: self.vm.heap.bytes_in_use,
            output,
        }
    }

    /// How the run went.
    ///
    /// # Errors
    /// While it is still going.
    pub fn summary(&self) -> Result<RunSummary, Problem> {
        let outcome = self.end.clone().ok_or(Problem::StillRunning)?;
        let recorder = self.recorder.borrow();
        Ok(RunSummary {
            outcome,
            steps: recorder.frontier,
            instructions: self.vm.time,
            output: recorder.chunks.clone(),
        })
    }

    /// The run's shape in time.
    #[must_use]
    pub fn marks(&self) -> Marks {
        self.recorder.borrow().marks.marks().clone()
    }

    /// What the run was set up with.
    #[must_use]
    pub fn setup(&self) -> &RunSetup {
        &self.setup
    }

    /// The moment before step `step`, with what led to it.
    ///
    /// # Errors
    /// While the run is going, or if it has no such step.
    pub fn view(&mut self, step: Step, options: &ViewOptions) -> Result<View, Problem> {
        let Some(end) = &self.end else {
            return Err(Problem::StillRunning);
        };
        let is_stopped = matches!(end, Outcome::Stopped { .. } | Outcome::Unsupported { .. });
        let steps = self.recorder.borrow().frontier;
        let asked = step.0;
        if asked >= steps {
            return Err(Problem::NoSuchStep {
                asked,
                last: steps.saturating_sub(1),
            });
        }
        self.baseline()?;
        self.read_moments(asked, options)?;
        let now = self.moment(asked)?;
        let mut view = now.view.clone();
        if is_stopped && asked + 1 == steps {
            view.pause = Pause::Stopped;
        }
        let before = asked
            .checked_sub(1)
            .map(|before| self.moment(before))
            .transpose()?;
        if let Some(before) = &before {
            let born = before.born_of_type.clone();
            let is_newborn = |id: ObjectId| {
                let (of_type, ordinal) = ((id.0 >> 32) as usize, id.0 as u32);
                ordinal & QUIET == 0 && ordinal > born.get(of_type).copied().unwrap_or(0)
            };
            let between = between(before, &now);
            view.changes = compare(&before.view, &mut view, &between, &is_newborn);
        }
        view.ghosts = self.ghosts(asked)?;
        mark_taken_addresses(&mut view);
        let printed = self.printed_by(asked);
        let source = self.source_of(
            before
                .as_ref()
                .map_or(view.file.as_str(), |before| before.view.file.as_str()),
        );
        view.words = words_of(
            before.as_ref().map(|before| &before.view),
            &view,
            &source,
            &printed,
        );
        Ok(view)
    }

    fn moment(&self, step: u64) -> Result<Rc<Raw>, Problem> {
        let message = || format!("step {step} was not read");
        self.moments
            .get(&step)
            .cloned()
            .ok_or_else(|| Problem::Engine { message: message() })
    }

    /// Reads the moment of `step` and those before it that it is compared with, where they aren't known yet.
    fn read_moments(&mut self, step: u64, options: &ViewOptions) -> Result<(), Problem> {
        if self.options != *options {
            self.options = options.clone();
            self.moments.clear();
        }
        let first = step.saturating_sub(GHOST_STEPS);
        // The first is only what the next one is compared with: who died before it needn't be known.
        let wants = |at: &u64| {
            let known = self.moments.get(at);
            known.is_none_or(|raw| *at > first && raw.deaths.is_none())
        };
        let (Some(missing), Some(last)) = ((first..=step).find(wants), (first..=step).rfind(wants))
        else {
            return Ok(());
        };
        let last_read = self.recorder.borrow().last_read;
        let follows = |at: u64| self.position == Some(at) && last_read == Some(at);
        let from = if missing > first && !follows(missing - 1) {
            missing - 1
        } else {
            missing
        };
        let nearest = self.keyframe_before(from);
        let stands_nearer = self
            .position
            .is_some_and(|at| at < from && at + 1 >= self.keyframes[nearest].next);
        if stands_nearer {
            self.recorder.borrow_mut().go_on(from..last + 1, options);
        } else {
            self.go_to_keyframe(nearest, from..last + 1, options);
        }
        self.replay_to(last);
        let read = std::mem::take(&mut self.recorder.borrow_mut().read);
        for (step, raw) in read {
            // Read again only for the next one: who died before it is known already.
            let knows_more = |known: &Rc<Raw>| known.deaths.is_some() && raw.deaths.is_none();
            if !self.moments.get(&step).is_some_and(knows_more) {
                self.moments.insert(step, Rc::new(raw));
            }
        }
        while self.moments.len() > REMEMBERED {
            let (Some(low), Some(high)) = (
                self.moments.first_key_value().map(|(k, _)| *k),
                self.moments.last_key_value().map(|(k, _)| *k),
            ) else {
                break;
            };
            self.moments
                .remove(if step.abs_diff(low) > step.abs_diff(high) {
                    &low
                } else {
                    &high
                });
        }
        Ok(())
    }

    /// Goes back (or forward) to a keyframe, to read the moments of the steps `wanted` from there on.
    pub(crate) fn go_to_keyframe(
        &mut self,
        number: usize,
        wanted: std::ops::Range<u64>,
        options: &ViewOptions,
    ) {
        let kept = &self.keyframes[number];
        self.vm.go_to(&kept.keyframe, &self.whole);
        self.driver = kept.driver.clone();
        self.position = None;
        self.recorder
            .borrow_mut()
            .replay(kept.next, kept.previous_line, wanted, options);
        self.vm.heap.watch_deaths(true);
    }

    /// The last keyframe from which the pause before `step` is still to come.
    pub(crate) fn keyframe_before(&self, step: u64) -> usize {
        self.keyframes
            .partition_point(|kept| kept.next <= step)
            .saturating_sub(1)
    }

    /// Runs forward to the pause before `step`.
    pub(crate) fn replay_to(&mut self, step: u64) {
        self.position = None;
        loop {
            match self.vm.advance(&mut self.driver) {
                Advance::Paused => {
                    if self.recorder.borrow().next == step + 1 {
                        self.position = Some(step);
                        return;
                    }
                    if self.recorder.borrow().is_aborted() {
                        return;
                    }
                }
                Advance::Over => {
                    let pause = outcome::pause_at_the_end(&self.vm);
                    self.recorder.borrow_mut().over(&self.vm, pause);
                    if self.recorder.borrow().next == step + 1 {
                        self.position = Some(step);
                        return;
                    }
                    if self.recorder.borrow().is_aborted() {
                        return;
                    }
                }
                // Stopped inside of a native call, from where there is no going on; or at a limit.
                Advance::Ended(_) => return,
            }
        }
    }

    /// Those of the picture that died in the last few steps.
    fn ghosts(&self, step: u64) -> Result<Vec<Ghost>, Problem> {
        let mut ghosts = Vec::new();
        for at in (step + 1).saturating_sub(GHOST_STEPS).max(1)..=step {
            let (before, now) = (self.moment(at - 1)?, self.moment(at)?);
            let deaths = between(&before, &now).deaths;
            for object in &before.view.objects {
                let Some(cause) = deaths.get(&object.id) else {
                    continue;
                };
                ghosts.push(Ghost {
                    id: object.id,
                    type_name: object.type_name.clone(),
                    title: object.title.clone(),
                    kind: object.kind,
                    value: match &object.value {
                        Value::Text(slice) => Some(slice.clone()),
                        Value::None => None,
                    },
                    address: object.address,
                    size: object.size,
                    cause: cause.clone(),
                    step: Step(at),
                    address_taken_by: None,
                });
            }
        }
        Ok(ghosts)
    }

    /// What the step before `step` wrote on standard output.
    fn printed_by(&self, step: u64) -> String {
        let recorder = self.recorder.borrow();
        let Some(before) = step.checked_sub(1) else {
            return String::new();
        };
        let is_its =
            |chunk: &&OutputChunk| chunk.step.0 == before && chunk.stream == Stream::Stdout;
        recorder.chunks[recorder.chunks_before(before)..recorder.chunks_before(step)]
            .iter()
            .filter(is_its)
            .map(|chunk| chunk.text.as_str())
            .collect()
    }

    fn source_of(&self, file: &str) -> String {
        let mounted = self.setup.mounts.iter().find(|mount| mount.name == file);
        mounted.map_or_else(|| self.setup.source.clone(), |mount| mount.text.clone())
    }
}

/// Deaths and collections between two moments.
fn between(before: &Raw, now: &Raw) -> Between {
    let line = now.view.previous_line;
    let mut deaths = BTreeMap::new();
    let ran: Vec<usize> = (0..3)
        .filter(|at| now.collections[*at].0 > before.collections[*at].0)
        .collect();
    let generation = ran.last().copied().unwrap_or(0) as u8;
    for death in now.deaths.iter().flatten() {
        if let Some(id) = id_of_dead(death.type_id, death.ordinal) {
            let cause = if death.by_collector {
                Cause::Collected { generation, line }
            } else {
                Cause::CountReachedZero { line }
            };
            deaths.insert(id, cause);
        }
    }
    let collections = ran.into_iter().map(|at| Change::Collection {
        generation: at as u8,
        collected: now.collections[at].1 - before.collections[at].1,
        by_threshold: false,
    });
    Between {
        deaths,
        collections: collections.collect(),
    }
}

/// Says of each object whose address a ghost had that it is the same, and of the ghost who has it now.
fn mark_taken_addresses(view: &mut View) {
    for ghost in &mut view.ghosts {
        if let Some(taker) = view
            .objects
            .iter_mut()
            .find(|object| object.address == ghost.address)
        {
            ghost.address_taken_by = Some(taker.id);
            taker.same_address_as = Some(ghost.title.clone());
        }
    }
}

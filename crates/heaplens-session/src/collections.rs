//! The collector in slow motion: one collection, replayed with its phases noted.

use crate::look::{id_of, title_of};
use crate::session::Session;
use crate::wire::{
    Collection, CollectionMark, CollectionPhase, PhaseKind, PhaseObject, Problem, Step,
};
use heaplens_heap::gc::{DeduceTrace, Phase, UNREACHABLE};
use heaplens_heap::watch::QUIET;
use heaplens_heap::{Heap, Ref};
use heaplens_python::vm::Vm;

/// The most objects of a phase that are told.
const MOST_OBJECTS: usize = 400;

/// What is noted of the collection number `number`.
#[derive(Default)]
pub struct SlowMotion {
    number: u64,
    counts: [u32; 3],
    thresholds: [u32; 3],
    candidates: u64,
    own_candidates: u64,
    unreachable: Vec<Ref>,
    still: Vec<PhaseObject>,
    phases: Vec<CollectionPhase>,
    generation: usize,
    is_over: bool,
}

impl SlowMotion {
    fn of(number: u64) -> Self {
        Self {
            number,
            ..Self::default()
        }
    }

    /// The collector has come to a phase of collection `number`.
    pub fn phase(&mut self, vm: &Vm, number: u64, phase: Phase) {
        // The statistics count the collection before its last phase is told, in some of the orders of events.
        if self.is_over || number != self.number {
            return;
        }
        let heap = &vm.heap;
        match phase {
            Phase::Candidates => {
                self.counts = heap.gc.counts;
                self.thresholds = heap.gc.thresholds.map(|one| one.max(0) as u32);
                self.generation = heap.gc.generation;
            }
            Phase::UnreachableFound => {
                self.unreachable = heap.gc_objects(UNREACHABLE);
                if let Some(trace) = &heap.gc.trace {
                    self.deduced(heap, trace);
                }
            }
            Phase::WeakReferencesCleared => {
                let cleared = self.unreachable.clone();
                let had = cleared.into_iter().filter(|r| {
                    heap.weaklist_offset(*r).is_some() && heap.first_weak(*r).is_null()
                });
                let had: Vec<Ref> = had.collect();
                self.tell(
                    heap,
                    PhaseKind::WeakReferencesCleared,
                    had.into_iter().map(|r| (r, None)),
                    "weak references to the unreachable are cleared, and their callbacks called",
                );
            }
            Phase::Finalized => {
                let ran = self.unreachable.clone();
                let ran = ran
                    .into_iter()
                    .filter(|r| heap.is_finalized(*r))
                    .map(|r| (r, None));
                let ran: Vec<(Ref, Option<u32>)> = ran.collect();
                self.tell(
                    heap,
                    PhaseKind::Finalized,
                    ran.into_iter(),
                    "finalisers of the unreachable have been called",
                );
            }
            Phase::ResurrectedRescued => {
                let still = heap.gc_objects(UNREACHABLE);
                let back: Vec<Ref> = self
                    .unreachable
                    .iter()
                    .copied()
                    .filter(|r| !still.contains(r))
                    .collect();
                self.tell(
                    heap,
                    PhaseKind::Resurrected,
                    back.into_iter().map(|r| (r, None)),
                    "what a finaliser brought back stays alive",
                );
                self.still = still
                    .iter()
                    .filter(|r| is_own(heap, **r))
                    .take(MOST_OBJECTS)
                    .map(|r| object(heap, *r, None))
                    .collect();
            }
            Phase::Freed => {
                self.phases.push(CollectionPhase {
                    kind: PhaseKind::Freed,
                    count: self.still.len() as u64,
                    objects: std::mem::take(&mut self.still),
                    words: "the cycles are broken, and the objects freed as their counts reach 0"
                        .to_owned(),
                });
                let target = (self.generation + 1).min(2);
                let survivors = heap.gc_objects(target);
                let words = format!("who survived is in generation {target} now");
                self.tell(
                    heap,
                    PhaseKind::Promoted,
                    survivors.into_iter().map(|r| (r, None)),
                    &words,
                );
                self.is_over = true;
            }
            Phase::RefsCopied | Phase::RefsSubtracted => {}
        }
    }

    /// Whether it has been seen to its end.
    #[must_use]
    pub fn is_over(&self) -> bool {
        self.is_over
    }

    fn deduced(&mut self, heap: &Heap, trace: &DeduceTrace) {
        self.candidates = trace.copied.len() as u64;
        let with = |all: &[(Ref, u32)]| -> Vec<(Ref, Option<u32>)> {
            all.iter().map(|(r, refs)| (*r, Some(*refs))).collect()
        };
        let plain =
            |all: &[Ref]| -> Vec<(Ref, Option<u32>)> { all.iter().map(|r| (*r, None)).collect() };
        let all = plain(&trace.copied.iter().map(|(r, _)| *r).collect::<Vec<Ref>>());
        self.own_candidates = all.iter().filter(|(r, _)| is_own(heap, *r)).count() as u64;
        let words = match self.generation {
            0 => "these are looked at: generation 0".to_owned(),
            generation => format!("these are looked at: generations 0 to {generation}, merged"),
        };
        self.tell(heap, PhaseKind::Candidates, all.into_iter(), &words);
        self.tell(
            heap,
            PhaseKind::RefsCopied,
            with(&trace.copied).into_iter(),
            "gc_refs of each is a copy of its reference count",
        );
        self.tell(
            heap,
            PhaseKind::RefsSubtracted,
            with(&trace.subtracted).into_iter(),
            "each reference from one candidate to another is taken off: what is left comes from outside",
        );
        self.tell(
            heap,
            PhaseKind::TentativelyUnreachable,
            plain(&trace.tentative).into_iter(),
            "gc_refs is 0: set aside as unreachable, for now",
        );
        self.tell(
            heap,
            PhaseKind::Rescued,
            plain(&trace.rescued).into_iter(),
            "something reachable leads to them after all: brought back",
        );
        let unreachable = plain(&self.unreachable);
        self.tell(
            heap,
            PhaseKind::Unreachable,
            unreachable.into_iter(),
            "nothing outside leads to these: they are garbage",
        );
    }

    fn tell(
        &mut self,
        heap: &Heap,
        kind: PhaseKind,
        all: impl Iterator<Item = (Ref, Option<u32>)>,
        words: &str,
    ) {
        let mut objects: Vec<PhaseObject> = all
            .filter(|(r, _)| is_own(heap, *r))
            .map(|(r, refs)| object(heap, r, refs))
            .collect();
        let count = objects.len() as u64;
        objects.truncate(MOST_OBJECTS);
        self.phases.push(CollectionPhase {
            kind,
            objects,
            count,
            words: words.to_owned(),
        });
    }

    fn told(self, mark: CollectionMark) -> Collection {
        Collection {
            number: self.number,
            promoted_to: (mark.generation + 1).min(2),
            mark,
            counts: self.counts,
            thresholds: self.thresholds,
            candidates: self.candidates,
            own_candidates: self.own_candidates,
            phases: self.phases,
        }
    }
}

/// Whether the program made it.
fn is_own(heap: &Heap, r: Ref) -> bool {
    let ordinal = heap.ordinal(r);
    ordinal != 0 && ordinal & QUIET == 0
}

fn object(heap: &Heap, r: Ref, refs: Option<u32>) -> PhaseObject {
    PhaseObject {
        object: id_of(heap, r),
        title: title_of(heap, r),
        count: u64::from(heap.refcount(r) & !heaplens_heap::object::IMMORTAL),
        gc_refs: refs.map(|refs| u64::from(refs & !heaplens_heap::object::IMMORTAL)),
    }
}

impl Session {
    /// Every collection of the run: when, of which generation, what it found.
    #[must_use]
    pub fn collections(&self) -> Vec<CollectionMark> {
        self.recorder.borrow().collections.clone()
    }

    /// Collection `number` of the run (from 0), phase by phase.
    ///
    /// # Errors
    /// While the run is going, or if there were not so many.
    pub fn collection(&mut self, number: u64) -> Result<Collection, Problem> {
        self.check_step(Step(0))?;
        let known = self.collections();
        let mark = known
            .get(number as usize)
            .cloned()
            .ok_or(Problem::NoSuchObject { asked: number })?;
        let last = self.recorder.borrow().frontier - 1;
        let keyframe = self.keyframe_before(mark.step.0);
        let options = self.options.clone();
        self.go_to_keyframe(keyframe, last + 1..last + 1, &options);
        self.vm.heap.gc.trace = Some(Box::default());
        {
            let mut recorder = self.recorder.borrow_mut();
            recorder.pause_at = Some(last);
            recorder.abort = Some(std::rc::Rc::default());
            recorder.slow_motion = Some(SlowMotion::of(number));
        }
        self.replay_to(last);
        let is_over = |session: &Self| {
            let recorder = session.recorder.borrow();
            recorder
                .slow_motion
                .as_ref()
                .is_none_or(|slow| slow.is_over)
        };
        if !is_over(self) {
            // It runs when the interpreter ends.
            while !matches!(
                self.vm.advance(&mut self.driver),
                heaplens_python::vm::driver::Advance::Ended(_)
            ) {}
        }
        self.position = None;
        self.vm.heap.gc.trace = None;
        self.recorder.borrow_mut().abort = None;
        let slow = self.recorder.borrow_mut().slow_motion.take();
        slow.map(|slow| slow.told(mark))
            .ok_or_else(|| Problem::Engine {
                message: format!("collection {number} did not come again"),
            })
    }
}

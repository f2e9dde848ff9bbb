//! The life of one object: followed through the run from its birth on, with every write to its count noted.

use crate::doing::doing;
use crate::look::identity::{PRE_PROGRAM, id_of_dead, place_of_old, type_and_ordinal};
use crate::look::title_of;
use crate::session::Session;
use crate::wire::{
    AddressTaker, Cause, CountChange, History, LifeEnd, LifeEvent, ObjectId, Problem, Sentence,
    Step, Word,
};
use heaplens_heap::Ref;
use heaplens_heap::object::IMMORTAL;
use heaplens_heap::watch::QUIET;
use heaplens_python::vm::Vm;
use heaplens_python::vm::driver::Advance;
use heaplens_python::vm::load::Code;
use std::cell::{Cell, RefCell};
use std::rc::Rc;

/// The most changes that are told.
const MOST_CHANGES: usize = 2000;
/// The most instructions that are gone through.
const MOST_FOLLOWED: u64 = 20_000_000;
/// Instructions after a death in which its address is watched.
const AFTERLIFE: u64 = 200_000;

/// Where the machine is, kept small: words are made only where something happened.
#[derive(Clone)]
pub struct Spot {
    pub step: u64,
    pub code: Option<Rc<Code>>,
    pub pc: u32,
}

impl Spot {
    /// The instruction that is about to run.
    #[must_use]
    pub fn now(vm: &Vm, step: u64) -> Self {
        let frame = vm.frames.last();
        Self {
            step,
            code: frame.map(|frame| Rc::clone(&frame.code)),
            pc: frame.map_or(0, |frame| frame.last_pc()),
        }
    }

    /// It in words.
    #[must_use]
    pub fn told(&self) -> LifeEvent {
        match &self.code {
            Some(code) => LifeEvent {
                step: Step(self.step),
                line: code.line(self.pc),
                frame: code.body.qualname.to_string(),
                doing: doing(code, self.pc),
            },
            None => LifeEvent {
                step: Step(self.step),
                line: 0,
                frame: String::new(),
                doing: "the interpreter ends".to_owned(),
            },
        }
    }
}

/// What is known of the life so far.
struct Life {
    object: ObjectId,
    is_old: bool,
    title: Option<String>,
    place: Ref,
    count: Option<u32>,
    spot: Spot,
    born: Option<LifeEvent>,
    changes: Vec<CountChange>,
    died: Option<LifeEnd>,
    taker: Option<AddressTaker>,
    is_cut: bool,
    /// When to stop looking.
    until: u64,
}

impl Life {
    /// Looks at what the instruction at `self.spot` did. Whether there is more to see.
    fn look(&mut self, vm: &mut Vm) -> bool {
        let Some(followed) = vm.heap.followed() else {
            return false;
        };
        if !followed.place.is_null() && !vm.heap.memory.has_content(followed.place.0) {
            // Too far out for ordinals: what bears its number was not there yet.
            return false;
        }
        if self.place.is_null() && !followed.place.is_null() {
            self.place = followed.place;
            self.born = (!self.is_old).then(|| self.spot.told());
            self.title = followed
                .died
                .is_none()
                .then(|| title_of(&vm.heap, self.place));
            self.count = Some(if self.is_old {
                vm.heap.refcount(self.place)
            } else {
                1
            });
            if followed.died.is_none() {
                vm.heap.memory.trap_writes(Some(self.place.0));
            }
            self.until = vm.time + MOST_FOLLOWED;
        }
        if self.place.is_null() {
            return vm.time < self.until;
        }
        if followed.died.is_none() && followed.place != self.place {
            // It grew in place no longer: it lies elsewhere now.
            self.place = followed.place;
            vm.heap.memory.trap_writes(Some(self.place.0));
        }
        if self.died.is_none() {
            let place = self.place.0;
            let writes = vm.heap.memory.take_writes();
            let before = writes.iter().filter(|(at, _)| *at == place);
            let mut counts: Vec<u32> = before.map(|(_, word)| *word as u32).collect();
            if followed.died.is_none() {
                counts.push(vm.heap.refcount(self.place));
                if self.title.is_none() || self.changes.len() < 4 {
                    self.title = Some(title_of(&vm.heap, self.place));
                }
            } else {
                // The block is another's already, or on a free list: its last count was 0.
                let end = counts.iter().position(|count| *count == 0);
                counts.truncate(end.unwrap_or(counts.len()));
                counts.push(0);
            }
            for count in counts {
                self.count_is(count);
            }
        }
        if let (Some(by_collector), None) = (followed.died, &self.died) {
            vm.heap.memory.end_trap();
            let at = self.spot.told();
            let cause = if self.spot.code.is_none() {
                Cause::InterpreterEnd
            } else if by_collector {
                Cause::Collected {
                    generation: vm.heap.gc.generation as u8,
                    line: at.line,
                }
            } else {
                Cause::CountReachedZero { line: at.line }
            };
            self.died = Some(LifeEnd { at, cause });
            self.until = vm.time + AFTERLIFE;
        }
        if let (Some((type_id, ordinal)), None) = (followed.taker, &self.taker)
            && self.died.is_some()
            && let Some(object) = id_of_dead(type_id, ordinal)
        {
            self.taker = Some(AddressTaker {
                object,
                type_name: vm.heap.info(type_id).name.to_string(),
                at: self.spot.told(),
            });
        }
        let goes_on = self.taker.is_none() && vm.time < self.until;
        self.is_cut |= !goes_on && self.died.is_none();
        goes_on
    }

    fn count_is(&mut self, count: u32) {
        let Some(was) = self.count.replace(count) else {
            return;
        };
        if was == count || (was | count) & IMMORTAL != 0 {
            return;
        }
        if self.changes.len() >= MOST_CHANGES {
            self.is_cut = true;
            return;
        }
        self.changes.push(CountChange {
            at: self.spot.told(),
            from: u64::from(was),
            to: u64::from(count),
        });
    }
}

impl Session {
    /// The life of an object: who made it, every change of its count, who freed it and how, who took its address.
    ///
    /// # Errors
    /// While the run is going, or if nothing in the run bears the number.
    pub fn history(&mut self, object: ObjectId) -> Result<History, Problem> {
        self.check_step(Step(0))?;
        let nobody = Problem::NoSuchObject { asked: object.0 };
        let steps = self.recorder.borrow().frontier;
        let is_old = object.0 & PRE_PROGRAM != 0;
        let (type_id, ordinal) = type_and_ordinal(object);
        // The last keyframe before its birth.
        let is_unborn = |kept: &crate::session::Kept| {
            if ordinal & QUIET != 0 {
                return kept.keyframe.born_quietly() < ordinal & !QUIET;
            }
            let born = kept.keyframe.born_of_type();
            born.get(type_id.0 as usize).copied().unwrap_or(0) < ordinal
        };
        let keyframe = if is_old {
            0
        } else {
            self.keyframes
                .partition_point(is_unborn)
                .checked_sub(1)
                .ok_or(nobody.clone())?
        };
        let life = Rc::new(RefCell::new(Life {
            object,
            is_old,
            title: None,
            place: Ref::NULL,
            count: None,
            spot: Spot {
                step: 0,
                code: None,
                pc: 0,
            },
            born: None,
            changes: Vec::new(),
            died: None,
            taker: None,
            is_cut: false,
            until: u64::MAX,
        }));
        let step = Rc::new(Cell::new(self.keyframes[keyframe].next.saturating_sub(1)));
        let (into, at) = (Rc::clone(&life), Rc::clone(&step));
        let old_place = if is_old {
            place_of_old(object)
        } else {
            Ref::NULL
        };
        let abort = Rc::new(Cell::new(false));
        let stop = Rc::clone(&abort);
        self.watch_every_instruction(
            keyframe,
            steps - 1,
            step,
            Rc::clone(&abort),
            move |vm| vm.heap.follow(type_id, ordinal, old_place),
            move |vm| {
                let mut life = into.borrow_mut();
                let goes_on = life.look(vm);
                life.spot = Spot::now(vm, at.get());
                stop.set(!goes_on);
                goes_on
            },
        );
        if !abort.get() {
            self.end_of_life(&life, steps - 1);
        }
        self.vm.heap.memory.end_trap();
        self.position = None;
        let life = life.borrow();
        if life.place.is_null() {
            return Err(nobody);
        }
        Ok(told(&life))
    }

    /// What the end of the program and of the interpreter does to the object.
    fn end_of_life(&mut self, life: &Rc<RefCell<Life>>, last: u64) {
        let mut life = life.borrow_mut();
        if !life.look(&mut self.vm) {
            return;
        }
        life.spot = Spot {
            step: last,
            code: None,
            pc: 0,
        };
        while !matches!(self.vm.advance(&mut self.driver), Advance::Ended(_)) {}
        life.look(&mut self.vm);
    }

    /// Replays from a keyframe to the pause before `until`, `each` being called before each instruction.
    pub(crate) fn watch_every_instruction(
        &mut self,
        keyframe: usize,
        until: u64,
        step: Rc<Cell<u64>>,
        abort: Rc<Cell<bool>>,
        begin: impl FnOnce(&mut Vm),
        each: impl FnMut(&mut Vm) -> bool + 'static,
    ) {
        let options = self.options.clone();
        self.go_to_keyframe(keyframe, until + 1..until + 1, &options);
        begin(&mut self.vm);
        self.vm.set_instruction_hook(Some(Box::new(each)));
        {
            let mut recorder = self.recorder.borrow_mut();
            recorder.pause_at = Some(until);
            recorder.abort = Some(abort);
            recorder.watcher = Some(Box::new(move |_, at| step.set(at)));
        }
        self.replay_to(until);
        let mut recorder = self.recorder.borrow_mut();
        recorder.watcher = None;
        recorder.abort = None;
        drop(recorder);
        self.vm.set_instruction_hook(None);
        self.position = None;
    }
}

fn told(life: &Life) -> History {
    let title = life.title.clone().unwrap_or_else(|| "object".to_owned());
    let text = |text: String| Word::Text(text);
    let place = |at: &LifeEvent| {
        if at.line == 0 {
            at.doing.clone()
        } else {
            format!("line {} {} (in {})", at.line, at.doing, at.frame)
        }
    };
    let mut words = Vec::new();
    let mut say = |sentence: String| {
        words.push(Sentence {
            words: vec![
                Word::Object {
                    id: life.object,
                    title: title.clone(),
                },
                text(sentence),
            ],
        });
    };
    match &life.born {
        Some(born) => say(format!(" is made where {}.", place(born))),
        None => say(" was there before the program.".to_owned()),
    }
    let changes = life.changes.len();
    let highest = life.changes.iter().map(|change| change.to).max();
    if let Some(highest) = highest {
        say(format!(
            " has its count changed {changes} time{}, up to {highest}.",
            if changes == 1 { "" } else { "s" }
        ));
    }
    if let Some(died) = &life.died {
        say(match &died.cause {
            Cause::CountReachedZero { .. } => {
                format!(" is freed where {}: its count reached 0.", place(&died.at))
            }
            Cause::Collected { generation, .. } => format!(
                " is freed by a collection of generation {generation}, where {}.",
                place(&died.at)
            ),
            Cause::InterpreterEnd => " lives until the interpreter ends.".to_owned(),
        });
    }
    if let Some(taker) = &life.taker {
        say(format!(
            "'s address is taken by another {} where {}.",
            taker.type_name,
            place(&taker.at)
        ));
    }
    History {
        object: life.object,
        title,
        born: life.born.clone(),
        changes: life.changes.clone(),
        cut: life.is_cut,
        died: life.died.clone(),
        address_taken_by: life.taker.clone(),
        words,
    }
}

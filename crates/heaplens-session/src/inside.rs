//! Inside of one line: its instructions, and every event of the heap among them.

use crate::doing::{doing, listed};
use crate::holders::Census;
use crate::look::identity::id_of_dead;
use crate::look::{id_of, title_of};
use crate::session::Session;
use crate::wire::{HeapEvent, HeapEventKind, InstructionView, ObjectId, Problem, Step, StepInside};
use heaplens_heap::Ref;
use heaplens_heap::object::IMMORTAL;
use heaplens_python::vm::Vm;
use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;

/// The most instructions and events of a line that are told.
const MOST_TOLD: usize = 3000;

/// An object that is known while the line runs.
struct Known {
    id: ObjectId,
    title: String,
    count: u32,
}

#[derive(Default)]
struct Inside {
    known: BTreeMap<Ref, Known>,
    instructions: Vec<InstructionView>,
    events: Vec<HeapEvent>,
    is_cut: bool,
    has_begun: bool,
    /// How many objects had died when this last looked.
    died: u64,
}

impl Inside {
    fn begin(&mut self, vm: &mut Vm) {
        let census = Census::new(vm);
        let heap = census.heap();
        for r in &census.objects {
            let known = Known {
                id: id_of(heap, *r),
                title: title_of(heap, *r),
                count: heap.refcount(*r),
            };
            self.known.insert(*r, known);
        }
        drop(census);
        vm.heap.memory.trap_writes(None);
        vm.heap.watch_newborn(true);
        vm.heap.watch_deaths(true);
        self.died = vm.heap.watch.died;
        self.has_begun = true;
    }

    /// Tells what the last instruction did.
    fn flush(&mut self, vm: &mut Vm) {
        let writes = vm.heap.memory.take_writes();
        let deaths = vm.heap.take_deaths();
        let newborn = vm.heap.take_newborn();
        let died = vm.heap.watch.died - std::mem::replace(&mut self.died, vm.heap.watch.died);
        if self.events.len() + writes.len() > 100 * MOST_TOLD || died != deaths.len() as u64 {
            self.is_cut = true;
            return;
        }
        for (from, to) in vm.heap.take_moves() {
            if let Some(known) = self.known.remove(&from) {
                self.known.insert(to, known);
            }
        }
        let instruction = (self.instructions.len() as u32).saturating_sub(1);
        let mut events = Vec::new();
        for (r, type_id, ordinal) in newborn {
            // Who died in the same instruction has no title any more.
            let is_dead = deaths
                .iter()
                .any(|death| (death.type_id, death.ordinal) == (type_id, ordinal));
            if is_dead {
                continue;
            }
            let known = Known {
                id: id_of(&vm.heap, r),
                title: title_of(&vm.heap, r),
                count: 1,
            };
            events.push((
                known.id,
                known.title.clone(),
                HeapEventKind::Made {
                    address: vm.heap.address(r),
                },
            ));
            self.known.insert(r, known);
        }
        for (place, word) in writes {
            // What lay there before the object did is none of it.
            let is_its = (word >> 32) as u32 == vm.heap.type_of(Ref(place)).0;
            if let Some(known) = self.known.get_mut(&Ref(place)).filter(|_| is_its) {
                known.becomes(word as u32, &mut events);
            }
        }
        for death in deaths {
            let Some(id) = id_of_dead(death.type_id, death.ordinal) else {
                continue;
            };
            let place = self
                .known
                .iter()
                .find(|(_, known)| known.id == id)
                .map(|(r, _)| *r);
            let Some(known) = place.and_then(|place| self.known.remove(&place)) else {
                continue;
            };
            events.push((
                id,
                known.title,
                HeapEventKind::Freed {
                    by_collector: death.by_collector,
                },
            ));
        }
        for (r, known) in &mut self.known {
            let count = vm.heap.refcount(*r);
            known.becomes(count, &mut events);
        }
        for (object, title, what) in events {
            if self.events.len() >= MOST_TOLD {
                self.is_cut = true;
                break;
            }
            self.events.push(HeapEvent {
                instruction,
                object,
                title,
                what,
            });
        }
    }

    fn note_instruction(&mut self, vm: &Vm) {
        let Some(frame) = vm.frames.last() else {
            return;
        };
        if self.instructions.len() >= MOST_TOLD {
            self.is_cut = true;
            return;
        }
        let pc = frame.last_pc();
        self.instructions.push(InstructionView {
            frame: frame.code.body.qualname.to_string(),
            line: frame.code.line(pc),
            text: listed(&frame.code, pc),
            doing: doing(&frame.code, pc),
        });
    }
}

impl Known {
    fn becomes(&mut self, count: u32, events: &mut Vec<(ObjectId, String, HeapEventKind)>) {
        let was = std::mem::replace(&mut self.count, count);
        if was != count && (was | count) & IMMORTAL == 0 {
            events.push((
                self.id,
                self.title.clone(),
                HeapEventKind::Count {
                    from: u64::from(was),
                    to: u64::from(count),
                },
            ));
        }
    }
}

impl Session {
    /// The instructions that run between the pause before `step` and the next one, with every reference taken or
    /// dropped and every object made or freed.
    ///
    /// # Errors
    /// While the run is going, or if it has no such step.
    pub fn inside(&mut self, step: Step) -> Result<StepInside, Problem> {
        self.check_step(step)?;
        let last = self.recorder.borrow().frontier - 1;
        let keyframe = self.keyframe_before(step.0);
        let inside = Rc::new(RefCell::new(Inside::default()));
        let running = Rc::new(Cell::new(u64::MAX));
        let (into, at) = (Rc::clone(&inside), Rc::clone(&running));
        let until = (step.0 + 1).min(last);
        self.watch_every_instruction(
            keyframe,
            until,
            running,
            Rc::default(),
            |_| (),
            move |vm| {
                let mut inside = into.borrow_mut();
                if at.get() == u64::MAX || at.get() < step.0 {
                    return true;
                }
                if at.get() > step.0 {
                    return false;
                }
                if inside.has_begun {
                    inside.flush(vm);
                } else {
                    inside.begin(vm);
                }
                inside.note_instruction(vm);
                !inside.is_cut
            },
        );
        let mut inside = inside.borrow_mut();
        if inside.has_begun && !inside.is_cut {
            inside.flush(&mut self.vm);
        }
        self.vm.heap.memory.end_trap();
        self.vm.heap.watch_newborn(false);
        Ok(StepInside {
            step,
            instructions: std::mem::take(&mut inside.instructions),
            events: std::mem::take(&mut inside.events),
            cut: inside.is_cut,
        })
    }
}

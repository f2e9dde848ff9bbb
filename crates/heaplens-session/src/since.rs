//! Since when a reference is there: a look back from the present, window by window, at the same places.

use crate::holders::By;
use crate::session::Session;
use crate::wire::{Ledger, Problem, Step};
use heaplens_heap::holds::Place;
use heaplens_heap::types::Layout;
use heaplens_heap::{Ref, TypeId};
use heaplens_python::vm::Vm;
use heaplens_python::vm::roots::Root;
use std::cell::RefCell;
use std::rc::Rc;

/// The most instructions that a look back replays: what is older is not said.
const MOST_REPLAYED: u64 = 6_000_000;
/// Dicts larger than this aren't searched at every line.
const MOST_ENTRIES: u32 = 4096;

/// An object and its holders, to be looked for in the past.
pub struct Watched {
    object: Ref,
    born: Newborn,
    places: Vec<Holding>,
}

/// Who holds, in a form that can be looked for at an earlier moment.
#[derive(Clone, Copy)]
enum Holding {
    /// An object at a place of it.
    Object(Ref, Place, Newborn),
    /// A place of the stack, while the frame there is the one that was entered at this time.
    Stack {
        frame: usize,
        place: usize,
        called_at: u64,
    },
    /// What isn't looked for.
    Other,
}

/// When an object was born: as the how-manieth of its type. Before that its place holds something else.
#[derive(Clone, Copy)]
struct Newborn {
    type_id: TypeId,
    ordinal: u32,
}

impl Newborn {
    fn of(vm: &Vm, r: Ref) -> Self {
        Self {
            type_id: vm.heap.type_of(r),
            ordinal: vm.heap.ordinal(r),
        }
    }

    /// Whether it had been born by now. Who was there before the program was; of the quietly born it isn't known.
    fn is_born(self, vm: &Vm) -> bool {
        if self.ordinal & heaplens_heap::watch::QUIET != 0 {
            return self.ordinal & !heaplens_heap::watch::QUIET <= vm.heap.born_quietly();
        }
        let born = vm.heap.born_of_type();
        self.ordinal <= born.get(self.type_id.0 as usize).copied().unwrap_or(0)
    }
}

impl Watched {
    /// `object` and those of its holders that can be looked for.
    pub fn new(vm: &Vm, object: Ref, holders: &[By]) -> Self {
        let places = holders.iter().map(|by| match *by {
            By::Object(r, place) => Holding::Object(r, place, Newborn::of(vm, r)),
            By::Root(Root::Stack { frame, place }) => match vm.frames.get(frame) {
                Some(at) => Holding::Stack {
                    frame,
                    place,
                    called_at: at.called_at,
                },
                None => Holding::Other,
            },
            _ => Holding::Other,
        });
        Self {
            object,
            born: Newborn::of(vm, object),
            places: places.collect(),
        }
    }

    /// Whether holder number `at` holds the object now; `None` where it can't be said.
    fn holds(&self, vm: &Vm, at: usize) -> Option<bool> {
        if !self.born.is_born(vm) {
            return Some(false);
        }
        match self.places[at] {
            Holding::Object(r, place, born) => {
                if born.is_born(vm) {
                    holds_at(vm, r, place, self.object)
                } else {
                    Some(false)
                }
            }
            Holding::Stack {
                frame,
                place,
                called_at,
            } => Some(
                vm.frames
                    .get(frame)
                    .is_some_and(|frame| frame.called_at == called_at)
                    && vm
                        .stack
                        .get(place)
                        .is_some_and(|slot| slot.get() == self.object && !slot.is_borrowed()),
            ),
            Holding::Other => None,
        }
    }
}

fn holds_at(vm: &Vm, r: Ref, place: Place, object: Ref) -> Option<bool> {
    let heap = &vm.heap;
    match (heap.info_of(r).layout, place) {
        (Layout::List, Place::Item(at)) => {
            return Some(at < heap.list_len(r) && heap.list_item(r, at) == object);
        }
        (Layout::Tuple, Place::Item(at)) => {
            return Some(at < heap.tuple_len(r) && heap.tuple_item(r, at) == object);
        }
        (Layout::Dict, _) if heap.dict_len(r) > MOST_ENTRIES => return None,
        (Layout::Set, _) if heap.set_len(r) > MOST_ENTRIES => return None,
        _ => {}
    }
    let mut found = false;
    heap.holds(r, &mut |other, held| {
        found |= held == object && is_same_place(place, other);
    });
    Some(found)
}

/// Whether two places are one: a key stays the same whatever its value is.
fn is_same_place(a: Place, b: Place) -> bool {
    match (a, b) {
        (Place::Key(_), Place::Key(_)) => true,
        (a, b) => a == b,
    }
}

impl Session {
    /// Says of each entry of a ledger since when it is there.
    pub(crate) fn tell_since(
        &mut self,
        ledger: &mut Ledger,
        watched: Watched,
    ) -> Result<(), Problem> {
        let step = ledger.step.0;
        let count = watched.places.len();
        let watched = Rc::new(watched);
        // For each holder the step from which on it was found without a break, in the windows so far.
        let mut since: Vec<Option<u64>> = vec![None; count];
        let mut is_open = vec![true; count];
        let (mut until, mut replayed) = (step, 0);
        let mut keyframe = self.keyframe_before(until);
        loop {
            let from = self.keyframes[keyframe].next;
            let begin = self.keyframes[keyframe].keyframe.time;
            let found: Rc<RefCell<Vec<Option<u64>>>> = Rc::new(RefCell::new(vec![None; count]));
            let (into, watching) = (Rc::clone(&found), Rc::clone(&watched));
            let open = is_open.clone();
            self.watch_from(keyframe, until, move |vm, at| {
                let mut found = into.borrow_mut();
                for number in (0..count).filter(|number| open[*number]) {
                    match watching.holds(vm, number) {
                        Some(true) => {
                            found[number].get_or_insert(at);
                        }
                        Some(false) | None => found[number] = None,
                    }
                }
            });
            replayed += self.vm.time.saturating_sub(begin);
            for (number, first) in found.borrow().iter().enumerate() {
                if !is_open[number] {
                    continue;
                }
                match first {
                    Some(first) => {
                        since[number] = Some(*first);
                        is_open[number] = *first == from;
                    }
                    None => is_open[number] = false,
                }
            }
            if keyframe == 0 || is_open.iter().all(|open| !open) {
                break;
            }
            if replayed > MOST_REPLAYED {
                for number in (0..count).filter(|number| is_open[*number]) {
                    since[number] = None;
                }
                break;
            }
            until = from;
            keyframe -= 1;
        }
        for (entry, first) in ledger.entries.iter_mut().zip(since) {
            entry.since = first.map(Step);
        }
        ledger.entries.sort_by_key(|entry| entry.kind);
        Ok(())
    }
}

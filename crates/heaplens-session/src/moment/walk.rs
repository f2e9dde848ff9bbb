//! The way from the names to the objects, nearest first.

use super::frames::FrameNow;
use crate::look::inside::{Inside, is_attribute_shown, is_field_shown};
use crate::look::{Spot, layer_of, visit};
use crate::wire::{Layer, ObjectId, ViewOptions};
use heaplens_heap::{Heap, Ref};
use heaplens_python::vm::Vm;
use std::collections::{BTreeMap, VecDeque};

/// Items of one container that are followed, beside those that are shown as rows.
const MOST_FOLLOWED: usize = 1000;

/// The objects of a picture, and what each of them holds.
pub struct Walk {
    /// In the order in which they were reached.
    pub objects: Vec<Reached>,
    /// Where in `objects` one is.
    pub at: BTreeMap<Ref, usize>,
    /// Objects of the person's data that were come upon, shown or not.
    pub reached: u64,
    pub bytes: u64,
    pub left_out: u64,
    /// The dict of the main module, which is shown as its frame's names.
    main_dict: Ref,
}

/// One object of a picture.
pub struct Reached {
    pub object: Ref,
    /// What its rows hold.
    pub inside: Inside,
    /// All that it holds, where that is more than the rows show.
    pub whole: Option<Inside>,
}

impl Walk {
    /// Walks from the frames' names and temporaries, then from the garbage.
    pub fn through(vm: &Vm, frames: &[FrameNow], garbage: &[Ref], options: &ViewOptions) -> Self {
        let mut walk = Self {
            objects: Vec::new(),
            at: BTreeMap::new(),
            reached: 0,
            bytes: 0,
            left_out: 0,
            main_dict: vm
                .main
                .some()
                .map_or(Ref::NULL, |main| vm.heap.field(main, 0)),
        };
        let mut open = VecDeque::new();
        let heap = &vm.heap;
        for frame in frames {
            let names = frame.names.iter().map(|name| name.object);
            for r in names.chain(frame.stack.iter().map(|slot| slot.object)) {
                walk.come_upon(heap, r, options, &mut open);
            }
        }
        walk.go_on(heap, options, &mut open);
        for r in garbage {
            walk.come_upon(heap, *r, options, &mut open);
        }
        walk.go_on(heap, options, &mut open);
        if let Some(focus) = options.focus {
            walk.narrow(heap, focus, options.focus_distance);
        }
        walk
    }

    fn go_on(&mut self, heap: &Heap, options: &ViewOptions, open: &mut VecDeque<usize>) {
        while let Some(at) = open.pop_front() {
            let reached = &self.objects[at];
            let inside = reached.whole.as_ref().unwrap_or(&reached.inside);
            let (object, holdings) = (reached.object, inside.holdings.clone());
            for holding in holdings {
                // A key is shown as its row's label; only one that is an object of weight becomes a box.
                let leads_on = match holding.spot {
                    Spot::Field(name) => is_field_shown(heap.type_of(object), name),
                    Spot::Attribute(name) => is_attribute_shown(heap, object, name, holding.object),
                    _ => true,
                };
                if !leads_on {
                    continue;
                }
                let is_label = matches!(holding.spot, Spot::Key | Spot::Type);
                if !is_label || is_weighty_label(heap, holding.object, holding.spot, options) {
                    self.come_upon(heap, holding.object, options, open);
                }
            }
        }
    }

    fn come_upon(
        &mut self,
        heap: &Heap,
        r: Ref,
        options: &ViewOptions,
        open: &mut VecDeque<usize>,
    ) {
        if r == self.main_dict || self.at.contains_key(&r) || !is_shown(heap, r, options) {
            return;
        }
        self.reached += 1;
        self.bytes += heap.sizeof(r) + heap.bytes_before(r);
        if self.objects.len() >= options.objects_at_most as usize {
            // Not followed any further: what it leads to isn't counted either.
            self.left_out += 1;
            self.at.insert(r, usize::MAX);
            return;
        }
        let inside = visit(heap, r, options.rows_at_most as usize);
        let whole = (inside.left_out > 0).then(|| visit(heap, r, MOST_FOLLOWED));
        self.at.insert(r, self.objects.len());
        open.push_back(self.objects.len());
        self.objects.push(Reached {
            object: r,
            inside,
            whole,
        });
    }

    /// Whether an object has a box.
    pub fn has(&self, r: Ref) -> bool {
        self.at.get(&r).is_some_and(|at| *at != usize::MAX)
    }

    /// Keeps the focused object, what holds it and what it holds, so many references far.
    fn narrow(&mut self, heap: &Heap, focus: ObjectId, distance: u32) {
        let Some(start) = self
            .objects
            .iter()
            .position(|one| crate::look::id_of(heap, one.object) == focus)
        else {
            return;
        };
        let mut neighbours: Vec<Vec<usize>> = vec![Vec::new(); self.objects.len()];
        for (from, reached) in self.objects.iter().enumerate() {
            for holding in &reached.whole.as_ref().unwrap_or(&reached.inside).holdings {
                if let Some(to) = self
                    .at
                    .get(&holding.object)
                    .copied()
                    .filter(|to| *to != usize::MAX)
                {
                    neighbours[from].push(to);
                    neighbours[to].push(from);
                }
            }
        }
        let mut near = vec![false; self.objects.len()];
        near[start] = true;
        let mut edge = vec![start];
        for _ in 0..distance {
            let mut next = Vec::new();
            for at in edge {
                for to in &neighbours[at] {
                    if !std::mem::replace(&mut near[*to], true) {
                        next.push(*to);
                    }
                }
            }
            edge = next;
        }
        let before = self.objects.len();
        let mut keep = near.iter();
        self.objects
            .retain(|_| keep.next().copied().unwrap_or(false));
        self.left_out += (before - self.objects.len()) as u64;
        self.at = self
            .objects
            .iter()
            .enumerate()
            .map(|(at, one)| (one.object, at))
            .collect();
    }
}

/// Whether objects of this one's layer are shown as boxes.
pub fn is_shown(heap: &Heap, r: Ref, options: &ViewOptions) -> bool {
    match layer_of(heap, r) {
        Layer::Data => true,
        Layer::Definition => options.definitions,
        Layer::Module => options.modules,
        Layer::Shared => options.shared,
        Layer::Machinery => options.machinery,
    }
}

fn is_weighty_label(heap: &Heap, r: Ref, spot: Spot, options: &ViewOptions) -> bool {
    match spot {
        // The class comes with its own name, or not at all.
        Spot::Type => false,
        _ => !crate::look::value::is_atom(heap, r) || options.shared,
    }
}

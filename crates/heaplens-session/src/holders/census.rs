//! Everybody and everything they hold: a walk over the whole heap and the machine, which changes nothing.

use heaplens_heap::gc::RESIDENTS;
use heaplens_heap::holds::Place;
use heaplens_heap::types::FIXED_TYPES;
use heaplens_heap::{Heap, Ref, TypeId};
use heaplens_python::vm::Vm;
use heaplens_python::vm::roots::Root;
use std::collections::{BTreeMap, BTreeSet};

/// Who holds a reference.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// An object, at a place in it.
    Object(Ref, Place),
    /// The machine.
    Root(Root),
    /// A table of keys that a class shares with its instances.
    Table(u32),
}

/// A set of objects, by their place in the store: no two lie in the same two words.
#[derive(Debug, Clone, Default)]
pub struct RefSet {
    bits: Vec<u64>,
}

impl RefSet {
    /// Adds `r`; whether it is new.
    pub fn insert(&mut self, r: Ref) -> bool {
        let (word, bit) = ((r.0 >> 7) as usize, r.0 >> 1 & 63);
        if self.bits.len() <= word {
            self.bits.resize(word + 1, 0);
        }
        let was = self.bits[word] >> bit & 1;
        self.bits[word] |= 1 << bit;
        was == 0
    }

    /// Whether `r` is in it.
    #[must_use]
    pub fn has(&self, r: Ref) -> bool {
        let word = self.bits.get((r.0 >> 7) as usize).copied().unwrap_or(0);
        word >> (r.0 >> 1 & 63) & 1 == 1
    }
}

impl FromIterator<Ref> for RefSet {
    fn from_iter<I: IntoIterator<Item = Ref>>(refs: I) -> Self {
        let mut set = Self::default();
        for r in refs {
            set.insert(r);
        }
        set
    }
}

/// An object that holds more than so much is not listed reference by reference, but gone through when it is asked for.
const MOST_LISTED: usize = 4096;

/// All objects now: those that anything leads to, and those that only the collector still knows.
pub struct Census<'v> {
    pub vm: &'v Vm,
    pub objects: Vec<Ref>,
    tables: BTreeSet<u32>,
    /// Who is held by the how-manieth object, in the order of the objects; null for any by one that holds very many.
    /// To ask for holders is to go through this, and not through the heap again.
    held: Vec<(Ref, u32)>,
}

impl<'v> Census<'v> {
    /// Walks everything.
    #[must_use]
    pub fn new(vm: &'v Vm) -> Self {
        let heap = &vm.heap;
        let mut seen = RefSet::default();
        let mut census = Self {
            vm,
            objects: Vec::new(),
            tables: BTreeSet::new(),
            held: Vec::new(),
        };
        let mut come_upon = |objects: &mut Vec<Ref>, r: Ref| {
            if seen.insert(r) {
                objects.push(r);
            }
        };
        let Self {
            objects,
            tables,
            held: listed,
            ..
        } = &mut census;
        vm.roots(&mut |_, r| come_upon(objects, r));
        for number in 1..FIXED_TYPES {
            come_upon(objects, heap.info(TypeId(number)).object);
        }
        heap.known.each(&mut |r| come_upon(objects, r));
        // The table of interned strings knows those that nobody holds too.
        for (_, text, _) in heap.dict_entries(heap.interned) {
            come_upon(objects, text);
        }
        for list in 0..=RESIDENTS {
            for r in heap.gc_objects(list) {
                come_upon(objects, r);
            }
        }
        let mut at = 0;
        while let Some(r) = objects.get(at).copied() {
            let (number, before) = (at as u32, listed.len());
            at += 1;
            if let Some(table) = heap.shared_table(r)
                && tables.insert(table)
            {
                heap.shared_table_holds(table, &mut |_, key| come_upon(objects, key));
            }
            heap.holds(r, &mut |_, held| {
                come_upon(objects, held);
                if listed.len() - before < MOST_LISTED {
                    listed.push((held, number));
                }
            });
            if listed.len() - before == MOST_LISTED {
                listed.truncate(before);
                listed.push((Ref::NULL, number));
            }
        }
        census
    }

    /// The heap that it is of.
    #[must_use]
    pub fn heap(&self) -> &'v Heap {
        &self.vm.heap
    }

    /// Calls `visit` with every counted reference: the machine's first.
    pub fn each(&self, visit: &mut dyn FnMut(By, Ref)) {
        let heap = self.heap();
        self.vm.roots(&mut |root, r| visit(By::Root(root), r));
        for r in &self.objects {
            heap.holds(*r, &mut |place, held| visit(By::Object(*r, place), held));
        }
        for table in &self.tables {
            heap.shared_table_holds(*table, &mut |_, held| visit(By::Table(*table), held));
        }
    }

    /// Calls `visit` with what the machine itself holds.
    pub fn each_root(&self, visit: &mut dyn FnMut(Root, Ref)) {
        self.vm.roots(visit);
    }

    /// Calls `visit` with what is there from the start or held by the machine: where a chain can begin.
    pub fn each_lasting(&self, visit: &mut dyn FnMut(Ref)) {
        let heap = self.heap();
        self.vm.roots(&mut |_, r| visit(r));
        for number in 1..FIXED_TYPES {
            visit(heap.info(TypeId(number)).object);
        }
        for r in self
            .objects
            .iter()
            .filter(|r| heap.is_immortal(**r) || heap.ordinal(**r) == 0)
        {
            visit(*r);
        }
    }

    /// Who holds each of `targets`.
    #[must_use]
    pub fn holders_of(&self, targets: &[Ref]) -> BTreeMap<Ref, Vec<By>> {
        let set: RefSet = targets.iter().copied().collect();
        let mut found: BTreeMap<Ref, Vec<By>> = BTreeMap::new();
        let mut note = |by, held| {
            if set.has(held) {
                found.entry(held).or_default().push(by);
            }
        };
        self.vm.roots(&mut |root, r| note(By::Root(root), r));
        let heap = self.heap();
        let mut last = None;
        for (held, number) in &self.held {
            if Some(number) != last && (held.is_null() || set.has(*held)) {
                last = Some(number);
                let r = self.objects[*number as usize];
                heap.holds(r, &mut |place, held| note(By::Object(r, place), held));
            }
        }
        for table in &self.tables {
            heap.shared_table_holds(*table, &mut |_, held| note(By::Table(*table), held));
        }
        found
    }

    /// How many references of each counted object are held by nobody that is found.
    #[must_use]
    pub fn unnamed(&self) -> BTreeMap<Ref, u32> {
        let mut sums: BTreeMap<Ref, u32> = BTreeMap::new();
        self.each(&mut |_, held| *sums.entry(held).or_default() += 1);
        let heap = self.heap();
        self.objects
            .iter()
            .filter(|r| !heap.is_immortal(**r))
            .filter_map(|r| {
                let held = sums.get(r).copied().unwrap_or(0);
                let rest = heap.refcount(*r).saturating_sub(held);
                (rest > 0).then_some((*r, rest))
            })
            .collect()
    }

    /// Objects that are held more often than they count: never any, if the accounts are right.
    #[must_use]
    pub fn overdrawn(&self) -> Vec<(Ref, u32)> {
        let mut sums: BTreeMap<Ref, u32> = BTreeMap::new();
        self.each(&mut |_, held| *sums.entry(held).or_default() += 1);
        let heap = self.heap();
        sums.into_iter()
            .filter(|(r, held)| !heap.is_immortal(*r) && *held > heap.refcount(*r))
            .collect()
    }
}

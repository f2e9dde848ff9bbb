//! Opaque residents: objects of the interpreter and its library that the model does not make when it starts.
//!
//! Until somebody looks they are numbers: so many objects in each generation, so many blocks. `gc.get_objects()`
//! and `gc.freeze()` make objects of them, of the recorded types and sizes, which hold nothing and never die.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use crate::gc::RESIDENTS;
use crate::heap::Heap;
use crate::reference::{Owned, Ref};
use crate::rules::boot::{Residents as Kind, census};
use crate::types::{Layout, TypeId, TypeInfo, flags};

/// Words that each resident gets, all zero but for its header: as many as a set needs, the largest of them.
const WORDS: u32 = 32;

/// The fields of a type object that hold its name, `__qualname__` and `__name__`.
const TYPE_NAMES: [u32; 2] = [4, 5];

/// Tuples up to this length wait in the free lists when a script begins.
const SHORT_TUPLES: usize = 8;
/// So many of each: more than a script's own start-up uses at a time.
const KEPT_TUPLES: usize = 8;
/// So many frames, where frames have blocks of their own.
const KEPT_FRAMES: usize = 200;
/// With room for so many slots.
const FRAME_SLOTS: u32 = 40;

/// What is known of the residents.
#[derive(Clone, Debug, Default)]
pub struct Residents {
    /// How many there are in each generation that are no objects yet.
    pub numbers: [u64; 3],
    /// A full collection has taken those out that it untracks.
    pub is_settled: bool,
    /// They have been made objects.
    pub is_made: bool,
    /// Objects of the permanent generation that nobody can look at.
    pub frozen: u64,
    /// Blocks of small memory that the model did not allot.
    pub blocks: i64,
    sizes: Rc<BTreeMap<Ref, u64>>,
}

/// Where the collector stood before a module was made that a fresh interpreter has already.
#[derive(Clone, Debug)]
pub struct ResidentModule {
    /// What was in the youngest generation.
    young: BTreeSet<Ref>,
    counts: [u32; 3],
    was_enabled: bool,
    blocks: i64,
}

impl Heap {
    /// A module is about to be made that a fresh interpreter has already: the residents stand for what it brings.
    pub fn begin_resident_module(&mut self) -> ResidentModule {
        let mark = ResidentModule {
            young: self.gc_objects(0).into_iter().collect(),
            counts: self.gc.counts,
            was_enabled: self.gc.is_enabled,
            blocks: self.allocated_blocks(),
        };
        self.gc.is_enabled = false;
        mark
    }

    /// It has been made: what is tracked since then is out of the collector's sight.
    pub fn end_resident_module(&mut self, mark: ResidentModule) {
        for r in self.gc_objects(0) {
            if !mark.young.contains(&r) {
                self.gc_move(r, RESIDENTS);
            }
        }
        self.gc.counts = mark.counts;
        self.gc.is_enabled = mark.was_enabled;
        self.gc.is_due = false;
        self.residents.blocks -= self.allocated_blocks() - mark.blocks;
    }

    /// Begins a script: the collector and the allocator stand as a fresh interpreter's do.
    pub fn move_in(&mut self) {
        self.fill_free_lists();
        let boot = &self.rules.boot;
        let mut numbers = [0; 3];
        for kind in census(self.version) {
            numbers[0] += kind.young;
            numbers[1] += kind.middle;
        }
        numbers[0] -= boot.recorder_objects.min(numbers[0]);
        self.residents = Residents {
            numbers,
            frozen: boot.frozen,
            blocks: boot.allocated_blocks as i64 - self.obmalloc.allocated_blocks as i64,
            ..Residents::default()
        };
        self.gc.counts = boot.counts;
        self.gc.stats[0].collections = boot.collections;
        self.gc.stats[0].collected = boot.collected;
        self.gc.stats[0].candidates = boot.candidates;
    }

    /// The interpreter has freed tuples of all short lengths, and frames, by the time a script begins.
    fn fill_free_lists(&mut self) {
        let none = self.known.none;
        for _ in 0..KEPT_FRAMES {
            self.keep_spare_frame(FRAME_SLOTS);
        }
        for length in 1..=SHORT_TUPLES {
            let items = vec![none; length];
            let made: Vec<Owned> = (0..KEPT_TUPLES).map(|_| self.tuple_of(&items)).collect();
            for tuple in made {
                self.release(tuple);
            }
        }
    }

    /// `sys.getallocatedblocks()`.
    pub fn allocated_blocks(&self) -> i64 {
        self.obmalloc.allocated_blocks as i64 + self.residents.blocks
    }

    /// Whether this is an object made of a resident.
    pub fn is_resident(&self, r: Ref) -> bool {
        self.residents.sizes.contains_key(&r)
    }

    /// What a resident weighs by `sys.getsizeof`.
    #[inline]
    pub fn resident_bytes(&self, r: Ref) -> Option<u64> {
        if self.residents.sizes.is_empty() {
            return None;
        }
        self.residents.sizes.get(&r).copied()
    }

    /// A collection of `generation`: says how many residents it looks at, and moves them on.
    pub(crate) fn collect_residents(&mut self, generation: usize) -> u64 {
        if self.residents.is_made {
            return 0;
        }
        let numbers = &mut self.residents.numbers;
        let looked_at = numbers[..=generation].iter().sum();
        numbers[..=generation].fill(0);
        numbers[(generation + 1).min(2)] += looked_at;
        if generation == 2 && !self.residents.is_settled {
            self.residents.is_settled = true;
            self.residents.numbers[2] = self.rules.boot.tracked_after_collection;
        }
        looked_at
    }

    /// Makes objects of the residents: for whoever wants to see all that is tracked.
    pub fn make_residents(&mut self) {
        if self.residents.is_made {
            return;
        }
        self.residents.is_made = true;
        let counts = self.gc.counts;
        let mut kinds: Vec<Kind> = census(self.version).collect();
        if self.residents.is_settled {
            let boot = &self.rules.boot;
            trim(&mut kinds, "dict", boot.dicts_after_collection);
            trim(&mut kinds, "tuple", boot.tuples_after_collection);
            trim(&mut kinds, "function", boot.functions_after_collection);
            trim(
                &mut kinds,
                "builtin_function_or_method",
                boot.builtin_functions_after_collection,
            );
            trim(&mut kinds, "list", boot.lists_after_collection);
        }
        let all: u64 = kinds.iter().map(|kind| kind.young + kind.middle).sum();
        let wanted: u64 = self.residents.numbers.iter().sum();
        fit(&mut kinds, all, wanted);
        let mut sizes = BTreeMap::new();
        let mut types: BTreeMap<&str, TypeId> = BTreeMap::new();
        // Those of the youngest generation first, as long as that still has any.
        let mut left = self.residents.numbers;
        for kind in kinds {
            let id = *types
                .entry(kind.type_name)
                .or_insert_with(|| self.type_of_residents(kind.type_name));
            for _ in 0..kind.young + kind.middle {
                let r = self.new_resident(id);
                sizes.insert(r, kind.bytes);
                self.track(r);
                let generation = (0..3).find(|&generation| left[generation] > 0).unwrap_or(2);
                left[generation] = left[generation].saturating_sub(1);
                if generation > 0 {
                    self.put_in_generation(r, generation);
                }
            }
        }
        self.residents.sizes = Rc::new(sizes);
        self.residents.numbers = [0; 3];
        self.gc.counts = counts;
    }

    fn new_resident(&mut self, id: TypeId) -> Ref {
        let r = self.new_static(id, WORDS);
        if self.info(id).layout == Layout::Set {
            self.init_set(r);
        }
        r
    }

    /// The type of this name, or a new one that nobody can name.
    fn type_of_residents(&mut self, name: &str) -> TypeId {
        let known = self.types.iter().find(|info| {
            &*info.name == name && info.has(flags::HAVE_GC) && !info.has(flags::HEAPTYPE)
        });
        if let Some(info) = known {
            return info.id;
        }
        let mut info = TypeInfo::clone(&self.types[TypeId::OBJECT.0 as usize]);
        info.name = name.into();
        info.base = TypeId::OBJECT;
        info.flags = flags::HAVE_GC | flags::STATIC | flags::IMMUTABLE;
        info.pre_bytes = 16;
        info.dict = Ref::NULL;
        let id = self.add_type(info);
        let object = self.new_static(TypeId::TYPE, 8);
        self.memory.set_word(object.0 + 1, u64::from(id.0));
        let info = self.info_mut(id);
        info.object = object;
        info.mro = Rc::from([id, TypeId::OBJECT]);
        let name = self.static_str(name);
        for field in TYPE_NAMES {
            self.set_field(object, field, name);
        }
        id
    }
}

/// Leaves only so many of a type, the smallest.
fn trim(kinds: &mut [Kind], type_name: &str, wanted: u64) {
    let is_it = |kind: &&mut Kind| kind.type_name == type_name;
    let all: u64 = kinds
        .iter()
        .filter(|kind| kind.type_name == type_name)
        .map(|kind| kind.young + kind.middle)
        .sum();
    let mut surplus = all.saturating_sub(wanted);
    for kind in kinds.iter_mut().filter(is_it) {
        take(kind, &mut surplus);
    }
}

/// Takes up to `surplus` away from a kind.
fn take(kind: &mut Kind, surplus: &mut u64) {
    for number in [&mut kind.young, &mut kind.middle] {
        let taken = (*number).min(*surplus);
        *number -= taken;
        *surplus -= taken;
    }
}

/// Makes the kinds' sum the wanted one, at the cost of the least telling of them.
fn fit(kinds: &mut [Kind], all: u64, wanted: u64) {
    let fillers = [
        "SourceFileLoader",
        "ModuleSpec",
        "cell",
        "classmethod",
        "property",
    ];
    let mut surplus = all.saturating_sub(wanted);
    for name in fillers {
        for kind in kinds.iter_mut().filter(|kind| kind.type_name == name) {
            take(kind, &mut surplus);
        }
    }
    if let Some(kind) = kinds.iter_mut().find(|kind| kind.type_name == fillers[0]) {
        kind.middle += wanted.saturating_sub(all);
    }
}

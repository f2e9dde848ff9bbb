//! The map of the memory: every arena, pool and small block at one step, and what each block is used for.
//!
//! What a block is used for is found out by a walk over all objects: a block that none of them begins in, and that
//! no free list keeps, is a part of one that lies elsewhere.

use crate::holders::Census;
use crate::look::{id_of, kind_of, title_of};
use crate::session::Session;
use crate::wire::{
    ArenaView, BlockUse, BlockView, MemoryView, ObjectId, Problem, SizeClassView, Step, TracedLine,
    UseView,
};
use heaplens_heap::obmalloc::POOL_OVERHEAD;
use heaplens_heap::trace::TracedBlock;
use heaplens_heap::{Heap, Ref};
use heaplens_python::vm::Vm;
use std::collections::BTreeMap;
use std::rc::Rc;

/// All small blocks at one step.
#[derive(Debug, Clone, Default)]
pub struct MemoryMap {
    pub step: Step,
    pub arenas: Vec<ArenaMap>,
    /// Where the object lies that was asked for.
    pub marked: Option<Spot>,
    /// Small blocks that the line asked for that was asked about.
    pub lit: Vec<Spot>,
    /// The same in numbers.
    pub view: MemoryView,
}

/// One arena.
#[derive(Debug, Clone)]
pub struct ArenaMap {
    pub address: u64,
    /// The pools that were cut from it so far; there is room for more.
    pub pools: Vec<PoolMap>,
    /// Pools that it has room for.
    pub room: u32,
}

/// One pool.
#[derive(Debug, Clone)]
pub struct PoolMap {
    pub address: u64,
    /// Bytes of each of its blocks; those of the last use where it is empty now.
    pub block_bytes: u32,
    pub blocks: Vec<BlockUse>,
}

/// One block, by the numbers of its arena, its pool there and itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spot {
    pub arena: usize,
    pub pool: usize,
    pub block: usize,
}

impl Session {
    /// The map of the memory at `step`; `object` is marked in it, if it lies in a small block, and the blocks that
    /// `line` of a file asked for are lit, if the program traces allocations.
    ///
    /// # Errors
    /// While the run is going, or if it has no such step.
    pub fn memory_map(
        &mut self,
        step: Step,
        object: Option<ObjectId>,
        line: Option<(String, u32)>,
    ) -> Result<MemoryMap, Problem> {
        self.ask(step, move |vm| map_of(vm, step, object, line))
    }

    /// What lies at a spot of a map; `None` where it has no such block.
    ///
    /// # Errors
    /// As [`Session::memory_map`].
    pub fn block_at(&mut self, map: &MemoryMap, spot: Spot) -> Result<Option<BlockView>, Problem> {
        let Some(mut block) = map.block(spot) else {
            return Ok(None);
        };
        if matches!(block.used_for, BlockUse::Object(_))
            && let Some((id, title)) = self.ask(map.step, move |vm| object_at(vm, spot))?
        {
            (block.object, block.title) = (Some(id), title);
        }
        block.asked_by = self.ask(map.step, move |vm| asked_by(vm, spot))?;
        Ok(Some(block))
    }
}

impl MemoryMap {
    /// A block, without the name of what is in it.
    fn block(&self, spot: Spot) -> Option<BlockView> {
        let pool = self.arenas.get(spot.arena)?.pools.get(spot.pool)?;
        let used_for = *pool.blocks.get(spot.block)?;
        let offset = u64::from(POOL_OVERHEAD) + spot.block as u64 * u64::from(pool.block_bytes);
        Some(BlockView {
            address: pool.address + offset,
            block_bytes: u64::from(pool.block_bytes),
            used_for,
            object: None,
            title: String::new(),
            asked_by: None,
        })
    }
}

/// The pools of a heap by their place in the store.
struct Pools {
    pool_words: u32,
    /// For each run of `pool_words` words of the store, the arena and the pool there; `NONE` = no pool.
    slots: Vec<(u32, u32)>,
}

const NONE: (u32, u32) = (u32::MAX, 0);

impl Pools {
    fn new(heap: &Heap) -> Self {
        let pool_words = heap.obmalloc.pool_words();
        let mut slots = Vec::new();
        let arenas = heap
            .obmalloc
            .arenas
            .iter()
            .filter(|arena| arena.address != 0);
        for (number, arena) in (0..).zip(arenas) {
            let first = (arena.place / pool_words) as usize;
            let end = first + arena.cut_pools as usize;
            if slots.len() < end {
                slots.resize(end, NONE);
            }
            for pool in 0..arena.cut_pools {
                slots[first + pool as usize] = (number, pool);
            }
        }
        Self { pool_words, slots }
    }

    /// The block that a place of the store lies in, if it is a small one.
    fn spot_of(&self, heap: &Heap, place: u32) -> Option<Spot> {
        let slot = self.slots.get((place / self.pool_words) as usize).copied();
        let (arena, pool) = slot.filter(|slot| *slot != NONE)?;
        Some(Spot {
            arena: arena as usize,
            pool: pool as usize,
            block: heap.obmalloc.block_index(&heap.memory, place),
        })
    }
}

fn map_of(vm: &Vm, step: Step, object: Option<ObjectId>, line: Option<(String, u32)>) -> MemoryMap {
    let heap = &vm.heap;
    let obmalloc = &heap.obmalloc;
    let pools = Pools::new(heap);
    let in_use = |pool: u32| {
        let blocks = obmalloc.blocks_in_use(&heap.memory, pool);
        let part = |is_in_use: bool| {
            if is_in_use {
                BlockUse::Part
            } else {
                BlockUse::Free
            }
        };
        blocks.into_iter().map(part).collect()
    };
    let mut map = MemoryMap {
        step,
        ..MemoryMap::default()
    };
    for arena in obmalloc.arenas.iter().filter(|arena| arena.address != 0) {
        let pool = |number: u32| {
            let place = arena.place + number * pools.pool_words;
            PoolMap {
                address: arena.address + u64::from(number * pools.pool_words) * 8,
                block_bytes: (obmalloc.pool_header(&heap.memory, place).szidx + 1) * 16,
                blocks: in_use(place),
            }
        };
        map.arenas.push(ArenaMap {
            address: arena.address,
            pools: (0..arena.cut_pools).map(pool).collect(),
            room: arena.ntotalpools,
        });
    }
    let mut say = |place: u32, used_for: BlockUse| {
        let spot = pools.spot_of(heap, place)?;
        map.arenas[spot.arena].pools[spot.pool].blocks[spot.block] = used_for;
        Some(spot)
    };
    for place in heap.freelists.places(&heap.memory) {
        say(place, BlockUse::Kept);
    }
    let (mut marked, mut title) = (None, None);
    for r in Census::new(vm).objects {
        let spot = say(r.0, BlockUse::Object(kind_of(heap, r)));
        if object.is_some_and(|wanted| id_of(heap, r) == wanted) {
            marked = spot;
            title = Some(title_of(heap, r));
        }
    }
    map.marked = marked;
    map.view = view_of(heap, &map);
    map.view.traced = traced_lines(vm);
    if let Some(wanted) = line {
        let is_its = |trace: &TracedBlock| {
            let (file, line) = line_of(vm, trace.site);
            *file == *wanted.0 && line == wanted.1
        };
        let its = heap.traces().filter(is_its);
        map.lit = its
            .filter_map(|trace| pools.spot_of(heap, trace.place))
            .collect();
    }
    map.view.marked = marked
        .and_then(|spot| map.block(spot))
        .map(|block| BlockView {
            object,
            title: title.unwrap_or_default(),
            ..block
        });
    map
}

fn view_of(heap: &Heap, map: &MemoryMap) -> MemoryView {
    let pool_bytes = u64::from(heap.obmalloc.pool_words()) * 8;
    let mut classes: BTreeMap<u32, SizeClassView> = BTreeMap::new();
    let mut uses: BTreeMap<BlockUse, UseView> = BTreeMap::new();
    let mut arenas = Vec::new();
    for arena in &map.arenas {
        let mut view = ArenaView {
            address: arena.address,
            pools_in_use: 0,
            pools_empty: 0,
            pools_untouched: u64::from(arena.room) - arena.pools.len() as u64,
            blocks_in_use: 0,
        };
        for pool in &arena.pools {
            let block_bytes = u64::from(pool.block_bytes);
            let is_free = |used_for: &&BlockUse| **used_for == BlockUse::Free;
            let free = pool.blocks.iter().filter(is_free).count() as u64;
            let in_use = pool.blocks.len() as u64 - free;
            if in_use == 0 {
                view.pools_empty += 1;
                continue;
            }
            view.pools_in_use += 1;
            view.blocks_in_use += in_use;
            let class = classes.entry(pool.block_bytes).or_insert(SizeClassView {
                block_bytes,
                pools: 0,
                blocks_in_use: 0,
                blocks_free: 0,
            });
            class.pools += 1;
            class.blocks_in_use += in_use;
            class.blocks_free += free;
            for used_for in pool.blocks.iter().filter(|one| **one != BlockUse::Free) {
                let sum = uses.entry(*used_for).or_insert(UseView {
                    used_for: *used_for,
                    blocks: 0,
                    bytes: 0,
                });
                sum.blocks += 1;
                sum.bytes += block_bytes;
            }
        }
        arenas.push(view);
    }
    let mut uses: Vec<UseView> = uses.into_values().collect();
    uses.sort_by_key(|one| std::cmp::Reverse(one.bytes));
    MemoryView {
        step: map.step,
        arena_bytes: pool_bytes * u64::from(heap.obmalloc.arena_pools()),
        pool_bytes,
        arenas,
        classes: classes.into_values().collect(),
        uses,
        bytes_in_use: heap.bytes_in_use,
        large_bytes: heap.malloc.in_use,
        marked: None,
        traced: Vec::new(),
    }
}

/// The innermost line of a site.
fn line_of(vm: &Vm, site: u32) -> (Rc<str>, u32) {
    let lines = &vm.states.traced.site(site).lines;
    lines.first().cloned().unwrap_or_else(|| ("".into(), 0))
}

fn traced_lines(vm: &Vm) -> Vec<TracedLine> {
    if !vm.heap.is_tracing() {
        return Vec::new();
    }
    let mut sums: BTreeMap<u32, (u64, u64)> = BTreeMap::new();
    for trace in vm.heap.traces() {
        let sum = sums.entry(trace.site).or_default();
        *sum = (sum.0 + 1, sum.1 + trace.bytes);
    }
    let mut by_line: BTreeMap<(Rc<str>, u32), (u64, u64)> = BTreeMap::new();
    for (site, (blocks, bytes)) in sums {
        let sum = by_line.entry(line_of(vm, site)).or_default();
        *sum = (sum.0 + blocks, sum.1 + bytes);
    }
    let line = |((file, line), (blocks, bytes)): ((Rc<str>, u32), (u64, u64))| TracedLine {
        file: file.to_string(),
        line,
        blocks,
        bytes,
    };
    let mut lines: Vec<TracedLine> = by_line.into_iter().map(line).collect();
    lines.sort_by_key(|one| std::cmp::Reverse(one.bytes));
    lines
}

/// Who asked for the block at `spot`.
fn asked_by(vm: &Vm, spot: Spot) -> Option<TracedLine> {
    let heap = &vm.heap;
    let arenas = heap.obmalloc.arenas.iter();
    let arena = arenas.filter(|one| one.address != 0).nth(spot.arena)?;
    let pool = arena.place + spot.pool as u32 * heap.obmalloc.pool_words();
    let words = 2 * (heap.obmalloc.pool_header(&heap.memory, pool).szidx + 1);
    let trace = heap.trace_at(pool + POOL_OVERHEAD / 8 + spot.block as u32 * words)?;
    let (file, line) = line_of(vm, trace.site);
    Some(TracedLine {
        file: file.to_string(),
        line,
        blocks: 1,
        bytes: trace.bytes,
    })
}

fn object_at(vm: &Vm, spot: Spot) -> Option<(ObjectId, String)> {
    let heap = &vm.heap;
    let pools = Pools::new(heap);
    let is_there = |r: &Ref| pools.spot_of(heap, r.0) == Some(spot);
    let found = Census::new(vm).objects.into_iter().find(is_there)?;
    Some((id_of(heap, found), title_of(heap, found)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::{CompileUnit, RunSetup};

    const PROGRAM: &str = "\
rows = [[number, str(number)] for number in range(400, 440)]
table = {row[1]: row for row in rows}
del rows[::2]
table = None
big = bytes(5000)
last = rows[-1]
";

    fn session(version: &str) -> Session {
        let setup = RunSetup::new(PROGRAM, version, CompileUnit::Script);
        let mut session = Session::new(setup).expect("the version is modelled");
        while !session.run_slice(100_000).done {}
        session
    }

    #[test]
    fn every_block_that_is_given_out_is_told_and_no_other() {
        for version in crate::versions() {
            let mut session = session(&version);
            let steps = session.summary().expect("it is over").steps;
            for step in 0..steps {
                let faults = session.ask(Step(step), move |vm| {
                    let (heap, map) = (&vm.heap, map_of(vm, Step(step), None, None));
                    let in_use: u64 = map.view.arenas.iter().map(|one| one.blocks_in_use).sum();
                    let arenas = heap.obmalloc.arenas.iter().filter(|one| one.address != 0);
                    let mut faults = Vec::new();
                    if in_use != heap.obmalloc.allocated_blocks {
                        faults.push(format!("{in_use} of {}", heap.obmalloc.allocated_blocks));
                    }
                    for (arena, mapped) in arenas.zip(&map.arenas) {
                        for (number, pool) in (0..).zip(&mapped.pools) {
                            let place = arena.place + number * heap.obmalloc.pool_words();
                            let header = heap.obmalloc.pool_header(&heap.memory, place);
                            let is_used = |one: &&BlockUse| **one != BlockUse::Free;
                            let used = pool.blocks.iter().filter(is_used).count();
                            if used != header.count as usize {
                                faults.push(format!("pool {number}: {used} of {}", header.count));
                            }
                        }
                    }
                    faults
                });
                let faults = faults.expect("a step");
                assert!(faults.is_empty(), "{version}, step {step}: {faults:?}");
            }
        }
    }

    #[test]
    fn a_traced_line_lights_its_blocks_and_each_of_them_names_the_line() {
        let source = "import tracemalloc\ntracemalloc.start()\nkept = [[] for _ in range(50)]\n";
        for version in crate::versions() {
            let setup = RunSetup::new(source, &version, CompileUnit::Script);
            let mut session = Session::new(setup).expect("the version is modelled");
            while !session.run_slice(100_000).done {}
            let end = Step(session.summary().expect("it is over").steps - 1);
            let map = session.memory_map(end, None, None).expect("a step");
            let line = map.view.traced.iter().find(|line| line.line == 3);
            let line = line.unwrap_or_else(|| panic!("{version}: {:?}", map.view.traced));
            assert!(
                line.blocks > 50 && line.bytes >= 50 * 56,
                "{version}: {line:?}"
            );
            let asked = Some((line.file.clone(), 3));
            let map = session.memory_map(end, None, asked).expect("a step");
            assert!(map.lit.len() >= 50, "{version}: {}", map.lit.len());
            let block = session.block_at(&map, map.lit[7]).expect("a step");
            let asked_by = block.and_then(|block| block.asked_by);
            assert_eq!(asked_by.map(|line| line.line), Some(3), "{version}");
        }
    }

    #[test]
    fn an_object_is_found_in_its_block_and_the_block_names_it() {
        for version in crate::versions() {
            let mut session = session(&version);
            let end = Step(session.summary().expect("it is over").steps - 1);
            let found = session.named(end, "last").expect("a step");
            let last = found.expect("it is bound");
            let map = session.memory_map(end, Some(last), None).expect("a step");
            let spot = map.marked.expect("a list of two lies in a small block");
            let block = session.block_at(&map, spot).expect("a step");
            let block = block.expect("it is a block of the map");
            assert_eq!(block.object, Some(last), "{version}");
            assert_eq!(
                block.used_for,
                BlockUse::Object(crate::wire::Kind::Container)
            );
            assert_eq!(map.view.marked, Some(block), "{version}");
            assert!(map.view.large_bytes >= 5000, "{version}");
        }
    }
}

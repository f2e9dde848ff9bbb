//! `list.sort`: the merge sort of Objects/listobject.c (runs, galloping, balanced merging), over comparisons that
//! may fail.
//!
//! Modelled: which comparisons are made in which order, that the list is empty meanwhile, that an error leaves a
//! permutation of the items. Keys that are all ints, all floats or all strs compare without the program's help, so
//! any stable sort gives the same.

use heaplens_heap::{Owned, Ref, TypeId};

use crate::opcode::Comparison;
use crate::types::list_merge::Side;
use crate::vm::native::Args;
use crate::vm::{Res, Vm};

/// `MIN_GALLOP`.
pub(crate) const MIN_GALLOP: usize = 7;

/// `list.sort(*, key=None, reverse=False)`.
pub fn sort(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    if args.pos.len() > 1 {
        return Err(vm.type_error("sort() takes no positional arguments"));
    }
    sort_with(vm, args.this(), args)?;
    Ok(vm.none())
}

/// Sorts a list with the keyword arguments of `args`.
pub fn sort_with(vm: &mut Vm, list: Ref, args: &Args<'_>) -> Res<()> {
    let keywords = Args {
        pos: &[],
        kw: args.kw,
        native: args.native,
    };
    let [key, reverse] = keywords.bind(vm, "sort", 0, ["key", "reverse"], 0)?;
    let key = key.filter(|&key| key != vm.heap.known.none);
    let reverse = match reverse {
        Some(r) => reverse_flag(vm, r)?,
        None => false,
    };
    vm.sort_list(list, key, reverse)
}

/// The value of `reverse`: an int up to 3.11, any object's truth from 3.12 on.
fn reverse_flag(vm: &mut Vm, r: Ref) -> Res<bool> {
    if vm.version.minor() >= 12 {
        return vm.truth(r);
    }
    vm.c_int(r).map(|value| value != 0)
}

impl Vm {
    /// An argument that C takes as an int.
    pub fn c_int(&mut self, r: Ref) -> Res<i64> {
        if self.version.minor() < 10 && !self.has_index(r) {
            let name = self.type_name(r);
            let text = if name.as_ref() == "float" {
                "integer argument expected, got float".to_owned()
            } else {
                format!("an integer is required (got type {name})")
            };
            return Err(self.type_error(&text));
        }
        match self.index_value(r)? {
            Some(value) if i32::try_from(value).is_ok() => Ok(value),
            _ => Err(self.overflow_error("Python int too large to convert to C int")),
        }
    }

    /// Sorts a list (`list_sort_impl`).
    pub fn sort_list(&mut self, list: Ref, key: Option<Ref>, reverse: bool) -> Res<()> {
        let mut items = self.heap.list_items(list);
        let hidden = self.heap.list_hide(list);
        let sorted = self.sort_items(&mut items, key, reverse);
        let is_modified = self.heap.list_place(list) != 0 || self.heap.list_len(list) != 0;
        let others = self.heap.list_unhide(list, hidden);
        for (at, &item) in items.iter().enumerate() {
            self.heap.set_list_item(list, at as u32, item);
        }
        for item in others.into_iter().rev() {
            self.drop_ref(item);
        }
        sorted?;
        if is_modified {
            return Err(self.value_error("list modified during sort"));
        }
        Ok(())
    }

    fn sort_items(&mut self, items: &mut [Ref], key: Option<Ref>, reverse: bool) -> Res<()> {
        let mut pairs: Vec<Pair> = Vec::with_capacity(items.len());
        let mut failed = None;
        for &item in items.iter() {
            let key = match key {
                None => item,
                Some(key) => match self.call(key, &[item]) {
                    Ok(made) => made.into_ref(),
                    Err(raised) => {
                        failed = Some(raised);
                        break;
                    }
                },
            };
            pairs.push(Pair { key, item });
        }
        let result = match failed {
            Some(raised) => Err(raised),
            None => {
                if reverse {
                    pairs.reverse();
                }
                let result = self.sort_pairs(&mut pairs);
                if reverse {
                    pairs.reverse();
                }
                for (place, pair) in items.iter_mut().zip(&pairs) {
                    *place = pair.item;
                }
                result
            }
        };
        if key.is_some() {
            for pair in pairs {
                self.drop_ref(pair.key);
            }
        }
        result
    }

    fn sort_pairs(&mut self, pairs: &mut [Pair]) -> Res<()> {
        if pairs.len() < 2 {
            return Ok(());
        }
        if self.sort_simple(pairs) {
            return Ok(());
        }
        MergeSort {
            vm: self,
            pairs,
            runs: Vec::new(),
            min_gallop: MIN_GALLOP,
        }
        .run()
    }

    /// Sorts keys that are all ints, all floats or all strs; false where they aren't.
    fn sort_simple(&mut self, pairs: &mut [Pair]) -> bool {
        let id = self.heap.type_of(pairs[0].key);
        if !pairs.iter().all(|pair| self.heap.type_of(pair.key) == id) {
            return false;
        }
        match id {
            TypeId::INT => {
                let mut keyed = Vec::with_capacity(pairs.len());
                for pair in pairs.iter() {
                    match self.heap.int_small(pair.key) {
                        Some(value) => keyed.push((value, *pair)),
                        None => return false,
                    }
                }
                keyed.sort_by_key(|&(value, _)| value);
                for (place, (_, pair)) in pairs.iter_mut().zip(keyed) {
                    *place = pair;
                }
                true
            }
            TypeId::FLOAT => {
                if pairs
                    .iter()
                    .any(|pair| self.heap.float_value(pair.key).is_nan())
                {
                    return false;
                }
                let heap = &self.heap;
                pairs.sort_by(|a, b| {
                    heap.float_value(a.key)
                        .partial_cmp(&heap.float_value(b.key))
                        .unwrap_or(std::cmp::Ordering::Equal)
                });
                true
            }
            TypeId::STR => {
                let heap = &self.heap;
                pairs.sort_by(|a, b| {
                    let (a, b) = (heap.chars(a.key), heap.chars(b.key));
                    match (a.ascii(), b.ascii()) {
                        (Some(a), Some(b)) => a.cmp(b),
                        _ => a.iter().cmp(b.iter()),
                    }
                });
                true
            }
            _ => false,
        }
    }
}

/// A key and its item.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Pair {
    pub(crate) key: Ref,
    pub(crate) item: Ref,
}

/// A run that waits to be merged: where it begins, how long it is, and (from 3.11 on) its power.
#[derive(Clone, Copy, Debug)]
struct Run {
    base: usize,
    length: usize,
    power: u32,
}

/// A sort under way.
pub(crate) struct MergeSort<'a> {
    vm: &'a mut Vm,
    pub(crate) pairs: &'a mut [Pair],
    runs: Vec<Run>,
    pub(crate) min_gallop: usize,
}

impl MergeSort<'_> {
    pub(crate) fn lt(&mut self, a: Pair, b: Pair) -> Res<bool> {
        self.vm.compare_truth(a.key, b.key, Comparison::Lt)
    }

    fn run(&mut self) -> Res<()> {
        let total = self.pairs.len();
        let least = least_run(total);
        let mut at = 0;
        while at < total {
            let mut length = self.count_run(at)?;
            if length < least {
                let forced = least.min(total - at);
                self.insert_binary(at, at + forced, at + length)?;
                length = forced;
            }
            self.push_run(at, length)?;
            at += length;
        }
        while self.runs.len() > 1 {
            let mut at = self.runs.len() - 2;
            if at > 0 && self.runs[at - 1].length < self.runs[at + 1].length {
                at -= 1;
            }
            self.merge_at(at)?;
        }
        Ok(())
    }

    /// The length of the run that begins at `from`; a descending one is reversed (`count_run`).
    fn count_run(&mut self, from: usize) -> Res<usize> {
        let end = self.pairs.len();
        if from + 1 == end {
            return Ok(1);
        }
        if self.vm.version.minor() >= 13 {
            return self.count_run_with_equals(from);
        }
        let mut at = from + 2;
        let descends = self.lt(self.pairs[from + 1], self.pairs[from])?;
        while at < end && self.lt(self.pairs[at], self.pairs[at - 1])? == descends {
            at += 1;
        }
        if descends {
            self.pairs[from..at].reverse();
        }
        Ok(at - from)
    }

    /// The same from 3.13 on: stretches of equal keys don't end a descending run (`count_run`).
    fn count_run_with_equals(&mut self, from: usize) -> Res<usize> {
        let end = self.pairs.len();
        let mut at = from + 1;
        while at < end && !self.lt(self.pairs[at], self.pairs[at - 1])? {
            at += 1;
        }
        if at == end {
            return Ok(end - from);
        }
        if at - from > 1 {
            if self.lt(self.pairs[from], self.pairs[at - 1])? {
                return Ok(at - from);
            }
            self.pairs[from..at].reverse();
        }
        at += 1;
        let mut equals = 0;
        while at < end {
            if self.lt(self.pairs[at], self.pairs[at - 1])? {
                if equals > 0 {
                    self.pairs[at - equals - 1..at].reverse();
                    equals = 0;
                }
            } else if self.lt(self.pairs[at - 1], self.pairs[at])? {
                break;
            } else {
                equals += 1;
            }
            at += 1;
        }
        if equals > 0 {
            self.pairs[at - equals - 1..at].reverse();
        }
        self.pairs[from..at].reverse();
        while at < end && !self.lt(self.pairs[at], self.pairs[at - 1])? {
            at += 1;
        }
        Ok(at - from)
    }

    /// Binary insertion of `start..end` into the sorted `low..start` (`binarysort`).
    fn insert_binary(&mut self, low: usize, end: usize, start: usize) -> Res<()> {
        for at in start.max(low + 1)..end {
            let pivot = self.pairs[at];
            let (mut left, mut right) = (low, at);
            while left < right {
                let middle = left + ((right - left) >> 1);
                if self.lt(pivot, self.pairs[middle])? {
                    right = middle;
                } else {
                    left = middle + 1;
                }
            }
            self.pairs.copy_within(left..at, left + 1);
            self.pairs[left] = pivot;
        }
        Ok(())
    }

    fn push_run(&mut self, base: usize, length: usize) -> Res<()> {
        let mut run = Run {
            base,
            length,
            power: 0,
        };
        if self.vm.version.minor() >= 11 {
            // found_new_run: powers decide what is merged first.
            if let Some(&last) = self.runs.last() {
                let power = power_between(last.base, last.length, length, self.pairs.len());
                while self.runs.len() > 1 && self.runs[self.runs.len() - 2].power > power {
                    self.merge_at(self.runs.len() - 2)?;
                }
                let top = self.runs.len() - 1;
                self.runs[top].power = power;
            }
            self.runs.push(run);
            return Ok(());
        }
        run.power = 0;
        self.runs.push(run);
        self.collapse()
    }

    /// `merge_collapse`, up to 3.10.
    fn collapse(&mut self) -> Res<()> {
        while self.runs.len() > 1 {
            let mut at = self.runs.len() - 2;
            let length = |index: usize| self.runs[index].length;
            if (at > 0 && length(at - 1) <= length(at) + length(at + 1))
                || (at > 1 && length(at - 2) <= length(at - 1) + length(at))
            {
                if length(at - 1) < length(at + 1) {
                    at -= 1;
                }
                self.merge_at(at)?;
            } else if length(at) <= length(at + 1) {
                self.merge_at(at)?;
            } else {
                break;
            }
        }
        Ok(())
    }

    fn merge_at(&mut self, at: usize) -> Res<()> {
        let (a, b) = (self.runs[at], self.runs[at + 1]);
        self.runs[at].length = a.length + b.length;
        self.runs.remove(at + 1);
        // Where b's first belongs in a: what lies before is in place already.
        let first = self.pairs[b.base];
        let skip = self.gallop_right(first, Side::Main(a.base, a.length), 0)?;
        let (base, length) = (a.base + skip, a.length - skip);
        if length == 0 {
            return Ok(());
        }
        let last = self.pairs[base + length - 1];
        let tail = self.gallop_left(last, Side::Main(b.base, b.length), b.length - 1)?;
        if tail == 0 {
            return Ok(());
        }
        if length <= tail {
            self.merge_low(base, length, b.base, tail)
        } else {
            self.merge_high(base, length, b.base, tail)
        }
    }
}

/// The least length of a run (`merge_compute_minrun`).
fn least_run(mut total: usize) -> usize {
    let mut rest = 0;
    while total >= 64 {
        rest |= total & 1;
        total >>= 1;
    }
    total + rest
}

/// The power of the boundary between two neighbouring runs (`powerloop`, 3.11 on).
fn power_between(base: usize, first: usize, second: usize, total: usize) -> u32 {
    let mut a = 2 * base + first;
    let mut b = a + first + second;
    let mut power = 0;
    loop {
        power += 1;
        if a >= total {
            a -= total;
            b -= total;
        } else if b >= total {
            return power;
        }
        a <<= 1;
        b <<= 1;
    }
}

//! `_tracemalloc`: starting and stopping to trace, what is traced, and the sums that `tracemalloc`
//! (modules/python/tracemalloc.py) shows. Source: Modules/_tracemalloc.c @ v3.9.2.
//!
//! CPython's `_get_traces` gives a list of tuples, one for each block. Ours gives bytes, a record of 16 bytes for each
//! block in use, and functions that count them: a million blocks are summed up at once, and only what is looked at
//! becomes a tuple.
//!
//! ```text
//! number of the site (u32) | domain (u32) | bytes asked for (u64)
//! ```

use std::collections::BTreeMap;

use heaplens_heap::{Owned, Ref};

use crate::modules::ModuleDef;
use crate::vm::native::{Args, Arity, Def};
use crate::vm::traced::{Line, Site};
use crate::vm::{Res, Vm};

/// The module.
pub const MODULE: ModuleDef = ModuleDef {
    name: "_tracemalloc",
    functions: &[FUNCTIONS],
    classes: &[],
    fill: |_, _| Ok(()),
};

const FUNCTIONS: &[Def] = &[
    Def::method("is_tracing", Arity::None, is_tracing),
    Def::method("clear_traces", Arity::None, clear_traces),
    Def::method("_get_traces", Arity::None, get_traces),
    Def::method("_get_object_traceback", Arity::One, get_object_traceback),
    Def::method("start", Arity::Range(0, 1), start),
    Def::method("stop", Arity::None, stop),
    Def::method("get_traceback_limit", Arity::None, get_traceback_limit),
    Def::method(
        "get_tracemalloc_memory",
        Arity::None,
        get_tracemalloc_memory,
    ),
    Def::method("get_traced_memory", Arity::None, get_traced_memory),
    Def::method("reset_peak", Arity::None, reset_peak).since(9),
    Def::method("_pack", Arity::One, pack),
    Def::method("_count", Arity::One, count),
    Def::method("_trace", Arity::Range(2, 2), trace),
    Def::method("_kinds", Arity::One, kinds),
    Def::method("_select", Arity::Range(2, 2), select),
    Def::method("_sums", Arity::Range(3, 3), sums),
    Def::method("_matches", Arity::Range(2, 2), matches),
    Def::method("_not_here", Arity::One, not_here),
];

/// What stands for a file where no frame runs.
const UNKNOWN: &str = "<unknown>";

/// One traced block of a snapshot.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Record {
    site: u32,
    domain: u32,
    bytes: u64,
}

const RECORD_BYTES: usize = 16;

impl Record {
    fn read(bytes: &[u8]) -> Record {
        let word = |at: usize| {
            let bytes = bytes[at..at + 8].try_into().expect("eight bytes");
            u64::from_le_bytes(bytes)
        };
        Record {
            site: word(0) as u32,
            domain: (word(0) >> 32) as u32,
            bytes: word(8),
        }
    }

    fn write(self, out: &mut Vec<u8>) {
        out.extend_from_slice(&self.site.to_le_bytes());
        out.extend_from_slice(&self.domain.to_le_bytes());
        out.extend_from_slice(&self.bytes.to_le_bytes());
    }
}

fn records(vm: &Vm, r: Ref) -> Vec<Record> {
    let bytes = vm.heap.bytes_value(r);
    bytes.chunks_exact(RECORD_BYTES).map(Record::read).collect()
}

fn is_tracing(vm: &mut Vm, _args: &Args<'_>) -> Res<Owned> {
    let value = vm.heap.is_tracing();
    Ok(vm.heap.bool(value))
}

fn start(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    // MAX_NFRAME: as many as a block of INT_MAX bytes holds; from 3.9 on UINT16_MAX.
    let most = if vm.version.minor() >= 9 {
        65_535
    } else {
        178_956_969
    };
    let limit = match args.get(0) {
        Some(r) => vm.int_argument(r)?,
        None => 1,
    };
    if !(1..=most).contains(&limit) {
        let text = format!("the number of frames must be in range [1; {most}]");
        return Err(vm.value_error(&text));
    }
    if !vm.heap.is_tracing() {
        vm.start_tracing(limit as u32);
    }
    Ok(vm.none())
}

fn stop(vm: &mut Vm, _args: &Args<'_>) -> Res<Owned> {
    vm.stop_tracing();
    Ok(vm.none())
}

fn clear_traces(vm: &mut Vm, _args: &Args<'_>) -> Res<Owned> {
    vm.heap.clear_traces();
    Ok(vm.none())
}

fn reset_peak(vm: &mut Vm, _args: &Args<'_>) -> Res<Owned> {
    vm.heap.reset_traced_peak();
    Ok(vm.none())
}

fn get_traceback_limit(vm: &mut Vm, _args: &Args<'_>) -> Res<Owned> {
    let limit = vm.states.traced.limit.max(1);
    Ok(vm.heap.int(i64::from(limit)))
}

fn get_traced_memory(vm: &mut Vm, _args: &Args<'_>) -> Res<Owned> {
    let (bytes, peak) = vm.heap.traced_bytes();
    let items = [bytes, peak].map(|bytes| vm.heap.int_of_size(bytes as i64).into_ref());
    Ok(vm.heap.tuple_from(&items))
}

/// A table of pointers for each, and an entry for each block and site (`_Py_hashtable_size`).
fn get_tracemalloc_memory(vm: &mut Vm, _args: &Args<'_>) -> Res<Owned> {
    const EMPTY_TABLES: u64 = 600;
    const BLOCK_ENTRY: u64 = 48;
    const SITE_ENTRY: u64 = 64;
    let (blocks, sites) = (vm.heap.traced_blocks(), u64::from(vm.states.traced.count()));
    let bytes = EMPTY_TABLES + blocks * (BLOCK_ENTRY + 8) + sites * SITE_ENTRY;
    Ok(vm.heap.int(bytes as i64))
}

fn get_traces(vm: &mut Vm, _args: &Args<'_>) -> Res<Owned> {
    let mut content = Vec::with_capacity(vm.heap.traced_blocks() as usize * RECORD_BYTES);
    for block in vm.heap.traces() {
        let record = Record {
            site: block.site,
            domain: 0,
            bytes: block.bytes,
        };
        record.write(&mut content);
    }
    // What the tracer makes it doesn't trace.
    let was_suspended = vm.heap.suspend_tracing(true);
    let traces = vm.heap.bytes(&content);
    vm.heap.suspend_tracing(was_suspended);
    Ok(traces)
}

/// Lines as a tuple of pairs, the innermost first.
fn frames(vm: &mut Vm, lines: &[Line]) -> Owned {
    let items: Vec<Ref> = lines
        .iter()
        .map(|(file, line)| {
            let file = vm.heap.str(file).into_ref();
            let line = vm.heap.int(i64::from(*line)).into_ref();
            vm.heap.tuple_from(&[file, line]).into_ref()
        })
        .collect();
    vm.heap.tuple_from(&items)
}

fn site(vm: &Vm, number: u32) -> Site {
    if number == 0 || number > vm.states.traced.count() {
        return Site {
            lines: vec![(UNKNOWN.into(), 0)],
            depth: 1,
        };
    }
    vm.states.traced.site(number).clone()
}

/// The lines of a site, and from 3.9 on how many frames there were.
fn site_parts(vm: &mut Vm, number: u32) -> Vec<Ref> {
    let site = site(vm, number);
    let mut parts = vec![frames(vm, &site.lines).into_ref()];
    if vm.version.minor() >= 9 {
        parts.push(vm.heap.int(i64::from(site.depth)).into_ref());
    }
    parts
}

fn get_object_traceback(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let Some(block) = vm.heap.object_trace(args.this()) else {
        return Ok(vm.none());
    };
    let lines = site(vm, block.site).lines;
    let was_suspended = vm.heap.suspend_tracing(true);
    let frames = frames(vm, &lines);
    vm.heap.suspend_tracing(was_suspended);
    Ok(frames)
}

fn record_tuple(vm: &mut Vm, record: Record) -> Owned {
    let mut items = vec![
        vm.heap.int(i64::from(record.domain)).into_ref(),
        vm.heap.int(record.bytes as i64).into_ref(),
    ];
    items.extend(site_parts(vm, record.site));
    vm.heap.tuple_from(&items)
}

/// `_count(traces)`: how many there are.
fn count(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let count = vm.heap.bytes_value(args.this()).len() / RECORD_BYTES;
    Ok(vm.heap.int(count as i64))
}

/// `_trace(traces, index)`: one as CPython's tuple: domain, size, frames and, from 3.9 on, how many there were.
fn trace(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let index = vm.int_argument(args.pos[1])? as usize;
    let record = {
        let bytes = vm.heap.bytes_value(args.pos[0]);
        let at = index.saturating_mul(RECORD_BYTES);
        bytes.get(at..at + RECORD_BYTES).map(Record::read)
    };
    match record {
        Some(record) => Ok(record_tuple(vm, record)),
        None => Err(vm.index_error("list index out of range")),
    }
}

fn owned_items(vm: &mut Vm, r: Ref) -> Res<Vec<Owned>> {
    let items = vm.collect_items(r)?;
    Ok(items.into_iter().map(Owned::adopt).collect())
}

/// `_pack(traces)`: the records of a sequence of such tuples.
fn pack(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let parts = if vm.version.minor() >= 9 { 4 } else { 3 };
    let mut content = Vec::new();
    for item in owned_items(vm, args.this())? {
        let items = owned_items(vm, item.get())?;
        if items.len() != parts {
            let text = if items.len() < parts {
                format!(
                    "not enough values to unpack (expected {parts}, got {})",
                    items.len()
                )
            } else {
                format!("too many values to unpack (expected {parts})")
            };
            return Err(vm.value_error(&text));
        }
        let mut lines = Vec::new();
        for frame in owned_items(vm, items[2].get())? {
            let frame = owned_items(vm, frame.get())?;
            let [file, line] = &frame[..] else {
                return Err(vm.value_error("a frame is a file name and a line"));
            };
            let file = vm.str_argument(file.get(), "Snapshot", "1")?;
            lines.push((file.into(), vm.int_argument(line.get())? as u32));
        }
        let depth = match items.get(3) {
            Some(depth) => vm.int_argument(depth.get())? as u32,
            None => lines.len() as u32,
        };
        let record = Record {
            site: vm.states.traced.number(Site { lines, depth }),
            domain: vm.int_argument(items[0].get())? as u32,
            bytes: vm.ssize_argument(items[1].get())? as u64,
        };
        record.write(&mut content);
    }
    Ok(vm.heap.bytes(&content))
}

/// `_kinds(traces)`: for each pair of site and domain that occurs its number and a tuple like those of [`trace`], of
/// no size.
fn kinds(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let mut kinds: Vec<Record> = records(vm, args.this())
        .into_iter()
        .map(|record| Record { bytes: 0, ..record })
        .collect();
    kinds.sort_unstable();
    kinds.dedup();
    let mut items = Vec::with_capacity(kinds.len());
    for kind in kinds {
        let number = vm.heap.int(kind_number(kind)).into_ref();
        let tuple = record_tuple(vm, kind).into_ref();
        items.push(vm.heap.tuple_from(&[number, tuple]).into_ref());
    }
    Ok(vm.heap.list_from(&items))
}

fn kind_number(record: Record) -> i64 {
    i64::from(record.domain) << 24 | i64::from(record.site)
}

/// `_select(traces, numbers)`: those of the kinds with these numbers.
fn select(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let mut wanted = Vec::new();
    for item in owned_items(vm, args.pos[1])? {
        wanted.push(vm.ssize_argument(item.get())?);
    }
    wanted.sort_unstable();
    let mut content = Vec::new();
    for record in records(vm, args.pos[0]) {
        if wanted.binary_search(&kind_number(record)).is_ok() {
            record.write(&mut content);
        }
    }
    Ok(vm.heap.bytes(&content))
}

/// `_sums(traces, key_type, cumulative)`: frames, bytes and number of blocks for each traceback, line or file; of all
/// frames that the blocks were asked for by, or of the innermost alone.
fn sums(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let key_type = vm.str_argument(args.pos[1], "statistics", "1")?;
    let is_cumulative = vm.truth(args.pos[2])?;
    let mut of_sites: BTreeMap<u32, (u64, u64)> = BTreeMap::new();
    for record in records(vm, args.pos[0]) {
        let sum = of_sites.entry(record.site).or_default();
        sum.0 += record.bytes;
        sum.1 += 1;
    }
    let mut sums: BTreeMap<Vec<Line>, (u64, u64)> = BTreeMap::new();
    for (number, (bytes, blocks)) in of_sites {
        let lines = site(vm, number).lines;
        let keys: Vec<Vec<Line>> = match (&*key_type, is_cumulative) {
            ("traceback", _) => vec![lines],
            (_, true) => lines.into_iter().map(|line| vec![line]).collect(),
            (_, false) => vec![lines.into_iter().take(1).collect()],
        };
        for mut key in keys {
            if key_type == "filename" {
                for line in &mut key {
                    line.1 = 0;
                }
            }
            let sum = sums.entry(key).or_default();
            sum.0 += bytes;
            sum.1 += blocks;
        }
    }
    let mut items = Vec::with_capacity(sums.len());
    for (lines, (bytes, blocks)) in sums {
        let parts = [
            frames(vm, &lines).into_ref(),
            vm.heap.int(bytes as i64).into_ref(),
            vm.heap.int(blocks as i64).into_ref(),
        ];
        items.push(vm.heap.tuple_from(&parts).into_ref());
    }
    Ok(vm.heap.list_from(&items))
}

/// `_matches(name, pattern)`: whether a file name matches a pattern of the shell's (`fnmatch.fnmatch`).
fn matches(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let name: Vec<char> = vm
        .str_argument(args.pos[0], "fnmatch", "1")?
        .chars()
        .collect();
    let pattern: Vec<char> = vm
        .str_argument(args.pos[1], "fnmatch", "2")?
        .chars()
        .collect();
    let value = does_match(&name, &pattern);
    Ok(vm.heap.bool(value))
}

fn does_match(name: &[char], pattern: &[char]) -> bool {
    // Where the last star stands in the pattern, and how much of the name it has taken.
    let mut star: Option<(usize, usize)> = None;
    let (mut at, mut in_pattern) = (0, 0);
    loop {
        if pattern.get(in_pattern) == Some(&'*') {
            star = Some((in_pattern, at));
            in_pattern += 1;
            continue;
        }
        if at == name.len() && in_pattern == pattern.len() {
            return true;
        }
        let step = name
            .get(at)
            .and_then(|&c| matches_one(c, &pattern[in_pattern..]));
        if let Some(length) = step {
            at += 1;
            in_pattern += length;
            continue;
        }
        match star {
            Some((star_at, taken)) if taken < name.len() => {
                star = Some((star_at, taken + 1));
                at = taken + 1;
                in_pattern = star_at + 1;
            }
            _ => return false,
        }
    }
}

/// How long the piece of pattern is that the character matches.
fn matches_one(c: char, pattern: &[char]) -> Option<usize> {
    match pattern.first()? {
        '?' => Some(1),
        '[' => {
            let is_negated = pattern.get(1) == Some(&'!');
            let start = if is_negated { 2 } else { 1 };
            // A bracket right at the beginning of a set is one of its characters.
            let Some(end) = (start + 1..pattern.len()).find(|&at| pattern[at] == ']') else {
                return (c == '[').then_some(1);
            };
            let set = &pattern[start..end];
            let mut at = 0;
            let mut is_in = false;
            while at < set.len() {
                if at + 2 < set.len() && set[at + 1] == '-' {
                    is_in |= (set[at]..=set[at + 2]).contains(&c);
                    at += 3;
                } else {
                    is_in |= set[at] == c;
                    at += 1;
                }
            }
            (is_in != is_negated).then_some(end + 1)
        }
        &other => (other == c).then_some(1),
    }
}

/// `_not_here(what)`: ends the run with an honest word.
fn not_here(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let what = vm.str_argument(args.this(), "_not_here", "1")?;
    Err(vm.unsupported(&what))
}

#[cfg(test)]
mod tests {
    use super::does_match;

    #[test]
    fn patterns_match_as_those_of_the_shell() {
        let matches = |name: &str, pattern: &str| {
            let chars = |text: &str| text.chars().collect::<Vec<char>>();
            does_match(&chars(name), &chars(pattern))
        };
        for (name, pattern) in [
            ("a.py", "*.py"),
            ("/x/a.py", "*"),
            ("", "*"),
            ("aXbXc", "a*X*c"),
            ("abc", "a?c"),
            ("abc", "a[a-c]c"),
            ("a]c", "a[]]c"),
            ("a[c", "a[c"),
            ("abc", "a[!x]c"),
        ] {
            assert!(matches(name, pattern), "{name} {pattern}");
        }
        for (name, pattern) in [
            ("a.pyc", "*.py"),
            ("", "?"),
            ("abc", "a[!b]c"),
            ("abc", "ab"),
            ("ab", "abc"),
        ] {
            assert!(!matches(name, pattern), "{name} {pattern}");
        }
    }
}

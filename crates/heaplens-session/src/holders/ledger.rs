//! The ledger: every reference that makes up an object's count, by name.

use super::census::Census;
use super::naming::Namer;
use crate::look::identity::count_of;
use crate::look::{id_of, short_text, title_of};
use crate::wire::{Count, Holder, HolderKind, Ledger, LedgerEntry, Sentence, Step, Strength, Word};
use heaplens_heap::Ref;
use heaplens_heap::types::{Layout, flags};
use heaplens_python::opcode::Op;
use heaplens_python::vm::Vm;
use std::collections::BTreeMap;

/// What nobody could be named for when the program began: the interpreter's own tables, in Rust.
pub type Baseline = BTreeMap<Ref, u32>;

/// The ledger of `r` at `step`, its holders in the order of the census.
#[must_use]
pub fn ledger_of(census: &Census<'_>, baseline: &Baseline, r: Ref, step: Step) -> Ledger {
    let vm = census.vm;
    let heap = &vm.heap;
    let holders = census.holders_of(&[r]).remove(&r).unwrap_or_default();
    let namer = Namer::new(census, holders.iter());
    let mut entries: Vec<LedgerEntry> = holders
        .iter()
        .map(|by| {
            let named = namer.name(*by);
            LedgerEntry {
                kind: named.kind,
                holder: named.holder,
                by: named.by.map(|by| id_of(heap, by)),
                label: named.label,
                count: 1,
                strength: named.strength,
                since: None,
            }
        })
        .collect();
    let count = count_of(heap, r, heap.rules.identity.immortal_refcount);
    if let Count::References(total) = count {
        let missing = total.saturating_sub(entries.len() as u64);
        entries.extend(the_rest(vm, baseline, r, missing));
    }
    Ledger {
        step,
        object: id_of(heap, r),
        title: title_of(heap, r),
        type_name: heap.info_of(r).name.to_string(),
        address: heap.address(r),
        count,
        sum: entries.iter().map(|entry| entry.count).sum(),
        entries,
        uncounted: uncounted(vm, r),
        notes: notes(vm, r, count),
    }
}

/// Names for the references that no walk finds: those of the interpreter's own tables, which were there when the
/// program began, and those of native functions in the middle of their work.
#[must_use]
pub fn the_rest(vm: &Vm, baseline: &Baseline, r: Ref, missing: u64) -> Vec<LedgerEntry> {
    let mut rest = Vec::new();
    if missing == 0 {
        return rest;
    }
    let mut entry = |kind, label: String, count, strength| {
        rest.push(LedgerEntry {
            kind,
            holder: Holder::Native,
            by: None,
            label,
            count,
            strength,
            since: None,
        });
    };
    let of_old = if is_static(vm, r) {
        missing
    } else if vm.heap.ordinal(r) == 0 {
        u64::from(baseline.get(&r).copied().unwrap_or(0)).min(missing)
    } else {
        0
    };
    if of_old > 0 {
        entry(
            HolderKind::Interpreter,
            "the interpreter's own tables".to_owned(),
            of_old,
            Strength::Lasting,
        );
    }
    let left = missing - of_old;
    if left > 0 {
        match native_at_work(vm) {
            Some(label) => entry(HolderKind::NativeCall, label, left, Strength::Passing),
            None => entry(
                HolderKind::Interpreter,
                "the interpreter".to_owned(),
                left,
                Strength::Lasting,
            ),
        }
    }
    rest
}

/// Whether an object is a type or a name in the interpreter's own data, which its tables hold: of those some are
/// made when a module is imported.
#[must_use]
pub fn is_static(vm: &Vm, r: Ref) -> bool {
    let heap = &vm.heap;
    if heap.is_resident(r) {
        return true;
    }
    match heap.info_of(r).layout {
        Layout::Type => heap.ordinal(r) == 0,
        Layout::Str => heap.is_interned(r) && (heap.ordinal(r) == 0 || names_a_type(vm, r)),
        _ => false,
    }
}

/// Whether a str is the name of a type that a library module brought along.
fn names_a_type(vm: &Vm, r: Ref) -> bool {
    let text = vm.heap.text(r);
    vm.heap.types.iter().any(|info| {
        let name = info.name.rsplit('.').next();
        !info.has(flags::HEAPTYPE) && name == Some(text.as_str())
    })
}

/// The innermost native function that called back into the program, by name.
#[must_use]
pub fn native_at_work(vm: &Vm) -> Option<String> {
    let Some((frame, callable, op)) = vm.native_calls().pop() else {
        // A finaliser that the interpreter itself set off, between two statements or at its end.
        let bottom = vm.frames.first()?;
        return (!bottom.function.is_null()).then(|| "the interpreter at work".to_owned());
    };
    let of = &vm.frames[frame].code.body.qualname;
    let what = if callable.is_null() {
        match op {
            Op::ForIter | Op::GetIter | Op::Send => "the iteration".to_owned(),
            Op::BinaryOp | Op::CompareOp => "the operator".to_owned(),
            Op::LoadAttr => "the look-up of an attribute".to_owned(),
            _ => "the instruction".to_owned(),
        }
    } else {
        short_text(&vm.heap, callable)
    };
    Some(format!("{what} at work in {of}"))
}

/// Weak references and borrowed places.
fn uncounted(vm: &Vm, r: Ref) -> Vec<LedgerEntry> {
    let heap = &vm.heap;
    let mut found = Vec::new();
    let mut weak = heap.first_weak(r);
    while !weak.is_null() {
        found.push(LedgerEntry {
            kind: HolderKind::Weak,
            holder: Holder::Inside {
                object: id_of(heap, weak),
            },
            by: Some(id_of(heap, weak)),
            label: format!("weakly by {}", title_of(heap, weak)),
            count: 0,
            strength: Strength::Weak,
            since: None,
        });
        weak = heap.next_weak(weak);
    }
    let borrowed = vm
        .stack
        .iter()
        .filter(|slot| slot.is_borrowed() && slot.get() == r);
    for _ in borrowed {
        found.push(LedgerEntry {
            kind: HolderKind::Operand,
            holder: Holder::Native,
            by: None,
            label: "borrowed by the evaluation stack".to_owned(),
            count: 0,
            strength: Strength::Borrowed,
            since: None,
        });
    }
    found
}

fn notes(vm: &Vm, r: Ref, count: Count) -> Vec<Sentence> {
    let say = |text: String| Sentence {
        words: vec![Word::Text(text)],
    };
    let mut notes = Vec::new();
    match count {
        Count::Immortal(shown) => notes.push(say(format!(
            "It is immortal: nobody counts, and sys.getrefcount says {shown} for ever."
        ))),
        Count::References(count) => notes.push(say(format!(
            "sys.getrefcount would say {}: its own argument is one more.",
            count + 1
        ))),
    }
    if vm.heap.info_of(r).has(flags::UNICODE_SUBCLASS)
        && vm.heap.info_of(r).layout == Layout::Str
        && vm.heap.is_interned(r)
    {
        notes.push(say(
            "The table of interned strings knows it, and does not count.".to_owned(),
        ));
    }
    notes
}

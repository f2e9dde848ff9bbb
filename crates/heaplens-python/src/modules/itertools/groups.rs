//! `groupby`, `tee`, `pairwise` and `batched`.

use heaplens_heap::{Owned, Ref};

use crate::modules::arguments::check_count;
use crate::modules::native_class::no_new;
use crate::vm::native::{Args, Arity, Def};
use crate::vm::{Res, Vm};

/// Methods of `groupby`.
pub const GROUPBY: &[Def] = &[Def::fixed("__new__", Arity::Free, new_groupby)];
/// Methods of a group.
pub const GROUPER: &[Def] = &[Def::fixed("__new__", Arity::Free, no_new)];
/// Methods of `pairwise`.
pub const PAIRWISE: &[Def] = &[Def::fixed("__new__", Arity::Free, new_pairwise)];
/// Methods of `batched`.
pub const BATCHED: &[Def] = &[Def::fixed("__new__", Arity::Free, new_batched)];
/// Methods of a branch of a tee.
pub const TEE: &[Def] = &[
    Def::fixed("__new__", Arity::Free, new_tee),
    Def::method("__copy__", Arity::None, |vm, args| {
        copy_tee(vm, args.this())
    }),
];
/// Methods of what the branches share.
pub const TEE_DATA: &[Def] = &[Def::fixed("__new__", Arity::Free, no_new)];

mod groupby {
    pub const IT: u32 = 0;
    pub const KEYFUNC: u32 = 1;
    pub const TGTKEY: u32 = 2;
    pub const CURRKEY: u32 = 3;
    pub const CURRVALUE: u32 = 4;
    /// The current group, not counted.
    pub const CURRGROUPER: u32 = 5;
}

fn new_groupby(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let [iterable, key] = args.bind(vm, "groupby", 1, ["iterable", "key"], 1)?;
    let it = vm.get_iter(iterable.unwrap_or_default())?;
    let none = vm.heap.known.none;
    let id = vm.heap.type_id_of(args.this());
    Ok(vm.new_native(id, &[it.get(), key.unwrap_or(none)]))
}

/// Moves on by one item; false at the end (`groupby_step`).
fn step(vm: &mut Vm, this: Ref) -> Res<bool> {
    let it = vm.heap.field(this, groupby::IT);
    let Some(value) = vm.next(it)? else {
        return Ok(false);
    };
    let keyfunc = vm.heap.field(this, groupby::KEYFUNC);
    let key = if keyfunc == vm.heap.known.none {
        vm.heap.own(value.get())
    } else {
        vm.call(keyfunc, &[value.get()])?
    };
    vm.store_field(this, groupby::CURRVALUE, value.get());
    vm.store_field(this, groupby::CURRKEY, key.get());
    vm.release(value);
    vm.release(key);
    Ok(true)
}

fn same_keys(vm: &mut Vm, a: Ref, b: Ref) -> Res<bool> {
    let (a, b) = (vm.heap.own(a), vm.heap.own(b));
    let same = a.get() == b.get() || vm.equal(a.get(), b.get())?;
    vm.release(a);
    vm.release(b);
    Ok(same)
}

pub(super) fn next_groupby(vm: &mut Vm, this: Ref) -> Res<Option<Owned>> {
    vm.heap.set_field(this, groupby::CURRGROUPER, Ref::NULL);
    loop {
        let (current, target) = (
            vm.heap.field(this, groupby::CURRKEY),
            vm.heap.field(this, groupby::TGTKEY),
        );
        if !current.is_null() && (target.is_null() || !same_keys(vm, target, current)?) {
            break;
        }
        if !step(vm, this)? {
            return Ok(None);
        }
    }
    let key = vm.heap.field(this, groupby::CURRKEY);
    vm.store_field(this, groupby::TGTKEY, key);
    let id = vm.native_class("itertools._grouper");
    let group = vm.new_native(id, &[this, key]);
    vm.heap.set_field(this, groupby::CURRGROUPER, group.get());
    Ok(Some(vm.heap.tuple_of(&[key, group.get()])))
}

pub(super) fn next_grouper(vm: &mut Vm, group: Ref) -> Res<Option<Owned>> {
    let parent = vm.heap.field(group, 0);
    if vm.heap.field(parent, groupby::CURRGROUPER) != group {
        return Ok(None);
    }
    if vm.heap.field(parent, groupby::CURRVALUE).is_null() && !step(vm, parent)? {
        return Ok(None);
    }
    let (key, current) = (
        vm.heap.field(group, 1),
        vm.heap.field(parent, groupby::CURRKEY),
    );
    if !same_keys(vm, key, current)? {
        return Ok(None);
    }
    let value = vm.heap.field(parent, groupby::CURRVALUE);
    vm.heap.set_field(parent, groupby::CURRVALUE, Ref::NULL);
    vm.forget_field(parent, groupby::CURRKEY);
    Ok(Some(Owned::adopt(value)))
}

/// `LINKCELLS`: items that one data object holds.
const CELLS: u32 = 57;
const DATA_IT: u32 = 0;
const DATA_NEXT: u32 = 1;
const DATA_VALUES: u32 = 2;
/// How many have been read.
const DATA_READ: u32 = 60;
/// Whether its iterator is being asked.
const DATA_RUNNING: u32 = 61;
/// Names of the references of what the branches of a tee share.
pub const DATA_FIELDS: [&str; 59] = {
    let mut names = ["values"; 59];
    names[0] = "it";
    names[1] = "nextlink";
    names
};
/// How far a branch has read in its data object.
const TEE_INDEX: u32 = 1;

fn new_data(vm: &mut Vm, it: Ref) -> Owned {
    let id = vm.native_class("itertools._tee_dataobject");
    vm.new_native(id, &[it])
}

fn new_branch(vm: &mut Vm, data: Ref, index: u64) -> Owned {
    let id = vm.native_class("itertools._tee");
    let branch = vm.new_native(id, &[data]);
    vm.heap.set_raw_word(branch.get(), TEE_INDEX, index);
    branch
}

fn copy_tee(vm: &mut Vm, this: Ref) -> Res<Owned> {
    let data = vm.heap.field(this, 0);
    let index = vm.heap.raw_word(this, TEE_INDEX);
    Ok(new_branch(vm, data, index))
}

/// A branch over an iterable: a copy where that is one already (`tee_fromiterable`).
fn branch_over(vm: &mut Vm, iterable: Ref) -> Res<Owned> {
    let it = vm.get_iter(iterable)?;
    let id = vm.native_class("itertools._tee");
    if vm.heap.type_of(it.get()) == id {
        return copy_tee(vm, it.get());
    }
    let data = new_data(vm, it.get());
    Ok(new_branch(vm, data.get(), 0))
}

fn new_tee(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let rest = args.positional(vm, "_tee", 1, 1)?;
    branch_over(vm, rest[0])
}

/// `tee(iterable, n=2)`.
pub(super) fn tee(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    args.no_keywords(
        vm,
        if vm.version.minor() >= 9 {
            "itertools.tee"
        } else {
            "tee"
        },
    )?;
    check_count(vm, "tee", args.pos.len(), 1, 2)?;
    let n = match args.get(1) {
        Some(n) => vm.ssize_argument(n)?,
        None => 2,
    };
    if n < 0 {
        return Err(vm.value_error("n must be >= 0"));
    }
    let mut branches = Vec::new();
    if n > 0 {
        branches.push(branch_over(vm, args.pos[0])?);
        for _ in 1..n {
            let first = branches[0].get();
            branches.push(copy_tee(vm, first)?);
        }
    }
    Ok(vm.tuple_owned(branches))
}

pub(super) fn next_tee(vm: &mut Vm, this: Ref) -> Res<Option<Owned>> {
    let mut index = vm.heap.raw_word(this, TEE_INDEX) as u32;
    if index >= CELLS {
        let data = vm.heap.field(this, 0);
        if vm.heap.field(data, DATA_NEXT).is_null() {
            let it = vm.heap.field(data, DATA_IT);
            let next = new_data(vm, it).into_ref();
            vm.heap.set_field(data, DATA_NEXT, next);
        }
        let next = vm.heap.field(data, DATA_NEXT);
        vm.store_field(this, 0, next);
        index = 0;
        vm.heap.set_raw_word(this, TEE_INDEX, 0);
    }
    let data = vm.heap.field(this, 0);
    if index >= vm.heap.raw_half(data, DATA_READ) {
        if vm.heap.raw_half(data, DATA_RUNNING) == 1 {
            return Err(vm.raise_text(
                crate::vm::exceptions::Exc::RuntimeError,
                "cannot re-enter the tee iterator",
            ));
        }
        let it = vm.heap.field(data, DATA_IT);
        vm.heap.set_raw_half(data, DATA_RUNNING, 1);
        let item = vm.next(it);
        vm.heap.set_raw_half(data, DATA_RUNNING, 0);
        let Some(item) = item? else {
            return Ok(None);
        };
        vm.heap
            .set_field(data, DATA_VALUES + index, item.into_ref());
        vm.heap.set_raw_half(data, DATA_READ, index + 1);
    }
    vm.heap.set_raw_word(this, TEE_INDEX, u64::from(index) + 1);
    let value = vm.heap.field(data, DATA_VALUES + index);
    Ok(Some(vm.heap.own(value)))
}

const PAIR_IT: u32 = 0;
const PAIR_OLD: u32 = 1;
const PAIR_RESULT: u32 = 2;

fn new_pairwise(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let rest = args.positional(vm, "pairwise", 1, 1)?;
    let it = vm.get_iter(rest[0])?;
    let none = vm.heap.known.none;
    let keeps_result = vm.version.minor() >= 13;
    let result = if keeps_result {
        vm.heap.tuple_of(&[none, none]).into_ref()
    } else {
        Ref::NULL
    };
    let id = vm.heap.type_id_of(args.this());
    let this = vm.new_native(id, &[it.get()]);
    vm.heap.set_field(this.get(), PAIR_RESULT, result);
    Ok(this)
}

pub(super) fn next_pairwise(vm: &mut Vm, this: Ref) -> Res<Option<Owned>> {
    let it = vm.heap.field(this, PAIR_IT);
    if it.is_null() {
        return Ok(None);
    }
    if vm.heap.field(this, PAIR_OLD).is_null() {
        let Some(first) = vm.next(it)? else {
            vm.forget_field(this, PAIR_IT);
            return Ok(None);
        };
        vm.store_field(this, PAIR_OLD, first.get());
        vm.release(first);
        if vm.heap.field(this, PAIR_IT).is_null() {
            vm.forget_field(this, PAIR_OLD);
            return Ok(None);
        }
    }
    let old = vm.heap.field(this, PAIR_OLD);
    let old = vm.heap.own(old);
    let Some(new) = vm.next(it)? else {
        vm.forget_field(this, PAIR_IT);
        vm.forget_field(this, PAIR_OLD);
        vm.release(old);
        return Ok(None);
    };
    vm.store_field(this, PAIR_OLD, new.get());
    let result = vm.heap.field(this, PAIR_RESULT);
    if !result.is_null() && vm.heap.refcount(result) == 1 {
        let held = vm.heap.own(result);
        for (at, item) in [old, new].into_iter().enumerate() {
            let before = vm.heap.tuple_item(result, at as u32);
            vm.heap.set_tuple_item(result, at as u32, item.into_ref());
            vm.drop_ref(before);
        }
        if !vm.heap.is_tracked(result) {
            vm.heap.track(result);
        }
        return Ok(Some(held));
    }
    Ok(Some(vm.tuple_owned(vec![old, new])))
}

const BATCH_SIZE: u32 = 1;
const BATCH_STRICT: u32 = 2;

fn new_batched(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let has_strict = vm.version.minor() >= 13;
    if has_strict && args.pos.len() > 3 {
        let text = format!(
            "batched() takes at most 2 positional arguments ({} given)",
            args.pos.len() - 1
        );
        return Err(vm.type_error(&text));
    }
    let [iterable, n, strict] = if has_strict {
        args.bind(vm, "batched", 1, ["iterable", "n", "strict"], 2)?
    } else {
        let [iterable, n] = args.bind(vm, "batched", 1, ["iterable", "n"], 2)?;
        [iterable, n, None]
    };
    let n = vm.ssize_argument(n.unwrap_or_default())?;
    let is_strict = match strict {
        Some(strict) => vm.truth(strict)?,
        None => false,
    };
    if n < 1 {
        return Err(vm.value_error("n must be at least one"));
    }
    let it = vm.get_iter(iterable.unwrap_or_default())?;
    let id = vm.heap.type_id_of(args.this());
    let this = vm.new_native(id, &[it.get()]);
    vm.heap.set_raw_word(this.get(), BATCH_SIZE, n as u64);
    if has_strict {
        vm.heap
            .set_raw_word(this.get(), BATCH_STRICT, u64::from(is_strict));
    }
    Ok(this)
}

pub(super) fn next_batched(vm: &mut Vm, this: Ref) -> Res<Option<Owned>> {
    let it = vm.heap.field(this, 0);
    if it.is_null() {
        return Ok(None);
    }
    let n = vm.heap.raw_word(this, BATCH_SIZE);
    let mut items = Vec::new();
    while (items.len() as u64) < n {
        match vm.next(it)? {
            Some(item) => items.push(item),
            None => break,
        }
    }
    if (items.len() as u64) < n {
        vm.forget_field(this, 0);
        if items.is_empty() {
            return Ok(None);
        }
        let is_strict = vm.version.minor() >= 13 && vm.heap.raw_word(this, BATCH_STRICT) != 0;
        if is_strict {
            return Err(vm.value_error("batched(): incomplete batch"));
        }
    }
    Ok(Some(vm.tuple_owned(items)))
}

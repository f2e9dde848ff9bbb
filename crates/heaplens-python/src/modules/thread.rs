//! `_thread`: locks, and starting threads. Source: Modules/_threadmodule.c @ v3.11. Threads take turns
//! (`vm/threads.rs`); who holds a lock is kept beside the heap, as the operating system keeps it.

use std::collections::btree_map::Entry;

use heaplens_heap::rules::sizes::BuiltinType;
use heaplens_heap::{Owned, Ref, TypeId};

use crate::modules::ModuleDef;
use crate::modules::native_class::NativeClass;
use crate::vm::exceptions::Exc;
use crate::vm::native::{Args, Arity, Def};
use crate::vm::threads::Wait;
use crate::vm::{Res, Vm};

/// The module.
pub const MODULE: ModuleDef = ModuleDef {
    name: "_thread",
    functions: &[FUNCTIONS],
    classes: &[
        NativeClass::record("_thread.lock", BuiltinType::ThreadLock, &[], &[LOCK]),
        NativeClass::record("_thread.RLock", BuiltinType::ThreadRLock, &[], &[RLOCK]).base(),
    ],
    fill,
};

const LOCK: &[Def] = &[
    Def::fixed("__new__", Arity::Free, |vm, args| {
        if vm.version.minor() < 13 {
            return crate::modules::native_class::no_new(vm, args);
        }
        Ok(new_lock(vm, "_thread.lock"))
    }),
    Def::slot("__repr__", 0, repr_lock),
    Def::method("acquire", Arity::Free, acquire),
    Def::method("acquire_lock", Arity::Free, acquire),
    Def::method("release", Arity::None, release),
    Def::method("release_lock", Arity::None, release),
    Def::method("locked", Arity::None, locked),
    Def::method("locked_lock", Arity::None, locked),
    Def::method("__enter__", Arity::None, |vm, args| {
        take(vm, args.this(), None)
    }),
    Def::method("__exit__", Arity::Free, release),
];

const RLOCK: &[Def] = &[
    Def::fixed("__new__", Arity::Free, |vm, args| {
        let id = vm.heap.type_id_of(args.this());
        let lock = vm.new_record(id, &[], 0);
        vm.states.threads.locks.remove(&lock.get().0);
        Ok(lock)
    }),
    Def::slot("__repr__", 0, repr_rlock),
    Def::method("acquire", Arity::Free, acquire),
    Def::method("release", Arity::None, release),
    Def::method("locked", Arity::None, locked).since(14),
    Def::method("_is_owned", Arity::None, is_owned),
    Def::method("_recursion_count", Arity::None, |vm, args| {
        let count = vm
            .states
            .threads
            .locks
            .get(&args.this().0)
            .map_or(0, |held| held.1);
        Ok(vm.heap.int(i64::from(count)))
    }),
    Def::method("_release_save", Arity::None, release_save),
    Def::method("_acquire_restore", Arity::One, acquire_restore),
    Def::method("__enter__", Arity::None, |vm, args| {
        take(vm, args.this(), None)
    }),
    Def::method("__exit__", Arity::Free, release),
];

const FUNCTIONS: &[Def] = &[
    Def::method("allocate_lock", Arity::None, |vm, _| {
        Ok(new_lock(vm, "_thread.lock"))
    }),
    Def::method("allocate", Arity::None, |vm, _| {
        Ok(new_lock(vm, "_thread.lock"))
    }),
    Def::method("get_ident", Arity::None, |vm, _| {
        let number = vm.current_thread();
        Ok(vm.heap.int(ident(number)))
    }),
    Def::method("get_native_id", Arity::None, |vm, _| {
        let number = vm.current_thread();
        Ok(vm.heap.int(FIRST_NATIVE_ID + number as i64))
    }),
    Def::method("start_new_thread", Arity::Range(2, 3), |vm, args| {
        start(vm, args, true)
    }),
    Def::method("start_new", Arity::Range(2, 3), |vm, args| {
        start(vm, args, true)
    }),
    Def::method("_start", Arity::Range(3, 3), |vm, args| {
        let is_daemon = vm.truth(args.pos[2])?;
        let args = Args {
            pos: &args.pos[..2],
            ..*args
        };
        start(vm, &args, is_daemon)
    }),
    Def::method("_count", Arity::None, |vm, _| {
        let count = vm.thread_count();
        Ok(vm.heap.int(count as i64))
    }),
    Def::method("exit", Arity::None, exit),
    Def::method("exit_thread", Arity::None, exit),
    Def::method("stack_size", Arity::Range(0, 1), |vm, _| Ok(vm.heap.int(0))),
];

/// What the main thread is called by: an address, as that of its `pthread_t`.
const FIRST_IDENT: i64 = 0x7f3a_5c2b_1740;
/// The number of the main thread, which is that of the process.
const FIRST_NATIVE_ID: i64 = 4242;

fn ident(number: u64) -> i64 {
    FIRST_IDENT - number as i64 * 0x80_1000
}

fn fill(vm: &mut Vm, dict: Ref) -> Res<()> {
    let limit = vm.heap.float(9_223_372_036.0);
    vm.module_value(dict, "TIMEOUT_MAX", limit);
    let id = vm.native_class("_thread.lock");
    let class = vm.heap.info(id).object;
    for name in ["LockType", "lock"] {
        let class = vm.heap.own(class);
        vm.module_value(dict, name, class);
    }
    let error = vm.exc_class(Exc::RuntimeError);
    let error = vm.heap.own(error);
    vm.module_value(dict, "error", error);
    Ok(())
}

fn new_lock(vm: &mut Vm, class: &'static str) -> Owned {
    let id = vm.native_class(class);
    let lock = vm.new_record(id, &[], 0);
    // A lock that lay here before may have died while it was held.
    vm.states.threads.locks.remove(&lock.get().0);
    lock
}

fn is_reentrant(vm: &mut Vm, lock: Ref) -> bool {
    let id = vm.native_class("_thread.RLock");
    vm.is_a(lock, id)
}

/// Takes a lock, waiting until this time if it must (nanoseconds of the steady clock).
fn take(vm: &mut Vm, lock: Ref, until: Option<u64>) -> Res<Owned> {
    let current = vm.current_thread();
    let is_reentrant = is_reentrant(vm, lock);
    let now = vm.clock().steady_nanos;
    let got = match vm.states.threads.locks.get_mut(&lock.0) {
        None => {
            vm.states.threads.locks.insert(lock.0, (current, 1));
            true
        }
        Some((owner, count)) if is_reentrant && *owner == current => {
            *count += 1;
            true
        }
        Some(_) if until.is_some_and(|until| until <= now) => false,
        Some(_) => vm.wait(Wait::Lock(lock, until))?,
    };
    Ok(vm.heap.bool(got))
}

/// `acquire(blocking=True, timeout=-1)`.
fn acquire(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let [blocking, timeout] = args.bind(vm, "acquire", 1, ["blocking", "timeout"], 0)?;
    let blocks = match blocking {
        Some(value) => vm.truth(value)?,
        None => true,
    };
    let seconds = match timeout {
        Some(value) => vm.float_of_number(value)?,
        None => -1.0,
    };
    if !blocks && seconds != -1.0 {
        return Err(vm.value_error("can't specify a timeout for a non-blocking call"));
    }
    if seconds < 0.0 && seconds != -1.0 {
        let text = if vm.version.minor() >= 13 {
            "timeout value must be a non-negative number"
        } else {
            "timeout value must be positive"
        };
        return Err(vm.value_error(text));
    }
    if seconds > 9_223_372_036.0 {
        return Err(vm.overflow_error("timeout value is too large"));
    }
    let until = if !blocks {
        Some(0)
    } else if seconds == -1.0 {
        None
    } else {
        Some(vm.clock().steady_nanos + (seconds * 1e9).ceil() as u64)
    };
    take(vm, args.this(), until)
}

fn release(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let lock = args.this();
    let current = vm.current_thread();
    let is_reentrant = is_reentrant(vm, lock);
    let locks = &mut vm.states.threads.locks;
    match locks.get_mut(&lock.0) {
        Some((owner, count)) if !is_reentrant || *owner == current => {
            *count -= 1;
            if *count == 0 {
                locks.remove(&lock.0);
            }
            Ok(vm.none())
        }
        _ if is_reentrant => {
            Err(vm.raise_text(Exc::RuntimeError, "cannot release un-acquired lock"))
        }
        _ => Err(vm.raise_text(Exc::RuntimeError, "release unlocked lock")),
    }
}

fn locked(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let is_held = vm.states.threads.locks.contains_key(&args.this().0);
    Ok(vm.heap.bool(is_held))
}

fn is_owned(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let current = vm.current_thread();
    let held = vm.states.threads.locks.get(&args.this().0);
    let is_owned = held.is_some_and(|held| held.0 == current);
    Ok(vm.heap.bool(is_owned))
}

/// Lets a lock go whole: how often it was held.
fn release_save(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let Some((_, count)) = vm.states.threads.locks.remove(&args.this().0) else {
        return Err(vm.raise_text(Exc::RuntimeError, "cannot release un-acquired lock"));
    };
    Ok(vm.heap.int(i64::from(count)))
}

/// Takes it again, as often. While others hold it this waits, and counts from one: nothing that waits on a condition
/// holds its lock more than once without saying so in the count.
fn acquire_restore(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let count = vm.int_argument(args.pos[1])?;
    let current = vm.current_thread();
    let lock = args.this();
    if let Entry::Vacant(free) = vm.states.threads.locks.entry(lock.0) {
        free.insert((current, count as u32));
        return Ok(vm.none());
    }
    if count != 1 {
        return Err(
            vm.unsupported("a condition whose lock is held more than once and wanted by others")
        );
    }
    vm.wait(Wait::Lock(lock, None))?;
    Ok(vm.none())
}

fn shown_class(vm: &Vm, r: Ref) -> String {
    vm.type_name(r).to_string()
}

fn repr_lock(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let lock = args.this();
    let state = if vm.states.threads.locks.contains_key(&lock.0) {
        "locked"
    } else {
        "unlocked"
    };
    let text = format!(
        "<{state} {} object at {:#x}>",
        shown_class(vm, lock),
        vm.heap.address(lock)
    );
    Ok(vm.heap.str(&text))
}

fn repr_rlock(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let lock = args.this();
    let (state, owner, count) = match vm.states.threads.locks.get(&lock.0) {
        Some(&(owner, count)) => ("locked", ident(owner), count),
        None => ("unlocked", 0, 0),
    };
    let text = format!(
        "<{state} {} object owner={owner} count={count} at {:#x}>",
        shown_class(vm, lock),
        vm.heap.address(lock)
    );
    Ok(vm.heap.str(&text))
}

fn start(vm: &mut Vm, args: &Args<'_>, is_daemon: bool) -> Res<Owned> {
    let (function, positional) = (args.pos[0], args.pos[1]);
    let named = args.get(2).unwrap_or_default();
    if !vm.is_callable(function) {
        return Err(vm.type_error("first arg must be callable"));
    }
    if !vm.is_a(positional, TypeId::TUPLE) {
        return Err(vm.type_error("2nd arg must be a tuple"));
    }
    if !named.is_null() && !vm.is_a(named, TypeId::DICT) {
        return Err(vm.type_error("optional 3rd arg must be a dictionary"));
    }
    let number = vm.start_thread(function, positional, named, is_daemon);
    Ok(vm.heap.int(ident(number)))
}

fn exit(vm: &mut Vm, _args: &Args<'_>) -> Res<Owned> {
    Err(vm.raise_with(Exc::SystemExit, &[]))
}

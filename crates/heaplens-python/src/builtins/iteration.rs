//! Built-in functions about iteration: `iter`, `next`, `all`, `any`, `sorted`, `min`, `max`.

use heaplens_heap::{Owned, Ref, TypeId};

use crate::opcode::Comparison;
use crate::vm::native::{Args, Arity, Def};
use crate::vm::{Res, Vm};

/// The functions.
pub const FUNCTIONS: &[Def] = &[
    Def::method("iter", Arity::Range(1, 2), iter),
    Def::method("next", Arity::Range(1, 2), next),
    Def::method("aiter", Arity::One, aiter).since(10),
    Def::method("anext", Arity::Range(1, 2), anext).since(10),
    Def::method("all", Arity::One, |vm, args| {
        let found = any_with(vm, args.this(), false)?;
        Ok(vm.heap.bool(!found))
    }),
    Def::method("any", Arity::One, |vm, args| {
        let found = any_with(vm, args.this(), true)?;
        Ok(vm.heap.bool(found))
    }),
    Def::method("sorted", Arity::Free, sorted),
    Def::method("min", Arity::Free, |vm, args| {
        extreme(vm, args, "min", Comparison::Lt)
    }),
    Def::method("max", Arity::Free, |vm, args| {
        extreme(vm, args, "max", Comparison::Gt)
    }),
];

fn iter(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let Some(sentinel) = args.get(1) else {
        return vm.get_iter(args.this());
    };
    if !vm.is_callable(args.this()) {
        return Err(vm.type_error(if vm.version.minor() == 12 {
            "iter(object, sentinel): object must be callable"
        } else {
            "iter(v, w): v must be callable"
        }));
    }
    let iter = vm.new_iterator(TypeId::CALLABLE_ITERATOR, args.this(), 0);
    vm.heap.incref(sentinel);
    vm.heap.set_field(iter.get(), 1, sentinel);
    Ok(iter)
}

fn next(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let iter = args.this();
    let name = vm.names.next;
    let Some(method) = vm.lookup_special(iter, name) else {
        let text = format!("'{}' object is not an iterator", vm.type_name(iter));
        return Err(vm.type_error(&text));
    };
    if let Some(default) = args.get(1) {
        return match vm.next(iter)? {
            Some(item) => Ok(item),
            None => Ok(vm.heap.own(default)),
        };
    }
    match vm.iterator_kind(iter) {
        Some(id) if id == vm.heap.type_of(iter) => match vm.iterator_next(iter, id)? {
            Some(item) => Ok(item),
            None => Err(vm.stop_iteration(Ref::NULL)),
        },
        _ => vm.call_method(method, iter, &[]),
    }
}

/// `aiter(async_iterable)` (`PyObject_GetAIter`).
fn aiter(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let (name, next) = (vm.names.aiter, vm.names.anext);
    let Some(iter) = vm.call_special(args.this(), name, &[]) else {
        let text = format!(
            "'{}' object is not an async iterable",
            vm.type_name(args.this())
        );
        return Err(vm.type_error(&text));
    };
    let iter = iter?;
    if vm.lookup_special(iter.get(), next).is_none() {
        let text = format!(
            "aiter() returned not an async iterator of type '{}'",
            vm.type_name(iter.get())
        );
        return Err(vm.type_error(&text));
    }
    Ok(iter)
}

/// `anext(async_iterator, default)` (`builtin_anext_impl`).
fn anext(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let name = vm.names.anext;
    let Some(awaitable) = vm.call_special(args.this(), name, &[]) else {
        let text = format!(
            "'{}' object is not an async iterator",
            vm.type_name(args.this())
        );
        return Err(vm.type_error(&text));
    };
    let awaitable = awaitable?;
    match args.get(1) {
        None => Ok(awaitable),
        Some(default) => Ok(vm.new_record(TypeId::ANEXT_AWAITABLE, &[awaitable.get(), default], 0)),
    }
}

/// Whether an item of the iterable has this truth.
fn any_with(vm: &mut Vm, iterable: Ref, truth: bool) -> Res<bool> {
    let iter = vm.get_iter(iterable)?;
    while let Some(item) = vm.next(iter.get())? {
        let value = vm.truth(item.get())?;
        vm.release(item);
        if value == truth {
            vm.release(iter);
            return Ok(true);
        }
    }
    vm.release(iter);
    Ok(false)
}

fn sorted(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    if args.pos.len() != 1 {
        let text = format!("sorted expected 1 argument, got {}", args.pos.len());
        return Err(vm.type_error(&text));
    }
    let list = vm.list_from_iterable(args.this())?;
    crate::types::list_sort::sort_with(vm, list.get(), args)?;
    Ok(list)
}

/// `min` and `max` (`min_max`).
fn extreme(vm: &mut Vm, args: &Args<'_>, name: &str, op: Comparison) -> Res<Owned> {
    if args.pos.is_empty() {
        let text = format!("{name} expected at least 1 argument, got 0");
        return Err(vm.type_error(&text));
    }
    let keywords = Args {
        pos: &[],
        kw: args.kw,
        native: args.native,
    };
    let [key, default] = keywords.bind(vm, name, 0, ["key", "default"], 0)?;
    let key = key.filter(|&key| key != vm.heap.known.none);
    if args.pos.len() > 1 {
        if default.is_some() {
            let text =
                format!("Cannot specify a default for {name}() with multiple positional arguments");
            return Err(vm.type_error(&text));
        }
        let mut best = None;
        for &item in args.pos {
            let item = vm.heap.own(item);
            best = Some(better(vm, best, item, key, op)?);
        }
        return Ok(best.map_or_else(|| Owned::adopt(Ref::NULL), |(item, _)| item));
    }
    let iter = vm.get_iter(args.this())?;
    let mut best = None;
    while let Some(item) = vm.next(iter.get())? {
        best = Some(better(vm, best, item, key, op)?);
    }
    vm.release(iter);
    match (best, default) {
        (Some((item, value)), _) => {
            if let Some(value) = value {
                vm.release(value);
            }
            Ok(item)
        }
        (None, Some(default)) => Ok(vm.heap.own(default)),
        (None, None) => {
            let text = if vm.version.minor() >= 12 {
                format!("{name}() iterable argument is empty")
            } else {
                format!("{name}() arg is an empty sequence")
            };
            Err(vm.value_error(&text))
        }
    }
}

/// An item and its key, if there is a key function.
type Best = (Owned, Option<Owned>);

/// The better of the best so far and `item`.
fn better(
    vm: &mut Vm,
    best: Option<Best>,
    item: Owned,
    key: Option<Ref>,
    op: Comparison,
) -> Res<Best> {
    let value = match key {
        Some(key) => Some(vm.call(key, &[item.get()])?),
        None => None,
    };
    let Some((best_item, best_value)) = best else {
        return Ok((item, value));
    };
    let left = value.as_ref().unwrap_or(&item).get();
    let right = best_value.as_ref().unwrap_or(&best_item).get();
    let (winner, loser) = if vm.compare_truth(left, right, op)? {
        ((item, value), (best_item, best_value))
    } else {
        ((best_item, best_value), (item, value))
    };
    if let Some(value) = loser.1 {
        vm.release(value);
    }
    vm.release(loser.0);
    Ok(winner)
}

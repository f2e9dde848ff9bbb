//! `_warnings`: the part of `warnings` that is written in C (Python/_warnings.c).

use heaplens_heap::{Owned, Ref};

use crate::modules::ModuleDef;
use crate::vm::exceptions::Exc;
use crate::vm::native::{Args, Arity, Def};
use crate::vm::warn::{FIRST_FILTERS, WarnPlace};
use crate::vm::{Res, Vm};

/// The module.
pub const MODULE: ModuleDef = ModuleDef {
    name: "_warnings",
    functions: &[FUNCTIONS],
    classes: &[],
    fill,
};

const FUNCTIONS: &[Def] = &[
    Def::method("warn", Arity::Free, warn),
    Def::method("warn_explicit", Arity::Free, warn_explicit),
    Def::method("_filters_mutated", Arity::None, filters_mutated).until(13),
    Def::method("_filters_mutated_lock_held", Arity::None, filters_mutated).since(14),
];

fn fill(vm: &mut Vm, dict: Ref) -> Res<()> {
    let none = vm.heap.known.none;
    let filters = vm.heap.list_from(&[]);
    let all = [("ignore", Exc::Warning, None)];
    let asked = vm.inputs.ignores_warnings.then_some(all);
    for (action, kind, module) in asked.into_iter().flatten().chain(FIRST_FILTERS) {
        let action = vm.heap.intern_str(action);
        let module = match module {
            Some(module) => vm.heap.intern_str(module),
            None => vm.none(),
        };
        let (class, zero) = (vm.exc_class(kind), vm.heap.int(0));
        let filter = [action.get(), none, class, module.get(), zero.get()];
        let filter = vm.heap.tuple_of(&filter);
        vm.heap.list_append(filters.get(), filter.into_ref());
    }
    vm.module_value(dict, "filters", filters);
    let once = vm.heap.dict();
    vm.module_value(dict, "_onceregistry", once);
    let action = vm.heap.intern_str("default");
    vm.module_value(dict, "_defaultaction", action);
    Ok(())
}

/// The category of a warning (`get_category`).
fn category(vm: &mut Vm, message: Ref, given: Option<Ref>) -> Res<Ref> {
    let none = vm.heap.known.none;
    if vm.is_a(message, vm.exc.id(Exc::Warning)) {
        return Ok(vm.heap.info_of(message).object);
    }
    let Some(given) = given.filter(|&given| given != none) else {
        return Ok(vm.exc_class(Exc::UserWarning));
    };
    let is_class = vm.is_exception_class(given)
        && vm
            .heap
            .is_subtype(vm.heap.type_id_of(given), vm.exc.id(Exc::Warning));
    if !is_class {
        let text = format!(
            "category must be a Warning subclass, not '{}'",
            vm.type_name(given)
        );
        return Err(vm.type_error(&text));
    }
    Ok(given)
}

fn warn(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let [message, kind, level, source, prefixes] = args.bind(
        vm,
        "warn",
        0,
        [
            "message",
            "category",
            "stacklevel",
            "source",
            "skip_file_prefixes",
        ],
        1,
    )?;
    let none = vm.heap.known.none;
    let message = message.unwrap_or(none);
    let mut level = match level {
        Some(level) => vm.index_value(level)?.unwrap_or(1),
        None => 1,
    };
    let class = category(vm, message, kind)?;
    if let Some(prefixes) = prefixes {
        level = beyond(vm, prefixes, level)?;
    }
    let place = vm.warn_place(level)?;
    let source = source.filter(|&source| source != none).unwrap_or_default();
    vm.warn_explicit(class, message, place, source)?;
    Ok(vm.none())
}

/// The level of the first caller whose file has none of these prefixes.
fn beyond(vm: &mut Vm, prefixes: Ref, level: i64) -> Res<i64> {
    if !vm.is_a(prefixes, heaplens_heap::TypeId::TUPLE) {
        let text = format!(
            "warn() argument 'skip_file_prefixes' must be tuple, not {}",
            vm.type_name(prefixes)
        );
        return Err(vm.type_error(&text));
    }
    let prefixes = vm.heap.tuple_items(prefixes);
    let prefixes: Vec<String> = prefixes.into_iter().map(|r| vm.heap.text(r)).collect();
    if prefixes.is_empty() {
        return Ok(level);
    }
    let is_skipped = |file: &str| {
        prefixes
            .iter()
            .any(|prefix| file.starts_with(prefix.as_str()))
    };
    let mut at = level.max(2);
    while let Some(index) = vm.frames.len().checked_sub(at as usize) {
        if !is_skipped(&vm.frames[index].code.body.filename) {
            break;
        }
        at += 1;
    }
    Ok(at)
}

fn warn_explicit(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let [
        message,
        kind,
        filename,
        lineno,
        module,
        registry,
        _globals,
        source,
    ] = args.bind(
        vm,
        "warn_explicit",
        0,
        [
            "message",
            "category",
            "filename",
            "lineno",
            "module",
            "registry",
            "module_globals",
            "source",
        ],
        4,
    )?;
    let none = vm.heap.known.none;
    let given = |r: Option<Ref>| r.filter(|&r| r != none);
    let message = message.unwrap_or(none);
    let class = category(vm, message, kind)?;
    let filename = filename.unwrap_or(none);
    if !vm.is_str(filename) {
        let text = format!(
            "warn_explicit() argument 3 must be str, not {}",
            vm.argument_type(filename)
        );
        return Err(vm.type_error(&text));
    }
    let module = match given(module) {
        Some(module) => vm.heap.own(module),
        None => {
            let file = vm.heap.text(filename);
            let name = file.strip_suffix(".py").unwrap_or(&file);
            let name = if name.is_empty() { "<unknown>" } else { name };
            vm.heap.str(name)
        }
    };
    let place = WarnPlace {
        filename: vm.heap.own(filename),
        lineno: vm.index_value(lineno.unwrap_or(none))?.unwrap_or(0),
        module,
        registry: given(registry).unwrap_or_default(),
    };
    vm.warn_explicit(class, message, place, given(source).unwrap_or_default())?;
    Ok(vm.none())
}

fn filters_mutated(vm: &mut Vm, _args: &Args<'_>) -> Res<Owned> {
    vm.states.warnings_version += 1;
    Ok(vm.none())
}

//! `_functools` (Modules/_functoolsmodule.c).

mod lru_cache;
mod partial;

use heaplens_heap::rules::sizes::BuiltinType;
use heaplens_heap::{Owned, Ref};

use crate::modules::ModuleDef;
use crate::modules::native_class::{NativeClass, no_new};
use crate::opcode::Comparison;
use crate::vm::exceptions::Exc;
use crate::vm::native::{Args, Arity, Def};
use crate::vm::{Res, Vm};

/// The module.
pub const MODULE: ModuleDef = ModuleDef {
    name: "_functools",
    functions: &[FUNCTIONS],
    classes: CLASSES,
    fill,
};

const FUNCTIONS: &[Def] = &[
    Def::method("reduce", Arity::Free, reduce),
    Def::method("cmp_to_key", Arity::Free, cmp_to_key),
];

const CLASSES: &[NativeClass] = &[
    NativeClass::record(
        "functools.partial",
        BuiltinType::FunctoolsPartial,
        &["func", "args", "keywords"],
        &[partial::METHODS],
    )
    .base(),
    NativeClass::record(
        "functools.KeyWrapper",
        BuiltinType::FunctoolsKeyWrapper,
        &["cmp", "obj"],
        &[KEY],
    )
    .private(),
    NativeClass::record(
        "functools._lru_cache_wrapper",
        BuiltinType::FunctoolsLruCacheWrapper,
        &["func", "cache", "cache_info_type", "__dict__"],
        &[lru_cache::METHODS],
    )
    .layout(heaplens_heap::types::Layout::Record { refs: 3 })
    .base(),
    NativeClass::record(
        "functools._lru_list_elem",
        BuiltinType::FunctoolsLruListElem,
        &["key", "result"],
        &[LINK],
    )
    .private(),
    NativeClass::record(
        "functools._PlaceholderType",
        BuiltinType::FunctoolsPlaceholderType,
        &[],
        &[partial::PLACEHOLDER],
    )
    .private()
    .since(14),
];

const LINK: &[Def] = &[Def::fixed("__new__", Arity::Free, no_new)];

const KEY: &[Def] = &[
    Def::fixed("__new__", Arity::Free, no_new),
    Def::slot_free("__call__", call_key),
    Def::getter("obj", |vm, args| Ok(vm.field_or_none(args.this(), 1))),
    Def::slot("__lt__", 1, |vm, args| {
        compare_keys(vm, args, Comparison::Lt)
    }),
    Def::slot("__le__", 1, |vm, args| {
        compare_keys(vm, args, Comparison::Le)
    }),
    Def::slot("__eq__", 1, |vm, args| {
        compare_keys(vm, args, Comparison::Eq)
    }),
    Def::slot("__ne__", 1, |vm, args| {
        compare_keys(vm, args, Comparison::Ne)
    }),
    Def::slot("__gt__", 1, |vm, args| {
        compare_keys(vm, args, Comparison::Gt)
    }),
    Def::slot("__ge__", 1, |vm, args| {
        compare_keys(vm, args, Comparison::Ge)
    }),
];

fn fill(vm: &mut Vm, dict: Ref) -> Res<()> {
    if vm.version.minor() >= 14 {
        let id = vm.native_class("functools._PlaceholderType");
        let placeholder = vm.new_native(id, &[]);
        vm.states.placeholder = placeholder.get();
        vm.module_value(dict, "Placeholder", placeholder);
    }
    Ok(())
}

fn reduce(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let (function, iterable, initial) = if vm.version.minor() >= 14 {
        let given = args.pos.len();
        if given < 2 || given + args.kw.len() > 3 {
            let (bound, number) = if given < 2 { ("least", 2) } else { ("most", 3) };
            let kind = if given < 2 { "positional " } else { "" };
            let text = format!(
                "reduce() takes at {bound} {number} {kind}argument{} ({} given)",
                if number == 1 { "" } else { "s" },
                if given < 2 {
                    given
                } else {
                    given + args.kw.len()
                }
            );
            return Err(vm.type_error(&text));
        }
        let [function, iterable, initial] = args.bind(vm, "reduce", 0, ["", "", "initial"], 2)?;
        (function, iterable, initial)
    } else {
        args.no_keywords(vm, "_functools.reduce")?;
        crate::modules::arguments::check_count(vm, "reduce", args.pos.len(), 2, 3)?;
        (args.get(0), args.get(1), args.get(2))
    };
    let (function, iterable) = (function.unwrap_or_default(), iterable.unwrap_or_default());
    let iter = match vm.get_iter(iterable) {
        Ok(iter) => iter,
        Err(raised) => {
            if vm.raised_is(Exc::TypeError) {
                vm.catch(Exc::TypeError);
                return Err(vm.type_error("reduce() arg 2 must support iteration"));
            }
            return Err(raised);
        }
    };
    let mut result = initial.map(|initial| vm.heap.own(initial));
    while let Some(item) = vm.next(iter.get())? {
        result = Some(match result {
            None => item,
            Some(so_far) => {
                let next = vm.call(function, &[so_far.get(), item.get()])?;
                vm.release(so_far);
                vm.release(item);
                next
            }
        });
    }
    match result {
        Some(result) => Ok(result),
        None => {
            let what = if vm.version.minor() >= 10 {
                "iterable"
            } else {
                "sequence"
            };
            let text = format!("reduce() of empty {what} with no initial value");
            Err(vm.type_error(&text))
        }
    }
}

fn cmp_to_key(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let [cmp] = args.bind(vm, "cmp_to_key", 0, ["mycmp"], 1)?;
    let id = vm.native_class("functools.KeyWrapper");
    Ok(vm.new_native(id, &[cmp.unwrap_or_default()]))
}

fn call_key(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let [object] = args.bind(vm, "K", 1, ["obj"], 1)?;
    let id = vm.native_class("functools.KeyWrapper");
    let cmp = vm.heap.field(args.this(), 0);
    Ok(vm.new_native(id, &[cmp, object.unwrap_or_default()]))
}

fn compare_keys(vm: &mut Vm, args: &Args<'_>, op: Comparison) -> Res<Owned> {
    let (this, other) = (args.pos[0], args.pos[1]);
    if vm.heap.type_of(other) != vm.heap.type_of(this) {
        return Err(vm.type_error("other argument must be K instance"));
    }
    let (cmp, x, y) = (
        vm.heap.field(this, 0),
        vm.heap.field(this, 1),
        vm.heap.field(other, 1),
    );
    if x.is_null() || y.is_null() {
        return Err(vm.raise_text(Exc::AttributeError, "object"));
    }
    let result = vm.call(cmp, &[x, y])?;
    let zero = vm.heap.int(0);
    let answer = vm.compare(result.get(), zero.get(), op)?;
    vm.release(result);
    Ok(answer)
}

//! `gc`.

use heaplens_heap::gc::PERMANENT;
use heaplens_heap::types::flags;
use heaplens_heap::{Owned, Ref, TypeId};

use crate::modules::ModuleDef;
use crate::vm::native::{Args, Arity, Def};
use crate::vm::{Res, Vm};

/// The module.
pub const MODULE: ModuleDef = ModuleDef {
    name: "gc",
    functions: &[FUNCTIONS],
    classes: &[],
    fill,
};

const FUNCTIONS: &[Def] = &[
    Def::method("enable", Arity::None, enable),
    Def::method("disable", Arity::None, disable),
    Def::method("isenabled", Arity::None, isenabled),
    Def::method("collect", Arity::Free, collect),
    Def::method("get_count", Arity::None, get_count),
    Def::method("get_threshold", Arity::None, get_threshold),
    Def::method("set_threshold", Arity::Free, set_threshold),
    Def::method("get_stats", Arity::None, get_stats),
    Def::method("get_objects", Arity::Free, get_objects),
    Def::method("get_referrers", Arity::Free, get_referrers),
    Def::method("get_referents", Arity::Free, get_referents),
    Def::method("is_tracked", Arity::One, is_tracked),
    Def::method("is_finalized", Arity::One, is_finalized).since(9),
    Def::method("freeze", Arity::None, freeze),
    Def::method("unfreeze", Arity::None, unfreeze),
    Def::method("get_freeze_count", Arity::None, get_freeze_count),
    Def::method("get_debug", Arity::None, get_debug),
    Def::method("set_debug", Arity::One, set_debug),
];

fn fill(vm: &mut Vm, dict: Ref) -> Res<()> {
    for (name, value) in [
        ("DEBUG_STATS", 1),
        ("DEBUG_COLLECTABLE", 2),
        ("DEBUG_UNCOLLECTABLE", 4),
        ("DEBUG_SAVEALL", 32),
        ("DEBUG_LEAK", 38),
    ] {
        let key = vm.heap.intern_str(name);
        let value = vm.heap.int(value);
        vm.heap.dict_set_str(dict, key.get(), value);
    }
    let garbage = vm.heap.list_from(&[]);
    let callbacks = vm.heap.list_from(&[]);
    vm.states.garbage = garbage.get();
    vm.states.gc_callbacks = callbacks.get();
    for (name, list) in [("garbage", garbage), ("callbacks", callbacks)] {
        vm.heap.incref(list.get());
        let key = vm.heap.intern_str(name);
        vm.heap.dict_set_str(dict, key.get(), list);
    }
    Ok(())
}

fn enable(vm: &mut Vm, _args: &Args<'_>) -> Res<Owned> {
    vm.heap.gc.is_enabled = true;
    Ok(vm.none())
}

fn disable(vm: &mut Vm, _args: &Args<'_>) -> Res<Owned> {
    vm.heap.gc.is_enabled = false;
    vm.heap.gc.is_due = false;
    vm.heap.gc.due_tail = Ref::NULL;
    Ok(vm.none())
}

fn isenabled(vm: &mut Vm, _args: &Args<'_>) -> Res<Owned> {
    let value = vm.heap.gc.is_enabled;
    Ok(vm.heap.bool(value))
}

fn generation_argument(vm: &mut Vm, r: Ref) -> Res<i64> {
    if vm.version.minor() <= 9 {
        // The argument clinic's `int`: `PyFloat_Check`, then `_PyLong_AsInt`.
        if vm.heap.type_of(r) == TypeId::FLOAT {
            return Err(vm.type_error("integer argument expected, got float"));
        }
        let index = vm.names.index;
        if !vm.heap.info_of(r).has(flags::LONG_SUBCLASS) && vm.lookup_special(r, index).is_none() {
            let text = format!("an integer is required (got type {})", vm.type_name(r));
            return Err(vm.type_error(&text));
        }
    }
    match vm.index_value(r)? {
        Some(value) => Ok(value),
        None => Err(vm.overflow_error("Python int too large to convert to C int")),
    }
}

fn collect(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let [generation] = args.bind(vm, "collect", 0, ["generation"], 0)?;
    let generation = match generation {
        Some(r) => generation_argument(vm, r)?,
        None => 2,
    };
    if !(0..3).contains(&generation) {
        return Err(vm.value_error("invalid generation"));
    }
    vm.heap.gc.due_tail = Ref::NULL;
    let collected = vm.collect(generation as usize);
    Ok(vm.heap.int(collected as i64))
}

fn triple(vm: &mut Vm, values: [i64; 3]) -> Owned {
    let items: Vec<Ref> = values
        .iter()
        .map(|&value| vm.heap.int(value).into_ref())
        .collect();
    vm.heap.tuple_from(&items)
}

fn get_count(vm: &mut Vm, _args: &Args<'_>) -> Res<Owned> {
    let counts = vm.heap.gc.counts.map(i64::from);
    Ok(triple(vm, counts))
}

fn get_threshold(vm: &mut Vm, _args: &Args<'_>) -> Res<Owned> {
    let thresholds = vm.heap.gc.thresholds.map(i64::from);
    Ok(triple(vm, thresholds))
}

fn set_threshold(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    args.no_keywords(vm, "set_threshold")?;
    if args.pos.is_empty() || args.pos.len() > 3 {
        let (bound, number) = if args.pos.is_empty() {
            ("at least", 1)
        } else {
            ("at most", 3)
        };
        let plural = if number == 1 { "" } else { "s" };
        let text = if vm.version.minor() >= 13 {
            "gc.set_threshold requires 1 to 3 arguments".to_owned()
        } else {
            format!(
                "set_threshold() takes {bound} {number} argument{plural} ({} given)",
                args.pos.len()
            )
        };
        return Err(vm.type_error(&text));
    }
    let mut thresholds = vm.heap.gc.thresholds;
    for (at, &value) in args.pos.iter().enumerate() {
        thresholds[at] = generation_argument(vm, value)? as i32;
    }
    vm.heap.gc.thresholds = thresholds;
    Ok(vm.none())
}

fn get_stats(vm: &mut Vm, _args: &Args<'_>) -> Res<Owned> {
    let stats = vm.heap.gc.stats;
    let mut items = Vec::new();
    for generation in stats {
        let dict = vm.heap.dict();
        let mut entries = vec![
            ("collections", generation.collections),
            ("collected", generation.collected),
            ("uncollectable", generation.uncollectable),
        ];
        if vm.version.minor() >= 15 {
            entries.push(("candidates", generation.candidates));
        }
        for (name, value) in entries {
            let key = vm.heap.intern_str(name);
            let value = vm.heap.int(value as i64);
            vm.heap.dict_set_str(dict.get(), key.get(), value);
        }
        if vm.version.minor() >= 15 {
            let key = vm.heap.intern_str("duration");
            let value = vm.heap.float(0.0);
            vm.heap.dict_set_str(dict.get(), key.get(), value);
        }
        items.push(dict.into_ref());
    }
    Ok(vm.heap.list_from(&items))
}

fn list_of(vm: &mut Vm, objects: &[Ref]) -> Owned {
    for &r in objects {
        vm.heap.incref(r);
    }
    vm.heap.list_from(objects)
}

fn get_objects(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let [generation] = args.bind(vm, "get_objects", 0, ["generation"], 0)?;
    let generation = match generation.filter(|&r| r != vm.heap.known.none) {
        Some(r) => {
            let index = vm.names.index;
            if !vm.heap.info_of(r).has(flags::LONG_SUBCLASS)
                && vm.lookup_special(r, index).is_none()
            {
                let text = format!(
                    "argument should be integer or None, not '{}'",
                    vm.type_name(r)
                );
                return Err(vm.type_error(&text));
            }
            let value = generation_argument(vm, r)?;
            if value < 0 {
                return Err(vm.value_error("generation parameter cannot be negative"));
            }
            if value >= 3 {
                let text = "generation parameter must be less than the number of available generations (3)";
                return Err(vm.value_error(text));
            }
            Some(value as usize)
        }
        None => None,
    };
    vm.heap.make_residents();
    let objects = vm.gc_visible_objects(generation);
    Ok(list_of(vm, &objects))
}

fn get_referrers(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let mut found = Vec::new();
    for list in 0..3 {
        for r in vm.heap.gc_objects(list) {
            let mut refers = false;
            vm.heap
                .traverse(r, &mut |held| refers |= args.pos.contains(&held));
            if refers {
                found.push(r);
            }
        }
    }
    let found = list_of(vm, &found);
    let packed = vm.pack(args.pos, &[]);
    vm.unpack(packed);
    Ok(found)
}

fn get_referents(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let found: Vec<Ref> = args
        .pos
        .iter()
        .flat_map(|&r| vm.heap.referents(r))
        .collect();
    Ok(list_of(vm, &found))
}

fn is_tracked(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let r = args.this();
    let is_static_type = vm.heap.type_of(r) == TypeId::TYPE
        && !vm.heap.info(vm.heap.type_id_of(r)).has(flags::HEAPTYPE);
    let value = vm.heap.is_tracked(r) && !is_static_type;
    Ok(vm.heap.bool(value))
}

fn is_finalized(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let value = vm.heap.is_finalized(args.this());
    Ok(vm.heap.bool(value))
}

fn freeze(vm: &mut Vm, _args: &Args<'_>) -> Res<Owned> {
    vm.heap.make_residents();
    vm.heap.gc_freeze();
    Ok(vm.none())
}

fn unfreeze(vm: &mut Vm, _args: &Args<'_>) -> Res<Owned> {
    vm.heap.residents.frozen = 0;
    vm.heap.gc_unfreeze();
    Ok(vm.none())
}

fn get_freeze_count(vm: &mut Vm, _args: &Args<'_>) -> Res<Owned> {
    let count = vm.heap.gc_objects(PERMANENT).len() as u64 + vm.heap.residents.frozen;
    Ok(vm.heap.int(count as i64))
}

fn get_debug(vm: &mut Vm, _args: &Args<'_>) -> Res<Owned> {
    let debug = vm.heap.gc.debug;
    Ok(vm.heap.int(i64::from(debug)))
}

fn set_debug(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let debug = generation_argument(vm, args.this())?;
    vm.heap.gc.debug = debug as u32;
    Ok(vm.none())
}

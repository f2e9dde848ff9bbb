//! `sys`: the parts of it that make sense here.

mod hooks;
mod info;
mod settings;
pub(crate) mod streams;

use heaplens_heap::{Owned, Ref, TypeId};

use crate::modules::ModuleDef;
use crate::vm::exceptions::Exc;
use crate::vm::native::{Args, Arity, Def};
use crate::vm::{Res, Vm};

/// The module.
pub const MODULE: ModuleDef = ModuleDef {
    name: "sys",
    functions: &[FUNCTIONS, hooks::FUNCTIONS, settings::FUNCTIONS],
    classes: &[
        info::FLAGS,
        info::FLOAT_INFO,
        info::HASH_INFO,
        info::INT_INFO,
        info::THREAD_INFO,
        info::VERSION_INFO,
        info::UNRAISABLE,
    ],
    fill,
};

const FUNCTIONS: &[Def] = &[
    Def::method("getrefcount", Arity::One, getrefcount),
    Def::method("getsizeof", Arity::Free, getsizeof),
    Def::method("intern", Arity::One, intern),
    Def::method("exit", Arity::Range(0, 1), exit),
    Def::method("exc_info", Arity::None, exc_info),
    Def::method("exception", Arity::None, exception).since(11),
    Def::method("_getframe", Arity::Range(0, 1), getframe),
];

fn getrefcount(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let r = args.this();
    let count = if vm.heap.is_immortal(r) {
        vm.heap.rules.identity.immortal_refcount
    } else {
        u64::from(vm.heap.refcount(r))
    };
    Ok(vm.heap.int(count as i64))
}

fn getsizeof(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let [object, default] = args.bind(vm, "getsizeof", 0, ["object", "default"], 1)?;
    let object = object.unwrap_or_default();
    let name = vm.names.sizeof;
    let Some(result) = vm.call_special(object, name, &[]) else {
        let text = format!("Type {} doesn't define __sizeof__", vm.type_name(object));
        return match default {
            Some(default) => Ok(vm.heap.own(default)),
            None => Err(vm.type_error(&text)),
        };
    };
    let result = result?;
    let size = vm.index_value(result.get())?;
    drop(result);
    match size {
        Some(size) if size >= 0 => {
            let before = vm.heap.bytes_before(object) as i64;
            Ok(vm.heap.int(size + before))
        }
        _ => Err(vm.value_error("__sizeof__() should return >= 0")),
    }
}

fn intern(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let r = args.this();
    if vm.heap.type_of(r) != heaplens_heap::TypeId::STR {
        let text = if vm
            .heap
            .info_of(r)
            .has(heaplens_heap::types::flags::UNICODE_SUBCLASS)
        {
            format!("can't intern {}", vm.type_name(r))
        } else {
            format!("intern() argument must be str, not {}", vm.type_name(r))
        };
        return Err(vm.type_error(&text));
    }
    let text = vm.heap.own(r);
    Ok(vm.heap.intern(text))
}

fn exit(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    // As an exception is made of what `PyErr_SetObject` was given: of None nothing, of a tuple its items.
    let none = vm.heap.known.none;
    let code = match args.get(0).filter(|&code| code != none) {
        None => Vec::new(),
        Some(code) if vm.is_a(code, TypeId::TUPLE) => vm.heap.tuple_items(code),
        Some(code) => vec![code],
    };
    Err(vm.raise_with(Exc::SystemExit, &code))
}

fn exc_info(vm: &mut Vm, _args: &Args<'_>) -> Res<Owned> {
    let (handled, none) = (vm.handled_now(), vm.heap.known.none);
    if handled.is_null() {
        return Ok(vm.heap.tuple_of(&[none; 3]));
    }
    let class = vm.heap.info_of(handled).object;
    let traceback = vm
        .heap
        .field(handled, crate::vm::exceptions::exc_field::TRACEBACK);
    let traceback = traceback.some().unwrap_or(none);
    Ok(vm.heap.tuple_of(&[class, handled, traceback]))
}

fn exception(vm: &mut Vm, _args: &Args<'_>) -> Res<Owned> {
    match vm.handled_now().some() {
        Some(handled) => Ok(vm.heap.own(handled)),
        None => Ok(vm.none()),
    }
}

fn getframe(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let depth = match args.get(0) {
        Some(depth) => vm.index_value(depth)?.unwrap_or(i64::MAX),
        None => 0,
    };
    let index = vm.frames.len() as i64 - 1 - depth.max(0);
    match usize::try_from(index) {
        Ok(index) => {
            let frame = vm.frame_object(index);
            Ok(vm.heap.own(frame))
        }
        Err(_) => Err(vm.value_error("call stack is not deep enough")),
    }
}

fn fill(vm: &mut Vm, dict: Ref) -> Res<()> {
    let modules = vm.modules;
    let key = vm.heap.intern_str("modules");
    let value = vm.heap.own(modules);
    vm.heap.dict_set_str(dict, key.get(), value);
    let argv: Vec<String> = vm.inputs.argv.clone();
    let items: Vec<Ref> = argv.iter().map(|arg| vm.heap.str(arg).into_ref()).collect();
    let list = vm.heap.list_from(&items);
    let key = vm.heap.intern_str("argv");
    vm.heap.dict_set_str(dict, key.get(), list);
    info::fill(vm, dict)?;
    settings::fill(vm, dict);
    hooks::fill(vm, dict);
    super::io::fill_streams(vm, dict)?;
    Ok(())
}

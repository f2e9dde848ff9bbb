//! What `sys` lets a program ask for and set. Source: Python/sysmodule.c.

use heaplens_heap::{Owned, Ref};

use crate::vm::exceptions::Exc;
use crate::vm::native::{Args, Arity, Def};
use crate::vm::{Res, Vm};

/// The functions.
pub const FUNCTIONS: &[Def] = &[
    Def::method("getrecursionlimit", Arity::None, getrecursionlimit),
    Def::method("setrecursionlimit", Arity::One, setrecursionlimit),
    Def::method("getdefaultencoding", Arity::None, utf8),
    Def::method("getfilesystemencoding", Arity::None, utf8),
    Def::method("getfilesystemencodeerrors", Arity::None, encode_errors),
    Def::method("getswitchinterval", Arity::None, getswitchinterval),
    Def::method("setswitchinterval", Arity::One, setswitchinterval),
    Def::method("getallocatedblocks", Arity::None, getallocatedblocks),
    Def::method("is_finalizing", Arity::None, is_finalizing),
    Def::method("gettrace", Arity::None, none),
    Def::method("settrace", Arity::One, settrace),
    Def::method("getprofile", Arity::None, none),
    Def::method("setprofile", Arity::One, settrace),
    Def::method("audit", Arity::Free, audit),
    Def::method("addaudithook", Arity::Free, addaudithook),
    Def::method("_current_frames", Arity::None, current_frames),
    Def::method("_clear_type_cache", Arity::None, none),
    Def::method("_is_interned", Arity::One, is_interned).since(13),
    Def::method("_is_gil_enabled", Arity::None, yes).since(13),
    Def::method("_getframemodulename", Arity::Free, getframemodulename).since(12),
];

fn getrecursionlimit(vm: &mut Vm, _args: &Args<'_>) -> Res<Owned> {
    let limit = vm.states.recursion_limit.0;
    Ok(vm.heap.int(limit as i64))
}

fn setrecursionlimit(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let given = args.this();
    if !vm.is_int(given) && vm.is_a(given, heaplens_heap::TypeId::FLOAT) {
        let text = if vm.version.minor() <= 9 {
            "integer argument expected, got float"
        } else {
            "'float' object cannot be interpreted as an integer"
        };
        return Err(vm.type_error(text));
    }
    let limit = match vm.index_value(given)? {
        Some(limit) if i32::try_from(limit).is_ok() => limit,
        Some(limit) if limit < 0 => {
            return Err(vm.overflow_error("signed integer is less than minimum"));
        }
        Some(_) => return Err(vm.overflow_error("signed integer is greater than maximum")),
        None => return Err(vm.overflow_error("Python int too large to convert to C int")),
    };
    if limit < 1 {
        return Err(vm.value_error("recursion limit must be greater or equal than 1"));
    }
    // What runs below the program's first frame, and this call, count too.
    let below = match vm.version.minor() {
        ..=10 => 1,
        11 => 2,
        _ => 1,
    };
    let depth = vm.frames.len() as i64 + below;
    if depth >= limit {
        let text = format!(
            "cannot set the recursion limit to {limit} at the recursion depth {depth}: the limit is too low"
        );
        return Err(vm.raise_text(Exc::RecursionError, &text));
    }
    vm.states.recursion_limit.0 = limit as usize;
    Ok(vm.none())
}

fn utf8(vm: &mut Vm, _args: &Args<'_>) -> Res<Owned> {
    Ok(vm.heap.str("utf-8"))
}

fn encode_errors(vm: &mut Vm, _args: &Args<'_>) -> Res<Owned> {
    Ok(vm.heap.str("surrogateescape"))
}

/// `DEFAULT_INTERVAL`: 5000 microseconds, until the program sets another. No other thread ever asks.
fn getswitchinterval(vm: &mut Vm, _args: &Args<'_>) -> Res<Owned> {
    let interval = vm.states.switch_interval.unwrap_or(0.005);
    Ok(vm.heap.float(interval))
}

fn setswitchinterval(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let interval = vm.float_of_number(args.this())?;
    if interval <= 0.0 {
        return Err(vm.value_error("switch interval must be strictly positive"));
    }
    // The interpreter keeps whole microseconds.
    vm.states.switch_interval = Some((interval * 1e6).trunc() / 1e6);
    Ok(vm.none())
}

fn getallocatedblocks(vm: &mut Vm, _args: &Args<'_>) -> Res<Owned> {
    let blocks = vm.heap.allocated_blocks();
    Ok(vm.heap.int(blocks))
}

fn is_finalizing(vm: &mut Vm, _args: &Args<'_>) -> Res<Owned> {
    let value = vm.main.is_null();
    vm.bool_of(value)
}

fn none(vm: &mut Vm, _args: &Args<'_>) -> Res<Owned> {
    Ok(vm.none())
}

fn yes(vm: &mut Vm, _args: &Args<'_>) -> Res<Owned> {
    vm.bool_of(true)
}

fn settrace(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    if args.this() == vm.heap.known.none {
        return Ok(vm.none());
    }
    Err(vm.unsupported("tracing a program by a function of its own"))
}

fn audit(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let Some(event) = args.get(0) else {
        return Err(vm.type_error("audit expected at least 1 argument, got 0"));
    };
    if !vm.is_str(event) {
        let text = format!(
            "expected str for argument 'event', not {}",
            vm.type_name(event)
        );
        return Err(vm.type_error(&text));
    }
    Ok(vm.none())
}

fn addaudithook(vm: &mut Vm, _args: &Args<'_>) -> Res<Owned> {
    Err(vm.unsupported("audit hooks"))
}

/// The frame on top, by the number of the one thread that there is.
fn current_frames(vm: &mut Vm, _args: &Args<'_>) -> Res<Owned> {
    let dict = vm.heap.dict();
    let Some(top) = vm.frames.len().checked_sub(1) else {
        return Ok(dict);
    };
    let frame = vm.frame_object(top);
    let thread = vm.heap.int(MAIN_THREAD);
    vm.dict_set(dict.get(), thread.get(), frame)?;
    Ok(dict)
}

/// `threading.get_ident()` of the main thread: an address that a Linux system may give.
pub const MAIN_THREAD: i64 = 0x7f00_0000_1740;

fn is_interned(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let r = args.this();
    if !vm.is_str(r) {
        let text = format!(
            "_is_interned() argument must be str, not {}",
            vm.argument_type(r)
        );
        return Err(vm.type_error(&text));
    }
    let value = vm.heap.is_interned(r);
    vm.bool_of(value)
}

/// The module of the function that the frame `depth` down runs (`sys__getframemodulename_impl`).
fn getframemodulename(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let [depth] = args.bind(vm, "_getframemodulename", 0, ["depth"], 0)?;
    let depth = match depth {
        Some(depth) => vm.index_value(depth)?.unwrap_or(i64::MAX).max(0),
        None => 0,
    };
    let Some(frame) = usize::try_from(depth)
        .ok()
        .and_then(|depth| vm.frames.len().checked_sub(depth + 1))
    else {
        return Ok(vm.none());
    };
    let globals = vm.frames[frame].globals;
    let key = vm.names.name;
    match vm.heap.dict_get_str(globals, key) {
        Some(name) => Ok(vm.heap.own(name)),
        None => Ok(vm.none()),
    }
}

/// Fills in lists, dicts and sets.
pub fn fill(vm: &mut Vm, dict: Ref) {
    let minor = vm.version.minor();
    for name in ["warnoptions", "meta_path", "path_hooks"] {
        let list = vm.heap.list_from(&[]);
        vm.module_value(dict, name, list);
    }
    for name in ["_xoptions", "path_importer_cache"] {
        let empty = vm.heap.dict();
        vm.module_value(dict, name, empty);
    }
    let program = vm.program.to_string();
    let folder = program.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut path = vec![folder.to_owned()];
    path.push(format!("/usr/lib/python3{minor}.zip"));
    path.push(format!("/usr/lib/python3.{minor}"));
    path.push(format!("/usr/lib/python3.{minor}/lib-dynload"));
    let path: Vec<Ref> = path.iter().map(|at| vm.heap.str(at).into_ref()).collect();
    let path = vm.heap.list_from(&path);
    vm.module_value(dict, "path", path);
    let native = crate::modules::native_names();
    let native: Vec<Ref> = native
        .iter()
        .map(|name| vm.heap.intern_str(name).into_ref())
        .collect();
    let native = vm.heap.tuple_from(&native);
    vm.module_value(dict, "builtin_module_names", native);
    if minor >= 10 {
        let names = crate::report::stdlib_names::all(vm.version);
        let names: Vec<Ref> = names
            .iter()
            .map(|name| vm.heap.intern_str(name).into_ref())
            .collect();
        let names = vm.heap.tuple_from(&names);
        let class = vm.heap.info(heaplens_heap::TypeId::FROZENSET).object;
        if let Ok(names) = vm.call(class, &[names.get()]) {
            vm.module_value(dict, "stdlib_module_names", names);
        }
        let mut argv = vec!["python3".to_owned()];
        argv.extend(vm.inputs.argv.iter().cloned());
        let argv: Vec<Ref> = argv.iter().map(|arg| vm.heap.str(arg).into_ref()).collect();
        let argv = vm.heap.list_from(&argv);
        vm.module_value(dict, "orig_argv", argv);
    }
}

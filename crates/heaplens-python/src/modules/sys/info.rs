//! What `sys` says of the interpreter: versions, measures of numbers, flags, the hash.

use heaplens_heap::rules::sizes::BuiltinType;
use heaplens_heap::{Owned, Ref, TypeId};

use crate::modules::native_class::NativeClass;
use crate::modules::struct_sequence::{METHODS, class, item};
use crate::vm::native::Def;
use crate::vm::{Res, Vm};

/// `sys.flags`.
pub const FLAGS: NativeClass = class(
    "sys.flags",
    BuiltinType::SysFlags,
    &[
        METHODS,
        &[
            Def::getter("debug", item::<0>),
            Def::getter("inspect", item::<1>),
            Def::getter("interactive", item::<2>),
            Def::getter("optimize", item::<3>),
            Def::getter("dont_write_bytecode", item::<4>),
            Def::getter("no_user_site", item::<5>),
            Def::getter("no_site", item::<6>),
            Def::getter("ignore_environment", item::<7>),
            Def::getter("verbose", item::<8>),
            Def::getter("bytes_warning", item::<9>),
            Def::getter("quiet", item::<10>),
            Def::getter("hash_randomization", item::<11>),
            Def::getter("isolated", item::<12>),
            Def::getter("dev_mode", item::<13>),
            Def::getter("utf8_mode", item::<14>),
            Def::getter("warn_default_encoding", item::<15>).since(10),
            Def::getter("safe_path", item::<16>).since(11),
            Def::getter("int_max_str_digits", item::<17>).since(11),
        ],
    ],
);

/// `sys.float_info`.
pub const FLOAT_INFO: NativeClass = class(
    "sys.float_info",
    BuiltinType::SysFloatInfo,
    &[
        METHODS,
        &[
            Def::getter("max", item::<0>),
            Def::getter("max_exp", item::<1>),
            Def::getter("max_10_exp", item::<2>),
            Def::getter("min", item::<3>),
            Def::getter("min_exp", item::<4>),
            Def::getter("min_10_exp", item::<5>),
            Def::getter("dig", item::<6>),
            Def::getter("mant_dig", item::<7>),
            Def::getter("epsilon", item::<8>),
            Def::getter("radix", item::<9>),
            Def::getter("rounds", item::<10>),
        ],
    ],
);

/// `sys.hash_info`.
pub const HASH_INFO: NativeClass = class(
    "sys.hash_info",
    BuiltinType::SysHashInfo,
    &[
        METHODS,
        &[
            Def::getter("width", item::<0>),
            Def::getter("modulus", item::<1>),
            Def::getter("inf", item::<2>),
            Def::getter("nan", item::<3>),
            Def::getter("imag", item::<4>),
            Def::getter("algorithm", item::<5>),
            Def::getter("hash_bits", item::<6>),
            Def::getter("seed_bits", item::<7>),
            Def::getter("cutoff", item::<8>),
        ],
    ],
);

/// `sys.int_info`.
pub const INT_INFO: NativeClass = class(
    "sys.int_info",
    BuiltinType::SysIntInfo,
    &[
        METHODS,
        &[
            Def::getter("bits_per_digit", item::<0>),
            Def::getter("sizeof_digit", item::<1>),
            Def::getter("default_max_str_digits", item::<2>),
            Def::getter("str_digits_check_threshold", item::<3>),
        ],
    ],
);

/// `sys.thread_info`.
pub const THREAD_INFO: NativeClass = class(
    "sys.thread_info",
    BuiltinType::SysThreadInfo,
    &[
        METHODS,
        &[
            Def::getter("name", item::<0>),
            Def::getter("lock", item::<1>),
            Def::getter("version", item::<2>),
        ],
    ],
);

/// `sys.version_info`.
pub const VERSION_INFO: NativeClass = class(
    "sys.version_info",
    BuiltinType::SysVersionInfo,
    &[
        METHODS,
        &[
            Def::getter("major", item::<0>),
            Def::getter("minor", item::<1>),
            Def::getter("micro", item::<2>),
            Def::getter("releaselevel", item::<3>),
            Def::getter("serial", item::<4>),
        ],
    ],
);

/// `sys.UnraisableHookArgs`.
pub const UNRAISABLE: NativeClass = class(
    "sys.UnraisableHookArgs",
    BuiltinType::SysVersionInfo,
    &[
        METHODS,
        &[
            Def::getter("exc_type", item::<0>),
            Def::getter("exc_value", item::<1>),
            Def::getter("exc_traceback", item::<2>),
            Def::getter("err_msg", item::<3>),
            Def::getter("object", item::<4>),
        ],
    ],
);

/// `sys.version` of the builds that the recordings come from (boot_census.json, `build`): the one CPython that each
/// version models.
const fn build(minor: u8) -> (u8, &'static str) {
    match minor {
        8 => (20, "default, Nov 22 2026, 12:51:17"),
        9 => (2, "default, Feb 28 2021, 17:03:44"),
        10 => (15, "main, Nov 22 2026, 12:37:09"),
        11 => (2, "main, Apr 28 2025, 14:11:48"),
        12 => (6, "main, Nov 22 2026, 12:27:22"),
        13 => (18, "main, Oct 27 2026, 16:10:31"),
        14 => (10, "main, Oct 26 2026, 15:12:11"),
        _ => (2, "main, Oct 26 2026, 15:10:10"),
    }
}

/// Fills in what says which interpreter this is.
pub fn fill(vm: &mut Vm, dict: Ref) -> Res<()> {
    let minor = vm.version.minor();
    let (micro, built) = build(minor);
    let compiler = match minor {
        9 => "10.2.1 20210110",
        13.. => "16.2.0",
        _ => "12.2.0",
    };
    // Up to 3.9 the compiler stands on a line of its own.
    let gap = if minor <= 9 { "\n" } else { "" };
    let version = format!("3.{minor}.{micro} ({built}) {gap}[GCC {compiler}]");
    for (name, text) in [
        ("version", version.as_str()),
        ("platform", "linux"),
        ("byteorder", "little"),
        ("float_repr_style", "short"),
        ("abiflags", ""),
        ("executable", "/usr/bin/python3"),
        ("_base_executable", "/usr/bin/python3"),
        ("prefix", "/usr"),
        ("base_prefix", "/usr"),
        ("exec_prefix", "/usr"),
        ("base_exec_prefix", "/usr"),
        ("copyright", "Copyright (c) Python Software Foundation."),
    ] {
        let value = vm.heap.str(text);
        vm.module_value(dict, name, value);
    }
    if minor >= 9 {
        let value = vm.heap.str("lib");
        vm.module_value(dict, "platlibdir", value);
    }
    let hex = 3 << 24 | i64::from(minor) << 16 | i64::from(micro) << 8 | 0xf0;
    for (name, value) in [
        ("hexversion", hex),
        ("api_version", 1013),
        ("maxsize", i64::MAX),
        ("maxunicode", 0x10_ffff),
    ] {
        let value = vm.heap.int(value);
        vm.module_value(dict, name, value);
    }
    let none = vm.none();
    vm.module_value(dict, "pycache_prefix", none);
    let no = vm.heap.bool(false);
    vm.module_value(dict, "dont_write_bytecode", no);
    let numbers = |vm: &mut Vm, values: &[i64]| -> Vec<Owned> {
        values.iter().map(|&value| vm.heap.int(value)).collect()
    };
    let mut parts = numbers(vm, &[3, i64::from(minor), i64::from(micro)]);
    parts.push(vm.heap.intern_str("final"));
    parts.push(vm.heap.int(0));
    let value = vm.struct_sequence("sys.version_info", parts);
    vm.module_value(dict, "version_info", value);
    let has_limit = vm.text_rules().int_digit_limit.is_some();
    let parts = numbers(vm, &[30, 4, 4300, 640][..if has_limit { 4 } else { 2 }]);
    let value = vm.struct_sequence("sys.int_info", parts);
    vm.module_value(dict, "int_info", value);
    float_info(vm, dict);
    let mut parts = numbers(vm, &[64, (1 << 61) - 1, 314_159, 0, 1_000_003]);
    let algorithm = if minor >= 11 {
        "siphash13"
    } else {
        "siphash24"
    };
    parts.push(vm.heap.str(algorithm));
    parts.extend(numbers(vm, &[64, 128, 0]));
    let value = vm.struct_sequence("sys.hash_info", parts);
    vm.module_value(dict, "hash_info", value);
    flags(vm, dict);
    let parts = vec![
        vm.heap.str("pthread"),
        vm.heap.str("semaphore"),
        vm.heap.str("NPTL 2.36"),
    ];
    let value = vm.struct_sequence("sys.thread_info", parts);
    vm.module_value(dict, "thread_info", value);
    implementation(vm, dict, hex)
}

/// `sys.implementation` (`make_impl_info`).
fn implementation(vm: &mut Vm, dict: Ref, hex: i64) -> Res<()> {
    let minor = vm.version.minor();
    let version = vm.heap.intern_str("version_info");
    let version = vm
        .heap
        .dict_get_str(dict, version.get())
        .expect("it was put there before");
    let mut fields = vec![
        ("name", vm.heap.str("cpython")),
        ("cache_tag", vm.heap.str(&format!("cpython-3{minor}"))),
        ("version", vm.heap.own(version)),
        ("hexversion", vm.heap.int(hex)),
        ("_multiarch", vm.heap.str("x86_64-linux-gnu")),
    ];
    if minor >= 14 {
        fields.push(("supports_isolated_interpreters", vm.heap.bool(true)));
    }
    let names: Vec<Owned> = fields
        .iter()
        .map(|(name, _)| vm.heap.intern_str(name))
        .collect();
    let keywords: Vec<(Ref, Ref)> = names
        .iter()
        .zip(&fields)
        .map(|(name, (_, value))| (name.get(), value.get()))
        .collect();
    let class = vm.heap.info(TypeId::SIMPLENAMESPACE).object;
    let value = vm.call_with(class, &[], &keywords)?;
    vm.module_value(dict, "implementation", value);
    Ok(())
}

fn float_info(vm: &mut Vm, dict: Ref) {
    let mut parts = vec![vm.heap.float(f64::MAX)];
    parts.extend([1024, 308].map(|value| vm.heap.int(value)));
    parts.push(vm.heap.float(f64::MIN_POSITIVE));
    parts.extend([-1021, -307, 15, 53].map(|value| vm.heap.int(value)));
    parts.push(vm.heap.float(f64::EPSILON));
    parts.extend([2, 1].map(|value| vm.heap.int(value)));
    let value = vm.struct_sequence("sys.float_info", parts);
    vm.module_value(dict, "float_info", value);
}

/// `sys.flags`: nothing is asked for; the hash is made random, as without `PYTHONHASHSEED`.
fn flags(vm: &mut Vm, dict: Ref) {
    let minor = vm.version.minor();
    let mut parts: Vec<Owned> = (0..11).map(|_| vm.heap.int(0)).collect();
    parts.extend([1, 0].map(|value| vm.heap.int(value)));
    parts.push(vm.heap.bool(false));
    let utf8_mode = vm.heap.int(i64::from(minor >= 15));
    parts.push(utf8_mode);
    if minor >= 10 {
        parts.push(vm.heap.int(0));
    }
    if minor >= 11 {
        parts.push(vm.heap.bool(false));
        parts.push(vm.heap.int(4300));
    }
    let value = vm.struct_sequence("sys.flags", parts);
    vm.module_value(dict, "flags", value);
}

//! Struct sequences (Objects/structseq.c): tuples whose items have names.

use heaplens_heap::rules::sizes::BuiltinType;
use heaplens_heap::types::Layout;
use heaplens_heap::{Owned, Ref};

use crate::modules::native_class::{NativeClass, no_new};
use crate::vm::native::{Args, Arity, Def};
use crate::vm::{Res, Vm};

/// Names of the items, by class.
const FIELDS: &[(&str, &[&str])] = &[
    ("sys.flags", FLAGS),
    (
        "sys.float_info",
        &[
            "max",
            "max_exp",
            "max_10_exp",
            "min",
            "min_exp",
            "min_10_exp",
            "dig",
            "mant_dig",
            "epsilon",
            "radix",
            "rounds",
        ],
    ),
    (
        "sys.hash_info",
        &[
            "width",
            "modulus",
            "inf",
            "nan",
            "imag",
            "algorithm",
            "hash_bits",
            "seed_bits",
            "cutoff",
        ],
    ),
    (
        "sys.int_info",
        &[
            "bits_per_digit",
            "sizeof_digit",
            "default_max_str_digits",
            "str_digits_check_threshold",
        ],
    ),
    ("sys.thread_info", &["name", "lock", "version"]),
    (
        "sys.version_info",
        &["major", "minor", "micro", "releaselevel", "serial"],
    ),
    (
        "sys.UnraisableHookArgs",
        &[
            "exc_type",
            "exc_value",
            "exc_traceback",
            "err_msg",
            "object",
        ],
    ),
    ("sys.asyncgen_hooks", &["firstiter", "finalizer"]),
];

/// Items of `sys.flags`.
const FLAGS: &[&str] = &[
    "debug",
    "inspect",
    "interactive",
    "optimize",
    "dont_write_bytecode",
    "no_user_site",
    "no_site",
    "ignore_environment",
    "verbose",
    "bytes_warning",
    "quiet",
    "hash_randomization",
    "isolated",
    "dev_mode",
    "utf8_mode",
    "warn_default_encoding",
    "safe_path",
    "int_max_str_digits",
];

/// A class of struct sequences; `methods` are [`METHODS`] and its getters.
pub const fn class(
    name: &'static str,
    measures: BuiltinType,
    methods: &'static [&'static [Def]],
) -> NativeClass {
    let record = NativeClass::record(name, measures, &[], methods);
    record.layout(Layout::Tuple).extends("tuple").private()
}

/// What all of them have.
pub const METHODS: &[Def] = &[
    Def::fixed("__new__", Arity::Free, no_new),
    Def::slot("__repr__", 0, repr),
];

/// The getter of item `AT`.
pub fn item<const AT: u32>(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let r = args.this();
    if AT >= vm.heap.tuple_len(r) {
        return Ok(vm.none());
    }
    let item = vm.heap.tuple_item(r, AT);
    Ok(vm.heap.own(item))
}

fn repr(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let r = args.this();
    let class = vm.type_name(r);
    let names = FIELDS
        .iter()
        .find(|(name, _)| *name == &*class)
        .map_or(&[][..], |(_, names)| *names);
    let mut text = format!("{class}(");
    for (at, item) in vm.heap.tuple_items(r).into_iter().enumerate() {
        if at > 0 {
            text.push_str(", ");
        }
        let shown = vm.repr(item)?;
        let name = names.get(at).copied().unwrap_or("?");
        text.push_str(&format!("{name}={}", vm.heap.text(shown.get())));
    }
    text.push(')');
    Ok(vm.heap.str(&text))
}

impl Vm {
    /// A struct sequence of these items, whose counts it takes over.
    pub fn struct_sequence(&mut self, class: &'static str, items: Vec<Owned>) -> Owned {
        let id = self.native_class(class);
        let items: Vec<Ref> = items.into_iter().map(Owned::into_ref).collect();
        self.tuple_of_class(id, &items)
    }
}

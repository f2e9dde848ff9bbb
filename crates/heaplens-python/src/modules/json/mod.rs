//! `_json` (Modules/_json.c): the scanner and the encoder that `json` builds on.

mod encode;
mod scan;

use heaplens_heap::rules::sizes::BuiltinType;
use heaplens_heap::{Owned, Ref};

use crate::modules::ModuleDef;
use crate::modules::native_class::NativeClass;
use crate::vm::native::{Arity, Def};
use crate::vm::{Raised, Res, Vm};

/// The module.
pub const MODULE: ModuleDef = ModuleDef {
    name: "_json",
    functions: &[&[
        Def::method("scanstring", Arity::Range(2, 3), scan::scanstring),
        Def::method("encode_basestring", Arity::One, |vm, args| {
            encode::basestring(vm, args, false)
        }),
        Def::method("encode_basestring_ascii", Arity::One, |vm, args| {
            encode::basestring(vm, args, true)
        }),
    ]],
    classes: &[
        NativeClass::record(
            "_json.Scanner",
            BuiltinType::JsonScanner,
            &[
                "object_hook",
                "object_pairs_hook",
                "parse_float",
                "parse_int",
                "parse_constant",
                "strict",
            ],
            &[scan::METHODS],
        )
        .private(),
        NativeClass::record(
            "_json.Encoder",
            BuiltinType::JsonEncoder,
            &[
                "markers",
                "default",
                "encoder",
                "indent",
                "key_separator",
                "item_separator",
                "sort_keys",
                "skipkeys",
                "allow_nan",
            ],
            &[encode::METHODS],
        )
        .private(),
    ],
    fill,
};

fn fill(vm: &mut Vm, dict: Ref) -> Res<()> {
    for (name, class) in [
        ("make_scanner", "_json.Scanner"),
        ("make_encoder", "_json.Encoder"),
    ] {
        let id = vm.native_class(class);
        let object = vm.heap.info(id).object;
        let object: Owned = vm.heap.own(object);
        vm.module_value(dict, name, object);
    }
    Ok(())
}

/// Raises `json.decoder.JSONDecodeError`.
fn decode_error(vm: &mut Vm, text: &str, document: Ref, at: usize) -> Raised {
    let module = match vm.import_module("json.decoder") {
        Ok(module) => module,
        Err(raised) => return raised,
    };
    let class = match vm.attribute(module.get(), "JSONDecodeError") {
        Ok(class) => class,
        Err(raised) => return raised,
    };
    let text = vm.heap.str(text);
    let at = vm.heap.int(at as i64);
    match vm.call(class.get(), &[text.get(), document, at.get()]) {
        Ok(error) => vm.raise(error),
        Err(raised) => raised,
    }
}

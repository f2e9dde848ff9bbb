//! `array` (Modules/arraymodule.c).
//!
//! Modelled: the type and its methods but those for files; how much room a buffer takes is in the heap's rules. Left
//! out: the types of 3.15's complex items (`Zf`, `Zd`).

mod change;
mod items;
mod look;

use heaplens_heap::rules::sizes::BuiltinType;
use heaplens_heap::types::Layout;
use heaplens_heap::{Owned, Ref};

use crate::modules::ModuleDef;
use crate::modules::native_class::{NativeClass, no_new};
use crate::vm::native::{Arity, Def};
use crate::vm::{Res, Vm};

/// `array`.
pub const MODULE: ModuleDef = ModuleDef {
    name: "array",
    functions: &[],
    classes: &[
        NativeClass::record(
            "array.array",
            BuiltinType::ArrayArray,
            &[],
            &[look::METHODS, change::METHODS],
        )
        .layout(Layout::Buffer)
        .base(),
        NativeClass::record(
            "array.arrayiterator",
            BuiltinType::ArrayArrayiterator,
            &["ao"],
            &[ITERATOR],
        )
        .private(),
    ],
    fill,
};

const ITERATOR: &[Def] = &[
    Def::fixed("__new__", Arity::Free, no_new),
    Def::slot("__iter__", 0, crate::types::iterators::itself),
    Def::slot("__next__", 0, |vm, args| {
        let iter = args.this();
        let over = vm.heap.field(iter, 0);
        if !over.is_null() {
            let at = vm.heap.raw_word(iter, 1) as u32;
            if at < items::count(vm, over) {
                vm.heap.set_raw_word(iter, 1, u64::from(at) + 1);
                return Ok(items::item(vm, over, at));
            }
            vm.exhaust(iter, over);
        }
        Err(vm.stop_iteration(Ref::NULL))
    }),
];

/// The typecodes of a version, as `array.typecodes` has them.
fn typecodes(vm: &Vm) -> &'static str {
    match vm.version.minor() {
        ..=12 => "bBuhHiIlLqQfd",
        13..=14 => "bBuwhHiIlLqQfd",
        _ => "bBuwhHiIlLqQefd",
    }
}

fn fill(vm: &mut Vm, dict: Ref) -> Res<()> {
    vm.module_text(dict, "typecodes", typecodes(vm));
    let class = vm.native_class("array.array");
    let class = vm.heap.info(class).object;
    let class: Owned = vm.heap.own(class);
    vm.module_value(dict, "ArrayType", class);
    Ok(())
}

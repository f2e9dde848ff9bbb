//! `math` (Modules/mathmodule.c).

mod floats;
mod integers;
mod sums;

use heaplens_heap::{Owned, Ref};

use crate::modules::ModuleDef;
use crate::vm::{Res, Vm};

/// The module.
pub const MODULE: ModuleDef = ModuleDef {
    name: "math",
    functions: &[floats::FUNCTIONS, integers::FUNCTIONS, sums::FUNCTIONS],
    classes: &[],
    fill,
};

fn fill(vm: &mut Vm, dict: Ref) -> Res<()> {
    for (name, value) in [
        ("pi", std::f64::consts::PI),
        ("e", std::f64::consts::E),
        ("tau", std::f64::consts::TAU),
        ("inf", f64::INFINITY),
        ("nan", f64::NAN),
    ] {
        let value = vm.heap.float(value);
        vm.module_value(dict, name, value);
    }
    Ok(())
}

/// A C `double` argument (`PyFloat_AsDouble`).
pub(in crate::modules) fn double(vm: &mut Vm, r: Ref) -> Res<f64> {
    vm.float_of_number(r)
}

/// What a function of `math` gives: a float, checked as `math_1` and its kin check it.
fn domain_error(vm: &mut Vm, detail: Option<(&str, f64)>) -> crate::vm::Raised {
    match detail {
        Some((text, x)) if vm.version.minor() >= 14 => {
            let shown = crate::number::float_repr::repr(x);
            vm.value_error(&text.replace("%s", &shown))
        }
        _ => vm.value_error("math domain error"),
    }
}

fn range_error(vm: &mut Vm) -> crate::vm::Raised {
    vm.overflow_error("math range error")
}

fn float(vm: &mut Vm, value: f64) -> Res<Owned> {
    Ok(vm.heap.float(value))
}

//! `_sitebuiltins`: what `site` adds to the built-ins: `exit`, `quit`, `copyright`, `credits`, `license`, `help`.
//!
//! In CPython these are instances of classes written in Python (Lib/_sitebuiltins.py @ v3.11); here they are made at boot
//! like the built-ins, so that no program's heap begins with them. Left out: their `__dict__`, and the texts that
//! `copyright()`, `credits()`, `license()` and `help()` show, which the engine says it doesn't have.

use heaplens_heap::rules::sizes::BuiltinType;
use heaplens_heap::{Owned, Ref};

use crate::modules::ModuleDef;
use crate::modules::native_class::NativeClass;
use crate::vm::exceptions::Exc;
use crate::vm::native::{Args, Def};
use crate::vm::{Res, Vm};

/// The module.
pub const MODULE: ModuleDef = ModuleDef {
    name: "_sitebuiltins",
    functions: &[],
    classes: &[
        NativeClass::record(
            QUITTER,
            BuiltinType::Stderrprinter,
            &["name", "eof"],
            &[QUITTER_METHODS],
        ),
        NativeClass::record(
            PRINTER,
            BuiltinType::Stderrprinter,
            &["name"],
            &[PRINTER_METHODS],
        ),
        NativeClass::record(
            HELPER,
            BuiltinType::Stderrprinter,
            &["name"],
            &[HELPER_METHODS],
        ),
    ],
    fill: |_, _| Ok(()),
};

const QUITTER: &str = "_sitebuiltins.Quitter";
const PRINTER: &str = "_sitebuiltins._Printer";
const HELPER: &str = "_sitebuiltins._Helper";

const QUITTER_METHODS: &[Def] = &[
    Def::slot("__repr__", 0, |vm, args| {
        let (name, eof) = (text(vm, args.this(), 0), text(vm, args.this(), 1));
        Ok(vm.heap.str(&format!("Use {name}() or {eof} to exit")))
    }),
    Def::slot_free("__call__", quit),
    Def::getter("name", |vm, args| Ok(field(vm, args.this(), 0))),
    Def::getter("eof", |vm, args| Ok(field(vm, args.this(), 1))),
];

const PRINTER_METHODS: &[Def] = &[
    Def::slot("__repr__", 0, |vm, args| {
        let name = text(vm, args.this(), 0);
        if name != "license" {
            return Err(vm.unsupported(&format!("the text of {name}")));
        }
        Ok(vm.heap.str("Type license() to see the full license text"))
    }),
    Def::slot_free("__call__", |vm, args| {
        let name = text(vm, args.this(), 0);
        Err(vm.unsupported(&format!("the text of {name}")))
    }),
];

const HELPER_METHODS: &[Def] = &[
    Def::slot("__repr__", 0, |vm, _| {
        Ok(vm
            .heap
            .str("Type help() for interactive help, or help(object) for help about object."))
    }),
    Def::slot_free("__call__", |vm, _| Err(vm.unsupported("help()"))),
];

fn field(vm: &mut Vm, this: Ref, at: u32) -> Owned {
    let r = vm.heap.field(this, at);
    vm.heap.own(r)
}

fn text(vm: &Vm, this: Ref, at: u32) -> String {
    vm.heap.text(vm.heap.field(this, at))
}

/// `exit(code=None)`.
fn quit(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let name = match vm.version.minor() {
        ..=9 => "__call__",
        _ => "Quitter.__call__",
    };
    let [code] = args.bind(vm, name, 1, ["code"], 0)?;
    let code = code.unwrap_or(vm.heap.known.none);
    Err(vm.raise_with(Exc::SystemExit, &[code]))
}

/// Binds the objects among the built-ins.
pub(crate) fn bind(vm: &mut Vm) {
    let builtins = vm.builtins;
    for (name, class) in [
        ("quit", QUITTER),
        ("exit", QUITTER),
        ("copyright", PRINTER),
        ("credits", PRINTER),
        ("license", PRINTER),
        ("help", HELPER),
    ] {
        let id = vm.native_class(class);
        let mut fields = vec![vm.heap.static_str(name)];
        if class == QUITTER {
            fields.push(vm.heap.static_str("Ctrl-D (i.e. EOF)"));
        }
        let object = vm.new_native(id, &fields);
        vm.bind(builtins, name, object.get());
    }
}

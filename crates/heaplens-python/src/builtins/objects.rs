//! Built-in functions about objects: `id`, `len`, `repr`, `hash`, `callable`, `isinstance`, `format`.

use heaplens_heap::Owned;
use heaplens_heap::types::flags;

use crate::vm::exceptions::Exc;
use crate::vm::native::{Args, Arity, Def};
use crate::vm::{Res, Vm};

/// The functions.
pub const FUNCTIONS: &[Def] = &[
    Def::method("breakpoint", Arity::Free, breakpoint),
    Def::method("id", Arity::One, |vm, args| {
        let address = vm.heap.address(args.this());
        Ok(vm.heap.int(address as i64))
    }),
    Def::method("len", Arity::One, |vm, args| {
        let length = vm.length(args.this())?;
        Ok(vm.heap.int_of_size(length as i64))
    }),
    Def::method("repr", Arity::One, |vm, args| vm.repr(args.this())),
    Def::method("ascii", Arity::One, |vm, args| vm.ascii(args.this())),
    Def::method("hash", Arity::One, |vm, args| {
        let hash = vm.hash(args.this())?;
        Ok(vm.heap.int_of_size(hash))
    }),
    Def::method("callable", Arity::One, |vm, args| {
        let value = vm.is_callable(args.this());
        Ok(vm.heap.bool(value))
    }),
    Def::method("isinstance", Arity::Range(2, 2), |vm, args| {
        let value = vm.is_instance(args.pos[0], args.pos[1])?;
        Ok(vm.heap.bool(value))
    }),
    Def::method("issubclass", Arity::Range(2, 2), |vm, args| {
        let value = vm.is_subclass(args.pos[0], args.pos[1])?;
        Ok(vm.heap.bool(value))
    }),
    Def::method("format", Arity::Range(1, 2), format),
];

/// `breakpoint()`: calls `sys.breakpointhook`.
fn breakpoint(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let sys = vm.import_module("sys")?;
    let key = vm.heap.intern_str("breakpointhook");
    let hook = match vm.get_attribute(sys.get(), key.get()) {
        Ok(hook) => hook,
        Err(raised) if !vm.catch(Exc::AttributeError) => return Err(raised),
        Err(_) => return Err(vm.raise_text(Exc::RuntimeError, "lost sys.breakpointhook")),
    };
    vm.call_with(hook.get(), args.pos, args.kw)
}

fn format(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let Some(spec) = args.get(1) else {
        let spec = vm.heap.str("");
        return vm.format(args.this(), spec.get());
    };
    if !vm.heap.info_of(spec).has(flags::UNICODE_SUBCLASS) {
        let text = format!(
            "format() argument 2 must be str, not {}",
            vm.argument_type(spec)
        );
        return Err(vm.type_error(&text));
    }
    vm.format(args.this(), spec)
}

//! `classmethod` and `staticmethod`. Source: Objects/funcobject.c.

use heaplens_heap::{Owned, Ref, TypeId};

use crate::vm::exceptions::Exc;
use crate::vm::native::{Args, Arity, Def};
use crate::vm::{Raised, Res, Vm};

/// Methods of `classmethod`.
pub const CLASSMETHOD: &[Def] = &[
    Def::fixed("__new__", Arity::Free, new),
    Def::slot_free("__init__", init),
    Def::slot("__repr__", 0, repr).since(10),
    Def::slot_range("__get__", 1, 2, super::descriptor_get),
    Def::getter("__func__", function),
    Def::getter("__wrapped__", function).since(10),
    Def::getter("__isabstractmethod__", is_abstract),
    Def::getter("__dict__", super::object::instance_dict),
    Def::setter("__dict__", super::object::set_instance_dict),
];

/// Methods of `staticmethod`.
pub const STATICMETHOD: &[Def] = &[
    Def::fixed("__new__", Arity::Free, new),
    Def::slot_free("__init__", init),
    Def::slot("__repr__", 0, repr).since(10),
    Def::slot_range("__get__", 1, 2, super::descriptor_get),
    Def::slot_free("__call__", call).since(10),
    Def::getter("__func__", function),
    Def::getter("__wrapped__", function).since(10),
    Def::getter("__isabstractmethod__", is_abstract),
    Def::getter("__dict__", super::object::instance_dict),
    Def::setter("__dict__", super::object::set_instance_dict),
];

fn new(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let id = vm.heap.type_id_of(args.this());
    Ok(vm.new_record(id, &[Ref::NULL; 2], 0))
}

fn init(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let this = args.this();
    let kind = if vm.is_a(this, TypeId::CLASSMETHOD) {
        "classmethod"
    } else {
        "staticmethod"
    };
    args.no_keywords(vm, kind)?;
    let [_, function] = *args.pos else {
        let text = format!(
            "{kind} expected 1 argument, got {}",
            args.pos.len().saturating_sub(1)
        );
        return Err(vm.type_error(&text));
    };
    vm.store_field(this, 0, function);
    if vm.version.minor() >= 10 {
        vm.copy_wrapped_attributes(this, function)?;
    }
    Ok(vm.none())
}

fn call(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let function = vm.heap.field(args.this(), 0);
    vm.call_with(function, &args.pos[1..], args.kw)
}

fn repr(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let function = vm.heap.field(args.this(), 0);
    let kind = if vm.is_a(args.this(), TypeId::CLASSMETHOD) {
        "classmethod"
    } else {
        "staticmethod"
    };
    let shown = if function.is_null() {
        vm.heap.str("<NULL>")
    } else {
        vm.repr(function)?
    };
    let text = format!("<{kind}({})>", vm.heap.text(shown.get()));
    Ok(vm.heap.str(&text))
}

fn function(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    Ok(vm.field_or_none(args.this(), 0))
}

fn is_abstract(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let function = vm.heap.field(args.this(), 0);
    let value = !function.is_null() && vm.is_abstract_method(function)?;
    vm.bool_of(value)
}

impl Vm {
    /// A class or static method looks like the function it wraps (`functools_wraps`, 3.10 on).
    fn copy_wrapped_attributes(&mut self, wrapper: Ref, function: Ref) -> Res<()> {
        let annotations = if self.version.minor() >= 14 {
            // Looked at when asked for.
            None
        } else {
            Some(self.names.annotations)
        };
        let keys = [
            Some(self.names.module),
            Some(self.names.name),
            Some(self.names.qualname),
            Some(self.names.doc),
            annotations,
        ];
        for key in keys.into_iter().flatten() {
            match self.get_attribute(function, key) {
                Ok(value) => {
                    let value = self.heap.own(value.get());
                    let dict = self.heap.instance_dict(wrapper);
                    if let Some(dict) = dict
                        && let Some(old) = self.heap.dict_set_str(dict, key, value)
                    {
                        self.release(old);
                    }
                }
                Err(Raised) if self.catch(Exc::AttributeError) => {}
                Err(raised) => return Err(raised),
            }
        }
        Ok(())
    }
}

//! `_typing`: type variables, type aliases and `Generic` (Objects/typevarobject.c @ v3.12.6, v3.13.0).
//!
//! Modelled: what the syntax of PEP 695 and 696 makes, bounds and defaults that are evaluated when they are asked for.
//! Left out: the constructors, `ParamSpec.args`, unpacking a `TypeVarTuple`.

use heaplens_heap::rules::sizes::BuiltinType;
use heaplens_heap::{Owned, Ref, TypeId};

use crate::modules::ModuleDef;
use crate::modules::native_class::NativeClass;
use crate::opcode::Op;
use crate::vm::native::{Args, Arity, Def};
use crate::vm::{Res, Vm};

/// The module (3.12+; before, `typing` makes all of it).
pub const MODULE: ModuleDef = ModuleDef {
    name: "_typing",
    functions: &[],
    classes: &[
        NativeClass::record(
            "typing.Generic",
            BuiltinType::Object,
            &[],
            &[&[Def::class(
                "__class_getitem__",
                Arity::One,
                crate::types::generic_alias::class_getitem,
            )]],
        )
        .base()
        .since(12),
        variable(
            "typing.ParamSpec",
            BuiltinType::TypingParamSpec,
            FIELDS,
            &[COMMON, VARIANCE, PARAM_SPEC],
        ),
        NativeClass::record(
            "typing.TypeAliasType",
            BuiltinType::TypingTypeAliasType,
            &["name", "type_params", "compute_value", "value", "module"],
            &[ALIAS],
        )
        .since(12),
        variable(
            "typing.TypeVar",
            BuiltinType::TypingTypeVar,
            VAR_FIELDS,
            &[COMMON, VARIANCE, TYPE_VAR],
        ),
        variable(
            "typing.TypeVarTuple",
            BuiltinType::TypingTypeVarTuple,
            FIELDS,
            &[COMMON, TUPLE],
        ),
    ],
    fill: |_, _| Ok(()),
};

/// Fields of all type variables, then those of `TypeVar`. Not in the order of the structs, whose sizes they have.
const FIELDS: &[&str] = &["name", "default", "evaluate_default"];
const VAR_FIELDS: &[&str] = &[
    "name",
    "default",
    "evaluate_default",
    "bound",
    "evaluate_bound",
];
const NAME: u32 = 0;
const DEFAULT: u32 = 1;
const EVALUATE_DEFAULT: u32 = 2;
const BOUND: u32 = 3;
const EVALUATE_BOUND: u32 = 4;
/// Whether the bound is one of constraints: the word behind the references of a `TypeVar`.
const HAS_CONSTRAINTS: u32 = 3;

const ALIAS_NAME: u32 = 0;
const ALIAS_PARAMS: u32 = 1;
const ALIAS_COMPUTE: u32 = 2;
const ALIAS_VALUE: u32 = 3;
const ALIAS_MODULE: u32 = 4;

const fn variable(
    name: &'static str,
    measures: BuiltinType,
    fields: &'static [&'static str],
    methods: &'static [&'static [Def]],
) -> NativeClass {
    NativeClass::record(name, measures, fields, methods).since(12)
}

/// What all type variables have.
const COMMON: &[Def] = &[
    Def::fixed("__new__", Arity::Free, unsupported_new),
    Def::slot("__repr__", 0, |vm, args| Ok(field(vm, args.this(), NAME))),
    Def::getter("__name__", |vm, args| Ok(field(vm, args.this(), NAME))),
    Def::getter("__default__", |vm, args| default(vm, args.this())).since(13),
    Def::method("has_default", Arity::None, has_default).since(13),
    Def::method("__mro_entries__", Arity::One, not_a_base),
    Def::slot("__or__", 1, union),
    Def::slot("__ror__", 1, reversed_union),
];

/// What a `TypeVarTuple` has.
const TUPLE: &[Def] = &[Def::slot("__iter__", 0, |vm, _| {
    Err(vm.unsupported("typing.Unpack"))
})];

/// What those with a variance have.
const VARIANCE: &[Def] = &[
    Def::getter("__covariant__", |vm, _| Ok(vm.heap.bool(false))),
    Def::getter("__contravariant__", |vm, _| Ok(vm.heap.bool(false))),
    Def::getter("__infer_variance__", |vm, _| Ok(vm.heap.bool(true))),
];

const PARAM_SPEC: &[Def] = &[
    Def::getter("__bound__", |vm, _| Ok(vm.none())),
    Def::getter("args", |vm, _| Err(vm.unsupported("typing.ParamSpecArgs"))),
    Def::getter("kwargs", |vm, _| {
        Err(vm.unsupported("typing.ParamSpecKwargs"))
    }),
];

const TYPE_VAR: &[Def] = &[
    Def::getter("__bound__", |vm, args| {
        if vm.heap.raw_word(args.this(), HAS_CONSTRAINTS) != 0 {
            return Ok(vm.none());
        }
        evaluated(vm, args.this(), BOUND, EVALUATE_BOUND)
    }),
    Def::getter("__constraints__", |vm, args| {
        if vm.heap.raw_word(args.this(), HAS_CONSTRAINTS) == 0 {
            return Ok(vm.heap.tuple_of(&[]));
        }
        evaluated(vm, args.this(), BOUND, EVALUATE_BOUND)
    }),
    Def::method("__typing_subst__", Arity::One, |vm, args| {
        Ok(vm.heap.own(args.pos[1]))
    }),
];

const ALIAS: &[Def] = &[
    Def::fixed("__new__", Arity::Free, unsupported_new),
    Def::slot("__repr__", 0, |vm, args| {
        Ok(field(vm, args.this(), ALIAS_NAME))
    }),
    Def::getter("__name__", |vm, args| {
        Ok(field(vm, args.this(), ALIAS_NAME))
    }),
    Def::getter("__module__", |vm, args| {
        Ok(field(vm, args.this(), ALIAS_MODULE))
    }),
    Def::getter("__value__", |vm, args| {
        evaluated(vm, args.this(), ALIAS_VALUE, ALIAS_COMPUTE)
    }),
    Def::getter("__type_params__", alias_params),
    Def::getter("__parameters__", alias_params),
    Def::slot("__getitem__", 1, alias_item),
    Def::slot("__or__", 1, |vm, args| {
        vm.union_of(&[args.pos[0], args.pos[1]])
    }),
    Def::slot("__ror__", 1, |vm, args| {
        vm.union_of(&[args.pos[1], args.pos[0]])
    }),
];

/// A field's value, None where it is empty.
fn field(vm: &mut Vm, r: Ref, at: u32) -> Owned {
    let value = vm.heap.field(r, at);
    if value.is_null() {
        vm.none()
    } else {
        vm.heap.own(value)
    }
}

/// A field that a function gives when it is first asked for.
fn evaluated(vm: &mut Vm, r: Ref, at: u32, by: u32) -> Res<Owned> {
    let (known, function) = (vm.heap.field(r, at), vm.heap.field(r, by));
    if !known.is_null() || function.is_null() {
        return Ok(field(vm, r, at));
    }
    let function = vm.heap.own(function);
    let value = vm.call(function.get(), &[])?;
    let kept = vm.heap.own(value.get());
    vm.heap.replace_field(r, at, kept);
    Ok(value)
}

fn default(vm: &mut Vm, r: Ref) -> Res<Owned> {
    if vm.heap.field(r, EVALUATE_DEFAULT).is_null() {
        return Err(vm.unsupported("typing.NoDefault"));
    }
    evaluated(vm, r, DEFAULT, EVALUATE_DEFAULT)
}

fn has_default(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let has = !vm.heap.field(args.this(), EVALUATE_DEFAULT).is_null();
    Ok(vm.heap.bool(has))
}

fn alias_params(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let params = vm.heap.field(args.this(), ALIAS_PARAMS);
    if vm.heap.type_of(params) == TypeId::TUPLE {
        Ok(vm.heap.own(params))
    } else {
        Ok(vm.heap.tuple_of(&[]))
    }
}

fn alias_item(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let params = vm.heap.field(args.this(), ALIAS_PARAMS);
    if vm.heap.type_of(params) != TypeId::TUPLE {
        return Err(vm.type_error("Only generic type aliases are subscriptable"));
    }
    crate::types::generic_alias::class_getitem(vm, args)
}

/// `T | other`: up to 3.13 a `typing.Union`.
fn union(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    if vm.version.minor() < 14 {
        return Err(vm.unsupported("typing.Union"));
    }
    vm.union_of(&[args.pos[0], args.pos[1]])
}

fn reversed_union(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    if vm.version.minor() < 14 {
        return Err(vm.unsupported("typing.Union"));
    }
    vm.union_of(&[args.pos[1], args.pos[0]])
}

fn not_a_base(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let name = vm.type_name(args.this());
    let name = name.rsplit('.').next().unwrap_or_default();
    Err(vm.type_error(&format!("Cannot subclass an instance of {name}")))
}

fn unsupported_new(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let id = vm.heap.type_id_of(args.this());
    let name = vm.heap.info(id).name.to_string();
    Err(vm.unsupported(&format!("{name}(…)")))
}

impl Vm {
    /// The instructions of type parameters and aliases.
    pub(crate) fn type_parameter_op(&mut self, op: Op) -> Res<()> {
        match op {
            Op::TypeVar => self.push_type_variable("typing.TypeVar", None, false),
            Op::ParamSpec => self.push_type_variable("typing.ParamSpec", None, false),
            Op::TypeVarTuple => self.push_type_variable("typing.TypeVarTuple", None, false),
            Op::TypeVarWithBound | Op::TypeVarWithConstraints => {
                let bound = self.pop_owned();
                let constraints = op == Op::TypeVarWithConstraints;
                self.push_type_variable("typing.TypeVar", Some(bound), constraints);
            }
            Op::SetTypeparamDefault => {
                let default = self.pop_owned();
                let param = self.peek(1);
                self.heap.replace_field(param, EVALUATE_DEFAULT, default);
            }
            Op::SubscriptGeneric => {
                let params = self.pop_owned();
                let id = self.native_class("typing.Generic");
                let class = self.heap.info(id).object;
                let name = self.names.class_getitem;
                let base = self.call_attribute(class, name, &[params.get()])?;
                self.push(base);
            }
            Op::SetFunctionTypeParams => {
                let params = self.pop_owned();
                let (function, name) = (self.peek(1), self.names.type_params);
                self.set_attribute(function, name, params.get())?;
            }
            _ => {
                let triple = self.pop_owned();
                let parts = self.heap.tuple_items(triple.get());
                let id = self.native_class("typing.TypeAliasType");
                let module = self.running_module();
                let fields = [parts[0], parts[1], parts[2], Ref::NULL, module.get()];
                let alias = self.new_native(id, &fields);
                self.push(alias);
            }
        }
        Ok(())
    }

    /// Makes a type variable of the name on the stack.
    fn push_type_variable(&mut self, class: &'static str, bound: Option<Owned>, constraints: bool) {
        let name = self.pop_owned();
        let id = self.native_class(class);
        let made = match bound {
            Some(bound) => {
                let null = Ref::NULL;
                let fields = [name.get(), null, null, null, bound.get()];
                let made = self.new_native(id, &fields);
                let word = u64::from(constraints);
                self.heap.set_raw_word(made.get(), HAS_CONSTRAINTS, word);
                made
            }
            None => self.new_native(id, &[name.get()]),
        };
        self.push(made);
    }

    /// `__name__` of the module whose code runs, or None.
    fn running_module(&mut self) -> Owned {
        let globals = self.current_globals();
        let key = self.heap.intern_str("__name__");
        match self.heap.dict_get_str(globals, key.get()) {
            Some(name) => self.heap.own(name),
            None => self.none(),
        }
    }
}

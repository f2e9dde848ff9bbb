//! The methods of the built-in types, one file for each.

pub mod anext_awaitable;
pub mod async_generator;
pub mod bytearray;
pub mod bytes;
pub mod bytes_format;
pub mod bytes_like;
pub mod bytes_methods;
pub mod class;
pub mod class_attributes;
pub mod code;
pub mod complex;
pub mod containers;
pub mod dict;
pub mod dict_views;
pub mod enumerate;
pub mod exception_group;
pub mod exception_texts;
pub mod exceptions;
mod fields;
pub mod float;
pub mod frame;
mod frame_locals;
pub mod function;
pub mod generator;
pub mod generic_alias;
pub mod int;
pub mod int_bytes;
pub mod iterator_state;
pub mod iterators;
pub mod list;
pub mod list_merge;
pub mod list_sort;
pub mod memoryview;
pub mod memoryview_items;
pub mod module;
pub mod native_function;
pub mod object;
pub mod property;
pub mod range;
pub mod reduce;
pub mod sequence;
pub mod set;
pub mod set_ops;
pub mod singletons;
pub mod slice;
pub mod str;
pub mod str_format;
pub mod str_translate;
pub mod super_object;
pub mod tuple;
pub mod union;
pub mod weakref;
pub mod wrapped;
pub mod zip;

use heaplens_heap::{Owned, Ref, TypeId};

use crate::vm::native::{Args, Arity, Def};
use crate::vm::{Res, Vm};

/// Which type has which methods.
pub const TABLES: &[(TypeId, &[Def])] = &[
    (TypeId::OBJECT, object::METHODS),
    (TypeId::TYPE, class::METHODS),
    (TypeId::TYPE, class_attributes::METHODS),
    (TypeId::OBJECT, reduce::METHODS),
    (TypeId::INT, int::METHODS),
    (TypeId::BOOL, int::BOOL),
    (TypeId::FLOAT, float::METHODS),
    (TypeId::COMPLEX, complex::METHODS),
    (TypeId::STR, str::METHODS),
    (TypeId::BYTES, bytes::METHODS),
    (TypeId::BYTES, bytes_methods::METHODS),
    (TypeId::BYTEARRAY, bytearray::METHODS),
    (TypeId::BYTEARRAY, bytes_methods::METHODS),
    (TypeId::MEMORYVIEW, memoryview::METHODS),
    (TypeId::NONE, singletons::NONE),
    (TypeId::WEAKREF, weakref::REF),
    (TypeId::WEAKPROXY, weakref::PROXY),
    (TypeId::WEAKCALLABLEPROXY, weakref::PROXY),
    (TypeId::INT, object::SIZEOF),
    (TypeId::STR, object::SIZEOF),
    (TypeId::BYTES, object::SIZEOF),
    (TypeId::BYTEARRAY, object::SIZEOF),
    (TypeId::LIST, object::SIZEOF),
    (TypeId::DICT, object::SIZEOF),
    (TypeId::SET, object::SIZEOF),
    (TypeId::FROZENSET, object::SIZEOF),
    (TypeId::TYPE, object::SIZEOF),
    (TypeId::CODE, object::SIZEOF),
    (TypeId::FRAME, object::SIZEOF),
    (TypeId::GENERATOR, object::SIZEOF_11),
    (TypeId::COROUTINE, object::SIZEOF_11),
    (TypeId::ASYNC_GENERATOR, object::SIZEOF_11),
    (TypeId::ELLIPSIS, singletons::ELLIPSIS),
    (TypeId::NOT_IMPLEMENTED, singletons::NOT_IMPLEMENTED),
    (TypeId::CELL, singletons::CELL),
    (TypeId::SIMPLENAMESPACE, singletons::NAMESPACE),
    (TypeId::FUNCTION, function::FUNCTION),
    (TypeId::METHOD, function::METHOD),
    (TypeId::BUILTIN_FUNCTION, native_function::BUILTIN),
    (TypeId::METHOD_DESCRIPTOR, native_function::METHOD),
    (TypeId::CLASSMETHOD_DESCRIPTOR, native_function::METHOD),
    (TypeId::WRAPPER_DESCRIPTOR, native_function::WRAPPER),
    (TypeId::METHOD_WRAPPER, native_function::METHOD_WRAPPER),
    (TypeId::GETSET_DESCRIPTOR, native_function::DATA),
    (TypeId::MEMBER_DESCRIPTOR, native_function::DATA),
    (TypeId::PROPERTY, property::METHODS),
    (TypeId::CLASSMETHOD, wrapped::CLASSMETHOD),
    (TypeId::STATICMETHOD, wrapped::STATICMETHOD),
    (TypeId::SUPER, super_object::METHODS),
    (TypeId::CODE, code::METHODS),
    (TypeId::GENERIC_ALIAS, generic_alias::METHODS),
    (TypeId::GENERIC_ALIAS_ITERATOR, generic_alias::ITERATOR),
    (TypeId::UNION, union::METHODS),
    (TypeId::LIST, GENERIC),
    (TypeId::DICT, GENERIC),
    (TypeId::TUPLE, GENERIC),
    (TypeId::SET, GENERIC),
    (TypeId::FROZENSET, GENERIC),
    (TypeId::ENUMERATE, GENERIC),
    (TypeId::MAPPINGPROXY, GENERIC),
    (TypeId::MEMORYVIEW, GENERIC_14),
    (TypeId::GENERATOR, GENERIC_13),
    (TypeId::COROUTINE, GENERIC),
    (TypeId::ASYNC_GENERATOR, GENERIC),
    (TypeId::FRAME, frame::FRAME),
    (TypeId::FRAME_LOCALS_PROXY, frame_locals::METHODS),
    (TypeId::TRACEBACK, frame::TRACEBACK),
    (TypeId::MODULE, module::METHODS),
    (TypeId::GENERATOR, generator::GENERATOR),
    (TypeId::COROUTINE, generator::COROUTINE),
    (TypeId::COROUTINE_WRAPPER, generator::COROUTINE_WRAPPER),
    (TypeId::ASYNC_GENERATOR, async_generator::METHODS),
    (TypeId::ASYNC_GEN_ASEND, async_generator::ASEND),
    (TypeId::ASYNC_GEN_ATHROW, async_generator::ATHROW),
    (TypeId::ANEXT_AWAITABLE, anext_awaitable::METHODS),
];

/// `__class_getitem__` of the generic classes (PEP 585).
const GENERIC: &[Def] = &[Def::class(
    "__class_getitem__",
    Arity::One,
    generic_alias::class_getitem,
)
.since(9)];
const GENERIC_13: &[Def] = &[Def::class(
    "__class_getitem__",
    Arity::One,
    generic_alias::class_getitem,
)
.since(13)];
const GENERIC_14: &[Def] = &[Def::class(
    "__class_getitem__",
    Arity::One,
    generic_alias::class_getitem,
)
.since(14)];

/// `__call__` of what the machine calls by itself: the object is called with the other arguments.
pub(crate) fn call_itself(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    vm.call_with(args.this(), &args.pos[1..], args.kw)
}

/// `descriptor.__get__(object, class=None)` (`wrap_descr_get`).
pub(crate) fn descriptor_get(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let (descriptor, object, class) = match *args.pos {
        [descriptor, object] => (descriptor, object, Ref::NULL),
        [descriptor, object, class] => (descriptor, object, class),
        _ => {
            let name = if vm.version.minor() >= 14 {
                "__get__"
            } else {
                ""
            };
            let text = format!(
                "{name} expected at {} {} argument{}, got {}",
                if args.pos.len() < 2 { "least" } else { "most" },
                if args.pos.len() < 2 { 1 } else { 2 },
                if args.pos.len() < 2 { "" } else { "s" },
                args.pos.len() - 1
            );
            return Err(vm.type_error(&text));
        }
    };
    let none = vm.heap.known.none;
    let object = if object == none { Ref::NULL } else { object };
    let class = if class == none { Ref::NULL } else { class };
    if object.is_null() && class.is_null() {
        return Err(vm.type_error("__get__(None, None) is invalid"));
    }
    let kind = vm.heap.type_of(descriptor);
    if !object.is_null()
        && matches!(
            kind,
            TypeId::METHOD_DESCRIPTOR
                | TypeId::WRAPPER_DESCRIPTOR
                | TypeId::GETSET_DESCRIPTOR
                | TypeId::MEMBER_DESCRIPTOR
        )
    {
        native_function::check_owner_of(vm, descriptor, object)?;
    }
    let class = if class.is_null() {
        vm.heap.info_of(object).object
    } else {
        class
    };
    vm.descriptor_get(descriptor, object, class)
}

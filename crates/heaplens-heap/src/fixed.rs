//! The built-in types with a fixed place in the table: layout, sizes, and the names of what they refer to.
//! Sizes are `tp_basicsize` in bytes, without the headers before the object.

use crate::types::flags::{
    BASE_EXC_SUBCLASS, BASETYPE, BYTES_SUBCLASS, DICT_SUBCLASS, HAS_DEL, HAVE_GC, LIST_SUBCLASS,
    LONG_SUBCLASS, TUPLE_SUBCLASS, TYPE_SUBCLASS, UNICODE_SUBCLASS,
};
use crate::types::{Layout, TypeId};

/// The references of a generator, coroutine or asynchronous generator before its run.
pub(crate) const GENERATOR_REFS: u32 = 6;
/// The references of a frame object before its run.
pub(crate) const FRAME_REFS: u32 = 6;

/// One built-in type.
pub(crate) struct Fixed {
    pub id: TypeId,
    pub name: &'static str,
    pub layout: Layout,
    pub flags: u32,
    pub basicsize: u32,
    pub itemsize: u32,
    pub base: TypeId,
    pub dictoffset: i32,
    pub has_weaklist: bool,
    pub fields: &'static [&'static str],
}

/// The byte offset of field `index` of a record from the object's start.
pub const fn field_offset(index: u32) -> i32 {
    8 + 4 * index as i32
}

const fn entry(
    id: TypeId,
    name: &'static str,
    layout: Layout,
    flags: u32,
    basicsize: u32,
) -> Fixed {
    Fixed {
        id,
        name,
        layout,
        flags,
        basicsize,
        itemsize: 0,
        base: TypeId::OBJECT,
        dictoffset: 0,
        has_weaklist: false,
        fields: &[],
    }
}

const fn record(
    id: TypeId,
    name: &'static str,
    basicsize: u32,
    fields: &'static [&'static str],
) -> Fixed {
    let mut fixed = entry(
        id,
        name,
        Layout::Record {
            refs: fields.len() as u8,
        },
        HAVE_GC,
        basicsize,
    );
    fixed.fields = fields;
    fixed
}

const fn weak(mut fixed: Fixed) -> Fixed {
    fixed.has_weaklist = true;
    fixed
}

const fn dict_at(mut fixed: Fixed, field: u32) -> Fixed {
    fixed.dictoffset = field_offset(field);
    fixed
}

const fn base(mut fixed: Fixed) -> Fixed {
    fixed.flags |= BASETYPE;
    fixed
}

const fn items(mut fixed: Fixed, itemsize: u32) -> Fixed {
    fixed.itemsize = itemsize;
    fixed
}

/// Its references are called so, in order.
const fn named(mut fixed: Fixed, fields: &'static [&'static str]) -> Fixed {
    fixed.fields = fields;
    fixed
}

/// Has a finalizer of its own (`tp_finalize`).
const fn finalized(mut fixed: Fixed) -> Fixed {
    fixed.flags |= HAS_DEL;
    fixed
}

const fn plain(mut fixed: Fixed) -> Fixed {
    fixed.flags &= !HAVE_GC;
    fixed
}

/// The table for version 3.`minor`.
pub(crate) fn fixed_types(minor: u8) -> Vec<Fixed> {
    use Layout::*;
    let by = |values: [u32; 8]| values[minor as usize - 8];
    let none = Record { refs: 0 };
    let mut bool_type = entry(TypeId::BOOL, "bool", Int, LONG_SUBCLASS, 24);
    bool_type.base = TypeId::INT;
    bool_type.itemsize = 4;
    vec![
        base(entry(TypeId::OBJECT, "object", none, 0, 16)),
        base(entry(
            TypeId::TYPE,
            "type",
            Type,
            HAVE_GC | TYPE_SUBCLASS,
            by([864, 864, 888, 904, 904, 920, 920, 920]),
        )),
        items(base(entry(TypeId::INT, "int", Int, LONG_SUBCLASS, 24)), 4),
        bool_type,
        base(entry(TypeId::FLOAT, "float", Float, 0, 24)),
        base(entry(TypeId::COMPLEX, "complex", Complex, 0, 32)),
        base(entry(
            TypeId::STR,
            "str",
            Str,
            UNICODE_SUBCLASS,
            if minor >= 12 { 64 } else { 80 },
        )),
        items(
            base(entry(TypeId::BYTES, "bytes", Bytes, BYTES_SUBCLASS, 33)),
            1,
        ),
        items(
            base(entry(
                TypeId::TUPLE,
                "tuple",
                Tuple,
                HAVE_GC | TUPLE_SUBCLASS,
                if minor >= 14 { 32 } else { 24 },
            )),
            8,
        ),
        base(entry(
            TypeId::LIST,
            "list",
            List,
            HAVE_GC | LIST_SUBCLASS,
            40,
        )),
        base(entry(
            TypeId::DICT,
            "dict",
            Dict,
            HAVE_GC | DICT_SUBCLASS,
            48,
        )),
        weak(base(entry(TypeId::SET, "set", Set, HAVE_GC, 200))),
        weak(base(entry(
            TypeId::FROZENSET,
            "frozenset",
            Set,
            HAVE_GC,
            200,
        ))),
        entry(TypeId::NONE, "NoneType", none, 0, 16),
        entry(TypeId::ELLIPSIS, "ellipsis", none, 0, 16),
        entry(TypeId::NOT_IMPLEMENTED, "NotImplementedType", none, 0, 16),
        base(entry(
            TypeId::BYTEARRAY,
            "bytearray",
            Buffer,
            0,
            if minor >= 15 { 64 } else { 56 },
        )),
        weak(items(
            record(TypeId::MEMORYVIEW, "memoryview", 144, &["mbuf"]),
            8,
        )),
        record(TypeId::MANAGEDBUFFER, "managedbuffer", 112, &["obj"]),
        weak(base(record(
            TypeId::GENERIC_ALIAS,
            "types.GenericAlias",
            by([48, 48, 48, 64, 64, 64, 64, 64]),
            &["__origin__", "__args__", "__parameters__"],
        ))),
        record(
            TypeId::GENERIC_ALIAS_ITERATOR,
            "generic_alias_iterator",
            24,
            &["obj"],
        ),
        {
            let mut union = record(
                TypeId::UNION,
                if minor >= 14 {
                    "typing.Union"
                } else {
                    "types.UnionType"
                },
                by([32, 32, 32, 32, 32, 32, 56, 56]),
                &["__args__", "__parameters__"],
            );
            union.has_weaklist = minor >= 14;
            union
        },
        plain(record(
            TypeId::RANGE,
            "range",
            48,
            &["start", "stop", "step", "length"],
        )),
        record(TypeId::SLICE, "slice", 40, &["start", "stop", "step"]),
        weak(dict_at(
            record(
                TypeId::FUNCTION,
                "function",
                by([120, 120, 128, 136, 144, 144, 152, 152]),
                &[
                    "__globals__",
                    "__builtins__",
                    "__name__",
                    "__qualname__",
                    "__code__",
                    "__defaults__",
                    "__kwdefaults__",
                    "__closure__",
                    "__doc__",
                    "__module__",
                    "__annotations__",
                    "__dict__",
                    "__annotate__",
                    "__type_params__",
                ],
            ),
            11,
        )),
        weak(record(
            TypeId::BUILTIN_FUNCTION,
            "builtin_function_or_method",
            56,
            &["__self__", "__module__"],
        )),
        weak(record(
            TypeId::METHOD,
            "method",
            48,
            &["__func__", "__self__"],
        )),
        record(
            TypeId::METHOD_DESCRIPTOR,
            "method_descriptor",
            56,
            &["__objclass__", "__name__", "__qualname__"],
        ),
        record(
            TypeId::WRAPPER_DESCRIPTOR,
            "wrapper_descriptor",
            56,
            &["__objclass__", "__name__", "__qualname__"],
        ),
        record(
            TypeId::METHOD_WRAPPER,
            "method-wrapper",
            32,
            &["descr", "__self__"],
        ),
        record(
            TypeId::CLASSMETHOD_DESCRIPTOR,
            "classmethod_descriptor",
            56,
            &["__objclass__", "__name__", "__qualname__"],
        ),
        record(
            TypeId::GETSET_DESCRIPTOR,
            "getset_descriptor",
            48,
            &["__objclass__", "__name__", "__qualname__"],
        ),
        record(
            TypeId::MEMBER_DESCRIPTOR,
            "member_descriptor",
            48,
            &["__objclass__", "__name__", "__qualname__"],
        ),
        record(TypeId::CELL, "cell", 24, &["cell_contents"]),
        weak(plain(record(
            TypeId::CODE,
            "code",
            by([144, 176, 176, 176, 192, 208, 208, 208]),
            &[
                "co_consts",
                "co_names",
                "localsplusnames",
                "co_filename",
                "co_name",
                "co_qualname",
            ],
        ))),
        items(
            named(
                entry(
                    TypeId::FRAME,
                    "frame",
                    Run { refs: 6 },
                    HAVE_GC,
                    by([360, 360, 352, 56, 56, 56, 64, 64]),
                ),
                &[
                    "f_back",
                    "f_code",
                    "f_globals",
                    "f_builtins",
                    "f_locals",
                    "f_trace",
                ],
            ),
            8,
        ),
        record(TypeId::TRACEBACK, "traceback", 48, &["tb_next", "tb_frame"]),
        weak(dict_at(
            base(record(
                TypeId::MODULE,
                "module",
                56,
                &["__dict__", "__name__"],
            )),
            0,
        )),
        finalized(weak(items(
            named(
                entry(
                    TypeId::GENERATOR,
                    "generator",
                    Run { refs: 6 },
                    HAVE_GC,
                    by([96, 96, 96, 168, 168, 160, 160, 168]),
                ),
                &[
                    "__name__",
                    "__qualname__",
                    "gi_code",
                    "function",
                    "exc_state",
                    "gi_frame",
                ],
            ),
            8,
        ))),
        finalized(weak(items(
            named(
                entry(
                    TypeId::COROUTINE,
                    "coroutine",
                    Run { refs: 6 },
                    HAVE_GC,
                    by([104, 104, 104, 168, 168, 160, 160, 168]),
                ),
                &[
                    "__name__",
                    "__qualname__",
                    "cr_code",
                    "function",
                    "exc_state",
                    "cr_frame",
                ],
            ),
            8,
        ))),
        finalized(weak(items(
            named(
                entry(
                    TypeId::ASYNC_GENERATOR,
                    "async_generator",
                    Run { refs: 6 },
                    HAVE_GC,
                    by([112, 112, 112, 168, 168, 160, 160, 168]),
                ),
                &[
                    "__name__",
                    "__qualname__",
                    "ag_code",
                    "function",
                    "exc_state",
                    "ag_frame",
                ],
            ),
            8,
        ))),
        base(record(
            TypeId::PROPERTY,
            "property",
            by([56, 56, 64, 64, 64, 72, 72, 72]),
            &["fget", "fset", "fdel", "__doc__", "__name__"],
        )),
        dict_at(
            base(record(
                TypeId::CLASSMETHOD,
                "classmethod",
                32,
                &["__func__", "__dict__"],
            )),
            1,
        ),
        dict_at(
            base(record(
                TypeId::STATICMETHOD,
                "staticmethod",
                32,
                &["__func__", "__dict__"],
            )),
            1,
        ),
        base(record(
            TypeId::SUPER,
            "super",
            40,
            &["__thisclass__", "__self__", "__self_class__"],
        )),
        record(TypeId::LIST_ITERATOR, "list_iterator", 32, &["it_seq"]),
        record(
            TypeId::LIST_REVERSEITERATOR,
            "list_reverseiterator",
            32,
            &["it_seq"],
        ),
        record(TypeId::TUPLE_ITERATOR, "tuple_iterator", 32, &["it_seq"]),
        record(TypeId::STR_ITERATOR, "str_iterator", 32, &["it_seq"]),
        record(
            TypeId::STR_ASCII_ITERATOR,
            "str_ascii_iterator",
            32,
            &["it_seq"],
        ),
        record(TypeId::BYTES_ITERATOR, "bytes_iterator", 32, &["it_seq"]),
        record(
            TypeId::BYTEARRAY_ITERATOR,
            "bytearray_iterator",
            32,
            &["it_seq"],
        ),
        plain(record(TypeId::RANGE_ITERATOR, "range_iterator", 48, &[])),
        plain(record(
            TypeId::LONGRANGE_ITERATOR,
            "longrange_iterator",
            48,
            &["index", "start", "step", "len"],
        )),
        record(
            TypeId::DICT_KEYITERATOR,
            "dict_keyiterator",
            56,
            &["di_dict", "di_result"],
        ),
        record(
            TypeId::DICT_VALUEITERATOR,
            "dict_valueiterator",
            56,
            &["di_dict", "di_result"],
        ),
        record(
            TypeId::DICT_ITEMITERATOR,
            "dict_itemiterator",
            56,
            &["di_dict", "di_result"],
        ),
        record(
            TypeId::DICT_REVERSEKEYITERATOR,
            "dict_reversekeyiterator",
            56,
            &["di_dict", "di_result"],
        ),
        record(
            TypeId::DICT_REVERSEVALUEITERATOR,
            "dict_reversevalueiterator",
            56,
            &["di_dict", "di_result"],
        ),
        record(
            TypeId::DICT_REVERSEITEMITERATOR,
            "dict_reverseitemiterator",
            56,
            &["di_dict", "di_result"],
        ),
        record(TypeId::SET_ITERATOR, "set_iterator", 48, &["si_set"]),
        record(TypeId::SEQ_ITERATOR, "iterator", 32, &["it_seq"]),
        record(
            TypeId::CALLABLE_ITERATOR,
            "callable_iterator",
            32,
            &["it_callable", "it_sentinel"],
        ),
        base(record(TypeId::REVERSED, "reversed", 32, &["seq"])),
        base(record(
            TypeId::ENUMERATE,
            "enumerate",
            by([48, 48, 48, 48, 56, 56, 56, 56]),
            &["en_sit", "en_result", "en_longindex"],
        )),
        base(record(
            TypeId::ZIP,
            "zip",
            by([40, 40, 48, 48, 48, 48, 48, 48]),
            &["ittuple", "result"],
        )),
        base(record(
            TypeId::MAP,
            "map",
            by([32, 32, 32, 32, 32, 32, 40, 40]),
            &["func", "iters"],
        )),
        base(record(TypeId::FILTER, "filter", 32, &["func", "it"])),
        record(TypeId::DICT_KEYS, "dict_keys", 24, &["dv_dict"]),
        record(TypeId::DICT_VALUES, "dict_values", 24, &["dv_dict"]),
        record(TypeId::DICT_ITEMS, "dict_items", 24, &["dv_dict"]),
        record(TypeId::MAPPINGPROXY, "mappingproxy", 24, &["mapping"]),
        base(record(
            TypeId::WEAKREF,
            if minor >= 10 {
                "weakref.ReferenceType"
            } else {
                "weakref"
            },
            by([56, 56, 56, 64, 64, 64, 64, 64]),
            &["wr_callback"],
        )),
        record(
            TypeId::WEAKPROXY,
            if minor >= 10 {
                "weakref.ProxyType"
            } else {
                "weakproxy"
            },
            by([56, 56, 56, 64, 64, 64, 64, 64]),
            &["wr_callback"],
        ),
        record(
            TypeId::WEAKCALLABLEPROXY,
            if minor >= 10 {
                "weakref.CallableProxyType"
            } else {
                "weakcallableproxy"
            },
            by([56, 56, 56, 64, 64, 64, 64, 64]),
            &["wr_callback"],
        ),
        dict_at(
            base(record(
                TypeId::SIMPLENAMESPACE,
                "types.SimpleNamespace",
                24,
                &["__dict__"],
            )),
            0,
        ),
        record(
            TypeId::COROUTINE_WRAPPER,
            "coroutine_wrapper",
            24,
            &["cw_coroutine"],
        ),
        record(
            TypeId::ASYNC_GEN_ASEND,
            "async_generator_asend",
            by([40, 40, 40, 40, 40, 40, 40, 40]),
            &["ags_gen", "ags_sendval"],
        ),
        record(
            TypeId::ASYNC_GEN_ATHROW,
            "async_generator_athrow",
            by([40, 40, 40, 40, 56, 56, 56, 56]),
            &["agt_gen", "agt_type", "agt_value", "agt_tb"],
        ),
        record(
            TypeId::ASYNC_GEN_WRAPPED,
            "async_generator_wrapped_value",
            24,
            &["agw_val"],
        ),
        record(
            TypeId::ANEXT_AWAITABLE,
            "anext_awaitable",
            32,
            &["wrapped", "default_value"],
        ),
        record(
            TypeId::FRAME_LOCALS_PROXY,
            "FrameLocalsProxy",
            24,
            &["frame"],
        ),
        record(
            TypeId::TEMPLATE,
            "Template",
            32,
            &["strings", "interpolations"],
        ),
        record(
            TypeId::INTERPOLATION,
            "Interpolation",
            48,
            &["value", "expression", "conversion", "format_spec"],
        ),
        dict_at(
            weak(record(
                TypeId::TYPEVAR,
                "TypeVar",
                by([72, 72, 72, 72, 72, 96, 96, 96]),
                &[
                    "__name__",
                    "__bound__",
                    "evaluate_bound",
                    "__constraints__",
                    "evaluate_constraints",
                    "__default__",
                    "evaluate_default",
                    "__dict__",
                ],
            )),
            7,
        ),
        dict_at(
            weak(record(
                TypeId::PARAMSPEC,
                "ParamSpec",
                by([56, 56, 56, 56, 56, 72, 72, 72]),
                &[
                    "__name__",
                    "__bound__",
                    "__default__",
                    "evaluate_default",
                    "__dict__",
                ],
            )),
            4,
        ),
        dict_at(
            weak(record(
                TypeId::TYPEVARTUPLE,
                "TypeVarTuple",
                by([40, 40, 40, 40, 40, 56, 56, 56]),
                &["__name__", "__default__", "evaluate_default", "__dict__"],
            )),
            3,
        ),
        record(
            TypeId::TYPE_ALIAS,
            "TypeAliasType",
            by([64, 64, 64, 64, 64, 64, 64, 64]),
            &[
                "__name__",
                "__type_params__",
                "compute_value",
                "__value__",
                "__module__",
            ],
        ),
        {
            let mut exception = dict_at(
                base(record(
                    TypeId::BASE_EXCEPTION,
                    "BaseException",
                    by([72, 72, 72, 72, 72, 72, 72, 72]),
                    &[
                        "args",
                        "__traceback__",
                        "__context__",
                        "__cause__",
                        "__notes__",
                        "__dict__",
                    ],
                )),
                5,
            );
            exception.flags |= BASE_EXC_SUBCLASS;
            exception
        },
    ]
}

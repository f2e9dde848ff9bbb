//! What the heap knows of a type: how its instances lie in memory, and where their references are.
//!
//! The names are those of `PyTypeObject` (Include/cpython/object.h). What the language knows of a type (its
//! slots, its method cache) belongs to the language.

use std::rc::Rc;

use crate::reference::Ref;

/// The index of a type in the heap's table of types; it stands in each object's header.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct TypeId(pub u32);

/// How the payload of an object is stored, which is what deallocation, traversal and inspection go by.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Layout {
    /// `refs` counted references from the word behind the header on, half a word each, then raw words.
    Record {
        /// How many references.
        refs: u8,
    },
    /// An integer: see `scalars`.
    Int,
    /// A float, in one word.
    Float,
    /// A complex number, in two words.
    Complex,
    /// Text: see `text`.
    Str,
    /// Bytes: see `text`.
    Bytes,
    /// A tuple: its items follow the header.
    Tuple,
    /// A list: its items lie in a block of their own.
    List,
    /// A dict: see `dict`.
    Dict,
    /// A set or a frozenset: see `set`.
    Set,
    /// A type object: the word behind the header holds its `TypeId`.
    Type,
    /// A record whose references are followed by a counted run of more: word 1 is `refs` fixed ones, then the
    /// count in the half behind them, then the run. Frames' locals in a generator, arguments of a partial.
    Run {
        /// How many fixed references.
        refs: u8,
    },
    /// A record that owns blocks of raw memory besides its references (see `holding`).
    Holding {
        /// How many references.
        refs: u8,
        /// How many blocks.
        blocks: u8,
    },
    /// A dict that keeps its order in nodes of its own: see `odict`.
    OrderedDict,
    /// A deque: see `deque`.
    Deque,
    /// A mutable buffer: bytearray or array (see `buffer`).
    Buffer,
}

/// Facts about a type as a set of bits.
pub mod flags {
    /// Instances carry a collector's header (`Py_TPFLAGS_HAVE_GC`).
    pub const HAVE_GC: u32 = 1;
    /// Made by a class statement or `type()`; instances hold a reference to it (`Py_TPFLAGS_HEAPTYPE`).
    pub const HEAPTYPE: u32 = 2;
    /// May be a base class (`Py_TPFLAGS_BASETYPE`).
    pub const BASETYPE: u32 = 4;
    /// Dict and weak references lie before the object (`Py_TPFLAGS_MANAGED_DICT`, 3.11 on).
    pub const MANAGED_DICT: u32 = 8;
    /// The list of weak references lies before the object (`Py_TPFLAGS_MANAGED_WEAKREF`, 3.12 on).
    pub const MANAGED_WEAKREF: u32 = 16;
    /// Attribute values lie behind the object (`Py_TPFLAGS_INLINE_VALUES`, 3.13 on).
    pub const INLINE_VALUES: u32 = 32;
    /// Has a `__del__` (`tp_finalize` or `tp_del`).
    pub const HAS_DEL: u32 = 64;
    /// Attributes of the type itself can't be set (`Py_TPFLAGS_IMMUTABLETYPE`).
    pub const IMMUTABLE: u32 = 128;
    /// Objects of it live in static memory and are never freed.
    pub const STATIC: u32 = 256;
    /// Has no `tp_clear`: the collector can't break a cycle at its objects.
    pub const NO_CLEAR: u32 = 512;
    /// Blocks of dead objects are kept in a free list among [`crate::freelists::KEPT`].
    pub const LISTED: u32 = 1024;
    /// Int, or a subclass (`Py_TPFLAGS_LONG_SUBCLASS`).
    pub const LONG_SUBCLASS: u32 = 1 << 24;
    /// List, or a subclass.
    pub const LIST_SUBCLASS: u32 = 1 << 25;
    /// Tuple, or a subclass.
    pub const TUPLE_SUBCLASS: u32 = 1 << 26;
    /// Bytes, or a subclass.
    pub const BYTES_SUBCLASS: u32 = 1 << 27;
    /// Str, or a subclass.
    pub const UNICODE_SUBCLASS: u32 = 1 << 28;
    /// Dict, or a subclass.
    pub const DICT_SUBCLASS: u32 = 1 << 29;
    /// An exception.
    pub const BASE_EXC_SUBCLASS: u32 = 1 << 30;
    /// A type, or a subclass of `type`.
    pub const TYPE_SUBCLASS: u32 = 1 << 31;
    /// What subclasses inherit.
    pub const INHERITED: u32 = 0xff00_0000 | HAVE_GC | HAS_DEL;
}

/// One `__slots__` member or a fixed field of a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// The attribute's name (mangled).
    pub name: Rc<str>,
    /// Bytes from the object's start.
    pub offset: u32,
}

/// A type as the heap knows it.
#[derive(Clone, Debug)]
pub struct TypeInfo {
    /// `tp_name` without its module.
    pub name: Rc<str>,
    /// The type object itself.
    pub object: Ref,
    /// Where in the table this stands.
    pub id: TypeId,
    /// `tp_base`; itself for `object`.
    pub base: TypeId,
    /// The linear order of resolution, itself first.
    pub mro: Rc<[TypeId]>,
    /// How instances are stored.
    pub layout: Layout,
    /// See [`flags`].
    pub flags: u32,
    /// `tp_basicsize`, in bytes.
    pub basicsize: u32,
    /// `tp_itemsize`, in bytes.
    pub itemsize: u32,
    /// Bytes before the object: the collector's header and the managed pre-header.
    pub pre_bytes: u32,
    /// `tp_dictoffset`: bytes from the object's start, 0 for none, negative from the end (or managed).
    pub dictoffset: i32,
    /// `tp_weaklistoffset`, likewise.
    pub weaklistoffset: i32,
    /// Slots that this type itself adds, in memory's order.
    pub members: Rc<[Member]>,
    /// The keys that instances' dicts share (`ht_cached_keys`), a place, or 0.
    pub cached_keys: u32,
    /// The type's own `__dict__`.
    pub dict: Ref,
    /// Names of a record's references, in order, for the ledger.
    pub fields: &'static [&'static str],
}

impl TypeInfo {
    /// Whether all of `bits` are set.
    #[inline]
    pub fn has(&self, bits: u32) -> bool {
        self.flags & bits == bits
    }

    /// Words before the object.
    #[inline]
    pub fn pre_words(&self) -> u32 {
        self.pre_bytes / 8
    }
}

macro_rules! type_ids {
    ($($name:ident)*) => {
        #[expect(non_camel_case_types, reason = "only the order of these counts")]
        #[expect(clippy::upper_case_acronyms, reason = "named as the constants are")]
        enum Order { $($name),* }
        impl TypeId {
            $(#[doc = concat!("The built-in type ", stringify!($name), ".")] pub const $name: TypeId = TypeId(Order::$name as u32);)*
        }
        /// How many types have a fixed place in the table.
        pub const FIXED_TYPES: u32 = [$(stringify!($name)),*].len() as u32;
    };
}

type_ids! {
    NULL OBJECT TYPE INT BOOL FLOAT COMPLEX STR BYTES TUPLE LIST DICT SET FROZENSET
    NONE ELLIPSIS NOT_IMPLEMENTED
    BYTEARRAY MEMORYVIEW RANGE SLICE
    FUNCTION BUILTIN_FUNCTION METHOD METHOD_DESCRIPTOR WRAPPER_DESCRIPTOR METHOD_WRAPPER CLASSMETHOD_DESCRIPTOR
    GETSET_DESCRIPTOR MEMBER_DESCRIPTOR
    CELL CODE FRAME TRACEBACK MODULE
    GENERATOR COROUTINE ASYNC_GENERATOR
    PROPERTY CLASSMETHOD STATICMETHOD SUPER
    LIST_ITERATOR LIST_REVERSEITERATOR TUPLE_ITERATOR STR_ITERATOR STR_ASCII_ITERATOR BYTES_ITERATOR BYTEARRAY_ITERATOR RANGE_ITERATOR
    LONGRANGE_ITERATOR
    DICT_KEYITERATOR DICT_VALUEITERATOR DICT_ITEMITERATOR
    DICT_REVERSEKEYITERATOR DICT_REVERSEVALUEITERATOR DICT_REVERSEITEMITERATOR
    SET_ITERATOR SEQ_ITERATOR CALLABLE_ITERATOR REVERSED ENUMERATE ZIP MAP FILTER
    DICT_KEYS DICT_VALUES DICT_ITEMS MAPPINGPROXY
    WEAKREF WEAKPROXY WEAKCALLABLEPROXY
    SIMPLENAMESPACE
    COROUTINE_WRAPPER ASYNC_GEN_ASEND ASYNC_GEN_ATHROW ASYNC_GEN_WRAPPED ANEXT_AWAITABLE
    FRAME_LOCALS_PROXY TEMPLATE INTERPOLATION TYPEVAR PARAMSPEC TYPEVARTUPLE TYPE_ALIAS
    MANAGEDBUFFER GENERIC_ALIAS GENERIC_ALIAS_ITERATOR UNION
    BASE_EXCEPTION
}

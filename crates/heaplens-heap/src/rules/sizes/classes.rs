//! Classes and their instances: where attributes lie, and what that weighs.
//!
//! Modelled after `Objects/typeobject.c` and `Objects/dictobject.c`. An instance keeps its attributes
//!
//! ```text
//! 3.8-3.10   | gc | object ... dict* weak* |        -> dict -> keys of the class (shared) + values
//! 3.11       | values* dict* | gc | object weak* |  -> values, until somebody looks at __dict__
//! 3.12       | weak* values-or-dict* | gc | object | -> values, until somebody looks at __dict__
//! 3.13-      | weak* dict* | gc | object | values inline |
//! ```
//!
//! Left out: classes with a metaclass of their own layout (their header is that layout's `basicsize`).

use super::types::{Layout, Place};
use crate::rules::evidence::fact_table;
use crate::rules::growth::dict::{self, DictGrowth, KeysKind};

/// Where a class puts a pointer that its base hasn't got.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NewPlace {
    /// Into the object, after its base's fields (for objects with items: after the last one).
    InObject,
    /// Before the object, unless the object has items.
    ManagedUnlessSized,
    /// Before the object.
    Managed,
}

/// Where the values of an instance's attributes lie as long as it has no dict.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Values {
    /// There are none: the first attribute makes a dict.
    InDict,
    /// In a block that `object.__new__` makes.
    InBlock,
    /// In the instance's own block, for instances that are a bare object.
    InlineIfBare,
    /// In the instance's own block, for instances without items.
    InlineUnlessSized,
}

fact_table! {
    /// Sizes of classes and instances in one version.
    pub struct ClassSizes at sizes.classes {
        /// Bytes of a type that is compiled into the interpreter.
        pub static_type_bytes: u64 = [
            "sizes: object",
            "Include/cpython/object.h @ v3.12.6, PyTypeObject",
        ],
        /// `sys.getsizeof` adds the collector's head to such a type too, which has none.
        pub static_types_count_head: bool = [
            "corpus: sizes/sizeof_method_vs_getsizeof.py",
            "Python/sysmodule.c @ v3.12.6, _PySys_GetSizeOf",
        ],
        /// Bytes of a class before its keys table (`sizeof(PyHeapTypeObject)`); the collector's head comes on top.
        pub heap_type_bytes: u64 = [
            "sizes: class C: \n  __slots__=()  =>  C",
            "Include/cpython/object.h @ v3.12.6, PyHeapTypeObject",
        ],
        /// Where a class puts its instances' dict.
        pub new_dict: NewPlace = [
            "sizes: class C: \n  __slots__=(\"__dict__\",)  =>  C()",
            "sizes: class T(tuple): pass  =>  T()",
            "Objects/typeobject.c @ v3.11.2, type_new_slots",
        ],
        /// Where a class puts the head of its instances' list of weak references.
        pub new_weakrefs: NewPlace = [
            "sizes: class C: \n  __slots__=(\"__weakref__\",)  =>  C()",
            "Objects/typeobject.c @ v3.12.6, type_new_slots",
        ],
        /// Where attributes lie.
        pub values: Values = [
            "traced: C1()",
            "sizes: class C(list): pass \n c=C(); c.x=1  =>  c.__dict__",
            "Objects/typeobject.c @ v3.13.0, type_new_alloc",
        ],
        /// log2 of the table of keys that a new class gets for its instances to share.
        pub shared_keys_log2: u8 = [
            "sizes: class C: pass  =>  C",
            "Objects/dictobject.c @ v3.11.2, _PyDict_NewKeysForClass",
        ],
        /// Room for this many keys at first.
        pub shared_keys_first_room: u64 = [
            "growth: getsizeof(__dict__) of the 1st..50th instance, class with 0 attrs in __init__",
            "Objects/dictobject.c @ v3.11.2, _PyDict_NewKeysForClass",
        ],
        /// Each new instance takes one from the room left for keys, as long as more than one is left.
        pub instances_use_up_room: bool = [
            "growth: getsizeof(__dict__) of the 1st..50th instance, class with 0 attrs in __init__",
            "Objects/dictobject.c @ v3.11.2, init_inline_values",
        ],
        /// A new class's table already has the attributes that its methods set on their first argument (the class's
        /// `__static_attributes__`, in alphabetical order), as far as there is room.
        pub shared_keys_from_methods: bool = [
            "growth: getsizeof(__dict__) of the 1st..50th instance, class with 31 attrs in __init__",
            "Objects/dictobject.c @ v3.14.0, _PyDict_NewKeysForClass",
        ],
        /// Bytes of a block of values beside the values and their order.
        pub values_header_bytes: u64 = [
            "traced: C1()",
            "Objects/dictobject.c @ v3.13.0, values_size_from_count",
        ],
        /// Bytes of the order of insertion that a block of values has more than values.
        pub values_order_spare: u64 = [
            "traced: C1()",
            "Objects/dictobject.c @ v3.11.2, new_values",
        ],
    }
}

/// Classes in 3.8.
pub const V3_8: ClassSizes = ClassSizes {
    static_type_bytes: 416,
    static_types_count_head: false,
    heap_type_bytes: 880,
    new_dict: NewPlace::InObject,
    new_weakrefs: NewPlace::InObject,
    values: Values::InDict,
    shared_keys_log2: 3,
    shared_keys_first_room: dict::usable(3),
    instances_use_up_room: false,
    shared_keys_from_methods: false,
    values_header_bytes: 0,
    values_order_spare: 0,
};
/// Classes in 3.9.
pub const V3_9: ClassSizes = ClassSizes {
    static_type_bytes: 408,
    ..V3_8
};
/// Classes in 3.10.
pub const V3_10: ClassSizes = ClassSizes {
    heap_type_bytes: 888,
    ..V3_9
};
/// Classes in 3.11.
pub const V3_11: ClassSizes = ClassSizes {
    static_type_bytes: 408,
    static_types_count_head: true,
    heap_type_bytes: 904,
    new_dict: NewPlace::ManagedUnlessSized,
    values: Values::InBlock,
    shared_keys_log2: 6,
    shared_keys_first_room: 30,
    instances_use_up_room: true,
    values_order_spare: 2,
    ..V3_10
};
/// Classes in 3.12.
pub const V3_12: ClassSizes = ClassSizes {
    static_type_bytes: 416,
    heap_type_bytes: 920,
    new_dict: NewPlace::Managed,
    new_weakrefs: NewPlace::Managed,
    ..V3_11
};
/// Classes in 3.13.
pub const V3_13: ClassSizes = ClassSizes {
    static_types_count_head: false,
    heap_type_bytes: 928,
    values: Values::InlineIfBare,
    values_header_bytes: 8,
    values_order_spare: 0,
    ..V3_12
};
/// Classes in 3.14.
pub const V3_14: ClassSizes = ClassSizes {
    heap_type_bytes: 936,
    values: Values::InlineUnlessSized,
    shared_keys_from_methods: true,
    ..V3_13
};
/// Classes in 3.15.
pub const V3_15: ClassSizes = ClassSizes {
    static_type_bytes: 424,
    heap_type_bytes: 944,
    ..V3_14
};

impl ClassSizes {
    /// The layout of the instances of a class that is written in Python: its base's, then one pointer for each
    /// slot of its own, then what it adds (`type_new_slots`). Such instances are always known to the collector.
    pub fn subclass(
        &self,
        base: &Layout,
        slots: u64,
        adds_dict: bool,
        adds_weakrefs: bool,
    ) -> Layout {
        let mut layout = Layout {
            basicsize: base.basicsize + 8 * slots,
            is_gc: true,
            is_heap_type: true,
            ..*base
        };
        if adds_dict {
            layout.dict = new_place(self.new_dict, &mut layout);
        }
        if adds_weakrefs {
            layout.weakrefs = new_place(self.new_weakrefs, &mut layout);
        }
        layout
    }

    /// Whether a class without `__slots__` gives its instances a dict or weak references, its base having none.
    /// Objects with items can't be referred to weakly by that.
    pub fn may_add_weakrefs(&self, base: &Layout) -> bool {
        base.weakrefs == Place::Nowhere && base.itemsize == 0
    }

    /// Whether a class has a table of keys for its instances to share: it adds a dict, or inherits one from a class.
    pub fn has_shared_keys(&self, layout: &Layout) -> bool {
        layout.dict != Place::Nowhere
    }

    /// `type.__sizeof__` of a class written in Python: its header and, when its instances have a dict, the keys.
    pub fn class_sizeof(&self, growth: &DictGrowth, shared_keys_log2: Option<u8>) -> u64 {
        self.heap_type_bytes
            + shared_keys_log2.map_or(0, |log2_size| growth.keys_bytes(log2_size, KeysKind::Split))
    }

    /// Whether instances of this layout are made with values beside them or inside.
    ///
    /// `by_object_new`: no base overrides `object.__new__`.
    pub fn has_values(&self, layout: &Layout, by_object_new: bool) -> bool {
        layout.dict == Place::Managed
            && match self.values {
                Values::InDict => false,
                Values::InBlock => by_object_new,
                Values::InlineIfBare => layout.basicsize == 16,
                Values::InlineUnlessSized => layout.itemsize == 0,
            }
    }

    /// Whether values lie in the instance's own block.
    pub fn values_are_inline(&self) -> bool {
        matches!(
            self.values,
            Values::InlineIfBare | Values::InlineUnlessSized
        )
    }

    /// Bytes of a block of values (or of their part of the instance's block) with room for `capacity` of them:
    /// up to 3.10 the values alone, then also the order in which they were set, one byte each.
    pub fn values_bytes(&self, capacity: u64) -> u64 {
        let order = if self.values == Values::InDict {
            0
        } else {
            (capacity + self.values_order_spare).next_multiple_of(8)
        };
        self.values_header_bytes + order + capacity * 8
    }

    /// Bytes that the values add to `__sizeof__` of a dict that shares its class's keys, when the class has room
    /// for `shared_room` keys in all: the values alone, wherever they lie.
    pub fn split_dict_extra(&self, shared_room: u64) -> u64 {
        shared_room * 8
    }
}

fn new_place(place: NewPlace, layout: &mut Layout) -> Place {
    let is_managed = match place {
        NewPlace::InObject => false,
        NewPlace::ManagedUnlessSized => layout.itemsize == 0,
        NewPlace::Managed => true,
    };
    if is_managed {
        Place::Managed
    } else {
        layout.basicsize += 8;
        Place::At(layout.basicsize - 8)
    }
}

//! What things weigh: the layouts of built-in types, and what `sys.getsizeof` and the allocator are told.
//!
//! `getsizeof` is the type's `__sizeof__` plus what lies before the object:
//!
//! ```text
//! | managed dict / weak references 16 | collector's head 16 | object: basicsize + items x itemsize |
//! ```
//!
//! Most types' `__sizeof__` is `object.__sizeof__`; those with more (lists, dicts, strings...) have a function
//! here or in [`super::growth`].

pub mod classes;
pub mod frames;
pub mod text;
pub mod types;

use super::evidence::{Fact, fact_table};
use crate::Version;
pub use types::{BuiltinType, Layout, Place};

/// The sizes of one version.
#[derive(Clone, Copy, Debug)]
pub struct Sizes {
    /// What lies before an object.
    pub before: BeforeObject,
    /// Integers, strings and bytes.
    pub text: text::TextSizes,
    /// Classes and their instances.
    pub classes: classes::ClassSizes,
    /// Code objects, frames and generators.
    pub frames: frames::FrameSizes,
    layouts: [Option<Layout>; types::COUNT],
}

fact_table! {
    /// What lies before an object in memory.
    pub struct BeforeObject at sizes.before {
        /// Bytes of the collector's head: two links.
        pub gc_head_bytes: u64 = [
            "sizes: []",
            "Include/internal/pycore_gc.h @ v3.12.6, PyGC_Head",
        ],
        /// Bytes before that head where the interpreter manages an instance's dict or weak references.
        pub managed_bytes: u64 = [
            "sizes: class C: pass \n c=C(); c.__dict__={}  =>  c",
            "Objects/typeobject.c @ v3.11.2, _PyType_PreHeaderSize",
        ],
        /// Managed weak references alone make for those bytes too.
        pub managed_by_weakrefs: bool = [
            "sizes: class E(Exception): pass \n e=E()  =>  e",
            "Objects/typeobject.c @ v3.12.6, _PyType_PreHeaderSize",
        ],
    }
}

const BEFORE_3_8: BeforeObject = BeforeObject {
    gc_head_bytes: 16,
    managed_bytes: 0,
    managed_by_weakrefs: false,
};
const BEFORE_3_11: BeforeObject = BeforeObject {
    managed_bytes: 16,
    ..BEFORE_3_8
};
const BEFORE_3_12: BeforeObject = BeforeObject {
    managed_by_weakrefs: true,
    ..BEFORE_3_11
};

macro_rules! sizes_of {
    ($($name:ident $before:ident),+ $(,)?) => {
        $(
            #[doc = concat!("Sizes in ", stringify!($name), ".")]
            pub const $name: Sizes = Sizes {
                before: $before,
                text: text::$name,
                classes: classes::$name,
                frames: frames::$name,
                layouts: types::layouts(Version::$name),
            };
        )+
    };
}

sizes_of!(
    V3_8 BEFORE_3_8, V3_9 BEFORE_3_8, V3_10 BEFORE_3_8, V3_11 BEFORE_3_11,
    V3_12 BEFORE_3_12, V3_13 BEFORE_3_12, V3_14 BEFORE_3_12, V3_15 BEFORE_3_12,
);

/// The facts of this topic, apart from the table of types.
pub(super) fn facts() -> impl Iterator<Item = &'static Fact> {
    [
        BeforeObject::FACTS,
        text::TextSizes::FACTS,
        classes::ClassSizes::FACTS,
        frames::FrameSizes::FACTS,
    ]
    .into_iter()
    .flatten()
}

impl Sizes {
    /// The layout of a built-in type; `None` where this version has none of that name.
    pub fn layout(&self, builtin: BuiltinType) -> Option<&Layout> {
        self.layouts[builtin as usize].as_ref()
    }

    /// Bytes before an object of this layout (`_PyType_PreHeaderSize`; before 3.11 the collector's head alone).
    pub fn before_object(&self, layout: &Layout) -> u64 {
        let gc = if layout.is_gc {
            self.before.gc_head_bytes
        } else {
            0
        };
        let is_managed = layout.dict == Place::Managed
            || (layout.weakrefs == Place::Managed && self.before.managed_by_weakrefs);
        gc + if is_managed {
            self.before.managed_bytes
        } else {
            0
        }
    }

    /// `object.__sizeof__` of an instance with this many items.
    pub fn object_sizeof(&self, layout: &Layout, items: u64) -> u64 {
        layout.basicsize + items * layout.itemsize
    }

    /// `sys.getsizeof` of an instance whose `__sizeof__` is `sizeof`.
    pub fn getsizeof(&self, layout: &Layout, sizeof: u64) -> u64 {
        self.before_object(layout) + sizeof
    }

    /// `sys.getsizeof` of an instance of a built-in type that adds nothing to `object.__sizeof__`.
    ///
    /// `None` where this version has no such type.
    pub fn plain(&self, builtin: BuiltinType, items: u64) -> Option<u64> {
        let layout = self.layout(builtin)?;
        Some(self.getsizeof(layout, self.object_sizeof(layout, items)))
    }

    /// Bytes asked of the allocator for a new instance by `PyType_GenericAlloc`, which keeps one item more than
    /// asked for types with items.
    pub fn generic_alloc_request(&self, layout: &Layout, items: u64) -> u64 {
        let items = if layout.itemsize == 0 { 0 } else { items + 1 };
        self.before_object(layout)
            + (layout.basicsize + items * layout.itemsize).next_multiple_of(8)
    }

    /// Bytes asked of the allocator by `PyObject_New`, `PyObject_GC_New` and their kin with items.
    pub fn new_request(&self, layout: &Layout, items: u64) -> u64 {
        self.before_object(layout) + layout.basicsize + items * layout.itemsize
    }
}

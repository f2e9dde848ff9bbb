//! What is one object for all: caches, singletons, interned strings, immortals (PEP 683).

use crate::rules::evidence::fact_table;

/// Which strings that are interned at run time or by the compiler live for ever.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Interned {
    /// They go with their last user.
    Mortal,
    /// They never go.
    Immortal,
}

fact_table! {
    /// Identity in one version.
    pub struct Identity at identity {
        /// The smallest integer of which there is only one.
        pub small_int_min: i64 = [
            "identity_constants: run-time int cache: largest non-cached negative int",
        ],
        /// The largest integer of which there is only one.
        pub small_int_max: i64 = [
            "identity_constants: run-time int cache: smallest non-cached non-negative int",
        ],
        /// The code points of which there is only one string of that character each: all below this.
        pub single_characters: u32 = [
            "identity_constants: single chars: code points c<300 with chr(c) is chr(c)",
        ],
        /// There is only one empty frozenset.
        pub one_empty_frozenset: bool = [
            "identity_constants: module: (frozenset()) is (frozenset())",
            "Objects/setobject.c @ v3.9.2, make_new_frozenset",
        ],
        /// `None`, small integers, empty and one-character strings and the like, and the types compiled in, don't
        /// count references.
        pub has_immortals: bool = [
            "refcounts: module: r=rc(None)",
        ],
        /// What `sys.getrefcount` prints for an immortal.
        pub immortal_refcount: u64 = [
            "refcounts: module: r=rc(None)",
            "Include/object.h @ v3.12.6, _Py_IMMORTAL_REFCNT",
        ],
        /// The count is half a word, with flags beside it that say of an immortal that it is one (3.14 on).
        pub has_refcount_flags: bool = [
            "Include/object.h @ v3.14.0, _object",
        ],
        /// What the count of those that lie in the interpreter's own data (small integers, one-character strings
        /// and bytes, empty ones) starts from where they do count; `None` and the types start from 1.
        pub static_refcount_start: u64 = [
            "refcounts: module: r=rc(\"z\")",
            "Include/internal/pycore_object.h @ v3.11.2, _PyObject_IMMORTAL_REFCNT",
        ],
        /// What becomes of interned strings.
        pub interned: Interned = [
            "refcounts: module: x=sys.intern(\"uniq\"+str(7)); r=rc(x)",
            "Objects/unicodeobject.c @ v3.12.6, PyUnicode_InternInPlace",
        ],
        /// String hashes are SipHash-1-3 (before: 2-4).
        pub hashes_by_siphash13: bool = [
            "Python/pyhash.c @ v3.11.2, siphash13",
        ],
        /// `hash(None)` is this number (before: its address by 16).
        pub none_hash: Option<i64> = [
            "Objects/object.c @ v3.12.6, none_hash",
        ],
    }
}

/// Identity in 3.8.
pub const V3_8: Identity = Identity {
    small_int_min: -5,
    small_int_max: 256,
    single_characters: 256,
    one_empty_frozenset: true,
    has_immortals: false,
    immortal_refcount: 0,
    has_refcount_flags: false,
    static_refcount_start: 1,
    interned: Interned::Mortal,
    hashes_by_siphash13: false,
    none_hash: None,
};
/// Identity in 3.9.
pub const V3_9: Identity = V3_8;
/// Identity in 3.10.
pub const V3_10: Identity = Identity {
    one_empty_frozenset: false,
    ..V3_9
};
/// Identity in 3.11.
pub const V3_11: Identity = Identity {
    static_refcount_start: 999_999_999,
    hashes_by_siphash13: true,
    ..V3_10
};
/// Identity in 3.12.
pub const V3_12: Identity = Identity {
    has_immortals: true,
    immortal_refcount: 4_294_967_295,
    interned: Interned::Immortal,
    none_hash: Some(0xfca8_6420),
    ..V3_11
};
/// Identity in 3.13.
pub const V3_13: Identity = Identity {
    interned: Interned::Mortal,
    ..V3_12
};
/// Identity in 3.14.
pub const V3_14: Identity = Identity {
    immortal_refcount: 3_221_225_472,
    has_refcount_flags: true,
    ..V3_13
};
/// Identity in 3.15.
pub const V3_15: Identity = Identity {
    small_int_max: 1024,
    ..V3_14
};

impl Identity {
    /// Whether there is only one object for this integer.
    pub fn is_small_int(&self, value: i64) -> bool {
        (self.small_int_min..=self.small_int_max).contains(&value)
    }

    /// Whether there is only one string of this character alone.
    pub fn is_single_character(&self, character: char) -> bool {
        u32::from(character) < self.single_characters
    }
}

/// Whether the compiler interns a string constant: empty, or letters, digits and underscores of ASCII alone
/// (`Objects/codeobject.c @ v3.8.20, all_name_chars`).
pub fn is_all_name_chars(text: &str) -> bool {
    text.bytes()
        .all(|byte| byte == b'_' || byte.is_ascii_alphanumeric())
}

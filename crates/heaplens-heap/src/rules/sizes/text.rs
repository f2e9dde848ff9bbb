//! Integers, strings and bytes: what they weigh by their content.
//!
//! Modelled after `Objects/longobject.c`, `Objects/unicodeobject.c` (PEP 393) and `Objects/bytesobject.c`.

use crate::rules::evidence::fact_table;

fact_table! {
    /// Sizes of integers, strings and bytes in one version.
    pub struct TextSizes at sizes.text {
        /// Bytes of an integer before its digits.
        pub int_header_bytes: u64 = [
            "sizes: (2**100)-(2**99)",
            "Objects/longobject.c @ v3.8.20, int___sizeof___impl",
        ],
        /// Bytes of a digit of 30 bits.
        pub int_digit_bytes: u64 = [
            "sizes: 2**30",
            "Include/longintrepr.h @ v3.8.20, PyLong_SHIFT",
        ],
        /// Zero is counted with one digit, like other small integers.
        pub zero_has_digit: bool = [
            "sizes: int(\"0\")",
            "Objects/longobject.c @ v3.11.2, int___sizeof___impl",
        ],
        /// Bytes asked for an integer of one digit that arithmetic made from a machine word; the same integer read
        /// from text or cut down from a longer one takes 28.
        pub word_int_request_bytes: u64 = [
            "traced: i+1000",
            "traced: int(\"1000\")",
            "Objects/longobject.c @ v3.11.2, _PyLong_FromMedium",
        ],
        /// Bytes asked for an integer of one digit that was made of a length, an index or a hash
        /// (`PyLong_FromSsize_t`).
        pub size_int_request_bytes: u64 = [
            "corpus: doc_like/traced_program.py",
            "Objects/longobject.c @ v3.11.2, PyLong_FromSsize_t",
        ],
        /// Bytes of a string before its characters when all are ASCII.
        pub str_ascii_header_bytes: u64 = [
            "sizes: n=1  =>  \"a\"*n",
            "Include/cpython/unicodeobject.h @ v3.12.6, PyASCIIObject",
        ],
        /// Bytes of a string before its characters when some aren't ASCII.
        pub str_compact_header_bytes: u64 = [
            "sizes: n=1  =>  \"\\u20ac\"*n",
            "Include/cpython/unicodeobject.h @ v3.12.6, PyCompactUnicodeObject",
        ],
        /// The one string of each character from U+0080 to U+00FF comes with its UTF-8 form.
        pub cached_characters_have_utf8: bool = [
            "sizes: n=1  =>  \"\\xe9\"*n",
            "Include/internal/pycore_runtime_init.h @ v3.12.6, _PyUnicode_LATIN1_INIT",
        ],
        /// Bytes of an instance of a subclass of `str`, whose characters lie in a block of their own.
        pub str_object_bytes: u64 = [
            "sizes: class S(str): __slots__=()  =>  S(\"abc\")",
            "Include/cpython/unicodeobject.h @ v3.12.6, PyUnicodeObject",
        ],
        /// Bytes of a `bytes` object beside its content: head, hash and the closing NUL.
        pub bytes_overhead_bytes: u64 = [
            "sizes: bytes(1)",
            "Objects/bytesobject.c @ v3.8.20, PyBytesObject_SIZE",
        ],
    }
}

/// Text in 3.8.
pub const V3_8: TextSizes = TextSizes {
    int_header_bytes: 24,
    int_digit_bytes: 4,
    zero_has_digit: false,
    word_int_request_bytes: 28,
    size_int_request_bytes: 28,
    str_ascii_header_bytes: 48,
    str_compact_header_bytes: 72,
    cached_characters_have_utf8: false,
    str_object_bytes: 80,
    bytes_overhead_bytes: 33,
};
/// Text in 3.9.
pub const V3_9: TextSizes = V3_8;
/// Text in 3.10.
pub const V3_10: TextSizes = V3_9;
/// Text in 3.11.
pub const V3_11: TextSizes = TextSizes {
    zero_has_digit: true,
    word_int_request_bytes: 32,
    ..V3_10
};
/// Text in 3.12: `wstr` is gone.
pub const V3_12: TextSizes = TextSizes {
    str_ascii_header_bytes: 40,
    str_compact_header_bytes: 56,
    cached_characters_have_utf8: true,
    str_object_bytes: 64,
    ..V3_11
};
/// Text in 3.13.
pub const V3_13: TextSizes = V3_12;
/// Text in 3.14.
pub const V3_14: TextSizes = TextSizes {
    size_int_request_bytes: 32,
    ..V3_13
};
/// Text in 3.15.
pub const V3_15: TextSizes = V3_14;

/// How wide the characters of a string are stored: by its widest one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum StrKind {
    /// All below U+0080: one byte each.
    Ascii,
    /// All below U+0100: one byte each.
    Latin1,
    /// All below U+10000: two bytes each.
    Ucs2,
    /// Four bytes each.
    Ucs4,
}

impl StrKind {
    /// The kind for a string whose highest code point is this.
    pub const fn of_max(code_point: u32) -> StrKind {
        match code_point {
            0..0x80 => StrKind::Ascii,
            0x80..0x100 => StrKind::Latin1,
            0x100..0x1_0000 => StrKind::Ucs2,
            _ => StrKind::Ucs4,
        }
    }

    /// The kind that holds this text.
    pub fn of(text: &str) -> StrKind {
        StrKind::of_max(text.chars().map(u32::from).max().unwrap_or(0))
    }

    /// Bytes of one character.
    pub const fn char_bytes(self) -> u64 {
        match self {
            StrKind::Ascii | StrKind::Latin1 => 1,
            StrKind::Ucs2 => 2,
            StrKind::Ucs4 => 4,
        }
    }
}

/// Digits of 30 bits in an integer whose magnitude has this many bits.
pub const fn int_digits(bits: u64) -> u64 {
    bits.div_ceil(30)
}

impl TextSizes {
    /// `int.__sizeof__` of an integer of so many digits (0 has none).
    pub fn int_sizeof(&self, digits: u64) -> u64 {
        let digits = if self.zero_has_digit {
            digits.max(1)
        } else {
            digits
        };
        self.int_header_bytes + digits * self.int_digit_bytes
    }

    /// Bytes asked of the allocator for a new integer of so many digits (at least one is stored); `is_from_word`
    /// when it fits one digit and was made as such.
    pub fn int_request(&self, digits: u64, is_from_word: bool) -> u64 {
        if digits <= 1 && is_from_word {
            self.word_int_request_bytes
        } else {
            self.int_header_bytes + digits.max(1) * self.int_digit_bytes
        }
    }

    /// `str.__sizeof__`, and what is asked of the allocator, of a string of exactly `str` without a cached UTF-8 form.
    pub fn str_sizeof(&self, kind: StrKind, chars: u64) -> u64 {
        let header = if kind == StrKind::Ascii {
            self.str_ascii_header_bytes
        } else {
            self.str_compact_header_bytes
        };
        header + (chars + 1) * kind.char_bytes()
    }

    /// Bytes that a cached UTF-8 form adds, in a block of its own: an ASCII string is its own UTF-8.
    pub fn str_utf8_bytes(&self, kind: StrKind, utf8_len: u64) -> u64 {
        if kind == StrKind::Ascii {
            0
        } else {
            utf8_len + 1
        }
    }

    /// What the UTF-8 form of a one-character string of this kind adds to its `__sizeof__` from the start.
    pub fn cached_character_utf8_bytes(&self, kind: StrKind) -> u64 {
        if self.cached_characters_have_utf8 && kind == StrKind::Latin1 {
            self.str_utf8_bytes(kind, 2)
        } else {
            0
        }
    }

    /// `__sizeof__` of an instance of a subclass of `str`: its own fields don't count.
    pub fn str_subclass_sizeof(&self, kind: StrKind, chars: u64) -> u64 {
        self.str_object_bytes + self.str_subclass_data_bytes(kind, chars)
    }

    /// Bytes of the block with the characters of an instance of a subclass of `str`.
    pub fn str_subclass_data_bytes(&self, kind: StrKind, chars: u64) -> u64 {
        (chars + 1) * kind.char_bytes()
    }

    /// `bytes.__sizeof__`, and what is asked of the allocator.
    pub fn bytes_sizeof(&self, len: u64) -> u64 {
        self.bytes_overhead_bytes + len
    }
}

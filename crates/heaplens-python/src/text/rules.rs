//! What differs between the CPythons in text and numbers, as data: each version is the one before it with changes.
//!
//! Messages are compared in `tests/` with what the eight interpreters said; the source of each field is on the field.

use super::unicode::Unicode;
use heaplens_heap::Version;

/// The rules of one version for text and numbers. Ask `TextRules::of`.
#[derive(Clone, Copy, Debug)]
pub struct TextRules {
    /// The Unicode database of this version.
    pub unicode: Unicode,
    /// The limit on decimal digits in conversions between int and str, if it is there
    /// (CVE-2020-10735: 3.8.14, 3.9.14, 3.10.7, 3.11; the recorded 3.9 is 3.9.2).
    pub int_digit_limit: Option<IntDigitLimit>,
    /// What division by zero says (`Objects/longobject.c`, `floatobject.c`, `complexobject.c`).
    pub zero_division: ZeroDivision,
    /// The format mini-language.
    pub format: FormatRules,
    /// printf-style formatting.
    pub percent: PercentRules,
    /// Whether `"".replace("", new, count)` replaces for a count above 0 (stringlib's `replace`, 3.9).
    pub replaces_in_empty: bool,
    /// Whether `bytes.fromhex` has words for an odd number of digits (`_PyBytes_FromHex`, 3.14).
    pub fromhex_tells_odd: bool,
    /// Whether a real operand of complex arithmetic stays real, and infinities survive products and quotients
    /// (C11's Annex G; `_Py_cr_sum` and its kin, Objects/complexobject.c, 3.14).
    pub complex_keeps_reals: bool,
    /// Whether NaN hashes by its object's address rather than to 0 (`_Py_HashDouble`, 3.10).
    pub nan_hashes_by_address: bool,
    /// `hash(None)` where it isn't its address (`none_hash`, 3.12).
    pub none_hash: Option<i64>,
}

/// The default limit of `sys.int_info.default_max_str_digits`, and how its message is worded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct IntDigitLimit {
    /// Whether the message says `(4300 digits)` rather than `(4300)`.
    pub says_digits: bool,
}

/// How the format mini-language differs (Python/formatter_unicode.c).
#[derive(Clone, Copy, Debug)]
pub struct FormatRules {
    /// Whether the flag `0` aligns text like numbers, which is an error for text (up to 3.9).
    pub zero_aligns_text: bool,
    /// Whether a second `,` is taken for `,` and `_` together (3.8).
    pub double_comma_is_both: bool,
    /// Whether a space before text is told apart from a sign (3.10).
    pub space_has_own_message: bool,
    /// The option `z` (3.11).
    pub z_option: bool,
    /// Whether `Invalid format specifier` shows it, and the type (3.11).
    pub invalid_names_type: bool,
    /// Separators after the point (3.14).
    pub fraction_grouping: bool,
}

/// How printf-style formatting differs (Objects/unicodeobject.c, bytesobject.c; from 3.15 Objects/unicode_format.c).
#[derive(Clone, Copy, Debug)]
pub struct PercentRules {
    /// What `%d` wants: a number, or a real number (3.10).
    pub real_number: &'static str,
    /// Whether `%c` names what it got (3.14).
    pub character_names_type: bool,
    /// Whether messages name the argument and the position, and a format has either keys or none (3.15).
    pub is_detailed: bool,
}

/// The messages of ZeroDivisionError.
#[derive(Clone, Copy, Debug)]
pub struct ZeroDivision {
    /// `1 // 0`.
    pub int_floor: &'static str,
    /// `1 % 0`.
    pub int_modulo: &'static str,
    /// `divmod(1, 0)`.
    pub int_divmod: &'static str,
    /// `1.0 / 0`.
    pub float_true: &'static str,
    /// `1.0 // 0`.
    pub float_floor: &'static str,
    /// `1.0 % 0`.
    pub float_modulo: &'static str,
    /// `divmod(1.0, 0)`.
    pub float_divmod: &'static str,
    /// `0.0 ** -1`, and `0 ** -1`.
    pub negative_power: &'static str,
    /// `1j / 0`.
    pub complex_true: &'static str,
    /// `0j ** -1`.
    pub complex_power: &'static str,
}

/// `1 / 0` in all versions, and from 3.14 every division by zero of real numbers.
pub const DIVISION_BY_ZERO: &str = "division by zero";

impl TextRules {
    /// The rules of `version`.
    pub const fn of(version: Version) -> &'static TextRules {
        match version {
            Version::V3_8 => &V3_8,
            Version::V3_9 => &V3_9,
            Version::V3_10 => &V3_10,
            Version::V3_11 => &V3_11,
            Version::V3_12 => &V3_12,
            Version::V3_13 => &V3_13,
            Version::V3_14 => &V3_14,
            Version::V3_15 => &V3_15,
        }
    }
}

const V3_8: TextRules = TextRules {
    unicode: Unicode::of(Version::V3_8),
    int_digit_limit: Some(IntDigitLimit { says_digits: false }),
    zero_division: ZeroDivision {
        int_floor: "integer division or modulo by zero",
        int_modulo: "integer division or modulo by zero",
        int_divmod: "integer division or modulo by zero",
        float_true: "float division by zero",
        float_floor: "float divmod()",
        float_modulo: "float modulo",
        float_divmod: "float divmod()",
        negative_power: "0.0 cannot be raised to a negative power",
        complex_true: "complex division by zero",
        complex_power: "0.0 to a negative or complex power",
    },
    format: FormatRules {
        zero_aligns_text: true,
        double_comma_is_both: true,
        space_has_own_message: false,
        z_option: false,
        invalid_names_type: false,
        fraction_grouping: false,
    },
    percent: PercentRules {
        real_number: "number",
        character_names_type: false,
        is_detailed: false,
    },
    replaces_in_empty: false,
    fromhex_tells_odd: false,
    complex_keeps_reals: false,
    nan_hashes_by_address: false,
    none_hash: None,
};

const V3_9: TextRules = TextRules {
    unicode: Unicode::of(Version::V3_9),
    int_digit_limit: None,
    zero_division: ZeroDivision {
        float_floor: "float floor division by zero",
        ..V3_8.zero_division
    },
    format: FormatRules {
        double_comma_is_both: false,
        ..V3_8.format
    },
    replaces_in_empty: true,
    ..V3_8
};

const V3_10: TextRules = TextRules {
    unicode: Unicode::of(Version::V3_10),
    int_digit_limit: V3_8.int_digit_limit,
    format: FormatRules {
        zero_aligns_text: false,
        space_has_own_message: true,
        ..V3_9.format
    },
    percent: PercentRules {
        real_number: "real number",
        ..V3_9.percent
    },
    nan_hashes_by_address: true,
    ..V3_9
};

const V3_11: TextRules = TextRules {
    unicode: Unicode::of(Version::V3_11),
    int_digit_limit: Some(IntDigitLimit { says_digits: true }),
    zero_division: ZeroDivision {
        int_modulo: "integer modulo by zero",
        ..V3_10.zero_division
    },
    format: FormatRules {
        z_option: true,
        invalid_names_type: true,
        ..V3_10.format
    },
    ..V3_10
};

const V3_12: TextRules = TextRules {
    unicode: Unicode::of(Version::V3_12),
    none_hash: Some(0xfca8_6420),
    ..V3_11
};

const V3_13: TextRules = TextRules {
    unicode: Unicode::of(Version::V3_13),
    zero_division: ZeroDivision {
        float_modulo: "float modulo by zero",
        ..V3_12.zero_division
    },
    ..V3_12
};

const V3_14: TextRules = TextRules {
    unicode: Unicode::of(Version::V3_14),
    zero_division: ZeroDivision {
        int_floor: DIVISION_BY_ZERO,
        int_modulo: DIVISION_BY_ZERO,
        int_divmod: DIVISION_BY_ZERO,
        float_true: DIVISION_BY_ZERO,
        float_floor: DIVISION_BY_ZERO,
        float_modulo: DIVISION_BY_ZERO,
        float_divmod: DIVISION_BY_ZERO,
        negative_power: "zero to a negative power",
        complex_true: DIVISION_BY_ZERO,
        complex_power: "zero to a negative or complex power",
    },
    format: FormatRules {
        fraction_grouping: true,
        ..V3_13.format
    },
    percent: PercentRules {
        character_names_type: true,
        ..V3_13.percent
    },
    fromhex_tells_odd: true,
    complex_keeps_reals: true,
    ..V3_13
};

const V3_15: TextRules = TextRules {
    unicode: Unicode::of(Version::V3_15),
    percent: PercentRules {
        is_detailed: true,
        ..V3_14.percent
    },
    ..V3_14
};

//! What each CPython's Unicode database says of a code point: category, case, digits, identifiers.
//!
//! Modelled: `Objects/unicodetype_db.h` and the predicates of `Objects/unicodectype.c`, for the seven database
//! versions that the modelled CPythons were built with. The newest database is stored whole (`tables.rs`); an older
//! one is the newest without what came later. Left out: names, decompositions, bidirectional classes.

mod case;
mod category;
#[rustfmt::skip]
mod tables;

#[cfg(test)]
mod tests;

pub use case::Mapped;
pub use category::Category;

use heaplens_heap::Version;

/// A version of the Unicode Character Database, by its place among those that were used: a handle to ask with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Unicode(u8);

impl Unicode {
    /// The database of a CPython: `unicodedata.unidata_version` in each recorded release.
    pub const fn of(version: Version) -> Unicode {
        Unicode(match version {
            Version::V3_8 => 0,
            Version::V3_9 | Version::V3_10 => 1,
            Version::V3_11 => 2,
            Version::V3_12 => 3,
            Version::V3_13 => 4,
            Version::V3_14 => 5,
            Version::V3_15 => 6,
        })
    }

    /// The number of the database, as `unicodedata.unidata_version` shows it.
    pub const fn number(self) -> &'static str {
        [
            "12.1.0", "13.0.0", "14.0.0", "15.0.0", "15.1.0", "16.0.0", "17.0.0",
        ][self.0 as usize]
    }

    /// The general category of a code point; surrogates are `Cs`, what isn't assigned yet is `Cn`.
    pub fn category(self, cp: u32) -> Category {
        category::category(self.0, cp)
    }

    /// Whether `repr` shows the code point as it is (`_PyUnicode_IsPrintable`).
    pub fn is_printable(self, cp: u32) -> bool {
        if cp < 0x7f {
            return cp >= 0x20;
        }
        use Category::*;
        !matches!(self.category(cp), Cc | Cf | Cs | Co | Cn | Zl | Zp | Zs)
    }

    /// `_PyUnicode_IsAlpha`: any letter.
    pub fn is_alpha(self, cp: u32) -> bool {
        if cp < 0x80 {
            return (cp as u8).is_ascii_alphabetic();
        }
        use Category::*;
        matches!(self.category(cp), Lu | Ll | Lt | Lm | Lo)
    }

    /// The value of a decimal digit of any script (`_PyUnicode_ToDecimalDigit`).
    pub fn decimal(self, cp: u32) -> Option<u32> {
        if cp < 0x80 {
            return (cp as u8).is_ascii_digit().then(|| cp - u32::from(b'0'));
        }
        category::decimal(self.0, cp)
    }

    /// The value of a digit, superscripts and circled ones included (`_PyUnicode_ToDigit`).
    pub fn digit(self, cp: u32) -> Option<u32> {
        self.decimal(cp).or_else(|| {
            let (first, count, value) = last_starting_at(tables::DIGIT, cp, |row| row.0)?;
            (cp - first < u32::from(count)).then(|| u32::from(value) + cp - first)
        })
    }

    /// Whether the code point has a numeric value (`_PyUnicode_IsNumeric`).
    pub fn is_numeric(self, cp: u32) -> bool {
        if cp < 0x80 {
            return (cp as u8).is_ascii_digit();
        }
        use Category::*;
        match self.category(cp) {
            Nd | Nl | No => true,
            Cn => false,
            _ => in_ranges(tables::OTHER_NUMERIC, cp) && self.had(tables::NUMERIC_SINCE, cp),
        }
    }

    /// `_PyUnicode_IsAlpha`, `IsDecimalDigit`, `IsDigit` or `IsNumeric`: what `str.isalnum` asks.
    pub fn is_alnum(self, cp: u32) -> bool {
        self.is_alpha(cp) || self.is_numeric(cp)
    }

    /// The derived property Uppercase (`_PyUnicode_IsUppercase`).
    pub fn is_upper(self, cp: u32) -> bool {
        if cp < 0x80 {
            return (cp as u8).is_ascii_uppercase();
        }
        match self.category(cp) {
            Category::Lu => true,
            Category::Cn => false,
            _ => in_ranges(tables::OTHER_UPPERCASE, cp),
        }
    }

    /// The derived property Lowercase (`_PyUnicode_IsLowercase`).
    pub fn is_lower(self, cp: u32) -> bool {
        if cp < 0x80 {
            return (cp as u8).is_ascii_lowercase();
        }
        match self.category(cp) {
            Category::Ll => true,
            Category::Cn => false,
            _ => in_ranges(tables::OTHER_LOWERCASE, cp) && self.had(tables::LOWERCASE_SINCE, cp),
        }
    }

    /// A letter of title case, such as ǅ (`_PyUnicode_IsTitlecase`).
    pub fn is_title(self, cp: u32) -> bool {
        cp >= 0x80 && self.category(cp) == Category::Lt
    }

    /// The property Cased: capital, small or title letters (`_PyUnicode_IsCased`).
    pub fn is_cased(self, cp: u32) -> bool {
        self.is_upper(cp) || self.is_lower(cp) || self.is_title(cp)
    }

    /// The property Case_Ignorable: what the final sigma looks past (`_PyUnicode_IsCaseIgnorable`).
    pub fn is_case_ignorable(self, cp: u32) -> bool {
        use Category::*;
        match self.category(cp) {
            Mn | Me | Cf | Lm | Sk => true,
            Cn => false,
            _ => {
                in_ranges(tables::OTHER_CASE_IGNORABLE, cp)
                    && self.had(tables::CASE_IGNORABLE_SINCE, cp)
            }
        }
    }

    /// What may start an identifier, the underscore aside (`_PyUnicode_IsXidStart`).
    pub fn is_xid_start(self, cp: u32) -> bool {
        if cp < 0x80 {
            return (cp as u8).is_ascii_alphabetic();
        }
        use Category::*;
        match self.category(cp) {
            Lu | Ll | Lt | Lm | Lo | Nl => !in_ranges(tables::NOT_XID_START, cp),
            Cn => false,
            _ => in_ranges(tables::OTHER_XID_START, cp),
        }
    }

    /// What may stand inside an identifier, the underscore included (`_PyUnicode_IsXidContinue`).
    pub fn is_xid_continue(self, cp: u32) -> bool {
        if cp < 0x80 {
            return (cp as u8).is_ascii_alphanumeric() || cp == u32::from(b'_');
        }
        use Category::*;
        match self.category(cp) {
            Lu | Ll | Lt | Lm | Lo | Nl | Mn | Mc | Nd | Pc => {
                !in_ranges(tables::NOT_XID_CONTINUE, cp)
            }
            Cn => false,
            _ => {
                in_ranges(tables::OTHER_XID_CONTINUE, cp)
                    && self.had(tables::XID_CONTINUE_SINCE, cp)
            }
        }
    }

    /// Whether a terminal shows it in two columns: East_Asian_Width W or F.
    pub fn is_wide(self, cp: u32) -> bool {
        cp >= 0x1100
            && in_ranges(tables::WIDE, cp)
            && (self.0 >= 5 || !in_ranges(tables::WIDE_SINCE_16, cp))
    }

    /// Upper case, to up to three code points (`_PyUnicode_ToUpperFull`).
    pub fn to_upper(self, cp: u32) -> Mapped {
        case::upper(self, cp)
    }

    /// Lower case without regard to the neighbours (`_PyUnicode_ToLowerFull`).
    pub fn to_lower(self, cp: u32) -> Mapped {
        case::lower(self, cp)
    }

    /// Title case, to up to three code points (`_PyUnicode_ToTitleFull`).
    pub fn to_title(self, cp: u32) -> Mapped {
        case::title(self, cp)
    }

    /// Full case folding (`_PyUnicode_ToFoldedFull`).
    pub fn to_folded(self, cp: u32) -> Mapped {
        case::folded(self, cp)
    }

    /// Whether an exception of the form "since that version" has taken effect for this code point.
    fn had(self, since: &[(u32, u8)], cp: u32) -> bool {
        since
            .binary_search_by_key(&cp, |row| row.0)
            .map_or(true, |at| self.0 >= since[at].1)
    }
}

/// White space, the same in all versions: bidirectional class WS, B or S, or category Zs (`_PyUnicode_IsWhitespace`).
pub const fn is_space(cp: u32) -> bool {
    matches!(
        cp,
        0x09..=0x0d
            | 0x1c..=0x20
            | 0x85
            | 0xa0
            | 0x1680
            | 0x2000..=0x200a
            | 0x2028
            | 0x2029
            | 0x202f
            | 0x205f
            | 0x3000
    )
}

/// What `str.splitlines` splits at, the same in all versions (`_PyUnicode_IsLinebreak`).
pub const fn is_line_break(cp: u32) -> bool {
    matches!(cp, 0x0a..=0x0d | 0x1c..=0x1e | 0x85 | 0x2028 | 0x2029)
}

/// The last row of a sorted table that starts at or before `cp`.
fn last_starting_at<T: Copy>(rows: &[T], cp: u32, start: impl Fn(&T) -> u32) -> Option<T> {
    let after = rows.partition_point(|row| start(row) <= cp);
    rows.get(after.checked_sub(1)?).copied()
}

/// Whether `cp` lies in one of the sorted ranges.
fn in_ranges(ranges: &[(u32, u32)], cp: u32) -> bool {
    last_starting_at(ranges, cp, |row| row.0).is_some_and(|(_, last)| cp <= last)
}

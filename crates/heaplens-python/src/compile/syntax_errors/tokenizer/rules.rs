//! In which ways the versions' tokenizers differ.

use heaplens_heap::Version;

use crate::text::unicode::Unicode;

/// One version's answers.
#[derive(Clone, Copy, Debug)]
pub(in super::super) struct LexRules {
    /// The Unicode database of identifiers.
    pub(super) unicode: Unicode,
    /// 3.9+: a wrong character in a name is named.
    pub(super) names_bad_characters: bool,
    /// 3.10+: errors have an end too.
    pub(super) errors_have_ends: bool,
    /// 3.10+: an unterminated string is reported at its beginning.
    pub(super) open_string_at_start: bool,
    /// 3.13+: asks whether the closing quote was escaped.
    pub(super) asks_about_escaped_quote: bool,
    /// 3.10+: a name right after a number is an error of its own.
    pub(super) checks_end_of_number: bool,
    /// 3.12+: the name after a number counts only if it is ASCII.
    pub(super) number_ends_before_non_ascii: bool,
    /// 3.9: a line that begins with a backslash has no indentation.
    pub(super) backslash_line_is_blank: bool,
    /// 3.10+: indentation goes on after a backslash.
    pub(super) indentation_is_continued: bool,
    /// 3.11+: control characters are named.
    pub(super) names_control_characters: bool,
    /// 3.9+: after a backslash, only what follows it is wrong, not the whole line.
    pub(super) stops_after_backslash: bool,
    /// 3.12+: columns are counted while reading, so that the newline has a width.
    pub(super) columns_are_counted: bool,
    /// 3.12+: f-strings are made of tokens.
    pub(super) splits_f_strings: bool,
    /// 3.14+: so are t-strings.
    pub(super) has_t_strings: bool,
    /// 3.14+: a string prefix that can't be is named.
    pub(super) names_bad_prefixes: bool,
}

impl LexRules {
    /// The answers of `version`.
    pub(in super::super) fn of(version: Version) -> LexRules {
        let since = |first: Version| version >= first;
        LexRules {
            unicode: Unicode::of(version),
            names_bad_characters: since(Version::V3_9),
            errors_have_ends: since(Version::V3_10),
            open_string_at_start: since(Version::V3_10),
            asks_about_escaped_quote: since(Version::V3_13),
            checks_end_of_number: since(Version::V3_10),
            number_ends_before_non_ascii: since(Version::V3_12),
            backslash_line_is_blank: version == Version::V3_9,
            indentation_is_continued: since(Version::V3_10),
            names_control_characters: since(Version::V3_11),
            stops_after_backslash: since(Version::V3_9),
            columns_are_counted: since(Version::V3_12),
            splits_f_strings: since(Version::V3_12),
            has_t_strings: since(Version::V3_14),
            names_bad_prefixes: since(Version::V3_14),
        }
    }
}

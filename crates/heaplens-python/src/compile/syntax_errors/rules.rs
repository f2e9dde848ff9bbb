//! In which ways the versions' parsers complain differently.

use heaplens_heap::Version;

use super::nodes::Words;

/// One version's answers.
#[derive(Clone, Debug)]
pub(super) struct Rules {
    pub(super) version: Version,
    pub(super) words: Words,
    /// Names that are keywords in some places.
    pub(super) soft_keywords: &'static [&'static str],
    /// 3.8: the parser looks one token ahead, and the rest is found in the tree.
    pub(super) looks_one_ahead: bool,
    /// 3.10+: errors have an end too.
    pub(super) errors_have_ends: bool,
    /// 3.9: the place of what has none counts from the start of the text that is held.
    pub(super) counts_from_buffer: bool,
    /// 3.9: the error shows the text that is held, whatever line it is about.
    pub(super) shows_buffer: bool,
    /// 3.14+: of a text held over several lines, only the last line is shown.
    pub(super) shows_last_line: bool,
    /// 3.10+: open brackets are named, and wrong tokens after the error come first.
    pub(super) looks_for_open_brackets: bool,
    /// 3.10+: the place of a generic error is that of the first attempt.
    pub(super) keeps_first_place: bool,
    /// 3.9: a text that ended is always said to have ended too early.
    pub(super) says_end_of_text: bool,
    /// 3.11+: unexpected indentation, too, is that of the first attempt.
    pub(super) looks_at_first_layout: bool,
    /// 3.12+: errors within a string literal are placed at it, not where reading stands.
    pub(super) places_strings: bool,
    /// The limit on digits of an integer that `int` converts: not in 3.9.2.
    pub(super) limits_digits: bool,
    /// 3.11+: its message says how many digits there are.
    pub(super) names_digit_count: bool,
    /// 3.9: a full stop after the message about bytes.
    pub(super) dotted_bytes_message: bool,
    /// 3.12+, so far: "exclamanation mark".
    pub(super) misspells_exclamation: bool,
    /// 3.11: what stands where an expression should be is named.
    pub(super) names_missing_expression: bool,
    /// What is warned of a number with a keyword right after it.
    pub(super) joined_literal_category: &'static str,
    /// 3.12+: a parser that is too deep says so.
    pub(super) names_overflow: bool,
}

impl Rules {
    /// The answers of `version`.
    pub(super) fn of(version: Version) -> Rules {
        let since = |first: Version| version >= first;
        Rules {
            version,
            words: Words {
                operation: if since(Version::V3_10) {
                    "expression"
                } else {
                    "operator"
                },
                dict: if since(Version::V3_10) {
                    "dict literal"
                } else {
                    "dict display"
                },
                ellipsis: if since(Version::V3_10) {
                    "ellipsis"
                } else {
                    "Ellipsis"
                },
            },
            soft_keywords: match version {
                Version::V3_8 | Version::V3_9 => &[],
                Version::V3_10 | Version::V3_11 => &["_", "case", "match"],
                Version::V3_15 => &["_", "case", "lazy", "match", "type"],
                _ => &["_", "case", "match", "type"],
            },
            looks_one_ahead: version == Version::V3_8,
            errors_have_ends: since(Version::V3_10),
            counts_from_buffer: version == Version::V3_9,
            shows_buffer: version == Version::V3_9,
            shows_last_line: since(Version::V3_14),
            looks_for_open_brackets: since(Version::V3_10),
            keeps_first_place: since(Version::V3_10),
            says_end_of_text: version == Version::V3_9,
            looks_at_first_layout: since(Version::V3_11),
            places_strings: since(Version::V3_12),
            limits_digits: version != Version::V3_9,
            names_digit_count: since(Version::V3_11),
            dotted_bytes_message: version <= Version::V3_9,
            misspells_exclamation: since(Version::V3_12),
            names_missing_expression: since(Version::V3_11),
            joined_literal_category: if since(Version::V3_11) {
                "SyntaxWarning"
            } else {
                "DeprecationWarning"
            },
            names_overflow: since(Version::V3_12),
        }
    }
}

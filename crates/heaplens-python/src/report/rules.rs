//! What differs between the CPythons in what they print of an exception, as data: each version a delta.

use crate::text::TextRules;
use heaplens_heap::Version;

/// Who prints.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Printer {
    /// Python/pythonrun.c.
    C,
    /// Lib/traceback.py.
    Library,
}

/// How the source of an instruction is underlined.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Carets {
    /// Not at all.
    None,
    /// By the C code, counting characters (3.11).
    Characters,
    /// By the C code, counting columns of a terminal (3.12).
    Columns,
    /// By the library, over several lines (3.13).
    Lines,
}

/// How a SyntaxError's line is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SyntaxStyle {
    /// One caret, counted from 1 (3.8).
    Counted,
    /// One caret, held inside of the line (3.9).
    Clipped,
    /// As many carets as the error is long (3.10).
    Ranged,
    /// By the library, which keeps the tabs before the caret (3.13).
    KeepingTabs,
    /// By the library, counting columns (3.15).
    Columns,
}

/// The rules of one version. Ask `ReportRules::of`.
#[derive(Clone, Copy, Debug)]
pub struct ReportRules {
    /// The version's rules for text.
    pub text: &'static TextRules,
    /// Who prints an uncaught exception.
    pub printer: Printer,
    /// How it underlines.
    pub carets: Carets,
    /// How the traceback of an exception that is ignored underlines: always by the C code up to 3.14.
    pub unraisable_carets: Carets,
    /// How a SyntaxError's line is shown.
    pub syntax: SyntaxStyle,
    /// Whether a class of `__main__` goes without its module (3.11).
    pub hides_main: bool,
    /// Whether a class is named by its qualified name (3.10).
    pub uses_qualname: bool,
    /// Whether a class without a module is `<unknown>.Name` rather than `<unknown>Name` (3.10).
    pub unknown_module_has_dot: bool,
    /// Whether notes are printed (3.11).
    pub has_notes: bool,
    /// Whether a str for notes is taken as a sequence of characters (3.11).
    pub notes_take_str_apart: bool,
    /// Whether the line of notes that are no sequence ends (3.12).
    pub other_notes_end_line: bool,
    /// Whether characters without width take no column (3.15).
    pub knows_zero_width: bool,
    /// Whether `invalid syntax` is looked through for misspelt keywords (3.14).
    pub finds_keyword_typos: bool,
    /// Whether it is first made sure that the source has an error (3.15).
    pub typos_want_an_error: bool,
    /// Which suggestions are made.
    pub suggestions: super::suggestions::SuggestionRules,
}

impl ReportRules {
    /// The rules of `version`.
    pub const fn of(version: Version) -> &'static ReportRules {
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

const V3_8: ReportRules = ReportRules {
    text: TextRules::of(Version::V3_8),
    printer: Printer::C,
    carets: Carets::None,
    unraisable_carets: Carets::None,
    syntax: SyntaxStyle::Counted,
    hides_main: false,
    uses_qualname: false,
    unknown_module_has_dot: false,
    has_notes: false,
    notes_take_str_apart: false,
    other_notes_end_line: false,
    knows_zero_width: false,
    finds_keyword_typos: false,
    typos_want_an_error: false,
    suggestions: super::suggestions::SuggestionRules::NONE,
};

const V3_9: ReportRules = ReportRules {
    text: TextRules::of(Version::V3_9),
    syntax: SyntaxStyle::Clipped,
    ..V3_8
};

const V3_10: ReportRules = ReportRules {
    text: TextRules::of(Version::V3_10),
    syntax: SyntaxStyle::Ranged,
    uses_qualname: true,
    unknown_module_has_dot: true,
    suggestions: super::suggestions::SuggestionRules::V3_10,
    ..V3_9
};

const V3_11: ReportRules = ReportRules {
    text: TextRules::of(Version::V3_11),
    carets: Carets::Characters,
    unraisable_carets: Carets::Characters,
    hides_main: true,
    has_notes: true,
    notes_take_str_apart: true,
    ..V3_10
};

const V3_12: ReportRules = ReportRules {
    text: TextRules::of(Version::V3_12),
    carets: Carets::Columns,
    unraisable_carets: Carets::Columns,
    notes_take_str_apart: false,
    other_notes_end_line: true,
    suggestions: super::suggestions::SuggestionRules::V3_12,
    ..V3_11
};

const V3_13: ReportRules = ReportRules {
    text: TextRules::of(Version::V3_13),
    printer: Printer::Library,
    carets: Carets::Lines,
    unraisable_carets: Carets::None,
    syntax: SyntaxStyle::KeepingTabs,
    suggestions: super::suggestions::SuggestionRules::V3_13,
    ..V3_12
};

const V3_14: ReportRules = ReportRules {
    text: TextRules::of(Version::V3_14),
    finds_keyword_typos: true,
    ..V3_13
};

const V3_15: ReportRules = ReportRules {
    text: TextRules::of(Version::V3_15),
    unraisable_carets: Carets::Lines,
    syntax: SyntaxStyle::Columns,
    knows_zero_width: true,
    typos_want_an_error: true,
    suggestions: super::suggestions::SuggestionRules::V3_15,
    ..V3_14
};

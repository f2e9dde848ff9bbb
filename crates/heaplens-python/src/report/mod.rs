//! What CPython prints for an uncaught exception, as a pure function of what the VM knows of it.
//!
//! Modelled: Python/traceback.c and Python/pythonrun.c up to 3.12, Lib/traceback.py from 3.13 (which the interpreter
//! itself then calls). Left out: colours, and the frames' locals. The VM gives the data; nothing here calls the guest.

mod anchors;
mod c_printer;
mod frames;
mod groups;
mod keyword_typos;
mod library_carets;
mod library_printer;
mod rules;
pub mod stdlib_names;
pub mod suggestions;
mod syntax_error;
mod width;

pub use keyword_typos::TypoSearch;
pub use rules::{Printer, ReportRules};
pub use syntax_error::SyntaxDetails;

use crate::text::{PyText, TextRef};

/// An exception in a list of those that hang together: its place there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ExceptionId(pub usize);

/// What a call of the guest's `__str__` or `__repr__` gave.
#[derive(Clone, Debug, PartialEq)]
pub enum Shown {
    /// Text.
    Text(PyText),
    /// It raised.
    Failed,
}

/// `__notes__`.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Notes {
    /// There are none.
    #[default]
    None,
    /// A sequence: `str` of each.
    Each(Vec<Shown>),
    /// A str in place of a sequence.
    Str(PyText),
    /// Something else: its `repr`.
    Other(Shown),
}

/// One exception, as it was when it went uncaught.
#[derive(Clone, Debug, PartialEq)]
pub struct Exception {
    /// `type(e).__module__`, if it is a str.
    pub module: Option<PyText>,
    /// `type(e).__qualname__`, if it is a str.
    pub qualname: Option<PyText>,
    /// `type(e).__name__`.
    pub name: PyText,
    /// `str(e)`.
    pub text: Shown,
    /// What stands behind the message: `. Did you mean …?` (module `suggestions`).
    pub hint: PyText,
    /// The traceback, outermost frame first; `None` if `__traceback__` is.
    pub traceback: Option<Vec<Frame>>,
    /// `__cause__`.
    pub cause: Option<ExceptionId>,
    /// `__context__`.
    pub context: Option<ExceptionId>,
    /// `__suppress_context__`.
    pub suppress_context: bool,
    /// `__notes__`.
    pub notes: Notes,
    /// The details of a SyntaxError.
    pub syntax: Option<SyntaxDetails>,
    /// The members of an exception group.
    pub members: Option<Vec<ExceptionId>>,
}

/// One entry of a traceback.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frame {
    /// `co_filename`.
    pub filename: PyText,
    /// `tb_lineno`, from 1.
    pub lineno: u32,
    /// `co_name`.
    pub name: PyText,
    /// Where the instruction's source lies (`co_positions`), if that is known.
    pub span: Option<Span>,
}

/// The source of an instruction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// Its first line, from 1.
    pub lineno: u32,
    /// Its last line.
    pub end_lineno: u32,
    /// Bytes of UTF-8 before it in its first line.
    pub column: u32,
    /// Bytes of UTF-8 up to its end in its last line.
    pub end_column: u32,
}

/// Where source lines come from (`linecache`).
pub trait Sources {
    /// The line with this number (from 1), without its line break; `None` if there is no such file or line.
    fn line(&self, filename: TextRef<'_>, lineno: u32) -> Option<PyText>;

    /// Whether a text compiles, or is the start of something that does (`codeop.compile_command`).
    fn compiles(&self, source: &str) -> bool;
}

/// What is printed besides the exceptions themselves.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// `sys.tracebacklimit`.
    pub limit: Option<i64>,
}

/// The text for `top` among `exceptions`, with what it came from.
pub fn print(
    exceptions: &[Exception],
    top: ExceptionId,
    sources: &dyn Sources,
    rules: &'static ReportRules,
    options: Options,
) -> PyText {
    match rules.printer {
        Printer::C => c_printer::print(exceptions, top, sources, rules, options),
        Printer::Library => library_printer::print(exceptions, top, sources, rules, options),
    }
}

/// The text of each entry of a traceback, one that stands for several included.
pub fn entries(
    frames: &[Frame],
    sources: &dyn Sources,
    rules: &'static ReportRules,
    options: Options,
) -> Vec<PyText> {
    frames::lines(frames, sources, rules, options)
}

/// The traceback alone with its heading, as it follows `Exception ignored in`: up to 3.14 by the C code, which from
/// 3.13 on shows no carets.
pub fn print_traceback(
    frames: &[Frame],
    sources: &dyn Sources,
    rules: &'static ReportRules,
    options: Options,
) -> PyText {
    let mut out = PyText::from(HEADING);
    let rules = ReportRules {
        carets: rules.unraisable_carets,
        ..*rules
    };
    for line in frames::lines(frames, sources, &rules, options) {
        out.push_text(line.as_ref());
    }
    out
}

/// `EXCEPTION_TB_HEADER`.
const HEADING: &str = "Traceback (most recent call last):\n";
/// `EXCEPTION_GROUP_TB_HEADER`.
const GROUP_HEADING: &str = "Exception Group Traceback (most recent call last):\n";
/// Between an exception and its cause.
const CAUSE: &str = "\nThe above exception was the direct cause of the following exception:\n\n";
/// Between an exception and the one it was raised while handling.
const CONTEXT: &str = "\nDuring handling of the above exception, another exception occurred:\n\n";
/// How many members of a group are shown (`max_group_width`).
const GROUP_WIDTH: usize = 15;
/// How deep groups are shown (`max_group_depth`).
const GROUP_DEPTH: usize = 10;

impl Exception {
    /// The type as it is named before the message.
    pub(crate) fn type_name(&self, rules: &ReportRules) -> PyText {
        let mut out = PyText::new();
        match &self.module {
            None if rules.unknown_module_has_dot => out.push_str("<unknown>."),
            None => out.push_str("<unknown>"),
            Some(module) if *module == *"builtins" => {}
            Some(module) if *module == *"__main__" && rules.hides_main => {}
            Some(module) => {
                out.push_text(module.as_ref());
                out.push_str(".");
            }
        }
        match &self.qualname {
            _ if !rules.uses_qualname => out.push_text(self.name.as_ref()),
            Some(qualname) => out.push_text(qualname.as_ref()),
            None => out.push_str("<unknown>"),
        }
        out
    }

    /// `Type: message`, or the type alone if the message is empty, and the hint.
    fn message_line(&self, rules: &ReportRules) -> PyText {
        self.line_with(&self.text, rules)
    }

    /// The same with another message, as a SyntaxError's own.
    fn line_with(&self, text: &Shown, rules: &ReportRules) -> PyText {
        let mut out = self.type_name(rules);
        match text {
            Shown::Failed => out.push_str(": <exception str() failed>"),
            Shown::Text(text) if text.is_empty() && self.hint.is_empty() => {}
            Shown::Text(text) => {
                // The C code decides about the colon before it knows the hint.
                if !text.is_empty() || rules.printer == Printer::Library {
                    out.push_str(": ");
                }
                out.push_text(text.as_ref());
            }
        }
        out.push_text(self.hint.as_ref());
        out
    }

    /// What stands below the traceback: class, message, notes.
    pub(crate) fn words(&self, rules: &ReportRules) -> PyText {
        let own = self.syntax.as_ref().and_then(|details| details.msg.clone());
        let mut out = match own {
            Some(own) => self.line_with(&Shown::Text(own), rules),
            None => self.message_line(rules),
        };
        if let Notes::Each(notes) = &self.notes {
            for note in notes {
                out.push_str("\n");
                match note {
                    Shown::Text(text) => out.push_text(text.as_ref()),
                    Shown::Failed => out.push_str("<note str() failed>"),
                }
            }
        }
        out
    }

    /// The line of an exception that is ignored, by Python/errors.c: with a colon even if nothing follows.
    pub(crate) fn ignored_line(&self, rules: &ReportRules) -> PyText {
        let mut out = self.type_name(rules);
        out.push_str(": ");
        match &self.text {
            Shown::Text(text) => out.push_text(text.as_ref()),
            Shown::Failed => out.push_str("<exception str() failed>"),
        }
        out
    }
}

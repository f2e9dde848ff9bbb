//! The tokens that the grammar is written in.

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    /// A name or keyword.
    Name,
    /// A number.
    Number,
    /// A whole string literal (up to 3.11 an f-string too).
    String,
    /// A bracket, operator or other mark.
    Mark,
    /// The end of a logical line.
    Newline,
    /// One more level of indentation.
    Indent,
    /// One level less.
    Dedent,
    /// The end of the text.
    End,
    /// Prefix and opening quote of an f-string (3.12+).
    FStart,
    /// Text within an f-string.
    FMiddle,
    /// Closing quote of an f-string.
    FEnd,
    /// Prefix and opening quote of a t-string (3.14+).
    TStart,
    /// Text within a t-string.
    TMiddle,
    /// Closing quote of a t-string.
    TEnd,
    /// Text that is no token.
    Error,
}

impl Kind {
    /// Whether the token is laid out rather than written: no node ends with it.
    pub(super) fn is_layout(self) -> bool {
        matches!(
            self,
            Kind::Newline | Kind::Indent | Kind::Dedent | Kind::End
        )
    }
}

/// A token and where it stands. Columns are bytes from 0; -1 where CPython gives the token no place.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    pub(super) kind: Kind,
    /// Byte range in the text; empty for what isn't written.
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) line: i64,
    pub(super) column: i64,
    pub(super) end_line: i64,
    pub(super) end_column: i64,
    /// How many brackets are open after it.
    pub(super) depth: usize,
}

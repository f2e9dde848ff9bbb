//! How a fact about CPython names what proves it, and the macro that lets a table of facts be printed.
//!
//! A piece of evidence is a text of one of two kinds:
//! - `file: fact name`: a recording, the fact of that name in `tests/facts/file.json` (or `corpus: program`,
//!   `boot: …` for the other recordings);
//! - `path @ tag, symbol`: CPython's source.
//!
//! Invariant: a test walks [`super::facts`] and fails on a fact without evidence, or whose recording isn't there.

use super::Rules;

/// One fact that differs, or might differ, between versions: what `heaplens facts` prints a line for.
#[derive(Clone, Copy)]
pub struct Fact {
    /// Where it stands in [`Rules`], as in `growth.list`.
    pub topic: &'static str,
    /// The field's name.
    pub name: &'static str,
    /// What it says, in a sentence or two.
    pub about: &'static str,
    /// The recordings and sources that show it.
    pub evidence: &'static [&'static str],
    /// Prints the fact's value in the rules of one version.
    pub value: fn(&Rules) -> String,
}

/// Where a piece of evidence comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Evidence<'a> {
    /// A fact that real interpreters printed: the recording's file (without `.json`) and the fact's name.
    Recorded {
        /// The recording's file, without its ending.
        file: &'a str,
        /// The name of the fact in it.
        fact: &'a str,
    },
    /// CPython's own source.
    Source {
        /// The file in CPython's repository.
        path: &'a str,
        /// The tag (`v3.9.2`).
        tag: &'a str,
        /// The function, macro or field.
        symbol: &'a str,
    },
}

/// Reads a piece of evidence; `None` when it is of neither kind.
pub fn evidence(text: &str) -> Option<Evidence<'_>> {
    if let Some((file, fact)) = text.split_once(": ")
        && !file.contains(' ')
    {
        return Some(Evidence::Recorded { file, fact });
    }
    let (path, rest) = text.split_once(" @ ")?;
    let (tag, symbol) = rest.split_once(", ")?;
    (tag.starts_with("v3.") && path.contains('/')).then_some(Evidence::Source { path, tag, symbol })
}

/// Declares a struct of facts: each field has a doc comment and, after `=`, what proves it.
/// `at a.b` says where in [`Rules`] the struct hangs, for printing.
macro_rules! fact_table {
    (
        $(#[$meta:meta])*
        pub struct $name:ident at $head:ident $(. $tail:ident)* {
            $( $(#[doc = $doc:literal])+ pub $field:ident : $ty:ty = [ $($proof:literal),+ $(,)? ], )*
        }
    ) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug)]
        pub struct $name {
            $( $(#[doc = $doc])+ pub $field: $ty, )*
        }

        impl $name {
            const TOPIC: &'static str = concat!(stringify!($head) $(, ".", stringify!($tail))*);

            fn of(rules: &$crate::rules::Rules) -> &Self {
                &rules.$head$(.$tail)*
            }

            /// Each field with its evidence, for printing and for the test of evidence.
            pub(crate) const FACTS: &'static [$crate::rules::evidence::Fact] = &[
                $( $crate::rules::evidence::Fact {
                    topic: Self::TOPIC,
                    name: stringify!($field),
                    about: concat!($($doc),+),
                    evidence: &[$($proof),+],
                    value: |rules| format!("{:?}", Self::of(rules).$field),
                }, )*
            ];
        }
    };
}

pub(crate) use fact_table;

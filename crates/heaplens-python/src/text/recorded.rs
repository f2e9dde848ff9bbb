//! For tests: tables of what CPython said, written by the scripts of tests/record.
//!
//! A row is fields between tabs: the operation, its arguments, and last either `=` and the result or `!` and
//! `Class: message`. A field is escaped as Python's `unicode_escape` does.

use super::{PyText, Raise, TextRef};

/// One row of a table.
pub(crate) struct Row {
    fields: Vec<PyText>,
}

/// The rows of a table.
pub(crate) fn rows(table: &str) -> impl Iterator<Item = Row> + '_ {
    table.lines().map(|line| Row {
        fields: line.split('\t').map(unescape).collect(),
    })
}

impl Row {
    /// The first field.
    pub(crate) fn operation(&self) -> String {
        self.fields[0].as_ref().to_string_lossy()
    }

    /// How many arguments there are.
    pub(crate) fn arguments(&self) -> usize {
        self.fields.len() - 2
    }

    /// The argument at `at`, as text.
    pub(crate) fn text(&self, at: usize) -> TextRef<'_> {
        self.fields[at + 1].as_ref()
    }

    /// The argument at `at`, read as a Rust value.
    pub(crate) fn arg<T: std::str::FromStr>(&self, at: usize) -> T {
        let text = self.text(at).to_string_lossy();
        text.parse()
            .ok()
            .unwrap_or_else(|| panic!("{text:?} is no such value"))
    }

    /// The float that the argument gives as `float.hex` does.
    pub(crate) fn float(&self, at: usize) -> f64 {
        let text = self.text(at).to_string_lossy();
        crate::number::float_hex::from_hex(text.as_bytes()).unwrap()
    }

    /// The argument as bytes, given as text of code points below 0x100.
    pub(crate) fn bytes(&self, at: usize) -> Vec<u8> {
        self.text(at)
            .iter()
            .map(|cp| u8::try_from(cp).unwrap())
            .collect()
    }

    /// Asserts that the recorded outcome is this one, an error being of the class with this name.
    pub(crate) fn expect_class<T: Into<PyText>>(&self, class: &str, outcome: Result<T, PyText>) {
        let (mut shown, text) = match outcome {
            Ok(result) => (PyText::from("="), result.into()),
            Err(message) => (PyText::from(format!("!{class}: ")), message),
        };
        shown.push_text(text.as_ref());
        self.hold(&shown);
    }

    /// Asserts that the recorded outcome is this one.
    pub(crate) fn expect<T: Into<PyText>>(&self, outcome: Result<T, Raise>) {
        let shown = match outcome {
            Ok(result) => {
                let mut shown = PyText::from("=");
                shown.push_text(result.into().as_ref());
                shown
            }
            Err(raise) => {
                let mut shown = PyText::from(format!("!{}: ", raise.class.name()));
                match raise.number {
                    Some(number) => {
                        let message = raise.message.as_ref().to_string_lossy();
                        shown.push_str(&format!("({number}, '{message}')"));
                    }
                    None => shown.push_text(raise.message.as_ref()),
                }
                shown
            }
        };
        self.hold(&shown);
    }

    fn hold(&self, shown: &PyText) {
        let recorded = &self.fields[self.fields.len() - 1];
        assert_eq!(
            shown,
            recorded,
            "{:?}",
            &self.fields[..self.fields.len() - 1]
        );
    }
}

fn unescape(field: &str) -> PyText {
    let mut out = PyText::new();
    let mut chars = field.chars();
    while let Some(c) = chars.next() {
        if c != '\\' {
            out.push(c.into());
            continue;
        }
        let kind = chars.next().unwrap();
        let digits = match kind {
            'x' => 2,
            'u' => 4,
            'U' => 8,
            _ => 0,
        };
        out.push(match kind {
            't' => 9,
            'n' => 10,
            'r' => 13,
            '\\' => 92,
            _ => {
                let hex: String = chars.by_ref().take(digits).collect();
                u32::from_str_radix(&hex, 16).unwrap()
            }
        });
    }
    out
}

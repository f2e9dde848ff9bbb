//! The exception that a pure function asks the VM to raise: its class and its message, as data.

use super::PyText;

/// The built-in exception classes that text and number functions raise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExcClass {
    /// `AttributeError`.
    AttributeError,
    /// `IndexError`.
    IndexError,
    /// `KeyError`: the message is the key itself, a str.
    KeyError,
    /// `LookupError`.
    LookupError,
    /// `MemoryError`.
    MemoryError,
    /// `OverflowError`.
    OverflowError,
    /// `SyntaxError`.
    SyntaxError,
    /// `SystemError`.
    SystemError,
    /// `TypeError`.
    TypeError,
    /// `ValueError`.
    ValueError,
    /// `ZeroDivisionError`.
    ZeroDivisionError,
}

impl ExcClass {
    /// The class's `__name__`.
    pub const fn name(self) -> &'static str {
        match self {
            ExcClass::AttributeError => "AttributeError",
            ExcClass::IndexError => "IndexError",
            ExcClass::KeyError => "KeyError",
            ExcClass::LookupError => "LookupError",
            ExcClass::MemoryError => "MemoryError",
            ExcClass::OverflowError => "OverflowError",
            ExcClass::SyntaxError => "SyntaxError",
            ExcClass::SystemError => "SystemError",
            ExcClass::TypeError => "TypeError",
            ExcClass::ValueError => "ValueError",
            ExcClass::ZeroDivisionError => "ZeroDivisionError",
        }
    }
}

/// An exception to raise: `class(message)`, or `class(number, message)` where the C library's `errno` comes first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Raise {
    /// Its class.
    pub class: ExcClass,
    /// Its first argument, if that is a number.
    pub number: Option<i64>,
    /// Its last argument.
    pub message: PyText,
}

impl Raise {
    /// `class(message)`.
    pub fn new(class: ExcClass, message: impl Into<PyText>) -> Raise {
        Raise {
            class,
            number: None,
            message: message.into(),
        }
    }

    /// `TypeError(message)`.
    pub fn type_error(message: impl Into<PyText>) -> Raise {
        Raise::new(ExcClass::TypeError, message)
    }

    /// `ValueError(message)`.
    pub fn value_error(message: impl Into<PyText>) -> Raise {
        Raise::new(ExcClass::ValueError, message)
    }

    /// `OverflowError(message)`.
    pub fn overflow(message: impl Into<PyText>) -> Raise {
        Raise::new(ExcClass::OverflowError, message)
    }

    /// `ZeroDivisionError(message)`.
    pub fn zero_division(message: impl Into<PyText>) -> Raise {
        Raise::new(ExcClass::ZeroDivisionError, message)
    }
}

//! Between the guest's heap and the pure functions on text and numbers.

use heaplens_heap::types::flags;
use heaplens_heap::{Owned, Ref, TypeId};

use crate::text::{ExcClass, PyText, Raise, TextRef, TextRules};
use crate::vm::exceptions::Exc;
use crate::vm::{Raised, Res, Vm};

/// The default of `sys.get_int_max_str_digits()`.
pub const MAX_STR_DIGITS: usize = 4300;

impl Vm {
    /// The version's rules for text and numbers.
    pub fn text_rules(&self) -> &'static TextRules {
        TextRules::of(self.version)
    }

    /// The code points of a str.
    pub fn text_ref(&self, r: Ref) -> TextRef<'_> {
        self.heap.chars(r).into()
    }

    /// The code points of a str, copied out.
    pub fn py_text(&self, r: Ref) -> PyText {
        self.text_ref(r).to_text()
    }

    /// A str of this text.
    pub fn new_text(&mut self, text: &PyText) -> Owned {
        match text {
            PyText::Ucs1(units) => self.heap.str_from_latin1(units, false),
            PyText::Ucs2(units) => {
                self.heap
                    .str_from_raw(TypeId::STR, bytemuck::cast_slice(units), 2, false)
            }
            PyText::Ucs4(units) => {
                self.heap
                    .str_from_raw(TypeId::STR, bytemuck::cast_slice(units), 4, false)
            }
        }
    }

    /// Raises what a pure function asks for.
    pub fn raise_data(&mut self, raise: Raise) -> Raised {
        let kind = match raise.class {
            ExcClass::AttributeError => Exc::AttributeError,
            ExcClass::IndexError => Exc::IndexError,
            ExcClass::KeyError => Exc::KeyError,
            ExcClass::LookupError => Exc::LookupError,
            ExcClass::MemoryError => Exc::MemoryError,
            ExcClass::OverflowError => Exc::OverflowError,
            ExcClass::SyntaxError => Exc::SyntaxError,
            ExcClass::SystemError => Exc::SystemError,
            ExcClass::TypeError => Exc::TypeError,
            ExcClass::ValueError => Exc::ValueError,
            ExcClass::ZeroDivisionError => Exc::ZeroDivisionError,
        };
        if kind == Exc::MemoryError && raise.message.is_empty() {
            return self.raise_with(kind, &[]);
        }
        let message = self.new_text(&raise.message);
        match raise.number {
            Some(number) => {
                let number = self.heap.int(number);
                self.raise_with(kind, &[number.get(), message.get()])
            }
            None => self.raise_with(kind, &[message.get()]),
        }
    }

    /// A pure function's result, its error raised.
    pub fn pure<T>(&mut self, result: Result<T, Raise>) -> Res<T> {
        result.map_err(|raise| self.raise_data(raise))
    }

    /// The name of a class as text.
    pub fn class_text(&self, r: Ref) -> String {
        self.heap.info_of(r).name.to_string()
    }

    /// Whether `r` is a str, or of a subclass.
    pub fn is_str(&self, r: Ref) -> bool {
        self.heap.info_of(r).has(flags::UNICODE_SUBCLASS)
    }

    /// Whether `r` is an int, or of a subclass.
    pub fn is_int(&self, r: Ref) -> bool {
        self.heap.info_of(r).has(flags::LONG_SUBCLASS)
    }
}

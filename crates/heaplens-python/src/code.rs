//! What the compiler hands to the VM: code objects and constants as pure data, independent of any heap.
//!
//! The VM makes guest objects of them. Identity is explicit: a constant that two places share is one
//! [`ConstId`] in the unit's one table, so two loads give the same object exactly where CPython's compiler
//! merged them (`merge_consts_recursive`, `const_cache`).

use std::rc::Rc;

use num_bigint::BigInt;

use crate::Version;
use crate::opcode::Instr;

/// Text that may hold lone surrogates: WTF-8 (UTF-8 in which U+D800 to U+DFFF may stand alone).
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Wtf8(Box<[u8]>);

impl Wtf8 {
    /// The text of these code points. A surrogate pair stays two code points, as in a Python string.
    pub fn from_code_points(points: impl IntoIterator<Item = u32>) -> Wtf8 {
        let mut bytes = Vec::new();
        for point in points {
            match char::from_u32(point) {
                Some(c) => bytes.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes()),
                None => bytes.extend_from_slice(&[
                    0xE0 | (point >> 12) as u8,
                    0x80 | ((point >> 6) & 0x3F) as u8,
                    0x80 | (point & 0x3F) as u8,
                ]),
            }
        }
        Wtf8(bytes.into_boxed_slice())
    }

    /// The encoded bytes.
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    /// The text as `&str`, unless it holds a surrogate.
    pub fn as_str(&self) -> Option<&str> {
        std::str::from_utf8(&self.0).ok()
    }

    /// Each code point in order.
    pub fn code_points(&self) -> impl Iterator<Item = u32> + '_ {
        let mut rest = &self.0[..];
        std::iter::from_fn(move || {
            let &first = rest.first()?;
            let (len, start) = match first {
                0..=0x7F => (1, u32::from(first)),
                0x80..=0xDF => (2, u32::from(first & 0x1F)),
                0xE0..=0xEF => (3, u32::from(first & 0x0F)),
                _ => (4, u32::from(first & 0x07)),
            };
            let point = rest[1..len]
                .iter()
                .fold(start, |point, &byte| point << 6 | u32::from(byte & 0x3F));
            rest = &rest[len..];
            Some(point)
        })
    }
}

impl From<&str> for Wtf8 {
    fn from(text: &str) -> Wtf8 {
        Wtf8(text.as_bytes().into())
    }
}

/// A place in [`Unit::consts`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ConstId(pub u32);

/// One constant. Equality of two entries says nothing: identity is the [`ConstId`].
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "Python's own types")]
pub enum Const {
    None,
    Ellipsis,
    True,
    False,
    Int(BigInt),
    Float(f64),
    Complex {
        re: f64,
        im: f64,
    },
    Str(Wtf8),
    Bytes(Box<[u8]>),
    Tuple(Box<[ConstId]>),
    /// Its members in the order in which they were added, without duplicates.
    FrozenSet(Box<[ConstId]>),
    /// Of a constant slice expression (3.14+).
    Slice {
        start: ConstId,
        stop: ConstId,
        step: ConstId,
    },
    Code(Rc<CodeBody>),
}

/// Where an instruction comes from, as `co_positions()` tells it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub struct Position {
    /// Line, from 1; 0 = none (an instruction that no source text stands for).
    pub line: u32,
    /// Last line, from 1; 0 = none.
    pub end_line: u32,
    /// First column: CPython's byte offset (UTF-8, from 0) plus 1; 0 = none.
    pub col: u32,
    /// End column (exclusive): CPython's byte offset plus 1; 0 = none.
    pub end_col: u32,
}

impl Position {
    /// No place in the source.
    pub const NONE: Position = Position {
        line: 0,
        end_line: 0,
        col: 0,
        end_col: 0,
    };

    /// The line if there is one.
    pub fn line(self) -> Option<u32> {
        (self.line != 0).then_some(self.line)
    }

    /// `(col_offset, end_col_offset)` in UTF-8 bytes from 0, if known.
    pub fn columns(self) -> Option<(u32, u32)> {
        (self.col != 0 && self.end_col != 0).then(|| (self.col - 1, self.end_col - 1))
    }
}

/// What a slot of `localsplus` is; a cell that is an argument is both local and cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct SlotKind(pub u8);

impl SlotKind {
    /// A comprehension's variable in an enclosing frame (3.12+): not in `locals()` outside of it.
    pub const HIDDEN: SlotKind = SlotKind(0x10);
    /// In `co_varnames`.
    pub const LOCAL: SlotKind = SlotKind(0x20);
    /// In `co_cellvars`.
    pub const CELL: SlotKind = SlotKind(0x40);
    /// In `co_freevars`.
    pub const FREE: SlotKind = SlotKind(0x80);

    /// Both kinds at once.
    pub const fn with(self, other: SlotKind) -> SlotKind {
        SlotKind(self.0 | other.0)
    }

    /// Whether it is hidden outside of its comprehension.
    pub const fn is_hidden(self) -> bool {
        self.0 & Self::HIDDEN.0 != 0
    }

    /// Whether it is in `co_varnames`.
    pub const fn is_local(self) -> bool {
        self.0 & Self::LOCAL.0 != 0
    }

    /// Whether it is in `co_cellvars`.
    pub const fn is_cell(self) -> bool {
        self.0 & Self::CELL.0 != 0
    }

    /// Whether it is in `co_freevars`.
    pub const fn is_free(self) -> bool {
        self.0 & Self::FREE.0 != 0
    }
}

/// One variable slot of a frame.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Slot {
    /// The variable's name, mangled.
    pub name: Rc<str>,
    /// What it is.
    pub kind: SlotKind,
}

/// One line of the exception table: an exception in `start..end` goes to `target`, with the stack cut to
/// `depth` items, then the index of the raising instruction if `lasti`, then the exception pushed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ExceptionEntry {
    /// First covered instruction.
    pub start: u32,
    /// First instruction no longer covered.
    pub end: u32,
    /// Where the handler begins.
    pub target: u32,
    /// Items that stay on the stack.
    pub depth: u32,
    /// Whether the raising instruction's index is pushed below the exception.
    pub lasti: bool,
}

/// `co_flags`: Include/cpython/code.h.
pub mod co_flags {
    /// Locals are slots.
    pub const OPTIMIZED: u32 = 0x1;
    /// A new locals mapping for each call.
    pub const NEWLOCALS: u32 = 0x2;
    /// Has `*args`.
    pub const VARARGS: u32 = 0x4;
    /// Has `**kwargs`.
    pub const VARKEYWORDS: u32 = 0x8;
    /// Lies within another function.
    pub const NESTED: u32 = 0x10;
    /// A generator function.
    pub const GENERATOR: u32 = 0x20;
    /// No free or cell variables (3.8-3.10).
    pub const NOFREE: u32 = 0x40;
    /// A coroutine function.
    pub const COROUTINE: u32 = 0x80;
    /// `types.coroutine`.
    pub const ITERABLE_COROUTINE: u32 = 0x100;
    /// An async generator function.
    pub const ASYNC_GENERATOR: u32 = 0x200;
    /// `from __future__ import annotations` (3.9+; 3.8 has [`FUTURE_ANNOTATIONS_3_8`]).
    pub const FUTURE_ANNOTATIONS: u32 = 0x100_0000;
    /// The same in 3.8.
    pub const FUTURE_ANNOTATIONS_3_8: u32 = 0x10_0000;
    /// `consts[0]` is a docstring (3.14+).
    pub const HAS_DOCSTRING: u32 = 0x400_0000;
    /// Defined in a class body (3.14+).
    pub const METHOD: u32 = 0x800_0000;
}

/// A code object.
#[derive(Clone, Debug)]
pub struct CodeBody {
    /// `co_name`
    pub name: Rc<str>,
    /// `co_qualname` (the function's `__qualname__` in versions whose code has none).
    pub qualname: Rc<str>,
    /// `co_filename`
    pub filename: Rc<str>,
    /// `co_firstlineno`
    pub firstlineno: u32,
    /// `co_argcount`: positional parameters, positional-only ones included.
    pub argcount: u32,
    /// `co_posonlyargcount`
    pub posonlyargcount: u32,
    /// `co_kwonlyargcount`
    pub kwonlyargcount: u32,
    /// `co_flags`, see [`co_flags`].
    pub flags: u32,
    /// The instructions.
    pub instrs: Box<[Instr]>,
    /// One for each instruction.
    pub positions: Box<[Position]>,
    /// The frame's variables: locals (arguments first), then cells that are no arguments, then free ones.
    pub localsplus: Box<[Slot]>,
    /// `co_nlocals`
    pub nlocals: u32,
    /// Slots in the order of that version's `co_cellvars`.
    pub cellvars: Box<[u32]>,
    /// How many slots at the end of `localsplus` are free variables.
    pub nfreevars: u32,
    /// `co_stacksize`: as that version's compiler counts it for its own instructions.
    pub co_stacksize: u32,
    /// How deep the stack gets with ours; never less than that.
    pub stacksize: u32,
    /// `co_names`
    pub names: Box<[Rc<str>]>,
    /// `co_consts`, in that version's order.
    pub consts: Box<[ConstId]>,
    /// Sorted by `start`, without overlaps.
    pub exceptions: Box<[ExceptionEntry]>,
    /// The function's docstring.
    pub docstring: Option<ConstId>,
    /// How many bytes that version's `co_code` would have, where that is known.
    pub co_code_bytes: Option<u32>,
    /// How many bytes that version's line (or location) table would have, where that is known.
    pub linetable_bytes: Option<u32>,
    /// How many bytes that version's encoded exception table would have, where that is known (3.11+).
    pub exceptiontable_bytes: Option<u32>,
}

impl CodeBody {
    /// The handler for an exception raised by instruction `index`.
    pub fn handler(&self, index: u32) -> Option<&ExceptionEntry> {
        let after = self
            .exceptions
            .partition_point(|entry| entry.start <= index);
        self.exceptions[..after]
            .last()
            .filter(|entry| index < entry.end)
    }

    /// Slots of the free variables, in the order of `co_freevars`.
    pub fn free_slots(&self) -> std::ops::Range<usize> {
        let end = self.localsplus.len();
        end - self.nfreevars as usize..end
    }
}

/// What one compilation gives: the outermost code object and the constants of all.
#[derive(Clone, Debug)]
pub struct Unit {
    /// Every constant of every code object in the unit.
    pub consts: Vec<Const>,
    /// The module's (statement's, expression's) code.
    pub code: Rc<CodeBody>,
    /// Whose compiler made it.
    pub version: Version,
}

impl Unit {
    /// The constant at `id`.
    pub fn constant(&self, id: ConstId) -> &Const {
        &self.consts[id.0 as usize]
    }
}

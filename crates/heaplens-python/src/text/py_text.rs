//! Text in flight between the guest's heap and a pure function: code points, lone surrogates included, in the
//! narrowest of PEP 393's three widths.
//!
//! Modelled: the buffers of `Objects/unicodeobject.c` (kinds 1, 2 and 4), without their headers. A `TextRef` can
//! borrow a guest's buffer as it lies; a `PyText` is one to be stored. Where a string lives, and whether it is the
//! ASCII form, the heap decides.

use crate::code::Wtf8;
use heaplens_heap::text::Chars;
use std::cmp::Ordering;
use std::fmt;
use std::ops::Range;

/// Owned code points in the narrowest width that holds them.
#[derive(Clone, PartialEq, Eq, Hash)]
pub enum PyText {
    /// Every code point is below 0x100.
    Ucs1(Vec<u8>),
    /// Every code point is below 0x10000, and one is 0x100 or above.
    Ucs2(Vec<u16>),
    /// One code point is 0x10000 or above.
    Ucs4(Vec<u32>),
}

/// Borrowed code points. Their width may be wider than it needs to be (a slice of wider text).
#[derive(Clone, Copy)]
pub enum TextRef<'a> {
    /// One byte a code point.
    Ucs1(&'a [u8]),
    /// Two bytes a code point.
    Ucs2(&'a [u16]),
    /// Four bytes a code point.
    Ucs4(&'a [u32]),
}

/// Runs `$body` with `$units` bound to the slice of whatever width `$text` has.
macro_rules! with_units {
    ($text:expr, $units:ident => $body:expr) => {
        match $text {
            TextRef::Ucs1($units) => $body,
            TextRef::Ucs2($units) => $body,
            TextRef::Ucs4($units) => $body,
        }
    };
}

impl PyText {
    /// The empty text.
    pub const fn new() -> PyText {
        PyText::Ucs1(Vec::new())
    }

    /// An empty text with room for `count` narrow code points.
    pub fn with_capacity(count: usize) -> PyText {
        PyText::Ucs1(Vec::with_capacity(count))
    }

    /// `cp` repeated `count` times.
    pub fn repeated(cp: u32, count: usize) -> PyText {
        if let Ok(unit) = u8::try_from(cp) {
            PyText::Ucs1(vec![unit; count])
        } else if count == 0 {
            PyText::new()
        } else if let Ok(unit) = u16::try_from(cp) {
            PyText::Ucs2(vec![unit; count])
        } else {
            PyText::Ucs4(vec![cp; count])
        }
    }

    /// The text as a borrowed one.
    pub fn as_ref(&self) -> TextRef<'_> {
        match self {
            PyText::Ucs1(units) => TextRef::Ucs1(units),
            PyText::Ucs2(units) => TextRef::Ucs2(units),
            PyText::Ucs4(units) => TextRef::Ucs4(units),
        }
    }

    /// How many code points.
    pub fn len(&self) -> usize {
        self.as_ref().len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Appends a code point, widening the text if it must.
    pub fn push(&mut self, cp: u32) {
        self.widen_for(cp);
        match self {
            PyText::Ucs1(units) => units.push(cp as u8),
            PyText::Ucs2(units) => units.push(cp as u16),
            PyText::Ucs4(units) => units.push(cp),
        }
    }

    /// Appends text.
    pub fn push_text(&mut self, text: TextRef<'_>) {
        if let (PyText::Ucs1(units), TextRef::Ucs1(more)) = (&mut *self, text) {
            units.extend_from_slice(more);
            return;
        }
        self.widen_for(text.max_cp());
        match self {
            PyText::Ucs1(units) => units.extend(text.iter().map(|cp| cp as u8)),
            PyText::Ucs2(units) => units.extend(text.iter().map(|cp| cp as u16)),
            PyText::Ucs4(units) => units.extend(text.iter()),
        }
    }

    /// Appends the characters of a Rust string.
    pub fn push_str(&mut self, text: &str) {
        match self {
            PyText::Ucs1(units) if text.is_ascii() => units.extend_from_slice(text.as_bytes()),
            _ => text.chars().for_each(|c| self.push(c.into())),
        }
    }

    /// Appends `cp`, `count` times.
    pub fn push_repeated(&mut self, cp: u32, count: usize) {
        if count > 0 {
            self.widen_for(cp);
        }
        match self {
            PyText::Ucs1(units) => units.resize(units.len() + count, cp as u8),
            PyText::Ucs2(units) => units.resize(units.len() + count, cp as u16),
            PyText::Ucs4(units) => units.resize(units.len() + count, cp),
        }
    }

    fn widen_for(&mut self, cp: u32) {
        match self {
            PyText::Ucs1(units) if cp > 0xffff => {
                *self = PyText::Ucs4(units.iter().map(|&u| u.into()).collect());
            }
            PyText::Ucs1(units) if cp > 0xff => {
                *self = PyText::Ucs2(units.iter().map(|&u| u.into()).collect());
            }
            PyText::Ucs2(units) if cp > 0xffff => {
                *self = PyText::Ucs4(units.iter().map(|&u| u.into()).collect());
            }
            _ => {}
        }
    }
}

impl<'a> TextRef<'a> {
    /// Bytes a code point: 1, 2 or 4.
    pub fn width(self) -> u32 {
        match self {
            TextRef::Ucs1(_) => 1,
            TextRef::Ucs2(_) => 2,
            TextRef::Ucs4(_) => 4,
        }
    }

    /// How many code points.
    pub fn len(self) -> usize {
        with_units!(self, units => units.len())
    }

    /// Whether there is none.
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// The code point at `at`, which lies inside the text.
    pub fn at(self, at: usize) -> u32 {
        match self {
            TextRef::Ucs1(units) => units[at].into(),
            TextRef::Ucs2(units) => units[at].into(),
            TextRef::Ucs4(units) => units[at],
        }
    }

    /// The code point at `at`, if it lies inside the text.
    pub fn get(self, at: usize) -> Option<u32> {
        (at < self.len()).then(|| self.at(at))
    }

    /// A part of the text, by code points.
    pub fn slice(self, range: Range<usize>) -> TextRef<'a> {
        match self {
            TextRef::Ucs1(units) => TextRef::Ucs1(&units[range]),
            TextRef::Ucs2(units) => TextRef::Ucs2(&units[range]),
            TextRef::Ucs4(units) => TextRef::Ucs4(&units[range]),
        }
    }

    /// The code points, in order.
    pub fn iter(self) -> impl DoubleEndedIterator<Item = u32> + ExactSizeIterator + 'a {
        (0..self.len()).map(move |at| self.at(at))
    }

    /// The bytes, if every code point is below 0x80 and they are stored narrow.
    pub fn as_ascii(self) -> Option<&'a [u8]> {
        match self {
            TextRef::Ucs1(units) if units.is_ascii() => Some(units),
            _ => None,
        }
    }

    /// Whether every code point is below 0x80.
    pub fn is_ascii(self) -> bool {
        match self {
            TextRef::Ucs1(units) => units.is_ascii(),
            wide => wide.iter().all(|cp| cp < 0x80),
        }
    }

    /// Whether this ASCII character occurs.
    pub fn contains_byte(self, byte: u8) -> bool {
        match self {
            TextRef::Ucs1(units) => units.contains(&byte),
            wide => wide.iter().any(|cp| cp == u32::from(byte)),
        }
    }

    /// The greatest code point, 0 if there is none.
    pub fn max_cp(self) -> u32 {
        with_units!(self, units => units.iter().copied().max().map_or(0, u32::from))
    }

    /// A copy in the narrowest width.
    pub fn to_text(self) -> PyText {
        if let TextRef::Ucs1(units) = self {
            return PyText::Ucs1(units.to_vec());
        }
        match self.max_cp() {
            0..=0xff => PyText::Ucs1(self.iter().map(|cp| cp as u8).collect()),
            0x100..=0xffff => PyText::Ucs2(self.iter().map(|cp| cp as u16).collect()),
            _ => PyText::Ucs4(self.iter().collect()),
        }
    }

    /// The text as a Rust string, with U+FFFD for each lone surrogate: for Rust's own messages and tests.
    pub fn to_string_lossy(self) -> String {
        self.iter()
            .map(|cp| char::from_u32(cp).unwrap_or(char::REPLACEMENT_CHARACTER))
            .collect()
    }

    /// The text as WTF-8: UTF-8, with lone surrogates in their three-byte form.
    pub fn to_wtf8(self) -> Vec<u8> {
        if let Some(bytes) = self.as_ascii() {
            return bytes.to_vec();
        }
        let mut out = Vec::with_capacity(self.len() + self.len() / 2);
        for cp in self.iter() {
            push_wtf8(&mut out, cp);
        }
        out
    }
}

/// Appends the UTF-8 form of a code point, which for a surrogate is the generalised one.
pub fn push_wtf8(out: &mut Vec<u8>, cp: u32) {
    let tail = |shift: u32| (0x80 | (cp >> shift & 0x3f)) as u8;
    match cp {
        0..=0x7f => out.push(cp as u8),
        0x80..=0x7ff => out.extend([(0xc0 | cp >> 6) as u8, tail(0)]),
        0x800..=0xffff => out.extend([(0xe0 | cp >> 12) as u8, tail(6), tail(0)]),
        _ => out.extend([(0xf0 | cp >> 18) as u8, tail(12), tail(6), tail(0)]),
    }
}

impl PyText {
    /// Text from well-formed WTF-8 (UTF-8 with three-byte surrogates); `None` if it isn't that.
    pub fn from_wtf8(bytes: &[u8]) -> Option<PyText> {
        if bytes.is_ascii() {
            return Some(PyText::Ucs1(bytes.to_vec()));
        }
        let mut out = PyText::with_capacity(bytes.len());
        let mut rest = bytes;
        while let Some((&lead, after)) = rest.split_first() {
            let (count, first, least) = match lead {
                0..=0x7f => (0, u32::from(lead), 0),
                0xc2..=0xdf => (1, u32::from(lead & 0x1f), 0x80),
                0xe0..=0xef => (2, u32::from(lead & 0xf), 0x800),
                0xf0..=0xf4 => (3, u32::from(lead & 7), 0x10000),
                _ => return None,
            };
            let tail = after.get(..count)?;
            let mut cp = first;
            for &byte in tail {
                if byte & 0xc0 != 0x80 {
                    return None;
                }
                cp = cp << 6 | u32::from(byte & 0x3f);
            }
            if cp < least || cp > 0x10ffff {
                return None;
            }
            out.push(cp);
            rest = &after[count..];
        }
        Some(out)
    }
}

impl PartialEq for TextRef<'_> {
    fn eq(&self, other: &TextRef<'_>) -> bool {
        match (*self, *other) {
            (TextRef::Ucs1(a), TextRef::Ucs1(b)) => a == b,
            (a, b) => a.len() == b.len() && a.iter().eq(b.iter()),
        }
    }
}

impl Eq for TextRef<'_> {}

impl PartialEq<str> for TextRef<'_> {
    fn eq(&self, other: &str) -> bool {
        match self.as_ascii() {
            Some(bytes) => bytes == other.as_bytes(),
            None => self.iter().eq(other.chars().map(u32::from)),
        }
    }
}

impl Ord for TextRef<'_> {
    fn cmp(&self, other: &TextRef<'_>) -> Ordering {
        match (*self, *other) {
            (TextRef::Ucs1(a), TextRef::Ucs1(b)) => a.cmp(b),
            (a, b) => a.iter().cmp(b.iter()),
        }
    }
}

impl PartialOrd for TextRef<'_> {
    fn partial_cmp(&self, other: &TextRef<'_>) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Default for PyText {
    fn default() -> PyText {
        PyText::new()
    }
}

impl<'h> From<Chars<'h>> for TextRef<'h> {
    fn from(chars: Chars<'h>) -> TextRef<'h> {
        match chars {
            Chars::One(units, _) => TextRef::Ucs1(units),
            Chars::Two(units) => TextRef::Ucs2(units),
            Chars::Four(units) => TextRef::Ucs4(units),
        }
    }
}

impl From<&Wtf8> for PyText {
    fn from(text: &Wtf8) -> PyText {
        PyText::from_wtf8(text.as_bytes()).expect("a Wtf8 is well-formed")
    }
}

impl From<TextRef<'_>> for Wtf8 {
    fn from(text: TextRef<'_>) -> Wtf8 {
        Wtf8::from_code_points(text.iter())
    }
}

impl From<&str> for PyText {
    fn from(text: &str) -> PyText {
        let mut out = PyText::with_capacity(text.len());
        out.push_str(text);
        out
    }
}

impl From<String> for PyText {
    fn from(text: String) -> PyText {
        if text.is_ascii() {
            PyText::Ucs1(text.into_bytes())
        } else {
            PyText::from(text.as_str())
        }
    }
}

impl FromIterator<u32> for PyText {
    fn from_iter<I: IntoIterator<Item = u32>>(points: I) -> PyText {
        let mut out = PyText::new();
        out.extend(points);
        out
    }
}

impl Extend<u32> for PyText {
    fn extend<I: IntoIterator<Item = u32>>(&mut self, points: I) {
        points.into_iter().for_each(|cp| self.push(cp));
    }
}

impl PartialEq<str> for PyText {
    fn eq(&self, other: &str) -> bool {
        self.as_ref() == *other
    }
}

impl PartialEq<&str> for PyText {
    fn eq(&self, other: &&str) -> bool {
        self.as_ref() == **other
    }
}

impl fmt::Debug for TextRef<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("\"")?;
        for cp in self.iter() {
            match char::from_u32(cp) {
                Some(c) => write!(f, "{}", c.escape_debug())?,
                None => write!(f, "\\u{{{cp:x}}}")?,
            }
        }
        f.write_str("\"")
    }
}

impl fmt::Debug for PyText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.as_ref().fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_width_is_the_narrowest() {
        let mut text = PyText::from("abc");
        assert!(matches!(text, PyText::Ucs1(_)));
        text.push(0xe9);
        assert!(matches!(text, PyText::Ucs1(_)));
        text.push(0xd800);
        assert!(matches!(text, PyText::Ucs2(_)));
        text.push_str("\u{1f600}");
        assert!(matches!(text, PyText::Ucs4(_)));
        assert_eq!(text.len(), 6);
        let part = text.as_ref().slice(0..4).to_text();
        assert_eq!(part, "abc\u{e9}");
        assert!(matches!(part, PyText::Ucs1(_)));
        assert!(matches!(PyText::repeated(0x20ac, 0), PyText::Ucs1(_)));
    }

    #[test]
    fn wtf8_there_and_back() {
        let text: PyText = [0x61, 0xe9, 0x20ac, 0xd83d, 0xdc00, 0x10ffff]
            .into_iter()
            .collect();
        let bytes = text.as_ref().to_wtf8();
        assert_eq!(PyText::from_wtf8(&bytes), Some(text));
        for bad in [
            &[0x80][..],
            &[0xc0, 0x80],
            &[0xe0, 0x80, 0x80],
            &[0xf4, 0x90, 0x80, 0x80],
            &[0xc3],
        ] {
            assert_eq!(PyText::from_wtf8(bad), None);
        }
    }

    #[test]
    fn order_is_by_code_point_whatever_the_width() {
        let wide: PyText = [0x61, 0x1f600].into_iter().collect();
        let part = wide.as_ref().slice(0..1);
        assert_eq!(part, PyText::from("a").as_ref());
        assert!(part < PyText::from("b").as_ref());
        assert!(PyText::from("\u{ffff}").as_ref() < PyText::from("\u{10000}").as_ref());
    }
}

//! An object's own value as text: as `repr` spells it, without running `repr`.

use crate::wire::{Slice, Value};
use heaplens_heap::scalars::IntValue;
use heaplens_heap::text::Chars;
use heaplens_heap::types::{Layout, flags};
use heaplens_heap::{Heap, Ref, TypeId};
use heaplens_python::number::complex::{self, Complex};
use heaplens_python::number::float_repr;
use heaplens_python::text::unicode::Unicode;
use heaplens_python::text::{TextRef, repr};

use super::identity::{field_of, title_of};

/// The most characters of a value that stands in a title or a row.
pub const SHORT: usize = 28;
/// Integers of more bits than this are not written out: it would take long, and nobody reads them.
const MOST_BITS: u64 = 40_000;

/// Whether an object is all value: a number, a text, one of the singletons.
#[must_use]
pub fn is_atom(heap: &Heap, r: Ref) -> bool {
    let info = heap.info_of(r);
    let is_plain = !info.has(flags::HEAPTYPE);
    is_plain
        && (matches!(
            info.layout,
            Layout::Int | Layout::Float | Layout::Complex | Layout::Str | Layout::Bytes
        ) || matches!(
            info.id,
            TypeId::NONE | TypeId::ELLIPSIS | TypeId::NOT_IMPLEMENTED
        ))
}

/// What a box says of the value of `r`, of at most `at_most` code points.
#[must_use]
pub fn value_of(heap: &Heap, r: Ref, at_most: usize) -> Value {
    match slice_of(heap, r, at_most) {
        Some(slice) => Value::Text(slice),
        None => Value::None,
    }
}

/// `r` in a few characters: its value if it is one, else its name.
#[must_use]
pub fn short_text(heap: &Heap, r: Ref) -> String {
    if r.is_null() {
        return "not set".to_owned();
    }
    if let Some(text) = short_tuple(heap, r) {
        return text;
    }
    match is_atom(heap, r).then(|| slice_of(heap, r, SHORT)).flatten() {
        Some(slice) => slice.parts.join("…"),
        None => title_of(heap, r),
    }
}

/// A tuple of a few atoms, spelled out.
fn short_tuple(heap: &Heap, r: Ref) -> Option<String> {
    if heap.type_of(r) != TypeId::TUPLE || !(1..=4).contains(&heap.tuple_len(r)) {
        return None;
    }
    let length = heap.tuple_len(r);
    let items: Option<Vec<String>> = (0..length)
        .map(|at| {
            let item = heap.tuple_item(r, at);
            (!item.is_null() && is_atom(heap, item))
                .then(|| atom_text(heap, item, 12))
                .flatten()
        })
        .collect();
    let items = items?;
    let text = if let [one] = items.as_slice() {
        format!("({one},)")
    } else {
        format!("({})", items.join(", "))
    };
    (text.chars().count() <= SHORT).then_some(text)
}

/// An atom's value, if it is no longer than `at_most`.
#[must_use]
pub fn atom_text(heap: &Heap, r: Ref, at_most: usize) -> Option<String> {
    let slice = slice_of(heap, r, at_most)?;
    match <[String; 1]>::try_from(slice.parts) {
        Ok([whole]) => Some(whole),
        Err(_) => None,
    }
}

fn slice_of(heap: &Heap, r: Ref, at_most: usize) -> Option<Slice> {
    let info = heap.info_of(r);
    match info.layout {
        Layout::Int => Some(cut(&int_text(heap, r), at_most)),
        Layout::Float => Some(Slice::whole(float_repr::repr(heap.float_value(r)))),
        Layout::Complex => {
            let (real, imag) = heap.complex_value(r);
            Some(Slice::whole(complex::repr(Complex { real, imag })))
        }
        Layout::Str => Some(str_slice(heap, r, at_most)),
        Layout::Bytes => Some(bytes_slice(
            heap.bytes_value(r).len(),
            &|at| heap.bytes_value(r)[at],
            at_most,
        )),
        Layout::Buffer => {
            let length = heap.buffer_len(r) as usize;
            Some(bytes_slice(
                length,
                &|at| heap.buffer_byte(r, at as u32),
                at_most,
            ))
        }
        Layout::List if heap.list_len(r) == 0 => Some(Slice::whole("[]")),
        Layout::Tuple if heap.tuple_len(r) == 0 => Some(Slice::whole("()")),
        Layout::Dict | Layout::OrderedDict if heap.dict_len(r) == 0 => Some(Slice::whole("{}")),
        Layout::Set if heap.set_len(r) == 0 => Some(Slice::whole(format!("{}()", info.name))),
        Layout::List
        | Layout::Tuple
        | Layout::Dict
        | Layout::Set
        | Layout::Type
        | Layout::Deque
        | Layout::OrderedDict
        | Layout::Run { .. } => None,
        Layout::Record { .. } | Layout::Holding { .. } => record_text(heap, r).map(Slice::whole),
    }
}

fn int_text(heap: &Heap, r: Ref) -> String {
    if heap.type_of(r) == TypeId::BOOL {
        return if heap.int_small(r) == Some(0) {
            "False"
        } else {
            "True"
        }
        .to_owned();
    }
    match heap.int_small(r) {
        Some(value) => value.to_string(),
        None if heap.int_bits(r) > MOST_BITS => format!("a number of {} bits", heap.int_bits(r)),
        None => match heap.int_value(r) {
            IntValue::Small(value) => value.to_string(),
            IntValue::Big(value) => value.to_string(),
        },
    }
}

/// What records of built-in types say that are all value.
fn record_text(heap: &Heap, r: Ref) -> Option<String> {
    let part = |name: &str| field_of(heap, r, name).map(|part| short_text(heap, part));
    match heap.type_of(r) {
        TypeId::NONE => Some("None".to_owned()),
        TypeId::ELLIPSIS => Some("Ellipsis".to_owned()),
        TypeId::NOT_IMPLEMENTED => Some("NotImplemented".to_owned()),
        TypeId::RANGE => {
            let (start, stop, step) = (part("start")?, part("stop")?, part("step")?);
            Some(if step == "1" {
                format!("range({start}, {stop})")
            } else {
                format!("range({start}, {stop}, {step})")
            })
        }
        TypeId::SLICE => Some(format!(
            "slice({}, {}, {})",
            part("start")?,
            part("stop")?,
            part("step")?
        )),
        _ => None,
    }
}

/// A text whole, or its head, middle and tail.
fn cut(text: &str, at_most: usize) -> Slice {
    let length = text.chars().count();
    if length <= at_most.max(8) {
        return Slice {
            parts: vec![text.to_owned()],
            length: length as u64,
        };
    }
    let part = |from: usize, count: usize| text.chars().skip(from).take(count).collect::<String>();
    let parts = ranges(length, at_most).map(|(from, count)| part(from, count));
    Slice {
        parts: parts.into(),
        length: length as u64,
    }
}

/// Head, middle and tail of `length` things, as where they start and how many; `at_most` in all.
fn ranges(length: usize, at_most: usize) -> [(usize, usize); 3] {
    let third = (at_most.max(9) / 3).min(length / 3);
    [
        (0, third),
        ((length - third) / 2, third),
        (length - third, third),
    ]
}

/// The `repr` of a str, of which no more than is shown is ever spelled.
fn str_slice(heap: &Heap, r: Ref, at_most: usize) -> Slice {
    let db = Unicode::of(heap.version);
    let text = match heap.chars(r) {
        Chars::One(units, _) => TextRef::Ucs1(units),
        Chars::Two(units) => TextRef::Ucs2(units),
        Chars::Four(units) => TextRef::Ucs4(units),
    };
    let spell = |from: usize, count: usize| {
        repr::repr(text.slice(from..from + count), db)
            .as_ref()
            .to_string_lossy()
    };
    let length = text.len();
    if length + 2 <= at_most.max(8) {
        return Slice {
            parts: vec![spell(0, length)],
            length: length as u64,
        };
    }
    quoted(ranges(length, at_most), &spell, 0, length)
}

/// The `repr` of bytes, likewise.
fn bytes_slice(length: usize, byte: &dyn Fn(usize) -> u8, at_most: usize) -> Slice {
    let spell = |from: usize, count: usize| {
        let part: Vec<u8> = (from..from + count).map(byte).collect();
        repr::repr_bytes(&part).as_ref().to_string_lossy()
    };
    if length + 3 <= at_most.max(8) {
        return Slice {
            parts: vec![spell(0, length)],
            length: length as u64,
        };
    }
    quoted(ranges(length, at_most), &spell, 1, length)
}

/// Head, middle and tail of a quoted text, with quotes at the two ends alone. `prefix` is the `b` of bytes.
fn quoted(
    ranges: [(usize, usize); 3],
    spell: &dyn Fn(usize, usize) -> String,
    prefix: usize,
    length: usize,
) -> Slice {
    let [head, middle, tail] = ranges.map(|(from, count)| spell(from, count));
    let without_last = |text: &str| text[..text.len() - 1].to_owned();
    let middle = without_last(&middle[prefix + 1..]);
    Slice {
        parts: vec![without_last(&head), middle, tail[prefix + 1..].to_owned()],
        length: length as u64,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use heaplens_heap::Version;

    fn heap() -> Heap {
        Heap::new(Version::V3_13)
    }

    #[test]
    fn short_values_are_whole() {
        let mut heap = heap();
        let text = heap.str("it's");
        assert_eq!(short_text(&heap, text.get()), "\"it's\"");
        let number = heap.int(-70_000);
        assert_eq!(title_of(&heap, number.get()), "int -70000");
        let list = heap.list_from(&[]);
        assert_eq!(
            value_of(&heap, list.get(), 40),
            Value::Text(Slice::whole("[]"))
        );
    }

    #[test]
    fn a_long_text_shows_head_middle_and_tail() {
        let mut heap = heap();
        let letters: String = ('a'..='z').cycle().take(260).collect();
        let text = heap.str(&letters);
        let Value::Text(slice) = value_of(&heap, text.get(), 12) else {
            panic!("text has a value")
        };
        assert_eq!(slice.parts, ["'abcd", "yzab", "wxyz'"]);
        assert_eq!(slice.length, 260);
        assert_eq!(title_of(&heap, text.get()), "str");
    }

    #[test]
    fn bytes_are_cut_without_their_prefix_in_the_middle() {
        let mut heap = heap();
        let content: Vec<u8> = (0..=255).collect();
        let bytes = heap.bytes(&content);
        let Value::Text(slice) = value_of(&heap, bytes.get(), 9) else {
            panic!("bytes have a value")
        };
        assert_eq!(
            slice.parts,
            ["b'\\x00\\x01\\x02", "~\\x7f\\x80", "\\xfd\\xfe\\xff'"]
        );
    }

    #[test]
    fn a_number_of_a_million_digits_is_not_written_out() {
        let mut heap = heap();
        let huge = num_bigint::BigInt::from(1) << 100_000u32;
        let huge = heap.int_from_big(&huge);
        assert_eq!(short_text(&heap, huge.get()), "a number of 100001 bits");
    }
}

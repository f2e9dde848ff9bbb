//! Reading text: chunks decoded, lines cut off. Source: Modules/_io/textio.c (`textiowrapper_read_chunk`,
//! `_textiowrapper_readline`, `_PyIO_find_line_ending`).

use heaplens_heap::{Owned, Ref};

use super::{
    CHUNK_SIZE, bits, buffer, check_open, clear, encoding, errors, field, flush, half, has,
    is_ours, set,
};
use crate::modules::io::{base, buffered};
use crate::text::codecs::{Codec, Order};
use crate::text::{PyText, TextRef};
use crate::vm::exceptions::Exc;
use crate::vm::native::Args;
use crate::vm::{Res, Vm};

/// Forgets what was decoded.
pub(super) fn forget(vm: &mut Vm, r: Ref) {
    vm.store_field(r, field::DECODED, Ref::NULL);
    vm.store_field(r, field::SNAPSHOT, Ref::NULL);
    vm.heap.set_raw_half(r, half::TAKEN, 0);
    vm.heap.set_raw_half(r, half::USED, 0);
}

pub(super) fn left(vm: &Vm, r: Ref) -> usize {
    match vm.heap.field(r, field::DECODED).some() {
        Some(decoded) => vm.heap.str_len(decoded) - vm.heap.raw_half(r, half::TAKEN) as usize,
        None => 0,
    }
}

/// Takes `count` characters that are decoded.
pub(super) fn take(vm: &mut Vm, r: Ref, count: usize) -> Owned {
    let decoded = vm.heap.field(r, field::DECODED);
    let taken = vm.heap.raw_half(r, half::TAKEN) as usize;
    if decoded.is_null() || count == 0 {
        return vm.heap.str("");
    }
    vm.heap.set_raw_half(r, half::TAKEN, (taken + count) as u32);
    vm.heap.str_slice(decoded, taken, taken + count)
}

/// How many bytes of the end are the beginning of a character.
pub(super) fn cut_off(codec: Codec, bytes: &[u8]) -> usize {
    match codec {
        Codec::Utf8 | Codec::Utf8Sig => {
            let back = bytes
                .iter()
                .rev()
                .take(3)
                .position(|&byte| byte & 0xc0 != 0x80);
            let Some(back) = back else { return 0 };
            let lead = bytes[bytes.len() - 1 - back];
            let wanted = match lead {
                0xc2..=0xdf => 2,
                0xe0..=0xef => 3,
                0xf0..=0xf4 => 4,
                _ => 1,
            };
            if wanted > back + 1 { back + 1 } else { 0 }
        }
        Codec::Utf16(order) => {
            let odd = bytes.len() % 2;
            let even = bytes.len() - odd;
            let high = match order {
                Order::Big => even.checked_sub(2),
                _ => even.checked_sub(1),
            };
            let is_lead = high.is_some_and(|at| bytes[at] & 0xfc == 0xd8);
            odd + if is_lead { 2 } else { 0 }
        }
        Codec::Utf32(_) => bytes.len() % 4,
        _ => 0,
    }
}

/// The codec that the bytes are in, and how long the mark at their start is.
pub(super) fn marked(
    vm: &mut Vm,
    r: Ref,
    bytes: &[u8],
    is_end: bool,
) -> Option<(Codec, usize, &'static str)> {
    let codec = Codec::named(&encoding(vm, r))?;
    let wanted = match codec {
        Codec::Utf16(Order::Marked) => 2,
        Codec::Utf8Sig => 3,
        Codec::Utf32(Order::Marked) => 4,
        _ => 0,
    };
    if wanted == 0 {
        return Some((codec, 0, ""));
    }
    let is_at_start = !has(vm, r, bits::MARKED);
    if is_at_start && bytes.len() < wanted && !is_end {
        return None;
    }
    let (mark, is_big) = match (codec, bytes) {
        (Codec::Utf16(_), [0xff, 0xfe, ..]) => (2, false),
        (Codec::Utf16(_), [0xfe, 0xff, ..]) => (2, true),
        (Codec::Utf32(_), [0xff, 0xfe, 0, 0, ..]) => (4, false),
        (Codec::Utf32(_), [0, 0, 0xfe, 0xff, ..]) => (4, true),
        (Codec::Utf8Sig, [0xef, 0xbb, 0xbf, ..]) => (3, false),
        _ => (0, false),
    };
    let mark = if is_at_start { mark } else { 0 };
    if is_at_start {
        set(vm, r, bits::MARKED);
        vm.heap.set_raw_half(r, half::ORDER, 1 + u32::from(is_big));
    }
    let is_big = vm.heap.raw_half(r, half::ORDER) == 2;
    Some(match (codec, is_big) {
        (Codec::Utf16(_), false) => (Codec::Utf16(Order::Little), mark, "utf-16-le"),
        (Codec::Utf16(_), true) => (Codec::Utf16(Order::Big), mark, "utf-16-be"),
        (Codec::Utf32(_), false) => (Codec::Utf32(Order::Little), mark, "utf-32-le"),
        (Codec::Utf32(_), true) => (Codec::Utf32(Order::Big), mark, "utf-32-be"),
        _ => (Codec::Utf8, mark, "utf-8"),
    })
}

/// Bytes of a character of ASCII.
pub(super) fn unit(codec: Codec) -> usize {
    match codec {
        Codec::Utf16(_) => 2,
        Codec::Utf32(_) => 4,
        _ => 1,
    }
}

/// Decodes a chunk behind what was cut off before. Nothing where the chunk is too short to say anything.
pub(super) fn decode(vm: &mut Vm, r: Ref, chunk: &[u8], is_end: bool) -> Res<()> {
    let snapshot = vm.heap.field(r, field::SNAPSHOT);
    let mut bytes = match snapshot.some() {
        Some(snapshot) => {
            let used = vm.heap.raw_half(r, half::USED) as usize;
            vm.heap.bytes_value(snapshot)[used..].to_vec()
        }
        None => Vec::new(),
    };
    bytes.extend_from_slice(chunk);
    let kept = vm.heap.bytes(&bytes);
    let (mut end, mut text) = (0, PyText::new());
    if let Some((codec, mark, name)) = marked(vm, r, &bytes, is_end) {
        end = bytes.len();
        if !is_end {
            end -= cut_off(codec, &bytes);
        }
        let name = if name.is_empty() {
            encoding(vm, r)
        } else {
            name.to_owned()
        };
        let errors = errors(vm, r);
        let decoded = vm.decode_bytes(&bytes[mark.min(end)..end], &name, Some(&errors))?;
        text = vm.py_text(decoded.get());
        if has(vm, r, bits::UNIVERSAL) {
            let last = text.len().checked_sub(1);
            if !is_end && last.is_some_and(|last| text.as_ref().at(last) == 13) {
                text = text.as_ref().slice(0..text.len() - 1).to_text();
                end -= unit(codec);
            }
            text = note_newlines(vm, r, text.as_ref());
        }
    }
    vm.store_field(r, field::SNAPSHOT, kept.get());
    vm.heap.set_raw_half(r, half::USED, end as u32);
    let text = vm.new_text(&text);
    vm.store_field(r, field::DECODED, text.get());
    vm.heap.set_raw_half(r, half::TAKEN, 0);
    Ok(())
}

/// Notes which newlines there are, and makes them one where they are translated.
pub(super) fn note_newlines(vm: &mut Vm, r: Ref, text: TextRef<'_>) -> PyText {
    let translates = has(vm, r, bits::TRANSLATE);
    let mut out = PyText::with_capacity(text.len());
    let mut seen = 0;
    let mut at = 0;
    while at < text.len() {
        let point = text.at(at);
        at += 1;
        match point {
            13 if text.get(at) == Some(10) => {
                seen |= bits::CRLF;
                at += 1;
                if !translates {
                    out.push(13);
                }
                out.push(10);
            }
            13 => {
                seen |= bits::CR;
                out.push(if translates { 10 } else { 13 });
            }
            10 => {
                seen |= bits::LF;
                out.push(10);
            }
            _ => out.push(point),
        }
    }
    set(vm, r, seen);
    out
}

/// Reads and decodes the next chunk; false at the end (`textiowrapper_read_chunk`).
pub(super) fn read_chunk(vm: &mut Vm, r: Ref) -> Res<bool> {
    if !has(vm, r, bits::READS) {
        return Err(vm.unsupported_operation("not readable"));
    }
    let which = vm.heap.raw_half(r, half::STANDARD);
    let chunk = if which != 0 {
        vm.read_stdin_line()
    } else {
        let buffer = buffer(vm, r)?;
        if is_ours(vm, buffer) {
            buffered::read_once(vm, buffer, Some(CHUNK_SIZE as usize))?
        } else {
            let size = vm.heap.int(CHUNK_SIZE);
            let name = match vm.quiet_attribute(buffer, "read1") {
                Some(_) => "read1",
                None => "read",
            };
            let chunk = vm.call_named(buffer, name, &[size.get()])?;
            match vm.buffer_content(chunk.get())? {
                Some(content) => content,
                None => {
                    let text = format!(
                        "underlying {name}() should have returned a bytes-like object, not '{}'",
                        vm.type_name(chunk.get())
                    );
                    return Err(vm.type_error(&text));
                }
            }
        }
    };
    let is_end = chunk.is_empty();
    decode(vm, r, &chunk, is_end)?;
    Ok(!is_end)
}

pub(super) fn read(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let r = args.this();
    check_open(vm, r)?;
    if !has(vm, r, bits::READS) {
        return Err(vm.unsupported_operation("not readable"));
    }
    flush(vm, r)?;
    let Some(count) = base::size(vm, args.get(1))? else {
        let there = left(vm, r);
        let first = take(vm, r, there);
        let rest = if vm.heap.raw_half(r, half::STANDARD) != 0 {
            vm.read_stdin()
        } else {
            let buffer = buffer(vm, r)?;
            if is_ours(vm, buffer) {
                buffered::read_all(vm, buffer)?
            } else {
                let rest = vm.call_named(buffer, "read", &[])?;
                vm.bytes_like(rest.get())?
            }
        };
        decode(vm, r, &rest, true)?;
        let there = left(vm, r);
        let second = take(vm, r, there);
        forget(vm, r);
        if there == 0 {
            return Ok(first);
        }
        return Ok(vm.join_strs(&[first.get(), second.get()]));
    };
    let mut parts = Vec::new();
    let mut have = 0;
    while have < count {
        if left(vm, r) == 0 && !read_chunk(vm, r)? && left(vm, r) == 0 {
            break;
        }
        let there = left(vm, r).min(count - have);
        have += there;
        parts.push(take(vm, r, there));
    }
    let parts: Vec<Ref> = parts.iter().map(Owned::get).collect();
    Ok(vm.join_strs(&parts))
}

/// Where, behind `from`, a line ends; or how far was looked in vain.
pub(super) fn line_end(vm: &Vm, r: Ref, text: TextRef<'_>, from: usize) -> Option<usize> {
    if has(vm, r, bits::UNIVERSAL) && !has(vm, r, bits::TRANSLATE) {
        let at = (from..text.len()).find(|&at| matches!(text.at(at), 10 | 13))?;
        let is_pair = text.at(at) == 13 && text.get(at + 1) == Some(10);
        return Some(at + if is_pair { 2 } else { 1 });
    }
    let newline = vm.heap.field(r, field::READ_NEWLINE);
    if newline.is_null() {
        if let Some(ascii) = text.as_ascii() {
            return ascii[from..]
                .iter()
                .position(|&byte| byte == b'\n')
                .map(|at| from + at + 1);
        }
        return (from..text.len())
            .find(|&at| text.at(at) == 10)
            .map(|at| at + 1);
    }
    if vm.heap.str_len(newline) == 1 {
        return (from..text.len())
            .find(|&at| text.at(at) == 13)
            .map(|at| at + 1);
    }
    (from..text.len())
        .find(|&at| text.at(at) == 13 && text.get(at + 1) == Some(10))
        .map(|at| at + 2)
}

/// The next line; empty at the end (`_textiowrapper_readline`).
pub(super) fn line(vm: &mut Vm, r: Ref, limit: Option<usize>) -> Res<Owned> {
    flush(vm, r)?;
    let limit = limit.unwrap_or(usize::MAX);
    let mut parts: Vec<Owned> = Vec::new();
    let mut have = 0;
    // A pair of newline characters may lie in two chunks.
    let mut is_pending_cr = false;
    while have < limit {
        if left(vm, r) == 0 && !read_chunk(vm, r)? && left(vm, r) == 0 {
            break;
        }
        let decoded = vm.heap.field(r, field::DECODED);
        let taken = vm.heap.raw_half(r, half::TAKEN) as usize;
        let text = vm.text_ref(decoded);
        let end = if is_pending_cr && text.get(taken) == Some(10) {
            Some(taken + 1)
        } else {
            line_end(vm, r, text, taken)
        };
        let length = text.len();
        is_pending_cr = end.is_none()
            && vm
                .heap
                .field(r, field::READ_NEWLINE)
                .some()
                .is_some_and(|newline| vm.heap.str_len(newline) == 2)
            && text.at(length - 1) == 13;
        let stop = end
            .unwrap_or(length)
            .min(taken.saturating_add(limit - have));
        let is_done = end == Some(stop);
        have += stop - taken;
        parts.push(take(vm, r, stop - taken));
        if is_done {
            break;
        }
    }
    if parts.len() == 1
        && let Some(part) = parts.pop()
    {
        return Ok(part);
    }
    let parts: Vec<Ref> = parts.iter().map(Owned::get).collect();
    Ok(vm.join_strs(&parts))
}

/// `tp_iternext`.
pub fn next(vm: &mut Vm, r: Ref) -> Res<Option<Owned>> {
    check_open(vm, r)?;
    set(vm, r, bits::NOT_TELLING);
    let class = vm.native_class("_io.TextIOWrapper");
    let line = if vm.heap.type_of(r) == class {
        line(vm, r, None)?
    } else {
        let line = vm.call_named(r, "readline", &[])?;
        if !vm.is_str(line.get()) {
            let text = format!(
                "readline() should have returned a str object, not '{}'",
                vm.type_name(line.get())
            );
            return Err(vm.raise_text(Exc::OSError, &text));
        }
        line
    };
    if vm.heap.str_len(line.get()) == 0 {
        clear(vm, r, bits::NOT_TELLING);
        vm.store_field(r, field::SNAPSHOT, Ref::NULL);
        vm.heap.set_raw_half(r, half::USED, 0);
        return Ok(None);
    }
    Ok(Some(line))
}

//! Where a text stream is: `tell` and `seek`. Source: Modules/_io/textio.c (`_io_TextIOWrapper_tell_impl`,
//! `_io_TextIOWrapper_seek_impl`). A place is that of a byte; what CPython packs beside it is left out.

use heaplens_heap::{Owned, Ref};

use super::read::{forget, left, unit};
use super::{bits, buffer, check_open, clear, encoding, field, flush, half, has, set};
use crate::text::codecs::{Codec, Order};
use crate::vm::exceptions::Exc;
use crate::vm::native::Args;
use crate::vm::{Res, Vm};

pub(super) fn tell(vm: &mut Vm, r: Ref) -> Res<i64> {
    check_open(vm, r)?;
    if !has(vm, r, bits::SEEKABLE) {
        return Err(vm.unsupported_operation("underlying stream is not seekable"));
    }
    if has(vm, r, bits::NOT_TELLING) {
        return Err(vm.raise_text(Exc::OSError, "telling position disabled by next() call"));
    }
    flush(vm, r)?;
    let below = buffer(vm, r)?;
    vm.do_named(below, "flush", &[])?;
    let at = vm.call_named(below, "tell", &[])?;
    let at = vm.ssize_argument(at.get())?;
    let Some(snapshot) = vm.heap.field(r, field::SNAPSHOT).some() else {
        return Ok(at);
    };
    let bytes = vm.heap.bytes_value(snapshot).to_vec();
    let taken = vm.heap.raw_half(r, half::TAKEN) as usize;
    let start = at - bytes.len() as i64;
    let used = vm.heap.raw_half(r, half::USED) as usize;
    if left(vm, r) == 0 {
        return Ok(start + used as i64);
    }
    let codec = Codec::named(&encoding(vm, r)).unwrap_or(Codec::Utf8);
    let translates = has(vm, r, bits::TRANSLATE);
    Ok(start + bytes_of(codec, &bytes[..used], taken, translates) as i64)
}

/// How many bytes so many characters at the start of `bytes` take.
pub(super) fn bytes_of(codec: Codec, bytes: &[u8], count: usize, translates: bool) -> usize {
    let unit = unit(codec);
    let mut at = match (codec, bytes) {
        (Codec::Utf16(Order::Marked), [0xff, 0xfe, ..] | [0xfe, 0xff, ..]) => 2,
        (Codec::Utf8Sig, [0xef, 0xbb, 0xbf, ..]) => 3,
        _ => 0,
    };
    let is = |at: usize, byte: u8| {
        bytes.get(at..at + unit).is_some_and(|part| {
            part.contains(&byte) && part.iter().filter(|&&b| b != 0).count() == 1
        })
    };
    for _ in 0..count {
        let width = match codec {
            Codec::Utf8 | Codec::Utf8Sig => match bytes.get(at) {
                Some(0xc0..=0xdf) => 2,
                Some(0xe0..=0xef) => 3,
                Some(0xf0..) => 4,
                _ => 1,
            },
            _ => unit,
        };
        at += if translates && is(at, 13) && is(at + unit, 10) {
            2 * unit
        } else {
            width
        };
    }
    at.min(bytes.len())
}

pub(super) fn seek(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let r = args.this();
    check_open(vm, r)?;
    let whence = match args.get(2) {
        Some(whence) => vm.int_argument(whence)?,
        None => 0,
    };
    if !has(vm, r, bits::SEEKABLE) {
        return Err(vm.unsupported_operation("underlying stream is not seekable"));
    }
    let mut cookie = vm.ssize_argument(args.pos[1])?;
    match whence {
        0 => {}
        1 | 2 if cookie != 0 => {
            let which = if whence == 1 { "cur" } else { "end" };
            let text = format!("can't do nonzero {which}-relative seeks");
            return Err(vm.unsupported_operation(&text));
        }
        1 => {
            vm.do_named(r, "flush", &[])?;
            cookie = tell(vm, r)?;
        }
        2 => {
            vm.do_named(r, "flush", &[])?;
            forget(vm, r);
            clear(vm, r, bits::NOT_TELLING);
            let below = buffer(vm, r)?;
            let (zero, two) = (vm.heap.int(0), vm.heap.int(2));
            let at = vm.call_named(below, "seek", &[zero.get(), two.get()])?;
            let is_start = vm.index_value(at.get())? == Some(0);
            if is_start {
                clear(vm, r, bits::MARKED);
            } else {
                set(vm, r, bits::MARKED);
            }
            return Ok(at);
        }
        _ => {
            let text = format!("invalid whence ({whence}, should be 0, 1 or 2)");
            return Err(vm.value_error(&text));
        }
    }
    if cookie < 0 {
        let text = format!("negative seek position {cookie}");
        return Err(vm.value_error(&text));
    }
    vm.do_named(r, "flush", &[])?;
    let below = buffer(vm, r)?;
    let (to, from_start) = (vm.heap.int(cookie), vm.heap.int(0));
    vm.do_named(below, "seek", &[to.get(), from_start.get()])?;
    forget(vm, r);
    clear(vm, r, bits::NOT_TELLING);
    if cookie == 0 {
        clear(vm, r, bits::MARKED);
    } else {
        set(vm, r, bits::MARKED);
    }
    Ok(to)
}

//! `StringIO`: text in memory. Source: Modules/_io/stringio.c.
//!
//! The text lies in a block of four bytes for each character; while CPython only appends, it gathers the pieces in a
//! writer of strings instead, which is left out.

use heaplens_heap::{Owned, Ref};

use crate::vm::native::{Args, Arity, Def};
use crate::vm::{Res, Vm};

/// What `\n` is written as, where that isn't `\n`; null else.
const WRITE_NEWLINE: u32 = 0;
/// Halves behind it, and behind the block.
mod half {
    /// See `bits`.
    pub const BITS: u32 = 1;
    /// Where the next character goes.
    pub const AT: u32 = 4;
    /// How many characters there are.
    pub const LENGTH: u32 = 5;
}

mod bits {
    pub const READY: u32 = 1;
    pub const CLOSED: u32 = 2;
    /// Any newline ends a line.
    pub const UNIVERSAL: u32 = 4;
    /// Any newline becomes `\n` when it is written.
    pub const TRANSLATE: u32 = 8;
    /// `\r` has been seen, `\n`, `\r\n`.
    pub const CR: u32 = 16;
    pub const LF: u32 = 32;
    pub const CRLF: u32 = 64;
    /// Only `\r` ends a line; only `\r\n`.
    pub const ENDS_CR: u32 = 128;
    pub const ENDS_CRLF: u32 = 256;
}

const CLOSED: &str = "I/O operation on closed file";

/// Methods of `StringIO`.
pub const METHODS: &[Def] = &[
    Def::fixed("__new__", Arity::Free, |vm, args| {
        let id = vm.heap.type_id_of(args.this());
        Ok(vm.new_native(id, &[]))
    }),
    Def::slot_free("__init__", init),
    Def::slot("__next__", 0, |vm, args| match next(vm, args.this())? {
        Some(line) => Ok(line),
        None => Err(vm.stop_iteration(Ref::NULL)),
    }),
    Def::method("getvalue", Arity::None, |vm, args| {
        check_open(vm, args.this())?;
        let length = vm.heap.raw_half(args.this(), half::LENGTH);
        Ok(text(vm, args.this(), 0, length))
    }),
    Def::method("read", Arity::Range(0, 1), |vm, args| {
        let r = args.this();
        check_open(vm, r)?;
        let most = super::base::size(vm, args.get(1))?.unwrap_or(usize::MAX);
        let (at, rest) = rest(vm, r);
        let count = (rest as usize).min(most) as u32;
        vm.heap.set_raw_half(r, half::AT, at + count);
        Ok(text(vm, r, at, count))
    }),
    Def::method("readline", Arity::Range(0, 1), |vm, args| {
        check_open(vm, args.this())?;
        let limit = super::base::size(vm, args.get(1))?;
        Ok(line(vm, args.this(), limit))
    }),
    Def::method("write", Arity::One, |vm, args| {
        let (r, given) = (args.pos[0], args.pos[1]);
        check_ready(vm, r)?;
        if !vm.is_str(given) {
            let text = format!("string argument expected, got '{}'", vm.type_name(given));
            return Err(vm.type_error(&text));
        }
        check_open(vm, r)?;
        write(vm, r, given);
        let length = vm.heap.str_len(given);
        Ok(vm.heap.int(length as i64))
    }),
    Def::method("seek", Arity::Range(1, 2), seek),
    Def::method("tell", Arity::None, |vm, args| {
        check_open(vm, args.this())?;
        let at = vm.heap.raw_half(args.this(), half::AT);
        Ok(vm.heap.int(i64::from(at)))
    }),
    Def::method("truncate", Arity::Range(0, 1), truncate),
    Def::method("close", Arity::None, |vm, args| {
        let r = args.this();
        vm.heap.hold_block(r, 0, 0);
        vm.heap.set_raw_half(r, half::LENGTH, 0);
        set(vm, r, bits::CLOSED);
        Ok(vm.none())
    }),
    Def::method("readable", Arity::None, yes),
    Def::method("writable", Arity::None, yes),
    Def::method("seekable", Arity::None, yes),
    Def::getter("closed", |vm, args| {
        check_ready(vm, args.this())?;
        let value = has(vm, args.this(), bits::CLOSED);
        vm.bool_of(value)
    }),
    Def::getter("line_buffering", |vm, args| {
        check_open(vm, args.this())?;
        vm.bool_of(false)
    }),
    Def::getter("newlines", |vm, args| {
        check_open(vm, args.this())?;
        let seen = vm.heap.raw_half(args.this(), half::BITS) / bits::CR;
        Ok(super::newlines_seen(vm, seen))
    }),
];

fn has(vm: &Vm, r: Ref, bit: u32) -> bool {
    vm.heap.raw_half(r, half::BITS) & bit != 0
}

fn set(vm: &mut Vm, r: Ref, bit: u32) {
    let old = vm.heap.raw_half(r, half::BITS);
    vm.heap.set_raw_half(r, half::BITS, old | bit);
}

fn check_ready(vm: &mut Vm, r: Ref) -> Res<()> {
    if !has(vm, r, bits::READY) {
        return Err(vm.value_error("I/O operation on uninitialized object"));
    }
    Ok(())
}

fn check_open(vm: &mut Vm, r: Ref) -> Res<()> {
    check_ready(vm, r)?;
    if has(vm, r, bits::CLOSED) {
        return Err(vm.value_error(CLOSED));
    }
    Ok(())
}

fn yes(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    check_open(vm, args.this())?;
    vm.bool_of(true)
}

fn init(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let [initial, newline] = args.bind(vm, "StringIO", 1, ["initial_value", "newline"], 0)?;
    let (r, none) = (args.this(), vm.heap.known.none);
    let newline = match newline {
        None => Some("\n".to_owned()),
        Some(newline) if newline == none => None,
        Some(newline) if vm.is_str(newline) => Some(vm.heap.text(newline)),
        Some(newline) => {
            let text = format!("newline must be str or None, not {}", vm.type_name(newline));
            return Err(vm.type_error(&text));
        }
    };
    let mut flags = match newline.as_deref() {
        None => bits::UNIVERSAL | bits::TRANSLATE,
        Some("") => bits::UNIVERSAL,
        Some("\n") => 0,
        Some("\r") => bits::ENDS_CR,
        Some("\r\n") => bits::ENDS_CRLF,
        Some(other) => {
            let shown = vm.heap.str(other);
            let text = format!("illegal newline value: {}", vm.repr_text(shown.get()));
            return Err(vm.value_error(&text));
        }
    };
    if let Some(initial) = initial.filter(|&initial| initial != none)
        && !vm.is_str(initial)
    {
        let text = format!(
            "initial_value must be str or None, not {}",
            vm.type_name(initial)
        );
        return Err(vm.type_error(&text));
    }
    flags |= bits::READY;
    vm.store_field(r, WRITE_NEWLINE, Ref::NULL);
    if flags & (bits::ENDS_CR | bits::ENDS_CRLF) != 0 {
        let newline = vm.heap.str(newline.as_deref().unwrap_or_default());
        vm.store_field(r, WRITE_NEWLINE, newline.get());
    }
    vm.heap.hold_block(r, 0, 0);
    vm.heap.set_raw_half(r, half::BITS, flags);
    vm.heap.set_raw_half(r, half::AT, 0);
    vm.heap.set_raw_half(r, half::LENGTH, 0);
    if let Some(initial) = initial.filter(|&initial| initial != none) {
        write(vm, r, initial);
        vm.heap.set_raw_half(r, half::AT, 0);
    }
    Ok(vm.none())
}

fn points(vm: &Vm, r: Ref, from: u32, count: u32) -> Vec<u32> {
    let content = vm.heap.held_part(r, 0, 4 * from, 4 * count);
    content
        .chunks_exact(4)
        .map(|point| u32::from_le_bytes([point[0], point[1], point[2], point[3]]))
        .collect()
}

fn text(vm: &mut Vm, r: Ref, from: u32, count: u32) -> Owned {
    let points = points(vm, r, from, count);
    vm.heap.str_from_points(&points)
}

fn rest(vm: &Vm, r: Ref) -> (u32, u32) {
    let (at, length) = (
        vm.heap.raw_half(r, half::AT),
        vm.heap.raw_half(r, half::LENGTH),
    );
    (at, length.saturating_sub(at))
}

fn line(vm: &mut Vm, r: Ref, limit: Option<usize>) -> Owned {
    let (at, rest) = rest(vm, r);
    let rest = (rest as usize).min(limit.unwrap_or(usize::MAX)) as u32;
    let mut taken: Vec<u32> = Vec::new();
    let bits_now = vm.heap.raw_half(r, half::BITS);
    'all: while (taken.len() as u32) < rest {
        let have = taken.len() as u32;
        for point in points(vm, r, at + have, (rest - have).min(128)) {
            let before = taken.last().copied();
            let is_universal = bits_now & bits::UNIVERSAL != 0;
            // A lone `\r` ended the line before this character.
            if is_universal && before == Some(13) && point != 10 {
                break 'all;
            }
            taken.push(point);
            let ends = if bits_now & bits::ENDS_CR != 0 {
                point == 13
            } else if bits_now & bits::ENDS_CRLF != 0 {
                point == 10 && before == Some(13)
            } else {
                point == 10
            };
            if ends {
                break 'all;
            }
        }
    }
    vm.heap.set_raw_half(r, half::AT, at + taken.len() as u32);
    vm.heap.str_from_points(&taken)
}

/// `tp_iternext`.
pub fn next(vm: &mut Vm, r: Ref) -> Res<Option<Owned>> {
    check_open(vm, r)?;
    let line = line(vm, r, None);
    Ok((vm.heap.str_len(line.get()) > 0).then_some(line))
}

fn make_room(vm: &mut Vm, r: Ref, length: u32) {
    let allotted = vm.heap.held_bytes(r, 0) / 4;
    if length < allotted && length >= allotted / 2 {
        return;
    }
    let wanted = if length >= allotted && f64::from(length) <= f64::from(allotted) * 1.125 {
        length + (length >> 3) + if length < 9 { 3 } else { 6 }
    } else {
        length + 1
    };
    vm.heap.resize_held(r, 0, 4 * wanted);
}

fn write(vm: &mut Vm, r: Ref, given: Ref) {
    let flags = vm.heap.raw_half(r, half::BITS);
    let mut content: Vec<u32> = vm.heap.chars(given).iter().collect();
    if flags & bits::UNIVERSAL != 0 {
        let mut out = Vec::with_capacity(content.len());
        let mut seen = 0;
        let mut at = 0;
        while at < content.len() {
            let (point, next) = (content[at], content.get(at + 1).copied());
            at += 1;
            match (point, next) {
                (13, Some(10)) => {
                    seen |= bits::CRLF;
                    at += 1;
                    if flags & bits::TRANSLATE == 0 {
                        out.push(13);
                    }
                    out.push(10);
                }
                (13, _) => {
                    seen |= bits::CR;
                    out.push(if flags & bits::TRANSLATE == 0 { 13 } else { 10 });
                }
                (10, _) => {
                    seen |= bits::LF;
                    out.push(10);
                }
                _ => out.push(point),
            }
        }
        set(vm, r, seen);
        content = out;
    }
    let newline = vm.heap.field(r, WRITE_NEWLINE);
    if !newline.is_null() {
        let newline: Vec<u32> = vm.heap.chars(newline).iter().collect();
        let mut out = Vec::with_capacity(content.len());
        for point in content {
            if point == 10 {
                out.extend_from_slice(&newline);
            } else {
                out.push(point);
            }
        }
        content = out;
    }
    if content.is_empty() {
        return;
    }
    let (at, length) = (
        vm.heap.raw_half(r, half::AT),
        vm.heap.raw_half(r, half::LENGTH),
    );
    let end = at + content.len() as u32;
    make_room(vm, r, end.max(length));
    if at > length {
        let gap = vec![0; 4 * (at - length) as usize];
        vm.heap.set_held_part(r, 0, 4 * length, &gap);
    }
    let raw: Vec<u8> = content
        .iter()
        .flat_map(|point| point.to_le_bytes())
        .collect();
    vm.heap.set_held_part(r, 0, 4 * at, &raw);
    vm.heap.set_raw_half(r, half::AT, end);
    vm.heap.set_raw_half(r, half::LENGTH, end.max(length));
}

fn seek(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let r = args.this();
    check_open(vm, r)?;
    let offset = vm.ssize_argument(args.pos[1])?;
    let whence = match args.get(2) {
        Some(whence) => vm.int_argument(whence)?,
        None => 0,
    };
    let at = match whence {
        0 if offset < 0 => {
            let text = format!("Negative seek position {offset}");
            return Err(vm.value_error(&text));
        }
        0 => offset,
        1 | 2 if offset != 0 => {
            return Err(vm.raise_text(
                crate::vm::exceptions::Exc::OSError,
                "Can't do nonzero cur-relative seeks",
            ));
        }
        1 => i64::from(vm.heap.raw_half(r, half::AT)),
        2 => i64::from(vm.heap.raw_half(r, half::LENGTH)),
        _ => {
            let text = format!("Invalid whence ({whence}, should be 0, 1 or 2)");
            return Err(vm.value_error(&text));
        }
    };
    let Ok(at) = u32::try_from(at) else {
        return Err(vm.unsupported("StringIO of 4 Gi characters"));
    };
    vm.heap.set_raw_half(r, half::AT, at);
    Ok(vm.heap.int(i64::from(at)))
}

fn truncate(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let r = args.this();
    check_open(vm, r)?;
    let size = match args.get(1).filter(|&size| size != vm.heap.known.none) {
        Some(size) => vm.ssize_argument(size)?,
        None => i64::from(vm.heap.raw_half(r, half::AT)),
    };
    if size < 0 {
        let text = format!("Negative size value {size}");
        return Err(vm.value_error(&text));
    }
    if size < i64::from(vm.heap.raw_half(r, half::LENGTH)) {
        vm.heap.set_raw_half(r, half::LENGTH, size as u32);
        make_room(vm, r, size as u32);
    }
    Ok(vm.heap.int(size))
}

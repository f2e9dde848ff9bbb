//! `BytesIO`: bytes in memory. Source: Modules/_io/bytesio.c.
//!
//! What it was made from, and what `getvalue` gave out, is shared with it until it is written to; then the content lies
//! in a block of its own, a bytes object in CPython, whose head is counted here. A view of it is one of a bytearray that
//! holds the content as long as there are views.

use heaplens_heap::{Owned, Ref, TypeId};

use crate::vm::exceptions::Exc;
use crate::vm::native::{Args, Arity, Def};
use crate::vm::{Res, Vm};

/// The shared bytes, or null.
const SHARED: u32 = 0;
/// Halves behind it.
mod half {
    /// Whether it is closed: 1.
    pub const CLOSED: u32 = 1;
    /// Where the next byte goes.
    pub const AT: u32 = 4;
    /// How many bytes there are.
    pub const LENGTH: u32 = 5;
}
/// `PyBytesObject_SIZE` (Objects/bytesobject.c).
const BYTES_HEAD: u32 = 33;

/// Methods of `BytesIO`.
pub const METHODS: &[Def] = &[
    Def::fixed("__new__", Arity::Free, |vm, args| {
        let id = vm.heap.type_id_of(args.this());
        Ok(vm.new_native(id, &[]))
    }),
    Def::slot_free("__init__", init),
    Def::method("__sizeof__", Arity::None, |vm, args| {
        let r = args.this();
        let own = vm.heap.sizeof(r) + u64::from(vm.heap.held_bytes(r, 0));
        Ok(vm.heap.int(own as i64))
    }),
    Def::method("getvalue", Arity::None, get_value),
    Def::method("getbuffer", Arity::None, |vm, args| {
        let r = args.this();
        check_open(vm, r)?;
        let old = vm.heap.field(r, SHARED);
        if old.is_null() || !is_viewed(vm, old) {
            let length = vm.heap.raw_half(r, half::LENGTH);
            let content = part(vm, r, 0, length);
            let held = vm.new_bytearray(TypeId::BYTEARRAY, &content);
            vm.store_field(r, SHARED, held.get());
            vm.heap.hold_block(r, 0, 0);
        }
        let held = vm.heap.field(r, SHARED);
        vm.new_memoryview(held)
    }),
    Def::method("read", Arity::Range(0, 1), read),
    Def::method("read1", Arity::Range(0, 1), read),
    Def::method("readline", Arity::Range(0, 1), |vm, args| {
        check_open(vm, args.this())?;
        let limit = super::base::size(vm, args.get(1))?;
        let line = next_bytes(vm, args.this(), limit);
        Ok(vm.heap.bytes(&line))
    }),
    Def::slot("__next__", 0, |vm, args| match next(vm, args.this())? {
        Some(line) => Ok(line),
        None => Err(vm.stop_iteration(Ref::NULL)),
    }),
    Def::method("readinto", Arity::One, |vm, args| {
        check_open(vm, args.this())?;
        let room = super::room_of(vm, args.pos[1], "readinto")?;
        let content = take(vm, args.this(), room);
        super::fill_room(vm, args.pos[1], &content)?;
        Ok(vm.heap.int(content.len() as i64))
    }),
    Def::method("write", Arity::One, |vm, args| {
        check_open(vm, args.this())?;
        let content = vm.bytes_like(args.pos[1])?;
        let r = args.this();
        let end = vm.heap.raw_half(r, half::AT) as usize + content.len();
        if end > vm.heap.raw_half(r, half::LENGTH) as usize {
            check_unviewed(vm, r)?;
        }
        write(vm, r, &content);
        Ok(vm.heap.int(content.len() as i64))
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
        check_unviewed(vm, r)?;
        vm.store_field(r, SHARED, Ref::NULL);
        vm.heap.hold_block(r, 0, 0);
        vm.heap.set_raw_half(r, half::LENGTH, 0);
        vm.heap.set_raw_half(r, half::CLOSED, 1);
        Ok(vm.none())
    }),
    Def::method("flush", Arity::None, |vm, args| {
        check_open(vm, args.this())?;
        Ok(vm.none())
    }),
    Def::method("isatty", Arity::None, |vm, args| {
        check_open(vm, args.this())?;
        vm.bool_of(false)
    }),
    Def::method("readable", Arity::None, yes),
    Def::method("writable", Arity::None, yes),
    Def::method("seekable", Arity::None, yes),
    Def::getter("closed", |vm, args| {
        let value = vm.heap.raw_half(args.this(), half::CLOSED) != 0;
        vm.bool_of(value)
    }),
];

fn yes(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    check_open(vm, args.this())?;
    vm.bool_of(true)
}

fn check_open(vm: &mut Vm, r: Ref) -> Res<()> {
    if vm.heap.raw_half(r, half::CLOSED) != 0 {
        return Err(vm.value_error("I/O operation on closed file."));
    }
    Ok(())
}

fn init(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let [initial] = args.bind(vm, "BytesIO", 1, ["initial_bytes"], 0)?;
    let r = args.this();
    vm.store_field(r, SHARED, Ref::NULL);
    vm.heap.hold_block(r, 0, 0);
    vm.heap.set_raw_half(r, half::CLOSED, 0);
    vm.heap.set_raw_half(r, half::AT, 0);
    vm.heap.set_raw_half(r, half::LENGTH, 0);
    match initial {
        Some(initial) if initial != vm.heap.known.none => {
            let content = vm.bytes_like(initial)?;
            if vm.heap.type_of(initial) == TypeId::BYTES {
                vm.store_field(r, SHARED, initial);
                vm.heap.set_raw_half(r, half::LENGTH, content.len() as u32);
            } else {
                write(vm, r, &content);
                vm.heap.set_raw_half(r, half::AT, 0);
            }
        }
        _ => {
            // An empty bytes object is shared too, but nobody's own.
            let empty = vm.heap.bytes(b"");
            vm.store_field(r, SHARED, empty.get());
        }
    }
    Ok(vm.none())
}

/// Whether this holds the content for views of it.
fn is_viewed(vm: &Vm, held: Ref) -> bool {
    vm.heap.type_of(held) == TypeId::BYTEARRAY && vm.heap.buffer_exports(held) > 0
}

/// Fails where a view shows the content: its size can't change then.
fn check_unviewed(vm: &mut Vm, r: Ref) -> Res<()> {
    let held = vm.heap.field(r, SHARED);
    if !held.is_null() && is_viewed(vm, held) {
        return Err(vm.raise_text(
            Exc::BufferError,
            "Existing exports of data: object cannot be re-sized",
        ));
    }
    Ok(())
}

fn part(vm: &Vm, r: Ref, from: u32, count: u32) -> Vec<u8> {
    let shared = vm.heap.field(r, SHARED);
    if shared.is_null() {
        vm.heap.held_part(r, 0, BYTES_HEAD + from, count)
    } else if vm.heap.type_of(shared) == TypeId::BYTEARRAY {
        vm.heap.buffer_part(shared, from, count)
    } else {
        vm.heap.bytes_value(shared)[from as usize..][..count as usize].to_vec()
    }
}

fn take(vm: &mut Vm, r: Ref, most: usize) -> Vec<u8> {
    let (at, length) = (
        vm.heap.raw_half(r, half::AT),
        vm.heap.raw_half(r, half::LENGTH),
    );
    let count = (length.saturating_sub(at) as usize).min(most) as u32;
    if count == 0 {
        return Vec::new();
    }
    let content = part(vm, r, at, count);
    vm.heap.set_raw_half(r, half::AT, at + count);
    content
}

fn next_bytes(vm: &mut Vm, r: Ref, limit: Option<usize>) -> Vec<u8> {
    let (at, length) = (
        vm.heap.raw_half(r, half::AT),
        vm.heap.raw_half(r, half::LENGTH),
    );
    let rest = (length.saturating_sub(at) as usize).min(limit.unwrap_or(usize::MAX)) as u32;
    let mut line = Vec::new();
    while (line.len() as u32) < rest {
        let have = line.len() as u32;
        let more = part(vm, r, at + have, (rest - have).min(256));
        match more.iter().position(|&byte| byte == b'\n') {
            Some(end) => {
                line.extend_from_slice(&more[..=end]);
                break;
            }
            None => line.extend(more),
        }
    }
    vm.heap.set_raw_half(r, half::AT, at + line.len() as u32);
    line
}

/// `tp_iternext`.
pub fn next(vm: &mut Vm, r: Ref) -> Res<Option<Owned>> {
    check_open(vm, r)?;
    let line = next_bytes(vm, r, None);
    Ok((!line.is_empty()).then(|| vm.heap.bytes(&line)))
}

/// Makes room for `length` bytes in a block of its own (`resize_buffer`).
fn make_room(vm: &mut Vm, r: Ref, length: u32) {
    let shared = vm.heap.field(r, SHARED);
    if !shared.is_null() {
        let old = vm.heap.raw_half(r, half::LENGTH);
        let content = part(vm, r, 0, old);
        vm.heap.hold_block(r, 0, BYTES_HEAD + old.max(length));
        vm.heap.set_held_part(r, 0, BYTES_HEAD, &content);
        vm.store_field(r, SHARED, Ref::NULL);
    }
    let allotted = vm.heap.held_bytes(r, 0).saturating_sub(BYTES_HEAD);
    let wanted = if length < allotted / 2 {
        length + 1
    } else if length < allotted {
        return;
    } else if f64::from(length) <= f64::from(allotted) * 1.125 {
        length + (length >> 3) + if length < 9 { 3 } else { 6 }
    } else {
        length + 1
    };
    vm.heap.resize_held(r, 0, BYTES_HEAD + wanted);
}

fn write(vm: &mut Vm, r: Ref, content: &[u8]) {
    if content.is_empty() {
        return;
    }
    let (at, length) = (
        vm.heap.raw_half(r, half::AT),
        vm.heap.raw_half(r, half::LENGTH),
    );
    let end = at + content.len() as u32;
    let shared = vm.heap.field(r, SHARED);
    if !shared.is_null() && is_viewed(vm, shared) && end <= length {
        vm.heap.buffer_write(shared, at, content);
        vm.heap.set_raw_half(r, half::AT, end);
        return;
    }
    make_room(vm, r, end.max(length));
    if at > length {
        let gap = vec![0; (at - length) as usize];
        vm.heap.set_held_part(r, 0, BYTES_HEAD + length, &gap);
    }
    vm.heap.set_held_part(r, 0, BYTES_HEAD + at, content);
    vm.heap.set_raw_half(r, half::AT, end);
    vm.heap.set_raw_half(r, half::LENGTH, end.max(length));
}

fn get_value(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let r = args.this();
    check_open(vm, r)?;
    let length = vm.heap.raw_half(r, half::LENGTH);
    let shared = vm.heap.field(r, SHARED);
    let is_bytes = !shared.is_null() && vm.heap.type_of(shared) != TypeId::BYTEARRAY;
    if is_bytes && vm.heap.bytes_value(shared).len() as u32 == length {
        return Ok(vm.heap.own(shared));
    }
    let content = part(vm, r, 0, length);
    let content = vm.heap.bytes(&content);
    if !shared.is_null() && is_viewed(vm, shared) {
        return Ok(content);
    }
    vm.store_field(r, SHARED, content.get());
    vm.heap.hold_block(r, 0, 0);
    Ok(content)
}

fn read(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let r = args.this();
    check_open(vm, r)?;
    let most = super::base::size(vm, args.get(1))?.unwrap_or(usize::MAX);
    let shared = vm.heap.field(r, SHARED);
    let length = vm.heap.raw_half(r, half::LENGTH);
    if !shared.is_null()
        && vm.heap.type_of(shared) != TypeId::BYTEARRAY
        && vm.heap.raw_half(r, half::AT) == 0
        && length > 1
        && most >= length as usize
    {
        // All of it is the very object.
        vm.heap.set_raw_half(r, half::AT, length);
        return Ok(vm.heap.own(shared));
    }
    let content = take(vm, r, most);
    Ok(vm.heap.bytes(&content))
}

fn seek(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let r = args.this();
    check_open(vm, r)?;
    let offset = vm.ssize_argument(args.pos[1])?;
    let whence = match args.get(2) {
        Some(whence) => vm.int_argument(whence)?,
        None => 0,
    };
    let base = match whence {
        0 if offset < 0 => {
            let text = format!("negative seek value {offset}");
            return Err(vm.value_error(&text));
        }
        0 => 0,
        1 => i64::from(vm.heap.raw_half(r, half::AT)),
        2 => i64::from(vm.heap.raw_half(r, half::LENGTH)),
        _ => {
            let text = format!("invalid whence ({whence}, should be 0, 1 or 2)");
            return Err(vm.value_error(&text));
        }
    };
    let Ok(at) = u32::try_from(base.saturating_add(offset).max(0)) else {
        return Err(vm.unsupported("BytesIO of 4 GiB"));
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
        let text = format!("negative size value {size}");
        return Err(vm.value_error(&text));
    }
    check_unviewed(vm, r)?;
    if size < i64::from(vm.heap.raw_half(r, half::LENGTH)) {
        vm.heap.set_raw_half(r, half::LENGTH, size as u32);
        make_room(vm, r, size as u32);
    }
    Ok(vm.heap.int(size))
}

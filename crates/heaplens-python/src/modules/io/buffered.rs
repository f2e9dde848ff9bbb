//! `BufferedReader`, `BufferedWriter`, `BufferedRandom`: bytes over a raw stream. Source: Modules/_io/bufferedio.c.
//!
//! One block serves for both directions, and only one at a time is in use: what was read ahead is given back before
//! something is written, and what was written is written out before something is read. The standard streams have no
//! raw stream until someone asks for it: they write to the machine at once.

use heaplens_heap::{Owned, Ref, TypeId};

use super::file;
use crate::vm::exceptions::Exc;
use crate::vm::native::{Args, Arity, Def};
use crate::vm::{Raised, Res, Vm};

/// References.
pub mod field {
    /// The name of a standard stream.
    pub const NAME: u32 = 0;
    /// The raw stream.
    pub const RAW: u32 = 1;
}

/// Halves behind the references and the block.
pub mod half {
    /// 1, 2, 3 for stdin, stdout, stderr; else 0.
    pub const STANDARD: u32 = 4;
    /// See `bits`.
    pub const BITS: u32 = 5;
    /// Bytes of the buffer.
    pub const SIZE: u32 = 6;
    /// How many bytes that were read lie in it.
    pub const READ: u32 = 7;
    /// How many of these were taken.
    pub const TAKEN: u32 = 8;
    /// How many bytes wait to be written.
    pub const WAITING: u32 = 9;
}

mod bits {
    pub const READY: u32 = 1;
    pub const DETACHED: u32 = 2;
    pub const READS: u32 = 4;
    pub const WRITES: u32 = 8;
    /// A standard stream that is closed.
    pub const CLOSED: u32 = 16;
}

/// What all three have.
pub const SHARED: &[Def] = &[
    Def::fixed("__new__", Arity::Free, |vm, args| {
        let id = vm.heap.type_id_of(args.this());
        Ok(vm.new_native(id, &[]))
    }),
    Def::slot("__repr__", 0, repr),
    Def::method("__sizeof__", Arity::None, |vm, args| {
        let r = args.this();
        let bytes = vm.heap.sizeof(r) + u64::from(vm.heap.held_bytes(r, 0));
        Ok(vm.heap.int(bytes as i64))
    }),
    Def::method("detach", Arity::None, |vm, args| {
        let r = args.this();
        flush_both(vm, r)?;
        let raw = raw(vm, r)?;
        let raw = vm.heap.own(raw);
        vm.store_field(r, field::RAW, Ref::NULL);
        set(vm, r, bits::DETACHED);
        Ok(raw)
    }),
    Def::method("flush", Arity::None, |vm, args| {
        let r = args.this();
        if is_closed(vm, r)? {
            return Err(vm.value_error("flush of closed file"));
        }
        flush_both(vm, r)?;
        if vm.heap.raw_half(r, half::STANDARD) == 0 && has(vm, r, bits::WRITES) {
            let raw = raw(vm, r)?;
            if !is_file(vm, raw) {
                vm.do_named(raw, "flush", &[])?;
            }
        }
        Ok(vm.none())
    }),
    Def::method("close", Arity::None, close),
    Def::method("seekable", Arity::None, |vm, args| {
        of_raw(vm, args.this(), "seekable")
    }),
    Def::method("fileno", Arity::None, |vm, args| {
        match vm.heap.raw_half(args.this(), half::STANDARD) {
            0 => of_raw(vm, args.this(), "fileno"),
            which => Ok(vm.heap.int(i64::from(which) - 1)),
        }
    }),
    Def::method("isatty", Arity::None, |vm, args| {
        of_raw(vm, args.this(), "isatty")
    }),
    Def::method("readable", Arity::None, |vm, args| {
        let value = has(vm, args.this(), bits::READS);
        raw(vm, args.this())?;
        vm.bool_of(value)
    }),
    Def::method("writable", Arity::None, |vm, args| {
        let value = has(vm, args.this(), bits::WRITES);
        raw(vm, args.this())?;
        vm.bool_of(value)
    }),
    Def::method("tell", Arity::None, |vm, args| {
        let at = tell(vm, args.this())?;
        Ok(vm.heap.int(at))
    }),
    Def::method("seek", Arity::Range(1, 2), seek),
    Def::method("truncate", Arity::Range(0, 1), truncate),
    Def::getter("closed", |vm, args| {
        let value = is_closed(vm, args.this())?;
        vm.bool_of(value)
    }),
    Def::getter("name", |vm, args| {
        match vm.heap.field(args.this(), field::NAME).some() {
            Some(name) => Ok(vm.heap.own(name)),
            None => {
                let raw = raw(vm, args.this())?;
                vm.attribute(raw, "name")
            }
        }
    }),
    Def::getter("mode", |vm, args| {
        match vm.heap.raw_half(args.this(), half::STANDARD) {
            0 => {
                let raw = raw(vm, args.this())?;
                vm.attribute(raw, "mode")
            }
            1 => Ok(vm.heap.str("rb")),
            _ => Ok(vm.heap.str("wb")),
        }
    }),
    Def::getter("raw", |vm, args| {
        let raw = raw(vm, args.this())?;
        Ok(vm.heap.own(raw))
    }),
];

/// Reading.
pub const READING: &[Def] = &[
    Def::method("read", Arity::Range(0, 1), |vm, args| {
        let r = args.this();
        check_open(vm, r, "read of closed file")?;
        let content = match super::base::size(vm, args.get(1))? {
            Some(count) => read(vm, r, count)?,
            None => {
                if let Some(count) = args.get(1)
                    && count != vm.heap.known.none
                    && vm.index_value(count)?.is_some_and(|count| count < -1)
                {
                    return Err(vm.value_error("read length must be non-negative or -1"));
                }
                read_all(vm, r)?
            }
        };
        Ok(vm.heap.bytes(&content))
    }),
    Def::method("read1", Arity::Range(0, 1), |vm, args| {
        check_open(vm, args.this(), "read of closed file")?;
        let most = super::base::size(vm, args.get(1))?;
        let content = read_once(vm, args.this(), most)?;
        Ok(vm.heap.bytes(&content))
    }),
    Def::method("peek", Arity::Range(0, 1), |vm, args| {
        let r = args.this();
        check_open(vm, r, "peek of closed file")?;
        flush_writing(vm, r)?;
        if ahead(vm, r) == 0 {
            fill(vm, r)?;
        }
        let content = buffered(vm, r);
        Ok(vm.heap.bytes(&content))
    }),
    Def::method("readinto", Arity::One, |vm, args| {
        check_open(vm, args.this(), "readinto of closed file")?;
        let room = super::room_of(vm, args.pos[1], "readinto")?;
        let content = read(vm, args.this(), room)?;
        super::fill_room(vm, args.pos[1], &content)?;
        Ok(vm.heap.int(content.len() as i64))
    }),
    Def::method("readinto1", Arity::One, |vm, args| {
        check_open(vm, args.this(), "readinto of closed file")?;
        let room = super::room_of(vm, args.pos[1], "readinto1")?;
        let content = read_once(vm, args.this(), Some(room))?;
        super::fill_room(vm, args.pos[1], &content)?;
        Ok(vm.heap.int(content.len() as i64))
    }),
    Def::method("readline", Arity::Range(0, 1), |vm, args| {
        check_open(vm, args.this(), "readline of closed file")?;
        let limit = super::base::size(vm, args.get(1))?;
        let line = line(vm, args.this(), limit)?;
        Ok(vm.heap.bytes(&line))
    }),
    Def::slot("__next__", 0, |vm, args| match next(vm, args.this())? {
        Some(line) => Ok(line),
        None => Err(vm.stop_iteration(Ref::NULL)),
    }),
];

/// Writing.
pub const WRITING: &[Def] = &[Def::method("write", Arity::One, |vm, args| {
    let r = args.this();
    let content = vm.bytes_like(args.pos[1])?;
    check_open(vm, r, "write to closed file")?;
    write(vm, r, &content)?;
    Ok(vm.heap.int(content.len() as i64))
})];

/// `BufferedReader.__init__`.
pub const READER: &[Def] = &[Def::slot_free("__init__", |vm, args| {
    init(vm, args, "BufferedReader", bits::READS)
})];
/// `BufferedWriter.__init__`.
pub const WRITER: &[Def] = &[Def::slot_free("__init__", |vm, args| {
    init(vm, args, "BufferedWriter", bits::WRITES)
})];
/// `BufferedRandom.__init__`.
pub const RANDOM: &[Def] = &[Def::slot_free("__init__", |vm, args| {
    init(vm, args, "BufferedRandom", bits::READS | bits::WRITES)
})];

fn has(vm: &Vm, r: Ref, bit: u32) -> bool {
    vm.heap.raw_half(r, half::BITS) & bit != 0
}

fn set(vm: &mut Vm, r: Ref, bit: u32) {
    let old = vm.heap.raw_half(r, half::BITS);
    vm.heap.set_raw_half(r, half::BITS, old | bit);
}

/// Makes `r` a standard stream of the machine.
pub fn make_standard(vm: &mut Vm, r: Ref, which: u32) {
    let kind = if which == 1 {
        bits::READS
    } else {
        bits::WRITES
    };
    vm.heap.set_raw_half(r, half::STANDARD, which);
    vm.heap.set_raw_half(r, half::BITS, bits::READY | kind);
}

fn init(vm: &mut Vm, args: &Args<'_>, name: &str, kind: u32) -> Res<Owned> {
    let [given, size] = args.bind(vm, name, 1, ["raw", "buffer_size"], 1)?;
    let size = match size {
        Some(size) => vm.ssize_argument(size)?,
        None => super::DEFAULT_BUFFER_SIZE,
    };
    let given = given.unwrap_or_default();
    if !is_file(vm, given) {
        for (bit, question, text) in [
            (bits::READS, "readable", "File or stream is not readable."),
            (bits::WRITES, "writable", "File or stream is not writable."),
        ] {
            if kind & bit != 0 {
                let answer = vm.call_named(given, question, &[])?;
                if !vm.truth(answer.get())? {
                    return Err(vm.unsupported_operation(text));
                }
            }
        }
    }
    start(vm, args.this(), given, size, kind)?;
    Ok(vm.none())
}

fn start(vm: &mut Vm, r: Ref, raw: Ref, size: i64, kind: u32) -> Res<()> {
    if size <= 0 {
        return Err(vm.value_error("buffer size must be strictly positive"));
    }
    vm.store_field(r, field::RAW, raw);
    vm.heap.set_raw_half(r, half::BITS, bits::READY | kind);
    vm.heap.set_raw_half(r, half::SIZE, size as u32);
    vm.heap.hold_block(r, 0, size as u32);
    forget(vm, r);
    vm.heap.set_raw_half(r, half::WAITING, 0);
    Ok(())
}

/// A new buffered stream of class `name` over a raw one.
pub fn over(vm: &mut Vm, name: &'static str, raw: Ref, size: i64) -> Res<Owned> {
    let id = vm.native_class(name);
    let r = vm.new_native(id, &[]);
    let kind = match name {
        "_io.BufferedReader" => bits::READS,
        "_io.BufferedWriter" => bits::WRITES,
        _ => bits::READS | bits::WRITES,
    };
    start(vm, r.get(), raw, size, kind)?;
    Ok(r)
}

fn is_file(vm: &mut Vm, raw: Ref) -> bool {
    let class = vm.native_class("_io.FileIO");
    vm.heap.type_of(raw) == class
}

fn not_ready(vm: &mut Vm, r: Ref) -> Raised {
    let text = if has(vm, r, bits::DETACHED) {
        "raw stream has been detached"
    } else {
        "I/O operation on uninitialized object"
    };
    vm.value_error(text)
}

/// The raw stream; that of a standard stream is made when it is asked for.
fn raw(vm: &mut Vm, r: Ref) -> Res<Ref> {
    if let Some(raw) = vm.heap.field(r, field::RAW).some() {
        return Ok(raw);
    }
    let which = vm.heap.raw_half(r, half::STANDARD);
    if which == 0 || has(vm, r, bits::DETACHED) {
        return Err(not_ready(vm, r));
    }
    let id = vm.native_class("_io.FileIO");
    let raw = vm.new_native(id, &[]);
    let fd = vm.heap.int(i64::from(which) - 1);
    let mode = if which == 1 { "rb" } else { "wb" };
    file::open(vm, raw.get(), fd.get(), mode, false, None)?;
    if let Some(name) = vm.heap.field(r, field::NAME).some() {
        let key = vm.names.name_attr;
        vm.set_attribute(raw.get(), key, name)?;
    }
    vm.store_field(r, field::RAW, raw.get());
    Ok(raw.get())
}

fn of_raw(vm: &mut Vm, r: Ref, question: &str) -> Res<Owned> {
    let raw = raw(vm, r)?;
    vm.call_named(raw, question, &[])
}

/// Whether it is closed.
pub fn is_closed(vm: &mut Vm, r: Ref) -> Res<bool> {
    if has(vm, r, bits::CLOSED) {
        return Ok(true);
    }
    if vm.heap.raw_half(r, half::STANDARD) != 0 {
        return Ok(false);
    }
    let raw = raw(vm, r)?;
    if is_file(vm, raw) {
        return Ok(file::fd(vm, raw) < 0);
    }
    super::base::is_closed(vm, raw)
}

fn check_open(vm: &mut Vm, r: Ref, text: &str) -> Res<()> {
    if is_closed(vm, r)? {
        return Err(vm.value_error(text));
    }
    Ok(())
}

fn close(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let r = args.this();
    if is_closed(vm, r)? {
        return Ok(vm.none());
    }
    if vm.heap.raw_half(r, half::STANDARD) != 0 {
        set(vm, r, bits::CLOSED);
        return Ok(vm.none());
    }
    let flushed = vm.call_named(r, "flush", &[]);
    let saved = vm.take_raised();
    let raw = raw(vm, r)?;
    let closed = vm.call_named(raw, "close", &[]);
    vm.heap.hold_block(r, 0, 0);
    forget(vm, r);
    vm.heap.set_raw_half(r, half::WAITING, 0);
    match (flushed, saved) {
        (Err(raised), Some(saved)) => {
            vm.set_raised(saved);
            Err(raised)
        }
        _ => closed,
    }
}

/// Forgets what was read ahead.
fn forget(vm: &mut Vm, r: Ref) {
    vm.heap.set_raw_half(r, half::READ, 0);
    vm.heap.set_raw_half(r, half::TAKEN, 0);
}

/// How many bytes lie there to be read.
fn ahead(vm: &Vm, r: Ref) -> u32 {
    vm.heap.raw_half(r, half::READ) - vm.heap.raw_half(r, half::TAKEN)
}

fn buffered(vm: &Vm, r: Ref) -> Vec<u8> {
    let taken = vm.heap.raw_half(r, half::TAKEN);
    vm.heap.held_part(r, 0, taken, ahead(vm, r))
}

/// Takes `count` bytes that lie there.
fn take(vm: &mut Vm, r: Ref, count: u32) -> Vec<u8> {
    let taken = vm.heap.raw_half(r, half::TAKEN);
    let content = vm.heap.held_part(r, 0, taken, count);
    vm.heap.set_raw_half(r, half::TAKEN, taken + count);
    content
}

/// At most `count` bytes of the raw stream; `None` where it would block.
fn raw_read(vm: &mut Vm, r: Ref, count: usize) -> Res<Option<Vec<u8>>> {
    let raw = raw(vm, r)?;
    if is_file(vm, raw) {
        return file::read_some(vm, raw, count).map(Some);
    }
    let room = vm.new_bytearray(TypeId::BYTEARRAY, &vec![0; count]);
    let view = vm.new_memoryview(room.get())?;
    let read = vm.call_named(raw, "readinto", &[view.get()])?;
    if read.get() == vm.heap.known.none {
        return Ok(None);
    }
    let read = vm.ssize_argument(read.get())?;
    let content = vm.heap.buffer_bytes(room.get());
    match usize::try_from(read) {
        Ok(read) if read <= content.len() => Ok(Some(content[..read].to_vec())),
        _ => {
            let text = format!(
                "raw readinto() returned invalid length {read} (should have been between 0 and {})",
                content.len()
            );
            Err(vm.raise_text(Exc::OSError, &text))
        }
    }
}

/// Reads ahead into the empty buffer.
fn fill(vm: &mut Vm, r: Ref) -> Res<()> {
    let size = vm.heap.raw_half(r, half::SIZE);
    if let Some(content) = raw_read(vm, r, size as usize)? {
        vm.heap.set_held_part(r, 0, 0, &content);
        vm.heap.set_raw_half(r, half::READ, content.len() as u32);
        vm.heap.set_raw_half(r, half::TAKEN, 0);
    }
    Ok(())
}

/// Writes out what waits (`_bufferedwriter_flush_unlocked`).
fn flush_writing(vm: &mut Vm, r: Ref) -> Res<()> {
    let waiting = vm.heap.raw_half(r, half::WAITING);
    if waiting == 0 {
        return Ok(());
    }
    let content = vm.heap.held_part(r, 0, 0, waiting);
    vm.heap.set_raw_half(r, half::WAITING, 0);
    raw_write(vm, r, &content)
}

fn raw_write(vm: &mut Vm, r: Ref, content: &[u8]) -> Res<()> {
    let raw = raw(vm, r)?;
    if is_file(vm, raw) {
        return file::write_all(vm, raw, content);
    }
    let mut rest = content;
    while !rest.is_empty() {
        let bytes = vm.heap.bytes(rest);
        let view = vm.new_memoryview(bytes.get())?;
        let name = vm.names.write;
        let written = vm.call_attribute(raw, name, &[view.get()])?;
        if written.get() == vm.heap.known.none {
            return Err(vm.raise_text(
                Exc::BlockingIOError,
                "write could not complete without blocking",
            ));
        }
        let written = vm.ssize_argument(written.get())?;
        match usize::try_from(written) {
            Ok(written) if written <= rest.len() => rest = &rest[written..],
            _ => {
                let text = format!(
                    "raw write() returned invalid length {written} (should have been between 0 and {})",
                    rest.len()
                );
                return Err(vm.raise_text(Exc::OSError, &text));
            }
        }
    }
    Ok(())
}

/// Gives back what was read ahead: the raw stream goes to where the reader is.
fn give_back(vm: &mut Vm, r: Ref) -> Res<()> {
    let ahead = i64::from(ahead(vm, r));
    forget(vm, r);
    if ahead > 0 {
        raw_seek(vm, r, -ahead, 1)?;
    }
    Ok(())
}

fn flush_both(vm: &mut Vm, r: Ref) -> Res<()> {
    if vm.heap.raw_half(r, half::STANDARD) != 0 {
        return Ok(());
    }
    flush_writing(vm, r)?;
    // A reader alone keeps what it has read ahead.
    if has(vm, r, bits::WRITES) && ahead(vm, r) > 0 {
        give_back(vm, r)?;
    }
    Ok(())
}

fn raw_seek(vm: &mut Vm, r: Ref, offset: i64, whence: i64) -> Res<i64> {
    let raw = raw(vm, r)?;
    if is_file(vm, raw) {
        return file::seek(vm, raw, offset, whence).map(|at| at as i64);
    }
    let (offset, whence) = (vm.heap.int(offset), vm.heap.int(whence));
    let at = vm.call_named(raw, "seek", &[offset.get(), whence.get()])?;
    vm.ssize_argument(at.get())
}

/// Where the reader or writer is.
pub fn tell(vm: &mut Vm, r: Ref) -> Res<i64> {
    let raw = raw(vm, r)?;
    let at = if is_file(vm, raw) {
        file::seek(vm, raw, 0, 1)? as i64
    } else {
        let at = vm.call_named(raw, "tell", &[])?;
        vm.ssize_argument(at.get())?
    };
    if at < 0 {
        let text = format!("Raw stream returned invalid position {at}");
        return Err(vm.raise_text(Exc::OSError, &text));
    }
    let waiting = i64::from(vm.heap.raw_half(r, half::WAITING));
    Ok(at - i64::from(ahead(vm, r)) + waiting)
}

fn seek(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let r = args.this();
    let offset = vm.ssize_argument(args.pos[1])?;
    let whence = match args.get(2) {
        Some(whence) => vm.int_argument(whence)?,
        None => 0,
    };
    if !(0..=2).contains(&whence) {
        let text = format!("whence value {whence} unsupported");
        return Err(vm.value_error(&text));
    }
    check_open(vm, r, "seek of closed file")?;
    let seekable = of_raw(vm, r, "seekable")?;
    if !vm.truth(seekable.get())? {
        return Err(vm.unsupported_operation("File or stream is not seekable."));
    }
    let at = go_to(vm, r, offset, whence)?;
    Ok(vm.heap.int(at))
}

/// Goes to a place.
pub fn go_to(vm: &mut Vm, r: Ref, offset: i64, whence: i64) -> Res<i64> {
    if whence != 2 && ahead(vm, r) > 0 {
        // A place that has been read ahead is near.
        let here = tell(vm, r)?;
        let wanted = if whence == 0 { offset } else { here + offset };
        let taken = i64::from(vm.heap.raw_half(r, half::TAKEN));
        let inside = taken + wanted - here;
        if (0..=i64::from(vm.heap.raw_half(r, half::READ))).contains(&inside) {
            vm.heap.set_raw_half(r, half::TAKEN, inside as u32);
            return Ok(wanted);
        }
    }
    flush_writing(vm, r)?;
    let offset = if whence == 1 {
        offset - i64::from(ahead(vm, r))
    } else {
        offset
    };
    let at = raw_seek(vm, r, offset, whence)?;
    forget(vm, r);
    Ok(at)
}

fn truncate(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let r = args.this();
    check_open(vm, r, "truncate of closed file")?;
    if !has(vm, r, bits::WRITES) {
        return Err(vm.unsupported_operation("truncate"));
    }
    flush_both(vm, r)?;
    let raw = raw(vm, r)?;
    let size: Vec<Ref> = args.get(1).into_iter().collect();
    vm.call_named(raw, "truncate", &size)
}

/// All that is left.
pub fn read_all(vm: &mut Vm, r: Ref) -> Res<Vec<u8>> {
    if vm.heap.raw_half(r, half::STANDARD) != 0 {
        return Ok(vm.read_stdin());
    }
    let count = ahead(vm, r);
    let mut all = take(vm, r, count);
    flush_writing(vm, r)?;
    forget(vm, r);
    let raw = raw(vm, r)?;
    if is_file(vm, raw) {
        all.extend(file::read_some(vm, raw, usize::MAX)?);
        return Ok(all);
    }
    let rest = vm.call_named(raw, "readall", &[]);
    let rest = match rest {
        Err(_) if vm.catch(Exc::AttributeError) => vm.call_named(raw, "read", &[])?,
        other => other?,
    };
    if rest.get() == vm.heap.known.none {
        return Ok(all);
    }
    if !vm.is_a(rest.get(), TypeId::BYTES) {
        return Err(vm.type_error("readall() should return bytes"));
    }
    all.extend(vm.bytes_like(rest.get())?);
    Ok(all)
}

/// `count` bytes, fewer at the end alone.
pub fn read(vm: &mut Vm, r: Ref, count: usize) -> Res<Vec<u8>> {
    if vm.heap.raw_half(r, half::STANDARD) != 0 {
        let rest = vm.read_stdin();
        let taken = rest.len().min(count);
        vm.unread_stdin(rest.len() - taken);
        return Ok(rest[..taken].to_vec());
    }
    let there = (ahead(vm, r) as usize).min(count);
    let mut all = take(vm, r, there as u32);
    if all.len() < count {
        flush_writing(vm, r)?;
    }
    while all.len() < count {
        let size = vm.heap.raw_half(r, half::SIZE) as usize;
        let want = count - all.len();
        if want >= size {
            forget(vm, r);
            match raw_read(vm, r, want / size * size)? {
                Some(part) if !part.is_empty() => all.extend(part),
                _ => break,
            }
            continue;
        }
        fill(vm, r)?;
        let there = (ahead(vm, r) as usize).min(want);
        if there == 0 {
            break;
        }
        all.extend(take(vm, r, there as u32));
    }
    Ok(all)
}

/// What is there, or what one read of the raw stream gives.
pub fn read_once(vm: &mut Vm, r: Ref, most: Option<usize>) -> Res<Vec<u8>> {
    if vm.heap.raw_half(r, half::STANDARD) != 0 {
        return read(vm, r, most.unwrap_or(usize::MAX));
    }
    let most = most.unwrap_or(vm.heap.raw_half(r, half::SIZE) as usize);
    if most == 0 {
        return Ok(Vec::new());
    }
    if ahead(vm, r) > 0 {
        let there = (ahead(vm, r) as usize).min(most);
        return Ok(take(vm, r, there as u32));
    }
    flush_writing(vm, r)?;
    forget(vm, r);
    Ok(raw_read(vm, r, most)?.unwrap_or_default())
}

fn line(vm: &mut Vm, r: Ref, limit: Option<usize>) -> Res<Vec<u8>> {
    let limit = limit.unwrap_or(usize::MAX);
    if vm.heap.raw_half(r, half::STANDARD) != 0 {
        let line = vm.read_stdin_line();
        let taken = line.len().min(limit);
        vm.unread_stdin(line.len() - taken);
        return Ok(line[..taken].to_vec());
    }
    let mut line = Vec::new();
    flush_writing(vm, r)?;
    while line.len() < limit {
        if ahead(vm, r) == 0 {
            fill(vm, r)?;
        }
        let content = buffered(vm, r);
        if content.is_empty() {
            break;
        }
        let end = content.iter().position(|&byte| byte == b'\n');
        let count = end
            .map_or(content.len(), |end| end + 1)
            .min(limit - line.len());
        line.extend(take(vm, r, count as u32));
        if line.last() == Some(&b'\n') {
            break;
        }
    }
    Ok(line)
}

/// `tp_iternext`.
pub fn next(vm: &mut Vm, r: Ref) -> Res<Option<Owned>> {
    check_open(vm, r, "readline of closed file")?;
    let line = line(vm, r, None)?;
    Ok((!line.is_empty()).then(|| vm.heap.bytes(&line)))
}

/// Writes, to the buffer first (`_io_BufferedWriter_write_impl`).
pub fn write(vm: &mut Vm, r: Ref, content: &[u8]) -> Res<()> {
    let which = vm.heap.raw_half(r, half::STANDARD);
    if which != 0 {
        return vm.write_descriptor(i64::from(which) - 1, content);
    }
    if ahead(vm, r) > 0 || vm.heap.raw_half(r, half::READ) > 0 {
        give_back(vm, r)?;
    }
    let size = vm.heap.raw_half(r, half::SIZE) as usize;
    let waiting = vm.heap.raw_half(r, half::WAITING) as usize;
    if content.len() <= size - waiting {
        vm.heap.set_held_part(r, 0, waiting as u32, content);
        vm.heap
            .set_raw_half(r, half::WAITING, (waiting + content.len()) as u32);
        return Ok(());
    }
    flush_writing(vm, r)?;
    let mut rest = content;
    if rest.len() > size {
        raw_write(vm, r, rest)?;
        rest = &[];
    }
    vm.heap.set_held_part(r, 0, 0, rest);
    vm.heap.set_raw_half(r, half::WAITING, rest.len() as u32);
    Ok(())
}

fn repr(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let r = args.this();
    let class = super::shown_class(vm, r);
    let text = match vm.attribute(r, "name") {
        Ok(name) => format!("<{class} name={}>", vm.repr_text(name.get())),
        Err(_) if vm.catch(Exc::AttributeError) || vm.catch(Exc::ValueError) => {
            format!("<{class}>")
        }
        Err(raised) => return Err(raised),
    };
    Ok(vm.heap.str(&text))
}

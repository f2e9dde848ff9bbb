//! `_IOBase`, `_RawIOBase`, `_BufferedIOBase` and `_TextIOBase`: what every stream has, over what its class adds.
//! Source: Modules/_io/iobase.c, bufferedio.c, textio.c.

use heaplens_heap::{Owned, Ref, TypeId};

use crate::types::iterators;
use crate::vm::exceptions::Exc;
use crate::vm::native::{Args, Arity, Def};
use crate::vm::{Raised, Res, Vm};

/// Methods of `_IOBase`.
pub const BASE: &[Def] = &[
    Def::slot("__iter__", 0, iter),
    Def::slot("__next__", 0, next),
    Def::slot("__del__", 0, finalize),
    Def::method("seek", Arity::Free, |vm, _| {
        Err(vm.unsupported_operation("seek"))
    }),
    Def::method("tell", Arity::None, |vm, args| {
        let (zero, one) = (vm.heap.int(0), vm.heap.int(1));
        vm.call_named(args.this(), "seek", &[zero.get(), one.get()])
    }),
    Def::method("truncate", Arity::Free, |vm, _| {
        Err(vm.unsupported_operation("truncate"))
    }),
    Def::method("fileno", Arity::None, |vm, _| {
        Err(vm.unsupported_operation("fileno"))
    }),
    Def::method("flush", Arity::None, flush),
    Def::method("close", Arity::None, close),
    Def::method("seekable", Arity::None, |vm, _| vm.bool_of(false)),
    Def::method("readable", Arity::None, |vm, _| vm.bool_of(false)),
    Def::method("writable", Arity::None, |vm, _| vm.bool_of(false)),
    Def::method("isatty", Arity::None, |vm, args| {
        check_closed(vm, args.this(), "I/O operation on closed file.")?;
        vm.bool_of(false)
    }),
    Def::method("_checkClosed", Arity::Range(0, 1), |vm, args| {
        let text = match args.get(1) {
            Some(text) if vm.is_str(text) => vm.heap.text(text),
            _ => "I/O operation on closed file.".to_owned(),
        };
        check_closed(vm, args.this(), &text)?;
        Ok(vm.none())
    }),
    Def::method("_checkSeekable", Arity::Range(0, 1), |vm, args| {
        check_able(
            vm,
            args.this(),
            "seekable",
            "File or stream is not seekable.",
        )
    }),
    Def::method("_checkReadable", Arity::Range(0, 1), |vm, args| {
        check_able(
            vm,
            args.this(),
            "readable",
            "File or stream is not readable.",
        )
    }),
    Def::method("_checkWritable", Arity::Range(0, 1), |vm, args| {
        check_able(
            vm,
            args.this(),
            "writable",
            "File or stream is not writable.",
        )
    }),
    Def::getter("closed", |vm, args| {
        let value = marked_closed(vm, args.this())?;
        vm.bool_of(value)
    }),
    Def::method("__enter__", Arity::None, |vm, args| {
        check_closed(vm, args.this(), "I/O operation on closed file.")?;
        Ok(vm.heap.own(args.this()))
    }),
    Def::method("__exit__", Arity::Free, |vm, args| {
        vm.call_named(args.this(), "close", &[])
    }),
    Def::method("readline", Arity::Range(0, 1), readline),
    Def::method("readlines", Arity::Range(0, 1), readlines),
    Def::method("writelines", Arity::One, writelines),
];

/// Methods of `_RawIOBase`.
pub const RAW: &[Def] = &[
    Def::method("read", Arity::Range(0, 1), raw_read),
    Def::method("readall", Arity::None, raw_read_all),
];

/// Methods of `_BufferedIOBase`.
pub const BUFFERED: &[Def] = &[
    Def::method("detach", Arity::None, |vm, _| {
        Err(vm.unsupported_operation("detach"))
    }),
    Def::method("read", Arity::Free, |vm, _| {
        Err(vm.unsupported_operation("read"))
    }),
    Def::method("read1", Arity::Free, |vm, _| {
        Err(vm.unsupported_operation("read1"))
    }),
    Def::method("readinto", Arity::One, |vm, args| {
        read_into(vm, args, "read")
    }),
    Def::method("readinto1", Arity::One, |vm, args| {
        read_into(vm, args, "read1")
    }),
    Def::method("write", Arity::Free, |vm, _| {
        Err(vm.unsupported_operation("write"))
    }),
];

/// Methods of `_TextIOBase`.
pub const TEXT: &[Def] = &[
    Def::method("detach", Arity::None, |vm, _| {
        Err(vm.unsupported_operation("detach"))
    }),
    Def::method("read", Arity::Free, |vm, _| {
        Err(vm.unsupported_operation("read"))
    }),
    Def::method("readline", Arity::Free, |vm, _| {
        Err(vm.unsupported_operation("readline"))
    }),
    Def::method("write", Arity::Free, |vm, _| {
        Err(vm.unsupported_operation("write"))
    }),
    Def::getter("encoding", |vm, _| Ok(vm.none())),
    Def::getter("newlines", |vm, _| Ok(vm.none())),
    Def::getter("errors", |vm, _| Ok(vm.none())),
];

/// The attribute that says that a stream of Python's own is closed.
const MARK: &str = "__IOBase_closed";

fn marked_closed(vm: &mut Vm, r: Ref) -> Res<bool> {
    match vm.attribute(r, MARK) {
        Ok(_) => Ok(true),
        Err(_) if vm.catch(Exc::AttributeError) => Ok(false),
        Err(raised) => Err(raised),
    }
}

/// Whether a stream says that it is closed.
pub fn is_closed(vm: &mut Vm, r: Ref) -> Res<bool> {
    let closed = vm.attribute(r, "closed")?;
    vm.truth(closed.get())
}

/// Fails where a stream is closed.
pub fn check_closed(vm: &mut Vm, r: Ref, text: &str) -> Res<()> {
    if is_closed(vm, r)? {
        return Err(vm.value_error(text));
    }
    Ok(())
}

fn check_able(vm: &mut Vm, r: Ref, what: &str, text: &str) -> Res<Owned> {
    let answer = vm.call_named(r, what, &[])?;
    if answer.get() != vm.heap.known.true_ {
        return Err(vm.unsupported_operation(text));
    }
    Ok(answer)
}

fn iter(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    check_closed(vm, args.this(), "I/O operation on closed file.")?;
    iterators::itself(vm, args)
}

fn next(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    match next_line(vm, args.this())? {
        Some(line) => Ok(line),
        None => Err(vm.stop_iteration(Ref::NULL)),
    }
}

/// `tp_iternext`: the next line, by `readline`.
pub fn next_line(vm: &mut Vm, r: Ref) -> Res<Option<Owned>> {
    let line = vm.call_named(r, "readline", &[])?;
    let length = vm.length(line.get())?;
    Ok((length > 0).then_some(line))
}

fn flush(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    if marked_closed(vm, args.this())? {
        return Err(vm.value_error("I/O operation on closed file."));
    }
    Ok(vm.none())
}

fn close(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let r = args.this();
    if marked_closed(vm, r)? {
        return Ok(vm.none());
    }
    let flushed = vm.call_named(r, "flush", &[]);
    let saved = vm.take_raised();
    let mark = vm.heap.intern_str(MARK);
    let yes = vm.heap.bool(true);
    vm.set_attribute(r, mark.get(), yes.get())?;
    if let Some(saved) = saved {
        vm.set_raised(saved);
    }
    drop(flushed?);
    Ok(vm.none())
}

/// `iobase_finalize`: what is forgotten open is closed, and its loss is warned of.
fn finalize(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let r = args.this();
    let closed = match is_closed(vm, r) {
        Ok(closed) => closed,
        Err(raised) if vm.stop.is_some() => return Err(raised),
        Err(_) => {
            vm.swallow();
            true
        }
    };
    if !closed && !vm.is_standard_stream(r) {
        super::warn_unclosed(vm, r);
        if let Err(raised) = vm.call_named(r, "close", &[]) {
            if vm.stop.is_some() {
                return Err(raised);
            }
            vm.swallow();
        }
    }
    Ok(vm.none())
}

/// A size argument: None and negative numbers are none.
pub fn size(vm: &mut Vm, r: Option<Ref>) -> Res<Option<usize>> {
    let Some(r) = r.filter(|&r| r != vm.heap.known.none) else {
        return Ok(None);
    };
    if !vm.has_index(r) {
        let text = format!(
            "argument should be integer or None, not '{}'",
            vm.type_name(r)
        );
        return Err(vm.type_error(&text));
    }
    let value = vm.index_value(r)?.unwrap_or(i64::MAX);
    Ok(usize::try_from(value).ok())
}

fn readline(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let r = args.this();
    let limit = size(vm, args.get(1))?;
    let peek = match vm.attribute(r, "peek") {
        Ok(peek) => Some(peek),
        Err(_) if vm.catch(Exc::AttributeError) => None,
        Err(raised) => return Err(raised),
    };
    let mut line = Vec::new();
    while limit.is_none_or(|limit| line.len() < limit) {
        let mut want = 1;
        if let Some(peek) = &peek {
            let one = vm.heap.int(1);
            let ahead = vm.call(peek.get(), &[one.get()])?;
            let ahead = vm.bytes_like(ahead.get())?;
            if !ahead.is_empty() {
                let end = ahead.iter().position(|&byte| byte == b'\n');
                want = end.map_or(ahead.len(), |end| end + 1);
                want = want.min(limit.map_or(usize::MAX, |limit| limit - line.len()));
            }
        }
        let want = vm.heap.int(want as i64);
        let part = vm.call_named(r, "read", &[want.get()])?;
        if !vm.is_a(part.get(), TypeId::BYTES) {
            let text = format!(
                "read() should have returned a bytes object, not '{}'",
                vm.type_name(part.get())
            );
            return Err(vm.raise_text(Exc::OSError, &text));
        }
        let part = vm.bytes_like(part.get())?;
        if part.is_empty() {
            break;
        }
        line.extend(part);
        if line.last() == Some(&b'\n') {
            break;
        }
    }
    Ok(vm.heap.bytes(&line))
}

/// `readlines(hint)` of any stream: lines until their lengths reach the hint.
pub fn readlines(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let hint = size(vm, args.get(1))?.filter(|&hint| hint > 0);
    let list = vm.heap.list_from(&[]);
    let iter = vm.get_iter(args.this())?;
    let mut length = 0;
    while let Some(line) = vm.next(iter.get())? {
        length += vm.length(line.get())? as usize;
        vm.heap.list_append(list.get(), line.into_ref());
        if hint.is_some_and(|hint| length >= hint) {
            break;
        }
    }
    Ok(list)
}

fn writelines(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let r = args.this();
    check_closed(vm, r, "I/O operation on closed file.")?;
    vm.for_each(args.pos[1], |vm, line| {
        let name = vm.names.write;
        let done = vm.call_attribute(r, name, &[line.get()])?;
        vm.release(done);
        Ok(())
    })?;
    Ok(vm.none())
}

fn raw_read(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let r = args.this();
    let Some(count) = size(vm, args.get(1))? else {
        return vm.call_named(r, "readall", &[]);
    };
    let room = vm.new_bytearray(TypeId::BYTEARRAY, &vec![0; count]);
    let read = vm.call_named(r, "readinto", &[room.get()])?;
    if read.get() == vm.heap.known.none {
        return Ok(read);
    }
    let read = vm.ssize_argument(read.get())?;
    let content = vm.heap.buffer_bytes(room.get());
    match usize::try_from(read) {
        Ok(read) if read <= content.len() => Ok(vm.heap.bytes(&content[..read])),
        _ => {
            let text = format!(
                "readinto returned {read} outside buffer size {}",
                content.len()
            );
            Err(vm.value_error(&text))
        }
    }
}

fn raw_read_all(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let mut all = Vec::new();
    loop {
        let count = vm.heap.int(super::DEFAULT_BUFFER_SIZE);
        let part = vm.call_named(args.this(), "read", &[count.get()])?;
        if part.get() == vm.heap.known.none {
            if all.is_empty() {
                return Ok(part);
            }
            break;
        }
        if !vm.is_a(part.get(), TypeId::BYTES) {
            return Err(vm.type_error("read() should return bytes"));
        }
        let part = vm.bytes_like(part.get())?;
        if part.is_empty() {
            break;
        }
        all.extend(part);
    }
    Ok(vm.heap.bytes(&all))
}

fn read_into(vm: &mut Vm, args: &Args<'_>, how: &str) -> Res<Owned> {
    let room = super::room_of(vm, args.pos[1], "readinto")?;
    let count = vm.heap.int(room as i64);
    let part = vm.call_named(args.this(), how, &[count.get()])?;
    if !vm.is_a(part.get(), TypeId::BYTES) {
        return Err(vm.type_error("read() should return bytes"));
    }
    let part = vm.bytes_like(part.get())?;
    super::fill_room(vm, args.pos[1], &part)?;
    Ok(vm.heap.int(part.len() as i64))
}

impl Vm {
    /// Raises `io.UnsupportedOperation`.
    pub(crate) fn unsupported_operation(&mut self, what: &str) -> Raised {
        let class = match self.import_module("_io") {
            Ok(io) => self.attribute(io.get(), "UnsupportedOperation"),
            Err(raised) => return raised,
        };
        let text = self.heap.str(what);
        match class.and_then(|class| self.call(class.get(), &[text.get()])) {
            Ok(exception) => self.raise(exception),
            Err(raised) => raised,
        }
    }
}

//! `TextIOWrapper`: text over a buffered stream. Source: Modules/_io/textio.c.
//!
//! What was decoded and not yet read is one str, with the bytes that it came from, so that `tell` can say where the
//! reader is. A character, a mark or a `\r` that is cut off at the end of a chunk is decoded with the next one. Left
//! out: codecs of the library's own, objects of decoders and encoders.

mod place;
mod read;

use heaplens_heap::{Owned, Ref, TypeId};

use place::{seek, tell};
use read::{forget, left, line, read};

pub use read::next;

use super::{buffered, newlines_seen};
use crate::text::PyText;
use crate::text::codecs::{Codec, Order};
use crate::vm::exceptions::Exc;
use crate::vm::native::{Args, Arity, Def};
use crate::vm::{Raised, Res, Vm};

/// References.
pub mod field {
    /// The name of a standard stream.
    pub const NAME: u32 = 0;
    /// The stream beneath.
    pub const BUFFER: u32 = 1;
    /// `encoding`.
    pub const ENCODING: u32 = 2;
    /// `errors`.
    pub const ERRORS: u32 = 3;
    /// What ends a line when reading; null for `\n`, or for any where it is universal.
    pub const READ_NEWLINE: u32 = 4;
    /// What `\n` is written as; null for itself.
    pub const WRITE_NEWLINE: u32 = 5;
    /// What was decoded.
    pub const DECODED: u32 = 6;
    /// The bytes that it came from, and those behind that are not decoded yet.
    pub const SNAPSHOT: u32 = 7;
    /// What waits to be written: bytes, or a list of them.
    pub const WAITING: u32 = 8;
}

/// Halves behind the references.
pub mod half {
    /// 1, 2, 3 for stdin, stdout, stderr; else 0.
    pub const STANDARD: u32 = 10;
    /// See `bits`.
    pub const BITS: u32 = 11;
    /// How much of what was decoded has been read, in characters.
    pub const TAKEN: u32 = 12;
    /// How many bytes of the snapshot are decoded.
    pub const USED: u32 = 13;
    /// How many bytes wait.
    pub const WAITING: u32 = 14;
    /// 1, 2: the mark of UTF-16 or UTF-32 that was read said little, big.
    pub const ORDER: u32 = 15;
}

mod bits {
    pub const READY: u32 = 1;
    pub const DETACHED: u32 = 2;
    pub const LINE_BUFFERING: u32 = 4;
    pub const WRITE_THROUGH: u32 = 8;
    /// Any newline ends a line.
    pub const UNIVERSAL: u32 = 16;
    /// Any newline becomes `\n`.
    pub const TRANSLATE: u32 = 32;
    pub const SEEKABLE: u32 = 64;
    /// A loop over the lines has begun: `tell` can't say where.
    pub const NOT_TELLING: u32 = 128;
    pub const READS: u32 = 256;
    pub const WRITES: u32 = 512;
    /// The mark at the start has been written, or read.
    pub const MARKED: u32 = 1024;
    /// `\r` has been seen, `\n`, `\r\n`.
    pub const CR: u32 = 1 << 16;
    pub const LF: u32 = 1 << 17;
    pub const CRLF: u32 = 1 << 18;
    /// A standard stream that is closed.
    pub const CLOSED: u32 = 1 << 20;
}

/// Bytes that are read or gathered at once (`_CHUNK_SIZE`).
const CHUNK_SIZE: i64 = 8192;

/// Methods of `TextIOWrapper`.
pub const METHODS: &[Def] = &[
    Def::fixed("__new__", Arity::Free, |vm, args| {
        let id = vm.heap.type_id_of(args.this());
        Ok(vm.new_native(id, &[]))
    }),
    Def::slot_free("__init__", init),
    Def::slot("__repr__", 0, repr),
    Def::slot("__next__", 0, |vm, args| match next(vm, args.this())? {
        Some(line) => Ok(line),
        None => Err(vm.stop_iteration(Ref::NULL)),
    }),
    Def::getter("encoding", |vm, args| {
        match vm.heap.field(args.this(), field::ENCODING).some() {
            Some(encoding) => Ok(vm.heap.own(encoding)),
            None => Ok(vm.heap.str("utf-8")),
        }
    }),
    Def::getter("errors", |vm, args| {
        let r = args.this();
        if let Some(errors) = vm.heap.field(r, field::ERRORS).some() {
            return Ok(vm.heap.own(errors));
        }
        let is_stderr = vm.heap.raw_half(r, half::STANDARD) == 3;
        Ok(vm.heap.str(if is_stderr {
            "backslashreplace"
        } else {
            "strict"
        }))
    }),
    Def::getter("newlines", |vm, args| {
        let seen = (vm.heap.raw_half(args.this(), half::BITS) / bits::CR) & 7;
        Ok(newlines_seen(vm, seen))
    }),
    Def::getter("line_buffering", |vm, args| {
        let value = has(vm, args.this(), bits::LINE_BUFFERING);
        vm.bool_of(value)
    }),
    Def::getter("write_through", |vm, args| {
        let value = has(vm, args.this(), bits::WRITE_THROUGH);
        vm.bool_of(value)
    }),
    Def::getter("buffer", |vm, args| {
        let buffer = buffer(vm, args.this())?;
        Ok(vm.heap.own(buffer))
    }),
    Def::getter("_CHUNK_SIZE", |vm, _| Ok(vm.heap.int(CHUNK_SIZE))),
    Def::getter("name", |vm, args| {
        match vm.heap.field(args.this(), field::NAME).some() {
            Some(name) => Ok(vm.heap.own(name)),
            None => {
                let buffer = buffer(vm, args.this())?;
                vm.attribute(buffer, "name")
            }
        }
    }),
    Def::getter("closed", |vm, args| {
        let value = is_closed(vm, args.this())?;
        vm.bool_of(value)
    }),
    Def::getter("mode", mode),
    Def::setter("mode", |vm, args| {
        let key = vm.heap.intern_str("mode");
        let Some(&value) = args.pos.get(1) else {
            vm.heap.remove_attribute(args.this(), key.get());
            return Ok(vm.none());
        };
        let value = vm.heap.own(value);
        if vm
            .heap
            .set_attribute(args.this(), key.get(), value)
            .is_err()
        {
            return Err(vm.no_attribute(args.this(), key.get()));
        }
        Ok(vm.none())
    }),
    Def::method("write", Arity::One, |vm, args| {
        let (r, text) = (args.pos[0], args.pos[1]);
        if !vm.is_str(text) {
            let message = format!(
                "write() argument must be str, not {}",
                vm.argument_type(text)
            );
            return Err(vm.type_error(&message));
        }
        write(vm, r, text)?;
        let length = vm.heap.str_len(text);
        Ok(vm.heap.int(length as i64))
    }),
    Def::method("read", Arity::Range(0, 1), read),
    Def::method("readline", Arity::Range(0, 1), |vm, args| {
        check_open(vm, args.this())?;
        let limit = super::base::size(vm, args.get(1))?;
        line(vm, args.this(), limit)
    }),
    Def::method("flush", Arity::None, |vm, args| {
        let r = args.this();
        check_open(vm, r)?;
        clear(vm, r, bits::NOT_TELLING);
        flush(vm, r)?;
        if vm.heap.raw_half(r, half::STANDARD) == 0 {
            let buffer = buffer(vm, r)?;
            return vm.call_named(buffer, "flush", &[]);
        }
        Ok(vm.none())
    }),
    Def::method("close", Arity::None, close),
    Def::method("detach", Arity::None, |vm, args| {
        let r = args.this();
        vm.do_named(r, "flush", &[])?;
        let buffer = buffer(vm, r)?;
        let buffer = vm.heap.own(buffer);
        vm.store_field(r, field::BUFFER, Ref::NULL);
        set(vm, r, bits::DETACHED);
        Ok(buffer)
    }),
    Def::method("fileno", Arity::None, |vm, args| {
        of_buffer(vm, args.this(), "fileno")
    }),
    Def::method("isatty", Arity::None, |vm, args| {
        of_buffer(vm, args.this(), "isatty")
    }),
    Def::method("seekable", Arity::None, |vm, args| {
        of_buffer(vm, args.this(), "seekable")
    }),
    Def::method("readable", Arity::None, |vm, args| {
        of_buffer(vm, args.this(), "readable")
    }),
    Def::method("writable", Arity::None, |vm, args| {
        of_buffer(vm, args.this(), "writable")
    }),
    Def::method("tell", Arity::None, |vm, args| {
        let at = tell(vm, args.this())?;
        Ok(vm.heap.int(at))
    }),
    Def::method("seek", Arity::Range(1, 2), seek),
    Def::method("truncate", Arity::Range(0, 1), |vm, args| {
        vm.do_named(args.this(), "flush", &[])?;
        let buffer = buffer(vm, args.this())?;
        let size = match args.get(1).filter(|&size| size != vm.heap.known.none) {
            Some(size) => vm.heap.own(size),
            None => {
                let at = tell(vm, args.this())?;
                vm.heap.int(at)
            }
        };
        vm.call_named(buffer, "truncate", &[size.get()])
    }),
    Def::method("reconfigure", Arity::Free, reconfigure),
];

fn has(vm: &Vm, r: Ref, bit: u32) -> bool {
    vm.heap.raw_half(r, half::BITS) & bit != 0
}

fn set(vm: &mut Vm, r: Ref, bit: u32) {
    let old = vm.heap.raw_half(r, half::BITS);
    vm.heap.set_raw_half(r, half::BITS, old | bit);
}

/// `mode` is what the maker has said of it; the standard streams are never asked to hold theirs.
fn mode(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let r = args.this();
    let key = vm.heap.intern_str("mode");
    if let Some(mode) = vm.heap.attribute(r, key.get()) {
        return Ok(vm.heap.own(mode));
    }
    match vm.heap.raw_half(r, half::STANDARD) {
        0 => Err(vm.no_attribute(r, key.get())),
        1 => Ok(vm.heap.str("r")),
        _ => Ok(vm.heap.str("w")),
    }
}

fn clear(vm: &mut Vm, r: Ref, bit: u32) {
    let old = vm.heap.raw_half(r, half::BITS);
    vm.heap.set_raw_half(r, half::BITS, old & !bit);
}

/// Makes `r` a standard stream of the machine.
pub fn make_standard(vm: &mut Vm, r: Ref, which: u32) {
    let mut flags = bits::READY | bits::UNIVERSAL | bits::TRANSLATE;
    flags |= if which == 1 {
        bits::READS
    } else {
        bits::WRITES
    };
    // Standard error is written line by line even where nobody watches (3.9).
    if which == 3 && vm.version.minor() >= 9 {
        flags |= bits::LINE_BUFFERING;
    }
    vm.heap.set_raw_half(r, half::STANDARD, which);
    vm.heap.set_raw_half(r, half::BITS, flags);
}

/// How a text stream is set up.
pub struct Setup<'a> {
    /// The stream beneath.
    pub buffer: Ref,
    /// Its encoding.
    pub encoding: Option<&'a str>,
    /// Its error handler.
    pub errors: Option<&'a str>,
    /// `newline`.
    pub newline: Option<&'a str>,
    /// Every newline is written at once.
    pub line_buffering: bool,
    /// All is written at once.
    pub write_through: bool,
}

fn text_option(vm: &mut Vm, r: Option<Ref>, name: &str) -> Res<Option<String>> {
    match r.filter(|&r| r != vm.heap.known.none) {
        None => Ok(None),
        Some(r) if vm.is_str(r) => Ok(Some(vm.heap.text(r))),
        Some(r) => {
            let text = format!(
                "TextIOWrapper() argument '{name}' must be str or None, not {}",
                vm.argument_type(r)
            );
            Err(vm.type_error(&text))
        }
    }
}

fn init(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let [buffer, encoding, errors, newline, by_line, through] = args.bind(
        vm,
        "TextIOWrapper",
        1,
        [
            "buffer",
            "encoding",
            "errors",
            "newline",
            "line_buffering",
            "write_through",
        ],
        1,
    )?;
    let encoding = text_option(vm, encoding, "encoding")?;
    let errors = text_option(vm, errors, "errors")?;
    let newline = text_option(vm, newline, "newline")?;
    let line_buffering = match by_line {
        Some(by_line) => vm.truth(by_line)?,
        None => false,
    };
    let write_through = match through {
        Some(through) => vm.truth(through)?,
        None => false,
    };
    let setup = Setup {
        buffer: buffer.unwrap_or_default(),
        encoding: encoding.as_deref(),
        errors: errors.as_deref(),
        newline: newline.as_deref(),
        line_buffering,
        write_through,
    };
    start(vm, args.this(), &setup)?;
    Ok(vm.none())
}

fn set_newline(vm: &mut Vm, r: Ref, newline: Option<&str>) -> Res<()> {
    clear(vm, r, bits::UNIVERSAL | bits::TRANSLATE);
    vm.store_field(r, field::READ_NEWLINE, Ref::NULL);
    vm.store_field(r, field::WRITE_NEWLINE, Ref::NULL);
    match newline {
        None => set(vm, r, bits::UNIVERSAL | bits::TRANSLATE),
        Some("") => set(vm, r, bits::UNIVERSAL),
        Some("\n") => {}
        Some(newline @ ("\r" | "\r\n")) => {
            let newline = vm.heap.str(newline);
            vm.store_field(r, field::READ_NEWLINE, newline.get());
            vm.store_field(r, field::WRITE_NEWLINE, newline.get());
        }
        Some(other) => {
            let text = format!("illegal newline value: {other}");
            return Err(vm.value_error(&text));
        }
    }
    Ok(())
}

fn check_coding(vm: &mut Vm, encoding: &str, errors: &str) -> Res<()> {
    let nothing = vm.heap.str("");
    drop(vm.encode_text(nothing.get(), encoding, None)?);
    if crate::text::codecs::Handler::named(errors).is_none() {
        let text = format!("unknown error handler name '{errors}'");
        return Err(vm.raise_text(Exc::LookupError, &text));
    }
    Ok(())
}

/// `TextIOWrapper.__init__`.
pub fn start(vm: &mut Vm, r: Ref, setup: &Setup<'_>) -> Res<()> {
    vm.heap.set_raw_half(r, half::BITS, 0);
    let encoding = match setup.encoding {
        None | Some("locale") => super::default_encoding(vm),
        Some(encoding) => encoding,
    };
    let errors = setup.errors.unwrap_or("strict");
    check_coding(vm, encoding, errors)?;
    set_newline(vm, r, setup.newline)?;
    let (encoding, errors) = (vm.heap.str(encoding), vm.heap.str(errors));
    vm.store_field(r, field::ENCODING, encoding.get());
    vm.store_field(r, field::ERRORS, errors.get());
    vm.store_field(r, field::BUFFER, setup.buffer);
    let mut flags = bits::READY;
    for (bit, question) in [
        (bits::SEEKABLE, "seekable"),
        (bits::READS, "readable"),
        (bits::WRITES, "writable"),
    ] {
        let answer = vm.call_named(setup.buffer, question, &[])?;
        if vm.truth(answer.get())? {
            flags |= bit;
        }
    }
    if setup.line_buffering {
        flags |= bits::LINE_BUFFERING;
    }
    if setup.write_through {
        flags |= bits::WRITE_THROUGH;
    }
    if flags & (bits::SEEKABLE | bits::WRITES) == bits::SEEKABLE | bits::WRITES {
        // A mark goes to the start of a file alone.
        let at = vm.call_named(setup.buffer, "tell", &[])?;
        if vm.index_value(at.get())? != Some(0) {
            flags |= bits::MARKED;
        }
    }
    set(vm, r, flags);
    Ok(())
}

/// The stream beneath.
fn buffer(vm: &mut Vm, r: Ref) -> Res<Ref> {
    match vm.heap.field(r, field::BUFFER).some() {
        Some(buffer) => Ok(buffer),
        None => Err(not_ready(vm, r)),
    }
}

fn not_ready(vm: &mut Vm, r: Ref) -> Raised {
    let text = if has(vm, r, bits::DETACHED) {
        "underlying buffer has been detached"
    } else {
        "I/O operation on uninitialized object"
    };
    vm.value_error(text)
}

fn of_buffer(vm: &mut Vm, r: Ref, question: &str) -> Res<Owned> {
    let buffer = buffer(vm, r)?;
    vm.call_named(buffer, question, &[])
}

/// Whether the stream beneath is a buffered one of ours.
fn is_ours(vm: &mut Vm, buffer: Ref) -> bool {
    let id = vm.heap.type_of(buffer);
    [
        "_io.BufferedReader",
        "_io.BufferedWriter",
        "_io.BufferedRandom",
    ]
    .into_iter()
    .any(|name| vm.native_class(name) == id)
}

/// Whether it is closed.
pub fn is_closed(vm: &mut Vm, r: Ref) -> Res<bool> {
    if has(vm, r, bits::CLOSED) {
        return Ok(true);
    }
    let buffer = buffer(vm, r)?;
    if is_ours(vm, buffer) {
        buffered::is_closed(vm, buffer)
    } else {
        super::base::is_closed(vm, buffer)
    }
}

fn check_open(vm: &mut Vm, r: Ref) -> Res<()> {
    if is_closed(vm, r)? {
        return Err(vm.value_error("I/O operation on closed file."));
    }
    Ok(())
}

fn encoding(vm: &Vm, r: Ref) -> String {
    match vm.heap.field(r, field::ENCODING).some() {
        Some(encoding) => vm.heap.text(encoding),
        None => "utf-8".to_owned(),
    }
}

fn errors(vm: &Vm, r: Ref) -> String {
    match vm.heap.field(r, field::ERRORS).some() {
        Some(errors) => vm.heap.text(errors),
        None if vm.heap.raw_half(r, half::STANDARD) == 3 => "backslashreplace".to_owned(),
        None => "strict".to_owned(),
    }
}

/// Encodes text, with the mark at the start of a file.
fn encoded(vm: &mut Vm, r: Ref, text: Ref) -> Res<Owned> {
    let (encoding, errors) = (encoding(vm, r), errors(vm, r));
    let codec = Codec::named(&encoding);
    let unmarked = match codec {
        Some(Codec::Utf16(Order::Marked)) if has(vm, r, bits::MARKED) => "utf-16-le",
        Some(Codec::Utf32(Order::Marked)) if has(vm, r, bits::MARKED) => "utf-32-le",
        Some(Codec::Utf8Sig) if has(vm, r, bits::MARKED) => "utf-8",
        _ => &*encoding,
    };
    let bytes = vm.encode_text(text, unmarked, Some(&errors))?;
    set(vm, r, bits::MARKED);
    Ok(bytes)
}

/// Writes text.
pub fn write(vm: &mut Vm, r: Ref, text: Ref) -> Res<()> {
    check_open(vm, r)?;
    if !has(vm, r, bits::WRITES) {
        return Err(vm.unsupported_operation("not writable"));
    }
    let newline = vm.heap.field(r, field::WRITE_NEWLINE);
    let has_newline = vm
        .heap
        .chars(text)
        .iter()
        .any(|point| point == 10 || point == 13);
    let mut text = vm.heap.own(text);
    if has_newline && !newline.is_null() {
        let newline = vm.py_text(newline);
        let mut out = PyText::with_capacity(vm.heap.str_len(text.get()));
        for point in vm.text_ref(text.get()).iter() {
            if point == 10 {
                out.push_text(newline.as_ref());
            } else {
                out.push(point);
            }
        }
        text = vm.new_text(&out);
    }
    let bytes = encoded(vm, r, text.get())?;
    let which = vm.heap.raw_half(r, half::STANDARD);
    if which != 0 {
        let content = vm.bytes_like(bytes.get())?;
        return vm.write_descriptor(i64::from(which) - 1, &content);
    }
    let length = vm.heap.bytes_value(bytes.get()).len() as u32;
    let waiting = vm.heap.raw_half(r, half::WAITING);
    if i64::from(waiting) + i64::from(length) > CHUNK_SIZE {
        flush(vm, r)?;
    }
    let old = vm.heap.field(r, field::WAITING);
    if old.is_null() {
        vm.store_field(r, field::WAITING, bytes.get());
    } else if vm.heap.type_of(old) == TypeId::LIST {
        vm.heap.list_append(old, bytes.into_ref());
    } else {
        let old = vm.heap.own(old).into_ref();
        let list = vm.heap.list_from(&[old, bytes.into_ref()]);
        vm.store_field(r, field::WAITING, list.get());
    }
    let waiting = vm.heap.raw_half(r, half::WAITING);
    vm.heap.set_raw_half(r, half::WAITING, waiting + length);
    let through = has(vm, r, bits::WRITE_THROUGH);
    let by_line = has(vm, r, bits::LINE_BUFFERING) && has_newline;
    if i64::from(waiting + length) >= CHUNK_SIZE || through || by_line {
        flush(vm, r)?;
    }
    if by_line {
        let buffer = buffer(vm, r)?;
        vm.do_named(buffer, "flush", &[])?;
    }
    // What was read ahead is behind the writer now.
    forget(vm, r);
    Ok(())
}

/// Hands what waits to the stream beneath.
fn flush(vm: &mut Vm, r: Ref) -> Res<()> {
    let waiting = vm.heap.field(r, field::WAITING);
    if waiting.is_null() {
        return Ok(());
    }
    let content = if vm.heap.type_of(waiting) == TypeId::LIST {
        let parts = vm.heap.list_items(waiting);
        let all: Vec<u8> = parts
            .iter()
            .flat_map(|&part| vm.heap.bytes_value(part).to_vec())
            .collect();
        vm.heap.bytes(&all)
    } else {
        vm.heap.own(waiting)
    };
    vm.store_field(r, field::WAITING, Ref::NULL);
    vm.heap.set_raw_half(r, half::WAITING, 0);
    let buffer = buffer(vm, r)?;
    let name = vm.names.write;
    let done = vm.call_attribute(buffer, name, &[content.get()])?;
    vm.release(done);
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
    let below = buffer(vm, r)?;
    let closed = vm.call_named(below, "close", &[]);
    match (flushed, saved) {
        (Err(raised), Some(saved)) => {
            vm.set_raised(saved);
            Err(raised)
        }
        _ => closed,
    }
}

fn reconfigure(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let r = args.this();
    let [new_encoding, new_errors, newline, by_line, through] = args.keywords(
        vm,
        "reconfigure",
        [
            "encoding",
            "errors",
            "newline",
            "line_buffering",
            "write_through",
        ],
    )?;
    let none = vm.heap.known.none;
    let given = |value: Option<Ref>| value.filter(|&value| value != none);
    if left(vm, r) > 0
        && (given(new_encoding).is_some() || given(new_errors).is_some() || newline.is_some())
    {
        return Err(vm.unsupported_operation(
            "It is not possible to set the encoding or newline of stream after the first read",
        ));
    }
    flush(vm, r)?;
    if given(new_encoding).is_some() || given(new_errors).is_some() {
        let changes_encoding = given(new_encoding).is_some();
        let name = text_option(vm, new_encoding, "encoding")?.unwrap_or_else(|| encoding(vm, r));
        let handler = match text_option(vm, new_errors, "errors")? {
            Some(handler) => handler,
            None if changes_encoding => "strict".to_owned(),
            None => errors(vm, r),
        };
        check_coding(vm, &name, &handler)?;
        let (name, handler) = (vm.heap.str(&name), vm.heap.str(&handler));
        vm.store_field(r, field::ENCODING, name.get());
        vm.store_field(r, field::ERRORS, handler.get());
    }
    if let Some(newline) = newline {
        let newline = text_option(vm, Some(newline), "newline")?;
        set_newline(vm, r, newline.as_deref())?;
    }
    for (value, bit) in [
        (by_line, bits::LINE_BUFFERING),
        (through, bits::WRITE_THROUGH),
    ] {
        if let Some(value) = given(value) {
            if vm.truth(value)? {
                set(vm, r, bit);
            } else {
                clear(vm, r, bit);
            }
        }
    }
    Ok(vm.none())
}

fn repr(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let r = args.this();
    if !has(vm, r, bits::READY) {
        return Err(not_ready(vm, r));
    }
    let class = super::shown_class(vm, r);
    let mut text = format!("<{class}");
    for name in ["name", "mode"] {
        match vm.attribute(r, name) {
            Ok(value) => {
                let shown = vm.repr_text(value.get());
                text.push_str(&format!(" {name}={shown}"));
            }
            Err(_) if vm.catch(Exc::AttributeError) || vm.catch(Exc::ValueError) => {}
            Err(raised) => return Err(raised),
        }
    }
    text.push_str(&format!(" encoding='{}'>", encoding(vm, r)));
    Ok(vm.heap.str(&text))
}

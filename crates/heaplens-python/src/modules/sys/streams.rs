//! `sys.stdin`, `sys.stdout` and `sys.stderr`: text over bytes, over the streams of the machine.
//! Source: Modules/_io/textio.c, Modules/_io/bufferedio.c.

use heaplens_heap::rules::sizes::BuiltinType;
use heaplens_heap::{Owned, Ref};

use crate::modules::native_class::{NativeClass, no_new};
use crate::text::TextRef;
use crate::types::iterators;
use crate::vm::exceptions::Exc;
use crate::vm::native::{Args, Arity, Def};
use crate::vm::{Raised, Res, Vm};

/// References of both kinds of streams.
mod field {
    pub const NAME: u32 = 0;
    pub const BUFFER: u32 = 1;
    /// Which stream (not a reference).
    pub const WHICH: u32 = 2;
    /// Whether it is closed (not a reference).
    pub const CLOSED: u32 = 3;
}

const STDIN: u32 = 0;
const STDOUT: u32 = 1;
const STDERR: u32 = 2;

/// `_io.TextIOWrapper`.
pub const TEXT_STREAM: NativeClass = NativeClass::record(
    "_io.TextIOWrapper",
    BuiltinType::IoTextIOWrapper,
    &["name", "buffer"],
    &[SHARED, TEXT],
)
.iterator(next_line)
.private();

/// `_io.BufferedWriter`.
pub const WRITER: NativeClass = NativeClass::record(
    "_io.BufferedWriter",
    BuiltinType::IoBufferedWriter,
    &["name", "raw"],
    &[SHARED, BYTES],
)
.private();

/// `_io.BufferedReader`.
pub const READER: NativeClass = NativeClass::record(
    "_io.BufferedReader",
    BuiltinType::IoBufferedReader,
    &["name", "raw"],
    &[SHARED, BYTES],
)
.private();

const SHARED: &[Def] = &[
    Def::fixed("__new__", Arity::Free, no_new),
    Def::slot("__repr__", 0, repr),
    Def::getter("name", name),
    Def::getter("mode", mode),
    Def::getter("closed", closed),
    Def::method("flush", Arity::None, flush),
    Def::method("close", Arity::None, close),
    Def::method("isatty", Arity::None, no),
    Def::method("seekable", Arity::None, no),
    Def::method("readable", Arity::None, readable),
    Def::method("writable", Arity::None, writable),
    Def::method("fileno", Arity::None, fileno),
    Def::method("__enter__", Arity::None, enter),
    Def::method("__exit__", Arity::Free, exit),
];

const TEXT: &[Def] = &[
    Def::slot("__iter__", 0, iterators::itself),
    Def::slot("__next__", 0, iterators::next),
    Def::getter("encoding", encoding),
    Def::getter("errors", errors),
    Def::getter("newlines", newlines),
    Def::getter("line_buffering", line_buffering),
    Def::getter("write_through", no),
    Def::getter("buffer", buffer),
    Def::method("write", Arity::One, write),
    Def::method("writelines", Arity::One, write_lines),
    Def::method("reconfigure", Arity::Free, reconfigure),
    Def::method("read", Arity::Range(0, 1), read),
    Def::method("readline", Arity::Range(0, 1), read_line),
    Def::method("readlines", Arity::Range(0, 1), read_lines),
];

const BYTES: &[Def] = &[
    Def::method("write", Arity::One, write_bytes),
    Def::method("read", Arity::Range(0, 1), read_bytes),
    Def::method("readline", Arity::Range(0, 1), read_bytes_line),
];

/// Makes the three streams and binds them.
pub fn fill(vm: &mut Vm, dict: Ref) -> Res<()> {
    let names = [
        ("stdin", "__stdin__", "<stdin>"),
        ("stdout", "__stdout__", "<stdout>"),
        ("stderr", "__stderr__", "<stderr>"),
    ];
    for (which, (key, original, shown)) in names.into_iter().enumerate() {
        let shown = vm.heap.str(shown);
        let below = match which as u32 {
            STDIN => "_io.BufferedReader",
            _ => "_io.BufferedWriter",
        };
        let below = vm.native_class(below);
        let below = vm.new_native(below, &[shown.get()]);
        vm.heap
            .set_raw_half(below.get(), field::WHICH, which as u32);
        let class = vm.native_class("_io.TextIOWrapper");
        let stream = vm.new_native(class, &[shown.get(), below.get()]);
        vm.heap
            .set_raw_half(stream.get(), field::WHICH, which as u32);
        // The machine compares `sys.stdout` with it, so it may not die: it keeps a count.
        vm.heap.incref(stream.get());
        vm.states.streams[which] = stream.get();
        let again = vm.heap.own(stream.get());
        vm.module_value(dict, key, stream);
        vm.module_value(dict, original, again);
    }
    Ok(())
}

fn which(vm: &Vm, r: Ref) -> u32 {
    vm.heap.raw_half(r, field::WHICH)
}

fn is_text(vm: &Vm, r: Ref) -> bool {
    &*vm.type_name(r) == "_io.TextIOWrapper"
}

fn is_closed(vm: &Vm, r: Ref) -> bool {
    vm.heap.raw_half(r, field::CLOSED) != 0
}

fn check_open(vm: &mut Vm, r: Ref) -> Res<()> {
    if is_closed(vm, r) {
        return Err(vm.value_error("I/O operation on closed file."));
    }
    Ok(())
}

fn repr(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let r = args.this();
    let name = vm.heap.text(vm.heap.field(r, field::NAME));
    let class = vm.type_name(r);
    let text = if is_text(vm, r) {
        let mode = if which(vm, r) == STDIN { "r" } else { "w" };
        format!("<{class} name='{name}' mode='{mode}' encoding='utf-8'>")
    } else {
        format!("<{class} name='{name}'>")
    };
    Ok(vm.heap.str(&text))
}

fn name(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    Ok(vm.field_or_none(args.this(), field::NAME))
}

fn mode(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let r = args.this();
    let mode = match (which(vm, r) == STDIN, is_text(vm, r)) {
        (true, true) => "r",
        (false, true) => "w",
        (true, false) => "rb",
        (false, false) => "wb",
    };
    Ok(vm.heap.str(mode))
}

fn closed(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let value = is_closed(vm, args.this());
    vm.bool_of(value)
}

fn flush(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    check_open(vm, args.this())?;
    Ok(vm.none())
}

fn close(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    vm.heap.set_raw_half(args.this(), field::CLOSED, 1);
    Ok(vm.none())
}

fn no(vm: &mut Vm, _args: &Args<'_>) -> Res<Owned> {
    vm.bool_of(false)
}

fn readable(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let value = which(vm, args.this()) == STDIN;
    vm.bool_of(value)
}

fn writable(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let value = which(vm, args.this()) != STDIN;
    vm.bool_of(value)
}

fn fileno(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let number = which(vm, args.this());
    Ok(vm.heap.int(i64::from(number)))
}

fn enter(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    check_open(vm, args.this())?;
    Ok(vm.heap.own(args.this()))
}

fn exit(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    close(vm, args)
}

fn encoding(vm: &mut Vm, _args: &Args<'_>) -> Res<Owned> {
    Ok(vm.heap.str("utf-8"))
}

fn errors(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let errors = match which(vm, args.this()) {
        STDERR => "backslashreplace",
        _ => "strict",
    };
    Ok(vm.heap.str(errors))
}

fn newlines(vm: &mut Vm, _args: &Args<'_>) -> Res<Owned> {
    Ok(vm.none())
}

fn line_buffering(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    // Standard error is written line by line even where nobody watches (3.9).
    let value = which(vm, args.this()) == STDERR && vm.version.minor() >= 9;
    vm.bool_of(value)
}

fn buffer(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    Ok(vm.field_or_none(args.this(), field::BUFFER))
}

fn not_supported(vm: &mut Vm, what: &str) -> Raised {
    match vm.import_module("io") {
        Ok(io) => {
            let name = vm.heap.intern_str("UnsupportedOperation");
            match vm.get_attribute(io.get(), name.get()) {
                Ok(class) => {
                    let text = vm.heap.str(what);
                    match vm.call(class.get(), &[text.get()]) {
                        Ok(exception) => vm.raise(exception),
                        Err(raised) => raised,
                    }
                }
                Err(raised) => raised,
            }
        }
        Err(raised) => raised,
    }
}

fn write(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let (r, text) = (args.pos[0], args.pos[1]);
    if !vm.is_str(text) {
        let message = format!(
            "write() argument must be str, not {}",
            vm.argument_type_name(text)
        );
        return Err(vm.type_error(&message));
    }
    check_open(vm, r)?;
    match which(vm, r) {
        STDOUT => {
            let bytes = vm.strict_utf8(text)?;
            vm.write_stdout(&bytes)?;
        }
        STDERR => {
            let text = escaped(vm.text_ref(text));
            vm.output.stderr.extend_from_slice(text.as_bytes());
        }
        _ => return Err(not_supported(vm, "not writable")),
    }
    let length = vm.heap.str_len(text);
    Ok(vm.heap.int(length as i64))
}

fn write_lines(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let r = args.pos[0];
    vm.for_each(args.pos[1], |vm, line| {
        let name = vm.names.write;
        let done = vm.call_attribute(r, name, &[line.get()])?;
        vm.release(done);
        Ok(())
    })?;
    Ok(vm.none())
}

fn reconfigure(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    for &(name, _) in args.kw {
        if !["line_buffering", "write_through", "encoding", "newline"]
            .contains(&vm.heap.text(name).as_str())
        {
            return Err(vm.unsupported("reconfigure() with another error handler"));
        }
    }
    Ok(vm.none())
}

fn check_readable(vm: &mut Vm, r: Ref) -> Res<()> {
    check_open(vm, r)?;
    if which(vm, r) != STDIN {
        return Err(not_supported(vm, "not readable"));
    }
    Ok(())
}

fn size_argument(vm: &mut Vm, args: &Args<'_>) -> Res<Option<usize>> {
    match args.get(1) {
        Some(size) if size != vm.heap.known.none => {
            let size = vm.index_value(size)?.unwrap_or(i64::MAX);
            Ok(usize::try_from(size).ok())
        }
        _ => Ok(None),
    }
}

/// What was read, as text: line ends are one.
fn text_of(vm: &mut Vm, bytes: &[u8]) -> Owned {
    let text = String::from_utf8_lossy(bytes).replace("\r\n", "\n");
    vm.heap.str(&text)
}

fn read(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    check_readable(vm, args.this())?;
    let Some(size) = size_argument(vm, args)? else {
        let rest = vm.read_stdin();
        return Ok(text_of(vm, &rest));
    };
    let rest = vm.read_stdin();
    let text = String::from_utf8_lossy(&rest).into_owned();
    let taken: String = text.chars().take(size).collect();
    vm.unread_stdin(rest.len() - taken.len().min(rest.len()));
    Ok(vm.heap.str(&taken))
}

fn read_line(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    check_readable(vm, args.this())?;
    let size = size_argument(vm, args)?;
    let line = vm.read_stdin_line();
    let Some(size) = size else {
        return Ok(text_of(vm, &line));
    };
    let text = String::from_utf8_lossy(&line).into_owned();
    let taken: String = text.chars().take(size).collect();
    vm.unread_stdin(line.len() - taken.len().min(line.len()));
    Ok(vm.heap.str(&taken))
}

fn next_line(vm: &mut Vm, r: Ref) -> Res<Option<Owned>> {
    check_readable(vm, r)?;
    let line = vm.read_stdin_line();
    Ok((!line.is_empty()).then(|| text_of(vm, &line)))
}

fn read_lines(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let list = vm.heap.list_from(&[]);
    while let Some(line) = next_line(vm, args.this())? {
        vm.heap.list_append(list.get(), line.into_ref());
    }
    Ok(list)
}

fn write_bytes(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let (r, data) = (args.pos[0], args.pos[1]);
    check_open(vm, r)?;
    let bytes = if vm
        .heap
        .info_of(data)
        .has(heaplens_heap::types::flags::BYTES_SUBCLASS)
    {
        vm.heap.bytes_value(data).to_vec()
    } else if vm.is_a(data, heaplens_heap::TypeId::BYTEARRAY) {
        vm.heap.buffer_bytes(data)
    } else {
        let message = format!(
            "a bytes-like object is required, not '{}'",
            vm.type_name(data)
        );
        return Err(vm.type_error(&message));
    };
    match which(vm, r) {
        STDOUT => vm.write_stdout(&bytes)?,
        STDERR => vm.output.stderr.extend_from_slice(&bytes),
        _ => return Err(not_supported(vm, "write")),
    }
    Ok(vm.heap.int(bytes.len() as i64))
}

fn read_bytes(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    check_readable(vm, args.this())?;
    let size = size_argument(vm, args)?;
    let rest = vm.read_stdin();
    let taken = rest.len().min(size.unwrap_or(usize::MAX));
    vm.unread_stdin(rest.len() - taken);
    Ok(vm.heap.bytes(&rest[..taken]))
}

fn read_bytes_line(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    check_readable(vm, args.this())?;
    let line = vm.read_stdin_line();
    let size = size_argument(vm, args)?.unwrap_or(usize::MAX);
    let taken = line.len().min(size);
    vm.unread_stdin(line.len() - taken);
    Ok(vm.heap.bytes(&line[..taken]))
}

/// Text for standard error, whose error handler is `backslashreplace`.
pub(crate) fn escaped(text: TextRef<'_>) -> String {
    let mut out = String::with_capacity(text.len());
    for cp in text.iter() {
        match char::from_u32(cp) {
            Some(c) => out.push(c),
            None => out.push_str(&format!("\\u{cp:04x}")),
        }
    }
    out
}

impl Vm {
    /// A str as UTF-8; lone surrogates are an error.
    pub(crate) fn strict_utf8(&mut self, text: Ref) -> Res<Vec<u8>> {
        if let Some(ascii) = self.heap.chars(text).ascii() {
            return Ok(ascii.as_bytes().to_vec());
        }
        let all = self.text_ref(text);
        let is_surrogate = |cp: u32| (0xd800..0xe000).contains(&cp);
        let Some(start) = all.iter().position(is_surrogate) else {
            return Ok(all.to_wtf8());
        };
        let count = all.slice(start..all.len()).iter();
        let end = start + count.take_while(|&cp| is_surrogate(cp)).count();
        let encoding = self.heap.str("utf-8");
        let (start, end) = (self.heap.int(start as i64), self.heap.int(end as i64));
        let reason = self.heap.str("surrogates not allowed");
        let class = self.exc_class(Exc::UnicodeEncodeError);
        let args = [encoding.get(), text, start.get(), end.get(), reason.get()];
        let exception = self.call(class, &args)?;
        Err(self.raise(exception))
    }

    /// Writes to `sys.stderr`, whatever that is now.
    pub(crate) fn write_stderr(&mut self, text: &str) -> Res<()> {
        match self.sys_attribute("stderr") {
            Some(r) if r != self.states.streams[STDERR as usize] => {
                if r == self.heap.known.none {
                    return Ok(());
                }
                let stream = self.heap.own(r);
                let text = self.heap.str(text);
                let name = self.names.write;
                let done = self.call_attribute(stream.get(), name, &[text.get()])?;
                self.release(done);
            }
            _ => self.output.stderr.extend_from_slice(text.as_bytes()),
        }
        Ok(())
    }

    /// The stream that replaces a standard one in `sys`; none where it doesn't. `None` in place of it is given too.
    pub(crate) fn replaced_stream(&mut self, name: &str, which: usize) -> Option<Ref> {
        let now = self.sys_attribute(name)?;
        (now != self.states.streams[which] || is_closed(self, now)).then_some(now)
    }
}

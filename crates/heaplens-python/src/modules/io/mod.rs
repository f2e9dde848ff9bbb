//! `_io`: streams. Source: Modules/_io.
//!
//! Files lie in the machine's file system in memory ([`crate::vm::file_system`]); the three standard streams write to
//! the machine's output at once, so that what is printed shows when it is.

mod base;
mod buffered;
mod bytes_io;
mod file;
mod string_io;
mod text;

use heaplens_heap::rules::sizes::BuiltinType;
use heaplens_heap::types::{Layout, flags};
use heaplens_heap::{Owned, Ref, TypeId};

use crate::modules::ModuleDef;
use crate::modules::native_class::NativeClass;
use crate::vm::exceptions::Exc;
use crate::vm::native::{Args, Arity, Def};
use crate::vm::{Res, Vm};

/// `io.DEFAULT_BUFFER_SIZE` (Modules/_io/_iomodule.h).
pub const DEFAULT_BUFFER_SIZE: i64 = 8192;
/// `st_blksize` of the file system: the buffer that `open` takes.
pub const BLOCK_SIZE: i64 = 4096;

/// The module.
pub const MODULE: ModuleDef = ModuleDef {
    name: "_io",
    functions: &[FUNCTIONS],
    classes: &[
        NativeClass::record("_io._IOBase", BuiltinType::IoIOBase, &[], &[base::BASE])
            .iterator(base::next_line)
            .base(),
        NativeClass::record(
            "_io._RawIOBase",
            BuiltinType::IoRawIOBase,
            &[],
            &[base::RAW],
        )
        .extends("_io._IOBase")
        .base(),
        NativeClass::record(
            "_io._BufferedIOBase",
            BuiltinType::IoBufferedIOBase,
            &[],
            &[base::BUFFERED],
        )
        .extends("_io._IOBase")
        .base(),
        NativeClass::record(
            "_io._TextIOBase",
            BuiltinType::IoTextIOBase,
            &[],
            &[base::TEXT],
        )
        .extends("_io._IOBase")
        .base(),
        NativeClass::record("_io.FileIO", BuiltinType::IoFileIO, &[], &[file::METHODS])
            .extends("_io._RawIOBase")
            .base(),
        NativeClass::record(
            "_io.BytesIO",
            BuiltinType::IoBytesIO,
            &["buf"],
            &[bytes_io::METHODS],
        )
        .layout(Layout::Holding { refs: 1, blocks: 1 })
        .iterator(bytes_io::next)
        .extends("_io._BufferedIOBase")
        .base(),
        NativeClass::record(
            "_io.StringIO",
            BuiltinType::IoStringIO,
            &["writenl"],
            &[string_io::METHODS],
        )
        .layout(Layout::Holding { refs: 1, blocks: 1 })
        .iterator(string_io::next)
        .extends("_io._TextIOBase")
        .base(),
        NativeClass::record(
            "_io.BufferedReader",
            BuiltinType::IoBufferedReader,
            BUFFERED_FIELDS,
            &[buffered::SHARED, buffered::READING, buffered::READER],
        )
        .layout(Layout::Holding { refs: 2, blocks: 1 })
        .iterator(buffered::next)
        .extends("_io._BufferedIOBase")
        .base(),
        NativeClass::record(
            "_io.BufferedWriter",
            BuiltinType::IoBufferedWriter,
            BUFFERED_FIELDS,
            &[buffered::SHARED, buffered::WRITING, buffered::WRITER],
        )
        .layout(Layout::Holding { refs: 2, blocks: 1 })
        .extends("_io._BufferedIOBase")
        .base(),
        NativeClass::record(
            "_io.BufferedRandom",
            BuiltinType::IoBufferedRandom,
            BUFFERED_FIELDS,
            &[
                buffered::SHARED,
                buffered::READING,
                buffered::WRITING,
                buffered::RANDOM,
            ],
        )
        .layout(Layout::Holding { refs: 2, blocks: 1 })
        .iterator(buffered::next)
        .extends("_io._BufferedIOBase")
        .base(),
        NativeClass::record(
            "_io.TextIOWrapper",
            BuiltinType::IoTextIOWrapper,
            &[
                "name",
                "buffer",
                "encoding",
                "errors",
                "readnl",
                "writenl",
                "decoded_chars",
                "snapshot",
                "pending_bytes",
            ],
            &[text::METHODS],
        )
        .iterator(text::next)
        .extends("_io._TextIOBase")
        .base(),
    ],
    fill,
};

const BUFFERED_FIELDS: &[&str] = &["name", "raw"];

const FUNCTIONS: &[Def] = &[
    Def::method("open_code", Arity::One, |vm, args| {
        let mode = vm.heap.str("rb");
        let open = Args {
            pos: &[args.pos[0], mode.get()],
            kw: &[],
            native: args.native,
        };
        self::open(vm, &open)
    }),
    Def::method("text_encoding", Arity::Range(1, 2), |vm, args| {
        if args.pos[0] == vm.heap.known.none {
            let name = if vm.version.minor() >= 15 {
                "utf-8"
            } else {
                "locale"
            };
            return Ok(vm.heap.str(name));
        }
        Ok(vm.heap.own(args.pos[0]))
    })
    .since(10),
];

fn fill(vm: &mut Vm, dict: Ref) -> Res<()> {
    vm.module_int(dict, "DEFAULT_BUFFER_SIZE", DEFAULT_BUFFER_SIZE);
    // The built-in function is that of this module.
    let key = vm.heap.intern_str("open");
    let builtins = vm.builtins;
    if let Some(open) = vm.heap.dict_get_str(builtins, key.get()) {
        let open = vm.heap.own(open);
        vm.module_value(dict, "open", open);
    }
    let blocking = vm.exc_class(Exc::BlockingIOError);
    let blocking = vm.heap.own(blocking);
    vm.module_value(dict, "BlockingIOError", blocking);
    // class UnsupportedOperation(OSError, ValueError), of the module io.
    let bases = [vm.exc_class(Exc::OSError), vm.exc_class(Exc::ValueError)];
    let bases = vm.heap.tuple_of(&bases);
    let namespace = vm.heap.new_dict(TypeId::DICT);
    let namespace = Owned::adopt(namespace);
    let (key, module) = (vm.names.module, vm.heap.intern_str("io"));
    drop(vm.heap.dict_set_str(namespace.get(), key, module));
    let name = vm.heap.intern_str("UnsupportedOperation");
    let class = vm.heap.info(TypeId::TYPE).object;
    let class = vm.call(class, &[name.get(), bases.get(), namespace.get()])?;
    vm.module_value(dict, "UnsupportedOperation", class);
    Ok(())
}

/// The encoding of text files where none is named: that of a UTF-8 locale, in UTF-8 mode from 3.15 on.
pub(in crate::modules) fn default_encoding(vm: &Vm) -> &'static str {
    if vm.version.minor() >= 15 {
        "utf-8"
    } else {
        "UTF-8"
    }
}

/// `newlines` from what has been seen: 1 for `\r`, 2 for `\n`, 4 for `\r\n`.
fn newlines_seen(vm: &mut Vm, seen: u32) -> Owned {
    let all: Vec<&str> = [(1, "\r"), (2, "\n"), (4, "\r\n")]
        .into_iter()
        .filter(|(bit, _)| seen & bit != 0)
        .map(|(_, text)| text)
        .collect();
    match all[..] {
        [] => vm.none(),
        [one] => vm.heap.str(one),
        _ => {
            let items = all.iter().map(|text| vm.heap.str(text)).collect();
            vm.tuple_owned(items)
        }
    }
}

/// A class as the `repr` of its objects has it: `_io.` before the names of this module.
fn shown_class(vm: &Vm, r: Ref) -> String {
    let name = vm.type_name(r);
    if vm.heap.info_of(r).has(flags::HEAPTYPE) && !name.starts_with("_io.") {
        let module = "__main__";
        return format!("{module}.{name}");
    }
    name.to_string()
}

/// How many bytes fit into a writable object.
pub(in crate::modules) fn room_of(vm: &mut Vm, r: Ref, function: &str) -> Res<usize> {
    let info = vm.heap.info_of(r);
    if info.layout == Layout::Buffer {
        return Ok(vm.heap.buffer_len(r) as usize);
    }
    if info.id == TypeId::MEMORYVIEW {
        let shape = vm.check_view(r)?;
        if !shape.is_readonly {
            return Ok(shape.nbytes() as usize);
        }
    }
    let text = format!(
        "{function}() argument must be read-write bytes-like object, not {}",
        vm.argument_type(r)
    );
    Err(vm.type_error(&text))
}

/// Writes bytes into a writable object that has room for them.
fn fill_room(vm: &mut Vm, r: Ref, content: &[u8]) -> Res<()> {
    fill_room_at(vm, r, 0, content)
}

/// Writes bytes into a writable object from byte `at` on; they must fit.
pub(in crate::modules) fn fill_room_at(vm: &mut Vm, r: Ref, at: usize, content: &[u8]) -> Res<()> {
    let mut view = r;
    let mut start = 0;
    if vm.heap.info_of(r).id == TypeId::MEMORYVIEW {
        let shape = vm.check_view(r)?;
        if !shape.is_c_contiguous() {
            return Err(vm.raise_text(
                Exc::BufferError,
                "memoryview: underlying buffer is not C-contiguous",
            ));
        }
        start = shape.start as u32;
        view = vm.heap.view_exporter(r);
    }
    vm.heap.buffer_write(view, start + at as u32, content);
    Ok(())
}

/// Warns of a stream that dies open (`_dealloc_warn`).
fn warn_unclosed(vm: &mut Vm, r: Ref) {
    let mut at = r;
    let class = vm.native_class("_io.FileIO");
    let text = vm.native_class("_io.TextIOWrapper");
    while !vm.is_a(at, class) {
        let id = vm.heap.type_of(at);
        let below = if vm.heap.is_subtype(id, text) {
            vm.heap.field(at, text::field::BUFFER)
        } else if matches!(
            vm.heap.info(id).layout,
            Layout::Holding { refs: 2, blocks: 1 }
        ) {
            vm.heap.field(at, buffered::field::RAW)
        } else {
            return;
        };
        if below.is_null() {
            return;
        }
        at = below;
    }
    if !file::is_owner(vm, at) {
        return;
    }
    let shown = vm.repr_text(r);
    if vm
        .warn(Exc::ResourceWarning, &format!("unclosed file {shown}"), 1)
        .is_err()
        && vm.stop.is_none()
    {
        vm.swallow();
    }
}

/// `open` (`_io_open_impl`).
pub fn open(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let [
        file,
        mode,
        buffering,
        encoding,
        errors,
        newline,
        closes,
        opener,
    ] = args.bind(
        vm,
        "open",
        0,
        [
            "file",
            "mode",
            "buffering",
            "encoding",
            "errors",
            "newline",
            "closefd",
            "opener",
        ],
        1,
    )?;
    let file = file.unwrap_or_default();
    let mode = match mode {
        Some(mode) => vm.str_argument(mode, "open", "'mode'")?,
        None => "r".to_owned(),
    };
    let buffering = match buffering {
        Some(buffering) => vm.int_argument(buffering)?,
        None => -1,
    };
    let mut options = [None, None, None];
    for (place, (value, name)) in options.iter_mut().zip([
        (encoding, "encoding"),
        (errors, "errors"),
        (newline, "newline"),
    ]) {
        *place = match value.filter(|&value| value != vm.heap.known.none) {
            Some(value) if vm.is_str(value) => Some(vm.heap.text(value)),
            None => None,
            Some(value) => {
                let text = format!(
                    "open() argument '{name}' must be str or None, not {}",
                    vm.argument_type(value)
                );
                return Err(vm.type_error(&text));
            }
        };
    }
    let closes = match closes {
        Some(closes) => vm.truth(closes)?,
        None => true,
    };
    let opener = opener.filter(|&opener| opener != vm.heap.known.none);
    let file = if vm.is_a(file, TypeId::INT) {
        vm.heap.own(file)
    } else {
        vm.fs_path(file)?
    };
    let kind = check_mode(vm, &mode, &options)?;
    let raw_mode: String = mode
        .chars()
        .filter(|letter| "xrwa+".contains(*letter))
        .collect();
    let raw_mode = if kind.is_legacy_universal && !raw_mode.contains('r') {
        format!("r{raw_mode}")
    } else {
        raw_mode
    };
    let class = vm.native_class("_io.FileIO");
    let raw = vm.new_native(class, &[]);
    vm.heap.set_raw_word(raw.get(), 0, u64::MAX);
    file::open(vm, raw.get(), file.get(), &raw_mode, closes, opener)?;
    let opened = open_over(vm, raw.get(), &mode, &kind, buffering, &options);
    if opened.is_err() {
        let saved = vm.take_raised();
        file::close(vm, raw.get())?;
        if let Some(saved) = saved {
            vm.set_raised(saved);
        }
    }
    opened
}

struct Mode {
    is_binary: bool,
    is_updating: bool,
    is_reading: bool,
    is_legacy_universal: bool,
}

fn check_mode(vm: &mut Vm, mode: &str, options: &[Option<String>; 3]) -> Res<Mode> {
    let known = if vm.version.minor() >= 11 {
        "xrwab+t"
    } else {
        "xrwab+tU"
    };
    let is_odd = mode
        .char_indices()
        .any(|(at, letter)| !known.contains(letter) || mode[..at].contains(letter));
    if is_odd {
        let shown = vm.heap.str(mode);
        let text = format!("invalid mode: {}", vm.repr_text(shown.get()));
        return Err(vm.value_error(&text));
    }
    let has = |letter: char| mode.contains(letter);
    if has('U') {
        if has('x') || has('w') || has('a') || has('+') {
            return Err(vm.value_error("mode U cannot be combined with 'x', 'w', 'a', or '+'"));
        }
        vm.warn(Exc::DeprecationWarning, "'U' mode is deprecated", 1)?;
    }
    if has('t') && has('b') {
        return Err(vm.value_error("can't have text and binary mode at once"));
    }
    let is_reading = has('r') || has('U');
    let kinds = [is_reading, has('x'), has('w'), has('a')];
    // None at all is told by the file itself.
    if kinds.into_iter().filter(|&is_so| is_so).count() > 1 {
        return Err(vm.value_error("must have exactly one of create/read/write/append mode"));
    }
    if has('b') {
        for (value, text) in options.iter().zip([
            "binary mode doesn't take an encoding argument",
            "binary mode doesn't take an errors argument",
            "binary mode doesn't take a newline argument",
        ]) {
            if value.is_some() {
                return Err(vm.value_error(text));
            }
        }
    }
    Ok(Mode {
        is_binary: has('b'),
        is_updating: has('+'),
        is_reading,
        is_legacy_universal: has('U'),
    })
}

fn open_over(
    vm: &mut Vm,
    raw: Ref,
    mode: &str,
    kind: &Mode,
    buffering: i64,
    options: &[Option<String>; 3],
) -> Res<Owned> {
    let line_buffering = buffering == 1 && !kind.is_binary;
    if buffering == 1 && kind.is_binary {
        vm.warn(
            Exc::RuntimeWarning,
            "line buffering (buffering=1) isn't supported in binary mode, the default buffer size will be used",
            1,
        )?;
    }
    let size = match buffering {
        0 if kind.is_binary => return Ok(vm.heap.own(raw)),
        0 => return Err(vm.value_error("can't have unbuffered text I/O")),
        1 => BLOCK_SIZE,
        size if size < 0 => BLOCK_SIZE,
        size => size,
    };
    let name = if kind.is_updating {
        "_io.BufferedRandom"
    } else if kind.is_reading {
        "_io.BufferedReader"
    } else {
        "_io.BufferedWriter"
    };
    let buffer = buffered::over(vm, name, raw, size)?;
    if kind.is_binary {
        return Ok(buffer);
    }
    let id = vm.native_class("_io.TextIOWrapper");
    let wrapper = vm.new_native(id, &[]);
    let setup = text::Setup {
        buffer: buffer.get(),
        encoding: options[0].as_deref(),
        errors: options[1].as_deref(),
        newline: options[2].as_deref(),
        line_buffering,
        write_through: false,
    };
    text::start(vm, wrapper.get(), &setup)?;
    let key = vm.heap.intern_str("mode");
    let mode = vm.heap.str(mode);
    vm.set_attribute(wrapper.get(), key.get(), mode.get())?;
    Ok(wrapper)
}

/// Makes the three standard streams and binds them in `sys`.
pub(in crate::modules) fn fill_streams(vm: &mut Vm, dict: Ref) -> Res<()> {
    let names = [
        ("stdin", "__stdin__", "<stdin>"),
        ("stdout", "__stdout__", "<stdout>"),
        ("stderr", "__stderr__", "<stderr>"),
    ];
    for (at, (key, original, shown)) in names.into_iter().enumerate() {
        let which = at as u32 + 1;
        let shown = vm.heap.str(shown);
        let below = match which {
            1 => "_io.BufferedReader",
            _ => "_io.BufferedWriter",
        };
        let below = vm.native_class(below);
        let below = vm.new_native(below, &[shown.get()]);
        buffered::make_standard(vm, below.get(), which);
        let class = vm.native_class("_io.TextIOWrapper");
        let stream = vm.new_native(class, &[shown.get(), below.get()]);
        text::make_standard(vm, stream.get(), which);
        // The machine compares `sys.stdout` with it, so it may not die: it keeps a count.
        vm.heap.incref(stream.get());
        vm.states.streams[at] = stream.get();
        let again = vm.heap.own(stream.get());
        vm.module_value(dict, key, stream);
        vm.module_value(dict, original, again);
    }
    Ok(())
}

impl Vm {
    /// Whether a stream is one of the machine's three, or the buffer beneath one.
    pub(crate) fn is_standard_stream(&self, r: Ref) -> bool {
        self.states.streams.iter().any(|&stream| {
            !stream.is_null() && (stream == r || self.heap.field(stream, text::field::BUFFER) == r)
        })
    }

    /// Whether a standard text stream has been closed.
    pub(crate) fn is_stream_closed(&mut self, r: Ref) -> bool {
        text::is_closed(self, r).unwrap_or(true)
    }

    /// Writes to a descriptor.
    pub(crate) fn write_descriptor(&mut self, fd: i64, content: &[u8]) -> Res<()> {
        match fd {
            1 => self.write_stdout(content),
            2 => {
                self.output.stderr.extend_from_slice(content);
                Ok(())
            }
            _ => match self.file_system().write(fd, content) {
                Ok(_) => Ok(()),
                Err(errno) => Err(self.os_error(errno, None)),
            },
        }
    }
}

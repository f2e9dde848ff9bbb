//! `FileIO`: a file by its descriptor. Source: Modules/_io/fileio.c.

use heaplens_heap::{Owned, Ref, TypeId};

use crate::vm::exceptions::Exc;
use crate::vm::file_system::flag;
use crate::vm::native::{Args, Arity, Def};
use crate::vm::{Raised, Res, Vm};

/// Words of a `FileIO`.
mod word {
    /// The descriptor, -1 where it is closed.
    pub const FD: u32 = 0;
    /// See `bits`.
    pub const BITS: u32 = 1;
}

mod bits {
    pub const CREATED: u64 = 1;
    pub const READABLE: u64 = 2;
    pub const WRITABLE: u64 = 4;
    pub const APPENDING: u64 = 8;
    pub const CLOSES: u64 = 16;
}

/// Methods of `FileIO`.
pub const METHODS: &[Def] = &[
    Def::fixed("__new__", Arity::Free, |vm, args| {
        let id = vm.heap.type_id_of(args.this());
        let r = vm.new_native(id, &[]);
        vm.heap.set_raw_word(r.get(), word::FD, u64::MAX);
        vm.heap.set_raw_word(r.get(), word::BITS, bits::CLOSES);
        Ok(r)
    }),
    Def::slot_free("__init__", init),
    Def::slot("__repr__", 0, repr),
    Def::method("read", Arity::Range(0, 1), read),
    Def::method("readall", Arity::None, |vm, args| {
        let content = read_some(vm, args.this(), usize::MAX)?;
        Ok(vm.heap.bytes(&content))
    }),
    Def::method("readinto", Arity::One, |vm, args| {
        check_readable(vm, args.this())?;
        let room = super::room_of(vm, args.pos[1], "readinto")?;
        let content = read_some(vm, args.this(), room)?;
        super::fill_room(vm, args.pos[1], &content)?;
        Ok(vm.heap.int(content.len() as i64))
    }),
    Def::method("write", Arity::One, |vm, args| {
        check_writable(vm, args.this())?;
        let content = vm.bytes_like(args.pos[1])?;
        write_all(vm, args.this(), &content)?;
        Ok(vm.heap.int(content.len() as i64))
    }),
    Def::method("seek", Arity::Range(1, 2), |vm, args| {
        check_open(vm, args.this())?;
        let offset = vm.ssize_argument(args.pos[1])?;
        let whence = match args.get(2) {
            Some(whence) => vm.ssize_argument(whence)?,
            None => 0,
        };
        let at = seek(vm, args.this(), offset, whence)?;
        Ok(vm.heap.int(at as i64))
    }),
    Def::method("tell", Arity::None, |vm, args| {
        check_open(vm, args.this())?;
        let at = seek(vm, args.this(), 0, 1)?;
        Ok(vm.heap.int(at as i64))
    }),
    Def::method("truncate", Arity::Range(0, 1), truncate),
    Def::method("close", Arity::None, |vm, args| {
        close(vm, args.this())?;
        Ok(vm.none())
    }),
    Def::method("seekable", Arity::None, |vm, args| {
        check_open(vm, args.this())?;
        let value = fd(vm, args.this()) > 2;
        vm.bool_of(value)
    }),
    Def::method("readable", Arity::None, |vm, args| {
        check_open(vm, args.this())?;
        let value = has(vm, args.this(), bits::READABLE);
        vm.bool_of(value)
    }),
    Def::method("writable", Arity::None, |vm, args| {
        check_open(vm, args.this())?;
        let value = has(vm, args.this(), bits::WRITABLE);
        vm.bool_of(value)
    }),
    Def::method("isatty", Arity::None, |vm, args| {
        check_open(vm, args.this())?;
        vm.bool_of(false)
    }),
    Def::method("fileno", Arity::None, |vm, args| {
        check_open(vm, args.this())?;
        let fd = fd(vm, args.this());
        Ok(vm.heap.int(fd))
    }),
    Def::getter("closed", |vm, args| {
        let value = fd(vm, args.this()) < 0;
        vm.bool_of(value)
    }),
    Def::getter("closefd", |vm, args| {
        let value = has(vm, args.this(), bits::CLOSES);
        vm.bool_of(value)
    }),
    Def::getter("mode", |vm, args| {
        let mode = mode_text(vm, args.this());
        Ok(vm.heap.str(mode))
    }),
    Def::getter("_blksize", |vm, _| Ok(vm.heap.int(super::BLOCK_SIZE))),
];

/// The descriptor; negative where the file is closed.
pub fn fd(vm: &Vm, r: Ref) -> i64 {
    vm.heap.raw_word(r, word::FD) as i64
}

fn has(vm: &Vm, r: Ref, bit: u64) -> bool {
    vm.heap.raw_word(r, word::BITS) & bit != 0
}

fn check_open(vm: &mut Vm, r: Ref) -> Res<()> {
    if fd(vm, r) < 0 {
        return Err(vm.value_error("I/O operation on closed file"));
    }
    Ok(())
}

fn check_readable(vm: &mut Vm, r: Ref) -> Res<()> {
    check_open(vm, r)?;
    if !has(vm, r, bits::READABLE) {
        return Err(vm.unsupported_operation("File not open for reading"));
    }
    Ok(())
}

fn check_writable(vm: &mut Vm, r: Ref) -> Res<()> {
    check_open(vm, r)?;
    if !has(vm, r, bits::WRITABLE) {
        return Err(vm.unsupported_operation("File not open for writing"));
    }
    Ok(())
}

fn bad_mode(vm: &mut Vm) -> Raised {
    vm.value_error("Must have exactly one of create/read/write/append mode and at most one plus")
}

fn init(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let [file, mode, closes, opener] =
        args.bind(vm, "FileIO", 1, ["file", "mode", "closefd", "opener"], 1)?;
    let (r, file) = (args.this(), file.unwrap_or_default());
    let mode = match mode {
        Some(mode) => vm.str_argument(mode, "FileIO", "'mode'")?,
        None => "r".to_owned(),
    };
    let closes = match closes {
        Some(closes) => vm.truth(closes)?,
        None => true,
    };
    let opener = opener.filter(|&opener| opener != vm.heap.known.none);
    open(vm, r, file, &mode, closes, opener)?;
    Ok(vm.none())
}

/// Opens `r`, as `FileIO.__init__` does.
pub fn open(
    vm: &mut Vm,
    r: Ref,
    file: Ref,
    mode: &str,
    closes: bool,
    opener: Option<Ref>,
) -> Res<()> {
    close(vm, r)?;
    let given = if vm.is_a(file, TypeId::INT) && vm.heap.type_of(file) != TypeId::BOOL {
        let fd = vm.int_argument(file)?;
        if fd < 0 {
            return Err(vm.value_error("negative file descriptor"));
        }
        Some(fd)
    } else {
        None
    };
    let mut set = 0;
    let mut flags = 0;
    let (mut kinds, mut pluses) = (0, 0);
    for letter in mode.chars() {
        match letter {
            'x' => {
                kinds += 1;
                set |= bits::CREATED | bits::WRITABLE;
                flags |= flag::EXCL | flag::CREAT;
            }
            'r' => {
                kinds += 1;
                set |= bits::READABLE;
            }
            'w' => {
                kinds += 1;
                set |= bits::WRITABLE;
                flags |= flag::CREAT | flag::TRUNC;
            }
            'a' => {
                kinds += 1;
                set |= bits::WRITABLE | bits::APPENDING;
                flags |= flag::CREAT | flag::APPEND;
            }
            'b' => {}
            '+' => {
                pluses += 1;
                set |= bits::READABLE | bits::WRITABLE;
            }
            _ => {
                let text = format!("invalid mode: {mode}");
                return Err(vm.value_error(&text));
            }
        }
        if kinds > 1 || pluses > 1 {
            return Err(bad_mode(vm));
        }
    }
    if kinds == 0 {
        return Err(bad_mode(vm));
    }
    flags |= match (set & bits::READABLE != 0, set & bits::WRITABLE != 0) {
        (true, true) => flag::RDWR,
        (false, true) => flag::WRONLY,
        _ => 0,
    };
    let fd = match (given, opener) {
        (Some(fd), _) => {
            if !vm.file_system().is_open(fd) {
                return Err(vm.os_error(9, Some(file)));
            }
            fd
        }
        (None, _) if !closes => {
            return Err(vm.value_error("Cannot use closefd=False with file name"));
        }
        (None, Some(opener)) => {
            let flags = vm.heap.int(flags | 0o2_000_000);
            let fd = vm.call(opener, &[file, flags.get()])?;
            if !vm.is_a(fd.get(), TypeId::INT) {
                return Err(vm.type_error("expected integer from opener"));
            }
            let fd = vm.int_argument(fd.get())?;
            if fd < 0 {
                let text = format!("opener returned {fd}");
                return Err(vm.value_error(&text));
            }
            fd
        }
        (None, None) => {
            let path = vm.path_text(file)?;
            match vm.file_system().open(&path, flags, 0o666) {
                Ok(fd) => fd,
                Err(errno) => return Err(vm.os_error(errno, Some(file))),
            }
        }
    };
    if closes {
        set |= bits::CLOSES;
    }
    if vm.file_system().is_folder(fd) {
        if given.is_none() {
            let _ = vm.file_system().close(fd);
        }
        return Err(vm.os_error(21, Some(file)));
    }
    vm.heap.set_raw_word(r, word::FD, fd as u64);
    vm.heap.set_raw_word(r, word::BITS, set);
    let name = vm.names.name_attr;
    vm.set_attribute(r, name, file)?;
    if set & bits::APPENDING != 0 {
        // Fails on pipes alone.
        let _ = vm.file_system().seek(fd, 0, 2);
    }
    Ok(())
}

fn read(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    check_readable(vm, args.this())?;
    let count = super::base::size(vm, args.get(1))?;
    let content = read_some(vm, args.this(), count.unwrap_or(usize::MAX))?;
    Ok(vm.heap.bytes(&content))
}

/// At most `count` bytes.
pub fn read_some(vm: &mut Vm, r: Ref, count: usize) -> Res<Vec<u8>> {
    check_readable(vm, r)?;
    let fd = fd(vm, r);
    if fd == 0 {
        let rest = vm.read_stdin();
        let taken = rest.len().min(count);
        vm.unread_stdin(rest.len() - taken);
        return Ok(rest[..taken].to_vec());
    }
    match vm.file_system().read(fd, count) {
        Ok(content) => Ok(content),
        Err(errno) => Err(vm.os_error(errno, None)),
    }
}

/// Writes it all.
pub fn write_all(vm: &mut Vm, r: Ref, content: &[u8]) -> Res<()> {
    check_writable(vm, r)?;
    let fd = fd(vm, r);
    vm.write_descriptor(fd, content)
}

/// Goes to a place.
pub fn seek(vm: &mut Vm, r: Ref, offset: i64, whence: i64) -> Res<u64> {
    check_open(vm, r)?;
    let fd = fd(vm, r);
    match vm.file_system().seek(fd, offset, whence) {
        Ok(at) => Ok(at),
        Err(errno) => Err(vm.os_error(errno, None)),
    }
}

fn truncate(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    check_writable(vm, args.this())?;
    let size = match args.get(1).filter(|&size| size != vm.heap.known.none) {
        Some(size) => vm.ssize_argument(size)?,
        None => seek(vm, args.this(), 0, 1)? as i64,
    };
    let fd = fd(vm, args.this());
    let done = match u64::try_from(size) {
        Ok(size) => vm.file_system().truncate(fd, size),
        Err(_) => Err(22),
    };
    match done {
        Ok(()) => Ok(vm.heap.int(size)),
        Err(errno) => Err(vm.os_error(errno, None)),
    }
}

/// Closes the descriptor, if it is the file's own.
pub fn close(vm: &mut Vm, r: Ref) -> Res<()> {
    let fd = fd(vm, r);
    vm.heap.set_raw_word(r, word::FD, u64::MAX);
    if fd > 2
        && has(vm, r, bits::CLOSES)
        && let Err(errno) = vm.file_system().close(fd)
    {
        return Err(vm.os_error(errno, None));
    }
    Ok(())
}

/// Whether it is open on a descriptor that closing it closes.
pub fn is_owner(vm: &Vm, r: Ref) -> bool {
    fd(vm, r) > 2 && has(vm, r, bits::CLOSES)
}

fn mode_text(vm: &Vm, r: Ref) -> &'static str {
    let (reads, writes) = (has(vm, r, bits::READABLE), has(vm, r, bits::WRITABLE));
    if has(vm, r, bits::CREATED) {
        if reads { "xb+" } else { "xb" }
    } else if has(vm, r, bits::APPENDING) {
        if reads { "ab+" } else { "ab" }
    } else {
        match (reads, writes) {
            (true, true) => "rb+",
            (true, false) => "rb",
            _ => "wb",
        }
    }
}

fn repr(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let r = args.this();
    let class = vm.type_name(r);
    let class = if class.contains('.') {
        class.to_string()
    } else {
        format!("_io.{class}")
    };
    let class = if vm.version.minor() < 12 {
        "_io.FileIO".to_owned()
    } else {
        class
    };
    let fd = fd(vm, r);
    if fd < 0 {
        let text = format!("<{class} [closed]>");
        return Ok(vm.heap.str(&text));
    }
    let (mode, closes) = (mode_text(vm, r), has(vm, r, bits::CLOSES));
    let closes = if closes { "True" } else { "False" };
    let text = match vm.attribute(r, "name") {
        Ok(name) => {
            let name = vm.repr_text(name.get());
            format!("<{class} name={name} mode='{mode}' closefd={closes}>")
        }
        Err(_) if vm.catch(Exc::AttributeError) => {
            format!("<{class} fd={fd} mode='{mode}' closefd={closes}>")
        }
        Err(raised) => return Err(raised),
    };
    Ok(vm.heap.str(&text))
}

//! `posix`: the system calls that `os` builds on, over the file system in memory. Source: Modules/posixmodule.c.
//!
//! The reader is alone on the machine: one process, no users, no signals. What would start a process is left out.

mod entries;
mod errors;

use heaplens_heap::rules::sizes::BuiltinType;
use heaplens_heap::{Owned, Ref, TypeId};

use crate::modules::ModuleDef;
use crate::modules::native_class::NativeClass;
use crate::modules::struct_sequence::{METHODS, class, item};
use crate::vm::exceptions::Exc;
use crate::vm::file_system::{Errno, FileSystem, Stat, flag};
use crate::vm::native::{Args, Arity, Def};
use crate::vm::{Raised, Res, Vm};

pub use errors::ERRNO_MODULE;

/// The module.
pub const MODULE: ModuleDef = ModuleDef {
    name: "posix",
    functions: &[FUNCTIONS, entries::FUNCTIONS],
    classes: &[
        STAT_RESULT,
        TERMINAL_SIZE,
        entries::DIR_ENTRY,
        entries::SCANDIR,
    ],
    fill,
};

/// `os.stat_result`: ten items, and more behind them that are no items.
const STAT_RESULT: NativeClass = class(
    "os.stat_result",
    BuiltinType::OsStatResult,
    &[
        METHODS,
        &[
            Def::getter("st_mode", item::<0>),
            Def::getter("st_ino", item::<1>),
            Def::getter("st_dev", item::<2>),
            Def::getter("st_nlink", item::<3>),
            Def::getter("st_uid", item::<4>),
            Def::getter("st_gid", item::<5>),
            Def::getter("st_size", item::<6>),
            Def::getter("st_atime", time_item::<7>),
            Def::getter("st_mtime", time_item::<8>),
            Def::getter("st_ctime", time_item::<9>),
            Def::getter("st_atime_ns", nanos_item::<7>),
            Def::getter("st_mtime_ns", nanos_item::<8>),
            Def::getter("st_ctime_ns", nanos_item::<9>),
            Def::getter("st_blksize", |vm, _| Ok(vm.heap.int(4096))),
            Def::getter("st_blocks", |vm, args| {
                let size = vm.heap.tuple_item(args.this(), 6);
                let size = vm.small_value(size).unwrap_or(0);
                Ok(vm.heap.int((size + 4095) / 4096 * 8))
            }),
        ],
    ],
);

/// `os.terminal_size`.
const TERMINAL_SIZE: NativeClass = class(
    "os.terminal_size",
    BuiltinType::OsTerminalSize,
    &[
        &[
            Def::fixed("__new__", Arity::Free, |vm, args| {
                let items = vm.collect_items(args.pos.get(1).copied().unwrap_or_default())?;
                if items.len() != 2 {
                    let text = format!(
                        "os.terminal_size() takes a 2-sequence ({}-sequence given)",
                        items.len()
                    );
                    return Err(vm.type_error(&text));
                }
                let items = items.into_iter().map(Owned::adopt).collect();
                Ok(vm.struct_sequence("os.terminal_size", items))
            }),
            Def::slot("__repr__", 0, |vm, args| {
                let r = args.this();
                let (columns, lines) = (vm.heap.tuple_item(r, 0), vm.heap.tuple_item(r, 1));
                let text = format!(
                    "os.terminal_size(columns={}, lines={})",
                    vm.repr_text(columns),
                    vm.repr_text(lines)
                );
                Ok(vm.heap.str(&text))
            }),
        ],
        &[
            Def::getter("columns", item::<0>),
            Def::getter("lines", item::<1>),
        ],
    ],
);

const FUNCTIONS: &[Def] = &[
    Def::method("getcwd", Arity::None, |vm, _| {
        let current = vm.file_system().current.clone();
        Ok(vm.heap.str(&current))
    }),
    Def::method("getcwdb", Arity::None, |vm, _| {
        let current = vm.file_system().current.clone();
        Ok(vm.heap.bytes(current.as_bytes()))
    }),
    Def::method("chdir", Arity::One, |vm, args| {
        on_path(vm, args, |files, path| files.change_folder(path))
    }),
    Def::method("listdir", Arity::Free, listdir),
    Def::method("mkdir", Arity::Free, |vm, args| {
        let [path, mode, _] = args.bind(vm, "mkdir", 0, ["path", "mode", "dir_fd"], 1)?;
        let mode = match mode {
            Some(mode) => vm.int_argument(mode)? as u32,
            None => 0o777,
        };
        let path = path.unwrap_or_default();
        done_on(vm, path, |files, path| files.make_folder(path, mode))
    }),
    Def::method("rmdir", Arity::Free, |vm, args| {
        on_path(vm, args, FileSystem::remove_folder)
    }),
    Def::method("unlink", Arity::Free, |vm, args| {
        on_path(vm, args, FileSystem::remove)
    }),
    Def::method("remove", Arity::Free, |vm, args| {
        on_path(vm, args, FileSystem::remove)
    }),
    Def::method("rename", Arity::Free, |vm, args| {
        on_paths(vm, args, "rename", FileSystem::rename)
    }),
    Def::method("replace", Arity::Free, |vm, args| {
        on_paths(vm, args, "replace", FileSystem::rename)
    }),
    Def::method("symlink", Arity::Free, |vm, args| {
        on_paths(vm, args, "symlink", FileSystem::make_link)
    }),
    Def::method("link", Arity::Free, |vm, args| {
        on_paths(vm, args, "link", FileSystem::hard_link)
    }),
    Def::method("readlink", Arity::Free, |vm, args| {
        let path = first(vm, args, "readlink")?;
        let text = vm.path_text(path)?;
        match vm.file_system().read_link(&text) {
            Ok(target) => Ok(vm.heap.str(&target)),
            Err(errno) => Err(vm.os_error(errno, Some(path))),
        }
    }),
    Def::method("stat", Arity::Free, |vm, args| {
        let [path, _, follows] =
            args.bind(vm, "stat", 0, ["path", "dir_fd", "follow_symlinks"], 1)?;
        let follows = match follows {
            Some(follows) => vm.truth(follows)?,
            None => true,
        };
        stat_of(vm, path.unwrap_or_default(), follows)
    }),
    Def::method("lstat", Arity::Free, |vm, args| {
        let path = first(vm, args, "lstat")?;
        stat_of(vm, path, false)
    }),
    Def::method("fstat", Arity::One, |vm, args| {
        stat_of(vm, args.pos[0], true)
    }),
    Def::method("access", Arity::Free, |vm, args| {
        let path = first(vm, args, "access")?;
        let path = vm.path_text(path)?;
        let value = vm.file_system().stat(&path, true).is_ok();
        vm.bool_of(value)
    }),
    Def::method("chmod", Arity::Free, |vm, args| {
        let [path, mode, ..] = args.bind(
            vm,
            "chmod",
            0,
            ["path", "mode", "dir_fd", "follow_symlinks"],
            2,
        )?;
        let mode = vm.int_argument(mode.unwrap_or_default())? as u32;
        let path = path.unwrap_or_default();
        done_on(vm, path, |files, path| files.set_permissions(path, mode))
    }),
    Def::method("utime", Arity::Free, utime),
    Def::method("truncate", Arity::Range(2, 2), |vm, args| {
        let size = vm.ssize_argument(args.pos[1])?;
        let size = u64::try_from(size).map_err(|_| vm.os_error(22, Some(args.pos[0])))?;
        done_on(vm, args.pos[0], |files, path| {
            files.truncate_path(path, size)
        })
    }),
    Def::method("open", Arity::Free, |vm, args| {
        let [path, flags, mode, _] =
            args.bind(vm, "open", 0, ["path", "flags", "mode", "dir_fd"], 2)?;
        let flags = vm.int_argument(flags.unwrap_or_default())?;
        let mode = match mode {
            Some(mode) => vm.int_argument(mode)? as u32,
            None => 0o777,
        };
        let path = path.unwrap_or_default();
        let text = vm.path_text(path)?;
        match vm.file_system().open(&text, flags, mode) {
            Ok(fd) => Ok(vm.heap.int(fd)),
            Err(errno) => Err(vm.os_error(errno, Some(path))),
        }
    }),
    Def::method("close", Arity::One, |vm, args| {
        on_descriptor(vm, args, |files, fd| {
            if (0..3).contains(&fd) {
                Ok(())
            } else {
                files.close(fd)
            }
        })
    }),
    Def::method("fsync", Arity::One, |vm, args| {
        on_descriptor(vm, args, |files, fd| files.stat_open(fd).map(|_| ()))
    }),
    Def::method("fdatasync", Arity::One, |vm, args| {
        on_descriptor(vm, args, |files, fd| files.stat_open(fd).map(|_| ()))
    }),
    Def::method("ftruncate", Arity::Range(2, 2), |vm, args| {
        let size = vm.ssize_argument(args.pos[1])?.max(0) as u64;
        on_descriptor(vm, args, |files, fd| files.truncate(fd, size))
    }),
    Def::method("read", Arity::Range(2, 2), |vm, args| {
        let (fd, count) = (
            vm.int_argument(args.pos[0])?,
            vm.ssize_argument(args.pos[1])?,
        );
        let count = usize::try_from(count).map_err(|_| vm.os_error(22, None))?;
        if fd == 0 {
            let rest = vm.read_stdin();
            let taken = rest.len().min(count);
            vm.unread_stdin(rest.len() - taken);
            return Ok(vm.heap.bytes(&rest[..taken]));
        }
        match vm.file_system().read(fd, count) {
            Ok(content) => Ok(vm.heap.bytes(&content)),
            Err(errno) => Err(vm.os_error(errno, None)),
        }
    }),
    Def::method("write", Arity::Range(2, 2), |vm, args| {
        let fd = vm.int_argument(args.pos[0])?;
        let content = vm.bytes_like(args.pos[1])?;
        vm.write_descriptor(fd, &content)?;
        Ok(vm.heap.int(content.len() as i64))
    }),
    Def::method("lseek", Arity::Range(3, 3), |vm, args| {
        let (fd, offset) = (
            vm.int_argument(args.pos[0])?,
            vm.ssize_argument(args.pos[1])?,
        );
        let whence = vm.int_argument(args.pos[2])?;
        match vm.file_system().seek(fd, offset, whence) {
            Ok(at) => Ok(vm.heap.int(at as i64)),
            Err(errno) => Err(vm.os_error(errno, None)),
        }
    }),
    Def::method("dup", Arity::One, |vm, args| {
        let fd = vm.int_argument(args.pos[0])?;
        match vm.file_system().duplicate(fd) {
            Ok(fd) => Ok(vm.heap.int(fd)),
            Err(errno) => Err(vm.os_error(errno, None)),
        }
    }),
    Def::method("isatty", Arity::One, |vm, _| vm.bool_of(false)),
    Def::method("umask", Arity::One, |vm, _| Ok(vm.heap.int(0o022))),
    Def::method("getpid", Arity::None, |vm, _| Ok(vm.heap.int(PID))),
    Def::method("getppid", Arity::None, |vm, _| Ok(vm.heap.int(1))),
    Def::method("getuid", Arity::None, |vm, _| Ok(vm.heap.int(USER))),
    Def::method("geteuid", Arity::None, |vm, _| Ok(vm.heap.int(USER))),
    Def::method("getgid", Arity::None, |vm, _| Ok(vm.heap.int(USER))),
    Def::method("getegid", Arity::None, |vm, _| Ok(vm.heap.int(USER))),
    Def::method("cpu_count", Arity::None, |vm, _| Ok(vm.heap.int(1))),
    Def::method("urandom", Arity::One, |vm, args| {
        let count = vm.ssize_argument(args.pos[0])?;
        let count =
            usize::try_from(count).map_err(|_| vm.value_error("negative argument not allowed"))?;
        let content = vm.random_bytes(count);
        Ok(vm.heap.bytes(&content))
    }),
    Def::method("strerror", Arity::One, |vm, args| {
        let number = vm.int_argument(args.pos[0])?;
        let text = errors::text(number);
        Ok(vm.heap.str(&text))
    }),
    Def::method("fspath", Arity::Free, |vm, args| {
        let [path] = args.bind(vm, "fspath", 0, ["path"], 1)?;
        vm.fs_path(path.unwrap_or_default())
    }),
    Def::method("get_terminal_size", Arity::Range(0, 1), |vm, _| {
        Err(vm.os_error(25, None))
    }),
    Def::method("_exit", Arity::Free, |vm, _| {
        Err(vm.unsupported("os._exit()"))
    }),
];

/// The number of the one process, and of its user.
const PID: i64 = 4242;
const USER: i64 = 1000;

fn fill(vm: &mut Vm, dict: Ref) -> Res<()> {
    for (name, value) in [
        ("F_OK", 0),
        ("R_OK", 4),
        ("W_OK", 2),
        ("X_OK", 1),
        ("O_RDONLY", 0),
        ("O_WRONLY", flag::WRONLY),
        ("O_RDWR", flag::RDWR),
        ("O_CREAT", flag::CREAT),
        ("O_EXCL", flag::EXCL),
        ("O_TRUNC", flag::TRUNC),
        ("O_APPEND", flag::APPEND),
        ("O_NONBLOCK", 0o4000),
        ("O_SYNC", 0o4_010_000),
        ("O_DIRECTORY", 0o200_000),
        ("O_NOFOLLOW", 0o400_000),
        ("O_CLOEXEC", 0o2_000_000),
        ("EX_OK", 0),
    ] {
        vm.module_int(dict, name, value);
    }
    for (name, class) in [
        ("stat_result", "os.stat_result"),
        ("terminal_size", "os.terminal_size"),
    ] {
        let class = vm.native_class(class);
        let class = vm.heap.info(class).object;
        let class = vm.heap.own(class);
        vm.module_value(dict, name, class);
    }
    let environ = Owned::adopt(vm.heap.new_dict(TypeId::DICT));
    for (name, value) in [
        ("HOME", crate::vm::file_system::HOME),
        ("LANG", "C.UTF-8"),
        ("LOGNAME", "reader"),
        ("PATH", "/usr/local/bin:/usr/bin:/bin"),
        ("PWD", crate::vm::file_system::HOME),
        ("PYTHONHASHSEED", "0"),
        ("SHELL", "/bin/sh"),
        ("USER", "reader"),
    ] {
        let (name, value) = (
            vm.heap.bytes(name.as_bytes()),
            vm.heap.bytes(value.as_bytes()),
        );
        vm.dict_set(environ.get(), name.get(), value.get())?;
    }
    vm.module_value(dict, "environ", environ);
    let error = vm.exc_class(Exc::OSError);
    let error = vm.heap.own(error);
    vm.module_value(dict, "error", error);
    Ok(())
}

fn first(vm: &mut Vm, args: &Args<'_>, name: &str) -> Res<Ref> {
    let [path, _, _] = args.bind(vm, name, 0, ["path", "dir_fd", "follow_symlinks"], 1)?;
    Ok(path.unwrap_or_default())
}

fn done_on(
    vm: &mut Vm,
    path: Ref,
    action: impl FnOnce(&mut FileSystem, &str) -> Result<(), Errno>,
) -> Res<Owned> {
    let text = vm.path_text(path)?;
    match action(vm.file_system(), &text) {
        Ok(()) => Ok(vm.none()),
        Err(errno) => Err(vm.os_error(errno, Some(path))),
    }
}

fn on_path(
    vm: &mut Vm,
    args: &Args<'_>,
    action: fn(&mut FileSystem, &str) -> Result<(), Errno>,
) -> Res<Owned> {
    let [path, _] = args.bind(vm, "path", 0, ["path", "dir_fd"], 1)?;
    done_on(vm, path.unwrap_or_default(), action)
}

fn on_paths(
    vm: &mut Vm,
    args: &Args<'_>,
    name: &str,
    action: fn(&mut FileSystem, &str, &str) -> Result<(), Errno>,
) -> Res<Owned> {
    if args.pos.len() < 2 && args.kw.len() < 2 {
        let text = format!("{name}() missing required argument 'dst' (pos 2)");
        return Err(vm.type_error(&text));
    }
    let given = |vm: &Vm, at: usize, name: &str| {
        args.get(at).or_else(|| {
            args.kw
                .iter()
                .find(|&&(key, _)| vm.heap.str_is(key, name))
                .map(|&(_, value)| value)
        })
    };
    let (from, to) = (
        given(vm, 0, "src").unwrap_or_default(),
        given(vm, 1, "dst").unwrap_or_default(),
    );
    let (source, target) = (vm.path_text(from)?, vm.path_text(to)?);
    match action(vm.file_system(), &source, &target) {
        Ok(()) => Ok(vm.none()),
        Err(errno) => Err(vm.os_error_of_two(errno, from, to)),
    }
}

fn on_descriptor(
    vm: &mut Vm,
    args: &Args<'_>,
    action: impl FnOnce(&mut FileSystem, i64) -> Result<(), Errno>,
) -> Res<Owned> {
    let fd = vm.int_argument(args.pos[0])?;
    match action(vm.file_system(), fd) {
        Ok(()) => Ok(vm.none()),
        Err(errno) => Err(vm.os_error(errno, None)),
    }
}

fn listdir(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let [path] = args.bind(vm, "listdir", 0, ["path"], 0)?;
    let path = path.filter(|&path| path != vm.heap.known.none);
    let text = match path {
        Some(path) => vm.path_text(path)?,
        None => ".".to_owned(),
    };
    let names = match vm.file_system().list(&text) {
        Ok(names) => names,
        Err(errno) => {
            let dot = vm.heap.str(".");
            return Err(vm.os_error(errno, Some(path.unwrap_or(dot.get()))));
        }
    };
    let is_bytes = path.is_some_and(|path| vm.is_a(path, TypeId::BYTES));
    let names = names
        .iter()
        .map(|name| {
            if is_bytes {
                vm.heap.bytes(name.as_bytes())
            } else {
                vm.heap.str(name)
            }
        })
        .collect();
    Ok(vm.list_owned(names))
}

fn stat_of(vm: &mut Vm, path: Ref, follows: bool) -> Res<Owned> {
    let found = if vm.is_a(path, TypeId::INT) {
        let fd = vm.int_argument(path)?;
        vm.file_system()
            .stat_open(fd)
            .map_err(|errno| (errno, None))
    } else {
        let text = vm.path_text(path)?;
        vm.file_system()
            .stat(&text, follows)
            .map_err(|errno| (errno, Some(path)))
    };
    match found {
        Ok(stat) => stat_object(vm, stat),
        Err((errno, path)) => Err(vm.os_error(errno, path)),
    }
}

fn stat_object(vm: &mut Vm, stat: Stat) -> Res<Owned> {
    let billion = 1_000_000_000;
    let mut items = Vec::new();
    for value in [
        u64::from(stat.mode),
        stat.node,
        1,
        u64::from(stat.links),
        USER as u64,
        USER as u64,
        stat.size,
        stat.accessed / billion,
        stat.modified / billion,
        stat.changed / billion,
        // Behind the items that count: the times to the nanosecond.
        stat.accessed % billion,
        stat.modified % billion,
        stat.changed % billion,
    ] {
        items.push(vm.heap.int(value as i64));
    }
    let rest: Vec<u64> = vec![stat.accessed, stat.modified, stat.changed];
    let visible = items.into_iter().take(10).collect();
    let object = vm.struct_sequence("os.stat_result", visible);
    let address = object.get();
    std::rc::Rc::make_mut(&mut vm.states.stat_nanos).insert(address, rest);
    Ok(object)
}

fn nanos(vm: &Vm, r: Ref, at: u32) -> i64 {
    let known = vm
        .states
        .stat_nanos
        .get(&r)
        .and_then(|all| all.get(at as usize - 7))
        .copied();
    let seconds = vm.small_value(vm.heap.tuple_item(r, at)).unwrap_or(0);
    match known {
        // A number that belongs to an object that has died in this place doesn't fit.
        Some(nanos) if (nanos / 1_000_000_000) as i64 == seconds => nanos as i64,
        _ => seconds * 1_000_000_000,
    }
}

fn time_item<const AT: u32>(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let nanos = nanos(vm, args.this(), AT);
    Ok(vm.heap.float(nanos as f64 * 1e-9))
}

fn nanos_item<const AT: u32>(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let nanos = nanos(vm, args.this(), AT);
    Ok(vm.heap.int(nanos))
}

fn utime(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let [path, times, ns, ..] = args.bind(
        vm,
        "utime",
        0,
        ["path", "times", "ns", "dir_fd", "follow_symlinks"],
        1,
    )?;
    let none = vm.heap.known.none;
    let now = vm.clock().wall_nanos;
    let mut both = [now, now];
    let pair = times.filter(|&times| times != none).or(ns);
    if let Some(pair) = pair {
        let items = vm.collect_items(pair)?;
        if items.len() != 2 {
            return Err(vm.type_error("utime: 'times' must be either a tuple of two ints or None"));
        }
        for (place, &item) in both.iter_mut().zip(&items) {
            *place = if ns.is_some() {
                vm.index_value(item)?.unwrap_or(0) as u64
            } else {
                (vm.float_of_number(item)? * 1e9) as u64
            };
        }
        for item in items {
            vm.drop_ref(item);
        }
    }
    let path = path.unwrap_or_default();
    done_on(vm, path, |files, path| {
        files.set_times(path, both[0], both[1])
    })
}

impl Vm {
    /// The file system, made when it is first asked for, with the time of now.
    pub(crate) fn file_system(&mut self) -> &mut FileSystem {
        let now = self.clock().wall_nanos;
        let inputs = &self.inputs.files;
        let files = self
            .states
            .files
            .get_or_insert_with(|| std::rc::Rc::new(FileSystem::with_files(inputs, now)));
        let files = std::rc::Rc::make_mut(files);
        files.now = now;
        files
    }

    /// `os.fspath`: a str or bytes.
    pub(crate) fn fs_path(&mut self, r: Ref) -> Res<Owned> {
        if self.is_str(r) || self.is_a(r, TypeId::BYTES) {
            return Ok(self.heap.own(r));
        }
        let name = self.names.fspath;
        let Some(path) = self.call_special(r, name, &[]) else {
            let text = format!(
                "expected str, bytes or os.PathLike object, not {}",
                self.argument_type(r)
            );
            return Err(self.type_error(&text));
        };
        let path = path?;
        if self.is_str(path.get()) || self.is_a(path.get(), TypeId::BYTES) {
            return Ok(path);
        }
        let text = format!(
            "expected {}.__fspath__() to return str or bytes, not {}",
            self.type_name(r),
            self.type_name(path.get())
        );
        Err(self.type_error(&text))
    }

    /// The text of a path argument.
    pub(crate) fn path_text(&mut self, r: Ref) -> Res<String> {
        let path = self.fs_path(r)?;
        let text = if self.is_str(path.get()) {
            self.heap.text(path.get())
        } else {
            String::from_utf8_lossy(self.heap.bytes_value(path.get())).into_owned()
        };
        if text.contains('\0') {
            return Err(self.value_error("embedded null byte"));
        }
        Ok(text)
    }

    /// Raises the OSError of an error number, with the file that it is about.
    pub(crate) fn os_error(&mut self, errno: Errno, file: Option<Ref>) -> Raised {
        let file = match file {
            Some(file) if self.is_a(file, TypeId::INT) => Some(self.heap.own(file)),
            Some(file) => match self.fs_path(file) {
                Ok(path) => Some(path),
                Err(raised) => return raised,
            },
            None => None,
        };
        let (number, text) = (self.heap.int(errno), self.heap.str(&errors::text(errno)));
        let class = self.exc_class(Exc::OSError);
        let mut args = vec![number.get(), text.get()];
        args.extend(file.as_ref().map(Owned::get));
        match self.call(class, &args) {
            Ok(exception) => self.raise(exception),
            Err(raised) => raised,
        }
    }

    /// Raises the OSError of an error number that is about two files.
    fn os_error_of_two(&mut self, errno: Errno, from: Ref, to: Ref) -> Raised {
        let (from, to) = match (self.fs_path(from), self.fs_path(to)) {
            (Ok(from), Ok(to)) => (from, to),
            (Err(raised), _) | (_, Err(raised)) => return raised,
        };
        let (number, text) = (self.heap.int(errno), self.heap.str(&errors::text(errno)));
        let class = self.exc_class(Exc::OSError);
        let none = self.heap.known.none;
        match self.call(
            class,
            &[number.get(), text.get(), from.get(), none, to.get()],
        ) {
            Ok(exception) => self.raise(exception),
            Err(raised) => raised,
        }
    }

    /// Bytes that look random and are the same in every run.
    fn random_bytes(&mut self, count: usize) -> Vec<u8> {
        let mut out = Vec::with_capacity(count + 8);
        while out.len() < count {
            // SplitMix64 (Steele, Lea, Flood: Fast splittable pseudorandom number generators).
            self.states.random_state = self.states.random_state.wrapping_add(0x9e37_79b9_7f4a_7c15);
            let mut z = self.states.random_state;
            z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            out.extend((z ^ (z >> 31)).to_le_bytes());
        }
        out.truncate(count);
        out
    }
}

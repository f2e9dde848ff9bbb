//! `os.scandir` and what it gives: `posix.DirEntry`.

use heaplens_heap::rules::sizes::BuiltinType;
use heaplens_heap::{Owned, Ref};

use crate::modules::native_class::{NativeClass, no_new};
use crate::types::iterators;
use crate::vm::native::{Args, Arity, Def};
use crate::vm::{Res, Vm};

/// References of a `DirEntry`.
mod field {
    pub const NAME: u32 = 0;
    pub const PATH: u32 = 1;
}

/// `os.DirEntry`.
pub const DIR_ENTRY: NativeClass = NativeClass::record(
    "posix.DirEntry",
    BuiltinType::PosixDirEntry,
    &["name", "path"],
    &[&[
        Def::fixed("__new__", Arity::Free, no_new),
        Def::slot("__repr__", 0, |vm, args| {
            let name = vm.heap.field(args.this(), field::NAME);
            let text = format!("<DirEntry {}>", vm.repr_text(name));
            Ok(vm.heap.str(&text))
        }),
        Def::getter("name", |vm, args| {
            Ok(vm.field_or_none(args.this(), field::NAME))
        }),
        Def::getter("path", |vm, args| {
            Ok(vm.field_or_none(args.this(), field::PATH))
        }),
        Def::method("__fspath__", Arity::None, |vm, args| {
            Ok(vm.field_or_none(args.this(), field::PATH))
        }),
        Def::method("is_dir", Arity::Free, |vm, args| {
            is_kind(vm, args, 0o040_000)
        }),
        Def::method("is_file", Arity::Free, |vm, args| {
            is_kind(vm, args, 0o100_000)
        }),
        Def::method("is_symlink", Arity::None, |vm, args| {
            let path = path(vm, args.this());
            let kind = vm
                .file_system()
                .stat(&path, false)
                .map(|stat| stat.mode & 0o170_000);
            vm.bool_of(kind == Ok(0o120_000))
        }),
        Def::method("inode", Arity::None, |vm, args| {
            let path = path(vm, args.this());
            match vm.file_system().stat(&path, false) {
                Ok(stat) => Ok(vm.heap.int(stat.node as i64)),
                Err(errno) => Err(vm.os_error(errno, None)),
            }
        }),
        Def::method("stat", Arity::Free, |vm, args| {
            let follows = follows(vm, args, "stat")?;
            let path = vm.heap.field(args.this(), field::PATH);
            super::stat_of(vm, path, follows)
        }),
    ]],
)
.private();

/// The iterator of `os.scandir`: over a list of entries.
pub const SCANDIR: NativeClass = NativeClass::record(
    "posix.ScandirIterator",
    BuiltinType::PosixDirEntry,
    &["entries"],
    &[&[
        Def::fixed("__new__", Arity::Free, no_new),
        Def::slot("__iter__", 0, iterators::itself),
        Def::slot("__next__", 0, |vm, args| match next(vm, args.this())? {
            Some(entry) => Ok(entry),
            None => Err(vm.stop_iteration(Ref::NULL)),
        }),
        Def::method("__enter__", Arity::None, iterators::itself),
        Def::method("__exit__", Arity::Free, close),
        Def::method("close", Arity::None, close),
    ]],
)
.iterator(next)
.private();

/// The function.
pub const FUNCTIONS: &[Def] = &[Def::method("scandir", Arity::Free, scandir)];

fn path(vm: &Vm, r: Ref) -> String {
    vm.heap.text(vm.heap.field(r, field::PATH))
}

fn follows(vm: &mut Vm, args: &Args<'_>, name: &str) -> Res<bool> {
    let [follows] = args.keywords(vm, name, ["follow_symlinks"])?;
    match follows {
        Some(follows) => vm.truth(follows),
        None => Ok(true),
    }
}

fn is_kind(vm: &mut Vm, args: &Args<'_>, kind: u32) -> Res<Owned> {
    let follows = follows(vm, args, "is_dir")?;
    let path = path(vm, args.this());
    let found = vm
        .file_system()
        .stat(&path, follows)
        .map(|stat| stat.mode & 0o170_000);
    vm.bool_of(found == Ok(kind))
}

fn next(vm: &mut Vm, r: Ref) -> Res<Option<Owned>> {
    let entries = vm.heap.field(r, 0);
    if entries.is_null() {
        return Ok(None);
    }
    let at = vm.heap.raw_word(r, 1);
    if at >= u64::from(vm.heap.list_len(entries)) {
        vm.store_field(r, 0, Ref::NULL);
        return Ok(None);
    }
    vm.heap.set_raw_word(r, 1, at + 1);
    let entry = vm.heap.list_item(entries, at as u32);
    Ok(Some(vm.heap.own(entry)))
}

fn close(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    vm.store_field(args.this(), 0, Ref::NULL);
    Ok(vm.none())
}

fn scandir(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let [given] = args.bind(vm, "scandir", 0, ["path"], 0)?;
    let given = given.filter(|&given| given != vm.heap.known.none);
    let text = match given {
        Some(given) => vm.path_text(given)?,
        None => ".".to_owned(),
    };
    let names = match vm.file_system().list(&text) {
        Ok(names) => names,
        Err(errno) => return Err(vm.os_error(errno, given)),
    };
    let class = vm.native_class("posix.DirEntry");
    let mut entries = Vec::new();
    for name in names {
        let slash = if text.ends_with('/') { "" } else { "/" };
        let path = vm.heap.str(&format!("{text}{slash}{name}"));
        let name = vm.heap.str(&name);
        entries.push(vm.new_native(class, &[name.get(), path.get()]));
    }
    let entries = vm.list_owned(entries);
    let class = vm.native_class("posix.ScandirIterator");
    Ok(vm.new_native(class, &[entries.get()]))
}

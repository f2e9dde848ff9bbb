//! Library modules: those written in Rust, and what the machine keeps for them.

pub mod abc;
mod arguments;
pub mod array;
pub mod atexit;
mod binascii;
mod codecs;
mod collections;
mod ctypes;
mod engine;
mod functools;
pub mod gc;
mod hashes;
pub mod io;
mod itertools;
mod json;
mod math;
mod memory_profiler;
pub mod native_class;
mod operator;
mod pack;
mod posix;
pub mod python;
mod random;
mod re;
pub(crate) mod site_builtins;
mod struct_sequence;
pub mod sys;
mod templatelib;
mod thread;
mod time;
mod traceback;
pub mod tracemalloc;
mod type_variables;
mod warnings;
pub mod weakref;
mod zlib;

use std::collections::BTreeMap;
use std::rc::Rc;

use heaplens_heap::{Owned, Ref, TypeId};

use crate::vm::native::{Def, Native};
use crate::vm::packing::is_packed;
use crate::vm::{Res, Vm};

/// What modules and built-ins keep beside the heap; cloned with each keyframe.
#[derive(Clone, Default)]
pub struct States {
    /// `object.__new__` itself.
    pub object_new: Ref,
    /// The original `__import__`.
    pub import_function: Ref,
    /// Getters and setters that all classes share.
    pub getsets: Rc<BTreeMap<String, (u32, u32)>>,
    /// Subclasses by base, in the order of their making.
    pub subclasses: Rc<BTreeMap<TypeId, Vec<TypeId>>>,
    /// The one empty frozenset of 3.8 and 3.9, or null before it is made.
    pub empty_frozenset: Ref,
    /// The streams that `sys` began with: stdin, stdout, stderr; null before there are any. `print` writes past them.
    pub streams: [Ref; 3],
    /// How deep calls may go.
    pub recursion_limit: RecursionLimit,
    /// `sys.getswitchinterval()` in seconds, if the program has set it.
    pub switch_interval: Option<f64>,
    /// `gc.garbage`, once `gc` is imported.
    pub garbage: Ref,
    /// `gc.callbacks`, once `gc` is imported.
    pub gc_callbacks: Ref,
    /// What `sys.set_asyncgen_hooks` set: what is called with an asynchronous generator that begins, and with one that
    /// dies before its end; null where nothing is.
    pub asyncgen_hooks: [Ref; 2],
    /// What `atexit` calls, oldest first: a list of (function, arguments, keywords), or null before there are any.
    pub at_exit: Ref,
    /// What `_abc` keeps.
    pub abc: abc::State,
    /// What is being shown by `repr`, outermost first.
    pub showing: Vec<Ref>,
    /// Warnings that have been given: module, line, text.
    pub warned: Rc<std::collections::BTreeSet<(String, u32, String)>>,
    /// The regular expressions that were compiled.
    pub patterns: re::Patterns,
    /// The threads that take turns.
    pub threads: crate::vm::threads::Threads,
    /// Where a class was called that makes its instances by an `__init__`: code object and place in it.
    pub class_calls: Rc<std::collections::BTreeSet<(Ref, u32)>>,
    /// What the program has slept, in nanoseconds.
    pub slept_nanos: u64,
    /// An exception is being raised at a `yield from` whose iterator could not be told of it.
    pub throws_past_delegate: bool,
    /// The file system, once something of it is asked for.
    pub files: Option<Rc<crate::vm::file_system::FileSystem>>,
    /// The times of `os.stat_result`s to the nanosecond, by their objects.
    pub stat_nanos: Rc<BTreeMap<Ref, Vec<u64>>>,
    /// Where `os.urandom` is in its numbers.
    pub random_state: u64,
    /// `functools.Placeholder`, once its module is imported.
    pub placeholder: Ref,
    /// How often the filters of warnings have been changed.
    pub warnings_version: i64,
    /// Who asked for memory while `tracemalloc` traced.
    pub traced: crate::vm::traced::Sites,
    /// Whose lines `memory_profiler` measures.
    pub profiler: crate::vm::profiled::Profiler,
    /// Types of library modules that have been made, by their full names.
    pub classes: Rc<BTreeMap<&'static str, TypeId>>,
    /// `tp_iternext` of those that are iterators.
    pub nexts: Rc<BTreeMap<TypeId, native_class::NextFn>>,
    /// The number of the first native of each type of a library module.
    pub class_numbers: Rc<BTreeMap<&'static str, u32>>,
    /// Numbers of the natives of each module, by its name: (first, functions).
    functions: Rc<BTreeMap<&'static str, Vec<(u32, &'static str)>>>,
}

/// `sys.getrecursionlimit()`.
#[derive(Clone, Copy, Debug)]
pub struct RecursionLimit(pub usize);

impl Default for RecursionLimit {
    /// `Py_DEFAULT_RECURSION_LIMIT` (Include/internal/pycore_ceval.h).
    fn default() -> RecursionLimit {
        RecursionLimit(1000)
    }
}

/// A module written in Rust.
pub struct ModuleDef {
    /// Its full name.
    pub name: &'static str,
    /// Its functions.
    pub functions: &'static [&'static [Def]],
    /// Its types.
    pub classes: &'static [native_class::NativeClass],
    /// Fills in what else it has.
    pub fill: fn(&mut Vm, Ref) -> Res<()>,
}

/// All of them.
pub(crate) const MODULES: &[&ModuleDef] = &[
    &array::MODULE,
    &binascii::MODULE,
    &codecs::MODULE,
    &collections::MODULE,
    &ctypes::MODULE,
    &engine::MODULE,
    &functools::MODULE,
    &abc::MODULE,
    &atexit::MODULE,
    &gc::MODULE,
    &hashes::MODULE,
    &io::MODULE,
    &itertools::MODULE,
    &json::MODULE,
    &math::MODULE,
    &memory_profiler::MODULE,
    &operator::MODULE,
    &pack::MODULE,
    &posix::MODULE,
    &posix::ERRNO_MODULE,
    &random::MODULE,
    &re::MODULE,
    &site_builtins::MODULE,
    &sys::MODULE,
    &time::MODULE,
    &traceback::MODULE,
    &tracemalloc::MODULE,
    &warnings::MODULE,
    &templatelib::MODULE,
    &thread::MODULE,
    &type_variables::MODULE,
    &weakref::MODULE,
    &zlib::MODULE,
];

/// Registers all native functions of all modules, so that they keep their numbers whatever is imported.
pub fn register(vm: &mut Vm, natives: &mut Vec<Native>) {
    let mut functions: BTreeMap<&'static str, Vec<(u32, &'static str)>> = BTreeMap::new();
    for module in MODULES {
        let list = functions.entry(module.name).or_default();
        for def in module.functions.iter().flat_map(|table| table.iter()) {
            if vm.version.minor() < def.since || vm.version.minor() > def.until {
                continue;
            }
            list.push((natives.len() as u32, def.name));
            natives.push(Native {
                name: def.name,
                owner: module.name,
                arity: def.arity,
                has_self: false,
                function: def.function,
                is_packed: is_packed(module.name, def.name, vm.version.minor()),
            });
        }
    }
    let mut numbers = BTreeMap::new();
    for class in MODULES.iter().flat_map(|module| module.classes) {
        if vm.version.minor() >= class.since {
            numbers.insert(class.name, natives.len() as u32);
            native_class::register(vm, class, natives);
        }
    }
    vm.states.class_numbers = Rc::new(numbers);
    vm.states.functions = Rc::new(functions);
    vm.register_instance_getsets(crate::types::object::INSTANCE, natives);
}

/// Whether there is a module of this name written in Rust.
pub fn is_native(name: &str) -> bool {
    name == "builtins"
        || MODULES.iter().any(|module| module.name == name)
        || python::find(name).is_some()
}

/// The names of the modules written in Rust, as `sys.builtin_module_names` has them.
pub fn native_names() -> Vec<&'static str> {
    let mut names: Vec<&str> = MODULES
        .iter()
        .map(|module| module.name)
        .filter(|name| !name.contains('.'))
        .collect();
    names.push("builtins");
    names.sort_unstable();
    names
}

/// Makes the module `name`, if there is one of that name.
pub fn make(vm: &mut Vm, name: &str) -> Res<Option<Owned>> {
    let Some(def) = MODULES.iter().find(|module| module.name == name) else {
        return Ok(None);
    };
    // What a module brings along is none of the program's own objects.
    let was_quiet = vm.heap.watch_quietly(true);
    let mark = is_resident(name).then(|| vm.heap.begin_resident_module());
    let made = make_module(vm, def);
    if let Some(mark) = mark {
        vm.heap.end_resident_module(mark);
    }
    vm.heap.watch_quietly(was_quiet);
    made.map(Some)
}

/// Modules that are there when a script begins, in all versions (`sys.modules`): the census counts what they are
/// made of.
const RESIDENT: &[&str] = &[
    "_abc",
    "_codecs",
    "_collections_abc",
    "_imp",
    "_io",
    "_signal",
    "_sitebuiltins",
    "_stat",
    "_thread",
    "_warnings",
    "_weakref",
    "abc",
    "builtins",
    "codecs",
    "encodings",
    "genericpath",
    "io",
    "marshal",
    "os",
    "os.path",
    "posix",
    "posixpath",
    "site",
    "stat",
    "sys",
    "time",
    "zipimport",
];

/// Whether a fresh interpreter has this module already.
pub fn is_resident(name: &str) -> bool {
    RESIDENT.contains(&name)
}

fn make_module(vm: &mut Vm, def: &ModuleDef) -> Res<Owned> {
    let module = vm.new_module(def.name);
    let dict = vm.heap.field(module.get(), 0);
    let functions = Rc::clone(&vm.states.functions);
    let module_name = vm.heap.intern_str(def.name);
    for &(number, name) in functions.get(def.name).into_iter().flatten() {
        let key = vm.heap.intern_str(name);
        let function = vm.new_builtin(number, Ref::NULL, module_name.get(), false);
        let old = vm.heap.dict_set_str(dict, key.get(), function);
        drop(old);
    }
    for class in def.classes {
        if !class.is_public || vm.version.minor() < class.since {
            continue;
        }
        let id = vm.native_class(class.name);
        let object = vm.heap.info(id).object;
        let object = vm.heap.own(object);
        let name = class.name.rsplit('.').next().unwrap_or(class.name);
        vm.module_value(dict, name, object);
    }
    (def.fill)(vm, dict)?;
    Ok(module)
}

/// Binds a submodule in its parent.
pub fn bind_in_parent(vm: &mut Vm, name: &str, module: Ref) {
    let Some((parent, last)) = name.rsplit_once('.') else {
        return;
    };
    let key = vm.heap.str(parent);
    let modules = vm.modules;
    let Some(parent) = vm.heap.dict_get_str(modules, key.get()) else {
        return;
    };
    if vm.heap.type_of(parent) != TypeId::MODULE {
        return;
    }
    let dict = vm.heap.field(parent, 0);
    let last = vm.heap.intern_str(last);
    let module = vm.heap.own(module);
    let old = vm.heap.dict_set_str(dict, last.get(), module);
    drop(old);
}

/// The name of an object's class without its module (`_PyType_Name`).
pub(crate) fn short_type_name(vm: &Vm, r: Ref) -> String {
    let name = vm.type_name(r);
    name.rsplit('.').next().unwrap_or(&name).to_owned()
}

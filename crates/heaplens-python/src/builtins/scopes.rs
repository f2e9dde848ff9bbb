//! The built-in functions about attributes, scopes and code. Source: Python/bltinmodule.c.

use heaplens_heap::types::flags;
use heaplens_heap::{Owned, Ref, TypeId};

use crate::code::co_flags;
use crate::compile::Mode;
use crate::vm::exceptions::Exc;
use crate::vm::native::{Args, Arity, Def};
use crate::vm::{Raised, Res, Vm};

/// The functions.
pub const FUNCTIONS: &[Def] = &[
    Def::method("getattr", Arity::Range(2, 3), getattr),
    Def::method("setattr", Arity::Range(3, 3), setattr),
    Def::method("delattr", Arity::Range(2, 2), delattr),
    Def::method("hasattr", Arity::Range(2, 2), hasattr),
    Def::method("callable", Arity::One, callable),
    Def::method("vars", Arity::Range(0, 1), vars),
    Def::method("dir", Arity::Range(0, 1), dir),
    Def::method("globals", Arity::None, globals),
    Def::method("locals", Arity::None, locals),
    Def::method("exec", Arity::Free, exec),
    Def::method("eval", Arity::Free, eval),
    Def::method("compile", Arity::Free, compile),
];

fn check_name(vm: &mut Vm, name: Ref, function: &str) -> Res<()> {
    if vm.heap.info_of(name).has(flags::UNICODE_SUBCLASS) {
        return Ok(());
    }
    let text = if vm.version.minor() >= 11 || function.is_empty() {
        format!(
            "attribute name must be string, not '{}'",
            vm.type_name(name)
        )
    } else {
        format!("{function}(): attribute name must be string")
    };
    Err(vm.type_error(&text))
}

fn getattr(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    check_name(vm, args.pos[1], "getattr")?;
    match (vm.get_attribute(args.pos[0], args.pos[1]), args.get(2)) {
        (Err(Raised), Some(default)) if vm.catch(Exc::AttributeError) => Ok(vm.heap.own(default)),
        (result, _) => result,
    }
}

fn setattr(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    check_name(vm, args.pos[1], "")?;
    let name = vm.heap.own(args.pos[1]);
    let name = if vm.heap.type_of(name.get()) == TypeId::STR {
        vm.heap.intern(name)
    } else {
        name
    };
    vm.set_attribute(args.pos[0], name.get(), args.pos[2])?;
    Ok(vm.none())
}

fn delattr(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    check_name(vm, args.pos[1], "")?;
    vm.set_attribute(args.pos[0], args.pos[1], Ref::NULL)?;
    Ok(vm.none())
}

fn hasattr(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    check_name(vm, args.pos[1], "hasattr")?;
    let found = vm.find_attribute(args.pos[0], args.pos[1])?;
    vm.bool_of(found.is_some())
}

fn callable(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let value = vm.is_callable(args.this());
    vm.bool_of(value)
}

fn globals(vm: &mut Vm, _args: &Args<'_>) -> Res<Owned> {
    let globals = vm.current_globals();
    Ok(vm.heap.own(globals))
}

fn locals(vm: &mut Vm, _args: &Args<'_>) -> Res<Owned> {
    vm.current_locals()
}

fn vars(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let Some(object) = args.get(0) else {
        return vm.current_locals();
    };
    let name = vm.names.dict;
    match vm.find_attribute(object, name)? {
        Some(dict) => Ok(dict),
        None => Err(vm.type_error("vars() argument must have __dict__ attribute")),
    }
}

fn dir(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    if let Some(object) = args.get(0) {
        return vm.dir_list(object);
    }
    let locals = vm.current_locals()?;
    let names = if vm.heap.type_of(locals.get()) == TypeId::DICT {
        vm.collect_items(locals.get())?
    } else {
        let keys = vm.names.keys;
        let keys = vm.call_attribute(locals.get(), keys, &[])?;
        vm.collect_items(keys.get())?
    };
    let list = vm.heap.list_from(&names);
    vm.sort_names(list.get())?;
    Ok(list)
}

impl Vm {
    /// `dir(object)`, a sorted list.
    pub(crate) fn dir_list(&mut self, object: Ref) -> Res<Owned> {
        let name = self.heap.intern_str("__dir__");
        let Some(result) = self.call_special(object, name.get(), &[]) else {
            return Err(self.type_error("object does not provide __dir__"));
        };
        let result = result?;
        let names = self.collect_items(result.get())?;
        let list = self.heap.list_from(&names);
        self.sort_names(list.get())?;
        Ok(list)
    }
}

/// What `exec` and `eval` run, where: code object or text; globals, locals.
struct Place {
    globals: Owned,
    locals: Owned,
}

fn place(vm: &mut Vm, function: &str, globals: Option<Ref>, locals: Option<Ref>) -> Res<Place> {
    let none = vm.heap.known.none;
    let globals = globals.filter(|&r| r != none);
    let locals = locals.filter(|&r| r != none);
    let is_mapping = |vm: &mut Vm, r: Ref| {
        if vm.is_a(r, TypeId::DICT) {
            return true;
        }
        let name = vm.names.getitem;
        vm.lookup_special(r, name).is_some() && !vm.heap.info_of(r).has(flags::TYPE_SUBCLASS)
    };
    if function == "eval"
        && let Some(locals) = locals
        && !is_mapping(vm, locals)
    {
        return Err(vm.type_error("locals must be a mapping"));
    }
    if let Some(globals) = globals
        && !vm.is_a(globals, TypeId::DICT)
    {
        let text = if function == "exec" {
            format!(
                "exec() globals must be a dict, not {}",
                vm.type_name(globals)
            )
        } else if is_mapping(vm, globals) {
            "globals must be a real dict; try eval(code, {}, mapping)".to_owned()
        } else {
            "globals must be a dict".to_owned()
        };
        return Err(vm.type_error(&text));
    }
    if let Some(locals) = locals
        && !is_mapping(vm, locals)
    {
        let text = format!(
            "locals must be a mapping or None, not {}",
            vm.type_name(locals)
        );
        return Err(vm.type_error(&text));
    }
    let (globals, locals) = match (globals, locals) {
        (Some(globals), Some(locals)) => (vm.heap.own(globals), vm.heap.own(locals)),
        (Some(globals), None) => (vm.heap.own(globals), vm.heap.own(globals)),
        (None, locals) => {
            let globals = vm.current_globals();
            let globals = vm.heap.own(globals);
            let locals = match locals {
                Some(locals) => vm.heap.own(locals),
                None => vm.current_locals()?,
            };
            (globals, locals)
        }
    };
    let key = vm.names.builtins;
    if vm.heap.dict_get_str(globals.get(), key).is_none() {
        let builtins = match vm.frames.last() {
            Some(frame) => frame.builtins,
            None => vm.builtins,
        };
        vm.dict_set(globals.get(), key, builtins)?;
    }
    Ok(Place { globals, locals })
}

/// The text of a source given as str, bytes or bytearray.
fn source_text(vm: &mut Vm, source: Ref, function: &str, what: &str) -> Res<String> {
    let info = vm.heap.info_of(source);
    if info.has(flags::UNICODE_SUBCLASS) {
        let is_plain = vm
            .heap
            .chars(source)
            .iter()
            .all(|cp| !(0xd800..0xe000).contains(&cp));
        if !is_plain {
            // A lone surrogate can't be encoded: this raises.
            let bytes = vm.encode_text(source, "utf-8", None)?;
            vm.release(bytes);
        }
        return Ok(vm.heap.text(source));
    }
    let Some(bytes) = vm.buffer_content(source)? else {
        return Err(vm.type_error(&format!("{function}() arg 1 must be a {what}")));
    };
    match String::from_utf8(bytes) {
        Ok(text) => Ok(text),
        Err(_) => Err(vm.unsupported("source bytes that are not UTF-8")),
    }
}

fn arguments(vm: &mut Vm, args: &Args<'_>, function: &str) -> Res<[Option<Ref>; 3]> {
    // Globals and locals go by name from 3.13 on.
    let names = if vm.version.minor() >= 13 {
        ["", "globals", "locals"]
    } else {
        ["", "", ""]
    };
    if args.pos.is_empty() || args.pos.len() > 3 {
        let (bound, number) = if args.pos.is_empty() {
            ("at least 1 argument", 0)
        } else {
            ("at most 3 arguments", args.pos.len())
        };
        let text = format!("{function} expected {bound}, got {number}");
        return Err(vm.type_error(&text));
    }
    if !args.kw.is_empty() && vm.version.minor() < 13 {
        return Err(vm.type_error(&format!("{function}() takes no keyword arguments")));
    }
    args.bind(vm, function, 0, names, 1)
}

fn exec(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    // `closure` is for code with free variables (3.11 on).
    type Named = Vec<(Ref, Ref)>;
    let (closures, others): (Named, Named) = args
        .kw
        .iter()
        .partition(|(key, _)| vm.version.minor() >= 11 && vm.heap.str_is(*key, "closure"));
    let plain = Args {
        kw: &others,
        ..*args
    };
    let [source, globals, locals] = arguments(vm, &plain, "exec")?;
    let source = source.unwrap_or_default();
    let place = place(vm, "exec", globals, locals)?;
    let code = if vm.heap.type_of(source) == TypeId::CODE {
        vm.heap.own(source)
    } else {
        let text = source_text(vm, source, "exec", "string, bytes or code object")?;
        vm.compile_unnamed(&text, "<string>", Mode::Script)?
    };
    let free = vm.code_of(code.get()).body.nfreevars;
    let none = vm.heap.known.none;
    let closure = closures.first().map(|pair| pair.1).filter(|&r| r != none);
    let result = match closure {
        None if free > 0 => {
            let text = if vm.version.minor() >= 11 {
                format!("code object requires a closure of exactly length {free}")
            } else {
                "code object passed to exec() may not contain free variables".to_owned()
            };
            return Err(vm.type_error(&text));
        }
        None => vm.run_code(code.get(), place.globals.get(), place.locals.get())?,
        Some(closure) => {
            if free == 0 {
                return Err(vm.type_error("cannot use a closure with this code object"));
            }
            let fits = vm.is_a(closure, TypeId::TUPLE)
                && vm.heap.tuple_len(closure) == free
                && vm
                    .heap
                    .tuple_items(closure)
                    .iter()
                    .all(|&cell| vm.heap.type_of(cell) == TypeId::CELL);
            if !fits {
                let text = format!("code object requires a closure of exactly length {free}");
                return Err(vm.type_error(&text));
            }
            let function = vm.new_function(code.get(), place.globals.get());
            vm.store_field(
                function.get(),
                crate::vm::functions::field::CLOSURE,
                closure,
            );
            vm.run_in_namespace(function.get(), place.locals.get())?
        }
    };
    vm.release(result);
    Ok(vm.none())
}

fn eval(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let [source, globals, locals] = arguments(vm, args, "eval")?;
    let source = source.unwrap_or_default();
    let place = place(vm, "eval", globals, locals)?;
    let code = if vm.heap.type_of(source) == TypeId::CODE {
        if vm.code_of(source).body.nfreevars > 0 {
            return Err(
                vm.type_error("code object passed to eval() may not contain free variables")
            );
        }
        vm.heap.own(source)
    } else {
        let text = source_text(vm, source, "eval", "string, bytes or code object")?;
        let text = text.trim_start_matches([' ', '\t']);
        vm.compile_unnamed(text, "<string>", Mode::Eval)?
    };
    vm.run_code(code.get(), place.globals.get(), place.locals.get())
}

fn compile(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let [source, filename, mode, flags_given, _inherit, _optimize] = args.bind(
        vm,
        "compile",
        0,
        [
            "source",
            "filename",
            "mode",
            "flags",
            "dont_inherit",
            "optimize",
        ],
        3,
    )?;
    let (source, filename, mode) = (
        source.unwrap_or_default(),
        filename.unwrap_or_default(),
        mode.unwrap_or_default(),
    );
    let file = if vm.heap.info_of(filename).has(flags::UNICODE_SUBCLASS) {
        vm.heap.text(filename)
    } else if vm.heap.info_of(filename).has(flags::BYTES_SUBCLASS) {
        String::from_utf8_lossy(vm.heap.bytes_value(filename)).into_owned()
    } else {
        let text = format!(
            "expected str, bytes or os.PathLike object, not {}",
            vm.type_name(filename)
        );
        return Err(vm.type_error(&text));
    };
    if !vm.heap.info_of(mode).has(flags::UNICODE_SUBCLASS) {
        let text = format!(
            "compile() argument 'mode' must be str, not {}",
            vm.type_name(mode)
        );
        return Err(vm.type_error(&text));
    }
    let flags_given = match flags_given {
        Some(value) => vm.index_value(value)?.unwrap_or(-1),
        None => 0,
    };
    if flags_given & 0x400 != 0 {
        return Err(vm.unsupported("compile() to a syntax tree"));
    }
    let mode_text = vm.heap.text(mode);
    let mode = match mode_text.as_str() {
        "exec" => Mode::Script,
        "eval" => Mode::Eval,
        "single" => Mode::Single,
        _ => return Err(vm.value_error("compile() mode must be 'exec', 'eval' or 'single'")),
    };
    let text = source_text(vm, source, "compile", "string, bytes or AST object")?;
    let text = if mode == Mode::Eval {
        text.trim_start_matches([' ', '\t'])
    } else {
        &text
    };
    vm.compile_unnamed(text, &file, mode)
}

impl Vm {
    /// The globals of the frame that runs; those of `__main__` where none does.
    pub fn current_globals(&self) -> Ref {
        match self.frames.last() {
            Some(frame) => frame.globals,
            None if self.main.is_null() => self.builtins,
            None => self.heap.field(self.main, 0),
        }
    }

    /// `locals()` of the frame that runs: the mapping of a module or class body; in a function one dict that is
    /// filled anew each time (up to 3.12) or a new dict (from 3.13, PEP 667).
    pub fn current_locals(&mut self) -> Res<Owned> {
        let Some(index) = self.frames.len().checked_sub(1) else {
            return Err(self.raise_text(Exc::SystemError, "frame does not exist"));
        };
        let frame = &self.frames[index];
        let is_function = frame.code.body.flags & co_flags::OPTIMIZED != 0;
        if !is_function && !frame.locals.is_null() {
            let locals = frame.locals;
            return Ok(self.heap.own(locals));
        }
        if !self.has_locals_proxies() {
            return Ok(self.frame_locals_dict(index));
        }
        let dict = self.heap.dict();
        for (name, value) in self.running_variables(index) {
            let value = self.heap.own(value);
            self.heap.dict_set_str(dict.get(), name, value);
        }
        Ok(dict)
    }

    /// Sorts a list of names in place as `list.sort` does.
    pub fn sort_names(&mut self, list: Ref) -> Res<()> {
        let items = self.heap.list_items(list);
        let is_plain = items
            .iter()
            .all(|&item| self.heap.type_of(item) == TypeId::STR);
        if !is_plain {
            let name = self.names.sort;
            let result = self.call_attribute(list, name, &[])?;
            self.release(result);
            return Ok(());
        }
        let mut keyed: Vec<(Vec<u32>, Ref)> = items
            .into_iter()
            .map(|item| (self.heap.chars(item).iter().collect(), item))
            .collect();
        keyed.sort();
        for (at, (_, item)) in keyed.into_iter().enumerate() {
            self.heap.set_list_item(list, at as u32, item);
        }
        Ok(())
    }
}

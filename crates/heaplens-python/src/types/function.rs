//! `function` and `method`. Source: Objects/funcobject.c, Objects/classobject.c.

use heaplens_heap::{Owned, Ref, TypeId};

use crate::vm::call::method_field;
use crate::vm::exceptions::Exc;
use crate::vm::functions::field;
use crate::vm::native::{Args, Arity, Def};
use crate::vm::{Raised, Res, Vm};

/// Methods of `function`.
pub const FUNCTION: &[Def] = &[
    Def::fixed("__new__", Arity::Free, new_function),
    Def::slot("__repr__", 0, repr),
    Def::slot_free("__call__", super::call_itself),
    Def::slot_range("__get__", 1, 2, get),
    Def::getter("__closure__", closure),
    Def::getter("__globals__", globals),
    Def::getter("__builtins__", builtins).since(10),
    Def::getter("__doc__", doc),
    Def::setter("__doc__", set_doc),
    Def::getter("__module__", module),
    Def::setter("__module__", set_module),
    Def::getter("__code__", code),
    Def::setter("__code__", set_code),
    Def::getter("__defaults__", defaults),
    Def::setter("__defaults__", set_defaults),
    Def::getter("__kwdefaults__", kwdefaults),
    Def::setter("__kwdefaults__", set_kwdefaults),
    Def::getter("__annotations__", annotations),
    Def::setter("__annotations__", set_annotations),
    Def::getter("__annotate__", annotate).since(14),
    Def::setter("__annotate__", set_annotate).since(14),
    Def::getter("__type_params__", type_params).since(12),
    Def::setter("__type_params__", set_type_params).since(12),
    Def::getter("__name__", name),
    Def::setter("__name__", set_name),
    Def::getter("__qualname__", qualname),
    Def::setter("__qualname__", set_qualname),
    Def::getter("__dict__", super::object::instance_dict),
    Def::setter("__dict__", super::object::set_instance_dict),
];

/// Methods of `method`.
pub const METHOD: &[Def] = &[
    Def::fixed("__new__", Arity::Free, new_method),
    Def::slot("__repr__", 0, method_repr),
    Def::slot("__eq__", 1, method_eq),
    Def::slot("__hash__", 0, method_hash),
    Def::slot_free("__call__", super::call_itself),
    Def::slot_range("__get__", 1, 2, method_get),
    Def::slot("__getattribute__", 1, method_getattribute),
    Def::getter("__func__", method_func),
    Def::getter("__self__", method_self),
    Def::getter("__doc__", method_doc),
    Def::method("__reduce__", Arity::None, method_reduce),
];

fn new_function(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let [code, globals, name, defaults, closure] = args.bind(
        vm,
        "function",
        1,
        ["code", "globals", "name", "argdefs", "closure"],
        2,
    )?;
    let (code, globals) = (code.unwrap_or_default(), globals.unwrap_or_default());
    if vm.heap.type_of(code) != TypeId::CODE {
        let text = format!(
            "function() argument 'code' must be code, not {}",
            vm.type_name(code)
        );
        return Err(vm.type_error(&text));
    }
    if !vm.is_a(globals, TypeId::DICT) {
        let text = format!(
            "function() argument 'globals' must be dict, not {}",
            vm.type_name(globals)
        );
        return Err(vm.type_error(&text));
    }
    let none = vm.heap.known.none;
    let present = |r: Option<Ref>| r.filter(|&r| r != none);
    let free = vm.code_of(code).body.nfreevars;
    let closure = present(closure);
    match closure {
        None if free > 0 => return Err(vm.type_error("arg 5 (closure) must be tuple")),
        Some(closure) if vm.heap.type_of(closure) != TypeId::TUPLE => {
            return Err(vm.type_error("arg 5 (closure) must be None or tuple"));
        }
        Some(closure) if vm.heap.tuple_len(closure) != free => {
            let text = format!(
                "{} requires closure of length {free}, not {}",
                vm.code_of(code).body.name,
                vm.heap.tuple_len(closure)
            );
            return Err(vm.value_error(&text));
        }
        _ => {}
    }
    let function = vm.new_function(code, globals);
    if let Some(name) = present(name) {
        vm.store_field(function.get(), field::NAME, name);
        if vm.version.minor() < 11 {
            vm.store_field(function.get(), field::QUALNAME, name);
        }
    }
    if let Some(defaults) = present(defaults) {
        vm.store_field(function.get(), field::DEFAULTS, defaults);
    }
    if let Some(closure) = closure {
        vm.store_field(function.get(), field::CLOSURE, closure);
    }
    Ok(function)
}

fn repr(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let r = args.this();
    let name = vm.heap.text(vm.heap.field(r, field::QUALNAME));
    let text = format!("<function {name} at {:#x}>", vm.heap.address(r));
    Ok(vm.heap.str(&text))
}

/// `function.__get__(object, class=None)`.
fn get(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    super::descriptor_get(vm, args)
}

macro_rules! readers {
    ($($name:ident => $field:ident),*) => { $(
        fn $name(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
            Ok(vm.field_or_none(args.this(), field::$field))
        }
    )* };
}

readers! {
    closure => CLOSURE, globals => GLOBALS, doc => DOC, module => MODULE, code => CODE, defaults => DEFAULTS,
    kwdefaults => KWDEFAULTS, name => NAME, qualname => QUALNAME
}

fn builtins(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    Ok(vm.field_or_none(args.this(), field::BUILTINS))
}

/// A value that must be of a type, or (where `may_be_none`) None or nothing, which empties the field.
fn set_typed(
    vm: &mut Vm,
    args: &Args<'_>,
    at: u32,
    wanted: Option<TypeId>,
    problem: &str,
) -> Res<Owned> {
    let none = vm.heap.known.none;
    let value = match args.get(1) {
        Some(value) if value != none => value,
        _ => Ref::NULL,
    };
    if let Some(wanted) = wanted
        && !value.is_null()
        && !vm.is_a(value, wanted)
    {
        return Err(vm.type_error(problem));
    }
    vm.store_field(args.this(), at, value);
    Ok(vm.none())
}

fn set_doc(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    set_typed(vm, args, field::DOC, None, "")
}

fn set_module(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    set_typed(vm, args, field::MODULE, None, "")
}

fn set_defaults(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let problem = "__defaults__ must be set to a tuple object";
    set_typed(vm, args, field::DEFAULTS, Some(TypeId::TUPLE), problem)
}

fn set_kwdefaults(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let problem = "__kwdefaults__ must be set to a dict object";
    set_typed(vm, args, field::KWDEFAULTS, Some(TypeId::DICT), problem)
}

fn set_annotations(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let problem = "__annotations__ must be set to a dict object";
    let done = set_typed(vm, args, field::ANNOTATIONS, Some(TypeId::DICT), problem)?;
    vm.store_field(args.this(), field::ANNOTATE, Ref::NULL);
    Ok(done)
}

fn set_annotate(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let Some(value) = args.get(1) else {
        return Err(vm.type_error("__annotate__ cannot be deleted"));
    };
    if value == vm.heap.known.none {
        vm.store_field(args.this(), field::ANNOTATE, Ref::NULL);
    } else if vm.is_callable(value) {
        vm.store_field(args.this(), field::ANNOTATE, value);
        vm.store_field(args.this(), field::ANNOTATIONS, Ref::NULL);
    } else {
        return Err(vm.type_error("__annotate__ must be callable or None"));
    }
    Ok(vm.none())
}

fn set_str(vm: &mut Vm, args: &Args<'_>, at: u32, problem: &str) -> Res<Owned> {
    match args.get(1) {
        Some(value) if vm.is_a(value, TypeId::STR) => {
            vm.store_field(args.this(), at, value);
            Ok(vm.none())
        }
        _ => Err(vm.type_error(problem)),
    }
}

fn set_name(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    set_str(
        vm,
        args,
        field::NAME,
        "__name__ must be set to a string object",
    )
}

fn set_qualname(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let problem = "__qualname__ must be set to a string object";
    set_str(vm, args, field::QUALNAME, problem)
}

fn set_code(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let function = args.this();
    let Some(value) = args
        .get(1)
        .filter(|&value| vm.heap.type_of(value) == TypeId::CODE)
    else {
        return Err(vm.type_error("__code__ must be set to a code object"));
    };
    let closure = vm.heap.field(function, field::CLOSURE);
    let held = if closure.is_null() {
        0
    } else {
        vm.heap.tuple_len(closure)
    };
    let wanted = vm.code_of(value).body.nfreevars;
    if held != wanted {
        let text = format!(
            "{}() requires a code object with {held} free vars, not {wanted}",
            vm.heap.text(vm.heap.field(function, field::NAME))
        );
        return Err(vm.value_error(&text));
    }
    vm.store_field(function, field::CODE, value);
    Ok(vm.none())
}

fn annotations(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let function = args.this();
    let known = vm.heap.field(function, field::ANNOTATIONS);
    if !known.is_null() && vm.is_a(known, TypeId::DICT) {
        return Ok(vm.heap.own(known));
    }
    let annotate = vm.heap.field(function, field::ANNOTATE);
    let dict = if !annotate.is_null() {
        vm.call_annotate(annotate)?
    } else {
        let dict = vm.heap.dict();
        if !known.is_null() {
            for pair in vm.heap.tuple_items(known).chunks(2) {
                if let [key, value] = *pair {
                    vm.dict_set(dict.get(), key, value)?;
                }
            }
        }
        dict
    };
    vm.store_field(function, field::ANNOTATIONS, dict.get());
    Ok(dict)
}

fn annotate(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    Ok(vm.field_or_none(args.this(), field::ANNOTATE))
}

fn type_params(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    match vm.heap.field(args.this(), field::TYPE_PARAMS).some() {
        Some(params) => Ok(vm.heap.own(params)),
        None => Ok(vm.heap.tuple_of(&[])),
    }
}

fn set_type_params(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    match args.get(1) {
        Some(value) if vm.is_a(value, TypeId::TUPLE) => {
            vm.store_field(args.this(), field::TYPE_PARAMS, value);
            Ok(vm.none())
        }
        _ => Err(vm.type_error("__type_params__ must be set to a tuple")),
    }
}

impl Vm {
    /// What an `__annotate__` function says in the format VALUE: a dict (3.14 on).
    pub fn call_annotate(&mut self, annotate: Ref) -> Res<Owned> {
        let format = self.heap.int(1);
        let dict = self.call(annotate, &[format.get()])?;
        if !self.is_a(dict.get(), TypeId::DICT) {
            let text = format!(
                "__annotate__() must return a dict, not {}",
                self.type_name(dict.get())
            );
            return Err(self.type_error(&text));
        }
        Ok(dict)
    }

    /// Whether `r` can be called: its type has a `__call__`.
    pub fn is_callable(&mut self, r: Ref) -> bool {
        let name = self.names.call;
        self.lookup_special(r, name).is_some()
    }
}

// --- bound methods ---

fn new_method(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    if !args.kw.is_empty() {
        return Err(vm.type_error("method() takes no keyword arguments"));
    }
    let &[_, function, object] = args.pos else {
        let given = args.pos.len() - 1;
        let text = format!("method expected 2 arguments, got {given}");
        return Err(vm.type_error(&text));
    };
    if !vm.is_callable(function) {
        return Err(vm.type_error("first argument must be callable"));
    }
    if object == vm.heap.known.none {
        let text = if vm.version.minor() >= 11 {
            "instance must not be None"
        } else {
            "self must not be None"
        };
        return Err(vm.type_error(text));
    }
    Ok(vm.new_method(function, object))
}

fn method_repr(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let (function, object) = (
        vm.heap.field(args.this(), method_field::FUNC),
        vm.heap.field(args.this(), method_field::SELF),
    );
    let mut name = None;
    for key in [vm.names.qualname, vm.names.name] {
        match vm.get_attribute(function, key) {
            Ok(found) => {
                name = Some(found);
                break;
            }
            Err(Raised) if vm.catch(Exc::AttributeError) => {}
            Err(raised) => return Err(raised),
        }
    }
    let name = match name {
        Some(name) if vm.is_a(name.get(), TypeId::STR) => vm.heap.text(name.get()),
        _ => "?".to_owned(),
    };
    let shown = vm.repr(object)?;
    let text = format!("<bound method {name} of {}>", vm.heap.text(shown.get()));
    Ok(vm.heap.str(&text))
}

fn method_eq(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let (a, b) = (args.pos[0], args.pos[1]);
    if vm.heap.type_of(b) != TypeId::METHOD {
        return super::object::decline(vm);
    }
    let (function, other) = (
        vm.heap.field(a, method_field::FUNC),
        vm.heap.field(b, method_field::FUNC),
    );
    let is_equal = vm.equal(function, other)?
        && vm.heap.field(a, method_field::SELF) == vm.heap.field(b, method_field::SELF);
    vm.bool_of(is_equal)
}

fn method_hash(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let (function, object) = (
        vm.heap.field(args.this(), method_field::FUNC),
        vm.heap.field(args.this(), method_field::SELF),
    );
    let of_object = super::object::hash_address(vm.heap.address(object));
    let hash = of_object ^ vm.hash(function)?;
    Ok(vm.heap.int(if hash == -1 { -2 } else { hash }))
}

fn method_get(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    Ok(vm.heap.own(args.this()))
}

fn method_getattribute(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    vm.method_getattribute(args.pos[0], args.pos[1])
}

fn method_func(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    Ok(vm.field_or_none(args.this(), method_field::FUNC))
}

fn method_self(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    Ok(vm.field_or_none(args.this(), method_field::SELF))
}

fn method_doc(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let function = vm.heap.field(args.this(), method_field::FUNC);
    let name = vm.names.doc;
    vm.get_attribute(function, name)
}

fn method_reduce(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let (function, object) = (
        vm.heap.field(args.this(), method_field::FUNC),
        vm.heap.field(args.this(), method_field::SELF),
    );
    let key = vm.names.name;
    let name = vm.get_attribute(function, key)?;
    let getattr = vm.builtin("getattr");
    let state = vm.heap.tuple_of(&[object, name.get()]);
    Ok(vm.heap.tuple_of(&[getattr, state.get()]))
}

impl Vm {
    /// `method.__getattribute__`: what its type has, then what its function has (`method_getattro`).
    pub fn method_getattribute(&mut self, method: Ref, name: Ref) -> Res<Owned> {
        if self.lookup(TypeId::METHOD, name).is_some() {
            return self.generic_getattribute(method, name);
        }
        let function = self.heap.field(method, method_field::FUNC);
        self.get_attribute(function, name)
    }

    /// A built-in by its name, borrowed; None where the program has deleted it.
    pub fn builtin(&mut self, name: &str) -> Ref {
        let key = self.heap.intern_str(name);
        let builtins = self.builtins;
        let found = self.heap.dict_get_str(builtins, key.get());
        self.release(key);
        found.unwrap_or(self.heap.known.none)
    }
}

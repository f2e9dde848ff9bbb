//! The built-in exceptions.

use heaplens_heap::{Owned, Ref, TypeId};

use crate::vm::exceptions::{Exc, exc_field};
use crate::vm::native::{Args, Arity, Def};
use crate::vm::{Res, Vm};

/// Which exception has which methods.
pub const TABLES: &[(Exc, &[Def])] = &[
    (Exc::BaseException, BASE),
    (Exc::BaseException, super::iterator_state::EXCEPTION),
    (Exc::KeyError, KEY_ERROR),
    (Exc::BaseExceptionGroup, super::exception_group::METHODS),
    (Exc::OSError, super::exception_texts::OS_ERROR),
    (Exc::ImportError, super::exception_texts::IMPORT_ERROR),
    (Exc::SyntaxError, super::exception_texts::SYNTAX_ERROR),
    (
        Exc::UnicodeDecodeError,
        super::exception_texts::DECODE_ERROR,
    ),
    (
        Exc::UnicodeEncodeError,
        super::exception_texts::ENCODE_ERROR,
    ),
    (
        Exc::UnicodeTranslateError,
        super::exception_texts::TRANSLATE_ERROR,
    ),
];

const BASE: &[Def] = &[
    Def::fixed("__new__", Arity::Free, new),
    Def::slot_free("__init__", init),
    Def::slot("__repr__", 0, repr),
    Def::slot("__str__", 0, base_str),
    Def::method("with_traceback", Arity::One, with_traceback),
    Def::method("add_note", Arity::One, add_note).since(11),
    Def::getter("__dict__", super::object::instance_dict),
    Def::setter("__dict__", super::object::set_instance_dict),
    Def::getter("args", args_getter),
    Def::setter("args", set_args),
    Def::getter("__traceback__", traceback),
    Def::setter("__traceback__", set_traceback),
    Def::getter("__context__", context),
    Def::setter("__context__", set_context),
    Def::getter("__cause__", cause),
    Def::setter("__cause__", set_cause),
    Def::getter("__suppress_context__", suppress),
    Def::setter("__suppress_context__", set_suppress),
];

const KEY_ERROR: &[Def] = &[Def::slot("__str__", 0, key_error_str)];

fn new(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let id = vm.heap.type_id_of(args.this());
    Ok(vm.new_exception(id, &args.pos[1..]))
}

fn init(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let r = args.this();
    if !args.kw.is_empty() {
        let known = [Exc::ImportError, Exc::AttributeError, Exc::NameError];
        let takes = known.iter().any(|&kind| vm.is_a(r, vm.exc.id(kind)));
        if !takes {
            let text = format!("{}() takes no keyword arguments", vm.type_name(r));
            return Err(vm.type_error(&text));
        }
        for &(name, value) in args.kw {
            let allowed: &[&str] = if vm.is_a(r, vm.exc.id(Exc::ImportError)) {
                &["name", "path", "name_from"]
            } else if vm.is_a(r, vm.exc.id(Exc::AttributeError)) {
                &["name", "obj"]
            } else {
                &["name"]
            };
            let text = vm.heap.text(name);
            if !allowed.contains(&text.as_str()) {
                let text = format!(
                    "'{text}' is an invalid keyword argument for {}()",
                    vm.type_name(r)
                );
                return Err(vm.type_error(&text));
            }
            vm.generic_set_attribute(r, name, value)?;
        }
    }
    let tuple = vm.heap.tuple_of(&args.pos[1..]);
    vm.heap.replace_field(r, exc_field::ARGS, tuple);
    vm.fill_exception(r, &args.pos[1..]);
    Ok(vm.none())
}

impl Vm {
    /// Fills the fields of those exceptions that have more than a value or a code.
    pub(crate) fn fill_other_exception(&mut self, exception: Ref, args: &[Ref]) {
        let is = |vm: &Vm, kind: Exc| vm.is_a(exception, vm.exc.id(kind));
        if is(self, Exc::ImportError) {
            if let [message] = args {
                let message = self.heap.own(*message);
                self.heap.replace_field(exception, exc_field::OWN, message);
            }
        } else if is(self, Exc::OSError) && (2..=5).contains(&args.len()) {
            for (field, at) in [(0, 0), (1, 1), (2, 2), (3, 4)] {
                if let Some(&value) = args.get(at) {
                    let value = self.heap.own(value);
                    self.heap
                        .replace_field(exception, exc_field::OWN + field, value);
                }
            }
            let tuple = self.heap.tuple_of(&args[..2]);
            self.heap.replace_field(exception, exc_field::ARGS, tuple);
        } else if is(self, Exc::SyntaxError) {
            if let Some(&message) = args.first() {
                let message = self.heap.own(message);
                self.heap.replace_field(exception, exc_field::OWN, message);
            }
            if let Some(&details) = args.get(1)
                && self.heap.type_of(details) == TypeId::TUPLE
            {
                if self.heap.tuple_len(details) == 6 {
                    let ends = [4, 5].map(|at| self.heap.tuple_item(details, at));
                    let ends = self.heap.tuple_of(&ends);
                    self.heap.replace_field(exception, exc_field::OWN + 6, ends);
                }
                for index in 0..self.heap.tuple_len(details).min(4) {
                    let value = self.heap.tuple_item(details, index);
                    let value = self.heap.own(value);
                    self.heap
                        .replace_field(exception, exc_field::OWN + 1 + index, value);
                }
            }
        }
    }
}

fn repr(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let r = args.this();
    let tuple = vm.heap.field(r, exc_field::ARGS);
    let shown = match vm.heap.tuple_items(tuple).as_slice() {
        [one] => {
            let text = vm.repr(*one)?;
            format!("({})", vm.heap.text(text.get()))
        }
        _ => {
            let text = vm.repr(tuple)?;
            vm.heap.text(text.get())
        }
    };
    let text = format!("{}{shown}", vm.type_name(r));
    Ok(vm.heap.str(&text))
}

/// `BaseException.__str__`.
pub(super) fn base_str(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let tuple = vm.heap.field(args.this(), exc_field::ARGS);
    match vm.heap.tuple_items(tuple).as_slice() {
        [] => Ok(vm.heap.str("")),
        [one] => vm.str_of(*one),
        _ => vm.str_of(tuple),
    }
}

fn key_error_str(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let tuple = vm.heap.field(args.this(), exc_field::ARGS);
    match vm.heap.tuple_items(tuple).as_slice() {
        [one] => vm.repr(*one),
        _ => base_str(vm, args),
    }
}

fn with_traceback(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    want_traceback(vm, args.pos[1])?;
    store(vm, args.pos[0], exc_field::TRACEBACK, args.pos[1]);
    Ok(vm.heap.own(args.pos[0]))
}

fn add_note(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let (r, note) = (args.pos[0], args.pos[1]);
    if !vm.is_a(note, TypeId::STR) {
        let text = format!("note must be a str, not '{}'", vm.type_name(note));
        return Err(vm.type_error(&text));
    }
    let name = vm.names.notes;
    let notes = match vm.heap.attribute(r, name) {
        Some(notes) => vm.heap.own(notes),
        None => {
            let list = vm.heap.list_from(&[]);
            vm.set_attribute(r, name, list.get())?;
            list
        }
    };
    vm.heap.incref(note);
    vm.heap.list_append(notes.get(), note);
    Ok(vm.none())
}

impl Vm {
    /// Adds a note to the exception on its way (`_PyException_AddNote`).
    pub(crate) fn add_note_to_raised(&mut self, text: &str) {
        let Some(exception) = self.take_raised() else {
            return;
        };
        let note = self.heap.str(text);
        let name = self.heap.intern_str("add_note");
        match self.call_attribute(exception.get(), name.get(), &[note.get()]) {
            Ok(done) => self.release(done),
            Err(_) => self.swallow(),
        }
        self.set_raised(exception);
    }
}

fn load(vm: &mut Vm, r: Ref, field: u32) -> Res<Owned> {
    match vm.heap.field(r, field).some() {
        Some(value) => Ok(vm.heap.own(value)),
        None => Ok(vm.none()),
    }
}

/// Stores a field; None empties it.
fn store(vm: &mut Vm, r: Ref, field: u32, value: Ref) {
    let old = vm.heap.field(r, field);
    if value == vm.heap.known.none {
        vm.heap.set_field(r, field, Ref::NULL);
    } else {
        vm.heap.incref(value);
        vm.heap.set_field(r, field, value);
    }
    if !old.is_null() {
        vm.drop_ref(old);
    }
}

fn args_getter(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    load(vm, args.this(), exc_field::ARGS)
}

fn set_args(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let Some(&value) = args.pos.get(1) else {
        return Err(vm.type_error("args may not be deleted"));
    };
    let items = vm.collect_items(value)?;
    let tuple = vm.heap.tuple_from(&items);
    vm.heap.replace_field(args.this(), exc_field::ARGS, tuple);
    Ok(vm.none())
}

fn traceback(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    load(vm, args.this(), exc_field::TRACEBACK)
}

fn context(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    load(vm, args.this(), exc_field::CONTEXT)
}

fn cause(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    load(vm, args.this(), exc_field::CAUSE)
}

fn set_traceback(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let Some(&value) = args.pos.get(1) else {
        return Err(vm.type_error("__traceback__ may not be deleted"));
    };
    want_traceback(vm, value)?;
    store(vm, args.this(), exc_field::TRACEBACK, value);
    Ok(vm.none())
}

fn want_traceback(vm: &mut Vm, value: Ref) -> Res<()> {
    if value == vm.heap.known.none || vm.heap.type_of(value) == TypeId::TRACEBACK {
        return Ok(());
    }
    Err(vm.type_error("__traceback__ must be a traceback or None"))
}

fn set_exception(vm: &mut Vm, args: &Args<'_>, field: u32, name: &str) -> Res<Owned> {
    let Some(&value) = args.pos.get(1) else {
        let text = format!("{name} may not be deleted");
        return Err(vm.type_error(&text));
    };
    if value != vm.heap.known.none && !vm.is_a(value, vm.exc.id(Exc::BaseException)) {
        let text = format!(
            "exception {} must be None or derive from BaseException",
            name.trim_matches('_')
        );
        return Err(vm.type_error(&text));
    }
    store(vm, args.this(), field, value);
    Ok(vm.none())
}

fn set_context(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    set_exception(vm, args, exc_field::CONTEXT, "__context__")
}

fn set_cause(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let done = set_exception(vm, args, exc_field::CAUSE, "__cause__")?;
    vm.heap.set_raw_half(args.this(), exc_field::SUPPRESS, 1);
    Ok(done)
}

fn suppress(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let value = vm.heap.raw_half(args.this(), exc_field::SUPPRESS) != 0;
    Ok(vm.heap.bool(value))
}

fn set_suppress(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let value = match args.pos.get(1) {
        Some(&value) => vm.truth(value)?,
        None => return Err(vm.type_error("can't delete numeric/char attribute")),
    };
    vm.heap
        .set_raw_half(args.this(), exc_field::SUPPRESS, u32::from(value));
    Ok(vm.none())
}

//! `code`. Source: Objects/codeobject.c.

use heaplens_heap::{Owned, Ref, TypeId};

use crate::vm::load::code_field as field;
use crate::vm::native::{Args, Arity, Def};
use crate::vm::{Res, Vm};

/// Methods of `code`.
pub const METHODS: &[Def] = &[
    Def::slot("__repr__", 0, repr),
    Def::slot("__eq__", 1, eq),
    Def::slot("__ne__", 1, ne),
    Def::slot("__hash__", 0, hash),
    Def::getter("co_argcount", argcount),
    Def::getter("co_posonlyargcount", posonlyargcount),
    Def::getter("co_kwonlyargcount", kwonlyargcount),
    Def::getter("co_nlocals", nlocals),
    Def::getter("co_stacksize", stacksize),
    Def::getter("co_flags", flags),
    Def::getter("co_firstlineno", firstlineno),
    Def::getter("co_consts", consts),
    Def::getter("co_names", names),
    Def::getter("co_varnames", varnames),
    Def::getter("co_cellvars", cellvars),
    Def::getter("co_freevars", freevars),
    Def::getter("co_filename", filename),
    Def::getter("co_name", name),
    Def::getter("co_qualname", qualname).since(11),
    Def::getter("co_code", unknown_code),
    Def::getter("co_lnotab", unknown_code),
    Def::getter("co_linetable", unknown_code).since(10),
    Def::getter("co_exceptiontable", unknown_code).since(11),
    // Both go by the places of CPython's own bytes.
    Def::method("co_lines", Arity::None, unknown_code).since(10),
    Def::method("co_positions", Arity::None, unknown_code).since(11),
    Def::method("replace", Arity::Free, replace),
];

fn repr(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let code = vm.code_of(args.this());
    let text = format!(
        "<code object {} at {:#x}, file \"{}\", line {}>",
        code.body.name,
        vm.heap.address(args.this()),
        code.body.filename,
        code.body.firstlineno
    );
    Ok(vm.heap.str(&text))
}

/// Whether two code objects do the same under the same name at the same line (`code_richcompare`).
fn is_equal(vm: &mut Vm, a: Ref, b: Ref) -> Res<bool> {
    if a == b {
        return Ok(true);
    }
    let (x, y) = (vm.code_of(a), vm.code_of(b));
    let (x, y) = (&x.body, &y.body);
    let is_alike = x.name == y.name
        && x.argcount == y.argcount
        && x.posonlyargcount == y.posonlyargcount
        && x.kwonlyargcount == y.kwonlyargcount
        && x.flags == y.flags
        && x.firstlineno == y.firstlineno
        && x.instrs == y.instrs
        && x.names == y.names
        && x.localsplus == y.localsplus;
    if !is_alike {
        return Ok(false);
    }
    let (a, b) = (
        vm.heap.field(a, field::CONSTS),
        vm.heap.field(b, field::CONSTS),
    );
    let (a, b) = (vm.heap.tuple_items(a), vm.heap.tuple_items(b));
    if a.len() != b.len() {
        return Ok(false);
    }
    for (a, b) in a.into_iter().zip(b) {
        if vm.heap.type_of(a) != vm.heap.type_of(b) || !vm.equal(a, b)? {
            return Ok(false);
        }
    }
    Ok(true)
}

fn eq(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    if vm.heap.type_of(args.pos[1]) != TypeId::CODE {
        let unknown = vm.heap.known.not_implemented;
        return Ok(vm.heap.own(unknown));
    }
    let value = is_equal(vm, args.pos[0], args.pos[1])?;
    Ok(vm.heap.bool(value))
}

fn ne(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    if vm.heap.type_of(args.pos[1]) != TypeId::CODE {
        let unknown = vm.heap.known.not_implemented;
        return Ok(vm.heap.own(unknown));
    }
    let value = is_equal(vm, args.pos[0], args.pos[1])?;
    Ok(vm.heap.bool(!value))
}

fn hash(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let code = args.this();
    let (name, names) = (
        vm.heap.field(code, field::NAME),
        vm.heap.field(code, field::NAMES),
    );
    let line = i64::from(vm.code_of(code).body.firstlineno);
    let value = vm.hash(name)? ^ vm.hash(names)? ^ line;
    Ok(vm.heap.int(if value == -1 { -2 } else { value }))
}

macro_rules! numbers {
    ($($name:ident),*) => { $(
        fn $name(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
            let value = vm.code_of(args.this()).body.$name;
            Ok(vm.heap.int(i64::from(value)))
        }
    )* };
}

numbers! { argcount, posonlyargcount, kwonlyargcount, nlocals, stacksize, flags, firstlineno }

macro_rules! objects {
    ($($name:ident => $field:ident),*) => { $(
        fn $name(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
            Ok(vm.field_or_none(args.this(), field::$field))
        }
    )* };
}

objects! { consts => CONSTS, names => NAMES, filename => FILENAME, name => NAME, qualname => QUALNAME }

fn tuple_of_slots(vm: &mut Vm, code: Ref, slots: &[usize]) -> Owned {
    let code = vm.code_of(code);
    let items: Vec<Ref> = slots.iter().map(|&slot| code.locals[slot]).collect();
    vm.heap.tuple_of(&items)
}

fn varnames(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let code = vm.code_of(args.this());
    let slots: Vec<usize> = (0..code.body.localsplus.len())
        .filter(|&slot| code.body.localsplus[slot].kind.is_local())
        .collect();
    Ok(tuple_of_slots(vm, args.this(), &slots))
}

fn cellvars(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let code = vm.code_of(args.this());
    let slots: Vec<usize> = code
        .body
        .cellvars
        .iter()
        .map(|&slot| slot as usize)
        .collect();
    Ok(tuple_of_slots(vm, args.this(), &slots))
}

fn freevars(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let slots: Vec<usize> = vm.code_of(args.this()).body.free_slots().collect();
    Ok(tuple_of_slots(vm, args.this(), &slots))
}

/// CPython's own bytes are not what runs here.
fn unknown_code(vm: &mut Vm, _args: &Args<'_>) -> Res<Owned> {
    Err(vm.unsupported("the bytes of a code object"))
}

/// `code.replace(**changes)`, for what can be changed without new instructions.
fn replace(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    use std::rc::Rc;
    let old = vm.code_of(args.this());
    let mut body = crate::code::CodeBody::clone(&old.body);
    let mut consts = None;
    if args.pos.len() > 1 {
        return Err(vm.type_error("code.replace() takes no positional arguments"));
    }
    for &(key, value) in args.kw {
        let key = vm.heap.text(key);
        match key.as_str() {
            "co_name" | "co_filename" | "co_qualname" if vm.is_a(value, TypeId::STR) => {
                let text: Rc<str> = vm.heap.text(value).into();
                match key.as_str() {
                    "co_name" => body.name = text,
                    "co_filename" => body.filename = text,
                    _ => body.qualname = text,
                }
            }
            "co_firstlineno" | "co_flags" | "co_stacksize" => {
                let number = vm.index_value(value)?.unwrap_or(0) as u32;
                match key.as_str() {
                    "co_firstlineno" => body.firstlineno = number,
                    "co_flags" => body.flags = number,
                    _ => body.stacksize = number.max(old.body.stacksize),
                }
            }
            "co_consts" if vm.is_a(value, TypeId::TUPLE) => consts = Some(value),
            _ => return Err(vm.unsupported(&format!("code.replace({key}=…)"))),
        }
    }
    Ok(vm.copy_code(&old, body, consts))
}

impl Vm {
    /// A code object like `old` with this body, and these constants where given.
    fn copy_code(
        &mut self,
        old: &crate::vm::load::Code,
        body: crate::code::CodeBody,
        consts: Option<Ref>,
    ) -> Owned {
        let object = old.object;
        let held = |vm: &Vm, at: u32| vm.heap.field(object, at);
        let (name, qualname, filename) = (
            self.heap.intern_str(&body.name),
            self.heap.intern_str(&body.qualname),
            self.heap.str(&body.filename),
        );
        let consts = consts.unwrap_or_else(|| held(self, field::CONSTS));
        let fields = [
            consts,
            held(self, field::NAMES),
            held(self, field::LOCALSPLUSNAMES),
            filename.get(),
            name.get(),
            qualname.get(),
        ];
        let made = self.new_record(TypeId::CODE, &fields, 1);
        let number = self.codes.len() as u32;
        self.heap.set_raw_half(made.get(), field::NUMBER, number);
        let consts = self.heap.tuple_items(consts);
        self.codes.push(std::rc::Rc::new(crate::vm::load::Code {
            body: std::rc::Rc::new(body),
            object: made.get(),
            consts: consts.into(),
            names: old.names.clone(),
            locals: old.locals.clone(),
            line_starts: old.line_starts.clone(),
            number,
            stands_for_c: old.stands_for_c,
        }));
        made
    }
}

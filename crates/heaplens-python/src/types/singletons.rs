//! `NoneType`, `ellipsis`, `NotImplementedType`, `cell` and `SimpleNamespace`. Sources: Objects/object.c,
//! Objects/sliceobject.c, Objects/cellobject.c, Objects/namespaceobject.c.

use heaplens_heap::{Owned, Ref, TypeId};

use crate::opcode::Comparison;
use crate::vm::exceptions::Exc;
use crate::vm::native::{Args, Arity, Def};
use crate::vm::{Raised, Res, Vm};

/// Methods of `NoneType`.
pub const NONE: &[Def] = &[
    Def::fixed("__new__", Arity::Free, none_new),
    Def::slot("__repr__", 0, none_repr),
    Def::slot("__bool__", 0, none_bool),
    Def::slot("__hash__", 0, none_hash).since(12),
];

/// Methods of `ellipsis`.
pub const ELLIPSIS: &[Def] = &[
    Def::fixed("__new__", Arity::Free, ellipsis_new),
    Def::slot("__repr__", 0, ellipsis_repr),
    Def::method("__reduce__", Arity::None, ellipsis_repr),
];

/// Methods of `NotImplementedType`.
pub const NOT_IMPLEMENTED: &[Def] = &[
    Def::fixed("__new__", Arity::Free, not_implemented_new),
    Def::slot("__repr__", 0, not_implemented_repr),
    Def::slot("__bool__", 0, not_implemented_bool).since(9),
    Def::method("__reduce__", Arity::None, not_implemented_repr),
];

/// Methods of `cell`.
pub const CELL: &[Def] = &[
    Def::fixed("__new__", Arity::Free, cell_new),
    Def::slot("__repr__", 0, cell_repr),
    Def::slot("__eq__", 1, cell_eq),
    Def::slot("__ne__", 1, cell_ne),
    Def::slot("__lt__", 1, cell_lt),
    Def::slot("__le__", 1, cell_le),
    Def::slot("__gt__", 1, cell_gt),
    Def::slot("__ge__", 1, cell_ge),
    Def::getter("cell_contents", contents),
    Def::setter("cell_contents", set_contents),
];

/// Methods of `SimpleNamespace`.
pub const NAMESPACE: &[Def] = &[
    Def::fixed("__new__", Arity::Free, namespace_new),
    Def::slot_free("__init__", namespace_init),
    Def::slot("__repr__", 0, namespace_repr),
    Def::slot("__eq__", 1, namespace_eq),
    Def::method("__replace__", Arity::Free, namespace_replace).since(13),
    Def::getter("__dict__", super::object::instance_dict),
];

fn only(vm: &mut Vm, args: &Args<'_>, r: Ref) -> Res<Owned> {
    if args.pos.len() > 1 || !args.kw.is_empty() {
        let text = format!("{} takes no arguments", vm.type_name(r));
        return Err(vm.type_error(&text));
    }
    Ok(vm.heap.own(r))
}

fn none_new(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let r = vm.heap.known.none;
    only(vm, args, r)
}

fn ellipsis_new(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let r = vm.heap.known.ellipsis;
    if args.pos.len() > 1 || !args.kw.is_empty() {
        return Err(vm.type_error("EllipsisType takes no arguments"));
    }
    Ok(vm.heap.own(r))
}

fn not_implemented_new(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let r = vm.heap.known.not_implemented;
    only(vm, args, r)
}

fn none_repr(vm: &mut Vm, _args: &Args<'_>) -> Res<Owned> {
    Ok(vm.heap.str("None"))
}

fn none_bool(vm: &mut Vm, _args: &Args<'_>) -> Res<Owned> {
    vm.bool_of(false)
}

fn none_hash(vm: &mut Vm, _args: &Args<'_>) -> Res<Owned> {
    Ok(vm.heap.int(0xfca8_6420))
}

fn ellipsis_repr(vm: &mut Vm, _args: &Args<'_>) -> Res<Owned> {
    Ok(vm.heap.str("Ellipsis"))
}

fn not_implemented_repr(vm: &mut Vm, _args: &Args<'_>) -> Res<Owned> {
    Ok(vm.heap.str("NotImplemented"))
}

fn not_implemented_bool(vm: &mut Vm, _args: &Args<'_>) -> Res<Owned> {
    if vm.version.minor() >= 14 {
        return Err(vm.type_error("NotImplemented should not be used in a boolean context"));
    }
    vm.warn(
        Exc::DeprecationWarning,
        "NotImplemented should not be used in a boolean context",
        1,
    )?;
    vm.bool_of(true)
}

// --- cells ---

fn cell_new(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    args.no_keywords(vm, "cell")?;
    if args.pos.len() > 2 {
        let text = format!(
            "cell expected at most 1 argument, got {}",
            args.pos.len() - 1
        );
        return Err(vm.type_error(&text));
    }
    let content = args.get(1).unwrap_or_default();
    if !content.is_null() {
        vm.heap.incref(content);
    }
    Ok(vm.new_cell(content))
}

fn cell_repr(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let address = vm.heap.address(args.this());
    let text = match vm.heap.field(args.this(), 0).some() {
        None => format!("<cell at {address:#x}: empty>"),
        Some(content) => format!(
            "<cell at {address:#x}: {} object at {:#x}>",
            vm.type_name(content),
            vm.heap.address(content)
        ),
    };
    Ok(vm.heap.str(&text))
}

/// Cells compare by what they hold; an empty one comes first.
fn cell_compare(vm: &mut Vm, args: &Args<'_>, op: Comparison) -> Res<Owned> {
    if vm.heap.type_of(args.pos[1]) != TypeId::CELL {
        return super::object::decline(vm);
    }
    let (a, b) = (vm.heap.field(args.pos[0], 0), vm.heap.field(args.pos[1], 0));
    if !a.is_null() && !b.is_null() {
        return vm.compare(a, b, op);
    }
    let order = (!a.is_null()).cmp(&!b.is_null());
    vm.bool_of(crate::vm::compare::holds(op, order))
}

macro_rules! cell_comparisons {
    ($($name:ident => $op:ident),*) => { $(
        fn $name(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
            cell_compare(vm, args, Comparison::$op)
        }
    )* };
}

cell_comparisons! { cell_eq => Eq, cell_ne => Ne, cell_lt => Lt, cell_le => Le, cell_gt => Gt, cell_ge => Ge }

fn contents(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    match vm.heap.field(args.this(), 0).some() {
        Some(content) => Ok(vm.heap.own(content)),
        None => Err(vm.value_error("Cell is empty")),
    }
}

fn set_contents(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let value = args.get(1).unwrap_or_default();
    vm.store_field(args.this(), 0, value);
    Ok(vm.none())
}

// --- SimpleNamespace ---

fn namespace_new(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let id = vm.heap.type_id_of(args.this());
    let dict = vm.heap.dict();
    Ok(vm.new_record(id, &[dict.get()], 0))
}

fn namespace_init(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let this = args.this();
    let given = args.pos.len() - 1;
    let most = usize::from(vm.version.minor() >= 13);
    if given > most {
        let text = if most == 0 {
            "no positional arguments expected".to_owned()
        } else {
            format!(
                "{} expected at most 1 argument, got {given}",
                vm.type_name(this)
            )
        };
        return Err(vm.type_error(&text));
    }
    let Some(dict) = vm.heap.instance_dict(this) else {
        return Ok(vm.none());
    };
    if let Some(source) = args.get(1) {
        let plain = vm.heap.dict();
        vm.dict_merge(plain.get(), source)?;
        for (_, key, value) in vm.heap.dict_entries(plain.get()) {
            if !vm.is_a(key, TypeId::STR) {
                return Err(vm.type_error("keywords must be strings"));
            }
            vm.dict_set(dict, key, value)?;
        }
    }
    for &(key, value) in args.kw {
        vm.dict_set(dict, key, value)?;
    }
    Ok(vm.none())
}

fn namespace_repr(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let this = args.this();
    let name = if vm.heap.type_of(this) == TypeId::SIMPLENAMESPACE {
        "namespace".to_owned()
    } else {
        vm.type_name(this).to_string()
    };
    if !vm.enter_repr(this) {
        return Ok(vm.heap.str(&format!("{name}(...)")));
    }
    let mut parts = Vec::new();
    let mut result = Ok(());
    for (key, value) in vm.heap.attributes(this) {
        if !vm.is_a(key, TypeId::STR) || vm.heap.str_len(key) == 0 {
            continue;
        }
        let held = (vm.heap.own(key), vm.heap.own(value));
        match vm.repr(value) {
            Ok(shown) => parts.push(format!(
                "{}={}",
                vm.heap.text(key),
                vm.heap.text(shown.get())
            )),
            Err(raised) => {
                result = Err(raised);
                break;
            }
        }
        drop(held);
    }
    vm.leave_repr(this);
    result?;
    Ok(vm.heap.str(&format!("{name}({})", parts.join(", "))))
}

fn namespace_eq(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let (a, b) = (args.pos[0], args.pos[1]);
    if !vm.is_a(a, TypeId::SIMPLENAMESPACE) || !vm.is_a(b, TypeId::SIMPLENAMESPACE) {
        return super::object::decline(vm);
    }
    match (vm.heap.instance_dict(a), vm.heap.instance_dict(b)) {
        (Some(a), Some(b)) => vm.compare(a, b, Comparison::Eq),
        _ => super::object::decline(vm),
    }
}

fn namespace_replace(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let this = args.this();
    let class = vm.heap.info_of(this).object;
    let made = vm.call(class, &[])?;
    for (key, value) in vm.heap.attributes(this) {
        vm.set_attribute(made.get(), key, value)?;
    }
    for &(key, value) in args.kw {
        vm.set_attribute(made.get(), key, value)?;
    }
    Ok(made)
}

impl Vm {
    /// Notes that `r` is being shown; false where it is already (`Py_ReprEnter`).
    pub fn enter_repr(&mut self, r: Ref) -> bool {
        if self.states.showing.contains(&r) {
            return false;
        }
        self.states.showing.push(r);
        true
    }

    /// `r` has been shown (`Py_ReprLeave`).
    pub fn leave_repr(&mut self, r: Ref) {
        if let Some(at) = self.states.showing.iter().rposition(|&other| other == r) {
            self.states.showing.remove(at);
        }
    }

    /// The attribute `name` of `object`, or `None` where that is an `AttributeError`.
    pub fn find_attribute(&mut self, object: Ref, name: Ref) -> Res<Option<Owned>> {
        match self.get_attribute(object, name) {
            Ok(value) => Ok(Some(value)),
            Err(Raised) if self.catch(Exc::AttributeError) => Ok(None),
            Err(raised) => Err(raised),
        }
    }
}

//! `weakref.ref` and the proxies.

use heaplens_heap::{Owned, Ref, TypeId};

use crate::opcode::{BinaryOperator, Comparison, Op};
use crate::vm::exceptions::Exc;
use crate::vm::native::{Args, Arity, Def};
use crate::vm::{Raised, Res, Vm};

/// Methods of `weakref.ref`.
pub const REF: &[Def] = &[
    Def::fixed("__new__", Arity::Free, new),
    Def::slot_free("__init__", init),
    Def::slot_free("__call__", call),
    Def::slot("__repr__", 0, repr),
    Def::slot("__hash__", 0, hash),
    Def::slot("__eq__", 1, eq),
    Def::slot("__ne__", 1, ne),
    Def::class(
        "__class_getitem__",
        Arity::One,
        super::generic_alias::class_getitem,
    )
    .since(9),
    Def::getter("__callback__", callback),
];

macro_rules! forward {
    ($name:literal, $op:ident) => {
        Def::slot($name, 1, |vm, args| {
            proxy_binary(vm, args, BinaryOperator::$op)
        })
    };
}

macro_rules! reflected {
    ($name:literal, $op:ident) => {
        Def::slot($name, 1, |vm, args| {
            proxy_reflected(vm, args, BinaryOperator::$op)
        })
    };
}

macro_rules! in_place {
    ($name:literal, $op:ident) => {
        Def::slot($name, 1, |vm, args| {
            let (a, b) = (through(vm, args.pos[0])?, through(vm, args.pos[1])?);
            vm.binary_op(a.get(), b.get(), BinaryOperator::$op, true)
        })
    };
}

/// Methods of both kinds of proxies.
pub const PROXY: &[Def] = &[
    Def::slot("__repr__", 0, proxy_repr),
    Def::slot("__str__", 0, proxy_str),
    Def::slot("__bool__", 0, proxy_bool),
    Def::slot("__len__", 0, proxy_len),
    Def::slot("__iter__", 0, proxy_iter),
    Def::slot("__next__", 0, proxy_next),
    Def::slot("__contains__", 1, proxy_contains),
    Def::slot("__getitem__", 1, proxy_getitem),
    Def::slot("__setitem__", 2, proxy_setitem),
    Def::slot("__delitem__", 1, proxy_delitem),
    Def::slot_free("__call__", proxy_call),
    Def::slot("__eq__", 1, |vm, args| {
        proxy_compare(vm, args, Comparison::Eq)
    }),
    Def::slot("__ne__", 1, |vm, args| {
        proxy_compare(vm, args, Comparison::Ne)
    }),
    Def::slot("__lt__", 1, |vm, args| {
        proxy_compare(vm, args, Comparison::Lt)
    }),
    Def::slot("__le__", 1, |vm, args| {
        proxy_compare(vm, args, Comparison::Le)
    }),
    Def::slot("__gt__", 1, |vm, args| {
        proxy_compare(vm, args, Comparison::Gt)
    }),
    Def::slot("__ge__", 1, |vm, args| {
        proxy_compare(vm, args, Comparison::Ge)
    }),
    Def::slot("__getattribute__", 1, |vm, args| {
        let target = vm.proxy_target(args.this())?;
        vm.get_attribute(target.get(), args.pos[1])
    }),
    Def::slot("__setattr__", 2, |vm, args| {
        let target = vm.proxy_target(args.this())?;
        vm.set_attribute(target.get(), args.pos[1], args.pos[2])?;
        Ok(vm.none())
    }),
    Def::slot("__delattr__", 1, |vm, args| {
        let target = vm.proxy_target(args.this())?;
        vm.set_attribute(target.get(), args.pos[1], Ref::NULL)?;
        Ok(vm.none())
    }),
    Def::slot("__pow__", 1, |vm, args| {
        proxy_binary(vm, args, BinaryOperator::Power)
    }),
    Def::slot("__rpow__", 1, |vm, args| {
        proxy_reflected(vm, args, BinaryOperator::Power)
    }),
    forward!("__add__", Add),
    reflected!("__radd__", Add),
    in_place!("__iadd__", Add),
    forward!("__sub__", Subtract),
    reflected!("__rsub__", Subtract),
    in_place!("__isub__", Subtract),
    forward!("__mul__", Multiply),
    reflected!("__rmul__", Multiply),
    in_place!("__imul__", Multiply),
    forward!("__truediv__", TrueDivide),
    reflected!("__rtruediv__", TrueDivide),
    in_place!("__itruediv__", TrueDivide),
    forward!("__floordiv__", FloorDivide),
    reflected!("__rfloordiv__", FloorDivide),
    in_place!("__ifloordiv__", FloorDivide),
    forward!("__mod__", Remainder),
    reflected!("__rmod__", Remainder),
    in_place!("__imod__", Remainder),
    forward!("__lshift__", Lshift),
    reflected!("__rlshift__", Lshift),
    in_place!("__ilshift__", Lshift),
    forward!("__rshift__", Rshift),
    reflected!("__rrshift__", Rshift),
    in_place!("__irshift__", Rshift),
    forward!("__and__", And),
    reflected!("__rand__", And),
    in_place!("__iand__", And),
    forward!("__xor__", Xor),
    reflected!("__rxor__", Xor),
    in_place!("__ixor__", Xor),
    forward!("__or__", Or),
    reflected!("__ror__", Or),
    in_place!("__ior__", Or),
    forward!("__matmul__", MatrixMultiply),
    reflected!("__rmatmul__", MatrixMultiply),
    in_place!("__imatmul__", MatrixMultiply),
    Def::slot("__neg__", 0, |vm, args| {
        let target = vm.proxy_target(args.this())?;
        vm.unary(target.get(), Op::UnaryNegative)
    }),
    Def::slot("__pos__", 0, |vm, args| {
        let target = vm.proxy_target(args.this())?;
        vm.unary(target.get(), Op::UnaryPositive)
    }),
    Def::slot("__invert__", 0, |vm, args| {
        let target = vm.proxy_target(args.this())?;
        vm.unary(target.get(), Op::UnaryInvert)
    }),
    Def::slot("__abs__", 0, |vm, args| {
        let target = vm.proxy_target(args.this())?;
        vm.call_named(target.get(), "__abs__", &[])
    }),
    Def::slot("__int__", 0, |vm, args| {
        let target = vm.proxy_target(args.this())?;
        vm.call_named(target.get(), "__int__", &[])
    }),
    Def::slot("__float__", 0, |vm, args| {
        let target = vm.proxy_target(args.this())?;
        vm.call_named(target.get(), "__float__", &[])
    }),
    Def::slot("__index__", 0, |vm, args| {
        let target = vm.proxy_target(args.this())?;
        vm.call_named(target.get(), "__index__", &[])
    }),
];

impl Vm {
    /// A weak reference of type `id` to `object`; one without a callback is shared.
    pub fn weak_reference(&mut self, id: TypeId, object: Ref, callback: Ref) -> Res<Owned> {
        if self.heap.weaklist_offset(object).is_none() {
            let text = format!(
                "cannot create weak reference to '{}' object",
                self.type_name(object)
            );
            return Err(self.type_error(&text));
        }
        let has_callback = !callback.is_null() && callback != self.heap.known.none;
        if !has_callback && id.0 < heaplens_heap::types::FIXED_TYPES {
            let mut weak = self.heap.first_weak(object);
            while !weak.is_null() && self.heap.field(weak, 0).is_null() {
                if self.heap.type_of(weak) == id && self.heap.refcount(weak) > 0 {
                    return Ok(self.heap.own(weak));
                }
                weak = self.heap.next_weak(weak);
            }
        }
        let callback = has_callback.then(|| self.heap.own(callback));
        Ok(self.heap.new_weak(id, object, callback))
    }

    /// The object of a weak reference, alive, or `None`.
    pub fn weak_target(&mut self, weak: Ref) -> Option<Owned> {
        let object = self.heap.weak_object(weak);
        if object.is_null() || self.heap.refcount(object) == 0 {
            None
        } else {
            Some(self.heap.own(object))
        }
    }

    /// The object of a proxy; `ReferenceError` where it is gone.
    pub fn proxy_target(&mut self, proxy: Ref) -> Res<Owned> {
        match self.weak_target(proxy) {
            Some(target) => Ok(target),
            None => Err(self.raise_text(
                Exc::ReferenceError,
                "weakly-referenced object no longer exists",
            )),
        }
    }

    /// Whether `r` is a proxy.
    pub fn is_proxy(&self, r: Ref) -> bool {
        matches!(
            self.heap.type_of(r),
            TypeId::WEAKPROXY | TypeId::WEAKCALLABLEPROXY
        )
    }
}

fn new(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let id = vm.heap.type_id_of(args.this());
    match args.pos {
        [_, object] => vm.weak_reference(id, *object, Ref::NULL),
        [_, object, callback, ..] if args.pos.len() == 3 || id != TypeId::WEAKREF => {
            vm.weak_reference(id, *object, *callback)
        }
        [_] => Err(vm.type_error("__new__ expected at least 1 argument, got 0")),
        _ => {
            let text = format!(
                "__new__ expected at most 2 arguments, got {}",
                args.pos.len() - 1
            );
            Err(vm.type_error(&text))
        }
    }
}

fn init(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    if !args.kw.is_empty() {
        return Err(vm.type_error("ref() takes no keyword arguments"));
    }
    Ok(vm.none())
}

fn call(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    if args.pos.len() > 1 || !args.kw.is_empty() {
        let given = args.pos.len() - 1;
        let text = if vm.version.minor() >= 11 {
            match args.kw.len() {
                0 => format!("weakref expected 0 arguments, got {given}"),
                _ => "weakref() takes no keyword arguments".to_owned(),
            }
        } else {
            let given = given + args.kw.len();
            format!("__call__() takes at most 0 arguments ({given} given)")
        };
        return Err(vm.type_error(&text));
    }
    match vm.weak_target(args.this()) {
        Some(target) => Ok(target),
        None => Ok(vm.none()),
    }
}

fn repr(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let r = args.this();
    let class = match vm.heap.type_of(r) {
        TypeId::WEAKREF => "weakref".to_owned(),
        id => vm.heap.info(id).name.to_string(),
    };
    let class = if vm.version.minor() >= 13 {
        class
    } else {
        "weakref".to_owned()
    };
    let address = vm.heap.address(r);
    let text = match vm.weak_target(r) {
        None => format!("<{class} at {address:#x}; dead>"),
        Some(target) => {
            let name_key = vm.names.name;
            let name = match vm.get_attribute(target.get(), name_key) {
                Ok(name) if vm.is_a(name.get(), TypeId::STR) => {
                    format!(" ({})", vm.heap.text(name.get()))
                }
                Ok(_) => String::new(),
                Err(Raised) => {
                    vm.catch(Exc::AttributeError);
                    String::new()
                }
            };
            let kind = if vm.version.minor() >= 13 {
                super::object::full_name(vm, vm.heap.type_of(target.get()))
            } else {
                vm.type_name(target.get()).to_string()
            };
            format!(
                "<{class} at {address:#x}; to '{kind}' at {:#x}{name}>",
                vm.heap.address(target.get())
            )
        }
    };
    Ok(vm.heap.str(&text))
}

fn hash(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let known = vm.heap.raw_word(args.this(), 1) as i64;
    if known != -1 {
        return Ok(vm.heap.int(known));
    }
    let Some(target) = vm.weak_target(args.this()) else {
        return Err(vm.type_error("weak object has gone away"));
    };
    let hash = vm.hash(target.get())?;
    vm.heap.set_raw_word(args.this(), 1, hash as u64);
    Ok(vm.heap.int(hash))
}

fn equality(vm: &mut Vm, args: &Args<'_>, op: Comparison) -> Res<Owned> {
    let (a, b) = (args.pos[0], args.pos[1]);
    if !vm.is_a(b, TypeId::WEAKREF) {
        return super::object::decline(vm);
    }
    match (vm.weak_target(a), vm.weak_target(b)) {
        (Some(x), Some(y)) => vm.compare(x.get(), y.get(), op),
        _ => Ok(vm.heap.bool((a == b) == (op == Comparison::Eq))),
    }
}

fn eq(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    equality(vm, args, Comparison::Eq)
}

fn ne(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    equality(vm, args, Comparison::Ne)
}

fn callback(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    match vm.heap.field(args.this(), 0).some() {
        Some(callback) => Ok(vm.heap.own(callback)),
        None => Ok(vm.none()),
    }
}

/// The argument itself, or the object of a proxy.
fn through(vm: &mut Vm, r: Ref) -> Res<Owned> {
    if vm.is_proxy(r) {
        vm.proxy_target(r)
    } else {
        Ok(vm.heap.own(r))
    }
}

fn proxy_repr(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let r = args.this();
    let address = vm.heap.address(r);
    let (class, at) = match vm.weak_target(r) {
        Some(target) => (
            vm.type_name(target.get()).to_string(),
            vm.heap.address(target.get()),
        ),
        None => ("NoneType".to_owned(), vm.heap.address(vm.heap.known.none)),
    };
    Ok(vm.heap.str(&format!(
        "<weakproxy at {address:#x} to {class} at {at:#x}>"
    )))
}

fn proxy_str(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let target = vm.proxy_target(args.this())?;
    vm.str_of(target.get())
}

fn proxy_bool(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let target = vm.proxy_target(args.this())?;
    let value = vm.truth(target.get())?;
    Ok(vm.heap.bool(value))
}

fn proxy_len(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let target = vm.proxy_target(args.this())?;
    let length = vm.length(target.get())?;
    Ok(vm.heap.int(length as i64))
}

fn proxy_iter(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let target = vm.proxy_target(args.this())?;
    vm.get_iter(target.get())
}

fn proxy_next(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let target = vm.proxy_target(args.this())?;
    let next = vm.names.next;
    match vm.call_special(target.get(), next, &[]) {
        Some(result) => result,
        None => {
            let text = format!(
                "Weakref proxy referenced a non-iterator '{}' object",
                vm.type_name(target.get())
            );
            Err(vm.type_error(&text))
        }
    }
}

fn proxy_contains(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let target = vm.proxy_target(args.this())?;
    let value = vm.contains(target.get(), args.pos[1])?;
    Ok(vm.heap.bool(value))
}

fn proxy_getitem(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let target = vm.proxy_target(args.this())?;
    vm.get_item(target.get(), args.pos[1])
}

fn proxy_setitem(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let target = vm.proxy_target(args.this())?;
    vm.set_item(target.get(), args.pos[1], args.pos[2])?;
    Ok(vm.none())
}

fn proxy_delitem(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let target = vm.proxy_target(args.this())?;
    vm.delete_item(target.get(), args.pos[1])?;
    Ok(vm.none())
}

fn proxy_call(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let target = vm.proxy_target(args.this())?;
    vm.call_with(target.get(), &args.pos[1..], args.kw)
}

fn proxy_compare(vm: &mut Vm, args: &Args<'_>, op: Comparison) -> Res<Owned> {
    let (a, b) = (through(vm, args.pos[0])?, through(vm, args.pos[1])?);
    vm.compare(a.get(), b.get(), op)
}

fn proxy_binary(vm: &mut Vm, args: &Args<'_>, op: BinaryOperator) -> Res<Owned> {
    let (a, b) = (through(vm, args.pos[0])?, through(vm, args.pos[1])?);
    vm.binary_op(a.get(), b.get(), op, false)
}

fn proxy_reflected(vm: &mut Vm, args: &Args<'_>, op: BinaryOperator) -> Res<Owned> {
    let (a, b) = (through(vm, args.pos[1])?, through(vm, args.pos[0])?);
    vm.binary_op(a.get(), b.get(), op, false)
}

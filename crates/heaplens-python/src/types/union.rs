//! `int | str`: `types.UnionType`, from 3.14 on `typing.Union` (Objects/unionobject.c).

use heaplens_heap::types::flags;
use heaplens_heap::{Owned, Ref, TypeId};

use crate::number::hash;
use crate::opcode::Comparison;
use crate::text::PyText;
use crate::types::object::decline;
use crate::vm::native::{Args, Arity, Def};
use crate::vm::{Res, Vm};

const ARGS: u32 = 0;

/// Methods of a union.
pub const METHODS: &[Def] = &[
    Def::slot("__repr__", 0, repr),
    Def::slot("__hash__", 0, |vm, args| {
        let items = vm.heap.field(args.this(), ARGS);
        let mut hashes = Vec::new();
        for item in vm.heap.tuple_items(items) {
            hashes.push(vm.hash(item)?);
        }
        Ok(vm.heap.int(hash::of_frozenset(hashes.into_iter())))
    }),
    Def::slot("__eq__", 1, |vm, args| equality(vm, args, Comparison::Eq)),
    Def::slot("__ne__", 1, |vm, args| equality(vm, args, Comparison::Ne)),
    Def::slot("__or__", 1, or),
    Def::slot("__ror__", 1, ror),
    Def::slot("__getitem__", 1, getitem),
    Def::method("__instancecheck__", Arity::One, |vm, args| {
        check(vm, args, true)
    }),
    Def::method("__subclasscheck__", Arity::One, |vm, args| {
        check(vm, args, false)
    }),
    Def::method("__mro_entries__", Arity::One, |vm, args| {
        let shown = vm.repr(args.this())?;
        let text = format!("Cannot subclass {}", vm.heap.text(shown.get()));
        Err(vm.type_error(&text))
    })
    .since(14),
    Def::class("__class_getitem__", Arity::One, class_getitem).since(14),
    Def::getter("__args__", |vm, args| {
        let items = vm.heap.field(args.this(), ARGS);
        Ok(vm.heap.own(items))
    }),
    Def::getter("__parameters__", |vm, args| {
        let items = vm.heap.field(args.this(), ARGS);
        vm.parameters_of(items)
    }),
    Def::getter("__origin__", |vm, _| {
        let class = vm.heap.info(TypeId::UNION).object;
        Ok(vm.heap.own(class))
    })
    .since(14),
    Def::getter("__name__", |vm, _| Ok(vm.heap.intern_str("Union"))).since(14),
    Def::getter("__qualname__", |vm, _| Ok(vm.heap.intern_str("Union"))).since(14),
];

/// Whether `|` takes the object for a type (`is_unionable`).
fn is_unionable(vm: &mut Vm, r: Ref) -> bool {
    r == vm.heap.known.none
        || vm.heap.info_of(r).has(flags::TYPE_SUBCLASS)
        || vm.is_a(r, TypeId::GENERIC_ALIAS)
        || matches!(vm.heap.type_of(r), TypeId::UNION | TypeId::TYPE_ALIAS)
}

/// `a | b` of types.
pub fn or(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let (a, b) = (args.pos[0], args.pos[1]);
    if !is_unionable(vm, a) || !is_unionable(vm, b) {
        return decline(vm);
    }
    vm.union_of(&[a, b])
}

/// `b | a` of types.
pub fn ror(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let (a, b) = (args.pos[1], args.pos[0]);
    if !is_unionable(vm, a) || !is_unionable(vm, b) {
        return decline(vm);
    }
    vm.union_of(&[a, b])
}

impl Vm {
    /// The union of these types: those of unions among them one by one, each once; a single one is given back itself.
    pub fn union_of(&mut self, parts: &[Ref]) -> Res<Owned> {
        let mut items: Vec<Ref> = Vec::new();
        let none_class = self.heap.info(TypeId::NONE).object;
        for &part in parts {
            let each = if self.heap.type_of(part) == TypeId::UNION {
                let inner = self.heap.field(part, ARGS);
                self.heap.tuple_items(inner)
            } else if part == self.heap.known.none {
                vec![none_class]
            } else {
                vec![part]
            };
            for item in each {
                let mut is_known = false;
                for &known in &items {
                    // Two classes are the same only if they are one.
                    let plain = self.heap.info_of(known).has(flags::TYPE_SUBCLASS)
                        && self.heap.info_of(item).has(flags::TYPE_SUBCLASS);
                    if known == item || !plain && self.equal(known, item)? {
                        is_known = true;
                        break;
                    }
                }
                if !is_known {
                    items.push(item);
                }
            }
        }
        if let [only] = items[..] {
            return Ok(self.heap.own(only));
        }
        let items = self.heap.tuple_of(&items);
        let union = self.new_native(TypeId::UNION, &[items.get()]);
        self.release(items);
        Ok(union)
    }
}

fn class_getitem(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let parts = if vm.heap.type_of(args.pos[1]) == TypeId::TUPLE {
        vm.heap.tuple_items(args.pos[1])
    } else {
        vec![args.pos[1]]
    };
    if parts.is_empty() {
        return Err(vm.type_error("Cannot take a Union of no types."));
    }
    vm.union_of(&parts)
}

fn repr(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let items = vm.heap.field(args.this(), ARGS);
    let none_class = vm.heap.info(TypeId::NONE).object;
    let mut text = PyText::new();
    for (at, item) in vm.heap.tuple_items(items).into_iter().enumerate() {
        if at > 0 {
            text.push_str(" | ");
        }
        if item == none_class {
            text.push_str("None");
        } else {
            vm.push_type_repr(&mut text, item)?;
        }
    }
    Ok(vm.str_from_text(&text))
}

fn equality(vm: &mut Vm, args: &Args<'_>, op: Comparison) -> Res<Owned> {
    let (a, b) = (args.pos[0], args.pos[1]);
    if vm.heap.type_of(b) != TypeId::UNION {
        return decline(vm);
    }
    let [xs, ys] = [a, b].map(|union| {
        let items = vm.heap.field(union, ARGS);
        vm.heap.tuple_items(items)
    });
    let mut is_equal = xs.len() == ys.len();
    for &x in &xs {
        let mut has = false;
        for &y in &ys {
            has = has || vm.equal(x, y)?;
        }
        is_equal = is_equal && has;
    }
    Ok(vm.heap.bool(is_equal == (op == Comparison::Eq)))
}

fn getitem(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let items = vm.heap.field(args.this(), ARGS);
    let parameters = vm.parameters_of(items)?;
    let made = vm.substitute(args.this(), items, parameters.get(), args.pos[1])?;
    let parts = vm.heap.tuple_items(made.get());
    vm.union_of(&parts)
}

/// `isinstance` and `issubclass` with a union.
fn check(vm: &mut Vm, args: &Args<'_>, is_instance: bool) -> Res<Owned> {
    let items = vm.heap.field(args.this(), ARGS);
    let items = vm.heap.tuple_items(items);
    if !is_instance && !vm.heap.info_of(args.pos[1]).has(flags::TYPE_SUBCLASS) {
        return Err(vm.type_error("issubclass() arg 1 must be a class"));
    }
    if vm.version.minor() < 11 {
        for &item in &items {
            if vm.is_a(item, TypeId::GENERIC_ALIAS) {
                let function = if is_instance {
                    "isinstance"
                } else {
                    "issubclass"
                };
                let text =
                    format!("{function}() argument 2 cannot contain a parameterized generic");
                return Err(vm.type_error(&text));
            }
        }
    }
    for item in items {
        let holds = if is_instance {
            vm.is_instance(args.pos[1], item)?
        } else {
            vm.is_subclass(args.pos[1], item)?
        };
        if holds {
            return Ok(vm.heap.bool(true));
        }
    }
    Ok(vm.heap.bool(false))
}

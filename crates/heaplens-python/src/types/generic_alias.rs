//! `types.GenericAlias`: `list[int]` (Objects/genericaliasobject.c).
//!
//! Modelled: making, showing, calling and comparing one, its attributes (its own, then its origin's), and putting
//! arguments in place of type variables one for one. Left out: `TypeVarTuple` and `ParamSpec` among the parameters.

use heaplens_heap::types::flags;
use heaplens_heap::{Owned, Ref, TypeId};

use crate::opcode::Comparison;
use crate::text::PyText;
use crate::types::object::decline;
use crate::vm::exceptions::Exc;
use crate::vm::native::{Args, Arity, Def};
use crate::vm::{Raised, Res, Vm};

const ORIGIN: u32 = 0;
const ARGS: u32 = 1;
const PARAMETERS: u32 = 2;
/// Whether it is `*alias`: the half behind the references.
const STARRED: u32 = 3;

/// Methods of `types.GenericAlias`.
pub const METHODS: &[Def] = &[
    Def::fixed("__new__", Arity::Free, new),
    Def::slot("__repr__", 0, repr),
    Def::slot("__hash__", 0, hash),
    Def::slot_free("__call__", call),
    Def::slot("__getattribute__", 1, |vm, args| {
        vm.alias_getattribute(args.pos[0], args.pos[1])
    }),
    Def::slot("__eq__", 1, |vm, args| equality(vm, args, Comparison::Eq)),
    Def::slot("__ne__", 1, |vm, args| equality(vm, args, Comparison::Ne)),
    Def::slot("__getitem__", 1, getitem),
    Def::slot("__or__", 1, super::union::or).since(10),
    Def::slot("__ror__", 1, super::union::ror).since(10),
    Def::slot("__iter__", 0, |vm, args| {
        let iter = vm.new_native(TypeId::GENERIC_ALIAS_ITERATOR, &[args.this()]);
        Ok(iter)
    })
    .since(11),
    Def::method("__mro_entries__", Arity::One, |vm, args| {
        let origin = vm.heap.field(args.this(), ORIGIN);
        Ok(vm.heap.tuple_of(&[origin]))
    }),
    Def::method("__instancecheck__", Arity::One, |vm, _| {
        Err(vm.type_error("isinstance() argument 2 cannot be a parameterized generic"))
    }),
    Def::method("__subclasscheck__", Arity::One, |vm, _| {
        Err(vm.type_error("issubclass() argument 2 cannot be a parameterized generic"))
    }),
    Def::method("__reduce__", Arity::None, |vm, args| {
        let class = vm.heap.info(TypeId::GENERIC_ALIAS).object;
        let (origin, items) = parts(vm, args.this());
        let inner = vm.heap.tuple_of(&[origin, items]);
        Ok(vm.heap.tuple_of(&[class, inner.get()]))
    }),
    Def::method("__dir__", Arity::None, |vm, args| {
        let origin = vm.heap.field(args.this(), ORIGIN);
        let dir = vm.names.dir;
        vm.call_attribute(origin, dir, &[])
    }),
    Def::getter("__origin__", |vm, args| {
        let origin = vm.heap.field(args.this(), ORIGIN);
        Ok(vm.heap.own(origin))
    }),
    Def::getter("__args__", |vm, args| {
        let items = vm.heap.field(args.this(), ARGS);
        Ok(vm.heap.own(items))
    }),
    Def::getter("__parameters__", |vm, args| {
        vm.alias_parameters(args.this())
    }),
    Def::getter("__unpacked__", |vm, args| {
        let starred = vm.heap.raw_half(args.this(), STARRED) != 0;
        Ok(vm.heap.bool(starred))
    })
    .since(11),
    Def::getter("__typing_unpacked_tuple_args__", |vm, args| {
        let (origin, items) = parts(vm, args.this());
        let is_unpacked = vm.heap.raw_half(args.this(), STARRED) != 0
            && origin == vm.heap.info(TypeId::TUPLE).object;
        if is_unpacked {
            Ok(vm.heap.own(items))
        } else {
            Ok(vm.none())
        }
    })
    .since(11),
];

/// Methods of what iterates over one: it gives `*alias`, once.
pub const ITERATOR: &[Def] = &[
    Def::slot("__iter__", 0, super::iterators::itself),
    Def::slot("__next__", 0, |vm, args| {
        let alias = vm.heap.field(args.this(), 0);
        if alias.is_null() {
            return Err(vm.stop_iteration(Ref::NULL));
        }
        let (origin, items) = parts(vm, alias);
        let starred = vm.generic_alias(origin, items);
        vm.heap.set_raw_half(starred.get(), STARRED, 1);
        vm.exhaust(args.this(), alias);
        Ok(starred)
    }),
];

fn parts(vm: &Vm, alias: Ref) -> (Ref, Ref) {
    (vm.heap.field(alias, ORIGIN), vm.heap.field(alias, ARGS))
}

/// `cls.__class_getitem__(item)` of generic classes (`Py_GenericAlias`).
pub fn class_getitem(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    Ok(vm.generic_alias(args.pos[0], args.pos[1]))
}

/// Which attributes are the alias's own, whatever its origin has.
fn is_own(vm: &Vm, name: Ref) -> bool {
    let own = [
        "__origin__",
        "__args__",
        "__parameters__",
        "__mro_entries__",
        "__reduce_ex__",
        "__reduce__",
        "__copy__",
        "__deepcopy__",
        "__unpacked__",
        "__typing_unpacked_tuple_args__",
    ];
    own.iter().any(|own| vm.heap.str_is(name, own))
        || vm.version.minor() >= 11 && vm.heap.str_is(name, "__class__")
}

impl Vm {
    /// `origin[items]`; a tuple is taken as the arguments, anything else as the only one.
    pub fn generic_alias(&mut self, origin: Ref, items: Ref) -> Owned {
        let items = if self.heap.type_of(items) == TypeId::TUPLE {
            self.heap.own(items)
        } else {
            self.heap.tuple_of(&[items])
        };
        let alias = self.new_native(TypeId::GENERIC_ALIAS, &[origin, items.get()]);
        self.release(items);
        alias
    }

    /// An attribute of an alias (`ga_getattro`).
    pub fn alias_getattribute(&mut self, alias: Ref, name: Ref) -> Res<Owned> {
        if !is_own(self, name) {
            let origin = self.heap.field(alias, ORIGIN);
            return self.get_attribute(origin, name);
        }
        self.generic_getattribute(alias, name)
    }

    /// `__parameters__`: the type variables among the arguments, each once.
    pub fn alias_parameters(&mut self, alias: Ref) -> Res<Owned> {
        let known = self.heap.field(alias, PARAMETERS);
        if !known.is_null() {
            return Ok(self.heap.own(known));
        }
        let items = self.heap.field(alias, ARGS);
        let found = self.parameters_of(items)?;
        let held = self.heap.own(found.get());
        self.heap.replace_field(alias, PARAMETERS, held);
        Ok(found)
    }

    /// The type variables in a tuple of type arguments (`_Py_make_parameters`).
    pub fn parameters_of(&mut self, items: Ref) -> Res<Owned> {
        let mut found: Vec<Owned> = Vec::new();
        for item in self.heap.tuple_items(items) {
            if self.heap.info_of(item).has(flags::TYPE_SUBCLASS) {
                continue;
            }
            if self.is_type_variable(item) {
                if !found.iter().any(|known| known.get() == item) {
                    let item = self.heap.own(item);
                    found.push(item);
                }
                continue;
            }
            let name = self.heap.intern_str("__parameters__");
            match self.get_attribute(item, name.get()) {
                Ok(inner) if self.heap.type_of(inner.get()) == TypeId::TUPLE => {
                    for one in self.heap.tuple_items(inner.get()) {
                        if !found.iter().any(|known| known.get() == one) {
                            let one = self.heap.own(one);
                            found.push(one);
                        }
                    }
                }
                Ok(_) => {}
                Err(Raised) if self.catch(Exc::AttributeError) => {}
                Err(raised) => return Err(raised),
            }
        }
        Ok(self.tuple_owned(found))
    }

    fn is_type_variable(&mut self, r: Ref) -> bool {
        let id = self.heap.type_of(r);
        if matches!(
            id,
            TypeId::TYPEVAR | TypeId::PARAMSPEC | TypeId::TYPEVARTUPLE
        ) {
            return true;
        }
        if self.version.minor() >= 11 {
            let name = self.heap.static_str("__typing_subst__");
            return self.lookup(id, name).is_some();
        }
        let info = self.heap.info(id);
        let is_named = matches!(&*info.name, "TypeVar" | "ParamSpec");
        is_named && super::class::module_name(self, id).as_deref() == Some("typing")
    }

    /// Appends how a type argument is shown (`ga_repr_item`).
    pub fn push_type_repr(&mut self, text: &mut PyText, item: Ref) -> Res<()> {
        if item == self.heap.known.ellipsis {
            text.push_str("...");
            return Ok(());
        }
        if self.heap.type_of(item) == TypeId::LIST && self.version.minor() >= 11 {
            text.push_str("[");
            let mut at = 0;
            while at < self.heap.list_len(item) {
                if at > 0 {
                    text.push_str(", ");
                }
                let one = self.heap.list_item(item, at);
                self.push_type_repr(text, one)?;
                at += 1;
            }
            text.push_str("]");
            return Ok(());
        }
        let is_alias = self.is_a(item, TypeId::GENERIC_ALIAS);
        if !is_alias && self.heap.info_of(item).has(flags::TYPE_SUBCLASS) {
            let id = self.heap.type_id_of(item);
            let name = super::object::full_name(self, id);
            text.push_str(&name);
            return Ok(());
        }
        self.push_repr(text, item)
    }
}

fn new(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let id = vm.heap.type_id_of(args.this());
    args.no_keywords(vm, "GenericAlias")?;
    let given = args.positional(vm, "GenericAlias", 2, 2)?;
    let (origin, items) = (given[0], given[1]);
    if id == TypeId::GENERIC_ALIAS {
        return Ok(vm.generic_alias(origin, items));
    }
    let items = if vm.heap.type_of(items) == TypeId::TUPLE {
        vm.heap.own(items)
    } else {
        vm.heap.tuple_of(&[items])
    };
    Ok(vm.new_native(id, &[origin, items.get()]))
}

fn repr(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let (origin, items) = parts(vm, args.this());
    let mut text = PyText::new();
    if vm.heap.raw_half(args.this(), STARRED) != 0 {
        text.push_str("*");
    }
    vm.push_type_repr(&mut text, origin)?;
    text.push_str("[");
    for (at, item) in vm.heap.tuple_items(items).into_iter().enumerate() {
        if at > 0 {
            text.push_str(", ");
        }
        vm.push_type_repr(&mut text, item)?;
    }
    if vm.heap.tuple_len(items) == 0 {
        text.push_str("()");
    }
    text.push_str("]");
    Ok(vm.str_from_text(&text))
}

fn hash(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let (origin, items) = parts(vm, args.this());
    let hash = vm.hash(origin)? ^ vm.hash(items)?;
    Ok(vm.heap.int(hash))
}

fn call(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let alias = args.this();
    let origin = vm.heap.field(alias, ORIGIN);
    let made = vm.call_with(origin, &args.pos[1..], args.kw)?;
    let name = vm.heap.intern_str("__orig_class__");
    match vm.set_attribute(made.get(), name.get(), alias) {
        Ok(()) => {}
        Err(Raised) if vm.catch(Exc::AttributeError) || vm.catch(Exc::TypeError) => {}
        // Whatever else goes wrong doesn't count from 3.13 on.
        Err(raised) => return Err(raised),
    }
    Ok(made)
}

fn equality(vm: &mut Vm, args: &Args<'_>, op: Comparison) -> Res<Owned> {
    let (a, b) = (args.pos[0], args.pos[1]);
    if !vm.is_a(b, TypeId::GENERIC_ALIAS) {
        return decline(vm);
    }
    let ((x, xs), (y, ys)) = (parts(vm, a), parts(vm, b));
    let is_equal = vm.heap.raw_half(a, STARRED) == vm.heap.raw_half(b, STARRED)
        && vm.equal(x, y)?
        && vm.equal(xs, ys)?;
    Ok(vm.heap.bool(is_equal == (op == Comparison::Eq)))
}

/// `alias[items]`: arguments in place of type variables (`_Py_subs_parameters`).
fn getitem(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let alias = args.pos[0];
    let parameters = vm.alias_parameters(alias)?;
    let (origin, items) = parts(vm, alias);
    let made = vm.substitute(alias, items, parameters.get(), args.pos[1])?;
    Ok(vm.generic_alias(origin, made.get()))
}

impl Vm {
    /// A tuple of type arguments with `given` in place of `parameters`.
    pub fn substitute(
        &mut self,
        alias: Ref,
        items: Ref,
        parameters: Ref,
        given: Ref,
    ) -> Res<Owned> {
        let count = self.heap.tuple_len(parameters);
        if count == 0 {
            let shown = self.repr(alias)?;
            let shown = self.heap.text(shown.get());
            let text = if self.version.minor() >= 11 {
                format!("{shown} is not a generic class")
            } else {
                format!("There are no type variables left in {shown}")
            };
            return Err(self.type_error(&text));
        }
        let given = if self.heap.type_of(given) == TypeId::TUPLE {
            self.heap.tuple_items(given)
        } else {
            vec![given]
        };
        if given.len() != count as usize {
            let shown = self.repr(alias)?;
            let shown = self.heap.text(shown.get());
            let many = given.len() > count as usize;
            let which = if many { "many" } else { "few" };
            let text = if self.version.minor() >= 11 {
                format!(
                    "Too {which} arguments for {shown}; actual {}, expected {count}",
                    given.len()
                )
            } else {
                format!("Too {which} arguments for {shown}")
            };
            return Err(self.type_error(&text));
        }
        let parameters = self.heap.tuple_items(parameters);
        let mut made: Vec<Owned> = Vec::new();
        for item in self.heap.tuple_items(items) {
            if let Some(at) = parameters.iter().position(|&known| known == item) {
                let one = self.heap.own(given[at]);
                made.push(one);
                continue;
            }
            let inner = if self.heap.info_of(item).has(flags::TYPE_SUBCLASS) {
                None
            } else {
                let name = self.heap.intern_str("__parameters__");
                match self.get_attribute(item, name.get()) {
                    Ok(inner) if self.heap.type_of(inner.get()) == TypeId::TUPLE => Some(inner),
                    Ok(_) => None,
                    Err(Raised) if self.catch(Exc::AttributeError) => None,
                    Err(raised) => return Err(raised),
                }
            };
            match inner {
                Some(inner) if self.heap.tuple_len(inner.get()) > 0 => {
                    let chosen: Vec<Ref> = self
                        .heap
                        .tuple_items(inner.get())
                        .into_iter()
                        .map(|one| {
                            parameters
                                .iter()
                                .position(|&known| known == one)
                                .map_or(one, |at| given[at])
                        })
                        .collect();
                    let chosen = self.heap.tuple_of(&chosen);
                    made.push(self.get_item(item, chosen.get())?);
                }
                _ => {
                    let one = self.heap.own(item);
                    made.push(one);
                }
            }
        }
        Ok(self.tuple_owned(made))
    }
}

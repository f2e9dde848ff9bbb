//! `dict_keys`, `dict_values`, `dict_items` (Objects/dictobject.c), and `mappingproxy` (Objects/descrobject.c).

use heaplens_heap::{Owned, Ref, TypeId};

use crate::opcode::{BinaryOperator, Comparison};
use crate::text::PyText;
use crate::types::object::decline;
use crate::vm::native::{Args, Arity, Def};
use crate::vm::{Res, Vm};

macro_rules! set_like {
    ($($extra:expr,)*) => {
        &[
            Def::slot("__repr__", 0, repr),
            Def::slot("__len__", 0, len),
            Def::slot("__contains__", 1, |vm, args| {
                let found = vm.view_contains(args.pos[0], args.pos[1])?;
                Ok(vm.heap.bool(found))
            }),
            Def::slot("__iter__", 0, iter),
            Def::method("__reversed__", Arity::None, reversed),
            Def::slot("__lt__", 1, |vm, args| compare(vm, args, Comparison::Lt)),
            Def::slot("__le__", 1, |vm, args| compare(vm, args, Comparison::Le)),
            Def::slot("__eq__", 1, |vm, args| compare(vm, args, Comparison::Eq)),
            Def::slot("__ne__", 1, |vm, args| compare(vm, args, Comparison::Ne)),
            Def::slot("__gt__", 1, |vm, args| compare(vm, args, Comparison::Gt)),
            Def::slot("__ge__", 1, |vm, args| compare(vm, args, Comparison::Ge)),
            Def::slot("__and__", 1, |vm, args| and(vm, args.pos[0], args.pos[1])),
            Def::slot("__rand__", 1, |vm, args| and(vm, args.pos[1], args.pos[0])),
            Def::slot("__or__", 1, |vm, args| or(vm, args.pos[0], args.pos[1])),
            Def::slot("__ror__", 1, |vm, args| or(vm, args.pos[1], args.pos[0])),
            Def::slot("__sub__", 1, |vm, args| sub(vm, args.pos[0], args.pos[1])),
            Def::slot("__rsub__", 1, |vm, args| sub(vm, args.pos[1], args.pos[0])),
            Def::slot("__xor__", 1, |vm, args| xor(vm, args.pos[0], args.pos[1])),
            Def::slot("__rxor__", 1, |vm, args| xor(vm, args.pos[1], args.pos[0])),
            Def::method("isdisjoint", Arity::One, isdisjoint),
            Def::getter("mapping", mapping).since(10),
            $($extra,)*
        ]
    };
}

/// Methods of `dict_keys`.
pub const KEYS: &[Def] = set_like!();
/// Methods of `dict_items`.
pub const ITEMS: &[Def] = set_like!();

/// Methods of `dict_values`.
pub const VALUES: &[Def] = &[
    Def::slot("__repr__", 0, repr),
    Def::slot("__len__", 0, len),
    Def::slot("__iter__", 0, iter),
    Def::method("__reversed__", Arity::None, reversed),
    Def::getter("mapping", mapping).since(10),
];

/// Methods of `mappingproxy`.
pub const PROXY: &[Def] = &[
    Def::fixed("__new__", Arity::Free, new_proxy),
    Def::slot("__repr__", 0, proxy_repr),
    Def::slot("__str__", 0, |vm, args| {
        let mapping = vm.heap.field(args.this(), 0);
        vm.str_of(mapping)
    }),
    Def::slot("__hash__", 0, |vm, args| {
        let mapping = vm.heap.field(args.this(), 0);
        let hash = vm.hash(mapping)?;
        Ok(vm.heap.int(hash))
    })
    .since(12),
    Def::slot("__len__", 0, |vm, args| {
        let mapping = vm.heap.field(args.this(), 0);
        let length = vm.length(mapping)?;
        Ok(vm.heap.int(length as i64))
    }),
    Def::slot("__getitem__", 1, |vm, args| {
        let mapping = vm.heap.field(args.this(), 0);
        vm.get_item(mapping, args.pos[1])
    }),
    Def::slot("__contains__", 1, |vm, args| {
        let mapping = vm.heap.field(args.this(), 0);
        let found = vm.contains(mapping, args.pos[1])?;
        Ok(vm.heap.bool(found))
    }),
    Def::slot("__iter__", 0, |vm, args| {
        let mapping = vm.heap.field(args.this(), 0);
        vm.get_iter(mapping)
    }),
    Def::method("__reversed__", Arity::None, |vm, args| {
        forward(vm, args, "__reversed__")
    })
    .since(9),
    Def::slot("__lt__", 1, |vm, args| {
        proxy_compare(vm, args, Comparison::Lt)
    }),
    Def::slot("__le__", 1, |vm, args| {
        proxy_compare(vm, args, Comparison::Le)
    }),
    Def::slot("__eq__", 1, |vm, args| {
        proxy_compare(vm, args, Comparison::Eq)
    }),
    Def::slot("__ne__", 1, |vm, args| {
        proxy_compare(vm, args, Comparison::Ne)
    }),
    Def::slot("__gt__", 1, |vm, args| {
        proxy_compare(vm, args, Comparison::Gt)
    }),
    Def::slot("__ge__", 1, |vm, args| {
        proxy_compare(vm, args, Comparison::Ge)
    }),
    Def::slot("__or__", 1, |vm, args| {
        proxy_or(vm, args.pos[0], args.pos[1])
    })
    .since(9),
    Def::slot("__ror__", 1, |vm, args| {
        proxy_or(vm, args.pos[1], args.pos[0])
    })
    .since(9),
    Def::slot("__ior__", 1, |vm, args| {
        let text = format!(
            "'|=' is not supported by {}; use '|' instead",
            vm.type_name(args.this())
        );
        Err(vm.type_error(&text))
    })
    .since(9),
    Def::method("get", Arity::Range(1, 2), |vm, args| {
        forward(vm, args, "get")
    }),
    Def::method("keys", Arity::None, |vm, args| forward(vm, args, "keys")),
    Def::method("values", Arity::None, |vm, args| {
        forward(vm, args, "values")
    }),
    Def::method("items", Arity::None, |vm, args| forward(vm, args, "items")),
    Def::method("copy", Arity::None, |vm, args| forward(vm, args, "copy")),
];

fn dict_of(vm: &Vm, args: &Args<'_>) -> Ref {
    vm.heap.field(args.this(), 0)
}

fn repr(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let view = args.this();
    if vm.repr_enter(view) {
        return Ok(vm.heap.str("..."));
    }
    let mut text = PyText::new();
    let name = vm.type_name(view);
    text.push_str(&format!("{name}("));
    let shown = vm
        .list_from_iterable(view)
        .and_then(|items| vm.push_repr(&mut text, items.get()));
    vm.repr_leave(view);
    shown?;
    text.push_str(")");
    Ok(vm.str_from_text(&text))
}

fn len(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let length = vm.heap.dict_len(dict_of(vm, args));
    Ok(vm.heap.int(i64::from(length)))
}

fn iter(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let dict = dict_of(vm, args);
    let id = match vm.heap.type_of(args.this()) {
        TypeId::DICT_KEYS => TypeId::DICT_KEYITERATOR,
        TypeId::DICT_VALUES => TypeId::DICT_VALUEITERATOR,
        _ => TypeId::DICT_ITEMITERATOR,
    };
    Ok(vm.new_dict_iterator(id, dict))
}

fn reversed(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let dict = dict_of(vm, args);
    let id = match vm.heap.type_of(args.this()) {
        TypeId::DICT_KEYS => TypeId::DICT_REVERSEKEYITERATOR,
        TypeId::DICT_VALUES => TypeId::DICT_REVERSEVALUEITERATOR,
        _ => TypeId::DICT_REVERSEITEMITERATOR,
    };
    Ok(vm.new_dict_iterator(id, dict))
}

fn mapping(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let dict = dict_of(vm, args);
    Ok(vm.new_view(TypeId::MAPPINGPROXY, dict))
}

fn is_set_like(vm: &Vm, r: Ref) -> bool {
    matches!(vm.heap.type_of(r), TypeId::DICT_KEYS | TypeId::DICT_ITEMS) || vm.is_a_set(r)
}

/// Whether all items of `a` are in `b`.
fn all_in(vm: &mut Vm, a: Ref, b: Ref) -> Res<bool> {
    let iter = vm.get_iter(a)?;
    while let Some(item) = vm.next(iter.get())? {
        let found = vm.contains(b, item.get())?;
        vm.release(item);
        if !found {
            return Ok(false);
        }
    }
    Ok(true)
}

/// `dictview_richcompare`.
fn compare(vm: &mut Vm, args: &Args<'_>, op: Comparison) -> Res<Owned> {
    let (a, b) = (args.pos[0], args.pos[1]);
    if !is_set_like(vm, b) {
        return decline(vm);
    }
    let (x, y) = (vm.length(a)?, vm.length(b)?);
    let value = match op {
        Comparison::Eq => x == y && all_in(vm, a, b)?,
        Comparison::Ne => !(x == y && all_in(vm, a, b)?),
        Comparison::Lt => x < y && all_in(vm, a, b)?,
        Comparison::Le => x <= y && all_in(vm, a, b)?,
        Comparison::Gt => x > y && all_in(vm, b, a)?,
        Comparison::Ge => x >= y && all_in(vm, b, a)?,
    };
    Ok(vm.heap.bool(value))
}

fn new_set(vm: &mut Vm) -> Owned {
    Owned::adopt(vm.heap.new_set(TypeId::SET))
}

/// `_PyDictView_Intersect`.
fn and(vm: &mut Vm, a: Ref, b: Ref) -> Res<Owned> {
    let is_view =
        |vm: &Vm, r: Ref| matches!(vm.heap.type_of(r), TypeId::DICT_KEYS | TypeId::DICT_ITEMS);
    let (mut view, mut other) = if is_view(vm, a) { (a, b) } else { (b, a) };
    let length = vm.length(view)?;
    if vm.heap.type_of(other) == TypeId::SET && length <= vm.length(other)? {
        return vm.set_intersection(other, view);
    }
    if is_view(vm, other) && vm.length(other)? > length {
        (view, other) = (other, view);
    }
    let result = new_set(vm);
    let iter = vm.get_iter(other)?;
    while let Some(key) = vm.next(iter.get())? {
        if vm.view_contains(view, key.get())? {
            let hash = vm.hash_element(key.get())?;
            vm.set_add_key(result.get(), key, hash)?;
        } else {
            vm.release(key);
        }
    }
    vm.release(iter);
    Ok(result)
}

fn or(vm: &mut Vm, a: Ref, b: Ref) -> Res<Owned> {
    let result = new_set(vm);
    vm.set_update(result.get(), a)?;
    vm.set_update(result.get(), b)?;
    Ok(result)
}

fn sub(vm: &mut Vm, a: Ref, b: Ref) -> Res<Owned> {
    let result = new_set(vm);
    vm.set_update(result.get(), a)?;
    vm.set_difference_update(result.get(), b)?;
    Ok(result)
}

fn xor(vm: &mut Vm, a: Ref, b: Ref) -> Res<Owned> {
    let result = new_set(vm);
    vm.set_update(result.get(), a)?;
    vm.set_symmetric_difference_update(result.get(), b)?;
    Ok(result)
}

fn isdisjoint(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let (view, other) = (args.pos[0], args.pos[1]);
    if view == other {
        let value = vm.length(view)? == 0;
        return Ok(vm.heap.bool(value));
    }
    let (mut view, mut over) = (view, other);
    if is_set_like(vm, other) && vm.length(other)? > vm.length(view)? {
        (view, over) = (other, view);
    }
    let iter = vm.get_iter(over)?;
    while let Some(item) = vm.next(iter.get())? {
        let found = vm.contains(view, item.get())?;
        vm.release(item);
        if found {
            return Ok(vm.heap.bool(false));
        }
    }
    Ok(vm.heap.bool(true))
}

impl Vm {
    /// A view of a dict, or a proxy of a mapping.
    pub fn new_view(&mut self, id: TypeId, over: Ref) -> Owned {
        let bytes = u64::from(self.heap.info(id).basicsize);
        let view = self.heap.new_instance_block(id, bytes, 1);
        self.heap.incref(over);
        self.heap.set_field(view, 0, over);
        self.heap.track(view);
        Owned::adopt(view)
    }

    /// `item in d.keys()`, `pair in d.items()`.
    pub fn view_contains(&mut self, view: Ref, item: Ref) -> Res<bool> {
        let dict = self.heap.field(view, 0);
        if self.heap.type_of(view) == TypeId::DICT_KEYS {
            return Ok(self.dict_get(dict, item)?.is_some());
        }
        if !self.is_a(item, TypeId::TUPLE) || self.heap.tuple_len(item) != 2 {
            return Ok(false);
        }
        let (key, value) = (self.heap.tuple_item(item, 0), self.heap.tuple_item(item, 1));
        match self.dict_get(dict, key)? {
            Some(found) => self.same_items(found, value),
            None => Ok(false),
        }
    }
}

fn new_proxy(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let [mapping] = args.bind(vm, "mappingproxy", 1, ["mapping"], 1)?;
    let mapping = mapping.unwrap_or_default();
    let getitem = vm.names.getitem;
    let is_sequence = vm.is_a(mapping, TypeId::LIST) || vm.is_a(mapping, TypeId::TUPLE);
    if is_sequence || vm.lookup_special(mapping, getitem).is_none() {
        let text = format!(
            "mappingproxy() argument must be a mapping, not {}",
            vm.type_name(mapping)
        );
        return Err(vm.type_error(&text));
    }
    Ok(vm.new_view(TypeId::MAPPINGPROXY, mapping))
}

fn proxy_repr(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let mapping = dict_of(vm, args);
    let mut text = PyText::new();
    text.push_str("mappingproxy(");
    vm.push_repr(&mut text, mapping)?;
    text.push_str(")");
    Ok(vm.str_from_text(&text))
}

/// What a proxy stands for; any other object is itself.
fn behind(vm: &Vm, r: Ref) -> Ref {
    if vm.heap.type_of(r) == TypeId::MAPPINGPROXY {
        vm.heap.field(r, 0)
    } else {
        r
    }
}

fn proxy_compare(vm: &mut Vm, args: &Args<'_>, op: Comparison) -> Res<Owned> {
    let mapping = dict_of(vm, args);
    let other = behind(vm, args.pos[1]);
    vm.compare(mapping, other, op)
}

fn proxy_or(vm: &mut Vm, a: Ref, b: Ref) -> Res<Owned> {
    let (a, b) = (behind(vm, a), behind(vm, b));
    vm.binary_op(a, b, BinaryOperator::Or, false)
}

fn forward(vm: &mut Vm, args: &Args<'_>, name: &str) -> Res<Owned> {
    let mapping = dict_of(vm, args);
    let name = vm.heap.intern_str(name);
    if args.pos.len() == 2 {
        let none = vm.heap.known.none;
        return vm.call_attribute(mapping, name.get(), &[args.pos[1], none]);
    }
    vm.call_attribute(mapping, name.get(), &args.pos[1..])
}

//! `tuple` (Objects/tupleobject.c).

use heaplens_heap::{Owned, Ref, TypeId};

use crate::opcode::Comparison;
use crate::types::object::decline;
use crate::types::sequence::{
    compare_items, count_in, index_in, repeated_length, repr_items, times,
};
use crate::vm::native::{Args, Arity, Def};
use crate::vm::{Res, Vm};

/// Methods of `tuple`.
pub const METHODS: &[Def] = &[
    Def::fixed("__new__", Arity::Free, new),
    Def::slot("__repr__", 0, |vm, args| {
        repr_items(vm, args.this(), "(", ")")
    }),
    Def::slot("__hash__", 0, |vm, args| {
        let hash = vm.tuple_hash(args.this())?;
        Ok(vm.heap.int(hash))
    }),
    Def::slot("__len__", 0, |vm, args| {
        let length = vm.heap.tuple_len(args.this());
        Ok(vm.heap.int_of_size(i64::from(length)))
    }),
    Def::slot("__getitem__", 1, getitem),
    Def::slot("__iter__", 0, |vm, args| {
        Ok(vm.new_iterator(TypeId::TUPLE_ITERATOR, args.this(), 0))
    }),
    Def::slot("__contains__", 1, contains),
    Def::slot("__add__", 1, add),
    Def::slot("__mul__", 1, mul),
    Def::slot("__rmul__", 1, mul),
    Def::slot("__lt__", 1, |vm, args| compare(vm, args, Comparison::Lt)),
    Def::slot("__le__", 1, |vm, args| compare(vm, args, Comparison::Le)),
    Def::slot("__eq__", 1, |vm, args| compare(vm, args, Comparison::Eq)),
    Def::slot("__ne__", 1, |vm, args| compare(vm, args, Comparison::Ne)),
    Def::slot("__gt__", 1, |vm, args| compare(vm, args, Comparison::Gt)),
    Def::slot("__ge__", 1, |vm, args| compare(vm, args, Comparison::Ge)),
    Def::method("__getnewargs__", Arity::None, |vm, args| {
        let items = vm.heap.tuple_items(args.this());
        let copy = vm.heap.tuple_of(&items);
        Ok(vm.heap.tuple_from(&[copy.into_ref()]))
    }),
    Def::method("count", Arity::One, |vm, args| {
        count_in(vm, args.pos[0], args.pos[1])
    }),
    Def::method("index", Arity::Range(1, 3), |vm, args| {
        match index_in(vm, args.pos)? {
            Some(at) => Ok(vm.heap.int_of_size(i64::from(at))),
            None => Err(vm.value_error("tuple.index(x): x not in tuple")),
        }
    }),
];

fn new(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let id = vm.heap.type_id_of(args.this());
    if !args.kw.is_empty() && id == TypeId::TUPLE {
        return Err(vm.type_error("tuple() takes no keyword arguments"));
    }
    let given = args.pos.len() - 1;
    if given > 1 {
        let text = format!("tuple expected at most 1 argument, got {given}");
        return Err(vm.type_error(&text));
    }
    let Some(iterable) = args.get(1) else {
        return Ok(vm.tuple_of_class(id, &[]));
    };
    if id == TypeId::TUPLE {
        return vm.tuple_from_iterable(iterable);
    }
    let items = vm.collect_items(iterable)?;
    Ok(vm.tuple_of_class(id, &items))
}

fn compare(vm: &mut Vm, args: &Args<'_>, op: Comparison) -> Res<Owned> {
    compare_items(vm, args.pos[0], args.pos[1], TypeId::TUPLE, op)
}

fn getitem(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let (tuple, index) = (args.pos[0], args.pos[1]);
    let length = i64::from(vm.heap.tuple_len(tuple));
    if vm.heap.type_of(index) == TypeId::SLICE {
        let picked = vm.slice_parts(index)?.adjust(length);
        if picked.step == 1
            && i64::from(picked.count) == length
            && vm.heap.type_of(tuple) == TypeId::TUPLE
        {
            return Ok(vm.heap.own(tuple));
        }
        let items: Vec<Ref> = (0..picked.count)
            .map(|at| vm.heap.tuple_item(tuple, picked.index(at)))
            .collect();
        return Ok(vm.heap.tuple_of(&items));
    }
    if !vm.has_index(index) {
        let text = format!(
            "tuple indices must be integers or slices, not {}",
            vm.type_name(index)
        );
        return Err(vm.type_error(&text));
    }
    let at = vm.exact_index(index)?;
    let at = if at < 0 { at + length } else { at };
    if at < 0 || at >= length {
        return Err(vm.index_error("tuple index out of range"));
    }
    let item = vm.heap.tuple_item(tuple, at as u32);
    Ok(vm.heap.own(item))
}

fn contains(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    for at in 0..vm.heap.tuple_len(args.pos[0]) {
        let item = vm.heap.tuple_item(args.pos[0], at);
        if vm.same_items(item, args.pos[1])? {
            return Ok(vm.heap.bool(true));
        }
    }
    Ok(vm.heap.bool(false))
}

fn add(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let (a, b) = (args.pos[0], args.pos[1]);
    if !vm.is_a(b, TypeId::TUPLE) {
        return decline(vm);
    }
    if vm.heap.tuple_len(a) == 0 && vm.heap.type_of(b) == TypeId::TUPLE {
        return Ok(vm.heap.own(b));
    }
    if vm.heap.tuple_len(b) == 0 && vm.heap.type_of(a) == TypeId::TUPLE {
        return Ok(vm.heap.own(a));
    }
    let mut items = vm.heap.tuple_items(a);
    items.extend(vm.heap.tuple_items(b));
    Ok(vm.heap.tuple_of(&items))
}

fn mul(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let tuple = args.pos[0];
    let Some(times) = times(vm, args.pos[1])? else {
        return decline(vm);
    };
    let length = vm.heap.tuple_len(tuple);
    if (length == 0 || times == 1) && vm.heap.type_of(tuple) == TypeId::TUPLE {
        return Ok(vm.heap.own(tuple));
    }
    let total = repeated_length(vm, length, times)?;
    let items = vm.heap.tuple_items(tuple).repeat(times as usize);
    debug_assert_eq!(items.len(), total as usize);
    Ok(vm.heap.tuple_of(&items))
}

impl Vm {
    /// A tuple of a class that takes over the counts of `items`.
    pub fn tuple_of_class(&mut self, id: TypeId, items: &[Ref]) -> Owned {
        if id == TypeId::TUPLE {
            return self.heap.tuple_from(items);
        }
        let tuple = self.heap.new_tuple(id, items.len() as u32);
        for (at, &item) in items.iter().enumerate() {
            self.heap.set_tuple_item(tuple, at as u32, item);
        }
        self.heap.track(tuple);
        Owned::adopt(tuple)
    }

    /// `tuple(iterable)` (`PySequence_Tuple`): a tuple itself is given back as it is.
    pub fn tuple_from_iterable(&mut self, iterable: Ref) -> Res<Owned> {
        if self.heap.type_of(iterable) == TypeId::TUPLE {
            return Ok(self.heap.own(iterable));
        }
        let is_list = self.heap.type_of(iterable) == TypeId::LIST;
        let hint = if is_list || self.version.minor() >= 11 {
            0
        } else {
            self.length_hint(iterable, 10)?
        };
        let items = self.collect_items(iterable)?;
        if items.is_empty() && hint > 0 {
            // Made longer first and cut to nothing: not the cached one (`_PyTuple_Resize`, up to 3.10).
            let empty = self.heap.new_tuple(TypeId::TUPLE, 0);
            self.heap.track(empty);
            return Ok(Owned::adopt(empty));
        }
        Ok(self.heap.tuple_from(&items))
    }

    /// `hash` of a tuple's items (`tuplehash`).
    pub fn tuple_hash(&mut self, tuple: Ref) -> Res<i64> {
        let mut hashes = Vec::with_capacity(self.heap.tuple_len(tuple) as usize);
        for at in 0..self.heap.tuple_len(tuple) {
            let item = self.heap.tuple_item(tuple, at);
            hashes.push(self.hash(item)?);
        }
        Ok(crate::number::hash::of_tuple(hashes.into_iter()))
    }
}

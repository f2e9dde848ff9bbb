//! `list` (Objects/listobject.c).

use heaplens_heap::rules::growth::list::ListArray;
use heaplens_heap::{Owned, Ref, TypeId};

use crate::opcode::Comparison;
use crate::types::object::decline;
use crate::types::sequence::{
    compare_items, count_in, index_in, repeated_length, repr_items, times,
};
use crate::vm::native::{Args, Arity, Def};
use crate::vm::{Res, Vm};

/// Methods of `list`.
pub const METHODS: &[Def] = &[
    Def::fixed("__new__", Arity::Free, new),
    Def::slot_free("__init__", init),
    Def::slot("__repr__", 0, |vm, args| {
        repr_items(vm, args.this(), "[", "]")
    }),
    Def::slot("__len__", 0, |vm, args| {
        let length = vm.heap.list_len(args.this());
        Ok(vm.heap.int_of_size(i64::from(length)))
    }),
    Def::method("__getitem__", Arity::One, getitem),
    Def::slot("__setitem__", 2, |vm, args| {
        set_subscript(vm, args.pos[0], args.pos[1], Some(args.pos[2]))
    }),
    Def::slot("__delitem__", 1, |vm, args| {
        set_subscript(vm, args.pos[0], args.pos[1], None)
    }),
    Def::slot("__iter__", 0, |vm, args| {
        Ok(vm.new_iterator(TypeId::LIST_ITERATOR, args.this(), 0))
    }),
    Def::method("__reversed__", Arity::None, reversed),
    Def::slot("__contains__", 1, contains),
    Def::slot("__add__", 1, add),
    Def::slot("__iadd__", 1, iadd),
    Def::slot("__mul__", 1, mul),
    Def::slot("__rmul__", 1, mul),
    Def::slot("__imul__", 1, imul),
    Def::slot("__lt__", 1, |vm, args| compare(vm, args, Comparison::Lt)),
    Def::slot("__le__", 1, |vm, args| compare(vm, args, Comparison::Le)),
    Def::slot("__eq__", 1, |vm, args| compare(vm, args, Comparison::Eq)),
    Def::slot("__ne__", 1, |vm, args| compare(vm, args, Comparison::Ne)),
    Def::slot("__gt__", 1, |vm, args| compare(vm, args, Comparison::Gt)),
    Def::slot("__ge__", 1, |vm, args| compare(vm, args, Comparison::Ge)),
    Def::method("append", Arity::One, append),
    Def::method("clear", Arity::None, |vm, args| {
        vm.list_clear(args.this());
        Ok(vm.none())
    }),
    Def::method("copy", Arity::None, |vm, args| {
        let items = vm.heap.list_items(args.this());
        Ok(vm.list_of(&items))
    }),
    Def::method("count", Arity::One, |vm, args| {
        count_in(vm, args.pos[0], args.pos[1])
    }),
    Def::method("extend", Arity::One, |vm, args| {
        vm.list_extend(args.pos[0], args.pos[1])?;
        Ok(vm.none())
    }),
    Def::method("index", Arity::Range(1, 3), index),
    Def::method("insert", Arity::Range(2, 2), insert),
    Def::method("pop", Arity::Range(0, 1), pop),
    Def::method("remove", Arity::One, remove),
    Def::method("reverse", Arity::None, reverse),
    Def::method("sort", Arity::Free, super::list_sort::sort),
];

fn new(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let id = vm.heap.type_id_of(args.this());
    Ok(Owned::adopt(vm.heap.new_list(id)))
}

fn init(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    if !args.kw.is_empty() {
        return Err(vm.type_error("list() takes no keyword arguments"));
    }
    let given = args.pos.len() - 1;
    if given > 1 {
        let text = format!("list expected at most 1 argument, got {given}");
        return Err(vm.type_error(&text));
    }
    let list = args.this();
    vm.list_clear(list);
    if let Some(iterable) = args.get(1) {
        vm.list_init(list, iterable)?;
    }
    Ok(vm.none())
}

fn compare(vm: &mut Vm, args: &Args<'_>, op: Comparison) -> Res<Owned> {
    compare_items(vm, args.pos[0], args.pos[1], TypeId::LIST, op)
}

fn getitem(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let (list, index) = (args.pos[0], args.pos[1]);
    if vm.heap.type_of(index) == TypeId::SLICE {
        let parts = vm.slice_parts(index)?;
        let picked = parts.adjust(i64::from(vm.heap.list_len(list)));
        let items: Vec<Ref> = (0..picked.count)
            .map(|at| vm.heap.list_item(list, picked.index(at)))
            .collect();
        return Ok(vm.list_of(&items));
    }
    match vm.list_index(list, index)? {
        Some(at) => {
            let item = vm.heap.list_item(list, at);
            Ok(vm.heap.own(item))
        }
        None => Err(vm.index_error("list index out of range")),
    }
}

/// `list[index] = value`, or `del list[index]` without a value (`list_ass_subscript`).
fn set_subscript(vm: &mut Vm, list: Ref, index: Ref, value: Option<Ref>) -> Res<Owned> {
    if vm.heap.type_of(index) == TypeId::SLICE {
        set_slice(vm, list, index, value)?;
        return Ok(vm.none());
    }
    let Some(at) = vm.list_index(list, index)? else {
        return Err(vm.index_error("list assignment index out of range"));
    };
    let old = match value {
        Some(value) => {
            let old = vm.heap.list_item(list, at);
            vm.heap.incref(value);
            vm.heap.set_list_item(list, at, value);
            old
        }
        None => {
            let size = u64::from(vm.heap.list_len(list));
            let array = vm
                .heap
                .growth()
                .list
                .delete_item(vm.heap.list_array(list), size);
            vm.heap.list_splice(list, at, at + 1, &[], array)[0]
        }
    };
    vm.drop_ref(old);
    Ok(vm.none())
}

fn set_slice(vm: &mut Vm, list: Ref, slice: Ref, value: Option<Ref>) -> Res<()> {
    let parts = vm.slice_parts(slice)?;
    let length = i64::from(vm.heap.list_len(list));
    let picked = parts.adjust(length);
    if picked.step != 1 {
        return match value {
            Some(value) => set_steps(vm, list, parts, value),
            None => delete_steps(vm, list, parts),
        };
    }
    let items = match value {
        Some(value) => {
            let text = if vm.version.minor() >= 12 {
                "must assign iterable to extended slice"
            } else {
                "can only assign an iterable"
            };
            items_to_assign(vm, value, text)?
        }
        None => Vec::new(),
    };
    // Collecting the items may have run the program: the length is read anew.
    let picked = parts.adjust(i64::from(vm.heap.list_len(list)));
    let start = picked.start as u32;
    let end = picked.start.max(picked.stop) as u32;
    vm.list_assign(list, start, end, &items);
    Ok(())
}

/// The items of an iterable for a slice; counts are the caller's.
fn items_to_assign(vm: &mut Vm, value: Ref, text: &str) -> Res<Vec<Ref>> {
    let (iter, getitem) = (vm.names.iter, vm.names.getitem);
    if vm.lookup_special(value, iter).is_none() && vm.lookup_special(value, getitem).is_none() {
        return Err(vm.type_error(text));
    }
    vm.collect_items(value)
}

fn set_steps(vm: &mut Vm, list: Ref, parts: super::sequence::SliceParts, value: Ref) -> Res<()> {
    let items = items_to_assign(vm, value, "must assign iterable to extended slice")?;
    let picked = parts.adjust(i64::from(vm.heap.list_len(list)));
    if items.len() != picked.count as usize {
        for &item in &items {
            vm.heap.decref(item);
        }
        let text = format!(
            "attempt to assign sequence of size {} to extended slice of size {}",
            items.len(),
            picked.count
        );
        return Err(vm.value_error(&text));
    }
    let mut old = Vec::with_capacity(items.len());
    for (at, &item) in items.iter().enumerate() {
        let index = picked.index(at as u32);
        old.push(vm.heap.list_item(list, index));
        vm.heap.set_list_item(list, index, item);
    }
    for item in old {
        vm.drop_ref(item);
    }
    Ok(())
}

fn delete_steps(vm: &mut Vm, list: Ref, parts: super::sequence::SliceParts) -> Res<()> {
    let length = vm.heap.list_len(list);
    let mut picked = parts.adjust(i64::from(length));
    if picked.count == 0 {
        return Ok(());
    }
    if picked.step < 0 {
        picked.start += picked.step * (i64::from(picked.count) - 1);
        picked.step = -picked.step;
    }
    let mut removed = Vec::with_capacity(picked.count as usize);
    let first = picked.start as u32;
    let mut to = first;
    for from in first..length {
        let at = removed.len() as u32;
        let item = vm.heap.list_item(list, from);
        if at < picked.count && picked.index(at) == from {
            removed.push(item);
        } else {
            vm.heap.set_list_item(list, to, item);
            to += 1;
        }
    }
    let array = vm.heap.growth().list.delete_steps(
        vm.heap.list_array(list),
        u64::from(length),
        removed.len() as u64,
    );
    vm.heap.list_become(list, to, array);
    for item in removed {
        vm.drop_ref(item);
    }
    Ok(())
}

fn reversed(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let last = i64::from(vm.heap.list_len(args.this())) - 1;
    Ok(vm.new_iterator(TypeId::LIST_REVERSEITERATOR, args.this(), last as u64))
}

fn contains(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let mut at = 0;
    while at < vm.heap.list_len(args.pos[0]) {
        let item = vm.heap.list_item(args.pos[0], at);
        if vm.same_items(item, args.pos[1])? {
            return Ok(vm.heap.bool(true));
        }
        at += 1;
    }
    Ok(vm.heap.bool(false))
}

fn add(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    if !vm.is_a(args.pos[1], TypeId::LIST) {
        return decline(vm);
    }
    let mut items = vm.heap.list_items(args.pos[0]);
    items.extend(vm.heap.list_items(args.pos[1]));
    Ok(vm.list_of(&items))
}

fn iadd(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    vm.list_extend(args.pos[0], args.pos[1])?;
    Ok(vm.heap.own(args.pos[0]))
}

fn mul(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let Some(times) = times(vm, args.pos[1])? else {
        return decline(vm);
    };
    let length = vm.heap.list_len(args.pos[0]);
    let total = repeated_length(vm, length, times)?;
    let mut items = Vec::with_capacity(total as usize);
    for at in 0..length {
        let item = vm.heap.list_item(args.pos[0], at);
        vm.heap.incref_by(item, times);
        items.push(item);
    }
    while items.len() < total as usize {
        items.extend_from_within(..(length as usize).min(total as usize - items.len()));
    }
    items.truncate(total as usize);
    Ok(vm.heap.list_from(&items))
}

fn imul(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let list = args.pos[0];
    let Some(times) = times(vm, args.pos[1])? else {
        return decline(vm);
    };
    let length = vm.heap.list_len(list);
    let total = repeated_length(vm, length, times)?;
    if length > 0 && times == 0 {
        vm.list_clear(list);
    } else if length > 0 && times > 1 {
        let array = vm.heap.growth().list.repeat_in_place(
            vm.heap.list_array(list),
            u64::from(length),
            u64::from(times),
        );
        vm.heap.list_become(list, total, array);
        for at in 0..length {
            let item = vm.heap.list_item(list, at);
            vm.heap.incref_by(item, times - 1);
            for time in 1..times {
                vm.heap.set_list_item(list, time * length + at, item);
            }
        }
    }
    Ok(vm.heap.own(list))
}

fn append(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    vm.heap.incref(args.pos[1]);
    vm.heap.list_append(args.pos[0], args.pos[1]);
    Ok(vm.none())
}

fn index(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    if let Some(at) = index_in(vm, args.pos)? {
        return Ok(vm.heap.int_of_size(i64::from(at)));
    }
    if vm.version.minor() >= 14 {
        return Err(vm.value_error("list.index(x): x not in list"));
    }
    let shown = vm.repr(args.pos[1])?;
    let text = format!("{} is not in list", vm.heap.text(shown.get()));
    Err(vm.value_error(&text))
}

fn insert(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let at = vm.exact_count(args.pos[1])?;
    let length = i64::from(vm.heap.list_len(args.pos[0]));
    let at = if at < 0 {
        (at + length).max(0)
    } else {
        at.min(length)
    };
    vm.heap.incref(args.pos[2]);
    vm.heap.list_insert(args.pos[0], at as u32, args.pos[2]);
    Ok(vm.none())
}

fn pop(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let list = args.this();
    let at = match args.get(1) {
        Some(index) => vm.exact_count(index)?,
        None => -1,
    };
    let length = vm.heap.list_len(list);
    if length == 0 {
        return Err(vm.index_error("pop from empty list"));
    }
    let at = if at < 0 { at + i64::from(length) } else { at };
    if at < 0 || at >= i64::from(length) {
        return Err(vm.index_error("pop index out of range"));
    }
    let at = at as u32;
    let array = vm.heap.growth().list.pop(
        vm.heap.list_array(list),
        u64::from(length),
        at == length - 1,
    );
    let item = vm.heap.list_splice(list, at, at + 1, &[], array)[0];
    Ok(Owned::adopt(item))
}

fn remove(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let list = args.pos[0];
    let mut at = 0;
    while at < vm.heap.list_len(list) {
        let item = vm.heap.list_item(list, at);
        if vm.same_items(item, args.pos[1])? {
            let end = (at + 1).min(vm.heap.list_len(list));
            vm.list_assign(list, at.min(end), end, &[]);
            return Ok(vm.none());
        }
        at += 1;
    }
    Err(vm.value_error("list.remove(x): x not in list"))
}

fn reverse(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let list = args.this();
    let length = vm.heap.list_len(list);
    for at in 0..length / 2 {
        let (low, high) = (
            vm.heap.list_item(list, at),
            vm.heap.list_item(list, length - 1 - at),
        );
        vm.heap.set_list_item(list, at, high);
        vm.heap.set_list_item(list, length - 1 - at, low);
    }
    Ok(vm.none())
}

impl Vm {
    /// A list of new counts of `items`, with exactly that much room (`PyList_New`).
    pub fn list_of(&mut self, items: &[Ref]) -> Owned {
        for &item in items {
            self.heap.incref(item);
        }
        self.heap.list_from(items)
    }

    /// The place in the list that `index` means; `None` where it is out of range.
    fn list_index(&mut self, list: Ref, index: Ref) -> Res<Option<u32>> {
        if !self.has_index(index) {
            let text = format!(
                "list indices must be integers or slices, not {}",
                self.type_name(index)
            );
            return Err(self.type_error(&text));
        }
        let at = self.exact_index(index)?;
        let length = i64::from(self.heap.list_len(list));
        let at = if at < 0 { at + length } else { at };
        Ok((0..length).contains(&at).then_some(at as u32))
    }

    /// Replaces items `start` to before `end` by `items`, whose counts are taken over (`list_ass_slice`).
    pub fn list_assign(&mut self, list: Ref, start: u32, end: u32, items: &[Ref]) {
        let array = self.heap.growth().list.assign_slice(
            self.heap.list_array(list),
            u64::from(self.heap.list_len(list)),
            u64::from(end - start),
            items.len() as u64,
        );
        let removed = self.heap.list_splice(list, start, end, items, array);
        for item in removed.into_iter().rev() {
            self.drop_ref(item);
        }
    }

    /// Empties a list; the last item goes first (`list_clear`).
    pub fn list_clear(&mut self, list: Ref) {
        for item in self.heap.list_take(list).into_iter().rev() {
            self.drop_ref(item);
        }
    }

    /// `list.__init__(iterable)` of an empty list.
    pub fn list_init(&mut self, list: Ref, iterable: Ref) -> Res<()> {
        let growth = self.heap.growth().list;
        let len_name = self.names.len;
        if growth.init_preallocates_len && self.lookup_special(iterable, len_name).is_some() {
            match self.length(iterable) {
                Ok(0) => {}
                Ok(length) => {
                    let array = growth.preallocate(length);
                    self.heap.list_become(list, 0, array);
                }
                Err(raised) if !self.catch(crate::vm::exceptions::Exc::TypeError) => {
                    return Err(raised);
                }
                Err(_) => {}
            }
        }
        self.list_extend(list, iterable)
    }

    /// `list(iterable)` from Rust (`PySequence_List`).
    pub fn list_from_iterable(&mut self, iterable: Ref) -> Res<Owned> {
        let list = Owned::adopt(self.heap.new_list(TypeId::LIST));
        self.list_extend(list.get(), iterable)?;
        Ok(list)
    }

    /// `list.extend(iterable)`.
    pub fn list_extend(&mut self, list: Ref, iterable: Ref) -> Res<()> {
        let growth = self.heap.growth().list;
        let id = self.heap.type_of(iterable);
        let items = match id {
            TypeId::LIST => Some(self.heap.list_items(iterable)),
            TypeId::TUPLE => Some(self.heap.tuple_items(iterable)),
            _ if growth.extends_by_hash_tables_without_iterator => self.hash_table_items(iterable),
            _ => None,
        };
        if let Some(items) = items {
            let length = self.heap.list_len(list);
            let count = items.len() as u64;
            let (array, size) = (self.heap.list_array(list), u64::from(length));
            let array = match id {
                TypeId::LIST | TypeId::TUPLE => growth.extend_by_sequence(array, size, count),
                _ => growth.extend_by_hash_table(array, size, count),
            };
            self.heap
                .list_become(list, length + items.len() as u32, array);
            for (at, &item) in items.iter().enumerate() {
                if id != TypeId::DICT_ITEMS {
                    self.heap.incref(item);
                }
                self.heap.set_list_item(list, length + at as u32, item);
            }
            return Ok(());
        }
        let iter = self.get_iter(iterable)?;
        let hint = self.length_hint(iterable, 8)?;
        let length = self.heap.list_len(list);
        let array = growth.extend_begin(self.heap.list_array(list), u64::from(length), hint);
        self.list_set_room(list, array)?;
        while let Some(item) = self.next(iter.get())? {
            self.heap.list_append(list, item.into_ref());
        }
        let size = u64::from(self.heap.list_len(list));
        let array = growth.extend_end(self.heap.list_array(list), size);
        self.heap.list_set_array(list, array);
        self.release(iter);
        Ok(())
    }

    /// Gives a list room that an iterable asked for; one that is absurd is `MemoryError`.
    fn list_set_room(&mut self, list: Ref, array: ListArray) -> Res<()> {
        if array.allocated > 1 << 28 {
            return Err(self.memory_error());
        }
        self.heap.list_set_array(list, array);
        Ok(())
    }

    /// The items of a set, a dict or a dict's view in their order, borrowed; pairs of `dict.items()` are new
    /// tuples whose counts are the caller's.
    fn hash_table_items(&mut self, r: Ref) -> Option<Vec<Ref>> {
        let id = self.heap.type_of(r);
        if matches!(id, TypeId::SET | TypeId::FROZENSET) {
            let keys = self.heap.set_keys_of(r);
            return Some(keys.into_iter().map(|(_, key)| key).collect());
        }
        let dict = match id {
            TypeId::DICT => r,
            TypeId::DICT_KEYS | TypeId::DICT_VALUES | TypeId::DICT_ITEMS => self.heap.field(r, 0),
            _ => return None,
        };
        if self.heap.type_of(dict) != TypeId::DICT {
            return None;
        }
        let entries = self.heap.dict_entries(dict);
        Some(
            entries
                .into_iter()
                .map(|(_, key, value)| match id {
                    TypeId::DICT_VALUES => value,
                    TypeId::DICT_ITEMS => self.heap.tuple_of(&[key, value]).into_ref(),
                    _ => key,
                })
                .collect(),
        )
    }
}

//! `dict` (Objects/dictobject.c).

use heaplens_heap::{Owned, Ref, TypeId};

use crate::text::PyText;
use crate::types::object::decline;
use crate::vm::exceptions::Exc;
use crate::vm::native::{Args, Arity, Def};
use crate::vm::{Res, Vm};

/// Methods of `dict`.
pub const METHODS: &[Def] = &[
    Def::fixed("__new__", Arity::Free, new),
    Def::slot_free("__init__", |vm, args| {
        vm.dict_update_args("dict", args)?;
        Ok(vm.none())
    }),
    Def::slot("__repr__", 0, repr),
    Def::slot("__len__", 0, |vm, args| {
        let length = vm.heap.dict_len(args.this());
        Ok(vm.heap.int(i64::from(length)))
    }),
    Def::method("__getitem__", Arity::One, getitem),
    Def::slot("__setitem__", 2, |vm, args| {
        vm.dict_set(args.pos[0], args.pos[1], args.pos[2])?;
        Ok(vm.none())
    }),
    Def::slot("__delitem__", 1, |vm, args| {
        match vm.dict_delete(args.pos[0], args.pos[1])? {
            Some(value) => {
                vm.release(value);
                Ok(vm.none())
            }
            None => Err(vm.key_error(args.pos[1])),
        }
    }),
    Def::method("__contains__", Arity::One, |vm, args| {
        let found = vm.dict_get(args.pos[0], args.pos[1])?.is_some();
        Ok(vm.heap.bool(found))
    }),
    Def::slot("__iter__", 0, |vm, args| {
        Ok(vm.new_dict_iterator(TypeId::DICT_KEYITERATOR, args.this()))
    }),
    Def::method("__reversed__", Arity::None, |vm, args| {
        Ok(vm.new_dict_iterator(TypeId::DICT_REVERSEKEYITERATOR, args.this()))
    }),
    Def::slot("__eq__", 1, |vm, args| compare(vm, args, true)),
    Def::slot("__ne__", 1, |vm, args| compare(vm, args, false)),
    Def::slot("__or__", 1, |vm, args| or(vm, args.pos[0], args.pos[1])).since(9),
    Def::slot("__ror__", 1, |vm, args| or(vm, args.pos[1], args.pos[0])).since(9),
    Def::slot("__ior__", 1, |vm, args| {
        vm.dict_update_from(args.pos[0], args.pos[1])?;
        Ok(vm.heap.own(args.pos[0]))
    })
    .since(9),
    Def::method("get", Arity::Range(1, 2), |vm, args| {
        match vm.dict_get(args.pos[0], args.pos[1])? {
            Some(value) => Ok(vm.heap.own(value)),
            None => {
                let default = args.get(2).unwrap_or(vm.heap.known.none);
                Ok(vm.heap.own(default))
            }
        }
    }),
    Def::method("setdefault", Arity::Range(1, 2), |vm, args| {
        let default = args.get(2).unwrap_or(vm.heap.known.none);
        vm.dict_set_default(args.pos[0], args.pos[1], default)
    }),
    Def::method("pop", Arity::Range(1, 2), pop),
    Def::method("popitem", Arity::None, popitem),
    Def::method("keys", Arity::None, |vm, args| {
        Ok(vm.new_view(TypeId::DICT_KEYS, args.this()))
    }),
    Def::method("items", Arity::None, |vm, args| {
        Ok(vm.new_view(TypeId::DICT_ITEMS, args.this()))
    }),
    Def::method("values", Arity::None, |vm, args| {
        Ok(vm.new_view(TypeId::DICT_VALUES, args.this()))
    }),
    Def::method("update", Arity::Free, |vm, args| {
        vm.dict_update_args("update", args)?;
        Ok(vm.none())
    }),
    Def::class("fromkeys", Arity::Range(1, 2), fromkeys),
    Def::method("clear", Arity::None, |vm, args| {
        vm.heap.dict_clear(args.this());
        vm.settle();
        Ok(vm.none())
    }),
    Def::method("copy", Arity::None, |vm, args| {
        Ok(vm.heap.dict_copy(args.this()))
    }),
];

fn new(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let id = vm.heap.type_id_of(args.this());
    let dict = vm.heap.new_dict(id);
    if vm.heap.growth().dict.call_makes_table {
        vm.heap.dict_presize(dict, 3, true);
    }
    Ok(Owned::adopt(dict))
}

fn repr(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let dict = args.this();
    if vm.heap.dict_len(dict) == 0 {
        return Ok(vm.heap.str("{}"));
    }
    if vm.repr_enter(dict) {
        return Ok(vm.heap.str("{...}"));
    }
    let mut text = PyText::new();
    let shown = show_entries(vm, dict, &mut text);
    vm.repr_leave(dict);
    shown?;
    Ok(vm.str_from_text(&text))
}

fn show_entries(vm: &mut Vm, dict: Ref, text: &mut PyText) -> Res<()> {
    let mut at = 0;
    let mut is_first = true;
    while at < vm.heap.dict_nentries(dict) {
        if let Some((_, key, value)) = vm.heap.dict_entry(dict, at) {
            text.push_str(if is_first { "{" } else { ", " });
            is_first = false;
            let value = vm.heap.own(value);
            vm.push_repr(text, key)?;
            text.push_str(": ");
            vm.push_repr(text, value.get())?;
            vm.release(value);
        }
        at += 1;
    }
    text.push_str("}");
    Ok(())
}

fn getitem(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let (dict, key) = (args.pos[0], args.pos[1]);
    if let Some(value) = vm.dict_get(dict, key)? {
        return Ok(vm.heap.own(value));
    }
    if vm.heap.type_of(dict) != TypeId::DICT {
        let name = vm.names.missing;
        if let Some(result) = vm.call_special(dict, name, &[key]) {
            return result;
        }
    }
    Err(vm.key_error(key))
}

fn compare(vm: &mut Vm, args: &Args<'_>, wants_equal: bool) -> Res<Owned> {
    let (a, b) = (args.pos[0], args.pos[1]);
    if !vm.is_a(b, TypeId::DICT) {
        return decline(vm);
    }
    let is_equal = equal(vm, a, b)?;
    Ok(vm.heap.bool(is_equal == wants_equal))
}

fn equal(vm: &mut Vm, a: Ref, b: Ref) -> Res<bool> {
    if vm.heap.dict_len(a) != vm.heap.dict_len(b) {
        return Ok(false);
    }
    let mut at = 0;
    while at < vm.heap.dict_nentries(a) {
        if let Some((hash, key, value)) = vm.heap.dict_entry(a, at) {
            let held = [vm.heap.own(key), vm.heap.own(value)];
            let is_equal = match vm.dict_find(b, key, hash)? {
                Some(found) => vm.same_items(value, found.value)?,
                None => false,
            };
            for owned in held {
                vm.release(owned);
            }
            if !is_equal {
                return Ok(false);
            }
        }
        at += 1;
    }
    Ok(true)
}

fn or(vm: &mut Vm, left: Ref, right: Ref) -> Res<Owned> {
    if !vm.is_a(left, TypeId::DICT) || !vm.is_a(right, TypeId::DICT) {
        return decline(vm);
    }
    let dict = vm.heap.dict_copy(left);
    vm.dict_update_from(dict.get(), right)?;
    Ok(dict)
}

fn pop(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let (dict, key) = (args.pos[0], args.pos[1]);
    let value = if vm.heap.dict_len(dict) == 0 {
        None
    } else {
        vm.dict_delete(dict, key)?
    };
    match (value, args.get(2)) {
        (Some(value), _) => Ok(value),
        (None, Some(default)) => Ok(vm.heap.own(default)),
        (None, None) => Err(vm.key_error(key)),
    }
}

fn popitem(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    if vm.heap.dict_len(args.this()) > 0
        && let Some((key, value)) = vm.heap.dict_pop_last(args.this())
    {
        return Ok(vm.heap.tuple_from(&[key.into_ref(), value.into_ref()]));
    }
    Err(vm.raise_text(Exc::KeyError, "popitem(): dictionary is empty"))
}

fn fromkeys(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let (class, iterable) = (args.pos[0], args.pos[1]);
    let value = args.get(2).unwrap_or(vm.heap.known.none);
    let dict = vm.call(class, &[])?;
    let r = dict.get();
    if vm.heap.type_of(r) != TypeId::DICT {
        let iter = vm.get_iter(iterable)?;
        while let Some(key) = vm.next(iter.get())? {
            vm.set_item(r, key.get(), value)?;
            vm.release(key);
        }
        return Ok(dict);
    }
    let id = vm.heap.type_of(iterable);
    let source: Option<Vec<(i64, Ref)>> = match id {
        TypeId::DICT => Some(
            vm.heap
                .dict_entries(iterable)
                .into_iter()
                .map(|(hash, key, _)| (hash, key))
                .collect(),
        ),
        TypeId::SET | TypeId::FROZENSET => Some(vm.heap.set_keys_of(iterable)),
        _ => None,
    };
    if let Some(keys) = source
        && vm.heap.dict_len(r) == 0
    {
        let fresh = vm.heap.dict_table(r).log2_size;
        let log2 =
            vm.heap
                .growth()
                .dict
                .fromkeys_log2(fresh, keys.len() as u64, id == TypeId::DICT);
        let is_str = keys
            .iter()
            .all(|&(_, key)| vm.heap.type_of(key) == TypeId::STR);
        vm.heap.dict_presize(r, log2, is_str);
        // What compares keys may take them out of where they come from.
        let held: Vec<Owned> = match is_str {
            true => Vec::new(),
            false => keys.iter().map(|&(_, key)| vm.heap.own(key)).collect(),
        };
        for (hash, key) in keys {
            vm.dict_put(r, key, hash, value)?;
        }
        for key in held {
            vm.release(key);
        }
        return Ok(dict);
    }
    let iter = vm.get_iter(iterable)?;
    while let Some(key) = vm.next(iter.get())? {
        vm.dict_set(r, key.get(), value)?;
        vm.release(key);
    }
    Ok(dict)
}

impl Vm {
    /// `dict[key] = value` where the hash is known.
    pub fn dict_put(&mut self, dict: Ref, key: Ref, hash: i64, value: Ref) -> Res<()> {
        let found = self.dict_find(dict, key, hash)?;
        let value = self.heap.own(value);
        match found {
            Some(found) => {
                let old = self.heap.dict_replace(dict, found, value);
                self.release(old);
            }
            None => {
                let key = self.heap.own(key);
                self.heap.dict_insert_new(dict, key, hash, value);
            }
        }
        Ok(())
    }

    /// `dict.setdefault(key, default)`.
    pub fn dict_set_default(&mut self, dict: Ref, key: Ref, default: Ref) -> Res<Owned> {
        let hash = self.hash_key(key)?;
        if let Some(found) = self.dict_find(dict, key, hash)? {
            return Ok(self.heap.own(found.value));
        }
        let (held, value) = (self.heap.own(key), self.heap.own(default));
        self.heap.dict_insert_new(dict, held, hash, value);
        Ok(self.heap.own(default))
    }

    /// What `dict(...)` and `d.update(...)` do with their arguments (`dict_update_common`).
    pub(crate) fn dict_update_args(&mut self, name: &str, args: &Args<'_>) -> Res<()> {
        let given = args.pos.len() - 1;
        if given > 1 {
            let text = format!("{name} expected at most 1 argument, got {given}");
            return Err(self.type_error(&text));
        }
        let dict = args.this();
        if let Some(source) = args.get(1) {
            self.dict_update_from(dict, source)?;
        }
        if args.kw.is_empty() {
            return Ok(());
        }
        let one_by_one = name == "dict"
            && self.heap.growth().dict.call_inserts_keywords_one_by_one
            && self.heap.type_of(dict) == TypeId::DICT;
        if one_by_one {
            for &(key, value) in args.kw {
                self.dict_set(dict, key, value)?;
            }
            return Ok(());
        }
        let keywords = self.heap.dict();
        if let Some(log2) = self.heap.growth().dict.presized_log2(args.kw.len() as u64) {
            self.heap.dict_presize(keywords.get(), log2, true);
        }
        for &(key, value) in args.kw {
            self.dict_set(keywords.get(), key, value)?;
        }
        self.dict_merge(dict, keywords.get())?;
        self.release(keywords);
        Ok(())
    }

    /// Updates a dict from a mapping or an iterable of pairs (`dict_update_arg`).
    pub fn dict_update_from(&mut self, dict: Ref, source: Ref) -> Res<()> {
        if self.heap.type_of(source) == TypeId::DICT {
            return self.dict_merge(dict, source);
        }
        let keys = self.names.keys;
        match self.get_attribute(source, keys) {
            Ok(method) => {
                self.release(method);
                self.dict_merge(dict, source)
            }
            Err(_) if self.catch(Exc::AttributeError) => self.dict_merge_pairs(dict, source),
            Err(raised) => Err(raised),
        }
    }

    /// Adds all entries of a mapping to a dict (`dict_merge`).
    pub fn dict_merge(&mut self, dict: Ref, mapping: Ref) -> Res<()> {
        if self.is_a(mapping, TypeId::DICT) && self.has_dicts_iterator(mapping) {
            return self.dict_merge_dict(dict, mapping);
        }
        let name = self.names.keys;
        let keys = self.call_attribute(mapping, name, &[])?;
        let iter = self.get_iter(keys.get())?;
        self.release(keys);
        while let Some(key) = self.next(iter.get())? {
            let value = self.get_item(mapping, key.get())?;
            self.dict_set(dict, key.get(), value.get())?;
            self.release(value);
            self.release(key);
        }
        self.release(iter);
        Ok(())
    }

    /// Whether a dict is gone over as dicts are: its class doesn't say otherwise.
    fn has_dicts_iterator(&mut self, mapping: Ref) -> bool {
        let name = self.names.iter;
        self.heap.type_of(mapping) == TypeId::DICT
            || self.lookup_special(mapping, name) == self.lookup(TypeId::DICT, name)
    }

    fn dict_merge_dict(&mut self, dict: Ref, other: Ref) -> Res<()> {
        if dict == other || self.heap.dict_len(other) == 0 {
            return Ok(());
        }
        if self.heap.dict_merge_begin(dict, other) {
            return Ok(());
        }
        let end = self.heap.dict_nentries(other);
        let length = self.heap.dict_len(other);
        let was_empty = self.heap.dict_len(dict) == 0;
        for at in 0..end {
            if let Some((hash, key, value)) = self.heap.dict_entry(other, at) {
                let (key, value) = (self.heap.own(key), self.heap.own(value));
                if was_empty {
                    self.heap.dict_insert_new(dict, key, hash, value);
                } else {
                    self.dict_put(dict, key.get(), hash, value.get())?;
                    self.release(key);
                    self.release(value);
                }
                if self.heap.dict_len(other) != length || self.heap.dict_nentries(other) != end {
                    return Err(self.raise_text(Exc::RuntimeError, "dict mutated during update"));
                }
            }
        }
        Ok(())
    }

    /// Adds the pairs of an iterable to a dict (`PyDict_MergeFromSeq2`).
    fn dict_merge_pairs(&mut self, dict: Ref, pairs: Ref) -> Res<()> {
        let iter = self.get_iter(pairs)?;
        let mut number = 0;
        while let Some(pair) = self.next(iter.get())? {
            let items = match self.collect_items(pair.get()) {
                Ok(items) => items,
                Err(_) if self.raised_is(Exc::TypeError) => {
                    return Err(self.bad_pair(number));
                }
                Err(raised) => return Err(raised),
            };
            let items: Vec<Owned> = items.into_iter().map(Owned::adopt).collect();
            let [key, value] = &items[..] else {
                let text = format!(
                    "dictionary update sequence element #{number} has length {}; 2 is required",
                    items.len()
                );
                return Err(self.value_error(&text));
            };
            self.dict_set(dict, key.get(), value.get())?;
            for item in items {
                self.release(item);
            }
            self.release(pair);
            number += 1;
        }
        self.release(iter);
        Ok(())
    }

    /// The error of an element that is no sequence: from 3.14 on a note at a shorter one.
    fn bad_pair(&mut self, number: u32) -> crate::vm::Raised {
        self.catch(Exc::TypeError);
        if self.version.minor() < 14 {
            let text = format!(
                "cannot convert dictionary update sequence element #{number} to a sequence"
            );
            return self.type_error(&text);
        }
        let raised = self.type_error("object is not iterable");
        let text =
            format!("Cannot convert dictionary update sequence element #{number} to a sequence");
        let note = self.heap.str(&text);
        let notes = self.heap.list_from(&[note.into_ref()]);
        let (exception, name) = (self.raised, self.names.notes);
        match self.set_attribute(exception, name, notes.get()) {
            Ok(()) => raised,
            Err(other) => other,
        }
    }

    /// The hash of a key of a dict; from 3.14 on the error of an unhashable one says so.
    pub fn hash_key(&mut self, key: Ref) -> Res<i64> {
        self.hash(key)
            .map_err(|raised| self.reword_unhashable(key, "a dict key", raised))
    }

    /// The hash of a key of a set, likewise.
    pub fn hash_element(&mut self, key: Ref) -> Res<i64> {
        self.hash(key)
            .map_err(|raised| self.reword_unhashable(key, "a set element", raised))
    }

    #[cold]
    fn reword_unhashable(
        &mut self,
        key: Ref,
        what: &str,
        raised: crate::vm::Raised,
    ) -> crate::vm::Raised {
        let is_plain =
            !self.raised.is_null() && self.heap.type_of(self.raised) == self.exc.id(Exc::TypeError);
        if self.version.minor() < 14 || !is_plain {
            return raised;
        }
        let Some(error) = self.take_raised() else {
            return raised;
        };
        let inner = match self.str_of(error.get()) {
            Ok(text) => self.heap.text(text.get()),
            Err(raised) => return raised,
        };
        let text = format!("cannot use '{}' as {what} ({inner})", self.type_name(key));
        self.type_error(&text)
    }
}

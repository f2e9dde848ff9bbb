//! The computed attributes of `type` that can be set, and what `dir` finds. Source: Objects/typeobject.c.

use std::rc::Rc;

use heaplens_heap::types::flags;
use heaplens_heap::{Owned, Ref, TypeId};

use crate::vm::classes::type_field;
use crate::vm::exceptions::Exc;
use crate::vm::native::{Args, Arity, Def};
use crate::vm::{Raised, Res, Vm};

/// More methods of `type`.
pub const METHODS: &[Def] = &[
    Def::slot("__getattribute__", 1, getattribute),
    Def::slot("__setattr__", 2, setattr),
    Def::slot("__delattr__", 1, delattr),
    Def::method("__dir__", Arity::None, dir),
    Def::getter("__name__", name),
    Def::setter("__name__", set_name),
    Def::getter("__qualname__", qualname),
    Def::setter("__qualname__", set_qualname),
    Def::getter("__module__", super::class::module),
    Def::setter("__module__", set_module),
    Def::getter("__bases__", bases),
    Def::setter("__bases__", set_bases),
    Def::getter("__doc__", doc),
    Def::setter("__doc__", set_doc),
    Def::getter("__annotations__", annotations).since(10),
    Def::setter("__annotations__", set_annotations).since(10),
    Def::getter("__annotate__", annotate).since(14),
    Def::setter("__annotate__", set_annotate).since(14),
    Def::getter("__type_params__", type_params).since(12),
    Def::setter("__type_params__", set_type_params).since(12),
    Def::getter("__abstractmethods__", abstract_methods),
    Def::setter("__abstractmethods__", set_abstract_methods),
    Def::getter("__flags__", type_flags),
    Def::getter("__dictoffset__", dictoffset),
    Def::getter("__weakrefoffset__", weakrefoffset),
    Def::getter("__text_signature__", nothing),
];

fn nothing(vm: &mut Vm, _args: &Args<'_>) -> Res<Owned> {
    Ok(vm.none())
}

fn getattribute(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    vm.type_getattribute(args.pos[0], args.pos[1])
}

fn setattr(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    vm.type_set_attribute(args.pos[0], args.pos[1], args.pos[2])?;
    Ok(vm.none())
}

fn delattr(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    vm.type_set_attribute(args.pos[0], args.pos[1], Ref::NULL)?;
    Ok(vm.none())
}

/// Names of a class's attributes and of its bases', in no order that counts (`merge_class_dict`).
fn dir(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let names = vm.heap.dict();
    vm.merge_class_names(names.get(), args.this())?;
    vm.keys_list(names.get())
}

fn name(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    Ok(vm.field_or_none(args.this(), type_field::NAME))
}

fn qualname(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    Ok(vm.field_or_none(args.this(), type_field::QUALNAME))
}

fn bases(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    Ok(vm.field_or_none(args.this(), type_field::BASES))
}

fn class_name(vm: &Vm, class: Ref) -> String {
    vm.heap.info(vm.heap.type_id_of(class)).name.to_string()
}

/// A new value that must be a str.
fn new_text(vm: &mut Vm, args: &Args<'_>, attribute: &str) -> Res<Ref> {
    let class = class_name(vm, args.this());
    let Some(value) = args.get(1) else {
        let text = match vm.version.minor() {
            ..=9 => format!("can't delete {class}.{attribute}"),
            10..=14 => format!("cannot delete '{attribute}' attribute of immutable type '{class}'"),
            _ => format!("cannot delete '{attribute}' attribute of type '{class}'"),
        };
        return Err(vm.type_error(&text));
    };
    if !vm.heap.info_of(value).has(flags::UNICODE_SUBCLASS) {
        let text = format!(
            "can only assign string to {class}.{attribute}, not '{}'",
            vm.type_name(value)
        );
        return Err(vm.type_error(&text));
    }
    Ok(value)
}

fn set_name(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let value = new_text(vm, args, "__name__")?;
    let text = vm.heap.text(value);
    if text.contains('\0') {
        return Err(vm.value_error("type name must not contain null characters"));
    }
    let id = vm.heap.type_id_of(args.this());
    vm.heap.info_mut(id).name = text.into();
    vm.store_field(args.this(), type_field::NAME, value);
    Ok(vm.none())
}

fn set_qualname(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let value = new_text(vm, args, "__qualname__")?;
    vm.store_field(args.this(), type_field::QUALNAME, value);
    Ok(vm.none())
}

/// Stores an entry of the class's own dict; null removes it.
fn set_entry(vm: &mut Vm, class: Ref, key: Ref, value: Ref) -> Res<Owned> {
    let dict = vm.heap.info(vm.heap.type_id_of(class)).dict;
    if value.is_null() {
        if !vm.remove_str_key(dict, key) {
            return Err(vm.no_attribute(class, key));
        }
    } else {
        vm.dict_set(dict, key, value)?;
    }
    vm.type_modified();
    Ok(vm.none())
}

fn set_module(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let Some(value) = args.get(1) else {
        let text = format!(
            "cannot delete '__module__' attribute of type '{}'",
            class_name(vm, args.this())
        );
        return Err(vm.type_error(&text));
    };
    let key = vm.names.module;
    set_entry(vm, args.this(), key, value)
}

fn doc(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let id = vm.heap.type_id_of(args.this());
    let (dict, key) = (vm.heap.info(id).dict, vm.names.doc);
    let Some(found) = vm.heap.dict_get_str(dict, key) else {
        return Ok(vm.none());
    };
    match vm.heap.type_of(found) {
        TypeId::GETSET_DESCRIPTOR | TypeId::MEMBER_DESCRIPTOR => Ok(vm.none()),
        _ => vm.descriptor_get(found, Ref::NULL, args.this()),
    }
}

fn set_doc(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let Some(value) = args.get(1) else {
        let text = format!(
            "cannot delete '__doc__' attribute of type '{}'",
            class_name(vm, args.this())
        );
        return Err(vm.type_error(&text));
    };
    let key = vm.names.doc;
    set_entry(vm, args.this(), key, value)
}

fn annotations(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let id = vm.heap.type_id_of(args.this());
    let key = vm.names.annotations;
    if !vm.heap.info(id).has(flags::HEAPTYPE) {
        let text = format!(
            "type object '{}' has no attribute '__annotations__'",
            vm.heap.info(id).name
        );
        return Err(vm.attribute_error(args.this(), key, &text));
    }
    let dict = vm.heap.info(id).dict;
    vm.lazy_annotations(dict, "__annotate_func__")
}

fn set_annotations(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let key = vm.names.annotations;
    let value = args.get(1).unwrap_or_default();
    set_entry(vm, args.this(), key, value)
}

fn annotate(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let dict = vm.heap.info(vm.heap.type_id_of(args.this())).dict;
    for name in ["__annotate_func__", "__annotate__"] {
        let key = vm.heap.intern_str(name);
        if let Some(function) = vm.heap.dict_get_str(dict, key.get()) {
            return vm.descriptor_get(function, Ref::NULL, args.this());
        }
    }
    Ok(vm.none())
}

fn set_annotate(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let Some(value) = args.get(1) else {
        return Err(vm.type_error("cannot delete __annotate__ attribute"));
    };
    if value != vm.heap.known.none && !vm.is_callable(value) {
        return Err(vm.type_error("__annotate__ must be callable or None"));
    }
    let key = vm.heap.intern_str("__annotate_func__");
    let done = set_entry(vm, args.this(), key.get(), value);
    let cache = vm.heap.intern_str("__annotations_cache__");
    let dict = vm.heap.info(vm.heap.type_id_of(args.this())).dict;
    vm.remove_str_key(dict, cache.get());
    done
}

fn type_params(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let dict = vm.heap.info(vm.heap.type_id_of(args.this())).dict;
    let key = vm.names.type_params;
    match vm.heap.dict_get_str(dict, key) {
        Some(params) => Ok(vm.heap.own(params)),
        None => Ok(vm.heap.tuple_of(&[])),
    }
}

fn set_type_params(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let key = vm.names.type_params;
    let value = args.get(1).unwrap_or_default();
    set_entry(vm, args.this(), key, value)
}

fn abstract_methods(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let dict = vm.heap.info(vm.heap.type_id_of(args.this())).dict;
    let key = vm.names.abstractmethods;
    match vm.heap.dict_get_str(dict, key) {
        Some(names) if args.this() != vm.heap.info(TypeId::TYPE).object => Ok(vm.heap.own(names)),
        _ => {
            let text = if vm.version.minor() >= 11 {
                let class = class_name(vm, args.this());
                format!("type object '{class}' has no attribute '__abstractmethods__'")
            } else {
                "__abstractmethods__".to_owned()
            };
            Err(vm.attribute_error(args.this(), key, &text))
        }
    }
}

fn set_abstract_methods(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let key = vm.names.abstractmethods;
    let value = args.get(1).unwrap_or_default();
    set_entry(vm, args.this(), key, value)
}

fn type_flags(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let info = vm.heap.info(vm.heap.type_id_of(args.this()));
    let mut bits = i64::from(info.flags & 0xff00_0000) | 1 << 12;
    for (ours, theirs) in [
        (flags::HEAPTYPE, 1 << 9),
        (flags::BASETYPE, 1 << 10),
        (flags::HAVE_GC, 1 << 14),
        (flags::IMMUTABLE, 1 << 8),
    ] {
        if info.has(ours) {
            bits |= theirs;
        }
    }
    Ok(vm.heap.int(bits))
}

fn dictoffset(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let offset = vm.heap.info(vm.heap.type_id_of(args.this())).dictoffset;
    let offset = if offset < 0 && vm.version.minor() >= 12 {
        -1
    } else {
        offset
    };
    Ok(vm.heap.int(i64::from(offset)))
}

fn weakrefoffset(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let id = vm.heap.type_id_of(args.this());
    let offset = if id == TypeId::TYPE {
        // `offsetof(PyTypeObject, tp_weaklist)`; the heap keeps a type's list elsewhere.
        368
    } else {
        vm.heap.info(id).weaklistoffset
    };
    Ok(vm.heap.int(i64::from(offset)))
}

/// `cls.__bases__ = (…)`: the order of resolution of the class and its subclasses is found anew.
fn set_bases(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let class = args.this();
    let name = class_name(vm, class);
    let Some(value) = args.get(1) else {
        return Err(vm.type_error(&format!(
            "cannot delete '__bases__' attribute of type '{name}'"
        )));
    };
    if !vm.heap.info_of(value).has(flags::TUPLE_SUBCLASS) {
        let text = format!(
            "can only assign tuple to {name}.__bases__, not {}",
            vm.type_name(value)
        );
        return Err(vm.type_error(&text));
    }
    let items = vm.heap.tuple_items(value);
    if items.is_empty() {
        let text = format!("can only assign non-empty tuple to {name}.__bases__, not ()");
        return Err(vm.type_error(&text));
    }
    let id = vm.heap.type_id_of(class);
    let mut ids = Vec::new();
    for &base in &items {
        if !vm.heap.info_of(base).has(flags::TYPE_SUBCLASS) {
            let text = format!(
                "{name}.__bases__ must be tuple of classes, not '{}'",
                vm.type_name(base)
            );
            return Err(vm.type_error(&text));
        }
        let base = vm.heap.type_id_of(base);
        if vm.heap.is_subtype(base, id) {
            return Err(vm.type_error("a __bases__ item causes an inheritance cycle"));
        }
        ids.push(base);
    }
    let base = vm.best_base(&ids)?;
    if !vm.have_same_layout(vm.heap.info(id).base, base) {
        let text = format!(
            "__bases__ assignment: '{}' object layout differs from '{}'",
            vm.heap.info(base).name,
            vm.heap.info(vm.heap.info(id).base).name
        );
        return Err(vm.type_error(&text));
    }
    let old = vm.heap.own(vm.heap.field(class, type_field::BASES));
    vm.store_field(class, type_field::BASES, value);
    vm.heap.info_mut(id).base = base;
    if let Err(raised) = vm.renew_mro(id) {
        vm.store_field(class, type_field::BASES, old.get());
        let first = vm.heap.tuple_item(old.get(), 0);
        vm.heap.info_mut(id).base = vm.heap.type_id_of(first);
        return Err(raised);
    }
    for &base in &ids {
        vm.add_subclass(base, class);
    }
    let new: Vec<TypeId> = ids;
    for old in vm.heap.tuple_items(old.get()) {
        let old = vm.heap.type_id_of(old);
        if !new.contains(&old) {
            vm.remove_subclass(old, id);
        }
    }
    vm.type_modified();
    Ok(vm.none())
}

impl Vm {
    /// Finds the order of resolution of a class and its subclasses anew.
    fn renew_mro(&mut self, id: TypeId) -> Res<()> {
        let class = self.heap.info(id).object;
        let bases = self.heap.field(class, type_field::BASES);
        let bases: Vec<TypeId> = self
            .heap
            .tuple_items(bases)
            .into_iter()
            .map(|base| self.heap.type_id_of(base))
            .collect();
        let mut mro = vec![id];
        mro.extend(self.linearise(&bases)?);
        let objects: Vec<Ref> = mro.iter().map(|&id| self.heap.info(id).object).collect();
        let tuple = self.heap.tuple_of(&objects);
        self.heap.info_mut(id).mro = mro.into();
        self.store_field(class, type_field::MRO, tuple.get());
        let subclasses = Rc::clone(&self.states.subclasses);
        for &sub in subclasses.get(&id).into_iter().flatten() {
            self.renew_mro(sub)?;
        }
        Ok(())
    }

    fn remove_subclass(&mut self, base: TypeId, sub: TypeId) {
        if let Some(list) = Rc::make_mut(&mut self.states.subclasses).get_mut(&base) {
            list.retain(|&other| other != sub);
        }
    }

    /// Whether instances of two types lie in memory alike, so that one can become the other
    /// (`compatible_for_assignment`).
    pub(crate) fn have_same_layout(&self, a: TypeId, b: TypeId) -> bool {
        let (x, y) = (self.heap.info(a), self.heap.info(b));
        let slots = |id: TypeId| -> Vec<(Rc<str>, u32)> {
            self.heap
                .info(id)
                .mro
                .iter()
                .flat_map(|&base| self.heap.info(base).members.iter())
                .map(|member| (Rc::clone(&member.name), member.offset))
                .collect()
        };
        let built_in = |id: TypeId| {
            let mut id = id;
            while self.heap.info(id).has(flags::HEAPTYPE) {
                id = self.heap.info(id).base;
            }
            id
        };
        x.layout == y.layout
            && x.basicsize == y.basicsize
            && x.itemsize == y.itemsize
            && x.dictoffset == y.dictoffset
            && x.weaklistoffset == y.weaklistoffset
            && x.pre_bytes == y.pre_bytes
            && built_in(a) == built_in(b)
            && slots(a) == slots(b)
    }

    /// Adds the names in the dicts of a class and its bases to a dict's keys (`merge_class_dict`).
    pub(crate) fn merge_class_names(&mut self, names: Ref, class: Ref) -> Res<()> {
        if !self.heap.info_of(class).has(flags::TYPE_SUBCLASS) {
            let key = self.names.dict;
            if let Some(dict) = self.find_attribute(class, key)? {
                self.dict_merge(names, dict.get())?;
            }
            let key = self.heap.intern_str("__bases__");
            if let Some(bases) = self.find_attribute(class, key.get())?
                && self.is_a(bases.get(), TypeId::TUPLE)
            {
                for base in self.heap.tuple_items(bases.get()) {
                    self.merge_class_names(names, base)?;
                }
            }
            return Ok(());
        }
        let mro = Rc::clone(&self.heap.info(self.heap.type_id_of(class)).mro);
        for &base in mro.iter() {
            let dict = self.heap.info(base).dict;
            if !dict.is_null() {
                for (_, key, value) in self.heap.dict_entries(dict) {
                    self.dict_set(names, key, value)?;
                }
            }
        }
        Ok(())
    }

    /// The keys of a dict as a list.
    pub(crate) fn keys_list(&mut self, dict: Ref) -> Res<Owned> {
        let keys: Vec<Ref> = self
            .heap
            .dict_entries(dict)
            .into_iter()
            .map(|(_, key, _)| {
                self.heap.incref(key);
                key
            })
            .collect();
        Ok(self.heap.list_from(&keys))
    }

    /// `object.__class__ = class` (`object_set_class`).
    pub(crate) fn set_class(&mut self, object: Ref, class: Ref) -> Res<()> {
        if !self.heap.info_of(class).has(flags::TYPE_SUBCLASS) {
            let text = format!(
                "__class__ must be set to a class, not '{}' object",
                self.type_name(class)
            );
            return Err(self.type_error(&text));
        }
        let (old, new) = (self.heap.type_of(object), self.heap.type_id_of(class));
        let is_module =
            self.heap.is_subtype(old, TypeId::MODULE) && self.heap.is_subtype(new, TypeId::MODULE);
        let are_ours =
            self.heap.info(old).has(flags::HEAPTYPE) && self.heap.info(new).has(flags::HEAPTYPE);
        if !is_module && !are_ours {
            let text = if self.version.minor() >= 10 {
                "__class__ assignment only supported for mutable types or ModuleType subclasses"
            } else {
                "__class__ assignment only supported for heap types or ModuleType subclasses"
            };
            return Err(self.type_error(text));
        }
        if !self.have_same_layout(old, new) {
            let text = format!(
                "__class__ assignment: '{}' object layout differs from '{}'",
                self.heap.info(new).name,
                self.heap.info(old).name
            );
            return Err(self.type_error(&text));
        }
        if self.heap.info(new).has(flags::HEAPTYPE) {
            self.heap.incref(class);
        }
        self.heap.set_type(object, new);
        if self.heap.info(old).has(flags::HEAPTYPE) {
            let old = self.heap.info(old).object;
            self.drop_ref(old);
        }
        Ok(())
    }

    /// The attribute of an object that a copy needs, an error swallowed where it has none.
    pub(crate) fn attribute_or_null(&mut self, object: Ref, name: Ref) -> Res<Option<Owned>> {
        match self.get_attribute(object, name) {
            Ok(value) => Ok(Some(value)),
            Err(Raised) if self.catch(Exc::AttributeError) => Ok(None),
            Err(raised) => Err(raised),
        }
    }
}

//! `_abc`: what `abc.ABCMeta` builds on: registries and caches of weak references to classes.
//! Source: Modules/_abc.c @ v3.11.

use heaplens_heap::types::{Layout, TypeInfo, flags};
use heaplens_heap::{Owned, Ref, TypeId};

use crate::modules::ModuleDef;
use crate::vm::native::{Args, Arity, Def};
use crate::vm::{Raised, Res, Vm};

/// The module.
pub const MODULE: ModuleDef = ModuleDef {
    name: "_abc",
    functions: &[FUNCTIONS],
    classes: &[],
    fill,
};

const FUNCTIONS: &[Def] = &[
    Def::method("get_cache_token", Arity::None, get_cache_token),
    Def::method("_abc_init", Arity::One, abc_init),
    Def::method("_reset_registry", Arity::One, reset_registry),
    Def::method("_reset_caches", Arity::One, reset_caches),
    Def::method("_get_dump", Arity::One, get_dump),
    Def::method("_abc_register", Arity::Range(2, 2), abc_register),
    Def::method("_abc_instancecheck", Arity::Range(2, 2), abc_instancecheck),
    Def::method("_abc_subclasscheck", Arity::Range(2, 2), abc_subclasscheck),
    Def::method(DESTROY, Arity::Range(2, 2), destroy),
];

/// The callback of the weak references in the sets; taken out of the module when it is filled.
const DESTROY: &str = "_destroy";

/// What the module keeps.
#[derive(Clone, Default)]
pub struct State {
    /// The number of the type `_abc._abc_data`.
    data: u32,
    /// How often something was registered (`abc_invalidation_counter`).
    counter: u64,
    /// The number of the callback.
    destroy: u32,
}

/// The fields of an `_abc_data`.
mod field {
    pub const REGISTRY: u32 = 0;
    pub const CACHE: u32 = 1;
    pub const NEGATIVE: u32 = 2;
    /// A raw word: the counter when the negative cache began.
    pub const VERSION: u32 = 3;
}

fn fill(vm: &mut Vm, dict: Ref) -> Res<()> {
    let template = (*vm.heap.types[TypeId::PROPERTY.0 as usize]).clone();
    let gc = if vm.version.minor() >= 10 {
        flags::HAVE_GC
    } else {
        0
    };
    let bits = template.flags & !(flags::HAVE_GC | flags::BASETYPE);
    let id = vm.make_type(
        "_abc_data",
        TypeInfo {
            layout: Layout::Record { refs: 3 },
            basicsize: 48,
            pre_bytes: if gc == 0 { 0 } else { template.pre_bytes },
            flags: bits | gc,
            fields: &["_abc_registry", "_abc_cache", "_abc_negative_cache"],
            ..template
        },
    );
    let (type_dict, module) = (vm.heap.info(id).dict, vm.heap.static_str("_abc"));
    vm.bind(type_dict, "__module__", module);
    vm.states.abc.data = id.0;
    let key = vm.heap.intern_str(DESTROY);
    if let Some(function) = vm.heap.dict_get_str(dict, key.get()) {
        vm.states.abc.destroy = vm
            .heap
            .raw_half(function, crate::vm::call::builtin_field::NUMBER);
    }
    vm.remove_str_key(dict, key.get());
    Ok(())
}

/// The `_abc_data` of a class.
fn data_of(vm: &mut Vm, class: Ref) -> Res<Owned> {
    let name = vm.heap.intern_str("_abc_impl");
    let data = vm.get_attribute(class, name.get())?;
    if vm.heap.type_of(data.get()).0 != vm.states.abc.data {
        return Err(vm.type_error("_abc_impl is set to a wrong type"));
    }
    Ok(data)
}

fn get_cache_token(vm: &mut Vm, _args: &Args<'_>) -> Res<Owned> {
    Ok(vm.heap.int(vm.states.abc.counter as i64))
}

fn abc_init(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let class = args.this();
    compute_abstract_methods(vm, class)?;
    let id = TypeId(vm.states.abc.data);
    let data = vm.heap.new_instance_block(id, 48, 5);
    if vm.heap.info(id).has(flags::HAVE_GC) {
        vm.heap.track(data);
    }
    let counter = vm.states.abc.counter;
    vm.heap.set_raw_word(data, field::VERSION, counter);
    let data = Owned::adopt(data);
    let name = vm.heap.intern_str("_abc_impl");
    vm.set_attribute(class, name.get(), data.get())?;
    vm.release(data);
    let name = vm.heap.intern_str("__abc_tpflags__");
    let dict = vm.heap.info(vm.heap.type_id_of(class)).dict;
    if vm.version.minor() >= 10 && vm.heap.dict_get_str(dict, name.get()).is_some() {
        vm.remove_str_key(dict, name.get());
    }
    Ok(vm.none())
}

/// `compute_abstract_methods`: the class's own abstract names, then those of its bases that it leaves abstract.
fn compute_abstract_methods(vm: &mut Vm, class: Ref) -> Res<()> {
    let abstracts = Owned::adopt(vm.heap.new_set(TypeId::FROZENSET));
    let dict = vm.heap.info(vm.heap.type_id_of(class)).dict;
    for (_, key, value) in vm.heap.dict_entries(dict) {
        if vm.is_abstract_method(value)? {
            add(vm, abstracts.get(), key)?;
        }
    }
    let (bases, name) = (vm.names.bases, vm.names.abstractmethods);
    let bases = vm.get_attribute(class, bases)?;
    for base in vm.heap.tuple_items(bases.get()) {
        let theirs = match vm.get_attribute(base, name) {
            Ok(theirs) => theirs,
            Err(Raised) if vm.catch(crate::vm::exceptions::Exc::AttributeError) => continue,
            Err(raised) => return Err(raised),
        };
        for key in vm.collect_items(theirs.get())? {
            let key = Owned::adopt(key);
            match vm.get_attribute(class, key.get()) {
                Ok(value) => {
                    if vm.is_abstract_method(value.get())? {
                        add(vm, abstracts.get(), key.get())?;
                    }
                    vm.release(value);
                }
                Err(Raised) if vm.catch(crate::vm::exceptions::Exc::AttributeError) => {}
                Err(raised) => return Err(raised),
            }
            vm.release(key);
        }
        vm.release(theirs);
    }
    vm.release(bases);
    vm.set_attribute(class, name, abstracts.get())?;
    vm.release(abstracts);
    Ok(())
}

fn add(vm: &mut Vm, set: Ref, key: Ref) -> Res<()> {
    let hash = vm.hash(key)?;
    let key = vm.heap.own(key);
    vm.set_add_key(set, key, hash)?;
    Ok(())
}

/// Whether a set of weak references has one to `class` (`_in_weak_set`).
fn in_weak_set(vm: &mut Vm, data: Ref, at: u32, class: Ref) -> Res<bool> {
    let set = vm.heap.field(data, at);
    if set.is_null() || vm.heap.set_len(set) == 0 {
        return Ok(false);
    }
    let weak = match vm.weak_reference(TypeId::WEAKREF, class, Ref::NULL) {
        Ok(weak) => weak,
        Err(Raised) if vm.catch(crate::vm::exceptions::Exc::TypeError) => return Ok(false),
        Err(raised) => return Err(raised),
    };
    let hash = vm.hash(weak.get())?;
    let found = vm.set_find(set, weak.get(), hash)?.is_ok();
    vm.release(weak);
    Ok(found)
}

/// Adds a weak reference to `class`, which takes itself out of the set when the class dies (`_add_to_weak_set`).
fn add_to_weak_set(vm: &mut Vm, data: Ref, at: u32, class: Ref) -> Res<()> {
    if vm.heap.field(data, at).is_null() {
        let set = vm.heap.new_set(TypeId::SET);
        vm.heap.set_field(data, at, set);
    }
    let set = vm.heap.field(data, at);
    let to_set = vm.weak_reference(TypeId::WEAKREF, set, Ref::NULL)?;
    let number = vm.states.abc.destroy;
    let callback = vm.new_builtin(number, to_set.get(), Ref::NULL, true);
    vm.release(to_set);
    let weak = vm.weak_reference(TypeId::WEAKREF, class, callback.get())?;
    vm.release(callback);
    add(vm, set, weak.get())?;
    vm.release(weak);
    Ok(())
}

fn destroy(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    if let Some(set) = vm.weak_target(args.pos[0]) {
        let weak = args.pos[1];
        let hash = vm.hash(weak)?;
        if let Ok(slot) = vm.set_find(set.get(), weak, hash)? {
            let removed = vm.heap.set_remove(set.get(), slot);
            vm.release(removed);
        }
        vm.release(set);
    }
    Ok(vm.none())
}

fn abc_register(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let (class, subclass) = (args.pos[0], args.pos[1]);
    if !vm.heap.info_of(subclass).has(flags::TYPE_SUBCLASS) {
        return Err(vm.type_error("Can only register classes"));
    }
    if vm.is_subclass(subclass, class)? {
        return Ok(vm.heap.own(subclass));
    }
    if vm.is_subclass(class, subclass)? {
        return Err(vm.raise_text(
            crate::vm::exceptions::Exc::RuntimeError,
            "Refusing to create an inheritance cycle",
        ));
    }
    let data = data_of(vm, class)?;
    add_to_weak_set(vm, data.get(), field::REGISTRY, subclass)?;
    vm.release(data);
    vm.states.abc.counter += 1;
    Ok(vm.heap.own(subclass))
}

fn subclass_check(vm: &mut Vm, class: Ref, subclass: Ref) -> Res<Owned> {
    let name = vm.names.subclasscheck;
    vm.call_attribute(class, name, &[subclass])
}

fn abc_instancecheck(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let (class, instance) = (args.pos[0], args.pos[1]);
    let data = data_of(vm, class)?;
    let name = vm.names.class;
    let subclass = vm.get_attribute(instance, name)?;
    if in_weak_set(vm, data.get(), field::CACHE, subclass.get())? {
        return Ok(vm.heap.bool(true));
    }
    let subtype = vm.heap.info_of(instance).object;
    if subtype == subclass.get() {
        let is_fresh = vm.heap.raw_word(data.get(), field::VERSION) == vm.states.abc.counter;
        if is_fresh && in_weak_set(vm, data.get(), field::NEGATIVE, subclass.get())? {
            return Ok(vm.heap.bool(false));
        }
        return subclass_check(vm, class, subclass.get());
    }
    let result = subclass_check(vm, class, subclass.get())?;
    if vm.truth(result.get())? {
        return Ok(result);
    }
    vm.release(result);
    subclass_check(vm, class, subtype)
}

fn abc_subclasscheck(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let (class, subclass) = (args.pos[0], args.pos[1]);
    if !vm.heap.info_of(subclass).has(flags::TYPE_SUBCLASS) {
        return Err(vm.type_error("issubclass() arg 1 must be a class"));
    }
    let data = data_of(vm, class)?;
    let is = is_virtual_subclass(vm, data.get(), class, subclass)?;
    vm.release(data);
    Ok(vm.heap.bool(is))
}

fn is_virtual_subclass(vm: &mut Vm, data: Ref, class: Ref, subclass: Ref) -> Res<bool> {
    if in_weak_set(vm, data, field::CACHE, subclass)? {
        return Ok(true);
    }
    let counter = vm.states.abc.counter;
    if vm.heap.raw_word(data, field::VERSION) < counter {
        let negative = vm.heap.field(data, field::NEGATIVE);
        if !negative.is_null() {
            vm.heap.set_clear(negative);
        }
        vm.heap.set_raw_word(data, field::VERSION, counter);
    } else if in_weak_set(vm, data, field::NEGATIVE, subclass)? {
        return Ok(false);
    }
    let name = vm.heap.intern_str("__subclasshook__");
    let answer = vm.call_attribute(class, name.get(), &[subclass])?;
    let known = std::rc::Rc::clone(&vm.heap.known);
    let said = answer.get();
    vm.release(answer);
    if said == known.true_ || said == known.false_ {
        let at = if said == known.true_ {
            field::CACHE
        } else {
            field::NEGATIVE
        };
        add_to_weak_set(vm, data, at, subclass)?;
        return Ok(said == known.true_);
    }
    if said != known.not_implemented {
        return Err(vm.raise_text(
            crate::vm::exceptions::Exc::AssertionError,
            "__subclasshook__ must return either False, True, or NotImplemented",
        ));
    }
    let (of, id) = (vm.heap.type_id_of(class), vm.heap.type_id_of(subclass));
    if vm.heap.is_subtype(id, of)
        || is_registered(vm, data, subclass)?
        || is_of_subclass(vm, class, subclass)?
    {
        add_to_weak_set(vm, data, field::CACHE, subclass)?;
        return Ok(true);
    }
    add_to_weak_set(vm, data, field::NEGATIVE, subclass)?;
    Ok(false)
}

/// Whether it is a subclass of a registered class (`subclasscheck_check_registry`).
fn is_registered(vm: &mut Vm, data: Ref, subclass: Ref) -> Res<bool> {
    if in_weak_set(vm, data, field::REGISTRY, subclass)? {
        return Ok(true);
    }
    let registry = vm.heap.field(data, field::REGISTRY);
    if registry.is_null() {
        return Ok(false);
    }
    let mut classes = Vec::new();
    for (_, weak) in vm.heap.set_keys_of(registry) {
        classes.extend(vm.weak_target(weak));
    }
    for registered in classes {
        let is = vm.is_subclass(subclass, registered.get())?;
        vm.release(registered);
        if is {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Whether it is a subclass of a subclass, which may have its own registry.
fn is_of_subclass(vm: &mut Vm, class: Ref, subclass: Ref) -> Res<bool> {
    let name = vm.names.subclasses;
    let list = vm.call_attribute(class, name, &[])?;
    for other in vm.heap.list_items(list.get()) {
        if vm.is_subclass(subclass, other)? {
            vm.release(list);
            return Ok(true);
        }
    }
    vm.release(list);
    Ok(false)
}

fn clear_field(vm: &mut Vm, class: Ref, fields: &[u32]) -> Res<Owned> {
    let data = data_of(vm, class)?;
    for &at in fields {
        let set = vm.heap.field(data.get(), at);
        if !set.is_null() {
            vm.heap.set_clear(set);
        }
    }
    vm.release(data);
    Ok(vm.none())
}

fn reset_registry(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    clear_field(vm, args.this(), &[field::REGISTRY])
}

fn reset_caches(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    clear_field(vm, args.this(), &[field::CACHE, field::NEGATIVE])
}

fn get_dump(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let data = data_of(vm, args.this())?;
    let mut items = Vec::new();
    for at in [field::REGISTRY, field::CACHE, field::NEGATIVE] {
        let copy = vm.heap.new_set(TypeId::SET);
        let set = vm.heap.field(data.get(), at);
        if !set.is_null() {
            for (hash, weak) in vm.heap.set_keys_of(set) {
                let weak = vm.heap.own(weak);
                vm.set_add_key(copy, weak, hash)?;
            }
        }
        items.push(copy);
    }
    let version = vm.heap.raw_word(data.get(), field::VERSION) as i64;
    items.push(vm.heap.int(version).into_ref());
    vm.release(data);
    Ok(vm.heap.tuple_from(&items))
}

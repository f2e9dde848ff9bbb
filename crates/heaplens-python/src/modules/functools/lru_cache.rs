//! The wrapper that `lru_cache` makes: a dict of links that are chained from the least to the most recently used.
//!
//! ```text
//! wrapper  fields 0..2  func, cache, cache_info_type
//!          word 2 hits, 3 misses, 4 maxsize (-1 for none), 5 typed
//!          halves 12, 13  the root of the ring: its previous and its next link
//! link     fields 0, 1  key, result (counted)
//!          halves 2, 3  the previous and the next link (not counted; the wrapper is the root)
//! ```

use heaplens_heap::{Owned, Ref, TypeId};

use crate::vm::native::{Args, Arity, Def};
use crate::vm::{Res, Vm};

/// Methods of the wrapper.
pub const METHODS: &[Def] = &[
    Def::fixed("__new__", Arity::Free, new_wrapper),
    Def::slot_free("__call__", call),
    Def::slot_range("__get__", 1, 2, get),
    Def::method("cache_info", Arity::None, cache_info),
    Def::method("cache_clear", Arity::None, cache_clear),
    Def::method("__reduce__", Arity::None, |vm, args| {
        vm.attribute(args.this(), "__qualname__")
    }),
    Def::method("__copy__", Arity::None, |vm, args| {
        Ok(vm.heap.own(args.this()))
    }),
    Def::method("__deepcopy__", Arity::One, |vm, args| {
        Ok(vm.heap.own(args.this()))
    }),
];

const FUNC: u32 = 0;
const CACHE: u32 = 1;
const INFO_TYPE: u32 = 2;
const HITS: u32 = 2;
const MISSES: u32 = 3;
const MAXSIZE: u32 = 4;
const TYPED: u32 = 5;
const ROOT_PREVIOUS: u32 = 12;
const ROOT_NEXT: u32 = 13;
const LINK_KEY: u32 = 0;
const LINK_RESULT: u32 = 1;
const LINK_PREVIOUS: u32 = 2;
const LINK_NEXT: u32 = 3;

fn new_wrapper(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let [function, maxsize, typed, info] = args.bind(
        vm,
        "_lru_cache_wrapper",
        1,
        ["user_function", "maxsize", "typed", "cache_info_type"],
        4,
    )?;
    let function = function.unwrap_or_default();
    if !vm.is_callable(function) {
        return Err(vm.type_error("the first argument must be callable"));
    }
    let maxsize = maxsize.unwrap_or_default();
    let most = if maxsize == vm.heap.known.none {
        -1
    } else if vm.is_int(maxsize) {
        vm.ssize_argument(maxsize)?.max(0)
    } else {
        return Err(vm.type_error("maxsize should be integer or None"));
    };
    let typed = vm.truth(typed.unwrap_or_default())?;
    let id = vm.heap.type_id_of(args.this());
    let cache = vm.heap.dict();
    let wrapper = vm.new_native(id, &[function, cache.get(), info.unwrap_or_default()]);
    let r = wrapper.get();
    vm.heap.set_raw_word(r, MAXSIZE, most as u64);
    vm.heap.set_raw_word(r, TYPED, u64::from(typed));
    link_root(vm, r);
    Ok(wrapper)
}

fn link_root(vm: &mut Vm, wrapper: Ref) {
    vm.heap.set_raw_half(wrapper, ROOT_PREVIOUS, wrapper.0);
    vm.heap.set_raw_half(wrapper, ROOT_NEXT, wrapper.0);
}

fn neighbour(vm: &Vm, wrapper: Ref, link: Ref, is_next: bool) -> Ref {
    let at = match (link == wrapper, is_next) {
        (true, false) => ROOT_PREVIOUS,
        (true, true) => ROOT_NEXT,
        (false, false) => LINK_PREVIOUS,
        (false, true) => LINK_NEXT,
    };
    Ref(vm.heap.raw_half(link, at))
}

fn set_neighbour(vm: &mut Vm, wrapper: Ref, link: Ref, is_next: bool, to: Ref) {
    let at = match (link == wrapper, is_next) {
        (true, false) => ROOT_PREVIOUS,
        (true, true) => ROOT_NEXT,
        (false, false) => LINK_PREVIOUS,
        (false, true) => LINK_NEXT,
    };
    vm.heap.set_raw_half(link, at, to.0);
}

/// Takes a link out of the ring.
fn extract(vm: &mut Vm, wrapper: Ref, link: Ref) {
    let (before, behind) = (
        neighbour(vm, wrapper, link, false),
        neighbour(vm, wrapper, link, true),
    );
    set_neighbour(vm, wrapper, before, true, behind);
    set_neighbour(vm, wrapper, behind, false, before);
}

/// Makes a link the most recently used.
fn append(vm: &mut Vm, wrapper: Ref, link: Ref) {
    let last = neighbour(vm, wrapper, wrapper, false);
    set_neighbour(vm, wrapper, last, true, link);
    set_neighbour(vm, wrapper, wrapper, false, link);
    set_neighbour(vm, wrapper, link, false, last);
    set_neighbour(vm, wrapper, link, true, wrapper);
}

fn count(vm: &mut Vm, wrapper: Ref, word: u32) {
    let value = vm.heap.raw_word(wrapper, word) + 1;
    vm.heap.set_raw_word(wrapper, word, value);
}

/// The key of a call (`lru_cache_make_key`).
fn make_key(vm: &mut Vm, args: &Args<'_>, typed: bool) -> Owned {
    let pos = &args.pos[1..];
    if !typed && args.kw.is_empty() {
        if let [only] = pos
            && matches!(vm.heap.type_of(*only), TypeId::STR | TypeId::INT)
        {
            return vm.heap.own(*only);
        }
        return vm.heap.tuple_of(pos);
    }
    let mut parts = pos.to_vec();
    if !args.kw.is_empty() {
        // The mark between positional and keyword arguments: an object that no argument is equal to.
        let id = vm.native_class("functools._lru_list_elem");
        let mark = vm.heap.info(id).object;
        parts.push(mark);
        for &(name, value) in args.kw {
            parts.push(name);
            parts.push(value);
        }
    }
    if typed {
        for &value in pos.iter().chain(args.kw.iter().map(|(_, value)| value)) {
            parts.push(vm.heap.info_of(value).object);
        }
    }
    vm.heap.tuple_of(&parts)
}

fn call(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let wrapper = vm.heap.own(args.this());
    let result = call_held(vm, args, wrapper.get());
    vm.release(wrapper);
    result
}

fn call_held(vm: &mut Vm, args: &Args<'_>, wrapper: Ref) -> Res<Owned> {
    let function = vm.heap.field(wrapper, FUNC);
    let most = vm.heap.raw_word(wrapper, MAXSIZE) as i64;
    if most == 0 {
        count(vm, wrapper, MISSES);
        return vm.call_with(function, &args.pos[1..], args.kw);
    }
    let typed = vm.heap.raw_word(wrapper, TYPED) != 0;
    let key = make_key(vm, args, typed);
    let hash = vm.hash(key.get())?;
    let cache = vm.heap.field(wrapper, CACHE);
    if let Some(found) = vm.dict_find(cache, key.get(), hash)? {
        count(vm, wrapper, HITS);
        let value = found.value;
        if most < 0 {
            return Ok(vm.heap.own(value));
        }
        extract(vm, wrapper, value);
        append(vm, wrapper, value);
        let result = vm.heap.field(value, LINK_RESULT);
        return Ok(vm.heap.own(result));
    }
    count(vm, wrapper, MISSES);
    let result = vm.call_with(function, &args.pos[1..], args.kw)?;
    let cache = vm.heap.field(wrapper, CACHE);
    if most < 0 {
        vm.dict_set(cache, key.get(), result.get())?;
        return Ok(result);
    }
    // The call may have stored the same key.
    if let Some(_found) = vm.dict_find(cache, key.get(), hash)? {
        return Ok(result);
    }
    if i64::from(vm.heap.dict_len(cache)) < most {
        let id = vm.native_class("functools._lru_list_elem");
        let link = vm.new_native(id, &[key.get(), result.get()]);
        vm.heap.set_raw_word(link.get(), 2, hash as u64);
        vm.dict_set(cache, key.get(), link.get())?;
        append(vm, wrapper, link.get());
        vm.release(link);
        return Ok(result);
    }
    // Full: the least recently used link is used again.
    let oldest = neighbour(vm, wrapper, wrapper, true);
    if oldest == wrapper {
        return Ok(result);
    }
    let oldest = vm.heap.own(oldest);
    extract(vm, wrapper, oldest.get());
    let old_key = vm.heap.field(oldest.get(), LINK_KEY);
    let removed = vm.dict_delete(cache, old_key)?;
    drop(removed);
    let old_result = vm.heap.field(oldest.get(), LINK_RESULT);
    for (at, value) in [(LINK_KEY, key.get()), (LINK_RESULT, result.get())] {
        vm.heap.incref(value);
        vm.heap.set_field(oldest.get(), at, value);
    }
    vm.heap.set_raw_word(oldest.get(), 2, hash as u64);
    vm.dict_set(cache, key.get(), oldest.get())?;
    append(vm, wrapper, oldest.get());
    vm.release(oldest);
    vm.drop_ref(old_key);
    vm.drop_ref(old_result);
    Ok(result)
}

fn get(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    match args.get(1) {
        Some(object) if object != vm.heap.known.none => Ok(vm.new_method(args.this(), object)),
        _ => Ok(vm.heap.own(args.this())),
    }
}

fn cache_info(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let this = args.this();
    let most = vm.heap.raw_word(this, MAXSIZE) as i64;
    let cache = vm.heap.field(this, CACHE);
    let current = i64::from(vm.heap.dict_len(cache));
    let (hits, misses) = (
        vm.heap.raw_word(this, HITS) as i64,
        vm.heap.raw_word(this, MISSES) as i64,
    );
    let hits = vm.heap.int(hits);
    let misses = vm.heap.int(misses);
    let most = if most < 0 {
        vm.none()
    } else {
        vm.heap.int(most)
    };
    let current = vm.heap.int(current);
    let class = vm.heap.field(this, INFO_TYPE);
    vm.call(
        class,
        &[hits.get(), misses.get(), most.get(), current.get()],
    )
}

fn cache_clear(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let this = args.this();
    vm.heap.set_raw_word(this, HITS, 0);
    vm.heap.set_raw_word(this, MISSES, 0);
    link_root(vm, this);
    let cache = vm.heap.field(this, CACHE);
    vm.heap.dict_clear(cache);
    Ok(vm.none())
}

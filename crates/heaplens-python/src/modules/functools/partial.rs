//! `partial`, and from 3.14 on its placeholder.

use heaplens_heap::{Owned, Ref, TypeId};

use crate::modules::operator::pairs;
use crate::vm::native::{Args, Arity, Def};
use crate::vm::{Res, Vm};

/// Methods of `partial`.
pub const METHODS: &[Def] = &[
    Def::fixed("__new__", Arity::Free, new_partial),
    Def::slot_free("__call__", call),
    Def::slot("__repr__", 0, repr),
    Def::slot_range("__get__", 1, 2, get).since(14),
    Def::getter("func", |vm, args| Ok(vm.field_or_none(args.this(), FUNC))),
    Def::getter("args", |vm, args| Ok(vm.field_or_none(args.this(), ARGS))),
    Def::getter("keywords", |vm, args| {
        Ok(vm.field_or_none(args.this(), KEYWORDS))
    }),
    Def::method("__reduce__", Arity::None, reduce),
    Def::method("__setstate__", Arity::One, setstate),
    Def::class(
        "__class_getitem__",
        Arity::One,
        crate::types::generic_alias::class_getitem,
    )
    .since(9),
];

/// Methods of the placeholder.
pub const PLACEHOLDER: &[Def] = &[
    Def::fixed("__new__", Arity::Free, |vm, _| {
        let placeholder = vm.states.placeholder;
        Ok(vm.heap.own(placeholder))
    }),
    Def::slot("__repr__", 0, |vm, _| Ok(vm.heap.str("Placeholder"))),
    Def::method("__reduce__", Arity::None, |vm, _| {
        Ok(vm.heap.str("Placeholder"))
    }),
];

const FUNC: u32 = 0;
const ARGS: u32 = 1;
const KEYWORDS: u32 = 2;

fn is_placeholder(vm: &Vm, r: Ref) -> bool {
    r == vm.states.placeholder && !r.is_null()
}

fn new_partial(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let class = args.this();
    let Some(&function) = args.pos.get(1) else {
        return Err(vm.type_error("type 'partial' takes at least one argument"));
    };
    let id = vm.heap.type_id_of(class);
    let of_partial = vm.native_class("functools.partial");
    if !vm.is_callable(function) {
        return Err(vm.type_error("the first argument must be callable"));
    }
    let new_args = &args.pos[2..];
    if new_args
        .last()
        .is_some_and(|&last| is_placeholder(vm, last))
    {
        return Err(vm.type_error("trailing Placeholders are not allowed"));
    }
    for &(_, value) in args.kw {
        if is_placeholder(vm, value) {
            return Err(vm.type_error("Placeholder cannot be passed as a keyword argument"));
        }
    }
    // A partial of a partial is one partial, where the inner one has no attributes of its own.
    let inner = vm.is_a(function, of_partial) && {
        let offset = vm.heap.dict_offset(function);
        offset.is_none_or(|offset| vm.heap.ref_at(function, offset).is_null())
    };
    let mut all: Vec<Ref> = Vec::new();
    let keywords = vm.heap.dict();
    let mut target = function;
    if inner {
        target = vm.heap.field(function, FUNC);
        let mut rest = new_args.iter().copied();
        for held in vm.heap.tuple_items(vm.heap.field(function, ARGS)) {
            if is_placeholder(vm, held) {
                all.push(rest.next().unwrap_or(held));
            } else {
                all.push(held);
            }
        }
        all.extend(rest);
        for (key, value) in pairs(vm, vm.heap.field(function, KEYWORDS)) {
            vm.dict_set(keywords.get(), key, value)?;
        }
    } else {
        all.extend_from_slice(new_args);
    }
    for &(key, value) in args.kw {
        vm.dict_set(keywords.get(), key, value)?;
    }
    let tuple = vm.heap.tuple_of(&all);
    Ok(vm.new_native(id, &[target, tuple.get(), keywords.get()]))
}

fn call(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let this = args.this();
    let held = vm.heap.own(this);
    let function = vm.heap.field(this, FUNC);
    let mut rest = args.pos[1..].iter().copied();
    let mut pos = Vec::new();
    let stored = vm.heap.tuple_items(vm.heap.field(this, ARGS));
    let wanted = stored.iter().filter(|&&r| is_placeholder(vm, r)).count();
    if wanted > args.pos.len() - 1 {
        let text = format!(
            "missing positional arguments in 'partial' call; expected at least {wanted}, got {}",
            args.pos.len() - 1
        );
        return Err(vm.type_error(&text));
    }
    for item in stored {
        pos.push(if is_placeholder(vm, item) {
            rest.next().unwrap_or(item)
        } else {
            item
        });
    }
    pos.extend(rest);
    let mut kw = pairs(vm, vm.heap.field(this, KEYWORDS));
    for &(name, value) in args.kw {
        match kw
            .iter_mut()
            .find(|(known, _)| vm.heap.str_eq(*known, name))
        {
            Some(entry) => entry.1 = value,
            None => kw.push((name, value)),
        }
    }
    let result = vm.call_with(function, &pos, &kw);
    vm.release(held);
    result
}

fn get(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    match args.get(1) {
        Some(object) if object != vm.heap.known.none => Ok(vm.new_method(args.this(), object)),
        _ => Ok(vm.heap.own(args.this())),
    }
}

fn repr(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let this = args.this();
    let name = if vm.version.minor() >= 13 {
        crate::types::object::full_name(vm, vm.heap.type_of(this))
    } else {
        vm.type_name(this).to_string()
    };
    if vm.states.showing.contains(&this) {
        return Ok(vm.heap.str(&format!("{name}(...)")));
    }
    vm.states.showing.push(this);
    let text = parts(vm, this);
    vm.states.showing.pop();
    let text = format!("{name}({})", text?.join(", "));
    Ok(vm.heap.str(&text))
}

fn parts(vm: &mut Vm, this: Ref) -> Res<Vec<String>> {
    let mut items = vec![vm.heap.field(this, FUNC)];
    items.extend(vm.heap.tuple_items(vm.heap.field(this, ARGS)));
    let mut texts = Vec::new();
    for item in items {
        let text = vm.repr(item)?;
        texts.push(vm.heap.text(text.get()));
    }
    for (key, value) in pairs(vm, vm.heap.field(this, KEYWORDS)) {
        let text = vm.repr(value)?;
        texts.push(format!(
            "{}={}",
            vm.heap.text(key),
            vm.heap.text(text.get())
        ));
    }
    Ok(texts)
}

fn reduce(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let this = args.this();
    let class = vm.heap.info_of(this).object;
    let [function, held, keywords] = [FUNC, ARGS, KEYWORDS].map(|at| vm.heap.field(this, at));
    let none = vm.heap.known.none;
    let arguments = vm.heap.tuple_of(&[function]);
    let state = vm.heap.tuple_of(&[function, held, keywords, none]);
    Ok(vm.heap.tuple_of(&[class, arguments.get(), state.get()]))
}

fn setstate(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let state = args.pos[1];
    if !vm.is_a(state, TypeId::TUPLE) || vm.heap.tuple_len(state) != 4 {
        return Err(vm.type_error("invalid partial state"));
    }
    for at in 0..3 {
        let value = vm.heap.tuple_item(state, at);
        vm.store_field(args.this(), at, value);
    }
    Ok(vm.none())
}

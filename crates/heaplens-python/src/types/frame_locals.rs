//! `FrameLocalsProxy`: the variables of a frame as a mapping that writes through (PEP 667, 3.13 on). Source:
//! Objects/frameobject.c @ v3.13.0. What reading gives comes from a dict of the moment; names that the code doesn't know
//! are kept with the frame.

use heaplens_heap::{Owned, Ref, TypeId};

use crate::opcode::{BinaryOperator, Comparison};
use crate::vm::exceptions::Exc;
use crate::vm::frame::Slot;
use crate::vm::frames::frame_field;
use crate::vm::native::{Arity, Def};
use crate::vm::{Res, Vm};

macro_rules! of_dict {
    ($name:literal, $arity:expr) => {
        Def::method($name, $arity, |vm, args| {
            let dict = snapshot(vm, args.this())?;
            vm.call_named(dict.get(), $name, &args.pos[1..])
        })
    };
}

/// Methods of the proxy.
pub const METHODS: &[Def] = &[
    Def::slot("__repr__", 0, |vm, args| {
        let dict = snapshot(vm, args.this())?;
        vm.repr(dict.get())
    }),
    Def::slot("__len__", 0, |vm, args| {
        let dict = snapshot(vm, args.this())?;
        let length = vm.length(dict.get())?;
        Ok(vm.heap.int(length as i64))
    }),
    Def::slot("__iter__", 0, |vm, args| {
        let dict = snapshot(vm, args.this())?;
        let names = vm.call_named(dict.get(), "keys", &[])?;
        let names = vm.collect_items(names.get())?;
        let list = vm.heap.list_from(&names);
        vm.get_iter(list.get())
    }),
    Def::slot("__contains__", 1, |vm, args| {
        let dict = snapshot(vm, args.this())?;
        let value = vm.contains(dict.get(), args.pos[1])?;
        Ok(vm.heap.bool(value))
    }),
    Def::slot("__getitem__", 1, |vm, args| {
        let dict = snapshot(vm, args.this())?;
        match vm.dict_get(dict.get(), args.pos[1])? {
            Some(value) => Ok(vm.heap.own(value)),
            None => {
                let shown = vm.repr_text(args.pos[1]);
                let text = format!("local variable {shown} is not defined");
                Err(vm.raise_text(Exc::KeyError, &text))
            }
        }
    }),
    Def::slot("__setitem__", 2, |vm, args| {
        store(vm, args.this(), args.pos[1], args.pos[2])?;
        Ok(vm.none())
    }),
    Def::slot("__eq__", 1, |vm, args| {
        let dict = snapshot(vm, args.this())?;
        let other = args.pos[1];
        if vm.heap.type_of(other) == TypeId::FRAME_LOCALS_PROXY {
            let other = snapshot(vm, other)?;
            return vm.compare(dict.get(), other.get(), Comparison::Eq);
        }
        vm.compare(dict.get(), other, Comparison::Eq)
    }),
    Def::slot("__or__", 1, |vm, args| {
        let dict = snapshot(vm, args.this())?;
        vm.binary_op(dict.get(), args.pos[1], BinaryOperator::Or, false)
    }),
    of_dict!("keys", Arity::None),
    of_dict!("values", Arity::None),
    of_dict!("items", Arity::None),
    of_dict!("copy", Arity::None),
    of_dict!("get", Arity::Range(1, 2)),
    Def::slot("__reversed__", 0, |vm, args| {
        let dict = snapshot(vm, args.this())?;
        vm.call_named(dict.get(), "__reversed__", &[])
    }),
    Def::method("update", Arity::One, |vm, args| {
        let given = vm.heap.dict();
        let done = vm.call_named(given.get(), "update", &args.pos[1..])?;
        vm.release(done);
        for (_, key, value) in vm.heap.dict_entries(given.get()) {
            store(vm, args.this(), key, value)?;
        }
        Ok(vm.none())
    }),
    Def::method("setdefault", Arity::Range(1, 2), |vm, args| {
        let dict = snapshot(vm, args.this())?;
        if let Some(value) = vm.dict_get(dict.get(), args.pos[1])? {
            return Ok(vm.heap.own(value));
        }
        let value = args.get(2).unwrap_or(vm.heap.known.none);
        store(vm, args.this(), args.pos[1], value)?;
        Ok(vm.heap.own(value))
    }),
];

/// A dict of what the variables are now.
fn snapshot(vm: &mut Vm, proxy: Ref) -> Res<Owned> {
    let frame = vm.heap.field(proxy, 0);
    let dict = vm.heap.dict();
    for (name, value) in vm.frame_variables(frame) {
        let value = vm.heap.own(value);
        drop(vm.heap.dict_set_str(dict.get(), name, value));
    }
    let extra = vm.heap.field(frame, frame_field::LOCALS);
    if !extra.is_null() {
        for (_, key, value) in vm.heap.dict_entries(extra) {
            vm.dict_set(dict.get(), key, value)?;
        }
    }
    Ok(dict)
}

/// Gives a variable a value; a name that the code doesn't know is kept with the frame.
fn store(vm: &mut Vm, proxy: Ref, name: Ref, value: Ref) -> Res<()> {
    let frame = vm.heap.field(proxy, 0);
    if vm.is_a(name, TypeId::STR) {
        let code = vm.frame_code(frame);
        let text = vm.heap.text(name);
        let place = code
            .locals
            .iter()
            .position(|&local| vm.heap.text(local) == text);
        if let Some(place) = place {
            return store_local(vm, frame, place as u32, value);
        }
    }
    let extra = vm.heap.field(frame, frame_field::LOCALS);
    if extra.is_null() {
        let dict = vm.heap.dict();
        vm.store_field(frame, frame_field::LOCALS, dict.get());
        vm.dict_set(dict.get(), name, value)
    } else {
        vm.dict_set(extra, name, value)
    }
}

fn store_local(vm: &mut Vm, frame: Ref, slot: u32, value: Ref) -> Res<()> {
    let known = vm.frame_local(frame, slot);
    if !known.is_null() && vm.heap.type_of(known) == TypeId::CELL {
        let kind = vm.frame_code(frame).body.localsplus[slot as usize].kind;
        if kind.is_cell() || kind.is_free() {
            vm.store_field(known, 0, value);
            return Ok(());
        }
    }
    match vm.frame_index(frame) {
        Some(index) => {
            vm.heap.incref(value);
            let place = vm.frames[index].base as usize + slot as usize;
            let old = std::mem::replace(&mut vm.stack[place], Slot::counted(value));
            if !old.is_null() && !old.is_borrowed() {
                vm.drop_ref(old.get());
            }
        }
        None if vm.frame_generator(frame).is_null() => {
            vm.store_field(frame, frame_field::RUN + slot, value);
        }
        None => {
            return Err(vm.unsupported("a change of a suspended generator's variable from outside"));
        }
    }
    Ok(())
}

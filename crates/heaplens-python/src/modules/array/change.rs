//! The methods that change an array.

use heaplens_heap::{Owned, Ref, TypeId};

use super::items::{self, is_array, is_text, item, itemsize, pack, resize, splice};
use super::look::position;
use crate::types::object::decline;
use crate::vm::native::{Args, Arity, Def};
use crate::vm::{Res, Vm};

/// The methods.
pub const METHODS: &[Def] = &[
    Def::slot("__setitem__", 2, |vm, args| {
        assign(vm, args.pos[0], args.pos[1], Some(args.pos[2]))
    }),
    Def::slot("__delitem__", 1, |vm, args| {
        assign(vm, args.pos[0], args.pos[1], None)
    }),
    Def::slot("__iadd__", 1, |vm, args| {
        let (r, other) = (args.pos[0], args.pos[1]);
        if !is_array(vm, other) {
            let text = format!(
                "can only extend with array (not \"{}\")",
                vm.type_name(other)
            );
            return Err(vm.type_error(&text));
        }
        extend_by(vm, r, other)?;
        Ok(vm.heap.own(r))
    }),
    Def::slot("__imul__", 1, |vm, args| {
        let r = args.this();
        let Some(times) = crate::types::sequence::times(vm, args.pos[1])? else {
            return decline(vm);
        };
        let content = vm.heap.buffer_bytes(r);
        let content = crate::types::bytes::repeated(vm, &content, times)?;
        let size = itemsize(vm, r);
        resize(vm, r, content.len() as u32 / size)?;
        vm.heap.buffer_write(r, 0, &content);
        Ok(vm.heap.own(r))
    }),
    Def::method("append", Arity::One, |vm, args| {
        items::append(vm, args.pos[0], args.pos[1])?;
        Ok(vm.none())
    }),
    Def::method("extend", Arity::One, |vm, args| {
        extend_by(vm, args.pos[0], args.pos[1])?;
        Ok(vm.none())
    }),
    Def::method("fromlist", Arity::One, |vm, args| {
        let (r, list) = (args.pos[0], args.pos[1]);
        if !vm.is_a(list, TypeId::LIST) {
            return Err(vm.type_error("arg must be list"));
        }
        let typecode = vm.heap.array_typecode(r);
        let mut content = Vec::new();
        let mut at = 0;
        while at < vm.heap.list_len(list) {
            let value = vm.heap.list_item(list, at);
            content.extend(pack(vm, typecode, value)?);
            at += 1;
        }
        let length = items::count(vm, r);
        splice(vm, r, length, length, &content)?;
        Ok(vm.none())
    }),
    Def::method("frombytes", Arity::One, from_bytes),
    Def::method("fromstring", Arity::One, from_bytes).until(8),
    Def::method("fromunicode", Arity::One, |vm, args| {
        let (r, text) = (args.pos[0], args.pos[1]);
        if !vm.is_str(text) {
            let text = format!(
                "fromunicode() argument must be str, not {}",
                vm.argument_type(text)
            );
            return Err(vm.type_error(&text));
        }
        if !is_text(vm.heap.array_typecode(r)) {
            let text = if vm.version.minor() >= 13 {
                "fromunicode() may only be called on unicode type arrays ('u' or 'w')"
            } else {
                "fromunicode() may only be called on unicode type arrays"
            };
            return Err(vm.value_error(text));
        }
        let content: Vec<u8> = vm
            .heap
            .chars(text)
            .iter()
            .flat_map(u32::to_le_bytes)
            .collect();
        let length = items::count(vm, r);
        splice(vm, r, length, length, &content)?;
        Ok(vm.none())
    }),
    Def::method("insert", Arity::Range(2, 2), |vm, args| {
        let r = args.this();
        let at = vm.exact_count(args.pos[1])?;
        let bytes = pack(vm, vm.heap.array_typecode(r), args.pos[2])?;
        let length = i64::from(items::count(vm, r));
        let at = if at < 0 {
            (at + length).max(0)
        } else {
            at.min(length)
        } as u32;
        splice(vm, r, at, at, &bytes)?;
        Ok(vm.none())
    }),
    Def::method("pop", Arity::Range(0, 1), |vm, args| {
        let r = args.this();
        let at = match args.get(1) {
            Some(index) => vm.exact_count(index)?,
            None => -1,
        };
        let length = i64::from(items::count(vm, r));
        if length == 0 {
            return Err(vm.index_error("pop from empty array"));
        }
        let at = if at < 0 { at + length } else { at };
        if at < 0 || at >= length {
            return Err(vm.index_error("pop index out of range"));
        }
        let value = item(vm, r, at as u32);
        splice(vm, r, at as u32, at as u32 + 1, &[])?;
        Ok(value)
    }),
    Def::method("remove", Arity::One, |vm, args| {
        match position(vm, args.pos[0], args.pos[1], 0, i64::MAX)? {
            Some(at) => {
                splice(vm, args.pos[0], at, at + 1, &[])?;
                Ok(vm.none())
            }
            None => Err(vm.value_error("array.remove(x): x not in array")),
        }
    }),
    Def::method("reverse", Arity::None, |vm, args| {
        let r = args.this();
        let content = vm.heap.buffer_bytes(r);
        let size = itemsize(vm, r) as usize;
        let turned: Vec<u8> = content.chunks(size).rev().flatten().copied().collect();
        vm.heap.buffer_write(r, 0, &turned);
        Ok(vm.none())
    }),
    Def::method("byteswap", Arity::None, |vm, args| {
        let r = args.this();
        let content = vm.heap.buffer_bytes(r);
        let size = itemsize(vm, r) as usize;
        let turned: Vec<u8> = content
            .chunks(size)
            .flat_map(|unit| unit.iter().rev())
            .copied()
            .collect();
        vm.heap.buffer_write(r, 0, &turned);
        Ok(vm.none())
    }),
    Def::method("clear", Arity::None, |vm, args| {
        resize(vm, args.this(), 0)?;
        Ok(vm.none())
    })
    .since(13),
];

fn from_bytes(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let content = vm.bytes_like(args.pos[1])?;
    take_bytes(vm, args.pos[0], &content)?;
    Ok(vm.none())
}

/// Appends items given as bytes (`frombytes`).
pub fn take_bytes(vm: &mut Vm, r: Ref, content: &[u8]) -> Res<()> {
    let size = itemsize(vm, r);
    if !(content.len() as u32).is_multiple_of(size) {
        return Err(vm.value_error("bytes length not a multiple of item size"));
    }
    let length = items::count(vm, r);
    if !content.is_empty() {
        splice(vm, r, length, length, content)?;
    }
    Ok(())
}

/// `array_do_extend`, `array_iter_extend`.
fn extend_by(vm: &mut Vm, r: Ref, other: Ref) -> Res<()> {
    if is_array(vm, other) {
        if vm.heap.array_typecode(r) != vm.heap.array_typecode(other) {
            return Err(vm.type_error("can only extend with array of same kind"));
        }
        let content = vm.heap.buffer_bytes(other);
        let length = items::count(vm, r);
        return splice(vm, r, length, length, &content);
    }
    vm.for_each(other, |vm, value| {
        items::append(vm, r, value.get())?;
        vm.release(value);
        Ok(())
    })
}

/// `array_ass_subscr`.
fn assign(vm: &mut Vm, r: Ref, index: Ref, value: Option<Ref>) -> Res<Owned> {
    let length = i64::from(items::count(vm, r));
    if vm.heap.type_of(index) != TypeId::SLICE {
        if !vm.has_index(index) {
            return Err(vm.type_error("array indices must be integers"));
        }
        let at = vm.exact_index(index)?;
        let at = if at < 0 { at + length } else { at };
        if at < 0 || at >= length {
            return Err(vm.index_error("array assignment index out of range"));
        }
        match value {
            Some(value) => {
                let bytes = pack(vm, vm.heap.array_typecode(r), value)?;
                vm.heap
                    .buffer_write(r, at as u32 * bytes.len() as u32, &bytes);
            }
            None => splice(vm, r, at as u32, at as u32 + 1, &[])?,
        }
        return Ok(vm.none());
    }
    let picked = vm.slice_parts(index)?.adjust(length);
    let size = itemsize(vm, r);
    let content = match value {
        None => Vec::new(),
        Some(other) => {
            if !is_array(vm, other) {
                let text = format!(
                    "can only assign array (not \"{}\") to array slice",
                    vm.type_name(other)
                );
                return Err(vm.type_error(&text));
            }
            if vm.heap.array_typecode(other) != vm.heap.array_typecode(r) {
                return Err(vm.type_error("bad argument type for built-in operation"));
            }
            vm.heap.buffer_bytes(other)
        }
    };
    if picked.step == 1 {
        let from = picked.start as u32;
        splice(vm, r, from, from + picked.count, &content)?;
        return Ok(vm.none());
    }
    let places: Vec<u32> = (0..picked.count).map(|at| picked.index(at)).collect();
    if value.is_none() {
        if places.is_empty() {
            return Ok(vm.none());
        }
        items::check_resizable(vm, r)?;
        let kept: Vec<u8> = vm
            .heap
            .buffer_bytes(r)
            .chunks(size as usize)
            .enumerate()
            .filter(|(at, _)| !places.contains(&(*at as u32)))
            .flat_map(|(_, unit)| unit.to_vec())
            .collect();
        vm.heap.buffer_write(r, 0, &kept);
        resize(vm, r, kept.len() as u32 / size)?;
        return Ok(vm.none());
    }
    let needed = content.len() as u32 / size;
    if needed != picked.count {
        let text = format!(
            "attempt to assign array of size {needed} to extended slice of size {}",
            picked.count
        );
        return Err(vm.value_error(&text));
    }
    for (&at, unit) in places.iter().zip(content.chunks(size as usize)) {
        vm.heap.buffer_write(r, at * size, unit);
    }
    Ok(vm.none())
}

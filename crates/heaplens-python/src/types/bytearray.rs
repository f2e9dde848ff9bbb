//! `bytearray` (Objects/bytearrayobject.c); what it shares with bytes is in `bytes_methods`.

use heaplens_heap::{Owned, Ref, TypeId};

use crate::opcode::Comparison;
use crate::text::repr::repr_bytearray;
use crate::types::bytes::{compare, contains, content_from, repeated};
use crate::types::object::decline;
use crate::vm::exceptions::Exc;
use crate::vm::native::{Args, Arity, Def};
use crate::vm::{Res, Vm};

/// Methods of `bytearray`.
pub const METHODS: &[Def] = &[
    Def::fixed("__new__", Arity::Free, new),
    Def::slot_free("__init__", init),
    Def::slot("__repr__", 0, repr),
    Def::slot("__str__", 0, repr),
    Def::slot("__len__", 0, |vm, args| {
        let length = vm.heap.buffer_len(args.this());
        Ok(vm.heap.int(i64::from(length)))
    }),
    Def::slot("__iter__", 0, |vm, args| {
        Ok(vm.new_iterator(TypeId::BYTEARRAY_ITERATOR, args.this(), 0))
    }),
    Def::slot("__getitem__", 1, getitem),
    Def::slot("__setitem__", 2, |vm, args| {
        assign(vm, args.pos[0], args.pos[1], Some(args.pos[2]))
    }),
    Def::slot("__delitem__", 1, |vm, args| {
        assign(vm, args.pos[0], args.pos[1], None)
    }),
    Def::slot("__contains__", 1, contains),
    Def::slot("__add__", 1, add),
    Def::slot("__iadd__", 1, iadd),
    Def::slot("__mul__", 1, mul),
    Def::slot("__rmul__", 1, mul),
    Def::slot("__imul__", 1, imul),
    Def::slot("__mod__", 1, super::bytes_format::percent),
    Def::slot("__rmod__", 1, super::bytes_format::reflected),
    Def::slot("__eq__", 1, |vm, args| compare(vm, args, Comparison::Eq)),
    Def::slot("__ne__", 1, |vm, args| compare(vm, args, Comparison::Ne)),
    Def::slot("__lt__", 1, |vm, args| compare(vm, args, Comparison::Lt)),
    Def::slot("__le__", 1, |vm, args| compare(vm, args, Comparison::Le)),
    Def::slot("__gt__", 1, |vm, args| compare(vm, args, Comparison::Gt)),
    Def::slot("__ge__", 1, |vm, args| compare(vm, args, Comparison::Ge)),
    Def::slot("__buffer__", 1, super::memoryview::buffer).since(12),
    Def::slot("__release_buffer__", 1, super::memoryview::release_buffer).since(12),
    Def::method("__alloc__", Arity::None, |vm, args| {
        let overhead = vm.heap.growth().bytearray.buffer_overhead_bytes;
        let allotted = u64::from(vm.heap.buffer_allotted(args.this()));
        Ok(vm.heap.int(allotted.saturating_sub(overhead) as i64))
    }),
    Def::method("append", Arity::One, append),
    Def::method("extend", Arity::One, extend),
    Def::method("insert", Arity::Range(2, 2), insert),
    Def::method("pop", Arity::Range(0, 1), pop),
    Def::method("remove", Arity::One, remove),
    Def::method("reverse", Arity::None, |vm, args| {
        let mut content = vm.heap.buffer_bytes(args.this());
        content.reverse();
        vm.heap.buffer_write(args.this(), 0, &content);
        Ok(vm.none())
    }),
    Def::method("clear", Arity::None, |vm, args| {
        resize(vm, args.this(), 0)?;
        Ok(vm.none())
    }),
    Def::method("copy", Arity::None, |vm, args| {
        let content = vm.heap.buffer_bytes(args.this());
        Ok(vm.new_bytearray(TypeId::BYTEARRAY, &content))
    }),
    Def::method("resize", Arity::One, resize_method).since(14),
    Def::method("take_bytes", Arity::Range(0, 1), take_bytes).since(15),
];

fn new(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let id = vm.heap.type_id_of(args.this());
    Ok(Owned::adopt(vm.heap.new_buffer(id, 0)))
}

fn init(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let r = args.this();
    let [source, encoding, errors] =
        args.bind(vm, "bytearray", 1, ["source", "encoding", "errors"], 0)?;
    if vm.heap.buffer_len(r) != 0 {
        resize(vm, r, 0)?;
    }
    let is_iterated = source.is_some_and(|source| {
        !vm.is_str(source) && !vm.has_buffer(source) && !vm.has_index(source)
    }) && encoding.is_none()
        && errors.is_none();
    let content = content_from(vm, "bytearray", source, encoding, errors)?;
    if is_iterated && !holds_its_items(vm, source.unwrap_or_default()) {
        // One by one, as an iterator gives them.
        for (at, &byte) in content.iter().enumerate() {
            resize(vm, r, at as u32 + 1)?;
            vm.heap.set_buffer_byte(r, at as u32, byte);
        }
    } else if !content.is_empty() {
        resize(vm, r, content.len() as u32)?;
        vm.heap.buffer_write(r, 0, &content);
    }
    Ok(vm.none())
}

/// Lists and tuples are taken over in one go (3.11).
fn holds_its_items(vm: &Vm, r: Ref) -> bool {
    vm.version.minor() >= 11 && matches!(vm.heap.type_of(r), TypeId::LIST | TypeId::TUPLE)
}

/// Fails while views are exported (`_canresize`).
pub fn check_resizable(vm: &mut Vm, r: Ref) -> Res<()> {
    if vm.heap.buffer_exports(r) > 0 {
        return Err(vm.raise_text(
            crate::vm::exceptions::Exc::BufferError,
            "Existing exports of data: object cannot be re-sized",
        ));
    }
    Ok(())
}

fn resize(vm: &mut Vm, r: Ref, size: u32) -> Res<()> {
    if size == vm.heap.buffer_len(r) {
        return Ok(());
    }
    check_resizable(vm, r)?;
    if u64::from(size) > vm.heap.memory_limit {
        return Err(vm.memory_error());
    }
    vm.heap.bytearray_resize(r, size);
    Ok(())
}

fn repr(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let name = vm.class_text(args.this());
    let text = repr_bytearray(&name, &vm.heap.buffer_bytes(args.this()));
    Ok(vm.new_text(&text))
}

fn wrong_index(vm: &mut Vm, index: Ref) -> crate::vm::Raised {
    let text = format!(
        "bytearray indices must be integers or slices, not {}",
        vm.type_name(index)
    );
    vm.type_error(&text)
}

fn item_place(vm: &mut Vm, r: Ref, index: Ref) -> Res<u32> {
    let length = i64::from(vm.heap.buffer_len(r));
    let at = vm.exact_index(index)?;
    let at = if at < 0 { at + length } else { at };
    if at < 0 || at >= length {
        return Err(vm.index_error("bytearray index out of range"));
    }
    Ok(at as u32)
}

fn getitem(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let (r, index) = (args.pos[0], args.pos[1]);
    if vm.heap.type_of(index) == TypeId::SLICE {
        let parts = vm.slice_parts(index)?;
        let picked = parts.adjust(i64::from(vm.heap.buffer_len(r)));
        let content: Vec<u8> = (0..picked.count)
            .map(|at| vm.heap.buffer_byte(r, picked.index(at)))
            .collect();
        return Ok(vm.new_bytearray(TypeId::BYTEARRAY, &content));
    }
    if !vm.has_index(index) {
        return Err(wrong_index(vm, index));
    }
    let at = item_place(vm, r, index)?;
    let byte = vm.heap.buffer_byte(r, at);
    Ok(vm.heap.int(i64::from(byte)))
}

fn byte_of(vm: &mut Vm, r: Ref) -> Res<u8> {
    vm.byte_value(r, "byte must be in range(0, 256)")
}

/// `bytearray_ass_subscript`.
fn assign(vm: &mut Vm, r: Ref, index: Ref, value: Option<Ref>) -> Res<Owned> {
    if vm.heap.type_of(index) != TypeId::SLICE {
        if !vm.has_index(index) {
            return Err(wrong_index(vm, index));
        }
        let at = item_place(vm, r, index)?;
        match value {
            Some(value) => {
                let byte = byte_of(vm, value)?;
                if at < vm.heap.buffer_len(r) {
                    vm.heap.set_buffer_byte(r, at, byte);
                }
            }
            None => splice(vm, r, at, at + 1, &[])?,
        }
        return Ok(vm.none());
    }
    let parts = vm.slice_parts(index)?;
    let picked = parts.adjust(i64::from(vm.heap.buffer_len(r)));
    let content = match value {
        None => Vec::new(),
        Some(value) => replacement(vm, r, value)?,
    };
    let picked = {
        let now = parts.adjust(i64::from(vm.heap.buffer_len(r)));
        if now.count == picked.count {
            picked
        } else {
            now
        }
    };
    if picked.step == 1 {
        let start = picked.start as u32;
        splice(vm, r, start, start + picked.count, &content)?;
        return Ok(vm.none());
    }
    if content.is_empty() {
        if picked.count == 0 {
            return Ok(vm.none());
        }
        check_resizable(vm, r)?;
        let gone: Vec<u32> = (0..picked.count).map(|at| picked.index(at)).collect();
        let kept: Vec<u8> = vm
            .heap
            .buffer_bytes(r)
            .into_iter()
            .enumerate()
            .filter(|(at, _)| !gone.contains(&(*at as u32)))
            .map(|(_, byte)| byte)
            .collect();
        vm.heap.buffer_write(r, 0, &kept);
        resize(vm, r, kept.len() as u32)?;
        return Ok(vm.none());
    }
    if content.len() != picked.count as usize {
        let text = format!(
            "attempt to assign bytes of size {} to extended slice of size {}",
            content.len(),
            picked.count
        );
        return Err(vm.value_error(&text));
    }
    for (at, &byte) in content.iter().enumerate() {
        vm.heap.set_buffer_byte(r, picked.index(at as u32), byte);
    }
    Ok(vm.none())
}

/// What is put in place of a slice: bytes, or an iterable of ints.
fn replacement(vm: &mut Vm, r: Ref, value: Ref) -> Res<Vec<u8>> {
    if let Some(content) = vm.buffer_content(value)? {
        return Ok(content);
    }
    if vm.is_int(value) || vm.is_str(value) {
        return Err(
            vm.type_error("can assign only bytes, buffers, or iterables of ints in range(0, 256)")
        );
    }
    let _ = r;
    content_from(vm, "bytearray", Some(value), None, None)
}

/// Replaces `[from, to)` (`bytearray_setslice_linear`).
fn splice(vm: &mut Vm, r: Ref, from: u32, to: u32, content: &[u8]) -> Res<()> {
    let length = vm.heap.buffer_len(r);
    let (old, new) = (to - from, content.len() as u32);
    if new < old {
        check_resizable(vm, r)?;
        if from == 0 {
            vm.heap.bytearray_cut_front(r, old - new);
        } else {
            let rest = vm.heap.buffer_part(r, to, length - to);
            vm.heap.buffer_write(r, from + new, &rest);
            resize(vm, r, length - (old - new))?;
        }
    } else if new > old {
        let rest = vm.heap.buffer_part(r, to, length - to);
        resize(vm, r, length + (new - old))?;
        vm.heap.buffer_write(r, from + new, &rest);
    }
    vm.heap.buffer_write(r, from, content);
    Ok(())
}

fn add(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let (a, b) = (args.pos[0], args.pos[1]);
    if !vm.has_buffer(b) {
        let text = format!("can't concat {} to {}", vm.type_name(b), vm.type_name(a));
        return Err(vm.type_error(&text));
    }
    let mut content = vm.heap.buffer_bytes(a);
    content.extend(vm.bytes_like(b)?);
    Ok(vm.new_bytearray(TypeId::BYTEARRAY, &content))
}

fn iadd(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let (a, b) = (args.pos[0], args.pos[1]);
    if !vm.has_buffer(b) {
        let text = format!("can't concat {} to {}", vm.type_name(b), vm.type_name(a));
        return Err(vm.type_error(&text));
    }
    let content = vm.bytes_like(b)?;
    if a == b && !content.is_empty() {
        // It is shown to itself while it is to grow.
        return Err(vm.raise_text(
            Exc::BufferError,
            "Existing exports of data: object cannot be re-sized",
        ));
    }
    let length = vm.heap.buffer_len(a);
    resize(vm, a, length + content.len() as u32)?;
    vm.heap.buffer_write(a, length, &content);
    Ok(vm.heap.own(a))
}

fn mul(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let Some(times) = super::sequence::times(vm, args.pos[1])? else {
        return decline(vm);
    };
    let content = vm.heap.buffer_bytes(args.pos[0]);
    let content = repeated(vm, &content, times)?;
    Ok(vm.new_bytearray(TypeId::BYTEARRAY, &content))
}

fn imul(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let r = args.pos[0];
    let Some(times) = super::sequence::times(vm, args.pos[1])? else {
        return decline(vm);
    };
    let content = vm.heap.buffer_bytes(r);
    let content = repeated(vm, &content, times)?;
    resize(vm, r, content.len() as u32)?;
    vm.heap.buffer_write(r, 0, &content);
    Ok(vm.heap.own(r))
}

fn append(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let r = args.this();
    let byte = byte_of(vm, args.pos[1])?;
    let length = vm.heap.buffer_len(r);
    resize(vm, r, length + 1)?;
    vm.heap.set_buffer_byte(r, length, byte);
    Ok(vm.none())
}

fn extend(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let (r, source) = (args.pos[0], args.pos[1]);
    let content = match vm.buffer_content(source)? {
        Some(content) => content,
        None => {
            let (iter, getitem) = (vm.names.iter, vm.names.getitem);
            if vm.lookup_special(source, iter).is_none()
                && vm.lookup_special(source, getitem).is_none()
            {
                let text = format!("can't extend bytearray with {}", vm.type_name(source));
                return Err(vm.type_error(&text));
            }
            if vm.is_str(source) && vm.version.minor() >= 13 && vm.heap.str_len(source) > 0 {
                return Err(vm.type_error("expected iterable of integers; got: 'str'"));
            }
            vm.bytes_of_items(source, "byte must be in range(0, 256)")?
        }
    };
    let length = vm.heap.buffer_len(r);
    splice(vm, r, length, length, &content)?;
    Ok(vm.none())
}

fn insert(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let r = args.this();
    let at = vm.exact_count(args.pos[1])?;
    let byte = byte_of(vm, args.pos[2])?;
    let length = i64::from(vm.heap.buffer_len(r));
    let at = if at < 0 {
        (at + length).max(0)
    } else {
        at.min(length)
    };
    splice(vm, r, at as u32, at as u32, &[byte])?;
    Ok(vm.none())
}

fn pop(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let r = args.this();
    let at = match args.get(1) {
        Some(index) => vm.exact_count(index)?,
        None => -1,
    };
    let length = i64::from(vm.heap.buffer_len(r));
    if length == 0 {
        return Err(vm.index_error("pop from empty bytearray"));
    }
    let at = if at < 0 { at + length } else { at };
    if at < 0 || at >= length {
        return Err(vm.index_error("pop index out of range"));
    }
    check_resizable(vm, r)?;
    let byte = vm.heap.buffer_byte(r, at as u32);
    close_gap(vm, r, at as u32)?;
    Ok(vm.heap.int(i64::from(byte)))
}

/// Takes one byte out by moving what is behind it.
fn close_gap(vm: &mut Vm, r: Ref, at: u32) -> Res<()> {
    let length = vm.heap.buffer_len(r);
    let rest = vm.heap.buffer_part(r, at + 1, length - at - 1);
    vm.heap.buffer_write(r, at, &rest);
    resize(vm, r, length - 1)
}

fn remove(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let r = args.this();
    let byte = byte_of(vm, args.pos[1])?;
    let content = vm.heap.buffer_bytes(r);
    match content.iter().position(|&b| b == byte) {
        Some(at) => {
            check_resizable(vm, r)?;
            close_gap(vm, r, at as u32)?;
            Ok(vm.none())
        }
        None => Err(vm.value_error("value not found in bytearray")),
    }
}

fn resize_method(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let size = vm.exact_count(args.pos[1])?;
    if size < 0 {
        let text = format!("bytearray.resize(): new size must be >= 0, got {size}");
        return Err(vm.value_error(&text));
    }
    match u32::try_from(size) {
        Ok(size) => resize(vm, args.this(), size)?,
        Err(_) => return Err(vm.memory_error()),
    }
    Ok(vm.none())
}

fn take_bytes(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let r = args.this();
    let length = i64::from(vm.heap.buffer_len(r));
    let count = match args.get(1).filter(|&n| n != vm.heap.known.none) {
        None => length,
        Some(n) => {
            let n = vm.exact_index(n)?;
            let n = if n < 0 { n + length } else { n };
            if n < 0 || n > length {
                let text = format!("can't take {n} bytes outside size {length}");
                return Err(vm.index_error(&text));
            }
            n
        }
    };
    check_resizable(vm, r)?;
    let content = vm.heap.buffer_bytes(r);
    let (taken, kept) = content.split_at(count as usize);
    let bytes = vm.heap.bytes(taken);
    vm.heap.buffer_fill(r, kept);
    Ok(bytes)
}

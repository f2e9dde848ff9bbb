//! Making arrays, and the methods that leave them as they are.

use heaplens_heap::{Owned, Ref, TypeId};

use super::items::{self, is_array, is_text, item, itemsize, pack};
use crate::opcode::Comparison;
use crate::text::PyText;
use crate::types::object::decline;
use crate::vm::native::{Args, Arity, Def};
use crate::vm::{Res, Vm};

/// The methods.
pub const METHODS: &[Def] = &[
    Def::fixed("__new__", Arity::Free, new),
    Def::slot("__repr__", 0, repr),
    Def::slot("__len__", 0, |vm, args| {
        let count = items::count(vm, args.this());
        Ok(vm.heap.int(i64::from(count)))
    }),
    Def::slot("__iter__", 0, |vm, args| {
        let id = vm.native_class("array.arrayiterator");
        Ok(vm.new_native(id, &[args.this()]))
    }),
    Def::slot("__getitem__", 1, getitem),
    Def::slot("__contains__", 1, |vm, args| {
        let found = position(vm, args.pos[0], args.pos[1], 0, i64::MAX)?;
        Ok(vm.heap.bool(found.is_some()))
    }),
    Def::slot("__add__", 1, add),
    Def::slot("__mul__", 1, mul),
    Def::slot("__rmul__", 1, mul),
    Def::slot("__eq__", 1, |vm, args| compare(vm, args, Comparison::Eq)),
    Def::slot("__ne__", 1, |vm, args| compare(vm, args, Comparison::Ne)),
    Def::slot("__lt__", 1, |vm, args| compare(vm, args, Comparison::Lt)),
    Def::slot("__le__", 1, |vm, args| compare(vm, args, Comparison::Le)),
    Def::slot("__gt__", 1, |vm, args| compare(vm, args, Comparison::Gt)),
    Def::slot("__ge__", 1, |vm, args| compare(vm, args, Comparison::Ge)),
    Def::slot("__buffer__", 1, crate::types::memoryview::buffer).since(12),
    Def::slot(
        "__release_buffer__",
        1,
        crate::types::memoryview::release_buffer,
    )
    .since(12),
    Def::method("__copy__", Arity::None, copy),
    Def::method("__deepcopy__", Arity::One, copy),
    Def::class(
        "__class_getitem__",
        Arity::One,
        crate::types::generic_alias::class_getitem,
    )
    .since(12),
    Def::method("buffer_info", Arity::None, |vm, args| {
        let place = vm.heap.buffer_place(args.this());
        let address = if place == 0 {
            0
        } else {
            vm.heap.block_address(place)
        };
        let count = items::count(vm, args.this());
        let (address, count) = (vm.heap.int(address as i64), vm.heap.int(i64::from(count)));
        Ok(vm.heap.tuple_from(&[address.into_ref(), count.into_ref()]))
    }),
    Def::method("count", Arity::One, |vm, args| {
        let mut count = 0;
        let mut at = 0;
        while at < items::count(vm, args.this()) {
            let one = item(vm, args.this(), at);
            count += i64::from(vm.equal(one.get(), args.pos[1])?);
            vm.release(one);
            at += 1;
        }
        Ok(vm.heap.int(count))
    }),
    Def::method("index", Arity::Range(1, 3), index),
    Def::method("tobytes", Arity::None, |vm, args| {
        let content = vm.heap.buffer_bytes(args.this());
        Ok(vm.heap.bytes(&content))
    }),
    Def::method("tostring", Arity::None, |vm, args| {
        let content = vm.heap.buffer_bytes(args.this());
        Ok(vm.heap.bytes(&content))
    })
    .until(8),
    Def::method("tolist", Arity::None, |vm, args| {
        let list = Owned::adopt(vm.heap.new_list(TypeId::LIST));
        for at in 0..items::count(vm, args.this()) {
            let one = item(vm, args.this(), at);
            vm.heap.list_append(list.get(), one.into_ref());
        }
        Ok(list)
    }),
    Def::method("tounicode", Arity::None, |vm, args| {
        if !is_text(vm.heap.array_typecode(args.this())) {
            let text = if vm.version.minor() >= 13 {
                "tounicode() may only be called on unicode type arrays ('u' or 'w')"
            } else {
                "tounicode() may only be called on unicode type arrays"
            };
            return Err(vm.value_error(text));
        }
        let points = points(vm, args.this());
        Ok(vm.heap.str_from_points(&points))
    }),
    Def::getter("typecode", |vm, args| {
        let typecode = char::from(vm.heap.array_typecode(args.this()));
        Ok(vm.heap.str(&typecode.to_string()))
    }),
    Def::getter("itemsize", |vm, args| {
        let size = itemsize(vm, args.this());
        Ok(vm.heap.int(i64::from(size)))
    }),
];

fn points(vm: &Vm, r: Ref) -> Vec<u32> {
    vm.heap
        .buffer_bytes(r)
        .chunks_exact(4)
        .map(|unit| u32::from_le_bytes([unit[0], unit[1], unit[2], unit[3]]))
        .collect()
}

fn bad_typecode(vm: &Vm) -> &'static str {
    match vm.version.minor() {
        ..=12 => "bad typecode (must be b, B, u, h, H, i, I, l, L, q, Q, f or d)",
        13..=14 => "bad typecode (must be b, B, u, w, h, H, i, I, l, L, q, Q, f or d)",
        _ => "bad typecode (must be b, B, u, w, h, H, i, I, l, L, q, Q, e, f, d, Zf or Zd)",
    }
}

fn typecode_of(vm: &mut Vm, r: Ref) -> Res<u8> {
    let known = super::typecodes(vm);
    if vm.is_str(r) {
        let text = vm.heap.text(r);
        if vm.version.minor() >= 15 && matches!(text.as_str(), "Zf" | "Zd") {
            return Err(vm.unsupported("arrays of complex numbers"));
        }
        let mut chars = text.chars();
        if let (Some(letter), None) = (chars.next(), chars.next()) {
            return match u8::try_from(letter) {
                Ok(letter) if known.as_bytes().contains(&letter) => Ok(letter),
                _ => Err(vm.value_error(bad_typecode(vm))),
            };
        }
        if vm.version.minor() >= 15 {
            return Err(vm.value_error(bad_typecode(vm)));
        }
        if vm.version.minor() == 14 {
            let length = vm.heap.str_len(r);
            let text = format!(
                "array() argument 1 must be a unicode character, not a string of length {length}"
            );
            return Err(vm.type_error(&text));
        }
    }
    let text = format!(
        "array() argument 1 must be a unicode character, not {}",
        vm.argument_type(r)
    );
    Err(vm.type_error(&text))
}

/// `array_new`.
fn new(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let id = vm.heap.type_id_of(args.this());
    if !args.kw.is_empty() && id == vm.native_class("array.array") {
        return Err(vm.type_error("array.array() takes no keyword arguments"));
    }
    let given = args.pos.len() - 1;
    if !(1..=2).contains(&given) {
        let text = if given == 0 {
            "array() takes at least 1 argument (0 given)".to_owned()
        } else {
            format!("array() takes at most 2 arguments ({given} given)")
        };
        return Err(vm.type_error(&text));
    }
    let typecode = typecode_of(vm, args.pos[1])?;
    let Some(initial) = args.get(2) else {
        return Ok(items::new(vm, id, typecode, &[]));
    };
    if vm.is_str(initial) && !is_text(typecode) {
        let text = format!(
            "cannot use a str to initialize an array with typecode '{}'",
            char::from(typecode)
        );
        return Err(vm.type_error(&text));
    }
    let from_array = is_array(vm, initial);
    if from_array && is_text(vm.heap.array_typecode(initial)) && !is_text(typecode) {
        let text = format!(
            "cannot use a unicode array to initialize an array with typecode '{}'",
            char::from(typecode)
        );
        return Err(vm.type_error(&text));
    }
    if vm.is_a(initial, TypeId::LIST) || vm.is_a(initial, TypeId::TUPLE) {
        let mut content = Vec::new();
        let mut at = 0;
        while at < vm.items_len(initial) {
            let value = vm.item_at(initial, at);
            content.extend(pack(vm, typecode, value)?);
            at += 1;
        }
        return Ok(items::new(vm, id, typecode, &content));
    }
    if vm.is_str(initial) {
        let content: Vec<u8> = vm
            .heap
            .chars(initial)
            .iter()
            .flat_map(u32::to_le_bytes)
            .collect();
        return Ok(items::new(vm, id, typecode, &content));
    }
    if from_array && vm.heap.array_typecode(initial) == typecode {
        let content = vm.heap.buffer_bytes(initial);
        return Ok(items::new(vm, id, typecode, &content));
    }
    if vm.is_a(initial, TypeId::BYTES) || vm.is_a(initial, TypeId::BYTEARRAY) {
        let made = items::new(vm, id, typecode, &[]);
        let content = vm.bytes_like(initial)?;
        super::change::take_bytes(vm, made.get(), &content)?;
        return Ok(made);
    }
    let made = items::new(vm, id, typecode, &[]);
    vm.for_each(initial, |vm, value| {
        items::append(vm, made.get(), value.get())?;
        vm.release(value);
        Ok(())
    })?;
    Ok(made)
}

fn repr(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let r = args.this();
    let typecode = vm.heap.array_typecode(r);
    let name = vm.class_text(r);
    let mut text = PyText::from(name.rsplit('.').next().unwrap_or(&name).to_owned());
    text.push_str(&format!("('{}'", char::from(typecode)));
    if items::count(vm, r) > 0 {
        text.push_str(", ");
        if is_text(typecode) {
            let points = points(vm, r);
            let shown = vm.heap.str_from_points(&points);
            vm.push_repr(&mut text, shown.get())?;
        } else {
            text.push_str("[");
            for at in 0..items::count(vm, r) {
                if at > 0 {
                    text.push_str(", ");
                }
                let one = item(vm, r, at);
                vm.push_repr(&mut text, one.get())?;
                vm.release(one);
            }
            text.push_str("]");
        }
    }
    text.push_str(")");
    Ok(vm.str_from_text(&text))
}

fn getitem(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let (r, index) = (args.pos[0], args.pos[1]);
    if vm.heap.type_of(index) == TypeId::SLICE {
        let picked = vm
            .slice_parts(index)?
            .adjust(i64::from(items::count(vm, r)));
        let size = itemsize(vm, r);
        let content: Vec<u8> = (0..picked.count)
            .flat_map(|at| vm.heap.buffer_part(r, picked.index(at) * size, size))
            .collect();
        let id = vm.native_class("array.array");
        return Ok(items::new(vm, id, vm.heap.array_typecode(r), &content));
    }
    if !vm.has_index(index) {
        return Err(vm.type_error("array indices must be integers"));
    }
    let length = i64::from(items::count(vm, r));
    let at = vm.exact_index(index)?;
    let at = if at < 0 { at + length } else { at };
    if at < 0 || at >= length {
        return Err(vm.index_error("array index out of range"));
    }
    Ok(item(vm, r, at as u32))
}

fn add(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let (a, b) = (args.pos[0], args.pos[1]);
    if !is_array(vm, b) {
        let text = format!(
            "can only append array (not \"{}\") to array",
            vm.type_name(b)
        );
        return Err(vm.type_error(&text));
    }
    if vm.heap.array_typecode(a) != vm.heap.array_typecode(b) {
        return Err(vm.type_error("bad argument type for built-in operation"));
    }
    let mut content = vm.heap.buffer_bytes(a);
    content.extend(vm.heap.buffer_bytes(b));
    let id = vm.native_class("array.array");
    Ok(items::new(vm, id, vm.heap.array_typecode(a), &content))
}

fn mul(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let Some(times) = crate::types::sequence::times(vm, args.pos[1])? else {
        return decline(vm);
    };
    let content = vm.heap.buffer_bytes(args.pos[0]);
    let content = crate::types::bytes::repeated(vm, &content, times)?;
    let id = vm.native_class("array.array");
    let typecode = vm.heap.array_typecode(args.pos[0]);
    Ok(items::new(vm, id, typecode, &content))
}

fn copy(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let content = vm.heap.buffer_bytes(args.this());
    let id = vm.native_class("array.array");
    let typecode = vm.heap.array_typecode(args.this());
    Ok(items::new(vm, id, typecode, &content))
}

fn compare(vm: &mut Vm, args: &Args<'_>, op: Comparison) -> Res<Owned> {
    let (a, b) = (args.pos[0], args.pos[1]);
    if !is_array(vm, b) {
        return decline(vm);
    }
    let (x, y) = (items::count(vm, a), items::count(vm, b));
    let is_equality = matches!(op, Comparison::Eq | Comparison::Ne);
    if is_equality && x != y {
        return Ok(vm.heap.bool(op == Comparison::Ne));
    }
    for at in 0..x.min(y) {
        let (p, q) = (item(vm, a, at), item(vm, b, at));
        if !vm.equal(p.get(), q.get())? {
            if is_equality {
                return Ok(vm.heap.bool(op == Comparison::Ne));
            }
            return vm.compare(p.get(), q.get(), op);
        }
    }
    Ok(vm.heap.bool(crate::vm::compare::holds(op, x.cmp(&y))))
}

/// The first item equal to `value` in a range of indices.
pub fn position(vm: &mut Vm, r: Ref, value: Ref, start: i64, stop: i64) -> Res<Option<u32>> {
    let mut at = start.max(0);
    while at < stop && at < i64::from(items::count(vm, r)) {
        let one = item(vm, r, at as u32);
        let is_equal = vm.equal(one.get(), value)?;
        vm.release(one);
        if is_equal {
            return Ok(Some(at as u32));
        }
        at += 1;
    }
    Ok(None)
}

fn index(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let r = args.this();
    let length = i64::from(items::count(vm, r));
    let bound = |at: i64| if at < 0 { (at + length).max(0) } else { at };
    let (start, stop) = crate::types::str::bounds(vm, args)?;
    match position(vm, r, args.pos[1], bound(start), bound(stop))? {
        Some(at) => Ok(vm.heap.int(i64::from(at))),
        None => Err(vm.value_error("array.index(x): x not in array")),
    }
}

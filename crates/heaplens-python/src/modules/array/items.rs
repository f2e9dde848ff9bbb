//! The items of an array: read, packed with each typecode's own errors, written.

use heaplens_heap::{Owned, Ref, TypeId};
use num_traits::{Signed, ToPrimitive};

use crate::number::packed::{self, Form};
use crate::vm::exceptions::Exc;
use crate::vm::{Raised, Res, Vm};

/// Bytes of an item.
pub fn itemsize(vm: &Vm, r: Ref) -> u32 {
    size_of(vm.heap.array_typecode(r))
}

/// Bytes of an item of this typecode; `u` and `w` are code points of 4 bytes.
pub fn size_of(typecode: u8) -> u32 {
    packed::native(typecode).map_or(4, |(_, size)| size)
}

/// Whether the items are characters.
pub const fn is_text(typecode: u8) -> bool {
    matches!(typecode, b'u' | b'w')
}

/// How many items.
pub fn count(vm: &Vm, r: Ref) -> u32 {
    vm.heap.buffer_len(r) / itemsize(vm, r)
}

/// Item `at`, which must be there.
pub fn item(vm: &mut Vm, r: Ref, at: u32) -> Owned {
    let typecode = vm.heap.array_typecode(r);
    let size = size_of(typecode);
    let bytes = vm.heap.buffer_part(r, at * size, size);
    match packed::native(typecode) {
        Some((form, _)) => vm.packed_object(packed::unpack(form, &bytes, false)),
        None => {
            let point = u32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]);
            vm.heap.str_from_points(&[point])
        }
    }
}

/// Whether `r` is an array.
pub fn is_array(vm: &mut Vm, r: Ref) -> bool {
    let class = vm.native_class("array.array");
    vm.is_a(r, class)
}

/// A new array of exactly this content.
pub fn new(vm: &mut Vm, id: TypeId, typecode: u8, content: &[u8]) -> Owned {
    let r = vm.heap.new_buffer(id, typecode);
    vm.heap.buffer_fill(r, content);
    Owned::adopt(r)
}

fn overflow(vm: &mut Vm, what: &str, is_low: bool) -> Raised {
    let end = if is_low {
        "less than minimum"
    } else {
        "greater than maximum"
    };
    vm.overflow_error(&format!("{what} is {end}"))
}

/// A value as the bytes of an item (the `setitem` functions of arraymodule.c).
pub fn pack(vm: &mut Vm, typecode: u8, value: Ref) -> Res<Vec<u8>> {
    if is_text(typecode) {
        return pack_point(vm, value);
    }
    let (form, size) = packed::native(typecode).unwrap_or((Form::Signed, 4));
    if form == Form::Float {
        let number = vm.float_of_number(value)?;
        return match packed::pack_float(number, size, false) {
            Some(bytes) => Ok(bytes),
            None if size == 2 => Err(vm.overflow_error("float too large to pack with e format")),
            // A float that is too great becomes an infinity here.
            None => Ok((number as f32).to_le_bytes().to_vec()),
        };
    }
    if !vm.has_index(value) {
        let name = vm.type_name(value);
        let text = if vm.version.minor() >= 10 {
            format!("'{name}' object cannot be interpreted as an integer")
        } else if vm.is_a(value, TypeId::FLOAT) && !matches!(typecode, b'I' | b'L' | b'q' | b'Q') {
            "integer argument expected, got float".to_owned()
        } else {
            format!("an integer is required (got type {name})")
        };
        return Err(vm.type_error(&text));
    }
    let index = vm.index_object(value)?;
    let number = vm.heap.int_big(index.get());
    if let Some(bytes) = packed::pack_int(&number, size, form == Form::Signed, false) {
        return Ok(bytes);
    }
    let is_low = number.is_negative();
    let long = number.to_i64().is_none();
    Err(match typecode {
        b'b' | b'B' | b'h' | b'H' | b'i' if long => {
            vm.overflow_error("Python int too large to convert to C long")
        }
        b'b' => overflow(vm, "signed char", is_low),
        b'B' => overflow(vm, "unsigned byte integer", is_low),
        b'h' => overflow(vm, "signed short integer", is_low),
        b'H' => overflow(vm, "unsigned short", is_low),
        b'i' => overflow(vm, "signed integer", is_low),
        b'I' | b'L' if is_low => vm.overflow_error("can't convert negative value to unsigned int"),
        b'I' if number.to_u64().is_some() => overflow(vm, "unsigned int", false),
        b'I' | b'L' => vm.overflow_error("Python int too large to convert to C unsigned long"),
        b'l' => vm.overflow_error("Python int too large to convert to C long"),
        b'Q' if is_low => vm.overflow_error("can't convert negative int to unsigned"),
        _ => vm.overflow_error("int too big to convert"),
    })
}

fn pack_point(vm: &mut Vm, value: Ref) -> Res<Vec<u8>> {
    if !vm.is_str(value) || vm.heap.str_len(value) != 1 {
        let kind = vm.type_name(value);
        let text = if vm.version.minor() >= 14 && vm.is_str(value) {
            let length = vm.heap.str_len(value);
            format!("array item must be a unicode character, not a string of length {length}")
        } else if vm.version.minor() >= 13 {
            format!("array item must be a unicode character, not {kind}")
        } else if vm.is_str(value) {
            "array item must be unicode character".to_owned()
        } else {
            format!("must be str, not {kind}")
        };
        return Err(vm.type_error(&text));
    }
    Ok(vm.heap.chars(value).at(0).to_le_bytes().to_vec())
}

/// Fails while views are exported.
pub fn check_resizable(vm: &mut Vm, r: Ref) -> Res<()> {
    if vm.heap.buffer_exports(r) > 0 {
        return Err(vm.raise_text(
            Exc::BufferError,
            "cannot resize an array that is exporting buffers",
        ));
    }
    Ok(())
}

/// Makes the array `count` items long (`array_resize`).
pub fn resize(vm: &mut Vm, r: Ref, count: u32) -> Res<()> {
    let size = itemsize(vm, r);
    if count * size != vm.heap.buffer_len(r) {
        check_resizable(vm, r)?;
    }
    if u64::from(count) * u64::from(size) > vm.heap.memory_limit {
        return Err(vm.memory_error());
    }
    vm.heap.array_resize(r, size, count);
    Ok(())
}

/// Replaces items `[from, to)` by packed ones.
pub fn splice(vm: &mut Vm, r: Ref, from: u32, to: u32, content: &[u8]) -> Res<()> {
    let size = itemsize(vm, r);
    let length = count(vm, r);
    let new = content.len() as u32 / size;
    let rest = vm.heap.buffer_part(r, to * size, (length - to) * size);
    if new != to - from {
        check_resizable(vm, r)?;
        if new < to - from {
            vm.heap.buffer_write(r, (from + new) * size, &rest);
            resize(vm, r, length - (to - from) + new)?;
        } else {
            resize(vm, r, length - (to - from) + new)?;
            vm.heap.buffer_write(r, (from + new) * size, &rest);
        }
    }
    vm.heap.buffer_write(r, from * size, content);
    Ok(())
}

/// Appends a value (`ins1`).
pub fn append(vm: &mut Vm, r: Ref, value: Ref) -> Res<()> {
    let bytes = pack(vm, vm.heap.array_typecode(r), value)?;
    let length = count(vm, r);
    resize(vm, r, length + 1)?;
    vm.heap.buffer_write(r, length * bytes.len() as u32, &bytes);
    Ok(())
}

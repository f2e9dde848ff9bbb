//! `_struct`: bytes that numbers are packed into. Source: Modules/_struct.c.

mod format;

use heaplens_heap::rules::sizes::BuiltinType;
use heaplens_heap::types::Layout;
use heaplens_heap::{Owned, Ref, TypeId};
use num_traits::{Signed, ToPrimitive};

use crate::modules::ModuleDef;
use crate::modules::native_class::{NativeClass, no_new};
use crate::number::packed::{self, Form};
use crate::types::iterators;
use crate::vm::exceptions::Exc;
use crate::vm::native::{Arity, Def};
use crate::vm::{Raised, Res, Vm};
use format::{Code, Format};

/// Bytes of a `formatcode` of Modules/_struct.c: definition, offset, size, repeat.
const CODE_BYTES: u32 = 32;

/// The module.
pub const MODULE: ModuleDef = ModuleDef {
    name: "_struct",
    functions: &[FUNCTIONS],
    classes: &[
        NativeClass::record(
            "_struct.Struct",
            BuiltinType::StructStruct,
            &["format"],
            &[STRUCT],
        )
        .layout(Layout::Holding { refs: 1, blocks: 1 })
        .base(),
        NativeClass::record(
            "_struct.unpack_iterator",
            BuiltinType::StructUnpackIterator,
            &["so", "buf"],
            &[ITERATOR],
        )
        .iterator(next)
        .private(),
    ],
    fill,
};

const STRUCT: &[Def] = &[
    Def::fixed("__new__", Arity::Free, |vm, args| {
        let id = vm.heap.type_id_of(args.this());
        Ok(vm.new_native(id, &[]))
    }),
    Def::slot_free("__init__", |vm, args| {
        let [text] = args.bind(vm, "Struct", 1, ["format"], 1)?;
        let text = format_bytes(vm, text.unwrap_or_default())?;
        start(vm, args.this(), &text)?;
        Ok(vm.none())
    }),
    Def::slot("__repr__", 0, |vm, args| {
        let format = own_format(vm, args.this());
        let class = vm.type_name(args.this());
        let text = if vm.version.minor() >= 13 {
            let shown = String::from_utf8_lossy(&format).into_owned();
            let shown = vm.heap.str(&shown);
            let class = class.rsplit('.').next().unwrap_or("Struct");
            format!("{class}({})", vm.repr_text(shown.get()))
        } else {
            let class = if vm.version.minor() == 8 {
                class.rsplit('.').next().unwrap_or("Struct")
            } else {
                &*class
            };
            format!("<{class} object at {:#x}>", vm.heap.address(args.this()))
        };
        Ok(vm.heap.str(&text))
    }),
    Def::getter("format", |vm, args| {
        let format = own_format(vm, args.this());
        Ok(vm.heap.str(&String::from_utf8_lossy(&format)))
    }),
    Def::getter("size", |vm, args| {
        let format = parsed(vm, args.this())?;
        Ok(vm.heap.int(format.size as i64))
    }),
    Def::method("__sizeof__", Arity::None, |vm, args| {
        let bytes = vm.heap.sizeof(args.this()) + u64::from(vm.heap.held_bytes(args.this(), 0));
        Ok(vm.heap.int(bytes as i64))
    }),
    Def::method("pack", Arity::Free, |vm, args| {
        let format = parsed(vm, args.this())?;
        pack(vm, &format, &args.pos[1..])
    }),
    Def::method("unpack", Arity::One, |vm, args| {
        let format = parsed(vm, args.this())?;
        unpack(vm, &format, args.pos[1])
    }),
    Def::method("pack_into", Arity::Free, |vm, args| {
        let format = parsed(vm, args.this())?;
        pack_into(vm, &format, &args.pos[1..])
    }),
    Def::method("unpack_from", Arity::Free, |vm, args| {
        let format = parsed(vm, args.this())?;
        let [buffer, offset] = args.bind(vm, "unpack_from", 1, ["buffer", "offset"], 1)?;
        unpack_from(vm, &format, buffer.unwrap_or_default(), offset)
    }),
    Def::method("iter_unpack", Arity::One, |vm, args| {
        iter_unpack(vm, args.this(), args.pos[1])
    }),
];

const FUNCTIONS: &[Def] = &[
    Def::method("calcsize", Arity::One, |vm, args| {
        let format = given(vm, args.pos[0])?;
        Ok(vm.heap.int(format.size as i64))
    }),
    Def::method("pack", Arity::Free, |vm, args| {
        let Some((&text, values)) = args.pos.split_first() else {
            return Err(vm.type_error("missing format argument"));
        };
        let format = given(vm, text)?;
        pack(vm, &format, values)
    }),
    Def::method("unpack", Arity::Range(2, 2), |vm, args| {
        let format = given(vm, args.pos[0])?;
        unpack(vm, &format, args.pos[1])
    }),
    Def::method("pack_into", Arity::Free, |vm, args| {
        let Some((&text, values)) = args.pos.split_first() else {
            return Err(vm.type_error("missing format argument"));
        };
        let format = given(vm, text)?;
        pack_into(vm, &format, values)
    }),
    Def::method("unpack_from", Arity::Free, |vm, args| {
        let [text, buffer, offset] =
            args.bind(vm, "unpack_from", 0, ["", "buffer", "offset"], 2)?;
        let format = given(vm, text.unwrap_or_default())?;
        unpack_from(vm, &format, buffer.unwrap_or_default(), offset)
    }),
    Def::method("iter_unpack", Arity::Range(2, 2), |vm, args| {
        let class = vm.native_class("_struct.Struct");
        let object = vm.new_native(class, &[]);
        let text = format_bytes(vm, args.pos[0])?;
        start(vm, object.get(), &text)?;
        iter_unpack(vm, object.get(), args.pos[1])
    }),
    Def::method("_clearcache", Arity::None, |vm, _| Ok(vm.none())),
];

const ITERATOR: &[Def] = &[
    Def::fixed("__new__", Arity::Free, no_new),
    Def::slot("__iter__", 0, iterators::itself),
    Def::slot("__next__", 0, |vm, args| match next(vm, args.this())? {
        Some(item) => Ok(item),
        None => Err(vm.stop_iteration(Ref::NULL)),
    }),
    Def::method("__length_hint__", Arity::None, |vm, args| {
        let r = args.this();
        let (object, buffer) = (vm.heap.field(r, 0), vm.heap.field(r, 1));
        if object.is_null() {
            return Ok(vm.heap.int(0));
        }
        let size = parsed(vm, object)?.size as i64;
        let length = vm.bytes_like(buffer)?.len() as i64;
        let left = length - vm.heap.raw_word(r, 1) as i64;
        Ok(vm.heap.int(left / size))
    }),
];

fn fill(vm: &mut Vm, dict: Ref) -> Res<()> {
    let class = vm.heap.info(TypeId::TYPE).object;
    let base = vm.exc_class(Exc::Exception);
    let bases = vm.heap.tuple_of(&[base]);
    let namespace = Owned::adopt(vm.heap.new_dict(TypeId::DICT));
    let (key, module) = (vm.names.module, vm.heap.intern_str("struct"));
    drop(vm.heap.dict_set_str(namespace.get(), key, module));
    let name = vm.heap.intern_str("error");
    let error = vm.call(class, &[name.get(), bases.get(), namespace.get()])?;
    vm.module_value(dict, "error", error);
    Ok(())
}

fn error(vm: &mut Vm, text: &str) -> Raised {
    let class = match vm.import_module("_struct") {
        Ok(module) => vm.attribute(module.get(), "error"),
        Err(raised) => return raised,
    };
    let text = vm.heap.str(text);
    match class.and_then(|class| vm.call(class.get(), &[text.get()])) {
        Ok(exception) => vm.raise(exception),
        Err(raised) => raised,
    }
}

/// The bytes of a format argument.
fn format_bytes(vm: &mut Vm, r: Ref) -> Res<Vec<u8>> {
    if vm.is_str(r) {
        let bytes = vm.encode_text(r, "ascii", None)?;
        return Ok(vm.heap.bytes_value(bytes.get()).to_vec());
    }
    if vm.is_a(r, TypeId::BYTES) {
        return Ok(vm.heap.bytes_value(r).to_vec());
    }
    let text = format!(
        "Struct() argument 1 must be a str or bytes object, not {}",
        vm.type_name(r)
    );
    Err(vm.type_error(&text))
}

fn given(vm: &mut Vm, r: Ref) -> Res<Format> {
    let text = format_bytes(vm, r)?;
    Format::parse(&text).map_err(|what| error(vm, what))
}

fn start(vm: &mut Vm, r: Ref, text: &[u8]) -> Res<()> {
    let format = Format::parse(text).map_err(|what| error(vm, what))?;
    let text = vm.heap.bytes(text);
    vm.store_field(r, 0, text.get());
    let codes = format.codes.len() as u32 + 1;
    vm.heap.hold_block(r, 0, CODE_BYTES * codes);
    Ok(())
}

fn own_format(vm: &Vm, r: Ref) -> Vec<u8> {
    match vm.heap.field(r, 0).some() {
        Some(format) => vm.heap.bytes_value(format).to_vec(),
        None => Vec::new(),
    }
}

fn parsed(vm: &mut Vm, r: Ref) -> Res<Format> {
    if vm.heap.field(r, 0).is_null() {
        return Err(vm.raise_text(Exc::RuntimeError, "Struct object is not initialized"));
    }
    let text = own_format(vm, r);
    Format::parse(&text).map_err(|what| error(vm, what))
}

/// The bytes of the values, in `format.size` bytes.
fn packed_values(vm: &mut Vm, format: &Format, values: &[Ref], function: &str) -> Res<Vec<u8>> {
    let items = format.items();
    if values.len() != items {
        let text = format!(
            "{function} expected {items} items for packing (got {})",
            values.len()
        );
        return Err(error(vm, &text));
    }
    if format.size as u64 > vm.heap.memory_limit {
        return Err(vm.memory_error());
    }
    let mut out = vec![0; format.size];
    let mut values = values.iter().copied();
    for code in &format.codes {
        for (at, value) in (0..code.count).zip(values.by_ref()) {
            let bytes = packed_value(vm, format, code, value)?;
            let start = code.offset + at * code.size;
            out[start..start + bytes.len()].copy_from_slice(&bytes);
        }
    }
    Ok(out)
}

fn packed_value(vm: &mut Vm, format: &Format, code: &Code, value: Ref) -> Res<Vec<u8>> {
    let letter = code.letter;
    match letter {
        b'?' => Ok(vec![u8::from(vm.truth(value)?)]),
        b'c' => {
            if vm.is_a(value, TypeId::BYTES) && vm.heap.bytes_value(value).len() == 1 {
                return Ok(vm.heap.bytes_value(value).to_vec());
            }
            Err(error(vm, "char format requires a bytes object of length 1"))
        }
        b's' | b'p' => {
            let is_bytes = vm.is_a(value, TypeId::BYTES) || vm.is_a(value, TypeId::BYTEARRAY);
            if !is_bytes {
                let text = format!(
                    "argument for '{}' must be a bytes object",
                    char::from(letter)
                );
                return Err(error(vm, &text));
            }
            let content = vm.bytes_like(value)?;
            if letter == b's' {
                return Ok(content[..content.len().min(code.size)].to_vec());
            }
            if code.size == 0 {
                return Ok(Vec::new());
            }
            let kept = content.len().min(code.size - 1);
            let mut out = vec![kept.min(255) as u8];
            out.extend_from_slice(&content[..kept]);
            Ok(out)
        }
        b'e' | b'f' | b'd' => packed_float(vm, format, code, value),
        _ => packed_int(vm, format, code, value),
    }
}

fn packed_float(vm: &mut Vm, format: &Format, code: &Code, value: Ref) -> Res<Vec<u8>> {
    let number = match vm.float_of_number(value) {
        Ok(number) => number,
        Err(_) if vm.catch(Exc::TypeError) => {
            return Err(error(vm, "required argument is not a float"));
        }
        Err(raised) => return Err(raised),
    };
    match packed::pack_float(number, code.size as u32, format.is_big) {
        Some(bytes) => Ok(bytes),
        // A native float just becomes infinite.
        None if format.is_native && code.letter == b'f' => {
            Ok((number as f32).to_le_bytes().to_vec())
        }
        None if vm.is_a(value, TypeId::INT) => Err(error(vm, "int too large to convert")),
        None => {
            let text = format!(
                "float too large to pack with {} format",
                char::from(code.letter)
            );
            Err(vm.overflow_error(&text))
        }
    }
}

fn packed_int(vm: &mut Vm, format: &Format, code: &Code, value: Ref) -> Res<Vec<u8>> {
    if !vm.has_index(value) {
        return Err(error(vm, "required argument is not an integer"));
    }
    let index = vm.index_object(value)?;
    let number = vm.heap.int_big(index.get());
    let (letter, size) = (code.letter, code.size as u32);
    let is_signed = format::form(letter) == Form::Signed;
    if letter == b'P' {
        let fits = packed::pack_int(&number, size, number.is_negative(), format.is_big);
        return fits.ok_or_else(|| error(vm, "int too large to convert"));
    }
    if let Some(bytes) = packed::pack_int(&number, size, is_signed, format.is_big) {
        return Ok(bytes);
    }
    let text = range_text(vm.version.minor(), letter, size, is_signed, &number);
    Err(error(vm, &text))
}

/// What is said of a number that doesn't fit.
fn range_text(
    minor: u8,
    letter: u8,
    size: u32,
    is_signed: bool,
    number: &num_bigint::BigInt,
) -> String {
    let bits = size * 8;
    let (low, high) = if is_signed {
        (-(1i128 << (bits - 1)), (1i128 << (bits - 1)) - 1)
    } else {
        (0, (1i128 << bits) - 1)
    };
    let quoted = format!(
        "'{}' format requires {low} <= number <= {high}",
        char::from(letter)
    );
    if minor >= 12 {
        return quoted;
    }
    // What doesn't fit a C long is out of range before its width is looked at.
    let is_long = match letter {
        b'I' | b'L' | b'Q' | b'N' => number.to_u64().is_some(),
        _ => number.to_i64().is_some(),
    };
    if !is_long {
        return "argument out of range".to_owned();
    }
    match letter {
        b'b' => "byte format requires -128 <= number <= 127".to_owned(),
        b'B' => "ubyte format requires 0 <= number <= 255".to_owned(),
        b'h' if minor < 11 => "short format requires (-0x7fff - 1) <= number <= 0x7fff".to_owned(),
        b'h' => "short format requires -32768 <= number <= 32767".to_owned(),
        b'H' if minor < 11 => "ushort format requires 0 <= number <= (0x7fff * 2 + 1)".to_owned(),
        b'H' => "ushort format requires 0 <= number <= 65535".to_owned(),
        _ => quoted,
    }
}

fn pack(vm: &mut Vm, format: &Format, values: &[Ref]) -> Res<Owned> {
    let content = packed_values(vm, format, values, "pack")?;
    Ok(vm.heap.bytes(&content))
}

fn unpacked(vm: &mut Vm, format: &Format, bytes: &[u8]) -> Owned {
    let mut items = Vec::with_capacity(format.items());
    for code in &format.codes {
        for at in 0..code.count {
            let start = code.offset + at * code.size;
            let part = &bytes[start..start + code.size];
            items.push(match code.letter {
                b'c' | b's' => vm.heap.bytes(part),
                b'p' => {
                    let length = part.first().map_or(0, |&length| usize::from(length));
                    let end = (1 + length).min(part.len());
                    vm.heap.bytes(part.get(1..end).unwrap_or_default())
                }
                b'?' => vm.heap.bool(part[0] != 0),
                letter => {
                    let value = packed::unpack(format::form(letter), part, format.is_big);
                    vm.packed_object(value)
                }
            });
        }
    }
    vm.tuple_owned(items)
}

fn unpack(vm: &mut Vm, format: &Format, buffer: Ref) -> Res<Owned> {
    let bytes = vm.bytes_like(buffer)?;
    if bytes.len() != format.size {
        let text = format!("unpack requires a buffer of {} bytes", format.size);
        return Err(error(vm, &text));
    }
    Ok(unpacked(vm, format, &bytes))
}

/// Where in a buffer of `length` bytes an item at `offset` lies.
fn place(vm: &mut Vm, offset: i64, size: usize, length: usize, packs: bool) -> Res<usize> {
    let mut start = offset;
    if offset < 0 {
        if offset + size as i64 > 0 {
            let text = if packs {
                format!("no space to pack {size} bytes at offset {offset}")
            } else {
                format!("not enough data to unpack {size} bytes at offset {offset}")
            };
            return Err(error(vm, &text));
        }
        start += length as i64;
        if start < 0 {
            let text = format!("offset {offset} out of range for {length}-byte buffer");
            return Err(error(vm, &text));
        }
    }
    if length as i64 - start < size as i64 {
        let (function, doing) = if packs {
            ("pack_into", "packing")
        } else {
            ("unpack_from", "unpacking")
        };
        let text = format!(
            "{function} requires a buffer of at least {} bytes for {doing} {size} bytes at offset {start} (actual buffer size is {length})",
            i128::from(start) + size as i128
        );
        return Err(error(vm, &text));
    }
    Ok(start as usize)
}

fn pack_into(vm: &mut Vm, format: &Format, args: &[Ref]) -> Res<Owned> {
    let Some(&buffer) = args.first() else {
        return Err(error(vm, "pack_into expected buffer argument"));
    };
    let Some(&offset) = args.get(1) else {
        return Err(error(vm, "pack_into expected offset argument"));
    };
    let values = &args[2..];
    if values.len() != format.items() {
        return packed_values(vm, format, values, "pack_into").map(|_| vm.none());
    }
    let length = match super::io::room_of(vm, buffer, "") {
        Ok(length) => length,
        Err(_) if vm.catch(Exc::TypeError) => {
            let text = format!(
                "argument must be read-write bytes-like object, not {}",
                vm.type_name(buffer)
            );
            return Err(vm.type_error(&text));
        }
        Err(raised) => return Err(raised),
    };
    let offset = vm.ssize_argument(offset)?;
    let start = place(vm, offset, format.size, length, true)?;
    let content = packed_values(vm, format, values, "pack_into")?;
    super::io::fill_room_at(vm, buffer, start, &content)?;
    Ok(vm.none())
}

fn unpack_from(vm: &mut Vm, format: &Format, buffer: Ref, offset: Option<Ref>) -> Res<Owned> {
    let offset = match offset {
        Some(offset) => vm.ssize_argument(offset)?,
        None => 0,
    };
    let bytes = vm.bytes_like(buffer)?;
    let start = place(vm, offset, format.size, bytes.len(), false)?;
    Ok(unpacked(vm, format, &bytes[start..start + format.size]))
}

fn iter_unpack(vm: &mut Vm, object: Ref, buffer: Ref) -> Res<Owned> {
    let size = parsed(vm, object)?.size;
    if size == 0 {
        return Err(error(
            vm,
            "cannot iteratively unpack with a struct of length 0",
        ));
    }
    let bytes = vm.bytes_like(buffer)?;
    if bytes.len() % size != 0 {
        let text = format!("iterative unpacking requires a buffer of a multiple of {size} bytes");
        return Err(error(vm, &text));
    }
    let class = vm.native_class("_struct.unpack_iterator");
    Ok(vm.new_native(class, &[object, buffer]))
}

fn next(vm: &mut Vm, r: Ref) -> Res<Option<Owned>> {
    let (object, buffer) = (vm.heap.field(r, 0), vm.heap.field(r, 1));
    if object.is_null() {
        return Ok(None);
    }
    let format = parsed(vm, object)?;
    let at = vm.heap.raw_word(r, 1) as usize;
    let bytes = vm.bytes_like(buffer)?;
    if at + format.size > bytes.len() {
        vm.store_field(r, 0, Ref::NULL);
        vm.store_field(r, 1, Ref::NULL);
        return Ok(None);
    }
    vm.heap.set_raw_word(r, 1, (at + format.size) as u64);
    Ok(Some(unpacked(vm, &format, &bytes[at..at + format.size])))
}

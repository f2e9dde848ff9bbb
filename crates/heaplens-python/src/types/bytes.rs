//! `bytes` (Objects/bytesobject.c), and what it has in common with `bytearray` as a sequence.

use heaplens_heap::types::flags;
use heaplens_heap::{Owned, Ref, TypeId};

use crate::opcode::Comparison;
use crate::text::repr::repr_bytes;
use crate::types::object::decline;
use crate::vm::compare::holds;
use crate::vm::native::{Args, Arity, Def};
use crate::vm::{Raised, Res, Vm};

/// Methods of `bytes`; those that `bytearray` has too are in `bytes_methods`.
pub const METHODS: &[Def] = &[
    Def::fixed("__new__", Arity::Free, new),
    Def::slot("__repr__", 0, repr),
    Def::slot("__str__", 0, str),
    Def::slot("__hash__", 0, |vm, args| {
        let hash = vm.heap.bytes_hash(args.this());
        Ok(vm.heap.int(hash))
    }),
    Def::slot("__len__", 0, |vm, args| {
        let length = vm.heap.bytes_value(args.this()).len();
        Ok(vm.heap.int(length as i64))
    }),
    Def::slot("__iter__", 0, |vm, args| {
        Ok(vm.new_iterator(TypeId::BYTES_ITERATOR, args.this(), 0))
    }),
    Def::slot("__getitem__", 1, getitem),
    Def::slot("__contains__", 1, contains),
    Def::slot("__add__", 1, add),
    Def::slot("__mul__", 1, mul),
    Def::slot("__rmul__", 1, mul),
    Def::slot("__mod__", 1, super::bytes_format::percent),
    Def::slot("__rmod__", 1, super::bytes_format::reflected),
    Def::slot("__eq__", 1, |vm, args| compare(vm, args, Comparison::Eq)),
    Def::slot("__ne__", 1, |vm, args| compare(vm, args, Comparison::Ne)),
    Def::slot("__lt__", 1, |vm, args| compare(vm, args, Comparison::Lt)),
    Def::slot("__le__", 1, |vm, args| compare(vm, args, Comparison::Le)),
    Def::slot("__gt__", 1, |vm, args| compare(vm, args, Comparison::Gt)),
    Def::slot("__ge__", 1, |vm, args| compare(vm, args, Comparison::Ge)),
    Def::method("__getnewargs__", Arity::None, |vm, args| {
        let content = vm.heap.bytes_value(args.this()).to_vec();
        let copy = vm.heap.bytes(&content);
        Ok(vm.heap.tuple_from(&[copy.into_ref()]))
    }),
    Def::method("__bytes__", Arity::None, |vm, args| {
        Ok(unchanged(vm, args.this()))
    })
    .since(11),
    Def::slot("__buffer__", 1, super::memoryview::buffer).since(12),
];

/// The object itself where it is exactly bytes, else bytes with its content.
pub fn unchanged(vm: &mut Vm, r: Ref) -> Owned {
    if vm.heap.type_of(r) == TypeId::BYTES {
        return vm.heap.own(r);
    }
    let content = vm.heap.bytes_value(r).to_vec();
    vm.heap.bytes(&content)
}

fn new(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let id = vm.heap.type_id_of(args.this());
    let [source, encoding, errors] =
        args.bind(vm, "bytes", 1, ["source", "encoding", "errors"], 0)?;
    if id == TypeId::BYTES
        && let (Some(source), None, None) = (source, encoding, errors)
        && vm.heap.type_of(source) == TypeId::BYTES
    {
        return Ok(vm.heap.own(source));
    }
    let bytes_name = vm.names.bytes;
    if let (Some(source), None, None) = (source, encoding, errors)
        && !vm.is_a(source, TypeId::BYTES)
        && let Some(result) = vm.call_special(source, bytes_name, &[])
    {
        let result = result?;
        if !vm.is_a(result.get(), TypeId::BYTES) {
            let text = if vm.version.minor() >= 15 {
                format!(
                    "{}.__bytes__() must return a bytes, not {}",
                    vm.type_name(source),
                    vm.type_name(result.get())
                )
            } else {
                format!(
                    "__bytes__ returned non-bytes (type {})",
                    vm.type_name(result.get())
                )
            };
            return Err(vm.type_error(&text));
        }
        if id == TypeId::BYTES {
            return Ok(result);
        }
        let content = vm.heap.bytes_value(result.get()).to_vec();
        return Ok(of_class(vm, id, &content));
    }
    let content = content_from(vm, "bytes", source, encoding, errors)?;
    Ok(of_class(vm, id, &content))
}

fn of_class(vm: &mut Vm, id: TypeId, content: &[u8]) -> Owned {
    if id == TypeId::BYTES {
        return vm.heap.bytes(content);
    }
    let object = vm.heap.bytes_of(id, content);
    if vm.heap.info(id).has(flags::HAVE_GC) {
        vm.heap.track(object.get());
    }
    object
}

/// The content that the arguments of `bytes()` or `bytearray()` describe.
pub fn content_from(
    vm: &mut Vm,
    kind: &str,
    source: Option<Ref>,
    encoding: Option<Ref>,
    errors: Option<Ref>,
) -> Res<Vec<u8>> {
    let (first, second) = if vm.version.minor() >= 10 {
        ("'encoding'", "'errors'")
    } else {
        ("2", "3")
    };
    let encoding_name = vm.coding_name(encoding, kind, first)?;
    let errors_name = vm.coding_name(errors, kind, second)?;
    let Some(source) = source else {
        if encoding.is_some() || errors.is_some() {
            let which = if encoding.is_some() {
                "encoding"
            } else {
                "errors"
            };
            return Err(vm.type_error(&format!("{which} without a string argument")));
        }
        return Ok(Vec::new());
    };
    if vm.is_str(source) {
        if encoding.is_none() {
            return Err(vm.type_error("string argument without an encoding"));
        }
        let made = vm.encode_text(
            source,
            encoding_name.as_deref().unwrap_or("utf-8"),
            errors_name.as_deref(),
        )?;
        return Ok(vm.heap.bytes_value(made.get()).to_vec());
    }
    if encoding.is_some() || errors.is_some() {
        let which = if encoding.is_some() {
            "encoding"
        } else {
            "errors"
        };
        return Err(vm.type_error(&format!("{which} without a string argument")));
    }
    if vm.has_index(source) {
        match vm.index_value(source) {
            Ok(Some(count)) if count < 0 => return Err(vm.value_error("negative count")),
            Ok(Some(count)) if count > 1 << 30 => return Err(vm.memory_error()),
            Ok(Some(count)) => return Ok(vec![0; count as usize]),
            Ok(None) => {
                let text = format!(
                    "cannot fit '{}' into an index-sized integer",
                    vm.type_name(source)
                );
                return Err(vm.overflow_error(&text));
            }
            Err(Raised) if vm.catch(crate::vm::exceptions::Exc::TypeError) => {}
            Err(raised) => return Err(raised),
        }
    }
    if let Some(content) = vm.buffer_content(source)? {
        return Ok(content);
    }
    let message = if kind == "bytes" {
        "bytes must be in range(0, 256)"
    } else {
        "byte must be in range(0, 256)"
    };
    let (iter, getitem) = (vm.names.iter, vm.names.getitem);
    if vm.lookup_special(source, iter).is_none() && vm.lookup_special(source, getitem).is_none() {
        let text = format!("cannot convert '{}' object to {kind}", vm.type_name(source));
        return Err(vm.type_error(&text));
    }
    vm.bytes_of_items(source, message)
}

fn repr(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let text = repr_bytes(vm.heap.bytes_value(args.this()));
    Ok(vm.new_text(&text))
}

fn str(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    repr(vm, args)
}

/// Comparison of bytes or bytearray with anything that shows bytes (`bytes_richcompare`, `bytearray_richcompare`).
pub fn compare(vm: &mut Vm, args: &Args<'_>, op: Comparison) -> Res<Owned> {
    let (a, b) = (args.pos[0], args.pos[1]);
    let is_plain = vm.is_a(a, TypeId::BYTES);
    if is_plain && !vm.is_a(b, TypeId::BYTES) || !vm.has_buffer(b) {
        return decline(vm);
    }
    let (Some(x), Some(y)) = (vm.buffer_content(a)?, vm.buffer_content(b)?) else {
        return decline(vm);
    };
    Ok(vm.heap.bool(holds(op, x.cmp(&y))))
}

/// `item in bytes`, of bytearray too.
pub fn contains(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let (r, item) = (args.pos[0], args.pos[1]);
    let content = vm.bytes_like(r)?;
    let found = if !vm.has_buffer(item) && vm.has_index(item) {
        let byte = vm.byte_value(item, "byte must be in range(0, 256)")?;
        content.contains(&byte)
    } else {
        let part = vm.bytes_like(item)?;
        crate::text::methods::search::contains(
            crate::text::TextRef::Ucs1(&content),
            crate::text::TextRef::Ucs1(&part),
        )
    };
    Ok(vm.heap.bool(found))
}

fn getitem(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let (r, index) = (args.pos[0], args.pos[1]);
    let length = vm.heap.bytes_value(r).len() as i64;
    if vm.heap.type_of(index) == TypeId::SLICE {
        let picked = vm.slice_parts(index)?.adjust(length);
        if picked.step == 1 {
            if i64::from(picked.count) == length && vm.heap.type_of(r) == TypeId::BYTES {
                return Ok(vm.heap.own(r));
            }
            let start = picked.start as usize;
            let part = vm.heap.bytes_value(r)[start.min(length as usize)..]
                [..picked.count as usize]
                .to_vec();
            return Ok(vm.heap.bytes(&part));
        }
        let content = vm.heap.bytes_value(r);
        let part: Vec<u8> = (0..picked.count)
            .map(|at| content[picked.index(at) as usize])
            .collect();
        return Ok(vm.heap.bytes(&part));
    }
    if !vm.has_index(index) {
        let text = format!(
            "byte indices must be integers or slices, not {}",
            vm.type_name(index)
        );
        return Err(vm.type_error(&text));
    }
    let at = vm.exact_index(index)?;
    let at = if at < 0 { at + length } else { at };
    if at < 0 || at >= length {
        return Err(vm.index_error("index out of range"));
    }
    let byte = vm.heap.bytes_value(r)[at as usize];
    Ok(vm.heap.int(i64::from(byte)))
}

fn add(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let (a, b) = (args.pos[0], args.pos[1]);
    if !vm.has_buffer(b) {
        let text = format!("can't concat {} to bytes", vm.type_name(b));
        return Err(vm.type_error(&text));
    }
    let tail = vm.bytes_like(b)?;
    if vm.heap.bytes_value(a).is_empty() && vm.heap.type_of(b) == TypeId::BYTES {
        return Ok(vm.heap.own(b));
    }
    if tail.is_empty() && vm.heap.type_of(a) == TypeId::BYTES {
        return Ok(vm.heap.own(a));
    }
    let mut content = vm.heap.bytes_value(a).to_vec();
    content.extend(tail);
    Ok(vm.heap.bytes(&content))
}

/// The content repeated, as `*` has it.
pub fn repeated(vm: &mut Vm, content: &[u8], times: u32) -> Res<Vec<u8>> {
    let total = content.len() as u64 * u64::from(times);
    if total > 1 << 30 || total > vm.heap.memory_limit {
        return Err(vm.memory_error());
    }
    Ok(content.repeat(times as usize))
}

fn mul(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let r = args.pos[0];
    let Some(times) = super::sequence::times(vm, args.pos[1])? else {
        return decline(vm);
    };
    if times == 1 && vm.heap.type_of(r) == TypeId::BYTES {
        return Ok(vm.heap.own(r));
    }
    let content = vm.heap.bytes_value(r).to_vec();
    let content = repeated(vm, &content, times)?;
    Ok(vm.heap.bytes(&content))
}

//! Items and slices of memoryview, and `cast` (Objects/memoryobject.c).

use heaplens_heap::buffer_view::ViewShape;
use heaplens_heap::{Owned, Ref, TypeId};

use crate::number::packed;
use crate::types::memoryview::{format_text, item_places, numbers_of, pack_item};
use crate::vm::exceptions::Exc;
use crate::vm::native::Args;
use crate::vm::{Raised, Res, Vm};

/// What an index names.
enum Place {
    /// An item, at this byte of the exporter.
    Item(i64),
    /// Part of the view.
    Part(ViewShape),
}

fn not_implemented(vm: &mut Vm, text: &str) -> Raised {
    vm.raise_text(Exc::NotImplementedError, text)
}

fn step_in(vm: &mut Vm, shape: &ViewShape, dimension: usize, index: Ref) -> Res<i64> {
    let at = vm.exact_index(index)?;
    let length = shape.shape[dimension];
    let at = if at < 0 { at + length } else { at };
    if at < 0 || at >= length {
        let text = format!("index out of bounds on dimension {}", dimension + 1);
        return Err(vm.index_error(&text));
    }
    Ok(at * shape.strides[dimension])
}

/// What `view[index]` names.
fn place(vm: &mut Vm, shape: &ViewShape, index: Ref) -> Res<Place> {
    let ndim = shape.shape.len();
    if ndim == 0 {
        if vm.is_a(index, TypeId::TUPLE) && vm.heap.tuple_len(index) == 0 {
            return Ok(Place::Item(shape.start));
        }
        if index == vm.heap.known.ellipsis {
            return Ok(Place::Part(shape.clone()));
        }
        return Err(vm.type_error("invalid indexing of 0-dim memory"));
    }
    if vm.has_index(index) {
        if ndim > 1 {
            return Err(not_implemented(
                vm,
                "multi-dimensional sub-views are not implemented",
            ));
        }
        return Ok(Place::Item(shape.start + step_in(vm, shape, 0, index)?));
    }
    if vm.heap.type_of(index) == TypeId::SLICE {
        let picked = vm.slice_parts(index)?.adjust(shape.shape[0]);
        let mut part = shape.clone();
        part.start += picked.start * shape.strides[0];
        part.shape[0] = i64::from(picked.count);
        part.strides[0] = shape.strides[0] * picked.step;
        return Ok(Place::Part(part));
    }
    if vm.is_a(index, TypeId::TUPLE) {
        let parts = vm.heap.tuple_items(index);
        if parts.iter().all(|&part| vm.has_index(part)) {
            if parts.len() < ndim {
                return Err(not_implemented(vm, "sub-views are not implemented"));
            }
            if parts.len() > ndim {
                let text = format!(
                    "cannot index {ndim}-dimension view with {}-element tuple",
                    parts.len()
                );
                return Err(vm.type_error(&text));
            }
            let mut at = shape.start;
            for (dimension, &part) in parts.iter().enumerate() {
                at += step_in(vm, shape, dimension, part)?;
            }
            return Ok(Place::Item(at));
        }
        if parts
            .iter()
            .all(|&part| vm.heap.type_of(part) == TypeId::SLICE)
        {
            return Err(not_implemented(
                vm,
                "multi-dimensional slicing is not implemented",
            ));
        }
    }
    Err(vm.type_error("memoryview: invalid slice key"))
}

fn item(vm: &mut Vm, view: Ref, shape: &ViewShape, at: i64) -> Res<Owned> {
    let Some((form, _)) = packed::native(shape.format) else {
        let text = format!("memoryview: format {} not supported", format_text(shape));
        return Err(not_implemented(vm, &text));
    };
    let bytes = vm.view_part(view, at, shape.itemsize);
    Ok(vm.packed_object(packed::unpack(form, &bytes, false)))
}

/// `view[index]`.
pub fn getitem(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let (view, index) = (args.pos[0], args.pos[1]);
    let shape = vm.check_view(view)?;
    match place(vm, &shape, index)? {
        Place::Item(at) => item(vm, view, &shape, at),
        Place::Part(part) => Ok(vm.view_of_same(view, &part)),
    }
}

/// `del view[index]`, which can't be.
pub fn delitem(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let shape = vm.check_view(args.this())?;
    Err(vm.type_error(if shape.is_readonly {
        "cannot modify read-only memory"
    } else {
        "cannot delete memory"
    }))
}

fn write(vm: &mut Vm, view: Ref, at: i64, bytes: &[u8]) {
    let exporter = vm.heap.view_exporter(view);
    vm.heap.buffer_write(exporter, at as u32, bytes);
}

/// `view[index] = value`.
pub fn setitem(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let (view, index, value) = (args.pos[0], args.pos[1], args.pos[2]);
    let shape = vm.check_view(view)?;
    if shape.is_readonly {
        return Err(vm.type_error("cannot modify read-only memory"));
    }
    match place(vm, &shape, index)? {
        Place::Item(at) => {
            let bytes = pack_item(vm, &shape, value)?;
            vm.check_view(view)?;
            write(vm, view, at, &bytes);
        }
        Place::Part(part) => {
            if part.shape.len() != 1 {
                return Err(not_implemented(
                    vm,
                    "memoryview slice assignments are currently restricted to ndim = 1",
                ));
            }
            if !vm.has_buffer(value) {
                return Err(vm.not_bytes_like(value));
            }
            let source = vm.new_memoryview(value)?;
            let from = vm.heap.view_shape(source.get());
            if from.format != part.format
                || from.itemsize != part.itemsize
                || from.shape != part.shape
            {
                return Err(vm.value_error(
                    "memoryview assignment: lvalue and rvalue have different structures",
                ));
            }
            let content = vm.view_bytes(source.get());
            vm.release(source);
            let size = part.itemsize as usize;
            for (at, bytes) in item_places(&part, false)
                .into_iter()
                .zip(content.chunks(size))
            {
                write(vm, view, at, bytes);
            }
        }
    }
    Ok(vm.none())
}

/// `view.tolist()`.
pub fn tolist(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let view = args.this();
    let shape = vm.check_view(view)?;
    if numbers_of(vm, view, &shape).is_none() {
        let text = format!("memoryview: format {} not supported", format_text(&shape));
        return Err(not_implemented(vm, &text));
    }
    if shape.shape.is_empty() {
        return item(vm, view, &shape, shape.start);
    }
    nested(vm, view, &shape, 0, shape.start)
}

fn nested(vm: &mut Vm, view: Ref, shape: &ViewShape, dimension: usize, at: i64) -> Res<Owned> {
    let list = Owned::adopt(vm.heap.new_list(TypeId::LIST));
    for index in 0..shape.shape[dimension] {
        let at = at + index * shape.strides[dimension];
        let made = if dimension + 1 == shape.shape.len() {
            item(vm, view, shape, at)?
        } else {
            nested(vm, view, shape, dimension + 1, at)?
        };
        vm.heap.list_append(list.get(), made.into_ref());
    }
    Ok(list)
}

/// `view.count(value)` (3.14).
pub fn count(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let list = tolist(vm, args)?;
    let mut count = 0;
    for at in 0..vm.heap.list_len(list.get()) {
        let item = vm.heap.list_item(list.get(), at);
        count += i64::from(vm.same_items(item, args.pos[1])?);
    }
    Ok(vm.heap.int(count))
}

/// `view.index(value, start, stop)` (3.14).
pub fn index(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let list = tolist(vm, args)?;
    let length = i64::from(vm.heap.list_len(list.get()));
    let (start, stop) = super::str::bounds(vm, args)?;
    let clip = |at: i64| {
        if at < 0 {
            (at + length).max(0)
        } else {
            at.min(length)
        }
    };
    for at in clip(start)..clip(stop) {
        let item = vm.heap.list_item(list.get(), at as u32);
        if vm.same_items(item, args.pos[1])? {
            return Ok(vm.heap.int(at));
        }
    }
    Err(vm.value_error("memoryview.index(x): x not found"))
}

/// `view.cast(format, shape)`.
pub fn cast(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let [format, wanted] = args.bind(vm, "cast", 1, ["format", "shape"], 1)?;
    let view = args.this();
    let shape = vm.check_view(view)?;
    let format = format.unwrap_or_default();
    if !vm.is_str(format) {
        let text = format!(
            "cast() argument 'format' must be str, not {}",
            vm.argument_type(format)
        );
        return Err(vm.type_error(&text));
    }
    let text = vm.heap.text(format);
    if !shape.is_c_contiguous() {
        return Err(vm.type_error("memoryview: casts are restricted to C-contiguous views"));
    }
    let wanted = match wanted.filter(|&r| r != vm.heap.known.none) {
        None => None,
        Some(r) => Some(wanted_shape(vm, r, &shape)?),
    };
    let has_at = text.starts_with('@');
    let letter = match text.strip_prefix('@').unwrap_or(&text).as_bytes() {
        [letter] if packed::native(*letter).is_some() && !matches!(letter, b'e' | b'F' | b'D') => {
            *letter
        }
        [letter @ b'e'] if vm.version.minor() >= 12 => *letter,
        [letter @ (b'F' | b'D')] if vm.version.minor() >= 15 => *letter,
        _ => {
            return Err(vm.value_error(
                "memoryview: destination format must be a native single character format prefixed with an optional '@'",
            ));
        }
    };
    let itemsize = packed::native(letter).map_or(1, |(_, size)| size);
    let is_byte = |letter: u8| matches!(letter, b'b' | b'B' | b'c');
    if !is_byte(letter) && !is_byte(shape.format) {
        return Err(vm.type_error("memoryview: cannot cast between two non-byte formats"));
    }
    let nbytes = shape.nbytes();
    if nbytes % i64::from(itemsize) != 0 {
        return Err(vm.type_error("memoryview: length is not a multiple of itemsize"));
    }
    let lengths = match wanted {
        None => vec![nbytes / i64::from(itemsize)],
        Some(lengths) => {
            if lengths.iter().product::<i64>() * i64::from(itemsize) != nbytes {
                return Err(vm.type_error("memoryview: product(shape) * itemsize != buffer size"));
            }
            lengths
        }
    };
    let made = ViewShape {
        format: letter,
        has_at,
        itemsize,
        strides: ViewShape::packed_strides(itemsize, &lengths),
        shape: lengths,
        ..shape
    };
    Ok(vm.view_of_same(view, &made))
}

fn wanted_shape(vm: &mut Vm, r: Ref, shape: &ViewShape) -> Res<Vec<i64>> {
    let items = match vm.heap.type_of(r) {
        _ if vm.is_a(r, TypeId::LIST) => vm.heap.list_items(r),
        _ if vm.is_a(r, TypeId::TUPLE) => vm.heap.tuple_items(r),
        _ => return Err(vm.type_error("shape must be a list or a tuple")),
    };
    if items.len() > 64 {
        return Err(vm.value_error("memoryview: number of dimensions must not exceed 64"));
    }
    if shape.shape.len() != 1 && items.len() != 1 {
        return Err(vm.type_error("memoryview: cast must be 1D -> ND or ND -> 1D"));
    }
    let mut lengths = Vec::new();
    for item in items {
        if !vm.is_int(item) {
            return Err(vm.type_error("memoryview.cast(): elements of shape must be integers"));
        }
        match vm.small_value(item) {
            Some(length) if length > 0 => lengths.push(length),
            _ => {
                return Err(
                    vm.value_error("memoryview.cast(): elements of shape must be integers > 0")
                );
            }
        }
    }
    Ok(lengths)
}

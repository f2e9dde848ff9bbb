//! `memoryview` (Objects/memoryobject.c): what can be asked of one. Items and slices are in `memoryview_items`.

use heaplens_heap::buffer_view::ViewShape;
use heaplens_heap::types::{Layout, flags};
use heaplens_heap::{Owned, Ref, TypeId};

use crate::number::packed::{self, Form, Packed};
use crate::opcode::Comparison;
use crate::types::memoryview_items as items;
use crate::types::object::decline;
use crate::vm::exceptions::Exc;
use crate::vm::native::{Args, Arity, Def};
use crate::vm::{Raised, Res, Vm};

/// Methods of `memoryview`.
pub const METHODS: &[Def] = &[
    Def::fixed("__new__", Arity::Free, new),
    Def::slot("__repr__", 0, repr),
    Def::slot("__hash__", 0, hash),
    Def::slot("__len__", 0, len),
    Def::slot("__iter__", 0, |vm, args| {
        vm.check_view(args.this())?;
        Ok(vm.new_iterator(TypeId::SEQ_ITERATOR, args.this(), 0))
    }),
    Def::slot("__getitem__", 1, items::getitem),
    Def::slot("__setitem__", 2, items::setitem),
    Def::slot("__delitem__", 1, items::delitem),
    Def::slot("__eq__", 1, |vm, args| compare(vm, args, Comparison::Eq)),
    Def::slot("__ne__", 1, |vm, args| compare(vm, args, Comparison::Ne)),
    Def::slot("__lt__", 1, |vm, _| decline(vm)),
    Def::slot("__le__", 1, |vm, _| decline(vm)),
    Def::slot("__gt__", 1, |vm, _| decline(vm)),
    Def::slot("__ge__", 1, |vm, _| decline(vm)),
    Def::slot("__buffer__", 1, buffer).since(12),
    Def::slot("__release_buffer__", 1, release_buffer).since(12),
    Def::method("__enter__", Arity::None, |vm, args| {
        vm.check_view(args.this())?;
        Ok(vm.heap.own(args.this()))
    }),
    Def::method("__exit__", Arity::Free, |vm, args| {
        vm.heap.release_view(args.this());
        Ok(vm.none())
    }),
    Def::method("release", Arity::None, |vm, args| {
        vm.heap.release_view(args.this());
        Ok(vm.none())
    }),
    Def::method("tobytes", Arity::Free, tobytes),
    Def::method("tolist", Arity::None, items::tolist),
    Def::method("hex", Arity::Free, |vm, args| {
        let content = vm.bytes_like(args.this())?;
        super::bytes_methods::to_hex(vm, args, &content)
    }),
    Def::method("cast", Arity::Free, items::cast),
    Def::method("toreadonly", Arity::None, |vm, args| {
        let mut shape = vm.check_view(args.this())?;
        shape.is_readonly = true;
        Ok(vm.view_of_same(args.this(), &shape))
    }),
    Def::method("count", Arity::One, items::count).since(14),
    Def::method("index", Arity::Range(1, 3), items::index).since(14),
    Def::getter("obj", |vm, args| {
        vm.check_view(args.this())?;
        let exporter = vm.heap.view_exporter(args.this());
        Ok(vm.heap.own(exporter))
    }),
    Def::getter("nbytes", |vm, args| {
        let shape = vm.check_view(args.this())?;
        Ok(vm.heap.int(shape.nbytes()))
    }),
    Def::getter("itemsize", |vm, args| {
        let shape = vm.check_view(args.this())?;
        Ok(vm.heap.int(i64::from(shape.itemsize)))
    }),
    Def::getter("ndim", |vm, args| {
        let shape = vm.check_view(args.this())?;
        Ok(vm.heap.int(shape.shape.len() as i64))
    }),
    Def::getter("format", |vm, args| {
        let shape = vm.check_view(args.this())?;
        Ok(vm.heap.str(&format_text(&shape)))
    }),
    Def::getter("shape", |vm, args| {
        let shape = vm.check_view(args.this())?;
        Ok(numbers(vm, &shape.shape))
    }),
    Def::getter("strides", |vm, args| {
        let shape = vm.check_view(args.this())?;
        Ok(numbers(vm, &shape.strides))
    }),
    Def::getter("suboffsets", |vm, args| {
        vm.check_view(args.this())?;
        Ok(numbers(vm, &[]))
    }),
    Def::getter("readonly", |vm, args| {
        let shape = vm.check_view(args.this())?;
        Ok(vm.heap.bool(shape.is_readonly))
    }),
    Def::getter("c_contiguous", |vm, args| {
        let shape = vm.check_view(args.this())?;
        Ok(vm.heap.bool(shape.is_c_contiguous()))
    }),
    Def::getter("f_contiguous", |vm, args| {
        let shape = vm.check_view(args.this())?;
        Ok(vm.heap.bool(shape.is_f_contiguous()))
    }),
    Def::getter("contiguous", |vm, args| {
        let shape = vm.check_view(args.this())?;
        Ok(vm
            .heap
            .bool(shape.is_c_contiguous() || shape.is_f_contiguous()))
    }),
];

fn numbers(vm: &mut Vm, values: &[i64]) -> Owned {
    let items: Vec<Ref> = values
        .iter()
        .map(|&value| vm.heap.int(value).into_ref())
        .collect();
    vm.heap.tuple_from(&items)
}

/// `format`.
pub fn format_text(shape: &ViewShape) -> String {
    let at = if shape.has_at { "@" } else { "" };
    format!("{at}{}", char::from(shape.format))
}

impl Vm {
    /// What a view shows; ValueError once it is released.
    pub fn check_view(&mut self, view: Ref) -> Res<ViewShape> {
        if self.heap.is_view_released(view) {
            return Err(self.value_error("operation forbidden on released memoryview object"));
        }
        Ok(self.heap.view_shape(view))
    }

    /// Another view of what `view` shows.
    pub fn view_of_same(&mut self, view: Ref, shape: &ViewShape) -> Owned {
        let buffer = self.heap.view_buffer(view);
        self.heap.new_view(buffer, shape)
    }

    /// `count` bytes of the exporter of `view`, from byte `at` on.
    pub fn view_part(&self, view: Ref, at: i64, count: u32) -> Vec<u8> {
        let exporter = self.heap.view_exporter(view);
        if self.heap.info_of(exporter).has(flags::BYTES_SUBCLASS) {
            self.heap.bytes_value(exporter)[at as usize..][..count as usize].to_vec()
        } else {
            self.heap.buffer_part(exporter, at as u32, count)
        }
    }

    /// All bytes that a view shows, the last index fastest.
    pub fn view_bytes(&self, view: Ref) -> Vec<u8> {
        let shape = self.heap.view_shape(view);
        if shape.is_c_contiguous() {
            return self.view_part(view, shape.start, shape.nbytes() as u32);
        }
        let mut content = Vec::new();
        for at in item_places(&shape, false) {
            content.extend(self.view_part(view, at, shape.itemsize));
        }
        content
    }

    /// A view of an object (`PyMemoryView_FromObject`).
    pub fn new_memoryview(&mut self, object: Ref) -> Res<Owned> {
        let info = self.heap.info_of(object);
        if info.id == TypeId::MEMORYVIEW {
            let shape = self.check_view(object)?;
            return Ok(self.view_of_same(object, &shape));
        }
        let (format, itemsize, length, is_readonly) = if info.has(flags::BYTES_SUBCLASS) {
            let length = self.heap.bytes_value(object).len() as i64;
            (b'B', 1, length, true)
        } else if info.layout == Layout::Buffer {
            let letter = self.heap.array_typecode(object);
            let letter = match letter {
                0 => b'B',
                b'u' => b'w',
                letter => letter,
            };
            let size = packed::native(letter).map_or(4, |(_, size)| size);
            let length = i64::from(self.heap.buffer_len(object) / size);
            (letter, size, length, false)
        } else {
            let name = self.heap.static_str("__buffer__");
            if self.version.minor() >= 12 && self.lookup_special(object, name).is_some() {
                return Err(self.unsupported("buffers of classes with __buffer__"));
            }
            let text = format!(
                "memoryview: a bytes-like object is required, not '{}'",
                self.type_name(object)
            );
            return Err(self.type_error(&text));
        };
        let shape = ViewShape {
            start: 0,
            is_readonly,
            has_at: false,
            format,
            itemsize,
            shape: vec![length],
            strides: vec![i64::from(itemsize)],
        };
        let buffer = self.heap.new_managed_buffer(object);
        let view = self.heap.new_view(buffer.get(), &shape);
        self.release(buffer);
        Ok(view)
    }

    /// A number read from bytes, as an object.
    pub fn packed_object(&mut self, value: Packed) -> Owned {
        match value {
            Packed::Small(value) => self.heap.int(value),
            Packed::Int(value) => self.heap.int_from_big(&value),
            Packed::Float(value) => self.heap.float(value),
            Packed::Complex(real, imag) => self.heap.complex_of(TypeId::COMPLEX, real, imag),
            Packed::Bool(value) => self.heap.bool(value),
            Packed::Char(byte) => self.heap.bytes(&[byte]),
        }
    }
}

/// Where the items lie in the exporter, the last index fastest (or the first).
pub fn item_places(shape: &ViewShape, first_fastest: bool) -> Vec<i64> {
    let mut places = vec![shape.start];
    let order: Vec<usize> = if first_fastest {
        (0..shape.shape.len()).rev().collect()
    } else {
        (0..shape.shape.len()).collect()
    };
    for dimension in order {
        let (length, stride) = (shape.shape[dimension], shape.strides[dimension]);
        places = places
            .into_iter()
            .flat_map(|place| (0..length).map(move |at| place + at * stride))
            .collect();
    }
    places
}

fn new(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let given = args.pos.len() - 1 + args.kw.len();
    if given > 1 {
        let text = format!("memoryview() takes at most 1 argument ({given} given)");
        return Err(vm.type_error(&text));
    }
    let [object] = args.bind(vm, "memoryview", 1, ["object"], 1)?;
    vm.new_memoryview(object.unwrap_or_default())
}

/// `object.__buffer__(flags)`.
pub fn buffer(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    vm.index_value(args.pos[1])?;
    vm.new_memoryview(args.pos[0])
}

/// `object.__release_buffer__(view)`.
pub fn release_buffer(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    if vm.heap.type_of(args.pos[1]) != TypeId::MEMORYVIEW {
        return Err(vm.type_error("expected a memoryview object"));
    }
    vm.heap.release_view(args.pos[1]);
    Ok(vm.none())
}

fn repr(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let view = args.this();
    let state = if vm.heap.is_view_released(view) {
        "released memory"
    } else {
        "memory"
    };
    let text = format!("<{state} at {:#x}>", vm.heap.address(view));
    Ok(vm.heap.str(&text))
}

fn hash(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let view = args.this();
    if let Some(hash) = vm.heap.view_hash(view) {
        return Ok(vm.heap.int(hash));
    }
    let shape = vm.check_view(view)?;
    if !shape.is_readonly {
        return Err(vm.value_error("cannot hash writable memoryview object"));
    }
    if !matches!(shape.format, b'B' | b'b' | b'c') {
        return Err(vm.value_error("memoryview: hashing is restricted to formats 'B', 'b' or 'c'"));
    }
    let exporter = vm.heap.view_exporter(view);
    vm.hash(exporter)?;
    let content = vm.view_bytes(view);
    let bytes = vm.heap.bytes(&content);
    let hash = vm.heap.bytes_hash(bytes.get());
    vm.heap.keep_view_hash(view, hash);
    Ok(vm.heap.int(hash))
}

fn len(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let shape = vm.check_view(args.this())?;
    match shape.shape.first() {
        Some(&length) => Ok(vm.heap.int(length)),
        None if vm.version.minor() >= 12 => Err(vm.type_error("0-dim memory has no length")),
        None => Ok(vm.heap.int(1)),
    }
}

/// The items of a view as numbers; `None` for a format that has none.
pub fn numbers_of(vm: &Vm, view: Ref, shape: &ViewShape) -> Option<Vec<Packed>> {
    let (form, _) = packed::native(shape.format)?;
    Some(
        item_places(shape, false)
            .into_iter()
            .map(|at| packed::unpack(form, &vm.view_part(view, at, shape.itemsize), false))
            .collect(),
    )
}

fn same_number(a: &Packed, b: &Packed) -> bool {
    match (a, b) {
        (Packed::Small(a), Packed::Float(b)) | (Packed::Float(b), Packed::Small(a)) => {
            crate::number::int_float::compare(&(*a).into(), *b) == Some(std::cmp::Ordering::Equal)
        }
        (Packed::Bool(a), Packed::Small(b)) | (Packed::Small(b), Packed::Bool(a)) => {
            i64::from(*a) == *b
        }
        _ => a == b,
    }
}

/// `memory_richcompare`: equal shapes with equal numbers.
fn compare(vm: &mut Vm, args: &Args<'_>, op: Comparison) -> Res<Owned> {
    let (a, b) = (args.pos[0], args.pos[1]);
    let answer = |vm: &mut Vm, is_equal: bool| Ok(vm.heap.bool(is_equal == (op == Comparison::Eq)));
    if vm.heap.is_view_released(a)
        || vm.heap.type_of(b) == TypeId::MEMORYVIEW && vm.heap.is_view_released(b)
    {
        return answer(vm, a == b);
    }
    if !vm.has_buffer(b) {
        return decline(vm);
    }
    let other = match vm.new_memoryview(b) {
        Ok(other) => other,
        Err(Raised) if vm.catch(Exc::BufferError) => return decline(vm),
        Err(raised) => return Err(raised),
    };
    let (x, y) = (vm.heap.view_shape(a), vm.heap.view_shape(other.get()));
    let is_equal = x.shape == y.shape
        && match (numbers_of(vm, a, &x), numbers_of(vm, other.get(), &y)) {
            (Some(x), Some(y)) => x.iter().zip(&y).all(|(a, b)| same_number(a, b)),
            _ => x.format == y.format && vm.view_bytes(a) == vm.view_bytes(other.get()),
        };
    vm.release(other);
    answer(vm, is_equal)
}

fn tobytes(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let [order] = args.bind(vm, "tobytes", 1, ["order"], 0)?;
    let view = args.this();
    let shape = vm.check_view(view)?;
    let order = match order.filter(|&r| r != vm.heap.known.none) {
        None => "C".to_owned(),
        Some(r) if vm.is_str(r) => vm.heap.text(r),
        Some(r) => {
            let text = format!(
                "tobytes() argument 'order' must be str or None, not {}",
                vm.type_name(r)
            );
            return Err(vm.type_error(&text));
        }
    };
    let first_fastest = match order.as_str() {
        "C" => false,
        "F" => true,
        "A" => shape.is_f_contiguous() && !shape.is_c_contiguous(),
        _ => return Err(vm.value_error("order must be 'C', 'F' or 'A'")),
    };
    let mut content = Vec::new();
    if first_fastest {
        for at in item_places(&shape, true) {
            content.extend(vm.view_part(view, at, shape.itemsize));
        }
    } else {
        content = vm.view_bytes(view);
    }
    Ok(vm.heap.bytes(&content))
}

/// A value as the bytes of an item (`pack_single`).
pub fn pack_item(vm: &mut Vm, shape: &ViewShape, value: Ref) -> Res<Vec<u8>> {
    let name = format_text(shape);
    let wrong_type = format!("memoryview: invalid type for format '{name}'");
    let wrong_value = format!("memoryview: invalid value for format '{name}'");
    let Some((form, size)) = packed::native(shape.format) else {
        return Err(vm.raise_text(
            Exc::NotImplementedError,
            &format!("memoryview: format {name} not supported"),
        ));
    };
    match form {
        Form::Signed | Form::Unsigned => {
            if !vm.has_index(value) {
                return Err(vm.type_error(&wrong_type));
            }
            let index = vm.index_object(value)?;
            let number = vm.heap.int_big(index.get());
            match packed::pack_int(&number, size, form == Form::Signed, false) {
                Some(bytes) => Ok(bytes),
                None => Err(vm.value_error(&wrong_value)),
            }
        }
        Form::Float | Form::Complex => {
            let number = match vm.float_of_number(value) {
                Ok(number) => number,
                Err(Raised) if vm.catch(Exc::TypeError) => {
                    return Err(vm.type_error(&wrong_type));
                }
                Err(raised) => return Err(raised),
            };
            match packed::pack_float(number, size, false) {
                Some(bytes) => Ok(bytes),
                None => Err(vm.value_error(&wrong_value)),
            }
        }
        Form::Bool => Ok(vec![u8::from(vm.truth(value)?)]),
        Form::Char => {
            if !vm.is_a(value, TypeId::BYTES) {
                return Err(vm.type_error(&wrong_type));
            }
            match vm.heap.bytes_value(value) {
                &[byte] => Ok(vec![byte]),
                _ => Err(vm.value_error(&wrong_value)),
            }
        }
    }
}

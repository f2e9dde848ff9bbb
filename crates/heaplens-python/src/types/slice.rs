//! `slice` (Objects/sliceobject.c).

use heaplens_heap::{Owned, Ref, TypeId};
use num_bigint::{BigInt, Sign};

use crate::opcode::Comparison;
use crate::text::PyText;
use crate::types::object::decline;
use crate::vm::native::{Args, Arity, Def};
use crate::vm::{Res, Vm};

/// Methods of `slice`.
pub const METHODS: &[Def] = &[
    Def::fixed("__new__", Arity::Free, new),
    Def::slot("__repr__", 0, repr),
    Def::slot("__hash__", 0, |vm, args| {
        let mut hashes = Vec::with_capacity(3);
        for part in parts(vm, args.this()) {
            hashes.push(vm.hash(part)?);
        }
        let hash = crate::number::hash::of_tuple(hashes.into_iter());
        Ok(vm.heap.int(hash))
    })
    .since(12),
    Def::slot("__lt__", 1, |vm, args| compare(vm, args, Comparison::Lt)),
    Def::slot("__le__", 1, |vm, args| compare(vm, args, Comparison::Le)),
    Def::slot("__eq__", 1, |vm, args| compare(vm, args, Comparison::Eq)),
    Def::slot("__ne__", 1, |vm, args| compare(vm, args, Comparison::Ne)),
    Def::slot("__gt__", 1, |vm, args| compare(vm, args, Comparison::Gt)),
    Def::slot("__ge__", 1, |vm, args| compare(vm, args, Comparison::Ge)),
    Def::method("indices", Arity::One, indices),
    Def::getter("start", |vm, args| part(vm, args, 0)),
    Def::getter("stop", |vm, args| part(vm, args, 1)),
    Def::getter("step", |vm, args| part(vm, args, 2)),
    Def::method("__reduce__", Arity::None, |vm, args| {
        let class = vm.heap.info(TypeId::SLICE).object;
        let items = parts(vm, args.this());
        let tuple = vm.heap.tuple_of(&items);
        vm.heap.incref(class);
        Ok(vm.heap.tuple_from(&[class, tuple.into_ref()]))
    }),
];

fn parts(vm: &Vm, slice: Ref) -> [Ref; 3] {
    [0, 1, 2].map(|at| vm.heap.field(slice, at))
}

fn part(vm: &mut Vm, args: &Args<'_>, at: u32) -> Res<Owned> {
    let value = vm.heap.field(args.this(), at);
    Ok(vm.heap.own(value))
}

fn new(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    args.no_keywords(vm, "slice")?;
    let none = vm.heap.known.none;
    match args.pos[1..] {
        [stop] => Ok(vm.new_slice(none, stop, none)),
        [start, stop] => Ok(vm.new_slice(start, stop, none)),
        [start, stop, step] => Ok(vm.new_slice(start, stop, step)),
        ref given => {
            let text = if given.is_empty() {
                "slice expected at least 1 argument, got 0".to_owned()
            } else {
                format!("slice expected at most 3 arguments, got {}", given.len())
            };
            Err(vm.type_error(&text))
        }
    }
}

fn repr(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let mut text = PyText::new();
    text.push_str("slice(");
    for (at, part) in parts(vm, args.this()).into_iter().enumerate() {
        if at > 0 {
            text.push_str(", ");
        }
        vm.push_repr(&mut text, part)?;
    }
    text.push_str(")");
    Ok(vm.str_from_text(&text))
}

/// Slices compare as tuples of their parts (`slice_richcompare`).
fn compare(vm: &mut Vm, args: &Args<'_>, op: Comparison) -> Res<Owned> {
    let (a, b) = (args.pos[0], args.pos[1]);
    if vm.heap.type_of(b) != TypeId::SLICE {
        return decline(vm);
    }
    if a == b {
        let value = matches!(op, Comparison::Eq | Comparison::Le | Comparison::Ge);
        return Ok(vm.heap.bool(value));
    }
    let (a, b) = (parts(vm, a), parts(vm, b));
    let (a, b) = (vm.heap.tuple_of(&a), vm.heap.tuple_of(&b));
    super::sequence::compare_items(vm, a.get(), b.get(), TypeId::TUPLE, op)
}

/// A part of a slice as an integer of any size.
fn big_part(vm: &mut Vm, r: Ref) -> Res<Option<BigInt>> {
    if r == vm.heap.known.none {
        return Ok(None);
    }
    if !vm.has_index(r) {
        return Err(vm.bad_slice_index());
    }
    let index = vm.index_object(r)?;
    Ok(Some(vm.heap.int_big(index.get())))
}

/// Start, stop and step for a sequence of `length` items, of any size (`_PySlice_GetLongIndices`).
pub fn long_indices(vm: &mut Vm, slice: Ref, length: &BigInt) -> Res<[BigInt; 3]> {
    let [start, stop, step] = parts(vm, slice);
    let step = big_part(vm, step)?.unwrap_or_else(|| BigInt::from(1));
    let is_negative = step.sign() == Sign::Minus;
    if step.sign() == Sign::NoSign {
        return Err(vm.value_error("slice step cannot be zero"));
    }
    let (lower, upper) = if is_negative {
        (BigInt::from(-1), length - 1)
    } else {
        (BigInt::ZERO, length.clone())
    };
    let clip = |at: BigInt| {
        if at.sign() == Sign::Minus {
            (at + length).max(lower.clone())
        } else {
            at.min(upper.clone())
        }
    };
    let start = match big_part(vm, start)? {
        Some(at) => clip(at),
        None if is_negative => upper.clone(),
        None => lower.clone(),
    };
    let stop = match big_part(vm, stop)? {
        Some(at) => clip(at),
        None if is_negative => lower.clone(),
        None => upper.clone(),
    };
    Ok([start, stop, step])
}

fn indices(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let length = vm.index_object(args.pos[1])?;
    let length = vm.heap.int_big(length.get());
    if length.sign() == Sign::Minus {
        return Err(vm.value_error("length should not be negative"));
    }
    let all = long_indices(vm, args.this(), &length)?;
    let items: Vec<Ref> = all
        .iter()
        .map(|value| vm.heap.int_from_big(value).into_ref())
        .collect();
    Ok(vm.heap.tuple_from(&items))
}

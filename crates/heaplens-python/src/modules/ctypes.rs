//! `_ctypes`: what our `ctypes` (modules/python/ctypes.py) asks the machine: bytes at a modelled address, the object
//! there, and the counts that `ctypes.pythonapi` moves. What the model does not know ends the run with an honest
//! word: a wrong byte is worse than none.

use heaplens_heap::inspect::AtAddress;
use heaplens_heap::{Owned, Ref};

use crate::modules::ModuleDef;
use crate::vm::native::{Args, Arity, Def};
use crate::vm::{Res, Vm};

/// The module.
pub const MODULE: ModuleDef = ModuleDef {
    name: "_ctypes",
    functions: &[FUNCTIONS],
    classes: &[],
    fill: |_, _| Ok(()),
};

const FUNCTIONS: &[Def] = &[
    Def::method("read", Arity::Range(2, 2), read),
    Def::method("object", Arity::One, object),
    Def::method("address", Arity::One, address),
    Def::method("count", Arity::Range(2, 2), count),
    Def::method("index", Arity::One, index),
    Def::method("pack_float", Arity::Range(2, 2), pack_float),
    Def::method("unpack_float", Arity::One, unpack_float),
    Def::method("not_here", Arity::One, not_here),
];

/// How far an object's memory is looked for before an address within it, in words.
const FURTHEST_WORDS: u64 = 64;

fn address_argument(vm: &mut Vm, r: Ref) -> Res<u64> {
    Ok(vm.ssize_argument(r)? as u64)
}

/// `read(address, count)`: so many bytes of an object's memory, the address lying at its beginning or within.
fn read(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let address = address_argument(vm, args.pos[0])?;
    let count = vm.ssize_argument(args.pos[1])?.max(0) as u64;
    let start = address & !7;
    for word in 0..FURTHEST_WORDS {
        let begin = start.saturating_sub(8 * word);
        let AtAddress::Object(r) = vm.heap.at_address(begin) else {
            continue;
        };
        if let Some(content) = vm.heap.object_memory(r, address - begin, count) {
            return Ok(vm.heap.bytes(&content));
        }
        break;
    }
    match vm.heap.at_address(address) {
        // The count of a dead object.
        AtAddress::Freed {
            is_count_left: true,
        } if count <= 8 => return Ok(vm.heap.bytes(&vec![0; count as usize])),
        AtAddress::Freed { .. } => {
            return Err(vm.unsupported("reading memory that has been freed"));
        }
        _ => {}
    }
    Err(vm.unsupported(&format!("reading {count} bytes at {address:#x}")))
}

/// `object(address)`: the object that lies there.
fn object(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let address = address_argument(vm, args.this())?;
    match vm.heap.at_address(address) {
        AtAddress::Object(r) => Ok(vm.heap.own(r)),
        AtAddress::Freed { .. } => {
            Err(vm.unsupported("the object at an address that has been freed"))
        }
        AtAddress::Unknown => Err(vm.unsupported(&format!("the object at {address:#x}"))),
    }
}

/// `address(object)`: what `id()` gives.
fn address(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let address = vm.heap.address(args.this());
    Ok(vm.heap.int(address as i64))
}

/// `count(object, change)`: `Py_IncRef` and `Py_DecRef`.
fn count(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let r = args.this();
    if vm.int_argument(args.pos[1])? > 0 {
        vm.heap.incref(r);
    } else if vm.heap.is_immortal(r) || vm.heap.refcount(r) > 1 {
        vm.heap.decref(r);
    } else {
        return Err(vm.unsupported("giving back a reference that somebody still has"));
    }
    Ok(vm.none())
}

/// `index(number)`: an int from whatever has `__index__`.
fn index(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    vm.index_object(args.this())
}

fn pack_float(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let value = crate::modules::math::double(vm, args.pos[0])?;
    let content = if vm.int_argument(args.pos[1])? == 4 {
        (value as f32).to_le_bytes().to_vec()
    } else {
        value.to_le_bytes().to_vec()
    };
    Ok(vm.heap.bytes(&content))
}

fn unpack_float(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let content = vm.heap.bytes_value(args.this()).to_vec();
    let value = match <[u8; 4]>::try_from(&content[..]) {
        Ok(short) => f64::from(f32::from_le_bytes(short)),
        Err(_) => f64::from_le_bytes(content.try_into().unwrap_or_default()),
    };
    Ok(vm.heap.float(value))
}

/// `not_here(what)`: ends the run.
fn not_here(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let what = vm.str_argument(args.this(), "not_here", "1")?;
    Err(vm.unsupported(&what))
}

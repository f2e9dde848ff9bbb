//! Built-in functions about numbers: `abs`, `divmod`, `pow`, `round`, `sum`, `bin`, `oct`, `hex`, `chr`, `ord`.

use heaplens_heap::scalars::IntValue;
use heaplens_heap::types::flags;
use heaplens_heap::{Owned, Ref, TypeId};

use crate::number::int_float;
use crate::opcode::BinaryOperator;
use crate::vm::native::{Args, Arity, Def};
use crate::vm::{Res, Vm};

/// The functions.
pub const FUNCTIONS: &[Def] = &[
    Def::method("abs", Arity::One, abs),
    Def::method("divmod", Arity::Range(2, 2), divmod),
    Def::method("pow", Arity::Free, pow),
    Def::method("round", Arity::Free, round),
    Def::method("sum", Arity::Free, sum),
    Def::method("bin", Arity::One, |vm, args| prefixed(vm, args, 2)),
    Def::method("oct", Arity::One, |vm, args| prefixed(vm, args, 8)),
    Def::method("hex", Arity::One, |vm, args| prefixed(vm, args, 16)),
    Def::method("chr", Arity::One, chr),
    Def::method("ord", Arity::One, ord),
];

fn abs(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let r = args.this();
    match vm.heap.type_of(r) {
        TypeId::INT => {
            if let Some(value) = vm.heap.int_small(r) {
                return Ok(vm.heap.int(value.abs()));
            }
        }
        TypeId::FLOAT => {
            let value = vm.heap.float_value(r);
            return Ok(vm.heap.float(value.abs()));
        }
        _ => {}
    }
    let name = vm.names.abs;
    match vm.call_special(r, name, &[]) {
        Some(result) => result,
        None => {
            let text = format!("bad operand type for abs(): '{}'", vm.type_name(r));
            Err(vm.type_error(&text))
        }
    }
}

fn divmod(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let (a, b) = (args.pos[0], args.pos[1]);
    let (name, reflected) = (vm.names.divmod, vm.names.rdivmod);
    match vm.try_binary(a, b, name, reflected)? {
        Some(result) => Ok(result),
        None => {
            let text = format!(
                "unsupported operand type(s) for divmod(): '{}' and '{}'",
                vm.type_name(a),
                vm.type_name(b)
            );
            Err(vm.type_error(&text))
        }
    }
}

fn pow(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let [base, exponent, modulus] = args.bind(vm, "pow", 0, ["base", "exp", "mod"], 2)?;
    let (base, exponent) = (base.unwrap_or_default(), exponent.unwrap_or_default());
    let none = vm.heap.known.none;
    let Some(modulus) = modulus.filter(|&modulus| modulus != none) else {
        return vm.binary_op(base, exponent, BinaryOperator::Power, false);
    };
    let not_implemented = vm.heap.known.not_implemented;
    let name = vm.names.pow;
    if let Some(result) = vm.call_special(base, name, &[exponent, modulus]) {
        let result = result?;
        if result.get() != not_implemented {
            return Ok(result);
        }
    }
    let text = format!(
        "unsupported operand type(s) for ** or pow(): '{}', '{}', '{}'",
        vm.type_name(base),
        vm.type_name(exponent),
        vm.type_name(modulus)
    );
    Err(vm.type_error(&text))
}

fn round(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let [number, digits] = args.bind(vm, "round", 0, ["number", "ndigits"], 1)?;
    let number = number.unwrap_or_default();
    let none = vm.heap.known.none;
    let digits: Vec<Ref> = digits
        .into_iter()
        .filter(|&digits| digits != none)
        .collect();
    let name = vm.names.round;
    match vm.call_special(number, name, &digits) {
        Some(result) => result,
        None => {
            let text = format!(
                "type {} doesn't define __round__ method",
                vm.type_name(number)
            );
            Err(vm.type_error(&text))
        }
    }
}

/// A float sum with what rounding lost beside it (Neumaier's; `cs_add`, Python/bltinmodule.c).
#[derive(Clone, Copy, Default)]
struct Compensated {
    high: f64,
    low: f64,
}

impl Compensated {
    fn add(&mut self, x: f64) {
        let total = self.high + x;
        if self.high.abs() >= x.abs() {
            self.low += (self.high - total) + x;
        } else {
            self.low += (x - total) + self.high;
        }
        self.high = total;
    }

    fn value(self) -> f64 {
        if self.low != 0.0 && self.low.is_finite() {
            self.high + self.low
        } else {
            self.high
        }
    }
}

fn sum(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let [iterable, start] = args.bind(vm, "sum", 0, ["", "start"], 1)?;
    let iter = vm.get_iter(iterable.unwrap_or_default())?;
    let mut total = match start {
        None => vm.heap.int(0),
        Some(start) => {
            let (kind, join) = if vm.is_a(start, TypeId::STR) {
                ("strings", "''")
            } else if vm.is_a(start, TypeId::BYTES) {
                ("bytes", "b''")
            } else if vm.is_a(start, TypeId::BYTEARRAY) {
                ("bytearray", "b''")
            } else {
                ("", "")
            };
            if !kind.is_empty() {
                let text = format!("sum() can't sum {kind} [use {join}.join(seq) instead]");
                return Err(vm.type_error(&text));
            }
            vm.heap.own(start)
        }
    };
    let mut is_done = false;
    if vm.heap.type_of(total.get()) == TypeId::INT {
        (total, is_done) = sum_ints(vm, iter.get(), total)?;
    }
    if !is_done && vm.heap.type_of(total.get()) == TypeId::FLOAT {
        (total, is_done) = sum_floats(vm, iter.get(), total)?;
    }
    if !is_done && vm.version.minor() >= 14 && vm.heap.type_of(total.get()) == TypeId::COMPLEX {
        (total, is_done) = sum_complexes(vm, iter.get(), total)?;
    }
    if !is_done {
        while let Some(item) = vm.next(iter.get())? {
            total = add(vm, total, item)?;
        }
    }
    vm.release(iter);
    Ok(total)
}

fn add(vm: &mut Vm, total: Owned, item: Owned) -> Res<Owned> {
    let result = vm.binary_op(total.get(), item.get(), BinaryOperator::Add, false);
    vm.release(total);
    vm.release(item);
    result
}

/// Adds ints as long as there are none but ints and they fit in 64 bits; true where the iterator is at its end.
fn sum_ints(vm: &mut Vm, iter: Ref, total: Owned) -> Res<(Owned, bool)> {
    let Some(mut value) = vm.small_value(total.get()) else {
        return Ok((total, false));
    };
    vm.release(total);
    loop {
        let Some(item) = vm.next(iter)? else {
            return Ok((vm.heap.int(value), true));
        };
        if matches!(vm.heap.type_of(item.get()), TypeId::INT | TypeId::BOOL)
            && let Some(more) = vm.small_value(item.get())
            && let Some(next) = value.checked_add(more)
        {
            value = next;
            vm.release(item);
            continue;
        }
        let total = vm.heap.int(value);
        let total = add(vm, total, item)?;
        return Ok((total, false));
    }
}

/// The value of an int as a float, where it fits: in a C long up to 3.13, in a double from 3.14 on.
fn int_as_float(vm: &Vm, r: Ref) -> Option<f64> {
    match vm.heap.int_value(r) {
        IntValue::Small(value) => Some(value as f64),
        IntValue::Big(big) => match i64::try_from(&big) {
            Ok(value) => Some(value as f64),
            Err(_) if vm.version.minor() >= 14 => int_float::to_float(&big).ok(),
            Err(_) => None,
        },
    }
}

fn sum_floats(vm: &mut Vm, iter: Ref, total: Owned) -> Res<(Owned, bool)> {
    let is_compensated = vm.version.minor() >= 12;
    let ints_too = vm.version.minor() >= 14;
    let mut sum = Compensated {
        high: vm.heap.float_value(total.get()),
        low: 0.0,
    };
    vm.release(total);
    loop {
        let Some(item) = vm.next(iter)? else {
            return Ok((vm.heap.float(sum.value()), true));
        };
        let id = vm.heap.type_of(item.get());
        if id == TypeId::FLOAT {
            let value = vm.heap.float_value(item.get());
            if is_compensated {
                sum.add(value);
            } else {
                sum.high += value;
            }
            vm.release(item);
            continue;
        }
        if vm.heap.info(id).has(flags::LONG_SUBCLASS)
            && let Some(value) = int_as_float(vm, item.get())
        {
            if ints_too {
                sum.add(value);
            } else {
                sum.high += value;
            }
            vm.release(item);
            continue;
        }
        let total = vm.heap.float(sum.value());
        let total = add(vm, total, item)?;
        return Ok((total, false));
    }
}

fn sum_complexes(vm: &mut Vm, iter: Ref, total: Owned) -> Res<(Owned, bool)> {
    let (real, imag) = vm.heap.complex_value(total.get());
    let mut real = Compensated {
        high: real,
        low: 0.0,
    };
    let mut imag = Compensated {
        high: imag,
        low: 0.0,
    };
    vm.release(total);
    loop {
        let Some(item) = vm.next(iter)? else {
            let total = vm
                .heap
                .complex_of(TypeId::COMPLEX, real.value(), imag.value());
            return Ok((total, true));
        };
        let id = vm.heap.type_of(item.get());
        if id == TypeId::COMPLEX {
            let (x, y) = vm.heap.complex_value(item.get());
            real.add(x);
            imag.add(y);
        } else if id == TypeId::FLOAT {
            real.add(vm.heap.float_value(item.get()));
        } else if vm.heap.info(id).has(flags::LONG_SUBCLASS)
            && let Some(value) = int_as_float(vm, item.get())
        {
            real.add(value);
        } else {
            let total = vm
                .heap
                .complex_of(TypeId::COMPLEX, real.value(), imag.value());
            let total = add(vm, total, item)?;
            return Ok((total, false));
        }
        vm.release(item);
    }
}

fn prefixed(vm: &mut Vm, args: &Args<'_>, base: u32) -> Res<Owned> {
    let index = vm.index_object(args.this())?;
    let value = vm.heap.int_big(index.get());
    let text = crate::number::int_text::to_prefixed(&value, base);
    Ok(vm.heap.str(&text))
}

fn chr(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let r = args.this();
    let value = if vm.version.minor() >= 13 {
        vm.index_value(r)?.unwrap_or(-1)
    } else {
        vm.c_int(r)?
    };
    match u32::try_from(value) {
        Ok(point) if point < 0x11_0000 => Ok(vm.heap.str_from_points(&[point])),
        _ => Err(vm.value_error("chr() arg not in range(0x110000)")),
    }
}

fn ord(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let r = args.this();
    let length = if vm.is_a(r, TypeId::STR) {
        vm.heap.str_len(r)
    } else if vm.is_a(r, TypeId::BYTES) {
        vm.heap.bytes_value(r).len()
    } else if vm.is_a(r, TypeId::BYTEARRAY) {
        vm.heap.buffer_len(r) as usize
    } else {
        let text = format!(
            "ord() expected string of length 1, but {} found",
            vm.type_name(r)
        );
        return Err(vm.type_error(&text));
    };
    if length != 1 {
        let text = format!("ord() expected a character, but string of length {length} found");
        return Err(vm.type_error(&text));
    }
    let point = if vm.is_a(r, TypeId::STR) {
        vm.heap.chars(r).at(0)
    } else if vm.is_a(r, TypeId::BYTES) {
        u32::from(vm.heap.bytes_value(r)[0])
    } else {
        u32::from(vm.heap.buffer_byte(r, 0))
    };
    Ok(vm.heap.int(i64::from(point)))
}

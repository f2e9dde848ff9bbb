//! `int` and `bool`.

use heaplens_heap::scalars::digits_of_bits;
use heaplens_heap::{Owned, Ref, TypeId};
use num_bigint::{BigInt, Sign};
use num_traits::{Signed, ToPrimitive};

use crate::number::int_arith::{self, Power};
use crate::number::{int_bytes, int_float, int_text};
use crate::opcode::{BinaryOperator, Comparison};
use crate::text::Raise;
use crate::types::object::decline;
use crate::vm::compare::holds;
use crate::vm::exceptions::Exc;
use crate::vm::native::{Args, Arity, Def};
use crate::vm::plain_text::MAX_STR_DIGITS;
use crate::vm::{Res, Vm};

/// Methods of `int`.
pub const METHODS: &[Def] = &[
    Def::fixed("__new__", Arity::Free, new),
    Def::slot("__repr__", 0, repr),
    Def::slot("__hash__", 0, hash),
    Def::slot("__bool__", 0, |vm, args| {
        let value = vm.heap.int_small(args.this()) != Some(0);
        Ok(vm.heap.bool(value))
    }),
    Def::slot("__int__", 0, itself),
    Def::slot("__index__", 0, itself),
    Def::method("__trunc__", Arity::None, itself),
    Def::method("__floor__", Arity::None, itself),
    Def::method("__ceil__", Arity::None, itself),
    Def::method("conjugate", Arity::None, itself),
    Def::slot("__float__", 0, float),
    Def::slot("__neg__", 0, |vm, args| one(vm, args, |x| -x)),
    Def::slot("__pos__", 0, itself),
    Def::slot("__abs__", 0, |vm, args| one(vm, args, |x| x.abs())),
    Def::slot("__invert__", 0, |vm, args| one(vm, args, |x| !x)),
    Def::slot("__add__", 1, |vm, args| {
        two(vm, args, false, BinaryOperator::Add, |_, a, b| Ok(a + b))
    }),
    Def::slot("__radd__", 1, |vm, args| {
        two(vm, args, true, BinaryOperator::Add, |_, a, b| Ok(a + b))
    }),
    Def::slot("__sub__", 1, |vm, args| {
        two(vm, args, false, BinaryOperator::Subtract, |_, a, b| {
            Ok(a - b)
        })
    }),
    Def::slot("__rsub__", 1, |vm, args| {
        two(
            vm,
            args,
            true,
            BinaryOperator::Subtract,
            |_, a, b| Ok(a - b),
        )
    }),
    Def::slot("__mul__", 1, |vm, args| {
        two(vm, args, false, BinaryOperator::Multiply, |_, a, b| {
            Ok(a * b)
        })
    }),
    Def::slot("__rmul__", 1, |vm, args| {
        two(
            vm,
            args,
            true,
            BinaryOperator::Multiply,
            |_, a, b| Ok(a * b),
        )
    }),
    Def::slot("__floordiv__", 1, |vm, args| {
        two(vm, args, false, BinaryOperator::FloorDivide, floor_div)
    }),
    Def::slot("__rfloordiv__", 1, |vm, args| {
        two(vm, args, true, BinaryOperator::FloorDivide, floor_div)
    }),
    Def::slot("__mod__", 1, |vm, args| {
        two(vm, args, false, BinaryOperator::Remainder, modulo)
    }),
    Def::slot("__rmod__", 1, |vm, args| {
        two(vm, args, true, BinaryOperator::Remainder, modulo)
    }),
    Def::slot("__and__", 1, |vm, args| {
        two(vm, args, false, BinaryOperator::And, |_, a, b| Ok(a & b))
    }),
    Def::slot("__rand__", 1, |vm, args| {
        two(vm, args, true, BinaryOperator::And, |_, a, b| Ok(a & b))
    }),
    Def::slot("__or__", 1, |vm, args| {
        two(vm, args, false, BinaryOperator::Or, |_, a, b| Ok(a | b))
    }),
    Def::slot("__ror__", 1, |vm, args| {
        two(vm, args, true, BinaryOperator::Or, |_, a, b| Ok(a | b))
    }),
    Def::slot("__xor__", 1, |vm, args| {
        two(vm, args, false, BinaryOperator::Xor, |_, a, b| Ok(a ^ b))
    }),
    Def::slot("__rxor__", 1, |vm, args| {
        two(vm, args, true, BinaryOperator::Xor, |_, a, b| Ok(a ^ b))
    }),
    Def::slot("__lshift__", 1, |vm, args| {
        two(vm, args, false, BinaryOperator::Lshift, |_, a, b| {
            int_arith::shift_left(a, b)
        })
    }),
    Def::slot("__rlshift__", 1, |vm, args| {
        two(vm, args, true, BinaryOperator::Lshift, |_, a, b| {
            int_arith::shift_left(a, b)
        })
    }),
    Def::slot("__rshift__", 1, |vm, args| {
        two(vm, args, false, BinaryOperator::Rshift, |_, a, b| {
            int_arith::shift_right(a, b)
        })
    }),
    Def::slot("__rrshift__", 1, |vm, args| {
        two(vm, args, true, BinaryOperator::Rshift, |_, a, b| {
            int_arith::shift_right(a, b)
        })
    }),
    Def::slot("__truediv__", 1, |vm, args| true_div(vm, args, false)),
    Def::slot("__rtruediv__", 1, |vm, args| true_div(vm, args, true)),
    Def::slot("__divmod__", 1, |vm, args| divmod(vm, args, false)),
    Def::slot("__rdivmod__", 1, |vm, args| divmod(vm, args, true)),
    Def::slot_range("__pow__", 1, 2, pow),
    Def::slot_range("__rpow__", 1, 2, rpow),
    Def::slot("__eq__", 1, |vm, args| compare(vm, args, Comparison::Eq)),
    Def::slot("__ne__", 1, |vm, args| compare(vm, args, Comparison::Ne)),
    Def::slot("__lt__", 1, |vm, args| compare(vm, args, Comparison::Lt)),
    Def::slot("__le__", 1, |vm, args| compare(vm, args, Comparison::Le)),
    Def::slot("__gt__", 1, |vm, args| compare(vm, args, Comparison::Gt)),
    Def::slot("__ge__", 1, |vm, args| compare(vm, args, Comparison::Ge)),
    Def::method("__format__", Arity::One, format),
    Def::method("__round__", Arity::Range(0, 1), round),
    Def::method("bit_length", Arity::None, |vm, args| {
        let bits = vm.heap.int_bits(args.this());
        Ok(vm.heap.int(bits as i64))
    }),
    Def::method("bit_count", Arity::None, |vm, args| {
        let count = int_bytes::bit_count(&vm.heap.int_big(args.this()));
        Ok(vm.heap.int(count as i64))
    })
    .since(10),
    Def::method("is_integer", Arity::None, |vm, _| Ok(vm.heap.bool(true))).since(12),
    Def::method("to_bytes", Arity::Free, super::int_bytes::to_bytes),
    Def::class("from_bytes", Arity::Free, super::int_bytes::from_bytes),
    Def::method("__getnewargs__", Arity::None, |vm, args| {
        let value = vm.heap.int_value(args.this());
        let copy = vm.heap.int_from(&value);
        Ok(vm.heap.tuple_from(&[copy.into_ref()]))
    }),
    Def::method("as_integer_ratio", Arity::None, |vm, args| {
        let (a, b) = (itself(vm, args)?, vm.heap.int(1));
        Ok(vm.heap.tuple_from(&[a.into_ref(), b.into_ref()]))
    }),
    Def::getter("real", itself),
    Def::getter("numerator", itself),
    Def::getter("imag", |vm, _| Ok(vm.heap.int(0))),
    Def::getter("denominator", |vm, _| Ok(vm.heap.int(1))),
];

/// Methods of `bool`.
pub const BOOL: &[Def] = &[
    Def::slot("__invert__", 0, |vm, args| {
        vm.warn(
            crate::vm::exceptions::Exc::DeprecationWarning,
            "Bitwise inversion '~' on bool is deprecated and will be removed in Python 3.16. This returns the bitwise inversion of the underlying int object and is usually not what you expect from the negation of a bool object. Use the 'not' operator for boolean negation or ~int(x) for the bitwise inversion of the underlying int.",
            1,
        )?;
        one(vm, args, |x| !x)
    })
    .since(12),
    Def::fixed("__new__", Arity::Free, bool_new),
    Def::slot("__repr__", 0, bool_repr),
    Def::slot("__and__", 1, |vm, args| logic(vm, args, |a, b| a & b)),
    Def::slot("__rand__", 1, |vm, args| logic(vm, args, |a, b| a & b)),
    Def::slot("__or__", 1, |vm, args| logic(vm, args, |a, b| a | b)),
    Def::slot("__ror__", 1, |vm, args| logic(vm, args, |a, b| a | b)),
    Def::slot("__xor__", 1, |vm, args| logic(vm, args, |a, b| a ^ b)),
    Def::slot("__rxor__", 1, |vm, args| logic(vm, args, |a, b| a ^ b)),
];

fn bool_new(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    args.no_keywords(vm, "bool")?;
    if args.pos.len() > 2 {
        let text = format!(
            "bool expected at most 1 argument, got {}",
            args.pos.len() - 1
        );
        return Err(vm.type_error(&text));
    }
    let value = match args.get(1) {
        Some(r) => vm.truth(r)?,
        None => false,
    };
    Ok(vm.heap.bool(value))
}

fn bool_repr(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let text = if args.this() == vm.heap.known.true_ {
        "True"
    } else {
        "False"
    };
    Ok(vm.heap.intern_str(text))
}

fn logic(vm: &mut Vm, args: &Args<'_>, op: fn(bool, bool) -> bool) -> Res<Owned> {
    let is_bool = |vm: &Vm, r: Ref| vm.heap.type_of(r) == TypeId::BOOL;
    if is_bool(vm, args.pos[0]) && is_bool(vm, args.pos[1]) {
        let yes = vm.heap.known.true_;
        return Ok(vm.heap.bool(op(args.pos[0] == yes, args.pos[1] == yes)));
    }
    if !vm.is_int(args.pos[1]) {
        return decline(vm);
    }
    let (a, b) = (vm.heap.int_big(args.pos[0]), vm.heap.int_big(args.pos[1]));
    let value = match (op(true, false), op(true, true)) {
        (false, _) => a & b,
        (true, true) => a | b,
        (true, false) => a ^ b,
    };
    Ok(vm.heap.int_from_big(&value))
}

/// An int of exactly the type `int` with the value of `r`.
fn itself(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let r = args.this();
    if vm.heap.type_of(r) == TypeId::INT {
        return Ok(vm.heap.own(r));
    }
    let value = vm.heap.int_value(r);
    Ok(vm.heap.int_from(&value))
}

fn one(vm: &mut Vm, args: &Args<'_>, op: fn(BigInt) -> BigInt) -> Res<Owned> {
    let value = op(vm.heap.int_big(args.this()));
    Ok(vm.heap.int_from_big(&value))
}

type BigOp = fn(&Vm, &BigInt, &BigInt) -> Result<BigInt, Raise>;

fn two(
    vm: &mut Vm,
    args: &Args<'_>,
    is_reflected: bool,
    operator: BinaryOperator,
    op: BigOp,
) -> Res<Owned> {
    let Some((a, b)) = operands(vm, args, is_reflected) else {
        return decline(vm);
    };
    let value = op(vm, &a, &b);
    let value = vm.pure(value)?;
    Ok(vm.heap.int_with_room(&value, room(operator, &a, &b)))
}

fn room(operator: BinaryOperator, a: &BigInt, b: &BigInt) -> u64 {
    let size = |value: &BigInt| (value.bits(), value.sign() == Sign::Minus);
    room_of_result(operator, size(a), size(b))
}

/// How many digits CPython asks for before it knows the result, from the bits and the signs of the two: 0 where it asks
/// for as many as are needed (Objects/longobject.c @ v3.11.2, `x_add`, `x_sub`, `k_mul`, `divrem1`).
pub(crate) fn room_of_result(operator: BinaryOperator, a: (u64, bool), b: (u64, bool)) -> u64 {
    let (of_a, of_b) = (digits_of_bits(a.0).max(1), digits_of_bits(b.0).max(1));
    if of_a == 1 && of_b == 1 {
        return 0;
    }
    let longer = of_a.max(of_b);
    match operator {
        BinaryOperator::Add => longer + u64::from(a.1 == b.1),
        BinaryOperator::Subtract => longer + u64::from(a.1 != b.1),
        BinaryOperator::Multiply => of_a + of_b,
        BinaryOperator::FloorDivide if of_b == 1 => of_a,
        _ => 0,
    }
}

fn operands(vm: &Vm, args: &Args<'_>, is_reflected: bool) -> Option<(BigInt, BigInt)> {
    if !vm.is_int(args.pos[0]) || !vm.is_int(args.pos[1]) {
        return None;
    }
    let (a, b) = (vm.heap.int_big(args.pos[0]), vm.heap.int_big(args.pos[1]));
    Some(if is_reflected { (b, a) } else { (a, b) })
}

fn floor_div(vm: &Vm, a: &BigInt, b: &BigInt) -> Result<BigInt, Raise> {
    int_arith::floor_div(a, b, vm.text_rules())
}

fn modulo(vm: &Vm, a: &BigInt, b: &BigInt) -> Result<BigInt, Raise> {
    int_arith::modulo(a, b, vm.text_rules())
}

fn true_div(vm: &mut Vm, args: &Args<'_>, is_reflected: bool) -> Res<Owned> {
    let Some((a, b)) = operands(vm, args, is_reflected) else {
        return decline(vm);
    };
    let value = int_float::true_div(&a, &b);
    let value = vm.pure(value)?;
    Ok(vm.heap.float(value))
}

fn divmod(vm: &mut Vm, args: &Args<'_>, is_reflected: bool) -> Res<Owned> {
    let Some((a, b)) = operands(vm, args, is_reflected) else {
        return decline(vm);
    };
    let pair = int_arith::div_mod(&a, &b, vm.text_rules());
    let (quotient, rest) = vm.pure(pair)?;
    let (quotient, rest) = (vm.heap.int_from_big(&quotient), vm.heap.int_from_big(&rest));
    Ok(vm.heap.tuple_from(&[quotient.into_ref(), rest.into_ref()]))
}

fn power_of(vm: &mut Vm, a: &BigInt, b: &BigInt) -> Res<Owned> {
    let value = int_arith::power(a, b, vm.text_rules());
    match vm.pure(value)? {
        Power::Int(value) => Ok(vm.heap.int_from_big(&value)),
        Power::Float(value) => Ok(vm.heap.float(value)),
    }
}

fn pow(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    if !(2..=3).contains(&args.pos.len()) {
        let text = format!("expected at most 2 arguments, got {}", args.pos.len() - 1);
        return Err(vm.type_error(&text));
    }
    let Some((a, b)) = operands(vm, args, false) else {
        return decline(vm);
    };
    match args.get(2).filter(|&r| r != vm.heap.known.none) {
        Some(m) => {
            if !vm.is_int(m) {
                return decline(vm);
            }
            let value = int_arith::power_modulo(&a, &b, &vm.heap.int_big(m));
            let value = vm.pure(value)?;
            Ok(vm.heap.int_from_big(&value))
        }
        None => power_of(vm, &a, &b),
    }
}

fn rpow(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let Some((a, b)) = operands(vm, args, true) else {
        return decline(vm);
    };
    power_of(vm, &a, &b)
}

fn compare(vm: &mut Vm, args: &Args<'_>, op: Comparison) -> Res<Owned> {
    match operands(vm, args, false) {
        Some((a, b)) => Ok(vm.heap.bool(holds(op, a.cmp(&b)))),
        None => decline(vm),
    }
}

fn hash(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let hash = crate::number::hash::of_int(&vm.heap.int_big(args.this()));
    Ok(vm.heap.int(hash))
}

fn repr(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    if let Some(value) = vm.heap.int_small(args.this()) {
        // Not the cached string of a digit: `long_to_decimal_string` makes a new one.
        let text = value.to_string();
        return Ok(vm.heap.str_from_raw(TypeId::STR, text.as_bytes(), 1, true));
    }
    let text = int_text::to_decimal(
        &vm.heap.int_big(args.this()),
        vm.text_rules(),
        MAX_STR_DIGITS,
    );
    let text = vm.pure(text)?;
    Ok(vm.heap.str(&text))
}

fn float(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let value = int_float::to_float(&vm.heap.int_big(args.this()));
    let value = vm.pure(value)?;
    Ok(vm.heap.float(value))
}

fn format(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let (r, spec) = (args.pos[0], args.pos[1]);
    if !vm.is_str(spec) {
        let text = format!(
            "__format__() argument must be str, not {}",
            vm.argument_type(spec)
        );
        return Err(vm.type_error(&text));
    }
    if vm.heap.str_len(spec) == 0 {
        return vm.str_of(r);
    }
    let text = crate::text::format_spec::format_int(
        &vm.heap.int_big(r),
        vm.text_ref(spec),
        &vm.class_text(r),
        vm.text_rules(),
        MAX_STR_DIGITS,
    );
    let text = vm.pure(text)?;
    Ok(vm.new_text(&text))
}

fn round(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let Some(places) = args.get(1) else {
        return itself(vm, args);
    };
    let Some(places) = vm.index_value(places)? else {
        return itself(vm, args);
    };
    if places >= 0 {
        return itself(vm, args);
    }
    let value = vm.heap.int_big(args.this());
    let unit = BigInt::from(10).pow(
        places
            .unsigned_abs()
            .to_u32()
            .unwrap_or(u32::MAX)
            .min(100_000),
    );
    let rest = int_arith::modulo(&value, &unit, vm.text_rules());
    let rest = vm.pure(rest)?;
    let down = &value - &rest;
    let twice: BigInt = &rest * 2;
    let is_up = match twice.cmp(&unit) {
        std::cmp::Ordering::Less => false,
        std::cmp::Ordering::Greater => true,
        std::cmp::Ordering::Equal => (&down / &unit) % 2 != BigInt::from(0),
    };
    let rounded = if is_up { down + unit } else { down };
    Ok(vm.heap.int_from_big(&rounded))
}

fn new(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let id = vm.heap.type_id_of(args.this());
    if vm.version.minor() >= 13 && args.kw.is_empty() && args.pos.len() > 3 {
        let text = format!(
            "int expected at most 2 arguments, got {}",
            args.pos.len() - 1
        );
        return Err(vm.type_error(&text));
    }
    let [value, base] = args.bind(vm, "int", 1, ["", "base"], 0)?;
    let made = int_of(vm, value, base)?;
    if id == TypeId::INT {
        return Ok(made);
    }
    let value = vm.heap.int_big(made.get());
    let object = vm.heap.big_int_of(id, &value);
    if vm.heap.info(id).has(heaplens_heap::types::flags::HAVE_GC) {
        vm.heap.track(object.get());
    }
    Ok(object)
}

impl Vm {
    /// The int that `d` (a real number) or `x` (an integer) of printf-style formatting shows; `None` where `r` is
    /// nothing of the kind (`mainformatlong`).
    pub(crate) fn printed_integer(&mut self, r: Ref, code: u32) -> Res<Option<BigInt>> {
        let (index, int, float) = (self.names.index, self.names.int, self.names.float);
        let is_number = [index, int, float]
            .iter()
            .any(|&name| self.lookup_special(r, name).is_some());
        if !is_number {
            return Ok(None);
        }
        let made = match char::from_u32(code) {
            Some('o' | 'x' | 'X') if self.lookup_special(r, index).is_none() => return Ok(None),
            Some('o' | 'x' | 'X') => {
                let made = self
                    .call_special(r, index, &[])
                    .unwrap_or_else(|| Ok(self.none()));
                match made {
                    Ok(made) if !self.is_int(made.get()) => return Ok(None),
                    made => made,
                }
            }
            _ => int_of(self, Some(r), None),
        };
        match made {
            Ok(made) => Ok(Some(self.heap.int_big(made.get()))),
            Err(_) if self.catch(Exc::TypeError) => Ok(None),
            Err(raised) => Err(raised),
        }
    }
}

fn int_of(vm: &mut Vm, value: Option<Ref>, base: Option<Ref>) -> Res<Owned> {
    let Some(r) = value else {
        if base.is_some() {
            return Err(vm.type_error("int() missing string argument"));
        }
        return Ok(vm.heap.int(0));
    };
    let rules = vm.text_rules();
    if let Some(base) = base {
        let Some(base) = vm.index_value(base)? else {
            return Err(vm.value_error("int() base must be >= 2 and <= 36, or 0"));
        };
        let base = int_text::check_base(base);
        let base = vm.pure(base)?;
        let value = if vm.is_str(r) {
            int_text::int_from_text(vm.text_ref(r), base, rules, MAX_STR_DIGITS)
        } else if vm.is_a(r, TypeId::BYTES) {
            int_text::int_from_bytes(vm.heap.bytes_value(r), base, rules, MAX_STR_DIGITS)
        } else if vm.is_a(r, TypeId::BYTEARRAY) {
            int_text::int_from_bytes(&vm.heap.buffer_bytes(r), base, rules, MAX_STR_DIGITS)
        } else {
            return Err(vm.type_error("int() can't convert non-string with explicit base"));
        };
        let value = vm.pure(value)?;
        return Ok(vm.heap.int_from_big(&value));
    }
    if vm.heap.type_of(r) == TypeId::INT {
        return Ok(vm.heap.own(r));
    }
    if vm.is_str(r) {
        let value = int_text::int_from_text(vm.text_ref(r), 10, rules, MAX_STR_DIGITS);
        let value = vm.pure(value)?;
        return Ok(vm.heap.int_from_big(&value));
    }
    if vm.is_a(r, TypeId::BYTES) {
        let value = int_text::int_from_bytes(vm.heap.bytes_value(r), 10, rules, MAX_STR_DIGITS);
        let value = vm.pure(value)?;
        return Ok(vm.heap.int_from_big(&value));
    }
    for (name, label) in [
        (vm.names.int, "__int__"),
        (vm.names.index, "__index__"),
        (vm.names.trunc, "__trunc__"),
    ] {
        if let Some(result) = vm.call_special(r, name, &[]) {
            let result = result?;
            if !vm.is_int(result.get()) {
                let text = format!(
                    "{label} returned non-int (type {})",
                    vm.type_name(result.get())
                );
                return Err(vm.type_error(&text));
            }
            let value = vm.heap.int_value(result.get());
            return Ok(vm.heap.int_from(&value));
        }
    }
    if let Some(content) = vm.buffer_content(r)? {
        let value = int_text::int_from_bytes(&content, 10, rules, MAX_STR_DIGITS);
        let value = vm.pure(value)?;
        return Ok(vm.heap.int_from_big(&value));
    }
    let kinds = "real number";
    let text = if vm.version.minor() >= 10 {
        format!(
            "int() argument must be a string, a bytes-like object or a {kinds}, not '{}'",
            vm.type_name(r)
        )
    } else {
        format!(
            "int() argument must be a string, a bytes-like object or a number, not '{}'",
            vm.type_name(r)
        )
    };
    Err(vm.type_error(&text))
}

/// `round(x)` of a float, as an int.
pub fn from_float(vm: &mut Vm, value: f64) -> Res<Owned> {
    let value = int_float::rounded_to_int(value);
    let value = vm.pure(value)?;
    Ok(vm.heap.int_from_big(&value))
}

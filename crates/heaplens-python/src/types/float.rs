//! `float`.

use heaplens_heap::{Owned, Ref, TypeId};

use crate::number::float_arith::{self, FloatPower};
use crate::number::{float_hex, float_parse, float_repr, int_float};
use crate::opcode::Comparison;
use crate::text::Raise;
use crate::types::object::decline;
use crate::vm::compare::holds;
use crate::vm::native::{Args, Arity, Def};
use crate::vm::{Raised, Res, Vm};

/// Methods of `float`.
pub const METHODS: &[Def] = &[
    Def::fixed("__new__", Arity::Free, new),
    Def::slot("__repr__", 0, repr),
    Def::slot("__hash__", 0, hash),
    Def::slot("__bool__", 0, |vm, args| {
        let value = vm.heap.float_value(args.this()) != 0.0;
        Ok(vm.heap.bool(value))
    }),
    Def::slot("__float__", 0, itself),
    Def::slot("__pos__", 0, itself),
    Def::method("conjugate", Arity::None, itself),
    Def::slot("__int__", 0, trunc),
    Def::method("__trunc__", Arity::None, trunc),
    Def::method("__floor__", Arity::None, |vm, args| {
        whole(vm, args, f64::floor)
    })
    .since(9),
    Def::method("__ceil__", Arity::None, |vm, args| {
        whole(vm, args, f64::ceil)
    })
    .since(9),
    Def::method("__round__", Arity::Range(0, 1), round),
    Def::slot("__neg__", 0, |vm, args| one(vm, args, |x| -x)),
    Def::slot("__abs__", 0, |vm, args| one(vm, args, f64::abs)),
    Def::slot("__add__", 1, |vm, args| {
        two(vm, args, false, |_, a, b| Ok(a + b))
    }),
    Def::slot("__radd__", 1, |vm, args| {
        two(vm, args, true, |_, a, b| Ok(a + b))
    }),
    Def::slot("__sub__", 1, |vm, args| {
        two(vm, args, false, |_, a, b| Ok(a - b))
    }),
    Def::slot("__rsub__", 1, |vm, args| {
        two(vm, args, true, |_, a, b| Ok(a - b))
    }),
    Def::slot("__mul__", 1, |vm, args| {
        two(vm, args, false, |_, a, b| Ok(a * b))
    }),
    Def::slot("__rmul__", 1, |vm, args| {
        two(vm, args, true, |_, a, b| Ok(a * b))
    }),
    Def::slot("__truediv__", 1, |vm, args| two(vm, args, false, true_div)),
    Def::slot("__rtruediv__", 1, |vm, args| two(vm, args, true, true_div)),
    Def::slot("__floordiv__", 1, |vm, args| {
        two(vm, args, false, floor_div)
    }),
    Def::slot("__rfloordiv__", 1, |vm, args| {
        two(vm, args, true, floor_div)
    }),
    Def::slot("__mod__", 1, |vm, args| two(vm, args, false, modulo)),
    Def::slot("__rmod__", 1, |vm, args| two(vm, args, true, modulo)),
    Def::slot("__divmod__", 1, |vm, args| divmod(vm, args, false)),
    Def::slot("__rdivmod__", 1, |vm, args| divmod(vm, args, true)),
    Def::slot_range("__pow__", 1, 2, |vm, args| pow(vm, args, false)),
    Def::slot_range("__rpow__", 1, 2, |vm, args| pow(vm, args, true)),
    Def::slot("__eq__", 1, |vm, args| compare(vm, args, Comparison::Eq)),
    Def::slot("__ne__", 1, |vm, args| compare(vm, args, Comparison::Ne)),
    Def::slot("__lt__", 1, |vm, args| compare(vm, args, Comparison::Lt)),
    Def::slot("__le__", 1, |vm, args| compare(vm, args, Comparison::Le)),
    Def::slot("__gt__", 1, |vm, args| compare(vm, args, Comparison::Gt)),
    Def::slot("__ge__", 1, |vm, args| compare(vm, args, Comparison::Ge)),
    Def::method("__format__", Arity::One, format),
    Def::method("is_integer", Arity::None, |vm, args| {
        let value = vm.heap.float_value(args.this());
        Ok(vm.heap.bool(value.is_finite() && value.fract() == 0.0))
    }),
    Def::method("hex", Arity::None, |vm, args| {
        let text = float_hex::hex(vm.heap.float_value(args.this()));
        Ok(vm.heap.str(&text))
    }),
    Def::class("fromhex", Arity::One, from_hex),
    Def::class("__getformat__", Arity::One, |vm, args| {
        let name = if vm.is_str(args.pos[1]) {
            vm.heap.text(args.pos[1])
        } else {
            String::new()
        };
        match name.as_str() {
            "float" | "double" => Ok(vm.heap.str("IEEE, little-endian")),
            _ => Err(vm.value_error("__getformat__() argument 1 must be 'double' or 'float'")),
        }
    }),
    Def::class("from_number", Arity::One, |vm, args| {
        let value = vm.float_of_number(args.pos[1])?;
        let made = vm.heap.float(value);
        if vm.heap.type_id_of(args.this()) == TypeId::FLOAT {
            return Ok(made);
        }
        vm.call(args.this(), &[made.get()])
    })
    .since(14),
    Def::method("__getnewargs__", Arity::None, |vm, args| {
        let copy = itself(vm, args)?;
        Ok(vm.heap.tuple_from(&[copy.into_ref()]))
    }),
    Def::method("as_integer_ratio", Arity::None, as_integer_ratio),
    Def::getter("real", itself),
    Def::getter("imag", |vm, _| Ok(vm.heap.float(0.0))),
];

fn itself(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    if vm.heap.type_of(args.this()) == TypeId::FLOAT {
        return Ok(vm.heap.own(args.this()));
    }
    let value = vm.heap.float_value(args.this());
    Ok(vm.heap.float(value))
}

fn one(vm: &mut Vm, args: &Args<'_>, op: fn(f64) -> f64) -> Res<Owned> {
    let value = op(vm.heap.float_value(args.this()));
    Ok(vm.heap.float(value))
}

impl Vm {
    /// The value of a float or an int as a float; `None` for anything else.
    pub fn float_operand(&mut self, r: Ref) -> Res<Option<f64>> {
        if self.is_a(r, TypeId::FLOAT) {
            return Ok(Some(self.heap.float_value(r)));
        }
        if self.is_int(r) {
            let value = int_float::to_float(&self.heap.int_big(r));
            return Ok(Some(self.pure(value)?));
        }
        Ok(None)
    }

    /// `float(r)` of a number: by `__float__`, or `__index__`.
    pub fn float_of_number(&mut self, r: Ref) -> Res<f64> {
        if let Some(value) = self.float_operand(r)? {
            return Ok(value);
        }
        let (float, index) = (self.names.float, self.names.index);
        if let Some(result) = self.call_special(r, float, &[]) {
            let result = result?;
            if !self.is_a(result.get(), TypeId::FLOAT) {
                let text = format!(
                    "{}.__float__ returned non-float (type {})",
                    self.type_name(r),
                    self.type_name(result.get())
                );
                return Err(self.type_error(&text));
            }
            return Ok(self.heap.float_value(result.get()));
        }
        if let Some(result) = self.call_special(r, index, &[]) {
            let result = result?;
            if !self.is_int(result.get()) {
                return Err(self.bad_index_result(r, result.get()));
            }
            if let Some(value) = self.float_operand(result.get())? {
                return Ok(value);
            }
        }
        let text = format!("must be real number, not {}", self.type_name(r));
        Err(self.type_error(&text))
    }
}

type FloatOp = fn(&Vm, f64, f64) -> Result<f64, Raise>;

fn pair(vm: &mut Vm, args: &Args<'_>, is_reflected: bool) -> Res<Option<(f64, f64)>> {
    let (Some(a), Some(b)) = (
        vm.float_operand(args.pos[0])?,
        vm.float_operand(args.pos[1])?,
    ) else {
        return Ok(None);
    };
    Ok(Some(if is_reflected { (b, a) } else { (a, b) }))
}

fn two(vm: &mut Vm, args: &Args<'_>, is_reflected: bool, op: FloatOp) -> Res<Owned> {
    let Some((a, b)) = pair(vm, args, is_reflected)? else {
        return decline(vm);
    };
    let value = op(vm, a, b);
    let value = vm.pure(value)?;
    Ok(vm.heap.float(value))
}

fn true_div(vm: &Vm, a: f64, b: f64) -> Result<f64, Raise> {
    float_arith::true_div(a, b, vm.text_rules())
}

fn floor_div(vm: &Vm, a: f64, b: f64) -> Result<f64, Raise> {
    float_arith::floor_div(a, b, vm.text_rules())
}

fn modulo(vm: &Vm, a: f64, b: f64) -> Result<f64, Raise> {
    float_arith::modulo(a, b, vm.text_rules())
}

fn divmod(vm: &mut Vm, args: &Args<'_>, is_reflected: bool) -> Res<Owned> {
    let Some((a, b)) = pair(vm, args, is_reflected)? else {
        return decline(vm);
    };
    let values = float_arith::div_mod(a, b, vm.text_rules());
    let (quotient, rest) = vm.pure(values)?;
    let (quotient, rest) = (vm.heap.float(quotient), vm.heap.float(rest));
    Ok(vm.heap.tuple_from(&[quotient.into_ref(), rest.into_ref()]))
}

fn pow(vm: &mut Vm, args: &Args<'_>, is_reflected: bool) -> Res<Owned> {
    if args.get(2).is_some_and(|r| r != vm.heap.known.none) {
        return Err(
            vm.type_error("pow() 3rd argument not allowed unless all arguments are integers")
        );
    }
    let Some((a, b)) = pair(vm, args, is_reflected)? else {
        return decline(vm);
    };
    let value = float_arith::power(a, b, vm.text_rules());
    match vm.pure(value)? {
        FloatPower::Real(value) => Ok(vm.heap.float(value)),
        FloatPower::Complex => {
            let [a, b] = [a, b].map(|real| crate::number::complex::Complex { real, imag: 0.0 });
            vm.complex_power(a, b)
        }
    }
}

fn compare(vm: &mut Vm, args: &Args<'_>, op: Comparison) -> Res<Owned> {
    let a = vm.heap.float_value(args.pos[0]);
    let order = if vm.is_a(args.pos[1], TypeId::FLOAT) {
        a.partial_cmp(&vm.heap.float_value(args.pos[1]))
    } else if vm.is_int(args.pos[1]) {
        int_float::compare(&vm.heap.int_big(args.pos[1]), a).map(std::cmp::Ordering::reverse)
    } else {
        return decline(vm);
    };
    let value = order.map_or(op == Comparison::Ne, |order| holds(op, order));
    Ok(vm.heap.bool(value))
}

fn hash(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let address = vm.heap.address(args.this());
    let hash =
        crate::number::hash::of_float(vm.heap.float_value(args.this()), address, vm.text_rules());
    Ok(vm.heap.int(hash))
}

fn repr(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let text = float_repr::repr(vm.heap.float_value(args.this()));
    Ok(vm.heap.str(&text))
}

fn trunc(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    whole(vm, args, f64::trunc)
}

fn whole(vm: &mut Vm, args: &Args<'_>, op: fn(f64) -> f64) -> Res<Owned> {
    let value = int_float::truncated(op(vm.heap.float_value(args.this())));
    let value = vm.pure(value)?;
    Ok(vm.heap.int_from_big(&value))
}

fn round(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let value = vm.heap.float_value(args.this());
    match args.get(1).filter(|&r| r != vm.heap.known.none) {
        None => super::int::from_float(vm, value),
        Some(places) => {
            let places = vm.index_value(places)?.unwrap_or(i64::MAX);
            let value = float_repr::round_to(value, places);
            let value = vm.pure(value)?;
            Ok(vm.heap.float(value))
        }
    }
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
    let text = crate::text::format_spec::format_float(
        vm.heap.float_value(r),
        vm.text_ref(spec),
        &vm.class_text(r),
        vm.text_rules(),
    );
    let text = vm.pure(text)?;
    Ok(vm.new_text(&text))
}

fn from_hex(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let text = args.pos[1];
    if !vm.is_str(text) {
        return Err(vm.type_error("bad argument type for built-in operation"));
    }
    let value = float_hex::from_hex(vm.heap.text(text).as_bytes());
    let value = vm.pure(value)?;
    let made = vm.heap.float(value);
    if vm.heap.type_id_of(args.this()) == TypeId::FLOAT {
        return Ok(made);
    }
    vm.call(args.this(), &[made.get()])
}

fn as_integer_ratio(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let ratio = float_hex::as_integer_ratio(vm.heap.float_value(args.this()));
    let (a, b) = vm.pure(ratio)?;
    let (a, b) = (vm.heap.int_from_big(&a), vm.heap.int_from_big(&b));
    Ok(vm.heap.tuple_from(&[a.into_ref(), b.into_ref()]))
}

fn new(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let id = vm.heap.type_id_of(args.this());
    if id == TypeId::FLOAT {
        args.no_keywords(vm, "float")?;
    }
    let given = args.pos.len() - 1;
    if given > 1 {
        let text = format!("float expected at most 1 argument, got {given}");
        return Err(vm.type_error(&text));
    }
    let value = args.get(1);
    let made = match value {
        None => 0.0,
        Some(r) if id == TypeId::FLOAT && vm.heap.type_of(r) == TypeId::FLOAT => {
            return Ok(vm.heap.own(r));
        }
        Some(r) if vm.is_str(r) => {
            let value = float_parse::float_from_text(vm.text_ref(r), vm.text_rules().unicode);
            vm.pure(value)?
        }
        Some(r) if vm.is_a(r, TypeId::BYTES) => {
            let value = float_parse::float_from_bytes(vm.heap.bytes_value(r));
            vm.pure(value)?
        }
        Some(r) if vm.has_buffer(r) => {
            let content = vm.bytes_like(r)?;
            match float_parse::float_from_bytes(&content) {
                Ok(value) => value,
                Err(_) => {
                    let text = format!("could not convert string to float: {}", vm.repr_text(r));
                    return Err(vm.value_error(&text));
                }
            }
        }
        Some(r) => match vm.float_of_number(r) {
            Err(Raised)
                if vm.raised_is(crate::vm::exceptions::Exc::TypeError) && no_float(vm, r) =>
            {
                vm.catch(crate::vm::exceptions::Exc::TypeError);
                let kind = if vm.version.minor() >= 10 {
                    "real number"
                } else {
                    "number"
                };
                let text = format!(
                    "float() argument must be a string or a {kind}, not '{}'",
                    vm.type_name(r)
                );
                return Err(vm.type_error(&text));
            }
            other => other?,
        },
    };
    if id == TypeId::FLOAT {
        Ok(vm.heap.float(made))
    } else {
        Ok(vm.heap.float_of(id, made))
    }
}

fn no_float(vm: &mut Vm, r: Ref) -> bool {
    let (float, index) = (vm.names.float, vm.names.index);
    vm.lookup_special(r, float).is_none() && vm.lookup_special(r, index).is_none()
}

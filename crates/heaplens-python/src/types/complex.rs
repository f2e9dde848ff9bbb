//! `complex` (Objects/complexobject.c).

use heaplens_heap::types::flags;
use heaplens_heap::{Owned, Ref, TypeId};

use crate::number::complex::{self, Complex, Operand};
use crate::opcode::Comparison;
use crate::text::{Raise, TextRules};
use crate::types::object::decline;
use crate::vm::native::{Args, Arity, Def};
use crate::vm::{Res, Vm};

/// Methods of `complex`.
pub const METHODS: &[Def] = &[
    Def::fixed("__new__", Arity::Free, new),
    Def::slot("__repr__", 0, |vm, args| {
        let text = complex::repr(value_of(vm, args.this()));
        Ok(vm.heap.str(&text))
    }),
    Def::slot("__hash__", 0, |vm, args| {
        let z = value_of(vm, args.this());
        let address = vm.heap.address(args.this());
        let hash = crate::number::hash::of_complex(z.real, z.imag, address, vm.text_rules());
        Ok(vm.heap.int(hash))
    }),
    Def::slot("__bool__", 0, |vm, args| {
        let z = value_of(vm, args.this());
        Ok(vm.heap.bool(z.real != 0.0 || z.imag != 0.0))
    }),
    Def::slot("__pos__", 0, itself),
    Def::slot("__neg__", 0, |vm, args| {
        let z = value_of(vm, args.this());
        Ok(vm.heap.complex_of(TypeId::COMPLEX, -z.real, -z.imag))
    }),
    Def::slot("__abs__", 0, |vm, args| {
        let size = complex::absolute(value_of(vm, args.this()));
        let size = vm.pure(size)?;
        Ok(vm.heap.float(size))
    }),
    Def::slot("__add__", 1, |vm, args| two(vm, args, false, add)),
    Def::slot("__radd__", 1, |vm, args| two(vm, args, true, add)),
    Def::slot("__sub__", 1, |vm, args| two(vm, args, false, subtract)),
    Def::slot("__rsub__", 1, |vm, args| two(vm, args, true, subtract)),
    Def::slot("__mul__", 1, |vm, args| two(vm, args, false, multiply)),
    Def::slot("__rmul__", 1, |vm, args| two(vm, args, true, multiply)),
    Def::slot("__truediv__", 1, |vm, args| {
        two(vm, args, false, complex::true_div)
    }),
    Def::slot("__rtruediv__", 1, |vm, args| {
        two(vm, args, true, complex::true_div)
    }),
    Def::slot("__floordiv__", 1, |vm, _| whole(vm, FLOOR)).until(9),
    Def::slot("__rfloordiv__", 1, |vm, _| whole(vm, FLOOR)).until(9),
    Def::slot("__mod__", 1, |vm, _| whole(vm, MOD)).until(9),
    Def::slot("__rmod__", 1, |vm, _| whole(vm, MOD)).until(9),
    Def::slot("__divmod__", 1, |vm, _| whole(vm, DIVMOD)).until(9),
    Def::slot("__rdivmod__", 1, |vm, _| whole(vm, DIVMOD)).until(9),
    Def::slot("__int__", 0, |vm, _| {
        Err(vm.type_error("can't convert complex to int"))
    })
    .until(9),
    Def::slot("__float__", 0, |vm, _| {
        Err(vm.type_error("can't convert complex to float"))
    })
    .until(9),
    Def::slot_range("__pow__", 1, 2, |vm, args| pow(vm, args, false)),
    Def::slot_range("__rpow__", 1, 2, |vm, args| pow(vm, args, true)),
    Def::slot("__eq__", 1, |vm, args| compare(vm, args, Comparison::Eq)),
    Def::slot("__ne__", 1, |vm, args| compare(vm, args, Comparison::Ne)),
    Def::slot("__lt__", 1, |vm, _| decline(vm)),
    Def::slot("__le__", 1, |vm, _| decline(vm)),
    Def::slot("__gt__", 1, |vm, _| decline(vm)),
    Def::slot("__ge__", 1, |vm, _| decline(vm)),
    Def::method("__format__", Arity::One, format),
    Def::method("__complex__", Arity::None, itself).since(11),
    Def::method("__getnewargs__", Arity::None, |vm, args| {
        let z = value_of(vm, args.this());
        let (real, imag) = (vm.heap.float(z.real), vm.heap.float(z.imag));
        Ok(vm.heap.tuple_from(&[real.into_ref(), imag.into_ref()]))
    }),
    Def::method("conjugate", Arity::None, |vm, args| {
        let z = value_of(vm, args.this());
        Ok(vm.heap.complex_of(TypeId::COMPLEX, z.real, -z.imag))
    }),
    Def::class("from_number", Arity::One, from_number).since(14),
    Def::getter("real", |vm, args| {
        let z = value_of(vm, args.this());
        Ok(vm.heap.float(z.real))
    }),
    Def::getter("imag", |vm, args| {
        let z = value_of(vm, args.this());
        Ok(vm.heap.float(z.imag))
    }),
];

const FLOOR: &str = "can't take floor of complex number.";
const MOD: &str = "can't mod complex numbers.";
const DIVMOD: &str = "can't take floor or mod of complex number.";

fn value_of(vm: &Vm, r: Ref) -> Complex {
    let (real, imag) = vm.heap.complex_value(r);
    Complex { real, imag }
}

fn itself(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    if vm.heap.type_of(args.this()) == TypeId::COMPLEX {
        return Ok(vm.heap.own(args.this()));
    }
    let z = value_of(vm, args.this());
    Ok(vm.heap.complex_of(TypeId::COMPLEX, z.real, z.imag))
}

fn operand(vm: &mut Vm, r: Ref) -> Res<Option<Operand>> {
    if vm.is_a(r, TypeId::COMPLEX) {
        return Ok(Some(Operand::Complex(value_of(vm, r))));
    }
    Ok(vm.float_operand(r)?.map(Operand::Real))
}

type ComplexOp = fn(Operand, Operand, &TextRules) -> Result<Complex, Raise>;

fn add(a: Operand, b: Operand, rules: &TextRules) -> Result<Complex, Raise> {
    Ok(complex::add(a, b, rules))
}

fn subtract(a: Operand, b: Operand, rules: &TextRules) -> Result<Complex, Raise> {
    Ok(complex::subtract(a, b, rules))
}

fn multiply(a: Operand, b: Operand, rules: &TextRules) -> Result<Complex, Raise> {
    Ok(complex::multiply(a, b, rules))
}

fn pair(vm: &mut Vm, args: &Args<'_>, is_reflected: bool) -> Res<Option<(Operand, Operand)>> {
    let (Some(a), Some(b)) = (operand(vm, args.pos[0])?, operand(vm, args.pos[1])?) else {
        return Ok(None);
    };
    Ok(Some(if is_reflected { (b, a) } else { (a, b) }))
}

fn two(vm: &mut Vm, args: &Args<'_>, is_reflected: bool, op: ComplexOp) -> Res<Owned> {
    let Some((a, b)) = pair(vm, args, is_reflected)? else {
        return decline(vm);
    };
    let z = op(a, b, vm.text_rules());
    let z = vm.pure(z)?;
    Ok(vm.heap.complex_of(TypeId::COMPLEX, z.real, z.imag))
}

/// What complex numbers can't do said so themselves, whatever the other side (up to 3.9).
fn whole(vm: &mut Vm, text: &str) -> Res<Owned> {
    Err(vm.type_error(text))
}

const fn as_complex(operand: Operand) -> Complex {
    match operand {
        Operand::Real(real) => Complex { real, imag: 0.0 },
        Operand::Complex(z) => z,
    }
}

fn pow(vm: &mut Vm, args: &Args<'_>, is_reflected: bool) -> Res<Owned> {
    let Some((a, b)) = pair(vm, args, is_reflected)? else {
        return decline(vm);
    };
    if args.get(2).is_some_and(|r| r != vm.heap.known.none) {
        return Err(vm.value_error("complex modulo"));
    }
    vm.complex_power(as_complex(a), as_complex(b))
}

impl Vm {
    /// `a ** b` of two complex numbers.
    pub fn complex_power(&mut self, a: Complex, b: Complex) -> Res<Owned> {
        let z = complex::power(a, b, self.text_rules());
        let z = self.pure(z)?;
        Ok(self.heap.complex_of(TypeId::COMPLEX, z.real, z.imag))
    }
}

fn compare(vm: &mut Vm, args: &Args<'_>, op: Comparison) -> Res<Owned> {
    let (z, r) = (value_of(vm, args.pos[0]), args.pos[1]);
    let is_equal = if vm.is_int(r) {
        z.imag == 0.0
            && crate::number::int_float::compare(&vm.heap.int_big(r), z.real)
                == Some(std::cmp::Ordering::Equal)
    } else if vm.is_a(r, TypeId::FLOAT) {
        z.imag == 0.0 && z.real == vm.heap.float_value(r)
    } else if vm.is_a(r, TypeId::COMPLEX) {
        z == value_of(vm, r)
    } else {
        return decline(vm);
    };
    Ok(vm.heap.bool(is_equal == (op == Comparison::Eq)))
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
    let text = crate::text::format_spec::format_complex(
        value_of(vm, r),
        vm.text_ref(spec),
        &vm.class_text(r),
        vm.text_rules(),
    );
    let text = vm.pure(text)?;
    Ok(vm.new_text(&text))
}

fn from_number(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let id = vm.heap.type_id_of(args.this());
    let z = match number(vm, args.pos[1])? {
        Some(operand) => as_complex(operand),
        None => {
            let text = format!("must be real number, not {}", vm.type_name(args.pos[1]));
            return Err(vm.type_error(&text));
        }
    };
    if id == TypeId::COMPLEX {
        return Ok(vm.heap.complex_of(id, z.real, z.imag));
    }
    let z = vm.heap.complex_of(TypeId::COMPLEX, z.real, z.imag);
    vm.call(args.this(), &[z.get()])
}

/// A number by `__complex__`, `__float__` or `__index__`.
fn number(vm: &mut Vm, r: Ref) -> Res<Option<Operand>> {
    if let Some(operand) = operand(vm, r)? {
        return Ok(Some(operand));
    }
    let name = vm.names.complex;
    if let Some(result) = vm.call_special(r, name, &[]) {
        let result = result?;
        if !vm.is_a(result.get(), TypeId::COMPLEX) {
            let text = format!(
                "{}.__complex__() must return a complex, not {}",
                vm.type_name(r),
                vm.type_name(result.get())
            );
            let old = format!(
                "__complex__ returned non-complex (type {})",
                vm.type_name(result.get())
            );
            let is_new = vm.version.minor() >= 15;
            return Err(vm.type_error(if is_new { &text } else { &old }));
        }
        return Ok(Some(Operand::Complex(value_of(vm, result.get()))));
    }
    real(vm, r)
}

fn real(vm: &mut Vm, r: Ref) -> Res<Option<Operand>> {
    let (float, index) = (vm.names.float, vm.names.index);
    if vm.lookup_special(r, float).is_none() && vm.lookup_special(r, index).is_none() {
        return Ok(None);
    }
    Ok(Some(Operand::Real(vm.float_of_number(r)?)))
}

fn new(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let id = vm.heap.type_id_of(args.this());
    let [first, second] = args.bind(vm, "complex", 1, ["real", "imag"], 0)?;
    let z = parts(vm, id, first, second)?;
    let z = match z {
        Made::Same(r) => return Ok(vm.heap.own(r)),
        Made::Value(z) => z,
    };
    let object = vm.heap.complex_of(id, z.real, z.imag);
    if vm.heap.info(id).has(flags::HAVE_GC) {
        vm.heap.track(object.get());
    }
    Ok(object)
}

enum Made {
    Same(Ref),
    Value(Complex),
}

/// `complex_new_impl`.
fn parts(vm: &mut Vm, id: TypeId, first: Option<Ref>, second: Option<Ref>) -> Res<Made> {
    if let (Some(r), None) = (first, second)
        && id == TypeId::COMPLEX
        && vm.heap.type_of(r) == TypeId::COMPLEX
    {
        return Ok(Made::Same(r));
    }
    if let Some(r) = first
        && vm.is_str(r)
    {
        if second.is_some() {
            let text = if vm.version.minor() >= 14 {
                "complex() argument 'real' must be a real number, not str"
            } else {
                "complex() can't take second arg if first is a string"
            };
            return Err(vm.type_error(text));
        }
        let z = complex::complex_from_text(vm.text_ref(r), vm.text_rules());
        return Ok(Made::Value(vm.pure(z)?));
    }
    if let Some(r) = second
        && vm.is_str(r)
    {
        let text = if vm.version.minor() >= 14 {
            "complex() argument 'imag' must be a real number, not str"
        } else {
            "complex() second arg can't be a string"
        };
        return Err(vm.type_error(text));
    }
    let real_part = match first {
        None => Operand::Real(0.0),
        Some(r) => match number(vm, r)? {
            Some(operand) => operand,
            None => {
                let name = vm.type_name(r);
                let text = if vm.version.minor() < 14 {
                    format!("complex() first argument must be a string or a number, not '{name}'")
                } else if second.is_some() {
                    format!("complex() argument 'real' must be a real number, not {name}")
                } else {
                    format!("complex() argument must be a string or a number, not {name}")
                };
                return Err(vm.type_error(&text));
            }
        },
    };
    let imag_part = match second {
        None => None,
        Some(r) => {
            let operand = if vm.is_a(r, TypeId::COMPLEX) {
                Some(Operand::Complex(value_of(vm, r)))
            } else {
                real(vm, r)?
            };
            match operand {
                Some(operand) => Some(operand),
                None => {
                    let name = vm.type_name(r);
                    let text = if vm.version.minor() < 14 {
                        format!("complex() second argument must be a number, not '{name}'")
                    } else {
                        format!("complex() argument 'imag' must be a real number, not {name}")
                    };
                    return Err(vm.type_error(&text));
                }
            }
        }
    };
    let mut z = as_complex(real_part);
    match imag_part {
        None => {}
        Some(Operand::Real(imag)) => {
            z.imag = match real_part {
                Operand::Real(_) => imag,
                Operand::Complex(first) => first.imag + imag,
            };
        }
        Some(Operand::Complex(w)) => {
            z.real -= w.imag;
            z.imag = match real_part {
                Operand::Real(_) => w.real,
                Operand::Complex(first) => first.imag + w.real,
            };
        }
    }
    Ok(Made::Value(z))
}

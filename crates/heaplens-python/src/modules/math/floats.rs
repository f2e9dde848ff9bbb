//! Functions of floats.

use heaplens_heap::{Owned, Ref, TypeId};
use num_traits::{Signed, ToPrimitive};

use super::{domain_error, double, float, range_error};
use crate::number::{exp_log, int_float};
use crate::vm::exceptions::Exc;
use crate::vm::native::{Args, Arity, Def};
use crate::vm::{Res, Vm};

const UNIT: &str = "expected a number in range from -1 up to 1, got %s";
const FINITE: &str = "expected a finite input, got %s";
const GAMMA: &str = "expected a noninteger or positive integer, got %s";
const POSITIVE: &str = "expected a positive input";

macro_rules! plain {
    ($name:literal, $function:expr, $can_overflow:literal, $error:expr) => {
        Def::method($name, Arity::One, |vm, args| {
            one(vm, args, $function, $can_overflow, $error)
        })
    };
}

/// The functions.
pub const FUNCTIONS: &[Def] = &[
    plain!("acos", libm::acos, false, Some(UNIT)),
    plain!(
        "acosh",
        libm::acosh,
        false,
        Some("expected argument value not less than 1, got %s")
    ),
    plain!("asin", libm::asin, false, Some(UNIT)),
    plain!("asinh", libm::asinh, false, None),
    plain!("atan", libm::atan, false, None),
    plain!(
        "atanh",
        libm::atanh,
        false,
        Some("expected a number between -1 and 1, got %s")
    ),
    plain!("cos", libm::cos, false, Some(FINITE)),
    plain!("cosh", libm::cosh, true, None),
    plain!("erf", libm::erf, false, None),
    plain!("erfc", libm::erfc, false, None),
    plain!("exp", exp_log::e_to, true, None),
    plain!("expm1", libm::expm1, true, None),
    plain!("fabs", f64::abs, false, None),
    plain!(
        "log1p",
        libm::log1p,
        false,
        Some("expected argument value > -1, got %s")
    ),
    plain!("sin", libm::sin, false, Some(FINITE)),
    plain!("sinh", libm::sinh, true, None),
    plain!(
        "sqrt",
        f64::sqrt,
        false,
        Some("expected a nonnegative input, got %s")
    ),
    plain!("tan", libm::tan, false, Some(FINITE)),
    plain!("tanh", libm::tanh, false, None),
    plain!("cbrt", cbrt, false, None).since(11),
    plain!("exp2", libm::exp2, true, None).since(11),
    Def::method("degrees", Arity::One, |vm, args| {
        let x = double(vm, args.this())?;
        float(vm, x * (180.0 / std::f64::consts::PI))
    }),
    Def::method("radians", Arity::One, |vm, args| {
        let x = double(vm, args.this())?;
        float(vm, x * (std::f64::consts::PI / 180.0))
    }),
    Def::method("gamma", Arity::One, gamma),
    Def::method("lgamma", Arity::One, lgamma),
    Def::method("atan2", Arity::Range(2, 2), |vm, args| {
        let [x, y] = two(vm, args)?;
        float(vm, libm::atan2(x, y))
    }),
    Def::method("copysign", Arity::Range(2, 2), |vm, args| {
        let [x, y] = two(vm, args)?;
        float(vm, x.copysign(y))
    }),
    Def::method("remainder", Arity::Range(2, 2), remainder),
    Def::method("fmod", Arity::Range(2, 2), fmod),
    Def::method("pow", Arity::Range(2, 2), pow),
    Def::method("nextafter", Arity::Free, nextafter).since(9),
    Def::method("ulp", Arity::One, ulp).since(9),
    Def::method("fma", Arity::Range(3, 3), fma).since(13),
    Def::method("fmax", Arity::Range(2, 2), |vm, args| {
        let [x, y] = two(vm, args)?;
        float(vm, libm::fmax(x, y))
    })
    .since(15),
    Def::method("fmin", Arity::Range(2, 2), |vm, args| {
        let [x, y] = two(vm, args)?;
        float(vm, libm::fmin(x, y))
    })
    .since(15),
    Def::method("isnormal", Arity::One, |vm, args| {
        test(vm, args, f64::is_normal)
    })
    .since(15),
    Def::method("issubnormal", Arity::One, |vm, args| {
        test(vm, args, f64::is_subnormal)
    })
    .since(15),
    Def::method("signbit", Arity::One, |vm, args| {
        test(vm, args, f64::is_sign_negative)
    })
    .since(15),
    Def::method("isfinite", Arity::One, |vm, args| {
        test(vm, args, f64::is_finite)
    }),
    Def::method("isinf", Arity::One, |vm, args| {
        test(vm, args, f64::is_infinite)
    }),
    Def::method("isnan", Arity::One, |vm, args| test(vm, args, f64::is_nan)),
    Def::method("isclose", Arity::Free, isclose),
    Def::method("log", Arity::Range(1, 2), log),
    Def::method("log2", Arity::One, |vm, args| log_of(vm, args.this(), log2)),
    Def::method("log10", Arity::One, |vm, args| {
        log_of(vm, args.this(), libm::log10)
    }),
    Def::method("ldexp", Arity::Range(2, 2), ldexp),
    Def::method("frexp", Arity::One, frexp),
    Def::method("modf", Arity::One, modf),
    Def::method("floor", Arity::One, |vm, args| {
        let name = vm.names.floor;
        rounded(vm, args.this(), name, f64::floor)
    }),
    Def::method("ceil", Arity::One, |vm, args| {
        let name = vm.names.ceil;
        rounded(vm, args.this(), name, f64::ceil)
    }),
    Def::method("trunc", Arity::One, trunc),
];

fn one(
    vm: &mut Vm,
    args: &Args<'_>,
    function: fn(f64) -> f64,
    can_overflow: bool,
    error: Option<&str>,
) -> Res<Owned> {
    let x = double(vm, args.this())?;
    let value = function(x);
    if value.is_nan() && !x.is_nan() || value.is_infinite() && x.is_finite() && !can_overflow {
        return Err(domain_error(vm, error.map(|error| (error, x))));
    }
    if value.is_infinite() && x.is_finite() {
        return Err(range_error(vm));
    }
    float(vm, value)
}

fn two(vm: &mut Vm, args: &Args<'_>) -> Res<[f64; 2]> {
    Ok([double(vm, args.pos[0])?, double(vm, args.pos[1])?])
}

fn test(vm: &mut Vm, args: &Args<'_>, question: fn(f64) -> bool) -> Res<Owned> {
    let x = double(vm, args.this())?;
    Ok(vm.heap.bool(question(x)))
}

fn gamma(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let x = double(vm, args.this())?;
    if x == f64::NEG_INFINITY || x.is_finite() && x <= 0.0 && x == x.floor() && x != 0.0 || x == 0.0
    {
        return Err(domain_error(vm, Some((GAMMA, x))));
    }
    // Exact for the factorials that a float holds, as CPython's table makes it.
    if x == x.floor() && x <= 23.0 {
        let product = (2..x as u64).fold(1.0, |product, factor| product * factor as f64);
        return float(vm, product);
    }
    let value = libm::tgamma(x);
    if value.is_infinite() && x.is_finite() {
        return Err(range_error(vm));
    }
    float(vm, value)
}

fn lgamma(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let x = double(vm, args.this())?;
    if x.is_infinite() {
        return float(vm, f64::INFINITY);
    }
    if x == x.floor() && x <= 2.0 {
        if x <= 0.0 {
            return Err(domain_error(vm, Some((GAMMA, x))));
        }
        return float(vm, 0.0);
    }
    let value = libm::lgamma(x);
    if value.is_infinite() {
        return Err(range_error(vm));
    }
    float(vm, value)
}

fn remainder(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let [x, y] = two(vm, args)?;
    if x.is_nan() || y.is_nan() {
        return float(vm, x + y);
    }
    if x.is_infinite() || y == 0.0 {
        return Err(domain_error(vm, None));
    }
    float(vm, libm::remainder(x, y))
}

fn fmod(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let [x, y] = two(vm, args)?;
    if y.is_infinite() && x.is_finite() {
        return float(vm, x);
    }
    let value = libm::fmod(x, y);
    if value.is_nan() && !x.is_nan() && !y.is_nan() {
        return Err(domain_error(vm, None));
    }
    float(vm, value)
}

fn pow(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let [x, y] = two(vm, args)?;
    if !x.is_finite() || !y.is_finite() {
        let value = if x == 1.0 || y == 0.0 {
            1.0
        } else {
            libm::pow(x, y)
        };
        return float(vm, value);
    }
    let is_whole = y == y.trunc();
    let is_odd = is_whole && libm::fmod(y.abs(), 2.0) == 1.0;
    let value = if x < 0.0 && !is_whole {
        f64::NAN
    } else {
        let size = exp_log::c_pow(x.abs(), y);
        if is_odd && x.is_sign_negative() {
            -size
        } else {
            size
        }
    };
    if value.is_nan() || value.is_infinite() && x == 0.0 {
        return Err(domain_error(vm, None));
    }
    if value.is_infinite() {
        return Err(range_error(vm));
    }
    float(vm, value)
}

fn nextafter(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let steps = if vm.version.minor() >= 12 {
        let [steps] = args.keywords(vm, "nextafter", ["steps"])?;
        steps
    } else {
        args.no_keywords(vm, "math.nextafter")?;
        None
    };
    crate::modules::arguments::check_count(vm, "nextafter", args.pos.len(), 2, 2)?;
    let [x, y] = two(vm, args)?;
    let mut left = match steps.filter(|&steps| steps != vm.heap.known.none) {
        Some(steps) => vm.ssize_argument(steps)?,
        None => 1,
    };
    if left < 0 {
        return Err(vm.value_error("steps must be a non-negative integer"));
    }
    let mut value = x;
    if value.is_nan() || y.is_nan() {
        return float(vm, value + y);
    }
    while left > 0 && value != y {
        value = libm::nextafter(value, y);
        left -= 1;
        if left > 1 << 20 {
            return Err(vm.unsupported("math.nextafter with more than a million steps"));
        }
    }
    float(vm, value)
}

fn ulp(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let x = double(vm, args.this())?.abs();
    if !x.is_finite() {
        return float(vm, x);
    }
    let next = libm::nextafter(x, f64::INFINITY);
    if next.is_infinite() {
        return float(vm, x - libm::nextafter(x, f64::NEG_INFINITY));
    }
    float(vm, next - x)
}

fn fma(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let [x, y] = two(vm, args)?;
    let z = double(vm, args.pos[2])?;
    let value = libm::fma(x, y, z);
    if value.is_finite() {
        return float(vm, value);
    }
    if value.is_nan() {
        if !x.is_nan() && !y.is_nan() && !z.is_nan() {
            return Err(vm.value_error("invalid operation in fma"));
        }
    } else if x.is_finite() && y.is_finite() && z.is_finite() {
        return Err(vm.overflow_error("overflow in fma"));
    }
    float(vm, value)
}

fn isclose(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    if args.pos.len() > 2 {
        let text = format!(
            "isclose() takes exactly 2 positional arguments ({} given)",
            args.pos.len()
        );
        return Err(vm.type_error(&text));
    }
    let [a, b, relative, absolute] =
        args.bind(vm, "isclose", 0, ["a", "b", "rel_tol", "abs_tol"], 2)?;
    let a = double(vm, a.unwrap_or_default())?;
    let b = double(vm, b.unwrap_or_default())?;
    let relative = match relative {
        Some(relative) => double(vm, relative)?,
        None => 1e-9,
    };
    let absolute = match absolute {
        Some(absolute) => double(vm, absolute)?,
        None => 0.0,
    };
    if relative < 0.0 || absolute < 0.0 {
        return Err(vm.value_error("tolerances must be non-negative"));
    }
    #[expect(clippy::float_cmp, reason = "as m_isclose does")]
    let same = a == b;
    let value = same
        || !a.is_infinite() && !b.is_infinite() && {
            let diff = (b - a).abs();
            diff <= (relative * b).abs() || diff <= (relative * a).abs() || diff <= absolute
        };
    Ok(vm.heap.bool(value))
}

/// The cube root as glibc computes it (sysdeps/ieee754/dbl-64/s_cbrt.c @ 2.36), last digit included: a polynomial for
/// the mantissa, one step of Halley's, and a factor for the rest of the exponent.
fn cbrt(x: f64) -> f64 {
    const ROOT: f64 = 1.259_921_049_894_873_2;
    const SQUARE: f64 = 1.587_401_051_968_199_5;
    const FACTORS: [f64; 5] = [1.0 / SQUARE, 1.0 / ROOT, 1.0, ROOT, SQUARE];
    const COEFFICIENTS: [f64; 7] = [
        0.354_895_765_043_919_86,
        1.508_191_937_815_849,
        -2.114_994_941_673_713,
        2.446_931_225_635_344_3,
        -1.834_692_774_836_130_9,
        0.784_932_344_976_639_2,
        -0.145_263_899_385_486_37,
    ];
    if x == 0.0 || !x.is_finite() {
        return x;
    }
    let (mantissa, exponent) = libm::frexp(x.abs());
    let start = COEFFICIENTS
        .iter()
        .rev()
        .fold(0.0, |sum, coefficient| sum * mantissa + coefficient);
    let cube = start * start * start;
    let near = start * (cube + 2.0 * mantissa) / (2.0 * cube + mantissa);
    let root = near * FACTORS[(2 + exponent % 3) as usize];
    libm::ldexp(root, exponent / 3).copysign(x)
}

fn log2(x: f64) -> f64 {
    libm::log2(x)
}

/// A logarithm of a number, of any size where it is an int (`loghelper`).
fn log_of(vm: &mut Vm, r: Ref, function: fn(f64) -> f64) -> Res<Owned> {
    if vm.is_int(r) {
        let value = vm.heap.int_big(r);
        if !value.is_positive() {
            return Err(positive_error(vm, None));
        }
        let result = match value.to_f64().filter(|x| x.is_finite()) {
            Some(_) => {
                let x = vm.pure(int_float::to_float(&value))?;
                function(x)
            }
            None => {
                // As `_PyLong_Frexp`: the value is x * 2**e.
                let bits = value.bits();
                let shift = bits - 64;
                let top = (&value >> shift).to_f64().unwrap_or(1.0) / 2f64.powi(64);
                function(top) + function(2.0) * bits as f64
            }
        };
        return float(vm, result);
    }
    let x = double(vm, r)?;
    if x.is_nan() || x == f64::INFINITY {
        return float(vm, x);
    }
    if x <= 0.0 {
        return Err(positive_error(vm, Some(x)));
    }
    float(vm, function(x))
}

fn positive_error(vm: &mut Vm, x: Option<f64>) -> crate::vm::Raised {
    if vm.version.minor() < 14 {
        return vm.value_error("math domain error");
    }
    match x {
        Some(x) => {
            let shown = crate::number::float_repr::repr(x);
            vm.value_error(&format!("{POSITIVE}, got {shown}"))
        }
        None => vm.value_error(POSITIVE),
    }
}

fn log(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let top = log_of(vm, args.pos[0], exp_log::natural_log)?;
    let Some(base) = args.get(1) else {
        return Ok(top);
    };
    let bottom = log_of(vm, base, exp_log::natural_log)?;
    let (a, b) = (
        vm.heap.float_value(top.get()),
        vm.heap.float_value(bottom.get()),
    );
    if b == 0.0 {
        let text = if vm.version.minor() >= 14 {
            "division by zero"
        } else {
            "float division by zero"
        };
        return Err(vm.raise_text(Exc::ZeroDivisionError, text));
    }
    float(vm, a / b)
}

fn ldexp(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let x = double(vm, args.pos[0])?;
    if !vm.is_int(args.pos[1]) {
        return Err(vm.type_error("Expected an int as second argument to ldexp."));
    }
    let exponent = vm.heap.int_big(args.pos[1]);
    if x == 0.0 || !x.is_finite() {
        return float(vm, x);
    }
    let exponent = exponent.to_i32().unwrap_or(if exponent.is_negative() {
        i32::MIN / 2
    } else {
        i32::MAX / 2
    });
    let value = libm::ldexp(x, exponent);
    if value.is_infinite() {
        return Err(range_error(vm));
    }
    float(vm, value)
}

fn frexp(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let x = double(vm, args.this())?;
    let (fraction, exponent) = if x == 0.0 || !x.is_finite() {
        (x, 0)
    } else {
        libm::frexp(x)
    };
    let fraction = vm.heap.float(fraction);
    let exponent = vm.heap.int(i64::from(exponent));
    Ok(vm.tuple_owned(vec![fraction, exponent]))
}

fn modf(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let x = double(vm, args.this())?;
    let (fraction, whole) = if x.is_infinite() {
        (0f64.copysign(x), x)
    } else if x.is_nan() {
        (x, x)
    } else {
        libm::modf(x)
    };
    let fraction = vm
        .heap
        .float(fraction.copysign(if x.is_nan() { fraction } else { x }));
    let whole = vm.heap.float(whole);
    Ok(vm.tuple_owned(vec![fraction, whole]))
}

/// `floor` and `ceil`: the object's own method, or of its value as a float.
fn rounded(vm: &mut Vm, r: Ref, name: Ref, function: fn(f64) -> f64) -> Res<Owned> {
    if vm.heap.type_of(r) != TypeId::FLOAT
        && let Some(result) = vm.call_special(r, name, &[])
    {
        return result;
    }
    let x = double(vm, r)?;
    crate::types::int::from_float(vm, function(x))
}

fn trunc(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let r = args.this();
    if vm.heap.type_of(r) == TypeId::FLOAT {
        let x = vm.heap.float_value(r);
        return crate::types::int::from_float(vm, x.trunc());
    }
    let name = vm.names.trunc;
    match vm.call_special(r, name, &[]) {
        Some(result) => result,
        None => {
            let text = format!("type {} doesn't define __trunc__ method", vm.type_name(r));
            Err(vm.type_error(&text))
        }
    }
}

//! Functions of whole numbers.

use heaplens_heap::{Owned, Ref, TypeId};
use num_bigint::BigInt;
use num_integer::Integer;
use num_traits::{One, Signed, ToPrimitive, Zero};

use crate::vm::native::{Args, Arity, Def};
use crate::vm::{Res, Vm};

/// The functions.
pub const FUNCTIONS: &[Def] = &[
    Def::method("factorial", Arity::One, factorial),
    Def::method("isqrt", Arity::One, isqrt),
    Def::method("gcd", Arity::Range(2, 2), gcd).until(8),
    Def::method("gcd", Arity::Free, gcd).since(9),
    Def::method("lcm", Arity::Free, lcm).since(9),
    Def::method("comb", Arity::Range(2, 2), comb),
    Def::method("perm", Arity::Range(1, 2), perm),
];

fn whole(vm: &mut Vm, r: Ref) -> Res<BigInt> {
    let index = vm.index_object(r)?;
    Ok(vm.heap.int_big(index.get()))
}

fn factorial(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let r = args.this();
    let minor = vm.version.minor();
    if minor < 12 && vm.is_a(r, TypeId::FLOAT) {
        if minor >= 10 {
            let text = "'float' object cannot be interpreted as an integer";
            return Err(vm.type_error(text));
        }
        let x = vm.heap.float_value(r);
        if minor == 9 {
            let text = "Using factorial() with floats is deprecated";
            vm.warn(crate::vm::exceptions::Exc::DeprecationWarning, text, 1)?;
        }
        if !x.is_finite() || x != x.trunc() {
            return Err(vm.value_error("factorial() only accepts integral values"));
        }
        return product_to(vm, &BigInt::from(x as i64));
    }
    let n = whole(vm, r)?;
    product_to(vm, &n)
}

fn product_to(vm: &mut Vm, n: &BigInt) -> Res<Owned> {
    if n.is_negative() {
        return Err(vm.value_error("factorial() not defined for negative values"));
    }
    let Some(n) = n.to_u64().filter(|&n| i64::try_from(n).is_ok()) else {
        let text = format!("factorial() argument should not exceed {}", i64::MAX);
        return Err(vm.overflow_error(&text));
    };
    if n > 100_000 {
        return Err(vm.unsupported("math.factorial of more than 100000"));
    }
    let value = range_product(1, n.max(1));
    Ok(vm.heap.int_from_big(&value))
}

/// The product of the numbers from `low` to `high`, by halves.
fn range_product(low: u64, high: u64) -> BigInt {
    if high < low {
        return BigInt::one();
    }
    if high - low < 8 {
        return (low..=high).fold(BigInt::one(), |product, factor| product * factor);
    }
    let middle = low + (high - low) / 2;
    range_product(low, middle) * range_product(middle + 1, high)
}

fn isqrt(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let n = whole(vm, args.this())?;
    if n.is_negative() {
        return Err(vm.value_error("isqrt() argument must be nonnegative"));
    }
    let root = n.sqrt();
    Ok(vm.heap.int_from_big(&root))
}

fn gcd(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    fold(vm, args, "math.gcd", BigInt::zero(), |a, b| a.gcd(b))
}

fn lcm(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    fold(vm, args, "math.lcm", BigInt::one(), |a, b| a.lcm(b))
}

fn fold(
    vm: &mut Vm,
    args: &Args<'_>,
    name: &str,
    start: BigInt,
    step: fn(&BigInt, &BigInt) -> BigInt,
) -> Res<Owned> {
    args.no_keywords(vm, name)?;
    let mut value = start;
    for &r in args.pos {
        let next = whole(vm, r)?;
        value = step(&value, &next).abs();
    }
    Ok(vm.heap.int_from_big(&value))
}

/// `n` and `k`, both from 0 on; `k` in a word.
fn pair(vm: &mut Vm, n: Ref, k: Ref) -> Res<(BigInt, BigInt)> {
    let (n, k) = (whole(vm, n)?, whole(vm, k)?);
    for (value, which) in [(&n, "n"), (&k, "k")] {
        if value.is_negative() {
            let text = format!("{which} must be a non-negative integer");
            return Err(vm.value_error(&text));
        }
    }
    Ok((n, k))
}

fn falling(vm: &mut Vm, n: &BigInt, k: &BigInt, name: &str) -> Res<(BigInt, u64)> {
    let Some(k) = k.to_u64().filter(|&k| i64::try_from(k).is_ok()) else {
        let text = if name == "comb" {
            "min(n - k, k) must not exceed 9223372036854775807"
        } else {
            "k must not exceed 9223372036854775807"
        };
        return Err(vm.overflow_error(text));
    };
    if k > 100_000 {
        return Err(vm.unsupported("products of more than 100000 factors"));
    }
    let mut product = BigInt::one();
    for at in 0..k {
        product *= n - at;
    }
    Ok((product, k))
}

fn comb(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let (n, k) = pair(vm, args.pos[0], args.pos[1])?;
    if k > n {
        return Ok(vm.heap.int(0));
    }
    let rest = &n - &k;
    let k = k.min(rest);
    let (product, k) = falling(vm, &n, &k, "comb")?;
    let value = product / range_product(1, k.max(1));
    Ok(vm.heap.int_from_big(&value))
}

fn perm(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let Some(k) = args.get(1).filter(|&k| k != vm.heap.known.none) else {
        return factorial(vm, args);
    };
    let (n, k) = pair(vm, args.pos[0], k)?;
    if k > n {
        return Ok(vm.heap.int(0));
    }
    let (product, _) = falling(vm, &n, &k, "perm")?;
    Ok(vm.heap.int_from_big(&product))
}

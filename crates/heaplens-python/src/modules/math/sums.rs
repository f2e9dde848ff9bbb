//! `fsum`, `prod`, `sumprod`, `dist` and `hypot`.

use heaplens_heap::{Owned, Ref};

use super::{double, float};
use crate::opcode::BinaryOperator;
use crate::vm::native::{Args, Arity, Def};
use crate::vm::{Res, Vm};

/// The functions.
pub const FUNCTIONS: &[Def] = &[
    Def::method("fsum", Arity::One, fsum),
    Def::method("prod", Arity::Free, prod),
    Def::method("sumprod", Arity::Range(2, 2), sumprod).since(12),
    Def::method("dist", Arity::Range(2, 2), dist),
    Def::method("hypot", Arity::Free, hypot),
];

/// Shewchuk's exact sum (`math_fsum`).
fn fsum(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let mut partials: Vec<f64> = Vec::new();
    let (mut special, mut infinities) = (0.0, 0.0);
    let items = vm.collect_items(args.this())?;
    let items = vm.heap.list_from(&items);
    for at in 0..vm.heap.list_len(items.get()) {
        let item = vm.heap.list_item(items.get(), at);
        let original = double(vm, item)?;
        let mut x = original;
        let mut kept = 0;
        for at in 0..partials.len() {
            let mut y = partials[at];
            if x.abs() < y.abs() {
                std::mem::swap(&mut x, &mut y);
            }
            let high = x + y;
            let low = y - (high - x);
            if low != 0.0 {
                partials[kept] = low;
                kept += 1;
            }
            x = high;
        }
        partials.truncate(kept);
        if x != 0.0 {
            if x.is_finite() {
                partials.push(x);
            } else if original.is_finite() {
                return Err(vm.overflow_error("intermediate overflow in fsum"));
            } else {
                if original.is_infinite() {
                    infinities += original;
                }
                special += original;
                partials.clear();
            }
        }
    }
    if special != 0.0 {
        if f64::is_nan(infinities) {
            return Err(vm.value_error("-inf + inf in fsum"));
        }
        return float(vm, special);
    }
    let Some(mut high) = partials.pop() else {
        return float(vm, 0.0);
    };
    let mut low = 0.0;
    while let Some(next) = partials.pop() {
        let x = high;
        high = x + next;
        low = next - (high - x);
        if low != 0.0 {
            break;
        }
    }
    if let Some(&next) = partials.last()
        && (low < 0.0 && next < 0.0 || low > 0.0 && next > 0.0)
    {
        let double = low * 2.0;
        let x = high + double;
        #[expect(clippy::float_cmp, reason = "as math_fsum rounds half to even")]
        if double == x - high {
            high = x;
        }
    }
    float(vm, high)
}

fn prod(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    if args.pos.len() > 1 {
        let text = format!(
            "prod() takes exactly 1 positional argument ({} given)",
            args.pos.len()
        );
        return Err(vm.type_error(&text));
    }
    let [iterable, start] = args.bind(vm, "prod", 0, ["iterable", "start"], 1)?;
    let mut value = match start {
        Some(start) => vm.heap.own(start),
        None => vm.heap.int(1),
    };
    let iter = vm.get_iter(iterable.unwrap_or_default())?;
    while let Some(item) = vm.next(iter.get())? {
        value = vm.binary_op(value.get(), item.get(), BinaryOperator::Multiply, false)?;
        vm.release(item);
    }
    Ok(value)
}

fn sumprod(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let (p, q) = (vm.get_iter(args.pos[0])?, vm.get_iter(args.pos[1])?);
    let mut pairs = Vec::new();
    loop {
        match (vm.next(p.get())?, vm.next(q.get())?) {
            (Some(a), Some(b)) => pairs.push((a, b)),
            (None, None) => break,
            _ => return Err(vm.value_error("Inputs are not the same length")),
        }
    }
    let is_float = |vm: &Vm, r: Ref| vm.heap.type_of(r) == heaplens_heap::TypeId::FLOAT;
    let floats = !pairs.is_empty()
        && pairs
            .iter()
            .any(|(a, b)| is_float(vm, a.get()) || is_float(vm, b.get()))
        && pairs.iter().all(|(a, b)| {
            [a, b]
                .into_iter()
                .all(|r| is_float(vm, r.get()) || vm.is_int(r.get()))
        });
    if floats {
        // Triple-length accumulation: exact products, exact sums.
        let (mut high, mut low, mut tiny) = (0.0, 0.0, 0.0);
        for (a, b) in &pairs {
            let (a, b) = (double(vm, a.get())?, double(vm, b.get())?);
            let product = a * b;
            let rest = libm::fma(a, b, -product);
            let (sum, error) = two_sum(high, product);
            let (sum2, error2) = two_sum(low, rest);
            let (sum3, error3) = two_sum(sum2, error);
            high = sum;
            low = sum3;
            tiny += error2 + error3;
        }
        let total = high + (low + tiny);
        if total.is_finite() {
            return float(vm, total);
        }
    }
    let mut total = vm.heap.int(0);
    for (a, b) in pairs {
        let product = vm.binary_op(a.get(), b.get(), BinaryOperator::Multiply, false)?;
        total = vm.binary_op(total.get(), product.get(), BinaryOperator::Add, false)?;
    }
    Ok(total)
}

fn two_sum(a: f64, b: f64) -> (f64, f64) {
    let sum = a + b;
    let other = sum - a;
    (sum, (a - (sum - other)) + (b - other))
}

/// `vector_norm`, correctly rounded but for the last half unit.
fn norm(values: &[f64]) -> f64 {
    if values.iter().any(|x| x.is_infinite()) {
        return f64::INFINITY;
    }
    if values.iter().any(|x| x.is_nan()) {
        return f64::NAN;
    }
    let most = values.iter().fold(0.0, |most: f64, x| most.max(x.abs()));
    if most == 0.0 || values.len() <= 1 {
        return most;
    }
    let (_, exponent) = libm::frexp(most);
    if exponent < -1023 {
        let scaled: Vec<f64> = values.iter().map(|x| x / f64::MIN_POSITIVE).collect();
        return f64::MIN_POSITIVE * norm(&scaled);
    }
    let scale = libm::ldexp(1.0, -exponent);
    let (mut sum, mut fraction1, mut fraction2) = (1.0, 0.0, 0.0);
    for x in values {
        let x = (x * scale).abs();
        let square = x * x;
        let rest = libm::fma(x, x, -square);
        let (new, error) = (sum + square, square - ((sum + square) - sum));
        sum = new;
        fraction1 += rest;
        fraction2 += error;
    }
    let root = (sum - 1.0 + (fraction1 + fraction2)).sqrt();
    let square = -root * root;
    let rest = libm::fma(-root, root, -square);
    let (new, error) = (sum + square, square - ((sum + square) - sum));
    sum = new;
    fraction1 += rest;
    fraction2 += error;
    let correction = sum - 1.0 + (fraction1 + fraction2);
    (root + correction / (2.0 * root)) / scale
}

fn hypot(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    args.no_keywords(vm, "math.hypot")?;
    let mut values = Vec::new();
    for &r in args.pos {
        values.push(double(vm, r)?);
    }
    float(vm, norm(&values))
}

fn dist(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let mut points = Vec::new();
    for &r in args.pos {
        let items = vm.collect_items(r)?;
        let items = vm.heap.list_from(&items);
        let mut values = Vec::new();
        for item in vm.heap.list_items(items.get()) {
            values.push(double(vm, item)?);
        }
        points.push(values);
    }
    if points[0].len() != points[1].len() {
        return Err(vm.value_error("both points must have the same number of dimensions"));
    }
    let values: Vec<f64> = points[0]
        .iter()
        .zip(&points[1])
        .map(|(p, q)| (p - q).abs())
        .collect();
    float(vm, norm(&values))
}

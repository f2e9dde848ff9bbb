//! `_random`: the Mersenne Twister (Modules/_randommodule.c), as `random.Random` extends it.
//!
//! The state lies where CPython has it: 624 words of 32 bits in the object, then the index of the next.

use heaplens_heap::rules::sizes::BuiltinType;
use heaplens_heap::{Owned, Ref, TypeId};
use num_bigint::{BigInt, BigUint, Sign};
use num_traits::Signed;

use crate::modules::ModuleDef;
use crate::modules::native_class::NativeClass;
use crate::vm::native::{Args, Arity, Def};
use crate::vm::{Res, Vm};

/// The module.
pub const MODULE: ModuleDef = ModuleDef {
    name: "_random",
    functions: &[],
    classes: &[
        NativeClass::record("_random.Random", BuiltinType::RandomRandom, &[], &[METHODS]).base(),
    ],
    fill: |_, _| Ok(()),
};

const METHODS: &[Def] = &[
    Def::fixed("__new__", Arity::Free, new),
    Def::method("random", Arity::None, |vm, args| {
        let value = vm.next_random(args.this());
        Ok(vm.heap.float(value))
    }),
    Def::method("seed", Arity::Range(0, 1), |vm, args| {
        seed(vm, args.this(), args.get(1))?;
        Ok(vm.none())
    }),
    Def::method("getstate", Arity::None, getstate),
    Def::method("setstate", Arity::One, setstate),
    Def::method("getrandbits", Arity::One, getrandbits),
];

const N: u32 = 624;
const M: u32 = 397;
/// Half of the payload that says which word is next.
const INDEX: u32 = N;

fn new(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let id = vm.heap.type_id_of(args.this());
    if args.pos.len() > 2 {
        let text = format!(
            "Random() requires 0 or 1 argument, {} given",
            args.pos.len() - 1
        );
        let text = if vm.version.minor() >= 11 {
            text
        } else {
            format!(
                "Random expected at most 1 argument, got {}",
                args.pos.len() - 1
            )
        };
        return Err(vm.type_error(&text));
    }
    let bytes = u64::from(vm.heap.info(id).basicsize);
    let r = vm.heap.new_instance_block(id, bytes, N / 2 + 1);
    for at in 0..=N {
        vm.heap.set_raw_half(r, at, 0);
    }
    if vm.heap.info(id).has(heaplens_heap::types::flags::HAVE_GC) {
        vm.heap.track(r);
    }
    let random = Owned::adopt(r);
    seed(vm, r, args.get(1))?;
    Ok(random)
}

fn init_by_number(vm: &mut Vm, r: Ref, number: u32) {
    let mut last = number;
    vm.heap.set_raw_half(r, 0, last);
    for at in 1..N {
        last = 1_812_433_253u32
            .wrapping_mul(last ^ (last >> 30))
            .wrapping_add(at);
        vm.heap.set_raw_half(r, at, last);
    }
    vm.heap.set_raw_half(r, INDEX, N);
}

fn init_by_array(vm: &mut Vm, r: Ref, key: &[u32]) {
    init_by_number(vm, r, 19_650_218);
    let length = key.len() as u32;
    let (mut i, mut j) = (1, 0);
    let word = |vm: &Vm, at: u32| vm.heap.raw_half(r, at);
    for _ in 0..N.max(length) {
        let before = word(vm, i - 1);
        let value = (word(vm, i) ^ (before ^ (before >> 30)).wrapping_mul(1_664_525))
            .wrapping_add(key[j as usize])
            .wrapping_add(j);
        vm.heap.set_raw_half(r, i, value);
        i += 1;
        j += 1;
        if i >= N {
            let last = word(vm, N - 1);
            vm.heap.set_raw_half(r, 0, last);
            i = 1;
        }
        if j >= length {
            j = 0;
        }
    }
    for _ in 1..N {
        let before = word(vm, i - 1);
        let value =
            (word(vm, i) ^ (before ^ (before >> 30)).wrapping_mul(1_566_083_941)).wrapping_sub(i);
        vm.heap.set_raw_half(r, i, value);
        i += 1;
        if i >= N {
            let last = word(vm, N - 1);
            vm.heap.set_raw_half(r, 0, last);
            i = 1;
        }
    }
    vm.heap.set_raw_half(r, 0, 0x8000_0000);
}

/// `random_seed`: by an int's size, or by the hash of anything else; without one by the modelled clock, which is the
/// same in every run.
fn seed(vm: &mut Vm, r: Ref, argument: Option<Ref>) -> Res<()> {
    let none = vm.heap.known.none;
    let size = match argument.filter(|&argument| argument != none) {
        None => BigUint::from(vm.clock().wall_nanos),
        Some(argument) if vm.is_int(argument) => {
            vm.heap.int_big(argument).abs().magnitude().clone()
        }
        Some(argument) => {
            let hash = vm.hash(argument)?;
            BigUint::from(hash as u64)
        }
    };
    let mut key = size.to_u32_digits();
    if key.is_empty() {
        key.push(0);
    }
    init_by_array(vm, r, &key);
    Ok(())
}

impl Vm {
    /// The next 32 bits (`genrand_uint32`).
    fn next_bits(&mut self, r: Ref) -> u32 {
        let mut at = self.heap.raw_half(r, INDEX);
        if at >= N {
            for k in 0..N {
                let y = self.heap.raw_half(r, k) & 0x8000_0000
                    | self.heap.raw_half(r, (k + 1) % N) & 0x7fff_ffff;
                let odd = if y & 1 == 1 { 0x9908_b0df } else { 0 };
                let value = self.heap.raw_half(r, (k + M) % N) ^ (y >> 1) ^ odd;
                self.heap.set_raw_half(r, k, value);
            }
            at = 0;
        }
        let mut y = self.heap.raw_half(r, at);
        self.heap.set_raw_half(r, INDEX, at + 1);
        y ^= y >> 11;
        y ^= (y << 7) & 0x9d2c_5680;
        y ^= (y << 15) & 0xefc6_0000;
        y ^ (y >> 18)
    }

    /// The next float in [0, 1), of 53 bits.
    fn next_random(&mut self, r: Ref) -> f64 {
        let (a, b) = (self.next_bits(r) >> 5, self.next_bits(r) >> 6);
        (f64::from(a) * 67_108_864.0 + f64::from(b)) * (1.0 / 9_007_199_254_740_992.0)
    }
}

fn getstate(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let mut items = Vec::new();
    for at in 0..=N {
        let value = vm.heap.raw_half(args.this(), at);
        items.push(vm.heap.int(i64::from(value)));
    }
    Ok(vm.tuple_owned(items))
}

fn setstate(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let state = args.pos[1];
    if !vm.is_a(state, TypeId::TUPLE) {
        return Err(vm.type_error("state vector must be a tuple"));
    }
    if vm.heap.tuple_len(state) != N + 1 {
        return Err(vm.value_error("state vector is the wrong size"));
    }
    for at in 0..=N {
        let item = vm.heap.tuple_item(state, at);
        let value = vm.ssize_argument(item)?;
        if at == N && !(0..=i64::from(N)).contains(&value) {
            return Err(vm.value_error("invalid state"));
        }
        vm.heap.set_raw_half(args.this(), at, value as u32);
    }
    Ok(vm.none())
}

fn getrandbits(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let count = vm.int_argument(args.pos[1])?;
    let least = if vm.version.minor() >= 9 { 0 } else { 1 };
    if count < least {
        let text = if least == 0 {
            "number of bits must be non-negative"
        } else {
            "number of bits must be greater than zero"
        };
        return Err(vm.value_error(text));
    }
    if count == 0 {
        return Ok(vm.heap.int(0));
    }
    if count <= 32 {
        let bits = vm.next_bits(args.this()) >> (32 - count);
        return Ok(vm.heap.int(i64::from(bits)));
    }
    let mut digits = Vec::new();
    let mut left = count;
    while left > 0 {
        let mut bits = vm.next_bits(args.this());
        if left < 32 {
            bits >>= 32 - left;
        }
        digits.push(bits);
        left -= 32;
    }
    let value = BigInt::from_biguint(Sign::Plus, BigUint::new(digits));
    Ok(vm.heap.int_from_big(&value))
}

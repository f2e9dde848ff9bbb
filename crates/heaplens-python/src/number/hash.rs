//! Hashes of numbers and containers; those of text and bytes are the heap's.
//!
//! Modelled: `_Py_HashDouble`, `_Py_HashPointerRaw` (Python/pyhash.c), `long_hash`
//! (Objects/longobject.c), `complex_hash` (Objects/complexobject.c), `tuplehash` (Objects/tupleobject.c),
//! `frozenset_hash` (Objects/setobject.c). Numbers hash to their value modulo the prime 2^61 - 1, so that equal numbers
//! of different types have equal hashes.

use super::float_hex::parts;
use crate::text::TextRules;
use num_bigint::{BigInt, Sign};
use num_integer::Integer;
use num_traits::{ToPrimitive, Zero};

/// `_PyHASH_BITS`: the modulus is 2 to this, less 1.
const BITS: u32 = 61;
/// `_PyHASH_MODULUS`.
pub const MODULUS: u64 = (1 << BITS) - 1;
/// `_PyHASH_INF`: `hash(float("inf"))`.
pub const INFINITY: i64 = 314_159;
/// `_PyHASH_IMAG`: the weight of a complex number's imaginary part.
const IMAGINARY: u64 = 1_000_003;

/// No hash is -1, which in C says that hashing failed.
const fn finish(hash: u64) -> i64 {
    if hash == u64::MAX { -2 } else { hash as i64 }
}

/// `hash(x)` of an int that fits 64 bits.
pub const fn of_i64(x: i64) -> i64 {
    let size = (x.unsigned_abs() % MODULUS) as i64;
    finish((if x < 0 { -size } else { size }) as u64)
}

/// `hash(x)` of any int.
pub fn of_int(x: &BigInt) -> i64 {
    match x.to_i64() {
        Some(small) => of_i64(small),
        None => {
            let size = (x.magnitude() % MODULUS).to_i64().expect("less than 2^61");
            finish((if x.sign() == Sign::Minus { -size } else { size }) as u64)
        }
    }
}

/// `hash(x)` of a float; `address` is the object's, for versions where NaN hashes by it.
pub fn of_float(x: f64, address: u64, rules: &TextRules) -> i64 {
    if x.is_nan() {
        return if rules.nan_hashes_by_address {
            of_address(address)
        } else {
            0
        };
    }
    if x.is_infinite() {
        return if x > 0.0 { INFINITY } else { -INFINITY };
    }
    let (negative, mantissa, exponent) = parts(x);
    // 2 to the 61st is 1: a power of two rotates the 61 bits.
    let mantissa = mantissa % MODULUS;
    let by = exponent.rem_euclid(i64::from(BITS)) as u32;
    let size = (mantissa << by & MODULUS | mantissa >> (BITS - by)) as i64;
    finish((if negative { -size } else { size }) as u64)
}

/// `hash(x)` of a complex number; `address` as in `of_float`.
pub fn of_complex(real: f64, imag: f64, address: u64, rules: &TextRules) -> i64 {
    let real = of_float(real, address, rules) as u64;
    let imag = of_float(imag, address, rules) as u64;
    finish(real.wrapping_add(IMAGINARY.wrapping_mul(imag)))
}

/// The hash of a fraction in lowest terms with a positive denominator, as `fractions.Fraction.__hash__` gives it.
pub fn of_fraction(numerator: &BigInt, denominator: &BigInt) -> i64 {
    let modulus = BigInt::from(MODULUS);
    let inverse = denominator.modpow(&(&modulus - 2), &modulus);
    let size = if inverse.is_zero() {
        INFINITY
    } else {
        let size = (BigInt::from(numerator.magnitude().clone()) * inverse).mod_floor(&modulus);
        size.to_i64().expect("less than 2^61")
    };
    finish(
        (if numerator.sign() == Sign::Minus {
            -size
        } else {
            size
        }) as u64,
    )
}

/// The hash of an object by its address: `object.__hash__`, and `None` before 3.12.
pub const fn of_address(address: u64) -> i64 {
    finish(address.rotate_right(4))
}

/// `hash` of a tuple from its items' hashes; also of a slice from its three (3.12).
pub fn of_tuple(items: impl ExactSizeIterator<Item = i64>) -> i64 {
    const PRIME_1: u64 = 11_400_714_785_074_694_791;
    const PRIME_2: u64 = 14_029_467_366_897_019_727;
    const PRIME_5: u64 = 2_870_177_450_012_600_261;
    let count = items.len() as u64;
    let sum = items.fold(PRIME_5, |sum, item| {
        sum.wrapping_add((item as u64).wrapping_mul(PRIME_2))
            .rotate_left(31)
            .wrapping_mul(PRIME_1)
    });
    let sum = sum.wrapping_add(count ^ PRIME_5 ^ 3_527_539);
    if sum == u64::MAX {
        1_546_275_796
    } else {
        sum as i64
    }
}

/// `hash` of a frozenset from its members' hashes, in any order.
pub fn of_frozenset(members: impl ExactSizeIterator<Item = i64>) -> i64 {
    let shuffle = |hash: u64| ((hash ^ 89_869_747) ^ (hash << 16)).wrapping_mul(3_644_798_167);
    let count = members.len() as u64;
    let mut hash = members.fold(0, |hash, member| hash ^ shuffle(member as u64));
    hash ^= count.wrapping_add(1).wrapping_mul(1_927_868_237);
    hash ^= hash >> 11 ^ hash >> 25;
    hash = hash.wrapping_mul(69_069).wrapping_add(907_133_923);
    if hash == u64::MAX {
        590_923_713
    } else {
        hash as i64
    }
}
